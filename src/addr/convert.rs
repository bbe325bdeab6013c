//! To and from the standard library's addresses.

use core::net::{SocketAddr, SocketAddrV4, SocketAddrV6};
use std::io;
#[cfg(target_os = "android")]
use std::os::android::net::SocketAddrExt;
#[cfg(target_os = "linux")]
use std::os::linux::net::SocketAddrExt;
#[cfg(unix)]
use std::os::unix::net::SocketAddr as UnixSocketAddr;

#[cfg(unix)]
use super::Addr;
use super::{invalid, layout, SockAddr};

impl From<SocketAddrV4> for SockAddr {
    fn from(addr: SocketAddrV4) -> SockAddr {
        let fields: [&[u8]; 2] = [&addr.port().to_be_bytes(), &addr.ip().octets()];
        SockAddr::build(layout::INET, layout::V4_SIZE, &fields)
    }
}

impl From<SocketAddrV6> for SockAddr {
    fn from(addr: SocketAddrV6) -> SockAddr {
        let fields: [&[u8]; 4] = [
            &addr.port().to_be_bytes(),
            &addr.flowinfo().to_ne_bytes(), // see `decode_v6`
            &addr.ip().octets(),
            &addr.scope_id().to_ne_bytes(),
        ];
        SockAddr::build(layout::INET6, layout::V6_SIZE, &fields)
    }
}

impl From<SocketAddr> for SockAddr {
    fn from(addr: SocketAddr) -> SockAddr {
        match addr {
            SocketAddr::V4(v4) => v4.into(),
            SocketAddr::V6(v6) => v6.into(),
        }
    }
}

/// Fails with `InvalidInput` for an address that is neither IPv4 nor IPv6.
impl TryFrom<SockAddr> for SocketAddr {
    type Error = io::Error;

    fn try_from(addr: SockAddr) -> io::Result<SocketAddr> {
        addr.as_socket_addr()
            .ok_or_else(|| invalid(format!("`{addr}` is neither an IPv4 nor an IPv6 address")))
    }
}

#[cfg(unix)]
impl From<UnixSocketAddr> for SockAddr {
    fn from(addr: UnixSocketAddr) -> SockAddr {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        if let Some(name) = addr.as_abstract_name() {
            return SockAddr::abstract_name(name);
        }
        addr.as_pathname()
            .and_then(|path| layout::path_to_bytes(path).ok())
            .map_or_else(SockAddr::unix_unnamed, SockAddr::unix_path)
    }
}

/// Fails with `InvalidInput` for an address that is not a Unix address, and for
/// a path that fills `sun_path`, which the standard library does not take.
#[cfg(unix)]
impl TryFrom<SockAddr> for UnixSocketAddr {
    type Error = io::Error;

    fn try_from(addr: SockAddr) -> io::Result<UnixSocketAddr> {
        match addr.view() {
            Addr::UnixPath(path) => UnixSocketAddr::from_pathname(path),
            // An empty path is how the standard library makes one without a
            // name.
            Addr::UnixUnnamed => UnixSocketAddr::from_pathname(""),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Addr::UnixAbstract(name) => UnixSocketAddr::from_abstract_name(name),
            _ => Err(invalid(format!("`{addr}` is not a Unix socket address"))),
        }
    }
}
