//! SOL_MPTCP: options of multipath TCP, one connection of which takes many paths; Documentation/networking/mptcp.rst of the kernel.
//!
//! ```
//! use sockopt::{Domain, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::INET, Type::STREAM, Protocol::MPTCP) {
//!     socket.set_tcp_nodelay(true)?; // most options of such a socket are those of TCP
//!     if let Ok(info) = socket.mptcp_info() {
//!         println!("{} more paths", info.subflows);
//!     }
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/mptcp/sockopt.c`
//! (`mptcp_getsockopt_sol_mptcp`). MPTCP_TCPINFO, MPTCP_SUBFLOW_ADDRS and MPTCP_FULL_INFO are not here: they read, from the
//! buffer, what is asked for; the last one writes to where that points.

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::Extensible;
use crate::table::options;
use crate::MptcpInfo;

options! {
    level SOL_MPTCP, "mptcp.rst", |kind| kind.is_mptcp();

    /// What the kernel knows of the connection and its paths.
    ///
    /// It fails on a connection that has become one of plain TCP (EOPNOTSUPP): TCP_IS_MPTCP tells that apart
    /// from an older kernel.
    MPTCP_INFO: MptcpInfo as Extensible<MptcpInfo, 96> { get mptcp_info }
        since "5.16"
        on LINUX => MPTCP_INFO;
}
