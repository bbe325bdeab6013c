//! Prints the registry: every option and every control message that the crate knows, and what it
//! knows of each.

use std::io::{self, Write};
use std::process::ExitCode;

use shared::Result;
use sockopt::registry::{self, MessageRow, Place, Platforms, Row};

mod shared;

const HELP: &str = "\
matrix [--messages | --places] [--tsv | --markdown]

Prints every option that the crate knows. Access is g: get, s: set, gs: both,
t: take (a read that changes something), q: query (a read that says what is asked
for). A number is - if this system does not
have the option. Since, privilege and inherited (whether an accepted socket has
it from its listener) are for Linux. Also: its other names.

  (none)      an aligned table
  --tsv       with tabs, and a line of titles
  --markdown  what is the same on every system, for the README: options and messages
  --messages  the control messages in the place of the options; recv: they come with what is
              received, by the option that is named; send: they go with what is sent
  --places    the options by system: what each is called there, its level, what may be done with
              it, its type, and how its value is coded
";

const TITLES: [&str; 12] = [
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
    "also",
];

const MESSAGE_TITLES: [&str; 10] = [
    "level",
    "level number",
    "name",
    "number",
    "direction",
    "type",
    "received on",
    "sent on",
    "option",
    "privilege",
];

const PLACE_TITLES: [&str; 7] =
    ["name", "systems", "name there", "level", "access", "type", "codec"];

fn main() -> ExitCode {
    shared::exit(run())
}

fn run() -> Result<()> {
    let mut print: fn(&mut dyn Write, Lines) -> io::Result<()> = aligned;
    let mut lines: fn() -> Lines = options;
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        use lexopt::prelude::*;
        match arg {
            Long("tsv") => print = tsv,
            Long("markdown") => print = |out, _| markdown(out),
            Long("messages") => lines = messages,
            Long("places") => lines = places,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            _ => return Err(arg.unexpected().into()),
        }
    }
    // Not `println!`, which would panic when `matrix | head` has seen enough.
    let mut out = io::BufWriter::new(io::stdout().lock());
    print(&mut out, lines())?;
    Ok(out.flush()?)
}

/// A line of titles, and one for each row.
type Lines = Vec<Vec<String>>;

fn lines<const N: usize>(titles: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Lines {
    let titles = titles.map(String::from).to_vec();
    [titles].into_iter().chain(rows.map(|row| row.to_vec())).collect()
}

fn options() -> Lines {
    lines(TITLES, registry::all().map(cells))
}

fn messages() -> Lines {
    lines(MESSAGE_TITLES, registry::messages().iter().map(message_cells))
}

fn places() -> Lines {
    let places = registry::all().flat_map(|row| row.places.iter().map(move |place| (row, place)));
    lines(PLACE_TITLES, places.map(|(row, place)| place_cells(row, place)))
}

fn place_cells(row: &Row, place: &Place) -> [String; 7] {
    [
        row.name.into(),
        place.platforms.to_string(),
        place.constant.into(),
        place.level.into(),
        place.access.to_string(),
        place.rust_type.into(),
        place.codec.into(),
    ]
}

fn message_cells(row: &MessageRow) -> [String; 10] {
    // A few systems have another number for each direction: what is received comes first.
    let (level, number) = match row.recv_level_and_type().or(row.send_level_and_type()) {
        Some((level, number)) => (level.to_string(), number.to_string()),
        None => ("-".into(), "-".into()),
    };
    let systems = |platforms: Platforms| match platforms.is_empty() {
        true => "-".into(),
        false => platforms.to_string(),
    };
    [
        row.level.into(),
        level,
        row.name.into(),
        number,
        row.access.to_string(),
        row.rust_type.into(),
        systems(row.recv),
        systems(row.send),
        row.option.unwrap_or("-").into(),
        row.privilege.to_string(),
    ]
}

fn cells(row: &Row) -> [String; 12] {
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
        if row.also.is_empty() { "-".into() } else { row.also.join(",") },
    ]
}

fn tsv(out: &mut dyn Write, lines: Lines) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{}", line.join("\t")))
}

fn aligned(out: &mut dyn Write, lines: Lines) -> io::Result<()> {
    let mut widths = vec![0; lines.first().map_or(0, Vec::len)];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.len());
        }
    }
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}  "));
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
            let systems = systems(row);
            writeln!(out, "| {} | {} | `{}` | {systems} |", row.name, row.access, row.rust_type)?;
        }
    }
    writeln!(out, "\n### Control messages\n")?;
    writeln!(
        out,
        "| message | level | type | received on | sent on | by |\n|---|---|---|---|---|---|"
    )?;
    for row in registry::messages() {
        let [recv, send] = [row.recv, row.send].map(platforms);
        let (name, level, kind) = (row.name, row.level, row.rust_type);
        let option = row.option.unwrap_or_default();
        writeln!(out, "| {name} | {level} | `{kind}` | {recv} | {send} | {option} |")?;
    }
    Ok(())
}

/// Where the option is, and where it is another one: in access or in type.
fn systems(row: &Row) -> String {
    let plain = |place: &&Place| (place.access, place.rust_type) == (row.access, row.rust_type);
    let others = row.places.iter().filter(|place| !plain(place));
    let others: Vec<String> = others
        .map(|place| {
            let of_type =
                (place.rust_type != row.rust_type).then(|| format!("`{}`", place.rust_type));
            let access = (place.access != row.access).then(|| place.access.to_string());
            let notes: Vec<String> = access.into_iter().chain(of_type).collect();
            format!("{} ({})", platforms(place.platforms), notes.join(", "))
        })
        .collect();
    let plain = row.places.iter().filter(plain);
    let plain = plain.fold(Platforms::empty(), |all, place| all | place.platforms);
    let plain = (!plain.is_empty()).then(|| platforms(plain));
    plain.into_iter().chain(others).collect::<Vec<_>>().join(", ")
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
