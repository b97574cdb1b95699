//! The binary `tiga`: reads the command line and runs one command.

mod command;
mod decision;
mod fetch;
mod http;
mod ingest;
mod store;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Rows of the database are allocated on one thread and freed on another, which the usual allocator is slow at.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    command::run()
}
