//! The values of packet sockets' options.

use core::fmt;
use core::str::FromStr;
use core::time::Duration;

use crate::codec::{extended, names, record, Bits, Millis, OrNone, OrOlder, U32, U64};
use crate::error::TextError;
use crate::interface::Interface;

names! {
    /// Which packets a device takes for a packet socket: PACKET_ADD_MEMBERSHIP.
    ///
    /// ```
    /// use sockopt::PacketMemberType;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(PacketMemberType::PROMISC.to_string(), "PACKET_MR_PROMISC");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct PacketMemberType {
        /// Those to a group.
        MULTICAST = PACKET_MR_MULTICAST on LINUX | ANDROID;
        /// All that there are.
        PROMISC = PACKET_MR_PROMISC on LINUX | ANDROID;
        /// Those to any group.
        ALLMULTI = PACKET_MR_ALLMULTI on LINUX | ANDROID;
        /// Those to one more address of its own (Linux 2.6.31).
        UNICAST = PACKET_MR_UNICAST on LINUX | ANDROID;
    }
}

/// An address of the link layer, of up to 32 bytes. Text: `02:00:00:00:00:01`, or `none` for no byte.
///
/// ```
/// use sockopt::HardwareAddr;
///
/// let address: HardwareAddr = "01:00:5e:00:00:fb".parse()?;
/// assert_eq!(address.as_bytes(), [1, 0, 0x5e, 0, 0, 0xfb]);
/// assert_eq!(address.to_string(), "01:00:5e:00:00:fb");
/// assert_eq!(HardwareAddr::new(&[0; 33]), None);
/// # Ok::<(), sockopt::TextError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct HardwareAddr {
    bytes: [u8; 32],
    length: u8,
}

impl HardwareAddr {
    /// An address; `None` if it has more than 32 bytes (MAX_ADDR_LEN).
    pub fn new(address: &[u8]) -> Option<HardwareAddr> {
        let mut bytes = [0; 32];
        bytes.get_mut(..address.len())?.copy_from_slice(address);
        Some(HardwareAddr { bytes, length: u8::try_from(address.len()).ok()? })
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }
}

impl fmt::Display for HardwareAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.length == 0 {
            return f.write_str("none");
        }
        for (index, byte) in self.as_bytes().iter().enumerate() {
            write!(f, "{}{byte:02x}", if index == 0 { "" } else { ":" })?;
        }
        Ok(())
    }
}

impl fmt::Debug for HardwareAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HardwareAddr({self})")
    }
}

impl FromStr for HardwareAddr {
    type Err = TextError;

    fn from_str(text: &str) -> Result<HardwareAddr, TextError> {
        let wrong = TextError { what: "HardwareAddr" };
        if text == "none" {
            return Ok(HardwareAddr::default());
        }
        let byte = |part: &str| {
            let two = part.len() == 2 && part.bytes().all(|digit| digit.is_ascii_hexdigit());
            u8::from_str_radix(part, 16).ok().filter(|_| two)
        };
        let bytes: Option<Vec<u8>> = text.split(':').map(byte).collect();
        bytes.and_then(|bytes| HardwareAddr::new(&bytes)).ok_or(wrong)
    }
}

/// Which packets a device takes for a packet socket, as long as the socket is open:
/// PACKET_ADD_MEMBERSHIP.
///
/// ```
/// use sockopt::{Interface, PacketMember};
///
/// # #[cfg(any(target_os = "linux", target_os = "android"))] {
/// let all = PacketMember::promiscuous(Interface::named("lo")?);
/// assert_eq!(all.address.as_bytes(), []);
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PacketMember {
    /// The device.
    pub interface: Interface,
    /// Which packets.
    pub r#type: PacketMemberType,
    /// The group's address, or the address of its own; none for the other types.
    pub address: HardwareAddr,
}

#[cfg(any(target_os = "linux", target_os = "android"))]
impl PacketMember {
    /// All packets that there are.
    pub fn promiscuous(interface: Interface) -> PacketMember {
        let address = HardwareAddr::default();
        PacketMember { interface, r#type: PacketMemberType::PROMISC, address }
    }

    /// Packets to any group.
    pub fn all_multicast(interface: Interface) -> PacketMember {
        let address = HardwareAddr::default();
        PacketMember { interface, r#type: PacketMemberType::ALLMULTI, address }
    }

    /// Packets to one group.
    pub fn multicast(interface: Interface, address: HardwareAddr) -> PacketMember {
        PacketMember { interface, r#type: PacketMemberType::MULTICAST, address }
    }

    /// Packets to one more address.
    pub fn unicast(interface: Interface, address: HardwareAddr) -> PacketMember {
        PacketMember { interface, r#type: PacketMemberType::UNICAST, address }
    }
}

names! {
    /// How the frames of a ring are laid out: PACKET_VERSION.
    ///
    /// ```
    /// use sockopt::PacketVersion;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!("TPACKET_V3".parse(), Ok(PacketVersion::V3));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct PacketVersion {
        /// `struct tpacket_hdr`, in which long integers are as wide as the machine's.
        V1 = TPACKET_V1 on LINUX | ANDROID;
        /// `struct tpacket2_hdr`: the same on all machines, times in nanoseconds.
        V2 = TPACKET_V2 on LINUX | ANDROID;
        /// `struct tpacket3_hdr`: frames of any length, handed over a block at a time (Linux 3.2).
        V3 = TPACKET_V3 on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// What a ring does besides.
    ///
    /// ```
    /// use sockopt::PacketRingFeatures;
    ///
    /// assert_eq!(PacketRingFeatures::FILL_RXHASH.bits(), 1);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct PacketRingFeatures: u32 {
        /// Tell the hash of each packet.
        const FILL_RXHASH = 1;
    }
}

record! {
    /// A ring of frames in memory that the kernel and the program share: PACKET_RX_RING, PACKET_TX_RING.
    ///
    /// The last three fields mean something to a ring for receiving with frames of version 3, and must be `None`, 0 and
    /// empty for one of that version for sending. A ring of no blocks takes the ring away.
    ///
    /// ```
    /// use sockopt::PacketRing;
    ///
    /// let ring = PacketRing::new(1 << 16, 4, 2048);
    /// assert_eq!(ring.frame_nr, 128);
    /// ```
    pub struct PacketRing {
        /// The size of a block in bytes; a multiple of the size of a page.
        pub block_size: u32 as U32,
        /// How many blocks.
        pub block_nr: u32 as U32,
        /// The size of a frame in bytes; a multiple of 16.
        pub frame_size: u32 as U32,
        /// How many frames: as many as fit into the blocks, none of them over two blocks.
        pub frame_nr: u32 as U32,
        /// After how long a block is handed over though it is not full; `None` to let the kernel choose.
        pub retire_blk_tov: Option<Duration> as OrNone<Millis<1, { u32::MAX as i128 }, u32>, 0>,
        /// How many bytes in each block are the program's own.
        pub sizeof_priv: u32 as U32,
        /// What it does besides.
        pub features: PacketRingFeatures as Bits<PacketRingFeatures>,
    }
}

impl PacketRing {
    /// A ring of so many blocks, with as many frames as fit into them.
    pub fn new(block_size: u32, block_nr: u32, frame_size: u32) -> PacketRing {
        let frames = block_size.checked_div(frame_size).unwrap_or(0);
        PacketRing {
            block_size,
            block_nr,
            frame_size,
            frame_nr: frames.saturating_mul(block_nr),
            retire_blk_tov: None,
            sizeof_priv: 0,
            features: PacketRingFeatures::empty(),
        }
    }
}

names! {
    /// How packets are shared out among the sockets of a group: PACKET_FANOUT.
    ///
    /// ```
    /// use sockopt::PacketFanoutType;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(PacketFanoutType::LB.to_string(), "PACKET_FANOUT_LB");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct PacketFanoutType {
        /// By a hash, so that a flow stays with a socket.
        HASH = PACKET_FANOUT_HASH on LINUX | ANDROID;
        /// In turn.
        LB = PACKET_FANOUT_LB on LINUX | ANDROID;
        /// By the CPU that a packet comes in on.
        CPU = PACKET_FANOUT_CPU on LINUX | ANDROID;
        /// To one until it is full, then to the next.
        ROLLOVER = PACKET_FANOUT_ROLLOVER on LINUX | ANDROID;
        /// By chance.
        RND = PACKET_FANOUT_RND on LINUX | ANDROID;
        /// By the queue that the device put it in.
        QM = PACKET_FANOUT_QM on LINUX | ANDROID;
        /// As a program of classic BPF says: PACKET_FANOUT_DATA.
        CBPF = PACKET_FANOUT_CBPF on LINUX | ANDROID;
        /// As a program of extended BPF says.
        EBPF = PACKET_FANOUT_EBPF on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// How a group of packet sockets behaves: PACKET_FANOUT.
    ///
    /// ```
    /// use sockopt::PacketFanoutFlags;
    ///
    /// assert_eq!(PacketFanoutFlags::DEFRAG.bits(), 0x8000);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct PacketFanoutFlags: u32 {
        /// What a socket has no room for goes to another one.
        const ROLLOVER = 0x1000;
        /// The kernel chooses the group's number, which must be given as 0.
        const UNIQUEID = 0x2000;
        /// What goes out is left out.
        const IGNORE_OUTGOING = 0x4000;
        /// Fragments are put together before, so that all of them go to one socket.
        const DEFRAG = 0x8000;
    }
}

/// A group of packet sockets, among which packets are shared out: PACKET_FANOUT.
///
/// ```
/// use sockopt::{PacketFanout, PacketFanoutFlags, PacketFanoutType};
///
/// # #[cfg(any(target_os = "linux", target_os = "android"))] {
/// let by_flow = PacketFanout {
///     id: 7,
///     r#type: PacketFanoutType::HASH,
///     flags: PacketFanoutFlags::DEFRAG,
/// };
/// assert_eq!(by_flow.id, 7);
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PacketFanout {
    /// The group's number, in its network namespace.
    pub id: u16,
    /// How they are shared out.
    pub r#type: PacketFanoutType,
    /// How the group behaves.
    pub flags: PacketFanoutFlags,
}

record! {
    /// How often a packet went to another socket of the group than the first choice: PACKET_ROLLOVER_STATS.
    ///
    /// ```
    /// use sockopt::{Socket, PacketRolloverStats};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// fn moved(socket: &Socket) -> sockopt::Result<u64> {
    ///     let PacketRolloverStats { all, .. } = socket.packet_rollover_stats()?;
    ///     Ok(all)
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct PacketRolloverStats {
        /// Packets that were moved.
        pub all: u64 as U64,
        /// Of those, the ones of flows that are most of the traffic.
        pub huge: u64 as U64,
        /// Packets for which no socket had room.
        pub failed: u64 as U64,
    }
}

extended! {
    /// How many packets came since the last such read: PACKET_STATISTICS.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// // Only with CAP_NET_RAW can one be opened.
    /// if let Ok(socket) = Socket::new(Domain::PACKET, Type::RAW, None) {
    ///     let since_the_start = socket.take_packet_statistics()?;
    ///     println!("{} were lost", since_the_start.drops);
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct PacketStatistics of 8 {
        /// Packets, those that were dropped among them.
        packets: u32 as U32, at 0;
        /// Packets for which there was no room.
        drops: u32 as U32, at 4;
        /// How often a ring had no free block; `None` but for frames of version 3.
        freeze_q_cnt: Option<u32> as OrOlder<U32>, at 8;
    }
}
