//! Socket addresses, typed, of any family.
//!
//! The bytes lie inline. `struct sockaddr_storage` is 128 bytes and has room
//! for every address a kernel hands out, so a [`SockAddr`] is those bytes and a
//! length: it can be copied, and made and read without an allocation.
//!
//! The length is never trusted. A kernel reports the length an address has,
//! which can be more than was written to the buffer (the rest is cut off), less
//! than the family's struct (packet sockets), one more than the struct (a Unix
//! path that fills `sun_path`), or none (a datagram from an unnamed Unix
//! socket). So the one way in from the kernel, [`SockAddr::from_reply`], clamps
//! the length, reads what is there, and lays the address out anew as the
//! constructors do. An address too short for its family, or of a family that is
//! not known here, stays as the bytes it is: [`Addr::Other`].

use core::fmt;
use core::hash::{Hash, Hasher};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::io;
use std::path::Path;

#[cfg(any(target_os = "linux", target_os = "android"))]
mod bluetooth;
mod convert;
mod layout;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux;
#[cfg(test)]
mod tests;
mod text;

#[cfg(any(target_os = "linux", target_os = "android"))]
pub use bluetooth::BtAddr;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use linux::{CanAddr, PacketAddr};
pub use text::AddrParseError;

use layout::{CAPACITY, HEADER};

/// A socket address of any family, stored inline.
///
/// It is made from the addresses of the standard library or by a constructor
/// for the family, looked into with [`SockAddr::view`], and written as text that
/// reads back ([`FromStr`](core::str::FromStr)):
///
/// | text | address |
/// |---|---|
/// | `127.0.0.1:80` | IPv4 |
/// | `[::1]:80`, `[fe80::1%2]:80` | IPv6, with its scope id |
/// | `[::1]:80 flowinfo=0xabcde` | IPv6 with traffic class and flow label, as they are on the wire |
/// | `unix:/run/x.sock` | a Unix socket's path |
/// | `unix:@name` | a name in Linux's abstract namespace |
/// | `unix:` | a Unix socket without a name |
/// | `vsock:3:1024`, `vsock:host:1024`, `vsock:any:any` | a context (or `any`, `hypervisor`, `local`, `host`) and a port (or `any`) |
/// | `packet:if2:0x0003` | interface index and Ethernet protocol; ` kind=`, ` type=` and ` address=` follow where they are not zero |
/// | `netlink:123:0x1` | port and mask of groups |
/// | `can:if2`, `can:if2:0011aabb` | interface index, and what the protocol adds, without the zeros at its end |
/// | `bluetooth:00:1B:DC:07:31:88/3` | device, and RFCOMM's channel, or ISO's type of address; other forms are `…:hci0/0`, `…:DEVICE`, `…:DEVICE psm=1 cid=0 type=0` and `…:DEVICE/1 from=DEVICE/1 sid=0 bis=1,2` |
/// | `unspec` | no address |
/// | `family16:0011aabb` | any other: the family's number and the bytes behind it |
///
/// In a path and in a name, a control character, a character that changes the
/// direction of text, and a byte that is not UTF-8 are written `\xNN`, and a
/// backslash `\\`. A path that begins with `@` is written with `\x40` for it.
///
/// Two addresses are equal when all their bytes are: the flow label counts, and
/// so does every character of a path.
///
/// ```
/// use sockopt::{Addr, SockAddr};
/// use std::net::SocketAddr;
///
/// let addr: SockAddr = "127.0.0.1:80".parse()?;
/// assert_eq!(addr, SockAddr::from(SocketAddr::from(([127, 0, 0, 1], 80))));
/// assert_eq!(addr.port(), Some(80));
///
/// let addr = SockAddr::unix("/run/x.sock")?;
/// assert!(matches!(addr.view(), Addr::UnixPath(path) if path.ends_with("x.sock")));
/// assert_eq!(addr.to_string(), "unix:/run/x.sock");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
// As `SOCKADDR_STORAGE` is, which Winsock asks for in places.
#[cfg_attr(windows, repr(align(8)))]
pub struct SockAddr {
    /// Zero from `len` on.
    bytes: [u8; CAPACITY],
    /// From `HEADER` to `CAPACITY`.
    len: u8,
}

/// What a [`SockAddr`] holds.
///
/// The variants for abstract names, vsock, packet, netlink, CAN and Bluetooth sockets exist on
/// Linux and Android only.
///
/// ```
/// use sockopt::{Addr, SockAddr};
///
/// fn is_local(addr: &SockAddr) -> bool {
///     match addr.view() {
///         Addr::V4(v4) => v4.ip().is_loopback(),
///         Addr::V6(v6) => v6.ip().is_loopback(),
///         Addr::UnixPath(_) | Addr::UnixUnnamed => true,
///         _ => false,
///     }
/// }
/// assert!(is_local(&"[::1]:80".parse()?));
/// assert!(is_local(&"unix:/run/x.sock".parse()?));
/// assert!(!is_local(&"192.0.2.1:80".parse()?));
/// # Ok::<(), sockopt::AddrParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Addr<'a> {
    /// IPv4: an address and a port.
    V4(SocketAddrV4),
    /// IPv6: an address, a port, a scope id and flow information.
    V6(SocketAddrV6),
    /// A Unix socket bound to a path.
    UnixPath(&'a Path),
    /// A Unix socket with a name in the abstract namespace, here without the
    /// NUL in front.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    UnixAbstract(&'a [u8]),
    /// A Unix socket that was never bound, or one end of a pair.
    UnixUnnamed,
    /// A socket between a virtual machine and its host.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    Vsock {
        /// The context id: which machine.
        cid: u32,
        /// The port.
        port: u32,
    },
    /// A CAN socket: an interface, and what the protocol adds.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    Can(CanAddr),
    /// A Bluetooth socket, whose protocol says what form it has.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    Bluetooth(BtAddr),
    /// A packet socket: an interface, a protocol, a hardware address.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    Packet(PacketAddr),
    /// A netlink socket.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    Netlink {
        /// The port, often a process id; 0 is the kernel.
        pid: u32,
        /// The multicast groups, one bit each.
        groups: u32,
    },
    /// `AF_UNSPEC`, and what a kernel reports when it reports no address.
    Unspecified,
    /// A family not known here, or an address too short for its family.
    Other {
        /// The number of the family.
        family: i32,
        /// The bytes behind the family.
        bytes: &'a [u8],
    },
}

impl SockAddr {
    /// A Unix address with the path of the socket's file.
    ///
    /// The path goes out with a NUL behind it where there is room. A path that
    /// fills `sun_path` to its last byte goes out without one. Linux takes that
    /// and reports it back whole; other systems may answer `EINVAL`, and the
    /// standard library does not make such an address.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a path that is empty, has a NUL in it, or is longer
    /// than `sun_path`: 108 bytes on Linux and Windows, 104 on Apple's systems
    /// and the BSDs. On Windows, also for a path that is not Unicode.
    ///
    /// ```
    /// use sockopt::SockAddr;
    /// use std::path::Path;
    ///
    /// let addr = SockAddr::unix("/run/x.sock")?;
    /// assert_eq!(addr.as_path(), Some(Path::new("/run/x.sock")));
    /// assert!(SockAddr::unix("x".repeat(200)).is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn unix(path: impl AsRef<Path>) -> io::Result<SockAddr> {
        let path = layout::path_to_bytes(path.as_ref())?;
        let (len, max) = (path.len(), layout::SUN_PATH);
        if path.is_empty() {
            return Err(invalid("a Unix socket path is empty"));
        }
        if path.contains(&0) {
            return Err(invalid("a Unix socket path has a NUL in it"));
        }
        if len > max {
            let message = format!("a Unix socket path is {len} bytes long, the limit is {max}");
            return Err(invalid(message));
        }
        Ok(SockAddr::unix_path(path))
    }

    /// [`SockAddr::unix`] for a path that is known to fit.
    fn unix_path(path: &[u8]) -> SockAddr {
        let with_nul = (path.len() + 1).min(layout::SUN_PATH);
        SockAddr::build(layout::UNIX, HEADER + with_nul, &[path])
    }

    /// A Unix address without a name, as a socket has that was never bound.
    ///
    /// To bind to it is to have Linux pick a free abstract name.
    ///
    /// ```
    /// use sockopt::{Addr, SockAddr};
    ///
    /// assert_eq!(SockAddr::unix_unnamed().view(), Addr::UnixUnnamed);
    /// assert_eq!(SockAddr::unix_unnamed().to_string(), "unix:");
    /// ```
    #[must_use]
    pub fn unix_unnamed() -> SockAddr {
        SockAddr::build(layout::UNIX, HEADER, &[])
    }

    /// The address that is none, `AF_UNSPEC`.
    ///
    /// To connect a datagram socket to it is to dissolve the association with
    /// its peer.
    ///
    /// ```
    /// use sockopt::{Addr, SockAddr};
    ///
    /// assert_eq!(SockAddr::unspecified().view(), Addr::Unspecified);
    /// assert_eq!(SockAddr::unspecified().to_string(), "unspec");
    /// ```
    #[must_use]
    pub fn unspecified() -> SockAddr {
        SockAddr::build(layout::UNSPEC, layout::BARE_SIZE, &[])
    }

    /// The bytes, for a kernel to write an address to; then [`settle`](SockAddr::settle) it.
    #[inline]
    pub(crate) fn room_mut(&mut self) -> &mut [u8; CAPACITY] {
        &mut self.bytes
    }

    /// Makes an address of what a kernel says that it has written: `claimed_len` bytes. Whether it
    /// is an IPv4 or IPv6 address.
    ///
    /// IP addresses that lie there as the constructors lay them out, which is the usual case,
    /// stay as they are.
    #[inline]
    pub(crate) fn settle(&mut self, claimed_len: usize) -> bool {
        let size = if layout::is_usual_v4(&self.bytes, claimed_len) {
            layout::V4_LEN
        } else if layout::is_usual_v6(&self.bytes, claimed_len) {
            layout::V6_LEN
        } else {
            return self.settle_unusual(claimed_len);
        };
        // What was there before may have been longer.
        if self.len > size {
            return self.settle_unusual(claimed_len);
        }
        self.len = size;
        true
    }

    #[cold]
    #[inline(never)]
    fn settle_unusual(&mut self, claimed_len: usize) -> bool {
        *self = SockAddr::from_reply(&self.bytes, claimed_len);
        self.as_socket_addr().is_some()
    }

    /// The IP address in a `struct sockaddr_in` or a `struct sockaddr_in6`.
    ///
    /// It is straight-line, so that a compiler can see when nobody needs it.
    #[inline(always)]
    pub(crate) fn ip_in(bytes: &[u8]) -> Option<SocketAddr> {
        let (header, payload) = bytes.split_first_chunk()?;
        match layout::family(*header) {
            layout::INET => decode_v4(payload).map(SocketAddr::V4),
            layout::INET6 => decode_v6(payload).map(SocketAddr::V6),
            _ => None,
        }
    }

    /// The address in a buffer that a kernel filled and says it used
    /// `claimed_len` bytes of.
    pub(crate) fn from_reply(bytes: &[u8; CAPACITY], claimed_len: usize) -> SockAddr {
        let bytes = bytes.get(..claimed_len).unwrap_or(bytes);
        match bytes.split_first_chunk() {
            Some((header, payload)) => SockAddr::from_payload(layout::family(*header), payload),
            None => SockAddr::unspecified(),
        }
    }

    /// The address of a family with the bytes behind it, laid out anew.
    fn from_payload(family: u16, payload: &[u8]) -> SockAddr {
        let raw = SockAddr::build(family, HEADER + payload.len(), &[payload]);
        match raw.view() {
            Addr::V4(v4) => v4.into(),
            Addr::V6(v6) => v6.into(),
            Addr::UnixPath(path) => layout::path_to_bytes(path).map_or(raw, SockAddr::unix_path),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::UnixAbstract(name) => SockAddr::abstract_name(name),
            Addr::UnixUnnamed => SockAddr::unix_unnamed(),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Vsock { cid, port } => SockAddr::vsock(cid, port),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Packet(addr) => SockAddr::packet(addr),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Can(addr) => SockAddr::can(addr),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Bluetooth(addr) => SockAddr::bluetooth(addr),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::Netlink { pid, groups } => SockAddr::netlink(pid, groups),
            Addr::Unspecified => SockAddr::unspecified(),
            Addr::Other { .. } => raw,
        }
    }

    /// Lays out `fields` one after the other behind the family, and zeros up to
    /// `size`.
    fn build(family: u16, size: usize, fields: &[&[u8]]) -> SockAddr {
        let size = size.clamp(HEADER, CAPACITY);
        let len = u8::try_from(size).unwrap_or(u8::MAX);
        let header = layout::header(family, len);
        let source = header.iter().chain(fields.iter().copied().flatten());
        let mut bytes = [0; CAPACITY];
        for (to, from) in bytes.iter_mut().take(size).zip(source) {
            *to = *from;
        }
        SockAddr { bytes, len }
    }

    /// The bytes, as the kernel takes them.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or(&self.bytes)
    }

    /// The family and the bytes behind it.
    fn parts(&self) -> (u16, &[u8]) {
        match self.as_bytes().split_first_chunk() {
            Some((header, payload)) => (layout::family(*header), payload),
            None => (layout::UNSPEC, &[]),
        }
    }

    /// The number of the address family, such as `libc::AF_INET`.
    ///
    /// ```
    /// use sockopt::SockAddr;
    ///
    /// let addr: SockAddr = "127.0.0.1:80".parse()?;
    /// assert_eq!(addr.family(), 2); // AF_INET
    /// # Ok::<(), sockopt::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn family(&self) -> i32 {
        i32::from(self.parts().0)
    }

    /// What the address holds.
    ///
    /// Only the flags of a vsock address are not shown, and not kept: a kernel
    /// sets `VMADDR_FLAG_TO_HOST` on some peers to say which way it went.
    ///
    /// ```
    /// use sockopt::{Addr, SockAddr};
    ///
    /// let addr: SockAddr = "[fe80::1%2]:80".parse()?;
    /// let Addr::V6(v6) = addr.view() else { panic!("not IPv6") };
    /// assert_eq!((v6.scope_id(), v6.port()), (2, 80));
    /// # Ok::<(), sockopt::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn view(&self) -> Addr<'_> {
        let (family, bytes) = self.parts();
        decode(family, bytes).unwrap_or(Addr::Other { family: i32::from(family), bytes })
    }

    /// The address as the standard library's, if it is IPv4 or IPv6.
    ///
    /// ```
    /// use sockopt::SockAddr;
    /// use std::net::{Ipv4Addr, SocketAddr};
    ///
    /// let addr: SockAddr = "127.0.0.1:80".parse()?;
    /// assert_eq!(addr.as_socket_addr(), Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 80))));
    /// assert_eq!(SockAddr::unix_unnamed().as_socket_addr(), None);
    /// # Ok::<(), sockopt::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn as_socket_addr(&self) -> Option<SocketAddr> {
        match self.view() {
            Addr::V4(v4) => Some(v4.into()),
            Addr::V6(v6) => Some(v6.into()),
            _ => None,
        }
    }

    /// The IP address, if this is IPv4 or IPv6.
    ///
    /// ```
    /// use sockopt::SockAddr;
    ///
    /// let addr: SockAddr = "[::1]:80".parse()?;
    /// assert!(addr.ip().is_some_and(|ip| ip.is_loopback()));
    /// # Ok::<(), sockopt::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn ip(&self) -> Option<IpAddr> {
        self.as_socket_addr().map(|addr| addr.ip())
    }

    /// The port, if this is IPv4 or IPv6.
    ///
    /// ```
    /// use sockopt::SockAddr;
    ///
    /// let addr: SockAddr = "[::1]:80".parse()?;
    /// assert_eq!(addr.port(), Some(80));
    /// # Ok::<(), sockopt::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.as_socket_addr().map(|addr| addr.port())
    }

    /// The path, if this is a Unix address that has one.
    ///
    /// ```
    /// use sockopt::SockAddr;
    /// use std::path::Path;
    ///
    /// assert_eq!(SockAddr::unix("x.sock")?.as_path(), Some(Path::new("x.sock")));
    /// assert_eq!(SockAddr::unix_unnamed().as_path(), None);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn as_path(&self) -> Option<&Path> {
        match self.view() {
            Addr::UnixPath(path) => Some(path),
            _ => None,
        }
    }
}

/// The fields of an address, read one after the other as
/// [`SockAddr::build`] lays them out.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// The fields of a struct of `size` bytes, if all of it is there.
    #[inline(always)]
    fn of_struct(payload: &'a [u8], size: usize) -> Option<Fields<'a>> {
        payload.get(..size.checked_sub(HEADER)?).map(Fields)
    }

    #[inline(always)]
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*field)
    }
}

/// Reads the bytes behind the family; `None` for a family that is not known
/// and for an address that is cut short.
fn decode(family: u16, payload: &[u8]) -> Option<Addr<'_>> {
    match family {
        layout::UNSPEC => Some(Addr::Unspecified),
        layout::INET => decode_v4(payload).map(Addr::V4),
        layout::INET6 => decode_v6(payload).map(Addr::V6),
        layout::UNIX => decode_unix(payload),
        #[cfg(any(target_os = "linux", target_os = "android"))]
        _ => linux::decode(family, payload),
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        _ => None,
    }
}

#[inline(always)]
fn decode_v4(payload: &[u8]) -> Option<SocketAddrV4> {
    let mut fields = Fields::of_struct(payload, layout::V4_SIZE)?;
    let port = u16::from_be_bytes(fields.take()?);
    let ip = Ipv4Addr::from(fields.take::<4>()?);
    Some(SocketAddrV4::new(ip, port))
}

#[inline(always)]
fn decode_v6(payload: &[u8]) -> Option<SocketAddrV6> {
    let mut fields = Fields::of_struct(payload, layout::V6_SIZE)?;
    let port = u16::from_be_bytes(fields.take()?);
    // In network order on the wire, but the standard library leaves the field
    // as it is, and so does this, so that both have the same number.
    let flowinfo = u32::from_ne_bytes(fields.take()?);
    let ip = Ipv6Addr::from(fields.take::<16>()?);
    let scope_id = u32::from_ne_bytes(fields.take()?);
    Some(SocketAddrV6::new(ip, port, flowinfo, scope_id))
}

fn decode_unix(payload: &[u8]) -> Option<Addr<'_>> {
    match payload.split_first() {
        None => Some(Addr::UnixUnnamed),
        #[cfg(any(target_os = "linux", target_os = "android"))]
        Some((0, name)) => (name.len() < layout::SUN_PATH).then_some(Addr::UnixAbstract(name)),
        // Apple's systems and Windows report a struct of zeros for no name.
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        Some((0, _)) => Some(Addr::UnixUnnamed),
        Some(_) => {
            let path = payload.split(|&byte| byte == 0).next()?;
            // Apple's systems take longer paths than their struct has room for.
            // What came of one through our buffer may be cut off.
            let whole = path.len() <= layout::SUN_PATH;
            layout::path_from_bytes(path).filter(|_| whole).map(Addr::UnixPath)
        }
    }
}

/// The error of a constructor.
fn invalid(message: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message.into())
}

impl PartialEq for SockAddr {
    fn eq(&self, other: &SockAddr) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for SockAddr {}

impl Hash for SockAddr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl fmt::Debug for SockAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SockAddr({self})")
    }
}
