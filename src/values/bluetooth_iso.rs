//! What isochronous channels of Bluetooth promise, and the code of a broadcast.

use core::fmt;
use core::time::Duration;

use crate::sys;

bitflags::bitflags! {
    /// Physical channels of Low Energy: in [`BtIsoIoQos`].
    ///
    /// ```
    /// use sockopt::BtIsoPhy;
    ///
    /// assert_eq!(BtIsoPhy::all().bits(), 7);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct BtIsoPhy: u32 {
        /// 1 Mbit/s.
        const LE_1M = 1;
        /// 2 Mbit/s.
        const LE_2M = 1 << 1;
        /// Coded, for a long way.
        const LE_CODED = 1 << 2;
    }
}

/// One direction of an isochronous channel: in [`BtIsoQos`].
///
/// ```
/// use sockopt::{BtIsoIoQos, BtIsoQos};
///
/// let only_to_send = BtIsoQos { r#in: BtIsoIoQos::NONE, ..BtIsoQos::default() };
/// assert!(only_to_send.r#in.phy.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BtIsoIoQos {
    /// How often there is data: every 255 us to 1.048575 s; `None` where it is left open. Rounded up to microseconds.
    pub interval: Option<Duration>,
    /// How late it may be: 5 ms to 4 s; `None` where it is left open. Rounded up to milliseconds.
    pub latency: Option<Duration>,
    /// How many bytes there are at a time, at most.
    pub sdu: u16,
    /// Over which channels; without one, the direction is not there, and `sdu` must be 0.
    pub phy: BtIsoPhy,
    /// How many times what is lost is sent again.
    pub rtn: u8,
}

impl BtIsoIoQos {
    /// No data in this direction.
    pub const NONE: BtIsoIoQos =
        BtIsoIoQos { interval: None, latency: None, sdu: 0, phy: BtIsoPhy::empty(), rtn: 0 };
}

/// The code by which a broadcast is encrypted, of 16 bytes.
///
/// It is never shown, and its memory is cleared.
///
/// ```
/// use sockopt::BtBroadcastCode;
///
/// let code = BtBroadcastCode::new(*b"between you & me");
/// assert_eq!(format!("{code:?}"), "BtBroadcastCode(secret)");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct BtBroadcastCode([u8; 16]);

impl BtBroadcastCode {
    /// A code.
    pub const fn new(code: [u8; 16]) -> BtBroadcastCode {
        BtBroadcastCode(code)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl Drop for BtBroadcastCode {
    fn drop(&mut self) {
        sys::clear(&mut self.0);
    }
}

impl fmt::Debug for BtBroadcastCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BtBroadcastCode(secret)")
    }
}

/// What an isochronous channel promises: BT_ISO_QOS.
///
/// A channel is one with a device (unicast), or a broadcast; the kernel's structure is a union of the two. Of the fields up to `out`, both
/// have the same; those behind it are a broadcast's, and Linux 6.1 does not have them: it drops what is set, and reads zeros.
///
/// ```
/// use sockopt::{BtBroadcastCode, BtIsoQos};
///
/// let secret = BtIsoQos {
///     encryption: true,
///     bcode: BtBroadcastCode::new(*b"between you & me"),
///     ..BtIsoQos::default()
/// };
/// assert_eq!(secret.group, None); // whichever is free
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BtIsoQos {
    /// The group of channels: in C `cig`, or `big` of a broadcast. `None` for one that is free.
    pub group: Option<u8>,
    /// The channel of the group: `cis`, or `bis`. `None` for one that is free.
    pub stream: Option<u8>,
    /// Unicast: how steady the clock is, from 0 (500 ppm) to 7 (20 ppm). Of a broadcast, this is `sync_factor`: how often the periodic
    /// advertisement comes, in intervals of the channel.
    pub sca: u8,
    /// Whether the parts of several channels take turns.
    pub packing: bool,
    /// Whether the data is framed, which its interval need not fit then.
    pub framing: bool,
    /// What is received.
    pub r#in: BtIsoIoQos,
    /// What is sent.
    pub out: BtIsoIoQos,
    /// Whether it is encrypted. Where that matters, read it back: Linux 6.1 drops it.
    pub encryption: bool,
    /// By which code.
    pub bcode: BtBroadcastCode,
    /// Options of the receiver's search: 0 to 7.
    pub options: u8,
    /// How many advertisements may be passed over.
    pub skip: u16,
    /// After how long without an advertisement it is lost: 100 ms to 163.84 s; `None` for the system's 20 s. Rounded up to 10 ms.
    pub sync_timeout: Option<Duration>,
    /// Which advertisements are not for this receiver, by their constant tone: 0 to 31.
    pub sync_cte_type: u8,
    /// How many parts of an event are received, at most: 0 to 31, where 0 leaves it to the controller.
    pub mse: u8,
    /// After how long without data it is lost: as `sync_timeout`.
    pub timeout: Option<Duration>,
}

/// What a new socket has, but for the two times: those are 20 s on newer kernels.
impl Default for BtIsoQos {
    fn default() -> BtIsoQos {
        let both = BtIsoIoQos {
            interval: Some(Duration::from_millis(10)),
            latency: Some(Duration::from_millis(10)),
            sdu: 40,
            phy: BtIsoPhy::LE_2M,
            rtn: 2,
        };
        BtIsoQos {
            group: None,
            stream: None,
            sca: 1,
            packing: false,
            framing: false,
            r#in: both,
            out: both,
            encryption: false,
            bcode: BtBroadcastCode::new([0; 16]),
            options: 0,
            skip: 0,
            sync_timeout: None,
            sync_cte_type: 0,
            mse: 0,
            timeout: None,
        }
    }
}
