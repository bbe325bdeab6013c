//! Prints every readable option of a socket, with typed values.
//!
//! With no arguments: of an accepted TCP connection on loopback.

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;

use shared::Result;
use sockopt::registry::Reading;
use sockopt::Socket;

mod shared;

const HELP: &str = "\
inspect [--fd N] [--pid P] [--changed] [--tsv]

Prints every readable option of a socket. Changes nothing on it.

  (none)      of an accepted TCP connection on loopback
  --fd N      of descriptor N, which this process has from its parent
              (0, 1 or 2 on any Unix; others on Linux)
  --pid P     of all sockets of process P; with --fd, of that one (Linux)
  --changed   only what differs from a fresh socket of the same kind
  --tsv       one line for each option, with tabs: level, level number, name,
              number, length, bytes in hexadecimal, value. A line that begins
              with # says which socket of --pid follows.
";

fn main() -> ExitCode {
    shared::exit(run())
}

fn run() -> Result<()> {
    let (mut fd, mut pid) = (None, None);
    let mut style = Style::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("fd") => fd = Some(parser.value()?.parse()?),
            Long("pid") => pid = Some(parser.value()?.parse()?),
            Long("changed") => style.changed = true,
            Long("tsv") => style.tsv = true,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    match (pid, fd) {
        (Some(pid), None) => shared::each(pid, |fd, socket| style.print(socket, Some(fd))),
        (pid, Some(fd)) => style.print(&shared::socket(pid, fd)?, None),
        (None, None) => {
            let listener = TcpListener::bind("127.0.0.1:0")?;
            let _client = TcpStream::connect(listener.local_addr()?)?;
            let (accepted, _) = listener.accept()?;
            style.print(&Socket::from(accepted).into_owned(), None)
        }
    }
}

#[derive(Default)]
struct Style {
    changed: bool,
    tsv: bool,
}

impl Style {
    fn print(&self, socket: &Socket, fd: Option<i32>) -> Result<()> {
        let fresh = if self.changed { fresh(socket)? } else { Vec::new() };
        let readings: Vec<_> = socket.dump().filter(|reading| !fresh.contains(reading)).collect();
        let mut out = io::stdout().lock();
        match (fd, self.tsv) {
            (Some(fd), true) => writeln!(out, "# descriptor {fd}: {}", title(socket)?)?,
            (Some(fd), false) => writeln!(out, "descriptor {fd}: {}", title(socket)?)?,
            (None, true) => {}
            (None, false) => writeln!(out, "{}", title(socket)?)?,
        }
        if self.tsv {
            readings.iter().try_for_each(|reading| tsv(&mut out, reading))?;
        } else {
            table(&mut out, &readings)?;
            if fd.is_some() {
                writeln!(out)?;
            }
        }
        Ok(())
    }
}

/// What a socket has that nobody has set an option of.
fn fresh(socket: &Socket) -> Result<Vec<Reading>> {
    let kind = socket.kind()?;
    match Socket::new(kind.domain, kind.r#type, kind.protocol) {
        Ok(fresh) => Ok(fresh.dump().collect()),
        Err(error) => Err(format!("no fresh socket to compare with: {error}").into()),
    }
}

/// What kind of socket it is, and its addresses, if it has them.
fn title(socket: &Socket) -> Result<String> {
    let kind = socket.kind()?;
    let mut title = format!("{} {} {}", kind.domain, kind.r#type, kind.protocol);
    if let Ok(local) = socket.local_addr() {
        title += &format!(", {local}");
    }
    if let Ok(peer) = socket.peer_addr() {
        title += &format!(" to {peer}");
    }
    Ok(title)
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
