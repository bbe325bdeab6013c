//! Memory that is shared with the kernel: packets go through rings, and received data through mappings.
#![cfg(target_os = "linux")]
// Raw calls where the crate has none, and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::indexing_slicing, clippy::cast_possible_truncation)] // of what a test has laid out itself

mod common;

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::time::{Duration, SystemTime};

use common::compiler::compiles;
use common::samples::older_than;
use common::{in_roles, os_error, poll, tcp_pair, udp_pair, wait_until, Role};
use sockopt::{
    Addr, Domain, ErrorKind, Interface, MsgFlags, PacketAddr, PacketRing, PacketRingFeatures,
    PacketRx, PacketStatus, PacketTx, PacketVersion, Protocol, RdsFreeMr, RdsMr, RdsRdmaFlags,
    RdsTransport, SockAddr, Socket, TcpMapping, TcpZerocopy, TcpZerocopyFlags, TcpZerocopyReceive,
    Type, XdpConsumer, XdpDesc, XdpFlags, XdpOptions, XdpProducer, XdpStatistics, XdpUmem,
    XdpUmemFlags,
};

/// ETH_P_ALL, and a type of Ethernet that is free for experiments.
const ALL: u16 = 3;
const LOCAL: u16 = 0x88b5;

fn lo() -> u32 {
    Interface::named("lo").unwrap().index()
}

/// A frame of that type from nobody to nobody, that ends in some text.
fn frame(text: &[u8]) -> Vec<u8> {
    let mut frame = vec![0; 12];
    frame.extend(LOCAL.to_be_bytes());
    frame.extend(text);
    frame
}

/// A packet socket that hears frames of that type when they come in on `lo`.
fn listener() -> Socket {
    let socket = Socket::new(Domain::PACKET, Type::RAW, None).unwrap();
    socket.bind(SockAddr::packet(PacketAddr::new(LOCAL, lo()))).unwrap();
    socket.set_rcvtimeo(Some(common::PATIENCE)).unwrap();
    socket
}

fn heard(socket: &Socket) -> Vec<u8> {
    let mut bytes = vec![0; 70_000];
    let count = socket.recv(&mut bytes).unwrap();
    bytes.truncate(count);
    bytes
}

/// An AF_XDP socket with some memory, and the two rings for it.
struct Xdp {
    socket: Socket,
    umem: XdpUmem,
    fill: XdpProducer<u64>,
    completion: XdpConsumer<u64>,
}

fn xdp(umem: XdpUmem) -> Option<Xdp> {
    let socket = match Socket::new(Domain::XDP, Type::RAW, None) {
        Ok(socket) => socket,
        Err(error) => {
            common::skip(&format!("no AF_XDP: {error}"));
            return None;
        }
    };
    socket.set_xdp_umem_reg(&umem).unwrap();
    let fill = XdpProducer::fill(&socket, 4).unwrap();
    let completion = XdpConsumer::completion(&socket, 4).unwrap();
    Some(Xdp { socket, umem, fill, completion })
}

fn bind(socket: &Socket, flags: XdpFlags) {
    socket.bind(SockAddr::xdp(lo(), 0, flags)).unwrap();
}

in_roles! { frames_go_out_by_a_ring_of_af_xdp: Root, NamespaceRoot }

fn frames_go_out_by_a_ring_of_af_xdp(_: Role) {
    let Some(mut xdp) = xdp(XdpUmem::new(8, 2048).unwrap()) else { return };
    let socket = &xdp.socket;
    let mut tx = XdpProducer::tx(socket, 4).unwrap();
    // Once made, a ring stays.
    assert_eq!(os_error(socket.set_xdp_tx_ring(8)), libc::EINVAL);
    assert_eq!(os_error(socket.set_xdp_umem_reg(&xdp.umem)), libc::EBUSY);
    // `lo` cannot do without copies.
    let refused = socket.bind(SockAddr::xdp(lo(), 0, XdpFlags::ZEROCOPY)).unwrap_err();
    assert_eq!(refused.raw_os_error(), Some(libc::EOPNOTSUPP));
    bind(socket, XdpFlags::COPY | XdpFlags::USE_NEED_WAKEUP);
    assert_eq!(os_error(socket.set_xdp_rx_ring(4)), libc::EBUSY);
    assert_eq!(socket.xdp_options().unwrap(), XdpOptions::empty());
    assert!(tx.needs_wakeup());

    let listener = listener();
    // More than the ring has entries, so that its words go around.
    for round in 0..3_u64 {
        let texts: Vec<Vec<u8>> = (0..4).map(|index| vec![b'a' + index; 60]).collect();
        for (text, chunk) in texts.iter().zip(0..) {
            let frame = frame(text);
            let at = chunk * 2048 + round;
            xdp.umem.write(at, &frame).unwrap();
            tx.push(XdpDesc::new(at, frame.len() as u32)).unwrap();
        }
        assert_eq!(tx.room(), 0);
        assert_eq!(tx.push(XdpDesc::new(0, 60)), Err(XdpDesc::new(0, 60)), "it is full");
        socket.send_with(&[], MsgFlags::DONTWAIT).unwrap();
        for text in &texts {
            assert_eq!(heard(&listener), frame(text));
        }
        assert_eq!(tx.room(), 4);
        wait_until(|| xdp.completion.ready() == 4);
        // The place of the packet, or where its chunk begins.
        let back = core::iter::from_fn(|| xdp.completion.pop());
        assert_eq!(back.map(|at| at / 2048).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }

    // What is in no chunk is not sent, and counted.
    tx.push(XdpDesc::new(8 * 2048, 60)).unwrap();
    tx.push(XdpDesc::new(2000, 60)).unwrap();
    wait_until(|| {
        // Some kernels drop one at a time.
        socket.send_with(&[], MsgFlags::DONTWAIT).unwrap();
        socket.xdp_statistics().unwrap().tx_invalid_descs == 2
    });
    let stats = socket.xdp_statistics().unwrap();
    assert_eq!((stats.rx_dropped, stats.rx_invalid_descs), (0, 0));
    assert_eq!((stats.rx_ring_full, stats.rx_fill_ring_empty_descs), (Some(0), Some(0)));
    assert!(stats.tx_ring_empty_descs > Some(0));
    // The fill ring has its own words.
    (0..4).for_each(|chunk| xdp.fill.push(chunk * 2048).unwrap());
    assert_eq!(xdp.fill.push(0), Err(0));
}

in_roles! { the_kernel_holds_the_memory_of_packets_itself: NamespaceRoot }

/// Memory that is dropped before the socket is closed is no memory of others.
fn the_kernel_holds_the_memory_of_packets_itself(_: Role) {
    let Some(mut xdp) = xdp(XdpUmem::new(8, 2048).unwrap()) else { return };
    let mut tx = XdpProducer::tx(&xdp.socket, 4).unwrap();
    bind(&xdp.socket, XdpFlags::COPY);
    let sent = frame(&[b'k'; 60]);
    xdp.umem.write(0, &sent).unwrap();
    let place = xdp.umem.as_ptr() as usize;
    drop(xdp.umem);
    // Often, the same place.
    let other = XdpUmem::new(8, 2048).unwrap();
    other.write(0, &[b'x'; 100]).unwrap();
    println!("the same place: {}", other.as_ptr() as usize == place);
    let listener = listener();
    tx.push(XdpDesc::new(0, sent.len() as u32)).unwrap();
    xdp.socket.send_with(&[], MsgFlags::DONTWAIT).unwrap();
    assert_eq!(heard(&listener), sent);
    wait_until(|| xdp.completion.pop().is_some());
    let mut bytes = [0; 100];
    other.read(0, &mut bytes).unwrap();
    assert_eq!(bytes, [b'x'; 100]);

    // A ring keeps its socket: the queue is taken until all of them are dropped.
    let Some(next) = self::xdp(other) else { return };
    let _rx = XdpConsumer::rx(&next.socket, 4).unwrap();
    drop((xdp.socket, xdp.fill, xdp.completion));
    let address = SockAddr::xdp(lo(), 0, XdpFlags::COPY);
    assert_eq!(next.socket.bind(address).unwrap_err().raw_os_error(), Some(libc::EBUSY));
    drop(tx);
    wait_until(|| next.socket.bind(address).is_ok());
}

in_roles! { what_the_memory_of_packets_is_made_of_is_checked: NamespaceRoot }

fn what_the_memory_of_packets_is_made_of_is_checked(_: Role) {
    let Ok(socket) = Socket::new(Domain::XDP, Type::RAW, None) else {
        return common::skip("no AF_XDP");
    };
    for entries in [0, 3, 65, u32::MAX] {
        let refused = socket.set_xdp_rx_ring(entries).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::OutOfRange, "{entries}");
    }
    let refused = |umem: XdpUmem| os_error(socket.set_xdp_umem_reg(&umem));
    assert_eq!(refused(XdpUmem::new(8, 1024).unwrap()), libc::EINVAL, "a chunk is too small");
    assert_eq!(refused(XdpUmem::new(8, 2049).unwrap()), libc::EINVAL, "no power of two");
    assert_eq!(refused(XdpUmem::new(1, 2048).unwrap().with_headroom(2048)), libc::EINVAL);
    let unknown = XdpUmemFlags::from_bits_retain(1 << 20);
    assert_eq!(refused(XdpUmem::new(8, 2048).unwrap().with_flags(unknown)), libc::EINVAL);
    // Older kernels refuse it whatever it is.
    assert_eq!(refused(XdpUmem::new(8, 2048).unwrap().with_tx_metadata_len(12)), libc::EINVAL);
    let umem = XdpUmem::new(8, 3000).unwrap().with_flags(XdpUmemFlags::UNALIGNED_CHUNK);
    socket.set_xdp_umem_reg(&umem.with_headroom(128)).unwrap();

    let offsets = socket.xdp_mmap_offsets().unwrap();
    assert_eq!(offsets.rx, offsets.tx);
    assert!(offsets.rx.flags.is_some() && offsets.fr.desc > offsets.fr.consumer);

    if older_than("6.17") {
        assert!(socket.set_xdp_max_tx_skb_budget(32).unwrap_err().is_unsupported());
    } else {
        assert_eq!(os_error(socket.set_xdp_max_tx_skb_budget(32)), libc::EACCES, "no ring");
        socket.set_xdp_tx_ring(64).unwrap();
        socket.set_xdp_max_tx_skb_budget(64).unwrap();
        assert_eq!(os_error(socket.set_xdp_max_tx_skb_budget(65)), libc::EACCES);
    }
}

in_roles! { frames_come_in_by_a_ring_of_af_xdp: Root }

fn frames_come_in_by_a_ring_of_af_xdp(_: Role) {
    let Some(mut xdp) = xdp(XdpUmem::new(8, 2048).unwrap().with_headroom(64)) else { return };
    let mut rx = XdpConsumer::rx(&xdp.socket, 4).unwrap();
    bind(&xdp.socket, XdpFlags::COPY);
    (0..4).for_each(|chunk| xdp.fill.push(chunk * 2048).unwrap());
    let _attached = match redirect(&xdp.socket, lo()) {
        Ok(attached) => attached,
        Err(error) => return common::skip(&format!("no program of XDP: {error}")),
    };
    assert_eq!(rx.pop(), None);
    let (a, _b) = udp_pair();
    // Two times around.
    for index in 0..8_u8 {
        a.send(&[index; 100]).unwrap();
        let mut packet = None;
        wait_until(|| {
            packet = rx.pop();
            packet.is_some()
        });
        let packet = packet.unwrap();
        assert_eq!(packet.len, 14 + 20 + 8 + 100);
        assert!(packet.addr % 2048 >= 64, "there is headroom");
        let mut bytes = vec![0; packet.len as usize];
        xdp.umem.read(packet.addr, &mut bytes).unwrap();
        assert_eq!(bytes[42..], [index; 100]);
        // The chunk goes back.
        xdp.fill.push(packet.addr / 2048 * 2048).unwrap();
    }
    assert_eq!(xdp.completion.pop(), None);
}

/// Has a device's program hand all packets to an AF_XDP socket, as long as what this gives is open.
fn redirect(socket: &Socket, interface: u32) -> io::Result<[OwnedFd; 3]> {
    const BPF_MAP_CREATE: i32 = 0;
    const BPF_MAP_UPDATE_ELEM: i32 = 2;
    const BPF_PROG_LOAD: i32 = 5;
    const BPF_LINK_CREATE: i32 = 28;
    fn bpf(command: i32, words: &[u32]) -> io::Result<libc::c_long> {
        let size = core::mem::size_of_val(words);
        // SAFETY: the call reads `size` bytes, of a command's structure that is longer and else zero; and what these point to,
        // which each caller keeps.
        let result = unsafe { libc::syscall(libc::SYS_bpf, command, words.as_ptr(), size) };
        if result < 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(result)
    }
    #[allow(clippy::unnecessary_cast)] // a long has as many bits as an int on some machines
    fn opened(result: libc::c_long) -> OwnedFd {
        // SAFETY: each caller's command opens a descriptor.
        unsafe { OwnedFd::from_raw_fd(result as i32) }
    }
    let halves = |address: usize| {
        let bytes = (address as u64).to_ne_bytes();
        let half = |at: usize| u32::from_ne_bytes(bytes[at..at + 4].try_into().unwrap());
        [half(0), half(4)]
    };
    // A map of the type XSKMAP with one entry: for queue 0.
    let map = opened(bpf(BPF_MAP_CREATE, &[17, 4, 4, 1])?);
    let (key, value) = (0_u32, socket.as_raw_fd());
    let [key_low, key_high] = halves(core::ptr::from_ref(&key) as usize);
    let [value_low, value_high] = halves(core::ptr::from_ref(&value) as usize);
    let element = [map.as_raw_fd() as u32, 0, key_low, key_high, value_low, value_high, 0, 0];
    bpf(BPF_MAP_UPDATE_ELEM, &element)?;
    // return bpf_redirect_map(map, context->rx_queue_index, XDP_PASS)
    let program: [[u32; 2]; 6] = [
        [0x0010_1261, 0],                      // r2 = *(u32 *)(r1 + 16)
        [0x0000_1118, map.as_raw_fd() as u32], // r1 = map
        [0, 0],
        [0x0000_03b7, 2],  // r3 = XDP_PASS
        [0x0000_0085, 51], // call bpf_redirect_map
        [0x0000_0095, 0],  // exit
    ];
    let [code_low, code_high] = halves(program.as_ptr() as usize);
    let license = c"GPL";
    let [license_low, license_high] = halves(license.as_ptr() as usize);
    let load = [6, program.len() as u32, code_low, code_high, license_low, license_high];
    let program = opened(bpf(BPF_PROG_LOAD, &load)?);
    // To the device, in the kernel's own way, which works for all.
    let (attach_type, skb_mode) = (37, 2);
    let link = [program.as_raw_fd() as u32, interface, attach_type, skb_mode];
    let link = opened(bpf(BPF_LINK_CREATE, &link)?);
    Ok([map, program, link])
}

/// A ring that fits the frames of these tests.
fn ring() -> PacketRing {
    PacketRing::new(1 << 14, 2, 4096)
}

/// The next packet of a ring, and its data.
#[track_caller]
fn next(rx: &mut PacketRx) -> (sockopt::PacketFrame, Vec<u8>) {
    let mut buffer = vec![0; 70_000];
    let mut packet = None;
    wait_until(|| {
        packet = rx.next(&mut buffer);
        packet.is_some()
    });
    let packet = packet.unwrap();
    buffer.truncate(packet.copied);
    (packet, buffer)
}

in_roles! { packets_come_and_go_by_rings_of_frames: Root, NamespaceRoot }

fn packets_come_and_go_by_rings_of_frames(_: Role) {
    for version in [PacketVersion::V2, PacketVersion::V3] {
        let socket = Socket::new(Domain::PACKET, Type::RAW, None).unwrap();
        let of_rx = PacketRing {
            retire_blk_tov: (version == PacketVersion::V3).then_some(Duration::from_millis(10)),
            features: match version {
                PacketVersion::V3 => PacketRingFeatures::FILL_RXHASH,
                _ => PacketRingFeatures::empty(),
            },
            ..ring()
        };
        let (mut rx, mut tx) = PacketRx::with_tx(&socket, version, of_rx, ring()).unwrap();
        assert_eq!(os_error(socket.set_packet_rx_ring(ring())), libc::EBUSY);
        assert!(rx.next(&mut []).is_none());
        socket.bind(SockAddr::packet(PacketAddr::new(LOCAL, lo()))).unwrap();
        let sent_at = SystemTime::now() - Duration::from_secs(1);

        // More than the ring has frames, so that it goes around.
        for index in 0..40_u8 {
            let sent = frame(&[index; 100]);
            assert!(tx.push(&sent).unwrap());
            assert_eq!(socket.send_with(&[], MsgFlags::DONTWAIT).unwrap(), sent.len());
            let (packet, data) = next(&mut rx);
            assert_eq!(data, sent, "{version} {index}");
            assert_eq!((packet.len, packet.snaplen), (sent.len(), sent.len()));
            assert_eq!((packet.net, packet.vlan), (14, None));
            assert!(packet.status.contains(PacketStatus::USER));
            assert!(packet.time.to_system_time().unwrap() > sent_at);
            let Addr::Packet(from) = packet.from.view() else { panic!("{:?}", packet.from) };
            let host = libc::PACKET_HOST;
            assert_eq!((from.interface, from.protocol, from.kind), (lo(), LOCAL, host));
            assert_eq!(from.address(), [0; 6]);
        }
        // Cut by the buffer.
        assert!(tx.push(&frame(&[1; 100])).unwrap());
        socket.send_with(&[], MsgFlags::DONTWAIT).unwrap();
        let mut short = [0; 20];
        let mut packet = None;
        wait_until(|| {
            packet = rx.next(&mut short);
            packet.is_some()
        });
        let packet = packet.unwrap();
        assert_eq!((packet.copied, packet.snaplen, packet.len), (20, 114, 114));
        assert_eq!(short, frame(&[1; 6])[..]);
    }
}

in_roles! { a_ring_for_sending_tells_what_it_does_not_take: NamespaceRoot }

fn a_ring_for_sending_tells_what_it_does_not_take(_: Role) {
    let socket = Socket::new(Domain::PACKET, Type::RAW, None).unwrap();
    // The data begins where the frame says.
    socket.set_packet_tx_has_off(true).unwrap();
    // (A `send` that waits does so until the packets are gone: on Linux 7.2, until this test has read them.)
    // One frame of 128 KiB is more than `lo` takes.
    let large = PacketRing::new(1 << 17, 4, 1 << 17);
    let mut tx = PacketTx::new(&socket, PacketVersion::V2, large).unwrap();
    socket.bind(SockAddr::packet(PacketAddr::new(0, lo()))).unwrap();
    let listener = listener();

    let error = tx.push(&vec![0; (1 << 17) - 31]).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    assert_eq!(tx.take_back(), 0);
    assert!(tx.push(&frame(b"one")).unwrap());
    assert!(tx.push(&vec![0; (1 << 17) - 32]).unwrap());
    assert!(tx.push(&frame(b"three")).unwrap());
    assert!(tx.push(&frame(b"four")).unwrap());
    assert!(!tx.push(&frame(b"five")).unwrap(), "it is full");
    let error = socket.send_with(&[], MsgFlags::DONTWAIT).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::EMSGSIZE));
    assert_eq!(heard(&listener), frame(b"one"));
    // The ring waits at the second one.
    assert_eq!(tx.take_back(), 3);
    for text in [&b"two"[..], b"three", b"four", b"five", b"six"] {
        assert!(tx.push(&frame(text)).unwrap());
        socket.send_with(&[], MsgFlags::DONTWAIT).unwrap();
        assert_eq!(heard(&listener), frame(text));
    }
}

in_roles! { blocks_of_packets_are_given_back_when_they_are_read: NamespaceRoot }

fn blocks_of_packets_are_given_back_when_they_are_read(_: Role) {
    let socket = Socket::new(Domain::PACKET, Type::RAW, None).unwrap();
    let ring = PacketRing {
        retire_blk_tov: Some(Duration::from_millis(20)),
        ..PacketRing::new(4096, 4, 4096)
    };
    let mut rx = PacketRx::new(&socket, PacketVersion::V3, ring).unwrap();
    socket.bind(SockAddr::packet(PacketAddr::new(ALL, lo()))).unwrap();
    socket.set_packet_ignore_outgoing(true).unwrap();
    let (a, b) = udp_pair();
    // Many to a block, and more than all blocks hold; read before they are lost.
    let mut seen = 0_u8;
    for burst in 0..10_u8 {
        for index in 0..10 {
            a.send(&[burst * 10 + index; 200]).unwrap();
            common::read::<200>(&b);
        }
        assert_ne!(poll(&socket, libc::POLLIN) & libc::POLLIN, 0);
        for _ in 0..10 {
            let (packet, data) = next(&mut rx);
            assert_eq!((packet.len, packet.net), (14 + 20 + 8 + 200, 14));
            assert_eq!(data[42..], [seen; 200]);
            seen += 1;
        }
    }
    assert_eq!(socket.take_packet_statistics().unwrap().drops, 0);
}

in_roles! { the_length_of_a_header_is_that_of_its_version: Root, NamespaceRoot }

fn the_length_of_a_header_is_that_of_its_version(_: Role) {
    let socket = Socket::new(Domain::PACKET, Type::RAW, None).unwrap();
    // By the long of the kernel, which can be one of 64 bits when the process is not.
    let v1 = socket.packet_hdrlen(PacketVersion::V1).unwrap();
    assert!(v1 == 32 || v1 == 24 && cfg!(target_pointer_width = "32"), "{v1}");
    assert_eq!(socket.packet_hdrlen(PacketVersion::V2).unwrap(), 32);
    assert_eq!(socket.packet_hdrlen(PacketVersion::V3).unwrap(), 48);
    assert_eq!(os_error(socket.packet_hdrlen(PacketVersion::from_raw(3))), libc::EINVAL);
    let refused = PacketRx::new(&socket, PacketVersion::V1, ring()).unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::InvalidInput);
}

/// How data was received, in bytes.
#[derive(Debug, Default)]
struct Ways {
    mapped: usize,
    copied: usize,
    read: usize,
}

/// Receives so many bytes in all ways that there are.
fn receive_all(
    socket: &Socket,
    mapping: &mut TcpMapping,
    copybuf: &mut [u8],
    flags: TcpZerocopyFlags,
    length: usize,
) -> (Vec<u8>, Ways) {
    let (mut data, mut ways) = (Vec::new(), Ways::default());
    while data.len() < length {
        poll(socket, libc::POLLIN);
        let to = TcpZerocopy { mapping, copybuf, flags };
        let got = socket.tcp_zerocopy_receive(to).unwrap();
        assert_eq!(mapping.mapped(), got.length as usize);
        assert!(mapping.mapped() <= mapping.len());
        assert!(matches!(got.err, None | Some(0)));

        let start = data.len();
        data.resize(start + mapping.mapped(), 0);
        mapping.read(0, &mut data[start..]).unwrap();
        assert!(mapping.read(1, &mut vec![0; mapping.mapped()]).is_err());
        ways.mapped += mapping.mapped();

        let copied = got.copybuf_len.map_or(0, |count| usize::try_from(count).unwrap());
        data.extend(&copybuf[..copied]);
        ways.copied += copied;

        let start = data.len();
        data.resize(start + got.recv_skip_hint as usize, 0);
        let mut at = start;
        while at < data.len() {
            at += socket.recv(&mut data[at..]).unwrap();
        }
        ways.read += data.len() - start;
    }
    (data, ways)
}

#[test]
fn received_data_appears_in_a_mapping() {
    // Segments of whole pages (and a timestamp's twelve bytes), from pages of the sender: these can be mapped.
    let listener = Socket::new(Domain::INET, Type::STREAM, Protocol::TCP).unwrap();
    listener.set_tcp_maxseg(Some(7 * 4096 + 12)).unwrap();
    listener.bind(common::addr("127.0.0.1:0")).unwrap();
    listener.listen(1).unwrap();
    let sender = Socket::new(Domain::INET, Type::STREAM, Protocol::TCP).unwrap();
    sender.set_zerocopy(true).unwrap();
    sender.connect(listener.local_addr().unwrap()).unwrap();
    let (receiver, _) = listener.accept().unwrap();
    receiver.set_rcvtimeo(Some(common::PATIENCE)).unwrap();

    let mut mapping = TcpMapping::new(&receiver, 16 * 4096).unwrap();
    for (round, flags) in [TcpZerocopyFlags::empty(), TcpZerocopyFlags::TLB_CLEAN_HINT]
        .into_iter()
        .cycle()
        .take(4)
        .enumerate()
    {
        // Whole pages and a bit, at the start of a page.
        let memory = XdpUmem::new(1, 64 * 4096).unwrap();
        let sent: Vec<u8> =
            (0..64_u32 * 4096 - 1000).map(|at| (at / 7 + round as u32) as u8).collect();
        memory.write(0, &sent).unwrap();
        // SAFETY: the memory is there until the end of this round, by which all is received; nothing writes to it.
        let pages = unsafe { core::slice::from_raw_parts(memory.as_ptr(), sent.len()) };
        let mut copybuf = vec![0; if round % 2 == 0 { 0 } else { 5000 }];
        let (data, ways) = std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut rest = pages;
                while !rest.is_empty() {
                    let count = sender.send_with(rest, MsgFlags::ZEROCOPY).unwrap();
                    rest = &rest[count..];
                }
            });
            receive_all(&receiver, &mut mapping, &mut copybuf, flags, sent.len())
        });
        println!("{round}: {ways:?}");
        assert_eq!(ways.mapped + ways.copied + ways.read, sent.len(), "{ways:?}");
        assert!(data == sent, "the data is what was sent");
        if copybuf.is_empty() {
            assert_eq!(ways.copied, 0);
        } else if !older_than("5.11") {
            assert_ne!(ways.copied, 0, "the end is copied");
        }
    }

    // The end of the connection.
    drop(sender);
    poll(&receiver, libc::POLLIN);
    let end = receiver.tcp_zerocopy_receive(TcpZerocopy::new(&mut mapping));
    assert_eq!(os_error(end), libc::EIO);
    assert_eq!(mapping.mapped(), 0);
}

#[test]
fn a_mapping_is_of_a_tcp_socket_and_of_nothing_else() {
    let (a, b) = tcp_pair();
    let mut mapping = TcpMapping::new(&b, 4096).unwrap();
    a.send(&[7; 3 * 4096]).unwrap();
    wait_until(|| b.fionread().unwrap() == 3 * 4096);
    // Of UDP there is none, and a file's would be refused.
    let udp = common::udp();
    assert!(TcpMapping::new(&udp, 4096).is_err());
    let file = std::fs::File::open("/proc/self/exe").unwrap();
    let mut other = TcpMapping::new(&Socket::from(&file), 4096).unwrap();
    let refused = b.tcp_zerocopy_receive(TcpZerocopy::new(&mut other));
    assert_eq!(os_error(refused), libc::EINVAL);
    assert!(other.read(0, &mut [0]).is_err());
    // What was not taken is still there.
    let mut buffer = Vec::new();
    let (data, ways) =
        receive_all(&b, &mut mapping, &mut buffer, TcpZerocopyFlags::empty(), 3 * 4096);
    assert_eq!(data, [7; 3 * 4096]);
    assert_eq!(ways.copied, 0);
    // The mapping keeps the connection.
    drop(b);
    assert_eq!(a.send(&[1]).unwrap(), 1);
    assert_eq!(common::poll_for(&a, libc::POLLRDHUP, Duration::from_millis(50)), 0);
    drop(mapping);
    assert_ne!(poll(&a, libc::POLLRDHUP | libc::POLLERR), 0);
}

/// A field's name, place and size.
type Place = (&'static str, usize, usize);

/// The compiler of the machine says where the fields of its headers' structures lie.
#[test]
fn structures_lie_where_the_headers_say() {
    let mut source = String::from(
        "#include <stddef.h>\n#include <sys/socket.h>\n#include <linux/tcp.h>\n\
         #include <linux/if_xdp.h>\n#include <linux/rds.h>\n",
    );
    let of_rds =
        [("vec.addr", 0, 8), ("vec.bytes", 8, 8), ("cookie_addr", 16, 8), ("flags", 24, 8)];
    let structures: [(&str, usize, &[Place]); 5] = [
        ("tcp_zerocopy_receive", 0, TcpZerocopyReceive::PLACES),
        (
            "tcp_zerocopy_receive",
            0,
            &[("address", 0, 8), ("copybuf_address", 24, 8), ("flags", 36, 4)],
        ),
        ("xdp_statistics", 0, XdpStatistics::PLACES),
        ("rds_get_mr_args", 0, &of_rds),
        // Behind an address.
        ("rds_get_mr_for_dest_args", 128, &of_rds),
    ];
    for (structure, behind, places) in structures {
        for (field, place, size) in places {
            source += &format!(
                "_Static_assert(offsetof(struct {structure}, {field}) == {} && \
                 sizeof(((struct {structure} *)0)->{field}) == {size}, \"{field}\");\n",
                place + behind
            );
        }
    }
    let newest =
        "#include <linux/tcp.h>\nint at = sizeof(((struct tcp_zerocopy_receive *)0)->msg_flags);";
    if !compiles(newest) {
        return common::skip("no C compiler for this machine, or older headers");
    }
    assert!(compiles(&source), "{source}");
}

/// Only hardware makes regions; what is refused before it is asked is the same without.
#[test]
fn a_region_of_memory_takes_hardware_that_reaches_it() {
    let socket = match Socket::new(Domain::RDS, Type::SEQPACKET, None) {
        Ok(socket) => socket,
        Err(error) => return common::skip(&format!("no RDS: {error}")),
    };
    let region = RdsMr::new(8192, RdsRdmaFlags::READWRITE).unwrap();
    region.write(100, b"for the peer").unwrap();
    assert!(region.write(8191, &[0; 2]).is_err());
    assert_eq!(os_error(socket.set_rds_get_mr(&region)), libc::ENOTCONN);
    let peer = "127.0.0.1:1".parse().unwrap();
    assert_eq!(os_error(socket.set_rds_get_mr_for_dest((peer, &region))), libc::ENOTCONN);
    let unknown = RdsFreeMr { cookie: 7, flags: RdsRdmaFlags::INVALIDATE };
    assert_eq!(os_error(socket.set_rds_free_mr(unknown)), libc::EINVAL);
    assert_eq!(region.cookie(), None);

    if socket.set_rds_transport(RdsTransport::TCP).is_err() {
        return common::skip("no RDS over TCP");
    }
    socket.bind(common::addr("127.0.0.1:4000")).unwrap();
    assert_eq!(os_error(socket.set_rds_get_mr(&region)), libc::EOPNOTSUPP);
    assert_eq!(os_error(socket.set_rds_get_mr_for_dest((peer, &region))), libc::EOPNOTSUPP);
    assert_eq!(region.cookie(), None);
}
