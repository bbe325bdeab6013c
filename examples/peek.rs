//! The walk of socket(7) with SO_PEEK_OFF, step by step.

use std::process::ExitCode;

mod shared;

const HELP: &str = "\
peek

Walks through queued data with SO_PEEK_OFF as socket(7) does, and prints what each
step reads and where the offset is then: a peek moves it forward, a read moves
it back by what it takes away. For Linux.
";

fn main() -> ExitCode {
    let mut parser = lexopt::Parser::from_env();
    shared::exit(match parser.next() {
        Ok(None) => walk(),
        Ok(Some(lexopt::Arg::Long("help") | lexopt::Arg::Short('h'))) => {
            print!("{HELP}");
            Ok(())
        }
        Ok(Some(arg)) => Err(arg.unexpected().into()),
        Err(error) => Err(error.into()),
    })
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn walk() -> shared::Result<()> {
    use sockopt::{Domain, MsgFlags, Socket, Type};

    let queued = "Aabbccddeeff";
    let (near, far) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
    near.send(queued.as_bytes())?;
    println!("queued  {queued}");

    let offset = || far.peek_off().map(|at| at.map_or("none".into(), |at| at.to_string()));
    println!("fresh       offset {}", offset()?);
    far.set_peek_off(Some(4))?;
    println!("set         offset {}", offset()?);

    let (peek, read) = (("peek", MsgFlags::PEEK), ("read", MsgFlags::empty()));
    for (name, flags) in [peek, peek, read, peek] {
        let mut two = [0; 2];
        far.recv_with(&mut two, flags)?;
        println!("{name}    {}  offset {}", String::from_utf8_lossy(&two), offset()?);
    }
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn walk() -> shared::Result<()> {
    Err("SO_PEEK_OFF is for Linux".into())
}
