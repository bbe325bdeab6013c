//! The options of the headers that are installed here: whoever has newer ones than the crate is told what it lacks.

use std::collections::{BTreeMap, BTreeSet};

use sockopt::registry;

use crate::compiler::{self, Header};
use crate::list;

/// Headers, and how the names of their options begin. (`bluetooth/hci.h` and `bluetooth/l2cap.h` have hundreds of the
/// protocol's own words that begin as the six options do: the list alone is for those.)
const HEADERS: &[(&str, &str)] = &[
    ("asm/socket.h", "SO_"),
    ("bluetooth/bluetooth.h", "BT_"),
    ("bluetooth/rfcomm.h", "RFCOMM_"),
    ("bluetooth/sco.h", "SCO_"),
    ("linux/atmdev.h", "SO_"),
    ("linux/ax25.h", "AX25_"),
    ("linux/can/isotp.h", "CAN_ISOTP_"),
    ("linux/can/j1939.h", "SO_J1939_"),
    ("linux/can/raw.h", "CAN_RAW_"),
    ("linux/dccp.h", "DCCP_"),
    ("linux/icmp.h", "ICMP_FILTER"),
    ("linux/icmpv6.h", "ICMPV6_FILTER"),
    ("linux/if_alg.h", "ALG_"),
    ("linux/if_packet.h", "PACKET_"),
    ("linux/if_pppol2tp.h", "PPPOL2TP_SO_"),
    ("linux/if_xdp.h", "XDP_"),
    ("linux/in.h", "IP_"),
    ("linux/in.h", "MCAST_"),
    ("linux/in6.h", "IPV6_"),
    ("linux/kcm.h", "KCM_"),
    ("linux/llc.h", "LLC_OPT_"),
    ("linux/mctp.h", "MCTP_OPT_"),
    ("linux/mptcp.h", "MPTCP_"),
    ("linux/mroute.h", "MRT_"),
    ("linux/mroute6.h", "MRT6_"),
    ("linux/netfilter_ipv4.h", "SO_"),
    ("linux/netfilter_ipv6/ip6_tables.h", "IP6T_SO_"),
    ("linux/netlink.h", "NETLINK_"),
    ("linux/nfc.h", "NFC_LLCP_"),
    ("linux/phonet.h", "PNPIPE_"),
    ("linux/rds.h", "RDS_"),
    ("linux/rds.h", "SO_RDS_"),
    ("linux/rxrpc.h", "RXRPC_"),
    ("linux/sctp.h", "SCTP_"),
    ("linux/smc.h", "SMC_"),
    ("linux/tcp.h", "TCP_"),
    ("linux/tipc.h", "TIPC_"),
    ("linux/tls.h", "TLS_"),
    ("linux/udp.h", "UDP_"),
    ("linux/vm_sockets.h", "SO_VM_SOCKETS_"),
    ("netinet/in.h", "IPV6_"),
    ("netinet/in.h", "IP_"),
    ("netinet/tcp.h", "TCP_"),
];

/// What begins so and is no option, with the reason: whole names, or their beginnings with a `*` behind.
fn not_options() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../data/linux_not_options.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(' ').expect("a name and a reason"))
}

fn fits(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == pattern,
    }
}

#[test]
fn each_option_of_the_headers_here_is_known() {
    if !compiler::is_here() {
        return;
    }
    let mut options = BTreeSet::new();
    let mut unknown = BTreeMap::new();
    for (header, prefix) in HEADERS {
        let Some(known) = Header::of(header) else {
            println!("no {header}");
            continue;
        };
        let names: Vec<&str> = known.words().filter(|word| word.starts_with(prefix)).collect();
        for name in known.values(&names).into_keys() {
            if registry::find(name).is_some() || list::list().any(|(_, other, _)| other == name) {
                options.insert(name.to_owned());
            } else if !not_options().any(|(pattern, _)| fits(pattern, name)) {
                unknown.insert(name.to_owned(), *header);
            }
        }
    }
    println!("{} options are in the headers here", options.len());
    assert!(unknown.is_empty(), "not known: {unknown:#?}");
    assert!(options.len() > 300, "only {} options", options.len());
}

#[test]
fn no_option_is_among_the_exceptions() {
    let mut seen = 0;
    for (pattern, reason) in not_options() {
        assert!(!reason.is_empty(), "{pattern}");
        let options =
            registry::all().flat_map(|row| [row.name].into_iter().chain(row.also.iter().copied()));
        let options = options.chain(list::list().map(|(_, name, _)| name));
        for option in options {
            assert!(!fits(pattern, option), "{option} is an option, and {pattern} is none");
        }
        seen += 1;
    }
    assert!(seen > 10, "only {seen}");
}
