//! SCTP: what its sockets do.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::io::{IoSlice, IoSliceMut};
use std::net::SocketAddr;
use std::time::Duration;

use common::os_error;
use sockopt::codec::Record;
use sockopt::{
    cmsg, Control, Domain, Message, MsgFlags, Protocol, Room, SctpAssocId, SctpAuthKey,
    SctpAuthKeyId, SctpEvent, SctpEvents, SctpNotification, SctpPrim, SctpRtoInfo, SctpSendFlags,
    SctpSndInfo, SctpState, SockAddr, Socket, Type,
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
