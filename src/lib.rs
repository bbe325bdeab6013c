//! Every socket option, typed.
//!
//! An option is declared once, in one row of a table. From that row come the
//! methods, the constants, the documentation, the text form, the dump and the
//! support matrix. No value is made weaker on its way to the kernel, an error names
//! the option that failed, and there is nothing unsafe to write.
//!
//! # Four ideas
//!
//! **1. [`Socket`] wraps anything that lends a socket**: one that it opened, one of
//! std, one of tokio or of another library; owned or borrowed. Each option is a
//! method, named as in C, in lower case and without a leading `SO_`.
//!
//! ```
//! use sockopt::Socket;
//! use std::net::TcpListener;
//! use std::time::Duration;
//!
//! let listener = TcpListener::bind("127.0.0.1:0")?;
//! let socket = Socket::from(&listener); // borrowed
//! socket.set_keepalive(true)?;
//! socket.set_rcvtimeo(Some(Duration::from_secs(5)))?;
//! assert_eq!(socket.rcvtimeo()?, Some(Duration::from_secs(5)));
//! # std::io::Result::Ok(())
//! ```
//!
//! **2. An option is a constant** ([`Opt`]), named as in C. Its type says how its
//! value is coded and what may be done with it: setting what can only be read does
//! not compile.
//!
//! ```
//! use sockopt::{Domain, Socket, Type, SO_BROADCAST, SO_TYPE};
//!
//! let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
//! socket.set(SO_BROADCAST, true)?;
//! assert!(socket.get(SO_BROADCAST)?);
//! assert_eq!(socket.get(SO_TYPE)?, Type::DGRAM);
//! # std::io::Result::Ok(())
//! ```
//!
//! **3. A [`codec`] turns a Rust value into the kernel's bytes and back.** It checks
//! the range before the call and the reply's length after it, rounds times up, and
//! makes `None` of sentinels. With a codec, an option that the crate does not know is
//! [one line](Opt::new).
//!
//! **4. A row of the table** says all that: see [`options`] for the levels, and
//! [`registry`] for the table as data.
//!
//! # Options as text
//!
//! A [`Setting`] is an option and a value as text, for configuration files and
//! command lines; [`Settings`] are a profile of them; [`Socket::dump`] reads a whole socket.
//!
//! ```
//! use sockopt::{Domain, Setting, Socket, Type};
//!
//! let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
//! "SO_LINGER=1.5s".parse::<Setting>()?.apply(&socket)?;
//! let dump: Vec<String> = socket.dump().map(|line| line.to_string()).collect();
//! assert!(dump.contains(&"SO_LINGER=2s".into())); // whole seconds, rounded up
//! # std::io::Result::Ok(())
//! ```
//!
//! # Control messages
//!
//! What many options switch on comes beside the data, in control messages: see [`cmsg`].
//! [`Socket::recv_msg`] gives them as [`Message`]s, and [`Socket::send_msg`] sends those that were pushed to a [`Control`].
//! [`PacketInfo`] is where a datagram was sent to, on every system.
//!
//! # Shared memory
//!
//! Rings of packets that the program and the kernel share (`AF_PACKET`, `AF_XDP`), and received data of TCP that is not copied,
//! are types of the module `shared`, on Linux and Android.
//!
//! # Errors
//!
//! An [`Error`] names the option, says what was tried and why it failed, and what
//! would help: `cannot set SO_RCVBUFFORCE: Operation not permitted (os error 1); it
//! needs CAP_NET_ADMIN in the initial user namespace`. It turns into a
//! [`std::io::Error`] by `?`. That an option is not supported is
//! [easy to ask](Error::is_unsupported), and [`Socket::set_if_supported`] is for
//! options that a program can do without.
//!
//! # Platforms
//!
//! Linux, Android, Apple's systems, FreeBSD, NetBSD, OpenBSD, DragonFly, illumos, Solaris, AIX, Haiku,
//! Fuchsia, QNX (with `io-pkt`), Cygwin, the Hurd and
//! Windows. An option that a system does not have is not there when compiling for it;
//! where a system has another name, level, unit or width for it, the row knows. The
//! registry has every option on every system, so that any machine can print the
//! whole support matrix (`cargo run --example matrix`). No Cargo feature gates an option.
//!
//! The systems differ in what was there to learn from: of AIX, the options that POSIX, RFC 3493, RFC 3542 or a page of IBM's
//! tell the type of; of Solaris, those that its last open text has in common with illumos. For these two, and for Haiku,
//! Fuchsia, QNX, Cygwin and the Hurd, the crate was compiled and not run: what it does there rests on their texts.
//!
//! WASI is not among them: there `libc` has no messages (`recvmsg`, `sendmsg`), no sockets of Unix and no names of interfaces.
//!
//! # Signals
//!
//! Calls that wait may be cut short by a signal's handler
//! ([`std::io::ErrorKind::Interrupted`]). Reading and setting options never waits.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod addr;
pub mod cmsg;
pub mod codec;
mod error;
mod filter;
mod interface;
mod kind;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod limits;
mod msg;
mod name;
mod opt;
pub mod options;
pub mod registry;
mod setting;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub mod shared;
mod socket;
mod sys;
mod table;
mod text;
mod values;

pub use addr::{Addr, AddrParseError, SockAddr};
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use addr::{BtAddr, CanAddr, PacketAddr};
#[cfg(unix)]
pub use cmsg::Descriptors;
pub use cmsg::{
    Cause, Control, Credential, Creds, ExtendedErr, J1939Stats, Message, Messages, Origin,
    PacketInfo, Room, StampPoint, TcpStats,
};
pub use error::{Attempt, Error, ErrorKind, Result, TextError};
pub use filter::{
    AluOp, Ancillary, Disassembly, Filter, FilterError, Instruction, JumpTest, LoadSize, Operand,
    Register,
};
pub use interface::Interface;
pub use kind::{Domain, Kind, Protocol, Type};
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use limits::Limits;
pub use msg::MsgFlags;
pub use name::{Name, NameError};
pub use opt::{
    Get, GetSet, Opt, Query, QuerySet, Queryable, Readable, Set, Take, Takeable, Writable,
};
// Not every level has options on every system.
#[allow(unused_imports, unreachable_pub)]
pub use options::{
    alg::*, atm::*, ax25::*, bluetooth::*, can_isotp::*, can_j1939::*, can_raw::*, dccp::*, hci::*,
    icmpv6::*, ioctl::*, ip::*, ipv6::*, kcm::*, l2cap::*, llc::*, local::*, mctp::*, mptcp::*,
    mroute::*, mroute6::*, netlink::*, nfc::*, packet::*, pnpipe::*, pppol2tp::*, raw::*, rds::*,
    rfcomm::*, rxrpc::*, sco::*, sctp::*, smc::*, socket::*, socket_filter::*, tcp::*, tipc::*,
    tls::*, udp::*, udplite::*, vsock::*, xdp::*,
};
pub use setting::{Setting, Settings};
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use shared::{
    PacketFrame, PacketRx, PacketTx, PacketVlan, RdsMr, TcpMapping, TcpZerocopy, XdpConsumer,
    XdpEntry, XdpProducer, XdpUmem,
};
pub use socket::*;
pub use sys::{AsSocket, BorrowedSocket, OwnedSocket};
pub use values::*;

/// The README's examples run.
#[cfg(all(doctest, target_os = "linux"))]
#[doc = include_str!("../README.md")]
struct Readme;
