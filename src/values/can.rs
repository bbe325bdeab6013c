//! The values of CAN sockets' options.

use core::time::Duration;

use crate::codec::{names, record, Bits, FrameTime, Int, Named, Separation, U32, U64};

/// An unsigned number in one byte.
type Byte = Int<u8, 0, 255, u8>;

record! {
    /// Which frames a socket takes: those whose id, under the mask, is the filter's: CAN_RAW_FILTER.
    ///
    /// Beside the 11 or 29 bits of the id there are three flags, and the mask says which of them count.
    ///
    /// ```
    /// use sockopt::CanFilter;
    ///
    /// let one = CanFilter::id(0x123);
    /// assert_eq!(one.can_mask, CanFilter::STANDARD | CanFilter::EXTENDED_FLAG | CanFilter::REMOTE_FLAG);
    /// let all_others = CanFilter { can_id: one.can_id | CanFilter::INVERTED, ..one };
    /// assert_ne!(one, all_others);
    /// ```
    pub struct CanFilter {
        /// The id, and flags.
        pub can_id: u32 as U32,
        /// Which bits of it count.
        pub can_mask: u32 as U32,
    }
}

impl CanFilter {
    /// The bits of an id of 11 bits (CAN_SFF_MASK).
    pub const STANDARD: u32 = 0x7ff;
    /// The bits of an id of 29 bits (CAN_EFF_MASK).
    pub const EXTENDED: u32 = 0x1fff_ffff;
    /// Of 29 bits (CAN_EFF_FLAG).
    pub const EXTENDED_FLAG: u32 = 0x8000_0000;
    /// A request for the frame (CAN_RTR_FLAG).
    pub const REMOTE_FLAG: u32 = 0x4000_0000;
    /// Those that do not match (CAN_INV_FILTER); in the filter's id.
    pub const INVERTED: u32 = 0x2000_0000;

    /// Data frames with one id: of 29 bits if it has more than 11.
    pub const fn id(id: u32) -> CanFilter {
        let flags = CanFilter::EXTENDED_FLAG | CanFilter::REMOTE_FLAG;
        if id > CanFilter::STANDARD {
            let can_id = id & CanFilter::EXTENDED | CanFilter::EXTENDED_FLAG;
            return CanFilter { can_id, can_mask: CanFilter::EXTENDED | flags };
        }
        CanFilter { can_id: id, can_mask: CanFilter::STANDARD | flags }
    }
}

bitflags::bitflags! {
    /// What a controller reports in error frames: CAN_RAW_ERR_FILTER.
    ///
    /// ```
    /// use sockopt::CanErrors;
    ///
    /// assert_eq!((CanErrors::BUSOFF | CanErrors::RESTARTED).bits(), 0x140);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct CanErrors: u32 {
        /// The driver waited too long for a frame to be sent.
        const TX_TIMEOUT = 1;
        /// Arbitration was lost.
        const LOSTARB = 1 << 1;
        /// Trouble of the controller.
        const CRTL = 1 << 2;
        /// A protocol was broken.
        const PROT = 1 << 3;
        /// The state of the transceiver.
        const TRX = 1 << 4;
        /// Nobody acknowledged a frame.
        const ACK = 1 << 5;
        /// The controller left the bus.
        const BUSOFF = 1 << 6;
        /// An error on the bus. They may come in floods.
        const BUSERROR = 1 << 7;
        /// The controller was started anew.
        const RESTARTED = 1 << 8;
        /// The counters of errors (Linux 6.0).
        const CNT = 1 << 9;
    }
}

bitflags::bitflags! {
    /// What a socket does with the number of a virtual CAN network: CAN_RAW_XL_VCID_OPTS.
    ///
    /// ```
    /// use sockopt::CanVcidFlags;
    ///
    /// assert_eq!(CanVcidFlags::RX_FILTER.bits(), 4);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct CanVcidFlags: u32 {
        /// Put `tx_vcid` into each frame that is sent.
        const TX_SET = 1;
        /// Leave the number that is in a frame to be sent.
        const TX_PASS = 1 << 1;
        /// Take the frames that match `rx_vcid`. Otherwise only those without a number are taken.
        const RX_FILTER = 1 << 2;
    }
}

record! {
    /// Numbers of virtual CAN networks in CAN XL frames: CAN_RAW_XL_VCID_OPTS.
    ///
    /// ```
    /// use sockopt::{CanVcidFlags, CanVcidOptions};
    ///
    /// let all = CanVcidOptions { flags: CanVcidFlags::RX_FILTER, tx_vcid: 0, rx_vcid: 0, rx_vcid_mask: 0 };
    /// assert!(all.flags.contains(CanVcidFlags::RX_FILTER));
    /// ```
    pub struct CanVcidOptions {
        /// What is done.
        pub flags: CanVcidFlags as Bits<CanVcidFlags, u8>,
        /// The number that is sent.
        pub tx_vcid: u8 as Byte,
        /// The number that is received.
        pub rx_vcid: u8 as Byte,
        /// Which bits of that count.
        pub rx_vcid_mask: u8 as Byte,
    }
}

bitflags::bitflags! {
    /// How an ISO-TP socket behaves: CAN_ISOTP_OPTS.
    ///
    /// ```
    /// use sockopt::IsotpFlags;
    ///
    /// assert_eq!((IsotpFlags::TX_PADDING | IsotpFlags::RX_PADDING).bits(), 0xc);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct IsotpFlags: u32 {
        /// Listen only: send no flow control.
        const LISTEN_MODE = 0x1;
        /// Extended addressing: `ext_address` is in each frame.
        const EXTEND_ADDR = 0x2;
        /// Fill up frames that are sent, with `txpad_content`.
        const TX_PADDING = 0x4;
        /// Expect received frames to be filled up, with `rxpad_content`.
        const RX_PADDING = 0x8;
        /// Check the length of received frames that are filled up.
        const CHK_PAD_LEN = 0x10;
        /// Check what they are filled up with.
        const CHK_PAD_DATA = 0x20;
        /// Send and receive one at a time.
        const HALF_DUPLEX = 0x40;
        /// Send by CAN_ISOTP_TX_STMIN, and not by what the receiver asks for.
        const FORCE_TXSTMIN = 0x80;
        /// Ignore frames that come sooner than CAN_ISOTP_RX_STMIN.
        const FORCE_RXSTMIN = 0x100;
        /// Received frames have another extended address: `rx_ext_address`.
        const RX_EXT_ADDR = 0x200;
        /// Have `send` wait until all is sent.
        const WAIT_TX_DONE = 0x400;
        /// Send to many, in single frames (Linux 5.11).
        const SF_BROADCAST = 0x800;
        /// Send to many without flow control (Linux 5.19). Not together with `SF_BROADCAST` (EINVAL).
        const CF_BROADCAST = 0x1000;
        /// Follow each flow control, and not the first alone (Linux 6.9).
        const DYN_FC_PARMS = 0x2000;
    }
}

record! {
    /// How an ISO-TP socket behaves, addresses and fills up frames: CAN_ISOTP_OPTS.
    ///
    /// ```
    /// use sockopt::{IsotpFlags, IsotpOptions};
    ///
    /// let padded = IsotpOptions { flags: IsotpFlags::TX_PADDING, ..IsotpOptions::default() };
    /// assert_eq!(padded.txpad_content, 0xcc);
    /// ```
    pub struct IsotpOptions {
        /// What is done.
        pub flags: IsotpFlags as Bits<IsotpFlags>,
        /// How long a frame takes to be sent; `None` to leave that as it is.
        pub frame_txtime: Option<Duration> as FrameTime,
        /// The extended address.
        pub ext_address: u8 as Byte,
        /// With what frames that are sent are filled up.
        pub txpad_content: u8 as Byte,
        /// With what received frames are filled up.
        pub rxpad_content: u8 as Byte,
        /// The extended address in received frames; without `RX_EXT_ADDR`, the kernel makes it `ext_address`.
        pub rx_ext_address: u8 as Byte,
    }
}

/// What a new socket has, but for the time, which stays as it is.
impl Default for IsotpOptions {
    fn default() -> IsotpOptions {
        IsotpOptions {
            flags: IsotpFlags::empty(),
            frame_txtime: None,
            ext_address: 0,
            txpad_content: 0xcc,
            rxpad_content: 0xcc,
            rx_ext_address: 0,
        }
    }
}

record! {
    /// What an ISO-TP socket asks of who sends to it: CAN_ISOTP_RECV_FC.
    ///
    /// ```
    /// use sockopt::IsotpFlowControl;
    /// use std::time::Duration;
    ///
    /// let slowly = IsotpFlowControl { bs: 8, stmin: Duration::from_millis(10), wftmax: 0 };
    /// assert_eq!(slowly.bs, 8);
    /// ```
    pub struct IsotpFlowControl {
        /// After how many frames it waits for the next flow control; 0 for never.
        pub bs: u8 as Byte,
        /// The least time between two frames.
        pub stmin: Duration as Separation,
        /// How many times one may be told to wait.
        pub wftmax: u8 as Byte,
    }
}

names! {
    /// A kind of CAN frame, by its size.
    ///
    /// ```
    /// use sockopt::CanMtu;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(CanMtu::CANFD.to_string(), "CANFD_MTU");
    /// # }
    /// ```
    pub struct CanMtu {
        /// Classical CAN: up to 8 bytes.
        CAN = CAN_MTU on LINUX | ANDROID;
        /// CAN FD: up to 64 bytes.
        CANFD = CANFD_MTU on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// Flags of a CAN FD frame.
    ///
    /// ```
    /// use sockopt::CanFdFlags;
    ///
    /// assert_eq!(CanFdFlags::BRS.bits(), 1);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct CanFdFlags: u32 {
        /// The data is sent faster.
        const BRS = 1;
        /// The sender has had many errors.
        const ESI = 1 << 1;
        /// It is a CAN FD frame.
        const FDF = 1 << 2;
    }
}

record! {
    /// The frames that an ISO-TP socket sends: CAN_ISOTP_LL_OPTS.
    ///
    /// ```
    /// use sockopt::{CanFdFlags, CanMtu, IsotpLinkLayer};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let fast = IsotpLinkLayer { mtu: CanMtu::CANFD, tx_dl: 64, tx_flags: CanFdFlags::BRS };
    /// assert_eq!(fast.mtu.raw(), 72);
    /// # }
    /// ```
    pub struct IsotpLinkLayer {
        /// Their kind.
        pub mtu: CanMtu as Named<CanMtu, u8>,
        /// How many bytes one carries: 8, 12, 16, 20, 24, 32, 48 or 64.
        pub tx_dl: u8 as Int<u8, 8, 64, u8>,
        /// Their flags; of CAN FD.
        pub tx_flags: CanFdFlags as Bits<CanFdFlags, u8>,
    }
}

record! {
    /// Which messages a J1939 socket takes, by who sent them and what they are: SO_J1939_FILTER.
    ///
    /// A message must match in all three.
    ///
    /// ```
    /// use sockopt::J1939Filter;
    ///
    /// let from_0x20 = J1939Filter { addr: 0x20, addr_mask: 0xff, ..J1939Filter::ALL };
    /// assert_eq!(from_0x20.pgn_mask, 0);
    /// ```
    pub struct J1939Filter {
        /// The sender's name.
        pub name: u64 as U64,
        /// Which bits of it count.
        pub name_mask: u64 as U64,
        /// The number of the parameter group: 18 bits.
        pub pgn: u32 as U32,
        /// Which bits of it count.
        pub pgn_mask: u32 as U32,
        /// The sender's address.
        pub addr: u8 as Byte,
        /// Which bits of it count.
        pub addr_mask: u8 as Byte,
    }
}

impl J1939Filter {
    /// All messages.
    pub const ALL: J1939Filter =
        J1939Filter { name: 0, name_mask: 0, pgn: 0, pgn_mask: 0, addr: 0, addr_mask: 0 };

    /// The bytes of `struct j1939_filter`, which ends where a number of 64 bits may begin.
    pub(crate) const SIZE: usize = {
        let (fields, align) = (26_usize, core::mem::align_of::<u64>());
        fields.div_ceil(align) * align
    };
}
