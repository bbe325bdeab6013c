//! What the structures are, byte by byte.

use core::mem::{offset_of, size_of};

use super::*;
use crate::codec::{Ask, Printed, Reply};
use crate::name::Name;
use crate::values::{TcpAoFilter, TcpKey};

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
