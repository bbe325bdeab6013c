//! SOL_SCTP: options of SCTP sockets, which carry messages in many streams; sctp(7) of lksctp-tools, RFC 6458.
//!
//! ```
//! use sockopt::{Domain, Protocol, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::INET, Type::STREAM, Protocol::SCTP) {
//!     socket.set_sctp_nodelay(true)?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! A socket is one-to-one (`SOCK_STREAM`), with one association, or one-to-many (`SOCK_SEQPACKET`). An option that has to do with
//! associations means, on a one-to-one socket, its association, and before that is there what it will begin with. On a one-to-many
//! socket, it is what new associations begin with; a structure that names another association ([`SctpAssocId`]) is set for that
//! one. To read one association's of many is not to be had yet.
//!
//! Facts without another source are from the kernel's `net/sctp/socket.c` (`sctp_setsockopt`, `sctp_getsockopt`).
//! SCTP_SENDMSG_CONNECT is a number that only security modules see, and SCTP_SOCKOPT_CONNECTX_OLD is SCTP_SOCKOPT_CONNECTX without
//! a result.

#![allow(unused_imports)] // what only rows of other systems use

use std::net::SocketAddr;
use std::time::Duration;

#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::codec::PeelOff;
use crate::codec::{
    Addresses, AssocIds, AuthChunks, Bits, ConnectX, Events, Flag, ForAssoc, FreebsdAssocParams,
    FreebsdDefaultPrInfo, FreebsdPaddrInfo, FreebsdPeerAddrParams, FreebsdPrim, FreebsdSndRcvInfo,
    FreebsdStatus, FreebsdThresholds, FreebsdUdpEncaps, Hmacs, Int, KeyOf, Keyed, Moved,
    MovedKeyed, Named, OrNone, PackedAddresses, Record, ResetStreams, Secs, Size, U32,
};
use crate::table::options;
use crate::values::sizes;
use crate::{
    SctpAddStreams, SctpAddrs, SctpAssocId, SctpAssocParams, SctpAssocStats, SctpAuthKey,
    SctpAuthKeyId, SctpDefaultPrInfo, SctpEvent, SctpEventOf, SctpEvents, SctpHmac, SctpInitMsg,
    SctpPaddrInfo, SctpPeerAddrParams, SctpPeerAddrThresholds, SctpPeerAddrThresholdsV2,
    SctpPfExpose, SctpPrStatus, SctpPrStatusOf, SctpPrim, SctpProbeInterval, SctpResetStreams,
    SctpRtoInfo, SctpSackInfo, SctpScheduler, SctpSndInfo, SctpSndRcvInfo, SctpStatus,
    SctpStreamOf, SctpStreamRequests, SctpStreamValue, SctpTimeouts, SctpUdpEncaps, Socket,
};

/// `struct sctp_paddrthlds`, for a row that would be too long.
#[cfg(target_os = "freebsd")]
type FreebsdPaddrThlds =
    Moved<SctpPeerAddrThresholdsV2, FreebsdThresholds, { FreebsdThresholds::SIZE }>;

options! {
    level SOL_SCTP, "RFC 6458", |kind| kind.is_sctp();

    /// The number by which the peer's program is told what this one speaks on top of SCTP; in the handshakes to come.
    SCTP_ADAPTATION_LAYER: u32 as U32 { get sctp_adaptation_layer, set set_sctp_adaptation_layer }
        inherited true also "SCTP_ADAPTION_LAYER"
        on LINUX | ANDROID | FREEBSD => SCTP_ADAPTATION_LAYER;

    /// Asks the peer for more streams. The answer comes as a notification (`STREAM_CHANGE`).
    ///
    /// There must be an association (EINVAL), and SCTP_RECONFIG_SUPPORTED on both sides and SCTP_ENABLE_STREAM_RESET here (ENOPROTOOPT).
    SCTP_ADD_STREAMS: SctpAddStreams as Record<SctpAddStreams, 8> { set set_sctp_add_streams }
        when Connected
        on LINUX | ANDROID => SCTP_ADD_STREAMS;

    /// Whether addresses can be added to an association, and taken away, while it lasts (RFC 5061).
    ///
    /// With an association, a read tells whether the peer can, too.
    SCTP_ASCONF_SUPPORTED: bool as ForAssoc<Flag<u32>> { get sctp_asconf_supported, set set_sctp_asconf_supported }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_ASCONF_SUPPORTED;

    /// What an association lasts through.
    SCTP_ASSOCINFO: SctpAssocParams as Record<SctpAssocParams, 20> { get sctp_associnfo, set set_sctp_associnfo }
        law Other
        on LINUX | ANDROID => SCTP_ASSOCINFO,
           FREEBSD => SCTP_ASSOCINFO as Moved<SctpAssocParams, FreebsdAssocParams, 20>;

    /// The number of the key that packets are authenticated with.
    ///
    /// SCTP_AUTH_SUPPORTED must be on (EACCES), and there must be such a key (EINVAL): number 0, of no byte, is there from the start.
    SCTP_AUTH_ACTIVE_KEY: SctpAuthKeyId as Record<SctpAuthKeyId, 8> { get sctp_auth_active_key, set set_sctp_auth_active_key }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_AUTH_ACTIVE_KEY;

    /// A type of chunk that is to be taken only if it is authenticated, in the associations to come.
    ///
    /// Not those of the handshake (INIT, INIT ACK, SHUTDOWN COMPLETE), and not AUTH itself (EINVAL).
    SCTP_AUTH_CHUNK: u8 as Int<u8, 0, 255, u8> { set set_sctp_auth_chunk }
        on LINUX | ANDROID | FREEBSD => SCTP_AUTH_CHUNK;

    /// A key that is no longer to be used, and will be dropped once all that was sent with it is acknowledged.
    ///
    /// Not the active one (EINVAL).
    SCTP_AUTH_DEACTIVATE_KEY: SctpAuthKeyId as Record<SctpAuthKeyId, 8> { set set_sctp_auth_deactivate_key }
        on LINUX | ANDROID | FREEBSD => SCTP_AUTH_DEACTIVATE_KEY;

    /// A key that is no longer known. Not the active one (EINVAL).
    SCTP_AUTH_DELETE_KEY: SctpAuthKeyId as Record<SctpAuthKeyId, 8> { set set_sctp_auth_delete_key }
        on LINUX | ANDROID | FREEBSD => SCTP_AUTH_DELETE_KEY;

    /// A key, that SCTP_AUTH_ACTIVE_KEY can then name. SCTP_AUTH_SUPPORTED must be on (EACCES).
    ///
    /// ```
    /// use sockopt::{Domain, Protocol, SctpAssocId, SctpAuthKey, SctpAuthKeyId, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// if let Ok(socket) = Socket::new(Domain::INET, Type::STREAM, Protocol::SCTP) {
    ///     socket.set_sctp_auth_supported(true)?;
    ///     let key = SctpAuthKey::new(SctpAssocId::FUTURE, 1, b"between you and me").unwrap();
    ///     socket.set_sctp_auth_key(&key)?;
    ///     let first = SctpAuthKeyId { keynumber: 1, ..SctpAuthKeyId::default() };
    ///     socket.set_sctp_auth_active_key(first)?;
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    SCTP_AUTH_KEY: &SctpAuthKey as KeyOf { set set_sctp_auth_key }
        on LINUX | ANDROID | FREEBSD => SCTP_AUTH_KEY;

    /// Whether packets can be authenticated (RFC 4895). With an association, a read tells whether the peer can, too.
    SCTP_AUTH_SUPPORTED: bool as ForAssoc<Flag<u32>> { get sctp_auth_supported, set set_sctp_auth_supported }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_AUTH_SUPPORTED;

    /// Whether the peer is told by itself when an address comes to this machine or goes.
    ///
    /// Only on a socket that is bound to all addresses (EINVAL).
    SCTP_AUTO_ASCONF: bool as Flag { get sctp_auto_asconf, set set_sctp_auto_asconf }
        when Bound inherited false law Other
        on LINUX | ANDROID | FREEBSD => SCTP_AUTO_ASCONF;

    /// After how long without data an association is closed; `None` for never. Seconds, rounded up.
    ///
    /// Of one-to-many sockets. A time above the system's limit (`net.sctp.max_autoclose` of Linux) becomes that, without an error.
    SCTP_AUTOCLOSE: Option<Duration> as OrNone<Secs<1, { u32::MAX as i128 }, u32>, 0> { get sctp_autoclose, set set_sctp_autoclose }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_AUTOCLOSE;

    /// The number that comes with received data, in the field `context`.
    SCTP_CONTEXT: u32 as ForAssoc<U32> { get sctp_context, set set_sctp_context }
        on LINUX | ANDROID | FREEBSD => SCTP_CONTEXT;

    /// When data is given up that the peer has not acknowledged, if nothing else is said when it is sent.
    SCTP_DEFAULT_PRINFO: SctpDefaultPrInfo as Record<SctpDefaultPrInfo, 12> { get sctp_default_prinfo, set set_sctp_default_prinfo }
        law Other
        on LINUX | ANDROID => SCTP_DEFAULT_PRINFO,
           FREEBSD => SCTP_DEFAULT_PRINFO as Moved<SctpDefaultPrInfo, FreebsdDefaultPrInfo, 12>;

    /// How data is sent, if nothing else is said when it is. SCTP_DEFAULT_SNDINFO is the newer form.
    ///
    /// Of the flags, only `UNORDERED`, `ADDR_OVER`, `ABORT` and `EOF` (EINVAL).
    SCTP_DEFAULT_SEND_PARAM: SctpSndRcvInfo as Record<SctpSndRcvInfo, 32> { get sctp_default_send_param, set set_sctp_default_send_param }
        law Other
        on LINUX | ANDROID => SCTP_DEFAULT_SEND_PARAM,
           FREEBSD => SCTP_DEFAULT_SEND_PARAM as Moved<SctpSndRcvInfo, FreebsdSndRcvInfo, 128>;

    /// How data is sent, if nothing else is said when it is.
    ///
    /// Of the flags, only `UNORDERED`, `ADDR_OVER`, `ABORT` and `EOF` (EINVAL).
    SCTP_DEFAULT_SNDINFO: SctpSndInfo as Record<SctpSndInfo, 16> { get sctp_default_sndinfo, set set_sctp_default_sndinfo }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_DEFAULT_SNDINFO;

    /// How acknowledgements are delayed. A read tells a frequency of 1 and no delay where they are not.
    SCTP_DELAYED_SACK: SctpSackInfo as Record<SctpSackInfo, 12> { get sctp_delayed_sack, set set_sctp_delayed_sack }
        law Other also "SCTP_DELAYED_ACK" | "SCTP_DELAYED_ACK_TIME"
        on LINUX | ANDROID | FREEBSD => SCTP_DELAYED_SACK;

    /// Whether a message that is too large for a packet is refused (EMSGSIZE), and not sent in pieces.
    SCTP_DISABLE_FRAGMENTS: bool as Flag { get sctp_disable_fragments, set set_sctp_disable_fragments }
        inherited true
        on LINUX | ANDROID | FREEBSD => SCTP_DISABLE_FRAGMENTS;

    /// Whether explicit congestion notification is made use of.
    ///
    /// With an association, a read tells whether the peer does, too.
    SCTP_ECN_SUPPORTED: bool as ForAssoc<Flag<u32>> { get sctp_ecn_supported, set set_sctp_ecn_supported }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_ECN_SUPPORTED;

    /// Which of the peer's requests about streams are granted.
    SCTP_ENABLE_STREAM_RESET: SctpStreamRequests as ForAssoc<Bits<SctpStreamRequests>> { get sctp_enable_stream_reset, set set_sctp_enable_stream_reset }
        on LINUX | ANDROID | FREEBSD => SCTP_ENABLE_STREAM_RESET;

    /// Whether one type of notification is received. SCTP_EVENTS has them all.
    SCTP_EVENT: SctpEvent as Keyed<SctpEventOf, SctpEvent, 8> { query sctp_event(SctpEventOf), set set_sctp_event }
        on LINUX | ANDROID | FREEBSD => SCTP_EVENT;

    /// Which notifications are received; and with `DATA_IO`, whether data comes with a control message (SCTP_SNDRCV).
    ///
    /// It is set for the socket and for all its associations. A kernel that knows fewer events refuses it (EINVAL); SCTP_EVENT is for that.
    /// On FreeBSD, those up to `STREAM_RESET` can be set so; the others, by SCTP_EVENT.
    SCTP_EVENTS: SctpEvents as Events { get sctp_events, set set_sctp_events }
        inherited true
        on LINUX | ANDROID => SCTP_EVENTS, FREEBSD => SCTP_EVENTS as Events<11>;

    /// Whether a message ends only with a write that says so (`SCTP_EOR` among its flags).
    SCTP_EXPLICIT_EOR: bool as Flag { get sctp_explicit_eor, set set_sctp_explicit_eor }
        on FREEBSD => SCTP_EXPLICIT_EOR;

    /// Whether the program is told of addresses of the peer's that may have failed.
    SCTP_EXPOSE_POTENTIALLY_FAILED_STATE: SctpPfExpose as ForAssoc<Named<SctpPfExpose, u32>> { get sctp_expose_potentially_failed_state, set set_sctp_expose_potentially_failed_state }
        also "SCTP_EXPOSE_PF_STATE"
        on LINUX | ANDROID => SCTP_EXPOSE_POTENTIALLY_FAILED_STATE;

    /// Whether parts of messages of several associations may come between each other.
    ///
    /// Switched off, SCTP_INTERLEAVING_SUPPORTED goes off too.
    ///
    /// It is a number on FreeBSD: 1 is for parts of several associations, 2 for those of several streams as well, 0 for
    /// neither.
    SCTP_FRAGMENT_INTERLEAVE: bool as Flag { get sctp_fragment_interleave, set set_sctp_fragment_interleave }
        inherited true
        on LINUX | ANDROID => SCTP_FRAGMENT_INTERLEAVE,
           FREEBSD => SCTP_FRAGMENT_INTERLEAVE: u32 as Int<u32, 0, 2, u32>;

    /// The associations of a one-to-many socket.
    SCTP_GET_ASSOC_ID_LIST: Vec<SctpAssocId> as AssocIds { get sctp_get_assoc_id_list }
        on LINUX | ANDROID | FREEBSD => SCTP_GET_ASSOC_ID_LIST;

    /// How many associations a one-to-many socket has.
    SCTP_GET_ASSOC_NUMBER: u32 as U32 { get sctp_get_assoc_number }
        on LINUX | ANDROID | FREEBSD => SCTP_GET_ASSOC_NUMBER;

    /// What was counted for the association of a one-to-one socket.
    ///
    /// The longest time that it tells begins anew with each read.
    SCTP_GET_ASSOC_STATS: SctpAssocStats as Record<SctpAssocStats, { sizes::STATS }> { take take_sctp_get_assoc_stats }
        when Connected
        on LINUX | ANDROID => SCTP_GET_ASSOC_STATS;

    /// The addresses that the socket is bound to; those of the machine, if it is to all.
    SCTP_GET_LOCAL_ADDRS: Vec<SocketAddr> as Addresses { get sctp_get_local_addrs }
        on LINUX | ANDROID => SCTP_GET_LOCAL_ADDRS;

    /// How one of the peer's addresses is: its state, its congestion window, its round-trip time.
    ///
    /// An address that is not the peer's is refused (EINVAL); one that may have failed, where
    /// SCTP_EXPOSE_POTENTIALLY_FAILED_STATE hides that (EACCES).
    SCTP_GET_PEER_ADDR_INFO: SctpPaddrInfo as Keyed<SctpPrim, SctpPaddrInfo, 152> { query sctp_get_peer_addr_info(SctpPrim) }
        when Connected
        on LINUX | ANDROID => SCTP_GET_PEER_ADDR_INFO,
           FREEBSD => SCTP_GET_PEER_ADDR_INFO as MovedKeyed<SctpPrim, SctpPaddrInfo, FreebsdPaddrInfo, 152>;

    /// The peer's addresses, of the association of a one-to-one socket.
    SCTP_GET_PEER_ADDRS: Vec<SocketAddr> as Addresses { get sctp_get_peer_addrs }
        when Connected
        on LINUX | ANDROID => SCTP_GET_PEER_ADDRS;

    /// The ways of authentication that the peer may use, the preferred one first. SHA-1 must be one of them (EINVAL).
    ///
    /// SCTP_AUTH_SUPPORTED must be on (EACCES).
    SCTP_HMAC_IDENT: Vec<SctpHmac> as Hmacs { get sctp_hmac_ident, set set_sctp_hmac_ident }
        on LINUX | ANDROID | FREEBSD => SCTP_HMAC_IDENT;

    /// Whether an IPv6 socket gives IPv4 addresses as IPv6 ones (`::ffff:192.0.2.7`). On from the start.
    SCTP_I_WANT_MAPPED_V4_ADDR: bool as Flag { get sctp_i_want_mapped_v4_addr, set set_sctp_i_want_mapped_v4_addr }
        inherited true
        on LINUX | ANDROID | FREEBSD => SCTP_I_WANT_MAPPED_V4_ADDR;

    /// What new associations ask for in the handshake.
    SCTP_INITMSG: SctpInitMsg as Record<SctpInitMsg, 8> { get sctp_initmsg, set set_sctp_initmsg }
        inherited true law Other
        on LINUX | ANDROID | FREEBSD => SCTP_INITMSG;

    /// Whether pieces of messages of several streams can be sent in turn (RFC 8260).
    ///
    /// With an association, a read tells whether the peer can, too.
    ///
    /// Only where the system allows it (`net.sctp.intl_enable`) and SCTP_FRAGMENT_INTERLEAVE is on (EPERM).
    SCTP_INTERLEAVING_SUPPORTED: bool as ForAssoc<Flag<u32>> { get sctp_interleaving_supported, set set_sctp_interleaving_supported }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_INTERLEAVING_SUPPORTED;

    /// The types of chunks that are taken only if they are authenticated. SCTP_AUTH_SUPPORTED must be on (EACCES).
    SCTP_LOCAL_AUTH_CHUNKS: Vec<u8> as AuthChunks { get sctp_local_auth_chunks }
        on LINUX | ANDROID | FREEBSD => SCTP_LOCAL_AUTH_CHUNKS;

    /// How many packets may be sent at once; `None` for no limit but the congestion window's.
    SCTP_MAX_BURST: Option<u32> as ForAssoc<OrNone<Int<u32, 1, { i32::MAX as i128 }, u32>, 0>> { get sctp_max_burst, set set_sctp_max_burst }
        also "SCTP_MAXBURST"
        on LINUX | ANDROID | FREEBSD => SCTP_MAX_BURST;

    /// The size in bytes from which on a message is sent in pieces; `None` for the one that the path's MTU gives.
    ///
    /// With an association, a read gives the size that is in use. What is out of its range is refused (EINVAL).
    SCTP_MAXSEG: Option<usize> as ForAssoc<OrNone<Size<1, { i32::MAX as i128 }, u32>, 0>> { get sctp_maxseg, set set_sctp_maxseg }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_MAXSEG;

    /// The largest congestion window of an association, in bytes; `None` for no limit.
    SCTP_MAX_CWND: Option<u32> as ForAssoc<OrNone<U32, 0>> { get sctp_max_cwnd, set set_sctp_max_cwnd }
        on FREEBSD => SCTP_MAX_CWND;

    /// Whether data is sent at once, and not held back to be sent with more (Nagle's algorithm).
    SCTP_NODELAY: bool as Flag { get sctp_nodelay, set set_sctp_nodelay }
        inherited true
        on LINUX | ANDROID | FREEBSD => SCTP_NODELAY;

    /// Whether the peer may be told that it need not keep what is acknowledged out of order (NR-SACK).
    ///
    /// It is set before there is an association (EINVAL).
    SCTP_NRSACK_SUPPORTED: bool as ForAssoc<Flag<u32>> { get sctp_nrsack_supported, set set_sctp_nrsack_supported }
        on FREEBSD => SCTP_NRSACK_SUPPORTED;

    /// From how many bytes on a message is delivered before all of it is there.
    ///
    /// No more than half of SO_RCVBUF (EINVAL).
    SCTP_PARTIAL_DELIVERY_POINT: usize as Size<0, { i32::MAX as i128 }, u32> { get sctp_partial_delivery_point, set set_sctp_partial_delivery_point }
        inherited true
        on LINUX | ANDROID | FREEBSD => SCTP_PARTIAL_DELIVERY_POINT;

    /// Heartbeats, the path's MTU, delayed acknowledgements and the traffic class: of all the peer's addresses, or set for one.
    SCTP_PEER_ADDR_PARAMS: SctpPeerAddrParams as Record<SctpPeerAddrParams, 156> { get sctp_peer_addr_params, set set_sctp_peer_addr_params }
        law Other
        on LINUX | ANDROID => SCTP_PEER_ADDR_PARAMS,
           FREEBSD => SCTP_PEER_ADDR_PARAMS as Moved<SctpPeerAddrParams, FreebsdPeerAddrParams, 152>;

    /// When an address of the peer's counts as failed. An address that is not the peer's is refused (ENOENT).
    SCTP_PEER_ADDR_THLDS: SctpPeerAddrThresholds as Record<SctpPeerAddrThresholds, { sizes::THRESHOLDS }> { get sctp_peer_addr_thlds, set set_sctp_peer_addr_thlds }
        law Other
        on LINUX | ANDROID => SCTP_PEER_ADDR_THLDS,
           FREEBSD => SCTP_PEER_ADDR_THLDS: SctpPeerAddrThresholdsV2 as FreebsdPaddrThlds;

    /// When an address of the peer's counts as failed, and another takes its place.
    ///
    /// An address that is not the peer's is refused (ENOENT).
    SCTP_PEER_ADDR_THLDS_V2: SctpPeerAddrThresholdsV2 as Record<SctpPeerAddrThresholdsV2, { sizes::THRESHOLDS_V2 }> { get sctp_peer_addr_thlds_v2, set set_sctp_peer_addr_thlds_v2 }
        law Other
        on LINUX | ANDROID => SCTP_PEER_ADDR_THLDS_V2;

    /// The types of chunks that the peer takes only if they are authenticated. The peer must be able to (EACCES).
    SCTP_PEER_AUTH_CHUNKS: Vec<u8> as AuthChunks { get sctp_peer_auth_chunks }
        when Connected
        on LINUX | ANDROID | FREEBSD => SCTP_PEER_AUTH_CHUNKS;

    /// Whether the peer, or a box on the way, may tell of packets that it has dropped.
    ///
    /// It is set before there is an association (EINVAL).
    SCTP_PKTDROP_SUPPORTED: bool as ForAssoc<Flag<u32>> { get sctp_pktdrop_supported, set set_sctp_pktdrop_supported }
        on FREEBSD => SCTP_PKTDROP_SUPPORTED;

    /// How often a path's MTU is probed.
    SCTP_PLPMTUD_PROBE_INTERVAL: SctpProbeInterval as Record<SctpProbeInterval, { sizes::PROBE }> { get sctp_plpmtud_probe_interval, set set_sctp_plpmtud_probe_interval }
        since "5.14" law Other
        on LINUX | ANDROID => SCTP_PLPMTUD_PROBE_INTERVAL;

    /// How much of an association's data was given up.
    ///
    /// Without an association, EINVAL.
    SCTP_PR_ASSOC_STATUS: SctpPrStatus as Keyed<SctpPrStatusOf, SctpPrStatus, 24> { query sctp_pr_assoc_status(SctpPrStatusOf) }
        when Connected
        on LINUX | ANDROID | FREEBSD => SCTP_PR_ASSOC_STATUS;

    /// How much of a stream's data was given up.
    ///
    /// Without an association or such a stream, EINVAL.
    SCTP_PR_STREAM_STATUS: SctpPrStatus as Keyed<SctpPrStatusOf, SctpPrStatus, 24> { query sctp_pr_stream_status(SctpPrStatusOf) }
        when Connected
        on LINUX | ANDROID | FREEBSD => SCTP_PR_STREAM_STATUS;

    /// Whether data can be given up that the peer has not acknowledged (RFC 3758).
    ///
    /// With an association, a read tells whether the peer lets it, too.
    SCTP_PR_SUPPORTED: bool as ForAssoc<Flag<u32>> { get sctp_pr_supported, set set_sctp_pr_supported }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_PR_SUPPORTED;

    /// The address of the peer's that data is sent to. One that is not the peer's is refused (EINVAL).
    SCTP_PRIMARY_ADDR: SctpPrim as Record<SctpPrim, 132> { get sctp_primary_addr, set set_sctp_primary_addr }
        when Connected law Other
        on LINUX | ANDROID => SCTP_PRIMARY_ADDR,
           FREEBSD => SCTP_PRIMARY_ADDR as Moved<SctpPrim, FreebsdPrim, 136>;

    /// Whether streams can begin anew and be added (RFC 6525).
    ///
    /// With an association, a read tells whether the peer lets it, too.
    SCTP_RECONFIG_SUPPORTED: bool as ForAssoc<Flag<u32>> { get sctp_reconfig_supported, set set_sctp_reconfig_supported }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_RECONFIG_SUPPORTED;

    /// Whether data comes with a control message (SCTP_NXTINFO) of what the next receive will give, if that is there already.
    SCTP_RECVNXTINFO: bool as Flag { get sctp_recvnxtinfo, set set_sctp_recvnxtinfo }
        inherited true
        on LINUX | ANDROID | FREEBSD => SCTP_RECVNXTINFO;

    /// Whether data comes with a control message (SCTP_RCVINFO) of how it was received.
    SCTP_RECVRCVINFO: bool as Flag { get sctp_recvrcvinfo, set set_sctp_recvrcvinfo }
        inherited true
        on LINUX | ANDROID | FREEBSD => SCTP_RECVRCVINFO;

    /// The port of UDP that packets to the peer are wrapped for (RFC 6951).
    SCTP_REMOTE_UDP_ENCAPS_PORT: SctpUdpEncaps as Record<SctpUdpEncaps, { sizes::ENCAPS }> { get sctp_remote_udp_encaps_port, set set_sctp_remote_udp_encaps_port }
        since "5.11" law Other
        on LINUX | ANDROID => SCTP_REMOTE_UDP_ENCAPS_PORT,
           FREEBSD => SCTP_REMOTE_UDP_ENCAPS_PORT as Moved<SctpUdpEncaps, FreebsdUdpEncaps, 136>;

    /// Has an association begin anew, with all its numbers. The answer comes as a notification (`ASSOC_RESET`).
    ///
    /// There must be an association (EINVAL), and SCTP_RECONFIG_SUPPORTED on both sides and SCTP_ENABLE_STREAM_RESET here (ENOPROTOOPT).
    SCTP_RESET_ASSOC: SctpAssocId as Named<SctpAssocId> { set set_sctp_reset_assoc }
        when Connected
        on LINUX | ANDROID => SCTP_RESET_ASSOC;

    /// Has streams begin anew. The answer comes as a notification (`STREAM_RESET`).
    ///
    /// There must be an association (EINVAL), and SCTP_RECONFIG_SUPPORTED on both sides and SCTP_ENABLE_STREAM_RESET here (ENOPROTOOPT).
    SCTP_RESET_STREAMS: &SctpResetStreams as ResetStreams { set set_sctp_reset_streams }
        when Connected
        on LINUX | ANDROID => SCTP_RESET_STREAMS;

    /// Whether other sockets that have this on can be bound to the same port, and share the associations.
    ///
    /// Of one-to-one sockets.
    ///
    /// A socket that is bound refuses it with EFAULT.
    SCTP_REUSE_PORT: bool as Flag { get sctp_reuse_port, set set_sctp_reuse_port }
        when BeforeBind inherited true
        on LINUX | ANDROID => SCTP_REUSE_PORT;

    /// Bounds of the time after which data is sent again.
    ///
    /// A minimum above the maximum is refused (EINVAL).
    SCTP_RTOINFO: SctpRtoInfo as Record<SctpRtoInfo, 16> { get sctp_rtoinfo, set set_sctp_rtoinfo }
        law Other
        on LINUX | ANDROID | FREEBSD => SCTP_RTOINFO;

    /// Asks the peer to send to that address, which is one of those that this socket is bound to (EADDRNOTAVAIL).
    ///
    /// SCTP_ASCONF_SUPPORTED must be on, on both sides (EPERM).
    SCTP_SET_PEER_PRIMARY_ADDR: SctpPrim as Record<SctpPrim, 132> { set set_sctp_set_peer_primary_addr }
        when Connected
        on LINUX | ANDROID => SCTP_SET_PEER_PRIMARY_ADDR,
           FREEBSD => SCTP_SET_PEER_PRIMARY_ADDR as Moved<SctpPrim, FreebsdPrim, 136>;

    /// Binds the socket to more addresses, all with the same port.
    ///
    /// As with `bind`, a port below 1024 takes CAP_NET_BIND_SERVICE (EACCES).
    SCTP_SOCKOPT_BINDX_ADD: &[SocketAddr] as PackedAddresses { set set_sctp_sockopt_bindx_add }
        on LINUX | ANDROID => SCTP_SOCKOPT_BINDX_ADD;

    /// Takes addresses away that the socket is bound to. The last one stays (EBUSY).
    SCTP_SOCKOPT_BINDX_REM: &[SocketAddr] as PackedAddresses { set set_sctp_sockopt_bindx_rem }
        when Bound
        on LINUX | ANDROID => SCTP_SOCKOPT_BINDX_REM;

    /// Connects to a peer of more than one address, all with the same port. (RFC 6458 has it as `sctp_connectx`.)
    ///
    /// The number of the association, which the call gives as its result, is dropped here: SCTP_SOCKOPT_CONNECTX3 tells it. A
    /// non-blocking socket answers with EINPROGRESS.
    SCTP_SOCKOPT_CONNECTX: &[SocketAddr] as PackedAddresses { set set_sctp_sockopt_connectx }
        on LINUX | ANDROID => SCTP_SOCKOPT_CONNECTX;

    /// Connects to a peer of more than one address, and gives the association's number.
    ///
    /// A non-blocking socket answers with EINPROGRESS, and does not tell the number: SCTP_GET_ASSOC_ID_LIST does.
    ///
    /// ```
    /// use sockopt::{Domain, Protocol, SctpAddrs, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// if let Ok(socket) = Socket::new(Domain::INET, Type::SEQPACKET, Protocol::SCTP) {
    ///     let both = ["127.0.0.1:9".parse().unwrap(), "127.0.0.2:9".parse().unwrap()];
    ///     match socket.sctp_sockopt_connectx3(SctpAddrs::from(both.as_slice())) {
    ///         Ok(association) => println!("connected: {association}"),
    ///         Err(error) => println!("nobody is there: {error}"),
    ///     }
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    SCTP_SOCKOPT_CONNECTX3: SctpAssocId as ConnectX { query sctp_sockopt_connectx3(SctpAddrs) }
        on LINUX | ANDROID => SCTP_SOCKOPT_CONNECTX3;

    /// Takes an association out of a one-to-many socket, and gives it a socket of its own: blocking, and close-on-exec.
    ///
    /// It is made so in a second call, before which a child of another thread may get it; SCTP_SOCKOPT_PEELOFF_FLAGS does
    /// it in one. Not on a one-to-one socket, and not on one that was taken out so (EINVAL).
    SCTP_SOCKOPT_PEELOFF: Socket as PeelOff<8> { query sctp_sockopt_peeloff(SctpAssocId) }
        when Connected
        on LINUX | ANDROID => SCTP_SOCKOPT_PEELOFF;

    /// Takes an association out of a one-to-many socket, and gives it a socket of its own: blocking, and close-on-exec from the
    /// moment that it exists.
    ///
    /// Not on a one-to-one socket, and not on one that was taken out so (EINVAL).
    ///
    /// ```
    /// use sockopt::{Domain, Protocol, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// if let Ok(many) = Socket::new(Domain::INET, Type::SEQPACKET, Protocol::SCTP) {
    ///     for association in many.sctp_get_assoc_id_list()? {
    ///         let one = many.sctp_sockopt_peeloff_flags(association)?;
    ///         println!("{:?}", one.peer_addr()?);
    ///     }
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    SCTP_SOCKOPT_PEELOFF_FLAGS: Socket as PeelOff<12> { query sctp_sockopt_peeloff_flags(SctpAssocId) }
        when Connected
        on LINUX | ANDROID => SCTP_SOCKOPT_PEELOFF_FLAGS;

    /// How the association of a one-to-one socket is. Without one, EINVAL.
    SCTP_STATUS: SctpStatus as Record<SctpStatus, 176> { get sctp_status }
        when Connected
        on LINUX | ANDROID => SCTP_STATUS,
           FREEBSD => SCTP_STATUS as Moved<SctpStatus, FreebsdStatus, 176>;

    /// Which stream's data is sent next.
    SCTP_STREAM_SCHEDULER: SctpScheduler as ForAssoc<Named<SctpScheduler, u32>> { get sctp_stream_scheduler, set set_sctp_stream_scheduler }
        on LINUX | ANDROID => SCTP_STREAM_SCHEDULER;

    /// What the scheduler is to know of a stream.
    ///
    /// A read of a stream that nothing was sent on and nothing was set for is refused (EINVAL).
    SCTP_STREAM_SCHEDULER_VALUE: SctpStreamValue as Keyed<SctpStreamOf, SctpStreamValue, 8> { query sctp_stream_scheduler_value(SctpStreamOf), set set_sctp_stream_scheduler_value }
        when Connected
        on LINUX | ANDROID => SCTP_STREAM_SCHEDULER_VALUE;

    /// How often an association waited in vain, by what for.
    SCTP_TIMEOUTS: SctpTimeouts as Record<SctpTimeouts, 32> { get sctp_timeouts }
        on FREEBSD => SCTP_TIMEOUTS;

    /// Whether the control message SCTP_SNDRCV comes in its longer form, SCTP_EXTRCV, that tells of the next message as well.
    SCTP_USE_EXT_RCVINFO: bool as Flag { get sctp_use_ext_rcvinfo, set set_sctp_use_ext_rcvinfo }
        on FREEBSD => SCTP_USE_EXT_RCVINFO;
}
