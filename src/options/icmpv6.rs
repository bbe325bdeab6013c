//! IPPROTO_ICMPV6: options of raw sockets of ICMPv6; icmp6(4) of the BSDs, RFC 3542.
//!
//! ```
//! use sockopt::{Domain, IcmpTypes, Protocol, Socket, Type};
//!
//! # #[cfg(unix)]
//! // Router advertisements, and nothing else.
//! if let Ok(socket) = Socket::new(Domain::INET6, Type::RAW, Some(Protocol::ICMPV6)) {
//!     socket.set_icmpv6_filter(IcmpTypes::ALL.without(134))?;
//! }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts are from the kernel's `net/ipv6/raw.c` (`icmpv6_filter`, `rawv6_seticmpfilter`,
//! `rawv6_geticmpfilter`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::IcmpFilter;
use crate::table::options;
use crate::{Domain, IcmpTypes, Protocol, Type};

options! {
    level IPPROTO_ICMPV6, "icmp6(4)", |kind| {
        // Not all systems tell the protocol: it is the default one then.
        kind.is_ipv6()
            && kind.r#type == Type::RAW
            && [Protocol::ICMPV6, Protocol::IP].contains(&kind.protocol)
    };

    /// Which types of ICMPv6 messages are kept out.
    ///
    /// Sockets of IPPROTO_ICMPV6.
    ///
    /// It is empty at first. (Linux has a bit for each type that is blocked, other systems for each that is let
    /// through: here, it is always those that are blocked.)
    ICMPV6_FILTER: IcmpTypes as IcmpFilter<32> { get icmpv6_filter, set set_icmpv6_filter }
        since "2.2" also "ICMP6_FILTER"
        on LINUX | ANDROID => ICMPV6_FILTER,
           APPLE | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | ILLUMOS | SOLARIS => ICMP6_FILTER as IcmpFilter<32, true>;
}
