//! `entries -> issues`: what is on the table, agreed, unresolved, joined across reports by the words of their topics.
//!
//! An issue is one of the table `issues`, else the words of the topic themselves. "Agreed" and "unresolved" are what
//! somebody said, never what we found.

use std::collections::{BTreeMap, BTreeSet};

use claims::{ClaimType, Role, Status};
use compact_str::CompactString;
use events::Entry;

use crate::told;
use crate::vocabulary::Vocabulary;

/// An issue's name in a list or a matrix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssueName {
    /// As the table `issues` calls it.
    Known(String),
    /// The lemmas of a topic that the table does not know, head first.
    Words(String),
    /// The talking itself, as the table calls it.
    General(String),
}

impl IssueName {
    pub(crate) fn known(name: &str, words: &Vocabulary) -> IssueName {
        if words.is_general(name) { IssueName::General(name.to_string()) } else { IssueName::Known(name.to_string()) }
    }

    pub fn as_str(&self) -> &str {
        match self {
            IssueName::Known(name) | IssueName::Words(name) | IssueName::General(name) => name,
        }
    }
}

/// Entries stand newest first.
#[derive(Clone, Debug)]
pub struct Issue<'a> {
    pub name: IssueName,
    pub on_the_table: Vec<&'a Entry>,
    pub agreed: Vec<&'a Entry>,
    pub unresolved: Vec<&'a Entry>,
    /// Those who spoke of it, as sides.
    pub parties: BTreeSet<CompactString>,
}

/// What a claim is about, of the table; empty where none of its issues stands in the topic's words. Where a stance, a
/// demand or a threat has no topic, all its words are asked.
pub fn known_issues<'w>(entry: &Entry, words: &'w Vocabulary) -> BTreeSet<&'w str> {
    let lemmas = topic_lemmas(entry);
    if !lemmas.is_empty() {
        let mut found = words.issues(&lemmas.iter().map(CompactString::as_str).collect());
        // Talks that a topic names further on are when or where, not what.
        let first = words.issues(&lemmas.iter().take(HEAD_WORDS).map(CompactString::as_str).collect());
        found.retain(|issue| !words.is_general(issue) || first.contains(issue));
        return found;
    }
    if matches!(entry.claim().kind, ClaimType::Consult | ClaimType::Agree | ClaimType::Issue) {
        return BTreeSet::new();
    }
    let text = entry.words(entry.claim().evidence).to_lowercase();
    let forms = text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|form| !form.is_empty());
    words.issues(&forms.collect())
}

/// The issues that a claim raises: of the table, else its topic's own words.
pub fn named_issues(entry: &Entry, words: &Vocabulary) -> BTreeSet<IssueName> {
    let known = known_issues(entry, words);
    if !known.is_empty() {
        return known.into_iter().map(|name| IssueName::known(name, words)).collect();
    }
    let lemmas = topic_lemmas(entry);
    let own = lemmas.iter().take(OWN_WORDS).map(CompactString::as_str).collect::<Vec<_>>().join(" ");
    if own.is_empty() { BTreeSet::new() } else { BTreeSet::from([IssueName::Words(own)]) }
}

/// A topic's head and the words next to it.
const HEAD_WORDS: usize = 3;

/// A topic that no table knows is named by so many of its words.
const OWN_WORDS: usize = 4;

pub(crate) fn topic_lemmas(entry: &Entry) -> Vec<CompactString> {
    let args = entry.claim().args.iter().zip(&entry.kept.words.args);
    let topics = args.filter(|(arg, _)| arg.role == Role::Topic);
    topics.flat_map(|(_, lemmas)| lemmas.iter().cloned()).collect()
}

/// Most spoken of first.
pub fn issues<'a>(entries: impl IntoIterator<Item = &'a Entry>, words: &Vocabulary) -> Vec<Issue<'a>> {
    let mut found: BTreeMap<IssueName, Issue<'a>> = BTreeMap::new();
    for entry in entries {
        let Some(raised) = raised(entry) else { continue };
        for name in named_issues(entry, words) {
            // A topic that no table knows is an issue only where a report calls it one; the talking itself is none.
            let called = entry.claim().kind == ClaimType::Issue;
            match name {
                IssueName::General(_) => continue,
                IssueName::Words(_) if !called => continue,
                IssueName::Words(_) | IssueName::Known(_) => {}
            }
            let issue = found.entry(name.clone()).or_insert_with(|| empty(name));
            match raised {
                Raised::OnTheTable => issue.on_the_table.push(entry),
                Raised::Agreed => issue.agreed.push(entry),
                Raised::Unresolved => issue.unresolved.push(entry),
                Raised::SpokenOf => {}
            }
            issue.parties.extend(told::sides(entry, &[Role::Actor]));
        }
    }
    let mut all: Vec<Issue<'a>> = found.into_values().filter(|issue| issue.said() > 0).collect();
    for issue in &mut all {
        for list in [&mut issue.on_the_table, &mut issue.agreed, &mut issue.unresolved] {
            list.sort_by(|one, other| other.order().cmp(&one.order()));
        }
    }
    all.sort_by_key(|issue| std::cmp::Reverse(issue.said()));
    all
}

#[derive(Clone, Copy)]
enum Raised {
    OnTheTable,
    Agreed,
    Unresolved,
    SpokenOf,
}

impl Issue<'_> {
    /// How many claims put it on the table, call it agreed or unresolved.
    pub fn said(&self) -> usize {
        self.on_the_table.len() + self.agreed.len() + self.unresolved.len()
    }
}

fn empty<'a>(name: IssueName) -> Issue<'a> {
    let nobody = BTreeSet::new();
    Issue { name, on_the_table: Vec::new(), agreed: Vec::new(), unresolved: Vec::new(), parties: nobody }
}

fn raised(entry: &Entry) -> Option<Raised> {
    let claim = entry.claim();
    let mode = |name: &str| claim.mode.iter().any(|mode| mode == name);
    match claim.kind {
        ClaimType::Issue if mode("agreed") => Some(Raised::Agreed),
        ClaimType::Issue if mode("unresolved") => Some(Raised::Unresolved),
        ClaimType::Issue => Some(Raised::OnTheTable),
        ClaimType::Consult if claim.status != Status::Negated => Some(Raised::OnTheTable),
        ClaimType::Agree if claim.status == Status::Negated => Some(Raised::Unresolved),
        ClaimType::Agree if claim.status == Status::Actual => Some(Raised::Agreed).filter(|_| mutual(entry)),
        ClaimType::Position => Some(Raised::SpokenOf),
        _ => None,
    }
}

/// What one side promises alone is its stance, not an agreement.
fn mutual(entry: &Entry) -> bool {
    told::sides(entry, &[Role::Actor, Role::Recipient, Role::Party]).len() > 1
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::testing::{claim, words};

    const DAY: Date = date(2025, 3, 3);

    fn raised(mode: &str, topic: &str, lemmas: &[&str]) -> Entry {
        let text = format!("The talks are about {topic}.");
        claim(ClaimType::Issue, DAY, &text, "talks", "talk").mode(mode).topic(topic, lemmas).entry()
    }

    #[test]
    fn one_issue_is_joined_from_several_words_for_it() {
        let entries = [
            raised("agenda", "the swap of prisoners", &["swap", "prisoner"]),
            raised("unresolved", "hostages", &["hostage"]),
            raised("agreed", "a truce", &["truce"]),
        ];
        let words = words();
        let all = issues(&entries, &words);
        let told: Vec<_> = all
            .iter()
            .map(|issue| (issue.name.as_str(), issue.on_the_table.len(), issue.agreed.len(), issue.unresolved.len()))
            .collect();
        assert_eq!(told, [("prisoners and hostages", 1, 0, 1), ("ceasefire", 0, 1, 0)]);
    }

    #[test]
    fn an_issue_that_no_table_knows_keeps_its_words() {
        let entries = [raised("agenda", "the fate of the lighthouse", &["fate", "lighthouse"])];
        assert_eq!(issues(&entries, &words())[0].name, IssueName::Words("fate lighthouse".to_string()));
    }

    #[test]
    fn what_one_side_promises_is_not_agreed() {
        let made = |id: Option<&str>| {
            let text = "Mali and Chad agreed to a truce.";
            let made = claim(ClaimType::Agree, DAY, text, "agreed", "agree").actor("Mali", "MLI");
            let made = made.topic("truce", &["truce"]);
            id.into_iter().fold(made, |made, id| made.actor("Chad", id)).entry()
        };
        assert!(issues(&[made(None)], &words()).is_empty());
        assert_eq!(issues(&[made(Some("TCD"))], &words())[0].agreed.len(), 1);
    }
}
