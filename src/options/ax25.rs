//! SOL_AX25: options of sockets of amateur packet radio; linux/ax25.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::AX25, Type::SEQPACKET, None) {
//!     socket.set_ax25_window(2)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! What a row says of how a socket begins is what the kernel goes by without a device; each device has values of its own
//! (`net.ax25.*`), which a socket takes over when it is bound to it. What is out of range is refused (EINVAL).
//!
//! Facts without another source are from the kernel's `net/ax25/af_ax25.c` (`ax25_setsockopt`, `ax25_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use std::time::Duration;

use crate::codec::{Flag, Int, Secs, Size};
use crate::table::options;

options! {
    level SOL_AX25, "linux/ax25.h", |kind| kind.is_of("AF_AX25");

    /// How the time between two tries grows: 0 not at all, 1 by steps of the same size, 2 by doubling.
    ///
    /// It is 1 at first.
    AX25_BACKOFF: u8 as Int<u8, 0, 2> { get ax25_backoff, set set_ax25_backoff }
        on LINUX | ANDROID => AX25_BACKOFF;

    /// Whether packets are numbered up to 127, and not up to 7. Off at first.
    AX25_EXTSEQ: bool as Flag { get ax25_extseq, set set_ax25_extseq }
        on LINUX | ANDROID => AX25_EXTSEQ;

    /// Whether the digipeaters of a path count as passed.
    AX25_IAMDIGI: bool as Flag { get ax25_iamdigi, set set_ax25_iamdigi }
        on LINUX | ANDROID => AX25_IAMDIGI;

    /// After how many minutes without data a connection is closed; 0 for never, as at first.
    AX25_IDLE: u32 as Int<u32, 0> { get ax25_idle, set set_ax25_idle }
        on LINUX | ANDROID => AX25_IDLE;

    /// How often a packet is sent before the connection is given up: 1 to 31, and 10 at first.
    AX25_N2: u8 as Int<u8, 1, 31> { get ax25_n2, set set_ax25_n2 }
        on LINUX | ANDROID => AX25_N2;

    /// The largest packet, in bytes of data: 16 to 65535, and 256 at first.
    AX25_PACLEN: usize as Size<16, 65535> { get ax25_paclen, set set_ax25_paclen }
        on LINUX | ANDROID => AX25_PACLEN;

    /// Whether data begins with the identifier of its protocol.
    AX25_PIDINCL: bool as Flag { get ax25_pidincl, set set_ax25_pidincl }
        on LINUX | ANDROID => AX25_PIDINCL;

    /// For how long an acknowledgement is waited for.
    ///
    /// 10 s at first. Whole seconds, rounded up.
    AX25_T1: Duration as Secs<1> { get ax25_t1, set set_ax25_t1 }
        on LINUX | ANDROID => AX25_T1;

    /// For how long an acknowledgement is held back.
    ///
    /// 3 s at first. Whole seconds, rounded up.
    AX25_T2: Duration as Secs<1> { get ax25_t2, set set_ax25_t2 }
        on LINUX | ANDROID => AX25_T2;

    /// After how long without data the peer is asked whether it is there.
    ///
    /// 5 minutes at first. Whole seconds, rounded up.
    AX25_T3: Duration as Secs<1> { get ax25_t3, set set_ax25_t3 }
        on LINUX | ANDROID => AX25_T3;

    /// How many packets may be sent without an acknowledgement: up to 7, or with AX25_EXTSEQ up to 63 (EINVAL).
    ///
    /// 2 at first.
    AX25_WINDOW: u8 as Int<u8, 1, 63> { get ax25_window, set set_ax25_window }
        on LINUX | ANDROID => AX25_WINDOW;
}
