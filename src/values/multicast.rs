//! Values of options of multicast that IPv4 and IPv6 share: RFC 3678.

use core::fmt;
use std::net::{IpAddr, SocketAddr};

use crate::addr::SockAddr;
use crate::codec::{join, names, split, Codec, Fault, Fields, IfIndex, OrNone};
use crate::interface::Interface;
use crate::opt::Id;
use crate::sys::{GROUP_AT, STORAGE_SIZE};

/// A multicast group of IPv4 or IPv6, and the interface by which it is joined: `struct group_req`.
///
/// ```
/// use sockopt::{GroupMember, Interface};
///
/// use std::net::IpAddr;
///
/// let group: IpAddr = "ff02::fb".parse().unwrap();
/// let by_index = GroupMember { group, interface: Interface::from_index(1) };
/// assert_ne!(by_index, GroupMember::from(group));
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GroupMember {
    /// The group.
    pub group: IpAddr,
    /// The interface; `None` for the one that the routes lead to, which FreeBSD and Apple refuse.
    pub interface: Option<Interface>,
}

/// The group on the interface that the routes lead to.
impl From<IpAddr> for GroupMember {
    fn from(group: IpAddr) -> GroupMember {
        GroupMember { group, interface: None }
    }
}

/// A multicast group of IPv4 or IPv6, and a sender in it: `struct group_source_req`.
///
/// ```
/// use sockopt::{Domain, GroupSource, Interface, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// let feed = GroupSource {
///     group: [232, 1, 2, 3].into(),
///     interface: Some(Interface::named("lo")?),
///     source: [192, 0, 2, 7].into(),
/// };
/// socket.set_mcast_join_source_group(feed)?;
/// // Who sends must speak the group's protocol.
/// assert!(socket.set_mcast_block_source(GroupSource { source: [0; 16].into(), ..feed }).is_err());
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GroupSource {
    /// The group.
    pub group: IpAddr,
    /// As in [`GroupMember`].
    pub interface: Option<Interface>,
    /// The sender: of the same protocol as the group.
    pub source: IpAddr,
}

names! {
    /// Whether the senders of a filter are those that are heard, or those that are not.
    ///
    /// ```
    /// use sockopt::FilterMode;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!("MCAST_INCLUDE".parse(), Ok(FilterMode::INCLUDE));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct FilterMode {
        /// All are heard but for those of the filter.
        EXCLUDE = MCAST_EXCLUDE on LINUX | ANDROID;
        /// None is heard but for those of the filter.
        INCLUDE = MCAST_INCLUDE on LINUX | ANDROID;
    }
}

/// Which senders in a multicast group a socket hears: MCAST_MSFILTER; and IP_MSFILTER, with
/// [`Ipv4Member`](crate::Ipv4Member) and IPv4 addresses.
///
/// ```
/// use sockopt::{Domain, FilterMode, GroupMember, Interface, Socket, SourceFilter, Type};
///
/// # #[cfg(target_os = "linux")] {
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// let lo = Interface::named("lo")?;
/// let member = GroupMember { group: [239, 1, 2, 3].into(), interface: Some(lo) };
/// socket.set_mcast_join_group(member)?;
/// let sources = vec![[192, 0, 2, 7].into(), [192, 0, 2, 8].into()];
/// let filter = SourceFilter { member, mode: FilterMode::INCLUDE, sources };
/// socket.set_mcast_msfilter(&filter)?;
/// assert_eq!(socket.mcast_msfilter(member)?, filter);
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SourceFilter<G = GroupMember, A = IpAddr> {
    /// The group, and the interface.
    pub member: G,
    /// What the senders are.
    pub mode: FilterMode,
    /// The senders. Those heard being none is to leave the group.
    pub sources: Vec<A>,
}

/// An address, as a socket address without a port.
pub(crate) fn put(address: IpAddr, bytes: &mut [u8]) -> Result<&mut [u8], Fault> {
    if bytes.len() < STORAGE_SIZE {
        return Err(Fault::OUT_OF_RANGE);
    }
    let (here, rest) = bytes.split_at_mut(STORAGE_SIZE);
    let address = SockAddr::from(SocketAddr::new(address, 0));
    for (to, from) in here.iter_mut().zip(address.as_bytes()) {
        *to = *from;
    }
    Ok(rest)
}

/// The address in a socket address, and the bytes behind it.
pub(crate) fn take(bytes: &[u8]) -> Result<(IpAddr, &[u8]), Fault> {
    let (Some(here), Some(rest)) = (bytes.get(..STORAGE_SIZE), bytes.get(STORAGE_SIZE..)) else {
        return Err(Fault::SHORT_REPLY);
    };
    let mut room = [0; 128];
    for (to, from) in room.iter_mut().zip(here) {
        *to = *from;
    }
    let address = SockAddr::from_reply(&room, room.len());
    Ok((address.as_socket_addr().ok_or(Fault::BAD_REPLY)?.ip(), rest))
}

type Index = OrNone<IfIndex<u32>, 0>;

/// Writes the interface, and gives what is behind it and the gap.
fn put_interface(interface: Option<Interface>, bytes: &mut [u8]) -> Result<&mut [u8], Fault> {
    let rest = join::<Index>(interface, bytes)?;
    rest.get_mut(GROUP_AT - 4..).ok_or(Fault::OUT_OF_RANGE)
}

fn take_interface(bytes: &[u8]) -> Result<(Option<Interface>, &[u8]), Fault> {
    let (interface, rest) = split::<Index>(bytes)?;
    Ok((interface, rest.get(GROUP_AT - 4..).ok_or(Fault::SHORT_REPLY)?))
}

fn print_interface(it: &Option<Interface>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    <Index as Codec>::print(it, f)
}

fn address(text: &str) -> Result<IpAddr, Fault> {
    text.parse().map_err(|_| Fault::BAD_TEXT)
}

/// The options of IPv4 groups are of its level, whatever the socket.
fn place(group: IpAddr, id: Id) -> Id {
    match group {
        IpAddr::V4(_) => id,
        IpAddr::V6(_) => id.of_ipv6(),
    }
}

impl Fields for GroupMember {
    const SIZE: usize = GROUP_AT + STORAGE_SIZE;
    const NAMES: &'static [&'static str] = &["group", "interface"];

    fn read(bytes: &[u8]) -> Result<GroupMember, Fault> {
        let (interface, rest) = take_interface(bytes)?;
        let (group, _) = take(rest)?;
        Ok(GroupMember { group, interface })
    }

    fn write(&self, bytes: &mut [u8]) -> Result<(), Fault> {
        put(self.group, put_interface(self.interface, bytes)?).map(drop)
    }

    fn print(&self, index: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match index {
            0 => write!(f, "{}", self.group),
            _ => print_interface(&self.interface, f),
        }
    }

    fn parse<'a>(field: impl Fn(&str) -> Result<&'a str, Fault>) -> Result<GroupMember, Fault> {
        let interface = <Index as Codec>::parse(field("interface")?)?;
        Ok(GroupMember { group: address(field("group")?)?, interface })
    }

    fn place(&self, id: Id) -> Id {
        place(self.group, id)
    }
}

impl Fields for GroupSource {
    const SIZE: usize = GROUP_AT + 2 * STORAGE_SIZE;
    const NAMES: &'static [&'static str] = &["group", "interface", "source"];

    fn read(bytes: &[u8]) -> Result<GroupSource, Fault> {
        let (interface, rest) = take_interface(bytes)?;
        let (group, rest) = take(rest)?;
        let (source, _) = take(rest)?;
        Ok(GroupSource { group, interface, source })
    }

    fn write(&self, bytes: &mut [u8]) -> Result<(), Fault> {
        if self.group.is_ipv4() != self.source.is_ipv4() {
            return Err(Fault::OUT_OF_RANGE);
        }
        let rest = put(self.group, put_interface(self.interface, bytes)?)?;
        put(self.source, rest).map(drop)
    }

    fn print(&self, index: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match index {
            0 => write!(f, "{}", self.group),
            1 => print_interface(&self.interface, f),
            _ => write!(f, "{}", self.source),
        }
    }

    fn parse<'a>(field: impl Fn(&str) -> Result<&'a str, Fault>) -> Result<GroupSource, Fault> {
        let interface = <Index as Codec>::parse(field("interface")?)?;
        let (group, source) = (address(field("group")?)?, address(field("source")?)?);
        Ok(GroupSource { group, interface, source })
    }

    fn place(&self, id: Id) -> Id {
        place(self.group, id)
    }
}
