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
//! To set an option that the kernel does not know is no error: it is taken, and does nothing.

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, Int, KeyName, Named, NoBytes, Record, U32};
use crate::table::options;
use crate::{RxrpcSecurity, RxrpcUpgrade};

options! {
    level SOL_RXRPC, "linux/rxrpc.h", |kind| kind.is_of("AF_RXRPC");

    /// Has each call of the socket have a connection of its own. Before `bind` or `connect` (EISCONN). The control message
    /// RXRPC_EXCLUSIVE_CALL, which does it for one call, is the newer form.
    RXRPC_EXCLUSIVE_CONNECTION: () as NoBytes { run rxrpc_exclusive_connection }
        when BeforeBind
        on LINUX | ANDROID => RXRPC_EXCLUSIVE_CONNECTION;

    /// Whether the program itself answers a server that asks who it is, to which a control message gives the question. Before `bind`
    /// or `connect` (EISCONN).
    RXRPC_MANAGE_RESPONSE: bool as Flag<u32> { set set_rxrpc_manage_response }
        when BeforeBind
        on LINUX | ANDROID => RXRPC_MANAGE_RESPONSE;

    /// The least that calls are secured by. Before `bind` or `connect` (EISCONN).
    RXRPC_MIN_SECURITY_LEVEL: RxrpcSecurity as Named<RxrpcSecurity, u32> { set set_rxrpc_min_security_level }
        when BeforeBind
        on LINUX | ANDROID => RXRPC_MIN_SECURITY_LEVEL;

    /// The key that a client's calls are secured with, by its description, such as `afs@example.org`: one of type `rxrpc` in the kernel's store
    /// (add_key(2)); ENOKEY if there is none. Once (EINVAL), and before `bind` or `connect` (EISCONN).
    RXRPC_SECURITY_KEY: &str as KeyName { set set_rxrpc_security_key }
        when BeforeBind
        on LINUX | ANDROID => RXRPC_SECURITY_KEY;

    /// The keyring with the keys of a server, by its description; ENOKEY if there is none. Once (EINVAL), and before `bind` (EISCONN).
    RXRPC_SECURITY_KEYRING: &str as KeyName { set set_rxrpc_security_keyring }
        when BeforeBind
        on LINUX | ANDROID => RXRPC_SECURITY_KEYRING;

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
