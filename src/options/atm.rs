//! SOL_ATM: an option of sockets of ATM, whose networks carry cells over circuits; linux/atmdev.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::ATMPVC, Type::DGRAM, None) {
//!     socket.set_setclp(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/atm/common.c` (`vcc_setsockopt`, `vcc_getsockopt`).
//! A read of SO_SETCLP is left out: on a machine of 64 bits, the kernel answers it with eight bytes in a buffer of four. Left
//! out too are SO_ATMQOS, SO_ATMSAP, SO_ATMPVC and SO_MULTIPOINT, which are structures of that network alone; SO_CIRANGE is known to no code.

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::Flag;
use crate::table::options;

options! {
    level SOL_ATM, "linux/atmdev.h", |kind| kind.is_of("AF_ATMPVC") || kind.is_of("AF_ATMSVC");

    /// Whether cells are marked as those that may be lost first.
    SO_SETCLP: bool as Flag { set set_setclp }
        on LINUX | ANDROID => SO_SETCLP;
}
