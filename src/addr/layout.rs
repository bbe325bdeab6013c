//! Layout facts: the numbers and the places that differ between systems.
//!
//! Every other file here lays fields out in the order of the C struct and asks
//! this one where the family sits, how large a struct is and what a family is
//! called. All structs begin with two bytes that hold the family, and all the
//! rest follows at the same place everywhere.

use std::io;
use std::path::Path;

#[cfg(any(unix, windows))]
pub(super) use numbers::{INET, INET6, SUN_PATH, UNIX, UNSPEC, V4_SIZE, V6_SIZE};
// Another system is not known, as `sys` says.
#[cfg(not(any(unix, windows)))]
#[rustfmt::skip]
pub(super) use crate::sys::{
    numbers, path_from_bytes, path_to_bytes, INET, INET6, SUN_PATH, UNIX, UNSPEC, V4_SIZE, V6_SIZE,
};

/// `sizeof(struct sockaddr_storage)`: room for every address a kernel hands
/// out.
pub(super) const CAPACITY: usize = 128;

/// The sizes of IP addresses, as a [`SockAddr`](super::SockAddr) keeps them.
#[allow(clippy::cast_possible_truncation)] // they are small
pub(super) const V4_LEN: u8 = V4_SIZE as u8;
#[allow(clippy::cast_possible_truncation)]
pub(super) const V6_LEN: u8 = V6_SIZE as u8;

/// The bytes before the first field that belongs to one family alone.
pub(super) const HEADER: usize = 2;

/// The bytes that are left for those fields.
pub(super) const PAYLOAD: usize = CAPACITY - HEADER;

/// `sizeof(struct sockaddr)`: the size of an address that has nothing but a
/// family.
pub(super) const BARE_SIZE: usize = 16;

/// The systems that descend from 4.4BSD keep the length of the address in its
/// first byte and the family in the second. All others keep the family in both,
/// in the machine's own byte order.
const LENGTH_FIRST: bool = numbers::FAMILY_AT == 1;

/// A family as `libc` has it, in the width it has in an address.
#[cfg(unix)]
pub(super) const fn family_number(family: i32) -> u16 {
    let [low, high, ..] = family.to_le_bytes();
    u16::from_le_bytes([low, high])
}

#[cfg(unix)]
mod numbers {
    use core::mem::{offset_of, size_of};

    pub(crate) const UNSPEC: u16 = super::family_number(libc::AF_UNSPEC);
    pub(crate) const UNIX: u16 = super::family_number(libc::AF_UNIX);
    pub(crate) const INET: u16 = super::family_number(libc::AF_INET);
    pub(crate) const INET6: u16 = super::family_number(libc::AF_INET6);

    pub(crate) const FAMILY_AT: usize = offset_of!(libc::sockaddr, sa_family);
    pub(crate) const V4_SIZE: usize = size_of::<libc::sockaddr_in>();
    pub(crate) const V6_SIZE: usize = size_of::<libc::sockaddr_in6>();

    /// The size of `sun_path`, 104 or 108 on most systems. AIX has 1023, of
    /// which we keep what fits.
    pub(crate) const SUN_PATH: usize = {
        let size = size_of::<libc::sockaddr_un>() - offset_of!(libc::sockaddr_un, sun_path);
        if size < super::PAYLOAD {
            size
        } else {
            super::PAYLOAD
        }
    };
}

#[cfg(windows)]
mod numbers {
    pub(crate) const UNSPEC: u16 = 0;
    pub(crate) const UNIX: u16 = 1;
    pub(crate) const INET: u16 = 2;
    pub(crate) const INET6: u16 = 23;

    pub(crate) const FAMILY_AT: usize = 0;
    pub(crate) const V4_SIZE: usize = 16;
    pub(crate) const V6_SIZE: usize = 28;
    pub(crate) const SUN_PATH: usize = 108;
}

/// Whether an address of `len` bytes is an IPv4 address that lies in its buffer as this crate lays it out.
#[inline]
pub(super) fn is_usual_v4(bytes: &[u8; CAPACITY], len: usize) -> bool {
    const V4: [u8; HEADER] = header(INET, V4_LEN);
    // What lies behind the fields is `sin_zero`.
    let [a, b, _, _, _, _, _, _, zero @ ..] = bytes;
    [*a, *b] == V4 && len == V4_SIZE && zero.first_chunk() == Some(&[0; 8])
}

/// As [`is_usual_v4`], for IPv6.
#[inline]
pub(super) fn is_usual_v6(bytes: &[u8; CAPACITY], len: usize) -> bool {
    const V6: [u8; HEADER] = header(INET6, V6_LEN);
    let [a, b, ..] = bytes;
    // illumos has a word behind the fields, which the constructors leave zero.
    [*a, *b] == V6 && len == V6_SIZE && V6_SIZE == 28
}

/// The first two bytes of an address.
pub(super) const fn header(family: u16, len: u8) -> [u8; HEADER] {
    if LENGTH_FIRST {
        let [low, _] = family.to_le_bytes();
        [len, low]
    } else {
        family.to_ne_bytes()
    }
}

/// The family in the first two bytes of an address. A length that may stand
/// there is passed over.
#[inline(always)]
pub(super) fn family(header: [u8; HEADER]) -> u16 {
    if LENGTH_FIRST {
        let [_, family] = header;
        u16::from(family)
    } else {
        u16::from_ne_bytes(header)
    }
}

/// Whether a family fits the field it has, which may be of one byte.
pub(super) fn is_family(number: u16) -> bool {
    family(header(number, 0)) == number
}

/// A path as it stands in `sun_path`. On Unix a path is bytes, and this cannot
/// fail.
#[cfg(unix)]
pub(super) fn path_to_bytes(path: &Path) -> io::Result<&[u8]> {
    use std::os::unix::ffi::OsStrExt;
    Ok(path.as_os_str().as_bytes())
}

/// A path as it stands in `sun_path`, which Windows reads as UTF-8.
#[cfg(windows)]
pub(super) fn path_to_bytes(path: &Path) -> io::Result<&[u8]> {
    match path.to_str() {
        Some(text) => Ok(text.as_bytes()),
        None => Err(super::invalid("a Unix socket path must be Unicode here")),
    }
}

/// The path that stands in `sun_path`.
#[cfg(unix)]
pub(super) fn path_from_bytes(bytes: &[u8]) -> Option<&Path> {
    use std::os::unix::ffi::OsStrExt;
    Some(Path::new(std::ffi::OsStr::from_bytes(bytes)))
}

/// The path that stands in `sun_path`, if it is the UTF-8 it should be.
#[cfg(windows)]
pub(super) fn path_from_bytes(bytes: &[u8]) -> Option<&Path> {
    std::str::from_utf8(bytes).ok().map(Path::new)
}
