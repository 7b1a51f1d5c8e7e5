//! Who tells a claim, for whom, and when: what every view shows beside the words.

use claims::{Argument, Role, Said};
use compact_str::CompactString;
use events::Entry;
use jiff::civil::Date;

/// Whoever a claim is told by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speaker {
    /// Id with its sector (`UKR/GOV`); None where nobody knows who that is.
    pub id: Option<CompactString>,
    /// A person's name, else the words of the report that name the source.
    pub name: String,
    pub is_person: bool,
}

/// The outermost sources of the claim; empty where the report speaks in its own voice.
pub fn speakers(entry: &Entry) -> Vec<Speaker> {
    entry.claim().said_by.first().map(|said| those_of(entry, said)).unwrap_or_default()
}

fn those_of(entry: &Entry, said: &Said) -> Vec<Speaker> {
    let words = || entry.words(said.source).to_string();
    if said.who.is_empty() {
        return vec![Speaker { id: None, name: words(), is_person: false }];
    }
    let mut all: Vec<Speaker> = said
        .who
        .iter()
        .map(|actor| Speaker {
            id: actor.id.clone(),
            name: actor.name.clone().unwrap_or_else(words),
            is_person: actor.name.is_some(),
        })
        .collect();
    all.dedup();
    all
}

/// Whoever an actor's id speaks for: `UKR` for `UKR/MIL`.
pub fn side(id: &str) -> CompactString {
    CompactString::from(id.split('/').next().unwrap_or(id))
}

/// The sides named by arguments of these roles, each once, in their order.
pub fn sides(entry: &Entry, roles: &[Role]) -> Vec<CompactString> {
    let mut all: Vec<CompactString> = Vec::new();
    for arg in entry.claim().args.iter().filter(|arg| roles.contains(&arg.role)) {
        if let Some(id) = side_of(arg).filter(|id| !all.contains(id)) {
            all.push(id);
        }
    }
    all
}

pub fn side_of(arg: &Argument) -> Option<CompactString> {
    arg.actor.as_ref().and_then(|actor| actor.id.as_deref()).map(side)
}

/// The day on which the report told it.
pub fn told_on(entry: &Entry) -> Option<Date> {
    entry.report.published
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sector_is_no_side_of_its_own() {
        assert_eq!(side("RUS/MIL"), "RUS");
        assert_eq!(side("ORG:Hamas"), "ORG:Hamas");
    }
}
