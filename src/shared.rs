//! Memory that the program shares with the kernel: rings of packets, and received data that is not copied.
//!
//! | type | of a socket of | what it is | options |
//! |---|---|---|---|
//! | [`PacketRx`], [`PacketTx`] | `AF_PACKET` | rings of frames, to receive and to send | PACKET_VERSION, PACKET_RX_RING, PACKET_TX_RING |
//! | [`XdpUmem`] | `AF_XDP` | the memory of packets | XDP_UMEM_REG |
//! | [`XdpProducer`], [`XdpConsumer`] | `AF_XDP` | the four rings | XDP_UMEM_FILL_RING, XDP_UMEM_COMPLETION_RING, XDP_RX_RING, XDP_TX_RING |
//! | [`TcpMapping`] | TCP | where received data appears | TCP_ZEROCOPY_RECEIVE |
//! | [`RdsMr`] | RDS | what a peer may read and write | RDS_GET_MR, RDS_GET_MR_FOR_DEST |
//!
//! Each owns its pages and unmaps them when it is dropped. Whoever is on the other side may change them at any time, so
//! there is no slice of them: bytes go in and out by copies. A program that wants to do without has a raw pointer, and what
//! it does with that is `unsafe`. All can go to another thread, and not be shared by two.
//!
//! A ring, or a mapping of a TCP socket, keeps the socket open: it is closed when its descriptor is and they are
//! dropped.

use std::io;

mod packet;
mod rds;
mod tcp;
mod umem;
mod xdp;

pub use packet::{PacketFrame, PacketRx, PacketTx, PacketVlan};
pub use rds::RdsMr;
pub use tcp::{TcpMapping, TcpZerocopy};
pub use umem::XdpUmem;
pub use xdp::{XdpConsumer, XdpEntry, XdpProducer};

/// The error of an argument that does not fit.
fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}
