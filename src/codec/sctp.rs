//! Values of SCTP: of one association, and lists.

use core::fmt;
use core::marker::PhantomData;

use super::{
    by_value, Aligned, Answer, Codec, Decode, Encode, Inline, Int, List, Named, Padded, Refusal,
    Reply, Scalar, Wire,
};
use crate::error::Fault;
use crate::sys;
use crate::values::{
    SctpAssocId, SctpAuthKey, SctpEvents, SctpHmac, SctpResetStreams, SctpStreamReset,
};

mod addresses;
mod freebsd;

pub use addresses::{Addresses, ConnectX, PackedAddresses};
pub use freebsd::{
    FreebsdAssocParams, FreebsdDefaultPrInfo, FreebsdPaddrInfo, FreebsdPeerAddrParams, FreebsdPrim,
    FreebsdSndRcvInfo, FreebsdStatus, FreebsdThresholds, FreebsdUdpEncaps, Layout, Moved,
    MovedKeyed,
};

/// The numbers of these errors are the same on every machine of Linux.
const ENOMEM: i32 = 12;
const EINVAL: i32 = 22;

/// A number of four bytes behind that of an association, which is 0: `struct sctp_assoc_value`.
///
/// ```
/// use sockopt::codec::{Encode, ForAssoc, U32};
///
/// let bytes = ForAssoc::<U32>::encode(&7)?;
/// assert_eq!(bytes.0[..4], [0; 4]);
/// assert_eq!(bytes.0[4..], 7_u32.to_ne_bytes());
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct ForAssoc<C>(PhantomData<fn() -> C>);

impl<C: Scalar> Codec for ForAssoc<C> {
    type Value = C::Value;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::expects(f)
    }

    fn print(value: &C::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <C as Scalar>::print(value, f)
    }

    fn parse(text: &str) -> Result<C::Value, Fault> {
        <C as Scalar>::parse(text)
    }
}

impl<C: Scalar> Decode for ForAssoc<C> {
    type Reply = Aligned<8>;

    fn decode(answer: Answer<'_>) -> Result<C::Value, Fault> {
        let [_, _, _, _, value @ ..] = answer.exactly::<8>()?;
        C::from_raw(C::Wire::unpack(value)?)
    }
}

impl<C: Scalar> Encode for ForAssoc<C> {
    type Bytes<'a> = Aligned<8>;

    by_value!();

    fn encode(arg: &C::Value) -> Result<Aligned<8>, Fault> {
        let value = C::Wire::pack(C::to_raw(*arg)?).ok_or(Fault::OUT_OF_RANGE)?;
        let [a, b, c, d] = <[u8; 4]>::try_from(value.as_ref()).map_err(|_| Fault::OUT_OF_RANGE)?;
        Ok(Aligned([0, 0, 0, 0, a, b, c, d]))
    }
}

/// Events, a byte each, of which the system knows so many: `struct sctp_event_subscribe`. Text: as [`Bits`](super::Bits).
///
/// ```
/// use sockopt::codec::{Codec, Encode, Events};
/// use sockopt::SctpEvents;
///
/// let events = SctpEvents::DATA_IO | SctpEvents::SHUTDOWN;
/// assert_eq!(<Events>::encode(&events)?, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
/// assert_eq!(<Events>::parse("DATA_IO|SHUTDOWN"), Ok(events));
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct Events<const KNOWN: usize = 14>;

type EventBits = super::Bits<SctpEvents>;

impl<const KNOWN: usize> Codec for Events<KNOWN> {
    type Value = SctpEvents;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <EventBits as Codec>::expects(f)
    }

    fn print(value: &SctpEvents, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <EventBits as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<SctpEvents, Fault> {
        <EventBits as Codec>::parse(text)
    }
}

impl<const KNOWN: usize> Decode for Events<KNOWN> {
    type Reply = Padded<KNOWN>;

    fn decode(answer: Answer<'_>) -> Result<SctpEvents, Fault> {
        if answer.bytes().is_empty() {
            return Err(Fault::SHORT_REPLY);
        }
        let on = answer.bytes().iter().zip(0..).filter(|&(&byte, _)| byte != 0);
        Ok(SctpEvents::from_bits_retain(on.fold(0, |bits, (_, at)| bits | 1_u32 << at)))
    }
}

impl<const KNOWN: usize> Encode for Events<KNOWN> {
    type Bytes<'a> = [u8; KNOWN];

    by_value!();

    fn encode(arg: &SctpEvents) -> Result<[u8; KNOWN], Fault> {
        let mut bytes = [0; KNOWN];
        if arg.bits() >> bytes.len() != 0 {
            return Err(Fault::OUT_OF_RANGE);
        }
        for (byte, at) in bytes.iter_mut().zip(0..) {
            *byte = u8::from(arg.bits() >> at & 1 == 1);
        }
        Ok(bytes)
    }
}

/// A buffer that is made twice as long as long as the kernel refuses it with the error `CODE`.
///
/// ```
/// use sockopt::codec::{Doubling, Refusal, Reply};
///
/// let mut reply = Doubling::<22>::empty();
/// let room = reply.room().len();
/// assert!(!reply.again(&Err(Refusal { code: 95, length: 0 }))); // not for want of room
/// assert!(reply.again(&Err(Refusal { code: 22, length: 0 })));
/// assert_eq!(reply.room().len(), 2 * room);
/// ```
#[derive(Debug)]
pub struct Doubling<const CODE: i32>(Vec<u8>);

impl<const CODE: i32> Doubling<CODE> {
    const START: usize = 512;
    const LIMIT: usize = 1 << 18;
}

impl<const CODE: i32> Reply for Doubling<CODE> {
    const WHOLE: bool = false;

    fn empty() -> Self {
        Doubling(vec![0; Self::START])
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        match answer {
            Err(refusal) if refusal.code == CODE && self.0.len() < Self::LIMIT => {
                self.0 = vec![0; 2 * self.0.len()];
                true
            }
            _ => false,
        }
    }
}

/// The four bytes at a place.
fn word(bytes: &[u8], place: usize) -> Result<u32, Fault> {
    let bytes = bytes.get(place..).and_then(|rest| rest.first_chunk());
    bytes.map(|word| u32::from_ne_bytes(*word)).ok_or(Fault::SHORT_REPLY)
}

/// As many elements as the number before them says, the number standing at `PLACE`; and no other bytes.
fn counted<const PLACE: usize>(bytes: &[u8], size: usize) -> Result<&[u8], Fault> {
    let count = usize::try_from(word(bytes, PLACE)?).map_err(|_| Fault::BAD_REPLY)?;
    let rest = bytes.get(PLACE + 4..).unwrap_or_default();
    // More than there can be is more than there is.
    let length = count.saturating_mul(size);
    if rest.len() < length {
        return Err(Fault::SHORT_REPLY);
    }
    if rest.len() > length {
        return Err(Fault::LONG_REPLY);
    }
    Ok(rest)
}

/// The numbers of associations: `struct sctp_assoc_ids`. Text: with commas; `none` for none.
///
/// ```
/// use sockopt::codec::{AssocIds, Codec};
/// use sockopt::SctpAssocId;
///
/// assert_eq!(AssocIds::parse("7,8"), Ok(vec![SctpAssocId::from_raw(7), SctpAssocId::from_raw(8)]));
/// ```
#[derive(Debug)]
pub struct AssocIds;

type Ids = List<Named<SctpAssocId>>;

impl Codec for AssocIds {
    type Value = Vec<SctpAssocId>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ids::expects(f)
    }

    fn print(value: &Vec<SctpAssocId>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ids::print(value, f)
    }

    fn parse(text: &str) -> Result<Vec<SctpAssocId>, Fault> {
        Ids::parse(text)
    }
}

impl Decode for AssocIds {
    type Reply = Doubling<EINVAL>;

    fn decode(answer: Answer<'_>) -> Result<Vec<SctpAssocId>, Fault> {
        let ids = counted::<0>(answer.bytes(), 4)?.chunks_exact(4);
        ids.map(|id| i32::unpack(id).and_then(Named::<SctpAssocId>::from_raw)).collect()
    }
}

/// The types of chunks that are authenticated: `struct sctp_authchunks`. Text: numbers, with commas; `none` for none.
///
/// ```
/// use sockopt::codec::{AuthChunks, Codec};
///
/// assert_eq!(AuthChunks::parse("193,128"), Ok(vec![0xc1, 0x80])); // ASCONF, ASCONF-ACK
/// ```
#[derive(Debug)]
pub struct AuthChunks;

type Chunks = List<Int<u8, 0, 255, u8>>;

impl Codec for AuthChunks {
    type Value = Vec<u8>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Chunks::expects(f)
    }

    fn print(value: &Vec<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Chunks::print(value, f)
    }

    fn parse(text: &str) -> Result<Vec<u8>, Fault> {
        Chunks::parse(text)
    }
}

impl Decode for AuthChunks {
    // A chunk's type is a byte.
    type Reply = Padded<{ 8 + 256 }>;

    fn decode(answer: Answer<'_>) -> Result<Vec<u8>, Fault> {
        counted::<4>(answer.bytes(), 1).map(<[u8]>::to_vec)
    }
}

/// Ways of authentication, the preferred one first: `struct sctp_hmacalgo`. Text: names, with commas.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Hmacs};
/// use sockopt::SctpHmac;
///
/// # #[cfg(target_os = "linux")] {
/// let both = vec![SctpHmac::SHA256, SctpHmac::SHA1];
/// assert_eq!(Hmacs::encode(&both)?.as_ref().len(), 8);
/// assert_eq!(Hmacs::parse("SCTP_AUTH_HMAC_ID_SHA256,SCTP_AUTH_HMAC_ID_SHA1"), Ok(both));
/// # }
/// assert_eq!(Hmacs::encode(&vec![]).err(), Some(Fault::OUT_OF_RANGE));
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Hmacs;

type Hmac = Named<SctpHmac, u16>;

impl Hmacs {
    const MOST: usize = 8;
}

impl Codec for Hmacs {
    type Value = Vec<SctpHmac>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1 to {}, with commas, each ", Hmacs::MOST)?;
        <Hmac as Codec>::expects(f)
    }

    fn print(value: &Vec<SctpHmac>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        List::<Hmac>::print(value, f)
    }

    fn parse(text: &str) -> Result<Vec<SctpHmac>, Fault> {
        List::<Hmac>::parse(text)
    }
}

impl Decode for Hmacs {
    type Reply = Padded<{ 4 + 2 * 64 }>;

    fn decode(answer: Answer<'_>) -> Result<Vec<SctpHmac>, Fault> {
        let hmacs = counted::<0>(answer.bytes(), 2)?.chunks_exact(2);
        hmacs.map(|hmac| u16::unpack(hmac).and_then(Hmac::from_raw)).collect()
    }
}

impl Encode for Hmacs {
    type Arg<'a> = Vec<SctpHmac>;
    type Bytes<'a> = Inline<{ 4 + 2 * Hmacs::MOST }>;

    fn lend(value: &Vec<SctpHmac>) -> Vec<SctpHmac> {
        value.clone()
    }

    fn encode<'a>(arg: &'a Vec<SctpHmac>) -> Result<Self::Bytes<'a>, Fault> {
        if arg.is_empty() || arg.len() > Hmacs::MOST {
            return Err(Fault::OUT_OF_RANGE);
        }
        let count = u32::try_from(arg.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let mut bytes = [0; 4 + 2 * Hmacs::MOST];
        let (head, rest) = bytes.split_at_mut(4);
        head.copy_from_slice(&count.to_ne_bytes());
        for (hmac, bytes) in arg.iter().zip(rest.chunks_exact_mut(2)) {
            bytes.copy_from_slice(&<Hmac as Encode>::encode(hmac)?);
        }
        Ok(Inline::new(bytes, 4 + 2 * arg.len()))
    }
}

/// Bytes that are cleared when they are dropped, any number of them.
///
/// ```
/// use sockopt::codec::{Encode, KeyOf};
/// use sockopt::{SctpAssocId, SctpAuthKey};
///
/// let key = SctpAuthKey::new(SctpAssocId::default(), 1, b"between you and me")?;
/// let bytes = KeyOf::encode(&&key).unwrap();
/// assert_eq!(format!("{bytes:?}"), "ClearedVec(26 bytes)");
/// # Ok::<(), sockopt::SctpKeyError>(())
/// ```
pub struct ClearedVec(Vec<u8>);

impl AsRef<[u8]> for ClearedVec {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for ClearedVec {
    fn drop(&mut self) {
        sys::clear(&mut self.0);
    }
}

impl fmt::Debug for ClearedVec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClearedVec({} bytes)", self.0.len())
    }
}

/// [`SctpAuthKey`] as `struct sctp_authkey`. It has no text.
///
/// ```
/// use sockopt::codec::{Codec, Fault, KeyOf};
///
/// assert_eq!(KeyOf::parse("…").err(), Some(Fault::NO_TEXT));
/// ```
#[derive(Debug)]
pub struct KeyOf;

impl Codec for KeyOf {
    type Value = SctpAuthKey;

    const SECRET: bool = true;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key of at most 65535 bytes, and its number")
    }

    fn print(_: &SctpAuthKey, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }

    fn parse(_: &str) -> Result<SctpAuthKey, Fault> {
        Err(Fault::NO_TEXT)
    }
}

impl Encode for KeyOf {
    type Arg<'a> = &'a SctpAuthKey;
    type Bytes<'a> = ClearedVec;

    fn lend(value: &SctpAuthKey) -> &SctpAuthKey {
        value
    }

    fn encode(arg: &&SctpAuthKey) -> Result<ClearedVec, Fault> {
        let key = arg.as_bytes();
        let length = u16::try_from(key.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        // In one piece, that no copy of it stays behind.
        let mut bytes = Vec::with_capacity(9 + key.len());
        bytes.extend_from_slice(&arg.assoc_id.raw().to_ne_bytes());
        bytes.extend_from_slice(&arg.keynumber.to_ne_bytes());
        bytes.extend_from_slice(&length.to_ne_bytes());
        bytes.extend_from_slice(key);
        // The kernel wants at least one byte behind the lengths, an empty key or not.
        if key.is_empty() {
            bytes.push(0);
        }
        Ok(ClearedVec(bytes))
    }
}

/// [`SctpResetStreams`] as `struct sctp_reset_streams`. Text: `assoc_id=… flags=… streams=1,2`.
///
/// ```
/// use sockopt::codec::{Codec, Encode, ResetStreams};
///
/// let text = "assoc_id=7 flags=OUTGOING streams=1,2";
/// let reset = ResetStreams::parse(text)?;
/// assert_eq!(ResetStreams::encode(&&reset)?.len(), 12);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct ResetStreams;

type Stream = Int<u16, 0, 65535, u16>;
type Reset = super::Bits<SctpStreamReset, u16>;

impl Codec for ResetStreams {
    type Value = SctpResetStreams;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("assoc_id=… flags=… streams=…, at most 65535 of them")
    }

    fn print(value: &SctpResetStreams, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "assoc_id={} flags=", value.assoc_id)?;
        <Reset as Codec>::print(&value.flags, f)?;
        f.write_str(" streams=")?;
        List::<Stream>::print(&value.streams, f)
    }

    fn parse(text: &str) -> Result<SctpResetStreams, Fault> {
        let [id, flags, streams] = super::packet::fields(text, ["assoc_id", "flags", "streams"])?;
        Ok(SctpResetStreams {
            assoc_id: <Named<SctpAssocId> as Codec>::parse(id)?,
            flags: <Reset as Codec>::parse(flags)?,
            streams: List::<Stream>::parse(streams)?,
        })
    }
}

impl Encode for ResetStreams {
    type Arg<'a> = &'a SctpResetStreams;
    type Bytes<'a> = Vec<u8>;

    fn lend(value: &SctpResetStreams) -> &SctpResetStreams {
        value
    }

    fn encode(arg: &&SctpResetStreams) -> Result<Vec<u8>, Fault> {
        let count = u16::try_from(arg.streams.len()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let mut bytes = arg.assoc_id.raw().to_ne_bytes().to_vec();
        bytes.extend_from_slice(&<Reset as Encode>::encode(&arg.flags)?);
        bytes.extend_from_slice(&count.to_ne_bytes());
        bytes.extend(arg.streams.iter().flat_map(|stream| stream.to_ne_bytes()));
        Ok(bytes)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use std::net::SocketAddr;

    use super::*;

    fn answer<C: Decode>(bytes: &[u8], length: usize) -> Result<C::Value, Fault> {
        C::decode(Answer::new(bytes, length)?)
    }

    #[test]
    fn a_count_that_is_not_so_is_told() {
        let ids = [2_u32, 7, 8].map(u32::to_ne_bytes).concat();
        let both = [7, 8].map(SctpAssocId::from_raw).to_vec();
        assert_eq!(answer::<AssocIds>(&ids, 12), Ok(both));
        assert_eq!(answer::<AssocIds>(&ids, 8), Err(Fault::SHORT_REPLY));
        assert_eq!(answer::<AssocIds>(&ids, 3), Err(Fault::SHORT_REPLY));
        let more = [&ids[..], &[0; 4]].concat();
        assert_eq!(answer::<AssocIds>(&more, 16), Err(Fault::LONG_REPLY));
        let wrong = [u32::MAX, 7].map(u32::to_ne_bytes).concat();
        assert_eq!(answer::<AssocIds>(&wrong, 8), Err(Fault::SHORT_REPLY));
        assert_eq!(answer::<AuthChunks>(&[0, 0, 0, 0, 0, 0, 0, 0], 8), Ok(vec![]));
        assert_eq!(answer::<Hmacs>(&[0; 132], 4), Ok(vec![]));
    }

    #[test]
    fn addresses_are_read_one_after_another() {
        let both: Vec<SocketAddr> =
            vec!["192.0.2.7:9899".parse().unwrap(), "[::1]:9".parse().unwrap()];
        let packed = PackedAddresses::encode(&both.as_slice()).unwrap();
        let mut bytes = [[0; 4], 2_u32.to_ne_bytes()].concat();
        bytes.extend(packed);
        // With the head counted, or without.
        assert_eq!(answer::<Addresses>(&bytes, bytes.len()), Ok(both.clone()));
        assert_eq!(answer::<Addresses>(&bytes, bytes.len() - 8), Ok(both.clone()));
        bytes.resize(512, 0);
        assert_eq!(answer::<Addresses>(&bytes, 52), Ok(both));
        // More of them than there are.
        bytes[4..8].copy_from_slice(&3_u32.to_ne_bytes());
        assert_eq!(answer::<Addresses>(&bytes, 52), Err(Fault::BAD_REPLY));
        bytes[4..8].copy_from_slice(&u32::MAX.to_ne_bytes());
        assert_eq!(answer::<Addresses>(&bytes, 52), Err(Fault::BAD_REPLY));
    }

    #[test]
    fn older_kernels_know_fewer_events() {
        let mut bytes = [1; 14];
        bytes[1] = 0;
        let ten = answer::<Events>(&bytes, 10).unwrap();
        assert_eq!(ten.bits(), 0b11_1111_1101);
        assert_eq!(answer::<Events>(&bytes, 0), Err(Fault::SHORT_REPLY));
        // FreeBSD would pass over what it does not know.
        let (last, next) = (SctpEvents::STREAM_RESET, SctpEvents::ASSOC_RESET);
        assert_eq!(Events::<11>::encode(&last), Ok([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]));
        assert_eq!(Events::<11>::encode(&next), Err(Fault::OUT_OF_RANGE));
        assert_eq!(
            <Events>::encode(&SctpEvents::from_bits_retain(1 << 14)),
            Err(Fault::OUT_OF_RANGE)
        );
    }
}
