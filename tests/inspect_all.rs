//! A dump is complete: what the kernel can be asked for, number by number, is in it, or there is a reason.
#![cfg(target_os = "linux")]
// Raw calls, for comparison; and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::os::fd::{AsFd, AsRawFd};

use common::{in_roles, Role};
use sockopt::registry::{self, Access, Row};
use sockopt::{Domain, Protocol, Socket, Type};

/// Numbers that a level is asked for, besides those of its rows.
const NUMBERS: core::ops::RangeInclusive<i32> = 0..=140;

/// How much room a reader may have. Some options are read with one size alone, some with more, and with less for some.
const SIZES: [usize; 13] = [4, 1, 2, 8, 12, 16, 28, 32, 38, 64, 128, 512, 4096];

/// Numbers that can be read and that no row has: level, number, and why.
const NO_OPTIONS: &[(i32, i32, &str)] = &[
    (libc::SOL_SOCKET, 14, "SO_BSDCOMPAT, which the kernel ignores"),
    (libc::SOL_SOCKET, 63, "SO_TIMESTAMP_NEW: SO_TIMESTAMP with times of another size"),
    (libc::SOL_SOCKET, 64, "SO_TIMESTAMPNS_NEW: SO_TIMESTAMPNS with times of another size"),
    (libc::SOL_SOCKET, 65, "SO_TIMESTAMPING_NEW: SO_TIMESTAMPING with times of another size"),
    (libc::SOL_SOCKET, 66, "SO_RCVTIMEO_NEW: SO_RCVTIMEO of another size"),
    (libc::SOL_SOCKET, 67, "SO_SNDTIMEO_NEW: SO_SNDTIMEO of another size"),
    (libc::IPPROTO_IPV6, 7, "IPV6_CHECKSUM, which the crate has at SOL_RAW"),
    (libc::IPPROTO_RAW, 36, "IPV6_HDRINCL, which the crate has at IPPROTO_IPV6"),
    (libc::IPPROTO_UDP, 10, "UDPLITE_SEND_CSCOV, which means nothing to UDP"),
    (libc::IPPROTO_UDP, 11, "UDPLITE_RECV_CSCOV, which means nothing to UDP"),
    (libc::IPPROTO_UDPLITE, 1, "UDP_CORK, by the code that both protocols have"),
    (libc::IPPROTO_UDPLITE, 100, "UDP_ENCAP, by the code that both protocols have"),
    (libc::IPPROTO_UDPLITE, 101, "UDP_NO_CHECK6_TX, by the code that both protocols have"),
    (libc::IPPROTO_UDPLITE, 102, "UDP_NO_CHECK6_RX, by the code that both protocols have"),
    (libc::IPPROTO_UDPLITE, 103, "UDP_SEGMENT, by the code that both protocols have"),
    (libc::IPPROTO_UDPLITE, 104, "UDP_GRO, by the code that both protocols have"),
    (libc::AF_VSOCK, 8, "SO_VM_SOCKETS_CONNECT_TIMEOUT of another size"),
    (SOL_AX25, 25, "SO_BINDTODEVICE, which AX.25 has at its own level too"),
    (SOL_PPPOL2TP, 1, "PPPOL2TP_SO_DEBUG, which does nothing"),
    (SOL_DCCP, 1, "DCCP_SOCKOPT_PACKET_SIZE, which does nothing"),
];

const SOL_AX25: i32 = 257;
const SOL_DCCP: i32 = 269;
const SOL_PPPOL2TP: i32 = 273;

/// Options of which the kernel writes more than it is given room for, and than it tells.
const LONGER: &[&str] = &["SO_SETCLP"];

/// Options that can be read and that a dump leaves out, and why.
const NOT_DUMPED: &[(&str, &str)] = &[
    ("IPV6_ROUTER_ALERT", "a read tells that there is a value, and not which"),
    ("TIPC_GROUP_JOIN", "a read tells the group's number, and no more of it"),
];

/// getsockopt itself: how many bytes came, by the room that there was.
fn raw(socket: &Socket, level: i32, number: i32) -> BTreeMap<usize, usize> {
    // One option counts its room in units of eight bytes.
    let mut bytes = vec![0_u8; 8 * 4096];
    let mut lengths = BTreeMap::new();
    for size in SIZES {
        bytes.fill(0);
        let mut length = libc::socklen_t::try_from(size).unwrap();
        let to = bytes.as_mut_ptr().cast();
        // SAFETY: the kernel writes at most `length` units of eight bytes, which `bytes` has. Where it reads what is
        // asked for, that is zeros, with no address among them.
        let result =
            unsafe { libc::getsockopt(socket.as_raw_fd(), level, number, to, &mut length) };
        if result >= 0 {
            lengths.insert(size, usize::try_from(length).unwrap());
        }
        if (level, number) == (libc::SOL_SOCKET, libc::SO_PEERPIDFD) && result == 0 {
            let descriptor = i32::from_ne_bytes(*bytes.first_chunk().unwrap());
            // SAFETY: the kernel has just opened it for this process, and nothing else has it.
            unsafe { libc::close(descriptor) };
        }
    }
    lengths
}

/// Compares a dump of one socket with raw reads of another of the same kind. Tells how many options could be read, and how
/// many of them were dumped.
fn compare(
    kind: &str,
    asked: &Socket,
    dumped: &Socket,
    wrong: &mut BTreeSet<String>,
) -> (u32, u32) {
    let (mut read, mut compared) = (0, 0);
    let dump: Vec<_> = dumped.dump().collect();
    let mut levels: BTreeMap<i32, BTreeMap<i32, Vec<&Row>>> = BTreeMap::new();
    for row in asked.tables().flat_map(|table| table.rows) {
        if let Some((level, number)) = row.level_and_number() {
            levels.entry(level).or_default().entry(number).or_default().push(row);
        }
    }
    for (level, rows) in levels {
        for number in NUMBERS.chain(rows.keys().copied()).collect::<BTreeSet<_>>() {
            let lengths = raw(asked, level, number);
            if lengths.is_empty() {
                continue;
            }
            read += 1;
            let rows = rows.get(&number).map(Vec::as_slice).unwrap_or_default();
            let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
            let mut tell = |what: String| {
                wrong.insert(format!("{names:?} of {kind}, {level} {number}: {what}"))
            };
            let excepted = NO_OPTIONS.iter().any(|(of, it, _)| (*of, *it) == (level, number));
            if rows.is_empty() && !excepted {
                tell(format!("it is no row's, and reads {lengths:?}"));
            }
            if let Some(reading) = dump.iter().find(|it| it.level_and_number() == (level, number)) {
                compared += 1;
                let length = reading.bytes().len();
                let longer = LONGER.iter().any(|name| names.contains(name));
                if !longer && !lengths.values().any(|&other| other == length) {
                    tell(format!("{length} bytes are dumped, and raw reads {lengths:?}"));
                }
                continue;
            }
            let left_out = rows.iter().any(|row| match row.access {
                Access::Take | Access::Query | Access::QuerySet => true,
                // A secret.
                Access::Get | Access::GetSet => row.read(asked.as_fd()).is_none(),
                _ => NOT_DUMPED.iter().any(|(name, _)| *name == row.name),
            });
            if !rows.is_empty() && !left_out {
                let refused = dumped.try_dump().filter_map(Result::err);
                let error = refused.into_iter().find(|error| names.contains(&error.name()));
                tell(format!("it is not dumped, and reads {lengths:?}: {error:?}"));
            }
        }
    }
    (read, compared)
}

#[test]
fn no_row_is_among_the_exceptions() {
    for row in registry::all() {
        let excepted =
            NO_OPTIONS.iter().find(|(of, it, _)| Some((*of, *it)) == row.level_and_number());
        assert_eq!(excepted, None, "{} is one", row.name);
    }
    for (name, _) in NOT_DUMPED {
        let row = registry::find(name).unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(row.access, Access::Set, "{name} has a way to be read");
    }
}

in_roles! { a_dump_has_all_that_the_kernel_tells: Root, NamespaceRoot, Nobody }

fn a_dump_has_all_that_the_kernel_tells(_: Role) {
    let mut wrong = BTreeSet::new();
    let (mut read, mut compared) = (0, 0);
    for kind in common::available() {
        // One is asked until it may be spoilt, another is dumped.
        let (asked, dumped) = (kind.opened(), kind.opened());
        let counts = compare(kind.name, &asked.socket, &dumped.socket, &mut wrong);
        (read, compared) = (read + counts.0, compared + counts.1);
    }
    println!("{read} options could be read, {compared} of them are in dumps");
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(compared > 500, "only {compared}");
}

/// Families that few machines have, some of them in the initial network namespace only.
#[test]
fn a_dump_of_few_families_has_all_too() {
    let mut wrong = BTreeSet::new();
    for (domain, kind, protocol) in [
        (Domain::TIPC, Type::from_raw(libc::SOCK_RDM), 0),
        (Domain::INET, Type::DCCP, 0),
        (Domain::KCM, Type::DGRAM, 0),
        (Domain::SMC, Type::STREAM, 0),
        (Domain::MCTP, Type::DGRAM, 0),
        (Domain::RDS, Type::SEQPACKET, 0),
        (Domain::RXRPC, Type::DGRAM, libc::PF_INET),
        (Domain::LLC, Type::STREAM, 0),
        (Domain::NFC, Type::STREAM, 1),
        (Domain::PHONET, Type::SEQPACKET, 0),
        (Domain::AX25, Type::SEQPACKET, 0),
        (Domain::ATMPVC, Type::DGRAM, 0),
    ] {
        let open = || Socket::new(domain, kind, Protocol::from_raw(protocol));
        match open().and_then(|asked| Ok((asked, open()?))) {
            Ok((asked, dumped)) => {
                let (read, compared) = compare(&domain.to_string(), &asked, &dumped, &mut wrong);
                println!(
                    "{domain}: {read} options could be read, {compared} of them are in a dump"
                );
                assert!(compared > 20, "only {compared}");
            }
            Err(error) => common::skip(&format!("no socket of {domain}, {kind}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}
