//! Memory that a peer of RDS may read and write.

use core::cell::Cell;
use std::io;

use super::invalid;
use crate::sys::Mapping;
use crate::values::RdsRdmaFlags;

/// A region of memory that a peer may read and write, by hardware, while the program does other things: RDS_GET_MR.
///
/// The kernel takes hold of the pages, and gives a cookie by which the peer names the region. It stays until RDS_FREE_MR,
/// or until the socket is closed; if this is dropped before, what the peer writes is lost, and nothing else that the
/// program has is touched. Not every kernel can do it: see [`RDS_GET_MR`](crate::RDS_GET_MR).
///
/// ```
/// use sockopt::{Domain, RdsMr, RdsRdmaFlags, SockAddr, Socket, Type};
///
/// // A kernel can be without it, and a machine without such hardware.
/// if let Ok(socket) = Socket::new(Domain::RDS, Type::SEQPACKET, None) {
///     let region = RdsMr::new(1 << 16, RdsRdmaFlags::READWRITE)?;
///     if socket.set_rds_get_mr(&region).is_ok() {
///         println!("tell the peer {:?}", region.cookie());
///     }
/// }
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug)]
pub struct RdsMr {
    memory: Mapping,
    flags: RdsRdmaFlags,
    cookie: Cell<u64>,
}

impl RdsMr {
    /// So many bytes of zeros.
    ///
    /// # Errors
    ///
    /// What the system says if it has not that much memory.
    pub fn new(length: usize, flags: RdsRdmaFlags) -> io::Result<RdsMr> {
        Ok(RdsMr { memory: Mapping::anonymous(length)?, flags, cookie: Cell::new(0) })
    }

    /// What the kernel calls the region, once it knows it.
    pub fn cookie(&self) -> Option<u64> {
        Some(self.cookie.get()).filter(|&cookie| cookie != 0)
    }

    /// Where the kernel writes the cookie, while this is borrowed.
    pub(crate) fn cookie_ptr(&self) -> *mut u64 {
        self.cookie.as_ptr()
    }

    /// Copies bytes into the memory.
    ///
    /// # Errors
    ///
    /// `InvalidInput` if they do not fit there.
    pub fn write(&self, at: usize, from: &[u8]) -> io::Result<()> {
        self.memory.write(at, from).ok_or_else(|| invalid("the region ends before that"))
    }

    /// Copies bytes out of the memory.
    ///
    /// # Errors
    ///
    /// As [`write`](RdsMr::write).
    pub fn read(&self, at: usize, to: &mut [u8]) -> io::Result<()> {
        self.memory.read(at, to).ok_or_else(|| invalid("the region ends before that"))
    }

    /// Where the memory begins, for code that is `unsafe`. The peer may write to it.
    pub fn as_ptr(&self) -> *mut u8 {
        self.memory.as_ptr()
    }

    /// How many bytes there are.
    #[allow(clippy::len_without_is_empty)] // it never is
    pub fn len(&self) -> usize {
        self.memory.len()
    }

    /// The flags.
    pub fn flags(&self) -> RdsRdmaFlags {
        self.flags
    }
}
