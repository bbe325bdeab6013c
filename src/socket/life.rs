//! A socket's life: open, bind, connect, listen, accept, shut down.

use std::io;
use std::net::Shutdown;
use std::time::{Duration, Instant};

use super::Socket;
use crate::addr::SockAddr;
use crate::kind::{Domain, Protocol, Type};
use crate::sys::{self, AsSocket};

impl Socket {
    /// Opens a socket: close-on-exec (not inheritable, on Windows), and blocking.
    ///
    /// No protocol means the default one of the domain and type.
    pub fn new(
        domain: Domain,
        r#type: Type,
        protocol: impl Into<Option<Protocol>>,
    ) -> io::Result<Socket> {
        open(domain, r#type, protocol.into(), false)
    }

    /// As [`new`](Socket::new), and non-blocking, as async runtimes need it.
    pub fn new_nonblocking(
        domain: Domain,
        r#type: Type,
        protocol: impl Into<Option<Protocol>>,
    ) -> io::Result<Socket> {
        open(domain, r#type, protocol.into(), true)
    }

    /// Two sockets, connected to each other; close-on-exec, and blocking.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    ///
    /// let (a, b) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
    /// a.send(b"hello")?;
    /// let mut buffer = [0; 5];
    /// assert_eq!(b.recv(&mut buffer)?, 5);
    /// # std::io::Result::Ok(())
    /// ```
    #[cfg(unix)]
    pub fn pair(
        domain: Domain,
        r#type: Type,
        protocol: impl Into<Option<Protocol>>,
    ) -> io::Result<(Socket, Socket)> {
        let protocol = protocol.into().map_or(0, Protocol::raw);
        let [a, b] = sys::pair(domain.raw(), r#type.raw(), protocol)?;
        Ok((Socket(a), Socket(b)))
    }

    /// A copy of a descriptor of another process (`pidfd_getfd`; Linux 5.6).
    ///
    /// Both processes then have the same socket. It needs the right to trace the
    /// process: see ptrace(2), PTRACE_MODE_ATTACH_REALCREDS.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub fn of_process(pid: u32, fd: i32) -> io::Result<Socket> {
        sys::of_process(pid, fd).map(Socket)
    }
}

fn open(
    domain: Domain,
    r#type: Type,
    protocol: Option<Protocol>,
    nonblocking: bool,
) -> io::Result<Socket> {
    let protocol = protocol.map_or(0, Protocol::raw);
    sys::socket(domain.raw(), r#type.raw(), protocol, nonblocking).map(Socket)
}

impl<S: AsSocket> Socket<S> {
    /// Gives the socket an address of its own.
    pub fn bind(&self, address: impl Into<SockAddr>) -> io::Result<()> {
        sys::bind(self.borrow(), &address.into())
    }

    /// Connects to a peer.
    ///
    /// A signal's handler may cut it short ([`io::ErrorKind::Interrupted`]); the
    /// connection then goes on being made, and calling again fails with
    /// EALREADY. A non-blocking socket answers with EINPROGRESS, or, where it is
    /// a Unix socket, with [`io::ErrorKind::WouldBlock`].
    pub fn connect(&self, address: impl Into<SockAddr>) -> io::Result<()> {
        sys::connect(self.borrow(), &address.into())
    }

    /// Connects to a peer, in `limit` at most ([`io::ErrorKind::TimedOut`]).
    ///
    /// Signals do not cut it short. Whether the socket is blocking is the same
    /// after as before. After a failure, the connection may go on being made:
    /// close the socket.
    ///
    /// ```
    /// use sockopt::{Domain, Socket, Type};
    /// use std::net::TcpListener;
    /// use std::time::Duration;
    ///
    /// let listener = TcpListener::bind("127.0.0.1:0")?;
    /// let socket = Socket::new(Domain::INET, Type::STREAM, None)?;
    /// socket.connect_timeout(listener.local_addr()?, Duration::from_secs(10))?;
    /// # std::io::Result::Ok(())
    /// ```
    pub fn connect_timeout(&self, address: impl Into<SockAddr>, limit: Duration) -> io::Result<()> {
        if limit.is_zero() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no time to connect in"));
        }
        #[cfg(unix)]
        let nonblocking = self.is_nonblocking()?;
        // Windows does not tell: there a socket is blocking afterwards.
        #[cfg(not(unix))]
        let nonblocking = false;
        self.set_nonblocking(true)?;
        let result = self.connect_within(&address.into(), limit);
        let restored = self.set_nonblocking(nonblocking);
        result.and(restored)
    }

    fn connect_within(&self, address: &SockAddr, limit: Duration) -> io::Result<()> {
        let start = Instant::now();
        let left = || limit.saturating_sub(start.elapsed());
        match sys::connect(self.borrow(), address) {
            Err(error) if sys::is_in_progress(&error) => {}
            // Linux: the Unix socket's listener is full. Nothing is in progress, and `poll`
            // waits for nothing; but a blocking call waits as long as SO_SNDTIMEO says.
            #[cfg(not(target_os = "hurd"))]
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                let before = self.sndtimeo()?;
                self.set_nonblocking(false)?;
                let result = self.connect_blocking(address, left);
                return result.and(self.set_sndtimeo(before).map_err(io::Error::from));
            }
            result => return result,
        }
        loop {
            let left = left();
            match sys::wait_connected(self.borrow(), left) {
                Ok(true) => break,
                Ok(false) if left.is_zero() => return Err(io::ErrorKind::TimedOut.into()),
                Ok(false) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        match self.take_error()? {
            None => Ok(()),
            Some(error) => Err(error),
        }
    }

    #[cfg(not(target_os = "hurd"))]
    fn connect_blocking(&self, address: &SockAddr, left: impl Fn() -> Duration) -> io::Result<()> {
        loop {
            let left = left();
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            // Again and again, for SO_SNDTIMEO has a limit, which any time may exceed.
            self.set_sndtimeo(Some(left.min(Duration::from_secs(3600))))?;
            match sys::connect(self.borrow(), address) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                result => return result,
            }
        }
    }

    /// Lets peers connect; `backlog` of them may wait to be accepted, and no
    /// more than the system's limit (`net.core.somaxconn` on Linux).
    pub fn listen(&self, backlog: i32) -> io::Result<()> {
        sys::listen(self.borrow(), backlog)
    }

    /// Takes the next connection, and who made it: nobody (an address of no family) where sockets have no addresses, as those of
    /// the kernel's ciphers. The socket is close-on-exec
    /// (not inheritable, on Windows), and blocking, whatever the listener is.
    ///
    /// A signal's handler may cut it short ([`io::ErrorKind::Interrupted`]).
    pub fn accept(&self) -> io::Result<(Socket, SockAddr)> {
        let (socket, address) = sys::accept(self.borrow(), false)?;
        Ok((Socket(socket), address))
    }

    /// As [`accept`](Socket::accept), and the socket is non-blocking.
    pub fn accept_nonblocking(&self) -> io::Result<(Socket, SockAddr)> {
        let (socket, address) = sys::accept(self.borrow(), true)?;
        Ok((Socket(socket), address))
    }

    /// Ends one direction of a connection, or both.
    pub fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        sys::shutdown(self.borrow(), how)
    }

    /// The socket's own address.
    pub fn local_addr(&self) -> io::Result<SockAddr> {
        sys::local_addr(self.borrow())
    }

    /// The peer's address.
    pub fn peer_addr(&self) -> io::Result<SockAddr> {
        sys::peer_addr(self.borrow())
    }

    /// Another owner of the same socket; close-on-exec (not inheritable, on Windows).
    pub fn try_clone(&self) -> io::Result<Socket> {
        self.borrow().try_clone_to_owned().map(Socket)
    }

    /// Whether calls fail with [`io::ErrorKind::WouldBlock`] instead of waiting.
    ///
    /// Windows does not tell.
    #[cfg(unix)]
    pub fn is_nonblocking(&self) -> io::Result<bool> {
        sys::is_nonblocking(self.borrow())
    }

    /// Sets whether calls fail with [`io::ErrorKind::WouldBlock`] instead of waiting.
    pub fn set_nonblocking(&self, on: bool) -> io::Result<()> {
        sys::set_nonblocking(self.borrow(), on)
    }
}
