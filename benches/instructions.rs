//! How many instructions a call costs outside the kernel, next to the same call by
//! hand and by other libraries.
//!
//! The program runs itself under valgrind's callgrind, which counts every instruction,
//! and so gives the same numbers each time. `cargo bench --bench instructions`
//! prints them; with `-- --check`, a missed target is an error.
//!
//! A count includes the C library's function (rustix does without it) and not what the kernel
//! does; the system call itself counts as one.

#![cfg_attr(
    target_os = "linux",
    // The calls by hand are what the others are compared with, and C's integers are
    // made by `as` there.
    allow(unsafe_code, clippy::undocumented_unsafe_blocks, clippy::cast_possible_truncation)
)]

#[cfg(target_os = "linux")]
mod cases;

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("skipped: this bench is for Linux");
}

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    linux::main()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::HashMap;
    use std::path::Path;
    use std::process::{Command, ExitCode, Stdio};
    use std::{env, fs, io};

    use crate::cases::{Case, State, Target, CASES, OURS, WAYS};

    /// Makes the calls, to be counted by the process that started this one.
    const COUNTED: &str = "--counted";
    /// So many that what is done only once, as growing a heap, is lost in rounding.
    const CALLS: u32 = 1000;

    /// Instructions of one call, by the symbol of the function that makes it.
    type Counts = HashMap<String, u64>;

    pub(super) fn main() -> ExitCode {
        let wanted = |flag: &str| env::args().any(|arg| arg == flag);
        let result = if wanted(COUNTED) { make_calls().map(|()| true) } else { measure() };
        match result {
            Ok(met) if met || !wanted("--check") => ExitCode::SUCCESS,
            Ok(_) => ExitCode::FAILURE,
            Err(error) => {
                eprintln!("instructions: {error}");
                ExitCode::FAILURE
            }
        }
    }

    fn make_calls() -> io::Result<()> {
        let state = State::new()?;
        for way in CASES.iter().flat_map(|case| case.ways) {
            (way.run)(&state, CALLS);
        }
        Ok(())
    }

    /// Prints all; whether the targets are met.
    fn measure() -> io::Result<bool> {
        let state = State::new()?;
        for case in CASES {
            for way in case.ways {
                if !case.works(way, &state) {
                    let message = format!("{} by {} went another way", case.title, way.name);
                    return Err(io::Error::other(message));
                }
            }
        }
        if cfg!(debug_assertions) {
            println!("skipped: not optimized; each call was made once");
            return Ok(true);
        }
        if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
            println!("skipped: there is no valgrind");
            return Ok(true);
        }
        let counts = count()?;
        print_table(&counts);
        Ok(check(&counts))
    }

    fn count() -> io::Result<Counts> {
        let directory = tempfile::tempdir()?;
        let file = directory.path().join("callgrind.out");
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--compress-strings=no", "--compress-pos=no"])
            .arg(format!("--callgrind-out-file={}", file.display()))
            .arg(env::current_exe()?)
            .arg(COUNTED)
            .output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(io::Error::other(format!("valgrind failed: {said}")));
        }
        parse(&file)
    }

    /// The cost of the calls of each function, with all that it called in turn.
    ///
    /// The file has, for each function that was called from another, the lines
    /// `cfn=FUNCTION`, `calls=COUNT POSITION` and `POSITION COST`.
    fn parse(file: &Path) -> io::Result<Counts> {
        let text = fs::read_to_string(file)?;
        let number = |word: Option<&str>| word.and_then(|word| word.parse::<u64>().ok());
        let mut totals = HashMap::<&str, (u64, u64)>::new();
        let mut function = "";
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(name) = line.strip_prefix("cfn=") {
                function = name;
            } else if let Some(calls) = line.strip_prefix("calls=") {
                let calls = number(calls.split(' ').next());
                let cost = number(lines.next().and_then(|line| line.split(' ').nth(1)));
                let (Some(calls), Some(cost)) = (calls, cost) else {
                    return Err(io::Error::other("callgrind's file is not as it should be"));
                };
                let total = totals.entry(function).or_default();
                *total = (total.0 + calls, total.1 + cost);
            }
        }
        // Rounded.
        let each = |(calls, cost)| (cost + calls / 2) / calls;
        Ok(totals.into_iter().map(|(name, total)| (name.to_owned(), each(total))).collect())
    }

    fn find(counts: &Counts, case: &Case, way: &str) -> Option<u64> {
        counts.get(case.way(way)?.symbol).copied()
    }

    fn print_table(counts: &Counts) {
        println!("Instructions of one call, and how many more than libc's:\n");
        print!("{:28}", "");
        for way in WAYS {
            print!("{way:>12}");
        }
        println!();
        for case in CASES {
            let libc = find(counts, case, "libc");
            print!("{:28}", case.title);
            for way in WAYS {
                let cell = match (find(counts, case, way), libc) {
                    (Some(count), Some(libc)) if way != "libc" => {
                        format!("{count} {:+5}", i128::from(count) - i128::from(libc))
                    }
                    (Some(count), _) => count.to_string(),
                    (None, _) => "-".to_owned(),
                };
                print!("{cell:>12}");
            }
            println!();
        }
    }

    /// Prints which targets are met; whether all are.
    fn check(counts: &Counts) -> bool {
        println!("\nTargets:\n");
        let mut met = true;
        for case in CASES {
            for target in case.targets {
                let (limit, text) = match *target {
                    Target::Over(more) => {
                        let libc = find(counts, case, "libc").unwrap_or(0);
                        (libc + more, format!("libc + {more}"))
                    }
                    // The C library of another machine has other needs.
                    Target::Most(_) if !cfg!(all(target_arch = "x86_64", target_env = "gnu")) => {
                        continue;
                    }
                    Target::Most(limit) => (limit, limit.to_string()),
                };
                for way in OURS.into_iter().filter(|&way| case.way(way).is_some()) {
                    // A count that is missing misses its target.
                    let count = find(counts, case, way).unwrap_or(u64::MAX);
                    let verdict = if count <= limit { "OK" } else { "OVER" };
                    met &= count <= limit;
                    let title = format!("{} ({way})", case.title);
                    println!("{verdict:5} {title:40} {count:>4}, at most {limit:>3} ({text})");
                }
            }
        }
        met
    }
}
