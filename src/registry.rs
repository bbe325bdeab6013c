//! The table as data: every option that the crate knows, on every platform.
//!
//! ```
//! use sockopt::registry;
//!
//! let row = registry::find("SO_RCVBUF").unwrap();
//! assert_eq!(row.level, "SOL_SOCKET");
//! println!("{} is on {}", row.name, row.platforms);
//! ```

use core::fmt;
use core::ops::Deref;

use crate::cmsg;
use crate::codec::{self, Answer, Codec, Decode, Encode, Printed, Reply};
use crate::error::{Attempt, Error, Fault, Result};
use crate::kind::Kind;
use crate::opt::{GetSet, Id, Opt};
use crate::options;
use crate::sys::BorrowedSocket;
use crate::text;

bitflags::bitflags! {
    /// The systems that have an option.
    ///
    /// ```
    /// use sockopt::registry::{self, Platforms};
    ///
    /// // What a program for these two can count on.
    /// let both = Platforms::LINUX | Platforms::WINDOWS;
    /// let on_both = |name| registry::find(name).is_some_and(|row| row.platforms.contains(both));
    /// assert!(on_both("SO_LINGER") && !on_both("SO_REUSEPORT"));
    /// assert_eq!(both.to_string(), "LINUX | WINDOWS");
    /// assert!(Platforms::EVERY.contains(Platforms::HERE));
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Platforms: u32 {
        /// Linux, with any C library.
        const LINUX = 1;
        /// Android.
        const ANDROID = 1 << 1;
        /// macOS, iOS and the other systems of Apple.
        const APPLE = 1 << 2;
        /// FreeBSD.
        const FREEBSD = 1 << 3;
        /// NetBSD.
        const NETBSD = 1 << 4;
        /// OpenBSD.
        const OPENBSD = 1 << 5;
        /// DragonFly BSD.
        const DRAGONFLY = 1 << 6;
        /// illumos.
        const ILLUMOS = 1 << 7;
        /// Windows.
        const WINDOWS = 1 << 8;
        /// Solaris.
        const SOLARIS = 1 << 9;
        /// AIX.
        const AIX = 1 << 10;
        /// Haiku.
        const HAIKU = 1 << 11;
        /// Fuchsia.
        const FUCHSIA = 1 << 12;
        /// QNX.
        const QNX = 1 << 13;
        /// Cygwin, on Windows.
        const CYGWIN = 1 << 14;
        /// GNU with the Hurd.
        const HURD = 1 << 15;
    }
}

impl Platforms {
    /// All systems.
    pub const EVERY: Platforms = Platforms::all();
    /// All systems but Windows: those that Rust counts among the Unixes (`cfg(unix)`).
    pub const UNIX: Platforms = Platforms::EVERY.difference(Platforms::WINDOWS);
    /// FreeBSD, NetBSD, OpenBSD and DragonFly BSD.
    pub const BSD: Platforms = Platforms::FREEBSD
        .union(Platforms::NETBSD)
        .union(Platforms::OPENBSD)
        .union(Platforms::DRAGONFLY);

    /// The system that this build is for.
    pub const HERE: Platforms = crate::sys::HERE;
}

/// Written as in the table: `LINUX | ANDROID`.
impl fmt::Display for Platforms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, _)) in self.iter_names().enumerate() {
            write!(f, "{}{name}", if index == 0 { "" } else { " | " })?;
        }
        Ok(())
    }
}

/// What may be done with an option: the access kinds as a value.
///
/// ```
/// use sockopt::registry::Access;
/// use sockopt::{SO_ERROR, SO_TYPE, TCP_NODELAY};
///
/// assert_eq!(SO_TYPE.info().access, Access::Get);
/// assert_eq!(SO_ERROR.info().access, Access::Take); // the read clears it
/// assert_eq!(TCP_NODELAY.info().access.to_string(), "gs"); // as the matrix prints it
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Access {
    /// It can be read: [`Get`](crate::Get).
    Get,
    /// It can be set: [`Set`](crate::Set).
    Set,
    /// It can be read and set: [`GetSet`].
    GetSet,
    /// It can be read, which changes something: [`Take`](crate::Take).
    Take,
    /// It is a control message that can be received.
    Recv,
    /// It is a control message that can be sent.
    Send,
    /// It is a control message that can be received and sent.
    RecvSend,
    /// It can be read by saying what is asked for: [`Query`](crate::Query).
    Query,
    /// It can be read so, and set: [`QuerySet`](crate::QuerySet).
    QuerySet,
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Access::Get => "g",
            Access::Set => "s",
            Access::GetSet => "gs",
            Access::Take => "t",
            Access::Recv => "recv",
            Access::Send => "send",
            Access::RecvSend => "recv send",
            Access::Query => "q",
            Access::QuerySet => "qs",
        })
    }
}

/// What Linux asks of the process that sets an option.
///
/// ```
/// use sockopt::registry::{self, Privilege};
///
/// // What not even root in a container may set.
/// let barred = |name| {
///     registry::find(name).is_some_and(|row| row.privilege == Privilege::NetAdminInit)
/// };
/// assert!(barred("SO_RCVBUFFORCE") && !barred("SO_RCVBUF"));
/// assert_eq!(Privilege::NetRawToChange.to_string(), "CAP_NET_RAW to change or clear it");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Privilege {
    /// Nothing.
    None,
    /// CAP_NET_ADMIN in the user namespace that owns the network namespace.
    NetAdmin,
    /// CAP_NET_RAW there.
    NetRaw,
    /// CAP_NET_BROADCAST there.
    NetBroadcast,
    /// CAP_NET_ADMIN or CAP_NET_RAW there.
    NetAdminOrRaw,
    /// CAP_NET_ADMIN in the initial user namespace: root in a container is not enough.
    NetAdminInit,
    /// CAP_NET_RAW, but only to change or clear what was set before.
    NetRawToChange,
    /// CAP_NET_ADMIN, but only for some values, or on some sockets (see the option's docs).
    NetAdminForSome,
    /// CAP_NET_RAW, but only for some values (see the option's docs).
    NetRawForSome,
    /// CAP_NET_ADMIN or CAP_NET_RAW, but only for some values (see the option's docs).
    NetAdminOrRawForSome,
    /// CAP_NET_ADMIN in the initial user namespace, but only for some values (see the option's docs).
    NetAdminInitForSome,
    /// CAP_SYS_ADMIN in the initial user namespace.
    SysAdminInit,
}

impl fmt::Display for Privilege {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Privilege::None => "nothing",
            Privilege::NetAdmin => "CAP_NET_ADMIN",
            Privilege::NetRaw => "CAP_NET_RAW",
            Privilege::NetBroadcast => "CAP_NET_BROADCAST",
            Privilege::NetAdminOrRaw => "CAP_NET_ADMIN or CAP_NET_RAW",
            Privilege::NetAdminInit => "CAP_NET_ADMIN in the initial user namespace",
            Privilege::NetRawToChange => "CAP_NET_RAW to change or clear it",
            Privilege::NetAdminForSome => "CAP_NET_ADMIN for some values",
            Privilege::NetRawForSome => "CAP_NET_RAW for some values",
            Privilege::NetAdminOrRawForSome => "CAP_NET_ADMIN or CAP_NET_RAW for some values",
            Privilege::NetAdminInitForSome => {
                "CAP_NET_ADMIN in the initial user namespace, for some values"
            }
            Privilege::SysAdminInit => "CAP_SYS_ADMIN in the initial user namespace",
        })
    }
}

/// When in a socket's life an option can be set, or has its effect.
///
/// ```
/// use sockopt::registry::When;
/// use sockopt::{SO_KEEPALIVE, SO_REUSEADDR};
///
/// assert_eq!(SO_REUSEADDR.info().when, When::BeforeBind);
/// assert_eq!(SO_KEEPALIVE.info().when, When::Any);
/// println!("set {SO_REUSEADDR:?} {}", SO_REUSEADDR.info().when); // … before bind
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum When {
    /// At any time.
    Any,
    /// Before `bind`; later it is refused, or comes too late.
    BeforeBind,
    /// Before `listen`, or `connect`.
    BeforeListen,
    /// Before `connect`.
    BeforeConnect,
    /// Once connected.
    Connected,
    /// Once bound.
    Bound,
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            When::Any => "at any time",
            When::BeforeBind => "before bind",
            When::BeforeListen => "before listen or connect",
            When::BeforeConnect => "before connect",
            When::Connected => "once connected",
            When::Bound => "once bound",
        })
    }
}

/// What a read gives after a set: the law that Linux keeps.
///
/// ```
/// use sockopt::registry::Law;
/// use sockopt::{Domain, Socket, Type, SO_RCVBUF};
///
/// assert_eq!(SO_RCVBUF.info().law, Law::Doubled);
/// # #[cfg(target_os = "linux")] {
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// socket.set(SO_RCVBUF, 10_000)?;
/// assert_eq!(socket.get(SO_RCVBUF)?, 20_000);
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Law {
    /// The value that was set.
    Same,
    /// Twice the value, within the system's limits.
    Doubled,
    /// The value, rounded up.
    RoundedUp,
    /// Something else; the option's docs say what.
    Other,
}

/// What is known of an option on every platform.
///
/// ```
/// let info = sockopt::TCP_NODELAY.info();
/// assert_eq!((info.level, info.name, info.rust_type), ("IPPROTO_TCP", "TCP_NODELAY", "bool"));
/// assert_eq!(info.methods, ["tcp_nodelay", "set_tcp_nodelay"]);
/// assert_eq!(info.inherited, Some(true)); // set on the listener, it is set on what it accepts
///
/// use sockopt::registry::{find, Platforms};
/// let idle = find("TCP_KEEPIDLE").unwrap();
/// let there = idle.place(Platforms::APPLE).unwrap();
/// assert_eq!((there.constant, there.codec), ("TCP_KEEPALIVE", "Secs<1, 4_294_967>"));
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Info {
    /// Its name, as in C.
    pub name: &'static str,
    /// The name of its level, as in C.
    pub level: &'static str,
    /// The Rust type of its value.
    pub rust_type: &'static str,
    /// What may be done with it.
    pub access: Access,
    /// The methods of [`Socket`](crate::Socket) for it.
    pub methods: &'static [&'static str],
    /// The systems that have it.
    pub platforms: Platforms,
    /// The first Linux that has it; `None` if that is older than 2.2 or not known.
    pub since: Option<&'static str>,
    /// What Linux asks of who sets it.
    pub privilege: Privilege,
    /// When it can be set.
    pub when: When,
    /// Whether a socket that `accept` gives has it from the listener, on Linux;
    /// `None` where that is no question.
    pub inherited: Option<bool>,
    /// What a read gives after a set.
    pub law: Law,
    /// Its other names in C: those of the same number, those that other systems have for it, and
    /// those of the same option with another size of its value, of which the crate takes one.
    pub also: &'static [&'static str],
    /// What it is on which systems; of a control message, in which direction.
    pub places: &'static [Place],
    /// Prints which values it takes.
    pub(crate) expects: fn(&mut fmt::Formatter<'_>) -> fmt::Result,
}

impl Info {
    /// For options that are not the crate's own.
    pub(crate) const OWN: &'static Info = &Info {
        name: "",
        level: "",
        rust_type: "",
        access: Access::GetSet,
        methods: &[],
        platforms: Platforms::empty(),
        since: None,
        privilege: Privilege::None,
        when: When::Any,
        inherited: None,
        law: Law::Same,
        also: &[],
        places: &[],
        expects: |f| f.write_str("another value"),
    };
}

/// What an option is on some systems; or a control message, in one direction.
///
/// An [`Info`] tells what most of them have, Linux among them if it has the option; a place tells what these do.
///
/// ```
/// use sockopt::registry::{find, Access, Platforms};
///
/// let ttl = find("IP_MULTICAST_TTL").unwrap();
/// let size = |system| ttl.place(system).unwrap().codec;
/// assert_ne!(size(Platforms::LINUX), size(Platforms::OPENBSD)); // an int here, a byte there
/// assert_eq!(ttl.place(Platforms::LINUX).unwrap().access, Access::GetSet);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Place {
    /// The systems.
    pub platforms: Platforms,
    /// Its name there, as in C.
    pub constant: &'static str,
    /// The name of its level there.
    pub level: &'static str,
    /// The Rust type of its value there.
    pub rust_type: &'static str,
    /// How its value is coded there: the [`codec`].
    pub codec: &'static str,
    /// What may be done with it there.
    pub access: Access,
    /// The methods of [`Socket`](crate::Socket) for it there.
    pub methods: &'static [&'static str],
}

impl Info {
    /// What the option is on a system, if it is there.
    pub fn place(&self, system: Platforms) -> Option<&'static Place> {
        self.places.iter().find(|place| place.platforms.contains(system))
    }
}

impl fmt::Debug for Info {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Info({})", self.name)
    }
}

/// Reads an option: its bytes, and its text.
type Read = fn(BorrowedSocket<'_>, &Row) -> Result<(Vec<u8>, String)>;
/// Sets an option to a text.
type Write = fn(BorrowedSocket<'_>, &Row, &str) -> Result<()>;

/// An option on this target: its numbers, and its codec behind function pointers.
#[derive(Clone, Copy)]
pub(crate) struct Here {
    pub(crate) level: i32,
    pub(crate) number: i32,
    pub(crate) read: Option<Read>,
    pub(crate) write: Option<Write>,
    /// The text as the crate itself would write it, if the option takes it.
    pub(crate) check: fn(&str) -> core::result::Result<String, Fault>,
    /// Whether some bytes and a text are the same value.
    #[cfg(test)]
    pub(crate) agree: Option<fn(&[u8], &str) -> bool>,
}

/// A row of the table: an option's [`Info`], and whether this target has it.
///
/// ```
/// use sockopt::registry::{self, Platforms};
///
/// // A row is there on every system, the option's numbers where it has the option.
/// for row in registry::all() {
///     let here = row.platforms.contains(Platforms::HERE);
///     assert_eq!(row.level_and_number().is_some(), here, "{}", row.name);
/// }
/// ```
pub struct Row {
    pub(crate) info: &'static Info,
    pub(crate) here: Option<Here>,
}

impl Deref for Row {
    type Target = Info;

    fn deref(&self) -> &Info {
        self.info
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({})", self.info.name)
    }
}

impl Row {
    /// The option's level and number on this target, if it has it.
    pub fn level_and_number(&self) -> Option<(i32, i32)> {
        self.here.map(|here| (here.level, here.number))
    }

    /// Reads the option of any socket, as bytes and as text; `None` if it is not
    /// an option that can be read without changing something, or if its value is a secret.
    pub fn read(&self, socket: BorrowedSocket<'_>) -> Option<Result<Reading>> {
        let read = self.here?.read?;
        let id = self.opt().id();
        Some(read(socket, self).map(|(bytes, text)| Reading { info: self.info, id, bytes, text }))
    }

    #[cold]
    pub(crate) fn error(&self, attempt: Attempt, fault: Fault) -> Error {
        Error::new(self.info, self.opt().id(), attempt, fault)
    }

    /// The row as an option, for its level and number alone.
    #[allow(unsafe_code)]
    fn opt(&self) -> Opt<(), GetSet> {
        let (level, number) = self.level_and_number().unwrap_or((i32::MIN, i32::MIN));
        // SAFETY: made from the row's constant, or of numbers that no system
        // has; the functions in `Here` are those of the row's own codec.
        unsafe { Opt::row(level, number, self.info) }
    }
}

/// The value of one option, as bytes and as text. Prints as a
/// [`Setting`](crate::Setting) does: `SO_RCVBUF=208 KiB`.
///
/// ```
/// use sockopt::{Domain, Socket, Type};
///
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// let reading = socket.dump().find(|reading| reading.info().name == "SO_TYPE");
/// let reading = reading.expect("every socket has a type");
/// assert_eq!(reading.text(), "SOCK_DGRAM");
/// assert_eq!(reading.bytes(), Type::DGRAM.raw().to_ne_bytes());
/// assert_eq!(reading.to_string(), "SO_TYPE=SOCK_DGRAM");
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    info: &'static Info,
    id: Id,
    bytes: Vec<u8>,
    text: String,
}

impl PartialEq for Info {
    fn eq(&self, other: &Info) -> bool {
        (self.level, self.name) == (other.level, other.name)
    }
}

impl Eq for Info {}

impl Reading {
    /// What is known of the option.
    pub fn info(&self) -> &'static Info {
        self.info
    }

    /// The option's level and number on this target.
    pub fn level_and_number(&self) -> (i32, i32) {
        (self.id.level(), self.id.number())
    }

    /// The bytes that the system answered with.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The value, as text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.info.name, self.text)
    }
}

/// The options of one level, which are those of one manual page. (What a level has for multicast routers alone is a
/// table of its own.)
///
/// ```
/// use sockopt::{registry, Domain, Socket, Type};
///
/// let kind = Socket::new(Domain::INET, Type::STREAM, None)?.kind()?;
/// for table in registry::tables() {
///     println!("{}: {} rows, {}", table.level, table.rows.len(), table.page);
///     // An IPv4 socket of TCP has these, the last once TLS is asked for (TCP_ULP).
///     let has = ["socket(7)", "ip(7)", "tcp(7)", "linux/tls.h"].contains(&table.page);
///     # #[cfg(target_os = "linux")]
///     assert_eq!(table.applies_to(kind), has);
/// }
/// # std::io::Result::Ok(())
/// ```
pub struct Table {
    /// The level's name, as in C.
    pub level: &'static str,
    /// The manual page.
    pub page: &'static str,
    pub(crate) applies: fn(Kind) -> bool,
    /// The options.
    pub rows: &'static [Row],
}

impl Table {
    /// Whether sockets of this kind know the level, on this system. (The numbers of levels mean
    /// other things to sockets of other families.)
    pub fn applies_to(&self, kind: Kind) -> bool {
        self.rows.iter().any(|row| row.here.is_some()) && (self.applies)(kind)
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({}, {} rows)", self.level, self.rows.len())
    }
}

/// A row of the table of control messages: a kind's [`Info`], and where it goes in which direction.
///
/// ```
/// use sockopt::registry::{self, Access};
///
/// let row = registry::messages().iter().find(|row| row.name == "IP_TOS").unwrap();
/// assert_eq!((row.access, row.option), (Access::RecvSend, Some("IP_RECVTOS")));
/// # #[cfg(target_os = "linux")]
/// assert_eq!(row.recv_level_and_type(), Some((0, 1)));
/// ```
pub struct MessageRow {
    pub(crate) info: &'static Info,
    /// The systems on which it can be received.
    pub recv: Platforms,
    /// The systems on which it can be sent.
    pub send: Platforms,
    /// The option that has the system send it, if there is one.
    pub option: Option<&'static str>,
    pub(crate) recv_key: Option<u64>,
    pub(crate) send_key: Option<u64>,
}

impl MessageRow {
    /// The level and type under which it comes on this target, if it does.
    pub fn recv_level_and_type(&self) -> Option<(i32, i32)> {
        self.recv_key.map(cmsg::level_and_type)
    }

    /// The level and type under which it is sent on this target, if it can be.
    pub fn send_level_and_type(&self) -> Option<(i32, i32)> {
        self.send_key.map(cmsg::level_and_type)
    }
}

impl Deref for MessageRow {
    type Target = Info;

    fn deref(&self) -> &Info {
        self.info
    }
}

impl fmt::Debug for MessageRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageRow({})", self.info.name)
    }
}

/// Every kind of control message that the crate knows, on this target or not.
pub fn messages() -> &'static [MessageRow] {
    cmsg::ROWS
}

/// All levels.
pub fn tables() -> &'static [Table] {
    options::TABLES
}

/// Every option that the crate knows, on this target or not.
pub fn all() -> impl Iterator<Item = &'static Row> {
    tables().iter().flat_map(|table| table.rows)
}

/// The option of that name, as in C; an option that has more than one is found by each.
///
/// ```
/// use sockopt::registry;
///
/// let row = registry::find("IP_ORIGDSTADDR").unwrap();
/// assert_eq!((row.name, row.also), ("IP_RECVORIGDSTADDR", ["IP_ORIGDSTADDR"].as_slice()));
/// ```
pub fn find(name: &str) -> Option<&'static Row> {
    all().find(|row| row.name == name || row.also.contains(&name))
}

/// The option whose name is nearest to a name that is none, if one is near.
pub fn nearest(name: &str) -> Option<&'static Row> {
    let name = name.to_ascii_uppercase();
    all()
        .flat_map(|row| row.also.iter().chain([&row.name]).map(move |other| (*other, row)))
        .map(|(other, row)| (text::distance(other, &name), other, row))
        // Up to a third of the letters may be wrong.
        .filter(|&(distance, other, _)| distance * 3 <= other.len())
        .min_by_key(|&(distance, ..)| distance)
        .map(|(.., row)| row)
}

/// For a row's [`Here`]: what reads through codec `C` for a dump; nothing, if its values are secret.
pub(crate) const fn reader<C: Decode>() -> Option<Read> {
    if C::SECRET {
        None
    } else {
        Some(read::<C>)
    }
}

fn read<C: Decode>(socket: BorrowedSocket<'_>, row: &Row) -> Result<(Vec<u8>, String)> {
    let mut reply = C::Reply::empty();
    let fault = |fault| row.error(Attempt::Get, fault);
    let length = codec::fill(&socket, row.opt().id(), &mut reply).map_err(fault)?;
    let answer = Answer::new(reply.room(), length).map_err(fault)?;
    let value = C::decode(answer).map_err(fault)?;
    Ok((answer.bytes().to_vec(), Printed::<C>(&value).to_string()))
}

/// For a row's [`Here`]: sets through codec `C`.
pub(crate) fn write<C: Encode>(socket: BorrowedSocket<'_>, row: &Row, text: &str) -> Result<()> {
    let value = C::parse(text).map_err(|fault| row.error(Attempt::Parse, fault))?;
    let arg = C::lend(&value);
    codec::set::<C>(&socket, row.opt().id(), &arg).map_err(|fault| row.error(Attempt::Set, fault))
}

/// For a row's [`Here`]: the text of codec `C`, checked and made uniform.
pub(crate) fn check<C: Codec>(text: &str) -> core::result::Result<String, Fault> {
    C::parse(text).map(|value| Printed::<C>(&value).to_string())
}

/// As [`check`], for an option that can be set: the value must be in range too.
pub(crate) fn check_set<C: Encode>(text: &str) -> core::result::Result<String, Fault> {
    let value = C::parse(text)?;
    C::encode(&C::lend(&value))?;
    Ok(Printed::<C>(&value).to_string())
}

#[cfg(test)]
pub(crate) fn agree<C: Decode>(bytes: &[u8], text: &str) -> bool
where
    C::Value: PartialEq,
{
    let value = Answer::new(bytes, bytes.len()).and_then(C::decode);
    matches!((value, C::parse(text)), (Ok(value), Ok(parsed)) if value == parsed)
}

#[cfg(test)]
mod tests;
