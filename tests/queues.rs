//! What waits in a socket, and the signals that tell of it.
#![cfg(target_os = "linux")]
// Signals are read by raw calls; and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing)] // of what the test itself has laid out

mod common;

use std::io::ErrorKind;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::time::{Duration, SystemTime};

use common::{in_roles, poll, poll_for, read, tcp_pair, udp, udp_pair, wait_until, Role};
use sockopt::{Filter, MsgFlags, SignalOwner};

#[test]
fn the_time_of_the_last_packet_is_told() {
    let (a, b) = udp_pair();
    // The first question has the kernel begin to stamp.
    assert_eq!(b.siocgstampns().unwrap_err().kind(), ErrorKind::NotFound);
    let before = SystemTime::now();
    a.send(b"now").unwrap();
    read::<3>(&b);
    let stamp = b.siocgstampns().unwrap();
    assert!(before <= stamp && stamp <= SystemTime::now());
}

#[test]
fn what_can_be_read_is_counted() {
    let (a, b) = udp_pair();
    assert_eq!(b.fionread().unwrap(), 0);
    a.send(b"seven..").unwrap();
    a.send(b"four").unwrap();
    poll(&b, libc::POLLIN);
    // Of datagrams the next one, of a stream all.
    assert_eq!(b.fionread().unwrap(), 7);
    read::<7>(&b);
    wait_until(|| b.fionread().unwrap() == 4);

    let (a, b) = tcp_pair();
    a.send(b"seven..").unwrap();
    a.send(b"four").unwrap();
    wait_until(|| b.fionread().unwrap() == 11);
}

in_roles! { what_is_not_acknowledged_is_counted: NamespaceRoot }

fn what_is_not_acknowledged_is_counted(_: Role) {
    let (a, b) = tcp_pair();
    assert_eq!(a.siocoutq().unwrap(), 0);
    a.send(b"seven..").unwrap();
    wait_until(|| a.siocoutq().unwrap() == 0);
    b.set_attach_filter(&Filter::drop_all()).unwrap();
    a.send(b"four").unwrap();
    assert_eq!(a.siocoutq().unwrap(), 4);
}

#[test]
fn the_mark_of_urgent_data_is_found() {
    let (a, b) = tcp_pair();
    a.send(b"ab").unwrap();
    a.send_with(b"!", MsgFlags::OOB).unwrap();
    a.send(b"cd").unwrap();
    assert_eq!(poll(&b, libc::POLLPRI), libc::POLLPRI);
    assert!(!b.siocatmark().unwrap());
    // A read stops at the mark, however much it asks for.
    let mut bytes = [0; 8];
    assert_eq!(b.recv_with(&mut bytes, MsgFlags::empty()).unwrap(), 2);
    assert_eq!(&bytes[..2], b"ab");
    assert!(b.siocatmark().unwrap());
    assert_eq!(b.recv_with(&mut bytes, MsgFlags::OOB).unwrap(), 1);
    assert_eq!(bytes[0], b'!');
    assert_eq!(b.recv_with(&mut bytes[..2], MsgFlags::WAITALL).unwrap(), 2);
    assert_eq!(&bytes[..2], b"cd");
    assert!(!b.siocatmark().unwrap());

    // In the stream, where that is asked for.
    let (a, b) = tcp_pair();
    b.set_oobinline(true).unwrap();
    a.send(b"ab").unwrap();
    a.send_with(b"!", MsgFlags::OOB).unwrap();
    assert_eq!(b.recv_with(&mut bytes[..2], MsgFlags::WAITALL).unwrap(), 2);
    wait_until(|| b.siocatmark().unwrap());
    assert_eq!(&read(&b), b"!");
}

// Signals.

in_roles! { a_signal_tells_of_input: Itself }

fn a_signal_tells_of_input(_: Role) {
    let chosen = common::chosen_signal();
    // SAFETY: all zeros is a set of signals, which the calls fill; the result is a new
    // descriptor. (The signals are blocked in all threads: see `Role::Itself`.)
    let signals = unsafe {
        let mut set: libc::sigset_t = core::mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::sigaddset(&mut set, libc::SIGIO);
        libc::sigaddset(&mut set, chosen);
        let raw = libc::signalfd(-1, &set, libc::SFD_CLOEXEC);
        assert!(raw >= 0);
        OwnedFd::from_raw_fd(raw)
    };
    // The next signal: its number, and the descriptor that it is for.
    let next = || {
        poll(&signals, libc::POLLIN);
        // SAFETY: all zeros is such a structure.
        let mut info: libc::signalfd_siginfo = unsafe { core::mem::zeroed() };
        let size = core::mem::size_of_val(&info);
        // SAFETY: there is room for `size` bytes.
        let count =
            unsafe { libc::read(signals.as_raw_fd(), core::ptr::addr_of_mut!(info).cast(), size) };
        assert_eq!(usize::try_from(count).unwrap(), size);
        (i32::try_from(info.ssi_signo).unwrap(), info.ssi_fd)
    };

    let (a, b) = udp_pair();
    assert!(!b.is_async().unwrap());
    assert_eq!((b.owner().unwrap(), b.signal().unwrap()), (None, None));
    b.set_owner(Some(SignalOwner::Process(std::process::id()))).unwrap();
    assert_eq!(b.owner().unwrap(), Some(SignalOwner::Process(std::process::id())));
    b.set_async(true).unwrap();
    assert!(b.is_async().unwrap());
    a.send(b"x").unwrap();
    assert_eq!(next().0, libc::SIGIO);

    // With a signal of one's own, it is told which descriptor it is for, each time.
    b.set_signal(Some(chosen)).unwrap();
    assert_eq!(b.signal().unwrap(), Some(chosen));
    a.send(b"y").unwrap();
    assert_eq!(next(), (chosen, b.as_raw_fd()));
    a.send(b"z").unwrap();
    assert_eq!(next(), (chosen, b.as_raw_fd()));

    // No more of them after this.
    b.set_async(false).unwrap();
    a.send(b"0").unwrap();
    for expected in [b"x", b"y", b"z", b"0"] {
        assert_eq!(&read(&b), expected);
    }
    assert_eq!(poll_for(&signals, libc::POLLIN, Duration::ZERO), 0);
    b.set_signal(None).unwrap();
    assert_eq!(b.signal().unwrap(), None);
}

#[test]
fn the_owner_is_a_process_or_a_group() {
    let socket = udp();
    // SAFETY: the call takes nothing and cannot fail.
    let group = SignalOwner::Group(unsafe { libc::getpgrp() }.unsigned_abs());
    socket.set_owner(Some(group)).unwrap();
    assert_eq!(socket.owner().unwrap(), Some(group));
    for wrong in [0, 1 << 31, u32::MAX] {
        for owner in [SignalOwner::Process(wrong), SignalOwner::Group(wrong)] {
            let error = socket.set_owner(Some(owner)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
        }
    }
    // A process that there cannot be.
    let nobody = SignalOwner::Process(i32::MAX.unsigned_abs());
    assert_eq!(socket.set_owner(Some(nobody)).unwrap_err().raw_os_error(), Some(libc::ESRCH));
    assert_eq!(socket.owner().unwrap(), Some(group));
    socket.set_owner(None).unwrap();
    assert_eq!(socket.owner().unwrap(), None);
}
