//! IPPROTO_UDP: options of UDP; udp(7).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
//! socket.set_udp_segment(Some(1200))?; // one send, many datagrams
//! socket.set_udp_gro(true)?; // one read, many datagrams
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/ipv4/udp.c`
//! (`udp_lib_setsockopt`, `udp_lib_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, Int, OrNone};
use crate::table::options;

options! {
    level IPPROTO_UDP, "udp(7)", |kind| kind.is_udp();

    /// Whether data is gathered into one datagram, which is sent when this is cleared.
    UDP_CORK: bool as Flag { get udp_cork, set set_udp_cork }
        since "2.5.44"
        on LINUX | ANDROID => UDP_CORK;

    /// Whether datagrams of one sender may be read many at a time; a control message tells their
    /// size.
    UDP_GRO: bool as Flag { get udp_gro, set set_udp_gro }
        since "5.0"
        on LINUX | ANDROID => UDP_GRO;

    /// The size of the datagrams, in bytes, that a larger send is cut into; `None` for no cutting.
    ///
    /// It stays for all sends; a control message gives it for one. Sends fail (EINVAL, EIO) where the size does not fit into a
    /// packet of the path, or the device cannot do its part.
    UDP_SEGMENT: Option<u16> as OrNone<Int<u16, 1, 65535>, 0> { get udp_segment, set set_udp_segment }
        since "4.18"
        on LINUX | ANDROID => UDP_SEGMENT;
}
