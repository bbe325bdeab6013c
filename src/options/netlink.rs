//! SOL_NETLINK: options of netlink sockets, by which programs talk with the kernel; netlink(7).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! let socket = Socket::new(Domain::NETLINK, Type::RAW, None)?; // protocol 0: NETLINK_ROUTE
//! socket.set_netlink_ext_ack(true)?; // errors with a text
//! socket.set_netlink_add_membership(1)?; // RTNLGRP_LINK: interfaces come and go
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/netlink/af_netlink.c`
//! (`netlink_setsockopt`, `netlink_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, Groups, Int};
use crate::table::options;

options! {
    level SOL_NETLINK, "netlink(7)", |kind| kind.is_netlink();

    /// Joins a multicast group, by its number: 1 for the first, and not a bit.
    ///
    /// The socket then gets what is sent to the group. A number that the socket's protocol does not have is refused
    /// (EINVAL). To join, Linux asks for CAP_NET_ADMIN; some protocols, such as NETLINK_ROUTE, let anybody do it.
    NETLINK_ADD_MEMBERSHIP: u32 as Int<u32, 1, { u32::MAX as i128 }, u32> { set set_netlink_add_membership }
        since "2.6.14" needs NetAdminForSome
        on LINUX | ANDROID => NETLINK_ADD_MEMBERSHIP;

    /// Whether a message to a group that this socket had no room for is an error for its sender too
    /// (ENOBUFS).
    ///
    /// Otherwise the sender is told only if it reached nobody (ESRCH).
    NETLINK_BROADCAST_ERROR: bool as Flag { get netlink_broadcast_error, set set_netlink_broadcast_error }
        since "2.6.30"
        on LINUX | ANDROID => NETLINK_BROADCAST_ERROR;

    /// Whether an error repeats only the header of the message that it is for, and not all of it.
    NETLINK_CAP_ACK: bool as Flag { get netlink_cap_ack, set set_netlink_cap_ack }
        since "4.3"
        on LINUX | ANDROID => NETLINK_CAP_ACK;

    /// Leaves a multicast group that was joined with NETLINK_ADD_MEMBERSHIP, or by `bind`.
    ///
    /// Which capability it takes is as for joining.
    NETLINK_DROP_MEMBERSHIP: u32 as Int<u32, 1, { u32::MAX as i128 }, u32> { set set_netlink_drop_membership }
        since "2.6.14" needs NetAdminForSome
        on LINUX | ANDROID => NETLINK_DROP_MEMBERSHIP;

    /// Whether errors and acknowledgements bring attributes that say more: a text, and which part of the
    /// message is at fault.
    NETLINK_EXT_ACK: bool as Flag { get netlink_ext_ack, set set_netlink_ext_ack }
        since "4.12"
        on LINUX | ANDROID => NETLINK_EXT_ACK;

    /// Whether a request for a list is checked strictly.
    ///
    /// What the kernel does not know in it is then an error, and what it knows limits what is listed.
    NETLINK_GET_STRICT_CHK: bool as Flag { get netlink_get_strict_chk, set set_netlink_get_strict_chk }
        since "4.20"
        on LINUX | ANDROID => NETLINK_GET_STRICT_CHK;

    /// The numbers of the multicast groups that the socket is in.
    NETLINK_LIST_MEMBERSHIPS: Vec<u32> as Groups { get netlink_list_memberships }
        since "4.2"
        on LINUX | ANDROID => NETLINK_LIST_MEMBERSHIPS;

    /// Whether messages come from all the network namespaces that have a number (nsid) in this one.
    ///
    /// A control message of the same name tells the number. Linux lets it be read since 6.9.
    NETLINK_LISTEN_ALL_NSID: bool as Flag { get netlink_listen_all_nsid, set set_netlink_listen_all_nsid }
        since "4.2" needs NetBroadcast
        on LINUX | ANDROID => NETLINK_LISTEN_ALL_NSID;

    /// Whether to be spared the error (ENOBUFS) by which a read tells that messages were lost for want of room.
    ///
    /// They are lost all the same.
    NETLINK_NO_ENOBUFS: bool as Flag { get netlink_no_enobufs, set set_netlink_no_enobufs }
        since "2.6.30"
        on LINUX | ANDROID => NETLINK_NO_ENOBUFS;

    /// Whether received messages bring, in a control message of the same name, the number of the group that they were
    /// sent to.
    NETLINK_PKTINFO: bool as Flag { get netlink_pktinfo, set set_netlink_pktinfo }
        since "2.6.14"
        on LINUX | ANDROID => NETLINK_PKTINFO;
}
