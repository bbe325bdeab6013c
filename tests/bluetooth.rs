//! Options of Bluetooth sockets, which only the initial network namespace has; and a controller that the test itself plays.
#![cfg(target_os = "linux")]
// Raw calls where the crate has none, and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing)] // of what the test itself has laid out

mod common;

use std::fs::{File, OpenOptions};
use std::io::{IoSliceMut, Read, Write};
use std::os::fd::AsRawFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use common::samples::older_than;
use common::{os_error, PATIENCE};
use sockopt::codec::Flag;
use sockopt::{
    Addr, BdAddr, BdAddrType, BtAddr, BtBroadcastCode, BtChannelPolicy, BtCodec, BtCodecId,
    BtIsoIoQos, BtIsoPhy, BtIsoQos, BtLinkMode, BtMode, BtPhy, BtSecurity, BtSecurityLevel,
    BtVoice, Cause, Domain, ErrorKind, HciChannel, HciFilter, HciPackets, L2capMode, L2capOptions,
    Message, MsgFlags, Opt, Protocol, Room, SockAddr, Socket, StampPoint, Timestamp,
    TimestampingFlags, Type,
};

/// A socket, if this kernel has such.
fn open(r#type: Type, protocol: Protocol) -> Option<Socket> {
    match Socket::new(Domain::BLUETOOTH, r#type, protocol) {
        Ok(socket) => {
            socket.set_rcvtimeo(Some(PATIENCE)).unwrap();
            Some(socket)
        }
        Err(error) => {
            common::skip(&format!("no Bluetooth socket of protocol {protocol}: {error}"));
            None
        }
    }
}

fn bound(r#type: Type, protocol: Protocol, address: BtAddr) -> Option<Socket> {
    let socket = open(r#type, protocol)?;
    socket.bind(SockAddr::bluetooth(address)).unwrap();
    Some(socket)
}

fn l2cap() -> Option<Socket> {
    open(Type::SEQPACKET, Protocol::BTPROTO_L2CAP)
}

/// An L2CAP socket that is bound to all addresses of that type.
fn l2cap_of(r#type: BdAddrType) -> Option<Socket> {
    let any = BtAddr::l2cap(BdAddr::ANY, r#type, 0);
    bound(Type::SEQPACKET, Protocol::BTPROTO_L2CAP, any)
}

/// An ISO socket. They are switched on with the first kind of them that is opened.
fn iso() -> Option<Socket> {
    let kind = common::INITIAL.iter().find(|kind| kind.name == "bt-iso").unwrap();
    match (kind.open)() {
        Ok(opened) => Some(opened.socket),
        Err(error) => {
            common::skip(&format!("no ISO socket: {error}"));
            None
        }
    }
}

#[test]
fn the_protocol_says_which_levels_there_are() {
    for kind in common::available_of(common::INITIAL) {
        let opened = kind.opened();
        let is = opened.socket.kind().unwrap();
        let protocol = kind.name.split('-').nth(1).unwrap();
        let expected = [
            ("hci", is.is_hci(), "SOL_HCI"),
            ("l2cap", is.is_l2cap(), "SOL_L2CAP"),
            ("sco", is.is_sco(), "SOL_SCO"),
            ("rfcomm", is.is_rfcomm(), "SOL_RFCOMM"),
        ];
        let mut levels = vec!["SOL_SOCKET", "SOL_BLUETOOTH"];
        for (name, is, level) in expected {
            assert_eq!(is, name == protocol, "{}", kind.name);
            levels.extend(is.then_some(level));
        }
        assert!(is.is_bluetooth() && !is.is_internet());
        let tables: Vec<&str> = opened.socket.tables().map(|table| table.level).collect();
        assert_eq!(tables, levels, "{}", kind.name);
    }
}

#[test]
fn the_kernel_gives_addresses_back() {
    let dynamic = 0x1001;
    if let Some(socket) = l2cap_of(BdAddrType::BREDR) {
        let Addr::Bluetooth(addr) = socket.local_addr().unwrap().view() else { panic!() };
        let (address, r#type, psm, cid) = addr.as_l2cap().unwrap();
        assert_eq!((address, r#type, cid), (BdAddr::ANY, BdAddrType::BREDR, 0));
        assert!(psm >= dynamic && psm % 2 == 1, "{psm}");
    }
    if let Some(socket) = l2cap_of(BdAddrType::LE_RANDOM) {
        let Addr::Bluetooth(addr) = socket.local_addr().unwrap().view() else { panic!() };
        let (_, r#type, psm, _) = addr.as_l2cap().unwrap();
        assert_eq!(r#type, BdAddrType::LE_RANDOM);
        assert!((0x80..=0xff).contains(&psm), "{psm}");
    }
    let any = BdAddr::ANY;
    for (r#type, protocol, addr) in [
        (Type::STREAM, Protocol::BTPROTO_RFCOMM, BtAddr::rfcomm(any, 29)),
        (Type::SEQPACKET, Protocol::BTPROTO_SCO, BtAddr::sco(any)),
    ] {
        let Some(socket) = bound(r#type, protocol, addr) else { continue };
        assert_eq!(socket.local_addr().unwrap(), SockAddr::bluetooth(addr));
    }
    if let Some(socket) = iso() {
        let addr = SockAddr::bluetooth(BtAddr::iso(any, BdAddrType::LE_RANDOM));
        socket.bind(addr).unwrap();
        assert_eq!(socket.local_addr().unwrap(), addr);
    }
}

#[test]
fn a_level_of_security_is_asked_for() {
    let level = |level: BtSecurityLevel| BtSecurity::from(level);
    if let Some(socket) = l2cap() {
        assert_eq!(socket.bt_security().unwrap(), level(BtSecurityLevel::LOW));
        for one in [BtSecurityLevel::MEDIUM, BtSecurityLevel::FIPS, BtSecurityLevel::HIGH] {
            socket.set_bt_security(one.into()).unwrap();
            assert_eq!(socket.bt_security().unwrap(), level(one));
        }
        assert_eq!(os_error(socket.set_bt_security(BtSecurityLevel::SDP.into())), libc::EINVAL);
        let long = BtSecurity { level: BtSecurityLevel::HIGH, key_size: Some(16) };
        assert_eq!(socket.set_bt_security(long).unwrap_err().kind(), ErrorKind::OutOfRange);
        let all = BtLinkMode::AUTH | BtLinkMode::ENCRYPT | BtLinkMode::SECURE;
        assert_eq!(socket.l2cap_lm().unwrap(), all);
        socket.set_l2cap_lm(BtLinkMode::ENCRYPT | BtLinkMode::RELIABLE).unwrap();
        assert_eq!(socket.bt_security().unwrap(), level(BtSecurityLevel::MEDIUM));
        let both = BtLinkMode::AUTH | BtLinkMode::ENCRYPT | BtLinkMode::RELIABLE;
        assert_eq!(socket.l2cap_lm().unwrap(), both);
        // Neither is it less secure than before.
        socket.set_l2cap_lm(BtLinkMode::CENTRAL | BtLinkMode::TRUSTED).unwrap();
        assert_eq!(socket.bt_security().unwrap(), level(BtSecurityLevel::MEDIUM));
        assert!(socket.l2cap_lm().unwrap().contains(BtLinkMode::CENTRAL));
        assert!(!socket.l2cap_lm().unwrap().contains(BtLinkMode::TRUSTED));
        assert_eq!(os_error(socket.set_l2cap_lm(BtLinkMode::FIPS)), libc::EINVAL);
    }
    if let Some(socket) = open(Type::STREAM, Protocol::BTPROTO_RFCOMM) {
        for one in [BtSecurityLevel::HIGH, BtSecurityLevel::SDP, BtSecurityLevel::MEDIUM] {
            socket.set_bt_security(one.into()).unwrap();
            assert_eq!(socket.bt_security().unwrap(), level(one));
        }
        assert_eq!(os_error(socket.set_bt_security(BtSecurityLevel::FIPS.into())), libc::EINVAL);
        socket.set_rfcomm_lm(BtLinkMode::SECURE | BtLinkMode::CENTRAL).unwrap();
        assert_eq!(socket.bt_security().unwrap(), level(BtSecurityLevel::HIGH));
        let all = BtLinkMode::AUTH | BtLinkMode::ENCRYPT | BtLinkMode::SECURE;
        assert_eq!(socket.rfcomm_lm().unwrap(), all | BtLinkMode::CENTRAL);
        assert_eq!(os_error(socket.set_rfcomm_lm(BtLinkMode::FIPS)), libc::EINVAL);
        assert_eq!(os_error(socket.rfcomm_conninfo()), libc::ENOTCONN);
    }
    if let Some(datagrams) = open(Type::DGRAM, Protocol::BTPROTO_L2CAP) {
        assert_eq!(os_error(datagrams.bt_security()), libc::EINVAL);
        assert_eq!(os_error(datagrams.bt_power()), libc::EINVAL);
    }
}

#[test]
fn a_channel_is_configured() {
    let Some(socket) = l2cap() else { return };
    assert!(!socket.bt_flushable().unwrap());
    socket.set_bt_flushable(true).unwrap();
    // The controller must be able to send so.
    assert_eq!(os_error(socket.set_bt_flushable(false)), libc::EINVAL);
    assert!(socket.bt_flushable().unwrap());
    assert!(socket.bt_power().unwrap());
    socket.set_bt_power(false).unwrap();
    assert!(!socket.bt_power().unwrap());
    assert_eq!(os_error(socket.bt_phy()), libc::ENOTCONN);
    let no_phy = os_error(socket.set_bt_phy(BtPhy::LE_2M_TX));
    let expected = if older_than("7.0") { libc::ENOPROTOOPT } else { libc::ENOTCONN };
    assert_eq!(no_phy, expected);
    assert_eq!(os_error(socket.l2cap_conninfo()), libc::ENOTCONN);

    let options = socket.l2cap_options().unwrap();
    assert_eq!((options.imtu, options.omtu, options.txwin_size), (672, 0, 63));
    assert_eq!((options.mode, options.flush_to, options.fcs), (L2capMode::BASIC, None, true));
    let mine = L2capOptions {
        omtu: 1000,
        imtu: 2000,
        flush_to: Some(Duration::from_millis(1500)),
        mode: L2capMode::ERTM,
        fcs: false,
        max_tx: 7,
        txwin_size: 0x3fff,
    };
    socket.set_l2cap_options(mine).unwrap();
    assert_eq!(socket.l2cap_options().unwrap(), mine);
    for wrong in [
        L2capOptions { imtu: 47, ..mine },
        L2capOptions { mode: L2capMode::FLOWCTL, ..mine },
        L2capOptions { mode: L2capMode::RETRANS, ..mine },
    ] {
        assert_eq!(os_error(socket.set_l2cap_options(wrong)), libc::EINVAL);
    }
    for wrong in [
        L2capOptions { flush_to: Some(Duration::from_millis(65535)), ..mine },
        // Which some kernels take for the default, and others as it is.
        L2capOptions { txwin_size: 0, ..mine },
        L2capOptions { txwin_size: 0x4000, ..mine },
    ] {
        let refused = socket.set_l2cap_options(wrong).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::OutOfRange);
    }

    assert_eq!(socket.bt_channel_policy().unwrap(), BtChannelPolicy::BREDR_ONLY);
    match socket.set_bt_channel_policy(BtChannelPolicy::AMP_PREFERRED) {
        // In mode ERTM, which it is in.
        Ok(()) => {
            assert_eq!(socket.bt_channel_policy().unwrap(), BtChannelPolicy::AMP_PREFERRED);
        }
        Err(error) => assert_eq!(error.raw_os_error(), Some(libc::EOPNOTSUPP)),
    }
}

#[test]
fn an_mtu_has_two_bytes_or_four() {
    if let Some(socket) = l2cap() {
        assert_eq!(os_error(socket.bt_rcvmtu()), libc::EINVAL);
        assert_eq!(os_error(socket.set_bt_rcvmtu(100)), libc::EINVAL);
    }
    if let Some(socket) = l2cap_of(BdAddrType::LE_PUBLIC) {
        for mtu in [100, 65535] {
            socket.set_bt_rcvmtu(mtu).unwrap();
            assert_eq!(socket.bt_rcvmtu().unwrap(), mtu);
        }
        assert_eq!(socket.set_bt_rcvmtu(65536).unwrap_err().kind(), ErrorKind::OutOfRange);
        if let Err(error) = socket.set_bt_sndmtu(200) {
            // Older kernels leave it to the peer.
            assert_eq!(error.raw_os_error(), Some(libc::EPERM));
        }
        assert_eq!(os_error(socket.bt_sndmtu()), libc::ENOTCONN);
        assert_eq!(os_error(socket.l2cap_options()), libc::EINVAL);
    }
    if let Some(socket) = open(Type::SEQPACKET, Protocol::BTPROTO_SCO) {
        assert_eq!(os_error(socket.bt_sndmtu()), libc::ENOTCONN);
        assert_eq!(os_error(socket.sco_options()), libc::ENOTCONN);
        assert_eq!(os_error(socket.sco_conninfo()), libc::ENOTCONN);
    }
    let Some(socket) = open(Type::RAW, Protocol::BTPROTO_HCI) else { return };
    if socket.bt_sndmtu().is_err_and(|error| error.is_unsupported()) {
        return common::skip("HCI sockets have no MTU here");
    }
    assert_eq!(os_error(socket.set_bt_sndmtu(100)), libc::ENOPROTOOPT);
    let control = BtAddr::hci(None, HciChannel::CONTROL);
    if let Err(error) = socket.bind(SockAddr::bluetooth(control)) {
        return common::skip(&format!("no control of controllers: {error}"));
    }
    assert_eq!((socket.bt_sndmtu().unwrap(), socket.bt_rcvmtu().unwrap()), (1028, 1028));
    socket.set_bt_rcvmtu(65535).unwrap();
    assert_eq!(socket.bt_sndmtu().unwrap(), 65535);
    // Which are of another channel.
    assert_eq!(os_error(socket.hci_filter()), libc::EBADFD);
    assert_eq!(os_error(socket.set_hci_data_dir(true)), libc::EBADFD);
}

#[test]
fn a_mode_goes_by_the_kind_of_address() {
    let (Some(classic), Some(le)) = (l2cap_of(BdAddrType::BREDR), l2cap_of(BdAddrType::LE_PUBLIC))
    else {
        return;
    };
    match le.bt_mode() {
        Err(error) if error.is_unsupported() => {
            return common::skip("modes are not switched on, by the parameter enable_ecred");
        }
        mode => assert_eq!(mode.unwrap(), BtMode::LE_FLOWCTL),
    }
    le.set_bt_mode(BtMode::EXT_FLOWCTL).unwrap();
    assert_eq!(le.bt_mode().unwrap(), BtMode::EXT_FLOWCTL);
    assert_eq!(os_error(le.set_bt_mode(BtMode::BASIC)), libc::EINVAL);
    classic.set_bt_mode(BtMode::BASIC).unwrap();
    assert_eq!(os_error(classic.set_bt_mode(BtMode::LE_FLOWCTL)), libc::EINVAL);
    // It is the wrong way round: L2CAP_OPTIONS takes it.
    assert_eq!(os_error(classic.set_bt_mode(BtMode::ERTM)), libc::EINVAL);
    let options = classic.l2cap_options().unwrap();
    classic.set_l2cap_options(L2capOptions { mode: L2capMode::ERTM, ..options }).unwrap();
    assert_eq!(classic.bt_mode().unwrap(), BtMode::ERTM);
    let unbound = l2cap().unwrap();
    assert_eq!(os_error(unbound.set_bt_mode(BtMode::BASIC)), libc::EINVAL);
}

#[test]
fn who_accepts_can_refuse() {
    let any = BdAddr::ANY;
    for (r#type, protocol, addr) in [
        (Type::SEQPACKET, Protocol::BTPROTO_L2CAP, BtAddr::l2cap(any, BdAddrType::BREDR, 0)),
        (Type::STREAM, Protocol::BTPROTO_RFCOMM, BtAddr::rfcomm(any, 28)),
        (Type::SEQPACKET, Protocol::BTPROTO_SCO, BtAddr::sco(any)),
    ] {
        let Some(socket) = open(r#type, protocol) else { continue };
        assert_eq!(os_error(socket.bt_defer_setup()), libc::EINVAL);
        assert_eq!(os_error(socket.set_bt_defer_setup(true)), libc::EINVAL);
        socket.bind(SockAddr::bluetooth(addr)).unwrap();
        assert!(!socket.bt_defer_setup().unwrap());
        socket.set_bt_defer_setup(true).unwrap();
        assert!(socket.bt_defer_setup().unwrap());
    }
    let Some(socket) = iso() else { return };
    assert!(!socket.bt_defer_setup().unwrap());
    assert_eq!(os_error(socket.set_bt_defer_setup(true)), libc::EINVAL);
}

#[test]
fn a_voice_has_a_setting() {
    let Some(socket) = open(Type::SEQPACKET, Protocol::BTPROTO_SCO) else { return };
    assert_eq!(socket.bt_voice().unwrap(), BtVoice::CVSD_16BIT);
    if let Err(error) = socket.set_bt_voice(BtVoice::TRANSPARENT) {
        // Of a controller that there is not; and it has taken the value.
        assert_eq!(error.raw_os_error(), Some(libc::EBADFD));
    }
    assert_eq!(socket.bt_voice().unwrap(), BtVoice::TRANSPARENT);
    if older_than("6.0") {
        let unknown = socket.set_bt_voice(BtVoice::TRANSPARENT_16BIT);
        assert_eq!(os_error(unknown), libc::EINVAL);
    }
    socket.set_bt_pkt_status(true).unwrap();
    assert!(socket.bt_pkt_status().unwrap());
    let two = vec![BtCodec::new(BtCodecId::CVSD); 2];
    let refused = socket.set_bt_codec(&two).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::OutOfRange);
}

#[test]
fn what_an_isochronous_channel_promises_is_kept() {
    let Some(socket) = iso() else { return };
    let from_the_start = socket.bt_iso_qos().unwrap();
    let whole = !older_than("6.4");
    if whole {
        let start = BtIsoQos { sync_timeout: None, timeout: None, ..from_the_start.clone() };
        assert_eq!(start, BtIsoQos::default());
    }
    let io = |millis| BtIsoIoQos {
        interval: Some(Duration::from_micros(7500)),
        latency: Some(Duration::from_millis(millis)),
        sdu: 100,
        phy: BtIsoPhy::LE_2M | BtIsoPhy::LE_CODED,
        rtn: 5,
    };
    let qos = BtIsoQos {
        group: Some(3),
        stream: Some(0xef),
        sca: 7,
        packing: true,
        framing: true,
        r#in: io(10),
        out: io(4000),
        encryption: true,
        bcode: BtBroadcastCode::new(*b"between you & me"),
        options: 7,
        skip: 0x1f3,
        sync_timeout: Some(Duration::from_millis(1000)),
        sync_cte_type: 31,
        mse: 30,
        timeout: Some(Duration::from_millis(163_840)),
    };
    socket.set_bt_iso_qos(&qos).unwrap();
    let read = socket.bt_iso_qos().unwrap();
    if whole {
        assert_eq!(read, qos);
    } else {
        // Older kernels know nothing of what lies behind `out`.
        let none = BtBroadcastCode::new([0; 16]);
        let known = BtIsoQos { encryption: false, bcode: none, options: 0, skip: 0, ..qos.clone() };
        let known = BtIsoQos { sync_timeout: None, sync_cte_type: 0, mse: 0, ..known };
        assert_eq!(read, BtIsoQos { timeout: None, ..known });
    }
    let none = BtIsoIoQos::NONE;
    for wrong in [
        BtIsoQos { group: Some(0xf0), ..qos.clone() },
        BtIsoQos { out: BtIsoIoQos { sdu: 1, ..none }, ..qos.clone() },
        BtIsoQos { out: BtIsoIoQos { phy: BtIsoPhy::from_bits_retain(8), ..none }, ..qos.clone() },
        BtIsoQos { skip: 0x1f4, ..qos.clone() },
        BtIsoQos { mse: 32, ..qos.clone() },
        BtIsoQos { timeout: Some(Duration::from_millis(163_841)), ..qos.clone() },
    ] {
        assert_eq!(socket.set_bt_iso_qos(&wrong).unwrap_err().kind(), ErrorKind::OutOfRange);
    }
    assert_eq!(socket.bt_iso_qos().unwrap(), read);
    // It is a secret: nothing shows it.
    assert!(socket.dump().all(|line| line.info().name != "BT_ISO_QOS"));

    assert_eq!(socket.bt_iso_base().unwrap(), []);
    let base: Vec<u8> = (0..248).collect();
    socket.set_bt_iso_base(&base).unwrap();
    assert_eq!(socket.bt_iso_base().unwrap(), base);
    let long = socket.set_bt_iso_base(&[0; 249]).unwrap_err();
    assert_eq!(long.kind(), ErrorKind::OutOfRange);
    match socket.set_if_supported(sockopt::BT_PKT_SEQNUM, true) {
        Ok(had) => assert_eq!(had, !older_than("6.17")),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn voice_and_isochronous_sockets_do_not_look_at_the_level() {
    let sco = open(Type::SEQPACKET, Protocol::BTPROTO_SCO);
    for socket in sco.into_iter().chain(iso()) {
        let Ok(before) = socket.bt_pkt_status() else { continue };
        assert!(!before);
        // SAFETY: an int, as that of the other level.
        let other: Opt<Flag> = unsafe { Opt::new(libc::IPPROTO_TCP, 16) };
        socket.set(other, true).unwrap();
        assert!(socket.bt_pkt_status().unwrap());
    }
}

#[test]
fn a_socket_lingers_though_it_is_not_connected() {
    let second = Duration::from_secs(1);
    let others = [
        (Type::SEQPACKET, Protocol::BTPROTO_L2CAP),
        (Type::STREAM, Protocol::BTPROTO_RFCOMM),
        (Type::SEQPACKET, Protocol::BTPROTO_SCO),
    ];
    let others = others.into_iter().filter_map(|(r#type, protocol)| open(r#type, protocol));
    for socket in others.chain(iso()) {
        socket.set_linger(Some(second)).unwrap();
        let (protocol, start) = (socket.protocol().unwrap(), Instant::now());
        drop(socket);
        println!("{protocol}: {:?}", start.elapsed());
        assert!(start.elapsed() >= second / 2, "{protocol}"); // clocks differ
    }
}

#[test]
fn what_a_socket_hears_of_a_controller_is_filtered() {
    let Some(socket) = open(Type::RAW, Protocol::BTPROTO_HCI) else { return };
    let none = socket.hci_filter().unwrap();
    assert_eq!((none.type_mask, none.event_mask, none.opcode), (HciPackets::empty(), 0, None));
    let filter = HciFilter {
        type_mask: HciPackets::EVENT,
        event_mask: 1 << 5 | 1 << 35,
        opcode: Some(0x1009),
    };
    socket.set_hci_filter(filter).unwrap();
    assert_eq!(socket.hci_filter().unwrap(), filter);
    for value in [true, false] {
        socket.set_hci_data_dir(value).unwrap();
        socket.set_hci_time_stamp(!value).unwrap();
        assert_eq!(
            (socket.hci_data_dir().unwrap(), socket.hci_time_stamp().unwrap()),
            (value, !value)
        );
    }
    let nowhere = BtAddr::hci(Some(999), HciChannel::RAW);
    let error = socket.bind(SockAddr::bluetooth(nowhere)).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::ENODEV));
}

/// The address of the device at the other end, and the numbers of the links with it.
const PEER: BdAddr = BdAddr([0x00, 0x1b, 0xdc, 0x07, 0x31, 0x88]);
const LINK: u8 = 1;
const VOICE: u8 = 2;
/// The channel at the other end.
const CHANNEL: u8 = 0x40;

/// A controller that the test plays, and a device that it has a link with.
struct Controller {
    device: u16,
    file: Arc<File>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Controller {
    /// One that is up, if this kernel lets one be played.
    fn new() -> Option<Controller> {
        let skip = |what: &str, error: std::io::Error| {
            common::skip(&format!("{what}: {error}"));
            None
        };
        let file = match OpenOptions::new().read(true).write(true).open("/dev/vhci") {
            Ok(file) => Arc::new(file),
            Err(error) => return skip("no virtual controller", error),
        };
        // A vendor's packet: make a controller. The answer has its number.
        (&*file).write_all(&[0xff, 0]).unwrap();
        let mut packet = [0; 2048];
        let length = (&*file).read(&mut packet).unwrap();
        assert_eq!((length, packet[0], packet[1]), (4, 0xff, 0));
        let device = u16::from_le_bytes([packet[2], packet[3]]);
        let stop = Arc::new(AtomicBool::new(false));
        let thread = {
            let (file, stop) = (file.clone(), stop.clone());
            std::thread::spawn(move || play(&file, &stop))
        };
        let controller = Controller { device, file, stop, thread: Some(thread) };
        let socket = open(Type::RAW, Protocol::BTPROTO_HCI)?;
        // HCIDEVUP
        // SAFETY: the call takes a number, and no memory.
        let result =
            unsafe { libc::ioctl(socket.as_raw_fd(), 0x4004_48c9, libc::c_ulong::from(device)) };
        let error = std::io::Error::last_os_error();
        // It may be up already, from being made.
        assert!(result == 0 || error.raw_os_error() == Some(libc::EALREADY), "{error}");
        Some(controller)
    }

    /// Says something as the controller.
    fn say(&self, packet: &[u8]) {
        (&*self.file).write_all(packet).unwrap();
    }
}

impl Drop for Controller {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let result = self.thread.take().map(JoinHandle::join);
        assert!(matches!(result, Some(Ok(()))) || std::thread::panicking());
    }
}

/// Answers what the kernel says, until it is told to stop.
fn play(file: &File, stop: &AtomicBool) {
    let mut packet = [0; 2048];
    while !stop.load(Ordering::Relaxed) {
        if common::poll_for(file, libc::POLLIN, Duration::from_millis(20)) == 0 {
            continue;
        }
        let length = (&*file).read(&mut packet).unwrap();
        for answer in answers(&packet[..length]) {
            // What comes late is refused, as the controller goes down.
            let _ = (&*file).write_all(&answer);
        }
    }
}

fn event(code: u8, parameters: &[u8]) -> Vec<u8> {
    let length = u8::try_from(parameters.len()).unwrap();
    [&[4, code, length], parameters].concat()
}

fn answers(packet: &[u8]) -> Vec<Vec<u8>> {
    match *packet {
        [1, low, high, _, ..] => command([low, high]),
        // A signal, on the link's channel 1.
        [2, _, _, _, _, _, _, 1, 0, code, id, _, _, ref data @ ..] => signal(code, id, data),
        _ => Vec::new(),
    }
}

/// What a controller says to a command.
fn command([low, high]: [u8; 2]) -> Vec<Vec<u8>> {
    let complete = |parameters: &[u8]| vec![event(0x0e, &[&[1, low, high], parameters].concat())];
    // It is being done; and then, it is done.
    let later = |event: Vec<u8>| vec![self::event(0x0f, &[0, 1, low, high]), event];
    let peer: Vec<u8> = PEER.0.iter().rev().copied().collect();
    let connected =
        |handle: u8, kind: u8| event(3, &[&[0, handle, 0], peer.as_slice(), &[kind, 0]].concat());
    match u16::from_le_bytes([low, high]) {
        // Create Connection; Add SCO Connection; Disconnect.
        0x0405 => later(connected(LINK, 1)),
        0x0407 => later(connected(VOICE, 0)),
        0x0406 => later(event(5, &[0, LINK, 0, 0x16])),
        // Read Remote Supported Features.
        0x041b => later(event(0x0b, &[0, LINK, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
        // Read Local Version: Bluetooth 4.0.
        0x1001 => complete(&[0, 6, 0, 0, 6, 2, 0, 0, 0]),
        // Read Local Supported Commands: of those that it may have, to read the setting of voices, and codecs.
        0x1002 => {
            let mut commands = [0; 65];
            commands[1 + 9] = 0x04;
            commands[1 + 29] = 0x20;
            complete(&commands)
        }
        // Read Buffer Size: 1021 bytes, 48 of a voice; 64 packets.
        0x1005 => complete(&[0, 0xfd, 3, 48, 64, 0, 64, 0]),
        // Read BD_ADDR.
        0x1009 => complete(&[0, 1, 2, 3, 4, 5, 6]),
        // Read Local Supported Codecs: CVSD and mSBC; and one of company 7, which has the number 9.
        0x100b => complete(&[0, 2, 2, 5, 1, 7, 0, 9, 0]),
        // Done, with zeros enough for any answer.
        _ => complete(&[0; 250]),
    }
}

/// What the device says to a signal of L2CAP.
fn signal(code: u8, id: u8, data: &[u8]) -> Vec<Vec<u8>> {
    let say = |code: u8, id: u8, data: &[u8]| {
        let length = u8::try_from(data.len()).unwrap();
        let (all, signal) = (length + 8, length + 4);
        [&[2, LINK, 0x20, all, 0, signal, 0, 1, 0, code, id, length, 0], data].concat()
    };
    match (code, data) {
        // A connection to a service: yes; and no wish as to how.
        (2, &[_, _, low, high]) => {
            vec![say(3, id, &[CHANNEL, 0, low, high, 0, 0, 0, 0]), say(4, 99, &[low, high, 0, 0])]
        }
        // A wish as to how, of the channel that was the first.
        (4, _) => vec![say(5, id, &[0x40, 0, 0, 0, 0, 0])],
        // The end of a channel.
        (6, _) => vec![say(7, id, data)],
        // A question: not supported.
        (10, &[low, high]) => vec![say(11, id, &[low, high, 1, 0])],
        _ => Vec::new(),
    }
}

/// Controllers are the system's, and there is to be one at a time.
static ONE: std::sync::Mutex<()> = std::sync::Mutex::new(());

#[test]
fn an_hci_packet_tells_its_direction_and_time() {
    let _one = ONE.lock();
    let Some(controller) = Controller::new() else { return };
    let socket = || {
        let socket = open(Type::RAW, Protocol::BTPROTO_HCI).unwrap();
        let here = BtAddr::hci(Some(controller.device), HciChannel::RAW);
        socket.bind(SockAddr::bluetooth(here)).unwrap();
        let Addr::Bluetooth(addr) = socket.local_addr().unwrap().view() else { panic!() };
        assert_eq!(addr.as_hci(), Some((Some(controller.device), HciChannel::RAW)));
        socket
    };
    let (who_asks, who_listens) = (socket(), socket());
    who_listens
        .set_hci_filter(HciFilter {
            type_mask: HciPackets::COMMAND | HciPackets::EVENT,
            event_mask: 1 << 0x0e,
            opcode: Some(0x1009),
        })
        .unwrap();
    who_listens.set_hci_data_dir(true).unwrap();
    who_listens.set_hci_time_stamp(true).unwrap();
    // Read BD_ADDR.
    let command = [1, 0x09, 0x10, 0];
    who_asks.send(&command).unwrap();
    let mut heard: Vec<(bool, Timestamp)> = Vec::new();
    for expected in [&command[..], &[4, 0x0e, 10, 1, 9, 0x10, 0, 1, 2, 3, 4, 5, 6]] {
        let (mut data, mut room) = ([0; 300], Room::new());
        let buffers = &mut [IoSliceMut::new(&mut data)];
        let received = who_listens.recv_msg(buffers, &mut room, MsgFlags::empty()).unwrap();
        let length = received.len;
        let (mut direction, mut time) = (None, None);
        for message in received.messages {
            match message {
                Message::HCI_CMSG_DIR(incoming) => direction = Some(incoming),
                Message::HCI_CMSG_TSTAMP(stamp) => time = Some(stamp),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(&data[..length], expected);
        heard.push((direction.unwrap(), time.unwrap()));
    }
    let [(false, asked), (true, answered)] = heard.as_slice() else { panic!("{heard:?}") };
    assert!(asked <= answered && asked.secs > 0);
}

#[test]
fn a_voice_goes_over_a_link() {
    let _one = ONE.lock();
    let Some(controller) = Controller::new() else { return };
    let socket = open(Type::SEQPACKET, Protocol::BTPROTO_SCO).unwrap();
    // There is a controller now, which has no codecs switched on.
    socket.set_bt_voice(BtVoice::CVSD_16BIT).unwrap();
    match socket.bt_codec() {
        Err(error) if error.raw_os_error() == Some(libc::ENOPROTOOPT) => {
            common::skip("this kernel has no BT_CODEC");
        }
        result => {
            assert_eq!(os_error(result), libc::EOPNOTSUPP);
            codecs(&controller, &socket);
        }
    }
    socket.set_bt_pkt_status(true).unwrap();
    socket.connect(SockAddr::bluetooth(BtAddr::sco(PEER))).unwrap();
    let Addr::Bluetooth(peer) = socket.peer_addr().unwrap().view() else { panic!() };
    assert_eq!(peer.as_sco(), Some(PEER));
    assert_eq!(socket.sco_options().unwrap(), 48);
    assert_eq!((socket.bt_sndmtu().unwrap(), socket.bt_rcvmtu().unwrap()), (48, 48));
    assert_eq!(socket.sco_conninfo().unwrap().hci_handle, VOICE.into());
    assert!(!socket.bt_phy().unwrap().is_empty());
    assert_eq!(os_error(socket.set_bt_voice(BtVoice::TRANSPARENT)), libc::EINVAL);

    // Two bytes, of which the second part of the handle says that they may be wrong.
    controller.say(&[3, VOICE, 1 << 4, 2, 7, 8]);
    let (mut data, mut room) = ([0; 100], Room::new());
    let buffers = &mut [IoSliceMut::new(&mut data)];
    let mut received = socket.recv_msg(buffers, &mut room, MsgFlags::empty()).unwrap();
    assert_eq!(received.len, 2);
    assert_eq!(received.messages.next(), Some(Message::BT_SCM_PKT_STATUS(1)));
    assert_eq!(data[..2], [7, 8]);
}

/// The codecs that the controller has.
fn codecs(controller: &Controller, socket: &Socket) {
    let control = open(Type::RAW, Protocol::BTPROTO_HCI).unwrap();
    control.bind(SockAddr::bluetooth(BtAddr::hci(None, HciChannel::CONTROL))).unwrap();
    // Set Experimental Feature, of the controller; the feature's number; on.
    let [low, high] = controller.device.to_le_bytes();
    let mut command = [0x4a, 0, low, high, 17, 0].to_vec();
    command.extend(0xa6695ace_ee7f_4fb9_881a_5fac66c629af_u128.to_le_bytes());
    command.push(1);
    control.send(&command).unwrap();
    let mut codecs = socket.bt_codec().unwrap();
    codecs.sort_by_key(|codec| codec.id);
    let own = BtCodec { cid: 7, vid: 9, ..BtCodec::new(BtCodecId::from_raw(255)) };
    assert_eq!(codecs, [BtCodec::new(BtCodecId::CVSD), BtCodec::new(BtCodecId::MSBC), own]);
    socket.set_bt_codec(&[BtCodec::new(BtCodecId::CVSD)]).unwrap();
}

#[test]
fn a_channel_tells_of_its_link() {
    let _one = ONE.lock();
    let Some(_controller) = Controller::new() else { return };
    let socket = l2cap().unwrap();
    let service = BtAddr::l2cap(PEER, BdAddrType::BREDR, 0x1001);
    socket.connect(SockAddr::bluetooth(service)).unwrap();
    let Addr::Bluetooth(peer) = socket.peer_addr().unwrap().view() else { panic!() };
    assert_eq!(peer.as_l2cap(), Some((PEER, BdAddrType::BREDR, 0x1001, CHANNEL.into())));
    let link = socket.l2cap_conninfo().unwrap();
    assert_eq!((link.hci_handle, link.dev_class), (LINK.into(), 0));
    assert!(socket.bt_phy().unwrap().contains(BtPhy::BR_1M_1SLOT));
    let security = socket.bt_security().unwrap();
    assert_eq!(security.key_size, None);
    let options = socket.l2cap_options().unwrap();
    assert_eq!(options.omtu, 672);
    assert_eq!(os_error(socket.set_l2cap_options(options)), libc::EINVAL);
    assert_eq!(os_error(socket.bt_sndmtu()), libc::EINVAL);

    let asked =
        TimestampingFlags::SOFTWARE | TimestampingFlags::TX_SOFTWARE | TimestampingFlags::OPT_ID;
    socket.set_timestamping(asked.into()).unwrap();
    socket.send(b"!").unwrap();
    if older_than("6.15") {
        return common::skip("this kernel stamps nothing that Bluetooth sends");
    }
    let (mut data, mut room) = ([0; 100], Room::new());
    let buffers = &mut [IoSliceMut::new(&mut data)];
    common::poll(&socket, libc::POLLERR);
    let received = socket.recv_msg(buffers, &mut room, MsgFlags::ERRQUEUE).unwrap();
    let (mut entry, mut stamp) = (None, None);
    for message in received.messages {
        match message {
            Message::BT_SCM_ERROR(one) => entry = Some(one.cause()),
            Message::SCM_TIMESTAMPING(one) => stamp = one.software,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(entry, Some(Cause::Stamped { point: StampPoint::SND, id: 0 }));
    assert!(stamp.is_some());
}
