//! Options as values: [`Opt`] and what may be done with one.

use core::fmt;
use core::marker::PhantomData;

use crate::codec::Codec;
use crate::registry::Info;

/// A level and a number that the kernel knows as an option whose buffer is
/// used just as far as its length says; or, where the kernel reads from it what is asked
/// for, as far as the codec's words in it say, which are of what there is room for.
///
/// That promise is made where an [`Opt`] is made: the calls take an `Id` from
/// there alone, and so are safe.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(unreachable_pub)] // a hidden function of `Encode` speaks of it; nobody else can name it
pub struct Id {
    level: i32,
    number: i32,
}

impl Id {
    /// Stands for an option that this target does not have.
    pub(crate) const NONE: Id = Id { level: i32::MIN, number: i32::MIN };

    /// The level and the type of a control message, for an error to tell: no call takes it.
    pub(crate) const fn of_message(level: i32, r#type: i32) -> Id {
        Id { level, number: r#type }
    }

    pub(crate) const fn level(self) -> i32 {
        self.level
    }

    /// The same number at the level of IPv6. That the option there is the same one is a
    /// promise of the rows whose codecs ask for it: the MCAST_* family.
    pub(crate) const fn of_ipv6(self) -> Id {
        Id { level: crate::sys::c::IPPROTO_IPV6, ..self }
    }

    pub(crate) const fn number(self) -> i32 {
        self.number
    }

    #[cfg(test)]
    pub(crate) const TEST: Id = Id { level: 0, number: 0 };
}

/// A socket option: how its value is coded (`C`) and what may be done with it
/// (`A`: [`Get`], [`Set`], [`GetSet`], [`Take`], [`Query`] or [`QuerySet`]).
///
/// The options that the crate knows are constants named as in C, such as
/// [`SO_RCVBUF`](crate::SO_RCVBUF); see [`options`](crate::options). Use them with
/// [`Socket::get`](crate::Socket::get), [`Socket::set`](crate::Socket::set),
/// [`Socket::take`](crate::Socket::take) and [`Socket::query`](crate::Socket::query). What the type does not allow does not compile:
///
/// ```compile_fail,E0277
/// # fn f(socket: sockopt::Socket) {
/// socket.set(sockopt::SO_TYPE, sockopt::Type::STREAM); // SO_TYPE can only be read
/// # }
/// ```
pub struct Opt<C, A = GetSet> {
    id: Id,
    info: &'static Info,
    kind: PhantomData<fn() -> (C, A)>,
}

impl<C: Codec, A: sealed::Access> Opt<C, A> {
    /// An option of your own.
    ///
    /// It has no name, no text form and no place in a dump; of its [`Info`], only the access and
    /// the range that an error tells are its own.
    ///
    /// # Safety
    ///
    /// The kernel must take option `number` of `level` as a plain value: it
    /// reads no more than the length given from the buffer when the option is
    /// set, writes no more than that when it is got, and follows no pointer
    /// inside it other than those that the codec `C` puts there.
    /// (TCP_ZEROCOPY_RECEIVE is an example of an option that is so with its own codec
    /// alone: a get maps pages at an address that the buffer holds.)
    /// If the kernel answers with a descriptor that it opened for the reader, `C` must take
    /// it, once; and `C` must take none otherwise.
    /// If the kernel reads from the buffer what is asked for, all of this must hold for what `C` writes there.
    /// On Windows, the level -1 means `WSAIoctl`, and the number its control code: all of this must hold for that.
    /// A codec that says that a value belongs to the level of IPv6 (such as [`Group`](crate::codec::Group))
    /// uses the same number there: all of this must hold for that one too.
    ///
    /// # Example
    ///
    /// ```
    /// use sockopt::codec::{Flag, Secs};
    /// use sockopt::{Domain, GetSet, Opt, Socket, Type};
    /// use std::time::Duration;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// // SAFETY: an int, by tcp(7).
    /// const MY_NODELAY: Opt<Flag, GetSet> = unsafe { Opt::new(6, 1) };
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set(MY_NODELAY, true)?;
    /// assert!(socket.tcp_nodelay()?);
    ///
    /// // SAFETY: an int of seconds, by tcp(7).
    /// const MY_KEEPIDLE: Opt<Secs<1, 32767>> = unsafe { Opt::new(6, 4) };
    /// let error = socket.set(MY_KEEPIDLE, Duration::ZERO).unwrap_err().to_string();
    /// assert!(error.ends_with("; it takes a time from 1s to 9h6min7s"), "{error}");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    #[allow(unsafe_code)]
    pub const unsafe fn new(level: i32, number: i32) -> Opt<C, A> {
        Opt { id: Id { level, number }, info: Self::OWN, kind: PhantomData }
    }

    const OWN: &'static Info = &Info { access: A::ACCESS, expects: C::expects, ..*Info::OWN };
}

impl<C, A> Opt<C, A> {
    /// As [`new`](Opt::new), for a row of the table.
    ///
    /// # Safety
    ///
    /// As [`new`](Opt::new).
    #[allow(unsafe_code)]
    pub(crate) const unsafe fn row(level: i32, number: i32, info: &'static Info) -> Opt<C, A> {
        Opt { id: Id { level, number }, info, kind: PhantomData }
    }

    /// The level: the first argument after the socket of `setsockopt`.
    ///
    /// The options of [`ioctl`](crate::options::ioctl), on Windows, have -1: `WSAIoctl` has no levels.
    pub const fn level(&self) -> i32 {
        self.id.level
    }

    /// The option's number within its level; of an ioctl, the control code.
    pub const fn number(&self) -> i32 {
        self.id.number
    }

    /// The option's name as in C; empty for an option of your own.
    pub const fn name(&self) -> &'static str {
        self.info.name
    }

    /// What is known of the option besides how its value is coded.
    pub const fn info(&self) -> &'static Info {
        self.info
    }

    pub(crate) const fn id(&self) -> Id {
        self.id
    }
}

// By hand: derived impls would ask for `C: Clone` and `A: Clone`.
impl<C, A> Clone for Opt<C, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C, A> Copy for Opt<C, A> {}

impl<C, A> fmt::Debug for Opt<C, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            "" => write!(f, "Opt({}, {})", self.level(), self.number()),
            name => f.write_str(name),
        }
    }
}

/// The option can be read.
#[derive(Clone, Copy, Debug)]
pub enum Get {}
/// The option can be set.
#[derive(Clone, Copy, Debug)]
pub enum Set {}
/// The option can be read and set.
#[derive(Clone, Copy, Debug)]
pub enum GetSet {}
/// The option can be read, and reading it changes something: an error is
/// cleared, a descriptor opened, a counter reset. A dump never does that.
#[derive(Clone, Copy, Debug)]
pub enum Take {}

/// The option can be read, by saying what is asked for: a group, say. A dump never does that; some of these do something, as
/// [`Take`] does.
#[derive(Clone, Copy, Debug)]
pub enum Query {}
/// The option can be read as with [`Query`], and set.
#[derive(Clone, Copy, Debug)]
pub enum QuerySet {}

/// The access kinds that allow [`Socket::get`](crate::Socket::get).
pub trait Readable: sealed::Access {}
impl Readable for Get {}
impl Readable for GetSet {}

/// The access kinds that allow [`Socket::set`](crate::Socket::set).
pub trait Writable: sealed::Access {}
impl Writable for Set {}
impl Writable for GetSet {}
impl Writable for QuerySet {}

/// The access kinds that allow [`Socket::take`](crate::Socket::take).
pub trait Takeable: sealed::Access {}
impl Takeable for Take {}

/// The access kinds that allow [`Socket::query`](crate::Socket::query).
pub trait Queryable: sealed::Access {}
impl Queryable for Query {}
impl Queryable for QuerySet {}

mod sealed {
    use crate::registry::Access as Kind;

    #[allow(unreachable_pub)]
    pub trait Access {
        const ACCESS: Kind;
    }
    impl Access for super::Get {
        const ACCESS: Kind = Kind::Get;
    }
    impl Access for super::Set {
        const ACCESS: Kind = Kind::Set;
    }
    impl Access for super::GetSet {
        const ACCESS: Kind = Kind::GetSet;
    }
    impl Access for super::Take {
        const ACCESS: Kind = Kind::Take;
    }
    impl Access for super::Query {
        const ACCESS: Kind = Kind::Query;
    }
    impl Access for super::QuerySet {
        const ACCESS: Kind = Kind::QuerySet;
    }
}
