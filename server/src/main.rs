//! The binary `tiga`: reads the command line and runs one command.

mod command;
mod decision;
mod fetch;
mod http;
mod ingest;
mod store;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::run()
}
