//! Times: whole units, and the structures that hold two numbers.

use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use super::{by_value, Aligned, Answer, Codec, Decode, Encode, Scalar, Wire};
use crate::error::Fault;
use crate::{sys, text};

const NANOS_PER_SEC: u64 = 1_000_000_000;

/// A time in units of `NANOS` nanoseconds (at most a second), from `MIN` to
/// `MAX` units. What is not a whole number of units is rounded up.
///
/// Text: `1.5s`, `1min30s`, `250us`; the units are ns, us, ms, s, min and h.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Unit};
/// use std::time::Duration;
///
/// type Tenths = Unit<100_000_000, 0, 255, u8>; // up to 25.5 s, in one byte
/// assert_eq!(<Tenths as Encode>::encode(&Duration::from_millis(101)), Ok([2]));
/// assert_eq!(<Tenths as Codec>::parse("1min30s"), Ok(Duration::from_secs(90)));
/// assert_eq!(<Tenths as Encode>::encode(&Duration::from_secs(90)), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct Unit<const NANOS: u64, const MIN: i128, const MAX: i128, W>(PhantomData<fn() -> W>);

/// Whole seconds, rounded up.
///
/// ```
/// use sockopt::codec::{Encode, Fault, Secs};
/// use std::time::Duration;
///
/// type Idle = Secs<1, 32767>;
/// assert_eq!(<Idle as Encode>::encode(&Duration::from_nanos(1)), Ok(1i32.to_ne_bytes()));
/// assert_eq!(<Idle as Encode>::encode(&Duration::ZERO), Err(Fault::OUT_OF_RANGE));
/// ```
pub type Secs<const MIN: i128 = 0, const MAX: i128 = { i32::MAX as i128 }, W = i32> =
    Unit<NANOS_PER_SEC, MIN, MAX, W>;
/// Whole milliseconds, rounded up.
///
/// ```
/// use sockopt::codec::{Codec, Fault, Millis};
/// use std::time::Duration;
///
/// assert_eq!(<Millis as Codec>::parse("1.5s"), Ok(Duration::from_millis(1500)));
/// assert_eq!(<Millis as Codec>::parse("1500"), Err(Fault::BAD_TEXT)); // 1500 of what?
/// ```
pub type Millis<const MIN: i128 = 0, const MAX: i128 = { i32::MAX as i128 }, W = i32> =
    Unit<1_000_000, MIN, MAX, W>;
/// Whole microseconds, rounded up.
///
/// ```
/// use sockopt::codec::Micros;
/// use sockopt::{Domain, Opt, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<Micros> = sockopt::SO_BUSY_POLL;
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// println!("a read of it looks at the device for {:?}", socket.get(option)?);
/// # }
/// # std::io::Result::Ok(())
/// ```
pub type Micros<const MIN: i128 = 0, const MAX: i128 = { i32::MAX as i128 }, W = i32> =
    Unit<1_000, MIN, MAX, W>;

impl<const NANOS: u64, const MIN: i128, const MAX: i128, W> Unit<NANOS, MIN, MAX, W> {
    const PER_SEC: u64 = NANOS_PER_SEC / NANOS;

    fn duration(units: i128) -> Option<Duration> {
        let units = u64::try_from(units).ok()?;
        let nanos = u32::try_from(units % Self::PER_SEC * NANOS).ok()?;
        Some(Duration::new(units / Self::PER_SEC, nanos))
    }
}

impl<const NANOS: u64, const MIN: i128, const MAX: i128, W: Wire> Scalar
    for Unit<NANOS, MIN, MAX, W>
{
    type Value = Duration;
    type Wire = W;

    #[inline]
    fn to_raw(value: Duration) -> Result<i128, Fault> {
        let part = u64::from(value.subsec_nanos()).div_ceil(NANOS);
        let raw = i128::from(value.as_secs()) * i128::from(Self::PER_SEC) + i128::from(part);
        if (MIN..=MAX).contains(&raw) {
            Ok(raw)
        } else {
            Err(Fault::OUT_OF_RANGE)
        }
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<Duration, Fault> {
        Self::duration(raw).ok_or(Fault::BAD_REPLY)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time from ")?;
        text::print_duration(Self::duration(MIN).unwrap_or_default(), f)?;
        f.write_str(" to ")?;
        text::print_duration(Self::duration(MAX).unwrap_or(Duration::MAX), f)
    }

    fn print(value: &Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::print_duration(*value, f)
    }

    fn parse(text: &str) -> Result<Duration, Fault> {
        text::duration(text).ok_or(Fault::BAD_TEXT)
    }
}

/// `struct timeval`, with zero for no limit: microseconds, rounded up.
///
/// A time that the system would take for "no limit" is out of range: zero, and
/// one of more seconds than it can count in its ticks.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, TimeVal};
/// use std::time::Duration;
///
/// assert_eq!(TimeVal::parse("none"), Ok(None));
/// assert_eq!(TimeVal::parse("0"), Ok(Some(Duration::ZERO)));
/// // Which the kernel would take for "wait as long as it takes".
/// assert_eq!(TimeVal::encode(&Some(Duration::ZERO)).err(), Some(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct TimeVal;

impl Codec for TimeVal {
    type Value = Option<Duration>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or a time from 1us to ")?;
        text::print_duration(Duration::from_secs(sys::TIMEVAL_MAX_SECS), f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_optional(*value, "none", f)
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        parse_optional(text, "none")
    }
}

impl Decode for TimeVal {
    type Reply = Aligned<{ sys::TIMEVAL_SIZE }>;

    #[inline]
    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let (secs, micros) = sys::timeval_parts(answer.exactly()?);
        let (Ok(secs), Ok(micros)) = (u64::try_from(secs), u32::try_from(micros)) else {
            return Err(Fault::BAD_REPLY);
        };
        match (secs, micros) {
            (0, 0) => Ok(None),
            (secs, 0..=999_999) => Ok(Some(Duration::new(secs, micros * 1000))),
            _ => Err(Fault::BAD_REPLY),
        }
    }
}

impl Encode for TimeVal {
    type Bytes<'a> = Aligned<{ sys::TIMEVAL_SIZE }>;

    by_value!();

    #[inline]
    fn encode<'a>(arg: &'a Self::Value) -> Result<Self::Bytes<'a>, Fault> {
        let Some(time) = *arg else { return Ok(Aligned(sys::timeval(0, 0))) };
        let (secs, nanos) = (time.as_secs(), u64::from(time.subsec_nanos()));
        // The usual times, told by as few comparisons as can be; and not by `div_ceil`,
        // which heeds an overflow that cannot be here.
        #[allow(clippy::manual_div_ceil)]
        let (secs, micros) = match (secs, nanos) {
            (1..=USUAL_SECS, 0..=999_999_000) | (0, 1..=999_999_000) => {
                (secs, (nanos + 999) / 1000)
            }
            _ => unusual(secs, nanos).ok_or(Fault::OUT_OF_RANGE)?,
        };
        Ok(Aligned(sys::timeval(secs, micros)))
    }
}

/// So few seconds that a machine can compare with them in one instruction; and below the limit,
/// which is lower on Linux where a long has 32 bits.
const USUAL_SECS: u64 = if sys::TIMEVAL_MAX_SECS < i32::MAX as u64 {
    sys::TIMEVAL_MAX_SECS - 1
} else {
    i32::MAX as u64 - 1
};

/// Seconds and microseconds of any other time; `None` if it is out of range.
#[cold]
#[inline]
fn unusual(secs: u64, nanos: u64) -> Option<(u64, u64)> {
    let (secs, micros) = match nanos.div_ceil(1000) {
        1_000_000 => (secs.checked_add(1)?, 0),
        micros => (secs, micros),
    };
    let zero = secs == 0 && micros == 0;
    (secs < sys::TIMEVAL_MAX_SECS && !zero).then_some((secs, micros))
}

/// `struct linger`: off, or whole seconds up to `MAX`, rounded up; as far as the structure can hold
/// them, if that is less (16 bits on Windows).
///
/// Text: `off`, or a time.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Linger};
/// use std::time::Duration;
///
/// // Not to linger, and to linger for no time (which resets the connection), are two things.
/// assert_eq!(<Linger as Codec>::parse("off"), Ok(None));
/// assert_eq!(<Linger as Codec>::parse("0"), Ok(Some(Duration::ZERO)));
/// let long = Linger::<10>::encode(&Some(Duration::from_millis(10_001)));
/// assert_eq!(long.err(), Some(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct Linger<const MAX: u32 = { i32::MAX as u32 }>;

impl<const MAX: u32> Linger<MAX> {
    const MAX: u32 = if MAX < sys::LINGER_MAX_SECS { MAX } else { sys::LINGER_MAX_SECS };
}

impl<const MAX: u32> Codec for Linger<MAX> {
    type Value = Option<Duration>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("off, or a time from 0s to ")?;
        text::print_duration(Duration::from_secs(Self::MAX.into()), f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_optional(*value, "off", f)
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        parse_optional(text, "off")
    }
}

impl<const MAX: u32> Decode for Linger<MAX> {
    type Reply = Aligned<{ sys::LINGER_SIZE }>;

    #[inline]
    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let (on, secs) = sys::linger_parts(answer.exactly()?);
        Ok(on.then(|| Duration::from_secs(secs.into())))
    }
}

impl<const MAX: u32> Encode for Linger<MAX> {
    type Bytes<'a> = Aligned<{ sys::LINGER_SIZE }>;

    by_value!();

    #[inline]
    fn encode<'a>(arg: &'a Self::Value) -> Result<Self::Bytes<'a>, Fault> {
        match *arg {
            None => Ok(Aligned(sys::linger(false, 0))),
            Some(time) => {
                let secs = time.as_secs();
                let up = u32::from(time.subsec_nanos() > 0);
                // One second below the limit there is room to round up.
                match u32::try_from(secs) {
                    Ok(secs) if secs < Self::MAX || (secs == Self::MAX && up == 0) => {
                        Ok(Aligned(sys::linger(true, secs + up)))
                    }
                    _ => Err(Fault::OUT_OF_RANGE),
                }
            }
        }
    }
}

fn print_optional(value: Option<Duration>, none: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        None => f.write_str(none),
        Some(time) => text::print_duration(time, f),
    }
}

fn parse_optional(text: &str, none: &str) -> Result<Option<Duration>, Fault> {
    if text == none {
        return Ok(None);
    }
    text::duration(text).map(Some).ok_or(Fault::BAD_TEXT)
}
