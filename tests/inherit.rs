//! Which options an accepted socket has from its listener: the registry says so, and it is so.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::collections::BTreeMap;
use std::os::fd::AsFd;

use common::samples::{self, Sample};
use common::{in_roles, Role};
use sockopt::registry::{self, Access, Row};
use sockopt::{Domain, Setting, SockAddr, Socket, Type};

/// What is listened on. Unix sockets are asked only for options that TCP refuses.
/// (To bind to one IPv6 address makes a socket one of IPv6 only, so it is all of them here.)
const FAMILIES: &[&str] = &["127.0.0.1:0", "[::]:0", "unix:"];

/// Options that an accepted Unix socket does not have from its listener, though one of TCP does.
const NOT_OF_UNIX: &[&str] = &["SO_PEEK_OFF"];

/// Options whose values here keep a listener from being connected to.
const CUT_OFF: &[&str] = &["IPV6_RTHDR", "IPV6_RTHDRDSTOPTS"];

fn open(address: &str) -> Socket {
    let address: SockAddr = address.parse().unwrap();
    Socket::new(Domain::from_raw(address.family()), Type::STREAM, None).unwrap()
}

/// Binds, listens, connects, accepts. The client is kept open.
fn accept(listener: &Socket, address: &str) -> (Socket, Socket) {
    listener.bind(address.parse::<SockAddr>().unwrap()).unwrap();
    listener.listen(1).unwrap();
    let client = open(address);
    client.connect(listener.local_addr().unwrap()).unwrap();
    // With TCP_DEFER_ACCEPT, there is nothing to accept before data has come.
    client.send(b"x").unwrap();
    let (accepted, _) = listener.accept().unwrap();
    (accepted, client)
}

fn text(row: &Row, socket: &Socket) -> Option<String> {
    row.read(socket.as_fd())?.ok().map(|reading| reading.text().to_owned())
}

/// Whether the accepted socket has the listener's value; `None` if that cannot be told.
fn measure(row: &Row, sample: &Sample, address: &str) -> Option<bool> {
    let listener = open(address);
    let setting: Setting = format!("{}={}", row.name, sample.text).parse().ok()?;
    let fresh = text(row, &listener)?;
    for before in sample.before {
        before.parse::<Setting>().unwrap().apply(&listener).ok()?;
    }
    setting.apply(&listener).ok()?;
    let set = text(row, &listener)?;
    if set == fresh {
        return None; // That is the default: it says nothing.
    }
    let plain = open(address);
    let (other, _client) = accept(&plain, address);
    let default = text(row, &other)?;
    if default == set {
        return None; // An accepted socket has this value in any case.
    }
    let (accepted, _client) = accept(&listener, address);
    // What `listen` does to the value is not what `accept` hands on.
    let listening = text(row, &listener)?;
    let got = text(row, &accepted)?;
    Some(got == set || got == listening && listening != default)
}

in_roles! { an_accepted_socket_has_what_the_registry_says: Root, NamespaceRoot }

fn an_accepted_socket_has_what_the_registry_says(role: Role) {
    let mut wrong = Vec::new();
    let mut untold = Vec::new();
    let mut decided = 0;
    let families: Vec<_> = FAMILIES
        .iter()
        .filter(|family| family.starts_with('[') <= common::can("tcp6-connected"))
        .collect();
    let rows = registry::all().filter(|row| row.access == Access::GetSet);
    for row in rows.filter(|row| !CUT_OFF.contains(&row.name)) {
        let Ok(samples) = samples::of(row) else { continue };
        let mut answers: BTreeMap<&str, bool> = BTreeMap::new();
        for &family in &families {
            let asked = answers.is_empty() || NOT_OF_UNIX.contains(&row.name);
            if *family == "unix:" && !asked {
                continue;
            }
            let plain = open(family);
            if !plain.tables().flat_map(|table| table.rows).any(|own| **own == **row) {
                continue;
            }
            // All values must agree, so that no default passes for an inheritance.
            let all: Vec<_> =
                samples.iter().filter_map(|sample| measure(row, sample, family)).collect();
            if let Some(&first) = all.first() {
                if all.iter().any(|&other| other != first) {
                    wrong.push(format!("{}: not the same for all values: {all:?}", row.name));
                }
                answers.insert(family, first);
            }
        }
        println!(
            "{:28} row {:12} measured {:?}",
            row.name,
            format!("{:?}", row.inherited),
            answers
        );
        if answers.is_empty() && row.inherited.is_some() && row.level_and_number().is_some() {
            untold.push(row.name);
        }
        decided += usize::from(!answers.is_empty());
        for (family, measured) in &answers {
            let unix_differs = *family == "unix:" && NOT_OF_UNIX.contains(&row.name);
            if row.inherited.map(|by_row| by_row && !unix_differs) != Some(*measured) {
                wrong.push(format!(
                    "{}: the row says {:?}, a listener on {family} {measured}",
                    row.name, row.inherited
                ));
            }
        }
    }
    println!("{role:?}: {decided} options decided; the word of the row alone: {untold:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(decided > 30, "only {decided} options decided");
}
