//! That structures which are laid out by numbers lie as `libc` has them. What it does not have says in its own place which
//! header the numbers are from.

use core::mem::{align_of, offset_of, size_of};

#[allow(unused_imports)] // not every system has one of each
use crate::values as v;

/// Where a field lies: as the structure says it, by name.
#[allow(dead_code)]
const fn place(places: &[(&str, usize, usize)], name: &str) -> usize {
    let mut index = 0;
    // A `while` and an index: that is all that `const` has.
    #[allow(clippy::indexing_slicing)]
    while index < places.len() {
        let (other, at, _) = places[index];
        let (a, b) = (name.as_bytes(), other.as_bytes());
        let mut same = a.len() == b.len();
        let mut byte = 0;
        while same && byte < a.len() {
            same = a[byte] == b[byte];
            byte += 1;
        }
        if same {
            return at;
        }
        index += 1;
    }
    usize::MAX
}

/// That the fields of a structure of the crate's lie where those of C's do.
#[allow(unused_macros)]
macro_rules! lies {
    ($type:ty as $c:ty { $($field:ident = $name:ident),* $(,)? }) => {
        $(const _: () = assert!(
            place(<$type>::PLACES, stringify!($field)) == offset_of!($c, $name),
            concat!(stringify!($c), ".", stringify!($name)),
        );)*
    };
}

// What is put together in `sys` itself: by offsets of `libc`, all of them; here, that these are as they are told.
const _: () = {
    assert!(size_of::<libc::linger>() == 8 && offset_of!(libc::linger, l_linger) == 4);
    #[cfg(target_pointer_width = "64")]
    assert!(size_of::<libc::timeval>() == 16 && offset_of!(libc::timeval, tv_usec) == 8);
    assert!(align_of::<libc::linger>() == 4);
};

#[cfg(target_os = "freebsd")]
lies! { v::FreebsdTcpInfo as libc::tcp_info {
    state = tcpi_state, options = tcpi_options, snd_wscale = tcp_snd_wscale, rto = tcpi_rto,
    snd_mss = tcpi_snd_mss, rcv_mss = tcpi_rcv_mss, last_data_recv = tcpi_last_data_recv, rtt = tcpi_rtt,
    rttvar = tcpi_rttvar, snd_ssthresh = tcpi_snd_ssthresh, snd_cwnd = tcpi_snd_cwnd,
    rcv_space = tcpi_rcv_space, snd_wnd = tcpi_snd_wnd, snd_nxt = tcpi_snd_nxt, rcv_nxt = tcpi_rcv_nxt,
    toe_tid = tcpi_toe_tid, snd_rexmitpack = tcpi_snd_rexmitpack, rcv_ooopack = tcpi_rcv_ooopack,
    snd_zerowin = tcpi_snd_zerowin,
} }

#[cfg(target_os = "netbsd")]
lies! { v::NetbsdTcpInfo as libc::tcp_info {
    state = tcpi_state, options = tcpi_options, snd_wscale = tcp_snd_wscale, rto = tcpi_rto,
    snd_mss = tcpi_snd_mss, rcv_mss = tcpi_rcv_mss, last_data_recv = tcpi_last_data_recv, rtt = tcpi_rtt,
    rttvar = tcpi_rttvar, snd_ssthresh = tcpi_snd_ssthresh, snd_cwnd = tcpi_snd_cwnd,
    rcv_space = tcpi_rcv_space, snd_wnd = tcpi_snd_wnd, snd_nxt = tcpi_snd_nxt, rcv_nxt = tcpi_rcv_nxt,
    snd_rexmitpack = tcpi_snd_rexmitpack, rcv_ooopack = tcpi_rcv_ooopack,
    snd_zerowin = tcpi_snd_zerowin,
} }

#[cfg(target_os = "openbsd")]
lies! { v::OpenbsdTcpInfo as libc::tcp_info {
    state = tcpi_state, options = tcpi_options, snd_wscale = tcpi_snd_wscale,
    rcv_wscale = tcpi_rcv_wscale, rto = tcpi_rto, snd_mss = tcpi_snd_mss, rcv_mss = tcpi_rcv_mss,
    last_data_sent = tcpi_last_data_sent, last_ack_sent = tcpi_last_ack_sent,
    last_data_recv = tcpi_last_data_recv, last_ack_recv = tcpi_last_ack_recv, rtt = tcpi_rtt,
    rttvar = tcpi_rttvar, snd_ssthresh = tcpi_snd_ssthresh, snd_cwnd = tcpi_snd_cwnd,
    rcv_space = tcpi_rcv_space, snd_wnd = tcpi_snd_wnd, snd_nxt = tcpi_snd_nxt, rcv_nxt = tcpi_rcv_nxt,
    snd_rexmitpack = tcpi_snd_rexmitpack, rcv_ooopack = tcpi_rcv_ooopack,
    snd_zerowin = tcpi_snd_zerowin, rttmin = tcpi_rttmin, max_sndwnd = tcpi_max_sndwnd,
    rcv_adv = tcpi_rcv_adv, rcv_up = tcpi_rcv_up, snd_una = tcpi_snd_una, snd_up = tcpi_snd_up,
    snd_wl1 = tcpi_snd_wl1, snd_wl2 = tcpi_snd_wl2, snd_max = tcpi_snd_max, ts_recent = tcpi_ts_recent,
    ts_recent_age = tcpi_ts_recent_age, rfbuf_cnt = tcpi_rfbuf_cnt, rfbuf_ts = tcpi_rfbuf_ts,
    so_rcv_sb_cc = tcpi_so_rcv_sb_cc, so_rcv_sb_hiwat = tcpi_so_rcv_sb_hiwat,
    so_rcv_sb_lowat = tcpi_so_rcv_sb_lowat, so_rcv_sb_wat = tcpi_so_rcv_sb_wat,
    so_snd_sb_cc = tcpi_so_snd_sb_cc, so_snd_sb_hiwat = tcpi_so_snd_sb_hiwat,
    so_snd_sb_lowat = tcpi_so_snd_sb_lowat, so_snd_sb_wat = tcpi_so_snd_sb_wat,
} }
#[cfg(target_os = "openbsd")]
const _: () = assert!(size_of::<libc::tcp_info>() == 212);

// `libc` lays the bit field of TCP Fast Open out as words, so that only what is before it can be compared.
#[cfg(target_vendor = "apple")]
lies! { v::TcpConnectionInfo as libc::tcp_connection_info {
    state = tcpi_state, snd_wscale = tcpi_snd_wscale, rcv_wscale = tcpi_rcv_wscale, options = tcpi_options,
    flags = tcpi_flags, rto = tcpi_rto, maxseg = tcpi_maxseg, snd_ssthresh = tcpi_snd_ssthresh,
    snd_cwnd = tcpi_snd_cwnd, snd_wnd = tcpi_snd_wnd, snd_sbbytes = tcpi_snd_sbbytes, rcv_wnd = tcpi_rcv_wnd,
    rttcur = tcpi_rttcur, srtt = tcpi_srtt, rttvar = tcpi_rttvar, tfo = tcpi_tfo_cookie_req,
} }

#[cfg(any(target_os = "freebsd", target_os = "openbsd"))]
const _: () = {
    use crate::codec::splice;
    assert!(offset_of!(libc::splice, sp_fd) == 0);
    assert!(offset_of!(libc::splice, sp_max) == splice::MAX_AT);
    assert!(offset_of!(libc::splice, sp_idle) == splice::IDLE_AT);
    assert!(size_of::<libc::splice>() == splice::SIZE);
};

#[cfg(any(target_os = "freebsd", target_os = "netbsd", target_os = "dragonfly"))]
const _: () = {
    assert!(size_of::<libc::accept_filter_arg>() == 256);
    assert!(offset_of!(libc::accept_filter_arg, af_name) == 0);
};

#[cfg(target_os = "freebsd")]
const _: () = {
    assert!(size_of::<libc::tcp_function_set>() == 36);
    assert!(offset_of!(libc::tcp_function_set, pcbcnt) == 32);
};

#[cfg(target_os = "illumos")]
const _: () = {
    assert!(size_of::<libc::fil_info>() == 40);
    assert!(offset_of!(libc::fil_info, fi_pos) == 4 && offset_of!(libc::fil_info, fi_name) == 8);
};

// The credentials of a peer.
#[cfg(any(target_vendor = "apple", target_os = "freebsd", target_os = "dragonfly"))]
const _: () = {
    assert!(offset_of!(libc::xucred, cr_version) == 0 && offset_of!(libc::xucred, cr_uid) == 4);
    assert!(offset_of!(libc::xucred, cr_ngroups) == 8 && offset_of!(libc::xucred, cr_groups) == 12);
};
#[cfg(target_os = "freebsd")]
const _: () = assert!(
    offset_of!(libc::xucred, cr_pid__c_anonymous_union) == v::XUCRED_SIZE - size_of::<usize>()
);
#[cfg(target_os = "openbsd")]
const _: () = {
    assert!(size_of::<libc::sockpeercred>() == 12);
    assert!(offset_of!(libc::sockpeercred, uid) == 0 && offset_of!(libc::sockpeercred, gid) == 4);
    assert!(offset_of!(libc::sockpeercred, pid) == 8);
};
#[cfg(target_os = "netbsd")]
const _: () = {
    assert!(size_of::<libc::unpcbid>() == 12 && offset_of!(libc::unpcbid, unp_pid) == 0);
    assert!(offset_of!(libc::unpcbid, unp_euid) == 4 && offset_of!(libc::unpcbid, unp_egid) == 8);
};

// Members of groups, and where packets are from.
#[cfg(any(target_vendor = "apple", target_os = "freebsd"))]
const _: () = {
    assert!(offset_of!(libc::group_req, gr_group) == super::GROUP_AT);
    assert!(size_of::<libc::group_req>() == super::GROUP_AT + super::STORAGE_SIZE);
};
#[cfg(any(target_vendor = "apple", target_os = "freebsd", target_os = "openbsd"))]
lies! { v::Ipv4Member as libc::ip_mreqn {
    group = imr_multiaddr, address = imr_address, interface = imr_ifindex,
} }
// `SourceFirst`: the group, the sender, the interface. It is the other way round on Linux.
#[cfg(any(target_vendor = "apple", target_os = "freebsd", target_os = "illumos"))]
const _: () = {
    assert!(size_of::<libc::ip_mreq_source>() == 12);
    assert!(offset_of!(libc::ip_mreq_source, imr_sourceaddr) == 4);
    assert!(offset_of!(libc::ip_mreq_source, imr_interface) == 8);
};
lies! { v::Ipv6PktInfo as libc::in6_pktinfo { addr = ipi6_addr, interface = ipi6_ifindex } }
lies! { v::Ipv6Member as libc::ipv6_mreq {
    group = ipv6mr_multiaddr, interface = ipv6mr_interface,
} }
// `InterfaceFirst`; NetBSD has the address first.
#[cfg(any(target_vendor = "apple", target_os = "illumos"))]
lies! { v::Ipv4PktInfo as libc::in_pktinfo {
    interface = ipi_ifindex, spec_dst = ipi_spec_dst, addr = ipi_addr,
} }
#[cfg(target_os = "netbsd")]
const _: () = {
    assert!(offset_of!(libc::in_pktinfo, ipi_addr) == 0);
    assert!(offset_of!(libc::in_pktinfo, ipi_ifindex) == 4);
};
