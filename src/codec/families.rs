//! Values of families that few machines have.

use core::fmt;
use core::marker::PhantomData;
use std::net::SocketAddr;

use super::{
    by_value, Answer, Codec, Decode, Encode, Flag, Inline, Int, List, Named, Padded, Reply, Scalar,
    Wire,
};
use crate::addr::SockAddr;
use crate::error::Fault;
use crate::values::RdsRxPoint;

/// One to so many of a scalar, as `ROOM` bytes have room for. Text: with commas.
///
/// ```
/// use sockopt::codec::{BigEndian, Codec, Encode, Fault, Int, Several};
///
/// type Services = Several<Int<u32, 0, 100, BigEndian>, 8>;
/// assert_eq!(Services::encode(&[7, 8].as_slice())?.as_ref(), [0, 0, 0, 7, 0, 0, 0, 8]);
/// assert_eq!(Services::encode(&[7, 8, 9].as_slice()).err(), Some(Fault::OUT_OF_RANGE));
/// assert_eq!(Services::encode(&[].as_slice()).err(), Some(Fault::OUT_OF_RANGE));
/// assert_eq!(Services::parse("7,8"), Ok(vec![7, 8]));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Several<C, const ROOM: usize>(PhantomData<fn() -> C>);

impl<C: Scalar, const ROOM: usize> Several<C, ROOM> {
    const EACH: usize = core::mem::size_of::<super::WireOf<C>>();
}

impl<C: Scalar, const ROOM: usize> Codec for Several<C, ROOM> {
    type Value = Vec<C::Value>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1 to {}, with commas, each ", ROOM / Self::EACH)?;
        <C as Scalar>::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        List::<C>::print(value, f)
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        List::<C>::parse(text)
    }
}

impl<C: Scalar, const ROOM: usize> Decode for Several<C, ROOM> {
    type Reply = Padded<ROOM>;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let each = |bytes| C::from_raw(C::Wire::unpack(bytes)?);
        answer.bytes().chunks(Self::EACH).map(each).collect()
    }
}

impl<C: Scalar, const ROOM: usize> Encode for Several<C, ROOM>
where
    C::Value: Copy + 'static,
{
    type Arg<'a> = &'a [C::Value];
    type Bytes<'a> = Inline<ROOM>;

    fn lend(value: &Self::Value) -> &[C::Value] {
        value
    }

    fn encode(arg: &&[C::Value]) -> Result<Inline<ROOM>, Fault> {
        let length = arg.len() * Self::EACH;
        if arg.is_empty() || length > ROOM {
            return Err(Fault::OUT_OF_RANGE);
        }
        let mut bytes = [0; ROOM];
        for (value, to) in arg.iter().zip(bytes.chunks_exact_mut(Self::EACH)) {
            let from = C::Wire::pack(C::to_raw(*value)?).ok_or(Fault::OUT_OF_RANGE)?;
            to.copy_from_slice(from.as_ref());
        }
        Ok(Inline::new(bytes, length))
    }
}

/// The kind of congestion control that a DCCP socket has; to set, those that it can have, the preferred one first. Text: a number.
///
/// It is read as an int, and set as bytes.
///
/// ```
/// use sockopt::codec::{Ccid, Codec, Encode, Fault};
///
/// assert_eq!(Ccid::encode(&[3, 2].as_slice()), Ok([3, 2].as_slice()));
/// assert_eq!(Ccid::encode(&[].as_slice()), Err(Fault::OUT_OF_RANGE));
/// assert_eq!(Ccid::parse("3"), Ok(3));
/// ```
#[derive(Debug)]
pub struct Ccid;

type CcidNumber = Int<u8, 0, 255>;

impl Codec for Ccid {
    type Value = u8;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <CcidNumber as Codec>::expects(f)
    }

    fn print(value: &u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <CcidNumber as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<u8, Fault> {
        <CcidNumber as Codec>::parse(text)
    }
}

impl Decode for Ccid {
    type Reply = <CcidNumber as Decode>::Reply;

    fn decode(answer: Answer<'_>) -> Result<u8, Fault> {
        <CcidNumber as Decode>::decode(answer)
    }
}

impl Encode for Ccid {
    type Arg<'a> = &'a [u8];
    type Bytes<'a> = &'a [u8];

    fn lend(value: &u8) -> &[u8] {
        core::slice::from_ref(value)
    }

    fn encode<'a>(arg: &'a &[u8]) -> Result<&'a [u8], Fault> {
        if arg.is_empty() {
            return Err(Fault::OUT_OF_RANGE);
        }
        Ok(arg)
    }
}

/// The description of a key in the kernel's store: up to 4095 bytes, and no NUL.
///
/// ```
/// use sockopt::codec::{Encode, Fault, KeyName};
///
/// assert_eq!(KeyName::encode(&"afs@example.org"), Ok(b"afs@example.org".as_slice()));
/// assert_eq!(KeyName::encode(&""), Err(Fault::OUT_OF_RANGE));
/// assert_eq!(KeyName::encode(&"afs\0"), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct KeyName;

impl Codec for KeyName {
    type Value = String;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the description of a key, of 1 to 4095 bytes")
    }

    fn print(value: &String, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(value)
    }

    fn parse(text: &str) -> Result<String, Fault> {
        KeyName::encode(&text).map(|_| text.to_owned())
    }
}

impl Encode for KeyName {
    type Arg<'a> = &'a str;
    type Bytes<'a> = &'a [u8];

    fn lend(value: &String) -> &str {
        value
    }

    fn encode<'a>(arg: &'a &str) -> Result<&'a [u8], Fault> {
        // The kernel's limit is a page, which is 4096 bytes at least, with a NUL in it.
        if arg.is_empty() || arg.len() > 4095 || arg.contains('\0') {
            return Err(Fault::OUT_OF_RANGE);
        }
        Ok(arg.as_bytes())
    }
}

/// An address of IPv4 or IPv6, to set: `struct sockaddr_in`, `struct sockaddr_in6`. Text: as that of std.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Internet};
///
/// let address = Internet::parse("[2001:db8::7]:9899")?;
/// assert_eq!(Internet::encode(&address)?.len(), 28);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct Internet;

impl Codec for Internet {
    type Value = SocketAddr;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address with a port")
    }

    fn print(value: &SocketAddr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<SocketAddr, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

impl Encode for Internet {
    type Bytes<'a> = Vec<u8>;

    by_value!();

    fn encode(arg: &SocketAddr) -> Result<Vec<u8>, Fault> {
        Ok(SockAddr::from(*arg).as_bytes().to_vec())
    }
}

/// Points on the way of a message: `struct rds_rx_trace_so`. Text: names, with commas; `none` for none.
///
/// ```
/// use sockopt::codec::{Encode, Fault, RxTraces};
/// use sockopt::RdsRxPoint;
///
/// # #[cfg(target_os = "linux")] {
/// let points = [RdsRxPoint::DGRAM_DELIVERED];
/// assert_eq!(RxTraces::encode(&points.as_slice()), Ok([1, 2, 0, 0]));
/// assert_eq!(RxTraces::encode(&[].as_slice()), Ok([0; 4]));
/// # }
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct RxTraces;

type Point = Named<RdsRxPoint, u8>;

impl Codec for RxTraces {
    type Value = Vec<RdsRxPoint>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or up to 3, with commas, each ")?;
        <Point as Codec>::expects(f)
    }

    fn print(value: &Vec<RdsRxPoint>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        List::<Point>::print(value, f)
    }

    fn parse(text: &str) -> Result<Vec<RdsRxPoint>, Fault> {
        List::<Point>::parse(text)
    }
}

impl Encode for RxTraces {
    type Arg<'a> = &'a [RdsRxPoint];
    type Bytes<'a> = [u8; 4];

    fn lend(value: &Vec<RdsRxPoint>) -> &[RdsRxPoint] {
        value
    }

    fn encode(arg: &&[RdsRxPoint]) -> Result<[u8; 4], Fault> {
        let mut bytes = [0; 4];
        let [count, points @ ..] = &mut bytes;
        if arg.len() > points.len() {
            return Err(Fault::OUT_OF_RANGE);
        }
        *count = u8::try_from(arg.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        for (point, to) in arg.iter().zip(points) {
            [*to] = <Point as Encode>::encode(point)?;
        }
        Ok(bytes)
    }
}

/// On and off, for an option of which the kernel says that it has four bytes, and then answers with an `unsigned long`: SO_SETCLP.
///
/// ```
/// use sockopt::codec::{Encode, Fault, LongFlag, Reply, TwiceAsLong};
///
/// assert_eq!(LongFlag::encode(&true), Ok(1_i32.to_ne_bytes()));
/// // Four bytes, says the program to the kernel; and there are eight.
/// assert_eq!(TwiceAsLong::empty().room().len() / TwiceAsLong::UNIT, 4);
/// ```
#[derive(Debug)]
pub struct LongFlag;

impl Codec for LongFlag {
    type Value = bool;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Flag as Codec>::expects(f)
    }

    fn print(value: &bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Flag as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<bool, Fault> {
        <Flag as Codec>::parse(text)
    }
}

impl Decode for LongFlag {
    type Reply = TwiceAsLong;

    // A kernel of 32 bits writes the first half, and one of 64 bits both: whatever order its bytes have, one is not zero.
    fn decode(answer: Answer<'_>) -> Result<bool, Fault> {
        Ok(answer.exactly::<8>()?.iter().any(|&byte| byte != 0))
    }
}

impl Encode for LongFlag {
    type Bytes<'a> = <Flag as Encode>::Bytes<'a>;

    by_value!();

    fn encode(arg: &bool) -> Result<Self::Bytes<'_>, Fault> {
        <Flag as Encode>::encode(arg)
    }
}

/// A buffer of eight bytes that the kernel is told to be of four.
#[derive(Clone, Copy, Debug)]
pub struct TwiceAsLong([u8; 8]);

impl Reply for TwiceAsLong {
    const UNIT: usize = 2;

    fn empty() -> Self {
        TwiceAsLong([0; 8])
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }
}
