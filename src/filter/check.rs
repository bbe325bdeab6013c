//! The rules by which Linux takes or refuses a program, and the error that
//! says which one was broken.
//!
//! They are those of `bpf_check_classic` and `check_load_and_stores` in the
//! kernel's net/core/filter.c.

use super::ancillary::Ancillary;
use super::instruction::{Instruction, Operation, Source};
use super::operand::AluOp;
use super::Filter;

/// Why a list of instructions, or a text, is not a [`Filter`].
///
/// Instructions are counted from 0, as in a disassembly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FilterError {
    /// There is no instruction at all.
    #[error("a filter needs at least one instruction")]
    Empty,
    /// There are more than [`Filter::MAX_LEN`] instructions.
    #[error("{len} instructions are more than the {} a filter may have", Filter::MAX_LEN)]
    #[non_exhaustive]
    TooLong {
        /// How many there are.
        len: usize,
    },
    /// The opcode is not one of classic BPF.
    #[error("instruction {index}: unknown opcode {code:#04x}")]
    #[non_exhaustive]
    UnknownCode {
        /// The instruction.
        index: usize,
        /// Its opcode.
        code: u16,
    },
    /// A jump leads past the last instruction.
    #[error("instruction {index}: skipping {skip} instructions leads out of the filter")]
    #[non_exhaustive]
    JumpOutside {
        /// The jump.
        index: usize,
        /// How many instructions it skips.
        skip: u32,
    },
    /// A division or remainder by a constant 0.
    #[error("instruction {index}: division by zero")]
    #[non_exhaustive]
    DivisionByZero {
        /// The instruction.
        index: usize,
    },
    /// A shift by a constant of 32 or more.
    #[error("instruction {index}: a 32-bit value cannot be shifted by {bits} bits")]
    #[non_exhaustive]
    ShiftTooFar {
        /// The instruction.
        index: usize,
        /// The constant.
        bits: u32,
    },
    /// A load or store of a memory slot that does not exist.
    #[error("instruction {index}: there is no memory slot {slot}")]
    #[non_exhaustive]
    NoSuchSlot {
        /// The instruction.
        index: usize,
        /// The slot.
        slot: u32,
    },
    /// A load from a reserved offset that is no known [`Ancillary`].
    #[error("instruction {index}: nothing is known at the reserved offset {offset:#x}")]
    #[non_exhaustive]
    UnknownAncillary {
        /// The instruction.
        index: usize,
        /// The offset.
        offset: u32,
    },
    /// A memory slot is loaded, and on some path nothing was stored in it.
    #[error("instruction {index}: memory slot {slot} is loaded but not stored on every path")]
    #[non_exhaustive]
    SlotNotStored {
        /// The load.
        index: usize,
        /// The slot.
        slot: u32,
    },
    /// The last instruction is not a `ret`.
    #[error("instruction {index}: the last instruction is not a ret")]
    #[non_exhaustive]
    NoReturn {
        /// The last instruction.
        index: usize,
    },
    /// The text does not begin with the number of instructions.
    #[error("the text does not begin with a number of instructions")]
    NoCount,
    /// The text has another number of instructions than it says.
    #[error("the text announces {announced} instructions and has {found}")]
    #[non_exhaustive]
    WrongCount {
        /// The number it begins with.
        announced: usize,
        /// The number of instructions behind it.
        found: usize,
    },
    /// An instruction in the text is not four decimal numbers in range.
    #[error("instruction {index}: not four decimal numbers `code jt jf k` in range")]
    #[non_exhaustive]
    Malformed {
        /// The instruction.
        index: usize,
    },
}

impl FilterError {
    /// The instruction at fault, counted from 0; `None` if the fault is not
    /// in one instruction.
    ///
    /// ```
    /// use sockopt::{Filter, Instruction};
    ///
    /// let error = Filter::new([
    ///     Instruction::jump(5),
    ///     Instruction::ret_constant(0),
    /// ]).unwrap_err();
    /// assert_eq!(error.index(), Some(0));
    /// assert_eq!(
    ///     error.to_string(),
    ///     "instruction 0: skipping 5 instructions leads out of the filter",
    /// );
    /// ```
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        match *self {
            Self::UnknownCode { index, .. }
            | Self::JumpOutside { index, .. }
            | Self::DivisionByZero { index }
            | Self::ShiftTooFar { index, .. }
            | Self::NoSuchSlot { index, .. }
            | Self::UnknownAncillary { index, .. }
            | Self::SlotNotStored { index, .. }
            | Self::NoReturn { index }
            | Self::Malformed { index } => Some(index),
            Self::Empty | Self::TooLong { .. } | Self::NoCount | Self::WrongCount { .. } => None,
        }
    }
}

/// Takes what Linux takes, and nothing else.
pub(super) fn check(program: &[Instruction]) -> Result<(), FilterError> {
    let len = program.len();
    let last = program.last().ok_or(FilterError::Empty)?;
    if len > Filter::MAX_LEN {
        return Err(FilterError::TooLong { len });
    }
    for (index, instruction) in program.iter().enumerate() {
        check_one(*instruction, index, len - 1 - index)?;
    }
    match last.operation() {
        Some(Operation::ReturnConstant | Operation::ReturnA) => check_memory(program),
        _ => Err(FilterError::NoReturn { index: len - 1 }),
    }
}

/// The rules that one instruction can break by itself; `behind` is how many
/// instructions follow it.
fn check_one(instruction: Instruction, index: usize, behind: usize) -> Result<(), FilterError> {
    let Instruction { code, jt, jf, k } = instruction;
    let operation = instruction.operation().ok_or(FilterError::UnknownCode { index, code })?;
    match operation {
        Operation::Alu(AluOp::Div | AluOp::Mod, Source::K) if k == 0 => {
            Err(FilterError::DivisionByZero { index })
        }
        Operation::Alu(AluOp::ShiftLeft | AluOp::ShiftRight, Source::K) if k >= 32 => {
            Err(FilterError::ShiftTooFar { index, bits: k })
        }
        Operation::LoadMemory(_) | Operation::Store(_) if k >= Instruction::MEMORY_SLOTS => {
            Err(FilterError::NoSuchSlot { index, slot: k })
        }
        Operation::Load(_) if k >= Ancillary::BASE && Ancillary::from_offset(k).is_none() => {
            Err(FilterError::UnknownAncillary { index, offset: k })
        }
        Operation::Jump => check_jump(index, k, behind),
        Operation::JumpIf(..) => {
            check_jump(index, jt.into(), behind)?;
            check_jump(index, jf.into(), behind)
        }
        _ => Ok(()),
    }
}

fn check_jump(index: usize, skip: u32, behind: usize) -> Result<(), FilterError> {
    // `behind` is below MAX_LEN, so nothing is lost by widening.
    if u64::from(skip) < behind as u64 {
        Ok(())
    } else {
        Err(FilterError::JumpOutside { index, skip })
    }
}

/// Refuses a load from scratch memory that some path reaches without a store.
///
/// All jumps go forward, so one pass is enough: `stored` holds the slots
/// stored on every path to the current instruction (one bit each), `arriving`
/// the same for the paths that jump to an instruction further on.
///
/// As in the kernel, a `ret` does not end a path here: what follows it counts
/// as reachable from it. A program that relies on the difference is refused
/// by both.
fn check_memory(program: &[Instruction]) -> Result<(), FilterError> {
    let mut arriving = vec![u16::MAX; program.len()];
    let mut stored = 0;
    for (index, instruction) in program.iter().enumerate() {
        stored &= arriving.get(index).copied().unwrap_or(u16::MAX);
        let mut land = |skip: u32, stored: u16| {
            let target = usize::try_from(skip)
                .ok()
                .and_then(|skip| arriving.get_mut(index + 1..)?.get_mut(skip));
            if let Some(slots) = target {
                *slots &= stored;
            }
        };
        let k = instruction.k;
        match instruction.operation() {
            Some(Operation::Store(_)) => stored |= bit(k),
            Some(Operation::LoadMemory(_)) if stored & bit(k) == 0 => {
                return Err(FilterError::SlotNotStored { index, slot: k });
            }
            Some(Operation::Jump) => {
                land(k, stored);
                stored = u16::MAX;
            }
            Some(Operation::JumpIf(..)) => {
                land(instruction.jt.into(), stored);
                land(instruction.jf.into(), stored);
                stored = u16::MAX;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The bit of a memory slot; none for a slot that does not exist.
fn bit(slot: u32) -> u16 {
    1u16.checked_shl(slot).unwrap_or(0)
}
