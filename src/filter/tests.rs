//! Tests of the filter: opcodes, each rule of the kernel, and properties over
//! random programs. The text forms are in `text`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;

mod text;
use text::{ARITHMETIC, DNS_RAW_IP};

fn accept() -> Instruction {
    Instruction::ret_constant(u32::MAX)
}

fn code(code: u16) -> Instruction {
    Instruction { code, jt: 0, jf: 0, k: 0 }
}

#[test]
fn every_constructor_has_its_opcode() {
    use Instruction as I;
    let k = Operand::K(7);
    // The opcodes are written out from <linux/bpf_common.h>.
    let table = [
        (I::load(LoadSize::Word, 7), 0x20, "ld       [7]"),
        (I::load(LoadSize::Half, 7), 0x28, "ldh      [7]"),
        (I::load(LoadSize::Byte, 7), 0x30, "ldb      [7]"),
        (I::load_indexed(LoadSize::Word, 7), 0x40, "ld       [x + 7]"),
        (I::load_indexed(LoadSize::Half, 7), 0x48, "ldh      [x + 7]"),
        (I::load_indexed(LoadSize::Byte, 7), 0x50, "ldb      [x + 7]"),
        (I::load_immediate(Register::A, 7), 0x00, "ld       #0x7"),
        (I::load_immediate(Register::X, 7), 0x01, "ldx      #0x7"),
        (I::load_memory(Register::A, 7), 0x60, "ld       M[7]"),
        (I::load_memory(Register::X, 7), 0x61, "ldx      M[7]"),
        (I::load_length(Register::A), 0x80, "ld       #pktlen"),
        (I::load_length(Register::X), 0x81, "ldx      #pktlen"),
        (I::load_header_length(7), 0xb1, "ldxb     4*([7]&0xf)"),
        (I::store(Register::A, 7), 0x02, "st       M[7]"),
        (I::store(Register::X, 7), 0x03, "stx      M[7]"),
        (I::alu(AluOp::Add, k), 0x04, "add      #7"),
        (I::alu(AluOp::Add, Operand::X), 0x0c, "add      x"),
        (I::alu(AluOp::Sub, k), 0x14, "sub      #7"),
        (I::alu(AluOp::Sub, Operand::X), 0x1c, "sub      x"),
        (I::alu(AluOp::Mul, k), 0x24, "mul      #7"),
        (I::alu(AluOp::Mul, Operand::X), 0x2c, "mul      x"),
        (I::alu(AluOp::Div, k), 0x34, "div      #7"),
        (I::alu(AluOp::Div, Operand::X), 0x3c, "div      x"),
        (I::alu(AluOp::Or, k), 0x44, "or       #0x7"),
        (I::alu(AluOp::Or, Operand::X), 0x4c, "or       x"),
        (I::alu(AluOp::And, k), 0x54, "and      #0x7"),
        (I::alu(AluOp::And, Operand::X), 0x5c, "and      x"),
        (I::alu(AluOp::ShiftLeft, k), 0x64, "lsh      #7"),
        (I::alu(AluOp::ShiftLeft, Operand::X), 0x6c, "lsh      x"),
        (I::alu(AluOp::ShiftRight, k), 0x74, "rsh      #7"),
        (I::alu(AluOp::ShiftRight, Operand::X), 0x7c, "rsh      x"),
        (I::negate(), 0x84, "neg"),
        (I::alu(AluOp::Mod, k), 0x94, "mod      #7"),
        (I::alu(AluOp::Mod, Operand::X), 0x9c, "mod      x"),
        (I::alu(AluOp::Xor, k), 0xa4, "xor      #0x7"),
        (I::alu(AluOp::Xor, Operand::X), 0xac, "xor      x"),
        (I::jump(7), 0x05, "ja       8"),
        (I::jump_if(JumpTest::Equal, k, 1, 2), 0x15, "jeq      #0x7             jt 2\tjf 3"),
        (
            I::jump_if(JumpTest::Equal, Operand::X, 1, 2),
            0x1d,
            "jeq      x                jt 2\tjf 3",
        ),
        (I::jump_if(JumpTest::Greater, k, 1, 2), 0x25, "jgt      #0x7             jt 2\tjf 3"),
        (
            I::jump_if(JumpTest::Greater, Operand::X, 1, 2),
            0x2d,
            "jgt      x                jt 2\tjf 3",
        ),
        (
            I::jump_if(JumpTest::GreaterOrEqual, k, 1, 2),
            0x35,
            "jge      #0x7             jt 2\tjf 3",
        ),
        (
            I::jump_if(JumpTest::GreaterOrEqual, Operand::X, 1, 2),
            0x3d,
            "jge      x                jt 2\tjf 3",
        ),
        (I::jump_if(JumpTest::AnyBit, k, 1, 2), 0x45, "jset     #0x7             jt 2\tjf 3"),
        (
            I::jump_if(JumpTest::AnyBit, Operand::X, 1, 2),
            0x4d,
            "jset     x                jt 2\tjf 3",
        ),
        (I::ret_constant(7), 0x06, "ret      #7"),
        (I::ret_a(), 0x16, "ret      a"),
        (I::tax(), 0x07, "tax"),
        (I::txa(), 0x87, "txa"),
    ];
    for (instruction, code, line) in table {
        assert_eq!(instruction.code, code, "{line}");
        assert_eq!(Disassembly(&[instruction]).to_string(), format!("(000) {line}"));
    }

    // No other opcode is known.
    let known = |code| table.iter().any(|&(_, known, _)| known == code);
    for number in 0..=u16::MAX {
        assert_eq!(code(number).operation().is_some(), known(number), "{number:#x}");
    }
}

#[test]
fn length_is_limited() {
    assert_eq!(Filter::new([]), Err(FilterError::Empty));
    let longest = vec![accept(); Filter::MAX_LEN];
    assert_eq!(Filter::new(&longest[..]).unwrap().len(), 4096);
    let len = 4097;
    assert_eq!(Filter::new(vec![accept(); len]), Err(FilterError::TooLong { len }));
}

#[test]
fn opcodes_are_checked() {
    // The last is `ret x`, which the BSDs know and Linux does not.
    for code in [0x08, 0x18, 0x38, 0x8c, 0x100, 0x106, 0xffff, 0x0e] {
        let program = [self::code(code), accept()];
        assert_eq!(Filter::new(program), Err(FilterError::UnknownCode { index: 0, code }));
    }
}

#[test]
fn last_instruction_returns() {
    let index = 1;
    for last in [Instruction::tax(), Instruction::load(LoadSize::Byte, 0)] {
        assert_eq!(Filter::new([accept(), last]), Err(FilterError::NoReturn { index }));
    }
    assert!(Filter::new([Instruction::ret_a()]).is_ok());
}

#[test]
fn jumps_stay_inside() {
    let outside = |skip| Err(FilterError::JumpOutside { index: 0, skip });
    let conditional = |jt, jf| {
        let jump = Instruction::jump_if(JumpTest::Equal, Operand::X, jt, jf);
        Filter::new([jump, accept(), accept()]).map(drop)
    };
    let plain = |skip| Filter::new([Instruction::jump(skip), accept(), accept()]).map(drop);
    assert_eq!(plain(1), Ok(()));
    assert_eq!(plain(2), outside(2));
    assert_eq!(plain(u32::MAX), outside(u32::MAX));
    assert_eq!(conditional(1, 1), Ok(()));
    assert_eq!(conditional(2, 0), outside(2));
    assert_eq!(conditional(0, 255), outside(255));

    // The two bytes mean nothing elsewhere.
    let ret = Instruction { jt: 255, jf: 255, ..accept() };
    assert!(Filter::new([ret]).is_ok());
}

#[test]
fn constants_are_checked() {
    let one = |instruction| Filter::new([instruction, accept()]).map(drop);
    let index = 0;
    for op in [AluOp::Div, AluOp::Mod] {
        let zero = Err(FilterError::DivisionByZero { index });
        assert_eq!(one(Instruction::alu(op, Operand::K(0))), zero);
        assert_eq!(one(Instruction::alu(op, Operand::K(1))), Ok(()));
        assert_eq!(one(Instruction::alu(op, Operand::X)), Ok(()));
    }
    for op in [AluOp::ShiftLeft, AluOp::ShiftRight] {
        let far = Err(FilterError::ShiftTooFar { index, bits: 32 });
        assert_eq!(one(Instruction::alu(op, Operand::K(32))), far);
        assert_eq!(one(Instruction::alu(op, Operand::K(31))), Ok(()));
        assert_eq!(one(Instruction::alu(op, Operand::X)), Ok(()));
    }
    for register in [Register::A, Register::X] {
        for slot in [16, 32, u32::MAX] {
            let error = Err(FilterError::NoSuchSlot { index, slot });
            assert_eq!(one(Instruction::store(register, slot)), error);
            assert_eq!(one(Instruction::load_memory(register, slot)), error);
        }
        assert_eq!(one(Instruction::store(register, 15)), Ok(()));
    }
}

#[test]
fn ancillary_offsets_are_checked() {
    let names = [
        "proto",
        "type",
        "ifidx",
        "nla",
        "nlan",
        "mark",
        "queue",
        "hatype",
        "rxhash",
        "cpu",
        "xor_x",
        "vlan_tci",
        "vlanp",
        "pay_offset",
        "random",
        "vlan_tpid",
    ];
    for size in [LoadSize::Word, LoadSize::Half, LoadSize::Byte] {
        for number in 0..0x1000 {
            let offset = Ancillary::BASE + number;
            let load = Instruction::load(size, offset);
            let filter = Filter::new([load, accept()]);
            match (Ancillary::from_offset(offset), filter) {
                (Some(what), Ok(filter)) => {
                    assert_eq!(what.offset(), offset);
                    let name = names[number as usize / 4];
                    assert!(filter.disassemble().to_string().contains(&format!("[{name}]")));
                    assert_eq!(Instruction::load_ancillary(what).k, offset);
                }
                (None, Err(error)) => {
                    assert!(number % 4 != 0 || number >= 64);
                    assert_eq!(error, FilterError::UnknownAncillary { index: 0, offset });
                }
                other => panic!("{offset:#x}: {other:?}"),
            }
        }
        // One below is an ordinary offset, and the other loads have no
        // reserved ones.
        let below = Ancillary::BASE - 1;
        for load in [
            Instruction::load(size, below),
            Instruction::load_indexed(size, u32::MAX),
            Instruction::load_header_length(u32::MAX),
        ] {
            assert!(Filter::new([load, accept()]).is_ok());
        }
    }
}

#[test]
fn memory_is_stored_before_it_is_loaded() {
    use Instruction as I;
    let store = I::store(Register::A, 4);
    let load = I::load_memory(Register::X, 4);
    let branch = |jt, jf| I::jump_if(JumpTest::Equal, Operand::K(0), jt, jf);
    let check = |program: &[I]| Filter::new(program).map(drop);
    let missing = |index| Err(FilterError::SlotNotStored { index, slot: 4 });

    assert_eq!(check(&[store, load, accept()]), Ok(()));
    assert_eq!(check(&[load, store, accept()]), missing(0));
    assert_eq!(check(&[I::store(Register::X, 5), load, accept()]), missing(1));
    // A jump around the store.
    assert_eq!(check(&[branch(1, 0), store, load, accept()]), missing(2));
    assert_eq!(check(&[I::jump(1), store, load, accept()]), missing(2));
    // Stored in both branches.
    let both = [branch(2, 0), store, I::jump(1), store, load, accept()];
    assert_eq!(check(&both), Ok(()));
    // Nothing leads to the load.
    assert_eq!(check(&[I::jump(1), load, accept()]), Ok(()));
    // A `ret` counts as falling through, so the load is refused although it
    // is reached from the store alone.
    let ret = [branch(0, 2), store, I::jump(1), accept(), load, accept()];
    assert_eq!(check(&ret), missing(4));
}

#[test]
fn conversions_agree() {
    let filter: Filter = DNS_RAW_IP.parse().unwrap();
    let list: Vec<Instruction> = filter.clone().into();
    assert_eq!(filter.as_ref(), list);
    assert_eq!(Filter::try_from(list), Ok(filter));
    assert_eq!(Filter::accept_all(), Filter::truncate(u32::MAX));
    assert_eq!(Filter::drop_all(), Filter::truncate(0));
    assert!(Filter::new(Filter::drop_all()).is_ok());
}

#[test]
fn kernel_records_are_decoded() {
    let filter: Filter = ARITHMETIC.parse().unwrap();
    let bytes = bytes_of(filter.instructions());
    assert_eq!(Filter::from_kernel(&bytes), Some(filter));
    assert_eq!(Filter::from_kernel(&bytes[..bytes.len() - 1]), None);
    // Without its last instruction it ends in another `ret`, but a jump to
    // the missing one stays.
    assert_eq!(Filter::from_kernel(&bytes[..bytes.len() - 8]), None);
    assert_eq!(Filter::from_kernel(&[]), None);
}

fn bytes_of(program: &[Instruction]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for instruction in program {
        bytes.extend(instruction.code.to_ne_bytes());
        bytes.extend([instruction.jt, instruction.jf]);
        bytes.extend(instruction.k.to_ne_bytes());
    }
    bytes
}

prop_compose! {
    /// Instructions that are often valid.
    fn instruction()(
        code in prop_oneof![0u16..0xb2, any::<u16>()],
        jt in prop_oneof![0u8..4, any::<u8>()],
        jf in prop_oneof![0u8..4, any::<u8>()],
        k in prop_oneof![0u32..16, Just(Ancillary::BASE), any::<u32>()],
    ) -> Instruction {
        Instruction { code, jt, jf, k }
    }
}

proptest! {
    #[test]
    fn any_program_is_judged_and_printed(
        mut program in prop::collection::vec(instruction(), 0..12),
    ) {
        program.push(Instruction::ret_a());
        let _ = Disassembly(&program).to_string();
        let kernel = Filter::from_kernel(&bytes_of(&program));
        match Filter::new(program.clone()) {
            Ok(filter) => {
                prop_assert_eq!(filter.instructions(), &program[..]);
                prop_assert_eq!(filter.to_string().parse(), Ok(filter.clone()));
                prop_assert_eq!(kernel, Some(filter));
            }
            Err(error) => {
                prop_assert!(error.index().map_or(true, |index| index < program.len()));
                prop_assert!(!error.to_string().is_empty());
                prop_assert_eq!(kernel, None);
            }
        }
    }

    #[test]
    fn known_instructions_are_accepted_anywhere(
        codes in prop::collection::vec(0u16..0xb2, 0..40),
    ) {
        // With k = 1 and no skipping, only loads from memory can be wrong.
        let known = codes.into_iter().map(|code| Instruction { k: 1, ..self::code(code) });
        let mut program = vec![Instruction::store(Register::A, 1)];
        program.extend(known.filter(|instruction| {
            instruction.operation().is_some() && instruction.code != Instruction::jump(0).code
        }));
        program.push(accept());
        prop_assert!(Filter::new(program).is_ok());
    }

    #[test]
    fn any_text_is_judged(text in "[0-9 ,\n+-]{0,40}") {
        if let Ok(filter) = text.parse::<Filter>() {
            prop_assert_eq!(filter.to_string().parse(), Ok(filter));
        }
    }
}
