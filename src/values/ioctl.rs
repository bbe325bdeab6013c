//! What the ioctls of Windows take and tell.

use core::time::Duration;

use crate::codec::{
    names, placed, record, Bits, Flag, Int, Millis, Named, NetworkShort, OrNone,
    SynRetransmissions, U32, U64,
};

/// Milliseconds in 32 bits, of which there is one at least.
type Ms32 = Millis<1, { u32::MAX as i128 }, u32>;
type U16 = Int<u16, 0, 65535, u16>;

record! {
    /// When a connection that is idle is probed: SIO_KEEPALIVE_VALS.
    ///
    /// ```
    /// use sockopt::TcpKeepalive;
    /// use std::time::Duration;
    ///
    /// let often = TcpKeepalive {
    ///     onoff: true,
    ///     keepalivetime: Duration::from_secs(30),
    ///     keepaliveinterval: Duration::from_micros(1), // which becomes a millisecond
    /// };
    /// # #[cfg(windows)] {
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.set_sio_keepalive_vals(often)?;
    /// # }
    /// # let _ = often;
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpKeepalive {
        /// Whether it is probed at all, as SO_KEEPALIVE has it. If not, the times mean nothing.
        pub onoff: bool as Flag<u32>,
        /// How long it is idle before the first probe. In milliseconds, rounded up.
        pub keepalivetime: Duration as Ms32,
        /// How long there is between probes that are not answered. In milliseconds, rounded up.
        pub keepaliveinterval: Duration as Ms32,
    }
}

placed! {
    /// How a connection is begun: SIO_TCP_INITIAL_RTO.
    ///
    /// The numbers by which Windows is asked for the defaults that it was delivered with are left out.
    ///
    /// ```
    /// use sockopt::TcpInitialRto;
    /// use std::time::Duration;
    ///
    /// // One try, and no other.
    /// let once = TcpInitialRto { rtt: None, max_syn_retransmissions: Some(0) };
    /// // Tries after 300 ms, and so on, as often as the system is set to.
    /// let soon =
    ///     TcpInitialRto { rtt: Some(Duration::from_millis(300)), max_syn_retransmissions: None };
    /// assert_ne!(once, soon);
    /// ```
    pub struct TcpInitialRto of 4; {
        /// What the time to the peer and back is taken to be, from which follows when a try is repeated; `None` for what
        /// the administrator has set. In milliseconds, rounded up; up to 65.534 s.
        rtt: Option<Duration> as OrNone<Millis<1, 65534, u16>, 65535>, at 0;
        /// How often a try is repeated before the connection fails; `None` for what the administrator has set.
        ///
        /// At most 253 times. Not at all, 0, is for Windows 10 of 2017 (1709) and newer ones.
        max_syn_retransmissions: Option<u8> as SynRetransmissions, at 2;
    }
}

bitflags::bitflags! {
    /// Of which datagrams the times are told; see [`TimestampingConfig`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct TimestampingDirections: u32 {
        /// Of those that are received: [`Message::SO_TIMESTAMP`](crate::Message::SO_TIMESTAMP).
        const RX = 1;
        /// Of those that are sent: SIO_GET_TX_TIMESTAMP.
        const TX = 1 << 1;
    }
}

placed! {
    /// Which datagrams are stamped: SIO_TIMESTAMPING.
    ///
    /// ```
    /// use sockopt::{TimestampingConfig, TimestampingDirections};
    ///
    /// let both = TimestampingConfig {
    ///     flags: TimestampingDirections::RX | TimestampingDirections::TX,
    ///     tx_timestamps_buffered: 16,
    /// };
    /// # let _ = both;
    /// ```
    pub struct TimestampingConfig of 8; {
        /// Of which the times are told; those of the others no longer are.
        flags: TimestampingDirections as Bits<TimestampingDirections>, at 0;
        /// How many times of sent datagrams are kept until they are asked for. When there are as many, new ones are lost.
        tx_timestamps_buffered: u16 as U16, at 4;
    }
}

names! {
    /// What a program of an older Windows counted on; see [`CompatibilityMode`].
    pub struct CompatibilityBehavior {
        /// All that follows.
        ALL = WsaBehaviorAll on WINDOWS;
        /// Whether SO_RCVBUF can be made smaller once the connection is made: not before Windows Vista.
        RECEIVE_BUFFERING = WsaBehaviorReceiveBuffering on WINDOWS;
        /// Whether the receive window is tuned, with a window scale of 2 in the place of 8. Before Windows Vista it is not,
        /// and the window is 65535 bytes at most, without a scale.
        AUTO_TUNING = WsaBehaviorAutoTuning on WINDOWS;
    }
}

record! {
    /// The Windows whose behaviour is asked for: SIO_SET_COMPATIBILITY_MODE.
    pub struct CompatibilityMode {
        /// Which behaviour.
        pub behavior_id: CompatibilityBehavior as Named<CompatibilityBehavior>,
        /// That of which Windows: a number of `sdkddkver.h`, such as 0x0501_0000 (`NTDDI_WINXP`). What counts is
        /// whether it is at least that of Windows Vista, 0x0600_0000.
        pub target_os_version: u32 as U32,
    }
}

names! {
    /// How much what is sent matters: SIO_SET_PRIORITY_HINT.
    ///
    /// The names are those that `mstcpip.h` has since Windows 10 of 2021; they are the numbers of `PRIORITY_HINT`.
    pub struct PriorityHint {
        /// TCP leaves the way free for others (LEDBAT, RFC 6817).
        VERY_LOW = SocketPriorityHintVeryLow on WINDOWS;
        /// Less than usual.
        LOW = SocketPriorityHintLow on WINDOWS;
        /// As usual.
        NORMAL = SocketPriorityHintNormal on WINDOWS;
    }
}

names! {
    /// Which packets of an interface a raw socket is given: SIO_RCVALL.
    pub struct RcvAll {
        /// Its own.
        OFF = RCVALL_OFF on WINDOWS;
        /// All that pass by: the card takes those for others too, if it can.
        ON = RCVALL_ON on WINDOWS;
        /// It does nothing.
        SOCKETLEVELONLY = RCVALL_SOCKETLEVELONLY on WINDOWS;
        /// All that the card takes.
        IPLEVEL = RCVALL_IPLEVEL on WINDOWS;
    }
}

names! {
    /// How much is sent before the peer answers: SIO_TCP_SET_ICW. No page tells how much each is.
    pub struct TcpIcwLevel {
        /// As the system is set.
        DEFAULT = TCP_ICW_LEVEL_DEFAULT on WINDOWS;
        /// More.
        HIGH = TCP_ICW_LEVEL_HIGH on WINDOWS;
        /// Even more.
        VERY_HIGH = TCP_ICW_LEVEL_VERY_HIGH on WINDOWS;
        /// More than that.
        AGGRESSIVE = TCP_ICW_LEVEL_AGGRESSIVE on WINDOWS;
        /// For trials.
        EXPERIMENTAL = TCP_ICW_LEVEL_EXPERIMENTAL on WINDOWS;
        /// As older systems did.
        COMPAT = TCP_ICW_LEVEL_COMPAT on WINDOWS;
        /// The most.
        MAX = TCP_ICW_LEVEL_MAX on WINDOWS;
    }
}

placed! {
    /// The processor that a socket's packets are received on (RSS): SIO_QUERY_RSS_PROCESSOR_INFO.
    pub struct SocketProcessorAffinity of 8; {
        /// The group that the processor is in.
        group: u16 as U16, at 0;
        /// Its number there.
        number: u8 as Int<u8, 0, 255, u8>, at 2;
        /// The number of its NUMA node.
        numa_node_id: u16 as U16, at 4;
    }
}

record! {
    /// Ports that are asked for: SIO_ACQUIRE_PORT_RESERVATION.
    pub struct InetPortRange {
        /// The first of them; `None` for any that are free.
        pub start_port: Option<u16> as OrNone<Int<u16, 1, 65535, NetworkShort>, 0>,
        /// How many.
        pub number_of_ports: u16 as Int<u16, 1, 65535, u16>,
    }
}

placed! {
    /// Ports that are set aside: SIO_ACQUIRE_PORT_RESERVATION.
    pub struct InetPortReservation of 16; {
        /// The first of them.
        start_port: u16 as Int<u16, 1, 65535, NetworkShort>, at 0;
        /// How many.
        number_of_ports: u16 as U16, at 2;
        /// What to give SIO_ASSOCIATE_PORT_RESERVATION for a socket that is to have one of them.
        token: u64 as U64, at 8;
    }
}
