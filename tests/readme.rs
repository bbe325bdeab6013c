//! What the README says of the table is what the table says.

#![allow(missing_docs, clippy::unwrap_used)] // a test may

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
