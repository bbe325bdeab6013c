//! Many messages in one call.

use core::fmt;
use core::marker::PhantomData;
use core::mem::zeroed;
use std::io::{self, IoSlice, IoSliceMut};
use std::os::fd::AsRawFd;

use super::{closing_on_exec, control_of, flags_of, message, outgoing, Reception, NO_SIGNAL};
use crate::addr::SockAddr;
use crate::cmsg::Control;
use crate::msg::MsgFlags;
use crate::sys::BorrowedSocket;

/// One message of many that are received.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct Header(libc::mmsghdr);

// SAFETY: the pointers inside are followed by `recv_mmsg` alone, which sets them before.
unsafe impl Send for Header {}
// SAFETY: as above.
unsafe impl Sync for Header {}

impl Header {
    pub(crate) fn empty() -> Header {
        // SAFETY: all zeros is a message: no address, no buffers, no control messages.
        Header(unsafe { zeroed() })
    }

    /// What was received, its address already settled in its place.
    #[inline]
    pub(crate) fn reception(&self, address: &SockAddr) -> Reception {
        Reception {
            count: count(&self.0),
            is_ip: address.as_socket_addr().is_some(),
            flags: flags_of(&self.0.msg_hdr),
            control: control_of(&self.0.msg_hdr),
        }
    }
}

/// How many bytes were received, or sent.
#[inline]
fn count(message: &libc::mmsghdr) -> usize {
    // The type differs; on FreeBSD it is signed.
    #[allow(clippy::unnecessary_cast)]
    let count = message.msg_len as usize;
    count
}

/// One of the messages that [`Socket::send_mmsg`](crate::Socket::send_mmsg) sends, made of what is borrowed.
#[repr(transparent)]
pub struct SendMsg<'a> {
    message: libc::mmsghdr,
    borrowed: PhantomData<(&'a [IoSlice<'a>], &'a SockAddr, &'a Control<'a>)>,
}

// SAFETY: the pointers inside are to what `borrowed` says, all of which may be sent and shared.
unsafe impl Send for SendMsg<'_> {}
// SAFETY: as above; and nothing is changed through a shared one.
unsafe impl Sync for SendMsg<'_> {}

impl<'a> SendMsg<'a> {
    /// What several buffers hold, one after another, to an address or to the peer, with control messages.
    #[inline]
    pub fn new(
        buffers: &'a [IoSlice<'a>],
        address: Option<&'a SockAddr>,
        control: &'a Control<'_>,
    ) -> SendMsg<'a> {
        let Header(mut message) = Header::empty();
        message.msg_hdr = outgoing(buffers, address, control.as_bytes());
        SendMsg { message, borrowed: PhantomData }
    }

    /// How many bytes of it were sent, once it was; of a stream, that may be less than all.
    pub fn sent(&self) -> usize {
        count(&self.message)
    }
}

impl fmt::Debug for SendMsg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SendMsg({} bytes sent)", self.sent())
    }
}

/// The result of a call for many messages, whose type differs.
#[allow(clippy::unnecessary_cast, clippy::unnecessary_fallible_conversions)]
fn check_many(result: impl TryInto<usize>) -> io::Result<usize> {
    result.try_into().map_err(|_| io::Error::last_os_error())
}

/// Receives into `buffers`, one message each, as many as there are headers at most.
///
/// `control` is cut into as many pieces as there are headers.
pub(crate) fn recv_mmsg(
    socket: BorrowedSocket<'_>,
    headers: &mut [Header],
    buffers: &mut [IoSliceMut<'_>],
    addresses: &mut [SockAddr],
    control: &mut [u8],
    flags: MsgFlags,
) -> io::Result<usize> {
    let each = control.len().checked_div(headers.len()).unwrap_or(0);
    // `chunks_exact_mut` gives none where `each` is 0, which it does not take.
    let mut pieces = control.chunks_exact_mut(each.max(1));
    let mut most = 0;
    for ((header, buffer), address) in headers.iter_mut().zip(buffers).zip(&mut *addresses) {
        let piece = if each == 0 { &mut [] } else { pieces.next().unwrap_or_default() };
        let room = address.room_mut();
        header.0.msg_hdr = message(
            (room.as_mut_ptr().cast(), room.len()),
            (core::ptr::from_mut(buffer).cast(), 1),
            (piece.as_mut_ptr().cast(), piece.len()),
        );
        most += 1;
    }
    let all = headers.as_mut_ptr();
    let count = check_many(closing_on_exec(socket, |flag| {
        // SAFETY: the first `most` headers hold an address, a buffer and control messages each, all
        // with room for their lengths, that are borrowed until this function ends; an `IoSliceMut` is
        // laid out as an `iovec`, by its documentation, and `Header` as what it holds. No time is passed.
        unsafe {
            let flags = (flags.bits() | flag) as _;
            libc::recvmmsg(socket.as_raw_fd(), all.cast(), most, flags, core::ptr::null_mut())
        }
    }))?;
    for (header, address) in headers.iter().zip(addresses).take(count) {
        address.settle(header.0.msg_hdr.msg_namelen as usize);
    }
    Ok(count)
}

pub(crate) fn send_mmsg(
    socket: BorrowedSocket<'_>,
    messages: &mut [SendMsg<'_>],
    flags: MsgFlags,
) -> io::Result<usize> {
    #[allow(clippy::useless_conversion)] // the type differs
    let most = messages.len().try_into().unwrap_or_default();
    let flags = (flags.bits() | NO_SIGNAL) as _;
    // SAFETY: there are so many messages, each with an address, buffers and control messages of their
    // lengths, that are borrowed for as long as it lives; a `SendMsg` is laid out as what it
    // holds. The kernel writes to the counts alone.
    let result =
        unsafe { libc::sendmmsg(socket.as_raw_fd(), messages.as_mut_ptr().cast(), most, flags) };
    check_many(result)
}
