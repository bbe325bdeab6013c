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
pub(crate) const SCTP_GET_PEER_ADDRS: i32 = 108;
pub(crate) const SCTP_GET_LOCAL_ADDRS: i32 = 109;
pub(crate) const SCTP_GET_ASSOC_STATS: i32 = 112;
pub(crate) const SCTP_PR_SUPPORTED: i32 = 113;
pub(crate) const SCTP_DEFAULT_PRINFO: i32 = 114;
pub(crate) const SCTP_RECONFIG_SUPPORTED: i32 = 117;
pub(crate) const SCTP_ENABLE_STREAM_RESET: i32 = 118;
pub(crate) const SCTP_RESET_STREAMS: i32 = 119;
pub(crate) const SCTP_RESET_ASSOC: i32 = 120;
pub(crate) const SCTP_ADD_STREAMS: i32 = 121;
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
pub(crate) const TIPC_SOCK_RECVQ_DEPTH: i32 = 132;
pub(crate) const TIPC_GROUP_JOIN: i32 = 135;
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

// linux/smc.h
pub(crate) const SMC_LIMIT_HS: i32 = 1;

// linux/mctp.h
pub(crate) const MCTP_OPT_ADDR_EXT: i32 = 1;

// linux/kcm.h
pub(crate) const KCM_RECV_DISABLE: i32 = 1;

// linux/rds.h
pub(crate) const RDS_GET_MR: i32 = 2;
pub(crate) const RDS_FREE_MR: i32 = 3;
pub(crate) const RDS_RECVERR: i32 = 5;
pub(crate) const RDS_CONG_MONITOR: i32 = 6;
pub(crate) const RDS_GET_MR_FOR_DEST: i32 = 7;
pub(crate) const SO_RDS_TRANSPORT: i32 = 8;

// linux/rxrpc.h
pub(crate) const RXRPC_MIN_SECURITY_LEVEL: i32 = 4;
pub(crate) const RXRPC_UPGRADEABLE_SERVICE: i32 = 5;
pub(crate) const RXRPC_SUPPORTED_CMSG: i32 = 6;

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
pub(crate) const SO_SETCLP: i32 = 1107296260;

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
pub(crate) const RDS_TRANS_IB: i32 = 0;
pub(crate) const RDS_TRANS_TCP: i32 = 2;
pub(crate) const RDS_TRANS_NONE: i32 = -1;
pub(crate) const RXRPC_SECURITY_PLAIN: i32 = 0;
pub(crate) const RXRPC_SECURITY_AUTH: i32 = 1;
pub(crate) const RXRPC_SECURITY_ENCRYPT: i32 = 2;
pub(crate) const PNPIPE_ENCAP_NONE: i32 = 0;
pub(crate) const PNPIPE_ENCAP_IP: i32 = 1;
