//! Reading and writing.
//!
//! Each call is one system call. A signal's handler may cut a blocking one short
//! ([`io::ErrorKind::Interrupted`], EINTR): call again. [`io::Read::read_exact`],
//! [`io::Write::write_all`] and their like do that by themselves.

use std::io::{self, IoSlice, IoSliceMut};

use super::Socket;
use crate::addr::SockAddr;
use crate::msg::MsgFlags;
use crate::sys::{self, AsSocket};

impl<S: AsSocket> Socket<S> {
    /// Receives into `buffer`, and gives the number of bytes; 0 at the end of a
    /// stream. What a datagram has more than the buffer holds is lost.
    pub fn recv(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.recv_with(buffer, MsgFlags::empty())
    }

    /// As [`recv`](Socket::recv), with flags.
    pub fn recv_with(&self, buffer: &mut [u8], flags: MsgFlags) -> io::Result<usize> {
        sys::recv(self.borrow(), buffer, flags)
    }

    /// As [`recv`](Socket::recv), and who sent it.
    pub fn recv_from(&self, buffer: &mut [u8]) -> io::Result<(usize, SockAddr)> {
        self.recv_from_with(buffer, MsgFlags::empty())
    }

    /// As [`recv_from`](Socket::recv_from), with flags.
    pub fn recv_from_with(
        &self,
        buffer: &mut [u8],
        flags: MsgFlags,
    ) -> io::Result<(usize, SockAddr)> {
        sys::recv_from(self.borrow(), buffer, flags)
    }

    /// As [`recv`](Socket::recv), but leaves there what it reads. See
    /// `peek_off` for where it reads, on Linux.
    pub fn peek(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.recv_with(buffer, MsgFlags::PEEK)
    }

    /// As [`peek`](Socket::peek), and who sent it.
    pub fn peek_from(&self, buffer: &mut [u8]) -> io::Result<(usize, SockAddr)> {
        self.recv_from_with(buffer, MsgFlags::PEEK)
    }

    /// Receives into several buffers, one after another. Also tells who sent it, and what was
    /// special: [`MsgFlags::TRUNC`] says that a datagram was longer than the buffers.
    ///
    /// ```
    /// use sockopt::{Domain, MsgFlags, Socket, Type};
    /// use std::io::IoSliceMut;
    ///
    /// # #[cfg(unix)] {
    /// let (a, b) = Socket::pair(Domain::UNIX, Type::DGRAM, None)?;
    /// a.send(b"headbody-and-more")?;
    /// let (mut head, mut body) = ([0; 4], [0; 4]);
    /// let buffers = &mut [IoSliceMut::new(&mut head), IoSliceMut::new(&mut body)];
    /// let (count, _, flags) = b.recv_vectored(buffers, MsgFlags::empty())?;
    /// assert_eq!((count, &head, &body), (8, b"head", b"body"));
    /// assert!(flags.contains(MsgFlags::TRUNC));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub fn recv_vectored(
        &self,
        buffers: &mut [IoSliceMut<'_>],
        flags: MsgFlags,
    ) -> io::Result<(usize, SockAddr, MsgFlags)> {
        sys::recv_vectored(self.borrow(), buffers, flags)
    }

    /// Sends to the peer, and gives the number of bytes that were taken: of a
    /// stream that may be less than all.
    pub fn send(&self, buffer: &[u8]) -> io::Result<usize> {
        self.send_with(buffer, MsgFlags::empty())
    }

    /// As [`send`](Socket::send), with flags.
    pub fn send_with(&self, buffer: &[u8], flags: MsgFlags) -> io::Result<usize> {
        sys::send(self.borrow(), buffer, flags)
    }

    /// Sends a datagram to an address.
    pub fn send_to(&self, buffer: &[u8], address: impl Into<SockAddr>) -> io::Result<usize> {
        self.send_to_with(buffer, address, MsgFlags::empty())
    }

    /// As [`send_to`](Socket::send_to), with flags.
    pub fn send_to_with(
        &self,
        buffer: &[u8],
        address: impl Into<SockAddr>,
        flags: MsgFlags,
    ) -> io::Result<usize> {
        sys::send_to(self.borrow(), buffer, &address.into(), flags)
    }

    /// Sends what several buffers hold, one after another, to an address or to the peer.
    pub fn send_vectored(
        &self,
        buffers: &[IoSlice<'_>],
        address: Option<&SockAddr>,
        flags: MsgFlags,
    ) -> io::Result<usize> {
        sys::send_vectored(self.borrow(), buffers, address, flags)
    }
}

impl<S: AsSocket> io::Read for &Socket<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.recv(buffer)
    }

    fn read_vectored(&mut self, buffers: &mut [IoSliceMut<'_>]) -> io::Result<usize> {
        self.recv_vectored(buffers, MsgFlags::empty()).map(|(count, ..)| count)
    }
}

impl<S: AsSocket> io::Write for &Socket<S> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.send(buffer)
    }

    fn write_vectored(&mut self, buffers: &[IoSlice<'_>]) -> io::Result<usize> {
        Socket::send_vectored(self, buffers, None, MsgFlags::empty())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<S: AsSocket> io::Read for Socket<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        io::Read::read(&mut &*self, buffer)
    }

    fn read_vectored(&mut self, buffers: &mut [IoSliceMut<'_>]) -> io::Result<usize> {
        io::Read::read_vectored(&mut &*self, buffers)
    }
}

impl<S: AsSocket> io::Write for Socket<S> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut &*self, buffer)
    }

    fn write_vectored(&mut self, buffers: &[IoSlice<'_>]) -> io::Result<usize> {
        io::Write::write_vectored(&mut &*self, buffers)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
