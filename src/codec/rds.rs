//! Regions of memory for peers of RDS.

use core::fmt;
use std::net::SocketAddr;

use super::{Aligned, Codec, Encode, Fault, Fill, Storage, U64};
use crate::shared::RdsMr;

/// [`RdsMr`] as `struct rds_get_mr_args`. The kernel writes the cookie to where the region keeps it. It has no text.
///
/// ```
/// use sockopt::codec::{Encode, GetMr};
/// use sockopt::{RdsMr, RdsRdmaFlags};
///
/// let region = RdsMr::new(4096, RdsRdmaFlags::USE_ONCE)?;
/// let bytes = GetMr::encode(&&region).unwrap().0;
/// assert_eq!(bytes[8..16], 4096_u64.to_ne_bytes());
/// assert_eq!(bytes[24..], 8_u64.to_ne_bytes());
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct GetMr;

/// Writes the region behind `at` other bytes.
fn fill(region: &RdsMr, bytes: &mut [u8], at: usize) -> Result<(), Fault> {
    U64::fill(region.as_ptr() as u64, bytes, at)?;
    U64::fill(u64::try_from(region.len()).map_err(|_| Fault::OUT_OF_RANGE)?, bytes, at + 8)?;
    U64::fill(region.cookie_ptr() as u64, bytes, at + 16)?;
    U64::fill(region.flags().bits().into(), bytes, at + 24)
}

impl Codec for GetMr {
    type Value = RdsMr;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("memory")
    }

    fn print(value: &RdsMr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value:?}")
    }

    fn parse(_: &str) -> Result<RdsMr, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Encode for GetMr {
    type Arg<'a> = &'a RdsMr;
    type Bytes<'a> = Aligned<32>;

    fn lend(value: &RdsMr) -> &RdsMr {
        value
    }

    fn encode(arg: &&RdsMr) -> Result<Aligned<32>, Fault> {
        let mut bytes = Aligned([0; 32]);
        fill(arg, &mut bytes.0, 0)?;
        Ok(bytes)
    }
}

/// As [`GetMr`], with the peer that the region is for: `struct rds_get_mr_for_dest_args`.
///
/// ```
/// use sockopt::codec::{Encode, GetMrForDest};
/// use sockopt::{RdsMr, RdsRdmaFlags};
/// use std::net::SocketAddr;
///
/// let region = RdsMr::new(4096, RdsRdmaFlags::empty())?;
/// let peer = SocketAddr::from(([192, 0, 2, 7], 4000));
/// let bytes = GetMrForDest::encode(&(peer, &region)).unwrap().0;
/// assert_eq!(bytes[4..8], [192, 0, 2, 7]);
/// assert_eq!(bytes[136..144], 4096_u64.to_ne_bytes());
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct GetMrForDest;

impl Codec for GetMrForDest {
    type Value = (SocketAddr, RdsMr);

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address, and memory")
    }

    fn print((peer, region): &(SocketAddr, RdsMr), f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{peer}, {region:?}")
    }

    fn parse(_: &str) -> Result<(SocketAddr, RdsMr), Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Encode for GetMrForDest {
    type Arg<'a> = (SocketAddr, &'a RdsMr);
    type Bytes<'a> = Aligned<160>;

    fn lend((peer, region): &(SocketAddr, RdsMr)) -> (SocketAddr, &RdsMr) {
        (*peer, region)
    }

    fn encode((peer, region): &(SocketAddr, &RdsMr)) -> Result<Aligned<160>, Fault> {
        let mut bytes = Aligned([0; 160]);
        Storage::fill(Some(*peer), &mut bytes.0, 0)?;
        fill(region, &mut bytes.0, 128)?;
        Ok(bytes)
    }
}
