//! Options of packet sockets that do more than keep a value.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use common::{in_roles, os_error, udp_pair, wait_until, Role};
use sockopt::{
    Domain, ErrorKind, Filter, HardwareAddr, Interface, PacketAddr, PacketFanout,
    PacketFanoutFlags, PacketFanoutType, PacketMember, PacketRing, PacketVersion, SockAddr, Socket,
    Type,
};

/// ETH_P_ALL
const ALL: u16 = 3;

fn packet() -> Socket {
    Socket::new(Domain::PACKET, Type::RAW, None).unwrap()
}

fn lo() -> Interface {
    Interface::named("lo").unwrap()
}

fn bound() -> Socket {
    let socket = packet();
    let address = PacketAddr::new(ALL, lo().index());
    socket.bind(SockAddr::packet(address)).unwrap();
    socket
}

in_roles! { sockets_of_a_group_share_packets: Root, NamespaceRoot }

fn sockets_of_a_group_share_packets(_: Role) {
    let group = PacketFanout {
        id: 7,
        r#type: PacketFanoutType::CBPF,
        flags: PacketFanoutFlags::ROLLOVER | PacketFanoutFlags::DEFRAG,
    };
    assert_eq!(os_error(packet().set_packet_fanout(Some(group))), libc::EINVAL, "not bound");
    let socket = bound();
    assert_eq!(socket.packet_fanout().unwrap(), None);
    let program = Filter::drop_all(); // always the first
    assert_eq!(os_error(socket.set_packet_fanout_data(&program)), libc::EINVAL, "no group");
    assert_eq!(os_error(socket.packet_rollover_stats()), libc::EINVAL, "no group");

    socket.set_packet_fanout(Some(group)).unwrap();
    assert_eq!(socket.packet_fanout().unwrap(), Some(group));
    socket.set_packet_fanout_data(&program).unwrap();
    let stats = socket.packet_rollover_stats().unwrap();
    assert_eq!((stats.all, stats.huge, stats.failed), (0, 0, 0));
    assert_eq!(os_error(socket.set_packet_fanout(None)), libc::EINVAL);
    let wide = PacketFanout { flags: PacketFanoutFlags::from_bits_retain(1), ..group };
    let refused = socket.set_packet_fanout(Some(wide)).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::OutOfRange);
    assert_eq!(socket.packet_fanout().unwrap(), Some(group));

    // The kernel chooses a number.
    let any =
        PacketFanout { id: 0, r#type: PacketFanoutType::LB, flags: PacketFanoutFlags::UNIQUEID };
    let other = bound();
    other.set_packet_fanout(Some(any)).unwrap();
    let chosen = other.packet_fanout().unwrap().unwrap();
    assert_eq!(chosen.r#type, PacketFanoutType::LB);
    assert_ne!(chosen.id, 7);
}

in_roles! { statistics_begin_anew_with_each_read: Root, NamespaceRoot }

fn statistics_begin_anew_with_each_read(_: Role) {
    let socket = bound();
    let (a, _b) = udp_pair();
    socket.take_packet_statistics().unwrap();
    a.send(b"one").unwrap();
    let mut packets = 0;
    wait_until(|| {
        let stats = socket.take_packet_statistics().unwrap();
        assert_eq!((stats.drops, stats.freeze_q_cnt), (0, None));
        packets += stats.packets;
        packets >= 2 // out, and in
    });
    assert_eq!(socket.take_packet_statistics().unwrap().packets, 0);
    socket.set_packet_version(PacketVersion::V3).unwrap();
    assert_eq!(socket.take_packet_statistics().unwrap().freeze_q_cnt, Some(0));

    // Without what goes out.
    socket.set_packet_ignore_outgoing(true).unwrap();
    a.send(b"two").unwrap();
    let mut packets = 0;
    wait_until(|| {
        packets += socket.take_packet_statistics().unwrap().packets;
        packets > 0
    });
    assert_eq!(packets, 1);
}

in_roles! { a_ring_fixes_what_it_is_made_of: NamespaceRoot }

fn a_ring_fixes_what_it_is_made_of(_: Role) {
    let socket = packet();
    socket.set_packet_version(PacketVersion::V2).unwrap();
    let ring = PacketRing::new(1 << 16, 2, 2048);
    assert_eq!(ring.frame_nr, 64);
    let odd = PacketRing { frame_nr: 63, ..ring };
    assert_eq!(os_error(socket.set_packet_rx_ring(odd)), libc::EINVAL);
    socket.set_packet_rx_ring(ring).unwrap();
    assert_eq!(os_error(socket.set_packet_rx_ring(ring)), libc::EBUSY);
    for refused in [
        socket.set_packet_version(PacketVersion::V1),
        socket.set_packet_reserve(64),
        socket.set_packet_loss(true),
        socket.set_packet_vnet_hdr(true),
    ] {
        assert_eq!(os_error(refused), libc::EBUSY);
    }
    // Taken, and not heeded.
    socket.set_packet_tx_has_off(true).unwrap();
    assert!(!socket.packet_tx_has_off().unwrap());

    socket.set_packet_rx_ring(PacketRing::new(0, 0, 0)).unwrap();
    socket.set_packet_version(PacketVersion::V1).unwrap();
}

in_roles! { a_membership_needs_the_length_of_the_devices_addresses: NamespaceRoot }

fn a_membership_needs_the_length_of_the_devices_addresses(_: Role) {
    let socket = packet();
    let group = |bytes: &[u8]| PacketMember::multicast(lo(), HardwareAddr::new(bytes).unwrap());
    socket.set_packet_add_membership(group(&[1, 0, 0x5e, 0, 0, 1])).unwrap();
    assert_eq!(os_error(socket.set_packet_add_membership(group(&[1, 2, 3]))), libc::EINVAL);
    assert_eq!(os_error(socket.set_packet_add_membership(group(&[1; 32]))), libc::EINVAL);
    let nowhere = Interface::from_index(0x7fff_fff0).unwrap();
    let promiscuous = PacketMember::promiscuous(nowhere);
    assert_eq!(os_error(socket.set_packet_add_membership(promiscuous)), libc::ENODEV);
    // What was never added is dropped without a word.
    socket.set_packet_drop_membership(promiscuous).unwrap();
}

in_roles! { the_header_of_virtio_has_two_sizes: NamespaceRoot }

fn the_header_of_virtio_has_two_sizes(_: Role) {
    let socket = packet();
    socket.set_packet_vnet_hdr(true).unwrap();
    match socket.packet_vnet_hdr_sz() {
        Ok(size) => assert_eq!(size, Some(10)),
        Err(error) => return common::skip(&error.to_string()),
    }
    socket.set_packet_vnet_hdr_sz(Some(12)).unwrap();
    assert!(socket.packet_vnet_hdr().unwrap());
    assert_eq!(os_error(socket.set_packet_vnet_hdr_sz(Some(11))), libc::EINVAL);
    socket.set_packet_vnet_hdr_sz(None).unwrap();
    assert!(!socket.packet_vnet_hdr().unwrap());
}
