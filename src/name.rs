//! Names as the kernel keeps them: up to 15 bytes, in place.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::num::NonZeroU64;
use core::str::FromStr;

use crate::codec::Answer;
use crate::sys;

/// A short name: of a network interface, a congestion control, a protocol layer.
///
/// 16 bytes kept in place, as the kernel has them (IFNAMSIZ, TCP_CA_NAME_MAX,
/// TCP_ULP_NAME_MAX), so that reading one allocates nothing.
///
/// ```
/// use sockopt::Name;
///
/// let cubic = Name::new("cubic")?;
/// assert_eq!(cubic.as_str(), Some("cubic"));
/// assert_eq!(cubic, *"cubic");
/// // The kernel would cut a longer name short, and take it for another.
/// assert!(Name::new("sixteen-bytes-xx").is_err());
/// # Ok::<(), sockopt::NameError>(())
/// ```
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Name {
    /// The first eight bytes, as they lie. No name is empty, so they are not all zero: an
    /// `Option<Name>` is no larger, and its `None` is the kernel's own empty name.
    head: NonZeroU64,
    /// The other eight. What follows a NUL means nothing.
    tail: u64,
}

/// A text cannot be a [`Name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to 15 bytes, none of them zero")]
pub struct NameError;

impl Name {
    pub(crate) const SIZE: usize = 16;

    /// A name of 1 to 15 bytes, none of them zero.
    pub fn new(name: &str) -> Result<Name, NameError> {
        Name::from_bytes(name.as_bytes())
    }

    /// As [`new`](Name::new), for a name that is not UTF-8.
    pub fn from_bytes(name: &[u8]) -> Result<Name, NameError> {
        let mut bytes = [0; Name::SIZE];
        if name.is_empty() || name.len() >= Name::SIZE || name.contains(&0) {
            return Err(NameError);
        }
        for (to, from) in bytes.iter_mut().zip(name) {
            *to = *from;
        }
        Name::from_padded(&bytes).ok_or(NameError)
    }

    /// The name at the start of some bytes; `None` if the first eight are zero.
    #[inline]
    fn from_padded(bytes: &[u8; Name::SIZE]) -> Option<Name> {
        let [head @ .., _, _, _, _, _, _, _, _] = bytes;
        let [_, _, _, _, _, _, _, _, tail @ ..] = bytes;
        let head = u64::from_ne_bytes(*head);
        let head = NonZeroU64::new(head)?;
        Some(Name { head, tail: u64::from_ne_bytes(*tail) })
    }

    /// The name in the kernel's answer; `None` for an empty one.
    #[inline]
    pub(crate) fn from_answer(answer: Answer<'_>) -> Option<Name> {
        // What follows the answer in its buffer is zero: the whole can be taken.
        match <&[u8; Name::SIZE]>::try_from(answer.padded()) {
            Ok(bytes) => Name::from_padded(bytes),
            Err(_) => Name::from_bytes(until_nul(answer.bytes())).ok(),
        }
    }

    /// The name and the zeros behind it.
    #[inline]
    pub(crate) fn padded(&self) -> &[u8; Name::SIZE] {
        sys::bytes_of_name(self)
    }

    /// Whether a NUL comes first, which no name of ours has: an answer that begins so and
    /// goes on is no name at all.
    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        // The first byte, wherever in the number it lies.
        self.head.get().to_le() & 0xff == 0
    }

    /// The name's bytes.
    pub fn as_bytes(&self) -> &[u8] {
        until_nul(self.padded())
    }

    /// The name, if it is UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        core::str::from_utf8(self.as_bytes()).ok()
    }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|&byte| byte == 0).next().unwrap_or_default()
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Name {}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Name, NameError> {
        Name::new(text)
    }
}

impl TryFrom<&str> for Name {
    type Error = NameError;

    fn try_from(text: &str) -> Result<Name, NameError> {
        Name::new(text)
    }
}

/// Bytes that are not UTF-8 print as U+FFFD.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&String::from_utf8_lossy(self.as_bytes()), f)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.as_bytes().escape_ascii())
    }
}
