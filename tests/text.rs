//! Options as text, and what the errors say.
// Of Haiku, a linger cannot be read; of the Hurd, a time limit not set.
#![cfg(not(any(target_os = "haiku", target_os = "hurd")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

mod common;

use core::mem::size_of;
use std::io;
use std::time::Duration;

use proptest::prelude::*;
use sockopt::registry;
use sockopt::{Attempt, Domain, Error, ErrorKind, Setting, Settings, Socket, Type};

fn tcp() -> Socket {
    Socket::new(Domain::INET, Type::STREAM, None).unwrap()
}

#[track_caller]
fn error(text: &str) -> Error {
    match text.parse::<Setting>() {
        Ok(setting) => panic!("{setting} is a setting"),
        Err(error) => error,
    }
}

// Settings.

#[test]
fn a_name_that_is_near_is_suggested() {
    for (text, nearest) in [
        ("SO_KEPALIVE=on", "SO_KEEPALIVE"),
        ("so_keepalive=on", "SO_KEEPALIVE"),
        ("SO_RCVBUFF=1", "SO_RCVBUF"),
        ("SO_LINGERS", "SO_LINGER"),
        ("TCP_NO_DELAY=on", "TCP_NODELAY"),
    ] {
        let error = error(text);
        assert_eq!(error.kind(), ErrorKind::UnknownName, "{text}");
        assert_eq!(
            error.to_string(),
            format!("there is no option of that name; did you mean {nearest}?")
        );
    }
}

#[test]
fn an_option_of_more_than_one_name_is_found_by_each() {
    let mut others = 0;
    for row in registry::all() {
        for also in row.also {
            assert_eq!(registry::find(also), registry::find(row.name), "{also}");
            others += 1;
        }
    }
    assert!(others > 10, "only {others}");
    let setting: Setting = "IPV6_ORIGDSTADDR=on".parse().unwrap();
    assert_eq!(setting.info().name, "IPV6_RECVORIGDSTADDR");
    assert_eq!(setting.to_string(), "IPV6_RECVORIGDSTADDR=on");
}

#[test]
fn a_name_that_is_far_from_all_is_not_guessed() {
    for text in ["", "=", "on", "FROBNICATE=on", "a very long line that is no setting at all"] {
        let error = error(text);
        assert_eq!(error.kind(), ErrorKind::UnknownName, "{text:?}");
        assert_eq!(error.to_string(), "there is no option of that name");
        assert_eq!(error.name(), "");
        assert_eq!(error.level_and_number(), None);
    }
}

#[test]
fn a_bad_value_is_told_with_what_the_option_takes() {
    for (text, takes) in [
        ("SO_KEEPALIVE=maybe", "on or off"),
        ("SO_KEEPALIVE", "on or off"),
        ("SO_LINGER=5", "off, or a time from 0s"),
        ("SO_RCVBUF=64kB", "a size from 0 B to "),
        (
            "SO_RCVTIMEO=soon",
            if cfg!(windows) { "none, or a time from 1ms" } else { "none, or a time from 1us" },
        ),
    ] {
        let error = error(text);
        let name = text.split('=').next().unwrap();
        assert_eq!((error.kind(), error.name()), (ErrorKind::BadText, name));
        assert_eq!(error.attempt(), Attempt::Parse);
        let message = error.to_string();
        let start = format!("cannot read a setting of {name}: ");
        assert!(message.starts_with(&start), "{message}");
        assert!(message.contains(&format!("; it takes {takes}")), "{message}");
    }
}

#[test]
fn a_value_that_is_out_of_range_is_told_before_a_socket_is_there() {
    for text in [
        "SO_LINGER=4294967296s",
        "SO_RCVBUF=4 GiB",
        "SO_RCVBUF=-1",
        "SO_RCVTIMEO=0s",
        "SO_RCVTIMEO=18446744073709551615s",
    ] {
        let error = error(text);
        assert_eq!(error.kind(), ErrorKind::OutOfRange, "{text}");
        assert!(error.to_string().contains("; it takes "), "{error}");
    }
}

#[test]
fn an_option_that_is_read_only_cannot_be_set() {
    let setting: Setting = "SO_TYPE=SOCK_STREAM".parse().unwrap();
    let error = setting.apply(&tcp()).unwrap_err();
    assert_eq!((error.kind(), error.name()), (ErrorKind::ReadOnly, "SO_TYPE"));
    assert_eq!(error.to_string(), "cannot set SO_TYPE: the option is read-only");
    assert!(!error.is_unsupported(), "it is the caller's mistake");
    assert!(setting.apply_if_supported(&tcp()).is_err());
}

#[test]
fn an_option_without_a_text_says_so() {
    let error = error("SO_ERROR=none");
    assert_eq!((error.kind(), error.name()), (ErrorKind::NoText, "SO_ERROR"));
}

#[test]
fn an_option_of_another_system_is_known() {
    let elsewhere = registry::all().find(|row| row.level_and_number().is_none());
    let Some(row) = elsewhere else { return };
    // One profile may be for many systems: it is read, and found lacking when applied.
    let setting: Setting = format!("{}=on", row.name).parse().unwrap();
    assert!(!setting.apply_if_supported(&tcp()).unwrap());
    assert!(setting.granted(&tcp()).is_none());
    let error = setting.apply(&tcp()).unwrap_err();
    assert_eq!((error.kind(), error.name()), (ErrorKind::NotHere, row.name));
    assert!(error.is_unsupported());
    assert!(error.to_string().ends_with(&row.platforms.to_string()), "{error}");
    assert_eq!(error.io_kind(), io::ErrorKind::Unsupported);
}

#[test]
fn a_setting_is_written_in_one_way() {
    for (text, uniform) in [
        ("SO_KEEPALIVE=on", "SO_KEEPALIVE=on"),
        ("  SO_KEEPALIVE =  off ", "SO_KEEPALIVE=off"),
        ("SO_LINGER=90s", "SO_LINGER=1min30s"),
        ("SO_LINGER=off", "SO_LINGER=off"),
        ("SO_RCVBUF=65536", "SO_RCVBUF=64 KiB"),
        ("SO_RCVBUF=64KiB", "SO_RCVBUF=64 KiB"),
        ("SO_RCVTIMEO=1500ms", "SO_RCVTIMEO=1.5s"),
        ("SO_RCVTIMEO=none", "SO_RCVTIMEO=none"),
    ] {
        let setting: Setting = text.parse().unwrap();
        assert_eq!(setting.to_string(), uniform);
        assert_eq!(uniform.parse::<Setting>().unwrap(), setting);
        assert_eq!(format!("{}={}", setting.info().name, setting.value()), uniform);
    }
}

#[test]
fn what_was_granted_can_be_asked() {
    let socket = tcp();
    let setting: Setting = "SO_LINGER=1500ms".parse().unwrap();
    setting.apply(&socket).unwrap();
    let granted = setting.granted(&socket).unwrap().unwrap();
    assert_eq!(granted.to_string(), "SO_LINGER=2s");
    assert_eq!(socket.linger().unwrap(), Some(Duration::from_secs(2)));
}

// Profiles.

const PROFILE: &str = "
    # A server's connections.
    SO_KEEPALIVE = on       # so that dead peers are found
    SO_LINGER=off; SO_RCVBUF = 64KiB;;

    TCP_NODELAY=on
";

#[test]
fn a_profile_is_applied_in_order() {
    let profile: Settings = PROFILE.parse().unwrap();
    assert_eq!(
        profile.to_string(),
        "SO_KEEPALIVE=on; SO_LINGER=off; SO_RCVBUF=64 KiB; TCP_NODELAY=on"
    );
    assert_eq!(profile.to_string().parse::<Settings>().unwrap(), profile);
    let socket = tcp();
    profile.apply(&socket).unwrap();
    assert!(socket.keepalive().unwrap() && socket.tcp_nodelay().unwrap());
    assert_eq!(socket.linger().unwrap(), None);
    assert_eq!(profile.iter().count(), 4);
    assert_eq!((&profile).into_iter().cloned().collect::<Settings>(), profile);
    assert_eq!("".parse::<Settings>().unwrap(), Settings::default());
}

#[test]
fn a_profile_stops_at_what_fails_or_goes_on() {
    let profile: Settings = "SO_KEEPALIVE=on; SO_TYPE=SOCK_STREAM; SO_LINGER=3s".parse().unwrap();
    let socket = tcp();
    assert_eq!(profile.apply(&socket).unwrap_err().name(), "SO_TYPE");
    assert!(socket.keepalive().unwrap());
    assert_eq!(socket.linger().unwrap(), None);

    let socket = tcp();
    let failed: Vec<_> = profile
        .try_apply(&socket)
        .filter_map(|(setting, result)| result.err().map(|_| setting.info().name))
        .collect();
    assert_eq!(failed, ["SO_TYPE"]);
    assert_eq!(socket.linger().unwrap(), Some(Duration::from_secs(3)));
}

#[test]
fn a_profile_with_a_mistake_is_no_profile() {
    let error = "SO_KEEPALIVE=on\nSO_LINGR=3s".parse::<Settings>().unwrap_err();
    assert!(error.to_string().ends_with("did you mean SO_LINGER?"), "{error}");
}

// On Windows, a level that a socket does not have is an invalid argument, as a bad value is.
#[cfg(not(windows))]
#[test]
fn what_is_not_supported_is_left_out_where_that_is_asked() {
    let udp = Socket::new(Domain::INET, Type::DGRAM, None).unwrap();
    assert!(!udp.set_if_supported(sockopt::TCP_NODELAY, true).unwrap());
    assert!(udp.set_if_supported(sockopt::SO_KEEPALIVE, true).unwrap());
    let setting: Setting = "TCP_NODELAY=on".parse().unwrap();
    assert!(!setting.apply_if_supported(&udp).unwrap());
    assert!(setting.apply(&udp).unwrap_err().is_unsupported());
    // Another failure is one.
    let error = udp.set_if_supported(sockopt::SO_RCVTIMEO, Some(Duration::ZERO)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfRange);
}

// Errors.

#[test]
fn an_error_is_small() {
    assert!(size_of::<Error>() <= 24, "{}", size_of::<Error>());
    assert!(size_of::<sockopt::Result<()>>() <= 24);
    fn is_an_error<E: std::error::Error + Send + Sync + Copy + 'static>() {}
    is_an_error::<Error>();
}

#[test]
fn an_error_of_the_crate_becomes_one_of_std() {
    let error = tcp().set_linger(Some(Duration::MAX)).unwrap_err();
    let message = error.to_string();
    let io_error = io::Error::from(error);
    assert_eq!(io_error.kind(), io::ErrorKind::InvalidInput);
    assert_eq!(io_error.to_string(), message);
    let inner = io_error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()).unwrap();
    assert_eq!((inner.name(), inner.kind()), ("SO_LINGER", ErrorKind::OutOfRange));
}

#[cfg(unix)]
#[test]
fn an_error_of_the_system_keeps_its_number_and_names_the_option() {
    let udp = Socket::new(Domain::INET, Type::DGRAM, None).unwrap();
    let error = udp.tcp_nodelay().unwrap_err();
    assert_eq!((error.kind(), error.attempt()), (ErrorKind::Os, Attempt::Get));
    assert_eq!(error.name(), "TCP_NODELAY");
    assert_eq!(
        error.level_and_number(),
        Some((sockopt::TCP_NODELAY.level(), sockopt::TCP_NODELAY.number()))
    );
    assert!(error.raw_os_error().is_some() && error.is_unsupported());
    assert_eq!(error.io_kind(), io::ErrorKind::Unsupported);
    let message = error.to_string();
    assert!(message.starts_with("cannot get TCP_NODELAY: "), "{message}");
    assert!(message.contains("this kind of socket or this kernel does not have it"), "{message}");
    let io_error = io::Error::from(error);
    assert_eq!(io_error.kind(), io::ErrorKind::Unsupported);
    assert_eq!(io_error.to_string(), message);
    let debug = format!("{error:?}");
    assert!(debug.contains("TCP_NODELAY") && debug.contains("Get"), "{debug}");
}

#[cfg(target_os = "linux")]
mod linux {
    use super::*;
    use common::{in_roles, samples, Role};
    use sockopt::codec::Flag;
    use sockopt::registry::Access;
    use sockopt::Opt;

    #[test]
    fn an_error_of_an_option_of_ones_own_has_its_numbers() {
        // SAFETY: the kernel knows no such option, so it touches no memory.
        #[allow(unsafe_code)]
        const OWN: Opt<Flag> = unsafe { Opt::new(libc::SOL_SOCKET, 12345) };
        let error = tcp().get(OWN).unwrap_err();
        assert_eq!(error.name(), "");
        assert_eq!(error.level_and_number(), Some((libc::SOL_SOCKET, 12345)));
        assert_eq!(error.raw_os_error(), Some(libc::ENOPROTOOPT));
        assert!(error.to_string().starts_with("cannot get option 12345 of level 1: "), "{error}");
        assert!(!tcp().set_if_supported(OWN, true).unwrap());
    }

    in_roles! { a_lack_of_privilege_says_which: Nobody }

    fn a_lack_of_privilege_says_which(_: Role) {
        let socket = Socket::new(Domain::INET, Type::DGRAM, None).unwrap();
        for (result, needed) in [
            (socket.set_rcvbufforce(4096), "CAP_NET_ADMIN in the initial user namespace"),
            (socket.set_debug(true), "CAP_NET_ADMIN in the initial user namespace"),
            (socket.set_mark(1), "CAP_NET_ADMIN or CAP_NET_RAW"),
        ] {
            let error = result.unwrap_err();
            assert!(error.to_string().ends_with(&format!("; it needs {needed}")), "{error}");
            assert_eq!(error.io_kind(), io::ErrorKind::PermissionDenied);
            assert!(!error.is_unsupported());
        }
    }

    in_roles! { every_line_of_a_dump_is_a_setting: Root, NamespaceRoot, Nobody }

    fn every_line_of_a_dump_is_a_setting(_: Role) {
        let mut wrong = Vec::new();
        let mut check = |kind: &str, socket: &Socket| {
            for reading in socket.dump() {
                // What a connection uses may be more than can be set: half of the peer's window, over loopback.
                let in_use = reading.info().name == "TCP_MAXSEG" && kind.contains("connected");
                if in_use && reading.text().parse().is_ok_and(|bytes: u32| bytes > 32_767) {
                    continue;
                }
                match reading.to_string().parse::<Setting>() {
                    Ok(setting) if setting.to_string() == reading.to_string() => {}
                    Ok(setting) => wrong.push(format!("{kind}: {reading} became {setting}")),
                    Err(error) => wrong.push(format!("{kind}: {reading}: {error}")),
                }
            }
        };
        for kind in common::available() {
            check(kind.name, &kind.opened().socket);
            // And when all options have some other value.
            let opened = kind.opened();
            for row in registry::all().filter(|row| row.access == Access::GetSet) {
                let locked = row.name == "SO_LOCK_FILTER" || row.name == "TCP_REPAIR";
                let Ok(samples) = samples::of(row) else { continue };
                for sample in samples.iter().filter(|_| !locked) {
                    let Ok(setting) = format!("{}={}", row.name, sample.text).parse::<Setting>()
                    else {
                        continue;
                    };
                    if setting.apply(&opened.socket).is_ok() {
                        break;
                    }
                }
            }
            check(kind.name, &opened.socket);
        }
        wrong.dedup();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

// Whatever is read, nothing breaks.

fn a_value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "-?[0-9]{1,40}",
        "[0-9]{1,30}(\\.[0-9]{1,12})?(ns|us|ms|s|min|h| KiB|B| GiB)",
        "(0x)?[0-9a-f]{1,20}",
        "([A-Z_]{1,20}\\|?){1,3}",
        "([a-z_]{1,10}=[a-zA-Z0-9_.:]{0,12} ?){1,4}",
        "[0-9]{1,5}(,[0-9]{1,3} [0-9]{1,3} [0-9]{1,3} [0-9]{1,10}){1,4}",
    ]
}

proptest! {
    #[test]
    fn any_text_is_a_setting_or_an_error(text in any::<String>()) {
        if let Err(error) = text.parse::<Setting>() {
            prop_assert!(!error.to_string().is_empty());
        }
        let _ = text.parse::<Settings>();
    }

    #[test]
    fn what_is_read_as_a_setting_is_read_back(value in a_value()) {
        for row in registry::all() {
            match format!("{}={value}", row.name).parse::<Setting>() {
                Ok(setting) => {
                    let again = setting.to_string().parse::<Setting>();
                    match again {
                        Ok(again) => prop_assert_eq!(again, setting),
                        Err(error) => prop_assert!(false, "{}: {}", setting, error),
                    }
                }
                Err(error) => {
                    prop_assert_eq!(error.name(), row.name);
                    prop_assert!(error.to_string().contains(row.name));
                }
            }
        }
    }
}
