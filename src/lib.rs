//! Socket options, typed.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod addr;
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
mod socket;
mod sys;
mod table;
mod text;
mod values;

#[cfg(any(target_os = "linux", target_os = "android"))]
pub use addr::PacketAddr;
pub use addr::{Addr, AddrParseError, SockAddr};
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
pub use opt::{Get, GetSet, Opt, Readable, Set, Take, Takeable, Writable};
pub use options::{ip::*, ipv6::*, socket::*, tcp::*, udp::*};
pub use setting::{Setting, Settings};
pub use socket::*;
pub use sys::{AsSocket, BorrowedSocket, OwnedSocket};
pub use values::*;
