//! Settings that Windows keeps behind WSAIoctl; winsock2.h, mswsock.h, mstcpip.h.
//!
//! Here, an option's number is a control code, and its level is one of the crate's own: -1, which no level of
//! setsockopt is. All else is as with other options.
//!
//! ```
//! # #[cfg(windows)] {
//! use sockopt::{Domain, Socket, Type};
//!
//! let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
//! // That nobody listened where a datagram was sent to is no error of the next read.
//! socket.set_sio_udp_connreset(false)?;
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from Microsoft's pages of the ioctls. SIO_TCP_INFO is
//! TCP_INFO. Those of multicast (SIO_MULTIPOINT_LOOPBACK, SIO_MULTICAST_SCOPE) are options too:
//! IP_MULTICAST_LOOP, IP_MULTICAST_TTL and their likes of IPv6.

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{
    Asking, Flag, Hex, Int, Named, NoBytes, Octets, PeerPid, Record, Size, U32, U64,
};
use crate::table::options;
use crate::{
    CompatibilityMode, InetPortRange, InetPortReservation, PriorityHint, RcvAll,
    SocketProcessorAffinity, TcpIcwLevel, TcpInitialRto, TcpKeepalive, TimestampingConfig,
};

options! {
    level SIO, "winsock2.h", |_| true;

    /// Sets ports aside for sockets of this process, as long as this socket is open, or until SIO_RELEASE_PORT_RESERVATION.
    ///
    /// TCP and UDP sockets. A socket gets one of them by SIO_ASSOCIATE_PORT_RESERVATION.
    SIO_ACQUIRE_PORT_RESERVATION: InetPortReservation as Asking<Record<InetPortRange, 4>, Record<InetPortReservation, 16>, 4, 16> { query sio_acquire_port_reservation(InetPortRange) }
        on WINDOWS => SIO_ACQUIRE_PORT_RESERVATION;

    /// The process at the other end of a Unix socket; `None` if it is not told.
    ///
    /// Microsoft has a header for it (afunix.h), and no page.
    SIO_AF_UNIX_GETPEERPID: Option<u32> as PeerPid { get sio_af_unix_getpeerpid }
        on WINDOWS => SIO_AF_UNIX_GETPEERPID;

    /// Has `bind` take one of the ports that were set aside, by the token of SIO_ACQUIRE_PORT_RESERVATION.
    SIO_ASSOCIATE_PORT_RESERVATION: u64 as U64 { set set_sio_associate_port_reservation }
        when BeforeBind
        on WINDOWS => SIO_ASSOCIATE_PORT_RESERVATION;

    /// Which processor, counted from 0, handles the socket's datagrams: sockets of one address with a processor each share
    /// out what comes.
    ///
    /// UDP sockets. Once bound, it is refused (WSAEINVAL). It does not go together with SO_REUSEADDR, nor with
    /// SO_REUSE_MULTICASTPORT. SO_REUSEPORT of Linux serves that end.
    SIO_CPU_AFFINITY: u16 as Int<u16, 0, 65535, u16> { set set_sio_cpu_affinity }
        when BeforeBind
        on WINDOWS => SIO_CPU_AFFINITY;

    /// Has the oldest datagram make way for a new one when there is no room for both. There is no way back.
    SIO_ENABLE_CIRCULAR_QUEUEING: () as NoBytes { run sio_enable_circular_queueing }
        on WINDOWS => SIO_ENABLE_CIRCULAR_QUEUEING;

    /// When the datagram was sent that [`SO_TIMESTAMP_ID`](crate::cmsg) gave this number: a counter, of QueryPerformanceCounter or of
    /// the network card.
    ///
    /// It is told once. Until it is known, and if it never will be, it fails (WSAEWOULDBLOCK). SIO_TIMESTAMPING switches it on.
    SIO_GET_TX_TIMESTAMP: u64 as Asking<U32, U64, 4, 8> { query sio_get_tx_timestamp(u32) }
        on WINDOWS => SIO_GET_TX_TIMESTAMP;

    /// How much should have been sent and not be acknowledged, for the connection to be used as well as it can be.
    ///
    /// It fails on one that is not connected (WSAENOTCONN).
    SIO_IDEAL_SEND_BACKLOG_QUERY: usize as Size<0, { u32::MAX as i128 }, u32> { get sio_ideal_send_backlog_query }
        on WINDOWS => SIO_IDEAL_SEND_BACKLOG_QUERY;

    /// Whether, and when, an idle connection is probed. It cannot be read.
    ///
    /// It goes on being so when SO_KEEPALIVE is cleared and set again. Two hours and a second at first.
    /// Since Windows 10 of 2017 (1709) there are TCP_KEEPIDLE and TCP_KEEPINTVL, of whole seconds.
    SIO_KEEPALIVE_VALS: TcpKeepalive as Record<TcpKeepalive, 12> { set set_sio_keepalive_vals }
        on WINDOWS => SIO_KEEPALIVE_VALS;

    /// Whether a connection within the machine takes a shorter way. Microsoft advises against it now.
    ///
    /// TCP sockets. Both ends must set it: before `connect`, and before the connection is accepted. Few options
    /// have an effect on such sockets.
    SIO_LOOPBACK_FAST_PATH: bool as Flag { set set_sio_loopback_fast_path }
        when BeforeConnect
        on WINDOWS => SIO_LOOPBACK_FAST_PATH;

    /// The processor that the socket's packets are received on. UDP sockets must be connected.
    SIO_QUERY_RSS_PROCESSOR_INFO: SocketProcessorAffinity as Record<SocketProcessorAffinity, 8> { get sio_query_rss_processor_info }
        on WINDOWS => SIO_QUERY_RSS_PROCESSOR_INFO;

    /// Whether at least one network card shares out what comes among processors (RSS).
    SIO_QUERY_RSS_SCALABILITY_INFO: bool as Flag<u8> { get sio_query_rss_scalability_info }
        on WINDOWS => SIO_QUERY_RSS_SCALABILITY_INFO;

    /// What a driver of the packet filter said of a connection that it redirected to this socket: bytes that only it knows.
    SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT: Vec<u8> as Hex { get sio_query_wfp_connection_redirect_context }
        on WINDOWS => SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT;

    /// How the connection was redirected to this socket, to be given to SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS of the one
    /// that goes on to where it was sent to at first: bytes that only the system knows.
    SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS: Vec<u8> as Hex { get sio_query_wfp_connection_redirect_records }
        on WINDOWS => SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS;

    /// Which packets of an interface the socket is given.
    ///
    /// Raw sockets of the protocol 0 (of IPv6: 41), which are bound to an address of the interface. It takes an administrator.
    SIO_RCVALL: RcvAll as Named<RcvAll> { set set_sio_rcvall }
        when Bound
        on WINDOWS => SIO_RCVALL;

    /// Whether the socket is given all packets of IGMP that pass by, as SIO_RCVALL.
    ///
    /// Raw sockets of IGMP. That its value is that of SIO_RCVALL is known from Microsoft's header alone.
    SIO_RCVALL_IGMPMCAST: RcvAll as Named<RcvAll> { set set_sio_rcvall_igmpmcast }
        when Bound
        on WINDOWS => SIO_RCVALL_IGMPMCAST;

    /// Whether the socket is given all multicast packets that pass by, as SIO_RCVALL.
    ///
    /// Raw sockets of UDP, bound to port 0. That its value is that of SIO_RCVALL is known from Microsoft's header alone.
    SIO_RCVALL_MCAST: RcvAll as Named<RcvAll> { set set_sio_rcvall_mcast }
        when Bound
        on WINDOWS => SIO_RCVALL_MCAST;

    /// Gives ports back that were set aside, by the token of SIO_ACQUIRE_PORT_RESERVATION.
    SIO_RELEASE_PORT_RESERVATION: u64 as U64 { set set_sio_release_port_reservation }
        on WINDOWS => SIO_RELEASE_PORT_RESERVATION;

    /// Has the socket behave as those of an older Windows.
    ///
    /// TCP sockets.
    SIO_SET_COMPATIBILITY_MODE: CompatibilityMode as Record<CompatibilityMode, 8> { set set_sio_set_compatibility_mode }
        on WINDOWS => SIO_SET_COMPATIBILITY_MODE;

    /// How much what is sent matters. Only `VERY_LOW` is known to change anything: TCP then sends when others do not.
    ///
    /// Since Windows 10 of 2018 (1809).
    SIO_SET_PRIORITY_HINT: PriorityHint as Named<PriorityHint> { set set_sio_set_priority_hint }
        on WINDOWS => SIO_SET_PRIORITY_HINT;

    /// What SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS of the socket told that a connection was redirected to.
    ///
    /// TCP sockets, before `connect`.
    SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS: &[u8] as Octets<1, 65535> { set set_sio_set_wfp_connection_redirect_records }
        when BeforeConnect
        on WINDOWS => SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS;

    /// When, and how often, the first packet of a connection is sent again.
    ///
    /// To be set before the connection is begun. Since Windows 8. TCP_SYNCNT of Linux has a part of it.
    SIO_TCP_INITIAL_RTO: TcpInitialRto as Record<TcpInitialRto, 4> { set set_sio_tcp_initial_rto }
        when BeforeListen
        on WINDOWS => SIO_TCP_INITIAL_RTO;

    /// How many packets are acknowledged at once: 1 for each by itself.
    ///
    /// Microsoft has a header for it, and no page. Cygwin, which makes TCP_QUICKACK of it, found that Windows takes 0 and 1.
    SIO_TCP_SET_ACK_FREQUENCY: u8 as Int<u8, 0, 255, u8> { set set_sio_tcp_set_ack_frequency }
        on WINDOWS => SIO_TCP_SET_ACK_FREQUENCY;

    /// How much is sent at first, before the peer answers. Microsoft has a header for it, and no page.
    SIO_TCP_SET_ICW: TcpIcwLevel as Named<TcpIcwLevel> { set set_sio_tcp_set_icw }
        on WINDOWS => SIO_TCP_SET_ICW;

    /// Of which datagrams the times are told.
    ///
    /// UDP sockets. Since build 20348 (Windows 11 and Server 2022). The network card, or the system, must be set to make them.
    SIO_TIMESTAMPING: TimestampingConfig as Record<TimestampingConfig, 8> { set set_sio_timestamping }
        on WINDOWS => SIO_TIMESTAMPING;

    /// Whether a read fails (WSAECONNRESET) when nobody listened where a datagram was sent to. It does at first.
    ///
    /// UDP sockets: also one that is not connected, so that one peer which is gone gets in the way of reading from others.
    SIO_UDP_CONNRESET: bool as Flag { set set_sio_udp_connreset }
        on WINDOWS => SIO_UDP_CONNRESET;

    /// Whether a read fails (WSAENETRESET) when a datagram that was sent had passed too many routers. As SIO_UDP_CONNRESET.
    SIO_UDP_NETRESET: bool as Flag { set set_sio_udp_netreset }
        on WINDOWS => SIO_UDP_NETRESET;
}
