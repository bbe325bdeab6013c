//! Ioctls of Windows: what is asked for goes apart from the room for the answer.

use core::fmt;
use core::marker::PhantomData;

use super::{
    Answer, Ask, Codec, Decode, Encode, Extended, Extensible, OrNone, Refusal, Reply, Scalar, U32,
};
use crate::error::Fault;
use crate::values::{WindowsTcpInfo, TCP_INFO_SIZES};

/// An ioctl that is asked by a value of codec `Q`, of `IN` bytes, and answers with one of codec `A`, of `OUT`.
///
/// ```
/// use sockopt::codec::{Ask, Asking, Fault, Reply, U32, U64};
///
/// type Stamp = Asking<U32, U64, 4, 8>; // SIO_GET_TX_TIMESTAMP
/// let mut room = <Stamp as sockopt::codec::Decode>::Reply::empty();
/// Stamp::ask(&mut 7, room.room())?;
/// assert_eq!(room.room()[..4], 7u32.to_ne_bytes());
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Asking<Q, A, const IN: usize, const OUT: usize>(PhantomData<fn() -> (Q, A)>);

impl<Q, A: Codec, const IN: usize, const OUT: usize> Codec for Asking<Q, A, IN, OUT> {
    type Value = A::Value;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        A::expects(f)
    }

    fn print(value: &A::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        A::print(value, f)
    }

    fn parse(text: &str) -> Result<A::Value, Fault> {
        A::parse(text)
    }
}

impl<Q, A: Decode, const IN: usize, const OUT: usize> Decode for Asking<Q, A, IN, OUT> {
    type Reply = Asked<IN, OUT>;

    fn decode(answer: Answer<'_>) -> Result<A::Value, Fault> {
        A::decode(answer)
    }
}

impl<Q: Encode, A: Decode, const IN: usize, const OUT: usize> Ask for Asking<Q, A, IN, OUT> {
    type Key<'a> = Q::Arg<'a>;

    fn ask(key: &mut Q::Arg<'_>, room: &mut [u8]) -> Result<(), Fault> {
        let question = Q::encode(key)?;
        let (to, from) = (room.get_mut(..IN), question.as_ref());
        let to = to.filter(|to| to.len() == from.len()).ok_or(Fault::OUT_OF_RANGE)?;
        to.copy_from_slice(from);
        Ok(())
    }
}

/// A buffer of `OUT` bytes for an answer, the first `IN` of which are the question at first.
#[derive(Clone, Copy, Debug)]
#[repr(align(8))]
pub struct Asked<const IN: usize, const OUT: usize>([u8; OUT]);

impl<const IN: usize, const OUT: usize> Asked<IN, OUT> {
    /// As much as the call for ioctls takes.
    const FITS: () = assert!(IN <= OUT && IN <= 8, "the question does not fit");
}

impl<const IN: usize, const OUT: usize> Reply for Asked<IN, OUT> {
    fn empty() -> Self {
        let () = Self::FITS;
        Asked([0; OUT])
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }

    fn question(&self) -> &[u8] {
        self.0.get(..IN).unwrap_or_default()
    }
}

/// [`WindowsTcpInfo`]: the newest version of the structure that the system has.
///
/// ```
/// use sockopt::codec::{Decode, Refusal, Reply, TcpInfoVersions};
///
/// let mut room = <TcpInfoVersions as Decode>::Reply::empty();
/// assert_eq!(room.room().len(), 152);
/// // A system that does not know that one (WSAEINVAL) is asked for the one before.
/// assert!(room.again(&Err(Refusal { code: 10022, length: 0 })));
/// assert_eq!(room.room().len(), 136);
/// ```
#[derive(Debug)]
pub struct TcpInfoVersions;

type Info = Extensible<WindowsTcpInfo, { TCP_INFO_SIZES[2] }>;

impl Codec for TcpInfoVersions {
    type Value = WindowsTcpInfo;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Info::expects(f)
    }

    fn print(value: &WindowsTcpInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Info::print(value, f)
    }

    fn parse(text: &str) -> Result<WindowsTcpInfo, Fault> {
        Info::parse(text)
    }
}

impl Decode for TcpInfoVersions {
    type Reply = TcpInfoRoom;

    fn decode(answer: Answer<'_>) -> Result<WindowsTcpInfo, Fault> {
        if answer.bytes().len() < WindowsTcpInfo::LEAST {
            return Err(Fault::SHORT_REPLY);
        }
        WindowsTcpInfo::read(answer.bytes())
    }
}

/// A buffer for one version of the structure after another, from the newest on.
#[derive(Debug)]
#[repr(C, align(8))]
pub struct TcpInfoRoom {
    bytes: [u8; TCP_INFO_SIZES[2]],
    /// How many versions there are that the system may have.
    versions: usize,
    /// The number of the one that is asked for.
    version: [u8; 4],
}

impl TcpInfoRoom {
    /// winsock2.h.
    const WSAEINVAL: i32 = 10022;

    fn of(versions: usize) -> TcpInfoRoom {
        let version = u32::try_from(versions.saturating_sub(1)).unwrap_or(0).to_ne_bytes();
        TcpInfoRoom { bytes: [0; TCP_INFO_SIZES[2]], versions, version }
    }
}

impl Reply for TcpInfoRoom {
    const WHOLE: bool = false;

    fn empty() -> Self {
        TcpInfoRoom::of(TCP_INFO_SIZES.len())
    }

    fn room(&mut self) -> &mut [u8] {
        let sizes = TCP_INFO_SIZES.get(..self.versions);
        let size = sizes.and_then(|sizes| sizes.last()).copied().unwrap_or(0);
        self.bytes.get_mut(..size).unwrap_or_default()
    }

    fn question(&self) -> &[u8] {
        &self.version
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        match answer {
            Err(refusal) if refusal.code == Self::WSAEINVAL && self.versions > 1 => {
                *self = TcpInfoRoom::of(self.versions - 1);
                true
            }
            _ => false,
        }
    }
}

/// How often the first packet of a connection is sent again: Windows has a number for never, which is not 0. Text: `none`
/// for what the administrator has set, or the number.
///
/// ```
/// use sockopt::codec::{Encode, Fault, SynRetransmissions};
///
/// assert_eq!(<SynRetransmissions as Encode>::encode(&Some(0)), Ok([254]));
/// assert_eq!(<SynRetransmissions as Encode>::encode(&None), Ok([255]));
/// assert_eq!(<SynRetransmissions as Encode>::encode(&Some(254)), Err(Fault::OUT_OF_RANGE));
/// ```
#[derive(Debug)]
pub struct SynRetransmissions;

type Count = super::Int<u8, 0, 253, u8>;

impl SynRetransmissions {
    /// `(UCHAR) -1` and `(UCHAR) -2` of mstcpip.h.
    const UNSPECIFIED: i128 = 255;
    const NEVER: i128 = 254;
}

impl Scalar for SynRetransmissions {
    type Value = Option<u8>;
    type Wire = u8;

    fn to_raw(value: Option<u8>) -> Result<i128, Fault> {
        match value {
            None => Ok(Self::UNSPECIFIED),
            Some(0) => Ok(Self::NEVER),
            Some(count) => Count::to_raw(count),
        }
    }

    fn from_raw(raw: i128) -> Result<Option<u8>, Fault> {
        match raw {
            Self::UNSPECIFIED => Ok(None),
            Self::NEVER => Ok(Some(0)),
            // That is the system's own default, which has no value here.
            0 => Err(Fault::BAD_REPLY),
            count => Count::from_raw(count).map(Some),
        }
    }

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or ")?;
        <Count as Scalar>::expects(f)
    }

    fn print(value: &Option<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value {
            None => f.write_str("none"),
            Some(count) => <Count as Scalar>::print(count, f),
        }
    }

    fn parse(text: &str) -> Result<Option<u8>, Fault> {
        match text {
            "none" => Ok(None),
            text => <Count as Scalar>::parse(text).map(Some),
        }
    }
}

/// The process at the other end of a Unix socket of Windows. Text: `none`, or its number.
///
/// Systems were seen that write it and say that they wrote nothing: so the buffer counts, and not the length.
#[derive(Debug)]
pub struct PeerPid;

type Pid = OrNone<U32, 0>;

impl Codec for PeerPid {
    type Value = Option<u32>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Pid as Codec>::expects(f)
    }

    fn print(value: &Option<u32>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        <Pid as Codec>::print(value, f)
    }

    fn parse(text: &str) -> Result<Option<u32>, Fault> {
        <Pid as Codec>::parse(text)
    }
}

impl Decode for PeerPid {
    type Reply = [u8; 4];

    fn decode(answer: Answer<'_>) -> Result<Option<u32>, Fault> {
        let padded = answer.padded();
        <Pid as Decode>::decode(Answer::new(padded, padded.len())?)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::codec::{get, query, Call};
    use crate::error::ErrorKind;
    use crate::opt::Id;

    /// A Windows that has `versions` of the structure; it keeps what it was asked for.
    struct Windows {
        versions: usize,
        asked: RefCell<Vec<Vec<u8>>>,
    }

    impl Windows {
        fn with(versions: usize) -> Windows {
            Windows { versions, asked: RefCell::default() }
        }
    }

    impl Call for Windows {
        fn get<R: Reply>(&self, _: Id, reply: &mut R) -> Result<usize, Refusal> {
            let asked = reply.question().to_vec();
            let number = asked.first_chunk().map_or(0, |number| u32::from_ne_bytes(*number));
            let [version, ..] = number.to_le_bytes();
            let version = usize::from(version);
            self.asked.borrow_mut().push(asked);
            let room = reply.room();
            // A TCP_INFO of which all is 7.
            let size = TCP_INFO_SIZES.get(version).filter(|_| version < self.versions);
            match size {
                Some(&size) if size <= room.len() => {
                    room.fill(7);
                    Ok(size)
                }
                _ => Err(Refusal { code: 10022, length: 0 }),
            }
        }

        fn set(&self, _: Id, _: &[u8]) -> Result<(), i32> {
            Err(10045)
        }
    }

    #[test]
    fn the_newest_version_is_asked_for_that_there_is() -> Result<(), Fault> {
        let number = |number: u32| number.to_ne_bytes().to_vec();
        let (old, older, newest) = (Windows::with(1), Windows::with(2), Windows::with(3));
        let info = get::<TcpInfoVersions>(&old, Id::TEST)?;
        assert_eq!((info.syn_retrans, info.snd_lim_trans_rwin), (7, None));
        assert_eq!(old.asked.into_inner(), [number(2), number(1), number(0)]);
        let info = get::<TcpInfoVersions>(&older, Id::TEST)?;
        assert_eq!((info.snd_lim_trans_rwin, info.pto_episodes), (Some(0x0707_0707), None));
        let info = get::<TcpInfoVersions>(&newest, Id::TEST)?;
        assert_eq!((info.ecn_negotiated, info.pto_episodes), (Some(true), Some(0x0707_0707)));
        assert_eq!(newest.asked.into_inner(), [number(2)]);

        // A socket that it cannot be asked of: that is told.
        let none = get::<TcpInfoVersions>(&Windows::with(0), Id::TEST);
        assert_eq!(none.map_err(|fault| fault.kind()), Err(ErrorKind::Os));
        Ok(())
    }

    #[test]
    fn a_question_goes_apart_from_the_answer() {
        type Stamp = Asking<U32, crate::codec::Int<i64, 0, 9, i64>, 4, 8>;
        let windows = Windows::with(3);
        // It answers with the size of a structure for which there is no room here.
        let answer = query::<Stamp>(&windows, Id::TEST, 0x0102_0300);
        assert_eq!(answer.map_err(|fault| fault.kind()), Err(ErrorKind::Os));
        assert_eq!(windows.asked.into_inner(), [0x0102_0300_u32.to_ne_bytes()]);
    }
}
