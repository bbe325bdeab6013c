//! The crate has the kernel's numbers and structures, as the headers have them that are installed here.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // what tests are made of
#![allow(clippy::indexing_slicing)] // of what the test itself has laid out

#[path = "../common/mod.rs"]
mod common;

mod bytes;
mod compiler;
mod constants;
mod list;
mod options;
mod structures;
