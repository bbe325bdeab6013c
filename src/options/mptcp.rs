//! SOL_MPTCP: options of multipath TCP, one connection of which takes many paths; Documentation/networking/mptcp.rst of the kernel.
//!
//! A connection of multipath TCP goes by several paths at once (subflows), each a connection of TCP of its own, say by
//! Wi-Fi and by mobile radio. To the program it is one socket, most of whose options are those of TCP.
//!
//! ```
//! use sockopt::{Domain, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::INET, Type::STREAM, Protocol::MPTCP) {
//!     socket.set_tcp_nodelay(true)?; // most options of such a socket are those of TCP
//!     // Once it is connected, to a peer that speaks it too:
//!     if let Ok(paths) = socket.mptcp_subflow_addrs() {
//!         println!("it goes by {} paths", paths.len());
//!     }
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/mptcp/sockopt.c`
//! (`mptcp_getsockopt_sol_mptcp`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Extensible, FullInfo, Record, Subflows};
use crate::table::options;
use crate::{MptcpFullInfo, MptcpInfo, MptcpSubflowAddrs, TcpInfo};

options! {
    level SOL_MPTCP, "mptcp.rst", |kind| kind.is_mptcp();

    /// What MPTCP_INFO, MPTCP_SUBFLOW_ADDRS and MPTCP_TCPINFO tell, at one time.
    ///
    /// It fails as they do on a connection of plain TCP.
    MPTCP_FULL_INFO: MptcpFullInfo as FullInfo { get mptcp_full_info }
        since "6.5"
        on LINUX => MPTCP_FULL_INFO;

    /// What the kernel knows of the connection and its paths.
    ///
    /// It fails on a connection that has become one of plain TCP (EOPNOTSUPP): TCP_IS_MPTCP tells that apart
    /// from an older kernel.
    MPTCP_INFO: MptcpInfo as Extensible<MptcpInfo, 96> { get mptcp_info }
        since "5.16"
        on LINUX => MPTCP_INFO;

    /// The ends of each path, in the order of MPTCP_TCPINFO.
    ///
    /// It fails as MPTCP_INFO does on a connection of plain TCP.
    MPTCP_SUBFLOW_ADDRS: Vec<MptcpSubflowAddrs> as Subflows<Record<MptcpSubflowAddrs, 256>, 256> { get mptcp_subflow_addrs }
        since "5.16"
        on LINUX => MPTCP_SUBFLOW_ADDRS;

    /// What TCP knows of each path.
    ///
    /// It fails as MPTCP_INFO does on a connection of plain TCP.
    MPTCP_TCPINFO: Vec<TcpInfo> as Subflows<Extensible<TcpInfo, 280>, 280> { get mptcp_tcpinfo }
        since "5.16"
        on LINUX => MPTCP_TCPINFO;
}
