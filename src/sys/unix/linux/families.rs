//! Numbers of options and of their values in families that `libc` knows in part, or not at all, on Linux or on
//! Android. They go before those of `libc`, which come with them.

pub(crate) use libc::*;

// linux/tls.h
pub(crate) const TLS_TX: i32 = 1;
pub(crate) const TLS_RX: i32 = 2;
pub(crate) const TLS_TX_ZEROCOPY_RO: i32 = 3;
pub(crate) const TLS_RX_EXPECT_NO_PAD: i32 = 4;
pub(crate) const TLS_TX_MAX_PAYLOAD_LEN: i32 = 5;
pub(crate) const TLS_1_2_VERSION: i32 = 0x0303;
pub(crate) const TLS_1_3_VERSION: i32 = 0x0304;

// linux/can.h
pub(crate) const CAN_MTU: i32 = 16;
pub(crate) const CANFD_MTU: i32 = 72;

// linux/can/raw.h
pub(crate) const SOL_CAN_RAW: i32 = 101;
pub(crate) const CAN_RAW_FILTER: i32 = 1;
pub(crate) const CAN_RAW_ERR_FILTER: i32 = 2;
pub(crate) const CAN_RAW_LOOPBACK: i32 = 3;
pub(crate) const CAN_RAW_RECV_OWN_MSGS: i32 = 4;
pub(crate) const CAN_RAW_FD_FRAMES: i32 = 5;
pub(crate) const CAN_RAW_JOIN_FILTERS: i32 = 6;
pub(crate) const CAN_RAW_XL_FRAMES: i32 = 7;
pub(crate) const CAN_RAW_XL_VCID_OPTS: i32 = 8;

// linux/can/isotp.h
pub(crate) const SOL_CAN_ISOTP: i32 = 106;
pub(crate) const CAN_ISOTP_OPTS: i32 = 1;
pub(crate) const CAN_ISOTP_RECV_FC: i32 = 2;
pub(crate) const CAN_ISOTP_TX_STMIN: i32 = 3;
pub(crate) const CAN_ISOTP_RX_STMIN: i32 = 4;
pub(crate) const CAN_ISOTP_LL_OPTS: i32 = 5;

// linux/can/j1939.h
pub(crate) const SOL_CAN_J1939: i32 = 107;
pub(crate) const SO_J1939_FILTER: i32 = 1;
pub(crate) const SO_J1939_PROMISC: i32 = 2;
pub(crate) const SO_J1939_SEND_PRIO: i32 = 3;
pub(crate) const SO_J1939_ERRQUEUE: i32 = 4;

// linux/mroute.h and mroute6.h
pub(crate) const MRT_INIT: i32 = 200;
pub(crate) const MRT_DONE: i32 = 201;
pub(crate) const MRT_ADD_VIF: i32 = 202;
pub(crate) const MRT_DEL_VIF: i32 = 203;
pub(crate) const MRT_ADD_MFC: i32 = 204;
pub(crate) const MRT_DEL_MFC: i32 = 205;
pub(crate) const MRT_VERSION: i32 = 206;
pub(crate) const MRT_ASSERT: i32 = 207;
pub(crate) const MRT_PIM: i32 = 208;
pub(crate) const MRT_TABLE: i32 = 209;
pub(crate) const MRT_ADD_MFC_PROXY: i32 = 210;
pub(crate) const MRT_DEL_MFC_PROXY: i32 = 211;
pub(crate) const MRT_FLUSH: i32 = 212;
pub(crate) const MRT6_INIT: i32 = 200;
pub(crate) const MRT6_DONE: i32 = 201;
pub(crate) const MRT6_ADD_MIF: i32 = 202;
pub(crate) const MRT6_DEL_MIF: i32 = 203;
pub(crate) const MRT6_ADD_MFC: i32 = 204;
pub(crate) const MRT6_DEL_MFC: i32 = 205;
pub(crate) const MRT6_VERSION: i32 = 206;
pub(crate) const MRT6_ASSERT: i32 = 207;
pub(crate) const MRT6_PIM: i32 = 208;
pub(crate) const MRT6_TABLE: i32 = 209;
pub(crate) const MRT6_ADD_MFC_PROXY: i32 = 210;
pub(crate) const MRT6_DEL_MFC_PROXY: i32 = 211;
pub(crate) const MRT6_FLUSH: i32 = 212;

// linux/socket.h, linux/if_xdp.h
pub(crate) const AF_XDP: i32 = 44;
pub(crate) const SOL_XDP: i32 = 283;
pub(crate) const XDP_MMAP_OFFSETS: i32 = 1;
pub(crate) const XDP_RX_RING: i32 = 2;
pub(crate) const XDP_TX_RING: i32 = 3;
pub(crate) const XDP_UMEM_REG: i32 = 4;
pub(crate) const XDP_UMEM_FILL_RING: i32 = 5;
pub(crate) const XDP_UMEM_COMPLETION_RING: i32 = 6;
pub(crate) const XDP_STATISTICS: i32 = 7;
pub(crate) const XDP_OPTIONS: i32 = 8;
pub(crate) const XDP_MAX_TX_SKB_BUDGET: i32 = 9;

// linux/if_packet.h
pub(crate) const PACKET_HDRLEN: i32 = 11;

// linux/tcp.h
pub(crate) const TCP_ZEROCOPY_RECEIVE: i32 = 35;

// linux/if_alg.h
pub(crate) const ALG_SET_KEY_BY_KEY_SERIAL: i32 = 7;

// linux/in.h, linux/sctp.h
pub(crate) const SOL_SCTP: i32 = 132;
pub(crate) const SCTP_RTOINFO: i32 = 0;
pub(crate) const SCTP_ASSOCINFO: i32 = 1;
pub(crate) const SCTP_INITMSG: i32 = 2;
pub(crate) const SCTP_NODELAY: i32 = 3;
pub(crate) const SCTP_AUTOCLOSE: i32 = 4;
pub(crate) const SCTP_SET_PEER_PRIMARY_ADDR: i32 = 5;
pub(crate) const SCTP_PRIMARY_ADDR: i32 = 6;
pub(crate) const SCTP_ADAPTATION_LAYER: i32 = 7;
pub(crate) const SCTP_DISABLE_FRAGMENTS: i32 = 8;
pub(crate) const SCTP_PEER_ADDR_PARAMS: i32 = 9;
pub(crate) const SCTP_DEFAULT_SEND_PARAM: i32 = 10;
pub(crate) const SCTP_EVENTS: i32 = 11;
pub(crate) const SCTP_I_WANT_MAPPED_V4_ADDR: i32 = 12;
pub(crate) const SCTP_MAXSEG: i32 = 13;
pub(crate) const SCTP_STATUS: i32 = 14;
pub(crate) const SCTP_GET_PEER_ADDR_INFO: i32 = 15;
pub(crate) const SCTP_DELAYED_SACK: i32 = 16;
pub(crate) const SCTP_CONTEXT: i32 = 17;
pub(crate) const SCTP_FRAGMENT_INTERLEAVE: i32 = 18;
pub(crate) const SCTP_PARTIAL_DELIVERY_POINT: i32 = 19;
pub(crate) const SCTP_MAX_BURST: i32 = 20;
pub(crate) const SCTP_AUTH_CHUNK: i32 = 21;
pub(crate) const SCTP_HMAC_IDENT: i32 = 22;
pub(crate) const SCTP_AUTH_KEY: i32 = 23;
pub(crate) const SCTP_AUTH_ACTIVE_KEY: i32 = 24;
pub(crate) const SCTP_AUTH_DELETE_KEY: i32 = 25;
pub(crate) const SCTP_PEER_AUTH_CHUNKS: i32 = 26;
pub(crate) const SCTP_LOCAL_AUTH_CHUNKS: i32 = 27;
pub(crate) const SCTP_GET_ASSOC_NUMBER: i32 = 28;
pub(crate) const SCTP_GET_ASSOC_ID_LIST: i32 = 29;
pub(crate) const SCTP_AUTO_ASCONF: i32 = 30;
pub(crate) const SCTP_PEER_ADDR_THLDS: i32 = 31;
pub(crate) const SCTP_RECVRCVINFO: i32 = 32;
pub(crate) const SCTP_RECVNXTINFO: i32 = 33;
pub(crate) const SCTP_DEFAULT_SNDINFO: i32 = 34;
pub(crate) const SCTP_AUTH_DEACTIVATE_KEY: i32 = 35;
pub(crate) const SCTP_REUSE_PORT: i32 = 36;
pub(crate) const SCTP_PEER_ADDR_THLDS_V2: i32 = 37;
pub(crate) const SCTP_SOCKOPT_BINDX_ADD: i32 = 100;
pub(crate) const SCTP_SOCKOPT_BINDX_REM: i32 = 101;
pub(crate) const SCTP_SOCKOPT_PEELOFF: i32 = 102;
pub(crate) const SCTP_GET_PEER_ADDRS: i32 = 108;
pub(crate) const SCTP_GET_LOCAL_ADDRS: i32 = 109;
pub(crate) const SCTP_SOCKOPT_CONNECTX: i32 = 110;
pub(crate) const SCTP_SOCKOPT_CONNECTX3: i32 = 111;
pub(crate) const SCTP_GET_ASSOC_STATS: i32 = 112;
pub(crate) const SCTP_PR_SUPPORTED: i32 = 113;
pub(crate) const SCTP_DEFAULT_PRINFO: i32 = 114;
pub(crate) const SCTP_PR_ASSOC_STATUS: i32 = 115;
pub(crate) const SCTP_PR_STREAM_STATUS: i32 = 116;
pub(crate) const SCTP_RECONFIG_SUPPORTED: i32 = 117;
pub(crate) const SCTP_ENABLE_STREAM_RESET: i32 = 118;
pub(crate) const SCTP_RESET_STREAMS: i32 = 119;
pub(crate) const SCTP_RESET_ASSOC: i32 = 120;
pub(crate) const SCTP_ADD_STREAMS: i32 = 121;
pub(crate) const SCTP_SOCKOPT_PEELOFF_FLAGS: i32 = 122;
pub(crate) const SCTP_STREAM_SCHEDULER: i32 = 123;
pub(crate) const SCTP_STREAM_SCHEDULER_VALUE: i32 = 124;
pub(crate) const SCTP_INTERLEAVING_SUPPORTED: i32 = 125;
pub(crate) const SCTP_EVENT: i32 = 127;
pub(crate) const SCTP_ASCONF_SUPPORTED: i32 = 128;
pub(crate) const SCTP_AUTH_SUPPORTED: i32 = 129;
pub(crate) const SCTP_ECN_SUPPORTED: i32 = 130;
pub(crate) const SCTP_EXPOSE_POTENTIALLY_FAILED_STATE: i32 = 131;
pub(crate) const SCTP_REMOTE_UDP_ENCAPS_PORT: i32 = 132;
pub(crate) const SCTP_PLPMTUD_PROBE_INTERVAL: i32 = 133;
pub(crate) const SCTP_FUTURE_ASSOC: i32 = 0;
pub(crate) const SCTP_CURRENT_ASSOC: i32 = 1;
pub(crate) const SCTP_ALL_ASSOC: i32 = 2;
pub(crate) const SCTP_INIT: i32 = 0;
pub(crate) const SCTP_SNDRCV: i32 = 1;
pub(crate) const SCTP_SNDINFO: i32 = 2;
pub(crate) const SCTP_RCVINFO: i32 = 3;
pub(crate) const SCTP_NXTINFO: i32 = 4;
pub(crate) const SCTP_PRINFO: i32 = 5;
pub(crate) const SCTP_AUTHINFO: i32 = 6;
pub(crate) const SCTP_DSTADDRV4: i32 = 7;
pub(crate) const SCTP_DSTADDRV6: i32 = 8;
pub(crate) const SCTP_DATA_IO_EVENT: i32 = 0x8000;
pub(crate) const SCTP_ASSOC_CHANGE: i32 = 0x8001;
pub(crate) const SCTP_PEER_ADDR_CHANGE: i32 = 0x8002;
pub(crate) const SCTP_SEND_FAILED: i32 = 0x8003;
pub(crate) const SCTP_REMOTE_ERROR: i32 = 0x8004;
pub(crate) const SCTP_SHUTDOWN_EVENT: i32 = 0x8005;
pub(crate) const SCTP_PARTIAL_DELIVERY_EVENT: i32 = 0x8006;
pub(crate) const SCTP_ADAPTATION_INDICATION: i32 = 0x8007;
pub(crate) const SCTP_AUTHENTICATION_EVENT: i32 = 0x8008;
pub(crate) const SCTP_SENDER_DRY_EVENT: i32 = 0x8009;
pub(crate) const SCTP_STREAM_RESET_EVENT: i32 = 0x800a;
pub(crate) const SCTP_ASSOC_RESET_EVENT: i32 = 0x800b;
pub(crate) const SCTP_STREAM_CHANGE_EVENT: i32 = 0x800c;
pub(crate) const SCTP_SEND_FAILED_EVENT: i32 = 0x800d;
pub(crate) const SCTP_EMPTY: i32 = 0;
pub(crate) const SCTP_CLOSED: i32 = 1;
pub(crate) const SCTP_COOKIE_WAIT: i32 = 2;
pub(crate) const SCTP_COOKIE_ECHOED: i32 = 3;
pub(crate) const SCTP_ESTABLISHED: i32 = 4;
pub(crate) const SCTP_SHUTDOWN_PENDING: i32 = 5;
pub(crate) const SCTP_SHUTDOWN_SENT: i32 = 6;
pub(crate) const SCTP_SHUTDOWN_RECEIVED: i32 = 7;
pub(crate) const SCTP_SHUTDOWN_ACK_SENT: i32 = 8;
pub(crate) const SCTP_INACTIVE: i32 = 0;
pub(crate) const SCTP_PF: i32 = 1;
pub(crate) const SCTP_ACTIVE: i32 = 2;
pub(crate) const SCTP_UNCONFIRMED: i32 = 3;
pub(crate) const SCTP_SS_FCFS: i32 = 0;
pub(crate) const SCTP_SS_PRIO: i32 = 1;
pub(crate) const SCTP_SS_RR: i32 = 2;
pub(crate) const SCTP_SS_FC: i32 = 3;
pub(crate) const SCTP_SS_WFQ: i32 = 4;
pub(crate) const SCTP_PR_SCTP_NONE: i32 = 0;
pub(crate) const SCTP_PR_SCTP_TTL: i32 = 0x10;
pub(crate) const SCTP_PR_SCTP_RTX: i32 = 0x20;
pub(crate) const SCTP_PR_SCTP_PRIO: i32 = 0x30;
pub(crate) const SCTP_PR_SCTP_ALL: i32 = 0x80;
pub(crate) const SCTP_AUTH_HMAC_ID_SHA1: i32 = 1;
pub(crate) const SCTP_AUTH_HMAC_ID_SHA256: i32 = 3;

// net/sctp/constants.h, which is the kernel's own.
pub(crate) const SCTP_PF_EXPOSE_UNSET: i32 = 0;
pub(crate) const SCTP_PF_EXPOSE_DISABLE: i32 = 1;
pub(crate) const SCTP_PF_EXPOSE_ENABLE: i32 = 2;

// linux/socket.h, which is the kernel's own.
pub(crate) const SOL_TIPC: i32 = 271;
pub(crate) const SOL_DCCP: i32 = 269;
pub(crate) const SOL_KCM: i32 = 281;
pub(crate) const SOL_SMC: i32 = 286;
pub(crate) const SOL_MCTP: i32 = 285;
pub(crate) const SOL_RDS: i32 = 276;
pub(crate) const SOL_RXRPC: i32 = 272;
pub(crate) const SOL_LLC: i32 = 268;
pub(crate) const SOL_PPPOL2TP: i32 = 273;
pub(crate) const SOL_NFC: i32 = 280;
pub(crate) const SOL_PNPIPE: i32 = 275;
pub(crate) const SOL_AX25: i32 = 257;
pub(crate) const SOL_ATM: i32 = 264;
pub(crate) const AF_AX25: i32 = 3;
pub(crate) const AF_ATMPVC: i32 = 8;
pub(crate) const AF_ATMSVC: i32 = 20;
pub(crate) const AF_RDS: i32 = 21;
pub(crate) const AF_PPPOX: i32 = 24;
pub(crate) const AF_LLC: i32 = 26;
pub(crate) const AF_TIPC: i32 = 30;
pub(crate) const AF_RXRPC: i32 = 33;
pub(crate) const AF_PHONET: i32 = 35;
pub(crate) const AF_NFC: i32 = 39;
pub(crate) const AF_KCM: i32 = 41;
pub(crate) const AF_SMC: i32 = 43;
pub(crate) const AF_MCTP: i32 = 45;
pub(crate) const SOCK_DCCP: i32 = 6;
pub(crate) const IPPROTO_DCCP: i32 = 33;

// linux/tipc.h
pub(crate) const TIPC_IMPORTANCE: i32 = 127;
pub(crate) const TIPC_SRC_DROPPABLE: i32 = 128;
pub(crate) const TIPC_DEST_DROPPABLE: i32 = 129;
pub(crate) const TIPC_CONN_TIMEOUT: i32 = 130;
pub(crate) const TIPC_NODE_RECVQ_DEPTH: i32 = 131;
pub(crate) const TIPC_SOCK_RECVQ_DEPTH: i32 = 132;
pub(crate) const TIPC_MCAST_BROADCAST: i32 = 133;
pub(crate) const TIPC_MCAST_REPLICAST: i32 = 134;
pub(crate) const TIPC_GROUP_JOIN: i32 = 135;
pub(crate) const TIPC_GROUP_LEAVE: i32 = 136;
pub(crate) const TIPC_SOCK_RECVQ_USED: i32 = 137;
pub(crate) const TIPC_NODELAY: i32 = 138;

// linux/dccp.h
pub(crate) const DCCP_SOCKOPT_SERVICE: i32 = 2;
pub(crate) const DCCP_SOCKOPT_GET_CUR_MPS: i32 = 5;
pub(crate) const DCCP_SOCKOPT_SERVER_TIMEWAIT: i32 = 6;
pub(crate) const DCCP_SOCKOPT_SEND_CSCOV: i32 = 10;
pub(crate) const DCCP_SOCKOPT_RECV_CSCOV: i32 = 11;
pub(crate) const DCCP_SOCKOPT_AVAILABLE_CCIDS: i32 = 12;
pub(crate) const DCCP_SOCKOPT_CCID: i32 = 13;
pub(crate) const DCCP_SOCKOPT_TX_CCID: i32 = 14;
pub(crate) const DCCP_SOCKOPT_RX_CCID: i32 = 15;
pub(crate) const DCCP_SOCKOPT_QPOLICY_ID: i32 = 16;
pub(crate) const DCCP_SOCKOPT_QPOLICY_TXQLEN: i32 = 17;
pub(crate) const DCCP_SOCKOPT_CCID_RX_INFO: i32 = 128;
pub(crate) const DCCP_SOCKOPT_CCID_TX_INFO: i32 = 192;

// linux/smc.h
pub(crate) const SMC_LIMIT_HS: i32 = 1;

// linux/mctp.h
pub(crate) const MCTP_OPT_ADDR_EXT: i32 = 1;

// linux/kcm.h
pub(crate) const KCM_RECV_DISABLE: i32 = 1;

// linux/rds.h
pub(crate) const RDS_CANCEL_SENT_TO: i32 = 1;
pub(crate) const RDS_GET_MR: i32 = 2;
pub(crate) const RDS_FREE_MR: i32 = 3;
pub(crate) const RDS_RECVERR: i32 = 5;
pub(crate) const RDS_CONG_MONITOR: i32 = 6;
pub(crate) const RDS_GET_MR_FOR_DEST: i32 = 7;
pub(crate) const SO_RDS_TRANSPORT: i32 = 8;
pub(crate) const SO_RDS_MSG_RXPATH_LATENCY: i32 = 10;

// linux/rxrpc.h
pub(crate) const RXRPC_SECURITY_KEY: i32 = 1;
pub(crate) const RXRPC_SECURITY_KEYRING: i32 = 2;
pub(crate) const RXRPC_EXCLUSIVE_CONNECTION: i32 = 3;
pub(crate) const RXRPC_MIN_SECURITY_LEVEL: i32 = 4;
pub(crate) const RXRPC_UPGRADEABLE_SERVICE: i32 = 5;
pub(crate) const RXRPC_SUPPORTED_CMSG: i32 = 6;
pub(crate) const RXRPC_MANAGE_RESPONSE: i32 = 7;

// linux/if_pppol2tp.h
pub(crate) const PPPOL2TP_SO_RECVSEQ: i32 = 2;
pub(crate) const PPPOL2TP_SO_SENDSEQ: i32 = 3;
pub(crate) const PPPOL2TP_SO_LNSMODE: i32 = 4;
pub(crate) const PPPOL2TP_SO_REORDERTO: i32 = 5;

// linux/phonet.h
pub(crate) const PNPIPE_ENCAP: i32 = 1;
pub(crate) const PNPIPE_IFINDEX: i32 = 2;
pub(crate) const PNPIPE_HANDLE: i32 = 3;
pub(crate) const PNPIPE_INITSTATE: i32 = 4;

// linux/nfc.h
pub(crate) const NFC_LLCP_RW: i32 = 0;
pub(crate) const NFC_LLCP_MIUX: i32 = 1;
pub(crate) const NFC_LLCP_REMOTE_MIU: i32 = 2;
pub(crate) const NFC_LLCP_REMOTE_LTO: i32 = 3;
pub(crate) const NFC_LLCP_REMOTE_RW: i32 = 4;

// linux/llc.h
pub(crate) const LLC_OPT_RETRY: i32 = 1;
pub(crate) const LLC_OPT_SIZE: i32 = 2;
pub(crate) const LLC_OPT_ACK_TMR_EXP: i32 = 3;
pub(crate) const LLC_OPT_P_TMR_EXP: i32 = 4;
pub(crate) const LLC_OPT_REJ_TMR_EXP: i32 = 5;
pub(crate) const LLC_OPT_BUSY_TMR_EXP: i32 = 6;
pub(crate) const LLC_OPT_TX_WIN: i32 = 7;
pub(crate) const LLC_OPT_RX_WIN: i32 = 8;
pub(crate) const LLC_OPT_PKTINFO: i32 = 9;

// linux/atm.h, atmdev.h
pub(crate) const SO_SETCLP: i32 = so_atm(0, 4);
pub(crate) const SO_ATMQOS: i32 = so_atm(2, crate::values::atm_sizes::QOS);
pub(crate) const SO_ATMSAP: i32 = so_atm(3, crate::values::atm_sizes::SAP);
pub(crate) const SO_ATMPVC: i32 = so_atm(4, crate::values::atm_sizes::PVC);
pub(crate) const SO_MULTIPOINT: i32 = so_atm(5, 4);

/// `__SO_ENCODE`: the level, a number and the size of the value.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // a size of some bytes
const fn so_atm(number: i32, size: usize) -> i32 {
    (SOL_ATM & 0x1ff) << 22 | number << 16 | size as i32
}

// linux/ax25.h
pub(crate) const AX25_WINDOW: i32 = 1;
pub(crate) const AX25_T1: i32 = 2;
pub(crate) const AX25_N2: i32 = 3;
pub(crate) const AX25_T3: i32 = 4;
pub(crate) const AX25_T2: i32 = 5;
pub(crate) const AX25_BACKOFF: i32 = 6;
pub(crate) const AX25_EXTSEQ: i32 = 7;
pub(crate) const AX25_PIDINCL: i32 = 8;
pub(crate) const AX25_IDLE: i32 = 9;
pub(crate) const AX25_PACLEN: i32 = 10;
pub(crate) const AX25_IAMDIGI: i32 = 12;

// net/bluetooth/bluetooth.h of the kernel, bluetooth/bluetooth.h of BlueZ
pub(crate) const AF_BLUETOOTH: i32 = 31;
pub(crate) const SOL_HCI: i32 = 0;
pub(crate) const SOL_L2CAP: i32 = 6;
pub(crate) const SOL_SCO: i32 = 17;
pub(crate) const SOL_RFCOMM: i32 = 18;
pub(crate) const SOL_BLUETOOTH: i32 = 274;
pub(crate) const BT_SECURITY: i32 = 4;
pub(crate) const BT_DEFER_SETUP: i32 = 7;
pub(crate) const BT_FLUSHABLE: i32 = 8;
pub(crate) const BT_POWER: i32 = 9;
pub(crate) const BT_CHANNEL_POLICY: i32 = 10;
pub(crate) const BT_VOICE: i32 = 11;
pub(crate) const BT_SNDMTU: i32 = 12;
pub(crate) const BT_RCVMTU: i32 = 13;
pub(crate) const BT_PHY: i32 = 14;
pub(crate) const BT_MODE: i32 = 15;
pub(crate) const BT_PKT_STATUS: i32 = 16;
pub(crate) const BT_ISO_QOS: i32 = 17;
pub(crate) const BT_CODEC: i32 = 19;
pub(crate) const BT_ISO_BASE: i32 = 20;
pub(crate) const BT_PKT_SEQNUM: i32 = 22;
pub(crate) const BT_SECURITY_SDP: i32 = 0;
pub(crate) const BT_SECURITY_LOW: i32 = 1;
pub(crate) const BT_SECURITY_MEDIUM: i32 = 2;
pub(crate) const BT_SECURITY_HIGH: i32 = 3;
pub(crate) const BT_SECURITY_FIPS: i32 = 4;
pub(crate) const BT_CHANNEL_POLICY_BREDR_ONLY: i32 = 0;
pub(crate) const BT_CHANNEL_POLICY_BREDR_PREFERRED: i32 = 1;
pub(crate) const BT_CHANNEL_POLICY_AMP_PREFERRED: i32 = 2;
pub(crate) const BT_VOICE_TRANSPARENT: i32 = 0x03;
pub(crate) const BT_VOICE_CVSD_16BIT: i32 = 0x60;
pub(crate) const BT_VOICE_TRANSPARENT_16BIT: i32 = 0x63;
pub(crate) const BT_MODE_BASIC: i32 = 0;
pub(crate) const BT_MODE_ERTM: i32 = 1;
pub(crate) const BT_MODE_STREAMING: i32 = 2;
pub(crate) const BT_MODE_LE_FLOWCTL: i32 = 3;
pub(crate) const BT_MODE_EXT_FLOWCTL: i32 = 4;
pub(crate) const BT_CODEC_CVSD: i32 = 2;
pub(crate) const BT_CODEC_TRANSPARENT: i32 = 3;
pub(crate) const BT_CODEC_MSBC: i32 = 5;
pub(crate) const BDADDR_BREDR: i32 = 0;
pub(crate) const BDADDR_LE_PUBLIC: i32 = 1;
pub(crate) const BDADDR_LE_RANDOM: i32 = 2;

// net/bluetooth/hci_sock.h, l2cap.h, sco.h, rfcomm.h of the kernel; bluetooth/hci.h and so on of BlueZ
pub(crate) const HCI_DATA_DIR: i32 = 1;
pub(crate) const HCI_FILTER: i32 = 2;
pub(crate) const HCI_TIME_STAMP: i32 = 3;
pub(crate) const HCI_CHANNEL_RAW: i32 = 0;
pub(crate) const HCI_CHANNEL_USER: i32 = 1;
pub(crate) const HCI_CHANNEL_MONITOR: i32 = 2;
pub(crate) const HCI_CHANNEL_CONTROL: i32 = 3;
pub(crate) const HCI_CHANNEL_LOGGING: i32 = 4;
pub(crate) const L2CAP_OPTIONS: i32 = 1;
pub(crate) const L2CAP_CONNINFO: i32 = 2;
pub(crate) const L2CAP_LM: i32 = 3;
pub(crate) const L2CAP_MODE_BASIC: i32 = 0;
pub(crate) const L2CAP_MODE_RETRANS: i32 = 1;
pub(crate) const L2CAP_MODE_FLOWCTL: i32 = 2;
pub(crate) const L2CAP_MODE_ERTM: i32 = 3;
pub(crate) const L2CAP_MODE_STREAMING: i32 = 4;
pub(crate) const SCO_OPTIONS: i32 = 1;
pub(crate) const SCO_CONNINFO: i32 = 2;
pub(crate) const RFCOMM_CONNINFO: i32 = 2;
pub(crate) const RFCOMM_LM: i32 = 3;

// The values, by the same headers.
pub(crate) const TIPC_LOW_IMPORTANCE: i32 = 0;
pub(crate) const TIPC_MEDIUM_IMPORTANCE: i32 = 1;
pub(crate) const TIPC_HIGH_IMPORTANCE: i32 = 2;
pub(crate) const TIPC_CRITICAL_IMPORTANCE: i32 = 3;
pub(crate) const TIPC_OK: i32 = 0;
pub(crate) const TIPC_ERR_NO_NAME: i32 = 1;
pub(crate) const TIPC_ERR_NO_PORT: i32 = 2;
pub(crate) const TIPC_ERR_NO_NODE: i32 = 3;
pub(crate) const TIPC_ERR_OVERLOAD: i32 = 4;
pub(crate) const TIPC_CONN_SHUTDOWN: i32 = 5;
pub(crate) const TIPC_ERRINFO: i32 = 1;
pub(crate) const TIPC_RETDATA: i32 = 2;
pub(crate) const TIPC_DESTNAME: i32 = 3;
pub(crate) const DCCPQ_POLICY_SIMPLE: i32 = 0;
pub(crate) const DCCPQ_POLICY_PRIO: i32 = 1;
pub(crate) const RDS_MSG_RX_HDR_TO_DGRAM_START: i32 = 0;
pub(crate) const RDS_MSG_RX_DGRAM_REASSEMBLE: i32 = 1;
pub(crate) const RDS_MSG_RX_DGRAM_DELIVERED: i32 = 2;
pub(crate) const RDS_TRANS_IB: i32 = 0;
pub(crate) const RDS_TRANS_TCP: i32 = 2;
pub(crate) const RDS_TRANS_NONE: i32 = -1;
pub(crate) const RXRPC_SECURITY_PLAIN: i32 = 0;
pub(crate) const RXRPC_SECURITY_AUTH: i32 = 1;
pub(crate) const RXRPC_SECURITY_ENCRYPT: i32 = 2;
pub(crate) const PNPIPE_ENCAP_NONE: i32 = 0;
pub(crate) const PNPIPE_ENCAP_IP: i32 = 1;
pub(crate) const ATM_NONE: i32 = 0;
pub(crate) const ATM_UBR: i32 = 1;
pub(crate) const ATM_CBR: i32 = 2;
pub(crate) const ATM_VBR: i32 = 3;
pub(crate) const ATM_ABR: i32 = 4;
pub(crate) const ATM_ANYCLASS: i32 = 5;
pub(crate) const ATM_NO_AAL: i32 = 0;
pub(crate) const ATM_AAL0: i32 = 13;
pub(crate) const ATM_AAL1: i32 = 1;
pub(crate) const ATM_AAL2: i32 = 2;
pub(crate) const ATM_AAL34: i32 = 3;
pub(crate) const ATM_AAL5: i32 = 5;
pub(crate) const ATM_HL_NONE: i32 = 0;
pub(crate) const ATM_HL_ISO: i32 = 0x01;
pub(crate) const ATM_HL_USER: i32 = 0x02;
pub(crate) const ATM_HL_HLP: i32 = 0x03;
pub(crate) const ATM_HL_VENDOR: i32 = 0x04;
pub(crate) const ATM_L2_NONE: i32 = 0;
pub(crate) const ATM_L2_ISO1745: i32 = 0x01;
pub(crate) const ATM_L2_Q291: i32 = 0x02;
pub(crate) const ATM_L2_X25_LL: i32 = 0x06;
pub(crate) const ATM_L2_X25_ML: i32 = 0x07;
pub(crate) const ATM_L2_LAPB: i32 = 0x08;
pub(crate) const ATM_L2_HDLC_ARM: i32 = 0x09;
pub(crate) const ATM_L2_HDLC_NRM: i32 = 0x0a;
pub(crate) const ATM_L2_HDLC_ABM: i32 = 0x0b;
pub(crate) const ATM_L2_ISO8802: i32 = 0x0c;
pub(crate) const ATM_L2_X75: i32 = 0x0d;
pub(crate) const ATM_L2_Q922: i32 = 0x0e;
pub(crate) const ATM_L2_USER: i32 = 0x10;
pub(crate) const ATM_L2_ISO7776: i32 = 0x11;
pub(crate) const ATM_L3_NONE: i32 = 0;
pub(crate) const ATM_L3_X25: i32 = 0x06;
pub(crate) const ATM_L3_ISO8208: i32 = 0x07;
pub(crate) const ATM_L3_X223: i32 = 0x08;
pub(crate) const ATM_L3_ISO8473: i32 = 0x09;
pub(crate) const ATM_L3_T70: i32 = 0x0a;
pub(crate) const ATM_L3_TR9577: i32 = 0x0b;
pub(crate) const ATM_L3_H310: i32 = 0x0c;
pub(crate) const ATM_L3_H321: i32 = 0x0d;
pub(crate) const ATM_L3_USER: i32 = 0x10;
