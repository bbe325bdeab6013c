//! The C compiler: `cc`, or the one that the variable CC names with its arguments, if what it compiles runs where the tests do.

use core::mem::size_of;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Runs the compiler on some C: what it prints, if it is content.
pub fn cc(args: &[&str], source: &str) -> Option<String> {
    is_here().then(|| run(args, source)).flatten()
}

/// Whether the compiler takes some C.
pub fn compiles(source: &str) -> bool {
    cc(&["-fsyntax-only"], source).is_some()
}

/// Whether there is one.
pub fn is_here() -> bool {
    static HERE: OnceLock<bool> = OnceLock::new();
    *HERE.get_or_init(|| {
        let order = if cfg!(target_endian = "little") { "LITTLE" } else { "BIG" };
        let machine = format!(
            "#include <stddef.h>\n_Static_assert(sizeof(void *) == {} && \
             __BYTE_ORDER__ == __ORDER_{order}_ENDIAN__, \"another machine\");\n",
            size_of::<usize>()
        );
        run(&["-fsyntax-only"], &machine).is_some()
    })
}

fn run(args: &[&str], source: &str) -> Option<String> {
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut words = compiler.split_whitespace();
    let mut child = Command::new(words.next()?)
        .args(words)
        .args(args)
        .args(["-w", "-D_GNU_SOURCE", "-x", "c", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(source.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
