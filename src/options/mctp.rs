//! SOL_MCTP: an option of sockets that talk with the components of a machine; linux/mctp.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::MCTP, Type::DGRAM, None) {
//!     socket.set_mctp_opt_addr_ext(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/mctp/af_mctp.c` (`mctp_setsockopt`, `mctp_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::Flag;
use crate::table::options;

options! {
    level SOL_MCTP, "linux/mctp.h", |kind| kind.is_of("AF_MCTP");

    /// Whether addresses are `struct sockaddr_mctp_ext`, which have the device and its hardware address too.
    MCTP_OPT_ADDR_EXT: bool as Flag { get mctp_opt_addr_ext, set set_mctp_opt_addr_ext }
        on LINUX | ANDROID => MCTP_OPT_ADDR_EXT;
}
