//! The values of control messages that are more than a number.

use core::fmt;
use core::net::{Ipv4Addr, Ipv6Addr, SocketAddrV6};
use core::time::Duration;
use std::time::SystemTime;

use crate::codec::{names, record, Bits, IfIndex, Int, Ip, OrNone, U32, U64};
use crate::interface::Interface;

/// A point in time, by the clock that the message's docs name. Text: `1700000000.000000250`.
///
/// ```
/// use sockopt::Timestamp;
/// use std::time::{Duration, SystemTime};
///
/// let stamp = Timestamp { secs: 5, nanos: 250 };
/// assert_eq!(stamp.to_string(), "5.000000250");
/// assert_eq!(stamp.since(Timestamp { secs: 4, nanos: 0 }), Some(Duration::new(1, 250)));
/// // For one of the system's time of day:
/// assert_eq!(stamp.to_system_time(), SystemTime::UNIX_EPOCH.checked_add(Duration::new(5, 250)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Whole seconds since the clock's zero; of the time of day, since 1970.
    pub secs: i64,
    /// Nanoseconds of the second that follows: less than 1,000,000,000.
    pub nanos: u32,
}

impl Timestamp {
    pub(super) const ZERO: Timestamp = Timestamp { secs: 0, nanos: 0 };

    /// The time that has gone by since an earlier one; `None` if that is the later one.
    pub fn since(self, earlier: Timestamp) -> Option<Duration> {
        let nanos =
            |stamp: Timestamp| i128::from(stamp.secs) * 1_000_000_000 + i128::from(stamp.nanos);
        let nanos = nanos(self).checked_sub(nanos(earlier))?;
        let (secs, nanos) = (nanos.div_euclid(1_000_000_000), nanos.rem_euclid(1_000_000_000));
        Some(Duration::new(u64::try_from(secs).ok()?, u32::try_from(nanos).ok()?))
    }

    /// The same as a time of day, if it is one that std can hold.
    pub fn to_system_time(self) -> Option<SystemTime> {
        let secs = Duration::from_secs(self.secs.unsigned_abs());
        let whole = if self.secs < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(secs)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(secs)
        };
        whole?.checked_add(Duration::from_nanos(self.nanos.into()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:09}", self.secs, self.nanos)
    }
}

/// When a packet was received, or sent: SCM_TIMESTAMPING.
///
/// ```
/// use sockopt::{Timestamp, Timestamps};
///
/// fn best(stamps: Timestamps) -> Option<Timestamp> {
///     stamps.hardware.or(stamps.software)
/// }
/// # let stamp = Timestamp { secs: 1, nanos: 2 };
/// # assert_eq!(best(Timestamps { software: Some(stamp), hardware: None }), Some(stamp));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timestamps {
    /// By the system, in its time of day.
    pub software: Option<Timestamp>,
    /// By the network device, in its own clock, or in the one that [`bind_phc`](crate::Timestamping::bind_phc)
    /// chose.
    pub hardware: Option<Timestamp>,
}

record! {
    /// The device and the length of a packet that was stamped: SCM_TIMESTAMPING_PKTINFO.
    pub struct TimestampPktInfo {
        /// The device that received it; `None` if it is not known.
        pub interface: Option<Interface> as OrNone<IfIndex<u32>, 0>,
        /// The length of the packet at the link layer.
        pub pkt_length: u32 as U32,
    }
}

record! {
    /// Where an IPv4 packet was sent to and came in, or is to be sent from: IP_PKTINFO.
    ///
    /// [`PacketInfo`](crate::PacketInfo) is the same for every system and both families.
    ///
    /// ```
    /// use sockopt::{Interface, Ipv4PktInfo};
    /// use std::net::Ipv4Addr;
    ///
    /// // To send from an address, and by an interface:
    /// let from = Ipv4PktInfo::from(Ipv4Addr::LOCALHOST);
    /// let by = Ipv4PktInfo { interface: Interface::from_index(1), ..from };
    /// assert_ne!(from, by);
    /// ```
    pub struct Ipv4PktInfo {
        /// The interface: that the packet came in by, or is to leave by.
        pub interface: Option<Interface> as OrNone<IfIndex<u32>, 0>,
        /// Received: the own address to answer from. To send: the address to send from;
        /// 0.0.0.0 leaves that to the system.
        pub spec_dst: Ipv4Addr as Ip<Ipv4Addr>,
        /// Received: where the packet was sent to, a group or a broadcast address too. It
        /// means nothing when sending.
        pub addr: Ipv4Addr as Ip<Ipv4Addr>,
    }
}

/// To send from that address.
impl From<Ipv4Addr> for Ipv4PktInfo {
    fn from(address: Ipv4Addr) -> Ipv4PktInfo {
        Ipv4PktInfo { interface: None, spec_dst: address, addr: Ipv4Addr::UNSPECIFIED }
    }
}

record! {
    /// Where an IPv6 packet was sent to and came in, or is to be sent from: IPV6_PKTINFO.
    ///
    /// ```
    /// use sockopt::Ipv6PktInfo;
    /// use std::net::Ipv6Addr;
    ///
    /// let from = Ipv6PktInfo::from(Ipv6Addr::LOCALHOST);
    /// assert_eq!(from.interface, None); // whichever the routes say
    /// ```
    pub struct Ipv6PktInfo {
        /// Received: where the packet was sent to. To send: the address to send from; `::` leaves that
        /// to the system.
        pub addr: Ipv6Addr as Ip<Ipv6Addr>,
        /// The interface: that the packet came in by, or is to leave by.
        pub interface: Option<Interface> as OrNone<IfIndex<u32>, 0>,
    }
}

/// To send from that address.
impl From<Ipv6Addr> for Ipv6PktInfo {
    fn from(addr: Ipv6Addr) -> Ipv6PktInfo {
        Ipv6PktInfo { addr, interface: None }
    }
}

/// The MTU of the path to a destination: IPV6_PATHMTU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PathMtu {
    /// The destination.
    pub destination: SocketAddrV6,
    /// The largest packet that gets there whole, in bytes, IPv6 header included.
    pub mtu: u32,
}

bitflags::bitflags! {
    /// What a packet socket tells of a packet; see [`PacketAuxdata`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct PacketStatus: u32 {
        /// There is a packet.
        const USER = 1;
        /// It was cut, and the whole can be had by a usual receive (rings only).
        const COPY = 1 << 1;
        /// Packets were dropped.
        const LOSING = 1 << 2;
        /// The checksum is not yet filled in: the device would do it.
        const CSUMNOTREADY = 1 << 3;
        /// `vlan_tci` is that of the packet.
        const VLAN_VALID = 1 << 4;
        /// A block of a ring was given for its time is over.
        const BLK_TMO = 1 << 5;
        /// `vlan_tpid` is that of the packet.
        const VLAN_TPID_VALID = 1 << 6;
        /// The checksum was checked.
        const CSUM_VALID = 1 << 7;
        /// It is several TCP segments in one.
        const GSO_TCP = 1 << 8;
        /// The time is that at which the kernel saw the packet (rings only).
        const TS_SOFTWARE = 1 << 29;
        /// The time is the device's (rings only).
        const TS_RAW_HARDWARE = 1 << 31;
    }
}

record! {
    /// What a packet socket tells of a packet: PACKET_AUXDATA.
    ///
    /// ```
    /// use sockopt::{PacketAuxdata, PacketStatus};
    ///
    /// fn vlan(packet: PacketAuxdata) -> Option<u16> {
    ///     packet.status.contains(PacketStatus::VLAN_VALID).then_some(packet.vlan_tci & 0xfff)
    /// }
    /// # let packet = PacketAuxdata {
    /// #     status: PacketStatus::USER, len: 60, snaplen: 60, mac: 0, net: 14, vlan_tci: 7, vlan_tpid: 0,
    /// # };
    /// # assert_eq!(vlan(packet), None);
    /// ```
    pub struct PacketAuxdata {
        /// What is special about the packet.
        pub status: PacketStatus as Bits<PacketStatus>,
        /// The packet's length.
        pub len: u32 as U32,
        /// How much of it was kept.
        pub snaplen: u32 as U32,
        /// Where the link layer's header begins.
        pub mac: u16 as Int<u16, 0, 65535, u16>,
        /// Where the network layer's header begins.
        pub net: u16 as Int<u16, 0, 65535, u16>,
        /// The VLAN tag that was taken off: priority and identifier.
        pub vlan_tci: u16 as Int<u16, 0, 65535, u16>,
        /// That tag's protocol.
        pub vlan_tpid: u16 as Int<u16, 0, 65535, u16>,
    }
}

record! {
    /// A piece of device memory that holds received data: SCM_DEVMEM_DMABUF; or, as far as its size,
    /// data that was copied to the buffers after all: SCM_DEVMEM_LINEAR.
    pub struct DmabufCmsg {
        /// Where the piece begins in the device memory.
        pub frag_offset: u64 as U64,
        /// Its size in bytes.
        pub frag_size: u32 as U32,
        /// What to give it back with: see [`DmabufToken`](crate::DmabufToken).
        pub frag_token: u32 as U32,
        /// Which device memory it is.
        pub dmabuf_id: u32 as U32,
        /// No flag is defined.
        pub flags: u32 as U32,
    }
}

names! {
    /// What an AF_ALG socket is to do with the data: ALG_SET_OP.
    pub struct AlgOp {
        /// Decrypt.
        DECRYPT = ALG_OP_DECRYPT on LINUX | ANDROID;
        /// Encrypt.
        ENCRYPT = ALG_OP_ENCRYPT on LINUX | ANDROID;
    }
}
