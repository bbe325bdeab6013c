//! The control messages of other systems: which come and go, and how long they are. (Linux's are compared with the kernel itself,
//! by tests/messages.)

use std::collections::BTreeSet;

use sockopt::registry::{self, Access, Place, Platforms};

use crate::facts::span;
use crate::shape::payload;

/// A line of `tests/data/semantics/messages.txt`.
struct Fact {
    system: &'static str,
    level: &'static str,
    name: &'static str,
    direction: &'static str,
    size: &'static str,
}

fn facts() -> impl Iterator<Item = Fact> {
    let lines = include_str!("../data/semantics/messages.txt").lines();
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        let &[system, level, name, _, direction, size, ..] = &words[..] else {
            panic!("eight words, not: {line}");
        };
        Fact { system, level, name, direction, size }
    })
}

const APPLE: Platforms = Platforms::APPLE;
const BSD: Platforms =
    FREEBSD.union(Platforms::NETBSD).union(Platforms::OPENBSD).union(Platforms::DRAGONFLY);
const FREEBSD: Platforms = Platforms::FREEBSD;
const NETBSD: Platforms = Platforms::NETBSD;
const DRAGONFLY: Platforms = Platforms::DRAGONFLY;
const ILLUMOS: Platforms = Platforms::ILLUMOS;
const WINDOWS: Platforms = Platforms::WINDOWS;

/// Messages that the table does not have: systems, direction, type, and why.
#[rustfmt::skip]
const MISSING: &[(Platforms, &str, &str, &str)] = &[
    (APPLE, "recv", "SCM_TIMESTAMP_CONTINUOUS", "of a private option"),
    (APPLE, "recv", "SO_RECV_WAKE_PKT", "of a private option"),
    (APPLE, "recv", "SO_TRAFFIC_CLASS", "of a private option"),
    (APPLE, "send", "SO_TRAFFIC_CLASS", "of a private option"),
    (APPLE, "send", "SO_NET_SERVICE_TYPE", "the table has no such option"),
    (APPLE.union(BSD), "send", "IPV6_USE_MIN_MTU", "the table has no such option"),
    (APPLE.union(BSD), "send", "IPV6_PREFER_TEMPADDR", "the table has no such option"),
    (APPLE.union(BSD), "send", "IPV6_NEXTHOP", "the table has no such option"),
    (WINDOWS, "recv", "IP_RECVIF", "no page tells what is in it"),
    (WINDOWS, "recv", "IPV6_RECVIF", "no page tells what is in it"),
    (WINDOWS, "recv", "IP_PKTINFO_EX", "a header alone tells of it"),
    (WINDOWS, "recv", "IPV6_PKTINFO_EX", "a header alone tells of it"),
    (WINDOWS, "recv", "IP_RECVERR", "a header alone tells of it"),
    (WINDOWS, "recv", "IPV6_RECVERR", "a header alone tells of it"),
    (WINDOWS, "recv", "IPV6_HOPOPTS", "no page tells what has it come"),
];

/// Messages that the table has and the facts do not: systems, direction, type, and where the table has them from. A star
/// stands for any end.
#[rustfmt::skip]
const UNTOLD: &[(Platforms, &str, &str, &str)] = &[
    (ILLUMOS, "send", "*", "inet/ip/conn_opt.c: the facts tell of what comes"),
    (NETBSD, "send", "IPV6_*", "ip6_setpktopt: the facts tell of what comes"),
    (DRAGONFLY, "recv", "IPV6_DSTOPTS", "ip6_savecontrol"),
    (DRAGONFLY, "recv", "IPV6_RTHDR", "ip6_savecontrol"),
    (FREEBSD.union(DRAGONFLY), "recv", "IPV6_PATHMTU", "ip6_notify_pmtu"),
    (FREEBSD, "recv", "IPV6_FLOW*", "ip6_savecontrol"),
    (FREEBSD, "recv", "SCTP_*", "RFC 6458: the facts do not tell of SCTP"),
    (FREEBSD, "send", "SCTP_*", "RFC 6458: the facts do not tell of SCTP"),
    (WINDOWS, "send", "IP_WFP_*", "Microsoft's pages of redirected connections"),
    (WINDOWS, "send", "IPV6_WFP_*", "Microsoft's pages of redirected connections"),
    (APPLE, "recv", "IPV6_2292*", "they come in the place of those of RFC 3542"),
];

fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

fn direction(place: &Place) -> &'static str {
    if place.access == Access::Recv {
        "recv"
    } else {
        "send"
    }
}

/// System, level, constant, direction.
type Key = (Platforms, &'static str, &'static str, &'static str);

fn table() -> impl Iterator<Item = (Key, &'static Place)> {
    let places = registry::messages().iter().flat_map(|row| row.places);
    places.flat_map(|place| {
        let key = move |system| (system, place.level, place.constant, direction(place));
        place.platforms.iter().map(move |system| (key(system), place))
    })
}

#[test]
fn messages_are_those_of_each_system() {
    let mut wrong = Vec::new();
    let mut told = BTreeSet::new();
    for fact in facts() {
        let system = Platforms::from_name(fact.system).expect("a system");
        let key = (system, fact.level, fact.name, fact.direction);
        let text = format!("{} {} {}", fact.system, fact.direction, fact.name);
        told.insert((system.bits(), fact.level, fact.name, fact.direction));
        let missing = MISSING.iter().any(|(systems, direction, name, _)| {
            systems.contains(system) && *direction == fact.direction && *name == fact.name
        });
        match table().find(|(its, _)| *its == key) {
            None if missing => {}
            None => wrong.push(format!("no {text}")),
            Some(_) if missing => wrong.push(format!("{text} is there, and is said to be missing")),
            Some((_, place)) => match payload(place.codec, system) {
                None => wrong.push(format!("{text}: no rule for {}", place.codec)),
                Some(sizes) => {
                    let any = sizes.0.iter().any(|(first, last)| first < last);
                    let agrees = match (fact.size, fact.direction) {
                        ("?", _) => true,
                        ("*", _) => any,
                        (size, "recv") => sizes.holds(&span(size)),
                        (size, _) => span(size).holds(&sizes),
                    };
                    if !agrees {
                        wrong.push(format!("{text}: {} bytes, not {:?}", fact.size, sizes.0));
                    }
                }
            },
        }
    }
    let mut others = BTreeSet::new();
    for ((system, level, name, direction), _) in table() {
        if !told.iter().any(|(its, ..)| *its == system.bits()) {
            others.insert(system.to_string());
            continue;
        }
        let known = told.contains(&(system.bits(), level, name, direction));
        let excused = UNTOLD.iter().any(|(systems, its, pattern, _)| {
            systems.contains(system) && *its == direction && matches(pattern, name)
        });
        if !known && !excused {
            wrong.push(format!("no facts of {system} {direction} {name}"));
        }
    }
    println!("{} messages compared", told.len());
    println!("no facts of the messages of {others:?}");
    assert!(wrong.is_empty(), "{}\n{} in all", wrong.join("\n"), wrong.len());
}
