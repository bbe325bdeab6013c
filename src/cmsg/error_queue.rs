//! What the error queue tells: IP_RECVERR and its like.

use core::fmt;
use core::net::SocketAddr;
use core::ops::RangeInclusive;
use std::io;

use super::codec::Receive;
use super::values::Timestamp;
use crate::addr::SockAddr;
use crate::codec::{names, Fault};

names! {
    /// Where an entry of the error queue comes from.
    pub struct Origin {
        /// Nowhere.
        NONE = SO_EE_ORIGIN_NONE on LINUX | ANDROID;
        /// This machine.
        LOCAL = SO_EE_ORIGIN_LOCAL on LINUX | ANDROID;
        /// A message of ICMP.
        ICMP = SO_EE_ORIGIN_ICMP on LINUX | ANDROID;
        /// A message of ICMPv6.
        ICMP6 = SO_EE_ORIGIN_ICMP6 on LINUX | ANDROID;
        /// A sent packet's timestamp.
        TXSTATUS = SO_EE_ORIGIN_TXSTATUS on LINUX | ANDROID;
        /// Data that was sent without copying it, and is no longer in use.
        ZEROCOPY = SO_EE_ORIGIN_ZEROCOPY on LINUX | ANDROID;
        /// A packet that could not be sent at its time.
        TXTIME = SO_EE_ORIGIN_TXTIME on LINUX | ANDROID;
    }
}

/// An entry of the error queue: `struct sock_extended_err`, and who sent it.
///
/// It comes with a receive that asks for it ([`MsgFlags::ERRQUEUE`](crate::MsgFlags::ERRQUEUE)), on a
/// socket that has IP_RECVERR, SO_TIMESTAMPING, SO_ZEROCOPY or SO_TXTIME on. [`cause`](ExtendedErr::cause) tells what
/// happened.
///
/// ```
/// use sockopt::{Cause, Domain, Message, MsgFlags, Room, Socket, Type};
/// use std::io::{ErrorKind, IoSliceMut};
/// use std::net::UdpSocket;
///
/// # #[cfg(target_os = "linux")] {
/// let closed = UdpSocket::bind("127.0.0.1:0")?.local_addr()?; // and closed again
/// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
/// socket.set_ip_recverr(true)?;
/// socket.connect(closed)?;
/// socket.send(b"anybody?")?;
/// # while socket.take_error()?.is_none() {}
///
/// let (mut data, mut room) = ([0; 64], Room::new());
/// let buffers = &mut [IoSliceMut::new(&mut data)];
/// let received = socket.recv_msg(buffers, &mut room, MsgFlags::ERRQUEUE)?;
/// for message in received.messages {
///     let Message::IP_RECVERR(error) = message else { continue };
///     assert_eq!(error.error().map(|error| error.kind()), Some(ErrorKind::ConnectionRefused));
///     assert!(matches!(error.cause(), Cause::Icmp { r#type: 3, code: 3 })); // port unreachable
///     assert_eq!(error.offender.map(|offender| offender.ip()), Some(closed.ip()));
/// }
/// // The data is what the datagram was, and the address where it was to go.
/// assert_eq!((received.len, *received.address), (8, closed.into()));
/// # }
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExtendedErr {
    /// `ee_errno`: the error number; 0, or one that says nothing, where it is no error.
    pub errno: u32,
    /// `ee_origin`.
    pub origin: Origin,
    /// `ee_type`: of ICMP, the message's type.
    pub r#type: u8,
    /// `ee_code`: of ICMP, the message's code.
    pub code: u8,
    /// `ee_info`: see [`cause`](ExtendedErr::cause).
    pub info: u32,
    /// `ee_data`: see [`cause`](ExtendedErr::cause).
    pub data: u32,
    /// Who sent the message of ICMP; the port is 0.
    pub offender: Option<SocketAddr>,
}

/// What an [`ExtendedErr`] tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// This machine found an error. Where the packet is too large (EMSGSIZE), [`info`](ExtendedErr::info)
    /// is the MTU.
    Local,
    /// A message of ICMP came. Where it is "fragmentation needed" (type 3, code 4), [`info`](ExtendedErr::info) is
    /// the MTU.
    Icmp {
        /// Its type.
        r#type: u8,
        /// Its code.
        code: u8,
    },
    /// A message of ICMPv6 came. Where it is "packet too big" (type 2), [`info`](ExtendedErr::info) is
    /// the MTU.
    Icmp6 {
        /// Its type.
        r#type: u8,
        /// Its code.
        code: u8,
    },
    /// The timestamp of a sent packet is in SCM_TIMESTAMPING beside this.
    Stamped {
        /// At which point it was made.
        point: StampPoint,
        /// Which packet it is, if [`OPT_ID`](crate::TimestampingFlags::OPT_ID) is on: for datagrams
        /// their number since it was switched on, from 0, not counting those without a timestamp; for TCP the number of its last byte; or what
        /// SCM_TS_OPT_ID gave it.
        id: u32,
    },
    /// Sends with [`MsgFlags::ZEROCOPY`](crate::MsgFlags::ZEROCOPY) are done with their buffers.
    ZeroCopy {
        /// The first of these sends, counted from 0 for each socket.
        first: u32,
        /// The last of them; the count begins again after 2^32 - 1.
        last: u32,
        /// Whether the data was copied after all: then it does not pay here.
        copied: bool,
    },
    /// A packet was dropped, since it could not be sent at its time (SCM_TXTIME). With IP_RECVERR on, the send
    /// may fail too (ENOBUFS).
    TxTime {
        /// Whether the time was over (SO_EE_CODE_TXTIME_MISSED), and not one that makes no sense.
        missed: bool,
        /// The time, by the clock of SO_TXTIME.
        at: Timestamp,
    },
    /// Something else.
    Other,
}

names! {
    /// When a sent packet's timestamp was made: SCM_TSTAMP_*.
    pub struct StampPoint {
        /// When the driver gave it to the device, or the device sent it.
        SND = SCM_TSTAMP_SND on LINUX | ANDROID;
        /// When it entered the packet scheduler.
        SCHED = SCM_TSTAMP_SCHED on LINUX | ANDROID;
        /// When all of its data was acknowledged.
        ACK = SCM_TSTAMP_ACK on LINUX | ANDROID;
        /// When the device said that it is done with it.
        COMPLETION = SCM_TSTAMP_COMPLETION on LINUX | ANDROID;
    }
}

/// SO_EE_ORIGIN_*, SO_EE_CODE_* of linux/errqueue.h
mod ee {
    pub(super) const LOCAL: i32 = 1;
    pub(super) const ICMP: i32 = 2;
    pub(super) const ICMP6: i32 = 3;
    pub(super) const TXSTATUS: i32 = 4;
    pub(super) const ZEROCOPY: i32 = 5;
    pub(super) const TXTIME: i32 = 6;
    pub(super) const ZEROCOPY_COPIED: u8 = 1;
    pub(super) const TXTIME_MISSED: u8 = 2;
}

impl ExtendedErr {
    /// What happened.
    pub fn cause(&self) -> Cause {
        let (r#type, code) = (self.r#type, self.code);
        match self.origin.raw() {
            ee::LOCAL => Cause::Local,
            ee::ICMP => Cause::Icmp { r#type, code },
            ee::ICMP6 => Cause::Icmp6 { r#type, code },
            ee::TXSTATUS => {
                // The points are few: each is an `int`.
                let point = StampPoint::from_raw(self.info.try_into().unwrap_or(i32::MAX));
                Cause::Stamped { point, id: self.data }
            }
            ee::ZEROCOPY => Cause::ZeroCopy {
                first: self.info,
                last: self.data,
                copied: code & ee::ZEROCOPY_COPIED != 0,
            },
            ee::TXTIME => {
                let nanos = u64::from(self.data) << 32 | u64::from(self.info);
                let (secs, nanos) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
                // 2^64 ns are fewer seconds than either type holds.
                let at = Timestamp {
                    secs: secs.try_into().unwrap_or(i64::MAX),
                    nanos: nanos.try_into().unwrap_or(0),
                };
                Cause::TxTime { missed: code == ee::TXTIME_MISSED, at }
            }
            _ => Cause::Other,
        }
    }

    /// The error that the system would give; `None` for an entry that is none.
    pub fn error(&self) -> Option<io::Error> {
        match self.cause() {
            Cause::Stamped { .. } | Cause::ZeroCopy { .. } => None,
            _ if self.errno == 0 => None,
            _ => Some(io::Error::from_raw_os_error(self.errno.try_into().ok()?)),
        }
    }

    /// The sends with [`MsgFlags::ZEROCOPY`](crate::MsgFlags::ZEROCOPY) that are done, if it is that.
    pub fn zerocopy(&self) -> Option<RangeInclusive<u32>> {
        match self.cause() {
            Cause::ZeroCopy { first, last, .. } => Some(first..=last),
            _ => None,
        }
    }

    /// Where the extensions begin in the message of ICMP that is the data (RFC 4884), in bytes, and whether
    /// they failed their checks. For sockets with IP_RECVERR_RFC4884 or IPV6_RECVERR_RFC4884.
    pub fn rfc4884(&self) -> Option<(u16, bool)> {
        let icmp = matches!(self.cause(), Cause::Icmp { .. } | Cause::Icmp6 { .. });
        // `struct sock_ee_data_rfc4884` lies in the data: a length, flags, and a byte of nothing.
        let [a, b, flags, _] = self.data.to_ne_bytes();
        let len = u16::from_ne_bytes([a, b]);
        (icmp && len != 0).then_some((len, flags & 1 != 0))
    }
}

/// `struct sock_extended_err`, and an address behind it, or not.
pub(super) enum ErrQueue {}

impl Receive for ErrQueue {
    type Value<'a> = ExtendedErr;

    const SIZE: usize = 16 + 32;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<ExtendedErr, Fault> {
        let (head, offender) = payload.split_first_chunk::<16>().ok_or(Fault::SHORT_REPLY)?;
        let [e0, e1, e2, e3, origin, r#type, code, _, i0, i1, i2, i3, d0, d1, d2, d3] = *head;
        Ok(ExtendedErr {
            errno: u32::from_ne_bytes([e0, e1, e2, e3]),
            origin: Origin::from_raw(origin.into()),
            r#type,
            code,
            info: u32::from_ne_bytes([i0, i1, i2, i3]),
            data: u32::from_ne_bytes([d0, d1, d2, d3]),
            offender: SockAddr::ip_in(offender),
        })
    }

    fn print(value: &ExtendedErr, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ExtendedErr { errno, origin, r#type, code, info, data, offender } = value;
        write!(f, "errno={errno} origin={origin} type={type} code={code} info={info} data={data}")?;
        match offender {
            Some(offender) => write!(f, " offender={}", offender.ip()),
            None => Ok(()),
        }
    }
}
