//! The options, level by level.
//!
//! Each module is one level; its constants are also at the root of the crate. A
//! constant's type says how its value is coded and what may be done with it; its
//! docs say what it means.

pub mod ip;
pub mod ipv6;
pub mod mptcp;
pub mod netlink;
pub mod packet;
pub mod sctp;
pub mod socket;
pub mod tcp;
pub mod udp;
pub mod udplite;
pub mod vsock;

use crate::registry::Table;

pub(crate) const TABLES: &[Table] = &[
    socket::TABLE,
    ip::TABLE,
    ipv6::TABLE,
    tcp::TABLE,
    mptcp::TABLE,
    udp::TABLE,
    udplite::TABLE,
    packet::TABLE,
    netlink::TABLE,
    vsock::TABLE,
    sctp::TABLE,
];
