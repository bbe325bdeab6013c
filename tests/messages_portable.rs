//! Messages on every system: data with an address and control messages beside it, over UDP.
// Options that nobody has told the shape of; and the panics that tests are made of.
#![allow(
    unsafe_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::assertions_on_constants,
    clippy::drop_non_drop // what is received has something to drop on Unix alone
)]
// These systems tell too little in messages, or take too few.
#![cfg(not(any(
    target_os = "aix",
    target_os = "haiku",
    target_os = "fuchsia",
    target_os = "hurd"
)))]

mod common;

use std::io::{ErrorKind, IoSlice, IoSliceMut};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, UdpSocket};

use common::{skip, tcp_pair, wine, PATIENCE};
use sockopt::cmsg::{self, Cmsg, Payload};
use sockopt::{
    Addr, Control, Domain, Interface, Ipv6PktInfo, Message, Messages, MsgFlags, PacketInfo, Room,
    SockAddr, Socket, Type,
};

const V4: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const V6: IpAddr = IpAddr::V6(Ipv6Addr::LOCALHOST);

/// A UDP socket bound to an address; `None` (and a line) where there is no IPv6.
#[track_caller]
fn bound(address: impl Into<IpAddr>) -> Option<Socket> {
    match UdpSocket::bind((address.into(), 0)) {
        Ok(socket) => {
            // So that a datagram which never comes fails the test, and does not hang it.
            socket.set_read_timeout(Some(PATIENCE)).unwrap();
            Some(Socket::from(socket).into_owned())
        }
        Err(error) => {
            assert_ne!(error.kind(), ErrorKind::AddrInUse);
            skip(&format!("no IPv6: {error}"));
            None
        }
    }
}

/// The loopback addresses that the machine has.
#[track_caller]
fn loopbacks() -> impl Iterator<Item = IpAddr> {
    [V4, V6].into_iter().filter(|&address| bound(address).is_some())
}

/// A socket of IPv6 for both families; `None` (and a line) where there is no such thing.
#[track_caller]
fn dual_stack() -> Option<Socket> {
    let socket = match Socket::new(Domain::INET6, Type::DGRAM, None) {
        Ok(socket) => socket,
        Err(error) => {
            skip(&format!("no IPv6: {error}"));
            return None;
        }
    };
    if let Err(error) = socket.set_ipv6_v6only(false) {
        let refused = cfg!(any(target_os = "openbsd", target_os = "dragonfly"));
        assert!(refused, "{error}");
        skip(&format!("no IPv4 on sockets of IPv6: {error}"));
        return None;
    }
    if let Err(error) = socket.bind("[::]:0".parse::<SockAddr>().unwrap()) {
        assert_ne!(error.kind(), ErrorKind::AddrInUse);
        skip(&format!("no IPv6: {error}"));
        return None;
    }
    socket.set_rcvtimeo(Some(PATIENCE)).unwrap();
    Some(socket)
}

/// Sends to a socket, by an address of this machine.
#[track_caller]
fn send(from: &Socket, to: &Socket, by: IpAddr, data: &[u8]) {
    let address = to_address(to, by);
    let sent = from.send_msg(&[IoSlice::new(data)], Some(&address), &Control::default(), NONE);
    assert_eq!(sent.unwrap(), data.len());
}

const NONE: MsgFlags = MsgFlags::empty();

fn to_address(to: &Socket, by: IpAddr) -> SockAddr {
    std::net::SocketAddr::new(by, to.local_addr().unwrap().port().unwrap()).into()
}

/// What a receive told, its data checked.
#[track_caller]
fn receive(socket: &Socket, room: &mut Room, expected: &[u8]) -> (SockAddr, Option<PacketInfo>) {
    let mut data = [0; 64];
    let received = socket.recv_msg(&mut [IoSliceMut::new(&mut data)], room, NONE).unwrap();
    assert!(!received.is_truncated() && !received.is_control_truncated(), "{received:?}");
    assert_eq!(received.len, expected.len());
    let got = (*received.address, received.messages.packet_info());
    assert_eq!(&data[..expected.len()], expected);
    got
}

#[test]
fn an_address_and_pieces_of_data_come() {
    for loopback in loopbacks() {
        let (a, b) = (bound(loopback).unwrap(), bound(loopback).unwrap());
        let pieces = [IoSlice::new(b"head"), IoSlice::new(b""), IoSlice::new(b"body")];
        let to = b.local_addr().unwrap();
        assert_eq!(a.send_msg(&pieces, Some(&to), &Control::default(), NONE).unwrap(), 8);

        let (mut first, mut second, mut room) = ([0; 3], [0; 64], Room::new());
        let buffers = &mut [IoSliceMut::new(&mut first), IoSliceMut::new(&mut second)];
        let received = b.recv_msg(buffers, &mut room, NONE).unwrap();
        assert_eq!((received.len, *received.address), (8, a.local_addr().unwrap()));
        assert_eq!((received.is_truncated(), received.is_control_truncated()), (false, false));
        assert_eq!(received.messages.count(), 0);
        assert_eq!((&first, &second[..5]), (b"hea", b"dbody".as_slice()));

        // To the peer, from it, and nothing at all.
        a.connect(to).unwrap();
        assert_eq!(a.send_msg(&[], None, &Control::default(), NONE).unwrap(), 0);
        let mut room = Room::new();
        let received = b.recv_msg(&mut [IoSliceMut::new(&mut first)], &mut room, NONE).unwrap();
        assert_eq!((received.len, *received.address), (0, a.local_addr().unwrap()));
    }
}

#[test]
fn a_datagram_that_is_cut_is_told() {
    for loopback in loopbacks() {
        let (a, b) = (bound(loopback).unwrap(), bound(loopback).unwrap());
        let (mut room, mut large, mut none) = (Room::new(), Room::with([0; 2000]), Room::with([]));
        let rooms: [&mut Room; 3] = [&mut room, &mut large, &mut none];
        for room in rooms {
            send(&a, &b, loopback, b"too long");
            let mut data = [0; 6];
            let (first, second) = data.split_at_mut(2);
            let buffers = &mut [IoSliceMut::new(first), IoSliceMut::new(second)];
            let received = b.recv_msg(buffers, room, NONE).unwrap();
            assert_eq!((received.len, *received.address), (6, a.local_addr().unwrap()));
            assert_eq!((received.is_truncated(), received.is_control_truncated()), (true, false));
            drop(received);
            assert_eq!(&data, b"too lo");

            send(&a, &b, loopback, b"whole");
            assert_eq!(receive(&b, room, b"whole").0, a.local_addr().unwrap());
        }
    }
}

#[test]
fn packet_info_tells_the_address_and_the_interface() {
    for loopback in loopbacks() {
        let (a, b) = (bound(loopback).unwrap(), bound(loopback).unwrap());
        let (mut room, mut large) = (Room::new(), Room::with([0; 2000]));
        for on in [true, false, true] {
            b.set_recv_packet_info(on).unwrap();
            send(&a, &b, loopback, b"where?");
            let (from, info) = receive(&b, &mut large, b"where?");
            send(&a, &b, loopback, b"there");
            assert_eq!(receive(&b, &mut room, b"there"), (from, info));
            assert_eq!(from, a.local_addr().unwrap());
            assert_eq!(info.map(|info| info.destination), on.then_some(loopback));
            if let Some(info) = info {
                let interface = info.interface.expect("it is told");
                assert!(!interface.name().unwrap().as_bytes().is_empty());
            }
        }
    }
}

#[test]
fn packet_info_of_ipv4_comes_on_a_socket_of_ipv6() {
    let Some(server) = dual_stack() else { return };
    server.set_recv_packet_info(true).unwrap();
    let mut room = Room::new();
    for loopback in loopbacks() {
        let client = bound(loopback).unwrap();
        send(&client, &server, loopback, b"either");
        let (from, info) = receive(&server, &mut room, b"either");
        assert_eq!(from.port(), client.local_addr().unwrap().port());
        let info = info.expect("it is on");
        assert_eq!(info.destination, loopback);
        assert!(info.interface.is_some());

        // And the answer. (illumos and Solaris do not take what is for IPv4 on such a socket.)
        if !cfg!(any(target_os = "illumos", target_os = "solaris")) {
            answer(&server, &from, info);
            let (from, _) = receive(&client, &mut room, b"!");
            assert_eq!(from, to_address(&server, loopback));
        }
    }
}

#[track_caller]
fn answer(server: &Socket, to: &SockAddr, from: PacketInfo) {
    let mut room = [0; cmsg::ROOM];
    let mut control = Control::new(&mut room);
    control.push_packet_info(from).unwrap();
    let sent = server.send_msg(&[IoSlice::new(b"!")], Some(to), &control, NONE);
    assert_eq!(sent.unwrap(), 1);
}

#[test]
fn an_answer_comes_from_the_address_that_was_asked() {
    let (any4, any6) = (Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into());
    answered(any4, V4);
    answered(any6, V6);
    // The BSDs and their like have one address of IPv4 on the loopback interface, not 2^24.
    if cfg!(any(target_os = "linux", target_os = "android", windows)) {
        wine::without("send", || answered(any4, [127, 0, 0, 77].into()));
    }
}

/// Asks a server on all addresses at one of them.
fn answered(any: IpAddr, asked: IpAddr) {
    let Some((server, client)) = bound(any).zip(bound(if any.is_ipv4() { V4 } else { V6 })) else {
        return;
    };
    server.set_recv_packet_info(true).unwrap();
    send(&client, &server, asked, b"?");
    let mut room = Room::new();
    let (from, info) = receive(&server, &mut room, b"?");
    let info = info.expect("it is on");
    assert_eq!(info.destination, asked);
    answer(&server, &from, info);
    assert_eq!(receive(&client, &mut room, b"!").0, to_address(&server, asked));
}

#[test]
fn messages_that_do_not_fit_are_told_and_the_data_comes() {
    // Room for two of the three messages of IPv6 below.
    let mut room = Room::with([0; cmsg::space(20) + cmsg::space(4)]);
    let (a, b) = (bound(V4).unwrap(), bound(V4).unwrap());
    b.set_recv_packet_info(true).unwrap();
    send(&a, &b, V4, b"four");
    let mut data = [0; 64];
    let received = b.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, NONE).unwrap();
    assert_eq!(received.messages.packet_info().map(|info| info.destination), Some(V4));
    drop(received);

    let Some((a, b)) = bound(V6).zip(bound(V6)) else { return };
    b.set_ipv6_recvpktinfo(true).unwrap();
    b.set_ipv6_recvhoplimit(true).unwrap();
    b.set_ipv6_recvtclass(true).unwrap();
    for data in [b"six", b"cut"] {
        send(&a, &b, V6, data);
        let mut buffer = [0; 64];
        let received = b.recv_msg(&mut [IoSliceMut::new(&mut buffer)], &mut room, NONE).unwrap();
        assert!(received.is_control_truncated(), "{received:?}");
        assert_eq!((received.len, received.is_truncated()), (3, false));
        assert_eq!(*received.address, a.local_addr().unwrap());
        // What fits is there; what was there before is not.
        for message in received.messages {
            let known = matches!(
                message,
                Message::IPV6_PKTINFO(Ipv6PktInfo { addr: Ipv6Addr::LOCALHOST, .. })
                    | Message::IPV6_HOPLIMIT(_)
                    | Message::IPV6_TCLASS(_)
            );
            assert!(known, "{message:?}");
        }
        assert!(received.messages.count() < 3);
        assert_eq!(&buffer[..3], data);
    }
}

#[test]
fn without_any_room_the_data_comes_alone() {
    for loopback in loopbacks() {
        let (a, b) = (bound(loopback).unwrap(), bound(loopback).unwrap());
        b.set_recv_packet_info(true).unwrap();
        send(&a, &b, loopback, b"data");
        let (mut data, mut room) = ([0; 64], Room::with([]));
        let received = b.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, NONE).unwrap();
        assert_eq!((received.len, *received.address), (4, a.local_addr().unwrap()));
        assert_eq!(received.messages.count(), 0);
        assert_eq!(received.messages.packet_info(), None);
        assert_eq!(&data[..4], b"data");
    }
}

#[test]
fn streams_take_the_same_calls() {
    let (a, b) = tcp_pair();
    let pieces = [IoSlice::new(b"head"), IoSlice::new(b"body")];
    assert_eq!(a.send_msg(&pieces, None, &Control::default(), NONE).unwrap(), 8);
    a.shutdown(Shutdown::Write).unwrap();
    let (mut data, mut room) = ([0; 8], Room::new());
    let mut got = Vec::new();
    loop {
        let received = b.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, NONE).unwrap();
        assert_eq!((received.messages.count(), received.is_truncated()), (0, false));
        assert!(matches!(received.address.view(), Addr::Unspecified), "{received:?}");
        match received.len {
            0 => break,
            len => got.extend_from_slice(&data[..len]),
        }
    }
    assert_eq!(got, b"headbody");
}

#[test]
fn a_receive_that_would_wait_says_so_and_leaves_the_room() {
    let (a, b, mut room) = (bound(V4).unwrap(), bound(V4).unwrap(), Room::new());
    b.set_recv_packet_info(true).unwrap();
    send(&a, &b, V4, b"one");
    receive(&b, &mut room, b"one");
    b.set_nonblocking(true).unwrap();
    let mut data = [0; 8];
    let error = b.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, NONE).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WouldBlock);
    b.set_nonblocking(false).unwrap();
    send(&a, &b, V4, b"two");
    let (from, info) = receive(&b, &mut room, b"two");
    assert_eq!((from, info.unwrap().destination), (a.local_addr().unwrap(), V4));
}

#[test]
fn a_peek_gives_the_same_messages() {
    let (a, b, mut room) = (bound(V4).unwrap(), bound(V4).unwrap(), Room::new());
    b.set_recv_packet_info(true).unwrap();
    send(&a, &b, V4, b"twice");
    let mut data = [0; 8];
    let buffers = &mut [IoSliceMut::new(&mut data)];
    let received = b.recv_msg(buffers, &mut room, MsgFlags::PEEK).unwrap();
    assert_eq!((received.len, *received.address), (5, a.local_addr().unwrap()));
    let info = received.messages.packet_info();
    drop(received);
    assert_eq!(receive(&b, &mut room, b"twice"), (a.local_addr().unwrap(), info));
    assert!(info.is_some());
}

#[test]
fn hop_limit_and_class_go_out_and_come_in() {
    let Some((a, b)) = bound(V6).zip(bound(V6)) else { return };
    wine::without("send", || {
        b.set_ipv6_recvhoplimit(true).unwrap();
        b.set_ipv6_recvtclass(true).unwrap();
        let mut room = [0; cmsg::space(4) * 2];
        let mut control = Control::new(&mut room);
        control.push(cmsg::IPV6_HOPLIMIT, 7).unwrap();
        control.push(cmsg::IPV6_TCLASS, 0b1000_1010).unwrap();
        let to = b.local_addr().unwrap();
        a.send_msg(&[IoSlice::new(b"seven")], Some(&to), &control, NONE).unwrap();

        let (mut data, mut room) = ([0; 8], Room::new());
        let received = b.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, NONE).unwrap();
        let mut messages: Vec<_> = received.messages.map(|message| message.to_string()).collect();
        messages.sort();
        assert_eq!(messages, ["IPV6_HOPLIMIT=7", "IPV6_TCLASS=138"]);
    });
}

#[test]
fn the_time_to_live_comes_in() {
    let (a, b) = (bound(V4).unwrap(), bound(V4).unwrap());
    a.set_ip_ttl(Some(7)).unwrap();
    b.set_ip_recvttl(true).unwrap();
    send(&a, &b, V4, b"seven");
    let (mut data, mut room) = ([0; 8], Room::new());
    let mut received = b.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, NONE).unwrap();
    assert_eq!(received.messages.next(), Some(Message::IP_TTL(7)));
    assert_eq!(received.messages.next(), None);
}

#[test]
#[cfg(windows)]
fn ecn_goes_out_and_comes_in() {
    wine::without("IP_RECVECN", || {
        let (a, b) = (bound(V4).unwrap(), bound(V4).unwrap());
        b.set_ip_recvecn(true).unwrap();
        let mut room = [0; cmsg::space(4)];
        let mut control = Control::new(&mut room);
        assert!(control.push(cmsg::IP_ECN, 3).is_err()); // CE is for routers
        control.push(cmsg::IP_ECN, 1).unwrap();
        let to = b.local_addr().unwrap();
        a.send_msg(&[IoSlice::new(b"ecn")], Some(&to), &control, NONE).unwrap();
        let (mut data, mut room) = ([0; 8], Room::new());
        let mut received = b.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, NONE).unwrap();
        assert_eq!(received.messages.next(), Some(Message::IP_ECN(1)));
    });
}

#[test]
#[cfg(windows)]
fn a_message_is_cut_into_datagrams() {
    wine::without("UDP_SEND_MSG_SIZE", || {
        let (a, b) = (bound(V4).unwrap(), bound(V4).unwrap());
        let mut room = [0; cmsg::space(4)];
        let mut control = Control::new(&mut room);
        control.push(cmsg::UDP_SEND_MSG_SIZE, 3).unwrap();
        let to = b.local_addr().unwrap();
        a.send_msg(&[IoSlice::new(b"onetwo3")], Some(&to), &control, NONE).unwrap();
        let mut room = Room::new();
        for part in [b"one".as_slice(), b"two", b"3"] {
            receive(&b, &mut room, part);
        }
    });
}

#[test]
fn a_buffer_that_begins_anywhere_takes_what_space_tells() {
    let mut buffer = [0xff; cmsg::space(4) + 8];
    for start in 0..8 {
        let room = &mut buffer[start..start + cmsg::space(4)];
        let mut control = Control::new(room);
        control.push(cmsg::IPV6_HOPLIMIT, 1).unwrap();
        assert!(control.push(cmsg::IPV6_HOPLIMIT, 2).is_err());
        // Winsock takes them by reference, so they lie where it looks for them.
        #[cfg(windows)]
        assert_eq!(control.as_bytes().as_ptr().align_offset(core::mem::align_of::<usize>()), 0);
        let mut messages = Messages::new(control.as_bytes());
        assert_eq!(messages.next(), Some(Message::IPV6_HOPLIMIT(1)));
        assert_eq!(messages.next(), None);
    }
}

/// What a message that was pushed comes back as.
type Back = fn(Message<'_>) -> bool;

/// It is received by another number, in another shape, or not at all.
const OTHER: Back = |message| matches!(message, Message::Other { .. });

#[derive(Default)]
struct Trips {
    names: Vec<&'static str>,
}

impl Trips {
    #[track_caller]
    fn check<'a, C: Payload>(
        &mut self,
        kind: Cmsg<C>,
        value: C::Arg<'a>,
        payload: &[u8],
        back: Back,
    ) {
        // It must live as long as what is lent.
        let room = vec![0xff; 256].leak();
        let bytes = pushed(room, kind, value);
        self.names.push(kind.info().name);
        let mut messages = Messages::new(&bytes);
        let message = messages.next().expect("it was pushed");
        assert!(back(message), "{kind:?} comes back as {message:?}");
        assert_eq!(messages.next(), None);
        if let Message::Other { level, r#type, bytes } = message {
            assert_eq!((level, r#type, bytes), (kind.level(), kind.r#type(), payload), "{kind:?}");
        }
        // The payload lies behind the header, to its end; and a place behind it is filled up.
        let header = cmsg_header();
        assert_eq!(bytes.get(header..header + payload.len()), Some(payload), "{kind:?}");
        assert!(bytes[header + payload.len()..].iter().all(|&byte| byte == 0), "{kind:?}");
    }
}

fn pushed<'a, C: Payload>(room: &'a mut [u8], kind: Cmsg<C>, value: C::Arg<'a>) -> Vec<u8> {
    let mut control = Control::new(room);
    control.push(kind, value).unwrap_or_else(|error| panic!("{error}"));
    control.as_bytes().to_vec()
}

/// How long the header of a control message is: that of one without a payload.
fn cmsg_header() -> usize {
    let mut room = [0; 64];
    // SAFETY: it is never sent.
    let empty: Cmsg<cmsg::Raw> = unsafe { Cmsg::new(1, 2) };
    pushed(&mut room, empty, &[]).len()
}

#[test]
fn what_is_pushed_comes_back() {
    let trips = &mut Trips::default();
    let int = |value: i32| value.to_ne_bytes();
    let interface = Interface::from_index(7);

    let addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 9);
    trips.check(
        cmsg::IPV6_PKTINFO,
        Ipv6PktInfo { addr, interface },
        &[&addr.octets(), int(7).as_slice()].concat(),
        |message| matches!(message, Message::IPV6_PKTINFO(info) if info.interface == Interface::from_index(7)),
    );
    trips.check(cmsg::IPV6_HOPLIMIT, 255, &int(255), |m| m == Message::IPV6_HOPLIMIT(255));
    trips.check(cmsg::IPV6_TCLASS, 0xba, &int(0xba), |m| m == Message::IPV6_TCLASS(0xba));

    #[allow(unused)]
    const HEADER: &[u8] = &[59, 0, 1, 4, 0, 0, 0, 0];
    #[cfg(not(target_os = "nto"))]
    trips.check(cmsg::IPV6_RTHDR, HEADER, HEADER, |m| m == Message::IPV6_RTHDR(HEADER));
    #[cfg(any(target_os = "cygwin", windows))]
    trips.check(cmsg::IPV6_HOPOPTS, HEADER, HEADER, OTHER);
    #[cfg(unix)]
    {
        use std::os::fd::{AsFd, AsRawFd};
        let file = bound(V4).unwrap();
        let lent = [file.as_fd()];
        trips.check(cmsg::SCM_RIGHTS, &lent, &int(file.as_fd().as_raw_fd()), |m| {
            m == Message::SCM_RIGHTS(1)
        });
        #[cfg(not(target_os = "cygwin"))]
        trips.check(cmsg::IPV6_HOPOPTS, HEADER, HEADER, |m| m == Message::IPV6_HOPOPTS(HEADER));
        #[cfg(not(target_os = "cygwin"))]
        trips.check(cmsg::IPV6_DSTOPTS, HEADER, HEADER, |m| m == Message::IPV6_DSTOPTS(HEADER));
        #[cfg(not(target_os = "cygwin"))]
        trips.check(cmsg::IPV6_RTHDRDSTOPTS, HEADER, HEADER, OTHER);
    }
    of_ipv4(trips);
    of_this_system(trips);

    // Nothing is left out.
    let sent =
        sockopt::registry::messages().iter().filter(|row| row.send_level_and_type().is_some());
    let mut names: Vec<_> = sent.map(|row| row.name).collect();
    names.sort_unstable();
    trips.names.sort_unstable();
    assert_eq!(trips.names, names);
}

/// Where a packet of IPv4 is to be sent from.
#[cfg_attr(any(target_os = "dragonfly", target_os = "nto"), allow(unused_variables))] // there is nothing
fn of_ipv4(trips: &mut Trips) {
    #[cfg(any(target_os = "freebsd", target_os = "netbsd", target_os = "openbsd"))]
    trips.check(cmsg::IP_SENDSRCADDR, Ipv4Addr::LOCALHOST, &[127, 0, 0, 1], |m| {
        m == Message::IP_RECVDSTADDR(Ipv4Addr::LOCALHOST)
    });

    #[cfg(not(any(
        target_os = "freebsd",
        target_os = "openbsd",
        target_os = "dragonfly",
        target_os = "nto"
    )))]
    {
        use sockopt::Ipv4PktInfo;
        let (spec_dst, addr) = (Ipv4Addr::LOCALHOST, Ipv4Addr::UNSPECIFIED);
        let info = Ipv4PktInfo { interface: Interface::from_index(7), spec_dst, addr };
        let (index, address) = (7u32.to_ne_bytes(), [127, 0, 0, 1]);
        // On some systems one address is both.
        if cfg!(any(target_os = "netbsd", target_os = "cygwin", windows)) {
            trips.check(cmsg::IP_PKTINFO, info, &[address, index].concat(), |message| {
                matches!(message, Message::IP_PKTINFO(info) if info.addr == info.spec_dst
                    && info.addr == Ipv4Addr::LOCALHOST && info.interface == Interface::from_index(7))
            });
        } else {
            trips.check(cmsg::IP_PKTINFO, info, &[index, address, [0; 4]].concat(), |message| {
                matches!(message, Message::IP_PKTINFO(info) if info.addr.is_unspecified()
                    && info.spec_dst.is_loopback() && info.interface == Interface::from_index(7))
            });
        }
    }
}

#[cfg(windows)]
fn of_this_system(trips: &mut Trips) {
    let int = |value: i32| value.to_ne_bytes();
    trips.check(cmsg::IP_TTL, 64, &int(64), |m| m == Message::IP_TTL(64));
    trips.check(cmsg::IP_TOS, 0xba, &int(0xba), |m| m == Message::IP_TOS(0xba));
    trips.check(cmsg::IP_ECN, 2, &int(2), |m| m == Message::IP_ECN(2));
    trips.check(cmsg::IPV6_ECN, 2, &int(2), |m| m == Message::IPV6_ECN(2));
    trips.check(cmsg::UDP_SEND_MSG_SIZE, 1200, &int(1200), OTHER);
    trips.check(cmsg::SO_TIMESTAMP_ID, 7, &int(7), OTHER);
    const BLOB: &[u8] = &[1, 2, 3];
    trips.check(cmsg::IP_WFP_REDIRECT_CONTEXT, BLOB, BLOB, |m| {
        m == Message::IP_WFP_REDIRECT_CONTEXT(BLOB)
    });
    trips.check(cmsg::IP_WFP_REDIRECT_RECORDS, BLOB, BLOB, |m| {
        m == Message::IP_WFP_REDIRECT_RECORDS(BLOB)
    });
    trips.check(cmsg::IPV6_WFP_REDIRECT_CONTEXT, BLOB, BLOB, |m| {
        m == Message::IPV6_WFP_REDIRECT_CONTEXT(BLOB)
    });
    trips.check(cmsg::IPV6_WFP_REDIRECT_RECORDS, BLOB, BLOB, |m| {
        m == Message::IPV6_WFP_REDIRECT_RECORDS(BLOB)
    });
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn of_this_system(trips: &mut Trips) {
    #[allow(unused)]
    let (trips, int) = (trips, |value: i32| value.to_ne_bytes());
    #[cfg(target_vendor = "apple")]
    trips.check(cmsg::IP_TOS, 0xba, &int(0xba), OTHER);
    #[cfg(target_os = "freebsd")]
    {
        trips.check(cmsg::IP_TOS, 0xba, &[0xba], OTHER);
        trips.check(cmsg::IP_FLOWID, 7, &int(7), |m| m == Message::IP_FLOWID(7));
        trips.check(cmsg::IP_FLOWTYPE, 7, &int(7), |m| m == Message::IP_FLOWTYPE(7));
    }
    #[cfg(any(target_os = "freebsd", target_os = "dragonfly"))]
    trips.check(
        cmsg::SCM_CREDS,
        (),
        &[0; 84],
        |message| matches!(message, Message::SCM_CREDS(creds) if creds.as_bytes() == [0; 84]),
    );
    #[cfg(target_os = "cygwin")]
    trips.check(cmsg::IP_TTL, 64, &int(64), |m| m == Message::IP_TTL(64));
    #[cfg(not(any(target_os = "illumos", target_os = "solaris", target_os = "cygwin")))]
    trips.check(cmsg::IPV6_DONTFRAG, true, &int(1), OTHER);
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn of_this_system(trips: &mut Trips) {
    use sockopt::{AlgOp, PeerCred, TimestampingFlags};
    use std::time::Duration;

    const BYTES: &[u8] = &[59, 0, 1, 4, 0, 0, 0, 0];
    let int = |value: i32| value.to_ne_bytes();
    let short = |value: u16| value.to_ne_bytes();
    trips.check(
        cmsg::SCM_CREDENTIALS,
        PeerCred { pid: Some(3), uid: 4, gid: 5 },
        &[int(3), int(4), int(5)].concat(),
        |m| m == Message::SCM_CREDENTIALS(PeerCred { pid: Some(3), uid: 4, gid: 5 }),
    );
    trips.check(cmsg::SO_TIMESTAMPING, TimestampingFlags::TX_SOFTWARE, &int(2), OTHER);
    trips.check(cmsg::SCM_TS_OPT_ID, 7, &int(7), OTHER);
    trips.check(cmsg::SCM_TXTIME, Duration::new(1, 2), &1_000_000_002u64.to_ne_bytes(), OTHER);
    trips.check(cmsg::SO_MARK, 7, &int(7), |m| m == Message::SO_MARK(7));
    trips.check(cmsg::SO_PRIORITY, 7, &int(7), |m| m == Message::SO_PRIORITY(7));
    trips.check(cmsg::SCM_DEVMEM_DMABUF, 7, &int(7), OTHER);

    trips.check(cmsg::IP_TTL, 64, &int(64), |m| m == Message::IP_TTL(64));
    trips.check(cmsg::IP_TOS, 0xba, &[0xba], |m| m == Message::IP_TOS(0xba));
    trips.check(cmsg::IP_RETOPTS, &[1, 1, 1, 0], &[1, 1, 1, 0], |m| {
        m == Message::IP_RETOPTS(&[1, 1, 1, 0])
    });
    trips.check(cmsg::IP_PROTOCOL, 17, &int(17), OTHER);

    trips.check(cmsg::IPV6_FLOWINFO, 0x0ba1_2345, &[0x0b, 0xa1, 0x23, 0x45], |m| {
        m == Message::IPV6_FLOWINFO(0x0ba1_2345)
    });
    trips.check(cmsg::IPV6_DONTFRAG, true, &int(1), OTHER);
    let info = Ipv6PktInfo::from(Ipv6Addr::LOCALHOST);
    let bytes = [&Ipv6Addr::LOCALHOST.octets(), [0; 4].as_slice()].concat();
    trips.check(cmsg::IPV6_2292PKTINFO, info, &bytes, |m| {
        m == Message::IPV6_2292PKTINFO(Ipv6PktInfo::from(Ipv6Addr::LOCALHOST))
    });
    trips.check(cmsg::IPV6_2292HOPLIMIT, 7, &int(7), |m| m == Message::IPV6_2292HOPLIMIT(7));
    trips.check(cmsg::IPV6_2292HOPOPTS, BYTES, BYTES, |m| m == Message::IPV6_2292HOPOPTS(BYTES));
    trips.check(cmsg::IPV6_2292DSTOPTS, BYTES, BYTES, |m| m == Message::IPV6_2292DSTOPTS(BYTES));
    trips.check(cmsg::IPV6_2292RTHDR, BYTES, BYTES, |m| m == Message::IPV6_2292RTHDR(BYTES));

    trips.check(cmsg::UDP_SEGMENT, 1200, &short(1200), OTHER);
    trips.check(cmsg::TLS_SET_RECORD_TYPE, 21, &[21], OTHER);
    trips.check(cmsg::ALG_SET_IV, &[7; 16], &[&int(16), [7; 16].as_slice()].concat(), OTHER);
    trips.check(cmsg::ALG_SET_OP, AlgOp::ENCRYPT, &int(1), OTHER);
    trips.check(cmsg::ALG_SET_AEAD_ASSOCLEN, 7, &int(7), OTHER);
    of_sctp(trips);
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn of_sctp(trips: &mut Trips) {
    use sockopt::{
        SctpInitMsg, SctpPrInfo, SctpPrPolicy, SctpSendFlags, SctpSndInfo, SctpSndRcvInfo,
    };

    let int = |value: u32| value.to_ne_bytes();
    let short = |value: u16| value.to_ne_bytes();
    let start = SctpInitMsg { num_ostreams: Some(7), ..SctpInitMsg::default() };
    let bytes = [short(7), short(0), short(0), short(0)].concat();
    trips.check(cmsg::SCTP_INIT, start, &bytes, OTHER);

    let flags = SctpSendFlags::UNORDERED;
    let old =
        SctpSndRcvInfo { stream: 3, flags, ppid: 46, context: 5, ..SctpSndRcvInfo::default() };
    let mut bytes = [short(3), short(0), short(1), short(0)].concat();
    bytes.extend([46_u32.to_be_bytes(), int(5), int(0), int(0), int(0), int(0)].concat());
    trips.check(cmsg::SCTP_SNDRCV, old, &bytes, |message| {
        matches!(message, Message::SCTP_SNDRCV(info) if (info.stream, info.ppid, info.context) == (3, 46, 5))
    });
    let new = SctpSndInfo { sid: 3, flags, ppid: 46, context: 5, ..SctpSndInfo::default() };
    let bytes = [[3_u16, 1].map(short).concat(), [46_u32.to_be_bytes(), int(5), int(0)].concat()];
    trips.check(cmsg::SCTP_SNDINFO, new, &bytes.concat(), OTHER);

    let twice = SctpPrInfo { policy: SctpPrPolicy::RTX, value: 2 };
    let bytes = [short(0x20), short(0)].concat();
    trips.check(cmsg::SCTP_PRINFO, twice, &[bytes, int(2).to_vec()].concat(), OTHER);
    trips.check(cmsg::SCTP_AUTHINFO, 7, &short(7), OTHER);
    trips.check(cmsg::SCTP_DSTADDRV4, Ipv4Addr::LOCALHOST, &[127, 0, 0, 1], OTHER);
    trips.check(cmsg::SCTP_DSTADDRV6, Ipv6Addr::LOCALHOST, &Ipv6Addr::LOCALHOST.octets(), OTHER);
}
