//! What the kernel answered, and the buffers that it answers into.

use crate::error::Fault;

/// The kernel's answer for an option: some bytes, at the start of a buffer that
/// was zeroed before.
///
/// Only this crate makes one. So a codec may take the answer for what the option
/// promises: `Owned` takes ownership of a descriptor that an
/// answer names, which would not be sound for bytes that come from anywhere.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The system's error number.
    pub code: i32,
    /// The length after the call.
    pub length: usize,
}

/// Up to `N` bytes, kept in place.
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
