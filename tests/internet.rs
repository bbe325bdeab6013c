//! Options of IPv4 and IPv6 that need more than a fresh socket, or that surprise.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};
use std::time::Duration;

use common::{in_roles, skip, Role};
use sockopt::{
    AddrPreferences, Domain, FilterMode, FlowLabel, FlowLabelAction, FlowLabelFlags,
    FlowLabelShare, GroupMember, IcmpTypes, Interface, Ipv4Member, Ipv6Member, PortRange, Protocol,
    SockAddr, Socket, SourceFilter, Type,
};

fn open(domain: Domain, r#type: Type) -> Socket {
    Socket::new(domain, r#type, None).unwrap()
}

fn port(socket: &Socket) -> u16 {
    socket.local_addr().unwrap().port().unwrap()
}

/// Bound to no port in particular.
fn bound(range: PortRange) -> u16 {
    let socket = open(Domain::INET, Type::STREAM);
    socket.set_ip_local_port_range(range).unwrap();
    socket.bind("127.0.0.1:0".parse::<SockAddr>().unwrap()).unwrap();
    port(&socket)
}

in_roles! { a_range_of_ports_is_heeded_within_that_of_the_system: Root, NamespaceRoot, Nobody }

fn a_range_of_ports_is_heeded_within_that_of_the_system(_: Role) {
    if common::samples::older_than("6.3") {
        return skip("this kernel is older than the option");
    }
    let system = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap();
    let mut system = system.split_whitespace().map(|port| port.parse::<u16>().unwrap());
    let (first, last) = (system.next().unwrap(), system.next().unwrap());
    let middle = first + (last - first) / 2;

    assert_eq!(bound(PortRange { first: Some(middle), last: Some(middle) }), middle);
    assert!(bound(PortRange { first: Some(middle), last: None }) >= middle);
    assert!(bound(PortRange { first: None, last: Some(middle) }) <= middle);
    // What lies outside of the system's range is as if it had not been said.
    let outside = bound(PortRange { first: Some(1), last: Some(first - 1) });
    assert!((first..=last).contains(&outside), "{outside}");
    // And what is no range is refused before the kernel is asked.
    let socket = open(Domain::INET, Type::STREAM);
    let upside_down = PortRange { first: Some(2), last: Some(1) };
    let error = socket.set_ip_local_port_range(upside_down).unwrap_err();
    assert_eq!(error.raw_os_error(), None, "{error}");
}

in_roles! { a_socket_of_ipv6_becomes_one_of_ipv4: Root, NamespaceRoot, Nobody }

fn a_socket_of_ipv6_becomes_one_of_ipv4(_: Role) {
    let listener = open(Domain::INET, Type::STREAM);
    listener.bind("127.0.0.1:0".parse::<SockAddr>().unwrap()).unwrap();
    listener.listen(1).unwrap();
    let socket = open(Domain::INET6, Type::STREAM);
    let error = socket.set_ipv6_addrform(Domain::INET).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::ENOTCONN), "{error}");
    let mapped: SocketAddr = format!("[::ffff:127.0.0.1]:{}", port(&listener)).parse().unwrap();
    socket.connect(mapped).unwrap();
    assert_eq!(socket.ipv6_addrform().unwrap(), Domain::INET6);
    socket.set_ipv6_addrform(Domain::INET).unwrap();
    assert_eq!(socket.domain().unwrap(), Domain::INET);
    assert!(socket.ipv6_addrform().unwrap_err().is_unsupported());
}

in_roles! { a_router_has_anycast_addresses: Root, NamespaceRoot }

fn a_router_has_anycast_addresses(_: Role) {
    let lo = Interface::named("lo").unwrap();
    let anycast = Ipv6Member { group: "2001:db8::9".parse().unwrap(), interface: Some(lo) };
    let socket = open(Domain::INET6, Type::DGRAM);
    let error = socket.set_ipv6_join_anycast(anycast).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EADDRNOTAVAIL), "{error}");
    // Of this network namespace, which is the test's own.
    if std::fs::write("/proc/sys/net/ipv6/conf/lo/forwarding", "1").is_err() {
        return skip("it cannot become a router");
    }
    socket.set_ipv6_join_anycast(anycast).unwrap();
    socket.set_ipv6_leave_anycast(anycast).unwrap();
    let error = socket.set_ipv6_leave_anycast(anycast).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::ENOENT), "{error}");
}

in_roles! { nobody_has_no_anycast_address: Nobody }

fn nobody_has_no_anycast_address(_: Role) {
    let anycast = Ipv6Member::from(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 9));
    let error = open(Domain::INET6, Type::DGRAM).set_ipv6_join_anycast(anycast).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EPERM), "{error}");
    assert!(error.to_string().contains("CAP_NET_ADMIN"), "{error}");
}

in_roles! { a_policy_is_taken_byte_by_byte: Root, NamespaceRoot, Nobody }

/// `struct xfrm_userpolicy_info`, zero but for the family, and the direction: out. To let all
/// packets go as they are.
fn a_policy_is_taken_byte_by_byte(role: Role) {
    let policy = |family: u16, direction: u8| {
        let mut policy = vec![0; 168];
        policy.splice(40..42, family.to_ne_bytes());
        policy.splice(160..161, [direction]);
        policy
    };
    let set = |domain: Domain, policy: &[u8]| {
        let socket = open(domain, Type::DGRAM);
        if domain == Domain::INET {
            socket.set_ip_xfrm_policy(policy)
        } else {
            socket.set_ipv6_xfrm_policy(policy)
        }
    };
    let (out, nowhere) = (1, 7);
    for domain in [Domain::INET, Domain::INET6] {
        let family = u16::try_from(domain.raw()).unwrap();
        match set(domain, &policy(family, out)) {
            Err(error) if role == Role::Nobody => {
                assert_eq!(error.raw_os_error(), Some(libc::EPERM), "{error}");
                continue;
            }
            // A kernel of 64 bits may refuse programs of 32.
            Err(error) if error.is_unsupported() => return skip("this kernel has no IPsec"),
            result => result.unwrap(),
        }
        let error = set(domain, &policy(family, nowhere)).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EINVAL), "{error}");
        // Nothing at all is refused before the kernel is asked.
        assert_eq!(set(domain, &[]).unwrap_err().raw_os_error(), None);
    }
}

#[test]
fn preferences_that_are_not_named_are_the_defaults() {
    let socket = open(Domain::INET6, Type::STREAM);
    socket.set_ipv6_addr_preferences(AddrPreferences::TMP | AddrPreferences::COA).unwrap();
    socket.set_ipv6_addr_preferences(AddrPreferences::PUBLIC).unwrap();
    let both = AddrPreferences::PUBLIC | AddrPreferences::HOME;
    // Linux 6.1 keeps what is not named.
    let kept = AddrPreferences::PUBLIC | AddrPreferences::COA;
    let read = socket.ipv6_addr_preferences().unwrap();
    assert!(read == both || read == kept && common::samples::older_than("6.12"), "{read:?}");
    let against = AddrPreferences::TMP | AddrPreferences::PUBLIC;
    let error = socket.set_ipv6_addr_preferences(against).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL), "{error}");
}

in_roles! { a_filter_keeps_out_what_it_names: Root, NamespaceRoot }

/// An echo request that a socket sends to this machine comes to all raw sockets of its protocol,
/// and so does the answer.
fn a_filter_keeps_out_what_it_names(_: Role) {
    const ECHO_REPLY: u8 = 129;
    let raw = |filter: IcmpTypes| {
        let socket = Socket::new(Domain::INET6, Type::RAW, Some(Protocol::ICMPV6)).unwrap();
        socket.set_icmpv6_filter(filter).unwrap();
        socket
    };
    let replies = raw(IcmpTypes::ALL.without(ECHO_REPLY));
    let others = raw(IcmpTypes::NONE.with(ECHO_REPLY));
    let to: SockAddr = "[::1]:0".parse().unwrap();
    // An echo request; the kernel makes the checksum, at offset 2.
    assert_eq!(others.ipv6_checksum().unwrap(), Some(2));
    others.send_to(&[128, 0, 0, 0, 0, 7, 0, 1], to).unwrap();
    let first = |socket: &Socket| {
        let mut buffer = [0; 64];
        socket.recv(&mut buffer).unwrap();
        buffer.first().copied()
    };
    assert_eq!(first(&replies), Some(ECHO_REPLY));
    assert_eq!(first(&others), Some(128));
    others.set_nonblocking(true).unwrap();
    assert_eq!(others.recv(&mut [0; 64]).unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn pktoptions_tell_of_the_connection() {
    let socket = open(Domain::INET, Type::STREAM);
    assert_eq!(socket.ip_pktoptions().unwrap(), None);
    socket.set_ip_recvttl(true).unwrap();
    let message = socket.ip_pktoptions().unwrap().expect("the time to live");
    assert!(message.len() > 12, "{message:?}");
}

in_roles! { options_of_a_packet_are_padded: Root, NamespaceRoot, Nobody }

fn options_of_a_packet_are_padded(_: Role) {
    let socket = open(Domain::INET, Type::DGRAM);
    assert_eq!(socket.ip_options().unwrap(), None);
    socket.set_ip_options(Some(&[1])).unwrap();
    assert_eq!(socket.ip_options().unwrap(), Some(vec![1, 0, 0, 0]));
    socket.set_ip_options(None).unwrap();
    assert_eq!(socket.ip_options().unwrap(), None);
    let error = socket.set_ip_options(Some(&[1; 41])).unwrap_err();
    assert!(error.to_string().ends_with("none, or 1 to 40 bytes in hexadecimal"), "{error}");
    let error = socket.set_ip_options(Some(&[7, 1])).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL), "{error}");
}

/// As joined with the option for all protocols.
fn joined(socket: &Socket, group: &str) -> GroupMember {
    let interface = Some(Interface::named("lo").unwrap());
    let member = GroupMember { group: group.parse().unwrap(), interface };
    socket.set_mcast_join_group(member).unwrap();
    member
}

in_roles! { a_filter_goes_to_the_level_of_its_group: Root, NamespaceRoot, Nobody }

fn a_filter_goes_to_the_level_of_its_group(_: Role) {
    let socket = open(Domain::INET6, Type::DGRAM);
    for (group, sources) in
        [("232.0.0.251", ["127.0.0.9", "127.0.0.8"]), ("ff02::fb", ["fe80::9", "fe80::8"])]
    {
        let member = joined(&socket, group);
        let none = socket.mcast_msfilter(member).unwrap();
        assert_eq!((none.mode, none.sources.as_slice()), (FilterMode::EXCLUDE, [].as_slice()));
        let sources = sources.map(|source| source.parse::<IpAddr>().unwrap()).to_vec();
        for mode in [FilterMode::EXCLUDE, FilterMode::INCLUDE] {
            let filter = SourceFilter { member, mode, sources: sources.clone() };
            socket.set_mcast_msfilter(&filter).unwrap();
            assert_eq!(socket.mcast_msfilter(member).unwrap(), filter);
        }
        // None to be heard: that is to leave.
        let nobody = SourceFilter { member, mode: FilterMode::INCLUDE, sources: Vec::new() };
        socket.set_mcast_msfilter(&nobody).unwrap();
        let error = socket.mcast_msfilter(member).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(libc::EADDRNOTAVAIL), "{error}");
        assert!(socket.set_mcast_leave_group(member).is_err());
    }
    let member = joined(&socket, "ff02::fb");
    let sources = vec![Ipv4Addr::LOCALHOST.into()];
    let mixed = SourceFilter { member, mode: FilterMode::EXCLUDE, sources };
    assert_eq!(socket.set_mcast_msfilter(&mixed).unwrap_err().raw_os_error(), None);
}

in_roles! { a_long_filter_is_read_whole: Root, NamespaceRoot, Nobody }

fn a_long_filter_is_read_whole(_: Role) {
    let socket = open(Domain::INET6, Type::DGRAM);
    let member = joined(&socket, "ff02::fb");
    // The kernel orders them.
    let sources = |count| {
        (0..count).map(|it| Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, it).into()).collect::<Vec<_>>()
    };
    // From 64 on, `net.ipv6.mld_max_msf` may say no.
    for count in [16, 17, 63] {
        let mut sources = sources(count);
        let filter = SourceFilter { member, mode: FilterMode::EXCLUDE, sources: sources.clone() };
        socket.set_mcast_msfilter(&filter).unwrap();
        let mut read = socket.mcast_msfilter(member).unwrap().sources;
        read.sort_unstable();
        sources.sort_unstable();
        assert_eq!(read, sources);
    }
    let filter = SourceFilter { member, mode: FilterMode::EXCLUDE, sources: sources(60_000) };
    let error = socket.set_mcast_msfilter(&filter).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::ENOBUFS), "{error}");
}

in_roles! { a_filter_of_ipv4_knows_the_interface_by_its_address: Root, NamespaceRoot, Nobody }

fn a_filter_of_ipv4_knows_the_interface_by_its_address(_: Role) {
    let socket = open(Domain::INET, Type::DGRAM);
    let group = Ipv4Addr::new(232, 0, 0, 251);
    let member = Ipv4Member { group, address: Ipv4Addr::LOCALHOST, interface: None };
    socket.set_ip_add_membership(member).unwrap();
    let sources = vec![Ipv4Addr::new(127, 0, 0, 9), Ipv4Addr::new(127, 0, 0, 8)];
    let filter = SourceFilter { member, mode: FilterMode::INCLUDE, sources };
    socket.set_ip_msfilter(&filter).unwrap();
    assert_eq!(socket.ip_msfilter(member).unwrap(), filter);
    let by_index = Ipv4Member { interface: Interface::from_index(1), ..member };
    assert_eq!(socket.ip_msfilter(by_index).unwrap_err().raw_os_error(), None);
}

in_roles! { a_flow_label_is_leased_and_told: Root, NamespaceRoot, Nobody }

fn a_flow_label_is_leased_and_told(role: Role) {
    let socket = open(Domain::INET6, Type::DGRAM);
    let lease = FlowLabel {
        dst: Ipv6Addr::LOCALHOST,
        label: 0x1_2345,
        action: FlowLabelAction::GET,
        share: FlowLabelShare::EXCL,
        flags: FlowLabelFlags::CREATE | FlowLabelFlags::EXCL,
        expires: Duration::from_secs(20),
        linger: Duration::from_secs(1),
    };
    socket.set_ipv6_flowlabel_mgr(lease).unwrap();
    let error = socket.ipv6_flowlabel_mgr(FlowLabelFlags::empty()).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::ENOENT), "{error}");

    socket.set_ipv6_flowinfo_send(true).unwrap();
    // As it is in the packet; std has it as it lies in memory.
    let flowinfo = u32::from_ne_bytes(lease.label.to_be_bytes());
    let to = SocketAddrV6::new(Ipv6Addr::LOCALHOST, 9, flowinfo, 0);
    socket.connect(SocketAddr::from(to)).unwrap();
    let told = socket.ipv6_flowlabel_mgr(FlowLabelFlags::empty()).unwrap();
    assert_eq!((told.label, told.dst, told.share), (lease.label, lease.dst, lease.share));
    assert_eq!(told.linger, Duration::from_secs(6)); // no less than that

    let long = FlowLabel { label: 0x1_2346, linger: Duration::from_secs(151), ..lease };
    let shorter = FlowLabel { label: 0x1_2347, linger: Duration::from_secs(150), ..lease };
    socket.set_ipv6_flowlabel_mgr(shorter).unwrap();
    let result = socket.set_ipv6_flowlabel_mgr(long);
    assert_eq!(result.is_ok(), role == Role::Root, "{result:?}");
    // The kernel would choose this one, and write it where nobody looks.
    let any = FlowLabel { label: 0, ..lease };
    assert_eq!(socket.set_ipv6_flowlabel_mgr(any).unwrap_err().raw_os_error(), None);
    socket.set_ipv6_flowlabel_mgr(FlowLabel { action: FlowLabelAction::PUT, ..lease }).unwrap();
}
