//! Why a datagram did not get there: what the error queue tells of a port that nobody has, and of
//! a packet that is too large.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::process::ExitCode;
use std::time::Duration;

use shared::Result;
use sockopt::{Domain, Socket, Type};

mod shared;

const HELP: &str = "\
errors

Sends a datagram to a port of loopback that nobody has, over IPv4 and IPv6, and prints the error.
On Linux also what the error queue tells: where the error comes from, what it is, and the
datagram; and the same of a datagram that is too large to be sent whole.
";

fn main() -> ExitCode {
    shared::exit(run())
}

fn run() -> Result<()> {
    if !shared::no_arguments(HELP)? {
        return Ok(());
    }
    for address in [IpAddr::from(Ipv4Addr::LOCALHOST), Ipv6Addr::LOCALHOST.into()] {
        // Bound and closed again: a port that nobody has.
        match UdpSocket::bind((address, 0)).and_then(|socket| socket.local_addr()) {
            Ok(closed) => refused(closed)?,
            Err(error) => println!("{address}: {error}\n"), // no IPv6 here, say
        }
    }
    Ok(())
}

fn refused(closed: SocketAddr) -> Result<()> {
    let ipv6 = closed.is_ipv6();
    let socket = Socket::new(if ipv6 { Domain::INET6 } else { Domain::INET }, Type::DGRAM, None)?;
    socket.set_rcvtimeo(Some(Duration::from_secs(5)))?;
    queue::switch_on(&socket, ipv6)?;
    socket.connect(closed)?;

    println!("{closed}, where nobody is");
    socket.send(b"anybody?")?;
    // A connected socket gives the error that came back to the next call: but not whose it is.
    match socket.recv(&mut [0; 64]) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => println!("  no answer"),
        Err(error) => println!("  the next call: {error}"),
        Ok(count) => println!("  an answer of {count} bytes, from somebody who has the port now"),
    }
    queue::print(&socket)?;
    queue::too_large(&socket, ipv6)?;
    println!();
    Ok(())
}

/// The error queue.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod queue {
    use std::io::{self, IoSliceMut};

    use sockopt::{Cause, Message, MsgFlags, MtuDiscover, Room, Socket};

    use crate::shared::Result;

    pub(super) fn switch_on(socket: &Socket, ipv6: bool) -> sockopt::Result<()> {
        if ipv6 {
            socket.set_ipv6_recverr(true)
        } else {
            socket.set_ip_recverr(true)
        }
    }

    /// Prints all entries.
    pub(super) fn print(socket: &Socket) -> Result<()> {
        let (mut data, mut room) = ([0; 64], Room::new());
        loop {
            let buffers = &mut [IoSliceMut::new(&mut data)];
            let received = match socket.recv_msg(buffers, &mut room, MsgFlags::ERRQUEUE) {
                // It never waits: there are no more.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                received => received?,
            };
            for message in received.messages {
                let (Message::IP_RECVERR(entry) | Message::IPV6_RECVERR(entry)) = message else {
                    println!("  {message}");
                    continue;
                };
                let what = match entry.cause() {
                    Cause::Local => "found here".to_owned(),
                    Cause::Icmp { r#type: 3, code: 3 } => "ICMP: port unreachable".to_owned(),
                    Cause::Icmp6 { r#type: 1, code: 4 } => "ICMPv6: port unreachable".to_owned(),
                    other => format!("{other:?}"),
                };
                println!("  cause: {what}");
                if let Some(error) = entry.error() {
                    println!("  error: {error}");
                    if error.raw_os_error() == Some(libc::EMSGSIZE) {
                        println!("  the MTU is {}", entry.info);
                    }
                }
                if let Some(offender) = entry.offender {
                    println!("  told by {}", offender.ip());
                }
            }
            let len = received.len;
            println!("  it was to go to {}", received.address);
            if let Some(data) = data.get(..len).filter(|data| !data.is_empty()) {
                println!("  the datagram: {:?}", String::from_utf8_lossy(data));
            }
        }
    }

    /// Sends a datagram that is larger than packets may be, and forbids to cut it.
    pub(super) fn too_large(socket: &Socket, ipv6: bool) -> Result<()> {
        let mtu = if ipv6 {
            socket.set_ipv6_mtu_discover(MtuDiscover::DO)?;
            socket.set_ipv6_mtu(Some(1280))?; // as small as a path may be
            1280
        } else {
            socket.set_ip_mtu_discover(MtuDiscover::DO)?;
            socket.ip_mtu()?
        };
        // Data of the MTU's size and headers are more than the MTU; but of more than
        // 65535 bytes there is no datagram, and no entry in the queue.
        let size = usize::try_from(mtu)?.min(65535);
        println!("{size} bytes, and not to be cut");
        match socket.send(&vec![0; size]) {
            Err(error) => println!("  the call: {error}"),
            Ok(count) => println!("  {count} bytes were sent"),
        }
        print(socket)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod queue {
    use sockopt::Socket;

    pub(super) fn switch_on(_: &Socket, _: bool) -> sockopt::Result<()> {
        Ok(())
    }

    pub(super) fn print(_: &Socket) -> sockopt::Result<()> {
        println!("  an error queue, which tells more, is for Linux");
        Ok(())
    }

    pub(super) fn too_large(_: &Socket, _: bool) -> sockopt::Result<()> {
        Ok(())
    }
}
