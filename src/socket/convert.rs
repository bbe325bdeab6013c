//! From and into other sockets.

use super::Socket;
use crate::sys::{AsSocket, BorrowedSocket, OwnedSocket};

/// Wraps what lends a socket: a borrow (`Socket::from(&stream)`) or an owner
/// (`Socket::from(stream)`).
impl<S: AsSocket> From<S> for Socket<S> {
    #[inline]
    fn from(socket: S) -> Socket<S> {
        Socket(socket)
    }
}

impl<S> Socket<S> {
    /// Gives back what was wrapped.
    #[inline]
    pub fn into_inner(self) -> S {
        self.0
    }
}

impl<S: Into<OwnedSocket>> Socket<S> {
    /// The same socket, owned by itself instead of by a type of another library.
    ///
    /// ```
    /// use sockopt::Socket;
    /// use std::net::UdpSocket;
    ///
    /// let socket: Socket = Socket::from(UdpSocket::bind("127.0.0.1:0")?).into_owned();
    /// let back: UdpSocket = socket.into();
    /// # std::io::Result::Ok(())
    /// ```
    pub fn into_owned(self) -> Socket {
        Socket(self.0.into())
    }
}

/// Owned sockets become std's, whatever they are: it is for the caller to know
/// that a socket is a TCP one, say.
macro_rules! into_std {
    ($($ty:ty),*) => {$(
        impl From<Socket> for $ty {
            fn from(socket: Socket) -> $ty {
                socket.0.into()
            }
        }
    )*};
}

into_std!(OwnedSocket, std::net::TcpStream, std::net::TcpListener, std::net::UdpSocket);

#[cfg(unix)]
into_std!(
    std::os::unix::net::UnixStream,
    std::os::unix::net::UnixListener,
    std::os::unix::net::UnixDatagram
);

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::fd::{AsFd, AsRawFd, FromRawFd, IntoRawFd, RawFd};

    impl<S: AsSocket> AsFd for Socket<S> {
        fn as_fd(&self) -> BorrowedSocket<'_> {
            self.borrow()
        }
    }

    impl<S: AsSocket> AsRawFd for Socket<S> {
        fn as_raw_fd(&self) -> RawFd {
            self.borrow().as_raw_fd()
        }
    }

    impl IntoRawFd for Socket {
        fn into_raw_fd(self) -> RawFd {
            self.0.into_raw_fd()
        }
    }

    impl FromRawFd for Socket {
        #[allow(unsafe_code)]
        unsafe fn from_raw_fd(raw: RawFd) -> Socket {
            // SAFETY: the caller's promise is the same.
            Socket(unsafe { OwnedSocket::from_raw_fd(raw) })
        }
    }
}

#[cfg(windows)]
mod windows {
    use super::*;
    use std::os::windows::io::{AsRawSocket, FromRawSocket, IntoRawSocket, RawSocket};

    impl<S: AsSocket> AsSocket for Socket<S> {
        fn as_socket(&self) -> BorrowedSocket<'_> {
            self.borrow()
        }
    }

    impl<S: AsSocket> AsRawSocket for Socket<S> {
        fn as_raw_socket(&self) -> RawSocket {
            self.borrow().as_raw_socket()
        }
    }

    impl IntoRawSocket for Socket {
        fn into_raw_socket(self) -> RawSocket {
            self.0.into_raw_socket()
        }
    }

    impl FromRawSocket for Socket {
        #[allow(unsafe_code)]
        unsafe fn from_raw_socket(raw: RawSocket) -> Socket {
            // SAFETY: the caller's promise is the same.
            Socket(unsafe { OwnedSocket::from_raw_socket(raw) })
        }
    }
}
