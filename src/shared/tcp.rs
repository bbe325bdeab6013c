//! Where received data of TCP appears.

use std::io;

use super::invalid;
use crate::socket::Socket;
use crate::sys::{AsSocket, Mapping};
use crate::values::TcpZerocopyFlags;

/// A mapping of a TCP socket, in which received data appears: see
/// [`tcp_zerocopy_receive`](Socket::tcp_zerocopy_receive).
///
/// It keeps the connection open, even if the socket is dropped.
///
/// ```
/// use sockopt::{Domain, Socket, TcpMapping, Type};
///
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// let mapping = TcpMapping::new(&socket, 1 << 20)?;
/// assert_eq!(mapping.mapped(), 0);
/// assert!(mapping.read(0, &mut [0]).is_err()); // nothing came yet
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct TcpMapping {
    memory: Mapping,
    /// How much of it the last call filled. There is nothing behind that: who reads there is killed (SIGBUS).
    mapped: usize,
}

impl TcpMapping {
    /// A mapping of so many bytes: of as many pages as it is to hold at once.
    ///
    /// # Errors
    ///
    /// What the system says to a socket of another kind, among them those of multipath TCP.
    pub fn new<S: AsSocket>(socket: &Socket<S>, length: usize) -> io::Result<TcpMapping> {
        Ok(TcpMapping { memory: Mapping::to_read(socket.borrow(), length)?, mapped: 0 })
    }

    /// How much data is in it, from its start.
    pub fn mapped(&self) -> usize {
        self.mapped
    }

    pub(crate) fn set_mapped(&mut self, length: u32) {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        self.mapped = length.min(self.memory.len());
    }

    /// Copies data out.
    ///
    /// # Errors
    ///
    /// `InvalidInput` if there is not as much.
    pub fn read(&self, at: usize, to: &mut [u8]) -> io::Result<()> {
        let there = at.checked_add(to.len()).is_some_and(|end| end <= self.mapped);
        let read = if there { self.memory.read(at, to) } else { None };
        read.ok_or_else(|| invalid("there is not as much data in the mapping"))
    }

    /// Where the mapping begins, for code that is `unsafe`. There is something to read as far as
    /// [`mapped`](TcpMapping::mapped) says, until the next call; a sender on the same machine may still write to it.
    pub fn as_ptr(&self) -> *const u8 {
        self.memory.as_ptr()
    }

    /// How long the mapping is.
    #[allow(clippy::len_without_is_empty)] // it never is
    pub fn len(&self) -> usize {
        self.memory.len()
    }
}

/// Where data that is received by TCP_ZEROCOPY_RECEIVE is to go.
///
/// Timestamps do not come with it.
///
/// ```
/// use sockopt::{Socket, TcpMapping, TcpZerocopy};
///
/// // Pages go into the mapping, and what is too short for one to a buffer.
/// fn receive(socket: &Socket, mapping: &mut TcpMapping) -> sockopt::Result<Vec<u8>> {
///     let mut copybuf = vec![0; 4096];
///     let to = TcpZerocopy { copybuf: &mut copybuf, ..TcpZerocopy::new(mapping) };
///     let got = socket.tcp_zerocopy_receive(to)?;
///     let copied = got.copybuf_len.and_then(|count| count.try_into().ok());
///     copybuf.truncate(copied.unwrap_or(0));
///     Ok(copybuf)
/// }
/// ```
#[derive(Debug)]
pub struct TcpZerocopy<'a> {
    /// Whole pages go there.
    pub mapping: &'a mut TcpMapping,
    /// What comes behind them, if it fits, is copied there; and so is all that there is, if it fits. It may be empty.
    pub copybuf: &'a mut [u8],
    /// How it is done.
    pub flags: TcpZerocopyFlags,
}

impl<'a> TcpZerocopy<'a> {
    /// Pages go to the mapping, and nothing is copied.
    pub fn new(mapping: &'a mut TcpMapping) -> TcpZerocopy<'a> {
        TcpZerocopy { mapping, copybuf: &mut [], flags: TcpZerocopyFlags::empty() }
    }
}
