//! Signals. (Haiku and Fuchsia have none for sockets.)

use std::io;
use std::os::fd::AsRawFd;

use super::{check, BorrowedSocket};

cfg_if::cfg_if! {
    if #[cfg(any(
        target_os = "illumos",
        target_os = "solaris",
        target_os = "aix",
        target_os = "cygwin",
    ))] {
        /// There is no O_ASYNC; sys/filio.h, or sys/ioctl.h. It cannot be asked whether it is on.
        pub(crate) fn set_async(socket: BorrowedSocket<'_>, on: bool) -> io::Result<()> {
            // By its number, Cygwin's is for a long.
            let on = [libc::c_int::from(on), 0];
            // SAFETY: the request reads an int, or a long at most, from the two passed.
            check(unsafe { libc::ioctl(socket.as_raw_fd(), libc::FIOASYNC, &on) }).map(drop)
        }
    } else {
        pub(crate) fn is_async(socket: BorrowedSocket<'_>) -> io::Result<bool> {
            super::status_flags(socket).map(|flags| flags & libc::O_ASYNC != 0)
        }

        pub(crate) fn set_async(socket: BorrowedSocket<'_>, on: bool) -> io::Result<()> {
            super::set_status_flag(socket, libc::O_ASYNC, on)
        }
    }
}

/// The process (positive) or process group (negative) that gets signals; 0 for none.
pub(crate) fn owner(socket: BorrowedSocket<'_>) -> io::Result<i32> {
    super::get_owner(socket.as_raw_fd())
}

pub(crate) fn set_owner(socket: BorrowedSocket<'_>, owner: i32) -> io::Result<()> {
    // SAFETY: F_SETOWN takes an int.
    check(unsafe { libc::fcntl(socket.as_raw_fd(), libc::F_SETOWN, owner) }).map(drop)
}
