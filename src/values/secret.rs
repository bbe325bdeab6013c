//! Values that nobody else must see: keys.
//!
//! They are never shown, and their memory is cleared when they are dropped. What the compiler copies on
//! the way, when a key is moved, is out of reach.

use core::fmt;
use std::net::IpAddr;

use crate::interface::Interface;
use crate::sys;

/// A key of 1 to 80 bytes, by which TCP signs its packets.
///
/// ```
/// use sockopt::TcpKey;
///
/// let key = TcpKey::new(b"between you and me")?;
/// assert_eq!(format!("{key:?}"), "TcpKey(18 bytes)");
/// assert!(TcpKey::new(&[0; 81]).is_err()); // which the kernel would refuse
/// # Ok::<(), sockopt::TcpKeyError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct TcpKey {
    bytes: [u8; TcpKey::MOST],
    length: u8,
}

/// Some bytes cannot be a [`TcpKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key has 1 to 80 bytes")]
pub struct TcpKeyError;

impl TcpKey {
    /// TCP_MD5SIG_MAXKEYLEN, TCP_AO_MAXKEYLEN
    const MOST: usize = 80;

    /// A key of 1 to 80 bytes.
    pub fn new(key: &[u8]) -> Result<TcpKey, TcpKeyError> {
        let length = u8::try_from(key.len()).map_err(|_| TcpKeyError)?;
        if key.is_empty() || key.len() > TcpKey::MOST {
            return Err(TcpKeyError);
        }
        let mut new = TcpKey { bytes: [0; TcpKey::MOST], length };
        for (to, from) in new.bytes.iter_mut().zip(key) {
            *to = *from;
        }
        Ok(new)
    }

    /// The key itself.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }
}

impl Drop for TcpKey {
    fn drop(&mut self) {
        sys::clear(&mut self.bytes);
    }
}

impl fmt::Debug for TcpKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TcpKey({} bytes)", self.length)
    }
}

/// The keys by which a server makes the cookies of TCP Fast Open: TCP_FASTOPEN_KEY.
///
/// Servers that share an address must share their keys. The first one makes cookies; one made with the second is taken
/// too, so that a key can be changed without a gap.
///
/// ```
/// use sockopt::FastOpenKeys;
///
/// let keys = FastOpenKeys::new([1; 16]).with_backup([2; 16]);
/// assert_eq!(keys.backup(), Some(&[2; 16]));
/// assert_eq!(format!("{keys:?}"), "FastOpenKeys(2 keys)");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct FastOpenKeys {
    bytes: [u8; 32],
    two: bool,
}

impl FastOpenKeys {
    /// One key.
    pub fn new(primary: [u8; 16]) -> FastOpenKeys {
        let mut keys = FastOpenKeys { bytes: [0; 32], two: false };
        keys.bytes.iter_mut().zip(primary).for_each(|(to, from)| *to = from);
        keys
    }

    /// The same with a second key, that was the first one before.
    #[must_use]
    pub fn with_backup(mut self, backup: [u8; 16]) -> FastOpenKeys {
        self.bytes.iter_mut().skip(16).zip(backup).for_each(|(to, from)| *to = from);
        self.two = true;
        self
    }

    /// The key that makes cookies.
    pub fn primary(&self) -> &[u8; 16] {
        self.bytes.first_chunk().unwrap_or(&[0; 16])
    }

    /// The key whose cookies are taken too.
    pub fn backup(&self) -> Option<&[u8; 16]> {
        self.bytes.last_chunk().filter(|_| self.two)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..if self.two { 32 } else { 16 }).unwrap_or_default()
    }
}

impl Drop for FastOpenKeys {
    fn drop(&mut self) {
        sys::clear(&mut self.bytes);
    }
}

impl fmt::Debug for FastOpenKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.two { "FastOpenKeys(2 keys)" } else { "FastOpenKeys(1 key)" })
    }
}

/// A key for the packets from and to some peers (RFC 2385): TCP_MD5SIG, TCP_MD5SIG_EXT.
///
/// ```
/// use sockopt::{TcpKey, TcpMd5Sig};
/// use std::net::Ipv4Addr;
///
/// let key = TcpKey::new(b"between you and me")?;
/// let signed = TcpMd5Sig::new(Ipv4Addr::new(192, 0, 2, 7), Some(key));
/// let for_all_of_them = TcpMd5Sig { prefix: Some(24), ..signed.clone() };
/// assert_ne!(signed, for_all_of_them);
/// # Ok::<(), sockopt::TcpKeyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TcpMd5Sig {
    /// The peer. On an IPv6 socket, one of IPv4 is written `::ffff:192.0.2.7`.
    pub peer: IpAddr,
    /// How many bits of the address must be the same; `None` for all. (TCP_MD5SIG_EXT)
    pub prefix: Option<u8>,
    /// The device of a routing domain (VRF) that the peer must be in; `None` for any. (TCP_MD5SIG_EXT)
    pub interface: Option<Interface>,
    /// The key; `None` to take away the one there is.
    pub key: Option<TcpKey>,
}

impl TcpMd5Sig {
    /// For one peer, wherever it is.
    pub fn new(peer: impl Into<IpAddr>, key: Option<TcpKey>) -> TcpMd5Sig {
        TcpMd5Sig { peer: peer.into(), prefix: None, interface: None, key }
    }
}
