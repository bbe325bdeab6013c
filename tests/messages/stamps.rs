//! Timestamps: of what comes, and of what goes.

use std::time::{Duration, SystemTime};

use sockopt::codec::Flag;
use sockopt::{
    Cause, Clock, Opt, Set, Socket, StampPoint, Timestamp, TimestampingFlags, TxTime, TxTimeFlags,
};

use crate::common::samples::older_than;
use crate::common::{tcp_pair, udp, udp_pair, wait_until};
use crate::trade::{no_errors, receive, receive_error, Packet};
use crate::wire::{attribute, set_qdisc};

/// That it is a time between `before` and now.
#[track_caller]
fn assert_recent(stamp: Timestamp, before: SystemTime) {
    let stamp = stamp.to_system_time().expect("a time of day");
    // A stamp in microseconds is rounded down.
    let before = before - Duration::from_micros(1);
    assert!(before <= stamp && stamp <= SystemTime::now(), "{before:?} {stamp:?}");
}

kinds! { a_packet_brings_its_time: Itself, recv SCM_TIMESTAMP, recv SCM_TIMESTAMPNS }

fn a_packet_brings_its_time() -> Result<(), String> {
    let (a, b) = udp_pair();
    let before = SystemTime::now();
    b.set_timestamp(true).unwrap();
    a.send(b"!").unwrap();
    let stamp = get!(receive(&b), SCM_TIMESTAMP);
    assert_eq!(stamp.nanos % 1000, 0);
    assert_recent(stamp, before);

    // Of the two it is the one that was switched on last.
    b.set_timestampns(true).unwrap();
    a.send(b"!").unwrap();
    let packet = receive(&b);
    assert_recent(get!(packet, SCM_TIMESTAMPNS), before);
    assert_eq!(find!(packet, SCM_TIMESTAMP), None);
    Ok(())
}

kinds! { the_new_numbers_are_the_same_kinds: Itself,
recv SCM_TIMESTAMP, recv SCM_TIMESTAMPNS, recv SCM_TIMESTAMPING }

fn the_new_numbers_are_the_same_kinds() -> Result<(), String> {
    if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
        return Err("the numbers are others here".to_owned());
    }
    let (a, b) = udp_pair();
    let before = SystemTime::now();
    // SAFETY: these are ints, by asm-generic/socket.h: SO_TIMESTAMP_NEW, SO_TIMESTAMPNS_NEW,
    // SO_TIMESTAMPING_NEW.
    let [micros, nanos] = [63, 64].map(|n| unsafe { Opt::<Flag, Set>::new(libc::SOL_SOCKET, n) });
    // SAFETY: as above.
    let flags = unsafe { Opt::<sockopt::codec::U32, Set>::new(libc::SOL_SOCKET, 65) };

    b.set(micros, true).unwrap();
    a.send(b"!").unwrap();
    let packet = receive(&b);
    assert_eq!(packet.headers(), [(libc::SOL_SOCKET, 63, 16)]);
    assert_recent(get!(packet, SCM_TIMESTAMP), before);

    b.set(nanos, true).unwrap();
    a.send(b"!").unwrap();
    let packet = receive(&b);
    assert_eq!(packet.headers(), [(libc::SOL_SOCKET, 64, 16)]);
    assert_recent(get!(packet, SCM_TIMESTAMPNS), before);

    b.set_timestampns(false).unwrap();
    let asked = TimestampingFlags::SOFTWARE | TimestampingFlags::RX_SOFTWARE;
    b.set(flags, asked.bits()).unwrap();
    let packet = stamped(&a, &b);
    assert_eq!(packet.headers(), [(libc::SOL_SOCKET, 65, 48)]);
    assert_recent(get!(packet, SCM_TIMESTAMPING).software.expect("a time"), before);
    Ok(())
}

/// A packet that has a timestamp: the kernel begins to make them when it gets to it.
fn stamped(from: &Socket, to: &Socket) -> Packet {
    let mut found = None;
    wait_until(|| {
        from.send(b"!").unwrap();
        let packet = receive(to);
        let has = find!(packet, SCM_TIMESTAMPING).is_some();
        found = has.then_some(packet);
        has
    });
    found.expect("it was waited for")
}

kinds! { a_received_packet_is_stamped: Itself, recv SCM_TIMESTAMPING }

fn a_received_packet_is_stamped() -> Result<(), String> {
    let (a, b) = udp_pair();
    let before = SystemTime::now();
    let asked = TimestampingFlags::SOFTWARE | TimestampingFlags::RX_SOFTWARE;
    b.set_timestamping(asked.into()).unwrap();
    let packet = stamped(&a, &b);
    // Three stamps, of which the second is of no use any more.
    let three = 3 * 2 * size_of::<libc::c_long>();
    assert_eq!(
        packet.headers(),
        [(libc::SOL_SOCKET, sockopt::cmsg::SO_TIMESTAMPING.r#type(), three)]
    );
    let stamps = get!(packet, SCM_TIMESTAMPING);
    assert_recent(stamps.software.expect("a time"), before);
    assert_eq!(stamps.hardware, None);
    Ok(())
}

kinds! { the_device_is_told: NamespaceRoot, recv SCM_TIMESTAMPING, recv SCM_TIMESTAMPING_PKTINFO }

fn the_device_is_told() -> Result<(), String> {
    let (a, b) = udp_pair();
    let asked = TimestampingFlags::SOFTWARE
        | TimestampingFlags::RX_SOFTWARE
        | TimestampingFlags::RX_HARDWARE
        | TimestampingFlags::RAW_HARDWARE
        | TimestampingFlags::OPT_PKTINFO;
    b.set_timestamping(asked.into()).unwrap();
    let packet = stamped(&a, &b);
    // It comes with the device's stamp alone, whatever stamps were asked for.
    assert_eq!(get!(packet, SCM_TIMESTAMPING).hardware, None);
    assert_eq!(find!(packet, SCM_TIMESTAMPING_PKTINFO), None);
    Err("no network device here makes timestamps".to_owned())
}

kinds! { a_sent_packet_is_stamped_at_each_point: NamespaceRoot, recv SCM_TIMESTAMPING, recv IP_RECVERR }

fn a_sent_packet_is_stamped_at_each_point() -> Result<(), String> {
    let (a, _b) = udp_pair();
    let before = SystemTime::now();
    let asked = TimestampingFlags::SOFTWARE
        | TimestampingFlags::TX_SOFTWARE
        | TimestampingFlags::TX_SCHED
        | TimestampingFlags::OPT_ID;
    a.set_timestamping(asked.into()).unwrap();
    for number in 0..3 {
        a.send(b"!").unwrap();
        for expected in [StampPoint::SCHED, StampPoint::SND] {
            let packet = receive_error(&a);
            let entry = get!(packet, IP_RECVERR);
            assert_eq!(entry.cause(), Cause::Stamped { point: expected, id: number });
            assert_eq!(entry.error().map(|error| error.kind()), None);
            let stamps = get!(packet, SCM_TIMESTAMPING);
            assert_recent(stamps.software.expect("a time"), before);
            // The packet itself, with its headers.
            assert!(packet.data.ends_with(b"!") && packet.data.len() > 20);
        }
    }
    assert!(no_errors(&a));
    Ok(())
}

kinds! { one_message_asks_for_its_stamps: NamespaceRoot, send SO_TIMESTAMPING, recv SCM_TIMESTAMPING, recv IP_RECVERR }

fn one_message_asks_for_its_stamps() -> Result<(), String> {
    let (a, _b) = udp_pair();
    let asked =
        TimestampingFlags::SOFTWARE | TimestampingFlags::OPT_TSONLY | TimestampingFlags::OPT_ID;
    a.set_timestamping(asked.into()).unwrap();
    a.send(b"!").unwrap();
    assert!(no_errors(&a));
    send!(a, None, b"!", SO_TIMESTAMPING: TimestampingFlags::TX_SCHED).unwrap();
    let packet = receive_error(&a);
    let point = StampPoint::SCHED;
    // A packet without a stamp is not counted.
    assert_eq!(get!(packet, IP_RECVERR).cause(), Cause::Stamped { point, id: 0 });
    assert!(get!(packet, SCM_TIMESTAMPING).software.is_some());
    assert!(packet.data.is_empty() && no_errors(&a));

    // In the place of the socket's own: none.
    let all = asked | TimestampingFlags::TX_SOFTWARE;
    a.set_timestamping(all.into()).unwrap();
    send!(a, None, b"!", SO_TIMESTAMPING: TimestampingFlags::empty()).unwrap();
    assert!(no_errors(&a));
    Ok(())
}

kinds! { a_stamp_has_the_number_that_it_was_given: NamespaceRoot, send SCM_TS_OPT_ID, recv SCM_TIMESTAMPING }

fn a_stamp_has_the_number_that_it_was_given() -> Result<(), String> {
    let (a, _b) = udp_pair();
    let asked = TimestampingFlags::SOFTWARE | TimestampingFlags::TX_SOFTWARE;
    a.set_timestamping(asked.into()).unwrap();
    let result = send!(a, None, b"!", SCM_TS_OPT_ID: 7);
    if crate::common::samples::older_than("6.13") {
        return Err("this kernel has no SCM_TS_OPT_ID".to_owned());
    }
    // OPT_ID must be on.
    assert_eq!(result.unwrap_err().raw_os_error(), Some(libc::EINVAL));
    let asked = asked | TimestampingFlags::OPT_ID;
    a.set_timestamping(asked.into()).unwrap();
    for id in [0xabcd_ef01, 0, u32::MAX] {
        send!(a, None, b"!", SCM_TS_OPT_ID: id).unwrap();
        let cause = get!(receive_error(&a), IP_RECVERR).cause();
        assert_eq!(cause, Cause::Stamped { point: StampPoint::SND, id });
    }

    let (tcp, _other) = tcp_pair();
    tcp.set_timestamping(asked.into()).unwrap();
    let error = send!(tcp, None, b"!", SCM_TS_OPT_ID: 7).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    Ok(())
}

kinds! { statistics_come_with_the_stamp: NamespaceRoot,
recv SCM_TIMESTAMPING, recv SCM_TIMESTAMPING_OPT_STATS, recv IP_RECVERR }

fn statistics_come_with_the_stamp() -> Result<(), String> {
    let (a, b) = tcp_pair();
    let asked = TimestampingFlags::SOFTWARE
        | TimestampingFlags::TX_ACK
        | TimestampingFlags::OPT_ID
        | TimestampingFlags::OPT_STATS
        | TimestampingFlags::OPT_TSONLY;
    a.set_timestamping(asked.into()).unwrap();
    a.send(&[0; 3000]).unwrap();
    b.recv_with(&mut [0; 3000], sockopt::MsgFlags::WAITALL).unwrap();
    let packet = receive_error(&a);
    let entry = get!(packet, IP_RECVERR);
    // Of a stream, the number is that of the last byte.
    assert_eq!(entry.cause(), Cause::Stamped { point: StampPoint::ACK, id: 2999 });
    assert!(get!(packet, SCM_TIMESTAMPING).software.is_some());
    let stats = get!(packet, SCM_TIMESTAMPING_OPT_STATS);
    assert_eq!(stats.bytes_sent(), Some(3000));
    assert_eq!((stats.bytes_retrans(), stats.total_retrans()), (Some(0), Some(0)));
    assert!(stats.data_segs_out() >= Some(1) && stats.delivered() >= Some(1), "{stats}");
    assert!(stats.busy().is_some() && stats.srtt().is_some_and(|srtt| !srtt.is_zero()), "{stats}");
    assert!(stats.min_rtt() <= stats.srtt(), "{stats}");
    assert_eq!(stats.rwnd_limited(), Some(Duration::ZERO));
    assert!(stats.snd_cwnd() >= Some(2) && stats.pacing_rate() > Some(0), "{stats}");
    // Linux 5.10 does not tell the last one.
    let ttl = Some(64).filter(|_| stats.ttl().is_some() || !older_than("6.1"));
    assert_eq!((stats.ca_state(), stats.ttl()), (Some(0), ttl), "{stats}");
    assert_eq!(stats.bytes_notsent(), Some(0));
    // They are the entry's data, too.
    assert_eq!(stats.attribute(18).map(<[u8]>::len), Some(8));
    assert!(packet.data.len() > 100, "{packet:?}");
    Ok(())
}

/// The monotonic clock's time.
fn now(clock: libc::clockid_t) -> Duration {
    // SAFETY: all zeros is a time, which the call overwrites.
    let mut time: libc::timespec = unsafe { core::mem::zeroed() };
    // SAFETY: the call writes a `timespec`.
    assert_eq!(unsafe { libc::clock_gettime(clock, &mut time) }, 0);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

kinds! { a_packet_is_sent_at_its_time: NamespaceRoot, send SCM_TXTIME }

fn a_packet_is_sent_at_its_time() -> Result<(), String> {
    let (a, b) = udp_pair();
    let soon = now(libc::CLOCK_MONOTONIC) + Duration::from_millis(50);
    let error = send!(a, None, b"!", SCM_TXTIME: soon).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EINVAL));
    a.set_txtime(TxTime { clock: Clock::MONOTONIC, flags: TxTimeFlags::empty() }).unwrap();
    // Without a scheduler that knows of it, it goes at once.
    send!(a, None, b"at once", SCM_TXTIME: soon).unwrap();
    assert_eq!(receive(&b).data, b"at once");

    match set_qdisc(b"fq\0", &[]) {
        Ok(()) => {}
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => {
            crate::common::skip("this kernel has no scheduler fq");
            return Ok(());
        }
        Err(error) => panic!("{error}"),
    }
    let later = now(libc::CLOCK_MONOTONIC) + Duration::from_millis(200);
    send!(a, None, b"later", SCM_TXTIME: later).unwrap();
    assert_eq!(receive(&b).data, b"later");
    // The scheduler may let it go a little before.
    assert!(now(libc::CLOCK_MONOTONIC) + Duration::from_millis(20) >= later);
    Ok(())
}

kinds! { a_packet_whose_time_is_over_is_dropped: NamespaceRoot, recv IP_RECVERR }

fn a_packet_whose_time_is_over_is_dropped() -> Result<(), String> {
    // `struct tc_etf_qopt`: how much before, the clock, and flags.
    let options = [0, libc::CLOCK_TAI, 0].map(i32::to_ne_bytes).concat();
    match set_qdisc(b"etf\0", &attribute(1, &options)) {
        Ok(()) => {}
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => {
            return Err("this kernel has no scheduler etf".to_owned());
        }
        Err(error) => panic!("{error}"),
    }
    let socket = udp();
    let flags = TxTimeFlags::REPORT_ERRORS;
    socket.set_txtime(TxTime { clock: Clock::TAI, flags }).unwrap();
    let past = now(libc::CLOCK_TAI) - Duration::from_nanos(3_000_000_123);
    let to = crate::common::addr("127.0.0.1:9");
    send!(socket, Some(&to), b"!", SCM_TXTIME: past).unwrap();
    let packet = receive_error(&socket);
    let entry = get!(packet, IP_RECVERR);
    let at = Timestamp { secs: past.as_secs() as i64, nanos: past.subsec_nanos() };
    assert_eq!(entry.cause(), Cause::TxTime { missed: false, at });
    assert_eq!(entry.errno, libc::EINVAL as u32);
    // Who asks for errors gets one from the call, too.
    socket.set_ip_recverr(true).unwrap();
    let error = send!(socket, Some(&to), b"!", SCM_TXTIME: past).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::ENOBUFS));
    get!(receive_error(&socket), IP_RECVERR);
    Ok(())
}
