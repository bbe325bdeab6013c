//! Apple, the BSDs and illumos.

use std::io;
use std::os::fd::{AsRawFd, RawFd};

use libc::c_int;

use super::{check, fill_address, ioctl_int, opened, set_nonblocking, BorrowedSocket, OwnedSocket};
use crate::addr::SockAddr;
use crate::registry::Platforms;

/// The constants, by their names in C: those of `libc`, and those that it lacks
/// here.
pub(crate) mod c {
    pub(crate) use libc::*;
}

cfg_if::cfg_if! {
    if #[cfg(target_vendor = "apple")] {
        pub(crate) const HERE: Platforms = Platforms::APPLE;
    } else if #[cfg(target_os = "freebsd")] {
        pub(crate) const HERE: Platforms = Platforms::FREEBSD;
    } else if #[cfg(target_os = "netbsd")] {
        pub(crate) const HERE: Platforms = Platforms::NETBSD;
    } else if #[cfg(target_os = "openbsd")] {
        pub(crate) const HERE: Platforms = Platforms::OPENBSD;
    } else if #[cfg(target_os = "dragonfly")] {
        pub(crate) const HERE: Platforms = Platforms::DRAGONFLY;
    } else if #[cfg(target_os = "illumos")] {
        pub(crate) const HERE: Platforms = Platforms::ILLUMOS;
    }
}

/// sys/sockio.h, `_IOR('s', 7, int)`: one number on all of these systems.
pub(super) const SIOCATMARK: libc::c_ulong = 0x4004_7307;

/// On Apple this is for sockets that others opened; [`without_signal`] does the
/// same for ours where the kernel is too old for the flag.
pub(super) const NO_SIGNAL: c_int = libc::MSG_NOSIGNAL;

/// FreeBSD takes more seconds than an `int` holds for no limit at all
/// (`sosetopt` in kern/uipc_socket.c). The others either count as far as `time_t`
/// goes, or refuse what their ticks cannot count (EDOM).
pub(crate) const TIMEVAL_MAX_SECS: u64 = i32::MAX as u64;

// Opening. Apple has neither flags for a new socket nor accept4.

cfg_if::cfg_if! {
    if #[cfg(target_vendor = "apple")] {
        pub(crate) fn socket(
            domain: i32,
            r#type: i32,
            protocol: i32,
            nonblocking: bool,
        ) -> io::Result<OwnedSocket> {
            // SAFETY: no memory is passed; the result is a new descriptor.
            let socket = unsafe { opened(libc::socket(domain, r#type, protocol)) }?;
            close_on_exec(&socket)?;
            without_signal(&socket)?;
            set_nonblocking(super::borrow(&socket), nonblocking)?;
            Ok(socket)
        }

        fn raw_pair(domain: i32, r#type: i32, protocol: i32) -> io::Result<[OwnedSocket; 2]> {
            let pair = new_pair(domain, r#type, protocol)?;
            for socket in &pair {
                close_on_exec(socket)?;
                without_signal(socket)?;
            }
            Ok(pair)
        }
    }
}
