//! IPPROTO_IPV6 of multicast routers: options of raw sockets of ICMPv6; linux/mroute6.h.
//!
//! What a multicast router is, [`mroute`](super::mroute) says. That of IPv6 is a raw socket of ICMPv6 (the protocol of
//! MLD), its interfaces are called mifs, and an entry says by which of them packets go, with no TTL.
//!
//! ```
//! use sockopt::{Domain, Interface, Mif, MifDevice, Mf6c, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // Only with CAP_NET_RAW can one be opened.
//! if let Ok(router) = Socket::new(Domain::INET6, Type::RAW, Protocol::ICMPV6) {
//!     // A kernel can be without it, and there may be a router already.
//!     if router.mrt6_init().is_ok() {
//!         let lo = MifDevice::Interface(Interface::named("lo")?);
//!         router.set_mrt6_add_mif(Mif { mifi: 0, device: lo })?;
//!         let group = "ff0e::123".parse().unwrap();
//!         let mut feed = Mf6c::new("2001:db8::7".parse().unwrap(), group, 0);
//!         feed.ifset[1] = true; // to mif 1, once there is one
//!         router.set_mrt6_add_mfc(feed)?;
//!         router.mrt6_done()?;
//!     }
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts are from the kernel's `net/ipv6/ip6mr.c` (`ip6_mroute_setsockopt`, `ip6_mroute_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Bits, Flag, Int, NoValue, Pim, Record, U32};
use crate::table::options;
use crate::{Domain, Mf6c, Mif, Mrt6Flush, PimMode, Protocol, Type};

options! {
    level IPPROTO_IPV6, "linux/mroute6.h", |kind| {
        kind.is_ipv6() && kind.r#type == Type::RAW && kind.protocol == Protocol::ICMPV6
    };

    /// Has packets of a flow sent on: adds an entry, or changes the one that there is.
    ///
    /// Only mifs that there are then count: one that is added later is no way out of an entry that is there already. Packets
    /// that waited for it are sent. The group must be one, or `::` (EINVAL). The router's own socket needs no privilege.
    MRT6_ADD_MFC: Mf6c as Record<Mf6c, 92> { set set_mrt6_add_mfc }
        since "2.6.26" needs NetAdminForSome
        on LINUX | ANDROID => MRT6_ADD_MFC;

    /// As MRT6_ADD_MFC, for flows of any origin (`::`), and of any group if that is `::` too, which have no entry of their own.
    ///
    /// The mif that packets come in by is part of which entry it is: for each there can be one.
    MRT6_ADD_MFC_PROXY: Mf6c as Record<Mf6c, 92> { set set_mrt6_add_mfc_proxy }
        since "3.9" needs NetAdminForSome
        on LINUX | ANDROID => MRT6_ADD_MFC_PROXY;

    /// Gives an interface a number.
    ///
    /// One that is taken is refused (EADDRINUSE), and so is an interface that there is none of (EADDRNOTAVAIL). The interface
    /// then takes packets to all groups. The router's own socket needs no privilege.
    MRT6_ADD_MIF: Mif as Record<Mif, 12> { set set_mrt6_add_mif }
        since "2.6.26" needs NetAdminForSome
        on LINUX | ANDROID => MRT6_ADD_MIF;

    /// Whether the router is told of packets that come in by another mif than their flow's: one that the flow goes out by; or
    /// any, with MRT6_PIM, which switches this too. Of each flow it is told once in three seconds at most.
    ///
    /// It is of the table, not of the socket. The router's own socket needs no privilege.
    MRT6_ASSERT: bool as Flag { get mrt6_assert, set set_mrt6_assert }
        since "2.6.26" needs NetAdminForSome
        on LINUX | ANDROID => MRT6_ASSERT;

    /// Takes the entry of an origin and a group away; nothing else of the value counts. One that there is none of fails
    /// (ENOENT). The router's own socket needs no privilege.
    MRT6_DEL_MFC: Mf6c as Record<Mf6c, 92> { set set_mrt6_del_mfc }
        since "2.6.26" needs NetAdminForSome
        on LINUX | ANDROID => MRT6_DEL_MFC;

    /// Takes an entry of MRT6_ADD_MFC_PROXY away: that of the mif that packets come in by. One that there is none of fails
    /// (ENOENT). The router's own socket needs no privilege.
    MRT6_DEL_MFC_PROXY: Mf6c as Record<Mf6c, 92> { set set_mrt6_del_mfc_proxy }
        since "3.9" needs NetAdminForSome
        on LINUX | ANDROID => MRT6_DEL_MFC_PROXY;

    /// Takes a mif away, by its number. One that there is none of fails (EADDRNOTAVAIL). The router's own socket needs no privilege.
    MRT6_DEL_MIF: u16 as Int<u16, 0, 31, u16> { set set_mrt6_del_mif }
        since "2.6.26" needs NetAdminForSome
        on LINUX | ANDROID => MRT6_DEL_MIF;

    /// Has the socket be the router's no more; another one fails (EACCES). What it added is taken away. To close it
    /// does the same.
    MRT6_DONE: () as NoValue<1> { run mrt6_done }
        since "2.6.26"
        on LINUX | ANDROID => MRT6_DONE;

    /// Takes all mifs, or all entries, away. The router's own socket needs no privilege.
    MRT6_FLUSH: Mrt6Flush as Bits<Mrt6Flush> { set set_mrt6_flush }
        since "5.1" needs NetAdminForSome
        on LINUX | ANDROID => MRT6_FLUSH;

    /// Has the socket be the router's. If there is one already, it fails (EADDRINUSE).
    MRT6_INIT: () as NoValue<1> { run mrt6_init }
        since "2.6.26"
        on LINUX | ANDROID => MRT6_INIT;

    /// How the kernel goes about PIM. A change from or to `Off` switches MRT6_ASSERT with it; between the other two there is
    /// no change.
    ///
    /// It is of the table, not of the socket. A read gives `Off` or `On`. The router's own socket needs no privilege.
    MRT6_PIM: PimMode as Pim { get mrt6_pim, set set_mrt6_pim }
        since "2.6.26" needs NetAdminForSome law Other
        on LINUX | ANDROID => MRT6_PIM;

    /// The number of the routing table that the socket means from now on, which is made if there is none; at first it is 254
    /// (RT_TABLE_MAIN), and 0 means that one.
    ///
    /// Each has a router of its own; rules say which packets go by which (`ip -6 mrule`). A router's socket keeps its table
    /// (EBUSY). A kernel can be without tables.
    MRT6_TABLE: u32 as Int<u32, 0, 99_999_999> { set set_mrt6_table }
        since "2.6.35" needs NetAdmin
        on LINUX | ANDROID => MRT6_TABLE;

    /// The version of these options: 0x305, for 3.5.
    MRT6_VERSION: u32 as U32 { get mrt6_version }
        since "2.6.26"
        on LINUX | ANDROID => MRT6_VERSION;
}
