//! An error that waits on a socket.

use core::fmt;
use std::io;

use super::{Answer, Codec, Decode, Int};
use crate::error::Fault;

/// An error number that is waiting on a socket, which the read clears: SO_ERROR.
///
/// Text: none; it is only ever taken.
///
/// ```
/// use sockopt::codec::{Codec, Fault, Pending};
/// use sockopt::{Domain, Opt, Socket, Take, Type};
///
/// let option: Opt<Pending, Take> = sockopt::SO_ERROR;
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// assert!(socket.take(option)?.is_none());
/// // Nothing is to be set, so nothing is read from text.
/// assert_eq!(Pending::parse("none").err(), Some(Fault::NO_TEXT));
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Pending;

impl Codec for Pending {
    type Value = Option<io::Error>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(error) => write!(f, "{error}"),
        }
    }

    fn parse(_: &str) -> Result<Self::Value, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Decode for Pending {
    type Reply = [u8; 4];

    #[inline]
    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let code = <Int<i32> as Decode>::decode(answer)?;
        Ok((code != 0).then(|| io::Error::from_raw_os_error(code)))
    }
}
