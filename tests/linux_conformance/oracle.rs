//! The oracle: what Linux answers, in `tests/data/linux_conformance.txt`.
//!
//! ```text
//! SOL_SOCKET SO_KEEPALIVE
//!   tcp+ udp4: 0 | 1;0=same -1;256=1 x;x00=EINVAL
//! ```
//!
//! An option, then lines for kinds of sockets: the value of a fresh socket; and what becomes of values that are set, each on a
//! fresh one: what is read then, or an error. `tcp+` is all kinds whose names begin with `tcp`. A kind that stands in no line has
//! not got the option. What is set before stands in brackets:
//!
//! ```text
//! IPPROTO_TCP TCP_REPAIR_QUEUE
//!   tcp4 [TCP_REPAIR=TCP_REPAIR_ON]: 0 | 1;2=same
//! ```
//!
//! Where roles differ, there is an answer for root, one for root of a user namespace, and one for nobody: `1=same/EPERM/EPERM`.
//!
//! | a value | is |
//! |---|---|
//! | `-1` | an int |
//! | `1,5` | two of them |
//! | `b64` | a byte |
//! | `q0` | a number of eight bytes |
//! | `x0aff`, `x0aff+60.01` | bytes in hexadecimal; with 60 zeros before the last one |
//!
//! | an answer | is |
//! |---|---|
//! | a value | that this is read |
//! | `same` | that what was set is read |
//! | `@net.core.rmem_max`, `2*@…` | that this setting of the system is read, an int (its first number; `@NAME#1`: its second); any int where the namespace does not show it |
//! | `?4`, `?` | that four bytes are read, or any number of them, which are not the same each time |
//! | `ok` | that it can be set, and not be read then |
//! | `EINVAL` | an error |
//! | `-` | that it cannot be read; or that the role has no such socket |

use std::fmt;

/// All that is known of one option.
pub(crate) struct Entry {
    pub level: String,
    pub name: String,
    pub lines: Vec<Line>,
}

/// What some kinds of sockets answer.
pub(crate) struct Line {
    kinds: Vec<String>,
    /// What is set before.
    pub before: Vec<String>,
    pub fresh: Answer,
    /// Values, and what becomes of them: for root, root of a namespace, nobody.
    pub sets: Vec<(Vec<u8>, [Answer; 3])>,
}

/// What the kernel answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Reads(Vec<u8>),
    /// Bytes that are not the same each time; of that number, if it is.
    Some(Option<usize>),
    Fails(i32),
    Ok,
    Nothing,
}

impl Entry {
    /// The options of a text.
    pub(crate) fn all(text: &str) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(line) = line.strip_prefix("  ") {
                let entry = entries.last_mut().expect("an option before its lines");
                entry.lines.push(Line::parse(line).unwrap_or_else(|| panic!("what is {line:?}?")));
            } else {
                let (level, name) = line.split_once(' ').expect("a level and a name");
                entries.push(Entry { level: level.into(), name: name.into(), lines: Vec::new() });
            }
        }
        entries
    }

    /// The lines of a kind.
    pub(crate) fn of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.is_of(kind))
    }
}

impl Line {
    fn parse(line: &str) -> Option<Line> {
        let (head, before, body) = match line.split_once(" [") {
            Some((head, rest)) => {
                let (before, body) = rest.split_once("]: ")?;
                (head, before.split("; ").collect(), body)
            }
            None => line.split_once(": ").map(|(head, body)| (head, Vec::new(), body))?,
        };
        let (fresh, groups) = body.split_once(" | ").unwrap_or((body, ""));
        let mut sets = Vec::new();
        for group in groups.split_whitespace() {
            let (values, answers) = group.split_once('=')?;
            for value in values.split(';') {
                let bytes = bytes_of(value)?;
                let answer = |text| match text {
                    "same" => Some(Answer::Reads(bytes.clone())),
                    _ => Answer::parse(text),
                };
                let answers = match *answers.split('/').collect::<Vec<_>>() {
                    [all] => [answer(all)?, answer(all)?, answer(all)?],
                    [root, namespace, nobody] => {
                        [answer(root)?, answer(namespace)?, answer(nobody)?]
                    }
                    _ => return None,
                };
                sets.push((bytes, answers));
            }
        }
        Some(Line {
            kinds: head.split(' ').map(str::to_owned).collect(),
            before: before.into_iter().map(str::to_owned).collect(),
            fresh: Answer::parse(fresh)?,
            sets,
        })
    }

    fn is_of(&self, kind: &str) -> bool {
        self.kinds.iter().any(|name| match name.strip_suffix('+') {
            Some(start) => kind.starts_with(start),
            None => kind == name,
        })
    }
}

impl Answer {
    fn parse(text: &str) -> Option<Answer> {
        if let Some((times, setting)) = text.split_once('@') {
            let int = |int: i32| Answer::Reads(int.to_ne_bytes().to_vec());
            // A network namespace may not show it.
            return Some(setting_of(times, setting).map_or(Answer::Some(Some(4)), int));
        }
        Some(match text {
            "-" => Answer::Nothing,
            "ok" => Answer::Ok,
            "?" => Answer::Some(None),
            _ if text.starts_with('E') => {
                Answer::Fails(ERRORS.iter().find(|(name, _)| *name == text)?.1)
            }
            _ => match text.strip_prefix('?') {
                Some(length) => Answer::Some(Some(length.parse().ok()?)),
                None => Answer::Reads(bytes_of(text)?),
            },
        })
    }

    /// Whether this is what the kernel answered.
    pub(crate) fn allows(&self, seen: &Answer) -> bool {
        match (self, seen) {
            (Answer::Some(None), Answer::Reads(_)) => true,
            (Answer::Some(Some(length)), Answer::Reads(bytes)) => bytes.len() == *length,
            _ => self == seen,
        }
    }
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    if let Some(hex) = text.strip_prefix('x') {
        let mut bytes = Vec::new();
        for part in hex.split('.') {
            let (hex, zeros) = part.split_once('+').unwrap_or((part, "0"));
            for at in (0..hex.len()).step_by(2) {
                bytes.push(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?);
            }
            bytes.resize(bytes.len() + zeros.parse::<usize>().ok()?, 0);
        }
        return Some(bytes);
    }
    if let Some(byte) = text.strip_prefix('b') {
        return Some(vec![byte.parse().ok()?]);
    }
    if let Some(number) = text.strip_prefix('q') {
        return Some(number.parse::<u64>().ok()?.to_ne_bytes().to_vec());
    }
    let ints = text.split(',').map(|int| Some(int.parse::<i32>().ok()?.to_ne_bytes()));
    Some(ints.collect::<Option<Vec<_>>>()?.concat())
}

fn setting_of(times: &str, setting: &str) -> Option<i32> {
    let times: i32 = if times.is_empty() { 1 } else { times.strip_suffix('*')?.parse().ok()? };
    let (name, index) = setting.split_once('#').unwrap_or((setting, "0"));
    let content = std::fs::read_to_string(format!("/proc/sys/{}", name.replace('.', "/"))).ok()?;
    let number: i32 = content.split_whitespace().nth(index.parse().ok()?)?.parse().ok()?;
    number.checked_mul(times)
}

/// As the oracle writes it, or nearly so.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Nothing => f.write_str("-"),
            Answer::Ok => f.write_str("ok"),
            Answer::Some(None) => f.write_str("?"),
            Answer::Some(Some(length)) => write!(f, "?{length}"),
            Answer::Reads(bytes) => f.write_str(&text_of(bytes)),
            Answer::Fails(code) => match ERRORS.iter().find(|(_, known)| known == code) {
                Some((name, _)) => f.write_str(name),
                None => write!(f, "error {code}"),
            },
        }
    }
}

/// An int, or bytes in hexadecimal.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    match bytes.try_into() {
        Ok(int) => i32::from_ne_bytes(int).to_string(),
        Err(_) => bytes.iter().fold("x".to_owned(), |text, byte| text + &format!("{byte:02x}")),
    }
}

/// linux/errno.h: what older code answers where other code says EOPNOTSUPP.
pub(crate) const ENOTSUPP: i32 = 524;

const ERRORS: &[(&str, i32)] = &[
    ("EACCES", libc::EACCES),
    ("EADDRINUSE", libc::EADDRINUSE),
    ("EADDRNOTAVAIL", libc::EADDRNOTAVAIL),
    ("EBADF", libc::EBADF),
    ("EINVAL", libc::EINVAL),
    ("EMSGSIZE", libc::EMSGSIZE),
    ("ENOBUFS", libc::ENOBUFS),
    ("ENODATA", libc::ENODATA),
    ("ENODEV", libc::ENODEV),
    ("ENOENT", libc::ENOENT),
    ("ENOPROTOOPT", libc::ENOPROTOOPT),
    ("ENOTCONN", libc::ENOTCONN),
    ("ENOTSUPP", ENOTSUPP),
    ("EOPNOTSUPP", libc::EOPNOTSUPP),
    ("EBUSY", libc::EBUSY),
    ("ESRCH", libc::ESRCH),
    ("EDOM", libc::EDOM),
    ("ERANGE", libc::ERANGE),
    ("EPERM", libc::EPERM),
    ("EPROTO", libc::EPROTO),
];
