//! TCP_CONNECTION_INFO of Apple.

use core::time::Duration;

use super::tcp_info::Ms32;
use super::tcp_info_bsd::NO_THRESHOLD;
use super::{TcpInfoOptions, TcpState};
use crate::codec::{extended, Bits, Int, Named, OrNone, U32, U64};

type U8 = Int<u8, 0, 255, u8>;

bitflags::bitflags! {
    /// What goes on in a connection: of [`TcpConnectionInfo`].
    ///
    /// ```
    /// use sockopt::TcpConnectionFlags;
    ///
    /// let flags = TcpConnectionFlags::from_bits_retain(1);
    /// assert_eq!(flags, TcpConnectionFlags::LOSSRECOVERY);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct TcpConnectionFlags: u32 {
        /// Data was lost, and is being sent again.
        const LOSSRECOVERY = 1;
        /// Packets were seen to come out of order.
        const REORDERING_DETECTED = 1 << 1;
    }
}

bitflags::bitflags! {
    /// What became of TCP Fast Open: of [`TcpConnectionInfo`].
    ///
    /// ```
    /// use sockopt::TcpFastOpenFlags;
    ///
    /// let flags = TcpFastOpenFlags::from_bits_retain(0x11);
    /// assert_eq!(flags, TcpFastOpenFlags::COOKIE_REQ | TcpFastOpenFlags::SYN_DATA_ACKED);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct TcpFastOpenFlags: u32 {
        /// This side has asked for a cookie.
        const COOKIE_REQ = 1;
        /// It has got one.
        const COOKIE_RCV = 1 << 1;
        /// The first packet was lost, and was sent again without data.
        const SYN_LOSS = 1 << 2;
        /// The first packet was sent with data.
        const SYN_DATA_SENT = 1 << 3;
        /// That data was acknowledged with it.
        const SYN_DATA_ACKED = 1 << 4;
        /// The peer's first packet came with data and a cookie that is right.
        const SYN_DATA_RCV = 1 << 5;
        /// The peer has asked for a cookie.
        const COOKIE_REQ_RCV = 1 << 6;
        /// It was given one.
        const COOKIE_SENT = 1 << 7;
        /// The peer's cookie was wrong.
        const COOKIE_INVALID = 1 << 8;
        /// This side's cookie was wrong.
        const COOKIE_WRONG = 1 << 9;
        /// The peer gave none when it was asked.
        const NO_COOKIE_RCV = 1 << 10;
        /// The system did not try, by what it has learnt of the network.
        const HEURISTICS_DISABLE = 1 << 11;
        /// Something on the way drops what is sent so.
        const SEND_BLACKHOLE = 1 << 12;
        /// Something on the way drops what comes so.
        const RECV_BLACKHOLE = 1 << 13;
        /// Something on the way acknowledges all but one byte of the data.
        const ONEBYTE_PROXY = 1 << 14;
    }
}

extended! {
    /// What Apple's kernel knows of a connection: TCP_CONNECTION_INFO.
    ///
    /// Windows are in bytes, and times in milliseconds (`tcp_connection_fill_info` of bsd/netinet/tcp_usrreq.c).
    ///
    /// ```
    /// # #[cfg(target_vendor = "apple")] {
    /// use sockopt::{Socket, TcpState};
    /// use std::net::{TcpListener, TcpStream};
    ///
    /// let listener = TcpListener::bind("127.0.0.1:0")?;
    /// let stream = TcpStream::connect(listener.local_addr()?)?;
    /// let info = Socket::from(&stream).tcp_connection_info()?;
    /// assert_eq!(info.state, TcpState::ESTABLISHED);
    /// println!("{:?} there and back", info.srtt);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct TcpConnectionInfo of 112 {
        /// The state.
        state: TcpState as Named<TcpState, u8>, at 0;
        /// The scale of the peer's window: it offers its number shifted left by this.
        snd_wscale: u8 as U8, at 1;
        /// The scale of the window that this side offers.
        rcv_wscale: u8 as U8, at 2;
        /// What the two sides agreed on.
        options: TcpInfoOptions as Bits<TcpInfoOptions>, at 4;
        /// What goes on.
        flags: TcpConnectionFlags as Bits<TcpConnectionFlags>, at 8;
        /// How long an answer is waited for before data is sent again; zero while none is.
        rto: Duration as Ms32, at 12;
        /// The largest segment that is sent, in bytes.
        maxseg: u32 as U32, at 16;
        /// The congestion window, in bytes, up to which it grows fast; `None` for no bound.
        snd_ssthresh: Option<u32> as OrNone<U32, NO_THRESHOLD>, at 20;
        /// The congestion window: how many bytes may be on their way.
        snd_cwnd: u32 as U32, at 24;
        /// The window that the peer offers, in bytes.
        snd_wnd: u32 as U32, at 28;
        /// Bytes in the send buffer: those on their way are among them.
        snd_sbbytes: u32 as U32, at 32;
        /// The window that this side offers, in bytes.
        rcv_wnd: u32 as U32, at 36;
        /// The time there and back, as last measured.
        rttcur: Duration as Ms32, at 40;
        /// The same, smoothed.
        srtt: Duration as Ms32, at 44;
        /// By how much it varies.
        rttvar: Duration as Ms32, at 48;
        /// What became of TCP Fast Open.
        tfo: TcpFastOpenFlags as Bits<TcpFastOpenFlags>, at 52;
        /// Packets sent.
        txpackets: u64 as U64, at 56;
        /// Bytes sent.
        txbytes: u64 as U64, at 64;
        /// Bytes sent again.
        txretransmitbytes: u64 as U64, at 72;
        /// Packets that came in.
        rxpackets: u64 as U64, at 80;
        /// Bytes that came in.
        rxbytes: u64 as U64, at 88;
        /// Bytes that came in out of order.
        rxoutoforderbytes: u64 as U64, at 96;
        /// Packets sent again.
        txretransmitpackets: u64 as U64, at 104;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Answer, Codec, Decode, Extensible, Fault, Printed};

    #[test]
    fn it_is_read() -> Result<(), Fault> {
        type Info = Extensible<TcpConnectionInfo, 112>;

        let mut bytes = [0; 112];
        let mut put = |place: usize, value: &[u8]| {
            for (to, from) in bytes.iter_mut().skip(place).zip(value) {
                *to = *from;
            }
        };
        put(0, &[4, 6, 8]);
        put(4, &15_u32.to_ne_bytes());
        put(8, &1_u32.to_ne_bytes());
        put(20, &(65_535_u32 << 14).to_ne_bytes());
        put(44, &250_u32.to_ne_bytes());
        put(52, &0x18_u32.to_ne_bytes());
        put(104, &7_u64.to_ne_bytes());
        let info = Info::decode(Answer::new(&bytes, 112)?)?;
        assert_eq!((info.state.raw(), info.snd_wscale, info.rcv_wscale), (4, 6, 8));
        assert_eq!((info.options.bits(), info.flags), (15, TcpConnectionFlags::LOSSRECOVERY));
        assert_eq!((info.snd_ssthresh, info.srtt), (None, Duration::from_millis(250)));
        let sent = TcpFastOpenFlags::SYN_DATA_SENT | TcpFastOpenFlags::SYN_DATA_ACKED;
        assert_eq!((info.tfo, info.txretransmitpackets), (sent, 7));
        assert_eq!(Info::parse(&Printed::<Info>(&info).to_string()), Ok(info));
        assert_eq!(Info::decode(Answer::new(&bytes, 111)?).err(), Some(Fault::SHORT_REPLY));
        Ok(())
    }
}
