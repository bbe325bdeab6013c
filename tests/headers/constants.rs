//! The numbers that the crate declares itself, as the headers have them.

use std::collections::{BTreeMap, BTreeSet};

use sockopt::registry;

use crate::compiler::{self, Header};

/// Where the crate declares what `libc` lacks.
const SOURCES: [&str; 3] = [
    include_str!("../../src/sys/unix/linux.rs"),
    include_str!("../../src/sys/unix/linux/families.rs"),
    include_str!("../../src/sys/unix/linux/scm.rs"),
];

/// Headers that declare them.
const HEADERS: &[&str] = &[
    "asm/socket.h",
    "bluetooth/bluetooth.h",
    "bluetooth/hci.h",
    "bluetooth/l2cap.h",
    "bluetooth/rfcomm.h",
    "bluetooth/sco.h",
    "linux/atm.h",
    "linux/atmdev.h",
    "linux/ax25.h",
    "linux/can.h",
    "linux/can/isotp.h",
    "linux/can/j1939.h",
    "linux/can/raw.h",
    "linux/dccp.h",
    "linux/errqueue.h",
    "linux/icmp.h",
    "linux/icmpv6.h",
    "linux/if_alg.h",
    "linux/if_packet.h",
    "linux/if_pppol2tp.h",
    "linux/if_xdp.h",
    "linux/in.h",
    "linux/in6.h",
    "linux/kcm.h",
    "linux/llc.h",
    "linux/mctp.h",
    "linux/mptcp.h",
    "linux/mroute.h",
    "linux/mroute6.h",
    "linux/netfilter_ipv4.h",
    "linux/netfilter_ipv6/ip6_tables.h",
    "linux/netlink.h",
    "linux/nfc.h",
    "linux/phonet.h",
    "linux/rds.h",
    "linux/rxrpc.h",
    "linux/sctp.h",
    "linux/smc.h",
    "linux/sockios.h",
    "linux/tcp.h",
    "linux/tipc.h",
    "linux/tls.h",
    "linux/udp.h",
    "linux/vm_sockets.h",
    "netinet/in.h",
    "netinet/tcp.h",
    "sys/socket.h",
];

/// Constants that are not what the headers say, and why.
const EXCEPTIONS: &[(&str, &str)] =
    &[("SOCK_TXREHASH_DEFAULT", "255 is in a signed byte, and set as -1")];

/// `const NAME: i32 = NUMBER;` of a source, as this machine has them.
fn declared(source: &str) -> Vec<(&str, i64)> {
    let mut declared = Vec::new();
    // SPARC has a branch of its own, in front of that of all others.
    let mut of_sparc = false;
    for line in source.lines().map(str::trim) {
        if line.starts_with("if #[cfg(") {
            of_sparc = line.contains("sparc");
        } else if line == "} else {" {
            of_sparc = !of_sparc;
        } else if line == "}" {
            of_sparc = false;
        }
        let Some(rest) = line.strip_prefix("pub(crate) const ") else { continue };
        let Some((name, value)) = rest.split_once(": i32 = ") else { continue };
        let value = value.trim_end_matches(';').replace('_', "");
        let number = match value.strip_prefix("0x") {
            Some(digits) => i64::from_str_radix(digits, 16),
            None => value.parse(),
        };
        // What is reckoned is not for here.
        let Ok(number) = number else { continue };
        if of_sparc == cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
            declared.push((name, number));
        }
    }
    declared
}

#[test]
fn each_has_its_value() {
    if !compiler::is_here() {
        return;
    }
    let mut numbers: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for source in SOURCES {
        for (name, number) in declared(source) {
            numbers.entry(name).or_default().insert(number);
        }
    }
    let own = numbers.len();
    for row in registry::all() {
        if let Some((_, number)) = row.level_and_number() {
            numbers.entry(row.name).or_default().insert(number.into());
        }
    }
    let names: Vec<&str> = numbers.keys().copied().collect();
    let mut seen = BTreeSet::new();
    let mut wrong = BTreeMap::new();
    for name in HEADERS {
        let Some(header) = Header::of(name) else {
            println!("no {name}");
            continue;
        };
        for (constant, value) in header.values(&names) {
            seen.insert(constant);
            let known = EXCEPTIONS.iter().any(|(other, _)| *other == constant);
            if numbers[constant] != BTreeSet::from([value]) && !known {
                wrong.insert((constant, value), (name, &numbers[constant]));
            }
        }
    }
    let unseen: Vec<_> = names.iter().filter(|name| !seen.contains(*name)).collect();
    println!("{own} constants and the options' numbers: {} compared", seen.len());
    println!("in no header here: {unseen:?}");
    assert!(wrong.is_empty(), "as the headers have them, and the crate: {wrong:#?}");
    assert!(own > 300, "only {own} constants are found in the source");
    assert!(seen.len() * 4 > names.len() * 3, "only {} are in headers here", seen.len());
}
