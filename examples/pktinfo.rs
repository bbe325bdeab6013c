//! A UDP server on all addresses, that answers from the one that it was asked at.

use std::io::{IoSlice, IoSliceMut};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};
use std::process::ExitCode;
use std::time::Duration;

use shared::Result;
use sockopt::{cmsg, Control, Domain, MsgFlags, PacketInfo, Room, SockAddr, Socket, Type};

mod shared;

const HELP: &str = "\
pktinfo [--plain] [--listen PORT]

A UDP server on all addresses, IPv4 and IPv6. A client waits for an answer from the address that it
asked, so that is where the server must answer from.

  (none)         on a free port, asked at several addresses by clients of its own
  --plain        the system chooses where an answer comes from
  --listen PORT  on that port, until interrupted
";

fn main() -> ExitCode {
    shared::exit(run())
}

fn run() -> Result<()> {
    let (mut plain, mut listen) = (false, None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("plain") => plain = true,
            Long("listen") => listen = Some(parser.value()?.parse()?),
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    let servers = open(listen.unwrap_or(0))?;
    if listen.is_none() {
        for server in &servers {
            #[cfg(not(target_os = "hurd"))] // which has no such limit
            server.socket.set_rcvtimeo(Some(Duration::from_secs(5)))?; // nobody waits for ever
            clients(server, plain)?;
        }
        return Ok(());
    }
    std::thread::scope(|scope| {
        for server in &servers {
            scope.spawn(move || loop {
                match answer(&server.socket, plain) {
                    Ok(asked) => println!("{asked}"),
                    Err(error) => eprintln!("error: {error}"),
                }
            });
        }
    });
    Ok(())
}

struct Server {
    socket: Socket,
    ipv4: bool,
    ipv6: bool,
}

/// One socket for both families; or two, where there is no such socket (OpenBSD) or no IPv6.
fn open(port: u16) -> Result<Vec<Server>> {
    let mut servers = Vec::new();
    if let Ok(socket) = Socket::new(Domain::INET6, Type::DGRAM, None) {
        let both = socket.set_ipv6_v6only(false).is_ok();
        servers.push(Server { socket, ipv4: both, ipv6: true });
    }
    if !servers.iter().any(|server| server.ipv4) {
        let socket = Socket::new(Domain::INET, Type::DGRAM, None)?;
        servers.push(Server { socket, ipv4: true, ipv6: false });
    }
    for Server { socket, ipv6, .. } in &servers {
        // These do not tell it of IPv4.
        #[cfg(not(any(target_os = "fuchsia", target_os = "aix", target_os = "hurd")))]
        socket.set_recv_packet_info(true)?;
        let all =
            if *ipv6 { IpAddr::from(Ipv6Addr::UNSPECIFIED) } else { Ipv4Addr::UNSPECIFIED.into() };
        socket.bind(std::net::SocketAddr::from((all, port)))?;
        println!("server on {}", socket.local_addr()?);
    }
    Ok(servers)
}

/// Asks a server at each of its addresses.
fn clients(server: &Server, plain: bool) -> Result<()> {
    let port = server.socket.local_addr()?.port().ok_or("the server has no port")?;
    let mut addresses: Vec<IpAddr> = Vec::new();
    if server.ipv4 {
        addresses.push(Ipv4Addr::LOCALHOST.into());
        // Elsewhere loopback has one address, unless somebody adds one.
        if cfg!(any(target_os = "linux", target_os = "android", windows)) {
            addresses.push(Ipv4Addr::new(127, 0, 0, 2).into());
        }
    }
    if server.ipv6 {
        addresses.push(Ipv6Addr::LOCALHOST.into());
    }
    for address in addresses {
        let own = if address.is_ipv4() { IpAddr::from(Ipv4Addr::LOCALHOST) } else { address };
        let Ok(client) = UdpSocket::bind((own, 0)) else {
            println!("{address}: this machine does not have it");
            continue;
        };
        client.set_read_timeout(Some(Duration::from_secs(5)))?;
        client.send_to(b"where?", (address, port))?;
        let asked = answer(&server.socket, plain)?;
        let (_, from) = client.recv_from(&mut [0; 64])?;
        println!("{asked}, answered from {}", from.ip());
    }
    Ok(())
}

/// Answers a datagram; says where it was asked.
fn answer(server: &Socket, plain: bool) -> Result<String> {
    let (mut data, mut room) = ([0; 1500], Room::new());
    let buffers = &mut [IoSliceMut::new(&mut data)];
    let received = server.recv_msg(buffers, &mut room, MsgFlags::empty())?;
    let (len, client) = (received.len, received.address);
    let info = received.messages.packet_info();

    let mut room = [0; cmsg::ROOM];
    let mut control = Control::new(&mut room);
    if let Some(info) = info.filter(|_| !plain) {
        control.push_packet_info(info)?;
    }
    let data = [IoSlice::new(data.get(..len).unwrap_or_default())];
    server.send_msg(&data, Some(client), &control, MsgFlags::empty())?;
    Ok(describe(client, info))
}

fn describe(client: &SockAddr, info: Option<PacketInfo>) -> String {
    let Some(PacketInfo { destination, interface }) = info else {
        return format!("{client} asked, the system does not tell where");
    };
    match interface.map(|interface| interface.name()) {
        Some(Ok(name)) => format!("{client} asked {destination} by {name}"),
        _ => format!("{client} asked {destination}"),
    }
}
