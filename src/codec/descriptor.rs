//! Descriptors: lent to the kernel, or made by it.

use core::fmt;
use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd};

use super::{Answer, Codec, Decode, Encode, Int};
use crate::error::Fault;
use crate::sys;

/// A descriptor that is lent to the kernel for the call. It has no text.
///
/// ```
/// use sockopt::codec::{Borrowed, Codec, Encode, Fault};
/// use std::os::fd::{AsFd, AsRawFd};
///
/// // The kernel gets the number; the borrow keeps it open until then.
/// let file = std::net::UdpSocket::bind("127.0.0.1:0")?;
/// assert_eq!(Borrowed::encode(&file.as_fd()), Ok(file.as_raw_fd().to_ne_bytes()));
/// assert_eq!(Borrowed::parse("3").err(), Some(Fault::NO_TEXT));
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Borrowed;

impl Codec for Borrowed {
    type Value = OwnedFd;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an open descriptor")
    }

    fn print(value: &OwnedFd, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", value.as_raw_fd())
    }

    fn parse(_: &str) -> Result<OwnedFd, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Encode for Borrowed {
    type Arg<'a> = BorrowedFd<'a>;
    type Bytes<'a> = [u8; 4];

    fn lend(value: &OwnedFd) -> BorrowedFd<'_> {
        std::os::fd::AsFd::as_fd(value)
    }

    #[inline]
    fn encode(arg: &BorrowedFd<'_>) -> Result<[u8; 4], Fault> {
        Ok(arg.as_raw_fd().to_ne_bytes())
    }
}

/// A descriptor that the kernel opens for the reader, who owns it. It has no text.
///
/// ```
/// use sockopt::codec::Owned;
/// use sockopt::{Domain, Opt, Socket, Take, Type};
///
/// # #[cfg(target_os = "linux")] {
/// // Each read opens another descriptor: it is a `take`, and no dump does it.
/// let option: Opt<Owned, Take> = sockopt::SO_PEERPIDFD;
/// let (socket, _peer) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
/// match socket.take(option) {
///     Ok(process) => drop(process), // which closes it
///     Err(error) => println!("Linux has it since 6.5: {error}"),
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Owned;

impl Codec for Owned {
    type Value = OwnedFd;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Borrowed::expects(f)
    }

    fn print(value: &OwnedFd, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Borrowed::print(value, f)
    }

    fn parse(text: &str) -> Result<OwnedFd, Fault> {
        Borrowed::parse(text)
    }
}

impl Decode for Owned {
    type Reply = [u8; 4];

    fn decode(answer: Answer<'_>) -> Result<OwnedFd, Fault> {
        let raw = <Int<i32> as Decode>::decode(answer)?;
        sys::own(answer, raw).ok_or(Fault::BAD_REPLY)
    }
}
