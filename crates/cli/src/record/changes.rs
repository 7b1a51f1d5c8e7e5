//! `dateline changes`: the lines of the log behind a cursor, and the cursor to ask from next time.

use export::rows;
use store::Store;

use super::Desk;
use super::output::{OutputOptions, Printer};
use crate::error::{Failure, exit};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline changes                       all of the log
  dateline changes --since 1204          what came after line 1204; exit code 1 if nothing did
  dateline changes --since 1204 --json > new.jsonl

Each line has its own cursor; the last one is where to go on.";

/// Lines that are held at once.
const PAGE_LINES: usize = 1000;

#[derive(clap::Args)]
pub(crate) struct ChangesOptions {
    /// Only what came behind this line
    #[arg(long, value_name = "CURSOR", default_value_t = 0)]
    since: u64,
    #[command(flatten)]
    output: OutputOptions,
}

pub(crate) fn run(desk: &Desk, options: &ChangesOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let mut printer = Printer::new(options.output.form());
    let mut cursor = options.since;
    loop {
        let lines = store.log(cursor, PAGE_LINES)?;
        let Some(last) = lines.last() else { break };
        cursor = last.cursor;
        let rows: Vec<_> = lines.iter().map(rows::log).collect();
        printer.rows(&rows)?;
    }
    if cursor == options.since {
        anstream::eprintln!("nothing changed; cursor {cursor}");
        return Ok(exit::NOTHING);
    }
    anstream::eprintln!("cursor {cursor}; next time: dateline changes --since {cursor}");
    Ok(exit::DONE)
}
