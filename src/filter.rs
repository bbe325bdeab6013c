//! Classic BPF programs: the filters that a socket runs on each packet.

mod ancillary;
mod check;
mod instruction;
mod operand;
mod text;

#[cfg(test)]
mod tests;

pub use ancillary::Ancillary;
pub use check::FilterError;
pub use instruction::Instruction;
pub use operand::{AluOp, JumpTest, LoadSize, Operand, Register};
pub use text::Disassembly;

/// A classic BPF program that the kernel will take.
///
/// A filter decides for each packet how many bytes of it a socket keeps; 0
/// drops the packet. It is a list of [`Instruction`]s over two registers, A
/// and X, and sixteen slots of scratch memory. All jumps go forward, so every
/// program ends.
///
/// This is the program of `SO_ATTACH_FILTER` and of
/// `SO_ATTACH_REUSEPORT_CBPF` (socket(7)), where the returned number has
/// another meaning: it is the index of the socket that gets the packet. The
/// instructions are also those of the BSDs' bpf(4).
///
/// # Where a packet begins
///
/// Offset 0 is where the protocol of the socket begins: the UDP header on a
/// UDP socket, the TCP header on a TCP socket, the IP header on a raw IPv4
/// socket, the link-layer header on a packet(7) socket of type `SOCK_RAW`.
/// The lengths that a filter sees and returns are counted from there. A
/// program from `tcpdump -ddd` counts from the header of the link type it
/// was compiled for, and fits only a socket whose packets begin the same way.
/// A program that chooses among `SO_REUSEPORT` sockets counts from the
/// payload, behind the UDP or TCP header.
///
/// # Examples
///
/// A UDP socket that hears nothing but answers from port 53:
///
/// ```
/// use sockopt::{Filter, Instruction, JumpTest, LoadSize, Operand};
///
/// let filter = Filter::new([
///     // The source port comes first in the UDP header.
///     Instruction::load(LoadSize::Half, 0),
///     Instruction::jump_if(JumpTest::Equal, Operand::K(53), 0, 1),
///     Instruction::ret_constant(u32::MAX),
///     Instruction::ret_constant(0),
/// ])?;
/// assert_eq!(filter.len(), 4);
/// assert_eq!(filter.to_string(), "4,40 0 0 0,21 0 1 53,6 0 0 4294967295,6 0 0 0");
/// # Ok::<(), sockopt::FilterError>(())
/// ```
///
/// The same from the output of another program:
///
/// ```
/// use sockopt::Filter;
///
/// let filter: Filter = "4\n40 0 0 0\n21 0 1 53\n6 0 0 262144\n6 0 0 0\n".parse()?;
/// assert_eq!(filter.instructions()[3].k, 0);
/// # Ok::<(), sockopt::FilterError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Filter(Box<[Instruction]>);

// A filter is never empty, so `is_empty` would have nothing to say.
#[allow(clippy::len_without_is_empty)]
impl Filter {
    /// The largest number of instructions: `BPF_MAXINSNS`.
    pub const MAX_LEN: usize = 4096;

    /// Checks a program by the rules of Linux.
    ///
    /// They are those of `bpf_check_classic` in the kernel's
    /// net/core/filter.c. Code that no path reaches has to keep them too.
    ///
    /// Two things are left for the kernel to judge, because they depend on
    /// its version and settings:
    ///
    /// - A program takes up memory of the socket, which `optmem_max` limits
    ///   (`ENOMEM`). What counts is the size after translation, often several
    ///   times the size of the list.
    /// - Linux translates a program to its own instruction set first, in
    ///   which no jump can pass over more than 32767 instructions
    ///   (`EINVAL`). Only a program of thousands of instructions gets
    ///   there, and with the usual `optmem_max` it would be too large anyway.
    ///
    /// The BSDs check less and differ in details: none of them knows the
    /// [`Ancillary`] loads, and some allow fewer instructions.
    ///
    /// # Errors
    ///
    /// The first rule that the program breaks, and where.
    ///
    /// ```
    /// use sockopt::{Filter, FilterError, Instruction, Register};
    ///
    /// // Slot 3 was never stored.
    /// let error = Filter::new([
    ///     Instruction::load_memory(Register::A, 3),
    ///     Instruction::ret_a(),
    /// ]).unwrap_err();
    /// assert!(matches!(error, FilterError::SlotNotStored { index: 0, slot: 3, .. }));
    /// ```
    pub fn new(program: impl Into<Vec<Instruction>>) -> Result<Self, FilterError> {
        let program = program.into();
        check::check(&program)?;
        Ok(Self(program.into_boxed_slice()))
    }

    /// The filter that keeps every packet whole.
    ///
    /// ```
    /// use sockopt::Filter;
    ///
    /// assert_eq!(Filter::accept_all().to_string(), "1,6 0 0 4294967295");
    /// ```
    #[must_use]
    pub fn accept_all() -> Self {
        Self::truncate(u32::MAX)
    }

    /// The filter that drops every packet.
    ///
    /// Attached before the socket is bound, it keeps the socket empty until
    /// the real filter takes its place.
    ///
    /// ```
    /// use sockopt::Filter;
    ///
    /// assert_eq!(Filter::drop_all().to_string(), "1,6 0 0 0");
    /// ```
    #[must_use]
    pub fn drop_all() -> Self {
        Self::truncate(0)
    }

    /// The filter that keeps the first `bytes` of every packet; with 0 it
    /// drops them all.
    ///
    /// The bytes are counted from [where the packet
    /// begins](#where-a-packet-begins), header included. On Linux the header
    /// of a UDP or TCP packet stays even if `bytes` is less.
    ///
    /// ```
    /// use sockopt::Filter;
    ///
    /// // On a UDP socket: the eight bytes of the header, and 100 of the data.
    /// let filter = Filter::truncate(108);
    /// assert_eq!(filter.disassemble().to_string(), "(000) ret      #108");
    /// ```
    #[must_use]
    pub fn truncate(bytes: u32) -> Self {
        Self(Box::new([Instruction::ret_constant(bytes)]))
    }

    /// The instructions, one behind the other in the kernel's layout.
    #[must_use]
    pub fn instructions(&self) -> &[Instruction] {
        &self.0
    }

    /// How many instructions there are: from 1 to
    /// [`MAX_LEN`](Self::MAX_LEN).
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The program in readable form, as `tcpdump -d` prints it.
    ///
    /// Jumps show the numbers of the instructions they lead to.
    ///
    /// ```
    /// use sockopt::Filter;
    ///
    /// let filter: Filter = "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0".parse()?;
    /// assert_eq!(
    ///     filter.disassemble().to_string(),
    ///     "(000) ldb      [9]\n\
    ///      (001) jeq      #0x6             jt 2\tjf 3\n\
    ///      (002) ret      #1\n\
    ///      (003) ret      #0",
    /// );
    /// # Ok::<(), sockopt::FilterError>(())
    /// ```
    #[must_use]
    pub fn disassemble(&self) -> Disassembly<'_> {
        Disassembly(self.instructions())
    }

    /// Reads a program that the kernel handed back: records of eight bytes in
    /// the byte order of this machine. `None` if the bytes are not whole
    /// records, or not a program that [`Filter::new`] takes.
    #[allow(dead_code)] // Only the systems that hand programs back call it.
    pub(crate) fn from_kernel(bytes: &[u8]) -> Option<Self> {
        let records = bytes.chunks_exact(std::mem::size_of::<Instruction>());
        if !records.remainder().is_empty() {
            return None;
        }
        let program = records
            .map(|record| match *record {
                [c0, c1, jt, jf, k0, k1, k2, k3] => Some(Instruction {
                    code: u16::from_ne_bytes([c0, c1]),
                    jt,
                    jf,
                    k: u32::from_ne_bytes([k0, k1, k2, k3]),
                }),
                _ => None,
            })
            .collect::<Option<Vec<_>>>()?;
        Self::new(program).ok()
    }
}

impl TryFrom<Vec<Instruction>> for Filter {
    type Error = FilterError;

    fn try_from(program: Vec<Instruction>) -> Result<Self, FilterError> {
        Self::new(program)
    }
}

impl From<Filter> for Vec<Instruction> {
    fn from(filter: Filter) -> Self {
        filter.0.into_vec()
    }
}

impl AsRef<[Instruction]> for Filter {
    fn as_ref(&self) -> &[Instruction] {
        self.instructions()
    }
}
