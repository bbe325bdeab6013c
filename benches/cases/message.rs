//! One datagram with IP_PKTINFO, SCM_TIMESTAMPNS and IP_TOS: received again and again, and its control
//! messages gone through, in several ways.
//!
//! Each way adds up what the messages hold, so that all of it must be read.

use std::cell::UnsafeCell;
use std::io::{self, IoSliceMut};
use std::mem::{size_of, zeroed, MaybeUninit};
use std::net::UdpSocket;
use std::os::fd::AsRawFd;

use nix::sys::socket::{recvmsg, ControlMessageOwned, MsgFlags as NixFlags, SockaddrIn};
use rustix::net::{RecvAncillaryBuffer, RecvFlags};
use sockopt::{Message, Messages, MsgFlags, Room, Socket};

use super::Shared;

/// A socket that has a datagram waiting, and the control messages that come with it.
pub(crate) struct Waiting {
    pub(crate) socket: Shared,
    pub(crate) control: Vec<u8>,
    /// What is used again for each receive: by this crate, and by the others.
    room: UnsafeCell<Room<[u8; 128]>>,
    address: UnsafeCell<libc::sockaddr_storage>,
    buffer: UnsafeCell<[u64; 16]>,
}

impl Waiting {
    pub(crate) fn new() -> io::Result<Waiting> {
        let receiver = UdpSocket::bind("127.0.0.1:0")?;
        let socket = Socket::from(receiver).into_owned();
        socket.set_ip_pktinfo(true)?;
        socket.set_timestampns(true)?;
        socket.set_ip_recvtos(true)?;
        let address = socket.local_addr()?;
        socket.send_to(b"datagram", address)?;
        let (mut data, mut room) = ([0; 16], Room::with([0; 128]));
        let received =
            socket.recv_msg(&mut [IoSliceMut::new(&mut data)], &mut room, MsgFlags::PEEK)?;
        let control = received.messages.as_bytes().to_vec();
        assert_eq!(received.messages.count(), 3, "a machine that stamps no packets");
        Ok(Waiting {
            socket: Shared::new(socket)?,
            control,
            room: UnsafeCell::new(Room::with([0; 128])),
            // SAFETY: all zeros is an address.
            address: UnsafeCell::new(unsafe { zeroed() }),
            buffer: UnsafeCell::new([0; 16]),
        })
    }
}

#[inline(always)]
pub(crate) fn sum(messages: Messages<'_>) -> u64 {
    let mut sum = 0u64;
    for message in messages {
        match message {
            Message::IP_PKTINFO(info) => {
                let index = info.interface.map_or(0, |interface| interface.index());
                sum += u64::from(index) + u64::from(u32::from_ne_bytes(info.addr.octets()));
            }
            Message::SCM_TIMESTAMPNS(stamp) => sum += stamp.secs as u64 + u64::from(stamp.nanos),
            Message::IP_TOS(tos) => sum += u64::from(tos),
            _ => {}
        }
    }
    sum
}

/// As C's macros have it, which check nothing of a payload.
///
/// # Safety
///
/// `message` has control messages of the kernel.
#[inline(always)]
unsafe fn sum_libc(message: &libc::msghdr) -> u64 {
    let mut sum = 0u64;
    // SAFETY: the macros keep to the buffer; the kernel's payloads are of these types.
    unsafe {
        let mut header = libc::CMSG_FIRSTHDR(message);
        while let Some(cmsg) = header.as_ref() {
            let data = libc::CMSG_DATA(cmsg);
            match (cmsg.cmsg_level, cmsg.cmsg_type) {
                (libc::IPPROTO_IP, libc::IP_PKTINFO) => {
                    let info = data.cast::<libc::in_pktinfo>().read_unaligned();
                    sum += info.ipi_ifindex as u64 + u64::from(info.ipi_addr.s_addr);
                }
                (libc::SOL_SOCKET, libc::SCM_TIMESTAMPNS) => {
                    let stamp = data.cast::<libc::timespec>().read_unaligned();
                    sum += stamp.tv_sec as u64 + stamp.tv_nsec as u64;
                }
                (libc::IPPROTO_IP, libc::IP_TOS) => sum += u64::from(data.read()),
                _ => {}
            }
            header = libc::CMSG_NXTHDR(message, cmsg);
        }
    }
    sum
}

#[inline(always)]
pub(crate) fn parse_libc(control: &[u8]) -> u64 {
    // SAFETY: all zeros is a message; `control` is what the kernel gave.
    unsafe {
        let mut message: libc::msghdr = zeroed();
        message.msg_control = control.as_ptr().cast_mut().cast();
        message.msg_controllen = control.len();
        sum_libc(&message)
    }
}

#[inline(always)]
pub(crate) fn receive_libc(waiting: &Waiting) -> Option<u64> {
    let mut data = [0u8; 16];
    // SAFETY: all zeros is a message; the pointers and lengths are those of buffers, which one thread
    // uses.
    unsafe {
        let address = waiting.address.get();
        let mut buffer = libc::iovec { iov_base: data.as_mut_ptr().cast(), iov_len: data.len() };
        let mut message: libc::msghdr = zeroed();
        message.msg_name = address.cast();
        message.msg_namelen = size_of::<libc::sockaddr_storage>() as u32;
        message.msg_iov = &mut buffer;
        message.msg_iovlen = 1;
        message.msg_control = waiting.buffer.get().cast();
        message.msg_controllen = 128;
        let fd = waiting.socket.fd.as_raw_fd();
        if libc::recvmsg(fd, &mut message, libc::MSG_PEEK | libc::MSG_CMSG_CLOEXEC) < 0 {
            return None;
        }
        let port = address.cast::<libc::sockaddr_in>().read().sin_port;
        Some(sum_libc(&message) + u64::from(port))
    }
}

#[inline(always)]
pub(crate) fn receive(waiting: &Waiting) -> Option<u64> {
    let mut data = [0; 16];
    let buffers = &mut [IoSliceMut::new(&mut data)];
    // SAFETY: one thread uses it, here alone.
    let room = unsafe { &mut *waiting.room.get() };
    let received = waiting.socket.ours.recv_msg(buffers, room, MsgFlags::PEEK).ok()?;
    super::show(received.address);
    Some(sum(received.messages))
}

#[inline(always)]
fn sum_nix(messages: impl Iterator<Item = ControlMessageOwned>) -> u64 {
    let mut sum = 0u64;
    for message in messages {
        match message {
            ControlMessageOwned::Ipv4PacketInfo(info) => {
                sum += info.ipi_ifindex as u64 + u64::from(info.ipi_addr.s_addr);
            }
            ControlMessageOwned::ScmTimestampns(stamp) => {
                sum += stamp.tv_sec() as u64 + stamp.tv_nsec() as u64;
            }
            ControlMessageOwned::Ipv4Tos(tos) => sum += u64::from(tos),
            _ => {}
        }
    }
    sum
}

#[inline(always)]
pub(crate) fn receive_nix(waiting: &Waiting) -> Option<u64> {
    let mut data = [0; 16];
    let buffers = &mut [IoSliceMut::new(&mut data)];
    // SAFETY: one thread uses it, here alone; numbers are bytes.
    let room = unsafe { &mut *waiting.buffer.get().cast::<[u8; 128]>() };
    let fd = waiting.socket.fd.as_raw_fd();
    let received = recvmsg::<SockaddrIn>(fd, buffers, Some(room), NixFlags::MSG_PEEK).ok()?;
    Some(sum_nix(received.cmsgs().ok()?))
}

/// It knows none of the three kinds: this is what it takes to pass over them.
#[inline(always)]
pub(crate) fn receive_rustix(waiting: &Waiting) -> Option<u64> {
    let (mut data, mut room) = ([0; 16], [MaybeUninit::uninit(); 128]);
    let buffers = &mut [IoSliceMut::new(&mut data)];
    let mut control = RecvAncillaryBuffer::new(&mut room);
    let fd = &waiting.socket.fd;
    let received = rustix::net::recvmsg(fd, buffers, &mut control, RecvFlags::PEEK).ok()?;
    super::show(&received.address);
    Some(control.drain().count() as u64)
}
