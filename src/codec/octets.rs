//! Bytes as they are: headers and options of packets.

use core::fmt;

use super::{Answer, Codec, Decode, Encode, Padded};
use crate::error::Fault;
use crate::text;

/// `LEAST` to `MOST` bytes. Text: hexadecimal.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Octets};
///
/// type Policy = Octets<2, 4>;
/// assert_eq!(Policy::parse("07ff"), Ok(vec![7, 255]));
/// assert_eq!(Policy::parse("07f"), Err(Fault::BAD_TEXT));
/// assert_eq!(Policy::encode(&[7].as_slice()).err(), Some(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct Octets<const LEAST: usize, const MOST: usize>;

impl<const LEAST: usize, const MOST: usize> Codec for Octets<LEAST, MOST> {
    type Value = Vec<u8>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{LEAST} to {MOST} bytes in hexadecimal")
    }

    fn print(value: &Vec<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::print_bytes(value, f)
    }

    fn parse(text: &str) -> Result<Vec<u8>, Fault> {
        text::bytes(text).ok_or(Fault::BAD_TEXT)
    }
}

impl<const LEAST: usize, const MOST: usize> Encode for Octets<LEAST, MOST> {
    type Arg<'a> = &'a [u8];
    type Bytes<'a> = &'a [u8];

    fn encode<'a>(arg: &'a &[u8]) -> Result<&'a [u8], Fault> {
        if (LEAST..=MOST).contains(&arg.len()) {
            Ok(arg)
        } else {
            Err(Fault::OUT_OF_RANGE)
        }
    }

    fn lend(value: &Vec<u8>) -> &[u8] {
        value
    }
}

/// [`Octets`] that may be absent, which no bytes at all stand for. Text: `none`, or the bytes'.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, OrEmpty};
///
/// type Options = OrEmpty<1, 40>; // as IP_OPTIONS has them
/// assert_eq!(Options::parse("none"), Ok(None));
/// assert_eq!(Options::encode(&None), Ok([].as_slice()));
/// // Nothing to be sent is said with `None` alone.
/// assert_eq!(Options::encode(&Some([].as_slice())), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct OrEmpty<const LEAST: usize, const MOST: usize>;

impl<const LEAST: usize, const MOST: usize> Codec for OrEmpty<LEAST, MOST> {
    type Value = Option<Vec<u8>>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ")?;
        Octets::<LEAST, MOST>::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(value) => Octets::<LEAST, MOST>::print(value, f),
        }
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(None),
            text => Octets::<LEAST, MOST>::parse(text).map(Some),
        }
    }
}

impl<const LEAST: usize, const MOST: usize> Decode for OrEmpty<LEAST, MOST> {
    type Reply = Padded<MOST>;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        Ok(Some(answer.bytes()).filter(|bytes| !bytes.is_empty()).map(<[u8]>::to_vec))
    }
}

impl<const LEAST: usize, const MOST: usize> Encode for OrEmpty<LEAST, MOST> {
    type Arg<'a> = Option<&'a [u8]>;
    type Bytes<'a> = &'a [u8];

    fn encode<'a>(arg: &'a Option<&[u8]>) -> Result<&'a [u8], Fault> {
        match arg {
            None => Ok(&[]),
            Some([]) => Err(Fault::OUT_OF_RANGE),
            Some(bytes) => Octets::<LEAST, MOST>::encode(bytes),
        }
    }

    fn lend(value: &Self::Value) -> Option<&[u8]> {
        value.as_deref()
    }
}
