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

#![allow(unused_imports)] // what only rows of other systems use

use std::net::SocketAddr;

use crate::codec::{Flag, Internet, Named, Record, RxTraces};
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::codec::{GetMr, GetMrForDest};
use crate::table::options;
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::RdsMr;
use crate::{RdsFreeMr, RdsRxPoint, RdsTransport};

options! {
    level SOL_RDS, "linux/rds.h", |kind| kind.is_of("AF_RDS");

    /// Drops what was sent to that address and has not been delivered. The socket must be bound (ENOTCONN).
    RDS_CANCEL_SENT_TO: SocketAddr as Internet { set set_rds_cancel_sent_to }
        when Bound
        on LINUX | ANDROID => RDS_CANCEL_SENT_TO;

    /// Whether a control message tells when a peer that had no room has some again.
    RDS_CONG_MONITOR: bool as Flag { set set_rds_cong_monitor }
        on LINUX | ANDROID => RDS_CONG_MONITOR;

    /// Gives a region of memory back (EINVAL if there is none of that cookie).
    RDS_FREE_MR: RdsFreeMr as Record<RdsFreeMr, 16> { set set_rds_free_mr }
        when Bound
        on LINUX | ANDROID => RDS_FREE_MR;

    /// Makes some memory a region that peers may read and write; its cookie is then in [`RdsMr`].
    ///
    /// The socket must be bound (ENOTCONN), to an address of hardware that can do it (EOPNOTSUPP). Linux 6.12 has no way to
    /// do it for memory such as this, whatever the hardware (EOPNOTSUPP, `rds_ib_reg_frmr`): there, a region is made by
    /// the message that tells a peer of it.
    RDS_GET_MR: &RdsMr as GetMr { set set_rds_get_mr }
        when Bound
        on LINUX | ANDROID => RDS_GET_MR;

    /// As RDS_GET_MR, for one peer, which the kernel does not heed.
    RDS_GET_MR_FOR_DEST: (SocketAddr, &RdsMr) as GetMrForDest { set set_rds_get_mr_for_dest }
        when Bound
        on LINUX | ANDROID => RDS_GET_MR_FOR_DEST;

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
