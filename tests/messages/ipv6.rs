//! Messages of IPv6, but for extension headers.

use std::net::{Ipv6Addr, SocketAddrV6};

use sockopt::{Domain, Ipv6PktInfo, Socket, Type};

use crate::common::addr;
use crate::trade::{bound, patient, receive, udp6_pair};
use crate::wire::{lo, set_mtu, set_raw};

fn udp6() -> Socket {
    patient(Socket::new(Domain::INET6, Type::DGRAM, None).unwrap())
}

kinds! { a_packet_tells_where_it_was_sent_to: NamespaceRoot, recv IPV6_PKTINFO, send IPV6_PKTINFO }

fn a_packet_tells_where_it_was_sent_to() -> Result<(), String> {
    let (server, at) = bound("[::]:0");
    let port = at.port().unwrap();
    server.set_ipv6_recvpktinfo(true).unwrap();
    let client = udp6();
    let here = Ipv6Addr::LOCALHOST;
    client.send_to(b"?", SocketAddrV6::new(here, port, 0, 0)).unwrap();
    let packet = receive(&server);
    let info = get!(packet, IPV6_PKTINFO);
    assert_eq!(info, Ipv6PktInfo { interface: Some(lo()), addr: here });
    send!(server, Some(&packet.address), b"!", IPV6_PKTINFO: info).unwrap();
    assert_eq!(receive(&client).address.ip(), Some(here.into()));

    // Of IPv4 it is an address that is mapped.
    let v4 = crate::common::udp();
    v4.send_to(b"?", addr(&format!("127.0.0.9:{port}"))).unwrap();
    let mapped = "::ffff:127.0.0.9".parse::<Ipv6Addr>().unwrap();
    let info = get!(receive(&server), IPV6_PKTINFO);
    assert_eq!(info, Ipv6PktInfo { interface: Some(lo()), addr: mapped });

    // An address that is not this machine's own is refused.
    let foreign = Ipv6PktInfo::from("2001:db8::1".parse::<Ipv6Addr>().unwrap());
    let error = send!(server, Some(&packet.address), b"!", IPV6_PKTINFO: foreign).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    Ok(())
}

kinds! { the_fields_of_the_header_go_and_come: Itself,
send IPV6_HOPLIMIT, recv IPV6_HOPLIMIT, send IPV6_TCLASS, recv IPV6_TCLASS }

fn the_fields_of_the_header_go_and_come() -> Result<(), String> {
    let (a, b) = udp6_pair();
    b.set_ipv6_recvhoplimit(true).unwrap();
    b.set_ipv6_recvtclass(true).unwrap();
    for (hops, tclass) in [(1, 0), (255, 0x2e << 2), (64, 0b11)] {
        send!(a, None, b"!", IPV6_HOPLIMIT: hops, IPV6_TCLASS: tclass).unwrap();
        let packet = receive(&b);
        assert_eq!((get!(packet, IPV6_HOPLIMIT), get!(packet, IPV6_TCLASS)), (hops, tclass));
    }
    // To loopback, a packet may have no hops left.
    send!(a, None, b"!", IPV6_HOPLIMIT: 0).unwrap();
    assert_eq!(get!(receive(&b), IPV6_HOPLIMIT), 0);
    Ok(())
}

kinds! { the_flow_goes_and_comes: NamespaceRoot, send IPV6_FLOWINFO, recv IPV6_FLOWINFO }

fn the_flow_goes_and_comes() -> Result<(), String> {
    std::fs::write("/proc/sys/net/ipv6/auto_flowlabels", "0").unwrap();
    let (a, b) = udp6_pair();
    b.set_ipv6_flowinfo(true).unwrap();
    a.send(b"!").unwrap();
    assert_eq!(find!(receive(&b), IPV6_FLOWINFO), None, "0 is not told");
    // A label needs no lease, as long as nobody has one for itself alone.
    send!(a, None, b"!", IPV6_FLOWINFO: 0x000a_bcde).unwrap();
    assert_eq!(get!(receive(&b), IPV6_FLOWINFO), 0x000a_bcde);
    // The class is taken from IPV6_TCLASS, and from there alone.
    send!(a, None, b"!", IPV6_FLOWINFO: 0x0b8a_bcde).unwrap();
    assert_eq!(get!(receive(&b), IPV6_FLOWINFO), 0x000a_bcde);
    send!(a, None, b"!", IPV6_FLOWINFO: 0x000a_bcde, IPV6_TCLASS: 0xb8).unwrap();
    assert_eq!(get!(receive(&b), IPV6_FLOWINFO), 0x0b8a_bcde);

    // `struct in6_flowlabel_req`, and IPV6_FLOWLABEL_MGR: to get a label, made anew, for this socket alone.
    let (get, exclusive, create) = (0, 1, 3u16);
    let mut lease = Ipv6Addr::LOCALHOST.octets().to_vec();
    lease.extend(0x1_2345u32.to_be_bytes());
    lease.extend([get, exclusive]);
    lease.extend(create.to_ne_bytes());
    lease.extend([0; 8]);
    set_raw(&a, libc::IPPROTO_IPV6, 32, &lease).unwrap();
    send!(a, None, b"!", IPV6_FLOWINFO: 0x1_2345).unwrap();
    assert_eq!(get!(receive(&b), IPV6_FLOWINFO), 0x1_2345);
    // From now on, all labels need one.
    for socket in [&a, &b] {
        let error = send!(socket, None, b"!", IPV6_FLOWINFO: 0x000a_bcde).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    }
    Ok(())
}

kinds! { a_packet_is_not_fragmented: NamespaceRoot, send IPV6_DONTFRAG, recv IPV6_PATHMTU }

fn a_packet_is_not_fragmented() -> Result<(), String> {
    set_mtu(1400);
    let (a, b) = udp6_pair();
    a.set_ipv6_recvpathmtu(true).unwrap();
    send!(a, None, &[0; 1352], IPV6_DONTFRAG: true).unwrap();
    assert_eq!(receive(&b).data.len(), 1352);
    let large = [0; 3000];
    let error = send!(a, None, &large, IPV6_DONTFRAG: true).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EMSGSIZE));
    let packet = receive(&a);
    assert_eq!(packet.data.len(), 0);
    let told = get!(packet, IPV6_PATHMTU);
    assert_eq!(told.mtu, 1400);
    assert_eq!(told.destination.ip(), &Ipv6Addr::LOCALHOST);
    // And without, it is.
    send!(a, None, &large, IPV6_DONTFRAG: false).unwrap();
    assert_eq!(receive(&b).data.len(), 3000);
    Ok(())
}

kinds! { the_first_destination_is_told: Itself, recv IPV6_ORIGDSTADDR }

fn the_first_destination_is_told() -> Result<(), String> {
    let (a, b) = udp6_pair();
    b.set_ipv6_recvorigdstaddr(true).unwrap();
    a.send(b"!").unwrap();
    let told = get!(receive(&b), IPV6_ORIGDSTADDR);
    assert_eq!(Some(told.into()), b.local_addr().unwrap().as_socket_addr());
    Ok(())
}

kinds! { the_largest_fragment_is_told: NamespaceRoot, recv IPV6_RECVFRAGSIZE }

fn the_largest_fragment_is_told() -> Result<(), String> {
    set_mtu(1500);
    let (a, b) = udp6_pair();
    b.set_ipv6_recvfragsize(true).unwrap();
    a.send(&[0; 1000]).unwrap();
    assert_eq!(find!(receive(&b), IPV6_RECVFRAGSIZE), None);
    a.send(&[0; 4000]).unwrap();
    let packet = receive(&b);
    assert_eq!((packet.data.len(), get!(packet, IPV6_RECVFRAGSIZE)), (4000, 1496));
    Ok(())
}

kinds! { the_old_kinds_go_and_come: NamespaceRoot,
send IPV6_2292PKTINFO, recv IPV6_2292PKTINFO, send IPV6_2292HOPLIMIT, recv IPV6_2292HOPLIMIT }

fn the_old_kinds_go_and_come() -> Result<(), String> {
    let (a, b) = udp6_pair();
    b.set_ipv6_2292pktinfo(true).unwrap();
    b.set_ipv6_2292hoplimit(true).unwrap();
    let here = Ipv6PktInfo { addr: Ipv6Addr::LOCALHOST, interface: Some(lo()) };
    send!(a, None, b"!", IPV6_2292PKTINFO: here, IPV6_2292HOPLIMIT: 33).unwrap();
    let packet = receive(&b);
    assert_eq!(get!(packet, IPV6_2292PKTINFO), here);
    assert_eq!(get!(packet, IPV6_2292HOPLIMIT), 33);
    Ok(())
}
