//! Statistics of a connection beside a timestamp: SCM_TIMESTAMPING_OPT_STATS.

use core::fmt;
use core::time::Duration;

use super::codec::Receive;
use crate::codec::Fault;

/// What a connection was like when a timestamp was made: SCM_TIMESTAMPING_OPT_STATS.
///
/// Each is `None` if the system did not tell it: newer ones tell more. A J1939 socket's error queue has others under the same numbers:
/// they are [`j1939`](TcpStats::j1939).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TcpStats<'a> {
    attributes: &'a [u8],
}

/// What a message of a J1939 socket was like: in its error queue, if SO_TIMESTAMPING and SO_J1939_ERRQUEUE are on.
///
/// Sent, it tells `bytes_acked`; received, the others.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct J1939Stats<'a> {
    attributes: &'a [u8],
}

/// Declares statistics: the number (of linux/tcp.h, TCP_NLA_*, or linux/can/j1939.h, J1939_NLA_*), the width in bytes, and what is
/// made of it.
macro_rules! stats {
    ($type:ident if $is:expr; $($(#[$doc:meta])* $name:ident = $number:literal: $wire:ty => $ty:ty, $make:expr;)*) => {
        impl $type<'_> {
            $($(#[$doc])* pub fn $name(&self) -> Option<$ty> {
                let bytes = attribute(self.attributes, $number).filter(|_| $is(self.attributes));
                Some($make(<$wire>::from_ne_bytes(bytes?.try_into().ok()?)))
            })*
        }

        impl fmt::Debug for $type<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($type))
            }
        }

        impl fmt::Display for $type<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut space = "";
                $(if let Some(value) = self.$name() {
                    write!(f, "{space}{}={value:?}", stringify!($name))?;
                    space = " ";
                })*
                let _ = space;
                Ok(())
            }
        }
    };
}

fn micros(micros: u64) -> Duration {
    Duration::from_micros(micros)
}

fn short_micros(micros: u32) -> Duration {
    Duration::from_micros(micros.into())
}

/// Whether they are TCP's, which has this one always, and first. J1939 has another number of four bytes by its number, or none.
fn are_of_tcp(attributes: &[u8]) -> bool {
    attribute(attributes, 1).is_some_and(|busy| busy.len() == 8)
}

stats! {
    TcpStats if are_of_tcp;
    /// How long there was data to send.
    busy = 1: u64 => Duration, micros;
    /// How much of that time the peer's window was too small.
    rwnd_limited = 2: u64 => Duration, micros;
    /// How much of that time the send buffer was too small.
    sndbuf_limited = 3: u64 => Duration, micros;
    /// Segments with data that were sent, those that were sent again included.
    data_segs_out = 4: u64 => u64, core::convert::identity;
    /// Segments that were sent again.
    total_retrans = 5: u64 => u64, core::convert::identity;
    /// The pacing rate, in bytes a second.
    pacing_rate = 6: u64 => u64, core::convert::identity;
    /// The rate at which data gets there, in bytes a second.
    delivery_rate = 7: u64 => u64, core::convert::identity;
    /// The congestion window, in segments.
    snd_cwnd = 8: u32 => u32, core::convert::identity;
    /// By how many segments the network puts them out of order.
    reordering = 9: u32 => u32, core::convert::identity;
    /// The shortest round-trip time.
    min_rtt = 10: u32 => Duration, short_micros;
    /// Timeouts of the segment in front, one after another.
    recur_retrans = 11: u8 => u8, core::convert::identity;
    /// Whether `delivery_rate` was measured while the program did not send enough.
    delivery_rate_app_lmt = 12: u8 => bool, |lmt| lmt != 0;
    /// Bytes in the send queue, sent and not acknowledged or not yet sent.
    sndq_size = 13: u32 => u32, core::convert::identity;
    /// The state of congestion control: `TCP_CA_*`.
    ca_state = 14: u8 => u8, core::convert::identity;
    /// The slow-start threshold, in segments.
    snd_ssthresh = 15: u32 => u32, core::convert::identity;
    /// Segments that got there, those sent again included.
    delivered = 16: u32 => u32, core::convert::identity;
    /// Those of them that got there with a mark of congestion.
    delivered_ce = 17: u32 => u32, core::convert::identity;
    /// Bytes that were sent, those that were sent again included.
    bytes_sent = 18: u64 => u64, core::convert::identity;
    /// Bytes that were sent again.
    bytes_retrans = 19: u64 => u64, core::convert::identity;
    /// Segments that got there twice.
    dsack_dups = 20: u32 => u32, core::convert::identity;
    /// How often segments were seen out of order.
    reord_seen = 21: u32 => u32, core::convert::identity;
    /// The smoothed round-trip time.
    srtt = 22: u32 => Duration, short_micros;
    /// How often a timeout led to another route.
    timeout_rehash = 23: u16 => u16, core::convert::identity;
    /// Bytes that wait to be sent.
    bytes_notsent = 24: u32 => u32, core::convert::identity;
    /// When the packet was to leave, in nanoseconds of the system's monotonic clock.
    edt = 25: u64 => u64, core::convert::identity;
    /// The time to live of the packet that acknowledged.
    ttl = 26: u8 => u8, core::convert::identity;
    /// How often another route was tried.
    rehash = 27: u32 => u32, core::convert::identity;
}

stats! {
    J1939Stats if |_: &[u8]| true;
    /// How much of the message got there, in bytes.
    bytes_acked = 1: u32 => u32, core::convert::identity;
    /// The size of the message, in bytes.
    total_size = 2: u32 => u32, core::convert::identity;
    /// Its parameter group number.
    pgn = 3: u32 => u32, core::convert::identity;
    /// The name of who sends it.
    src_name = 4: u64 => u64, core::convert::identity;
    /// The name of who receives it.
    dest_name = 5: u64 => u64, core::convert::identity;
    /// The address of who sends it.
    src_addr = 6: u8 => u8, core::convert::identity;
    /// The address of who receives it.
    dest_addr = 7: u8 => u8, core::convert::identity;
}

impl<'a> TcpStats<'a> {
    /// The payload of an attribute.
    pub fn attribute(&self, number: u16) -> Option<&'a [u8]> {
        attribute(self.attributes, number)
    }

    /// The statistics of J1939, if they are not TCP's.
    pub fn j1939(&self) -> Option<J1939Stats<'a>> {
        let attributes = self.attributes;
        (!are_of_tcp(attributes)).then_some(J1939Stats { attributes })
    }
}

/// The payload of an attribute.
fn attribute(attributes: &[u8], number: u16) -> Option<&[u8]> {
    let mut rest = attributes;
    loop {
        // `struct nlattr`: a length, itself included, and a number; then the payload, to
        // a multiple of four.
        let (&[a, b, c, d], _) = rest.split_first_chunk()?;
        let length = usize::from(u16::from_ne_bytes([a, b]));
        let payload = rest.get(4..length)?;
        if u16::from_ne_bytes([c, d]) == number {
            return Some(payload);
        }
        rest = rest.get(length.next_multiple_of(4)..)?;
    }
}

/// Attributes of netlink, one after another.
pub(super) enum Attributes {}

impl Receive for Attributes {
    type Value<'a> = TcpStats<'a>;

    const SIZE: usize = 0;

    #[inline(always)]
    fn receive(payload: &[u8]) -> Result<TcpStats<'_>, Fault> {
        Ok(TcpStats { attributes: payload })
    }

    fn print(value: &TcpStats<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match value.j1939() {
            Some(other) => write!(f, "{other}"),
            None => write!(f, "{value}"),
        }
    }
}
