//! What the README says of the table is what the table says.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // a test may

use sockopt::registry;

/// The methods that the README names as ours are methods.
#[test]
fn names_in_the_readme_are_methods() {
    let readme = include_str!("../README.md");
    let table = readme.split("## Coming from another library").nth(1).unwrap();
    let table = table.split("## Support").next().unwrap();
    let mut seen = 0;
    for line in table.lines().filter(|line| line.starts_with("| `")) {
        let ours = line.split('|').nth(1).unwrap();
        for name in ours.split('`').skip(1).step_by(2).filter(|name| !name.contains("::")) {
            let known = registry::all().any(|row| row.methods.contains(&name));
            assert!(known, "{name} is no method of a row");
            seen += 1;
        }
    }
    assert!(seen > 50, "only {seen} names");
}

/// The support matrix is the one that `cargo run --example matrix -- --markdown` prints.
#[test]
fn the_matrix_is_fresh() {
    let readme = include_str!("../README.md");
    let matrix = readme.split("a test keeps it fresh -->\n").nth(1).unwrap();
    let matrix = matrix.split("<!-- /matrix -->").next().unwrap();
    let rows: Vec<&str> = matrix.lines().filter(|line| line.starts_with("| ")).collect();
    let mut next = rows.iter().filter(|line| !line.starts_with("| option "));
    for row in registry::all() {
        let start = format!("| {} | {} | `{}` | ", row.name, row.access, row.rust_type);
        let line = next.next().unwrap_or_else(|| panic!("{} is missing", row.name));
        assert!(line.starts_with(&start), "{line}\nshould be\n{start}…\nmake the matrix anew");
    }
    assert_eq!(next.next(), None);
}
