//! The address families that are known on Linux and Android only: some systems
//! have one or the other by the same name, with another struct.

use core::mem::size_of;
use std::io;

use super::bluetooth::{BtAddr, BLUETOOTH};
use super::{invalid, layout, Addr, Fields, SockAddr};
use crate::sys::c;
use crate::values::XdpFlags;

const ALG: u16 = layout::family_number(libc::AF_ALG);
const CAN: u16 = layout::family_number(libc::AF_CAN);
const NETLINK: u16 = layout::family_number(libc::AF_NETLINK);
const PACKET: u16 = layout::family_number(libc::AF_PACKET);
const VSOCK: u16 = layout::family_number(libc::AF_VSOCK);
const XDP: u16 = layout::family_number(c::AF_XDP);

const NETLINK_SIZE: usize = size_of::<libc::sockaddr_nl>();
const PACKET_SIZE: usize = size_of::<libc::sockaddr_ll>();
const VSOCK_SIZE: usize = size_of::<libc::sockaddr_vm>();
/// `struct sockaddr_xdp`.
const XDP_SIZE: usize = 16;

/// `struct sockaddr_can`, and how much of it a socket of whole frames reports.
const CAN_SIZE: usize = 24;
const CAN_LEAST: usize = 8;
/// `struct sockaddr_alg`, and the room in it for the names.
const ALG_SIZE: usize = 88;
const ALG_TYPE: usize = 14;
const ALG_NAME: usize = 64;

/// These structs have padding between the family and the first field.
const PAD: [u8; 2] = [0; 2];

/// The address of a packet socket: an interface, a protocol, and on what
/// arrives the sender.
///
/// `bind(2)` reads the protocol and the interface, so [`PacketAddr::new`] makes
/// all it needs. A send on a `SOCK_DGRAM` packet socket also needs the
/// receiver's hardware address, see [`PacketAddr::with_address`]. The kernel
/// sets the remaining fields on packets it delivers.
///
/// ```
/// use sockopt::{PacketAddr, SockAddr};
///
/// let everything = PacketAddr::new(0x0003, 2); // ETH_P_ALL, on interface 2
/// assert_eq!(SockAddr::packet(everything).to_string(), "packet:if2:0x0003");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PacketAddr {
    /// The Ethernet protocol, such as `libc::ETH_P_ALL` or `libc::ETH_P_IP`, as
    /// a plain number: the swap to network byte order happens here.
    pub protocol: u16,
    /// The index of the interface. Zero is every interface in `bind(2)`.
    pub interface: u32,
    /// What kind of hardware the address is for, such as `libc::ARPHRD_ETHER`.
    /// The kernel sets it.
    pub hardware_type: u16,
    /// Whom a packet was for, such as `libc::PACKET_HOST` or
    /// `libc::PACKET_OUTGOING`. The kernel sets it.
    pub kind: u8,
    address: [u8; PacketAddr::ADDRESS_MAX],
    address_len: u8,
}

impl PacketAddr {
    /// How long a hardware address may be in `struct sockaddr_ll`.
    const ADDRESS_MAX: usize = 8;

    /// The address to bind to: a protocol on an interface.
    #[must_use]
    pub const fn new(protocol: u16, interface: u32) -> PacketAddr {
        PacketAddr {
            protocol,
            interface,
            hardware_type: 0,
            kind: 0,
            address: [0; PacketAddr::ADDRESS_MAX],
            address_len: 0,
        }
    }

    /// The same with the hardware address `address`, to send to.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for an address of more than eight bytes. Such hardware
    /// exists (InfiniBand has twenty), but `struct sockaddr_ll` has no room for
    /// it, and what the kernel reports there comes as [`Addr::Other`].
    ///
    /// ```
    /// use sockopt::PacketAddr;
    ///
    /// let to = PacketAddr::new(0x0800, 2).with_address(&[2, 0, 0, 0, 0, 1])?;
    /// assert_eq!(to.address(), [2, 0, 0, 0, 0, 1]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn with_address(self, address: &[u8]) -> io::Result<PacketAddr> {
        self.try_with_address(address).ok_or_else(|| {
            let (len, max) = (address.len(), PacketAddr::ADDRESS_MAX);
            invalid(format!("a hardware address is {len} bytes long, the limit is {max}"))
        })
    }

    fn try_with_address(mut self, address: &[u8]) -> Option<PacketAddr> {
        self.address = [0; PacketAddr::ADDRESS_MAX];
        self.address.get_mut(..address.len())?.copy_from_slice(address);
        self.address_len = u8::try_from(address.len()).ok()?;
        Some(self)
    }

    /// The hardware address, six bytes on Ethernet, and none where none was
    /// given.
    #[must_use]
    pub fn address(&self) -> &[u8] {
        self.address.get(..usize::from(self.address_len)).unwrap_or(&self.address)
    }

    /// Reads `struct sockaddr_ll`. `getsockname(2)` reports it only as far as
    /// the hardware address reaches, 18 bytes on Ethernet, so the whole struct
    /// is not asked for.
    fn decode(payload: &[u8]) -> Option<PacketAddr> {
        let mut fields = Fields(payload);
        let protocol = u16::from_be_bytes(fields.take()?);
        let interface = u32::from_ne_bytes(fields.take()?);
        let hardware_type = u16::from_ne_bytes(fields.take()?);
        let [kind, address_len] = fields.take()?;
        let address = fields.0.get(..usize::from(address_len))?;
        let addr = PacketAddr { hardware_type, kind, ..PacketAddr::new(protocol, interface) };
        addr.try_with_address(address)
    }
}

/// The address of a CAN socket: an interface, and what its protocol adds.
///
/// ```
/// use sockopt::{CanAddr, SockAddr};
///
/// let isotp = CanAddr::isotp(3, 0x123, 0x321); // received, sent
/// assert_eq!(isotp.as_isotp(), (0x123, 0x321));
/// assert_eq!(SockAddr::can(CanAddr::new(3)).to_string(), "can:if3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CanAddr {
    /// The index of the interface. Zero is every interface, for sockets of whole frames.
    pub interface: u32,
    rest: [u8; 16],
}

impl CanAddr {
    /// The address of a socket of whole frames: an interface.
    #[must_use]
    pub const fn new(interface: u32) -> CanAddr {
        CanAddr { interface, rest: [0; 16] }
    }

    /// The address of an ISO-TP socket: the ids of frames that are received and sent. An id of 29 bits has
    /// [`EXTENDED_FLAG`](crate::CanFilter::EXTENDED_FLAG).
    #[must_use]
    pub fn isotp(interface: u32, rx_id: u32, tx_id: u32) -> CanAddr {
        CanAddr::of(interface, &[&rx_id.to_ne_bytes(), &tx_id.to_ne_bytes()])
    }

    /// The address of a J1939 socket: a name (0 for none), a parameter group (0x40000 for none) and an address (0xff
    /// for none, or all).
    #[must_use]
    pub fn j1939(interface: u32, name: u64, pgn: u32, addr: u8) -> CanAddr {
        CanAddr::of(interface, &[&name.to_ne_bytes(), &pgn.to_ne_bytes(), &[addr]])
    }

    /// The ids of an ISO-TP socket: received and sent.
    #[must_use]
    pub fn as_isotp(&self) -> (u32, u32) {
        let [a, b, c, d, e, f, g, h, ..] = self.rest;
        (u32::from_ne_bytes([a, b, c, d]), u32::from_ne_bytes([e, f, g, h]))
    }

    /// The name, parameter group and address of a J1939 socket.
    #[must_use]
    pub fn as_j1939(&self) -> (u64, u32, u8) {
        let [a, b, c, d, e, f, g, h, i, j, k, l, addr, ..] = self.rest;
        let name = u64::from_ne_bytes([a, b, c, d, e, f, g, h]);
        (name, u32::from_ne_bytes([i, j, k, l]), addr)
    }

    fn of(interface: u32, fields: &[&[u8]]) -> CanAddr {
        let mut addr = CanAddr::new(interface);
        for (to, from) in addr.rest.iter_mut().zip(fields.iter().copied().flatten()) {
            *to = *from;
        }
        addr
    }

    /// What the protocol adds.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.rest
    }

    pub(super) fn with_bytes(self, bytes: &[u8]) -> Option<CanAddr> {
        (bytes.len() <= self.rest.len()).then(|| CanAddr::of(self.interface, &[bytes]))
    }
}

/// Linux and Android only.
impl SockAddr {
    /// The address of a CAN socket.
    ///
    /// ```
    /// use sockopt::{Addr, CanAddr, SockAddr};
    ///
    /// let addr = CanAddr::j1939(3, 0, 0xfef1, 0x20);
    /// assert_eq!(SockAddr::can(addr).view(), Addr::Can(addr));
    /// ```
    #[must_use]
    pub fn can(addr: CanAddr) -> SockAddr {
        SockAddr::build(CAN, CAN_SIZE, &[&PAD, &addr.interface.to_ne_bytes(), &addr.rest])
    }

    /// An algorithm of the kernel, to bind a socket of [`Domain::ALG`](crate::Domain::ALG) to: its kind (`hash`, `skcipher`,
    /// `aead`, `rng`) and its name.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a kind of more than 13 bytes, a name of more than 63, and one with a NUL in it.
    ///
    /// ```
    /// use sockopt::SockAddr;
    ///
    /// let sha256 = SockAddr::alg("hash", "sha256")?;
    /// assert!(SockAddr::alg("hash", &"x".repeat(64)).is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn alg(kind: &str, name: &str) -> io::Result<SockAddr> {
        let fits = |text: &str, room: usize| text.len() < room && !text.contains('\0');
        if !fits(kind, ALG_TYPE) || !fits(name, ALG_NAME) {
            return Err(invalid("the name of an algorithm does not fit"));
        }
        let zeros = [0; ALG_TYPE];
        let pad = zeros.get(kind.len()..).unwrap_or_default();
        // Between the two are flags, which ask for nothing.
        let fields: [&[u8]; 4] = [kind.as_bytes(), pad, &[0; 8], name.as_bytes()];
        Ok(SockAddr::build(ALG, ALG_SIZE, &fields))
    }

    /// A queue of a device, to bind a socket of [`Domain::XDP`](crate::Domain::XDP) to.
    ///
    /// ```
    /// use sockopt::{SockAddr, XdpFlags};
    ///
    /// let first = SockAddr::xdp(2, 0, XdpFlags::COPY | XdpFlags::USE_NEED_WAKEUP);
    /// assert_eq!(first.family(), 44);
    /// ```
    #[must_use]
    pub fn xdp(interface: u32, queue: u32, flags: XdpFlags) -> SockAddr {
        let (interface, queue) = (interface.to_ne_bytes(), queue.to_ne_bytes());
        SockAddr::build(XDP, XDP_SIZE, &[&flags.bits().to_ne_bytes(), &interface, &queue])
    }

    /// A Unix address in the abstract namespace, which has no file and ends
    /// with its last socket.
    ///
    /// Every byte of `name` counts, NUL too, and so does its length. It is what
    /// follows the NUL that `sun_path` begins with.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a name of more than 107 bytes.
    ///
    /// ```
    /// use sockopt::SockAddr;
    ///
    /// let addr = SockAddr::unix_abstract(b"bus\0\x01")?;
    /// assert_eq!(addr.as_abstract(), Some(&b"bus\0\x01"[..]));
    /// assert_eq!(addr.to_string(), r"unix:@bus\x00\x01");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn unix_abstract(name: &[u8]) -> io::Result<SockAddr> {
        let (len, max) = (name.len(), layout::SUN_PATH - 1);
        if len > max {
            return Err(invalid(format!(
                "an abstract Unix socket name is {len} bytes long, the limit is {max}"
            )));
        }
        Ok(SockAddr::abstract_name(name))
    }

    /// [`SockAddr::unix_abstract`] for a name that is known to fit.
    pub(super) fn abstract_name(name: &[u8]) -> SockAddr {
        SockAddr::build(layout::UNIX, layout::HEADER + 1 + name.len(), &[&[0], name])
    }

    /// An address between a virtual machine and its host: a context and a port,
    /// see `vsock(7)`.
    ///
    /// To bind, `libc::VMADDR_CID_ANY` and `libc::VMADDR_PORT_ANY` (both
    /// `u32::MAX`) leave the choice to the kernel. To connect,
    /// `libc::VMADDR_CID_HOST` is the host.
    ///
    /// ```
    /// use sockopt::SockAddr;
    ///
    /// assert_eq!(SockAddr::vsock(2, 1024).to_string(), "vsock:host:1024");
    /// assert_eq!(SockAddr::vsock(3, 1024).to_string(), "vsock:3:1024");
    /// assert_eq!(SockAddr::vsock(u32::MAX, u32::MAX).to_string(), "vsock:any:any");
    /// ```
    #[must_use]
    pub fn vsock(cid: u32, port: u32) -> SockAddr {
        SockAddr::build(VSOCK, VSOCK_SIZE, &[&PAD, &port.to_ne_bytes(), &cid.to_ne_bytes()])
    }

    /// The address of a packet socket, see `packet(7)`.
    ///
    /// ```
    /// use sockopt::{Addr, PacketAddr, SockAddr};
    ///
    /// let addr = PacketAddr::new(0x0800, 2).with_address(&[2, 0, 0, 0, 0, 1])?;
    /// let packet = SockAddr::packet(addr);
    /// assert_eq!(packet.view(), Addr::Packet(addr));
    /// assert_eq!(packet.to_string(), "packet:if2:0x0800 address=02:00:00:00:00:01");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn packet(addr: PacketAddr) -> SockAddr {
        // The whole struct, whatever the length of the address: a send takes no
        // less.
        let fields: [&[u8]; 5] = [
            &addr.protocol.to_be_bytes(),
            &addr.interface.to_ne_bytes(),
            &addr.hardware_type.to_ne_bytes(),
            &[addr.kind, addr.address_len],
            &addr.address,
        ];
        SockAddr::build(PACKET, PACKET_SIZE, &fields)
    }

    /// The address of a netlink socket, see `netlink(7)`: a port and a mask of
    /// multicast groups.
    ///
    /// Port 0 is the kernel as a destination, and in `bind(2)` asks the kernel
    /// to pick a port. The port of a process's first netlink socket usually is
    /// its process id, hence the name.
    ///
    /// ```
    /// use sockopt::SockAddr;
    ///
    /// let links = SockAddr::netlink(0, 1); // RTMGRP_LINK
    /// assert_eq!(links.to_string(), "netlink:0:0x1");
    /// ```
    #[must_use]
    pub fn netlink(pid: u32, groups: u32) -> SockAddr {
        SockAddr::build(NETLINK, NETLINK_SIZE, &[&PAD, &pid.to_ne_bytes(), &groups.to_ne_bytes()])
    }

    /// The name in the abstract namespace, without the NUL in front, if that is
    /// what this is.
    ///
    /// ```
    /// use sockopt::SockAddr;
    ///
    /// assert_eq!(SockAddr::unix_abstract(b"bus")?.as_abstract(), Some(&b"bus"[..]));
    /// assert_eq!(SockAddr::unix("bus")?.as_abstract(), None);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn as_abstract(&self) -> Option<&[u8]> {
        match self.view() {
            Addr::UnixAbstract(name) => Some(name),
            _ => None,
        }
    }
}

/// Reads the families of this file; `None` for any other and for one that is
/// cut short.
pub(super) fn decode(family: u16, payload: &[u8]) -> Option<Addr<'static>> {
    match family {
        VSOCK => {
            let mut fields = Fields::of_struct(payload, VSOCK_SIZE)?;
            let _: [u8; PAD.len()] = fields.take()?;
            let port = u32::from_ne_bytes(fields.take()?);
            let cid = u32::from_ne_bytes(fields.take()?);
            Some(Addr::Vsock { cid, port })
        }
        NETLINK => {
            let mut fields = Fields::of_struct(payload, NETLINK_SIZE)?;
            let _: [u8; PAD.len()] = fields.take()?;
            let pid = u32::from_ne_bytes(fields.take()?);
            let groups = u32::from_ne_bytes(fields.take()?);
            Some(Addr::Netlink { pid, groups })
        }
        PACKET => PacketAddr::decode(payload).map(Addr::Packet),
        BLUETOOTH => BtAddr::decode(payload).map(Addr::Bluetooth),
        CAN => {
            let mut fields = Fields::of_struct(payload, CAN_LEAST)?;
            let _: [u8; PAD.len()] = fields.take()?;
            let interface = u32::from_ne_bytes(fields.take()?);
            let rest = payload.get(CAN_LEAST - layout::HEADER..)?;
            // Behind the struct there is nothing that an address could have.
            let rest = rest.get(..CAN_SIZE - CAN_LEAST).unwrap_or(rest);
            Some(Addr::Can(CanAddr::of(interface, &[rest])))
        }
        _ => None,
    }
}
