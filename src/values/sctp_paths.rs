//! What SCTP knows of addresses: structures of `linux/sctp.h` that have one in them.

use core::mem::align_of;
use core::time::Duration;
use std::net::SocketAddr;

use super::{SctpAssocId, SctpPeerAddrFlags, SctpPeerState, SctpState};
use crate::codec::{
    placed, Bits, Fields, Int, Millis, Named, NetworkShort, OrNone, Storage, U32, U64,
};

/// Any number of two bytes.
type U16 = Int<u16, 0, 65535, u16>;
/// A number that is not 0, which leaves what there is.
type Kept16 = OrNone<Int<u16, 1, 65535, u16>, 0>;
type Kept32 = OrNone<Int<u32, 1, { u32::MAX as i128 }, u32>, 0>;
/// A time in milliseconds that is not 0, which leaves what there is.
type KeptMillis<const MOST: i128 = { u32::MAX as i128 }> = OrNone<Millis<1, MOST, u32>, 0>;
type Id = Named<SctpAssocId>;

placed! {
    /// An address of the peer's, or of one's own: SCTP_PRIMARY_ADDR, SCTP_SET_PEER_PRIMARY_ADDR, and the key of
    /// SCTP_GET_PEER_ADDR_INFO.
    ///
    /// ```
    /// use sockopt::{SctpAssocId, SctpPrim};
    ///
    /// let addr = Some("192.0.2.7:9899".parse().unwrap());
    /// let prim = SctpPrim { assoc_id: SctpAssocId::default(), addr };
    /// assert_eq!(prim.addr, addr);
    /// ```
    pub struct SctpPrim of 132; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// The address, with the port of the association.
        addr: Option<SocketAddr> as Storage, at 4;
    }
}

placed! {
    /// What goes for one of the peer's addresses, or for all: SCTP_PEER_ADDR_PARAMS.
    ///
    /// ```
    /// use sockopt::{SctpPeerAddrFlags, SctpPeerAddrParams};
    /// use std::time::Duration;
    ///
    /// let often = SctpPeerAddrParams {
    ///     hbinterval: Some(Duration::from_secs(5)),
    ///     flags: SctpPeerAddrFlags::HB_ENABLE,
    ///     ..SctpPeerAddrParams::default()
    /// };
    /// assert_eq!(often.address, None); // all of them
    /// ```
    #[derive(Default)]
    pub struct SctpPeerAddrParams of 156; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which address; `None` for all.
        address: Option<SocketAddr> as Storage, at 4;
        /// The time between heartbeats, which is taken with `HB_ENABLE`; to set, `None` leaves it.
        hbinterval: Option<Duration> as KeptMillis, at 132;
        /// How often data is sent to an address again before it counts as unreachable; to set, `None` leaves it.
        pathmaxrxt: Option<u16> as Kept16, at 136;
        /// The path's MTU in bytes, which is taken with `PMTUD_DISABLE`, from 512; to set, `None` leaves it.
        pathmtu: Option<u32> as Kept32, at 138;
        /// By how much an acknowledgement is delayed, which is taken with `SACKDELAY_ENABLE`, up to 500 ms; to set, `None` leaves it.
        sackdelay: Option<Duration> as KeptMillis<500>, at 142;
        /// What is to be changed, or is on.
        flags: SctpPeerAddrFlags as Bits<SctpPeerAddrFlags>, at 146;
        /// The flow label of IPv6, with `IPV6_FLOWLABEL`.
        ipv6_flowlabel: u32 as Int<u32, 0, 0xfffff, u32>, at 150;
        /// The DSCP in its place in the traffic class, the upper six bits; the kernel drops the others. With `DSCP`.
        dscp: u8 as Int<u8, 0, 255, u8>, at 154;
    }
}

placed! {
    /// How an association is: SCTP_STATUS.
    pub struct SctpStatus of 176; {
        /// Which.
        assoc_id: SctpAssocId as Id, at 0;
        /// Its state.
        state: SctpState as Named<SctpState>, at 4;
        /// The room that the peer has, in bytes.
        rwnd: u32 as U32, at 8;
        /// How many chunks are not acknowledged.
        unackdata: u16 as U16, at 12;
        /// How many chunks wait to be received.
        penddata: u16 as U16, at 14;
        /// Streams to receive from.
        instrms: u16 as U16, at 16;
        /// Streams to send on.
        outstrms: u16 as U16, at 18;
        /// The size from which on a message is sent in pieces, in bytes.
        fragmentation_point: u32 as U32, at 20;
        /// The peer's primary address.
        primary_address: Option<SocketAddr> as Storage, at 28;
        /// Its state.
        primary_state: SctpPeerState as Named<SctpPeerState>, at 156;
        /// Its congestion window in bytes.
        primary_cwnd: u32 as U32, at 160;
        /// The round-trip time to it, smoothed, in the kernel's ticks, of which there are 100 to 1000 in a second.
        primary_srtt: u32 as U32, at 164;
        /// The time after which data is sent to it again.
        primary_rto: Duration as Millis<0, { u32::MAX as i128 }, u32>, at 168;
        /// The MTU of the path to it, in bytes.
        primary_mtu: u32 as U32, at 172;
    }
}

placed! {
    /// How one of the peer's addresses is: SCTP_GET_PEER_ADDR_INFO.
    pub struct SctpPaddrInfo of 152; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// The address.
        address: Option<SocketAddr> as Storage, at 4;
        /// Its state.
        state: SctpPeerState as Named<SctpPeerState>, at 132;
        /// Its congestion window in bytes.
        cwnd: u32 as U32, at 136;
        /// The round-trip time to it, smoothed, in the kernel's ticks, of which there are 100 to 1000 in a second.
        srtt: u32 as U32, at 140;
        /// The time after which data is sent to it again.
        rto: Duration as Millis<0, { u32::MAX as i128 }, u32>, at 144;
        /// The MTU of the path to it, in bytes.
        mtu: u32 as U32, at 148;
    }
}

/// Where an address lies behind the number of an association, in a structure that is not packed.
const ADDRESS: usize = if align_of::<usize>() > 4 { align_of::<usize>() } else { 4 };
const BEHIND: usize = ADDRESS + 128;
/// Where numbers of 64 bits follow.
const COUNTS: usize = BEHIND.next_multiple_of(align_of::<u64>());

placed! {
    /// What was counted for an association: SCTP_GET_ASSOC_STATS.
    pub struct SctpAssocStats of COUNTS + 15 * 8; {
        /// Which.
        assoc_id: SctpAssocId as Id, at 0;
        /// The address that `maxrto` was seen with.
        obs_rto_ipaddr: Option<SocketAddr> as Storage, at ADDRESS;
        /// The longest time after which data was to be sent again, since the last such read; in the kernel's ticks.
        maxrto: u64 as U64, at COUNTS;
        /// Selective acknowledgements received.
        isacks: u64 as U64, at COUNTS + 8;
        /// Selective acknowledgements sent.
        osacks: u64 as U64, at COUNTS + 16;
        /// Packets sent.
        opackets: u64 as U64, at COUNTS + 24;
        /// Packets received.
        ipackets: u64 as U64, at COUNTS + 32;
        /// Chunks that were sent again.
        rtxchunks: u64 as U64, at COUNTS + 40;
        /// Chunks received before those that come before them.
        outofseqtsns: u64 as U64, at COUNTS + 48;
        /// Chunks received more than once.
        idupchunks: u64 as U64, at COUNTS + 56;
        /// Gaps that the peer told of.
        gapcnt: u64 as U64, at COUNTS + 64;
        /// Unordered chunks sent.
        ouodchunks: u64 as U64, at COUNTS + 72;
        /// Unordered chunks received.
        iuodchunks: u64 as U64, at COUNTS + 80;
        /// Ordered chunks sent.
        oodchunks: u64 as U64, at COUNTS + 88;
        /// Ordered chunks received.
        iodchunks: u64 as U64, at COUNTS + 96;
        /// Control chunks sent.
        octrlchunks: u64 as U64, at COUNTS + 104;
        /// Control chunks received.
        ictrlchunks: u64 as U64, at COUNTS + 112;
    }
}

placed! {
    /// When an address counts as failed: SCTP_PEER_ADDR_THLDS.
    ///
    /// ```
    /// use sockopt::SctpPeerAddrThresholds;
    ///
    /// let soon = SctpPeerAddrThresholds { pathpfthld: 1, ..SctpPeerAddrThresholds::default() };
    /// assert_eq!(soon.pathmaxrxt, None); // which stays as it is
    /// ```
    #[derive(Default)]
    pub struct SctpPeerAddrThresholds of (BEHIND + 4).next_multiple_of(ADDRESS); {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which address; `None` for all.
        address: Option<SocketAddr> as Storage, at ADDRESS;
        /// How often data is sent again before the address counts as unreachable; to set, `None` leaves it.
        pathmaxrxt: Option<u16> as Kept16, at BEHIND;
        /// After how many retransmissions it counts as one that may have failed.
        pathpfthld: u16 as U16, at BEHIND + 2;
    }
}

placed! {
    /// When an address counts as failed, and another becomes the primary one: SCTP_PEER_ADDR_THLDS_V2.
    ///
    /// ```
    /// use sockopt::SctpPeerAddrThresholdsV2;
    ///
    /// let never = SctpPeerAddrThresholdsV2 { pathcpthld: u16::MAX, ..Default::default() };
    /// assert_eq!(never.address, None);
    /// ```
    #[derive(Default)]
    pub struct SctpPeerAddrThresholdsV2 of (BEHIND + 6).next_multiple_of(ADDRESS); {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which address; `None` for all.
        address: Option<SocketAddr> as Storage, at ADDRESS;
        /// How often data is sent again before the address counts as unreachable; to set, `None` leaves it.
        pathmaxrxt: Option<u16> as Kept16, at BEHIND;
        /// After how many retransmissions it counts as one that may have failed; no more than `pathcpthld` (EINVAL).
        pathpfthld: u16 as U16, at BEHIND + 2;
        /// After how many retransmissions another address becomes the primary one.
        pathcpthld: u16 as U16, at BEHIND + 4;
    }
}

placed! {
    /// The port of UDP that packets to an address are wrapped for: SCTP_REMOTE_UDP_ENCAPS_PORT.
    ///
    /// ```
    /// use sockopt::SctpUdpEncaps;
    ///
    /// let usual = SctpUdpEncaps { port: Some(9899), ..SctpUdpEncaps::default() };
    /// assert_eq!(usual.address, None); // all of them
    /// ```
    #[derive(Default)]
    pub struct SctpUdpEncaps of (BEHIND + 2).next_multiple_of(ADDRESS); {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which address; `None` for all.
        address: Option<SocketAddr> as Storage, at ADDRESS;
        /// The port; `None` for packets that are not wrapped.
        port: Option<u16> as OrNone<Int<u16, 1, 65535, NetworkShort>, 0>, at BEHIND;
    }
}

placed! {
    /// How often the MTU of a path is probed: SCTP_PLPMTUD_PROBE_INTERVAL.
    ///
    /// ```
    /// use sockopt::SctpProbeInterval;
    /// use std::time::Duration;
    ///
    /// let interval = Some(Duration::from_secs(30));
    /// let all = SctpProbeInterval { interval, ..SctpProbeInterval::default() };
    /// assert_eq!(all.address, None);
    /// ```
    #[derive(Default)]
    pub struct SctpProbeInterval of (BEHIND + 4).next_multiple_of(ADDRESS); {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which address; `None` for all.
        address: Option<SocketAddr> as Storage, at ADDRESS;
        /// The time between two probes, from 5 s; `None` for no probing.
        interval: Option<Duration> as OrNone<Millis<5000, { u32::MAX as i128 }, u32>, 0>, at BEHIND;
    }
}

/// The sizes of the structures that have an address in them, which depend on the machine.
#[allow(dead_code)] // on systems that have none of the options
pub(crate) mod sizes {
    use super::*;

    pub(crate) const ADDRESS: usize = super::ADDRESS;
    pub(crate) const BEHIND: usize = super::BEHIND;
    pub(crate) const STATS: usize = <SctpAssocStats as Fields>::SIZE;
    pub(crate) const THRESHOLDS: usize = <SctpPeerAddrThresholds as Fields>::SIZE;
    pub(crate) const THRESHOLDS_V2: usize = <SctpPeerAddrThresholdsV2 as Fields>::SIZE;
    pub(crate) const ENCAPS: usize = <SctpUdpEncaps as Fields>::SIZE;
    pub(crate) const PROBE: usize = <SctpProbeInterval as Fields>::SIZE;
}

#[cfg(target_pointer_width = "64")]
const _: () = assert!(
    ADDRESS == 8 && COUNTS == 136 && sizes::STATS == 256 && core::mem::size_of::<usize>() == 8
);
