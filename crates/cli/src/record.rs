//! Commands over a record of many reports: each finds it, opens it, asks or changes it, and prints what came of it.
//!
//! One file a command. What several share: where the record is (`locate`), filters (`filter`), forms of output
//! (`output`, `rows`), inputs (`inputs`, `json`). Questions are answered by `query`.

mod add;
mod brief;
mod changes;
mod compare;
mod decide;
mod edit;
mod events;
mod filter;
mod identities;
mod init;
mod inputs;
mod json;
mod judge;
mod locate;
mod ls;
mod occurrences;
mod ordinals;
mod output;
mod reading;
mod rebuild;
mod review;
mod rows;
mod serve;
mod show;
mod talks;
mod talks_rows;
mod talks_text;
mod token;
mod verify;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use jiff::Timestamp;
use lexicon::Lexicon;
use query::Data;
use store::{Sqlite, Stamp};

use crate::error::Failure;

#[derive(Subcommand)]
pub(crate) enum RecordCommand {
    /// Make a new record
    #[command(after_help = init::EXAMPLES)]
    Init(init::InitOptions),
    /// Read reports and add them, with every claim in them, to the record
    #[command(after_help = add::EXAMPLES)]
    Add(add::AddOptions),
    /// List what the record holds
    #[command(after_help = ls::EXAMPLES)]
    Ls(ls::LsOptions),
    /// Show all that is known of a report, a claim or an event
    #[command(after_help = show::EXAMPLES)]
    Show(show::ShowOptions),
    /// Lay the values of a series side by side, whoever gave them
    #[command(after_help = compare::EXAMPLES)]
    Compare(compare::CompareOptions),
    /// List what happens again and again at one spot, and check the ordinals told of it
    #[command(after_help = occurrences::EXAMPLES)]
    Occurrences(occurrences::OccurrencesOptions),
    /// Who talks with whom, round by round, and who stands where
    #[command(after_help = talks::EXAMPLES)]
    Talks(talks::TalksOptions),
    /// List what changed since a cursor
    #[command(after_help = changes::EXAMPLES)]
    Changes(changes::ChangesOptions),
    /// Check that all that the record says stands in its reports
    #[command(after_help = verify::EXAMPLES)]
    Verify(verify::VerifyOptions),
    /// Read every report again under the rules and models of this program
    #[command(after_help = rebuild::EXAMPLES)]
    Rebuild(rebuild::RebuildOptions),
    /// Print every event with its claims and figures as one JSON object
    #[command(after_help = events::EXAMPLES)]
    Events(events::EventsOptions),
    /// Serve the record as a web page and an API on this machine
    #[command(after_help = serve::EXAMPLES)]
    Serve(serve::ServeOptions),
    /// Say who may ask the record over the network
    #[command(after_help = token::EXAMPLES)]
    Token(token::TokenOptions),
    /// Write the situation report of a period
    #[command(after_help = brief::EXAMPLES)]
    Brief(brief::BriefOptions),
    /// Decide that claims of an event are about another happening
    #[command(after_help = decide::SPLIT_EXAMPLES)]
    Split(decide::SplitOptions),
    /// Decide that two events are one happening
    #[command(visible_alias = "join", after_help = decide::MERGE_EXAMPLES)]
    Merge(decide::MergeOptions),
    /// Say that claims are right as they were read
    #[command(after_help = judge::ACCEPT_EXAMPLES)]
    Accept(judge::AcceptOptions),
    /// Say that claims are wrong: they leave figures, events and the brief
    #[command(after_help = judge::REJECT_EXAMPLES)]
    Reject(judge::RejectOptions),
    /// Say that parts of a claim are otherwise, by words of its report
    #[command(after_help = edit::EXAMPLES)]
    Edit(edit::EditOptions),
    /// Go through claims and say of each whether it is right; how good the rules are by what was said
    #[command(after_help = review::EXAMPLES)]
    Review(Box<review::ReviewOptions>),
    /// Take back what was said of a claim
    #[command(after_help = judge::UNDO_EXAMPLES)]
    Undo(judge::UndoOptions),
}

/// `named` is the value of `--record`.
pub(crate) fn run(named: Option<&Path>, command: &RecordCommand) -> Result<u8, Failure> {
    let desk = Desk { named: named.map(Path::to_path_buf), data: Data::default() };
    match command {
        RecordCommand::Init(options) => init::run(&desk, options),
        RecordCommand::Add(options) => add::run(&desk, options),
        RecordCommand::Ls(options) => ls::run(&desk, options),
        RecordCommand::Show(options) => show::run(&desk, options),
        RecordCommand::Compare(options) => compare::run(&desk, options),
        RecordCommand::Occurrences(options) => occurrences::run(&desk, options),
        RecordCommand::Talks(options) => talks::run(&desk, options),
        RecordCommand::Changes(options) => changes::run(&desk, options),
        RecordCommand::Verify(options) => verify::run(&desk, options),
        RecordCommand::Rebuild(options) => rebuild::run(&desk, options),
        RecordCommand::Events(options) => events::run(&desk, options),
        RecordCommand::Brief(options) => brief::run(&desk, options),
        RecordCommand::Serve(options) => serve::run(&desk, options),
        RecordCommand::Token(options) => token::run(&desk, options),
        RecordCommand::Split(options) => decide::split(&desk, options),
        RecordCommand::Merge(options) => decide::merge(&desk, options),
        RecordCommand::Accept(options) => judge::accept(&desk, options),
        RecordCommand::Reject(options) => judge::reject(&desk, options),
        RecordCommand::Edit(options) => edit::run(&desk, options),
        RecordCommand::Review(options) => review::run(&desk, options),
        RecordCommand::Undo(options) => judge::undo(&desk, options),
    }
}

/// Where a command works.
pub(crate) struct Desk {
    named: Option<PathBuf>,
    pub(crate) data: Data,
}

impl Desk {
    /// For commands that only look.
    pub(crate) fn open(&self) -> Result<Sqlite, Failure> {
        Ok(Sqlite::open_read_only(&self.path()?)?)
    }

    /// Where the record is.
    pub(crate) fn path(&self) -> Result<PathBuf, Failure> {
        locate::locate(self.named.as_deref())
    }

    pub(crate) fn open_to_write(&self) -> Result<Sqlite, Failure> {
        Ok(Sqlite::open(&self.path()?)?)
    }
}

/// The words that ship with the program, for telling whom a count is of.
pub(crate) fn lexicon() -> Result<Lexicon, Failure> {
    Lexicon::builtin().map_err(|error| Failure::Builtin(error.into()))
}

/// The moment of a change, who makes it and why.
pub(crate) fn stamp(by: Option<&str>, why: Option<&str>) -> Stamp {
    Stamp::of(Timestamp::now(), by, why)
}
