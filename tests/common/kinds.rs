//! Sockets of every kind that the machine has.

use std::collections::BTreeMap;
use std::io;

use sockopt::{
    BdAddr, BdAddrType, BtAddr, Domain, HciChannel, Protocol, SockAddr, Socket, TlsCipher,
    TlsCryptoInfo, TlsKeys, TlsVersion, Type,
};

use super::samples::older_than;
use super::{role, skip, Role};

/// A socket, and those that it needs to be what it is.
pub struct Opened {
    /// They are closed before it: a DCCP socket that is to linger waits for its peer to close, too.
    pub others: Vec<Socket>,
    pub socket: Socket,
}

impl From<Socket> for Opened {
    fn from(socket: Socket) -> Opened {
        Opened { socket, others: Vec::new() }
    }
}

impl From<(Socket, Socket)> for Opened {
    fn from((socket, other): (Socket, Socket)) -> Opened {
        Opened { socket, others: vec![other] }
    }
}

/// A kind of socket: what it is made of, and the state it is in.
pub struct Kind {
    pub name: &'static str,
    /// Whether it takes CAP_NET_RAW to open one.
    pub privileged: bool,
    pub open: fn() -> io::Result<Opened>,
}

impl Kind {
    /// Whether the kernel takes long to close one: it waits until no CPU handles a packet for it, or changes its own code, as UDP
    /// sockets no longer carry something else.
    pub fn is_slow(&self) -> bool {
        self.name.starts_with("packet") || self.name.starts_with("pppol2tp")
    }

    /// Whether only the initial network namespace has it.
    pub fn is_initial(&self) -> bool {
        INITIAL.iter().any(|kind| kind.name == self.name)
    }

    /// Opens one of a kind that is known to be available.
    pub fn opened(&self) -> Opened {
        (self.open)().unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

const fn free(name: &'static str, open: fn() -> io::Result<Opened>) -> Kind {
    Kind { name, privileged: false, open }
}

const fn privileged(name: &'static str, open: fn() -> io::Result<Opened>) -> Kind {
    Kind { name, privileged: true, open }
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    free("tcp4", || new(Domain::INET, Type::STREAM, Some(Protocol::TCP))),
    free("tcp6", || new(Domain::INET6, Type::STREAM, Some(Protocol::TCP))),
    free("tcp4-listening", || listening("127.0.0.1:0").map(Opened::from)),
    free("tcp4-connected", || connected("127.0.0.1:0")),
    free("tcp6-connected", || connected("[::1]:0")),
    free("mptcp", || new(Domain::INET, Type::STREAM, Some(Protocol::MPTCP))),
    free("udp4", || new(Domain::INET, Type::DGRAM, Some(Protocol::UDP))),
    free("udp6", || new(Domain::INET6, Type::DGRAM, Some(Protocol::UDP))),
    free("udp4-connected", || {
        let peer = Socket::new(Domain::INET, Type::DGRAM, None)?;
        peer.bind("127.0.0.1:0".parse::<sockopt::SockAddr>().map_err(io::Error::other)?)?;
        let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
        socket.connect(peer.local_addr()?)?;
        Ok((socket, peer).into())
    }),
    free("udplite4", || new(Domain::INET, Type::DGRAM, Some(Protocol::UDPLITE))),
    // The system must allow it (net.ipv4.ping_group_range), as that of each role does.
    free("ping4", || new(Domain::INET, Type::DGRAM, Some(Protocol::ICMP))),
    free("ping6", || new(Domain::INET6, Type::DGRAM, Some(Protocol::ICMPV6))),
    free("unix-stream", || new(Domain::UNIX, Type::STREAM, None)),
    free("unix-dgram", || new(Domain::UNIX, Type::DGRAM, None)),
    free("unix-seqpacket", || new(Domain::UNIX, Type::SEQPACKET, None)),
    free("unix-stream-pair", || pair(Type::STREAM)),
    free("unix-dgram-pair", || pair(Type::DGRAM)),
    free("unix-seqpacket-pair", || pair(Type::SEQPACKET)),
    // To a listener with a name that the kernel chose.
    free("unix-stream-connected", || connected("unix:")),
    privileged("raw4", || new(Domain::INET, Type::RAW, Some(Protocol::ICMP))),
    privileged("raw4-igmp", || new(Domain::INET, Type::RAW, Some(Protocol::IGMP))),
    privileged("raw6", || new(Domain::INET6, Type::RAW, Some(Protocol::ICMPV6))),
    privileged("raw6-any", || new(Domain::INET6, Type::RAW, Some(Protocol::RAW))),
    privileged("packet", || new(Domain::PACKET, Type::RAW, None)),
    privileged("packet-dgram", || new(Domain::PACKET, Type::DGRAM, None)),
    privileged("xdp", || new(Domain::XDP, Type::RAW, None)),
    free("netlink", || new(Domain::NETLINK, Type::RAW, None)),
    // NETLINK_USERSOCK, which lets only root join a group.
    free("netlink-usersock", || new(Domain::NETLINK, Type::RAW, Some(Protocol::from_raw(2)))),
    free("vsock", || new(Domain::VSOCK, Type::STREAM, None)),
    free("tcp4-tls-connected", tls),
    free("can-raw", || new(Domain::CAN, Type::RAW, Some(Protocol::CAN_RAW))),
    free("can-isotp", || new(Domain::CAN, Type::DGRAM, Some(Protocol::CAN_ISOTP))),
    free("can-j1939", || new(Domain::CAN, Type::DGRAM, Some(Protocol::CAN_J1939))),
    free("alg-skcipher", || algorithm("skcipher", "cbc(aes)")),
    free("alg-aead", || algorithm("aead", "gcm(aes)")),
    free("alg-rng", || algorithm("rng", "stdrng")),
    free("sctp4", || new(Domain::INET, Type::STREAM, Some(Protocol::SCTP))),
    free("sctp4-many", || new(Domain::INET, Type::SEQPACKET, Some(Protocol::SCTP))),
    free("sctp6", || new(Domain::INET6, Type::STREAM, Some(Protocol::SCTP))),
    free("sctp4-connected", sctp_connected),
    free("dccp4", || new(Domain::INET, Type::DCCP, None)),
    free("dccp4-listening", || listening_of(Type::DCCP, "127.0.0.1:0").map(Opened::from)),
    free("dccp4-connected", dccp_connected),
    free("tipc-rdm", || new(Domain::TIPC, Type::from_raw(libc::SOCK_RDM), None)),
    free("rds", || new(Domain::RDS, Type::SEQPACKET, None)),
    free("rxrpc", || new(Domain::RXRPC, Type::DGRAM, Some(Protocol::from_raw(libc::AF_INET)))),
    free("kcm", || new(Domain::KCM, Type::DGRAM, None)),
    free("smc", || new(Domain::SMC, Type::STREAM, None)),
    free("mctp", || new(Domain::MCTP, Type::DGRAM, None)),
    free("pppol2tp-connected", pppol2tp_connected),
    // It takes CAP_SYS_ADMIN.
    free("phonet", || new(Domain::PHONET, Type::SEQPACKET, None)),
    // Those of the initial network namespace alone.
    free("llc", || new(Domain::LLC, Type::STREAM, None)),
    free("nfc", || new(Domain::NFC, Type::STREAM, Some(Protocol::from_raw(1)))),
    free("ax25", || new(Domain::AX25, Type::SEQPACKET, None)),
    free("atm-pvc", || new(Domain::ATMPVC, Type::DGRAM, None)),
    free("atm-svc", || new(Domain::ATMSVC, Type::DGRAM, None)),
];

/// Kinds that only the initial network namespace has, where tests are that have no role.
pub const INITIAL: &[Kind] = &[
    free("bt-l2cap", || bluetooth(Type::SEQPACKET, Protocol::BTPROTO_L2CAP, None)),
    free("bt-l2cap-stream", || bluetooth(Type::STREAM, Protocol::BTPROTO_L2CAP, None)),
    free("bt-l2cap-dgram", || bluetooth(Type::DGRAM, Protocol::BTPROTO_L2CAP, None)),
    privileged("bt-l2cap-raw", || bluetooth(Type::RAW, Protocol::BTPROTO_L2CAP, None)),
    free("bt-l2cap-bound", || {
        let any = BtAddr::l2cap(BdAddr::ANY, BdAddrType::BREDR, 0);
        bluetooth(Type::SEQPACKET, Protocol::BTPROTO_L2CAP, Some(any))
    }),
    free("bt-l2cap-le-bound", || {
        let any = BtAddr::l2cap(BdAddr::ANY, BdAddrType::LE_PUBLIC, 0);
        bluetooth(Type::SEQPACKET, Protocol::BTPROTO_L2CAP, Some(any))
    }),
    free("bt-rfcomm", || bluetooth(Type::STREAM, Protocol::BTPROTO_RFCOMM, None)),
    free("bt-rfcomm-bound", || {
        let any = BtAddr::rfcomm(BdAddr::ANY, 0);
        bluetooth(Type::STREAM, Protocol::BTPROTO_RFCOMM, Some(any))
    }),
    free("bt-sco", || bluetooth(Type::SEQPACKET, Protocol::BTPROTO_SCO, None)),
    free("bt-sco-bound", || {
        bluetooth(Type::SEQPACKET, Protocol::BTPROTO_SCO, Some(BtAddr::sco(BdAddr::ANY)))
    }),
    free("bt-iso", || bluetooth(Type::SEQPACKET, Protocol::BTPROTO_ISO, None)),
    free("bt-iso-bound", || {
        let any = BtAddr::iso(BdAddr::ANY, BdAddrType::LE_PUBLIC);
        bluetooth(Type::SEQPACKET, Protocol::BTPROTO_ISO, Some(any))
    }),
    free("bt-hci", || bluetooth(Type::RAW, Protocol::BTPROTO_HCI, None)),
    free("bt-hci-control", || {
        let control = BtAddr::hci(None, HciChannel::CONTROL);
        bluetooth(Type::RAW, Protocol::BTPROTO_HCI, Some(control))
    }),
];

/// A Bluetooth socket, bound if there is an address.
fn bluetooth(r#type: Type, protocol: Protocol, address: Option<BtAddr>) -> io::Result<Opened> {
    if protocol == Protocol::BTPROTO_ISO {
        allow_iso();
    }
    let socket = Socket::new(Domain::BLUETOOTH, r#type, protocol)?;
    if let Some(address) = address {
        socket.bind(SockAddr::bluetooth(address))?;
    }
    Ok(socket.into())
}

/// Switches ISO sockets on, which are an experiment, for as long as the system runs; if one may.
fn allow_iso() {
    let control = BtAddr::hci(None, HciChannel::CONTROL);
    let Ok(opened) = bluetooth(Type::RAW, Protocol::BTPROTO_HCI, Some(control)) else { return };
    // Set Experimental Feature, of no controller; the feature's number; on.
    let mut command = [0x4a, 0, 0xff, 0xff, 17, 0].to_vec();
    command.extend(0x6fbaf188_05e0_496a_9885_d6ddfdb4e03e_u128.to_le_bytes());
    command.push(1);
    let _ = opened.socket.send(&command);
}

fn new(domain: Domain, r#type: Type, protocol: Option<Protocol>) -> io::Result<Opened> {
    Socket::new(domain, r#type, protocol).map(Opened::from)
}

fn pair(r#type: Type) -> io::Result<Opened> {
    Socket::pair(Domain::UNIX, r#type, None).map(Opened::from)
}

/// A connection whose records the kernel encrypts.
fn tls() -> io::Result<Opened> {
    if !has_tls() {
        return Err(io::Error::other("no TLS in this kernel"));
    }
    let opened = connected("127.0.0.1:0")?;
    let keys = TlsKeys::new([7; 16], [1; 4], [2; 8], 0);
    let info = TlsCryptoInfo { version: TlsVersion::TLS_1_3, cipher: TlsCipher::AesGcm128(keys) };
    opened.socket.set_tcp_ulp("tls".parse().ok())?;
    opened.socket.set_tls_tx(&info)?;
    opened.socket.set_tls_rx(&info)?;
    Ok(opened)
}

/// Whether the kernel has TLS at hand. (To ask for it as root would load it.)
pub fn has_tls() -> bool {
    std::path::Path::new("/sys/module/tls").exists()
}

/// A socket that is bound to an algorithm of the kernel.
fn algorithm(kind: &str, name: &str) -> io::Result<Opened> {
    let socket = Socket::new(Domain::ALG, Type::SEQPACKET, None)?;
    socket.bind(SockAddr::alg(kind, name)?)?;
    Ok(socket.into())
}

fn listening(address: &str) -> io::Result<Socket> {
    listening_of(Type::STREAM, address)
}

fn listening_of(kind: Type, address: &str) -> io::Result<Socket> {
    let address: sockopt::SockAddr = address.parse().map_err(io::Error::other)?;
    let socket = Socket::new(Domain::from_raw(address.family()), kind, None)?;
    socket.bind(address)?;
    socket.listen(8)?;
    Ok(socket)
}

fn connected(address: &str) -> io::Result<Opened> {
    let listener = listening(address)?;
    let local = listener.local_addr()?;
    let socket = Socket::new(Domain::from_raw(local.family()), Type::STREAM, None)?;
    socket.connect(local)?;
    let (accepted, _) = listener.accept()?;
    Ok(Opened { socket, others: vec![accepted, listener] })
}

fn sctp_connected() -> io::Result<Opened> {
    let address: sockopt::SockAddr = "127.0.0.1:0".parse().map_err(io::Error::other)?;
    let listener = Socket::new(Domain::INET, Type::STREAM, Protocol::SCTP)?;
    listener.bind(address)?;
    listener.listen(8)?;
    let socket = Socket::new(Domain::INET, Type::STREAM, Protocol::SCTP)?;
    socket.connect(listener.local_addr()?)?;
    let (accepted, _) = listener.accept()?;
    Ok(Opened { socket, others: vec![accepted, listener] })
}

/// A connection of DCCP whose congestion control, both ways, is CCID 3, if the kernel has it.
fn dccp_connected() -> io::Result<Opened> {
    let listener = Socket::new(Domain::INET, Type::DCCP, None)?;
    let socket = Socket::new(Domain::INET, Type::DCCP, None)?;
    if socket.dccp_sockopt_available_ccids()?.contains(&3) {
        listener.set_dccp_sockopt_ccid(&[3])?;
        socket.set_dccp_sockopt_ccid(&[3])?;
    }
    let address: sockopt::SockAddr = "127.0.0.1:0".parse().map_err(io::Error::other)?;
    listener.bind(address)?;
    listener.listen(8)?;
    socket.connect(listener.local_addr()?)?;
    let (accepted, _) = listener.accept()?;
    Ok(Opened { socket, others: vec![accepted, listener] })
}

/// A session in a tunnel of L2TP over UDP, whose other end is nobody.
#[allow(unsafe_code)]
fn pppol2tp_connected() -> io::Result<Opened> {
    use std::os::fd::{AsFd, AsRawFd};
    let open = || Socket::new(Domain::PPPOX, Type::DGRAM, Protocol::from_raw(1));
    let (tunnel, session) = (open()?, open()?);
    let udp = std::net::UdpSocket::bind("127.0.0.1:0")?;
    udp.connect("127.0.0.1:1701")?;
    let number = udp.local_addr()?.port();
    for (socket, id) in [(&tunnel, 0_u16), (&session, 1)] {
        // `struct sockaddr_pppol2tp`, which is packed: this process's UDP socket, an address that is not heeded as that is
        // connected, and the numbers of the tunnel and the session at both ends.
        let family = |number: i32| u16::try_from(number).unwrap_or(0).to_ne_bytes();
        let mut address = family(libc::AF_PPPOX).to_vec();
        for word in [1, 0, udp.as_raw_fd()] {
            address.extend(word.to_ne_bytes());
        }
        address.extend(family(libc::AF_INET));
        address.extend([0; 14]);
        address.extend([number, id, number, id].map(u16::to_ne_bytes).concat());
        let length = libc::socklen_t::try_from(address.len()).map_err(io::Error::other)?;
        // SAFETY: the call reads the bytes, whose length it is told.
        let result =
            unsafe { libc::connect(socket.as_fd().as_raw_fd(), address.as_ptr().cast(), length) };
        if result == -1 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(Opened { socket: session, others: vec![tunnel, Socket::from(udp).into_owned()] })
}

/// Whether a socket of this kind can be opened here.
pub fn can(name: &str) -> bool {
    KINDS.iter().any(|kind| kind.name == name && (kind.open)().is_ok())
}

/// The kinds that can be opened here; there is a line for each reason why some cannot.
///
/// That `Nobody` gets no kind for which a capability is needed is as it must be, and not
/// worth a line.
pub fn available() -> Vec<&'static Kind> {
    available_of(KINDS)
}

/// As [`available`], of these.
pub fn available_of(all: &'static [Kind]) -> Vec<&'static Kind> {
    let mut kinds = Vec::new();
    let mut lacking: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for kind in all {
        match (kind.open)() {
            Ok(_) => kinds.push(kind),
            Err(error) if kind.privileged && role() == Some(Role::Nobody) => {
                assert_eq!(error.kind(), io::ErrorKind::PermissionDenied, "{}", kind.name);
            }
            // It is in Linux 6.18, and was taken out before 7.2.
            Err(error) if kind.name == "udplite4" && !older_than("7.0") => {
                assert_eq!(error.raw_os_error(), Some(libc::EPROTONOSUPPORT), "{}", kind.name);
            }
            Err(error) => lacking.entry(error.to_string()).or_default().push(kind.name),
        }
    }
    for (error, names) in lacking {
        skip(&format!("no sockets of {}: {error}", names.join(" ")));
    }
    kinds
}

/// One open socket of each kind that is available, with those that it needs.
pub fn sockets() -> Vec<(&'static str, Opened)> {
    sockets_of(KINDS)
}

/// As [`sockets`], of these kinds.
pub fn sockets_of(all: &'static [Kind]) -> Vec<(&'static str, Opened)> {
    available_of(all).into_iter().map(|kind| (kind.name, kind.opened())).collect()
}
