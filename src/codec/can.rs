//! Times of ISO 15765-2.

use core::fmt;
use core::time::Duration;

use super::{Codec, Fault, Scalar, Unit};

/// The time that a frame takes: nanoseconds, of which 0 is for "as before", and the largest number for no time.
///
/// Text: a time, or `none` for as before.
///
/// ```
/// use sockopt::codec::{Codec, Encode, FrameTime};
/// use std::time::Duration;
///
/// assert_eq!(<FrameTime as Encode>::encode(&None), Ok(0u32.to_ne_bytes()));
/// assert_eq!(<FrameTime as Encode>::encode(&Some(Duration::ZERO)), Ok(u32::MAX.to_ne_bytes()));
/// assert_eq!(<FrameTime as Codec>::parse("50us"), Ok(Some(Duration::from_micros(50))));
/// ```
#[derive(Debug)]
pub struct FrameTime;

const ZERO: i128 = u32::MAX as i128;
type Nanos = Unit<1, 0, { ZERO - 1 }, u32>;

impl Scalar for FrameTime {
    type Value = Option<Duration>;
    type Wire = u32;

    fn to_raw(value: Self::Value) -> Result<i128, Fault> {
        match value {
            None => Ok(0),
            Some(Duration::ZERO) => Ok(ZERO),
            Some(time) => Nanos::to_raw(time),
        }
    }

    fn from_raw(raw: i128) -> Result<Self::Value, Fault> {
        match raw {
            0 => Ok(None),
            ZERO => Ok(Some(Duration::ZERO)),
            nanos => Nanos::from_raw(nanos).map(Some),
        }
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ")?;
        <Nanos as Codec>::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(time) => <Nanos as Codec>::print(time, f),
        }
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(None),
            text => <Nanos as Codec>::parse(text).map(Some),
        }
    }
}

/// The least time between two frames, in one byte: 100 us to 900 us in hundreds, and up to 127 ms in milliseconds.
///
/// What lies between is rounded up. The bytes that the standard keeps for later stand for 127 ms, as it says.
///
/// ```
/// use sockopt::codec::{Encode, Fault, Separation};
/// use std::time::Duration;
///
/// let byte = |micros| <Separation as Encode>::encode(&Duration::from_micros(micros));
/// assert_eq!(byte(101), Ok([0xf2]));
/// assert_eq!(byte(901), Ok([1]));
/// assert_eq!(byte(127_000), Ok([127]));
/// assert_eq!(byte(127_001), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct Separation;

type Hundreds = Unit<100_000, 1, 9, u8>;
type Milliseconds = Unit<1_000_000, 0, 127, u8>;

/// Behind which come the hundreds of microseconds.
const HUNDREDS: i128 = 0xf0;

impl Scalar for Separation {
    type Value = Duration;
    type Wire = u8;

    fn to_raw(value: Duration) -> Result<i128, Fault> {
        match Hundreds::to_raw(value) {
            Ok(hundreds) => Ok(HUNDREDS + hundreds),
            Err(_) => Milliseconds::to_raw(value),
        }
    }

    fn from_raw(raw: i128) -> Result<Duration, Fault> {
        match raw {
            0xf1..=0xf9 => Hundreds::from_raw(raw - HUNDREDS),
            reserved if reserved > 127 => Milliseconds::from_raw(127),
            millis => Milliseconds::from_raw(millis),
        }
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Milliseconds as Codec>::expects(f)
    }

    fn print(value: &Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Milliseconds as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<Duration, Fault> {
        <Milliseconds as Codec>::parse(text)
    }
}
