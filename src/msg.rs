//! Flags of sending and receiving.

use core::fmt;

use crate::sys::c;

/// The flags of one platform or more.
macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $konst:ident $(on $($platform:ident)|+)?;)*) => {
        bitflags::bitflags! {
            /// How to send or receive, and what was special about a message.
            ///
            /// ```
            /// use sockopt::{Domain, MsgFlags, Socket, Type};
            ///
            /// # #[cfg(unix)] {
            /// let (a, b) = Socket::pair(Domain::UNIX, Type::DGRAM, None)?;
            /// a.send(b"one")?;
            /// let mut buffer = [0; 8];
            /// let flags = MsgFlags::PEEK | MsgFlags::DONTWAIT;
            /// assert_eq!(b.recv_with(&mut buffer, flags)?, 3);
            /// # }
            /// # std::io::Result::Ok(())
            /// ```
            #[derive(Clone, Copy, PartialEq, Eq, Hash)]
            pub struct MsgFlags: i32 {
                // Bits that have no name here are the system's own business.
                const _ = !0;
            }
        }

        #[allow(clippy::unnecessary_cast)]
        impl MsgFlags {
            $(crate::table::on! { any { $($($platform)+)? } [] { $(#[$doc])* }
                pub const $name: MsgFlags = MsgFlags::from_bits_retain(c::$konst as i32);
            })*

            /// The names of those that this system has, each with its bits.
            const NAMES: &'static [(&'static str, i32)] = {
                const COUNT: usize = [$(stringify!($name)),*].len();
                const ALL: [Option<(&str, i32)>; COUNT] = [$({
                    crate::table::on! { any { $($($platform)+)? } [] {}
                        const HERE: Option<(&str, i32)> =
                            Some((stringify!($name), MsgFlags::$name.bits()));
                    }
                    crate::table::on! { none { $($($platform)+)? } [] {}
                        const HERE: Option<(&str, i32)> = None;
                    }
                    HERE
                }),*];
                &crate::codec::present::<COUNT, { crate::codec::count(&ALL) }>(ALL)
            };
        }
    };
}

flags! {
    /// Urgent data.
    OOB = MSG_OOB;
    /// Leave what is read where it is.
    PEEK = MSG_PEEK;
    /// Send to hosts of the network itself only.
    DONTROUTE = MSG_DONTROUTE;
    /// Wait until the whole buffer is filled.
    WAITALL = MSG_WAITALL;
    /// The datagram was longer than the buffer; asked for: tell its whole length.
    TRUNC = MSG_TRUNC;
    /// Control messages were lost: there was no room for them.
    CTRUNC = MSG_CTRUNC;
    /// Do not wait, whatever the socket is set to.
    DONTWAIT = MSG_DONTWAIT
        on LINUX | ANDROID | APPLE | BSD | ILLUMOS | SOLARIS | HAIKU | FUCHSIA | QNX | CYGWIN | HURD;
    /// The end of a record.
    EOR = MSG_EOR on UNIX;
    /// More is about to be sent: wait for it.
    MORE = MSG_MORE on LINUX | ANDROID;
    /// The way to the peer works: do not ask for its link address.
    CONFIRM = MSG_CONFIRM on LINUX | ANDROID;
    /// Read from the error queue.
    ERRQUEUE = MSG_ERRQUEUE on LINUX | ANDROID;
    /// Connect with the first data (TCP Fast Open).
    FASTOPEN = MSG_FASTOPEN on LINUX | ANDROID;
    /// Send without copying; see SO_ZEROCOPY.
    ZEROCOPY = MSG_ZEROCOPY on LINUX | ANDROID;
    /// Close on exec what descriptors come with the message. All receives of this crate do so.
    CMSG_CLOEXEC = MSG_CMSG_CLOEXEC on LINUX | ANDROID | FREEBSD | NETBSD | OPENBSD | DRAGONFLY | CYGWIN | HURD;
    /// Raise no SIGPIPE. No send of this crate does.
    NOSIGNAL = MSG_NOSIGNAL on UNIX;
    /// Of many messages, wait for the first only; see `recv_mmsg`.
    WAITFORONE = MSG_WAITFORONE on LINUX | ANDROID | FREEBSD | NETBSD | OPENBSD;
    /// The message was broadcast.
    BCAST = MSG_BCAST on NETBSD | OPENBSD | WINDOWS;
    /// The message was multicast.
    MCAST = MSG_MCAST on NETBSD | OPENBSD | WINDOWS;
    /// The data completes the connection: no more is sent.
    EOF = MSG_EOF on APPLE | FREEBSD | DRAGONFLY;
}

/// The names, joined with `|`, and bits that have no name in hexadecimal.
impl fmt::Debug for MsgFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, mut bar) = (self.bits(), "");
        f.write_str("MsgFlags(")?;
        for &(name, bits) in MsgFlags::NAMES {
            if bits & self.bits() == bits {
                write!(f, "{bar}{name}")?;
                (rest, bar) = (rest & !bits, "|");
            }
        }
        if rest != 0 {
            write!(f, "{bar}{rest:#x}")?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::MsgFlags;

    #[test]
    fn flags_print_as_names() {
        let flags = MsgFlags::PEEK | MsgFlags::TRUNC | MsgFlags::from_bits_retain(1 << 27);
        assert_eq!(format!("{flags:?}"), "MsgFlags(PEEK|TRUNC|0x8000000)");
        assert_eq!(format!("{:?}", MsgFlags::empty()), "MsgFlags()");
    }
}
