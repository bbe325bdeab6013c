//! TCP_AO_GET_KEYS: the keys of a socket.

use core::fmt;

use super::{
    bit, bits, put, put_peer, SetCurrent, SetRnext, TCP_AO_KEYF_EXCLUDE_OPT, TCP_AO_KEYF_IFINDEX,
};
use crate::addr::SockAddr;
use crate::codec::{Answer, Ask, Codec, Decode, IfIndex, OrNone, Place, Refusal, Reply, U32, U64};
use crate::error::Fault;
use crate::name::Name;
use crate::sys;
use crate::values::{TcpAoFilter, TcpAoKey, TcpAoKeyUse, TcpKey};

/// [`TcpAoKeyUse`] as `struct tcp_ao_getsockopt`, as many as [`TcpAoFilter`] asks for. They have no text.
///
/// ```
/// use sockopt::codec::{AoKeys, AoRoom, Ask, Codec, Fault, Reply};
/// use sockopt::TcpAoFilter;
///
/// let mut reply = AoRoom::empty();
/// AoKeys::ask(&mut TcpAoFilter::All, reply.room())?;
/// // The kernel is asked how many there are, at first.
/// assert_eq!(reply.room().len(), 304);
/// assert_eq!(AoKeys::parse("…").err(), Some(Fault::NO_TEXT));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct AoKeys;

impl Codec for AoKeys {
    type Value = Vec<TcpAoKeyUse>;

    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing: keys are only read")
    }

    fn print(_: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }

    fn parse(_: &str) -> Result<Self::Value, Fault> {
        Err(Fault::NO_TEXT)
    }
}

/// The key in one of the structures.
fn key_use(bytes: &[u8; AoRoom::EACH]) -> Result<TcpAoKeyUse, Fault> {
    let bytes: &[u8] = bytes;
    let room = bytes.first_chunk::<128>().ok_or(Fault::SHORT_REPLY)?;
    let peer = SockAddr::from_reply(room, room.len()).ip().ok_or(Fault::BAD_REPLY)?;
    let [name, key] = [(128, 64), (192, 80)].map(|(at, size)| bytes.get(at..at + size));
    let name = name.and_then(|name| name.split(|&byte| byte == 0).next()).unwrap_or_default();
    let [send_id, recv_id, prefix, mac_length, flags, length] =
        *bytes.get(278..).and_then(|rest| rest.first_chunk()).ok_or(Fault::SHORT_REPLY)?;
    let key = key.and_then(|key| key.get(..usize::from(length)));
    let interface = match flags & TCP_AO_KEYF_IFINDEX {
        0 => None,
        _ => <OrNone<IfIndex, 0>>::at(bytes, 284)?,
    };
    Ok(TcpAoKeyUse {
        key: TcpAoKey {
            peer,
            prefix,
            interface,
            send_id,
            recv_id,
            algorithm: Name::from_bytes(name).map_err(|_| Fault::BAD_REPLY)?,
            mac_length: Some(mac_length),
            key: TcpKey::new(key.unwrap_or_default()).map_err(|_| Fault::BAD_REPLY)?,
            exclude_options: flags & TCP_AO_KEYF_EXCLUDE_OPT != 0,
            set_current: false,
            set_rnext: false,
        },
        is_current: SetCurrent::at(bytes, AoRoom::BITS)?,
        is_rnext: SetRnext::at(bytes, AoRoom::BITS)?,
        good: U64::at(bytes, 288)?,
        bad: U64::at(bytes, 296)?,
    })
}

impl Decode for AoKeys {
    type Reply = AoRoom;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        // The length that the kernel answers with is that of its own structure: they lie as far apart as ours are long.
        if answer.bytes().len() < AoRoom::EACH {
            return Err(Fault::SHORT_REPLY);
        }
        let room = answer.padded();
        let count = AoRoom::count(room).ok_or(Fault::SHORT_REPLY)?;
        if count > room.len() / AoRoom::EACH {
            return Err(Fault::LONG_REPLY);
        }
        let keys = room.chunks_exact(AoRoom::EACH).take(count);
        keys.map(|key| key_use(key.try_into().map_err(|_| Fault::SHORT_REPLY)?)).collect()
    }
}

impl Ask for AoKeys {
    type Key<'a> = TcpAoFilter;

    fn ask(filter: &mut TcpAoFilter, room: &mut [u8]) -> Result<(), Fault> {
        let flags = match *filter {
            TcpAoFilter::All => [(bit::<2>(), true), (None, false)],
            TcpAoFilter::Current => [(bit::<0>(), true), (None, false)],
            TcpAoFilter::Rnext => [(bit::<1>(), true), (None, false)],
            TcpAoFilter::InUse => [(bit::<0>(), true), (bit::<1>(), true)],
            TcpAoFilter::Of { peer, prefix, interface, send_id, recv_id } => {
                put_peer(room, peer, prefix, 284, interface)?;
                let key_flags = if interface.is_some() { TCP_AO_KEYF_IFINDEX } else { 0 };
                put(room, 278, &[send_id, recv_id, prefix, 0, key_flags]);
                return Ok(());
            }
        };
        put(room, AoRoom::BITS, &[bits(flags)]);
        Ok(())
    }
}

/// Room for a question, and then for as many keys as the kernel says that there are. It is cleared when it is dropped.
///
/// ```
/// use sockopt::codec::{AoRoom, Reply};
///
/// let mut reply = AoRoom::empty();
/// reply.room()[278] = 100; // asked for by a number
/// reply.room()[272..276].copy_from_slice(&7u32.to_ne_bytes()); // "seven", says the kernel
/// assert!(reply.again(&Ok(304)));
/// assert_eq!((reply.room().len(), reply.room()[278]), (7 * 304, 100));
/// assert_eq!(format!("{reply:?}"), "AoRoom(2128 bytes)");
/// ```
pub struct AoRoom {
    bytes: Vec<u8>,
    /// What was asked, once there is room for keys: the first of them lies over it.
    asked: Option<[u8; AoRoom::EACH]>,
}

impl AoRoom {
    /// The size of a `struct tcp_ao_getsockopt`, and where in it the number of keys and the flags are.
    pub(super) const EACH: usize = 304;
    pub(super) const COUNT: usize = 272;
    pub(super) const BITS: usize = 276;
    /// A kernel that tells of more keys is not believed.
    const LIMIT: usize = 1 << 20;

    /// How many keys there are.
    fn count(room: &[u8]) -> Option<usize> {
        usize::try_from(U32::at(room, AoRoom::COUNT).ok()?).ok()
    }
}

impl Reply for AoRoom {
    const WHOLE: bool = false;

    fn empty() -> AoRoom {
        AoRoom { bytes: vec![0; AoRoom::EACH], asked: None }
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    fn told(&mut self) -> usize {
        AoRoom::EACH
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        // No room is told of at first, so that nothing is written but the number.
        let held = if self.asked.is_some() { self.bytes.len() / AoRoom::EACH } else { 0 };
        let more =
            AoRoom::count(&self.bytes).filter(|count| (held + 1..=AoRoom::LIMIT).contains(count));
        let Some(count) = more.filter(|_| answer.is_ok()) else { return false };
        let asked = self.asked.or_else(|| self.bytes.first_chunk().copied());
        let Some(asked) = asked else { return false };
        let mut bytes = vec![0; count * AoRoom::EACH];
        put(&mut bytes, 0, &asked);
        // It fits: it came in a field of this size.
        put(&mut bytes, AoRoom::COUNT, &u32::try_from(count).unwrap_or(0).to_ne_bytes());
        sys::clear(&mut self.bytes);
        (self.bytes, self.asked) = (bytes, Some(asked));
        true
    }
}

impl Drop for AoRoom {
    fn drop(&mut self) {
        sys::clear(&mut self.bytes);
    }
}

impl fmt::Debug for AoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AoRoom({} bytes)", self.bytes.len())
    }
}
