//! Proof, when compiling for a target, that structures lie there as in its headers, as far as `libc` and
//! `windows-sys` have them from there.
//!
//! The test `headers` compares more of them with the headers themselves, on Linux.

#![allow(dead_code)] // older Rust does not see what only proofs use

/// `Type = structure { field: its name in C, … }`. After `size` the structure has as many bytes as the type's fields;
/// those without it grow, or have a gap at their end.
macro_rules! same {
    ($($type:ident = $c:ident $($size:ident)? { $($field:ident: $name:ident),+ })+) => {
        $(const _: () = {
            use core::mem::offset_of;
            $(assert!($size::<$type>() == core::mem::size_of::<c::$c>());)?
            $(
                let (at, bytes) = place($type::PLACES, stringify!($field));
                assert!(at == offset_of!(c::$c, $name) && bytes == of(|whole: c::$c| whole.$name));
            )+
        };)+
    };
}

/// The place and the size of a field.
const fn place(places: &[(&str, usize, usize)], name: &str) -> (usize, usize) {
    let mut rest = places;
    while let [(field, at, size), others @ ..] = rest {
        if is(field.as_bytes(), name.as_bytes()) {
            return (*at, *size);
        }
        rest = others;
    }
    (usize::MAX, usize::MAX)
}

const fn is(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, others @ ..], [second, more @ ..]) = (a, b) {
        if *first != *second {
            return false;
        }
        (a, b) = (others, more);
    }
    a.is_empty() && b.is_empty()
}

/// The size of a field of C.
const fn of<T, F>(_: fn(T) -> F) -> usize {
    core::mem::size_of::<F>()
}

/// The size of all fields.
const fn size<T: crate::codec::Fields>() -> usize {
    T::SIZE
}

#[cfg(unix)]
mod unix {
    use libc as c;

    use super::{of, place, size};
    use crate::*;

    // netinet6/in6.h, netinet/in.h
    same! {
        Ipv6Member = ipv6_mreq size { group: ipv6mr_multiaddr, interface: ipv6mr_interface }
    }

    #[cfg(not(any(target_os = "aix", target_os = "haiku", target_os = "hurd")))] // where libc lacks it
    same! {
        Ipv6PktInfo = in6_pktinfo size { addr: ipi6_addr, interface: ipi6_ifindex }
        Ipv6Source = in6_pktinfo size { address: ipi6_addr, interface: ipi6_ifindex }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
#[allow(unused_imports)] // not every system has one of each
mod other {
    use core::mem::{offset_of, size_of};

    use libc as c;

    use super::{of, place};
    use crate::{sys, values, *};

    #[cfg(target_os = "freebsd")]
    same! {
        FreebsdTcpInfo = tcp_info {
            state: tcpi_state, options: tcpi_options, snd_wscale: tcp_snd_wscale, rto: tcpi_rto,
            snd_mss: tcpi_snd_mss, rcv_mss: tcpi_rcv_mss, last_data_recv: tcpi_last_data_recv,
            rtt: tcpi_rtt, rttvar: tcpi_rttvar, snd_ssthresh: tcpi_snd_ssthresh, snd_cwnd:
            tcpi_snd_cwnd, rcv_space: tcpi_rcv_space, snd_wnd: tcpi_snd_wnd, snd_nxt:
            tcpi_snd_nxt, rcv_nxt: tcpi_rcv_nxt, toe_tid: tcpi_toe_tid, snd_rexmitpack:
            tcpi_snd_rexmitpack, rcv_ooopack: tcpi_rcv_ooopack, snd_zerowin: tcpi_snd_zerowin
        }
    }

    #[cfg(target_os = "netbsd")]
    same! {
        NetbsdTcpInfo = tcp_info {
            state: tcpi_state, options: tcpi_options, snd_wscale: tcp_snd_wscale, rto: tcpi_rto,
            snd_mss: tcpi_snd_mss, rcv_mss: tcpi_rcv_mss, last_data_recv: tcpi_last_data_recv,
            rtt: tcpi_rtt, rttvar: tcpi_rttvar, snd_ssthresh: tcpi_snd_ssthresh, snd_cwnd:
            tcpi_snd_cwnd, rcv_space: tcpi_rcv_space, snd_wnd: tcpi_snd_wnd, snd_nxt:
            tcpi_snd_nxt, rcv_nxt: tcpi_rcv_nxt, snd_rexmitpack: tcpi_snd_rexmitpack,
            rcv_ooopack: tcpi_rcv_ooopack, snd_zerowin: tcpi_snd_zerowin
        }
    }

    #[cfg(target_os = "openbsd")]
    same! {
        OpenbsdTcpInfo = tcp_info {
            state: tcpi_state, options: tcpi_options, snd_wscale: tcpi_snd_wscale, rcv_wscale:
            tcpi_rcv_wscale, rto: tcpi_rto, snd_mss: tcpi_snd_mss, rcv_mss: tcpi_rcv_mss,
            last_data_sent: tcpi_last_data_sent, last_ack_sent: tcpi_last_ack_sent,
            last_data_recv: tcpi_last_data_recv, last_ack_recv: tcpi_last_ack_recv, rtt:
            tcpi_rtt, rttvar: tcpi_rttvar, snd_ssthresh: tcpi_snd_ssthresh, snd_cwnd:
            tcpi_snd_cwnd, rcv_space: tcpi_rcv_space, snd_wnd: tcpi_snd_wnd, snd_nxt:
            tcpi_snd_nxt, rcv_nxt: tcpi_rcv_nxt, snd_rexmitpack: tcpi_snd_rexmitpack,
            rcv_ooopack: tcpi_rcv_ooopack, snd_zerowin: tcpi_snd_zerowin, rttmin: tcpi_rttmin,
            max_sndwnd: tcpi_max_sndwnd, rcv_adv: tcpi_rcv_adv, rcv_up: tcpi_rcv_up, snd_una:
            tcpi_snd_una, snd_up: tcpi_snd_up, snd_wl1: tcpi_snd_wl1, snd_wl2: tcpi_snd_wl2,
            snd_max: tcpi_snd_max, ts_recent: tcpi_ts_recent, ts_recent_age: tcpi_ts_recent_age,
            rfbuf_cnt: tcpi_rfbuf_cnt, rfbuf_ts: tcpi_rfbuf_ts, so_rcv_sb_cc: tcpi_so_rcv_sb_cc,
            so_rcv_sb_hiwat: tcpi_so_rcv_sb_hiwat, so_rcv_sb_lowat: tcpi_so_rcv_sb_lowat,
            so_rcv_sb_wat: tcpi_so_rcv_sb_wat, so_snd_sb_cc: tcpi_so_snd_sb_cc, so_snd_sb_hiwat:
            tcpi_so_snd_sb_hiwat, so_snd_sb_lowat: tcpi_so_snd_sb_lowat, so_snd_sb_wat:
            tcpi_so_snd_sb_wat
        }
    }
    #[cfg(target_os = "openbsd")]
    const _: () = assert!(size_of::<c::tcp_info>() == 212);

    // `libc` lays the bit field of TCP Fast Open out as words, so that only what is before it can be compared.
    #[cfg(target_vendor = "apple")]
    same! {
        TcpConnectionInfo = tcp_connection_info {
            state: tcpi_state, snd_wscale: tcpi_snd_wscale, rcv_wscale: tcpi_rcv_wscale,
            options: tcpi_options, flags: tcpi_flags, rto: tcpi_rto, maxseg: tcpi_maxseg,
            snd_ssthresh: tcpi_snd_ssthresh, snd_cwnd: tcpi_snd_cwnd, snd_wnd: tcpi_snd_wnd,
            snd_sbbytes: tcpi_snd_sbbytes, rcv_wnd: tcpi_rcv_wnd, rttcur: tcpi_rttcur, srtt:
            tcpi_srtt, rttvar: tcpi_rttvar, tfo: tcpi_tfo_cookie_req
        }
    }

    #[cfg(any(target_os = "freebsd", target_os = "openbsd"))]
    const _: () = {
        use crate::codec::splice;
        assert!(offset_of!(c::splice, sp_fd) == 0);
        assert!(offset_of!(c::splice, sp_max) == splice::MAX_AT);
        assert!(offset_of!(c::splice, sp_idle) == splice::IDLE_AT);
        assert!(size_of::<c::splice>() == splice::SIZE);
    };

    #[cfg(any(target_os = "freebsd", target_os = "netbsd", target_os = "dragonfly"))]
    const _: () = {
        assert!(size_of::<c::accept_filter_arg>() == 256);
        assert!(offset_of!(c::accept_filter_arg, af_name) == 0);
    };

    #[cfg(target_os = "freebsd")]
    const _: () = {
        assert!(size_of::<c::tcp_function_set>() == 36);
        assert!(offset_of!(c::tcp_function_set, pcbcnt) == 32);
    };

    #[cfg(target_os = "illumos")]
    const _: () = {
        assert!(size_of::<c::fil_info>() == 40);
        assert!(offset_of!(c::fil_info, fi_pos) == 4 && offset_of!(c::fil_info, fi_name) == 8);
    };

    // The credentials of a peer.
    #[cfg(any(target_vendor = "apple", target_os = "freebsd", target_os = "dragonfly"))]
    const _: () = {
        assert!(offset_of!(c::xucred, cr_version) == 0 && offset_of!(c::xucred, cr_uid) == 4);
        assert!(offset_of!(c::xucred, cr_ngroups) == 8 && offset_of!(c::xucred, cr_groups) == 12);
    };
    #[cfg(target_os = "freebsd")]
    const _: () = assert!(
        offset_of!(c::xucred, cr_pid__c_anonymous_union)
            == values::XUCRED_SIZE - size_of::<usize>()
    );
    #[cfg(target_os = "openbsd")]
    const _: () = {
        assert!(size_of::<c::sockpeercred>() == 12);
        assert!(offset_of!(c::sockpeercred, uid) == 0 && offset_of!(c::sockpeercred, gid) == 4);
        assert!(offset_of!(c::sockpeercred, pid) == 8);
    };
    #[cfg(target_os = "netbsd")]
    const _: () = {
        assert!(size_of::<c::unpcbid>() == 12 && offset_of!(c::unpcbid, unp_pid) == 0);
        assert!(offset_of!(c::unpcbid, unp_euid) == 4 && offset_of!(c::unpcbid, unp_egid) == 8);
    };

    #[cfg(any(target_os = "haiku", target_os = "cygwin"))]
    same! {
        PeerCred = ucred { pid: pid, uid: uid, gid: gid }
    }

    // Members of groups, and where packets are from.
    #[cfg(any(target_vendor = "apple", target_os = "freebsd"))]
    const _: () = {
        assert!(offset_of!(c::group_req, gr_group) == sys::GROUP_AT);
        assert!(size_of::<c::group_req>() == sys::GROUP_AT + sys::STORAGE_SIZE);
    };
    #[cfg(any(
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "openbsd",
        target_os = "fuchsia",
        target_os = "hurd"
    ))]
    same! {
        Ipv4Member = ip_mreqn {
            group: imr_multiaddr, address: imr_address, interface: imr_ifindex
        }
    }
    // `SourceFirst`: the group, the sender, the interface. It is the other way round on Linux.
    #[cfg(any(
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "illumos",
        target_os = "solaris",
        target_os = "aix",
        target_os = "cygwin"
    ))]
    const _: () = {
        assert!(size_of::<c::ip_mreq_source>() == 12);
        assert!(offset_of!(c::ip_mreq_source, imr_sourceaddr) == 4);
        assert!(offset_of!(c::ip_mreq_source, imr_interface) == 8);
    };
    // `InterfaceFirst`; NetBSD and Cygwin have the address first.
    #[cfg(any(target_vendor = "apple", target_os = "illumos", target_os = "solaris"))]
    same! {
        Ipv4PktInfo = in_pktinfo {
            interface: ipi_ifindex, spec_dst: ipi_spec_dst, addr: ipi_addr
        }
    }
    #[cfg(any(target_os = "netbsd", target_os = "cygwin"))]
    const _: () = {
        assert!(offset_of!(c::in_pktinfo, ipi_addr) == 0);
        assert!(offset_of!(c::in_pktinfo, ipi_ifindex) == 4);
    };
}

#[cfg(windows)]
mod windows {
    use core::mem::{offset_of, size_of};

    use windows_sys::Win32::Networking::WinSock as c;

    use super::{of, place, size};
    use crate::codec::CsAddrInfo;
    use crate::values::TCP_INFO_SIZES;
    use crate::*;

    // ws2ipdef.h
    same! {
        Ipv6Member = IPV6_MREQ size { group: ipv6mr_multiaddr, interface: ipv6mr_interface }
        Ipv6PktInfo = IN6_PKTINFO size { addr: ipi6_addr, interface: ipi6_ifindex }
        IcmpErrorInfo = ICMP_ERROR_INFO size {
            source: srcaddress, protocol: protocol, r#type: r#type, code: code
        }
    }
    const _: () = {
        assert!(size_of::<c::IP_MREQ>() == 8 && offset_of!(c::IP_MREQ, imr_interface) == 4);
        assert!(size_of::<c::IP_MREQ_SOURCE>() == 12);
        assert!(offset_of!(c::IP_MREQ_SOURCE, imr_sourceaddr) == 4);
        assert!(offset_of!(c::IP_MREQ_SOURCE, imr_interface) == 8);
        assert!(size_of::<c::IN_PKTINFO>() == 8 && offset_of!(c::IN_PKTINFO, ipi_ifindex) == 4);
        assert!(offset_of!(c::GROUP_REQ, gr_group) == sys::GROUP_AT);
        assert!(size_of::<c::GROUP_REQ>() == sys::GROUP_AT + sys::STORAGE_SIZE);
    };

    // winsock2.h, ws2def.h
    const _: () = {
        assert!(size_of::<c::LINGER>() == sys::LINGER_SIZE);
        assert!(offset_of!(c::LINGER, l_onoff) == 0 && offset_of!(c::LINGER, l_linger) == 2);
        assert!(offset_of!(c::SOCKET_ADDRESS, lpSockaddr) == 0);
        assert!(offset_of!(c::SOCKET_ADDRESS, iSockaddrLength) == CsAddrInfo::POINTER);
        assert!(offset_of!(c::CSADDR_INFO, LocalAddr) == 0);
        assert!(offset_of!(c::CSADDR_INFO, RemoteAddr) == CsAddrInfo::REMOTE);
        assert!(offset_of!(c::CSADDR_INFO, iSocketType) == CsAddrInfo::TYPE);
        assert!(offset_of!(c::CSADDR_INFO, iProtocol) == CsAddrInfo::TYPE + 4);
        assert!(size_of::<c::CSADDR_INFO>() == CsAddrInfo::SIZE);
    };

    // mstcpip.h, mswsock.h: what ioctls take. (SocketProcessorAffinity, for which windows-sys wants another feature, is by ws2def.h and winnt.h: a group of 16 bits, a number
    // and a byte that is reserved, a node of 16 bits and as many that are reserved.)
    same! {
        TcpKeepalive = tcp_keepalive size {
            onoff: onoff, keepalivetime: keepalivetime, keepaliveinterval: keepaliveinterval
        }
        TcpInitialRto = TCP_INITIAL_RTO_PARAMETERS size {
            rtt: Rtt, max_syn_retransmissions: MaxSynRetransmissions
        }
        TimestampingConfig = TIMESTAMPING_CONFIG size {
            flags: Flags, tx_timestamps_buffered: TxTimestampsBuffered
        }
        CompatibilityMode = WSA_COMPATIBILITY_MODE size {
            behavior_id: BehaviorId, target_os_version: TargetOsVersion
        }
        InetPortRange = INET_PORT_RANGE size {
            start_port: StartPort, number_of_ports: NumberOfPorts
        }
        InetPortReservation = INET_PORT_RESERVATION_INSTANCE size { token: Token }
        // TCP_INFO_v2 is by mstcpip.h of the SDK of Windows 11: TCP_INFO_v1, and behind it a number of 32 bits, a BOOLEAN, and
        // two numbers of 32 bits.
        WindowsTcpInfo = TCP_INFO_v1 {
            state: State, mss: Mss, connection_time: ConnectionTimeMs, timestamps_enabled: TimestampsEnabled,
            rtt: RttUs, min_rtt: MinRttUs, bytes_in_flight: BytesInFlight, cwnd: Cwnd, snd_wnd: SndWnd,
            rcv_wnd: RcvWnd, rcv_buf: RcvBuf, bytes_out: BytesOut, bytes_in: BytesIn,
            bytes_reordered: BytesReordered, bytes_retrans: BytesRetrans, fast_retrans: FastRetrans,
            dup_acks_in: DupAcksIn, timeout_episodes: TimeoutEpisodes, syn_retrans: SynRetrans,
            snd_lim_trans_rwin: SndLimTransRwin, snd_lim_time_rwin: SndLimTimeRwin,
            snd_lim_bytes_rwin: SndLimBytesRwin, snd_lim_trans_cwnd: SndLimTransCwnd,
            snd_lim_time_cwnd: SndLimTimeCwnd, snd_lim_bytes_cwnd: SndLimBytesCwnd,
            snd_lim_trans_snd: SndLimTransSnd, snd_lim_time_snd: SndLimTimeSnd, snd_lim_bytes_snd: SndLimBytesSnd
        }
    }
    const _: () = {
        let [v0, v1, v2] = TCP_INFO_SIZES;
        assert!(
            v0 == size_of::<c::TCP_INFO_v0>() && v1 == size_of::<c::TCP_INFO_v1>() && v2 == v1 + 16
        );
        assert!(offset_of!(c::INET_PORT_RESERVATION_INSTANCE, Reservation) == 0);
        // Those of one number.
        assert!(size_of::<c::TCP_ACK_FREQUENCY_PARAMETERS>() == 1);
        assert!(size_of::<c::TCP_ICW_PARAMETERS>() == 4);
        assert!(size_of::<c::RSS_SCALABILITY_INFO>() == 1);
        assert!(size_of::<c::INET_PORT_RESERVATION_TOKEN>() == 8);
    };
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux {
    use libc as c;

    use super::{of, place, size};
    use crate::*;

    // Of the kernel's headers.
    same! {
        // linux/socket.h
        PeerCred = ucred size { pid: pid, uid: uid, gid: gid }
        // linux/in.h
        Ipv4Member = ip_mreqn size { group: imr_multiaddr, address: imr_address, interface: imr_ifindex }
        Ipv4SourceMember = ip_mreq_source size { group: imr_multiaddr, address: imr_interface, source: imr_sourceaddr }
        Ipv4PktInfo = in_pktinfo size { interface: ipi_ifindex, spec_dst: ipi_spec_dst, addr: ipi_addr }
    }

    #[cfg(target_os = "linux")]
    same! {
        // linux/net_tstamp.h, linux/uio.h
        TxTime = sock_txtime size { clock: clockid, flags: flags }
        DmabufToken = dmabuf_token size { token_start: token_start, token_count: token_count }
        DmabufCmsg = dmabuf_cmsg size {
            frag_offset: frag_offset, frag_size: frag_size, frag_token: frag_token, dmabuf_id: dmabuf_id, flags: flags
        }
        // linux/if_xdp.h
        XdpDesc = xdp_desc size { addr: addr, len: len, options: options }
        XdpStatistics = xdp_statistics {
            rx_dropped: rx_dropped, rx_invalid_descs: rx_invalid_descs, tx_invalid_descs: tx_invalid_descs,
            rx_ring_full: rx_ring_full, rx_fill_ring_empty_descs: rx_fill_ring_empty_descs,
            tx_ring_empty_descs: tx_ring_empty_descs
        }
        // linux/tcp.h
        TcpInfo = tcp_info {
            state: tcpi_state, ca_state: tcpi_ca_state, retransmits: tcpi_retransmits, probes: tcpi_probes,
            backoff: tcpi_backoff, options: tcpi_options, rto: tcpi_rto, ato: tcpi_ato, snd_mss: tcpi_snd_mss,
            rcv_mss: tcpi_rcv_mss, unacked: tcpi_unacked, sacked: tcpi_sacked, lost: tcpi_lost,
            retrans: tcpi_retrans, fackets: tcpi_fackets, last_data_sent: tcpi_last_data_sent,
            last_data_recv: tcpi_last_data_recv, last_ack_recv: tcpi_last_ack_recv, pmtu: tcpi_pmtu,
            rcv_ssthresh: tcpi_rcv_ssthresh, rtt: tcpi_rtt, rttvar: tcpi_rttvar, snd_ssthresh: tcpi_snd_ssthresh,
            snd_cwnd: tcpi_snd_cwnd, advmss: tcpi_advmss, reordering: tcpi_reordering, rcv_rtt: tcpi_rcv_rtt,
            rcv_space: tcpi_rcv_space, total_retrans: tcpi_total_retrans, pacing_rate: tcpi_pacing_rate,
            max_pacing_rate: tcpi_max_pacing_rate, bytes_acked: tcpi_bytes_acked,
            bytes_received: tcpi_bytes_received, segs_out: tcpi_segs_out, segs_in: tcpi_segs_in,
            notsent_bytes: tcpi_notsent_bytes, min_rtt: tcpi_min_rtt, data_segs_in: tcpi_data_segs_in,
            data_segs_out: tcpi_data_segs_out, delivery_rate: tcpi_delivery_rate, busy_time: tcpi_busy_time,
            rwnd_limited: tcpi_rwnd_limited, sndbuf_limited: tcpi_sndbuf_limited, delivered: tcpi_delivered,
            delivered_ce: tcpi_delivered_ce, bytes_sent: tcpi_bytes_sent, bytes_retrans: tcpi_bytes_retrans,
            dsack_dups: tcpi_dsack_dups, reord_seen: tcpi_reord_seen, rcv_ooopack: tcpi_rcv_ooopack,
            snd_wnd: tcpi_snd_wnd
        }
        // linux/if_packet.h
        PacketRing = tpacket_req3 size {
            block_size: tp_block_size, block_nr: tp_block_nr, frame_size: tp_frame_size, frame_nr: tp_frame_nr,
            retire_blk_tov: tp_retire_blk_tov, sizeof_priv: tp_sizeof_priv, features: tp_feature_req_word
        }
        PacketRolloverStats = tpacket_rollover_stats size { all: tp_all, huge: tp_huge, failed: tp_failed }
        PacketStatistics = tpacket_stats_v3 { packets: tp_packets, drops: tp_drops, freeze_q_cnt: tp_freeze_q_cnt }
        PacketAuxdata = tpacket_auxdata size {
            status: tp_status, len: tp_len, snaplen: tp_snaplen, mac: tp_mac, net: tp_net, vlan_tci: tp_vlan_tci,
            vlan_tpid: tp_vlan_tpid
        }
        // linux/can.h, linux/can/j1939.h
        CanFilter = can_filter size { can_id: can_id, can_mask: can_mask }
        J1939Filter = j1939_filter {
            name: name, name_mask: name_mask, pgn: pgn, pgn_mask: pgn_mask, addr: addr, addr_mask: addr_mask
        }
        // linux/sctp.h
        SctpInitMsg = sctp_initmsg size {
            num_ostreams: sinit_num_ostreams, max_instreams: sinit_max_instreams,
            max_attempts: sinit_max_attempts, max_init_timeo: sinit_max_init_timeo
        }
        SctpSndRcvInfo = sctp_sndrcvinfo size {
            stream: sinfo_stream, ssn: sinfo_ssn, flags: sinfo_flags, ppid: sinfo_ppid, context: sinfo_context,
            timetolive: sinfo_timetolive, tsn: sinfo_tsn, cumtsn: sinfo_cumtsn, assoc_id: sinfo_assoc_id
        }
        SctpSndInfo = sctp_sndinfo size {
            sid: snd_sid, flags: snd_flags, ppid: snd_ppid, context: snd_context, assoc_id: snd_assoc_id
        }
        SctpRcvInfo = sctp_rcvinfo size {
            sid: rcv_sid, ssn: rcv_ssn, flags: rcv_flags, ppid: rcv_ppid, tsn: rcv_tsn, cumtsn: rcv_cumtsn,
            context: rcv_context, assoc_id: rcv_assoc_id
        }
        SctpNxtInfo = sctp_nxtinfo size {
            sid: nxt_sid, flags: nxt_flags, ppid: nxt_ppid, length: nxt_length, assoc_id: nxt_assoc_id
        }
        SctpPrInfo = sctp_prinfo size { policy: pr_policy, value: pr_value }
    }
}
