//! How values become the kernel's bytes and come back.
//!
//! A codec is a type that is never made: it stands in an option's type and says
//! how the value is coded, which values there are, and how they are written as
//! text. `Opt<Secs<1, 32767>>` is an option that holds whole seconds, whose Rust
//! type is [`Duration`](core::time::Duration), and that takes 1 s to 32767 s.
//!
//! | codec | Rust type | for |
//! |---|---|---|
//! | [`Flag`] | `bool` | on and off |
//! | [`Int`], [`U32`], [`U64`] | an integer | counts, numbers |
//! | [`Size`] | `usize` | bytes |
//! | [`Secs`], [`Millis`], [`Micros`] | `Duration` | times; rounded up |
//! | [`TimeVal`], [`Linger`] | `Option<Duration>` | the structures of those names |
//! | [`OrNone`] | `Option` of another's | a codec with a sentinel value |
//! | [`Named`] | a type with named values | enumerations |
//! | [`Bits`] | a bitflags type | sets of flags |
//! | [`Text`], [`OrUnset`] | [`Name`](crate::Name) | names of up to 15 bytes |
//! | [`Hex`] | `Vec<u8>` | bytes as they are |
//! | [`Extensible`] | a structure | what grows with the kernel |
//! | [`Octets`], [`OrEmpty`] | bytes | headers and options of packets |
//! | [`Record`] | a structure | credentials, counters, … |
//! | [`Keyed`] | a structure | one of many, that the reader asks for |
//!
//! Three traits make a codec: [`Codec`] (the Rust type and its text), [`Decode`]
//! (bytes to value) and [`Encode`] (value to bytes). A codec whose bytes are one
//! integer implements [`Scalar`] alone and has all three by that. A fourth, [`Ask`], is for options
//! whose reader says what is asked for. (`Codec` and `Scalar` have
//! functions of the same names: say `<Flag as Codec>::parse`.) Codecs know no platform and hold
//! no `unsafe`.
//!
//! An option of your own takes any of them, or a codec of your own; it takes no part in
//! [`Setting`](crate::Setting), [`dump`](crate::Socket::dump) or the
//! [`registry`](crate::registry), which are the table's.

use core::fmt;

pub use crate::error::Fault;
use crate::opt::Id;

mod alg;
mod answer;
mod bluetooth;
mod bytes;
mod c_string;
mod can;
mod congestion;
mod descriptor;
mod extensible;
mod families;
mod flow_label;
mod groups;
mod internet;
mod ioctl;
mod keyed;
mod mptcp;
mod mroute;
mod multicast;
mod named;
mod nested;
mod net;
mod octets;
mod packet;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod peeloff;
mod peer;
mod pending;
mod placed;
mod program;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod rds;
mod record;
mod scalar;
mod sctp;
mod secret;
#[cfg(unix)]
pub(crate) mod splice;
mod stamping;
mod switch;
mod tcp_ao;
mod time;
mod tls;
mod winsock;
mod wire;
mod xdp;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod zerocopy;

pub use alg::{AsLength, SecretBytes};
pub use answer::{Aligned, Answer, Inline, Padded, Refusal, Reply};
pub use bluetooth::{Codecs, EventMask, IsoQos, Little, Mtu, Whole, Words};
pub use bytes::{Growing, Hex, Label, List, OrUnset, Text};
pub use c_string::{Acceptor, FilInfos, FilName, FunctionSet};
pub use can::{FrameTime, Separation};
pub use congestion::CcInfo;
pub use descriptor::Borrowed;
#[cfg(unix)]
pub use descriptor::Owned;
pub use extensible::{Extended, Extensible, NoneOrOlder, OrOlder, Place, SubByte};
pub use families::{Ccid, Internet, KeyName, LongFlag, RxTraces, Several, TwiceAsLong};
pub use flow_label::FlowLabels;
pub use groups::{Fitting, Groups};
pub use internet::{Head, IcmpFilter, Ports, Tail};
pub use ioctl::{Asked, Asking, PeerPid, SynRetransmissions, TcpInfoRoom, TcpInfoVersions};
pub use keyed::Keyed;
pub use mptcp::{FullInfo, FullRoom, SubflowRoom, Subflows};
pub use mroute::{IfSet, OfMif, OfVif, Pim, Ttls};
pub use multicast::{Group, Source, SourceList, Sources};
pub use named::{Bits, Named, NamedValue};
pub use nested::{Bytes, Nested, NestedAll, SubWord};
pub use net::{
    ByAddress, IfIndex, Ip, MulticastIf, PeerName, SocketAddress, SourceFirst, Stepping,
};
pub use octets::{Octets, OrEmpty};
pub use packet::{Fanout, HeaderLength, Membership};
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use peeloff::PeelOff;
pub use peer::ProcessLast;
pub use pending::Pending;
pub use placed::{Fill, Storage};
pub use program::{Counted, NoBytes, NoValue, Program, ProgramBack};
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use rds::{GetMr, GetMrForDest};
pub use record::{Absent, Fields, OrAbsent, Record, Records};
pub use scalar::{Flag, Int, Number, OrNone, Rate, Scalar, Size, NEVER, U32, U64};
pub use sctp::{
    Addresses, AssocIds, AuthChunks, ClearedVec, ConnectX, Doubling, Events, ForAssoc,
    FreebsdAssocParams, FreebsdDefaultPrInfo, FreebsdPaddrInfo, FreebsdPeerAddrParams, FreebsdPrim,
    FreebsdSndRcvInfo, FreebsdStatus, FreebsdThresholds, FreebsdUdpEncaps, Hmacs, KeyOf, Layout,
    Moved, MovedKeyed, PackedAddresses, ResetStreams,
};
pub use secret::{Cleared, FastOpenKey, Md5Sig};
#[cfg(unix)]
pub use splice::Splicing;
pub use stamping::Stamping;
pub use switch::Switch;
pub use tcp_ao::{AoDel, AoInfo, AoKey, AoKeys, AoRoom};
pub use time::{Linger, Micros, Millis, Secs, TimeVal, Unit};
pub use tls::{CryptoInfo, CryptoReply};
pub use winsock::{
    AddressOrIndex, ByAddressOrIndex, CsAddrInfo, IndexOut, OrNothing, SockaddrInet,
};
pub use wire::{BigEndian, BigEndian16, Long, NetworkShort, Truth, Wire};
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use xdp::UmemReg;
pub use xdp::{PowerOfTwo, RingOffsets};
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use zerocopy::ZerocopyReceive;

pub(crate) use answer::exactly;
pub(crate) use extensible::extended;
pub(crate) use named::{count, names, present, text_by};
pub(crate) use placed::placed;
pub(crate) use record::{record, texts};
pub(crate) use scalar::{join, split, WireOf};

#[cfg(test)]
mod tests;

/// The Rust type of a value, and how the value is written as text.
///
/// Most codecs are put together from those of this module, or are a [`Scalar`]. One by hand, for
/// an option that has one key or two:
///
/// ```
/// use core::fmt;
/// use sockopt::codec::{Answer, Codec, Decode, Encode, Fault, Inline};
/// use sockopt::{Domain, Opt, Socket, Type};
///
/// /// The keys of TCP Fast Open: the one in use, and the one before it.
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Keys {
///     now: u128,
///     before: Option<u128>,
/// }
///
/// struct FastOpenKeys;
///
/// impl Codec for FastOpenKeys {
///     type Value = Keys;
///
///     fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         f.write_str("a key in hexadecimal, or two with a comma")
///     }
///
///     fn print(keys: &Keys, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "{:x}", keys.now)?;
///         keys.before.map_or(Ok(()), |before| write!(f, ",{before:x}"))
///     }
///
///     fn parse(text: &str) -> Result<Keys, Fault> {
///         let key = |hex| u128::from_str_radix(hex, 16).map_err(|_| Fault::BAD_TEXT);
///         match text.split_once(',') {
///             None => Ok(Keys { now: key(text)?, before: None }),
///             Some((now, before)) => Ok(Keys { now: key(now)?, before: Some(key(before)?) }),
///         }
///     }
/// }
///
/// impl Decode for FastOpenKeys {
///     type Reply = [u8; 32];
///
///     fn decode(answer: Answer<'_>) -> Result<Keys, Fault> {
///         let key = |bytes: &[u8]| {
///             bytes.try_into().map(u128::from_be_bytes).map_err(|_| Fault::BAD_REPLY)
///         };
///         match answer.bytes() {
///             both if both.len() == 32 => {
///                 let (now, before) = both.split_at(16);
///                 Ok(Keys { now: key(now)?, before: Some(key(before)?) })
///             }
///             now => Ok(Keys { now: key(now)?, before: None }),
///         }
///     }
/// }
///
/// impl Encode for FastOpenKeys {
///     type Arg<'a> = Keys;
///     type Bytes<'a> = Inline<32>;
///
///     fn encode(keys: &Keys) -> Result<Inline<32>, Fault> {
///         let before = keys.before.unwrap_or_default().to_be_bytes();
///         let mut bytes = [0; 32];
///         let (first, second) = bytes.split_at_mut(16);
///         first.copy_from_slice(&keys.now.to_be_bytes());
///         second.copy_from_slice(&before);
///         Ok(Inline::new(bytes, if keys.before.is_some() { 32 } else { 16 }))
///     }
///
///     fn lend(keys: &Keys) -> Keys {
///         *keys
///     }
/// }
///
/// # #[cfg(target_os = "linux")] {
/// // SAFETY: 16 or 32 bytes, by `do_tcp_setsockopt` and `do_tcp_getsockopt`.
/// const TCP_FASTOPEN_KEY: Opt<FastOpenKeys> = unsafe { Opt::new(6, 33) };
///
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// let keys = Keys { now: 0xfeed, before: Some(7) };
/// if socket.set_if_supported(TCP_FASTOPEN_KEY, keys)? {
///     assert_eq!(socket.get(TCP_FASTOPEN_KEY)?, keys);
/// }
/// # }
/// assert_eq!(FastOpenKeys::parse("feed,7"), Ok(Keys { now: 0xfeed, before: Some(7) }));
/// assert_eq!(FastOpenKeys::parse("feed,"), Err(Fault::BAD_TEXT));
/// # std::io::Result::Ok(())
/// ```
pub trait Codec {
    /// What a read gives.
    type Value;

    /// Whether the values are secret: a dump then leaves the option out, and no text is made of them.
    const SECRET: bool = false;

    /// Prints which values the codec takes, as the end of the sentence "it takes …".
    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Prints a value so that [`parse`](Codec::parse) gives the same value back.
    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Reads a value that a person wrote.
    fn parse(text: &str) -> Result<Self::Value, Fault>;
}

/// A codec that gets values out of the kernel's bytes.
///
/// A codec for what is only read needs no [`Encode`]. This one picks a field out of a structure
/// that grows with the kernel; [`Codec`] shows one that goes both ways.
///
/// ```
/// use core::fmt;
/// use sockopt::codec::{Answer, Codec, Decode, Fault};
/// use sockopt::{Get, Opt, Socket};
/// use std::net::{TcpListener, TcpStream};
/// use std::time::Duration;
///
/// struct RoundTrip;
///
/// impl Codec for RoundTrip {
///     type Value = Duration;
///
///     fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         f.write_str("nothing")
///     }
///
///     fn print(time: &Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "{time:?}")
///     }
///
///     fn parse(_: &str) -> Result<Duration, Fault> {
///         Err(Fault::NO_TEXT)
///     }
/// }
///
/// impl Decode for RoundTrip {
///     type Reply = [u8; 72]; // the kernel gives no more of its structure than that
///
///     fn decode(answer: Answer<'_>) -> Result<Duration, Fault> {
///         let [.., a, b, c, d] = *answer.exactly::<72>()?; // tcpi_rtt, in microseconds
///         Ok(Duration::from_micros(u32::from_ne_bytes([a, b, c, d]).into()))
///     }
/// }
///
/// # #[cfg(target_os = "linux")] {
/// // SAFETY: plain bytes, cut to the length that is asked for, by `tcp_get_info`.
/// const TCP_INFO: Opt<RoundTrip, Get> = unsafe { Opt::new(6, 11) };
///
/// let listener = TcpListener::bind("127.0.0.1:0")?;
/// let stream = Socket::from(TcpStream::connect(listener.local_addr()?)?);
/// assert!(stream.get(TCP_INFO)? < Duration::from_secs(60));
/// # }
/// # std::io::Result::Ok(())
/// ```
pub trait Decode: Codec {
    /// The buffer that the reply is read into.
    type Reply: Reply;

    /// The value of an answer. Its bytes may be anything: an answer that is
    /// short, long or senseless is a [`Fault`].
    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault>;
}

/// A codec that makes the kernel's bytes out of values.
///
/// With it, code can be written for all options that are set. [`Codec`] shows how to implement it.
///
/// ```
/// use sockopt::codec::{Encode, Fault, Ip, Secs};
/// use std::net::Ipv4Addr;
///
/// /// What the kernel would be given for a text.
/// fn bytes<C: Encode>(text: &str) -> Result<Vec<u8>, Fault> {
///     let value = C::parse(text)?;
///     let arg = C::lend(&value);
///     let bytes = C::encode(&arg)?;
///     Ok(bytes.as_ref().to_vec())
/// }
///
/// assert_eq!(bytes::<Ip<Ipv4Addr>>("127.0.0.1"), Ok(vec![127, 0, 0, 1]));
/// assert_eq!(bytes::<Secs<1, 60>>("1h"), Err(Fault::OUT_OF_RANGE));
/// ```
pub trait Encode: Codec {
    /// What a setter takes: the value itself, or a borrow of it.
    type Arg<'a>;

    /// The bytes passed to the kernel.
    type Bytes<'a>: AsRef<[u8]>;

    /// The bytes of a value; a value that the bytes cannot hold, or that the
    /// kernel would make weaker, is a [`Fault`].
    ///
    /// The argument stays borrowed while the bytes are used, so they may hold its
    /// address where the option is made for that.
    fn encode<'a>(arg: &'a Self::Arg<'_>) -> Result<Self::Bytes<'a>, Fault>;

    /// A value as a setter takes it.
    fn lend(value: &Self::Value) -> Self::Arg<'_>;

    /// Where the value belongs: at another level, for an option that two levels have.
    #[doc(hidden)]
    #[inline]
    fn place(arg: &Self::Arg<'_>, id: Id) -> Id {
        let _ = arg;
        id
    }
}

/// A codec of an option whose reader says, in the buffer, what is asked for.
///
/// The flow label of the other end, of an option that the crate has too:
///
/// ```
/// # use core::fmt;
/// use sockopt::codec::{Answer, Ask, Codec, Decode, Fault};
/// use sockopt::{Domain, Opt, Query, Socket, Type};
///
/// struct Remote;
/// # impl Codec for Remote {
/// #     type Value = u32;
/// #     fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
/// #         f.write_str("nothing")
/// #     }
/// #     fn print(value: &u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
/// #         write!(f, "{value:?}")
/// #     }
/// #     fn parse(_: &str) -> Result<u32, Fault> {
/// #         Err(Fault::NO_TEXT)
/// #     }
/// # }
///
/// impl Decode for Remote {
///     type Reply = [u8; 32]; // struct in6_flowlabel_req
///
///     fn decode(answer: Answer<'_>) -> Result<u32, Fault> {
///         let label = answer.exactly::<32>()?.get(16..20).and_then(|it| it.try_into().ok());
///         label.map(u32::from_be_bytes).ok_or(Fault::BAD_REPLY)
///     }
/// }
///
/// impl Ask for Remote {
///     type Key<'a> = ();
///
///     fn ask((): &mut (), room: &mut [u8]) -> Result<(), Fault> {
///         let flags = 8u16.to_ne_bytes(); // IPV6_FL_F_REMOTE
///         room.get_mut(22..24).ok_or(Fault::SHORT_REPLY)?.copy_from_slice(&flags);
///         Ok(())
///     }
/// }
///
/// # #[cfg(target_os = "linux")] {
/// // SAFETY: a structure of 32 bytes is read and written, by `do_ipv6_getsockopt`.
/// const REMOTE: Opt<Remote, Query> = unsafe { Opt::new(41, 32) };
///
/// let socket = Socket::new(Domain::INET6, Type::STREAM, None)?;
/// assert_eq!(socket.query(REMOTE, ())?, 0); // nothing came yet
/// # }
/// # std::io::Result::Ok(())
/// ```
pub trait Ask: Decode {
    /// What is asked for, and where more of the answer goes than its value, if it does.
    type Key<'a>;

    /// Writes what is asked for into the buffer, which is zero.
    ///
    /// The key stays borrowed for the call, so the buffer may hold its address where the option is made for that.
    fn ask(key: &mut Self::Key<'_>, room: &mut [u8]) -> Result<(), Fault>;

    /// The value of an answer, of which the key may have to take note.
    #[inline]
    fn answered(key: &mut Self::Key<'_>, answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let _ = key;
        Self::decode(answer)
    }

    /// As [`Encode`]'s.
    #[doc(hidden)]
    #[inline]
    fn place(key: &Self::Key<'_>, id: Id) -> Id {
        let _ = key;
        id
    }
}

/// The two calls that everything rests on; a real socket, or a fake in the tests.
pub(crate) trait Call {
    /// Reads option `id` into `reply`; gives the bytes that the kernel says it wrote.
    fn get<R: Reply>(&self, id: Id, reply: &mut R) -> Result<usize, Refusal>;

    /// Sets option `id`.
    fn set(&self, id: Id, value: &[u8]) -> Result<(), i32>;
}

/// Reads an option. The buffer is zeroed before, and the reply's length checked after.
#[inline]
pub(crate) fn get<C: Decode>(call: &impl Call, id: Id) -> Result<C::Value, Fault> {
    let mut reply = C::Reply::empty();
    let length = fill(call, id, &mut reply)?;
    C::decode(Answer::new(reply.room(), length)?)
}

/// Reads an option's bytes into `reply`, and gives their number.
#[inline]
pub(crate) fn fill<R: Reply>(call: &impl Call, id: Id, reply: &mut R) -> Result<usize, Fault> {
    loop {
        let answer = call.get(id, reply);
        if !reply.again(&answer) {
            return answer.map_err(|refusal| Fault::os(refusal.code));
        }
    }
}

/// Sets an option: encodes first, so that a bad value changes nothing.
#[inline]
pub(crate) fn set<C: Encode>(call: &impl Call, id: Id, arg: &C::Arg<'_>) -> Result<(), Fault> {
    let bytes = C::encode(arg)?;
    call.set(C::place(arg, id), bytes.as_ref()).map_err(Fault::os)
}

/// Reads an option, by what is asked for.
pub(crate) fn query<C: Ask>(
    call: &impl Call,
    id: Id,
    mut key: C::Key<'_>,
) -> Result<C::Value, Fault> {
    let mut reply = C::Reply::empty();
    C::ask(&mut key, reply.room())?;
    let length = fill(call, C::place(&key, id), &mut reply)?;
    C::answered(&mut key, Answer::new(reply.room(), length)?)
}

/// A value that prints as its codec does.
///
/// ```
/// use sockopt::codec::{Printed, Size};
///
/// assert_eq!(Printed::<Size>(&(208 * 1024)).to_string(), "208 KiB");
/// ```
pub struct Printed<'a, C: Codec>(pub &'a C::Value);

impl<C: Codec> fmt::Debug for Printed<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        C::print(self.0, f)
    }
}

impl<C: Codec> fmt::Display for Printed<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        C::print(self.0, f)
    }
}

/// The `Arg` and `lend` of a codec whose setter takes the value itself.
macro_rules! by_value {
    () => {
        type Arg<'a> = Self::Value;

        #[inline]
        fn lend(value: &Self::Value) -> Self::Value {
            *value
        }
    };
}
pub(crate) use by_value;
