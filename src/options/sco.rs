//! SOL_SCO: older options of Bluetooth sockets of voice; sco(7) of BlueZ. SOL_BLUETOOTH has the newer ones.
//!
//! ```
//! # #[cfg(target_os = "linux")] {
//! use sockopt::{BdAddr, BtAddr, Domain, Protocol, SockAddr, Socket, Type};
//!
//! fn call(headset: BdAddr) -> std::io::Result<Socket> {
//!     // A kernel can be without it, and only the initial network namespace has it.
//!     let socket = Socket::new(Domain::BLUETOOTH, Type::SEQPACKET, Protocol::BTPROTO_SCO)?;
//!     socket.connect(SockAddr::bluetooth(BtAddr::sco(headset)))?;
//!     println!("{} bytes at a time", socket.sco_options()?);
//!     Ok(socket)
//! }
//! # }
//! ```
//!
//! Numbers of this level are also those of IPPROTO_UDP: what they mean goes by the socket.
//!
//! Facts without another source are from the kernel's `net/bluetooth/sco.c` (`sco_sock_getsockopt_old`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Record, Size};
use crate::table::options;
use crate::BtConnInfo;

options! {
    level SOL_SCO, "bluetooth/sco.h", |kind| kind.is_sco();

    /// The link that a connection goes over. Without a connection, ENOTCONN.
    SCO_CONNINFO: BtConnInfo as Record<BtConnInfo, 6> { get sco_conninfo }
        when Connected
        on LINUX | ANDROID => SCO_CONNINFO;

    /// The largest message that is sent and received, in bytes. Without a connection, ENOTCONN. BT_SNDMTU is the newer name.
    SCO_OPTIONS: usize as Size<0, 65535, u16> { get sco_options }
        when Connected
        on LINUX | ANDROID => SCO_OPTIONS;
}
