//! SOL_LOCAL: options of Unix sockets on Apple, FreeBSD, NetBSD and DragonFly; unix(4).
//!
//! Linux and OpenBSD have the peer's credentials at SOL_SOCKET:
//! [`SO_PEERCRED`](constant@crate::SO_PEERCRED).
//!
//! ```
//! # #[cfg(unix)] {
//! use sockopt::{Domain, Socket, Type};
//!
//! let (socket, _peer) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
//! # #[cfg(any(target_vendor = "apple", target_os = "freebsd"))]
//! println!("the peer is user {}", socket.local_peercred()?.uid);
//! # drop(socket);
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernels' `uipc_usrreq.c` (`uipc_ctloutput`, and `unp_ctloutput` of NetBSD).

#![allow(unused_imports)] // what only rows of other systems use

use crate::codec::{Flag, Hex, List, Record, U32};
use crate::table::options;
use crate::values::XUCRED_SIZE;
use crate::{PeerCred, XuCred};

options! {
    level SOL_LOCAL, "unix(4)", |kind| kind.domain == crate::Domain::UNIX;

    /// Whether `connect` waits until the listener has accepted the connection; either side can ask for it.
    ///
    /// NetBSD does not tell it (ENOPROTOOPT). FreeBSD 15 no longer has it.
    LOCAL_CONNWAIT: bool as Flag { get local_connwait, set set_local_connwait }
        on FREEBSD => LOCAL_CONNWAIT, NETBSD => LOCAL_CONNWAIT { set set_local_connwait };

    /// Whether the credentials of the sender come with what is read: [`Message::SCM_CREDS`](crate::Message::SCM_CREDS).
    ///
    /// On a stream, and on a socket of records, only with the first read: then it is off. FreeBSD refuses it while LOCAL_CREDS_PERSISTENT
    /// is on (EINVAL).
    LOCAL_CREDS: bool as Flag { get local_creds, set set_local_creds }
        on FREEBSD | NETBSD => LOCAL_CREDS;

    /// Whether the credentials of the sender come with each read.
    ///
    /// The process is among them: [`Message::SCM_CREDS2`](crate::Message::SCM_CREDS2).
    /// It is refused while LOCAL_CREDS is on (EINVAL).
    LOCAL_CREDS_PERSISTENT: bool as Flag { get local_creds_persistent, set set_local_creds_persistent }
        on FREEBSD => LOCAL_CREDS_PERSISTENT;

    /// As LOCAL_CREDS, in the form of NetBSD 7, without the process. A kernel can be without it.
    LOCAL_OCREDS: bool as Flag { get local_ocreds, set set_local_ocreds }
        on NETBSD => LOCAL_OCREDS;

    /// Who the peer of a connected stream is: its credentials at `connect`; for the one who connected, those at `listen`.
    ///
    /// On a stream that is not connected, it is an error (ENOTCONN); and so it is on a socket of datagrams (EINVAL).
    LOCAL_PEERCRED: XuCred as Record<XuCred, XUCRED_SIZE> { get local_peercred }
        on APPLE | FREEBSD | DRAGONFLY => LOCAL_PEERCRED;

    /// The process of the peer, and its effective user and group.
    ///
    /// They are those at `connect`; for the one who connected, those of when the listener was bound.
    /// There is none until both are connected (EINVAL).
    LOCAL_PEEREID: PeerCred as Record<PeerCred, 12> { get local_peereid }
        on NETBSD => LOCAL_PEEREID;

    /// The process of the peer on whose behalf it acts, as LOCAL_PEERPID.
    LOCAL_PEEREPID: u32 as U32 { get local_peerepid }
        on APPLE => LOCAL_PEEREPID;

    /// The identifier of the program that the peer acts for, as LOCAL_PEERUUID.
    LOCAL_PEEREUUID: Vec<u8> as Hex { get local_peereuuid }
        on APPLE => LOCAL_PEEREUUID;

    /// The process of the peer: the last one to use the socket, which may be another one later.
    ///
    /// There is none until both are connected (ENOTCONN).
    LOCAL_PEERPID: u32 as U32 { get local_peerpid }
        on APPLE => LOCAL_PEERPID;

    /// What the system's security functions know the peer by: the eight numbers of an `audit_token_t`.
    ///
    /// It names the process and the time of its start, so that no later process can be taken for it. It is an error
    /// if the process has gone (EINVAL).
    LOCAL_PEERTOKEN: Vec<u32> as List<U32> { get local_peertoken }
        on APPLE => LOCAL_PEERTOKEN;

    /// The identifier of the peer's program: 16 bytes, which its linker chose.
    LOCAL_PEERUUID: Vec<u8> as Hex { get local_peeruuid }
        on APPLE => LOCAL_PEERUUID;
}
