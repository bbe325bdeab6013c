//! The socket that SCTP opens for one association of many.

use core::fmt;

use super::{Answer, Ask, Codec, Decode};
use crate::error::Fault;
use crate::sys;
use crate::values::SctpAssocId;
use crate::Socket;

/// The socket that the kernel opens for an association of a one-to-many socket; close-on-exec, and blocking. It has no text.
///
/// In 8 bytes, `sctp_peeloff_arg_t`; or in 12, `sctp_peeloff_flags_arg_t`, of which the flags say that it is close-on-exec.
///
/// ```
/// use sockopt::codec::{Ask, Codec, Fault, PeelOff};
/// use sockopt::SctpAssocId;
///
/// let mut bytes = [0; 8];
/// PeelOff::<8>::ask(&mut SctpAssocId::from_raw(7), &mut bytes)?;
/// assert_eq!(bytes[..4], 7_i32.to_ne_bytes());
/// assert_eq!(bytes[4..], [0xff; 4]); // no descriptor, if the kernel writes none there
/// assert_eq!(PeelOff::<8>::parse("3").err(), Some(Fault::NO_TEXT));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct PeelOff<const SIZE: usize>;

impl<const SIZE: usize> Codec for PeelOff<SIZE> {
    type Value = Socket;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an association")
    }

    fn print(value: &Socket, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value:?}")
    }

    fn parse(_: &str) -> Result<Socket, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl<const SIZE: usize> Decode for PeelOff<SIZE> {
    type Reply = [u8; SIZE];

    /// The descriptor has an owner before all else, so that no error leaves it open.
    fn decode(answer: Answer<'_>) -> Result<Socket, Fault> {
        let raw = answer.padded().get(4..).and_then(|rest| rest.first_chunk());
        let raw = i32::from_ne_bytes(*raw.ok_or(Fault::SHORT_REPLY)?);
        let socket = sys::own(answer, raw).ok_or(Fault::BAD_REPLY)?;
        if SIZE == 8 {
            sys::set_close_on_exec(&socket).map_err(Fault::os)?;
        }
        answer.exactly::<SIZE>()?;
        Ok(Socket::from(socket))
    }
}

impl<const SIZE: usize> Ask for PeelOff<SIZE> {
    type Key<'a> = SctpAssocId;

    fn ask(key: &mut SctpAssocId, room: &mut [u8]) -> Result<(), Fault> {
        let words = [key.raw(), -1, sys::c::SOCK_CLOEXEC].map(i32::to_ne_bytes);
        for (to, from) in room.chunks_exact_mut(4).zip(words) {
            to.copy_from_slice(&from);
        }
        Ok(())
    }
}
