//! Never weaker than asked: the values at which other code rounds to nothing, wraps or cuts off.
//!
//! What the system cannot do as asked is refused by an error that names the option, and then nothing
//! was changed.
// Of Haiku, a linger cannot be read; of the Hurd, a time limit not set.
#![cfg(not(any(target_os = "haiku", target_os = "hurd")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of

use std::time::Duration;

use proptest::prelude::*;
use sockopt::{Domain, Error, ErrorKind, Result, Socket, Type};

fn tcp() -> Socket {
    Socket::new(Domain::INET, Type::STREAM, None).unwrap()
}

/// Bound, for some systems let no other be read from.
fn udp() -> Socket {
    Socket::from(std::net::UdpSocket::bind("127.0.0.1:0").unwrap()).into_owned()
}

/// The value was refused before the system saw it, and the error helps.
#[track_caller]
fn refused(name: &str, result: Result<()>) {
    let error: Error = result.expect_err("it is out of range");
    assert_eq!(error.kind(), ErrorKind::OutOfRange);
    assert_eq!(error.name(), name);
    assert_eq!(error.raw_os_error(), None);
    let text = error.to_string();
    assert!(text.starts_with(&format!("cannot set {name}: the value is out of range")), "{text}");
    assert!(text.contains("; it takes "), "{text}");
}

#[test]
fn a_read_timeout_of_500_ns_is_not_for_ever() {
    let socket = udp();
    socket.set_rcvtimeo(Some(Duration::from_nanos(500))).unwrap();
    let granted = socket.rcvtimeo().unwrap();
    assert!(granted >= Some(Duration::from_nanos(500)), "{granted:?}");
    // It does end.
    let error = socket.recv(&mut [0]).unwrap_err();
    assert!(matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut));
}

#[test]
fn a_timeout_of_zero_is_refused() {
    let socket = udp();
    let old = Some(Duration::from_secs(7));
    socket.set_rcvtimeo(old).unwrap();
    socket.set_sndtimeo(old).unwrap();
    refused("SO_RCVTIMEO", socket.set_rcvtimeo(Some(Duration::ZERO)));
    refused("SO_SNDTIMEO", socket.set_sndtimeo(Some(Duration::ZERO)));
    assert_eq!((socket.rcvtimeo().unwrap(), socket.sndtimeo().unwrap()), (old, old));
}

#[test]
fn a_timeout_that_the_system_would_take_for_none_is_refused() {
    let socket = udp();
    let old = Some(Duration::from_secs(7));
    socket.set_rcvtimeo(old).unwrap();
    for secs in [i64::MAX as u64, u64::MAX] {
        refused("SO_RCVTIMEO", socket.set_rcvtimeo(Some(Duration::from_secs(secs))));
    }
    // Linux counts ticks in a long; no kernel ticks faster than a thousand times a second.
    #[cfg(all(target_os = "linux", target_pointer_width = "64"))]
    {
        let most = i64::MAX as u64 / 1000 - 2;
        refused("SO_RCVTIMEO", socket.set_rcvtimeo(Some(Duration::from_secs(most + 1))));
        assert_eq!(socket.rcvtimeo().unwrap(), old);
        socket.set_rcvtimeo(Some(Duration::from_secs(most))).unwrap();
        assert_eq!(socket.rcvtimeo().unwrap(), Some(Duration::from_secs(most)));
        socket.set_rcvtimeo(old).unwrap();
    }
    refused("SO_RCVTIMEO", socket.set_rcvtimeo(Some(Duration::MAX)));
    assert_eq!(socket.rcvtimeo().unwrap(), old);
}

/// One nanosecond below the limit is the limit, once it is rounded up.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[test]
fn a_timeout_is_compared_with_the_limit_after_it_is_rounded_up() {
    let socket = udp();
    let most = i64::MAX as u64 / 1000 - 2;
    refused("SO_RCVTIMEO", socket.set_rcvtimeo(Some(Duration::new(most, 999_999_001))));
    assert_eq!(socket.rcvtimeo().unwrap(), None);
}

#[test]
fn a_linger_of_500_ms_is_not_a_reset() {
    let socket = tcp();
    socket.set_linger(Some(Duration::from_millis(500))).unwrap();
    assert_eq!(socket.linger().unwrap(), Some(Duration::from_secs(1)));
    socket.set_linger(Some(Duration::ZERO)).unwrap();
    assert_eq!(socket.linger().unwrap(), Some(Duration::ZERO));
}

#[test]
fn a_linger_of_more_seconds_than_there_is_room_for_is_refused() {
    let socket = tcp();
    let old = Some(Duration::from_secs(7));
    socket.set_linger(old).unwrap();
    for secs in [1 << 31, 1 << 32, (1 << 32) + 5, u64::MAX] {
        refused("SO_LINGER", socket.set_linger(Some(Duration::from_secs(secs))));
    }
    refused("SO_LINGER", socket.set_linger(Some(Duration::MAX)));
    // What Linux 5.10 makes 0 s of, with 1000 and 250 ticks a second.
    #[cfg(target_os = "linux")]
    for secs in [4_294_968, 17_179_870] {
        refused("SO_LINGER", socket.set_linger(Some(Duration::from_secs(secs))));
    }
    assert_eq!(socket.linger().unwrap(), old);
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_receive_buffer_of_2_to_the_32_is_not_one_of_1000() {
    let socket = udp();
    socket.set_rcvbuf(8192).unwrap();
    socket.set_sndbuf(8192).unwrap();
    let old = (socket.rcvbuf().unwrap(), socket.sndbuf().unwrap());
    for size in [(1 << 32) + 1000, 1 << 32, 1 << 31, i32::MAX as usize, usize::MAX] {
        refused("SO_RCVBUF", socket.set_rcvbuf(size));
        refused("SO_SNDBUF", socket.set_sndbuf(size));
    }
    assert_eq!((socket.rcvbuf().unwrap(), socket.sndbuf().unwrap()), old);
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn a_user_timeout_of_500_us_is_not_the_default() {
    let socket = tcp();
    socket.set_tcp_user_timeout(Some(Duration::from_micros(500))).unwrap();
    assert_eq!(socket.tcp_user_timeout().unwrap(), Some(Duration::from_millis(1)));
    refused("TCP_USER_TIMEOUT", socket.set_tcp_user_timeout(Some(Duration::ZERO)));
    assert_eq!(socket.tcp_user_timeout().unwrap(), Some(Duration::from_millis(1)));
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn a_user_timeout_of_2_to_the_40_s_is_refused() {
    let socket = tcp();
    let old = Some(Duration::from_secs(7));
    socket.set_tcp_user_timeout(old).unwrap();
    for secs in [1 << 40, 1 << 32, u64::MAX] {
        refused("TCP_USER_TIMEOUT", socket.set_tcp_user_timeout(Some(Duration::from_secs(secs))));
    }
    assert_eq!(socket.tcp_user_timeout().unwrap(), old);
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn a_keep_alive_of_900_ms_is_one_of_a_second() {
    let socket = tcp();
    socket.set_tcp_keepidle(Duration::from_millis(900)).unwrap();
    assert_eq!(socket.tcp_keepidle().unwrap(), Duration::from_secs(1));
    refused("TCP_KEEPIDLE", socket.set_tcp_keepidle(Duration::ZERO));
    refused("TCP_KEEPIDLE", socket.set_tcp_keepidle(Duration::from_secs(32768)));
    refused("TCP_KEEPIDLE", socket.set_tcp_keepidle(Duration::new(32767, 1)));
    assert_eq!(socket.tcp_keepidle().unwrap(), Duration::from_secs(1));
}

/// The kernel itself makes 29887 s of any longer time.
#[cfg(target_os = "linux")]
#[test]
fn a_deferred_accept_has_a_longest_time() {
    let socket = tcp();
    let longest = Duration::from_secs(29_887);
    socket.set_tcp_defer_accept(Some(longest)).unwrap();
    assert_eq!(socket.tcp_defer_accept().unwrap(), Some(longest));
    let more = socket.set_tcp_defer_accept(Some(longest + Duration::from_nanos(1)));
    refused("TCP_DEFER_ACCEPT", more);
    assert_eq!(socket.tcp_defer_accept().unwrap(), Some(longest));
}

/// Times of all sizes, with those near a unit's border among them.
fn times() -> impl Strategy<Value = Duration> {
    let nanos = prop_oneof![
        Just(0),
        Just(1),
        Just(999),
        Just(999_999),
        Just(999_999_001),
        Just(999_999_999),
        0..1_000_000_000_u32
    ];
    let secs = prop_oneof![
        Just(0),
        0..100_u64,
        32_760..32_770_u64,
        (i32::MAX as u64 - 3)..(i32::MAX as u64 + 3),
        (u32::MAX as u64 - 3)..(u32::MAX as u64 + 3),
        any::<u64>()
    ];
    (secs, nanos).prop_map(|(secs, nanos)| Duration::new(secs, nanos))
}

#[cfg(target_os = "linux")]
fn sizes() -> impl Strategy<Value = usize> {
    prop_oneof![
        0..5000_usize,
        0..10_000_000_usize,
        (i32::MAX as usize / 2 - 3)..(i32::MAX as usize / 2 + 3),
        (u32::MAX as usize - 3)..=(u32::MAX as usize),
        any::<usize>()
    ]
}

/// Sets a time; it is then the time or more, by less than `tick` more, or it was refused and is
/// what it was.
fn never_less<T: PartialEq + core::fmt::Debug>(
    name: &str,
    asked: Duration,
    tick: Duration,
    get: impl Fn() -> Result<T>,
    time: impl Fn(&T) -> Option<Duration>,
    result: impl FnOnce() -> Result<()>,
) -> Result<(), TestCaseError> {
    let old = get().unwrap();
    match result() {
        Ok(()) => {
            let granted = get().unwrap();
            let Some(granted) = time(&granted) else {
                return Err(TestCaseError::fail(format!("{name}: {asked:?} became none")));
            };
            prop_assert!(granted >= asked, "{} of {:?} became {:?}", name, asked, granted);
            // An addition could overflow.
            prop_assert!(granted - asked < tick, "{} of {:?} became {:?}", name, asked, granted);
        }
        Err(error) => {
            prop_assert_eq!(error.kind(), ErrorKind::OutOfRange);
            prop_assert_eq!(error.name(), name);
            prop_assert_eq!(get().unwrap(), old);
        }
    }
    Ok(())
}

const SECOND: Duration = Duration::from_secs(1);

proptest! {
    #[test]
    fn timeouts_are_never_shorter_than_asked(asked in times()) {
        let socket = udp();
        // A microsecond, and a tick of a kernel that has a hundred a second.
        let tick = Duration::from_micros(10_001);
        never_less("SO_RCVTIMEO", asked, tick, || socket.rcvtimeo(), |time| *time,
            || socket.set_rcvtimeo(Some(asked)))?;
        never_less("SO_SNDTIMEO", asked, tick, || socket.sndtimeo(), |time| *time,
            || socket.set_sndtimeo(Some(asked)))?;
    }

    #[test]
    fn a_linger_is_never_shorter_than_asked(asked in times()) {
        let socket = tcp();
        never_less("SO_LINGER", asked, SECOND, || socket.linger(), |time| *time,
            || socket.set_linger(Some(asked)))?;
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn busy_polling_is_never_shorter_than_asked(asked in times()) {
        let socket = udp();
        never_less("SO_BUSY_POLL", asked, Duration::from_micros(1), || socket.busy_poll(),
            |time| Some(*time), || socket.set_busy_poll(asked))?;
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn keep_alive_times_are_never_shorter_than_asked(asked in times()) {
        let socket = tcp();
        never_less("TCP_KEEPIDLE", asked, SECOND, || socket.tcp_keepidle(), |time| Some(*time),
            || socket.set_tcp_keepidle(asked))?;
        never_less("TCP_KEEPINTVL", asked, SECOND, || socket.tcp_keepintvl(), |time| Some(*time),
            || socket.set_tcp_keepintvl(asked))?;
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_user_timeout_is_never_shorter_than_asked(asked in times()) {
        let socket = tcp();
        never_less("TCP_USER_TIMEOUT", asked, Duration::from_millis(1),
            || socket.tcp_user_timeout(), |time| *time,
            || socket.set_tcp_user_timeout(Some(asked)))?;
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn times_of_retransmission_are_never_shorter_than_asked(asked in times()) {
        let socket = tcp();
        never_less("TCP_TX_DELAY", asked, Duration::from_micros(1),
            || socket.tcp_tx_delay(), |time| Some(*time), || socket.set_tcp_tx_delay(asked))?;
        // Linux has it since 6.15. A millisecond, and a tick of a kernel that has a hundred a second.
        if socket.tcp_rto_max_ms().is_ok() {
            never_less("TCP_RTO_MAX_MS", asked, Duration::from_millis(11),
                || socket.tcp_rto_max_ms(), |time| Some(*time),
                || socket.set_tcp_rto_max_ms(asked))?;
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn buffers_are_never_smaller_than_asked(asked in sizes()) {
        let limits = sockopt::Limits::read().unwrap();
        let socket = udp();
        let old = (socket.rcvbuf().unwrap(), socket.sndbuf().unwrap());
        let received = match socket.set_rcvbuf(asked) {
            // What is more than the system grants is granted as far as it goes.
            Ok(()) => socket.rcvbuf().unwrap() >= asked.min(usize::try_from(limits.rmem_max).unwrap()),
            Err(error) => {
                prop_assert_eq!((error.kind(), error.name()), (ErrorKind::OutOfRange, "SO_RCVBUF"));
                socket.rcvbuf().unwrap() == old.0
            }
        };
        let sent = match socket.set_sndbuf(asked) {
            Ok(()) => socket.sndbuf().unwrap() >= asked.min(usize::try_from(limits.wmem_max).unwrap()),
            Err(error) => {
                prop_assert_eq!((error.kind(), error.name()), (ErrorKind::OutOfRange, "SO_SNDBUF"));
                socket.sndbuf().unwrap() == old.1
            }
        };
        prop_assert!(received && sent, "{} became {:?}", asked, (socket.rcvbuf(), socket.sndbuf()));
    }
}
