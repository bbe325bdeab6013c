//! The memory of packets of AF_XDP sockets.

use std::io;

use super::invalid;
use crate::sys::Mapping;
use crate::values::XdpUmemFlags;

/// The memory in which the packets of an AF_XDP socket lie, cut into chunks of the same size: XDP_UMEM_REG.
///
/// It is zero at first. The kernel takes hold of the pages when it is told of them, so it may be dropped before the socket is closed:
/// the packets that come are then lost, and nothing else that the program has is touched.
///
/// ```
/// use sockopt::XdpUmem;
///
/// let umem = XdpUmem::new(16, 2048)?;
/// umem.write(2048, b"in the second chunk")?;
/// let mut back = [0; 6];
/// umem.read(2055, &mut back)?;
/// assert_eq!(&back, b"second");
/// assert!(umem.write(16 * 2048, &[0]).is_err()); // beyond the end
/// # std::io::Result::Ok(())
/// ```
///
/// Two threads cannot have it at once:
///
/// ```compile_fail,E0277
/// fn shared<T: Sync>(_: T) {}
/// shared(sockopt::XdpUmem::new(16, 2048).unwrap());
/// ```
#[derive(Debug)]
pub struct XdpUmem {
    memory: Mapping,
    chunk_size: u32,
    headroom: u32,
    flags: XdpUmemFlags,
    tx_metadata_len: u32,
}

impl XdpUmem {
    /// So many chunks of so many bytes: 2048 or more, at most a page, and a power of two (EINVAL of XDP_UMEM_REG
    /// otherwise), unless the flags have UNALIGNED_CHUNK.
    ///
    /// # Errors
    ///
    /// What the system says if it has not that much memory.
    pub fn new(chunks: u32, chunk_size: u32) -> io::Result<XdpUmem> {
        let length = usize::try_from(u64::from(chunks) * u64::from(chunk_size));
        let memory = Mapping::anonymous(length.map_err(|_| io::ErrorKind::OutOfMemory)?)?;
        let flags = XdpUmemFlags::empty();
        Ok(XdpUmem { memory, chunk_size, headroom: 0, flags, tx_metadata_len: 0 })
    }

    /// The same with some bytes at the start of each chunk that packets which come are put behind.
    #[must_use]
    pub fn with_headroom(self, headroom: u32) -> XdpUmem {
        XdpUmem { headroom, ..self }
    }

    /// The same with these flags.
    #[must_use]
    pub fn with_flags(self, flags: XdpUmemFlags) -> XdpUmem {
        XdpUmem { flags, ..self }
    }

    /// The same with so many bytes in front of each packet for what is asked for it, and the flag TX_METADATA_LEN: 16 to
    /// 248, a multiple of 8 (EINVAL of XDP_UMEM_REG otherwise).
    #[must_use]
    pub fn with_tx_metadata_len(self, tx_metadata_len: u32) -> XdpUmem {
        let flags = self.flags | XdpUmemFlags::TX_METADATA_LEN;
        XdpUmem { tx_metadata_len, flags, ..self }
    }

    /// Copies bytes into the memory, at a place as the rings count it: from the memory's start.
    ///
    /// # Errors
    ///
    /// `InvalidInput` if they do not fit there.
    pub fn write(&self, addr: u64, from: &[u8]) -> io::Result<()> {
        let written = usize::try_from(addr).ok().and_then(|at| self.memory.write(at, from));
        written.ok_or_else(|| invalid("the memory of packets ends before that"))
    }

    /// Copies bytes out of the memory.
    ///
    /// # Errors
    ///
    /// As [`write`](XdpUmem::write).
    pub fn read(&self, addr: u64, to: &mut [u8]) -> io::Result<()> {
        let read = usize::try_from(addr).ok().and_then(|at| self.memory.read(at, to));
        read.ok_or_else(|| invalid("the memory of packets ends before that"))
    }

    /// Where the memory begins, for code that is `unsafe`. The kernel writes to the chunks that it was given, as devices do.
    pub fn as_ptr(&self) -> *mut u8 {
        self.memory.as_ptr()
    }

    /// How many bytes there are.
    #[allow(clippy::len_without_is_empty)] // it never is
    pub fn len(&self) -> usize {
        self.memory.len()
    }

    /// How many bytes a chunk has.
    pub fn chunk_size(&self) -> u32 {
        self.chunk_size
    }

    /// How many bytes are left free at the start of a chunk.
    pub fn headroom(&self) -> u32 {
        self.headroom
    }

    /// The flags.
    pub fn flags(&self) -> XdpUmemFlags {
        self.flags
    }

    /// How many bytes there are in front of a packet for what is asked for it.
    pub fn tx_metadata_len(&self) -> u32 {
        self.tx_metadata_len
    }
}
