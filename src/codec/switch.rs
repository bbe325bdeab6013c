//! A number that a system takes for on or off.

use core::fmt;

use super::{Int, Scalar, Truth};
use crate::error::Fault;

/// A number of which only whether it is 0 reaches the system: 1 is passed for any other, and comes back.
///
/// So TCP_FASTOPEN, that is a number on Linux, can be set by one program on all systems.
///
/// ```
/// use sockopt::codec::{Encode, Switch};
///
/// assert_eq!(<Switch as Encode>::encode(&100), Ok(1_i32.to_ne_bytes()));
/// assert_eq!(<Switch as Encode>::encode(&0), Ok(0_i32.to_ne_bytes()));
/// ```
#[derive(Debug)]
pub struct Switch;

impl Scalar for Switch {
    type Value = u32;
    type Wire = Truth;

    #[inline]
    fn to_raw(value: u32) -> Result<i128, Fault> {
        Ok(i128::from(value != 0))
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<u32, Fault> {
        Ok(u32::from(raw != 0))
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("0, or any other whole number")
    }

    fn print(value: &u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<u32, Fault> {
        <Int<u32> as Scalar>::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Answer, Decode};

    #[test]
    fn the_bit_of_a_bsd_is_one() -> Result<(), Fault> {
        let bit = 0x8000_0000_u32.to_ne_bytes(); // TF_FASTOPEN
        assert_eq!(Switch::decode(Answer::new(&bit, 4)?), Ok(1));
        assert_eq!(Switch::decode(Answer::new(&[0; 4], 4)?), Ok(0));
        Ok(())
    }
}
