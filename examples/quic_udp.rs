//! What a QUIC library's UDP layer does: see `quic_udp/engine.rs`, which is all that is needed of it on
//! Linux. Here two of them send to each other.

use std::process::ExitCode;

#[cfg(any(target_os = "linux", target_os = "android"))]
#[path = "quic_udp/engine.rs"]
mod engine;
mod shared;

const HELP: &str = "\
quic_udp [--count N] [--no-gso]

Sends N datagrams (3000) over loopback and each one back, from the address that it was sent to: by
IPv4, by IPv6, and by IPv4 to an IPv6 socket. Some have an ECN mark. Checks that all
come as they were sent, and prints a summary. For Linux.

  --no-gso  no checksums (SO_NO_CHECK): then the system refuses to cut sends apart, over IPv4,
            which it is still asked for once
";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    shared::exit(run().await)
}

async fn run() -> shared::Result<()> {
    let (mut count, mut gso) = (3000, true);
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("count") => count = parser.value()?.parse()?,
            Long("no-gso") => gso = false,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    peers::run(count, gso).await
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod peers {
    use std::io::{self, IoSliceMut};
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
    use std::time::Duration;

    use sockopt::{Domain, Socket, Type};
    use tokio::io::Interest;
    use tokio::net::UdpSocket;
    use tokio::time::timeout;

    use crate::engine::{Ecn, RecvMeta, Transmit, UdpEngine, BATCH, MAX_DATAGRAM};
    use crate::shared::Result;

    /// Nobody waits longer.
    const LIMIT: Duration = Duration::from_secs(5);
    /// The size of a datagram, but for some that are last in a send.
    const SIZE: usize = 1200;
    const SHORT: usize = 500;
    /// How many are sent at a time.
    const TRAIN: u32 = 40;

    pub(super) async fn run(count: u32, gso: bool) -> Result<()> {
        // Not the address that the system would choose to answer from.
        let second = IpAddr::from(Ipv4Addr::new(127, 0, 0, 2));
        let (v4, v6) = (Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into());
        for (title, server, asked) in [
            ("IPv4", v4, second),
            ("IPv6", v6, Ipv6Addr::LOCALHOST.into()),
            ("IPv4 to an IPv6 socket", v6, second),
        ] {
            let client = if asked.is_ipv4() { v4 } else { v6 };
            let (client, server) = match (open(client, gso), open(server, gso)) {
                (Ok(client), Ok(server)) => (client, server),
                (Err(error), _) | (_, Err(error)) => {
                    println!("{title}: {error}"); // no IPv6 here, say
                    continue;
                }
            };
            let to = SocketAddr::new(asked, server.local_addr()?.port());
            exchange(title, Peer::new(&client)?, Peer::new(&server)?, to, count).await?;
        }
        Ok(())
    }

    fn open(address: IpAddr, checksums: bool) -> io::Result<UdpSocket> {
        let domain = if address.is_ipv4() { Domain::INET } else { Domain::INET6 };
        let socket = Socket::new_nonblocking(domain, Type::DGRAM, None)?;
        if address.is_ipv6() {
            socket.set_ipv6_v6only(false)?;
        }
        socket.set_no_check(!checksums)?;
        socket.bind(SocketAddr::new(address, 0))?;
        UdpSocket::from_std(socket.into())
    }

    /// An engine, buffers to receive into, and how often it was called.
    struct Peer<'a> {
        socket: &'a UdpSocket,
        engine: UdpEngine<&'a UdpSocket>,
        data: Vec<u8>,
        metas: [RecvMeta; BATCH],
        sends: u32,
        receives: u32,
    }

    impl<'a> Peer<'a> {
        fn new(socket: &'a UdpSocket) -> Result<Peer<'a>> {
            Ok(Peer {
                socket,
                engine: UdpEngine::new(socket)?,
                data: vec![0; BATCH * MAX_DATAGRAM],
                metas: [RecvMeta::NONE; BATCH],
                sends: 0,
                receives: 0,
            })
        }

        async fn send(&mut self, mut transmit: Transmit<'_>) -> Result<()> {
            send(self.socket, &self.engine, &mut transmit, &mut self.sends).await
        }

        /// Receives once; gives `each` what came.
        async fn recv(&mut self, mut each: impl FnMut(&RecvMeta, &[u8])) -> Result<()> {
            let count = self.fill().await?;
            for (meta, data) in self.metas.iter().take(count).zip(self.data.chunks(MAX_DATAGRAM)) {
                each(meta, data.get(..meta.len).unwrap_or_default());
            }
            Ok(())
        }

        /// Receives once, and sends back what came: with the same ECN mark, and from where it was sent to.
        async fn echo(&mut self, mut each: impl FnMut(&RecvMeta, &[u8])) -> Result<()> {
            let count = self.fill().await?;
            for (meta, data) in self.metas.iter().take(count).zip(self.data.chunks(MAX_DATAGRAM)) {
                let contents = data.get(..meta.len).unwrap_or_default();
                each(meta, contents);
                let mut back = Transmit {
                    destination: meta.source,
                    ecn: meta.ecn,
                    contents,
                    segment_size: Some(meta.stride.try_into()?),
                    source: meta.destination,
                };
                send(self.socket, &self.engine, &mut back, &mut self.sends).await?;
            }
            Ok(())
        }

        async fn fill(&mut self) -> Result<usize> {
            let mut data = self.data.chunks_mut(MAX_DATAGRAM);
            let mut buffers: [_; BATCH] =
                std::array::from_fn(|_| IoSliceMut::new(data.next().unwrap_or_default()));
            let (engine, metas) = (&mut self.engine, &mut self.metas);
            let receive =
                self.socket.async_io(Interest::READABLE, || engine.recv(&mut buffers, metas));
            let count = timeout(LIMIT, receive).await??;
            self.receives += 1;
            Ok(count)
        }
    }

    /// Sends all of it, and counts the calls.
    async fn send(
        socket: &UdpSocket,
        engine: &UdpEngine<&UdpSocket>,
        transmit: &mut Transmit<'_>,
        calls: &mut u32,
    ) -> Result<()> {
        while !transmit.contents.is_empty() {
            let sent = socket.async_io(Interest::WRITABLE, || engine.send(transmit));
            let sent = timeout(LIMIT, sent).await??;
            transmit.contents = transmit.contents.get(sent..).unwrap_or_default();
            *calls += 1;
        }
        Ok(())
    }

    /// What is known of the datagrams that came to one side.
    #[derive(Default)]
    struct Tally {
        datagrams: u32,
        marked: u32,
        stamped: u32,
        wrong: u32,
    }

    impl Tally {
        /// Looks into what one receive gave. `from` and `to` are as they should be.
        fn count(&mut self, meta: &RecvMeta, data: &[u8], from: IpAddr, to: IpAddr) {
            for datagram in data.chunks(meta.stride.max(1)) {
                let right = datagram == make(self.datagrams).as_slice()
                    && meta.ecn == mark(self.datagrams / TRAIN)
                    && meta.destination == Some(to)
                    && meta.interface.is_some()
                    && meta.source.ip() == from;
                self.wrong += u32::from(!right);
                self.datagrams += 1;
                self.marked += u32::from(meta.ecn.is_some());
                self.stamped += u32::from(meta.received_at.is_some());
            }
        }
    }

    /// The mark of all datagrams that are sent at a time.
    fn mark(train: u32) -> Option<Ecn> {
        match train % 8 {
            1 => Some(Ecn::Ect0),
            3 => Some(Ecn::Ect1),
            5 => Some(Ecn::Ce),
            _ => None,
        }
    }

    /// A datagram: its number, and filling. Some of those that are last in a send are shorter.
    fn make(number: u32) -> Vec<u8> {
        let short = number % (3 * TRAIN) == TRAIN - 1;
        number.to_ne_bytes().into_iter().cycle().take(if short { SHORT } else { SIZE }).collect()
    }

    async fn exchange(
        title: &str,
        mut client: Peer<'_>,
        mut server: Peer<'_>,
        to: SocketAddr,
        count: u32,
    ) -> Result<()> {
        let (mut there, mut back) = (Tally::default(), Tally::default());
        let own = if to.is_ipv4() { IpAddr::from(Ipv4Addr::LOCALHOST) } else { to.ip() };
        let mut next = 0;
        while next < count {
            let end = count.min(next + TRAIN);
            let contents: Vec<u8> = (next..end).flat_map(make).collect();
            client
                .send(Transmit {
                    destination: to,
                    ecn: mark(next / TRAIN),
                    contents: &contents,
                    segment_size: Some(SIZE.try_into()?),
                    source: Some(own),
                })
                .await?;
            while there.datagrams < end {
                server.echo(|meta, data| there.count(meta, data, own, to.ip())).await?;
            }
            while back.datagrams < end {
                client.recv(|meta, data| back.count(meta, data, to.ip(), own)).await?;
            }
            next = end;
        }

        let (forth, home) = (there.datagrams, back.datagrams);
        println!("{title}: {forth} datagrams to {}, and {home} back", to.ip());
        for (name, peer, tally) in [("there", &client, &there), ("back", &server, &back)] {
            let gso = if peer.engine.has_gso() { "on" } else { "refused" };
            let (sends, Tally { marked, stamped, .. }) = (peer.sends, tally);
            println!(
                "  {name:5}  sends {sends}, UDP_SEGMENT {gso}, ECN {marked}, timestamps {stamped}"
            );
        }
        println!("  receives {} and {}", server.receives, client.receives);
        match there.wrong + back.wrong {
            0 => Ok(()),
            wrong => Err(format!("{wrong} datagrams did not come as they were sent").into()),
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod peers {
    pub(super) async fn run(_: u32, _: bool) -> crate::shared::Result<()> {
        Err("UDP_SEGMENT and UDP_GRO are for Linux".into())
    }
}
