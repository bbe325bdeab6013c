//! The error queue.

use std::net::{Ipv6Addr, SocketAddr};

use sockopt::{Cause, Domain, ExtendedErr, MtuDiscover, Origin, Protocol, SockAddr, Socket, Type};

use crate::common::{addr, udp, udp_pair, wait_until};
use crate::trade::{bound, no_errors, receive_error, udp6_pair};
use crate::wire::{inject, ipv4, set_mtu, sum};

/// The address of a socket that is there no more.
fn closed(address: &str) -> SockAddr {
    bound(address).1
}

kinds! { nobody_listens: Itself, recv IP_RECVERR }

fn nobody_listens() -> Result<(), String> {
    let to = closed("127.0.0.1:0");
    let socket = udp();
    socket.set_ip_recverr(true).unwrap();
    socket.send_to(b"anybody?", to).unwrap();
    let packet = receive_error(&socket);
    let entry = get!(packet, IP_RECVERR);
    assert_eq!(entry.origin, Origin::ICMP);
    assert_eq!(entry.cause(), Cause::Icmp { r#type: 3, code: 3 });
    assert_eq!(entry.errno, libc::ECONNREFUSED as u32);
    assert_eq!(entry.offender, Some("127.0.0.1:0".parse().unwrap()));
    assert_eq!((packet.data.as_slice(), packet.address), (b"anybody?".as_slice(), to));
    assert!(packet.flags.contains(sockopt::MsgFlags::ERRQUEUE));
    assert_eq!((entry.rfc4884(), entry.zerocopy()), (None, None));
    assert!(no_errors(&socket));
    Ok(())
}

kinds! { nobody_listens_over_ipv6: Itself, recv IPV6_RECVERR }

fn nobody_listens_over_ipv6() -> Result<(), String> {
    let to = closed("[::1]:0");
    let socket = Socket::new(Domain::INET6, Type::DGRAM, None).unwrap();
    socket.set_ipv6_recverr(true).unwrap();
    socket.send_to(b"anybody?", to).unwrap();
    let packet = receive_error(&socket);
    let entry = get!(packet, IPV6_RECVERR);
    assert_eq!(entry.origin, Origin::ICMP6);
    assert_eq!(entry.cause(), Cause::Icmp6 { r#type: 1, code: 4 });
    assert_eq!(entry.offender, Some("[::1]:0".parse().unwrap()));
    assert_eq!((packet.data.as_slice(), packet.address), (b"anybody?".as_slice(), to));
    Ok(())
}

kinds! { an_ipv6_socket_hears_of_ipv4: Itself, recv IPV6_RECVERR }

fn an_ipv6_socket_hears_of_ipv4() -> Result<(), String> {
    let port = closed("127.0.0.1:0").port().unwrap();
    let socket = Socket::new(Domain::INET6, Type::DGRAM, None).unwrap();
    socket.set_ipv6_v6only(false).unwrap();
    socket.set_ipv6_recverr(true).unwrap();
    socket.set_ip_recverr(true).unwrap();
    socket.send_to(b"anybody?", addr(&format!("[::ffff:127.0.0.1]:{port}"))).unwrap();
    let entry = get!(receive_error(&socket), IPV6_RECVERR);
    // The origin is what it is; the address is one that is mapped.
    assert_eq!(entry.cause(), Cause::Icmp { r#type: 3, code: 3 });
    let mapped = "::ffff:127.0.0.1".parse::<Ipv6Addr>().unwrap();
    assert_eq!(entry.offender.map(|offender| offender.ip()), Some(mapped.into()));
    Ok(())
}

#[track_caller]
fn assert_too_large(entry: ExtendedErr, mtu: u32) {
    assert_eq!((entry.origin, entry.cause()), (Origin::LOCAL, Cause::Local));
    assert_eq!((entry.errno, entry.info), (libc::EMSGSIZE as u32, mtu));
    assert_eq!(entry.offender, None);
    assert_eq!(entry.error().unwrap().raw_os_error(), Some(libc::EMSGSIZE));
}

kinds! { a_packet_is_too_large: NamespaceRoot, recv IP_RECVERR, recv IPV6_RECVERR }

fn a_packet_is_too_large() -> Result<(), String> {
    set_mtu(1400);
    let (a, _b) = udp_pair();
    a.set_ip_recverr(true).unwrap();
    a.set_ip_mtu_discover(MtuDiscover::DO).unwrap();
    let error = a.send(&[0; 3000]).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EMSGSIZE));
    let packet = receive_error(&a);
    assert_too_large(get!(packet, IP_RECVERR), 1400);
    assert_eq!(packet.data.len(), 0);

    let (a, _b) = udp6_pair();
    a.set_ipv6_recverr(true).unwrap();
    a.set_ipv6_mtu_discover(MtuDiscover::DO).unwrap();
    a.send(&[0; 3000]).unwrap_err();
    assert_too_large(get!(receive_error(&a), IPV6_RECVERR), 1400);
    Ok(())
}

/// What a router would say of a datagram, with an extension whose checksum is right or not: RFC 4884.
fn unreachable(datagram: &[u8], right: bool) -> Vec<u8> {
    // An object of 4 bytes of nothing, of a class that is nobody's.
    let mut extension = vec![0x20, 0, 0, 0, 0, 8, 250, 1, 1, 2, 3, 4];
    let check = if right { !sum(&[&extension]) } else { 0x1234 };
    extension[2..4].copy_from_slice(&check.to_be_bytes());
    let mut original = datagram.to_vec();
    original.resize(128, 0);
    // "Fragmentation is needed": for an MTU of 1280; the original's length is in words.
    let mut icmp = vec![3, 4, 0, 0, 0, 128 / 4, 5, 0];
    icmp.extend(original);
    icmp.extend(extension);
    let check = !sum(&[&icmp]);
    icmp[2..4].copy_from_slice(&check.to_be_bytes());
    ipv4(1, &icmp)
}

kinds! { extensions_of_icmp_are_found: NamespaceRoot, recv IP_RECVERR }

fn extensions_of_icmp_are_found() -> Result<(), String> {
    let (a, b) = udp_pair();
    a.set_ip_recverr(true).unwrap();
    if !a.set_if_supported(sockopt::IP_RECVERR_RFC4884, true).unwrap() {
        return Err("this kernel has no IP_RECVERR_RFC4884".to_owned());
    }
    a.set_ip_mtu_discover(MtuDiscover::DO).unwrap();
    let [from, to] = [&a, &b].map(|socket| socket.local_addr().unwrap().port().unwrap());
    let datagram = crate::wire::udp4(from, to, b"what it was");
    for (right, failed) in [(true, false), (false, true)] {
        inject(&unreachable(&datagram, right));
        let packet = receive_error(&a);
        let entry = get!(packet, IP_RECVERR);
        assert_eq!(entry.cause(), Cause::Icmp { r#type: 3, code: 4 });
        assert_eq!((entry.errno, entry.info), (libc::EMSGSIZE as u32, 1280));
        // The data begins behind the headers of 28 bytes, and goes on to the extension.
        assert_eq!(entry.rfc4884(), Some((128 - 28, failed)));
        assert!(packet.data.starts_with(b"what it was"));
        assert_eq!(packet.data[100..104][..2], [0x20, 0]);
        assert_eq!(packet.data[104..], [0, 8, 250, 1, 1, 2, 3, 4]);
    }
    Ok(())
}

kinds! { a_raw_socket_hears_of_errors: NamespaceRoot, recv IP_RECVERR }

fn a_raw_socket_hears_of_errors() -> Result<(), String> {
    // A protocol that nobody has here.
    let protocol = Some(Protocol::from_raw(253));
    let socket = Socket::new(Domain::INET, Type::RAW, protocol).unwrap();
    socket.set_ip_recverr(true).unwrap();
    socket.connect(addr("127.0.0.1:0")).unwrap();
    let datagram = ipv4(253, b"of that protocol");
    let mut icmp = vec![11, 0, 0, 0, 0, 0, 0, 0]; // its time is over
    icmp.extend(datagram);
    let check = !sum(&[&icmp]);
    icmp[2..4].copy_from_slice(&check.to_be_bytes());
    inject(&ipv4(1, &icmp));
    let entry = get!(receive_error(&socket), IP_RECVERR);
    assert_eq!(entry.cause(), Cause::Icmp { r#type: 11, code: 0 });
    assert_eq!(entry.errno, libc::EHOSTUNREACH as u32);
    Ok(())
}

kinds! { a_connection_hears_of_errors_otherwise: NamespaceRoot, recv IP_RECVERR }

fn a_connection_hears_of_errors_otherwise() -> Result<(), String> {
    // TCP keeps no entry for ICMP: its error is the socket's.
    let socket = Socket::new(Domain::INET, Type::STREAM, None).unwrap();
    socket.set_ip_recverr(true).unwrap();
    let refused = closed("127.0.0.1:0");
    assert!(socket.connect(refused).is_err());
    assert!(no_errors(&socket));
    // But one for what was sent without copying.
    let (a, _b) = crate::common::tcp_pair();
    a.set_zerocopy(true).unwrap();
    a.send_with(b"!", sockopt::MsgFlags::ZEROCOPY).unwrap();
    wait_until(|| !a.siocoutq().is_ok_and(|left| left > 0));
    let entry = get!(receive_error(&a), IP_RECVERR);
    assert!(matches!(entry.cause(), Cause::ZeroCopy { first: 0, last: 0, .. }));
    assert_eq!(entry.offender, None::<SocketAddr>);
    Ok(())
}
