//! What the kernel answered, and the buffers that it answers into.

use crate::error::Fault;

/// The kernel's answer for an option: some bytes, at the start of a buffer that
/// was zeroed before.
///
/// Only this crate makes one. So a codec may take the answer for what the option
/// promises: `Owned` takes ownership of a descriptor that an
/// answer names, which would not be sound for bytes that come from anywhere.
///
/// A codec that takes whatever comes, to look at an option that nobody has told the shape of:
///
/// ```
/// # use core::fmt;
/// use sockopt::codec::{Answer, Codec, Decode, Fault};
/// use sockopt::{Domain, Get, Opt, Socket, Type, SO_TYPE};
///
/// struct Raw;
/// # impl Codec for Raw {
/// #     type Value = Vec<u8>;
/// #     fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
/// #         f.write_str("bytes")
/// #     }
/// #     fn print(value: &Vec<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
/// #         write!(f, "{value:?}")
/// #     }
/// #     fn parse(_: &str) -> Result<Vec<u8>, Fault> {
/// #         Err(Fault::NO_TEXT)
/// #     }
/// # }
///
/// impl Decode for Raw {
///     type Reply = [u8; 256];
///
///     fn decode(answer: Answer<'_>) -> Result<Vec<u8>, Fault> {
///         assert_eq!(answer.padded().len(), 256); // what was not written is zero
///         Ok(answer.bytes().to_vec())
///     }
/// }
///
/// // SAFETY: an int, by socket(7).
/// let option: Opt<Raw, Get> = unsafe { Opt::new(SO_TYPE.level(), SO_TYPE.number()) };
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// assert!(socket.get(option)?.starts_with(&Type::DGRAM.raw().to_ne_bytes()));
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    room: &'a [u8],
    length: usize,
}

impl<'a> Answer<'a> {
    /// The answer of `length` bytes in `room`; the kernel's word for the length
    /// is checked here, for all.
    #[inline]
    pub(crate) fn new(room: &'a [u8], length: usize) -> Result<Answer<'a>, Fault> {
        if length > room.len() {
            return Err(Fault::LONG_REPLY);
        }
        Ok(Answer { room, length })
    }

    /// The bytes that the kernel wrote.
    #[inline]
    pub fn bytes(&self) -> &'a [u8] {
        self.room.get(..self.length).unwrap_or_default()
    }

    /// The whole buffer: those bytes, then zeros.
    #[inline]
    pub fn padded(&self) -> &'a [u8] {
        self.room
    }

    /// The answer as an array, if it is just as long.
    #[inline]
    pub fn exactly<const N: usize>(&self) -> Result<&'a [u8; N], Fault> {
        exactly(self.bytes())
    }
}

/// The bytes as an array, if there are just as many.
#[inline]
pub(crate) fn exactly<const N: usize>(bytes: &[u8]) -> Result<&[u8; N], Fault> {
    match <&[u8; N]>::try_from(bytes) {
        Ok(array) => Ok(array),
        Err(_) if bytes.len() < N => Err(Fault::SHORT_REPLY),
        Err(_) => Err(Fault::LONG_REPLY),
    }
}

/// A zeroed buffer for the kernel's answer, which may grow.
///
/// An array of bytes is one. Another is needed where an array would be too much for the stack:
///
/// ```
/// use sockopt::codec::Reply;
///
/// struct Large(Box<[u8]>);
///
/// impl Reply for Large {
///     fn empty() -> Large {
///         Large(vec![0; 64 * 1024].into())
///     }
///
///     fn room(&mut self) -> &mut [u8] {
///         &mut self.0
///     }
/// }
///
/// assert_eq!(Large::empty().room().len(), 64 * 1024);
/// assert_eq!(<[u8; 4]>::empty().room(), [0; 4]);
/// ```
pub trait Reply {
    /// How many bytes the kernel counts as one: it is 1 but for SO_GET_FILTER,
    /// which counts instructions.
    const UNIT: usize = 1;

    /// Whether the kernel usually fills it.
    const WHOLE: bool = true;

    /// A zeroed buffer.
    fn empty() -> Self;

    /// The whole buffer.
    fn room(&mut self) -> &mut [u8];

    /// How long the kernel is told that the buffer is, in units; it is never told more than that. Other than
    /// its whole length it is for TCP_AO_GET_KEYS, which is told the length of one structure of many.
    #[doc(hidden)]
    #[inline]
    fn told(&mut self) -> usize {
        self.room().len().checked_div(Self::UNIT).unwrap_or(0)
    }

    /// What is asked for, in at most eight bytes, where the system takes that apart from the room: an ioctl of Windows.
    #[doc(hidden)]
    #[inline]
    fn question(&self) -> &[u8] {
        &[]
    }

    /// Whether to ask again after this answer, the buffer having been made to
    /// fit. A fixed buffer never does.
    #[inline]
    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        let _ = answer;
        false
    }
}

impl<const N: usize> Reply for [u8; N] {
    #[inline]
    fn empty() -> Self {
        [0; N]
    }

    #[inline]
    fn room(&mut self) -> &mut [u8] {
        self
    }
}

/// The bytes of a C structure, where such a structure may lie.
///
/// The alignment also keeps them in one piece: in a `Result`, bytes without one
/// begin right behind the tag, where the other variant's number straddles them.
///
/// ```
/// use sockopt::codec::{Aligned, Encode, Record};
/// use sockopt::DmabufToken;
///
/// assert_eq!(core::mem::align_of::<Aligned<12>>(), 8);
/// let token = DmabufToken { token_start: 0, token_count: 0 };
/// let bytes = <Record<DmabufToken, 8> as Encode>::encode(&token);
/// assert!(matches!(bytes, Ok(Aligned([0, 0, 0, 0, 0, 0, 0, 0]))));
/// ```
#[derive(Clone, Copy, Debug)]
#[repr(align(8))]
pub struct Aligned<const N: usize>(pub [u8; N]);

impl<const N: usize> AsRef<[u8]> for Aligned<N> {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl<const N: usize> Reply for Aligned<N> {
    #[inline]
    fn empty() -> Self {
        Aligned([0; N])
    }

    #[inline]
    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

/// A buffer that the kernel seldom fills: of its answer, the zeros behind it are a part.
///
/// ```
/// use sockopt::codec::{Padded, Reply};
///
/// // A name of five bytes in a buffer of sixteen is no short answer.
/// assert!(!<Padded<16> as Reply>::WHOLE);
/// assert!(<[u8; 16] as Reply>::WHOLE);
/// ```
#[derive(Clone, Copy, Debug)]
#[repr(align(8))]
pub struct Padded<const N: usize>([u8; N]);

impl<const N: usize> Reply for Padded<N> {
    const WHOLE: bool = false;

    #[inline]
    fn empty() -> Self {
        Padded([0; N])
    }

    #[inline]
    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

/// An error number, and the length that the kernel answered with: some options
/// say there how many bytes they need.
///
/// ```
/// use sockopt::codec::{Growing, Refusal, Reply};
///
/// // "No room (ERANGE): it would take 1000 bytes."
/// let refusal = Refusal { code: 34, length: 1000 };
/// let mut reply = Growing::empty();
/// assert!(reply.again(&Err(refusal)));
/// assert_eq!(reply.room().len(), 1000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The system's error number.
    pub code: i32,
    /// The length after the call.
    pub length: usize,
}

/// Up to `N` bytes, kept in place.
///
/// For a codec whose values have not all the same length:
///
/// ```
/// use sockopt::codec::Inline;
///
/// let short = Inline::new([1, 2, 3, 4], 2);
/// assert_eq!(short.as_ref(), [1, 2]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Inline<const N: usize> {
    bytes: [u8; N],
    length: usize,
}

impl<const N: usize> Inline<N> {
    /// The first `length` of `bytes`; all of them if `length` is more.
    pub fn new(bytes: [u8; N], length: usize) -> Inline<N> {
        Inline { bytes, length: length.min(N) }
    }
}

impl<const N: usize> AsRef<[u8]> for Inline<N> {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}
