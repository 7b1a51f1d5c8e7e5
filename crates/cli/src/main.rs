//! The program: settings, files, output.
//!
//! Data goes to standard output, talk to standard error. Exit codes: 0 done, 1 nothing found or a check
//! failed, 2 wrong use, 3 some inputs failed and the others are done, 4 refused by a safety rule.
#![allow(clippy::disallowed_methods, reason = "edge: reads the disk and the environment")]

mod args;
mod cells;
mod error;
mod explain;
mod grid;
mod input;
mod markdown;
mod read;
mod record;
mod settings;
mod table;
mod terminal;
mod tree;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

use args::{Args, Command};
use error::{Failure, exit};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return wrong_use(&error),
    };
    args.color.write_global();
    let done = match args.command {
        Command::Read(options) => read::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Record(command) => record::run(args.record.as_deref(), &command),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "dateline", &mut std::io::stdout());
            Ok(exit::DONE)
        }
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // The reader of the pipe has seen enough.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            error::say(&failure.to_string());
            ExitCode::from(failure.code())
        }
    }
}

/// A wrong value is told in one line, as every other failure is; the rest is told as clap tells it.
fn wrong_use(error: &clap::Error) -> ExitCode {
    if error.kind() != ErrorKind::ValueValidation {
        error.exit();
    }
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    error::say(line.strip_prefix("error: ").unwrap_or(line));
    ExitCode::from(exit::USAGE)
}
