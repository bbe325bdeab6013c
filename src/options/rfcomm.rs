//! SOL_RFCOMM: older options of Bluetooth sockets of serial lines; rfcomm(7) of BlueZ. SOL_BLUETOOTH has the newer ones.
//!
//! ```
//! use sockopt::{BtLinkMode, Domain, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it, and only the initial network namespace has it.
//! if let Ok(socket) = Socket::new(Domain::BLUETOOTH, Type::STREAM, Protocol::BTPROTO_RFCOMM) {
//!     socket.set_rfcomm_lm(BtLinkMode::CENTRAL | BtLinkMode::ENCRYPT)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/bluetooth/rfcomm/sock.c` (`rfcomm_sock_setsockopt_old`,
//! `rfcomm_sock_getsockopt_old`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Bits, Record};
use crate::table::options;
use crate::{BtConnInfo, BtLinkMode};

options! {
    level SOL_RFCOMM, "bluetooth/rfcomm.h", |kind| kind.is_rfcomm();

    /// The link that a connection goes over. Without a connection, ENOTCONN.
    RFCOMM_CONNINFO: BtConnInfo as Record<BtConnInfo, 6> { get rfcomm_conninfo }
        when Connected
        on LINUX | ANDROID => RFCOMM_CONNINFO;

    /// What the link must be. BT_SECURITY is the newer way to say how secure.
    ///
    /// The strongest of `AUTH`, `ENCRYPT` and `SECURE` counts, and a read gives those below it, too; none of them changes nothing.
    /// `RELIABLE` means nothing here.
    RFCOMM_LM: BtLinkMode as Bits<BtLinkMode> { get rfcomm_lm, set set_rfcomm_lm }
        law Other
        on LINUX | ANDROID => RFCOMM_LM;
}
