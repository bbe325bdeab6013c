//! What the machine's C compiler knows by the headers that are installed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

/// Runs the compiler on some C: what it prints, if it is content.
fn cc(args: &[&str], source: &str) -> Option<String> {
    let mut child = Command::new("cc")
        .args(args)
        .args(["-w", "-x", "c", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Compiles a program and runs it: what it prints, if the compiler is content.
fn run(source: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("program");
    cc(&["-o", program.to_str()?], source)?;
    let output = Command::new(program).output().expect("it runs");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether there is a compiler; if not, there is a line that says so.
pub(crate) fn is_here() -> bool {
    let here = cc(&["-fsyntax-only"], "#include <stddef.h>\n").is_some();
    if !here {
        crate::common::skip("no C compiler");
    }
    here
}

/// A header that is installed.
pub(crate) struct Header {
    /// It with those that it needs before it.
    include: String,
    /// The words that have a meaning by it: macros without arguments, and whatever else it declares.
    words: BTreeSet<String>,
}

impl Header {
    /// `None` if it is not installed.
    pub(crate) fn new(name: &str) -> Option<Header> {
        // Those of the kernel count on the C library for some types.
        let mut include =
            "#include <stddef.h>\n#include <stdint.h>\n#include <sys/socket.h>\n".to_owned();
        if name.starts_with("bluetooth/") {
            include += "#include <bluetooth/bluetooth.h>\n";
        }
        include += &format!("#include <{name}>\n");
        cc(&["-fsyntax-only"], &include)?;
        let text = cc(&["-E", "-dD", "-P"], &include)?;
        let mut words = BTreeSet::new();
        for line in text.lines() {
            match line.strip_prefix("#define ") {
                // NAME(…) has arguments, and NAME alone no value.
                Some(macro_) => {
                    let value = macro_.split_once(' ').filter(|(name, _)| !name.contains('('));
                    words.extend(value.map(|(name, _)| name.to_owned()));
                }
                None => words.extend(
                    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').map(str::to_owned),
                ),
            }
        }
        Some(Header { include, words })
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether the compiler takes the header and what follows.
    pub(crate) fn takes(&self, source: &str) -> bool {
        cc(&["-fsyntax-only"], &format!("{}{source}", self.include)).is_some()
    }

    /// Some constants' values. What is no number, such as a macro for a text, is not there.
    pub(crate) fn values<'a>(&self, names: &[&'a str]) -> BTreeMap<&'a str, i64> {
        let known: Vec<&str> = names.iter().copied().filter(|name| self.knows(name)).collect();
        let mut values = BTreeMap::new();
        self.values_into(&known, &mut values);
        values
    }

    /// By halves, if the compiler stumbles over one of them.
    fn values_into<'a>(&self, names: &[&'a str], values: &mut BTreeMap<&'a str, i64>) {
        let lines =
            names.iter().map(|name| format!("printf(\"{name} %lld\\n\", (long long)({name}));\n"));
        let source = format!(
            "{}#include <stdio.h>\nint main(void) {{\n{}return 0;\n}}\n",
            self.include,
            lines.collect::<String>()
        );
        match (run(&source), names) {
            (_, []) | (None, [_]) => {}
            (Some(text), _) => {
                for (line, name) in text.lines().zip(names) {
                    let value = line.strip_prefix(name).and_then(|value| value.trim().parse().ok());
                    values.insert(name, value.expect("a number"));
                }
            }
            (None, _) => {
                let (first, second) = names.split_at(names.len() / 2);
                self.values_into(first, values);
                self.values_into(second, values);
            }
        }
    }
}
