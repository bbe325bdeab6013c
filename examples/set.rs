//! Sets options given as text, and prints what was asked and what the system granted.
//!
//! With no arguments: a few options of a fresh TCP socket.

use std::process::ExitCode;

use shared::Result;
use sockopt::{Domain, Setting, Socket, Type};

mod shared;

const HELP: &str = "\
set [--fd N] [--pid P --fd N] [--best-effort] [NAME=VALUE]...

Sets options of a socket, in order, and prints for each what was asked and what
the system granted. Stops at the first that fails.

  (no socket)    of a fresh TCP socket
  (no settings)  a few of a fresh TCP socket, for a demonstration
  --fd N         of descriptor N, which this process has from its parent
                 (0, 1 or 2 on any Unix; others on Linux)
  --pid P        of descriptor N of process P (Linux)
  --best-effort  go on after a failure, say what failed, and end with status 0

Values: on, off; 1.5s, 250ms; 64KiB; names as in C, flags joined with |; none.
";

const DEMONSTRATION: [&str; 5] = [
    "SO_KEEPALIVE=on",
    "SO_RCVBUF=64KiB",  // Linux doubles it
    "SO_LINGER=1500ms", // whole seconds, rounded up
    "SO_RCVTIMEO=250ms",
    "TCP_NODELAY=on",
];

fn main() -> ExitCode {
    shared::exit(run())
}

fn run() -> Result<()> {
    let (mut fd, mut pid, mut best_effort) = (None, None, false);
    let mut texts: Vec<String> = Vec::new();
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("fd") => fd = Some(parser.value()?.parse()?),
            Long("pid") => pid = Some(parser.value()?.parse()?),
            Long("best-effort") => best_effort = true,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            Value(text) => texts.push(text.string()?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let socket = match (pid, fd) {
        (pid, Some(fd)) => shared::socket(pid, fd)?,
        (Some(_), None) => return Err("--pid needs --fd".into()),
        (None, None) => Socket::new(Domain::INET, Type::STREAM, None)?,
    };
    if texts.is_empty() {
        if fd.is_some() {
            return Err("no settings are given".into());
        }
        texts.extend(DEMONSTRATION.map(String::from));
    }

    // All are read before the first is set: a slip in the last one leaves the socket alone.
    let mut lines = Vec::new();
    for text in &texts {
        let setting = text.parse::<Setting>();
        let (name, asked) = match &setting {
            Ok(setting) => (setting.info().name, setting.value()),
            Err(error) if !best_effort => return Err(format!("{text}: {error}").into()),
            Err(_) => text.split_once('=').unwrap_or((text, "")),
        };
        let asked = if asked.is_empty() { String::new() } else { format!("asked {asked}") };
        lines.push((name.to_owned(), asked, setting));
    }
    let names = lines.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    let values = lines.iter().map(|(_, asked, _)| asked.len()).max().unwrap_or(0);
    for (name, asked, setting) in lines {
        let outcome = match setting.and_then(|setting| set(&socket, &setting)) {
            Ok(granted) => granted,
            Err(error) if best_effort => error.to_string(),
            Err(error) => return Err(error.into()),
        };
        println!("{name:names$}  {asked:values$}  {outcome}");
    }
    Ok(())
}

/// Sets an option, and says what the system made of it.
fn set(socket: &Socket, setting: &Setting) -> sockopt::Result<String> {
    setting.apply(socket)?;
    Ok(match setting.granted(socket) {
        Some(Ok(reading)) => format!("granted {}", reading.text()),
        _ => "set".to_owned(), // it cannot be read back
    })
}
