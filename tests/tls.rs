//! TLS records that the kernel makes and reads, over loopback.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use std::io::{IoSlice, IoSliceMut};

use common::samples::older_than;
use common::{os_error, read, tcp_pair, PATIENCE};
use sockopt::{
    cmsg, Control, ErrorKind, Message, MsgFlags, Room, Setting, Socket, TlsCipher, TlsCryptoInfo,
    TlsKeys, TlsVersion,
};

/// A connection that can have keys, if this kernel has TLS at hand.
fn pair() -> Option<(Socket, Socket)> {
    if !common::has_tls() {
        common::skip("no TLS in this kernel");
        return None;
    }
    let (a, b) = tcp_pair();
    for socket in [&a, &b] {
        socket.set_tcp_ulp("tls".parse().ok()).unwrap();
        socket.set_rcvtimeo(Some(PATIENCE)).unwrap();
    }
    Some((a, b))
}

fn info(version: TlsVersion, cipher: TlsCipher) -> TlsCryptoInfo {
    TlsCryptoInfo { version, cipher }
}

fn aes(byte: u8) -> TlsCipher {
    TlsCipher::AesGcm128(TlsKeys::new([byte; 16], [1; 4], [2; 8], 0))
}

/// Gives both ends the keys of both directions.
fn agree(a: &Socket, b: &Socket, there: &TlsCryptoInfo, back: &TlsCryptoInfo) {
    a.set_tls_tx(there).unwrap();
    b.set_tls_rx(there).unwrap();
    a.set_tls_rx(back).unwrap();
    b.set_tls_tx(back).unwrap();
}

#[test]
fn data_arrives_both_ways_and_keys_are_read_back() {
    for version in [TlsVersion::TLS_1_2, TlsVersion::TLS_1_3] {
        let Some((a, b)) = pair() else { return };
        let (there, back) = (info(version, aes(7)), info(version, aes(8)));
        // Nobody has any yet.
        assert_eq!(os_error(a.tls_tx()), libc::EBUSY);
        agree(&a, &b, &there, &back);
        assert_eq!(a.tls_tx().unwrap(), there);
        assert_eq!(b.tls_rx().unwrap(), there);
        assert_ne!(a.tls_tx().unwrap(), back);

        a.send(b"there").unwrap();
        assert_eq!(&read::<5>(&b), b"there");
        b.send(b"back").unwrap();
        assert_eq!(&read::<4>(&a), b"back");
        assert_eq!(a.tls_tx().unwrap().cipher.rec_seq(), 1);
        assert_eq!(a.tls_rx().unwrap().cipher.rec_seq(), 1);
    }
}

#[test]
fn each_cipher_carries_data() {
    let version = TlsVersion::TLS_1_2;
    let ciphers = [
        (TlsCipher::AesGcm256(TlsKeys::new([7; 32], [1; 4], [2; 8], 0)), "5.1"),
        (TlsCipher::AesCcm128(TlsKeys::new([7; 16], [1; 4], [2; 8], 0)), "5.2"),
        (TlsCipher::ChaCha20Poly1305(TlsKeys::new([7; 32], [], [2; 12], 0)), "5.11"),
        (TlsCipher::Sm4Gcm(TlsKeys::new([7; 16], [1; 4], [2; 8], 0)), "5.16"),
        (TlsCipher::Sm4Ccm(TlsKeys::new([7; 16], [1; 4], [2; 8], 0)), "5.16"),
        (TlsCipher::AriaGcm128(TlsKeys::new([7; 16], [1; 4], [2; 8], 0)), "6.1"),
        (TlsCipher::AriaGcm256(TlsKeys::new([7; 32], [1; 4], [2; 8], 0)), "6.1"),
    ];
    for (cipher, since) in ciphers {
        let Some((a, b)) = pair() else { return };
        let keys = info(version, cipher);
        match a.set_tls_tx(&keys) {
            Ok(()) => assert!(!older_than(since), "{keys:?} before {since}"),
            // The algorithm is one that a kernel can be without.
            Err(error) if error.raw_os_error() == Some(libc::ENOENT) => {
                common::skip(&format!("this kernel is without {:?}", keys.cipher));
                continue;
            }
            Err(error) => {
                assert!(older_than(since), "{keys:?}: {error}");
                assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
                continue;
            }
        }
        b.set_tls_rx(&keys).unwrap();
        assert_eq!(a.tls_tx().unwrap(), keys);
        a.send(b"there").unwrap();
        assert_eq!(&read::<5>(&b), b"there", "{keys:?}");
    }
}

#[test]
fn other_keys_do_not_open_a_record() {
    let Some((a, b)) = pair() else { return };
    a.set_tls_tx(&info(TlsVersion::TLS_1_3, aes(7))).unwrap();
    b.set_tls_rx(&info(TlsVersion::TLS_1_3, aes(8))).unwrap();
    a.send(b"there").unwrap();
    let error = b.recv(&mut [0; 5]).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EBADMSG));
}

#[test]
fn keys_of_two_directions_go_together_and_are_set_once() {
    let Some((a, _b)) = pair() else { return };
    let first = info(TlsVersion::TLS_1_2, aes(7));
    a.set_tls_tx(&first).unwrap();
    let other = info(TlsVersion::TLS_1_3, aes(7));
    assert_eq!(os_error(a.set_tls_rx(&other)), libc::EINVAL);
    assert_eq!(os_error(a.set_tls_tx(&first)), libc::EBUSY);
    let refused = a.set_tls_rx(&info(TlsVersion::from_raw(0x1_0303), aes(7))).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::OutOfRange);
    assert_eq!(os_error(a.tls_rx()), libc::EBUSY);
}

#[test]
fn a_record_of_another_type_is_told_apart() {
    let Some((a, b)) = pair() else { return };
    let keys = info(TlsVersion::TLS_1_3, aes(7));
    a.set_tls_tx(&keys).unwrap();
    b.set_tls_rx(&keys).unwrap();

    // An alert: close_notify.
    let mut space = [0; 64];
    let mut control = Control::new(&mut space);
    control.push(cmsg::TLS_SET_RECORD_TYPE, 21).unwrap();
    let sent = a.send_msg(&[IoSlice::new(&[1, 0])], None, &control, MsgFlags::empty()).unwrap();
    assert_eq!(sent, 2);
    a.send(b"data").unwrap();

    for (expected, bytes) in [(21, &[1_u8, 0][..]), (23, b"data")] {
        let (mut data, mut room) = ([0; 16], Room::new());
        let buffers = &mut [IoSliceMut::new(&mut data)];
        let received = b.recv_msg(buffers, &mut room, MsgFlags::empty()).unwrap();
        let length = received.len;
        let types: Vec<_> = received
            .messages
            .map(|message| match message {
                Message::TLS_GET_RECORD_TYPE(number) => number,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(types, [expected]);
        assert_eq!(data.get(..length), Some(bytes));
    }

    // Without room for its type, it is refused.
    control.clear();
    control.push(cmsg::TLS_SET_RECORD_TYPE, 21).unwrap();
    a.send_msg(&[IoSlice::new(&[1, 0])], None, &control, MsgFlags::empty()).unwrap();
    assert_eq!(b.recv(&mut [0; 16]).unwrap_err().raw_os_error(), Some(libc::EIO));
}

#[test]
fn records_without_padding_are_of_tls_1_3() {
    let Some((a, b)) = pair() else { return };
    if older_than("6.0") {
        return;
    }
    assert_eq!(os_error(b.set_tls_rx_expect_no_pad(true)), libc::EINVAL);
    b.set_tls_rx(&info(TlsVersion::TLS_1_3, aes(7))).unwrap();
    assert!(!b.tls_rx_expect_no_pad().unwrap());
    b.set_tls_rx_expect_no_pad(true).unwrap();
    assert!(b.tls_rx_expect_no_pad().unwrap());
    a.set_tls_rx(&info(TlsVersion::TLS_1_2, aes(7))).unwrap();
    assert_eq!(os_error(a.set_tls_rx_expect_no_pad(true)), libc::EINVAL);
}

#[test]
fn the_most_of_a_record_is_kept() {
    let Some((a, b)) = pair() else { return };
    let keys = info(TlsVersion::TLS_1_3, aes(7));
    a.set_tls_tx(&keys).unwrap();
    b.set_tls_rx(&keys).unwrap();
    assert_eq!(a.set_tls_tx_max_payload_len(62).unwrap_err().kind(), ErrorKind::OutOfRange);
    assert_eq!(a.set_tls_tx_max_payload_len(16385).unwrap_err().kind(), ErrorKind::OutOfRange);
    match a.set_tls_tx_max_payload_len(100) {
        Ok(()) => {}
        Err(error) if error.is_unsupported() => return common::skip(&error.to_string()),
        Err(error) => panic!("{error}"),
    }
    assert_eq!(a.tls_tx_max_payload_len().unwrap(), 100);
    a.send(&[7; 150]).unwrap();
    // Two records, each with a number of its own.
    assert_eq!(a.tls_tx().unwrap().cipher.rec_seq(), 2);
    assert_eq!(read::<150>(&b), [7; 150]);
}

#[test]
fn keys_are_in_no_dump_and_have_no_text() {
    let Some((a, _b)) = pair() else { return };
    a.set_tls_tx(&info(TlsVersion::TLS_1_3, aes(7))).unwrap();
    let dump = a.dump().map(|reading| reading.to_string()).collect::<Vec<_>>().join("\n");
    assert!(!dump.contains("TLS_TX=") && !dump.contains("TLS_RX="), "{dump}");
    let refused = "TLS_TX=secret".parse::<Setting>().unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NoText);
}
