//! Packet filters, and options that hold no value.

use core::fmt;

use super::{by_value, Answer, Codec, Decode, Encode, Refusal, Reply};
use crate::error::Fault;
use crate::filter::{Filter, Instruction};
use core::mem::size_of;

/// A packet filter, given as `struct sock_fprog`: a length, and the address of
/// the instructions. Text: as `tcpdump -ddd` prints it, on one line or on many.
///
/// ```
/// use sockopt::codec::{Codec, Fault, Program};
/// use sockopt::Filter;
///
/// // One instruction: keep nothing. What `Filter` refuses is refused here too.
/// assert_eq!(Program::parse("1\n6 0 0 0\n"), Ok(Filter::drop_all()));
/// assert_eq!(Program::parse("0"), Err(Fault::BAD_TEXT));
/// ```
#[derive(Debug)]
pub struct Program;

/// The bytes of `struct sock_fprog`: a u16, a gap, a pointer.
const FPROG: usize = 2 * size_of::<usize>();

impl Codec for Program {
    type Value = Filter;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a program as tcpdump -ddd prints it")
    }

    fn print(value: &Filter, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<Filter, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

impl Encode for Program {
    type Arg<'a> = &'a Filter;
    type Bytes<'a> = [u8; FPROG];

    fn lend(value: &Filter) -> &Filter {
        value
    }

    fn encode(arg: &&Filter) -> Result<[u8; FPROG], Fault> {
        let instructions = arg.instructions();
        let length = u16::try_from(instructions.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let address = instructions.as_ptr() as usize;
        let mut bytes = [0; FPROG];
        let (head, pointer) = bytes.split_at_mut(size_of::<usize>());
        if let Some(field) = head.get_mut(..2) {
            field.copy_from_slice(&length.to_ne_bytes());
        }
        pointer.copy_from_slice(&address.to_ne_bytes());
        Ok(bytes)
    }
}

/// A packet filter read back; `None` if there is none.
///
/// The kernel counts instructions here, not bytes. Text: `none`, or as [`Program`].
///
/// ```
/// use sockopt::codec::ProgramBack;
/// use sockopt::{Domain, Filter, Get, Opt, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<ProgramBack, Get> = sockopt::SO_GET_FILTER;
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// assert_eq!(socket.get(option)?, None);
/// socket.set_attach_filter(&Filter::truncate(100))?;
/// assert_eq!(socket.get(option)?.as_ref().map(Filter::len), Some(1));
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct ProgramBack;

impl Codec for ProgramBack {
    type Value = Option<Filter>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ")?;
        Program::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(filter) => Program::print(filter, f),
        }
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(None),
            text => Program::parse(text).map(Some),
        }
    }
}

impl Decode for ProgramBack {
    type Reply = Counted;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        match answer.bytes() {
            [] => Ok(None),
            bytes => Filter::from_kernel(bytes).map(Some).ok_or(Fault::BAD_REPLY),
        }
    }
}

/// Room for instructions: none at first, which asks for their number.
///
/// ```
/// use sockopt::codec::{Counted, Reply};
///
/// let mut reply = Counted::empty();
/// assert!(reply.room().is_empty());
/// // "Three instructions", says the kernel: three times 8 bytes.
/// assert!(reply.again(&Ok(3 * Counted::UNIT)));
/// assert_eq!(reply.room().len(), 24);
/// ```
#[derive(Debug)]
pub struct Counted(Vec<u8>);

impl Reply for Counted {
    const UNIT: usize = size_of::<Instruction>();

    fn empty() -> Self {
        Counted(Vec::new())
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        match *answer {
            // Only the first call asks for no bytes; the kernel's limit is 4096 instructions.
            Ok(needed) if self.0.is_empty() && (1..=4096 * Self::UNIT).contains(&needed) => {
                self.0.resize(needed, 0);
                true
            }
            _ => false,
        }
    }
}

/// No value: setting the option does something. The kernel is given the int `RAW`.
///
/// Text: nothing.
///
/// ```
/// use sockopt::codec::{Codec, Encode, NoValue};
/// use sockopt::{Domain, Filter, Setting, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// socket.set_attach_filter(&Filter::accept_all())?;
/// "SO_DETACH_FILTER".parse::<Setting>()?.apply(&socket)?; // no `=`: there is nothing to say
/// # }
/// assert_eq!(NoValue::<1>::encode(&()), Ok(1i32.to_ne_bytes()));
/// assert!(<NoValue as Codec>::parse("on").is_err());
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct NoValue<const RAW: i32 = 0>;

impl<const RAW: i32> Codec for NoValue<RAW> {
    type Value = ();

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no value")
    }

    fn print((): &(), _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn parse(text: &str) -> Result<(), Fault> {
        if text.is_empty() {
            Ok(())
        } else {
            Err(Fault::BAD_TEXT)
        }
    }
}

impl<const RAW: i32> Encode for NoValue<RAW> {
    type Bytes<'a> = [u8; 4];

    by_value!();

    fn encode((): &()) -> Result<[u8; 4], Fault> {
        Ok(RAW.to_ne_bytes())
    }
}

/// No value, and a null pointer for it: setting the option does something. Text: nothing.
///
/// TIPC refuses an option without a value that is given one.
///
/// ```
/// use sockopt::codec::{Encode, NoBytes};
///
/// assert_eq!(NoBytes::encode(&()), Ok([]));
/// ```
#[derive(Debug)]
pub struct NoBytes;

impl Codec for NoBytes {
    type Value = ();

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NoValue::<0>::expects(f)
    }

    fn print((): &(), f: &mut fmt::Formatter<'_>) -> fmt::Result {
        NoValue::<0>::print(&(), f)
    }

    fn parse(text: &str) -> Result<(), Fault> {
        NoValue::<0>::parse(text)
    }
}

impl Encode for NoBytes {
    type Bytes<'a> = [u8; 0];

    by_value!();

    fn encode((): &()) -> Result<[u8; 0], Fault> {
        Ok([])
    }
}
