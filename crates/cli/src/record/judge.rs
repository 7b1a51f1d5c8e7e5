//! `dateline accept`, `dateline reject`, `dateline undo`: a person's word on claims. It is kept with who, when and why, and
//! outlives every new reading.

use clap::ValueEnum;
use events::review::Verdict;
use events::{Capacity, ClaimKey};
use query::reviews::{self, Word};
use query::{Data, id};
use store::{ReviewRow, Store};

use super::{Desk, stamp};
use crate::error::{Failure, exit};

pub(crate) const ACCEPT_EXAMPLES: &str = "Examples:
  dateline accept 04f6b6fbee:3 --by ana
  dateline accept 04f6b6fbee:3 04f6b6fbee:4 --by ben --role reviewer
  export DATELINE_BY=ana; dateline accept 04f6b6fbee:5";

pub(crate) const REJECT_EXAMPLES: &str = "Examples:
  dateline reject 04f6b6fbee:3 --by ana --why \"a drill, not an attack\"

Rejected claims stay in the record: see `dateline ls claims --review rejected`.";

pub(crate) const UNDO_EXAMPLES: &str = "Examples:
  dateline undo 04f6b6fbee:3 --by ana        what ana said of it last
  dateline undo 17 --by ben                  review 17, whoever said it; `dateline show CLAIM` lists them";

#[derive(clap::Args)]
pub(crate) struct AcceptOptions {
    #[arg(required = true, value_name = "CLAIM")]
    claims: Vec<String>,
    #[command(flatten)]
    speaker: Speaker,
    /// Why, for whoever reads it later
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct RejectOptions {
    #[arg(required = true, value_name = "CLAIM")]
    claims: Vec<String>,
    #[command(flatten)]
    speaker: Speaker,
    /// Why, for whoever reads it later
    #[arg(long, value_name = "TEXT")]
    why: String,
}

#[derive(clap::Args)]
pub(crate) struct UndoOptions {
    /// A claim, or the number of a review
    #[arg(required = true, value_name = "CLAIM|REVIEW")]
    ids: Vec<String>,
    #[command(flatten)]
    speaker: Speaker,
    /// Why, for whoever reads it later
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Who says so, and in what part.
#[derive(clap::Args)]
pub(crate) struct Speaker {
    /// Who says so
    #[arg(long, value_name = "NAME", env = "DATELINE_BY")]
    pub(crate) by: String,
    /// A reviewer's word goes before a coder's
    #[arg(long, value_enum, default_value = "coder")]
    pub(crate) role: RoleOption,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleOption {
    Coder,
    Reviewer,
}

impl Speaker {
    const fn capacity(&self) -> Capacity {
        self.role.capacity()
    }
}

impl RoleOption {
    pub(crate) const fn capacity(self) -> Capacity {
        match self {
            RoleOption::Coder => Capacity::Coder,
            RoleOption::Reviewer => Capacity::Reviewer,
        }
    }
}

pub(crate) fn accept(desk: &Desk, options: &AcceptOptions) -> Result<u8, Failure> {
    each(desk, &options.claims, &options.speaker, options.why.as_deref(), &Word::Accept)
}

pub(crate) fn reject(desk: &Desk, options: &RejectOptions) -> Result<u8, Failure> {
    each(desk, &options.claims, &options.speaker, Some(&options.why), &Word::Reject)
}

/// All ids are looked up before anything is said.
fn each(desk: &Desk, ids: &[String], speaker: &Speaker, why: Option<&str>, word: &Word) -> Result<u8, Failure> {
    let mut store = desk.open_to_write()?;
    let keys: Result<Vec<ClaimKey>, Failure> = ids.iter().map(|words| known(&store, words)).collect();
    for key in keys? {
        say(&mut store, speaker, why, &key, word)?;
    }
    Ok(exit::DONE)
}

pub(crate) fn undo(desk: &Desk, options: &UndoOptions) -> Result<u8, Failure> {
    let mut store = desk.open_to_write()?;
    let speaker = &options.speaker;
    let reviews: Result<Vec<u64>, Failure> =
        options.ids.iter().map(|words| review(&store, words, &speaker.by)).collect();
    for review in reviews? {
        if speaker.dry_run {
            anstream::println!("would take back review {review}");
            continue;
        }
        let stamp = stamp(Some(&speaker.by), options.why.as_deref());
        let row = reviews::undo(&Data::default(), &mut store, review, speaker.capacity(), &stamp)?;
        tell(&store, &row)?;
    }
    Ok(exit::DONE)
}

/// A review by its number; of a claim what this person said of it last.
fn review(store: &dyn Store, words: &str, by: &str) -> Result<u64, Failure> {
    if let Ok(number) = words.parse() {
        return Ok(number);
    }
    let key = known(store, words)?;
    last_own(store, &key, by)?.ok_or_else(|| {
        Failure::NotFound(format!("{by} said nothing of {words} that stands; `dateline show {words}` lists reviews"))
    })
}

/// What this person said of the claim last, and did not take back.
pub(crate) fn last_own(store: &dyn Store, key: &ClaimKey, by: &str) -> Result<Option<u64>, Failure> {
    let own = |row: &&ReviewRow| row.by == by && row.undoes.is_none() && row.undone_by.is_none();
    Ok(store.reviews_of(key)?.iter().rfind(own).map(|row| row.id))
}

/// A claim that is in the record.
pub(crate) fn known(store: &dyn Store, words: &str) -> Result<ClaimKey, Failure> {
    let key = id::claim(store, words)?;
    match store.entry(&key)? {
        Some(_) => Ok(key),
        None => Err(Failure::NotFound(format!("no claim `{words}` in the record"))),
    }
}

/// Says it, or what would be said, and prints how the claim stands now.
pub(crate) fn say(
    store: &mut dyn Store,
    speaker: &Speaker,
    why: Option<&str>,
    key: &ClaimKey,
    word: &Word,
) -> Result<(), Failure> {
    if speaker.dry_run {
        let verb = match word {
            Word::Accept => "accept",
            Word::Reject => "reject",
            Word::Comment => "comment on",
            Word::Edit(_) => "edit",
        };
        anstream::println!("would {verb} {}", name(key));
        return Ok(());
    }
    let stamp = stamp(Some(&speaker.by), why);
    let row = reviews::say(&Data::default(), store, key, word, speaker.capacity(), &stamp)?;
    tell(store, &row)
}

pub(crate) fn tell(store: &dyn Store, row: &ReviewRow) -> Result<(), Failure> {
    let claim = row.claim.as_ref();
    let state = claim.map(|key| store.entry(key)).transpose()?.flatten().map(|entry| entry.review.state.name());
    let verb = match row.verdict {
        Verdict::Accept => "accepts",
        Verdict::Reject => "rejects",
        Verdict::Edit => "edits",
        Verdict::Comment => "is on",
        Verdict::Undo => "takes back what was said of",
        Verdict::Add => "adds",
    };
    let name = claim.map_or("words that make no claim today".to_string(), name);
    let state = state.map_or(String::new(), |state| format!(", which is {state} now"));
    anstream::println!("review {} {verb} {name}{state}", row.id);
    Ok(())
}

pub(crate) fn name(key: &ClaimKey) -> String {
    format!("{}:{}", id::short(&key.report), key.n)
}
