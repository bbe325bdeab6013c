//! SOL_RXRPC: options of sockets for the remote procedure calls of AFS; linux/rxrpc.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::RXRPC, Type::DGRAM, sockopt::Protocol::from_raw(2)) {
//!     println!("{}", socket.rxrpc_supported_cmsg()?);
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/rxrpc/af_rxrpc.c` (`rxrpc_setsockopt`, `rxrpc_getsockopt`).
//! Left out are RXRPC_SECURITY_KEY and RXRPC_SECURITY_KEYRING, which name a key of the kernel's keyrings.

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Int, Named, Record, U32};
use crate::table::options;
use crate::{RxrpcSecurity, RxrpcUpgrade};

options! {
    level SOL_RXRPC, "linux/rxrpc.h", |kind| kind.is_of("AF_RXRPC");

    /// The least that calls are secured by. Before `bind` or `connect` (EISCONN).
    RXRPC_MIN_SECURITY_LEVEL: RxrpcSecurity as Named<RxrpcSecurity, u32> { set set_rxrpc_min_security_level }
        when BeforeBind
        on LINUX | ANDROID => RXRPC_MIN_SECURITY_LEVEL;

    /// The highest type of a control message that the kernel knows.
    RXRPC_SUPPORTED_CMSG: u32 as Int<u32, 0> { get rxrpc_supported_cmsg }
        on LINUX | ANDROID => RXRPC_SUPPORTED_CMSG;

    /// Which of the two services that the socket is bound to a client of the other can be raised to.
    ///
    /// Once, and no others (EINVAL).
    RXRPC_UPGRADEABLE_SERVICE: RxrpcUpgrade as Record<RxrpcUpgrade, 4> { set set_rxrpc_upgradeable_service }
        when Bound
        on LINUX | ANDROID => RXRPC_UPGRADEABLE_SERVICE;
}
