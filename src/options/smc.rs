//! SOL_SMC: an option of sockets that speak TCP by shared memory where they can; linux/smc.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::SMC, Type::STREAM, None) {
//!     socket.set_smc_limit_hs(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/smc/af_smc.c` (`__smc_setsockopt`, `__smc_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::Flag;
use crate::table::options;

options! {
    level SOL_SMC, "linux/smc.h", |kind| kind.is_of("AF_SMC");

    /// Whether a listener that has more to do than it can goes on with plain TCP, and does not hold back the handshakes.
    SMC_LIMIT_HS: bool as Flag { get smc_limit_hs, set set_smc_limit_hs }
        on LINUX | ANDROID => SMC_LIMIT_HS;
}
