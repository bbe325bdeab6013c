//! Signals: a call that one cuts short says so, and a send never raises one.
#![cfg(target_os = "linux")]
// Handlers and masks are raw calls; and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::io::{self, ErrorKind, IoSlice, Write};
use std::net::Shutdown;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::{in_roles, tcp_pair, udp_pair, Role};
use sockopt::{Domain, MsgFlags, Socket, Type};

static SIGNALS: AtomicUsize = AtomicUsize::new(0);

extern "C" fn count(_: libc::c_int) {
    SIGNALS.fetch_add(1, Ordering::Relaxed);
}

/// Runs `call` on a thread that gets signals all the time, until it returns.
// A thread's number is as wide as an address, or a pointer.
#[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)]
fn among_signals<T: Send>(call: impl FnOnce() -> T + Send) -> T {
    let done = AtomicBool::new(false);
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            // SAFETY: the call takes nothing and cannot fail.
            let this = unsafe { libc::pthread_self() };
            // As a number: with musl it is a pointer, which no thread gives to another.
            tell.send(this as usize).unwrap();
            let result = call();
            done.store(true, Ordering::Release);
            // Until it is joined, the thread may be sent a signal more.
            result
        });
        let target = told.recv().unwrap();
        while !done.load(Ordering::Acquire) {
            // SAFETY: the thread was not joined, so its number is valid.
            unsafe { libc::pthread_kill(target as libc::pthread_t, libc::SIGUSR1) };
            std::thread::yield_now();
        }
        thread.join().unwrap()
    })
}

fn handle_signals() {
    // SAFETY: all zeros is an action, with no flags: so not SA_RESTART; the handler
    // adds to an atomic and does nothing else.
    unsafe {
        let mut action: libc::sigaction = core::mem::zeroed();
        action.sa_sigaction = count as extern "C" fn(libc::c_int) as libc::sighandler_t;
        let result = libc::sigaction(libc::SIGUSR1, &action, core::ptr::null_mut());
        assert_eq!(result, 0);
    }
}

in_roles! { a_signal_is_told_of: Itself }

fn a_signal_is_told_of(_: Role) {
    handle_signals();
    let (socket, _other) = udp_pair();
    socket.set_rcvtimeo(Some(common::PATIENCE)).unwrap();
    let error = among_signals(|| socket.recv(&mut [0])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    let error = among_signals(|| socket.recv_from(&mut [0])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listener = Socket::from(&listener);
    let error = among_signals(|| listener.accept()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert!(SIGNALS.load(Ordering::Relaxed) > 0);
}

in_roles! { signals_do_not_cut_a_connection_attempt_short: Itself }

fn signals_do_not_cut_a_connection_attempt_short(_: Role) {
    handle_signals();
    let (listener, _waiting) = common::full("127.0.0.1:0");
    let address = listener.local_addr().unwrap();
    let client = Socket::new(Domain::INET, Type::STREAM, None).unwrap();
    let limit = Duration::from_millis(100);
    let start = Instant::now();
    let error = among_signals(|| client.connect_timeout(address, limit)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    assert!(start.elapsed() >= limit);
    assert!(SIGNALS.load(Ordering::Relaxed) > 0);
}

in_roles! { a_closed_peer_is_an_error_and_not_a_signal: Itself }

fn a_closed_peer_is_an_error_and_not_a_signal(_: Role) {
    // SAFETY: the default action is to end the process: that is what is tested.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
    let closed = || {
        let (a, _) = Socket::pair(Domain::UNIX, Type::STREAM, None).unwrap();
        a
    };
    let parts = [IoSlice::new(b"x")];
    let results: [io::Result<usize>; 5] = [
        closed().send(b"x"),
        closed().send_with(b"x", MsgFlags::DONTWAIT),
        closed().send_vectored(&parts, None, MsgFlags::empty()),
        closed().write(b"x"),
        closed().write_vectored(&parts),
    ];
    for result in results {
        assert_eq!(result.unwrap_err().kind(), ErrorKind::BrokenPipe);
    }
    // And with an address.
    let (a, b) = tcp_pair();
    a.shutdown(Shutdown::Write).unwrap();
    let error = a.send_to(b"x", b.local_addr().unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
}
