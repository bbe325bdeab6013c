//! The values of multipath TCP's options.

use core::time::Duration;
use std::net::SocketAddr;

use crate::codec::{extended, placed, Bits, Flag, Int, Millis, OrOlder, Storage, U32, U64};
use crate::values::TcpInfo;

type Ms32 = Millis<0, { u32::MAX as i128 }, u32>;
type U8 = Int<u8, 0, 255, u8>;

bitflags::bitflags! {
    /// What became of a multipath connection.
    ///
    /// ```
    /// use sockopt::MptcpInfoFlags;
    ///
    /// assert_eq!(MptcpInfoFlags::FALLBACK.bits(), 1);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct MptcpInfoFlags: u32 {
        /// It is one of plain TCP now.
        const FALLBACK = 1;
        /// The peer's key is known.
        const REMOTE_KEY_RECEIVED = 2;
    }
}

extended! {
    /// What the kernel knows of a multipath connection: MPTCP_INFO.
    ///
    /// A field is `None` where the kernel is older than it.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let multipath = sockopt::Protocol::MPTCP;
    /// if let Ok(socket) = Socket::new(Domain::INET, Type::STREAM, multipath) {
    ///     match socket.mptcp_info() {
    ///         Ok(info) => println!("{} paths besides the first", info.subflows),
    ///         Err(error) => println!("plain TCP, or an older kernel: {error}"),
    ///     }
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct MptcpInfo of 48 {
        /// Paths besides the first one.
        subflows: u8 as U8, at 0;
        /// Addresses that this side announced.
        add_addr_signal: u8 as U8, at 1;
        /// Addresses of the peer's that were taken.
        add_addr_accepted: u8 as U8, at 2;
        /// How many paths there may be besides the first one.
        subflows_max: u8 as U8, at 3;
        /// How many addresses may be announced.
        add_addr_signal_max: u8 as U8, at 4;
        /// How many addresses of the peer's may be taken.
        add_addr_accepted_max: u8 as U8, at 5;
        /// What became of the connection.
        flags: MptcpInfoFlags as Bits<MptcpInfoFlags>, at 8;
        /// The connection's token on this side.
        token: u32 as U32, at 12;
        /// The sequence number of the next byte to be written.
        write_seq: u64 as U64, at 16;
        /// The sequence number of the first byte that is not acknowledged.
        snd_una: u64 as U64, at 24;
        /// The sequence number of the next byte to come in.
        rcv_nxt: u64 as U64, at 32;
        /// Addresses of this side that are in use.
        local_addr_used: u8 as U8, at 40;
        /// How many there may be.
        local_addr_max: u8 as U8, at 41;
        /// Whether the data has a checksum.
        csum_enabled: bool as Flag<u8>, at 42;
        /// How often data was sent again, on any path.
        retransmits: Option<u32> as OrOlder<U32, 56>, at 44;
        /// Bytes sent again.
        bytes_retrans: Option<u64> as OrOlder<U64>, at 48;
        /// Bytes sent.
        bytes_sent: Option<u64> as OrOlder<U64>, at 56;
        /// Bytes that came in.
        bytes_received: Option<u64> as OrOlder<U64>, at 64;
        /// Bytes that the peer has acknowledged.
        bytes_acked: Option<u64> as OrOlder<U64>, at 72;
        /// Paths, the first one among them.
        subflows_total: Option<u8> as OrOlder<U8>, at 80;
        /// How long ago data was last sent.
        last_data_sent: Option<Duration> as OrOlder<Ms32, 96>, at 84;
        /// How long ago data last came in.
        last_data_recv: Option<Duration> as OrOlder<Ms32>, at 88;
        /// How long ago an acknowledgement last came in.
        last_ack_recv: Option<Duration> as OrOlder<Ms32>, at 92;
    }
}

placed! {
    /// The two ends of a path: MPTCP_SUBFLOW_ADDRS.
    ///
    /// ```
    /// use sockopt::MptcpSubflowAddrs;
    ///
    /// fn is_of_ipv6(path: &MptcpSubflowAddrs) -> bool {
    ///     path.remote.is_some_and(|remote| remote.is_ipv6())
    /// }
    /// # assert!(!is_of_ipv6(&MptcpSubflowAddrs { local: None, remote: None }));
    /// ```
    pub struct MptcpSubflowAddrs of 256; {
        /// This end.
        local: Option<SocketAddr> as Storage, at 0;
        /// The peer's end.
        remote: Option<SocketAddr> as Storage, at 128;
    }
}

placed! {
    /// A path's number and its ends; see [`MptcpSubflow`].
    ///
    /// ```
    /// use sockopt::MptcpSubflowInfo;
    ///
    /// let first = MptcpSubflowInfo { id: 0, local: None, remote: None };
    /// assert_ne!(first, MptcpSubflowInfo { id: 1, ..first });
    /// ```
    pub struct MptcpSubflowInfo of 264; {
        /// Its number, which no other path of the connection has or had.
        id: u32 as U32, at 0;
        /// This end.
        local: Option<SocketAddr> as Storage, at 8;
        /// The peer's end.
        remote: Option<SocketAddr> as Storage, at 136;
    }
}

/// A path of a multipath connection: see [`MptcpFullInfo`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MptcpSubflow {
    /// Its number and its ends.
    pub info: MptcpSubflowInfo,
    /// What TCP knows of it.
    pub tcp_info: TcpInfo,
}

/// What the kernel knows of a multipath connection and of each path, at one time: MPTCP_FULL_INFO.
///
/// ```
/// use sockopt::{Domain, Protocol, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// if let Ok(socket) = Socket::new(Domain::INET, Type::STREAM, Protocol::MPTCP) {
///     for path in socket.mptcp_full_info().iter().flat_map(|all| &all.subflows) {
///         println!("{:?}: {:?} a round trip", path.info.remote, path.tcp_info.rtt);
///     }
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MptcpFullInfo {
    /// Of the connection.
    pub info: MptcpInfo,
    /// Its paths.
    pub subflows: Vec<MptcpSubflow>,
}
