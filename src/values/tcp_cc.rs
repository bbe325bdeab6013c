//! TCP_CC_INFO: what a congestion control tells of itself.

use core::fmt;
use core::time::Duration;

use crate::codec::{Flag, Hex, Micros, OrNone, Place, Printed, U32};
use crate::codec::{Int, Truth};

/// What the congestion control tells of itself: TCP_CC_INFO.
///
/// Bytes that mean what the congestion control in use says: ask [`tcp_congestion`](crate::Socket::tcp_congestion)
/// which one it is, and then the method of its name. Most have nothing to tell.
///
/// ```
/// use sockopt::{Domain, Socket, Type};
///
/// # #[cfg(any(target_os = "linux", target_os = "android"))] {
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// let info = socket.tcp_cc_info()?;
/// match socket.tcp_congestion()?.as_str() {
///     Some("bbr") => println!("{:?}", info.bbr()),
///     Some("dctcp") => println!("{:?}", info.dctcp()),
///     Some("vegas") => println!("{:?}", info.vegas()),
///     _ => println!("{} bytes", info.as_bytes().len()),
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TcpCcInfo {
    bytes: [u8; 32],
    length: u8,
}

impl TcpCcInfo {
    /// The first 32 bytes of some.
    pub(crate) fn new(all: &[u8]) -> TcpCcInfo {
        let mut bytes = [0; 32];
        let mut length = 0;
        for (to, from) in bytes.iter_mut().zip(all) {
            *to = *from;
            length += 1;
        }
        TcpCcInfo { bytes, length }
    }

    /// The bytes as the kernel gave them; none, if the congestion control has nothing to tell.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// The bytes if they are so many.
    fn of(&self, length: usize) -> Option<&[u8]> {
        Some(self.as_bytes()).filter(|bytes| bytes.len() == length)
    }

    /// What `bbr` tells; `None` if it is not as long as that.
    pub fn bbr(&self) -> Option<BbrInfo> {
        let bytes = self.of(20)?;
        let word = |place| U32::at(bytes, place).ok();
        Some(BbrInfo {
            bandwidth: u64::from(word(4)?) << 32 | u64::from(word(0)?),
            min_rtt: <OrNone<Us, { u32::MAX as i128 }>>::at(bytes, 8).ok()?,
            pacing_gain: word(12)?,
            cwnd_gain: word(16)?,
        })
    }

    /// What `vegas` tells, and some others in the same form (`nv`, `yeah`, `illinois`, `westwood`); `None` if it is not as
    /// long as that.
    pub fn vegas(&self) -> Option<VegasInfo> {
        let bytes = self.of(16)?;
        Some(VegasInfo {
            enabled: Flag::<Truth>::at(bytes, 0).ok()?,
            rtt_count: U32::at(bytes, 4).ok()?,
            rtt: <OrNone<Us, 0x7fff_ffff>>::at(bytes, 8).ok()?,
            min_rtt: <OrNone<Us, 0x7fff_ffff>>::at(bytes, 12).ok()?,
        })
    }

    /// What `dctcp` tells; `None` if it is not as long as that.
    pub fn dctcp(&self) -> Option<DctcpInfo> {
        type U16 = Int<u16, 0, 65535, u16>;
        let bytes = self.of(16)?;
        Some(DctcpInfo {
            enabled: U16::at(bytes, 0).ok()? != 0,
            ce_state: U16::at(bytes, 2).ok()?,
            alpha: U32::at(bytes, 4).ok()?,
            ab_ecn: U32::at(bytes, 8).ok()?,
            ab_tot: U32::at(bytes, 12).ok()?,
        })
    }
}

/// Microseconds.
type Us = Micros<0, { u32::MAX as i128 }, u32>;

impl fmt::Debug for TcpCcInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TcpCcInfo({})", Printed::<Hex>(&self.as_bytes().to_vec()))
    }
}

/// What the congestion control `bbr` tells: see [`TcpCcInfo::bbr`].
///
/// ```
/// use sockopt::{BbrInfo, TcpCcInfo};
///
/// fn kilobytes_a_second(info: TcpCcInfo) -> Option<u64> {
///     let BbrInfo { bandwidth, .. } = info.bbr()?;
///     Some(bandwidth / 1000)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct BbrInfo {
    /// How fast the path is taken to be, in bytes a second.
    pub bandwidth: u64,
    /// The shortest time there and back in the last while; `None` before it is measured.
    pub min_rtt: Option<Duration>,
    /// By how much faster than that is sent, in 256ths.
    pub pacing_gain: u32,
    /// By how much larger than needed for that the window is, in 256ths.
    pub cwnd_gain: u32,
}

/// What the congestion control `vegas` tells: see [`TcpCcInfo::vegas`].
///
/// ```
/// use sockopt::{TcpCcInfo, VegasInfo};
///
/// fn at_best(info: TcpCcInfo) -> Option<std::time::Duration> {
///     let VegasInfo { min_rtt, .. } = info.vegas()?;
///     min_rtt
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct VegasInfo {
    /// Whether it is at work now.
    pub enabled: bool,
    /// How many times were measured in the last round.
    pub rtt_count: u32,
    /// The time there and back; `None` before it is measured.
    pub rtt: Option<Duration>,
    /// The shortest such time; `None` before it is measured.
    pub min_rtt: Option<Duration>,
}

/// What the congestion control `dctcp` tells: see [`TcpCcInfo::dctcp`].
///
/// ```
/// use sockopt::{DctcpInfo, TcpCcInfo};
///
/// fn percent_congested(info: TcpCcInfo) -> Option<u32> {
///     let DctcpInfo { alpha, .. } = info.dctcp()?;
///     Some(alpha * 100 / 1024)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DctcpInfo {
    /// Whether it is at work: the peer takes part in ECN.
    pub enabled: bool,
    /// Whether the last packet that came in was marked for congestion (1) or not (0).
    pub ce_state: u16,
    /// How much of what was sent met with congestion, in 1024ths.
    pub alpha: u32,
    /// Bytes acknowledged with a mark in this round.
    pub ab_ecn: u32,
    /// Bytes acknowledged in this round.
    pub ab_tot: u32,
}
