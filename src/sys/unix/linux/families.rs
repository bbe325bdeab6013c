//! Numbers of TLS, CAN and the kernel's ciphers, those that `libc` lacks on Linux or on Android.

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

// linux/if_alg.h
pub(crate) const ALG_SET_KEY_BY_KEY_SERIAL: i32 = 7;
