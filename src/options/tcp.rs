//! IPPROTO_TCP: options of TCP; tcp(7).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//! use std::time::Duration;
//!
//! let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
//! socket.set_tcp_nodelay(true)?;
//! # #[cfg(target_os = "linux")] {
//! socket.set_keepalive(true)?;
//! socket.set_tcp_keepidle(Duration::from_secs(30))?;
//! socket.set_tcp_keepintvl(Duration::from_secs(5))?;
//! socket.set_tcp_keepcnt(4)?;
//! socket.set_tcp_user_timeout(Some(Duration::from_secs(50)))?;
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/ipv4/tcp.c`
//! (`do_tcp_setsockopt`, `do_tcp_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use std::time::Duration;

#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::codec::ZerocopyReceive;
use crate::codec::{
    AoDel, AoInfo, AoKey, AoKeys, CcInfo, Extensible, FastOpenKey, Flag, FunctionSet, Hex, Int,
    Keyed, Md5Sig, Micros, Millis, Named, OrNone, OrNothing, OrUnset, Record, Records, Secs, Size,
    Switch, TcpInfoVersions, Text, Unit, NEVER, U32,
};
use crate::table::options;
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::TcpZerocopy;
use crate::{
    FastOpenKeys, FreebsdTcpInfo, IcmpErrorInfo, Name, NetbsdTcpInfo, OpenbsdTcpInfo, TcpAoDel,
    TcpAoFilter, TcpAoInfo, TcpAoKey, TcpAoKeyUse, TcpAoRepair, TcpCcInfo, TcpCcKey, TcpCcOpt,
    TcpConnectionInfo, TcpFunctionSet, TcpInfo, TcpMd5Sig, TcpNuma, TcpRepair, TcpRepairOption,
    TcpRepairQueue, TcpRepairWindow, TcpSaveSyn, TcpZerocopyReceive, WindowsTcpInfo,
};

/// The ticks in which NetBSD counts (PR_SLOWHZ): as many as its timers bear at a clock of 1 kHz.
#[cfg(target_os = "netbsd")]
type HalfSecs = Unit<500_000_000, 1, { i32::MAX as i128 / 500 }, u32>;

options! {
    level IPPROTO_TCP, "tcp(7)", |kind| kind.is_tcp();

    /// How long packets go unanswered before the connection is given up. Rounded up to milliseconds. 5 minutes at first.
    ///
    /// TCP_USER_TIMEOUT of Linux.
    /// An accepted socket has it from the listener.
    TCP_ABORT_THRESHOLD: Duration as Millis<1> { get tcp_abort_threshold, set set_tcp_abort_threshold }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_ABORT_THRESHOLD;

    /// A key by which packets from and to some peers are signed, and without which they are not taken (RFC 5925).
    ///
    /// To be set on both sides, before the connection is made (EISCONN for the first one afterwards); on a listener, for
    /// those who will connect. Numbers that another key for the same peers has are refused (EEXIST), and so are
    /// peers that have a key of TCP_MD5SIG (EKEYREJECTED). A kernel can be without it (CONFIG_TCP_AO).
    ///
    /// ```
    /// use sockopt::{Domain, Name, Socket, TcpAoKey, TcpKey, Type};
    /// use std::net::Ipv4Addr;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// let key = TcpKey::new(b"between you and me").unwrap();
    /// let sha = Name::new("hmac(sha1)").unwrap();
    /// let signed = TcpAoKey::new(Ipv4Addr::LOCALHOST, (100, 200), sha, key);
    /// if let Err(error) = socket.set_tcp_ao_add_key(&signed) {
    ///     println!("it will not be signed: {error}");
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    TCP_AO_ADD_KEY: &TcpAoKey as AoKey { set set_tcp_ao_add_key }
        since "6.7"
        on LINUX | ANDROID => TCP_AO_ADD_KEY;

    /// Takes away a key of TCP_AO_ADD_KEY.
    ///
    /// One that there is none of fails (ENOENT), and so does one that is in use (EBUSY) unless others take its place.
    TCP_AO_DEL_KEY: TcpAoDel as AoDel { set set_tcp_ao_del_key }
        since "6.7"
        on LINUX | ANDROID => TCP_AO_DEL_KEY;

    /// The keys of TCP_AO_ADD_KEY: all, those in use, or those of a peer; and how many packets came with each.
    ///
    /// Where there never was one it fails (ENOENT).
    ///
    /// They are a secret: no dump shows them.
    TCP_AO_GET_KEYS: Vec<TcpAoKeyUse> as AoKeys { query tcp_ao_get_keys(TcpAoFilter) }
        since "6.7"
        on LINUX | ANDROID => TCP_AO_GET_KEYS;

    /// How the socket goes about signed packets, and what became of them.
    ///
    /// Where none are signed it cannot be read (ENOENT).
    TCP_AO_INFO: TcpAoInfo as AoInfo { get tcp_ao_info, set set_tcp_ao_info }
        since "6.7" law Other
        on LINUX | ANDROID => TCP_AO_INFO;

    /// What a connection with signed packets needs besides TCP_REPAIR to be put back; in repair mode (EPERM otherwise).
    TCP_AO_REPAIR: TcpAoRepair as Record<TcpAoRepair, 16> { get tcp_ao_repair, set set_tcp_ao_repair }
        since "6.7" needs NetAdmin when Connected
        on LINUX | ANDROID => TCP_AO_REPAIR;

    /// Whether urgent data ends as BSD has it, and not as RFC 1122 says: TCP_EXPEDITED_1122, the other way round. It is on at first.
    ///
    /// It can be set once, and not cleared.
    TCP_BSDURGENT: bool as Flag { get tcp_bsdurgent, set set_tcp_bsdurgent }
        on WINDOWS => TCP_BSDURGENT;

    /// A setting of the congestion control, and its value. It is asked for by name.
    ///
    /// The names are those of `newreno`; a congestion control that has none refuses it (ENOENT).
    TCP_CCALGOOPT: TcpCcOpt as Keyed<TcpCcKey, TcpCcOpt, 8> { query tcp_ccalgoopt(TcpCcKey), set set_tcp_ccalgoopt }
        on FREEBSD => TCP_CCALGOOPT;

    /// What the congestion control tells of itself; it says nothing of which one that is.
    TCP_CC_INFO: TcpCcInfo as CcInfo { get tcp_cc_info }
        since "4.1"
        on LINUX | ANDROID => TCP_CC_INFO;

    /// The congestion control.
    ///
    /// Linux lets anybody choose what `net.ipv4.tcp_allowed_congestion_control` lists; for another one it
    /// asks for CAP_NET_ADMIN. One that there is none of is refused (ENOENT). The default is
    /// `net.ipv4.tcp_congestion_control`.
    ///
    /// ```
    /// use sockopt::{Domain, Name, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_tcp_congestion(Name::new("reno").unwrap())?;
    /// assert_eq!(socket.tcp_congestion()?, *"reno");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    TCP_CONGESTION: Name as Text { get tcp_congestion, set set_tcp_congestion }
        since "2.6.13" needs NetAdminForSome inherited true
        on LINUX | ANDROID | FREEBSD | ILLUMOS | FUCHSIA => TCP_CONGESTION;

    /// What the kernel knows of the connection: its state, times, rates and counts. It is TCP_INFO elsewhere.
    TCP_CONNECTION_INFO: TcpConnectionInfo as Extensible<TcpConnectionInfo, 112> { get tcp_connection_info }
        on APPLE => TCP_CONNECTION_INFO;

    /// How long `connect` tries; `None` for as long as the system is set to (75 s). Rounded up to whole seconds.
    ///
    /// FreeBSD and DragonFly have TCP_KEEPINIT for it, Linux has TCP_SYNCNT.
    TCP_CONNECTIONTIMEOUT: Option<Duration> as OrNone<Secs<1, 4_294_967>, 0> { get tcp_connectiontimeout, set set_tcp_connectiontimeout }
        law RoundedUp
        on APPLE => TCP_CONNECTIONTIMEOUT;

    /// How long `connect` tries. Rounded up to milliseconds. 3 minutes at first.
    /// An accepted socket has it from the listener.
    TCP_CONN_ABORT_THRESHOLD: Duration as Millis<1> { get tcp_conn_abort_threshold, set set_tcp_conn_abort_threshold }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_CONN_ABORT_THRESHOLD;

    /// As TCP_NOTIFY_THRESHOLD, while the connection is being made. 10 s at first.
    /// An accepted socket has it from the listener.
    TCP_CONN_NOTIFY_THRESHOLD: Duration as Millis<1> { get tcp_conn_notify_threshold, set set_tcp_conn_notify_threshold }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_CONN_NOTIFY_THRESHOLD;

    /// Whether to wait with what does not fill a packet, for 200 ms at most, until this is cleared.
    TCP_CORK: bool as Flag { get tcp_cork, set set_tcp_cork }
        since "2.2" inherited true
        on LINUX | ANDROID | ILLUMOS | SOLARIS | FUCHSIA | HURD => TCP_CORK;

    /// For how long a listener keeps a connection to itself until its first data comes; `None`
    /// for not at all.
    ///
    /// Linux counts in retransmissions, so that it becomes the next one of 1, 3, 7, 15, 31, 63, 127 s, and
    /// then steps of 120 s: a read gives what it became.
    TCP_DEFER_ACCEPT: Option<Duration> as OrNone<Secs<1, 29887>, 0> { get tcp_defer_accept, set set_tcp_defer_accept }
        since "2.4" when BeforeListen inherited false law RoundedUp
        on LINUX | ANDROID | FUCHSIA => TCP_DEFER_ACCEPT;

    /// For how long an acknowledgement is put off, at most, in the hope of data to send it with.
    ///
    /// Linux counts in ticks, rounded up; it takes two ticks to 200 ms, and less is refused (EINVAL). The
    /// default is 200 ms.
    TCP_DELACK_MAX_US: Duration as Micros<1, 200_000> { get tcp_delack_max_us, set set_tcp_delack_max_us }
        since "6.15" inherited true law RoundedUp
        on LINUX | ANDROID => TCP_DELACK_MAX_US;

    /// Whether the connection says that it is congested by ECN. Off is off, and not what the system is set to.
    TCP_ENABLE_ECN: bool as Flag { get tcp_enable_ecn, set set_tcp_enable_ecn }
        on APPLE => TCP_ENABLE_ECN;

    /// Whether urgent data ends as RFC 1122 says, and not as BSD has it. It can be set once, and not cleared.
    TCP_EXPEDITED_1122: bool as Flag { get tcp_expedited_1122, set set_tcp_expedited_1122 }
        on WINDOWS => TCP_EXPEDITED_1122;

    /// Whether `connect` fails (WSAEHOSTUNREACH) when ICMP says that the peer cannot be reached, and does not wait.
    TCP_FAIL_CONNECT_ON_ICMP_ERROR: bool as Flag { get tcp_fail_connect_on_icmp_error, set set_tcp_fail_connect_on_icmp_error }
        when BeforeConnect
        on WINDOWS => TCP_FAIL_CONNECT_ON_ICMP_ERROR;

    /// Whether the keep-alive probes of the connection come as often when it begins to be idle as they do later.
    ///
    /// It cannot be read.
    TCP_FASTKEEP: bool as Flag { set set_tcp_fastkeep }
        on DRAGONFLY => TCP_FASTKEEP;

    /// How many connections may wait that came with data in their first packet (TCP Fast
    /// Open); 0 for none.
    ///
    /// The system must allow it: bit 1 (value 2) of `net.ipv4.tcp_fastopen` on Linux, which grants
    /// `net.core.somaxconn` at most, without an error.
    ///
    /// Apple and FreeBSD do not count: there, any number but 0 switches it on, and reads as 1. On Apple, the socket must listen
    /// already (EINVAL; ENOTSUP to read it, or where the system does not allow it). On FreeBSD, it is for `connect`
    /// too, and is set before that or on a listener (EINVAL); the system must allow it (EPERM).
    ///
    /// Windows does not count either. There it is for the side that connects too, which gives its data to `ConnectEx`.
    TCP_FASTOPEN: u32 as Int<u32, 0> { get tcp_fastopen, set set_tcp_fastopen }
        since "3.7" when BeforeListen inherited false
        on LINUX | ANDROID => TCP_FASTOPEN, APPLE | FREEBSD | CYGWIN | WINDOWS => TCP_FASTOPEN as Switch;

    /// Whether `connect` waits for the first data, to send it in the first packet (TCP Fast
    /// Open).
    ///
    /// The system must allow it: bit 0 (value 1) of `net.ipv4.tcp_fastopen`.
    TCP_FASTOPEN_CONNECT: bool as Flag { get tcp_fastopen_connect, set set_tcp_fastopen_connect }
        since "4.11" when BeforeConnect inherited true
        on LINUX | ANDROID => TCP_FASTOPEN_CONNECT;

    /// The keys by which cookies of TCP Fast Open are made and known again; `None` if there are none, which cannot be set.
    ///
    /// They are those of the network namespace (`net.ipv4.tcp_fastopen_key`) unless the socket has its own. They are a
    /// secret: no dump shows them. A second key: since Linux 5.3.
    ///
    /// ```
    /// use sockopt::{Domain, FastOpenKeys, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// let keys = FastOpenKeys::new([7; 16]); // which all servers of the address have
    /// socket.set_tcp_fastopen_key(Some(keys.clone()))?;
    /// assert_eq!(socket.tcp_fastopen_key()?, Some(keys));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    TCP_FASTOPEN_KEY: Option<FastOpenKeys> as FastOpenKey { get tcp_fastopen_key, set set_tcp_fastopen_key }
        since "4.15"
        on LINUX | ANDROID => TCP_FASTOPEN_KEY;

    /// Whether data in the first packet (TCP Fast Open) is taken and sent without a cookie.
    ///
    /// That is for networks in which no one lies about addresses: a cookie proves that the peer gets what is sent to
    /// its address. It can be set on a socket that is neither connected nor connecting (EINVAL).
    TCP_FASTOPEN_NO_COOKIE: bool as Flag { get tcp_fastopen_no_cookie, set set_tcp_fastopen_no_cookie }
        since "4.15" when BeforeConnect inherited true
        on LINUX | ANDROID => TCP_FASTOPEN_NO_COOKIE;

    /// The name that the system knows the TCP by, that TCP_FUNCTION_BLK tells of, where it has two. FreeBSD 13 does not have it.
    TCP_FUNCTION_ALIAS: TcpFunctionSet as FunctionSet { get tcp_function_alias }
        on FREEBSD => TCP_FUNCTION_ALIAS;

    /// Which TCP the connection goes by, of those that the system has loaded (`net.inet.tcp.functions_available`); it is set by name.
    ///
    /// One that there is not is refused (ENOENT). Once the connection is made, or the socket listens, the other one must
    /// be able to take it over (EINVAL).
    TCP_FUNCTION_BLK: TcpFunctionSet as FunctionSet { get tcp_function_blk, set set_tcp_function_blk(&str) }
        on FREEBSD => TCP_FUNCTION_BLK;

    /// What ICMP said when the last `connect` failed (WSAEHOSTUNREACH), where TCP_FAIL_CONNECT_ON_ICMP_ERROR was on; `None` if it said
    /// nothing.
    TCP_ICMP_ERROR_INFO: Option<IcmpErrorInfo> as OrNothing<IcmpErrorInfo, 36> { get tcp_icmp_error_info }
        on WINDOWS => TCP_ICMP_ERROR_INFO;

    /// What the kernel knows of the connection: its state, times, rates and counts.
    ///
    /// Each system has a structure of its own. Fields of the same name and type mean the same, but for windows, which
    /// are in packets on Linux and NetBSD, and in bytes on the others.
    ///
    /// On Windows it is an ioctl, since Windows 10 of 2017 (1703); it takes a call for each version of its structure that the
    /// system is too old for.
    TCP_INFO: TcpInfo as Extensible<TcpInfo, 280> { get tcp_info }
        since "2.4" also "SIO_TCP_INFO"
        on LINUX | ANDROID => TCP_INFO,
           FREEBSD => TCP_INFO: FreebsdTcpInfo as Extensible<FreebsdTcpInfo, 256>,
           NETBSD => TCP_INFO: NetbsdTcpInfo as Extensible<NetbsdTcpInfo, 236>,
           OPENBSD => TCP_INFO: OpenbsdTcpInfo as Extensible<OpenbsdTcpInfo, 212>,
           WINDOWS => SIO_TCP_INFO at SIO: WindowsTcpInfo as TcpInfoVersions;

    /// How many segments are sent at first, before an answer comes; at most 16 (EINVAL).
    ///
    /// More than RFC 3390 has take a privilege (`sys_ip_config`). An accepted socket has it from the listener.
    TCP_INIT_CWND: u32 as Int<u32, 1, 16> { get tcp_init_cwnd, set set_tcp_init_cwnd }
        on ILLUMOS | SOLARIS => TCP_INIT_CWND;

    /// Whether each read tells, in a control message (TCP_CM_INQ), how many bytes are left.
    TCP_INQ: bool as Flag { get tcp_inq, set set_tcp_inq }
        since "4.18" inherited true
        on LINUX | ANDROID => TCP_INQ;

    /// Whether a socket that was opened for multipath TCP speaks it; it does not where the peer, or a box on the way,
    /// does not.
    ///
    /// Always off on a socket of plain TCP.
    TCP_IS_MPTCP: bool as Flag { get tcp_is_mptcp }
        since "6.10"
        on LINUX | ANDROID => TCP_IS_MPTCP;

    /// How long keep-alive probes go unanswered before the connection is given up. Rounded up to milliseconds. 8 minutes at first.
    ///
    /// Setting it undoes what TCP_KEEPCNT and TCP_KEEPINTVL were set to.
    /// An accepted socket has it from the listener.
    TCP_KEEPALIVE_ABORT_THRESHOLD: Duration as Millis<1> { get tcp_keepalive_abort_threshold, set set_tcp_keepalive_abort_threshold }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_KEEPALIVE_ABORT_THRESHOLD;

    /// How long a connection stays idle before the first keep-alive probe: as TCP_KEEPIDLE, rounded up to milliseconds. 1 s to 10 days.
    /// An accepted socket has it from the listener.
    TCP_KEEPALIVE_THRESHOLD: Duration as Millis<1000, 864_000_000> { get tcp_keepalive_threshold, set set_tcp_keepalive_threshold }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_KEEPALIVE_THRESHOLD;

    /// How many keep-alive probes must go unanswered before the connection is given up.
    ///
    /// Linux accepts 1 to 127, Windows 1 to 255. On Linux the default is `net.ipv4.tcp_keepalive_probes`, 9 at first.
    /// NetBSD does not tell it (ENOPROTOOPT).
    TCP_KEEPCNT: u32 as Int<u32, 1, 127> { get tcp_keepcnt, set set_tcp_keepcnt }
        since "2.4" inherited true
        on LINUX | ANDROID | DRAGONFLY | FUCHSIA => TCP_KEEPCNT,
           APPLE | FREEBSD => TCP_KEEPCNT as Int<u32, 1>,
           ILLUMOS | SOLARIS => TCP_KEEPCNT as Int<u32, 1, 596>,
           NETBSD => TCP_KEEPCNT as Int<u32, 1> { set set_tcp_keepcnt },
           CYGWIN | WINDOWS => TCP_KEEPCNT as Int<u32, 1, 255>;

    /// How long a connection stays idle before the first keep-alive probe.
    ///
    /// Rounded up to whole seconds; Linux accepts 1 to 32767 of them, illumos up to 864000. On Linux the default is
    /// `net.ipv4.tcp_keepalive_time`, two hours at first. NetBSD counts half seconds, by its source (`tcp_ctloutput` and
    /// `TCP_TIMER_ARM`; its manual says seconds), and does not tell it (ENOPROTOOPT).
    ///
    /// SO_KEEPALIVE switches the probes on. Windows has it since Windows 10 of 2017 (1709), and SIO_KEEPALIVE_VALS before
    /// that.
    TCP_KEEPIDLE: Duration as Secs<1, 32767> { get tcp_keepidle, set set_tcp_keepidle }
        since "2.4" inherited true law RoundedUp also "TCP_KEEPALIVE"
        on LINUX | ANDROID | DRAGONFLY | FUCHSIA | CYGWIN => TCP_KEEPIDLE,
           APPLE => TCP_KEEPALIVE as Secs<1, 4_294_967>,
           FREEBSD | WINDOWS => TCP_KEEPIDLE as Secs<1>,
           NETBSD => TCP_KEEPIDLE as HalfSecs { set set_tcp_keepidle },
           ILLUMOS | SOLARIS => TCP_KEEPIDLE as Secs<1, 864_000>;

    /// How long a connection may take to be made. Rounded up to whole seconds.
    ///
    /// 75 s at first. DragonFly takes 1 to 32767 seconds. NetBSD counts half seconds, and does not tell it: see
    /// TCP_KEEPIDLE. Apple has TCP_CONNECTIONTIMEOUT for it, Linux has TCP_SYNCNT.
    TCP_KEEPINIT: Duration as Secs<1> { get tcp_keepinit, set set_tcp_keepinit }
        law RoundedUp
        on FREEBSD => TCP_KEEPINIT, DRAGONFLY => TCP_KEEPINIT as Secs<1, 32767>,
           NETBSD => TCP_KEEPINIT as HalfSecs { set set_tcp_keepinit };

    /// How long there is between keep-alive probes.
    ///
    /// Rounded up to whole seconds; Linux accepts 1 to 32767 of them, illumos as many as TCP_RTO_MAX has: 60 at first, 7200 at
    /// most.
    /// On Linux the default is `net.ipv4.tcp_keepalive_intvl`, 75 s at first. NetBSD counts half seconds, and does not
    /// tell it: see TCP_KEEPIDLE. Windows has it since Windows 10 of 2017 (1709).
    TCP_KEEPINTVL: Duration as Secs<1, 32767> { get tcp_keepintvl, set set_tcp_keepintvl }
        since "2.4" inherited true law RoundedUp
        on LINUX | ANDROID | DRAGONFLY | FUCHSIA | CYGWIN => TCP_KEEPINTVL,
           APPLE => TCP_KEEPINTVL as Secs<1, 4_294_967>,
           FREEBSD | WINDOWS => TCP_KEEPINTVL as Secs<1>,
           ILLUMOS | SOLARIS => TCP_KEEPINTVL as Secs<1, 7200>,
           NETBSD => TCP_KEEPINTVL as HalfSecs { set set_tcp_keepintvl };

    /// How long a connection that this side has closed waits for the peer to do so (in the state
    /// FIN-WAIT-2); `None` for not at all.
    ///
    /// Rounded up to whole seconds; Linux cuts more than 120 s short without an error, so that is refused here.
    /// On Linux the default is `net.ipv4.tcp_fin_timeout`, 60 s at first. illumos takes no more than the system is set
    /// to, 60 s at first (EINVAL), and no `None`.
    TCP_LINGER2: Option<Duration> as OrNone<Secs<1, 120>, -1> { get tcp_linger2, set set_tcp_linger2 }
        since "2.4" inherited true law RoundedUp
        on LINUX | ANDROID | FUCHSIA => TCP_LINGER2,
           ILLUMOS | SOLARIS => TCP_LINGER2 as OrNone<Secs<1>, NEVER>;

    /// Whether the loss of what was already sent again is found out before the time is up. It cannot be read.
    ///
    /// FreeBSD 13 does not have it; nor does the text of a newer kernel than 14 that was read.
    TCP_LRD: bool as Flag { set set_tcp_lrd }
        on FREEBSD => TCP_LRD;

    /// How long data is sent again before the connection is dropped; `None` for ever. Rounded up to whole seconds.
    ///
    /// TCP_USER_TIMEOUT of Linux.
    TCP_MAXRT: Option<Duration> as OrNone<Secs<1>, -1> { get tcp_maxrt, set set_tcp_maxrt }
        law RoundedUp
        on WINDOWS => TCP_MAXRT;

    /// As TCP_MAXRT, rounded up to milliseconds. Microsoft has no page on it: Cygwin makes TCP_USER_TIMEOUT of it.
    TCP_MAXRTMS: Duration as Millis<1> { get tcp_maxrtms, set set_tcp_maxrtms }
        law RoundedUp
        on WINDOWS => TCP_MAXRTMS;

    /// The largest segment that the connection sends, in bytes; `None`, when set, for what the path
    /// allows.
    ///
    /// A connected socket tells what it uses now, not what was set, and that can be more than can be set. Linux accepts 88 to
    /// 32767. It is told to the peer when the connection is made, so set it before. Apple and the BSDs take no more than what it is (EINVAL), and
    /// no `None`; on illumos, Solaris, Haiku, Cygwin and Windows it can only be read. DragonFly makes 216 of less, so that less
    /// is refused here.
    TCP_MAXSEG: Option<u16> as OrNone<Int<u16, 88, 32767>, 0> { get tcp_maxseg, set set_tcp_maxseg }
        inherited false law Other
        on LINUX | ANDROID | FUCHSIA => TCP_MAXSEG,
           APPLE | FREEBSD | NETBSD | OPENBSD | QNX => TCP_MAXSEG as OrNone<Int<u16, 1, 65535>, NEVER>,
           DRAGONFLY => TCP_MAXSEG as OrNone<Int<u16, 216, 65535>, NEVER>,
           HURD => TCP_MAXSEG as OrNone<Int<u16, 1, 65535>, 0>,
           ILLUMOS | SOLARIS | HAIKU | CYGWIN | WINDOWS => TCP_MAXSEG as OrNone<Int<u16, 1, 65535>, NEVER> { get tcp_maxseg };

    /// How long the connection may go without getting any further before it is dropped; `None` for as long as the system is
    /// set to. Rounded up to whole seconds.
    ///
    /// TCP_USER_TIMEOUT of Linux. FreeBSD 13 does not have it.
    TCP_MAXUNACKTIME: Option<Duration> as OrNone<Secs<1>, 0> { get tcp_maxunacktime, set set_tcp_maxunacktime }
        law RoundedUp
        on FREEBSD => TCP_MAXUNACKTIME;

    /// A key by which packets from and to a peer are signed, and without which they are not taken (RFC 2385); as BGP
    /// uses it.
    ///
    /// To be set on both sides, before the connection is made; on a listener, for those who will connect. Adding a key for
    /// the same peer replaces it; taking away one that is not there fails (ENOENT). A kernel can be without
    /// it (CONFIG_TCP_MD5SIG). An address of the wrong family for the socket is refused (EINVAL).
    ///
    /// On the BSDs and illumos it is on and off: the keys are given to the system by other means (setkey(8), ipsecctl(8),
    /// tcpkey(8)). A kernel can be without it (ENOPROTOOPT). OpenBSD takes it before the connection is made (EPERM), and does
    /// without selective acknowledgements then. A newer illumos has it, and does not tell it. DragonFly has
    /// TCP_SIGNATURE_ENABLE.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, TcpKey, TcpMd5Sig, Type};
    /// use std::net::Ipv4Addr;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// let key = TcpKey::new(b"between you and me").unwrap();
    /// let signed = TcpMd5Sig::new(Ipv4Addr::LOCALHOST, Some(key));
    /// if let Err(error) = socket.set_tcp_md5sig(&signed) {
    ///     println!("it will not be signed: {error}");
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    TCP_MD5SIG: &TcpMd5Sig as Md5Sig<false> { set set_tcp_md5sig }
        since "2.6.20" when BeforeConnect
        on LINUX | ANDROID => TCP_MD5SIG,
           FREEBSD | NETBSD | OPENBSD => TCP_MD5SIG: bool as Flag { get tcp_md5sig, set set_tcp_md5sig },
           ILLUMOS => TCP_MD5SIG: bool as Flag { set set_tcp_md5sig };

    /// As TCP_MD5SIG, for all peers of a network and those of one routing domain.
    ///
    /// The interface must be the device of such a domain (VRF), or it is refused (EINVAL).
    TCP_MD5SIG_EXT: &TcpMd5Sig as Md5Sig<true> { set set_tcp_md5sig_ext }
        since "4.13" when BeforeConnect
        on LINUX | ANDROID => TCP_MD5SIG_EXT;

    /// Whether data is sent at once, without waiting for more of it (Nagle's algorithm).
    ///
    /// Otherwise it waits until there is enough for a packet, or the peer has acknowledged what was sent before.
    TCP_NODELAY: bool as Flag { get tcp_nodelay, set set_tcp_nodelay }
        inherited true
        on EVERY => TCP_NODELAY;

    /// Whether the connection does without TCP's own options: no time stamps, no window scale.
    TCP_NOOPT: bool as Flag { get tcp_noopt, set set_tcp_noopt }
        on APPLE | FREEBSD | DRAGONFLY => TCP_NOOPT;

    /// Whether segments that are not full are held back; as TCP_CORK of Linux.
    ///
    /// Clearing it sends what is held, if the connection is made; on Apple it does not. DragonFly does nothing with it unless
    /// the system is tuned (`net.inet.tcp.disable_nopush`).
    TCP_NOPUSH: bool as Flag { get tcp_nopush, set set_tcp_nopush }
        on APPLE | FREEBSD | OPENBSD | DRAGONFLY => TCP_NOPUSH;

    /// How long a packet goes unanswered before the system looks for another way: on a connection that is made.
    ///
    /// Rounded up to milliseconds. 10 s at first.
    /// An accepted socket has it from the listener.
    TCP_NOTIFY_THRESHOLD: Duration as Millis<1> { get tcp_notify_threshold, set set_tcp_notify_threshold }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_NOTIFY_THRESHOLD;

    /// How much data may wait unsent before the socket is no longer ready to be written; `None` for no limit of its
    /// own.
    ///
    /// Without one, Linux goes by `net.ipv4.tcp_notsent_lowat`, which is none at first; Apple has no other limit.
    TCP_NOTSENT_LOWAT: Option<usize> as OrNone<Size<1, { u32::MAX as i128 }, u32>, 0> { get tcp_notsent_lowat, set set_tcp_notsent_lowat }
        since "3.12" inherited true
        on LINUX | ANDROID => TCP_NOTSENT_LOWAT, APPLE => TCP_NOTSENT_LOWAT as OrNone<Size<1>, 0>;

    /// How many packets that came in are kept, to be looked at with a debugger; for kernels that are built with TCPPCAP
    /// (ENOPROTOOPT otherwise).
    ///
    /// FreeBSD 13 takes it for TCP_PCAP_OUT, and FreeBSD 15 no longer has either.
    TCP_PCAP_IN: u32 as Int<u32, 0> { get tcp_pcap_in, set set_tcp_pcap_in }
        on FREEBSD => TCP_PCAP_IN;

    /// As TCP_PCAP_IN, of packets that were sent.
    TCP_PCAP_OUT: u32 as Int<u32, 0> { get tcp_pcap_out, set set_tcp_pcap_out }
        on FREEBSD => TCP_PCAP_OUT;

    /// The sequence number at the end of the queue that TCP_REPAIR_QUEUE chose: of the next byte to be sent, or to be
    /// received.
    ///
    /// It can be set in repair mode, before the connection is made (EPERM afterwards). Without a queue it can be neither read nor
    /// set (EINVAL).
    TCP_QUEUE_SEQ: u32 as U32 { get tcp_queue_seq, set set_tcp_queue_seq }
        since "3.5" when BeforeConnect
        on LINUX | ANDROID => TCP_QUEUE_SEQ;

    /// Whether data is acknowledged at once.
    ///
    /// It does not stay: the kernel goes over to delayed acknowledgements and back as it sees fit. It is on from the
    /// start.
    TCP_QUICKACK: bool as Flag { get tcp_quickack, set set_tcp_quickack }
        since "2.4.4" inherited false law Other
        on LINUX | ANDROID | FUCHSIA | CYGWIN => TCP_QUICKACK;

    /// Whether the address that the peer connected to comes with what is read. On a socket that is connected, it is refused (EOPNOTSUPP).
    /// An accepted socket has it from the listener.
    TCP_RECVDSTADDR: bool as Flag { get tcp_recvdstaddr, set set_tcp_recvdstaddr }
        when BeforeConnect
        on ILLUMOS | SOLARIS => TCP_RECVDSTADDR;

    /// The port of UDP that the connection's packets go to, with UDP around them (RFC 6951); `None` for none.
    ///
    /// To be set before the connection is made, while the system lets it in (`net.inet.tcp.udp_tunneling_port`; EINVAL).
    /// FreeBSD 13 does not have it.
    TCP_REMOTE_UDP_ENCAPS_PORT: Option<u16> as OrNone<Int<u16, 1, 65535>, 0> { get tcp_remote_udp_encaps_port, set set_tcp_remote_udp_encaps_port }
        when BeforeConnect
        on FREEBSD => TCP_REMOTE_UDP_ENCAPS_PORT;

    /// Repair mode: the connection's state is read and written instead of being acted on, to move it to
    /// another process or machine.
    ///
    /// A read does not tell the two ways to be off from each other. It changes SO_REUSEADDR.
    TCP_REPAIR: TcpRepair as Named<TcpRepair> { get tcp_repair, set set_tcp_repair }
        since "3.5" needs NetAdmin inherited true law Other
        on LINUX | ANDROID => TCP_REPAIR;

    /// What the two sides agreed on when the connection was made, to be put back in repair mode.
    ///
    /// Segment size, window scales, selective acknowledgements, timestamps.
    ///
    /// It can be set in repair mode (EINVAL otherwise), on a connection that has sent nothing yet (EPERM). The value of
    /// `SACK_PERM` and `TIMESTAMP` must be 0 (EINVAL), and a window scale at most 14 (EFBIG).
    ///
    /// ```
    /// use sockopt::{TcpOption, TcpRepairOption};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let agreed = [
    ///     TcpRepairOption { option: TcpOption::MSS, value: 1460 },
    ///     // Of what is sent in the low half, of what is received in the high one.
    ///     TcpRepairOption { option: TcpOption::WINDOW, value: 7 | 9 << 16 },
    ///     TcpRepairOption { option: TcpOption::SACK_PERM, value: 0 },
    /// ];
    /// # let (_, text) = (agreed, TcpOption::MSS.to_string());
    /// # assert_eq!(text, "TCPOPT_MAXSEG");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    TCP_REPAIR_OPTIONS: &[TcpRepairOption] as Records<TcpRepairOption, 8, 4, 32> { set set_tcp_repair_options }
        since "3.5" when Connected
        on LINUX | ANDROID => TCP_REPAIR_OPTIONS;

    /// Which queue TCP_QUEUE_SEQ is about, and which one a `send` or `recv` fills or looks into, in repair mode.
    ///
    /// Outside of repair mode it can be neither read (EINVAL) nor set (EPERM); going into it chooses none.
    TCP_REPAIR_QUEUE: TcpRepairQueue as Named<TcpRepairQueue> { get tcp_repair_queue, set set_tcp_repair_queue }
        since "3.5"
        on LINUX | ANDROID => TCP_REPAIR_QUEUE;

    /// The windows of the connection, in repair mode (EPERM otherwise).
    ///
    /// Linux refuses windows that do not go together, or with the sequence numbers (EINVAL).
    TCP_REPAIR_WINDOW: TcpRepairWindow as Record<TcpRepairWindow, 20> { get tcp_repair_window, set set_tcp_repair_window }
        since "4.8" when Connected
        on LINUX | ANDROID => TCP_REPAIR_WINDOW;

    /// The part of the machine (NUMA) whose connections come to this socket, of those that share the port. It cannot be read.
    ///
    /// The socket must listen and be one of a group (SO_REUSEPORT_LB; ENOENT otherwise). A part that there is not is refused
    /// (EINVAL).
    TCP_REUSPORT_LB_NUMA: TcpNuma as Named<TcpNuma> { set set_tcp_reusport_lb_numa }
        on FREEBSD => TCP_REUSPORT_LB_NUMA;

    /// How long a first packet waits for an answer before it is sent again. Rounded up to milliseconds. 1 s at first.
    ///
    /// Up to 20 s; and neither less than TCP_RTO_MIN nor more than TCP_RTO_MAX and TCP_CONN_ABORT_THRESHOLD (EINVAL).
    /// An accepted socket has it from the listener.
    TCP_RTO_INITIAL: Duration as Millis<1, 20_000> { get tcp_rto_initial, set set_tcp_rto_initial }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_RTO_INITIAL;

    /// The longest time that a packet waits for an answer before it is sent again. Rounded up to milliseconds. 1 minute at first.
    ///
    /// TCP_RTO_MAX_MS of Linux. Up to 2 hours; and neither less than TCP_RTO_MIN nor more than TCP_ABORT_THRESHOLD (EINVAL).
    /// An accepted socket has it from the listener.
    TCP_RTO_MAX: Duration as Millis<1, 7_200_000> { get tcp_rto_max, set set_tcp_rto_max }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_RTO_MAX;

    /// The longest time between two retransmissions of the same data; from then on, they come that often.
    ///
    /// 1 s to 120 s; the default is `net.ipv4.tcp_rto_max_ms`. In whole milliseconds, and then ticks of the
    /// kernel, rounded up.
    TCP_RTO_MAX_MS: Duration as Millis<1000, 120_000> { get tcp_rto_max_ms, set set_tcp_rto_max_ms }
        since "6.15" inherited true law RoundedUp
        on LINUX | ANDROID => TCP_RTO_MAX_MS;

    /// The shortest time that a packet waits for an answer before it is sent again. Rounded up to milliseconds. 400 ms at first.
    ///
    /// TCP_RTO_MIN_US of Linux. Up to 2 hours; and no more than TCP_RTO_MAX (EINVAL).
    /// An accepted socket has it from the listener.
    TCP_RTO_MIN: Duration as Millis<1, 7_200_000> { get tcp_rto_min, set set_tcp_rto_min }
        law RoundedUp
        on ILLUMOS | SOLARIS => TCP_RTO_MIN;

    /// The shortest time after which data that is not acknowledged is sent again.
    ///
    /// Linux counts in ticks, rounded up; it takes two ticks to 200 ms, and less is refused (EINVAL). The default
    /// is `net.ipv4.tcp_rto_min_us`.
    TCP_RTO_MIN_US: Duration as Micros<1, 200_000> { get tcp_rto_min_us, set set_tcp_rto_min_us }
        since "6.15" inherited true law RoundedUp
        on LINUX | ANDROID => TCP_RTO_MIN_US;

    /// How long data is sent again before the connection is dropped; `None` for as often as TCP does. Rounded up to whole seconds.
    ///
    /// TCP_USER_TIMEOUT of Linux.
    TCP_RXT_CONNDROPTIME: Option<Duration> as OrNone<Secs<1>, 0> { get tcp_rxt_conndroptime, set set_tcp_rxt_conndroptime }
        law RoundedUp
        on APPLE => TCP_RXT_CONNDROPTIME;

    /// Whether the connection is dropped after its end was sent again without an answer.
    TCP_RXT_FINDROP: bool as Flag { get tcp_rxt_findrop, set set_tcp_rxt_findrop }
        on APPLE => TCP_RXT_FINDROP;

    /// Whether the headers of the packet that opened a connection are kept, for TCP_SAVED_SYN.
    ///
    /// It is set on the listener, and TCP_SAVED_SYN read from the accepted socket.
    TCP_SAVE_SYN: TcpSaveSyn as Named<TcpSaveSyn> { get tcp_save_syn, set set_tcp_save_syn }
        since "4.2" when BeforeListen inherited true
        on LINUX | ANDROID => TCP_SAVE_SYN;

    /// The headers of the packet that opened the connection, if the listener had TCP_SAVE_SYN; empty if there are
    /// none.
    ///
    /// A read gives them once and no more.
    ///
    /// ```
    /// use sockopt::{Domain, SockAddr, Socket, TcpSaveSyn, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let listener = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// listener.set_tcp_save_syn(TcpSaveSyn::NETWORK)?;
    /// listener.bind("127.0.0.1:0".parse::<SockAddr>().unwrap())?;
    /// listener.listen(1)?;
    /// let client = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// client.connect(listener.local_addr()?)?;
    /// let (accepted, _) = listener.accept()?;
    /// assert_eq!(accepted.take_tcp_saved_syn()?[0] >> 4, 4); // an IPv4 header
    /// assert!(accepted.take_tcp_saved_syn()?.is_empty());
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    TCP_SAVED_SYN: Vec<u8> as Hex { take take_tcp_saved_syn }
        since "4.2"
        on LINUX | ANDROID => TCP_SAVED_SYN;

    /// Whether what comes is acknowledged more often.
    TCP_SENDMOREACKS: bool as Flag { get tcp_sendmoreacks, set set_tcp_sendmoreacks }
        on APPLE => TCP_SENDMOREACKS;

    /// Whether packets are signed, and unsigned ones not taken (RFC 2385), with keys that the system is given by
    /// other means (setkey(8)). A kernel can be without it (ENOPROTOOPT); before the connection is made (EOPNOTSUPP).
    TCP_SIGNATURE_ENABLE: bool as Flag { get tcp_signature_enable, set set_tcp_signature_enable }
        when BeforeConnect
        on DRAGONFLY => TCP_SIGNATURE_ENABLE;

    /// How many times the first packet of a connection is sent again before `connect` fails; 1 to 127.
    ///
    /// The default is `net.ipv4.tcp_syn_retries`, 6 at first.
    TCP_SYNCNT: u8 as Int<u8, 1, 127> { get tcp_syncnt, set set_tcp_syncnt }
        since "2.4" when BeforeConnect inherited true
        on LINUX | ANDROID | FUCHSIA => TCP_SYNCNT;

    /// Once: whether a connection with little data in flight sends again after one duplicate acknowledgement.
    ///
    /// Newer kernels take it, do nothing and tell that it is off.
    TCP_THIN_DUPACK: bool as Flag { get tcp_thin_dupack, set set_tcp_thin_dupack }
        since "2.6.34" law Other
        on LINUX | ANDROID => TCP_THIN_DUPACK;

    /// Whether retransmissions of a connection with little data in flight come at even intervals.
    TCP_THIN_LINEAR_TIMEOUTS: bool as Flag { get tcp_thin_linear_timeouts, set set_tcp_thin_linear_timeouts }
        since "2.6.34" inherited true
        on LINUX | ANDROID => TCP_THIN_LINEAR_TIMEOUTS;

    /// The clock of the timestamps in the connection's packets, as a number that wraps around.
    ///
    /// It runs: a millisecond a unit, or a microsecond if the lowest bit is set (newer kernels). It can be set in repair
    /// mode only (EPERM), so that the clock goes on where another machine's stopped.
    TCP_TIMESTAMP: u32 as U32 { get tcp_timestamp, set set_tcp_timestamp }
        since "3.9" law Other
        on LINUX | ANDROID => TCP_TIMESTAMP;

    /// Whether the connection's packets carry time stamps (RFC 7323), whatever the system is set to.
    TCP_TIMESTAMPS: bool as Flag { get tcp_timestamps, set set_tcp_timestamps }
        on WINDOWS => TCP_TIMESTAMPS;

    /// For how long each packet is held before it is sent, as if the path were longer.
    ///
    /// The packet scheduler must heed times of sending, as `fq` does; otherwise nothing is held. Up to 268435455 us.
    TCP_TX_DELAY: Duration as Micros<0, 268_435_455> { get tcp_tx_delay, set set_tcp_tx_delay }
        since "5.4" inherited true law RoundedUp
        on LINUX | ANDROID => TCP_TX_DELAY;

    /// The protocol between TCP and the program, such as `tls`; `None` if there is none.
    ///
    /// Once set it stays: setting `None` is refused (ENOENT). `tls` needs a connection (ENOTCONN otherwise).
    TCP_ULP: Option<Name> as OrUnset { get tcp_ulp, set set_tcp_ulp }
        since "4.13" when Connected law Other
        on LINUX | ANDROID => TCP_ULP;

    /// For how long sent data may go unacknowledged before the connection is given up.
    ///
    /// `None` is for as long as the system's retransmissions take.
    ///
    /// Rounded up to whole milliseconds, up to `i32::MAX` of them. It also overrides the keep-alive options in deciding when
    /// an idle peer is given up.
    TCP_USER_TIMEOUT: Option<Duration> as OrNone<Millis<1>, 0> { get tcp_user_timeout, set set_tcp_user_timeout }
        since "2.6.37" inherited true law RoundedUp
        on LINUX | ANDROID | FUCHSIA => TCP_USER_TIMEOUT;

    /// The largest window that the connection offers, in bytes; `None` for no limit.
    ///
    /// Linux raises a smaller value to half of the smallest receive buffer. An accepted socket has no more than its
    /// receive buffer allows. On a socket that listens or is connected, `None`
    /// is refused (EINVAL); on a connection, a read gives the limit that it has set itself.
    TCP_WINDOW_CLAMP: Option<usize> as OrNone<Size<1>, 0> { get tcp_window_clamp, set set_tcp_window_clamp }
        since "2.4" inherited true law Other
        on LINUX | ANDROID | FUCHSIA => TCP_WINDOW_CLAMP;

    /// Receives data by putting the pages that it lies in into a mapping of the socket, instead of copying it.
    ///
    /// That works for whole pages, as devices that split headers from data fill them. What is in no such page must be read as
    /// usual: `recv_skip_hint` says how much of it comes next, unless there was room for it in `copybuf`. A mapping holds
    /// the data of one such call: the next one takes it out.
    ///
    /// When all is read and the peer has closed the connection, it fails (EIO).
    ///
    /// ```
    /// use sockopt::{Domain, SockAddr, Socket, TcpMapping, TcpZerocopy, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let listener = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// listener.bind("127.0.0.1:0".parse::<SockAddr>().unwrap())?;
    /// listener.listen(1)?;
    /// let client = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// client.connect(listener.local_addr()?)?;
    /// let (server, _) = listener.accept()?;
    /// client.send(b"short")?;
    ///
    /// let mut mapping = TcpMapping::new(&server, 1 << 20)?;
    /// let got = server.tcp_zerocopy_receive(TcpZerocopy::new(&mut mapping))?;
    /// let mut data = vec![0; mapping.mapped()];
    /// mapping.read(0, &mut data)?;
    /// # if got.recv_skip_hint > 0 {
    /// let mut rest = vec![0; got.recv_skip_hint as usize];
    /// let count = server.recv(&mut rest)?; // too short for a page
    /// assert_eq!(&rest[..count], b"short");
    /// # }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    TCP_ZEROCOPY_RECEIVE: TcpZerocopyReceive as ZerocopyReceive { query tcp_zerocopy_receive(TcpZerocopy<'_>) }
        since "4.18" when Connected
        on LINUX | ANDROID => TCP_ZEROCOPY_RECEIVE;

    /// How long a connection whose peer has no room for more is kept; `None` for no limit. Rounded up to whole seconds.
    PERSIST_TIMEOUT: Option<Duration> as OrNone<Secs<1>, 0> { get persist_timeout, set set_persist_timeout }
        law RoundedUp
        on APPLE => PERSIST_TIMEOUT;
}
