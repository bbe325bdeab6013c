//! Values of SCTP that have names: `linux/sctp.h`.

use crate::codec::names;

names! {
    /// The number of an association. On a one-to-one socket (`SOCK_STREAM`), which has no more than one, it is not heeded.
    ///
    /// ```
    /// use sockopt::SctpAssocId;
    ///
    /// assert_eq!(SctpAssocId::default(), SctpAssocId::from_raw(0));
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(SctpAssocId::ALL.to_string(), "SCTP_ALL_ASSOC");
    /// # }
    /// ```
    pub struct SctpAssocId {
        /// The socket itself: what its new associations begin with.
        FUTURE = SCTP_FUTURE_ASSOC on LINUX | ANDROID | FREEBSD;
        /// The associations that there are; since Linux 5.1.
        CURRENT = SCTP_CURRENT_ASSOC on LINUX | ANDROID | FREEBSD;
        /// Both; since Linux 5.1.
        ALL = SCTP_ALL_ASSOC on LINUX | ANDROID | FREEBSD;
    }
}

/// The socket itself.
impl Default for SctpAssocId {
    fn default() -> SctpAssocId {
        SctpAssocId::from_raw(0)
    }
}

bitflags::bitflags! {
    /// What of [`SctpPeerAddrParams`] is to be changed, or is on.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct SctpPeerAddrFlags: u32 {
        /// Heartbeats are sent to an address that is idle.
        const HB_ENABLE = 1;
        /// They are not.
        const HB_DISABLE = 1 << 1;
        /// One is to be sent now. Not on a socket without an association (EINVAL).
        const HB_DEMAND = 1 << 2;
        /// The path's MTU is found out.
        const PMTUD_ENABLE = 1 << 3;
        /// It is not: `pathmtu` is taken.
        const PMTUD_DISABLE = 1 << 4;
        /// Acknowledgements are delayed.
        const SACKDELAY_ENABLE = 1 << 5;
        /// They are not.
        const SACKDELAY_DISABLE = 1 << 6;
        /// With `HB_ENABLE`: heartbeats without a time between them, other than that of a retransmission.
        const HB_TIME_IS_ZERO = 1 << 7;
        /// `ipv6_flowlabel` is set.
        const IPV6_FLOWLABEL = 1 << 8;
        /// `dscp` is set.
        const DSCP = 1 << 9;
    }
}

/// Whose netinet/sctp_uio.h has other numbers.
const FREEBSD: bool = cfg!(target_os = "freebsd");

bitflags::bitflags! {
    /// How data is sent, or was received.
    ///
    /// ```
    /// use sockopt::SctpSendFlags;
    ///
    /// let flags = SctpSendFlags::UNORDERED | SctpSendFlags::PR_SCTP_TTL;
    /// assert_eq!(flags.bits(), if cfg!(target_os = "freebsd") { 0x401 } else { 0x11 });
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct SctpSendFlags: u32 {
        /// Not in the order of its stream.
        const UNORDERED = if FREEBSD { 0x400 } else { 1 };
        /// To the address that it is sent to, and not to the primary one.
        const ADDR_OVER = if FREEBSD { 0x800 } else { 1 << 1 };
        /// The association is to be aborted.
        const ABORT = if FREEBSD { 0x200 } else { 1 << 2 };
        /// It is to be acknowledged without delay.
        const SACK_IMMEDIATELY = if FREEBSD { 0x4000 } else { 1 << 3 };
        /// Given up after a time: a policy of partial reliability; on Linux, with `PR_SCTP_RTX`, by priority.
        const PR_SCTP_TTL = if FREEBSD { 1 } else { 0x10 };
        /// Given up after so many retransmissions.
        const PR_SCTP_RTX = if FREEBSD { 3 } else { 0x20 };
        /// To all the associations of a one-to-many socket.
        const SENDALL = if FREEBSD { 0x1000 } else { 1 << 6 };
        /// The association is to be shut down, once all is sent.
        const EOF = if FREEBSD { 0x100 } else { 0x200 };
        /// What is next is a notification, and not data (SCTP_NXTINFO).
        const NOTIFICATION = if FREEBSD { 0x10 } else { 0x8000 };
    }
}

names! {
    /// When data is given up that the peer has not acknowledged (RFC 3758).
    ///
    /// ```
    /// use sockopt::SctpPrPolicy;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!("SCTP_PR_SCTP_RTX".parse(), Ok(SctpPrPolicy::RTX));
    /// # }
    /// ```
    pub struct SctpPrPolicy {
        /// Never.
        NONE = SCTP_PR_SCTP_NONE on LINUX | ANDROID | FREEBSD;
        /// After so many milliseconds.
        TTL = SCTP_PR_SCTP_TTL on LINUX | ANDROID | FREEBSD;
        /// After so many retransmissions.
        RTX = SCTP_PR_SCTP_RTX on LINUX | ANDROID | FREEBSD;
        /// When there is no room for data of a higher priority, 0 being the highest.
        PRIO = SCTP_PR_SCTP_PRIO on LINUX | ANDROID | FREEBSD;
        /// By any of these: to ask what was given up, and not to send by.
        ALL = SCTP_PR_SCTP_ALL on LINUX | ANDROID | FREEBSD;
    }
}

impl Default for SctpPrPolicy {
    fn default() -> SctpPrPolicy {
        SctpPrPolicy::from_raw(0)
    }
}

bitflags::bitflags! {
    /// Of what notifications are received: SCTP_EVENTS.
    ///
    /// ```
    /// use sockopt::SctpEvents;
    ///
    /// let events = SctpEvents::ASSOC_CHANGE | SctpEvents::SHUTDOWN;
    /// assert!(!events.contains(SctpEvents::DATA_IO));
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct SctpEvents: u32 {
        /// None; but data comes with the control message SCTP_SNDRCV.
        const DATA_IO = 1;
        /// An association begins or ends.
        const ASSOC_CHANGE = 1 << 1;
        /// An address of the peer's comes, goes, or can be reached or not.
        const PEER_ADDR_CHANGE = 1 << 2;
        /// Data could not be sent, told with `struct sctp_send_failed`.
        const SEND_FAILED = 1 << 3;
        /// The peer tells of an error.
        const REMOTE_ERROR = 1 << 4;
        /// The peer shuts the association down.
        const SHUTDOWN = 1 << 5;
        /// A message of which a part was delivered will not be completed.
        const PARTIAL_DELIVERY = 1 << 6;
        /// The peer's number of SCTP_ADAPTATION_LAYER.
        const ADAPTATION_INDICATION = 1 << 7;
        /// Keys come into use or go out of it.
        const AUTHENTICATION = 1 << 8;
        /// All is sent and acknowledged.
        const SENDER_DRY = 1 << 9;
        /// Streams begin anew.
        const STREAM_RESET = 1 << 10;
        /// The association begins anew.
        const ASSOC_RESET = 1 << 11;
        /// Streams are added.
        const STREAM_CHANGE = 1 << 12;
        /// Data could not be sent, told with `struct sctp_send_failed_event`.
        const SEND_FAILED_EVENT = 1 << 13;
    }
}

names! {
    /// The type of a notification: the first number in it.
    ///
    /// ```
    /// use sockopt::SctpNotification;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(SctpNotification::SHUTDOWN_EVENT.raw(), 0x8005);
    /// # }
    /// ```
    pub struct SctpNotification {
        /// As [`SctpEvents::DATA_IO`].
        DATA_IO_EVENT = SCTP_DATA_IO_EVENT on LINUX | ANDROID;
        /// As [`SctpEvents::ASSOC_CHANGE`].
        ASSOC_CHANGE = SCTP_ASSOC_CHANGE on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::PEER_ADDR_CHANGE`].
        PEER_ADDR_CHANGE = SCTP_PEER_ADDR_CHANGE on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::SEND_FAILED`].
        SEND_FAILED = SCTP_SEND_FAILED on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::REMOTE_ERROR`].
        REMOTE_ERROR = SCTP_REMOTE_ERROR on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::SHUTDOWN`].
        SHUTDOWN_EVENT = SCTP_SHUTDOWN_EVENT on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::PARTIAL_DELIVERY`].
        PARTIAL_DELIVERY_EVENT = SCTP_PARTIAL_DELIVERY_EVENT on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::ADAPTATION_INDICATION`].
        ADAPTATION_INDICATION = SCTP_ADAPTATION_INDICATION on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::AUTHENTICATION`].
        AUTHENTICATION_EVENT = SCTP_AUTHENTICATION_EVENT on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::SENDER_DRY`].
        SENDER_DRY_EVENT = SCTP_SENDER_DRY_EVENT on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::STREAM_RESET`].
        STREAM_RESET_EVENT = SCTP_STREAM_RESET_EVENT on LINUX | ANDROID | FREEBSD;
        /// As [`SctpEvents::ASSOC_RESET`].
        ASSOC_RESET_EVENT = SCTP_ASSOC_RESET_EVENT on LINUX | ANDROID;
        /// As [`SctpEvents::STREAM_CHANGE`].
        STREAM_CHANGE_EVENT = SCTP_STREAM_CHANGE_EVENT on LINUX | ANDROID;
        /// As [`SctpEvents::SEND_FAILED_EVENT`].
        SEND_FAILED_EVENT = SCTP_SEND_FAILED_EVENT on LINUX | ANDROID;
    }
}

names! {
    /// The state of an association.
    ///
    /// ```
    /// use sockopt::SctpState;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(SctpState::ESTABLISHED.to_string(), "SCTP_ESTABLISHED");
    /// # }
    /// ```
    pub struct SctpState {
        /// There is none.
        EMPTY = SCTP_EMPTY on LINUX | ANDROID;
        /// It is over.
        CLOSED = SCTP_CLOSED on LINUX | ANDROID | FREEBSD;
        /// The handshake: INIT was sent.
        COOKIE_WAIT = SCTP_COOKIE_WAIT on LINUX | ANDROID | FREEBSD;
        /// The handshake: the cookie was sent back.
        COOKIE_ECHOED = SCTP_COOKIE_ECHOED on LINUX | ANDROID | FREEBSD;
        /// It is up.
        ESTABLISHED = SCTP_ESTABLISHED on LINUX | ANDROID | FREEBSD;
        /// It is to be shut down, once all is acknowledged.
        SHUTDOWN_PENDING = SCTP_SHUTDOWN_PENDING on LINUX | ANDROID | FREEBSD;
        /// It is being shut down from here.
        SHUTDOWN_SENT = SCTP_SHUTDOWN_SENT on LINUX | ANDROID | FREEBSD;
        /// The peer is shutting it down.
        SHUTDOWN_RECEIVED = SCTP_SHUTDOWN_RECEIVED on LINUX | ANDROID | FREEBSD;
        /// The peer's end was acknowledged.
        SHUTDOWN_ACK_SENT = SCTP_SHUTDOWN_ACK_SENT on LINUX | ANDROID | FREEBSD;
    }
}

names! {
    /// The state of an address of the peer's.
    ///
    /// ```
    /// use sockopt::SctpPeerState;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(SctpPeerState::ACTIVE.to_string(), "SCTP_ACTIVE");
    /// # }
    /// ```
    pub struct SctpPeerState {
        /// It cannot be reached.
        INACTIVE = SCTP_INACTIVE on LINUX | ANDROID | FREEBSD;
        /// It may have failed.
        PF = SCTP_PF on LINUX | ANDROID;
        /// It can be reached.
        ACTIVE = SCTP_ACTIVE on LINUX | ANDROID | FREEBSD;
        /// The peer named it, and no heartbeat has shown yet that it can be reached.
        UNCONFIRMED = SCTP_UNCONFIRMED on LINUX | ANDROID | FREEBSD;
    }
}

bitflags::bitflags! {
    /// Which requests of the peer's are granted: SCTP_ENABLE_STREAM_RESET.
    ///
    /// ```
    /// use sockopt::SctpStreamRequests;
    ///
    /// assert_eq!(SctpStreamRequests::all().bits(), 7);
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct SctpStreamRequests: u32 {
        /// To begin streams anew.
        const RESET_STREAM_REQ = 1;
        /// To begin the association anew.
        const RESET_ASSOC_REQ = 2;
        /// To add streams.
        const CHANGE_ASSOC_REQ = 4;
    }
}

bitflags::bitflags! {
    /// Which way streams begin anew.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct SctpStreamReset: u32 {
        /// Those that are received from.
        const INCOMING = 1;
        /// Those that are sent on.
        const OUTGOING = 2;
    }
}

names! {
    /// Which stream's data is sent next: SCTP_STREAM_SCHEDULER.
    ///
    /// ```
    /// use sockopt::SctpScheduler;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(SctpScheduler::RR.to_string(), "SCTP_SS_RR");
    /// # }
    /// ```
    pub struct SctpScheduler {
        /// What was sent first.
        FCFS = SCTP_SS_FCFS on LINUX | ANDROID;
        /// By priority.
        PRIO = SCTP_SS_PRIO on LINUX | ANDROID;
        /// In turn.
        RR = SCTP_SS_RR on LINUX | ANDROID;
        /// To each the same share.
        FC = SCTP_SS_FC on LINUX | ANDROID;
        /// To each a share by its weight.
        WFQ = SCTP_SS_WFQ on LINUX | ANDROID;
    }
}

names! {
    /// Whether a program is told of addresses that may have failed: SCTP_EXPOSE_POTENTIALLY_FAILED_STATE.
    ///
    /// ```
    /// use sockopt::SctpPfExpose;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(SctpPfExpose::ENABLE.raw(), 2);
    /// # }
    /// ```
    pub struct SctpPfExpose {
        /// A read of the address's state tells it, a notification does not.
        UNSET = SCTP_PF_EXPOSE_UNSET on LINUX | ANDROID;
        /// Neither does: such a read is refused (EACCES).
        DISABLE = SCTP_PF_EXPOSE_DISABLE on LINUX | ANDROID;
        /// Both do.
        ENABLE = SCTP_PF_EXPOSE_ENABLE on LINUX | ANDROID;
    }
}

names! {
    /// A way of authentication.
    ///
    /// ```
    /// use sockopt::SctpHmac;
    ///
    /// # #[cfg(target_os = "linux")] {
    /// assert_eq!(SctpHmac::SHA256.raw(), 3);
    /// # }
    /// ```
    pub struct SctpHmac {
        /// HMAC with SHA-1.
        SHA1 = SCTP_AUTH_HMAC_ID_SHA1 on LINUX | ANDROID | FREEBSD;
        /// HMAC with SHA-256.
        SHA256 = SCTP_AUTH_HMAC_ID_SHA256 on LINUX | ANDROID | FREEBSD;
    }
}
