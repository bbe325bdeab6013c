//! SOL_PACKET: options of packet sockets, which carry what the link layer does; packet(7).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // Only with CAP_NET_RAW can one be opened.
//! if let Ok(socket) = Socket::new(Domain::PACKET, Type::RAW, None) {
//!     socket.set_packet_auxdata(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/packet/af_packet.c`
//! (`packet_setsockopt`, `packet_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{
    Bits, Extensible, Fanout, Flag, HeaderLength, Int, Membership, Named, OrNone, Program, Record,
    Size,
};
use crate::table::options;
use crate::{
    Filter, PacketFanout, PacketMember, PacketRing, PacketRolloverStats, PacketStatistics,
    PacketVersion, TimestampingFlags,
};

options! {
    level SOL_PACKET, "packet(7)", |kind| kind.is_packet();

    /// Has a device take more packets than those to itself, as long as the socket is open.
    ///
    /// Each call counts: what was added twice must be dropped twice. An address must be as long as the device's own
    /// (EINVAL).
    ///
    /// ```
    /// use sockopt::{Domain, Interface, PacketMember, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// // Only with CAP_NET_RAW can one be opened.
    /// if let Ok(socket) = Socket::new(Domain::PACKET, Type::RAW, None) {
    ///     let all = PacketMember::promiscuous(Interface::named("lo")?);
    ///     socket.set_packet_add_membership(all)?;
    ///     socket.set_packet_drop_membership(all)?;
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    PACKET_ADD_MEMBERSHIP: PacketMember as Membership { set set_packet_add_membership }
        since "2.2"
        on LINUX | ANDROID => PACKET_ADD_MEMBERSHIP;

    /// Whether received packets bring what their data does not tell, in a control message (PACKET_AUXDATA).
    ///
    /// The packet's length on the wire, where its headers begin, whether its checksum is known to be right, and the
    /// VLAN tag that was taken off.
    PACKET_AUXDATA: bool as Flag { get packet_auxdata, set set_packet_auxdata }
        since "2.6.21"
        on LINUX | ANDROID => PACKET_AUXDATA;

    /// Whether a packet that is cut short in a ring is also queued whole, to be read as without one; any number but 0
    /// for that.
    ///
    /// Linux tells it since 6.9.
    PACKET_COPY_THRESH: u32 as Int<u32, 0> { get packet_copy_thresh, set set_packet_copy_thresh }
        since "2.4"
        on LINUX | ANDROID => PACKET_COPY_THRESH;

    /// Takes back what PACKET_ADD_MEMBERSHIP asked for. If that was never asked for, nothing happens.
    PACKET_DROP_MEMBERSHIP: PacketMember as Membership { set set_packet_drop_membership }
        since "2.2"
        on LINUX | ANDROID => PACKET_DROP_MEMBERSHIP;

    /// The group in which the socket shares packets with others; `None` for none.
    ///
    /// To join, the socket must be bound (EINVAL), and to the same protocol and device as the others; all give the
    /// same type and flags. It leaves when it is closed, and not before: `None` is refused (EINVAL). With the flag UNIQUEID, a
    /// read tells the number that the kernel chose.
    PACKET_FANOUT: Option<PacketFanout> as Fanout { get packet_fanout, set set_packet_fanout }
        since "3.1" when Bound law Other
        on LINUX | ANDROID => PACKET_FANOUT;

    /// The program by which a group of the type `CBPF` is shared out: it gives the socket's place in the group.
    PACKET_FANOUT_DATA: &Filter as Program { set set_packet_fanout_data }
        since "4.3" when Bound
        on LINUX | ANDROID => PACKET_FANOUT_DATA;

    /// How long the header of a frame of some version is, in bytes.
    ///
    /// In that of `TPACKET_V1` is a long of the kernel's: on one of 64 bits it is longer than `struct tpacket_hdr` of a process
    /// of 32 bits.
    PACKET_HDRLEN: usize as HeaderLength { query packet_hdrlen(PacketVersion) }
        since "2.6.27"
        on LINUX | ANDROID => PACKET_HDRLEN;

    /// Whether packets that go out are left out.
    PACKET_IGNORE_OUTGOING: bool as Flag { get packet_ignore_outgoing, set set_packet_ignore_outgoing }
        since "4.20"
        on LINUX | ANDROID => PACKET_IGNORE_OUTGOING;

    /// Whether a malformed packet in a ring for sending is passed over; otherwise it stops the sending, and is marked.
    ///
    /// It cannot be set while there is a ring (EBUSY).
    PACKET_LOSS: bool as Flag { get packet_loss, set set_packet_loss }
        since "2.6.31"
        on LINUX | ANDROID => PACKET_LOSS;

    /// Whether the address of a received packet tells the device that it came in by.
    ///
    /// Otherwise it tells the one that this device is a part of (a bond, a bridge, a VLAN).
    PACKET_ORIGDEV: bool as Flag { get packet_origdev, set set_packet_origdev }
        on LINUX | ANDROID => PACKET_ORIGDEV;

    /// Whether packets are sent past the packet scheduler, straight to the device's driver.
    ///
    /// What it has no room for is then lost, and they are not seen by other packet sockets.
    PACKET_QDISC_BYPASS: bool as Flag { get packet_qdisc_bypass, set set_packet_qdisc_bypass }
        since "3.14"
        on LINUX | ANDROID => PACKET_QDISC_BYPASS;

    /// Room that is left free at the start of each packet in a ring for receiving, in bytes.
    ///
    /// It cannot be set while there is a ring (EBUSY).
    PACKET_RESERVE: usize as Size<0, { i32::MAX as i128 }, u32> { get packet_reserve, set set_packet_reserve }
        since "2.6.27"
        on LINUX | ANDROID => PACKET_RESERVE;

    /// How often packets went to another socket of a group; of a group that rolls over (EINVAL otherwise).
    PACKET_ROLLOVER_STATS: PacketRolloverStats as Record<PacketRolloverStats, 24> { get packet_rollover_stats }
        since "4.2"
        on LINUX | ANDROID => PACKET_ROLLOVER_STATS;

    /// Makes a ring of frames for receiving, or takes it away if it has no block. Set PACKET_VERSION before.
    ///
    /// This makes its memory, which the program has then to map: `PacketRx`, in `shared`, does both. Packets go to the
    /// ring, mapped or not, and no longer to be read. While it is mapped it cannot be changed (EBUSY), so that no memory goes
    /// from under the program. Sizes that do not go together are refused (EINVAL).
    PACKET_RX_RING: PacketRing as Record<PacketRing, 28> { set set_packet_rx_ring }
        since "2.4"
        on LINUX | ANDROID => PACKET_RX_RING;

    /// How many packets came and how many of them were lost, since the last such read, which starts anew.
    PACKET_STATISTICS: PacketStatistics as Extensible<PacketStatistics, 12> { take take_packet_statistics }
        since "2.4"
        on LINUX | ANDROID => PACKET_STATISTICS;

    /// Which timestamps a ring has: `RAW_HARDWARE`, `SOFTWARE`, or those of the kernel when it fills a frame.
    PACKET_TIMESTAMP: TimestampingFlags as Bits<TimestampingFlags> { get packet_timestamp, set set_packet_timestamp }
        since "2.6.36"
        on LINUX | ANDROID => PACKET_TIMESTAMP;

    /// Whether each frame in a ring for sending says where in it the data begins.
    ///
    /// While there is a ring, it is taken without an error and not changed.
    PACKET_TX_HAS_OFF: bool as Flag { get packet_tx_has_off, set set_packet_tx_has_off }
        on LINUX | ANDROID => PACKET_TX_HAS_OFF;

    /// As PACKET_RX_RING, for sending, with `PacketTx`: a call of `send` without data then sends what is in the ring.
    PACKET_TX_RING: PacketRing as Record<PacketRing, 28> { set set_packet_tx_ring }
        since "2.6.31"
        on LINUX | ANDROID => PACKET_TX_RING;

    /// How the frames of a ring are laid out. It cannot be set while there is a ring (EBUSY).
    PACKET_VERSION: PacketVersion as Named<PacketVersion> { get packet_version, set set_packet_version }
        since "2.6.27"
        on LINUX | ANDROID => PACKET_VERSION;

    /// Whether packets have a header of virtio (`struct virtio_net_hdr`) before them, for what the device or the peer
    /// does of the work.
    ///
    /// Sockets of type `SOCK_RAW` (EINVAL otherwise); not while there is a ring (EBUSY).
    PACKET_VNET_HDR: bool as Flag { get packet_vnet_hdr, set set_packet_vnet_hdr }
        since "2.6.34"
        on LINUX | ANDROID => PACKET_VNET_HDR;

    /// The size in bytes of the header of PACKET_VNET_HDR: 10, or 12 for one that counts merged buffers; `None` for
    /// no header.
    ///
    /// As PACKET_VNET_HDR, which means 10.
    PACKET_VNET_HDR_SZ: Option<u8> as OrNone<Int<u8, 10, 12>, 0> { get packet_vnet_hdr_sz, set set_packet_vnet_hdr_sz }
        since "6.4"
        on LINUX | ANDROID => PACKET_VNET_HDR_SZ;
}
