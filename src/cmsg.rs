//! Control messages: what comes with received data, and goes with what is sent.
//!
//! Many options only switch something on: what they deliver comes beside the data, as a message of
//! a level and a type. [`Socket::recv_msg`](crate::Socket::recv_msg) gives these as [`Message`]s, and
//! [`Socket::send_msg`](crate::Socket::send_msg) takes those that were [pushed](Control::push) to a [`Control`].
//!
//! A kind of message is declared once, in a row of a table, as an option is. It is a variant of [`Message`]
//! if it can be received, and a constant of this module if it can be sent, both named as in C:
//!
//! ```
//! use sockopt::{cmsg, Control, Domain, Message, MsgFlags, Room, Socket, Type};
//! use std::io::{IoSlice, IoSliceMut};
//! use std::net::UdpSocket;
//!
//! # #[cfg(target_os = "linux")] {
//! let receiver = Socket::from(UdpSocket::bind("127.0.0.1:0")?);
//! receiver.set_ip_recvtos(true)?;
//! receiver.set_timestampns(true)?;
//!
//! let sender = Socket::new(Domain::INET, Type::DGRAM, None)?;
//! let mut room = [0; cmsg::ROOM];
//! let mut control = Control::new(&mut room);
//! control.push(cmsg::IP_TOS, 0b10)?; // ECT(0)
//! let to = receiver.local_addr()?;
//! sender.send_msg(&[IoSlice::new(b"hello")], Some(&to), &control, MsgFlags::empty())?;
//!
//! let (mut data, mut room) = ([0; 1500], Room::new());
//! let buffers = &mut [IoSliceMut::new(&mut data)];
//! let received = receiver.recv_msg(buffers, &mut room, MsgFlags::empty())?;
//! assert_eq!(received.address.port(), sender.local_addr()?.port());
//! let mut seen = 0;
//! for message in received.messages {
//!     match message {
//!         Message::IP_TOS(tos) => seen += i32::from(tos == 0b10),
//!         Message::SCM_TIMESTAMPNS(stamp) => seen += i32::from(stamp.secs > 0),
//!         other => println!("{other}"), // nothing is lost, what is not known neither
//!     }
//! }
//! assert_eq!(seen, 2);
//! assert_eq!(&data[..received.len], b"hello");
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Nothing of it allocates, and what a message holds is copied out of the buffer or borrowed from it.

mod codec;
mod control;
mod creds;
#[cfg(unix)]
mod descriptors;
mod error_queue;
mod messages;
mod packet_info;
mod room;
mod rows;
mod stats;
mod table;
#[cfg(test)]
mod tests;
pub(crate) mod values;

#[cfg(unix)]
pub use codec::Lent;
pub use codec::{AddressFirst, AlgIv, AtMost, Payload, Raw, TxStamps};
pub use control::{Cmsg, Control};
pub use creds::{Credential, Creds, NoCreds};
#[cfg(unix)]
pub use descriptors::Descriptors;
pub use error_queue::{Cause, ExtendedErr, Origin, StampPoint};
pub(crate) use messages::level_and_type;
pub use messages::Messages;
pub use packet_info::PacketInfo;
pub use room::Room;
pub use rows::*;
pub use stats::{J1939Stats, TcpStats};

/// How many bytes a message with so large a payload takes in a control buffer.
///
/// On Windows, where messages must lie aligned, that is a few more than it takes, so that it
/// fits wherever the buffer begins.
///
/// ```
/// use sockopt::cmsg;
///
/// let room = [0; cmsg::space(4 * 3)]; // for three descriptors
/// # assert!(room.len() >= 12);
/// ```
pub const fn space(payload: usize) -> usize {
    messages::aligned(crate::sys::CMSG_HEADER + payload) + crate::sys::CMSG_SLACK
}
