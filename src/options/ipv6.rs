//! IPPROTO_IPV6: options of IPv6; ipv6(7).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! let socket = Socket::new(Domain::INET6, Type::DGRAM, None)?;
//! socket.set_ipv6_v6only(true)?; // before bind
//! socket.set_ipv6_unicast_hops(Some(4))?;
//! assert_eq!(socket.ipv6_unicast_hops()?, Some(4));
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/ipv6/ipv6_sockglue.c`
//! (`do_ipv6_setsockopt`, `do_ipv6_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{
    BigEndian, Bits, Flag, FlowLabels, IfIndex, Int, List, Named, Octets, OrEmpty, OrNone, Record,
    SocketAddress, Tail, NEVER, U32,
};
use crate::table::options;
use crate::{
    AddrPreferences, Domain, FlowLabel, FlowLabelFlags, Interface, IpsecReq, Ipv6Member,
    Ipv6Source, MtuDiscover, ProtectionLevel, SockAddr,
};

options! {
    level IPPROTO_IPV6, "ipv6(7)", |kind| kind.is_ipv6();

    /// The address that a connection was sent to at first, before the packet filter redirected it.
    ///
    /// As SO_ORIGINAL_DST of IPv4, which on Windows is the same.
    IP6T_SO_ORIGINAL_DST: SockAddr as SocketAddress { get ip6t_so_original_dst }
        since "3.8"
        on LINUX | ANDROID => IP6T_SO_ORIGINAL_DST, WINDOWS => IP6T_SO_ORIGINAL_DST at SOL_IP;

    /// Whether received datagrams bring their destination options in a control message, by the older RFC 2292: see
    /// IPV6_RECVDSTOPTS.
    ///
    /// Apple wants root for it, and once it is used, refuses the options of the newer RFC 3542 (EINVAL).
    IPV6_2292DSTOPTS: bool as Flag { get ipv6_2292dstopts, set set_ipv6_2292dstopts }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE => IPV6_2292DSTOPTS;

    /// Whether received datagrams bring their hop limit in a control message, by the older RFC 2292: see
    /// IPV6_RECVHOPLIMIT.
    ///
    /// Once it is used, Apple refuses the options of the newer RFC 3542 (EINVAL).
    IPV6_2292HOPLIMIT: bool as Flag { get ipv6_2292hoplimit, set set_ipv6_2292hoplimit }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE => IPV6_2292HOPLIMIT;

    /// Whether received datagrams bring their hop-by-hop options in a control message, by the older RFC 2292: see
    /// IPV6_RECVHOPOPTS.
    ///
    /// Apple wants root for it, and once it is used, refuses the options of the newer RFC 3542 (EINVAL).
    IPV6_2292HOPOPTS: bool as Flag { get ipv6_2292hopopts, set set_ipv6_2292hopopts }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE => IPV6_2292HOPOPTS;

    /// As IPV6_RECVPKTINFO, by the older RFC 2292.
    ///
    /// Received datagrams bring the address that they were sent to and the interface that they came by in a control
    /// message.
    ///
    /// Once it is used, Apple refuses the options of the newer RFC 3542 (EINVAL).
    IPV6_2292PKTINFO: bool as Flag { get ipv6_2292pktinfo, set set_ipv6_2292pktinfo }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE => IPV6_2292PKTINFO;

    /// What the control messages would tell that are switched on: the messages as they lie in memory. TCP sockets.
    ///
    /// Of the last packet that came with options, or of the connection.
    IPV6_2292PKTOPTIONS: Option<Vec<u8>> as OrEmpty<1, 4096> { get ipv6_2292pktoptions }
        since "2.6.14"
        on LINUX | ANDROID => IPV6_2292PKTOPTIONS;

    /// Whether received datagrams bring their routing header in a control message, by the older RFC 2292: see
    /// IPV6_RECVRTHDR.
    ///
    /// Once it is used, Apple refuses the options of the newer RFC 3542 (EINVAL).
    IPV6_2292RTHDR: bool as Flag { get ipv6_2292rthdr, set set_ipv6_2292rthdr }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE => IPV6_2292RTHDR;

    /// The family of the socket's addresses.
    ///
    /// It can be set, once, to `Domain::INET`: on a connected TCP or UDP socket whose peer is an IPv4 one.
    ///
    /// The socket is one of IPv4 from then on, and has no options of IPv6, this one included.
    IPV6_ADDRFORM: Domain as Named<Domain> { get ipv6_addrform, set set_ipv6_addrform }
        since "2.2" when Connected law Other
        on LINUX | ANDROID => IPV6_ADDRFORM;

    /// Which of the machine's addresses are preferred to send from.
    ///
    /// Of TMP, PUBLIC and PUBTMP_DEFAULT, one at most may be named, and one of COA and HOME, and one of CGA and NONCGA
    /// (EINVAL). What is not named goes back to PUBTMP_DEFAULT, and to HOME; on Linux 6.1 it stays as it was. A read always has
    /// one of the first three, and one of these two.
    IPV6_ADDR_PREFERENCES: AddrPreferences as Bits<AddrPreferences> { get ipv6_addr_preferences, set set_ipv6_addr_preferences }
        since "2.6.26" inherited true law Other
        on LINUX | ANDROID => IPV6_ADDR_PREFERENCES;

    /// Adds an interface to the list of IPV6_IFLIST; as IP_ADD_IFLIST.
    IPV6_ADD_IFLIST: Interface as IfIndex { set set_ipv6_add_iflist }
        on WINDOWS => IPV6_ADD_IFLIST;

    /// Joins a multicast group, on one interface. UDP and raw sockets.
    IPV6_ADD_MEMBERSHIP: Ipv6Member as Record<Ipv6Member, 20> { set set_ipv6_add_membership }
        since "2.2" also "IPV6_JOIN_GROUP"
        on LINUX | ANDROID | AIX | FUCHSIA | CYGWIN | HURD | WINDOWS => IPV6_ADD_MEMBERSHIP,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX => IPV6_JOIN_GROUP;

    /// Whether packets get a flow label that is made of their addresses and ports.
    ///
    /// The default follows `net.ipv6.auto_flowlabels`.
    IPV6_AUTOFLOWLABEL: bool as Flag { get ipv6_autoflowlabel, set set_ipv6_autoflowlabel }
        since "3.17" inherited true
        on LINUX | ANDROID | APPLE | FREEBSD | OPENBSD | DRAGONFLY => IPV6_AUTOFLOWLABEL;

    /// Whether `bind` takes any address, this machine's or not. It takes a privilege (EPERM).
    ///
    /// That NetBSD has it, a header alone tells.
    IPV6_BINDANY: bool as Flag { get ipv6_bindany, set set_ipv6_bindany }
        on FREEBSD | NETBSD => IPV6_BINDANY;

    /// The interface that the socket is bound to, by index; `None` for none.
    IPV6_BOUND_IF: Option<Interface> as OrNone<IfIndex, 0> { get ipv6_bound_if, set set_ipv6_bound_if }
        on APPLE | ILLUMOS | SOLARIS => IPV6_BOUND_IF;

    /// Where in the data the checksum lies that the system makes and checks, in bytes; `None` for nowhere.
    ///
    /// Raw sockets.
    ///
    /// It must be even (EINVAL). Linux has it at the level SOL_RAW too, and only there lets ICMPv6 sockets move it: so it is
    /// that level here. Most other systems refuse to clear it.
    IPV6_CHECKSUM: Option<u32> as OrNone<Int<u32, 0>, -1> { get ipv6_checksum, set set_ipv6_checksum }
        since "2.2"
        on LINUX | ANDROID => IPV6_CHECKSUM at SOL_RAW,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | AIX | QNX => IPV6_CHECKSUM;

    /// Takes an interface out of the list of IPV6_IFLIST.
    IPV6_DEL_IFLIST: Interface as IfIndex { set set_ipv6_del_iflist }
        on WINDOWS => IPV6_DEL_IFLIST;

    /// Whether packets are never fragmented.
    IPV6_DONTFRAG: bool as Flag { get ipv6_dontfrag, set set_ipv6_dontfrag }
        since "2.6.35" inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX | CYGWIN | WINDOWS => IPV6_DONTFRAG;

    /// Leaves a multicast group that was joined with IPV6_ADD_MEMBERSHIP.
    IPV6_DROP_MEMBERSHIP: Ipv6Member as Record<Ipv6Member, 20> { set set_ipv6_drop_membership }
        since "2.2" also "IPV6_LEAVE_GROUP"
        on LINUX | ANDROID | AIX | FUCHSIA | CYGWIN | HURD | WINDOWS => IPV6_DROP_MEMBERSHIP,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS | HAIKU | QNX => IPV6_LEAVE_GROUP;

    /// The destination options of what is sent, as they lie in the packet; `None` for none.
    ///
    /// The bytes are a multiple of 8. On Linux, clearing it takes the privilege too.
    IPV6_DSTOPTS: Option<Vec<u8>> as OrEmpty<8, 2040> { get ipv6_dstopts, set set_ipv6_dstopts(Option<&[u8]>) }
        since "2.6.14" needs NetRaw inherited true also "IPV6_RXDSTOPTS"
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_DSTOPTS;

    /// As IP_FLOWID.
    IPV6_FLOWID: u32 as U32 { get ipv6_flowid }
        on FREEBSD => IPV6_FLOWID;

    /// Whether received datagrams bring their flow label and traffic class in a control message.
    IPV6_FLOWINFO: bool as Flag { get ipv6_flowinfo, set set_ipv6_flowinfo }
        since "2.2" inherited true
        on LINUX | ANDROID => IPV6_FLOWINFO;

    /// Whether the flow label and traffic class in the address of the peer are sent.
    ///
    /// A flow label that is not 0 must have been leased: see IPV6_FLOWLABEL_MGR.
    IPV6_FLOWINFO_SEND: bool as Flag { get ipv6_flowinfo_send, set set_ipv6_flowinfo_send }
        since "2.2" inherited true
        on LINUX | ANDROID => IPV6_FLOWINFO_SEND;

    /// Leases a flow label for a destination, gives it back, or makes the lease longer.
    ///
    /// A socket sends with it when it connects with it in the address, or with each address if IPV6_FLOWINFO_SEND is
    /// on.
    ///
    /// A label of 0, by which the kernel would choose one, is refused here: the program chooses. It is asked for by
    /// flags: none for that of the socket, which is the one that it connected with (ENOENT if it has none); REMOTE for
    /// that of the packets that came. REFLECT is refused if `net.ipv6.flowlabel_consistency` is on, as it is at
    /// first (EPERM).
    IPV6_FLOWLABEL_MGR: FlowLabel as FlowLabels { query ipv6_flowlabel_mgr(FlowLabelFlags), set set_ipv6_flowlabel_mgr }
        since "2.2"
        on LINUX | ANDROID => IPV6_FLOWLABEL_MGR;

    /// As IP_FLOWTYPE.
    IPV6_FLOWTYPE: u32 as U32 { get ipv6_flowtype }
        on FREEBSD => IPV6_FLOWTYPE;

    /// Whether `bind` takes an address that this machine does not have, or not yet.
    IPV6_FREEBIND: bool as Flag { get ipv6_freebind, set set_ipv6_freebind }
        since "4.15" when BeforeBind inherited true
        on LINUX | ANDROID => IPV6_FREEBIND;

    /// The list of IPV6_IFLIST, which must be on.
    IPV6_GET_IFLIST: Vec<Interface> as List<IfIndex> { get ipv6_get_iflist }
        on WINDOWS => IPV6_GET_IFLIST;

    /// Whether the program itself puts an IPv6 header before what it sends. Raw sockets.
    ///
    /// It is on from the start where the protocol is IPPROTO_RAW.
    IPV6_HDRINCL: bool as Flag { get ipv6_hdrincl, set set_ipv6_hdrincl }
        since "4.5"
        on LINUX | ANDROID | CYGWIN | WINDOWS => IPV6_HDRINCL;

    /// The hop-by-hop options of what is sent, as they lie in the packet; `None` for none.
    ///
    /// The bytes are a multiple of 8. On Linux, clearing it takes the privilege too.
    IPV6_HOPOPTS: Option<Vec<u8>> as OrEmpty<8, 2040> { get ipv6_hopopts, set set_ipv6_hopopts(Option<&[u8]>) }
        since "2.6.14" needs NetRaw inherited true also "IPV6_RXHOPOPTS"
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_HOPOPTS;

    /// Whether datagrams are received only from the interfaces of a list.
    ///
    /// It is empty at first: [`IPV6_ADD_IFLIST`](constant@IPV6_ADD_IFLIST).
    IPV6_IFLIST: bool as Flag { get ipv6_iflist, set set_ipv6_iflist }
        on WINDOWS => IPV6_IFLIST;

    /// As IP_IPSEC_POLICY.
    IPV6_IPSEC_POLICY: &[u8] as Octets<1, 4096> { set set_ipv6_ipsec_policy }
        since "2.6" needs NetAdmin
        on LINUX | ANDROID => IPV6_IPSEC_POLICY;

    /// Takes an anycast address for the machine's own, on one interface.
    ///
    /// If the machine is no router, the address must be of a network of the interface (EADDRNOTAVAIL).
    IPV6_JOIN_ANYCAST: Ipv6Member as Record<Ipv6Member, 20> { set set_ipv6_join_anycast }
        needs NetAdmin
        on LINUX | ANDROID => IPV6_JOIN_ANYCAST;

    /// Gives up an anycast address that was taken with IPV6_JOIN_ANYCAST.
    IPV6_LEAVE_ANYCAST: Ipv6Member as Record<Ipv6Member, 20> { set set_ipv6_leave_anycast }
        on LINUX | ANDROID => IPV6_LEAVE_ANYCAST;

    /// The smallest hop limit of packets that the socket takes, others being dropped; `None` for any. As IP_MINTTL.
    IPV6_MINHOPCOUNT: Option<u8> as OrNone<Int<u8, 1, 255>, 0> { get ipv6_minhopcount, set set_ipv6_minhopcount }
        since "2.6.35" inherited true
        on LINUX | ANDROID | OPENBSD => IPV6_MINHOPCOUNT;

    /// The MTU of the path to the peer, as far as it is known, in bytes. Connected sockets.
    ///
    /// Setting it limits the size of packets instead; at least 1280, and `None` for no limit. A read never
    /// gives that limit. On Windows it cannot be set: IPV6_USER_MTU is that limit.
    IPV6_MTU: Option<u32> as OrNone<Int<u32, 1280>, 0> { get ipv6_mtu, set set_ipv6_mtu }
        since "2.2" law Other
        on LINUX | ANDROID => IPV6_MTU,
           HURD => IPV6_MTU { set set_ipv6_mtu },
           CYGWIN | WINDOWS => IPV6_MTU { get ipv6_mtu };

    /// What is done about the MTU of paths.
    ///
    /// On Linux it is `WANT` at first.
    IPV6_MTU_DISCOVER: MtuDiscover as Named<MtuDiscover> { get ipv6_mtu_discover, set set_ipv6_mtu_discover }
        since "2.2" inherited true
        on LINUX | ANDROID | WINDOWS => IPV6_MTU_DISCOVER;

    /// Whether the socket gets what comes for all groups that any socket has joined, or for its own alone.
    ///
    /// All groups, that is, that any socket of the system has joined on the interface. It is on from the start.
    IPV6_MULTICAST_ALL: bool as Flag { get ipv6_multicast_all, set set_ipv6_multicast_all }
        since "4.20" inherited true
        on LINUX | ANDROID => IPV6_MULTICAST_ALL;

    /// How many routers multicast may pass, and 1 more; `None`, when set, for the default, 1. UDP and raw
    /// sockets.
    ///
    /// Haiku has no `None`; the Hurd does not tell it.
    IPV6_MULTICAST_HOPS: Option<u8> as OrNone<Int<u8, 0, 255>, -1> { get ipv6_multicast_hops, set set_ipv6_multicast_hops }
        since "2.2"
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | FUCHSIA | AIX | QNX | CYGWIN | WINDOWS =>
               IPV6_MULTICAST_HOPS,
           HAIKU => IPV6_MULTICAST_HOPS as OrNone<Int<u8, 0, 255>, NEVER>,
           HURD => IPV6_MULTICAST_HOPS { set set_ipv6_multicast_hops };

    /// The interface that multicast is sent by; `None` if the routes decide. UDP and raw sockets.
    ///
    /// Apple and DragonFly refuse to set `None`, so that it can never be cleared.
    IPV6_MULTICAST_IF: Option<Interface> as OrNone<IfIndex, 0> { get ipv6_multicast_if, set set_ipv6_multicast_if }
        since "2.2"
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | FUCHSIA | AIX | QNX | CYGWIN | WINDOWS => IPV6_MULTICAST_IF,
           HURD => IPV6_MULTICAST_IF { set set_ipv6_multicast_if };

    /// Whether this machine gets the multicast that it sends. It is on from the start.
    ///
    /// On Windows it is the receiving socket that must have it set.
    IPV6_MULTICAST_LOOP: bool as Flag { get ipv6_multicast_loop, set set_ipv6_multicast_loop }
        since "2.2" inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | FUCHSIA | AIX | QNX | CYGWIN | WINDOWS => IPV6_MULTICAST_LOOP,
           HURD => IPV6_MULTICAST_LOOP { set set_ipv6_multicast_loop };

    /// Whether received datagrams bring the interface of IPv4 that they came by in a tunnel (Teredo, 6to4, ISATAP) in a control message.
    ///
    /// UDP and raw sockets. In C it has the name of IPv4's, at the level of IPv6: IP_ORIGINAL_ARRIVAL_IF.
    IPV6_ORIGINAL_ARRIVAL_IF: bool as Flag { get ipv6_original_arrival_if, set set_ipv6_original_arrival_if }
        on WINDOWS => IP_ORIGINAL_ARRIVAL_IF;

    /// The MTU of the path to the peer, in bytes. Connected sockets.
    IPV6_PATHMTU: u32 as Tail<U32, 32> { get ipv6_pathmtu }
        since "2.6.35"
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | AIX | QNX => IPV6_PATHMTU,
           ILLUMOS | SOLARIS => IPV6_PATHMTU as Tail<U32, 36>;

    /// The address and the interface that is sent from, where a control message says nothing else.
    ///
    /// (On Windows, IPV6_PKTINFO is IPV6_RECVPKTINFO.)
    ///
    /// Linux refuses an interface other than the one that the socket is bound to (EINVAL), and cannot be asked for it.
    IPV6_PKTINFO: Ipv6Source as Record<Ipv6Source, 20> { set set_ipv6_pktinfo }
        since "2.6.14"
        on LINUX | ANDROID | SOLARIS | AIX | QNX => IPV6_PKTINFO,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS => IPV6_PKTINFO { get ipv6_pktinfo, set set_ipv6_pktinfo };

    /// From how far away datagrams are received.
    IPV6_PROTECTION_LEVEL: ProtectionLevel as Named<ProtectionLevel> { get ipv6_protection_level, set set_ipv6_protection_level }
        when BeforeBind
        on WINDOWS => IPV6_PROTECTION_LEVEL;

    /// Whether received datagrams bring their destination options in a control message.
    ///
    /// On the BSDs it takes a privilege. Apple takes it from anybody, and heeds root alone.
    IPV6_RECVDSTOPTS: bool as Flag { get ipv6_recvdstopts, set set_ipv6_recvdstopts }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_RECVDSTOPTS;

    /// Whether received datagrams bring the port that they were sent to in a control message. UDP.
    IPV6_RECVDSTPORT: bool as Flag { get ipv6_recvdstport, set set_ipv6_recvdstport }
        on OPENBSD => IPV6_RECVDSTPORT;

    /// Whether the congestion mark comes with each datagram: [`Message::IPV6_ECN`](crate::Message::IPV6_ECN).
    IPV6_RECVECN: bool as Flag { get ipv6_recvecn, set set_ipv6_recvecn }
        on WINDOWS => IPV6_RECVECN;

    /// Whether errors are kept in a queue. As IP_RECVERR.
    ///
    /// For Windows there is Microsoft's header alone, and no page.
    IPV6_RECVERR: bool as Flag { get ipv6_recverr, set set_ipv6_recverr }
        since "2.2" inherited true
        on LINUX | ANDROID | CYGWIN | WINDOWS => IPV6_RECVERR;

    /// Whether errors in the queue also tell where, in the packet that caused them, what routers added to their
    /// answer begins (RFC 4884).
    ///
    /// See IPV6_RECVERR.
    IPV6_RECVERR_RFC4884: bool as Flag { get ipv6_recverr_rfc4884, set set_ipv6_recverr_rfc4884 }
        since "5.9" inherited true
        on LINUX | ANDROID => IPV6_RECVERR_RFC4884;

    /// As IP_RECVFLOWID.
    IPV6_RECVFLOWID: bool as Flag { get ipv6_recvflowid, set set_ipv6_recvflowid }
        on FREEBSD => IPV6_RECVFLOWID;

    /// Whether datagrams that came in fragments bring, in a control message, the size of the largest of them.
    ///
    /// UDP and raw sockets.
    IPV6_RECVFRAGSIZE: bool as Flag { get ipv6_recvfragsize, set set_ipv6_recvfragsize }
        since "4.10" inherited true
        on LINUX | ANDROID => IPV6_RECVFRAGSIZE;

    /// Whether received datagrams bring their hop limit in a control message.
    IPV6_RECVHOPLIMIT: bool as Flag { get ipv6_recvhoplimit, set set_ipv6_recvhoplimit }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | HAIKU | FUCHSIA | AIX | QNX => IPV6_RECVHOPLIMIT,
           CYGWIN | WINDOWS => IPV6_HOPLIMIT;

    /// Whether received datagrams bring their hop-by-hop options in a control message.
    ///
    /// On the BSDs it takes a privilege. Apple takes it from anybody, and heeds root alone.
    IPV6_RECVHOPOPTS: bool as Flag { get ipv6_recvhopopts, set set_ipv6_recvhopopts }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_RECVHOPOPTS;

    /// Whether the interface comes with each datagram.
    IPV6_RECVIF: bool as Flag { get ipv6_recvif, set set_ipv6_recvif }
        on WINDOWS => IPV6_RECVIF;

    /// Whether received datagrams bring the address and port that they were sent to at first in a control message.
    ///
    /// That is, before any transparent proxying.
    ///
    /// FreeBSD takes it, and does not give it back (ENOPROTOOPT).
    IPV6_RECVORIGDSTADDR: bool as Flag { get ipv6_recvorigdstaddr, set set_ipv6_recvorigdstaddr }
        since "2.6.37" inherited true also "IPV6_ORIGDSTADDR"
        on LINUX | ANDROID => IPV6_RECVORIGDSTADDR,
           FREEBSD => IPV6_RECVORIGDSTADDR { set set_ipv6_recvorigdstaddr };

    /// Whether reads bring, in a control message, the MTU of a path that turned out to be too small for what was
    /// sent.
    ///
    /// UDP and raw sockets.
    ///
    /// Linux tells it with a read of no data, and of what IPV6_DONTFRAG kept from being sent alone.
    IPV6_RECVPATHMTU: bool as Flag { get ipv6_recvpathmtu, set set_ipv6_recvpathmtu }
        since "2.6.35" inherited true
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | DRAGONFLY | ILLUMOS | SOLARIS | AIX | QNX => IPV6_RECVPATHMTU;

    /// Whether received datagrams bring, in a control message, the address that they were sent to and the interface
    /// that they came by.
    ///
    /// It is called IPV6_PKTINFO on Windows.
    IPV6_RECVPKTINFO: bool as Flag { get ipv6_recvpktinfo, set set_ipv6_recvpktinfo }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | HAIKU | FUCHSIA | AIX | QNX => IPV6_RECVPKTINFO,
           CYGWIN | WINDOWS => IPV6_PKTINFO;

    /// Whether received datagrams bring their routing header in a control message.
    ///
    /// For Windows there is Microsoft's header alone, and no page.
    IPV6_RECVRTHDR: bool as Flag { get ipv6_recvrthdr, set set_ipv6_recvrthdr }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | AIX | QNX | CYGWIN | WINDOWS => IPV6_RECVRTHDR;

    /// Whether received datagrams bring their traffic class (DSCP and ECN) in a control message.
    IPV6_RECVTCLASS: bool as Flag { get ipv6_recvtclass, set set_ipv6_recvtclass }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | FUCHSIA | AIX | QNX | CYGWIN | WINDOWS => IPV6_RECVTCLASS;

    /// Has packets that pass through with a Router Alert of this value given to the socket, and not sent on.
    ///
    /// The value is 0 for MLD, 1 for RSVP; `None` clears it. Sockets of IPPROTO_RAW.
    ///
    /// To set it twice is refused (EADDRINUSE), and to clear it where it is not set (ENOBUFS). Linux never tells
    /// the value.
    IPV6_ROUTER_ALERT: Option<u16> as OrNone<Int<u16, 0, 65535>, -1> { set set_ipv6_router_alert }
        since "2.2"
        on LINUX | ANDROID | HURD => IPV6_ROUTER_ALERT;

    /// Whether a socket with IPV6_ROUTER_ALERT gets only packets of its own network namespace.
    IPV6_ROUTER_ALERT_ISOLATE: bool as Flag { get ipv6_router_alert_isolate, set set_ipv6_router_alert_isolate }
        since "5.1" inherited true
        on LINUX | ANDROID => IPV6_ROUTER_ALERT_ISOLATE;

    /// The routing header of what is sent, as it lies in the packet; `None` for none.
    ///
    /// The bytes are a multiple of 8. Linux takes type 4 (segment routing), and type 2 if it was built with mobile
    /// IPv6; older systems, type 0.
    IPV6_RTHDR: Option<Vec<u8>> as OrEmpty<8, 2040> { get ipv6_rthdr, set set_ipv6_rthdr(Option<&[u8]>) }
        since "2.6.14"
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | ILLUMOS | SOLARIS | AIX => IPV6_RTHDR;

    /// The destination options for each hop of the routing header, as they lie in the packet; `None` for none.
    ///
    /// The bytes are a multiple of 8. On Linux, clearing it takes the privilege too.
    IPV6_RTHDRDSTOPTS: Option<Vec<u8>> as OrEmpty<8, 2040> { get ipv6_rthdrdstopts, set set_ipv6_rthdrdstopts(Option<&[u8]>) }
        since "2.6.14" needs NetRaw
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | ILLUMOS | SOLARIS | AIX | QNX => IPV6_RTHDRDSTOPTS;

    /// As IP_SEC_OPT.
    IPV6_SEC_OPT: IpsecReq as Record<IpsecReq, 16> { get ipv6_sec_opt, set set_ipv6_sec_opt }
        on ILLUMOS | SOLARIS => IPV6_SEC_OPT;

    /// The traffic class: DSCP in the upper six bits, ECN in the lower two; `None`, when set, for the default, 0.
    ///
    /// It does not reach the IPv4 traffic of an IPv6 socket: see IP_TOS. TCP keeps the lower two bits to itself.
    /// Cygwin would take a value and do nothing with it.
    IPV6_TCLASS: Option<u8> as OrNone<Int<u8, 0, 255>, -1> { get ipv6_tclass, set set_ipv6_tclass }
        since "2.6.14" inherited true law Other
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | FUCHSIA | AIX | QNX | WINDOWS => IPV6_TCLASS,
           CYGWIN => IPV6_TCLASS { get ipv6_tclass };

    /// Whether the socket may be bound to any address, and gets what is routed to it on the way elsewhere: for
    /// transparent proxies.
    ///
    /// Linux asks for the privilege only to set it, not to clear it.
    IPV6_TRANSPARENT: bool as Flag { get ipv6_transparent, set set_ipv6_transparent }
        since "2.6.37" needs NetAdminOrRaw when BeforeBind inherited true
        on LINUX | ANDROID => IPV6_TRANSPARENT;

    /// How many routers a packet may pass, and 1 more; `None`, when set, for the default.
    ///
    /// Linux reads as the default then, never as `None`: that of the route, or `net.ipv6.conf.all.hop_limit`.
    /// illumos refuses 0. On Apple and FreeBSD it is also that of the IPv4 traffic of a socket for both; `None` becomes
    /// 255 there on Apple. Haiku has no `None`; the Hurd does not tell it.
    IPV6_UNICAST_HOPS: Option<u8> as OrNone<Int<u8, 0, 255>, -1> { get ipv6_unicast_hops, set set_ipv6_unicast_hops }
        since "2.2" inherited true
        on LINUX | ANDROID | APPLE | BSD | FUCHSIA | AIX | QNX | CYGWIN | WINDOWS => IPV6_UNICAST_HOPS,
           ILLUMOS | SOLARIS => IPV6_UNICAST_HOPS as OrNone<Int<u8, 1, 255>, -1>,
           HAIKU => IPV6_UNICAST_HOPS as OrNone<Int<u8, 0, 255>, NEVER>,
           HURD => IPV6_UNICAST_HOPS { set set_ipv6_unicast_hops };

    /// The interface that packets leave by, unless they are multicast; `None` if the routes decide. As IP_UNICAST_IF.
    IPV6_UNICAST_IF: Option<Interface> as OrNone<IfIndex<BigEndian>, 0> { get ipv6_unicast_if, set set_ipv6_unicast_if }
        since "3.4" inherited true
        on LINUX | ANDROID => IPV6_UNICAST_IF,
           CYGWIN | WINDOWS => IPV6_UNICAST_IF as OrNone<IfIndex, 0>;

    /// The most that a packet is taken to be able to hold, whatever is known of the path; `None` for what is known.
    IPV6_USER_MTU: Option<u32> as OrNone<Int<u32, 0, { u32::MAX as i128 - 1 }, u32>, { u32::MAX as i128 }> { get ipv6_user_mtu, set set_ipv6_user_mtu }
        on WINDOWS => IPV6_USER_MTU;

    /// Whether the socket is for IPv6 alone, and not for IPv4 too.
    ///
    /// The default differs: off on Linux (`net.ipv6.bindv6only`) and Apple, on on FreeBSD and Windows. OpenBSD, DragonFly
    /// and Haiku refuse to clear it.
    IPV6_V6ONLY: bool as Flag { get ipv6_v6only, set set_ipv6_v6only }
        since "2.4.21" when BeforeBind inherited true
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | HAIKU | FUCHSIA | HURD | AIX | QNX | CYGWIN | WINDOWS => IPV6_V6ONLY;

    /// As IP_XFRM_POLICY.
    IPV6_XFRM_POLICY: &[u8] as Octets<1, 4096> { set set_ipv6_xfrm_policy }
        since "2.6" needs NetAdmin
        on LINUX | ANDROID => IPV6_XFRM_POLICY;
}
