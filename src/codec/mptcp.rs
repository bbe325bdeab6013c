//! The paths of multipath TCP: what the kernel tells of each, in one read.

use core::fmt;
use core::marker::PhantomData;

use super::{Answer, Codec, Decode, Extensible, Fault, Place, Record, Refusal, Reply, U32};
use crate::values::{MptcpFullInfo, MptcpInfo, MptcpSubflow, MptcpSubflowInfo, TcpInfo};

/// As many paths as there is room for at first. The kernel's own path manager makes no more.
const FIRST: usize = 8;
/// A kernel that tells of more paths is not believed.
const LIMIT: usize = 4096;

/// The number in a field of four bytes.
fn number(bytes: &[u8], place: usize) -> Result<usize, Fault> {
    usize::try_from(U32::at(bytes, place)?).map_err(|_| Fault::BAD_REPLY)
}

/// Writes numbers one after another, from the start on.
fn put(bytes: &mut [u8], numbers: &[usize]) {
    for (room, &number) in bytes.chunks_exact_mut(4).zip(numbers) {
        // They are sizes of what is here.
        room.copy_from_slice(&u32::try_from(number).unwrap_or(0).to_ne_bytes());
    }
}

/// Something of each path: what `C` makes of its bytes, which are `EACH` or, of an older kernel, fewer.
///
/// The buffer begins with a `struct mptcp_subflow_data`, which says how long it and each path's part are, and in which the
/// kernel answers how many paths there are. Text: the values' with commas; `none` for none.
///
/// ```
/// use sockopt::codec::{Codec, Record, Subflows};
/// use sockopt::MptcpSubflowAddrs;
///
/// type Addrs = Subflows<Record<MptcpSubflowAddrs, 256>, 256>;
/// let paths = Addrs::parse("local=192.0.2.1:7 remote=192.0.2.2:9")?;
/// assert_eq!(paths[0].remote, "192.0.2.2:9".parse().ok());
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
#[derive(Debug)]
pub struct Subflows<C, const EACH: usize>(PhantomData<fn() -> C>);

impl<C: Codec, const EACH: usize> Codec for Subflows<C, EACH> {
    type Value = Vec<C::Value>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or with commas ")?;
        C::expects(f)
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if value.is_empty() {
            return f.write_str("none");
        }
        for (index, path) in value.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "," })?;
            C::print(path, f)?;
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        match text {
            "none" => Ok(Vec::new()),
            text => text.split(',').map(C::parse).collect(),
        }
    }
}

impl<C: Decode, const EACH: usize> Decode for Subflows<C, EACH> {
    type Reply = SubflowRoom<EACH>;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let bytes = answer.bytes();
        let (count, each) = (number(bytes, 4)?, number(bytes, 12)?);
        let paths = bytes.get(HEAD..).ok_or(Fault::SHORT_REPLY)?;
        if each == 0 || count.checked_mul(each) != Some(paths.len()) {
            return Err(Fault::BAD_REPLY);
        }
        paths.chunks_exact(each).map(|path| C::decode(Answer::new(path, each)?)).collect()
    }
}

/// The size of `struct mptcp_subflow_data`: its own size, the number of paths, the size of each part that the kernel
/// has, and that there is room for.
const HEAD: usize = 16;

/// Room for a part of `EACH` bytes of each path, behind a `struct mptcp_subflow_data`; it grows to as many as there are.
///
/// ```
/// use sockopt::codec::{Reply, SubflowRoom};
///
/// let mut reply = SubflowRoom::<256>::empty();
/// assert_eq!(reply.room()[..4], 16u32.to_ne_bytes());
/// assert_eq!(reply.room()[12..16], 256u32.to_ne_bytes());
/// // "There are 100 paths."
/// reply.room()[4..8].copy_from_slice(&100u32.to_ne_bytes());
/// assert!(reply.again(&Ok(16 + 8 * 256)));
/// assert_eq!(reply.room().len(), 16 + 100 * 256);
/// ```
#[derive(Debug)]
pub struct SubflowRoom<const EACH: usize>(Vec<u8>);

impl<const EACH: usize> SubflowRoom<EACH> {
    fn of(count: usize) -> Self {
        let mut bytes = vec![0; HEAD + count * EACH];
        put(&mut bytes, &[HEAD, 0, 0, EACH]);
        SubflowRoom(bytes)
    }
}

impl<const EACH: usize> Reply for SubflowRoom<EACH> {
    const WHOLE: bool = false;

    fn empty() -> Self {
        Self::of(FIRST)
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        let held = self.0.len().saturating_sub(HEAD) / EACH;
        let more = number(&self.0, 4).ok().filter(|&count| count > held && count <= LIMIT);
        let Some(count) = more.filter(|_| answer.is_ok()) else { return false };
        *self = Self::of(count);
        true
    }
}

/// [`MptcpFullInfo`], from a `struct mptcp_full_info` that points to arrays for the parts of each path.
///
/// Text: that of the connection, then of each path, with semicolons; of a path, its addresses' and, behind a comma, its
/// `TcpInfo`'s.
///
/// ```
/// use sockopt::codec::FullInfo;
/// use sockopt::{Domain, Get, Opt, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let option: Opt<FullInfo, Get> = sockopt::MPTCP_FULL_INFO;
/// let plain = Socket::new(Domain::INET, Type::STREAM, None)?;
/// assert!(plain.get(option).is_err());
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct FullInfo;

type Whole = Extensible<MptcpInfo, 96>;
type Path = Record<MptcpSubflowInfo, { FullRoom::PATH }>;
type Tcp = Extensible<TcpInfo, { FullRoom::TCP }>;

impl Codec for FullInfo {
    type Value = MptcpFullInfo;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Whole::expects(f)?;
        f.write_str(";")?;
        Path::expects(f)?;
        f.write_str(",")?;
        Tcp::expects(f)
    }

    fn print(value: &MptcpFullInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Whole::print(&value.info, f)?;
        for path in &value.subflows {
            f.write_str(";")?;
            Path::print(&path.info, f)?;
            f.write_str(",")?;
            Tcp::print(&path.tcp_info, f)?;
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<MptcpFullInfo, Fault> {
        let mut parts = text.split(';');
        let info = Whole::parse(parts.next().unwrap_or_default())?;
        let path = |text: &str| {
            let (info, tcp_info) = text.split_once(',').ok_or(Fault::BAD_TEXT)?;
            Ok(MptcpSubflow { info: Path::parse(info)?, tcp_info: Tcp::parse(tcp_info)? })
        };
        Ok(MptcpFullInfo { info, subflows: parts.map(path).collect::<Result<_, Fault>>()? })
    }
}

impl Decode for FullInfo {
    type Reply = FullRoom;

    fn decode(answer: Answer<'_>) -> Result<MptcpFullInfo, Fault> {
        let (bytes, room) = (answer.bytes(), answer.padded());
        let info = bytes.get(FullRoom::HEAD..).ok_or(Fault::SHORT_REPLY)?;
        // It would lie over the arrays.
        if bytes.len() > FullRoom::START {
            return Err(Fault::LONG_REPLY);
        }
        let (tcp_each, path_each) = (number(bytes, 4)?, number(bytes, 12)?);
        let (count, held) = (number(bytes, 16)?, number(bytes, 20)?);
        // A kernel of 32 bits has no gap behind the number, and so 4 bytes less.
        let gap = match path_each {
            FullRoom::PATH => 0,
            each if each + 4 == FullRoom::PATH => 4,
            _ => return Err(Fault::BAD_REPLY),
        };
        if count > held || tcp_each == 0 || tcp_each > FullRoom::TCP {
            return Err(Fault::BAD_REPLY);
        }
        let arrays = room.get(FullRoom::START..).ok_or(Fault::SHORT_REPLY)?;
        let paths = held.checked_mul(FullRoom::PATH).and_then(|size| arrays.get(..size));
        let paths = paths.ok_or(Fault::SHORT_REPLY)?;
        let tcps = arrays.get(paths.len()..).ok_or(Fault::SHORT_REPLY)?;
        let parts = paths.chunks_exact(path_each).zip(tcps.chunks_exact(tcp_each));
        let subflow = |(path, tcp): (&[u8], &[u8])| {
            let mut wide = [0; FullRoom::PATH];
            let (id, addresses) = path.split_at(FullRoom::ID);
            for (to, from) in wide.iter_mut().zip(id) {
                *to = *from;
            }
            let from = addresses.get(FullRoom::ID - gap..).unwrap_or_default();
            for (to, from) in wide.iter_mut().skip(2 * FullRoom::ID).zip(from) {
                *to = *from;
            }
            Ok(MptcpSubflow {
                info: Path::decode(Answer::new(&wide, wide.len())?)?,
                tcp_info: Tcp::decode(Answer::new(tcp, tcp.len())?)?,
            })
        };
        Ok(MptcpFullInfo {
            info: Whole::decode(Answer::new(info, info.len())?)?,
            subflows: parts.take(count).map(subflow).collect::<Result<_, Fault>>()?,
        })
    }
}

/// Room for a `struct mptcp_full_info`, and for the arrays that it points to, behind it in one piece of memory, which
/// stays where it is.
///
/// ```
/// use sockopt::codec::{FullRoom, Reply};
///
/// let mut reply = FullRoom::empty();
/// let start = reply.room().as_ptr() as u64 + 512;
/// assert_eq!(reply.room()[24..32], start.to_ne_bytes()); // where the array of addresses is
/// // "There are 100 paths."
/// reply.room()[16..20].copy_from_slice(&100u32.to_ne_bytes());
/// let before = reply.room().len();
/// assert!(reply.again(&Ok(136)));
/// assert!(reply.room().len() > 10 * before);
/// ```
#[derive(Debug)]
pub struct FullRoom(Vec<u8>);

impl FullRoom {
    /// The size of what is before the `struct mptcp_info` at its end, which grows with the kernel.
    const HEAD: usize = 40;
    /// Where the arrays begin: behind a `struct mptcp_info` that may yet become several times as long.
    const START: usize = 512;
    /// The size of a `struct mptcp_subflow_info`, and of the number in it.
    const PATH: usize = 264;
    const ID: usize = 4;
    /// The size of a `struct tcp_info`.
    const TCP: usize = 280;

    fn of(count: usize) -> FullRoom {
        let tcp_at = FullRoom::START + count * FullRoom::PATH;
        let mut bytes = vec![0; tcp_at + count * FullRoom::TCP];
        let start = bytes.as_mut_ptr() as usize;
        put(&mut bytes, &[0, FullRoom::TCP, 0, FullRoom::PATH, 0, count]);
        let pointers = bytes.iter_mut().skip(24);
        let addresses = [start + FullRoom::START, start + tcp_at];
        for (to, from) in
            pointers.zip(addresses.into_iter().flat_map(|at| (at as u64).to_ne_bytes()))
        {
            *to = from;
        }
        FullRoom(bytes)
    }
}

impl Reply for FullRoom {
    const WHOLE: bool = false;

    fn empty() -> FullRoom {
        FullRoom::of(FIRST)
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        let held = number(&self.0, 20).unwrap_or(LIMIT);
        let more = number(&self.0, 16).ok().filter(|&count| count > held && count <= LIMIT);
        let Some(count) = more.filter(|_| answer.is_ok()) else { return false };
        *self = FullRoom::of(count);
        true
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;
    use crate::addr::SockAddr;
    use crate::codec::{get, Call, Printed};
    use crate::opt::Id;

    type Addrs = Subflows<Record<crate::values::MptcpSubflowAddrs, 256>, 256>;
    type Infos = Subflows<Tcp, { FullRoom::TCP }>;

    /// Copies bytes to a place.
    fn copy(room: &mut [u8], place: usize, bytes: &[u8]) {
        for (to, from) in room.iter_mut().skip(place).zip(bytes) {
            *to = *from;
        }
    }

    /// The number of a path as its port.
    fn address(path: usize) -> SockAddr {
        let port = u16::try_from(path).unwrap_or(0);
        SockAddr::from(SocketAddr::from(([192, 0, 2, 7], port)))
    }

    /// A kernel with so many paths, whose parts of each have so many bytes.
    struct Paths(usize, usize);

    impl Call for Paths {
        fn get<R: Reply>(&self, _: Id, reply: &mut R) -> Result<usize, Refusal> {
            let room = reply.room();
            let user = number(room, 12).unwrap_or(0);
            // What the kernel answers with must be zero in the question.
            assert_eq!((number(room, 0), number(room, 4), number(room, 8)), (Ok(16), Ok(0), Ok(0)));
            let each = user.min(self.1);
            put(room, &[16, self.0, self.1, each]);
            let (_, rest) = room.split_at_mut(HEAD);
            let fit = (rest.len() / each).min(self.0);
            for (path, part) in rest.chunks_exact_mut(each).take(self.0).enumerate() {
                copy(part, 0, address(path).as_bytes());
            }
            Ok(HEAD + fit * each)
        }

        fn set(&self, _: Id, _: &[u8]) -> Result<(), i32> {
            Err(1)
        }
    }

    #[test]
    fn all_paths_are_told_of_however_many() -> Result<(), Fault> {
        for count in [0, 1, 8, 9, 100] {
            let paths = get::<Addrs>(&Paths(count, 256), Id::TEST)?;
            let ends: Vec<_> = paths.iter().map(|path| path.local).collect();
            let all = (0..count).map(|path| address(path).as_socket_addr());
            assert_eq!(ends, all.collect::<Vec<_>>());
            assert!(paths.iter().all(|path| path.remote.is_none()));
            assert_eq!(Addrs::parse(&Printed::<Addrs>(&paths).to_string()), Ok(paths));
        }
        // An older kernel, and a newer one.
        for each in [104, 232, 1000] {
            assert_eq!(get::<Infos>(&Paths(9, each), Id::TEST)?.len(), 9);
        }
        // Too short to be what it is said to be, and a number that is not believed.
        assert_eq!(get::<Infos>(&Paths(1, 103), Id::TEST), Err(Fault::SHORT_REPLY));
        assert_eq!(get::<Addrs>(&Paths(5000, 256), Id::TEST), Err(Fault::BAD_REPLY));
        Ok(())
    }

    #[test]
    fn an_answer_about_paths_that_makes_no_sense_is_refused() -> Result<(), Fault> {
        let mut reply = SubflowRoom::<256>::empty();
        let room = reply.room();
        let mut got = |numbers: [usize; 4], length| {
            put(room, &numbers);
            Addrs::decode(Answer::new(room, length)?).map(|paths| paths.len())
        };
        assert_eq!(got([16, 0, 256, 256], 16), Ok(0));
        assert_eq!(got([16, 1, 256, 256], 15), Err(Fault::SHORT_REPLY));
        assert_eq!(got([16, 1, 256, 256], 16), Err(Fault::BAD_REPLY));
        assert_eq!(got([16, 1, 256, 0], 272), Err(Fault::BAD_REPLY));
        assert_eq!(got([16, 0, 256, 0], 16), Err(Fault::BAD_REPLY));
        assert_eq!(got([16, u32::MAX as usize, 256, 256], 272), Err(Fault::BAD_REPLY));
        Ok(())
    }

    /// A room as the kernel fills it: so many paths, each of so many bytes, the addresses at a place.
    fn filled(count: usize, each: usize, tcp: usize) -> FullRoom {
        let mut reply = FullRoom::of(count.max(FIRST));
        let held = count.max(FIRST);
        let room = reply.room();
        put(room, &[FullRoom::TCP, tcp, each, each, count, held]);
        copy(room, FullRoom::HEAD + 80, &[u8::try_from(count).unwrap_or(0)]);
        let (_, arrays) = room.split_at_mut(FullRoom::START);
        let (paths, tcps) = arrays.split_at_mut(held * FullRoom::PATH);
        for (path, part) in paths.chunks_exact_mut(each).take(count).enumerate() {
            put(part, &[path + 1]);
            copy(part, each - 256, address(path).as_bytes());
            copy(part, each - 128, address(path + 1000).as_bytes());
        }
        for (path, part) in tcps.chunks_exact_mut(tcp).take(count).enumerate() {
            copy(part, 16, &u32::try_from(path).unwrap_or(0).to_ne_bytes());
        }
        reply
    }

    #[test]
    fn all_of_a_connection_is_told_at_one_time() -> Result<(), Fault> {
        // Of kernels of 64 and of 32 bits, new and old.
        for (count, each, tcp) in [(0, 264, 280), (2, 264, 280), (2, 260, 232), (9, 260, 104)] {
            let mut reply = filled(count, each, tcp);
            assert!(!reply.again(&Ok(136)));
            let all = FullInfo::decode(Answer::new(reply.room(), 136)?)?;
            assert_eq!(all.info.subflows_total.map(usize::from), Some(count));
            assert_eq!(all.subflows.len(), count);
            for (path, of) in all.subflows.iter().enumerate() {
                assert_eq!(usize::try_from(of.info.id), Ok(path + 1));
                assert_eq!(of.info.local, address(path).as_socket_addr());
                assert_eq!(of.info.remote, address(path + 1000).as_socket_addr());
                assert_eq!(usize::try_from(of.tcp_info.snd_mss), Ok(path));
            }
            assert_eq!(FullInfo::parse(&Printed::<FullInfo>(&all).to_string()), Ok(all));
        }
        for bad in ["", "subflows=1", "a;b", "a;b,c"] {
            assert_eq!(FullInfo::parse(bad), Err(Fault::BAD_TEXT), "{bad}");
        }
        Ok(())
    }

    #[test]
    fn a_whole_that_makes_no_sense_is_refused() -> Result<(), Fault> {
        let fault = |reply: &mut FullRoom, length| {
            FullInfo::decode(Answer::new(reply.room(), length)?).map(|all| all.subflows.len())
        };
        for length in [0, 39, 40, 87] {
            assert_eq!(fault(&mut filled(1, 264, 280), length), Err(Fault::SHORT_REPLY));
        }
        assert_eq!(fault(&mut filled(1, 264, 280), 88), Ok(1));
        assert_eq!(fault(&mut filled(1, 264, 280), 512), Ok(1));
        assert_eq!(fault(&mut filled(1, 264, 280), 513), Err(Fault::LONG_REPLY));
        assert_eq!(fault(&mut filled(1, 264, 103), 136), Err(Fault::SHORT_REPLY));
        for numbers in
            [[280, 0, 264, 264, 1, 8], [280, 281, 264, 264, 1, 8], [280, 280, 264, 0, 1, 8]]
        {
            let mut reply = filled(1, 264, 280);
            put(reply.room(), &numbers);
            assert_eq!(fault(&mut reply, 136), Err(Fault::BAD_REPLY), "{numbers:?}");
        }
        // More paths than there is room for, or than there was ever told of.
        let mut reply = filled(1, 264, 280);
        put(reply.room(), &[280, 280, 264, 264, 9, 8]);
        assert_eq!(fault(&mut reply, 136), Err(Fault::BAD_REPLY));
        put(reply.room(), &[280, 280, 264, 264, 1, 0x00ff_ffff]);
        assert_eq!(fault(&mut reply, 136), Err(Fault::SHORT_REPLY));
        Ok(())
    }
}
