//! SOL_SOCKET: what the crate reads is what the kernel answers, on every kind of socket.
#![cfg(target_os = "linux")]
// Raw calls, for comparison; and the panics that tests are made of.
#![allow(unsafe_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::os::fd::{AsFd, AsRawFd};

use sockopt::registry::{self, Row};
use sockopt::{ErrorKind, Socket};

use common::{in_roles, Role};

/// How much room the test offers, in the units in which the kernel counts.
fn room(row: &Row, socket: &Socket) -> usize {
    match row.name {
        // Instructions of eight bytes, not bytes.
        "SO_GET_FILTER" => 64,
        // The kernel takes this length and no other.
        "SO_NETNS_COOKIE" => 8,
        // A 64-bit kernel gives eight bytes to who has room for them, a 32-bit program too.
        "SO_MAX_PACING_RATE" => core::mem::size_of::<libc::c_ulong>(),
        // It refuses a buffer that is longer than the address.
        "SO_PEERNAME" => {
            let mut address = [0_u8; 256];
            let mut length = 256;
            // SAFETY: the call writes at most `length` bytes, which `address` has.
            let result = unsafe {
                libc::getpeername(socket.as_raw_fd(), address.as_mut_ptr().cast(), &mut length)
            };
            if result == 0 {
                usize::try_from(length).unwrap()
            } else {
                2
            }
        }
        _ => 512,
    }
}

/// getsockopt itself, with room to spare and zeros in it: the bytes, or the error number.
fn raw(row: &Row, socket: &Socket) -> Result<Vec<u8>, i32> {
    let (level, number) = row.level_and_number().expect("the row is Linux's");
    let unit = if row.name == "SO_GET_FILTER" { 8 } else { 1 };
    let mut bytes = vec![0_u8; 512];
    let mut length = libc::socklen_t::try_from(room(row, socket)).unwrap();
    // SAFETY: the kernel writes at most `length` units: that is 64 times 8 bytes or 512 times 1
    // at most, and `bytes` has 512.
    let result = unsafe {
        let to = bytes.as_mut_ptr().cast();
        libc::getsockopt(socket.as_raw_fd(), level, number, to, &mut length)
    };
    if result != 0 {
        return Err(std::io::Error::last_os_error().raw_os_error().unwrap());
    }
    bytes.truncate(usize::try_from(length).unwrap() * unit);
    Ok(bytes)
}

fn rows() -> impl Iterator<Item = &'static Row> {
    registry::all().filter(|row| row.level == "SOL_SOCKET" && row.level_and_number().is_some())
}

in_roles! { every_reading_is_what_the_kernel_answers: Root, NamespaceRoot, Nobody }

fn every_reading_is_what_the_kernel_answers(_: Role) {
    let mut count = 0;
    for (kind, opened) in common::sockets() {
        let socket = &opened.socket;
        for row in rows() {
            // An answer may move while it is looked at (memory in use, say): only one
            // that is the same before and after is compared.
            let mut tries = 0;
            loop {
                let before = raw(row, socket);
                let Some(reading) = row.read(socket.as_fd()) else { break };
                let after = raw(row, socket);
                tries += 1;
                assert!(tries < 1000, "{} on {kind} is never at rest", row.name);
                if before != after {
                    continue;
                }
                match (reading, before) {
                    (Ok(reading), Ok(bytes)) => {
                        assert_eq!(reading.bytes(), bytes, "{} on {kind}", row.name);
                        assert_eq!(reading.level_and_number(), row.level_and_number().unwrap());
                    }
                    (Err(error), Err(code)) => {
                        assert_eq!(error.kind(), ErrorKind::Os, "{kind}: {error}");
                        assert_eq!(error.raw_os_error(), Some(code), "{kind}: {error}");
                        assert_eq!(error.name(), row.name);
                    }
                    (crate_says, kernel_says) => panic!(
                        "{} on {kind}: the crate says {crate_says:?}, the kernel {kernel_says:?}",
                        row.name
                    ),
                }
                count += 1;
                break;
            }
        }
    }
    println!("{count} readings compared");
    assert!(count > 500, "only {count} readings compared");
}

in_roles! { a_program_reads_back_byte_for_byte: NamespaceRoot }

fn a_program_reads_back_byte_for_byte(_: Role) {
    for length in [1_u32, 2, 8, 63] {
        let program: Vec<_> = (0..length).map(sockopt::Instruction::ret_constant).collect();
        let filter = sockopt::Filter::new(program).unwrap();
        for (kind, opened) in common::sockets() {
            let socket = &opened.socket;
            let attached = socket.set_attach_filter(&filter);
            if kind == "mptcp" {
                assert!(attached.unwrap_err().is_unsupported());
                continue;
            }
            attached.unwrap_or_else(|error| panic!("{kind}: {error}"));
            let row = registry::find("SO_GET_FILTER").unwrap();
            let reading = row.read(socket.as_fd()).unwrap().unwrap();
            assert_eq!(reading.bytes(), raw(row, socket).unwrap(), "{kind}");
            assert_eq!(socket.get_filter().unwrap().as_ref(), Some(&filter), "{kind}");
        }
    }
}
