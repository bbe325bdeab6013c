//! SOL_TIPC: options of TIPC sockets, by which the nodes of a cluster talk; linux/tipc.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::TIPC, Type::from_raw(4), None) {
//!     socket.set_tipc_conn_timeout(std::time::Duration::from_secs(2))?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/tipc/socket.c` (`tipc_setsockopt`, `tipc_getsockopt`).
//! What a read of TIPC_GROUP_JOIN gives is left out: the number of the group, 0 for none.

#![allow(unused_imports)] // what only rows of other systems use

use std::time::Duration;

use crate::codec::{Flag, Millis, Named, NoBytes, Record, Size, U32};
use crate::table::options;
use crate::{TipcGroupReq, TipcImportance};

options! {
    level SOL_TIPC, "linux/tipc.h", |kind| kind.is_of("AF_TIPC");

    /// For how long `connect` waits. In milliseconds, rounded up; 8 s from the start.
    TIPC_CONN_TIMEOUT: Duration as Millis<0, { u32::MAX as i128 }, u32> { get tipc_conn_timeout, set set_tipc_conn_timeout }
        on LINUX | ANDROID => TIPC_CONN_TIMEOUT;

    /// Whether what cannot be delivered is dropped by the receiver, and not sent back.
    ///
    /// On from the start for datagrams and `SOCK_RDM`.
    TIPC_DEST_DROPPABLE: bool as Flag<u32> { get tipc_dest_droppable, set set_tipc_dest_droppable }
        on LINUX | ANDROID => TIPC_DEST_DROPPABLE;

    /// Makes the socket a member of a group. It is one of one group at most.
    TIPC_GROUP_JOIN: TipcGroupReq as Record<TipcGroupReq, 16> { set set_tipc_group_join }
        on LINUX | ANDROID => TIPC_GROUP_JOIN;

    /// Takes the socket out of its group. One that is in none refuses it (EINVAL).
    ///
    /// ```
    /// use sockopt::{Domain, Socket, TipcGroupReq, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// if let Ok(socket) = Socket::new(Domain::TIPC, Type::from_raw(4), None) {
    ///     let member = TipcGroupReq { group: 4711, instance: 1, scope: 3, flags: 0 };
    ///     socket.set_tipc_group_join(member)?;
    ///     socket.tipc_group_leave()?;
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    TIPC_GROUP_LEAVE: () as NoBytes { run tipc_group_leave }
        on LINUX | ANDROID => TIPC_GROUP_LEAVE;

    /// How important what is sent is: what is less so is dropped first where there is no room.
    TIPC_IMPORTANCE: TipcImportance as Named<TipcImportance, u32> { get tipc_importance, set set_tipc_importance }
        on LINUX | ANDROID => TIPC_IMPORTANCE;

    /// Has what goes to many be sent to all nodes of the cluster at once, and not to those alone that have a receiver. From the start, TIPC chooses.
    TIPC_MCAST_BROADCAST: () as NoBytes { run tipc_mcast_broadcast }
        on LINUX | ANDROID => TIPC_MCAST_BROADCAST;

    /// Has what goes to many be sent to each node that has a receiver, one after the other. From the start, TIPC chooses.
    TIPC_MCAST_REPLICAST: () as NoBytes { run tipc_mcast_replicast }
        on LINUX | ANDROID => TIPC_MCAST_REPLICAST;

    /// How many messages waited to be received by any socket of the node. Linux now reads 0 whatever is.
    TIPC_NODE_RECVQ_DEPTH: u32 as U32 { get tipc_node_recvq_depth }
        on LINUX | ANDROID => TIPC_NODE_RECVQ_DEPTH;

    /// Whether data is sent at once, and not held back to be sent with more. A read of it is refused (EINVAL).
    TIPC_NODELAY: bool as Flag<u32> { set set_tipc_nodelay }
        on LINUX | ANDROID => TIPC_NODELAY;

    /// How many messages wait to be received.
    TIPC_SOCK_RECVQ_DEPTH: u32 as U32 { get tipc_sock_recvq_depth }
        on LINUX | ANDROID => TIPC_SOCK_RECVQ_DEPTH;

    /// How many bytes what waits to be received takes up, the kernel's own included.
    TIPC_SOCK_RECVQ_USED: usize as Size<0, { u32::MAX as i128 }, u32> { get tipc_sock_recvq_used }
        on LINUX | ANDROID => TIPC_SOCK_RECVQ_USED;

    /// Whether what finds no room on the way is dropped without an error. Not on `SOCK_STREAM`.
    TIPC_SRC_DROPPABLE: bool as Flag<u32> { get tipc_src_droppable, set set_tipc_src_droppable }
        on LINUX | ANDROID => TIPC_SRC_DROPPABLE;
}
