//! Walking through received control messages.

use core::fmt;

use super::PacketInfo;
use crate::sys;

/// The control messages of one receive, in the order in which the system gave them.
///
/// It is an iterator of [`Message`](super::Message), and a view of bytes: it can be copied, and gone through twice.
/// Any bytes are safe to look at. What is not known comes out as [`Message::Other`](super::Message::Other), and what
/// makes no sense ends it.
///
/// ```
/// use sockopt::{cmsg, Message, Messages};
///
/// # #[cfg(target_os = "linux")] {
/// let mut room = [0; 64];
/// let mut control = cmsg::Control::new(&mut room);
/// control.push(cmsg::IP_TOS, 0xb8)?;
/// let mut messages = Messages::new(control.as_bytes());
/// assert_eq!(messages.next(), Some(Message::IP_TOS(0xb8)));
/// assert_eq!(messages.next(), None);
/// # }
/// # Ok::<(), sockopt::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Messages<'a> {
    bytes: &'a [u8],
}

/// A message's level and type as one number, to be compared in one piece.
pub(crate) const fn key(level: i32, r#type: i32) -> u64 {
    let ([a, b, c, d], [e, f, g, h]) = (level.to_ne_bytes(), r#type.to_ne_bytes());
    u64::from_ne_bytes([a, b, c, d, e, f, g, h])
}

/// The level and the type that make up a [`key`].
pub(crate) const fn level_and_type(key: u64) -> (i32, i32) {
    let [a, b, c, d, e, f, g, h] = key.to_ne_bytes();
    (i32::from_ne_bytes([a, b, c, d]), i32::from_ne_bytes([e, f, g, h]))
}

/// As many bytes as `size` takes in a control buffer, to where the next message begins.
#[inline]
pub(super) const fn aligned(size: usize) -> usize {
    size.wrapping_add(sys::CMSG_ALIGN - 1) & !(sys::CMSG_ALIGN - 1)
}

impl<'a> Messages<'a> {
    /// The messages in some bytes: a control buffer that the system has filled.
    ///
    /// Descriptors in it are counted and no more: it takes a receive of this crate to own them.
    #[inline]
    pub const fn new(bytes: &'a [u8]) -> Messages<'a> {
        Messages { bytes }
    }

    /// The bytes that are not gone through yet.
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Where the packet was sent to, and on which interface it came, whatever messages say so
    /// here; `None` if no message does. See [`PacketInfo`].
    pub fn packet_info(&self) -> Option<PacketInfo> {
        PacketInfo::of(*self)
    }

    /// The next message's level and type, and its payload.
    ///
    /// Always inlined, and all arithmetic is on slices of one origin: so the loop around it
    /// keeps them in registers.
    #[inline(always)]
    pub(super) fn step(&mut self) -> Option<(u64, &'a [u8])> {
        let (header, rest) = self.bytes.split_first_chunk::<{ sys::CMSG_HEADER }>()?;
        let (length, key) = sys::cmsg_parts(header);
        // A length that is less than the header's wraps, and is then too long.
        let Some(payload) = rest.get(..length.wrapping_sub(sys::CMSG_HEADER)) else {
            self.bytes = &[];
            return None;
        };
        // The last message may end before its padding does.
        let next = aligned(length).min(self.bytes.len());
        self.bytes = self.bytes.get(next..)?;
        Some((key, payload))
    }
}

impl fmt::Debug for Messages<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}
