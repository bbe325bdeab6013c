//! The options, level by level.
//!
//! Each module is one level, or the part of one that few sockets have; its constants are also at the root of the crate. A
//! constant's type says how its value is coded and what may be done with it; its
//! docs say what it means.

pub mod alg;
pub mod atm;
pub mod ax25;
pub mod bluetooth;
pub mod can_isotp;
pub mod can_j1939;
pub mod can_raw;
pub mod dccp;
pub mod hci;
pub mod icmpv6;
pub mod ioctl;
pub mod ip;
pub mod ipv6;
pub mod kcm;
pub mod l2cap;
pub mod llc;
pub mod local;
pub mod mctp;
pub mod mptcp;
pub mod mroute;
pub mod mroute6;
pub mod netlink;
pub mod nfc;
pub mod packet;
pub mod pnpipe;
pub mod pppol2tp;
pub mod raw;
pub mod rds;
pub mod rfcomm;
pub mod rxrpc;
pub mod sco;
pub mod sctp;
pub mod smc;
pub mod socket;
pub mod socket_filter;
pub mod tcp;
pub mod tipc;
pub mod tls;
pub mod udp;
pub mod udplite;
pub mod vsock;
pub mod xdp;

use crate::registry::Table;

pub(crate) const TABLES: &[Table] = &[
    socket::TABLE,
    socket_filter::TABLE,
    local::TABLE,
    ip::TABLE,
    mroute::TABLE,
    ipv6::TABLE,
    mroute6::TABLE,
    raw::TABLE,
    icmpv6::TABLE,
    tcp::TABLE,
    mptcp::TABLE,
    tls::TABLE,
    udp::TABLE,
    udplite::TABLE,
    packet::TABLE,
    xdp::TABLE,
    netlink::TABLE,
    vsock::TABLE,
    can_raw::TABLE,
    can_isotp::TABLE,
    can_j1939::TABLE,
    alg::TABLE,
    sctp::TABLE,
    dccp::TABLE,
    tipc::TABLE,
    rds::TABLE,
    rxrpc::TABLE,
    kcm::TABLE,
    smc::TABLE,
    mctp::TABLE,
    llc::TABLE,
    pppol2tp::TABLE,
    pnpipe::TABLE,
    nfc::TABLE,
    ax25::TABLE,
    atm::TABLE,
    bluetooth::TABLE,
    hci::TABLE,
    l2cap::TABLE,
    sco::TABLE,
    rfcomm::TABLE,
    ioctl::TABLE,
];
