//! Values of options of IPv4 and IPv6.

use std::net::Ipv6Addr;

use crate::codec::{names, record, text_by, IcmpFilter, IfIndex, Ip, OrNone, Ports};
use crate::interface::Interface;

/// The local ports that a socket may get when it is bound without one: IP_LOCAL_PORT_RANGE.
///
/// ```
/// use sockopt::{Domain, PortRange, Socket, Type};
///
/// # #[cfg(any(target_os = "linux", target_os = "android"))] {
/// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
/// let range = PortRange { first: Some(40_000), last: Some(49_999) };
/// if socket.set_if_supported(sockopt::IP_LOCAL_PORT_RANGE, range)? {
///     assert_eq!(socket.ip_local_port_range()?.to_string(), "40000-49999");
/// }
/// # }
/// assert_eq!("-49999".parse(), Ok(PortRange { first: None, last: Some(49_999) }));
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PortRange {
    /// The first port, at least 1; `None` for the system's.
    pub first: Option<u16>,
    /// The last port, itself included; `None` for the system's.
    pub last: Option<u16>,
}

text_by!(PortRange, Ports);

bitflags::bitflags! {
    /// Which of its addresses a socket sends from, if there is a choice: IPV6_ADDR_PREFERENCES,
    /// RFC 5014.
    ///
    /// ```
    /// use sockopt::{AddrPreferences, Domain, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET6, Type::STREAM, None)?;
    /// socket.set_ipv6_addr_preferences(AddrPreferences::TMP)?; // an address for privacy
    /// assert_eq!(socket.ipv6_addr_preferences()?, AddrPreferences::TMP | AddrPreferences::HOME);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct AddrPreferences: u32 {
        /// A temporary one, which changes with time.
        const TMP = 1;
        /// A public one, which stays.
        const PUBLIC = 2;
        /// Temporary or public, as the system is set.
        const PUBTMP_DEFAULT = 0x100;
        /// One where the machine is (mobile IPv6).
        const COA = 4;
        /// One of the machine's home network.
        const HOME = 0x400;
        /// One made with a key. Linux heeds this not.
        const CGA = 8;
        /// One made without. Linux heeds this not.
        const NONCGA = 0x800;
    }
}

record! {
    /// The address and the interface that packets are sent from: `struct in6_pktinfo`.
    ///
    /// ```
    /// use sockopt::{Domain, Interface, Ipv6Source, Socket, Type};
    ///
    /// use std::net::Ipv6Addr;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET6, Type::DGRAM, None)?;
    /// let by = Some(Interface::named("lo")?);
    /// socket.set_ipv6_pktinfo(Ipv6Source { address: Ipv6Addr::LOCALHOST, interface: by })?;
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct Ipv6Source {
        /// The address; `::` for the one that the routes give.
        pub address: Ipv6Addr as Ip<Ipv6Addr>,
        /// The interface; `None` for the one that the routes lead to.
        pub interface: Option<Interface> as OrNone<IfIndex, 0>,
    }
}

/// Types of ICMP messages: those that a filter blocks.
///
/// ```
/// use sockopt::{Domain, IcmpTypes, Protocol, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// # fn f() -> sockopt::Result<()> {
/// let socket = Socket::new(Domain::INET6, Type::RAW, Some(Protocol::ICMPV6)).unwrap();
/// // Router advertisements and nothing else.
/// socket.set_icmpv6_filter(IcmpTypes::ALL.without(134))?;
/// # Ok(())
/// # }
/// # }
/// let types: IcmpTypes = [134, 136, 135].into_iter().collect();
/// assert_eq!(types.to_string(), "134-136");
/// assert_eq!("134-136".parse(), Ok(types));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct IcmpTypes {
    /// Type t is bit t % 32 of word t / 32.
    words: [u32; 8],
}

text_by!(IcmpTypes, IcmpFilter<32>);

impl IcmpTypes {
    /// No type: nothing is blocked.
    pub const NONE: IcmpTypes = IcmpTypes { words: [0; 8] };
    /// All 256. ICMP_FILTER of IPv4 knows only the first 32.
    pub const ALL: IcmpTypes = IcmpTypes { words: [u32::MAX; 8] };

    pub(crate) fn from_words(words: [u32; 8]) -> IcmpTypes {
        IcmpTypes { words }
    }

    pub(crate) fn words(&self) -> [u32; 8] {
        self.words
    }

    /// These, and one more.
    pub fn with(mut self, r#type: u8) -> IcmpTypes {
        self.change(r#type, true);
        self
    }

    /// These, but for one.
    pub fn without(mut self, r#type: u8) -> IcmpTypes {
        self.change(r#type, false);
        self
    }

    fn change(&mut self, r#type: u8, is_in: bool) {
        let bit = 1 << (r#type % 32);
        if let Some(word) = self.words.get_mut(usize::from(r#type / 32)) {
            *word = if is_in { *word | bit } else { *word & !bit };
        }
    }

    /// Whether a type is among them.
    pub fn contains(&self, r#type: u8) -> bool {
        let word = self.words.get(usize::from(r#type / 32));
        word.is_some_and(|word| word & 1 << (r#type % 32) != 0)
    }

    /// Each of them, from the smallest on.
    pub fn iter(&self) -> impl Iterator<Item = u8> + '_ {
        (0..=u8::MAX).filter(|&r#type| self.contains(r#type))
    }
}

impl FromIterator<u8> for IcmpTypes {
    fn from_iter<T: IntoIterator<Item = u8>>(types: T) -> IcmpTypes {
        types.into_iter().fold(IcmpTypes::NONE, IcmpTypes::with)
    }
}

names! {
    /// From how far away datagrams are received: IPV6_PROTECTION_LEVEL of Windows.
    ///
    /// ```
    /// # #[cfg(windows)] {
    /// use sockopt::{Domain, ProtectionLevel, Socket, Type};
    ///
    /// let socket = Socket::new(Domain::INET6, Type::DGRAM, None)?;
    /// socket.set_ipv6_protection_level(ProtectionLevel::RESTRICTED)?;
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct ProtectionLevel {
        /// From anywhere, also through the tunnels of NAT (Teredo).
        UNRESTRICTED = PROTECTION_LEVEL_UNRESTRICTED on WINDOWS;
        /// From anywhere, but not through such tunnels.
        EDGERESTRICTED = PROTECTION_LEVEL_EDGERESTRICTED on WINDOWS;
        /// From the site alone.
        RESTRICTED = PROTECTION_LEVEL_RESTRICTED on WINDOWS;
    }
}
