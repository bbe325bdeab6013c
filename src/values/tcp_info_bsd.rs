//! TCP_INFO of FreeBSD, NetBSD and OpenBSD.
//!
//! Each has begun with Linux's structure of its day and gone on by itself. What its kernel does not fill is left out here
//! (`tcp_fill_info` of sys/netinet/tcp_usrreq.c); a field that means what Linux's of the same name does is of
//! the same type. The numbers are those of netinet/tcp.h.

use core::time::Duration;

use super::tcp_info::Us32;
use super::{TcpInfoOptions, TcpState};
use crate::codec::{extended, Bits, Int, Named, OrNone, OrOlder, SubByte, U32};

/// TCP_MAXWIN << TCP_MAX_WINSHIFT: what the threshold is before data is lost.
pub(super) const NO_THRESHOLD: i128 = 65_535 << 14;

type U8 = Int<u8, 0, 255, u8>;

extended! {
    /// What FreeBSD's kernel knows of a connection: TCP_INFO.
    ///
    /// Windows are in bytes, and times in ticks of the kernel. A field that is an `Option` is `None` before FreeBSD 14, or as
    /// its own text says. (`snd_wnd` and `rcv_ooopack` are always there: they are an `Option` as those of Linux are.)
    ///
    /// ```
    /// # #[cfg(target_os = "freebsd")] {
    /// use sockopt::{Socket, TcpState};
    /// use std::net::{TcpListener, TcpStream};
    ///
    /// let listener = TcpListener::bind("127.0.0.1:0")?;
    /// let stream = TcpStream::connect(listener.local_addr()?)?;
    /// let info = Socket::from(&stream).tcp_info()?;
    /// assert_eq!(info.state, TcpState::ESTABLISHED);
    /// println!("{:?} there and back", info.rtt);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct FreebsdTcpInfo of 236 {
        /// The state.
        state: TcpState as Named<TcpState, u8>, at 0;
        /// What the two sides agreed on.
        options: TcpInfoOptions as Bits<TcpInfoOptions, u8>, at 5;
        /// The scale of the peer's window: it offers its number shifted left by this.
        snd_wscale: u8 as Int<u8, 0, 15, SubByte<0, 4>>, at 6;
        /// The scale of the window that this side offers.
        rcv_wscale: u8 as Int<u8, 0, 15, SubByte<4, 4>>, at 6;
        /// How long an answer is waited for before data is sent again.
        rto: Duration as Us32, at 8;
        /// The largest segment that is sent, in bytes.
        snd_mss: u32 as U32, at 16;
        /// The same: the kernel has one size for both ways.
        rcv_mss: u32 as U32, at 20;
        /// How long ago data last came in.
        last_data_recv: Duration as Us32, at 52;
        /// The time there and back, smoothed; zero before it is measured.
        rtt: Duration as Us32, at 68;
        /// By how much it varies.
        rttvar: Duration as Us32, at 72;
        /// The congestion window, in bytes, up to which it grows fast; `None` for no bound.
        snd_ssthresh: Option<u32> as OrNone<U32, NO_THRESHOLD>, at 76;
        /// The congestion window: how many bytes may be on their way.
        snd_cwnd: u32 as U32, at 80;
        /// The window that this side offers, in bytes.
        rcv_space: u32 as U32, at 96;
        /// The window that the peer offers, in bytes.
        snd_wnd: Option<u32> as OrOlder<U32>, at 100;
        /// The sequence number that is sent next.
        snd_nxt: u32 as U32, at 108;
        /// The sequence number that is to come in next.
        rcv_nxt: u32 as U32, at 112;
        /// The number that the network card has for the connection, if it carries it by itself.
        toe_tid: u32 as U32, at 116;
        /// Packets that were sent again.
        snd_rexmitpack: u32 as U32, at 120;
        /// Packets that came in out of order.
        rcv_ooopack: Option<u32> as OrOlder<U32>, at 124;
        /// How often this side had to say that it has no room.
        snd_zerowin: u32 as U32, at 128;
        /// Packets that got through and met with congestion (ECN).
        delivered_ce: Option<u32> as OrOlder<U32, 240>, at 132;
        /// Packets that came in marked for congestion (ECN).
        received_ce: Option<u32> as OrOlder<U32, 240>, at 136;
        /// The oldest sequence number that was sent and not acknowledged.
        snd_una: Option<u32> as OrOlder<U32, 240>, at 176;
        /// The highest sequence number that was sent.
        snd_max: Option<u32> as OrOlder<U32, 240>, at 180;
        /// Blocks that came in out of order, and are acknowledged by themselves.
        rcv_numsacks: Option<u32> as OrOlder<U32, 240>, at 184;
        /// The end of the window that was offered to the peer, as a sequence number.
        rcv_adv: Option<u32> as OrOlder<U32, 240>, at 188;
        /// Acknowledgements in a row that said nothing new.
        dupacks: Option<u32> as OrOlder<U32, 240>, at 192;
    }
}

extended! {
    /// What NetBSD's kernel knows of a connection: TCP_INFO.
    ///
    /// Times are in ticks of the kernel. (`snd_wnd` and `rcv_ooopack` are always there: they are an `Option` as those of Linux are.)
    ///
    /// ```
    /// # #[cfg(target_os = "netbsd")] {
    /// use sockopt::{Domain, Socket, TcpState, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// assert_eq!(socket.tcp_info()?.state, TcpState::CLOSE);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct NetbsdTcpInfo of 236 {
        /// The state.
        state: TcpState as Named<TcpState, u8>, at 0;
        /// What the two sides agreed on.
        options: TcpInfoOptions as Bits<TcpInfoOptions, u8>, at 5;
        /// The scale of the peer's window: it offers its number shifted left by this.
        snd_wscale: u8 as Int<u8, 0, 15, SubByte<0, 4>>, at 6;
        /// The scale of the window that this side offers.
        rcv_wscale: u8 as Int<u8, 0, 15, SubByte<4, 4>>, at 6;
        /// How long an answer is waited for before data is sent again.
        rto: Duration as Us32, at 8;
        /// The largest segment that is sent, in bytes.
        snd_mss: u32 as U32, at 16;
        /// The same: the kernel has one size for both ways.
        rcv_mss: u32 as U32, at 20;
        /// How long ago data last came in.
        last_data_recv: Duration as Us32, at 52;
        /// The time there and back, smoothed; zero before it is measured.
        rtt: Duration as Us32, at 68;
        /// By how much it varies.
        rttvar: Duration as Us32, at 72;
        /// The congestion window, in bytes, up to which it grows fast; `None` for no bound.
        snd_ssthresh: Option<u32> as OrNone<U32, NO_THRESHOLD>, at 76;
        /// The congestion window: how many packets may be on their way.
        snd_cwnd: u32 as U32, at 80;
        /// The window that this side offers, in bytes.
        rcv_space: u32 as U32, at 96;
        /// The window that the peer offers, in packets.
        snd_wnd: Option<u32> as OrOlder<U32>, at 100;
        /// The sequence number that is sent next.
        snd_nxt: u32 as U32, at 108;
        /// The sequence number that is to come in next.
        rcv_nxt: u32 as U32, at 112;
        /// Packets that were sent again.
        snd_rexmitpack: u32 as U32, at 120;
        /// Packets that came in out of order.
        rcv_ooopack: Option<u32> as OrOlder<U32>, at 124;
        /// How often this side had to say that it has no room.
        snd_zerowin: u32 as U32, at 128;
    }
}

extended! {
    /// What OpenBSD's kernel knows of a connection: TCP_INFO.
    ///
    /// Only root is told what is behind `rcv_space`: for others, it is zero. Sequence numbers count from that of the
    /// connection's first packet, windows are in bytes, and times in milliseconds. (`snd_wnd` and `rcv_ooopack` are
    /// always there: they are an `Option` as those of Linux are.)
    ///
    /// ```
    /// # #[cfg(target_os = "openbsd")] {
    /// use sockopt::{Domain, Socket, TcpState, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// assert_eq!(socket.tcp_info()?.state, TcpState::CLOSE);
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct OpenbsdTcpInfo of 212 {
        /// The state.
        state: TcpState as Named<TcpState, u8>, at 0;
        /// What the two sides agreed on.
        options: TcpInfoOptions as Bits<TcpInfoOptions, u8>, at 5;
        /// The scale of the peer's window: it offers its number shifted left by this.
        snd_wscale: u8 as U8, at 6;
        /// The scale of the window that this side offers.
        rcv_wscale: u8 as U8, at 7;
        /// How long an answer is waited for before data is sent again.
        rto: Duration as Us32, at 8;
        /// The largest segment that is sent, in bytes.
        snd_mss: u32 as U32, at 16;
        /// The largest segment that the peer said it takes, in bytes.
        rcv_mss: u32 as U32, at 20;
        /// How long ago data was last sent.
        last_data_sent: Duration as Us32, at 44;
        /// How long ago an acknowledgement was last sent.
        last_ack_sent: Duration as Us32, at 48;
        /// How long ago data last came in.
        last_data_recv: Duration as Us32, at 52;
        /// How long ago an acknowledgement last came in.
        last_ack_recv: Duration as Us32, at 56;
        /// The time there and back, smoothed; zero before it is measured.
        rtt: Duration as Us32, at 68;
        /// By how much it varies.
        rttvar: Duration as Us32, at 72;
        /// The congestion window, in bytes, up to which it grows fast; `None` for no bound.
        snd_ssthresh: Option<u32> as OrNone<U32, NO_THRESHOLD>, at 76;
        /// The congestion window: how many bytes may be on their way.
        snd_cwnd: u32 as U32, at 80;
        /// The window that this side offers, in bytes.
        rcv_space: u32 as U32, at 96;
        /// The window that the peer offers, in bytes.
        snd_wnd: Option<u32> as OrOlder<U32>, at 100;
        /// The sequence number that is sent next.
        snd_nxt: u32 as U32, at 104;
        /// The sequence number that is to come in next.
        rcv_nxt: u32 as U32, at 108;
        /// Packets that were sent again.
        snd_rexmitpack: u32 as U32, at 116;
        /// Packets that came in out of order.
        rcv_ooopack: Option<u32> as OrOlder<U32>, at 120;
        /// How often this side had to say that it has no room.
        snd_zerowin: u32 as U32, at 124;
        /// The shortest time that an answer is waited for.
        rttmin: Duration as Us32, at 128;
        /// The largest window that the peer has offered, in bytes.
        max_sndwnd: u32 as U32, at 132;
        /// The end of the window that was offered to the peer, as a sequence number.
        rcv_adv: u32 as U32, at 136;
        /// Where urgent data ends that came in.
        rcv_up: u32 as U32, at 140;
        /// The oldest sequence number that was sent and not acknowledged.
        snd_una: u32 as U32, at 144;
        /// Where urgent data ends that was sent.
        snd_up: u32 as U32, at 148;
        /// The sequence number of the packet that last changed the peer's window.
        snd_wl1: u32 as U32, at 152;
        /// The number that it acknowledged.
        snd_wl2: u32 as U32, at 156;
        /// The highest sequence number that was sent.
        snd_max: u32 as U32, at 160;
        /// The peer's last timestamp, as it came.
        ts_recent: u32 as U32, at 164;
        /// How long ago it came.
        ts_recent_age: Duration as Us32, at 168;
        /// Bytes that came in since the receive buffer was last made to fit.
        rfbuf_cnt: u32 as U32, at 172;
        /// How long ago that was.
        rfbuf_ts: Duration as Us32, at 176;
        /// Bytes in the receive buffer.
        so_rcv_sb_cc: u32 as U32, at 180;
        /// The size of the receive buffer: SO_RCVBUF.
        so_rcv_sb_hiwat: u32 as U32, at 184;
        /// SO_RCVLOWAT.
        so_rcv_sb_lowat: u32 as U32, at 188;
        /// The size that it has by default.
        so_rcv_sb_wat: u32 as U32, at 192;
        /// Bytes in the send buffer.
        so_snd_sb_cc: u32 as U32, at 196;
        /// The size of the send buffer: SO_SNDBUF.
        so_snd_sb_hiwat: u32 as U32, at 200;
        /// SO_SNDLOWAT.
        so_snd_sb_lowat: u32 as U32, at 204;
        /// The size that it has by default.
        so_snd_sb_wat: u32 as U32, at 208;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Answer, Codec, Decode, Extended, Extensible, Fault, Printed};

    /// The bytes of a structure in which each word is its own place.
    fn counted<const SIZE: usize>() -> [u8; SIZE] {
        let mut bytes = [0; SIZE];
        for (index, word) in bytes.chunks_exact_mut(4).enumerate().skip(2) {
            word.copy_from_slice(&u32::try_from(4 * index).unwrap_or(0).to_ne_bytes());
        }
        for (byte, value) in bytes.iter_mut().zip([4, 0, 0, 0, 0, 0b1111, 0x73, 9]) {
            *byte = value;
        }
        bytes
    }

    fn got<T: Extended, const SIZE: usize>(bytes: &[u8], length: usize) -> Result<T, Fault> {
        Extensible::<T, SIZE>::decode(Answer::new(bytes, length)?)
    }

    const US: fn(u64) -> Duration = Duration::from_micros;

    #[test]
    fn freebsd_has_grown() -> Result<(), Fault> {
        let bytes = counted::<256>();
        assert_eq!(got::<FreebsdTcpInfo, 256>(&bytes, 235).err(), Some(Fault::SHORT_REPLY));
        let thirteen: FreebsdTcpInfo = got::<_, 256>(&bytes, 236)?;
        assert_eq!(thirteen.state.raw(), 4);
        assert_eq!(thirteen.options.bits(), 0b1111);
        let scales = (thirteen.snd_wscale, thirteen.rcv_wscale);
        assert_eq!(scales, if cfg!(target_endian = "little") { (3, 7) } else { (7, 3) });
        assert_eq!((thirteen.rto, thirteen.rtt, thirteen.rttvar), (US(8), US(68), US(72)));
        assert_eq!((thirteen.snd_cwnd, thirteen.snd_wnd), (80, Some(100)));
        assert_eq!((thirteen.snd_zerowin, thirteen.delivered_ce), (128, None));
        let fifteen: FreebsdTcpInfo = got::<_, 256>(&bytes, 256)?;
        assert_eq!((fifteen.delivered_ce, fifteen.dupacks), (Some(132), Some(192)));
        assert_eq!(got::<_, 256>(&bytes, 240), Ok(fifteen));
        for info in [thirteen, fifteen] {
            type Info = Extensible<FreebsdTcpInfo, 256>;
            assert_eq!(Info::parse(&Printed::<Info>(&info).to_string()), Ok(info));
        }
        Ok(())
    }

    #[test]
    fn no_bound_is_told() -> Result<(), Fault> {
        let mut bytes = counted::<236>();
        let info: NetbsdTcpInfo = got::<_, 236>(&bytes, 236)?;
        assert_eq!((info.snd_ssthresh, info.snd_wnd, info.rtt), (Some(76), Some(100), US(68)));
        assert_eq!((info.snd_nxt, info.snd_zerowin), (108, 128));
        for (byte, value) in bytes.iter_mut().skip(76).zip((65_535_u32 << 14).to_ne_bytes()) {
            *byte = value;
        }
        assert_eq!(got::<NetbsdTcpInfo, 236>(&bytes, 236)?.snd_ssthresh, None);
        Ok(())
    }

    #[test]
    fn openbsd_has_scales_of_a_byte() -> Result<(), Fault> {
        let bytes = counted::<212>();
        let info: OpenbsdTcpInfo = got::<_, 212>(&bytes, 212)?;
        assert_eq!((info.snd_wscale, info.rcv_wscale), (0x73, 9));
        assert_eq!((info.last_data_sent, info.last_ack_recv), (US(44), US(56)));
        assert_eq!((info.snd_nxt, info.rttmin, info.so_snd_sb_wat), (104, US(128), 208));
        assert_eq!(got::<OpenbsdTcpInfo, 212>(&bytes, 211).err(), Some(Fault::SHORT_REPLY));
        Ok(())
    }
}
