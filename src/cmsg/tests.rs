//! The parser and the builder, on bytes of our own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]

use super::codec::Receive;
use super::creds::AnyCreds;

fn creds(bytes: &[u8]) -> super::Creds<'_> {
    AnyCreds::receive(bytes).unwrap()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_ne_bytes()).collect()
}

#[test]
fn each_structure_is_read_by_its_offsets() {
    let freebsd = words(&[1, 2, 3, 4, 2, 30, 40]);
    let cred = creds(&freebsd).sockcred();
    if !cfg!(target_os = "netbsd") {
        let cred = cred.expect("two groups");
        assert_eq!((cred.pid, cred.uid, cred.euid, cred.gid), (None, 1, 2, 3));
        assert!(cred.groups().eq([30, 40]));
    }
    let second = words(&[0, 7, 1, 2, 3, 4, 1, 30]);
    let cred = creds(&second).sockcred2().expect("one group");
    assert_eq!((cred.pid, cred.uid, cred.euid, cred.gid), (Some(7), 1, 2, 3));
    assert!(cred.groups().eq([30]));

    let mut sent = words(&[7, 1, 2, 3, 0, 10, 11, 12]);
    sent[16..18].copy_from_slice(&2i16.to_ne_bytes());
    let cred = creds(&sent).cmsgcred().expect("room for three");
    assert_eq!((cred.pid, cred.uid, cred.euid, cred.gid), (Some(7), 1, 2, 3));
    assert!(cred.groups().eq([10, 11]));
}

#[test]
fn what_is_too_short_is_none_of_them() {
    let many = words(&[1, 2, 3, 4, u32::MAX, 9, u32::MAX, 9]);
    for length in 0..many.len() {
        let creds = creds(&many[..length]);
        assert_eq!((creds.sockcred(), creds.sockcred2()), (None, None));
    }
}
