//! TCP_INFO: what the kernel knows of a connection.

use core::time::Duration;

use crate::codec::{
    extended, names, Bits, Flag, Int, Micros, Millis, Named, NoneOrOlder, OrNone, OrOlder, SubByte,
    U32, U64,
};

/// Microseconds in 32 bits.
pub(super) type Us32 = Micros<0, { u32::MAX as i128 }, u32>;
/// Microseconds in 64 bits.
type Us64 = Micros<0, { u64::MAX as i128 }, u64>;
/// Milliseconds in 32 bits.
pub(super) type Ms32 = Millis<0, { u32::MAX as i128 }, u32>;
type U8 = Int<u8, 0, 255, u8>;
type U16 = Int<u16, 0, 65535, u16>;

names! {
    /// The state of a connection.
    ///
    /// The names are Linux's on every system; the numbers are the system's own.
    ///
    /// ```
    /// use sockopt::TcpState;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(TcpState::LISTEN.to_string(), "TCP_LISTEN");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpState {
        /// It is made.
        ESTABLISHED = TCP_ESTABLISHED on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// This side asked for it.
        SYN_SENT = TCP_SYN_SENT on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// The peer asked for it.
        SYN_RECV = TCP_SYN_RECV on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// This side has closed it, which is not acknowledged yet.
        FIN_WAIT1 = TCP_FIN_WAIT1 on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// This side has closed it, and the peer has acknowledged that.
        FIN_WAIT2 = TCP_FIN_WAIT2 on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// Both sides have closed it; late packets are waited for.
        TIME_WAIT = TCP_TIME_WAIT on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// There is none.
        CLOSE = TCP_CLOSE on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// The peer has closed it, this side has not.
        CLOSE_WAIT = TCP_CLOSE_WAIT on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// The peer has closed it first; that this side has is not acknowledged yet.
        LAST_ACK = TCP_LAST_ACK on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// The socket listens.
        LISTEN = TCP_LISTEN on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
        /// Both sides have closed it at once.
        CLOSING = TCP_CLOSING on LINUX | ANDROID | APPLE | FREEBSD | NETBSD | OPENBSD | WINDOWS;
    }
}

names! {
    /// What the sender makes of the acknowledgements: the state of its congestion control.
    ///
    /// ```
    /// use sockopt::TcpCaState;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!(TcpCaState::OPEN.to_string(), "TCP_CA_Open");
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpCaState {
        /// All is well.
        OPEN = TCP_CA_Open on LINUX | ANDROID;
        /// Some acknowledgements came twice or out of order.
        DISORDER = TCP_CA_Disorder on LINUX | ANDROID;
        /// The network told of congestion, and the window was made smaller.
        CWR = TCP_CA_CWR on LINUX | ANDROID;
        /// Data was lost, and is being sent again.
        RECOVERY = TCP_CA_Recovery on LINUX | ANDROID;
        /// Nothing was acknowledged for so long that all is taken for lost.
        LOSS = TCP_CA_Loss on LINUX | ANDROID;
    }
}

names! {
    /// Why data in the first packet (TCP Fast Open) did not get through.
    ///
    /// ```
    /// use sockopt::TfoFail;
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// assert_eq!("TFO_DATA_NOT_ACKED".parse(), Ok(TfoFail::DATA_NOT_ACKED));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TfoFail {
        /// There was no cookie for the peer.
        COOKIE_UNAVAILABLE = TFO_COOKIE_UNAVAILABLE on LINUX | ANDROID;
        /// The peer did not take the data.
        DATA_NOT_ACKED = TFO_DATA_NOT_ACKED on LINUX | ANDROID;
        /// The first packet had to be sent again, without the data.
        SYN_RETRANSMITTED = TFO_SYN_RETRANSMITTED on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// What the two sides of a connection agreed on.
    ///
    /// ```
    /// use sockopt::TcpInfoOptions;
    ///
    /// let options = TcpInfoOptions::from_bits_retain(3);
    /// assert_eq!(options, TcpInfoOptions::TIMESTAMPS | TcpInfoOptions::SACK);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct TcpInfoOptions: u32 {
        /// Timestamps.
        const TIMESTAMPS = 1;
        /// Selective acknowledgements.
        const SACK = 1 << 1;
        /// Scaled windows.
        const WSCALE = 1 << 2;
        /// Notice of congestion by the network (ECN).
        const ECN = 1 << 3;
        /// A packet that takes part in ECN has come in.
        #[cfg(any(target_os = "linux", target_os = "android"))]
        const ECN_SEEN = 1 << 4;
        /// The first packet's data was acknowledged with it (TCP Fast Open).
        #[cfg(any(target_os = "linux", target_os = "android"))]
        const SYN_DATA = 1 << 5;
        /// Timestamps in microseconds.
        #[cfg(any(target_os = "linux", target_os = "android"))]
        const USEC_TS = 1 << 6;
        /// It was accepted with data in its first packet (TCP Fast Open).
        #[cfg(any(target_os = "linux", target_os = "android"))]
        const TFO_CHILD = 1 << 7;
        /// The network card carries the connection by itself.
        #[cfg(any(target_os = "freebsd", target_os = "netbsd", target_os = "openbsd"))]
        const TOE = 1 << 4;
        /// TCP Fast Open.
        #[cfg(target_os = "freebsd")]
        const TFO = 1 << 5;
        /// More exact notice of congestion (AccECN), in the place of ECN.
        #[cfg(target_os = "freebsd")]
        const ACE = 1 << 6;
    }
}

extended! {
    /// What the kernel knows of a connection: TCP_INFO.
    ///
    /// Packets are counted as the kernel cuts them: segments of `snd_mss` bytes. A field is `None` where the kernel is
    /// older than it, or as its own text says. Two of the system's fields are left out: `tcpi_last_ack_sent`,
    /// which no kernel fills, and the last four bytes of Linux 6.18's structure, which newer kernels use otherwise.
    ///
    /// Of a socket that listens, only `state`, `unacked`, `sacked`, `snd_cwnd`, `reordering` and the two pacing rates mean
    /// anything.
    ///
    /// ```
    /// use sockopt::{Socket, TcpState};
    /// use std::net::{TcpListener, TcpStream};
    ///
    /// # #[cfg(any(target_os = "linux", target_os = "android"))] {
    /// let listener = TcpListener::bind("127.0.0.1:0")?;
    /// let stream = TcpStream::connect(listener.local_addr()?)?;
    /// let info = Socket::from(&stream).tcp_info()?;
    /// assert_eq!(info.state, TcpState::ESTABLISHED);
    /// println!("{:?} there and back, at best {:?}", info.rtt, info.min_rtt);
    ///
    /// let waiting = Socket::from(&listener).tcp_info()?;
    /// assert_eq!((waiting.state, waiting.unacked), (TcpState::LISTEN, 1));
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpInfo of 104 {
        /// The state.
        state: TcpState as Named<TcpState, u8>, at 0;
        /// The state of the congestion control.
        ca_state: TcpCaState as Named<TcpCaState, u8>, at 1;
        /// How often the oldest data was sent again without an answer.
        retransmits: u8 as U8, at 2;
        /// Probes of the peer's window, or of whether it is alive, that were not answered.
        probes: u8 as U8, at 3;
        /// By how many powers of two the time between retransmissions has grown.
        backoff: u8 as U8, at 4;
        /// What the two sides agreed on.
        options: TcpInfoOptions as Bits<TcpInfoOptions, u8>, at 5;
        /// The scale of the peer's window: it offers its number shifted left by this.
        snd_wscale: u8 as Int<u8, 0, 15, SubByte<0, 4>>, at 6;
        /// The scale of the window that this side offers.
        rcv_wscale: u8 as Int<u8, 0, 15, SubByte<4, 4>>, at 6;
        /// Whether `delivery_rate` was held down by the program, which had no more to send. Always off on kernels that do
        /// not tell that rate.
        delivery_rate_app_limited: bool as Flag<SubByte<0, 1>>, at 7;
        /// Why data in the first packet did not get through; `None` if it did, if none was sent, or if
        /// it is not known.
        fastopen_client_fail: Option<TfoFail> as OrNone<Named<TfoFail, SubByte<1, 2>>, 0>, at 7;
        /// How long an answer is waited for before data is sent again. (In ticks of the kernel, as `ato`.)
        rto: Duration as Us32, at 8;
        /// How long an acknowledgement is put off; zero before data has come.
        ato: Duration as Us32, at 12;
        /// The largest segment that is sent, in bytes.
        snd_mss: u32 as U32, at 16;
        /// The size of the segments that come in, in bytes, as the kernel takes it to be.
        rcv_mss: u32 as U32, at 20;
        /// Packets that were sent and not acknowledged. Of a listener: connections that wait to be accepted.
        unacked: u32 as U32, at 24;
        /// Of those, the ones that are acknowledged out of order. Of a listener: how many connections may wait.
        sacked: u32 as U32, at 28;
        /// Of those, the ones that are taken for lost.
        lost: u32 as U32, at 32;
        /// Of those, the ones that were sent again.
        retrans: u32 as U32, at 36;
        /// A count of older kernels; 0 on newer ones.
        fackets: u32 as U32, at 40;
        /// How long ago data was last sent. (In milliseconds, as the two below.)
        last_data_sent: Duration as Ms32, at 44;
        /// How long ago data last came in.
        last_data_recv: Duration as Ms32, at 52;
        /// How long ago an acknowledgement last came in.
        last_ack_recv: Duration as Ms32, at 56;
        /// The MTU of the path, in bytes.
        pmtu: u32 as U32, at 60;
        /// How large the offered window may become for now, in bytes.
        rcv_ssthresh: u32 as U32, at 64;
        /// The time there and back, smoothed; zero before it is measured.
        rtt: Duration as Us32, at 68;
        /// By how much it varies.
        rttvar: Duration as Us32, at 72;
        /// The congestion window, in packets, up to which it grows fast; `None` for no bound.
        snd_ssthresh: Option<u32> as OrNone<U32, 0x7fff_ffff>, at 76;
        /// The congestion window: how many packets may be on their way.
        snd_cwnd: u32 as U32, at 80;
        /// The largest segment that this side told the peer to send, in bytes.
        advmss: u32 as U32, at 84;
        /// How many packets out of order are borne before one is taken for lost.
        reordering: u32 as U32, at 88;
        /// The time there and back, as the receiver sees it; zero before it is measured.
        rcv_rtt: Duration as Us32, at 92;
        /// How much data the program reads in such a time, in bytes.
        rcv_space: u32 as U32, at 96;
        /// Packets that were sent again since the connection began.
        total_retrans: u32 as U32, at 100;
        /// How fast packets are sent, at most, in bytes a second; `None` also for no limit.
        pacing_rate: Option<u64> as NoneOrOlder<OrNone<U64, { u64::MAX as i128 }>>, at 104;
        /// SO_MAX_PACING_RATE; `None` also for no limit.
        max_pacing_rate: Option<u64> as NoneOrOlder<OrNone<U64, { u64::MAX as i128 }>>, at 112;
        /// Bytes that the peer has acknowledged.
        bytes_acked: Option<u64> as OrOlder<U64>, at 120;
        /// Bytes that came in, in order.
        bytes_received: Option<u64> as OrOlder<U64>, at 128;
        /// Packets sent, with and without data.
        segs_out: Option<u32> as OrOlder<U32>, at 136;
        /// Packets that came in, with and without data.
        segs_in: Option<u32> as OrOlder<U32>, at 140;
        /// Bytes that were written and not sent yet.
        notsent_bytes: Option<u32> as OrOlder<U32>, at 144;
        /// The shortest time there and back in the last while; `None` also before it is measured.
        min_rtt: Option<Duration> as NoneOrOlder<OrNone<Us32, { u32::MAX as i128 }>>, at 148;
        /// Packets with data that came in.
        data_segs_in: Option<u32> as OrOlder<U32>, at 152;
        /// Packets with data that were sent.
        data_segs_out: Option<u32> as OrOlder<U32>, at 156;
        /// How fast data got through when it was last measured, in bytes a second; 0 before that.
        delivery_rate: Option<u64> as OrOlder<U64>, at 160;
        /// For how long there was something to send. (In ticks of the kernel, as the two below.)
        busy_time: Option<Duration> as OrOlder<Us64>, at 168;
        /// For how much of that the peer's window was in the way.
        rwnd_limited: Option<Duration> as OrOlder<Us64>, at 176;
        /// For how much of that the send buffer was.
        sndbuf_limited: Option<Duration> as OrOlder<Us64>, at 184;
        /// Packets that got through, those that were sent again among them.
        delivered: Option<u32> as OrOlder<U32>, at 192;
        /// Of those, the ones that met with congestion (ECN).
        delivered_ce: Option<u32> as OrOlder<U32>, at 196;
        /// Bytes sent, with those that were sent again.
        bytes_sent: Option<u64> as OrOlder<U64>, at 200;
        /// Bytes sent again.
        bytes_retrans: Option<u64> as OrOlder<U64>, at 208;
        /// Packets that the peer told it got twice.
        dsack_dups: Option<u32> as OrOlder<U32>, at 216;
        /// How often packets were seen to come out of order.
        reord_seen: Option<u32> as OrOlder<U32>, at 220;
        /// Packets that came in out of order.
        rcv_ooopack: Option<u32> as OrOlder<U32>, at 224;
        /// The window that the peer offers, in bytes.
        snd_wnd: Option<u32> as OrOlder<U32>, at 228;
        /// The window that this side offers, in bytes.
        rcv_wnd: Option<u32> as OrOlder<U32>, at 232;
        /// How often another route was tried.
        rehash: Option<u32> as OrOlder<U32>, at 236;
        /// How often nothing was acknowledged until the time was up.
        total_rto: Option<u16> as OrOlder<U16>, at 240;
        /// How often a series of such began.
        total_rto_recoveries: Option<u16> as OrOlder<U16>, at 242;
        /// How long all such series took.
        total_rto_time: Option<Duration> as OrOlder<Ms32>, at 244;
        /// Packets that came in marked for congestion (ECN).
        received_ce: Option<u32> as OrOlder<U32>, at 248;
        /// Bytes that the peer got marked ECT(1) (Accurate ECN, as those below).
        delivered_e1_bytes: Option<u32> as OrOlder<U32>, at 252;
        /// Bytes that the peer got marked ECT(0).
        delivered_e0_bytes: Option<u32> as OrOlder<U32>, at 256;
        /// Bytes that the peer got marked for congestion.
        delivered_ce_bytes: Option<u32> as OrOlder<U32>, at 260;
        /// Bytes that came in marked ECT(1).
        received_e1_bytes: Option<u32> as OrOlder<U32>, at 264;
        /// Bytes that came in marked ECT(0).
        received_e0_bytes: Option<u32> as OrOlder<U32>, at 268;
        /// Bytes that came in marked for congestion.
        received_ce_bytes: Option<u32> as OrOlder<U32>, at 272;
    }
}
