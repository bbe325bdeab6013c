//! What waits in a socket: the ioctls of socket(7), tcp(7) and udp(7).

use std::io;
#[cfg(any(target_os = "linux", target_os = "android"))]
use std::time::{Duration, SystemTime};

use super::Socket;
use crate::sys::{self, AsSocket};

impl<S: AsSocket> Socket<S> {
    /// FIONREAD, on Linux also called SIOCINQ: how many bytes a read would give.
    ///
    /// Of a stream, all that has come in and was not read; of a UDP socket, the
    /// length of the next datagram, and 0 if there is none or it is empty; on Windows, of all that wait.
    pub fn fionread(&self) -> io::Result<usize> {
        sys::unread(self.borrow())
    }

    /// SIOCOUTQ: how many bytes were sent and are still held.
    ///
    /// Of TCP, what the peer has not acknowledged; of UDP, what the device has not
    /// yet sent, with the kernel's own overhead.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn siocoutq(&self) -> io::Result<usize> {
        sys::unsent(self.borrow())
    }

    /// SIOCATMARK: whether the next byte is the one that was sent as urgent data.
    ///
    /// (Windows has an ioctl of that name, which tells whether no urgent data waits.)
    #[cfg(unix)]
    pub fn siocatmark(&self) -> io::Result<bool> {
        sys::at_mark(self.borrow())
    }

    /// SIOCGSTAMPNS: when the packet came in that was read last.
    ///
    /// The first call fails with [`io::ErrorKind::NotFound`] and has the kernel
    /// stamp packets from then on. It does not go together with SO_TIMESTAMP and
    /// its like.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn siocgstampns(&self) -> io::Result<SystemTime> {
        let (secs, nanos) = sys::last_stamp(self.borrow())?;
        let secs = u64::try_from(secs).ok();
        let nanos = u32::try_from(nanos).ok().filter(|&nanos| nanos < 1_000_000_000);
        secs.zip(nanos)
            .and_then(|(secs, nanos)| {
                SystemTime::UNIX_EPOCH.checked_add(Duration::new(secs, nanos))
            })
            .ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}
