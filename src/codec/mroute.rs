//! Multicast routing: what the structures of linux/mroute.h and mroute6.h have that is no plain number.

use core::fmt;
use std::net::Ipv4Addr;

use super::{Fault, Fill, IfIndex, Int, Ip, Place, Scalar, U32};
use crate::text;
use crate::values::{MifDevice, PimMode, VifDevice};

type U8 = Int<u8, 0, 255, u8>;
/// What packets must have more of than that, to be sent on. 0 and 255 say that none are.
type Ttl = Int<u8, 1, 254, u8>;

// linux/mroute.h and mroute6.h
const VIFF_TUNNEL: u8 = 1;
const VIFF_REGISTER: u8 = 4;
const VIFF_USE_IFINDEX: u8 = 8;
const MIFF_REGISTER: u8 = 1;

/// [`VifDevice`] in `struct vifctl`, from its flags on. Text: `address:192.0.2.1`, `interface:lo`,
/// `tunnel:192.0.2.1-198.51.100.1` or `register`.
///
/// ```
/// use sockopt::codec::{Fault, Fill, OfVif, Place};
/// use sockopt::VifDevice;
///
/// let mut vifctl = [0; 16];
/// OfVif::fill(OfVif::of("address:192.0.2.1")?, &mut vifctl, 2)?;
/// assert_eq!(vifctl[8..12], [192, 0, 2, 1]);
/// assert_eq!(OfVif::of("register"), Ok(VifDevice::Register));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct OfVif;

impl OfVif {
    // Behind the flags.
    const LOCAL: usize = 6;
    const REMOTE: usize = 10;
}

impl Place for OfVif {
    type Value = VifDevice;
    const SIZE: usize = 14;

    fn at(bytes: &[u8], place: usize) -> Result<VifDevice, Fault> {
        let local = place + OfVif::LOCAL;
        let address = |place| <Ip<Ipv4Addr>>::at(bytes, place);
        Ok(match U8::at(bytes, place)? {
            0 => VifDevice::Address(address(local)?),
            VIFF_USE_IFINDEX => VifDevice::Interface(<IfIndex>::at(bytes, local)?),
            VIFF_TUNNEL => {
                let remote = address(place + OfVif::REMOTE)?;
                VifDevice::Tunnel { local: address(local)?, remote }
            }
            VIFF_REGISTER => VifDevice::Register,
            _ => return Err(Fault::BAD_REPLY),
        })
    }

    fn put(value: &VifDevice, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn of(text: &str) -> Result<VifDevice, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

impl Fill for OfVif {
    fn fill(value: VifDevice, bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        let at = place + OfVif::LOCAL;
        let flags = match value {
            VifDevice::Address(address) => {
                <Ip<Ipv4Addr>>::fill(address, bytes, at)?;
                0
            }
            VifDevice::Interface(interface) => {
                <IfIndex>::fill(interface, bytes, at)?;
                VIFF_USE_IFINDEX
            }
            VifDevice::Tunnel { local, remote } => {
                <Ip<Ipv4Addr>>::fill(local, bytes, at)?;
                <Ip<Ipv4Addr>>::fill(remote, bytes, place + OfVif::REMOTE)?;
                VIFF_TUNNEL
            }
            VifDevice::Register => VIFF_REGISTER,
        };
        U8::fill(flags, bytes, place)
    }
}

/// [`MifDevice`] in `struct mif6ctl`, from its flags on. Text: `interface:lo` or `register`.
///
/// ```
/// use sockopt::codec::{Fault, Fill, OfMif, Place};
/// use sockopt::MifDevice;
///
/// let mut mif6ctl = [0; 12];
/// OfMif::fill(MifDevice::Register, &mut mif6ctl, 2)?;
/// assert_eq!(mif6ctl[2], 1);
/// // The structure has 16 bits for the interface.
/// assert_eq!(OfMif::fill(OfMif::of("interface:65536")?, &mut mif6ctl, 2), Err(Fault::OUT_OF_RANGE));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct OfMif;

impl OfMif {
    // Behind the flags.
    const INDEX: usize = 2;
}

impl Place for OfMif {
    type Value = MifDevice;
    const SIZE: usize = 4;

    fn at(bytes: &[u8], place: usize) -> Result<MifDevice, Fault> {
        Ok(match U8::at(bytes, place)? {
            0 => MifDevice::Interface(<IfIndex<u16>>::at(bytes, place + OfMif::INDEX)?),
            MIFF_REGISTER => MifDevice::Register,
            _ => return Err(Fault::BAD_REPLY),
        })
    }

    fn put(value: &MifDevice, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn of(text: &str) -> Result<MifDevice, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}

impl Fill for OfMif {
    fn fill(value: MifDevice, bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        match value {
            MifDevice::Interface(interface) => {
                <IfIndex<u16>>::fill(interface, bytes, place + OfMif::INDEX)
            }
            MifDevice::Register => U8::fill(MIFF_REGISTER, bytes, place),
        }
    }
}

/// Each vif's TTL in `struct mfcctl`; `None` for no way out. Text: vifs, each with its TTL: `1:1,2:16`, or `none`.
///
/// ```
/// use sockopt::codec::{Fault, Place, Ttls};
///
/// let ttls = Ttls::of("1:1,2:16")?;
/// assert_eq!((ttls[0], ttls[1], ttls[2]), (None, Some(1), Some(16)));
/// assert_eq!(Ttls::of("32:1"), Err(Fault::OUT_OF_RANGE)); // there are 32, from 0
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Ttls;

impl Place for Ttls {
    type Value = [Option<u8>; 32];
    const SIZE: usize = 32;

    fn at(bytes: &[u8], place: usize) -> Result<Self::Value, Fault> {
        let room = bytes.get(place..).and_then(|rest| rest.first_chunk::<32>());
        let ttl = |&ttl: &u8| (1..255).contains(&ttl).then_some(ttl);
        room.map(|room| room.each_ref().map(ttl)).ok_or(Fault::SHORT_REPLY)
    }

    fn put(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ways = value.iter().enumerate().filter_map(|(vif, ttl)| Some((vif, (*ttl)?)));
        list(ways, f, |(vif, ttl), f| write!(f, "{vif}:{ttl}"))
    }

    fn of(text: &str) -> Result<Self::Value, Fault> {
        let mut ttls = [None; 32];
        if text != "none" {
            for part in text.split(',') {
                let (vif, ttl) = part.split_once(':').ok_or(Fault::BAD_TEXT)?;
                let ttl = <Ttl as Scalar>::parse(ttl)?;
                if nth(vif, &mut ttls)?.replace(ttl).is_some() {
                    return Err(Fault::BAD_TEXT);
                }
            }
        }
        Ok(ttls)
    }
}

impl Fill for Ttls {
    fn fill(value: Self::Value, bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        for (at, ttl) in (place..).zip(value) {
            if let Some(ttl) = ttl {
                Ttl::fill(ttl, bytes, at)?;
            }
        }
        Ok(())
    }
}

/// A set of mifs: `struct if_set` of linux/mroute6.h. Text: their numbers with commas, or `none`.
///
/// ```
/// use sockopt::codec::{Fault, Fill, IfSet, Place};
///
/// let ways = IfSet::of("1,3")?;
/// assert!(ways[1] && ways[3] && !ways[2]);
/// let mut if_set = [0; 32];
/// IfSet::fill(ways, &mut if_set, 0)?;
/// assert_eq!(if_set[..4], 0b1010_u32.to_ne_bytes()); // there is room for 256, of which 32 are in use
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct IfSet;

impl Place for IfSet {
    type Value = [bool; 32];
    const SIZE: usize = 32;

    fn at(bytes: &[u8], place: usize) -> Result<[bool; 32], Fault> {
        let word = U32::at(bytes, place)?;
        let mut set = [false; 32];
        for (mif, is_in) in (0..).zip(&mut set) {
            *is_in = word >> mif & 1 != 0;
        }
        Ok(set)
    }

    fn put(value: &[bool; 32], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mifs = value.iter().enumerate().filter(|(_, is_in)| **is_in);
        list(mifs, f, |(mif, _), f| write!(f, "{mif}"))
    }

    fn of(text: &str) -> Result<[bool; 32], Fault> {
        let mut set = [false; 32];
        if text != "none" {
            for mif in text.split(',') {
                *nth(mif, &mut set)? = true;
            }
        }
        Ok(set)
    }
}

impl Fill for IfSet {
    fn fill(value: [bool; 32], bytes: &mut [u8], place: usize) -> Result<(), Fault> {
        let word = (0..).zip(value).fold(0, |word, (mif, is_in)| word | u32::from(is_in) << mif);
        U32::fill(word, bytes, place)
    }
}

/// Prints items with commas; `none` if there are none.
fn list<T>(
    items: impl Iterator<Item = T>,
    f: &mut fmt::Formatter<'_>,
    mut print: impl FnMut(T, &mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return f.write_str("none");
    }
    for (index, item) in items.enumerate() {
        f.write_str(if index == 0 { "" } else { "," })?;
        print(item, f)?;
    }
    Ok(())
}

/// The element with a number that is given as text.
fn nth<'a, T>(text: &str, of: &'a mut [T; 32]) -> Result<&'a mut T, Fault> {
    let number = text::integer(text).ok_or(Fault::BAD_TEXT)?;
    let index = usize::try_from(number).map_err(|_| Fault::OUT_OF_RANGE)?;
    of.get_mut(index).ok_or(Fault::OUT_OF_RANGE)
}

/// [`PimMode`] as an int. Text: `off`, `on` or `whole`.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Pim};
/// use sockopt::PimMode;
///
/// assert_eq!(<Pim as Codec>::parse("whole"), Ok(PimMode::Whole));
/// assert_eq!(<Pim as Encode>::encode(&PimMode::On), Ok(1i32.to_ne_bytes()));
/// ```
#[derive(Debug)]
pub struct Pim;

impl Scalar for Pim {
    type Value = PimMode;
    type Wire = i32;

    fn to_raw(value: PimMode) -> Result<i128, Fault> {
        Ok(match value {
            PimMode::Off => 0,
            PimMode::On => 1,
            // IGMPMSG_WRVIFWHOLE, MRT6MSG_WRMIFWHOLE
            PimMode::Whole => 4,
        })
    }

    fn from_raw(raw: i128) -> Result<PimMode, Fault> {
        match raw {
            0 => Ok(PimMode::Off),
            1 => Ok(PimMode::On),
            4 => Ok(PimMode::Whole),
            _ => Err(Fault::BAD_REPLY),
        }
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("off, on or whole")
    }

    fn print(value: &PimMode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{value}")
    }

    fn parse(text: &str) -> Result<PimMode, Fault> {
        text.parse().map_err(|_| Fault::BAD_TEXT)
    }
}
