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

use crate::codec::{Flag, IfIndex, Int, Named, OrNone, Record, SocketAddress};
use crate::table::options;
use crate::{Interface, Ipv6Member, MtuDiscover, SockAddr};

options! {
    level IPPROTO_IPV6, "ipv6(7)", |kind| kind.is_ipv6();

    /// The address that a connection was sent to at first, before the packet filter redirected it. As SO_ORIGINAL_DST
    /// of IPv4.
    IP6T_SO_ORIGINAL_DST: SockAddr as SocketAddress { get ip6t_so_original_dst }
        since "3.8"
        on LINUX | ANDROID => IP6T_SO_ORIGINAL_DST;

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

    /// Whether received datagrams bring the address that they were sent to and the interface that they came by in a
    /// control message, by the older RFC 2292: see IPV6_RECVPKTINFO.
    ///
    /// Once it is used, Apple refuses the options of the newer RFC 3542 (EINVAL).
    IPV6_2292PKTINFO: bool as Flag { get ipv6_2292pktinfo, set set_ipv6_2292pktinfo }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE => IPV6_2292PKTINFO;

    /// Whether received datagrams bring their routing header in a control message, by the older RFC 2292: see
    /// IPV6_RECVRTHDR.
    ///
    /// Once it is used, Apple refuses the options of the newer RFC 3542 (EINVAL).
    IPV6_2292RTHDR: bool as Flag { get ipv6_2292rthdr, set set_ipv6_2292rthdr }
        since "2.6.14" inherited true
        on LINUX | ANDROID | APPLE => IPV6_2292RTHDR;

    /// Joins a multicast group, on one interface. UDP and raw sockets. It is called IPV6_JOIN_GROUP
    /// on most systems.
    IPV6_ADD_MEMBERSHIP: Ipv6Member as Record<Ipv6Member, 20> { set set_ipv6_add_membership }
        since "2.2"
        on LINUX | ANDROID | WINDOWS => IPV6_ADD_MEMBERSHIP,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS => IPV6_JOIN_GROUP;

    /// The interface that the socket is bound to, by index; `None` for none.
    IPV6_BOUND_IF: Option<Interface> as OrNone<IfIndex, 0> { get ipv6_bound_if, set set_ipv6_bound_if }
        on APPLE | ILLUMOS => IPV6_BOUND_IF;

    /// Whether packets are never fragmented.
    IPV6_DONTFRAG: bool as Flag { get ipv6_dontfrag, set set_ipv6_dontfrag }
        since "2.6.35" inherited true
        on EVERY => IPV6_DONTFRAG;

    /// Leaves a multicast group that was joined with IPV6_ADD_MEMBERSHIP. It is called IPV6_LEAVE_GROUP on
    /// most systems.
    IPV6_DROP_MEMBERSHIP: Ipv6Member as Record<Ipv6Member, 20> { set set_ipv6_drop_membership }
        since "2.2"
        on LINUX | ANDROID | WINDOWS => IPV6_DROP_MEMBERSHIP,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS => IPV6_LEAVE_GROUP;

    /// Whether received datagrams bring their flow label and traffic class in a control message.
    IPV6_FLOWINFO: bool as Flag { get ipv6_flowinfo, set set_ipv6_flowinfo }
        since "2.2" inherited true
        on LINUX | ANDROID => IPV6_FLOWINFO;

    /// Whether `bind` takes an address that this machine does not have, or not yet.
    IPV6_FREEBIND: bool as Flag { get ipv6_freebind, set set_ipv6_freebind }
        since "4.15" when BeforeBind inherited true
        on LINUX | ANDROID => IPV6_FREEBIND;

    /// Whether the program itself puts an IPv6 header before what it sends. Raw sockets.
    ///
    /// It is on from the start where the protocol is IPPROTO_RAW.
    IPV6_HDRINCL: bool as Flag { get ipv6_hdrincl, set set_ipv6_hdrincl }
        since "4.5"
        on LINUX | ANDROID | WINDOWS => IPV6_HDRINCL;

    /// The MTU of the path to the peer, as far as it is known, in bytes. Connected sockets.
    ///
    /// Setting it limits the size of packets instead; at least 1280, and `None` for no limit. A read never
    /// gives that limit.
    IPV6_MTU: Option<u32> as OrNone<Int<u32, 1280>, 0> { get ipv6_mtu, set set_ipv6_mtu }
        since "2.2" law Other
        on LINUX | ANDROID => IPV6_MTU;

    /// What is done about the MTU of paths.
    IPV6_MTU_DISCOVER: MtuDiscover as Named<MtuDiscover> { get ipv6_mtu_discover, set set_ipv6_mtu_discover }
        since "2.2" inherited true
        on LINUX | ANDROID | WINDOWS => IPV6_MTU_DISCOVER;

    /// Whether the socket gets what comes for all groups that any socket of the system has joined on
    /// the interface, or for those alone that it joined itself. It is on from the start.
    IPV6_MULTICAST_ALL: bool as Flag { get ipv6_multicast_all, set set_ipv6_multicast_all }
        since "4.20" inherited true
        on LINUX | ANDROID => IPV6_MULTICAST_ALL;

    /// How many routers multicast may pass, and 1 more; `None`, when set, for the default, 1. UDP and raw
    /// sockets.
    IPV6_MULTICAST_HOPS: Option<u8> as OrNone<Int<u8, 0, 255>, -1> { get ipv6_multicast_hops, set set_ipv6_multicast_hops }
        since "2.2"
        on EVERY => IPV6_MULTICAST_HOPS;

    /// The interface that multicast is sent by; `None` if the routes decide. UDP and raw sockets.
    IPV6_MULTICAST_IF: Option<Interface> as OrNone<IfIndex, 0> { get ipv6_multicast_if, set set_ipv6_multicast_if }
        since "2.2"
        on EVERY => IPV6_MULTICAST_IF;

    /// Whether this machine gets the multicast that it sends. It is on from the start.
    ///
    /// On Windows it is the receiving socket that must have it set.
    IPV6_MULTICAST_LOOP: bool as Flag { get ipv6_multicast_loop, set set_ipv6_multicast_loop }
        since "2.2" inherited true
        on EVERY => IPV6_MULTICAST_LOOP;

    /// Whether received datagrams bring their destination options in a control message.
    ///
    /// On the BSDs it takes a privilege. Apple takes it from anybody, and heeds root alone.
    IPV6_RECVDSTOPTS: bool as Flag { get ipv6_recvdstopts, set set_ipv6_recvdstopts }
        since "2.6.14" inherited true
        on UNIX => IPV6_RECVDSTOPTS;

    /// Whether errors are kept in a queue. As IP_RECVERR.
    IPV6_RECVERR: bool as Flag { get ipv6_recverr, set set_ipv6_recverr }
        since "2.2" inherited true
        on LINUX | ANDROID | WINDOWS => IPV6_RECVERR;

    /// Whether errors in the queue also tell where, in the packet that caused them, what routers added to their answer
    /// begins (RFC 4884). See IPV6_RECVERR.
    IPV6_RECVERR_RFC4884: bool as Flag { get ipv6_recverr_rfc4884, set set_ipv6_recverr_rfc4884 }
        since "5.9" inherited true
        on LINUX | ANDROID => IPV6_RECVERR_RFC4884;

    /// Whether datagrams that came in fragments bring, in a control message, the size of the largest of them. UDP and raw
    /// sockets.
    IPV6_RECVFRAGSIZE: bool as Flag { get ipv6_recvfragsize, set set_ipv6_recvfragsize }
        since "4.10" inherited true
        on LINUX | ANDROID => IPV6_RECVFRAGSIZE;

    /// Whether received datagrams bring their hop limit in a control message.
    IPV6_RECVHOPLIMIT: bool as Flag { get ipv6_recvhoplimit, set set_ipv6_recvhoplimit }
        since "2.6.14" inherited true
        on UNIX => IPV6_RECVHOPLIMIT,
           WINDOWS => IPV6_HOPLIMIT;

    /// Whether received datagrams bring their hop-by-hop options in a control message.
    ///
    /// On the BSDs it takes a privilege. Apple takes it from anybody, and heeds root alone.
    IPV6_RECVHOPOPTS: bool as Flag { get ipv6_recvhopopts, set set_ipv6_recvhopopts }
        since "2.6.14" inherited true
        on UNIX => IPV6_RECVHOPOPTS;

    /// Whether received datagrams bring, in a control message, the address and port that they were sent to at first,
    /// before any transparent proxying.
    IPV6_RECVORIGDSTADDR: bool as Flag { get ipv6_recvorigdstaddr, set set_ipv6_recvorigdstaddr }
        since "2.6.37" inherited true
        on LINUX | ANDROID | FREEBSD => IPV6_RECVORIGDSTADDR;

    /// Whether reads bring, in a control message, the MTU of a path that turned out to be too small for what was sent.
    /// UDP and raw sockets.
    ///
    /// Linux tells it with a read of no data, and of what IPV6_DONTFRAG kept from being sent alone.
    IPV6_RECVPATHMTU: bool as Flag { get ipv6_recvpathmtu, set set_ipv6_recvpathmtu }
        since "2.6.35" inherited true
        on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | DRAGONFLY | ILLUMOS => IPV6_RECVPATHMTU;

    /// Whether received datagrams bring, in a control message, the address that they were sent to and
    /// the interface that they came by. It is called IPV6_PKTINFO on Windows.
    IPV6_RECVPKTINFO: bool as Flag { get ipv6_recvpktinfo, set set_ipv6_recvpktinfo }
        since "2.6.14" inherited true
        on UNIX => IPV6_RECVPKTINFO,
           WINDOWS => IPV6_PKTINFO;

    /// Whether received datagrams bring their routing header in a control message.
    IPV6_RECVRTHDR: bool as Flag { get ipv6_recvrthdr, set set_ipv6_recvrthdr }
        since "2.6.14" inherited true
        on UNIX => IPV6_RECVRTHDR;

    /// Whether received datagrams bring their traffic class (DSCP and ECN) in a control message.
    IPV6_RECVTCLASS: bool as Flag { get ipv6_recvtclass, set set_ipv6_recvtclass }
        since "2.6.14" inherited true
        on EVERY => IPV6_RECVTCLASS;

    /// The traffic class: DSCP in the upper six bits, ECN in the lower two; `None`, when set, for the default, 0.
    ///
    /// It does not reach the IPv4 traffic of an IPv6 socket: see IP_TOS. TCP keeps the lower two bits to itself.
    IPV6_TCLASS: Option<u8> as OrNone<Int<u8, 0, 255>, -1> { get ipv6_tclass, set set_ipv6_tclass }
        since "2.6.14" inherited true law Other
        on EVERY => IPV6_TCLASS;

    /// Whether the socket may be bound to any address, and gets what is routed to it on the way elsewhere: for
    /// transparent proxies.
    ///
    /// Linux asks for the privilege only to set it, not to clear it.
    IPV6_TRANSPARENT: bool as Flag { get ipv6_transparent, set set_ipv6_transparent }
        since "2.6.37" needs NetAdminOrRaw when BeforeBind inherited true
        on LINUX | ANDROID => IPV6_TRANSPARENT;

    /// How many routers a packet may pass, and 1 more; `None`, when set, for the default.
    ///
    /// Linux reads as the default then, never as `None`.
    IPV6_UNICAST_HOPS: Option<u8> as OrNone<Int<u8, 0, 255>, -1> { get ipv6_unicast_hops, set set_ipv6_unicast_hops }
        since "2.2" inherited true
        on EVERY => IPV6_UNICAST_HOPS;

    /// Whether the socket is for IPv6 alone, and not for IPv4 too.
    ///
    /// The default differs: off on Linux (`net.ipv6.bindv6only`) and Apple, on on FreeBSD and Windows. OpenBSD and DragonFly
    /// refuse to clear it.
    IPV6_V6ONLY: bool as Flag { get ipv6_v6only, set set_ipv6_v6only }
        since "2.4.21" when BeforeBind inherited true
        on EVERY => IPV6_V6ONLY;
}
