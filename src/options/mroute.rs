//! IPPROTO_IP of multicast routers: options of raw sockets of IGMP; linux/mroute.h.
//!
//! A multicast router sends packets to a group on, from the network that they come from to those where somebody is in the
//! group. On Linux the kernel does the sending, and a program tells it where to, by a raw socket of IGMP: this
//! one socket in a network namespace is the router's (MRT_INIT), until it is closed. The router gives each interface a number
//! (a "vif"), and each flow, which has an origin and a group, an entry: by which vif its packets come, and
//! by which others they go. For packets without an entry the kernel asks: the socket receives a `struct igmpmsg` and the packet's
//! header.
//!
//! ```
//! use sockopt::{Domain, Mfc, Protocol, Socket, Type, Vif, VifDevice};
//! use std::net::Ipv4Addr;
//!
//! # #[cfg(target_os = "linux")] {
//! // Only with CAP_NET_RAW can one be opened.
//! if let Ok(router) = Socket::new(Domain::INET, Type::RAW, Protocol::IGMP) {
//!     // A kernel can be without it, and there may be a router already.
//!     if router.mrt_init().is_ok() {
//!         router.set_mrt_add_vif(Vif { vifi: 0, device: VifDevice::Address(Ipv4Addr::LOCALHOST) })?;
//!         let mut feed = Mfc::new(Ipv4Addr::LOCALHOST, Ipv4Addr::new(239, 1, 2, 3), 0);
//!         feed.ttls[1] = Some(1); // to vif 1, once there is one
//!         router.set_mrt_add_mfc(feed)?;
//!         router.mrt_done()?;
//!     }
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts are from the kernel's `net/ipv4/ipmr.c` (`ip_mroute_setsockopt`, `ip_mroute_getsockopt`). The counts of vifs
//! and entries are read by other calls (`ioctl`, netlink).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Bits, Flag, Head, Int, NoValue, Pim, Record, U32};
use crate::table::options;
use crate::{Domain, Mfc, MrtFlush, PimMode, Protocol, Type, Vif};

options! {
    level IPPROTO_IP, "linux/mroute.h", |kind| {
        kind.domain == Domain::INET && kind.r#type == Type::RAW && kind.protocol == Protocol::IGMP
    };

    /// Has packets of a flow sent on: adds an entry, or changes the one that there is.
    ///
    /// Only vifs that there are then count: one that is added later is no way out of an entry that is there already. Packets
    /// that waited for it are sent. The group must be one, or 0.0.0.0 (EINVAL). The router's own socket needs no privilege.
    MRT_ADD_MFC: Mfc as Record<Mfc, 60> { set set_mrt_add_mfc }
        needs NetAdminForSome
        on LINUX | ANDROID => MRT_ADD_MFC;

    /// As MRT_ADD_MFC, for flows of any origin (0.0.0.0), and of any group if that is 0.0.0.0 too, which have no entry of their
    /// own.
    ///
    /// The vif that packets come in by is part of which entry it is: for each there can be one.
    MRT_ADD_MFC_PROXY: Mfc as Record<Mfc, 60> { set set_mrt_add_mfc_proxy }
        since "3.9" needs NetAdminForSome
        on LINUX | ANDROID => MRT_ADD_MFC_PROXY;

    /// Gives an interface a number.
    ///
    /// One that is taken is refused (EADDRINUSE), and so is an interface that there is none of, or that does not speak
    /// IPv4 (EADDRNOTAVAIL). The interface then takes packets to all groups. The router's own socket needs no
    /// privilege.
    MRT_ADD_VIF: Vif as Record<Vif, 16> { set set_mrt_add_vif }
        needs NetAdminForSome
        on LINUX | ANDROID => MRT_ADD_VIF;

    /// Whether the router is told of packets that come in by another vif than their flow's: one that the flow goes out by; or
    /// any, with MRT_PIM, which switches this too. Of each flow it is told once in three seconds at most.
    ///
    /// It is of the table, not of the socket. The router's own socket needs no privilege.
    MRT_ASSERT: bool as Flag { get mrt_assert, set set_mrt_assert }
        needs NetAdminForSome
        on LINUX | ANDROID => MRT_ASSERT;

    /// Takes the entry of an origin and a group away; nothing else of the value counts. One that there is none of fails
    /// (ENOENT). The router's own socket needs no privilege.
    MRT_DEL_MFC: Mfc as Record<Mfc, 60> { set set_mrt_del_mfc }
        needs NetAdminForSome
        on LINUX | ANDROID => MRT_DEL_MFC;

    /// Takes an entry of MRT_ADD_MFC_PROXY away: that of the vif that packets come in by. One that there is none of fails
    /// (ENOENT). The router's own socket needs no privilege.
    MRT_DEL_MFC_PROXY: Mfc as Record<Mfc, 60> { set set_mrt_del_mfc_proxy }
        since "3.9" needs NetAdminForSome
        on LINUX | ANDROID => MRT_DEL_MFC_PROXY;

    /// Takes a vif away, by its number. One that there is none of fails (EADDRNOTAVAIL). The router's own socket needs no privilege.
    MRT_DEL_VIF: u16 as Head<Int<u16, 0, 31, u16>, 16> { set set_mrt_del_vif }
        needs NetAdminForSome
        on LINUX | ANDROID => MRT_DEL_VIF;

    /// Has the socket be the router's no more; another one fails (EACCES). What it added is taken away. To close it
    /// does the same.
    MRT_DONE: () as NoValue<1> { run mrt_done }
        on LINUX | ANDROID => MRT_DONE;

    /// Takes all vifs, or all entries, away. The router's own socket needs no privilege.
    MRT_FLUSH: MrtFlush as Bits<MrtFlush> { set set_mrt_flush }
        since "5.1" needs NetAdminForSome
        on LINUX | ANDROID => MRT_FLUSH;

    /// Has the socket be the router's. If there is one already, it fails (EADDRINUSE).
    MRT_INIT: () as NoValue<1> { run mrt_init }
        on LINUX | ANDROID => MRT_INIT;

    /// How the kernel goes about PIM. A change from or to `Off` switches MRT_ASSERT with it; between the other two there is
    /// no change.
    ///
    /// It is of the table, not of the socket. A read gives `Off` or `On`. The router's own socket needs no privilege.
    MRT_PIM: PimMode as Pim { get mrt_pim, set set_mrt_pim }
        needs NetAdminForSome law Other
        on LINUX | ANDROID => MRT_PIM;

    /// The number of the routing table that the socket means from now on, which is made if there is none; at first it is 253
    /// (RT_TABLE_DEFAULT), and 0 means that one.
    ///
    /// Each has a router of its own; rules say which packets go by which (`ip mrule`). A router's socket keeps its table
    /// (EBUSY). A kernel can be without tables.
    MRT_TABLE: u32 as Int<u32, 0, 999_999_999> { set set_mrt_table }
        since "2.6.35" needs NetAdmin
        on LINUX | ANDROID => MRT_TABLE;

    /// The version of these options: 0x305, for 3.5.
    MRT_VERSION: u32 as U32 { get mrt_version }
        on LINUX | ANDROID => MRT_VERSION;
}
