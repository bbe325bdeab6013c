//! TCP_CC_INFO: bytes whose meaning another option tells.

use core::fmt;

use super::{Answer, Codec, Decode, Hex, Padded, Printed};
use crate::error::Fault;
use crate::values::TcpCcInfo;

/// [`TcpCcInfo`]. Text: as [`Hex`].
///
/// ```
/// use sockopt::codec::{CcInfo, Codec, Fault};
///
/// let bbr = CcInfo::parse("00e1f50500000000e8030000000100000002000a")?.bbr();
/// # if cfg!(target_endian = "little") {
/// assert_eq!(bbr.map(|info| info.bandwidth), Some(100_000_000));
/// # }
/// assert_eq!(CcInfo::parse("none")?.as_bytes(), []);
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct CcInfo;

impl Codec for CcInfo {
    type Value = TcpCcInfo;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hex::expects(f)
    }

    fn print(value: &TcpCcInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Printed::<Hex>(&value.as_bytes().to_vec()))
    }

    fn parse(text: &str) -> Result<TcpCcInfo, Fault> {
        match Hex::parse(text)? {
            bytes if bytes.len() > 32 => Err(Fault::OUT_OF_RANGE),
            bytes => Ok(TcpCcInfo::new(&bytes)),
        }
    }
}

impl Decode for CcInfo {
    type Reply = Padded<32>;

    fn decode(answer: Answer<'_>) -> Result<TcpCcInfo, Fault> {
        Ok(TcpCcInfo::new(answer.bytes()))
    }
}
