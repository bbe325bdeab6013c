//! The values of Bluetooth sockets' options, and the addresses of devices.

use core::fmt;
use core::str::FromStr;
use core::time::Duration;

use crate::codec::{
    names, placed, record, Bits, EventMask, Flag, Int, Little, Millis, Named, OrNone,
};
use crate::error::TextError;

/// Any number of one byte.
type Byte = Int<u8, 0, 255, u8>;
/// Any number of two bytes.
type U16 = Int<u16, 0, 65535, u16>;

/// The address of a Bluetooth device. Text: `00:1B:DC:07:31:88`.
///
/// Its bytes are here in the order in which they are written. (In the system's structures it is the other way round.)
///
/// ```
/// use sockopt::BdAddr;
///
/// let address: BdAddr = "00:1b:dc:07:31:88".parse()?;
/// assert_eq!(address, BdAddr([0x00, 0x1b, 0xdc, 0x07, 0x31, 0x88]));
/// assert_eq!(address.to_string(), "00:1B:DC:07:31:88");
/// assert_eq!(BdAddr::ANY.to_string(), "00:00:00:00:00:00");
/// # Ok::<(), sockopt::TextError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct BdAddr(pub [u8; 6]);

impl BdAddr {
    /// No address, or any (BDADDR_ANY).
    pub const ANY: BdAddr = BdAddr([0; 6]);

    /// The bytes of a `bdaddr_t`, or those that it has.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(crate) fn reversed([a, b, c, d, e, f]: [u8; 6]) -> [u8; 6] {
        [f, e, d, c, b, a]
    }
}

impl fmt::Display for BdAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            write!(f, "{}{byte:02X}", if index == 0 { "" } else { ":" })?;
        }
        Ok(())
    }
}

impl fmt::Debug for BdAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BdAddr({self})")
    }
}

impl FromStr for BdAddr {
    type Err = TextError;

    fn from_str(text: &str) -> Result<BdAddr, TextError> {
        let byte = |part: &str| crate::text::hex_byte(part.as_bytes());
        let bytes: Option<Vec<u8>> = text.split(':').map(byte).collect();
        let bytes = bytes.and_then(|bytes| <[u8; 6]>::try_from(bytes).ok());
        bytes.map(BdAddr).ok_or(TextError { what: "BdAddr" })
    }
}

names! {
    /// What an address of a Bluetooth device is, in the addresses of L2CAP and ISO sockets.
    ///
    /// ```
    /// use sockopt::BdAddrType;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(BdAddrType::LE_RANDOM.to_string(), "BDADDR_LE_RANDOM");
    /// # }
    /// ```
    pub struct BdAddrType {
        /// Of classic Bluetooth.
        BREDR = BDADDR_BREDR on LINUX | ANDROID;
        /// Of Bluetooth Low Energy, given by who made the device.
        LE_PUBLIC = BDADDR_LE_PUBLIC on LINUX | ANDROID;
        /// Of Bluetooth Low Energy, chosen by the device.
        LE_RANDOM = BDADDR_LE_RANDOM on LINUX | ANDROID;
    }
}

names! {
    /// How secure a connection must be: BT_SECURITY.
    ///
    /// ```
    /// use sockopt::BtSecurityLevel;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert!(BtSecurityLevel::HIGH > BtSecurityLevel::MEDIUM);
    /// # }
    /// ```
    pub struct BtSecurityLevel {
        /// Nothing. Only RFCOMM takes it.
        SDP = BT_SECURITY_SDP on LINUX | ANDROID;
        /// Not encrypted, but where both sides want it.
        LOW = BT_SECURITY_LOW on LINUX | ANDROID;
        /// Encrypted, with a key that nobody has to confirm.
        MEDIUM = BT_SECURITY_MEDIUM on LINUX | ANDROID;
        /// Encrypted, with a key that was authenticated.
        HIGH = BT_SECURITY_HIGH on LINUX | ANDROID;
        /// As that, with Secure Connections alone. RFCOMM does not take it.
        FIPS = BT_SECURITY_FIPS on LINUX | ANDROID;
    }
}

record! {
    /// How secure a connection must be, or is: BT_SECURITY.
    ///
    /// ```
    /// use sockopt::{BtSecurity, BtSecurityLevel};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let high = BtSecurity::from(BtSecurityLevel::HIGH);
    /// assert_eq!(high.key_size, None);
    /// # }
    /// ```
    pub struct BtSecurity {
        /// The level.
        pub level: BtSecurityLevel as Named<BtSecurityLevel, u8>,
        /// The bytes of the key that an L2CAP connection is encrypted with. It is told, and cannot be asked for: `None` is what
        /// there is to set.
        // No number at all is in its range, which is that of a set.
        pub key_size: Option<u8> as OrNone<Int<u8, 1, 0, u8>, 0>,
    }
}

impl From<BtSecurityLevel> for BtSecurity {
    fn from(level: BtSecurityLevel) -> BtSecurity {
        BtSecurity { level, key_size: None }
    }
}

names! {
    /// Which controllers a channel may move to: BT_CHANNEL_POLICY.
    ///
    /// ```
    /// use sockopt::BtChannelPolicy;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(BtChannelPolicy::BREDR_ONLY.raw(), 0);
    /// # }
    /// ```
    pub struct BtChannelPolicy {
        /// Classic Bluetooth alone.
        BREDR_ONLY = BT_CHANNEL_POLICY_BREDR_ONLY on LINUX | ANDROID;
        /// Classic Bluetooth, unless the other side asks for more.
        BREDR_PREFERRED = BT_CHANNEL_POLICY_BREDR_PREFERRED on LINUX | ANDROID;
        /// A faster one, if there is one.
        AMP_PREFERRED = BT_CHANNEL_POLICY_AMP_PREFERRED on LINUX | ANDROID;
    }
}

names! {
    /// How a voice goes over the air: BT_VOICE.
    ///
    /// ```
    /// use sockopt::BtVoice;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(BtVoice::CVSD_16BIT.raw(), 0x60);
    /// # }
    /// ```
    pub struct BtVoice {
        /// As it is given: coded by the program.
        TRANSPARENT = BT_VOICE_TRANSPARENT on LINUX | ANDROID;
        /// 16 bits a sample, which the controller codes with CVSD. All sockets begin with it.
        CVSD_16BIT = BT_VOICE_CVSD_16BIT on LINUX | ANDROID;
        /// As it is given, 16 bits at a time.
        TRANSPARENT_16BIT = BT_VOICE_TRANSPARENT_16BIT on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// Physical channels, with their rates and lengths of packets: BT_PHY.
    ///
    /// ```
    /// use sockopt::BtPhy;
    ///
    /// let twice_as_fast = BtPhy::LE_2M_TX | BtPhy::LE_2M_RX;
    /// assert_eq!(twice_as_fast.bits(), 0x1800);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct BtPhy: u32 {
        /// Basic rate, packets of one slot.
        const BR_1M_1SLOT = 1;
        /// Basic rate, of three.
        const BR_1M_3SLOT = 1 << 1;
        /// Basic rate, of five.
        const BR_1M_5SLOT = 1 << 2;
        /// Enhanced rate, 2 Mbit/s, packets of one slot.
        const EDR_2M_1SLOT = 1 << 3;
        /// 2 Mbit/s, of three.
        const EDR_2M_3SLOT = 1 << 4;
        /// 2 Mbit/s, of five.
        const EDR_2M_5SLOT = 1 << 5;
        /// Enhanced rate, 3 Mbit/s, packets of one slot.
        const EDR_3M_1SLOT = 1 << 6;
        /// 3 Mbit/s, of three.
        const EDR_3M_3SLOT = 1 << 7;
        /// 3 Mbit/s, of five.
        const EDR_3M_5SLOT = 1 << 8;
        /// Low Energy, 1 Mbit/s, to send.
        const LE_1M_TX = 1 << 9;
        /// 1 Mbit/s, to receive.
        const LE_1M_RX = 1 << 10;
        /// Low Energy, 2 Mbit/s, to send.
        const LE_2M_TX = 1 << 11;
        /// 2 Mbit/s, to receive.
        const LE_2M_RX = 1 << 12;
        /// Low Energy, coded for a long way, to send.
        const LE_CODED_TX = 1 << 13;
        /// Coded, to receive.
        const LE_CODED_RX = 1 << 14;
    }
}

names! {
    /// The mode of a channel: BT_MODE.
    ///
    /// ```
    /// use sockopt::BtMode;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(BtMode::EXT_FLOWCTL.to_string(), "BT_MODE_EXT_FLOWCTL");
    /// # }
    /// ```
    pub struct BtMode {
        /// As the link delivers; of classic Bluetooth.
        BASIC = BT_MODE_BASIC on LINUX | ANDROID;
        /// What is lost is sent again; of classic Bluetooth.
        ERTM = BT_MODE_ERTM on LINUX | ANDROID;
        /// What is late is given up; of classic Bluetooth.
        STREAMING = BT_MODE_STREAMING on LINUX | ANDROID;
        /// Flow control by credits; of Low Energy.
        LE_FLOWCTL = BT_MODE_LE_FLOWCTL on LINUX | ANDROID;
        /// Flow control by credits, with MTUs that can be changed; of Low Energy.
        EXT_FLOWCTL = BT_MODE_EXT_FLOWCTL on LINUX | ANDROID;
    }
}

names! {
    /// A codec of voice, by the numbers that Bluetooth has assigned: BT_CODEC.
    ///
    /// ```
    /// use sockopt::BtCodecId;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(BtCodecId::MSBC.raw(), 5);
    /// # }
    /// ```
    pub struct BtCodecId {
        /// CVSD.
        CVSD = BT_CODEC_CVSD on LINUX | ANDROID;
        /// None: as it is given.
        TRANSPARENT = BT_CODEC_TRANSPARENT on LINUX | ANDROID;
        /// mSBC, of wide band speech.
        MSBC = BT_CODEC_MSBC on LINUX | ANDROID;
    }
}

/// A codec that the controller has, or is to use: BT_CODEC.
///
/// ```
/// use sockopt::{BtCodec, BtCodecId};
///
/// # #[cfg(any(target_os = "linux", target_os = "android"))] {
/// let wide_band = BtCodec::new(BtCodecId::MSBC);
/// assert_eq!(wide_band.data_path, 0);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BtCodec {
    /// Which codec; 255 for one of a company's own.
    pub id: BtCodecId,
    /// The company, if it is its own.
    pub cid: u16,
    /// Its number in that company.
    pub vid: u16,
    /// The way that the data takes; 0 is over HCI.
    pub data_path: u8,
    /// What the codec can do, each in up to 255 bytes.
    pub caps: Vec<Vec<u8>>,
}

impl BtCodec {
    /// One that everybody knows, over HCI.
    pub const fn new(id: BtCodecId) -> BtCodec {
        BtCodec { id, cid: 0, vid: 0, data_path: 0, caps: Vec::new() }
    }
}

names! {
    /// What a Bluetooth controller's socket has to do with it: the channel that it is bound to.
    ///
    /// ```
    /// use sockopt::HciChannel;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(HciChannel::MONITOR.raw(), 2);
    /// # }
    /// ```
    pub struct HciChannel {
        /// It has its part in what the controller and the kernel say to each other.
        RAW = HCI_CHANNEL_RAW on LINUX | ANDROID;
        /// It has the controller for itself: CAP_NET_ADMIN, and the controller must be down.
        USER = HCI_CHANNEL_USER on LINUX | ANDROID;
        /// It sees all that is said with all controllers: CAP_NET_RAW, and no controller is named.
        MONITOR = HCI_CHANNEL_MONITOR on LINUX | ANDROID;
        /// It manages controllers, by what BlueZ calls mgmt; no controller is named.
        CONTROL = HCI_CHANNEL_CONTROL on LINUX | ANDROID;
        /// It sends lines to those who monitor: CAP_NET_ADMIN.
        LOGGING = HCI_CHANNEL_LOGGING on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// Types of HCI packets: HCI_FILTER.
    ///
    /// ```
    /// use sockopt::HciPackets;
    ///
    /// assert_eq!((HciPackets::COMMAND | HciPackets::EVENT).bits(), 0x12);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct HciPackets: u32 {
        /// To the controller.
        const COMMAND = 1 << 1;
        /// Data of connections.
        const ACLDATA = 1 << 2;
        /// Voice.
        const SCODATA = 1 << 3;
        /// From the controller.
        const EVENT = 1 << 4;
        /// Isochronous data.
        const ISODATA = 1 << 5;
    }
}

placed! {
    /// Which packets of a controller a socket receives: HCI_FILTER. A new socket receives none.
    ///
    /// ```
    /// use sockopt::{HciFilter, HciPackets};
    ///
    /// // Command Complete and Command Status, of Read BD_ADDR:
    /// let answers = HciFilter {
    ///     type_mask: HciPackets::EVENT,
    ///     event_mask: 1 << 0x0e | 1 << 0x0f,
    ///     opcode: Some(0x1009),
    /// };
    /// assert_ne!(answers, HciFilter::ALL);
    /// ```
    pub struct HciFilter of 16; {
        /// Types of packets.
        type_mask: HciPackets as Bits<HciPackets>, at 0;
        /// Events, one a bit. Those from 64 on share the bits of those below.
        event_mask: u64 as EventMask, at 4;
        /// Of the events that answer commands, those of this command alone; `None` for all.
        opcode: Option<u16> as OrNone<Int<u16, 0, 65535, Little<2>>, 0>, at 12;
    }
}

impl HciFilter {
    /// All packets.
    pub const ALL: HciFilter =
        HciFilter { type_mask: HciPackets::all(), event_mask: u64::MAX, opcode: None };
}

names! {
    /// The mode of a channel of classic Bluetooth: in [`L2capOptions`].
    ///
    /// The numbers are not those of [`BtMode`].
    ///
    /// ```
    /// use sockopt::L2capMode;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(L2capMode::ERTM.raw(), 3);
    /// # }
    /// ```
    pub struct L2capMode {
        /// As the link delivers.
        BASIC = L2CAP_MODE_BASIC on LINUX | ANDROID;
        /// An older way to send again what is lost, which Linux does not take.
        RETRANS = L2CAP_MODE_RETRANS on LINUX | ANDROID;
        /// An older flow control, which Linux does not take.
        FLOWCTL = L2CAP_MODE_FLOWCTL on LINUX | ANDROID;
        /// What is lost is sent again.
        ERTM = L2CAP_MODE_ERTM on LINUX | ANDROID;
        /// What is late is given up.
        STREAMING = L2CAP_MODE_STREAMING on LINUX | ANDROID;
    }
}

placed! {
    /// What a channel of classic Bluetooth is configured with: L2CAP_OPTIONS.
    ///
    /// ```
    /// use sockopt::{Domain, L2capMode, L2capOptions, Protocol, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// // A kernel can be without it.
    /// if let Ok(socket) = Socket::new(Domain::BLUETOOTH, Type::SEQPACKET, Protocol::BTPROTO_L2CAP) {
    ///     let options = socket.l2cap_options()?;
    ///     socket.set_l2cap_options(L2capOptions { imtu: 1024, ..options })?;
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct L2capOptions of 12; {
        /// The largest message that is sent, in bytes.
        omtu: u16 as U16, at 0;
        /// The largest that is received: 48 bytes or more (EINVAL), or 0 to leave it to the system.
        imtu: u16 as U16, at 2;
        /// After how long a packet is given up that was not acknowledged; `None` for never.
        flush_to: Option<Duration> as OrNone<Millis<1, 65534, u16>, 65535>, at 4;
        /// The mode.
        mode: L2capMode as Named<L2capMode, u8>, at 6;
        /// Whether messages have checksums, in the modes that can do without.
        fcs: bool as Flag<u8>, at 7;
        /// How many times a packet is sent, at most; 0 for any number.
        max_tx: u8 as Byte, at 8;
        /// How many packets may be sent and not acknowledged: 1 to 16383.
        txwin_size: u16 as Int<u16, 1, 0x3fff, u16>, at 10;
    }
}

placed! {
    /// The link that a connection goes over: L2CAP_CONNINFO, SCO_CONNINFO, RFCOMM_CONNINFO.
    ///
    /// ```
    /// use sockopt::{BtConnInfo, Socket};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// fn is_a_phone(socket: &Socket) -> sockopt::Result<bool> {
    ///     let BtConnInfo { dev_class, .. } = socket.rfcomm_conninfo()?;
    ///     Ok(dev_class >> 8 & 0x1f == 2)
    /// }
    /// # }
    /// ```
    pub struct BtConnInfo of 6; {
        /// The number that the controller has for it.
        hci_handle: u16 as U16, at 0;
        /// The class of the device at the other end: 24 bits.
        dev_class: u32 as Int<u32, 0, 0xff_ffff, Little<3>>, at 2;
    }
}

bitflags::bitflags! {
    /// What a link must be, in an older way of saying it: L2CAP_LM, RFCOMM_LM.
    ///
    /// ```
    /// use sockopt::BtLinkMode;
    ///
    /// assert_eq!((BtLinkMode::AUTH | BtLinkMode::ENCRYPT).bits(), 6);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct BtLinkMode: u32 {
        /// This side is the one that sets the time. In C, `MASTER`.
        const CENTRAL = 1;
        /// [`BtSecurityLevel::LOW`].
        const AUTH = 1 << 1;
        /// [`BtSecurityLevel::MEDIUM`].
        const ENCRYPT = 1 << 2;
        /// Nothing that Linux makes use of.
        const TRUSTED = 1 << 3;
        /// No packet is lost; of L2CAP.
        const RELIABLE = 1 << 4;
        /// [`BtSecurityLevel::HIGH`].
        const SECURE = 1 << 5;
        /// [`BtSecurityLevel::FIPS`]; it is read, and refused in a set (EINVAL).
        const FIPS = 1 << 6;
    }
}
