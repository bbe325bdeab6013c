//! Values of families that few machines have.

use core::mem::align_of;
use core::time::Duration;

use crate::codec::{names, placed, record, Bits, Int, Micros, Named, U32, U64};

/// In microseconds.
type TfrcTime = Micros<0, { u32::MAX as i128 }, u32>;

/// Any number of two bytes.
type U16 = Int<u16, 0, 65535, u16>;

names! {
    /// How important what a TIPC socket sends is: TIPC_IMPORTANCE.
    ///
    /// ```
    /// use sockopt::TipcImportance;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(TipcImportance::HIGH.to_string(), "TIPC_HIGH_IMPORTANCE");
    /// # }
    /// ```
    pub struct TipcImportance {
        /// As all sockets from the start.
        LOW = TIPC_LOW_IMPORTANCE on LINUX | ANDROID;
        /// More.
        MEDIUM = TIPC_MEDIUM_IMPORTANCE on LINUX | ANDROID;
        /// Still more.
        HIGH = TIPC_HIGH_IMPORTANCE on LINUX | ANDROID;
        /// The most.
        CRITICAL = TIPC_CRITICAL_IMPORTANCE on LINUX | ANDROID;
    }
}

record! {
    /// A member of a group of TIPC sockets: TIPC_GROUP_JOIN.
    ///
    /// ```
    /// use sockopt::TipcGroupReq;
    ///
    /// let member = TipcGroupReq { group: 4711, instance: 1, scope: 2, flags: 0 }; // in the cluster
    /// # assert_eq!(member.group, 4711);
    /// ```
    pub struct TipcGroupReq {
        /// The group's number, in C `type`.
        pub group: u32 as U32,
        /// The member's number.
        pub instance: u32 as U32,
        /// Where the group is: 2 for the cluster, 3 for the node.
        pub scope: u32 as U32,
        /// 1 to receive what the socket itself sends, 2 to be told of who comes and goes.
        pub flags: u32 as U32,
    }
}

names! {
    /// Why a TIPC message came back.
    ///
    /// ```
    /// use sockopt::TipcError;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(TipcError::OVERLOAD.raw(), 4);
    /// # }
    /// ```
    pub struct TipcError {
        /// Nothing was wrong.
        OK = TIPC_OK on LINUX | ANDROID;
        /// There is no such service.
        NO_NAME = TIPC_ERR_NO_NAME on LINUX | ANDROID;
        /// There is no such socket.
        NO_PORT = TIPC_ERR_NO_PORT on LINUX | ANDROID;
        /// There is no such node.
        NO_NODE = TIPC_ERR_NO_NODE on LINUX | ANDROID;
        /// The receiver has no room.
        OVERLOAD = TIPC_ERR_OVERLOAD on LINUX | ANDROID;
        /// The connection was shut down.
        CONN_SHUTDOWN = TIPC_CONN_SHUTDOWN on LINUX | ANDROID;
    }
}

record! {
    /// Why a message came back: the control message TIPC_ERRINFO.
    pub struct TipcErrInfo {
        /// The reason.
        pub error: TipcError as Named<TipcError, u32>,
        /// How many bytes of it came back, in TIPC_RETDATA.
        pub length: u32 as U32,
    }
}

record! {
    /// The service that a message was sent to: the control message TIPC_DESTNAME.
    pub struct TipcDestName {
        /// The service, in C `type`.
        pub service: u32 as U32,
        /// The first of its numbers.
        pub lower: u32 as U32,
        /// The last one.
        pub upper: u32 as U32,
    }
}

names! {
    /// Which packet of a DCCP socket is sent first: DCCP_SOCKOPT_QPOLICY_ID.
    ///
    /// ```
    /// use sockopt::DccpQPolicy;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(DccpQPolicy::PRIO.raw(), 1);
    /// # }
    /// ```
    pub struct DccpQPolicy {
        /// What was given first.
        SIMPLE = DCCPQ_POLICY_SIMPLE on LINUX | ANDROID;
        /// What has the highest priority.
        PRIO = DCCPQ_POLICY_PRIO on LINUX | ANDROID;
    }
}

placed! {
    /// How TFRC (CCID 3) receives: DCCP_SOCKOPT_CCID_RX_INFO.
    pub struct TfrcRxInfo of 12; {
        /// At what rate data comes, in bytes a second.
        x_recv: u32 as U32, at 0;
        /// The round-trip time, as the peer tells it.
        rtt: Duration as TfrcTime, at 4;
        /// The rate of loss events, in millionths.
        p: u32 as U32, at 8;
    }
}

placed! {
    /// How TFRC (CCID 3) sends: DCCP_SOCKOPT_CCID_TX_INFO.
    pub struct TfrcTxInfo of 36_usize.next_multiple_of(align_of::<u64>()); {
        /// At what rate data is sent, in units of 1/64 byte a second.
        x: u64 as U64, at 0;
        /// At what rate the peer receives it, in the same units.
        x_recv: u64 as U64, at 8;
        /// At what rate data may be sent by what was lost, in bytes a second.
        x_calc: u32 as U32, at 16;
        /// The round-trip time.
        rtt: Duration as TfrcTime, at 20;
        /// The rate of loss events, in millionths.
        p: u32 as U32, at 24;
        /// After how long without an answer less is sent.
        rto: Duration as TfrcTime, at 28;
        /// The time between two packets.
        ipi: Duration as TfrcTime, at 32;
    }
}

names! {
    /// What carries the data of an RDS socket: SO_RDS_TRANSPORT.
    ///
    /// ```
    /// use sockopt::RdsTransport;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(RdsTransport::TCP.to_string(), "RDS_TRANS_TCP");
    /// # }
    /// ```
    pub struct RdsTransport {
        /// Infiniband.
        IB = RDS_TRANS_IB on LINUX | ANDROID;
        /// TCP.
        TCP = RDS_TRANS_TCP on LINUX | ANDROID;
        /// Nothing yet.
        NONE = RDS_TRANS_NONE on LINUX | ANDROID;
    }
}

bitflags::bitflags! {
    /// What becomes of a region of memory that a peer may read and write: RDS_GET_MR, RDS_FREE_MR.
    ///
    /// ```
    /// use sockopt::RdsRdmaFlags;
    ///
    /// assert_eq!(RdsRdmaFlags::USE_ONCE.bits(), 8);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct RdsRdmaFlags: u32 {
        /// The peer writes to it; it may do so without this, too.
        const READWRITE = 1;
        /// What hardware may still know of it is thrown away when it is given back.
        const INVALIDATE = 4;
        /// It is given back when it was used once.
        const USE_ONCE = 8;
    }
}

record! {
    /// A region that is given back: RDS_FREE_MR.
    ///
    /// ```
    /// use sockopt::{RdsFreeMr, RdsRdmaFlags};
    ///
    /// let back = RdsFreeMr { cookie: 7, flags: RdsRdmaFlags::INVALIDATE };
    /// # assert_eq!(back.cookie, 7);
    /// ```
    pub struct RdsFreeMr {
        /// What the kernel called it; 0 for all that are no longer used.
        pub cookie: u64 as U64,
        /// INVALIDATE, or none.
        pub flags: RdsRdmaFlags as Bits<RdsRdmaFlags, u64>,
    }
}

names! {
    /// A point on the way of a message that an RDS socket receives: SO_RDS_MSG_RXPATH_LATENCY.
    ///
    /// ```
    /// use sockopt::RdsRxPoint;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(RdsRxPoint::DGRAM_DELIVERED.raw(), 2);
    /// # }
    /// ```
    pub struct RdsRxPoint {
        /// From its header to its data.
        HDR_TO_DGRAM_START = RDS_MSG_RX_HDR_TO_DGRAM_START on LINUX | ANDROID;
        /// From there until all of it is there.
        DGRAM_REASSEMBLE = RDS_MSG_RX_DGRAM_REASSEMBLE on LINUX | ANDROID;
        /// From there until the program has it.
        DGRAM_DELIVERED = RDS_MSG_RX_DGRAM_DELIVERED on LINUX | ANDROID;
    }
}

names! {
    /// What calls are secured by: RXRPC_MIN_SECURITY_LEVEL.
    ///
    /// ```
    /// use sockopt::RxrpcSecurity;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(RxrpcSecurity::ENCRYPT.raw(), 2);
    /// # }
    /// ```
    pub struct RxrpcSecurity {
        /// Checksums.
        PLAIN = RXRPC_SECURITY_PLAIN on LINUX | ANDROID;
        /// Signatures.
        AUTH = RXRPC_SECURITY_AUTH on LINUX | ANDROID;
        /// Encryption.
        ENCRYPT = RXRPC_SECURITY_ENCRYPT on LINUX | ANDROID;
    }
}

record! {
    /// A service that can be raised to another: RXRPC_UPGRADEABLE_SERVICE.
    ///
    /// ```
    /// use sockopt::RxrpcUpgrade;
    ///
    /// let yfs = RxrpcUpgrade { from: 52, to: 2500 };
    /// # assert_eq!(yfs.from, 52);
    /// ```
    pub struct RxrpcUpgrade {
        /// The one that clients ask for.
        pub from: u16 as U16,
        /// The one that they can get.
        pub to: u16 as U16,
    }
}

names! {
    /// What a pipe to a modem is made: PNPIPE_ENCAP.
    ///
    /// ```
    /// use sockopt::PnPipeEncap;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(PnPipeEncap::IP.raw(), 1);
    /// # }
    /// ```
    pub struct PnPipeEncap {
        /// A pipe.
        NONE = PNPIPE_ENCAP_NONE on LINUX | ANDROID;
        /// A network interface.
        IP = PNPIPE_ENCAP_IP on LINUX | ANDROID;
    }
}
