//! What went wrong, with which option, and what helps.

use core::fmt;
use std::io;

use crate::opt::Id;
use crate::registry::{Info, Privilege};
use crate::sys;

/// What was being done with the option when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
// As wide as a fault: the end of an `Error` is then no odd piece of what lies over it.
#[repr(u32)]
pub enum Attempt {
    /// The option was being read.
    Get,
    /// The option was being read in a way that changes something.
    Take,
    /// The option was being set.
    Set,
    /// A text was being read as a setting; no socket was touched.
    Parse,
    /// A control message was being made to be sent; no socket was touched.
    Send,
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Attempt::Get => "get",
            Attempt::Take => "take",
            Attempt::Set => "set",
            Attempt::Parse => "read a setting of",
            Attempt::Send => "send",
        })
    }
}

/// The kind of an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The system refused; [`Error::raw_os_error`] has its number.
    #[error("the system refused")]
    Os,
    /// The value cannot be passed to the system as asked. Nothing was changed.
    #[error("the value is out of range")]
    OutOfRange,
    /// The system's reply is shorter than the value.
    #[error("the reply is too short")]
    ShortReply,
    /// The system's reply is longer than the value.
    #[error("the reply is too long")]
    LongReply,
    /// The system's reply is no value of the option's type.
    #[error("the reply makes no sense")]
    BadReply,
    /// The text is no value of the option's type.
    #[error("the text is not a value of this option")]
    BadText,
    /// The value has no text form (a descriptor, say).
    #[error("the option cannot be given as text")]
    NoText,
    /// There is no option of that name.
    #[error("there is no option of that name")]
    UnknownName,
    /// The option is not one of this target's.
    #[error("this platform does not have the option")]
    NotHere,
    /// The option can be read, but not set.
    #[error("the option is read-only")]
    ReadOnly,
    /// There is no room for the control message in the buffer.
    #[error("there is no room for it in the buffer")]
    NoRoom,
}

/// What a codec finds wrong, before the option's name is added to make an
/// [`Error`].
///
/// One number, so that a result that may hold a fault has no gaps and goes
/// through registers: the system's error number, which is never negative, or minus
/// the kind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fault(i32);

impl Fault {
    /// The value cannot be passed to the system as asked.
    pub const OUT_OF_RANGE: Fault = Fault::of(ErrorKind::OutOfRange);
    /// The reply is shorter than the value.
    pub const SHORT_REPLY: Fault = Fault::of(ErrorKind::ShortReply);
    /// The reply is longer than the value.
    pub const LONG_REPLY: Fault = Fault::of(ErrorKind::LongReply);
    /// The reply is no value of the type.
    pub const BAD_REPLY: Fault = Fault::of(ErrorKind::BadReply);
    /// The text is no value of the type.
    pub const BAD_TEXT: Fault = Fault::of(ErrorKind::BadText);
    /// The value has no text form.
    pub const NO_TEXT: Fault = Fault::of(ErrorKind::NoText);

    pub(crate) const fn of(kind: ErrorKind) -> Fault {
        Fault(-(kind as i32))
    }

    #[inline]
    pub(crate) const fn os(code: i32) -> Fault {
        Fault(code)
    }

    /// The kind of error that this will be.
    pub const fn kind(&self) -> ErrorKind {
        match self.0 {
            -1 => ErrorKind::OutOfRange,
            -2 => ErrorKind::ShortReply,
            -3 => ErrorKind::LongReply,
            -4 => ErrorKind::BadReply,
            -5 => ErrorKind::BadText,
            -6 => ErrorKind::NoText,
            -7 => ErrorKind::UnknownName,
            -8 => ErrorKind::NotHere,
            -9 => ErrorKind::ReadOnly,
            -10 => ErrorKind::NoRoom,
            _ => ErrorKind::Os,
        }
    }

    const fn code(&self) -> Option<i32> {
        match self.kind() {
            ErrorKind::Os => Some(self.0),
            _ => None,
        }
    }
}

// `kind` knows the numbers of all kinds, of which this is the last.
const _: () = assert!(matches!(Fault::of(ErrorKind::NoRoom).kind(), ErrorKind::NoRoom));

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind())
    }
}

impl std::error::Error for Fault {}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fault").field(&self.kind()).field(&self.code()).finish()
    }
}

/// An option could not be read, set, or understood.
///
/// It names the option, what was tried and why it failed, and says what would
/// help where that is known. It is three words long, and making one allocates
/// nothing.
///
/// ```
/// use sockopt::{Domain, ErrorKind, Socket, Type, SO_LINGER};
/// use std::time::Duration;
///
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// let error = socket.set_linger(Some(Duration::from_secs(1 << 32))).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::OutOfRange);
/// assert_eq!(error.name(), "SO_LINGER");
/// assert!(error.to_string().starts_with("cannot set SO_LINGER: the value is out of range"));
/// # std::io::Result::Ok(())
/// ```
///
/// It becomes a [`std::io::Error`] by `?`, which keeps the kind and the message;
/// the `Error` itself is then its [source](std::io::Error::get_ref).
#[derive(Clone, Copy, thiserror::Error)]
// The order is kept: a value in the place of an error lies over the `id`, which
// is a constant. Over a part of `info`, it would have that moved in pieces.
#[repr(C)]
pub struct Error {
    id: Id,
    info: &'static Info,
    fault: Fault,
    attempt: Attempt,
}

/// The result of reading or setting an option.
pub type Result<T, E = Error> = core::result::Result<T, E>;

impl Error {
    // Not `#[cold]`: it is a few moves, fewer than it takes to call it.
    #[inline]
    pub(crate) fn new(info: &'static Info, id: Id, attempt: Attempt, fault: Fault) -> Error {
        Error { info, id, fault, attempt }
    }

    /// The option's name, as in C; empty for an option of your own (see
    /// [`Opt::new`](crate::Opt::new)), and for a name that is none.
    pub fn name(&self) -> &'static str {
        match self.kind() {
            ErrorKind::UnknownName => "",
            _ => self.info.name,
        }
    }

    /// For a name that is none, the nearest that is one, if one is near.
    pub fn nearest(&self) -> Option<&'static str> {
        let near = self.kind() == ErrorKind::UnknownName && !self.info.name.is_empty();
        near.then_some(self.info.name)
    }

    /// The option's level and number, where this target has the option.
    pub fn level_and_number(&self) -> Option<(i32, i32)> {
        (self.id != Id::NONE).then_some((self.id.level(), self.id.number()))
    }

    /// What was being done.
    pub fn attempt(&self) -> Attempt {
        self.attempt
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.fault.kind()
    }

    /// The system's error number, if the system refused.
    pub fn raw_os_error(&self) -> Option<i32> {
        self.fault.code()
    }

    /// The [`std::io::ErrorKind`] that this error has as an [`std::io::Error`].
    pub fn io_kind(&self) -> io::ErrorKind {
        match self.kind() {
            ErrorKind::Os if self.is_unsupported() => io::ErrorKind::Unsupported,
            ErrorKind::Os => io::Error::from_raw_os_error(self.fault.0).kind(),
            ErrorKind::ShortReply | ErrorKind::LongReply | ErrorKind::BadReply => {
                io::ErrorKind::InvalidData
            }
            ErrorKind::NotHere => io::ErrorKind::Unsupported,
            ErrorKind::OutOfRange
            | ErrorKind::BadText
            | ErrorKind::NoText
            | ErrorKind::UnknownName
            | ErrorKind::ReadOnly
            | ErrorKind::NoRoom => io::ErrorKind::InvalidInput,
        }
    }

    /// Whether the system, or this kind of socket, does not know the option at
    /// all (ENOPROTOOPT, EOPNOTSUPP and their likes; or the target does not
    /// have it). [`Socket::set_if_supported`](crate::Socket::set_if_supported)
    /// builds on this.
    pub fn is_unsupported(&self) -> bool {
        match self.kind() {
            ErrorKind::Os => sys::UNSUPPORTED.contains(&self.fault.0),
            ErrorKind::NotHere => true,
            _ => false,
        }
    }

    fn is_permission(&self) -> bool {
        self.kind() == ErrorKind::Os
            && io::Error::from_raw_os_error(self.fault.0).kind() == io::ErrorKind::PermissionDenied
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind() == ErrorKind::UnknownName {
            write!(f, "{}", self.kind())?;
            return match self.nearest() {
                None => Ok(()),
                Some(nearest) => write!(f, "; did you mean {nearest}?"),
            };
        }
        write!(f, "cannot {} ", self.attempt)?;
        let (what, id) =
            (if self.attempt == Attempt::Send { "message type" } else { "option" }, self.id);
        match self.info.name {
            "" => write!(f, "{what} {} of level {}", id.number(), id.level())?,
            name => f.write_str(name)?,
        }
        match self.kind() {
            ErrorKind::Os => write!(f, ": {}", io::Error::from_raw_os_error(self.fault.0))?,
            kind => write!(f, ": {kind}")?,
        }
        match self.kind() {
            ErrorKind::OutOfRange | ErrorKind::BadText => {
                f.write_str("; it takes ")?;
                (self.info.expects)(f)
            }
            ErrorKind::NotHere => write!(f, "; those that have it: {}", self.info.platforms),
            ErrorKind::Os if self.is_unsupported() => {
                f.write_str("; this kind of socket or this kernel does not have it")?;
                match self.info.since {
                    Some(version) => write!(f, " (Linux has it since {version})"),
                    None => Ok(()),
                }
            }
            ErrorKind::Os if self.is_permission() && self.info.privilege != Privilege::None => {
                write!(f, "; it needs {}", self.info.privilege)
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("option", &self.info.name)
            .field("attempt", &self.attempt)
            .field("kind", &self.kind())
            .field("os", &self.raw_os_error())
            .finish()
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        io::Error::new(error.io_kind(), error)
    }
}

/// A text is no value of the type that it was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the text of a {what}")]
pub struct TextError {
    pub(crate) what: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_keeps_its_kind_and_its_number() {
        for kind in [
            ErrorKind::OutOfRange,
            ErrorKind::ShortReply,
            ErrorKind::LongReply,
            ErrorKind::BadReply,
            ErrorKind::BadText,
            ErrorKind::NoText,
            ErrorKind::UnknownName,
            ErrorKind::NotHere,
            ErrorKind::ReadOnly,
            ErrorKind::NoRoom,
        ] {
            assert_eq!((Fault::of(kind).kind(), Fault::of(kind).code()), (kind, None));
        }
        let refused = Fault::os(22);
        assert_eq!((refused.kind(), refused.code()), (ErrorKind::Os, Some(22)));
    }
}
