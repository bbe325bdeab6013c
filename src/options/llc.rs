//! SOL_LLC: options of sockets of the logical link control, IEEE 802.2; linux/llc.h.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::LLC, Type::STREAM, None) {
//!     socket.set_llc_opt_retry(5)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/llc/af_llc.c` (`llc_ui_setsockopt`, `llc_ui_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use std::time::Duration;

use crate::codec::{Flag, Int, Secs, Size};
use crate::table::options;

options! {
    level SOL_LLC, "linux/llc.h", |kind| kind.is_of("AF_LLC");

    /// For how long an acknowledgement is waited for.
    ///
    /// Up to a minute, in whole seconds, rounded up. The default is `net.llc.llc2.timeout.ack`, 1 s at first.
    LLC_OPT_ACK_TMR_EXP: Duration as Secs<0, 60> { get llc_opt_ack_tmr_exp, set set_llc_opt_ack_tmr_exp }
        on LINUX | ANDROID => LLC_OPT_ACK_TMR_EXP;

    /// For how long a busy peer is left alone.
    ///
    /// Up to a minute, in whole seconds, rounded up. The default is `net.llc.llc2.timeout.busy`, 3 s at first.
    LLC_OPT_BUSY_TMR_EXP: Duration as Secs<0, 60> { get llc_opt_busy_tmr_exp, set set_llc_opt_busy_tmr_exp }
        on LINUX | ANDROID => LLC_OPT_BUSY_TMR_EXP;

    /// For how long the answer to a poll is waited for.
    ///
    /// Up to a minute, in whole seconds, rounded up. The default is `net.llc.llc2.timeout.p`, 2 s at first.
    LLC_OPT_P_TMR_EXP: Duration as Secs<0, 60> { get llc_opt_p_tmr_exp, set set_llc_opt_p_tmr_exp }
        on LINUX | ANDROID => LLC_OPT_P_TMR_EXP;

    /// Whether what is received comes with a control message (`struct llc_pktinfo`) of the device, the service and the hardware address.
    LLC_OPT_PKTINFO: bool as Flag { get llc_opt_pktinfo, set set_llc_opt_pktinfo }
        on LINUX | ANDROID => LLC_OPT_PKTINFO;

    /// For how long the answer to a rejection is waited for.
    ///
    /// Up to a minute, in whole seconds, rounded up. The default is `net.llc.llc2.timeout.rej`, 3 s at first.
    LLC_OPT_REJ_TMR_EXP: Duration as Secs<0, 60> { get llc_opt_rej_tmr_exp, set set_llc_opt_rej_tmr_exp }
        on LINUX | ANDROID => LLC_OPT_REJ_TMR_EXP;

    /// How often a frame is sent again: up to 100 times, and twice at first.
    LLC_OPT_RETRY: u8 as Int<u8, 0, 100> { get llc_opt_retry, set set_llc_opt_retry }
        on LINUX | ANDROID => LLC_OPT_RETRY;

    /// How many frames the peer may send without an acknowledgement: up to 127, and 128 at first.
    LLC_OPT_RX_WIN: u8 as Int<u8, 0, 127> { get llc_opt_rx_win, set set_llc_opt_rx_win }
        on LINUX | ANDROID => LLC_OPT_RX_WIN;

    /// The largest frame, in bytes: up to 4196.
    LLC_OPT_SIZE: usize as Size<0, 4196> { get llc_opt_size, set set_llc_opt_size }
        on LINUX | ANDROID => LLC_OPT_SIZE;

    /// How many frames may be sent without an acknowledgement: up to 127, and 2 at first.
    LLC_OPT_TX_WIN: u8 as Int<u8, 0, 127> { get llc_opt_tx_win, set set_llc_opt_tx_win }
        on LINUX | ANDROID => LLC_OPT_TX_WIN;
}
