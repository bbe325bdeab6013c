//! SOL_DCCP: options of DCCP sockets, which carry datagrams with congestion control; linux/dccp.h. Linux 6.16 no longer has them.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without it.
//! if let Ok(socket) = Socket::new(Domain::INET, Type::DCCP, None) {
//!     socket.set_dccp_sockopt_service(&[0x6161_6161])?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/dccp/proto.c` (`do_dccp_setsockopt`, `do_dccp_getsockopt`).
//! DCCP_SOCKOPT_PACKET_SIZE, DCCP_SOCKOPT_CHANGE_L and DCCP_SOCKOPT_CHANGE_R do nothing.

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{BigEndian, Ccid, Fields, Flag, Int, List, Named, Record, Several, Size};
use crate::table::options;
use crate::{DccpQPolicy, TfrcRxInfo, TfrcTxInfo};

options! {
    level SOL_DCCP, "linux/dccp.h", |kind| kind.is_dccp();

    /// The kinds of congestion control that the kernel has.
    DCCP_SOCKOPT_AVAILABLE_CCIDS: Vec<u8> as List<Int<u8, 0, 255, u8>> { get dccp_sockopt_available_ccids }
        on LINUX | ANDROID => DCCP_SOCKOPT_AVAILABLE_CCIDS;

    /// The kinds of congestion control to ask for, both ways, the preferred one first: 2 for one like TCP's, 3 for a smoother one. Those
    /// that the kernel has (EOPNOTSUPP); before `connect` or `listen` (EISCONN).
    DCCP_SOCKOPT_CCID: &[u8] as Several<Int<u8, 0, 255, u8>, 253> { set set_dccp_sockopt_ccid }
        when BeforeConnect
        on LINUX | ANDROID => DCCP_SOCKOPT_CCID;

    /// How what is received is controlled, if it is by CCID 3; ENOPROTOOPT if not.
    DCCP_SOCKOPT_CCID_RX_INFO: TfrcRxInfo as Record<TfrcRxInfo, 12> { get dccp_sockopt_ccid_rx_info }
        when Connected
        on LINUX | ANDROID => DCCP_SOCKOPT_CCID_RX_INFO;

    /// How what is sent is controlled, if it is by CCID 3; ENOPROTOOPT if not.
    DCCP_SOCKOPT_CCID_TX_INFO: TfrcTxInfo as Record<TfrcTxInfo, { TfrcTxInfo::SIZE }> { get dccp_sockopt_ccid_tx_info }
        when Connected
        on LINUX | ANDROID => DCCP_SOCKOPT_CCID_TX_INFO;

    /// The largest packet that can be sent, in bytes of data.
    DCCP_SOCKOPT_GET_CUR_MPS: usize as Size { get dccp_sockopt_get_cur_mps }
        on LINUX | ANDROID => DCCP_SOCKOPT_GET_CUR_MPS;

    /// Which packet is sent first. Before `connect` (EISCONN).
    DCCP_SOCKOPT_QPOLICY_ID: DccpQPolicy as Named<DccpQPolicy> { get dccp_sockopt_qpolicy_id, set set_dccp_sockopt_qpolicy_id }
        when BeforeConnect
        on LINUX | ANDROID => DCCP_SOCKOPT_QPOLICY_ID;

    /// How many packets may wait to be sent; 0 for any number.
    DCCP_SOCKOPT_QPOLICY_TXQLEN: u32 as Int<u32, 0> { get dccp_sockopt_qpolicy_txqlen, set set_dccp_sockopt_qpolicy_txqlen }
        on LINUX | ANDROID => DCCP_SOCKOPT_QPOLICY_TXQLEN;

    /// How much of a received packet its checksum must cover: 0 for all, otherwise the header and one word less than the number.
    ///
    /// A read tells what was agreed on with the peer; before that 0, whatever was set.
    DCCP_SOCKOPT_RECV_CSCOV: u8 as Int<u8, 0, 15> { get dccp_sockopt_recv_cscov, set set_dccp_sockopt_recv_cscov }
        when BeforeConnect law Other
        on LINUX | ANDROID => DCCP_SOCKOPT_RECV_CSCOV;

    /// The kind of congestion control that is in use for what is received. To set, as DCCP_SOCKOPT_CCID; before there is a connection, a read of it is
    /// refused (ENOPROTOOPT).
    DCCP_SOCKOPT_RX_CCID: u8 as Ccid { get dccp_sockopt_rx_ccid, set set_dccp_sockopt_rx_ccid(&[u8]) }
        when BeforeConnect law Other
        on LINUX | ANDROID => DCCP_SOCKOPT_RX_CCID;

    /// How much of a packet to send its checksum covers, as with DCCP_SOCKOPT_RECV_CSCOV.
    ///
    /// A read tells what was agreed on with the peer; before that 0, whatever was set.
    DCCP_SOCKOPT_SEND_CSCOV: u8 as Int<u8, 0, 15> { get dccp_sockopt_send_cscov, set set_dccp_sockopt_send_cscov }
        when BeforeConnect law Other
        on LINUX | ANDROID => DCCP_SOCKOPT_SEND_CSCOV;

    /// Whether it is the server that keeps a closed connection's place for a while. Of a server's sockets.
    DCCP_SOCKOPT_SERVER_TIMEWAIT: bool as Flag { get dccp_sockopt_server_timewait, set set_dccp_sockopt_server_timewait }
        on LINUX | ANDROID => DCCP_SOCKOPT_SERVER_TIMEWAIT;

    /// The service that is asked for, or given: a number that is often four letters; and behind it up to 31 more that a listener gives.
    DCCP_SOCKOPT_SERVICE: Vec<u32> as Several<Int<u32, 0, { u32::MAX as i128 - 1 }, BigEndian>, 128> { get dccp_sockopt_service, set set_dccp_sockopt_service(&[u32]) }
        on LINUX | ANDROID => DCCP_SOCKOPT_SERVICE;

    /// The kind of congestion control that is in use for what is sent. To set, as DCCP_SOCKOPT_CCID; before there is a connection, a read of it is
    /// refused (ENOPROTOOPT).
    DCCP_SOCKOPT_TX_CCID: u8 as Ccid { get dccp_sockopt_tx_ccid, set set_dccp_sockopt_tx_ccid(&[u8]) }
        when BeforeConnect law Other
        on LINUX | ANDROID => DCCP_SOCKOPT_TX_CCID;
}
