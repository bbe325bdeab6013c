//! Values of options that Windows alone has.

use std::net::SocketAddr;

use crate::codec::{placed, Int, Named, SockaddrInet};
use crate::kind::{Protocol, Type};

type U8 = Int<u8, 0, 255, u8>;

placed! {
    /// What ICMP said when `connect` failed: TCP_ICMP_ERROR_INFO.
    ///
    /// ```
    /// # #[cfg(windows)] {
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// match socket.tcp_icmp_error_info() {
    ///     Ok(Some(info)) => println!("{} is in the way: {}", info.source, info.r#type),
    ///     Ok(None) => println!("no router has complained"),
    ///     Err(error) => println!("{error}"),
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct IcmpErrorInfo of 36; {
        /// Who said it: a router, mostly. The port means nothing.
        source: SocketAddr as SockaddrInet, at 0;
        /// ICMP of which family.
        protocol: Protocol as Named<Protocol>, at 28;
        /// The type of the message.
        r#type: u8 as U8, at 32;
        /// Its code.
        code: u8 as U8, at 33;
    }
}

/// What the system keeps of a socket: SO_BSP_STATE.
///
/// ```
/// # #[cfg(windows)] {
/// use sockopt::{Domain, Socket, Type};
/// use std::net::UdpSocket;
///
/// let socket = UdpSocket::bind("127.0.0.1:0")?;
/// let state = Socket::from(&socket).bsp_state()?;
/// assert_eq!((state.local, state.remote), (Some(socket.local_addr()?), None));
/// assert_eq!(state.r#type, Type::DGRAM);
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BspState {
    /// Its own address; `None` if it is not bound.
    pub local: Option<SocketAddr>,
    /// The peer's; `None` if it is not connected.
    pub remote: Option<SocketAddr>,
    /// Its type.
    pub r#type: Type,
    /// Its protocol.
    pub protocol: Protocol,
}
