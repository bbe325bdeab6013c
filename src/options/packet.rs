//! SOL_PACKET: options of packet sockets, which carry what the link layer does; packet(7).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // Only with CAP_NET_RAW can one be opened.
//! if let Ok(socket) = Socket::new(Domain::PACKET, Type::RAW, None) {
//!     socket.set_packet_auxdata(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/packet/af_packet.c`
//! (`packet_setsockopt`, `packet_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::Flag;
use crate::table::options;

options! {
    level SOL_PACKET, "packet(7)", |kind| kind.is_packet();

    /// Whether received packets bring, in a control message (PACKET_AUXDATA), what the data does not tell: the
    /// packet's length on the wire, where its headers begin, whether its checksum is known to be right, and the
    /// VLAN tag that was taken off.
    PACKET_AUXDATA: bool as Flag { get packet_auxdata, set set_packet_auxdata }
        since "2.6.21"
        on LINUX | ANDROID => PACKET_AUXDATA;

    /// Whether the address of a received packet tells the device that it came in by, not the one that
    /// this device is a part of (a bond, a bridge, a VLAN).
    PACKET_ORIGDEV: bool as Flag { get packet_origdev, set set_packet_origdev }
        on LINUX | ANDROID => PACKET_ORIGDEV;
}
