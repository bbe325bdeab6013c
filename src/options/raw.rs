//! SOL_RAW: options of raw sockets of IPv4; raw(7).
//!
//! ```
//! use sockopt::{Domain, IcmpTypes, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // Answers to pings, and nothing else.
//! let filter = (1..32).collect::<IcmpTypes>();
//! if let Ok(socket) = Socket::new(Domain::INET, Type::RAW, Some(Protocol::ICMP)) {
//!     socket.set_icmp_filter(filter)?;
//!     assert!(!socket.icmp_filter()?.contains(0));
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts are from the kernel's `net/ipv4/raw.c` (`icmp_filter`, `raw_seticmpfilter`, `raw_geticmpfilter`).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::IcmpFilter;
use crate::table::options;
use crate::{Domain, IcmpTypes, Protocol, Type};

options! {
    level SOL_RAW, "raw(7)", |kind| {
        kind.domain == Domain::INET && kind.r#type == Type::RAW && kind.protocol == Protocol::ICMP
    };

    /// Which types of ICMP messages are kept out: any of the first 32.
    ///
    /// Those of other types come in. Sockets of IPPROTO_ICMP.
    ///
    /// It is empty at first.
    ICMP_FILTER: IcmpTypes as IcmpFilter<4> { get icmp_filter, set set_icmp_filter }
        since "2.2"
        on LINUX | ANDROID => ICMP_FILTER;
}
