//! The families of Linux and Android.

use super::super::{BtAddr, CanAddr, PacketAddr};
use super::*;
use crate::values::{BdAddr, BdAddrType, HciChannel};

#[cfg(target_endian = "little")]
fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(|byte| *byte != b' ').collect();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16);
    digits.chunks(2).map(|digits| pair(digits).unwrap()).collect()
}

#[test]
#[cfg(target_endian = "little")]
fn known_bytes() {
    for (text, hex) in [
        ("127.0.0.1:80", "0200 0050 7f000001 0000000000000000"),
        (
            "[fe80::1%2]:443 flowinfo=0x12345",
            "0a00 01bb 00012345 fe800000000000000000000000000001 02000000",
        ),
        ("unix:ab", "0100 616200"),
        ("unix:@ab", "0100 006162"),
        ("unix:@", "0100 00"),
        ("unix:", "0100"),
        ("vsock:host:1024", "2800 0000 00040000 02000000 00000000"),
        ("vsock:any:any", "2800 0000 ffffffff ffffffff 00000000"),
        ("netlink:123:0x1", "1000 0000 7b000000 01000000"),
        ("packet:if2:0x0003", "1100 0003 02000000 0000 00 00 0000000000000000"),
        (
            "packet:if2:0x0800 kind=outgoing type=1 address=02:00:00:00:00:01",
            "1100 0800 02000000 0100 04 06 0200000000010000",
        ),
        ("can:if2", "1d00 0000 02000000 00000000000000000000000000000000"),
        ("can:if2:0123", "1d00 0000 02000000 01230000000000000000000000000000"),
        ("bluetooth:hci1/3", "1f00 0100 0300"),
        ("bluetooth:hci/2", "1f00 ffff 0200"),
        ("bluetooth:06:05:04:03:02:01", "1f00 010203040506"),
        ("bluetooth:06:05:04:03:02:01/7", "1f00 010203040506 07 00"),
        ("bluetooth:06:05:04:03:02:01 psm=4097 cid=4 type=1", "1f00 0110 010203040506 0400 01 00"),
        (
            "bluetooth:06:05:04:03:02:01/1 from=0A:09:08:07:06:05/2 sid=255 bis=1,2",
            "1f00 010203040506 01 05060708090a 02 ff 02 0102 \
             0000000000000000000000000000000000000000000000000000000000 00",
        ),
        (
            "bluetooth:06:05:04:03:02:01/1 from=0A:09:08:07:06:05/2 sid=0 bis=none",
            "1f00 010203040506 01 05060708090a 02 00 00 \
             00000000000000000000000000000000000000000000000000000000000000 00",
        ),
        ("unspec", "0000 0000000000000000000000000000"),
        ("family99:0011aabb", "6300 0011aabb"),
    ] {
        let addr = read(text);
        assert_eq!(addr.as_bytes(), bytes(hex), "{text}");
        assert_eq!(addr.to_string(), text);
        assert_eq!(from_bytes(&bytes(hex)), addr);
        check(&addr);
    }
}

#[test]
fn names_of_contexts() {
    for (cid, name) in [(0, "hypervisor"), (1, "local"), (2, "host"), (u32::MAX, "any")] {
        let addr = SockAddr::vsock(cid, 7);
        assert_eq!(addr.to_string(), format!("vsock:{name}:7"));
        assert_eq!(addr.view(), Addr::Vsock { cid, port: 7 });
        assert_eq!(read(&format!("vsock:{cid}:7")), addr);
    }
}

#[test]
fn vsock_flags_are_not_kept() {
    let addr = SockAddr::vsock(5, 7);
    let mut flagged = addr.as_bytes().to_vec();
    flagged[12] = 1; // VMADDR_FLAG_TO_HOST
    assert_eq!(from_bytes(&flagged), addr);
}

#[test]
fn packet_is_reported_only_as_far_as_its_address() {
    let addr = PacketAddr::new(3, 2).with_address(&[2, 0, 0, 0, 0, 1]).unwrap();
    let whole = SockAddr::packet(addr);
    assert_eq!(from_bytes(&whole.as_bytes()[..18]), whole);
    assert!(matches!(from_bytes(&whole.as_bytes()[..17]).view(), Addr::Other { .. }));
    let bare = SockAddr::packet(PacketAddr::new(3, 2));
    assert_eq!(from_bytes(&bare.as_bytes()[..12]), bare);
    assert!(matches!(from_bytes(&bare.as_bytes()[..11]).view(), Addr::Other { .. }));
}

#[test]
fn packet_with_a_long_hardware_address_stays_bytes() {
    assert!(PacketAddr::new(3, 2).with_address(&[1; 9]).is_err());
    let mut infiniband = SockAddr::packet(PacketAddr::new(3, 2)).as_bytes()[..12].to_vec();
    infiniband[11] = 20;
    infiniband.extend([1; 20]);
    let addr = from_bytes(&infiniband);
    assert!(matches!(addr.view(), Addr::Other { bytes, .. } if bytes.len() == 30));
    check(&addr);
}

#[test]
fn setting_an_address_again_leaves_none_of_the_first() {
    let short = PacketAddr::new(3, 2).with_address(&[7]).unwrap();
    let long = PacketAddr::new(3, 2).with_address(&[9; 8]).unwrap();
    assert_eq!(long.with_address(&[7]).unwrap(), short);
}

#[test]
fn abstract_names() {
    let name = [b'n'; layout::SUN_PATH - 1];
    let addr = SockAddr::unix_abstract(&name).unwrap();
    assert_eq!(addr.as_abstract(), Some(&name[..]));
    check(&addr);
    let error = SockAddr::unix_abstract(&[0; layout::SUN_PATH]).unwrap_err();
    assert!(error.to_string().ends_with("the limit is 107"), "{error}");

    let empty = SockAddr::unix_abstract(b"").unwrap();
    assert_eq!((empty.as_abstract(), empty.as_path()), (Some(&b""[..]), None));
    assert_ne!(empty, SockAddr::unix_unnamed());
    assert_eq!(SockAddr::unix_abstract(b"@\0\xff\\").unwrap().to_string(), "unix:@@\\x00\\xff\\\\");
}

#[test]
#[cfg(target_os = "linux")]
fn abstract_names_of_std() {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::SocketAddr as UnixSocketAddr;
    for name in [&b""[..], b"a", b"a\0b\0", &[b'n'; 107]] {
        let std = UnixSocketAddr::from_abstract_name(name).unwrap();
        let addr = SockAddr::from(std);
        assert_eq!(addr, SockAddr::unix_abstract(name).unwrap());
        let back = UnixSocketAddr::try_from(addr).unwrap();
        assert_eq!(back.as_abstract_name(), Some(name));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn path_through_the_kernel() {
    use std::os::unix::net::UnixDatagram;
    // A path of 107 bytes is as long as std binds.
    let dir = format!("/tmp/sockopt-{}-", std::process::id());
    let path = format!("{dir}{}", "p".repeat(107 - dir.len()));
    let socket = UnixDatagram::bind(&path).unwrap();
    let local = SockAddr::from(socket.local_addr().unwrap());
    std::fs::remove_file(&path).unwrap();
    assert_eq!(local, SockAddr::unix(&path).unwrap());
}

#[test]
#[cfg(target_endian = "little")]
fn what_a_can_socket_reports_is_as_short_as_its_protocol_has_it() {
    assert_eq!(from_bytes(&bytes("1d00 0000 02000000")), read("can:if2"));
    assert_eq!(from_bytes(&bytes("1d00 0000 02000000 0123")), read("can:if2:0123"));
}

#[test]
fn texts_that_are_not_linux_addresses() {
    for text in [
        "vsock:",
        "vsock:host",
        "vsock:host:host",
        "vsock:1:2:3",
        "vsock:+1:2",
        "vsock:4294967296:0",
        "netlink:1",
        "netlink:1:",
        "can:2",
        "can:if",
        "can:if2:",
        "can:if2:0",
        "can:if2:000000000000000000000000000000000000",
        "bluetooth:",
        "bluetooth:hci0",
        "bluetooth:hci65536/0",
        "bluetooth:00:11:22:33:44",
        "bluetooth:00:11:22:33:44:55:66",
        "bluetooth:00:11:22:33:44:55/256",
        "bluetooth:00:11:22:33:44:55 psm=1",
        "bluetooth:00:11:22:33:44:55 cid=1 psm=1 type=0",
        "bluetooth:00:11:22:33:44:55/1 from=00:11:22:33:44:55 sid=0 bis=1",
        "packet:lo:0x3",
        "packet:if:0x3",
        "packet:if1",
        "packet:if1:65536",
        "packet:if1:3 ",
        "packet:if1:3  type=1",
        "packet:if1:3 type=1 kind=host",
        "packet:if1:3 kind=1 kind=1",
        "packet:if1:3 kind=256",
        "packet:if1:3 address=",
        "packet:if1:3 address=1",
        "packet:if1:3 address=01:02:03:04:05:06:07:08:09",
    ] {
        assert!(text.parse::<SockAddr>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn abstract_round_trip(name in prop::collection::vec(any::<u8>(), 0..=107)) {
        let addr = SockAddr::unix_abstract(&name).unwrap();
        prop_assert_eq!(addr.as_abstract(), Some(&name[..]));
        check(&addr);
    }

    #[test]
    fn vsock_round_trip(cid in prop_oneof![0..4_u32, any::<u32>()], port: u32) {
        check(&SockAddr::vsock(cid, port));
    }

    #[test]
    fn netlink_round_trip(pid: u32, groups: u32) {
        let addr = SockAddr::netlink(pid, groups);
        prop_assert_eq!(addr.view(), Addr::Netlink { pid, groups });
        check(&addr);
    }

    #[test]
    fn can_round_trip(interface: u32, a: u32, b: u32, name: u64, last: u8) {
        let isotp = CanAddr::isotp(interface, a, b);
        prop_assert_eq!(isotp.as_isotp(), (a, b));
        let j1939 = CanAddr::j1939(interface, name, a, last);
        prop_assert_eq!(j1939.as_j1939(), (name, a, last));
        for addr in [isotp, j1939, CanAddr::new(interface)] {
            let socket_addr = SockAddr::can(addr);
            prop_assert_eq!(socket_addr.view(), Addr::Can(addr));
            check(&socket_addr);
        }
    }

    #[test]
    fn bluetooth_round_trip(
        a: [u8; 6],
        b: [u8; 6],
        device in prop::option::of(0..0xffff_u16),
        number: u16,
        psm: u16,
        one: u8,
        two: u8,
        bis in prop::collection::vec(any::<u8>(), 0..=31),
    ) {
        let (own, from) = (BdAddr(a), BdAddr(b));
        let (first, second) = (BdAddrType::from_raw(one.into()), BdAddrType::from_raw(two.into()));
        let channel = HciChannel::from_raw(number.into());
        let hci = BtAddr::hci(device, channel);
        prop_assert_eq!(hci.as_hci(), Some((device, channel)));
        let sco = BtAddr::sco(own);
        prop_assert_eq!((sco.as_sco(), sco.as_rfcomm()), (Some(own), None));
        let rfcomm = BtAddr::rfcomm(own, one);
        prop_assert_eq!((rfcomm.as_rfcomm(), rfcomm.as_hci()), (Some((own, one)), None));
        let l2cap = BtAddr::l2cap(own, first, psm);
        prop_assert_eq!(l2cap.as_l2cap(), Some((own, first, psm, 0)));
        let fixed = BtAddr::l2cap_fixed(own, first, number);
        prop_assert_eq!(fixed.as_l2cap(), Some((own, first, 0, number)));
        let iso = BtAddr::iso(own, second);
        prop_assert_eq!(iso.as_iso(), Some((own, second)));
        let broadcast = BtAddr::iso_broadcast(own, first, from, second, one, &bis).unwrap();
        prop_assert_eq!((broadcast.as_iso(), broadcast.as_rfcomm()), (Some((own, first)), None));
        for addr in [hci, sco, rfcomm, l2cap, fixed, iso, broadcast] {
            let socket_addr = SockAddr::bluetooth(addr);
            prop_assert_eq!(socket_addr.view(), Addr::Bluetooth(addr));
            check(&socket_addr);
        }
        prop_assert_eq!(BtAddr::iso_broadcast(own, first, from, second, one, &[0; 32]), None);
    }

    #[test]
    fn packet_round_trip(
        protocol: u16,
        interface: u32,
        hardware_type: u16,
        kind: u8,
        address in prop::collection::vec(any::<u8>(), 0..=8),
    ) {
        let mut addr = PacketAddr::new(protocol, interface).with_address(&address).unwrap();
        addr.kind = kind;
        addr.hardware_type = hardware_type;
        let whole = SockAddr::packet(addr);
        prop_assert_eq!(whole.view(), Addr::Packet(addr));
        prop_assert_eq!(addr.address(), &address[..]);
        check(&whole);
    }
}
