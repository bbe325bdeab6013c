//! IPPROTO_IP: options of IPv4; ip(7).
//!
//! IPv6 sockets have most of them too, for the IPv4 traffic that they carry: what is
//! set at one level does not reach the other.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
//! socket.set_ip_ttl(Some(4))?;
//! assert_eq!(socket.ip_ttl()?, Some(4));
//! # #[cfg(target_os = "linux")] {
//! socket.set_ip_pktinfo(true)?;
//! socket.set_ip_add_membership([224, 0, 0, 251].into())?;
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/ipv4/ip_sockglue.c`
//! (`do_ip_setsockopt`, `do_ip_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{
    AddressOrIndex, BigEndian, ByAddress, ByAddressOrIndex, Flag, Group, IfIndex, IndexOut, Int,
    List, MulticastIf, Named, Octets, OrEmpty, OrNone, Ports, Record, SocketAddress, Source,
    SourceFirst, Sources, NEVER, U32,
};
use crate::table::options;
use crate::{
    GroupMember, GroupSource, Interface, IpsecReq, Ipv4Member, Ipv4SourceMember, MtuDiscover,
    MulticastInterface, PortRange, ProtectionLevel, SockAddr, SourceFilter,
};
use std::net::Ipv4Addr;

options! {
    level IPPROTO_IP, "ip(7)", |kind| kind.is_internet();

    /// Adds an interface to the list of IP_IFLIST.
    ///
    /// No page tells the order of the number's bytes: it is taken for the machine's.
    IP_ADD_IFLIST: Interface as IfIndex { set set_ip_add_iflist }
        on WINDOWS => IP_ADD_IFLIST;

    /// Joins a multicast group, on one interface. UDP and raw sockets.
    ///
    /// Linux lets a socket be in `net.ipv4.igmp_max_memberships` groups (ENOBUFS). A socket that is not bound to
    /// the group's address also gets what comes for groups that others joined: see IP_MULTICAST_ALL.
    ///
    /// ```
    /// use sockopt::{Domain, Interface, Ipv4Member, Socket, Type};
    /// use std::net::Ipv4Addr;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// let group = Ipv4Member {
    ///     interface: Some(Interface::named("lo")?),
    ///     ..Ipv4Member::from(Ipv4Addr::new(239, 1, 2, 3))
    /// };
    /// socket.set_ip_add_membership(group)?;
    /// socket.set_ip_drop_membership(group)?;
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    IP_ADD_MEMBERSHIP: Ipv4Member as Record<Ipv4Member, 12> { set set_ip_add_membership }
        on LINUX | ANDROID | FREEBSD | OPENBSD | FUCHSIA | HURD => IP_ADD_MEMBERSHIP,
           APPLE | NETBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX | AIX => IP_ADD_MEMBERSHIP as ByAddress,
           CYGWIN | WINDOWS => IP_ADD_MEMBERSHIP as ByAddressOrIndex;

    /// Joins a multicast group for one sender, on one interface. UDP and raw sockets.
    ///
    /// Once for each sender. It does not go together with IP_ADD_MEMBERSHIP for the same group.
    IP_ADD_SOURCE_MEMBERSHIP: Ipv4SourceMember as Record<Ipv4SourceMember, 12> { set set_ip_add_source_membership }
        since "2.4.22"
        on LINUX | ANDROID => IP_ADD_SOURCE_MEMBERSHIP,
           APPLE | FREEBSD | ILLUMOS | SOLARIS | AIX | HAIKU | CYGWIN | WINDOWS => IP_ADD_SOURCE_MEMBERSHIP as SourceFirst;

    /// Whether `bind` to port 0 leaves the choice of a port to `connect`.
    ///
    /// That can choose among more of them: only both addresses and ports together must be unique.
    IP_BIND_ADDRESS_NO_PORT: bool as Flag { get ip_bind_address_no_port, set set_ip_bind_address_no_port }
        since "4.2" when BeforeBind inherited true
        on LINUX | ANDROID => IP_BIND_ADDRESS_NO_PORT;

    /// Whether `bind` takes any address, this machine's or not.
    IP_BINDANY: bool as Flag { get ip_bindany, set set_ip_bindany }
        on FREEBSD => IP_BINDANY;

    /// Whether several sockets may listen at the same address and port. Newer FreeBSD no longer has it.
    IP_BINDMULTI: bool as Flag { get ip_bindmulti, set set_ip_bindmulti }
        on FREEBSD => IP_BINDMULTI;

    /// Keeps what one sender sends to a group out, which the socket has joined with IP_ADD_MEMBERSHIP.
    ///
    /// UDP and raw sockets.
    IP_BLOCK_SOURCE: Ipv4SourceMember as Record<Ipv4SourceMember, 12> { set set_ip_block_source }
        since "2.4.22"
        on LINUX | ANDROID => IP_BLOCK_SOURCE,
           APPLE | FREEBSD | ILLUMOS | SOLARIS | AIX | HAIKU | CYGWIN | WINDOWS => IP_BLOCK_SOURCE as SourceFirst;

    /// The interface that the socket is bound to, by index; `None` for none.
    IP_BOUND_IF: Option<Interface> as OrNone<IfIndex, 0> { get ip_bound_if, set set_ip_bound_if }
        on APPLE | ILLUMOS | SOLARIS => IP_BOUND_IF;

    /// Whether received datagrams bring, in a control message, the sum over their data, where the device has made
    /// one.
    ///
    /// UDP sockets.
    IP_CHECKSUM: bool as Flag { get ip_checksum, set set_ip_checksum }
        since "4.0" inherited true
        on LINUX | ANDROID => IP_CHECKSUM;

    /// Takes an interface out of the list of IP_IFLIST; as IP_ADD_IFLIST.
    IP_DEL_IFLIST: Interface as IfIndex { set set_ip_del_iflist }
        on WINDOWS => IP_DEL_IFLIST;

    /// Whether packets are never fragmented. (Linux has IP_MTU_DISCOVER.)
    IP_DONTFRAG: bool as Flag { get ip_dontfrag, set set_ip_dontfrag }
        on APPLE | FREEBSD | ILLUMOS | SOLARIS => IP_DONTFRAG;

    /// Whether packets that are too large for a link are not to be cut; on sockets of datagrams, and raw ones.
    ///
    /// It is off there at first, and on for TCP. Linux has IP_MTU_DISCOVER for it, Apple and FreeBSD IP_DONTFRAG.
    IP_DONTFRAGMENT: bool as Flag { get ip_dontfragment, set set_ip_dontfragment }
        on WINDOWS => IP_DONTFRAGMENT;

    /// Leaves a multicast group that was joined with IP_ADD_MEMBERSHIP.
    IP_DROP_MEMBERSHIP: Ipv4Member as Record<Ipv4Member, 12> { set set_ip_drop_membership }
        on LINUX | ANDROID | FREEBSD | OPENBSD | FUCHSIA | HURD => IP_DROP_MEMBERSHIP,
           APPLE | NETBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX | AIX => IP_DROP_MEMBERSHIP as ByAddress,
           CYGWIN | WINDOWS => IP_DROP_MEMBERSHIP as ByAddressOrIndex;

    /// Leaves a multicast group for one sender that was joined with IP_ADD_SOURCE_MEMBERSHIP.
    IP_DROP_SOURCE_MEMBERSHIP: Ipv4SourceMember as Record<Ipv4SourceMember, 12> { set set_ip_drop_source_membership }
        since "2.4.22"
        on LINUX | ANDROID => IP_DROP_SOURCE_MEMBERSHIP,
           APPLE | FREEBSD | ILLUMOS | SOLARIS | AIX | HAIKU | CYGWIN | WINDOWS => IP_DROP_SOURCE_MEMBERSHIP as SourceFirst;

    /// The number of the socket's flow, by which the system spreads its work.
    IP_FLOWID: u32 as U32 { get ip_flowid }
        on FREEBSD => IP_FLOWID;

    /// How the number of IP_FLOWID was made.
    IP_FLOWTYPE: u32 as U32 { get ip_flowtype }
        on FREEBSD => IP_FLOWTYPE;

    /// Whether `bind` takes an address that this machine does not have, or not yet.
    IP_FREEBIND: bool as Flag { get ip_freebind, set set_ip_freebind }
        since "2.4" when BeforeBind inherited true
        on LINUX | ANDROID => IP_FREEBIND;

    /// The list of IP_IFLIST, which must be on.
    IP_GET_IFLIST: Vec<Interface> as List<IfIndex> { get ip_get_iflist }
        on WINDOWS => IP_GET_IFLIST;

    /// Whether the program itself puts an IP header before what it sends. Raw sockets.
    ///
    /// It is on from the start where the protocol is IPPROTO_RAW.
    IP_HDRINCL: bool as Flag { get ip_hdrincl, set set_ip_hdrincl }
        on EVERY => IP_HDRINCL;

    /// Whether datagrams are received only from the interfaces of a list.
    ///
    /// It is empty at first: [`IP_ADD_IFLIST`](constant@IP_ADD_IFLIST).
    IP_IFLIST: bool as Flag { get ip_iflist, set set_ip_iflist }
        on WINDOWS => IP_IFLIST;

    /// Whether datagrams bring the number of the flow of IPsec that they came by in a control message. UDP.
    IP_IPSECFLOWINFO: bool as Flag { get ip_ipsecflowinfo, set set_ip_ipsecflowinfo }
        on OPENBSD => IP_IPSECFLOWINFO;

    /// As IP_XFRM_POLICY, as `struct sadb_x_policy` of `linux/pfkeyv2.h`: for kernels that have its module, af_key.
    IP_IPSEC_POLICY: &[u8] as Octets<1, 4096> { set set_ip_ipsec_policy }
        since "2.6" needs NetAdmin
        on LINUX | ANDROID => IP_IPSEC_POLICY;

    /// The ports that the socket may get when it is bound, or connects, without one.
    ///
    /// An end of the range that is outside of the system's own (`net.ipv4.ip_local_port_range`) is not heeded.
    ///
    /// IPv6 sockets have it too, for either protocol.
    IP_LOCAL_PORT_RANGE: PortRange as Ports { get ip_local_port_range, set set_ip_local_port_range }
        since "6.3" when BeforeBind inherited true
        on LINUX | ANDROID => IP_LOCAL_PORT_RANGE;

    /// The smallest time to live of packets that the socket takes, others being dropped; `None` for any.
    ///
    /// By 255, all that came through a router is kept out (RFC 5082).
    ///
    /// Linux heeds it on TCP sockets. NetBSD refuses `None`, so that it can never be cleared.
    IP_MINTTL: Option<u8> as OrNone<Int<u8, 1, 255>, 0> { get ip_minttl, set set_ip_minttl }
        since "2.6.34" inherited true
        on LINUX | ANDROID | FREEBSD | NETBSD | OPENBSD | DRAGONFLY => IP_MINTTL;

    /// As MCAST_MSFILTER, for IPv4 alone; the interface is known by its address, and only by that.
    IP_MSFILTER: SourceFilter<Ipv4Member, Ipv4Addr> as Sources<Ipv4Member> { query ip_msfilter(Ipv4Member), set set_ip_msfilter(&SourceFilter<Ipv4Member, Ipv4Addr>) }
        since "2.4.22"
        on LINUX | ANDROID => IP_MSFILTER;

    /// The MTU of the path to the peer, as far as it is known, in bytes. Connected sockets.
    IP_MTU: u32 as Int<u32> { get ip_mtu }
        since "2.2"
        on LINUX | ANDROID | CYGWIN | WINDOWS => IP_MTU;

    /// What is done about the MTU of paths.
    ///
    /// The default follows `net.ipv4.ip_no_pmtu_disc`.
    IP_MTU_DISCOVER: MtuDiscover as Named<MtuDiscover> { get ip_mtu_discover, set set_ip_mtu_discover }
        since "2.2" inherited true also "IP_PMTUDISC"
        on LINUX | ANDROID | WINDOWS => IP_MTU_DISCOVER;

    /// Whether the socket gets what comes for all groups that any socket has joined, or for its own alone.
    ///
    /// All groups, that is, that any socket of the system has joined on the interface. It is on from the start.
    IP_MULTICAST_ALL: bool as Flag { get ip_multicast_all, set set_ip_multicast_all }
        since "2.6.31" inherited true
        on LINUX | ANDROID => IP_MULTICAST_ALL;

    /// The interface that multicast is sent by. UDP and raw sockets.
    ///
    /// A read gives its address, never its index; by Microsoft's page it is the index on Windows, never the address.
    IP_MULTICAST_IF: MulticastInterface as MulticastIf { get ip_multicast_if, set set_ip_multicast_if }
        law Other
        on LINUX | ANDROID | APPLE | FREEBSD | OPENBSD | FUCHSIA | HURD => IP_MULTICAST_IF,
           NETBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX | AIX => IP_MULTICAST_IF as MulticastIf<false>,
           CYGWIN | WINDOWS => IP_MULTICAST_IF as AddressOrIndex;

    /// Whether this machine gets the multicast that it sends. It is on from the start.
    ///
    /// On Windows it is the receiving socket that must have it set.
    IP_MULTICAST_LOOP: bool as Flag { get ip_multicast_loop, set set_ip_multicast_loop }
        inherited true
        on LINUX | ANDROID | FUCHSIA | HURD | CYGWIN | WINDOWS => IP_MULTICAST_LOOP,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX => IP_MULTICAST_LOOP as Flag<u8>;

    /// How many routers multicast may pass, and 1 more; `None`, where the system has it, for the default, 1.
    ///
    /// UDP and raw sockets.
    ///
    /// 0 keeps it on this machine. Linux never reads as `None`.
    IP_MULTICAST_TTL: Option<u8> as OrNone<Int<u8, 0, 255>, -1> { get ip_multicast_ttl, set set_ip_multicast_ttl }
        on LINUX | ANDROID | FUCHSIA | HURD => IP_MULTICAST_TTL,
           CYGWIN | WINDOWS => IP_MULTICAST_TTL as OrNone<Int<u8, 0, 255>, NEVER>,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX =>
               IP_MULTICAST_TTL as OrNone<Int<u8, 0, 255, u8>, NEVER>;

    /// Whether packets that the program sends with their own header are left in fragments as they are.
    ///
    /// Otherwise the system puts them together where it tracks connections. Raw sockets.
    IP_NODEFRAG: bool as Flag { get ip_nodefrag, set set_ip_nodefrag }
        since "2.6.36"
        on LINUX | ANDROID => IP_NODEFRAG;

    /// The options of the IP header of what is sent, as they lie there; `None` for none.
    ///
    /// Linux fills up to a multiple of four bytes with zeros, and refuses options that are malformed (EINVAL), or that
    /// take CAP_NET_RAW, such as source routes (EPERM). On an accepted socket, they are the answer to those
    /// of the peer.
    IP_OPTIONS: Option<Vec<u8>> as OrEmpty<1, 40> { get ip_options, set set_ip_options(Option<&[u8]>) }
        needs NetRawForSome inherited false law Other
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | QNX | HURD | CYGWIN | WINDOWS => IP_OPTIONS;

    /// Whether received datagrams bring the interface that they came by before they left a tunnel (Teredo, 6to4, ISATAP) in a
    /// control message.
    ///
    /// UDP and raw sockets.
    IP_ORIGINAL_ARRIVAL_IF: bool as Flag { get ip_original_arrival_if, set set_ip_original_arrival_if }
        on WINDOWS => IP_ORIGINAL_ARRIVAL_IF;

    /// Whether received datagrams bring the security label of who sent them in a control message.
    ///
    /// There are labels where a security module gives them.
    IP_PASSSEC: bool as Flag { get ip_passsec, set set_ip_passsec }
        since "2.6.17" inherited true
        on LINUX | ANDROID => IP_PASSSEC;

    /// Whether received datagrams bring, in a control message, the address that they were sent to and the interface
    /// that they came by.
    ///
    /// UDP and raw sockets.
    IP_PKTINFO: bool as Flag { get ip_pktinfo, set set_ip_pktinfo }
        since "2.2" inherited true
        on LINUX | ANDROID | APPLE | NETBSD | CYGWIN | WINDOWS => IP_PKTINFO;

    /// What the control messages would tell that are switched on, of the connection: the messages as they lie in
    /// memory.
    ///
    /// TCP sockets.
    IP_PKTOPTIONS: Option<Vec<u8>> as OrEmpty<1, 256> { get ip_pktoptions }
        since "2.2"
        on LINUX | ANDROID => IP_PKTOPTIONS;

    /// From how far away datagrams are received: IPV6_PROTECTION_LEVEL, for IPv4.
    ///
    /// Microsoft has a header for it, and no page; .NET sets it.
    IP_PROTECTION_LEVEL: ProtectionLevel as Named<ProtectionLevel> { get ip_protection_level, set set_ip_protection_level }
        when BeforeBind
        on WINDOWS => IP_PROTECTION_LEVEL;

    /// The protocol of a raw socket; of any other, the local port.
    IP_PROTOCOL: u16 as Int<u16> { get ip_protocol }
        since "6.4"
        on LINUX | ANDROID => IP_PROTOCOL;

    /// Whether datagrams that were sent to all of a network are received.
    IP_RECEIVE_BROADCAST: bool as Flag { get ip_receive_broadcast, set set_ip_receive_broadcast }
        on WINDOWS => IP_RECEIVE_BROADCAST;

    /// Whether received datagrams bring the address that they were sent to in a control message.
    ///
    /// For Windows there is Microsoft's header alone, and no page: IP_PKTINFO has one.
    IP_RECVDSTADDR: bool as Flag { get ip_recvdstaddr, set set_ip_recvdstaddr }
        on APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX | WINDOWS => IP_RECVDSTADDR;

    /// Whether received datagrams bring the port that they were sent to in a control message. UDP.
    IP_RECVDSTPORT: bool as Flag { get ip_recvdstport, set set_ip_recvdstport }
        on OPENBSD => IP_RECVDSTPORT;

    /// Whether the congestion mark comes with each datagram: [`Message::IP_ECN`](crate::Message::IP_ECN).
    ///
    /// On a socket for both IPv4 and IPv6, IPV6_RECVECN is to be set too.
    IP_RECVECN: bool as Flag { get ip_recvecn, set set_ip_recvecn }
        on WINDOWS => IP_RECVECN;

    /// Whether errors are kept in a queue, to be read with
    /// `MsgFlags::ERRQUEUE`, and told of by the next send or read.
    ///
    /// The queue takes room from the receive buffer. Clearing this empties it.
    ///
    /// For Windows there is Microsoft's header alone, and no page.
    IP_RECVERR: bool as Flag { get ip_recverr, set set_ip_recverr }
        since "2.2" inherited true
        on LINUX | ANDROID | CYGWIN | WINDOWS => IP_RECVERR;

    /// Whether errors in the queue also tell where, in the packet that caused them, what routers added to their
    /// answer begins (RFC 4884).
    ///
    /// See IP_RECVERR.
    IP_RECVERR_RFC4884: bool as Flag { get ip_recverr_rfc4884, set set_ip_recverr_rfc4884 }
        since "5.9" inherited true
        on LINUX | ANDROID => IP_RECVERR_RFC4884;

    /// Whether received datagrams bring the number of their flow in a control message, and in another one how it was made.
    IP_RECVFLOWID: bool as Flag { get ip_recvflowid, set set_ip_recvflowid }
        on FREEBSD => IP_RECVFLOWID;

    /// Whether datagrams that came in fragments bring, in a control message, the size of the largest of them.
    ///
    /// UDP and raw sockets.
    IP_RECVFRAGSIZE: bool as Flag { get ip_recvfragsize, set set_ip_recvfragsize }
        since "4.10"
        on LINUX | ANDROID => IP_RECVFRAGSIZE;

    /// Whether received datagrams bring the interface that they came by in a control message.
    IP_RECVIF: bool as Flag { get ip_recvif, set set_ip_recvif }
        on APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | QNX | WINDOWS => IP_RECVIF;

    /// Whether received datagrams bring the options of their IP header in a control message. UDP and raw sockets.
    ///
    /// The BSDs and Apple take it, and bring nothing.
    IP_RECVOPTS: bool as Flag { get ip_recvopts, set set_ip_recvopts }
        since "2.2" inherited true
        on LINUX | ANDROID | ILLUMOS | SOLARIS => IP_RECVOPTS;

    /// Whether received datagrams bring the address and port that they were sent to at first in a control message.
    ///
    /// That is, before any transparent proxying.
    IP_RECVORIGDSTADDR: bool as Flag { get ip_recvorigdstaddr, set set_ip_recvorigdstaddr }
        since "2.6.29" inherited true also "IP_ORIGDSTADDR"
        on LINUX | ANDROID | FREEBSD => IP_RECVORIGDSTADDR;

    /// Whether received datagrams bring an `Ipv4PktInfo` in a control message: illumos's switch for IP_PKTINFO.
    ///
    /// It has the number of IP_PKTINFO, which on illumos says where to send from; the size of the value tells them
    /// apart, so that it cannot be read back.
    IP_RECVPKTINFO: bool as Flag { set set_ip_recvpktinfo }
        on ILLUMOS | SOLARIS => IP_RECVPKTINFO;

    /// Whether received datagrams bring their routing table (SO_RTABLE) in a control message.
    IP_RECVRTABLE: bool as Flag { get ip_recvrtable, set set_ip_recvrtable }
        on OPENBSD => IP_RECVRTABLE;

    /// Whether received datagrams bring the sender's address on the link in a control message. UDP.
    IP_RECVSLLA: bool as Flag { get ip_recvslla, set set_ip_recvslla }
        on ILLUMOS | SOLARIS => IP_RECVSLLA;

    /// Whether received datagrams bring their type of service (DSCP and ECN) in a control message.
    IP_RECVTOS: bool as Flag { get ip_recvtos, set set_ip_recvtos }
        since "2.2" inherited true
        on LINUX | ANDROID | APPLE | FREEBSD | ILLUMOS | FUCHSIA | CYGWIN | WINDOWS => IP_RECVTOS;

    /// Whether received datagrams bring their time to live in a control message.
    IP_RECVTTL: bool as Flag { get ip_recvttl, set set_ip_recvttl }
        since "2.2" inherited true
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | FUCHSIA |
           CYGWIN | WINDOWS => IP_RECVTTL;

    /// Whether received datagrams bring the options of their IP header, made ready for an answer, in a control
    /// message.
    ///
    /// With the route reversed, say. UDP and raw sockets.
    IP_RETOPTS: bool as Flag { get ip_retopts, set set_ip_retopts }
        since "2.2" inherited true also "IP_RECVRETOPTS"
        on LINUX | ANDROID => IP_RETOPTS;

    /// Whether packets of the socket's protocol that pass through with a Router Alert option are given to the socket,
    /// and not sent on.
    ///
    /// Raw sockets, but for IPPROTO_RAW.
    ///
    /// To set it twice is refused (EADDRINUSE), and to clear it where it is not set (ENOBUFS). Linux tells it since 6.9.
    IP_ROUTER_ALERT: bool as Flag { get ip_router_alert, set set_ip_router_alert }
        since "2.2"
        on LINUX | ANDROID => IP_ROUTER_ALERT;

    /// Which part of the connections that come to the port this socket gets, of those that the network cards are made to tell
    /// apart; for kernels that are built with RSS (ENOPROTOOPT otherwise). It cannot be read.
    ///
    /// One that there is not is refused (EINVAL).
    IP_RSS_LISTEN_BUCKET: u32 as Int<u32, 0> { set set_ip_rss_listen_bucket }
        on FREEBSD => IP_RSS_LISTEN_BUCKET;

    /// The IPsec policy of the socket, for both directions. Once it listens, it is refused (EINVAL).
    IP_SEC_OPT: IpsecReq as Record<IpsecReq, 16> { get ip_sec_opt, set set_ip_sec_opt }
        on ILLUMOS | SOLARIS => IP_SEC_OPT;

    /// The type of service: DSCP in the upper six bits, ECN in the lower two.
    ///
    /// It does not reach the IPv6 traffic of an IPv6 socket: see IPV6_TCLASS. TCP keeps the lower two bits to
    /// itself. On Linux, setting it also sets SO_PRIORITY. Cygwin would take a value and do nothing with it.
    IP_TOS: u8 as Int<u8, 0, 255> { get ip_tos, set set_ip_tos }
        inherited true law Other
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | HAIKU | FUCHSIA | QNX | HURD | WINDOWS => IP_TOS,
           CYGWIN => IP_TOS { get ip_tos };

    /// Whether the socket may be bound to any address, and gets what is routed to it on the way elsewhere: for
    /// transparent proxies.
    ///
    /// Linux asks for the privilege only to set it, not to clear it.
    IP_TRANSPARENT: bool as Flag { get ip_transparent, set set_ip_transparent }
        since "2.6.28" needs NetAdminOrRaw when BeforeBind inherited true
        on LINUX | ANDROID => IP_TRANSPARENT;

    /// How many routers a packet may pass, and 1 more; `None`, where the system has it, for the default.
    ///
    /// The default is `net.ipv4.ip_default_ttl`; Linux reads as that then, never as `None`. 0 is refused.
    IP_TTL: Option<u8> as OrNone<Int<u8, 1, 255>, -1> { get ip_ttl, set set_ip_ttl }
        inherited true
        on LINUX | ANDROID | OPENBSD | FUCHSIA | HURD => IP_TTL,
           APPLE | FREEBSD | NETBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX | AIX | CYGWIN | WINDOWS =>
               IP_TTL as OrNone<Int<u8, 1, 255>, NEVER>;

    /// Lets in again what IP_BLOCK_SOURCE keeps out.
    IP_UNBLOCK_SOURCE: Ipv4SourceMember as Record<Ipv4SourceMember, 12> { set set_ip_unblock_source }
        since "2.4.22"
        on LINUX | ANDROID => IP_UNBLOCK_SOURCE,
           APPLE | FREEBSD | ILLUMOS | SOLARIS | AIX | HAIKU | CYGWIN | WINDOWS => IP_UNBLOCK_SOURCE as SourceFirst;

    /// The interface that packets leave by, unless they are multicast; `None` if the routes decide.
    ///
    /// Other than SO_BINDTODEVICE, it does not bind the socket to it: what comes may come by any. On Linux, on a bound socket
    /// it is refused (EINVAL).
    IP_UNICAST_IF: Option<Interface> as OrNone<IfIndex<BigEndian>, 0> { get ip_unicast_if, set set_ip_unicast_if }
        since "3.4" inherited true
        on LINUX | ANDROID => IP_UNICAST_IF,
           CYGWIN | WINDOWS => IP_UNICAST_IF as OrNone<IfIndex<IndexOut>, 0>;

    /// The most that a packet is taken to be able to hold, whatever is known of the path; `None` for what is known.
    IP_USER_MTU: Option<u32> as OrNone<Int<u32, 0, { u32::MAX as i128 - 1 }, u32>, { u32::MAX as i128 }> { get ip_user_mtu, set set_ip_user_mtu }
        on WINDOWS => IP_USER_MTU;

    /// The IPsec policy of the socket, for one direction: `struct xfrm_userpolicy_info` of `linux/xfrm.h`, and its
    /// templates behind it, as they lie in memory.
    ///
    /// To a process of 32 bits a kernel of 64 bits needs CONFIG_XFRM_USER_COMPAT, which is since 5.10 (EOPNOTSUPP): `net/xfrm/xfrm_state.c`
    /// (`xfrm_user_policy`).
    IP_XFRM_POLICY: &[u8] as Octets<1, 4096> { set set_ip_xfrm_policy }
        since "2.6" needs NetAdmin
        on LINUX | ANDROID => IP_XFRM_POLICY;

    /// Keeps what one sender sends to a group out, which the socket has joined with MCAST_JOIN_GROUP.
    ///
    /// For groups of IPv4 and IPv6: the option has the same number at both levels, and goes to the one of the group.
    MCAST_BLOCK_SOURCE: GroupSource as Source { set set_mcast_block_source }
        since "2.4.22"
        on LINUX | ANDROID | APPLE | FREEBSD | ILLUMOS | SOLARIS | CYGWIN | WINDOWS => MCAST_BLOCK_SOURCE;

    /// Joins a multicast group, on one interface.
    ///
    /// For groups of IPv4 and IPv6: the option has the same number at both levels, and goes to the one of the group.
    ///
    /// Linux does so for TCP sockets too, which hear nothing of it.
    MCAST_JOIN_GROUP: GroupMember as Group { set set_mcast_join_group }
        since "2.4.22"
        on LINUX | ANDROID | APPLE | FREEBSD | ILLUMOS | SOLARIS | CYGWIN | WINDOWS => MCAST_JOIN_GROUP;

    /// Joins a multicast group for what one sender sends. More senders are more calls.
    ///
    /// For groups of IPv4 and IPv6: the option has the same number at both levels, and goes to the one of the group.
    MCAST_JOIN_SOURCE_GROUP: GroupSource as Source { set set_mcast_join_source_group }
        since "2.4.22"
        on LINUX | ANDROID | APPLE | FREEBSD | ILLUMOS | SOLARIS | CYGWIN | WINDOWS => MCAST_JOIN_SOURCE_GROUP;

    /// Leaves a multicast group that was joined with MCAST_JOIN_GROUP.
    ///
    /// For groups of IPv4 and IPv6: the option has the same number at both levels, and goes to the one of the group.
    MCAST_LEAVE_GROUP: GroupMember as Group { set set_mcast_leave_group }
        since "2.4.22"
        on LINUX | ANDROID | APPLE | FREEBSD | ILLUMOS | SOLARIS | CYGWIN | WINDOWS => MCAST_LEAVE_GROUP;

    /// Takes back MCAST_JOIN_SOURCE_GROUP, for that sender.
    ///
    /// For groups of IPv4 and IPv6: the option has the same number at both levels, and goes to the one of the group.
    MCAST_LEAVE_SOURCE_GROUP: GroupSource as Source { set set_mcast_leave_source_group }
        since "2.4.22"
        on LINUX | ANDROID | APPLE | FREEBSD | ILLUMOS | SOLARIS | CYGWIN | WINDOWS => MCAST_LEAVE_SOURCE_GROUP;

    /// Which senders in a group the socket hears, which has joined it. It is asked for by group and interface.
    ///
    /// For groups of IPv4 and IPv6, as MCAST_JOIN_GROUP. Linux takes as many senders as `net.ipv4.igmp_max_msf`, 10 at
    /// first, and `net.ipv6.mld_max_msf`, 64 at first (ENOBUFS). To hear none is to leave the group.
    MCAST_MSFILTER: SourceFilter as Sources<GroupMember> { query mcast_msfilter(GroupMember), set set_mcast_msfilter(&SourceFilter) }
        since "2.4.22"
        on LINUX | ANDROID => MCAST_MSFILTER;

    /// Lets in again what MCAST_BLOCK_SOURCE keeps out.
    ///
    /// For groups of IPv4 and IPv6: the option has the same number at both levels, and goes to the one of the group.
    MCAST_UNBLOCK_SOURCE: GroupSource as Source { set set_mcast_unblock_source }
        since "2.4.22"
        on LINUX | ANDROID | APPLE | FREEBSD | ILLUMOS | SOLARIS | CYGWIN | WINDOWS => MCAST_UNBLOCK_SOURCE;

    /// The address that a connection was sent to at first, before the packet filter redirected it.
    ///
    /// TCP sockets; on Linux, ENOENT if it was not redirected, ENOPROTOOPT if the system tracks no connections.
    ///
    /// On Windows it is what containers and their like redirect, of IPv6 too. Microsoft has a header for it, and no page: the level is
    /// the one that Envoy and others ask.
    SO_ORIGINAL_DST: SockAddr as SocketAddress { get original_dst }
        since "2.4"
        on LINUX | ANDROID => SO_ORIGINAL_DST, WINDOWS => SO_ORIGINAL_DST at SOL_IP;
}
