//! SOL_CAN_ISOTP: options of CAN sockets for messages longer than a frame (ISO 15765-2); `linux/can/isotp.h`.
//!
//! All of them are set before `bind` (EISCONN).
//!
//! ```
//! use sockopt::{Domain, IsotpFlags, IsotpOptions, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without them.
//! if let Ok(socket) = Socket::new(Domain::CAN, Type::DGRAM, Protocol::CAN_ISOTP) {
//!     let padded = IsotpOptions { flags: IsotpFlags::TX_PADDING, ..IsotpOptions::default() };
//!     socket.set_can_isotp_opts(padded)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/can/isotp.c`
//! (`isotp_setsockopt`, `isotp_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use std::time::Duration;

use crate::codec::{Record, Unit};
use crate::table::options;
use crate::{IsotpFlowControl, IsotpLinkLayer, IsotpOptions};

options! {
    level SOL_CAN_ISOTP, "linux/can/isotp.h", |kind| kind.is_can_isotp();

    /// Which frames are sent. By default those of classical CAN, with 8 bytes.
    ///
    /// A length that no frame has, and one above 8 or flags in classical CAN, are refused (EINVAL).
    CAN_ISOTP_LL_OPTS: IsotpLinkLayer as Record<IsotpLinkLayer, 3> { get can_isotp_ll_opts, set set_can_isotp_ll_opts }
        since "5.10" when BeforeBind
        on LINUX | ANDROID => CAN_ISOTP_LL_OPTS;

    /// How the socket behaves, addresses, and fills up frames.
    ///
    /// A read gives what was set last. `frame_txtime` is then `None` if it was left as it is.
    CAN_ISOTP_OPTS: IsotpOptions as Record<IsotpOptions, 12> { get can_isotp_opts, set set_can_isotp_opts }
        since "5.10" when BeforeBind law Other
        on LINUX | ANDROID => CAN_ISOTP_OPTS;

    /// What is asked of who sends to the socket. By default nothing: no wait, and no time between frames.
    CAN_ISOTP_RECV_FC: IsotpFlowControl as Record<IsotpFlowControl, 3> { get can_isotp_recv_fc, set set_can_isotp_recv_fc }
        since "5.10" when BeforeBind
        on LINUX | ANDROID => CAN_ISOTP_RECV_FC;

    /// The least time between two frames for the second one to be heeded.
    ///
    /// Up to 4.29 s. It counts with [`FORCE_RXSTMIN`](crate::IsotpFlags::FORCE_RXSTMIN).
    CAN_ISOTP_RX_STMIN: Duration as Unit<1, 0, { u32::MAX as i128 }, u32> { get can_isotp_rx_stmin, set set_can_isotp_rx_stmin }
        since "5.10" when BeforeBind
        on LINUX | ANDROID => CAN_ISOTP_RX_STMIN;

    /// The time between two frames that are sent, whatever the receiver asks for.
    ///
    /// Up to 4.29 s. It counts with [`FORCE_TXSTMIN`](crate::IsotpFlags::FORCE_TXSTMIN).
    CAN_ISOTP_TX_STMIN: Duration as Unit<1, 0, { u32::MAX as i128 }, u32> { get can_isotp_tx_stmin, set set_can_isotp_tx_stmin }
        since "5.10" when BeforeBind
        on LINUX | ANDROID => CAN_ISOTP_TX_STMIN;
}
