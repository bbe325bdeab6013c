//! A file and credentials from one process to another, over a Unix socket.

use std::process::ExitCode;

mod shared;

const HELP: &str = "\
pass_fd

Starts itself again. The child sends a file that it has open and that has no name, and
who it is; the parent prints who sent what, and reads from the file.
For Unix; who it is, on Linux, FreeBSD and DragonFly.
";

fn main() -> ExitCode {
    shared::exit(pass::run())
}

#[cfg(unix)]
mod pass {
    use std::env;
    use std::fs::File;
    use std::io::{IoSlice, IoSliceMut, Read, Seek, SeekFrom, Write};
    use std::os::fd::{AsFd, OwnedFd};
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    use sockopt::{cmsg, Control, Domain, Message, MsgFlags, Room, Socket, Type};

    use crate::shared::{self, Result};

    /// The argument that makes it the child.
    const CHILD: &str = "--child";

    pub(super) fn run() -> Result<()> {
        if env::args_os().skip(1).eq([CHILD]) {
            return child();
        }
        if !shared::no_arguments(crate::HELP)? {
            return Ok(());
        }
        let (ours, theirs) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
        ours.set_rcvtimeo(Some(Duration::from_secs(10)))?;
        ask_who(&ours)?; // before anything is sent

        // A descriptor that std passes on needs nothing unsafe.
        let stdin = Stdio::from(OwnedFd::from(theirs));
        let mut child = Command::new(env::current_exe()?).arg(CHILD).stdin(stdin).spawn()?;
        let received = parent(&ours, &child);
        drop(ours); // a child that still sends fails
        let status = child.wait()?;
        received?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("the child: {status}").into())
        }
    }

    /// Switches on the messages that tell who sends.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn ask_who(socket: &Socket) -> Result<()> {
        socket.set_passcred(true)?;
        // A number may come to mean another process; a descriptor of it does not. (Linux 6.5)
        if !socket.set_if_supported(sockopt::SO_PASSPIDFD, true)? {
            println!("no descriptor of the process: this system has no SO_PASSPIDFD");
        }
        Ok(())
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn ask_who(_: &Socket) -> Result<()> {
        Ok(())
    }

    fn child() -> Result<()> {
        let mut file = tempfile::tempfile()?; // has no name: who has no descriptor cannot read it
        file.write_all(b"what is only in this file")?;
        let lent = [file.as_fd()];

        let mut room = [0; 256];
        let mut control = Control::new(&mut room);
        control.push(cmsg::SCM_RIGHTS, &lent)?;
        say_who(&mut control)?;
        // Some data must go with it, on a stream: an empty message is none.
        let data = [IoSlice::new(b"a file for you")];
        let socket = shared::socket(None, 0)?;
        socket.send_msg(&data, None, &control, MsgFlags::empty())?;
        Ok(())
    }

    /// Says who sends. Where the receiver asks for that, the system says it anyway; it checks what is
    /// said in its place.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn say_who(control: &mut Control<'_>) -> Result<()> {
        // The peer of a pair is who made it.
        let (pair, _) = Socket::pair(Domain::UNIX, Type::STREAM, None)?;
        let this = pair.peercred()?.ok_or("the system does not say who this is")?;
        Ok(control.push(cmsg::SCM_CREDENTIALS, this)?)
    }

    #[cfg(any(target_os = "freebsd", target_os = "dragonfly"))]
    fn say_who(control: &mut Control<'_>) -> Result<()> {
        Ok(control.push(cmsg::SCM_CREDS, ())?) // the system fills it in
    }

    #[cfg(not(any(
        target_os = "linux",
        target_os = "android",
        target_os = "freebsd",
        target_os = "dragonfly",
    )))]
    fn say_who(_: &mut Control<'_>) -> Result<()> {
        Ok(())
    }

    fn parent(socket: &Socket, child: &Child) -> Result<()> {
        let (mut data, mut room) = ([0; 64], Room::with([0; 512]));
        let buffers = &mut [IoSliceMut::new(&mut data)];
        let mut received = socket.recv_msg(buffers, &mut room, MsgFlags::empty())?;
        if received.is_control_truncated() {
            return Err("control messages were lost".into());
        }
        for message in received.messages {
            match message {
                Message::SCM_CREDENTIALS(who) => {
                    let whose =
                        if who.pid == Some(child.id()) { "the child" } else { "a stranger" };
                    let pid = who.pid.map_or("unknown".to_owned(), |pid| pid.to_string());
                    println!("from process {pid} ({whose}), user {}, group {}", who.uid, who.gid);
                }
                // FreeBSD, DragonFly
                Message::SCM_CREDS(creds) => {
                    let who =
                        creds.cmsgcred().ok_or("the credentials are not as they should be")?;
                    let from = process(who.pid, child);
                    println!("from {from}, user {}, group {}", who.euid, who.gid);
                }
                other => println!("{other}"),
            }
        }
        #[cfg(any(target_os = "linux", target_os = "android"))]
        if let Some(process) = received.descriptors.take_pidfd() {
            println!("a descriptor of process {}", process_of(&process?)?);
        }
        let len = received.len;
        let file = received.descriptors.next();
        // What else is there is closed with `received`.
        println!("data: {}", String::from_utf8_lossy(data.get(..len).unwrap_or_default()));

        // It is the same open file, and its position too, which is at the end.
        let mut file = File::from(file.ok_or("no descriptor came")?);
        file.seek(SeekFrom::Start(0))?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        println!("the file: {text}");
        Ok(())
    }

    /// A process, and whether it is the child.
    fn process(pid: Option<u32>, child: &Child) -> String {
        match pid {
            Some(pid) if pid == child.id() => format!("process {pid} (the child)"),
            Some(pid) => format!("process {pid} (a stranger)"),
            None => "a process that is not told".to_owned(),
        }
    }

    /// Which process a descriptor is of.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn process_of(descriptor: &OwnedFd) -> Result<String> {
        use std::os::fd::AsRawFd;
        let path = format!("/proc/self/fdinfo/{}", descriptor.as_raw_fd());
        let info = std::fs::read_to_string(path)?;
        let pid = info.lines().find_map(|line| line.strip_prefix("Pid:"));
        Ok(pid.map_or("unknown", str::trim).to_owned())
    }
}

#[cfg(not(unix))]
mod pass {
    pub(super) fn run() -> crate::shared::Result<()> {
        if crate::shared::no_arguments(crate::HELP)? {
            return Err("descriptors go over Unix sockets on Unix alone".into());
        }
        Ok(())
    }
}
