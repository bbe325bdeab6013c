//! The keys of TLS records: structures that begin with a version and a cipher, of which each has a length of its own.

use core::fmt;

use super::{Answer, Cleared, Codec, Decode, Encode, Refusal, Reply};
use crate::error::Fault;
use crate::values::{TlsCipher, TlsCryptoInfo, TlsKeys, TlsVersion};

/// [`TlsCryptoInfo`] as the structure of its cipher: version, cipher, IV, key, salt, number of the next record.
///
/// ```
/// use sockopt::codec::{CryptoInfo, Encode, Fault};
/// use sockopt::{TlsCipher, TlsCryptoInfo, TlsKeys, TlsVersion};
///
/// let cipher = TlsCipher::AesGcm256(TlsKeys::new([7; 32], [1; 4], [2; 8], 0));
/// let info = TlsCryptoInfo { version: TlsVersion::from_raw(0x304), cipher };
/// let bytes = CryptoInfo::encode(&&info)?;
/// assert_eq!(bytes.as_ref().len(), 56);
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct CryptoInfo;

/// The structure of a key of 128 bits, and that of one of 256.
const SHORT: usize = 40;
const LONG: usize = 56;

/// Such a structure, which is cleared when it is dropped.
///
/// The kernel wants to be asked for just as many bytes as the cipher's structure has: if the longer one is refused, it is
/// asked for the shorter one.
///
/// ```
/// use sockopt::codec::{CryptoReply, Refusal, Reply};
///
/// let mut reply = CryptoReply::empty();
/// assert_eq!(reply.room().len(), 56);
/// let refusal = Refusal { code: 22, length: 56 };
/// assert!(reply.again(&Err(refusal)));
/// assert_eq!(reply.room().len(), 40);
/// assert!(!reply.again(&Err(refusal)));
/// ```
#[derive(Debug)]
pub struct CryptoReply {
    bytes: Cleared<LONG>,
    length: usize,
}

impl Reply for CryptoReply {
    const WHOLE: bool = false;

    fn empty() -> Self {
        CryptoReply { bytes: Cleared::empty(), length: LONG }
    }

    fn room(&mut self) -> &mut [u8] {
        self.bytes.room().get_mut(..self.length).unwrap_or_default()
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        let shorter = answer.is_err() && self.length == LONG;
        if shorter {
            self.length = SHORT;
        }
        shorter
    }
}

impl AsRef<[u8]> for CryptoReply {
    fn as_ref(&self) -> &[u8] {
        self.bytes.as_ref().get(..self.length).unwrap_or_default()
    }
}

impl Codec for CryptoInfo {
    type Value = TlsCryptoInfo;

    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a version, a cipher and its keys")
    }

    fn print(_: &TlsCryptoInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }

    fn parse(_: &str) -> Result<TlsCryptoInfo, Fault> {
        Err(Fault::NO_TEXT)
    }
}

// linux/tls.h
const AES_GCM_128: u16 = 51;
const AES_GCM_256: u16 = 52;
const AES_CCM_128: u16 = 53;
const CHACHA20_POLY1305: u16 = 54;
const SM4_GCM: u16 = 55;
const SM4_CCM: u16 = 56;
const ARIA_GCM_128: u16 = 57;
const ARIA_GCM_256: u16 = 58;

impl Decode for CryptoInfo {
    type Reply = CryptoReply;

    fn decode(answer: Answer<'_>) -> Result<TlsCryptoInfo, Fault> {
        let mut bytes = answer.bytes();
        let version = u16::from_ne_bytes(take(&mut bytes)?);
        let cipher = match u16::from_ne_bytes(take(&mut bytes)?) {
            AES_GCM_128 => TlsCipher::AesGcm128(read(bytes)?),
            AES_GCM_256 => TlsCipher::AesGcm256(read(bytes)?),
            AES_CCM_128 => TlsCipher::AesCcm128(read(bytes)?),
            CHACHA20_POLY1305 => TlsCipher::ChaCha20Poly1305(read(bytes)?),
            SM4_GCM => TlsCipher::Sm4Gcm(read(bytes)?),
            SM4_CCM => TlsCipher::Sm4Ccm(read(bytes)?),
            ARIA_GCM_128 => TlsCipher::AriaGcm128(read(bytes)?),
            ARIA_GCM_256 => TlsCipher::AriaGcm256(read(bytes)?),
            _ => return Err(Fault::BAD_REPLY),
        };
        Ok(TlsCryptoInfo { version: TlsVersion::from_raw(version.into()), cipher })
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], Fault> {
    let (field, rest) = bytes.split_first_chunk().ok_or(Fault::SHORT_REPLY)?;
    *bytes = rest;
    Ok(*field)
}

fn read<const KEY: usize, const SALT: usize, const IV: usize>(
    mut bytes: &[u8],
) -> Result<TlsKeys<KEY, SALT, IV>, Fault> {
    let iv = take(&mut bytes)?;
    let key = take(&mut bytes)?;
    let salt = take(&mut bytes)?;
    let rec_seq = u64::from_be_bytes(take(&mut bytes)?);
    if bytes.is_empty() {
        Ok(TlsKeys::new(key, salt, iv, rec_seq))
    } else {
        Err(Fault::LONG_REPLY)
    }
}

impl Encode for CryptoInfo {
    type Arg<'a> = &'a TlsCryptoInfo;
    type Bytes<'a> = CryptoReply;

    fn lend(value: &TlsCryptoInfo) -> &TlsCryptoInfo {
        value
    }

    fn encode(arg: &&TlsCryptoInfo) -> Result<CryptoReply, Fault> {
        let version = u16::try_from(arg.version.raw()).map_err(|_| Fault::OUT_OF_RANGE)?;
        Ok(match &arg.cipher {
            TlsCipher::AesGcm128(keys) => write(version, AES_GCM_128, keys),
            TlsCipher::AesGcm256(keys) => write(version, AES_GCM_256, keys),
            TlsCipher::AesCcm128(keys) => write(version, AES_CCM_128, keys),
            TlsCipher::ChaCha20Poly1305(keys) => write(version, CHACHA20_POLY1305, keys),
            TlsCipher::Sm4Gcm(keys) => write(version, SM4_GCM, keys),
            TlsCipher::Sm4Ccm(keys) => write(version, SM4_CCM, keys),
            TlsCipher::AriaGcm128(keys) => write(version, ARIA_GCM_128, keys),
            TlsCipher::AriaGcm256(keys) => write(version, ARIA_GCM_256, keys),
        })
    }
}

fn write<const KEY: usize, const SALT: usize, const IV: usize>(
    version: u16,
    cipher: u16,
    keys: &TlsKeys<KEY, SALT, IV>,
) -> CryptoReply {
    let mut info = CryptoReply { bytes: Cleared::empty(), length: 4 + IV + KEY + SALT + 8 };
    let fields: [&[u8]; 6] = [
        &version.to_ne_bytes(),
        &cipher.to_ne_bytes(),
        keys.iv(),
        keys.key(),
        keys.salt(),
        &keys.rec_seq().to_be_bytes(),
    ];
    for (to, from) in info.bytes.room().iter_mut().zip(fields.into_iter().flatten()) {
        *to = *from;
    }
    info
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // what tests are made of

    use super::*;

    #[test]
    fn each_cipher_comes_back() {
        let ciphers = [
            TlsCipher::AesGcm128(TlsKeys::new([1; 16], [2; 4], [3; 8], 4)),
            TlsCipher::AesGcm256(TlsKeys::new([1; 32], [2; 4], [3; 8], u64::MAX)),
            TlsCipher::AesCcm128(TlsKeys::new([1; 16], [2; 4], [3; 8], 4)),
            TlsCipher::ChaCha20Poly1305(TlsKeys::new([1; 32], [], [3; 12], 4)),
            TlsCipher::Sm4Gcm(TlsKeys::new([1; 16], [2; 4], [3; 8], 4)),
            TlsCipher::Sm4Ccm(TlsKeys::new([1; 16], [2; 4], [3; 8], 4)),
            TlsCipher::AriaGcm128(TlsKeys::new([1; 16], [2; 4], [3; 8], 4)),
            TlsCipher::AriaGcm256(TlsKeys::new([1; 32], [2; 4], [3; 8], 4)),
        ];
        for cipher in ciphers {
            let info = TlsCryptoInfo { version: TlsVersion::from_raw(0x303), cipher };
            let bytes = CryptoInfo::encode(&&info).unwrap();
            let bytes = bytes.as_ref();
            assert!([SHORT, LONG].contains(&bytes.len()));
            let answer = Answer::new(bytes, bytes.len()).unwrap();
            assert_eq!(CryptoInfo::decode(answer), Ok(info));
            let cut = Answer::new(bytes, bytes.len() - 1).unwrap();
            assert_eq!(CryptoInfo::decode(cut), Err(Fault::SHORT_REPLY));
        }
    }
}
