//! What all tests share: roles, sockets of every kind, lines for what was skipped.

// Each test takes the part it needs; the allowed lints are those of test code.
#![allow(
    dead_code,
    unreachable_pub,
    unused_macros,
    unused_imports,
    unsafe_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::io::Write;
use std::sync::{Mutex, PoisonError};

#[cfg(target_os = "linux")]
pub mod compiler;
#[cfg(target_os = "linux")]
mod kinds;
#[cfg(unix)]
mod role;
#[cfg(any(target_os = "linux", windows))]
pub mod samples;
pub mod wine;

#[cfg(target_os = "linux")]
pub use kinds::{
    available, available_of, can, has_tls, sockets, sockets_of, Kind, Opened, INITIAL, KINDS,
};
#[cfg(target_os = "linux")]
pub use role::chosen_signal;
#[cfg(unix)]
pub use role::{as_role, role, Role};

/// The variable that tells a child which test it runs.
const TEST: &str = "SOCKOPT_TEST";

/// Says in one line that the test that runs here, or a part of it, cannot be done, and why.
///
/// The line goes to the process's standard error itself, past the capture of
/// the test harness: whoever runs the tests can count the lines that begin
/// with `skipped: `.
#[track_caller]
pub fn skip(reason: &str) {
    let here = std::panic::Location::caller();
    let test = std::env::var(TEST).ok().or_else(|| {
        // Without threads of its own, a test runs on the one called main.
        std::thread::current().name().filter(|&name| name != "main").map(str::to_owned)
    });
    skip_of(&test.unwrap_or_else(|| here.to_string()), reason);
}

/// As [`skip`], for a test of that name.
pub fn skip_of(test: &str, reason: &str) {
    let reason = reason.replace('\n', " ");
    print_skipped(&format!("skipped: {test}: {reason}"));
}

/// Prints a line that begins with `skipped: `, once.
pub fn print_skipped(line: &str) {
    static PRINTED: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let mut printed = PRINTED.lock().unwrap_or_else(PoisonError::into_inner);
    if printed.iter().any(|other| other == line) {
        return;
    }
    // With one thread, the harness has begun a line with the test's name.
    let single = std::env::args().any(|arg| arg == "--test-threads=1")
        || std::env::var("RUST_TEST_THREADS").is_ok_and(|count| count == "1");
    let start = if single { "\n" } else { "" };
    // One write, so that lines of several threads do not mix.
    let text = format!("{start}{line}\n");
    std::io::stderr().write_all(text.as_bytes()).expect("stderr takes a line");
    printed.push(line.to_owned());
}

/// Makes a test of one function for each of some roles: `NAME::as_root` and so on.
///
/// ```text
/// in_roles! { the_law_is_kept: Root, NamespaceRoot, Nobody }
/// ```
///
/// runs `fn the_law_is_kept(role: Role)` three times, each in a process that
/// has the role.
#[cfg(unix)]
macro_rules! in_roles {
    ($test:ident: $($role:ident),+) => {
        mod $test {
            $(
                #[test]
                #[allow(non_snake_case)]
                fn $role() {
                    let name = concat!(module_path!(), "::", stringify!($role));
                    let role = $crate::common::Role::$role;
                    $crate::common::as_role(role, name, || super::$test(role));
                }
            )+
        }
    };
}
#[cfg(unix)]
pub(crate) use in_roles;

/// How long a test waits for what must come, before it fails. It is not a measure of anything.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// Waits for something that other parts of the system do at their own pace.
#[track_caller]
pub fn wait_until(mut done: impl FnMut() -> bool) {
    let start = std::time::Instant::now();
    while !done() {
        assert!(start.elapsed() < PATIENCE, "it does not come");
        std::thread::yield_now();
    }
}

/// Waits for events on a socket, and tells which came.
#[cfg(unix)]
#[track_caller]
pub fn poll(socket: &impl std::os::fd::AsRawFd, events: libc::c_short) -> libc::c_short {
    let revents = poll_for(socket, events, PATIENCE);
    assert_ne!(revents, 0, "no event comes");
    revents
}

/// As [`poll`], for a time that may be zero; 0 if no event comes.
#[cfg(unix)]
pub fn poll_for(
    socket: &impl std::os::fd::AsRawFd,
    events: libc::c_short,
    time: std::time::Duration,
) -> libc::c_short {
    let mut poll = libc::pollfd { fd: socket.as_raw_fd(), events, revents: 0 };
    let millis = libc::c_int::try_from(time.as_millis()).expect("a short time");
    // SAFETY: `poll` is one pollfd.
    let result = unsafe { libc::poll(&mut poll, 1, millis) };
    assert!(result >= 0, "{}", std::io::Error::last_os_error());
    poll.revents
}

/// A TCP connection over loopback: who connected, and who accepted.
pub fn tcp_pair() -> (sockopt::Socket, sockopt::Socket) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a listener");
    let client =
        std::net::TcpStream::connect(listener.local_addr().expect("an address")).expect("client");
    let (server, _) = listener.accept().expect("a connection");
    (sockopt::Socket::from(client).into_owned(), sockopt::Socket::from(server).into_owned())
}

/// Two UDP sockets that are connected to each other.
pub fn udp_pair() -> (sockopt::Socket, sockopt::Socket) {
    let a = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    let b = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    a.connect(b.local_addr().expect("an address")).expect("connected");
    b.connect(a.local_addr().expect("an address")).expect("connected");
    for socket in [&a, &b] {
        // So that a datagram which never comes fails the test, and does not hang it.
        socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    }
    (sockopt::Socket::from(a).into_owned(), sockopt::Socket::from(b).into_owned())
}

/// How many descriptors this process has open.
#[cfg(target_os = "linux")]
pub fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").expect("/proc").count()
}

/// A listener that has no room for one more connection, and the one that took it.
#[cfg(target_os = "linux")]
pub fn full(address: &str) -> (sockopt::Socket, sockopt::Socket) {
    use sockopt::{Domain, SockAddr, Socket, Type};
    let address: SockAddr = address.parse().expect("an address");
    let domain = Domain::from_raw(address.family());
    let listener = Socket::new(domain, Type::STREAM, None).expect("a socket");
    listener.bind(address).expect("bound");
    listener.listen(0).expect("listening");
    let waiting = Socket::new(domain, Type::STREAM, None).expect("a socket");
    waiting.connect(listener.local_addr().expect("an address")).expect("connected");
    (listener, waiting)
}

/// A UDP socket of IPv4.
pub fn udp() -> sockopt::Socket {
    sockopt::Socket::new(sockopt::Domain::INET, sockopt::Type::DGRAM, None).expect("a socket")
}

/// An address from its text.
#[track_caller]
pub fn addr(text: &str) -> sockopt::SockAddr {
    text.parse().expect("an address")
}

/// What the next read gives.
#[track_caller]
pub fn read<const N: usize>(socket: &sockopt::Socket) -> [u8; N] {
    let mut bytes = [0; N];
    assert_eq!(socket.recv(&mut bytes).expect("something to read"), N);
    bytes
}

/// That the system refused, and by which number.
#[track_caller]
pub fn os_error<T>(result: sockopt::Result<T>) -> i32 {
    match result {
        Ok(_) => panic!("it is not refused"),
        Err(error) => error.raw_os_error().expect("it is the system that refuses"),
    }
}
