//! Codecs whose bytes are one integer.

use core::fmt;
use core::marker::PhantomData;
use core::mem::size_of;

use super::answer::exactly;
use super::{by_value, Answer, Codec, Decode, Encode, Reply};
use crate::error::Fault;
use crate::text;

/// A codec whose bytes are one integer of type [`Wire`](Scalar::Wire).
pub trait Scalar {
    /// The Rust type.
    type Value: Copy;
    /// The integer type of the bytes.
    type Wire: Wire;

    /// The integer that stands for a value.
    fn to_raw(value: Self::Value) -> Result<i128, Fault>;
    /// The value that an integer stands for.
    fn from_raw(raw: i128) -> Result<Self::Value, Fault>;
    /// As [`Codec::expects`].
    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// As [`Codec::print`].
    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// As [`Codec::parse`].
    fn parse(text: &str) -> Result<Self::Value, Fault>;
}

impl<C: Scalar> Codec for C {
    type Value = C::Value;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::print(value, f)
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        <C as Scalar>::parse(text)
    }
}

impl<C: Scalar> Decode for C {
    type Reply = <C::Wire as Wire>::Bytes;

    #[inline]
    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        C::from_raw(C::Wire::unpack(answer.bytes())?)
    }
}

impl<C: Scalar> Encode for C {
    type Bytes<'a> = <C::Wire as Wire>::Bytes;

    by_value!();

    #[inline]
    fn encode<'a>(arg: &'a Self::Value) -> Result<Self::Bytes<'a>, Fault> {
        C::Wire::pack(C::to_raw(*arg)?).ok_or(Fault::OUT_OF_RANGE)
    }
}

/// The integer types that options are made of.
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
wires!(u8, i32, u32, u64);

/// C's `unsigned long`, as wide as an address.
///
/// A reply of four bytes is an older system's: the largest value that these can
/// hold then stands for the largest there is.
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

/// On or off. Text: `on`, `off`; `true`, `false`, `1`, `0` are read too.
///
/// `W` is what the bytes are: a C `int`, or `u8` where a platform has one byte.
#[derive(Debug)]
pub struct Flag<W = Truth>(PhantomData<fn() -> W>);

impl<W: Wire> Scalar for Flag<W> {
    type Value = bool;
    type Wire = W;

    #[inline]
    fn to_raw(value: bool) -> Result<i128, Fault> {
        Ok(i128::from(value))
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<bool, Fault> {
        Ok(raw != 0)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("on or off")
    }

    fn print(value: &bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *value { "on" } else { "off" })
    }

    fn parse(text: &str) -> Result<bool, Fault> {
        match text {
            "on" | "true" | "1" => Ok(true),
            "off" | "false" | "0" => Ok(false),
            _ => Err(Fault::BAD_TEXT),
        }
    }
}

/// The integer types that [`Int`] gives and takes.
pub trait Number: Copy + fmt::Display + TryFrom<i128> + Into<i128> {}
impl<T: Copy + fmt::Display + TryFrom<i128> + Into<i128>> Number for T {}

/// An integer from `MIN` to `MAX`, of type `T` in Rust and `W` in the bytes.
///
/// Text: decimal, or hexadecimal after `0x`.
#[derive(Debug)]
pub struct Int<
    T,
    const MIN: i128 = { i32::MIN as i128 },
    const MAX: i128 = { i32::MAX as i128 },
    W = i32,
>(PhantomData<fn() -> (T, W)>);

/// Any `u32`.
pub type U32 = Int<u32, 0, { u32::MAX as i128 }, u32>;
/// A rate as C's `unsigned long`, of which the largest value means no limit.
pub type Rate = OrNone<Int<u64, 0, { usize::MAX as i128 }, Long>, { usize::MAX as i128 }>;
/// Any `u64`.
pub type U64 = Int<u64, 0, { u64::MAX as i128 }, u64>;

impl<T: Number, const MIN: i128, const MAX: i128, W: Wire> Scalar for Int<T, MIN, MAX, W> {
    type Value = T;
    type Wire = W;

    #[inline]
    fn to_raw(value: T) -> Result<i128, Fault> {
        let raw = value.into();
        if (MIN..=MAX).contains(&raw) {
            Ok(raw)
        } else {
            Err(Fault::OUT_OF_RANGE)
        }
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<T, Fault> {
        T::try_from(raw).map_err(|_| Fault::BAD_REPLY)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from {MIN} to {MAX}")
    }

    fn print(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<T, Fault> {
        let raw = text::integer(text).ok_or(Fault::BAD_TEXT)?;
        T::try_from(raw).map_err(|_| Fault::OUT_OF_RANGE)
    }
}

/// A number of bytes from `MIN` to `MAX`.
///
/// Text: `212992`, `208 KiB`, `208KiB`; the units are B, KiB, MiB and GiB.
#[derive(Debug)]
pub struct Size<const MIN: i128 = 0, const MAX: i128 = { i32::MAX as i128 }, W = i32>(
    PhantomData<fn() -> W>,
);

impl<const MIN: i128, const MAX: i128, W: Wire> Scalar for Size<MIN, MAX, W> {
    type Value = usize;
    type Wire = W;

    #[inline]
    fn to_raw(value: usize) -> Result<i128, Fault> {
        // Every usize fits; there is no `From` for it.
        let raw = value as i128;
        if (MIN..=MAX).contains(&raw) {
            Ok(raw)
        } else {
            Err(Fault::OUT_OF_RANGE)
        }
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<usize, Fault> {
        usize::try_from(raw).map_err(|_| Fault::BAD_REPLY)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a size from ")?;
        text::print_size(MIN, f)?;
        f.write_str(" to ")?;
        text::print_size(MAX, f)
    }

    fn print(value: &usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::print_size(*value as i128, f)
    }

    fn parse(text: &str) -> Result<usize, Fault> {
        let raw = text::size(text).ok_or(Fault::BAD_TEXT)?;
        usize::try_from(raw).map_err(|_| Fault::OUT_OF_RANGE)
    }
}

/// For [`OrNone`] where a system has no sentinel: no integer type holds it, so
/// that `None` is out of range.
pub const NEVER: i128 = i128::MIN;

/// Another codec with one integer, `NONE`, that stands for no value.
///
/// `None` is the only way to ask for the sentinel: a value that would be coded
/// as `NONE` is out of range. Text: `none`, or the other's.
#[derive(Debug)]
pub struct OrNone<C, const NONE: i128>(PhantomData<fn() -> C>);

impl<C: Scalar, const NONE: i128> Scalar for OrNone<C, NONE> {
    type Value = Option<C::Value>;
    type Wire = C::Wire;

    #[inline]
    fn to_raw(value: Self::Value) -> Result<i128, Fault> {
        match value {
            None => Ok(NONE),
            Some(value) => match C::to_raw(value)? {
                raw if raw == NONE => Err(Fault::OUT_OF_RANGE),
                raw => Ok(raw),
            },
        }
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<Self::Value, Fault> {
        if raw == NONE {
            Ok(None)
        } else {
            C::from_raw(raw).map(Some)
        }
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ")?;
        <C as Scalar>::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(value) => <C as Scalar>::print(value, f),
        }
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(None),
            text => <C as Scalar>::parse(text).map(Some),
        }
    }
}

/// The bytes of a scalar codec.
pub(crate) type WireOf<C> = <<C as Scalar>::Wire as Wire>::Bytes;

/// The first scalar of some bytes, and the rest of them: for `record!`.
#[inline]
pub(crate) fn split<C: Scalar>(bytes: &[u8]) -> Result<(C::Value, &[u8]), Fault> {
    let size = size_of::<WireOf<C>>();
    match (bytes.get(..size), bytes.get(size..)) {
        (Some(field), Some(rest)) => Ok((C::from_raw(C::Wire::unpack(field)?)?, rest)),
        _ => Err(Fault::SHORT_REPLY),
    }
}

/// Writes a scalar to the start of some bytes, and gives the rest: for `record!`.
#[inline]
pub(crate) fn join<C: Scalar>(value: C::Value, bytes: &mut [u8]) -> Result<&mut [u8], Fault> {
    let field = C::Wire::pack(C::to_raw(value)?).ok_or(Fault::OUT_OF_RANGE)?;
    let size = size_of::<WireOf<C>>();
    if bytes.len() < size {
        return Err(Fault::OUT_OF_RANGE);
    }
    let (here, rest) = bytes.split_at_mut(size);
    here.copy_from_slice(field.as_ref());
    Ok(rest)
}
