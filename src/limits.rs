//! The system's limits on sockets: `/proc/sys/net/core`.

use std::io;
use std::time::Duration;

/// The limits under `/proc/sys/net/core` that socket(7) names.
///
/// They cap what some options are granted, without an error: see
/// [`set_rcvbuf`](crate::Socket::set_rcvbuf).
///
/// ```
/// use sockopt::Limits;
///
/// let limits = Limits::read()?;
/// println!("a receive buffer gets {} bytes at most", limits.rmem_max);
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limits {
    /// The SO_RCVBUF that a socket begins with, in bytes. (TCP begins with the
    /// second number of `net.ipv4.tcp_rmem`.)
    pub rmem_default: u64,
    /// The largest SO_RCVBUF that is granted, in bytes, before it is doubled.
    pub rmem_max: u64,
    /// The SO_SNDBUF that a socket begins with, in bytes. (TCP begins with the
    /// second number of `net.ipv4.tcp_wmem`.)
    pub wmem_default: u64,
    /// The largest SO_SNDBUF that is granted, in bytes, before it is doubled.
    pub wmem_max: u64,
    /// The largest size of control messages and of what options hold (filters, memberships), in
    /// bytes, for one socket.
    pub optmem_max: u64,
    /// How long a warning of the network code must wait for the next one; `None`
    /// where this network namespace cannot see it.
    pub message_cost: Option<Duration>,
    /// How many warnings may come at once; `None` where this network namespace cannot see it.
    pub message_burst: Option<u64>,
    /// How many packets may wait to be handled, for each CPU; `None` where this network
    /// namespace cannot see it.
    pub netdev_max_backlog: Option<u64>,
    /// The SO_BUSY_POLL that a socket begins with; `None` where this network namespace
    /// cannot see it, or the kernel has no busy polling.
    pub busy_read: Option<Duration>,
    /// For how long `poll` and `select` poll the devices; `None` as for `busy_read`.
    pub busy_poll: Option<Duration>,
}

impl Limits {
    /// Reads them, as this network namespace has them.
    ///
    /// Kernels up to 6.1 at least show the first five to the first network namespace alone: in another one,
    /// such as a container's, this fails there ([`NotFound`](io::ErrorKind::NotFound)). 6.12 shows them to each.
    pub fn read() -> io::Result<Limits> {
        Ok(Limits {
            rmem_default: number("rmem_default")?,
            rmem_max: number("rmem_max")?,
            wmem_default: number("wmem_default")?,
            wmem_max: number("wmem_max")?,
            optmem_max: number("optmem_max")?,
            message_cost: optional("message_cost")?.map(Duration::from_secs),
            message_burst: optional("message_burst")?,
            netdev_max_backlog: optional("netdev_max_backlog")?,
            busy_read: optional("busy_read")?.map(Duration::from_micros),
            busy_poll: optional("busy_poll")?.map(Duration::from_micros),
        })
    }
}

fn number(name: &str) -> io::Result<u64> {
    let path = format!("/proc/sys/net/core/{name}");
    let named =
        |kind, what: &dyn std::fmt::Display| io::Error::new(kind, format!("{path}: {what}"));
    let text = std::fs::read_to_string(&path).map_err(|error| named(error.kind(), &error))?;
    text.trim().parse().map_err(|error| named(io::ErrorKind::InvalidData, &error))
}

/// A limit that is not in all namespaces, or all kernels.
fn optional(name: &str) -> io::Result<Option<u64>> {
    match number(name) {
        Ok(number) => Ok(Some(number)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
