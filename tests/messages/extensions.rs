//! Extension headers of IPv6.

use crate::trade::{bound, receive, udp6_pair};
use crate::wire::{inject, udp6};

/// Options that say nothing: PadN, of a header of 8 bytes, whose first is the next header's number.
const PADDING: [u8; 8] = [0, 0, 1, 4, 0, 0, 0, 0];

/// The number of UDP as a next header's.
const UDP: u8 = 17;

fn followed_by(next: u8, header: &[u8]) -> Vec<u8> {
    [&[next], &header[1..]].concat()
}

kinds! { options_go_and_come: NamespaceRoot,
send IPV6_HOPOPTS, recv IPV6_HOPOPTS, send IPV6_DSTOPTS, recv IPV6_DSTOPTS }

fn options_go_and_come() -> Result<(), String> {
    let (a, b) = udp6_pair();
    b.set_ipv6_recvhopopts(true).unwrap();
    b.set_ipv6_recvdstopts(true).unwrap();
    let padding = PADDING.as_slice();
    send!(a, None, b"!", IPV6_HOPOPTS: padding, IPV6_DSTOPTS: padding).unwrap();
    let packet = receive(&b);
    let dstopts = libc::IPPROTO_DSTOPTS as u8;
    assert_eq!(get!(packet, IPV6_HOPOPTS), followed_by(dstopts, padding));
    assert_eq!(get!(packet, IPV6_DSTOPTS), followed_by(UDP, padding));

    // Its length must be what it says.
    let error = send!(a, None, b"!", IPV6_HOPOPTS: [0; 4].as_slice()).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    let long = [0, 1, 1, 4, 0, 0, 0, 0];
    let error = send!(a, None, b"!", IPV6_DSTOPTS: long.as_slice()).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    Ok(())
}

kinds! { options_need_a_right: Nobody, recv IPV6_HOPLIMIT }

fn options_need_a_right() -> Result<(), String> {
    let (a, b) = udp6_pair();
    b.set_ipv6_recvhoplimit(true).unwrap();
    let padding = PADDING.as_slice();
    let refused = [
        send!(a, None, b"!", IPV6_HOPOPTS: padding),
        send!(a, None, b"!", IPV6_DSTOPTS: padding),
        send!(a, None, b"!", IPV6_RTHDRDSTOPTS: padding),
        send!(a, None, b"!", IPV6_2292HOPOPTS: padding),
        send!(a, None, b"!", IPV6_2292DSTOPTS: padding),
    ];
    for result in refused {
        assert_eq!(result.unwrap_err().raw_os_error(), Some(libc::EPERM));
    }
    a.send(b"!").unwrap();
    get!(receive(&b), IPV6_HOPLIMIT);
    Ok(())
}

kinds! { options_before_a_routing_header_go_with_one: NamespaceRoot, send IPV6_RTHDRDSTOPTS }

fn options_before_a_routing_header_go_with_one() -> Result<(), String> {
    let (a, b) = udp6_pair();
    b.set_ipv6_recvdstopts(true).unwrap();
    // Without one, they are not sent.
    send!(a, None, b"!", IPV6_RTHDRDSTOPTS: PADDING.as_slice()).unwrap();
    assert_eq!(find!(receive(&b), IPV6_DSTOPTS), None);
    Ok(())
}

/// A routing header of type 2, of mobile IPv6: by way of an address to another.
fn mobile() -> Vec<u8> {
    let there = std::net::Ipv6Addr::LOCALHOST.octets();
    [&[0, 2, 2, 1, 0, 0, 0, 0], there.as_slice()].concat()
}

kinds! { a_routing_header_goes: NamespaceRoot,
send IPV6_RTHDR, send IPV6_RTHDRDSTOPTS, send IPV6_2292RTHDR }

fn a_routing_header_goes() -> Result<(), String> {
    let (a, _b) = udp6_pair();
    // Routes from the source are no more; so says the system of their type, 0.
    let old = [&[0, 2, 0, 1], [0; 20].as_slice()].concat();
    let error = send!(a, None, b"!", IPV6_RTHDR: &old).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    let header = mobile();
    match send!(a, None, b"!", IPV6_RTHDR: &header) {
        Ok(_) => {}
        Err(error) if error.raw_os_error() == Some(libc::EINVAL) => {
            return Err("this kernel has no mobile IPv6, and so no routing header".to_owned());
        }
        Err(error) => panic!("{error}"),
    }

    // What goes over loopback: behind the link's header, one of 40 bytes, and extensions.
    let capture = crate::link::on_lo();
    let routing = libc::IPPROTO_ROUTING as u8;
    send!(a, None, b"!", IPV6_2292RTHDR: &header).unwrap();
    let frame = receive(&capture).data;
    assert_eq!(
        (frame[14 + 6], &frame[54..][..24]),
        (routing, followed_by(UDP, &header).as_slice())
    );
    // With options for each hop before it.
    send!(a, None, b"!", IPV6_RTHDRDSTOPTS: PADDING.as_slice(), IPV6_RTHDR: &header).unwrap();
    let headers = [followed_by(routing, &PADDING), followed_by(UDP, &header)].concat();
    crate::common::wait_until(|| {
        let frame = receive(&capture).data;
        frame.get(54..54 + headers.len()) == Some(headers.as_slice())
    });
    Ok(())
}

kinds! { extension_headers_come: NamespaceRoot, recv IPV6_HOPOPTS, recv IPV6_DSTOPTS, recv IPV6_RTHDR }

fn extension_headers_come() -> Result<(), String> {
    let (socket, at) = bound("[::1]:0");
    socket.set_ipv6_recvhopopts(true).unwrap();
    socket.set_ipv6_recvdstopts(true).unwrap();
    socket.set_ipv6_recvrthdr(true).unwrap();
    let (dstopts, routing) = (libc::IPPROTO_DSTOPTS as u8, libc::IPPROTO_ROUTING as u8);
    // Options, options for each hop, a route of which nothing is left, options.
    let route = [UDP, 2, 0, 0, 0, 0, 0, 0].into_iter().chain([7; 16]).collect::<Vec<_>>();
    let headers = [
        followed_by(dstopts, &PADDING),
        followed_by(routing, &PADDING),
        followed_by(dstopts, &route),
        followed_by(UDP, &PADDING),
    ];
    inject(&udp6(0, &headers.concat(), 1234, at.port().unwrap(), b"!"));
    let packet = receive(&socket);
    assert_eq!(packet.data, b"!");
    assert_eq!(get!(packet, IPV6_HOPOPTS), headers[0]);
    assert_eq!(get!(packet, IPV6_RTHDR), headers[2]);
    // One message for each header, in order.
    let options: Vec<&[u8]> = packet
        .messages()
        .filter_map(|message| match message {
            sockopt::Message::IPV6_DSTOPTS(header) => Some(header),
            _ => None,
        })
        .collect();
    assert_eq!(options, [headers[1].as_slice(), &headers[3]]);
    Ok(())
}

kinds! { the_old_kinds_come: NamespaceRoot, send IPV6_2292HOPOPTS, send IPV6_2292DSTOPTS,
recv IPV6_2292HOPOPTS, recv IPV6_2292DSTOPTS, recv IPV6_2292RTHDR }

fn the_old_kinds_come() -> Result<(), String> {
    let (a, b) = udp6_pair();
    b.set_ipv6_2292hopopts(true).unwrap();
    b.set_ipv6_2292dstopts(true).unwrap();
    let padding = PADDING.as_slice();
    send!(a, None, b"!", IPV6_2292HOPOPTS: padding, IPV6_2292DSTOPTS: padding).unwrap();
    let packet = receive(&b);
    let (dstopts, routing) = (libc::IPPROTO_DSTOPTS as u8, libc::IPPROTO_ROUTING as u8);
    assert_eq!(get!(packet, IPV6_2292HOPOPTS), followed_by(dstopts, padding));
    assert_eq!(get!(packet, IPV6_2292DSTOPTS), followed_by(UDP, padding));

    let (socket, at) = bound("[::1]:0");
    socket.set_ipv6_2292rthdr(true).unwrap();
    let route = [UDP, 2, 0, 0, 0, 0, 0, 0].into_iter().chain([7; 16]).collect::<Vec<_>>();
    inject(&udp6(routing, &route, 1234, at.port().unwrap(), b"!"));
    assert_eq!(get!(receive(&socket), IPV6_2292RTHDR), route);
    Ok(())
}
