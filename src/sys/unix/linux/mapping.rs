//! Memory that the kernel, and whoever it lets, may read and write at any time.

use core::ffi::c_void;
use core::mem::size_of;
use core::ptr::{self, NonNull};
use core::sync::atomic::{AtomicU32, Ordering};
use std::io;
use std::os::fd::AsRawFd;

use super::super::BorrowedSocket;

/// Pages of memory that are shared with the kernel, and unmapped when this is dropped.
///
/// There is no slice of them: others write while the program reads. Bytes go in and out by copies, each word of them read
/// or written once. It can be sent to another thread and not be shared by two, which would race with each other.
#[derive(Debug)]
pub(crate) struct Mapping {
    start: NonNull<u8>,
    length: usize,
}

// SAFETY: the pages belong to the process, and to this value alone: no thread has a special part in them.
unsafe impl Send for Mapping {}

impl Mapping {
    /// Pages of zeros. A fork does not part them from those that the kernel has pinned.
    pub(crate) fn anonymous(length: usize) -> io::Result<Mapping> {
        let writable = libc::PROT_READ | libc::PROT_WRITE;
        Mapping::new(length, writable, libc::MAP_SHARED | libc::MAP_ANONYMOUS, -1, 0)
    }

    /// What a socket has to be mapped at `offset`, to be read and written.
    pub(crate) fn of(
        socket: BorrowedSocket<'_>,
        length: usize,
        offset: u64,
    ) -> io::Result<Mapping> {
        let writable = libc::PROT_READ | libc::PROT_WRITE;
        Mapping::new(length, writable, libc::MAP_SHARED, socket.as_raw_fd(), offset)
    }

    /// As [`of`](Mapping::of), to be read alone: nothing may be written to it.
    pub(crate) fn to_read(socket: BorrowedSocket<'_>, length: usize) -> io::Result<Mapping> {
        Mapping::new(length, libc::PROT_READ, libc::MAP_SHARED, socket.as_raw_fd(), 0)
    }

    fn new(length: usize, access: i32, kind: i32, fd: i32, offset: u64) -> io::Result<Mapping> {
        let offset = i64::try_from(offset).map_err(|_| io::ErrorKind::InvalidInput)?;
        // No object is larger, which pointers are added up by.
        if isize::try_from(length).is_err() {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        // SAFETY: the kernel chooses where the pages go, so it takes no others away. No memory is passed.
        let start = unsafe { libc::mmap64(ptr::null_mut(), length, access, kind, fd, offset) };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let start = NonNull::new(start.cast()).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(Mapping { start, length })
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn as_ptr(&self) -> *mut u8 {
        self.start.as_ptr()
    }

    /// Where `length` bytes at `at` lie, if all of them are in the mapping.
    fn within(&self, at: usize, length: usize) -> Option<*mut u8> {
        let end = at.checked_add(length)?;
        // SAFETY: `at` is not beyond the end of the mapping, which is one object.
        (end <= self.length).then(|| unsafe { self.start.as_ptr().add(at) })
    }

    /// Copies bytes out; `None` if the mapping does not have them.
    pub(crate) fn read(&self, at: usize, to: &mut [u8]) -> Option<()> {
        let mut from = self.within(at, to.len())?;
        let (head, rest) = to.split_at_mut(from.align_offset(WORD).min(to.len()));
        let mut words = rest.chunks_exact_mut(WORD);
        // SAFETY: there are as many bytes from `from` on as `to` has, in pages that are mapped as long as `self` is. What
        // is behind `head` is aligned. Others may write to them: so they are read once, and any bytes will do.
        unsafe {
            for byte in head {
                *byte = take(&mut from);
            }
            for word in &mut words {
                word.copy_from_slice(&take::<usize>(&mut from).to_ne_bytes());
            }
            for byte in words.into_remainder() {
                *byte = take(&mut from);
            }
        }
        Some(())
    }

    /// Copies bytes in; `None` if the mapping has no room for them there. Not for one that is [`to_read`](Mapping::to_read).
    pub(crate) fn write(&self, at: usize, from: &[u8]) -> Option<()> {
        let mut to = self.within(at, from.len())?;
        let (head, rest) = from.split_at(to.align_offset(WORD).min(from.len()));
        let words = rest.chunks_exact(WORD);
        let tail = words.remainder();
        // SAFETY: as in `read`. Of this process, nobody else reads or writes them, as `self` is in no other thread.
        unsafe {
            for byte in head {
                put(&mut to, *byte);
            }
            for word in words {
                let mut bytes = [0; WORD];
                bytes.copy_from_slice(word);
                put(&mut to, usize::from_ne_bytes(bytes));
            }
            for byte in tail {
                put(&mut to, *byte);
            }
        }
        Some(())
    }

    /// The word at `at`, and with it all that its writer wrote before; `None` if it is not in the mapping, or not
    /// aligned.
    pub(crate) fn load(&self, at: usize) -> Option<u32> {
        self.word(at).map(|word| word.load(Ordering::Acquire))
    }

    /// Sets the word at `at`, so that whoever reads it reads, too, all that was written before. `None` as for
    /// [`load`](Mapping::load).
    pub(crate) fn store(&self, at: usize, value: u32) -> Option<()> {
        self.word(at).map(|word| word.store(value, Ordering::Release))
    }

    fn word(&self, at: usize) -> Option<&AtomicU32> {
        let place = self.within(at, size_of::<AtomicU32>())?.cast::<u32>();
        // SAFETY: the word is in the mapping, as long as `self` is, and aligned. The kernel writes and reads such words
        // whole; this process does not write others over it at the same time.
        (place as usize % size_of::<u32>() == 0).then(|| unsafe { AtomicU32::from_ptr(place) })
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: the pages were mapped by `new`, and nobody else has them. What the kernel does with them afterwards, it
        // does with pages that it holds, and not by their address here.
        unsafe { libc::munmap(self.start.as_ptr().cast::<c_void>(), self.length) };
    }
}

const WORD: usize = size_of::<usize>();

/// Reads a value, and goes on behind it.
///
/// # Safety
///
/// There is one, aligned, and any bytes are one.
#[inline]
unsafe fn take<T: Copy>(from: &mut *mut u8) -> T {
    // SAFETY: the caller's promise.
    unsafe {
        let value = ptr::read_volatile(from.cast::<T>());
        *from = from.add(size_of::<T>());
        value
    }
}

/// Writes a value, and goes on behind it.
///
/// # Safety
///
/// There is aligned room for one.
#[inline]
unsafe fn put<T: Copy>(to: &mut *mut u8, value: T) {
    // SAFETY: the caller's promise.
    unsafe {
        ptr::write_volatile(to.cast::<T>(), value);
        *to = to.add(size_of::<T>());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Mapping;

    #[test]
    fn bytes_go_in_and_out_at_any_place() {
        let memory = Mapping::anonymous(64).unwrap();
        let bytes: Vec<u8> = (1..=40).collect();
        for at in 0..=16 {
            for length in 0..=bytes.len() {
                memory.write(0, &[0; 64]).unwrap();
                memory.write(at, bytes.get(..length).unwrap()).unwrap();
                let mut all = [0; 64];
                memory.read(0, &mut all).unwrap();
                let mut expected = [0; 64];
                let room = expected.get_mut(at..at + length).unwrap();
                room.copy_from_slice(bytes.get(..length).unwrap());
                assert_eq!(all, expected, "{length} bytes at {at}");
                let mut back = vec![0; length];
                memory.read(at, &mut back).unwrap();
                assert_eq!(Some(&*back), bytes.get(..length));
            }
        }
    }

    #[test]
    fn nothing_is_reached_that_is_not_in_the_mapping() {
        let memory = Mapping::anonymous(64).unwrap();
        assert_eq!(memory.read(64, &mut []), Some(()));
        assert_eq!(memory.read(64, &mut [0]), None);
        assert_eq!(memory.read(usize::MAX, &mut [0]), None);
        assert_eq!(memory.write(1, &[0; 64]), None);
        assert_eq!((memory.store(60, 7), memory.load(60)), (Some(()), Some(7)));
        assert_eq!((memory.load(61), memory.load(64), memory.store(62, 0)), (None, None, None));
        assert!(Mapping::anonymous(0).is_err());
        assert!(Mapping::anonymous(usize::MAX).is_err());
    }
}
