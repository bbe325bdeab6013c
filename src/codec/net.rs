//! Addresses, interfaces and group memberships.

use core::fmt;
use core::marker::PhantomData;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::wire::{BigEndian, BigEndian16, Wire};
use super::{by_value, Answer, Codec, Decode, Encode, Record, Refusal, Reply, Scalar};
use crate::addr::SockAddr;
use crate::error::Fault;
use crate::interface::Interface;
use crate::values::{Ipv4Member, Ipv4SourceMember, MulticastInterface};

/// An IP address: `Ipv4Addr` in four bytes, or `Ipv6Addr` in sixteen.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Ip};
/// use std::net::{Ipv4Addr, Ipv6Addr};
///
/// let address = Ipv4Addr::new(192, 0, 2, 7);
/// assert_eq!(<Ip<Ipv4Addr> as Encode>::encode(&address), Ok([192, 0, 2, 7]));
/// assert_eq!(<Ip<Ipv6Addr> as Codec>::parse("::1"), Ok(Ipv6Addr::LOCALHOST));
/// assert!(<Ip<Ipv4Addr> as Codec>::parse("localhost").is_err()); // no name is looked up
/// ```
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
///
/// ```
/// use sockopt::codec::{Codec, Fault, IfIndex};
/// use sockopt::Interface;
///
/// // A number is an index, whether there is such an interface or not.
/// assert_eq!(<IfIndex as Codec>::parse("7").ok(), Interface::from_index(7));
/// // None has 0: for "no interface" it is `OrNone<IfIndex, 0>`.
/// assert_eq!(<IfIndex as Codec>::parse("0"), Err(Fault::BAD_TEXT));
/// ```
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
///
/// ```
/// use sockopt::codec::{ByAddress, Encode, Fault};
/// use sockopt::{Interface, Ipv4Member};
///
/// let member = Ipv4Member::from([239, 1, 2, 3]);
/// assert_eq!(ByAddress::encode(&member), Ok([239, 1, 2, 3, 0, 0, 0, 0]));
/// // What would be lost on the way is refused.
/// let by_index = Ipv4Member { interface: Interface::from_index(1), ..member };
/// assert_eq!(ByAddress::encode(&by_index), Err(Fault::OUT_OF_RANGE));
/// ```
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
///
/// ```
/// use sockopt::codec::{Codec, Encode, SourceFirst};
///
/// // The text is the same on every system; only the bytes are in another order.
/// let feed = SourceFirst::parse("group=232.1.2.3 address=0.0.0.0 source=192.0.2.7")?;
/// let bytes = SourceFirst::encode(&feed)?;
/// assert_eq!(bytes.as_ref(), [232, 1, 2, 3, 192, 0, 2, 7, 0, 0, 0, 0]);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
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
///
/// ```
/// use sockopt::codec::{Encode, Fault, MulticastIf};
/// use sockopt::{Interface, MulticastInterface};
/// use std::net::Ipv4Addr;
///
/// let by_address = MulticastInterface { address: Ipv4Addr::LOCALHOST, interface: None };
/// assert_eq!(MulticastIf::<false>::encode(&by_address)?.as_ref(), [127, 0, 0, 1]);
/// assert_eq!(MulticastIf::<true>::encode(&by_address)?.as_ref().len(), 12);
///
/// let by_index = MulticastInterface { interface: Interface::from_index(1), ..by_address };
/// assert_eq!(MulticastIf::<false>::encode(&by_index).err(), Some(Fault::OUT_OF_RANGE));
/// # Ok::<(), Fault>(())
/// ```
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
///
/// ```
/// use sockopt::codec::{Codec, Fault, SocketAddress};
///
/// let address = <SocketAddress as Codec>::parse("[::1]:443")?;
/// assert_eq!(address.port(), Some(443));
/// assert_eq!(<SocketAddress as Codec>::parse("localhost:443"), Err(Fault::BAD_TEXT));
/// # Ok::<(), Fault>(())
/// ```
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
///
/// ```
/// use sockopt::codec::PeerName;
/// use sockopt::{Get, Opt, Socket};
/// use std::net::UdpSocket;
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<PeerName, Get> = sockopt::SO_PEERNAME;
/// let socket = UdpSocket::bind("127.0.0.1:0")?;
/// socket.connect("127.0.0.1:9")?;
/// assert_eq!(Socket::from(&socket).get(option)?.to_string(), "127.0.0.1:9");
/// # }
/// # std::io::Result::Ok(())
/// ```
pub type PeerName = SocketAddress<Stepping>;

/// A buffer that is made just as long as the answer, for the kernel refuses a
/// longer one: it halves the lengths that are left until one fits.
///
/// ```
/// use sockopt::codec::{Reply, Stepping};
///
/// let mut reply = Stepping::empty();
/// assert_eq!(reply.room().len(), 2); // every address has a family
/// assert!(reply.again(&Ok(2))); // it has; now for the half of what is left
/// assert_eq!(reply.room().len(), 65);
/// ```
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
