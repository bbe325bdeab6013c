//! Each option that Windows has, read and set on sockets of all kinds: what is set is read back.
//!
//! Under wine, the lists of `common::wine` name what is refused on all of them, and what is not kept. On Windows itself, a line tells of
//! each option that is refused.
#![cfg(windows)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::os::windows::io::AsSocket;

use common::samples::{self, Sample};
use common::{skip, tcp_pair, udp_pair, wine};
use sockopt::registry::{self, Access, Law, Platforms, Row};
use sockopt::{Domain, Error, ErrorKind, Interface, Protocol, Setting, SockAddr, Socket, Type};

/// A kind of socket, and those that it needs to be what it is.
type Kind = (&'static str, fn() -> io::Result<(Socket, Option<Socket>)>);

const KINDS: &[Kind] = &[
    ("tcp4", || new(Domain::INET, Type::STREAM, None)),
    ("tcp6", || new(Domain::INET6, Type::STREAM, None)),
    ("tcp4-listening", || {
        let (socket, _) = new(Domain::INET, Type::STREAM, None)?;
        socket.bind("127.0.0.1:0".parse::<SockAddr>().unwrap())?;
        socket.listen(4)?;
        Ok((socket, None))
    }),
    ("tcp4-connected", || Ok(tcp_pair()).map(|(socket, other)| (socket, Some(other)))),
    ("udp4", || new(Domain::INET, Type::DGRAM, None)),
    ("udp6", || new(Domain::INET6, Type::DGRAM, None)),
    ("udp4-connected", || Ok(udp_pair()).map(|(socket, other)| (socket, Some(other)))),
    // These are for administrators.
    ("raw4", || new(Domain::INET, Type::RAW, Some(Protocol::ICMP))),
    ("raw6", || new(Domain::INET6, Type::RAW, Some(Protocol::ICMPV6))),
];

fn new(
    domain: Domain,
    r#type: Type,
    protocol: Option<Protocol>,
) -> io::Result<(Socket, Option<Socket>)> {
    Socket::new(domain, r#type, protocol).map(|socket| (socket, None))
}

/// What became of an option that was read, or set, on sockets of all kinds.
#[derive(Default)]
struct Outcome {
    done: bool,
    /// Winsock's numbers, of sockets that refused.
    refused: BTreeSet<i32>,
    /// Values that were not read back.
    lost: Vec<String>,
}

impl Outcome {
    fn add(&mut self, kind: &str, result: Result<(), Fault>) {
        match result {
            Ok(()) => self.done = true,
            Err(Fault::Refused(code)) => drop(self.refused.insert(code)),
            Err(Fault::Lost(what)) => self.lost.push(format!("on {kind}: {what}")),
        }
    }
}

enum Fault {
    /// By the system, with this number.
    Refused(i32),
    /// It was set, and something else is read.
    Lost(String),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        error.raw_os_error().map_or_else(|| Fault::Lost(error.to_string()), Fault::Refused)
    }
}

#[test]
fn what_is_set_is_read_back() {
    let kinds = available();
    // By option, and whether it was set.
    let mut outcomes: BTreeMap<(&str, bool), Outcome> = BTreeMap::new();
    for row in registry::all().filter(|row| row.level_and_number().is_some()) {
        let samples = samples_of(row);
        for (kind, open) in &kinds {
            let (socket, _other) = open().unwrap();
            if !socket.tables().any(|table| table.level == row.level) {
                continue;
            }
            if let Some(result) = row.read(socket.as_socket()) {
                let outcome = outcomes.entry((row.name, false)).or_default();
                outcome.add(kind, result.map(drop).map_err(Fault::from));
            }
            for sample in &samples {
                let (socket, _other) = open().unwrap();
                let outcome = outcomes.entry((row.name, true)).or_default();
                outcome.add(kind, set(row, sample, &socket));
            }
        }
    }
    let lost: BTreeMap<&str, &[String]> = outcomes
        .iter()
        .filter(|(_, outcome)| !outcome.lost.is_empty())
        .map(|((name, _), outcome)| (*name, &*outcome.lost))
        .collect();
    let refused: BTreeMap<&str, &BTreeSet<i32>> = outcomes
        .iter()
        .filter(|(_, outcome)| !outcome.done && outcome.lost.is_empty())
        .map(|((name, _), outcome)| (*name, &outcome.refused))
        .collect();
    println!("{} options, of which {} are refused", outcomes.len(), refused.len());
    if !wine::is_here() {
        assert!(lost.is_empty(), "{lost:#?}");
        // There are older ones.
        for (name, codes) in refused {
            skip(&format!("this Windows has no {name}: {codes:?}"));
        }
        return;
    }
    let names: Vec<&str> = lost.keys().copied().collect();
    let mut known: Vec<&str> = wine::NOT_KEPT.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(names, known, "{lost:#?}\nWhat wine has learnt is to be taken off the list");
    let mut known: BTreeSet<(&str, BTreeSet<i32>)> = BTreeSet::new();
    for (code, reason, names) in wine::REFUSED {
        skip(&format!("not under wine, as {reason} ({code}): {}", names.join(" ")));
        known.extend(names.iter().map(|name| (*name, BTreeSet::from([*code]))));
    }
    let refused: BTreeSet<_> =
        refused.into_iter().map(|(name, codes)| (name, codes.clone())).collect();
    let learnt: Vec<_> = known.difference(&refused).collect();
    let new: Vec<_> = refused.difference(&known).collect();
    assert!(
        learnt.is_empty() && new.is_empty(),
        "wine has learnt these, which are to be taken off the list: {learnt:?}\nnot in the list: {new:?}"
    );
}

/// The kinds that can be opened here; there is a line for each that cannot.
fn available() -> Vec<&'static Kind> {
    let opens = |(name, open): &&Kind| match open() {
        Ok(_) => true,
        Err(error) => {
            skip(&format!("no sockets of {name}: {error}"));
            false
        }
    };
    KINDS.iter().filter(opens).collect()
}

/// Values to set, if it can be set.
fn samples_of(row: &Row) -> Vec<Sample> {
    let access = row.place(Platforms::WINDOWS).unwrap().access;
    if !matches!(access, Access::Set | Access::GetSet | Access::QuerySet) {
        return Vec::new();
    }
    let in_range = |sample: &Sample| {
        let setting = text(&format!("{}={}", row.name, sample.text)).parse::<Setting>();
        !setting.is_err_and(|error| error.kind() == ErrorKind::OutOfRange)
    };
    match samples::of(row) {
        // They are of Linux.
        Ok(samples) => samples.into_iter().filter(in_range).collect(),
        Err(reason) => {
            skip(&format!("{} is not set: {reason}", row.name));
            Vec::new()
        }
    }
}

/// The text of a sample, which is of Linux: the interface that is called `lo` there is the first one, and options of IPv4's groups
/// take its address alone.
fn text(sample: &str) -> String {
    let loopback = Interface::from_index(1).unwrap().to_string();
    let sample = sample.replace("address=0.0.0.0 interface=lo", "address=127.0.0.1 interface=none");
    match sample.strip_suffix("=lo") {
        Some(name) if !name.ends_with("interface") => format!("{name}={loopback}"),
        _ => sample.replace("interface=lo", &format!("interface={loopback}")),
    }
}

fn set(row: &Row, sample: &Sample, socket: &Socket) -> Result<(), Fault> {
    for before in sample.before {
        text(before).parse::<Setting>()?.apply(socket)?;
    }
    let setting: Setting = text(&format!("{}={}", row.name, sample.text)).parse()?;
    setting.apply(socket)?;
    let Some(read) = setting.granted(socket).transpose()? else { return Ok(()) };
    let asked = setting.value();
    if row.law == Law::Same && read.text() != asked && Some(read.text()) != sample.reads {
        return Err(Fault::Lost(format!("set {asked}, read {}", read.text())));
    }
    Ok(())
}
