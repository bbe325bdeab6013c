//! SOL_L2CAP: older options of Bluetooth sockets of L2CAP; l2cap(7) of BlueZ. SOL_BLUETOOTH has the newer ones.
//!
//! ```
//! use sockopt::{Domain, L2capMode, L2capOptions, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it, and only the initial network namespace has it.
//! if let Ok(socket) = Socket::new(Domain::BLUETOOTH, Type::SEQPACKET, Protocol::BTPROTO_L2CAP) {
//!     let options = socket.l2cap_options()?;
//!     socket.set_l2cap_options(L2capOptions { mode: L2capMode::ERTM, ..options })?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Numbers of this level are also those of IPPROTO_TCP: what they mean goes by the socket.
//!
//! Facts without another source are from the kernel's `net/bluetooth/l2cap_sock.c` (`l2cap_sock_setsockopt_old`,
//! `l2cap_sock_getsockopt_old`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Bits, Record};
use crate::table::options;
use crate::{BtConnInfo, BtLinkMode, L2capOptions};

options! {
    level SOL_L2CAP, "bluetooth/l2cap.h", |kind| kind.is_l2cap();

    /// The link that a connection goes over. Without a connection, ENOTCONN.
    L2CAP_CONNINFO: BtConnInfo as Record<BtConnInfo, 6> { get l2cap_conninfo }
        when Connected
        on LINUX | ANDROID => L2CAP_CONNINFO;

    /// What the link must be. BT_SECURITY is the newer way to say how secure.
    ///
    /// The strongest of `AUTH`, `ENCRYPT` and `SECURE` counts, and a read gives those below it, too; none of them changes nothing.
    L2CAP_LM: BtLinkMode as Bits<BtLinkMode> { get l2cap_lm, set set_l2cap_lm }
        law Other
        on LINUX | ANDROID => L2CAP_LM;

    /// What a channel of classic Bluetooth is configured with, before it is connected (EINVAL).
    ///
    /// Sockets that are bound to an address of Low Energy have BT_SNDMTU and BT_RCVMTU in its place (EINVAL). Modes other than `BASIC`,
    /// `ERTM` and `STREAMING` are refused (EINVAL).
    L2CAP_OPTIONS: L2capOptions as Record<L2capOptions, 12> { get l2cap_options, set set_l2cap_options }
        when BeforeConnect law Other
        on LINUX | ANDROID => L2CAP_OPTIONS;
}
