//! Codecs of control messages: those of options, and a few that options have no use for.

use core::fmt;
use core::mem::size_of;
use core::net::{Ipv4Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use super::values::{Ipv4PktInfo, PathMtu, Timestamp, TimestampPktInfo, Timestamps};
use crate::addr::SockAddr;
use crate::codec::{exactly, Answer, Bits, Codec, Decode, Encode, Fault, Inline, Record, U32};
use crate::interface::Interface;
use crate::sys;
use crate::values::TimestampingFlags;

/// A codec that gets values out of the payload of a message.
///
/// Each [`Decode`] of plain values is one. (`Copy` keeps out what owns something: a payload may be
/// any bytes, and a descriptor's number in it proves nothing.)
pub(crate) trait Receive {
    /// The Rust type. It may borrow from the payload.
    type Value<'a>;

    /// How many bytes there are, at most; 0 where that is not known.
    const SIZE: usize;

    fn receive(payload: &[u8]) -> Result<Self::Value<'_>, Fault>;

    fn print(value: &Self::Value<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<C: Decode> Receive for C
where
    C::Value: Copy,
{
    type Value<'a> = C::Value;

    const SIZE: usize = size_of::<C::Reply>();

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<C::Value, Fault> {
        C::decode(Answer::new(payload, payload.len())?)
    }

    fn print(value: &C::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        C::print(value, f)
    }
}

/// A codec that makes the payload of a message to send.
///
/// Every [`Encode`] is one, so that a message takes the codecs of options:
///
/// ```
/// use sockopt::cmsg::Payload;
/// use sockopt::codec::{Fault, Int};
///
/// assert_eq!(<Int<u8> as Payload>::encode(&2), Ok(2i32.to_ne_bytes()));
/// assert_eq!(<Int<u8, 1> as Payload>::encode(&0), Err(Fault::OUT_OF_RANGE));
/// ```
pub trait Payload {
    /// What is given to be sent.
    type Arg<'a>;
    /// The payload.
    type Bytes<'a>: AsRef<[u8]>;

    /// The payload of a value; an error if the system cannot be told it as it is.
    fn encode<'a>(arg: &'a Self::Arg<'_>) -> Result<Self::Bytes<'a>, Fault>;

    /// Prints which values the codec takes, as the end of the sentence "it takes …".
    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<C: Encode> Payload for C {
    type Arg<'a> = C::Arg<'a>;
    type Bytes<'a> = C::Bytes<'a>;

    #[inline]
    fn encode<'a>(arg: &'a C::Arg<'_>) -> Result<C::Bytes<'a>, Fault> {
        C::encode(arg)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        C::expects(f)
    }
}

/// Bytes as they are.
///
/// ```
/// use sockopt::cmsg::{Payload, Raw};
///
/// assert_eq!(Raw::encode(&[1, 2, 3].as_slice()), Ok([1, 2, 3].as_slice()));
/// ```
#[derive(Debug)]
pub enum Raw {}

impl Receive for Raw {
    type Value<'a> = &'a [u8];

    const SIZE: usize = 0;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<&[u8], Fault> {
        Ok(payload)
    }

    fn print(value: &&[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::text::print_bytes(value, f)
    }
}

impl Payload for Raw {
    type Arg<'a> = &'a [u8];
    type Bytes<'a> = &'a [u8];

    fn encode<'a>(arg: &'a &[u8]) -> Result<&'a [u8], Fault> {
        Ok(arg)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }
}

/// Text; a NUL that ends it does not belong to it.
pub(super) enum Label {}

impl Receive for Label {
    type Value<'a> = &'a [u8];

    const SIZE: usize = 0;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<&[u8], Fault> {
        Ok(payload.strip_suffix(&[0]).unwrap_or(payload))
    }

    fn print(value: &&[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", value.escape_ascii())
    }
}

/// How many numbers of four bytes there are.
pub(super) enum Count {}

impl Receive for Count {
    type Value<'a> = usize;

    const SIZE: usize = 0;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<usize, Fault> {
        Ok(payload.len() / 4)
    }

    fn print(value: &usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }
}

/// Whether the number is that of a descriptor, and not of an error.
pub(super) enum IsDescriptor {}

impl Receive for IsDescriptor {
    type Value<'a> = bool;

    const SIZE: usize = 4;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<bool, Fault> {
        Ok(i32::from_ne_bytes(*exactly(payload)?) >= 0)
    }

    fn print(value: &bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }
}

/// Descriptors that are lent for the call: the receiver gets others of the same files.
///
/// At most 253 (SCM_MAX_FD of Linux).
#[cfg(unix)]
#[derive(Debug)]
pub enum Lent {}

#[cfg(unix)]
impl Payload for Lent {
    type Arg<'a> = &'a [sys::BorrowedSocket<'a>];
    type Bytes<'a> = &'a [u8];

    fn encode<'a>(arg: &'a &[sys::BorrowedSocket<'_>]) -> Result<&'a [u8], Fault> {
        match arg.len() {
            1..=253 => Ok(sys::bytes_of_descriptors(arg)),
            _ => Err(Fault::OUT_OF_RANGE),
        }
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("1 to 253 descriptors")
    }
}

/// Seconds, and a part in units of `UNIT` nanoseconds, in halves of `SIZE` bytes.
pub(super) enum Stamp<const SIZE: usize, const UNIT: u32> {}

impl<const SIZE: usize, const UNIT: u32> Receive for Stamp<SIZE, UNIT> {
    type Value<'a> = Timestamp;

    const SIZE: usize = SIZE;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<Timestamp, Fault> {
        let (secs, part) = exactly::<SIZE>(payload)?.split_at(SIZE / 2);
        timestamp(integer(secs)?, integer(part)?, UNIT)
    }

    fn print(value: &Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }
}

/// An integer of four or eight bytes.
#[inline(always)]
fn integer(bytes: &[u8]) -> Result<i64, Fault> {
    match <[u8; 8]>::try_from(bytes) {
        Ok(bytes) => Ok(i64::from_ne_bytes(bytes)),
        Err(_) => exactly(bytes).map(|bytes| i32::from_ne_bytes(*bytes).into()),
    }
}

#[inline(always)]
fn timestamp(secs: i64, part: i64, unit: u32) -> Result<Timestamp, Fault> {
    match u32::try_from(part) {
        Ok(part) if part < 1_000_000_000 / unit => Ok(Timestamp { secs, nanos: part * unit }),
        _ => Err(Fault::BAD_REPLY),
    }
}

/// `struct timeval`, as the system has it.
pub(super) enum NativeTimeVal {}

impl Receive for NativeTimeVal {
    type Value<'a> = Timestamp;

    const SIZE: usize = sys::TIMEVAL_SIZE;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<Timestamp, Fault> {
        let (secs, micros) = sys::timeval_parts(exactly(payload)?);
        timestamp(secs, micros, 1000)
    }

    fn print(value: &Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }
}

/// `struct bintime`: seconds, and a fraction of 64 bits.
pub(super) enum BinTime {}

impl Receive for BinTime {
    type Value<'a> = Timestamp;

    const SIZE: usize = 16;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<Timestamp, Fault> {
        let (secs, fraction) = exactly::<16>(payload)?.split_at(8);
        // The upper half is more than a nanosecond is fine.
        let upper = u64::from_ne_bytes(*exactly(fraction)?) >> 32;
        let nanos = (upper * 1_000_000_000) >> 32;
        let nanos = u32::try_from(nanos).map_err(|_| Fault::BAD_REPLY)?;
        Ok(Timestamp { secs: integer(secs)?, nanos })
    }

    fn print(value: &Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }
}

/// `struct scm_timestamping`: three times of `SIZE` bytes in all; the second is no longer used, and
/// zero is none.
pub(super) enum Stamps<const SIZE: usize> {}

impl<const SIZE: usize> Receive for Stamps<SIZE> {
    type Value<'a> = Timestamps;

    const SIZE: usize = SIZE;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<Timestamps, Fault> {
        let (software, rest) = exactly::<SIZE>(payload)?.split_at(SIZE / 3);
        let (_, hardware) = rest.split_at(SIZE / 3);
        let read = |bytes: &[u8]| {
            let (secs, nanos) = bytes.split_at(SIZE / 6);
            let stamp = timestamp(integer(secs)?, integer(nanos)?, 1)?;
            Ok(Some(stamp).filter(|stamp| *stamp != Timestamp::ZERO))
        };
        Ok(Timestamps { software: read(software)?, hardware: read(hardware)? })
    }

    fn print(value: &Timestamps, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let print = |stamp: Option<Timestamp>, f: &mut fmt::Formatter<'_>| match stamp {
            Some(stamp) => write!(f, "{stamp}"),
            None => f.write_str("none"),
        };
        f.write_str("software=")?;
        print(value.software, f)?;
        f.write_str(" hardware=")?;
        print(value.hardware, f)
    }
}

/// `struct scm_ts_pktinfo`: an interface, a length, and two numbers that say nothing.
pub(super) enum StampedPacket {}

impl Receive for StampedPacket {
    type Value<'a> = TimestampPktInfo;

    const SIZE: usize = 16;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<TimestampPktInfo, Fault> {
        use crate::codec::Fields;
        let [known @ .., _, _, _, _, _, _, _, _] = exactly::<16>(payload)?;
        TimestampPktInfo::read(known)
    }

    fn print(value: &TimestampPktInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Record<TimestampPktInfo, 8> as Codec>::print(value, f)
    }
}

/// `struct sockaddr_in`.
pub(super) enum SockAddrIn {}

impl Receive for SockAddrIn {
    type Value<'a> = SocketAddrV4;

    const SIZE: usize = 16;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<SocketAddrV4, Fault> {
        match SockAddr::ip_in(payload) {
            Some(SocketAddr::V4(address)) => Ok(address),
            _ => Err(Fault::BAD_REPLY),
        }
    }

    fn print(value: &SocketAddrV4, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }
}

/// `struct sockaddr_in6`.
pub(super) enum SockAddrIn6 {}

impl Receive for SockAddrIn6 {
    type Value<'a> = SocketAddrV6;

    const SIZE: usize = 32;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<SocketAddrV6, Fault> {
        match SockAddr::ip_in(payload) {
            Some(SocketAddr::V6(address)) => Ok(address),
            _ => Err(Fault::BAD_REPLY),
        }
    }

    fn print(value: &SocketAddrV6, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }
}

/// `struct ip6_mtuinfo`, of `SIZE` bytes: an address, and the path's MTU to it.
pub(super) enum MtuInfo<const SIZE: usize> {}

impl<const SIZE: usize> Receive for MtuInfo<SIZE> {
    type Value<'a> = PathMtu;

    const SIZE: usize = SIZE;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<PathMtu, Fault> {
        let (address, mtu) =
            exactly::<SIZE>(payload)?.split_last_chunk().ok_or(Fault::SHORT_REPLY)?;
        let destination = SockAddrIn6::receive(address)?;
        Ok(PathMtu { destination, mtu: u32::from_ne_bytes(*mtu) })
    }

    fn print(value: &PathMtu, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "destination={} mtu={}", value.destination, value.mtu)
    }
}

/// `struct sockaddr_dl`, of which the interface's index.
pub(super) enum SockAddrDl {}

impl Receive for SockAddrDl {
    type Value<'a> = Option<Interface>;

    const SIZE: usize = 64;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<Option<Interface>, Fault> {
        // The length and the family, a byte each; then the index.
        match *payload {
            [_, _, a, b, ..] => Ok(Interface::from_index(u16::from_ne_bytes([a, b]).into())),
            _ => Err(Fault::SHORT_REPLY),
        }
    }

    fn print(value: &Option<Interface>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            Some(interface) => write!(f, "{interface}"),
            None => f.write_str("none"),
        }
    }
}

/// Which timestamps are made of one message: a few of the flags of SO_TIMESTAMPING.
///
/// ```
/// use sockopt::cmsg::{Payload, TxStamps};
/// use sockopt::codec::Fault;
/// use sockopt::TimestampingFlags;
///
/// assert!(TxStamps::encode(&TimestampingFlags::TX_SOFTWARE).is_ok());
/// // Whether it is reported is for the socket to say.
/// assert_eq!(TxStamps::encode(&TimestampingFlags::SOFTWARE), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub enum TxStamps {}

impl TxStamps {
    /// SOF_TIMESTAMPING_TX_RECORD_MASK
    const MASK: TimestampingFlags = TimestampingFlags::TX_HARDWARE
        .union(TimestampingFlags::TX_SOFTWARE)
        .union(TimestampingFlags::TX_SCHED)
        .union(TimestampingFlags::TX_ACK)
        .union(TimestampingFlags::TX_COMPLETION);
}

impl Payload for TxStamps {
    type Arg<'a> = TimestampingFlags;
    type Bytes<'a> = [u8; 4];

    fn encode(arg: &TimestampingFlags) -> Result<[u8; 4], Fault> {
        if !Self::MASK.contains(*arg) {
            return Err(Fault::OUT_OF_RANGE);
        }
        <Bits<TimestampingFlags> as Encode>::encode(arg)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or any of ")?;
        <Bits<TimestampingFlags> as Codec>::print(&Self::MASK, f)
    }
}

/// `struct af_alg_iv`: a length, and up to 64 bytes.
///
/// ```
/// use sockopt::cmsg::{AlgIv, Payload};
///
/// let iv = AlgIv::encode(&[7; 16].as_slice())?;
/// assert_eq!(iv.as_ref().len(), 20);
/// assert!(AlgIv::encode(&[7; 65].as_slice()).is_err());
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub enum AlgIv {}

impl Payload for AlgIv {
    type Arg<'a> = &'a [u8];
    type Bytes<'a> = Inline<68>;

    fn encode(arg: &&[u8]) -> Result<Inline<68>, Fault> {
        let length = u32::try_from(arg.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let mut bytes = [0; 68];
        let (head, room) = bytes.split_at_mut(4);
        let Some(room) = room.get_mut(..arg.len()) else { return Err(Fault::OUT_OF_RANGE) };
        head.copy_from_slice(&<U32 as Encode>::encode(&length)?);
        room.copy_from_slice(arg);
        Ok(Inline::new(bytes, 4 + arg.len()))
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("0 to 64 bytes")
    }
}

/// [`Ipv4PktInfo`] as `struct in_pktinfo`: the interface, and two addresses.
///
/// As the record that it is; but its addresses never become numbers, which takes fewer instructions.
#[derive(Debug)]
pub(super) enum InterfaceFirst {}

impl Receive for InterfaceFirst {
    type Value<'a> = Ipv4PktInfo;

    const SIZE: usize = 12;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<Ipv4PktInfo, Fault> {
        let [a, b, c, d, e, f, g, h, i, j, k, l] = *exactly::<12>(payload)?;
        Ok(Ipv4PktInfo {
            interface: Interface::from_index(u32::from_ne_bytes([a, b, c, d])),
            spec_dst: Ipv4Addr::from([e, f, g, h]),
            addr: Ipv4Addr::from([i, j, k, l]),
        })
    }

    fn print(value: &Ipv4PktInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Record<Ipv4PktInfo, 12> as Codec>::print(value, f)
    }
}

/// [`Ipv4PktInfo`] where there is one address, before the interface: `struct in_pktinfo` of NetBSD and Windows.
///
/// ```
/// use sockopt::cmsg::{AddressFirst, Payload};
/// use sockopt::{Interface, Ipv4PktInfo};
/// use std::net::Ipv4Addr;
///
/// let from = Ipv4PktInfo::from(Ipv4Addr::LOCALHOST);
/// let by = Ipv4PktInfo { interface: Interface::from_index(2), ..from };
/// let [address @ .., _, _, _, _] = AddressFirst::encode(&by)?;
/// assert_eq!(address, [127, 0, 0, 1]);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub enum AddressFirst {}

impl Receive for AddressFirst {
    type Value<'a> = Ipv4PktInfo;

    const SIZE: usize = 8;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<Ipv4PktInfo, Fault> {
        let [a, b, c, d, index @ ..] = exactly::<8>(payload)?;
        let addr = Ipv4Addr::from([*a, *b, *c, *d]);
        let interface = Interface::from_index(u32::from_ne_bytes(*index));
        Ok(Ipv4PktInfo { interface, spec_dst: addr, addr })
    }

    fn print(value: &Ipv4PktInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Record<Ipv4PktInfo, 12> as Codec>::print(value, f)
    }
}

impl Payload for AddressFirst {
    type Arg<'a> = Ipv4PktInfo;
    type Bytes<'a> = [u8; 8];

    fn encode(arg: &Ipv4PktInfo) -> Result<[u8; 8], Fault> {
        let [a, b, c, d] = arg.spec_dst.octets();
        let [e, f, g, h] = arg.interface.map_or(0, Interface::index).to_ne_bytes();
        Ok([a, b, c, d, e, f, g, h])
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Record<Ipv4PktInfo, 12> as Codec>::expects(f)
    }
}

/// A port, as it is on the wire.
pub(super) enum Port {}

impl Receive for Port {
    type Value<'a> = u16;

    const SIZE: usize = 2;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<u16, Fault> {
        exactly(payload).map(|port| u16::from_be_bytes(*port))
    }

    fn print(value: &u16, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }
}

/// `struct sock_timestamp_info`, of which the flags.
pub(super) enum TimeInfo {}

impl Receive for TimeInfo {
    type Value<'a> = u32;

    const SIZE: usize = 64;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<u32, Fault> {
        payload
            .split_first_chunk()
            .map(|(flags, _)| u32::from_ne_bytes(*flags))
            .ok_or(Fault::SHORT_REPLY)
    }

    fn print(value: &u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value:#x}")
    }
}

/// At most `MOST` bytes, as they are.
///
/// ```
/// use sockopt::cmsg::{AtMost, Payload};
/// use sockopt::codec::Fault;
///
/// assert!(AtMost::<40>::encode(&[0; 40].as_slice()).is_ok());
/// // Linux would cut IP options off there.
/// assert_eq!(AtMost::<40>::encode(&[0; 41].as_slice()), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub enum AtMost<const MOST: usize> {}

impl<const MOST: usize> Payload for AtMost<MOST> {
    type Arg<'a> = &'a [u8];
    type Bytes<'a> = &'a [u8];

    fn encode<'a>(arg: &'a &[u8]) -> Result<&'a [u8], Fault> {
        if arg.len() <= MOST {
            Ok(arg)
        } else {
            Err(Fault::OUT_OF_RANGE)
        }
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0 to {MOST} bytes")
    }
}
