//! `stories -> sections`: each telling in one part of the brief, once; no empty part but the gaps.

use std::collections::BTreeSet;

use claims::ClaimType;
use events::Entry;

use super::headings::SectionKind;
use super::story::{Story, stories};
use super::telling::Telling;
use super::voice::{Voice, cite, ours};
use super::wording::Wording;
use super::{Ask, Brief, Counts, Head, Item, Part, Section, Sentence, charts, disputed, english, gaps, issues, pins};

/// A part longer than this is no longer read.
const ITEMS_MAX: usize = 14;
const SENTENCES_MAX: usize = 4;

pub(super) fn brief(entries: &[Entry], ask: &Ask, wording: &Wording) -> Brief {
    let stories = stories(entries, ask.from, wording);
    let mut voice = Voice::new(entries, wording);
    let mut sections = Vec::new();
    for kind in SectionKind::ALL {
        let mut items = match kind {
            SectionKind::Changed => disputed::changed(&stories, ask, &mut voice),
            SectionKind::Gaps => gaps::items(entries, &stories, &sections, wording),
            SectionKind::Disputed => disputed::rivals(&stories, &mut voice),
            SectionKind::Unresolved => issues::lists(&stories, &mut voice),
            _ => Vec::new(),
        };
        items.extend(told(*kind, &stories, ask, &mut voice));
        if !items.is_empty() {
            sections.push(Section { kind: *kind, title: english::title(*kind).to_string(), items });
        }
    }
    let head = head(entries, ask, &sections);
    let charts = charts::charts(&stories, &mut voice);
    Brief { head, sections, sources: voice.sources.list, pins: pins::pins(&stories), charts }
}

fn head(entries: &[Entry], ask: &Ask, sections: &[Section]) -> Head {
    let reports: BTreeSet<&str> = entries.iter().map(|entry| entry.report.id.0.as_str()).collect();
    let outlets: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.report.outlet.as_deref()).collect();
    let origins: BTreeSet<&str> = entries.iter().map(|entry| entry.report.origin.0.as_str()).collect();
    let sentences = sections.iter().flat_map(|section| &section.items).flat_map(|item| &item.sentences);
    let told: BTreeSet<(usize, u32)> =
        sentences.flat_map(|sentence| &sentence.cites).map(|cite| (cite.source, cite.claim)).collect();
    let counts = Counts {
        reports: reports.len(),
        outlets: outlets.len(),
        origins: origins.len(),
        claims: entries.len(),
        told: told.len(),
    };
    Head {
        from: ask.from,
        to: ask.to,
        place: ask.place.clone(),
        title: english::brief_of(ask.from, ask.to, ask.place.as_deref()),
        note: english::NOTE.to_string(),
        counts,
    }
}

fn told(kind: SectionKind, stories: &[Story<'_>], ask: &Ask, voice: &mut Voice<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for story in stories {
        let tellings: Vec<&Telling<'_>> = story
            .tellings
            .iter()
            .filter(|(section, telling)| *section == kind && !issues::is_item(telling))
            .map(|(_, telling)| telling)
            .collect();
        if tellings.is_empty() {
            continue;
        }
        if items.len() == ITEMS_MAX {
            break;
        }
        items.push(item(story, &tellings, ask, voice));
    }
    items
}

fn item(story: &Story<'_>, tellings: &[&Telling<'_>], ask: &Ask, voice: &mut Voice<'_>) -> Item {
    let mut item = Item { sentences: Vec::new(), event: Some(story.event.clone()) };
    let mut told: Vec<&Telling<'_>> = Vec::new();
    let mut more = Sentence::default();
    for telling in in_order(tellings) {
        let adds = told.iter().all(|before| adds(telling, before));
        if adds && item.sentences.len() < SENTENCES_MAX {
            item.sentences.push(voice.sentence(telling));
            told.push(telling);
            continue;
        }
        let number = voice.sources.number(&telling.lead().report);
        more.cites.extend(telling.entries.iter().map(|entry| cite(entry, number)));
    }
    let cited: BTreeSet<usize> = item.sentences.iter().flat_map(Sentence::sources).collect();
    if more.cites.iter().any(|cite| !cited.contains(&cite.source)) {
        more.parts.push(ours(english::ALSO));
        item.sentences.push(more);
    } else if let Some(first) = item.sentences.first_mut() {
        first.cites.extend(more.cites);
    }
    if let (Some(day), Some(first)) = (story.day.filter(|_| ask.from != ask.to), item.sentences.first_mut()) {
        first.parts.insert(0, Part::Day(format!("{}: ", english::day(day))));
    }
    item
}

/// The weightiest first; then what its report says of it in the report's order, then the other reports.
fn in_order<'a, 'b>(tellings: &[&'b Telling<'a>]) -> Vec<&'b Telling<'a>> {
    let Some(first) = tellings.first() else { return Vec::new() };
    let home = &first.lead().report.id;
    let (mut own, others): (Vec<_>, Vec<_>) =
        tellings.iter().skip(1).copied().partition(|telling| telling.lead().report.id == *home);
    own.sort_by_key(|telling| telling.span);
    std::iter::once(*first).chain(own).chain(others).collect()
}

/// The later telling says what the earlier does not: another kind of thing, another speaker, other figures.
fn adds(later: &Telling<'_>, earlier: &Telling<'_>) -> bool {
    let kinds =
        |telling: &Telling<'_>| telling.entries.iter().map(|entry| entry.claim().kind).collect::<BTreeSet<ClaimType>>();
    let figures = |telling: &Telling<'_>| {
        let all = telling.entries.iter().flat_map(|entry| &entry.claim().figures);
        all.map(|figure| format!("{:?}{:?}{:?}{:?}", figure.measure, figure.of, figure.low, figure.high))
            .collect::<BTreeSet<_>>()
    };
    let speakers = |telling: &Telling<'_>| {
        let said = telling.entries.iter().filter_map(|entry| entry.claim().said_by.last());
        said.flat_map(|said| &said.who).filter_map(|actor| actor.id.clone()).collect::<BTreeSet<_>>()
    };
    let same_report = later.lead().report.id == earlier.lead().report.id;
    same_report
        || !speakers(later).is_subset(&speakers(earlier))
        || !kinds(later).is_subset(&kinds(earlier))
        || !figures(later).is_subset(&figures(earlier))
}
