//! Filters as text: the numbers that tools exchange, and the disassembly.

use std::fmt;
use std::str::FromStr;

use super::ancillary::Ancillary;
use super::check::FilterError;
use super::instruction::{Instruction, Operation, Source};
use super::operand::AluOp;
use super::Filter;

/// Reads the numbers that `tcpdump -ddd` prints, one instruction a line, or
/// the same on one line with commas, as iptables' `bpf` match takes them.
///
/// The first number is the number of instructions; each instruction is
/// `code jt jf k`. White space around an instruction is ignored, and so is
/// one comma at the end.
impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        let text = text.trim();
        let text = text.strip_suffix(',').unwrap_or(text).trim_end();
        let mut records = text.split([',', '\n']);
        let announced =
            records.next().and_then(|count| decimal(count.trim())).ok_or(FilterError::NoCount)?;
        let program = records
            .enumerate()
            .map(|(index, record)| parse_record(record).ok_or(FilterError::Malformed { index }))
            .collect::<Result<Vec<_>, _>>()?;
        if program.len() != announced {
            return Err(FilterError::WrongCount { announced, found: program.len() });
        }
        Self::new(program)
    }
}

fn parse_record(record: &str) -> Option<Instruction> {
    let mut fields = record.split_whitespace();
    let instruction = Instruction {
        code: decimal(fields.next()?)?,
        jt: decimal(fields.next()?)?,
        jf: decimal(fields.next()?)?,
        k: decimal(fields.next()?)?,
    };
    fields.next().is_none().then_some(instruction)
}

/// A number in decimal digits alone: Rust's own parser also takes a sign.
fn decimal<T: FromStr>(text: &str) -> Option<T> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// Prints the numbers on one line with commas, which [`FromStr`] reads back.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.len())?;
        for Instruction { code, jt, jf, k } in self.instructions() {
            write!(f, ",{code} {jt} {jf} {k}")?;
        }
        Ok(())
    }
}

/// Prints the disassembly as a list: `{:#?}` puts each instruction on its own
/// line.
impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filter ")?;
        f.debug_list().entries(lines(self.instructions())).finish()
    }
}

/// A program in readable form, from [`Filter::disassemble`].
///
/// [`Display`](fmt::Display) prints one line for each instruction, in the
/// form of `tcpdump -d`; the last line does not end in a line break.
#[derive(Clone, Copy)]
pub struct Disassembly<'a>(pub(super) &'a [Instruction]);

impl fmt::Display for Disassembly<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in lines(self.0) {
            if line.index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{line:?}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Disassembly<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(lines(self.0)).finish()
    }
}

fn lines(program: &[Instruction]) -> impl Iterator<Item = Line> + '_ {
    program.iter().enumerate().map(|(index, &instruction)| Line { index, instruction })
}

/// One line of a disassembly. This is `Debug` because lists are made of it.
struct Line {
    index: usize,
    instruction: Instruction,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { index, instruction } = *self;
        let (mnemonic, operand) = describe(instruction, index);
        write!(f, "({index:03}) ")?;
        match instruction.operation() {
            Some(Operation::JumpIf(..)) => {
                let yes = index + 1 + usize::from(instruction.jt);
                let no = index + 1 + usize::from(instruction.jf);
                write!(f, "{mnemonic:<8} {operand:<16} jt {yes}\tjf {no}")
            }
            _ if operand.is_empty() => f.write_str(mnemonic),
            _ => write!(f, "{mnemonic:<8} {operand}"),
        }
    }
}

/// The mnemonic and the operand of an instruction. As in `tcpdump -d`,
/// offsets and amounts are signed decimal, bit patterns hexadecimal.
fn describe(instruction: Instruction, index: usize) -> (&'static str, String) {
    let bits = instruction.k;
    // The same 32 bits, taken as a signed number.
    let k = i32::from_ne_bytes(bits.to_ne_bytes());
    let Some(operation) = instruction.operation() else {
        return ("unimp", format!("{:#x}", instruction.code));
    };
    match operation {
        Operation::Load(size) => {
            let operand = match Ancillary::from_offset(bits) {
                Some(what) => format!("[{}]", what.mnemonic()),
                None => format!("[{k}]"),
            };
            (size.mnemonic(), operand)
        }
        Operation::LoadIndexed(size) => (size.mnemonic(), format!("[x + {k}]")),
        Operation::LoadImmediate(register) => (register.load_mnemonic(), format!("#{bits:#x}")),
        Operation::LoadMemory(register) => (register.load_mnemonic(), format!("M[{bits}]")),
        Operation::LoadLength(register) => (register.load_mnemonic(), "#pktlen".into()),
        Operation::LoadHeaderLength => ("ldxb", format!("4*([{k}]&0xf)")),
        Operation::Store(register) => (register.store_mnemonic(), format!("M[{bits}]")),
        Operation::Alu(op, Source::X) => (op.mnemonic(), "x".into()),
        Operation::Alu(op @ (AluOp::And | AluOp::Or | AluOp::Xor), Source::K) => {
            (op.mnemonic(), format!("#{bits:#x}"))
        }
        Operation::Alu(op, Source::K) => (op.mnemonic(), format!("#{k}")),
        Operation::Negate => ("neg", String::new()),
        Operation::Jump => {
            let target = u64::from(bits) + index as u64 + 1;
            ("ja", target.to_string())
        }
        Operation::JumpIf(test, Source::X) => (test.mnemonic(), "x".into()),
        Operation::JumpIf(test, Source::K) => (test.mnemonic(), format!("#{bits:#x}")),
        Operation::ReturnConstant => ("ret", format!("#{bits}")),
        Operation::ReturnA => ("ret", "a".into()),
        Operation::Tax => ("tax", String::new()),
        Operation::Txa => ("txa", String::new()),
    }
}
