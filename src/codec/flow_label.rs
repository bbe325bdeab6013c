//! Flow labels of IPv6.

use core::fmt;

use super::{by_value, Answer, Ask, Codec, Decode, Encode, Fault, Fields, Record};
use crate::values::{FlowLabel, FlowLabelFlags};

/// The value of IPV6_FLOWLABEL_MGR: a [`FlowLabel`], and four bytes behind it.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, FlowLabels};
///
/// # #[cfg(target_os = "linux")] {
/// let text = "dst=::1 label=0 action=IPV6_FL_A_GET share=IPV6_FL_S_ANY flags=CREATE expires=6s linger=6s";
/// let lease = FlowLabels::parse(text)?;
/// // The kernel would choose one, and write it to where the value was read from.
/// assert_eq!(FlowLabels::encode(&lease).err(), Some(Fault::OUT_OF_RANGE));
/// # }
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct FlowLabels;

type Bare = Record<FlowLabel, 28>;

impl Codec for FlowLabels {
    type Value = FlowLabel;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Bare::expects(f)?;
        f.write_str(", the label being one of the program's choice")
    }

    fn print(value: &FlowLabel, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Bare::print(value, f)
    }

    fn parse(text: &str) -> Result<FlowLabel, Fault> {
        Bare::parse(text)
    }
}

impl Decode for FlowLabels {
    type Reply = [u8; 32];

    fn decode(answer: Answer<'_>) -> Result<FlowLabel, Fault> {
        FlowLabel::read(answer.exactly::<32>()?)
    }
}

impl Encode for FlowLabels {
    type Bytes<'a> = [u8; 32];

    by_value!();

    /// The kernel only reads what it is given: it writes to it where it is to choose a label.
    fn encode(arg: &FlowLabel) -> Result<[u8; 32], Fault> {
        let leased = arg.action.raw() == 0 && !arg.flags.contains(FlowLabelFlags::REFLECT);
        if leased && arg.label == 0 {
            return Err(Fault::OUT_OF_RANGE);
        }
        let mut bytes = [0; 32];
        arg.write(&mut bytes)?;
        Ok(bytes)
    }
}

impl Ask for FlowLabels {
    type Key<'a> = FlowLabelFlags;

    fn ask(key: &mut FlowLabelFlags, room: &mut [u8]) -> Result<(), Fault> {
        let flags = u16::try_from(key.bits()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let at = room.get_mut(22..24).ok_or(Fault::SHORT_REPLY)?;
        at.copy_from_slice(&flags.to_ne_bytes());
        Ok(())
    }
}
