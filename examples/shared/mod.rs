//! What `--pid` and `--fd` name: sockets of this process, or of another.

use std::error::Error;

use sockopt::Socket;

/// Calls `work` with the socket, or with each socket of the process.
#[cfg(target_os = "linux")]
pub(crate) fn each(
    pid: Option<u32>,
    fd: Option<i32>,
    mut work: impl FnMut(&Socket) -> std::io::Result<()>,
) -> Result<(), Box<dyn Error>> {
    // A copy, by the same call for this process as for another: no unsafe.
    let process = pid.unwrap_or(std::process::id());
    if let Some(fd) = fd {
        return Ok(work(&Socket::of_process(process, fd)?)?);
    }
    for entry in std::fs::read_dir(format!("/proc/{process}/fd"))? {
        let entry = entry?;
        let target = std::fs::read_link(entry.path()).unwrap_or_default();
        if !target.to_string_lossy().starts_with("socket:") {
            continue;
        }
        if let Some(fd) = entry.file_name().to_str().and_then(|name| name.parse().ok()) {
            println!("descriptor {fd}");
            work(&Socket::of_process(process, fd)?)?;
            println!();
        }
    }
    Ok(())
}
