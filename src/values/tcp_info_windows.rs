//! TCP_INFO: what Windows knows of a connection.

use core::time::Duration;

use super::TcpState;
use crate::codec::{extended, Flag, Int, Micros, Millis, Named, OrOlder, U32, U64};

/// Microseconds in 32 bits.
type Us32 = Micros<0, { u32::MAX as i128 }, u32>;
/// Milliseconds in 32 and in 64 bits.
type Ms32 = Millis<0, { u32::MAX as i128 }, u32>;
type Ms64 = Millis<0, { u64::MAX as i128 }, u64>;

extended! {
    /// What Windows knows of a connection: SIO_TCP_INFO, which is TCP_INFO here.
    ///
    /// Of the three versions of the structure, the newest is asked for that the system has: fields that came with a later one
    /// are `None`. Those of the first are there since Windows 10 of 2017 (1703), those of the second came with Windows 10 of 2018
    /// (1809). For those of the third, which are the last four, there is Microsoft's header alone, and no page.
    ///
    /// ```
    /// # #[cfg(windows)] {
    /// use sockopt::{Socket, TcpState};
    /// use std::net::{TcpListener, TcpStream};
    ///
    /// let listener = TcpListener::bind("127.0.0.1:0")?;
    /// let stream = Socket::from(TcpStream::connect(listener.local_addr()?)?);
    /// match stream.tcp_info() {
    ///     Ok(info) => assert_eq!(info.state, TcpState::ESTABLISHED),
    ///     Err(error) => println!("an older system: {error}"),
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct WindowsTcpInfo of 88 {
        /// The state of the connection.
        state: TcpState as Named<TcpState>, at 0;
        /// The largest segment that is sent, in bytes.
        mss: u32 as U32, at 4;
        /// How long the connection has lasted.
        connection_time: Duration as Ms64, at 8;
        /// Whether packets carry timestamps.
        timestamps_enabled: bool as Flag<u8>, at 16;
        /// The time to the peer and back.
        rtt: Duration as Us32, at 20;
        /// The shortest such time that was measured.
        min_rtt: Duration as Us32, at 24;
        /// Bytes that were sent and are not acknowledged.
        bytes_in_flight: u32 as U32, at 28;
        /// How many bytes congestion control lets be in flight.
        cwnd: u32 as U32, at 32;
        /// The window that the peer offers, in bytes.
        snd_wnd: u32 as U32, at 36;
        /// The window that this side offers, in bytes.
        rcv_wnd: u32 as U32, at 40;
        /// The size of the receive buffer, which the system tunes.
        rcv_buf: u32 as U32, at 44;
        /// Bytes sent.
        bytes_out: u64 as U64, at 48;
        /// Bytes received.
        bytes_in: u64 as U64, at 56;
        /// Bytes sent that, it seems, came out of order.
        bytes_reordered: u32 as U32, at 64;
        /// Bytes sent again.
        bytes_retrans: u32 as U32, at 68;
        /// How often packets were sent again before their time was up.
        fast_retrans: u32 as U32, at 72;
        /// Acknowledgements that said nothing new.
        dup_acks_in: u32 as U32, at 76;
        /// How often nothing was acknowledged until the time was up: a series of such counts once.
        timeout_episodes: u32 as U32, at 80;
        /// How often the first packet was sent again.
        syn_retrans: u8 as Int<u8, 0, 255, u8>, at 84;
        /// How often the peer's window began to be in the way.
        snd_lim_trans_rwin: Option<u32> as OrOlder<U32>, at 88;
        /// For how long it was.
        snd_lim_time_rwin: Option<Duration> as OrOlder<Ms32>, at 92;
        /// How many bytes were sent meanwhile.
        snd_lim_bytes_rwin: Option<u64> as OrOlder<U64>, at 96;
        /// How often congestion control began to be in the way.
        snd_lim_trans_cwnd: Option<u32> as OrOlder<U32>, at 104;
        /// For how long it was.
        snd_lim_time_cwnd: Option<Duration> as OrOlder<Ms32>, at 108;
        /// How many bytes were sent meanwhile.
        snd_lim_bytes_cwnd: Option<u64> as OrOlder<U64>, at 112;
        /// How often there began to be nothing to send.
        snd_lim_trans_snd: Option<u32> as OrOlder<U32>, at 120;
        /// For how long there was nothing.
        snd_lim_time_snd: Option<Duration> as OrOlder<Ms32>, at 124;
        /// How many bytes were sent meanwhile.
        snd_lim_bytes_snd: Option<u64> as OrOlder<U64>, at 128;
        /// Packets with data that came in out of order.
        out_of_order_pkts_in: Option<u32> as OrOlder<U32>, at 136;
        /// Whether both sides take part in notice of congestion by the network (ECN).
        ecn_negotiated: Option<bool> as OrOlder<Flag<u8>>, at 140;
        /// Acknowledgements that told of congestion (ECE).
        ece_acks_in: Option<u32> as OrOlder<U32>, at 144;
        /// How often the last packets were sent again, for no acknowledgement came of them (PTO).
        pto_episodes: Option<u32> as OrOlder<U32>, at 148;
    }
}

/// The sizes of the versions of the structure.
///
/// The third, TCP_INFO_v2, is by mstcpip.h of the SDK of Windows 11: those of the second, then a number of 32 bits, a
/// BOOLEAN, and two numbers of 32 bits.
pub(crate) const TCP_INFO_SIZES: [usize; 3] = [88, 136, 152];
