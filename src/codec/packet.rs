//! Memberships, groups and headers of packet sockets.

use core::fmt;

use super::{
    by_value, Aligned, Answer, Ask, Bits, Codec, Decode, Encode, Fault, IfIndex, Int, Named,
    Scalar, Size,
};
use crate::values::{
    PacketFanout, PacketFanoutFlags, PacketFanoutType, PacketMember, PacketVersion,
};

/// [`PacketMember`] as `struct packet_mreq`, with room for an address of 32 bytes.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Membership};
/// use sockopt::PacketMemberType;
///
/// # #[cfg(target_os = "linux")] {
/// let group = Membership::parse("interface=7 type=PACKET_MR_MULTICAST address=01:00:5e:00:00:fb")?;
/// assert_eq!(group.r#type, PacketMemberType::MULTICAST);
/// assert_eq!(Membership::encode(&group)?.0[8..14], [1, 0, 0x5e, 0, 0, 0xfb]);
/// # }
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct Membership;

type Type = Named<crate::values::PacketMemberType, u16>;

impl Codec for Membership {
    type Value = PacketMember;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interface=… type=… address=…")
    }

    fn print(value: &PacketMember, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "interface={} type=", value.interface)?;
        <Type as Codec>::print(&value.r#type, f)?;
        write!(f, " address={}", value.address)
    }

    fn parse(text: &str) -> Result<PacketMember, Fault> {
        let [interface, kind, address] = fields(text, ["interface", "type", "address"])?;
        Ok(PacketMember {
            interface: <IfIndex as Codec>::parse(interface)?,
            r#type: <Type as Codec>::parse(kind)?,
            address: address.parse().map_err(|_| Fault::BAD_TEXT)?,
        })
    }
}

impl Encode for Membership {
    type Bytes<'a> = Aligned<40>;

    by_value!();

    fn encode(arg: &PacketMember) -> Result<Aligned<40>, Fault> {
        let index = <IfIndex as Encode>::encode(&arg.interface)?;
        let kind = <Type as Encode>::encode(&arg.r#type)?;
        let address = arg.address.as_bytes();
        let length = u16::try_from(address.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let mut bytes = Aligned([0; 40]);
        let all = index.iter().chain(&kind).copied().chain(length.to_ne_bytes());
        for (to, from) in bytes.0.iter_mut().zip(all.chain(address.iter().copied())) {
            *to = from;
        }
        Ok(bytes)
    }
}

/// The texts of some fields, each once and no other, in the order of their names.
pub(super) fn fields<'a, const N: usize>(
    text: &'a str,
    names: [&str; N],
) -> Result<[&'a str; N], Fault> {
    let mut found = [None; N];
    for part in text.split_whitespace() {
        let (name, value) = part.split_once('=').ok_or(Fault::BAD_TEXT)?;
        let place = names.iter().zip(&mut found).find(|(known, _)| **known == name);
        match place {
            Some((_, place)) if place.is_none() => *place = Some(value),
            _ => return Err(Fault::BAD_TEXT),
        }
    }
    let mut texts = [""; N];
    for (to, from) in texts.iter_mut().zip(found) {
        *to = from.ok_or(Fault::BAD_TEXT)?;
    }
    Ok(texts)
}

/// [`PacketFanout`] in one number, of which 0 is for none; so group 0 of type HASH without flags reads as none.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fanout, Fault};
///
/// # #[cfg(target_os = "linux")] {
/// let group = <Fanout as Codec>::parse("id=7 type=PACKET_FANOUT_LB flags=DEFRAG")?;
/// assert_eq!(<Fanout as Encode>::encode(&group), Ok(0x8001_0007_u32.to_ne_bytes()));
/// // There is no way out of a group: this the kernel refuses. (A plain 0 would be a group to join.)
/// assert_eq!(<Fanout as Encode>::encode(&None), Ok(0x00ff_0000_u32.to_ne_bytes()));
/// # }
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Fanout;

/// A type that no kernel knows.
const NO_TYPE: i128 = 255;

type FanoutFlags = Bits<PacketFanoutFlags>;

impl Scalar for Fanout {
    type Value = Option<PacketFanout>;
    type Wire = u32;

    fn to_raw(value: Self::Value) -> Result<i128, Fault> {
        let Some(group) = value else { return Ok(NO_TYPE << 16) };
        let kind = Int::<i32, 0, 254>::to_raw(group.r#type.raw())?;
        let flags = FanoutFlags::to_raw(group.flags)?;
        if flags & !0xff00 != 0 {
            return Err(Fault::OUT_OF_RANGE);
        }
        Ok(i128::from(group.id) | (kind | flags) << 16)
    }

    fn from_raw(raw: i128) -> Result<Self::Value, Fault> {
        if raw == 0 {
            return Ok(None);
        }
        let id = u16::try_from(raw & 0xffff).map_err(|_| Fault::BAD_REPLY)?;
        let kind = i32::try_from(raw >> 16 & 0xff).map_err(|_| Fault::BAD_REPLY)?;
        let r#type = PacketFanoutType::from_raw(kind);
        Ok(Some(PacketFanout { id, r#type, flags: FanoutFlags::from_raw(raw >> 16 & 0xff00)? }))
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or id=… type=… flags=…")
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(group) = value else { return f.write_str("none") };
        write!(f, "id={} type={} flags=", group.id, group.r#type)?;
        <FanoutFlags as Codec>::print(&group.flags, f)
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        if text == "none" {
            return Ok(None);
        }
        let [id, kind, flags] = fields(text, ["id", "type", "flags"])?;
        Ok(Some(PacketFanout {
            id: <Int<u16> as Codec>::parse(id)?,
            r#type: <Named<PacketFanoutType> as Codec>::parse(kind)?,
            flags: <FanoutFlags as Codec>::parse(flags)?,
        }))
    }
}

/// How long the header of a frame of some version is. The buffer holds the version, and then the length.
///
/// ```
/// use sockopt::codec::{Ask, HeaderLength};
/// use sockopt::PacketVersion;
///
/// # #[cfg(target_os = "linux")] {
/// let mut buffer = [0; 4];
/// HeaderLength::ask(&mut PacketVersion::V3, &mut buffer)?;
/// assert_eq!(buffer, 2_i32.to_ne_bytes());
/// # }
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct HeaderLength;

type Length = Size<0, { i32::MAX as i128 }>;

impl Codec for HeaderLength {
    type Value = usize;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Named<PacketVersion> as Codec>::expects(f)
    }

    fn print(value: &usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Length as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<usize, Fault> {
        <Length as Codec>::parse(text)
    }
}

impl Decode for HeaderLength {
    type Reply = [u8; 4];

    fn decode(answer: Answer<'_>) -> Result<usize, Fault> {
        <Length as Decode>::decode(answer)
    }
}

impl Ask for HeaderLength {
    type Key<'a> = PacketVersion;

    fn ask(key: &mut PacketVersion, room: &mut [u8]) -> Result<(), Fault> {
        let version = <Named<PacketVersion> as Encode>::encode(key)?;
        room.get_mut(..4).ok_or(Fault::SHORT_REPLY)?.copy_from_slice(&version);
        Ok(())
    }
}
