//! Many messages in one call.

use core::fmt;
use std::io::{self, IoSliceMut};

use super::{Received, Socket};
use crate::addr::SockAddr;
use crate::msg::MsgFlags;
use crate::sys::{self, AsSocket, Header, SendMsg};

/// Storage for [`Socket::recv_mmsg`], to be used again and again: addresses and control messages of so many
/// messages. Only making it allocates.
pub struct RecvBatch {
    headers: Box<[Header]>,
    addresses: Box<[SockAddr]>,
    control: Box<[u8]>,
}

impl RecvBatch {
    /// For `count` messages at most, each with `control` bytes of control messages.
    pub fn new(count: usize, control: usize) -> RecvBatch {
        RecvBatch {
            headers: vec![Header::empty(); count].into(),
            addresses: vec![SockAddr::unspecified(); count].into(),
            control: vec![0; count.saturating_mul(control)].into(),
        }
    }

    /// For how many messages it is.
    pub fn len(&self) -> usize {
        self.headers.len()
    }

    /// Whether it is for none.
    pub fn is_empty(&self) -> bool {
        self.headers.is_empty()
    }
}

impl fmt::Debug for RecvBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecvBatch({} messages, {} bytes of control)", self.len(), self.control.len())
    }
}

/// What [`Socket::recv_mmsg`] received: one [`Received`] for each message, in order.
///
/// Descriptors in those that are not looked at are closed.
pub struct ReceivedMany<'a> {
    headers: &'a [Header],
    addresses: &'a [SockAddr],
    control: &'a [u8],
    /// How much of `control` each message has.
    each: usize,
}

impl<'a> Iterator for ReceivedMany<'a> {
    type Item = Received<'a>;

    #[inline]
    fn next(&mut self) -> Option<Received<'a>> {
        let (header, headers) = self.headers.split_first()?;
        let (address, addresses) = self.addresses.split_first()?;
        let (control, rest) = self.control.split_at(self.each.min(self.control.len()));
        (self.headers, self.addresses, self.control) = (headers, addresses, rest);
        Some(Received::new(header.reception(address), address, control))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.headers.len(), Some(self.headers.len()))
    }
}

impl ExactSizeIterator for ReceivedMany<'_> {}

impl Drop for ReceivedMany<'_> {
    #[inline]
    fn drop(&mut self) {
        self.for_each(drop);
    }
}

impl fmt::Debug for ReceivedMany<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceivedMany({} left)", self.headers.len())
    }
}

impl<S: AsSocket> Socket<S> {
    /// Receives many messages, each into one of the buffers, in one call: as many as there are, but no more than
    /// `buffers` or `batch` are for.
    ///
    /// It waits for the first; for the others it waits too, unless [`MsgFlags::WAITFORONE`] says not to. An error that
    /// comes after the first message is given by the next call.
    ///
    /// ```
    /// use sockopt::{cmsg, MsgFlags, RecvBatch, Socket};
    /// use std::io::IoSliceMut;
    /// use std::net::UdpSocket;
    ///
    /// let socket = UdpSocket::bind("127.0.0.1:0")?;
    /// for text in ["one", "two", "three"] {
    ///     socket.send_to(text.as_bytes(), socket.local_addr()?)?;
    /// }
    /// # // All have come over loopback, once the call has returned.
    /// let socket = Socket::from(socket);
    /// let mut batch = RecvBatch::new(32, cmsg::ROOM); // once
    ///
    /// let mut data = [[0; 1500]; 32];
    /// let mut buffers: Vec<_> = data.iter_mut().map(|data| IoSliceMut::new(data)).collect();
    /// let many = socket.recv_mmsg(&mut buffers, &mut batch, MsgFlags::WAITFORONE)?;
    /// let lens: Vec<usize> = many.map(|received| received.len).collect();
    /// assert_eq!(lens, [3, 3, 5]);
    /// assert_eq!(&data[2][..5], b"three");
    /// # std::io::Result::Ok(())
    /// ```
    pub fn recv_mmsg<'a>(
        &self,
        buffers: &mut [IoSliceMut<'_>],
        batch: &'a mut RecvBatch,
        flags: MsgFlags,
    ) -> io::Result<ReceivedMany<'a>> {
        let RecvBatch { headers, addresses, control } = batch;
        let count = sys::recv_mmsg(self.borrow(), headers, buffers, addresses, control, flags)?;
        Ok(ReceivedMany {
            headers: headers.get(..count).unwrap_or_default(),
            each: control.len().checked_div(headers.len()).unwrap_or(0),
            addresses,
            control,
        })
    }

    /// Sends many messages in one call, in order; gives how many were sent.
    ///
    /// It stops at the first that fails, whose error is given if it is the very first. Linux sends
    /// 1024 at most in one call.
    ///
    /// ```
    /// use sockopt::{cmsg, Control, MsgFlags, SendMsg, Socket};
    /// use std::io::IoSlice;
    /// use std::net::UdpSocket;
    ///
    /// let receiver = UdpSocket::bind("127.0.0.1:0")?;
    /// let socket = Socket::from(UdpSocket::bind("127.0.0.1:0")?);
    /// let (address, none) = (receiver.local_addr()?.into(), Control::default());
    /// let data = [[IoSlice::new(b"one")], [IoSlice::new(b"three")]];
    /// let mut messages = data.each_ref().map(|data| SendMsg::new(data, Some(&address), &none));
    /// assert_eq!(socket.send_mmsg(&mut messages, MsgFlags::empty())?, 2);
    /// assert_eq!(messages[1].sent(), 5);
    /// # std::io::Result::Ok(())
    /// ```
    pub fn send_mmsg(&self, messages: &mut [SendMsg<'_>], flags: MsgFlags) -> io::Result<usize> {
        sys::send_mmsg(self.borrow(), messages, flags)
    }
}
