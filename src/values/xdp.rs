//! The values of AF_XDP sockets' options.

use crate::codec::{extended, record, Bits, OrOlder, U32, U64};

/// Where the words of a ring lie in its memory, in bytes: a part of [`XdpMmapOffsets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct XdpRingOffset {
    /// How many entries were put in, counted without end.
    pub producer: u64,
    /// How many were taken out.
    pub consumer: u64,
    /// The entries.
    pub desc: u64,
    /// The flags; `None` for an older kernel, which has none.
    pub flags: Option<u64>,
}

/// Where the words of each ring lie: XDP_MMAP_OFFSETS.
///
/// ```
/// use sockopt::{Socket, XdpMmapOffsets};
///
/// # #[cfg(any(target_os = "linux", target_os = "android"))] {
/// fn where_entries_begin(socket: &Socket) -> sockopt::Result<u64> {
///     let XdpMmapOffsets { tx, .. } = socket.xdp_mmap_offsets()?;
///     Ok(tx.desc)
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct XdpMmapOffsets {
    /// Of the ring of packets that came in.
    pub rx: XdpRingOffset,
    /// Of the ring of packets to be sent.
    pub tx: XdpRingOffset,
    /// Of the fill ring.
    pub fr: XdpRingOffset,
    /// Of the completion ring.
    pub cr: XdpRingOffset,
}

extended! {
    /// What went wrong with packets: XDP_STATISTICS.
    ///
    /// ```
    /// use sockopt::{Socket, XdpStatistics};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// fn dropped(socket: &Socket) -> sockopt::Result<u64> {
    ///     let XdpStatistics { rx_dropped, .. } = socket.xdp_statistics()?;
    ///     Ok(rx_dropped)
    /// }
    /// # }
    /// ```
    pub struct XdpStatistics of 24 {
        /// Packets that were dropped for another reason than those below; of an older kernel, those for which the ring was full
        /// among them.
        rx_dropped: u64 as U64, at 0;
        /// Entries of the fill ring that were dropped for what they said.
        rx_invalid_descs: u64 as U64, at 8;
        /// Entries of the ring for sending that were dropped for what they said.
        tx_invalid_descs: u64 as U64, at 16;
        /// Packets for which the ring was full.
        rx_ring_full: Option<u64> as OrOlder<U64>, at 24;
        /// How often the fill ring was empty when the kernel wanted an entry.
        rx_fill_ring_empty_descs: Option<u64> as OrOlder<U64>, at 32;
        /// How often the ring for sending was.
        tx_ring_empty_descs: Option<u64> as OrOlder<U64>, at 40;
    }
}

bitflags::bitflags! {
    /// What a bound AF_XDP socket does: XDP_OPTIONS.
    ///
    /// ```
    /// use sockopt::XdpOptions;
    ///
    /// assert_eq!(XdpOptions::ZEROCOPY.bits(), 1);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct XdpOptions: u32 {
        /// The device reads and writes the program's memory itself, and nothing is copied.
        const ZEROCOPY = 1;
    }
}

bitflags::bitflags! {
    /// How the memory of an AF_XDP socket is used: XDP_UMEM_REG. See `XdpUmem`, which is on Linux and Android.
    ///
    /// ```
    /// use sockopt::XdpUmemFlags;
    ///
    /// assert_eq!(XdpUmemFlags::TX_SW_CSUM.bits(), 2);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct XdpUmemFlags: u32 {
        /// A packet may begin anywhere, and go over the end of a chunk.
        const UNALIGNED_CHUNK = 1;
        /// Checksums that a packet asks for are made by the kernel, not by the device, for tests; where packets are copied.
        const TX_SW_CSUM = 2;
        /// There is room for what is asked for a packet in front of it.
        const TX_METADATA_LEN = 4;
    }
}

bitflags::bitflags! {
    /// How an AF_XDP socket is bound; see `SockAddr::xdp`, which is on Linux and Android.
    ///
    /// ```
    /// use sockopt::XdpFlags;
    ///
    /// assert_eq!(XdpFlags::COPY.bits(), 2);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct XdpFlags: u16 {
        /// Packets are copied; otherwise only where the device cannot do without.
        const COPY = 1 << 1;
        /// Nothing is copied; it fails (EOPNOTSUPP) where the device cannot do that.
        const ZEROCOPY = 1 << 2;
        /// The rings say whether the kernel must be woken.
        const USE_NEED_WAKEUP = 1 << 3;
        /// A packet may lie in several chunks; otherwise such packets are dropped when they come.
        const USE_SG = 1 << 4;
    }
}

bitflags::bitflags! {
    /// What is special about a packet in a ring of an AF_XDP socket.
    ///
    /// ```
    /// use sockopt::XdpDescOptions;
    ///
    /// assert_eq!(XdpDescOptions::PKT_CONTD.bits(), 1);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct XdpDescOptions: u32 {
        /// It goes on in the next entry.
        const PKT_CONTD = 1;
        /// What is asked for it lies in front of it.
        const TX_METADATA = 2;
    }
}

record! {
    /// A packet in a ring of an AF_XDP socket: where it lies in its memory.
    ///
    /// ```
    /// use sockopt::XdpDesc;
    ///
    /// let packet = XdpDesc::new(2048, 60);
    /// assert_eq!((packet.addr, packet.len), (2048, 60));
    /// ```
    pub struct XdpDesc {
        /// Where it begins, counted from the start of the memory.
        pub addr: u64 as U64,
        /// Its length in bytes.
        pub len: u32 as U32,
        /// What is special about it.
        pub options: XdpDescOptions as Bits<XdpDescOptions>,
    }
}

impl XdpDesc {
    /// A packet with nothing special about it.
    pub fn new(addr: u64, len: u32) -> XdpDesc {
        XdpDesc { addr, len, options: XdpDescOptions::empty() }
    }
}
