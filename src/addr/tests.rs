#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use core::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;

use proptest::prelude::*;

use super::{layout, Addr, SockAddr, CAPACITY, HEADER};

#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux;

/// What a kernel would report for `addr`.
fn reply(addr: &SockAddr) -> SockAddr {
    let mut buffer = [0xee; CAPACITY];
    let bytes = addr.as_bytes();
    buffer[..bytes.len()].copy_from_slice(bytes);
    SockAddr::from_reply(&buffer, bytes.len())
}

fn from_bytes(bytes: &[u8]) -> SockAddr {
    let mut buffer = [0; CAPACITY];
    buffer[..bytes.len()].copy_from_slice(bytes);
    SockAddr::from_reply(&buffer, bytes.len())
}

fn read(text: &str) -> SockAddr {
    text.parse().unwrap()
}

fn hash(addr: &SockAddr) -> u64 {
    let mut hasher = DefaultHasher::new();
    addr.hash(&mut hasher);
    hasher.finish()
}

/// What holds for every address, wherever it came from.
fn check(addr: &SockAddr) {
    assert_eq!(reply(addr), *addr, "the kernel's bytes read back");
    let text = addr.to_string();
    let back: SockAddr = text.parse().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(back, *addr, "{text:?} reads back");
    assert_eq!(hash(&back), hash(addr));
    assert!(addr.bytes[usize::from(addr.len)..].iter().all(|&byte| byte == 0));
    assert!((HEADER..=CAPACITY).contains(&usize::from(addr.len)));
    assert_eq!(format!("{addr:?}"), format!("SockAddr({text})"));
    assert!(!text.contains(char::is_control));
}

#[test]
fn ip_addresses_are_those_of_std() {
    let texts = [
        "127.0.0.1:80",
        "0.0.0.0:0",
        "255.255.255.255:65535",
        "[::]:0",
        "[::1]:80",
        "[fe80::1%2]:80",
    ];
    for text in texts {
        let std: SocketAddr = text.parse().unwrap();
        let addr = SockAddr::from(std);
        assert_eq!(addr.to_string(), text);
        assert_eq!(addr.as_socket_addr(), Some(std));
        assert_eq!(SocketAddr::try_from(addr).unwrap(), std);
        assert_eq!((addr.ip(), addr.port()), (Some(std.ip()), Some(std.port())));
        check(&addr);
    }
}

#[test]
fn flow_information_is_text_in_network_order() {
    let v6 = SocketAddrV6::new("::1".parse().unwrap(), 80, 0xabcde_u32.to_be(), 3);
    let addr = SockAddr::from(v6);
    assert_eq!(addr.to_string(), "[::1%3]:80 flowinfo=0xabcde");
    assert_eq!(addr.as_bytes()[4..8], [0x00, 0x0a, 0xbc, 0xde]);
    assert_eq!(addr.view(), Addr::V6(v6));
    assert_eq!(read("[::1%0]:80 flowinfo=0"), read("[::1]:80"));
    check(&addr);
}

#[test]
fn conversion_names_what_it_refuses() {
    let error = SocketAddr::try_from(SockAddr::unix("/x").unwrap()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    assert_eq!(error.to_string(), "`unix:/x` is neither an IPv4 nor an IPv6 address");
}

#[test]
fn unix_path_at_the_limit() {
    for len in [1, layout::SUN_PATH - 1, layout::SUN_PATH] {
        let path = "p".repeat(len);
        let addr = SockAddr::unix(&path).unwrap();
        assert_eq!(addr.as_path(), Some(Path::new(&path)));
        assert_eq!(addr.as_bytes().len(), HEADER + (len + 1).min(layout::SUN_PATH));
        check(&addr);
        // Linux reports a path with its NUL, and that may be behind `sun_path`.
        let mut bytes = addr.as_bytes()[..HEADER + len].to_vec();
        assert_eq!(from_bytes(&bytes), addr);
        bytes.push(0);
        assert_eq!(from_bytes(&bytes), addr);
    }
    let error = SockAddr::unix("p".repeat(layout::SUN_PATH + 1)).unwrap_err();
    let limit = format!("the limit is {}", layout::SUN_PATH);
    assert!(error.to_string().ends_with(&limit), "{error}");
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
}

#[test]
fn unix_path_longer_than_the_struct_is_not_trusted() {
    let mut bytes = [b'p'; CAPACITY];
    bytes[..HEADER].copy_from_slice(&layout::header(layout::UNIX, 0));
    let addr = SockAddr::from_reply(&bytes, 200);
    assert!(matches!(addr.view(), Addr::Other { bytes, .. } if bytes.len() == layout::PAYLOAD));
    check(&addr);
}

#[test]
fn unix_paths_that_cannot_be() {
    assert!(SockAddr::unix("").is_err());
    assert!(SockAddr::unix("a\0b").is_err());
    assert!("unix:a\\x00b".parse::<SockAddr>().is_err());
}

#[test]
fn unix_text() {
    for (text, path) in [
        ("unix:/run/x.sock", "/run/x.sock"),
        ("unix:\\x40name", "@name"),
        ("unix:a@b c", "a@b c"),
        ("unix:a\\\\b\\x0a\\x7f", "a\\b\n\x7f"),
        ("unix:\u{e9}\u{1f980}", "\u{e9}\u{1f980}"),
        ("unix:\\xe2\\x80\\xae", "\u{202e}"),
        ("unix:unspec", "unspec"),
    ] {
        let addr = SockAddr::unix(path).unwrap();
        assert_eq!(addr.to_string(), text);
        check(&addr);
    }
    check(&SockAddr::unix_unnamed());
    assert_eq!(SockAddr::unix_unnamed().as_path(), None);
    assert_eq!(SockAddr::unix_unnamed().as_bytes().len(), HEADER);
}

#[test]
fn a_reply_without_a_family_is_no_address() {
    for claimed in [0, 1] {
        let addr = SockAddr::from_reply(&[0xff; CAPACITY], claimed);
        assert_eq!(addr, SockAddr::unspecified());
    }
    assert_eq!(SockAddr::unspecified().as_bytes(), [0; 16].as_slice().to_vec());
    check(&SockAddr::unspecified());
}

#[test]
fn too_short_for_its_family() {
    for text in ["127.0.0.1:80", "[::1]:80"] {
        let whole = read(text);
        let bytes = whole.as_bytes();
        for len in HEADER..bytes.len() {
            let addr = from_bytes(&bytes[..len]);
            assert_eq!(addr.family(), whole.family());
            assert!(
                matches!(addr.view(), Addr::Other { bytes: rest, .. } if *rest == bytes[2..len])
            );
            check(&addr);
        }
    }
}

#[test]
fn a_claim_beyond_the_struct_changes_nothing() {
    let whole = read("127.0.0.1:80");
    for claimed in [16, 17, 28, 127, 128, 129, usize::MAX] {
        let mut buffer = [0xaa; CAPACITY];
        buffer[..16].copy_from_slice(whole.as_bytes());
        assert_eq!(SockAddr::from_reply(&buffer, claimed), whole);
    }
}

#[test]
fn other_families_are_hexadecimal() {
    let addr = read("family99:0011aabb");
    let view = Addr::Other { family: 99, bytes: &[0, 0x11, 0xaa, 0xbb] };
    assert_eq!(addr.view(), view);
    check(&addr);
    check(&read("family99:"));
    // The bytes of a known family are that family's address.
    let v4 = format!("family{}:0050{}{}", layout::INET, "7f000001", "00".repeat(8));
    assert_eq!(read(&v4), read("127.0.0.1:80"));
}

#[test]
fn texts_that_are_not_addresses() {
    for text in [
        "",
        "localhost:80",
        "127.0.0.1",
        "127.0.0.1:80 ",
        "127.0.0.1:80 flowinfo=0x1",
        "[::1]:80 flowinfo=+1",
        "[::1]:80 flowinfo=0x100000000",
        "unspec:",
        "unix",
        "unix:a\\",
        "unix:a\\q",
        "unix:a\\x4",
        "unix:a\\x+1",
        "family:00",
        "family65536:00",
        "family99:0",
        "family99:0g",
        "tcp:1",
    ] {
        let error = text.parse::<SockAddr>().unwrap_err();
        assert!(error.to_string().starts_with(&format!("{text:?} is not")), "{error}");
    }
    let long = format!("family99:{}", "00".repeat(layout::PAYLOAD + 1));
    assert!(long.parse::<SockAddr>().is_err());
}

#[cfg(unix)]
mod with_std_unix {
    use std::os::unix::net::{SocketAddr as UnixSocketAddr, UnixDatagram};

    use super::*;

    /// The debug text of std's address says what kind it is and what is in it.
    fn same(a: &UnixSocketAddr, b: &UnixSocketAddr) -> bool {
        format!("{a:?}") == format!("{b:?}")
    }

    #[test]
    fn both_ways() {
        let path = UnixSocketAddr::from_pathname("/run/x.sock").unwrap();
        let addr = SockAddr::from(path.clone());
        assert_eq!(addr, SockAddr::unix("/run/x.sock").unwrap());
        assert!(same(&addr.try_into().unwrap(), &path));

        let unnamed = UnixDatagram::unbound().unwrap().local_addr().unwrap();
        let addr = SockAddr::from(unnamed.clone());
        assert_eq!(addr, SockAddr::unix_unnamed());
        assert!(same(&addr.try_into().unwrap(), &unnamed));

        assert!(UnixSocketAddr::try_from(read("127.0.0.1:80")).is_err());
    }

    #[test]
    fn std_takes_one_byte_less() {
        let std_max = layout::SUN_PATH - 1;
        let addr = SockAddr::unix("p".repeat(std_max)).unwrap();
        assert!(UnixSocketAddr::try_from(addr).is_ok());
        let addr = SockAddr::unix("p".repeat(std_max + 1)).unwrap();
        assert!(UnixSocketAddr::try_from(addr).is_err());
    }

    #[test]
    fn path_that_is_not_utf8() {
        use std::os::unix::ffi::OsStrExt;
        let path = std::ffi::OsStr::from_bytes(b"a\xffb\xc3");
        let addr = SockAddr::unix(path).unwrap();
        assert_eq!(addr.to_string(), "unix:a\\xffb\\xc3");
        check(&addr);
    }
}

/// Families that are known here, and some that are not.
fn family() -> impl Strategy<Value = u16> {
    let known = vec![layout::UNSPEC, layout::UNIX, layout::INET, layout::INET6, 16, 17, 29, 40];
    prop_oneof![prop::sample::select(known), any::<u16>()]
}

#[test]
fn every_length_of_every_known_family() {
    for family in [layout::UNSPEC, layout::UNIX, layout::INET, layout::INET6, 16, 17, 29, 40, 99] {
        for fill in [0, 1, b'p', 0xff] {
            let mut bytes = [fill; CAPACITY];
            bytes[..HEADER].copy_from_slice(&layout::header(family, fill));
            for claimed in (0..=CAPACITY + 2).chain([usize::MAX]) {
                check(&SockAddr::from_reply(&bytes, claimed));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_reply(
        family in family(),
        mut bytes in prop::collection::vec(any::<u8>(), CAPACITY),
        claimed in 0..=CAPACITY + 20,
    ) {
        let header = layout::header(family, bytes[0]);
        bytes[..HEADER].copy_from_slice(&header);
        let bytes: [u8; CAPACITY] = bytes.try_into().unwrap();
        check(&SockAddr::from_reply(&bytes, claimed));
    }

    #[test]
    fn v4_round_trip(ip: [u8; 4], port: u16) {
        let v4 = SocketAddrV4::new(ip.into(), port);
        let addr = SockAddr::from(v4);
        prop_assert_eq!(addr.view(), Addr::V4(v4));
        check(&addr);
    }

    #[test]
    fn v6_round_trip(ip: [u8; 16], port: u16, flowinfo: u32, scope_id: u32) {
        let v6 = SocketAddrV6::new(ip.into(), port, flowinfo, scope_id);
        let addr = SockAddr::from(v6);
        prop_assert_eq!(addr.view(), Addr::V6(v6));
        check(&addr);
    }

    #[test]
    fn path_round_trip(path in "[@\\\\]?[^\0]{1,26}") {
        let addr = SockAddr::unix(&path).unwrap();
        prop_assert_eq!(addr.as_path(), Some(Path::new(&path)));
        check(&addr);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(unix|vsock|packet|netlink|can|bluetooth|family1|family2)?:?.{0,40}") {
        if let Ok(addr) = text.parse::<SockAddr>() {
            check(&addr);
        }
    }
}

/// As a kernel would: writes an address to the room, and says how long it is.
fn written(room: &mut SockAddr, address: &SockAddr, claimed: usize) -> bool {
    let bytes = address.as_bytes();
    room.room_mut()[..bytes.len()].copy_from_slice(bytes);
    room.settle(claimed)
}

#[test]
fn a_room_is_used_again_for_addresses_of_any_length() {
    let texts = [
        "unix:/run/a-long-path.sock",
        "127.0.0.1:80",
        "[::1%3]:443",
        "10.0.0.1:1",
        "unix:",
        "unspec",
    ];
    for first in texts {
        for second in texts {
            let (first, second): (SockAddr, SockAddr) = (read(first), read(second));
            let mut room = SockAddr::unspecified();
            for address in [first, second] {
                let length = address.as_bytes().len();
                let is_ip = written(&mut room, &address, length);
                assert_eq!((room, is_ip), (address, address.as_socket_addr().is_some()));
                // All behind it is zero, as the constructors have it.
                assert_eq!(room.bytes, address.bytes);
            }
        }
    }
}

#[test]
fn a_room_takes_no_length_at_its_word() {
    let four = read("127.0.0.1:80");
    for claimed in 0..200 {
        let mut room = SockAddr::unspecified();
        written(&mut room, &four, claimed);
        let mut expected = [0; CAPACITY];
        expected[..four.as_bytes().len()].copy_from_slice(four.as_bytes());
        assert_eq!(room, SockAddr::from_reply(&expected, claimed), "{claimed}");
    }
    // What lies in `sin_zero` is no part of the address.
    let mut room = SockAddr::unspecified();
    room.room_mut()[15] = 7;
    assert!(written(&mut room, &read("127.0.0.1:80"), four.as_bytes().len()));
    let mut odd = SockAddr::unspecified();
    odd.room_mut()[..16].copy_from_slice(&four.bytes[..16]);
    odd.room_mut()[15] = 7;
    assert!(odd.settle(16));
    assert_eq!(odd, four);
}
