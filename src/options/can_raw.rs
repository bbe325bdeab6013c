//! SOL_CAN_RAW: options of sockets that carry the frames of a CAN bus; `linux/can/raw.h`.
//!
//! ```
//! use sockopt::{CanFilter, Domain, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without them.
//! if let Ok(socket) = Socket::new(Domain::CAN, Type::RAW, Protocol::CAN_RAW) {
//!     socket.set_can_raw_filter(&[CanFilter::id(0x123), CanFilter::id(0x1234_5678)])?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/can/raw.c` (`raw_setsockopt`, `raw_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Bits, Flag, Record, Records};
use crate::table::options;
use crate::{CanErrors, CanFilter, CanVcidOptions};

options! {
    level SOL_CAN_RAW, "linux/can/raw.h", |kind| kind.is_can_raw();

    /// Which error frames the socket takes. By default it takes none.
    ///
    /// The kernel drops the three highest bits, which are no kinds of errors.
    CAN_RAW_ERR_FILTER: CanErrors as Bits<CanErrors> { get can_raw_err_filter, set set_can_raw_err_filter }
        since "2.6.25"
        on LINUX | ANDROID => CAN_RAW_ERR_FILTER;

    /// Whether CAN FD frames are sent and received too.
    ///
    /// Off by default. It cannot be off while CAN_RAW_XL_FRAMES is on (EINVAL), but on newer kernels.
    CAN_RAW_FD_FRAMES: bool as Flag { get can_raw_fd_frames, set set_can_raw_fd_frames }
        since "3.6"
        on LINUX | ANDROID => CAN_RAW_FD_FRAMES;

    /// Which frames the socket takes: those that match one of up to 512 filters. By default it takes all.
    ///
    /// Without a filter it takes none, as a socket wants that only sends. All of them are set at once.
    CAN_RAW_FILTER: Vec<CanFilter> as Records<CanFilter, 8, 512, 4096, 0> { get can_raw_filter, set set_can_raw_filter(&[CanFilter]) }
        since "2.6.25"
        on LINUX | ANDROID => CAN_RAW_FILTER;

    /// Whether a frame must match all filters, and not only one.
    CAN_RAW_JOIN_FILTERS: bool as Flag { get can_raw_join_filters, set set_can_raw_join_filters }
        since "4.1"
        on LINUX | ANDROID => CAN_RAW_JOIN_FILTERS;

    /// Whether frames that the socket sends also reach other sockets of this machine. On by default.
    CAN_RAW_LOOPBACK: bool as Flag { get can_raw_loopback, set set_can_raw_loopback }
        since "2.6.25"
        on LINUX | ANDROID => CAN_RAW_LOOPBACK;

    /// Whether frames that the socket sends also come back to itself. Off by default; CAN_RAW_LOOPBACK must be on.
    CAN_RAW_RECV_OWN_MSGS: bool as Flag { get can_raw_recv_own_msgs, set set_can_raw_recv_own_msgs }
        since "2.6.25"
        on LINUX | ANDROID => CAN_RAW_RECV_OWN_MSGS;

    /// Whether CAN XL frames are sent and received too.
    ///
    /// Off by default. On, it switches CAN_RAW_FD_FRAMES on, but on newer kernels.
    CAN_RAW_XL_FRAMES: bool as Flag { get can_raw_xl_frames, set set_can_raw_xl_frames }
        since "6.1"
        on LINUX | ANDROID => CAN_RAW_XL_FRAMES;

    /// What becomes of the number of a virtual network in CAN XL frames.
    ///
    /// By default such a number is taken out of what is sent, and frames with one are not received.
    CAN_RAW_XL_VCID_OPTS: CanVcidOptions as Record<CanVcidOptions, 4> { get can_raw_xl_vcid_opts, set set_can_raw_xl_vcid_opts }
        since "6.9"
        on LINUX | ANDROID => CAN_RAW_XL_VCID_OPTS;
}
