//! SOL_KCM: an option of sockets that carry messages over connections; linux/kcm.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::KCM, Type::DGRAM, None) {
//!     socket.set_kcm_recv_disable(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/kcm/kcmsock.c` (`kcm_setsockopt`, `kcm_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::Flag;
use crate::table::options;

options! {
    level SOL_KCM, "linux/kcm.h", |kind| kind.is_of("AF_KCM");

    /// Whether no message is given to this socket: those that wait for it go to others of the same multiplexer.
    KCM_RECV_DISABLE: bool as Flag { get kcm_recv_disable, set set_kcm_recv_disable }
        on LINUX | ANDROID => KCM_RECV_DISABLE;
}
