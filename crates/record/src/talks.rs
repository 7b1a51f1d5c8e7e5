//! `entries -> talks`: processes (who talks with whom), their rounds, and what was said of them.
//!
//! A process is a set of parties that are told to have met, talked or called; its id is their ids, sorted:
//! `talks/UKR-USA`. Who hosts or mediates stands apart. Rounds are joined from claims by parties, days and places.
//! Nothing is concluded: a round was held, planned or failed because somebody says so, and each claim stays at hand.

mod contact;
#[cfg(test)]
mod corpus_talks;
mod rounds;

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use events::Entry;
use jiff::civil::Date;

use crate::told;
use crate::vocabulary::{Kind, Vocabulary};

use contact::Contact;

/// Talks between the same parties.
#[derive(Clone, Debug)]
pub struct Process<'a> {
    pub id: ProcessId,
    /// Sides, sorted.
    pub parties: Vec<CompactString>,
    /// Whether any report speaks of talks or negotiations, not of meetings, calls and visits alone.
    pub negotiates: bool,
    pub mediators: BTreeSet<CompactString>,
    /// In the order of their days; those without a day last.
    pub rounds: Vec<Round<'a>>,
    /// Calls and visits, newest first.
    pub contacts: Vec<&'a Entry>,
    /// Claims about these talks that belong to no round: wishes, background, what is told without a day.
    pub mentions: Vec<&'a Entry>,
    /// First and last day on which a report told of them.
    pub told: (Option<Date>, Option<Date>),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcessId(pub CompactString);

impl ProcessId {
    fn of(parties: &BTreeSet<CompactString>) -> ProcessId {
        let parties: Vec<&str> = parties.iter().map(CompactString::as_str).collect();
        ProcessId(compact_str::format_compact!("talks/{}", parties.join("-")))
    }
}

/// What reports say of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    Held,
    GoingOn,
    Planned,
    /// Said to be possible or hanging on a condition.
    Possible,
    PutOff,
    Failed,
    /// Said not to have been held.
    NotHeld,
}

/// One sitting, or several on days that follow each other.
#[derive(Clone, Debug)]
pub struct Round<'a> {
    /// Counts from 1 in the order of days, as far as the record knows.
    pub number: usize,
    /// As reports number it ("the fourth round").
    pub ordinal: Option<u32>,
    /// As reports count its days ("for a third day"); the highest.
    pub days_counted: Option<u32>,
    /// First and last day told, both inclusive; None where no day was told.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Whether the days are told, not taken from the day of publication.
    pub dated: bool,
    pub places: Vec<Venue>,
    pub standing: Standing,
    /// Called talks or negotiations by a report; else a meeting.
    pub negotiation: bool,
    pub indirect: bool,
    pub envoys: Vec<Envoy>,
    pub mediators: BTreeSet<CompactString>,
    /// Told to hold these talks between others.
    pub hosts: BTreeSet<CompactString>,
    /// How long it lasted, with the claim that tells it.
    pub lengths: Vec<(claims::Figure, &'a Entry)>,
    /// Claims that tell of it, in the order of telling.
    pub claims: Vec<&'a Entry>,
    /// Claims that deny it.
    pub denied: Vec<&'a Entry>,
    /// How speakers characterise it.
    pub said: Vec<&'a Entry>,
    /// What was agreed, rejected, left open.
    pub outcomes: Vec<&'a Entry>,
}

/// Where a round was.
#[derive(Clone, Debug, PartialEq)]
pub struct Venue {
    pub name: String,
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-3; empty where unknown.
    pub country: CompactString,
}

/// A person who took part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Envoy {
    /// Id with its sector.
    pub side: CompactString,
    pub name: String,
}

/// Negotiations first, those with most rounds and latest first.
pub fn processes<'a>(entries: &'a [Entry], words: &Vocabulary) -> Vec<Process<'a>> {
    let contacts = contact::of(entries, words);
    let reports = contact::by_report(entries);
    let mut groups: BTreeMap<BTreeSet<CompactString>, Vec<Contact<'a>>> = BTreeMap::new();
    for contact in contacts {
        groups.entry(contact.process.clone()).or_default().push(contact);
    }
    let make = |(parties, contacts): (BTreeSet<CompactString>, Vec<Contact<'a>>)| process(&parties, contacts);
    let mut all: Vec<Process<'a>> = groups.into_iter().map(make).collect();
    contact::attach_sayings(&mut all, &reports, words);
    all.sort_by(|one, other| {
        let rank = |process: &Process| (process.negotiates, process.rounds.len(), process.told.1);
        rank(other).cmp(&rank(one)).then_with(|| one.id.cmp(&other.id))
    });
    all
}

/// The claims that belong to these talks: those that tell of them and their outcomes, what the parties alone did in the
/// same reports, and what those reports raise that tell of no other talks.
pub fn claims_of<'a>(process: &Process<'a>, all: &[Process<'a>], entries: &'a [Entry]) -> Vec<&'a Entry> {
    let told_in = |process: &Process<'a>| -> BTreeSet<&'a str> {
        let rounds = process.rounds.iter().flat_map(|round| &round.claims);
        rounds.chain(&process.mentions).chain(&process.contacts).map(|entry| entry.report.id.0.as_str()).collect()
    };
    let here = told_in(process);
    let elsewhere: BTreeSet<&str> = all.iter().filter(|other| other.id != process.id).flat_map(told_in).collect();
    let own: BTreeSet<(&str, u32)> = process
        .rounds
        .iter()
        .flat_map(|round| round.claims.iter().chain(&round.outcomes))
        .chain(&process.mentions)
        .map(|entry| (entry.report.id.0.as_str(), entry.n))
        .collect();
    let belongs = |entry: &&Entry| {
        let report = entry.report.id.0.as_str();
        let sides = told::sides(entry, &[claims::Role::Actor]);
        let theirs = sides.iter().all(|side| process.parties.contains(side));
        let alone = !elsewhere.contains(report) || (!sides.is_empty() && theirs);
        own.contains(&(report, entry.n)) || (here.contains(report) && theirs && alone)
    };
    let talks = |entry: &&Entry| entry.claim().kind != claims::ClaimType::Consult;
    entries
        .iter()
        .filter(|entry| talks(entry) || own.contains(&(entry.report.id.0.as_str(), entry.n)))
        .filter(belongs)
        .collect()
}

fn process<'a>(parties: &BTreeSet<CompactString>, mut contacts: Vec<Contact<'a>>) -> Process<'a> {
    contacts.sort_by(|one, other| one.entry.order().cmp(&other.entry.order()));
    let negotiates = contacts.iter().any(|contact| matches!(contact.kind, Kind::Negotiation | Kind::Mediation));
    let days = || contacts.iter().filter_map(|contact| told::told_on(contact.entry));
    let told = (days().min(), days().max());
    let mediators = contacts.iter().flat_map(|contact| contact.mediators.iter().cloned()).collect();
    let (calls, talks): (Vec<Contact>, Vec<Contact>) =
        contacts.into_iter().partition(|contact| matches!(contact.kind, Kind::Call | Kind::Visit));
    let (rounds, mentions) = rounds::of(parties, talks);
    Process {
        id: ProcessId::of(parties),
        parties: parties.iter().cloned().collect(),
        negotiates,
        mediators,
        rounds,
        contacts: calls.into_iter().rev().map(|contact| contact.entry).collect(),
        mentions,
        told,
    }
}

impl Process<'_> {
    /// Whether this is what a user means by `name`: the id, or its parties in any order, in any case.
    pub fn is_called(&self, name: &str) -> bool {
        let name = name.to_uppercase();
        let asked = name.strip_prefix("TALKS/").unwrap_or(&name);
        let own = self.id.0.to_uppercase();
        if own.strip_prefix("TALKS/") == Some(asked) {
            return true;
        }
        let mut asked: Vec<&str> = asked.split(['-', ',', ' ']).filter(|part| !part.is_empty()).collect();
        asked.sort_unstable();
        let mut parties: Vec<CompactString> = self.parties.iter().map(|party| party.to_uppercase()).collect();
        parties.sort_unstable();
        asked == parties || asked == parties.iter().map(|party| short(party)).collect::<Vec<_>>()
    }
}

/// Without the kind of id in front: `HAMAS` for `ORG:HAMAS`.
fn short(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, name)| name)
}
