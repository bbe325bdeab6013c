//! Signals for I/O: the "Signals" part of socket(7).

use std::io;

use super::Socket;
use crate::sys::{self, AsSocket};

/// Who gets a socket's signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignalOwner {
    /// A process. (On Linux, a thread that was set by other means is told as this too.)
    Process(u32),
    /// All processes of a group.
    Group(u32),
}

impl<S: AsSocket> Socket<S> {
    /// Whether the owner gets a signal when the socket can be read or written (O_ASYNC).
    ///
    /// illumos, Solaris, AIX and Cygwin cannot tell.
    #[cfg(not(any(
        target_os = "illumos",
        target_os = "solaris",
        target_os = "aix",
        target_os = "cygwin"
    )))]
    pub fn is_async(&self) -> io::Result<bool> {
        sys::is_async(self.borrow())
    }

    /// Sets whether the owner gets a signal when the socket can be read or
    /// written (O_ASYNC): SIGIO, or what `set_signal` chose.
    pub fn set_async(&self, on: bool) -> io::Result<()> {
        sys::set_async(self.borrow(), on)
    }

    /// Who gets the signals, SIGURG for urgent data among them (F_GETOWN).
    pub fn owner(&self) -> io::Result<Option<SignalOwner>> {
        Ok(match sys::owner(self.borrow())? {
            0 => None,
            id if id > 0 => Some(SignalOwner::Process(id.unsigned_abs())),
            id => Some(SignalOwner::Group(id.unsigned_abs())),
        })
    }

    /// Chooses who gets the signals (F_SETOWN); `None` for nobody.
    ///
    /// The owner must be a process or group that there is, and that this process
    /// may signal when the time comes. Number 0 is refused: it would mean nobody.
    ///
    /// ```
    /// use sockopt::{Domain, SignalOwner, Socket, Type};
    ///
    /// # #[cfg(target_os = "linux")] {
    /// let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
    /// socket.set_owner(Some(SignalOwner::Process(std::process::id())))?;
    /// socket.set_async(true)?; // SIGIO from now on
    /// # socket.set_async(false)?;
    /// # }
    /// # std::io::Result::Ok(())
    /// ```
    pub fn set_owner(&self, owner: Option<SignalOwner>) -> io::Result<()> {
        let id = |id: u32| i32::try_from(id).ok().filter(|&id| id > 0);
        let raw = match owner {
            None => Some(0),
            Some(SignalOwner::Process(process)) => id(process),
            Some(SignalOwner::Group(group)) => id(group).map(|id| -id),
        };
        let raw = raw.ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, "no process or group has this number")
        })?;
        sys::set_owner(self.borrow(), raw)
    }

    /// The signal that is sent instead of SIGIO (F_GETSIG); `None` for SIGIO itself.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn signal(&self) -> io::Result<Option<i32>> {
        sys::signal(self.borrow()).map(|signal| (signal != 0).then_some(signal))
    }

    /// Chooses the signal that is sent (F_SETSIG); `None` for SIGIO.
    ///
    /// With a signal chosen, its handler is told which descriptor it is for; with
    /// a real-time signal, each event is queued.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn set_signal(&self, signal: Option<i32>) -> io::Result<()> {
        sys::set_signal(self.borrow(), signal.unwrap_or(0))
    }
}
