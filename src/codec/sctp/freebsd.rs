//! FreeBSD's structures of SCTP: the fields of Linux's in other places.

use core::fmt;
use core::marker::PhantomData;
use core::mem::align_of;

use super::super::{by_value, Aligned, Answer, Ask, Codec, Decode, Encode, Fields, Record};
use crate::error::Fault;
use crate::values::sizes;

/// Where the fields of a structure lie in another system's.
///
/// ```
/// use sockopt::codec::{Encode, Layout, Moved};
/// use sockopt::SctpPrim;
///
/// /// The address, and then the association.
/// enum AddressFirst {}
///
/// impl Layout for AddressFirst {
///     const MOVES: &'static [(usize, usize, usize)] = &[(0, 128, 4), (4, 0, 128)];
/// }
///
/// let prim = SctpPrim { assoc_id: sockopt::SctpAssocId::from_raw(7), addr: None };
/// let bytes = Moved::<SctpPrim, AddressFirst, 136>::encode(&prim)?;
/// assert_eq!(bytes.0[128..132], 7_i32.to_ne_bytes());
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
pub trait Layout {
    /// Place in the crate's structure, place in the system's, and bytes.
    const MOVES: &'static [(usize, usize, usize)];
}

/// A [`Record`] whose fields lie elsewhere. What has no place there must not be set.
///
/// ```
/// use sockopt::codec::{Codec, FreebsdPrim, Moved};
/// use sockopt::SctpPrim;
///
/// let prim = Moved::<SctpPrim, FreebsdPrim, 136>::parse("assoc_id=7 addr=127.0.0.1:9899")?;
/// assert_eq!(prim.assoc_id.raw(), 7);
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct Moved<T, L, const SIZE: usize>(PhantomData<fn() -> (T, L)>);

/// As [`Moved`]; and the reader fills in the beginning of the crate's structure, `K`, to say what is asked for.
///
/// ```
/// use sockopt::codec::{Ask, Fault, FreebsdPaddrInfo, MovedKeyed};
/// use sockopt::{SctpAssocId, SctpPaddrInfo, SctpPrim};
///
/// let mut bytes = [0; 152];
/// let mut prim = SctpPrim { assoc_id: SctpAssocId::from_raw(7), addr: None };
/// MovedKeyed::<SctpPrim, SctpPaddrInfo, FreebsdPaddrInfo, 152>::ask(&mut prim, &mut bytes)?;
/// assert_eq!(bytes[128..132], 7_i32.to_ne_bytes());
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct MovedKeyed<K, T, L, const SIZE: usize>(PhantomData<fn() -> K>, Moved<T, L, SIZE>);

/// The crate's own structure, as it lies; none is larger.
const MOST: usize = 256;

/// Moves the fields of `own` to `there`.
fn put<T: Fields, L: Layout>(
    own: &mut [u8; MOST],
    there: &mut [u8],
    write: impl FnOnce(&mut [u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    write(own.get_mut(..T::SIZE).ok_or(Fault::OUT_OF_RANGE)?)?;
    for &(from, to, size) in L::MOVES {
        let from = own.get_mut(from..from + size).ok_or(Fault::OUT_OF_RANGE)?;
        there.get_mut(to..to + size).ok_or(Fault::OUT_OF_RANGE)?.copy_from_slice(from);
        from.fill(0);
    }
    if own.iter().all(|&byte| byte == 0) {
        Ok(())
    } else {
        Err(Fault::OUT_OF_RANGE)
    }
}

impl<T: Fields, L: Layout, const SIZE: usize> Codec for Moved<T, L, SIZE> {
    type Value = T;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Record::<T, SIZE>::expects(f)
    }

    fn print(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Record::<T, SIZE>::print(value, f)
    }

    fn parse(text: &str) -> Result<T, Fault> {
        Record::<T, SIZE>::parse(text)
    }
}

impl<T: Fields, L: Layout, const SIZE: usize> Decode for Moved<T, L, SIZE> {
    type Reply = Aligned<SIZE>;

    fn decode(answer: Answer<'_>) -> Result<T, Fault> {
        let there = answer.exactly::<SIZE>()?;
        let mut own = [0; MOST];
        for &(to, from, size) in L::MOVES {
            let from = there.get(from..from + size).ok_or(Fault::SHORT_REPLY)?;
            own.get_mut(to..to + size).ok_or(Fault::BAD_REPLY)?.copy_from_slice(from);
        }
        T::read(own.get(..T::SIZE).ok_or(Fault::BAD_REPLY)?)
    }
}

impl<T: Fields, L: Layout, const SIZE: usize> Encode for Moved<T, L, SIZE> {
    type Bytes<'a> = Aligned<SIZE>;

    by_value!();

    fn encode(arg: &T) -> Result<Aligned<SIZE>, Fault> {
        let mut bytes = Aligned([0; SIZE]);
        put::<T, L>(&mut [0; MOST], &mut bytes.0, |own| arg.write(own))?;
        Ok(bytes)
    }
}

impl<K, T: Fields, L: Layout, const SIZE: usize> Codec for MovedKeyed<K, T, L, SIZE> {
    type Value = T;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Record::<T, SIZE>::expects(f)
    }

    fn print(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Record::<T, SIZE>::print(value, f)
    }

    fn parse(text: &str) -> Result<T, Fault> {
        Record::<T, SIZE>::parse(text)
    }
}

impl<K, T: Fields, L: Layout, const SIZE: usize> Decode for MovedKeyed<K, T, L, SIZE> {
    type Reply = Aligned<SIZE>;

    fn decode(answer: Answer<'_>) -> Result<T, Fault> {
        Moved::<T, L, SIZE>::decode(answer)
    }
}

impl<K: Fields, T: Fields, L: Layout, const SIZE: usize> Ask for MovedKeyed<K, T, L, SIZE> {
    type Key<'a> = K;

    fn ask(key: &mut K, room: &mut [u8]) -> Result<(), Fault> {
        put::<T, L>(&mut [0; MOST], room, |own| {
            key.write(own.get_mut(..K::SIZE).ok_or(Fault::SHORT_REPLY)?)
        })
    }
}

/// Declares layouts of netinet/sctp_uio.h.
macro_rules! layouts {
    ($($(#[$doc:meta])* $name:ident = [$($moves:expr),+];)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl Layout for $name {
            const MOVES: &'static [(usize, usize, usize)] = &[$($moves),+];
        }
    )*};
}

/// The alignment of a `struct sockaddr_storage`.
const ALIGN: usize = align_of::<u64>();

layouts! {
    /// `struct sctp_setprim`, `struct sctp_setpeerprim`: the address, then the association.
    FreebsdPrim = [(0, 128, 4), (4, 0, 128)];
    /// `struct sctp_paddrinfo`.
    FreebsdPaddrInfo = [(0, 128, 4), (4, 0, 128), (132, 132, 20)];
    /// `struct sctp_assocparams`: what has two bytes is last.
    FreebsdAssocParams = [(0, 0, 4), (8, 4, 12), (4, 16, 4)];
    /// `struct sctp_default_prinfo`: the policy first, the association last.
    FreebsdDefaultPrInfo = [(0, 8, 4), (4, 4, 4), (8, 0, 2)];
    /// `struct sctp_sndrcvinfo`: two fields more, and room.
    FreebsdSndRcvInfo = [(0, 0, 32)];
    /// `struct sctp_udpencaps`.
    FreebsdUdpEncaps = [(0, 128, 4), (sizes::ADDRESS, 0, 128), (sizes::BEHIND, 132, 2)];
    /// `struct sctp_paddrthlds`.
    FreebsdThresholds = [(0, 128, 4), (sizes::ADDRESS, 0, 128), (sizes::BEHIND, 132, 6)];
    /// `struct sctp_paddrparams`: without a delay of acknowledgements.
    FreebsdPeerAddrParams = [
        (0, 128, 4), (4, 0, 128), (132, 132, 4), (138, 136, 4), (146, 140, 4), (150, 144, 4), (136, 148, 2),
        (154, 150, 1)
    ];
    /// `struct sctp_status`: the primary address at its own alignment.
    FreebsdStatus = [(0, 0, 24), (28, 24, 128), (156, 156, 20)];
}

impl FreebsdThresholds {
    /// How many bytes there are.
    pub const SIZE: usize = (128_usize + 4 + 6).next_multiple_of(ALIGN);
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;
    use crate::codec::Printed;
    use crate::values::{
        SctpAssocId, SctpAssocParams, SctpDefaultPrInfo, SctpPaddrInfo, SctpPeerAddrParams,
        SctpPeerAddrThresholdsV2, SctpPrPolicy, SctpPrim, SctpSndRcvInfo, SctpStatus,
        SctpUdpEncaps,
    };

    /// That a value lies so, and comes back.
    fn there_and_back<T: Fields + PartialEq + fmt::Debug, L: Layout, const SIZE: usize>(
        text: &str,
        parts: &[(usize, &[u8])],
    ) {
        let value = Moved::<T, L, SIZE>::parse(text);
        let Ok(value) = value else { panic!("{text} is no value") };
        let Ok(bytes) = Moved::<T, L, SIZE>::encode(&value) else {
            panic!("{text} is out of range")
        };
        for (place, part) in parts {
            assert_eq!(bytes.0.get(*place..place + part.len()), Some(*part), "{text} at {place}");
        }
        let got = Answer::new(&bytes.0, SIZE).and_then(Moved::<T, L, SIZE>::decode);
        let Ok(got) = got else { panic!("{text} does not come back") };
        assert_eq!(got, value);
        assert_eq!(Printed::<Moved<T, L, SIZE>>(&got).to_string(), text);
    }

    #[test]
    fn fields_lie_as_in_sctp_uio() {
        let seven = 7_u32.to_ne_bytes();
        let word = |number: u32| number.to_ne_bytes();
        let half = |number: u16| number.to_ne_bytes();
        there_and_back::<SctpPrim, FreebsdPrim, 136>(
            "assoc_id=7 addr=none",
            &[(0, &[0; 128]), (128, &seven)],
        );
        there_and_back::<SctpAssocParams, FreebsdAssocParams, 20>(
            "assoc_id=7 asocmaxrxt=9 number_peer_destinations=2 peer_rwnd=3 local_rwnd=4 cookie_life=5ms",
            &[(0, &seven), (4, &word(3)), (8, &word(4)), (12, &word(5)), (16, &half(9)), (18, &half(2))],
        );
        there_and_back::<SctpUdpEncaps, FreebsdUdpEncaps, 136>(
            "assoc_id=7 address=none port=9899",
            &[(128, &seven), (132, &9899_u16.to_be_bytes())],
        );
        there_and_back::<SctpPeerAddrThresholdsV2, FreebsdThresholds, { FreebsdThresholds::SIZE }>(
            "assoc_id=7 address=none pathmaxrxt=3 pathpfthld=4 pathcpthld=5",
            &[(128, &seven), (132, &half(3)), (134, &half(4)), (136, &half(5))],
        );
        there_and_back::<SctpPeerAddrParams, FreebsdPeerAddrParams, 152>(
            "assoc_id=7 address=none hbinterval=1s pathmaxrxt=3 pathmtu=1400 sackdelay=none flags=HB_ENABLE \
             ipv6_flowlabel=5 dscp=6",
            &[
                (128, &seven), (132, &word(1000)), (136, &word(1400)), (140, &word(1)), (144, &word(5)),
                (148, &half(3)), (150, &[6]),
            ],
        );
    }

    #[test]
    fn what_has_no_place_is_refused() -> Result<(), Fault> {
        let text = "assoc_id=7 address=none hbinterval=none pathmaxrxt=none pathmtu=none sackdelay=200ms flags=none \
                    ipv6_flowlabel=0 dscp=0";
        type Params = Moved<SctpPeerAddrParams, FreebsdPeerAddrParams, 152>;
        let late = Params::parse(text)?;
        assert_eq!(Params::encode(&late).err(), Some(Fault::OUT_OF_RANGE));
        Ok(())
    }

    #[test]
    fn what_is_told_is_read() -> Result<(), Fault> {
        let mut bytes = [0; 176];
        let mut put = |place: usize, value: &[u8]| {
            for (to, from) in bytes.iter_mut().skip(place).zip(value) {
                *to = *from;
            }
        };
        put(0, &7_u32.to_ne_bytes());
        put(8, &1000_u32.to_ne_bytes());
        put(18, &10_u16.to_ne_bytes());
        put(160, &4380_u32.to_ne_bytes());
        put(172, &1500_u32.to_ne_bytes());
        let status = Moved::<SctpStatus, FreebsdStatus, 176>::decode(Answer::new(&bytes, 176)?)?;
        assert_eq!((status.assoc_id, status.rwnd), (SctpAssocId::from_raw(7), 1000));
        assert_eq!((status.outstrms, status.primary_cwnd, status.primary_mtu), (10, 4380, 1500));

        let mut bytes = [0; 152];
        let mut prim = SctpPrim { assoc_id: SctpAssocId::from_raw(7), addr: None };
        type Info = MovedKeyed<SctpPrim, SctpPaddrInfo, FreebsdPaddrInfo, 152>;
        Info::ask(&mut prim, &mut bytes)?;
        let info = Info::decode(Answer::new(&bytes, 152)?)?;
        assert_eq!((info.assoc_id, info.address), (SctpAssocId::from_raw(7), None));

        let prinfo =
            SctpDefaultPrInfo { policy: SctpPrPolicy::from_raw(3), value: 5, ..Default::default() };
        let bytes = Moved::<SctpDefaultPrInfo, FreebsdDefaultPrInfo, 12>::encode(&prinfo)?;
        assert_eq!(bytes.0.split_at(2).0, 3_u16.to_ne_bytes());
        assert_eq!(bytes.0.get(4..8), Some(5_u32.to_ne_bytes().as_slice()));
        let send =
            Moved::<SctpSndRcvInfo, FreebsdSndRcvInfo, 128>::encode(&SctpSndRcvInfo::default())?;
        assert_eq!(send.0, [0; 128]);
        Ok(())
    }
}
