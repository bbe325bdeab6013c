//! SO_TIMESTAMPING: flags, and a clock for some of them.

use core::fmt;

use super::{by_value, Answer, Bits, Codec, Decode, Encode, Inline, Int, Record, U32};
use crate::error::Fault;
use crate::values::{Timestamping, TimestampingFlags};

/// The value of SO_TIMESTAMPING. Text: the flags, and ` bind_phc=…` where a
/// clock is bound.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Stamping};
/// use sockopt::TimestampingFlags;
///
/// let by_clock = Stamping::parse("RX_HARDWARE|RAW_HARDWARE bind_phc=2")?;
/// assert_eq!(by_clock.bind_phc, Some(2));
/// // Kernels before 5.14 know no clock: without one, they get what they know.
/// let flags = TimestampingFlags::RX_SOFTWARE | TimestampingFlags::SOFTWARE;
/// assert_eq!(Stamping::encode(&flags.into())?.as_ref().len(), 4);
/// assert_eq!(Stamping::encode(&by_clock)?.as_ref().len(), 8);
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Stamping;

super::record! {
    /// `struct so_timestamping`.
    struct SoTimestamping {
        /// The flags.
        flags: TimestampingFlags as Bits<TimestampingFlags>,
        /// The clock; meant only with its flag.
        bind_phc: i32 as Int<i32>,
    }
}

impl Codec for Stamping {
    type Value = Timestamping;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Bits<TimestampingFlags> as Codec>::expects(f)?;
        f.write_str("; then bind_phc=… for a clock")
    }

    fn print(value: &Timestamping, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Bits<TimestampingFlags> as Codec>::print(&value.flags, f)?;
        match value.bind_phc {
            None => Ok(()),
            Some(clock) => write!(f, " bind_phc={clock}"),
        }
    }

    fn parse(text: &str) -> Result<Timestamping, Fault> {
        let (flags, bind_phc) = match text.split_once(" bind_phc=") {
            None => (text, None),
            Some((flags, clock)) => (flags, Some(<U32 as Codec>::parse(clock)?)),
        };
        Ok(Timestamping { flags: <Bits<TimestampingFlags> as Codec>::parse(flags)?, bind_phc })
    }
}

impl Decode for Stamping {
    type Reply = [u8; 8];

    fn decode(answer: Answer<'_>) -> Result<Timestamping, Fault> {
        // Kernels before 5.14 know the flags alone, and answer with four bytes.
        if answer.bytes().len() == 4 {
            let flags = <Bits<TimestampingFlags> as Decode>::decode(answer)?;
            return Ok(Timestamping { flags, bind_phc: None });
        }
        let both = Record::<SoTimestamping, 8>::decode(answer)?;
        let bound = both.flags.contains(TimestampingFlags::BIND_PHC);
        let clock = u32::try_from(both.bind_phc).map_err(|_| Fault::BAD_REPLY)?;
        Ok(Timestamping {
            flags: both.flags.difference(TimestampingFlags::BIND_PHC),
            bind_phc: bound.then_some(clock),
        })
    }
}

impl Encode for Stamping {
    type Bytes<'a> = Inline<8>;

    by_value!();

    fn encode(arg: &Timestamping) -> Result<Inline<8>, Fault> {
        // The flag says that a clock follows: here the clock itself says so.
        if arg.flags.contains(TimestampingFlags::BIND_PHC) {
            return Err(Fault::OUT_OF_RANGE);
        }
        let Some(clock) = arg.bind_phc else {
            // Four bytes, which all kernels take.
            let [a, b, c, d] = arg.flags.bits().to_ne_bytes();
            return Ok(Inline::new([a, b, c, d, 0, 0, 0, 0], 4));
        };
        let both = SoTimestamping {
            flags: arg.flags.union(TimestampingFlags::BIND_PHC),
            bind_phc: i32::try_from(clock).map_err(|_| Fault::OUT_OF_RANGE)?,
        };
        Ok(Inline::new(Record::<SoTimestamping, 8>::encode(&both)?.0, 8))
    }
}
