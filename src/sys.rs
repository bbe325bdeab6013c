//! What the crate asks of a platform.
//!
//! Each platform's file gives the same names:
//!
//! - `c`: the system's constants by their C names: those of `libc` or
//!   `windows-sys`, and those that these lack. A row that names a constant that
//!   is not there does not compile, so the table cannot claim too much.
//! - [`HERE`], [`UNSUPPORTED`]: which platform it is, and the error numbers by
//!   which it says that it does not know an option.
//! - [`AsSocket`], [`BorrowedSocket`], [`OwnedSocket`]: std's types, under names
//!   that do not say "fd".
//! - `impl Call for BorrowedSocket`: getsockopt and setsockopt, as they are; on Windows also WSAIoctl, for a level that
//!   it has in the place of theirs.
//! - `timeval`, `linger` and their inverse: structures whose layout differs.
//! - the calls of a socket's life (open, bind, connect, …), each of which
//!   is one system call: no retry, no hidden state. Sockets are closed on exec
//!   (not inherited, on Windows), from the moment that they exist where the system
//!   can do that. No send raises SIGPIPE.
//!
//! - messages: [`CMSG_HEADER`], [`CMSG_ALIGN`], `cmsg_parts` and its inverse, which say how control
//!   messages lie in their buffer; `recv_msg`, `send_msg`, and, where the system has them, `recv_mmsg` and
//!   `send_mmsg`. Descriptors that come are close-on-exec (or [`CLOSED_ON_EXEC`] says that they are to
//!   be made so).
//!
//! - on Linux and Android, `Mapping`: memory that is shared with the kernel.
//!
//! All `unsafe` of the crate is below here, but for the line of each table that
//! makes an option or a message of two numbers, and for what makes owners of
//! descriptors that came with a message (`cmsg/descriptors.rs`).

#![allow(unsafe_code)]

use crate::name::Name;

cfg_if::cfg_if! {
    if #[cfg(any(
        target_os = "linux",
        target_os = "android",
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd",
        target_os = "dragonfly",
        target_os = "illumos",
        target_os = "solaris",
        target_os = "aix",
        target_os = "haiku",
        target_os = "fuchsia",
        all(target_os = "nto", not(target_env = "nto71_iosock")),
        target_os = "cygwin",
        target_os = "hurd",
    ))] {
        mod layout;
        mod unix;
        pub use unix::*;
    } else if #[cfg(windows)] {
        mod layout;
        mod windows;
        pub use windows::*;
    } else {
        // Names that are not found in a module with such an error are no errors of their own: that this is the
        // only one, nothing but this module may speak of a system that it does not know.
        compile_error!(
            "sockopt does not know this platform: it has Linux, Android, Apple's systems, FreeBSD, NetBSD, \
             OpenBSD, DragonFly, illumos, Solaris, AIX, Haiku, Fuchsia, QNX (with io-pkt), Cygwin, the Hurd and \
             Windows"
        );
    }
}

/// Overwrites bytes that were secret, which are about to be dropped.
pub(crate) fn clear(bytes: &mut [u8]) {
    for byte in bytes {
        // SAFETY: `byte` is a reference. (A plain write to what is not read again would be left out.)
        unsafe { core::ptr::write_volatile(byte, 0) };
    }
    core::sync::atomic::compiler_fence(core::sync::atomic::Ordering::SeqCst);
}

/// The bytes of a name, which keeps them as two numbers.
#[inline]
pub(crate) fn bytes_of_name(name: &Name) -> &[u8; Name::SIZE] {
    const _: () = assert!(core::mem::size_of::<Name>() == Name::SIZE);
    // SAFETY: a `Name` is two numbers of eight bytes in C's layout, so 16 bytes without a
    // gap, all of them initialised; bytes have no alignment, and no value that is not one.
    unsafe { &*core::ptr::from_ref(name).cast() }
}
