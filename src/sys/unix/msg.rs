//! Messages: buffers, an address and control messages in one call.

use core::mem::{offset_of, size_of, size_of_val, zeroed};
use std::io::{self, IoSlice, IoSliceMut};
use std::os::fd::{AsRawFd, FromRawFd, RawFd};

use libc::{c_int, c_void, msghdr};

use super::{as_sockaddr, check_size, length, BorrowedSocket, OwnedSocket, NO_SIGNAL};
use crate::addr::SockAddr;
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::kind::Domain;
use crate::msg::MsgFlags;

/// The bytes before a control message's payload: `struct cmsghdr`, and a gap where the
/// system leaves one.
#[cfg(not(target_os = "cygwin"))]
// SAFETY: the function computes, and touches no memory.
pub(crate) const CMSG_HEADER: usize = unsafe { libc::CMSG_LEN(0) } as usize;
#[cfg(target_os = "cygwin")] // where the functions are no constant ones
pub(crate) const CMSG_HEADER: usize = size_of::<libc::cmsghdr>();

/// Every control message begins at a multiple of this.
#[cfg(not(target_os = "cygwin"))]
// SAFETY: as above.
pub(crate) const CMSG_ALIGN: usize = unsafe { libc::CMSG_SPACE(1) - libc::CMSG_SPACE(0) } as usize;
#[cfg(target_os = "cygwin")]
pub(crate) const CMSG_ALIGN: usize = size_of::<usize>();

/// How much of a buffer for control messages may be lost for them to lie aligned.
pub(crate) const CMSG_SLACK: usize = 0;

/// The length of a control message, its header included. It is a `size_t` for the kernels of Linux,
/// whatever a C library makes of it, and for Winsock, below Cygwin; and a `socklen_t` for the others.
#[cfg(any(target_os = "linux", target_os = "android", target_os = "cygwin"))]
type CmsgLen = usize;
#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "cygwin")))]
type CmsgLen = libc::socklen_t;

const LEVEL: usize = offset_of!(libc::cmsghdr, cmsg_level);
// The level and the type are read as one number, and the length lies before them.
const _: () = {
    assert!(offset_of!(libc::cmsghdr, cmsg_type) == LEVEL + size_of::<c_int>());
    assert!(offset_of!(libc::cmsghdr, cmsg_len) < LEVEL && size_of::<CmsgLen>() <= LEVEL);
    assert!(LEVEL + 8 <= CMSG_HEADER);
};

/// A control message's length, header included, and its level and type as [`cmsg_key`] makes them.
#[inline]
pub(crate) fn cmsg_parts(header: &[u8; CMSG_HEADER]) -> (usize, u64) {
    let length = CmsgLen::from_ne_bytes(super::take(header, 0));
    let key = u64::from_ne_bytes(super::take(header, LEVEL));
    #[allow(clippy::unnecessary_cast)]
    (length as usize, key)
}

/// The header of a control message of `length` bytes, itself included.
#[inline]
#[allow(clippy::unnecessary_fallible_conversions)]
pub(crate) fn cmsg_header(length: usize, key: u64) -> [u8; CMSG_HEADER] {
    let mut header = [0; CMSG_HEADER];
    // A message that is so long does not fit into any buffer; its length is wrong either way.
    let length = CmsgLen::try_from(length).unwrap_or(CmsgLen::MAX);
    super::put(&mut header, 0, &length.to_ne_bytes());
    super::put(&mut header, LEVEL, &key.to_ne_bytes());
    header
}

/// Nothing is asked of where a control buffer begins: the systems copy it.
pub(crate) fn cmsg_room(room: &mut [u8]) -> &mut [u8] {
    room
}

/// Whether what descriptors come with a message are close-on-exec from the start.
pub(crate) const CLOSED_ON_EXEC: bool = CLOEXEC != 0;

cfg_if::cfg_if! {
    if #[cfg(any(
        target_vendor = "apple",
        target_os = "illumos",
        target_os = "solaris",
        target_os = "aix",
        target_os = "haiku",
        target_os = "fuchsia",
        target_os = "nto",
    ))] {
        const CLOEXEC: c_int = 0;

        /// Makes descriptors that have just come close-on-exec.
        #[cold]
        pub(crate) fn close_on_exec(raw: RawFd) {
            // SAFETY: F_SETFD takes an int. That it fails for a number that is no descriptor is
            // no matter.
            unsafe { libc::fcntl(raw, libc::F_SETFD, libc::FD_CLOEXEC) };
        }
    } else {
        const CLOEXEC: c_int = libc::MSG_CMSG_CLOEXEC;

        pub(crate) fn close_on_exec(_: RawFd) {}
    }
}

/// A descriptor that came with a message.
///
/// # Safety
///
/// The kernel opened it for this process with a message, and nobody else has taken it from there.
pub(crate) unsafe fn received(raw: RawFd) -> OwnedSocket {
    // SAFETY: the caller's promise.
    unsafe { OwnedSocket::from_raw_fd(raw) }
}

/// The numbers of some descriptors, one after another.
pub(crate) fn bytes_of_descriptors<'a>(descriptors: &'a [BorrowedSocket<'_>]) -> &'a [u8] {
    // SAFETY: a borrowed descriptor is represented as its number is, by its documentation: four
    // initialised bytes. The slice is as long, and borrowed as long.
    unsafe { core::slice::from_raw_parts(descriptors.as_ptr().cast(), size_of_val(descriptors)) }
}

/// What a call received, beside the data and what it wrote to a [`Room`](crate::cmsg::Room).
#[derive(Clone, Copy)]
pub(crate) struct Reception {
    pub(crate) count: usize,
    /// Whether the address is an IPv4 or IPv6 address.
    pub(crate) is_ip: bool,
    pub(crate) flags: MsgFlags,
    /// How many bytes of control messages there are.
    pub(crate) control: usize,
}

/// What the system said about a message, without the flag that only repeats what it was asked.
#[inline]
fn flags_of(message: &msghdr) -> MsgFlags {
    MsgFlags::from_bits_retain(message.msg_flags & !CLOEXEC)
}

/// The bytes of control messages that a message has.
#[inline]
#[allow(clippy::unnecessary_cast)]
fn control_of(message: &msghdr) -> usize {
    message.msg_controllen as usize
}

/// A message: an address of `size` bytes, `count` buffers, and control messages.
#[inline]
#[allow(clippy::useless_conversion)]
fn message(
    (address, size): (*mut c_void, usize),
    (buffers, count): (*mut libc::iovec, usize),
    (control, room): (*mut c_void, usize),
) -> msghdr {
    // SAFETY: all zeros is a message: no address, no buffers, no control messages.
    let mut message: msghdr = unsafe { zeroed() };
    message.msg_name = address;
    message.msg_namelen = length(size);
    message.msg_iov = buffers;
    // The types of the two differ. As many as an `int` holds are an error of the call.
    message.msg_iovlen = count.min(c_int::MAX as usize).try_into().unwrap_or_default();
    message.msg_control = if room == 0 { core::ptr::null_mut() } else { control };
    message.msg_controllen = room.min(c_int::MAX as usize).try_into().unwrap_or_default();
    message
}

/// Receives, with the flag that has descriptors close-on-exec from the start; without it, where the socket takes none.
///
/// A call that fails leaves the message as it is. What is given is as the call gives it: -1, with `errno`, where
/// it failed.
#[inline]
fn closing_on_exec<T: PartialEq + From<i8>>(
    socket: BorrowedSocket<'_>,
    mut receive: impl FnMut(c_int) -> T,
) -> T {
    let result = receive(CLOEXEC);
    if result == T::from(-1) && refuses_flag(socket) {
        return receive(0);
    }
    result
}

/// Whether it was the flag that was refused: packet and CAN sockets of Linux refuse what they have no use for,
/// and no descriptors come over them. If it was not, `errno` is as it was: a question that is answered leaves it.
#[cfg(any(target_os = "linux", target_os = "android"))]
#[cold]
#[inline(never)]
fn refuses_flag(socket: BorrowedSocket<'_>) -> bool {
    super::errno() == libc::EINVAL
        && super::domain_and_protocol(socket)
            .is_ok_and(|(domain, _)| [Domain::PACKET, Domain::CAN].contains(&domain))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn refuses_flag(_: BorrowedSocket<'_>) -> bool {
    false
}

#[inline]
pub(crate) fn recv_msg(
    socket: BorrowedSocket<'_>,
    buffers: &mut [IoSliceMut<'_>],
    (address, control): (&mut SockAddr, &mut [u8]),
    flags: MsgFlags,
) -> io::Result<Reception> {
    let room = address.room_mut();
    let mut message = message(
        (room.as_mut_ptr().cast(), room.len()),
        (buffers.as_mut_ptr().cast(), buffers.len()),
        (control.as_mut_ptr().cast(), control.len()),
    );
    let count = check_size(closing_on_exec(socket, |flag| {
        // SAFETY: `message` holds an address, buffers and control messages with room for their
        // lengths; an `IoSliceMut` is laid out as an `iovec`, by its documentation.
        unsafe { libc::recvmsg(socket.as_raw_fd(), &mut message, flags.bits() | flag) }
    }))?;
    let is_ip = address.settle(message.msg_namelen as usize);
    Ok(Reception { count, is_ip, flags: flags_of(&message), control: control_of(&message) })
}

pub(crate) fn recv_vectored(
    socket: BorrowedSocket<'_>,
    buffers: &mut [IoSliceMut<'_>],
    flags: MsgFlags,
) -> io::Result<(usize, SockAddr, MsgFlags)> {
    let mut address = SockAddr::unspecified();
    let got = recv_msg(socket, buffers, (&mut address, &mut []), flags)?;
    Ok((got.count, address, got.flags))
}

/// A message to send. The kernel reads all that it points to, and writes to nothing of it.
#[inline]
fn outgoing(buffers: &[IoSlice<'_>], address: Option<&SockAddr>, control: &[u8]) -> msghdr {
    let (address, size) = address.map_or((core::ptr::null(), 0), as_sockaddr);
    message(
        (address.cast_mut().cast(), size as usize),
        (buffers.as_ptr().cast_mut().cast(), buffers.len()),
        (control.as_ptr().cast_mut().cast(), control.len()),
    )
}

#[inline]
pub(crate) fn send_msg(
    socket: BorrowedSocket<'_>,
    buffers: &[IoSlice<'_>],
    address: Option<&SockAddr>,
    control: &[u8],
    flags: MsgFlags,
) -> io::Result<usize> {
    let message = outgoing(buffers, address, control);
    // SAFETY: `message` holds an address, buffers and control messages of their lengths; an
    // `IoSlice` is laid out as an `iovec`, by its documentation.
    check_size(unsafe { libc::sendmsg(socket.as_raw_fd(), &message, flags.bits() | NO_SIGNAL) })
}

pub(crate) fn send_vectored(
    socket: BorrowedSocket<'_>,
    buffers: &[IoSlice<'_>],
    address: Option<&SockAddr>,
    flags: MsgFlags,
) -> io::Result<usize> {
    send_msg(socket, buffers, address, &[], flags)
}

cfg_if::cfg_if! {
    if #[cfg(any(
        target_os = "linux",
        target_os = "android",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd",
    ))] {
        mod many;
        pub use many::SendMsg;
        pub(crate) use many::{recv_mmsg, send_mmsg, Header};
    }
}
