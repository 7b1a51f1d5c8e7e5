//! The command line.

use std::path::PathBuf;

use claims::ClaimType;
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use query::value::{claim_type, date};

use crate::record::RecordCommand;

#[derive(Parser)]
#[command(
    name = "dateline",
    version,
    about = "Reads news of a conflict and keeps the record of every claim in it: who says what happened.",
    after_help = "Examples:
  dateline read report.txt                         a table on a terminal, JSON lines in a pipe
  dateline read --format json report.txt           one JSON object
  dateline explain \"Drones hit a depot in Kherson, the governor said.\"
  dateline init && dateline add reports/           a record in this folder, and reports into it
  dateline ls events --type ASSAULT --from 2025-12-05 --place Kyiv
  dateline show 04f6b6fbee-1                       an event, with every claim that is about it

Exit codes: 0 done, 1 nothing found or a check failed, 2 wrong use, 3 some inputs failed and the others are done,
4 refused by a safety rule.",
    disable_help_subcommand = true
)]
pub(crate) struct Args {
    /// When to colour: `auto` does so on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// The record [default: record.dateline in this folder or the nearest above it]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
#[allow(clippy::large_enum_variant, reason = "made once, from the command line")]
pub(crate) enum Command {
    /// Print the claims of reports
    #[command(after_help = "Examples:
  dateline read report.txt
  dateline read --published 2025-12-06 --spans report.txt
  dateline read --format json report.txt > claims.json
  dateline read --format brat report.txt > report.ann
  dateline read reports/ more/*.txt > claims.jsonl
  pbpaste | dateline read -
  dateline read --encoding windows-1251 old.txt
  dateline read --rules my-rules/ --lexicon my-words/ --gazetteer villages.csv report.txt")]
    Read(ReadOptions),
    /// Show how one sentence is understood: words, tree, names, times, figures, and the rule behind each claim
    #[command(after_help = "Examples:
  dateline explain \"Drones hit a fuel depot in Kherson, the governor said.\"
  dateline explain --published 2025-12-06 \"Eight people were injured overnight.\"
  dateline explain --why-not ASSAULT \"The storm hit the coast.\"")]
    Explain(ExplainOptions),
    #[command(flatten)]
    Record(RecordCommand),
    /// Print a script that completes commands in a shell
    #[command(after_help = "Example:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline")]
    Completions { shell: Shell },
}

#[derive(clap::Args)]
pub(crate) struct ReadOptions {
    /// Reports in plain text; of a directory every .txt and .md file below it; `-` is standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Day that the reports were published: what "overnight" and "on Monday" are counted from
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<Date>,
    /// Form of the output [default: table on a terminal, jsonl elsewhere]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
    /// Below each claim of a table, the words that tell it
    #[arg(long)]
    pub(crate) spans: bool,
    /// Encoding of the files, as the web names it (windows-1251, latin1) [default: utf-8]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// How many reports are read at once [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
    #[command(flatten)]
    pub(crate) data: DataOptions,
}

#[derive(clap::Args)]
pub(crate) struct ExplainOptions {
    /// The sentence, or several; `-` is standard input
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
    /// Day that it was published
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<Date>,
    /// Which rules for claims of this type came closest, and what they missed
    #[arg(long, value_name = "TYPE", value_parser = claim_type)]
    pub(crate) why_not: Option<ClaimType>,
    #[command(flatten)]
    pub(crate) data: DataOptions,
}

/// What a user adds to the data that ships with the program.
#[derive(clap::Args)]
pub(crate) struct DataOptions {
    /// Rules (*.toml) to add; one of the same name as a built-in rule takes its place
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
    /// Word lists (*.tsv) to add to the built-in ones of the same path
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
    /// Places to add: GeoNames' own format, or CSV with name, latitude, longitude
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: a claim on each line, speaker first
    Table,
    /// One JSON object, for one report
    Json,
    /// One JSON object on a line for each report
    Jsonl,
    /// A list to paste into a document
    Markdown,
    /// Who says what, as stand-off annotation of one report (.ann)
    Brat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) fn write_global(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto.write_global(),
            Color::Always => anstream::ColorChoice::Always.write_global(),
            Color::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}
