//! The table against facts about each system: what may be done with an option, how many bytes it takes and gives, in which
//! unit, and from where to where.
//!
//! The facts are from the systems' own text and pages ([`facts`] tells how to read them), and so from elsewhere than
//! the rows. The table's side is the text of a row's codec on that system, by which [`shape`] knows the bytes. Where the two
//! disagree, one of them is wrong; or there is a reason, which stands in [`EXCEPTIONS`].
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod codecs;
#[path = "../common/mod.rs"]
mod common;
mod facts;
mod messages;
mod shape;

use std::collections::BTreeSet;

use facts::{span, Fact, Span};
use shape::Shape;
use sockopt::registry::{self, Place, Platforms, Row};

const APPLE: Platforms = Platforms::APPLE;
const FREEBSD: Platforms = Platforms::FREEBSD;
const NETBSD: Platforms = Platforms::NETBSD;
const OPENBSD: Platforms = Platforms::OPENBSD;
const DRAGONFLY: Platforms = Platforms::DRAGONFLY;
const SOLARIS: Platforms = Platforms::SOLARIS;
const HAIKU: Platforms = Platforms::HAIKU;
const WINDOWS: Platforms = Platforms::WINDOWS;
const LINUX: Platforms = Platforms::LINUX.union(Platforms::ANDROID);

/// Where the table may differ: systems, row, column, and why.
#[rustfmt::skip]
const EXCEPTIONS: &[(Platforms, &str, &str, &str)] = &[
    // The system takes or gives more than the row offers.
    (LINUX, "IPV6_2292PKTOPTIONS", "access", "it sets what each has an option of its own for"),
    (LINUX, "IPV6_ROUTER_ALERT", "access", "a read tells that there is a value, and not which"),
    (SOLARIS, "IPV6_PKTINFO", "access", "a number in a header is not enough to read it"),
    (LINUX, "IP_XFRM_POLICY", "set", "as many templates as there are follow the policy; the bytes are the program's"),
    // What the system refuses, and a read can give.
    (DRAGONFLY, "SO_ACCEPTFILTER", "set", "none: a read gives it, and it cannot be set again"),
    (NETBSD, "IP_MINTTL", "range", "0: a read gives it, and it cannot be set again"),
    (APPLE.union(FREEBSD).union(NETBSD).union(DRAGONFLY), "IPV6_CHECKSUM", "range", "-1: a read gives it, and it cannot be set again"),
    (APPLE.union(DRAGONFLY), "IPV6_MULTICAST_IF", "range", "0: a read gives it, and it cannot be set again"),
    (OPENBSD, "SO_DONTROUTE", "range", "1 is refused: the system no longer does so"),
    (OPENBSD.union(DRAGONFLY).union(HAIKU), "IPV6_V6ONLY", "range", "0 is refused: the system has no sockets for both"),
    (LINUX, "PACKET_VNET_HDR_SZ", "range", "11, between the two that there are"),
    (WINDOWS, "IPV6_UNICAST_HOPS", "range", "-1: its header has it (IP_UNSPECIFIED_HOP_LIMIT), no page tells what it does"),
    (WINDOWS, "IPV6_MULTICAST_HOPS", "range", "-1: its header has it (IP_UNSPECIFIED_HOP_LIMIT), no page tells what it does"),
];

/// The facts of an option: by the name that it has there, or by another one if that name has none.
fn fact<'a>(facts: &'a [Fact], row: &Row, place: &Place) -> Option<&'a Fact> {
    let of = |name: &str| facts.iter().find(|it| it.name == name && it.level == place.level);
    of(place.constant).or_else(|| row.also.iter().find_map(|name| of(name)))
}

/// What the facts and the table say, column by column, where they disagree.
fn disagreements(fact: &Fact, place: &Place, shape: &Shape) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    let access = place.access.to_string();
    if fact.access != "?" && fact.access != access {
        wrong.push(("access", format!("{}, not {access}", fact.access)));
    }
    if access.contains('s') && fact.access.contains('s') {
        if fact.set != "?" && !span(fact.set).holds(&shape.sends) {
            wrong.push(("set", format!("{} bytes, not {:?}", fact.set, shape.sends.0)));
        }
        let (range, _) = fact.range.split_at(fact.range.trim_end_matches(['!', '~']).len());
        if let (Some(sent), false) = (&shape.range, ["?", "-"].contains(&range)) {
            if !span(range).holds(sent) {
                wrong.push(("range", format!("{}, not {:?}", fact.range, sent.0)));
            }
        }
    }
    if access != "s" && fact.access != "s" && fact.get != "?" && !fits(fact.get, shape) {
        let (room, takes) = (shape.room, &shape.takes.0);
        wrong.push(("get", format!("{} bytes, not {takes:?} in room for {room}", fact.get)));
    }
    // Numbers of bytes and of things are taken as they are; structures have units for each field.
    let unit = if ["bytes", "count"].contains(&fact.unit) { "-" } else { fact.unit };
    if unit != "?" && unit != shape.unit && shape.class != "struct" {
        wrong.push(("unit", format!("{}, not {}", fact.unit, shape.unit)));
    }
    if fact.class != "?" && fact.class != shape.class {
        wrong.push(("class", format!("{}, not {}", fact.class, shape.class)));
    }
    wrong
}

/// Whether the answer fits into the room, and the codec takes it.
fn fits(get: &str, shape: &Shape) -> bool {
    let all = |text: &str| {
        let sizes = span(text);
        match sizes.0[..] {
            // Any size: all that there is room for.
            [(first, _)] if first < 0 => shape.takes.0.iter().any(|(first, last)| first < last),
            [(first, facts::MOST)] => shape.takes.holds(&Span::from_to(first, shape.room)),
            [_] => shape.takes.holds(&sizes),
            // As much as there is room for.
            _ => {
                let lasts = sizes.0.iter().map(|&(_, last)| last);
                let most = lasts.filter(|&last| last <= shape.room).max();
                most.is_some_and(|most| shape.takes.holds(&Span::one(most)))
            }
        }
    };
    get.split('|').all(all)
}

#[test]
fn the_table_says_what_each_system_makes_of_an_option() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (system, facts) in facts::systems() {
        let mut compared = BTreeSet::new();
        let (mut doubtful, mut missing, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for row in registry::all() {
            let Some(place) = row.place(system) else { continue };
            let Some(fact) = fact(&facts, row, place) else {
                missing.push(row.name);
                continue;
            };
            compared.insert((fact.level, fact.name));
            if ["HEADER-ONLY", "NOT-FOUND"].contains(&fact.verified) {
                numbers.push(row.name);
            }
            let columns = [fact.access, fact.set, fact.get, fact.unit, fact.range, fact.class];
            if columns.contains(&"?") {
                doubtful.push(row.name);
            }
            let Some(shape) = shape::shape(place.codec, system) else {
                wrong.push(format!(
                    "{}: tests/semantics/shape.rs has no rule for {}",
                    row.name, place.codec
                ));
                continue;
            };
            for (column, text) in disagreements(fact, place, &shape) {
                let excepted = EXCEPTIONS.iter().position(|&(systems, name, its, _)| {
                    systems.contains(system) && name == row.name && its == column
                });
                match excepted {
                    Some(index) => drop(used.insert(index)),
                    None => wrong
                        .push(format!("{system} {} {column}: {text} ({})", row.name, place.codec)),
                }
            }
        }
        let left = facts.len() - compared.len();
        println!(
            "{system}: {} rows compared; {left} lines of options without a row",
            compared.len()
        );
        println!("  a header alone tells of {}: {numbers:?}", numbers.len());
        println!("  not all is known of {}: {doubtful:?}", doubtful.len());
        let names = if missing.len() < 100 { &missing[..] } else { &[] };
        println!("  no facts of {}: {names:?}", missing.len());
    }
    for (index, (systems, name, column, _)) in EXCEPTIONS.iter().enumerate() {
        if !used.contains(&index) {
            wrong.push(format!("no need to except the {column} of {name} on {systems}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} in all", wrong.join("\n"), wrong.len());
}

/// No codec is beyond the rules of any system, whether a socket here has such options or not.
#[test]
fn each_codec_that_there_is_a_rule_for_can_be_computed() {
    let (mut known, mut unknown) = (0, BTreeSet::new());
    for row in registry::all() {
        for system in row.platforms.iter() {
            let codec = row.place(system).expect("it is there").codec;
            match shape::shape(codec, system) {
                Some(_) => known += 1,
                None => drop(unknown.insert(codec)),
            }
        }
    }
    println!("{known} rows on systems have a rule; no rule is there for {unknown:?}");
    assert!(known > 1500, "only {known}");
}

/// What the sockets of this machine answer is what the codec takes by its rule.
#[cfg(target_os = "linux")]
#[test]
fn what_is_read_here_is_as_long_as_the_codec_says() {
    let mut lengths = BTreeSet::new();
    for (kind, opened) in common::sockets() {
        for row in registry::all() {
            let Some(Ok(reading)) = row.read(std::os::fd::AsFd::as_fd(&opened.socket)) else {
                continue;
            };
            let codec = row.place(Platforms::HERE).expect("it was read here").codec;
            let Some(shape) = shape::shape(codec, Platforms::HERE) else { continue };
            let length = reading.bytes().len().try_into().expect("a small number");
            let taken = cfg!(target_pointer_width = "32") || shape.takes.holds(&Span::one(length));
            assert!(
                taken,
                "{} of {kind}: {length} bytes, not {:?} ({codec})",
                row.name, shape.takes.0
            );
            lengths.insert((row.name, length));
        }
    }
    println!("{} answers were as long as their rules say", lengths.len());
    assert!(lengths.len() > 100, "too few to tell");
}

/// The numbers of the facts are those of this system's headers.
#[test]
fn the_numbers_are_those_of_the_headers() {
    if cfg!(target_os = "linux") && !cfg!(any(target_arch = "x86_64", target_arch = "aarch64")) {
        return common::skip("Linux has other numbers on some machines");
    }
    let here = facts::systems().find(|(system, _)| *system == Platforms::HERE);
    let Some((system, facts)) = here else { return common::skip("no facts of this system") };
    let mut count = 0;
    for row in registry::all() {
        let Some(place) = row.place(Platforms::HERE) else { continue };
        let Some(fact) = fact(&facts, row, place) else { continue };
        let (_, number) = row.level_and_number().expect("it is here");
        // Those of ioctls have 32 bits without a sign.
        let told: i64 = fact.number.parse().expect("a number");
        let bits = |number: i64| number.rem_euclid(1 << 32);
        assert_eq!(bits(told), bits(number.into()), "{}", row.name);
        count += 1;
    }
    println!("{system}: {count} numbers agree");
}
