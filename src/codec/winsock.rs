//! Codecs of options that Windows alone has, or has in its own way.

use core::fmt;
use core::marker::PhantomData;
use core::mem::size_of;
use std::net::{Ipv4Addr, SocketAddr};

use super::record::{fields_in, print_fields};
use super::{
    by_value, Answer, ByAddress, Codec, Decode, Encode, Fields, Fill, Inline, Int, MulticastIf,
    Named, Padded, Place, Record, Wire,
};
use crate::addr::SockAddr;
use crate::error::Fault;
use crate::interface::Interface;
use crate::kind::{Protocol, Type};
use crate::values::{BspState, Ipv4Member, MulticastInterface};

/// The index of an interface as IP_UNICAST_IF of Windows has it: set most significant byte first, and read in the
/// machine's order.
///
/// It is a number of 24 bits. So one that has more was not turned round, which some systems forget to do (wine).
///
/// ```
/// use sockopt::codec::{IndexOut, Wire};
///
/// assert_eq!(IndexOut::pack(7), Some([0, 0, 0, 7]));
/// assert_eq!(IndexOut::pack(1 << 24), None);
/// assert_eq!(IndexOut::unpack(&7u32.to_ne_bytes()), Ok(7));
/// assert_eq!(IndexOut::unpack(&7u32.to_be_bytes()), Ok(7));
/// ```
#[derive(Debug)]
pub enum IndexOut {}

impl IndexOut {
    const MOST: u32 = 0xff_ffff;
}

impl Wire for IndexOut {
    type Bytes = [u8; 4];

    #[inline]
    fn pack(raw: i128) -> Option<[u8; 4]> {
        let index = u32::try_from(raw).ok().filter(|&index| index <= Self::MOST)?;
        Some(index.to_be_bytes())
    }

    #[inline]
    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        let index = u32::unpack(reply)?;
        if index > i128::from(Self::MOST) {
            return <super::BigEndian as Wire>::unpack(reply);
        }
        Ok(index)
    }
}

/// The bytes of an interface's index in the place of an address of IPv4: of the network 0.0.0.0/8, in which there are none.
fn as_address(interface: Interface) -> Result<[u8; 4], Fault> {
    IndexOut::pack(interface.index().into()).ok_or(Fault::OUT_OF_RANGE)
}

/// [`Ipv4Member`] as `ip_mreq` of Windows, where an interface is known by its address, or by an index in its place.
///
/// ```
/// use sockopt::codec::{ByAddressOrIndex, Encode, Fault};
/// use sockopt::{Interface, Ipv4Member};
///
/// let member = Ipv4Member::from([239, 1, 2, 3]);
/// let by_index = Ipv4Member { interface: Interface::from_index(7), ..member };
/// assert_eq!(ByAddressOrIndex::encode(&by_index), Ok([239, 1, 2, 3, 0, 0, 0, 7]));
/// // But not by both.
/// let both = Ipv4Member { address: [127, 0, 0, 1].into(), ..by_index };
/// assert_eq!(ByAddressOrIndex::encode(&both), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct ByAddressOrIndex;

impl Codec for ByAddressOrIndex {
    type Value = Ipv4Member;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Record<Ipv4Member, 12> as Codec>::expects(f)?;
        f.write_str(", the address being 0.0.0.0 if there is an interface")
    }

    fn print(value: &Ipv4Member, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ByAddress::print(value, f)
    }

    fn parse(text: &str) -> Result<Ipv4Member, Fault> {
        ByAddress::parse(text)
    }
}

impl Encode for ByAddressOrIndex {
    type Bytes<'a> = [u8; 8];

    by_value!();

    fn encode(arg: &Ipv4Member) -> Result<[u8; 8], Fault> {
        let Some(interface) = arg.interface else { return ByAddress::encode(arg) };
        if !arg.address.is_unspecified() {
            return Err(Fault::OUT_OF_RANGE);
        }
        let [a, b, c, d] = arg.group.octets();
        let [e, f, g, h] = as_address(interface)?;
        Ok([a, b, c, d, e, f, g, h])
    }
}

/// [`MulticastInterface`] of Windows: set as an address, or as an index in its place; got as an index in the machine's
/// order, by documentation, or as an address (wine).
///
/// ```
/// use sockopt::codec::{AddressOrIndex, Encode};
/// use sockopt::{Interface, MulticastInterface};
/// use std::net::Ipv4Addr;
///
/// let interface = Interface::from_index(7);
/// let by_index = MulticastInterface { address: Ipv4Addr::UNSPECIFIED, interface };
/// assert_eq!(AddressOrIndex::encode(&by_index)?.as_ref(), [0, 0, 0, 7]);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct AddressOrIndex;

impl Codec for AddressOrIndex {
    type Value = MulticastInterface;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        MulticastIf::<true>::expects(f)?;
        f.write_str(", the address being 0.0.0.0 if there is an interface")
    }

    fn print(value: &MulticastInterface, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        MulticastIf::<true>::print(value, f)
    }

    fn parse(text: &str) -> Result<MulticastInterface, Fault> {
        MulticastIf::<true>::parse(text)
    }
}

impl Decode for AddressOrIndex {
    type Reply = [u8; 4];

    fn decode(answer: Answer<'_>) -> Result<MulticastInterface, Fault> {
        let bytes = *answer.exactly::<4>()?;
        match u32::from_ne_bytes(bytes) {
            index @ 1..=IndexOut::MOST => Ok(MulticastInterface {
                address: Ipv4Addr::UNSPECIFIED,
                interface: Interface::from_index(index),
            }),
            _ => Ok(MulticastInterface { address: bytes.into(), interface: None }),
        }
    }
}

impl Encode for AddressOrIndex {
    type Bytes<'a> = Inline<12>;

    by_value!();

    fn encode(arg: &MulticastInterface) -> Result<Inline<12>, Fault> {
        let Some(interface) = arg.interface else { return MulticastIf::<false>::encode(arg) };
        if !arg.address.is_unspecified() {
            return Err(Fault::OUT_OF_RANGE);
        }
        let [a, b, c, d] = as_address(interface)?;
        Ok(Inline::new([a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0], 4))
    }
}

/// A [`Record`] that may be absent, which an answer of no bytes says. Text: `none`, or the record's.
///
/// ```
/// use sockopt::codec::{Codec, OrNothing};
/// use sockopt::IcmpErrorInfo;
///
/// assert_eq!(OrNothing::<IcmpErrorInfo, 36>::parse("none"), Ok(None));
/// ```
#[derive(Debug)]
pub struct OrNothing<T, const SIZE: usize>(PhantomData<fn() -> T>);

impl<T: Fields, const SIZE: usize> Codec for OrNothing<T, SIZE> {
    type Value = Option<T>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ")?;
        Record::<T, SIZE>::expects(f)
    }

    fn print(value: &Option<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(value) => Record::<T, SIZE>::print(value, f),
        }
    }

    fn parse(text: &str) -> Result<Option<T>, Fault> {
        match text {
            "none" => Ok(None),
            text => Record::<T, SIZE>::parse(text).map(Some),
        }
    }
}

impl<T: Fields, const SIZE: usize> Decode for OrNothing<T, SIZE> {
    type Reply = <Record<T, SIZE> as Decode>::Reply;

    fn decode(answer: Answer<'_>) -> Result<Option<T>, Fault> {
        if answer.bytes().is_empty() {
            return Ok(None);
        }
        Record::<T, SIZE>::decode(answer).map(Some)
    }
}

/// An address of IPv4 or IPv6 in a `SOCKADDR_INET`, which has room for no other. Text: the address.
///
/// ```
/// use sockopt::codec::{Fault, Fill, Place, SockaddrInet};
/// use std::net::SocketAddr;
///
/// let mut bytes = [0; 28];
/// let router = SocketAddr::from(([192, 0, 2, 1], 0));
/// SockaddrInet::fill(router, &mut bytes, 0)?;
/// assert_eq!(SockaddrInet::at(&bytes, 0), Ok(router));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct SockaddrInet;

impl Place for SockaddrInet {
    type Value = SocketAddr;
    const SIZE: usize = 28;

    fn at(bytes: &[u8], place: usize) -> Result<SocketAddr, Fault> {
        let from = bytes.get(place..).and_then(|rest| rest.get(..Self::SIZE));
        socket_addr(from.ok_or(Fault::SHORT_REPLY)?)?.ok_or(Fault::BAD_REPLY)
    }

    fn put(value: &SocketAddr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn of(text: &str) -> Result<SocketAddr, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

impl Fill for SockaddrInet {
    fn fill(value: SocketAddr, bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        let address = SockAddr::from(value);
        let from = address.as_bytes();
        let room = bytes.get_mut(place..).and_then(|rest| rest.get_mut(..from.len()));
        room.ok_or(Fault::OUT_OF_RANGE)?.copy_from_slice(from);
        Ok(())
    }
}

/// The address of IPv4 or IPv6 in some bytes; none if they are of no family.
fn socket_addr(bytes: &[u8]) -> Result<Option<SocketAddr>, Fault> {
    let mut room = [0; 128];
    for (to, from) in room.iter_mut().zip(bytes) {
        *to = *from;
    }
    let address = SockAddr::from_reply(&room, bytes.len());
    if address.family() == SockAddr::unspecified().family() {
        return Ok(None);
    }
    address.as_socket_addr().map(Some).ok_or(Fault::BAD_REPLY)
}

/// [`BspState`]: `CSADDR_INFO`, of which two fields point to addresses that lie behind it in the same buffer.
///
/// Only what lies in the buffer is looked at, wherever the pointers point to.
/// Text: `local=127.0.0.1:80 remote=none type=SOCK_STREAM protocol=IPPROTO_TCP`.
///
/// ```
/// use sockopt::codec::{Codec, CsAddrInfo};
///
/// let state = CsAddrInfo::parse("local=127.0.0.1:80 remote=none type=1 protocol=6")?;
/// assert_eq!(state.local.map(|local| local.port()), Some(80));
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct CsAddrInfo;

impl CsAddrInfo {
    const NAMES: &'static [&'static str] = &["local", "remote", "type", "protocol"];

    /// Twice a pointer and a length, which ends at a multiple of a pointer's size; then two numbers.
    pub(crate) const POINTER: usize = size_of::<usize>();
    pub(crate) const REMOTE: usize = 2 * Self::POINTER;
    pub(crate) const TYPE: usize = 4 * Self::POINTER;
    pub(crate) const SIZE: usize = Self::TYPE + 8;
}

/// The address that the pointer at a place of the buffer points to.
fn pointed_to(room: &[u8], place: usize) -> Result<Option<SocketAddr>, Fault> {
    let pointer = room.get(place..).and_then(|rest| rest.first_chunk());
    let pointer = pointer.map(|bytes| usize::from_ne_bytes(*bytes)).ok_or(Fault::SHORT_REPLY)?;
    let length = <Int<i32>>::at(room, place + CsAddrInfo::POINTER)?;
    if pointer == 0 || length == 0 {
        return Ok(None);
    }
    let start = pointer.checked_sub(room.as_ptr() as usize);
    let address = start.and_then(|start| room.get(start..)).zip(usize::try_from(length).ok());
    let address = address.and_then(|(rest, length)| rest.get(..length));
    socket_addr(address.ok_or(Fault::BAD_REPLY)?)
}

impl Codec for CsAddrInfo {
    type Value = BspState;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print_fields(Self::NAMES, " ", f, |_, f| f.write_str("…"))
    }

    fn print(value: &BspState, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = |address: Option<SocketAddr>, f: &mut fmt::Formatter<'_>| match address {
            None => f.write_str("none"),
            Some(address) => write!(f, "{address}"),
        };
        print_fields(Self::NAMES, " ", f, |index, f| match index {
            0 => address(value.local, f),
            1 => address(value.remote, f),
            2 => write!(f, "{}", value.r#type),
            _ => write!(f, "{}", value.protocol),
        })
    }

    fn parse(text: &str) -> Result<BspState, Fault> {
        let field = fields_in(Self::NAMES, text)?;
        let address = |text: &str| match text {
            "none" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Fault::BAD_TEXT),
        };
        Ok(BspState {
            local: address(field("local")?)?,
            remote: address(field("remote")?)?,
            r#type: <Named<Type> as Codec>::parse(field("type")?)?,
            protocol: <Named<Protocol> as Codec>::parse(field("protocol")?)?,
        })
    }
}

impl Decode for CsAddrInfo {
    /// The structure, and two addresses of any family.
    type Reply = Padded<{ CsAddrInfo::SIZE + 2 * 128 }>;

    fn decode(answer: Answer<'_>) -> Result<BspState, Fault> {
        if answer.bytes().len() < Self::SIZE {
            return Err(Fault::SHORT_REPLY);
        }
        let room = answer.padded();
        Ok(BspState {
            local: pointed_to(room, 0)?,
            remote: pointed_to(room, Self::REMOTE)?,
            r#type: <Named<Type>>::at(room, Self::TYPE)?,
            protocol: <Named<Protocol>>::at(room, Self::TYPE + 4)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Printed, Reply};
    use crate::values::IcmpErrorInfo;

    type Room = <CsAddrInfo as Decode>::Reply;

    fn decoded(room: &mut Room, length: usize) -> Result<BspState, Fault> {
        CsAddrInfo::decode(Answer::new(room.room(), length)?)
    }

    fn put(room: &mut Room, place: usize, bytes: &[u8]) {
        for (to, from) in room.room().iter_mut().skip(place).zip(bytes) {
            *to = *from;
        }
    }

    #[test]
    fn pointers_are_followed_within_the_buffer_alone() -> Result<(), Fault> {
        let address = SocketAddr::from(([192, 0, 2, 7], 443));
        let bytes = SockAddr::from(address);
        let bytes = bytes.as_bytes();
        let length = i32::try_from(bytes.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let mut room = Room::empty();
        let all = room.room().len();
        let start = room.room().as_ptr() as usize;
        put(&mut room, CsAddrInfo::TYPE, &1i32.to_ne_bytes());
        put(&mut room, CsAddrInfo::TYPE + 4, &6i32.to_ne_bytes());
        assert_eq!(decoded(&mut room, CsAddrInfo::SIZE - 1), Err(Fault::SHORT_REPLY));
        let state = decoded(&mut room, CsAddrInfo::SIZE)?;
        assert_eq!((state.local, state.remote), (None, None));
        assert_eq!((state.r#type.raw(), state.protocol.raw()), (1, 6));

        put(&mut room, CsAddrInfo::SIZE, bytes);
        put(&mut room, 0, &(start + CsAddrInfo::SIZE).to_ne_bytes());
        put(&mut room, CsAddrInfo::POINTER, &length.to_ne_bytes());
        let state = decoded(&mut room, all)?;
        assert_eq!((state.local, state.remote), (Some(address), None));
        let text = Printed::<CsAddrInfo>(&state).to_string();
        assert_eq!(CsAddrInfo::parse(&text), Ok(state));

        // Before the buffer, behind it, and over its end; and a length that is none.
        for pointer in [start - 1, 1, start + all, start + all - 1, usize::MAX] {
            put(&mut room, 0, &pointer.to_ne_bytes());
            assert_eq!(decoded(&mut room, all), Err(Fault::BAD_REPLY), "{pointer}");
        }
        put(&mut room, 0, &(start + CsAddrInfo::SIZE).to_ne_bytes());
        put(&mut room, CsAddrInfo::POINTER, &(-1i32).to_ne_bytes());
        assert_eq!(decoded(&mut room, all), Err(Fault::BAD_REPLY));
        Ok(())
    }

    #[test]
    fn no_answer_is_no_icmp_error() -> Result<(), Fault> {
        type Info = OrNothing<IcmpErrorInfo, 36>;
        let info = IcmpErrorInfo {
            source: SocketAddr::from(([192, 0, 2, 1], 0)),
            protocol: Protocol::ICMP,
            r#type: 3,
            code: 1,
        };
        let mut bytes = [0; 36];
        info.write(&mut bytes)?;
        assert_eq!(Info::decode(Answer::new(&bytes, 0)?), Ok(None));
        assert_eq!(Info::decode(Answer::new(&bytes, 35)?), Err(Fault::SHORT_REPLY));
        assert_eq!(Info::decode(Answer::new(&bytes, 36)?), Ok(Some(info)));
        // An address of no family.
        assert_eq!(Info::decode(Answer::new(&[0; 36], 36)?), Err(Fault::BAD_REPLY));
        assert_eq!(Info::parse(&Printed::<Info>(&Some(info)).to_string()), Ok(Some(info)));
        Ok(())
    }

    #[test]
    fn an_index_is_read_whichever_way_it_is_turned() -> Result<(), Fault> {
        let read = |bytes: [u8; 4]| AddressOrIndex::decode(Answer::new(&bytes, 4)?);
        let by_index = read(7u32.to_ne_bytes())?;
        assert_eq!(by_index.interface, Interface::from_index(7));
        assert!(by_index.address.is_unspecified());
        let by_address = read([127, 0, 0, 1])?;
        assert_eq!((by_address.address, by_address.interface), (Ipv4Addr::LOCALHOST, None));
        assert_eq!(read([0; 4])?.interface, None);
        Ok(())
    }
}
