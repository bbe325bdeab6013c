//! SOL_CAN_J1939: options of CAN sockets that speak SAE J1939; `linux/can/j1939.h`.
//!
//! ```
//! use sockopt::{Domain, J1939Filter, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without them.
//! if let Ok(socket) = Socket::new(Domain::CAN, Type::DGRAM, Protocol::CAN_J1939) {
//!     let speed = J1939Filter { pgn: 0xfef1, pgn_mask: 0x3_ffff, ..J1939Filter::ALL };
//!     socket.set_j1939_filter(&[speed])?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/can/j1939/socket.c`
//! (`j1939_sk_setsockopt`, `j1939_sk_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, Int, Records};
use crate::table::options;
use crate::J1939Filter;

#[allow(dead_code)] // on systems that have no such sockets
const SIZE: usize = J1939Filter::SIZE;

options! {
    level SOL_CAN_J1939, "linux/can/j1939.h", |kind| kind.is_can_j1939();

    /// Whether the error queue tells what became of messages: acknowledged or given up, and those that begin to come in.
    ///
    /// Timestamps for them must be on, too (SO_TIMESTAMPING). Off, what is queued is thrown away.
    SO_J1939_ERRQUEUE: bool as Flag { get j1939_errqueue, set set_j1939_errqueue }
        since "5.4"
        on LINUX | ANDROID => SO_J1939_ERRQUEUE;

    /// Which messages the socket takes: those that match one of up to 512 filters; without a filter, all.
    SO_J1939_FILTER: &[J1939Filter] as Records<J1939Filter, SIZE, 512, { 512 * SIZE }, 0> { set set_j1939_filter }
        since "5.4"
        on LINUX | ANDROID => SO_J1939_FILTER;

    /// Whether messages to other addresses come, too.
    SO_J1939_PROMISC: bool as Flag { get j1939_promisc, set set_j1939_promisc }
        since "5.4"
        on LINUX | ANDROID => SO_J1939_PROMISC;

    /// The priority of messages that are sent: 0 the highest, 7 the lowest; 6 by default.
    ///
    /// 0 and 1 ask for CAP_NET_ADMIN. It is SO_PRIORITY, counted the other way round.
    SO_J1939_SEND_PRIO: u8 as Int<u8, 0, 7> { get j1939_send_prio, set set_j1939_send_prio }
        since "5.4" needs NetAdminInitForSome
        on LINUX | ANDROID => SO_J1939_SEND_PRIO;
}
