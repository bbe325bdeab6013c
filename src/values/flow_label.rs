//! Flow labels of IPv6.

use core::time::Duration;
use std::net::Ipv6Addr;

use crate::codec::{names, record, BigEndian, Bits, Int, Ip, Named, Secs};

names! {
    /// What is done with a flow label.
    ///
    /// ```
    /// use sockopt::FlowLabelAction;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(FlowLabelAction::PUT.to_string(), "IPV6_FL_A_PUT");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct FlowLabelAction {
        /// It is leased.
        GET = IPV6_FL_A_GET on LINUX | ANDROID;
        /// It is given back.
        PUT = IPV6_FL_A_PUT on LINUX | ANDROID;
        /// The lease is made longer.
        RENEW = IPV6_FL_A_RENEW on LINUX | ANDROID;
    }
}

names! {
    /// Who may have a flow label that is leased already.
    ///
    /// ```
    /// use sockopt::FlowLabelShare;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(FlowLabelShare::USER.to_string(), "IPV6_FL_S_USER");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct FlowLabelShare {
        /// Not said.
        NONE = IPV6_FL_S_NONE on LINUX | ANDROID;
        /// No other socket.
        EXCL = IPV6_FL_S_EXCL on LINUX | ANDROID;
        /// Sockets of the process.
        PROCESS = IPV6_FL_S_PROCESS on LINUX | ANDROID;
        /// Sockets of the user.
        USER = IPV6_FL_S_USER on LINUX | ANDROID;
        /// Any socket.
        ANY = IPV6_FL_S_ANY on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// How a flow label is leased, or which is asked for.
    ///
    /// ```
    /// use sockopt::{Domain, FlowLabelFlags, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET6, Type::STREAM, None)?;
    /// // Nothing came from the other end yet.
    /// assert_eq!(socket.ipv6_flowlabel_mgr(FlowLabelFlags::REMOTE)?.label, 0);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct FlowLabelFlags: u32 {
        /// It may be one that nobody has yet.
        const CREATE = 1;
        /// It must be one that nobody has yet.
        const EXCL = 2;
        /// That of the packets that came is sent back. TCP.
        const REFLECT = 4;
        /// That of the packets that came is asked for. TCP.
        const REMOTE = 8;
    }
}

record! {
    /// A flow label, and what is done with it: IPV6_FLOWLABEL_MGR.
    ///
    /// ```
    /// use sockopt::{Domain, FlowLabel, FlowLabelAction, FlowLabelFlags, FlowLabelShare};
    /// use sockopt::{Socket, Type};
    ///
    /// use std::net::Ipv6Addr;
    /// use std::time::Duration;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET6, Type::DGRAM, None)?;
    /// let lease = FlowLabel {
    ///     dst: Ipv6Addr::LOCALHOST,
    ///     label: 0xbeef,
    ///     action: FlowLabelAction::GET,
    ///     share: FlowLabelShare::ANY,
    ///     flags: FlowLabelFlags::CREATE,
    ///     expires: Duration::from_secs(6),
    ///     linger: Duration::from_secs(6),
    /// };
    /// socket.set_ipv6_flowlabel_mgr(lease)?;
    /// socket.set_ipv6_flowlabel_mgr(FlowLabel { action: FlowLabelAction::PUT, ..lease })?;
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct FlowLabel {
        /// Where the packets go to.
        pub dst: Ipv6Addr as Ip<Ipv6Addr>,
        /// The label, of 20 bits. To lease one it must not be 0: the program says which.
        pub label: u32 as Int<u32, 0, 0xf_ffff, BigEndian>,
        /// What is done.
        pub action: FlowLabelAction as Named<FlowLabelAction, u8>,
        /// Who else may have it.
        pub share: FlowLabelShare as Named<FlowLabelShare, u8>,
        /// How it is done.
        pub flags: FlowLabelFlags as Bits<FlowLabelFlags, u16>,
        /// How long the lease lasts from now on: up to 65535 s; more than 150 s takes
        /// CAP_NET_ADMIN in the initial user namespace. Less than 6 s becomes 6 s.
        pub expires: Duration as Secs<0, 65535, u16>,
        /// How long it is kept from others after it was given back; as `expires`.
        pub linger: Duration as Secs<0, 65535, u16>,
    }
}
