//! Codecs whose bytes are one integer.

use core::fmt;
use core::marker::PhantomData;
use core::mem::size_of;

use super::wire::{Long, Truth, Wire};
use super::{by_value, Answer, Codec, Decode, Encode};
use crate::error::Fault;
use crate::text;

/// A codec whose bytes are one integer of type [`Wire`](Scalar::Wire).
///
/// An option that the crate does not have, with two ports in one integer:
///
/// ```
/// use core::fmt;
/// use sockopt::codec::{Codec, Fault, Int, Scalar};
/// use sockopt::{Domain, Opt, Socket, Type};
///
/// /// The first and the last port that an unbound socket may get.
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Ports(u16, u16);
///
/// struct PortRange;
///
/// impl Scalar for PortRange {
///     type Value = Ports;
///     type Wire = u32;
///
///     fn to_raw(Ports(first, last): Ports) -> Result<i128, Fault> {
///         if first > last {
///             return Err(Fault::OUT_OF_RANGE);
///         }
///         Ok(i128::from(last) << 16 | i128::from(first))
///     }
///
///     fn from_raw(raw: i128) -> Result<Ports, Fault> {
///         let last = u16::try_from(raw >> 16).map_err(|_| Fault::BAD_REPLY)?;
///         let first = u16::try_from(raw & 0xffff).map_err(|_| Fault::BAD_REPLY)?;
///         Ok(Ports(first, last))
///     }
///
///     fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         f.write_str("two ports, FIRST-LAST")
///     }
///
///     fn print(Ports(first, last): &Ports, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "{first}-{last}")
///     }
///
///     fn parse(text: &str) -> Result<Ports, Fault> {
///         let (first, last) = text.split_once('-').ok_or(Fault::BAD_TEXT)?;
///         let port = <Int<u16> as Codec>::parse;
///         Ok(Ports(port(first)?, port(last)?))
///     }
/// }
///
/// # #[cfg(target_os = "linux")] {
/// // SAFETY: a u32, by ip(7).
/// const IP_LOCAL_PORT_RANGE: Opt<PortRange> = unsafe { Opt::new(0, 51) };
///
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// if socket.set_if_supported(IP_LOCAL_PORT_RANGE, Ports(40_000, 49_999))? {
///     assert_eq!(socket.get(IP_LOCAL_PORT_RANGE)?, Ports(40_000, 49_999));
/// }
/// // Refused before the kernel is asked.
/// assert!(socket.set(IP_LOCAL_PORT_RANGE, Ports(2, 1)).is_err());
/// # }
/// assert_eq!(<PortRange as Codec>::parse("1-2"), Ok(Ports(1, 2)));
/// # std::io::Result::Ok(())
/// ```
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

/// On or off. Text: `on`, `off`; `true`, `false`, `1`, `0` are read too.
///
/// `W` is what the bytes are: a C `int`, or `u8` where a platform has one byte.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Flag};
///
/// assert_eq!(<Flag as Codec>::parse("on"), Ok(true));
/// assert_eq!(<Flag as Codec>::parse("yes"), Err(Fault::BAD_TEXT));
/// assert_eq!(<Flag as Encode>::encode(&true), Ok(1i32.to_ne_bytes()));
/// assert_eq!(<Flag<u8> as Encode>::encode(&true), Ok([1])); // as the BSDs have IP_MULTICAST_LOOP
/// ```
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
///
/// All of Rust's integers that become an `i128` by `into` are (`usize` does not), and the type has
/// a limit of its own:
///
/// ```
/// use sockopt::codec::{Codec, Fault, Int, Number};
///
/// fn parse<T: Number>(text: &str) -> Result<T, Fault> {
///     <Int<T> as Codec>::parse(text)
/// }
///
/// assert_eq!(parse::<u16>("300"), Ok(300));
/// assert_eq!(parse::<u8>("300"), Err(Fault::OUT_OF_RANGE));
/// ```
pub trait Number: Copy + fmt::Display + TryFrom<i128> + Into<i128> {}
impl<T: Copy + fmt::Display + TryFrom<i128> + Into<i128>> Number for T {}

/// An integer from `MIN` to `MAX`, of type `T` in Rust and `W` in the bytes.
///
/// Text: decimal, or hexadecimal after `0x`.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Int};
///
/// type Count = Int<u8, 1, 127>; // an `int` for the kernel, as TCP_SYNCNT
/// assert_eq!(<Count as Encode>::encode(&127), Ok(127i32.to_ne_bytes()));
/// assert_eq!(<Count as Encode>::encode(&0), Err(Fault::OUT_OF_RANGE));
/// assert_eq!(<Count as Codec>::parse("0x10"), Ok(16));
/// ```
#[derive(Debug)]
pub struct Int<
    T,
    const MIN: i128 = { i32::MIN as i128 },
    const MAX: i128 = { i32::MAX as i128 },
    W = i32,
>(PhantomData<fn() -> (T, W)>);

/// Any `u32`.
///
/// ```
/// use sockopt::codec::{Encode, Fault, Int, U32};
///
/// // A mark uses all the bits; `Int<u32>` goes as far as an `int` does.
/// assert_eq!(<U32 as Encode>::encode(&u32::MAX), Ok([0xff; 4]));
/// assert_eq!(<Int<u32> as Encode>::encode(&u32::MAX), Err(Fault::OUT_OF_RANGE));
/// ```
pub type U32 = Int<u32, 0, { u32::MAX as i128 }, u32>;
/// A rate as C's `unsigned long`, of which the largest value means no limit.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Rate};
///
/// assert_eq!(<Rate as Encode>::encode(&None), Ok(usize::MAX.to_ne_bytes()));
/// // "As fast as you can" is said with `None` alone.
/// assert_eq!(<Rate as Encode>::encode(&Some(usize::MAX as u64)), Err(Fault::OUT_OF_RANGE));
/// assert_eq!(<Rate as Codec>::parse("1250000"), Ok(Some(1_250_000)));
/// ```
pub type Rate = OrNone<Int<u64, 0, { usize::MAX as i128 }, Long>, { usize::MAX as i128 }>;
/// Any `u64`.
///
/// ```
/// use sockopt::codec::U64;
/// use sockopt::{Domain, Get, Opt, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<U64, Get> = sockopt::SO_COOKIE;
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// assert_eq!(socket.get(option)?, socket.cookie()?); // it stays with the socket
/// # }
/// # std::io::Result::Ok(())
/// ```
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
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Size};
///
/// assert_eq!(<Size as Codec>::parse("208 KiB"), Ok(212_992));
/// assert_eq!(<Size as Codec>::parse("208 kB"), Err(Fault::BAD_TEXT)); // 1000 or 1024?
/// assert_eq!(<Size<1> as Encode>::encode(&0), Err(Fault::OUT_OF_RANGE));
/// ```
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
///
/// ```
/// use sockopt::codec::{Encode, Fault, Int, OrNone, NEVER};
///
/// // As IP_MULTICAST_TTL on Windows, where no number asks for the system's default.
/// type Hops = OrNone<Int<u8>, NEVER>;
/// assert_eq!(<Hops as Encode>::encode(&None), Err(Fault::OUT_OF_RANGE));
/// ```
pub const NEVER: i128 = i128::MIN;

/// Another codec with one integer, `NONE`, that stands for no value.
///
/// `None` is the only way to ask for the sentinel: a value that would be coded
/// as `NONE` is out of range. Text: `none`, or the other's.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, OrNone, Secs};
/// use std::time::Duration;
///
/// type Limit = OrNone<Secs, 0>; // the kernel has 0 for "no limit"
/// assert_eq!(<Limit as Encode>::encode(&None), Ok(0i32.to_ne_bytes()));
/// // No time at all is not what the kernel would make of it.
/// assert_eq!(<Limit as Encode>::encode(&Some(Duration::ZERO)), Err(Fault::OUT_OF_RANGE));
/// assert_eq!(<Limit as Codec>::parse("2min"), Ok(Some(Duration::from_secs(120))));
/// ```
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
