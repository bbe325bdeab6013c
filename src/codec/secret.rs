//! Keys: they have no text, no place in a dump, and the buffers that hold them are cleared.

use core::fmt;
use std::net::SocketAddr;

use super::{Answer, Codec, Decode, Encode, Reply};
use crate::addr::SockAddr;
use crate::error::Fault;
use crate::sys;
use crate::values::{widest, FastOpenKeys, TcpMd5Sig};

/// Bytes that are cleared when they are dropped.
///
/// ```
/// use sockopt::codec::{Cleared, Reply};
///
/// let mut reply = Cleared::<32>::empty();
/// reply.room()[0] = 7;
/// assert_eq!(format!("{reply:?}"), "Cleared(32 bytes)");
/// ```
#[repr(align(8))]
pub struct Cleared<const N: usize>([u8; N]);

impl<const N: usize> Cleared<N> {
    /// Copies bytes to a place.
    fn put(&mut self, place: usize, bytes: &[u8]) {
        for (to, from) in self.0.iter_mut().skip(place).zip(bytes) {
            *to = *from;
        }
    }
}

impl<const N: usize> Reply for Cleared<N> {
    const WHOLE: bool = false;

    fn empty() -> Self {
        Cleared([0; N])
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl<const N: usize> AsRef<[u8]> for Cleared<N> {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl<const N: usize> Drop for Cleared<N> {
    fn drop(&mut self) {
        sys::clear(&mut self.0);
    }
}

impl<const N: usize> fmt::Debug for Cleared<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cleared({N} bytes)")
    }
}

/// The value of TCP_FASTOPEN_KEY: 16 or 32 bytes; none where there is no key.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, FastOpenKey};
/// use sockopt::FastOpenKeys;
///
/// let keys = Some(FastOpenKeys::new([7; 16]));
/// assert_eq!(FastOpenKey::encode(&keys), Ok([7; 16].as_slice()));
/// // Linux has no way back to no key.
/// assert_eq!(FastOpenKey::encode(&None), Err(Fault::OUT_OF_RANGE));
/// assert_eq!(FastOpenKey::parse("07070707"), Err(Fault::NO_TEXT));
/// ```
#[derive(Debug)]
pub struct FastOpenKey;

impl Codec for FastOpenKey {
    type Value = Option<FastOpenKeys>;

    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one key, or two")
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if value.is_some() { "secret" } else { "none" })
    }

    fn parse(_: &str) -> Result<Self::Value, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Decode for FastOpenKey {
    type Reply = Cleared<32>;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let bytes = answer.bytes();
        let Some((primary, backup)) = bytes.split_first_chunk::<16>() else {
            return if bytes.is_empty() { Ok(None) } else { Err(Fault::SHORT_REPLY) };
        };
        let keys = FastOpenKeys::new(*primary);
        match <[u8; 16]>::try_from(backup) {
            Ok(backup) => Ok(Some(keys.with_backup(backup))),
            Err(_) if backup.is_empty() => Ok(Some(keys)),
            Err(_) => Err(Fault::SHORT_REPLY),
        }
    }
}

impl Encode for FastOpenKey {
    type Arg<'a> = Option<FastOpenKeys>;
    type Bytes<'a> = &'a [u8];

    fn lend(value: &Self::Value) -> Option<FastOpenKeys> {
        value.clone()
    }

    fn encode<'a>(arg: &'a Self::Arg<'_>) -> Result<&'a [u8], Fault> {
        arg.as_ref().map(FastOpenKeys::as_bytes).ok_or(Fault::OUT_OF_RANGE)
    }
}

/// `struct tcp_md5sig`. Prefix and interface are told to the kernel if `EXT`, and refused otherwise.
///
/// ```
/// use sockopt::codec::{Encode, Fault, Md5Sig};
/// use sockopt::{TcpKey, TcpMd5Sig};
/// use std::net::Ipv4Addr;
///
/// let key = TcpKey::new(b"between you and me")?;
/// let one = TcpMd5Sig::new(Ipv4Addr::LOCALHOST, Some(key));
/// assert!(Md5Sig::<false>::encode(&&one).is_ok());
/// let all = TcpMd5Sig { prefix: Some(0), ..one.clone() };
/// assert!(Md5Sig::<true>::encode(&&all).is_ok());
/// assert_eq!(Md5Sig::<false>::encode(&&all).err(), Some(Fault::OUT_OF_RANGE));
/// let wrong = TcpMd5Sig { prefix: Some(33), ..one };
/// assert_eq!(Md5Sig::<true>::encode(&&wrong).err(), Some(Fault::OUT_OF_RANGE));
/// # Ok::<(), sockopt::TcpKeyError>(())
/// ```
#[derive(Debug)]
pub struct Md5Sig<const EXT: bool>;

impl<const EXT: bool> Codec for Md5Sig<EXT> {
    type Value = TcpMd5Sig;

    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a peer, and a key of at most 80 bytes")?;
        f.write_str(if EXT { "" } else { "; no prefix and no interface" })
    }

    fn print(_: &TcpMd5Sig, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }

    fn parse(_: &str) -> Result<TcpMd5Sig, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl<const EXT: bool> Encode for Md5Sig<EXT> {
    type Arg<'a> = &'a TcpMd5Sig;
    type Bytes<'a> = Cleared<216>;

    fn lend(value: &TcpMd5Sig) -> &TcpMd5Sig {
        value
    }

    fn encode(arg: &&TcpMd5Sig) -> Result<Cleared<216>, Fault> {
        // linux/tcp.h
        const TCP_MD5SIG_FLAG_PREFIX: u8 = 1;
        const TCP_MD5SIG_FLAG_IFINDEX: u8 = 2;

        let mut flags = 0;
        if arg.prefix.is_some() {
            flags |= TCP_MD5SIG_FLAG_PREFIX;
        }
        if arg.interface.is_some() {
            flags |= TCP_MD5SIG_FLAG_IFINDEX;
        }
        let prefix = arg.prefix.unwrap_or(0);
        if prefix > widest(&arg.peer) || (flags != 0 && !EXT) {
            return Err(Fault::OUT_OF_RANGE);
        }
        let key = arg.key.as_ref().map_or(&[][..], |key| key.as_bytes());
        let length = u16::try_from(key.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let index = arg.interface.map_or(0, |interface| interface.index());

        let mut bytes = Cleared([0; 216]);
        bytes.put(0, SockAddr::from(SocketAddr::new(arg.peer, 0)).as_bytes());
        bytes.put(128, &[flags, prefix]);
        bytes.put(130, &length.to_ne_bytes());
        bytes.put(132, &index.to_ne_bytes());
        bytes.put(136, key);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleared_is_cleared() {
        let mut bytes = [7; 216];
        sys::clear(&mut bytes);
        assert_eq!(bytes, [0; 216]);
    }

    #[test]
    fn keys_come_in_two_lengths() {
        let got = |length| {
            let answer = Answer::new(&[7; 32], length);
            answer.and_then(FastOpenKey::decode)
        };
        let one = FastOpenKeys::new([7; 16]);
        assert_eq!(got(0), Ok(None));
        assert_eq!(got(16), Ok(Some(one.clone())));
        assert_eq!(got(32), Ok(Some(one.with_backup([7; 16]))));
        assert_eq!(got(15), Err(Fault::SHORT_REPLY));
        assert_eq!(got(17), Err(Fault::SHORT_REPLY));
        assert_eq!(got(33), Err(Fault::LONG_REPLY));
    }
}
