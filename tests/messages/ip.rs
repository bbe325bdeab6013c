//! Messages of IPv4.

use std::net::{Ipv4Addr, SocketAddrV4};

use sockopt::{Domain, Ipv4PktInfo, Protocol, Socket, Type};

use crate::common::{addr, udp, udp_pair};
use crate::trade::{bound, patient, receive};
use crate::wire::{ask, attribute, inject, ipv4, lo, set_mtu, sum, udp4, CREATE};

kinds! { a_packet_tells_where_it_was_sent_to: NamespaceRoot, recv IP_PKTINFO, send IP_PKTINFO }

fn a_packet_tells_where_it_was_sent_to() -> Result<(), String> {
    let (server, at) = bound("0.0.0.0:0");
    let port = at.port().unwrap();
    server.set_ip_pktinfo(true).unwrap();
    let client = patient(udp());
    let there = Ipv4Addr::new(127, 0, 0, 77);
    client.send_to(b"?", SocketAddrV4::new(there, port)).unwrap();
    let packet = receive(&server);
    let info = get!(packet, IP_PKTINFO);
    assert_eq!(info, Ipv4PktInfo { interface: Some(lo()), spec_dst: there, addr: there });
    send!(server, Some(&packet.address), b"!", IP_PKTINFO: info).unwrap();
    let answer = receive(&client);
    assert_eq!(answer.address.as_socket_addr().unwrap(), SocketAddrV4::new(there, port).into());

    // To a group: that is not an address to answer from.
    let group = Ipv4Addr::new(239, 1, 2, 3);
    let local = Ipv4Addr::LOCALHOST;
    let member = sockopt::Ipv4Member { group, interface: Some(lo()), address: local };
    server.set_ip_add_membership(member).unwrap();
    let by_lo = Ipv4PktInfo { interface: Some(lo()), ..Ipv4PktInfo::from(local) };
    let to = SocketAddrV4::new(group, port).into();
    send!(client, Some(&to), b"all", IP_PKTINFO: by_lo).unwrap();
    let info = get!(receive(&server), IP_PKTINFO);
    assert_eq!(info, Ipv4PktInfo { interface: Some(lo()), spec_dst: local, addr: group });
    Ok(())
}

kinds! { the_bytes_of_the_header_go_and_come: Itself, send IP_TTL, recv IP_TTL, send IP_TOS, recv IP_TOS }

fn the_bytes_of_the_header_go_and_come() -> Result<(), String> {
    let (a, b) = udp_pair();
    b.set_ip_recvttl(true).unwrap();
    b.set_ip_recvtos(true).unwrap();
    for (ttl, tos) in [(1, 0), (255, 0x2e << 2), (64, 0b11)] {
        send!(a, None, b"!", IP_TTL: ttl, IP_TOS: tos).unwrap();
        let packet = receive(&b);
        assert_eq!((get!(packet, IP_TTL), get!(packet, IP_TOS)), (ttl, tos));
        // An int and a byte.
        let mut headers = packet.headers();
        headers.sort_unstable();
        assert_eq!(headers, [(0, libc::IP_TOS, 1), (0, libc::IP_TTL, 4)]);
    }
    // The messages were of one packet each.
    a.send(b"!").unwrap();
    assert_eq!(get!(receive(&b), IP_TOS), 0);
    Ok(())
}

kinds! { options_go_and_come: NamespaceRoot, send IP_RETOPTS, recv IP_RETOPTS, recv IP_RECVOPTS }

fn options_go_and_come() -> Result<(), String> {
    let (a, b) = udp_pair();
    b.set_ip_recvopts(true).unwrap();
    a.send(b"!").unwrap();
    assert_eq!(find!(receive(&b), IP_RECVOPTS), None, "no options, no message");
    // Record route: room for three addresses; and the end.
    let route = [7, 15, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    send!(a, None, b"!", IP_RETOPTS: route.as_slice()).unwrap();
    // The sender has put its address into the first.
    let packet = receive(&b);
    let options = get!(packet, IP_RECVOPTS);
    assert_eq!(options.len(), 16, "{options:?}");
    assert_eq!(options[..3], [7, 15, 8 + 4], "{options:?}");
    assert_eq!(options[3..11], [127, 0, 0, 1, 127, 0, 0, 1], "{options:?}");

    // Turned round, it is ready for the answer, in which the route goes on.
    b.set_ip_recvopts(false).unwrap();
    b.set_ip_retopts(true).unwrap();
    send!(a, None, b"!", IP_RETOPTS: route.as_slice()).unwrap();
    let packet = receive(&b);
    let options = get!(packet, IP_RETOPTS);
    assert_eq!((options.len(), &options[..2]), (16, [7, 15].as_slice()));
    send!(b, None, b"!", IP_RETOPTS: options).unwrap();
    receive(&a);

    // The system looks at them.
    let wrong = [7, 2, 4, 0];
    let error = send!(a, None, b"!", IP_RETOPTS: wrong.as_slice()).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    Ok(())
}

kinds! { routes_are_told_the_protocol: NamespaceRoot, send IP_PROTOCOL }

fn routes_are_told_the_protocol() -> Result<(), String> {
    // A rule that forbids UDP, and UDP alone: `struct fib_rule_hdr`, where 8 is FR_ACT_PROHIBIT,
    // and FRA_PRIORITY and FRA_IP_PROTO.
    let mut rule = vec![2, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0];
    rule.extend(attribute(6, &0u32.to_ne_bytes()));
    rule.extend(attribute(22, &[17]));
    let raw = Socket::new(Domain::INET, Type::RAW, Some(Protocol::from_raw(libc::IPPROTO_RAW)));
    let raw = raw.unwrap();
    let to = addr("127.0.0.2:0");
    let packet = udp4(1, 9, b"!");
    match send!(raw, Some(&to), &packet, IP_PROTOCOL: 17) {
        Ok(_) => {}
        Err(error) if error.raw_os_error() == Some(libc::EINVAL) => {
            return Err("this kernel has no IP_PROTOCOL".to_owned());
        }
        Err(error) => panic!("{error}"),
    }
    let rtm_newrule = 32;
    ask(rtm_newrule, CREATE, &rule).unwrap();
    // The rule of local addresses comes first: it is put behind this one.
    let mut local = vec![2, 0, 0, 0, 255, 0, 0, 1, 0, 0, 0, 0];
    local.extend(attribute(6, &1u32.to_ne_bytes()));
    ask(rtm_newrule, CREATE, &local).unwrap();
    let rtm_delrule = 33;
    let mut first = vec![2, 0, 0, 0, 255, 0, 0, 1, 0, 0, 0, 0];
    first.extend(attribute(6, &0u32.to_ne_bytes()));
    ask(rtm_delrule, 0, &first).unwrap();

    // The header says UDP each time; the system does not look there.
    let [tcp, udp] = [6, 17].map(|protocol| send!(raw, Some(&to), &packet, IP_PROTOCOL: protocol));
    assert_eq!(tcp.unwrap(), packet.len());
    assert_eq!(udp.unwrap_err().raw_os_error(), Some(libc::EACCES));
    assert_eq!(raw.send_to(&packet, to).unwrap(), packet.len());
    Ok(())
}

kinds! { the_first_destination_is_told: Itself, recv IP_ORIGDSTADDR }

fn the_first_destination_is_told() -> Result<(), String> {
    let (a, b) = udp_pair();
    b.set_ip_recvorigdstaddr(true).unwrap();
    a.send(b"!").unwrap();
    let told = get!(receive(&b), IP_ORIGDSTADDR);
    assert_eq!(Some(told.into()), b.local_addr().unwrap().as_socket_addr());
    Ok(())
}

kinds! { the_sum_of_the_payload_is_told: NamespaceRoot, recv IP_CHECKSUM }

fn the_sum_of_the_payload_is_told() -> Result<(), String> {
    let (socket, at) = bound("127.0.0.1:0");
    socket.set_ip_checksum(true).unwrap();
    // Loopback's own packets have no sum.
    udp().send_to(b"no sum", at).unwrap();
    assert_eq!(find!(receive(&socket), IP_CHECKSUM), None);
    // The system adds up what comes without having been checked.
    for data in [b"odd".as_slice(), b"even", &[0xff; 40]] {
        inject(&udp4(1234, at.port().unwrap(), data));
        let packet = receive(&socket);
        assert_eq!(packet.data, data);
        let told = get!(packet, IP_CHECKSUM);
        // It is in the order of the bytes on the wire.
        let folded = sum(&[&told.to_ne_bytes()]);
        assert_eq!(folded % 0xffff, sum(&[data]) % 0xffff, "{told:x}");
    }
    Ok(())
}

kinds! { the_largest_fragment_is_told: NamespaceRoot, recv IP_RECVFRAGSIZE }

fn the_largest_fragment_is_told() -> Result<(), String> {
    set_mtu(1500);
    let (a, b) = udp_pair();
    b.set_ip_recvfragsize(true).unwrap();
    a.send(&[0; 1000]).unwrap();
    assert_eq!(find!(receive(&b), IP_RECVFRAGSIZE), None);
    a.send(&[0; 4000]).unwrap();
    let packet = receive(&b);
    assert_eq!((packet.data.len(), get!(packet, IP_RECVFRAGSIZE)), (4000, 1500));
    Ok(())
}

#[test]
fn packets_of_our_own_are_right() {
    // The sum of a whole header, checksum included, is all ones.
    assert_eq!(sum(&[&ipv4(17, b"payload")[..20]]), 0xffff);
}
