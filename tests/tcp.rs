//! TCP's options that do more than keep a value.
#![cfg(target_os = "linux")]
// Raw calls, to compare with; and the panics that tests are made of.
#![allow(
    unsafe_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::os::fd::AsRawFd;
use std::time::Duration;

use common::{addr, in_roles, os_error, tcp_pair, Role};
use sockopt::registry::Privilege;
use sockopt::{
    Domain, ErrorKind, FastOpenKeys, Interface, MptcpInfoFlags, Name, Socket, TcpAoCounters,
    TcpAoDel, TcpAoFilter, TcpAoInfo, TcpAoKey, TcpInfo, TcpKey, TcpMd5Sig, TcpOption, TcpRepair,
    TcpRepairOption, TcpRepairQueue, TcpSaveSyn, TcpState, Type,
};

fn tcp() -> Socket {
    Socket::new(Domain::INET, Type::STREAM, None).unwrap()
}

fn listening(setup: impl FnOnce(&Socket)) -> Socket {
    let listener = tcp();
    setup(&listener);
    listener.bind(addr("127.0.0.1:0")).unwrap();
    listener.listen(4).unwrap();
    listener
}

/// The answer of the kernel, without the crate.
fn raw_info(socket: &Socket) -> Vec<u8> {
    let mut bytes = vec![0_u8; 512];
    let mut length: libc::socklen_t = 512;
    // SAFETY: the call writes at most `length` bytes, which `bytes` has.
    let result = unsafe {
        let to = bytes.as_mut_ptr().cast();
        libc::getsockopt(socket.as_raw_fd(), libc::IPPROTO_TCP, libc::TCP_INFO, to, &mut length)
    };
    assert_eq!(result, 0);
    bytes.truncate(length as usize);
    bytes
}

#[test]
fn what_tcp_info_counts_is_what_was_sent() {
    let (a, b) = tcp_pair();
    a.send(&[7; 1000]).unwrap();
    common::read::<1000>(&b);
    common::wait_until(|| a.tcp_info().unwrap().unacked == 0);
    let (sent, got) = (a.tcp_info().unwrap(), b.tcp_info().unwrap());
    assert_eq!(sent.state, TcpState::ESTABLISHED);
    assert!(sent.snd_mss > 1000 && sent.snd_cwnd > 0, "{sent:?}");
    assert!(sent.rtt > Duration::ZERO && sent.rtt < Duration::from_secs(5), "{sent:?}");
    assert!(sent.last_data_sent < Duration::from_secs(60), "{sent:?}");
    assert!(sent.rto >= Duration::from_millis(1) && sent.rto < Duration::from_secs(121));
    // What this kernel tells.
    for (count, expected) in [
        (sent.bytes_sent, 1000),
        (sent.bytes_retrans, 0),
        (got.bytes_received, 1000),
        (sent.data_segs_out.map(u64::from), 1),
        (got.data_segs_in.map(u64::from), 1),
        (sent.notsent_bytes.map(u64::from), 0),
    ] {
        assert!(count.is_none() || count == Some(expected), "{count:?}, not {expected}: {sent:?}");
    }
    assert_eq!(sent.pacing_rate.map(|rate| rate > 0), sent.pacing_rate.map(|_| true));
    assert_eq!(sent.max_pacing_rate, None, "no limit is set");
    a.set_max_pacing_rate(Some(1_000_000)).unwrap();
    assert_eq!(a.tcp_info().unwrap().max_pacing_rate, Some(1_000_000));
}

#[test]
fn tcp_info_of_a_listener_tells_who_waits() {
    let listener = listening(|_| {});
    let client = tcp();
    client.connect(listener.local_addr().unwrap()).unwrap();
    let info = listener.tcp_info().unwrap();
    assert_eq!((info.state, info.unacked, info.sacked), (TcpState::LISTEN, 1, 4));
}

/// A field that this kernel's answer has is there; a field behind its end is not.
#[test]
fn tcp_info_is_as_long_as_the_kernel_makes_it() {
    let (a, _b) = tcp_pair();
    let length = raw_info(&a).len();
    let text = sockopt::registry::find("TCP_INFO").unwrap();
    let reading = text.read(std::os::fd::AsFd::as_fd(&a)).unwrap().unwrap();
    for &(name, place, size) in TcpInfo::PLACES {
        let part = format!("{name}=none");
        let none = reading.text().split(' ').any(|field| field == part);
        if place + size > length {
            assert!(none, "{name} is not in {length} bytes: {reading}");
        } else if place >= 104 && !["max_pacing_rate", "pacing_rate", "min_rtt"].contains(&name) {
            assert!(!none, "{name} is in {length} bytes: {reading}");
        }
    }
}

#[test]
fn what_mptcp_info_counts_is_what_was_sent() {
    let multipath = || Socket::new(Domain::INET, Type::STREAM, sockopt::Protocol::MPTCP);
    let listener = match multipath() {
        Ok(socket) => socket,
        Err(error) => return common::skip(&format!("no multipath TCP: {error}")),
    };
    listener.bind(addr("127.0.0.1:0")).unwrap();
    listener.listen(1).unwrap();
    let client = multipath().unwrap();
    client.connect(listener.local_addr().unwrap()).unwrap();
    let (accepted, _) = listener.accept().unwrap();
    client.send(&[7; 1000]).unwrap();
    common::read::<1000>(&accepted);
    let (sent, got) = match (client.mptcp_info(), accepted.mptcp_info()) {
        (Ok(sent), Ok(got)) => (sent, got),
        (sent, _) => return common::skip(&format!("no MPTCP_INFO: {sent:?}")),
    };
    assert_eq!((sent.subflows, sent.csum_enabled), (0, false));
    assert!(sent.flags.contains(MptcpInfoFlags::REMOTE_KEY_RECEIVED), "{sent:?}");
    assert_ne!(sent.token, got.token);
    assert_eq!(sent.bytes_sent, sent.bytes_sent.map(|_| 1000));
    assert_eq!(got.bytes_received, got.bytes_received.map(|_| 1000));

    // To a peer that speaks plain TCP.
    let plain = listening(|_| {});
    let client = multipath().unwrap();
    client.connect(plain.local_addr().unwrap()).unwrap();
    assert!(client.mptcp_info().unwrap_err().is_unsupported());
    assert_eq!(client.tcp_is_mptcp().ok(), client.tcp_is_mptcp().ok().map(|_| false));
}

/// The ends of a connection of multipath TCP, and the listener, which each path asks; `None` where the kernel has none that
/// tells of its paths.
fn multipath() -> Option<(Socket, Socket, Socket)> {
    let open = || Socket::new(Domain::INET, Type::STREAM, sockopt::Protocol::MPTCP);
    let listener = match open() {
        Ok(socket) => socket,
        Err(error) => {
            common::skip(&format!("no multipath TCP: {error}"));
            return None;
        }
    };
    listener.bind(addr("127.0.0.1:0")).unwrap();
    listener.listen(1).unwrap();
    let client = open().unwrap();
    client.connect(listener.local_addr().unwrap()).unwrap();
    let (accepted, _) = listener.accept().unwrap();
    if let Err(error) = client.mptcp_tcpinfo() {
        common::skip(&format!("no MPTCP_TCPINFO: {error}"));
        return None;
    }
    Some((client, accepted, listener))
}

/// Has the path manager make another path of each connection, from an address of `lo`; by generic netlink, linux/mptcp_pm.h.
fn another_path(from: [u8; 4]) -> std::io::Result<()> {
    const GENL_ID_CTRL: u16 = 16;
    const CTRL_CMD_GETFAMILY: u8 = 3;
    const CTRL_ATTR_FAMILY_ID: u16 = 1;
    const CTRL_ATTR_FAMILY_NAME: u16 = 2;
    const MPTCP_PM_CMD_ADD_ADDR: u8 = 1;
    const MPTCP_PM_CMD_SET_LIMITS: u8 = 5;
    const MPTCP_PM_ATTR_ADDR: u16 = 1;
    const MPTCP_PM_ATTR_RCV_ADD_ADDRS: u16 = 2;
    const MPTCP_PM_ATTR_SUBFLOWS: u16 = 3;
    const MPTCP_PM_ADDR_ATTR_FAMILY: u16 = 1;
    const MPTCP_PM_ADDR_ATTR_ADDR4: u16 = 3;
    const MPTCP_PM_ADDR_ATTR_FLAGS: u16 = 6;
    const MPTCP_PM_ADDR_FLAG_SUBFLOW: u32 = 2;
    const NLA_F_NESTED: u16 = 0x8000;

    fn attribute(kind: u16, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(4 + value.len()).unwrap();
        let mut bytes = [length.to_ne_bytes(), kind.to_ne_bytes()].concat();
        bytes.extend(value);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }

    let socket = Socket::new(
        Domain::NETLINK,
        Type::RAW,
        sockopt::Protocol::from_raw(libc::NETLINK_GENERIC),
    )?;
    // The answer, behind its header.
    let request = |family: u16, command: u8, body: &[u8]| {
        let flags = u16::try_from(libc::NLM_F_REQUEST | libc::NLM_F_ACK).unwrap();
        let mut message = u32::try_from(20 + body.len()).unwrap().to_ne_bytes().to_vec();
        message.extend(family.to_ne_bytes());
        message.extend(flags.to_ne_bytes());
        message.extend([0; 8]);
        message.extend([command, 1, 0, 0]);
        message.extend(body);
        socket.send_to(&message, sockopt::SockAddr::netlink(0, 0))?;
        let mut first = Vec::new();
        loop {
            let mut answer = [0; 4096];
            let length = socket.recv(&mut answer)?;
            if answer[4..6] != 2u16.to_ne_bytes() {
                first = answer[20..length].to_vec();
                continue;
            }
            return match i32::from_ne_bytes([answer[16], answer[17], answer[18], answer[19]]) {
                0 => Ok(first),
                error => Err(std::io::Error::from_raw_os_error(-error)),
            };
        }
    };

    let name = attribute(CTRL_ATTR_FAMILY_NAME, b"mptcp_pm\0");
    let mut rest = &request(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, &name)?[..];
    let family = loop {
        let field = |at: usize| u16::from_ne_bytes([rest[at], rest[at + 1]]);
        if field(2) == CTRL_ATTR_FAMILY_ID {
            break field(4);
        }
        rest = &rest[usize::from(field(0)).next_multiple_of(4)..];
    };
    let number = |kind, number: u32| attribute(kind, &number.to_ne_bytes());
    let limits = [number(MPTCP_PM_ATTR_RCV_ADD_ADDRS, 2), number(MPTCP_PM_ATTR_SUBFLOWS, 2)];
    request(family, MPTCP_PM_CMD_SET_LIMITS, &limits.concat())?;
    let inet = u16::try_from(libc::AF_INET).unwrap().to_ne_bytes();
    let address = [
        attribute(MPTCP_PM_ADDR_ATTR_FAMILY, &inet),
        attribute(MPTCP_PM_ADDR_ATTR_ADDR4, &from),
        number(MPTCP_PM_ADDR_ATTR_FLAGS, MPTCP_PM_ADDR_FLAG_SUBFLOW),
    ];
    let address = attribute(MPTCP_PM_ATTR_ADDR | NLA_F_NESTED, &address.concat());
    request(family, MPTCP_PM_CMD_ADD_ADDR, &address).map(drop)
}

in_roles! { each_path_of_a_connection_is_told_of: Root }

fn each_path_of_a_connection_is_told_of(_: Role) {
    let more = another_path([127, 0, 0, 9]);
    let Some((client, accepted, _listener)) = multipath() else { return };
    client.send(&[7; 1000]).unwrap();
    common::read::<1000>(&accepted);
    let count = match more {
        Ok(()) => {
            common::wait_until(|| client.mptcp_subflow_addrs().unwrap().len() == 2);
            common::wait_until(|| accepted.mptcp_subflow_addrs().unwrap().len() == 2);
            2
        }
        Err(error) => {
            common::skip(&format!("one path, as none can be added: {error}"));
            1
        }
    };
    let ends = client.mptcp_subflow_addrs().unwrap();
    let server = accepted.local_addr().unwrap().as_socket_addr();
    assert!(ends.iter().all(|path| path.remote == server), "{ends:?}");
    assert_eq!(ends[0].local, client.local_addr().unwrap().as_socket_addr());
    if count == 2 {
        assert_eq!(ends[1].local.map(|local| local.ip()), Some([127, 0, 0, 9].into()));
        let back = accepted.mptcp_subflow_addrs().unwrap();
        assert_eq!((back[1].local, back[1].remote), (ends[1].remote, ends[1].local));
    }
    let infos = client.mptcp_tcpinfo().unwrap();
    assert_eq!(infos.len(), count);
    assert!(infos.iter().all(|info| info.snd_mss > 500), "{infos:?}");
    let sent = infos.iter().map(|info| info.bytes_sent.unwrap_or(0)).sum::<u64>();
    assert!(sent >= 1000, "{infos:?}");

    match client.mptcp_full_info() {
        Ok(all) => {
            assert_eq!(
                all.info.subflows_total,
                u8::try_from(count).ok().filter(|_| all.info.subflows_total.is_some())
            );
            assert_eq!(all.info.token, client.mptcp_info().unwrap().token);
            assert_eq!(all.subflows.len(), count);
            for (path, (ends, info)) in all.subflows.iter().zip(ends.iter().zip(&infos)) {
                assert_eq!((path.info.local, path.info.remote), (ends.local, ends.remote));
                assert_eq!(path.tcp_info.snd_mss, info.snd_mss);
                assert_eq!(path.tcp_info.state, sockopt::TcpState::ESTABLISHED);
            }
            let ids: Vec<_> = all.subflows.iter().map(|path| path.info.id).collect();
            assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
        }
        Err(error) if error.is_unsupported() => {
            common::skip("a kernel without MPTCP_FULL_INFO");
        }
        Err(error) => panic!("{error}"),
    }
    // All of it is in a dump, as a text that says the same.
    let told: Vec<_> = client.dump().filter(|one| one.info().level == "SOL_MPTCP").collect();
    assert!(told.len() >= 3, "{told:?}");
    for reading in told {
        let setting: sockopt::Setting = reading.to_string().parse().unwrap();
        assert_eq!(setting.value(), reading.text());
    }
}

in_roles! { a_congestion_control_tells_of_itself: Root }

fn a_congestion_control_tells_of_itself(_: Role) {
    let (a, b) = tcp_pair();
    a.set_tcp_congestion(Name::new("reno").unwrap()).unwrap();
    assert_eq!(a.tcp_cc_info().unwrap().as_bytes(), [], "reno has nothing to tell");
    for (name, length) in [("bbr", 20), ("vegas", 16), ("dctcp", 16)] {
        if a.set_tcp_congestion(Name::new(name).unwrap()).is_err() {
            common::skip(&format!("no {name}"));
            continue;
        }
        a.send(&[7; 1000]).unwrap();
        common::read::<1000>(&b);
        common::wait_until(|| a.tcp_info().unwrap().unacked == 0);
        let info = a.tcp_cc_info().unwrap();
        assert_eq!(info.as_bytes().len(), length, "{name}: {info:?}");
        assert_eq!(info.bbr().is_some(), name == "bbr");
        assert_eq!((info.vegas().is_some(), info.dctcp().is_some()), (length == 16, length == 16));
        if let Some(bbr) = info.bbr() {
            assert!(bbr.pacing_gain > 0 && bbr.cwnd_gain > 0, "{bbr:?}");
            let time = bbr.min_rtt.unwrap_or_default();
            assert!(time < Duration::from_secs(5), "{bbr:?}");
        }
    }
}

#[test]
fn the_packet_that_opened_a_connection_is_kept_and_given_once() {
    for (save, start) in [(TcpSaveSyn::NETWORK, 0), (TcpSaveSyn::LINK, 14)] {
        let listener = listening(|socket| socket.set_tcp_save_syn(save).unwrap());
        let client = tcp();
        client.connect(listener.local_addr().unwrap()).unwrap();
        let (accepted, _) = listener.accept().unwrap();
        let syn = accepted.take_tcp_saved_syn().unwrap();
        let ip = &syn[start..];
        assert_eq!(ip[0], 0x45, "IPv4, five words: {syn:02x?}");
        let tcp = &ip[20..];
        let port = u16::from_be_bytes([tcp[2], tcp[3]]);
        assert_eq!(Some(port), listener.local_addr().unwrap().port());
        assert_eq!(tcp[13], 2, "SYN alone: {syn:02x?}");
        assert_eq!(accepted.take_tcp_saved_syn().unwrap(), []);
    }
    let listener = listening(|_| {});
    let client = tcp();
    client.connect(listener.local_addr().unwrap()).unwrap();
    let (accepted, _) = listener.accept().unwrap();
    assert_eq!(accepted.take_tcp_saved_syn().unwrap(), []);
}

#[test]
fn a_small_window_clamp_is_raised() {
    let socket = tcp();
    socket.set_tcp_window_clamp(Some(1)).unwrap();
    let least = socket.tcp_window_clamp().unwrap().unwrap();
    assert!(least > 500 && least < 5000, "{least}");
    socket.set_tcp_window_clamp(None).unwrap();
    assert_eq!(socket.tcp_window_clamp().unwrap(), None);
    let refused = socket.set_tcp_window_clamp(Some(0)).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::OutOfRange);
}

#[test]
fn thin_dupack_is_taken_and_does_nothing() {
    let socket = tcp();
    socket.set_tcp_thin_dupack(true).unwrap();
    assert!(!socket.tcp_thin_dupack().unwrap());
}

/// The kernel counts in ticks: it grants no less than was asked, and refuses what is less than two.
#[test]
fn retransmission_times_are_in_ticks() {
    let socket = tcp();
    let Ok(default) = socket.tcp_rto_min_us() else {
        return common::skip("no TCP_RTO_MIN_US");
    };
    assert!(default <= Duration::from_millis(200), "{default:?}");
    let asked = Duration::from_nanos(40_000_001);
    socket.set_tcp_rto_min_us(asked).unwrap();
    let granted = socket.tcp_rto_min_us().unwrap();
    assert!(granted >= asked && granted < asked + Duration::from_millis(10), "{granted:?}");
    assert_eq!(os_error(socket.set_tcp_rto_min_us(Duration::from_nanos(1))), libc::EINVAL);
    let long = socket.set_tcp_rto_min_us(Duration::from_nanos(200_000_001)).unwrap_err();
    assert_eq!(long.kind(), ErrorKind::OutOfRange);
    assert_eq!(socket.tcp_rto_min_us().unwrap(), granted);
}

#[test]
fn a_socket_of_plain_tcp_is_not_multipath() {
    match tcp().tcp_is_mptcp() {
        Ok(is) => assert!(!is),
        Err(error) => return common::skip(&error.to_string()),
    }
    let multipath = sockopt::Protocol::MPTCP;
    match Socket::new(Domain::INET, Type::STREAM, multipath) {
        Ok(socket) => assert!(socket.tcp_is_mptcp().unwrap()),
        Err(error) => common::skip(&format!("no multipath TCP: {error}")),
    }
}

/// A listener and a socket for it, on an address of lo, with a key each.
fn connect_signed(server: &[u8], client: &[u8]) -> Result<(), std::io::Error> {
    let key = |bytes| TcpMd5Sig::new([127, 0, 0, 1], Some(TcpKey::new(bytes).unwrap()));
    let listener = listening(|socket| socket.set_tcp_md5sig(&key(server)).unwrap());
    let socket = tcp();
    socket.set_tcp_md5sig(&key(client)).unwrap();
    socket.set_tcp_syncnt(1).unwrap();
    socket.connect_timeout(listener.local_addr()?, Duration::from_millis(300))
}

#[test]
fn packets_are_signed_with_the_key() {
    let probe = TcpMd5Sig::new([127, 0, 0, 1], Some(TcpKey::new(b"probe").unwrap()));
    if let Err(error) = tcp().set_tcp_md5sig(&probe) {
        assert!(error.is_unsupported(), "{error}");
        return common::skip("the kernel has no TCP_MD5SIG");
    }
    connect_signed(&[7; 80], &[7; 80]).unwrap();
    connect_signed(b"k", b"k").unwrap();
    connect_signed(b"one key", b"another key").unwrap_err();
    connect_signed(&[7; 80], &[7; 79]).unwrap_err();

    // A key that was taken away is not there.
    let socket = tcp();
    socket.set_tcp_md5sig(&probe).unwrap();
    let gone = TcpMd5Sig { key: None, ..probe.clone() };
    socket.set_tcp_md5sig(&gone).unwrap();
    assert_eq!(os_error(socket.set_tcp_md5sig(&gone)), libc::ENOENT);
    // What only TCP_MD5SIG_EXT tells the kernel is not lost without a word.
    let network = TcpMd5Sig { prefix: Some(8), ..probe.clone() };
    let refused = socket.set_tcp_md5sig(&network).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::OutOfRange);
    let lo = Interface::named("lo").unwrap();
    let no_domain = TcpMd5Sig { interface: Some(lo), ..probe.clone() };
    assert_eq!(os_error(socket.set_tcp_md5sig_ext(&no_domain)), libc::EINVAL);
    assert!(!format!("{probe:?}").contains("112, 114"), "{probe:?}");

    let listener = listening(|socket| socket.set_tcp_md5sig_ext(&network).unwrap());
    let client = tcp();
    client.bind(addr("127.9.9.9:0")).unwrap();
    client.set_tcp_md5sig(&probe).unwrap();
    client.connect(listener.local_addr().unwrap()).unwrap();
    let plain = tcp();
    let time = Duration::from_millis(300);
    plain.connect_timeout(listener.local_addr().unwrap(), time).unwrap_err();
}

#[test]
fn packets_are_signed_with_authentication() {
    let key = |bytes: &[u8], ids| {
        let key = TcpKey::new(bytes).unwrap();
        TcpAoKey::new([127, 0, 0, 1], ids, Name::new("hmac(sha1)").unwrap(), key)
    };
    if let Err(error) = tcp().set_tcp_ao_add_key(&key(b"probe", (1, 2))) {
        assert!(error.is_unsupported(), "{error}");
        return common::skip("the kernel has no TCP_AO_ADD_KEY");
    }
    let connect = |server: &[u8], client: &[u8]| {
        let listener = listening(|socket| socket.set_tcp_ao_add_key(&key(server, (1, 2))).unwrap());
        let socket = tcp();
        socket.set_tcp_ao_add_key(&key(client, (2, 1))).unwrap();
        let time = Duration::from_millis(300);
        let result = socket.connect_timeout(listener.local_addr().unwrap(), time);
        result.map(|()| (socket, listener.accept().unwrap().0))
    };
    connect(b"one key", b"another key").unwrap_err();
    let (a, _b) = connect(&[7; 80], &[7; 80]).unwrap();
    let info = a.tcp_ao_info().unwrap();
    assert_eq!((info.current_key, info.rnext, info.ao_required), (Some(2), Some(1), false));
    assert!(info.counters.unwrap().good > 0, "{info:?}");
    let zero = TcpAoInfo { counters: Some(TcpAoCounters::default()), ..info };
    a.set_tcp_ao_info(zero).unwrap();
    assert_eq!(a.tcp_ao_info().unwrap().counters, zero.counters);

    // The keys of a connection, and how often they were used.
    let keys = a.tcp_ao_get_keys(TcpAoFilter::All).unwrap();
    let [of] = keys.as_slice() else { panic!("{keys:?}") };
    assert_eq!((of.key.send_id, of.key.recv_id, of.key.prefix), (2, 1, 32));
    assert_eq!((of.key.peer, of.key.interface), ([127, 0, 0, 1].into(), None));
    assert_eq!((of.key.key.as_bytes(), of.key.mac_length), ([7; 80].as_slice(), Some(12)));
    assert_eq!(of.key.algorithm, *"hmac(sha1)");
    assert!(of.is_current && of.is_rnext && of.good > 0 && of.bad == 0, "{of:?}");
    assert!(!format!("{of:?}").contains("7, 7"), "{of:?}");
    assert!(a.dump().all(|reading| reading.info().name != "TCP_AO_GET_KEYS"));
    for filter in [TcpAoFilter::Current, TcpAoFilter::Rnext, TcpAoFilter::InUse] {
        assert_eq!(a.tcp_ao_get_keys(filter).unwrap().len(), 1);
    }

    // More than there is room for at first.
    let listener = tcp();
    for number in 0..100 {
        let mut one = key(&[number + 1; 16], (number, number + 100));
        if number >= 50 {
            one.peer = [127, 0, 1, 0].into();
            one.prefix = 24;
        }
        one.exclude_options = number == 99;
        listener.set_tcp_ao_add_key(&one).unwrap();
    }
    let mut keys = listener.tcp_ao_get_keys(TcpAoFilter::All).unwrap();
    keys.sort_by_key(|key| key.key.send_id);
    let bytes: Vec<_> = keys.iter().map(|key| key.key.key.as_bytes().to_vec()).collect();
    assert_eq!(bytes, (1..=100).map(|byte| vec![byte; 16]).collect::<Vec<_>>());
    assert_eq!(keys[99].key.prefix, 24);
    assert!(keys[99].key.exclude_options && !keys[98].key.exclude_options);
    assert!(keys.iter().all(|key| !key.is_current && !key.is_rnext && key.good == 0));
    let of = |peer: [u8; 4], prefix, send_id| {
        let peer = peer.into();
        let recv_id = send_id + 100;
        let filter = TcpAoFilter::Of { peer, prefix, interface: None, send_id, recv_id };
        listener.tcp_ao_get_keys(filter).map(|keys| keys.len())
    };
    assert_eq!(of([127, 0, 0, 1], 32, 7).unwrap(), 1);
    assert_eq!(of([127, 0, 1, 0], 24, 57).unwrap(), 1);
    assert_eq!(of([127, 0, 0, 1], 32, 57).unwrap(), 0);
    assert_eq!(of([0; 4], 0, 57).unwrap(), 1);
    // No bits behind the prefix.
    assert_eq!(os_error(of([127, 0, 1, 1], 24, 57)), libc::EINVAL);
    assert_eq!(of([127, 0, 1, 0], 33, 57).unwrap_err().kind(), ErrorKind::OutOfRange);

    let socket = tcp();
    assert_eq!(os_error(socket.tcp_ao_get_keys(TcpAoFilter::All)), libc::ENOENT);
    assert_eq!(os_error(socket.tcp_ao_info()), libc::ENOENT);
    socket.set_tcp_ao_add_key(&key(b"key", (1, 2))).unwrap();
    assert_eq!(os_error(socket.set_tcp_ao_add_key(&key(b"key", (1, 3)))), libc::EEXIST);
    let old = TcpAoDel::new([127, 0, 0, 1], (1, 2));
    socket.set_tcp_ao_del_key(old).unwrap();
    assert_eq!(os_error(socket.set_tcp_ao_del_key(old)), libc::ENOENT);
}

#[test]
fn fast_open_keys_are_kept_and_not_shown() {
    let socket = tcp();
    let one = FastOpenKeys::new([0xa5; 16]);
    let two = one.clone().with_backup([0x5a; 16]);
    for keys in [one, two] {
        socket.set_tcp_fastopen_key(Some(keys.clone())).unwrap();
        assert_eq!(socket.tcp_fastopen_key().unwrap(), Some(keys));
    }
    assert!(socket.dump().all(|reading| reading.info().name != "TCP_FASTOPEN_KEY"));
    let refused = socket.set_tcp_fastopen_key(None).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::OutOfRange);
    let text = "TCP_FASTOPEN_KEY=a5a5".parse::<sockopt::Setting>().unwrap_err();
    assert_eq!(text.kind(), ErrorKind::NoText);
}

in_roles! { a_connection_in_repair_mode_tells_and_takes_its_state: Root, NamespaceRoot }

fn a_connection_in_repair_mode_tells_and_takes_its_state(_: Role) {
    let (a, b) = tcp_pair();
    assert_eq!(os_error(a.set_tcp_timestamp(7)), libc::EPERM);
    assert_eq!(os_error(a.tcp_repair_window()), libc::EPERM);
    assert_eq!(os_error(a.tcp_repair_queue()), libc::EINVAL);
    assert_eq!(os_error(a.set_tcp_repair_options(&[MSS])), libc::EINVAL);

    a.set_tcp_repair(TcpRepair::ON).unwrap();
    assert_eq!(a.tcp_repair_queue().unwrap(), TcpRepairQueue::NONE);
    assert_eq!(os_error(a.tcp_queue_seq()), libc::EINVAL);
    a.set_tcp_repair_queue(TcpRepairQueue::SEND).unwrap();
    let send = a.tcp_queue_seq().unwrap();
    a.set_tcp_repair_queue(TcpRepairQueue::RECV).unwrap();
    let recv = a.tcp_queue_seq().unwrap();
    let window = a.tcp_repair_window().unwrap();
    assert_eq!(window.rcv_wup, recv, "nothing has come: {window:?}, {send}");
    assert!(window.rcv_wnd > 0 && window.snd_wnd > 0, "{window:?}");
    a.set_tcp_repair_window(window).unwrap();
    assert_eq!(a.tcp_repair_window().unwrap(), window);
    // Windows that do not go together.
    let odd = sockopt::TcpRepairWindow { max_window: 0, snd_wnd: 1, ..window };
    assert_eq!(os_error(a.set_tcp_repair_window(odd)), libc::EINVAL);

    let agreed = [
        MSS,
        TcpRepairOption { option: TcpOption::WINDOW, value: 3 | 4 << 16 },
        TcpRepairOption { option: TcpOption::SACK_PERM, value: 0 },
        TcpRepairOption { option: TcpOption::TIMESTAMP, value: 0 },
    ];
    a.set_tcp_repair_options(&agreed).unwrap();
    let info = a.tcp_info().unwrap();
    assert_eq!((info.snd_wscale, info.rcv_wscale), (3, 4));
    assert_eq!(a.tcp_maxseg().unwrap(), Some(1200), "as long as it is in repair");
    let scale = TcpRepairOption { option: TcpOption::WINDOW, value: 15 };
    assert_eq!(os_error(a.set_tcp_repair_options(&[scale])), libc::EFBIG);
    let five = [agreed.as_slice(), &[MSS]].concat();
    let refused = a.set_tcp_repair_options(&five).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::OutOfRange);

    // The clock goes on from there.
    a.set_tcp_timestamp(1 << 20).unwrap();
    let clock = a.tcp_timestamp().unwrap();
    assert!((1 << 20..(1 << 20) + 120_000).contains(&clock), "{clock}");

    // Sequence numbers are set before there is a connection.
    assert_eq!(os_error(a.set_tcp_queue_seq(7)), libc::EPERM);
    a.set_tcp_repair(TcpRepair::OFF_NO_WP).unwrap();
    drop(b);
}

const MSS: TcpRepairOption = TcpRepairOption { option: TcpOption::MSS, value: 1200 };

/// What has no privilege in its row needs none that the tests do not know of.
#[test]
fn repair_is_what_needs_the_privilege() {
    assert_eq!(sockopt::TCP_REPAIR.info().privilege, Privilege::NetAdmin);
    assert_eq!(sockopt::TCP_TIMESTAMP.info().privilege, Privilege::None);
}
