//! The options of Linux 7.2, by name: each has a row, with its level and number, or a reason; and no row is invented.

use std::collections::BTreeSet;

use sockopt::registry::{self, Platforms};

/// Level, name and number.
pub(crate) fn list() -> impl Iterator<Item = (&'static str, &'static str, i32)> {
    let lines = include_str!("../data/linux_uapi.txt").lines();
    lines.filter(|line| !line.starts_with('#')).map(|line| {
        let mut words = line.split(' ');
        let mut next = || words.next().expect("three words");
        (next(), next(), next().parse().expect("a number"))
    })
}

/// Numbers of the headers that are no options, and what they are.
pub(crate) const EXCEPTIONS: &[(&str, &str)] = &[
    ("IPV6_HOPLIMIT", "a control message alone"),
    ("PACKET_RECV_OUTPUT", "no code of the kernel knows it"),
    ("PACKET_TX_TIMESTAMP", "a control message alone"),
    ("PPPOL2TP_SO_DEBUG", "it does nothing"),
    ("SCTP_SENDMSG_CONNECT", "only security modules see it"),
    ("SO_CIRANGE", "no code of the kernel knows it"),
    ("SO_VM_SOCKETS_NONBLOCK_TXRX", "no code of the kernel knows it"),
    ("SO_VM_SOCKETS_PEER_HOST_VM_ID", "no code of the kernel knows it"),
    ("SO_VM_SOCKETS_TRUSTED", "no code of the kernel knows it"),
];

/// Options that two levels have, with one row: its value says to which it goes, or one of the levels does all.
fn is_of_two_levels(name: &str) -> bool {
    name.starts_with("MCAST_") || name == "IPV6_CHECKSUM"
}

#[test]
fn each_option_of_the_kernel_has_a_row() {
    // Some architectures number the options of SOL_SOCKET in their own way.
    let generic =
        cfg!(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"));
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (level, name, number) in list() {
        let excepted = EXCEPTIONS.iter().any(|(other, _)| *other == name);
        match registry::find(name) {
            None if excepted => continue,
            Some(_) if excepted => wrong.push(format!("{name} has a row, and is an exception")),
            None => wrong.push(format!("no {name} of {level}")),
            Some(row) => {
                let here = row.level_and_number().map(|(_, number)| number);
                // A second name for the option with values of another size.
                let sized = row.name != name && (name.ends_with("_OLD") || name.ends_with("_NEW"));
                if row.level != level && !is_of_two_levels(name) {
                    wrong.push(format!("{name} is of {level}, and here of {}", row.level));
                }
                if here != Some(number) && !sized && (generic || level != "SOL_SOCKET") {
                    wrong.push(format!("{name} is {number}, and here {here:?}"));
                }
            }
        }
        seen += 1;
    }
    println!("{seen} names compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 400, "only {seen}");
}

#[test]
fn each_exception_is_of_the_list() {
    let names: BTreeSet<&str> = list().map(|(_, name, _)| name).collect();
    for name in EXCEPTIONS.iter().map(|(name, _)| name) {
        assert!(names.contains(name), "{name}");
    }
}

#[test]
fn no_row_is_invented() {
    let names: BTreeSet<&str> = list().map(|(_, name, _)| name).collect();
    for row in registry::all().filter(|row| row.platforms.contains(Platforms::LINUX)) {
        assert!(names.contains(row.name), "{} is in no header", row.name);
    }
}
