//! The peer's credentials, where they lie in another order.

use core::fmt;

use super::{Answer, Codec, Decode, OrAbsent};
use crate::error::Fault;
use crate::values::PeerCred;

/// [`PeerCred`] with the process behind user and group, as in OpenBSD's
/// `struct sockpeercred`. Text: as [`OrAbsent`].
///
/// ```
/// use sockopt::codec::{Codec, ProcessLast};
///
/// // The text is that of the other systems, the process first.
/// let peer = ProcessLast::parse("pid=12 uid=1000 gid=100")?.expect("not \"none\"");
/// assert_eq!((peer.pid, peer.uid, peer.gid), (Some(12), 1000, 100));
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct ProcessLast;

type ProcessFirst = OrAbsent<PeerCred, 12>;

impl Codec for ProcessLast {
    type Value = Option<PeerCred>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ProcessFirst::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ProcessFirst::print(value, f)
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        ProcessFirst::parse(text)
    }
}

impl Decode for ProcessLast {
    type Reply = [u8; 12];

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let mut bytes = *answer.exactly::<12>()?;
        bytes.rotate_right(4);
        ProcessFirst::decode(Answer::new(&bytes, bytes.len())?)
    }
}
