//! What only options of IPv4 and IPv6 have.

use core::fmt;
use core::marker::PhantomData;

use super::{by_value, Answer, Codec, Decode, Encode, Fill, Scalar, Wire, WireOf};
use crate::error::Fault;
use crate::text;
use crate::values::{IcmpTypes, PortRange};

/// The value of IP_LOCAL_PORT_RANGE. Text: `40000-49999`, `40000-`, `-49999` or `none`.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Ports};
/// use sockopt::PortRange;
///
/// let from = PortRange { first: Some(40_000), last: None };
/// assert_eq!(<Ports as Codec>::parse("40000-"), Ok(from));
/// assert_eq!(<Ports as Encode>::encode(&from), Ok(40_000_u32.to_ne_bytes()));
/// let none = PortRange { first: Some(2), last: Some(1) };
/// assert_eq!(<Ports as Encode>::encode(&none), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct Ports;

impl Scalar for Ports {
    type Value = PortRange;
    type Wire = u32;

    fn to_raw(PortRange { first, last }: PortRange) -> Result<i128, Fault> {
        let upside_down = matches!((first, last), (Some(first), Some(last)) if first > last);
        if upside_down || first == Some(0) || last == Some(0) {
            return Err(Fault::OUT_OF_RANGE);
        }
        Ok(i128::from(last.unwrap_or(0)) << 16 | i128::from(first.unwrap_or(0)))
    }

    fn from_raw(raw: i128) -> Result<PortRange, Fault> {
        let port = |raw| match u16::try_from(raw) {
            Ok(0) => Ok(None),
            Ok(port) => Ok(Some(port)),
            Err(_) => Err(Fault::BAD_REPLY),
        };
        Ok(PortRange { first: port(raw & 0xffff)?, last: port(raw >> 16)? })
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ports from 1 to 65535: FIRST-LAST, FIRST- or -LAST")
    }

    fn print(value: &PortRange, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = |port: Option<u16>| port.map_or(String::new(), |port| port.to_string());
        match value {
            PortRange { first: None, last: None } => f.write_str("none"),
            PortRange { first, last } => write!(f, "{}-{}", port(*first), port(*last)),
        }
    }

    fn parse(text: &str) -> Result<PortRange, Fault> {
        if text == "none" {
            return Ok(PortRange { first: None, last: None });
        }
        let (first, last) = text.split_once('-').ok_or(Fault::BAD_TEXT)?;
        let port = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Fault::BAD_TEXT),
        };
        match (port(first)?, port(last)?) {
            (None, None) => Err(Fault::BAD_TEXT),
            (first, last) => Ok(PortRange { first, last }),
        }
    }
}

/// A scalar at the end of a structure of `SIZE` bytes, of which nothing else is of use.
///
/// ```
/// use sockopt::codec::{Tail, U32};
/// use sockopt::{Domain, Get, Opt, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// // `struct ip6_mtuinfo`: an address that is always zero, and the MTU.
/// let option: Opt<Tail<U32, 32>, Get> = sockopt::IPV6_PATHMTU;
/// let socket = Socket::new(Domain::INET6, Type::DGRAM, None)?;
/// assert!(socket.get(option).is_err()); // there is no path yet
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Tail<C, const SIZE: usize>(PhantomData<fn() -> C>);

impl<C: Scalar, const SIZE: usize> Codec for Tail<C, SIZE> {
    type Value = C::Value;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::expects(f)
    }

    fn print(value: &C::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::print(value, f)
    }

    fn parse(text: &str) -> Result<C::Value, Fault> {
        <C as Scalar>::parse(text)
    }
}

impl<C: Scalar, const SIZE: usize> Decode for Tail<C, SIZE> {
    type Reply = [u8; SIZE];

    fn decode(answer: Answer<'_>) -> Result<C::Value, Fault> {
        let start = SIZE.saturating_sub(core::mem::size_of::<WireOf<C>>());
        let tail = answer.exactly::<SIZE>()?.get(start..).unwrap_or_default();
        C::from_raw(C::Wire::unpack(tail)?)
    }
}

/// A scalar at the start of a structure of `SIZE` bytes, of which nothing else is of use: it is zero.
///
/// ```
/// use sockopt::codec::{Encode, Head, U32};
///
/// assert_eq!(<Head<U32, 8>>::encode(&7)?[4..], [0; 4]);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct Head<C, const SIZE: usize>(PhantomData<fn() -> C>);

impl<C: Scalar, const SIZE: usize> Codec for Head<C, SIZE> {
    type Value = C::Value;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::expects(f)
    }

    fn print(value: &C::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::print(value, f)
    }

    fn parse(text: &str) -> Result<C::Value, Fault> {
        <C as Scalar>::parse(text)
    }
}

impl<C: Scalar, const SIZE: usize> Encode for Head<C, SIZE>
where
    C::Value: Copy,
{
    type Bytes<'a> = [u8; SIZE];

    by_value!();

    fn encode(arg: &C::Value) -> Result<[u8; SIZE], Fault> {
        let mut bytes = [0; SIZE];
        C::fill(*arg, &mut bytes, 0)?;
        Ok(bytes)
    }
}

/// A filter of ICMP messages, in `SIZE` bytes: which types are blocked. A set bit stands for a
/// type that is blocked, or for one that is let through if `PASS`.
///
/// Text: `none`, or types and ranges of types with commas: `8,128-137`.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, IcmpFilter};
/// use sockopt::IcmpTypes;
///
/// type Four = IcmpFilter<4>; // 32 types, as ICMP_FILTER has it
/// let types = Four::parse("0,3-5")?;
/// assert!(types.contains(4) && !types.contains(8));
/// assert_eq!(Four::encode(&types), Ok(0b11_1001_u32.to_ne_bytes()));
/// assert_eq!(Four::encode(&IcmpTypes::ALL).err(), Some(Fault::OUT_OF_RANGE));
/// // Most systems let through what Linux blocks.
/// assert_eq!(IcmpFilter::<4, true>::encode(&types), Ok((!0b11_1001_u32).to_ne_bytes()));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct IcmpFilter<const SIZE: usize, const PASS: bool = false>;

impl<const SIZE: usize, const PASS: bool> IcmpFilter<SIZE, PASS> {
    /// Which bits differ from "blocked".
    const FLIP: u32 = if PASS { u32::MAX } else { 0 };
}

impl<const SIZE: usize, const PASS: bool> Codec for IcmpFilter<SIZE, PASS> {
    type Value = IcmpTypes;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "none, or types from 0 to {}, and ranges of them, with commas", SIZE * 8 - 1)
    }

    fn print(value: &IcmpTypes, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut types = value.iter().peekable();
        if types.peek().is_none() {
            return f.write_str("none");
        }
        let mut comma = "";
        while let Some(first) = types.next() {
            let mut last = first;
            while let Some(next) = types.next_if(|&next| u16::from(next) == u16::from(last) + 1) {
                last = next;
            }
            match first == last {
                true => write!(f, "{comma}{first}")?,
                false => write!(f, "{comma}{first}-{last}")?,
            }
            comma = ",";
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<IcmpTypes, Fault> {
        if text == "none" {
            return Ok(IcmpTypes::NONE);
        }
        let number = |text: &str| {
            let number = text::integer(text.trim()).ok_or(Fault::BAD_TEXT)?;
            u8::try_from(number).map_err(|_| Fault::OUT_OF_RANGE)
        };
        let mut types = IcmpTypes::NONE;
        for part in text.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last) = (number(first)?, number(last)?);
            if first > last {
                return Err(Fault::BAD_TEXT);
            }
            types = (first..=last).fold(types, IcmpTypes::with);
        }
        Ok(types)
    }
}

impl<const SIZE: usize, const PASS: bool> Decode for IcmpFilter<SIZE, PASS> {
    type Reply = [u8; SIZE];

    fn decode(answer: Answer<'_>) -> Result<IcmpTypes, Fault> {
        let mut words = [0; 8];
        let bytes = answer.exactly::<SIZE>()?;
        for (word, bytes) in words.iter_mut().zip(bytes.chunks_exact(4)) {
            let bytes = bytes.try_into().map_err(|_| Fault::BAD_REPLY)?;
            *word = u32::from_ne_bytes(bytes) ^ Self::FLIP;
        }
        Ok(IcmpTypes::from_words(words))
    }
}

impl<const SIZE: usize, const PASS: bool> Encode for IcmpFilter<SIZE, PASS> {
    type Bytes<'a> = [u8; SIZE];

    by_value!();

    fn encode(arg: &IcmpTypes) -> Result<[u8; SIZE], Fault> {
        let mut bytes = [0; SIZE];
        let words = arg.words();
        if words.iter().skip(SIZE / 4).any(|&word| word != 0) {
            return Err(Fault::OUT_OF_RANGE);
        }
        for (bytes, word) in bytes.chunks_exact_mut(4).zip(words) {
            bytes.copy_from_slice(&(word ^ Self::FLIP).to_ne_bytes());
        }
        Ok(bytes)
    }
}
