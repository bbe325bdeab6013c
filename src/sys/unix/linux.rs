//! Linux and Android.

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, RawFd};

use libc::{c_int, c_long};

use super::{check, ioctl_int, BorrowedSocket, OwnedSocket};
use crate::kind::{Domain, Protocol};
use crate::registry::Platforms;
use crate::socket::Socket;

mod families;
mod mapping;
mod scm;

pub(crate) use mapping::Mapping;

/// The constants, by their names in C: those of `libc`, and those that it lacks
/// here.
pub(crate) mod c {
    pub(crate) use super::scm::*;

    // linux/icmp.h and linux/icmpv6.h
    pub(crate) const ICMP_FILTER: i32 = 1;
    pub(crate) const ICMPV6_FILTER: i32 = 1;

    // linux/in.h and linux/in6.h
    pub(crate) const IPV6_FL_A_GET: i32 = 0;
    pub(crate) const IPV6_FL_A_PUT: i32 = 1;
    pub(crate) const IPV6_FL_A_RENEW: i32 = 2;
    pub(crate) const IPV6_FL_S_NONE: i32 = 0;
    pub(crate) const IPV6_FL_S_EXCL: i32 = 1;
    pub(crate) const IPV6_FL_S_PROCESS: i32 = 2;
    pub(crate) const IPV6_FL_S_USER: i32 = 3;
    pub(crate) const IPV6_FL_S_ANY: i32 = 255;
    pub(crate) const IP_IPSEC_POLICY: i32 = 16;
    pub(crate) const IP_LOCAL_PORT_RANGE: i32 = 51;
    pub(crate) const IP_PROTOCOL: i32 = 52;
    pub(crate) const IP_RECVERR_RFC4884: i32 = 26;
    pub(crate) const IPV6_RECVERR_RFC4884: i32 = 31;

    // linux/tcp.h
    pub(crate) const TCP_REPAIR_ON: i32 = 1;
    pub(crate) const TCP_REPAIR_OFF: i32 = 0;
    pub(crate) const TCP_REPAIR_OFF_NO_WP: i32 = -1;
    pub(crate) const TCP_NO_QUEUE: i32 = 0;
    pub(crate) const TCP_RECV_QUEUE: i32 = 1;
    pub(crate) const TCP_SEND_QUEUE: i32 = 2;
    pub(crate) const TCP_TX_DELAY: i32 = 37;
    pub(crate) const TCP_AO_ADD_KEY: i32 = 38;
    pub(crate) const TCP_AO_DEL_KEY: i32 = 39;
    pub(crate) const TCP_AO_INFO: i32 = 40;
    pub(crate) const TCP_AO_GET_KEYS: i32 = 41;
    pub(crate) const TCP_AO_REPAIR: i32 = 42;
    pub(crate) const TCP_IS_MPTCP: i32 = 43;
    pub(crate) const TCP_RTO_MAX_MS: i32 = 44;
    pub(crate) const TCP_RTO_MIN_US: i32 = 45;
    pub(crate) const TCP_DELACK_MAX_US: i32 = 46;

    pub(crate) const TFO_COOKIE_UNAVAILABLE: i32 = 1;
    pub(crate) const TFO_DATA_NOT_ACKED: i32 = 2;
    pub(crate) const TFO_SYN_RETRANSMITTED: i32 = 3;

    #[allow(non_upper_case_globals)]
    mod tcp_ca {
        pub(crate) const TCP_CA_Open: i32 = 0;
        pub(crate) const TCP_CA_Disorder: i32 = 1;
        pub(crate) const TCP_CA_CWR: i32 = 2;
        pub(crate) const TCP_CA_Recovery: i32 = 3;
        pub(crate) const TCP_CA_Loss: i32 = 4;
    }
    pub(crate) use tcp_ca::*;

    // The values of TCP_SAVE_SYN, which have no names in any header.
    pub(crate) const TCP_SAVE_SYN_OFF: i32 = 0;
    pub(crate) const TCP_SAVE_SYN_NETWORK: i32 = 1;
    pub(crate) const TCP_SAVE_SYN_LINK: i32 = 2;

    // netinet/tcp.h
    pub(crate) const TCP_ESTABLISHED: i32 = 1;
    pub(crate) const TCP_SYN_SENT: i32 = 2;
    pub(crate) const TCP_SYN_RECV: i32 = 3;
    pub(crate) const TCP_FIN_WAIT1: i32 = 4;
    pub(crate) const TCP_FIN_WAIT2: i32 = 5;
    pub(crate) const TCP_TIME_WAIT: i32 = 6;
    pub(crate) const TCP_CLOSE: i32 = 7;
    pub(crate) const TCP_CLOSE_WAIT: i32 = 8;
    pub(crate) const TCP_LAST_ACK: i32 = 9;
    pub(crate) const TCP_LISTEN: i32 = 10;
    pub(crate) const TCP_CLOSING: i32 = 11;
    pub(crate) const TCPOPT_MAXSEG: i32 = 2;
    pub(crate) const TCPOPT_WINDOW: i32 = 3;
    pub(crate) const TCPOPT_SACK_PERMITTED: i32 = 4;
    pub(crate) const TCPOPT_TIMESTAMP: i32 = 8;

    // linux/mptcp.h
    #[cfg(target_os = "linux")]
    pub(crate) const SOL_MPTCP: i32 = 284;
    #[cfg(target_os = "linux")]
    pub(crate) const MPTCP_INFO: i32 = 1;
    #[cfg(target_os = "linux")]
    pub(crate) const MPTCP_TCPINFO: i32 = 2;
    #[cfg(target_os = "linux")]
    pub(crate) const MPTCP_SUBFLOW_ADDRS: i32 = 3;
    #[cfg(target_os = "linux")]
    pub(crate) const MPTCP_FULL_INFO: i32 = 4;

    // linux/vm_sockets.h
    pub(crate) const SO_VM_SOCKETS_BUFFER_SIZE: i32 = 0;
    pub(crate) const SO_VM_SOCKETS_BUFFER_MIN_SIZE: i32 = 1;
    pub(crate) const SO_VM_SOCKETS_BUFFER_MAX_SIZE: i32 = 2;
    // One number is for two longs, the other (Linux 5.17) for two numbers of 64 bits.
    pub(crate) const SO_VM_SOCKETS_CONNECT_TIMEOUT: i32 =
        if super::super::TIMEVAL_SIZE == 2 * core::mem::size_of::<c_long>() { 6 } else { 8 };

    // linux/if_packet.h
    pub(crate) const PACKET_MR_UNICAST: i32 = 3;
    pub(crate) const TPACKET_V1: i32 = 0;
    pub(crate) const TPACKET_V2: i32 = 1;
    pub(crate) const TPACKET_V3: i32 = 2;

    // linux/udp.h
    pub(crate) const UDP_ENCAP_ESPINUDP_NON_IKE: i32 = 1;
    pub(crate) const UDP_ENCAP_ESPINUDP: i32 = 2;
    pub(crate) const UDP_ENCAP_L2TPINUDP: i32 = 3;
    pub(crate) const UDP_ENCAP_GTP0: i32 = 4;
    pub(crate) const UDP_ENCAP_GTP1U: i32 = 5;
    pub(crate) const UDP_ENCAP_RXRPC: i32 = 6;
    pub(crate) const TCP_ENCAP_ESPINTCP: i32 = 7;

    // net/udplite.h of the kernel
    pub(crate) const UDPLITE_SEND_CSCOV: i32 = 10;
    pub(crate) const UDPLITE_RECV_CSCOV: i32 = 11;

    // linux/socket.h, where the default is 255: that is -1 in the byte that keeps it, and the
    // kernel takes -1 to 1.
    pub(crate) const SOCK_TXREHASH_DEFAULT: i32 = -1;
    pub(crate) const SOCK_TXREHASH_DISABLED: i32 = 0;
    pub(crate) const SOCK_TXREHASH_ENABLED: i32 = 1;

    // asm/socket.h of Linux 7.2. MIPS, which has numbers of its own for older
    // options, has these as all others do; SPARC does not. (PA-RISC neither, but
    // there is no Rust for it.)
    cfg_if::cfg_if! {
        if #[cfg(any(target_arch = "sparc", target_arch = "sparc64"))] {
            pub(crate) const SO_RCVPRIORITY: i32 = 0x005b;
            pub(crate) const SO_PASSRIGHTS: i32 = 0x005c;
            pub(crate) const SO_INQ: i32 = 0x005d;
        } else {
            pub(crate) const SO_RCVPRIORITY: i32 = 82;
            pub(crate) const SO_PASSRIGHTS: i32 = 83;
            pub(crate) const SO_INQ: i32 = 84;
        }
    }

    // asm-generic/socket.h of Linux 7.2, which all of Android's machines go by.
    cfg_if::cfg_if! {
        if #[cfg(target_os = "android")] {
            pub(crate) const SO_NO_CHECK: i32 = 11;
            pub(crate) const SO_DETACH_BPF: i32 = 27;
            pub(crate) const SO_PEERNAME: i32 = 28;
            pub(crate) const SO_WIFI_STATUS: i32 = 41;
            pub(crate) const SO_NOFCS: i32 = 43;
            pub(crate) const SO_LOCK_FILTER: i32 = 44;
            pub(crate) const SO_SELECT_ERR_QUEUE: i32 = 45;
            pub(crate) const SO_MAX_PACING_RATE: i32 = 47;
            pub(crate) const SO_BPF_EXTENSIONS: i32 = 48;
            pub(crate) const SO_INCOMING_CPU: i32 = 49;
            pub(crate) const SO_ATTACH_BPF: i32 = 50;
            pub(crate) const SO_CNX_ADVICE: i32 = 53;
            pub(crate) const SO_MEMINFO: i32 = 55;
            pub(crate) const SO_INCOMING_NAPI_ID: i32 = 56;
            pub(crate) const SO_COOKIE: i32 = 57;
            pub(crate) const SO_PEERGROUPS: i32 = 59;
            pub(crate) const SO_ZEROCOPY: i32 = 60;
            pub(crate) const SO_TXTIME: i32 = 61;
            pub(crate) const SO_PREFER_BUSY_POLL: i32 = 69;
            pub(crate) const SO_BUSY_POLL_BUDGET: i32 = 70;
            pub(crate) const SO_NETNS_COOKIE: i32 = 71;
            pub(crate) const SO_BUF_LOCK: i32 = 72;
            pub(crate) const SO_RESERVE_MEM: i32 = 73;
            pub(crate) const SO_TXREHASH: i32 = 74;
            pub(crate) const SO_RCVMARK: i32 = 75;
            pub(crate) const SO_PASSPIDFD: i32 = 76;
            pub(crate) const SO_PEERPIDFD: i32 = 77;
            pub(crate) const SO_DEVMEM_DONTNEED: i32 = 80;

            // linux/if_packet.h
            pub(crate) const PACKET_ADD_MEMBERSHIP: i32 = 1;
            pub(crate) const PACKET_DROP_MEMBERSHIP: i32 = 2;
            pub(crate) const PACKET_RX_RING: i32 = 5;
            pub(crate) const PACKET_STATISTICS: i32 = 6;
            pub(crate) const PACKET_COPY_THRESH: i32 = 7;
            pub(crate) const PACKET_ORIGDEV: i32 = 9;
            pub(crate) const PACKET_VERSION: i32 = 10;
            pub(crate) const PACKET_RESERVE: i32 = 12;
            pub(crate) const PACKET_TX_RING: i32 = 13;
            pub(crate) const PACKET_LOSS: i32 = 14;
            pub(crate) const PACKET_VNET_HDR: i32 = 15;
            pub(crate) const PACKET_TIMESTAMP: i32 = 17;
            pub(crate) const PACKET_FANOUT: i32 = 18;
            pub(crate) const PACKET_TX_HAS_OFF: i32 = 19;
            pub(crate) const PACKET_QDISC_BYPASS: i32 = 20;
            pub(crate) const PACKET_ROLLOVER_STATS: i32 = 21;
            pub(crate) const PACKET_FANOUT_DATA: i32 = 22;
            pub(crate) const PACKET_IGNORE_OUTGOING: i32 = 23;
            pub(crate) const PACKET_VNET_HDR_SZ: i32 = 24;
            pub(crate) const PACKET_MR_MULTICAST: i32 = 0;
            pub(crate) const PACKET_MR_PROMISC: i32 = 1;
            pub(crate) const PACKET_MR_ALLMULTI: i32 = 2;
            pub(crate) const PACKET_FANOUT_HASH: i32 = 0;
            pub(crate) const PACKET_FANOUT_LB: i32 = 1;
            pub(crate) const PACKET_FANOUT_CPU: i32 = 2;
            pub(crate) const PACKET_FANOUT_ROLLOVER: i32 = 3;
            pub(crate) const PACKET_FANOUT_RND: i32 = 4;
            pub(crate) const PACKET_FANOUT_QM: i32 = 5;
            pub(crate) const PACKET_FANOUT_CBPF: i32 = 6;
            pub(crate) const PACKET_FANOUT_EBPF: i32 = 7;
        }
    }
}

#[cfg(target_os = "linux")]
pub(crate) const HERE: Platforms = Platforms::LINUX;
#[cfg(target_os = "android")]
pub(crate) const HERE: Platforms = Platforms::ANDROID;

/// asm/sockios.h
pub(super) const SIOCATMARK: libc::c_ulong = if cfg!(any(
    target_arch = "mips",
    target_arch = "mips32r6",
    target_arch = "mips64",
    target_arch = "mips64r6",
    target_arch = "xtensa",
)) {
    0x4004_7307
} else {
    0x8905
};

/// What `errno` says.
#[inline]
pub(super) fn errno() -> i32 {
    #[cfg(target_os = "android")]
    use libc::__errno as place;
    #[cfg(not(target_os = "android"))]
    use libc::__errno_location as place;
    // SAFETY: it gives this thread's `errno`, always.
    unsafe { *place() }
}

pub(super) const NO_SIGNAL: c_int = libc::MSG_NOSIGNAL;

/// net/core/sock.c, sock_set_timeout: a time of LONG_MAX / HZ - 1 seconds or more
/// becomes no limit at all. HZ is 1000 at most.
pub(crate) const TIMEVAL_MAX_SECS: u64 = (c_long::MAX / 1000 - 1) as u64;

/// net/core/sock.c, sk_setsockopt: LONG_MAX / HZ seconds or more are cut to the
/// longest time there is. That is less than what an int holds only where a long is no longer; but older kernels (5.10)
/// multiply in 32 bits, so that 2^32 / HZ seconds or more become some shorter time, or a reset.
#[allow(clippy::cast_possible_truncation)] // it is compared before
pub(crate) const LINGER_MAX_SECS: u32 = {
    let (longest, unwrapped) = (c_long::MAX / 1000 - 1, u32::MAX / 1000);
    if longest < unwrapped as c_long {
        longest as u32
    } else {
        unwrapped
    }
};

pub(super) use libc::accept4;

pub(super) fn open_flags(nonblocking: bool) -> c_int {
    libc::SOCK_CLOEXEC | if nonblocking { libc::SOCK_NONBLOCK } else { 0 }
}

/// The flags did it all.
pub(super) fn settle(_: &OwnedSocket, _: bool) -> io::Result<()> {
    Ok(())
}

pub(super) use settle as settle_accepted;

/// For a socket that came without that flag: a child of another thread may have got it before.
pub(crate) fn set_close_on_exec(socket: &OwnedSocket) -> Result<(), i32> {
    // SAFETY: F_SETFD takes an int.
    let result = unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_SETFD, libc::FD_CLOEXEC) };
    check(result).map(drop).map_err(|error| error.raw_os_error().unwrap_or(0))
}

/// Whether neither the socket nor what it accepts has an address.
pub(super) fn is_nameless(socket: BorrowedSocket<'_>) -> bool {
    Socket::from(socket).domain().is_ok_and(|domain| domain == Domain::ALG)
}

pub(crate) fn domain_and_protocol(socket: BorrowedSocket<'_>) -> io::Result<(Domain, Protocol)> {
    let socket = Socket::from(socket);
    Ok((socket.domain()?, socket.protocol()?))
}

/// Bytes that were sent and not yet let go (of TCP: not acknowledged).
pub(crate) fn unsent(socket: BorrowedSocket<'_>) -> io::Result<usize> {
    let count = ioctl_int(socket, libc::TIOCOUTQ as libc::c_ulong)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// When the last packet that was read came in: seconds and nanoseconds since 1970.
pub(crate) fn last_stamp(socket: BorrowedSocket<'_>) -> io::Result<(i64, i64)> {
    // linux/sockios.h: the number of the request with two C longs. (The one for
    // two 64-bit numbers is not in all kernels.)
    const SIOCGSTAMPNS_OLD: c_int = 0x8907;
    let mut stamp: [c_long; 2] = [0; 2];
    // SAFETY: the request writes two longs.
    check(unsafe { libc::ioctl(socket.as_raw_fd(), SIOCGSTAMPNS_OLD as _, &mut stamp) })?;
    let [secs, nanos] = stamp;
    #[allow(clippy::unnecessary_cast)]
    Ok((secs as i64, nanos as i64))
}

/// F_GETOWN gives a process group as a negative number, which the C library
/// could take for an error: F_GETOWN_EX does not.
pub(super) fn get_owner(raw: RawFd) -> io::Result<i32> {
    // asm-generic/fcntl.h
    const F_GETOWN_EX: c_int = 16;
    const F_OWNER_PGRP: i32 = 2;
    let mut owner: [i32; 2] = [0; 2];
    // SAFETY: F_GETOWN_EX writes struct f_owner_ex, which is two ints.
    check(unsafe { libc::fcntl(raw, F_GETOWN_EX, &mut owner) })?;
    let [kind, id] = owner;
    Ok(if kind == F_OWNER_PGRP { -id } else { id })
}

/// The signal that F_SETSIG set; 0 for SIGIO.
pub(crate) fn signal(socket: BorrowedSocket<'_>) -> io::Result<i32> {
    const F_GETSIG: c_int = 11;
    // SAFETY: F_GETSIG takes no argument.
    check(unsafe { libc::fcntl(socket.as_raw_fd(), F_GETSIG) })
}

pub(crate) fn set_signal(socket: BorrowedSocket<'_>, signal: i32) -> io::Result<()> {
    const F_SETSIG: c_int = 10;
    // SAFETY: F_SETSIG takes an int.
    check(unsafe { libc::fcntl(socket.as_raw_fd(), F_SETSIG, signal) }).map(drop)
}

/// A copy of descriptor `fd` of process `pid`.
pub(crate) fn of_process(pid: u32, fd: i32) -> io::Result<OwnedSocket> {
    let pid = libc::pid_t::try_from(pid).map_err(|_| io::ErrorKind::InvalidInput)?;
    // SAFETY: no memory is passed; the results are new descriptors.
    unsafe {
        let process = opened_long(libc::syscall(libc::SYS_pidfd_open, pid, 0))?;
        opened_long(libc::syscall(libc::SYS_pidfd_getfd, process.as_raw_fd(), fd, 0))
    }
}

/// As `opened`, for the long that `syscall` gives.
///
/// # Safety
///
/// As `opened`.
unsafe fn opened_long(result: c_long) -> io::Result<OwnedSocket> {
    match c_int::try_from(result) {
        // SAFETY: the caller's promise.
        Ok(raw) if raw >= 0 => Ok(unsafe { OwnedSocket::from_raw_fd(raw) }),
        _ => Err(io::Error::from_raw_os_error(errno())),
    }
}
