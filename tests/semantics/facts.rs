//! The facts: `tests/data/semantics/`, a file for each system and a line for each option.
//!
//! | column | says |
//! |---|---|
//! | level, name, number | as the system's headers have them |
//! | access | `g`, `s`, `gs`; `t` if the read changes something; `q`, `qs` if the read says what is asked for; `cmsg` for a control message alone; `none` if the system has no case for it |
//! | set | the sizes in bytes that it takes: `4`, `4+` for that or more, `1,4` for either, `0..40` |
//! | get | the sizes that it gives: `1,4` for the largest that there is room for, `1\|4` where either may come |
//! | unit | `s`, `0.5s`, `ms`, `us`, `s+us`, `ticks`, `bytes`, `count` |
//! | range | what it takes as it is: `1..127`, `-1,1..255`, `any`; `*` is a limit that the system can be tuned to. What is outside is refused, `!`, or becomes something else, `~` |
//! | class | `flag`, `number`, `linger`, `timeval`, `name`, `bytes`, `struct`, `nothing` |
//! | verified | by the system's text (`SOURCE`), its pages (`DOCS`, `MANPAGE`), a program that uses it (`SOURCE-OF-USER`), or a number in a header and no more (`HEADER-ONLY`, `NOT-FOUND`) |
//!
//! `-` is nothing; `?` is not known. Sizes are those of 64 bits.

use sockopt::registry::Platforms;

/// A line.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) level: &'static str,
    pub(crate) name: &'static str,
    pub(crate) number: &'static str,
    pub(crate) access: &'static str,
    pub(crate) set: &'static str,
    pub(crate) get: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) range: &'static str,
    pub(crate) class: &'static str,
    pub(crate) verified: &'static str,
}

/// The systems, and their files.
const FILES: &[(Platforms, &str)] = &[
    (Platforms::LINUX, include_str!("../data/semantics/linux.txt")),
    (Platforms::ANDROID, include_str!("../data/semantics/linux.txt")), // whose kernel it is
    (Platforms::APPLE, include_str!("../data/semantics/apple.txt")),
    (Platforms::FREEBSD, include_str!("../data/semantics/freebsd.txt")),
    (Platforms::NETBSD, include_str!("../data/semantics/netbsd.txt")),
    (Platforms::OPENBSD, include_str!("../data/semantics/openbsd.txt")),
    (Platforms::DRAGONFLY, include_str!("../data/semantics/dragonfly.txt")),
    (Platforms::ILLUMOS, include_str!("../data/semantics/illumos.txt")),
    (Platforms::SOLARIS, include_str!("../data/semantics/solaris.txt")),
    (Platforms::HAIKU, include_str!("../data/semantics/haiku.txt")),
    (Platforms::WINDOWS, include_str!("../data/semantics/windows.txt")),
];

/// The facts of each system.
pub(crate) fn systems() -> impl Iterator<Item = (Platforms, Vec<Fact>)> {
    FILES.iter().map(|&(system, text)| (system, facts(text)))
}

fn facts(text: &'static str) -> Vec<Fact> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let fact = |line: &'static str| {
        let words: Vec<_> = line.split_whitespace().collect();
        let &[level, name, number, access, set, get, unit, range, class, verified] = &words[..]
        else {
            panic!("ten words, not: {line}");
        };
        Fact { level, name, number, access, set, get, unit, range, class, verified }
    };
    lines.map(fact).collect()
}

/// More than any size or value is: what stands for no limit.
pub(crate) const MOST: i128 = 1 << 100;

/// Some integers: spans, from the first to the last.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Span(pub(crate) Vec<(i128, i128)>);

impl Span {
    pub(crate) fn one(value: i128) -> Span {
        Span(vec![(value, value)])
    }

    pub(crate) fn from_to(first: i128, last: i128) -> Span {
        Span(vec![(first, last)])
    }

    #[must_use]
    pub(crate) fn and(mut self, other: &Span) -> Span {
        self.0.extend(&other.0);
        self
    }

    /// Whether all of the other one is within this.
    pub(crate) fn holds(&self, other: &Span) -> bool {
        let within = |&(first, last): &(i128, i128)| {
            // Spans that touch are one.
            let mut next = first;
            let mut sorted = self.0.clone();
            sorted.sort_unstable();
            for (from, to) in sorted {
                if from <= next && next <= to {
                    next = to + 1;
                }
            }
            next > last
        };
        other.0.iter().all(within)
    }
}

/// Reads `4`, `4+`, `1,4`, `0..40`, `-1,1..*`, `any`, `*`.
pub(crate) fn span(text: &str) -> Span {
    let number = |text: &str, limit| match text {
        "*" => limit,
        text => text.parse().unwrap_or_else(|_| panic!("a number, not {text}")),
    };
    let part = |part: &str| match part {
        "any" | "*" => (-MOST, MOST),
        part => match (part.split_once(".."), part.strip_suffix('+')) {
            (Some((first, last)), _) => (number(first, -MOST), number(last, MOST)),
            (None, Some(least)) => (number(least, 0), MOST),
            (None, None) => (number(part, 0), number(part, 0)),
        },
    };
    Span(text.split(',').map(part).collect())
}
