//! What a socket is: its domain, type and protocol.

use crate::codec::{names, NamedValue};

names! {
    /// The family of a socket's addresses: what SO_DOMAIN reads.
    ///
    /// ```
    /// use sockopt::Domain;
    ///
    /// assert_eq!(Domain::INET.to_string(), "AF_INET");
    /// assert_eq!("AF_INET6".parse(), Ok(Domain::INET6));
    /// ```
    pub struct Domain {
        /// IPv4.
        INET = AF_INET;
        /// IPv6.
        INET6 = AF_INET6;
        /// Unix: sockets of one machine.
        UNIX = AF_UNIX;
        /// Packets of the link layer.
        PACKET = AF_PACKET on LINUX | ANDROID;
        /// Netlink: messages with the kernel.
        NETLINK = AF_NETLINK on LINUX | ANDROID;
        /// Between virtual machines and their host.
        VSOCK = AF_VSOCK on LINUX | ANDROID;
        /// Controller Area Network: the bus of vehicles and machines.
        CAN = AF_CAN on LINUX | ANDROID;
        /// The kernel's hashes and ciphers.
        ALG = AF_ALG on LINUX | ANDROID;
        /// Packets that a program in the kernel hands over, by memory that is shared.
        XDP = AF_XDP on LINUX | ANDROID;
        /// Amateur packet radio.
        AX25 = AF_AX25 on LINUX | ANDROID;
        /// ATM, with permanent circuits.
        ATMPVC = AF_ATMPVC on LINUX | ANDROID;
        /// ATM, with circuits that are made when they are needed.
        ATMSVC = AF_ATMSVC on LINUX | ANDROID;
        /// Reliable datagrams.
        RDS = AF_RDS on LINUX | ANDROID;
        /// PPP over another protocol.
        PPPOX = AF_PPPOX on LINUX | ANDROID;
        /// Logical link control, IEEE 802.2.
        LLC = AF_LLC on LINUX | ANDROID;
        /// Between the nodes of a cluster.
        TIPC = AF_TIPC on LINUX | ANDROID;
        /// Remote procedure calls of AFS.
        RXRPC = AF_RXRPC on LINUX | ANDROID;
        /// A phone's modem.
        PHONET = AF_PHONET on LINUX | ANDROID;
        /// Near-field communication.
        NFC = AF_NFC on LINUX | ANDROID;
        /// Messages over connections.
        KCM = AF_KCM on LINUX | ANDROID;
        /// TCP by shared memory.
        SMC = AF_SMC on LINUX | ANDROID;
        /// The components of a machine.
        MCTP = AF_MCTP on LINUX | ANDROID;
        /// Bluetooth.
        BLUETOOTH = AF_BLUETOOTH on LINUX | ANDROID;
    }
}

names! {
    /// How a socket carries data: what SO_TYPE reads.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// assert_eq!(socket.r#type()?, Type::STREAM);
    /// # std::io::Result::Ok(())
    /// ```
    pub struct Type {
        /// A stream of bytes.
        STREAM = SOCK_STREAM;
        /// Datagrams.
        DGRAM = SOCK_DGRAM;
        /// The network protocol itself.
        RAW = SOCK_RAW;
        /// Records, in sequence.
        SEQPACKET = SOCK_SEQPACKET;
        /// Datagrams with congestion control: DCCP.
        DCCP = SOCK_DCCP on LINUX | ANDROID;
    }
}

names! {
    /// The protocol of a socket: what SO_PROTOCOL reads.
    ///
    /// The names are those of the internet families. In another family the
    /// same number means something else: a packet socket's is an Ethernet type.
    ///
    /// ```
    /// use sockopt::{Domain, Protocol, Socket, Type};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let socket = Socket::new(Domain::INET, Type::STREAM, Protocol::TCP)?;
    /// assert_eq!(socket.protocol()?, Protocol::TCP);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct Protocol {
        /// The default one of the domain and type.
        IP = IPPROTO_IP;
        /// ICMP of IPv4.
        ICMP = IPPROTO_ICMP;
        /// IGMP, by which IPv4 groups are joined.
        IGMP = IPPROTO_IGMP;
        /// TCP.
        TCP = IPPROTO_TCP;
        /// UDP.
        UDP = IPPROTO_UDP;
        /// ICMP of IPv6.
        ICMPV6 = IPPROTO_ICMPV6;
        /// SCTP.
        SCTP = IPPROTO_SCTP on LINUX | ANDROID | FREEBSD | ILLUMOS | SOLARIS | AIX | FUCHSIA | QNX | HURD | WINDOWS;
        /// DCCP. (Linux 6.16 no longer has it.)
        DCCP = IPPROTO_DCCP on LINUX | ANDROID;
        /// UDP-Lite. (Linux 7.2 no longer has it.)
        UDPLITE = IPPROTO_UDPLITE on LINUX | ANDROID | FREEBSD;
        /// Any protocol, with the header in the data.
        RAW = IPPROTO_RAW;
        /// Multipath TCP.
        MPTCP = IPPROTO_MPTCP on LINUX;
    }
}

/// Protocols of [`Domain::CAN`]. In text they are numbers, which have other names in other families.
///
/// ```
/// use sockopt::{Domain, Protocol, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// // A kernel can be without them.
/// if let Ok(socket) = Socket::new(Domain::CAN, Type::RAW, Protocol::CAN_RAW) {
///     assert!(socket.kind()?.is_can_raw());
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
#[cfg(any(target_os = "linux", target_os = "android"))]
impl Protocol {
    /// Frames as they are; of [`Type::RAW`].
    pub const CAN_RAW: Protocol = Protocol(CAN_RAW);
    /// Messages longer than a frame, by ISO 15765-2; of [`Type::DGRAM`].
    pub const CAN_ISOTP: Protocol = Protocol(CAN_ISOTP);
    /// SAE J1939, with addresses and names; of [`Type::DGRAM`].
    pub const CAN_J1939: Protocol = Protocol(CAN_J1939);
}

/// Protocols of [`Domain::BLUETOOTH`]. In text they are numbers, which have other names in other families.
///
/// ```
/// use sockopt::{Domain, Protocol, Socket, Type};
///
/// # #[cfg(target_os = "linux")] {
/// // A kernel can be without them.
/// if let Ok(socket) = Socket::new(Domain::BLUETOOTH, Type::STREAM, Protocol::BTPROTO_RFCOMM) {
///     assert!(socket.kind()?.is_rfcomm());
/// }
/// # }
/// # std::io::Result::Ok(())
/// ```
#[cfg(any(target_os = "linux", target_os = "android"))]
impl Protocol {
    /// Channels over a link; of [`Type::SEQPACKET`], [`Type::STREAM`], [`Type::DGRAM`] and [`Type::RAW`].
    pub const BTPROTO_L2CAP: Protocol = Protocol(L2CAP);
    /// A controller; of [`Type::RAW`].
    pub const BTPROTO_HCI: Protocol = Protocol(HCI);
    /// Voice; of [`Type::SEQPACKET`].
    pub const BTPROTO_SCO: Protocol = Protocol(SCO);
    /// Serial lines; of [`Type::STREAM`].
    pub const BTPROTO_RFCOMM: Protocol = Protocol(RFCOMM);
    /// Ethernet over L2CAP: what makes network interfaces of connections; of [`Type::RAW`].
    pub const BTPROTO_BNEP: Protocol = Protocol(4);
    /// ISDN over L2CAP, which newer kernels no longer have; of [`Type::RAW`].
    pub const BTPROTO_CMTP: Protocol = Protocol(5);
    /// Keyboards and mice: what makes input devices of connections; of [`Type::RAW`].
    pub const BTPROTO_HIDP: Protocol = Protocol(6);
    /// Audio and video, which Linux has no sockets for.
    pub const BTPROTO_AVDTP: Protocol = Protocol(7);
    /// Isochronous channels of Low Energy; of [`Type::SEQPACKET`]. It must be switched on as an experiment (mgmt).
    pub const BTPROTO_ISO: Protocol = Protocol(ISO);
}

// bluetooth/bluetooth.h
const L2CAP: i32 = 0;
const HCI: i32 = 1;
const SCO: i32 = 2;
const RFCOMM: i32 = 3;
const ISO: i32 = 8;

// linux/can.h
const CAN_RAW: i32 = 1;
const CAN_ISOTP: i32 = 6;
const CAN_J1939: i32 = 7;

/// Domain, type and protocol of a socket: which levels of options it has.
///
/// ```
/// use sockopt::{Domain, Socket, Type};
///
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// let kind = socket.kind()?;
/// assert!(kind.is_udp() && !kind.is_ipv6());
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    /// The family of its addresses.
    pub domain: Domain,
    /// How it carries data.
    pub r#type: Type,
    /// Its protocol.
    pub protocol: Protocol,
}

impl Kind {
    /// Whether it is of IPv4 or IPv6.
    pub fn is_internet(&self) -> bool {
        self.domain == Domain::INET || self.is_ipv6()
    }

    /// Whether it is of IPv6.
    pub fn is_ipv6(&self) -> bool {
        self.domain == Domain::INET6
    }

    /// Whether it is a TCP socket, multipath or not.
    pub fn is_tcp(&self) -> bool {
        // Where a system does not tell the protocol, it is the default one.
        self.is_internet()
            && self.r#type == Type::STREAM
            && (self.is_mptcp() || [Protocol::TCP, Protocol::IP].contains(&self.protocol))
    }

    /// Whether it was opened for multipath TCP.
    pub fn is_mptcp(&self) -> bool {
        // That is not on all systems: its name is.
        self.is_internet() && self.protocol.name() == Some("IPPROTO_MPTCP")
    }

    /// Whether it is a UDP-Lite socket.
    pub fn is_udplite(&self) -> bool {
        self.is_internet() && self.protocol.name() == Some("IPPROTO_UDPLITE")
    }

    /// Whether it is a socket of SCTP: one-to-one (`SOCK_STREAM`) or one-to-many (`SOCK_SEQPACKET`).
    pub fn is_sctp(&self) -> bool {
        self.is_internet()
            && [Type::STREAM, Type::SEQPACKET].contains(&self.r#type)
            && self.protocol.name() == Some("IPPROTO_SCTP")
    }

    /// Whether it is a DCCP socket.
    pub fn is_dccp(&self) -> bool {
        self.is_internet() && self.r#type.name() == Some("SOCK_DCCP")
    }

    /// Whether it is of that family, which is not on all systems: its name is.
    pub(crate) fn is_of(&self, family: &str) -> bool {
        self.domain.name() == Some(family)
    }

    /// Whether it is a packet socket.
    pub fn is_packet(&self) -> bool {
        // The family is not on all systems: its name is.
        self.domain.name() == Some("AF_PACKET")
    }

    /// Whether it is a socket between a virtual machine and its host.
    pub fn is_vsock(&self) -> bool {
        self.domain.name() == Some("AF_VSOCK")
    }

    /// Whether it is a netlink socket.
    pub fn is_netlink(&self) -> bool {
        self.domain.name() == Some("AF_NETLINK")
    }

    /// Whether it is a CAN socket of whole frames.
    pub fn is_can_raw(&self) -> bool {
        self.is_can(CAN_RAW) || self.is_can(0) && self.r#type == Type::RAW
    }

    /// Whether it is a CAN socket of ISO 15765-2, or one that cannot be told from it: of the broadcast manager (CAN_BCM), which has
    /// no options.
    pub fn is_can_isotp(&self) -> bool {
        self.is_can(CAN_ISOTP) || self.is_can(0) && self.r#type == Type::DGRAM
    }

    /// Whether it is a CAN socket of SAE J1939.
    pub fn is_can_j1939(&self) -> bool {
        self.is_can(CAN_J1939)
    }

    // Linux tells the protocol of J1939 sockets alone, and 0 for the others.
    fn is_can(&self, protocol: i32) -> bool {
        self.domain.name() == Some("AF_CAN") && self.protocol.raw() == protocol
    }

    /// Whether it is a Bluetooth socket of a protocol that has options: HCI, L2CAP, SCO, RFCOMM or ISO.
    pub fn is_bluetooth(&self) -> bool {
        [HCI, L2CAP, SCO, RFCOMM, ISO].into_iter().any(|protocol| self.is_bluetooth_of(protocol))
    }

    /// Whether it is a socket of a Bluetooth controller.
    pub fn is_hci(&self) -> bool {
        self.is_bluetooth_of(HCI)
    }

    /// Whether it is a Bluetooth socket of L2CAP.
    pub fn is_l2cap(&self) -> bool {
        self.is_bluetooth_of(L2CAP)
    }

    /// Whether it is a Bluetooth socket of voice.
    pub fn is_sco(&self) -> bool {
        self.is_bluetooth_of(SCO)
    }

    /// Whether it is a Bluetooth socket of RFCOMM.
    pub fn is_rfcomm(&self) -> bool {
        self.is_bluetooth_of(RFCOMM)
    }

    fn is_bluetooth_of(&self, protocol: i32) -> bool {
        self.domain.name() == Some("AF_BLUETOOTH") && self.protocol.raw() == protocol
    }

    /// Whether it is a socket of the kernel's ciphers.
    pub fn is_alg(&self) -> bool {
        self.domain.name() == Some("AF_ALG")
    }

    /// Whether it is a UDP socket.
    pub fn is_udp(&self) -> bool {
        self.is_internet()
            && self.r#type == Type::DGRAM
            && [Protocol::UDP, Protocol::IP].contains(&self.protocol)
    }
}
