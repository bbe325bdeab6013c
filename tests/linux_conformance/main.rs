//! What Linux makes of each option on each kind of socket, as root, root of a user namespace, and nobody: by an oracle that is no
//! part of the crate, against which the kernel and the crate are both held.
#![cfg(target_os = "linux")]
// Raw calls, that know nothing of the crate; and the panics that tests are made of.
#![allow(
    unsafe_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "../common/mod.rs"]
mod common;
mod kernel;
mod oracle;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv6Addr};
use std::os::fd::AsFd;

use common::samples::{self, Sample};
use common::{in_roles, Kind, Opened, Role};
use oracle::{text_of, Answer, Entry, Line};
use sockopt::registry::{self, Access, Law, Row};
use sockopt::{Error, FastOpenKeys, GroupMember, Ipv4Member, Setting, Socket, TcpKey, TcpMd5Sig};

const ORACLE: &str = include_str!("../data/linux_conformance.txt");

/// The Linux whose answers the oracle has. On another one, its differences are printed and counted, and only the crate is held
/// to what that kernel answers.
const RELEASE: &str = "6.18.";

/// What a kernel answers if the option is not one of this kind of socket.
const UNKNOWN: [i32; 3] = [libc::ENOPROTOOPT, libc::EOPNOTSUPP, oracle::ENOTSUPP];

/// Options of which the oracle knows nothing, though sockets of their level open wherever the test runs.
const NOT_IN_THE_ORACLE: &[(&str, &str)] = &[
    ("SO_ATTACH_FILTER", "its value holds an address: tests/filters.rs"),
    ("SO_ATTACH_REUSEPORT_CBPF", "its value holds an address: tests/filters.rs"),
    ("PACKET_FANOUT_DATA", "its value holds an address: tests/packet.rs"),
    ("SO_PEERSEC", "it takes a security module"),
    ("MPTCP_FULL_INFO", "its value holds addresses of the buffer itself: tests/tcp.rs"),
    ("MPTCP_SUBFLOW_ADDRS", "its buffer says what is asked for: tests/tcp.rs"),
    ("MPTCP_TCPINFO", "its buffer says what is asked for: tests/tcp.rs"),
    ("TCP_AO_INFO", "it takes CONFIG_TCP_AO"),
    ("TCP_AO_REPAIR", "it takes CONFIG_TCP_AO"),
];

/// What the kernel keeps on some sockets, though it is out of the option's range, and no value of the crate: options, ints.
const SENSELESS: &[(&str, &[i32])] = &[
    // Multipath TCP keeps these before it looks at them.
    ("TCP_KEEPCNT", &[-1, 256]),
    ("TCP_KEEPIDLE", &[-1]),
    ("TCP_KEEPINTVL", &[-1]),
    // A size.
    ("PACKET_COPY_THRESH", &[-1]),
];

/// Calls of the crate where there is no text of the option's value: to read, or to set.
type Typed = (&'static str, fn(&Socket) -> sockopt::Result<()>);

/// Reads that a dump does not do, as they change something, or give a secret.
const READS: &[Typed] = &[
    ("SO_ERROR", |socket| socket.take_error().map(drop)),
    ("SO_PEERPIDFD", |socket| socket.take_peerpidfd().map(drop)),
    ("TCP_SAVED_SYN", |socket| socket.take_tcp_saved_syn().map(drop)),
    ("TCP_FASTOPEN_KEY", |socket| socket.tcp_fastopen_key().map(drop)),
    ("PACKET_STATISTICS", |socket| socket.take_packet_statistics().map(drop)),
];

/// Reads of what was set, by what is asked for.
const QUERIES: &[Typed] = &[
    ("IP_MSFILTER", |socket| {
        let (group, address) = ([224, 0, 0, 251].into(), [127, 0, 0, 1].into());
        socket.ip_msfilter(Ipv4Member { group, address, interface: None }).map(drop)
    }),
    ("MCAST_MSFILTER", |socket| {
        let interface = "lo".parse().ok();
        let v4 = GroupMember { group: [224, 0, 0, 251].into(), interface };
        let v6 = GroupMember {
            group: IpAddr::V6(Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 0xfb)),
            interface,
        };
        socket.mcast_msfilter(v4).or_else(|_| socket.mcast_msfilter(v6)).map(drop)
    }),
];

/// Settings that have no text.
const SECRETS: &[Typed] = &[
    ("TCP_FASTOPEN_KEY", |socket| socket.set_tcp_fastopen_key(Some(FastOpenKeys::new([7; 16])))),
    ("TCP_MD5SIG", |socket| {
        let key = TcpKey::new(b"k").ok();
        socket.set_tcp_md5sig(&TcpMd5Sig::new([127, 0, 0, 1], key))
    }),
];

/// What an option of a kind is tested with.
struct Bench<'a> {
    role: Role,
    row: &'static Row,
    id: (i32, i32),
    kind: &'a Kind,
}

/// What was found.
#[derive(Default)]
struct Report {
    /// Where the kernel differs from the oracle, or, with `true`, the crate from the kernel.
    differences: Vec<(bool, String)>,
    read: BTreeSet<&'static str>,
    set: BTreeSet<&'static str>,
    answers: usize,
    /// Lines whose settings in brackets are not for the role.
    barred: usize,
}

in_roles! { the_kernel_and_the_crate_agree_with_the_oracle: Root, NamespaceRoot, Nobody }

fn the_kernel_and_the_crate_agree_with_the_oracle(role: Role) {
    if cfg!(not(all(target_pointer_width = "64", target_endian = "little"))) {
        return common::skip("the oracle's bytes are those of a little-endian machine of 64 bits");
    }
    let entries = Entry::all(ORACLE);
    let kinds: Vec<_> = common::available().into_iter().map(|kind| (kind, kind.opened())).collect();
    let mut report = Report::default();
    for entry in &entries {
        let row = registry::all()
            .find(|row| row.name == entry.name && row.level == entry.level)
            .unwrap_or_else(|| panic!("the table has no {} {}", entry.level, entry.name));
        let id = row.level_and_number().expect("the row is Linux's");
        for (kind, spare) in &kinds {
            let bench = Bench { role, row, id, kind };
            if entry.of(kind.name).next().is_none() {
                bench.absent(spare, &mut report);
            }
            entry.of(kind.name).for_each(|line| bench.check(line, &mut report));
        }
    }
    report.tell(role, &entries);
}

impl Bench<'_> {
    /// Holds the kernel and the crate to a line.
    fn check(&self, line: &Line, report: &mut Report) {
        let Ok(fresh) = self.open(&line.before) else {
            // What stands in brackets can take a privilege.
            assert_ne!(self.role, Role::Root, "{}: {:?}", self.row.name, line.before);
            report.barred += 1;
            return;
        };
        if line.fresh != Answer::Nothing {
            let seen = kernel::read(&fresh.socket, self.id);
            self.compare("read", &line.fresh, &seen, report);
            self.read(&line.fresh, &seen, &fresh, report);
        }
        let mut slow = self.is_slow(line).then_some(fresh);
        let mut size = None;
        for (bytes, answers) in &line.sets {
            let expected = &answers[self.role as usize - Role::Root as usize];
            if *expected == Answer::Nothing {
                continue;
            }
            let other;
            let opened = match &mut slow {
                Some(opened) => &*opened,
                None => {
                    other = self.open(&line.before).unwrap();
                    &other
                }
            };
            let seen = match kernel::set(&opened.socket, self.id, bytes) {
                Answer::Ok if line.fresh != Answer::Nothing => {
                    match kernel::read(&opened.socket, self.id) {
                        Answer::Fails(_) => Answer::Ok,
                        read => read,
                    }
                }
                answer => answer,
            };
            self.compare(&format!("set {}", text_of(bytes)), expected, &seen, report);
            if let (Answer::Reads(read), true) = (&seen, expected.allows(&seen)) {
                // The first value that is taken has the size that the crate passes.
                let size = *size.get_or_insert(bytes.len());
                self.set_again(read, size, opened, line, report);
            }
        }
        if line.fresh == Answer::Nothing || self.row.access == Access::QuerySet {
            self.set_samples(line, report);
        }
        for (_, set) in SECRETS.iter().filter(|(name, _)| *name == self.row.name) {
            let opened = self.open(&line.before).unwrap();
            self.watch(line, &opened, self.row.name, report, || set(&opened.socket));
        }
    }

    /// The kernel must not have the option.
    fn absent(&self, opened: &Opened, report: &mut Report) {
        let seen = match self.row.access {
            Access::Set => kernel::set(&opened.socket, self.id, &[0; 4]),
            _ => kernel::read(&opened.socket, self.id),
        };
        report.answers += 1;
        if !matches!(seen, Answer::Fails(code) if UNKNOWN.contains(&code)) {
            report.kernel(format!("{} on {}: it is there: {seen}", self.row.name, self.kind.name));
        }
    }

    fn compare(&self, what: &str, expected: &Answer, seen: &Answer, report: &mut Report) {
        report.answers += 1;
        if !expected.allows(seen) {
            let (name, kind) = (self.row.name, self.kind.name);
            report.kernel(format!("{name} on {kind}: {what}: {seen}, by the oracle {expected}"));
        }
    }

    /// The crate reads what the kernel answered.
    fn read(&self, expected: &Answer, seen: &Answer, opened: &Opened, report: &mut Report) {
        let typed = READS.iter().find(|(name, _)| *name == self.row.name);
        let (result, agree) = if let Some((_, read)) = typed {
            let result = read(&opened.socket);
            let agree = result.is_ok() == matches!(seen, Answer::Reads(_));
            (result, agree)
        } else if let Some(reading) = self.row.read(opened.socket.as_fd()) {
            let agree = match (&reading, seen) {
                (Ok(reading), Answer::Reads(bytes)) if matches!(expected, Answer::Some(_)) => {
                    reading.bytes().len() == bytes.len()
                }
                (Ok(reading), Answer::Reads(bytes)) => reading.bytes() == bytes,
                (Err(error), Answer::Fails(code)) => error.raw_os_error() == Some(*code),
                // That there is none can be a value.
                (Ok(_), Answer::Fails(_)) => true,
                _ => false,
            };
            (reading.map(drop), agree)
        } else {
            return;
        };
        if result.is_ok() {
            report.read.insert(self.row.name);
        }
        if !agree {
            self.crate_differs(&format!("read: {result:?}, the kernel: {seen}"), report);
        }
    }

    /// The crate's text of what was read, set on a fresh socket, gives the same, by a call of that size.
    fn set_again(
        &self,
        read: &[u8],
        size: usize,
        opened: &Opened,
        line: &Line,
        report: &mut Report,
    ) {
        if self.row.access != Access::GetSet {
            return;
        }
        let text = match self.row.read(opened.socket.as_fd()) {
            Some(Ok(reading)) => reading.to_string(),
            Some(Err(_)) if self.is_senseless(read) => return,
            Some(Err(error)) => return self.crate_differs(&error.to_string(), report),
            None => return,
        };
        let Ok(setting) = text.parse::<Setting>() else {
            if !self.is_senseless(read) {
                self.crate_differs(&format!("{text} cannot be set"), report);
            }
            return;
        };
        // There is one multicast router at a time.
        let other = match self.open(&line.before) {
            Ok(other) => other,
            Err(error) if error.raw_os_error() == Some(libc::EADDRINUSE) => return,
            Err(error) => return self.crate_differs(&error.to_string(), report),
        };
        kernel::last_call();
        let result = setting.apply(&other.socket);
        let Some(call) = kernel::last_call() else {
            // What a kernel keeps can be more than may be set: the crate says so by itself.
            let known = result.is_err_and(|error| error.raw_os_error().is_none());
            if !known {
                self.crate_differs(&format!("{text}: there was no call"), report);
            }
            return;
        };
        if (call.level, call.number) != self.id {
            self.crate_differs(&format!("{text}: it set {call:?}"), report);
        }
        // The sizes of lists, and of names, are those of their values.
        if size == 4 && call.bytes.len() != size {
            self.crate_differs(&format!("{text}: {} bytes", call.bytes.len()), report);
        }
        if result.is_ok() {
            report.set.insert(self.row.name);
            let again = kernel::read(&other.socket, self.id);
            if self.row.law == Law::Same && again != Answer::Reads(read.to_vec()) {
                self.crate_differs(&format!("{text}: then it reads {again}"), report);
            }
        }
    }

    /// What cannot be read back is set by the crate: its calls are among the oracle's.
    fn set_samples(&self, line: &Line, report: &mut Report) {
        let of_line = |sample: &Sample| sample.before == line.before;
        for sample in samples::of(self.row).unwrap_or_default().into_iter().filter(of_line) {
            let setting: Setting = format!("{}={}", self.row.name, sample.text).parse().unwrap();
            let opened = self.open(&line.before).unwrap();
            let set = || setting.apply(&opened.socket);
            if self.watch(line, &opened, sample.text, report, set) {
                for (_, query) in QUERIES.iter().filter(|(name, _)| *name == self.row.name) {
                    match query(&opened.socket) {
                        Ok(()) => drop(report.read.insert(self.row.name)),
                        Err(error) => self.crate_differs(&error.to_string(), report),
                    }
                }
            }
        }
    }

    /// Holds a call of the crate to the oracle: its bytes, and what becomes of them. Whether it was made, and succeeded.
    fn watch(
        &self,
        line: &Line,
        opened: &Opened,
        what: &str,
        report: &mut Report,
        set: impl FnOnce() -> sockopt::Result<()>,
    ) -> bool {
        kernel::last_call();
        let result = set();
        let call = kernel::last_call().unwrap_or_default();
        // Options of groups go by the group's protocol to one level or to the other.
        if (call.level, call.number) != self.id {
            return false;
        }
        let seen = match &result {
            Ok(()) if line.fresh == Answer::Nothing => Answer::Ok,
            Ok(()) => match kernel::read(&opened.socket, self.id) {
                Answer::Fails(_) => Answer::Ok,
                read => read,
            },
            Err(error) => Answer::Fails(error.raw_os_error().unwrap_or_default()),
        };
        match line.sets.iter().find(|(bytes, _)| *bytes == call.bytes) {
            Some((_, answers)) => {
                self.compare(what, &answers[self.role as usize - 1], &seen, report);
            }
            None => {
                let bytes = text_of(&call.bytes);
                self.crate_differs(&format!("set {what}: the oracle has no {bytes}"), report);
            }
        }
        if result.is_ok() {
            report.set.insert(self.row.name);
        }
        result.is_ok()
    }

    /// A socket with all that must be set before.
    fn open(&self, before: &[String]) -> Result<Opened, Error> {
        let opened = self.kind.opened();
        for setting in before {
            setting.parse::<Setting>()?.apply(&opened.socket)?;
        }
        Ok(opened)
    }

    /// Whether one socket is for all values.
    fn is_slow(&self, line: &Line) -> bool {
        self.kind.is_slow() && line.before.is_empty()
    }

    fn is_senseless(&self, read: &[u8]) -> bool {
        SENSELESS.iter().any(|(name, ints)| {
            *name == self.row.name && ints.iter().any(|int| int.to_ne_bytes() == read)
        })
    }

    fn crate_differs(&self, what: &str, report: &mut Report) {
        report.differences.push((true, format!("{} on {}: {what}", self.row.name, self.kind.name)));
    }
}

impl Report {
    fn kernel(&mut self, what: String) {
        self.differences.push((false, what));
    }

    /// Prints what was done, and what was not; and fails if something is wrong.
    fn tell(&self, role: Role, entries: &[Entry]) {
        let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
        println!(
            "{role:?}: {} answers; {} options read, {} set; {} times what comes before takes a privilege",
            self.answers,
            self.read.len(),
            self.set.len(),
            self.barred
        );
        let open: BTreeSet<_> = common::sockets()
            .iter()
            .flat_map(|(_, opened)| {
                opened.socket.tables().map(|table| table.level).collect::<Vec<_>>()
            })
            .collect();
        let mut not: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut lacking = Vec::new();
        for row in registry::all().filter(|row| row.level_and_number().is_some()) {
            let in_oracle = entries.iter().any(|entry| entry.name == row.name);
            let reason = NOT_IN_THE_ORACLE.iter().find(|(name, _)| *name == row.name);
            let reason = match (in_oracle, reason) {
                _ if self.read.contains(row.name) || self.set.contains(row.name) => continue,
                (_, Some((_, reason))) => (*reason).to_owned(),
                _ if !open.contains(row.level) => format!("no socket of {} opens here", row.level),
                (true, None) => samples::of(row)
                    .err()
                    .unwrap_or("no socket here, or no role, is one that takes it")
                    .to_owned(),
                (false, None) if row.level == "SOL_TLS" => "it takes TLS".to_owned(),
                (false, None) if matches!(row.access, Access::Set | Access::Query) => {
                    samples::of(row).err().unwrap_or("this kernel has it not").to_owned()
                }
                (false, None) => {
                    lacking.push(row);
                    continue;
                }
            };
            not.entry(reason).or_default().push(row.name);
        }
        for (reason, names) in &not {
            println!("not exercised: {}: {reason}: {}", names.len(), names.join(" "));
        }
        let differences = |of_crate| {
            let these = self.differences.iter().filter(move |(is, _)| *is == of_crate);
            these.map(|(_, text)| text.as_str()).collect::<Vec<_>>()
        };
        let (of_kernel, of_crate) = (differences(false), differences(true));
        let known = release.starts_with(RELEASE);
        if !known {
            println!("{} answers differ from those of Linux {RELEASE}x", of_kernel.len());
            of_kernel.iter().for_each(|difference| println!("differs: {difference}"));
        }
        assert!(of_crate.is_empty(), "{} of the crate:\n{}", of_crate.len(), of_crate.join("\n"));
        if known {
            let count = of_kernel.len();
            assert!(of_kernel.is_empty(), "{count} of the kernel:\n{}", of_kernel.join("\n"));
            let lines: String = lacking.iter().map(|row| lines_of(row)).collect();
            assert!(
                lacking.is_empty(),
                "the oracle lacks these, which the kernel answers so:\n{lines}"
            );
        }
        if role == Role::Root && known {
            assert!(self.read.len() >= 217, "{} options were read", self.read.len());
            assert!(self.set.len() >= 200, "{} options were set", self.set.len());
        }
    }
}

/// What the oracle could say of an option that it lacks: the values of fresh sockets, to which values to set are to be added.
fn lines_of(row: &Row) -> String {
    let id = row.level_and_number().expect("the row is Linux's");
    let mut kinds: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (kind, opened) in common::sockets() {
        match kernel::read(&opened.socket, id) {
            Answer::Fails(code) if UNKNOWN.contains(&code) => {}
            answer => kinds.entry(answer.to_string()).or_default().push(kind),
        }
    }
    let lines = kinds.iter().map(|(answer, kinds)| format!("  {}: {answer}\n", kinds.join(" ")));
    format!("{} {}\n{}", row.level, row.name, lines.collect::<String>())
}
