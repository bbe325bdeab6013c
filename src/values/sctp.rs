//! Structures of SCTP: `linux/sctp.h`.

use core::time::Duration;
use std::net::SocketAddr;

use super::{SctpAssocId, SctpNotification, SctpPrPolicy, SctpSendFlags, SctpStreamReset};
use crate::addr::SockAddr;
use crate::codec::{placed, record, BigEndian, Bits, Flag, Int, Millis, Named, OrNone, U32, U64};

/// Any number of two bytes.
type U16 = Int<u16, 0, 65535, u16>;
/// A number that is not 0, which leaves what there is.
type Kept16 = OrNone<Int<u16, 1, 65535, u16>, 0>;
type Kept32 = OrNone<Int<u32, 1, { u32::MAX as i128 }, u32>, 0>;
/// A time in milliseconds that is not 0, which leaves what there is.
type KeptMillis<const MOST: i128 = { u32::MAX as i128 }> = OrNone<Millis<1, MOST, u32>, 0>;
/// As it is on the wire.
type Ppid = Int<u32, 0, { u32::MAX as i128 }, BigEndian>;
type Id = Named<SctpAssocId>;

placed! {
    /// Bounds of the time after which data is sent again: SCTP_RTOINFO.
    ///
    /// ```
    /// use sockopt::SctpRtoInfo;
    /// use std::time::Duration;
    ///
    /// let quick = SctpRtoInfo { max: Some(Duration::from_secs(2)), ..SctpRtoInfo::default() };
    /// assert_eq!(quick.initial, None); // which stays as it is
    /// ```
    #[derive(Default)]
    pub struct SctpRtoInfo of 16; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// The first one; to set, `None` leaves it.
        initial: Option<Duration> as KeptMillis, at 4;
        /// The longest; to set, `None` leaves it.
        max: Option<Duration> as KeptMillis, at 8;
        /// The shortest; to set, `None` leaves it.
        min: Option<Duration> as KeptMillis, at 12;
    }
}

placed! {
    /// What an association lasts through: SCTP_ASSOCINFO.
    ///
    /// ```
    /// use sockopt::SctpAssocParams;
    ///
    /// let patient = SctpAssocParams { asocmaxrxt: Some(20), ..SctpAssocParams::default() };
    /// assert_eq!(patient.cookie_life, None); // which stays as it is
    /// ```
    #[derive(Default)]
    pub struct SctpAssocParams of 20; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// How often data is sent again before the association is given up; to set, `None` leaves it.
        asocmaxrxt: Option<u16> as Kept16, at 4;
        /// How many addresses the peer has. When set, it means nothing.
        number_peer_destinations: u16 as U16, at 6;
        /// The room that the peer has, in bytes. When set, it means nothing.
        peer_rwnd: u32 as U32, at 8;
        /// The room that the peer was told of, in bytes. When set, it means nothing.
        local_rwnd: u32 as U32, at 12;
        /// For how long a cookie of the handshake is good; to set, `None` leaves it.
        cookie_life: Option<Duration> as KeptMillis, at 16;
    }
}

placed! {
    /// What a new association asks for: SCTP_INITMSG, and the control message SCTP_INIT.
    ///
    /// ```
    /// use sockopt::SctpInitMsg;
    ///
    /// let many = SctpInitMsg { num_ostreams: Some(100), ..SctpInitMsg::default() };
    /// assert_eq!(many.max_attempts, None); // which stays as it is
    /// ```
    #[derive(Default)]
    pub struct SctpInitMsg of 8; {
        /// Streams to send on; `None` leaves it.
        num_ostreams: Option<u16> as Kept16, at 0;
        /// The most streams that the peer may send on; `None` leaves it.
        max_instreams: Option<u16> as Kept16, at 2;
        /// How often the handshake is tried; `None` leaves it.
        max_attempts: Option<u16> as Kept16, at 4;
        /// The longest time between two tries; `None` leaves it.
        max_init_timeo: Option<Duration> as OrNone<Millis<1, 65535, u16>, 0>, at 6;
    }
}

placed! {
    /// How data is sent, or was received, as the first drafts of the interface have it: SCTP_DEFAULT_SEND_PARAM, and the control
    /// message SCTP_SNDRCV.
    ///
    /// ```
    /// use sockopt::SctpSndRcvInfo;
    ///
    /// let diameter = SctpSndRcvInfo { ppid: 46, stream: 1, ..SctpSndRcvInfo::default() };
    /// assert!(diameter.flags.is_empty());
    /// ```
    #[derive(Default)]
    pub struct SctpSndRcvInfo of 32; {
        /// The stream.
        stream: u16 as U16, at 0;
        /// Received: its number in the stream.
        ssn: u16 as U16, at 2;
        /// How.
        flags: SctpSendFlags as Bits<SctpSendFlags, u16>, at 4;
        /// The identifier of the payload's protocol, as IANA lists them. It goes in the order of the network.
        ppid: u32 as Ppid, at 8;
        /// A number of the program's own, that comes back with an error; received, that of SCTP_CONTEXT.
        context: u32 as U32, at 12;
        /// In milliseconds, 0 for no limit, or what the policy among the flags means.
        timetolive: u32 as U32, at 16;
        /// Received: its transmission sequence number.
        tsn: u32 as U32, at 20;
        /// Received without order: the last sequence number that all are there up to.
        cumtsn: u32 as U32, at 24;
        /// The association.
        assoc_id: SctpAssocId as Id, at 28;
    }
}

placed! {
    /// How data is sent: SCTP_DEFAULT_SNDINFO, and the control message SCTP_SNDINFO.
    ///
    /// ```
    /// use sockopt::{SctpSendFlags, SctpSndInfo};
    ///
    /// let apart =
    ///     SctpSndInfo { sid: 3, flags: SctpSendFlags::UNORDERED, ..SctpSndInfo::default() };
    /// assert_eq!(apart.ppid, 0);
    /// ```
    #[derive(Default)]
    pub struct SctpSndInfo of 16; {
        /// The stream.
        sid: u16 as U16, at 0;
        /// How.
        flags: SctpSendFlags as Bits<SctpSendFlags, u16>, at 2;
        /// The identifier of the payload's protocol, as IANA lists them. It goes in the order of the network.
        ppid: u32 as Ppid, at 4;
        /// A number of the program's own, that comes back with an error.
        context: u32 as U32, at 8;
        /// The association.
        assoc_id: SctpAssocId as Id, at 12;
    }
}

placed! {
    /// How data was received: the control message SCTP_RCVINFO.
    pub struct SctpRcvInfo of 28; {
        /// The stream.
        sid: u16 as U16, at 0;
        /// Its number in the stream.
        ssn: u16 as U16, at 2;
        /// How it was sent: `UNORDERED`, or not.
        flags: SctpSendFlags as Bits<SctpSendFlags, u16>, at 4;
        /// The identifier of the payload's protocol, as IANA lists them. It comes in the order of the network.
        ppid: u32 as Ppid, at 8;
        /// Its transmission sequence number.
        tsn: u32 as U32, at 12;
        /// Received without order: the last sequence number that all are there up to.
        cumtsn: u32 as U32, at 16;
        /// The number of SCTP_CONTEXT.
        context: u32 as U32, at 20;
        /// The association.
        assoc_id: SctpAssocId as Id, at 24;
    }
}

placed! {
    /// What the next receive will give: the control message SCTP_NXTINFO.
    pub struct SctpNxtInfo of 16; {
        /// The stream.
        sid: u16 as U16, at 0;
        /// How it was sent; `NOTIFICATION` if it is one.
        flags: SctpSendFlags as Bits<SctpSendFlags, u16>, at 2;
        /// The identifier of the payload's protocol, as IANA lists them. It comes in the order of the network.
        ppid: u32 as Ppid, at 4;
        /// How many bytes are there.
        length: u32 as U32, at 8;
        /// The association.
        assoc_id: SctpAssocId as Id, at 12;
    }
}

placed! {
    /// When data is given up: SCTP_DEFAULT_PRINFO.
    ///
    /// ```
    /// use sockopt::{SctpDefaultPrInfo, SctpPrPolicy};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let thrice = SctpDefaultPrInfo { policy: SctpPrPolicy::RTX, value: 3, ..Default::default() };
    /// assert_eq!(thrice.policy.raw(), 0x20);
    /// # }
    /// ```
    #[derive(Default)]
    pub struct SctpDefaultPrInfo of 12; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Milliseconds, retransmissions, or a priority.
        value: u32 as U32, at 4;
        /// By what.
        policy: SctpPrPolicy as Named<SctpPrPolicy, u16>, at 8;
    }
}

placed! {
    /// When a message is given up: the control message SCTP_PRINFO.
    ///
    /// ```
    /// use sockopt::SctpPrInfo;
    ///
    /// assert_eq!(SctpPrInfo::default().value, 0); // never
    /// ```
    #[derive(Default)]
    pub struct SctpPrInfo of 8; {
        /// By what.
        policy: SctpPrPolicy as Named<SctpPrPolicy, u16>, at 0;
        /// Milliseconds, retransmissions, or a priority.
        value: u32 as U32, at 4;
    }
}

placed! {
    /// Whether one type of notification is received: SCTP_EVENT.
    ///
    /// ```
    /// use sockopt::{SctpAssocId, SctpEvent, SctpNotification};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let notification = SctpNotification::SENDER_DRY_EVENT;
    /// let dry = SctpEvent { assoc_id: SctpAssocId::ALL, notification, on: true };
    /// assert!(dry.on);
    /// # }
    /// ```
    pub struct SctpEvent of 8; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// The type.
        notification: SctpNotification as Named<SctpNotification, u16>, at 4;
        /// Whether it is received.
        on: bool as Flag<u8>, at 6;
    }
}

placed! {
    /// Which notification is asked for: the key of SCTP_EVENT.
    ///
    /// ```
    /// use sockopt::{SctpAssocId, SctpEventOf, SctpNotification};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let notification = SctpNotification::SHUTDOWN_EVENT;
    /// let new = SctpEventOf { assoc_id: SctpAssocId::FUTURE, notification };
    /// # assert_eq!(new.assoc_id.raw(), 0);
    /// # }
    /// ```
    pub struct SctpEventOf of 6; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// The type.
        notification: SctpNotification as Named<SctpNotification, u16>, at 4;
    }
}

placed! {
    /// How acknowledgements are delayed: SCTP_DELAYED_SACK.
    ///
    /// ```
    /// use sockopt::SctpSackInfo;
    ///
    /// let at_once = SctpSackInfo { freq: Some(1), ..SctpSackInfo::default() };
    /// assert_eq!(at_once.delay, None);
    /// ```
    #[derive(Default)]
    pub struct SctpSackInfo of 12; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// By how much, up to 500 ms; to set, `None` leaves it.
        delay: Option<Duration> as KeptMillis<500>, at 4;
        /// After how many packets one is sent all the same, 1 for no delay at all; to set, `None` leaves it.
        freq: Option<u32> as Kept32, at 8;
    }
}

/// Streams that are to begin anew: SCTP_RESET_STREAMS.
///
/// ```
/// use sockopt::{SctpAssocId, SctpResetStreams, SctpStreamReset};
///
/// let reset = SctpResetStreams {
///     assoc_id: SctpAssocId::default(),
///     flags: SctpStreamReset::OUTGOING,
///     streams: vec![], // all
/// };
/// # assert!(reset.streams.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SctpResetStreams {
    /// Of which association.
    pub assoc_id: SctpAssocId,
    /// Which way.
    pub flags: SctpStreamReset,
    /// Which; none for all.
    pub streams: Vec<u16>,
}

placed! {
    /// Streams that are to be added: SCTP_ADD_STREAMS.
    ///
    /// ```
    /// use sockopt::SctpAddStreams;
    ///
    /// let ten = SctpAddStreams { outstrms: 10, ..SctpAddStreams::default() };
    /// assert_eq!(ten.instrms, 0);
    /// ```
    #[derive(Default)]
    pub struct SctpAddStreams of 8; {
        /// To which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// How many more to receive from.
        instrms: u16 as U16, at 4;
        /// How many more to send on.
        outstrms: u16 as U16, at 6;
    }
}

placed! {
    /// What the scheduler is to know of a stream: SCTP_STREAM_SCHEDULER_VALUE.
    ///
    /// ```
    /// use sockopt::SctpStreamValue;
    ///
    /// let urgent = SctpStreamValue { stream_id: 3, stream_value: 0, ..Default::default() };
    /// # assert_eq!(urgent.stream_id, 3);
    /// ```
    #[derive(Default)]
    pub struct SctpStreamValue of 8; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which stream.
        stream_id: u16 as U16, at 4;
        /// Its priority, or its weight.
        stream_value: u16 as U16, at 6;
    }
}

placed! {
    /// Which stream is asked for: the key of SCTP_STREAM_SCHEDULER_VALUE.
    ///
    /// ```
    /// use sockopt::SctpStreamOf;
    ///
    /// let third = SctpStreamOf { stream_id: 3, ..SctpStreamOf::default() };
    /// # assert_eq!(third.stream_id, 3);
    /// ```
    #[derive(Default)]
    pub struct SctpStreamOf of 6; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which stream.
        stream_id: u16 as U16, at 4;
    }
}

record! {
    /// How often an association waited in vain: SCTP_TIMEOUTS.
    ///
    /// ```
    /// # #[cfg(target_os = "freebsd")] {
    /// use sockopt::{Domain, Protocol, Socket, Type};
    ///
    /// let socket = Socket::new(Domain::INET, Type::STREAM, Protocol::SCTP)?;
    /// if let Ok(timeouts) = socket.sctp_timeouts() {
    ///     println!("{} of data", timeouts.data);
    /// }
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub struct SctpTimeouts {
        /// The association.
        pub assoc_id: SctpAssocId as Named<SctpAssocId>,
        /// For the answer to the first packet.
        pub init: u32 as U32,
        /// For data to be acknowledged.
        pub data: u32 as U32,
        /// Until a delayed acknowledgement was sent.
        pub sack: u32 as U32,
        /// For the answer to the end.
        pub shutdown: u32 as U32,
        /// For the answer to a heartbeat.
        pub heartbeat: u32 as U32,
        /// For the answer to the cookie.
        pub cookie: u32 as U32,
        /// For the answer to the acknowledgement of the end.
        pub shutdownack: u32 as U32,
    }
}

placed! {
    /// What is asked for: the key of SCTP_PR_ASSOC_STATUS and SCTP_PR_STREAM_STATUS.
    ///
    /// ```
    /// use sockopt::{SctpPrPolicy, SctpPrStatusOf};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let late = SctpPrStatusOf { policy: SctpPrPolicy::TTL, ..SctpPrStatusOf::default() };
    /// # assert_eq!(late.sid, 0);
    /// # }
    /// ```
    #[derive(Default)]
    pub struct SctpPrStatusOf of 8; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which stream; of no meaning for SCTP_PR_ASSOC_STATUS.
        sid: u16 as U16, at 4;
        /// By what; `ALL` for any. Not `NONE` (EINVAL).
        policy: SctpPrPolicy as Named<SctpPrPolicy, u16>, at 6;
    }
}

placed! {
    /// How much was given up: SCTP_PR_ASSOC_STATUS, SCTP_PR_STREAM_STATUS.
    pub struct SctpPrStatus of 24; {
        /// Of which association.
        assoc_id: SctpAssocId as Id, at 0;
        /// Which stream.
        sid: u16 as U16, at 4;
        /// By what.
        policy: SctpPrPolicy as Named<SctpPrPolicy, u16>, at 6;
        /// How many chunks of data were given up before they were sent.
        abandoned_unsent: u64 as U64, at 8;
        /// How many were given up after they were sent.
        abandoned_sent: u64 as U64, at 16;
    }
}

/// The addresses of a peer, for SCTP_SOCKOPT_CONNECTX3: one at least, all with the same port.
///
/// ```
/// use sockopt::SctpAddrs;
/// use std::net::SocketAddr;
///
/// let both: [SocketAddr; 2] =
///     ["192.0.2.7:9899".parse().unwrap(), "198.51.100.7:9899".parse().unwrap()];
/// let peer = SctpAddrs::from(both.as_slice());
/// assert_eq!(peer, both.into_iter().collect());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SctpAddrs {
    /// One right behind the other.
    packed: Vec<u8>,
}

impl SctpAddrs {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.packed
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.packed
    }
}

impl FromIterator<SocketAddr> for SctpAddrs {
    fn from_iter<I: IntoIterator<Item = SocketAddr>>(addresses: I) -> SctpAddrs {
        let mut packed = Vec::new();
        for address in addresses {
            packed.extend_from_slice(SockAddr::from(address).as_bytes());
        }
        SctpAddrs { packed }
    }
}

impl From<&[SocketAddr]> for SctpAddrs {
    fn from(addresses: &[SocketAddr]) -> SctpAddrs {
        addresses.iter().copied().collect()
    }
}
