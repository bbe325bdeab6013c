//! Which capability an option needs: just the one, or one of those, that its row names.
#![cfg(target_os = "linux")]
// A process drops its capabilities by a raw call; and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::samples::{self, Needs};
use common::{in_roles, Kind, Role};
use sockopt::registry::{self, Access, Privilege};
use sockopt::{Setting, Socket};

const CAP_NET_BROADCAST: u32 = 11;
const CAP_NET_ADMIN: u32 = 12;
const CAP_NET_RAW: u32 = 13;

/// Keeps of this thread's rights these capabilities alone.
fn keep(capabilities: &[u32]) {
    let mask = capabilities.iter().fold(0_u32, |mask, bit| mask | 1 << bit);
    // Version 3, and this thread; effective, permitted and inheritable, for bits 0 to 31 and the rest.
    let header: [u32; 2] = [0x2008_0522, 0];
    let sets: [u32; 6] = [mask, mask, 0, 0, 0, 0];
    // SAFETY: the call reads a header of 8 bytes and sets of 24.
    let result = unsafe { libc::syscall(libc::SYS_capset, header.as_ptr(), sets.as_ptr()) };
    assert_eq!(result, 0, "{}", std::io::Error::last_os_error());
}

/// What a thread with these capabilities can set, of the values that need a privilege: in the
/// order of the registry.
fn settable(
    sockets: Vec<(&'static str, &'static str, Socket)>,
    capabilities: &'static [u32],
) -> Vec<bool> {
    let thread = std::thread::spawn(move || {
        keep(capabilities);
        sockets
            .iter()
            .map(|(name, value, socket)| {
                let setting: Setting = format!("{name}={value}").parse().unwrap();
                match setting.apply(socket) {
                    Ok(()) => true,
                    Err(error) => {
                        let code = error.raw_os_error();
                        assert!([Some(libc::EPERM), Some(libc::EACCES)].contains(&code), "{error}");
                        false
                    }
                }
            })
            .collect()
    });
    thread.join().unwrap()
}

/// A value that needs a privilege, on a kind of socket that has the option, made ready to be set.
fn ready(kinds: &[&'static Kind]) -> Vec<(&'static str, &'static str, Socket)> {
    let mut found = Vec::new();
    for row in registry::all() {
        let settable = matches!(row.access, Access::Set | Access::GetSet | Access::QuerySet);
        let Ok(samples) = samples::of(row) else { continue };
        // A level that a kernel can be without.
        if row.level == "SOL_CAN_J1939" && !kinds.iter().any(|kind| kind.name == "can-j1939") {
            continue;
        }
        let asks = samples.iter().filter(|sample| sample.needs != Needs::Nothing);
        for sample in asks.filter(|_| settable && row.level_and_number().is_some()) {
            let socket = kinds.iter().find_map(|kind| {
                let fresh = || {
                    let socket = kind.opened().socket;
                    for before in sample.before {
                        before.parse::<Setting>().unwrap().apply(&socket).ok()?;
                    }
                    Some(socket)
                };
                let setting: Setting = format!("{}={}", row.name, sample.text).parse().ok()?;
                let refused = setting.apply(&fresh()?).err();
                // Where nobody may do it here (the initial namespace is asked for), it is the
                // capability that is missing, and not the option.
                let missing = refused
                    .and_then(|error| error.raw_os_error())
                    .filter(|code| ![libc::EPERM, libc::EACCES].contains(code));
                missing.is_none().then(fresh).flatten()
            });
            found.push((
                row.name,
                sample.text,
                socket.unwrap_or_else(|| panic!("no kind has {}", row.name)),
            ));
        }
    }
    found
}

in_roles! { just_the_capability_that_is_named_is_needed: Root, NamespaceRoot }

fn just_the_capability_that_is_named_is_needed(role: Role) {
    const KINDS: [&str; 8] =
        ["tcp4", "udp4", "tcp6", "udp6", "raw4-igmp", "raw6", "netlink-usersock", "can-j1939"];
    let kinds = common::available();
    let kinds: Vec<_> = kinds.into_iter().filter(|kind| KINDS.contains(&kind.name)).collect();
    let rows: Vec<_> = ready(&kinds).iter().map(|&(name, value, _)| (name, value)).collect();
    let none = settable(ready(&kinds), &[]);
    let admin = settable(ready(&kinds), &[CAP_NET_ADMIN]);
    let raw = settable(ready(&kinds), &[CAP_NET_RAW]);
    let both = settable(ready(&kinds), &[CAP_NET_ADMIN, CAP_NET_RAW]);
    let broadcast = settable(ready(&kinds), &[CAP_NET_BROADCAST]);

    let mut wrong = Vec::new();
    let measured = none.into_iter().zip(admin).zip(raw).zip(both).zip(broadcast);
    for ((name, value), ((((none, admin), raw), both), broadcast)) in rows.iter().zip(measured) {
        let row = registry::find(name).unwrap();
        let expected = match row.privilege {
            Privilege::NetAdmin | Privilege::NetAdminForSome => [false, true, false, true, false],
            Privilege::NetRaw | Privilege::NetRawToChange | Privilege::NetRawForSome => {
                [false, false, true, true, false]
            }
            Privilege::NetAdminOrRaw | Privilege::NetAdminOrRawForSome => {
                [false, true, true, true, false]
            }
            Privilege::NetBroadcast => [false, false, false, false, true],
            Privilege::NetAdminInit | Privilege::NetAdminInitForSome => {
                let initial = role == Role::Root;
                [false, initial, false, initial, false]
            }
            other => panic!("{name}: {other:?} is new to this test"),
        };
        let measured = [none, admin, raw, both, broadcast];
        println!("{name}={value}: [none, admin, raw, both, broadcast] may: {measured:?}");
        if measured != expected {
            wrong.push(format!(
                "{name}={value}: the row says {:?}; with [none, admin, raw, both, broadcast]: {measured:?}",
                row.privilege
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.len() > 10, "only {} values", rows.len());
}
