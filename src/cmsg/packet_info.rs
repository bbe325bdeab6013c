//! Where a datagram was sent to, on every system and of either family.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{Control, Message, Messages};
use crate::error::Result;
use crate::interface::Interface;
use crate::values::{Ipv4PktInfo, Ipv6PktInfo};

/// Where a datagram was sent to, and the interface that it came in by: what a server answers from.
///
/// [`set_recv_packet_info`](crate::Socket::set_recv_packet_info) switches on the messages that tell it, and
/// [`Messages::packet_info`] finds them, whichever the system has. [`Control::push_packet_info`] sends from there.
///
/// ```
/// use sockopt::{cmsg, Control, Domain, MsgFlags, Room, Socket, Type};
/// use std::io::{IoSlice, IoSliceMut};
/// use std::net::{SocketAddr, UdpSocket};
///
/// # #[cfg(target_os = "linux")] {
/// // A server on all addresses, that is asked at one of them,
/// let server = Socket::from(UdpSocket::bind("0.0.0.0:0")?);
/// server.set_recv_packet_info(true)?;
/// let port = server.local_addr()?.port().expect("it is bound");
/// let client = UdpSocket::bind("127.0.0.1:0")?;
/// client.send_to(b"?", ("127.0.0.77", port))?;
///
/// let (mut data, mut room) = ([0; 64], Room::new());
/// let buffers = &mut [IoSliceMut::new(&mut data)];
/// let asked = server.recv_msg(buffers, &mut room, MsgFlags::empty())?;
/// let info = asked.messages.packet_info().expect("it was switched on");
/// assert_eq!(info.destination, "127.0.0.77".parse::<std::net::IpAddr>().unwrap());
///
/// // answers from there.
/// let mut room = [0; cmsg::ROOM];
/// let mut control = Control::new(&mut room);
/// control.push_packet_info(info)?;
/// server.send_msg(&[IoSlice::new(b"!")], Some(asked.address), &control, MsgFlags::empty())?;
/// let (_, from) = client.recv_from(&mut [0; 1])?;
/// assert_eq!(from, SocketAddr::from(([127, 0, 0, 77], port)));
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PacketInfo {
    /// The address that the datagram was sent to: one of this machine's, or a multicast or
    /// broadcast address. It is an IPv4 address for all IPv4 traffic, that of IPv6 sockets too.
    pub destination: IpAddr,
    /// The interface that it came in by; `None` if the system did not tell.
    pub interface: Option<Interface>,
}

impl PacketInfo {
    /// What some messages tell.
    pub(super) fn of(messages: Messages<'_>) -> Option<PacketInfo> {
        let (mut destination, mut found) = (None, None);
        for message in messages {
            match message {
                Message::IP_PKTINFO(Ipv4PktInfo { addr, interface, .. }) => {
                    destination = Some(addr.into());
                    found = interface.or(found);
                }
                Message::IPV6_PKTINFO(Ipv6PktInfo { addr, interface }) => {
                    // Both come for one packet on some dual-stack sockets, and say the same.
                    destination = destination.or(Some(IpAddr::from(addr).to_canonical()));
                    found = interface.or(found);
                }
                Message::IP_RECVDSTADDR(addr) => destination = Some(addr.into()),
                Message::IP_RECVIF(interface) => found = interface.or(found),
                _ => {}
            }
        }
        destination.map(|destination| PacketInfo { destination, interface: found })
    }
}

impl Control<'_> {
    /// Has the datagram sent from an address and by an interface: those of the packet that it
    /// answers.
    ///
    /// If the packet went to a multicast group, which nobody can send from, the system
    /// chooses the address. An interface is passed on where it must be: for a link-local or a multicast
    /// address; otherwise the routes choose it, as answers may have to take another way.
    ///
    /// Nothing is added where the system cannot be told: FreeBSD and OpenBSD take an IPv4 address, but no
    /// interface beside it (and FreeBSD the address only on a socket bound to none); DragonFly, AIX, Fuchsia and QNX take neither
    /// for IPv4; Haiku and the Hurd take nothing at all.
    ///
    /// illumos and Solaris take no message of IPv4 on an IPv6 socket (EINVAL): there, [`IPV6_PKTINFO`](super::IPV6_PKTINFO) with
    /// the [mapped](Ipv4Addr::to_ipv6_mapped) address does it.
    pub fn push_packet_info(&mut self, info: PacketInfo) -> Result<()> {
        let source = info.destination;
        let bound = match source {
            IpAddr::V4(v4) => v4.is_multicast() || v4.is_link_local(),
            IpAddr::V6(v6) => v6.is_multicast() || is_link_local(v6),
        };
        let interface = info.interface.filter(|_| bound);
        let multicast = source.is_multicast();
        match source {
            IpAddr::V4(v4) => {
                self.push_source_v4(if multicast { Ipv4Addr::UNSPECIFIED } else { v4 }, interface)
            }
            IpAddr::V6(v6) => {
                self.push_source_v6(if multicast { Ipv6Addr::UNSPECIFIED } else { v6 }, interface)
            }
        }
    }

    #[cfg(any(
        target_os = "linux",
        target_os = "android",
        target_vendor = "apple",
        target_os = "netbsd",
        target_os = "illumos",
        target_os = "solaris",
        target_os = "cygwin",
        windows,
    ))]
    fn push_source_v4(&mut self, spec_dst: Ipv4Addr, interface: Option<Interface>) -> Result<()> {
        let addr = Ipv4Addr::UNSPECIFIED;
        self.push(super::IP_PKTINFO, Ipv4PktInfo { interface, spec_dst, addr })
    }

    #[cfg(any(target_os = "freebsd", target_os = "openbsd"))]
    fn push_source_v4(&mut self, source: Ipv4Addr, _: Option<Interface>) -> Result<()> {
        // An unspecified address is refused there: it is said by saying nothing.
        if source.is_unspecified() {
            return Ok(());
        }
        self.push(super::IP_SENDSRCADDR, source)
    }

    #[cfg(any(
        target_os = "dragonfly",
        target_os = "aix",
        target_os = "haiku",
        target_os = "fuchsia",
        target_os = "nto",
        target_os = "hurd",
    ))]
    fn push_source_v4(&mut self, _: Ipv4Addr, _: Option<Interface>) -> Result<()> {
        Ok(())
    }

    #[cfg(any(
        target_os = "linux",
        target_os = "android",
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd",
        target_os = "dragonfly",
        target_os = "illumos",
        target_os = "solaris",
        target_os = "aix",
        target_os = "fuchsia",
        target_os = "nto",
        target_os = "cygwin",
        windows,
    ))]
    fn push_source_v6(&mut self, addr: Ipv6Addr, interface: Option<Interface>) -> Result<()> {
        self.push(super::IPV6_PKTINFO, Ipv6PktInfo { addr, interface })
    }

    #[cfg(any(target_os = "haiku", target_os = "hurd"))]
    fn push_source_v6(&mut self, _: Ipv6Addr, _: Option<Interface>) -> Result<()> {
        Ok(())
    }
}

/// fe80::/10. (The standard library's is newer than the oldest Rust that this crate takes.)
fn is_link_local(address: Ipv6Addr) -> bool {
    let [first, ..] = address.segments();
    first & 0xffc0 == 0xfe80
}
