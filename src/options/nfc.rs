//! SOL_NFC: options of sockets of the logical link control of near-field communication; linux/nfc.h. A socket that is not bound cannot read them (ENODEV).
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::NFC, Type::STREAM, sockopt::Protocol::from_raw(1)) {
//!     socket.set_nfc_llcp_rw(4)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/nfc/llcp_sock.c` (`nfc_llcp_setsockopt`, `nfc_llcp_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use std::time::Duration;

use crate::codec::{Int, Unit};
use crate::table::options;

options! {
    level SOL_NFC, "linux/nfc.h", |kind| kind.is_of("AF_NFC") && kind.r#type != crate::Type::RAW && kind.r#type != crate::Type::SEQPACKET;

    /// By how many bytes what can be received at once is more than 128. Before `bind` (EINVAL).
    NFC_LLCP_MIUX: u16 as Int<u16, 0, 0x7ff, u32> { get nfc_llcp_miux, set set_nfc_llcp_miux }
        when BeforeBind law Other
        on LINUX | ANDROID => NFC_LLCP_MIUX;

    /// For how long the peer may be silent. In steps of 10 ms.
    NFC_LLCP_REMOTE_LTO: Duration as Unit<10_000_000, 0, { u32::MAX as i128 }, u32> { get nfc_llcp_remote_lto }
        on LINUX | ANDROID => NFC_LLCP_REMOTE_LTO;

    /// How many bytes the peer can receive at once.
    NFC_LLCP_REMOTE_MIU: u16 as Int<u16, 0, 65535, u32> { get nfc_llcp_remote_miu }
        on LINUX | ANDROID => NFC_LLCP_REMOTE_MIU;

    /// How many packets the peer takes without an acknowledgement.
    NFC_LLCP_REMOTE_RW: u8 as Int<u8, 0, 255, u32> { get nfc_llcp_remote_rw }
        on LINUX | ANDROID => NFC_LLCP_REMOTE_RW;

    /// How many packets are taken without an acknowledgement. Before `bind` (EINVAL).
    NFC_LLCP_RW: u8 as Int<u8, 0, 15, u32> { get nfc_llcp_rw, set set_nfc_llcp_rw }
        when BeforeBind law Other
        on LINUX | ANDROID => NFC_LLCP_RW;
}
