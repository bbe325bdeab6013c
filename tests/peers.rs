//! What the README says that other libraries do with extreme values, they do.

#![cfg(target_os = "linux")]
#![allow(missing_docs, clippy::unwrap_used)] // a test may

use std::time::Duration;

use nix::sys::socket::sockopt as nix_opt;
use nix::sys::time::TimeVal;
use rustix::net::sockopt as rustix_opt;
use sockopt::{Domain, Socket, Type};

fn tcp() -> Socket {
    Socket::new(Domain::INET, Type::STREAM, None).unwrap()
}

const NS_500: Duration = Duration::from_nanos(500);
const MS_500: Duration = Duration::from_millis(500);

#[test]
fn a_read_timeout_of_500_ns() {
    let socket = tcp();
    socket.set_rcvtimeo(Some(NS_500)).unwrap();
    assert!(socket.rcvtimeo().unwrap() >= Some(NS_500));

    let socket = tcp();
    socket2::SockRef::from(&socket).set_read_timeout(Some(NS_500)).unwrap();
    assert_eq!(socket.rcvtimeo().unwrap(), None, "for ever");

    let socket = tcp();
    let timeout = rustix_opt::Timeout::Recv;
    rustix_opt::set_socket_timeout(&socket, timeout, Some(NS_500)).unwrap();
    assert!(socket.rcvtimeo().unwrap() >= Some(NS_500));

    // nix takes the structure itself, which has no nanoseconds.
    let socket = tcp();
    let none = TimeVal::new(0, 0);
    nix::sys::socket::setsockopt(&socket, nix_opt::ReceiveTimeout, &none).unwrap();
    assert_eq!(socket.rcvtimeo().unwrap(), None);
}

#[test]
fn a_linger_of_500_ms() {
    let socket = tcp();
    socket.set_linger(Some(MS_500)).unwrap();
    assert_eq!(socket.linger().unwrap(), Some(Duration::from_secs(1)));

    let socket = tcp();
    socket2::SockRef::from(&socket).set_linger(Some(MS_500)).unwrap();
    assert_eq!(socket.linger().unwrap(), Some(Duration::ZERO), "a reset");

    let socket = tcp();
    rustix_opt::set_socket_linger(&socket, Some(MS_500)).unwrap();
    assert_eq!(socket.linger().unwrap(), Some(Duration::from_secs(1)));
}

#[test]
#[cfg(target_pointer_width = "64")]
fn a_receive_buffer_of_2_to_the_32_and_1000_bytes() {
    let size = (1 << 32) + 1000;
    let socket = tcp();
    let before = socket.rcvbuf().unwrap();
    let error = socket.set_rcvbuf(size).unwrap_err();
    assert_eq!(error.kind(), sockopt::ErrorKind::OutOfRange);
    assert_eq!(socket.rcvbuf().unwrap(), before);

    let smallest = {
        let socket = tcp();
        socket.set_rcvbuf(1000).unwrap();
        socket.rcvbuf().unwrap()
    };
    let socket = tcp();
    socket2::SockRef::from(&socket).set_recv_buffer_size(size).unwrap();
    assert_eq!(socket.rcvbuf().unwrap(), smallest, "1000 bytes");

    let socket = tcp();
    assert!(rustix_opt::set_socket_recv_buffer_size(&socket, size).is_err());

    let socket = tcp();
    nix::sys::socket::setsockopt(&socket, nix_opt::RcvBuf, &size).unwrap();
    assert_eq!(socket.rcvbuf().unwrap(), smallest, "1000 bytes");
}

#[test]
fn a_keep_alive_of_900_ms() {
    let idle = Duration::from_millis(900);
    let socket = tcp();
    socket.set_tcp_keepidle(idle).unwrap();
    assert_eq!(socket.tcp_keepidle().unwrap(), Duration::from_secs(1));

    let socket = tcp();
    let keepalive = socket2::TcpKeepalive::new().with_time(idle);
    assert!(socket2::SockRef::from(&socket).set_tcp_keepalive(&keepalive).is_err());

    let socket = tcp();
    rustix_opt::set_tcp_keepidle(&socket, idle).unwrap();
    assert_eq!(socket.tcp_keepidle().unwrap(), Duration::from_secs(1));
}

#[test]
fn a_user_timeout_of_500_us() {
    let limit = Duration::from_micros(500);
    let socket = tcp();
    socket.set_tcp_user_timeout(Some(limit)).unwrap();
    assert_eq!(socket.tcp_user_timeout().unwrap(), Some(Duration::from_millis(1)));

    let socket = tcp();
    socket2::SockRef::from(&socket).set_tcp_user_timeout(Some(limit)).unwrap();
    assert_eq!(socket.tcp_user_timeout().unwrap(), None, "the system's default");
}

#[test]
fn an_error_names_the_option() {
    // UDP has no such option.
    let socket = Socket::new(Domain::INET, Type::DGRAM, None).unwrap();
    let error = std::io::Error::from(socket.set_tcp_nodelay(true).unwrap_err());
    assert!(error.to_string().contains("TCP_NODELAY"));
    let error = socket2::SockRef::from(&socket).set_tcp_nodelay(true).unwrap_err();
    assert!(!error.to_string().contains("NODELAY"));
    let error = rustix_opt::set_tcp_nodelay(&socket, true).unwrap_err();
    assert!(!error.to_string().contains("NODELAY"));
    let error = nix::sys::socket::setsockopt(&socket, nix_opt::TcpNoDelay, &true).unwrap_err();
    assert!(!error.to_string().contains("NODELAY"));
}
