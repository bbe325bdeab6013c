//! The parts an instruction is chosen from, and their bits and mnemonics.
//!
//! The numbers are those of `<linux/bpf_common.h>` and of the BSDs'
//! `<net/bpf.h>`.

/// How many bytes a load takes from the packet.
///
/// Multi-byte values are read in network byte order, at any alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoadSize {
    /// Four bytes: the mnemonic is `ld`.
    Word,
    /// Two bytes: the mnemonic is `ldh`.
    Half,
    /// One byte: the mnemonic is `ldb`.
    Byte,
}

impl LoadSize {
    pub(super) const ALL: [Self; 3] = [Self::Word, Self::Half, Self::Byte];

    pub(super) const fn bits(self) -> u16 {
        match self {
            Self::Word => 0x00,
            Self::Half => 0x08,
            Self::Byte => 0x10,
        }
    }

    pub(super) const fn mnemonic(self) -> &'static str {
        match self {
            Self::Word => "ld",
            Self::Half => "ldh",
            Self::Byte => "ldb",
        }
    }
}

/// One of the two 32-bit registers. Both hold 0 when a program starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Register {
    /// The accumulator: packet loads fill it, arithmetic changes it, jumps
    /// test it.
    A,
    /// The index: the offset of an indexed load, or the second operand of
    /// arithmetic and of jumps.
    X,
}

impl Register {
    pub(super) const ALL: [Self; 2] = [Self::A, Self::X];

    pub(super) const fn load_class(self) -> u16 {
        match self {
            Self::A => 0x00,
            Self::X => 0x01,
        }
    }

    pub(super) const fn load_mnemonic(self) -> &'static str {
        match self {
            Self::A => "ld",
            Self::X => "ldx",
        }
    }

    pub(super) const fn store_class(self) -> u16 {
        match self {
            Self::A => 0x02,
            Self::X => 0x03,
        }
    }

    pub(super) const fn store_mnemonic(self) -> &'static str {
        match self {
            Self::A => "st",
            Self::X => "stx",
        }
    }
}

/// The second operand of arithmetic and of conditional jumps; the first is
/// always the accumulator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operand {
    /// A constant, kept in the instruction itself.
    K(u32),
    /// The index register.
    X,
}

impl Operand {
    pub(super) const fn bits(self) -> u16 {
        match self {
            Self::K(_) => 0,
            Self::X => 0x08,
        }
    }

    pub(super) const fn k(self) -> u32 {
        match self {
            Self::K(k) => k,
            Self::X => 0,
        }
    }
}

/// Arithmetic on the accumulator, modulo 2³².
///
/// [`Instruction::negate`](crate::Instruction::negate) is the one operation without a second operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AluOp {
    /// `add`: A + operand.
    Add,
    /// `sub`: A − operand.
    Sub,
    /// `mul`: A × operand.
    Mul,
    /// `div`: A ÷ operand, unsigned. A constant 0 is refused; dividing by an
    /// X of 0 ends the program with 0, which drops the packet.
    Div,
    /// `or`: bitwise or.
    Or,
    /// `and`: bitwise and.
    And,
    /// `lsh`: shift left. A constant of 32 or more is refused.
    ShiftLeft,
    /// `rsh`: shift right, filling with zeros. A constant of 32 or more is
    /// refused.
    ShiftRight,
    /// `mod`: the remainder of the unsigned division, with the rules of
    /// [`Div`](Self::Div).
    Mod,
    /// `xor`: bitwise exclusive or.
    Xor,
}

impl AluOp {
    pub(super) const ALL: [Self; 10] = [
        Self::Add,
        Self::Sub,
        Self::Mul,
        Self::Div,
        Self::Or,
        Self::And,
        Self::ShiftLeft,
        Self::ShiftRight,
        Self::Mod,
        Self::Xor,
    ];

    pub(super) const fn bits(self) -> u16 {
        match self {
            Self::Add => 0x00,
            Self::Sub => 0x10,
            Self::Mul => 0x20,
            Self::Div => 0x30,
            Self::Or => 0x40,
            Self::And => 0x50,
            Self::ShiftLeft => 0x60,
            Self::ShiftRight => 0x70,
            Self::Mod => 0x90,
            Self::Xor => 0xa0,
        }
    }

    pub(super) const fn mnemonic(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Sub => "sub",
            Self::Mul => "mul",
            Self::Div => "div",
            Self::Or => "or",
            Self::And => "and",
            Self::ShiftLeft => "lsh",
            Self::ShiftRight => "rsh",
            Self::Mod => "mod",
            Self::Xor => "xor",
        }
    }
}

/// What a conditional jump asks of the accumulator. Comparisons are unsigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JumpTest {
    /// `jeq`: A = operand.
    Equal,
    /// `jgt`: A > operand.
    Greater,
    /// `jge`: A ≥ operand.
    GreaterOrEqual,
    /// `jset`: A and the operand have a bit in common.
    AnyBit,
}

impl JumpTest {
    pub(super) const ALL: [Self; 4] =
        [Self::Equal, Self::Greater, Self::GreaterOrEqual, Self::AnyBit];

    pub(super) const fn bits(self) -> u16 {
        match self {
            Self::Equal => 0x10,
            Self::Greater => 0x20,
            Self::GreaterOrEqual => 0x30,
            Self::AnyBit => 0x40,
        }
    }

    pub(super) const fn mnemonic(self) -> &'static str {
        match self {
            Self::Equal => "jeq",
            Self::Greater => "jgt",
            Self::GreaterOrEqual => "jge",
            Self::AnyBit => "jset",
        }
    }
}
