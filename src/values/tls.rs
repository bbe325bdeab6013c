//! The keys of TLS records.

use core::fmt;

use crate::codec::names;
use crate::sys;

names! {
    /// A version of TLS: TLS_TX, TLS_RX.
    ///
    /// ```
    /// use sockopt::TlsVersion;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(TlsVersion::TLS_1_3.raw(), 0x304);
    /// # }
    /// ```
    pub struct TlsVersion {
        /// TLS 1.2.
        TLS_1_2 = TLS_1_2_VERSION on LINUX | ANDROID;
        /// TLS 1.3 (Linux 5.1).
        TLS_1_3 = TLS_1_3_VERSION on LINUX | ANDROID;
    }
}

/// How the records of one direction of a connection are encrypted: TLS_TX, TLS_RX.
///
/// It is what a handshake leaves behind. Nothing of the keys is shown, and their memory is cleared.
///
/// ```
/// use sockopt::{TlsCipher, TlsCryptoInfo, TlsKeys, TlsVersion};
///
/// # #[cfg(any(target_os = "linux", target_os = "android"))] {
/// let keys = TlsKeys::new([7; 16], [1; 4], [2; 8], 0);
/// let info = TlsCryptoInfo { version: TlsVersion::TLS_1_3, cipher: TlsCipher::AesGcm128(keys) };
/// assert_eq!(format!("{:?}", info.cipher), "AesGcm128(TlsKeys(secret))");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsCryptoInfo {
    /// The version of TLS.
    pub version: TlsVersion,
    /// The cipher and its keys.
    pub cipher: TlsCipher,
}

/// A cipher of TLS records, and its keys.
///
/// Which of them a kernel has depends on the kernel: one that it does not have is refused (EINVAL, or ENOENT if it is
/// the algorithm that is missing). The same two sides of a connection have the same cipher.
///
/// ```
/// use sockopt::{TlsCipher, TlsKeys};
///
/// let cipher = TlsCipher::ChaCha20Poly1305(TlsKeys::new([7; 32], [], [2; 12], 0));
/// assert_eq!(cipher.rec_seq(), 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TlsCipher {
    /// AES-GCM with 128 bits.
    AesGcm128(TlsKeys<16, 4, 8>),
    /// AES-GCM with 256 bits (Linux 5.1).
    AesGcm256(TlsKeys<32, 4, 8>),
    /// AES-CCM with 128 bits (Linux 5.2).
    AesCcm128(TlsKeys<16, 4, 8>),
    /// ChaCha20-Poly1305, which has no salt (Linux 5.11).
    ChaCha20Poly1305(TlsKeys<32, 0, 12>),
    /// SM4-GCM (Linux 5.16).
    Sm4Gcm(TlsKeys<16, 4, 8>),
    /// SM4-CCM (Linux 5.16).
    Sm4Ccm(TlsKeys<16, 4, 8>),
    /// ARIA-GCM with 128 bits, of TLS 1.2 (Linux 6.1).
    AriaGcm128(TlsKeys<16, 4, 8>),
    /// ARIA-GCM with 256 bits, of TLS 1.2 (Linux 6.1).
    AriaGcm256(TlsKeys<32, 4, 8>),
}

impl TlsCipher {
    /// The number of the next record.
    pub fn rec_seq(&self) -> u64 {
        match self {
            TlsCipher::AesGcm128(keys)
            | TlsCipher::AesCcm128(keys)
            | TlsCipher::Sm4Gcm(keys)
            | TlsCipher::Sm4Ccm(keys)
            | TlsCipher::AriaGcm128(keys) => keys.rec_seq,
            TlsCipher::AesGcm256(keys) | TlsCipher::AriaGcm256(keys) => keys.rec_seq,
            TlsCipher::ChaCha20Poly1305(keys) => keys.rec_seq,
        }
    }
}

/// What a cipher needs: a key of `KEY` bytes, a salt of `SALT` and an IV of `IV`, and the number of the next record.
///
/// The salt is the first part of the IV that the handshake makes, and the IV here is what follows it.
///
/// ```
/// use sockopt::TlsKeys;
///
/// let keys = TlsKeys::new([7; 16], [1; 4], [2; 8], 0);
/// assert_eq!(keys.key(), &[7; 16]);
/// assert_eq!(format!("{keys:?}"), "TlsKeys(secret)");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct TlsKeys<const KEY: usize, const SALT: usize, const IV: usize> {
    key: [u8; KEY],
    salt: [u8; SALT],
    iv: [u8; IV],
    rec_seq: u64,
}

impl<const KEY: usize, const SALT: usize, const IV: usize> TlsKeys<KEY, SALT, IV> {
    /// The keys, and the number of the next record: 0 for the first.
    pub const fn new(
        key: [u8; KEY],
        salt: [u8; SALT],
        iv: [u8; IV],
        rec_seq: u64,
    ) -> TlsKeys<KEY, SALT, IV> {
        TlsKeys { key, salt, iv, rec_seq }
    }

    /// The key.
    pub const fn key(&self) -> &[u8; KEY] {
        &self.key
    }

    /// The salt.
    pub const fn salt(&self) -> &[u8; SALT] {
        &self.salt
    }

    /// The IV.
    pub const fn iv(&self) -> &[u8; IV] {
        &self.iv
    }

    /// The number of the next record.
    pub const fn rec_seq(&self) -> u64 {
        self.rec_seq
    }
}

impl<const KEY: usize, const SALT: usize, const IV: usize> Drop for TlsKeys<KEY, SALT, IV> {
    fn drop(&mut self) {
        sys::clear(&mut self.key);
        sys::clear(&mut self.salt);
        sys::clear(&mut self.iv);
    }
}

impl<const KEY: usize, const SALT: usize, const IV: usize> fmt::Debug for TlsKeys<KEY, SALT, IV> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TlsKeys(secret)")
    }
}
