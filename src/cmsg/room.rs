//! Where a receive puts what comes beside the data.

use core::fmt;

use super::ROOM;
use crate::addr::SockAddr;

/// Room for what a receive gives beside the data: the sender's address, and control messages.
///
/// It can be used again and again. [`Room::new`] has [`ROOM`] bytes for control messages, which are enough for
/// most; [`Room::with`] takes any buffer. If there were too few,
/// [`Received::is_control_truncated`](crate::Received::is_control_truncated) tells.
///
/// ```
/// use sockopt::{cmsg, MsgFlags, Room, Socket};
/// use std::io::IoSliceMut;
/// use std::net::UdpSocket;
///
/// let socket = Socket::from(UdpSocket::bind("127.0.0.1:0")?);
/// let mut room = Room::new();
/// let mut data = [0; 1500];
/// for text in ["one", "two"] {
///     socket.send_to(text.as_bytes(), socket.local_addr()?)?;
///     let buffers = &mut [IoSliceMut::new(&mut data)];
///     let received = socket.recv_msg(buffers, &mut room, MsgFlags::empty())?;
///     assert_eq!((received.len, *received.address), (3, socket.local_addr()?));
/// }
///
/// // For ten descriptors:
/// let _room = Room::with([0; cmsg::space(4 * 10)]);
/// # std::io::Result::Ok(())
/// ```
pub struct Room<B: ?Sized = [u8]> {
    address: SockAddr,
    control: Aligned<B>,
}

/// As the headers of control messages are, which Windows asks for.
#[repr(align(8))]
struct Aligned<B: ?Sized>(B);

impl Room<[u8; ROOM]> {
    /// Room enough for most.
    pub fn new() -> Room<[u8; ROOM]> {
        Room::with([0; ROOM])
    }
}

impl Default for Room<[u8; ROOM]> {
    fn default() -> Room<[u8; ROOM]> {
        Room::new()
    }
}

impl<const N: usize> Room<[u8; N]> {
    /// Room with a buffer for control messages, which may be empty; [`space`](super::space) tells how many
    /// bytes a message takes. What is in the buffer does not matter.
    pub fn with(control: [u8; N]) -> Room<[u8; N]> {
        Room { address: SockAddr::unspecified(), control: Aligned(control) }
    }
}

impl Room {
    #[inline]
    pub(crate) fn parts(&mut self) -> (&mut SockAddr, &mut [u8]) {
        (&mut self.address, &mut self.control.0)
    }
}

impl<B: ?Sized + AsRef<[u8]>> fmt::Debug for Room<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Room({} bytes for control messages)", self.control.0.as_ref().len())
    }
}
