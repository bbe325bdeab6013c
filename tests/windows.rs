//! What Windows has in its own way: ioctls as options, options of its own, sockets that no child inherits.
//!
//! What the system does not have is told in a line, and refused by a clear error: under wine, what `common::wine` names.
#![cfg(windows)]
// Calls of the system, for comparison; and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use core::ffi::c_void;
use std::net::{SocketAddr, UdpSocket};
use std::os::windows::io::AsRawSocket;
use std::time::Duration;

use common::{addr, skip, tcp_pair, udp, udp_pair, wine};
use sockopt::codec::{Codec, CsAddrInfo, Printed};
use sockopt::registry::{self, Platforms};
use sockopt::{
    Domain, ErrorKind, Interface, Ipv4Member, MulticastInterface, Protocol, Setting, Socket,
    TcpInitialRto, TcpKeepalive, TcpState, Type,
};

fn tcp() -> Socket {
    Socket::new(Domain::INET, Type::STREAM, None).unwrap()
}

/// What was done, unless the system does not know the option: then there is a line.
#[track_caller]
fn known<T>(result: sockopt::Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) => {
            if wine::is_here() {
                wine::assert_refused(&error);
            } else {
                assert!(error.is_unsupported(), "{error}");
            }
            skip(&error.to_string());
            None
        }
    }
}

#[track_caller]
fn out_of_range<T>(result: sockopt::Result<T>, name: &str) {
    let Err(error) = result else { panic!("{name} takes it") };
    assert_eq!((error.kind(), error.name()), (ErrorKind::OutOfRange, name));
    assert!(error.to_string().starts_with(&format!("cannot set {name}: ")), "{error}");
}

#[test]
fn ioctls_have_a_level_of_their_own_and_their_codes() {
    for row in registry::all().filter(|row| row.platforms.contains(Platforms::HERE)) {
        let (level, number) = row.level_and_number().unwrap();
        assert_eq!(level < 0, row.level == "SIO" || row.name == "TCP_INFO", "{}", row.name);
        // winsock2.h: those of both directions, of one, of none.
        let directions = number as u32 >> 29;
        assert!(level >= 0 || [0b110, 0b100, 0b010, 0b001].contains(&directions), "{}", row.name);
    }
    assert_eq!(sockopt::SIO_UDP_CONNRESET.number() as u32, 0x9800_000c);
    assert_eq!(sockopt::SIO_KEEPALIVE_VALS.level(), sockopt::TCP_INFO.level());
}

#[test]
fn keep_alive_is_set_in_milliseconds_that_are_rounded_up() {
    let (socket, _peer) = tcp_pair();
    let often = TcpKeepalive {
        onoff: true,
        keepalivetime: Duration::from_secs(30),
        keepaliveinterval: Duration::from_nanos(1),
    };
    socket.set_sio_keepalive_vals(often).unwrap();
    // Which wine, at least, keeps with SO_KEEPALIVE.
    assert!(socket.keepalive().unwrap());
    socket.set_sio_keepalive_vals(TcpKeepalive { onoff: false, ..often }).unwrap();
    assert!(!socket.keepalive().unwrap());

    // No time at all is not what the system would make of it.
    let never = TcpKeepalive { keepalivetime: Duration::ZERO, ..often };
    out_of_range(socket.set_sio_keepalive_vals(never), "SIO_KEEPALIVE_VALS");
    let long = TcpKeepalive { keepaliveinterval: Duration::from_millis(1 << 32), ..often };
    out_of_range(socket.set_sio_keepalive_vals(long), "SIO_KEEPALIVE_VALS");
    // Datagrams have no such thing.
    let error = udp().set_sio_keepalive_vals(often).unwrap_err();
    assert_eq!((error.kind(), error.name()), (ErrorKind::Os, "SIO_KEEPALIVE_VALS"));
}

#[test]
fn a_first_try_has_limits() {
    let (socket, name) = (tcp(), "SIO_TCP_INITIAL_RTO");
    let rto = |rtt, max_syn_retransmissions| TcpInitialRto { rtt, max_syn_retransmissions };
    let millis = |millis| Some(Duration::from_millis(millis));
    // 65535 ms and 254 times mean other things.
    out_of_range(socket.set_sio_tcp_initial_rto(rto(millis(65535), None)), name);
    out_of_range(socket.set_sio_tcp_initial_rto(rto(millis(0), None)), name);
    out_of_range(socket.set_sio_tcp_initial_rto(rto(None, Some(254))), name);
    if known(socket.set_sio_tcp_initial_rto(rto(millis(100), Some(1)))).is_some() {
        socket.set_sio_tcp_initial_rto(rto(None, None)).unwrap();
    }
}

#[test]
fn what_nobody_listened_to_is_no_error_of_the_next_read() {
    let (socket, gone) = (UdpSocket::bind("127.0.0.1:0").unwrap(), udp_pair());
    let nowhere = gone.0.local_addr().unwrap();
    drop(gone);
    socket.set_read_timeout(Some(common::PATIENCE)).unwrap();
    let socket = Socket::from(socket);
    socket.set_sio_udp_connreset(true).unwrap();
    socket.set_sio_udp_connreset(false).unwrap();
    socket.send_to(b"lost", nowhere).unwrap();
    socket.send_to(b"mine", socket.local_addr().unwrap()).unwrap();
    assert_eq!(&common::read::<4>(&socket.into_owned()), b"mine");
    known(udp().set_sio_udp_netreset(false));
}

/// Each ioctl that takes a value, by text: on the kind of socket that it is for.
#[test]
fn ioctls_are_set_by_text() {
    let settings = [
        (Type::DGRAM, "SIO_CPU_AFFINITY=0"),
        (Type::DGRAM, "SIO_ENABLE_CIRCULAR_QUEUEING="),
        (Type::STREAM, "SIO_KEEPALIVE_VALS=onoff=on keepalivetime=1h keepaliveinterval=1.5ms"),
        (Type::STREAM, "SIO_LOOPBACK_FAST_PATH=on"),
        (Type::STREAM, "SIO_SET_PRIORITY_HINT=SocketPriorityHintVeryLow"),
        (Type::STREAM, "SIO_TCP_INITIAL_RTO=rtt=300ms max_syn_retransmissions=0"),
        (Type::STREAM, "SIO_TCP_SET_ACK_FREQUENCY=1"),
        (Type::STREAM, "SIO_TCP_SET_ICW=TCP_ICW_LEVEL_HIGH"),
        (Type::DGRAM, "SIO_TIMESTAMPING=flags=RX|TX tx_timestamps_buffered=4"),
        (Type::DGRAM, "SIO_UDP_CONNRESET=off"),
        (Type::DGRAM, "SIO_UDP_NETRESET=off"),
    ];
    for (kind, text) in settings {
        let setting: Setting = text.parse().unwrap();
        let socket = Socket::new(Domain::INET, kind, None).unwrap();
        known(setting.apply(&socket));
    }
    for bad in [
        "SIO_KEEPALIVE_VALS=onoff=on keepalivetime=0s keepaliveinterval=1s",
        "SIO_CPU_AFFINITY=65536",
        "SIO_TCP_INITIAL_RTO=rtt=66s max_syn_retransmissions=1",
    ] {
        let error = bad.parse::<Setting>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange, "{error}");
    }
}

#[test]
fn an_ioctl_that_is_read_is_in_the_dump() {
    let (socket, _peer) = tcp_pair();
    let backlog = socket.sio_ideal_send_backlog_query().unwrap();
    assert!(backlog > 0);
    let reading = socket.dump().find(|it| it.info().name == "SIO_IDEAL_SEND_BACKLOG_QUERY");
    let reading = reading.expect("it can be read");
    assert_eq!(reading.bytes(), u32::try_from(backlog).unwrap().to_ne_bytes());
    // What it is not for: datagrams.
    let error = udp().sio_ideal_send_backlog_query().unwrap_err();
    assert!(error.is_unsupported(), "{error}");
}

#[test]
fn a_connection_tells_of_itself() {
    let (a, b) = tcp_pair();
    a.send(b"12345").unwrap();
    assert_eq!(&common::read::<5>(&b), b"12345");
    let Some(info) = known(b.tcp_info()) else { return };
    assert_eq!((info.state, info.bytes_in), (TcpState::ESTABLISHED, 5));
    assert!(info.mss > 0);
}

#[test]
fn the_time_of_a_datagram_that_was_not_sent_is_not_known() {
    let error = udp().sio_get_tx_timestamp(7).unwrap_err();
    assert_eq!((error.kind(), error.name()), (ErrorKind::Os, "SIO_GET_TX_TIMESTAMP"));
}

#[test]
fn ports_are_set_aside() {
    wine::without("SIO_ACQUIRE_PORT_RESERVATION", || {
        let socket = udp();
        let range = sockopt::InetPortRange { start_port: None, number_of_ports: 2 };
        let ports = socket.sio_acquire_port_reservation(range).unwrap();
        assert_eq!(ports.number_of_ports, 2);
        let other = udp();
        other.set_sio_associate_port_reservation(ports.token).unwrap();
        other.bind(addr("127.0.0.1:0")).unwrap();
        let port = other.local_addr().unwrap().port().unwrap();
        assert!((ports.start_port..ports.start_port + 2).contains(&port));
        drop(other);
        socket.set_sio_release_port_reservation(ports.token).unwrap();
    });
}

#[test]
fn the_state_of_a_socket_has_its_addresses() {
    let unbound = udp().bsp_state().unwrap();
    assert_eq!((unbound.local, unbound.remote), (None, None));
    assert_eq!((unbound.r#type, unbound.protocol), (Type::DGRAM, Protocol::UDP));

    let (socket, _peer) = tcp_pair();
    let state = socket.bsp_state().unwrap();
    assert_eq!(state.local, socket.local_addr().unwrap().as_socket_addr());
    assert_eq!(state.remote, socket.peer_addr().unwrap().as_socket_addr());
    assert_eq!((state.r#type, state.protocol), (Type::STREAM, Protocol::TCP));
    let text = Printed::<CsAddrInfo>(&state).to_string();
    assert_eq!(CsAddrInfo::parse(&text), Ok(state), "{text}");
    let reading = socket.dump().find(|it| it.info().name == "SO_BSP_STATE");
    assert_eq!(reading.expect("it can be read").text(), text);

    let Ok(socket) = UdpSocket::bind("[::1]:0") else { return skip("no IPv6") };
    let state = Socket::from(&socket).bsp_state().unwrap();
    assert_eq!(state.local, Some(socket.local_addr().unwrap()));
    assert!(matches!(state.local, Some(SocketAddr::V6(_))));
}

/// An interface that every machine has.
fn loopback() -> Interface {
    Interface::from_index(1).expect("1 is an index")
}

#[test]
fn the_way_out_is_read_as_it_was_set() {
    let socket = udp();
    assert_eq!(socket.ip_unicast_if().unwrap(), None);
    for interface in [Some(loopback()), None] {
        socket.set_ip_unicast_if(interface).unwrap();
        assert_eq!(socket.ip_unicast_if().unwrap(), interface);
    }
    // An index of more than 24 bits would be an address.
    let far = Interface::from_index(1 << 24);
    out_of_range(socket.set_ip_unicast_if(far), "IP_UNICAST_IF");
}

#[test]
fn an_interface_of_a_group_is_known_by_its_index_too() {
    let socket = udp();
    let group = Ipv4Member::from([239, 1, 2, 3]);
    let both = Ipv4Member { address: [127, 0, 0, 1].into(), interface: Some(loopback()), ..group };
    out_of_range(socket.set_ip_add_membership(both), "IP_ADD_MEMBERSHIP");
    let by_index = Ipv4Member { interface: Some(loopback()), ..group };
    wine::without("IP_ADD_MEMBERSHIP", || {
        socket.set_ip_add_membership(by_index).unwrap();
        socket.set_ip_drop_membership(by_index).unwrap();
    });

    let by_address = MulticastInterface { address: [127, 0, 0, 1].into(), interface: None };
    socket.set_ip_multicast_if(by_address).unwrap();
    let read = socket.ip_multicast_if().unwrap();
    assert!(read == by_address || read.interface == Some(loopback()), "{read:?}");
    let both = MulticastInterface { interface: Some(loopback()), ..by_address };
    out_of_range(socket.set_ip_multicast_if(both), "IP_MULTICAST_IF");
}

/// Options that are on or off, or are read: one of each kind of socket has them, or the system does not.
#[test]
fn options_of_its_own_are_set_and_read() {
    let flags = [
        (Type::DGRAM, "IP_ORIGINAL_ARRIVAL_IF"),
        (Type::DGRAM, "UDP_CHECKSUM_COVERAGE"),
        (Type::STREAM, "TCP_BSDURGENT"),
        (Type::STREAM, "TCP_FAIL_CONNECT_ON_ICMP_ERROR"),
    ];
    for (kind, name) in flags {
        let socket = Socket::new(Domain::INET, kind, None).unwrap();
        let on: Setting = format!("{name}=on").parse().unwrap();
        if known(on.apply(&socket)).is_some() {
            assert_eq!(on.granted(&socket).unwrap().unwrap().text(), "on");
        }
    }
    known(tcp().tcp_icmp_error_info());
    let (connected, _peer) = tcp_pair();
    known(connected.tcp_maxseg());
    known(connected.ip_mtu());
    known(udp().maxdg());
    known(udp().maxpathdg());
    let socket = tcp();
    if known(socket.set_tcp_fastopen(256)).is_some() {
        assert_eq!(socket.tcp_fastopen().unwrap(), 1);
    }
    // Without IP_IFLIST there is no list.
    let error = udp().ip_get_iflist().unwrap_err();
    assert_eq!((error.kind(), error.name()), (ErrorKind::Os, "IP_GET_IFLIST"));
    if known(udp().set_ip_iflist(true)).is_some() {
        let socket = udp();
        socket.set_ip_iflist(true).unwrap();
        assert_eq!(socket.ip_get_iflist().unwrap(), []);
        socket.set_ip_add_iflist(loopback()).unwrap();
        assert_eq!(socket.ip_get_iflist().unwrap(), [loopback()]);
    }
}

/// Accepts as AcceptEx does: the listener's options and the addresses do not come with the socket.
fn accept_ex(listener: &Socket) -> Socket {
    use windows_sys::Win32::Networking::WinSock::{AcceptEx, SOCKET};
    use windows_sys::Win32::System::IO::{GetOverlappedResult, OVERLAPPED};

    let accepted = tcp();
    let raw = |socket: &Socket| SOCKET::try_from(socket.as_raw_socket()).unwrap();
    let mut addresses = [0_u8; 64];
    let mut count = 0;
    let mut overlapped = OVERLAPPED::default();
    // SAFETY: there is room for two addresses, each with the 16 bytes more that the call wants; all of it lives until the
    // operation is done, which the second call waits for.
    unsafe {
        let room = addresses.as_mut_ptr().cast();
        let (listener, socket) = (raw(listener), raw(&accepted));
        if AcceptEx(listener, socket, room, 0, 32, 32, &mut count, &mut overlapped) == 0 {
            let error = std::io::Error::last_os_error();
            assert_eq!(error.raw_os_error(), Some(997), "{error}"); // ERROR_IO_PENDING
        }
        let done = GetOverlappedResult(listener as *mut c_void, &overlapped, &mut count, 1);
        assert_ne!(done, 0, "{}", std::io::Error::last_os_error());
    }
    accepted
}

#[test]
fn a_socket_is_lent_as_a_value() {
    use std::os::windows::io::AsSocket;

    let listener = tcp();
    listener.bind(addr("127.0.0.1:0")).unwrap();
    listener.listen(1).unwrap();
    let client = tcp();
    client.connect(listener.local_addr().unwrap()).unwrap();
    let accepted = accept_ex(&listener);
    accepted.set_update_accept_context(listener.as_socket()).unwrap();
    assert_eq!(accepted.peer_addr().unwrap(), client.local_addr().unwrap());
    assert_eq!(accepted.local_addr().unwrap(), listener.local_addr().unwrap());
    accepted.send(b"word").unwrap();
    assert_eq!(&common::read::<4>(&client), b"word");

    let error = "SO_UPDATE_ACCEPT_CONTEXT=3".parse::<Setting>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoText);
}

#[test]
fn what_can_be_read_is_counted() {
    let (a, b) = tcp_pair();
    assert_eq!(b.fionread().unwrap(), 0);
    a.send(b"seven b").unwrap();
    common::wait_until(|| b.fionread().unwrap() == 7);
    let (a, b) = udp_pair();
    a.send(b"one").unwrap();
    common::wait_until(|| b.fionread().unwrap() == 3);
}

/// Whether a child would have the socket.
fn is_inheritable(socket: &Socket) -> bool {
    #[link(name = "kernel32")]
    extern "system" {
        fn GetHandleInformation(handle: *mut c_void, flags: *mut u32) -> i32;
    }
    let mut flags = 0;
    let handle = usize::try_from(socket.as_raw_socket()).unwrap() as *mut c_void;
    // SAFETY: the handle is open; `flags` is one number.
    assert_ne!(unsafe { GetHandleInformation(handle, &mut flags) }, 0);
    flags & 1 != 0 // HANDLE_FLAG_INHERIT
}

#[test]
fn no_child_inherits_a_socket() {
    let listener = tcp();
    assert!(!is_inheritable(&listener));
    listener.bind(addr("127.0.0.1:0")).unwrap();
    listener.listen(2).unwrap();
    let client = Socket::new_nonblocking(Domain::INET, Type::STREAM, None).unwrap();
    assert!(!is_inheritable(&client));
    let to = listener.local_addr().unwrap();
    let connecting = client.connect(to).map_err(|error| error.kind());
    assert!(matches!(connecting, Ok(()) | Err(std::io::ErrorKind::WouldBlock)), "{connecting:?}");
    let (accepted, _) = listener.accept().unwrap();
    assert!(!is_inheritable(&accepted));
    assert!(!is_inheritable(&accepted.try_clone().unwrap()));
    tcp().connect(to).unwrap();
    let (accepted, _) = listener.accept_nonblocking().unwrap();
    assert!(!is_inheritable(&accepted));
    let nothing = accepted.recv(&mut [0]).map_err(|error| error.kind());
    assert!(matches!(nothing, Err(std::io::ErrorKind::WouldBlock) | Ok(0)), "{nothing:?}");
}

/// In a process of its own, in which std has not started Winsock.
#[test]
fn winsock_is_started_by_the_first_socket() {
    const CHILD: &str = "SOCKOPT_CHILD";
    if std::env::var_os(CHILD).is_some() {
        let (a, b) = (udp(), udp());
        b.bind(addr("127.0.0.1:0")).unwrap();
        a.send_to(b"word", b.local_addr().unwrap()).unwrap();
        assert_eq!(&common::read::<4>(&b), b"word");
        return;
    }
    let this = std::env::current_exe().unwrap();
    let mut child = std::process::Command::new(this);
    let name = "winsock_is_started_by_the_first_socket";
    let done = child.args(["--exact", name, "--test-threads=1"]).env(CHILD, "1").output().unwrap();
    let output = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && output.contains("1 passed"), "{output}");
}
