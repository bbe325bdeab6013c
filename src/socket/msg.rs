//! Messages: data, an address and control messages in one call.

use std::io::{self, IoSlice, IoSliceMut};

use super::Socket;
use crate::addr::SockAddr;
#[cfg(unix)]
use crate::cmsg::Descriptors;
use crate::cmsg::{Control, Messages, Room};
#[cfg(not(any(target_os = "fuchsia", target_os = "aix", target_os = "hurd")))]
use crate::error::Result;
use crate::msg::MsgFlags;
use crate::sys::{self, AsSocket, Reception};

cfg_if::cfg_if! {
    if #[cfg(any(
        target_os = "linux",
        target_os = "android",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd",
    ))] {
        mod many;
        pub use crate::sys::SendMsg;
        pub use many::{ReceivedMany, RecvBatch};
    }
}

/// What a receive gave: see [`Socket::recv_msg`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Received<'a> {
    /// How many bytes were received into the buffers; the whole length of the datagram, if
    /// [`MsgFlags::TRUNC`] was asked for.
    pub len: usize,
    /// Who sent it. From the error queue: where it was to go. [`Addr::Unspecified`](crate::Addr::Unspecified) on
    /// a connection, which does not tell.
    pub address: &'a SockAddr,
    /// What is special about it.
    pub flags: MsgFlags,
    /// The control messages that came with it.
    pub messages: Messages<'a>,
    /// The descriptors that came with it.
    #[cfg(unix)]
    pub descriptors: Descriptors<'a>,
}

impl<'a> Received<'a> {
    /// What the system has just written, to `address` and `control` too.
    #[inline]
    fn new(reception: Reception, address: &'a SockAddr, control: &'a [u8]) -> Received<'a> {
        let messages = Messages::new(control.get(..reception.control).unwrap_or(control));
        Received {
            len: reception.count,
            address,
            flags: reception.flags,
            messages,
            #[cfg(unix)]
            descriptors: Descriptors::of(&reception, messages),
        }
    }

    /// Whether the datagram was longer than the buffers ([`MsgFlags::TRUNC`]): the rest is lost.
    pub fn is_truncated(&self) -> bool {
        self.flags.contains(MsgFlags::TRUNC)
    }

    /// Whether control messages were lost ([`MsgFlags::CTRUNC`]): there was no room for them; or
    /// descriptors, as this process can have no more of them open. (Those that were lost are closed.)
    pub fn is_control_truncated(&self) -> bool {
        self.flags.contains(MsgFlags::CTRUNC)
    }
}

impl<S: AsSocket> Socket<S> {
    /// Receives into several buffers, one after another, and what comes beside the data into a [`Room`].
    ///
    /// Descriptors that come with it are close-on-exec. Among the flags that it takes are [`MsgFlags::ERRQUEUE`], to read
    /// from the error queue, and [`MsgFlags::PEEK`], to leave it there. A signal's handler may cut it short
    /// ([`io::ErrorKind::Interrupted`]).
    ///
    /// ```
    /// use sockopt::{Message, MsgFlags, Room, Socket};
    /// use std::io::IoSliceMut;
    /// use std::net::UdpSocket;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::from(UdpSocket::bind("127.0.0.1:0")?);
    /// socket.set_ip_recvttl(true)?;
    /// socket.connect(socket.local_addr()?)?; // to itself
    /// socket.send(b"headbody")?;
    ///
    /// let (mut head, mut body, mut room) = ([0; 4], [0; 1500], Room::new());
    /// let buffers = &mut [IoSliceMut::new(&mut head), IoSliceMut::new(&mut body)];
    /// let mut received = socket.recv_msg(buffers, &mut room, MsgFlags::empty())?;
    /// assert_eq!((received.len, *received.address), (8, socket.local_addr()?));
    /// assert_eq!(received.messages.next(), Some(Message::IP_TTL(64)));
    /// assert_eq!((&head, &body[..received.len - 4]), (b"head", b"body".as_slice()));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    #[inline]
    pub fn recv_msg<'a>(
        &self,
        buffers: &mut [IoSliceMut<'_>],
        room: &'a mut Room,
        flags: MsgFlags,
    ) -> io::Result<Received<'a>> {
        let (address, control) = room.parts();
        let reception = sys::recv_msg(self.borrow(), buffers, (address, control), flags)?;
        Ok(Received::new(reception, address, control))
    }

    /// Sends what several buffers hold, one after another, to an address or to the peer, with control messages.
    ///
    /// Gives how many bytes were taken: of a stream, that may be less than all. Without control
    /// messages, it is [`send_vectored`](Socket::send_vectored). No SIGPIPE is raised.
    ///
    /// The system may refuse a message that it does not know (EINVAL), and says not which.
    ///
    /// ```
    /// use sockopt::{cmsg, Control, Ipv4PktInfo, MsgFlags, Socket};
    /// use std::io::IoSlice;
    /// use std::net::{Ipv4Addr, UdpSocket};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let receiver = UdpSocket::bind("127.0.0.1:0")?;
    /// let sender = Socket::from(UdpSocket::bind("0.0.0.0:0")?);
    ///
    /// let mut room = [0; cmsg::ROOM];
    /// let mut control = Control::new(&mut room);
    /// control.push(cmsg::IP_PKTINFO, Ipv4PktInfo::from(Ipv4Addr::new(127, 0, 0, 5)))?;
    /// let to = receiver.local_addr()?.into();
    /// sender.send_msg(&[IoSlice::new(b"hello")], Some(&to), &control, MsgFlags::empty())?;
    ///
    /// let (_, from) = receiver.recv_from(&mut [0; 5])?;
    /// assert_eq!(from.ip(), Ipv4Addr::new(127, 0, 0, 5));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    #[inline]
    pub fn send_msg(
        &self,
        buffers: &[IoSlice<'_>],
        address: Option<&SockAddr>,
        control: &Control<'_>,
        flags: MsgFlags,
    ) -> io::Result<usize> {
        sys::send_msg(self.borrow(), buffers, address, control.as_bytes(), flags)
    }

    /// Sets whether received datagrams bring where they were sent to, and the interface that they came in by:
    /// [`PacketInfo`](crate::PacketInfo).
    ///
    /// It sets the option, or the options, that the system has for the socket's family: IP_PKTINFO, or IP_RECVDSTADDR
    /// and IP_RECVIF; IPV6_RECVPKTINFO for IPv6 and what comes over IPv4 on an IPv6 socket (on Windows, which needs them for that,
    /// those of IPv4 too, unless the socket is for IPv6 alone).
    ///
    /// For UDP and raw sockets. On other kinds, the system may take it and not deliver anything. Haiku tells no interface of
    /// IPv4; Fuchsia, AIX and the Hurd tell nothing of it, so that there it is to be asked for with the options of IPv6.
    #[cfg(not(any(target_os = "fuchsia", target_os = "aix", target_os = "hurd")))]
    pub fn set_recv_packet_info(&self, on: bool) -> Result<()> {
        let ipv6 = self.kind().is_ok_and(|kind| kind.is_ipv6());
        if ipv6 {
            self.set_ipv6_recvpktinfo(on)?;
            #[cfg(windows)]
            if !self.ipv6_v6only()? {
                self.set_ip_pktinfo(on)?;
            }
            return Ok(());
        }
        cfg_if::cfg_if! {
            if #[cfg(any(
                target_os = "freebsd",
                target_os = "openbsd",
                target_os = "dragonfly",
                target_os = "nto",
            ))] {
                self.set_ip_recvdstaddr(on)?;
                self.set_ip_recvif(on)
            } else if #[cfg(any(target_os = "illumos", target_os = "solaris"))] {
                self.set_ip_recvpktinfo(on)
            } else if #[cfg(target_os = "haiku")] {
                self.set_ip_recvdstaddr(on)
            } else {
                self.set_ip_pktinfo(on)
            }
        }
    }
}
