//! What the machine's C compiler knows by the headers that are installed.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use crate::common::compiler::{self, cc};

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
    let here = compiler::is_here();
    if !here {
        crate::common::skip("no C compiler for this machine");
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
    pub(crate) fn of(name: &'static str) -> Option<Arc<Header>> {
        static KNOWN: Mutex<BTreeMap<&str, Option<Arc<Header>>>> = Mutex::new(BTreeMap::new());
        // A test that fails for another reason leaves the lock poisoned, and what it guards as it was.
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(header) = known().get(name) {
            return header.clone();
        }
        let header = Header::new(name).map(Arc::new);
        known().insert(name, header.clone());
        header
    }

    fn new(name: &str) -> Option<Header> {
        // Those of the kernel count on the C library for some types; a few want to be without it.
        let befores: [&[&str]; 3] =
            [&["sys/socket.h"], &["sys/socket.h", "bluetooth/bluetooth.h"], &[]];
        let mut includes = befores.iter().map(|before| {
            let all = ["stddef.h", "stdint.h"].iter().chain(*before).chain([&name]);
            all.map(|name| format!("#include <{name}>\n")).collect::<String>()
        });
        let include = includes.find(|include| cc(&["-fsyntax-only"], include).is_some())?;
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

    pub(crate) fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Some constants' values. What is no number, such as a macro for a text, is not there.
    pub(crate) fn values<'a>(&self, names: &[&'a str]) -> BTreeMap<&'a str, i64> {
        let known: Vec<&str> = names.iter().copied().filter(|name| self.knows(name)).collect();
        let values = known.iter().copied().zip(self.numbers(&known));
        values.filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The values of some expressions; `None` for what is no number.
    pub(crate) fn numbers(&self, expressions: &[impl AsRef<str>]) -> Vec<Option<i64>> {
        let lines = expressions.iter().map(|expression| {
            format!("printf(\"%lld\\n\", (long long)({}));\n", expression.as_ref())
        });
        match (self.run(&lines.collect::<String>()), expressions) {
            (Some(text), _) => text.lines().map(|line| line.parse().ok()).collect(),
            (None, [_]) => vec![None],
            // By halves, as the compiler stumbles over one of them.
            (None, _) => {
                let (first, second) = expressions.split_at(expressions.len() / 2);
                let (mut first, second) = (self.numbers(first), self.numbers(second));
                first.extend(second);
                first
            }
        }
    }

    /// The bytes of a structure that is zero but for what some statements put in `it`; `None` if the header has no such
    /// structure.
    pub(crate) fn bytes(&self, structure: &str, statements: &str) -> Option<Vec<u8>> {
        let text = self.run(&format!(
            "{structure} it;\nmemset(&it, 0, sizeof it);\n{statements}\n\
             for (unsigned at = 0; at < sizeof it; at++) printf(\"%d \", ((unsigned char *)&it)[at]);\n"
        ));
        let Some(text) = text else {
            assert_eq!(
                self.numbers(&[format!("sizeof({structure})")]),
                [None],
                "not so: {statements}"
            );
            return None;
        };
        Some(text.split_whitespace().map(|byte| byte.parse().expect("a byte")).collect())
    }

    /// What a program prints that does this, if the compiler is content.
    fn run(&self, statements: &str) -> Option<String> {
        run(&format!(
            "{}#include <stdio.h>\n#include <string.h>\nint main(void) {{\n{statements}return 0;\n}}\n",
            self.include
        ))
    }
}
