//! The calls themselves, without the crate; and an ear at those that the crate makes.

use std::cell::RefCell;
use std::os::fd::AsRawFd;

use libc::{c_int, c_void, socklen_t};
use sockopt::Socket;

use super::oracle::Answer;

/// A call of `setsockopt`: level, number, and the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Call {
    pub level: i32,
    pub number: i32,
    pub bytes: Vec<u8>,
}

thread_local! {
    static LAST: RefCell<Option<Call>> = const { RefCell::new(None) };
}

/// The last call that this thread made since it was asked for the last time.
pub(crate) fn last_call() -> Option<Call> {
    LAST.with(RefCell::take)
}

/// In place of the C library's: it listens, and makes the call.
///
/// # Safety
///
/// As the C library's.
#[no_mangle]
unsafe extern "C" fn setsockopt(
    socket: c_int,
    level: c_int,
    number: c_int,
    value: *const c_void,
    length: socklen_t,
) -> c_int {
    let bytes = if value.is_null() {
        Vec::new()
    } else {
        // SAFETY: by the contract of `setsockopt`, `value` has `length` bytes.
        unsafe { std::slice::from_raw_parts(value.cast::<u8>(), length as usize) }.to_vec()
    };
    LAST.with(|last| last.replace(Some(Call { level, number, bytes })));
    // SAFETY: the arguments are the caller's, whose promise is that of the system call.
    let result =
        unsafe { libc::syscall(libc::SYS_setsockopt, socket, level, number, value, length) };
    // It is 0 or -1, but for an identifier of SCTP, which is an int.
    #[allow(clippy::cast_possible_truncation)]
    return result as c_int;
}

fn refused() -> Answer {
    Answer::Fails(std::io::Error::last_os_error().raw_os_error().unwrap())
}

/// Reads an option, into much room; and into less, where the kernel wants it to be just as long as the value.
pub(crate) fn read(socket: &Socket, id: (i32, i32)) -> Answer {
    let lengths = if id == (libc::SOL_SOCKET, libc::SO_GET_FILTER) {
        [64].as_slice() // instructions of 8 bytes
    } else {
        &[8192, 28, 20, 16, 12, 8, 4]
    };
    let answers = lengths.iter().map(|&length| read_into(socket, id, length));
    let mut first = None;
    for answer in answers {
        if answer != Answer::Fails(libc::EINVAL) {
            return answer;
        }
        first = first.or(Some(answer));
    }
    first.unwrap()
}

fn read_into(socket: &Socket, (level, number): (i32, i32), mut length: socklen_t) -> Answer {
    let unit = if length == 64 { 8 } else { 1 };
    let mut room = vec![0_u8; length as usize * unit];
    let to = room.as_mut_ptr().cast();
    // SAFETY: `room` has so many bytes, or so many times 8 where the kernel counts instructions.
    let result = unsafe { libc::getsockopt(socket.as_raw_fd(), level, number, to, &mut length) };
    if result == -1 {
        return refused();
    }
    room.truncate(length as usize * unit);
    Answer::Reads(room)
}

/// Sets an option.
pub(crate) fn set(socket: &Socket, (level, number): (i32, i32), bytes: &[u8]) -> Answer {
    let length = socklen_t::try_from(bytes.len()).unwrap();
    let from = bytes.as_ptr().cast();
    // SAFETY: `bytes` has that length, and the oracle's values hold no addresses.
    let result = unsafe { libc::setsockopt(socket.as_raw_fd(), level, number, from, length) };
    if result == -1 {
        refused()
    } else {
        Answer::Ok
    }
}
