//! The Unixes: one set of calls, and what differs behind `cfg`.

use core::mem::{align_of, offset_of, size_of};
use core::time::Duration;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, RawFd};

pub use std::os::fd::{AsFd as AsSocket, BorrowedFd as BorrowedSocket, OwnedFd as OwnedSocket};

use libc::{c_int, c_void, socklen_t};

use crate::addr::SockAddr;
use crate::codec::{Answer, Call, Refusal, Reply};
use crate::msg::MsgFlags;
use crate::name::Name;
use crate::opt::Id;

mod msg;
#[cfg(not(any(target_os = "haiku", target_os = "fuchsia")))]
mod signal;
#[cfg(any(
    target_os = "linux",
    target_os = "android",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd",
))]
pub use msg::SendMsg;
pub(crate) use msg::*;
#[cfg(not(any(target_os = "haiku", target_os = "fuchsia")))]
pub(crate) use signal::*;

// Each gives, for opening sockets: `open_flags`, `accept4`, and what must be done with a new socket
// (`settle`) or an accepted one (`settle_accepted`) that no flag does.
cfg_if::cfg_if! {
    if #[cfg(any(target_os = "linux", target_os = "android"))] {
        mod linux;
        pub(crate) use linux::*;
    } else {
        mod other;
        pub(crate) use other::*;
    }
}

/// ENOPROTOOPT: no such option. EOPNOTSUPP: not on this kind of socket.
pub(crate) const UNSUPPORTED: &[i32] = &[
    libc::ENOPROTOOPT,
    libc::EOPNOTSUPP,
    libc::ENOTSUP,
    libc::ENOSYS,
    // linux/errno.h: ENOTSUPP, which is not for programs; but older kernels (5.10) answer it to SO_ZEROCOPY.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    524,
];

#[inline]
pub(crate) fn borrow(socket: &impl AsSocket) -> BorrowedSocket<'_> {
    socket.as_fd()
}

/// A descriptor as a number: what the system is told of a socket.
pub(crate) type RawNumber = i32;

#[inline]
pub(crate) fn raw_number(socket: BorrowedSocket<'_>) -> RawNumber {
    socket.as_raw_fd()
}

/// A length as the kernel takes it. No buffer of ours comes near the limit; a
/// longer one is passed as the longest there is.
#[inline]
fn length(bytes: usize) -> socklen_t {
    socklen_t::try_from(bytes).unwrap_or(socklen_t::MAX)
}

/// A length that is not the usual one. Elsewhere, so that the usual one is compared
/// where it is, in memory.
#[cold]
#[inline(never)]
fn other(count: &socklen_t) -> usize {
    *count as usize
}

impl Call for BorrowedSocket<'_> {
    #[inline]
    fn get<R: Reply>(&self, id: Id, reply: &mut R) -> Result<usize, Refusal> {
        let told = reply.told();
        let reply = reply.room();
        let units = reply.len().checked_div(R::UNIT).unwrap_or(0).min(told);
        let mut count = length(units);
        // SAFETY: the kernel writes at most `count` units to `reply`, which has
        // room for them: an `Id` is the promise that the option does just that. (Or
        // it writes as much as the buffer says itself, which its codec answers for.)
        let result = unsafe {
            let to = reply.as_mut_ptr().cast::<c_void>();
            libc::getsockopt(self.as_raw_fd(), id.level(), id.number(), to, &mut count)
        };
        // SCTP_SOCKOPT_PEELOFF answers with the descriptor, too.
        if result < 0 {
            return Err(Refusal { code: errno(), length: count as usize });
        }
        // The length that is asked for is a constant, and so is then what a codec makes
        // of it: all checks of the length are this one.
        if R::WHOLE && count == length(units) {
            return Ok(reply.len());
        }
        Ok(if R::WHOLE { other(&count) } else { count as usize } * R::UNIT)
    }

    #[inline]
    fn set(&self, id: Id, value: &[u8]) -> Result<(), i32> {
        // TIPC wants no bytes to be nowhere; an empty slice is somewhere.
        let from = if value.is_empty() { core::ptr::null() } else { value.as_ptr() };
        // SAFETY: the kernel reads at most the length of `value` from it: an
        // `Id` is the promise that the option does just that.
        let result = unsafe {
            let from = from.cast::<c_void>();
            libc::setsockopt(self.as_raw_fd(), id.level(), id.number(), from, length(value.len()))
        };
        // SO_DEVMEM_DONTNEED answers with a count, SCTP_SOCKOPT_CONNECTX with a number.
        if result >= 0 {
            Ok(())
        } else {
            Err(errno())
        }
    }
}

/// The descriptor in the answer for an option that opens one for its reader.
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
pub(crate) fn own(_: Answer<'_>, raw: RawFd) -> Option<OwnedSocket> {
    // SAFETY: an `Answer` came from the kernel, for an option whose row promises
    // that it opens a descriptor and gives it away.
    (raw >= 0).then(|| unsafe { OwnedSocket::from_raw_fd(raw) })
}

/// The room that a structure has for a socket address of any family.
pub(crate) const STORAGE_SIZE: usize = size_of::<libc::sockaddr_storage>();

/// Where such room begins behind a number of 32 bits: `struct group_req`. Apple, illumos and Solaris pack it.
pub(crate) const GROUP_AT: usize =
    if cfg!(any(target_vendor = "apple", target_os = "illumos", target_os = "solaris")) {
        4
    } else {
        align_of::<libc::sockaddr_storage>()
    };

pub(crate) const TIMEVAL_SIZE: usize = size_of::<libc::timeval>();

// For musl, `libc` announces that these will widen with a later version of it, as
// musl 1.2 did. What is made of them here will, too.
#[allow(deprecated)]
type Secs = libc::time_t;
#[allow(deprecated)]
type Micros = libc::suseconds_t;

/// `struct timeval`; `secs` is at most `TIMEVAL_MAX_SECS`.
#[inline]
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn timeval(secs: u64, micros: u64) -> [u8; TIMEVAL_SIZE] {
    let mut bytes = [0; TIMEVAL_SIZE];
    // Both casts keep the value: the limit on `secs` sees to the first.
    put(&mut bytes, offset_of!(libc::timeval, tv_sec), &(secs as Secs).to_ne_bytes());
    let micros = micros as Micros;
    put(&mut bytes, offset_of!(libc::timeval, tv_usec), &micros.to_ne_bytes());
    bytes
}

#[inline]
#[allow(clippy::unnecessary_cast)]
pub(crate) fn timeval_parts(bytes: &[u8; TIMEVAL_SIZE]) -> (i64, i64) {
    let secs = Secs::from_ne_bytes(take(bytes, offset_of!(libc::timeval, tv_sec)));
    let micros = Micros::from_ne_bytes(take(bytes, offset_of!(libc::timeval, tv_usec)));
    (secs as i64, micros as i64)
}

pub(crate) const LINGER_SIZE: usize = size_of::<libc::linger>();

/// A field of `struct linger`. (Cygwin's is that of Winsock.)
#[cfg(not(target_os = "cygwin"))]
type LingerField = u32;
#[cfg(target_os = "cygwin")]
type LingerField = u16;
const _: () = assert!(LINGER_SIZE == 2 * size_of::<LingerField>());

/// `struct linger`; `secs` is at most `LINGER_MAX_SECS`.
#[inline]
#[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)] // the limit sees to it
pub(crate) fn linger(on: bool, secs: u32) -> [u8; LINGER_SIZE] {
    let mut bytes = [0; LINGER_SIZE];
    put(&mut bytes, offset_of!(libc::linger, l_onoff), &LingerField::from(on).to_ne_bytes());
    put(&mut bytes, offset_of!(libc::linger, l_linger), &(secs as LingerField).to_ne_bytes());
    bytes
}

#[inline]
#[allow(clippy::useless_conversion)]
pub(crate) fn linger_parts(bytes: &[u8; LINGER_SIZE]) -> (bool, u32) {
    let on = LingerField::from_ne_bytes(take(bytes, offset_of!(libc::linger, l_onoff)));
    let secs = LingerField::from_ne_bytes(take(bytes, offset_of!(libc::linger, l_linger)));
    (on != 0, u32::from(secs))
}

/// Writes a field at its offset. Both are constants of the C structure, so
/// this folds to a move.
#[inline]
fn put(bytes: &mut [u8], offset: usize, field: &[u8]) {
    if let Some(to) = bytes.get_mut(offset..offset + field.len()) {
        to.copy_from_slice(field);
    }
}

/// Reads a field at its offset.
#[inline]
fn take<const N: usize>(bytes: &[u8], offset: usize) -> [u8; N] {
    bytes.get(offset..offset + N).and_then(|field| field.try_into().ok()).unwrap_or([0; N])
}

// The life of a socket.

/// The result of a call that gives -1 on failure.
fn check(result: c_int) -> io::Result<c_int> {
    if result == -1 {
        Err(io::Error::last_os_error())
    } else {
        Ok(result)
    }
}

/// As [`check`], for a number of bytes.
#[inline]
fn check_size(result: isize) -> io::Result<usize> {
    usize::try_from(result).map_err(|_| io::Error::last_os_error())
}

/// The descriptor that a call has just opened.
///
/// # Safety
///
/// It is one, and nobody else owns it.
unsafe fn opened(result: c_int) -> io::Result<OwnedSocket> {
    let raw = check(result)?;
    // SAFETY: the caller's promise.
    Ok(unsafe { OwnedSocket::from_raw_fd(raw) })
}

pub(crate) fn socket(
    domain: i32,
    r#type: i32,
    protocol: i32,
    nonblocking: bool,
) -> io::Result<OwnedSocket> {
    let r#type = r#type | open_flags(nonblocking);
    // SAFETY: no memory is passed; the result is a new descriptor.
    let socket = unsafe { opened(libc::socket(domain, r#type, protocol)) }?;
    settle(&socket, nonblocking)?;
    Ok(socket)
}

pub(crate) fn pair(domain: i32, r#type: i32, protocol: i32) -> io::Result<[OwnedSocket; 2]> {
    let mut raw = [-1; 2];
    let r#type = r#type | open_flags(false);
    // SAFETY: the call writes two ints.
    check(unsafe { libc::socketpair(domain, r#type, protocol, raw.as_mut_ptr()) })?;
    // SAFETY: they are new descriptors.
    let pair = raw.map(|raw| unsafe { OwnedSocket::from_raw_fd(raw) });
    pair.iter().try_for_each(|socket| settle(socket, false))?;
    Ok(pair)
}

pub(crate) fn accept(
    socket: BorrowedSocket<'_>,
    nonblocking: bool,
) -> io::Result<(OwnedSocket, SockAddr)> {
    let mut accepted = None;
    let mut accept = |address, size| {
        // SAFETY: `address` has room for `size` bytes, or both are null; the result is a new descriptor.
        accepted = Some(unsafe {
            opened(accept4(socket.as_raw_fd(), address, size, open_flags(nonblocking)))
        }?);
        Ok(())
    };
    let address = match fill_address(&mut accept) {
        // So it is refused to tell a name that there is not.
        Err(error) if error.raw_os_error() == Some(libc::ECONNABORTED) && is_nameless(socket) => {
            accept(core::ptr::null_mut(), core::ptr::null_mut())?;
            SockAddr::unspecified()
        }
        address => address?,
    };
    let accepted = accepted.ok_or(io::ErrorKind::Other)?;
    settle_accepted(&accepted, nonblocking)?;
    Ok((accepted, address))
}

fn as_sockaddr(address: &SockAddr) -> (*const libc::sockaddr, socklen_t) {
    let bytes = address.as_bytes();
    (bytes.as_ptr().cast(), length(bytes.len()))
}

/// An address that a call fills in.
fn fill_address(
    call: impl FnOnce(*mut libc::sockaddr, *mut socklen_t) -> io::Result<()>,
) -> io::Result<SockAddr> {
    let mut address = SockAddr::unspecified();
    let room = address.room_mut();
    let mut size = length(room.len());
    call(room.as_mut_ptr().cast(), &mut size)?;
    address.settle(size as usize);
    Ok(address)
}

pub(crate) fn bind(socket: BorrowedSocket<'_>, address: &SockAddr) -> io::Result<()> {
    let (address, size) = as_sockaddr(address);
    // SAFETY: `address` points to `size` bytes.
    check(unsafe { libc::bind(socket.as_raw_fd(), address, size) }).map(drop)
}

pub(crate) fn connect(socket: BorrowedSocket<'_>, address: &SockAddr) -> io::Result<()> {
    let (address, size) = as_sockaddr(address);
    // SAFETY: `address` points to `size` bytes.
    check(unsafe { libc::connect(socket.as_raw_fd(), address, size) }).map(drop)
}

/// Whether `connect` goes on behind this error.
pub(crate) fn is_in_progress(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::EINPROGRESS)
}

/// Waits until a connection is made or has failed; whether that came in time.
/// A signal's handler cuts it short with [`io::ErrorKind::Interrupted`].
pub(crate) fn wait_connected(socket: BorrowedSocket<'_>, limit: Duration) -> io::Result<bool> {
    // Rounded up: never less than asked, and never a busy loop.
    let millis = limit.as_nanos().div_ceil(1_000_000);
    let millis = c_int::try_from(millis).unwrap_or(c_int::MAX);
    let mut poll = libc::pollfd { fd: socket.as_raw_fd(), events: libc::POLLOUT, revents: 0 };
    // SAFETY: `poll` is one pollfd.
    check(unsafe { libc::poll(&mut poll, 1, millis) }).map(|ready| ready > 0)
}

pub(crate) fn listen(socket: BorrowedSocket<'_>, backlog: i32) -> io::Result<()> {
    // SAFETY: no memory is passed.
    check(unsafe { libc::listen(socket.as_raw_fd(), backlog) }).map(drop)
}

pub(crate) fn shutdown(socket: BorrowedSocket<'_>, how: std::net::Shutdown) -> io::Result<()> {
    let how = match how {
        std::net::Shutdown::Read => libc::SHUT_RD,
        std::net::Shutdown::Write => libc::SHUT_WR,
        std::net::Shutdown::Both => libc::SHUT_RDWR,
    };
    // SAFETY: no memory is passed.
    check(unsafe { libc::shutdown(socket.as_raw_fd(), how) }).map(drop)
}

pub(crate) fn local_addr(socket: BorrowedSocket<'_>) -> io::Result<SockAddr> {
    fill_address(|address, size| {
        // SAFETY: `address` has room for `size` bytes.
        check(unsafe { libc::getsockname(socket.as_raw_fd(), address, size) }).map(drop)
    })
}

pub(crate) fn peer_addr(socket: BorrowedSocket<'_>) -> io::Result<SockAddr> {
    fill_address(|address, size| {
        // SAFETY: `address` has room for `size` bytes.
        check(unsafe { libc::getpeername(socket.as_raw_fd(), address, size) }).map(drop)
    })
}

fn status_flags(socket: BorrowedSocket<'_>) -> io::Result<c_int> {
    // SAFETY: F_GETFL takes no argument.
    check(unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_GETFL) })
}

/// Sets or clears a status flag, if it is not so already.
fn set_status_flag(socket: BorrowedSocket<'_>, flag: c_int, on: bool) -> io::Result<()> {
    let old = status_flags(socket)?;
    let new = if on { old | flag } else { old & !flag };
    if new == old {
        return Ok(());
    }
    // SAFETY: F_SETFL takes an int.
    check(unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_SETFL, new) }).map(drop)
}

pub(crate) fn is_nonblocking(socket: BorrowedSocket<'_>) -> io::Result<bool> {
    status_flags(socket).map(|flags| flags & libc::O_NONBLOCK != 0)
}

pub(crate) fn set_nonblocking(socket: BorrowedSocket<'_>, on: bool) -> io::Result<()> {
    set_status_flag(socket, libc::O_NONBLOCK, on)
}

// Reading and writing.

pub(crate) fn recv(
    socket: BorrowedSocket<'_>,
    buffer: &mut [u8],
    flags: MsgFlags,
) -> io::Result<usize> {
    // SAFETY: `buffer` has room for its length.
    check_size(unsafe {
        let to = buffer.as_mut_ptr().cast();
        libc::recv(socket.as_raw_fd(), to, buffer.len(), flags.bits())
    })
}

pub(crate) fn recv_from(
    socket: BorrowedSocket<'_>,
    buffer: &mut [u8],
    flags: MsgFlags,
) -> io::Result<(usize, SockAddr)> {
    let mut count = 0;
    let address = fill_address(|address, size| {
        // SAFETY: `buffer` and `address` have room for their lengths.
        count = check_size(unsafe {
            let to = buffer.as_mut_ptr().cast();
            libc::recvfrom(socket.as_raw_fd(), to, buffer.len(), flags.bits(), address, size)
        })?;
        Ok(())
    })?;
    Ok((count, address))
}

pub(crate) fn send(
    socket: BorrowedSocket<'_>,
    buffer: &[u8],
    flags: MsgFlags,
) -> io::Result<usize> {
    // SAFETY: `buffer` has its length.
    check_size(unsafe {
        let from = buffer.as_ptr().cast();
        libc::send(socket.as_raw_fd(), from, buffer.len(), flags.bits() | NO_SIGNAL)
    })
}

pub(crate) fn send_to(
    socket: BorrowedSocket<'_>,
    buffer: &[u8],
    address: &SockAddr,
    flags: MsgFlags,
) -> io::Result<usize> {
    let (address, size) = as_sockaddr(address);
    let flags = flags.bits() | NO_SIGNAL;
    // SAFETY: `buffer` and `address` have their lengths.
    check_size(unsafe {
        let from = buffer.as_ptr().cast();
        libc::sendto(socket.as_raw_fd(), from, buffer.len(), flags, address, size)
    })
}

// Queues.

/// An ioctl that writes an int.
fn ioctl_int(socket: BorrowedSocket<'_>, request: libc::c_ulong) -> io::Result<c_int> {
    // By its number, Cygwin's is for a long.
    let mut value: [c_int; 2] = [0; 2];
    // The type of a request differs; none needs more than 32 bits.
    #[allow(clippy::cast_possible_truncation)]
    // SAFETY: each caller's request writes one int, or a long at most, for which there is room.
    check(unsafe { libc::ioctl(socket.as_raw_fd(), request as _, &mut value) })?;
    let [value, _] = value;
    Ok(value)
}

pub(crate) fn unread(socket: BorrowedSocket<'_>) -> io::Result<usize> {
    let count = ioctl_int(socket, libc::FIONREAD as libc::c_ulong)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

pub(crate) fn at_mark(socket: BorrowedSocket<'_>) -> io::Result<bool> {
    ioctl_int(socket, SIOCATMARK).map(|at| at != 0)
}

// Interfaces.

pub(crate) fn interface_index(name: &Name) -> io::Result<u32> {
    // One more, so that a NUL follows a name that fills all of its bytes.
    let mut text = [0; Name::SIZE + 1];
    put(&mut text, 0, name.as_bytes());
    // SAFETY: `text` ends with a NUL.
    match unsafe { libc::if_nametoindex(text.as_ptr().cast()) } {
        0 => Err(io::Error::last_os_error()),
        index => Ok(index),
    }
}

pub(crate) fn interface_name(index: u32) -> io::Result<Name> {
    let mut room = [0; libc::IF_NAMESIZE];
    // SAFETY: the call writes at most IF_NAMESIZE bytes.
    if unsafe { libc::if_indextoname(index, room.as_mut_ptr().cast()) }.is_null() {
        return Err(io::Error::last_os_error());
    }
    let name = room.split(|&byte| byte == 0).next().unwrap_or_default();
    Name::from_bytes(name).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
