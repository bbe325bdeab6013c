//! No kind is forgotten.

use std::collections::BTreeSet;

use sockopt::registry::{self, Platforms};

/// The tests, in which `kinds!` says what each receives and sends, and fails if it does not.
const SOURCES: &[&str] = &[
    include_str!("errors.rs"),
    include_str!("extensions.rs"),
    include_str!("ip.rs"),
    include_str!("ipv6.rs"),
    include_str!("link.rs"),
    include_str!("modules.rs"),
    include_str!("sender.rs"),
    include_str!("stamps.rs"),
    include_str!("state.rs"),
    include_str!("transport.rs"),
];

/// What no test receives or sends, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("recv SCM_WIFI_STATUS", "it takes a wireless network device"),
    ("recv SCM_DEVMEM_LINEAR", "it takes a network device that receives into device memory"),
    ("recv SCM_DEVMEM_DMABUF", "it takes a network device that receives into device memory"),
    ("send SCM_DEVMEM_DMABUF", "it takes a network device that sends from device memory"),
    ("recv BT_SCM_PKT_SEQNUM", "it takes a Bluetooth controller with isochronous channels"),
];

/// What the tests of their families send and receive.
const OF_FAMILIES: &str = concat!(include_str!("../bluetooth.rs"), include_str!("../sctp.rs"));
const IN_FAMILIES: &[(&str, &str)] = &[
    ("recv BT_SCM_ERROR", "Message::BT_SCM_ERROR"),
    ("recv BT_SCM_PKT_STATUS", "Message::BT_SCM_PKT_STATUS"),
    ("recv HCI_CMSG_DIR", "Message::HCI_CMSG_DIR"),
    ("recv HCI_CMSG_TSTAMP", "Message::HCI_CMSG_TSTAMP"),
    ("recv SCTP_NXTINFO", "Message::SCTP_NXTINFO"),
    ("recv SCTP_RCVINFO", "Message::SCTP_RCVINFO"),
    ("recv SCTP_SNDRCV", "Message::SCTP_SNDRCV"),
    ("send SCTP_AUTHINFO", "cmsg::SCTP_AUTHINFO"),
    ("send SCTP_DSTADDRV4", "cmsg::SCTP_DSTADDRV4"),
    ("send SCTP_DSTADDRV6", "cmsg::SCTP_DSTADDRV6"),
    ("send SCTP_INIT", "cmsg::SCTP_INIT"),
    ("send SCTP_PRINFO", "cmsg::SCTP_PRINFO"),
    ("send SCTP_SNDINFO", "cmsg::SCTP_SNDINFO"),
    ("send SCTP_SNDRCV", "cmsg::SCTP_SNDRCV"),
];

/// What the tests say: `recv IP_TTL`.
fn claims() -> BTreeSet<String> {
    let used = IN_FAMILIES.iter().filter(|(_, used)| OF_FAMILIES.contains(used));
    let mut claims: BTreeSet<String> = used.map(|(claim, _)| (*claim).to_owned()).collect();
    for source in SOURCES {
        for kinds in source.split("\nkinds! {").skip(1) {
            let (list, _) = kinds.split_once('}').expect("the end of the list");
            claims.extend(list.split(',').skip(1).map(|claim| claim.trim().to_owned()));
        }
    }
    claims
}

/// What there is on Linux.
fn rows() -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for row in registry::messages() {
        for (direction, platforms) in [("recv", row.recv), ("send", row.send)] {
            if platforms.contains(Platforms::LINUX) {
                rows.insert(format!("{direction} {}", row.name));
            }
        }
    }
    rows
}

#[test]
fn each_kind_has_a_test_or_a_reason() {
    let exceptions: BTreeSet<String> =
        EXCEPTIONS.iter().map(|(kind, _)| (*kind).to_owned()).collect();
    assert_eq!(exceptions.intersection(&claims()).next(), None);
    let known = claims().union(&exceptions).cloned().collect::<BTreeSet<_>>();
    assert_eq!(rows().difference(&known).collect::<Vec<_>>(), [""; 0], "these have no test");
    assert_eq!(known.difference(&rows()).collect::<Vec<_>>(), [""; 0], "there are none such");
    for (kind, reason) in EXCEPTIONS {
        crate::common::skip(&format!("{kind}: {reason}"));
    }
}

#[test]
fn each_kind_of_the_headers_is_a_row() {
    let lines = include_str!("../data/linux_cmsg.txt").lines();
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 28);
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let (level, number) = (words[0], words[2]);
        let sparc = cfg!(any(target_arch = "sparc", target_arch = "sparc64"));
        let number = words.get(3).copied().filter(|_| sparc).unwrap_or(number);
        // A kind of two names has that of a message here.
        let name = words[1].replace("SO_DEVMEM", "SCM_DEVMEM");
        let row = registry::messages().iter().find(|row| row.name == name);
        let row = row.unwrap_or_else(|| panic!("there is no row {name}"));
        assert_eq!(row.level, level, "{name}");
        let here = [row.recv_level_and_type(), row.send_level_and_type()];
        let here: Vec<String> =
            here.into_iter().flatten().map(|(_, number)| number.to_string()).collect();
        assert!(!here.is_empty() && here.iter().all(|here| here == number), "{name}: {here:?}");
    }
}
