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
const SOLARIS: Platforms = Platforms::SOLARIS;
const AIX: Platforms = Platforms::AIX;
const HAIKU: Platforms = Platforms::HAIKU;
const FUCHSIA: Platforms = Platforms::FUCHSIA;
const QNX: Platforms = Platforms::QNX;
const CYGWIN: Platforms = Platforms::CYGWIN;
const HURD: Platforms = Platforms::HURD;

/// Constants that have no row, where, and why: names, each of which may be the beginning of some and a star.
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
    (FREEBSD, "SCTP_REUSE_PORT", "the kernel switches it on, whatever the value is"),
    (FREEBSD, "TCP_DELACK", "of other stacks than the default one"),
    (FREEBSD, "TCP_FIN_IS_RST", "of other stacks than the default one"),
    (FREEBSD, "TCP_IDLE_REDUCE", "of other stacks than the default one"),
    (FREEBSD, "TCP_LOG_LIMIT", "of other stacks than the default one"),
    (FREEBSD, "TCP_MAXPEAKRATE", "of other stacks than the default one"),
    (FREEBSD, "TCP_PERF_INFO", "of other stacks than the default one"),
    (FREEBSD, "TCP_PROC_ACCOUNTING", "of other stacks than the default one"),
    (FREEBSD, "TCP_SHARED_CWND_ALLOWED", "of other stacks than the default one"),
    (FREEBSD, "TCP_USE_CMP_ACKS", "of other stacks than the default one"),
    (FREEBSD, "TCP_BBR_*", "of other stacks than the default one"),
    (FREEBSD, "TCP_RACK_*", "of other stacks than the default one"),
    // Solaris: as illumos.
    (SOLARIS, "SO_RCVLOWAT SO_SNDLOWAT", "no row, as for illumos, whose kernel has no case for it"),
    // Haiku.
    (HAIKU, "IP_OPTIONS IP_RECVOPTS IP_RECVRETOPTS IP_RETOPTS TCP_NOOPT TCP_NOPUSH", "the kernel has no case for it"),
    (HAIKU, "IPV6_DSTOPTS IPV6_HOPOPTS IPV6_RTHDR IPV6_MULTICAST_LOOP", "the kernel has no case for it"),
    (HAIKU, "IPV6_MULTICAST_IF", "it takes an address, where others take an index, and cannot be read"),
    (HAIKU, "SO_NONBLOCK", "O_NONBLOCK, by another name: `Socket::set_nonblocking`"),
    // Fuchsia: a C library made of that of Linux, of whose options the network knows some.
    (FUCHSIA, "IP_FREEBIND IP_TRANSPARENT SO_BSDCOMPAT SO_BUSY_POLL SO_DEBUG SO_DONTROUTE", "the system has no case for it"),
    (FUCHSIA, "SO_PASSCRED SO_PEEK_OFF SO_PEERCRED SO_PRIORITY SO_RCVBUFFORCE SO_RCVLOWAT SO_RXQ_OVFL", "the system has no case for it"),
    (FUCHSIA, "SO_SNDBUFFORCE SO_SNDLOWAT TCP_FASTOPEN TCP_MD5SIG TCP_QUEUE_SEQ TCP_REPAIR*", "the system has no case for it"),
    (FUCHSIA, "TCP_THIN_* TCP_TIMESTAMP", "the system has no case for it"),
    (FUCHSIA, "SO_BINDTOIFINDEX SO_COOKIE SO_FUCHSIA_MARK SO_MARK SO_ORIGINAL_DST", "newer than the text of the system that was read"),
    (FUCHSIA, "TCP_INFO", "what the system does not know is told as bits that are all set, and cannot be told from a value"),
    // QNX.
    (QNX, "SO_FIB", "SO_SETFIB, by another name"),
    (QNX, "SO_BINDTODEVICE IP_PKTINFO IP_RECVOPTS IP_RETOPTS IPV6_NEXTHOP", "no text that was read tells its type"),
    (QNX, "IP_IPSEC_POLICY_COMPAT IPV6_IPSEC_POLICY_COMPAT", "no text that was read tells its type"),
    (QNX, "LOCAL_* UDP_ENCAP TCP_MD5SIG TCP_KEEPALIVE", "no text that was read tells its type"),
    // AIX: what neither POSIX, nor RFC 3493 and 3542, nor a page of IBM's that was read tells the type of.
    (AIX, "IP_ADDRFORM IP_BROADCAST_IF IP_DHCPMODE IP_DONTFRAG IP_FINDPMTU IP_PMTUAGE", "no page that was read tells its type"),
    (AIX, "IP_INC_MEMBERSHIPS IP_INIT_MEMBERSHIP", "a number in a header, of no option"),
    (AIX, "IP_RECVDSTADDR IP_RECVIF* IP_RECVINTERFACE IP_RECVMACHDR IP_RECVOPTS IP_RECVRETOPTS", "no page that was read tells its type"),
    (AIX, "IP_RECVTTL IP_RETOPTS IP_OPTIONS IPV6_ADDRFORM IPV6_ADDR_PREFERENCES IPV6_NEXTHOP", "no page that was read tells its type"),
    (AIX, "IP_MULTICAST_LOOP IP_MULTICAST_TTL", "no page that was read tells its width, and the machine's bytes are in the other order"),
    (AIX, "IP_MULTICAST_HOPS", "IP_MULTICAST_TTL, by another name"),
    (AIX, "IP_UNICAST_HOPS", "IP_TTL, by another name"),
    (AIX, "MCAST_*", "systems differ in the structure, and no page that was read tells it"),
    (AIX, "SO_AUDIT SO_CKSUMRECV SO_KERNACCEPT SO_NOMULTIPATH SO_NOREUSEADDR SO_TIMESTAMPNS SO_USE_IFBUFS", "no page that was read tells its type"),
    (AIX, "TCP_KEEP* TCP_MAXSEG TCP_NODELAYACK TCP_RFC1323", "no page that was read tells its type, or unit"),
    // Cygwin: what it hands on to Winsock, and Winsock refuses, or no page tells of.
    (CYGWIN, "SO_RCVLOWAT SO_SNDLOWAT SO_USELOOPBACK", "the system below refuses it"),
    (CYGWIN, "SO_PASSCRED", "no text that was read tells what it does"),
    (CYGWIN, "IPV6_CHECKSUM", "no page tells its type"),
    (CYGWIN, "IP_MTU_DISCOVER IPV6_MTU_DISCOVER", "no row yet: libc has no names for its values there"),
    (CYGWIN, "TCP_USER_TIMEOUT", "on older Windows it is cut to whole seconds"),
    // The Hurd: the names of glibc, of which pfinet, made of Linux 2.2, knows few.
    (HURD, "IPV6_2292* IPV6_RX* IPV6_TXINFO", "a second name, or an older one, of a control message, and pfinet carries none"),
    (HURD, "IPV6_DSTOPTS IPV6_HOPLIMIT IPV6_HOPOPTS IPV6_PKTINFO IPV6_RTHDR*", "a switch of control messages, and pfinet carries none"),
    (HURD, "IPV6_RECV* IP_RECV* IP_RETOPTS", "a switch of control messages, and pfinet carries none"),
    (HURD, "IPV6_ADDR_PREFERENCES IPV6_CHECKSUM IPV6_DONTFRAG IPV6_JOIN_ANYCAST IPV6_LEAVE_ANYCAST", "pfinet has no case for it"),
    (HURD, "IPV6_PATHMTU IPV6_TCLASS SO_ACCEPTCONN SO_REUSEPORT SO_USELOOPBACK", "pfinet has no case for it"),
    (HURD, "SO_RCVTIMEO SO_SNDTIMEO", "pfinet tells that there is none, and cannot set one"),
    (HURD, "SO_RCVLOWAT SO_SNDLOWAT", "pfinet tells that it is 1, and cannot set it"),
    (HURD, "SO_STYLE", "SO_TYPE, by another name"),
    (HURD, "IPV6_ADDRFORM", "no row yet"),
    (HURD, "IPV6_MTU_DISCOVER", "no row yet: libc has no names for its values there"),
    (HURD, "TCP_CC_INFO TCP_CM_INQ TCP_CONGESTION TCP_DEFER_ACCEPT TCP_FASTOPEN* TCP_INFO TCP_INQ TCP_KEEP*", "pfinet has no case for it"),
    (HURD, "TCP_LINGER2 TCP_MD5SIG* TCP_NOTSENT_LOWAT TCP_QUEUE_SEQ TCP_QUICKACK TCP_REPAIR* TCP_SAVE*", "pfinet has no case for it"),
    (HURD, "TCP_SYNCNT TCP_THIN_* TCP_TIMESTAMP TCP_ULP TCP_USER_TIMEOUT TCP_WINDOW_CLAMP TCP_ZEROCOPY_RECEIVE", "pfinet has no case for it"),
    // What cannot be said safely, or is told in another way.
    (FREEBSD, "SO_LABEL", "its structure holds the address of a text, which is both read and written"),
    (FREEBSD, "SO_PEERLABEL", "its structure holds the address of a text, which is both read and written"),
    (WINDOWS, "SO_PROTOCOL_INFO*", "no row: `Socket::kind` tells what is in it"),
];

fn is_like(name: &str, pattern: &str) -> bool {
    pattern.strip_suffix('*').map_or(name == pattern, |start| name.starts_with(start))
}

fn excepted(system: Platforms, name: &str) -> Option<&'static str> {
    let found = EXCEPTIONS.iter().find(|(systems, patterns, _)| {
        systems.contains(system) && patterns.split(' ').any(|pattern| is_like(name, pattern))
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
    for (systems, patterns, _) in EXCEPTIONS {
        for (system, pattern) in
            systems.iter().flat_map(|system| patterns.split(' ').map(move |one| (system, one)))
        {
            let any =
                names.iter().any(|(bits, name)| *bits == system.bits() && is_like(name, pattern));
            assert!(any, "{system} has no {pattern}");
        }
    }
}
