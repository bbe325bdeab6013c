//! Messages of families that many kernels have in modules alone: where there is none, the test is
//! skipped.

use std::io;
use std::os::fd::AsRawFd;

use sockopt::{
    cmsg, AlgOp, CanAddr, Cause, Control, Domain, Interface, MsgFlags, Protocol, SockAddr, Socket,
    StampPoint, TimestampingFlags, TipcError, Type,
};

use crate::common::samples::older_than;
use crate::common::{tcp_pair, wait_until};
use crate::trade::{patient, receive, receive_error};
use crate::wire::{ask, attribute, set_raw, CREATE};

/// Binds to an address of a family that the crate cannot write.
fn bind_raw(socket: &Socket, address: &[u8]) -> io::Result<()> {
    // SAFETY: the call reads the bytes, whose length it is told.
    let result = unsafe {
        let length = address.len() as libc::socklen_t;
        libc::bind(socket.as_raw_fd(), address.as_ptr().cast(), length)
    };
    if result == -1 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// Connects to an address of such a family.
fn connect_raw(socket: &Socket, address: &[u8]) -> io::Result<()> {
    // SAFETY: the call reads the bytes, whose length it is told.
    let result = unsafe {
        let length = address.len() as libc::socklen_t;
        libc::connect(socket.as_raw_fd(), address.as_ptr().cast(), length)
    };
    if result == -1 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// A transformation that the kernel does, with a key.
fn transformation(r#type: &[u8], name: &[u8], key: &[u8]) -> Result<Socket, String> {
    let family = Domain::from_raw(libc::AF_ALG);
    let socket = Socket::new(family, Type::SEQPACKET, None)
        .map_err(|error| format!("no AF_ALG socket: {error}"))?;
    // `struct sockaddr_alg`
    let mut address = [0; 88];
    address[..2].copy_from_slice(&(libc::AF_ALG as u16).to_ne_bytes());
    address[2..2 + r#type.len()].copy_from_slice(r#type);
    address[24..24 + name.len()].copy_from_slice(name);
    bind_raw(&socket, &address).map_err(|error| {
        assert_eq!(error.raw_os_error(), Some(libc::ENOENT));
        format!("no {}: {error}", name.escape_ascii())
    })?;
    set_raw(&socket, libc::SOL_ALG, libc::ALG_SET_KEY, key).unwrap();
    Ok(socket.accept().unwrap().0)
}

/// The examples of NIST SP 800-38A, F.2.1 and F.2.2.
mod nist {
    pub(super) const KEY: [u8; 16] = 0x2b7e_1516_28ae_d2a6_abf7_1588_09cf_4f3c_u128.to_be_bytes();
    pub(super) const IV: [u8; 16] = 0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f_u128.to_be_bytes();
    pub(super) const PLAIN: [u8; 16] = 0x6bc1_bee2_2e40_9f96_e93d_7e11_7393_172a_u128.to_be_bytes();
    pub(super) const CIPHER: [u8; 16] =
        0x7649_abac_8119_b246_cee9_8e9b_12e9_197d_u128.to_be_bytes();
}

kinds! { the_kernel_encrypts: Itself, send ALG_SET_OP, send ALG_SET_IV }

fn the_kernel_encrypts() -> Result<(), String> {
    use nist::{CIPHER, IV, KEY, PLAIN};
    let socket = transformation(b"skcipher", b"cbc(aes)", &KEY)?;
    for (op, from, to) in [(AlgOp::ENCRYPT, PLAIN, CIPHER), (AlgOp::DECRYPT, CIPHER, PLAIN)] {
        send!(socket, None, &from, ALG_SET_OP: op, ALG_SET_IV: IV.as_slice()).unwrap();
        let mut result = [0; 16];
        assert_eq!(socket.recv_with(&mut result, MsgFlags::DONTWAIT).unwrap(), 16);
        assert_eq!(result, to);
    }
    // A vector of another length is refused.
    let error = send!(socket, None, &PLAIN, ALG_SET_OP: AlgOp::ENCRYPT, ALG_SET_IV: &IV[..8]);
    assert_eq!(error.unwrap_err().raw_os_error(), Some(libc::EINVAL));
    Ok(())
}

kinds! { the_kernel_authenticates: Itself, send ALG_SET_AEAD_ASSOCLEN, send ALG_SET_OP, send ALG_SET_IV }

fn the_kernel_authenticates() -> Result<(), String> {
    let socket = transformation(b"aead", b"gcm(aes)", &nist::KEY)?;
    let run = |op, associated: u32, data: &[u8]| {
        let iv = [7; 12];
        send!(socket, None, data,
            ALG_SET_OP: op, ALG_SET_IV: iv.as_slice(), ALG_SET_AEAD_ASSOCLEN: associated)?;
        let mut result = vec![0; 100];
        // With more room than there is a result, it would wait for the next.
        let len = socket.recv_with(&mut result, MsgFlags::DONTWAIT)?;
        result.truncate(len);
        io::Result::Ok(result)
    };
    // What is only authenticated comes first, as it is; then what is encrypted, and 16 bytes.
    let sealed = run(AlgOp::ENCRYPT, 4, b"headsecret").unwrap();
    assert_eq!((sealed.len(), &sealed[..4]), (10 + 16, b"head".as_slice()));
    assert_ne!(&sealed[4..10], b"secret");
    assert_eq!(run(AlgOp::DECRYPT, 4, &sealed).unwrap(), b"headsecret");
    // Changed, or cut at another place, it is refused.
    let changed = [b"HEAD", &sealed[4..]].concat();
    for (associated, data) in [(4, &changed), (5, &sealed)] {
        let error = run(AlgOp::DECRYPT, associated, data).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EBADMSG));
    }
    Ok(())
}

kinds! { tls_records_have_types: NamespaceRoot, send TLS_SET_RECORD_TYPE, recv TLS_GET_RECORD_TYPE }

fn tls_records_have_types() -> Result<(), String> {
    let (a, b) = tcp_pair();
    let b = patient(b);
    for socket in [&a, &b] {
        let tls = "tls".parse().unwrap();
        socket.set_tcp_ulp(Some(tls)).map_err(|error| format!("no TLS: {error}"))?;
    }
    // `struct tls12_crypto_info_aes_gcm_128`: TLS 1.2, the cipher, and what a handshake would agree on.
    let mut keys = [0x0303u16, 51].map(u16::to_ne_bytes).concat();
    keys.extend(0..36);
    let (tls_tx, tls_rx) = (1, 2);
    set_raw(&a, cmsg::TLS_SET_RECORD_TYPE.level(), tls_tx, &keys).unwrap();
    set_raw(&b, cmsg::TLS_SET_RECORD_TYPE.level(), tls_rx, &keys).unwrap();

    a.send(b"data").unwrap();
    let packet = receive(&b);
    assert_eq!(
        (packet.data.as_slice(), get!(packet, TLS_GET_RECORD_TYPE)),
        (b"data".as_slice(), 23)
    );
    // A warning: the peer is about to close.
    let (alert, handshake) = (21, 22);
    send!(a, None, &[1, 0], TLS_SET_RECORD_TYPE: alert).unwrap();
    send!(a, None, b"key update", TLS_SET_RECORD_TYPE: handshake).unwrap();
    // Each receive stops at the next type.
    let packet = receive(&b);
    assert_eq!(
        (packet.data.as_slice(), get!(packet, TLS_GET_RECORD_TYPE)),
        ([1, 0].as_slice(), alert)
    );
    let packet = receive(&b);
    assert_eq!(packet.data, b"key update");
    assert_eq!(get!(packet, TLS_GET_RECORD_TYPE), handshake);
    // Without room for the type, what is not data is not given away.
    send!(a, None, &[1, 0], TLS_SET_RECORD_TYPE: alert).unwrap();
    assert_eq!(b.recv(&mut [0; 16]).unwrap_err().raw_os_error(), Some(libc::EIO));
    Ok(())
}

/// A virtual CAN bus that is up: its index.
fn virtual_bus() -> Result<u32, String> {
    // `struct ifinfomsg`, with IFF_UP; IFLA_IFNAME, IFLA_LINKINFO with IFLA_INFO_KIND.
    let mut link = [0_u32, 0, 1, 1].map(u32::to_ne_bytes).concat();
    link.extend(attribute(3, b"vcan0\0"));
    link.extend(attribute(18, &attribute(1, b"vcan")));
    let rtm_newlink = 16;
    ask(rtm_newlink, CREATE, &link).map_err(|error| format!("no vcan: {error}"))?;
    Ok(Interface::named("vcan0").unwrap().index())
}

kinds! { a_j1939_message_tells_where_it_went: NamespaceRoot, recv SCM_J1939_DEST_ADDR,
recv SCM_J1939_DEST_NAME, recv SCM_J1939_PRIO, recv SCM_J1939_ERRQUEUE }

fn a_j1939_message_tells_where_it_went() -> Result<(), String> {
    const NAME: u64 = 0x1234;
    const NO_GROUP: u32 = 0x40000;
    let open = || Socket::new(Domain::CAN, Type::DGRAM, Protocol::CAN_J1939);
    let a = open().map_err(|error| format!("no J1939 socket: {error}"))?;
    let b = patient(open().unwrap());
    let bus = virtual_bus()?;
    let at = |name, group, addr| SockAddr::can(CanAddr::j1939(bus, name, group, addr));
    a.bind(at(0, NO_GROUP, 0x20)).unwrap();
    b.bind(at(NAME, NO_GROUP, 0x30)).unwrap();
    b.set_broadcast(true).unwrap();
    // The name is known with its address once that is claimed, and nobody has objected.
    b.send_to(&NAME.to_le_bytes(), at(0, 0xee00, 0xff)).unwrap();
    a.set_j1939_send_prio(3).unwrap();
    a.set_j1939_errqueue(true).unwrap();
    let asked = TimestampingFlags::SOFTWARE | TimestampingFlags::TX_ACK | TimestampingFlags::OPT_ID;
    a.set_timestamping(asked.into()).unwrap();
    wait_until(|| a.send_to(b"!", at(NAME, 0xef00, 0xff)).is_ok());

    let packet = receive(&b);
    assert_eq!(packet.data, b"!");
    assert_eq!(get!(packet, SCM_J1939_DEST_ADDR), 0x30);
    assert_eq!(get!(packet, SCM_J1939_DEST_NAME), NAME);
    assert_eq!(get!(packet, SCM_J1939_PRIO), 3);
    let packet = receive_error(&a);
    let entry = get!(packet, SCM_J1939_ERRQUEUE);
    assert!(matches!(entry.cause(), Cause::Stamped { point: StampPoint::ACK, .. }), "{entry:?}");
    // It has numbers of its own beside it, and none of TCP's.
    let stats = get!(packet, SCM_TIMESTAMPING_OPT_STATS);
    assert_eq!(stats.j1939().unwrap().bytes_acked(), Some(1));
    assert_eq!((stats.busy(), stats.to_string().as_str()), (None, ""));
    Ok(())
}

kinds! { a_can_frame_is_stamped: NamespaceRoot, recv SCM_CAN_RAW_ERRQUEUE, recv SCM_TIMESTAMPING }

fn a_can_frame_is_stamped() -> Result<(), String> {
    if older_than("6.1") {
        return Err("Linux 5.10 has no stamps of CAN frames that are sent".to_owned());
    }
    let (family, can_raw) = (Domain::from_raw(libc::AF_CAN), Protocol::from_raw(1));
    let socket = Socket::new(family, Type::RAW, Some(can_raw))
        .map_err(|error| format!("no CAN socket: {error}"))?;
    let index = virtual_bus()?;
    // `struct sockaddr_can`
    let mut address = (libc::AF_CAN as u32).to_ne_bytes().to_vec();
    if cfg!(target_endian = "big") {
        address.rotate_left(2);
    }
    address.extend(index.to_ne_bytes());
    address.extend([0; 16]);
    bind_raw(&socket, &address).unwrap();
    let asked =
        TimestampingFlags::SOFTWARE | TimestampingFlags::TX_SOFTWARE | TimestampingFlags::OPT_ID;
    socket.set_timestamping(asked.into()).unwrap();
    // `struct can_frame`
    let mut frame = 0x123u32.to_ne_bytes().to_vec();
    frame.extend([3, 0, 0, 0, 7, 8, 9, 0, 0, 0, 0, 0]);
    for id in 0..2 {
        socket.send(&frame).unwrap();
        let packet = receive_error(&socket);
        let entry = get!(packet, SCM_CAN_RAW_ERRQUEUE);
        assert_eq!(entry.cause(), Cause::Stamped { point: StampPoint::SND, id });
        assert!(get!(packet, SCM_TIMESTAMPING).software.is_some());
        assert_eq!(packet.data, frame);
    }
    Ok(())
}

kinds! { a_virtual_socket_sends_without_copying: Itself, recv VSOCK_RECVERR }

fn a_virtual_socket_sends_without_copying() -> Result<(), String> {
    let vsock = || Socket::new(Domain::VSOCK, Type::STREAM, None);
    let listener = vsock().map_err(|error| format!("no vsock socket: {error}"))?;
    let (own, any) = (1, u32::MAX);
    listener
        .bind(SockAddr::vsock(own, any))
        .map_err(|error| format!("no way to itself: {error}"))?;
    listener.listen(1).unwrap();
    let a = vsock().unwrap();
    let to = listener.local_addr().unwrap();
    a.connect(to).map_err(|error| format!("no way to itself: {error}"))?;
    let (b, _) = listener.accept().unwrap();
    match a.set_if_supported(sockopt::SO_ZEROCOPY, true) {
        Ok(true) => {}
        result => return Err(format!("vsock has no SO_ZEROCOPY here: {result:?}")),
    }
    let control = Control::default();
    let data = [7; 10_000];
    let data = [io::IoSlice::new(&data)];
    a.send_msg(&data, None, &control, MsgFlags::ZEROCOPY).unwrap();
    b.recv_with(&mut [0; 10_000], MsgFlags::WAITALL).unwrap();
    let entry = get!(receive_error(&a), VSOCK_RECVERR);
    assert_eq!(entry.zerocopy(), Some(0..=0));
    Ok(())
}

kinds! { a_tipc_message_comes_back: NamespaceRoot, recv TIPC_DESTNAME, recv TIPC_ERRINFO, recv TIPC_RETDATA }

fn a_tipc_message_comes_back() -> Result<(), String> {
    let tipc = || Socket::new(Domain::TIPC, Type::from_raw(libc::SOCK_RDM), None);
    let server = tipc().map_err(|error| format!("no TIPC socket: {error}"))?;
    let (server, client) = (patient(server), patient(tipc().unwrap()));
    // `struct sockaddr_tipc`: a service of this node alone.
    let (service, number, node) = (4711_u32, 7_u32, 3);
    let mut address = (Domain::TIPC.raw() as u16).to_ne_bytes().to_vec();
    address.extend([2, node]);
    address.extend([service, number, 0].map(u32::to_ne_bytes).concat());
    bind_raw(&server, &address).unwrap();
    // Which is then where all is sent to.
    connect_raw(&client, &address).unwrap();
    client.set_tipc_dest_droppable(false).unwrap();
    client.send(b"read").unwrap();
    let packet = receive(&server);
    assert_eq!(packet.data, b"read");
    let name = get!(packet, TIPC_DESTNAME);
    assert_eq!((name.service, name.lower, name.upper), (service, number, number));

    client.send(b"not read").unwrap();
    assert_eq!(server.tipc_sock_recvq_depth().unwrap(), 1);
    assert_eq!(server.tipc_node_recvq_depth().unwrap(), 0);
    drop(server);
    let packet = receive(&client);
    assert_eq!(packet.data, b"");
    let info = get!(packet, TIPC_ERRINFO);
    assert_eq!((info.error, info.length), (TipcError::NO_PORT, 8));
    assert_eq!(get!(packet, TIPC_RETDATA), b"not read");
    Ok(())
}
