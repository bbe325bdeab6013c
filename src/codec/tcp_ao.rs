//! The TCP Authentication Option: `struct tcp_ao_add` and the like of linux/tcp.h.

use core::fmt;
use std::net::{IpAddr, SocketAddr};

use super::packet::fields;
use super::{
    by_value, Aligned, Answer, Cleared, Codec, Decode, Encode, Fault, Flag, IfIndex, Int, OrNone,
    Place, Record, SubByte, Wire,
};
use crate::addr::SockAddr;
use crate::interface::Interface;
use crate::values::{widest, TcpAoCounters, TcpAoDel, TcpAoInfo, TcpAoKey};

mod keys;

pub use keys::{AoKeys, AoRoom};

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
mod tests;
