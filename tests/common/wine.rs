//! What wine lacks of Windows.
//!
//! The lists are not looked at on Windows itself. Under wine, what they name must fail: what wine has learnt is taken off them.

use std::panic::{catch_unwind, AssertUnwindSafe};

/// What wine 8 does not do, that tests would see: by a name for it, and why.
const LACKS: &[(&str, &str)] = &[
    ("IP_ADD_MEMBERSHIP", "it takes no index in place of an address (WSAEINVAL)"),
    ("send", "its WSASendMsg sends the data alone: it does not look at control messages"),
    ("IP_RECVECN", "it has no such option (WSAENOPROTOOPT)"),
    ("SIO_ACQUIRE_PORT_RESERVATION", "it sets no ports aside (WSAEOPNOTSUPP)"),
    ("UDP_SEND_MSG_SIZE", "its WSASendMsg sends one datagram, whatever the message says"),
];

/// Options that wine 8 refuses to read or to set, on sockets of all kinds, though Windows has them: what it says, why, and which.
pub const REFUSED: &[(i32, &str, &[&str])] = &[
    (
        10042, // WSAENOPROTOOPT
        "it does not know the option",
        &[
            "IPV6_ADD_IFLIST",
            "IPV6_DEL_IFLIST",
            "IPV6_GET_IFLIST",
            "IPV6_HDRINCL",
            "IPV6_IFLIST",
            "IPV6_MTU",
            "IPV6_MTU_DISCOVER",
            "IPV6_ORIGINAL_ARRIVAL_IF",
            "IPV6_RECVECN",
            "IPV6_RECVERR",
            "IPV6_RECVIF",
            "IPV6_RECVRTHDR",
            "IPV6_TCLASS",
            "IPV6_USER_MTU",
            "IP_ADD_IFLIST",
            "IP_DEL_IFLIST",
            "IP_GET_IFLIST",
            "IP_IFLIST",
            "IP_MTU",
            "IP_MTU_DISCOVER",
            "IP_ORIGINAL_ARRIVAL_IF",
            "IP_PROTECTION_LEVEL",
            "IP_RECEIVE_BROADCAST",
            "IP_RECVDSTADDR",
            "IP_RECVECN",
            "IP_RECVERR",
            "IP_RECVIF",
            "IP_USER_MTU",
            "MCAST_BLOCK_SOURCE",
            "MCAST_JOIN_GROUP",
            "MCAST_JOIN_SOURCE_GROUP",
            "MCAST_LEAVE_GROUP",
            "MCAST_LEAVE_SOURCE_GROUP",
            "MCAST_UNBLOCK_SOURCE",
            "SO_COMPARTMENT_ID",
            "SO_CONDITIONAL_ACCEPT",
            "SO_MAXDG",
            "SO_MAXPATHDG",
            "SO_PAUSE_ACCEPT",
            "SO_PORT_SCALABILITY",
            "SO_RANDOMIZE_PORT",
            "SO_REUSE_MULTICASTPORT",
            "SO_REUSE_UNICASTPORT",
            "TCP_BSDURGENT",
            "TCP_EXPEDITED_1122",
            "TCP_FAIL_CONNECT_ON_ICMP_ERROR",
            "TCP_FASTOPEN",
            "TCP_ICMP_ERROR_INFO",
            "TCP_KEEPCNT",
            "TCP_KEEPIDLE",
            "TCP_KEEPINTVL",
            "TCP_MAXRT",
            "TCP_MAXRTMS",
            "TCP_MAXSEG",
            "TCP_TIMESTAMPS",
        ],
    ),
    (
        10022, // WSAEINVAL
        "it does not know the level",
        &["UDP_CHECKSUM_COVERAGE", "UDP_NOCHECKSUM", "UDP_RECV_MAX_COALESCED_SIZE", "UDP_SEGMENT"],
    ),
    (10022, "it redirects no connection", &["IP6T_SO_ORIGINAL_DST", "SO_ORIGINAL_DST"]),
    (
        10045, // WSAEOPNOTSUPP
        "it does not know the ioctl",
        &[
            "SIO_AF_UNIX_GETPEERPID",
            "SIO_CPU_AFFINITY",
            "SIO_LOOPBACK_FAST_PATH",
            "SIO_QUERY_RSS_PROCESSOR_INFO",
            "SIO_QUERY_RSS_SCALABILITY_INFO",
            "SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT",
            "SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS",
            "SIO_SET_COMPATIBILITY_MODE",
            "SIO_SET_PRIORITY_HINT",
            "SIO_TCP_INITIAL_RTO",
            "SIO_TCP_SET_ACK_FREQUENCY",
            "SIO_TCP_SET_ICW",
            "SIO_TIMESTAMPING",
            "SIO_UDP_NETRESET",
            "TCP_INFO",
        ],
    ),
];

/// That wine refused the option as the list says.
#[track_caller]
pub fn assert_refused(error: &sockopt::Error) {
    let known = REFUSED.iter().any(|(code, _, names)| {
        names.contains(&error.name()) && error.raw_os_error() == Some(*code)
    });
    assert!(known, "it is not in the list of tests/common/wine.rs: {error}");
}

/// Options that wine 8 takes, and reads back as something else.
pub const NOT_KEPT: &[(&str, &str)] = &[
    ("SO_DEBUG", "it is always off"),
    ("SO_DONTROUTE", "once on, it is not switched off"),
    ("IPV6_PROTECTION_LEVEL", "it stays PROTECTION_LEVEL_UNRESTRICTED"),
];

/// Does a part of a test that wine fails; whether it was done. Under wine it must fail, and there is a line that says why.
#[track_caller]
pub fn without(what: &str, part: impl FnOnce()) -> bool {
    let (_, reason) = LACKS.iter().find(|(name, _)| *name == what).expect("it is in the list");
    if !is_here() {
        part();
        return true;
    }
    super::skip(&format!("not under wine: {reason}"));
    let failed = catch_unwind(AssertUnwindSafe(part)).is_err();
    assert!(failed, "wine has learnt it: take {what:?} off the list of tests/common/wine.rs");
    false
}

/// Whether this is wine.
#[cfg(not(windows))]
pub fn is_here() -> bool {
    false
}

#[cfg(windows)]
pub fn is_here() -> bool {
    use core::ffi::{c_char, c_void};

    #[link(name = "kernel32")]
    extern "system" {
        fn GetModuleHandleA(name: *const c_char) -> *mut c_void;
        fn GetProcAddress(module: *mut c_void, name: *const c_char) -> *mut c_void;
    }
    // SAFETY: both names end with a NUL; the library is one that every process has.
    let version = unsafe {
        GetProcAddress(GetModuleHandleA(c"ntdll.dll".as_ptr()), c"wine_get_version".as_ptr())
    };
    !version.is_null()
}
