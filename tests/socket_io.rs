//! A socket's life: opened, connected, written to and read from, turned into others, closed.
// Raw calls to look at what the crate did, and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::{ErrorKind, IoSlice, IoSliceMut, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream, UdpSocket};
use std::time::Duration;

use common::{tcp_pair, udp_pair};
use sockopt::{Domain, MsgFlags, SockAddr, Socket, Type};

fn tcp() -> Socket {
    Socket::new(Domain::INET, Type::STREAM, None).unwrap()
}

fn local(address: &str) -> SockAddr {
    address.parse().unwrap()
}

fn listener(address: &str) -> Socket {
    let address = local(address);
    let socket = Socket::new(Domain::from_raw(address.family()), Type::STREAM, None).unwrap();
    socket.bind(address).unwrap();
    socket.listen(4).unwrap();
    socket
}

/// Two words, one each way.
fn talk(a: &Socket, b: &Socket) {
    let mut word = [0; 4];
    assert_eq!(a.send(b"ping").unwrap(), 4);
    assert_eq!(b.recv(&mut word).unwrap(), 4);
    assert_eq!(&word, b"ping");
    assert_eq!(b.send(b"pong").unwrap(), 4);
    assert_eq!(a.recv(&mut word).unwrap(), 4);
    assert_eq!(&word, b"pong");
}

/// Connects to a listener, and talks to who accepts.
fn meet(listener: &Socket) {
    let address = listener.local_addr().unwrap();
    let domain = Domain::from_raw(address.family());
    let client = Socket::new(domain, Type::STREAM, None).unwrap();
    client.connect(address).unwrap();
    let (server, peer) = listener.accept().unwrap();
    assert_eq!(client.peer_addr().unwrap(), address);
    assert_eq!(server.local_addr().unwrap(), address);
    assert_eq!(peer, client.local_addr().unwrap());
    talk(&client, &server);

    client.shutdown(Shutdown::Write).unwrap();
    assert_eq!(server.recv(&mut [0]).unwrap(), 0);
    server.send(b"late").unwrap();
    let mut word = [0; 4];
    assert_eq!(client.recv(&mut word).unwrap(), 4);
    server.shutdown(Shutdown::Both).unwrap();
    assert_eq!(client.recv(&mut word).unwrap(), 0);
}

/// Loopback of each IP version that the machine has.
fn loopback() -> Vec<&'static str> {
    let mut addresses = vec!["127.0.0.1:0"];
    match UdpSocket::bind("[::1]:0") {
        Ok(_) => addresses.push("[::1]:0"),
        Err(error) => common::skip(&format!("no IPv6: {error}")),
    }
    addresses
}

#[test]
fn tcp_sockets_meet() {
    for address in loopback() {
        meet(&listener(address));
    }
}

#[test]
fn udp_sockets_meet() {
    for address in loopback() {
        let domain = Domain::from_raw(local(address).family());
        let (a, b) = (
            Socket::new(domain, Type::DGRAM, None).unwrap(),
            Socket::new(domain, Type::DGRAM, None).unwrap(),
        );
        a.bind(local(address)).unwrap();
        b.bind(local(address)).unwrap();
        let mut word = [0; 8];
        assert_eq!(a.send_to(b"ping", b.local_addr().unwrap()).unwrap(), 4);
        assert_eq!(b.peek_from(&mut word).unwrap(), (4, a.local_addr().unwrap()));
        assert_eq!(b.recv_from(&mut word).unwrap(), (4, a.local_addr().unwrap()));
        a.connect(b.local_addr().unwrap()).unwrap();
        b.connect(a.local_addr().unwrap()).unwrap();
        talk(&a, &b);
        // And apart again.
        a.connect(SockAddr::unspecified()).unwrap();
        assert!(a.peer_addr().is_err());
    }
}

#[test]
fn a_datagram_that_is_too_long_says_so() {
    let (a, b) = udp_pair();
    a.send(b"headbodyrest").unwrap();
    let (mut head, mut body) = ([0; 4], [0; 4]);
    let mut buffers = [IoSliceMut::new(&mut head), IoSliceMut::new(&mut body)];
    let (count, from, flags) = b.recv_vectored(&mut buffers, MsgFlags::empty()).unwrap();
    assert_eq!((count, from), (8, a.local_addr().unwrap()));
    assert!(flags.contains(MsgFlags::TRUNC));
    assert_eq!((&head, &body), (b"head", b"body"));

    a.send(b"fits").unwrap();
    let mut buffers = [IoSliceMut::new(&mut head), IoSliceMut::new(&mut body)];
    let (count, _, flags) = b.recv_vectored(&mut buffers, MsgFlags::empty()).unwrap();
    assert_eq!((count, flags.contains(MsgFlags::TRUNC)), (4, false));
}

#[test]
fn several_buffers_are_sent_as_one() {
    let (a, b) = udp_pair();
    let parts = [IoSlice::new(b"head"), IoSlice::new(b""), IoSlice::new(b"body")];
    let address = b.local_addr().unwrap();
    let mut word = [0; 16];
    for to in [None, Some(&address)] {
        // A UDP socket that is connected may name its peer again.
        assert_eq!(a.send_vectored(&parts, to, MsgFlags::empty()).unwrap(), 8);
        assert_eq!(b.recv(&mut word).unwrap(), 8);
        assert!(word.starts_with(b"headbody"));
    }
}

#[test]
fn a_peek_leaves_what_it_reads() {
    let (a, b) = tcp_pair();
    a.send(b"word").unwrap();
    let mut word = [0; 4];
    assert_eq!(b.peek(&mut word).unwrap(), 4);
    assert_eq!(b.recv_with(&mut word, MsgFlags::PEEK).unwrap(), 4);
    assert_eq!(b.recv(&mut word).unwrap(), 4);
    assert_eq!(&word, b"word");
}

#[test]
fn a_socket_reads_and_writes_as_files_do() {
    let (mut a, b) = tcp_pair();
    a.write_all(b"one ").unwrap();
    (&a).write_all(b"two ").unwrap();
    assert_eq!(a.write_vectored(&[IoSlice::new(b"thr"), IoSlice::new(b"ee")]).unwrap(), 5);
    a.flush().unwrap();
    a.shutdown(Shutdown::Write).unwrap();
    let mut text = String::new();
    (&b).read_to_string(&mut text).unwrap();
    assert_eq!(text, "one two three");

    (&b).write_all(b"headbody").unwrap();
    let (mut head, mut body) = ([0; 4], [0; 4]);
    a.peek(&mut [0]).unwrap();
    let count = a.read_vectored(&mut [IoSliceMut::new(&mut head), IoSliceMut::new(&mut body)]);
    assert_eq!((count.unwrap(), &head, &body), (8, b"head", b"body"));
}

#[test]
fn a_socket_that_is_not_blocking_does_not_block() {
    let socket = Socket::new_nonblocking(Domain::INET, Type::DGRAM, None).unwrap();
    socket.bind(local("127.0.0.1:0")).unwrap();
    assert_eq!(socket.recv(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);

    let listener = listener("127.0.0.1:0");
    listener.set_nonblocking(true).unwrap();
    assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
    listener.set_nonblocking(false).unwrap();
    let client = tcp();
    client.connect(listener.local_addr().unwrap()).unwrap();
    let (server, _) = listener.accept_nonblocking().unwrap();
    assert_eq!(server.recv(&mut [0]).unwrap_err().kind(), ErrorKind::WouldBlock);
    server.set_nonblocking(false).unwrap();
    talk(&client, &server);
}

#[cfg(unix)]
#[test]
fn whether_a_socket_blocks_is_told() {
    assert!(!tcp().is_nonblocking().unwrap());
    let socket = Socket::new_nonblocking(Domain::INET, Type::STREAM, None).unwrap();
    assert!(socket.is_nonblocking().unwrap());
    socket.set_nonblocking(false).unwrap();
    assert!(!socket.is_nonblocking().unwrap());
}

// Connecting within a time.

#[test]
fn a_connection_is_made_in_time() {
    let listener = listener("127.0.0.1:0");
    let client = tcp();
    client.connect_timeout(listener.local_addr().unwrap(), common::PATIENCE).unwrap();
    talk(&client, &listener.accept().unwrap().0);
}

#[test]
fn a_connection_is_refused_in_time() {
    // The port is held, so that nobody else listens there.
    let bound = tcp();
    bound.bind(local("127.0.0.1:0")).unwrap();
    let client = tcp();
    let error = client.connect_timeout(bound.local_addr().unwrap(), common::PATIENCE).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
    // (Wine keeps it.)
    #[cfg(unix)]
    assert!(client.take_error().unwrap().is_none(), "the error was taken");
}

#[test]
fn no_time_at_all_is_an_error() {
    let client = tcp();
    let error = client.connect_timeout(local("127.0.0.1:9"), Duration::ZERO).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

#[cfg(target_os = "linux")]
#[test]
fn a_connection_that_takes_too_long_times_out() {
    let (listener, _waiting) = common::full("127.0.0.1:0");
    let limit = Duration::from_micros(100_500);
    for nonblocking in [false, true] {
        let client = tcp();
        client.set_nonblocking(nonblocking).unwrap();
        let start = std::time::Instant::now();
        let error = client.connect_timeout(listener.local_addr().unwrap(), limit).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert!(start.elapsed() >= limit, "{:?}", start.elapsed());
        assert_eq!(client.is_nonblocking().unwrap(), nonblocking);
    }
}

/// A Unix listener that is full says so at once to a socket that does not block.
#[cfg(target_os = "linux")]
#[test]
fn a_connection_to_a_full_unix_listener_waits_its_time() {
    let (listener, _waiting) = common::full("unix:");
    let limit = Duration::from_micros(50_500);
    let client = Socket::new(Domain::UNIX, Type::STREAM, None).unwrap();
    let start = std::time::Instant::now();
    let error = client.connect_timeout(listener.local_addr().unwrap(), limit).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut, "after {:?}", start.elapsed());
    assert!(start.elapsed() >= limit, "{:?}", start.elapsed());
    assert!(!client.is_nonblocking().unwrap());
}

// Into other types, and back.

#[test]
fn a_socket_becomes_a_socket_of_std_and_comes_back() {
    let (a, b) = tcp_pair();
    let port = a.local_addr().unwrap();
    let stream: TcpStream = a.into();
    let a: Socket = Socket::from(stream).into_owned();
    assert_eq!(a.local_addr().unwrap(), port);
    talk(&a, &b);

    let bound = listener("127.0.0.1:0");
    let std_listener: TcpListener = bound.into();
    meet(&Socket::from(std_listener).into_owned());

    let (a, b) = udp_pair();
    let std_udp: UdpSocket = a.into();
    talk(&Socket::from(std_udp).into_owned(), &b);
}

#[test]
fn a_socket_that_is_wrapped_is_given_back() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let borrowed = Socket::from(&listener);
    assert_eq!(borrowed.local_addr().unwrap(), SockAddr::from(address));
    let copy = borrowed;
    assert_eq!(copy.into_inner().local_addr().unwrap(), address);
    let owner: Socket<TcpListener> = Socket::from(listener);
    owner.set_keepalive(true).unwrap();
    let listener: TcpListener = owner.into_inner();
    assert!(Socket::from(&listener).keepalive().unwrap());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};

    #[test]
    pub(super) fn pairs_talk() {
        for kind in [Type::STREAM, Type::DGRAM] {
            let (a, b) = Socket::pair(Domain::UNIX, kind, None).unwrap();
            talk(&a, &b);
        }
        #[cfg(target_os = "linux")]
        {
            let (a, b) = Socket::pair(Domain::UNIX, Type::SEQPACKET, None).unwrap();
            talk(&a, &b);
        }
    }

    #[test]
    pub(super) fn sockets_meet_at_a_path() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("stream");
        let listener = Socket::new(Domain::UNIX, Type::STREAM, None).unwrap();
        listener.bind(SockAddr::unix(&path).unwrap()).unwrap();
        listener.listen(1).unwrap();
        assert_eq!(listener.local_addr().unwrap().as_path(), Some(path.as_path()));
        meet(&listener);

        let path = room.path().join("dgram");
        let (a, b) = (
            Socket::new(Domain::UNIX, Type::DGRAM, None).unwrap(),
            Socket::new(Domain::UNIX, Type::DGRAM, None).unwrap(),
        );
        a.bind(SockAddr::unix(&path).unwrap()).unwrap();
        b.send_to(b"from nobody", SockAddr::unix(&path).unwrap()).unwrap();
        let mut word = [0; 16];
        let (count, from) = a.recv_from(&mut word).unwrap();
        assert_eq!(count, 11);
        assert!(matches!(from.view(), sockopt::Addr::UnixUnnamed | sockopt::Addr::Unspecified));
    }

    #[cfg(target_os = "linux")]
    #[test]
    pub(super) fn sockets_meet_at_a_name_without_a_path() {
        // To bind to no name has the kernel choose an abstract one.
        let listener = listener("unix:");
        assert!(listener.local_addr().unwrap().as_abstract().is_some());
        meet(&listener);

        let name = format!("sockopt-test-{}", std::process::id());
        let listener = Socket::new(Domain::UNIX, Type::SEQPACKET, None).unwrap();
        listener.bind(SockAddr::unix_abstract(name.as_bytes()).unwrap()).unwrap();
        listener.listen(1).unwrap();
        let client = Socket::new(Domain::UNIX, Type::SEQPACKET, None).unwrap();
        client.connect(SockAddr::unix_abstract(name.as_bytes()).unwrap()).unwrap();
        talk(&client, &listener.accept().unwrap().0);
    }

    #[test]
    pub(super) fn a_unix_socket_becomes_a_socket_of_std_and_comes_back() {
        let (a, b) = Socket::pair(Domain::UNIX, Type::STREAM, None).unwrap();
        let stream: UnixStream = a.into();
        talk(&Socket::from(stream).into_owned(), &b);

        let (a, b) = Socket::pair(Domain::UNIX, Type::DGRAM, None).unwrap();
        let dgram: UnixDatagram = a.into();
        talk(&Socket::from(dgram).into_owned(), &b);

        let room = tempfile::tempdir().unwrap();
        let listener = Socket::new(Domain::UNIX, Type::STREAM, None).unwrap();
        listener.bind(SockAddr::unix(room.path().join("socket")).unwrap()).unwrap();
        listener.listen(1).unwrap();
        let listener: UnixListener = listener.into();
        meet(&Socket::from(listener).into_owned());
    }

    #[test]
    pub(super) fn sockets_of_std_are_borrowed() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
        let room = tempfile::tempdir().unwrap();
        let unix_listener = UnixListener::bind(room.path().join("socket")).unwrap();
        let (unix_stream, _other) = UnixStream::pair().unwrap();
        let unix_dgram = UnixDatagram::unbound().unwrap();
        assert_eq!(Socket::from(&listener).r#type().unwrap(), Type::STREAM);
        assert_eq!(Socket::from(&stream).r#type().unwrap(), Type::STREAM);
        assert_eq!(Socket::from(&udp).r#type().unwrap(), Type::DGRAM);
        assert_eq!(Socket::from(&unix_listener).r#type().unwrap(), Type::STREAM);
        assert_eq!(Socket::from(&unix_stream).r#type().unwrap(), Type::STREAM);
        assert_eq!(Socket::from(&unix_dgram).r#type().unwrap(), Type::DGRAM);
        // It is the same socket, and not a copy: the owner sees what was set.
        Socket::from(&stream).set_tcp_nodelay(true).unwrap();
        assert!(stream.nodelay().unwrap());
        let limit = Some(Duration::from_secs(3));
        Socket::from(&unix_stream).set_rcvtimeo(limit).unwrap();
        assert_eq!(unix_stream.read_timeout().unwrap(), limit);
    }

    #[test]
    pub(super) fn sockets_of_tokio_are_borrowed() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            Socket::from(&listener).set_keepalive(true).unwrap();
            assert!(Socket::from(&listener).is_nonblocking().unwrap());
            let address = listener.local_addr().unwrap();
            let stream = tokio::net::TcpStream::connect(address).await.unwrap();
            Socket::from(&stream).set_linger(Some(Duration::from_secs(2))).unwrap();
            let udp = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
            Socket::from(&udp).set_broadcast(true).unwrap();
            assert!(udp.broadcast().unwrap());
            let (a, _b) = tokio::net::UnixStream::pair().unwrap();
            assert_eq!(Socket::from(&a).r#type().unwrap(), Type::STREAM);
            let (a, _b) = tokio::net::UnixDatagram::pair().unwrap();
            assert_eq!(Socket::from(&a).r#type().unwrap(), Type::DGRAM);
            let room = tempfile::tempdir().unwrap();
            let listener = tokio::net::UnixListener::bind(room.path().join("socket")).unwrap();
            Socket::from(&listener).set_rcvbuf(8192).unwrap();

            // One that the crate opens becomes tokio's.
            let socket = Socket::new_nonblocking(Domain::INET, Type::DGRAM, None).unwrap();
            socket.bind(local("127.0.0.1:0")).unwrap();
            tokio::net::UdpSocket::from_std(socket.into()).unwrap();
        });
    }
}

#[test]
fn a_copy_is_the_same_socket() {
    let (a, b) = tcp_pair();
    let copy = a.try_clone().unwrap();
    copy.set_keepalive(true).unwrap();
    assert!(a.keepalive().unwrap());
    drop(a);
    talk(&copy, &b);
}

#[test]
fn what_a_socket_is_can_be_told() {
    let socket = Socket::new(Domain::INET, Type::DGRAM, None).unwrap();
    let kind = socket.kind().unwrap();
    assert!(kind.is_udp() && kind.is_internet() && !kind.is_tcp() && !kind.is_ipv6());
    assert!(tcp().kind().unwrap().is_tcp());
    let text = format!("{:?}", tcp());
    assert!(text.contains("AF_INET") && text.contains("SOCK_STREAM"), "{text}");
}

#[cfg(target_os = "linux")]
mod linux {
    use super::*;
    use common::{in_roles, Role};
    use std::os::fd::AsRawFd;

    fn closes_on_exec(socket: &Socket) -> bool {
        // SAFETY: F_GETFD takes no argument.
        let flags = unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_GETFD) };
        assert!(flags >= 0);
        flags & libc::FD_CLOEXEC != 0
    }

    #[test]
    fn every_socket_is_closed_on_exec() {
        for (kind, opened) in common::sockets() {
            assert!(closes_on_exec(&opened.socket), "{kind}");
            assert!(opened.others.iter().all(closes_on_exec), "{kind}");
            assert!(closes_on_exec(&opened.socket.try_clone().unwrap()), "{kind}");
        }
        assert!(closes_on_exec(&Socket::new_nonblocking(Domain::INET, Type::DGRAM, None).unwrap()));
        let listener = listener("127.0.0.1:0");
        for _ in 0..2 {
            let client = tcp();
            client.connect(listener.local_addr().unwrap()).unwrap();
            assert!(closes_on_exec(&listener.accept_nonblocking().unwrap().0));
        }
    }

    #[test]
    fn a_socket_of_a_process_is_taken() {
        let (a, b) = tcp_pair();
        match Socket::of_process(std::process::id(), a.as_raw_fd()) {
            Ok(copy) => {
                assert_eq!(copy.cookie().unwrap(), a.cookie().unwrap());
                assert!(closes_on_exec(&copy));
                drop(a);
                talk(&copy, &b);
            }
            Err(error) => common::skip(&format!("no pidfd_getfd: {error}")),
        }
        let error = Socket::of_process(std::process::id(), -1).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EBADF));
        assert!(Socket::of_process(u32::MAX, 0).is_err());
    }

    #[test]
    fn vsock_sockets_meet() {
        let any = SockAddr::vsock(libc::VMADDR_CID_ANY, libc::VMADDR_PORT_ANY);
        let listener = match Socket::new(Domain::VSOCK, Type::STREAM, None) {
            Ok(listener) => listener,
            Err(error) => return common::skip(&format!("no vsock: {error}")),
        };
        listener.bind(any).unwrap();
        listener.listen(1).unwrap();
        let address = listener.local_addr().unwrap();
        let sockopt::Addr::Vsock { port, .. } = address.view() else { panic!("{address}") };
        let client = Socket::new(Domain::VSOCK, Type::STREAM, None).unwrap();
        let address = SockAddr::vsock(libc::VMADDR_CID_LOCAL, port);
        if let Err(error) = client.connect_timeout(address, Duration::from_millis(500)) {
            return common::skip(&format!("no vsock loopback: {error}"));
        }
        talk(&client, &listener.accept().unwrap().0);
    }

    in_roles! { no_descriptor_is_left_behind: Itself }

    fn no_descriptor_is_left_behind(_: Role) {
        let once = || {
            every_socket_is_closed_on_exec();
            a_socket_of_a_process_is_taken();
            tcp_sockets_meet();
            udp_sockets_meet();
            a_socket_that_is_not_blocking_does_not_block();
            a_connection_is_made_in_time();
            a_connection_is_refused_in_time();
            a_connection_that_takes_too_long_times_out();
            a_socket_becomes_a_socket_of_std_and_comes_back();
            a_socket_that_is_wrapped_is_given_back();
            a_copy_is_the_same_socket();
            unix::pairs_talk();
            unix::sockets_meet_at_a_path();
            unix::sockets_meet_at_a_name_without_a_path();
            unix::a_unix_socket_becomes_a_socket_of_std_and_comes_back();
            unix::sockets_of_std_are_borrowed();
            unix::sockets_of_tokio_are_borrowed();
            // What fails leaves nothing either.
            assert!(Socket::new(Domain::from_raw(12345), Type::STREAM, None).is_err());
            assert!(Socket::pair(Domain::INET, Type::STREAM, None).is_err());
            assert!(tcp().accept().is_err());
        };
        once(); // What is opened once and kept (tokio's, std's) is open after this.
        let before = common::descriptors();
        once();
        assert_eq!(common::descriptors(), before);
    }
}
