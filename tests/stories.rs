//! What options do, told as stories with real sockets.
#![cfg(target_os = "linux")]
// Raw calls where the crate has none, and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::ErrorKind;
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant};

use common::{
    addr, in_roles, os_error, poll, poll_for, read, tcp_pair, udp, udp_pair, wait_until, Role,
};
use sockopt::{
    BufLock, Clock, Domain, Filter, Interface, MsgFlags, Name, Socket, Timestamping,
    TimestampingFlags, TxTime, TxTimeFlags, Type,
};

/// What the next peek gives.
fn peek<const N: usize>(socket: &Socket) -> [u8; N] {
    let mut bytes = [0; N];
    assert_eq!(socket.peek(&mut bytes).unwrap(), N);
    bytes
}

// Peeking.

/// The walk of socket(7).
fn walk(sender: &Socket, socket: &Socket) {
    sender.send(b"aabbccddeeff").unwrap();
    // All of it is there before the walk begins.
    socket.recv_with(&mut [0; 12], MsgFlags::PEEK | MsgFlags::WAITALL).unwrap();
    assert_eq!(socket.peek_off().unwrap(), None);
    socket.set_peek_off(Some(4)).unwrap();
    assert_eq!(&peek(socket), b"cc");
    assert_eq!(socket.peek_off().unwrap(), Some(6));
    assert_eq!(&peek(socket), b"dd");
    assert_eq!(socket.peek_off().unwrap(), Some(8));
    assert_eq!(&read(socket), b"aa");
    assert_eq!(socket.peek_off().unwrap(), Some(6));
    assert_eq!(&peek(socket), b"ee");
    // Without an offset, a peek begins at the front and stays there.
    socket.set_peek_off(None).unwrap();
    assert_eq!(&peek(socket), b"bb");
    assert_eq!(&peek(socket), b"bb");
}

#[test]
fn the_peek_offset_walks_along_a_unix_stream() {
    let (a, b) = Socket::pair(Domain::UNIX, Type::STREAM, None).unwrap();
    walk(&a, &b);
}

#[test]
fn the_peek_offset_walks_along_a_tcp_stream() {
    let (a, b) = tcp_pair();
    match b.set_if_supported(sockopt::SO_PEEK_OFF, None).unwrap() {
        true => walk(&a, &b),
        false => common::skip("this kernel's TCP has no SO_PEEK_OFF"),
    }
}

#[test]
fn the_peek_offset_walks_along_a_datagram() {
    let (a, b) = udp_pair();
    a.send(b"aabbcc").unwrap();
    b.set_peek_off(Some(2)).unwrap();
    assert_eq!(&peek(&b), b"bb");
    assert_eq!(&peek(&b), b"cc");
    // A read takes the datagram as a whole.
    assert_eq!(&read(&b), b"aabbcc");
    assert_eq!(b.peek_off().unwrap(), Some(0));
}

// The end of a connection.

#[test]
fn a_linger_of_zero_resets() {
    let (client, server) = tcp_pair();
    client.set_linger(Some(Duration::ZERO)).unwrap();
    drop(client);
    let error = server.recv(&mut [0]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
}

#[test]
fn a_linger_of_half_a_second_does_not_reset() {
    let (client, server) = tcp_pair();
    client.set_linger(Some(Duration::from_millis(500))).unwrap();
    client.send(b"last words").unwrap();
    drop(client);
    assert_eq!(&read(&server), b"last words");
    assert_eq!(server.recv(&mut [0]).unwrap(), 0);
}

in_roles! { keep_alive_finds_a_peer_that_is_gone: NamespaceRoot }

fn keep_alive_finds_a_peer_that_is_gone(_: Role) {
    let (client, server) = tcp_pair();
    client.set_keepalive(true).unwrap();
    client.set_tcp_keepidle(Duration::from_millis(10)).unwrap(); // a second
    client.set_tcp_keepintvl(Duration::from_millis(10)).unwrap(); // and another
    client.set_tcp_keepcnt(1).unwrap();
    // The peer hears nothing more, and so does not answer.
    server.set_attach_filter(&Filter::drop_all()).unwrap();
    client.set_rcvtimeo(Some(common::PATIENCE)).unwrap();
    assert_eq!(client.recv(&mut [0]).unwrap_err().kind(), ErrorKind::TimedOut);
}

in_roles! { a_user_timeout_ends_a_connection_that_is_not_acknowledged: NamespaceRoot }

fn a_user_timeout_ends_a_connection_that_is_not_acknowledged(_: Role) {
    let (client, server) = tcp_pair();
    let limit = Duration::from_micros(300_500);
    client.set_tcp_user_timeout(Some(limit)).unwrap();
    server.set_attach_filter(&Filter::drop_all()).unwrap();
    let start = Instant::now();
    client.send(b"hello?").unwrap();
    client.set_rcvtimeo(Some(common::PATIENCE)).unwrap();
    assert_eq!(client.recv(&mut [0]).unwrap_err().kind(), ErrorKind::TimedOut);
    assert!(start.elapsed() >= limit, "{:?}", start.elapsed());
}

// Times.

#[test]
fn a_read_waits_as_long_as_asked() {
    let (stream, _other) = Socket::pair(Domain::UNIX, Type::STREAM, None).unwrap();
    for socket in [udp(), stream] {
        let limit = Duration::from_micros(20_500);
        socket.set_rcvtimeo(Some(limit)).unwrap();
        // The kernel counts ticks: one that comes late, as on a virtual machine that is kept
        // waiting, makes a wait short. It does not make each of them so.
        let waits = [(); 3].map(|()| {
            let start = Instant::now();
            assert_eq!(socket.recv(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
            start.elapsed()
        });
        assert!(waits.iter().any(|wait| *wait >= limit), "{waits:?}");
    }
}

#[test]
fn a_write_waits_as_long_as_asked() {
    let (a, _b) = Socket::pair(Domain::UNIX, Type::STREAM, None).unwrap();
    let limit = Duration::from_micros(20_500);
    a.set_sndtimeo(Some(limit)).unwrap();
    let start = Instant::now();
    let error = loop {
        match a.send(&[0; 65536]) {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::WouldBlock);
    assert!(start.elapsed() >= limit, "{:?}", start.elapsed());
}

#[test]
fn a_stream_is_ready_when_there_is_as_much_as_asked() {
    let (a, b) = tcp_pair();
    b.set_rcvlowat(4).unwrap();
    a.send(b"abc").unwrap();
    b.recv_with(&mut [0; 3], MsgFlags::PEEK).unwrap();
    assert_eq!(poll_for(&b, libc::POLLIN, Duration::ZERO), 0);
    a.send(b"d").unwrap();
    assert_eq!(poll(&b, libc::POLLIN), libc::POLLIN);
}

// Interfaces.

in_roles! { a_socket_is_bound_to_a_device_and_unbound: NamespaceRoot }

fn a_socket_is_bound_to_a_device_and_unbound(_: Role) {
    let lo = Interface::named("lo").unwrap();
    let name = Name::new("lo").unwrap();
    let socket = udp();
    assert_eq!((socket.bindtodevice().unwrap(), socket.bindtoifindex().unwrap()), (None, None));

    socket.set_bindtodevice(Some(name)).unwrap();
    assert_eq!(socket.bindtodevice().unwrap(), Some(name));
    assert_eq!(socket.bindtoifindex().unwrap(), Some(lo));
    socket.set_bindtodevice(None).unwrap();
    assert_eq!((socket.bindtodevice().unwrap(), socket.bindtoifindex().unwrap()), (None, None));

    socket.set_bindtoifindex(Some(lo)).unwrap();
    assert_eq!(socket.bindtodevice().unwrap(), Some(name));
    socket.set_bindtoifindex(None).unwrap();
    assert_eq!(socket.bindtodevice().unwrap(), None);

    let missing = Name::new("no-such-device").unwrap();
    assert_eq!(os_error(socket.set_bindtodevice(Some(missing))), libc::ENODEV);
    // The index is not looked up.
    let nowhere = Interface::from_index(9999);
    socket.set_bindtoifindex(nowhere).unwrap();
    assert_eq!(socket.bindtoifindex().unwrap(), nowhere);
}

in_roles! { anybody_binds_to_a_device_once: Nobody }

fn anybody_binds_to_a_device_once(_: Role) {
    let socket = udp();
    socket.set_bindtodevice(Name::new("lo").ok()).unwrap();
    for result in [socket.set_bindtodevice(None), socket.set_bindtoifindex(None)] {
        let error = result.unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EPERM));
        assert!(error.to_string().ends_with("; it needs CAP_NET_RAW to change or clear it"));
    }
}

// Marks and priorities.

in_roles! { a_mark_and_a_high_priority_are_for_the_privileged: Root, NamespaceRoot, Nobody }

fn a_mark_and_a_high_priority_are_for_the_privileged(role: Role) {
    let socket = udp();
    socket.set_priority(6).unwrap();
    assert_eq!(socket.priority().unwrap(), 6);
    let (mark, priority) = (socket.set_mark(0x8000_0001), socket.set_priority(7));
    if role == Role::Nobody {
        assert_eq!(os_error(mark), libc::EPERM);
        assert_eq!(os_error(priority), libc::EPERM);
        assert_eq!((socket.mark().unwrap(), socket.priority().unwrap()), (0, 6));
    } else {
        mark.unwrap();
        priority.unwrap();
        assert_eq!((socket.mark().unwrap(), socket.priority().unwrap()), (0x8000_0001, 7));
    }
}

in_roles! { a_forced_buffer_is_for_the_root_of_the_machine: Root, NamespaceRoot, Nobody }

fn a_forced_buffer_is_for_the_root_of_the_machine(role: Role) {
    let socket = udp();
    // What is granted of the most there is, is the limit.
    let most = usize::try_from(i32::MAX / 2).unwrap();
    let greedy = udp();
    greedy.set_rcvbuf(most).unwrap();
    greedy.set_sndbuf(most).unwrap();
    let granted = [greedy.rcvbuf().unwrap() / 2, greedy.sndbuf().unwrap() / 2];
    match sockopt::Limits::read() {
        Ok(limits) => {
            let told = [limits.rmem_max, limits.wmem_max].map(|max| usize::try_from(max).unwrap());
            assert_eq!(told, granted);
        }
        // Older kernels show the limits to the first network namespace alone.
        Err(error) => {
            assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{error}");
            assert!(common::samples::older_than("6.12"), "{error}");
        }
    }
    let beyond = granted[0].max(granted[1]) + 4096;
    let old = (socket.rcvbuf().unwrap(), socket.sndbuf().unwrap());
    let results = [socket.set_rcvbufforce(beyond), socket.set_sndbufforce(beyond)];
    let new = (socket.rcvbuf().unwrap(), socket.sndbuf().unwrap());
    for result in results {
        match role {
            Role::Root => {
                result.unwrap();
                assert_eq!(new, (2 * beyond, 2 * beyond));
            }
            _ => {
                let text = result.unwrap_err().to_string();
                assert!(text.ends_with("; it needs CAP_NET_ADMIN in the initial user namespace"));
                assert_eq!(new, old);
            }
        }
    }
}

in_roles! { a_congestion_control_may_be_for_the_privileged: NamespaceRoot, Nobody }

fn a_congestion_control_may_be_for_the_privileged(role: Role) {
    let names = |file: &str| {
        let text = std::fs::read_to_string(format!("/proc/sys/net/ipv4/{file}"));
        let names = text.unwrap_or_default();
        names.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let allowed = names("tcp_allowed_congestion_control");
    let available = names("tcp_available_congestion_control");
    let socket = Socket::new(Domain::INET, Type::STREAM, None).unwrap();
    let old = socket.tcp_congestion().unwrap();
    for name in &allowed {
        socket.set_tcp_congestion(Name::new(name).unwrap()).unwrap();
        assert_eq!(socket.tcp_congestion().unwrap(), *name.as_str());
    }
    let restricted = |name: &&String| !allowed.contains(name) && old != *name.as_str();
    let Some(name) = available.iter().find(restricted) else {
        return common::skip("every congestion control is for everybody here");
    };
    let result = socket.set_tcp_congestion(Name::new(name).unwrap());
    match role {
        Role::Nobody => assert_eq!(os_error(result), libc::EPERM),
        _ => assert!(result.is_ok() && socket.tcp_congestion().unwrap() == *name.as_str()),
    }
    let unknown = socket.set_tcp_congestion(Name::new("no-such-control").unwrap());
    assert_eq!(os_error(unknown), libc::ENOENT);
}

// Buffers.

#[test]
fn a_buffer_that_is_set_is_locked_until_it_is_unlocked() {
    if common::samples::older_than("5.15") {
        return common::skip("this kernel is older than SO_BUF_LOCK");
    }
    let socket = Socket::new(Domain::INET, Type::STREAM, None).unwrap();
    assert_eq!(socket.buf_lock().unwrap(), BufLock::empty());
    socket.set_rcvbuf(32 * 1024).unwrap();
    assert_eq!(socket.buf_lock().unwrap(), BufLock::RCVBUF);
    socket.set_sndbuf(32 * 1024).unwrap();
    assert_eq!(socket.buf_lock().unwrap(), BufLock::RCVBUF | BufLock::SNDBUF);
    socket.set_buf_lock(BufLock::empty()).unwrap();
    assert_eq!(socket.buf_lock().unwrap(), BufLock::empty());
}

#[test]
fn the_memory_in_use_is_told() {
    let (a, b) = udp_pair();
    let before = b.meminfo().unwrap();
    assert_eq!(before.rmem_alloc, 0);
    assert_eq!(usize::try_from(before.rcvbuf).unwrap(), b.rcvbuf().unwrap());
    a.send(&[0; 1000]).unwrap();
    poll(&b, libc::POLLIN);
    assert!(b.meminfo().unwrap().rmem_alloc >= 1000);
}

// Who is there.

in_roles! { the_peer_of_a_pair_is_this_process: Itself, NamespaceRoot, Nobody }

fn the_peer_of_a_pair_is_this_process(_: Role) {
    let (socket, _other) = Socket::pair(Domain::UNIX, Type::STREAM, None).unwrap();
    let peer = socket.peercred().unwrap().expect("there is a peer");
    // SAFETY: these calls take nothing and cannot fail.
    let (uid, gid) = unsafe { (libc::geteuid(), libc::getegid()) };
    assert_eq!((peer.pid, peer.uid, peer.gid), (Some(std::process::id()), uid, gid));

    let mut groups = vec![0; 1000];
    // SAFETY: the call writes at most as many groups as it is told that there is room for.
    let count = unsafe { libc::getgroups(1000, groups.as_mut_ptr()) };
    groups.truncate(usize::try_from(count).unwrap());
    assert_eq!(socket.peergroups().unwrap(), groups);

    // A socket that has no such peer says so.
    assert_eq!(udp().peercred().unwrap(), None);
    assert!(udp().peergroups().is_err());
}

in_roles! { a_descriptor_of_the_peer_is_closed_on_exec_and_on_drop: Itself }

fn a_descriptor_of_the_peer_is_closed_on_exec_and_on_drop(_: Role) {
    let (socket, _other) = Socket::pair(Domain::UNIX, Type::STREAM, None).unwrap();
    let before = common::descriptors();
    let pidfd = match socket.take_peerpidfd() {
        Ok(pidfd) => pidfd,
        Err(error) if error.is_unsupported() => return common::skip("no SO_PEERPIDFD"),
        Err(error) => panic!("{error}"),
    };
    assert_eq!(common::descriptors(), before + 1);
    // SAFETY: F_GETFD takes no argument.
    let flags = unsafe { libc::fcntl(pidfd.as_raw_fd(), libc::F_GETFD) };
    assert_eq!(flags, libc::FD_CLOEXEC);
    let info = format!("/proc/self/fdinfo/{}", pidfd.as_raw_fd());
    let info = std::fs::read_to_string(info).unwrap();
    let pid = info.lines().find_map(|line| line.strip_prefix("Pid:")).expect("it is a pidfd");
    assert_eq!(pid.trim(), std::process::id().to_string());
    drop(pidfd);
    assert_eq!(common::descriptors(), before);
}

#[test]
fn a_cookie_is_a_sockets_own() {
    let (a, b) = (udp(), udp());
    assert_eq!(a.cookie().unwrap(), a.cookie().unwrap());
    assert_ne!(a.cookie().unwrap(), b.cookie().unwrap());
    assert_eq!(a.try_clone().unwrap().cookie().unwrap(), a.cookie().unwrap());
    if common::samples::older_than("5.14") {
        return common::skip("this kernel is older than SO_NETNS_COOKIE");
    }
    assert_eq!(a.netns_cookie().unwrap(), b.netns_cookie().unwrap());
}

#[test]
fn a_listener_says_that_it_is_one() {
    let socket = Socket::new(Domain::INET, Type::STREAM, None).unwrap();
    assert!(!socket.acceptconn().unwrap());
    socket.bind(addr("127.0.0.1:0")).unwrap();
    socket.listen(1).unwrap();
    assert!(socket.acceptconn().unwrap());
}

// Errors that wait.

/// A UDP socket on which ECONNREFUSED waits.
fn with_pending_error() -> (Socket, Socket) {
    // The peer's port is held, so that nobody else can take it; but it hears itself alone.
    let peer = udp();
    peer.bind(addr("127.0.0.1:0")).unwrap();
    peer.connect(peer.local_addr().unwrap()).unwrap();
    let socket = udp();
    socket.connect(peer.local_addr().unwrap()).unwrap();
    socket.send(b"is there anybody?").unwrap();
    assert_eq!(poll(&socket, 0), libc::POLLERR);
    // And the datagram is gone, so that the socket is at rest.
    wait_until(|| socket.siocoutq().unwrap() == 0);
    (socket, peer)
}

#[test]
fn an_error_is_taken_once() {
    let (socket, _peer) = with_pending_error();
    let error = socket.take_error().unwrap().expect("an error waits");
    assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
    assert!(socket.take_error().unwrap().is_none());
}

in_roles! { a_dump_changes_nothing: Itself, NamespaceRoot }

fn a_dump_changes_nothing(_: Role) {
    let (socket, _peer) = with_pending_error();
    let before = common::descriptors();
    let first: Vec<_> = socket.dump().map(|reading| reading.to_string()).collect();
    let second: Vec<_> = socket.dump().map(|reading| reading.to_string()).collect();
    assert_eq!(first, second);
    assert!(first.len() > 30);
    assert!(!first.iter().any(|line| line.starts_with("SO_ERROR") || line.contains("PIDFD=/")));
    assert_eq!(common::descriptors(), before);
    assert!(socket.take_error().unwrap().is_some(), "the error waits still");

    for (kind, opened) in common::sockets() {
        let before = common::descriptors();
        let count = opened.socket.try_dump().count();
        assert!(count > 30, "{kind}");
        assert_eq!(common::descriptors(), before, "{kind}");
        // And the descriptors that a peer can be asked for are not among the lines.
        assert!(opened.socket.dump().all(|reading| reading.info().name != "SO_PEERPIDFD"));
    }
}

// Sending at a time, and the times of packets.

#[test]
fn the_time_of_sending_is_by_a_clock() {
    let socket = udp();
    let asked = TxTime { clock: Clock::MONOTONIC, flags: TxTimeFlags::REPORT_ERRORS };
    socket.set_txtime(asked).unwrap();
    assert_eq!(socket.txtime().unwrap(), asked);
}

in_roles! { the_clock_of_sending_is_for_the_privileged: NamespaceRoot, Nobody }

fn the_clock_of_sending_is_for_the_privileged(role: Role) {
    let socket = udp();
    let asked = TxTime { clock: Clock::TAI, flags: TxTimeFlags::DEADLINE_MODE };
    let result = socket.set_txtime(asked);
    if role == Role::Nobody {
        assert_eq!(os_error(result), libc::EPERM);
    } else {
        result.unwrap();
        assert_eq!(socket.txtime().unwrap(), asked);
    }
}

#[test]
fn timestamps_are_chosen_by_flags() {
    let socket = udp();
    assert_eq!(socket.timestamping().unwrap(), Timestamping::from(TimestampingFlags::empty()));
    let asked = Timestamping::from(
        TimestampingFlags::TX_SOFTWARE
            | TimestampingFlags::RX_SOFTWARE
            | TimestampingFlags::SOFTWARE
            | TimestampingFlags::OPT_ID
            | TimestampingFlags::OPT_CMSG
            | TimestampingFlags::OPT_TSONLY,
    );
    socket.set_timestamping(asked).unwrap();
    assert_eq!(socket.timestamping().unwrap(), asked);
    // The flag that says "a clock follows" is the crate's to set.
    let flags = TimestampingFlags::BIND_PHC.into();
    assert_eq!(socket.set_timestamping(flags).unwrap_err().kind(), sockopt::ErrorKind::OutOfRange);
    assert_eq!(socket.timestamping().unwrap(), asked);
}

#[test]
fn the_two_timestamps_switch_each_other_off() {
    let socket = udp();
    socket.set_timestamp(true).unwrap();
    assert_eq!((socket.timestamp().unwrap(), socket.timestampns().unwrap()), (true, false));
    socket.set_timestampns(true).unwrap();
    assert_eq!((socket.timestamp().unwrap(), socket.timestampns().unwrap()), (false, true));
}
