//! Runs the examples and checks what they print.

// A test fails by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use sockopt::registry;

mod common;

/// Those that use control messages.
#[path = "examples/messages.rs"]
mod messages;

const EXAMPLES: [&str; 11] = [
    "inspect",
    "set",
    "matrix",
    "peek",
    "tuned_server",
    "timestamps",
    "pass_fd",
    "errors",
    "gso",
    "pktinfo",
    "quic_udp",
];

/// The program of an example: `cargo test` builds them, next to the directory of this test.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let target = test.parent().and_then(|deps| deps.parent()).unwrap();
    let program = target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "`cargo test --test` alone does not: cargo build --examples");
    program
}

fn command(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program(name));
    command.args(args).stdin(Stdio::null());
    command
}

/// What a run printed, and whether it ended with status 0; any other status must be 1.
struct Run {
    success: bool,
    stdout: String,
    stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        let run = Run {
            success: output.status.success(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        assert_eq!(output.status.code(), Some(if run.success { 0 } else { 1 }), "{}", run.stderr);
        assert_eq!(run.success, run.stderr.is_empty(), "{}", run.stderr);
        run
    }
}

impl Run {
    fn of(name: &str, args: &[&str]) -> Run {
        command(name, args).output().unwrap().into()
    }

    /// What it printed, which it must have done without an error.
    fn good(name: &str, args: &[&str]) -> String {
        let run = Run::of(name, args);
        assert!(run.success, "{name} {args:?}: {}", run.stderr);
        run.stdout
    }
}

/// The names and values of `inspect`'s table, which must be aligned.
fn table(stdout: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = stdout.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    let name = |line: &str| line.find(' ').unwrap_or(line.len());
    let width = lines.iter().map(|line| name(line)).max().unwrap_or(0);
    let row = |line| {
        let (name, value) = str::split_at(line, width);
        let value = value.strip_prefix("  ").unwrap_or_else(|| panic!("not aligned: {line:?}"));
        assert_eq!(value.trim(), value, "not aligned: {line:?}");
        (name.trim_end(), value)
    };
    lines.into_iter().map(row).collect()
}

fn value<'a>(stdout: &'a str, name: &str) -> Option<&'a str> {
    table(stdout).into_iter().find(|row| row.0 == name).map(|row| row.1)
}

/// Checks `inspect --tsv`, but for the lines that begin with #.
fn check_tsv(stdout: &str) {
    let lines: Vec<&str> = stdout.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() > 10, "{stdout}");
    for line in lines {
        let columns: Vec<&str> = line.split('\t').collect();
        let [level, level_number, name, number, length, hex, _] = columns[..] else {
            panic!("not 7 columns: {line:?}");
        };
        let row = registry::find(name).unwrap();
        assert_eq!(row.level, level);
        let numbers = (level_number.parse().unwrap(), number.parse().unwrap());
        assert_eq!(row.level_and_number(), Some(numbers), "{name}");
        assert_eq!(hex.len(), 2 * length.parse::<usize>().unwrap(), "{name}");
        assert!(hex.bytes().all(|digit| digit.is_ascii_hexdigit()), "{name}: {hex}");
    }
}

#[test]
fn help() {
    for name in EXAMPLES {
        let text = Run::good(name, &["--help"]);
        assert!(text.starts_with(name), "{text}");
        assert_eq!(Run::good(name, &["-h"]), text);
    }
}

#[test]
fn an_unknown_argument_is_an_error() {
    for name in EXAMPLES {
        let run = Run::of(name, &["--no-such-thing"]);
        assert!(!run.success);
        assert_eq!(run.stderr, "error: invalid option '--no-such-thing'\n");
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn inspect_prints_typed_values() {
    let stdout = Run::good("inspect", &[]);
    assert!(stdout.starts_with("AF_INET SOCK_STREAM "), "{stdout}");
    assert!(stdout.contains("\n\nSOL_SOCKET\n  SO_"), "{stdout}");
    assert_eq!(value(&stdout, "SO_RCVTIMEO"), Some("none"));
    assert_eq!(value(&stdout, "SO_LINGER"), Some("off"));
    assert_eq!(value(&stdout, "SO_KEEPALIVE"), Some("off"));
    assert_eq!(value(&stdout, "SO_TYPE"), Some("SOCK_STREAM"));
    let size = value(&stdout, "SO_RCVBUF").unwrap();
    let (number, unit) = size.split_once(' ').unwrap();
    assert!(number.parse::<usize>().is_ok() && unit.ends_with('B'), "{size}");
}

#[test]
fn inspect_tsv() {
    let stdout = Run::good("inspect", &["--tsv"]);
    check_tsv(&stdout);
    assert!(!stdout.contains('#'), "{stdout}");
    let r#type = registry::find("SO_TYPE").unwrap().level_and_number().unwrap();
    let line = format!("SOL_SOCKET\t{}\tSO_TYPE\t{}\t4\t", r#type.0, r#type.1);
    assert!(stdout.contains(&line), "{stdout}");
}

#[test]
fn inspect_changed_leaves_out_what_is_fresh() {
    let all = Run::good("inspect", &[]);
    let changed = Run::good("inspect", &["--changed"]);
    assert!(table(&changed).len() < table(&all).len() / 2, "{changed}");
    assert_eq!(value(&changed, "SO_KEEPALIVE"), None);
}

#[test]
fn set_demonstrates() {
    let stdout = Run::good("set", &[]);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 5, "{stdout}");
    assert_eq!(lines[0], "SO_KEEPALIVE  asked on      granted on");
    // Aligned, all of them.
    let column = |line: &str, word: &str| line.find(word).unwrap();
    for line in &lines {
        assert_eq!(column(line, "  asked "), column(lines[0], "  asked "), "{stdout}");
        assert_eq!(column(line, "  granted "), column(lines[0], "  granted "), "{stdout}");
    }
    assert!(lines[2].starts_with("SO_LINGER     asked 1.5s    granted 2s"), "{stdout}");
    #[cfg(any(target_os = "linux", target_os = "android"))]
    assert_eq!(lines[1], "SO_RCVBUF     asked 64 KiB  granted 128 KiB");
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn set_says_set_where_nothing_can_be_read_back() {
    let stdout = Run::good("set", &["SO_RCVLOWAT=9", "SO_CNX_ADVICE"]);
    let rest = "SO_RCVLOWAT    asked 9 B  granted 9 B\nSO_CNX_ADVICE             set\n";
    assert_eq!(stdout, rest);
}

#[test]
fn set_stops_at_the_first_failure() {
    let run = Run::of("set", &["SO_KEEPALIVE=on", "SO_TYPE=SOCK_STREAM", "SO_BROADCAST=on"]);
    assert!(!run.success);
    assert!(run.stdout.starts_with("SO_KEEPALIVE  asked on"), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    assert_eq!(run.stderr, "error: cannot set SO_TYPE: the option is read-only\n");
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn set_says_why_the_system_refused() {
    let run = Run::of("set", &["SO_DETACH_FILTER"]);
    assert!(!run.success);
    let start = "error: cannot set SO_DETACH_FILTER: No such file or directory";
    assert!(run.stderr.starts_with(start), "{}", run.stderr);
}

#[test]
fn set_reads_all_before_it_sets_one() {
    for (text, message) in [
        ("SO_KEPALIVE=on", "there is no option of that name; did you mean SO_KEEPALIVE?"),
        ("SO_KEEPALIVE=maybe", "cannot read a setting of SO_KEEPALIVE: "),
    ] {
        let run = Run::of("set", &["SO_BROADCAST=on", text]);
        assert!(!run.success);
        assert_eq!(run.stdout, "");
        assert!(run.stderr.starts_with(&format!("error: {text}: {message}")), "{}", run.stderr);
    }
}

#[test]
fn set_best_effort_goes_on() {
    let settings =
        ["SO_BROADCAST=on", "SO_TYPE=SOCK_STREAM", "SO_NONE=1", "SO_RCVBUF=x", "SO_KEEPALIVE=on"];
    let mut args = vec!["--best-effort"];
    args.extend(settings);
    let stdout = Run::good("set", &args);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), settings.len(), "{stdout}");
    for (line, setting) in lines.iter().zip(settings) {
        let (name, asked) = setting.split_once('=').unwrap();
        assert!(line.starts_with(&format!("{name:12}  asked {asked:11}  ")), "{stdout}");
    }
    assert!(lines[0].ends_with("  granted on"), "{stdout}");
    assert!(lines[1].ends_with("  cannot set SO_TYPE: the option is read-only"), "{stdout}");
    assert!(lines[2].contains("  there is no option of that name"), "{stdout}");
    assert!(lines[3].contains("  cannot read a setting of SO_RCVBUF: "), "{stdout}");
    assert!(lines[4].ends_with("  granted on"), "{stdout}");
}

#[test]
fn set_needs_to_know_what_to_do() {
    let run = Run::of("set", &["--pid", "1", "SO_KEEPALIVE=on"]);
    assert_eq!(run.stderr, "error: --pid needs --fd\n");
}

#[test]
fn matrix_tsv_has_every_row() {
    let stdout = Run::good("matrix", &["--tsv"]);
    let mut lines = stdout.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let titles = lines.next().unwrap();
    assert_eq!(titles[0], "level");
    assert_eq!(titles.len(), 12);
    for row in registry::all() {
        let cells = lines.next().unwrap();
        assert_eq!(cells.len(), titles.len(), "{cells:?}");
        assert_eq!((cells[0], cells[2]), (row.level, row.name));
        let numbers = match row.level_and_number() {
            Some((level, number)) => (level.to_string(), number.to_string()),
            None => ("-".to_owned(), "-".to_owned()),
        };
        assert_eq!((cells[1], cells[3]), (&*numbers.0, &*numbers.1));
        assert_eq!((cells[4], cells[5]), (&*row.access.to_string(), row.rust_type));
        assert_eq!(cells[6], row.platforms.to_string());
        assert_eq!(cells[11].replace('-', ""), row.also.join(","));
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{cells:?}");
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn matrix_is_aligned() {
    let stdout = Run::good("matrix", &[]);
    let mut lines = stdout.lines();
    let column = lines.next().unwrap().find("  name  ").unwrap() + 2;
    for row in registry::all() {
        let line = lines.next().unwrap();
        assert!(line.starts_with(row.level), "{line}");
        assert!(line[column..].starts_with(&format!("{} ", row.name)), "{line}");
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn matrix_markdown_has_every_row_and_four_cells() {
    let stdout = Run::good("matrix", &["--markdown"]);
    for table in registry::tables() {
        assert!(stdout.contains(&format!("### {}: {}\n\n|", table.level, table.page)), "{stdout}");
    }
    for row in registry::all() {
        let start = format!("| {} | {} | `{}` | ", row.name, row.access, row.rust_type);
        let line = stdout.lines().find(|line| line.starts_with(&start)).unwrap();
        assert_eq!(line.matches('|').count(), 5, "{line}");
    }
}

#[test]
fn matrix_of_places_has_every_system_of_every_row() {
    let stdout = Run::good("matrix", &["--places", "--tsv"]);
    let mut lines = stdout.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    assert_eq!(lines.next().unwrap().len(), 7);
    for row in registry::all() {
        for place in row.places {
            let (systems, access) = (place.platforms.to_string(), place.access.to_string());
            let expected = [
                row.name,
                &systems,
                place.constant,
                place.level,
                &access,
                place.rust_type,
                place.codec,
            ];
            assert_eq!(lines.next().unwrap(), expected);
        }
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn matrix_of_messages_has_every_kind() {
    let stdout = Run::good("matrix", &["--messages", "--tsv"]);
    let mut lines = stdout.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    assert_eq!(lines.next().unwrap().len(), 10);
    for row in registry::messages() {
        let cells = lines.next().unwrap();
        assert_eq!((cells[0], cells[2]), (row.level, row.name));
        assert_eq!((cells[4], cells[5]), (&*row.access.to_string(), row.rust_type));
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{cells:?}");
    }
    assert_eq!(lines.next(), None);
    let markdown = Run::good("matrix", &["--markdown"]);
    for row in registry::messages() {
        let start = format!("| {} | {} | `{}` | ", row.name, row.level, row.rust_type);
        let line = markdown.lines().find(|line| line.starts_with(&start)).unwrap();
        assert_eq!(line.matches('|').count(), 7, "{line}");
    }
}

#[test]
fn the_matrix_in_the_readme_is_fresh() {
    let readme = include_str!("../README.md");
    let (_, matrix) = readme.split_once("a test keeps it fresh -->\n").unwrap();
    let (matrix, _) = matrix.split_once("<!-- /matrix -->").unwrap();
    assert_eq!(matrix.trim(), Run::good("matrix", &["--markdown"]).trim());
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn peek_walks() {
    let expected = "\
queued  Aabbccddeeff
fresh       offset none
set         offset 4
peek    cc  offset 6
peek    dd  offset 8
read    Aa  offset 6
peek    ee  offset 8
";
    assert_eq!(Run::good("peek", &[]), expected);
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
#[test]
fn peek_says_that_it_is_for_linux() {
    assert_eq!(Run::of("peek", &[]).stderr, "error: SO_PEEK_OFF is for Linux\n");
}

/// How many connections the listeners say they served.
fn served(stdout: &str) -> Vec<usize> {
    let last = |line: &str| line.rsplit(' ').next().unwrap().parse().unwrap();
    stdout.lines().filter(|line| line.contains(" served ")).map(last).collect()
}

#[test]
fn tuned_server_serves_itself() {
    let stdout = Run::good("tuned_server", &[]);
    assert!(stdout.contains("listeners on 127.0.0.1:"), "{stdout}");
    let accepted: Vec<_> = stdout.lines().filter(|line| line.contains(" accepted ")).collect();
    assert_eq!(accepted.len(), 6, "{stdout}");
    assert_eq!(served(&stdout).iter().sum::<usize>(), 6, "{stdout}");
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        assert_eq!(served(&stdout).len(), 2);
        let options = "SO_KEEPALIVE=on; TCP_KEEPIDLE=30s; TCP_KEEPINTVL=10s; TCP_KEEPCNT=3; \
                       TCP_USER_TIMEOUT=1min; TCP_NODELAY=on";
        assert!(accepted.iter().all(|line| line.contains(options)), "{stdout}");
    }
}

#[test]
fn tuned_server_takes_a_profile() {
    let profile = "SO_KEEPALIVE=on; # a remark\nSO_OOBINLINE=on";
    let stdout = Run::good("tuned_server", &["--listeners", "1", "--profile", profile]);
    let accepted = stdout.lines().filter(|line| line.contains("listener 1 accepted "));
    let options = accepted.map(|line| line.split_once(": ").unwrap().1).collect::<Vec<_>>();
    assert_eq!(options, ["SO_KEEPALIVE=on; SO_OOBINLINE=on"; 6], "{stdout}");
    assert_eq!(served(&stdout), [6]);

    let run = Run::of("tuned_server", &["--profile", "SO_KEEPALIVE=on; SO_LINGER=often"]);
    let start = "error: cannot read a setting of SO_LINGER: ";
    assert!(run.stderr.starts_with(start), "{}", run.stderr);
}

#[cfg(any(target_os = "linux", target_os = "android"))]
#[test]
fn tuned_server_goes_without_what_is_not_supported() {
    // An option of Unix sockets.
    let profile = "SO_PASSRIGHTS=on; SO_KEEPALIVE=on";
    let stdout = Run::good("tuned_server", &["--listeners", "1", "--profile", profile]);
    assert!(stdout.starts_with("listener 1: cannot set SO_PASSRIGHTS: "), "{stdout}");
    assert!(stdout.contains(": SO_KEEPALIVE=on\n"), "{stdout}");
}

/// A process that is ended with the test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn tuned_server_listens_until_it_is_ended() {
    let mut command = command("tuned_server", &["--listen", "127.0.0.1:0"]);
    let mut server = Ended(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(server.0.stdout.take().unwrap()).lines().map(Result::unwrap);
    let address = lines
        .find_map(|line| line.strip_prefix("listeners on ").map(str::to_owned))
        .and_then(|line| line.split_once(": ").map(|(address, _)| address.to_owned()))
        .unwrap();
    let mut client = TcpStream::connect(address).unwrap();
    client.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    client.write_all(b"echo").unwrap();
    let mut answer = [0; 4];
    client.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"echo");
    let from = client.local_addr().unwrap().to_string();
    assert!(lines.next().unwrap().contains(&format!(" accepted {from}: ")));
    assert!(server.0.try_wait().unwrap().is_none());
}

/// Sockets of this process, named by descriptor.
#[cfg(unix)]
mod descriptors {
    use super::*;
    #[cfg(target_os = "linux")]
    use sockopt::registry::Reading;
    use sockopt::{Domain, Socket, Type};
    use std::os::fd::OwnedFd;

    /// Runs an example that has a copy of the socket as descriptor 0.
    fn with_stdin(name: &str, args: &[&str], socket: &Socket) -> Run {
        let copy: OwnedFd = socket.try_clone().unwrap().into();
        command(name, args).stdin(Stdio::from(copy)).output().unwrap().into()
    }

    fn good(name: &str, args: &[&str], socket: &Socket) -> String {
        let run = with_stdin(name, args, socket);
        assert!(run.success, "{}", run.stderr);
        run.stdout
    }

    #[test]
    fn inspect_fd_shows_what_was_set() {
        let socket = Socket::new(Domain::INET, Type::DGRAM, None).unwrap();
        let changed = ["--fd", "0", "--changed"];
        assert_eq!(value(&good("inspect", &changed, &socket), "SO_BROADCAST"), None);
        socket.set_broadcast(true).unwrap();
        socket.set_rcvbuf(16 * 1024).unwrap();
        socket.set_rcvtimeo(Some(Duration::from_secs(90))).unwrap();
        for args in [&changed[..], &changed[..2]] {
            let stdout = good("inspect", args, &socket);
            assert!(stdout.starts_with("AF_INET SOCK_DGRAM "), "{stdout}");
            assert_eq!(value(&stdout, "SO_BROADCAST"), Some("on"));
            assert_eq!(value(&stdout, "SO_RCVTIMEO"), Some("1min30s"));
            assert!(value(&stdout, "SO_RCVBUF").unwrap().ends_with(" KiB"), "{stdout}");
        }
        check_tsv(&good("inspect", &["--fd", "0", "--tsv"], &socket));
    }

    #[cfg(target_os = "linux")] // others have one loopback address, or tell late
    #[test]
    fn inspect_has_no_side_effects() {
        // A datagram to a port that nobody has leaves an error waiting. The port is held
        // on another address, so that nobody gets it meanwhile.
        let held = std::net::UdpSocket::bind("127.0.0.2:0").unwrap();
        let port = held.local_addr().unwrap().port();
        let socket = Socket::new(Domain::INET, Type::DGRAM, None).unwrap();
        socket.connect(std::net::SocketAddr::from(([127, 0, 0, 3], port))).unwrap();
        socket.send(b"hello").unwrap();
        let mut wait = [rustix::event::PollFd::new(&socket, rustix::event::PollFlags::ERR)];
        rustix::event::poll(&mut wait, None).unwrap(); // until the answer is there
        let dump = || socket.dump().collect::<Vec<Reading>>();
        let before = dump();
        for args in [&["--fd", "0"][..], &["--fd", "0", "--changed"], &["--fd", "0", "--tsv"]] {
            good("inspect", args, &socket);
        }
        assert_eq!(dump(), before);
        let error = socket.take_error().unwrap();
        assert_eq!(error.unwrap().kind(), std::io::ErrorKind::ConnectionRefused);
    }

    #[test]
    fn set_fd_sets_it_here() {
        let socket = Socket::new(Domain::INET, Type::STREAM, None).unwrap();
        let stdout = good("set", &["--fd", "0", "SO_KEEPALIVE=on"], &socket);
        assert_eq!(stdout, "SO_KEEPALIVE  asked on  granted on\n");
        assert!(socket.keepalive().unwrap());

        let run = with_stdin("set", &["--fd", "0"], &socket);
        assert_eq!(run.stderr, "error: no settings are given\n");
    }

    #[test]
    fn a_descriptor_that_is_no_socket_is_an_error() {
        for name in ["inspect", "set"] {
            let run = Run::of(name, &["--fd", "0"]); // the null device
            assert!(run.stderr.starts_with("error: descriptor 0: cannot get SO_TYPE: "));
        }
    }
}

#[cfg(unix)]
#[cfg(not(any(target_os = "linux", target_os = "android")))]
#[test]
fn other_descriptors_are_for_linux() {
    for args in [&["--fd", "7"][..], &["--pid", "1", "--fd", "0"], &["--pid", "1"]] {
        let run = Run::of("inspect", args);
        assert!(!run.success && run.stderr.ends_with(" for Linux\n"), "{}", run.stderr);
    }
}

/// Copies of descriptors, by `pidfd_getfd`.
#[cfg(target_os = "linux")]
mod copies {
    use super::*;
    use rustix::io::{fcntl_setfd, FdFlags};
    use sockopt::{Domain, Socket, Type};
    use std::os::fd::AsRawFd;

    /// Whether descriptors can be copied: old kernels cannot, and some containers
    /// forbid it.
    fn possible(socket: &Socket) -> bool {
        match Socket::of_process(std::process::id(), socket.as_raw_fd()) {
            Ok(_) => true,
            Err(error) => {
                // Past the capture of the test harness, so that it can be counted.
                let line = format!("skipped: examples::copies: pidfd_getfd: {error}\n");
                std::io::stderr().write_all(line.as_bytes()).unwrap();
                false
            }
        }
    }

    #[test]
    fn an_inherited_descriptor() {
        let socket = Socket::new(Domain::INET, Type::STREAM, None).unwrap();
        if !possible(&socket) {
            return;
        }
        fcntl_setfd(&socket, FdFlags::empty()).unwrap();
        socket.set_keepalive(true).unwrap();
        let fd = socket.as_raw_fd().to_string();
        let stdout = Run::good("inspect", &["--changed", "--fd", &fd]);
        assert_eq!(value(&stdout, "SO_KEEPALIVE"), Some("on"));
        assert_eq!(value(&stdout, "SO_LINGER"), None);
        Run::good("set", &["--fd", &fd, "SO_LINGER=3s"]);
        assert_eq!(socket.linger().unwrap(), Some(Duration::from_secs(3)));
        let stdout = Run::good("inspect", &["--changed", "--fd", &fd]);
        assert_eq!(value(&stdout, "SO_LINGER"), Some("3s"));
    }

    #[test]
    fn a_descriptor_that_is_not_open() {
        let run = Run::of("inspect", &["--fd", "99999"]);
        assert!(!run.success);
        assert!(run.stderr.starts_with("error: descriptor 99999: "), "{}", run.stderr);
    }

    /// Lets the children of this process look into it, where the Yama security module
    /// lets only parents do that.
    #[allow(unsafe_code)] // none of the libraries here has it
    fn be_open_to_children() {
        // SAFETY: it takes two integers, and there is no memory to it. Where Yama is
        // not there it fails, and nothing is needed.
        unsafe { libc::prctl(libc::PR_SET_PTRACER, libc::PR_SET_PTRACER_ANY) };
    }

    #[test]
    fn sockets_of_another_process() {
        let (tcp, unix) = (
            Socket::new(Domain::INET, Type::STREAM, None).unwrap(),
            Socket::new(Domain::UNIX, Type::DGRAM, None).unwrap(),
        );
        if !possible(&tcp) {
            return;
        }
        be_open_to_children();
        tcp.set_keepalive(true).unwrap();
        let pid = std::process::id().to_string();
        let (tcp_fd, unix_fd) = (tcp.as_raw_fd().to_string(), unix.as_raw_fd().to_string());

        let stdout = Run::good("inspect", &["--pid", &pid, "--fd", &tcp_fd, "--changed"]);
        assert_eq!(value(&stdout, "SO_KEEPALIVE"), Some("on"));
        Run::good("set", &["--pid", &pid, "--fd", &tcp_fd, "SO_KEEPALIVE=off"]);
        assert!(!tcp.keepalive().unwrap());

        // The other tests of this process have sockets too, which come and go.
        let stdout = Run::good("inspect", &["--pid", &pid]);
        let tcp_title = format!("descriptor {tcp_fd}: AF_INET SOCK_STREAM IPPROTO_TCP");
        let unix_title = format!("descriptor {unix_fd}: AF_UNIX SOCK_DGRAM");
        for title in [&tcp_title, &unix_title] {
            let part = &stdout[stdout.find(title).unwrap()..];
            assert!(part.lines().nth(2) == Some("SOL_SOCKET"), "{part}");
        }
        let stdout = Run::good("inspect", &["--pid", &pid, "--tsv"]);
        check_tsv(&stdout);
        for title in [&tcp_title, &unix_title] {
            assert!(stdout.contains(&format!("# {title}")), "{stdout}");
        }
    }

    #[test]
    fn no_such_process() {
        // Beyond the largest number that Linux gives a process.
        let run = Run::of("inspect", &["--pid", "4194305"]);
        assert!(run.stderr.starts_with("error: process 4194305: "), "{}", run.stderr);
    }
}
