//! Addresses, interfaces and group memberships.

use core::fmt;
use core::marker::PhantomData;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::{
    by_value, Answer, BigEndian, Codec, Decode, Encode, Record, Refusal, Reply, Scalar, Wire,
};
use crate::addr::SockAddr;
use crate::error::Fault;
use crate::interface::Interface;
use crate::values::{Ipv4Member, Ipv4SourceMember, MulticastInterface};

/// An IP address: `Ipv4Addr` in four bytes, or `Ipv6Addr` in sixteen.
#[derive(Debug)]
pub struct Ip<A>(PhantomData<fn() -> A>);

impl Scalar for Ip<Ipv4Addr> {
    type Value = Ipv4Addr;
    type Wire = BigEndian;

    #[inline]
    fn to_raw(value: Ipv4Addr) -> Result<i128, Fault> {
        Ok(i128::from(u32::from(value)))
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<Ipv4Addr, Fault> {
        u32::try_from(raw).map(Ipv4Addr::from).map_err(|_| Fault::BAD_REPLY)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an IPv4 address")
    }

    fn print(value: &Ipv4Addr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<Ipv4Addr, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

/// Sixteen bytes, most significant first.
#[derive(Debug)]
pub enum BigEndian16 {}

impl Wire for BigEndian16 {
    type Bytes = [u8; 16];

    // An address fills all 128 bits: they are carried as they are, sign or not.
    #[inline]
    fn pack(raw: i128) -> Option<[u8; 16]> {
        Some(raw.to_be_bytes())
    }

    #[inline]
    fn unpack(reply: &[u8]) -> Result<i128, Fault> {
        super::answer::exactly(reply).map(|bytes| i128::from_be_bytes(*bytes))
    }
}

impl Scalar for Ip<Ipv6Addr> {
    type Value = Ipv6Addr;
    type Wire = BigEndian16;

    #[inline]
    fn to_raw(value: Ipv6Addr) -> Result<i128, Fault> {
        Ok(i128::from_be_bytes(value.octets()))
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<Ipv6Addr, Fault> {
        Ok(Ipv6Addr::from(raw.to_be_bytes()))
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an IPv6 address")
    }

    fn print(value: &Ipv6Addr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<Ipv6Addr, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

/// The index of a network interface. Text: the interface's name, or its index.
#[derive(Debug)]
pub struct IfIndex<W = i32>(PhantomData<fn() -> W>);

impl<W: Wire> Scalar for IfIndex<W> {
    type Value = Interface;
    type Wire = W;

    #[inline]
    fn to_raw(value: Interface) -> Result<i128, Fault> {
        Ok(i128::from(value.index()))
    }

    #[inline]
    fn from_raw(raw: i128) -> Result<Interface, Fault> {
        u32::try_from(raw).ok().and_then(Interface::from_index).ok_or(Fault::BAD_REPLY)
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an interface's name or index")
    }

    fn print(value: &Interface, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<Interface, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

/// [`Ipv4Member`] as `struct ip_mreq`, which cannot name an interface by index.
#[derive(Debug)]
pub struct ByAddress;

impl Codec for ByAddress {
    type Value = Ipv4Member;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Record<Ipv4Member, 12> as Codec>::expects(f)?;
        f.write_str(", the interface being none: this system takes only its address")
    }

    fn print(value: &Ipv4Member, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Record<Ipv4Member, 12> as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<Ipv4Member, Fault> {
        <Record<Ipv4Member, 12> as Codec>::parse(text)
    }
}

impl Encode for ByAddress {
    type Bytes<'a> = [u8; 8];

    by_value!();

    fn encode(arg: &Ipv4Member) -> Result<[u8; 8], Fault> {
        if arg.interface.is_some() {
            return Err(Fault::OUT_OF_RANGE);
        }
        let [a, b, c, d] = arg.group.octets();
        let [e, f, g, h] = arg.address.octets();
        Ok([a, b, c, d, e, f, g, h])
    }
}

/// [`Ipv4SourceMember`] where the sender comes before the interface.
#[derive(Debug)]
pub struct SourceFirst;

type InterfaceFirst = Record<Ipv4SourceMember, 12>;

impl Codec for SourceFirst {
    type Value = Ipv4SourceMember;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        InterfaceFirst::expects(f)
    }

    fn print(value: &Ipv4SourceMember, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        InterfaceFirst::print(value, f)
    }

    fn parse(text: &str) -> Result<Ipv4SourceMember, Fault> {
        InterfaceFirst::parse(text)
    }
}

impl Encode for SourceFirst {
    type Bytes<'a> = super::Aligned<12>;

    by_value!();

    fn encode(arg: &Ipv4SourceMember) -> Result<super::Aligned<12>, Fault> {
        InterfaceFirst::encode(&Ipv4SourceMember {
            address: arg.source,
            source: arg.address,
            ..*arg
        })
    }
}

/// [`MulticastInterface`]: set as `struct ip_mreqn`, or as an address alone if
/// `BY_INDEX` is false; got as an address.
#[derive(Debug)]
pub struct MulticastIf<const BY_INDEX: bool = true>;

type Both = Record<MulticastInterface, 8>;

impl<const BY_INDEX: bool> Codec for MulticastIf<BY_INDEX> {
    type Value = MulticastInterface;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Both::expects(f)?;
        if !BY_INDEX {
            f.write_str(", the interface being none: this system takes only its address")?;
        }
        Ok(())
    }

    fn print(value: &MulticastInterface, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Both::print(value, f)
    }

    fn parse(text: &str) -> Result<MulticastInterface, Fault> {
        Both::parse(text)
    }
}

impl<const BY_INDEX: bool> Decode for MulticastIf<BY_INDEX> {
    type Reply = [u8; 4];

    fn decode(answer: Answer<'_>) -> Result<MulticastInterface, Fault> {
        let address = <Ip<Ipv4Addr> as Decode>::decode(answer)?;
        Ok(MulticastInterface { address, interface: None })
    }
}

impl<const BY_INDEX: bool> Encode for MulticastIf<BY_INDEX> {
    type Bytes<'a> = super::Inline<12>;

    by_value!();

    fn encode<'a>(arg: &'a MulticastInterface) -> Result<Self::Bytes<'a>, Fault> {
        let [a, b, c, d] = arg.address.octets();
        if !BY_INDEX {
            if arg.interface.is_some() {
                return Err(Fault::OUT_OF_RANGE);
            }
            return Ok(super::Inline::new([a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0], 4));
        }
        // The group, which comes first, means nothing here.
        let [_, _, _, _, i, j, k, l] = Both::encode(arg)?.0;
        Ok(super::Inline::new([0, 0, 0, 0, a, b, c, d, i, j, k, l], 12))
    }
}

/// A socket's address, of any family, read with `R`. Text: as [`SockAddr`]'s.
#[derive(Debug)]
pub struct SocketAddress<R = [u8; 128]>(PhantomData<fn() -> R>);

impl<R> Codec for SocketAddress<R> {
    type Value = SockAddr;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a socket address")
    }

    fn print(value: &SockAddr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<SockAddr, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

impl<R: Reply> Decode for SocketAddress<R> {
    type Reply = R;

    fn decode(answer: Answer<'_>) -> Result<SockAddr, Fault> {
        let mut room = [0; 128];
        for (to, from) in room.iter_mut().zip(answer.bytes()) {
            *to = *from;
        }
        Ok(SockAddr::from_reply(&room, answer.bytes().len()))
    }
}

/// The value of SO_PEERNAME.
pub type PeerName = SocketAddress<Stepping>;

/// A buffer that is made just as long as the answer, for the kernel refuses a
/// longer one: it halves the lengths that are left until one fits.
#[derive(Debug)]
pub struct Stepping {
    bytes: [u8; 128],
    /// The longest that is known to fit, and the longest that may.
    fits: usize,
    most: usize,
    asked: usize,
}

impl Reply for Stepping {
    fn empty() -> Self {
        // Every address has two bytes, its family: what fails with two is no
        // matter of length.
        Stepping { bytes: [0; 128], fits: 0, most: 128, asked: 2 }
    }

    fn room(&mut self) -> &mut [u8] {
        self.bytes.get_mut(..self.asked).unwrap_or_default()
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        match answer {
            Ok(_) => self.fits = self.asked,
            Err(_) if self.fits == 0 => return false,
            Err(_) => self.most = self.asked - 1,
        }
        if self.fits == self.most && answer.is_ok() {
            return false;
        }
        // Rounded up, so that the length that fits is itself asked for last.
        self.asked = (self.fits + self.most).div_ceil(2);
        self.bytes = [0; 128];
        true
    }
}
