//! Legal values of the options that can be set, as text.

use sockopt::registry::{Info, Privilege};

/// A value that an option takes.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// What is set before, so that the kernel takes the value.
    pub before: &'static [&'static str],
    /// The value.
    pub text: &'static str,
    /// Who may set it.
    pub needs: Needs,
    /// What a read gives, where the option's law does not say it.
    pub reads: Option<&'static str>,
}

/// Who may set a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Anybody.
    Nothing,
    /// Root of the namespace; or of the initial one, where the option's row says so.
    Privilege,
    /// As `Privilege`, on sockets of the kinds whose names begin so; anybody on others.
    PrivilegeOn(&'static str),
}

impl Sample {
    const fn new(text: &'static str, needs: Needs) -> Sample {
        Sample { before: &[], text, needs, reads: None }
    }

    const fn after(mut self, before: &'static [&'static str]) -> Sample {
        self.before = before;
        self
    }

    const fn reads(mut self, text: &'static str) -> Sample {
        self.reads = Some(text);
        self
    }
}

/// A value that anybody may set.
const fn free(text: &'static str) -> Sample {
    Sample::new(text, Needs::Nothing)
}

/// A value for which a privilege is needed.
const fn root(text: &'static str) -> Sample {
    Sample::new(text, Needs::Privilege)
}

const fn root_on_tcp(text: &'static str) -> Sample {
    Sample::new(text, Needs::PrivilegeOn("tcp"))
}

const fn root_on_usersock(text: &'static str) -> Sample {
    Sample::new(text, Needs::PrivilegeOn("netlink-usersock"))
}

/// Values of an option, or the reason why there are none.
///
/// At least one is not the default of any socket.
pub fn of(info: &Info) -> Result<Vec<Sample>, &'static str> {
    if info.since.is_some_and(older_than) || is_later(info.name) {
        return Err("this kernel is older than the option");
    }
    if SINCE.iter().any(|&(name, since)| name == info.name && older_than(since)) {
        return Err("this kernel is older than the facts of its row");
    }
    if let Some((_, samples)) = BY_NAME.iter().find(|(name, _)| *name == info.name) {
        return Ok(samples.to_vec());
    }
    if let Some((_, reason)) = NONE.iter().find(|(name, _)| *name == info.name) {
        return Err(reason);
    }
    let privileged = !matches!(info.privilege, Privilege::None);
    let Some((_, texts)) = BY_TYPE.iter().find(|(rust_type, _)| *rust_type == info.rust_type)
    else {
        return Err("the test has no values of its type");
    };
    Ok(texts
        .iter()
        // To switch off is free, by what all options so far have in common.
        .map(|text| if privileged && *text != "off" { root(text) } else { free(text) })
        .collect())
}

/// Options that 5.10 is without and 6.1 has. Which kernel was the first is not known.
const LATER: &[&str] = &["SMC_LIMIT_HS"];

/// Whether the kernel may be too old for an option of which nobody knows how old it is.
pub fn is_later(name: &str) -> bool {
    LATER.contains(&name) && older_than("6.1")
}

/// Whether this is Linux, and the kernel older than a version such as 6.18.
pub fn older_than(version: &str) -> bool {
    if cfg!(not(target_os = "linux")) {
        return false;
    }
    let numbers = |text: &str| {
        let mut parts = text.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse().ok());
        (parts.next().flatten().unwrap_or(0_u32), parts.next().flatten().unwrap_or(0_u32))
    };
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    numbers(&release) < numbers(version)
}

/// Since when the kernel asks for the privileges, and hands on the values, that the row states;
/// where that is later than the option itself.
const SINCE: &[(&str, &str)] = &[
    // On sockets where it can be read, too.
    ("BT_SNDMTU", "5.16"),
    ("SO_ATTACH_FILTER", "6.18"),
    ("SO_BUSY_POLL", "6.2"),
    ("SO_MARK", "5.17"),
    ("SO_PASSCRED", "6.16"),
    ("SO_PASSPIDFD", "6.16"),
    ("SO_PASSSEC", "6.16"),
    ("SO_PRIORITY", "5.19"),
    ("SO_TXREHASH", "6.9"),
];

/// Options that could be set long before they could be read: since when they are read.
const READ_SINCE: &[(&str, &str)] = &[
    ("IP_ROUTER_ALERT", "6.9"),
    ("NETLINK_LISTEN_ALL_NSID", "6.9"),
    ("PACKET_COPY_THRESH", "6.9"),
];

/// Whether this kernel is too old to read an option that it takes.
pub fn only_taken(name: &str) -> bool {
    READ_SINCE.iter().any(|&(option, since)| option == name && older_than(since))
}

/// Options that are not set by text here.
const NONE: &[(&str, &str)] = &[
    ("SO_ATTACH_BPF", "its value is a descriptor"),
    ("ALG_SET_DRBG_ENTROPY", "bytes that are secret have no text"),
    ("ALG_SET_KEY", "a key has no text"),
    ("ALG_SET_KEY_BY_KEY_SERIAL", "it takes a key in the kernel's store"),
    ("BT_CODEC", "it takes a controller"),
    ("BT_ISO_QOS", "the code of a broadcast has no text"),
    ("BT_MODE", "few kernels have it switched on"),
    ("BT_PHY", "it takes a connection"),
    ("BT_VOICE", "newer kernels take it with a controller alone"),
    ("PACKET_FANOUT", "it takes a socket that is bound"),
    ("PACKET_FANOUT_DATA", "it takes a group of sockets that are bound"),
    ("RDS_FREE_MR", "it takes a region of memory"),
    ("RDS_GET_MR", "its value is memory"),
    ("RDS_GET_MR_FOR_DEST", "its value is memory"),
    ("SO_ATTACH_REUSEPORT_EBPF", "its value is a descriptor"),
    ("DCCP_SOCKOPT_RX_CCID", "it is read of a connection, and set before there is one"),
    ("DCCP_SOCKOPT_TX_CCID", "it is read of a connection, and set before there is one"),
    ("DCCP_SOCKOPT_SERVER_TIMEWAIT", "it takes a socket that was accepted"),
    ("PNPIPE_ENCAP", "it takes a pipe that is connected"),
    ("RDS_CANCEL_SENT_TO", "it takes a socket that is bound"),
    ("RXRPC_SECURITY_KEY", "it takes a key in the kernel's store"),
    ("RXRPC_SECURITY_KEYRING", "it takes a key in the kernel's store"),
    ("RXRPC_UPGRADEABLE_SERVICE", "it takes a socket that is bound to two services"),
    ("SCTP_ADD_STREAMS", "the peer must be asked"),
    ("SCTP_AUTH_DEACTIVATE_KEY", "it takes a key"),
    ("SCTP_AUTH_DELETE_KEY", "it takes a key"),
    ("SCTP_AUTH_KEY", "a key has no text"),
    ("SCTP_RESET_ASSOC", "the peer must be asked"),
    ("SCTP_RESET_STREAMS", "the peer must be asked"),
    ("SCTP_PRIMARY_ADDR", "it takes the peer's address"),
    ("SCTP_SET_PEER_PRIMARY_ADDR", "it takes an address of the association"),
    ("SCTP_SOCKOPT_CONNECTX", "it takes a peer"),
    ("SCTP_SOCKOPT_BINDX_REM", "it takes addresses that the socket is bound to"),
    ("SCTP_AUTO_ASCONF", "it takes a socket that is bound to all addresses"),
    ("SCTP_INTERLEAVING_SUPPORTED", "it takes a system that allows it"),
    ("TCP_AO_ADD_KEY", "a key has no text"),
    ("TCP_AO_DEL_KEY", "it takes a key"),
    ("TCP_AO_INFO", "few kernels have it"),
    ("TCP_AO_REPAIR", "it takes a connection in repair mode"),
    ("TCP_FASTOPEN_KEY", "a key has no text"),
    ("TCP_MD5SIG", "a key has no text"),
    ("TCP_MD5SIG_EXT", "a key has no text"),
    ("TCP_REPAIR_OPTIONS", "it takes a connection in repair mode that has sent nothing"),
    ("TCP_REPAIR_WINDOW", "it takes a connection in repair mode"),
    ("TCP_TIMESTAMP", "a clock does not stand still"),
    ("TLS_RX", "a key has no text"),
    ("TLS_TX", "a key has no text"),
    ("TCP_ULP", "it would load a module into the kernel"),
    ("SIO_ASSOCIATE_PORT_RESERVATION", "it takes ports that were set aside"),
    ("SIO_RCVALL", "it takes an administrator, and a socket that is bound"),
    ("SIO_RCVALL_IGMPMCAST", "it takes an administrator, and a socket that is bound"),
    ("SIO_RCVALL_MCAST", "it takes an administrator, and a socket that is bound"),
    ("SIO_RELEASE_PORT_RESERVATION", "it takes ports that were set aside"),
    ("SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS", "its bytes are the system's"),
    ("SO_UPDATE_ACCEPT_CONTEXT", "its value is a socket"),
    // tests/families.rs has these.
    ("SO_ATMQOS", "its value is a structure of the machine"),
    ("SO_ATMSAP", "its value is a structure of the machine"),
    // tests/shared.rs has these.
    ("XDP_UMEM_REG", "its value is memory"),
    // tests/internet.rs has these.
    ("IP_IPSEC_POLICY", "its value is a structure of the machine"),
    ("IP_XFRM_POLICY", "its value is a structure of the machine"),
    ("IPV6_ADDRFORM", "it makes another kind of socket of a connected one"),
    ("IPV6_IPSEC_POLICY", "its value is a structure of the machine"),
    ("IPV6_JOIN_ANYCAST", "it is for addresses of the machine's networks, or for routers"),
    ("IPV6_LEAVE_ANYCAST", "it is for addresses of the machine's networks, or for routers"),
    ("IPV6_XFRM_POLICY", "its value is a structure of the machine"),
];

const BY_TYPE: &[(&str, &[&str])] = &[
    ("bool", &["on", "off"]),
    ("usize", &["16 KiB", "65537"]),
    ("Duration", &["7s", "1.5s", "1min"]),
    ("Option<Duration>", &["none", "1us", "250ms", "1.5s", "1h1s"]),
    ("Option<Interface>", &["lo", "none"]),
    ("u8", &["1", "7", "100"]),
    ("u16", &["1", "7", "1000"]),
    ("u32", &["1", "7", "100"]),
    ("Option<u8>", &["1", "255", "none"]),
    ("Option<u16>", &["600", "none"]),
    ("Option<u32>", &["7", "none"]),
    ("MtuDiscover", &["IP_PMTUDISC_DO", "IP_PMTUDISC_PROBE", "IP_PMTUDISC_DONT"]),
];

/// Which takes CAP_NET_ADMIN.
pub const IN_REPAIR: &str = "TCP_REPAIR=TCP_REPAIR_ON";

/// A filter that keeps all of every packet.
const KEEP: &str = "1,6 0 0 4294967295";

const BY_NAME: &[(&str, &[Sample])] = &[
    // SOL_SOCKET
    ("SO_ATTACH_FILTER", &[root_on_tcp(KEEP), root_on_tcp("2,40 0 0 0,22 0 0 0")]),
    ("SO_ATTACH_REUSEPORT_CBPF", &[free("1,6 0 0 0").after(&["SO_REUSEPORT=on"])]),
    ("SO_BINDTODEVICE", &[free("lo"), free("none"), root("none").after(&["SO_BINDTODEVICE=lo"])]),
    ("SO_BINDTOIFINDEX", &[free("lo"), free("none"), root("none").after(&["SO_BINDTOIFINDEX=lo"])]),
    ("SO_BUF_LOCK", &[free("RCVBUF"), free("SNDBUF|RCVBUF"), free("none"), free("SNDBUF")]),
    ("SO_BUSY_POLL", &[free("0s"), free("50us"), free("1ms"), free("2.5us").reads("3us")]),
    ("SO_BUSY_POLL_BUDGET", &[free("0"), root("64"), root("65535")]),
    ("SO_CNX_ADVICE", &[free("")]),
    ("SO_DETACH_BPF", &[free("").after(&["SO_ATTACH_FILTER=1,6 0 0 0"])]),
    ("SO_DETACH_FILTER", &[free("").after(&["SO_ATTACH_FILTER=1,6 0 0 0"])]),
    (
        "SO_DETACH_REUSEPORT_BPF",
        &[free("").after(&["SO_REUSEPORT=on", "SO_ATTACH_REUSEPORT_CBPF=1,6 0 0 0"])],
    ),
    (
        "SO_DEVMEM_DONTNEED",
        &[
            free("token_start=0 token_count=1"),
            free("token_start=0 token_count=1,token_start=7 token_count=2"),
        ],
    ),
    // A number that no CPU has: one that has it may come to handle what is accepted.
    ("SO_INCOMING_CPU", &[free("100000"), free("none")]),
    ("SO_LINGER", &[free("off"), free("0s"), free("3s"), free("1.5s"), free("1h"), free("1ns")]),
    ("SO_MARK", &[root("0"), root("7"), root("4294967295")]),
    (
        "SO_MAX_PACING_RATE",
        &[
            free("1000000"),
            free("4294967294"),
            #[cfg(target_pointer_width = "64")]
            free("4294967295"),
            #[cfg(target_pointer_width = "64")]
            free("4294967296"),
            free("0"),
            free("none"),
        ],
    ),
    ("SO_PEEK_OFF", &[free("0"), free("7"), free("2147483647"), free("none")]),
    ("SO_PRIORITY", &[free("0"), free("5"), free("6"), root("7"), root("2147483648")]),
    ("SO_RCVBUF", &[free("16 KiB"), free("65537"), free("128 KiB")]),
    ("SO_RCVLOWAT", &[free("1"), free("2"), free("4096")]),
    ("SO_RESERVE_MEM", &[free("0"), free("4 KiB")]),
    ("SO_SNDBUF", &[free("16 KiB"), free("65537"), free("128 KiB")]),
    (
        "SO_TIMESTAMPING",
        &[
            free("RX_SOFTWARE|SOFTWARE"),
            free("TX_SOFTWARE|SOFTWARE|OPT_CMSG|OPT_TSONLY"),
            free("none"),
        ],
    ),
    (
        "SO_TXREHASH",
        &[
            free("SOCK_TXREHASH_DISABLED"),
            free("SOCK_TXREHASH_ENABLED"),
            // What the system is set to, and it is set to 1 from the start.
            free("SOCK_TXREHASH_DEFAULT").reads("SOCK_TXREHASH_ENABLED"),
        ],
    ),
    (
        "SO_TXTIME",
        &[
            free("clock=CLOCK_MONOTONIC flags=none"),
            free("clock=CLOCK_MONOTONIC flags=DEADLINE_MODE|REPORT_ERRORS"),
            root("clock=CLOCK_TAI flags=REPORT_ERRORS"),
            root("clock=CLOCK_REALTIME flags=none"),
        ],
    ),
    ("SO_UPDATE_CONNECT_CONTEXT", &[free("")]),
    // IPPROTO_IP
    ("IP_ADD_IFLIST", &[free("lo").after(&["IP_IFLIST=on"])]),
    ("IP_ADD_MEMBERSHIP", &[free(GROUP), free("group=224.0.0.7 address=127.0.0.1 interface=none")]),
    ("IP_BLOCK_SOURCE", &[free(BLOCKED).after(&[JOINED])]),
    ("IP_DEL_IFLIST", &[free("lo").after(&["IP_IFLIST=on", "IP_ADD_IFLIST=lo"])]),
    ("IP_DROP_MEMBERSHIP", &[free(GROUP).after(&[JOINED])]),
    ("IP_ADD_SOURCE_MEMBERSHIP", &[free(SOURCE)]),
    ("IP_DROP_SOURCE_MEMBERSHIP", &[free(SOURCE).after(&[SOURCE_JOINED])]),
    ("IP_LOCAL_PORT_RANGE", &[free("40000-49999"), free("40000-"), free("-49999"), free("none")]),
    // More, and a listener would not hear of the machine's own.
    ("IP_MINTTL", &[free("1"), free("9"), free("none")]),
    (
        "IP_MULTICAST_IF",
        &[
            free("address=127.0.0.1 interface=none"),
            free("address=0.0.0.0 interface=lo").reads("address=0.0.0.0 interface=none"),
        ],
    ),
    ("IP_MSFILTER", &[free(FILTER).after(&[JOINED])]),
    ("IP_MULTICAST_TTL", &[free("0"), free("9"), free("255"), free("none").reads("1")]),
    (
        "IP_OPTIONS",
        &[
            free("01").reads("01000000"),
            free("0707040000000000"), // to record the route
            free("none"),
            root("8307047f000001").reads("8307047f00000100"), // a loose source route
        ],
    ),
    ("IP_ROUTER_ALERT", &[free("on"), free("off").after(&["IP_ROUTER_ALERT=on"])]),
    ("IP_TOS", &[free("16"), free("184"), free("0")]),
    ("IP_TTL", &[free("1"), free("9"), free("255"), free("none").reads("64")]),
    ("IP_UNBLOCK_SOURCE", &[free(BLOCKED).after(&[JOINED, SOURCE_BLOCKED])]),
    ("MCAST_BLOCK_SOURCE", &[free(FEED).after(&[IN]), free(FEED6).after(&[IN6])]),
    ("MCAST_JOIN_GROUP", &[free(ANY_GROUP), free(GROUP6)]),
    ("MCAST_JOIN_SOURCE_GROUP", &[free(FEED), free(FEED6)]),
    ("MCAST_LEAVE_GROUP", &[free(ANY_GROUP).after(&[IN]), free(GROUP6).after(&[IN6])]),
    ("MCAST_LEAVE_SOURCE_GROUP", &[free(FEED).after(&[FED]), free(FEED6).after(&[FED6])]),
    ("MCAST_MSFILTER", &[free(ANY_FILTER).after(&[IN]), free(FILTER6).after(&[IN6])]),
    (
        "MCAST_UNBLOCK_SOURCE",
        &[free(FEED).after(&[IN, FEED_BLOCKED]), free(FEED6).after(&[IN6, FEED6_BLOCKED])],
    ),
    // IPPROTO_IP of multicast routers. What is added without MRT_INIT outlives the socket: each value has a table of its own,
    // where that matters.
    ("MRT_ADD_MFC", &[root(FLOW), free(FLOW).after(&["MRT_INIT"])]),
    ("MRT_ADD_MFC_PROXY", &[root(PROXY), free(PROXY).after(&["MRT_INIT"])]),
    (
        "MRT_ADD_VIF",
        &[
            root("vifi=0 device=interface:lo").after(&["MRT_TABLE=21", "MRT_FLUSH=VIFS_STATIC"]),
            free("vifi=31 device=address:127.0.0.1").after(&["MRT_INIT"]),
            free("vifi=1 device=register").after(&["MRT_INIT"]),
        ],
    ),
    (
        "MRT_ASSERT",
        &[root("on"), free("off").after(&["MRT_INIT"]), free("on").after(&["MRT_INIT"])],
    ),
    ("MRT_DEL_MFC", &[root(FLOW).after(&["MRT_TABLE=22", FLOWS]), free(FLOW).after(&["MRT_INIT", FLOWS])]),
    ("MRT_DEL_MFC_PROXY", &[root(PROXY).after(&["MRT_TABLE=23", PROXIED])]),
    ("MRT_DEL_VIF", &[root("3").after(&["MRT_TABLE=24", "MRT_FLUSH=VIFS_STATIC", VIF])]),
    ("MRT_DONE", &[free("").after(&["MRT_INIT"])]),
    ("MRT_FLUSH", &[root("MFC_STATIC|VIFS_STATIC"), free("MFC|VIFS").after(&["MRT_INIT"])]),
    ("MRT_INIT", &[free("")]),
    (
        "MRT_PIM",
        &[
            root("on").reads("on"),
            root("off").reads("off"),
            free("whole").after(&["MRT_INIT"]).reads("on"),
        ],
    ),
    ("MRT_TABLE", &[root("7"), root("999999999"), root("0")]),
    // IPPROTO_IPV6 of multicast routers
    ("MRT6_ADD_MFC", &[root(FLOW6), free(FLOW6).after(&["MRT6_INIT"])]),
    ("MRT6_ADD_MFC_PROXY", &[root(PROXY6), free(PROXY6).after(&["MRT6_INIT"])]),
    (
        "MRT6_ADD_MIF",
        &[
            root("mifi=0 device=interface:lo").after(&["MRT6_TABLE=21", "MRT6_FLUSH=MIFS_STATIC"]),
            free("mifi=31 device=interface:lo").after(&["MRT6_INIT"]),
            free("mifi=1 device=register").after(&["MRT6_INIT"]),
        ],
    ),
    (
        "MRT6_ASSERT",
        &[root("on"), free("off").after(&["MRT6_INIT"]), free("on").after(&["MRT6_INIT"])],
    ),
    ("MRT6_DEL_MFC", &[root(FLOW6).after(&["MRT6_TABLE=22", FLOWS6]), free(FLOW6).after(&["MRT6_INIT", FLOWS6])]),
    ("MRT6_DEL_MFC_PROXY", &[root(PROXY6).after(&["MRT6_TABLE=23", PROXIED6])]),
    ("MRT6_DEL_MIF", &[root("3").after(&["MRT6_TABLE=24", "MRT6_FLUSH=MIFS_STATIC", MIF])]),
    ("MRT6_DONE", &[free("").after(&["MRT6_INIT"])]),
    ("MRT6_FLUSH", &[root("MFC_STATIC|MIFS_STATIC"), free("MFC|MIFS").after(&["MRT6_INIT"])]),
    ("MRT6_INIT", &[free("")]),
    (
        "MRT6_PIM",
        &[
            root("on").reads("on"),
            root("off").reads("off"),
            free("whole").after(&["MRT6_INIT"]).reads("on"),
        ],
    ),
    ("MRT6_TABLE", &[root("7"), root("99999999"), root("0")]),
    // IPPROTO_IPV6
    (
        "IPV6_ADDR_PREFERENCES",
        &[
            free("TMP").reads("TMP|HOME"),
            free("PUBLIC|COA").reads("PUBLIC|COA"),
            free("PUBTMP_DEFAULT|HOME|NONCGA").reads("PUBTMP_DEFAULT|HOME"),
            free("none").reads("PUBTMP_DEFAULT|HOME"),
        ],
    ),
    ("IPV6_ADD_IFLIST", &[free("lo").after(&["IPV6_IFLIST=on"])]),
    ("IPV6_ADD_MEMBERSHIP", &[free(GROUP6)]),
    ("IPV6_CHECKSUM", &[free("4"), free("0"), free("none")]),
    ("IPV6_DSTOPTS", &[root(PADDING), root("none")]),
    ("IPV6_DEL_IFLIST", &[free("lo").after(&["IPV6_IFLIST=on", "IPV6_ADD_IFLIST=lo"])]),
    ("IPV6_DROP_MEMBERSHIP", &[free(GROUP6).after(&[JOINED6])]),
    (
        "IPV6_FLOWLABEL_MGR",
        &[
            free("dst=::1 label=7 action=IPV6_FL_A_GET share=IPV6_FL_S_ANY flags=CREATE expires=6s linger=6s"),
            free("dst=::1 label=7 action=IPV6_FL_A_PUT share=IPV6_FL_S_ANY flags=none expires=0s linger=0s")
                .after(&["IPV6_FLOWLABEL_MGR=dst=::1 label=7 action=IPV6_FL_A_GET share=IPV6_FL_S_ANY flags=CREATE expires=6s linger=6s"]),
        ],
    ),
    ("IPV6_HOPOPTS", &[root(PADDING), root("none")]),
    ("IPV6_MINHOPCOUNT", &[free("1"), free("9"), free("none")]),
    ("IPV6_MTU", &[free("1280"), free("none")]),
    (
        "IPV6_MTU_DISCOVER",
        &[free("IP_PMTUDISC_DO"), free("IP_PMTUDISC_PROBE"), free("IP_PMTUDISC_DONT")],
    ),
    ("IPV6_MULTICAST_HOPS", &[free("0"), free("9"), free("255"), free("none").reads("1")]),
    ("IPV6_PKTINFO", &[free("address=::1 interface=lo"), free("address=:: interface=none")]),
    (
        "IPV6_PROTECTION_LEVEL",
        &[free("PROTECTION_LEVEL_UNRESTRICTED"), free("PROTECTION_LEVEL_RESTRICTED")],
    ),
    ("IPV6_ROUTER_ALERT", &[free("0"), free("5"), free("none").after(&["IPV6_ROUTER_ALERT=0"])]),
    // Segment routing by one router.
    ("IPV6_RTHDR", &[free("000204000000000000000000000000000000000000000001"), free("none")]),
    ("IPV6_RTHDRDSTOPTS", &[root(PADDING), root("none")]),
    ("IPV6_TCLASS", &[free("16"), free("184"), free("none")]),
    ("IPV6_UNICAST_HOPS", &[free("0"), free("9"), free("255"), free("none").reads("64")]),
    // SOL_RAW
    ("ICMP_FILTER", &[free("8,13-15"), free("0-31"), free("none")]),
    // IPPROTO_ICMPV6
    ("ICMPV6_FILTER", &[free("0-133,135-255"), free("0-255"), free("128"), free("none")]),
    // IPPROTO_TCP
    ("TCP_CONGESTION", &[free("reno")]),
    (
        "TCP_DEFER_ACCEPT",
        &[free("1s"), free("5s").reads("7s"), free("1.5s").reads("3s"), free("none")],
    ),
    ("TCP_DELACK_MAX_US", &[free("40ms"), free("200ms")]),
    ("TCP_FASTOPEN", &[free("5"), free("0")]),
    ("TCP_KEEPCNT", &[free("1"), free("7"), free("127")]),
    ("TCP_KEEPIDLE", &[free("1s"), free("900ms"), free("32767s")]),
    ("TCP_KEEPINTVL", &[free("1s"), free("900ms"), free("32767s")]),
    ("TCP_LINGER2", &[free("1s"), free("1.5s"), free("2min"), free("none")]),
    ("TCP_MAXSEG", &[free("600"), free("88"), free("none")]),
    ("TCP_NOTSENT_LOWAT", &[free("1 B"), free("16 KiB"), free("none")]),
    (
        "TCP_QUEUE_SEQ",
        &[
            free("7").after(&[IN_REPAIR, "TCP_REPAIR_QUEUE=TCP_SEND_QUEUE"]),
            free("4294967295").after(&[IN_REPAIR, "TCP_REPAIR_QUEUE=TCP_RECV_QUEUE"]),
        ],
    ),
    (
        "TCP_REPAIR_QUEUE",
        &[
            free("TCP_SEND_QUEUE").after(&[IN_REPAIR]),
            free("TCP_RECV_QUEUE").after(&[IN_REPAIR]),
            free("TCP_NO_QUEUE").after(&[IN_REPAIR]),
        ],
    ),
    ("TCP_REPAIR", &[root("TCP_REPAIR_ON"), root("TCP_REPAIR_OFF")]),
    ("TCP_RTO_MAX_MS", &[free("1s"), free("1.5s"), free("2min")]),
    ("TCP_RTO_MIN_US", &[free("40ms"), free("100ms")]),
    (
        "TCP_SAVE_SYN",
        &[free("TCP_SAVE_SYN_NETWORK"), free("TCP_SAVE_SYN_LINK"), free("TCP_SAVE_SYN_OFF")],
    ),
    ("TCP_SYNCNT", &[free("1"), free("9"), free("127")]),
    ("TCP_TX_DELAY", &[free("1us"), free("2.5us"), free("268435455us"), free("0s")]),
    ("TCP_USER_TIMEOUT", &[free("1ms"), free("500us"), free("1min30s"), free("none")]),
    ("TCP_WINDOW_CLAMP", &[free("30000 B"), free("2000 B"), free("none")]),
    // SOL_PACKET
    ("PACKET_ADD_MEMBERSHIP", &[free(PROMISCUOUS), free(GROUP_OF_LO)]),
    ("PACKET_COPY_THRESH", &[free("1"), free("0")]),
    (
        "PACKET_DROP_MEMBERSHIP",
        &[free(PROMISCUOUS), free(GROUP_OF_LO).after(&[JOINED_ON_LO]), free(GROUP_OF_LO)],
    ),
    ("PACKET_RESERVE", &[free("64 B"), free("0 B")]),
    (
        "PACKET_RX_RING",
        &[
            free(RING).after(&["PACKET_VERSION=TPACKET_V1"]),
            free(RING).after(&["PACKET_VERSION=TPACKET_V2"]),
            free(RING3).after(&["PACKET_VERSION=TPACKET_V3"]),
        ],
    ),
    ("PACKET_TIMESTAMP", &[free("RAW_HARDWARE"), free("none")]),
    ("PACKET_TX_RING", &[free(RING).after(&["PACKET_VERSION=TPACKET_V2"])]),
    ("PACKET_VERSION", &[free("TPACKET_V2"), free("TPACKET_V3"), free("TPACKET_V1")]),
    ("PACKET_VNET_HDR_SZ", &[free("10"), free("12"), free("none")]),
    // SOL_XDP
    (
        "XDP_MAX_TX_SKB_BUDGET",
        &[free("32").after(&["XDP_TX_RING=64"]), free("64").after(&["XDP_TX_RING=64"])],
    ),
    ("XDP_RX_RING", &[free("1"), free("64")]),
    ("XDP_TX_RING", &[free("1"), free("64")]),
    ("XDP_UMEM_COMPLETION_RING", &[free("1"), free("64")]),
    ("XDP_UMEM_FILL_RING", &[free("1"), free("64")]),
    // SOL_NETLINK
    ("NETLINK_ADD_MEMBERSHIP", &[root_on_usersock("1"), root_on_usersock("7")]),
    (
        "NETLINK_DROP_MEMBERSHIP",
        &[root_on_usersock("1").after(&["NETLINK_ADD_MEMBERSHIP=1"]), root_on_usersock("7")],
    ),
    ("NETLINK_LISTEN_ALL_NSID", &[root("on"), root("off")]),
    // AF_VSOCK
    ("SO_VM_SOCKETS_BUFFER_MAX_SIZE", &[free("1 MiB"), free("512 KiB")]),
    ("SO_VM_SOCKETS_BUFFER_MIN_SIZE", &[free("64 B"), free("4 KiB")]),
    ("SO_VM_SOCKETS_BUFFER_SIZE", &[free("64 KiB"), free("1000 B")]),
    (
        "SO_VM_SOCKETS_CONNECT_TIMEOUT",
        &[free("1us"), free("1.5s"), free("1h"), free("none").reads("2s")],
    ),
    // SOL_TLS
    ("TLS_TX_MAX_PAYLOAD_LEN", &[free("64"), free("1000"), free("16384")]),
    // SOL_CAN_RAW
    (
        "CAN_RAW_ERR_FILTER",
        &[free("BUSOFF|ACK"), free("none"), free("0x1fffffff").reads(ALL_ERRORS)],
    ),
    (
        "CAN_RAW_FILTER",
        &[
            free("none"),
            free("can_id=291 can_mask=2047"),
            free("can_id=291 can_mask=2047,can_id=2147483649 can_mask=4294967295"),
        ],
    ),
    (
        "CAN_RAW_XL_VCID_OPTS",
        &[free("flags=TX_SET|RX_FILTER tx_vcid=1 rx_vcid=2 rx_vcid_mask=255")],
    ),
    // SOL_CAN_ISOTP
    (
        "CAN_ISOTP_LL_OPTS",
        &[free("mtu=CANFD_MTU tx_dl=64 tx_flags=BRS"), free("mtu=CAN_MTU tx_dl=8 tx_flags=none")],
    ),
    (
        "CAN_ISOTP_OPTS",
        &[
            free(
                "flags=EXTEND_ADDR|RX_EXT_ADDR frame_txtime=1us ext_address=1 txpad_content=2 \
                 rxpad_content=3 rx_ext_address=4",
            ),
            free(
                "flags=TX_PADDING frame_txtime=0s ext_address=0 txpad_content=204 \
                 rxpad_content=204 rx_ext_address=0",
            ),
        ],
    ),
    ("CAN_ISOTP_RECV_FC", &[free("bs=8 stmin=127ms wftmax=1"), free("bs=0 stmin=900us wftmax=0")]),
    ("CAN_ISOTP_RX_STMIN", &[free("1ns"), free("4.294967295s"), free("0s")]),
    ("CAN_ISOTP_TX_STMIN", &[free("1ns"), free("4.294967295s"), free("0s")]),
    // SOL_CAN_J1939
    (
        "SO_J1939_FILTER",
        &[
            free("none"),
            free("name=1 name_mask=255 pgn=65265 pgn_mask=262143 addr=32 addr_mask=255"),
        ],
    ),
    ("SO_J1939_SEND_PRIO", &[free("7"), free("2"), free("6"), root("1"), root("0")]),
    // SOL_ALG
    ("ALG_SET_AEAD_AUTHSIZE", &[free("8"), free("16")]),
    // SOL_BLUETOOTH
    ("BT_CHANNEL_POLICY", &[free("BT_CHANNEL_POLICY_AMP_PREFERRED")]),
    ("BT_FLUSHABLE", &[free("on")]),
    ("BT_ISO_BASE", &[free("01020304"), free("none")]),
    ("BT_RCVMTU", &[free("100 B"), free("65535 B")]),
    (
        "BT_SECURITY",
        &[
            free("level=BT_SECURITY_HIGH key_size=none"),
            free("level=BT_SECURITY_LOW key_size=none"),
        ],
    ),
    ("BT_SNDMTU", &[free("100 B"), free("65535 B")]),
    // SOL_HCI
    (
        "HCI_FILTER",
        &[
            free("type_mask=EVENT event_mask=16384 opcode=4105")
                .reads("type_mask=EVENT event_mask=16384 opcode=4105"),
            free("type_mask=none event_mask=0 opcode=none"),
        ],
    ),
    // SOL_L2CAP
    ("L2CAP_LM", &[free("CENTRAL|SECURE").reads("CENTRAL|AUTH|ENCRYPT|SECURE")]),
    ("L2CAP_OPTIONS", &[free(L2CAP_CONFIGURED).reads(L2CAP_CONFIGURED)]),
    // SOL_RFCOMM
    ("RFCOMM_LM", &[free("ENCRYPT").reads("AUTH|ENCRYPT")]),
    // SOL_SCTP
    ("SCTP_ADAPTATION_LAYER", &[free("7"), free("4294967295"), free("0")]),
    ("SCTP_ASSOCINFO", &[free(SCTP_PATIENT)]),
    ("SCTP_AUTH_ACTIVE_KEY", &[free("assoc_id=SCTP_FUTURE_ASSOC keynumber=0").after(&[SCTP_AUTH])]),
    ("SCTP_AUTH_CHUNK", &[free("0").after(&[SCTP_AUTH]), free("193").after(&[SCTP_AUTH])]),
    ("SCTP_AUTOCLOSE", &[free("1s").reads("1s"), free("1.5s").reads("2s"), free("none")]),
    ("SCTP_DEFAULT_PRINFO", &[free(SCTP_TWICE).reads(SCTP_TWICE)]),
    ("SCTP_DEFAULT_SEND_PARAM", &[free(SCTP_DIAMETER).reads(SCTP_DIAMETER)]),
    ("SCTP_DEFAULT_SNDINFO", &[free(SCTP_UNORDERED).reads(SCTP_UNORDERED)]),
    (
        "SCTP_DELAYED_SACK",
        &[
            free("assoc_id=SCTP_FUTURE_ASSOC delay=100ms freq=3")
                .reads("assoc_id=SCTP_FUTURE_ASSOC delay=100ms freq=3"),
            free("assoc_id=SCTP_FUTURE_ASSOC delay=none freq=1")
                .reads("assoc_id=SCTP_FUTURE_ASSOC delay=none freq=1"),
        ],
    ),
    ("SCTP_ENABLE_STREAM_RESET", &[free("RESET_STREAM_REQ|CHANGE_ASSOC_REQ"), free("none")]),
    ("SCTP_EVENT", &[free("assoc_id=SCTP_FUTURE_ASSOC notification=SCTP_SHUTDOWN_EVENT on=on")]),
    ("SCTP_EVENTS", &[free("DATA_IO|SHUTDOWN|SEND_FAILED_EVENT"), free("none")]),
    (
        "SCTP_EXPOSE_POTENTIALLY_FAILED_STATE",
        &[free("SCTP_PF_EXPOSE_ENABLE"), free("SCTP_PF_EXPOSE_UNSET")],
    ),
    (
        "SCTP_HMAC_IDENT",
        &[
            free("SCTP_AUTH_HMAC_ID_SHA256,SCTP_AUTH_HMAC_ID_SHA1").after(&[SCTP_AUTH]),
            free("SCTP_AUTH_HMAC_ID_SHA1").after(&[SCTP_AUTH]),
        ],
    ),
    (
        "SCTP_INITMSG",
        &[
            free("num_ostreams=100 max_instreams=50 max_attempts=4 max_init_timeo=3s")
                .reads("num_ostreams=100 max_instreams=50 max_attempts=4 max_init_timeo=3s"),
            free("num_ostreams=none max_instreams=none max_attempts=none max_init_timeo=none"),
        ],
    ),
    ("SCTP_MAX_BURST", &[free("7"), free("none")]),
    ("SCTP_MAXSEG", &[free("1200 B"), free("none")]),
    ("SCTP_PARTIAL_DELIVERY_POINT", &[free("1000 B"), free("0 B")]),
    ("SCTP_PEER_ADDR_PARAMS", &[free(SCTP_HEARTBEATS)]),
    ("SCTP_PEER_ADDR_THLDS", &[free(SCTP_THRESHOLDS).reads(SCTP_THRESHOLDS)]),
    ("SCTP_PEER_ADDR_THLDS_V2", &[free(SCTP_THRESHOLDS_V2).reads(SCTP_THRESHOLDS_V2)]),
    ("SCTP_PLPMTUD_PROBE_INTERVAL", &[free(SCTP_PROBES).reads(SCTP_PROBES)]),
    ("SCTP_REMOTE_UDP_ENCAPS_PORT", &[free(SCTP_WRAPPED).reads(SCTP_WRAPPED)]),
    ("SCTP_RTOINFO", &[free(SCTP_QUICK).reads(SCTP_QUICK)]),
    ("SCTP_SOCKOPT_BINDX_ADD", &[free("127.0.0.1:0")]),
    ("SCTP_STREAM_SCHEDULER", &[free("SCTP_SS_RR"), free("SCTP_SS_FCFS")]),
    (
        "SCTP_STREAM_SCHEDULER_VALUE",
        &[free("assoc_id=SCTP_CURRENT_ASSOC stream_id=0 stream_value=0")],
    ),
    // SOL_DCCP
    ("DCCP_SOCKOPT_CCID", &[free("2"), free("3,2")]),
    ("DCCP_SOCKOPT_QPOLICY_ID", &[free("DCCPQ_POLICY_PRIO"), free("DCCPQ_POLICY_SIMPLE")]),
    ("DCCP_SOCKOPT_RECV_CSCOV", &[free("0"), free("3")]),
    ("DCCP_SOCKOPT_SEND_CSCOV", &[free("0"), free("3")]),
    ("DCCP_SOCKOPT_SERVICE", &[free("7"), free("7,8")]),
    // SOL_TIPC
    ("TIPC_GROUP_JOIN", &[free(TIPC_MEMBER)]),
    ("TIPC_GROUP_LEAVE", &[free("").after(&[TIPC_JOINED])]),
    ("TIPC_IMPORTANCE", &[free("TIPC_HIGH_IMPORTANCE"), free("TIPC_LOW_IMPORTANCE")]),
    ("TIPC_MCAST_BROADCAST", &[free("")]),
    ("TIPC_MCAST_REPLICAST", &[free("")]),
    // SOL_RDS
    ("SO_RDS_MSG_RXPATH_LATENCY", &[free("RDS_MSG_RX_DGRAM_DELIVERED"), free("none")]),
    ("SO_RDS_TRANSPORT", &[free("RDS_TRANS_TCP")]),
    // SOL_RXRPC
    ("RXRPC_EXCLUSIVE_CONNECTION", &[free("")]),
    ("RXRPC_MIN_SECURITY_LEVEL", &[free("RXRPC_SECURITY_AUTH")]),
    // IPPROTO_UDP
    ("UDP_ENCAP", &[free("UDP_ENCAP_L2TPINUDP"), free("none")]),
    ("UDP_SEGMENT", &[free("1"), free("1200"), free("none")]),
    // Windows
    ("IP_PROTECTION_LEVEL", &[free("PROTECTION_LEVEL_RESTRICTED")]),
    ("SIO_CPU_AFFINITY", &[free("0")]),
    ("SIO_ENABLE_CIRCULAR_QUEUEING", &[free("")]),
    (
        "SIO_KEEPALIVE_VALS",
        &[
            free("onoff=on keepalivetime=30s keepaliveinterval=1ms"),
            free("onoff=off keepalivetime=1ns keepaliveinterval=1h"),
        ],
    ),
    (
        "SIO_SET_COMPATIBILITY_MODE",
        &[free("behavior_id=WsaBehaviorAutoTuning target_os_version=0x6000000")],
    ),
    ("SIO_SET_PRIORITY_HINT", &[free("SocketPriorityHintVeryLow"), free("SocketPriorityHintNormal")]),
    (
        "SIO_TCP_INITIAL_RTO",
        &[
            free("rtt=300ms max_syn_retransmissions=3"),
            free("rtt=none max_syn_retransmissions=0"),
            free("rtt=none max_syn_retransmissions=none"),
        ],
    ),
    ("SIO_TCP_SET_ACK_FREQUENCY", &[free("1")]),
    ("SIO_TCP_SET_ICW", &[free("TCP_ICW_LEVEL_HIGH"), free("TCP_ICW_LEVEL_DEFAULT")]),
    ("SIO_TIMESTAMPING", &[free("flags=RX|TX tx_timestamps_buffered=4")]),
];

const TIPC_MEMBER: &str = "group=4711 instance=1 scope=3 flags=0";
const TIPC_JOINED: &str = "TIPC_GROUP_JOIN=group=4711 instance=1 scope=3 flags=0";
const ALL_ERRORS: &str =
    "TX_TIMEOUT|LOSTARB|CRTL|PROT|TRX|ACK|BUSOFF|BUSERROR|RESTARTED|CNT|0x1ffffc00";
const L2CAP_CONFIGURED: &str = "omtu=1000 imtu=2000 flush_to=1.5s mode=L2CAP_MODE_BASIC \
    fcs=off max_tx=7 txwin_size=100";
const SCTP_AUTH: &str = "SCTP_AUTH_SUPPORTED=on";
const SCTP_PATIENT: &str = "assoc_id=SCTP_FUTURE_ASSOC asocmaxrxt=20 number_peer_destinations=0 \
    peer_rwnd=0 local_rwnd=0 cookie_life=30s";
const SCTP_TWICE: &str = "assoc_id=SCTP_FUTURE_ASSOC value=2 policy=SCTP_PR_SCTP_RTX";
const SCTP_DIAMETER: &str = "stream=1 ssn=0 flags=UNORDERED ppid=46 context=7 timetolive=1000 \
    tsn=0 cumtsn=0 assoc_id=SCTP_FUTURE_ASSOC";
const SCTP_UNORDERED: &str = "sid=1 flags=UNORDERED ppid=46 context=7 assoc_id=SCTP_FUTURE_ASSOC";
const SCTP_HEARTBEATS: &str = "assoc_id=SCTP_FUTURE_ASSOC address=none hbinterval=5s pathmaxrxt=3 \
    pathmtu=none sackdelay=none flags=HB_ENABLE|DSCP ipv6_flowlabel=0 dscp=184";
const SCTP_THRESHOLDS: &str = "assoc_id=SCTP_FUTURE_ASSOC address=none pathmaxrxt=4 pathpfthld=2";
const SCTP_THRESHOLDS_V2: &str =
    "assoc_id=SCTP_FUTURE_ASSOC address=none pathmaxrxt=4 pathpfthld=2 pathcpthld=3";
const SCTP_PROBES: &str = "assoc_id=SCTP_FUTURE_ASSOC address=none interval=30s";
const SCTP_WRAPPED: &str = "assoc_id=SCTP_FUTURE_ASSOC address=none port=9899";
const SCTP_QUICK: &str = "assoc_id=SCTP_FUTURE_ASSOC initial=1s max=5s min=500ms";
const GROUP: &str = "group=224.0.0.251 address=0.0.0.0 interface=lo";
const JOINED: &str = "IP_ADD_MEMBERSHIP=group=224.0.0.251 address=0.0.0.0 interface=lo";
const BLOCKED: &str = "group=224.0.0.251 address=127.0.0.1 source=127.0.0.9";
const SOURCE_BLOCKED: &str = "IP_BLOCK_SOURCE=group=224.0.0.251 address=127.0.0.1 source=127.0.0.9";
/// Options of IPv6 that say nothing.
const PADDING: &str = "0000010400000000";
const SOURCE: &str = "group=232.0.0.251 address=127.0.0.1 source=127.0.0.9";
const SOURCE_JOINED: &str =
    "IP_ADD_SOURCE_MEMBERSHIP=group=232.0.0.251 address=127.0.0.1 source=127.0.0.9";
const FILTER: &str = "group=224.0.0.251 address=127.0.0.1 interface=none \
    mode=MCAST_EXCLUDE sources=127.0.0.9,127.0.0.8";
/// Of the options that go by the group's protocol.
const ANY_GROUP: &str = "group=224.0.0.251 interface=lo";
const FEED: &str = "group=224.0.0.251 interface=lo source=127.0.0.9";
const FEED6: &str = "group=ff02::fb interface=lo source=fe80::9";
const IN: &str = "MCAST_JOIN_GROUP=group=224.0.0.251 interface=lo";
const IN6: &str = "MCAST_JOIN_GROUP=group=ff02::fb interface=lo";
const FED: &str = "MCAST_JOIN_SOURCE_GROUP=group=224.0.0.251 interface=lo source=127.0.0.9";
const FED6: &str = "MCAST_JOIN_SOURCE_GROUP=group=ff02::fb interface=lo source=fe80::9";
const FEED_BLOCKED: &str = "MCAST_BLOCK_SOURCE=group=224.0.0.251 interface=lo source=127.0.0.9";
const FEED6_BLOCKED: &str = "MCAST_BLOCK_SOURCE=group=ff02::fb interface=lo source=fe80::9";
const ANY_FILTER: &str =
    "group=224.0.0.251 interface=lo mode=MCAST_INCLUDE sources=127.0.0.9,127.0.0.8";
const FILTER6: &str = "group=ff02::fb interface=lo mode=MCAST_EXCLUDE sources=fe80::9,fe80::8";
const GROUP6: &str = "group=ff02::fb interface=lo";
const JOINED6: &str = "IPV6_ADD_MEMBERSHIP=group=ff02::fb interface=lo";
const VIF: &str = "MRT_ADD_VIF=vifi=3 device=interface:lo";
const MIF: &str = "MRT6_ADD_MIF=mifi=3 device=interface:lo";
const FLOW: &str = "origin=127.0.0.1 group=239.1.2.3 parent=0 ttls=1:1,31:254";
const FLOWS: &str = "MRT_ADD_MFC=origin=127.0.0.1 group=239.1.2.3 parent=0 ttls=none";
const PROXY: &str = "origin=0.0.0.0 group=239.1.2.3 parent=1 ttls=1:1";
const PROXIED: &str = "MRT_ADD_MFC_PROXY=origin=0.0.0.0 group=239.1.2.3 parent=1 ttls=1:1";
const FLOW6: &str = "origin=::1 group=ff0e::123 parent=0 ifset=1,31";
const FLOWS6: &str = "MRT6_ADD_MFC=origin=::1 group=ff0e::123 parent=0 ifset=none";
const PROXY6: &str = "origin=:: group=ff0e::123 parent=1 ifset=1";
const PROXIED6: &str = "MRT6_ADD_MFC_PROXY=origin=:: group=ff0e::123 parent=1 ifset=1";
const PROMISCUOUS: &str = "interface=lo type=PACKET_MR_PROMISC address=none";
const GROUP_OF_LO: &str = "interface=lo type=PACKET_MR_MULTICAST address=01:00:5e:00:00:fb";
const JOINED_ON_LO: &str =
    "PACKET_ADD_MEMBERSHIP=interface=lo type=PACKET_MR_MULTICAST address=01:00:5e:00:00:fb";
// A page has 64 KiB at most.
const RING: &str = "block_size=65536 block_nr=1 frame_size=2048 frame_nr=32 \
    retire_blk_tov=none sizeof_priv=0 features=none";
const RING3: &str = "block_size=65536 block_nr=1 frame_size=2048 frame_nr=32 \
    retire_blk_tov=60ms sizeof_priv=64 features=FILL_RXHASH";
