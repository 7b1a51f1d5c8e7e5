//! `dateline accept`, `dateline reject`, `dateline undo`: a person's word on claims. It is kept with who, when and why, and
//! outlives every new reading.

use clap::ValueEnum;
use events::{Capacity, ClaimKey, Linker};
use query::id;
use store::{Judgement, Review, ReviewRow, Store};

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
    pub(crate) const fn capacity(&self) -> Capacity {
        match self.role {
            RoleOption::Coder => Capacity::Coder,
            RoleOption::Reviewer => Capacity::Reviewer,
        }
    }
}

pub(crate) fn accept(desk: &Desk, options: &AcceptOptions) -> Result<u8, Failure> {
    each(desk, &options.claims, &options.speaker, options.why.as_deref(), Judgement::Accept)
}

pub(crate) fn reject(desk: &Desk, options: &RejectOptions) -> Result<u8, Failure> {
    each(desk, &options.claims, &options.speaker, Some(&options.why), Judgement::Reject)
}

/// All ids are looked up before anything is said.
fn each(
    desk: &Desk,
    ids: &[String],
    speaker: &Speaker,
    why: Option<&str>,
    judgement: impl Fn(ClaimKey) -> Judgement,
) -> Result<u8, Failure> {
    let mut store = desk.open_to_write()?;
    let keys: Result<Vec<ClaimKey>, Failure> = ids.iter().map(|words| known(&store, words)).collect();
    for key in keys? {
        say(&mut store, speaker, why, judgement(key))?;
    }
    Ok(exit::DONE)
}

pub(crate) fn undo(desk: &Desk, options: &UndoOptions) -> Result<u8, Failure> {
    let mut store = desk.open_to_write()?;
    let reviews: Result<Vec<u64>, Failure> =
        options.ids.iter().map(|words| review(&store, words, &options.speaker.by)).collect();
    for review in reviews? {
        say(&mut store, &options.speaker, options.why.as_deref(), Judgement::Undo(review))?;
    }
    Ok(exit::DONE)
}

/// A review by its number; of a claim what this person said of it last.
fn review(store: &dyn Store, words: &str, by: &str) -> Result<u64, Failure> {
    if let Ok(number) = words.parse() {
        return Ok(number);
    }
    let key = known(store, words)?;
    let own = |row: &&ReviewRow| row.by == by && row.undoes.is_none() && row.undone_by.is_none();
    let last = store.reviews_of(&key)?.iter().rfind(own).map(|row| row.id);
    last.ok_or_else(|| {
        Failure::NotFound(format!("{by} said nothing of {words} that stands; `dateline show {words}` lists reviews"))
    })
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
    judgement: Judgement,
) -> Result<(), Failure> {
    if speaker.dry_run {
        anstream::println!("would {}", told(&judgement));
        return Ok(());
    }
    let review = Review { capacity: speaker.capacity(), judgement };
    let linker = Linker::new(&super::lexicon()?);
    let row = store.review(&review, &[], &linker, &stamp(Some(&speaker.by), why))?;
    let claim = row.claim.as_ref();
    let state = claim.map(|key| store.entry(key)).transpose()?.flatten().map(|entry| entry.review.state.name());
    let name = claim.map_or("words that make no claim now".to_string(), name);
    anstream::println!(
        "review {}: {} {name}, which is now {}",
        row.id,
        row.verdict.name(),
        state.unwrap_or("orphaned")
    );
    Ok(())
}

fn told(judgement: &Judgement) -> String {
    match judgement {
        Judgement::Accept(key) => format!("accept {}", name(key)),
        Judgement::Reject(key) => format!("reject {}", name(key)),
        Judgement::Comment(key) => format!("comment on {}", name(key)),
        Judgement::Edit(key, _) => format!("edit {}", name(key)),
        Judgement::Undo(review) => format!("take back review {review}"),
        Judgement::Add(report, _) => format!("add a claim to {}", report.0),
    }
}

fn name(key: &ClaimKey) -> String {
    format!("{}:{}", id::short(&key.report), key.n)
}
