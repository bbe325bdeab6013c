//! SOL_XDP: options of AF_XDP sockets, whose packets lie in memory that is shared with the kernel;
//! Documentation/networking/af_xdp.rst of the kernel.
//!
//! A socket has some memory for packets, cut into chunks, and four rings through which the two sides tell each other of chunks.
//! The module `shared` has all of them as types, `XdpUmem`, `XdpProducer` and `XdpConsumer`, which set the options of this level.
//! Packets come in where a program of the device (XDP) hands them over; they can be sent without one.
//!
//! ```
//! # #[cfg(target_os = "linux")] {
//! use sockopt::{Domain, Interface, MsgFlags, SockAddr, Socket, Type};
//! use sockopt::{XdpConsumer, XdpDesc, XdpFlags, XdpProducer, XdpUmem};
//!
//! // Only with CAP_NET_RAW can one be opened; and a kernel can be without.
//! if let Ok(socket) = Socket::new(Domain::XDP, Type::RAW, None) {
//!     let umem = XdpUmem::new(64, 2048)?; // 64 chunks of 2 KiB
//!     socket.set_xdp_umem_reg(&umem)?;
//!     let _fill = XdpProducer::fill(&socket, 64)?;
//!     let mut completion = XdpConsumer::completion(&socket, 64)?;
//!     let mut tx = XdpProducer::tx(&socket, 64)?;
//!     let lo = Interface::named("lo")?;
//!     socket.bind(SockAddr::xdp(lo.index(), 0, XdpFlags::COPY))?;
//!
//!     let frame = [0; 60];
//!     umem.write(0, &frame)?;
//!     tx.push(XdpDesc::new(0, 60)).expect("the ring is empty");
//! #   if false { // it is not for a test to send on the machine's own `lo`
//!     socket.send_with(&[], MsgFlags::DONTWAIT)?; // sends what is in the ring
//! #   }
//!     // When a packet has been sent, its chunk comes back.
//!     assert!(matches!(completion.pop(), None | Some(0)));
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/xdp/xsk.c` (`xsk_setsockopt`, `xsk_getsockopt`).

#![allow(unused_imports)] // what only rows of other systems use

#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::codec::UmemReg;
use crate::codec::{Bits, Extensible, Int, PowerOfTwo, RingOffsets};
use crate::table::options;
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::XdpUmem;
use crate::{XdpMmapOffsets, XdpOptions, XdpStatistics};

options! {
    level SOL_XDP, "af_xdp.rst", |kind| kind.is_of("AF_XDP");

    /// How many packets one `send` takes from the ring, where they are copied.
    ///
    /// At least 32, which is also the default, and at most as many as the ring has entries (EACCES otherwise, and without a
    /// ring).
    XDP_MAX_TX_SKB_BUDGET: u32 as Int<u32, 32> { set set_xdp_max_tx_skb_budget }
        since "6.17"
        on LINUX | ANDROID => XDP_MAX_TX_SKB_BUDGET;

    /// Where the words of each ring lie in its memory.
    XDP_MMAP_OFFSETS: XdpMmapOffsets as RingOffsets { get xdp_mmap_offsets }
        since "4.18"
        on LINUX | ANDROID => XDP_MMAP_OFFSETS;

    /// What the socket does since it is bound.
    XDP_OPTIONS: XdpOptions as Bits<XdpOptions> { get xdp_options }
        since "5.3"
        on LINUX | ANDROID => XDP_OPTIONS;

    /// Makes the ring of packets that came in, of so many entries: a power of two.
    ///
    /// Once (EINVAL), and before the socket is bound (EBUSY). [`XdpConsumer::rx`](crate::XdpConsumer::rx) sets it, and maps
    /// the ring.
    XDP_RX_RING: u32 as PowerOfTwo { set set_xdp_rx_ring }
        since "4.18" when BeforeBind
        on LINUX | ANDROID => XDP_RX_RING;

    /// What went wrong with packets since the socket was opened.
    XDP_STATISTICS: XdpStatistics as Extensible<XdpStatistics, 48> { get xdp_statistics }
        since "4.18"
        on LINUX | ANDROID => XDP_STATISTICS;

    /// As XDP_RX_RING, for packets to be sent: [`XdpProducer::tx`](crate::XdpProducer::tx).
    XDP_TX_RING: u32 as PowerOfTwo { set set_xdp_tx_ring }
        since "4.18" when BeforeBind
        on LINUX | ANDROID => XDP_TX_RING;

    /// As XDP_RX_RING, for chunks of which packets have been sent: [`XdpConsumer::completion`](crate::XdpConsumer::completion).
    XDP_UMEM_COMPLETION_RING: u32 as PowerOfTwo { set set_xdp_umem_completion_ring }
        since "4.18" when BeforeBind
        on LINUX | ANDROID => XDP_UMEM_COMPLETION_RING;

    /// As XDP_RX_RING, for chunks that packets may come into: [`XdpProducer::fill`](crate::XdpProducer::fill).
    XDP_UMEM_FILL_RING: u32 as PowerOfTwo { set set_xdp_umem_fill_ring }
        since "4.18" when BeforeBind
        on LINUX | ANDROID => XDP_UMEM_FILL_RING;

    /// The memory in which the packets lie.
    ///
    /// Once, and before the socket is bound (EBUSY). The kernel takes hold of the pages; they count towards the user's limit
    /// of locked memory (ENOBUFS) unless the program has CAP_IPC_LOCK.
    XDP_UMEM_REG: &XdpUmem as UmemReg { set set_xdp_umem_reg }
        since "4.18" when BeforeBind
        on LINUX | ANDROID => XDP_UMEM_REG;
}
