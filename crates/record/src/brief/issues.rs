//! Issues of talks as lists: one for each report and kind, in the words of the report.

use std::collections::BTreeMap;

use claims::{ClaimType, Role};
use events::Entry;
use report::one_line;

use super::story::Story;
use super::telling::{Form, Telling};
use super::voice::{Voice, cite, finish, ours};
use super::{Item, Part, Sentence, Told, english};

/// A point of a list, which makes no sentence of its own.
pub(super) fn is_item(telling: &Telling<'_>) -> bool {
    telling.form == Form::Quoted && telling.entries.iter().any(|entry| entry.claim().kind == ClaimType::Issue)
}

pub(super) fn lists(stories: &[Story<'_>], voice: &mut Voice<'_>) -> Vec<Item> {
    let mut found: BTreeMap<(&'static str, &str), Vec<&Entry>> = BTreeMap::new();
    let tellings = stories.iter().flat_map(|story| &story.tellings).map(|(_, telling)| telling);
    for telling in tellings.filter(|telling| is_item(telling)) {
        for entry in telling.entries.iter().copied().filter(|entry| entry.claim().kind == ClaimType::Issue) {
            found.entry((lead(entry), entry.report.id.0.as_str())).or_default().push(entry);
        }
    }
    found.into_iter().map(|((lead, _), entries)| list(lead, entries, voice)).collect()
}

fn lead(entry: &Entry) -> &'static str {
    match entry.claim().mode.first().map(|mode| mode.as_str()) {
        Some("agreed") => english::AGREED,
        Some("unresolved") => english::OPEN,
        _ => english::ON_THE_TABLE,
    }
}

fn list(lead: &str, mut entries: Vec<&Entry>, voice: &mut Voice<'_>) -> Item {
    entries.sort_by_key(|entry| entry.n);
    let mut sentence = Sentence { parts: vec![ours(lead)], cites: Vec::new() };
    let mut seen: Vec<String> = Vec::new();
    for entry in &entries {
        let number = voice.sources.number(&entry.report);
        sentence.cites.push(cite(entry, number));
        let topic = entry.claim().args.iter().find(|arg| arg.role == Role::Topic);
        let span = topic.map_or(entry.claim().evidence, |arg| arg.span);
        let text = one_line(entry.words(span));
        if seen.contains(&text) {
            continue;
        }
        if !seen.is_empty() {
            sentence.parts.push(ours("; "));
        }
        seen.push(text.clone());
        sentence.parts.push(Part::Told(Told { text, source: number, span }));
    }
    finish(&mut sentence.parts);
    Item { sentences: vec![sentence], event: entries.first().map(|entry| entry.event.clone()) }
}
