//! Packets from their bytes, and the network of the test's own namespace.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::os::fd::AsRawFd;

use sockopt::{Domain, Interface, Protocol, SockAddr, Socket, Type};

use crate::common::{addr, udp};

/// `lo`.
pub(crate) fn lo() -> Interface {
    Interface::named("lo").expect("there is lo")
}

/// An `ifreq` with the name of `lo`, and a number behind it.
fn request(socket: &Socket, number: libc::Ioctl, value: i32) -> io::Result<()> {
    // SAFETY: all zeros is an `ifreq`: an empty name, and numbers that are zero.
    let mut request: libc::ifreq = unsafe { core::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(*b"lo") {
        *to = from as libc::c_char;
    }
    request.ifr_ifru.ifru_mtu = value;
    // SAFETY: the requests used here read an `ifreq`.
    match unsafe { libc::ioctl(socket.as_raw_fd(), number, &request) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}

/// Sets how large a packet over `lo` may be.
pub(crate) fn set_mtu(mtu: i32) {
    request(&udp(), libc::SIOCSIFMTU as _, mtu).expect("the MTU is set");
}

/// Sets an option, of which the crate has no row, to some bytes.
pub(crate) fn set_raw(socket: &Socket, level: i32, number: i32, bytes: &[u8]) -> io::Result<()> {
    // SAFETY: the call reads the bytes, whose length it is told.
    let result = unsafe {
        let length = bytes.len() as libc::socklen_t;
        libc::setsockopt(socket.as_raw_fd(), level, number, bytes.as_ptr().cast(), length)
    };
    if result == -1 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

/// Ones' complement.
pub(crate) fn sum(parts: &[&[u8]]) -> u16 {
    let mut total = 0u32;
    for chunk in parts.iter().flat_map(|part| part.chunks(2)) {
        let [a, b] = [chunk[0], chunk.get(1).copied().unwrap_or(0)];
        total += u32::from(u16::from_be_bytes([a, b]));
    }
    while total > 0xffff {
        total = (total & 0xffff) + (total >> 16);
    }
    total as u16
}

/// A UDP datagram with its checksum; `pseudo` is what goes before it for the sum.
fn datagram(pseudo: &[u8], from: u16, to: u16, data: &[u8]) -> Vec<u8> {
    let len = (8 + data.len()) as u16;
    let mut bytes = [from, to, len, 0].map(u16::to_be_bytes).concat();
    bytes.extend_from_slice(data);
    let check = !sum(&[pseudo, &[0, 17], &len.to_be_bytes(), &bytes]);
    bytes[6..8].copy_from_slice(&check.to_be_bytes());
    bytes
}

/// An IPv4 packet with no options.
pub(crate) fn ipv4(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let len = (20 + payload.len()) as u16;
    let mut bytes = [0x45, 0, 0, 0, 0, 1, 0, 0, 64, protocol, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1];
    bytes[2..4].copy_from_slice(&len.to_be_bytes());
    let check = !sum(&[&bytes]);
    bytes[10..12].copy_from_slice(&check.to_be_bytes());
    [&bytes, payload].concat()
}

/// A UDP datagram over IPv4, of loopback to itself.
pub(crate) fn udp4(from: u16, to: u16, data: &[u8]) -> Vec<u8> {
    let lo = Ipv4Addr::LOCALHOST.octets();
    ipv4(17, &datagram(&[lo, lo].concat(), from, to, data))
}

/// A UDP datagram over IPv6, of loopback to itself, with extension headers: `first` is the number of the first.
pub(crate) fn udp6(first: u8, extensions: &[u8], from: u16, to: u16, data: &[u8]) -> Vec<u8> {
    let lo = Ipv6Addr::LOCALHOST.octets();
    let datagram = datagram(&[lo, lo].concat(), from, to, data);
    let len = ((extensions.len() + datagram.len()) as u16).to_be_bytes();
    let head = [0x60, 0, 0, 0, len[0], len[1], first, 64];
    [&head, lo.as_slice(), &lo, extensions, &datagram].concat()
}

/// Sends IP packets as they are, to loopback.
pub(crate) fn inject(packet: &[u8]) {
    let (domain, to) = match packet[0] >> 4 {
        4 => (Domain::INET, "127.0.0.1:0"),
        _ => (Domain::INET6, "[::1]:0"),
    };
    let protocol = Protocol::from_raw(libc::IPPROTO_RAW);
    let socket = Socket::new(domain, Type::RAW, Some(protocol)).expect("a raw socket");
    socket.send_to(packet, addr(to)).expect("it is sent");
}

/// Asks rtnetlink for something: a type, flags beside those of each request, and what is behind
/// `struct nlmsghdr`.
pub(crate) fn ask(kind: u16, flags: u16, body: &[u8]) -> io::Result<()> {
    let socket = Socket::new(Domain::NETLINK, Type::RAW, None)?;
    let (request, ack) = (1, 4);
    let mut bytes = (16 + body.len() as u32).to_ne_bytes().to_vec();
    bytes.extend(kind.to_ne_bytes());
    bytes.extend((flags | request | ack).to_ne_bytes());
    bytes.extend([0; 8]); // a sequence number, and a port
    bytes.extend(body);
    socket.send_to(&bytes, SockAddr::netlink(0, 0))?;
    let mut reply = [0; 4096];
    let len = socket.recv(&mut reply)?;
    assert!(len >= 20);
    assert_eq!(u16::from_ne_bytes([reply[4], reply[5]]), 2, "it is NLMSG_ERROR");
    match i32::from_ne_bytes(reply[16..20].try_into().unwrap()) {
        0 => Ok(()),
        error => Err(io::Error::from_raw_os_error(-error)),
    }
}

/// NLM_F_CREATE | NLM_F_EXCL
pub(crate) const CREATE: u16 = 0x600;

/// A netlink attribute.
pub(crate) fn attribute(number: u16, payload: &[u8]) -> Vec<u8> {
    let mut bytes = (4 + payload.len() as u16).to_ne_bytes().to_vec();
    bytes.extend(number.to_ne_bytes());
    bytes.extend(payload);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}

/// Puts a queueing discipline on `lo`.
pub(crate) fn set_qdisc(kind: &[u8], options: &[u8]) -> io::Result<()> {
    // `struct tcmsg`: the family, the interface, a handle, the parent (the root), and a number.
    let mut body = 0u32.to_ne_bytes().to_vec();
    body.extend(lo().index().to_ne_bytes());
    body.extend(0x1_0000u32.to_ne_bytes());
    body.extend(u32::MAX.to_ne_bytes());
    body.extend(0u32.to_ne_bytes());
    body.extend(attribute(1, kind));
    body.extend(attribute(2, options));
    let rtm_newqdisc = 36;
    ask(rtm_newqdisc, CREATE, &body)
}
