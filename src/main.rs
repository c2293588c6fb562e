//! The command line's entry: parse, run, say what went wrong, exit with the right code.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = stancegraph::cli::Arguments::parse();
    stancegraph::cli::run(&arguments)
}
