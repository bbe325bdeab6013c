//! The rings of packet sockets.
//!
//! A ring is an array of frames, each with a word that says whose it is: the program's or the kernel's. Each side goes from
//! frame to frame and waits for the next one to become its own. Frames of version 3 that are received are not of one
//! size: there the word is a block's, which has one frame or more.

use core::fmt;
use std::io;

use super::invalid;
use crate::addr::SockAddr;
use crate::socket::Socket;
use crate::sys::{AsSocket, Mapping};
use crate::values::{PacketRing, PacketVersion};
use crate::{PacketStatus, Timestamp};

// linux/if_packet.h
const TP_STATUS_USER: u32 = 1;
const TP_STATUS_KERNEL: u32 = 0;
const TP_STATUS_AVAILABLE: u32 = 0;
const TP_STATUS_SEND_REQUEST: u32 = 1;
const TP_STATUS_SENDING: u32 = 2;
const TP_STATUS_WRONG_FORMAT: u32 = 4;
/// The bits that say whose a frame to be sent is; others tell of its time.
const TP_STATUS_OWNER: u32 = TP_STATUS_SEND_REQUEST | TP_STATUS_SENDING | TP_STATUS_WRONG_FORMAT;

/// Where the fields of a frame's header lie.
#[derive(Clone, Copy, Debug)]
struct Layout {
    status: usize,
    len: usize,
    snaplen: usize,
    mac: usize,
    net: usize,
    secs: usize,
    nanos: usize,
    vlan_tci: usize,
    vlan_tpid: usize,
    /// Of frames in blocks.
    rxhash: Option<usize>,
    /// The size of the header, aligned: behind it is an address, or the data to send.
    end: usize,
}

/// `struct tpacket2_hdr`
const V2: Layout = Layout {
    status: 0,
    len: 4,
    snaplen: 8,
    mac: 12,
    net: 14,
    secs: 16,
    nanos: 20,
    vlan_tci: 24,
    vlan_tpid: 26,
    rxhash: None,
    end: 32,
};

/// `struct tpacket3_hdr`, which begins with how far off the next one is.
const V3: Layout = Layout {
    secs: 4,
    nanos: 8,
    snaplen: 12,
    len: 16,
    status: 20,
    mac: 24,
    net: 26,
    rxhash: Some(28),
    // The low half of a word of 32 bits.
    vlan_tci: if cfg!(target_endian = "little") { 32 } else { 34 },
    vlan_tpid: 36,
    end: 48,
};

/// `struct sockaddr_ll`, with room for a longer address than the eight bytes that it has.
const ADDRESS: usize = 12 + 32;

/// `struct tpacket_block_desc`
const BLOCK_STATUS: usize = 8;
const BLOCK_NUM_PKTS: usize = 12;
const BLOCK_OFFSET_TO_FIRST_PKT: usize = 16;

impl Layout {
    fn of(version: PacketVersion) -> io::Result<Layout> {
        match version {
            PacketVersion::V2 => Ok(V2),
            PacketVersion::V3 => Ok(V3),
            _ => Err(invalid("rings are of frames of version 2 or 3")),
        }
    }
}

/// A header, and the address behind it.
struct Header([u8; V3.end + ADDRESS]);

impl Header {
    fn bytes<const N: usize>(&self, at: usize) -> [u8; N] {
        self.0.get(at..).and_then(<[u8]>::first_chunk).copied().unwrap_or([0; N])
    }

    fn u16(&self, at: usize) -> u16 {
        u16::from_ne_bytes(self.bytes(at))
    }

    fn u32(&self, at: usize) -> u32 {
        u32::from_ne_bytes(self.bytes(at))
    }
}

/// The tag of a VLAN that was taken off a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PacketVlan {
    /// Priority and identifier.
    pub tci: u16,
    /// The tag's protocol; `None` if the kernel does not tell it.
    pub tpid: Option<u16>,
}

/// What a ring tells of a packet that came: see [`PacketRx`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PacketFrame {
    /// What is special about the packet.
    pub status: PacketStatus,
    /// The packet's length.
    pub len: usize,
    /// How much of it was in the ring.
    pub snaplen: usize,
    /// How much of that was copied to the buffer.
    pub copied: usize,
    /// Where, in the data, the network layer's header begins.
    pub net: usize,
    /// When it came, by the clock that `status` tells: the kernel's time of day if it names none.
    pub time: Timestamp,
    /// The tag that was taken off.
    pub vlan: Option<PacketVlan>,
    /// The packet's hash; of rings of version 3 that are to tell it.
    pub rxhash: Option<u32>,
    /// Where it came from, and by which device: [`SockAddr::packet`].
    pub from: SockAddr,
}

/// The part of a mapping that is one ring.
struct Frames {
    memory: Mapping,
    /// Where the ring begins in it.
    start: usize,
    ring: PacketRing,
    layout: Layout,
    /// Which frame, or block, is the next.
    next: usize,
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// How many bytes a ring has.
fn room(ring: &PacketRing) -> io::Result<usize> {
    let room = size(ring.block_size).checked_mul(size(ring.block_nr));
    room.ok_or_else(|| invalid("the ring is too large"))
}

impl Frames {
    fn of<S: AsSocket>(
        socket: &Socket<S>,
        layout: Layout,
        ring: PacketRing,
        start: usize,
        all: usize,
    ) -> io::Result<Frames> {
        let memory = Mapping::of(socket.borrow(), all, 0)?;
        Ok(Frames { memory, start, ring, layout, next: 0 })
    }

    /// Where a frame of fixed size begins.
    fn frame(&self, index: usize) -> Option<usize> {
        let (block_size, frame_size) = (size(self.ring.block_size), size(self.ring.frame_size));
        let each = block_size.checked_div(frame_size)?;
        let (block, within) = (index.checked_div(each)?, index.checked_rem(each)?);
        Some(self.start + block * block_size + within * frame_size)
    }

    fn count(&self) -> usize {
        size(self.ring.frame_nr)
    }

    fn status(&self, frame: usize) -> Option<u32> {
        self.memory.load(frame + self.layout.status)
    }

    /// Whose a frame to be sent is.
    fn owner(&self, frame: usize) -> Option<u32> {
        self.status(frame).map(|status| status & TP_STATUS_OWNER)
    }

    fn set_status(&self, frame: usize, status: u32) -> Option<()> {
        self.memory.store(frame + self.layout.status, status)
    }

    /// Goes on to the next of so many frames or blocks.
    fn advance(&mut self, count: usize) {
        self.next = if self.next + 1 < count { self.next + 1 } else { 0 };
    }

    /// Copies a packet out of a frame, which ends before `end`.
    fn take(&self, frame: usize, end: usize, buffer: &mut [u8]) -> Option<PacketFrame> {
        let layout = &self.layout;
        let mut header = Header([0; V3.end + ADDRESS]);
        let room = header.0.get_mut(..(layout.end + ADDRESS).min(end.checked_sub(frame)?))?;
        self.memory.read(frame, room)?;
        let (mac, net) = (header.u16(layout.mac), header.u16(layout.net));
        let data = frame + usize::from(mac);
        let snaplen = size(header.u32(layout.snaplen));
        // By the kernel's word the frame has all of it; but nobody's word is taken for what is read.
        let copied = snaplen.min(buffer.len()).min(end.saturating_sub(data));
        self.memory.read(data, buffer.get_mut(..copied)?)?;
        let status = PacketStatus::from_bits_retain(header.u32(layout.status));
        let has = |flag| status.contains(flag);
        let tpid = has(PacketStatus::VLAN_TPID_VALID).then(|| header.u16(layout.vlan_tpid));
        let mut address = [0; 128];
        for (to, from) in address.iter_mut().zip(header.bytes::<ADDRESS>(layout.end)) {
            *to = from;
        }
        // Its length is told by that of the hardware address alone.
        let [.., length] = header.bytes::<12>(layout.end);
        Some(PacketFrame {
            status,
            len: size(header.u32(layout.len)),
            snaplen,
            copied,
            net: usize::from(net.saturating_sub(mac)),
            time: Timestamp {
                secs: header.u32(layout.secs).into(),
                nanos: header.u32(layout.nanos),
            },
            vlan: has(PacketStatus::VLAN_VALID)
                .then(|| PacketVlan { tci: header.u16(layout.vlan_tci), tpid }),
            rxhash: layout.rxhash.map(|at| header.u32(at)).filter(|&hash| hash != 0),
            from: SockAddr::from_reply(&address, 12 + usize::from(length)),
        })
    }

    fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name).field("ring", &self.ring).field("next", &self.next).finish()
    }
}

/// A ring of packets that come in: PACKET_RX_RING.
///
/// ```
/// use sockopt::{
///     Domain, Interface, PacketAddr, PacketRing, PacketRx, PacketVersion, SockAddr, Socket, Type,
/// };
///
/// # #[cfg(target_os = "linux")] {
/// // Only with CAP_NET_RAW can one be opened.
/// if let Ok(socket) = Socket::new(Domain::PACKET, Type::RAW, None) {
///     let ring = PacketRing::new(1 << 16, 2, 2048); // two blocks of 64 KiB, of 32 frames each
///     let mut rx = PacketRx::new(&socket, PacketVersion::V2, ring)?;
///     let all = 3; // ETH_P_ALL
///     socket.bind(SockAddr::packet(PacketAddr::new(all, Interface::named("lo")?.index())))?;
///
///     let mut buffer = [0; 2048];
///     while let Some(packet) = rx.next(&mut buffer) {
///         println!("{} bytes from {}, at {}", packet.len, packet.from, packet.time);
///     }
///     // There is none left; `poll` waits for more.
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
pub struct PacketRx {
    frames: Frames,
    /// Of version 3: how many packets of the block are left, and where the next one is.
    rest: Option<(u32, usize)>,
}

impl PacketRx {
    /// Makes a ring of frames of that version (2 or 3) and maps it.
    ///
    /// # Errors
    ///
    /// Those of PACKET_VERSION and PACKET_RX_RING, among them that there is one already; `InvalidInput` for version 1.
    pub fn new<S: AsSocket>(
        socket: &Socket<S>,
        version: PacketVersion,
        ring: PacketRing,
    ) -> io::Result<PacketRx> {
        let (layout, room) = (Layout::of(version)?, room(&ring)?);
        socket.set_packet_version(version)?;
        socket.set_packet_rx_ring(ring)?;
        Frames::of(socket, layout, ring, 0, room).map(PacketRx::of)
    }

    /// As [`new`](PacketRx::new), with a ring of packets to be sent on the same socket.
    ///
    /// # Errors
    ///
    /// As for [`new`](PacketRx::new), and those of PACKET_TX_RING.
    pub fn with_tx<S: AsSocket>(
        socket: &Socket<S>,
        version: PacketVersion,
        rx: PacketRing,
        tx: PacketRing,
    ) -> io::Result<(PacketRx, PacketTx)> {
        let layout = Layout::of(version)?;
        let start = room(&rx)?;
        let all = start.checked_add(room(&tx)?).ok_or_else(|| invalid("the ring is too large"))?;
        socket.set_packet_version(version)?;
        socket.set_packet_rx_ring(rx)?;
        socket.set_packet_tx_ring(tx)?;
        // The kernel maps both at once, as often as it is asked to: so each has a mapping of its own.
        let rx = Frames::of(socket, layout, rx, 0, all)?;
        let tx = Frames::of(socket, layout, tx, start, all)?;
        Ok((PacketRx::of(rx), PacketTx(tx)))
    }

    fn of(frames: Frames) -> PacketRx {
        PacketRx { frames, rest: None }
    }

    /// Copies the next packet to a buffer and gives its frame back to the kernel; `None` if there is none.
    ///
    /// A packet that is longer than the buffer is cut, as [`PacketFrame::copied`] then tells. The frames of version 3 come
    /// a block at a time: when it is full, or its time is over. A header of virtio (PACKET_VNET_HDR) is not copied.
    pub fn next(&mut self, buffer: &mut [u8]) -> Option<PacketFrame> {
        if self.frames.layout.rxhash.is_some() {
            return self.next_of_block(buffer);
        }
        let frames = &mut self.frames;
        let frame = frames.frame(frames.next)?;
        if frames.status(frame)? & TP_STATUS_USER == 0 {
            return None;
        }
        let packet = frames.take(frame, frame + size(frames.ring.frame_size), buffer);
        frames.set_status(frame, TP_STATUS_KERNEL)?;
        frames.advance(frames.count());
        packet
    }

    fn next_of_block(&mut self, buffer: &mut [u8]) -> Option<PacketFrame> {
        let frames = &mut self.frames;
        let blocks = size(frames.ring.block_nr);
        // No more than once around, should all blocks be empty.
        for _ in 0..=blocks {
            let block = frames.start + frames.next * size(frames.ring.block_size);
            let end = block + size(frames.ring.block_size);
            let (left, frame) = match self.rest {
                Some(rest) => rest,
                None => {
                    if frames.memory.load(block + BLOCK_STATUS)? & TP_STATUS_USER == 0 {
                        return None;
                    }
                    let first = size(frames.memory.load(block + BLOCK_OFFSET_TO_FIRST_PKT)?);
                    (frames.memory.load(block + BLOCK_NUM_PKTS)?, block.checked_add(first)?)
                }
            };
            let packet = if left > 0 { frames.take(frame, end, buffer) } else { None };
            let more = left.saturating_sub(1);
            let ahead = packet.as_ref().and_then(|_| frames.memory.load(frame)).unwrap_or(0);
            let next = frame.checked_add(size(ahead)).filter(|_| more > 0 && ahead > 0);
            self.rest = next.map(|next| (more, next));
            if self.rest.is_none() {
                frames.memory.store(block + BLOCK_STATUS, TP_STATUS_KERNEL)?;
                frames.advance(blocks);
            }
            if packet.is_some() {
                return packet;
            }
        }
        None
    }

    /// Where the ring begins, for code that is `unsafe`. The kernel writes to the frames that are its own.
    pub fn as_ptr(&self) -> *mut u8 {
        self.frames.memory.as_ptr()
    }
}

impl fmt::Debug for PacketRx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.frames.debug("PacketRx", f)
    }
}

/// A ring of packets to be sent: PACKET_TX_RING.
///
/// ```
/// use sockopt::{Domain, MsgFlags, PacketRing, PacketTx, PacketVersion, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// // Only with CAP_NET_RAW can one be opened.
/// if let Ok(socket) = Socket::new(Domain::PACKET, Type::RAW, None) {
///     let ring = PacketRing::new(1 << 16, 1, 2048);
///     let mut tx = PacketTx::new(&socket, PacketVersion::V2, ring)?;
///     assert!(tx.push(&[0; 60])?);
/// #   if false { // it is not for a test to send
///     // Bound to a device, the socket sends what is in the ring.
///     socket.send(&[])?;
/// #   }
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
pub struct PacketTx(Frames);

impl PacketTx {
    /// Makes a ring of frames of that version (2 or 3) and maps it. To send, the socket must be bound to a device, or the
    /// `send` say which.
    ///
    /// # Errors
    ///
    /// As for [`PacketRx::new`], of PACKET_TX_RING.
    pub fn new<S: AsSocket>(
        socket: &Socket<S>,
        version: PacketVersion,
        ring: PacketRing,
    ) -> io::Result<PacketTx> {
        let (layout, room) = (Layout::of(version)?, room(&ring)?);
        socket.set_packet_version(version)?;
        socket.set_packet_tx_ring(ring)?;
        Frames::of(socket, layout, ring, 0, room).map(PacketTx)
    }

    /// Puts a packet into the ring; whether there was room for it. A `send` of nothing then sends what is in the ring.
    ///
    /// The kernel sends from the ring itself: a frame is free again when its packet is gone. A `send` waits for that, unless
    /// it has [`MsgFlags::DONTWAIT`](crate::MsgFlags::DONTWAIT).
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a packet that a frame has no room for.
    pub fn push(&mut self, packet: &[u8]) -> io::Result<bool> {
        let frames = &mut self.0;
        let layout = frames.layout;
        let most = size(frames.ring.frame_size).saturating_sub(layout.end);
        let length = u32::try_from(packet.len()).ok().filter(|_| packet.len() <= most);
        let length =
            length.ok_or_else(|| invalid("a packet is longer than a frame of the ring"))?;
        let Some(frame) = frames.frame(frames.next) else { return Ok(false) };
        if frames.owner(frame) != Some(TP_STATUS_AVAILABLE) {
            return Ok(false);
        }
        // Where the data begins, which counts with PACKET_TX_HAS_OFF. All else is zero, of version 3 that no frame is chained.
        let data = u16::try_from(layout.end).unwrap_or(0).to_ne_bytes();
        let mut header = [0; V3.end];
        for (at, bytes) in [
            (layout.len, &length.to_ne_bytes()[..]),
            (layout.snaplen, &length.to_ne_bytes()),
            (layout.mac, &data),
            (layout.net, &data),
        ] {
            for (to, from) in header.iter_mut().skip(at).zip(bytes) {
                *to = *from;
            }
        }
        let header = header.get(..layout.end).unwrap_or(&header);
        let memory = &frames.memory;
        let written =
            memory.write(frame, header).and_then(|()| memory.write(frame + layout.end, packet));
        if written.and_then(|()| frames.set_status(frame, TP_STATUS_SEND_REQUEST)).is_none() {
            return Ok(false);
        }
        frames.advance(frames.count());
        Ok(true)
    }

    /// Takes back a packet that the kernel refused, and all that were put in after it; how many.
    ///
    /// A `send` fails at a packet that the device cannot take, such as one that is too long, and the ring waits there. (With
    /// PACKET_LOSS, such a packet is dropped instead.)
    pub fn take_back(&mut self) -> usize {
        let frames = &mut self.0;
        let count = frames.count();
        let mut first = None;
        let mut taken = 0;
        // From the oldest to the newest.
        for index in (frames.next..count).chain(0..frames.next) {
            let Some(frame) = frames.frame(index) else { break };
            let status = frames.owner(frame);
            let refused = status == Some(TP_STATUS_WRONG_FORMAT);
            if refused && first.is_none() {
                first = Some(index);
            }
            if first.is_some() && (refused || status == Some(TP_STATUS_SEND_REQUEST)) {
                frames.set_status(frame, TP_STATUS_AVAILABLE);
                taken += 1;
            }
        }
        frames.next = first.unwrap_or(frames.next);
        taken
    }

    /// Where the ring's mapping begins, for code that is `unsafe`; the rings of both directions are in it.
    pub fn as_ptr(&self) -> *mut u8 {
        self.0.memory.as_ptr()
    }
}

impl fmt::Debug for PacketTx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug("PacketTx", f)
    }
}
