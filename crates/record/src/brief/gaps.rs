//! What the sources cannot tell: who is not heard, what names no speaker, what could not be placed, how old the newest is.

use std::collections::{BTreeMap, BTreeSet};

use claims::{ClaimType, Role};
use events::Entry;

use super::story::Story;
use super::{Item, Part, Section, Sentence, Wording, english, matter};

/// Sides named in "nobody of".
const SIDES_MAX: usize = 3;
const PLACES_MAX: usize = 6;

pub(super) fn items(entries: &[Entry], stories: &[Story<'_>], sections: &[Section], wording: &Wording) -> Vec<Item> {
    let sentences = [
        basis(entries),
        unheard(stories, entries, wording),
        newest_by_side(entries),
        without_speaker(stories),
        unplaced(stories),
        languages(entries),
        left_out(stories, sections),
    ];
    let item = |parts: Vec<Part>| Item { sentences: vec![Sentence { parts, cites: Vec::new() }], event: None };
    sentences.into_iter().flatten().map(item).collect()
}

/// Numbers of a sentence of counts stand alone: "{2} reports".
fn parts(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[at..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |length| at + length);
        if at > 0 {
            found.push(Part::Ours(rest[..at].to_string()));
        }
        found.push(Part::Counted(rest[at..end].to_string()));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        found.push(Part::Ours(rest.to_string()));
    }
    found
}

fn basis(entries: &[Entry]) -> Option<Vec<Part>> {
    let reports: BTreeSet<&str> = entries.iter().map(|entry| entry.report.id.0.as_str()).collect();
    let origins: BTreeSet<&str> = entries.iter().map(|entry| entry.report.origin.0.as_str()).collect();
    let outlets: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.report.outlet.as_deref()).collect();
    let unnamed: BTreeSet<&str> =
        entries.iter().filter(|entry| entry.report.outlet.is_none()).map(|entry| entry.report.id.0.as_str()).collect();
    Some(parts(&english::basis(reports.len(), origins.len(), outlets.len(), unnamed.len())))
}

/// States that act or are acted upon with force, most often first, and nobody of theirs speaks.
fn unheard(stories: &[Story<'_>], entries: &[Entry], wording: &Wording) -> Option<Vec<Part>> {
    let mut acting: BTreeMap<&str, usize> = BTreeMap::new();
    let told = stories.iter().flat_map(|story| &story.tellings).flat_map(|(_, telling)| telling.entries.iter());
    for entry in told.filter(|entry| matter::is_conflict(entry)) {
        let roles = [Role::Actor, Role::Recipient];
        let ids = entry.claim().args.iter().filter(|arg| roles.contains(&arg.role));
        for id in ids.filter_map(|arg| arg.actor.as_ref()?.id.as_deref()) {
            *acting.entry(id.split('/').next().unwrap_or(id)).or_default() += 1;
        }
    }
    let mut sides: Vec<(&str, usize)> = acting.into_iter().collect();
    sides.sort_by_key(|(side, count)| (std::cmp::Reverse(*count), *side));
    let speaking: BTreeSet<&str> = entries
        .iter()
        .flat_map(|entry| &entry.claim().said_by)
        .flat_map(|said| &said.who)
        .filter_map(|actor| actor.id.as_deref())
        .map(|id| id.split('/').next().unwrap_or(id))
        .collect();
    let names = sides.iter().take(SIDES_MAX).filter(|(side, _)| !speaking.contains(side));
    let names: Vec<String> = names.map(|(side, _)| side_name(side, wording)).collect();
    if names.is_empty() {
        return None;
    }
    let mut found = vec![Part::Ours(english::UNHEARD.to_string())];
    for (at, name) in names.iter().enumerate() {
        let gap = match names.len() - at {
            _ if at == 0 => "",
            1 => english::OR,
            _ => ", ",
        };
        found.extend([Part::Ours(gap.to_string()), Part::Name(name.clone())]);
    }
    found.push(Part::Ours(".".to_string()));
    Some(found)
}

fn side_name(id: &str, wording: &Wording) -> String {
    let name = wording.state(id).map(english::with_article);
    name.unwrap_or_else(|| id.split_once(':').map_or(id, |(_, name)| name).to_string())
}

fn newest_by_side(entries: &[Entry]) -> Option<Vec<Part>> {
    let mut newest = BTreeMap::new();
    for entry in entries {
        if let (Some(side), Some(day)) = (&entry.report.side, entry.report.published) {
            let last = newest.entry(side.as_str()).or_insert(day);
            *last = day.max(*last);
        }
    }
    if newest.is_empty() {
        return None;
    }
    let mut found = vec![Part::Ours(english::NEWEST.to_string())];
    for (at, (side, day)) in newest.into_iter().enumerate() {
        let gap = if at > 0 { ", " } else { "" };
        found.extend([Part::Ours(gap.to_string()), Part::Name(format!("{side} "))]);
        found.push(Part::Day(english::day(day)));
    }
    found.push(Part::Ours(".".to_string()));
    Some(found)
}

fn without_speaker(stories: &[Story<'_>]) -> Option<Vec<Part>> {
    let claims = || stories.iter().flat_map(|story| &story.tellings).flat_map(|(_, telling)| telling.entries.iter());
    let silent = claims().filter(|entry| entry.claim().said_by.is_empty()).count();
    (silent > 0).then(|| parts(&english::without_speaker(silent, claims().count())))
}

/// Places that a report names and the gazetteer could not settle.
fn unplaced(stories: &[Story<'_>]) -> Option<Vec<Part>> {
    let mut names: Vec<String> = Vec::new();
    for (_, telling) in stories.iter().flat_map(|story| &story.tellings) {
        for entry in &telling.entries {
            let args = entry.claim().args.iter().filter(|arg| arg.role == Role::Place && arg.place.is_none());
            for arg in args {
                let name = report::one_line(entry.words(arg.span));
                let is_name = name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit());
                if is_name && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names.truncate(PLACES_MAX);
    (!names.is_empty()).then(|| vec![Part::Name(english::unplaced(&names))])
}

fn languages(entries: &[Entry]) -> Option<Vec<Part>> {
    let found: BTreeSet<&str> = entries.iter().map(|entry| entry.report.language.as_str()).collect();
    match found.into_iter().collect::<Vec<_>>().as_slice() {
        ["en"] => Some(vec![Part::Ours(english::ONE_LANGUAGE.to_string())]),
        _ => None,
    }
}

/// Stories that no part had room for.
fn left_out(stories: &[Story<'_>], sections: &[Section]) -> Option<Vec<Part>> {
    let told: BTreeSet<_> =
        sections.iter().flat_map(|section| &section.items).filter_map(|item| item.event.as_ref()).collect();
    let wordy = |story: &&Story<'_>| {
        story
            .tellings
            .iter()
            .any(|(_, telling)| telling.entries.iter().any(|entry| entry.claim().kind != ClaimType::Issue))
    };
    let left = stories.iter().filter(|story| !told.contains(&story.event)).filter(wordy).count();
    (left > 0).then(|| parts(&english::left_out(left)))
}
