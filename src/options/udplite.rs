//! IPPROTO_UDPLITE: options of UDP-Lite, whose checksum need not cover all of a datagram; udplite(7).
//!
//! ```
//! use sockopt::{Domain, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // Linux 7.2 no longer has it.
//! if let Ok(socket) = Socket::new(Domain::INET, Type::DGRAM, Protocol::UDPLITE) {
//!     socket.set_udplite_send_cscov(Some(20))?; // what is broken behind 20 bytes is sent all the same
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/ipv4/udp.c`
//! (`udp_lib_setsockopt`, `udp_lib_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Int, OrNone};
use crate::table::options;

options! {
    level IPPROTO_UDPLITE, "udplite(7)", |kind| kind.is_udplite();

    /// How many bytes of a datagram the checksum must cover for it to be received; `None` for all of them.
    ///
    /// They are counted from its start, with its header of 8.
    UDPLITE_RECV_CSCOV: Option<u16> as OrNone<Int<u16, 8, 65535>, 0> { get udplite_recv_cscov, set set_udplite_recv_cscov }
        since "2.6.20"
        on LINUX | ANDROID | FREEBSD => UDPLITE_RECV_CSCOV;

    /// How many bytes of a datagram that is sent its checksum covers; `None` for all of them.
    ///
    /// They are counted from its start, with its header of 8.
    UDPLITE_SEND_CSCOV: Option<u16> as OrNone<Int<u16, 8, 65535>, 0> { get udplite_send_cscov, set set_udplite_send_cscov }
        since "2.6.20"
        on LINUX | ANDROID | FREEBSD => UDPLITE_SEND_CSCOV;
}
