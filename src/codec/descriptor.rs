//! Descriptors: lent to the kernel, or made by it.

use core::fmt;
use core::mem::size_of;

#[cfg(unix)]
use super::{Answer, Decode, Int};
use super::{Codec, Encode};
use crate::error::Fault;
use crate::sys::{self, BorrowedSocket, OwnedSocket};

/// A descriptor that is lent to the kernel for the call; on Windows, a socket. It has no text.
///
/// ```
/// use sockopt::codec::{Borrowed, Codec, Encode, Fault};
///
/// # #[cfg(unix)] {
/// use std::os::fd::{AsFd, AsRawFd};
///
/// // The kernel gets the number; the borrow keeps it open until then.
/// let file = std::net::UdpSocket::bind("127.0.0.1:0")?;
/// assert_eq!(Borrowed::encode(&file.as_fd()), Ok(file.as_raw_fd().to_ne_bytes()));
/// # }
/// assert_eq!(Borrowed::parse("3").err(), Some(Fault::NO_TEXT));
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct Borrowed;

impl Codec for Borrowed {
    type Value = OwnedSocket;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an open descriptor")
    }

    fn print(value: &OwnedSocket, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", sys::raw_number(sys::borrow(value)))
    }

    fn parse(_: &str) -> Result<OwnedSocket, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Encode for Borrowed {
    type Arg<'a> = BorrowedSocket<'a>;
    type Bytes<'a> = [u8; size_of::<sys::RawNumber>()];

    fn lend(value: &OwnedSocket) -> BorrowedSocket<'_> {
        sys::borrow(value)
    }

    #[inline]
    fn encode(arg: &BorrowedSocket<'_>) -> Result<[u8; size_of::<sys::RawNumber>()], Fault> {
        Ok(sys::raw_number(*arg).to_ne_bytes())
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
#[cfg(unix)]
#[derive(Debug)]
pub struct Owned;

#[cfg(unix)]
impl Codec for Owned {
    type Value = OwnedSocket;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Borrowed::expects(f)
    }

    fn print(value: &OwnedSocket, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Borrowed::print(value, f)
    }

    fn parse(text: &str) -> Result<OwnedSocket, Fault> {
        Borrowed::parse(text)
    }
}

#[cfg(unix)]
impl Decode for Owned {
    type Reply = [u8; 4];

    fn decode(answer: Answer<'_>) -> Result<OwnedSocket, Fault> {
        let raw = <Int<i32> as Decode>::decode(answer)?;
        sys::own(answer, raw).ok_or(Fault::BAD_REPLY)
    }
}
