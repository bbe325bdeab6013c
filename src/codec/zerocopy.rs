//! TCP_ZEROCOPY_RECEIVE.

use core::fmt;

use super::{Answer, Ask, Codec, Decode, Extensible, Fault, Fill, Int, Padded, U32, U64};
use crate::shared::TcpZerocopy;
use crate::values::TcpZerocopyReceive;

/// [`TcpZerocopyReceive`] as `struct tcp_zerocopy_receive`, in which the reader says where the data is to go.
///
/// The addresses are those of a [`TcpMapping`](crate::TcpMapping), which is a mapping of a socket and nothing else, and
/// of a buffer; both are borrowed for the call.
///
/// ```
/// use sockopt::codec::ZerocopyReceive;
/// use sockopt::{Opt, Query};
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<ZerocopyReceive, Query> = sockopt::TCP_ZEROCOPY_RECEIVE;
/// assert_eq!(option.number(), 35);
/// # }
/// ```
#[derive(Debug)]
pub struct ZerocopyReceive;

type Got = Extensible<TcpZerocopyReceive, 64>;

impl Codec for ZerocopyReceive {
    type Value = TcpZerocopyReceive;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping, and a buffer of less than 2 GiB")
    }

    fn print(value: &TcpZerocopyReceive, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Got::print(value, f)
    }

    fn parse(text: &str) -> Result<TcpZerocopyReceive, Fault> {
        Got::parse(text)
    }
}

impl Decode for ZerocopyReceive {
    type Reply = Padded<64>;

    fn decode(answer: Answer<'_>) -> Result<TcpZerocopyReceive, Fault> {
        Got::decode(answer)
    }
}

impl Ask for ZerocopyReceive {
    type Key<'a> = TcpZerocopy<'a>;

    fn ask(key: &mut TcpZerocopy<'_>, room: &mut [u8]) -> Result<(), Fault> {
        let copybuf = i32::try_from(key.copybuf.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        // Whatever becomes of it: what was there may be gone.
        key.mapping.set_mapped(0);
        U64::fill(key.mapping.as_ptr() as u64, room, 0)?;
        // The kernel maps what there is room for, of a mapping that is longer than this can tell, too.
        U32::fill(u32::try_from(key.mapping.len()).unwrap_or(u32::MAX), room, 8)?;
        if copybuf > 0 {
            U64::fill(key.copybuf.as_mut_ptr() as u64, room, 24)?;
            Int::<i32>::fill(copybuf, room, 32)?;
        }
        U32::fill(key.flags.bits(), room, 36)
    }

    fn answered(
        key: &mut TcpZerocopy<'_>,
        answer: Answer<'_>,
    ) -> Result<TcpZerocopyReceive, Fault> {
        let got = Self::decode(answer)?;
        key.mapping.set_mapped(got.length);
        Ok(got)
    }
}
