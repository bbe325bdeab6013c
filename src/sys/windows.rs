//! Windows: Winsock.
//!
//! Where Winsock differs from what callers know of other systems, the calls here
//! follow the others:
//!
//! - A datagram that is longer than the buffer is cut (WSAEMSGSIZE is no error); a
//!   read after the end, or after `shutdown`, gives 0 bytes (WSAESHUTDOWN).
//! - A socket that is accepted blocks, whatever its listener does, unless asked
//!   for otherwise.

use core::ptr;
use core::time::Duration;
use std::io;
use std::os::windows::io::{AsRawSocket, FromRawSocket, RawSocket};
use std::sync::OnceLock;

pub use std::os::windows::io::{AsSocket, BorrowedSocket, OwnedSocket};

use windows_sys::Win32::Foundation::{SetHandleInformation, HANDLE, HANDLE_FLAG_INHERIT};
use windows_sys::Win32::NetworkManagement::IpHelper::{if_indextoname, if_nametoindex};
use windows_sys::Win32::Networking::WinSock as ws;

use crate::addr::SockAddr;
use crate::codec::{Call, Refusal, Reply};
use crate::kind::{Domain, Protocol};
use crate::msg::MsgFlags;
use crate::name::Name;
use crate::opt::Id;
use crate::registry::Platforms;

mod msg;
pub(crate) use msg::*;

/// The constants, by their names in C.
pub(crate) mod c {
    pub(crate) use windows_sys::Win32::Networking::WinSock::*;

    /// The level of what is set and read by `WSAIoctl`: there, the number is a control code. It is no level of
    /// setsockopt: those are not negative.
    pub(crate) const SIO: i32 = -1;

    /// The states of a connection, by the names of other systems.
    pub(crate) use windows_sys::Win32::Networking::WinSock::{
        TCPSTATE_CLOSED as TCP_CLOSE, TCPSTATE_CLOSE_WAIT as TCP_CLOSE_WAIT,
        TCPSTATE_CLOSING as TCP_CLOSING, TCPSTATE_ESTABLISHED as TCP_ESTABLISHED,
        TCPSTATE_FIN_WAIT_1 as TCP_FIN_WAIT1, TCPSTATE_FIN_WAIT_2 as TCP_FIN_WAIT2,
        TCPSTATE_LAST_ACK as TCP_LAST_ACK, TCPSTATE_LISTEN as TCP_LISTEN,
        TCPSTATE_SYN_RCVD as TCP_SYN_RECV, TCPSTATE_SYN_SENT as TCP_SYN_SENT,
        TCPSTATE_TIME_WAIT as TCP_TIME_WAIT,
    };

    // ws2ipdef.h: `_IOR('t', 123, ULONG)`.
    pub(crate) const SIO_IDEAL_SEND_BACKLOG_QUERY: u32 = 0x4004_747b;
}

pub(crate) const HERE: Platforms = Platforms::WINDOWS;

/// WSAENOPROTOOPT: no such option, or not on this kind of socket. WSAEOPNOTSUPP:
/// so say some. (A level that a socket does not have is WSAEINVAL, as a bad value is:
/// that says nothing.)
pub(crate) const UNSUPPORTED: &[i32] = &[ws::WSAENOPROTOOPT, ws::WSAEOPNOTSUPP];

#[inline]
pub(crate) fn borrow(socket: &impl AsSocket) -> BorrowedSocket<'_> {
    socket.as_socket()
}

/// A socket as a number: what the system is told of it.
pub(crate) type RawNumber = usize;

#[inline]
pub(crate) fn raw_number(socket: BorrowedSocket<'_>) -> RawNumber {
    raw(socket)
}

/// The socket as `windows-sys` has it: of the same width, by another name.
#[inline]
fn raw(socket: BorrowedSocket<'_>) -> ws::SOCKET {
    ws::SOCKET::try_from(socket.as_raw_socket()).unwrap_or(ws::INVALID_SOCKET)
}

#[cold]
fn errno() -> i32 {
    // SAFETY: nothing is passed.
    unsafe { ws::WSAGetLastError() }
}

#[cold]
fn last_error() -> io::Error {
    io::Error::from_raw_os_error(errno())
}

/// A length as Winsock takes it: of a longer buffer, only a part is used.
#[inline]
fn length(bytes: usize) -> i32 {
    i32::try_from(bytes).unwrap_or(i32::MAX)
}

/// A length that Winsock gave.
#[inline]
fn bytes(length: i32) -> usize {
    usize::try_from(length).unwrap_or(0)
}

impl Call for BorrowedSocket<'_> {
    #[inline]
    fn get<R: Reply>(&self, id: Id, reply: &mut R) -> Result<usize, Refusal> {
        // A level is a constant nearly everywhere, so that one of the two calls is left.
        if id.level() == c::SIO {
            let question = Question::of(reply.question());
            return ioctl(*self, id, question.bytes(), reply.room());
        }
        let (reply, unit) = (reply.room(), R::UNIT);
        let mut count = length(reply.len().checked_div(unit).unwrap_or(0));
        // SAFETY: the system writes at most `count` units to `reply`, which has
        // room for them: an `Id` is the promise that the option does just that.
        let result = unsafe {
            let to = reply.as_mut_ptr();
            ws::getsockopt(raw(*self), id.level(), id.number(), to, &mut count)
        };
        if result == 0 {
            Ok(bytes(count) * unit)
        } else {
            Err(Refusal { code: errno(), length: bytes(count) })
        }
    }

    #[inline]
    fn set(&self, id: Id, value: &[u8]) -> Result<(), i32> {
        if id.level() == c::SIO {
            return match ioctl(*self, id, value, &mut []) {
                Ok(_) => Ok(()),
                Err(refusal) => Err(refusal.code),
            };
        }
        // SAFETY: the system reads at most the length of `value` from it: an
        // `Id` is the promise that the option does just that.
        let result = unsafe {
            let from = value.as_ptr();
            ws::setsockopt(raw(*self), id.level(), id.number(), from, length(value.len()))
        };
        if result == 0 {
            Ok(())
        } else {
            Err(errno())
        }
    }
}

/// What a reader asks an ioctl for: a few bytes of their own, for the answer may be written over those that the reader
/// wrote to its room.
#[repr(align(8))]
struct Question {
    bytes: [u8; 8],
    length: usize,
}

impl Question {
    #[inline]
    fn of(question: &[u8]) -> Question {
        let mut bytes = [0; 8];
        for (to, from) in bytes.iter_mut().zip(question) {
            *to = *from;
        }
        Question { bytes, length: question.len() }
    }

    #[inline]
    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// WSAIoctl, by the control code that an option's number is: how many bytes came.
fn ioctl(
    socket: BorrowedSocket<'_>,
    id: Id,
    value: &[u8],
    room: &mut [u8],
) -> Result<usize, Refusal> {
    // Where there is nothing to pass, documentation asks for a null pointer.
    let from = if value.is_empty() { ptr::null() } else { value.as_ptr() };
    let to = if room.is_empty() { ptr::null_mut() } else { room.as_mut_ptr() };
    let mut written = 0;
    // SAFETY: the system reads at most the length of `value` from it, and writes at most that of `room` to that: an
    // `Id` is the promise that the ioctl does just that. Nothing is read or written later: no OVERLAPPED is passed.
    let result = unsafe {
        ws::WSAIoctl(
            raw(socket),
            id.number() as u32,
            from.cast(),
            list_length(value.len()),
            to.cast(),
            list_length(room.len()),
            &mut written,
            ptr::null_mut(),
            None,
        )
    };
    if result == 0 {
        Ok(written as usize)
    } else {
        Err(Refusal { code: errno(), length: written as usize })
    }
}

// Structures. No option of Windows is a `struct timeval`; it is here for the codec.

/// The room that a structure has for a socket address of any family, and where it begins behind a
/// number of 32 bits: `GROUP_REQ`.
pub(crate) const STORAGE_SIZE: usize = 128;
pub(crate) const GROUP_AT: usize = 8;

pub(crate) const TIMEVAL_SIZE: usize = 8;
pub(crate) const TIMEVAL_MAX_SECS: u64 = i32::MAX as u64;

/// `struct timeval` of winsock2.h: two C longs, which have 32 bits. `secs` is at most
/// `TIMEVAL_MAX_SECS`.
pub(crate) fn timeval(secs: u64, micros: u64) -> [u8; TIMEVAL_SIZE] {
    let [secs, micros] = [secs, micros].map(|part| u32::try_from(part).unwrap_or(0));
    join(secs.to_ne_bytes(), micros.to_ne_bytes())
}

pub(crate) fn timeval_parts(bytes: &[u8; TIMEVAL_SIZE]) -> (i64, i64) {
    let [a, b, c, d, e, f, g, h] = *bytes;
    let part = |bytes| i64::from(i32::from_ne_bytes(bytes));
    (part([a, b, c, d]), part([e, f, g, h]))
}

fn join([a, b, c, d]: [u8; 4], [e, f, g, h]: [u8; 4]) -> [u8; 8] {
    [a, b, c, d, e, f, g, h]
}

pub(crate) const LINGER_SIZE: usize = 4;
/// Winsock keeps the time in 16 bits.
pub(crate) const LINGER_MAX_SECS: u32 = u16::MAX as u32;

/// `struct linger` of winsock2.h: two 16-bit numbers. `secs` is at most
/// `LINGER_MAX_SECS`.
#[inline]
pub(crate) fn linger(on: bool, secs: u32) -> [u8; LINGER_SIZE] {
    let [a, b] = u16::from(on).to_ne_bytes();
    let [c, d] = u16::try_from(secs).unwrap_or(u16::MAX).to_ne_bytes();
    [a, b, c, d]
}

#[inline]
pub(crate) fn linger_parts(bytes: &[u8; LINGER_SIZE]) -> (bool, u32) {
    let [a, b, c, d] = *bytes;
    (u16::from_ne_bytes([a, b]) != 0, u16::from_ne_bytes([c, d]).into())
}

// The life of a socket.

/// Starts Winsock, once. std does so too, but only in calls of its own; it is
/// counted, and ends with the process.
fn start() -> io::Result<()> {
    static STARTED: OnceLock<i32> = OnceLock::new();
    let code = *STARTED.get_or_init(|| {
        let mut data = ws::WSADATA::default();
        // SAFETY: the call fills in `data`. Version 2.2.
        unsafe { ws::WSAStartup(0x0202, &mut data) }
    });
    // This one call gives its error number as its result.
    match code {
        0 => Ok(()),
        code => Err(io::Error::from_raw_os_error(code)),
    }
}

/// The result of a call that gives 0, or SOCKET_ERROR.
fn check(result: i32) -> io::Result<()> {
    if result == 0 {
        Ok(())
    } else {
        Err(last_error())
    }
}

/// The socket that a call has just opened.
///
/// # Safety
///
/// It is one, or INVALID_SOCKET, and nobody else owns it.
unsafe fn opened(result: ws::SOCKET) -> io::Result<OwnedSocket> {
    match RawSocket::try_from(result) {
        // SAFETY: the caller's promise.
        Ok(raw) if result != ws::INVALID_SOCKET => Ok(unsafe { OwnedSocket::from_raw_socket(raw) }),
        _ => Err(last_error()),
    }
}

fn as_sockaddr(address: &SockAddr) -> (*const ws::SOCKADDR, i32) {
    let bytes = address.as_bytes();
    (bytes.as_ptr().cast(), length(bytes.len()))
}

/// An address that a call fills in. The room has the alignment of a
/// `SOCKADDR_STORAGE`, which Winsock asks for in places.
fn fill_address(
    call: impl FnOnce(*mut ws::SOCKADDR, *mut i32) -> io::Result<()>,
) -> io::Result<SockAddr> {
    #[repr(align(8))]
    struct Room([u8; 128]);

    let mut room = Room([0; 128]);
    let mut size = length(room.0.len());
    call(room.0.as_mut_ptr().cast(), &mut size)?;
    Ok(SockAddr::from_reply(&room.0, bytes(size)))
}

pub(crate) fn socket(
    domain: i32,
    r#type: i32,
    protocol: i32,
    nonblocking: bool,
) -> io::Result<OwnedSocket> {
    start()?;
    let open = |flags| {
        let flags = ws::WSA_FLAG_OVERLAPPED | flags;
        // SAFETY: no memory is passed: a null pointer asks for any provider. The result is a new socket.
        unsafe { opened(ws::WSASocketW(domain, r#type, protocol, ptr::null(), 0, flags)) }
    };
    let socket = match open(ws::WSA_FLAG_NO_HANDLE_INHERIT) {
        // So says Windows 7 without its service pack, which does not know the flag.
        Err(error) if error.raw_os_error() == Some(ws::WSAEINVAL) => {
            let socket = open(0)?;
            keep_from_children(&socket)?;
            socket
        }
        result => result?,
    };
    if nonblocking {
        set_nonblocking(socket.as_socket(), true)?;
    }
    Ok(socket)
}

/// Has new processes not inherit a socket.
fn keep_from_children(socket: &OwnedSocket) -> io::Result<()> {
    let handle = raw(socket.as_socket()) as HANDLE;
    // SAFETY: `handle` is open: `socket` owns it.
    if unsafe { SetHandleInformation(handle, HANDLE_FLAG_INHERIT, 0) } == 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

pub(crate) fn accept(
    socket: BorrowedSocket<'_>,
    nonblocking: bool,
) -> io::Result<(OwnedSocket, SockAddr)> {
    let mut accepted = None;
    let address = fill_address(|address, size| {
        // SAFETY: `address` has room for `size` bytes; the result is a new socket.
        accepted = Some(unsafe { opened(ws::accept(raw(socket), address, size)) }?);
        Ok(())
    })?;
    let accepted = accepted.ok_or(io::ErrorKind::Other)?;
    // No flag of `accept` asks for that, so another thread's new process may get
    // the socket before.
    keep_from_children(&accepted)?;
    // It has its listener's mode, which cannot be asked for.
    set_nonblocking(accepted.as_socket(), nonblocking)?;
    Ok((accepted, address))
}

pub(crate) fn bind(socket: BorrowedSocket<'_>, address: &SockAddr) -> io::Result<()> {
    let (address, size) = as_sockaddr(address);
    // SAFETY: `address` points to `size` bytes.
    check(unsafe { ws::bind(raw(socket), address, size) })
}

pub(crate) fn connect(socket: BorrowedSocket<'_>, address: &SockAddr) -> io::Result<()> {
    let (address, size) = as_sockaddr(address);
    // SAFETY: `address` points to `size` bytes.
    check(unsafe { ws::connect(raw(socket), address, size) })
}

/// Whether `connect` goes on behind this error.
pub(crate) fn is_in_progress(error: &io::Error) -> bool {
    error.raw_os_error() == Some(ws::WSAEWOULDBLOCK)
}

/// Waits until a connection is made or has failed; whether that came in time.
///
/// By `select`: WSAPoll does not tell of a connection that failed, before Windows
/// 10 of 2020.
pub(crate) fn wait_connected(socket: BorrowedSocket<'_>, limit: Duration) -> io::Result<bool> {
    // Only the first place counts: the set has one member.
    let mut made = ws::FD_SET { fd_count: 1, fd_array: [raw(socket); 64] };
    let mut failed = made;
    // Rounded up: never less than asked, and never a busy loop.
    let micros = limit.as_nanos().div_ceil(1000);
    let limit = ws::TIMEVAL {
        tv_sec: i32::try_from(micros / 1_000_000).unwrap_or(i32::MAX),
        tv_usec: i32::try_from(micros % 1_000_000).unwrap_or(0),
    };
    // SAFETY: the sets are two, of one member each; the call reads and writes no
    // more of them than that, and reads the time. (It ignores the first argument.)
    match unsafe { ws::select(0, ptr::null_mut(), &mut made, &mut failed, &limit) } {
        ws::SOCKET_ERROR => Err(last_error()),
        ready => Ok(ready > 0),
    }
}

pub(crate) fn listen(socket: BorrowedSocket<'_>, backlog: i32) -> io::Result<()> {
    // SAFETY: no memory is passed.
    check(unsafe { ws::listen(raw(socket), backlog) })
}

pub(crate) fn shutdown(socket: BorrowedSocket<'_>, how: std::net::Shutdown) -> io::Result<()> {
    let how = match how {
        std::net::Shutdown::Read => ws::SD_RECEIVE,
        std::net::Shutdown::Write => ws::SD_SEND,
        std::net::Shutdown::Both => ws::SD_BOTH,
    };
    // SAFETY: no memory is passed.
    check(unsafe { ws::shutdown(raw(socket), how) })
}

pub(crate) fn local_addr(socket: BorrowedSocket<'_>) -> io::Result<SockAddr> {
    fill_address(|address, size| {
        // SAFETY: `address` has room for `size` bytes.
        check(unsafe { ws::getsockname(raw(socket), address, size) })
    })
}

pub(crate) fn peer_addr(socket: BorrowedSocket<'_>) -> io::Result<SockAddr> {
    fill_address(|address, size| {
        // SAFETY: `address` has room for `size` bytes.
        check(unsafe { ws::getpeername(raw(socket), address, size) })
    })
}

pub(crate) fn set_nonblocking(socket: BorrowedSocket<'_>, on: bool) -> io::Result<()> {
    let mut on = u32::from(on);
    // SAFETY: FIONBIO reads one `u_long`, which has 32 bits.
    check(unsafe { ws::ioctlsocket(raw(socket), ws::FIONBIO, &mut on) })
}

/// How many bytes a read would give: FIONREAD.
pub(crate) fn unread(socket: BorrowedSocket<'_>) -> io::Result<usize> {
    let mut count = 0;
    // SAFETY: FIONREAD writes one `u_long`, which has 32 bits.
    check(unsafe { ws::ioctlsocket(raw(socket), ws::FIONREAD, &mut count) })?;
    Ok(count as usize)
}

/// The domain of a socket, and its protocol: SO_PROTOCOL_INFOW has both. (A socket
/// that is not bound has no address here that would tell the domain.)
pub(crate) fn domain_and_protocol(socket: BorrowedSocket<'_>) -> io::Result<(Domain, Protocol)> {
    let mut info = ws::WSAPROTOCOL_INFOW::default();
    let mut size = length(core::mem::size_of_val(&info));
    // SAFETY: `info` has room for `size` bytes, and is numbers and text alone: any
    // bytes make one.
    check(unsafe {
        let to = ptr::from_mut(&mut info).cast();
        ws::getsockopt(raw(socket), ws::SOL_SOCKET, ws::SO_PROTOCOL_INFOW, to, &mut size)
    })?;
    Ok((Domain::from_raw(info.iAddressFamily), Protocol::from_raw(info.iProtocol)))
}

// Reading and writing.

/// The result of a call that reads: `got` bytes, or those that fit of a datagram
/// that is longer than the `room`; and whether it was.
fn check_read(result: i32, got: usize, room: usize) -> io::Result<(usize, bool)> {
    if result != ws::SOCKET_ERROR {
        return Ok((got, false));
    }
    match errno() {
        ws::WSAEMSGSIZE => Ok((room, true)),
        ws::WSAESHUTDOWN => Ok((0, false)),
        code => Err(io::Error::from_raw_os_error(code)),
    }
}

/// The result of a call that writes.
fn check_written(result: i32) -> io::Result<usize> {
    usize::try_from(result).map_err(|_| last_error())
}

pub(crate) fn recv(
    socket: BorrowedSocket<'_>,
    buffer: &mut [u8],
    flags: MsgFlags,
) -> io::Result<usize> {
    let size = length(buffer.len());
    // SAFETY: `buffer` has room for `size` bytes.
    let result = unsafe { ws::recv(raw(socket), buffer.as_mut_ptr(), size, flags.bits()) };
    check_read(result, bytes(result), bytes(size)).map(|(count, _)| count)
}

pub(crate) fn recv_from(
    socket: BorrowedSocket<'_>,
    buffer: &mut [u8],
    flags: MsgFlags,
) -> io::Result<(usize, SockAddr)> {
    let room = length(buffer.len());
    let mut count = 0;
    let address = fill_address(|address, size| {
        // SAFETY: `buffer` has room for `room` bytes, and `address` for `size`.
        let result = unsafe {
            let to = buffer.as_mut_ptr();
            ws::recvfrom(raw(socket), to, room, flags.bits(), address, size)
        };
        (count, _) = check_read(result, bytes(result), bytes(room))?;
        Ok(())
    })?;
    Ok((count, address))
}

pub(crate) fn send(
    socket: BorrowedSocket<'_>,
    buffer: &[u8],
    flags: MsgFlags,
) -> io::Result<usize> {
    let size = length(buffer.len());
    // SAFETY: `buffer` has `size` bytes.
    check_written(unsafe { ws::send(raw(socket), buffer.as_ptr(), size, flags.bits()) })
}

pub(crate) fn send_to(
    socket: BorrowedSocket<'_>,
    buffer: &[u8],
    address: &SockAddr,
    flags: MsgFlags,
) -> io::Result<usize> {
    let (address, address_size) = as_sockaddr(address);
    let size = length(buffer.len());
    // SAFETY: `buffer` has `size` bytes, and `address` has `address_size`.
    check_written(unsafe {
        let from = buffer.as_ptr();
        ws::sendto(raw(socket), from, size, flags.bits(), address, address_size)
    })
}

// Interfaces.

pub(crate) fn interface_index(name: &Name) -> io::Result<u32> {
    // One byte more than the longest name: it ends with a NUL whatever it is.
    let mut text = [0; Name::SIZE + 1];
    for (to, from) in text.iter_mut().zip(name.as_bytes()) {
        *to = *from;
    }
    // SAFETY: `text` ends with a NUL.
    match unsafe { if_nametoindex(text.as_ptr()) } {
        0 => Err(io::ErrorKind::NotFound.into()),
        index => Ok(index),
    }
}

/// Fails for an interface whose name is longer than a [`Name`] can be.
pub(crate) fn interface_name(index: u32) -> io::Result<Name> {
    // netioapi.h: NDIS_IF_MAX_STRING_SIZE, and a NUL.
    let mut room = [0; 257];
    // SAFETY: the call writes at most 257 bytes.
    if unsafe { if_indextoname(index, room.as_mut_ptr()) }.is_null() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let name = room.split(|&byte| byte == 0).next().unwrap_or_default();
    Name::from_bytes(name).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
