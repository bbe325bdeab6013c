//! Descriptors that came with a message.

use core::fmt;
use core::mem::ManuallyDrop;
#[cfg(any(target_os = "linux", target_os = "android"))]
use std::io;

use super::messages::key;
use super::Messages;
use crate::sys::{self, c, OwnedSocket, Reception};

/// The descriptors that came with a message (SCM_RIGHTS), close-on-exec. Those that are not
/// taken are closed when this is dropped.
///
/// ```
/// use sockopt::{cmsg, Control, Domain, MsgFlags, Room, Socket, Type};
/// use std::io::{IoSlice, IoSliceMut};
/// use std::os::fd::AsFd;
///
/// let (a, b) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
/// let file = std::net::UdpSocket::bind("127.0.0.1:0")?;
/// let lent = [file.as_fd()];
/// let mut room = [0; cmsg::space(4)];
/// let mut control = Control::new(&mut room);
/// control.push(cmsg::SCM_RIGHTS, &lent)?;
/// a.send_msg(&[IoSlice::new(b"!")], None, &control, MsgFlags::empty())?;
///
/// let (mut data, mut room) = ([0; 1], Room::new());
/// let buffers = &mut [IoSliceMut::new(&mut data)];
/// let mut received = b.recv_msg(buffers, &mut room, MsgFlags::empty())?;
/// let copy = received.descriptors.next().expect("it was sent");
/// assert_eq!(std::net::UdpSocket::from(copy).local_addr()?, file.local_addr()?);
/// # std::io::Result::Ok(())
/// ```
#[derive(Default)]
pub struct Descriptors<'a> {
    /// All messages that came with the descriptors; none if there is nothing to take.
    messages: Messages<'a>,
    /// How many were taken of those in SCM_RIGHTS.
    taken: usize,
    /// Whether the one in SCM_PIDFD was taken.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    process_taken: bool,
}

const RIGHTS: u64 = key(c::SOL_SOCKET, c::SCM_RIGHTS);
#[cfg(any(target_os = "linux", target_os = "android"))]
const PIDFD: u64 = key(c::SOL_SOCKET, c::SCM_PIDFD);

impl<'a> Descriptors<'a> {
    /// The descriptors in some messages.
    ///
    /// # Safety
    ///
    /// The bytes are what the system wrote to a control buffer, in this process; the descriptors
    /// in them are open, and nobody else owns them. (They are if a `recvmsg` by other means, such as io_uring,
    /// has just given them.)
    #[inline]
    #[allow(unsafe_code)]
    pub unsafe fn new(messages: Messages<'a>) -> Descriptors<'a> {
        let descriptors = Descriptors { messages, ..Descriptors::default() };
        if !sys::CLOSED_ON_EXEC {
            descriptors.numbers().for_each(sys::close_on_exec);
        }
        descriptors
    }

    /// The descriptors in the messages that a call has just received.
    #[inline]
    #[allow(unsafe_code)]
    pub(crate) fn of(reception: &Reception, messages: Messages<'a>) -> Descriptors<'a> {
        // They come over Unix sockets alone, which have no IP address.
        if reception.is_ip {
            return Descriptors::default();
        }
        // SAFETY: `Reception` is what only the receiving calls make; the caller has it from one, and
        // gives what that has written.
        unsafe { Descriptors::new(messages) }
    }

    /// The numbers of those in SCM_RIGHTS that were not taken.
    fn numbers(&self) -> impl Iterator<Item = i32> + 'a {
        let mut messages = self.messages;
        core::iter::from_fn(move || messages.step())
            .filter(|&(key, _)| key == RIGHTS)
            .flat_map(|(_, payload)| payload.chunks_exact(4))
            .filter_map(|bytes| bytes.try_into().ok().map(i32::from_ne_bytes))
            .skip(self.taken)
    }

    /// A descriptor of the process that sent the message (SCM_PIDFD); `None` if none came, or it was
    /// taken. It is an error if the system could not open one: the process may be gone.
    ///
    /// See [`SO_PASSPIDFD`](crate::SO_PASSPIDFD).
    #[cfg(any(target_os = "linux", target_os = "android"))]
    #[allow(unsafe_code)]
    pub fn take_pidfd(&mut self) -> Option<io::Result<OwnedSocket>> {
        if core::mem::replace(&mut self.process_taken, true) {
            return None;
        }
        let mut messages = self.messages;
        let (_, payload) =
            core::iter::from_fn(|| messages.step()).find(|&(key, _)| key == PIDFD)?;
        match i32::from_ne_bytes(payload.try_into().ok()?) {
            error if error < 0 => Some(Err(io::Error::from_raw_os_error(-error))),
            // SAFETY: by the promise that `new` asks for, the system opened it; and the flag
            // sees to it that it is taken once.
            raw => Some(Ok(unsafe { sys::received(raw) })),
        }
    }
}

/// Closes what was not taken. It takes a copy, so that the original need not lie in memory.
#[cold]
#[inline(never)]
fn close_rest(mut descriptors: ManuallyDrop<Descriptors<'_>>) {
    descriptors.by_ref().for_each(drop);
    #[cfg(any(target_os = "linux", target_os = "android"))]
    drop(descriptors.take_pidfd());
}

/// Each is taken once.
impl Iterator for Descriptors<'_> {
    type Item = OwnedSocket;

    #[allow(unsafe_code)]
    fn next(&mut self) -> Option<OwnedSocket> {
        let raw = self.numbers().next()?;
        self.taken += 1;
        // SAFETY: by the promise that `new` asks for, the system opened it; and the count sees to it
        // that it is taken once.
        Some(unsafe { sys::received(raw) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = self.numbers().count();
        (count, Some(count))
    }
}

impl ExactSizeIterator for Descriptors<'_> {}

impl Drop for Descriptors<'_> {
    #[inline]
    fn drop(&mut self) {
        if !self.messages.as_bytes().is_empty() {
            close_rest(ManuallyDrop::new(Descriptors { ..*self }));
        }
    }
}

impl fmt::Debug for Descriptors<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.numbers()).finish()
    }
}
