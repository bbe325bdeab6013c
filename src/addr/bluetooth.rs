//! Addresses of Bluetooth sockets: one family, and a form for each protocol.

use core::fmt;

use super::text::{number, Reason};
use super::{layout, SockAddr};
use crate::values::{BdAddr, BdAddrType, HciChannel};

pub(super) const BLUETOOTH: u16 = layout::family_number(libc::AF_BLUETOOTH);

/// The bytes behind the family, of `struct sockaddr_hci`, `sockaddr_sco`, `sockaddr_rc` or `sockaddr_iso`, `sockaddr_l2`, and of
/// `sockaddr_iso` with a `sockaddr_iso_bc` behind it.
const HCI: usize = 4;
const SCO: usize = 6;
const NUMBERED: usize = 8;
const L2CAP: usize = 12;
const BROADCAST: usize = 48;

/// Where the broadcaster's part begins (the structure before it ends in a gap), and how many channels it has room for.
const FROM: usize = 7;
const BIS: usize = FROM + 9;
const MOST_BIS: usize = 31;

/// No controller (HCI_DEV_NONE).
const NO_DEVICE: u16 = 0xffff;

/// The address of a Bluetooth socket: its form goes by the protocol, which the address itself does not tell.
///
/// So an address that was received is asked for what it is on a socket of that protocol: RFCOMM's and ISO's are alike. Each question is
/// `None` for an address of another form.
///
/// ```
/// use sockopt::{BdAddr, BdAddrType, BtAddr, SockAddr};
///
/// let device: BdAddr = "00:1B:DC:07:31:88".parse()?;
/// let serial = BtAddr::rfcomm(device, 3);
/// assert_eq!(serial.as_rfcomm(), Some((device, 3)));
/// assert_eq!(serial.as_l2cap(), None);
/// assert_eq!(SockAddr::bluetooth(serial).to_string(), "bluetooth:00:1B:DC:07:31:88/3");
/// # Ok::<(), sockopt::TextError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BtAddr {
    bytes: [u8; BROADCAST],
    len: u8,
}

/// An own address, and of whom and what is received.
struct Broadcast<'a> {
    own: BdAddr,
    r#type: u8,
    from: BdAddr,
    from_type: u8,
    sid: u8,
    bis: &'a [u8],
}

impl BtAddr {
    /// Of an HCI socket: the number of a controller, and a channel. Without a controller, it is of all, or of none.
    #[must_use]
    pub fn hci(device: Option<u16>, channel: HciChannel) -> BtAddr {
        let device = device.unwrap_or(NO_DEVICE);
        // The kernel knows no channel of that number.
        let channel = u16::try_from(channel.raw()).unwrap_or(u16::MAX);
        BtAddr::of(HCI, &[&device.to_ne_bytes(), &channel.to_ne_bytes()])
    }

    /// Of an SCO socket: a device.
    #[must_use]
    pub fn sco(address: BdAddr) -> BtAddr {
        BtAddr::of(SCO, &[&BdAddr::reversed(address.0)])
    }

    /// Of an RFCOMM socket: a device, and a channel of it, 1 to 30. To bind, 0 is for one that is free.
    #[must_use]
    pub fn rfcomm(address: BdAddr, channel: u8) -> BtAddr {
        BtAddr::of(NUMBERED, &[&BdAddr::reversed(address.0), &[channel]])
    }

    /// Of an L2CAP socket: a device, and a service of it (PSM).
    #[must_use]
    pub fn l2cap(address: BdAddr, r#type: BdAddrType, psm: u16) -> BtAddr {
        BtAddr::of_l2cap(address, r#type, psm, 0)
    }

    /// Of an L2CAP socket: a device, and a channel that is always there (CID).
    #[must_use]
    pub fn l2cap_fixed(address: BdAddr, r#type: BdAddrType, cid: u16) -> BtAddr {
        BtAddr::of_l2cap(address, r#type, 0, cid)
    }

    /// Of an ISO socket: a device.
    #[must_use]
    pub fn iso(address: BdAddr, r#type: BdAddrType) -> BtAddr {
        BtAddr::of(NUMBERED, &[&BdAddr::reversed(address.0), &[byte(r#type)]])
    }

    /// To bind an ISO socket that receives a broadcast: an own address, the broadcaster's, the number of its advertising set (255 for
    /// any), and the channels, which are up to 31. `None` for more.
    ///
    /// ```
    /// use sockopt::{BdAddr, BdAddrType, BtAddr};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let (own, from) = (BdAddr::ANY, BdAddr([0, 0x1b, 0xdc, 7, 0x31, 0x88]));
    /// let public = BdAddrType::LE_PUBLIC;
    /// let both_ears = BtAddr::iso_broadcast(own, public, from, public, 255, &[1, 2]);
    /// assert!(both_ears.is_some());
    /// # }
    /// ```
    #[must_use]
    pub fn iso_broadcast(
        address: BdAddr,
        r#type: BdAddrType,
        from: BdAddr,
        from_type: BdAddrType,
        sid: u8,
        bis: &[u8],
    ) -> Option<BtAddr> {
        let count = u8::try_from(bis.len()).ok().filter(|_| bis.len() <= MOST_BIS)?;
        let (own, from) = (BdAddr::reversed(address.0), BdAddr::reversed(from.0));
        let fields: [&[u8]; 5] =
            [&own, &[byte(r#type)], &from, &[byte(from_type), sid, count], bis];
        Some(BtAddr::of(BROADCAST, &fields))
    }

    fn of_l2cap(address: BdAddr, r#type: BdAddrType, psm: u16, cid: u16) -> BtAddr {
        let address = BdAddr::reversed(address.0);
        BtAddr::of(L2CAP, &[&psm.to_le_bytes(), &address, &cid.to_le_bytes(), &[byte(r#type)]])
    }

    /// Lays out fields one after the other, and zeros behind them.
    fn of(len: usize, fields: &[&[u8]]) -> BtAddr {
        let mut bytes = [0; BROADCAST];
        for (to, from) in bytes.iter_mut().zip(fields.iter().copied().flatten()) {
            *to = *from;
        }
        BtAddr { bytes, len: u8::try_from(len).unwrap_or_default() }
    }

    /// The controller and the channel of an HCI socket.
    #[must_use]
    pub fn as_hci(&self) -> Option<(Option<u16>, HciChannel)> {
        let &[a, b, c, d] = self.exactly()?;
        let device = Some(u16::from_ne_bytes([a, b])).filter(|&device| device != NO_DEVICE);
        Some((device, HciChannel::from_raw(u16::from_ne_bytes([c, d]).into())))
    }

    /// The device of an SCO socket.
    #[must_use]
    pub fn as_sco(&self) -> Option<BdAddr> {
        self.exactly::<SCO>().map(|&address| BdAddr(BdAddr::reversed(address)))
    }

    /// The device and the channel of an RFCOMM socket.
    #[must_use]
    pub fn as_rfcomm(&self) -> Option<(BdAddr, u8)> {
        let &[a, b, c, d, e, f, channel, _] = self.exactly::<NUMBERED>()?;
        Some((BdAddr(BdAddr::reversed([a, b, c, d, e, f])), channel))
    }

    /// The device of an ISO socket.
    #[must_use]
    pub fn as_iso(&self) -> Option<(BdAddr, BdAddrType)> {
        let (address, r#type) = match self.as_broadcast() {
            Some(Broadcast { own, r#type, .. }) => (own, r#type),
            None => self.as_rfcomm()?,
        };
        Some((address, BdAddrType::from_raw(r#type.into())))
    }

    /// The device of an L2CAP socket, its service, and its channel; those that there are not are 0.
    #[must_use]
    pub fn as_l2cap(&self) -> Option<(BdAddr, BdAddrType, u16, u16)> {
        let &[p, q, a, b, c, d, e, f, x, y, r#type, _] = self.exactly::<L2CAP>()?;
        let address = BdAddr(BdAddr::reversed([a, b, c, d, e, f]));
        let (psm, cid) = (u16::from_le_bytes([p, q]), u16::from_le_bytes([x, y]));
        Some((address, BdAddrType::from_raw(r#type.into()), psm, cid))
    }

    fn as_broadcast(&self) -> Option<Broadcast<'_>> {
        let bytes = self.exactly::<BROADCAST>()?;
        let (own, rest) = bytes.split_first_chunk()?;
        let (&[r#type], rest) = rest.split_first_chunk()?;
        let (from, rest) = rest.split_first_chunk()?;
        let (&[from_type, sid, count], rest) = rest.split_first_chunk()?;
        let bis = rest.get(..MOST_BIS)?.get(..usize::from(count))?;
        let (own, from) = (BdAddr(BdAddr::reversed(*own)), BdAddr(BdAddr::reversed(*from)));
        Some(Broadcast { own, r#type, from, from_type, sid, bis })
    }

    fn exactly<const N: usize>(&self) -> Option<&[u8; N]> {
        self.as_bytes().try_into().ok()
    }

    /// The bytes behind the family.
    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// What was received; `None` for what has not the length of any form.
    pub(super) fn decode(payload: &[u8]) -> Option<BtAddr> {
        // What lies in the gap at a structure's end, or behind the channels that there are, is no part of it.
        let used = match payload.len() {
            HCI | SCO => payload.len(),
            NUMBERED => NUMBERED - 1,
            L2CAP => L2CAP - 1,
            BROADCAST => {
                let count = usize::from(*payload.get(BIS - 1)?);
                (count <= MOST_BIS).then_some(BIS + count)?
            }
            _ => return None,
        };
        Some(BtAddr::of(payload.len(), &[payload.get(..used)?]))
    }

    /// The inverse of its text.
    pub(super) fn parse(text: &str) -> Result<BtAddr, Reason> {
        let form =
            "expected `bluetooth:hci0/CHANNEL`, `bluetooth:ADDRESS`, `bluetooth:ADDRESS/NUMBER`, \
                    `bluetooth:ADDRESS psm=PSM cid=CID type=TYPE` or \
                    `bluetooth:ADDRESS/TYPE from=ADDRESS/TYPE sid=SET bis=CHANNELS`";
        if let Some((device, channel)) = text.strip_prefix("hci").and_then(|it| it.split_once('/'))
        {
            let device = if device.is_empty() { NO_DEVICE } else { number(device)? };
            let channel: u16 = number(channel)?;
            return Ok(BtAddr::of(HCI, &[&device.to_ne_bytes(), &channel.to_ne_bytes()]));
        }
        let address = |text: &str| text.parse::<BdAddr>().map_err(|_| form.to_owned());
        let numbered = |text: &str| {
            let (device, channel) = text.split_once('/').ok_or(form)?;
            Ok::<_, Reason>((address(device)?, number::<u8>(channel)?))
        };
        let words: Vec<&str> = text.split(' ').collect();
        let value = |word: &'_ str, key: &str| {
            word.strip_prefix(key).map(str::to_owned).ok_or_else(|| form.to_owned())
        };
        match words.as_slice() {
            [one] if one.contains('/') => {
                let (device, channel) = numbered(one)?;
                Ok(BtAddr::rfcomm(device, channel))
            }
            [one] => Ok(BtAddr::sco(address(one)?)),
            [device, psm, cid, kind] => {
                let is_broadcast = psm.starts_with("from=");
                if !is_broadcast {
                    let kind: u8 = number(&value(kind, "type=")?)?;
                    let (psm, cid) = (number(&value(psm, "psm=")?)?, number(&value(cid, "cid=")?)?);
                    let kind = BdAddrType::from_raw(kind.into());
                    return Ok(BtAddr::of_l2cap(address(device)?, kind, psm, cid));
                }
                let (own, own_type) = numbered(device)?;
                let (from, from_type) = numbered(&value(psm, "from=")?)?;
                let bis = value(kind, "bis=")?;
                let bis: Vec<u8> = match bis.as_str() {
                    "none" => Vec::new(),
                    list => list.split(',').map(number).collect::<Result<_, _>>()?,
                };
                let (own_type, from_type) =
                    (BdAddrType::from_raw(own_type.into()), BdAddrType::from_raw(from_type.into()));
                let sid = number(&value(cid, "sid=")?)?;
                BtAddr::iso_broadcast(own, own_type, from, from_type, sid, &bis)
                    .ok_or_else(|| format!("a broadcast has up to {MOST_BIS} channels"))
            }
            _ => Err(form.to_owned()),
        }
    }
}

/// The byte of a type, or one that the kernel has no type for.
fn byte(r#type: BdAddrType) -> u8 {
    u8::try_from(r#type.raw()).unwrap_or(u8::MAX)
}

/// As in the text of a [`SockAddr`].
impl fmt::Display for BtAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bluetooth:")?;
        if let Some((device, channel)) = self.as_hci() {
            f.write_str("hci")?;
            device.map_or(Ok(()), |device| write!(f, "{device}"))?;
            return write!(f, "/{}", channel.raw());
        }
        if let Some(address) = self.as_sco() {
            return write!(f, "{address}");
        }
        if let Some((address, number)) = self.as_rfcomm() {
            return write!(f, "{address}/{number}");
        }
        if let Some((address, r#type, psm, cid)) = self.as_l2cap() {
            return write!(f, "{address} psm={psm} cid={cid} type={}", r#type.raw());
        }
        let Some(it) = self.as_broadcast() else { return Ok(()) };
        let Broadcast { own, r#type, from, from_type, sid, bis } = it;
        write!(f, "{own}/{type} from={from}/{from_type} sid={sid} bis=")?;
        if bis.is_empty() {
            return f.write_str("none");
        }
        bis.iter()
            .enumerate()
            .try_for_each(|(index, bis)| write!(f, "{}{bis}", if index == 0 { "" } else { "," }))
    }
}

impl fmt::Debug for BtAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BtAddr({self})")
    }
}

/// Linux and Android only.
impl SockAddr {
    /// The address of a Bluetooth socket.
    ///
    /// ```
    /// use sockopt::{Addr, BdAddr, BtAddr, SockAddr};
    ///
    /// let addr = BtAddr::sco(BdAddr::ANY);
    /// assert_eq!(SockAddr::bluetooth(addr).view(), Addr::Bluetooth(addr));
    /// ```
    #[must_use]
    pub fn bluetooth(addr: BtAddr) -> SockAddr {
        let bytes = addr.as_bytes();
        SockAddr::build(BLUETOOTH, layout::HEADER + bytes.len(), &[bytes])
    }
}
