//! The integers that options are made of.

use core::mem::size_of;

use super::answer::exactly;
use super::Reply;
use crate::error::Fault;

/// The integer types that options are made of.
///
/// They are `u8` to `u64`, `i16` to `i64`, and some with a rule of their own. One more takes little:
///
/// ```
/// use sockopt::codec::{Encode, Fault, Int, Wire};
///
/// /// A port as it is on the wire.
/// enum Port {}
///
/// impl Wire for Port {
///     type Bytes = [u8; 2];
///
///     fn pack(raw: i128) -> Option<[u8; 2]> {
///         u16::try_from(raw).ok().map(u16::to_be_bytes)
///     }
///
///     fn unpack(reply: &[u8]) -> Result<i128, Fault> {
///         let bytes = reply.try_into().map_err(|_| Fault::BAD_REPLY)?;
///         Ok(u16::from_be_bytes(bytes).into())
///     }
/// }
///
/// assert_eq!(<Int<u16, 1, 65535, Port> as Encode>::encode(&443), Ok([1, 187]));
/// ```
pub trait Wire {
    /// As many bytes as the integer has.
    type Bytes: Reply + AsRef<[u8]>;

    /// The bytes of `raw`, if they can hold it.
    fn pack(raw: i128) -> Option<Self::Bytes>;
    /// The integer in a reply, which may be of any length.
    fn unpack(reply: &[u8]) -> Result<i128, Fault>;
}

macro_rules! wires {
    ($($int:ty),*) => {$(
        impl Wire for $int {
            type Bytes = [u8; size_of::<$int>()];

            #[inline]
            fn pack(raw: i128) -> Option<Self::Bytes> {
                <$int>::try_from(raw).ok().map(<$int>::to_ne_bytes)
            }

            #[inline]
            fn unpack(reply: &[u8]) -> Result<i128, Fault> {
                exactly(reply).map(|bytes| <$int>::from_ne_bytes(*bytes) as i128)
            }
        }
    )*};
}
wires!(u8, i16, u16, i32, u32, i64, u64);

/// C's `unsigned long`, as wide as an address.
///
/// A reply of four bytes is an older system's: the largest value that these can
/// hold then stands for the largest there is.
///
/// ```
/// use sockopt::codec::{Long, Wire};
///
/// assert_eq!(Long::unpack(&100usize.to_ne_bytes()), Ok(100));
/// assert_eq!(Long::unpack(&100u32.to_ne_bytes()), Ok(100));
/// assert_eq!(Long::unpack(&u32::MAX.to_ne_bytes()), Ok(usize::MAX as i128));
/// assert_eq!(Long::pack(-1), None);
/// ```
#[derive(Debug)]
pub enum Long {}

impl Wire for Long {
    type Bytes = [u8; size_of::<usize>()];

    #[inline]
    fn pack(raw: i128) -> Option<Self::Bytes> {
        usize::try_from(raw).ok().map(usize::to_ne_bytes)
    }

    #[inline]
    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        // Every usize fits; there is no `From` for it.
        match <[u8; 4]>::try_from(reply).map(u32::from_ne_bytes) {
            Ok(u32::MAX) => Ok(usize::MAX as i128),
            Ok(narrow) => Ok(i128::from(narrow)),
            Err(_) => exactly(reply).map(|bytes| usize::from_ne_bytes(*bytes) as i128),
        }
    }
}

/// Four bytes, most significant first, on every machine.
///
/// ```
/// use sockopt::codec::{BigEndian, Encode, Int};
///
/// type Index = Int<u32, 0, 255, BigEndian>; // as IP_UNICAST_IF has it
/// assert_eq!(<Index as Encode>::encode(&3), Ok([0, 0, 0, 3]));
/// ```
#[derive(Debug)]
pub enum BigEndian {}

impl Wire for BigEndian {
    type Bytes = [u8; 4];

    #[inline]
    fn pack(raw: i128) -> Option<[u8; 4]> {
        u32::try_from(raw).ok().map(u32::to_be_bytes)
    }

    #[inline]
    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        exactly(reply).map(|bytes| i128::from(u32::from_be_bytes(*bytes)))
    }
}

/// A C `int` used as a truth value.
///
/// Four bytes when set. Windows answers with one byte for some options and with
/// four for others, and the BSDs with the option's bit: any byte that is not
/// zero, in a reply of one to four, is true.
///
/// ```
/// use sockopt::codec::{Fault, Truth, Wire};
///
/// assert_eq!(Truth::unpack(&[1]), Ok(1));
/// assert_eq!(Truth::unpack(&0x200u32.to_ne_bytes()), Ok(1)); // not 0x200
/// assert_eq!(Truth::unpack(&[]), Err(Fault::SHORT_REPLY));
/// ```
#[derive(Debug)]
pub enum Truth {}

impl Wire for Truth {
    type Bytes = [u8; 4];

    #[inline]
    fn pack(raw: i128) -> Option<[u8; 4]> {
        i32::pack(raw)
    }

    #[inline]
    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        // The usual length first: it is one comparison.
        if let Ok(bytes) = <[u8; 4]>::try_from(reply) {
            return Ok(i128::from(u32::from_ne_bytes(bytes) != 0));
        }
        match reply.len() {
            0 => Err(Fault::SHORT_REPLY),
            1..=4 => Ok(i128::from(reply.iter().any(|&byte| byte != 0))),
            _ => Err(Fault::LONG_REPLY),
        }
    }
}

/// Sixteen bytes, most significant first.
///
/// ```
/// use sockopt::codec::{BigEndian16, Fault, Wire};
///
/// let mut loopback = [0; 16];
/// loopback[15] = 1;
/// assert_eq!(BigEndian16::unpack(&loopback), Ok(1));
/// assert_eq!(BigEndian16::unpack(&[127, 0, 0, 1]), Err(Fault::SHORT_REPLY)); // an IPv4 address
/// ```
#[derive(Debug)]
pub enum BigEndian16 {}

impl Wire for BigEndian16 {
    type Bytes = [u8; 16];

    // An address fills all 128 bits: they are carried as they are, sign or not.
    #[inline]
    fn pack(raw: i128) -> Option<[u8; 16]> {
        Some(raw.to_be_bytes())
    }

    #[inline]
    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        exactly(reply).map(|bytes| i128::from_be_bytes(*bytes))
    }
}

/// Two bytes, most significant first: a port.
///
/// ```
/// use sockopt::codec::{Encode, Int, NetworkShort};
///
/// assert_eq!(<Int<u16, 1, 65535, NetworkShort> as Encode>::encode(&443), Ok([1, 187]));
/// ```
#[derive(Debug)]
pub enum NetworkShort {}

impl Wire for NetworkShort {
    type Bytes = [u8; 2];

    #[inline]
    fn pack(raw: i128) -> Option<[u8; 2]> {
        u16::try_from(raw).ok().map(u16::to_be_bytes)
    }

    #[inline]
    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        exactly(reply).map(|bytes| i128::from(u16::from_be_bytes(*bytes)))
    }
}
