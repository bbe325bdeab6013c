//! One instruction: its eight bytes, how to build it, what its opcode means.

use super::ancillary::Ancillary;
use super::operand::{AluOp, JumpTest, LoadSize, Operand, Register};

// The bits of an opcode, as <linux/bpf_common.h> and <net/bpf.h> number them;
// those that a caller chooses are in `operand`.
const CLASS_LD: u16 = 0x00;
const CLASS_LDX: u16 = 0x01;
const CLASS_ST: u16 = 0x02;
const CLASS_STX: u16 = 0x03;
const CLASS_ALU: u16 = 0x04;
const CLASS_JMP: u16 = 0x05;
const CLASS_RET: u16 = 0x06;
const CLASS_MISC: u16 = 0x07;
const MODE_ABS: u16 = 0x20;
const MODE_IND: u16 = 0x40;
const MODE_MEM: u16 = 0x60;
const MODE_LEN: u16 = 0x80;
const MODE_MSH: u16 = 0xa0;
const SIZE_BYTE: u16 = 0x10;
const SOURCE_X: u16 = 0x08;
const ALU_NEG: u16 = 0x80;
const RET_A: u16 = 0x10;
const MISC_TXA: u16 = 0x80;

/// What an opcode means. An opcode outside this list is not classic BPF for
/// sockets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Load(LoadSize),
    LoadIndexed(LoadSize),
    LoadImmediate(Register),
    LoadMemory(Register),
    LoadLength(Register),
    LoadHeaderLength,
    Store(Register),
    Alu(AluOp, Source),
    Negate,
    Jump,
    JumpIf(JumpTest, Source),
    ReturnConstant,
    ReturnA,
    Tax,
    Txa,
}

/// Where the second operand is: [`Operand`] without the constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    K,
    X,
}

/// One instruction of a classic BPF program.
///
/// This is `struct sock_filter` of `<linux/filter.h>` and `struct bpf_insn`
/// of the BSDs' `<net/bpf.h>`, byte for byte. The constructors below cover
/// the whole language; an instruction from elsewhere can be written as a
/// literal. Nothing is checked until the instructions become a
/// [`Filter`](crate::Filter).
///
/// ```
/// use sockopt::{Instruction, LoadSize};
///
/// // ldh [12]
/// let load = Instruction::load(LoadSize::Half, 12);
/// assert_eq!(load, Instruction { code: 0x28, jt: 0, jf: 0, k: 12 });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(C)]
pub struct Instruction {
    /// The opcode: class, size, mode and source in one number.
    pub code: u16,
    /// For conditional jumps: how many instructions to skip if the test
    /// holds. Ignored elsewhere.
    pub jt: u8,
    /// For conditional jumps: how many instructions to skip if the test does
    /// not hold. Ignored elsewhere.
    pub jf: u8,
    /// The constant, offset or memory slot of the instruction.
    pub k: u32,
}

const _: () = assert!(std::mem::size_of::<Instruction>() == 8);
const _: () = assert!(std::mem::align_of::<Instruction>() == 4);

impl Instruction {
    /// How many 32-bit slots of scratch memory a program has: the slots are
    /// numbered from 0 to 15.
    pub const MEMORY_SLOTS: u32 = 16;

    /// Linux: add this to the offset of a [`load`](Self::load) to count from
    /// the network header, wherever the packet begins for this socket
    /// (`SKF_NET_OFF`).
    ///
    /// ```
    /// use sockopt::{Instruction, LoadSize};
    ///
    /// // The protocol field of the IPv4 header, even on a UDP socket.
    /// Instruction::load(LoadSize::Byte, Instruction::NETWORK_HEADER + 9);
    /// ```
    pub const NETWORK_HEADER: u32 = 0xfff0_0000;

    /// Linux: add this to the offset of a [`load`](Self::load) to count from
    /// the link-layer header (`SKF_LL_OFF`).
    pub const LINK_HEADER: u32 = 0xffe0_0000;

    const fn statement(code: u16, k: u32) -> Self {
        Self { code, jt: 0, jf: 0, k }
    }

    /// `ld [offset]`, `ldh [offset]`, `ldb [offset]`: A = the packet's bytes
    /// at `offset`.
    ///
    /// If the packet has no such bytes, the program ends with 0, which drops
    /// the packet. On Linux the offsets from 0xffff_f000 up mean something
    /// else: see [`load_ancillary`](Self::load_ancillary).
    #[must_use]
    pub const fn load(size: LoadSize, offset: u32) -> Self {
        Self::statement(CLASS_LD | size.bits() | MODE_ABS, offset)
    }

    /// `ld [x + offset]`, `ldh [x + offset]`, `ldb [x + offset]`: A = the
    /// packet's bytes at X + `offset`.
    ///
    /// If the packet has no such bytes, the program ends with 0, which drops
    /// the packet.
    #[must_use]
    pub const fn load_indexed(size: LoadSize, offset: u32) -> Self {
        Self::statement(CLASS_LD | size.bits() | MODE_IND, offset)
    }

    /// `ld [proto]` and the like, Linux only: A = a fact about the packet
    /// that is not in its bytes.
    ///
    /// This is a word load from a reserved offset. Other systems take it for
    /// a load beyond the end of the packet.
    #[must_use]
    pub const fn load_ancillary(what: Ancillary) -> Self {
        Self::load(LoadSize::Word, what.offset())
    }

    /// `ld #k`, `ldx #k`: the register = a constant.
    #[must_use]
    pub const fn load_immediate(register: Register, k: u32) -> Self {
        Self::statement(register.load_class(), k)
    }

    /// `ld M[slot]`, `ldx M[slot]`: the register = a slot of scratch memory.
    ///
    /// Linux refuses a program in which a path leads to such a load without
    /// a [`store`](Self::store) to the slot.
    #[must_use]
    pub const fn load_memory(register: Register, slot: u32) -> Self {
        Self::statement(register.load_class() | MODE_MEM, slot)
    }

    /// `ld #pktlen`, `ldx #pktlen`: the register = the length of the packet.
    #[must_use]
    pub const fn load_length(register: Register) -> Self {
        Self::statement(register.load_class() | MODE_LEN, 0)
    }

    /// `ldxb 4*([offset]&0xf)`: X = four times the low four bits of the byte
    /// at `offset`, which is the length of the IPv4 header that starts there.
    #[must_use]
    pub const fn load_header_length(offset: u32) -> Self {
        Self::statement(CLASS_LDX | SIZE_BYTE | MODE_MSH, offset)
    }

    /// `st M[slot]`, `stx M[slot]`: a slot of scratch memory = the register.
    #[must_use]
    pub const fn store(register: Register, slot: u32) -> Self {
        Self::statement(register.store_class(), slot)
    }

    /// `add`, `sub`, `mul`, `div`, `mod`, `and`, `or`, `xor`, `lsh`, `rsh`:
    /// A = A combined with the operand.
    #[must_use]
    pub const fn alu(op: AluOp, operand: Operand) -> Self {
        Self::statement(CLASS_ALU | op.bits() | operand.bits(), operand.k())
    }

    /// `neg`: A = −A.
    #[must_use]
    pub const fn negate() -> Self {
        Self::statement(CLASS_ALU | ALU_NEG, 0)
    }

    /// `ja`: skip this many instructions.
    #[must_use]
    pub const fn jump(skip: u32) -> Self {
        Self::statement(CLASS_JMP, skip)
    }

    /// `jeq`, `jgt`, `jge`, `jset`: skip `jt` instructions if the test holds,
    /// `jf` instructions if it does not.
    ///
    /// ```
    /// use sockopt::{Instruction, JumpTest, Operand};
    ///
    /// // Go on if A is 0x800, otherwise skip the next three instructions.
    /// Instruction::jump_if(JumpTest::Equal, Operand::K(0x800), 0, 3);
    /// ```
    #[must_use]
    pub const fn jump_if(test: JumpTest, operand: Operand, jt: u8, jf: u8) -> Self {
        Self { code: CLASS_JMP | test.bits() | operand.bits(), jt, jf, k: operand.k() }
    }

    /// `ret #bytes`: end, and keep that many bytes of the packet. 0 drops it.
    #[must_use]
    pub const fn ret_constant(bytes: u32) -> Self {
        Self::statement(CLASS_RET, bytes)
    }

    /// `ret a`: end, and keep as many bytes of the packet as A says. 0 drops
    /// it.
    #[must_use]
    pub const fn ret_a() -> Self {
        Self::statement(CLASS_RET | RET_A, 0)
    }

    /// `tax`: X = A.
    #[must_use]
    pub const fn tax() -> Self {
        Self::statement(CLASS_MISC, 0)
    }

    /// `txa`: A = X.
    #[must_use]
    pub const fn txa() -> Self {
        Self::statement(CLASS_MISC | MISC_TXA, 0)
    }

    /// What the opcode means; `None` for an opcode that no constructor makes.
    pub(super) fn operation(self) -> Option<Operation> {
        let code = self.code;
        let class = code & 0x07;
        let rest = code & !0x07;
        let source = if code & SOURCE_X == 0 { Source::K } else { Source::X };
        match class {
            CLASS_LD | CLASS_LDX => {
                for register in Register::ALL {
                    if class == register.load_class() {
                        match rest {
                            0 => return Some(Operation::LoadImmediate(register)),
                            MODE_MEM => return Some(Operation::LoadMemory(register)),
                            MODE_LEN => return Some(Operation::LoadLength(register)),
                            _ => {}
                        }
                    }
                }
                if class == CLASS_LDX {
                    return (rest == MODE_MSH | SIZE_BYTE).then_some(Operation::LoadHeaderLength);
                }
                LoadSize::ALL.into_iter().find_map(|size| {
                    if rest == MODE_ABS | size.bits() {
                        Some(Operation::Load(size))
                    } else if rest == MODE_IND | size.bits() {
                        Some(Operation::LoadIndexed(size))
                    } else {
                        None
                    }
                })
            }
            CLASS_ST => (rest == 0).then_some(Operation::Store(Register::A)),
            CLASS_STX => (rest == 0).then_some(Operation::Store(Register::X)),
            CLASS_ALU if rest == ALU_NEG => Some(Operation::Negate),
            CLASS_ALU => AluOp::ALL
                .into_iter()
                .find(|op| rest & !SOURCE_X == op.bits())
                .map(|op| Operation::Alu(op, source)),
            CLASS_JMP if rest == 0 => Some(Operation::Jump),
            CLASS_JMP => JumpTest::ALL
                .into_iter()
                .find(|test| rest & !SOURCE_X == test.bits())
                .map(|test| Operation::JumpIf(test, source)),
            CLASS_RET if rest == 0 => Some(Operation::ReturnConstant),
            CLASS_RET if rest == RET_A => Some(Operation::ReturnA),
            CLASS_MISC if rest == 0 => Some(Operation::Tax),
            CLASS_MISC if rest == MISC_TXA => Some(Operation::Txa),
            _ => None,
        }
    }
}
