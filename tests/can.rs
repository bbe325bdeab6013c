//! Options of CAN sockets, over a virtual bus in a network namespace of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::io::{IoSliceMut, Write};
use std::time::Duration;

use common::{in_roles, os_error, Role, PATIENCE};
use sockopt::{
    Addr, CanAddr, CanFdFlags, CanFilter, CanMtu, Domain, ErrorKind, Interface, IsotpFlags,
    IsotpFlowControl, IsotpLinkLayer, IsotpOptions, J1939Filter, Message, MsgFlags, Protocol, Room,
    SockAddr, Socket, Type,
};

/// A message to the kernel's routing: a header, `ifinfomsg`, and attributes.
fn netlink(kind: u16, flags: u16, index: u32, up: u32, attributes: &[u8]) -> std::io::Result<()> {
    let socket = Socket::new(Domain::NETLINK, Type::RAW, None)?;
    let mut bytes = Vec::new();
    let length = u32::try_from(32 + attributes.len()).unwrap();
    bytes.write_all(&length.to_ne_bytes())?;
    bytes.write_all(&kind.to_ne_bytes())?;
    bytes.write_all(&(flags | 0x5).to_ne_bytes())?; // a request, to be acknowledged
    bytes.write_all(&[0; 8])?;
    bytes.write_all(&[0; 4])?;
    for word in [index, up, up] {
        bytes.write_all(&word.to_ne_bytes())?;
    }
    bytes.write_all(attributes)?;
    socket.send_to(&bytes, SockAddr::netlink(0, 0))?;
    let mut answer = [0; 256];
    socket.recv(&mut answer)?;
    // The error, behind the header; 0 for none.
    match i32::from_ne_bytes(answer[16..20].try_into().unwrap()) {
        0 => Ok(()),
        code => Err(std::io::Error::from_raw_os_error(-code)),
    }
}

/// A virtual bus that is up, if this kernel has such.
fn bus() -> Option<Interface> {
    // IFLA_LINKINFO with IFLA_INFO_KIND "vcan", and IFLA_IFNAME "bus0".
    let mut attributes = Vec::new();
    attributes.extend([9_u16.to_ne_bytes(), 3_u16.to_ne_bytes()].concat());
    attributes.extend(b"bus0\0\0\0\0"); // to a multiple of four
    attributes.extend([12_u16.to_ne_bytes(), 18_u16.to_ne_bytes()].concat());
    attributes.extend([8_u16.to_ne_bytes(), 1_u16.to_ne_bytes()].concat());
    attributes.extend(b"vcan");
    let made = netlink(16, 0x600, 0, 0, &attributes).and_then(|()| {
        let bus = Interface::named("bus0")?;
        netlink(16, 0, bus.index(), 1, &[])?;
        Ok(bus)
    });
    made.map_err(|error| common::skip(&format!("no virtual CAN bus: {error}"))).ok()
}

fn open(r#type: Type, protocol: Protocol) -> Option<Socket> {
    match Socket::new(Domain::CAN, r#type, protocol) {
        Ok(socket) => {
            socket.set_rcvtimeo(Some(PATIENCE)).unwrap();
            Some(socket)
        }
        Err(error) => {
            common::skip(&format!("no CAN: {error}"));
            None
        }
    }
}

/// `struct can_frame`
fn frame(id: u32, data: [u8; 8]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&id.to_ne_bytes());
    bytes[4] = 8;
    bytes[8..].copy_from_slice(&data);
    bytes
}

fn received_id(socket: &Socket) -> u32 {
    let bytes: [u8; 16] = common::read(socket);
    u32::from_ne_bytes(bytes[..4].try_into().unwrap())
}

/// Frames are received some time after they were sent, and judged by the options of that moment. This waits until
/// all frames so far are.
struct Witness(Socket, Socket);

impl Witness {
    /// The last id there is.
    const MARK: u32 = 0x7ff;

    fn of(bus: Interface) -> Option<Witness> {
        let socket = || {
            let socket = open(Type::RAW, Protocol::CAN_RAW)?;
            socket.bind(SockAddr::can(CanAddr::new(bus.index()))).unwrap();
            Some(socket)
        };
        Some(Witness(socket()?, socket()?))
    }

    fn wait(&self) {
        // When the second comes, the first has been to all sockets.
        for _ in 0..2 {
            self.0.send(&frame(Witness::MARK, [0; 8])).unwrap();
            while received_id(&self.1) != Witness::MARK {}
        }
    }
}

in_roles! { filters_take_effect: Root, NamespaceRoot }

fn filters_take_effect(_: Role) {
    let Some(bus) = bus() else { return };
    let raw = || {
        let socket = open(Type::RAW, Protocol::CAN_RAW)?;
        socket.bind(SockAddr::can(CanAddr::new(bus.index()))).unwrap();
        Some(socket)
    };
    let (Some(a), Some(b), Some(witness)) = (raw(), raw(), Witness::of(bus)) else { return };
    let bound = b.local_addr().unwrap();
    assert_eq!(bound.view(), Addr::Can(CanAddr::new(bus.index())));

    // One that takes all is what there is by default.
    let all = CanFilter { can_id: 0, can_mask: 0 };
    assert_eq!(b.can_raw_filter().unwrap(), [all]);
    let filters = [CanFilter::id(0x123), CanFilter::id(0x1234_5678)];
    b.set_can_raw_filter(&filters).unwrap();
    assert_eq!(b.can_raw_filter().unwrap(), filters);
    for id in [0x122, 0x123, 0x9234_5679, 0x9234_5678, 0x124] {
        a.send(&frame(id, [7; 8])).unwrap();
    }
    witness.wait();
    b.set_can_raw_filter(&[all]).unwrap();
    a.send(&frame(0x7fe, [7; 8])).unwrap();
    assert_eq!([received_id(&b), received_id(&b), received_id(&b)], [0x123, 0x9234_5678, 0x7fe]);

    // None is none, and as many as there can be are read back.
    b.set_can_raw_filter(&[]).unwrap();
    assert_eq!(b.can_raw_filter().unwrap(), []);
    a.send(&frame(1, [7; 8])).unwrap();
    witness.wait();
    let most: Vec<_> = (0..512).map(CanFilter::id).collect();
    b.set_can_raw_filter(&most).unwrap();
    assert_eq!(b.can_raw_filter().unwrap(), most);
    let more: Vec<_> = (0..513).map(CanFilter::id).collect();
    assert_eq!(b.set_can_raw_filter(&more).unwrap_err().kind(), ErrorKind::OutOfRange);
    a.send(&frame(2, [7; 8])).unwrap();
    assert_eq!(received_id(&b), 2);

    // All must match: none does both.
    b.set_can_raw_filter(&[CanFilter::id(3), CanFilter::id(4)]).unwrap();
    b.set_can_raw_join_filters(true).unwrap();
    a.send(&frame(3, [7; 8])).unwrap();
    witness.wait();
    b.set_can_raw_join_filters(false).unwrap();
    a.send(&frame(4, [7; 8])).unwrap();
    assert_eq!(received_id(&b), 4);
}

in_roles! { own_frames_come_back_if_asked_for: NamespaceRoot }

fn own_frames_come_back_if_asked_for(_: Role) {
    let Some(bus) = bus() else { return };
    let Some(socket) = open(Type::RAW, Protocol::CAN_RAW) else { return };
    let Some(witness) = Witness::of(bus) else { return };
    // All but the witness's.
    let others = CanFilter { can_id: Witness::MARK | CanFilter::INVERTED, can_mask: 0x7ff };
    socket.set_can_raw_filter(&[others]).unwrap();
    socket.bind(SockAddr::can(CanAddr::new(bus.index()))).unwrap();
    assert!(socket.can_raw_loopback().unwrap() && !socket.can_raw_recv_own_msgs().unwrap());
    socket.send(&frame(1, [7; 8])).unwrap();
    witness.wait();
    socket.set_can_raw_recv_own_msgs(true).unwrap();
    socket.send(&frame(2, [7; 8])).unwrap();
    witness.wait();
    socket.set_can_raw_loopback(false).unwrap();
    socket.send(&frame(3, [7; 8])).unwrap();
    witness.wait();
    socket.set_can_raw_loopback(true).unwrap();
    socket.send(&frame(4, [7; 8])).unwrap();
    assert_eq!([received_id(&socket), received_id(&socket)], [2, 4]);
}

in_roles! { a_message_is_longer_than_a_frame: NamespaceRoot }

fn a_message_is_longer_than_a_frame(_: Role) {
    let Some(bus) = bus() else { return };
    let isotp = || open(Type::DGRAM, Protocol::CAN_ISOTP);
    let (Some(a), Some(b)) = (isotp(), isotp()) else { return };
    let frames = IsotpLinkLayer { mtu: CanMtu::CAN, tx_dl: 8, tx_flags: CanFdFlags::empty() };
    assert_eq!(a.can_isotp_ll_opts().unwrap(), frames);
    let wrong = IsotpLinkLayer { tx_dl: 12, ..frames };
    assert_eq!(os_error(a.set_can_isotp_ll_opts(wrong)), libc::EINVAL);

    let default = IsotpFlowControl { bs: 0, stmin: Duration::ZERO, wftmax: 0 };
    assert_eq!(b.can_isotp_recv_fc().unwrap(), default);
    // Rounded up.
    let asked = IsotpFlowControl { bs: 2, stmin: Duration::from_micros(150), wftmax: 0 };
    b.set_can_isotp_recv_fc(asked).unwrap();
    let granted = IsotpFlowControl { stmin: Duration::from_micros(200), ..asked };
    assert_eq!(b.can_isotp_recv_fc().unwrap(), granted);

    // One address is for both directions, unless it is said otherwise.
    let opts =
        IsotpOptions { flags: IsotpFlags::EXTEND_ADDR, ext_address: 9, ..IsotpOptions::default() };
    a.set_can_isotp_opts(opts).unwrap();
    assert_eq!(a.can_isotp_opts().unwrap(), IsotpOptions { rx_ext_address: 9, ..opts });
    a.set_can_isotp_opts(IsotpOptions::default()).unwrap();

    let there = CanAddr::isotp(bus.index(), 0x321, 0x123);
    a.bind(SockAddr::can(there)).unwrap();
    b.bind(SockAddr::can(CanAddr::isotp(bus.index(), 0x123, 0x321))).unwrap();
    assert_eq!(os_error(a.set_can_isotp_opts(IsotpOptions::default())), libc::EISCONN);
    assert_eq!(a.local_addr().unwrap().view(), Addr::Can(there));
    a.send(&[7; 100]).unwrap();
    assert_eq!(common::read::<100>(&b), [7; 100]);
}

in_roles! { j1939_messages_tell_where_they_went: Root, NamespaceRoot }

fn j1939_messages_tell_where_they_went(role: Role) {
    let Some(bus) = bus() else { return };
    let socket = |addr| {
        let socket = open(Type::DGRAM, Protocol::CAN_J1939)?;
        socket.bind(SockAddr::can(CanAddr::j1939(bus.index(), 0, 0x40000, addr))).unwrap();
        Some(socket)
    };
    let (Some(a), Some(b)) = (socket(0x20), socket(0x30)) else { return };
    assert_eq!(a.j1939_send_prio().unwrap(), 6);
    a.set_j1939_send_prio(3).unwrap();
    assert_eq!(a.priority().unwrap(), 4);
    match role {
        Role::Root => a.set_j1939_send_prio(1).unwrap(),
        _ => assert_eq!(os_error(a.set_j1939_send_prio(1)), libc::EPERM),
    }
    a.set_j1939_send_prio(3).unwrap();
    assert_eq!(a.set_j1939_send_prio(8).unwrap_err().kind(), ErrorKind::OutOfRange);
    // The kernel answers this one with a count.
    a.set_j1939_promisc(true).unwrap();
    assert!(a.j1939_promisc().unwrap());

    let only = J1939Filter { pgn: 0xef00, pgn_mask: 0x3_ff00, ..J1939Filter::ALL };
    b.set_j1939_filter(&[only]).unwrap();
    for (pgn, data) in [(0xea00, b"other"), (0xef00, b"taken")] {
        let to = SockAddr::can(CanAddr::j1939(bus.index(), 0, pgn, 0x30));
        a.send_to(data, to).unwrap();
    }
    let (mut data, mut room) = ([0; 16], Room::new());
    let buffers = &mut [IoSliceMut::new(&mut data)];
    let received = b.recv_msg(buffers, &mut room, MsgFlags::empty()).unwrap();
    let from = received.address.to_string();
    let mut told = Vec::new();
    for message in received.messages {
        match message {
            Message::SCM_J1939_DEST_ADDR(addr) => told.push(("to", addr)),
            Message::SCM_J1939_PRIO(prio) => told.push(("priority", prio)),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(told, [("to", 0x30), ("priority", 3)]);
    assert_eq!(&data[..5], b"taken");
    let Addr::Can(from) = from.parse::<SockAddr>().unwrap().view() else { panic!("{from}") };
    assert_eq!((from.interface, from.as_j1939()), (bus.index(), (0, 0xef00, 0x20)));
}
