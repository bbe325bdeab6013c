//! Prints every readable option of a socket, with typed values.
//!
//! With no arguments: of an accepted TCP connection on loopback.

use std::error::Error;
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};

use sockopt::registry::Reading;
use sockopt::{AsSocket, Socket};

const HELP: &str = "\
inspect [--fd N] [--pid P] [--changed] [--tsv]

Prints every readable option of a socket.

  (none)      of an accepted TCP connection on loopback
  --fd N      of descriptor N, which this process has from its parent
  --pid P     of all sockets of process P; with --fd, of that one (Linux)
  --changed   only what differs from a fresh socket of the same kind
  --tsv       one line for each option, with tabs: level, level number, name,
              number, length, bytes in hexadecimal, value
";

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = Args::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("fd") => args.fd = Some(parser.value()?.parse()?),
            Long("pid") => args.pid = Some(parser.value()?.parse()?),
            Long("changed") => args.changed = true,
            Long("tsv") => args.tsv = true,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    match (args.pid, args.fd) {
        (None, None) => {
            let listener = TcpListener::bind("127.0.0.1:0")?;
            let _client = TcpStream::connect(listener.local_addr()?)?;
            let (accepted, _) = listener.accept()?;
            args.print(&Socket::from(accepted))?;
        }
        (pid, fd) => shared::each(pid, fd, |socket| args.print(socket))?,
    }
    Ok(())
}

#[derive(Default)]
struct Args {
    fd: Option<i32>,
    pid: Option<u32>,
    changed: bool,
    tsv: bool,
}

impl Args {
    fn print<S: AsSocket>(&self, socket: &Socket<S>) -> io::Result<()> {
        let fresh: Vec<Reading> = match self.changed {
            true => {
                let kind = socket.kind()?;
                Socket::new(kind.domain, kind.r#type, kind.protocol)?.dump().collect()
            }
            false => Vec::new(),
        };
        let readings: Vec<_> = socket.dump().filter(|reading| !fresh.contains(reading)).collect();
        let mut out = io::stdout().lock();
        if self.tsv {
            readings.iter().try_for_each(|reading| tsv(&mut out, reading))
        } else {
            writeln!(out, "{socket:?}")?;
            table(&mut out, &readings)
        }
    }
}

/// The options, grouped by level and aligned.
fn table(out: &mut impl Write, readings: &[Reading]) -> io::Result<()> {
    let width = readings.iter().map(|reading| reading.info().name.len()).max().unwrap_or(0);
    let mut level = "";
    for reading in readings {
        if reading.info().level != level {
            level = reading.info().level;
            writeln!(out, "\n{level}")?;
        }
        writeln!(out, "  {:width$}  {}", reading.info().name, reading.text())?;
    }
    Ok(())
}

fn tsv(out: &mut impl Write, reading: &Reading) -> io::Result<()> {
    let info = reading.info();
    let (level, number) = reading.level_and_number();
    let hex: String = reading.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let length = reading.bytes().len();
    let text = reading.text();
    writeln!(out, "{}\t{level}\t{}\t{number}\t{length}\t{hex}\t{text}", info.level, info.name)
}

#[path = "shared/mod.rs"]
mod shared;
