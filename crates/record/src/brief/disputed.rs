//! Figures of one happening that exclude each other, side by side; and figures that are new since the last brief.

use std::collections::{BTreeMap, BTreeSet};

use claims::{Figure, Measure, Role, Status};
use events::Entry;
use report::one_line;

use super::story::Story;
use super::voice::{Voice, cite, finish, ours};
use super::{Ask, Item, Part, Sentence, Told, english};
use crate::series::{Bounds, agreement};

pub(super) type Saying<'a> = (&'a Entry, &'a Figure);

/// For each measure of a happening, the values that cannot all be right.
pub(super) fn rivals(stories: &[Story<'_>], voice: &mut Voice<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for story in stories {
        for (key, sayings) in standing_by_measure(story) {
            let Some(question) = english::how_many(key.0, key.1).filter(|_| are_rivals(&sayings)) else { continue };
            let lead = format!("{}{question}: ", english::DIFFER);
            let sentence = side_by_side(&lead, &sayings, voice);
            items.push(Item { sentences: vec![sentence], event: Some(story.event.clone()) });
        }
    }
    items
}

/// Figures told by reports that are new, where an older report told another.
pub(super) fn changed(stories: &[Story<'_>], ask: &Ask, voice: &mut Voice<'_>) -> Vec<Item> {
    let Some(new) = &ask.new else { return Vec::new() };
    let is_new = |entry: &Entry| new.contains(&entry.report.id);
    let mut items = Vec::new();
    for story in stories {
        for (key, sayings) in by_measure(story) {
            let (later, earlier): (Vec<Saying<'_>>, Vec<Saying<'_>>) =
                sayings.into_iter().partition(|(entry, _)| is_new(entry));
            let differs = |(_, figure): &Saying<'_>| earlier.iter().all(|(_, other)| bounds(figure) != bounds(other));
            let later: Vec<Saying<'_>> = later.into_iter().filter(differs).collect();
            let Some(question) = english::how_many(key.0, key.1) else { continue };
            if later.is_empty() || earlier.is_empty() {
                continue;
            }
            let mut sentence = side_by_side(&format!("{}{question}: ", english::NOW), &later, voice);
            let before = side_by_side(english::BEFORE, &earlier, voice);
            sentence.parts.push(ours(" "));
            sentence.parts.extend(before.parts);
            sentence.cites.extend(before.cites);
            items.push(Item { sentences: vec![sentence], event: Some(story.event.clone()) });
        }
    }
    items
}

/// The values that stand beside each other: none that a later version tells anew or a copy tells again.
pub(super) fn standing_by_measure<'a>(story: &'a Story<'_>) -> BTreeMap<(Measure, &'a str), Vec<Saying<'a>>> {
    let mut found = by_measure(story);
    found.values_mut().for_each(|sayings| *sayings = standing(sayings));
    found
}

/// Values told as actual, of the whole and not of a part of it; by report and day.
fn by_measure<'a>(story: &'a Story<'_>) -> BTreeMap<(Measure, &'a str), Vec<Saying<'a>>> {
    let mut found: BTreeMap<(Measure, &str), Vec<Saying<'_>>> = BTreeMap::new();
    let entries = story.tellings.iter().flat_map(|(_, telling)| telling.entries.iter().copied());
    for entry in entries.filter(|entry| entry.claim().status == Status::Actual) {
        for figure in entry.claim().figures.iter().filter(|figure| figure.beside.is_none()) {
            if let Some(of) = &figure.of {
                found.entry((figure.measure, of.as_str())).or_default().push((entry, figure));
            }
        }
    }
    for sayings in found.values_mut() {
        sayings.sort_by_key(|(entry, figure)| (entry.report.published, entry.report.id.clone(), figure.span));
        sayings.dedup_by(|b, a| bounds(a.1) == bounds(b.1) && a.0.report.id == b.0.report.id);
    }
    found
}

/// Without what a later version of the same report tells anew, and without what a copy tells again.
fn standing<'a>(sayings: &[Saying<'a>]) -> Vec<Saying<'a>> {
    let is_replaced = |entry: &Entry| {
        let later = entry.report.superseded_by.as_ref();
        later.is_some_and(|later| sayings.iter().any(|(other, _)| other.report.id == *later))
    };
    let mut left: Vec<Saying<'a>> = Vec::new();
    for (entry, figure) in sayings.iter().filter(|(entry, _)| !is_replaced(entry)) {
        let is_again = |(other, told): &Saying<'_>| {
            other.report.origin == entry.report.origin
                && other.report.id != entry.report.id
                && bounds(told) == bounds(figure)
        };
        if !left.iter().any(is_again) {
            left.push((entry, figure));
        }
    }
    left
}

fn bounds(figure: &Figure) -> (Option<u64>, Option<u64>) {
    (figure.low.map(f64::to_bits), figure.high.map(f64::to_bits))
}

fn are_disjoint(a: &Figure, b: &Figure) -> bool {
    agreement(&[Bounds::of(a), Bounds::of(b)]).is_none()
}

/// Some two of them cannot both be right.
pub(super) fn are_rivals(sayings: &[Saying<'_>]) -> bool {
    sayings.iter().any(|a| sayings.iter().any(|b| are_disjoint(a.1, b.1) && are_of_one_place(a.0, b.0)))
}

/// Two figures of one report are of two things; so are those of two countries.
fn are_of_one_place(a: &Entry, b: &Entry) -> bool {
    let countries = |entry: &Entry| {
        let places =
            entry.claim().args.iter().filter(|arg| arg.role == Role::Place).filter_map(|arg| arg.place.as_ref());
        places.map(|place| place.country.clone()).filter(|country| !country.is_empty()).collect::<BTreeSet<_>>()
    };
    let (one, other) = (countries(a), countries(b));
    a.report.id != b.report.id && (one.is_empty() || other.is_empty() || !one.is_disjoint(&other))
}

/// "four, by its own account [1]; at least five, the mayor said [3]".
fn side_by_side(lead: &str, sayings: &[Saying<'_>], voice: &mut Voice<'_>) -> Sentence {
    let mut sentence = Sentence { parts: vec![ours(lead)], cites: Vec::new() };
    for (at, (entry, figure)) in sayings.iter().enumerate() {
        let number = voice.sources.number(&entry.report);
        if at > 0 {
            sentence.parts.push(ours("; "));
        }
        let words = one_line(entry.words(figure.span));
        let text = if words.starts_with(|c: char| c.is_ascii_uppercase()) { words.to_lowercase() } else { words };
        sentence.parts.push(Part::Told(Told { text, source: number, span: figure.span }));
        let speaker = voice.short_speaker(entry, number);
        sentence.parts.extend(speaker);
        sentence.parts.push(Part::Mark(number));
        sentence.cites.push(cite(entry, number));
    }
    finish(&mut sentence.parts);
    sentence
}
