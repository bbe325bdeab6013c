//! SO_SPLICE: `struct splice` to set, a number of bytes to read.

use core::fmt;
use core::mem::align_of;
use std::os::fd::AsRawFd;

use super::{Aligned, Answer, Codec, Decode, Encode, Int, TimeVal};
use crate::error::Fault;
use crate::sys;
use crate::values::Splice;

/// A socket that is set, with how much and how long; and how many bytes have gone to it. It has no text to be set by.
///
/// ```
/// # #[cfg(any(target_os = "freebsd", target_os = "openbsd"))] {
/// use sockopt::codec::{Encode, Fault, Splicing};
/// use sockopt::Splice;
///
/// let other = std::net::UdpSocket::bind("127.0.0.1:0")?;
/// let splice = Splice::to(&other).max(1 << 63);
/// assert_eq!(Splicing::encode(&splice).err(), Some(Fault::OUT_OF_RANGE)); // an off_t is signed
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Splicing;

/// An `int`, an `off_t` of 64 bits, a `struct timeval`.
pub(crate) const MAX_AT: usize = align_of::<i64>();
pub(crate) const IDLE_AT: usize = MAX_AT + 8;
pub(crate) const SIZE: usize = (IDLE_AT + sys::TIMEVAL_SIZE).next_multiple_of(align_of::<i64>());

type Bytes = Int<u64, 0, { i64::MAX as i128 }, i64>;

impl Codec for Splicing {
    type Value = u64;

    /// It is none; but what is read of it cannot be set, so that a dump is better off without.
    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an open socket")
    }

    fn print(value: &u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Bytes as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<u64, Fault> {
        <Bytes as Codec>::parse(text)
    }
}

impl Decode for Splicing {
    type Reply = [u8; 8];

    fn decode(answer: Answer<'_>) -> Result<u64, Fault> {
        <Bytes as Decode>::decode(answer)
    }
}

impl Encode for Splicing {
    type Arg<'a> = Splice<'a>;
    type Bytes<'a> = Aligned<SIZE>;

    /// What has been read names no socket.
    fn lend(_: &u64) -> Splice<'_> {
        Splice::unsaid()
    }

    fn encode(arg: &Splice<'_>) -> Result<Aligned<SIZE>, Fault> {
        let raw = match arg.socket() {
            None => return Err(Fault::NO_TEXT),
            Some(None) => -1,
            Some(Some(socket)) => socket.as_raw_fd(),
        };
        // Zero is no limit for the system: it is not for who asks for it.
        if arg.limit() == Some(0) {
            return Err(Fault::OUT_OF_RANGE);
        }
        let max = <Bytes as Encode>::encode(&arg.limit().unwrap_or(0))?;
        let idle = TimeVal::encode(&arg.idle_time())?;
        let mut bytes = Aligned([0; SIZE]);
        let parts: [(usize, &[u8]); 3] =
            [(0, &raw.to_ne_bytes()), (MAX_AT, &max), (IDLE_AT, &idle.0)];
        for (place, part) in parts {
            let room = bytes.0.get_mut(place..place + part.len()).ok_or(Fault::OUT_OF_RANGE)?;
            room.copy_from_slice(part);
        }
        Ok(bytes)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use core::time::Duration;

    use super::*;

    #[test]
    fn a_splice_lies_as_in_c() {
        let other = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
        let splice = Splice::to(&other).max(70_000).idle(Duration::from_millis(1500));
        let bytes = Splicing::encode(&splice).unwrap();
        assert_eq!(bytes.0.get(..4), Some(other.as_raw_fd().to_ne_bytes().as_slice()));
        assert_eq!(bytes.0.get(MAX_AT..IDLE_AT), Some(70_000_i64.to_ne_bytes().as_slice()));
        let idle = sys::timeval(1, 500_000);
        assert_eq!(bytes.0.get(IDLE_AT..IDLE_AT + sys::TIMEVAL_SIZE), Some(idle.as_slice()));
        #[cfg(target_pointer_width = "64")]
        assert_eq!((MAX_AT, IDLE_AT, SIZE), (8, 16, 32));

        let end = Splicing::encode(&Splice::end()).unwrap();
        assert_eq!(end.0.get(..4), Some([0xff; 4].as_slice()));
        assert!(end.0.iter().skip(4).all(|&byte| byte == 0));

        for bad in [Splice::to(&other).max(0), Splice::to(&other).idle(Duration::ZERO)] {
            assert_eq!(Splicing::encode(&bad).err(), Some(Fault::OUT_OF_RANGE));
        }
        assert_eq!(Splicing::encode(&Splicing::lend(&7)).err(), Some(Fault::NO_TEXT));
        let read = Splicing::decode(Answer::new(&7_i64.to_ne_bytes(), 8).unwrap());
        assert_eq!(read, Ok(7));
    }
}
