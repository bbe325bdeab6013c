//! SOL_PPPOL2TP: options of PPP sessions in L2TP tunnels; linux/if_pppol2tp.h. The socket must be connected (ENOTCONN).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::PPPOX, Type::DGRAM, sockopt::Protocol::from_raw(1)) {
//!     assert!(socket.set_pppol2tp_so_sendseq(true).is_err()); // not connected
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/l2tp/l2tp_ppp.c` (`pppol2tp_session_setsockopt`, `pppol2tp_session_getsockopt`).
//! PPPOL2TP_SO_DEBUG is taken and does nothing, and reads 0.

#![allow(unused_imports)] // what only rows of other systems use

use std::time::Duration;

use crate::codec::{Flag, Millis};
use crate::table::options;

options! {
    level SOL_PPPOL2TP, "linux/if_pppol2tp.h", |kind| kind.is_of("AF_PPPOX") && kind.protocol.raw() == 1;

    /// Whether this end decides if packets are numbered, as the network server does.
    PPPOL2TP_SO_LNSMODE: bool as Flag { get pppol2tp_so_lnsmode, set set_pppol2tp_so_lnsmode }
        when Connected
        on LINUX | ANDROID => PPPOL2TP_SO_LNSMODE;

    /// Whether packets without a number are dropped.
    PPPOL2TP_SO_RECVSEQ: bool as Flag { get pppol2tp_so_recvseq, set set_pppol2tp_so_recvseq }
        when Connected
        on LINUX | ANDROID => PPPOL2TP_SO_RECVSEQ;

    /// For how long a packet waits for those before it.
    ///
    /// In milliseconds, rounded up, and then ticks of the kernel, rounded up; 0 for not at all.
    PPPOL2TP_SO_REORDERTO: Duration as Millis { get pppol2tp_so_reorderto, set set_pppol2tp_so_reorderto }
        when Connected law RoundedUp
        on LINUX | ANDROID => PPPOL2TP_SO_REORDERTO;

    /// Whether packets are sent with a number.
    PPPOL2TP_SO_SENDSEQ: bool as Flag { get pppol2tp_so_sendseq, set set_pppol2tp_so_sendseq }
        when Connected
        on LINUX | ANDROID => PPPOL2TP_SO_SENDSEQ;
}
