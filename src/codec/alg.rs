//! Keys of any length, and a value that is told by a length.

use core::fmt;

use super::{by_value, Codec, Encode, Fault, Inline, Int};

/// Bytes that nobody else must see. They are passed from where they lie: nothing here keeps them.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, SecretBytes};
///
/// assert_eq!(SecretBytes::encode(&[1, 2, 3].as_slice()), Ok([1, 2, 3].as_slice()));
/// assert_eq!(SecretBytes::parse("010203"), Err(Fault::NO_TEXT));
/// ```
#[derive(Debug)]
pub struct SecretBytes;

impl Codec for SecretBytes {
    type Value = Vec<u8>;

    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes, which are secret")
    }

    fn print(_: &Vec<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }

    fn parse(_: &str) -> Result<Vec<u8>, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Encode for SecretBytes {
    type Arg<'a> = &'a [u8];
    type Bytes<'a> = &'a [u8];

    fn lend(value: &Vec<u8>) -> &[u8] {
        value
    }

    fn encode<'a>(arg: &'a &[u8]) -> Result<&'a [u8], Fault> {
        Ok(arg)
    }
}

/// A number from `MIN` to `MOST` that is told by how many bytes are passed; which ones does not matter.
///
/// ```
/// use sockopt::codec::{AsLength, Encode, Fault};
///
/// type Tag = AsLength<1, 64>;
/// assert_eq!(Tag::encode(&16)?.as_ref(), [0; 16]);
/// assert_eq!(Tag::encode(&65).err(), Some(Fault::OUT_OF_RANGE));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct AsLength<const MIN: usize, const MOST: usize>;

impl<const MIN: usize, const MOST: usize> Codec for AsLength<MIN, MOST> {
    type Value = u32;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number from {MIN} to {MOST}")
    }

    fn print(value: &u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<u32, Fault> {
        <Int<u32> as Codec>::parse(text)
    }
}

impl<const MIN: usize, const MOST: usize> Encode for AsLength<MIN, MOST> {
    type Bytes<'a> = Inline<MOST>;

    by_value!();

    fn encode(arg: &u32) -> Result<Inline<MOST>, Fault> {
        match usize::try_from(*arg) {
            Ok(length) if (MIN..=MOST).contains(&length) => Ok(Inline::new([0; MOST], length)),
            _ => Err(Fault::OUT_OF_RANGE),
        }
    }
}
