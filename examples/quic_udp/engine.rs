//! The UDP layer of a QUIC library: many datagrams in a call, and with each what QUIC needs to know
//! and to say.

use std::array;
use std::io::{self, IoSlice, IoSliceMut};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};

use sockopt::cmsg::{self, Control};
use sockopt::{
    AsSocket, Interface, Message, MsgFlags, MtuDiscover, PacketInfo, Received, RecvBatch, SendMsg,
    SockAddr, Socket, Timestamp, IPV6_MTU_DISCOVER, IP_MTU_DISCOVER, SO_TIMESTAMPNS, UDP_GRO,
};

/// How many receives fit into one call.
pub(crate) const BATCH: usize = 32;
/// The largest that UDP carries, over IPv4; so much may be put together into one receive, too.
pub(crate) const MAX_DATAGRAM: usize = 65507;
/// Linux cuts a send into so many datagrams at most (newer ones into more).
const MAX_SEGMENTS: usize = 64;

/// What a packet says of congestion (RFC 3168).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ecn {
    Ect1 = 0b01,
    Ect0 = 0b10,
    Ce = 0b11,
}

impl Ecn {
    /// From the byte of the IP header, which has the DSCP too.
    fn of(tos: u8) -> Option<Ecn> {
        match tos & 0b11 {
            0b01 => Some(Ecn::Ect1),
            0b10 => Some(Ecn::Ect0),
            0b11 => Some(Ecn::Ce),
            _ => None,
        }
    }
}

/// What is to be sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transmit<'a> {
    pub(crate) destination: SocketAddr,
    pub(crate) ecn: Option<Ecn>,
    pub(crate) contents: &'a [u8],
    /// The contents are datagrams of this size, the last of which may be shorter; `None` if they are
    /// one.
    pub(crate) segment_size: Option<u16>,
    /// The address to send from; `None` leaves that to the system.
    pub(crate) source: Option<IpAddr>,
}

/// What was received, beside the data.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RecvMeta {
    pub(crate) source: SocketAddr,
    pub(crate) len: usize,
    /// The data are datagrams of this size, the last of which may be shorter.
    pub(crate) stride: usize,
    pub(crate) ecn: Option<Ecn>,
    /// Where it was sent to: what an answer is to be sent from.
    pub(crate) destination: Option<IpAddr>,
    pub(crate) interface: Option<Interface>,
    /// When the kernel received it.
    pub(crate) received_at: Option<Timestamp>,
}

impl RecvMeta {
    pub(crate) const NONE: RecvMeta = RecvMeta {
        source: SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0),
        len: 0,
        stride: 0,
        ecn: None,
        destination: None,
        interface: None,
        received_at: None,
    };

    fn of(received: &Received<'_>) -> RecvMeta {
        let mut meta = RecvMeta { len: received.len, stride: received.len, ..RecvMeta::NONE };
        if let Some(source) = received.address.as_socket_addr() {
            // An IPv6 socket says `::ffff:192.0.2.1` for what comes over IPv4.
            meta.source = SocketAddr::new(source.ip().to_canonical(), source.port());
        }
        for message in received.messages {
            match message {
                Message::IP_TOS(tos) | Message::IPV6_TCLASS(tos) => meta.ecn = Ecn::of(tos),
                Message::UDP_GRO(size) => meta.stride = size.into(),
                Message::SCM_TIMESTAMPNS(stamp) => meta.received_at = Some(stamp),
                _ => {}
            }
        }
        if let Some(info) = received.messages.packet_info() {
            meta.destination = Some(info.destination);
            meta.interface = info.interface;
        }
        meta
    }
}

/// A UDP socket of std or tokio, owned or borrowed. No call waits; after the start, none allocates.
pub(crate) struct UdpEngine<S> {
    socket: Socket<S>,
    is_ipv6: bool,
    batch: RecvBatch,
    /// Whether the kernel is still asked to cut sends apart.
    gso: AtomicBool,
}

impl<S: AsSocket> UdpEngine<S> {
    pub(crate) fn new(socket: S) -> io::Result<UdpEngine<S>> {
        let socket = Socket::from(socket);
        let is_ipv6 = socket.kind()?.is_ipv6();
        socket.set_recv_packet_info(true)?;
        // Those of IPv4 on an IPv6 socket too, for what comes to it over IPv4. PROBE: "don't fragment", and
        // packets as large as QUIC wants them, as it finds the path's MTU by itself.
        socket.set_ip_recvtos(true)?;
        socket.set_if_supported(IP_MTU_DISCOVER, MtuDiscover::PROBE)?;
        if is_ipv6 {
            socket.set_ipv6_recvtclass(true)?;
            socket.set_if_supported(IPV6_MTU_DISCOVER, MtuDiscover::PROBE)?;
        }
        socket.set_if_supported(SO_TIMESTAMPNS, true)?;
        socket.set_if_supported(UDP_GRO, true)?;
        Ok(UdpEngine {
            is_ipv6,
            batch: RecvBatch::new(BATCH, cmsg::ROOM),
            gso: AtomicBool::new(socket.udp_segment().is_ok()),
            socket,
        })
    }

    /// Whether the kernel cuts sends apart.
    pub(crate) fn has_gso(&self) -> bool {
        self.gso.load(Ordering::Relaxed)
    }

    /// Receives what is there: one receive into each buffer, and what belongs to it into `metas`. Gives
    /// how many there were.
    pub(crate) fn recv(
        &mut self,
        buffers: &mut [IoSliceMut<'_>],
        metas: &mut [RecvMeta],
    ) -> io::Result<usize> {
        let most = buffers.len().min(metas.len());
        let buffers = buffers.get_mut(..most).unwrap_or_default();
        let many = self.socket.recv_mmsg(buffers, &mut self.batch, MsgFlags::DONTWAIT)?;
        let count = many.len();
        for (meta, received) in metas.iter_mut().zip(many) {
            *meta = RecvMeta::of(&received);
        }
        Ok(count)
    }

    /// Sends, in one call, as many datagrams from the front of the contents as the system takes; gives
    /// how many bytes that were.
    pub(crate) fn send(&self, transmit: &Transmit<'_>) -> io::Result<usize> {
        let whole = transmit.contents;
        let size = transmit.segment_size.map_or(whole.len(), usize::from).max(1);
        let most = (MAX_DATAGRAM / size).clamp(1, MAX_SEGMENTS);
        let contents = whole.get(..most * size).unwrap_or(whole);
        let address = self.address(transmit.destination);
        let mut room = [0; CONTROL];

        if contents.len() > size && self.has_gso() {
            let control = control(&mut room, transmit, transmit.segment_size)?;
            match self.send_one(contents, &address, &control) {
                // The device cannot do it, or the kernel not for this socket: it will not do it
                // the next time.
                Err(error) if matches!(error.raw_os_error(), Some(libc::EIO | libc::EINVAL)) => {
                    self.gso.store(false, Ordering::Relaxed);
                }
                result => return result,
            }
        }
        let control = control(&mut room, transmit, None)?;
        if contents.len() > size {
            self.send_each(contents, size, &address, &control)
        } else {
            self.send_one(contents, &address, &control)
        }
    }

    /// The address as the socket takes it: an IPv6 socket has IPv4 addresses in IPv6 ones.
    fn address(&self, address: SocketAddr) -> SockAddr {
        match address.ip() {
            IpAddr::V4(v4) if self.is_ipv6 => {
                SocketAddr::from((v4.to_ipv6_mapped(), address.port())).into()
            }
            _ => address.into(),
        }
    }

    fn send_one(
        &self,
        contents: &[u8],
        address: &SockAddr,
        control: &Control<'_>,
    ) -> io::Result<usize> {
        let data = [IoSlice::new(contents)];
        self.socket.send_msg(&data, Some(address), control, MsgFlags::DONTWAIT)
    }

    /// Sends each datagram for itself, in one call.
    fn send_each(
        &self,
        contents: &[u8],
        size: usize,
        address: &SockAddr,
        control: &Control<'_>,
    ) -> io::Result<usize> {
        let mut datagrams = contents.chunks(size);
        let data: [_; MAX_SEGMENTS] =
            array::from_fn(|_| [IoSlice::new(datagrams.next().unwrap_or_default())]);
        let mut messages = data.each_ref().map(|data| SendMsg::new(data, Some(address), control));
        let count = contents.len().div_ceil(size);
        let messages = messages.get_mut(..count).unwrap_or_default();
        let sent = self.socket.send_mmsg(messages, MsgFlags::DONTWAIT)?;
        Ok(messages.iter().take(sent).map(SendMsg::sent).sum())
    }
}

/// For ECN, the source and the size of segments.
const CONTROL: usize = cmsg::space(4) + cmsg::space(20) + cmsg::space(2);

/// What goes with the datagrams.
fn control<'a>(
    room: &'a mut [u8; CONTROL],
    transmit: &Transmit<'_>,
    segment_size: Option<u16>,
) -> io::Result<Control<'a>> {
    let mut control = Control::new(room);
    if let Some(ecn) = transmit.ecn {
        // What goes over IPv4 takes that of IPv4, from an IPv6 socket too.
        if transmit.destination.ip().to_canonical().is_ipv4() {
            control.push(cmsg::IP_TOS, ecn as u8)?;
        } else {
            control.push(cmsg::IPV6_TCLASS, ecn as u8)?;
        }
    }
    if let Some(source) = transmit.source {
        // It is what the packet that is answered was sent to.
        control.push_packet_info(PacketInfo { destination: source, interface: None })?;
    }
    if let Some(size) = segment_size {
        control.push(cmsg::UDP_SEGMENT, size)?;
    }
    Ok(control)
}
