//! Every option that can be set: set as text, read back by the law that its row states, refused
//! where its row says that a privilege is needed, and nowhere else.
#![cfg(target_os = "linux")]
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::os::fd::AsFd;

use common::samples::{self, Needs, Sample};
use common::{in_roles, Kind, Role};
use sockopt::registry::{self, Access, Info, Law, Privilege, Row, When};
use sockopt::{Setting, Socket};

/// Where the kernel refuses an option that means nothing to a kind of socket by an answer other
/// than "no such option": options, starts of the kinds, error.
const REFUSED: &[(&[&str], &[&str], i32)] = &[
    (
        &["SO_DEVMEM_DONTNEED"],
        &[
            "udp", "unix", "raw", "ping", "packet", "xdp", "netlink", "vsock", "can", "alg",
            "sctp", "dccp", "tipc", "rds", "rxrpc", "kcm", "smc", "pppol2tp", "phonet",
        ],
        libc::EBADF,
    ),
    // It must be set before bind, and raw sockets have no ports to share.
    (
        &["SO_ATTACH_REUSEPORT_CBPF", "SO_DETACH_REUSEPORT_BPF"],
        &["tcp4-", "tcp6-", "udp4-", "raw", "dccp4-"],
        libc::EINVAL,
    ),
    // Older kernels let these set SO_REUSEPORT.
    (
        &["SO_ATTACH_REUSEPORT_CBPF", "SO_DETACH_REUSEPORT_BPF"],
        &["unix", "packet", "xdp", "smc"],
        libc::EINVAL,
    ),
    (&["IP_ADD_MEMBERSHIP", "IP_DROP_MEMBERSHIP"], &["tcp", "dccp"], libc::EPROTO),
    (&["IPV6_ADD_MEMBERSHIP", "IPV6_DROP_MEMBERSHIP"], &["tcp"], libc::EPROTO),
    (&["IP_MULTICAST_IF", "IP_MULTICAST_TTL"], &["tcp", "sctp", "dccp"], libc::EINVAL),
    (&["IP_RECVFRAGSIZE"], &["tcp", "sctp", "dccp"], libc::EINVAL),
    (&["IP_BLOCK_SOURCE", "IP_MSFILTER", "IP_UNBLOCK_SOURCE"], &["tcp", "dccp"], libc::EPROTO),
    (&["IP_ROUTER_ALERT"], &["tcp", "udp", "sctp", "dccp", "ping"], libc::EINVAL),
    // It is off already.
    (&["IP_ROUTER_ALERT"], &["raw"], libc::ENOBUFS),
    // What it is already.
    (&["IPV6_ADDRFORM"], &["tcp6"], libc::EINVAL),
    // Raw sockets speak one protocol from the start.
    (&["IPV6_V6ONLY"], &["raw"], libc::EINVAL),
    (&["TCP_REPAIR"], &["tcp4-listening"], libc::EPERM),
    (
        &["TCP_QUEUE_SEQ"],
        &["tcp4-listening", "tcp4-connected", "tcp4-tls", "tcp6-connected"],
        libc::EPERM,
    ),
    // It cannot be in repair mode.
    (&["TCP_REPAIR_QUEUE"], &["tcp4-listening"], libc::EPERM),
    (&["PACKET_VNET_HDR", "PACKET_VNET_HDR_SZ"], &["packet-dgram"], libc::EINVAL),
    // No limit, on a socket that is in use.
    (&["TCP_WINDOW_CLAMP"], &["tcp4-", "tcp6-"], libc::EINVAL),
    // It takes repair mode.
    (&["TCP_TIMESTAMP"], &["tcp"], libc::EPERM),
    // None, which is what a fresh socket reads: there is no way back to it.
    (&["TCP_ULP"], &["tcp"], libc::ENOENT),
    (&["TCP_ULP"], &["tcp4-tls"], libc::EEXIST),
    (&["PACKET_FANOUT"], &["packet"], libc::EINVAL),
    // The system must allow it, and SCTP_FRAGMENT_INTERLEAVE be on.
    (&["SCTP_INTERLEAVING_SUPPORTED"], &["sctp"], libc::EPERM),
    // Another connection has another peer.
    (&["SCTP_PRIMARY_ADDR"], &["sctp"], libc::EINVAL),
    // The association was made without.
    (&["SCTP_AUTH_ACTIVE_KEY"], &["sctp4-connected"], libc::EACCES),
    // It has that address.
    (&["SCTP_SOCKOPT_BINDX_ADD"], &["sctp4-connected"], libc::EINVAL),
    // Newer kernels know no faster controllers.
    (&["BT_CHANNEL_POLICY"], &["bt-l2cap"], libc::EOPNOTSUPP),
    // It is not bound.
    (&["BT_DEFER_SETUP"], &["bt-"], libc::EINVAL),
    // Not of datagrams.
    (&["BT_POWER", "BT_SECURITY"], &["bt-l2cap-dgram"], libc::EINVAL),
    // One or the other, by the type of the address.
    (&["BT_RCVMTU", "BT_SNDMTU"], &["bt-l2cap"], libc::EINVAL),
    (&["L2CAP_OPTIONS"], &["bt-l2cap-le"], libc::EINVAL),
    // It is not bound.
    (&["BT_MODE"], &["bt-l2cap"], libc::EINVAL),
    // There is no controller.
    (&["BT_VOICE"], &["bt-sco"], libc::EBADFD),
    // It takes a controller that can do without.
    (&["BT_FLUSHABLE"], &["bt-l2cap"], libc::EINVAL),
    // Those are another channel's.
    (&["HCI_DATA_DIR", "HCI_FILTER", "HCI_TIME_STAMP"], &["bt-hci-control"], libc::EBADFD),
    // What it has before `bind`, which is nothing to choose.
    (&["SO_RDS_TRANSPORT"], &["rds"], libc::EINVAL),
    // It is bound.
    (&["SCTP_REUSE_PORT"], &["sctp4-connected"], libc::EFAULT),
];

/// Options that raw sockets have and no other, which `Nobody` cannot open.
const RAW_ONLY: &[&str] = &[
    "ICMPV6_FILTER",
    "ICMP_FILTER",
    "IP_HDRINCL",
    "IP_NODEFRAG",
    "IP_ROUTER_ALERT",
    "IPV6_CHECKSUM",
    "IPV6_HDRINCL",
    "IPV6_ROUTER_ALERT",
    "MRT6_DONE",
    "MRT6_INIT",
    "MRT_DONE",
    "MRT_INIT",
];

/// Options of repair mode, which `Nobody` cannot switch on.
const IN_REPAIR: &[&str] = &["TCP_QUEUE_SEQ", "TCP_REPAIR_QUEUE"];

/// What MPTCP sockets take without an error, and forget.
const FORGOTTEN_BY_MPTCP: &[&str] = &[
    "SO_BROADCAST",
    "SO_DONTROUTE",
    "SO_NOFCS",
    "SO_NO_CHECK",
    "SO_PASSCRED",
    "SO_PASSPIDFD",
    "SO_PASSSEC",
    "SO_RXQ_OVFL",
    "SO_SELECT_ERR_QUEUE",
    "SO_WIFI_STATUS",
];

/// What is set for good, for `Nobody` at least.
const STAYS: &[&str] = &["SO_BINDTODEVICE", "SO_BINDTOIFINDEX", "SO_LOCK_FILTER"];

/// Rows that no socket that is opened here can take.
const NOT_EXERCISED: &[&str] = &[
    // It takes a memory control group.
    "SO_RESERVE_MEM",
    // Newer kernels know no faster controllers.
    "BT_CHANNEL_POLICY",
];

fn settable(row: &Row) -> bool {
    matches!(row.access, Access::Set | Access::GetSet | Access::QuerySet)
        && row.level_and_number().is_some()
}

/// Whether root of a container lacks it.
fn in_the_initial_namespace(privilege: Privilege) -> bool {
    [Privilege::NetAdminInit, Privilege::NetAdminInitForSome, Privilege::SysAdminInit]
        .contains(&privilege)
}

/// Whether a process of this role may set the sample.
fn allowed(role: Role, info: &Info, sample: &Sample, kind: &Kind) -> bool {
    let needs = match sample.needs {
        Needs::Nothing => false,
        Needs::Privilege => true,
        Needs::PrivilegeOn(start) => kind.name.starts_with(start),
    };
    match (needs, role) {
        (false, _) => true,
        (true, Role::Nobody) => false,
        (true, Role::NamespaceRoot) => !in_the_initial_namespace(info.privilege),
        (true, _) => true,
    }
}

/// Whether the kernel answers so by rights.
fn refused(row: &Row, kind: &Kind, code: i32) -> bool {
    let too_late = match row.when {
        When::BeforeBind | When::BeforeListen | When::BeforeConnect => {
            (kind.name.ends_with("-connected") || kind.name.ends_with("-listening"))
                && [libc::EINVAL, libc::EISCONN].contains(&code)
        }
        _ => false,
    };
    let known = REFUSED.iter().any(|(names, kinds, known)| {
        names.contains(&row.name)
            && kinds.iter().any(|start| kind.name.starts_with(start))
            && *known == code
    });
    too_late || known
}

/// What became of one value on one socket.
enum Outcome {
    Set,
    Refused(String),
}

fn exercise(
    role: Role,
    row: &Row,
    sample: &Sample,
    kind: &Kind,
    socket: &Socket,
) -> Result<Outcome, String> {
    let setting: Setting =
        format!("{}={}", row.name, sample.text).parse().map_err(|error| format!("{error}"))?;
    let allowed = allowed(role, row, sample, kind);
    for before in sample.before {
        if let Err(error) = before.parse::<Setting>().unwrap().apply(socket) {
            let known = error.raw_os_error().is_some_and(|code| refused(row, kind, code));
            if !allowed || known || error.is_unsupported() || role == Role::Nobody {
                return Ok(Outcome::Refused(error.to_string()));
            }
            return Err(format!("before it: {error}"));
        }
    }
    let before = reading(&setting, socket);
    if let Err(error) = setting.apply(socket) {
        let code = error.raw_os_error().ok_or_else(|| error.to_string())?;
        let permission = code == libc::EPERM || code == libc::EACCES;
        let known = refused(row, kind, code);
        return match allowed {
            _ if error.is_unsupported() || known => Ok(Outcome::Refused(error.to_string())),
            true => Err(error.to_string()),
            false if !permission => Err(format!("not for want of privilege: {error}")),
            false if !error.to_string().contains("it needs CAP_") => {
                Err(format!("no hint: {error}"))
            }
            // What was refused changed nothing.
            false if reading(&setting, socket) != before => Err("refused, yet changed".to_owned()),
            false => Ok(Outcome::Refused(error.to_string())),
        };
    }
    if !allowed {
        return Err(format!("{role:?} may set it, though it needs {}", row.privilege));
    }
    if kind.name == "mptcp" && FORGOTTEN_BY_MPTCP.contains(&row.name) {
        return Ok(Outcome::Refused("taken, and forgotten".to_owned()));
    }
    if samples::only_taken(row.name) {
        return Ok(Outcome::Set);
    }
    let Some(reading) = setting.granted(socket) else { return Ok(Outcome::Set) };
    let read = match reading {
        Ok(reading) => reading.text().to_owned(),
        // What can be set before there is a connection, and only be read when there is one.
        Err(error) if row.law == Law::Other && error.raw_os_error() == Some(libc::ENOTCONN) => {
            return Ok(Outcome::Set);
        }
        Err(error) => return Err(error.to_string()),
    };
    let asked = setting.value();
    let (more, times) = (number(&read), number(asked));
    let kept = match (sample.reads, row.law) {
        (Some(expected), _) => read == expected,
        (None, Law::Same) => read == asked,
        (None, Law::Doubled) => more == times.map(|asked| asked * 2),
        // Up, and by less than the coarsest unit there is: a second.
        (None, Law::RoundedUp) => match (more, times) {
            (Some(read), Some(asked)) => asked <= read && read < asked + 1_000_000_000,
            _ => read == asked,
        },
        (None, _) => true,
    };
    if kept {
        Ok(Outcome::Set)
    } else {
        Err(format!("set {asked:?}, read {read:?}: that is not {:?}", row.law))
    }
}

fn reading(setting: &Setting, socket: &Socket) -> Option<Result<String, String>> {
    let reading = setting.granted(socket)?;
    Some(reading.map(|reading| reading.text().to_owned()).map_err(|error| error.to_string()))
}

/// A time in nanoseconds, a size in bytes, or a number.
fn number(text: &str) -> Option<u128> {
    const UNITS: [(&str, u128); 11] = [
        ("min", 60_000_000_000),
        ("ms", 1_000_000),
        ("us", 1_000),
        ("ns", 1),
        ("h", 3_600_000_000_000),
        ("s", 1_000_000_000),
        (" GiB", 1 << 30),
        (" MiB", 1 << 20),
        (" KiB", 1 << 10),
        (" B", 1),
        ("", 1),
    ];
    let mut rest = text;
    let mut total = 0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (digits, tail) = rest.split_at(end);
        let (unit, scale) = UNITS.iter().find(|(unit, _)| tail.starts_with(unit))?;
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        total += whole.parse::<u128>().ok()? * scale;
        let mut scale = *scale;
        for digit in part.chars() {
            scale /= 10;
            total += u128::from(digit.to_digit(10)?) * scale;
        }
        rest = tail.strip_prefix(unit)?;
        if digits.is_empty() {
            return None;
        }
    }
    Some(total)
}

#[test]
fn numbers_are_read_from_text() {
    assert_eq!(number("1min30.5s"), Some(90_500_000_000));
    assert_eq!(number("208 KiB"), Some(212_992));
    assert_eq!(number("7"), Some(7));
    assert_eq!(number("none"), None);
}

in_roles! { what_is_set_is_read_back_by_the_law: Root, NamespaceRoot, Nobody }

fn what_is_set_is_read_back_by_the_law(role: Role) {
    the_law_is_kept(role, common::available());
}

/// As whoever runs the tests.
#[test]
fn what_is_set_in_the_initial_namespace_is_read_back_by_the_law() {
    // SAFETY: the call takes nothing and cannot fail.
    let role = if unsafe { libc::geteuid() } == 0 { Role::Root } else { Role::Nobody };
    the_law_is_kept(role, common::available_of(common::INITIAL));
}

fn the_law_is_kept(role: Role, kinds: Vec<&'static Kind>) {
    // With the options that each has.
    let kinds: Vec<_> = kinds
        .into_iter()
        .map(|kind| {
            let tables = kind.opened().socket.tables().flat_map(|table| table.rows);
            (kind, tables.map(|row| row.name).collect::<BTreeSet<_>>())
        })
        .collect();
    let mut slow = BTreeMap::new();
    let mut wrong = Vec::new();
    // Of each row: the kinds that took it, and why others did not.
    let mut set: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut not: BTreeMap<&str, String> = BTreeMap::new();
    let mut values = 0;
    for row in registry::all().filter(|row| settable(row)) {
        // Some of them wait when they are closed, by SO_LINGER, though they are not connected.
        if row.level == "SOL_SOCKET" && kinds.iter().any(|(kind, _)| kind.is_initial()) {
            continue;
        }
        let samples = match samples::of(row) {
            Ok(samples) => samples,
            Err(reason) => {
                not.insert(row.name, reason.to_owned());
                continue;
            }
        };
        for (kind, names) in &kinds {
            if !names.contains(&row.name) {
                continue;
            }
            for sample in &samples {
                // Each value has a socket of its own, where that does not take long, and there is a way back.
                let again =
                    kind.is_slow() && sample.before.is_empty() && !STAYS.contains(&row.name);
                let fresh;
                let opened = if again {
                    slow.entry(kind.name).or_insert_with(|| kind.opened())
                } else {
                    fresh = kind.opened();
                    &fresh
                };
                match exercise(role, row, sample, kind, &opened.socket) {
                    Ok(Outcome::Set) => {
                        values += 1;
                        set.entry(row.name).or_default().insert(kind.name);
                    }
                    Ok(Outcome::Refused(reason)) => {
                        not.insert(row.name, reason);
                    }
                    Err(fault) => wrong
                        .push(format!("{}={} on {}: {fault}", row.name, sample.text, kind.name)),
                }
            }
        }
    }
    not.retain(|name, _| !set.contains_key(name));
    println!("{role:?}: {} rows exercised, {values} values set", set.len());
    for (name, reason) in &not {
        println!("not exercised: {name}: {reason}");
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));

    // What could not be set at all must be known by name, or need a privilege that is not there.
    let unknown: Vec<_> = not
        .iter()
        .filter(|(name, _)| {
            let row = registry::find(name).unwrap();
            let may = match role {
                Role::Nobody => {
                    let special = RAW_ONLY.contains(name) || IN_REPAIR.contains(name);
                    let packet = ["SOL_PACKET", "SOL_XDP"].contains(&row.level);
                    row.privilege == Privilege::None && !special && !packet
                }
                Role::NamespaceRoot => row.privilege != Privilege::NetAdminInit,
                _ => true,
            };
            let absent = row.level == "SOL_TLS" && !common::has_tls();
            may && !absent && samples::of(row).is_ok() && !NOT_EXERCISED.contains(name)
        })
        .collect();
    assert!(unknown.is_empty(), "not exercised: {unknown:#?}");
}

#[test]
fn the_values_put_every_privilege_to_the_test() {
    for row in registry::all().filter(|row| settable(row)) {
        let Ok(samples) = samples::of(row) else { continue };
        let asks = samples.iter().any(|sample| sample.needs != Needs::Nothing);
        // Which congestion controls are for everybody is a matter of the system.
        let known = row.name == "TCP_CONGESTION";
        assert!(known || asks == (row.privilege != Privilege::None), "{}", row.name);
    }
}

in_roles! { what_is_read_can_be_set_again: Root }

#[test]
fn what_is_read_in_the_initial_namespace_can_be_set_again() {
    what_is_read_is_set(common::available_of(common::INITIAL));
}

/// The line of a dump, applied to the socket that it is of, changes nothing that its law
/// does not tell.
fn what_is_read_can_be_set_again(_: Role) {
    what_is_read_is_set(common::available());
}

fn what_is_read_is_set(kinds: Vec<&'static Kind>) {
    let mut wrong = Vec::new();
    for kind in kinds {
        let opened = kind.opened();
        for reading in opened.socket.dump().filter(|one| one.info().access == Access::GetSet) {
            let fresh = kind.opened();
            let result = reading
                .to_string()
                .parse::<Setting>()
                .and_then(|setting| setting.apply_if_supported(&fresh.socket));
            let row = registry::find(reading.info().name).unwrap();
            match (result, row.read(fresh.socket.as_fd()).unwrap()) {
                (Err(error), _)
                    if error.raw_os_error().is_some_and(|code| refused(row, kind, code)) => {}
                (Err(error), _) => wrong.push(format!("{}: {reading}: {error}", kind.name)),
                (Ok(_), Ok(again)) if row.law == Law::Same && again.text() != reading.text() => {
                    wrong.push(format!("{}: {reading} became {again}", kind.name));
                }
                (Ok(_), Err(error)) => wrong.push(format!("{}: {error}", kind.name)),
                (Ok(_), Ok(_)) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
