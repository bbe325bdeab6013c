//! The rows: every kind of control message that the crate knows.
//!
//! Facts without another source are from the kernel: `net/core/scm.c`, `net/core/sock.c`
//! (`__sock_cmsg_send`), `net/socket.c` (`__sock_recv_timestamp`, `__sock_recv_cmsgs`), `net/ipv4/ip_sockglue.c` (`ip_cmsg_recv_offset`,
//! `ip_cmsg_send`), `net/ipv6/datagram.c` (`ip6_datagram_recv_common_ctl`, `ip6_datagram_recv_specific_ctl`,
//! `ip6_datagram_send_ctl`). For the BSDs and Apple: `ip_savecontrol`, `ip6_savecontrol` and `ip6_notify_pmtu`, which receive, and
//! `ip6_setpktopt` and the `send` of UDP. For illumos: `inet/ip/conn_opt.c` and `inet/udp/udp.c`. For
//! Windows: the documentation of WSAMSG and of the options.

#![allow(unused_imports, dead_code)] // what only rows of other systems use

use core::mem::size_of;
use core::net::{Ipv4Addr, Ipv6Addr, SocketAddrV4, SocketAddrV6};
use core::time::Duration;

use super::codec::*;
use super::creds::*;
use super::error_queue::{ErrQueue, ExtendedErr};
use super::messages::{key, level_and_type};
use super::stats::{Attributes, TcpStats};
use super::table::*;
use super::values::*;
use super::{space, Cmsg, Messages};
use crate::codec::{
    BigEndian, Bits, Fault, Flag, IfIndex, Int, Ip, Named, OrNone, Record, Unit, U32, U64,
};
use crate::interface::Interface;
use crate::registry::{Access, Info, MessageRow, Platforms, Privilege};
use crate::sys::{self, c};
use crate::table::{fact, last, maybe, on, platforms};
use crate::values::{
    PeerCred, SctpInitMsg, SctpNxtInfo, SctpPrInfo, SctpRcvInfo, SctpSndInfo, SctpSndRcvInfo,
    TimestampingFlags, TipcDestName, TipcErrInfo,
};

/// An unsigned number in one byte.
type Byte = Int<u8, 0, 255, u8>;
/// Nanoseconds in 64 bits.
type Nanos = Unit<1, 0, { u64::MAX as i128 }, u64>;
/// `struct timeval` and `struct timespec` in C longs, as Linux has had them first.
type OldTimeVal = Stamp<TWO_LONGS, 1000>;
type OldTimeSpec = Stamp<TWO_LONGS, 1>;
type OldStamps = Stamps<{ 3 * TWO_LONGS }>;

const TWO_LONGS: usize = 2 * size_of::<core::ffi::c_long>();

messages! {
    level SOL_SOCKET, "socket(7), unix(7)" {
        /// Descriptors of the sender's files: how many came. They are in
        /// [`Received::descriptors`](crate::Received::descriptors).
        ///
        /// At most 253 can be sent at a time, over a Unix socket.
        SCM_RIGHTS() {
            recv usize as Count: UNIX => SCM_RIGHTS;
            send &[BorrowedSocket] as Lent: UNIX => SCM_RIGHTS;
        }

        /// Who sent the message. To send, it must be true, unless one is privileged: CAP_SYS_ADMIN for the process,
        /// CAP_SETUID for the user, CAP_SETGID for the group. The
        /// process must be there (ESRCH). It comes with each message, whether the sender pushed it or not.
        SCM_CREDENTIALS(by SO_PASSCRED) {
            recv PeerCred as Record<PeerCred, 12>: LINUX | ANDROID => SCM_CREDENTIALS;
            send PeerCred as Record<PeerCred, 12>: LINUX | ANDROID => SCM_CREDENTIALS;
        }

        /// Who sent the message, with groups.
        ///
        /// On FreeBSD and DragonFly, a sender that pushes it has it filled in by the system.
        SCM_CREDS() {
            recv Creds<'a> as AnyCreds: FREEBSD | DRAGONFLY | NETBSD => SCM_CREDS;
            send () as NoCreds: FREEBSD | DRAGONFLY => SCM_CREDS;
        }

        /// Who sent the message, with groups and the process.
        SCM_CREDS2(by LOCAL_CREDS_PERSISTENT) {
            recv Creds<'a> as AnyCreds: FREEBSD => SCM_CREDS2;
        }

        /// Who sent the message: a `ucred_t`, which only the system's functions can look into.
        SCM_UCRED(by SO_RECVUCRED) {
            recv &'a [u8] as Raw: ILLUMOS | SOLARIS => SCM_UCRED;
        }

        /// The security label of who sent the message: text, without the NUL that ends it.
        SCM_SECURITY(by SO_PASSSEC) {
            recv &'a [u8] as Label: LINUX | ANDROID => SCM_SECURITY;
        }

        /// Whether a descriptor of the process that sent the message came; false if the system could not open
        /// one. It is to be had from [`Descriptors`](crate::Descriptors)' `take_pidfd`.
        SCM_PIDFD(by SO_PASSPIDFD) {
            recv bool as IsDescriptor: LINUX | ANDROID => SCM_PIDFD;
        }

        /// When the packet was received, by the time of day; in microseconds.
        SCM_TIMESTAMP(by SO_TIMESTAMP) {
            recv Timestamp as NativeTimeVal:
                LINUX | ANDROID => SO_TIMESTAMP_OLD as OldTimeVal | SO_TIMESTAMP_NEW as Stamp<16, 1000>,
                APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | FUCHSIA | QNX => SCM_TIMESTAMP;
        }

        /// When the packet was received: a counter, of QueryPerformanceCounter or of the network card.
        SO_TIMESTAMP(by SIO_TIMESTAMPING) {
            recv u64 as U64: WINDOWS => SO_TIMESTAMP;
        }

        /// The number by which SIO_GET_TX_TIMESTAMP is to tell when the packet was sent. It does not go together with
        /// UDP_SEND_MSG_SIZE.
        SO_TIMESTAMP_ID(by SIO_TIMESTAMPING) {
            send u32 as U32: WINDOWS => SO_TIMESTAMP_ID;
        }

        /// When the packet was received, by the time of day; in nanoseconds.
        SCM_TIMESTAMPNS(by SO_TIMESTAMPNS) {
            recv Timestamp as Stamp<16, 1>:
                LINUX | ANDROID => SO_TIMESTAMPNS_OLD as OldTimeSpec | SO_TIMESTAMPNS_NEW as Stamp<16, 1>,
                FUCHSIA => SO_TIMESTAMPNS;
        }

        /// When the packet was received or sent, by the system and by the device.
        SCM_TIMESTAMPING(by SO_TIMESTAMPING) {
            recv Timestamps as Stamps<48>:
                LINUX | ANDROID => SO_TIMESTAMPING_OLD as OldStamps | SO_TIMESTAMPING_NEW as Stamps<48>;
        }

        /// Which timestamps are to be made of the message, in the place of those that the socket asks for.
        ///
        /// They are reported as the socket's own SO_TIMESTAMPING says.
        SO_TIMESTAMPING(by SO_TIMESTAMPING since "4.6") {
            send TimestampingFlags as TxStamps: LINUX | ANDROID => SO_TIMESTAMPING_OLD;
        }

        /// The device and length of a received packet, if [`OPT_PKTINFO`](TimestampingFlags::OPT_PKTINFO) is on.
        ///
        /// It comes only where the device has stamped the packet: with a hardware timestamp in SCM_TIMESTAMPING.
        SCM_TIMESTAMPING_PKTINFO(by SO_TIMESTAMPING since "4.13") {
            recv TimestampPktInfo as StampedPacket: LINUX | ANDROID => SCM_TIMESTAMPING_PKTINFO;
        }

        /// What the connection was like when the timestamp in SCM_TIMESTAMPING was made, if
        /// [`OPT_STATS`](TimestampingFlags::OPT_STATS) is on. Of TCP and J1939. The data of the entry is the same attributes.
        SCM_TIMESTAMPING_OPT_STATS(by SO_TIMESTAMPING since "4.10") {
            recv TcpStats<'a> as Attributes: LINUX | ANDROID => SCM_TIMESTAMPING_OPT_STATS;
        }

        /// The number that the timestamps of the message are to be reported with, if
        /// [`OPT_ID`](TimestampingFlags::OPT_ID) is on. Of UDP, raw and packet sockets.
        SCM_TS_OPT_ID(by SO_TIMESTAMPING since "6.13") {
            send u32 as U32: LINUX | ANDROID => SCM_TS_OPT_ID;
        }

        /// When the packet is to be sent, by the clock that SO_TXTIME names, since its zero.
        ///
        /// The socket must have SO_TXTIME on (EINVAL). The network device must have a packet scheduler that goes by
        /// it, `fq` or `etf`: with others the packet is sent at once.
        SCM_TXTIME(by SO_TXTIME) {
            send Duration as Nanos: LINUX | ANDROID => SCM_TXTIME;
        }

        /// When the packet was received, by a monotonic clock, in the system's ticks
        /// (`mach_absolute_time`).
        SCM_TIMESTAMP_MONOTONIC(by SO_TIMESTAMP_MONOTONIC) {
            recv u64 as U64: APPLE => SCM_TIMESTAMP_MONOTONIC;
        }

        /// When the packet was received, by the time of day; in 2^-64 s, here in nanoseconds, rounded down.
        SCM_BINTIME(by SO_BINTIME) {
            recv Timestamp as BinTime: FREEBSD => SCM_BINTIME;
        }

        /// When the packet was received, by the time of day; in nanoseconds.
        SCM_REALTIME() {
            recv Timestamp as Stamp<16, 1>: FREEBSD => SCM_REALTIME as Stamp<TWO_LONGS, 1>;
        }

        /// When the packet was received, by the time since the system was started; in nanoseconds.
        SCM_MONOTONIC() {
            recv Timestamp as Stamp<16, 1>: FREEBSD => SCM_MONOTONIC as Stamp<TWO_LONGS, 1>;
        }

        /// Where the timestamp beside it is from: bit 0 says from the device, bit 1 that it is precise.
        SCM_TIME_INFO() {
            recv u32 as TimeInfo: FREEBSD => SCM_TIME_INFO;
        }

        /// How many packets were dropped since the socket was made, for want of room.
        ///
        /// It comes only once packets have been dropped.
        SO_RXQ_OVFL(by SO_RXQ_OVFL) {
            recv u32 as U32: LINUX | ANDROID => SO_RXQ_OVFL;
        }

        /// The packet's mark. Linux takes it since 5.4.
        SO_MARK(by SO_RCVMARK needs NetAdminOrRaw) {
            recv u32 as U32: LINUX | ANDROID => SO_MARK;
            send u32 as U32: LINUX | ANDROID => SO_MARK;
        }

        /// The packet's priority. Sending one above 6 asks for CAP_NET_ADMIN or CAP_NET_RAW.
        SO_PRIORITY(by SO_RCVPRIORITY needs NetAdminOrRawForSome) {
            recv u32 as U32: LINUX | ANDROID => SO_PRIORITY;
            send u32 as U32: LINUX | ANDROID => SO_PRIORITY;
        }

        /// Whether a sent wireless packet was acknowledged. It comes with the packet, from the error queue.
        SCM_WIFI_STATUS(by SO_WIFI_STATUS) {
            recv bool as Flag: LINUX | ANDROID => SO_WIFI_STATUS;
        }

        /// How many bytes are still to be read. Of Unix streams.
        SCM_INQ(by SO_INQ) {
            recv u32 as Int<u32>: LINUX | ANDROID => SO_INQ;
        }

        /// Received data that did not lie in device memory and was copied to the buffers: how much of it.
        SCM_DEVMEM_LINEAR(since "6.12") {
            recv DmabufCmsg as Record<DmabufCmsg, 24>: LINUX | ANDROID => SO_DEVMEM_LINEAR;
        }

        /// Received data that lies in device memory: which piece of it. To send: the number of the device memory
        /// that the data lies in.
        SCM_DEVMEM_DMABUF(since "6.12") {
            recv DmabufCmsg as Record<DmabufCmsg, 24>: LINUX | ANDROID => SO_DEVMEM_DMABUF;
            send u32 as U32: LINUX | ANDROID => SO_DEVMEM_DMABUF;
        }
    }

    level IPPROTO_IP, "ip(7)" {
        /// Where the packet was sent to and the interface that it came in by; or where it is to be sent from.
        ///
        /// On NetBSD and Windows only one address is told: both fields have it. To send, it is
        /// `spec_dst` that counts.
        IP_PKTINFO(by IP_PKTINFO) {
            recv Ipv4PktInfo as InterfaceFirst: LINUX | ANDROID | APPLE | ILLUMOS | SOLARIS => IP_PKTINFO,
                NETBSD => IP_PKTINFO as AddressFirst, CYGWIN | WINDOWS => IP_PKTINFO as AddressFirst;
            send Ipv4PktInfo as Record<Ipv4PktInfo, 12>: LINUX | ANDROID | APPLE | ILLUMOS | SOLARIS => IP_PKTINFO,
                NETBSD => IP_PKTINFO as AddressFirst, CYGWIN | WINDOWS => IP_PKTINFO as AddressFirst;
        }

        /// Where the packet was sent to.
        IP_RECVDSTADDR(by IP_RECVDSTADDR) {
            recv Ipv4Addr as Ip<Ipv4Addr>:
                APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX => IP_RECVDSTADDR;
        }

        /// The address that the packet is to be sent from.
        ///
        /// FreeBSD takes it on a socket that is bound to a port, and to no address (EINVAL).
        IP_SENDSRCADDR() {
            send Ipv4Addr as Ip<Ipv4Addr>: FREEBSD | NETBSD | OPENBSD => IP_SENDSRCADDR;
        }

        /// The interface that the packet came in by.
        IP_RECVIF(by IP_RECVIF) {
            recv Option<Interface> as SockAddrDl:
                APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | QNX => IP_RECVIF,
                ILLUMOS | SOLARIS => IP_RECVIF as OrNone<IfIndex<u32>, 0>;
        }

        /// The port that the packet was sent to.
        IP_RECVDSTPORT(by IP_RECVDSTPORT) {
            recv u16 as Port: OPENBSD => IP_RECVDSTPORT;
        }

        /// The number of the flow of IPsec that the packet came by, or is to go by. UDP.
        IP_IPSECFLOWINFO(by IP_IPSECFLOWINFO) {
            recv u32 as U32: OPENBSD => IP_IPSECFLOWINFO;
            send u32 as U32: OPENBSD => IP_IPSECFLOWINFO;
        }

        /// The packet's routing table.
        IP_RECVRTABLE(by IP_RECVRTABLE) {
            recv u32 as U32: OPENBSD => IP_RECVRTABLE;
        }

        /// The sender's address on the link: a `struct sockaddr_dl`, as it lies. UDP.
        IP_RECVSLLA(by IP_RECVSLLA) {
            recv &'a [u8] as Raw: ILLUMOS | SOLARIS => IP_RECVSLLA;
        }

        /// The packet's time to live.
        IP_TTL(by IP_RECVTTL twin HCI_CMSG_TSTAMP) {
            recv u8 as Int<u8>: LINUX | ANDROID | FUCHSIA => IP_TTL,
                APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS => IP_RECVTTL as Byte,
                WINDOWS => IP_TTL | IP_HOPLIMIT as Int<u8>, CYGWIN => IP_TTL | IP_RECVTTL as Int<u8>;
            send u8 as Int<u8, 1>: LINUX | ANDROID | FUCHSIA => IP_TTL, CYGWIN | WINDOWS => IP_TTL;
        }

        /// The packet's DSCP (upper six bits) and ECN (lower two).
        IP_TOS(by IP_RECVTOS twin HCI_CMSG_DIR) {
            recv u8 as Byte: LINUX | ANDROID | FUCHSIA => IP_TOS, APPLE | FREEBSD | ILLUMOS => IP_RECVTOS,
                WINDOWS => IP_TOS as Int<u8> | IP_TCLASS as Int<u8>;
            send u8 as Byte: LINUX | ANDROID | FREEBSD => IP_TOS, APPLE | WINDOWS => IP_TOS as Int<u8>;
        }

        /// The packet's ECN: 0 none, 1 ECT(1), 2 ECT(0), 3 CE.
        IP_ECN(by IP_RECVECN) {
            recv u8 as Int<u8>: WINDOWS => IP_ECN;
            send u8 as Int<u8, 0, 2>: WINDOWS => IP_ECN;
        }

        /// The interface that the packet came in by before it left a tunnel.
        IP_ORIGINAL_ARRIVAL_IF(by IP_ORIGINAL_ARRIVAL_IF) {
            recv Option<Interface> as OrNone<IfIndex<u32>, 0>: WINDOWS => IP_ORIGINAL_ARRIVAL_IF;
        }

        /// What a driver of the packet filter said of the packet, which it redirected to this socket: bytes that only it knows.
        IP_WFP_REDIRECT_CONTEXT() {
            recv &'a [u8] as Raw: WINDOWS => IP_WFP_REDIRECT_CONTEXT;
            send &[u8] as Raw: WINDOWS => IP_WFP_REDIRECT_CONTEXT;
        }

        /// How the packet was redirected to this socket, to be sent on with it: bytes that only the system knows.
        ///
        /// It comes with the first packet of a flow.
        IP_WFP_REDIRECT_RECORDS() {
            recv &'a [u8] as Raw: WINDOWS => IP_WFP_REDIRECT_RECORDS;
            send &[u8] as Raw: WINDOWS => IP_WFP_REDIRECT_RECORDS;
        }

        /// The packet's IP options, as they came. It comes only if there are any.
        IP_RECVOPTS(by IP_RECVOPTS) {
            recv &'a [u8] as Raw: LINUX | ANDROID | ILLUMOS | SOLARIS => IP_RECVOPTS;
        }

        /// The packet's IP options, turned round for the answer; or those to send with. It comes only if there
        /// are any.
        IP_RETOPTS(by IP_RETOPTS) {
            recv &'a [u8] as Raw: LINUX | ANDROID => IP_RETOPTS;
            send &[u8] as AtMost<40>: LINUX | ANDROID => IP_RETOPTS;
        }

        /// The protocol in the packet's header, for routing rules and IPsec policies to go by: the system does
        /// not look into the header for it. Of raw sockets of IPPROTO_RAW.
        IP_PROTOCOL(since "6.4") {
            send u8 as Int<u8, 1>: LINUX | ANDROID => IP_PROTOCOL;
        }

        /// The security label of the packet's sender: text, without the NUL that ends it.
        IP_PASSSEC(by IP_PASSSEC) {
            recv &'a [u8] as Label: LINUX | ANDROID => SCM_SECURITY;
        }

        /// An entry of the error queue.
        ///
        /// It comes to a receive with [`MsgFlags::ERRQUEUE`](crate::MsgFlags::ERRQUEUE). TCP has entries of sent data (timestamps, sends
        /// without copying), and none of errors: those are the socket's own.
        IP_RECVERR(by IP_RECVERR) {
            recv ExtendedErr as ErrQueue: LINUX | ANDROID => IP_RECVERR;
        }

        /// The address that the packet was sent to, before a firewall changed it.
        IP_ORIGDSTADDR(by IP_RECVORIGDSTADDR) {
            recv SocketAddrV4 as SockAddrIn: LINUX | ANDROID | FREEBSD => IP_ORIGDSTADDR;
        }

        /// The checksum of the packet's payload as far as it is added up: ones' complement, not folded, in
        /// the order of the bytes on the wire.
        ///
        /// It comes only where the device, or the system, has added up the whole packet.
        IP_CHECKSUM(by IP_CHECKSUM) {
            recv u32 as U32: LINUX | ANDROID => IP_CHECKSUM;
        }

        /// The size of the largest fragment that the packet came in. It comes only if it came in fragments.
        IP_RECVFRAGSIZE(by IP_RECVFRAGSIZE) {
            recv u32 as Int<u32>: LINUX | ANDROID => IP_RECVFRAGSIZE;
        }

        /// A number of the packet's flow.
        IP_FLOWID(by IP_RECVFLOWID) {
            recv u32 as U32: FREEBSD => IP_FLOWID;
            send u32 as U32: FREEBSD => IP_FLOWID;
        }

        /// How the number of the flow was made.
        IP_FLOWTYPE(by IP_RECVFLOWID) {
            recv u32 as U32: FREEBSD => IP_FLOWTYPE;
            send u32 as U32: FREEBSD => IP_FLOWTYPE;
        }
    }

    level IPPROTO_IPV6, "ipv6(7)" {
        /// Where the packet was sent to and the interface that it came in by; or where it is to be sent from.
        IPV6_PKTINFO(by IPV6_RECVPKTINFO) {
            recv Ipv6PktInfo as Record<Ipv6PktInfo, 20>:
                LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | HAIKU | FUCHSIA | QNX | CYGWIN | WINDOWS => IPV6_PKTINFO;
            send Ipv6PktInfo as Record<Ipv6PktInfo, 20>:
                LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | FUCHSIA | QNX | CYGWIN | WINDOWS => IPV6_PKTINFO;
        }

        /// The port that the packet was sent to.
        IPV6_RECVDSTPORT(by IPV6_RECVDSTPORT) {
            recv u16 as Port: OPENBSD => IPV6_RECVDSTPORT;
        }

        /// A number of the packet's flow.
        IPV6_FLOWID(by IPV6_RECVFLOWID) {
            recv u32 as U32: FREEBSD => IPV6_FLOWID;
        }

        /// How the number of the flow was made.
        IPV6_FLOWTYPE(by IPV6_RECVFLOWID) {
            recv u32 as U32: FREEBSD => IPV6_FLOWTYPE;
        }

        /// The packet's hop limit.
        IPV6_HOPLIMIT(by IPV6_RECVHOPLIMIT) {
            recv u8 as Int<u8>: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | HAIKU | FUCHSIA | QNX | CYGWIN | WINDOWS =>
                IPV6_HOPLIMIT;
            send u8 as Int<u8>: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | FUCHSIA | QNX | CYGWIN | WINDOWS =>
                IPV6_HOPLIMIT;
        }

        /// The packet's traffic class: DSCP (upper six bits) and ECN (lower two).
        IPV6_TCLASS(by IPV6_RECVTCLASS) {
            recv u8 as Int<u8>: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | FUCHSIA | QNX | CYGWIN | WINDOWS =>
                IPV6_TCLASS;
            send u8 as Int<u8>: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX | CYGWIN | WINDOWS =>
                IPV6_TCLASS;
        }

        /// The packet's ECN: 0 none, 1 ECT(1), 2 ECT(0), 3 CE.
        IPV6_ECN(by IPV6_RECVECN) {
            recv u8 as Int<u8>: WINDOWS => IPV6_ECN;
            send u8 as Int<u8, 0, 2>: WINDOWS => IPV6_ECN;
        }

        /// The interface of IPv4 that the packet came in by, in a tunnel. In C it has the name of IPv4's.
        IPV6_ORIGINAL_ARRIVAL_IF(by IPV6_ORIGINAL_ARRIVAL_IF) {
            recv Option<Interface> as OrNone<IfIndex<u32>, 0>: WINDOWS => IP_ORIGINAL_ARRIVAL_IF;
        }

        /// The packet's flow label (20 bits) and, above it, its traffic class. It comes only if it is not 0.
        ///
        /// To send, only the label counts: the traffic class is that of IPV6_TCLASS. The label need not have been leased
        /// with IPV6_FLOWLABEL_MGR, unless a socket of the network namespace has leased one for itself alone (EINVAL).
        IPV6_FLOWINFO(by IPV6_FLOWINFO) {
            recv u32 as Int<u32, 0, { u32::MAX as i128 }, BigEndian>: LINUX | ANDROID => IPV6_FLOWINFO;
            send u32 as Int<u32, 0, 0x0fff_ffff, BigEndian>: LINUX | ANDROID => IPV6_FLOWINFO;
        }

        /// The packet's hop-by-hop options: an extension header, as RFC 3542 has it.
        ///
        /// Of Windows it is not known what has them come.
        IPV6_HOPOPTS(by IPV6_RECVHOPOPTS needs NetRaw) {
            recv &'a [u8] as Raw: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_HOPOPTS;
            send &[u8] as Raw: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX | CYGWIN | WINDOWS => IPV6_HOPOPTS;
        }

        /// The packet's destination options: an extension header. More than one such message may come.
        IPV6_DSTOPTS(by IPV6_RECVDSTOPTS needs NetRaw) {
            recv &'a [u8] as Raw: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_DSTOPTS;
            send &[u8] as Raw: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_DSTOPTS;
        }

        /// Destination options for each hop of a routing header. Without IPV6_RTHDR beside it, they are not sent.
        IPV6_RTHDRDSTOPTS(since "2.6.14" needs NetRaw) {
            send &[u8] as Raw: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_RTHDRDSTOPTS;
        }

        /// The packet's routing header.
        ///
        /// Linux sends that of mobile IPv6 (type 2) and no other; and none if it was built without mobile
        /// IPv6 (EINVAL).
        IPV6_RTHDR(by IPV6_RECVRTHDR) {
            recv &'a [u8] as Raw: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | CYGWIN | WINDOWS => IPV6_RTHDR;
            send &[u8] as Raw: LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | CYGWIN | WINDOWS => IPV6_RTHDR;
        }

        /// Whether the packet is to be dropped rather than fragmented, where it is too large (EMSGSIZE).
        IPV6_DONTFRAG(since "2.6.35") {
            send bool as Flag:
                LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | QNX => IPV6_DONTFRAG;
        }

        /// The MTU of the path to a destination: it comes with no data, when a packet was too large for it.
        IPV6_PATHMTU(by IPV6_RECVPATHMTU) {
            recv PathMtu as MtuInfo<32>: LINUX | ANDROID | APPLE | FREEBSD | NETBSD | DRAGONFLY | AIX | QNX => IPV6_PATHMTU,
                ILLUMOS | SOLARIS => IPV6_PATHMTU as MtuInfo<36>;
        }

        /// An entry of the error queue; as IP_RECVERR.
        IPV6_RECVERR(by IPV6_RECVERR) {
            recv ExtendedErr as ErrQueue: LINUX | ANDROID => IPV6_RECVERR;
        }

        /// As IP_WFP_REDIRECT_CONTEXT; but Microsoft has a header for it, and no page.
        IPV6_WFP_REDIRECT_CONTEXT() {
            recv &'a [u8] as Raw: WINDOWS => IPV6_WFP_REDIRECT_CONTEXT;
            send &[u8] as Raw: WINDOWS => IPV6_WFP_REDIRECT_CONTEXT;
        }

        /// As IP_WFP_REDIRECT_RECORDS; but Microsoft has a header for it, and no page.
        IPV6_WFP_REDIRECT_RECORDS() {
            recv &'a [u8] as Raw: WINDOWS => IPV6_WFP_REDIRECT_RECORDS;
            send &[u8] as Raw: WINDOWS => IPV6_WFP_REDIRECT_RECORDS;
        }

        /// The address that the packet was sent to, before a firewall changed it.
        IPV6_ORIGDSTADDR(by IPV6_RECVORIGDSTADDR) {
            recv SocketAddrV6 as SockAddrIn6: LINUX | ANDROID | FREEBSD => IPV6_ORIGDSTADDR;
        }

        /// The size of the largest fragment that the packet came in. It comes only if it came in fragments.
        IPV6_RECVFRAGSIZE(by IPV6_RECVFRAGSIZE) {
            recv u32 as Int<u32>: LINUX | ANDROID => IPV6_RECVFRAGSIZE;
        }

        /// IPV6_PKTINFO as RFC 2292 had it.
        ///
        /// On Apple, it and the like come in the place of those of RFC 3542, once one of their options was used.
        IPV6_2292PKTINFO(by IPV6_2292PKTINFO) {
            recv Ipv6PktInfo as Record<Ipv6PktInfo, 20>: LINUX | ANDROID | APPLE => IPV6_2292PKTINFO;
            send Ipv6PktInfo as Record<Ipv6PktInfo, 20>: LINUX | ANDROID => IPV6_2292PKTINFO;
        }

        /// IPV6_HOPLIMIT as RFC 2292 had it.
        IPV6_2292HOPLIMIT(by IPV6_2292HOPLIMIT) {
            recv u8 as Int<u8>: LINUX | ANDROID | APPLE => IPV6_2292HOPLIMIT;
            send u8 as Int<u8>: LINUX | ANDROID => IPV6_2292HOPLIMIT;
        }

        /// IPV6_HOPOPTS as RFC 2292 had it.
        IPV6_2292HOPOPTS(by IPV6_2292HOPOPTS needs NetRaw) {
            recv &'a [u8] as Raw: LINUX | ANDROID | APPLE => IPV6_2292HOPOPTS;
            send &[u8] as Raw: LINUX | ANDROID => IPV6_2292HOPOPTS;
        }

        /// IPV6_DSTOPTS as RFC 2292 had it.
        IPV6_2292DSTOPTS(by IPV6_2292DSTOPTS needs NetRaw) {
            recv &'a [u8] as Raw: LINUX | ANDROID | APPLE => IPV6_2292DSTOPTS;
            send &[u8] as Raw: LINUX | ANDROID => IPV6_2292DSTOPTS;
        }

        /// IPV6_RTHDR as RFC 2292 had it.
        IPV6_2292RTHDR(by IPV6_2292RTHDR) {
            recv &'a [u8] as Raw: LINUX | ANDROID | APPLE => IPV6_2292RTHDR;
            send &[u8] as Raw: LINUX | ANDROID => IPV6_2292RTHDR;
        }
    }

    level IPPROTO_UDP, "udp(7)" {
        /// The size of the datagrams that were put together, but for the last, which may be shorter. It comes
        /// only if there are several.
        UDP_GRO(by UDP_GRO) {
            recv u16 as Int<u16>: LINUX | ANDROID => UDP_GRO;
        }

        /// The size of the datagrams that the message is to be cut into.
        UDP_SEGMENT(since "4.18") {
            send u16 as Int<u16, 1, 65535, u16>: LINUX | ANDROID => UDP_SEGMENT;
        }

        /// The size of the datagrams that were put together, but for the last, which may be shorter.
        UDP_COALESCED_INFO(by UDP_RECV_MAX_COALESCED_SIZE) {
            recv u32 as U32: WINDOWS => UDP_COALESCED_INFO;
        }

        /// The size of the datagrams that the message is to be cut into.
        UDP_SEND_MSG_SIZE() {
            send u32 as Int<u32, 1, { u32::MAX as i128 }, u32>: WINDOWS => UDP_SEND_MSG_SIZE;
        }
    }

    level IPPROTO_TCP, "tcp(7)" {
        /// How many bytes are still to be read.
        ///
        /// When the peer has said that it is done, one more is counted for that, also with the end
        /// itself.
        TCP_CM_INQ(by TCP_INQ) {
            recv u32 as Int<u32>: LINUX | ANDROID => TCP_CM_INQ;
        }
    }

    level SOL_TLS, "linux/tls.h" {
        /// The type of the TLS record that was received: 23 is data, 21 an alert, 22 a handshake's part.
        ///
        /// Each receive stops where the type changes. Without room for this message, what is not data is an error (EIO).
        TLS_GET_RECORD_TYPE(since "4.17") {
            recv u8 as Byte: LINUX | ANDROID => TLS_GET_RECORD_TYPE;
        }

        /// The type of the TLS record that the data is to be sent in.
        TLS_SET_RECORD_TYPE(since "4.13") {
            send u8 as Byte: LINUX | ANDROID => TLS_SET_RECORD_TYPE;
        }
    }

    level SOL_PACKET, "packet(7)" {
        /// What is known of the packet beside its data.
        PACKET_AUXDATA(by PACKET_AUXDATA) {
            recv PacketAuxdata as Record<PacketAuxdata, 20>: LINUX | ANDROID => PACKET_AUXDATA;
        }

        /// An entry of a packet socket's error queue.
        PACKET_TX_TIMESTAMP(by SO_TIMESTAMPING) {
            recv ExtendedErr as ErrQueue: LINUX | ANDROID => PACKET_TX_TIMESTAMP;
        }
    }

    level SOL_NETLINK, "netlink(7)" {
        /// The group that the message was sent to; 0 for one to this socket alone.
        NETLINK_PKTINFO(by NETLINK_PKTINFO) {
            recv u32 as U32: LINUX | ANDROID => NETLINK_PKTINFO;
        }

        /// The network namespace that the message comes from: the identifier that it has here.
        /// It does not come from one that has none here, nor with messages of the socket's own namespace.
        NETLINK_LISTEN_ALL_NSID(by NETLINK_LISTEN_ALL_NSID) {
            recv i32 as Int<i32>: LINUX | ANDROID => NETLINK_LISTEN_ALL_NSID;
        }
    }

    level SOL_VSOCK, "vsock(7)" {
        /// An entry of a vsock socket's error queue.
        VSOCK_RECVERR(by SO_ZEROCOPY since "6.7") {
            recv ExtendedErr as ErrQueue: LINUX | ANDROID => VSOCK_RECVERR;
        }
    }

    level SOL_CAN_RAW, "linux/can/raw.h" {
        /// An entry of a CAN socket's error queue.
        SCM_CAN_RAW_ERRQUEUE(by SO_TIMESTAMPING) {
            recv ExtendedErr as ErrQueue: LINUX | ANDROID => SCM_CAN_RAW_ERRQUEUE;
        }
    }

    level SOL_CAN_J1939, "linux/can/j1939.h" {
        /// The address on the bus that the message was sent to. It does not come with a broadcast.
        SCM_J1939_DEST_ADDR(since "5.4") {
            recv u8 as Byte: LINUX | ANDROID => SCM_J1939_DEST_ADDR;
        }

        /// The name that the message was sent to, if it was sent to one.
        SCM_J1939_DEST_NAME(since "5.4") {
            recv u64 as U64: LINUX | ANDROID => SCM_J1939_DEST_NAME;
        }

        /// The message's priority: 0 is the highest, 7 the lowest.
        SCM_J1939_PRIO(since "5.4") {
            recv u8 as Byte: LINUX | ANDROID => SCM_J1939_PRIO;
        }

        /// An entry of a J1939 socket's error queue.
        SCM_J1939_ERRQUEUE(by SO_J1939_ERRQUEUE since "5.4") {
            recv ExtendedErr as ErrQueue: LINUX | ANDROID => SCM_J1939_ERRQUEUE;
        }
    }

    level SOL_BLUETOOTH, "bluetooth/bluetooth.h" {
        /// The state in which the packet came: 0 correct, 1 maybe not, 2 nothing came, 3 a part was lost.
        BT_SCM_PKT_STATUS(by BT_PKT_STATUS since "5.9") {
            recv u8 as Byte: LINUX | ANDROID => BT_SCM_PKT_STATUS;
        }

        /// An entry of a Bluetooth socket's error queue.
        BT_SCM_ERROR(by SO_TIMESTAMPING) {
            recv ExtendedErr as ErrQueue: LINUX | ANDROID => BT_SCM_ERROR;
        }

        /// The packet's sequence number.
        BT_SCM_PKT_SEQNUM(by BT_PKT_SEQNUM since "6.17") {
            recv u16 as Int<u16, 0, 65535, u16>: LINUX | ANDROID => BT_SCM_PKT_SEQNUM;
        }
    }

    // Of HCI_CHANNEL_RAW. SOL_HCI has the number of IPPROTO_IP: they stand behind those of the same level and type.
    level SOL_HCI, "bluetooth/hci.h" {
        /// Whether the controller has sent the packet, and not the kernel or a program.
        HCI_CMSG_DIR(by HCI_DATA_DIR) {
            recv bool as Flag<u32>: LINUX | ANDROID => HCI_CMSG_DIR;
        }

        /// When the packet was sent or received, by the time of day; in microseconds.
        HCI_CMSG_TSTAMP(by HCI_TIME_STAMP) {
            recv Timestamp as OldTimeVal: LINUX | ANDROID => HCI_CMSG_TSTAMP;
        }
    }

    level SOL_ALG, "linux/if_alg.h" {
        /// The initialisation vector.
        ALG_SET_IV(since "2.6.38") {
            send &[u8] as AlgIv: LINUX | ANDROID => ALG_SET_IV;
        }

        /// What is to be done with the data.
        ///
        /// A receive of the result with more room than that has waits for the next, unless it is told not to wait.
        ALG_SET_OP(since "2.6.38") {
            send AlgOp as Named<AlgOp>: LINUX | ANDROID => ALG_SET_OP;
        }

        /// How much of the data is authenticated and not encrypted, in bytes; it comes first.
        ALG_SET_AEAD_ASSOCLEN(since "4.1") {
            send u32 as U32: LINUX | ANDROID => ALG_SET_AEAD_ASSOCLEN;
        }
    }

    // `sctp_msghdr_parse` of net/sctp/socket.c, net/sctp/ulpevent.c; `sctp_find_cmsg` and `sctp_process_cmsgs_for_init` of FreeBSD's
    // sys/netinet/sctp_output.c, `sctp_build_ctl_nchunk` of its sctp_indata.c.
    level SOL_SCTP, "RFC 6458" {
        /// What the association that the message begins asks for in the handshake.
        SCTP_INIT() {
            send SctpInitMsg as Record<SctpInitMsg, 8>: LINUX | ANDROID | FREEBSD => SCTP_INIT;
        }

        /// How the message is sent, or was received. SCTP_SNDINFO and SCTP_RCVINFO are the newer forms. It is
        /// switched on by the event `DATA_IO`.
        SCTP_SNDRCV(by SCTP_EVENTS) {
            recv SctpSndRcvInfo as Record<SctpSndRcvInfo, 32>: LINUX | ANDROID => SCTP_SNDRCV;
            send SctpSndRcvInfo as Record<SctpSndRcvInfo, 32>: LINUX | ANDROID => SCTP_SNDRCV;
        }

        /// How the message is sent.
        SCTP_SNDINFO() {
            send SctpSndInfo as Record<SctpSndInfo, 16>: LINUX | ANDROID | FREEBSD => SCTP_SNDINFO;
        }

        /// How the message was received.
        SCTP_RCVINFO(by SCTP_RECVRCVINFO) {
            recv SctpRcvInfo as Record<SctpRcvInfo, 28>: LINUX | ANDROID | FREEBSD => SCTP_RCVINFO;
        }

        /// What the next receive will give, if that is there already.
        SCTP_NXTINFO(by SCTP_RECVNXTINFO) {
            recv SctpNxtInfo as Record<SctpNxtInfo, 16>: LINUX | ANDROID | FREEBSD => SCTP_NXTINFO;
        }

        /// When the message is given up.
        SCTP_PRINFO() {
            send SctpPrInfo as Record<SctpPrInfo, 8>: LINUX | ANDROID | FREEBSD => SCTP_PRINFO;
        }

        /// The number of the key that the message is authenticated with.
        SCTP_AUTHINFO() {
            send u16 as Int<u16, 0, 65535, u16>: LINUX | ANDROID | FREEBSD => SCTP_AUTHINFO;
        }

        /// One more address of the peer's, for the association that the message begins; the port is that of the address that the
        /// message is sent to.
        SCTP_DSTADDRV4() {
            send Ipv4Addr as Ip<Ipv4Addr>: LINUX | ANDROID | FREEBSD => SCTP_DSTADDRV4;
        }

        /// As SCTP_DSTADDRV4, for IPv6.
        SCTP_DSTADDRV6() {
            send Ipv6Addr as Ip<Ipv6Addr>: LINUX | ANDROID | FREEBSD => SCTP_DSTADDRV6;
        }
    }

    // `tipc_sk_anc_data_recv` of net/tipc/socket.c.
    level SOL_TIPC, "linux/tipc.h" {
        /// Why a message of one's own came back; or how a connection ended.
        TIPC_ERRINFO() {
            recv TipcErrInfo as Record<TipcErrInfo, 8>: LINUX | ANDROID => TIPC_ERRINFO;
        }

        /// What came back.
        TIPC_RETDATA() {
            recv &'a [u8] as Raw: LINUX | ANDROID => TIPC_RETDATA;
        }

        /// The service that the message was sent to.
        TIPC_DESTNAME() {
            recv TipcDestName as Record<TipcDestName, 12>: LINUX | ANDROID => TIPC_DESTNAME;
        }
    }
}
