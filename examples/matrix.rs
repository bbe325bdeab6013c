//! Prints the registry: every option that the crate knows, and what it knows of each.

use std::io::{self, Write};
use std::process::ExitCode;

use shared::Result;
use sockopt::registry::{self, Platforms, Row};

mod shared;

const HELP: &str = "\
matrix [--tsv | --markdown]

Prints every option that the crate knows. Access is g: get, s: set, gs: both,
t: take (a read that changes something), q: query (a read that says what is asked
for). A number is - if this system does not
have the option. Since, privilege and inherited (whether an accepted socket has
it from its listener) are for Linux.

  (none)      an aligned table
  --tsv       with tabs, and a line of titles
  --markdown  what is the same on every system, for the README
";

const TITLES: [&str; 11] = [
    "level",
    "level number",
    "name",
    "number",
    "access",
    "type",
    "platforms",
    "since",
    "privilege",
    "when",
    "inherited",
];

fn main() -> ExitCode {
    shared::exit(run())
}

fn run() -> Result<()> {
    let mut print: fn(&mut dyn Write) -> io::Result<()> = aligned;
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("tsv") => print = tsv,
            Long("markdown") => print = markdown,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    // Not `println!`, which would panic when `matrix | head` has seen enough.
    let mut out = io::BufWriter::new(io::stdout().lock());
    print(&mut out)?;
    Ok(out.flush()?)
}

fn cells(row: &Row) -> [String; 11] {
    let (level, number) = match row.level_and_number() {
        Some((level, number)) => (level.to_string(), number.to_string()),
        None => ("-".into(), "-".into()),
    };
    let inherited = match row.inherited {
        Some(true) => "yes",
        Some(false) => "no",
        None => "-",
    };
    [
        row.level.into(),
        level,
        row.name.into(),
        number,
        row.access.to_string(),
        row.rust_type.into(),
        row.platforms.to_string(),
        row.since.unwrap_or("-").into(),
        row.privilege.to_string(),
        row.when.to_string(),
        inherited.into(),
    ]
}

fn tsv(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", TITLES.join("\t"))?;
    registry::all().try_for_each(|row| writeln!(out, "{}", cells(row).join("\t")))
}

fn aligned(out: &mut dyn Write) -> io::Result<()> {
    let mut lines = vec![TITLES.map(String::from)];
    lines.extend(registry::all().map(cells));
    let mut widths = [0; 11];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.len());
        }
    }
    for line in &lines {
        let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}  "));
        writeln!(out, "{}", cells.collect::<String>().trim_end())?;
    }
    Ok(())
}

fn markdown(out: &mut dyn Write) -> io::Result<()> {
    for (index, table) in registry::tables().iter().enumerate() {
        let space = if index == 0 { "" } else { "\n" };
        writeln!(out, "{space}### {}: {}\n", table.level, table.page)?;
        writeln!(out, "| option | access | type | platforms |\n|---|---|---|---|")?;
        for row in table.rows {
            let platforms = platforms(row.platforms);
            writeln!(out, "| {} | {} | `{}` | {platforms} |", row.name, row.access, row.rust_type)?;
        }
    }
    Ok(())
}

/// In few words, and without the `|` that would end a cell.
fn platforms(platforms: Platforms) -> String {
    if platforms == Platforms::EVERY {
        "every".into()
    } else if platforms == Platforms::UNIX {
        "every Unix".into()
    } else {
        platforms.to_string().replace(" | ", ", ")
    }
}
