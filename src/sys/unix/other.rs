//! The Unixes but Linux and Android.

use std::io;

use libc::c_int;

use super::{borrow, BorrowedSocket, OwnedSocket};
use crate::kind::{Domain, Protocol};
use crate::registry::Platforms;
use crate::socket::Socket;

mod constants;

/// The constants, by their names in C: those of `libc`, and those that it lacks
/// here.
pub(crate) mod c {
    #[allow(unused_imports)] // there are some on few systems only
    pub(crate) use super::constants::*;
    pub(crate) use libc::*;

    // sys/un.h: NetBSD and DragonFly have no name for it.
    #[cfg(any(target_os = "netbsd", target_os = "dragonfly"))]
    pub(crate) const SOL_LOCAL: i32 = 0;

    // sys/socket.h
    #[cfg(target_os = "freebsd")]
    pub(crate) const SO_MAX_PACING_RATE: i32 = 0x1018;
    cfg_if::cfg_if! {
        if #[cfg(target_os = "freebsd")] {
            pub(crate) const SO_RERROR: i32 = 0x0002_0000;
        } else if #[cfg(target_os = "netbsd")] {
            pub(crate) const SO_RERROR: i32 = 0x4000;
        } else if #[cfg(target_os = "dragonfly")] {
            pub(crate) const SO_RERROR: i32 = 0x2000;
        }
    }

    /// netinet/udplite.h and netinet/udp.h of FreeBSD.
    #[cfg(target_os = "freebsd")]
    mod udp {
        pub(crate) const UDPLITE_SEND_CSCOV: i32 = 2;
        pub(crate) const UDPLITE_RECV_CSCOV: i32 = 4;
        pub(crate) const UDP_ENCAP: i32 = 1;
        pub(crate) const UDP_ENCAP_ESPINUDP_NON_IKE: i32 = 1;
        pub(crate) const UDP_ENCAP_ESPINUDP: i32 = 2;
    }
    #[cfg(target_os = "freebsd")]
    pub(crate) use udp::*;

    /// netinet/tcp.h of Apple.
    #[cfg(target_vendor = "apple")]
    mod tcp {
        pub(crate) const TCP_CONNECTIONTIMEOUT: i32 = 0x20;
        pub(crate) const PERSIST_TIMEOUT: i32 = 0x40;
        pub(crate) const TCP_RXT_CONNDROPTIME: i32 = 0x80;
        pub(crate) const TCP_RXT_FINDROP: i32 = 0x100;
        pub(crate) const TCP_SENDMOREACKS: i32 = 0x103;
        pub(crate) const TCP_ENABLE_ECN: i32 = 0x104;
        pub(crate) const TCP_NOTSENT_LOWAT: i32 = 0x201;
    }
    #[cfg(target_vendor = "apple")]
    pub(crate) use tcp::*;

    // netinet/cc/cc_newreno.h and netinet/tcp.h of FreeBSD.
    #[cfg(target_os = "freebsd")]
    mod freebsd_tcp {
        pub(crate) const CC_NEWRENO_BETA: i32 = 1;
        pub(crate) const CC_NEWRENO_BETA_ECN: i32 = 2;
        pub(crate) const TCP_REUSPORT_LB_NUMA_NODOM: i32 = -2;
        pub(crate) const TCP_REUSPORT_LB_NUMA_CURDOM: i32 = -1;
    }
    #[cfg(target_os = "freebsd")]
    pub(crate) use freebsd_tcp::*;
    // Which `libc` calls deprecated, as FreeBSD 15 does not have them.
    #[cfg(target_os = "freebsd")]
    pub(crate) const TCP_PCAP_OUT: i32 = 2048;
    #[cfg(target_os = "freebsd")]
    pub(crate) const TCP_PCAP_IN: i32 = 4096;

    // sys/socket.h of illumos and Solaris.
    #[cfg(any(target_os = "illumos", target_os = "solaris"))]
    pub(crate) const SO_RECVUCRED: i32 = 0x400;
    // netinet6/in6.h of NetBSD.
    #[cfg(target_os = "netbsd")]
    pub(crate) const IPV6_BINDANY: i32 = 64;

    // netinet/tcp.h of a newer illumos.
    #[cfg(target_os = "illumos")]
    pub(crate) const TCP_MD5SIG: i32 = 39;

    /// netinet/sctp.h and netinet/sctp_uio.h of FreeBSD.
    #[cfg(target_os = "freebsd")]
    mod sctp {
        pub(crate) const SOL_SCTP: i32 = libc::IPPROTO_SCTP;
        pub(crate) const SCTP_PR_SUPPORTED: i32 = 0x26;
        pub(crate) const SCTP_ENABLE_STREAM_RESET: i32 = 0x900;
        pub(crate) const SCTP_INTERLEAVING_SUPPORTED: i32 = 0x1206;

        pub(crate) const SCTP_ASSOC_CHANGE: i32 = 1;
        pub(crate) const SCTP_PEER_ADDR_CHANGE: i32 = 2;
        pub(crate) const SCTP_REMOTE_ERROR: i32 = 3;
        pub(crate) const SCTP_SEND_FAILED: i32 = 4;
        pub(crate) const SCTP_SHUTDOWN_EVENT: i32 = 5;
        pub(crate) const SCTP_ADAPTATION_INDICATION: i32 = 6;
        pub(crate) const SCTP_PARTIAL_DELIVERY_EVENT: i32 = 7;
        pub(crate) const SCTP_AUTHENTICATION_EVENT: i32 = 8;
        pub(crate) const SCTP_STREAM_RESET_EVENT: i32 = 9;
        pub(crate) const SCTP_SENDER_DRY_EVENT: i32 = 10;

        pub(crate) const SCTP_CLOSED: i32 = 0;
        pub(crate) const SCTP_COOKIE_WAIT: i32 = 2;
        pub(crate) const SCTP_COOKIE_ECHOED: i32 = 4;
        pub(crate) const SCTP_ESTABLISHED: i32 = 8;
        pub(crate) const SCTP_SHUTDOWN_SENT: i32 = 0x10;
        pub(crate) const SCTP_SHUTDOWN_RECEIVED: i32 = 0x20;
        pub(crate) const SCTP_SHUTDOWN_ACK_SENT: i32 = 0x40;
        pub(crate) const SCTP_SHUTDOWN_PENDING: i32 = 0x80;

        pub(crate) const SCTP_AUTH_HMAC_ID_SHA1: i32 = 1;
        pub(crate) const SCTP_AUTH_HMAC_ID_SHA256: i32 = 3;
    }
    #[cfg(target_os = "freebsd")]
    pub(crate) use sctp::*;

    /// netinet/tcp_fsm.h of Apple, FreeBSD, NetBSD and OpenBSD, where their names begin with TCPS_.
    #[cfg(any(
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd"
    ))]
    mod tcp_states {
        pub(crate) const TCP_CLOSE: i32 = 0;
        pub(crate) const TCP_LISTEN: i32 = 1;
        pub(crate) const TCP_SYN_SENT: i32 = 2;
        pub(crate) const TCP_SYN_RECV: i32 = 3;
        pub(crate) const TCP_ESTABLISHED: i32 = 4;
        pub(crate) const TCP_CLOSE_WAIT: i32 = 5;
        pub(crate) const TCP_FIN_WAIT1: i32 = 6;
        pub(crate) const TCP_CLOSING: i32 = 7;
        pub(crate) const TCP_LAST_ACK: i32 = 8;
        pub(crate) const TCP_FIN_WAIT2: i32 = 9;
        pub(crate) const TCP_TIME_WAIT: i32 = 10;
    }
    #[cfg(any(
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd"
    ))]
    pub(crate) use tcp_states::*;

    // netinet/in.h of illumos and Solaris.
    #[cfg(any(target_os = "illumos", target_os = "solaris"))]
    pub(crate) const IPPROTO_IGMP: i32 = 2;
    #[cfg(any(target_os = "illumos", target_os = "solaris"))]
    pub(crate) const IPPROTO_SCTP: i32 = 132;

    // netinet/in.h and netinet6/in6.h.
    cfg_if::cfg_if! {
        if #[cfg(any(target_os = "illumos", target_os = "solaris"))] {
            // Solaris had them in its last text that is open, before the two parted.
            pub(crate) const IP_RECVOPTS: i32 = 5;
            pub(crate) const IP_RECVIF: i32 = 9;
            pub(crate) const IP_RECVSLLA: i32 = 10;
            pub(crate) const IP_RECVTTL: i32 = 11;
            #[cfg(target_os = "illumos")]
            pub(crate) const IP_RECVTOS: i32 = 12;
            pub(crate) const IP_RECVPKTINFO: i32 = 26;
            pub(crate) const IPV6_HOPOPTS: i32 = 14;
            pub(crate) const IPV6_DSTOPTS: i32 = 15;
            pub(crate) const IPV6_RTHDR: i32 = 16;
            pub(crate) const IPV6_RTHDRDSTOPTS: i32 = 17;
            pub(crate) const IPV6_RECVHOPLIMIT: i32 = 19;
            pub(crate) const IPV6_RECVHOPOPTS: i32 = 20;
            pub(crate) const IPV6_RECVRTHDR: i32 = 22;
            pub(crate) const IPV6_RECVPATHMTU: i32 = 36;
            pub(crate) const IPV6_PATHMTU: i32 = 37;
            pub(crate) const IPV6_RECVDSTOPTS: i32 = 40;
            pub(crate) const IPV6_CHECKSUM: i32 = 24;
            pub(crate) const ICMP6_FILTER: i32 = 1;
            pub(crate) const MCAST_JOIN_GROUP: i32 = 41;
            pub(crate) const MCAST_LEAVE_GROUP: i32 = 42;
            pub(crate) const MCAST_BLOCK_SOURCE: i32 = 43;
            pub(crate) const MCAST_UNBLOCK_SOURCE: i32 = 44;
            pub(crate) const MCAST_JOIN_SOURCE_GROUP: i32 = 45;
            pub(crate) const MCAST_LEAVE_SOURCE_GROUP: i32 = 46;
        } else if #[cfg(any(
            target_vendor = "apple",
            target_os = "freebsd",
            target_os = "netbsd",
            target_os = "openbsd",
            target_os = "dragonfly",
        ))] {
            pub(crate) const IP_OPTIONS: i32 = 1;
            pub(crate) const IPV6_PATHMTU: i32 = 44;
            pub(crate) const ICMP6_FILTER: i32 = 18;
            pub(crate) const IPV6_RECVRTHDR: i32 = 38;
            pub(crate) const IPV6_RECVHOPOPTS: i32 = 39;
            pub(crate) const IPV6_RECVDSTOPTS: i32 = 40;
            pub(crate) const IPV6_HOPOPTS: i32 = 49;
            pub(crate) const IPV6_DSTOPTS: i32 = 50;
            pub(crate) const IPV6_RTHDR: i32 = 51;
            pub(crate) const IPV6_RTHDRDSTOPTS: i32 = if cfg!(target_vendor = "apple") { 57 } else { 35 };
            #[cfg(not(target_os = "openbsd"))]
            pub(crate) const IPV6_RECVPATHMTU: i32 = 43;
        }
    }
    cfg_if::cfg_if! {
        if #[cfg(target_os = "netbsd")] {
            pub(crate) const IP_RECVTTL: i32 = 23;
            pub(crate) const IP_MINTTL: i32 = 24;
        } else if #[cfg(target_os = "openbsd")] {
            pub(crate) const IP_RECVTTL: i32 = 31;
            pub(crate) const IP_MINTTL: i32 = 32;
            pub(crate) const IP_RECVDSTPORT: i32 = 33;
            pub(crate) const IP_RECVRTABLE: i32 = 35;
            pub(crate) const IP_IPSECFLOWINFO: i32 = 36;
            pub(crate) const IPV6_RECVDSTPORT: i32 = 64;
            pub(crate) const IPV6_MINHOPCOUNT: i32 = 65;
        } else if #[cfg(target_os = "freebsd")] {
            pub(crate) const IP_FLOWID: i32 = 90;
            pub(crate) const IP_FLOWTYPE: i32 = 91;
            pub(crate) const IP_RECVFLOWID: i32 = 93;
            pub(crate) const IPV6_FLOWID: i32 = 67;
            pub(crate) const IPV6_FLOWTYPE: i32 = 68;
            pub(crate) const IPV6_RECVFLOWID: i32 = 70;
        }
    }
    cfg_if::cfg_if! {
        if #[cfg(any(target_os = "netbsd", target_os = "openbsd"))] {
            pub(crate) const IPV6_CHECKSUM: i32 = 26;
            pub(crate) const IPV6_RECVHOPLIMIT: i32 = 37;
            pub(crate) const IPV6_HOPLIMIT: i32 = 47;
        }
    }
    #[cfg(any(
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "openbsd",
        target_os = "dragonfly"
    ))]
    pub(crate) const IPV6_AUTOFLOWLABEL: i32 = 59;

    // netinet6/in6.h of Apple, which has these only by the names of RFC 3542, if a macro does not say otherwise.
    cfg_if::cfg_if! {
        if #[cfg(target_vendor = "apple")] {
            // sys/socket.h
            pub(crate) const SCM_TIMESTAMP_MONOTONIC: i32 = 4;

            pub(crate) const IPV6_2292PKTINFO: i32 = 19;
            pub(crate) const IPV6_2292HOPLIMIT: i32 = 20;
            pub(crate) const IPV6_2292HOPOPTS: i32 = 22;
            pub(crate) const IPV6_2292DSTOPTS: i32 = 23;
            pub(crate) const IPV6_2292RTHDR: i32 = 24;
        }
    }
}

/// What `errno` says, which each of these systems keeps behind another function.
#[cold]
pub(super) fn errno() -> i32 {
    io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

cfg_if::cfg_if! {
    if #[cfg(target_vendor = "apple")] {
        pub(crate) const HERE: Platforms = Platforms::APPLE;
    } else if #[cfg(target_os = "freebsd")] {
        pub(crate) const HERE: Platforms = Platforms::FREEBSD;
    } else if #[cfg(target_os = "netbsd")] {
        pub(crate) const HERE: Platforms = Platforms::NETBSD;
    } else if #[cfg(target_os = "openbsd")] {
        pub(crate) const HERE: Platforms = Platforms::OPENBSD;
    } else if #[cfg(target_os = "dragonfly")] {
        pub(crate) const HERE: Platforms = Platforms::DRAGONFLY;
    } else if #[cfg(target_os = "illumos")] {
        pub(crate) const HERE: Platforms = Platforms::ILLUMOS;
    } else if #[cfg(target_os = "solaris")] {
        pub(crate) const HERE: Platforms = Platforms::SOLARIS;
    } else if #[cfg(target_os = "aix")] {
        pub(crate) const HERE: Platforms = Platforms::AIX;
    } else if #[cfg(target_os = "haiku")] {
        pub(crate) const HERE: Platforms = Platforms::HAIKU;
    } else if #[cfg(target_os = "fuchsia")] {
        pub(crate) const HERE: Platforms = Platforms::FUCHSIA;
    } else if #[cfg(target_os = "nto")] {
        pub(crate) const HERE: Platforms = Platforms::QNX;
    } else if #[cfg(target_os = "cygwin")] {
        pub(crate) const HERE: Platforms = Platforms::CYGWIN;
    } else if #[cfg(target_os = "hurd")] {
        pub(crate) const HERE: Platforms = Platforms::HURD;
    }
}

/// sys/sockio.h or sys/ioctl.h: `_IOR('s', 7, int)`, which is one number on most of these systems.
pub(super) const SIOCATMARK: libc::c_ulong = if cfg!(target_os = "haiku") {
    8938
} else if cfg!(target_os = "cygwin") {
    0x4008_7307 // with a `u_long` in the place of the `int`, here and in FIONREAD
} else if cfg!(target_os = "hurd") {
    0x6008_0687 // bits/ioctls.h packs these numbers in a way of its own
} else {
    0x4004_7307
};

/// On Apple, its kernel heeds it since there is a name for it there (`sendit` in
/// bsd/kern/uipc_syscalls.c); see also [`without_signal`].
pub(super) const NO_SIGNAL: c_int = libc::MSG_NOSIGNAL;

/// FreeBSD takes a time of more seconds than an `int` holds for no limit at all
/// (`sosetopt` in sys/kern/uipc_socket.c). The others count as far as `time_t`
/// goes, or refuse what they cannot count (EDOM).
pub(crate) const TIMEVAL_MAX_SECS: u64 = if cfg!(target_os = "cygwin") {
    // `timeval_to_ms` in winsup/cygwin/times.cc: from here on, it is no limit.
    u32::MAX as u64 / 1000 - 1
} else {
    i32::MAX as u64
};

/// What the structure can hold; most of these systems keep 16 bits of it, which the
/// option's row says.
pub(crate) const LINGER_MAX_SECS: u32 =
    if cfg!(target_os = "cygwin") { u16::MAX as u32 } else { i32::MAX as u32 };

// Opening. Apple and AIX have neither flags for a new socket nor accept4, so that there a
// child of another thread may get the socket before it is made close-on-exec. QNX has a flag for a new
// socket alone.

cfg_if::cfg_if! {
    if #[cfg(any(target_vendor = "apple", target_os = "aix", target_os = "nto"))] {
        use std::os::fd::{AsRawFd, RawFd};

        use super::check;

        pub(in crate::sys) fn open_flags(_: bool) -> c_int {
            // What is done by `settle` once more is done for accepted sockets.
            #[cfg(target_os = "nto")]
            return libc::SOCK_CLOEXEC;
            #[cfg(not(target_os = "nto"))]
            0
        }

        /// Does what the flags do elsewhere.
        pub(in crate::sys) fn settle(socket: &OwnedSocket, nonblocking: bool) -> io::Result<()> {
            // SAFETY: F_SETFD takes an int.
            check(unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_SETFD, libc::FD_CLOEXEC) })?;
            super::set_nonblocking(borrow(socket), nonblocking)?;
            #[cfg(target_vendor = "apple")]
            without_signal(socket)?;
            Ok(())
        }

        pub(in crate::sys) use settle as settle_accepted;

        /// For kernels that do not know MSG_NOSIGNAL yet, and for writes that do
        /// not go through this crate: std's `TcpStream`, which the socket may
        /// become, counts on it.
        #[cfg(target_vendor = "apple")]
        fn without_signal(socket: &OwnedSocket) -> io::Result<()> {
            use core::{mem::size_of, ptr};

            let on: c_int = 1;
            // SAFETY: the pointer and the length are those of `on`.
            check(unsafe {
                libc::setsockopt(
                    socket.as_raw_fd(),
                    libc::SOL_SOCKET,
                    libc::SO_NOSIGPIPE,
                    ptr::from_ref(&on).cast(),
                    super::length(size_of::<c_int>()),
                )
            })
            .map(drop)
        }

        /// As `libc::accept4` elsewhere.
        ///
        /// # Safety
        ///
        /// As `libc::accept`.
        pub(in crate::sys) unsafe fn accept4(
            raw: RawFd,
            address: *mut libc::sockaddr,
            size: *mut libc::socklen_t,
            _: c_int,
        ) -> c_int {
            // SAFETY: the caller's promise.
            unsafe { libc::accept(raw, address, size) }
        }
    } else {
        pub(in crate::sys) use libc::accept4;

        pub(in crate::sys) fn open_flags(nonblocking: bool) -> c_int {
            libc::SOCK_CLOEXEC | if nonblocking { libc::SOCK_NONBLOCK } else { 0 }
        }

        pub(in crate::sys) fn settle(_: &OwnedSocket, _: bool) -> io::Result<()> {
            Ok(())
        }

        /// The socket that accept4 of illumos gives does not block if the listener
        /// does not, whatever the flags (`accept` in sockfs/socksyscalls.c). The BSDs
        /// go by the flags alone, and so do the others.
        pub(in crate::sys) fn settle_accepted(socket: &OwnedSocket, nonblocking: bool) -> io::Result<()> {
            if cfg!(any(target_os = "illumos", target_os = "solaris")) {
                super::set_nonblocking(borrow(socket), nonblocking)?;
            }
            Ok(())
        }
    }
}

/// Each has an address.
pub(super) fn is_nameless(_: BorrowedSocket<'_>) -> bool {
    false
}

/// Where there is no option that tells it, an address tells the domain, and the protocol is
/// taken for the default one.
pub(crate) fn domain_and_protocol(socket: BorrowedSocket<'_>) -> io::Result<(Domain, Protocol)> {
    let socket = Socket::from(socket);
    cfg_if::cfg_if! {
        if #[cfg(any(
            target_os = "freebsd",
            target_os = "openbsd",
            target_os = "illumos",
            target_os = "solaris",
            target_os = "fuchsia",
        ))] {
            let domain = socket.domain()?;
        } else {
            let domain = Domain::from_raw(socket.local_addr()?.family());
        }
    }
    cfg_if::cfg_if! {
        if #[cfg(any(target_os = "freebsd", target_os = "openbsd", target_os = "fuchsia"))] {
            let protocol = socket.protocol()?;
        } else {
            let protocol = Protocol::IP;
        }
    }
    Ok((domain, protocol))
}

cfg_if::cfg_if! {
    if #[cfg(any(target_os = "haiku", target_os = "fuchsia"))] {
        // There are no signals.
    } else if #[cfg(any(target_os = "cygwin", target_os = "hurd"))] {
        pub(super) fn get_owner(raw: std::os::fd::RawFd) -> io::Result<i32> {
            // SAFETY: F_GETOWN takes no argument.
            super::check(unsafe { libc::fcntl(raw, libc::F_GETOWN) })
        }
    } else {
        /// By FIOGETOWN, on which F_GETOWN rests: the number of a process group is
        /// negative, and F_GETOWN's -1 could not be told from a failure.
        pub(super) fn get_owner(raw: std::os::fd::RawFd) -> io::Result<i32> {
            let mut owner: c_int = 0;
            // SAFETY: the request writes an int, to the one passed.
            super::check(unsafe { libc::ioctl(raw, libc::FIOGETOWN, &mut owner) })?;
            Ok(owner)
        }
    }
}
