//! SOL_TLS: records of TLS that the kernel encrypts and decrypts; `linux/tls.h`.
//!
//! A TCP connection has this level once its TCP_ULP is `tls`. The handshake is the program's; what it has agreed on is then
//! given to the kernel, and `send` and `recv` carry plain data. Records of other types, such as alerts, go by control messages:
//! [`TLS_SET_RECORD_TYPE`](crate::cmsg::TLS_SET_RECORD_TYPE), and
//! [`Message::TLS_GET_RECORD_TYPE`](crate::Message::TLS_GET_RECORD_TYPE); a `recv` without room for the latter fails (EIO) on
//! a record that is no data.
//!
//! ```
//! use sockopt::{Result, Socket, TlsCryptoInfo};
//!
//! # #[cfg(target_os = "linux")]
//! fn hand_over(connection: &Socket, to_send: &TlsCryptoInfo, to_receive: &TlsCryptoInfo) -> Result<()> {
//!     connection.set_tcp_ulp("tls".parse().ok())?;
//!     connection.set_tls_tx(to_send)?;
//!     connection.set_tls_rx(to_receive)
//! }
//! ```
//!
//! Facts without another source are from the kernel's `net/tls/tls_main.c`
//! (`do_tls_setsockopt`, `do_tls_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{CryptoInfo, Flag, Int};
use crate::table::options;
use crate::TlsCryptoInfo;

options! {
    level SOL_TLS, "linux/tls.h", |kind| kind.is_tcp();

    /// The keys by which records are decrypted.
    ///
    /// They must be of the version and cipher of TLS_TX, where that was set before (EINVAL). They are set once (EBUSY); newer
    /// kernels take new ones of TLS 1.3, when the peer has changed its own. What a read gives has the number of the next record.
    /// Without keys it fails (EBUSY).
    TLS_RX: TlsCryptoInfo as CryptoInfo { get tls_rx, set set_tls_rx(&TlsCryptoInfo) }
        since "4.17" when Connected law Other
        on LINUX | ANDROID => TLS_RX;

    /// Whether to expect that records have no padding, and to decrypt them right where they are read to.
    ///
    /// One that has padding is then decrypted a second time. Of TLS 1.3, once TLS_RX is set (EINVAL).
    TLS_RX_EXPECT_NO_PAD: bool as Flag<u32> { get tls_rx_expect_no_pad, set set_tls_rx_expect_no_pad }
        since "6.0" when Connected
        on LINUX | ANDROID => TLS_RX_EXPECT_NO_PAD;

    /// The keys by which records are encrypted. As TLS_RX.
    ///
    /// `close` sends no alert that says so: the program has to do that before.
    TLS_TX: TlsCryptoInfo as CryptoInfo { get tls_tx, set set_tls_tx(&TlsCryptoInfo) }
        since "4.13" when Connected law Other
        on LINUX | ANDROID => TLS_TX;

    /// The most data that a record carries, in bytes: 64 to 16384 of TLS 1.2, 63 to 16384 of TLS 1.3.
    ///
    /// A peer's `record_size_limit` (RFC 8449) is this, or of TLS 1.3 one more. It cannot be set while there is data of a record that is
    /// not yet full (EBUSY).
    TLS_TX_MAX_PAYLOAD_LEN: u16 as Int<u16, 63, 16384, u16> { get tls_tx_max_payload_len, set set_tls_tx_max_payload_len }
        since "6.19" when Connected
        on LINUX | ANDROID => TLS_TX_MAX_PAYLOAD_LEN;

    /// Whether `sendfile` encrypts a file where it lies, without a copy.
    ///
    /// For devices that encrypt. The file must not change until all is acknowledged: what is sent again would be another record under
    /// the same number, which breaks the cipher.
    TLS_TX_ZEROCOPY_RO: bool as Flag<u32> { get tls_tx_zerocopy_ro, set set_tls_tx_zerocopy_ro }
        since "5.19" when Connected
        on LINUX | ANDROID => TLS_TX_ZEROCOPY_RO;
}
