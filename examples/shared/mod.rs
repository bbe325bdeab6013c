//! What the examples share: how they end, the arguments that several take, and which sockets `--pid` and
//! `--fd` name.

// Each example uses a part of this.
#![allow(dead_code)]

use std::error::Error;
use std::io;
use std::process::ExitCode;

use sockopt::Socket;

pub(crate) type Result<T, E = Box<dyn Error>> = core::result::Result<T, E>;

/// The exit status; says on stderr what went wrong.
pub(crate) fn exit(result: Result<()>) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    match error.downcast_ref::<io::Error>() {
        // Whoever reads the output has seen enough: `inspect | head`.
        Some(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        _ => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What an example is to count to: the one argument that it takes is `--count N`. `None` if it was asked for
/// help, which is printed.
pub(crate) fn count(help: &str, usual: u32) -> Result<Option<u32>> {
    let mut count = usual;
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("count") => count = parser.value()?.parse()?,
            Long("help") | Short('h') => {
                print!("{help}");
                return Ok(None);
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    Ok(Some(count))
}

/// Whether an example that takes no arguments is to go on: it was not asked for help, which is
/// printed.
pub(crate) fn no_arguments(help: &str) -> Result<bool> {
    match lexopt::Parser::from_env().next()? {
        None => Ok(true),
        Some(lexopt::Arg::Long("help") | lexopt::Arg::Short('h')) => {
            print!("{help}");
            Ok(false)
        }
        Some(arg) => Err(arg.unexpected().into()),
    }
}

/// A copy of a descriptor of process `pid`, or else of this process: the same socket,
/// which is still open there when the copy is closed.
pub(crate) fn socket(pid: Option<u32>, fd: i32) -> Result<Socket> {
    let socket = copy(pid, fd).and_then(|socket| {
        socket.r#type()?; // fails if it is no socket
        Ok(socket)
    });
    socket.map_err(|error| format!("descriptor {fd}: {error}").into())
}

#[cfg(unix)]
fn copy(pid: Option<u32>, fd: i32) -> io::Result<Socket> {
    use std::os::fd::AsFd;
    // What std knows to be open needs no `unsafe`.
    let copy = match (pid, fd) {
        (None, 0) => io::stdin().as_fd().try_clone_to_owned(),
        (None, 1) => io::stdout().as_fd().try_clone_to_owned(),
        (None, 2) => io::stderr().as_fd().try_clone_to_owned(),
        (pid, fd) => return of_process(pid.unwrap_or(std::process::id()), fd),
    };
    copy.map(Socket::from)
}

#[cfg(not(unix))]
fn copy(_: Option<u32>, _: i32) -> io::Result<Socket> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "--fd and --pid are for Unix"))
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn of_process(pid: u32, fd: i32) -> io::Result<Socket> {
    Socket::of_process(pid, fd)
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn of_process(_: u32, _: i32) -> io::Result<Socket> {
    let message = "--pid, and --fd of other than 0, 1 and 2, are for Linux";
    Err(io::Error::new(io::ErrorKind::Unsupported, message))
}

/// Calls `work` with each socket of a process, and its descriptor there.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn each(pid: u32, mut work: impl FnMut(i32, &Socket) -> Result<()>) -> Result<()> {
    let entries = std::fs::read_dir(format!("/proc/{pid}/fd"))
        .map_err(|error| format!("process {pid}: {error}"))?;
    let mut sockets: Vec<i32> = Vec::new();
    for entry in entries {
        let entry = entry?;
        let link = std::fs::read_link(entry.path()).unwrap_or_default(); // closed by now
        if link.to_string_lossy().starts_with("socket:") {
            sockets.extend(entry.file_name().to_string_lossy().parse::<i32>().ok());
        }
    }
    sockets.sort_unstable();
    for fd in sockets {
        match of_process(pid, fd) {
            // Not a socket: closed since it was listed, and something else by now.
            Ok(socket) if socket.r#type().is_err() => {}
            Ok(socket) => work(fd, &socket)?,
            Err(error) if error.raw_os_error() == Some(libc::EBADF) => {} // closed since
            Err(error) => return Err(format!("descriptor {fd}: {error}").into()),
        }
    }
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(crate) fn each(_: u32, _: impl FnMut(i32, &Socket) -> Result<()>) -> Result<()> {
    Err("--pid is for Linux".into())
}
