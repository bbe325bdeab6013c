//! SOL_PNPIPE: options of pipes to a phone's modem; linux/phonet.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::PHONET, Type::SEQPACKET, None) {
//!     socket.set_pnpipe_initstate(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/phonet/pep.c` (`pep_setsockopt`, `pep_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, IfIndex, Int, Named, OrNone};
use crate::interface::Interface;
use crate::table::options;
use crate::PnPipeEncap;

options! {
    level SOL_PNPIPE, "linux/phonet.h", |kind| kind.is_of("AF_PHONET") && kind.r#type == crate::Type::SEQPACKET;

    /// Whether the pipe is made a network interface, which carries IP.
    ///
    /// The capability is needed to change it.
    PNPIPE_ENCAP: PnPipeEncap as Named<PnPipeEncap> { get pnpipe_encap, set set_pnpipe_encap }
        needs NetAdminInit
        on LINUX | ANDROID => PNPIPE_ENCAP;

    /// The pipe's number. Before `connect` (EINVAL). A read of one that has none is refused (EINVAL).
    PNPIPE_HANDLE: u8 as Int<u8, 0, 254> { get pnpipe_handle, set set_pnpipe_handle }
        when BeforeConnect
        on LINUX | ANDROID => PNPIPE_HANDLE;

    /// The interface that the pipe is; `None` if it is none.
    PNPIPE_IFINDEX: Option<Interface> as OrNone<IfIndex, 0> { get pnpipe_ifindex }
        on LINUX | ANDROID => PNPIPE_IFINDEX;

    /// Whether the pipe is enabled when it is made.
    PNPIPE_INITSTATE: bool as Flag { get pnpipe_initstate, set set_pnpipe_initstate }
        on LINUX | ANDROID => PNPIPE_INITSTATE;
}
