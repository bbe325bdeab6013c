//! The parser and the builder, on bytes of our own.

#![cfg_attr(any(target_os = "haiku", target_os = "hurd"), allow(unused))] // what tests of messages need
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

mod parser {
    use std::net::Ipv6Addr;

    use proptest::prelude::*;

    use super::super::messages::{aligned, key, level_and_type};
    use crate::cmsg::{self, space, Control};
    use crate::registry::{self, Access};
    use crate::sys;
    use crate::{ErrorKind, Message, Messages};

    /// A message's bytes, with a length that may be wrong.
    fn raw(length: usize, level: i32, r#type: i32, payload: &[u8]) -> Vec<u8> {
        let mut bytes = sys::cmsg_header(length, key(level, r#type)).to_vec();
        bytes.extend_from_slice(payload);
        bytes.resize(aligned(bytes.len()), 0xee);
        bytes
    }

    fn message(level: i32, r#type: i32, payload: &[u8]) -> Vec<u8> {
        raw(sys::CMSG_HEADER + payload.len(), level, r#type, payload)
    }

    /// A level that no system has.
    const NOWHERE: i32 = 0x7ead_beef;

    /// A control buffer with what some pushes make.
    fn control(push: impl FnOnce(&mut Control<'_>)) -> Vec<u8> {
        let mut room = [0xee; cmsg::ROOM];
        let mut control = Control::new(&mut room);
        push(&mut control);
        control.as_bytes().to_vec()
    }

    fn only(bytes: &[u8]) -> Message<'_> {
        let mut messages = Messages::new(bytes);
        let first = messages.next().unwrap();
        assert_eq!(messages.next(), None);
        first
    }

    #[test]
    fn what_is_not_known_keeps_its_level_its_type_and_its_bytes() {
        let bytes = [message(NOWHERE, -7, b"abc"), message(NOWHERE, 3, b"")].concat();
        let all: Vec<Message<'_>> = Messages::new(&bytes).collect();
        let other = |r#type, bytes| Message::Other { level: NOWHERE, r#type, bytes };
        assert_eq!(all, [other(-7, b"abc".as_slice()), other(3, b"".as_slice())]);
        let text: Vec<String> = all.iter().map(Message::to_string).collect();
        assert_eq!(text, ["level 2125315823 type -7=616263", "level 2125315823 type 3="]);
    }

    #[test]
    fn the_last_message_needs_no_padding() {
        for size in 0..20 {
            let whole = message(NOWHERE, 1, &vec![7; size]);
            let (need, padded) = (sys::CMSG_HEADER + size, whole.len());
            for length in 0..=padded {
                let found: Vec<_> = Messages::new(&whole[..length]).collect();
                assert_eq!(found.len(), usize::from(length >= need), "{size} {length}");
            }
        }
    }

    #[test]
    fn a_length_that_makes_no_sense_ends_it() {
        for length in
            [0, 1, sys::CMSG_HEADER - 1, sys::CMSG_HEADER + 9, 1 << 20, usize::MAX - 7, usize::MAX]
        {
            let bytes = [raw(length, NOWHERE, 1, b"12345678"), message(NOWHERE, 2, b"x")].concat();
            let found = Messages::new(&bytes).count();
            // One that takes in a part of the next message is a message, and what is left none.
            assert_eq!(found, usize::from(length == sys::CMSG_HEADER + 9), "{length}");
        }
    }

    #[cfg(not(any(target_os = "haiku", target_os = "hurd")))] // which take no such message
    #[test]
    fn messages_may_begin_anywhere_in_memory() {
        let bytes = control(|control| {
            control.push(cmsg::IPV6_HOPLIMIT, 7).unwrap();
            control.push(cmsg::IPV6_PKTINFO, Ipv6Addr::LOCALHOST.into()).unwrap();
        });
        for shift in 0..16 {
            let mut moved = vec![0; shift];
            moved.extend_from_slice(&bytes);
            let mut messages = Messages::new(&moved[shift..]);
            assert_eq!(messages.next(), Some(Message::IPV6_HOPLIMIT(7)));
            assert_eq!(messages.next(), Some(Message::IPV6_PKTINFO(Ipv6Addr::LOCALHOST.into())));
        }
    }

    /// Every kind that comes here, with a payload of every length up to more than the longest.
    #[test]
    fn no_length_of_a_payload_panics_and_nothing_is_lost() {
        let mut kinds = 0;
        for row in registry::messages() {
            let Some((level, r#type)) = row.recv_level_and_type() else { continue };
            kinds += 1;
            for fill in [0, 1, 0xff] {
                for length in 0..80 {
                    let bytes = message(level, r#type, &vec![fill; length]);
                    match only(&bytes) {
                        Message::Other { level: l, r#type: t, bytes } => {
                            assert_eq!(
                                (l, t, bytes.len()),
                                (level, r#type, length),
                                "{}",
                                row.name
                            );
                        }
                        known => {
                            // Of that kind, or of one that is told from it by its length.
                            let text = known.to_string();
                            let (name, _) = text.split_once('=').unwrap();
                            let of = registry::messages().iter().find(|of| of.name == name);
                            let of = of.unwrap().recv_level_and_type();
                            assert_eq!(of, Some((level, r#type)), "{text}");
                        }
                    }
                }
            }
        }
        assert!(kinds > 8, "{kinds}");
    }

    #[cfg(not(any(target_os = "haiku", target_os = "hurd")))] // which take no such message
    #[test]
    fn a_buffer_that_is_too_small_is_told_and_changes_nothing() {
        // The room begins where it should, so that none is lost to the slack.
        let need = space(4) - sys::CMSG_SLACK;
        for size in 0..need + 16 {
            let mut room = vec![0xee; size];
            let mut control = Control::new(&mut room);
            let result = control.push(cmsg::IPV6_HOPLIMIT, 9);
            assert_eq!(result.is_ok(), size >= need, "{size}");
            if let Err(error) = result {
                assert_eq!((error.kind(), error.name()), (ErrorKind::NoRoom, "IPV6_HOPLIMIT"));
                assert!(control.is_empty());
                continue;
            }
            let before = control.as_bytes().to_vec();
            assert_eq!(only(&before), Message::IPV6_HOPLIMIT(9));
            assert!(control.push(cmsg::IPV6_HOPLIMIT, 8).is_err() || size >= 2 * need);
            assert_eq!(control.as_bytes()[..before.len()], before);
            control.clear();
            assert!(control.is_empty());
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_value_out_of_range_is_told_and_changes_nothing() {
        let mut room = [0; cmsg::ROOM];
        let mut control = Control::new(&mut room);
        control.push(cmsg::IP_TOS, 1).unwrap();
        let before = control.as_bytes().len();
        let error = control.push(cmsg::IP_TTL, 0).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot send IP_TTL: the value is out of range; it takes a whole number from 1 to 2147483647"
        );
        assert!(control.push(cmsg::UDP_SEGMENT, 0).is_err());
        assert!(control.push(cmsg::SCM_RIGHTS, &[]).is_err());
        assert!(control.push(cmsg::IP_RETOPTS, &[0; 41]).is_err());
        assert!(control.push(cmsg::IPV6_FLOWINFO, 0x1000_0000).is_err());
        let long = core::time::Duration::from_secs(u64::MAX / 1_000_000_000 + 1);
        assert!(control.push(cmsg::SCM_TXTIME, long).is_err());
        assert_eq!(control.as_bytes().len(), before);
    }

    #[test]
    fn what_is_known_twice_is_said_once() {
        let mut names: Vec<&str> = registry::messages().iter().map(|row| row.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        // Those of SOL_HCI, which are told apart by their lengths.
        let mut keys: Vec<_> = registry::messages()
            .iter()
            .filter(|row| row.level != "SOL_HCI")
            .filter_map(registry::MessageRow::recv_level_and_type)
            .collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count, "two kinds come as one");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_comes_as_another_kind_is_told_by_its_length() {
        let message = |r#type: i32, payload: &[u8]| {
            let length = crate::sys::CMSG_HEADER + payload.len();
            let header = crate::sys::cmsg_header(length, super::super::messages::key(0, r#type));
            [&header, payload].concat()
        };
        let longs = |secs: core::ffi::c_long, micros: core::ffi::c_long| {
            [secs.to_ne_bytes(), micros.to_ne_bytes()].concat()
        };
        let stamp = crate::Timestamp { secs: 5, nanos: 7000 };
        for (bytes, expected) in [
            (message(1, &[0xb8]), Message::IP_TOS(0xb8)),
            (message(1, &1_u32.to_ne_bytes()), Message::HCI_CMSG_DIR(true)),
            (message(2, &64_u32.to_ne_bytes()), Message::IP_TTL(64)),
            (message(2, &longs(5, 7)), Message::HCI_CMSG_TSTAMP(stamp)),
            (message(2, &[]), Message::Other { level: 0, r#type: 2, bytes: &[] }),
        ] {
            assert_eq!(Messages::new(&bytes).collect::<Vec<_>>(), [expected]);
        }
    }

    /// The option that a row names is one, on every system where the messages come.
    #[test]
    fn the_options_that_bring_messages_are_rows() {
        for row in registry::messages() {
            let Some(name) = row.option else { continue };
            let option = registry::find(name).unwrap_or_else(|| panic!("{name} of {}", row.name));
            // illumos's switch for it has a name of its own.
            let illumos = match name {
                "IP_PKTINFO" => registry::find("IP_RECVPKTINFO").map(|row| row.platforms),
                _ => None,
            };
            let platforms = option.platforms.union(illumos.unwrap_or(registry::Platforms::empty()));
            let lacking = row.recv.difference(platforms);
            assert!(lacking.is_empty(), "{name} is not on {lacking}, where {} comes", row.name);
        }
    }

    #[test]
    fn access_says_which_directions_there_are() {
        for row in registry::messages() {
            let expected = match (row.recv.is_empty(), row.send.is_empty()) {
                (false, false) => Access::RecvSend,
                (false, true) => Access::Recv,
                (true, false) => Access::Send,
                (true, true) => panic!("{} goes nowhere", row.name),
            };
            assert_eq!(row.access, expected, "{}", row.name);
            assert_eq!(row.platforms, row.recv.union(row.send));
            let here = registry::Platforms::HERE;
            assert_eq!(
                row.recv_level_and_type().is_some(),
                row.recv.contains(here),
                "{}",
                row.name
            );
            assert_eq!(
                row.send_level_and_type().is_some(),
                row.send.contains(here),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn keys_come_apart_again() {
        for (level, r#type) in [(0, 1), (i32::MIN, i32::MAX), (-1, 0), (0xffff, 0x300a)] {
            assert_eq!(level_and_type(key(level, r#type)), (level, r#type));
        }
    }

    #[test]
    fn the_room_is_enough_for_one_of_each() {
        // All rows whose size is known. (These systems have few.)
        #[cfg(not(any(target_os = "haiku", target_os = "hurd")))]
        assert!(cmsg::ROOM > 8 * space(4), "{}", cmsg::ROOM);
        assert_eq!(space(0), aligned(sys::CMSG_HEADER) + sys::CMSG_SLACK);
    }

    /// What Linux' kernel and the structures of its headers say, in bytes written by hand.
    #[cfg(target_os = "linux")]
    mod linux {
        use core::time::Duration;
        use std::net::Ipv4Addr;

        use super::*;
        use crate::{Cause, Interface, Ipv4PktInfo, StampPoint, Timestamp};

        fn words(words: &[u32]) -> Vec<u8> {
            words.iter().flat_map(|word| word.to_ne_bytes()).collect()
        }

        fn times(times: &[i64]) -> Vec<u8> {
            times.iter().flat_map(|time| time.to_ne_bytes()).collect()
        }

        #[test]
        fn stamps_of_either_width() {
            for (r#type, nanos) in [(63, 250_000), (64, 250)] {
                let bytes = message(
                    1,
                    if cfg!(any(target_arch = "sparc64", target_arch = "sparc")) {
                        return;
                    } else {
                        r#type
                    },
                    &times(&[-5, 250]),
                );
                let stamp = Timestamp { secs: -5, nanos };
                match only(&bytes) {
                    Message::SCM_TIMESTAMP(found) | Message::SCM_TIMESTAMPNS(found) => {
                        assert_eq!(found, stamp);
                    }
                    other => panic!("{other}"),
                }
            }
            let three = message(1, 65, &times(&[5, 6, 0, 0, 7, 8]));
            let Message::SCM_TIMESTAMPING(stamps) = only(&three) else {
                panic!("{:?}", only(&three))
            };
            assert_eq!(stamps.software, Some(Timestamp { secs: 5, nanos: 6 }));
            assert_eq!(stamps.hardware, Some(Timestamp { secs: 7, nanos: 8 }));
            assert_eq!(
                only(&three).to_string(),
                "SCM_TIMESTAMPING=software=5.000000006 hardware=7.000000008"
            );
            // A nanosecond too many is no time.
            let bytes = message(1, 64, &times(&[5, 1_000_000_000]));
            assert!(matches!(only(&bytes), Message::Other { level: 1, r#type: 64, .. }));
        }

        #[test]
        fn old_stamps_are_two_longs() {
            let long = core::mem::size_of::<core::ffi::c_long>();
            let mut payload = vec![0; 2 * long];
            let (secs, micros) = payload.split_at_mut(long);
            secs.copy_from_slice(&(9 as core::ffi::c_long).to_ne_bytes());
            micros.copy_from_slice(&(8 as core::ffi::c_long).to_ne_bytes());
            let bytes = message(sys::c::SOL_SOCKET, sys::c::SO_TIMESTAMP_OLD, &payload);
            assert_eq!(only(&bytes), Message::SCM_TIMESTAMP(Timestamp { secs: 9, nanos: 8000 }));
        }

        #[test]
        fn errors_with_an_offender() {
            let mut payload = words(&[111, u32::from_ne_bytes([2, 3, 1, 0]), 0x0a, 0x0b]);
            payload.extend_from_slice(&2u16.to_ne_bytes());
            payload.extend_from_slice(&[0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
            let bytes = message(0, 11, &payload);
            let Message::IP_RECVERR(error) = only(&bytes) else { panic!("{:?}", only(&bytes)) };
            assert_eq!(error.cause(), Cause::Icmp { r#type: 3, code: 1 });
            assert_eq!(error.offender.unwrap().ip(), Ipv4Addr::LOCALHOST);
            assert_eq!(
                only(&bytes).to_string(),
                "IP_RECVERR=errno=111 origin=SO_EE_ORIGIN_ICMP type=3 code=1 info=10 data=11 offender=127.0.0.1"
            );
        }

        #[test]
        fn entries_that_are_no_errors() {
            let entry = |origin: u8, code: u8, info, data| {
                message(41, 25, &words(&[42, u32::from_ne_bytes([origin, 0, code, 0]), info, data]))
            };
            let cause = |bytes: &[u8]| match only(bytes) {
                Message::IPV6_RECVERR(error) => {
                    (error.cause(), error.error().is_some(), error.zerocopy())
                }
                other => panic!("{other}"),
            };
            let stamped = Cause::Stamped { point: StampPoint::SCHED, id: 9 };
            assert_eq!(cause(&entry(4, 0, 1, 9)), (stamped, false, None));
            let done = Cause::ZeroCopy { first: 3, last: 5, copied: true };
            assert_eq!(cause(&entry(5, 1, 3, 5)), (done, false, Some(3..=5)));
            let late =
                Cause::TxTime { missed: true, at: Timestamp { secs: 4, nanos: 294_967_297 } };
            assert_eq!(cause(&entry(6, 2, 1, 1)), (late, true, None));
            assert_eq!(cause(&entry(99, 0, 1, 1)), (Cause::Other, true, None));
        }

        #[test]
        fn extensions_of_icmp() {
            let entry = |data| {
                message(
                    0,
                    11,
                    &words(&[111, u32::from_ne_bytes([2, 3, 1, 0]), 0, u32::from_ne_bytes(data)]),
                )
            };
            let [a, b] = 128u16.to_ne_bytes();
            let Message::IP_RECVERR(error) = only(&entry([a, b, 1, 0])).to_owned_error() else {
                panic!()
            };
            assert_eq!(error.rfc4884(), Some((128, true)));
            let Message::IP_RECVERR(error) = only(&entry([0, 0, 1, 0])).to_owned_error() else {
                panic!()
            };
            assert_eq!(error.rfc4884(), None);
        }

        impl Message<'_> {
            /// So that it outlives its bytes.
            fn to_owned_error(self) -> Message<'static> {
                match self {
                    Message::IP_RECVERR(error) => Message::IP_RECVERR(error),
                    _ => panic!(),
                }
            }
        }

        #[test]
        fn statistics_are_found_by_number() {
            // TCP_NLA_PAD, TCP_NLA_BUSY, TCP_NLA_MIN_RTT, TCP_NLA_TTL.
            let mut payload = Vec::new();
            for (number, value) in [
                (0u16, vec![]),
                (1, 7u64.to_ne_bytes().to_vec()),
                (10, 8u32.to_ne_bytes().to_vec()),
                (26, vec![64]),
            ] {
                payload.extend_from_slice(&(4 + value.len() as u16).to_ne_bytes());
                payload.extend_from_slice(&number.to_ne_bytes());
                payload.extend_from_slice(&value);
                payload.resize(payload.len().next_multiple_of(4), 0);
            }
            let bytes = message(1, sys::c::SCM_TIMESTAMPING_OPT_STATS, &payload);
            let Message::SCM_TIMESTAMPING_OPT_STATS(stats) = only(&bytes) else { panic!() };
            assert_eq!(stats.busy(), Some(Duration::from_micros(7)));
            assert_eq!(stats.min_rtt(), Some(Duration::from_micros(8)));
            assert_eq!((stats.ttl(), stats.srtt()), (Some(64), None));
            assert_eq!(stats.to_string(), "busy=7µs min_rtt=8µs ttl=64");
            assert_eq!(stats.j1939(), None);
            // J1939_NLA_SRC_NAME, which is TCP_NLA_DATA_SEGS_OUT where that has TCP_NLA_BUSY before it.
            let name = [[12, 0, 4, 0], [7, 0, 0, 0], [0; 4]].concat();
            let name = if cfg!(target_endian = "big") { vec![] } else { name };
            let bytes = message(1, sys::c::SCM_TIMESTAMPING_OPT_STATS, &name);
            let Message::SCM_TIMESTAMPING_OPT_STATS(stats) = only(&bytes) else { panic!() };
            assert_eq!(stats.data_segs_out(), None);
            if !name.is_empty() {
                assert_eq!(stats.j1939().and_then(|other| other.src_name()), Some(7));
                assert_eq!(only(&bytes).to_string(), "SCM_TIMESTAMPING_OPT_STATS=src_name=7");
            }
            for length in 0..payload.len() {
                let bytes = message(1, sys::c::SCM_TIMESTAMPING_OPT_STATS, &payload[..length]);
                let _ = only(&bytes).to_string();
            }
        }

        #[test]
        fn both_addresses_of_a_packet() {
            let bytes =
                message(0, 8, &[1u32.to_ne_bytes(), [10, 0, 0, 1], [239, 1, 2, 3]].concat());
            let info = Ipv4PktInfo {
                interface: Interface::from_index(1),
                spec_dst: [10, 0, 0, 1].into(),
                addr: [239, 1, 2, 3].into(),
            };
            assert_eq!(only(&bytes), Message::IP_PKTINFO(info));
            let found = Messages::new(&bytes).packet_info().unwrap();
            assert_eq!(
                (found.destination, found.interface),
                (Ipv4Addr::new(239, 1, 2, 3).into(), info.interface)
            );
            // A group cannot be answered from: the interface alone is told.
            let answer = control(|control| control.push_packet_info(found).unwrap());
            let asked = Ipv4PktInfo {
                spec_dst: Ipv4Addr::UNSPECIFIED,
                addr: Ipv4Addr::UNSPECIFIED,
                ..info
            };
            assert_eq!(only(&answer), Message::IP_PKTINFO(asked));
        }
    }

    proptest! {
        /// All that was put in comes out, in order, whatever it is; and what comes out lies in the bytes.
        #[test]
        fn nothing_is_lost(list in prop::collection::vec((0..300i32, 0..100i32, prop::collection::vec(any::<u8>(), 0..70)), 0..8)) {
            let bytes: Vec<u8> = list.iter().flat_map(|(level, r#type, payload)| message(*level, *r#type, payload)).collect();
            let found: Vec<_> = Messages::new(&bytes).collect();
            prop_assert_eq!(found.len(), list.len());
            for (found, (level, r#type, payload)) in found.iter().zip(&list) {
                if let Message::Other { level: l, r#type: t, bytes: payload_found } = found {
                    prop_assert_eq!((l, t, payload_found), (level, r#type, &payload.as_slice()));
                }
            }
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let messages = Messages::new(&bytes);
            let _ = messages.packet_info();
            for message in messages {
                let _ = (message.to_string(), format!("{message:?}"));
            }
        }

        /// Bytes that look like messages more often than chance would have it.
        #[test]
        fn no_near_miss_panics(
            words in prop::collection::vec(prop_oneof![0..70u32, Just(0xffff_fff0), Just(0x8000_0000), any::<u32>()], 0..60),
            cut in 0..8usize,
        ) {
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
            let bytes = &bytes[..bytes.len().saturating_sub(cut)];
            let mut total = 0;
            for message in Messages::new(bytes) {
                total += sys::CMSG_HEADER;
                if let Message::Other { bytes: payload, .. } = message {
                    total += payload.len();
                    prop_assert!(bytes.as_ptr_range().contains(&payload.as_ptr()) || payload.is_empty());
                }
            }
            prop_assert!(total <= bytes.len());
        }
    }
}
