//! [`Socket`]: anything that lends a socket, with every option as a method.

use core::fmt;

use crate::codec::{self, Ask, Decode, Encode};
use crate::error::{Attempt, Error, Result};
use crate::kind::Kind;
use crate::opt::{Opt, Queryable, Readable, Takeable, Writable};
use crate::registry::{self, Reading, Table};
use crate::setting;
use crate::sys::{self, AsSocket, BorrowedSocket, OwnedSocket};

mod convert;
mod io;
mod life;
mod msg;
mod queue;
#[cfg(all(unix, not(any(target_os = "haiku", target_os = "fuchsia"))))]
mod signal;

pub use msg::*;
#[cfg(all(unix, not(any(target_os = "haiku", target_os = "fuchsia"))))]
pub use signal::SignalOwner;

/// A socket with typed options.
///
/// It wraps anything that lends a socket: an owned one, a borrowed one, a socket
/// of std, tokio, mio or another library.
///
/// ```
/// use sockopt::{Domain, Socket, Type};
/// use std::net::{TcpListener, TcpStream};
///
/// // Open one,
/// let opened = Socket::new(Domain::INET, Type::STREAM, None)?;
/// // borrow one,
/// let listener = TcpListener::bind("127.0.0.1:0")?;
/// Socket::from(&listener).set_reuseaddr(true)?;
/// // or own one, and give it back.
/// let stream = TcpStream::connect(listener.local_addr()?)?;
/// let socket = Socket::from(stream);
/// socket.set_keepalive(true)?;
/// let stream: TcpStream = socket.into_inner();
/// # std::io::Result::Ok(())
/// ```
///
/// Options are methods named as in C, in lower case and without a leading `SO_`:
/// [`reuseaddr`](Socket::reuseaddr) and [`set_reuseaddr`](Socket::set_reuseaddr) for SO_REUSEADDR. A
/// read that changes something is a `take_`: [`take_error`](Socket::take_error). The same
/// options are constants for [`get`](Socket::get), [`set`](Socket::set) and
/// [`take`](Socket::take), and text for [`Setting`](crate::Setting) and [`dump`](Socket::dump).
///
/// A borrowed socket cannot outlive its owner:
///
/// ```compile_fail,E0597
/// let socket = {
///     let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
///     sockopt::Socket::from(&listener)
/// };
/// socket.reuseaddr().unwrap();
/// ```
#[derive(Clone, Copy)]
pub struct Socket<S = OwnedSocket>(S);

impl<S: AsSocket> Socket<S> {
    /// Reads an option.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type, SO_TYPE};
    ///
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// assert_eq!(socket.get(SO_TYPE)?, Type::DGRAM);
    /// # std::io::Result::Ok(())
    /// ```
    #[inline]
    pub fn get<C: Decode, A: Readable>(&self, option: Opt<C, A>) -> Result<C::Value> {
        codec::get::<C>(&self.borrow(), option.id())
            .map_err(|fault| Error::new(option.info(), option.id(), Attempt::Get, fault))
    }

    /// Reads an option whose read changes something.
    ///
    /// An option that can be read without that is for [`get`](Socket::get), and the
    /// compiler tells them apart:
    ///
    /// ```compile_fail,E0277
    /// # fn f(socket: sockopt::Socket) {
    /// socket.get(sockopt::SO_ERROR);
    /// # }
    /// ```
    #[inline]
    pub fn take<C: Decode, A: Takeable>(&self, option: Opt<C, A>) -> Result<C::Value> {
        codec::get::<C>(&self.borrow(), option.id())
            .map_err(|fault| Error::new(option.info(), option.id(), Attempt::Take, fault))
    }

    /// Reads an option of which there is more than one value, by saying which is asked for.
    ///
    /// ```
    /// # #[cfg(target_os = "linux")] {
    /// use sockopt::{Domain, FilterMode, GroupMember, Interface, Socket, Type, MCAST_MSFILTER};
    ///
    /// let socket = Socket::new(Domain::INET6, Type::DGRAM, None)?;
    /// let group = "ff02::fb".parse().unwrap();
    /// let joined = GroupMember { group, interface: Some(Interface::named("lo")?) };
    /// socket.set_mcast_join_group(joined)?;
    /// let filter = socket.query(MCAST_MSFILTER, joined)?;
    /// assert_eq!((filter.mode, filter.sources), (FilterMode::EXCLUDE, vec![])); // all are heard
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub fn query<C: Ask, A: Queryable>(
        &self,
        option: Opt<C, A>,
        key: C::Key<'_>,
    ) -> Result<C::Value> {
        codec::query::<C>(&self.borrow(), option.id(), key)
            .map_err(|fault| Error::new(option.info(), option.id(), Attempt::Get, fault))
    }

    /// Sets an option.
    ///
    /// A value that the system cannot take as it is is an error before the call; a
    /// time that it counts in coarser units is rounded up.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type, SO_KEEPALIVE};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set(SO_KEEPALIVE, true)?;
    /// assert!(socket.get(SO_KEEPALIVE)?);
    /// # std::io::Result::Ok(())
    /// ```
    #[inline]
    pub fn set<C: Encode, A: Writable>(&self, option: Opt<C, A>, value: C::Arg<'_>) -> Result<()> {
        codec::set::<C>(&self.borrow(), option.id(), &value)
            .map_err(|fault| Error::new(option.info(), option.id(), Attempt::Set, fault))
    }

    /// Sets an option if the system and this kind of socket have it; whether it
    /// was set.
    ///
    /// Any other failure is an error: nothing else is swallowed. See
    /// [`Error::is_unsupported`]. (Windows calls a level that the socket lacks an invalid argument,
    /// as it does a bad value.)
    ///
    /// ```
    /// # if cfg!(windows) { return Ok(()) }
    /// use sockopt::{Domain, Socket, Type, TCP_NODELAY};
    ///
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// assert!(!socket.set_if_supported(TCP_NODELAY, true)?); // UDP has no such option
    /// # std::io::Result::Ok(())
    /// ```
    pub fn set_if_supported<C: Encode, A: Writable>(
        &self,
        option: Opt<C, A>,
        value: C::Arg<'_>,
    ) -> Result<bool> {
        setting::supported(self.set(option, value))
    }

    /// Reads every option of the socket that can be read without changing
    /// something, level by level.
    ///
    /// Options that the socket or the system refuses are left out;
    /// [`try_dump`](Socket::try_dump) has them.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// for line in socket.dump() {
    ///     println!("{line}");
    /// }
    /// # assert!(socket.dump().any(|line| line.to_string() == "SO_KEEPALIVE=off"));
    /// # std::io::Result::Ok(())
    /// ```
    pub fn dump(&self) -> impl Iterator<Item = Reading> + '_ {
        self.try_dump().filter_map(Result::ok)
    }

    /// As [`dump`](Socket::dump), with an error in the place of each option that was refused.
    pub fn try_dump(&self) -> impl Iterator<Item = Result<Reading>> + '_ {
        self.tables().flat_map(|table| table.rows).filter_map(|row| row.read(self.borrow()))
    }

    /// The levels that this kind of socket has.
    pub fn tables(&self) -> impl Iterator<Item = &'static Table> {
        let kind = self.kind();
        // Where the kind cannot be told, the one level that all sockets have.
        registry::tables().iter().filter(move |table| match kind {
            Ok(kind) => table.applies_to(kind),
            Err(_) => table.level == "SOL_SOCKET",
        })
    }

    /// Domain, type and protocol, as far as the system tells.
    pub fn kind(&self) -> std::io::Result<Kind> {
        let (domain, protocol) = sys::domain_and_protocol(self.borrow())?;
        Ok(Kind { domain, r#type: self.r#type()?, protocol })
    }

    #[inline]
    pub(crate) fn borrow(&self) -> BorrowedSocket<'_> {
        sys::borrow(&self.0)
    }
}

impl<S: AsSocket> fmt::Debug for Socket<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_tuple("Socket");
        debug.field(&self.borrow());
        if let Ok(kind) = self.kind() {
            debug.field(&kind.domain).field(&kind.r#type).field(&kind.protocol);
        }
        debug.finish()
    }
}
