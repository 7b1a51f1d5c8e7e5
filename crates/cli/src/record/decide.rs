//! `dateline split`, `dateline merge`: a person's word on which claims are about one happening. It is logged with who and
//! why, and outlives every new reading.

use events::{EventId, Linker};
use store::{Decision, Store};

use query::id;

use super::{Desk, stamp};
use crate::error::{Failure, exit};

pub(crate) const SPLIT_EXAMPLES: &str = "Examples:
  dateline split 04f6b6fbee-3 9c41d00a7e:2 --by ana --why \"the second strike, two hours later\"

See `dateline show EVENT` for the ids of its claims.";

pub(crate) const MERGE_EXAMPLES: &str = "Examples:
  dateline merge 04f6b6fbee-3 9c41d00a7e-2 --by ana --why \"one strike, told with two names of the town\"";

#[derive(clap::Args)]
pub(crate) struct SplitOptions {
    /// The event
    #[arg(value_name = "EVENT")]
    event: String,
    /// Claims of it that are about another happening
    #[arg(required = true, value_name = "CLAIM")]
    claims: Vec<String>,
    #[command(flatten)]
    reason: Reason,
}

#[derive(clap::Args)]
pub(crate) struct MergeOptions {
    #[arg(value_name = "EVENT")]
    one: String,
    #[arg(value_name = "EVENT")]
    other: String,
    #[command(flatten)]
    reason: Reason,
}

#[derive(clap::Args)]
struct Reason {
    /// Who decides so, for the log
    #[arg(long, value_name = "NAME", env = "DATELINE_BY")]
    by: String,
    /// Why, for the log
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn split(desk: &Desk, options: &SplitOptions) -> Result<u8, Failure> {
    let mut store = desk.open_to_write()?;
    let event = id::event(&store, &options.event)?;
    let claims: Result<Vec<_>, query::QueryError> =
        options.claims.iter().map(|words| id::claim(&store, words)).collect();
    let claims = claims?;
    if options.reason.dry_run {
        let named: Vec<String> = claims.iter().map(|key| format!("{}:{}", key.report.0, key.n)).collect();
        println(&format!("would take {} out of {}", named.join(" and "), event.0));
        return Ok(exit::DONE);
    }
    let left = decide(&mut store, Decision::Split { event: event.clone(), claims }, &options.reason)?;
    println(&format!("{} is now {}", event.0, told(&left)));
    Ok(exit::DONE)
}

pub(crate) fn merge(desk: &Desk, options: &MergeOptions) -> Result<u8, Failure> {
    let mut store = desk.open_to_write()?;
    let one = id::event(&store, &options.one)?;
    let other = id::event(&store, &options.other)?;
    if one == other {
        return Err(Failure::Usage(format!("{} is one event already", one.0)));
    }
    if options.reason.dry_run {
        println(&format!("would make {} and {} one event", one.0, other.0));
        return Ok(exit::DONE);
    }
    let left = decide(&mut store, Decision::Join { one: one.clone(), other: other.clone() }, &options.reason)?;
    println(&format!("{} and {} are now {}", one.0, other.0, told(&left)));
    Ok(exit::DONE)
}

fn decide(store: &mut impl Store, decision: Decision, reason: &Reason) -> Result<Vec<EventId>, Failure> {
    for (option, words) in [("--by", &reason.by), ("--why", &reason.why)] {
        if words.trim().is_empty() {
            return Err(Failure::Refused(format!(
                "{option} is empty: a decision without it cannot be checked by others"
            )));
        }
    }
    Ok(store.decide(&decision, &Linker::new(&super::lexicon()?), &stamp(Some(&reason.by), Some(&reason.why)))?)
}

fn told(events: &[EventId]) -> String {
    events.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join(" and ")
}

fn println(line: &str) {
    anstream::println!("{line}");
}
