//! What must hold for every row.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use super::*;
use crate::{Domain, Protocol, Socket, Type};

#[test]
fn methods_are_named_as_in_c() {
    for row in all() {
        let name = row.name.strip_prefix("SO_").unwrap_or(row.name).to_lowercase();
        let set = format!("set_{name}");
        let take = format!("take_{name}");
        let own = (row.access, row.methods, row.rust_type);
        let there = row.places.iter().map(|place| (place.access, place.methods, place.rust_type));
        for (access, methods, rust_type) in there.chain([own]) {
            let methods: Vec<&str> =
                methods.iter().map(|method| method.trim_start_matches("r#")).collect();
            let expected: &[&[&str]] = match access {
                Access::Recv | Access::Send | Access::RecvSend => {
                    panic!("{} is an option", row.name)
                }
                Access::Get | Access::Query => &[&[&name]],
                // A row without a value has a method that just does it.
                Access::Set => &[&[&set], &[&name]],
                Access::GetSet | Access::QuerySet => &[&[&name, &set]],
                Access::Take => &[&[&take]],
            };
            assert!(expected.contains(&methods.as_slice()), "{}: {methods:?}", row.name);
            let runs = access == Access::Set && methods == [&name];
            assert_eq!(runs, rust_type == "()", "{}", row.name);
        }
    }
}

#[test]
fn each_row_is_there_once() {
    assert!(tables().iter().all(|table| table.rows.iter().all(|row| row.level == table.level)));
    let mut names: Vec<&str> =
        all().flat_map(|row| [row.name].into_iter().chain(row.also.iter().copied())).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "find() goes by name alone");
}

#[test]
fn a_row_is_here_if_its_platforms_say_so() {
    for row in all() {
        let named = row.platforms.contains(Platforms::HERE);
        assert_eq!(row.here.is_some(), named, "{}", row.name);
        assert!(!row.platforms.is_empty(), "{}", row.name);
        for system in row.platforms.iter() {
            let there = row.places.iter().filter(|place| place.platforms.contains(system));
            assert_eq!(there.count(), 1, "{} of {system}", row.name);
        }
        // Of a long type, the compiler makes more than one line: it wants a name.
        let codecs = row.places.iter().map(|place| place.codec);
        assert!(codecs.clone().all(|codec| !codec.contains('\n')), "{codecs:?}");
        assert_eq!(find(row.name), Some(row));
    }
}

#[test]
fn what_is_not_linux_has_no_linux_facts() {
    for row in all().filter(|row| !row.platforms.contains(Platforms::LINUX)) {
        assert_eq!((row.since, row.inherited), (None, None), "{}", row.name);
        assert_eq!(row.privilege, Privilege::None, "{}", row.name);
    }
}

/// Sockets of as many kinds as can be opened; what cannot be is no matter here.
fn sockets() -> Vec<Socket> {
    let mut sockets = Vec::new();
    let mut open = |domain, r#type, protocol: Option<Protocol>| {
        sockets.extend(Socket::new(domain, r#type, protocol));
    };
    for domain in [Domain::INET, Domain::INET6] {
        open(domain, Type::STREAM, None);
        open(domain, Type::DGRAM, None);
        open(domain, Type::RAW, Some(Protocol::UDP));
    }
    #[cfg(unix)]
    for r#type in [Type::STREAM, Type::DGRAM] {
        if let Ok((a, b)) = Socket::pair(Domain::UNIX, r#type, None) {
            sockets.extend([a, b]);
        }
    }
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let mut open = |domain, r#type| sockets.extend(Socket::new(domain, r#type, None));
        open(Domain::UNIX, Type::SEQPACKET);
        open(Domain::NETLINK, Type::RAW);
        open(Domain::PACKET, Type::RAW);
        open(Domain::VSOCK, Type::STREAM);
    }
    sockets
}

#[test]
fn each_line_of_a_dump_parses_back_to_the_same_value() {
    let mut lines = 0;
    for socket in sockets() {
        for reading in socket.dump() {
            let row = find(reading.info().name).unwrap();
            let agree = row.here.unwrap().agree.unwrap();
            assert!(agree(reading.bytes(), reading.text()), "{reading}");
            lines += 1;
        }
    }
    assert!(lines > 100, "only {lines} lines");
}

#[test]
fn a_near_name_is_found() {
    for (wrong, right) in [
        ("SO_RCVBUFF", "SO_RCVBUF"),
        ("so_rcvbuf", "SO_RCVBUF"),
        ("TCP_NODELY", "TCP_NODELAY"),
        ("SO_KEEP_ALIVE", "SO_KEEPALIVE"),
    ] {
        assert_eq!(nearest(wrong).map(|row| row.name), Some(right));
    }
    // By a second name, too.
    let joined = nearest("IPV6_JOIN_GRUOP").map(|row| row.name);
    assert_eq!(joined, Some("IPV6_ADD_MEMBERSHIP"));
    assert_eq!(nearest("xyzzy"), None);
    assert_eq!(nearest(""), None);
}
