//! `entries -> issue × party`: where each party is said to stand, newest first, in words, with day and speaker.
//!
//! A cell without a statement is empty: that says that none was found, not that the party has no stance.

use std::collections::{BTreeMap, BTreeSet};

use claims::{Claim, ClaimType, Role, Status};
use compact_str::CompactString;
use events::Entry;
use report::Span;

use crate::issues::{IssueName, known_issues, named_issues};
use crate::told;
use crate::vocabulary::Vocabulary;

/// How a party stands to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    Supports,
    Opposes,
    Insists,
    Open,
    Conditions,
    Demands,
    Rejects,
    Agrees,
    /// Told not to have agreed.
    AgreesNot,
    Threatens,
}

/// One statement of a party's stance.
#[derive(Clone, Debug)]
pub struct Stance<'a> {
    pub entry: &'a Entry,
    /// Side: without a sector.
    pub party: CompactString,
    pub mode: Mode,
    /// Of the table; empty where it names none of the words.
    pub issues: BTreeSet<IssueName>,
}

/// Newest statement first.
#[derive(Clone, Debug, Default)]
pub struct Cell<'a> {
    pub stances: Vec<Stance<'a>>,
}

#[derive(Clone, Debug)]
pub struct MatrixRow<'a> {
    pub issue: IssueName,
    /// One for each party of the matrix, in its order.
    pub cells: Vec<Cell<'a>>,
}

#[derive(Clone, Debug)]
pub struct Matrix<'a> {
    pub parties: Vec<CompactString>,
    /// Those on which most parties are heard first.
    pub rows: Vec<MatrixRow<'a>>,
}

/// Every stance, newest first.
pub fn stances<'a>(entries: impl IntoIterator<Item = &'a Entry>, words: &Vocabulary) -> Vec<Stance<'a>> {
    let mut all = Vec::new();
    for entry in entries {
        let Some(mode) = mode(entry.claim()) else { continue };
        let issues: BTreeSet<IssueName> = match mode {
            // What is put forward on an issue that no table knows still is a stance.
            Mode::Supports | Mode::Opposes | Mode::Insists | Mode::Open | Mode::Conditions => {
                named_issues(entry, words)
            }
            _ => known_issues(entry, words).into_iter().map(|name| IssueName::known(name, words)).collect(),
        };
        for party in told::sides(entry, &[Role::Actor]) {
            all.push(Stance { entry, party, mode, issues: issues.clone() });
        }
    }
    all.sort_by_key(|stance| std::cmp::Reverse(stance.entry.order()));
    all
}

/// Those that belong to talks between these parties: of one of them, in a report that speaks of another of them, too.
pub fn between<'a>(stances: Vec<Stance<'a>>, parties: &[CompactString], entries: &'a [Entry]) -> Vec<Stance<'a>> {
    let mut spoken_of: BTreeMap<&str, BTreeSet<CompactString>> = BTreeMap::new();
    let mut names: BTreeMap<CompactString, BTreeSet<String>> = BTreeMap::new();
    for entry in entries {
        spoken_of.entry(entry.report.id.0.as_str()).or_default().extend(named(entry));
        for (party, name) in names_of(entry).filter(|(party, _)| parties.contains(party)) {
            names.entry(party).or_default().insert(name);
        }
    }
    let named_beside = |stance: &Stance, party: &CompactString| {
        let sentence = stance.entry.words(stance.entry.kept.telling.sentence).to_lowercase();
        let mut words = sentence.split(|c: char| !c.is_alphanumeric());
        names.get(party).is_some_and(|names| words.any(|word| names.contains(word)))
    };
    let other = |stance: &Stance| {
        let named = spoken_of.get(stance.entry.report.id.0.as_str());
        let here =
            |party: &CompactString| named.is_some_and(|named| named.contains(party)) || named_beside(stance, party);
        parties.iter().any(|party| *party != stance.party && here(party))
    };
    stances.into_iter().filter(|stance| parties.contains(&stance.party) && other(stance)).collect()
}

/// The single capitalised words by which reports call a side itself, not one of its people.
fn names_of(entry: &Entry) -> impl Iterator<Item = (CompactString, String)> + '_ {
    entry.claim().args.iter().filter_map(|arg| {
        let actor = arg.actor.as_ref().filter(|actor| actor.name.is_none())?;
        let id = actor.id.as_ref().filter(|id| !id.contains('/'))?;
        let words = entry.words(arg.span);
        let name = words.starts_with(char::is_uppercase) && words.chars().all(char::is_alphanumeric);
        name.then(|| (id.clone(), words.to_lowercase()))
    })
}

/// Sides that a claim names in any role, as its source, or by a place in their country.
fn named(entry: &Entry) -> Vec<CompactString> {
    let mut all = told::sides(entry, Role::ALL);
    let places = entry.claim().args.iter().filter_map(|arg| arg.place.as_ref());
    all.extend(places.map(|place| place.country.clone()));
    all.extend(told::speakers(entry).iter().filter_map(|speaker| speaker.id.as_deref()).map(told::side));
    all
}

/// Issue × party. `parties` are sides; those of all who are heard, most heard first, where none are given.
pub fn matrix<'a>(stances: Vec<Stance<'a>>, parties: &[CompactString]) -> Matrix<'a> {
    let parties = if parties.is_empty() { heard(&stances) } else { parties.to_vec() };
    let mut rows: BTreeMap<IssueName, Vec<Cell<'a>>> = BTreeMap::new();
    for stance in stances {
        let Some(column) = parties.iter().position(|party| *party == stance.party) else { continue };
        for issue in &stance.issues {
            let cells = rows.entry(issue.clone()).or_insert_with(|| vec![Cell::default(); parties.len()]);
            cells[column].stances.push(stance.clone());
        }
    }
    let rows = rows.into_iter().map(|(issue, cells)| MatrixRow { issue, cells }).collect();
    let mut matrix = Matrix { parties, rows };
    matrix.arrange();
    matrix
}

impl<'a> Stance<'a> {
    /// The words that tell it: its topic, else its clause, else all words of the claim.
    pub fn span(&self) -> Span {
        let claim = self.entry.claim();
        let topics = claim.args.iter().filter(|arg| arg.role == Role::Topic).map(|arg| arg.span);
        let topic = topics.reduce(Span::join).filter(|span| span.len() <= WORDS_MAX);
        topic.or(self.entry.kept.telling.clause).unwrap_or(claim.evidence)
    }

    pub fn words(&self) -> &'a str {
        self.entry.words(self.span())
    }

    /// The person who takes the stance; None where a side is told to.
    pub fn envoy(&self) -> Option<&'a str> {
        let actors = self.entry.claim().args.iter().filter(|arg| arg.role == Role::Actor);
        let own = actors.filter(|arg| told::side_of(arg).as_ref() == Some(&self.party));
        own.filter_map(|arg| arg.actor.as_ref()).find_map(|actor| actor.name.as_deref())
    }
}

/// Topics further apart than this, bytes, are told by the clause.
const WORDS_MAX: u32 = 300;

impl Matrix<'_> {
    /// Keeps the first so many parties, and the issues on which one of them is heard.
    pub fn narrow(&mut self, parties: usize) {
        self.parties.truncate(parties);
        self.rows.iter_mut().for_each(|row| row.cells.truncate(parties));
        self.arrange();
    }

    /// What no table knows is an issue between parties only where two of them speak of it. The talking itself is last.
    fn arrange(&mut self) {
        self.rows.retain(|row| row.heard() > 1 || (row.heard() > 0 && !matches!(row.issue, IssueName::Words(_))));
        let general = |row: &MatrixRow| matches!(row.issue, IssueName::General(_));
        self.rows.sort_by_key(|row| (general(row), std::cmp::Reverse((row.heard(), row.said()))));
    }
}

impl MatrixRow<'_> {
    /// How many parties are heard on it.
    pub fn heard(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.stances.is_empty()).count()
    }

    pub fn said(&self) -> usize {
        self.cells.iter().map(|cell| cell.stances.len()).sum()
    }
}

fn heard(stances: &[Stance]) -> Vec<CompactString> {
    let mut counts: BTreeMap<&CompactString, usize> = BTreeMap::new();
    stances.iter().filter(|stance| !stance.issues.is_empty()).for_each(|stance| {
        *counts.entry(&stance.party).or_default() += 1;
    });
    let mut all: Vec<(&CompactString, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.into_iter().map(|(party, _)| party.clone()).collect()
}

/// None where the claim tells no stance.
fn mode(claim: &Claim) -> Option<Mode> {
    let told = |name: &str| claim.mode.iter().any(|mode| mode == name);
    let negated = claim.status == Status::Negated;
    match claim.kind {
        ClaimType::Position if told("opposes") => Some(Mode::Opposes),
        ClaimType::Position if told("insists") => Some(Mode::Insists),
        ClaimType::Position if told("open") => Some(Mode::Open),
        ClaimType::Position if told("conditions") => Some(Mode::Conditions),
        ClaimType::Position => Some(Mode::Supports),
        ClaimType::Request if !negated => Some(Mode::Demands),
        ClaimType::Reject if !negated => Some(Mode::Rejects),
        ClaimType::Agree if negated => Some(Mode::AgreesNot),
        ClaimType::Agree => Some(Mode::Agrees),
        ClaimType::Threaten if !negated => Some(Mode::Threatens),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::testing::{claim, words};

    const DAY: Date = date(2025, 3, 3);
    const LATER: Date = date(2025, 3, 5);

    fn stance(day: Date, mode: &str, party: &str) -> Entry {
        let text = format!("{party} spoke of NATO membership, and said so.");
        let made = claim(ClaimType::Position, day, &text, "spoke", "speak").mode(mode).actor(party, party);
        made.topic("NATO membership", &["membership", "nato"]).entry()
    }

    #[test]
    fn the_newest_stance_stands_first_and_older_ones_beneath() {
        let entries = [stance(DAY, "open", "UKR"), stance(LATER, "insists", "UKR"), stance(DAY, "opposes", "RUS")];
        let parties = ["RUS".into(), "UKR".into(), "USA".into()];
        let matrix = matrix(stances(&entries, &words()), &parties);
        let cells = &matrix.rows[0].cells;
        let modes = |cell: &Cell| cell.stances.iter().map(|stance| stance.mode).collect::<Vec<_>>();
        assert_eq!(modes(&cells[0]), [Mode::Opposes]);
        assert_eq!(modes(&cells[1]), [Mode::Insists, Mode::Open]);
        // Of whom nothing is told, nothing stands there.
        assert!(cells[2].stances.is_empty());
        assert_eq!(matrix.rows[0].issue.as_str(), "NATO membership");
    }

    #[test]
    fn a_stance_belongs_to_talks_where_its_report_speaks_of_the_other() {
        let alone = stance(DAY, "open", "UKR");
        let text = "UKR told RUS it wants NATO membership.";
        let made = claim(ClaimType::Position, LATER, text, "told", "tell").mode("insists");
        let made = made.actor("UKR", "UKR").to("RUS", "RUS").topic("NATO membership", &["membership", "nato"]);
        let entries = [alone, made.entry()];
        let parties = ["RUS".into(), "UKR".into()];
        let left = between(stances(&entries, &words()), &parties, &entries);
        assert_eq!(left.iter().map(|stance| stance.mode).collect::<Vec<_>>(), [Mode::Insists]);
    }
}
