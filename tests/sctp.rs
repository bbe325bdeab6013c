//! SCTP: what its sockets do.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::io::{IoSlice, IoSliceMut};
use std::net::SocketAddr;
use std::os::fd::{AsFd, AsRawFd};
use std::time::Duration;

use common::os_error;
use sockopt::codec::Record;
use sockopt::{
    cmsg, Control, Domain, Message, MsgFlags, Protocol, Room, SctpAddrs, SctpAssocId, SctpAuthKey,
    SctpAuthKeyId, SctpEvent, SctpEventOf, SctpEvents, SctpInitMsg, SctpNotification,
    SctpPeerState, SctpPrInfo, SctpPrPolicy, SctpPrStatusOf, SctpPrim, SctpRtoInfo, SctpScheduler,
    SctpSendFlags, SctpSndInfo, SctpSndRcvInfo, SctpState, SctpStreamOf, SctpStreamValue, SockAddr,
    Socket, Type, SCTP_SOCKOPT_PEELOFF, SCTP_SOCKOPT_PEELOFF_FLAGS,
};

#[test]
fn an_address_in_a_structure_has_a_text() {
    use sockopt::codec::Codec;
    let text = "assoc_id=7 addr=[2001:db8::1]:9899";
    let prim = <Record<SctpPrim, 132> as Codec>::parse(text).unwrap();
    assert_eq!(prim.addr, Some("[2001:db8::1]:9899".parse().unwrap()));
    assert_eq!(sockopt::codec::Printed::<Record<SctpPrim, 132>>(&prim).to_string(), text);
}

/// A socket of SCTP, or a line that says why not.
fn sctp(kind: Type) -> Option<Socket> {
    match Socket::new(Domain::INET, kind, Protocol::SCTP) {
        Ok(socket) => Some(socket),
        Err(error) => {
            common::skip(&format!("no SCTP: {error}"));
            None
        }
    }
}

fn addr(text: &str) -> SockAddr {
    text.parse().unwrap()
}

/// The listener, the one that connected, and the one that was accepted.
fn connected(before: impl Fn(&Socket)) -> Option<(Socket, Socket, Socket)> {
    let listener = sctp(Type::STREAM)?;
    listener.bind(addr("127.0.0.1:0")).unwrap();
    let client = sctp(Type::STREAM)?;
    before(&listener);
    before(&client);
    listener.listen(1).unwrap();
    client.connect(listener.local_addr().unwrap()).unwrap();
    let (accepted, _) = listener.accept().unwrap();
    Some((listener, client, accepted))
}

#[test]
fn an_association_tells_its_state_and_addresses() {
    let Some((listener, client, accepted)) = connected(|_| ()) else { return };
    let status = client.sctp_status().unwrap();
    let to: SocketAddr = listener.local_addr().unwrap().try_into().unwrap();
    assert_eq!((status.state, status.primary_address), (SctpState::ESTABLISHED, Some(to)));
    assert_eq!(client.sctp_get_peer_addrs().unwrap(), [to]);
    assert_eq!(accepted.sctp_get_local_addrs().unwrap(), [to]);
    assert_eq!(client.sctp_primary_addr().unwrap().addr, Some(to));
    let prim = SctpPrim { assoc_id: SctpAssocId::default(), addr: Some(to) };
    client.set_sctp_primary_addr(prim).unwrap();
    assert_eq!(os_error(listener.sctp_status()), libc::EINVAL);
    assert_eq!(os_error(listener.sctp_get_peer_addrs()), libc::EINVAL);
    // How many there are is asked of one-to-many sockets.
    assert_eq!(os_error(client.sctp_get_assoc_number()), libc::EOPNOTSUPP);
    client.send(b"x").unwrap();
    let stats = client.take_sctp_get_assoc_stats().unwrap();
    assert!(stats.opackets > 0 && stats.oodchunks == 1, "{stats:?}");
}

#[test]
fn what_is_none_stays() {
    let Some(socket) = sctp(Type::STREAM) else { return };
    let before = socket.sctp_rtoinfo().unwrap();
    let max = Some(Duration::from_millis(4321));
    let min = Some(Duration::from_millis(100));
    socket.set_sctp_rtoinfo(SctpRtoInfo { max, min, ..SctpRtoInfo::default() }).unwrap();
    assert_eq!(socket.sctp_rtoinfo().unwrap(), SctpRtoInfo { max, min, ..before });
    // 0 would be taken for "as it is".
    let zero = SctpRtoInfo { max: Some(Duration::ZERO), ..SctpRtoInfo::default() };
    let refused = socket.set_sctp_rtoinfo(zero).unwrap_err();
    assert_eq!(refused.kind(), sockopt::ErrorKind::OutOfRange);
    let above = SctpRtoInfo { min: Some(Duration::from_secs(5)), ..SctpRtoInfo::default() };
    assert_eq!(os_error(socket.set_sctp_rtoinfo(above)), libc::EINVAL);
}

#[test]
fn associations_of_a_one_to_many_socket_are_listed() {
    let Some(many) = sctp(Type::SEQPACKET) else { return };
    many.bind(addr("127.0.0.1:0")).unwrap();
    many.listen(1).unwrap();
    assert_eq!(many.sctp_get_assoc_id_list().unwrap(), []);
    let clients: Vec<Socket> = (0..200)
        .map(|_| {
            let client = sctp(Type::STREAM).unwrap();
            client.connect(many.local_addr().unwrap()).unwrap();
            client
        })
        .collect();
    common::wait_until(|| many.sctp_get_assoc_number().unwrap() == 200);
    let ids = many.sctp_get_assoc_id_list().unwrap();
    assert_eq!(ids.len(), clients.len());
    // One of them is set apart.
    let assoc_id = *ids.last().unwrap();
    let max = Some(Duration::from_secs(9));
    many.set_sctp_rtoinfo(SctpRtoInfo { assoc_id, max, ..SctpRtoInfo::default() }).unwrap();
    assert_ne!(many.sctp_rtoinfo().unwrap().max, max);
    let nobody = SctpAssocId::from_raw(i32::MAX);
    let wrong = SctpRtoInfo { assoc_id: nobody, max, ..SctpRtoInfo::default() };
    assert_eq!(os_error(many.set_sctp_rtoinfo(wrong)), libc::EINVAL);
    assert_eq!(os_error(many.sctp_status()), libc::EINVAL);
}

#[test]
fn a_message_comes_with_how_it_was_sent() {
    let Some((_listener, client, accepted)) = connected(|_| ()) else { return };
    accepted.set_sctp_recvrcvinfo(true).unwrap();
    accepted.set_sctp_recvnxtinfo(true).unwrap();
    accepted.set_sctp_events(SctpEvents::DATA_IO).unwrap();
    accepted.set_sctp_context(77).unwrap();
    let mut room = [0; cmsg::ROOM];
    let mut control = Control::new(&mut room);
    let sent = SctpSndInfo { sid: 3, ppid: 46, ..SctpSndInfo::default() };
    control.push(cmsg::SCTP_SNDINFO, sent).unwrap();
    for data in [b"first", b"later"] {
        client.send_msg(&[IoSlice::new(data)], None, &control, MsgFlags::empty()).unwrap();
    }
    common::wait_until(|| {
        let mut room = Room::new();
        let mut data = [0; 100];
        let buffers = &mut [IoSliceMut::new(&mut data)];
        let got = accepted.recv_msg(buffers, &mut room, MsgFlags::PEEK).unwrap();
        got.messages.into_iter().any(|one| matches!(one, Message::SCTP_NXTINFO(_)))
    });
    let (mut data, mut room) = ([0; 100], Room::new());
    let buffers = &mut [IoSliceMut::new(&mut data)];
    let got = accepted.recv_msg(buffers, &mut room, MsgFlags::empty()).unwrap();
    let mut seen = 0;
    for message in got.messages {
        match message {
            Message::SCTP_RCVINFO(info) => {
                assert_eq!((info.sid, info.ssn, info.ppid, info.context), (3, 0, 46, 77));
                assert_eq!(info.flags, SctpSendFlags::empty());
                seen |= 1;
            }
            Message::SCTP_NXTINFO(next) => {
                assert_eq!((next.sid, next.ppid, next.length), (3, 46, 5));
                seen |= 2;
            }
            Message::SCTP_SNDRCV(info) => {
                assert_eq!((info.stream, info.ppid, info.context), (3, 46, 77));
                seen |= 4;
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!(seen, 7);
}

#[test]
fn packets_are_authenticated_with_a_key() {
    let Some((_listener, client, accepted)) = connected(|socket| {
        socket.set_sctp_auth_supported(true).unwrap();
        socket.set_sctp_auth_chunk(0).unwrap(); // DATA
        let key = SctpAuthKey::new(SctpAssocId::default(), 1, b"between you and me").unwrap();
        socket.set_sctp_auth_key(&key).unwrap();
        let first = SctpAuthKeyId { keynumber: 1, ..SctpAuthKeyId::default() };
        socket.set_sctp_auth_active_key(first).unwrap();
    }) else {
        return;
    };
    assert_eq!(client.sctp_auth_active_key().unwrap().keynumber, 1);
    assert_eq!(client.sctp_local_auth_chunks().unwrap(), [0]);
    assert_eq!(accepted.sctp_peer_auth_chunks().unwrap(), [0]);
    client.send(b"x").unwrap();
    assert_eq!(accepted.recv(&mut [0; 8]).unwrap(), 1);
    // An empty key is one.
    let empty = SctpAuthKey::new(SctpAssocId::default(), 2, b"").unwrap();
    client.set_sctp_auth_key(&empty).unwrap();
    let second = SctpAuthKeyId { keynumber: 2, ..SctpAuthKeyId::default() };
    client.set_sctp_auth_delete_key(second).unwrap();
    assert_eq!(os_error(client.set_sctp_auth_delete_key(second)), libc::EINVAL);

    let Some(plain) = sctp(Type::STREAM) else { return };
    plain.set_sctp_auth_supported(false).unwrap();
    assert_eq!(os_error(plain.set_sctp_auth_key(&empty)), libc::EACCES);
    assert_eq!(os_error(plain.sctp_hmac_ident()), libc::EACCES);
}

#[test]
fn events_are_switched_one_by_one_or_all() {
    let Some(socket) = sctp(Type::SEQPACKET) else { return };
    socket.set_sctp_events(SctpEvents::SHUTDOWN | SctpEvents::DATA_IO).unwrap();
    let notification = SctpNotification::SEND_FAILED_EVENT;
    let event = SctpEvent { assoc_id: SctpAssocId::FUTURE, notification, on: true };
    socket.set_sctp_event(event).unwrap();
    let all = SctpEvents::SHUTDOWN | SctpEvents::DATA_IO | SctpEvents::SEND_FAILED_EVENT;
    assert_eq!(socket.sctp_events().unwrap(), all);
    socket.set_sctp_event(SctpEvent { on: false, ..event }).unwrap();
    assert_eq!(socket.sctp_events().unwrap(), SctpEvents::SHUTDOWN | SctpEvents::DATA_IO);
}

#[test]
fn a_socket_is_bound_to_more_addresses() {
    let Some(socket) = sctp(Type::STREAM) else { return };
    assert_eq!(socket.sctp_get_local_addrs().unwrap(), []);
    socket.bind(addr("127.0.0.1:0")).unwrap();
    let port = socket.local_addr().unwrap().port().unwrap();
    let more: SocketAddr = ([127, 0, 0, 2], port).into();
    socket.set_sctp_sockopt_bindx_add(&[more]).unwrap();
    let all = socket.sctp_get_local_addrs().unwrap();
    assert_eq!(all, [([127, 0, 0, 1], port).into(), more]);
    socket.set_sctp_sockopt_bindx_rem(&[more]).unwrap();
    let last: SocketAddr = ([127, 0, 0, 1], port).into();
    assert_eq!(os_error(socket.set_sctp_sockopt_bindx_rem(&[last])), libc::EBUSY);
}

/// A one-to-many socket that listens, and one that has an association with it.
fn many_and_one() -> Option<(Socket, SockAddr, Socket)> {
    let many = sctp(Type::SEQPACKET)?;
    many.bind(addr("127.0.0.1:0")).unwrap();
    many.listen(1).unwrap();
    let to = many.local_addr().unwrap();
    let client = sctp(Type::STREAM)?;
    client.connect(to).unwrap();
    common::wait_until(|| many.sctp_get_assoc_number().unwrap() == 1);
    Some((many, to, client))
}

#[test]
fn an_association_gets_a_socket_of_its_own() {
    for option in ["SCTP_SOCKOPT_PEELOFF", "SCTP_SOCKOPT_PEELOFF_FLAGS"] {
        let Some((many, _, client)) = many_and_one() else { return };
        let id = *many.sctp_get_assoc_id_list().unwrap().first().unwrap();
        let peel_off = |socket: &Socket, id| match option {
            "SCTP_SOCKOPT_PEELOFF" => socket.query(SCTP_SOCKOPT_PEELOFF, id),
            _ => socket.query(SCTP_SOCKOPT_PEELOFF_FLAGS, id),
        };
        let one = peel_off(&many, id).unwrap();
        assert_eq!(many.sctp_get_assoc_number().unwrap(), 0);
        assert!(!one.is_nonblocking().unwrap());
        let info =
            std::fs::read_to_string(format!("/proc/self/fdinfo/{}", one.as_fd().as_raw_fd()));
        let flags =
            info.unwrap().lines().find_map(|line| line.strip_prefix("flags:").map(str::to_owned));
        let flags = u32::from_str_radix(flags.unwrap().trim(), 8).unwrap();
        assert_ne!(flags & libc::O_CLOEXEC.cast_unsigned(), 0, "{option}: close-on-exec");
        client.send(b"for you").unwrap();
        assert_eq!(one.recv(&mut [0; 16]).unwrap(), 7);
        assert_eq!(one.sctp_status().unwrap().state, SctpState::ESTABLISHED);
        // Nothing is left of it there, and it is no socket to take another out of.
        for (socket, id) in [(&many, id), (&many, SctpAssocId::FUTURE), (&one, id), (&client, id)] {
            assert_eq!(os_error(peel_off(socket, id)), libc::EINVAL);
        }
        // Who drops it closes it.
        drop(one);
        assert_eq!(client.recv(&mut [0; 16]).unwrap(), 0);
    }
}

#[test]
fn what_is_asked_for_stands_in_the_buffer() {
    let Some((many, to, client)) = many_and_one() else { return };
    let id = *many.sctp_get_assoc_id_list().unwrap().first().unwrap();
    let peer: SocketAddr = client.local_addr().unwrap().try_into().unwrap();

    let info = many.sctp_get_peer_addr_info(SctpPrim { assoc_id: id, addr: Some(peer) }).unwrap();
    assert_eq!((info.assoc_id, info.address, info.state), (id, Some(peer), SctpPeerState::ACTIVE));
    assert!(info.mtu > 1000 && info.cwnd > 0 && !info.rto.is_zero(), "{info:?}");
    let nobody = SctpPrim { assoc_id: id, addr: Some(addr("127.0.0.1:1").try_into().unwrap()) };
    assert_eq!(os_error(many.sctp_get_peer_addr_info(nobody)), libc::EINVAL);

    let event =
        |assoc_id, on| SctpEvent { assoc_id, notification: SctpNotification::SENDER_DRY_EVENT, on };
    let asked =
        |assoc_id| SctpEventOf { assoc_id, notification: SctpNotification::SENDER_DRY_EVENT };
    many.set_sctp_event(event(id, true)).unwrap();
    assert_eq!(many.sctp_event(asked(id)).unwrap(), event(id, true));
    let new = SctpAssocId::FUTURE;
    assert_eq!(many.sctp_event(asked(new)).unwrap(), event(new, false));
    let other = SctpAssocId::from_raw(i32::MAX);
    assert_eq!(os_error(many.sctp_event(asked(other))), libc::EINVAL);

    client.set_sctp_stream_scheduler(SctpScheduler::PRIO).unwrap();
    let urgent = SctpStreamValue { stream_id: 3, stream_value: 7, ..SctpStreamValue::default() };
    client.set_sctp_stream_scheduler_value(urgent).unwrap();
    let third = SctpStreamOf { stream_id: 3, ..SctpStreamOf::default() };
    assert_eq!(client.sctp_stream_scheduler_value(third).unwrap().stream_value, 7);
    let none = SctpStreamOf { stream_id: 60_000, ..third };
    assert_eq!(os_error(client.sctp_stream_scheduler_value(none)), libc::EINVAL);
    let _ = to;
}

#[test]
fn what_was_given_up_is_counted() {
    let Some((_listener, client, accepted)) = connected(|_| ()) else { return };
    let asked = |policy, sid| SctpPrStatusOf { policy, sid, ..SctpPrStatusOf::default() };
    let all = || client.sctp_pr_assoc_status(asked(SctpPrPolicy::ALL, 0)).unwrap();
    assert_eq!((all().abandoned_sent, all().abandoned_unsent), (0, 0));
    // More than the peer has room for, of which each is good for a millisecond.
    client.set_nonblocking(true).unwrap();
    let data = [0; 10_000];
    let mut room = [0; cmsg::ROOM];
    let mut control = Control::new(&mut room);
    control.push(cmsg::SCTP_PRINFO, SctpPrInfo { policy: SctpPrPolicy::TTL, value: 1 }).unwrap();
    control.push(cmsg::SCTP_SNDINFO, SctpSndInfo { sid: 3, ..SctpSndInfo::default() }).unwrap();
    while client.send_msg(&[IoSlice::new(&data)], None, &control, MsgFlags::empty()).is_ok() {}
    std::thread::sleep(Duration::from_millis(50));
    accepted.set_nonblocking(true).unwrap();
    common::wait_until(|| {
        while accepted.recv(&mut [0; 10_000]).is_ok() {}
        all().abandoned_unsent > 0
    });
    let late = client.sctp_pr_stream_status(asked(SctpPrPolicy::TTL, 3)).unwrap();
    assert!(late.abandoned_unsent > 0, "{late:?}");
    for (policy, sid) in [(SctpPrPolicy::RTX, 3), (SctpPrPolicy::ALL, 2)] {
        let none = client.sctp_pr_stream_status(asked(policy, sid)).unwrap();
        assert_eq!((none.abandoned_sent, none.abandoned_unsent), (0, 0));
    }
    assert_eq!(os_error(client.sctp_pr_assoc_status(asked(SctpPrPolicy::NONE, 0))), libc::EINVAL);
    assert_eq!(
        os_error(client.sctp_pr_stream_status(asked(SctpPrPolicy::ALL, 60_000))),
        libc::EINVAL
    );
}

/// A listener on two addresses, and these.
fn at_two_addresses() -> Option<(Socket, [SocketAddr; 2])> {
    let listener = sctp(Type::STREAM)?;
    listener.bind(addr("127.0.0.1:0")).unwrap();
    let port = listener.local_addr().unwrap().port().unwrap();
    let both: [SocketAddr; 2] = [([127, 0, 0, 1], port).into(), ([127, 0, 0, 2], port).into()];
    listener.set_sctp_sockopt_bindx_add(&both[1..]).unwrap();
    listener.listen(8).unwrap();
    Some((listener, both))
}

#[test]
fn a_peer_of_two_addresses_is_connected_to() {
    let Some((_listener, both)) = at_two_addresses() else { return };
    let many = sctp(Type::SEQPACKET).unwrap();
    let id = many.sctp_sockopt_connectx3(SctpAddrs::from(both.as_slice())).unwrap();
    assert_eq!(many.sctp_get_assoc_id_list().unwrap(), [id]);
    let again = many.sctp_sockopt_connectx3(both.into_iter().collect());
    assert_eq!(os_error(again), libc::EISCONN);
    let one = many.sctp_sockopt_peeloff_flags(id).unwrap();
    let mut peers = one.sctp_get_peer_addrs().unwrap();
    peers.sort();
    assert_eq!(peers, both);

    let client = sctp(Type::STREAM).unwrap();
    client.set_sctp_sockopt_connectx(&both).unwrap();
    assert_eq!(client.sctp_status().unwrap().state, SctpState::ESTABLISHED);

    // Two ports are two peers; and none is nobody.
    let two = [both[0], ([127, 0, 0, 1], both[0].port() ^ 1).into()];
    let socket = sctp(Type::SEQPACKET).unwrap();
    assert_eq!(os_error(socket.set_sctp_sockopt_connectx(&two)), libc::EINVAL);
    assert_eq!(os_error(socket.sctp_sockopt_connectx3(two.into_iter().collect())), libc::EINVAL);
    let none = socket.sctp_sockopt_connectx3(SctpAddrs::from([].as_slice())).unwrap_err();
    assert_eq!(none.kind(), sockopt::ErrorKind::OutOfRange);
    // A non-blocking one does not wait.
    socket.set_nonblocking(true).unwrap();
    let result = socket.sctp_sockopt_connectx3(both.into_iter().collect());
    assert_eq!(os_error(result), libc::EINPROGRESS);
    common::wait_until(|| socket.sctp_get_assoc_number().unwrap() == 1);
}

/// Sends with control messages.
fn send(
    socket: &Socket,
    to: Option<&SockAddr>,
    fill: impl FnOnce(&mut Control<'_>),
) -> std::io::Result<usize> {
    let mut room = [0; cmsg::ROOM];
    let mut control = Control::new(&mut room);
    fill(&mut control);
    socket.send_msg(&[IoSlice::new(b"x")], to, &control, MsgFlags::empty())
}

#[test]
fn an_association_begins_with_what_is_sent() {
    let Some((_listener, both)) = at_two_addresses() else { return };
    let many = sctp(Type::SEQPACKET).unwrap();
    let to = SockAddr::from(both[1]);
    let init = SctpInitMsg { num_ostreams: Some(33), ..SctpInitMsg::default() };
    let first = std::net::Ipv4Addr::LOCALHOST;
    send(&many, Some(&to), |control| {
        control.push(cmsg::SCTP_INIT, init).unwrap();
        control.push(cmsg::SCTP_DSTADDRV4, first).unwrap();
    })
    .unwrap();
    let id = *many.sctp_get_assoc_id_list().unwrap().first().unwrap();
    let one = many.sctp_sockopt_peeloff_flags(id).unwrap();
    let status = one.sctp_status().unwrap();
    assert_eq!((status.outstrms, status.primary_address), (33, Some(both[1])));
    assert_eq!(one.sctp_get_peer_addrs().unwrap().len(), 2);

    // It is heeded: nobody has such an address.
    let another = sctp(Type::SEQPACKET).unwrap();
    let nobody = std::net::Ipv4Addr::new(224, 0, 0, 1);
    let bad =
        send(&another, Some(&to), |control| control.push(cmsg::SCTP_DSTADDRV4, nobody).unwrap());
    assert_eq!(bad.unwrap_err().raw_os_error(), Some(libc::EINVAL));
}

#[test]
fn an_association_of_ipv6_begins_with_what_is_sent() {
    let open = || Socket::new(Domain::INET6, Type::SEQPACKET, Protocol::SCTP);
    let listener = match open() {
        Ok(socket) => socket,
        Err(error) => return common::skip(&format!("no SCTP: {error}")),
    };
    listener.bind(addr("[::]:0")).unwrap();
    listener.listen(8).unwrap();
    let port = listener.local_addr().unwrap().port().unwrap();
    let to = SockAddr::from(SocketAddr::from((std::net::Ipv6Addr::LOCALHOST, port)));
    let (client, another) = (open().unwrap(), open().unwrap());
    let own = std::net::Ipv4Addr::LOCALHOST.to_ipv6_mapped();
    let nobody = "ff02::1".parse::<std::net::Ipv6Addr>().unwrap();
    let bad =
        send(&another, Some(&to), |control| control.push(cmsg::SCTP_DSTADDRV6, nobody).unwrap());
    assert_eq!(bad.unwrap_err().raw_os_error(), Some(libc::EINVAL));
    send(&client, Some(&to), |control| control.push(cmsg::SCTP_DSTADDRV6, own).unwrap()).unwrap();
    common::wait_until(|| listener.sctp_get_assoc_number().unwrap() == 1);
}

#[test]
fn a_message_is_sent_with_what_it_says() {
    let Some((_listener, client, accepted)) = connected(|socket| {
        socket.set_sctp_auth_supported(true).unwrap();
        socket.set_sctp_auth_chunk(0).unwrap(); // DATA
        let key = SctpAuthKey::new(SctpAssocId::default(), 1, b"between you and me").unwrap();
        socket.set_sctp_auth_key(&key).unwrap();
    }) else {
        return;
    };
    accepted.set_sctp_recvrcvinfo(true).unwrap();
    let older = SctpSndRcvInfo { stream: 2, ppid: 46, ..SctpSndRcvInfo::default() };
    send(&client, None, |control| {
        control.push(cmsg::SCTP_SNDRCV, older).unwrap();
        control.push(cmsg::SCTP_AUTHINFO, 1).unwrap();
    })
    .unwrap();
    let (mut data, mut room) = ([0; 100], Room::new());
    let buffers = &mut [IoSliceMut::new(&mut data)];
    let got = accepted.recv_msg(buffers, &mut room, MsgFlags::empty()).unwrap();
    let info = got.messages.into_iter().find_map(|message| match message {
        Message::SCTP_RCVINFO(info) => Some(info),
        _ => None,
    });
    assert_eq!(info.map(|info| (info.sid, info.ppid)), Some((2, 46)));
    // There is no such key.
    let none = send(&client, None, |control| control.push(cmsg::SCTP_AUTHINFO, 9).unwrap());
    assert_eq!(none.unwrap_err().raw_os_error(), Some(libc::EINVAL));
}

#[test]
fn the_level_belongs_to_sctp_alone() {
    let has = |socket: &Socket| socket.tables().any(|table| table.level == "SOL_SCTP");
    let plain = Socket::new(Domain::INET, Type::STREAM, Protocol::TCP).unwrap();
    assert!(!has(&plain));
    // A raw socket of the same protocol has no such options.
    if let Ok(raw) = Socket::new(Domain::INET, Type::RAW, Protocol::SCTP) {
        assert!(!has(&raw));
    }
    if let Some(socket) = sctp(Type::SEQPACKET) {
        assert!(has(&socket));
    }
}
