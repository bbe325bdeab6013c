//! Groups, and the senders in them.

use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;
use std::net::{IpAddr, Ipv4Addr};

use super::{
    join, split, Answer, Ask, ByAddress, Codec, Decode, Encode, Fault, Fields, Named, Record,
    Refusal, Reply, U32,
};
use crate::opt::Id;
use crate::sys::{GROUP_AT, STORAGE_SIZE};
use crate::values::{put, take, FilterMode, GroupMember, GroupSource, Ipv4Member, SourceFilter};

/// The value of MCAST_JOIN_GROUP. It goes to the level of the group's protocol.
///
/// ```
/// use sockopt::codec::{Codec, Group};
///
/// let member = Group::parse("group=ff02::fb interface=7")?;
/// assert_eq!(member.interface.map(|interface| interface.index()), Some(7));
/// # Ok::<(), sockopt::codec::Fault>(())
/// ```
pub type Group = Record<GroupMember, { GROUP_AT + STORAGE_SIZE }>;

/// The value of MCAST_JOIN_SOURCE_GROUP and its like. It goes to the level of the group's protocol.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Source};
///
/// let feed = Source::parse("group=232.1.2.3 interface=7 source=2001:db8::1")?;
/// assert_eq!(Source::encode(&feed).err(), Some(Fault::OUT_OF_RANGE)); // two protocols
/// # Ok::<(), Fault>(())
/// ```
pub type Source = Record<GroupSource, { GROUP_AT + 2 * STORAGE_SIZE }>;

/// How a filter has its group, and its senders. Only this crate implements it.
#[allow(unreachable_pub)] // a bound of `Sources`, that nobody else need name
pub trait Filtered: Fields {
    /// The address of a sender.
    type Source: Copy + fmt::Display + FromStr;
    /// The bytes of the group and the interface; and of a sender.
    const HEAD: usize;
    const EACH: usize;

    fn put_head(&self, bytes: &mut [u8]) -> Result<(), Fault>;
    fn take_head(bytes: &[u8]) -> Result<Self, Fault>;
    fn put(&self, source: Self::Source, bytes: &mut [u8]) -> Result<(), Fault>;
    fn take(bytes: &[u8]) -> Result<Self::Source, Fault>;
}

impl Filtered for GroupMember {
    type Source = IpAddr;
    const HEAD: usize = GROUP_AT + STORAGE_SIZE;
    const EACH: usize = STORAGE_SIZE;

    fn put_head(&self, bytes: &mut [u8]) -> Result<(), Fault> {
        self.write(bytes)
    }

    fn take_head(bytes: &[u8]) -> Result<GroupMember, Fault> {
        GroupMember::read(bytes)
    }

    fn put(&self, source: IpAddr, bytes: &mut [u8]) -> Result<(), Fault> {
        if self.group.is_ipv4() != source.is_ipv4() {
            return Err(Fault::OUT_OF_RANGE);
        }
        put(source, bytes).map(drop)
    }

    fn take(bytes: &[u8]) -> Result<IpAddr, Fault> {
        take(bytes).map(|(source, _)| source)
    }
}

/// By the interface's address alone: `struct ip_msfilter`.
impl Filtered for Ipv4Member {
    type Source = Ipv4Addr;
    const HEAD: usize = 8;
    const EACH: usize = 4;

    fn put_head(&self, bytes: &mut [u8]) -> Result<(), Fault> {
        let head = ByAddress::encode(self)?;
        bytes.get_mut(..head.len()).ok_or(Fault::OUT_OF_RANGE)?.copy_from_slice(&head);
        Ok(())
    }

    fn take_head(bytes: &[u8]) -> Result<Ipv4Member, Fault> {
        let (group, rest) = split::<super::Ip<Ipv4Addr>>(bytes)?;
        let (address, _) = split::<super::Ip<Ipv4Addr>>(rest)?;
        Ok(Ipv4Member { group, address, interface: None })
    }

    fn put(&self, source: Ipv4Addr, bytes: &mut [u8]) -> Result<(), Fault> {
        join::<super::Ip<Ipv4Addr>>(source, bytes).map(drop)
    }

    fn take(bytes: &[u8]) -> Result<Ipv4Addr, Fault> {
        split::<super::Ip<Ipv4Addr>>(bytes).map(|(source, _)| source)
    }
}

/// Which senders in a group are heard: the group, then the senders.
///
/// Text: the group's, and `mode=MCAST_INCLUDE sources=192.0.2.7,192.0.2.8`, or `sources=none`.
///
/// ```
/// use sockopt::codec::{Codec, Encode, Fault, Sources};
/// use sockopt::GroupMember;
///
/// # #[cfg(target_os = "linux")] {
/// type Filter = Sources<GroupMember>;
/// let text = "group=ff02::fb interface=7 mode=MCAST_EXCLUDE sources=fe80::1,fe80::2";
/// let filter = Filter::parse(text)?;
/// assert_eq!(filter.sources.len(), 2);
/// let bytes = Filter::encode(&&filter)?;
/// // Each sender has as much room as any socket address.
/// assert!(bytes.len() > 3 * 128);
/// # }
/// # Ok::<(), Fault>(())
/// ```
#[derive(Debug)]
pub struct Sources<G>(PhantomData<fn() -> G>);

type Mode = Named<FilterMode, u32>;

impl<G: Filtered> Codec for Sources<G> {
    type Value = SourceFilter<G, G::Source>;

    fn expects(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in G::NAMES {
            write!(f, "{name}=… ")?;
        }
        f.write_str("mode=… sources=…")
    }

    fn print(value: &Self::Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in G::NAMES.iter().enumerate() {
            write!(f, "{name}=")?;
            value.member.print(index, f)?;
            f.write_str(" ")?;
        }
        write!(f, "mode={} sources=", value.mode)?;
        if value.sources.is_empty() {
            return f.write_str("none");
        }
        for (index, source) in value.sources.iter().enumerate() {
            write!(f, "{}{source}", if index == 0 { "" } else { "," })?;
        }
        Ok(())
    }

    fn parse(text: &str) -> Result<Self::Value, Fault> {
        let pairs = || text.split_whitespace().map(|part| part.split_once('='));
        let known = |name| G::NAMES.contains(&name) || ["mode", "sources"].contains(&name);
        // Each field once and no other.
        let all = pairs().all(|pair| pair.is_some_and(|(name, _)| known(name)));
        if !all || pairs().count() != G::NAMES.len() + 2 {
            return Err(Fault::BAD_TEXT);
        }
        let field = |name: &str| {
            let found = pairs().flatten().find(|pair| pair.0 == name);
            found.map(|pair| pair.1).ok_or(Fault::BAD_TEXT)
        };
        let source = |text: &str| text.parse().map_err(|_| Fault::BAD_TEXT);
        let sources = match field("sources")? {
            "none" => Vec::new(),
            sources => sources.split(',').map(source).collect::<Result<_, _>>()?,
        };
        let mode = <Mode as Codec>::parse(field("mode")?)?;
        Ok(SourceFilter { member: G::parse(field)?, mode, sources })
    }
}

/// Writes all but the senders, and gives the room for these.
fn put_header<'a, G: Filtered>(
    member: &G,
    mode: u32,
    count: usize,
    bytes: &'a mut [u8],
) -> Result<&'a mut [u8], Fault> {
    if bytes.len() < G::HEAD {
        return Err(Fault::OUT_OF_RANGE);
    }
    let (head, rest) = bytes.split_at_mut(G::HEAD);
    member.put_head(head)?;
    let rest = join::<U32>(mode, rest)?;
    join::<U32>(u32::try_from(count).map_err(|_| Fault::OUT_OF_RANGE)?, rest)
}

impl<G: Filtered + 'static> Encode for Sources<G>
where
    G::Source: 'static,
{
    type Arg<'a> = &'a SourceFilter<G, G::Source>;
    type Bytes<'a> = Vec<u8>;

    fn encode(arg: &&SourceFilter<G, G::Source>) -> Result<Vec<u8>, Fault> {
        let count = arg.sources.len();
        let mode = u32::try_from(arg.mode.raw()).map_err(|_| Fault::OUT_OF_RANGE)?;
        let mut bytes = vec![0; SourceList::<G>::header() + count * G::EACH];
        let rest = put_header(&arg.member, mode, count, &mut bytes)?;
        for (source, room) in arg.sources.iter().zip(rest.chunks_exact_mut(G::EACH)) {
            arg.member.put(*source, room)?;
        }
        Ok(bytes)
    }

    fn lend(value: &SourceFilter<G, G::Source>) -> &SourceFilter<G, G::Source> {
        value
    }

    fn place(arg: &&SourceFilter<G, G::Source>, id: Id) -> Id {
        arg.member.place(id)
    }
}

impl<G: Filtered> Decode for Sources<G> {
    type Reply = SourceList<G>;

    fn decode(answer: Answer<'_>) -> Result<Self::Value, Fault> {
        let bytes = answer.bytes();
        let (Some(head), Some(rest)) = (bytes.get(..G::HEAD), bytes.get(G::HEAD..)) else {
            return Err(Fault::SHORT_REPLY);
        };
        let (mode, rest) = split::<Mode>(rest)?;
        let (count, rest) = split::<U32>(rest)?;
        if usize::try_from(count).ok().and_then(|it| it.checked_mul(G::EACH)) != Some(rest.len()) {
            return Err(Fault::BAD_REPLY);
        }
        let sources = rest.chunks_exact(G::EACH).map(G::take).collect::<Result<_, _>>()?;
        Ok(SourceFilter { member: G::take_head(head)?, mode, sources })
    }
}

impl<G: Filtered> Ask for Sources<G> {
    type Key<'a> = G;

    /// The kernel goes by the number of senders here, and not by the length of the buffer: it is
    /// as many as there is room for.
    fn ask(key: &mut G, room: &mut [u8]) -> Result<(), Fault> {
        let count = room.len().saturating_sub(SourceList::<G>::header()).checked_div(G::EACH);
        put_header(key, 0, count.unwrap_or(0), room).map(drop)
    }

    fn place(key: &G, id: Id) -> Id {
        key.place(id)
    }
}

/// A buffer for a filter, which grows to as many senders as the kernel says there are.
///
/// ```
/// use sockopt::codec::{Reply, SourceList};
/// use sockopt::Ipv4Member;
///
/// let mut reply = SourceList::<Ipv4Member>::empty();
/// let room = reply.room().len();
/// // "These are 16 of 100": it is asked once more, with room for all.
/// reply.room()[12..16].copy_from_slice(&100_u32.to_ne_bytes());
/// assert!(reply.again(&Ok(room)));
/// assert_eq!(reply.room().len(), 16 + 100 * 4);
/// assert!(!reply.again(&Ok(16 + 100 * 4)));
/// ```
#[derive(Debug)]
pub struct SourceList<G>(Vec<u8>, PhantomData<fn() -> G>);

impl<G: Filtered> SourceList<G> {
    /// More than Linux lets a socket have, unless it is told otherwise.
    const START: usize = 16;
    /// A kernel that speaks of more is not believed.
    const LIMIT: usize = 1 << 16;

    /// The bytes before the senders.
    fn header() -> usize {
        G::HEAD + 8
    }

    /// How many there are, by the buffer.
    fn count(&self) -> Option<usize> {
        let count = self.0.get(G::HEAD + 4..)?;
        split::<U32>(count).ok().and_then(|(count, _)| usize::try_from(count).ok())
    }
}

impl<G: Filtered> Reply for SourceList<G> {
    const WHOLE: bool = false;

    fn empty() -> Self {
        SourceList(vec![0; Self::header() + Self::START * G::EACH], PhantomData)
    }

    fn room(&mut self) -> &mut [u8] {
        &mut self.0
    }

    fn again(&mut self, answer: &Result<usize, Refusal>) -> bool {
        let needed = self.count().filter(|&count| count <= Self::LIMIT);
        let needed = needed.map_or(0, |count| Self::header() + count * G::EACH);
        // What is asked for is still in the buffer, with the number that there is room for then.
        if answer.is_ok() && needed > self.0.len() {
            self.0.resize(needed, 0);
            return true;
        }
        false
    }
}
