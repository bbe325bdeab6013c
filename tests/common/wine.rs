//! What wine lacks of Windows.
//!
//! The lists are not looked at on Windows itself. Under wine, what they name must fail: what wine has learnt is taken off them.

use std::panic::{catch_unwind, AssertUnwindSafe};

/// What wine 8 does not do, that tests would see: by a name for it, and why.
const LACKS: &[(&str, &str)] = &[
    ("send", "its WSASendMsg sends the data alone: it does not look at control messages"),
    ("IP_RECVECN", "it has no such option (WSAENOPROTOOPT)"),
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
            "IPV6_HDRINCL",
            "IPV6_IFLIST",
            "IPV6_MTU_DISCOVER",
            "IPV6_RECVECN",
            "IPV6_RECVERR",
            "IPV6_RECVIF",
            "IPV6_TCLASS",
            "IPV6_USER_MTU",
            "IP_ADD_IFLIST",
            "IP_DEL_IFLIST",
            "IP_IFLIST",
            "IP_MTU",
            "IP_MTU_DISCOVER",
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
            "SO_PAUSE_ACCEPT",
            "SO_PORT_SCALABILITY",
            "SO_RANDOMIZE_PORT",
            "SO_REUSE_MULTICASTPORT",
            "SO_REUSE_UNICASTPORT",
            "TCP_EXPEDITED_1122",
            "TCP_FAIL_CONNECT_ON_ICMP_ERROR",
            "TCP_KEEPCNT",
            "TCP_KEEPIDLE",
            "TCP_KEEPINTVL",
            "TCP_MAXRT",
            "TCP_MAXRTMS",
            "TCP_TIMESTAMPS",
        ],
    ),
    (
        10022, // WSAEINVAL
        "it does not know the level",
        &["UDP_NOCHECKSUM", "UDP_RECV_MAX_COALESCED_SIZE", "UDP_SEGMENT"],
    ),
];

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
