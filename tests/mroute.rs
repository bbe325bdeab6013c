//! Multicast routers: what the kernel does with vifs and entries, and what it refuses to whom.
#![cfg(target_os = "linux")]
// Raw calls, for what the crate has none for; and the panics that tests are made of.
#![allow(
    unsafe_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::net::{Ipv4Addr, Ipv6Addr};

use common::compiler::compiles;
use common::{in_roles, os_error, Role, PATIENCE};
use sockopt::codec::{Encode, Fault, Record};
use sockopt::{
    Domain, Interface, Mf6c, Mfc, Mif, MifDevice, Mrt6Flush, MrtFlush, PacketAddr, PimMode,
    Protocol, SockAddr, Socket, Type, Vif, VifDevice,
};

const GROUP: Ipv4Addr = Ipv4Addr::new(239, 1, 2, 3);
const GROUP6: Ipv6Addr = Ipv6Addr::new(0xff0e, 0, 0, 0, 0, 0, 0, 0x123);
const HOST6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 7);

// linux/mroute.h and mroute6.h
const NOCACHE: u8 = 1;
const WHOLEPKT: u8 = 3;

fn igmp() -> Socket {
    let socket = Socket::new(Domain::INET, Type::RAW, Protocol::IGMP).unwrap();
    socket.set_rcvtimeo(Some(PATIENCE)).unwrap();
    socket
}

fn icmpv6() -> Socket {
    let socket = Socket::new(Domain::INET6, Type::RAW, Protocol::ICMPV6).unwrap();
    socket.set_rcvtimeo(Some(PATIENCE)).unwrap();
    socket
}

/// A socket of IGMP that is the router's; `None` where the kernel has none.
fn router() -> Option<Socket> {
    let socket = igmp();
    match socket.mrt_init() {
        Err(error) if error.is_unsupported() => {
            common::skip("this kernel routes no multicast of IPv4");
            None
        }
        result => {
            result.unwrap();
            Some(socket)
        }
    }
}

/// The same for IPv6.
fn router6() -> Option<Socket> {
    let socket = icmpv6();
    match socket.mrt6_init() {
        Err(error) if error.is_unsupported() => {
            common::skip("this kernel routes no multicast of IPv6");
            None
        }
        result => {
            result.unwrap();
            Some(socket)
        }
    }
}

fn lo() -> Interface {
    Interface::named("lo").unwrap()
}

/// The lines of a table in /proc/net, behind its header, as words.
fn lines(table: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(format!("/proc/net/{table}")).unwrap();
    text.lines().skip(1).map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

/// An address as /proc/net/ip_mr_cache has it: a number of the machine's order.
fn hex(address: Ipv4Addr) -> String {
    format!("{:08X}", u32::from_ne_bytes(address.octets()))
}

/// The next message of the kernel's for the router: its type and vif, and what is behind it.
fn told(router: &Socket) -> (u8, u8, Vec<u8>) {
    let mut bytes = [0; 256];
    let length = router.recv(&mut bytes).unwrap();
    // It lies over the header of an IPv4 packet, with 0 for the protocol.
    assert_eq!(bytes[9], 0, "an IGMP message");
    (bytes[8], bytes[10], bytes[20..length].to_vec())
}

in_roles! { packets_go_where_the_router_says: Root, NamespaceRoot }

fn packets_go_where_the_router_says(_: Role) {
    let Some(router) = router() else { return };
    assert_eq!(router.mrt_version().unwrap(), 0x305);
    let host = Ipv4Addr::LOCALHOST;
    router.set_mrt_add_vif(Vif { vifi: 0, device: VifDevice::Interface(lo()) }).unwrap();
    router.set_mrt_pim(PimMode::On).unwrap();
    // Which hands the router what is sent on by it.
    router.set_mrt_add_vif(Vif { vifi: 7, device: VifDevice::Register }).unwrap();
    let vifs = lines("ip_mr_vif");
    let of = |words: &[String]| (words[0].clone(), words[1].clone(), words[6].clone());
    let vifs: Vec<_> = vifs.iter().map(|words| of(words)).collect();
    let words = |vif: [&str; 3]| (vif[0].to_owned(), vif[1].to_owned(), vif[2].to_owned());
    assert_eq!(vifs, [words(["0", "lo", "00008"]), words(["7", "pimreg", "00004"])]);

    // There is no entry: the router is asked.
    let sender = common::udp();
    sender.set_ip_multicast_if(lo().into()).unwrap();
    sender.set_ip_multicast_ttl(Some(3)).unwrap();
    sender.bind(common::addr("127.0.0.1:0")).unwrap();
    sender.send_to(b"first", common::addr("239.1.2.3:9")).unwrap();
    let (message, vif, _) = told(&router);
    assert_eq!((message, vif), (NOCACHE, 0));

    let mut flow = Mfc::new(host, GROUP, 0);
    flow.ttls[7] = Some(2);
    router.set_mrt_add_mfc(flow).unwrap();
    let cache = lines("ip_mr_cache");
    let entry = cache.iter().find(|words| words[1] == hex(host)).unwrap();
    assert_eq!((entry[0].as_str(), entry[2].as_str()), (hex(GROUP).as_str(), "0"));
    assert_eq!(entry[6..], ["7:2"], "{entry:?}");
    // What waited is sent on.
    let (message, _, packet) = told(&router);
    assert_eq!(message, WHOLEPKT);
    assert_eq!(packet[8], 3, "its TTL");
    assert_eq!(packet[16..20], GROUP.octets());
    assert!(packet.ends_with(b"first"));

    // What has no more to live than the entry says is not.
    sender.set_ip_multicast_ttl(Some(2)).unwrap();
    sender.send_to(b"second", common::addr("239.1.2.3:9")).unwrap();
    sender.set_ip_multicast_ttl(Some(3)).unwrap();
    sender.send_to(b"third", common::addr("239.1.2.3:9")).unwrap();
    // On `lo`, what goes out comes in too: each is told of twice.
    loop {
        let (message, _, packet) = told(&router);
        assert_eq!(message, WHOLEPKT);
        assert!(!packet.ends_with(b"second"), "{packet:?}");
        if packet.ends_with(b"third") {
            break;
        }
    }

    router.set_mrt_del_vif(7).unwrap();
    assert_eq!(lines("ip_mr_vif").len(), 1);
    router.set_mrt_del_mfc(flow).unwrap();
    assert_eq!(os_error(router.set_mrt_del_mfc(flow)), libc::ENOENT);
    assert!(lines("ip_mr_cache").iter().all(|words| words[1] != hex(host)));
    router.mrt_done().unwrap();
    assert!(lines("ip_mr_vif").is_empty());
}

in_roles! { an_entry_for_any_origin_has_a_vif_of_its_own: Root, NamespaceRoot }

fn an_entry_for_any_origin_has_a_vif_of_its_own(_: Role) {
    let Some(router) = router() else { return };
    for parent in [0, 1] {
        router.set_mrt_add_mfc_proxy(Mfc::new(Ipv4Addr::UNSPECIFIED, GROUP, parent)).unwrap();
    }
    let proxied = || lines("ip_mr_cache").iter().filter(|words| words[0] == hex(GROUP)).count();
    assert_eq!(proxied(), 2);
    let second = Mfc::new(Ipv4Addr::UNSPECIFIED, GROUP, 1);
    router.set_mrt_del_mfc_proxy(second).unwrap();
    assert_eq!(os_error(router.set_mrt_del_mfc_proxy(second)), libc::ENOENT);
    assert_eq!(proxied(), 1);
}

in_roles! { a_bad_value_is_refused: Root, NamespaceRoot }

fn a_bad_value_is_refused(_: Role) {
    let Some(router) = router() else { return };
    let vif = Vif { vifi: 0, device: VifDevice::Address(Ipv4Addr::LOCALHOST) };
    router.set_mrt_add_vif(vif).unwrap();
    assert_eq!(os_error(router.set_mrt_add_vif(vif)), libc::EADDRINUSE);
    assert_eq!(os_error(router.set_mrt_del_vif(1)), libc::EADDRNOTAVAIL);
    for device in [
        VifDevice::Address(Ipv4Addr::new(192, 0, 2, 1)),
        VifDevice::Interface(Interface::from_index(4711).unwrap()),
    ] {
        let error = os_error(router.set_mrt_add_vif(Vif { vifi: 1, device }));
        assert_eq!(error, libc::EADDRNOTAVAIL);
    }
    // There is one vif for the router itself.
    router.set_mrt_add_vif(Vif { vifi: 1, device: VifDevice::Register }).unwrap();
    let another = Vif { vifi: 2, device: VifDevice::Register };
    assert_eq!(os_error(router.set_mrt_add_vif(another)), libc::EADDRINUSE);
    let no_group = Mfc::new(Ipv4Addr::LOCALHOST, Ipv4Addr::new(192, 0, 2, 1), 0);
    assert_eq!(os_error(router.set_mrt_add_mfc(no_group)), libc::EINVAL);
    // What the structure cannot say is refused before the call.
    for result in [
        router.set_mrt_add_vif(Vif { vifi: 32, ..vif }),
        router.set_mrt_del_vif(32),
        router.set_mrt_add_mfc(Mfc::new(Ipv4Addr::LOCALHOST, GROUP, 32)),
        router.set_mrt_table(1_000_000_000),
    ] {
        assert_eq!(result.unwrap_err().raw_os_error(), None);
    }
    let mut flow = Mfc::new(Ipv4Addr::LOCALHOST, GROUP, 0);
    for ttl in [0, 255] {
        flow.ttls[1] = Some(ttl);
        assert_eq!(<Record<Mfc, 60>>::encode(&flow).err(), Some(Fault::OUT_OF_RANGE));
    }
    // A router's socket keeps its table.
    assert_eq!(os_error(router.set_mrt_table(7)), libc::EBUSY);
    assert_eq!(os_error(igmp().mrt_init()), libc::EADDRINUSE);
    assert_eq!(os_error(igmp().mrt_done()), libc::EACCES);
    // It is no option of other sockets.
    assert!(common::udp().get(sockopt::MRT_VERSION).unwrap_err().is_unsupported());
    assert!(common::udp().tables().flat_map(|table| table.rows).all(|row| row.name != "MRT_INIT"));
}

in_roles! { each_table_has_a_router: Root, NamespaceRoot }

fn each_table_has_a_router(_: Role) {
    let Some(router) = router() else { return };
    let second = igmp();
    match second.set_mrt_table(7) {
        Err(error) if error.is_unsupported() => {
            return common::skip("this kernel has one table for multicast");
        }
        result => result.unwrap(),
    }
    second.mrt_init().unwrap();
    second.set_mrt_pim(PimMode::Whole).unwrap();
    assert_eq!(second.mrt_pim().unwrap(), PimMode::On);
    assert!(second.mrt_assert().unwrap());
    assert_eq!((router.mrt_pim().unwrap(), router.mrt_assert().unwrap()), (PimMode::Off, false));
    // PIM brings asserting; to switch that off again is possible.
    second.set_mrt_assert(false).unwrap();
    assert_eq!((second.mrt_pim().unwrap(), second.mrt_assert().unwrap()), (PimMode::On, false));
    // It is of the table, whoever reads it.
    let third = igmp();
    third.set_mrt_table(7).unwrap();
    assert_eq!(third.mrt_pim().unwrap(), PimMode::On);
}

in_roles! { what_another_socket_adds_is_static: Root, NamespaceRoot }

fn what_another_socket_adds_is_static(_: Role) {
    let Some(router) = router() else { return };
    let other = igmp();
    other.set_mrt_add_vif(Vif { vifi: 0, device: VifDevice::Interface(lo()) }).unwrap();
    other.set_mrt_add_mfc(Mfc::new(Ipv4Addr::LOCALHOST, GROUP, 0)).unwrap();
    let there = || (lines("ip_mr_vif").len(), lines("ip_mr_cache").len());
    router.set_mrt_flush(MrtFlush::MFC | MrtFlush::VIFS).unwrap();
    assert_eq!(there(), (1, 1));
    drop(router);
    assert_eq!(there(), (1, 1));
    other.set_mrt_flush(MrtFlush::MFC_STATIC).unwrap();
    assert_eq!(there(), (1, 0));
    other.set_mrt_flush(MrtFlush::VIFS_STATIC).unwrap();
    assert_eq!(there(), (0, 0));
}

in_roles! { the_router_needs_no_privilege_and_others_do: Root, NamespaceRoot }

fn the_router_needs_no_privilege_and_others_do(_: Role) {
    let (router, other, router6, other6) = (igmp(), igmp(), icmpv6(), icmpv6());
    // Of this thread: all capabilities.
    let header: [u32; 2] = [0x2008_0522, 0];
    let sets = [0_u32; 6];
    // SAFETY: the call reads a header of 8 bytes and sets of 24.
    let result = unsafe { libc::syscall(libc::SYS_capset, header.as_ptr(), sets.as_ptr()) };
    assert_eq!(result, 0, "{}", std::io::Error::last_os_error());

    router.mrt_init().unwrap();
    let vif = Vif { vifi: 0, device: VifDevice::Interface(lo()) };
    router.set_mrt_add_vif(vif).unwrap();
    router.set_mrt_assert(true).unwrap();
    let error = other.set_mrt_del_vif(0).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EACCES));
    assert!(error.to_string().contains("it needs CAP_NET_ADMIN"), "{error}");
    // To read needs none.
    assert!(other.mrt_assert().unwrap());

    router6.mrt6_init().unwrap();
    router6.set_mrt6_add_mif(Mif { mifi: 0, device: MifDevice::Interface(lo()) }).unwrap();
    assert_eq!(os_error(other6.set_mrt6_del_mif(0)), libc::EACCES);
    assert_eq!(other6.mrt6_version().unwrap(), 0x305);
}

/// Two interfaces that are joined by a cable, `va` and `vb`; an error where the kernel has none.
fn cable() -> std::io::Result<()> {
    // linux/rtnetlink.h, if_link.h, veth.h
    const IFLA_IFNAME: u16 = 3;
    const IFLA_LINKINFO: u16 = 18;
    const IFLA_INFO_KIND: u16 = 1;
    const IFLA_INFO_DATA: u16 = 2;
    const VETH_INFO_PEER: u16 = 1;

    fn attribute(kind: u16, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(4 + value.len()).unwrap();
        let mut bytes = [length.to_ne_bytes(), kind.to_ne_bytes()].concat();
        bytes.extend(value);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }

    /// `struct ifinfomsg`, with all flags of `up` to be set, and a name.
    fn link(name: &str, up: libc::c_int) -> Vec<u8> {
        let up = up.to_ne_bytes();
        [vec![0; 8], up.to_vec(), up.to_vec(), attribute(IFLA_IFNAME, name.as_bytes())].concat()
    }

    fn request(body: &[u8], flags: libc::c_int) -> std::io::Result<()> {
        let flags = u16::try_from(libc::NLM_F_REQUEST | libc::NLM_F_ACK | flags).unwrap();
        let mut message = u32::try_from(16 + body.len()).unwrap().to_ne_bytes().to_vec();
        message.extend(libc::RTM_NEWLINK.to_ne_bytes());
        message.extend(flags.to_ne_bytes());
        message.extend([0; 8]);
        message.extend(body);
        let socket = Socket::new(Domain::NETLINK, Type::RAW, None)?;
        socket.send_to(&message, SockAddr::netlink(0, 0))?;
        let mut answer = [0; 256];
        socket.recv(&mut answer)?;
        match i32::from_ne_bytes([answer[16], answer[17], answer[18], answer[19]]) {
            0 => Ok(()),
            error => Err(std::io::Error::from_raw_os_error(-error)),
        }
    }

    let peer = attribute(IFLA_INFO_DATA, &attribute(VETH_INFO_PEER, &link("vb", 0)));
    let info = attribute(IFLA_LINKINFO, &[attribute(IFLA_INFO_KIND, b"veth"), peer].concat());
    request(&[link("va", 0), info].concat(), libc::NLM_F_CREATE | libc::NLM_F_EXCL)?;
    request(&link("va", libc::IFF_UP), 0)?;
    request(&link("vb", libc::IFF_UP), 0)
}

/// A datagram of a host that is not this one, as it comes in from a cable: to the group's port 9.
fn frame(payload: &[u8], hops: u8) -> Vec<u8> {
    let length = u16::try_from(8 + payload.len()).unwrap().to_be_bytes();
    let mut bytes = vec![0x33, 0x33, 0, 0, 1, 0x23, 2, 0, 0, 0, 0, 1, 0x86, 0xdd];
    bytes.extend([0x60, 0, 0, 0, length[0], length[1], 17, hops]);
    bytes.extend(HOST6.octets());
    bytes.extend(GROUP6.octets());
    // Its checksum is no matter: nobody here takes it apart.
    bytes.extend([0x30, 0x39, 0, 9, length[0], length[1], 0, 0]);
    bytes.extend(payload);
    bytes
}

in_roles! { packets_of_ipv6_go_where_the_router_says: Root, NamespaceRoot }

fn packets_of_ipv6_go_where_the_router_says(_: Role) {
    let Some(router) = router6() else { return };
    // Messages of ICMPv6 itself are not of interest.
    router.set_icmpv6_filter(sockopt::IcmpTypes::ALL).unwrap();
    if let Err(error) = cable() {
        return common::skip(&format!("no veth: {error}"));
    }
    let (va, vb) = (Interface::named("va").unwrap(), Interface::named("vb").unwrap());
    router.set_mrt6_add_mif(Mif { mifi: 0, device: MifDevice::Interface(va) }).unwrap();
    router.set_mrt6_pim(PimMode::On).unwrap();
    router.set_mrt6_add_mif(Mif { mifi: 7, device: MifDevice::Register }).unwrap();
    let mifs: Vec<_> = lines("ip6_mr_vif").iter().map(|words| words[1].clone()).collect();
    assert_eq!(mifs, ["va", "pim6reg"]);

    // `struct mrt6msg`: its type, its mif, and the addresses, behind 8 bytes.
    let told = || {
        let mut bytes = [0; 256];
        let length = router.recv(&mut bytes).unwrap();
        assert_eq!(bytes[0], 0, "a message of ICMPv6");
        (bytes[1], u16::from_ne_bytes([bytes[2], bytes[3]]), bytes[8..length].to_vec())
    };
    common::wait_until(|| {
        let routes = std::fs::read_to_string("/proc/net/ipv6_route").unwrap();
        routes.lines().any(|line| line.starts_with("ff000000") && line.ends_with(" va"))
    });
    let sender = Socket::new(Domain::PACKET, Type::RAW, None).unwrap();
    let to = SockAddr::packet(PacketAddr::new(0x86dd, vb.index()));
    sender.send_to(&frame(b"first", 3), to).unwrap();
    let (message, mif, addresses) = told();
    assert_eq!((message, mif), (NOCACHE, 0));
    assert_eq!(addresses[..16], HOST6.octets());
    assert_eq!(addresses[16..32], GROUP6.octets());

    let mut flow = Mf6c::new(HOST6, GROUP6, 0);
    flow.ifset[7] = true;
    router.set_mrt6_add_mfc(flow).unwrap();
    let (message, _, packet) = told();
    assert_eq!(message, WHOLEPKT);
    assert!(packet.ends_with(b"first"), "{packet:?}");
    let cache = lines("ip6_mr_cache");
    let entry = cache.iter().find(|words| words[2] == "0").unwrap();
    assert_eq!(entry[6..], ["7:1"], "{entry:?}");

    router.set_mrt6_del_mif(7).unwrap();
    router.set_mrt6_del_mfc(flow).unwrap();
    assert_eq!(os_error(router.set_mrt6_del_mfc(flow)), libc::ENOENT);
    router.mrt6_done().unwrap();
    assert!(lines("ip6_mr_vif").is_empty());
}

in_roles! { a_bad_value_of_ipv6_is_refused: Root, NamespaceRoot }

fn a_bad_value_of_ipv6_is_refused(_: Role) {
    let Some(router) = router6() else { return };
    let mif = Mif { mifi: 0, device: MifDevice::Interface(lo()) };
    router.set_mrt6_add_mif(mif).unwrap();
    assert_eq!(os_error(router.set_mrt6_add_mif(mif)), libc::EADDRINUSE);
    let absent = MifDevice::Interface(Interface::from_index(4711).unwrap());
    let error = os_error(router.set_mrt6_add_mif(Mif { mifi: 1, device: absent }));
    assert_eq!(error, libc::EADDRNOTAVAIL);
    assert_eq!(os_error(router.set_mrt6_del_mif(1)), libc::EADDRNOTAVAIL);
    let no_group = Mf6c::new(HOST6, HOST6, 0);
    assert_eq!(os_error(router.set_mrt6_add_mfc(no_group)), libc::EINVAL);
    let too_far = MifDevice::Interface(Interface::from_index(65_536).unwrap());
    for result in [
        router.set_mrt6_add_mif(Mif { mifi: 32, ..mif }),
        router.set_mrt6_add_mif(Mif { mifi: 1, device: too_far }),
        router.set_mrt6_del_mif(32),
        router.set_mrt6_add_mfc(Mf6c::new(HOST6, GROUP6, 32)),
        router.set_mrt6_table(100_000_000),
    ] {
        assert_eq!(result.unwrap_err().raw_os_error(), None);
    }
    assert_eq!(os_error(router.set_mrt6_table(7)), libc::EBUSY);
    assert_eq!(os_error(icmpv6().mrt6_init()), libc::EADDRINUSE);
    assert_eq!(os_error(icmpv6().mrt6_done()), libc::EACCES);

    let other = icmpv6();
    other.set_mrt6_add_mfc_proxy(Mf6c::new(Ipv6Addr::UNSPECIFIED, GROUP6, 0)).unwrap();
    router.set_mrt6_flush(Mrt6Flush::MFC).unwrap();
    assert_eq!(lines("ip6_mr_cache").len(), 1);
    router.set_mrt6_flush(Mrt6Flush::all()).unwrap();
    assert_eq!((lines("ip6_mr_cache").len(), lines("ip6_mr_vif").len()), (0, 0));
}

/// As `struct vifctl`, `mfcctl`, `mif6ctl` and `mf6cctl` of the headers.
#[test]
fn structures_lie_where_the_header_says() {
    let source = "\
        #include <stddef.h>\n#include <netinet/in.h>\n\
        #include <linux/mroute.h>\n#include <linux/mroute6.h>\n\
        #define AT(s, f, at) _Static_assert(offsetof(struct s, f) == at, #f);\n\
        AT(vifctl, vifc_flags, 2) AT(vifctl, vifc_lcl_addr, 8) AT(vifctl, vifc_rmt_addr, 12)\n\
        AT(mfcctl, mfcc_mcastgrp, 4) AT(mfcctl, mfcc_parent, 8) AT(mfcctl, mfcc_ttls, 10)\n\
        AT(mif6ctl, mif6c_flags, 2) AT(mif6ctl, mif6c_pifi, 4)\n\
        AT(mf6cctl, mf6cc_origin.sin6_addr, 8) AT(mf6cctl, mf6cc_mcastgrp.sin6_addr, 36)\n\
        AT(mf6cctl, mf6cc_parent, 56) AT(mf6cctl, mf6cc_ifset, 60)\n\
        _Static_assert(sizeof(struct vifctl) == 16 && sizeof(struct mfcctl) == 60, \"\");\n\
        _Static_assert(sizeof(struct mif6ctl) == 12 && sizeof(struct mf6cctl) == 92, \"\");\n";
    if !compiles("#include <netinet/in.h>\n#include <linux/mroute.h>\n") {
        return common::skip("no C compiler for this machine, or no linux/mroute.h");
    }
    assert!(compiles(source));
    assert!(!compiles(&source.replace("mfcc_ttls, 10", "mfcc_ttls, 11")));

    let encoded = |vif| <Record<Vif, 16>>::encode(&vif).unwrap().0;
    let tunnel = VifDevice::Tunnel { local: Ipv4Addr::LOCALHOST, remote: GROUP };
    let bytes = encoded(Vif { vifi: 3, device: tunnel });
    let mut expected = [0; 16];
    expected[..2].copy_from_slice(&3u16.to_ne_bytes());
    expected[2] = 1;
    expected[8..].copy_from_slice(&[127, 0, 0, 1, 239, 1, 2, 3]);
    assert_eq!(bytes, expected);
}
