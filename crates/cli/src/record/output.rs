//! Rows -> a table on a terminal, JSON lines in a pipe, CSV or TSV where asked for.

use std::io::{IsTerminal as _, Write as _};

use clap::ValueEnum;
use export::form::{self, Separator};
use serde::Serialize;

use crate::error::Failure;
use crate::grid::{self, Column};
use crate::terminal;

#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputOptions {
    /// Form of the output [default: table on a terminal, jsonl elsewhere]
    #[arg(long, value_name = "FORM", conflicts_with_all = ["json", "csv"])]
    pub(crate) format: Option<Form>,
    /// One JSON object on a line for each row; the same as --format jsonl
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,
    /// A table for spreadsheets, with a head; the same as --format csv
    #[arg(long)]
    pub(crate) csv: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people
    Table,
    /// One JSON object on a line for each row
    #[value(alias = "json")]
    Jsonl,
    /// Values with commas between, RFC 4180
    Csv,
    /// Values with tabs between
    Tsv,
}

impl OutputOptions {
    pub(crate) fn form(&self) -> Form {
        match self.format {
            Some(form) => form,
            None if self.json => Form::Jsonl,
            None if self.csv => Form::Csv,
            None if std::io::stdout().is_terminal() => Form::Table,
            None => Form::Jsonl,
        }
    }
}

/// A row that can be printed in every form: its fields are those of JSON and CSV, its cells those of a table.
pub(crate) trait Row: Serialize {
    const COLUMNS: &'static [Column];

    fn cells(&self) -> Vec<String>;
}

/// Prints rows page by page; the head of a table or of CSV stands once, on the first.
pub(crate) struct Printer {
    form: Form,
    printed: usize,
}

impl Printer {
    pub(crate) fn new(form: Form) -> Printer {
        Printer { form, printed: 0 }
    }

    pub(crate) fn rows<R: Row>(&mut self, rows: &[R]) -> Result<(), Failure> {
        let head = self.printed == 0;
        self.printed += rows.len();
        let text = match self.form {
            Form::Table => {
                let cells: Vec<Vec<String>> = rows.iter().map(Row::cells).collect();
                grid::draw(R::COLUMNS, &cells, terminal::width(), |_, _| {})
            }
            Form::Jsonl => form::lines(rows),
            Form::Csv => form::separated(rows, Separator::Comma, head),
            Form::Tsv => form::separated(rows, Separator::Tab, head),
        };
        Ok(anstream::stdout().lock().write_all(text.as_bytes())?)
    }
}
