//! Descriptors that come with messages: each is owned by somebody, or closed.

#![cfg(target_os = "linux")]
// A test may do what the library may not.
#![allow(
    missing_docs,
    unsafe_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::io::{IoSlice, IoSliceMut, Read, Seek, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

use common::{descriptors, in_roles, Role};
use sockopt::{
    cmsg, Control, Domain, Message, Messages, MsgFlags, Received, RecvBatch, Room, Socket, Type,
};

mod common;

/// Room for as many descriptors as can come.
const MOST: usize = cmsg::space(4 * 253);

fn pair() -> (Socket, Socket) {
    Socket::pair(Domain::UNIX, Type::SEQPACKET, None).unwrap()
}

/// Sends `count` descriptors of one file.
fn send(socket: &Socket, file: &impl AsFd, count: usize) {
    let lent = vec![file.as_fd(); count];
    let mut room = [0; MOST];
    let mut control = Control::new(&mut room);
    control.push(cmsg::SCM_RIGHTS, &lent).unwrap();
    socket.send_msg(&[IoSlice::new(b"x")], None, &control, MsgFlags::empty()).unwrap();
}

fn receive<'a>(socket: &Socket, room: &'a mut Room) -> Received<'a> {
    let mut data = [0; 8];
    let received =
        socket.recv_msg(&mut [IoSliceMut::new(&mut data)], room, MsgFlags::empty()).unwrap();
    assert_eq!(received.len, 1);
    received
}

fn is_close_on_exec(descriptor: &OwnedFd) -> bool {
    // SAFETY: F_GETFD takes no argument.
    let flags = unsafe { libc::fcntl(descriptor.as_raw_fd(), libc::F_GETFD) };
    flags & libc::FD_CLOEXEC != 0
}

in_roles! { from_one_to_as_many_as_there_can_be: Itself }

fn from_one_to_as_many_as_there_can_be(_: Role) {
    let (a, b) = pair();
    let file = tempfile::tempfile().unwrap();
    let before = descriptors();
    for count in 1..=253 {
        send(&a, &file, count);
        let mut room = Room::with([0; MOST]);
        let received = receive(&b, &mut room);
        assert!(!received.is_control_truncated());
        let told: Vec<_> = received.messages.collect();
        assert_eq!(told, [Message::SCM_RIGHTS(count)]);
        assert_eq!(received.descriptors.len(), count);
        let all: Vec<OwnedFd> = received.descriptors.collect();
        assert_eq!((all.len(), descriptors()), (count, before + count));
        assert!(all.iter().all(is_close_on_exec));
        drop(all);
        assert_eq!(descriptors(), before);
    }
    // One more is refused, before the call.
    let lent = vec![file.as_fd(); 254];
    let mut room = [0; cmsg::space(4 * 254)];
    let error = Control::new(&mut room).push(cmsg::SCM_RIGHTS, &lent).unwrap_err();
    assert!(error.to_string().ends_with("it takes 1 to 253 descriptors"), "{error}");
}

in_roles! { what_is_not_taken_is_closed: Itself }

fn what_is_not_taken_is_closed(_: Role) {
    let (a, b) = pair();
    let file = tempfile::tempfile().unwrap();
    let before = descriptors();
    for taken in 0..=5 {
        send(&a, &file, 5);
        let mut room = Room::with([0; MOST]);
        let mut received = receive(&b, &mut room);
        let kept: Vec<OwnedFd> = received.descriptors.by_ref().take(taken).collect();
        assert_eq!(received.descriptors.len(), 5 - taken);
        assert_eq!(descriptors(), before + 5);
        // Only looking at messages takes nothing.
        assert_eq!(received.messages.count(), 1);
        drop(received.descriptors);
        assert_eq!(descriptors(), before + taken);
        drop(kept);
        assert_eq!(descriptors(), before);
    }
    // Nor is anything left where nobody looks at all, or a receive asks for no messages.
    send(&a, &file, 5);
    receive(&b, &mut Room::with([0; MOST]));
    assert_eq!(descriptors(), before);
    send(&a, &file, 5);
    assert!(receive(&b, &mut Room::with([])).is_control_truncated());
    assert_eq!(descriptors(), before);
    send(&a, &file, 5);
    assert_eq!(b.recv(&mut [0; 8]).unwrap(), 1);
    assert_eq!(descriptors(), before);
}

/// Three descriptors, and a buffer of `N` bytes.
fn three_into<const N: usize>(a: &Socket, b: &Socket, file: &std::fs::File) {
    let before = descriptors();
    send(a, file, 3);
    let mut room = Room::with([0xee; N]);
    let received = receive(b, &mut room);
    let fit = N.saturating_sub(cmsg::space(0)) / 4;
    assert_eq!(received.is_control_truncated(), fit < 3, "{N}");
    let all: Vec<OwnedFd> = received.descriptors.collect();
    assert_eq!((all.len(), descriptors()), (fit.min(3), before + fit.min(3)), "{N}");
    // Each is what was sent.
    for descriptor in all {
        let (mut one, mut other) = (std::fs::File::from(descriptor), file);
        other.rewind().unwrap();
        other.write_all(b"text").unwrap();
        one.rewind().unwrap();
        let mut text = String::new();
        one.read_to_string(&mut text).unwrap();
        assert_eq!(text, "text");
    }
    assert_eq!(descriptors(), before, "{N}");
}

in_roles! { a_buffer_of_any_size_loses_none: Itself }

fn a_buffer_of_any_size_loses_none(_: Role) {
    let (a, b) = pair();
    let file = tempfile::tempfile().unwrap();
    macro_rules! sizes {
        ($($size:literal)*) => { $(three_into::<$size>(&a, &b, &file);)* };
    }
    sizes! {
        0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29
        30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48
    }
}

in_roles! { a_process_that_can_have_no_more_is_told: Itself }

fn a_process_that_can_have_no_more_is_told(_: Role) {
    let (a, b) = pair();
    let file = tempfile::tempfile().unwrap();
    send(&a, &file, 5);
    let before = descriptors();
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the calls write and read the structure.
    let highest = unsafe {
        assert_eq!(libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit), 0);
        let free = libc::dup(0);
        assert!(free >= 0);
        libc::close(free);
        libc::rlim_t::try_from(free).unwrap()
    };
    let old = limit.rlim_cur;
    limit.rlim_cur = highest + 2;
    // SAFETY: the call reads the structure.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) }, 0);
    let mut room = Room::with([0; MOST]);
    let received = receive(&b, &mut room);
    let count = received.descriptors.len();
    let truncated = received.is_control_truncated();
    drop(received);
    limit.rlim_cur = old;
    // SAFETY: as above.
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) }, 0);
    assert!(truncated, "three of five have no number");
    assert!(count <= 2, "{count}");
    assert_eq!(descriptors(), before);
}

in_roles! { many_messages_at_once: Itself }

fn many_messages_at_once(_: Role) {
    let (a, b) = pair();
    let file = tempfile::tempfile().unwrap();
    let mut batch = RecvBatch::new(8, cmsg::space(4 * 3));
    let before = descriptors();
    for looked_at in 0..=4 {
        (0..4).for_each(|_| send(&a, &file, 3));
        let mut data = [[0; 8]; 8];
        let mut buffers: Vec<_> = data.iter_mut().map(|data| IoSliceMut::new(data)).collect();
        let mut many = b.recv_mmsg(&mut buffers, &mut batch, MsgFlags::WAITFORONE).unwrap();
        assert_eq!((many.len(), descriptors()), (4, before + 12));
        let first: Vec<OwnedFd> =
            many.by_ref().take(looked_at).flat_map(|received| received.descriptors).collect();
        assert_eq!(first.len(), 3 * looked_at);
        drop(many);
        assert_eq!(descriptors(), before + 3 * looked_at);
    }
    assert_eq!(descriptors(), before);
}

in_roles! { a_process_comes_as_a_descriptor: Itself }

fn a_process_comes_as_a_descriptor(_: Role) {
    let (a, b) = pair();
    if let Err(error) = b.set_passpidfd(true) {
        assert!(error.is_unsupported(), "{error}");
        return common::skip("this kernel has no SO_PASSPIDFD");
    }
    let before = descriptors();
    for take in [false, true] {
        a.send(b"x").unwrap();
        let mut room = Room::new();
        let mut received = receive(&b, &mut room);
        assert_eq!(received.messages.next(), Some(Message::SCM_PIDFD(true)));
        assert!(received.descriptors.next().is_none(), "it is not one of SCM_RIGHTS");
        if take {
            let process = received.descriptors.take_pidfd().unwrap().unwrap();
            let info =
                std::fs::read_to_string(format!("/proc/self/fdinfo/{}", process.as_raw_fd()));
            assert!(info.unwrap().contains(&format!("Pid:\t{}\n", std::process::id())));
            assert!(is_close_on_exec(&process));
            assert!(received.descriptors.take_pidfd().is_none(), "it is there once");
        }
        drop(received);
        assert_eq!(descriptors(), before);
    }
}

in_roles! { numbers_in_any_bytes_are_nobodys: Itself }

/// Only a receive makes owners: bytes that say "descriptor 0" close nothing.
fn numbers_in_any_bytes_are_nobodys(_: Role) {
    let before = descriptors();
    let mut room = [0; cmsg::space(4)];
    let file = tempfile::tempfile().unwrap();
    let lent = [file.as_fd()];
    let mut control = Control::new(&mut room);
    control.push(cmsg::SCM_RIGHTS, &lent).unwrap();
    let messages = Messages::new(control.as_bytes());
    assert_eq!(messages.collect::<Vec<_>>(), [Message::SCM_RIGHTS(1)]);
    assert!(file.metadata().is_ok());
    drop(file);
    assert_eq!(descriptors(), before);
}
