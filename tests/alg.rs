//! The kernel's hashes and ciphers.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use common::{os_error, read};
use sockopt::{Domain, ErrorKind, SockAddr, Socket, Type};

/// A socket that is bound to an algorithm, if there is one.
fn algorithm(kind: &str, name: &str) -> Option<Socket> {
    let opened = Socket::new(Domain::ALG, Type::SEQPACKET, None).and_then(|socket| {
        socket.bind(SockAddr::alg(kind, name)?)?;
        Ok(socket)
    });
    opened.map_err(|error| common::skip(&format!("no {name}: {error}"))).ok()
}

#[test]
fn a_hash_is_made_with_the_key() {
    let Some(socket) = algorithm("hash", "hmac(sha256)") else { return };
    assert!(socket.kind().unwrap().is_alg());
    socket.set_alg_set_key(b"key").unwrap();
    // Who connects has no address, and the kernel refuses to tell it.
    let (work, nobody) = socket.accept().unwrap();
    assert_eq!(nobody.family(), libc::AF_UNSPEC);
    let (nonblocking, _) = socket.accept_nonblocking().unwrap();
    assert!(nonblocking.is_nonblocking().unwrap());
    work.send(b"The quick brown fox jumps over the lazy dog").unwrap();
    let hash: [u8; 32] = read(&work);
    assert_eq!(hash[..8], [0xf7, 0xbc, 0x83, 0xf4, 0x30, 0x53, 0x84, 0x24]);
    // It has no options.
    assert_eq!(os_error(work.set_alg_set_key(b"other")), libc::EOPNOTSUPP);
}

#[test]
fn a_key_has_the_length_that_the_cipher_has() {
    let Some(socket) = algorithm("skcipher", "cbc(aes)") else { return };
    for length in [16, 24, 32] {
        socket.set_alg_set_key(&vec![7; length]).unwrap();
    }
    assert_eq!(os_error(socket.set_alg_set_key(&[7; 15])), libc::EINVAL);
    // A socket that is bound to nothing has no options.
    let unbound = Socket::new(Domain::ALG, Type::SEQPACKET, None).unwrap();
    assert_eq!(os_error(unbound.set_alg_set_key(&[7; 16])), libc::ENOPROTOOPT);
}

#[test]
fn the_length_of_a_tag_is_told_by_a_length() {
    let Some(socket) = algorithm("aead", "gcm(aes)") else { return };
    for length in [4, 8, 16] {
        socket.set_alg_set_aead_authsize(length).unwrap();
    }
    assert_eq!(os_error(socket.set_alg_set_aead_authsize(7)), libc::EINVAL);
    assert_eq!(os_error(socket.set_alg_set_aead_authsize(17)), libc::EINVAL);
    for length in [0, 65] {
        let refused = socket.set_alg_set_aead_authsize(length).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::OutOfRange);
    }
}

#[test]
fn a_key_that_is_not_in_the_store_is_not_found() {
    let Some(socket) = algorithm("skcipher", "cbc(aes)") else { return };
    match socket.set_alg_set_key_by_key_serial(i32::MAX) {
        Err(error) if error.is_unsupported() => common::skip(&error.to_string()),
        Err(error) => assert_eq!(error.raw_os_error(), Some(libc::ENOKEY)),
        Ok(()) => panic!("a key that is not there"),
    }
}
