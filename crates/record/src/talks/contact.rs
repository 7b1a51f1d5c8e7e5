//! Which claims tell of a contact between parties, and between which.
//!
//! A claim that names one party or none ("the talks") belongs to the contact that the same report named before it; the
//! speaker of a claim is a party only where that pair is known to talk from other claims.

use std::collections::{BTreeMap, BTreeSet};

use claims::{Argument, ClaimType, Figure, Measure, Role, Status};
use compact_str::CompactString;
use events::Entry;
use report::Span;

use super::{Envoy, Process, Round, Standing};
use crate::told;
use crate::vocabulary::{Kind, Near, Vocabulary};

/// More than so many sides in one room are a conference.
const PARTIES_MAX: usize = 5;

/// Words that tell how talks stand are no further than this from the claim's own words, bytes.
const BEFORE_MAX: u32 = 60;
const BEHIND_MAX: u32 = 80;

/// What an ordinal counts follows it within so many bytes.
const ROUND_MAX: u32 = 24;

/// An outcome, or a characterisation of something unnamed, is told no further than this behind the talks, bytes.
const OUTCOME_MAX: u32 = 700;

pub(super) struct Contact<'a> {
    pub entry: &'a Entry,
    pub kind: Kind,
    /// The sides that talk.
    pub process: BTreeSet<CompactString>,
    pub mediators: BTreeSet<CompactString>,
    /// Told to hold talks between others.
    pub hosts: BTreeSet<CompactString>,
    pub envoys: Vec<Envoy>,
    pub near: BTreeSet<Near>,
    /// The trigger is a verb: the claim tells of an act.
    pub acts: bool,
    pub ordinal: Option<u32>,
}

/// What one claim says by itself.
struct Found<'a> {
    entry: &'a Entry,
    kind: Kind,
    parties: BTreeSet<CompactString>,
    mediators: BTreeSet<CompactString>,
    hosts: BTreeSet<CompactString>,
}

/// The entries of each report, in the order of its text.
pub(super) type Reports<'a> = BTreeMap<&'a str, Vec<&'a Entry>>;

pub(super) fn by_report(entries: &[Entry]) -> Reports<'_> {
    let mut reports = Reports::new();
    for entry in entries {
        reports.entry(entry.report.id.0.as_str()).or_default().push(entry);
    }
    reports.values_mut().for_each(|list| list.sort_by_key(|entry| entry.n));
    reports
}

pub(super) fn of<'a>(entries: &'a [Entry], words: &Vocabulary) -> Vec<Contact<'a>> {
    let reports = by_report(entries);
    let found: Vec<Vec<Found<'a>>> =
        reports.values().map(|list| list.iter().filter_map(|entry| found(entry, words)).collect()).collect();
    let known: BTreeSet<BTreeSet<CompactString>> =
        found.iter().flatten().filter(|found| found.names_all()).map(|found| found.parties.clone()).collect();
    let mut all = Vec::new();
    for report in found {
        all.extend(placed(report, &known, words));
    }
    all
}

/// Gives each contact of a report its process.
fn placed<'a>(
    report: Vec<Found<'a>>,
    known: &BTreeSet<BTreeSet<CompactString>>,
    words: &Vocabulary,
) -> Vec<Contact<'a>> {
    let named: Vec<(u32, BTreeSet<CompactString>)> = report
        .iter()
        .filter(|found| found.names_all())
        .map(|found| (found.entry.claim().trigger.start, found.parties.clone()))
        .collect();
    let mut all = Vec::new();
    for found in report {
        let complete = found.names_all();
        let process = if complete { Some(found.parties.clone()) } else { meant(&found, &named, known) };
        let Some(process) = process else { continue };
        let envoys = envoys(found.entry);
        let acts = acts(found.entry, words);
        let near = near(found.entry, words, acts);
        let ordinal = ordinal(found.entry, words);
        let (mediators, hosts) = (others(found.mediators, &process), others(found.hosts, &process));
        all.push(Contact {
            entry: found.entry,
            kind: found.kind,
            process,
            mediators,
            hosts,
            envoys,
            near,
            acts,
            ordinal,
        });
    }
    all
}

fn others(sides: BTreeSet<CompactString>, parties: &BTreeSet<CompactString>) -> BTreeSet<CompactString> {
    sides.into_iter().filter(|side| !parties.contains(side)).collect()
}

impl Found<'_> {
    fn names_all(&self) -> bool {
        let most = if self.kind == Kind::Gathering { 3 } else { PARTIES_MAX };
        (2..=most).contains(&self.parties.len()) && self.kind != Kind::Represent
    }
}

/// The parties that a claim means which does not name them all: those named last before it, else first after it.
fn meant(
    found: &Found,
    named: &[(u32, BTreeSet<CompactString>)],
    known: &BTreeSet<BTreeSet<CompactString>>,
) -> Option<BTreeSet<CompactString>> {
    if matches!(found.kind, Kind::Visit | Kind::Gathering | Kind::Call) || found.parties.len() > 1 {
        return None;
    }
    let at = found.entry.claim().trigger.start;
    let fits = |(_, parties): &&(u32, BTreeSet<CompactString>)| found.parties.is_subset(parties);
    let before = named.iter().rev().filter(|(start, _)| *start < at).find(fits);
    // Mediators and places may hide behind one name: a party that stands alone must be one of the pair.
    let here = before.or_else(|| named.iter().find(fits)).map(|(_, parties)| parties.clone());
    here.or_else(|| {
        let speakers = told::speakers(found.entry);
        let mut pair = found.parties.clone();
        pair.extend(speakers.iter().filter_map(|speaker| speaker.id.as_deref()).map(told::side));
        (found.parties.len() == 1 && pair.len() == 2 && known.contains(&pair)).then_some(pair)
    })
}

fn found<'a>(entry: &'a Entry, words: &Vocabulary) -> Option<Found<'a>> {
    let claim = entry.claim();
    if claim.kind != ClaimType::Consult {
        return None;
    }
    let kind = kind(entry, words)?;
    let sided = || claim.args.iter().filter(|arg| arg.role == Role::Actor);
    let mut parties: BTreeSet<CompactString> = sided().filter_map(told::side_of).collect();
    if kind == Kind::Visit {
        parties.extend(told::sides(entry, &[Role::Recipient]));
    }
    let first = first_sides(sided(), claim.trigger);
    let (mediators, hosts) = match kind {
        Kind::Mediation => (first, BTreeSet::new()),
        _ if hosted(entry, words) => (BTreeSet::new(), first),
        _ => (BTreeSet::new(), BTreeSet::new()),
    };
    parties.retain(|side| !mediators.contains(side) && !hosts.contains(side));
    Some(Found { entry, kind, parties, mediators, hosts })
}

/// By the first word of the trigger that tells one; a claim made by phone is a call.
fn kind(entry: &Entry, words: &Vocabulary) -> Option<Kind> {
    let claim = entry.claim();
    let mode = |name: &str| claim.mode.iter().any(|mode| mode == name);
    // Nobody is called at a place: those who are said to be somewhere met.
    if mode("phone") {
        let placed = claim.args.iter().any(|arg| arg.role == Role::Place);
        return Some(if placed { Kind::Meeting } else { Kind::Call });
    }
    if mode("visit") {
        return Some(Kind::Visit);
    }
    entry.kept.words.trigger.iter().find_map(|lemma| words.kind(lemma))
}

/// Where parties are led by a word of their own ("between"), whoever stands before the talks hosts them.
fn hosted(entry: &Entry, words: &Vocabulary) -> bool {
    let claim = entry.claim();
    let behind: Vec<&Argument> = actors(entry).filter(|arg| arg.span.start >= claim.trigger.end).collect();
    let sides: BTreeSet<CompactString> = behind.iter().filter_map(|arg| told::side_of(arg)).collect();
    let Some(first) = behind.iter().map(|arg| arg.span.start).min().filter(|_| sides.len() > 1) else {
        return false;
    };
    let gap = Span::new(claim.trigger.end, first);
    words.leads_parties(entry.words(gap))
}

fn actors(entry: &Entry) -> impl Iterator<Item = &Argument> {
    entry.claim().args.iter().filter(|arg| arg.role == Role::Actor)
}

/// The sides before the trigger, else all where there is none behind it either.
fn first_sides<'a>(args: impl Iterator<Item = &'a Argument>, trigger: Span) -> BTreeSet<CompactString> {
    let (before, behind): (Vec<&Argument>, Vec<&Argument>) = args.partition(|arg| arg.span.start < trigger.start);
    let list = if before.is_empty() && behind.len() < 2 { behind } else { before };
    list.into_iter().filter_map(told::side_of).collect()
}

fn envoys(entry: &Entry) -> Vec<Envoy> {
    let claim = entry.claim();
    let taking_part = claim.args.iter().filter(|arg| matches!(arg.role, Role::Actor | Role::Party));
    let mut all: Vec<Envoy> = Vec::new();
    for actor in taking_part.filter_map(|arg| arg.actor.as_ref()) {
        let (Some(side), Some(name)) = (&actor.id, &actor.name) else { continue };
        let envoy = Envoy { side: side.clone(), name: name.clone() };
        if !all.contains(&envoy) {
            all.push(envoy);
        }
    }
    all
}

/// Looks at the claim's words and what stands before and behind them in the sentence: whether talks were put off or
/// only wished for is told before them, too.
fn near(entry: &Entry, words: &Vocabulary, acts: bool) -> BTreeSet<Near> {
    let claim = entry.claim();
    let (evidence, sentence) = (claim.evidence, entry.kept.telling.sentence);
    let text = &entry.report.text;
    let before = floor(text, evidence.start.saturating_sub(BEFORE_MAX).max(sentence.start.min(evidence.start)));
    let behind = floor(text, (evidence.end + BEHIND_MAX).min(sentence.end.max(evidence.end)));
    let mut all = words.near(entry.words(Span::new(evidence.start, behind)));
    if words.near(entry.words(Span::new(before, evidence.start))).contains(&Near::PutOff) {
        all.insert(Near::PutOff);
    }
    all.remove(&Near::Wished);
    let end = if acts { claim.trigger.end } else { evidence.end };
    let aim = acts && words.leads_aim(entry.words(Span::new(before, claim.trigger.start)));
    if aim || words.near(entry.words(Span::new(before, end))).contains(&Near::Wished) {
        all.insert(Near::Wished);
    }
    all
}

fn floor(text: &str, at: u32) -> u32 {
    let at = (at as usize).min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0) as u32
}

/// Whether the claim tells of an act by a verb, not of talks by their name.
fn acts(entry: &Entry, words: &Vocabulary) -> bool {
    entry.kept.words.trigger.first().is_some_and(|lemma| words.is_act(lemma))
}

/// As reports number the talks.
fn ordinal(entry: &Entry, words: &Vocabulary) -> Option<u32> {
    let told = entry.claim().figures.iter().filter(|figure| figure.measure == Measure::Ordinal);
    let counts_rounds = |figure: &&Figure| {
        let end = floor(&entry.report.text, figure.span.end + ROUND_MAX);
        words.names_round(entry.words(Span::new(figure.span.end, end)))
    };
    let low = told.filter(counts_rounds).find_map(|figure| figure.low)?;
    (1.0..1000.0).contains(&low).then_some(low as u32)
}

/// Where a round is told of in a report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    trigger: u32,
    process: usize,
    round: usize,
    /// Told as happening, not as planned.
    actual: bool,
}

/// Puts what is said of talks, and what came of them, to the round that the same report told last before it.
pub(super) fn attach_sayings<'a>(processes: &mut [Process<'a>], reports: &Reports<'a>, words: &Vocabulary) {
    let mut told_in: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for (at, process) in processes.iter().enumerate() {
        for (round, told) in process.rounds.iter().enumerate() {
            for entry in &told.claims {
                let (trigger, actual) = (entry.claim().trigger.start, entry.claim().status == Status::Actual);
                let place = Place { trigger, process: at, round, actual };
                told_in.entry(entry.report.id.0.as_str()).or_default().push(place);
            }
        }
    }
    for (report, places) in &mut told_in {
        places.sort_unstable();
        for &entry in reports.get(report).into_iter().flatten() {
            attach(processes, places, entry, words);
        }
    }
    for round in processes.iter_mut().flat_map(|process| &mut process.rounds) {
        round.said.sort_by(|one, other| one.order().cmp(&other.order()));
        round.outcomes.sort_by(|one, other| one.order().cmp(&other.order()));
    }
}

fn attach<'a>(processes: &mut [Process<'a>], places: &[Place], entry: &'a Entry, words: &Vocabulary) {
    let at = entry.claim().trigger.start;
    let before = places.iter().rev().find(|place| place.trigger <= at);
    let near = before.filter(|place| at - place.trigger <= OUTCOME_MAX);
    let talks = says_of_talks(entry, words);
    let held = |place: &&Place| place.actual && was_held(&processes[place.process].rounds[place.round]);
    let place = match talks {
        Some(true) => before.or_else(|| places.iter().find(held)),
        Some(false) | None => near,
    };
    let Some(&Place { process, round, .. }) = place else { return };
    let process = &mut processes[process];
    if talks.is_some() {
        let said = &mut process.rounds[round].said;
        if !said.iter().any(|have| is_same_saying(have, entry)) {
            said.push(entry);
        }
    } else if is_outcome(entry, process) {
        process.rounds[round].outcomes.push(entry);
    }
}

fn was_held(round: &Round) -> bool {
    matches!(round.standing, Standing::Held | Standing::GoingOn | Standing::Failed)
}

/// One sentence can characterise in several words.
fn is_same_saying(one: &Entry, other: &Entry) -> bool {
    one.report.id == other.report.id
        && one.kept.telling.sentence == other.kept.telling.sentence
        && one.claim().said_by == other.claim().said_by
}

/// Whether a characterisation names talks as its object, or no object at all; None where it is of something else.
fn says_of_talks(entry: &Entry, words: &Vocabulary) -> Option<bool> {
    let claim = entry.claim();
    if claim.kind != ClaimType::Assess || claim.said_by.is_empty() {
        return None;
    }
    let args = claim.args.iter().zip(&entry.kept.words.args);
    let objects: Vec<_> = args.filter(|(arg, _)| matches!(arg.role, Role::Object | Role::Topic)).collect();
    let talks = |lemmas: &[CompactString]| lemmas.first().is_some_and(|head| words.kind(head).is_some());
    match objects.is_empty() {
        true => Some(false),
        false => objects.iter().any(|(_, lemmas)| talks(lemmas)).then_some(true),
    }
}

/// An agreement, a refusal or an open issue of those who talk; one that names nobody belongs to the talks told before.
fn is_outcome(entry: &Entry, process: &Process) -> bool {
    let claim = entry.claim();
    let outcome = matches!(claim.kind, ClaimType::Agree | ClaimType::Reject | ClaimType::Issue);
    let sides = told::sides(entry, &[Role::Actor]);
    let one_of_them = |side: &CompactString| process.parties.contains(side) || process.mediators.contains(side);
    outcome && claim.status != Status::Hypothetical && (sides.is_empty() || sides.iter().any(one_of_them))
}
