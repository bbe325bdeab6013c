//! The constants that libc lacks on the systems that have few of their own.

// netinet/in.h of Haiku.
#[cfg(target_os = "haiku")]
pub(crate) const IPPROTO_IGMP: i32 = 2;

// netinet/in.h of Fuchsia: the numbers of Linux.
#[cfg(target_os = "fuchsia")]
mod fuchsia {
    pub(crate) const IP_RECVTTL: i32 = 12;
    pub(crate) const IPV6_PKTINFO: i32 = 50;
    pub(crate) const IPV6_RECVHOPLIMIT: i32 = 51;
    pub(crate) const IPV6_HOPLIMIT: i32 = 52;
}
#[cfg(target_os = "fuchsia")]
pub(crate) use fuchsia::*;
