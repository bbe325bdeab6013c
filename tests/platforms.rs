//! The table on other systems: each constant that `libc` or `windows-sys` has there is a row's, a control message's, or has a reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

use std::collections::{BTreeMap, BTreeSet};

use sockopt::registry::{self, Platforms};

/// System and name.
fn list() -> impl Iterator<Item = (Platforms, &'static str)> {
    let lines = include_str!("data/platform_constants.txt").lines();
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let (system, name) = line.split_once(' ').expect("two words");
        (Platforms::from_name(system).expect("a system"), name)
    })
}

const APPLE: Platforms = Platforms::APPLE;
const FREEBSD: Platforms = Platforms::FREEBSD;
const NETBSD: Platforms = Platforms::NETBSD;
const OPENBSD: Platforms = Platforms::OPENBSD;
const DRAGONFLY: Platforms = Platforms::DRAGONFLY;
const ILLUMOS: Platforms = Platforms::ILLUMOS;
const WINDOWS: Platforms = Platforms::WINDOWS;
const ANDROID: Platforms = Platforms::ANDROID;

/// Constants that have no row, where, and why: a name, or the beginning of some and a star.
#[rustfmt::skip]
const EXCEPTIONS: &[(Platforms, &str, &str)] = &[
    // What is no option, or does nothing.
    (APPLE.union(DRAGONFLY), "SO_ACCEPTCONN", "the kernel has no case for it"),
    (APPLE, "SO_LABEL", "it always fails"),
    (APPLE, "SO_PEERLABEL", "it always fails"),
    (APPLE, "SO_NKE", "it is for extensions of the kernel"),
    (APPLE, "UTUN_OPT_*", "an option of tunnels, not of sockets of the network"),
    (OPENBSD, "SO_NETPROC", "the kernel has no case for it"),
    (NETBSD, "TCP_CONGCTL", "the kernel has no case for it"),
    (ILLUMOS, "SO_RCVLOWAT", "the kernel has no case for it"),
    (ILLUMOS, "SO_SNDLOWAT", "the kernel has no case for it"),
    (WINDOWS, "SO_RCVLOWAT", "the system refuses it"),
    (WINDOWS, "SO_SNDLOWAT", "the system refuses it"),
    (WINDOWS, "SO_USELOOPBACK", "the system refuses it"),
    (WINDOWS, "SO_CONNDATA*", "of protocols that are gone"),
    (WINDOWS, "SO_CONNOPT*", "of protocols that are gone"),
    (WINDOWS, "SO_DISC*", "of protocols that are gone"),
    (WINDOWS, "SO_GROUP_*", "reserved"),
    (WINDOWS, "SO_OPENTYPE", "a setting of the thread, not of a socket"),
    (WINDOWS, "SO_DONTLINGER", "SO_LINGER, the other way round"),
    (WINDOWS, "TCP_OFFLOAD_*", "of cards that are gone, and its values"),
    (WINDOWS, "TCP_ICW_LEVEL_*", "a value of SIO_TCP_SET_ICW"),
    (WINDOWS, "TCP_INITIAL_RTO_*", "a value of SIO_TCP_INITIAL_RTO"),
    (ANDROID, "DCCP_SOCKOPT_CHANGE_*", "the kernel does nothing with it"),
    (ANDROID, "DCCP_SOCKOPT_PACKET_SIZE", "the kernel does nothing with it"),
    (ANDROID, "IPV6_AUTHHDR", "the kernel has no case for it"),
    (ANDROID, "IPV6_NEXTHOP", "the kernel has no case for it"),
    (ANDROID, "NETLINK_RX_RING", "the kernel has no case for it"),
    (ANDROID, "NETLINK_TX_RING", "the kernel has no case for it"),
    (ANDROID, "SO_BSDCOMPAT", "the kernel ignores it"),
    // Second names.
    (APPLE, "SO_LINGER", "in ticks of a clock: the row goes by SO_LINGER_SEC"),
    (NETBSD, "IP_RECVPKTINFO", "IP_PKTINFO switches the same on"),
    (DRAGONFLY, "IP_SENDSRCADDR", "IP_RECVDSTADDR, by another name"),
    (WINDOWS, "IP_HOPLIMIT", "IP_RECVTTL, by another name"),
    (WINDOWS, "IP_RECVTCLASS", "IP_RECVTOS, by another name"),
    (WINDOWS, "IP_TCLASS", "a control message alone"),
    // What no text tells of: a number in a header.
    (WINDOWS, "IP_NRT_INTERFACE", "no page tells its type"),
    (WINDOWS, "IPV6_NRT_INTERFACE", "no page tells its type"),
    (WINDOWS, "IP_PKTINFO_EX", "no page tells its type"),
    (WINDOWS, "IPV6_PKTINFO_EX", "no page tells its type"),
    (WINDOWS, "IP_RECVRTHDR", "no page tells its type"),
    (WINDOWS, "IPV6_RECVDSTADDR", "no page tells its type"),
    (WINDOWS, "IP_RTHDR", "no page tells its type"),
    (WINDOWS, "IPV6_CHECKSUM", "no page tells its type"),
    (WINDOWS, "TCP_ATMARK", "no page tells its type: SIOCATMARK is its call"),
    (WINDOWS, "TCP_CONGESTION_ALGORITHM", "no page tells its values"),
    (WINDOWS, "TCP_DELAY_FIN_ACK", "no page tells its type"),
    (WINDOWS, "TCP_NOSYNRETRIES", "no page tells its type"),
    (WINDOWS, "TCP_NOURG", "no page tells its type"),
    (WINDOWS, "TCP_STDURG", "no page tells its type"),
    (ILLUMOS, "IP_MINTTL", "no text of its kernel that was read has it"),
    (DRAGONFLY, "SO_PASSCRED", "no text of its kernel that was read has it"),
    (FREEBSD, "TCP_DELACK", "of other stacks than the default one"),
    (FREEBSD, "TCP_FIN_IS_RST", "of other stacks than the default one"),
    (FREEBSD, "TCP_IDLE_REDUCE", "of other stacks than the default one"),
    (FREEBSD, "TCP_LOG_LIMIT", "of other stacks than the default one"),
    (FREEBSD, "TCP_MAXPEAKRATE", "of other stacks than the default one"),
    (FREEBSD, "TCP_MAXUNACKTIME", "of other stacks than the default one"),
    (FREEBSD, "TCP_PERF_INFO", "of other stacks than the default one"),
    (FREEBSD, "TCP_PROC_ACCOUNTING", "of other stacks than the default one"),
    (FREEBSD, "TCP_SHARED_CWND_ALLOWED", "of other stacks than the default one"),
    (FREEBSD, "TCP_USE_CMP_ACKS", "of other stacks than the default one"),
    (FREEBSD, "TCP_BBR_*", "of other stacks than the default one"),
    (FREEBSD, "TCP_RACK_*", "of other stacks than the default one"),
    // What is to come.
    (FREEBSD, "SCTP_*", "no row yet"),
    (FREEBSD, "SO_LABEL", "no row yet: its structure was not read"),
    (FREEBSD, "SO_PEERLABEL", "no row yet: its structure was not read"),
    (WINDOWS, "SO_PROTOCOL_INFO*", "no row: `Socket::kind` tells what is in it"),
];

fn excepted(system: Platforms, name: &str) -> Option<&'static str> {
    let found = EXCEPTIONS.iter().find(|(systems, pattern, _)| {
        systems.contains(system)
            && match pattern.strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => name == *pattern,
            }
    });
    found.map(|(_, _, reason)| *reason)
}

/// Whether the table has the constant on that system: by the name of the row, by the one it has there, or by another one.
fn is_there(system: Platforms, name: &str) -> bool {
    let option = registry::all().filter(|row| row.platforms.contains(system)).any(|row| {
        let there = row.places.iter().filter(|place| place.platforms.contains(system));
        there.map(|place| place.constant).chain(row.also.iter().copied()).any(|other| other == name)
    });
    let messages = registry::messages().iter();
    option || messages.into_iter().any(|row| row.name == name && row.platforms.contains(system))
}

#[test]
fn each_constant_of_other_systems_has_a_row_or_a_reason() {
    let mut wrong = Vec::new();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (system, name) in list() {
        let (rows, reasons) = counts.entry(system.to_string()).or_default();
        match (is_there(system, name), excepted(system, name)) {
            (true, None) => *rows += 1,
            (false, Some(_)) => *reasons += 1,
            (true, Some(reason)) => wrong.push(format!("{name} of {system} has a row: {reason}")),
            (false, None) => wrong.push(format!("no {name} of {system}")),
        }
    }
    for (system, (rows, reasons)) in counts {
        println!("{system}: {rows} constants have a row, {reasons} a reason");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_reason_is_one_of_a_constant() {
    let names: BTreeSet<_> = list().map(|(system, name)| (system.bits(), name)).collect();
    for (systems, pattern, _) in EXCEPTIONS {
        let start = pattern.strip_suffix('*');
        for system in systems.iter() {
            let any = names.iter().any(|(bits, name)| {
                *bits == system.bits()
                    && start.map_or(name == pattern, |start| name.starts_with(start))
            });
            assert!(any, "{system} has no {pattern}");
        }
    }
}
