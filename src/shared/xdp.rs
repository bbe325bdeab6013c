//! The rings of AF_XDP sockets.
//!
//! A ring is an array of entries and two words that count, without end, how many entries were put in and taken out. The side
//! that puts entries in writes the one, the other side the other; an entry is written before the word that tells of it, and
//! read before the word that gives its place back.

use core::fmt;
use core::marker::PhantomData;
use std::io;

use super::invalid;
use crate::codec::Fields;
use crate::socket::Socket;
use crate::sys::{AsSocket, Mapping};
use crate::values::{XdpDesc, XdpMmapOffsets, XdpRingOffset};

// linux/if_xdp.h
const XDP_PGOFF_RX_RING: u64 = 0;
const XDP_PGOFF_TX_RING: u64 = 0x8000_0000;
const XDP_UMEM_PGOFF_FILL_RING: u64 = 0x1_0000_0000;
const XDP_UMEM_PGOFF_COMPLETION_RING: u64 = 0x1_8000_0000;
const XDP_RING_NEED_WAKEUP: u32 = 1;

/// What a ring of an AF_XDP socket has: packets ([`XdpDesc`]), or places of chunks (`u64`).
pub trait XdpEntry: Copy + entry::Entry {}

impl XdpEntry for u64 {}
impl XdpEntry for XdpDesc {}

mod entry {
    use super::*;

    #[allow(unreachable_pub)] // nobody else can name it
    pub trait Entry: Sized {
        type Bytes: AsRef<[u8]> + AsMut<[u8]> + Default;

        fn read(bytes: Self::Bytes) -> Option<Self>;
        fn write(self) -> Option<Self::Bytes>;
    }

    impl Entry for u64 {
        type Bytes = [u8; 8];

        fn read(bytes: [u8; 8]) -> Option<u64> {
            Some(u64::from_ne_bytes(bytes))
        }

        fn write(self) -> Option<[u8; 8]> {
            Some(self.to_ne_bytes())
        }
    }

    impl Entry for XdpDesc {
        type Bytes = [u8; 16];

        fn read(bytes: [u8; 16]) -> Option<XdpDesc> {
            Fields::read(&bytes).ok()
        }

        fn write(self) -> Option<[u8; 16]> {
            let mut bytes = [0; 16];
            Fields::write(&self, &mut bytes).ok()?;
            Some(bytes)
        }
    }
}

/// What both sides of a ring have.
struct Ring<E> {
    memory: Mapping,
    producer: usize,
    consumer: usize,
    flags: Option<usize>,
    desc: usize,
    /// How many entries there are: a power of two.
    entries: u32,
    /// The word of this side, which nobody else writes.
    own: u32,
    kind: PhantomData<E>,
}

impl<E: XdpEntry> Ring<E> {
    const SIZE: usize = core::mem::size_of::<E::Bytes>();

    /// Maps a ring that was just made, of so many entries.
    fn of<S: AsSocket>(
        socket: &Socket<S>,
        which: fn(XdpMmapOffsets) -> XdpRingOffset,
        place: u64,
        entries: u32,
    ) -> io::Result<Ring<E>> {
        let offsets = which(socket.xdp_mmap_offsets()?);
        let at = |offset| usize::try_from(offset).map_err(|_| invalid("a ring out of reach"));
        let desc = at(offsets.desc)?;
        let size = usize::try_from(entries).ok().and_then(|count| count.checked_mul(Self::SIZE));
        let length = size.and_then(|size| size.checked_add(desc));
        let length = length.ok_or_else(|| invalid("a ring out of reach"))?;
        Ok(Ring {
            memory: Mapping::of(socket.borrow(), length, place)?,
            producer: at(offsets.producer)?,
            consumer: at(offsets.consumer)?,
            flags: offsets.flags.map(at).transpose()?,
            desc,
            entries,
            own: 0,
            kind: PhantomData,
        })
    }

    /// Where the entry lies that a word counts.
    fn place(&self, word: u32) -> Option<usize> {
        let index = usize::try_from(word & (self.entries - 1)).ok()?;
        Some(self.desc + index * Self::SIZE)
    }

    fn needs_wakeup(&self) -> bool {
        let flags = self.flags.and_then(|at| self.memory.load(at));
        flags.map_or(true, |flags| flags & XDP_RING_NEED_WAKEUP != 0)
    }

    fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct(name);
        debug.field("entries", &self.entries);
        debug.field("producer", &self.memory.load(self.producer));
        debug.field("consumer", &self.memory.load(self.consumer)).finish()
    }
}

/// The program's side of a ring that it puts entries into: the fill ring, or the ring of packets to be sent.
///
/// See [`options::xdp`](crate::options::xdp) for an example.
pub struct XdpProducer<E>(Ring<E>);

impl XdpProducer<u64> {
    /// Makes the fill ring, through which the kernel gets chunks for packets to come into (XDP_UMEM_FILL_RING), and maps
    /// it. An entry is a place in the chunk.
    ///
    /// # Errors
    ///
    /// Those of the option, among them that there is one already.
    pub fn fill<S: AsSocket>(socket: &Socket<S>, entries: u32) -> io::Result<XdpProducer<u64>> {
        socket.set_xdp_umem_fill_ring(entries)?;
        Ring::of(socket, |rings| rings.fr, XDP_UMEM_PGOFF_FILL_RING, entries).map(XdpProducer)
    }
}

impl XdpProducer<XdpDesc> {
    /// Makes the ring of packets to be sent (XDP_TX_RING), and maps it.
    ///
    /// A `send` of nothing, with [`MsgFlags::DONTWAIT`](crate::MsgFlags::DONTWAIT), then sends what is in the ring. The
    /// kernel drops an entry that does not lie in a chunk.
    ///
    /// # Errors
    ///
    /// As for [`fill`](XdpProducer::fill).
    pub fn tx<S: AsSocket>(socket: &Socket<S>, entries: u32) -> io::Result<XdpProducer<XdpDesc>> {
        socket.set_xdp_tx_ring(entries)?;
        Ring::of(socket, |rings| rings.tx, XDP_PGOFF_TX_RING, entries).map(XdpProducer)
    }
}

impl<E: XdpEntry> XdpProducer<E> {
    /// Puts an entry into the ring; if there is no room, it comes back as the error.
    pub fn push(&mut self, entry: E) -> Result<(), E> {
        if self.room() == 0 {
            return Err(entry);
        }
        let ring = &mut self.0;
        let written = ring.place(ring.own).zip(entry.write());
        let written = written.and_then(|(at, bytes)| ring.memory.write(at, bytes.as_ref()));
        let next = ring.own.wrapping_add(1);
        written.and_then(|()| ring.memory.store(ring.producer, next)).ok_or(entry)?;
        ring.own = next;
        Ok(())
    }

    /// How many entries there is room for.
    pub fn room(&self) -> u32 {
        let ring = &self.0;
        let taken = ring.memory.load(ring.consumer).unwrap_or(0);
        ring.entries.saturating_sub(ring.own.wrapping_sub(taken))
    }

    /// Whether the ring asks for the kernel to be woken: by a `send`, or, of the fill ring, by a `recv` or `poll`. On
    /// older kernels, whose rings do not tell, it is always so.
    pub fn needs_wakeup(&self) -> bool {
        self.0.needs_wakeup()
    }
}

impl<E: XdpEntry> fmt::Debug for XdpProducer<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("XdpProducer", f)
    }
}

/// The program's side of a ring that it takes entries out of: the completion ring, or the ring of packets that came in.
///
/// See [`options::xdp`](crate::options::xdp) for an example.
pub struct XdpConsumer<E>(Ring<E>);

impl XdpConsumer<u64> {
    /// Makes the completion ring, through which chunks come back whose packets have been sent (XDP_UMEM_COMPLETION_RING),
    /// and maps it. An entry is a place in the chunk: that of the packet, or, on some kernels, the chunk's start.
    ///
    /// # Errors
    ///
    /// As for [`XdpProducer::fill`].
    pub fn completion<S: AsSocket>(
        socket: &Socket<S>,
        entries: u32,
    ) -> io::Result<XdpConsumer<u64>> {
        socket.set_xdp_umem_completion_ring(entries)?;
        Ring::of(socket, |rings| rings.cr, XDP_UMEM_PGOFF_COMPLETION_RING, entries).map(XdpConsumer)
    }
}

impl XdpConsumer<XdpDesc> {
    /// Makes the ring of packets that came in (XDP_RX_RING), and maps it.
    ///
    /// # Errors
    ///
    /// As for [`XdpProducer::fill`].
    pub fn rx<S: AsSocket>(socket: &Socket<S>, entries: u32) -> io::Result<XdpConsumer<XdpDesc>> {
        socket.set_xdp_rx_ring(entries)?;
        Ring::of(socket, |rings| rings.rx, XDP_PGOFF_RX_RING, entries).map(XdpConsumer)
    }
}

impl<E: XdpEntry> XdpConsumer<E> {
    /// Takes the next entry out of the ring, if there is one. What it tells of is then the program's.
    pub fn pop(&mut self) -> Option<E> {
        if self.ready() == 0 {
            return None;
        }
        let ring = &mut self.0;
        let mut bytes = E::Bytes::default();
        ring.memory.read(ring.place(ring.own)?, bytes.as_mut())?;
        let entry = E::read(bytes);
        let next = ring.own.wrapping_add(1);
        ring.memory.store(ring.consumer, next)?;
        ring.own = next;
        entry
    }

    /// How many entries there are.
    pub fn ready(&self) -> u32 {
        let ring = &self.0;
        let put = ring.memory.load(ring.producer).unwrap_or(ring.own);
        put.wrapping_sub(ring.own).min(ring.entries)
    }
}

impl<E: XdpEntry> fmt::Debug for XdpConsumer<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("XdpConsumer", f)
    }
}
