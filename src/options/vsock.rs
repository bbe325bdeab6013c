//! AF_VSOCK: options of sockets between virtual machines and their host; vsock(7). Of streams and of `SOCK_SEQPACKET`.
//!
//! ```
//! use sockopt::{Domain, Socket, Type};
//! use std::time::Duration;
//!
//! # #[cfg(target_os = "linux")] {
//! // A kernel can be without them.
//! if let Ok(socket) = Socket::new(Domain::VSOCK, Type::STREAM, None) {
//!     socket.set_vm_sockets_connect_timeout(Some(Duration::from_secs(5)))?;
//! }
//! # }
//! # std::io::Result::Ok(())
//! ```
//!
//! Facts without another source are from the kernel's `net/vmw_vsock/af_vsock.c`
//! (`vsock_connectible_setsockopt`, `vsock_connectible_getsockopt`). SO_VM_SOCKETS_PEER_HOST_VM_ID,
//! SO_VM_SOCKETS_TRUSTED and SO_VM_SOCKETS_NONBLOCK_TXRX are numbers that no code of the kernel knows.

#![allow(unused_imports)] // what only rows of other systems use

use std::time::Duration;

use crate::codec::{Size, TimeVal};
use crate::table::options;

options! {
    level AF_VSOCK, "vsock(7)", |kind| kind.is_vsock();

    /// The largest size that SO_VM_SOCKETS_BUFFER_SIZE can be set to.
    ///
    /// If the size is larger, it becomes this one.
    SO_VM_SOCKETS_BUFFER_MAX_SIZE: usize as Size<0, { u64::MAX as i128 }, u64> { get vm_sockets_buffer_max_size, set set_vm_sockets_buffer_max_size }
        since "3.9"
        on LINUX | ANDROID => SO_VM_SOCKETS_BUFFER_MAX_SIZE;

    /// The smallest size that SO_VM_SOCKETS_BUFFER_SIZE can be set to.
    ///
    /// If the size is smaller, it becomes this one.
    SO_VM_SOCKETS_BUFFER_MIN_SIZE: usize as Size<0, { u64::MAX as i128 }, u64> { get vm_sockets_buffer_min_size, set set_vm_sockets_buffer_min_size }
        since "3.9"
        on LINUX | ANDROID => SO_VM_SOCKETS_BUFFER_MIN_SIZE;

    /// How much may wait to be read, in bytes.
    ///
    /// Linux grants no less than SO_VM_SOCKETS_BUFFER_MIN_SIZE and no more than SO_VM_SOCKETS_BUFFER_MAX_SIZE, without an
    /// error: set the latter before, or read the size back.
    SO_VM_SOCKETS_BUFFER_SIZE: usize as Size<0, { u64::MAX as i128 }, u64> { get vm_sockets_buffer_size, set set_vm_sockets_buffer_size }
        since "3.9" law Other
        on LINUX | ANDROID => SO_VM_SOCKETS_BUFFER_SIZE;

    /// For how long a blocking `connect` waits; `None`, when set, for the default, which is 2 s.
    ///
    /// In microseconds, rounded up, and then ticks of the kernel, rounded up.
    SO_VM_SOCKETS_CONNECT_TIMEOUT: Option<Duration> as TimeVal { get vm_sockets_connect_timeout, set set_vm_sockets_connect_timeout }
        since "3.9" when BeforeConnect law RoundedUp also "SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD" | "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW"
        on LINUX | ANDROID => SO_VM_SOCKETS_CONNECT_TIMEOUT;
}
