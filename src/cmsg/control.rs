//! Control messages to send.

use core::fmt;
use core::marker::PhantomData;

use super::codec::Payload;
use super::messages::{aligned, key, level_and_type};
use crate::error::{Attempt, Error, ErrorKind, Fault, Result};
use crate::opt::Id;
use crate::registry::{Access, Info};
use crate::sys;

/// A kind of control message that can be sent: how its value is coded (`C`).
///
/// The kinds that the crate knows are constants of [`cmsg`](crate::cmsg), named as in C.
pub struct Cmsg<C> {
    level: i32,
    r#type: i32,
    info: &'static Info,
    codec: PhantomData<fn() -> C>,
}

impl<C: Payload> Cmsg<C> {
    /// A kind of your own.
    ///
    /// # Safety
    ///
    /// For the system, messages of this level and type must be plain bytes of the codec's
    /// shape. If it takes descriptors in them, `C` must be one that lends descriptors.
    ///
    /// ```
    /// use sockopt::cmsg::{Cmsg, Control};
    /// use sockopt::codec::Int;
    ///
    /// // SAFETY: a `uint16_t`, by udp(7).
    /// const SEGMENT: Cmsg<Int<u16, 1, 65535, u16>> = unsafe { Cmsg::new(17, 103) };
    ///
    /// let mut room = [0; 24];
    /// let mut control = Control::new(&mut room);
    /// control.push(SEGMENT, 1200)?;
    /// let error = control.push(SEGMENT, 1200).unwrap_err(); // no more room
    /// assert!(error.to_string().starts_with("cannot send message type 103 of level 17: "));
    /// # Ok::<(), sockopt::Error>(())
    /// ```
    #[allow(unsafe_code)]
    pub const unsafe fn new(level: i32, r#type: i32) -> Cmsg<C> {
        Cmsg { level, r#type, info: Self::OWN, codec: PhantomData }
    }

    const OWN: &'static Info = &Info { access: Access::Send, expects: C::expects, ..*Info::OWN };
}

impl<C> Cmsg<C> {
    /// As [`new`](Cmsg::new), for a row of the table.
    ///
    /// # Safety
    ///
    /// As [`new`](Cmsg::new).
    #[allow(unsafe_code)]
    pub(super) const unsafe fn row(key: u64, info: &'static Info) -> Cmsg<C> {
        let (level, r#type) = level_and_type(key);
        Cmsg { level, r#type, info, codec: PhantomData }
    }

    /// The message's level.
    pub const fn level(&self) -> i32 {
        self.level
    }

    /// The message's type within its level.
    pub const fn r#type(&self) -> i32 {
        self.r#type
    }

    /// What is known of it.
    pub const fn info(&self) -> &'static Info {
        self.info
    }

    #[cold]
    fn error(&self, fault: Fault) -> Error {
        Error::new(self.info, Id::of_message(self.level, self.r#type), Attempt::Send, fault)
    }
}

// By hand: derived impls would ask for `C: Clone`.
impl<C> Clone for Cmsg<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Cmsg<C> {}

impl<C> fmt::Debug for Cmsg<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.info.name {
            "" => write!(f, "Cmsg({}, {})", self.level, self.r#type),
            name => f.write_str(name),
        }
    }
}

/// Control messages to send with data, written into a buffer of the caller's.
///
/// [`space`](super::space) tells how many bytes a message takes; [`ROOM`](super::ROOM) are enough
/// for some of each kind.
///
/// ```
/// use sockopt::{cmsg, Control, Domain, MsgFlags, Socket, Type};
/// use std::io::IoSlice;
/// use std::net::UdpSocket;
///
/// # #[cfg(target_os = "linux")] {
/// let receiver = UdpSocket::bind("127.0.0.1:0")?;
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
///
/// let mut room = [0; cmsg::ROOM];
/// let mut control = Control::new(&mut room);
/// control.push(cmsg::UDP_SEGMENT, 3)?; // three bytes a datagram
/// control.push(cmsg::IP_TOS, 0b10)?; // ECT(0)
/// let address = receiver.local_addr()?.into();
/// socket.send_msg(&[IoSlice::new(b"onetwosix")], Some(&address), &control, MsgFlags::empty())?;
///
/// let mut buffer = [0; 8];
/// assert_eq!(receiver.recv(&mut buffer)?, 3);
/// assert_eq!(&buffer[..3], b"one");
/// # }
/// # std::io::Result::Ok(())
/// ```
///
/// A value that the system cannot be told as it is is an error that names the message, and so is
/// a buffer that is full. Neither changes what was pushed before.
#[derive(Default)]
pub struct Control<'a> {
    room: &'a mut [u8],
    length: usize,
}

impl<'a> Control<'a> {
    /// No messages yet, and room for some.
    ///
    /// On Windows, messages must lie aligned: up to 7 bytes at the start of the buffer are left out.
    /// ([`space`](super::space) has counted them.)
    #[inline]
    pub fn new(room: &'a mut [u8]) -> Control<'a> {
        Control { room: sys::cmsg_room(room), length: 0 }
    }

    /// Adds a message.
    ///
    /// What the value borrows stays borrowed as long as the buffer is: a descriptor that is
    /// to be sent is open until then.
    #[inline]
    pub fn push<C: Payload>(&mut self, kind: Cmsg<C>, value: C::Arg<'a>) -> Result<()> {
        let payload = C::encode(&value).map_err(|fault| kind.error(fault))?;
        self.write(key(kind.level, kind.r#type), payload.as_ref())
            .map_err(|fault| kind.error(fault))
    }

    #[inline]
    fn write(&mut self, key: u64, payload: &[u8]) -> Result<(), Fault> {
        let end = sys::CMSG_HEADER.saturating_add(payload.len());
        let free = self.room.get_mut(self.length..).unwrap_or_default();
        let Some(space) = free.get_mut(..aligned(end)).filter(|space| space.len() >= end) else {
            return Err(Fault::of(ErrorKind::NoRoom));
        };
        let (header, rest) = space.split_at_mut(sys::CMSG_HEADER);
        let (body, padding) = rest.split_at_mut(payload.len());
        header.copy_from_slice(&sys::cmsg_header(end, key));
        body.copy_from_slice(payload);
        padding.fill(0);
        self.length += aligned(end);
        Ok(())
    }

    /// Takes all messages out again.
    #[inline]
    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// Whether there is no message.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The messages, as the system takes them.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        self.room.get(..self.length).unwrap_or_default()
    }
}

impl fmt::Debug for Control<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Control({:?})", super::Messages::new(self.as_bytes()))
    }
}
