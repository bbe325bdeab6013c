//! The TCP Authentication Option: `struct tcp_ao_add` and the like of linux/tcp.h.

use core::fmt;
use std::net::{IpAddr, SocketAddr};

use super::packet::fields;
use super::{
    by_value, Aligned, Answer, Ask, Cleared, Codec, Decode, Encode, Fault, Flag, IfIndex, Int,
    OrNone, Place, Record, Refusal, Reply, SubByte, Wire, U64,
};
use crate::addr::SockAddr;
use crate::interface::Interface;
use crate::name::Name;
use crate::sys;
use crate::values::{
    widest, TcpAoCounters, TcpAoDel, TcpAoFilter, TcpAoInfo, TcpAoKey, TcpAoKeyUse, TcpKey,
};

/// The first bits of the flags in all three structures, which are the first of a word: those of
/// its first byte.
type SetCurrent = Flag<SubByte<0, 1>>;
type SetRnext = Flag<SubByte<1, 1>>;
type Third = Flag<SubByte<2, 1>>;
type Fifth = Flag<SubByte<4, 1>>;

const TCP_AO_KEYF_IFINDEX: u8 = 1;
const TCP_AO_KEYF_EXCLUDE_OPT: u8 = 2;

/// Copies bytes to a place.
fn put(room: &mut [u8], place: usize, bytes: &[u8]) {
    for (to, from) in room.iter_mut().skip(place).zip(bytes) {
        *to = *from;
    }
}

/// A byte with those of the flags that are on.
fn bits<const N: usize>(flags: [(Option<[u8; 1]>, bool); N]) -> u8 {
    let on = flags.into_iter().filter(|(_, on)| *on);
    on.filter_map(|(bit, _)| bit).fold(0, |byte, [bit]| byte | bit)
}

/// The bit of a flag.
fn bit<const AT: u32>() -> Option<[u8; 1]> {
    <SubByte<AT, 1>>::pack(1)
}

/// What both structures about keys begin with: whose key it is. Nothing, if the prefix is too long.
fn put_peer(
    room: &mut [u8],
    peer: IpAddr,
    prefix: u8,
    index_at: usize,
    interface: Option<Interface>,
) -> Result<(), Fault> {
    if prefix > widest(&peer) {
        return Err(Fault::OUT_OF_RANGE);
    }
    put(room, 0, SockAddr::from(SocketAddr::new(peer, 0)).as_bytes());
    let index = interface.map_or(0, |interface| interface.index());
    put(room, index_at, &index.to_ne_bytes());
    Ok(())
}

/// [`TcpAoKey`] as `struct tcp_ao_add`. It has no text.
///
/// ```
/// use sockopt::codec::{AoKey, Codec, Encode, Fault};
/// use sockopt::{Name, TcpAoKey, TcpKey};
/// use std::net::Ipv4Addr;
///
/// let key = TcpKey::new(b"between you and me").unwrap();
/// let sha = Name::new("hmac(sha1)").unwrap();
/// let signed = TcpAoKey::new(Ipv4Addr::LOCALHOST, (1, 2), sha, key);
/// assert_eq!(AoKey::encode(&&signed).map(|bytes| bytes.as_ref().len()), Ok(288));
/// let wrong = TcpAoKey { prefix: 33, ..signed };
/// assert_eq!(AoKey::encode(&&wrong).err(), Some(Fault::OUT_OF_RANGE));
/// assert_eq!(AoKey::parse("…").err(), Some(Fault::NO_TEXT));
/// ```
#[derive(Debug)]
pub struct AoKey;

impl Codec for AoKey {
    type Value = TcpAoKey;

    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a peer, a prefix of no more bits than its address has, and a key")
    }

    fn print(_: &TcpAoKey, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }

    fn parse(_: &str) -> Result<TcpAoKey, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Encode for AoKey {
    type Arg<'a> = &'a TcpAoKey;
    type Bytes<'a> = Cleared<288>;

    fn lend(value: &TcpAoKey) -> &TcpAoKey {
        value
    }

    fn encode(arg: &&TcpAoKey) -> Result<Cleared<288>, Fault> {
        let mut bytes = <Cleared<288> as super::Reply>::empty();
        let room = super::Reply::room(&mut bytes);
        put_peer(room, arg.peer, arg.prefix, 192, arg.interface)?;
        put(room, 128, arg.algorithm.as_bytes());
        put(room, 196, &[bits([(bit::<0>(), arg.set_current), (bit::<1>(), arg.set_rnext)])]);
        let mut flags = 0;
        if arg.interface.is_some() {
            flags |= TCP_AO_KEYF_IFINDEX;
        }
        if arg.exclude_options {
            flags |= TCP_AO_KEYF_EXCLUDE_OPT;
        }
        let mac_length = match arg.mac_length {
            Some(0) => return Err(Fault::OUT_OF_RANGE),
            length => length.unwrap_or(0),
        };
        let key = arg.key.as_bytes();
        let length = u8::try_from(key.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        put(room, 202, &[arg.prefix, arg.send_id, arg.recv_id, mac_length, flags, length]);
        put(room, 208, key);
        Ok(bytes)
    }
}

type Id = Int<u8, 0, 255, u8>;
/// A number that may not be told.
type OptionalId = OrNone<Int<i16, 0, 255, i32>, -1>;

fn print_id(id: Option<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    <OptionalId as Codec>::print(&id.map(i16::from), f)
}

fn parse_id(text: &str) -> Result<Option<u8>, Fault> {
    let id = <OptionalId as Codec>::parse(text)?;
    id.map(|id| u8::try_from(id).map_err(|_| Fault::OUT_OF_RANGE)).transpose()
}

/// [`TcpAoDel`] as `struct tcp_ao_del`.
///
/// ```
/// use sockopt::codec::{AoDel, Codec, Encode};
///
/// let old = AoDel::parse(
///     "peer=192.0.2.7 prefix=32 interface=none send_id=100 recv_id=200 \
///      current_key=101 rnext=none del_async=off",
/// )?;
/// assert_eq!(old.current_key, Some(101));
/// assert_eq!(AoDel::encode(&old)?.0[138..143], [32, 100, 200, 101, 0]);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct AoDel;

impl AoDel {
    const NAMES: [&'static str; 8] =
        ["peer", "prefix", "interface", "send_id", "recv_id", "current_key", "rnext", "del_async"];
}

impl Codec for AoDel {
    type Value = TcpAoDel;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "peer=… prefix=… interface=… send_id=… recv_id=… current_key=… rnext=… del_async=…",
        )
    }

    fn print(value: &TcpAoDel, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "peer={} prefix={} interface=", value.peer, value.prefix)?;
        <OrNone<IfIndex, 0> as Codec>::print(&value.interface, f)?;
        write!(f, " send_id={} recv_id={} current_key=", value.send_id, value.recv_id)?;
        print_id(value.current_key, f)?;
        f.write_str(" rnext=")?;
        print_id(value.rnext, f)?;
        f.write_str(" del_async=")?;
        <Third as Codec>::print(&value.del_async, f)
    }

    fn parse(text: &str) -> Result<TcpAoDel, Fault> {
        let [peer, prefix, interface, send, recv, current, rnext, del_async] =
            fields(text, AoDel::NAMES)?;
        Ok(TcpAoDel {
            peer: peer.parse().map_err(|_| Fault::BAD_TEXT)?,
            prefix: <Id as Codec>::parse(prefix)?,
            interface: <OrNone<IfIndex, 0> as Codec>::parse(interface)?,
            send_id: <Id as Codec>::parse(send)?,
            recv_id: <Id as Codec>::parse(recv)?,
            current_key: parse_id(current)?,
            rnext: parse_id(rnext)?,
            del_async: <Third as Codec>::parse(del_async)?,
        })
    }
}

impl Encode for AoDel {
    type Bytes<'a> = Aligned<144>;

    by_value!();

    fn encode(arg: &TcpAoDel) -> Result<Aligned<144>, Fault> {
        let mut bytes = Aligned([0; 144]);
        let room = &mut bytes.0;
        put_peer(room, arg.peer, arg.prefix, 128, arg.interface)?;
        let flags = bits([
            (bit::<0>(), arg.current_key.is_some()),
            (bit::<1>(), arg.rnext.is_some()),
            (bit::<2>(), arg.del_async),
        ]);
        put(room, 132, &[flags]);
        let (current, rnext) = (arg.current_key.unwrap_or(0), arg.rnext.unwrap_or(0));
        let key_flags = if arg.interface.is_some() { TCP_AO_KEYF_IFINDEX } else { 0 };
        put(room, 138, &[arg.prefix, arg.send_id, arg.recv_id, current, rnext, key_flags]);
        Ok(bytes)
    }
}

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
    const EACH: usize = 304;
    const COUNT: usize = 272;
    const BITS: usize = 276;
    /// A kernel that tells of more keys is not believed.
    const LIMIT: usize = 1 << 20;

    /// How many keys there are.
    fn count(room: &[u8]) -> Option<usize> {
        usize::try_from(super::U32::at(room, AoRoom::COUNT).ok()?).ok()
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

/// [`TcpAoInfo`] as `struct tcp_ao_info_opt`.
///
/// ```
/// use sockopt::codec::{AoInfo, Codec};
///
/// let text = "current_key=none rnext=7 ao_required=on accept_icmps=off counters=none";
/// let info = AoInfo::parse(text)?;
/// assert_eq!((info.rnext, info.ao_required), (Some(7), true));
/// let zero = AoInfo::parse(&text.replace("s=none", "s=0,0,0,0,0"))?;
/// assert_eq!(zero.counters, Some(Default::default()));
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct AoInfo;

type Counters = Record<TcpAoCounters, 40>;

impl Codec for AoInfo {
    type Value = TcpAoInfo;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("current_key=… rnext=… ao_required=… accept_icmps=… counters=…")
    }

    fn print(value: &TcpAoInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("current_key=")?;
        print_id(value.current_key, f)?;
        f.write_str(" rnext=")?;
        print_id(value.rnext, f)?;
        f.write_str(" ao_required=")?;
        <Third as Codec>::print(&value.ao_required, f)?;
        f.write_str(" accept_icmps=")?;
        <Fifth as Codec>::print(&value.accept_icmps, f)?;
        match value.counters {
            None => f.write_str(" counters=none"),
            Some(of) => write!(
                f,
                " counters={},{},{},{},{}",
                of.good, of.bad, of.key_not_found, of.ao_required, of.dropped_icmp
            ),
        }
    }

    fn parse(text: &str) -> Result<TcpAoInfo, Fault> {
        let names = ["current_key", "rnext", "ao_required", "accept_icmps", "counters"];
        let [current, rnext, required, icmps, counters] = fields(text, names)?;
        let counters = match counters {
            "none" => None,
            text => {
                let all: Result<Vec<u64>, Fault> =
                    text.split(',').map(<super::U64 as Codec>::parse).collect();
                let [good, bad, key_not_found, ao_required, dropped_icmp] =
                    all?.try_into().map_err(|_| Fault::BAD_TEXT)?;
                Some(TcpAoCounters { good, bad, key_not_found, ao_required, dropped_icmp })
            }
        };
        Ok(TcpAoInfo {
            current_key: parse_id(current)?,
            rnext: parse_id(rnext)?,
            ao_required: <Third as Codec>::parse(required)?,
            accept_icmps: <Fifth as Codec>::parse(icmps)?,
            counters,
        })
    }
}

impl Decode for AoInfo {
    // The kernel looks into it: what it does not know yet must be zero.
    type Reply = Aligned<48>;

    fn decode(answer: Answer<'_>) -> Result<TcpAoInfo, Fault> {
        let bytes: &[u8] = answer.exactly::<48>()?;
        let id = |flag: bool, place| if flag { Id::at(bytes, place).map(Some) } else { Ok(None) };
        let counters = bytes.get(8..).ok_or(Fault::SHORT_REPLY)?;
        Ok(TcpAoInfo {
            current_key: id(SetCurrent::at(bytes, 0)?, 6)?,
            rnext: id(SetRnext::at(bytes, 0)?, 7)?,
            ao_required: Third::at(bytes, 0)?,
            accept_icmps: Fifth::at(bytes, 0)?,
            counters: Some(<Counters as Decode>::decode(Answer::new(counters, 40)?)?),
        })
    }
}

impl Encode for AoInfo {
    type Bytes<'a> = Aligned<48>;

    by_value!();

    fn encode(arg: &TcpAoInfo) -> Result<Aligned<48>, Fault> {
        let mut bytes = Aligned([0; 48]);
        let flags = bits([
            (bit::<0>(), arg.current_key.is_some()),
            (bit::<1>(), arg.rnext.is_some()),
            (bit::<2>(), arg.ao_required),
            (bit::<3>(), arg.counters.is_some()),
            (bit::<4>(), arg.accept_icmps),
        ]);
        put(&mut bytes.0, 0, &[flags]);
        put(&mut bytes.0, 6, &[arg.current_key.unwrap_or(0), arg.rnext.unwrap_or(0)]);
        if let Some(counters) = &arg.counters {
            put(&mut bytes.0, 8, &Counters::encode(counters)?.0);
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use core::mem::{offset_of, size_of};

    use super::*;
    use crate::codec::Printed;
    use crate::name::Name;
    use crate::values::TcpKey;

    type Fourth = Flag<SubByte<3, 1>>;
    type Storage = [u64; 16];

    /// As in linux/tcp.h, with the bits as the word that they are in.
    #[repr(C, align(8))]
    struct TcpAoAdd {
        addr: Storage,
        alg_name: [u8; 64],
        ifindex: i32,
        bits: u32,
        reserved2: u16,
        prefix: u8,
        sndid: u8,
        rcvid: u8,
        maclen: u8,
        keyflags: u8,
        keylen: u8,
        key: [u8; 80],
    }

    #[repr(C, align(8))]
    struct Del {
        addr: Storage,
        ifindex: i32,
        bits: u32,
        reserved2: u16,
        prefix: u8,
        sndid: u8,
        rcvid: u8,
        current_key: u8,
        rnext: u8,
        keyflags: u8,
    }

    #[repr(C, align(8))]
    struct InfoOpt {
        bits: u32,
        reserved2: u16,
        current_key: u8,
        rnext: u8,
        pkt_good: u64,
    }

    #[repr(C, align(8))]
    struct GetSockOpt {
        addr: Storage,
        alg_name: [u8; 64],
        key: [u8; 80],
        nkeys: u32,
        bits: u16,
        sndid: u8,
        rcvid: u8,
        prefix: u8,
        maclen: u8,
        keyflags: u8,
        keylen: u8,
        ifindex: i32,
        pkt_good: u64,
        pkt_bad: u64,
    }

    /// A key as the kernel tells of it.
    fn told(id: u8) -> [u8; AoRoom::EACH] {
        let mut bytes = [0; AoRoom::EACH];
        put(&mut bytes, 0, SockAddr::from(SocketAddr::from(([192, 0, 2, 7], 0))).as_bytes());
        put(&mut bytes, offset_of!(GetSockOpt, alg_name), b"hmac(sha1)");
        put(&mut bytes, offset_of!(GetSockOpt, key), &[9; 80]);
        put(&mut bytes, offset_of!(GetSockOpt, bits), &[bits([(bit::<1>(), true)])]);
        put(&mut bytes, offset_of!(GetSockOpt, sndid), &[id, 200, 32, 12, 3, 80]);
        put(&mut bytes, offset_of!(GetSockOpt, ifindex), &7i32.to_ne_bytes());
        put(&mut bytes, offset_of!(GetSockOpt, pkt_good), &5u64.to_ne_bytes());
        put(&mut bytes, offset_of!(GetSockOpt, pkt_bad), &6u64.to_ne_bytes());
        bytes
    }

    #[test]
    fn keys_are_told_of_as_in_c() -> Result<(), Fault> {
        assert_eq!((size_of::<GetSockOpt>(), offset_of!(GetSockOpt, prefix)), (AoRoom::EACH, 280));
        assert_eq!(offset_of!(GetSockOpt, nkeys), AoRoom::COUNT);
        assert_eq!(offset_of!(GetSockOpt, bits), AoRoom::BITS);
        let mut reply = AoRoom::empty();
        let (peer, interface) = (IpAddr::from([192, 0, 2, 7]), Interface::from_index(7));
        let mut of = TcpAoFilter::Of { peer, prefix: 32, interface, send_id: 100, recv_id: 200 };
        AoKeys::ask(&mut of, reply.room())?;
        let asked = reply.room().to_vec();
        assert_eq!(at(&asked, 4), Some(&[192, 0, 2, 7]));
        assert_eq!(at(&asked, offset_of!(GetSockOpt, sndid)), Some(&[100, 200, 32, 0, 1, 0]));
        assert_eq!(at(&asked, offset_of!(GetSockOpt, ifindex)), Some(&7i32.to_ne_bytes()));
        assert_eq!(at(&asked, offset_of!(GetSockOpt, nkeys)), Some(&[0; 4]));

        // Two, says the kernel; and when there is room for two, that there are three by now.
        for count in [2u32, 3] {
            assert_eq!((reply.told(), reply.room().len() % AoRoom::EACH), (AoRoom::EACH, 0));
            put(reply.room(), 0, &told(99));
            // As it does not write where it was told of no room:
            if count == 2 {
                put(reply.room(), 0, &asked);
            }
            put(reply.room(), AoRoom::COUNT, &count.to_ne_bytes());
            assert!(reply.again(&Ok(AoRoom::EACH)));
            // What was asked is asked again.
            let (head, tail) = reply.room().split_at_mut(AoRoom::EACH);
            put(head, AoRoom::COUNT, &[0; 4]);
            assert_eq!(head, asked);
            assert!(tail.iter().all(|&byte| byte == 0));
        }
        for (index, room) in reply.room().chunks_exact_mut(AoRoom::EACH).enumerate() {
            put(room, 0, &told(u8::try_from(index).unwrap_or(0)));
        }
        put(reply.room(), AoRoom::COUNT, &3u32.to_ne_bytes());
        assert!(!reply.again(&Ok(AoRoom::EACH)));
        let keys = AoKeys::decode(Answer::new(reply.room(), AoRoom::EACH)?)?;
        let ids: Vec<u8> = keys.iter().map(|key| key.key.send_id).collect();
        assert_eq!(ids, [0, 1, 2]);
        for key in &keys {
            assert_eq!((key.key.peer, key.key.prefix, key.key.recv_id), (peer, 32, 200));
            assert_eq!((key.key.interface, key.key.exclude_options), (interface, true));
            assert_eq!(key.key.key.as_bytes(), [9; 80]);
            assert_eq!((key.is_current, key.is_rnext, key.good, key.bad), (false, true, 5, 6));
        }

        // Answers that make no sense.
        assert_eq!(AoKeys::decode(Answer::new(reply.room(), 303)?), Err(Fault::SHORT_REPLY));
        put(reply.room(), AoRoom::COUNT, &4u32.to_ne_bytes());
        assert_eq!(AoKeys::decode(Answer::new(reply.room(), 304)?), Err(Fault::LONG_REPLY));
        for (place, byte) in [(offset_of!(GetSockOpt, keylen), 81), (128, 0), (0, 77), (1, 77)] {
            let mut one = told(1);
            put(&mut one, place, &[byte]);
            put(&mut one, AoRoom::COUNT, &1u32.to_ne_bytes());
            assert_eq!(AoKeys::decode(Answer::new(&one, 304)?), Err(Fault::BAD_REPLY), "{place}");
        }
        let greedy = [u32::MAX, 1 << 21];
        for count in greedy {
            put(reply.room(), AoRoom::COUNT, &count.to_ne_bytes());
            assert!(!reply.again(&Ok(AoRoom::EACH)));
        }
        Ok(())
    }

    /// Bit `at` of a word, as C lays bit fields out.
    fn word(at: u32) -> [u8; 4] {
        let bit = if cfg!(target_endian = "little") { 1 << at } else { 1 << (31 - at) };
        u32::to_ne_bytes(bit)
    }

    fn at<const N: usize>(bytes: &[u8], place: usize) -> Option<&[u8; N]> {
        bytes.get(place..)?.first_chunk()
    }

    #[test]
    fn a_key_lies_as_in_c() -> Result<(), Fault> {
        let key = TcpKey::new(&[9; 80]).map_err(|_| Fault::BAD_TEXT)?;
        let name = Name::new("hmac(sha1)").map_err(|_| Fault::BAD_TEXT)?;
        let mut value = TcpAoKey::new([127, 0, 0, 1], (100, 200), name, key);
        value.interface = Interface::from_index(7);
        value.mac_length = Some(16);
        value.exclude_options = true;
        value.set_rnext = true;
        let encoded = AoKey::encode(&&value)?;
        let bytes = encoded.as_ref();
        assert_eq!(bytes.len(), size_of::<TcpAoAdd>());
        assert_eq!(at(bytes, 4), Some(&[127, 0, 0, 1]));
        assert_eq!(at(bytes, offset_of!(TcpAoAdd, alg_name)), Some(b"hmac(sha1)\0"));
        assert_eq!(at(bytes, offset_of!(TcpAoAdd, ifindex)), Some(&7i32.to_ne_bytes()));
        assert_eq!(at(bytes, offset_of!(TcpAoAdd, bits)), Some(&word(1)));
        assert_eq!(at(bytes, offset_of!(TcpAoAdd, reserved2)), Some(&[0, 0]));
        for (place, byte) in [
            (offset_of!(TcpAoAdd, prefix), 32),
            (offset_of!(TcpAoAdd, sndid), 100),
            (offset_of!(TcpAoAdd, rcvid), 200),
            (offset_of!(TcpAoAdd, maclen), 16),
            (offset_of!(TcpAoAdd, keyflags), 3),
            (offset_of!(TcpAoAdd, keylen), 80),
        ] {
            assert_eq!(at(bytes, place), Some(&[byte]), "at {place}");
        }
        assert_eq!(at(bytes, offset_of!(TcpAoAdd, key)), Some(&[9; 80]));
        Ok(())
    }

    #[test]
    fn a_key_to_be_taken_away_lies_as_in_c() -> Result<(), Fault> {
        let value = TcpAoDel {
            rnext: Some(5),
            current_key: Some(4),
            del_async: true,
            ..TcpAoDel::new([127, 0, 0, 1], (100, 200))
        };
        let bytes = AoDel::encode(&value)?.0;
        assert_eq!(bytes.len(), size_of::<Del>());
        let flags = [word(0), word(1), word(2)].map(u32::from_ne_bytes);
        let flags = flags.iter().fold(0, |word, flag| word | flag);
        assert_eq!(at(&bytes, offset_of!(Del, bits)), Some(&flags.to_ne_bytes()));
        for (place, byte) in [
            (offset_of!(Del, prefix), 32),
            (offset_of!(Del, sndid), 100),
            (offset_of!(Del, rcvid), 200),
            (offset_of!(Del, current_key), 4),
            (offset_of!(Del, rnext), 5),
            (offset_of!(Del, keyflags), 0),
        ] {
            assert_eq!(at(&bytes, place), Some(&[byte]), "at {place}");
        }
        assert_eq!(at(&bytes, offset_of!(Del, ifindex)), Some(&[0; 4]));
        assert_eq!(at(&bytes, offset_of!(Del, reserved2)), Some(&[0; 2]));
        assert_eq!(AoDel::parse(&Printed::<AoDel>(&value).to_string()), Ok(value));
        Ok(())
    }

    #[test]
    fn what_is_set_of_signed_packets_comes_back() -> Result<(), Fault> {
        let counters = TcpAoCounters { good: 1, bad: 2, dropped_icmp: 5, ..Default::default() };
        let value = TcpAoInfo {
            current_key: Some(0),
            rnext: None,
            ao_required: true,
            accept_icmps: false,
            counters: Some(counters),
        };
        let bytes = AoInfo::encode(&value)?.0;
        assert_eq!(bytes.len(), size_of::<InfoOpt>() + 4 * 8);
        assert_eq!(at(&bytes, offset_of!(InfoOpt, pkt_good)), Some(&1u64.to_ne_bytes()));
        assert_eq!(at(&bytes, offset_of!(InfoOpt, reserved2)), Some(&[0; 4]));
        assert_eq!(AoInfo::decode(Answer::new(&bytes, 48)?), Ok(value));
        assert_eq!(AoInfo::parse(&Printed::<AoInfo>(&value).to_string()), Ok(value));
        assert_eq!(AoInfo::decode(Answer::new(&bytes, 47)?), Err(Fault::SHORT_REPLY));
        // The counts are told apart from none by a bit of their own.
        assert!(Fourth::at(&bytes, 0)?);
        let same = AoInfo::encode(&TcpAoInfo { counters: None, ..value })?.0;
        assert!(!Fourth::at(&same, 0)?);
        Ok(())
    }
}
