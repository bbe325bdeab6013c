//! Tests that run in a process of their own, which has another role.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

/// The variable that tells a child which role it has.
const ROLE: &str = "SOCKOPT_ROLE";

/// The user and group that has no rights: nobody.
const NOBODY: u32 = 65534;

/// Who a test runs as.
///
/// No role but `Itself` sees the machine's network: each has a network
/// namespace of its own, with nothing in it but `lo`. (An ordinary user who is
/// `Nobody` already stays where it is: it can do no harm.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// As whoever runs the tests, but alone in its process.
    Itself,
    /// Root of the initial user namespace.
    Root,
    /// Root of a user namespace of its own: of a container.
    NamespaceRoot,
    /// A user without any right.
    Nobody,
}

/// The role of this process, if it was started to have one.
pub fn role() -> Option<Role> {
    let name = std::env::var(ROLE).ok()?;
    [Role::Itself, Role::Root, Role::NamespaceRoot, Role::Nobody]
        .into_iter()
        .find(|role| format!("{role:?}") == name)
}

/// Runs `body` in a process that has this role.
///
/// The process is the test binary again, for this one test: `test` is the test's
/// path, as `module_path!` begins it. In that process, this function calls `body`. Its failure is
/// this test's failure, and its output is shown. Where the role cannot be
/// taken, the test is skipped and says why.
#[track_caller]
pub fn as_role(role: Role, test: &str, body: impl FnOnce()) {
    if self::role() == Some(role) {
        return body();
    }
    assert_eq!(self::role(), None, "a test in a role asks for another one");
    // The harness knows the test without the name of its crate.
    let test = test.split_once("::").map_or(test, |(_, path)| path);

    let ids = match Ids::of(role) {
        Ok(ids) => ids,
        Err(reason) => return super::skip_of(test, &reason),
    };
    #[cfg(target_os = "linux")]
    let mut command = Command::new("/proc/self/exe");
    #[cfg(not(target_os = "linux"))]
    let mut command = Command::new(std::env::current_exe().expect("the test binary has a path"));
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]);
    command.env(ROLE, format!("{role:?}")).env(super::TEST, test);
    command.env("RUST_BACKTRACE", "0");
    command.stdin(Stdio::null());
    // SAFETY: `Ids::take` makes system calls and nothing else, on memory that was
    // made before the fork: it neither allocates nor takes a lock.
    unsafe { command.pre_exec(move || ids.take()) };

    let output = match command.output() {
        Ok(output) => output,
        Err(error) => {
            return super::skip_of(test, &format!("cannot become {role:?}: {error}"));
        }
    };
    let (stdout, stderr) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    stderr.lines().filter(|line| line.starts_with("skipped: ")).for_each(super::print_skipped);
    assert!(
        output.status.success() && stdout.contains(" 1 passed;"),
        "{test} as {role:?}: {}\n{stdout}\n{stderr}",
        output.status
    );
    print!("{stdout}");
}

/// What a child does to have a role, made ready before it is forked.
struct Ids {
    role: Role,
    /// Whether the parent is root, which can become anybody.
    root: bool,
    uid_map: String,
    gid_map: String,
    /// What no thread of the child is told of, but by a descriptor for signals.
    signals: libc::sigset_t,
}

/// A signal that tests send to themselves in the role `Itself`, where it is blocked, as SIGIO is.
#[cfg(target_os = "linux")]
pub fn chosen_signal() -> libc::c_int {
    libc::SIGRTMIN() + 3
}

impl Ids {
    /// An error says why the role cannot be taken.
    fn of(role: Role) -> Result<Ids, String> {
        // SAFETY: these calls take nothing and cannot fail.
        let (uid, gid) = unsafe { (libc::geteuid(), libc::getegid()) };
        let root = uid == 0;
        if role == Role::Root {
            if !root {
                return Err("it needs root".to_owned());
            }
            let map = std::fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
            if map.split_whitespace().ne(["0", "0", "4294967295"]) {
                return Err("it needs root of the initial user namespace".to_owned());
            }
        }
        #[cfg(not(target_os = "linux"))]
        if role != Role::Itself {
            return Err("this system has no such role".to_owned());
        }
        let (uid_map, gid_map) = (format!("0 {uid} 1\n"), format!("0 {gid} 1\n"));
        // SAFETY: all zeros is a set of signals, which `sigemptyset` makes an empty one; the
        // calls write to it alone.
        let signals = unsafe {
            let mut set: libc::sigset_t = core::mem::zeroed();
            libc::sigemptyset(&mut set);
            #[cfg(not(target_os = "haiku"))] // which has none
            libc::sigaddset(&mut set, libc::SIGIO);
            #[cfg(target_os = "linux")]
            libc::sigaddset(&mut set, chosen_signal());
            set
        };
        Ok(Ids { role, root, uid_map, gid_map, signals })
    }

    #[cfg(not(target_os = "linux"))]
    fn take(&self) -> io::Result<()> {
        Ok(())
    }

    /// Runs between fork and exec: system calls alone.
    #[cfg(target_os = "linux")]
    fn take(&self) -> io::Result<()> {
        match self.role {
            Role::Itself => {
                // SAFETY: the call reads a set of signals, and writes to nothing.
                check(unsafe {
                    libc::sigprocmask(libc::SIG_BLOCK, &self.signals, core::ptr::null_mut())
                })
            }
            Role::Root => {
                unshare(libc::CLONE_NEWNET)?;
                allow_ping(b"0 65534\n");
                bring_up_lo()
            }
            Role::NamespaceRoot => {
                unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWNET)?;
                // An ordinary user may write no map of groups before this.
                write(c"/proc/self/setgroups", b"deny\n")?;
                write(c"/proc/self/uid_map", self.uid_map.as_bytes())?;
                write(c"/proc/self/gid_map", self.gid_map.as_bytes())?;
                // It knows of no other group.
                allow_ping(b"0 0\n");
                bring_up_lo()
            }
            Role::Nobody if self.root => {
                unshare(libc::CLONE_NEWNET)?;
                allow_ping(b"0 65534\n");
                bring_up_lo()?;
                // SAFETY: no group is passed, and so no memory.
                check(unsafe { libc::setgroups(0, core::ptr::null()) })?;
                // SAFETY: no memory is passed.
                check(unsafe { libc::setresgid(NOBODY, NOBODY, NOBODY) })?;
                // SAFETY: no memory is passed.
                check(unsafe { libc::setresuid(NOBODY, NOBODY, NOBODY) })
            }
            Role::Nobody => Ok(()),
        }
    }
}

#[cfg(target_os = "linux")]
fn check(result: libc::c_int) -> io::Result<()> {
    if result == -1 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}

#[cfg(target_os = "linux")]
fn unshare(what: libc::c_int) -> io::Result<()> {
    // SAFETY: no memory is passed.
    check(unsafe { libc::unshare(what) })
}

#[cfg(target_os = "linux")]
fn write(path: &core::ffi::CStr, text: &[u8]) -> io::Result<()> {
    // SAFETY: `path` ends with a NUL.
    let file = unsafe { libc::open(path.as_ptr(), libc::O_WRONLY | libc::O_CLOEXEC) };
    check(file)?;
    // SAFETY: `text` has its length.
    let written = unsafe { libc::write(file, text.as_ptr().cast(), text.len()) };
    let result = if written == -1 { Err(io::Error::last_os_error()) } else { Ok(()) };
    // SAFETY: it was opened above, and nothing else has it.
    unsafe { libc::close(file) };
    result
}

/// Lets these groups open sockets of ICMP that only ping: in a new network namespace, none may. Where it
/// cannot be, the tests go without.
#[cfg(target_os = "linux")]
fn allow_ping(groups: &[u8]) {
    let _ = write(c"/proc/sys/net/ipv4/ping_group_range", groups);
}

/// A new network namespace has `lo`, which is down.
#[cfg(target_os = "linux")]
fn bring_up_lo() -> io::Result<()> {
    // SAFETY: no memory is passed.
    let socket = unsafe { libc::socket(libc::AF_INET, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0) };
    check(socket)?;
    // SAFETY: all zeros is an `ifreq`: an empty name, and numbers that are zero.
    let mut request: libc::ifreq = unsafe { core::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(*b"lo") {
        *to = from as libc::c_char;
    }
    // IFF_UP, whose C type is wider than the field.
    request.ifr_ifru.ifru_flags = 1;
    // The number fits either type that a C library has for it.
    #[allow(clippy::cast_possible_truncation)]
    // SAFETY: the request reads an `ifreq`.
    let result = check(unsafe { libc::ioctl(socket, libc::SIOCSIFFLAGS as _, &request) });
    // SAFETY: it was opened above, and nothing else has it.
    unsafe { libc::close(socket) };
    result
}
