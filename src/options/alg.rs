//! SOL_ALG: options of sockets for the kernel's hashes and ciphers; `linux/if_alg.h`.
//!
//! ```
//! use sockopt::{Domain, SockAddr, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without them, and without the algorithm.
//! if let Ok(socket) = Socket::new(Domain::ALG, Type::SEQPACKET, None) {
//!     if socket.bind(SockAddr::alg("skcipher", "cbc(aes)")?).is_ok() {
//!         socket.set_alg_set_key(&[7; 32])?;
//!     }
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! They are options of a socket that is bound to an algorithm, and not of those that are accepted from it, which do the work (EOPNOTSUPP).
//! None can be read. On a socket that is not bound there are none (ENOPROTOOPT).
//!
//! Facts without another source are from the kernel's `crypto/af_alg.c` (`alg_setsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{AsLength, Int, SecretBytes};
use crate::table::options;

options! {
    level SOL_ALG, "linux/if_alg.h", |kind| kind.is_alg();

    /// How long the tag is by which data is authenticated, in bytes; 64 is the longest that there is.
    ///
    /// Of `aead`. A length that the algorithm does not have is refused (EINVAL).
    ALG_SET_AEAD_AUTHSIZE: u32 as AsLength<1, 64> { set set_alg_set_aead_authsize }
        when Bound
        on LINUX | ANDROID => ALG_SET_AEAD_AUTHSIZE;

    /// What a generator of random numbers begins with, for its tests.
    ///
    /// Of `rng`, on kernels that are made for such tests.
    ALG_SET_DRBG_ENTROPY: &[u8] as SecretBytes { set set_alg_set_drbg_entropy }
        since "5.10" needs SysAdminInit when Bound
        on LINUX | ANDROID => ALG_SET_DRBG_ENTROPY;

    /// The key.
    ///
    /// Of `skcipher`, of `aead`, and of `hash` for an algorithm that has one. A key whose length the algorithm does not have is
    /// refused (EINVAL). While a socket that was accepted is open, it cannot be changed (EBUSY).
    ///
    /// ```
    /// use sockopt::{Domain, SockAddr, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// // A kernel can be without them, and without the algorithm.
    /// if let Ok(socket) = Socket::new(Domain::ALG, Type::SEQPACKET, None) {
    ///     if socket.bind(SockAddr::alg("hash", "hmac(sha256)")?).is_ok() {
    ///         socket.set_alg_set_key(b"between you and me")?;
    ///     }
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    ALG_SET_KEY: &[u8] as SecretBytes { set set_alg_set_key }
        since "2.6.38" when Bound
        on LINUX | ANDROID => ALG_SET_KEY;

    /// The key, by its number in the kernel's own store of keys (keyrings(7)), so that it need not be known here.
    ///
    /// Of the types `user`, `logon`, `encrypted` and `trusted`; the caller must be allowed to search for it.
    ALG_SET_KEY_BY_KEY_SERIAL: i32 as Int<i32> { set set_alg_set_key_by_key_serial }
        since "6.2" when Bound
        on LINUX | ANDROID => ALG_SET_KEY_BY_KEY_SERIAL;
}
