//! SOL_RDS: options of reliable datagram sockets; linux/rds.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::RDS, Type::SEQPACKET, None) {
//!     socket.set_rds_recverr(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/rds/af_rds.c` (`rds_setsockopt`, `rds_getsockopt`).
//! Left out are RDS_GET_MR, RDS_GET_MR_FOR_DEST and RDS_FREE_MR, which have to do with the program's memory, and whose values hold
//! pointers.

#![allow(unused_imports)] // what only rows of other systems use

use std::net::SocketAddr;

use crate::codec::{Flag, Internet, Named, RxTraces};
use crate::table::options;
use crate::{RdsRxPoint, RdsTransport};

options! {
    level SOL_RDS, "linux/rds.h", |kind| kind.is_of("AF_RDS");

    /// Drops what was sent to that address and has not been delivered. The socket must be bound (ENOTCONN).
    RDS_CANCEL_SENT_TO: SocketAddr as Internet { set set_rds_cancel_sent_to }
        when Bound
        on LINUX | ANDROID => RDS_CANCEL_SENT_TO;

    /// Whether a control message tells when a peer that had no room has some again.
    RDS_CONG_MONITOR: bool as Flag { set set_rds_cong_monitor }
        on LINUX | ANDROID => RDS_CONG_MONITOR;

    /// Whether a control message tells how an operation on remote memory ended, if it was not well.
    RDS_RECVERR: bool as Flag { get rds_recverr, set set_rds_recverr }
        on LINUX | ANDROID => RDS_RECVERR;

    /// Between which points on a received message's way time is measured, for a control message to tell: up to three of them; none for no
    /// such message.
    SO_RDS_MSG_RXPATH_LATENCY: &[RdsRxPoint] as RxTraces { set set_rds_msg_rxpath_latency }
        on LINUX | ANDROID => SO_RDS_MSG_RXPATH_LATENCY;

    /// What carries the data. Once, before `bind` has chosen it (EOPNOTSUPP).
    SO_RDS_TRANSPORT: RdsTransport as Named<RdsTransport> { get rds_transport, set set_rds_transport }
        when BeforeBind
        on LINUX | ANDROID => SO_RDS_TRANSPORT;
}
