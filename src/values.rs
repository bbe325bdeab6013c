//! The values of options that are more than a number.

use std::net::{Ipv4Addr, Ipv6Addr};

pub use crate::cmsg::values::*;
mod atm;
mod bluetooth;
mod bluetooth_iso;
mod bsd;
mod can;
mod families;
mod flow_label;
mod internet;
mod ioctl;
mod mptcp;
mod mroute;
mod multicast;
mod packet;
mod sctp;
mod sctp_auth;
mod sctp_names;
mod sctp_paths;
mod secret;
mod tcp;
mod tcp_ao;
mod tcp_cc;
mod tcp_connection_info;
mod tcp_info;
mod tcp_info_bsd;
mod tcp_info_windows;
mod tls;
mod winsock;
mod xdp;
mod xucred;

pub(crate) use atm::atm_sizes;
pub use atm::*;
pub use bluetooth::*;
pub use bluetooth_iso::*;
pub use bsd::*;
pub use can::*;
pub use families::*;
pub use ioctl::*;
pub use mptcp::*;
pub use mroute::*;
pub use packet::*;
pub use sctp::*;
pub use sctp_auth::*;
pub use sctp_names::*;
pub(crate) use sctp_paths::sizes;
pub use sctp_paths::*;
pub use secret::*;
pub use tcp::*;
pub use tcp_ao::*;
pub use tcp_cc::*;
pub use tcp_connection_info::*;
pub use tcp_info::*;
pub use tcp_info_bsd::*;
pub use tcp_info_windows::WindowsTcpInfo;
pub(crate) use tcp_info_windows::TCP_INFO_SIZES;
pub use tls::*;
pub use winsock::{BspState, IcmpErrorInfo};
pub use xdp::*;
pub use xucred::XuCred;
pub(crate) use xucred::XUCRED_SIZE;

use crate::codec::{names, record, Absent, Bits, IfIndex, Ip, Named, OrNone, U32};
use crate::interface::Interface;

pub use flow_label::{FlowLabel, FlowLabelAction, FlowLabelFlags, FlowLabelShare};
pub use internet::{AddrPreferences, IcmpTypes, Ipv6Source, PortRange, ProtectionLevel};
pub use multicast::{FilterMode, GroupMember, GroupSource, SourceFilter};

pub(crate) use multicast::{put, take};

record! {
    /// Who the peer of a Unix socket is: the process that called `connect`,
    /// `listen` or `socketpair`, as it was then.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let (socket, _peer) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
    /// let peer = socket.peercred()?.expect("a pair has a peer");
    /// assert_eq!(peer.pid, Some(std::process::id()));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct PeerCred {
        /// The process; `None` if this process cannot see it (another PID namespace).
        ///
        /// The process may be gone, and its number used again:
        /// `take_peerpidfd` is safe from that.
        pub pid: Option<u32> as OrNone<U32, 0>,
        /// Its effective user.
        pub uid: u32 as U32,
        /// Its effective group.
        pub gid: u32 as U32,
    }
}

impl Absent for PeerCred {
    /// Linux answers {0, -1, -1} for a socket that has no such peer.
    #[inline]
    fn is_absent(&self) -> bool {
        self.pid.is_none() && nobody(self.uid, self.gid)
    }
}

/// Elsewhere: a peer that cannot be seen is rare, and most are told by one comparison.
#[cold]
fn nobody(uid: u32, gid: u32) -> bool {
    uid == u32::MAX && gid == u32::MAX
}

record! {
    /// The memory of a socket, in bytes, and its drops: SO_MEMINFO.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// let memory = socket.meminfo()?;
    /// assert_eq!(memory.rcvbuf as usize, socket.rcvbuf()?);
    /// assert_eq!(memory.drops, 0);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct MemInfo {
        /// Received and not yet read.
        pub rmem_alloc: u32 as U32,
        /// The limit on that: SO_RCVBUF.
        pub rcvbuf: u32 as U32,
        /// Sent and not yet let go by the device.
        pub wmem_alloc: u32 as U32,
        /// The limit on that: SO_SNDBUF.
        pub sndbuf: u32 as U32,
        /// Set aside for what comes.
        pub fwd_alloc: u32 as U32,
        /// Queued to be sent.
        pub wmem_queued: u32 as U32,
        /// Held for options, filters and control messages.
        pub optmem: u32 as U32,
        /// Waiting while a process holds the socket.
        pub backlog: u32 as U32,
        /// Datagrams dropped since the socket was made, not bytes.
        pub drops: u32 as U32,
    }
}

names! {
    /// A clock of the system.
    ///
    /// ```
    /// use sockopt::Clock;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(Clock::MONOTONIC.to_string(), "CLOCK_MONOTONIC");
    /// assert_eq!("CLOCK_TAI".parse(), Ok(Clock::TAI));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct Clock {
        /// Time of day.
        REALTIME = CLOCK_REALTIME on UNIX;
        /// Time since some point in the past; never set back.
        MONOTONIC = CLOCK_MONOTONIC on UNIX;
        /// International atomic time.
        TAI = CLOCK_TAI on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// How SO_TXTIME behaves; see [`TxTime`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct TxTimeFlags: u32 {
        /// The time is a deadline, not a start.
        const DEADLINE_MODE = 1;
        /// Packets that are dropped are told of in the error queue.
        const REPORT_ERRORS = 2;
    }
}

record! {
    /// The clock by which the times given with packets are meant: SO_TXTIME.
    ///
    /// ```
    /// use sockopt::{Clock, Domain, Socket, TxTime, TxTimeFlags, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// let by = TxTime { clock: Clock::MONOTONIC, flags: TxTimeFlags::REPORT_ERRORS };
    /// socket.set_txtime(by)?;
    /// assert_eq!(socket.txtime()?, by);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TxTime {
        /// The clock.
        pub clock: Clock as Named<Clock>,
        /// How it behaves.
        pub flags: TxTimeFlags as Bits<TxTimeFlags>,
    }
}

bitflags::bitflags! {
    /// Which buffer sizes the kernel may not tune: SO_BUF_LOCK.
    ///
    /// ```
    /// use sockopt::{BufLock, Domain, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_rcvbuf(64 * 1024)?;
    /// assert_eq!(socket.buf_lock()?, BufLock::RCVBUF);
    /// socket.set_buf_lock(BufLock::empty())?; // let the kernel tune it again
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct BufLock: u32 {
        /// The size of the send buffer.
        const SNDBUF = 1;
        /// The size of the receive buffer.
        const RCVBUF = 2;
    }
}

bitflags::bitflags! {
    /// What SO_TIMESTAMPING makes and reports; see [`Timestamping`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct TimestampingFlags: u32 {
        /// Make one in the network device on sending.
        const TX_HARDWARE = 1;
        /// Make one in the kernel just before the device sends.
        const TX_SOFTWARE = 1 << 1;
        /// Make one in the network device on receiving.
        const RX_HARDWARE = 1 << 2;
        /// Make one in the kernel on receiving.
        const RX_SOFTWARE = 1 << 3;
        /// Report those of the kernel.
        const SOFTWARE = 1 << 4;
        /// Has no effect in today's kernels.
        const SYS_HARDWARE = 1 << 5;
        /// Report those of the device.
        const RAW_HARDWARE = 1 << 6;
        /// Number the packets sent, and report the number with each timestamp.
        const OPT_ID = 1 << 7;
        /// Make one when a packet enters the packet scheduler.
        const TX_SCHED = 1 << 8;
        /// Make one when all data has been acknowledged (TCP).
        const TX_ACK = 1 << 9;
        /// Report those of sent packets with control messages too.
        const OPT_CMSG = 1 << 10;
        /// Report those of sent packets without the packet.
        const OPT_TSONLY = 1 << 11;
        /// Report statistics of the connection with them (TCP).
        const OPT_STATS = 1 << 12;
        /// Report the device, and the length, with those of received packets.
        const OPT_PKTINFO = 1 << 13;
        /// Report both the kernel's and the device's of a sent packet.
        const OPT_TX_SWHW = 1 << 14;
        /// The clock is given: see [`Timestamping::bind_phc`], which sets this.
        const BIND_PHC = 1 << 15;
        /// With `OPT_ID` on TCP, count from the first byte after this call.
        const OPT_ID_TCP = 1 << 16;
        /// Report only those that this socket asked to be made.
        const OPT_RX_FILTER = 1 << 17;
        /// Make one when the device says that it is done with a packet.
        const TX_COMPLETION = 1 << 18;
    }
}

/// Which timestamps are made and reported, and by which clock: SO_TIMESTAMPING.
///
/// ```
/// use sockopt::{Domain, Socket, Timestamping, TimestampingFlags, Type};
///
/// # #[cfg(any(target_os = "linux", target_os = "android"))] {
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// let flags = TimestampingFlags::RX_SOFTWARE | TimestampingFlags::SOFTWARE;
/// socket.set_timestamping(flags.into())?;
/// assert_eq!(socket.timestamping()?, Timestamping { flags, bind_phc: None });
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timestamping {
    /// What is made and reported; never with
    /// [`BIND_PHC`](TimestampingFlags::BIND_PHC), which `bind_phc` stands for.
    pub flags: TimestampingFlags,
    /// The number of the clock (`/dev/ptpN`) that hardware timestamps are
    /// taken from; a clock of the device that the socket is bound to.
    pub bind_phc: Option<u32>,
}

impl From<TimestampingFlags> for Timestamping {
    fn from(flags: TimestampingFlags) -> Timestamping {
        Timestamping { flags, bind_phc: None }
    }
}

names! {
    /// The clock and the form of a datagram's time stamp: SO_TS_CLOCK of FreeBSD.
    ///
    /// ```
    /// # #[cfg(target_os = "freebsd")] {
    /// use sockopt::{Domain, Socket, TsClock, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// socket.set_timestamp(true)?;
    /// socket.set_ts_clock(TsClock::MONOTONIC)?; // each datagram comes with SCM_MONOTONIC
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TsClock {
        /// Time of day, in microseconds: SCM_TIMESTAMP.
        REALTIME_MICRO = SO_TS_REALTIME_MICRO on FREEBSD;
        /// Time of day, in 2^-64 s: SCM_BINTIME.
        BINTIME = SO_TS_BINTIME on FREEBSD;
        /// Time of day, in nanoseconds: SCM_REALTIME.
        REALTIME = SO_TS_REALTIME on FREEBSD;
        /// The time since the system was started, in nanoseconds: SCM_MONOTONIC.
        MONOTONIC = SO_TS_MONOTONIC on FREEBSD;
    }
}

names! {
    /// What SO_TXREHASH does for a connection.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, TxRehash, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_txrehash(TxRehash::DISABLED)?;
    /// assert_eq!(socket.txrehash()?, TxRehash::DISABLED);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TxRehash {
        /// As the system is set: `net.core.txrehash`.
        DEFAULT = SOCK_TXREHASH_DEFAULT on LINUX | ANDROID;
        /// The route stays.
        DISABLED = SOCK_TXREHASH_DISABLED on LINUX | ANDROID;
        /// Another route is tried when data seems lost.
        ENABLED = SOCK_TXREHASH_ENABLED on LINUX | ANDROID;
    }
}

record! {
    /// Fragments of device memory that the program is done with: SO_DEVMEM_DONTNEED.
    ///
    /// ```
    /// use sockopt::{Domain, DmabufToken, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// let done = [DmabufToken { token_start: 1, token_count: 4 }];
    /// assert!(socket.set_devmem_dontneed(&done).is_err()); // only TCP has device memory
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct DmabufToken {
        /// The first fragment's token.
        pub token_start: u32 as U32,
        /// How many follow from it, itself included.
        pub token_count: u32 as U32,
    }
}

record! {
    /// An IPv4 multicast group, and the interface by which it is joined.
    ///
    /// The interface is the one with that index; if that is `None`, the one that has
    /// the address; if that is 0.0.0.0 too, the one that the routes lead to. Windows takes one of the two, and not both.
    ///
    /// ```
    /// use sockopt::{Interface, Ipv4Member};
    ///
    /// use std::net::Ipv4Addr;
    ///
    /// let group = Ipv4Addr::new(239, 1, 2, 3);
    /// let by_route = Ipv4Member::from(group);
    /// let by_index = Ipv4Member { interface: Interface::from_index(1), ..by_route };
    /// assert_ne!(by_route, by_index);
    /// # std::io::Result::Ok(())
    /// ```
    pub struct Ipv4Member {
        /// The group.
        pub group: Ipv4Addr as Ip<Ipv4Addr>,
        /// An address of the interface.
        pub address: Ipv4Addr as Ip<Ipv4Addr>,
        /// The interface.
        pub interface: Option<Interface> as OrNone<IfIndex, 0>,
    }
}

/// The group on the interface that the routes lead to.
impl From<Ipv4Addr> for Ipv4Member {
    fn from(group: Ipv4Addr) -> Ipv4Member {
        Ipv4Member { group, address: Ipv4Addr::UNSPECIFIED, interface: None }
    }
}

/// As for an address.
impl From<[u8; 4]> for Ipv4Member {
    fn from(group: [u8; 4]) -> Ipv4Member {
        Ipv4Addr::from(group).into()
    }
}

record! {
    /// The interface that multicast is sent by.
    ///
    /// As in [`Ipv4Member`]; with neither address nor interface, the routes decide.
    ///
    /// ```
    /// use sockopt::{Domain, Interface, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// socket.set_ip_multicast_if(Interface::named("lo")?.into())?;
    /// println!("its address is {}", socket.ip_multicast_if()?.address);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct MulticastInterface {
        /// An address of the interface.
        pub address: Ipv4Addr as Ip<Ipv4Addr>,
        /// The interface; `None` when read, for Linux and others tell only the address. (Windows is to tell the index.)
        pub interface: Option<Interface> as OrNone<IfIndex, 0>,
    }
}

impl From<Interface> for MulticastInterface {
    fn from(interface: Interface) -> MulticastInterface {
        MulticastInterface { address: Ipv4Addr::UNSPECIFIED, interface: Some(interface) }
    }
}

record! {
    /// An IPv4 multicast group and a sender in it.
    ///
    /// ```
    /// use sockopt::Ipv4SourceMember;
    ///
    /// use std::net::Ipv4Addr;
    ///
    /// let feed = Ipv4SourceMember {
    ///     group: Ipv4Addr::new(232, 1, 2, 3),
    ///     address: Ipv4Addr::UNSPECIFIED,
    ///     source: Ipv4Addr::new(192, 0, 2, 7),
    /// };
    /// assert!(feed.group.is_multicast());
    /// # std::io::Result::Ok(())
    /// ```
    pub struct Ipv4SourceMember {
        /// The group.
        pub group: Ipv4Addr as Ip<Ipv4Addr>,
        /// An address of the interface; 0.0.0.0 for the one that the routes lead to.
        pub address: Ipv4Addr as Ip<Ipv4Addr>,
        /// The sender.
        pub source: Ipv4Addr as Ip<Ipv4Addr>,
    }
}

record! {
    /// An IPv6 multicast group, and the interface by which it is joined.
    ///
    /// ```
    /// use sockopt::{Interface, Ipv6Member};
    ///
    /// use std::net::Ipv6Addr;
    ///
    /// let group = Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 0xfb);
    /// let by_index = Ipv6Member { group, interface: Interface::from_index(1) };
    /// assert_ne!(by_index, Ipv6Member::from(group));
    /// # std::io::Result::Ok(())
    /// ```
    pub struct Ipv6Member {
        /// The group.
        pub group: Ipv6Addr as Ip<Ipv6Addr>,
        /// The interface; `None` for the one that the routes lead to.
        pub interface: Option<Interface> as OrNone<IfIndex, 0>,
    }
}

/// The group on the interface that the routes lead to.
impl From<Ipv6Addr> for Ipv6Member {
    fn from(group: Ipv6Addr) -> Ipv6Member {
        Ipv6Member { group, interface: None }
    }
}

names! {
    /// Whether a connection is in repair mode: TCP_REPAIR.
    ///
    /// ```
    /// use sockopt::TcpRepair;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(TcpRepair::ON.to_string(), "TCP_REPAIR_ON");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpRepair {
        /// It is not; leaving the mode sends the peer a window probe.
        OFF = TCP_REPAIR_OFF on LINUX | ANDROID;
        /// It is.
        ON = TCP_REPAIR_ON on LINUX | ANDROID;
        /// It is not, and no probe is sent.
        OFF_NO_WP = TCP_REPAIR_OFF_NO_WP on LINUX | ANDROID;
    }
}

names! {
    /// What is done about the maximum transmission unit of a path.
    ///
    /// ```
    /// use sockopt::{Domain, MtuDiscover, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// socket.set_ip_mtu_discover(MtuDiscover::DO)?; // "don't fragment" on all that is sent
    /// assert_eq!(socket.ip_mtu_discover()?, MtuDiscover::DO);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct MtuDiscover {
        /// Never set "don't fragment".
        DONT = IP_PMTUDISC_DONT on LINUX | ANDROID | WINDOWS;
        /// Find the path's MTU where the route asks for it; fragment otherwise.
        WANT = IP_PMTUDISC_WANT on LINUX | ANDROID;
        /// Always set "don't fragment"; what is larger than the path's MTU is refused (EMSGSIZE).
        DO = IP_PMTUDISC_DO on LINUX | ANDROID | WINDOWS;
        /// Set "don't fragment", but do not go by the path's MTU: for probing.
        PROBE = IP_PMTUDISC_PROBE on LINUX | ANDROID | WINDOWS;
        /// Go by the interface's MTU, not by what the path tells; fragment nothing.
        INTERFACE = IP_PMTUDISC_INTERFACE on LINUX | ANDROID;
        /// As `INTERFACE`, but fragment what is larger.
        OMIT = IP_PMTUDISC_OMIT on LINUX | ANDROID;
    }
}
