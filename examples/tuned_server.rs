//! An echo server on several listeners of one port, each tuned by a profile of options
//! given as text.
//!
//! With no arguments it serves a few clients of its own, and ends.

use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::Duration;

use shared::Result;
use sockopt::{registry, Domain, Setting, Settings, Socket, Type};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

mod shared;

const HELP: &str = "\
tuned_server [--listeners N] [--profile TEXT] [--listen ADDRESS]

Echoes what TCP clients send, on several listeners of one port (SO_REUSEPORT).

  (none)            on a free port of loopback, for a few clients of its own
  --listeners N     how many listeners: 2, or 1 where there is no SO_REUSEPORT
  --profile TEXT    the options of each listener, instead of those below;
                    what the system does not have is told and left out
  --listen ADDRESS  where to listen (127.0.0.1:7000), until interrupted
";

const PROFILE: &str = "
    SO_KEEPALIVE=on         # find out when a peer is gone:
    TCP_KEEPIDLE=30s        # probe after so long without data,
    TCP_KEEPINTVL=10s       # so often,
    TCP_KEEPCNT=3           # so many times
    TCP_USER_TIMEOUT=1min   # and give up if data is not acknowledged
    TCP_NODELAY=on          # answers are small and wait for nothing
    TCP_DEFER_ACCEPT=5s     # accept a client when it has sent something
";

const CLIENTS: usize = 6;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    shared::exit(run().await)
}

async fn run() -> Result<()> {
    let reuseport = registry::find("SO_REUSEPORT").and_then(|row| row.level_and_number());
    let mut listeners = if reuseport.is_some() { 2 } else { 1 };
    let mut profile = PROFILE.to_owned();
    let mut listen: Option<SocketAddr> = None;
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("listeners") => listeners = parser.value()?.parse()?,
            Long("profile") => profile = parser.value()?.string()?,
            Long("listen") => listen = Some(parser.value()?.parse()?),
            Long("help") | Short('h') => {
                print!("{HELP}{PROFILE}");
                return Ok(());
            }
            _ => return Err(arg.unexpected().into()),
        }
    }

    let profile: Arc<Settings> = Arc::new(profile.parse()?);
    let mut address = listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)));
    let mut served = Vec::new();
    for number in 1..=listeners {
        let listener = open(number, address, listeners > 1, &profile)?;
        address = listener.local_addr()?; // the port, if it was 0
        let count = Arc::new(AtomicUsize::new(0));
        served.push(Arc::clone(&count));
        tokio::spawn(serve(number, listener, Arc::clone(&profile), count));
    }
    println!("listeners on {address}: {listeners}");

    if listen.is_some() {
        std::future::pending::<()>().await;
    }
    let clients: Vec<_> = (0..CLIENTS).map(|_| tokio::spawn(client(address))).collect();
    for client in clients {
        let result = tokio::time::timeout(Duration::from_secs(10), client).await??;
        result.map_err(|error| format!("a client: {error}"))?;
    }
    for (number, count) in (1..).zip(served) {
        println!("listener {number} served {}", count.load(Ordering::Relaxed));
    }
    Ok(())
}

/// Opens a listener; what it is to have from the profile, it has before it is bound.
fn open(
    number: usize,
    address: SocketAddr,
    share: bool,
    profile: &Settings,
) -> Result<TcpListener> {
    let domain = if address.is_ipv4() { Domain::INET } else { Domain::INET6 };
    let socket = Socket::new_nonblocking(domain, Type::STREAM, None)?;
    if share {
        "SO_REUSEPORT=on".parse::<Setting>()?.apply(&socket)?;
    }
    for (_, result) in profile.try_apply(&socket) {
        match result {
            Err(error) if error.is_unsupported() => println!("listener {number}: {error}"),
            result => result?,
        }
    }
    socket.bind(address)?;
    socket.listen(1024)?;
    Ok(TcpListener::from_std(socket.into())?)
}

async fn serve(
    number: usize,
    listener: TcpListener,
    profile: Arc<Settings>,
    count: Arc<AtomicUsize>,
) {
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                count.fetch_add(1, Ordering::Relaxed);
                println!("listener {number} accepted {peer}: {}", options(&stream, &profile));
                tokio::spawn(echo(stream));
            }
            Err(error) => {
                eprintln!("listener {number}: {error}");
                tokio::time::sleep(Duration::from_millis(100)).await; // out of descriptors, say
            }
        }
    }
}

/// What an accepted socket has of the profile, from its listener.
fn options(stream: &TcpStream, profile: &Settings) -> String {
    let socket = Socket::from(stream);
    let readings = profile.iter().filter_map(|setting| setting.granted(&socket)?.ok());
    readings.map(|reading| reading.to_string()).collect::<Vec<_>>().join("; ")
}

async fn echo(mut stream: TcpStream) -> io::Result<()> {
    let (mut from, mut to) = stream.split();
    tokio::io::copy(&mut from, &mut to).await?;
    Ok(())
}

async fn client(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"hello").await?;
    let mut answer = [0; 5];
    stream.read_exact(&mut answer).await?;
    match &answer {
        b"hello" => Ok(()),
        _ => Err(io::Error::new(io::ErrorKind::InvalidData, "the echo differs")),
    }
}
