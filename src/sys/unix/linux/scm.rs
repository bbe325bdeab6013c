//! Numbers of control messages that `libc` lacks. They go before those of `families`, which come with them.

/// asm/socket.h. Most machines go by asm-generic/socket.h; SPARC has numbers of its own.
mod socket {
    pub(crate) use super::super::families::*;

    cfg_if::cfg_if! {
        if #[cfg(any(target_arch = "sparc", target_arch = "sparc64"))] {
            pub(crate) const SO_TIMESTAMP_OLD: i32 = 0x001d;
            pub(crate) const SO_TIMESTAMPNS_OLD: i32 = 0x0021;
            pub(crate) const SO_TIMESTAMPING_OLD: i32 = 0x0023;
            pub(crate) const SO_TIMESTAMP_NEW: i32 = 0x0046;
            pub(crate) const SO_TIMESTAMPNS_NEW: i32 = 0x0042;
            pub(crate) const SO_TIMESTAMPING_NEW: i32 = 0x0043;
            pub(crate) const SCM_TIMESTAMPING_OPT_STATS: i32 = 0x0038;
            pub(crate) const SCM_TIMESTAMPING_PKTINFO: i32 = 0x003c;
            pub(crate) const SCM_TXTIME: i32 = 0x003f;
            pub(crate) const SO_DEVMEM_LINEAR: i32 = 0x0057;
            pub(crate) const SO_DEVMEM_DMABUF: i32 = 0x0058;
            pub(crate) const SCM_TS_OPT_ID: i32 = 0x005a;
        } else {
            pub(crate) const SO_TIMESTAMP_OLD: i32 = 29;
            pub(crate) const SO_TIMESTAMPNS_OLD: i32 = 35;
            pub(crate) const SO_TIMESTAMPING_OLD: i32 = 37;
            pub(crate) const SO_TIMESTAMP_NEW: i32 = 63;
            pub(crate) const SO_TIMESTAMPNS_NEW: i32 = 64;
            pub(crate) const SO_TIMESTAMPING_NEW: i32 = 65;
            pub(crate) const SCM_TIMESTAMPING_OPT_STATS: i32 = 54;
            pub(crate) const SCM_TIMESTAMPING_PKTINFO: i32 = 58;
            pub(crate) const SCM_TXTIME: i32 = 61;
            pub(crate) const SO_DEVMEM_LINEAR: i32 = 78;
            pub(crate) const SO_DEVMEM_DMABUF: i32 = 79;
            pub(crate) const SCM_TS_OPT_ID: i32 = 81;
        }
    }
}
pub(crate) use socket::*;

// linux/socket.h, which is the kernel's own.
pub(crate) const SCM_SECURITY: i32 = 3;
pub(crate) const SCM_PIDFD: i32 = 4;
pub(crate) const SOL_TLS: i32 = 282;
pub(crate) const SOL_VSOCK: i32 = 287;

// linux/ipv6.h, linux/in6.h
pub(crate) const IPV6_ORIGDSTADDR: i32 = 74;
pub(crate) const IPV6_FLOWINFO: i32 = 11;
pub(crate) const IPV6_RECVFRAGSIZE: i32 = 77;

// linux/tcp.h
pub(crate) const TCP_CM_INQ: i32 = 36;

// linux/tls.h
pub(crate) const TLS_SET_RECORD_TYPE: i32 = 1;
pub(crate) const TLS_GET_RECORD_TYPE: i32 = 2;

// linux/if_packet.h
pub(crate) const PACKET_AUXDATA: i32 = 8;
pub(crate) const PACKET_TX_TIMESTAMP: i32 = 16;

// linux/netlink.h
pub(crate) const NETLINK_PKTINFO: i32 = 3;
pub(crate) const NETLINK_LISTEN_ALL_NSID: i32 = 8;

// linux/vm_sockets.h
pub(crate) const VSOCK_RECVERR: i32 = 1;

// linux/can/raw.h and linux/can/j1939.h
pub(crate) const SCM_CAN_RAW_ERRQUEUE: i32 = 1;
pub(crate) const SCM_J1939_DEST_ADDR: i32 = 1;
pub(crate) const SCM_J1939_DEST_NAME: i32 = 2;
pub(crate) const SCM_J1939_PRIO: i32 = 3;
pub(crate) const SCM_J1939_ERRQUEUE: i32 = 4;

// bluetooth/bluetooth.h
pub(crate) const BT_SCM_PKT_STATUS: i32 = 3;
pub(crate) const BT_SCM_ERROR: i32 = 4;
pub(crate) const BT_SCM_PKT_SEQNUM: i32 = 5;

// bluetooth/hci.h
pub(crate) const HCI_CMSG_DIR: i32 = 1;
pub(crate) const HCI_CMSG_TSTAMP: i32 = 2;

// linux/if_alg.h
pub(crate) const ALG_OP_DECRYPT: i32 = 0;
pub(crate) const ALG_OP_ENCRYPT: i32 = 1;

// linux/errqueue.h
pub(crate) const SO_EE_ORIGIN_NONE: i32 = 0;
pub(crate) const SO_EE_ORIGIN_LOCAL: i32 = 1;
pub(crate) const SO_EE_ORIGIN_ICMP: i32 = 2;
pub(crate) const SO_EE_ORIGIN_ICMP6: i32 = 3;
pub(crate) const SO_EE_ORIGIN_TXSTATUS: i32 = 4;
pub(crate) const SO_EE_ORIGIN_ZEROCOPY: i32 = 5;
pub(crate) const SO_EE_ORIGIN_TXTIME: i32 = 6;
pub(crate) const SCM_TSTAMP_SND: i32 = 0;
pub(crate) const SCM_TSTAMP_SCHED: i32 = 1;
pub(crate) const SCM_TSTAMP_ACK: i32 = 2;
pub(crate) const SCM_TSTAMP_COMPLETION: i32 = 3;

// linux/socket.h
pub(crate) const MSG_ZEROCOPY: i32 = 0x0400_0000;
