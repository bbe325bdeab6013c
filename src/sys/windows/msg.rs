//! Messages: buffers, an address and control messages in one call.
//!
//! Winsock has calls with control messages for datagram and raw sockets alone, of which the one that receives is
//! the provider's own. Where no control messages can come or go, the usual calls do, which streams have too.

use core::mem::{align_of, offset_of, size_of, size_of_val};
use core::ptr;
use std::io::{self, IoSlice, IoSliceMut};

use super::{
    as_sockaddr, bytes, check, check_read, errno, fill_address, length, raw, ws, BorrowedSocket,
};
use crate::addr::SockAddr;
use crate::kind::Type;
use crate::msg::MsgFlags;
use crate::socket::Socket;

/// The bytes before a control message's payload: `WSACMSGHDR`, behind which ws2def.h leaves no gap on any
/// machine.
pub(crate) const CMSG_HEADER: usize = size_of::<ws::CMSGHDR>();

/// Every control message begins at a multiple of this.
pub(crate) const CMSG_ALIGN: usize = align_of::<ws::CMSGHDR>();

/// How much of a buffer for control messages may be lost for them to lie aligned.
pub(crate) const CMSG_SLACK: usize = CMSG_ALIGN - 1;

const LEVEL: usize = offset_of!(ws::CMSGHDR, cmsg_level);
// The level and the type are read as one number, and the length, a `SIZE_T`, lies before them.
const _: () = {
    assert!(offset_of!(ws::CMSGHDR, cmsg_type) == LEVEL + size_of::<i32>());
    assert!(offset_of!(ws::CMSGHDR, cmsg_len) == 0 && size_of::<usize>() == LEVEL);
    assert!(LEVEL + 8 == CMSG_HEADER);
};

/// A control message's length, header included, and its level and type as one number.
#[inline]
pub(crate) fn cmsg_parts(header: &[u8; CMSG_HEADER]) -> (usize, u64) {
    let (length, key) = header.split_at(LEVEL);
    let length = length.try_into().map_or(0, usize::from_ne_bytes);
    (length, key.try_into().map_or(0, u64::from_ne_bytes))
}

/// The header of a control message of `length` bytes, itself included.
#[inline]
pub(crate) fn cmsg_header(length: usize, key: u64) -> [u8; CMSG_HEADER] {
    let mut header = [0; CMSG_HEADER];
    let (to, rest) = header.split_at_mut(LEVEL);
    to.copy_from_slice(&length.to_ne_bytes());
    rest.copy_from_slice(&key.to_ne_bytes());
    header
}

/// The part of a buffer that begins where a control message may: Winsock hands it on as it lies there.
pub(crate) fn cmsg_room(room: &mut [u8]) -> &mut [u8] {
    let gap = room.as_ptr().align_offset(CMSG_ALIGN);
    room.get_mut(gap..).unwrap_or_default()
}

/// What a call received, beside the data and what it wrote to a [`Room`](crate::cmsg::Room).
#[derive(Clone, Copy)]
pub(crate) struct Reception {
    pub(crate) count: usize,
    pub(crate) flags: MsgFlags,
    /// How many bytes of control messages there are.
    pub(crate) control: usize,
}

/// The call that receives a message: each provider of sockets has its own.
type RecvMsg = unsafe extern "system" fn(
    ws::SOCKET,
    *mut ws::WSAMSG,
    *mut u32,
    *mut windows_sys::Win32::System::IO::OVERLAPPED,
    ws::LPWSAOVERLAPPED_COMPLETION_ROUTINE,
) -> i32;

/// The one of the socket's provider. It is found without going to the kernel, so it is asked for anew
/// each time: no socket can get the function of another's provider.
fn provider_recv_msg(socket: BorrowedSocket<'_>) -> io::Result<RecvMsg> {
    let name = ws::WSAID_WSARECVMSG;
    let mut function: ws::LPFN_WSARECVMSG = None;
    let mut written = 0;
    // SAFETY: the request reads a GUID, and for this one writes a pointer to a function of the type
    // of `function` (mswsock.h), or nothing; each pointer is passed with its size.
    check(unsafe {
        ws::WSAIoctl(
            raw(socket),
            ws::SIO_GET_EXTENSION_FUNCTION_POINTER,
            ptr::from_ref(&name).cast(),
            list_length(size_of_val(&name)),
            ptr::from_mut(&mut function).cast(),
            list_length(size_of_val(&function)),
            &mut written,
            ptr::null_mut(),
            None,
        )
    })?;
    function.ok_or_else(|| io::ErrorKind::Unsupported.into())
}

/// Room for all control messages that Windows may bring with one datagram: even with one of each kind that
/// ws2ipdef.h has, they do not fill it. (But for those of a redirect service, which may be longer than any room.)
#[repr(align(8))]
struct Enough([u8; 512]);

pub(crate) fn recv_msg(
    socket: BorrowedSocket<'_>,
    buffers: &mut [IoSliceMut<'_>],
    (address, control): (&mut SockAddr, &mut [u8]),
    flags: MsgFlags,
) -> io::Result<Reception> {
    // Streams have no such messages, and no call that would say so by giving none.
    if control.is_empty() || Socket::from(socket).r#type().is_ok_and(|kind| kind == Type::STREAM) {
        let (count, from, flags) = recv_vectored(socket, buffers, flags)?;
        *address = from;
        return Ok(Reception { count, flags, control: 0 });
    }
    let mut room = Enough([0; 512]);
    if control.len() >= room.0.len() {
        return recv_msg_into(socket, buffers, (address, control), flags);
    }
    // With control messages that do not fit, the call fails, and need not tell how much data came. So they are
    // given room, and cut here.
    let mut got = recv_msg_into(socket, buffers, (address, &mut room.0), flags)?;
    if got.control > control.len() {
        got.control = control.len();
        got.flags |= MsgFlags::CTRUNC;
    }
    if let Some((to, from)) = control.get_mut(..got.control).zip(room.0.get(..got.control)) {
        to.copy_from_slice(from);
    }
    Ok(got)
}

/// As [`recv_msg`], for a datagram socket, and `control` aligned as control messages are.
fn recv_msg_into(
    socket: BorrowedSocket<'_>,
    buffers: &mut [IoSliceMut<'_>],
    (address, control): (&mut SockAddr, &mut [u8]),
    flags: MsgFlags,
) -> io::Result<Reception> {
    let recv_msg = provider_recv_msg(socket)?;
    // Were nothing written, what was there before would not be taken for an address, or a message.
    let name = address.room_mut();
    if let Some(family) = name.first_chunk_mut() {
        *family = [0; 2];
    }
    if let Some(header) = control.first_chunk_mut() {
        *header = [0; CMSG_HEADER];
    }
    let mut message = ws::WSAMSG {
        name: name.as_mut_ptr().cast(),
        namelen: length(name.len()),
        lpBuffers: buffers.as_mut_ptr().cast(),
        dwBufferCount: list_length(buffers.len()),
        // (To pass none, the pointer would have to be null.)
        Control: ws::WSABUF { len: list_length(control.len()), buf: control.as_mut_ptr() },
        dwFlags: flags.bits() as u32,
    };
    let mut got = 0;
    // SAFETY: `message` holds an address, buffers and control messages with room for their lengths; an
    // `IoSliceMut` is laid out as a WSABUF, by its documentation. The function is that of the socket's
    // provider. Nothing is written later: no OVERLAPPED is passed.
    let result = unsafe { recv_msg(raw(socket), &mut message, &mut got, ptr::null_mut(), None) };
    let outcome = check_message(result, &message, got as usize, buffers);
    address.settle(bytes(message.namelen));
    outcome
}

/// The result of a call that receives a message.
fn check_message(
    result: i32,
    message: &ws::WSAMSG,
    got: usize,
    buffers: &[IoSliceMut<'_>],
) -> io::Result<Reception> {
    let flags = MsgFlags::from_bits_retain(message.dwFlags as i32);
    let control = message.Control.len as usize;
    let room = room_in(buffers);
    let cut = message.dwFlags & (ws::MSG_TRUNC | ws::MSG_CTRUNC);
    // What was too long may be the control messages alone.
    if result == ws::SOCKET_ERROR && cut == ws::MSG_CTRUNC && errno() == ws::WSAEMSGSIZE {
        return Ok(Reception { count: room.min(got), flags, control });
    }
    let (count, cut) = check_read(result, got, room)?;
    let flags = if cut { flags | MsgFlags::TRUNC } else { flags };
    Ok(Reception { count, flags, control })
}

/// How many bytes fit into some buffers.
fn room_in(buffers: &[IoSliceMut<'_>]) -> usize {
    buffers.iter().map(|buffer| buffer.len()).fold(0, usize::saturating_add)
}

pub(crate) fn recv_vectored(
    socket: BorrowedSocket<'_>,
    buffers: &mut [IoSliceMut<'_>],
    flags: MsgFlags,
) -> io::Result<(usize, SockAddr, MsgFlags)> {
    let room = room_in(buffers);
    let mut read = (0, false);
    let mut flags = flags.bits() as u32;
    let address = fill_address(|address, size| {
        let mut got = 0;
        // SAFETY: there are as many buffers as are told, or more, and an `IoSliceMut`
        // is laid out as a WSABUF, by its documentation; `address` has room for
        // `size` bytes. Nothing is written later: no OVERLAPPED is passed.
        let result = unsafe {
            ws::WSARecvFrom(
                raw(socket),
                buffers.as_mut_ptr().cast(),
                list_length(buffers.len()),
                &mut got,
                &mut flags,
                address,
                size,
                ptr::null_mut(),
                None,
            )
        };
        read = check_read(result, got as usize, room)?;
        Ok(())
    })?;
    let (count, cut) = read;
    let flags = MsgFlags::from_bits_retain(flags as i32);
    Ok((count, address, if cut { flags | MsgFlags::TRUNC } else { flags }))
}

pub(crate) fn send_msg(
    socket: BorrowedSocket<'_>,
    buffers: &[IoSlice<'_>],
    address: Option<&SockAddr>,
    control: &[u8],
    flags: MsgFlags,
) -> io::Result<usize> {
    if control.is_empty() {
        return send_vectored(socket, buffers, address, flags);
    }
    let (address, size) = address.map_or((ptr::null(), 0), as_sockaddr);
    let message = ws::WSAMSG {
        name: address.cast_mut(),
        namelen: size,
        lpBuffers: buffers.as_ptr().cast_mut().cast(),
        dwBufferCount: list_length(buffers.len()),
        Control: ws::WSABUF { len: list_length(control.len()), buf: control.as_ptr().cast_mut() },
        dwFlags: 0,
    };
    let mut sent = 0;
    // SAFETY: `message` holds an address, buffers and control messages of their lengths, which the call only
    // reads; an `IoSlice` is laid out as a WSABUF, by its documentation. Nothing is read later: no
    // OVERLAPPED is passed.
    check(unsafe {
        let flags = flags.bits() as u32;
        ws::WSASendMsg(raw(socket), &message, flags, &mut sent, ptr::null_mut(), None)
    })?;
    Ok(sent as usize)
}

pub(crate) fn send_vectored(
    socket: BorrowedSocket<'_>,
    buffers: &[IoSlice<'_>],
    address: Option<&SockAddr>,
    flags: MsgFlags,
) -> io::Result<usize> {
    let (address, size) = address.map_or((ptr::null(), 0), as_sockaddr);
    let mut sent = 0;
    // SAFETY: there are as many buffers as are told, or more, and an `IoSlice` is laid
    // out as a WSABUF, by its documentation; the call only reads them. `address` has
    // `size` bytes. Nothing is read later: no OVERLAPPED is passed.
    check(unsafe {
        ws::WSASendTo(
            raw(socket),
            buffers.as_ptr().cast(),
            list_length(buffers.len()),
            &mut sent,
            flags.bits() as u32,
            address,
            size,
            ptr::null_mut(),
            None,
        )
    })?;
    Ok(sent as usize)
}

/// A count as a call takes it. Nobody has more.
pub(super) fn list_length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
