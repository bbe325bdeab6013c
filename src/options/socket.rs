//! SOL_SOCKET: options of the socket itself, whatever its protocol; socket(7).
//!
//! Every socket has this level, though not every option of it means something to
//! every socket.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//! use std::time::Duration;
//!
//! let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
//! socket.set_reuseaddr(true)?;
//! socket.set_rcvbuf(64 * 1024)?;
//! socket.set_rcvtimeo(Some(Duration::from_secs(5)))?;
//! assert_eq!(socket.linger()?, None);
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/core/sock.c`
//! (`sk_setsockopt`, `sk_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use std::io;
use std::time::Duration;

use crate::codec::{
    Acceptor, Bits, Borrowed, CsAddrInfo, Flag, IfIndex, Int, Label, Linger, List, Micros, Millis,
    Named, NoBytes, NoValue, OrAbsent, OrNone, OrUnset, PeerName, Pending, ProcessLast, Program,
    ProgramBack, Rate, Record, Records, Secs, Size, Stamping, TimeVal, U32, U64,
};
#[cfg(unix)]
use crate::codec::{Owned, Splicing};
use crate::table::options;
#[cfg(unix)]
use crate::Splice;
use crate::{
    AcceptFilter, BorrowedSocket, BspState, BufLock, Clock, DmabufToken, Domain, Filter, Interface,
    MemInfo, Name, NpExtensions, OwnedSocket, PeerCred, Protocol, SockAddr, Timestamping, TsClock,
    TxRehash, TxTime, Type,
};

options! {
    level SOL_SOCKET, "socket(7)", |_| true;

    /// Whether the socket is listening.
    SO_ACCEPTCONN: bool as Flag { get acceptconn }
        since "2.4"
        on LINUX | ANDROID | FREEBSD | NETBSD | OPENBSD | ILLUMOS | SOLARIS | AIX | HAIKU | FUCHSIA | QNX |
           CYGWIN | WINDOWS => SO_ACCEPTCONN;

    /// The filter that keeps each connection from `accept` until something has come; `None` takes it away.
    ///
    /// The socket must listen already, and have none yet (EINVAL). One that there is not, or that is not loaded, is refused
    /// (ENOENT). Without one it cannot be read (EINVAL), but on DragonFly; and there it is never taken away (EINVAL). Linux has
    /// TCP_DEFER_ACCEPT.
    SO_ACCEPTFILTER: Option<AcceptFilter> as Acceptor { get acceptfilter, set set_acceptfilter(Option<&AcceptFilter>) }
        on FREEBSD | NETBSD | DRAGONFLY => SO_ACCEPTFILTER;

    /// Attaches a packet filter of classic BPF: it says of each packet that comes in how
    /// many of its bytes are kept, 0 for none.
    ///
    /// A new filter takes the place of the old one. On TCP sockets, newer kernels (6.18, and updates of
    /// 6.1 and 6.12) ask for CAP_NET_ADMIN. What the filter sees begins at the transport header (UDP, TCP), or
    /// as the socket would be given the packet.
    ///
    /// ```
    /// use sockopt::{Domain, Filter, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// let filter = Filter::drop_all();
    /// socket.set_attach_filter(&filter)?;
    /// assert_eq!(socket.get_filter()?, Some(filter));
    /// socket.detach_filter()?;
    /// assert_eq!(socket.get_filter()?, None);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    SO_ATTACH_FILTER: &Filter as Program { set set_attach_filter }
        since "2.2" needs NetAdminForSome
        on LINUX | ANDROID => SO_ATTACH_FILTER;

    /// Attaches a program of extended BPF (of type `BPF_PROG_TYPE_SOCKET_FILTER`) as the packet filter.
    ///
    /// The descriptor can be closed afterwards.
    SO_ATTACH_BPF: BorrowedSocket<'_> as Borrowed { set set_attach_bpf }
        since "3.19"
        on LINUX | ANDROID => SO_ATTACH_BPF;

    /// Attaches a packet filter that says to which socket of a SO_REUSEPORT group a packet goes.
    ///
    /// It gives the socket's place in the order of binding.
    ///
    /// It is the group's: it can be set on any member. What it gives beyond the group's size
    /// leaves the choice to the kernel's hash. On UDP, it sees the data, not the header.
    SO_ATTACH_REUSEPORT_CBPF: &Filter as Program { set set_attach_reuseport_cbpf }
        since "4.5"
        on LINUX | ANDROID => SO_ATTACH_REUSEPORT_CBPF;

    /// As SO_ATTACH_REUSEPORT_CBPF, with a program of extended BPF.
    ///
    /// Its type is `BPF_PROG_TYPE_SOCKET_FILTER` or `BPF_PROG_TYPE_SK_REUSEPORT`.
    SO_ATTACH_REUSEPORT_EBPF: BorrowedSocket<'_> as Borrowed { set set_attach_reuseport_ebpf }
        since "4.5"
        on LINUX | ANDROID => SO_ATTACH_REUSEPORT_EBPF;

    /// Whether the socket may be bound to an address that is not the machine's. Only root may set or clear it (EPERM).
    ///
    /// To be sent what goes to such an address takes a rule of the packet filter too (`divert-reply`). Elsewhere it is IP_BINDANY, or IP_TRANSPARENT.
    SO_BINDANY: bool as Flag { get bindany, set set_bindany }
        on OPENBSD => SO_BINDANY;

    /// Binds the socket to an interface, by name: it then gets packets that come in
    /// there only, and sends by that interface.
    ///
    /// `None` unbinds it. A socket that is not bound to one can be bound by anybody
    /// since Linux 5.7; to change or clear it, Linux asks for CAP_NET_RAW. SO_BINDTOIFINDEX does
    /// the same by index, which no renaming changes. It has no effect on packet
    /// sockets: bind those.
    SO_BINDTODEVICE: Option<Name> as OrUnset { get bindtodevice, set set_bindtodevice }
        needs NetRawToChange inherited true
        on LINUX | ANDROID | FUCHSIA => SO_BINDTODEVICE;

    /// As SO_BINDTODEVICE, by the interface's index.
    ///
    /// Neither Linux nor Haiku, which cannot tell it, checks that there is such an interface.
    SO_BINDTOIFINDEX: Option<Interface> as OrNone<IfIndex, 0> { get bindtoifindex, set set_bindtoifindex }
        since "5.1" needs NetRawToChange inherited true
        on LINUX | ANDROID => SO_BINDTOIFINDEX, HAIKU => SO_BINDTODEVICE { set set_bindtoifindex };

    /// Whether each datagram comes with the time of its arrival, in fractions of a second of 64 bits.
    ///
    /// It is [`Message::SCM_BINTIME`](crate::Message::SCM_BINTIME). FreeBSD heeds it for IPv4 alone.
    SO_BINTIME: bool as Flag { get bintime, set set_bintime }
        on FREEBSD => SO_BINTIME;

    /// Which extensions of classic BPF the kernel has: it knows ancillary data up
    /// to this offset.
    SO_BPF_EXTENSIONS: u32 as Int<u32> { get bpf_extensions }
        since "3.14"
        on LINUX | ANDROID => SO_BPF_EXTENSIONS;

    /// Whether datagrams may be sent to a broadcast address.
    SO_BROADCAST: bool as Flag { get broadcast, set set_broadcast }
        inherited true
        on EVERY => SO_BROADCAST;

    /// The addresses of the socket, its type and its protocol, in one call. Sockets of IPv4 and IPv6.
    ///
    /// Where [`local_addr`](crate::Socket::local_addr) fails, on a socket that is not bound, there is `None`.
    SO_BSP_STATE: BspState as CsAddrInfo { get bsp_state }
        on WINDOWS => SO_BSP_STATE;

    /// Which buffer sizes stay as they are.
    ///
    /// Linux locks a size when the program sets it, and tunes it otherwise; setting no flag here lets it tune again.
    SO_BUF_LOCK: BufLock as Bits<BufLock> { get buf_lock, set set_buf_lock }
        since "5.15" inherited true
        on LINUX | ANDROID => SO_BUF_LOCK;

    /// For how long a blocking read that finds nothing polls the device instead of sleeping; zero for
    /// not at all.
    ///
    /// The default is `net.core.busy_read`. Kernels up to 6.1 let only CAP_NET_ADMIN raise it.
    SO_BUSY_POLL: Duration as Micros { get busy_poll, set set_busy_poll }
        since "3.11" inherited true
        on LINUX | ANDROID => SO_BUSY_POLL;

    /// How many packets one round of busy polling takes, at most.
    ///
    /// Linux cannot tell it; it is 8 from the start. It asks for CAP_NET_ADMIN for any but 0, which means those 8.
    SO_BUSY_POLL_BUDGET: u16 as Int<u16, 0, 65535> { set set_busy_poll_budget }
        since "5.11" needs NetAdminInit
        on LINUX | ANDROID => SO_BUSY_POLL_BUDGET;

    /// Tells the kernel that the connection does not do well by its route, so that it
    /// looks for another one.
    SO_CNX_ADVICE: () as NoValue<1> { run cnx_advice }
        since "4.6"
        on LINUX | ANDROID => SO_CNX_ADVICE;

    /// The routing compartment of the socket. No page of Microsoft's tells its type: others read a number of 32 bits.
    SO_COMPARTMENT_ID: u32 as U32 { get compartment_id, set set_compartment_id }
        on WINDOWS => SO_COMPARTMENT_ID;

    /// Whether the program decides on each connection before it is made, with `WSAAccept`.
    ///
    /// Once the socket listens it is refused (WSAEINVAL).
    SO_CONDITIONAL_ACCEPT: bool as Flag { get conditional_accept, set set_conditional_accept }
        when BeforeListen
        on WINDOWS => SO_CONDITIONAL_ACCEPT;

    /// How long the socket has been connected; `None` if it is not. In whole seconds.
    ///
    /// With it a server can see who connects and says nothing.
    SO_CONNECT_TIME: Option<Duration> as OrNone<Secs<0, { u32::MAX as i128 }, u32>, { u32::MAX as i128 }> { get connect_time }
        on WINDOWS => SO_CONNECT_TIME;

    /// A number that no other socket has had since the system started.
    SO_COOKIE: u64 as U64 { get cookie }
        since "4.12"
        on LINUX | ANDROID => SO_COOKIE;

    /// The CPU that the socket is best handled on; `None` if none is.
    ///
    /// For a listener, there is one if it shares its port (SO_REUSEPORT).
    SO_CPUHINT: Option<u32> as OrNone<Int<u32>, -1> { get cpuhint }
        on DRAGONFLY => SO_CPUHINT;

    /// Whether the protocol traces the socket. Few protocols do anything with it.
    SO_DEBUG: bool as Flag { get debug, set set_debug }
        needs NetAdminInit inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | HAIKU | QNX | CYGWIN | HURD | WINDOWS => SO_DEBUG;

    /// Detaches the packet filter, classic or extended. If there is none, that is an error (ENOENT).
    SO_DETACH_FILTER: () as NoValue { run detach_filter }
        since "2.2"
        on LINUX | ANDROID => SO_DETACH_FILTER;

    /// The same as SO_DETACH_FILTER, by another name.
    SO_DETACH_BPF: () as NoValue { run detach_bpf }
        since "3.19"
        on LINUX | ANDROID => SO_DETACH_BPF;

    /// Detaches the program that chooses among the sockets of a SO_REUSEPORT group.
    SO_DETACH_REUSEPORT_BPF: () as NoValue { run detach_reuseport_bpf }
        since "5.3"
        on LINUX | ANDROID => SO_DETACH_REUSEPORT_BPF;

    /// Gives back fragments of device memory that were received (TCP devmem).
    ///
    /// At most 128 records. A token that is not the socket's is passed over: the kernel counts what
    /// it took back, but this call does not tell.
    SO_DEVMEM_DONTNEED: &[DmabufToken] as Records<DmabufToken, 8, 128, 1024> { set set_devmem_dontneed }
        since "6.12"
        on LINUX | ANDROID => SO_DEVMEM_DONTNEED;

    /// The socket's domain.
    SO_DOMAIN: Domain as Named<Domain> { get domain }
        since "2.6.32"
        on LINUX | ANDROID | FREEBSD | OPENBSD | ILLUMOS | SOLARIS | FUCHSIA => SO_DOMAIN;

    /// Whether packets go to hosts of the network itself only, past the routing tables.
    ///
    /// OpenBSD no longer does so: it can only be cleared there (EOPNOTSUPP). On Windows it does nothing.
    SO_DONTROUTE: bool as Flag { get dontroute, set set_dontroute }
        inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | HAIKU | QNX | CYGWIN | HURD | WINDOWS => SO_DONTROUTE;

    /// Whether what does not fit a reader's buffer stays for the next read, where a message's rest is lost otherwise.
    SO_DONTTRUNC: bool as Flag { get donttrunc, set set_donttrunc }
        on APPLE => SO_DONTTRUNC;

    /// The error that waits on the socket, if one does. Reading it clears it.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// assert!(socket.take_error()?.is_none());
    /// # std::io::Result::Ok(())
    /// ```
    SO_ERROR: Option<io::Error> as Pending { take take_error }
        on EVERY => SO_ERROR;

    /// Whether no other socket may be bound to the port, whatever it sets.
    SO_EXCLBIND: bool as Flag { get exclbind, set set_exclbind }
        on ILLUMOS | SOLARIS => SO_EXCLBIND;

    /// Whether nothing else may be bound to the port, whatever it sets: the safe choice for a server on Windows.
    ///
    /// SO_REUSEADDR is refused where this is on, and the other way round (WSAEINVAL).
    SO_EXCLUSIVEADDRUSE: bool as Flag { get exclusiveaddruse, set set_exclusiveaddruse }
        when BeforeBind
        on WINDOWS => SO_EXCLUSIVEADDRUSE;

    /// The packet filter of classic BPF that is attached, if one is; if that is an extended one,
    /// this fails (EACCES).
    SO_GET_FILTER: Option<Filter> as ProgramBack { get get_filter }
        since "3.8"
        on LINUX | ANDROID => SO_GET_FILTER;

    /// The CPU that last handled a packet of the socket; `None` if none has.
    ///
    /// Setting it, on sockets of a SO_REUSEPORT group, has the kernel prefer the one that is set
    /// to the CPU which handles the packet (UDP since Linux 4.4).
    SO_INCOMING_CPU: Option<u32> as OrNone<Int<u32>, -1> { get incoming_cpu, set set_incoming_cpu }
        since "3.19" inherited false
        on LINUX | ANDROID => SO_INCOMING_CPU;

    /// The number of the device queue that the socket's packets last came by; `None` if none
    /// came, or the device has no such numbers.
    SO_INCOMING_NAPI_ID: Option<u32> as OrNone<U32, 0> { get incoming_napi_id }
        since "4.12"
        on LINUX | ANDROID => SO_INCOMING_NAPI_ID;

    /// Whether each read of a Unix stream socket tells, in a control message, how many bytes
    /// are left.
    ///
    /// Linux cannot tell it.
    SO_INQ: bool as Flag { set set_inq }
        since "6.17"
        on LINUX | ANDROID => SO_INQ;

    /// Whether a connection that is idle is probed, so that a peer that is gone is found out.
    ///
    /// When, how often and how many times: TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT.
    SO_KEEPALIVE: bool as Flag { get keepalive, set set_keepalive }
        inherited true
        on EVERY => SO_KEEPALIVE;

    /// Whether, and for how long, closing the socket waits until what was sent has been
    /// acknowledged.
    ///
    /// `None`: closing does not wait, and the system goes on sending. `Some(time)`: closing waits, even
    /// if the socket is non-blocking; but a process that ends does not. `Some(Duration::ZERO)`: a TCP connection is reset
    /// when closed, and what was not sent is thrown away.
    ///
    /// In whole seconds, rounded up, so that only zero means a reset. On Linux up to 4294967 of them (older kernels, such
    /// as 5.10, make of more some shorter time; 2147482 on 32-bit systems); on Apple up to 327 (the system counts hundredths in 16 bits; the option is SO_LINGER_SEC); on the BSDs, AIX,
    /// QNX and the Hurd up to 32767; on Windows and Cygwin up to 65535. Haiku does not tell it.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    /// use std::time::Duration;
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_linger(Some(Duration::from_millis(500)))?;
    /// assert_eq!(socket.linger()?, Some(Duration::from_secs(1))); // and not a reset
    /// # std::io::Result::Ok(())
    /// ```
    SO_LINGER: Option<Duration> as Linger { get linger, set set_linger }
        inherited true law RoundedUp also "SO_LINGER_SEC"
        on LINUX | ANDROID => SO_LINGER as Linger<{ crate::sys::LINGER_MAX_SECS }>,
           ILLUMOS | SOLARIS | FUCHSIA => SO_LINGER,
           APPLE => SO_LINGER_SEC as Linger<327>,
           FREEBSD | NETBSD | OPENBSD | DRAGONFLY | QNX | HURD | AIX => SO_LINGER as Linger<32767>,
           CYGWIN | WINDOWS => SO_LINGER as Linger<65535>,
           HAIKU => SO_LINGER { set set_linger };

    /// How many connections are not made yet; 0 for a socket that does not listen.
    SO_LISTENINCQLEN: u32 as U32 { get listenincqlen }
        on FREEBSD => SO_LISTENINCQLEN;

    /// How many connections wait for `accept`; 0 for a socket that does not listen.
    SO_LISTENQLEN: u32 as U32 { get listenqlen }
        on FREEBSD => SO_LISTENQLEN;

    /// How many connections may wait for `accept`; 0 for a socket that does not listen.
    SO_LISTENQLIMIT: u32 as U32 { get listenqlimit }
        on FREEBSD => SO_LISTENQLIMIT;

    /// Whether the packet filter is there to stay: it cannot be detached or
    /// changed any more, and this cannot be cleared (EPERM).
    SO_LOCK_FILTER: bool as Flag { get lock_filter, set set_lock_filter }
        since "3.9" inherited true law Other
        on LINUX | ANDROID => SO_LOCK_FILTER;

    /// A number that is put on the packets sent, for routing and packet filters of the system.
    SO_MARK: u32 as U32 { get mark, set set_mark }
        since "2.6.25" needs NetAdminOrRaw inherited true
        on LINUX | ANDROID => SO_MARK;

    /// How large a datagram may be that is sent. On a stream it means nothing.
    SO_MAX_MSG_SIZE: usize as Size { get max_msg_size }
        on WINDOWS => SO_MAX_MSG_SIZE;

    /// How large a datagram may be that is sent, by the protocol. On a stream it means nothing.
    SO_MAXDG: usize as Size { get maxdg }
        on WINDOWS => SO_MAXDG;

    /// As SO_MAXDG, to where the socket sends. A system may answer as to SO_MAXDG.
    SO_MAXPATHDG: usize as Size { get maxpathdg }
        on WINDOWS => SO_MAXPATHDG;

    /// The fastest rate of sending, in bytes a second; `None` for no limit.
    ///
    /// TCP keeps it by itself; other protocols need the packet scheduler `fq`. On 32-bit systems, and before
    /// Linux 5.2, it is a number of 32 bits (such an old kernel looks at the low 32 bits of a larger one).
    SO_MAX_PACING_RATE: Option<u64> as Rate { get max_pacing_rate, set set_max_pacing_rate }
        since "3.13" inherited true
        on LINUX | ANDROID => SO_MAX_PACING_RATE,
           FREEBSD => SO_MAX_PACING_RATE as OrNone<Int<u64, 1, { u32::MAX as i128 }, u32>, 0>;

    /// How much memory the socket uses, and what it dropped.
    SO_MEMINFO: MemInfo as Record<MemInfo, 36> { get meminfo }
        since "4.12"
        on LINUX | ANDROID => SO_MEMINFO;

    /// A number that no other network namespace has had since the system started.
    SO_NETNS_COOKIE: u64 as U64 { get netns_cookie }
        since "5.14"
        on LINUX | ANDROID => SO_NETNS_COOKIE;

    /// Whether it is an error (EADDRNOTAVAIL) that the address that the socket is bound to has gone, and not silence.
    SO_NOADDRERR: bool as Flag { get noaddrerr, set set_noaddrerr }
        on APPLE => SO_NOADDRERR;

    /// Whether packets are sent with the frame check sequence that the program appends. Packet sockets.
    ///
    /// Otherwise the device makes one.
    SO_NOFCS: bool as Flag { get nofcs, set set_nofcs }
        since "3.4" inherited true
        on LINUX | ANDROID => SO_NOFCS;

    /// Whether the system writes the header of IP on a raw socket: as IP_HDRINCL, the other way round. It cannot be read.
    SO_NOHEADER: bool as Flag { set set_noheader }
        on NETBSD => SO_NOHEADER;

    /// Whether the process is not sent SIGPIPE when it writes to a connection that is closed.
    ///
    /// The crate's own calls never raise the signal, and on Apple its sockets have this on from the start: this is for what other
    /// code does with the socket. (NetBSD also keeps it as a flag of the descriptor, `O_NOSIGPIPE`.)
    SO_NOSIGPIPE: bool as Flag { get nosigpipe, set set_nosigpipe }
        on APPLE | FREEBSD | NETBSD | DRAGONFLY => SO_NOSIGPIPE;

    /// Whether the owner of a port is told that another one wants it. Only root may set it (EPERM).
    SO_NOTIFYCONFLICT: bool as Flag { get notifyconflict, set set_notifyconflict }
        on APPLE => SO_NOTIFYCONFLICT;

    /// Whether UDP datagrams are sent without a checksum (IPv4).
    SO_NO_CHECK: bool as Flag { get no_check, set set_no_check }
        inherited true
        on LINUX | ANDROID | FUCHSIA => SO_NO_CHECK;

    /// Whether the network card may not put data straight where the reader wants it.
    SO_NO_DDP: bool as Flag { get no_ddp, set set_no_ddp }
        on FREEBSD => SO_NO_DDP;

    /// Whether the socket stays out of the network card, which could carry the connection by itself.
    SO_NO_OFFLOAD: bool as Flag { get no_offload, set set_no_offload }
        on FREEBSD => SO_NO_OFFLOAD;

    /// What the socket may do that POSIX does not have.
    ///
    /// Apple refuses to set any option once both directions are shut down (EINVAL), unless this has allowed it before.
    SO_NP_EXTENSIONS: NpExtensions as Record<NpExtensions, 8> { get np_extensions, set set_np_extensions }
        on APPLE => SO_NP_EXTENSIONS;

    /// How much waits to be read: on a stream, of bytes; else the size of the first datagram.
    ///
    /// [`fionread`](crate::Socket::fionread) tells it on every system.
    SO_NREAD: usize as Size { get nread }
        on APPLE => SO_NREAD;

    /// How much waits to be sent, or for the peer to say that it has it.
    ///
    /// It is an ioctl on Linux: `siocoutq`.
    SO_NWRITE: usize as Size { get nwrite }
        on APPLE => SO_NWRITE;

    /// Whether urgent data stays in the stream of the other data.
    SO_OOBINLINE: bool as Flag { get oobinline, set set_oobinline }
        inherited true
        on EVERY => SO_OOBINLINE;

    /// How many datagrams were lost for want of room in the socket's buffer. The read does not reset it.
    SO_OVERFLOWED: u32 as U32 { get overflowed }
        on NETBSD | QNX => SO_OVERFLOWED;

    /// Whether received messages bring the credentials of who sent them (SCM_CREDENTIALS).
    ///
    /// Unix, netlink and Bluetooth sockets; since Linux 6.16 others refuse it.
    SO_PASSCRED: bool as Flag { get passcred, set set_passcred }
        inherited true
        on LINUX | ANDROID => SO_PASSCRED;

    /// Whether received messages bring a descriptor of the process that sent them
    /// (SCM_PIDFD). Unix sockets.
    SO_PASSPIDFD: bool as Flag { get passpidfd, set set_passpidfd }
        since "6.5" inherited true
        on LINUX | ANDROID => SO_PASSPIDFD;

    /// Whether the peer may send descriptors (SCM_RIGHTS); it may unless this is switched off.
    /// Unix sockets.
    SO_PASSRIGHTS: bool as Flag { get passrights, set set_passrights }
        since "6.16" inherited true
        on LINUX | ANDROID => SO_PASSRIGHTS;

    /// Whether received messages bring the security label of who sent them
    /// (SCM_SECURITY). Unix and netlink sockets.
    SO_PASSSEC: bool as Flag { get passsec, set set_passsec }
        since "2.6.18" inherited true
        on LINUX | ANDROID => SO_PASSSEC;

    /// Whether a listener turns away who would connect.
    SO_PAUSE_ACCEPT: bool as Flag { get pause_accept, set set_pause_accept }
        on WINDOWS => SO_PAUSE_ACCEPT;

    /// Where `peek` reads from, in bytes from the start of what has come in; `None` for the start
    /// itself, whatever was peeked at before.
    ///
    /// With an offset, a `peek` moves it forward by what it reads, and a read moves it back
    /// by what it takes. Unix sockets (Linux 3.4), UDP and TCP (later: TCP of Linux 6.1 does not have it, that of 6.12
    /// does); others refuse it (EOPNOTSUPP). Of Unix sockets, one that is accepted does not have it from the listener.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let (a, b) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
    /// a.send(b"aabbcc")?;
    /// b.set_peek_off(Some(2))?;
    /// let mut two = [0; 2];
    /// b.peek(&mut two)?;
    /// assert_eq!((&two, b.peek_off()?), (b"bb", Some(4)));
    /// b.recv(&mut two)?;
    /// assert_eq!((&two, b.peek_off()?), (b"aa", Some(2)));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    SO_PEEK_OFF: Option<u32> as OrNone<Int<u32>, -1> { get peek_off, set set_peek_off }
        since "3.4" inherited true
        on LINUX | ANDROID => SO_PEEK_OFF;

    /// Who the peer of a connected Unix socket is; `None` if there is no such peer, as on a
    /// socket of another family.
    ///
    /// They are the credentials at the time of `connect`, `listen` or `socketpair`. On OpenBSD it is an
    /// error if there is no such peer (ENOTCONN; EOPNOTSUPP on a socket of another family).
    SO_PEERCRED: Option<PeerCred> as OrAbsent<PeerCred, 12> { get peercred }
        on LINUX | ANDROID | CYGWIN | HAIKU => SO_PEERCRED, OPENBSD => SO_PEERCRED as ProcessLast;

    /// The supplementary groups of the peer of a Unix socket, as SO_PEERCRED.
    SO_PEERGROUPS: Vec<u32> as List<U32> { get peergroups }
        since "4.13"
        on LINUX | ANDROID => SO_PEERGROUPS;

    /// The address of the peer, as [`peer_addr`](crate::Socket::peer_addr) gives it.
    ///
    /// Linux refuses a buffer that is longer than the address, so it takes a few
    /// calls to find its length: prefer `peer_addr`.
    SO_PEERNAME: SockAddr as PeerName { get peername }
        on LINUX | ANDROID => SO_PEERNAME;

    /// A descriptor of the process that is the peer of a Unix socket.
    ///
    /// It is close-on-exec, and refers to that process even if its number is used again.
    SO_PEERPIDFD: OwnedSocket as Owned { take take_peerpidfd }
        since "6.5"
        on LINUX | ANDROID => SO_PEERPIDFD;

    /// The security label of the peer of a Unix or TCP socket.
    ///
    /// There are labels where the system has a security module that gives them (SELinux, Smack, AppArmor).
    SO_PEERSEC: String as Label { get peersec }
        since "2.6.2"
        on LINUX | ANDROID => SO_PEERSEC;

    /// Whether ports are counted for each local address by itself, so that there are more of them for connections that go out.
    ///
    /// To be set before `bind` to an address with port 0. Newer systems have SO_REUSE_UNICASTPORT, which is better.
    SO_PORT_SCALABILITY: bool as Flag { get port_scalability, set set_port_scalability }
        when BeforeBind
        on WINDOWS => SO_PORT_SCALABILITY;

    /// Whether the socket's device queue is to be polled by the program rather than by interrupts.
    SO_PREFER_BUSY_POLL: bool as Flag { get prefer_busy_poll, set set_prefer_busy_poll }
        since "5.11" needs NetAdminInit inherited true
        on LINUX | ANDROID => SO_PREFER_BUSY_POLL;

    /// The priority of what is sent, for the packet scheduler.
    ///
    /// Linux asks for CAP_NET_RAW or CAP_NET_ADMIN for one above 6. Setting IP_TOS changes it.
    SO_PRIORITY: u32 as U32 { get priority, set set_priority }
        needs NetAdminOrRawForSome inherited false
        on LINUX | ANDROID => SO_PRIORITY;

    /// The socket's protocol. On illumos, Unix sockets do not have it.
    SO_PROTOCOL: Protocol as Named<Protocol> { get protocol }
        since "2.6.32" also "SO_PROTOTYPE"
        on LINUX | ANDROID | FREEBSD | OPENBSD | FUCHSIA => SO_PROTOCOL, ILLUMOS | SOLARIS => SO_PROTOTYPE;

    /// Whether the port that the system chooses for the socket is a random one. It is refused once SO_REUSE_UNICASTPORT is set.
    SO_RANDOMIZE_PORT: bool as Flag { get randomize_port, set set_randomize_port }
        when BeforeBind
        on WINDOWS => SO_RANDOMIZE_PORT;

    /// Whether the port that the system chooses for the socket is a random one.
    SO_RANDOMPORT: bool as Flag { get randomport, set set_randomport }
        on APPLE => SO_RANDOMPORT;

    /// How much may wait to be read.
    ///
    /// Linux doubles the size, to have room for its own bookkeeping, and
    /// tells the double. It grants `net.core.rmem_max` at most
    /// (see `Limits`), without an error: read it back, or use SO_RCVBUFFORCE. It no longer tunes the size of a TCP
    /// socket then. Set it before `listen` or `connect`, so that TCP can offer a window to match. The default is
    /// `net.core.rmem_default`; of TCP, the second number of `net.ipv4.tcp_rmem`.
    ///
    /// Apple and DragonFly, too, grant what they may at most without an error; FreeBSD, NetBSD, OpenBSD and illumos refuse more
    /// (ENOBUFS). TCP of illumos rounds up to whole segments.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_rcvbuf(32 * 1024)?;
    /// # #[cfg(target_os = "linux")]
    /// assert_eq!(socket.rcvbuf()?, 64 * 1024);
    /// # std::io::Result::Ok(())
    /// ```
    SO_RCVBUF: usize as Size<0, { i32::MAX as i128 / 2 }> { get rcvbuf, set set_rcvbuf }
        inherited true law Doubled
        on LINUX | ANDROID | AIX | HAIKU | FUCHSIA | QNX | CYGWIN | HURD | WINDOWS => SO_RCVBUF,
           APPLE | BSD | ILLUMOS | SOLARIS => SO_RCVBUF as Size<1, { i32::MAX as i128 / 2 }>;

    /// As SO_RCVBUF, past `net.core.rmem_max`.
    SO_RCVBUFFORCE: usize as Size<0, { i32::MAX as i128 / 2 }> { set set_rcvbufforce }
        since "2.6.14" needs NetAdminInit
        on LINUX | ANDROID => SO_RCVBUFFORCE;

    /// How many bytes must have come in before a blocking read of a stream returns, or the
    /// socket is ready to be read.
    ///
    /// It is 1 from the start. Linux takes 0 for 1, and of TCP no more than half of the largest receive buffer.
    SO_RCVLOWAT: usize as Size<1> { get rcvlowat, set set_rcvlowat }
        since "2.4" inherited true
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | HAIKU | QNX | AIX => SO_RCVLOWAT;

    /// Whether received packets bring their mark (SO_MARK) in a control message.
    SO_RCVMARK: bool as Flag { get rcvmark, set set_rcvmark }
        since "5.19" inherited true
        on LINUX | ANDROID => SO_RCVMARK;

    /// Whether received packets bring their priority (SO_PRIORITY) in a control message.
    SO_RCVPRIORITY: bool as Flag { get rcvpriority, set set_rcvpriority }
        since "6.14" inherited true
        on LINUX | ANDROID => SO_RCVPRIORITY;

    /// For how long a blocking read waits; `None` for as long as it takes.
    ///
    /// Then it fails with [`WouldBlock`](std::io::ErrorKind::WouldBlock) ([`TimedOut`](std::io::ErrorKind::TimedOut)
    /// on Windows).
    ///
    /// In microseconds (milliseconds on Windows and Cygwin), rounded up; and then, on Linux, up to whole ticks of the kernel. (NetBSD
    /// and DragonFly go down to whole ticks, but not below one.) Zero is refused: it would mean no limit.
    ///
    /// It is not to be counted on for Unix sockets of illumos: as `fs/sockfs/socktpi.c` of 2020 has it, a process of 64 bits stores
    /// another value than the one that it gives.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    /// use std::time::Duration;
    ///
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// socket.set_rcvtimeo(Some(Duration::from_nanos(500)))?;
    /// assert!(socket.rcvtimeo()? > Some(Duration::ZERO)); // a short time, not for ever
    /// assert!(socket.set_rcvtimeo(Some(Duration::ZERO)).is_err());
    /// # std::io::Result::Ok(())
    /// ```
    SO_RCVTIMEO: Option<Duration> as TimeVal { get rcvtimeo, set set_rcvtimeo }
        inherited true law RoundedUp also "SO_RCVTIMEO_OLD" | "SO_RCVTIMEO_NEW"
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | HAIKU | FUCHSIA | QNX | CYGWIN => SO_RCVTIMEO,
           WINDOWS => SO_RCVTIMEO as OrNone<Millis<1, { u32::MAX as i128 }, u32>, 0>;

    /// Whether received datagrams bring the credentials of who sent them (SCM_UCRED). UDP, and Unix sockets of datagrams.
    ///
    /// A stream refuses it (ENOPROTOOPT; EINVAL on a Unix socket).
    SO_RECVUCRED: bool as Flag { get recvucred, set set_recvucred }
        on ILLUMOS | SOLARIS => SO_RECVUCRED;

    /// Whether a datagram that was lost for want of room in the socket's buffer is an error of the next read, and not silence.
    SO_RERROR: bool as Flag { get rerror, set set_rerror }
        on FREEBSD | NETBSD | DRAGONFLY => SO_RERROR;

    /// Memory set aside for the socket alone, of what its control group may use.
    SO_RESERVE_MEM: usize as Size { get reserve_mem, set set_reserve_mem }
        since "5.16" inherited false law Other
        on LINUX | ANDROID => SO_RESERVE_MEM;

    /// Whether the socket may be bound to an address that is still in use in some way.
    ///
    /// On Linux: one that connections of an earlier socket linger on, unless a socket
    /// listens there. On Windows: one that another socket has, which then may lose its traffic; do not set it
    /// there.
    SO_REUSEADDR: bool as Flag { get reuseaddr, set set_reuseaddr }
        when BeforeBind inherited true
        on EVERY => SO_REUSEADDR;

    /// Whether several sockets may be bound to one address, if all set this.
    ///
    /// On Linux they must also be of one user, and what comes in is shared out among them.
    ///
    /// On other systems the last one bound may get everything. On newer kernels (6.12, and
    /// updates of 6.1), sockets that are not of IP refuse it (EOPNOTSUPP).
    SO_REUSEPORT: bool as Flag { get reuseport, set set_reuseport }
        since "3.9" when BeforeBind inherited true
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | HAIKU | FUCHSIA | QNX | AIX => SO_REUSEPORT;

    /// Whether sockets that all have this set share an address and a port, and what comes is shared out among them.
    ///
    /// There are at most 256 of them. SO_REUSEPORT shares out nothing there. On Linux it is SO_REUSEPORT that does what this does.
    SO_REUSEPORT_LB: bool as Flag { get reuseport_lb, set set_reuseport_lb }
        when BeforeBind
        on FREEBSD => SO_REUSEPORT_LB;

    /// Whether users may share a port with those of other numbers, where SO_REUSEPORT allows it.
    SO_REUSESHAREUID: bool as Flag { get reuseshareuid, set set_reuseshareuid }
        on APPLE => SO_REUSESHAREUID;

    /// Whether a port may be shared by sockets that receive from groups alone.
    SO_REUSE_MULTICASTPORT: bool as Flag { get reuse_multicastport, set set_reuse_multicastport }
        on WINDOWS => SO_REUSE_MULTICASTPORT;

    /// Whether the port of a connection that goes out is chosen when it is known where to, so that it can be shared.
    ///
    /// It takes a system that is set up for it (`Set-NetTCPSetting`).
    SO_REUSE_UNICASTPORT: bool as Flag { get reuse_unicastport, set set_reuse_unicastport }
        when BeforeBind
        on WINDOWS => SO_REUSE_UNICASTPORT;

    /// The routing table that the socket goes by, of IPv4 and IPv6 (ENOPROTOOPT elsewhere). It is that of the process at first.
    ///
    /// One that there is not is refused (EINVAL); so is any, once the socket is bound (EBUSY). To leave a
    /// table other than 0 takes root (EPERM).
    SO_RTABLE: u32 as Int<u32, 0, 255> { get rtable, set set_rtable }
        when BeforeBind
        on OPENBSD => SO_RTABLE;

    /// Whether received datagrams bring, in a control message, how many were dropped
    /// for want of room since the socket was made.
    SO_RXQ_OVFL: bool as Flag { get rxq_ovfl, set set_rxq_ovfl }
        since "2.6.33" inherited true
        on LINUX | ANDROID => SO_RXQ_OVFL;

    /// Whether `select` and `poll` tell of what is in the error queue as exceptional (POLLPRI) too.
    SO_SELECT_ERR_QUEUE: bool as Flag { get select_err_queue, set set_select_err_queue }
        since "3.10" inherited true
        on LINUX | ANDROID => SO_SELECT_ERR_QUEUE;

    /// The routing table that the socket goes by: a number below `net.fibs` (EINVAL). It is that of the process at first.
    ///
    /// Only sockets of IPv4, IPv6 and routing have one; on others only 0 stays. FreeBSD 13 does not tell it, nor does QNX, where a user may have
    /// no right to it (EPERM).
    SO_SETFIB: u32 as U32 { set set_setfib }
        on FREEBSD | QNX => SO_SETFIB;

    /// How much may wait to be sent.
    ///
    /// As SO_RCVBUF: Linux doubles it, and grants `net.core.wmem_max` at most. The default is `net.core.wmem_default`;
    /// of TCP, the second number of `net.ipv4.tcp_wmem`.
    SO_SNDBUF: usize as Size<0, { i32::MAX as i128 / 2 }> { get sndbuf, set set_sndbuf }
        inherited true law Doubled
        on LINUX | ANDROID | ILLUMOS | SOLARIS | AIX | HAIKU | FUCHSIA | QNX | CYGWIN | HURD | WINDOWS => SO_SNDBUF,
           APPLE | BSD => SO_SNDBUF as Size<1, { i32::MAX as i128 / 2 }>;

    /// As SO_SNDBUF, past `net.core.wmem_max`.
    SO_SNDBUFFORCE: usize as Size<0, { i32::MAX as i128 / 2 }> { set set_sndbufforce }
        since "2.6.14" needs NetAdminInit
        on LINUX | ANDROID => SO_SNDBUFFORCE;

    /// How much room there must be before the socket is ready to be written.
    ///
    /// On Linux it is always 1, and cannot be set. The others cut what is more than the buffer holds (SO_SNDBUF) down to that, without an error.
    SO_SNDLOWAT: usize as Size<1> { get sndlowat }
        on LINUX | ANDROID => SO_SNDLOWAT,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | HAIKU | QNX | AIX => SO_SNDLOWAT { get sndlowat, set set_sndlowat };

    /// How much room there is in the buffer of what is to be sent, by and large; it can be less than nothing.
    SO_SNDSPACE: i64 as Int<i64, { i64::MIN as i128 }, { i64::MAX as i128 }, i64> { get sndspace }
        on DRAGONFLY => SO_SNDSPACE;

    /// For how long a blocking write (or, on Linux, `connect`) waits; `None` for as long as it
    /// takes. As SO_RCVTIMEO.
    SO_SNDTIMEO: Option<Duration> as TimeVal { get sndtimeo, set set_sndtimeo }
        inherited true law RoundedUp also "SO_SNDTIMEO_OLD" | "SO_SNDTIMEO_NEW"
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | HAIKU | FUCHSIA | QNX | CYGWIN => SO_SNDTIMEO,
           WINDOWS => SO_SNDTIMEO as OrNone<Millis<1, { u32::MAX as i128 }, u32>, 0>;

    /// Sends what comes on to another socket, without the program; a read tells how many bytes have gone there.
    ///
    /// It is for one direction: the other one takes another call, on the other socket. Both are connected (ENOTCONN), and of TCP; on
    /// OpenBSD both may be of UDP. One that is spliced already is refused (EBUSY on OpenBSD), and so is the end of
    /// what is not (EPROTO there). FreeBSD has it since 15.
    ///
    /// Data that is spliced does not make the socket ready to be read.
    SO_SPLICE: u64 as Splicing { get splice, set set_splice(Splice<'_>) }
        on FREEBSD | OPENBSD => SO_SPLICE;

    /// Whether received packets bring, in a control message, when they came in: in microseconds.
    ///
    /// On Linux, this and SO_TIMESTAMPNS switch each other off.
    SO_TIMESTAMP: bool as Flag { get timestamp, set set_timestamp }
        inherited true also "SO_TIMESTAMP_OLD" | "SO_TIMESTAMP_NEW"
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | FUCHSIA | QNX => SO_TIMESTAMP;

    /// Whether received packets bring, in a control message, when they came in: in nanoseconds.
    SO_TIMESTAMPNS: bool as Flag { get timestampns, set set_timestampns }
        since "2.6.22" inherited true also "SO_TIMESTAMPNS_OLD" | "SO_TIMESTAMPNS_NEW"
        on LINUX | ANDROID | FUCHSIA => SO_TIMESTAMPNS;

    /// Which timestamps are made of packets sent and received, in the kernel or the device, and which are
    /// reported.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Timestamping, TimestampingFlags, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// let flags = TimestampingFlags::RX_SOFTWARE | TimestampingFlags::SOFTWARE;
    /// socket.set_timestamping(flags.into())?;
    /// assert_eq!(socket.timestamping()?, Timestamping::from(flags));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    SO_TIMESTAMPING: Timestamping as Stamping { get timestamping, set set_timestamping }
        since "2.6.30" inherited true also "SO_TIMESTAMPING_OLD" | "SO_TIMESTAMPING_NEW"
        on LINUX | ANDROID => SO_TIMESTAMPING;

    /// Whether each datagram comes with the time of its arrival, in ticks of the machine that do not go back.
    ///
    /// It is [`Message::SCM_TIMESTAMP_MONOTONIC`](crate::Message::SCM_TIMESTAMP_MONOTONIC).
    SO_TIMESTAMP_MONOTONIC: bool as Flag { get timestamp_monotonic, set set_timestamp_monotonic }
        on APPLE => SO_TIMESTAMP_MONOTONIC;

    /// The clock, and the form, of the times that SO_TIMESTAMP asks for: which decides the message that comes.
    SO_TS_CLOCK: TsClock as Named<TsClock> { get ts_clock, set set_ts_clock }
        on FREEBSD => SO_TS_CLOCK;

    /// The priority with which packets go to the device. A system that was not started for it refuses it (EOPNOTSUPP).
    ///
    /// It may be out of the range that the system takes (EINVAL).
    SO_TXPRIO: u8 as Int<u8, 0, 255, u8> { get txprio, set set_txprio }
        on QNX => SO_TXPRIO;

    /// Whether TCP tries another route (by another hash) when data seems lost.
    ///
    /// A read gives what `DEFAULT` became, by `net.core.txrehash`: on, unless that is changed.
    SO_TXREHASH: TxRehash as Named<TxRehash> { get txrehash, set set_txrehash }
        since "5.18" inherited true
        on LINUX | ANDROID => SO_TXREHASH;

    /// By which clock the times are meant that control messages give for sending (SCM_TXTIME).
    ///
    /// Only the packet schedulers `etf` and `fq` heed such times. Linux asks for
    /// CAP_NET_ADMIN for a clock other than `CLOCK_MONOTONIC`.
    SO_TXTIME: TxTime as Record<TxTime, 8> { get txtime, set set_txtime }
        since "4.19" needs NetAdminForSome inherited true
        on LINUX | ANDROID => SO_TXTIME;

    /// The socket's type.
    SO_TYPE: Type as Named<Type> { get r#type }
        on EVERY => SO_TYPE;

    /// Makes a whole socket of one that `AcceptEx` has accepted, by its listener, which is lent: it then has its addresses, and the
    /// listener's options.
    ///
    /// Sockets from [`accept`](crate::Socket::accept) do not need it.
    SO_UPDATE_ACCEPT_CONTEXT: BorrowedSocket<'_> as Borrowed { set set_update_accept_context }
        on WINDOWS => SO_UPDATE_ACCEPT_CONTEXT;

    /// Makes a whole socket of one that `ConnectEx` has connected: it then has its addresses, and can be shut down.
    SO_UPDATE_CONNECT_CONTEXT: () as NoBytes { run update_connect_context }
        on WINDOWS => SO_UPDATE_CONNECT_CONTEXT;

    /// Whether a routing socket hears what it has sent itself.
    SO_USELOOPBACK: bool as Flag { get useloopback, set set_useloopback }
        on APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX | AIX => SO_USELOOPBACK;

    /// A number for the packet filter (ipfw), which can go by it. It cannot be read back.
    SO_USER_COOKIE: u32 as U32 { set set_user_cookie }
        on FREEBSD => SO_USER_COOKIE;

    /// The priority in the VLAN header of packets.
    ///
    /// It may be out of the range that the system takes (EINVAL).
    SO_VLANPRIO: u8 as Int<u8, 0, 255, u8> { get vlanprio, set set_vlanprio }
        on QNX => SO_VLANPRIO;

    /// Whether a read tells, by `MSG_HAVEMORE`, that more waits.
    SO_WANTMORE: bool as Flag { get wantmore, set set_wantmore }
        on APPLE => SO_WANTMORE;

    /// Whether a read tells, by `MSG_OOB` among its flags, that it is out-of-band data.
    SO_WANTOOBFLAG: bool as Flag { get wantoobflag, set set_wantoobflag }
        on APPLE => SO_WANTOOBFLAG;

    /// Whether received packets of a wireless device bring its status in a control message.
    SO_WIFI_STATUS: bool as Flag { get wifi_status, set set_wifi_status }
        since "3.3" inherited true
        on LINUX | ANDROID => SO_WIFI_STATUS;

    /// Whether data may be sent without copying it (MSG_ZEROCOPY).
    ///
    /// The buffers must stay as they are until the error queue says that they are no longer in use.
    SO_ZEROCOPY: bool as Flag { get zerocopy, set set_zerocopy }
        since "4.14" inherited true
        on LINUX | ANDROID => SO_ZEROCOPY;
}
