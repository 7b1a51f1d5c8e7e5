//! `Telling -> Sentence`: the words of a report behind who says them.

use std::collections::BTreeMap;

use claims::{ClaimType, Manner, Role};
use events::{Entry, Filed};
use report::{Span, one_line};

use super::english;
use super::telling::{Form, QUOTE_CHARS_MAX, Telling, inside, is_quotation, stand_in};
use super::wording::{CueKind, Wording};
use super::{Cite, Part, Sentence, Source, Told};

/// Numbers reports in the order in which they are first cited.
#[derive(Default)]
pub(super) struct Sources {
    numbers: BTreeMap<String, usize>,
    pub(super) list: Vec<Source>,
}

impl Sources {
    pub(super) fn number(&mut self, report: &Filed) -> usize {
        let next = self.list.len() + 1;
        let number = *self.numbers.entry(report.id.0.clone()).or_insert(next);
        if number == next {
            self.list.push(source(report, number));
        }
        number
    }
}

fn source(report: &Filed, number: usize) -> Source {
    Source {
        number,
        report: report.id.clone(),
        outlet: report.outlet.clone(),
        side: report.side.clone(),
        title: report.title.clone(),
        url: report.url.clone(),
        file: report.file.clone(),
        published: report.published,
        copies: (report.origin != report.id).then(|| report.origin.clone()),
        language: report.language.as_str().into(),
    }
}

/// Writes sentences and numbers their sources.
pub(super) struct Voice<'a> {
    wording: &'a Wording,
    pub(super) sources: Sources,
    names: Names,
    homes: BTreeMap<String, String>,
}

/// Phrases that name speakers, by report and id, in the order of the text.
type Names = BTreeMap<(String, String), Vec<Span>>;

impl<'a> Voice<'a> {
    pub(super) fn new(entries: &[Entry], wording: &'a Wording) -> Voice<'a> {
        let mut names = Names::new();
        for entry in entries {
            for (said, span) in entry.claim().said_by.iter().zip(&entry.kept.telling.speakers) {
                let Some(id) = said.who.first().and_then(|actor| actor.id.as_deref()) else { continue };
                let named = entry.words(*span).split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase));
                let found = names.entry((entry.report.id.0.clone(), id.to_string())).or_default();
                if named && !found.contains(span) {
                    found.push(*span);
                }
            }
        }
        names.values_mut().for_each(|spans| spans.sort_unstable());
        Voice { wording, sources: Sources::default(), names, homes: homes(entries) }
    }

    /// Of "the ministry", the phrase of the report that names it: of the same id, and ending in the same noun.
    fn full_name(&self, entry: &Entry, layer: usize, span: Span) -> Option<Span> {
        let id = entry.claim().said_by.get(layer)?.who.first()?.id.as_deref()?;
        let (article, noun) = entry.words(span).split_once(' ')?;
        if !english::is_article(article) || noun.contains(' ') || noun.starts_with(char::is_uppercase) {
            return None;
        }
        let spans = self.names.get(&(entry.report.id.0.clone(), id.to_string()))?;
        spans.iter().copied().find(|name| entry.words(*name).to_lowercase().ends_with(noun))
    }
}

/// The state that most speakers of a report with a state belong to. An id that stands against it may be wrong, and a
/// wrong state before a speaker is worse than none.
fn homes(entries: &[Entry]) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for entry in entries {
        let ids = entry.claim().said_by.iter().flat_map(|said| &said.who).filter_map(|actor| actor.id.as_deref());
        for id in ids.filter(|id| !id.contains(':')) {
            let state = id.split('/').next().unwrap_or(id);
            *counts.entry(entry.report.id.0.as_str()).or_default().entry(state).or_default() += 1;
        }
    }
    let most = |states: BTreeMap<&str, usize>| {
        let all: usize = states.values().sum();
        states.into_iter().find(|(_, count)| count * 2 > all).map(|(state, _)| state.to_string())
    };
    counts.into_iter().filter_map(|(report, states)| Some((report.to_string(), most(states)?))).collect()
}

impl Voice<'_> {
    pub(super) fn sentence(&mut self, telling: &Telling<'_>) -> Sentence {
        let entry = telling.lead();
        let number = self.sources.number(&entry.report);
        let mut parts = match telling.form {
            Form::Own => self.own(entry, telling.span, number),
            Form::Said => self.said(entry, telling.span, number),
            Form::Whole => self.words(entry, telling.span, number),
            Form::Quoted => self.quoted(entry, telling.span, number),
        };
        self.settle(&mut parts);
        without_names(&mut parts, telling);
        finish(&mut parts);
        let cites = telling.entries.iter().map(|entry| cite(entry, number)).collect();
        Sentence { parts, cites }
    }

    fn own(&self, entry: &Entry, span: Span, number: usize) -> Vec<Part> {
        let mut parts = self.words(entry, span, number);
        if let Some(outlet) = &entry.report.outlet {
            parts.extend([ours(", "), Part::Name(outlet.clone()), ours(" reported")]);
        }
        parts
    }

    fn said(&self, entry: &Entry, span: Span, number: usize) -> Vec<Part> {
        let claim = entry.claim();
        let Some(said) = claim.said_by.last() else { return self.words(entry, span, number) };
        let layer = claim.said_by.len() - 1;
        let cue = said.cue.and_then(|cue| self.wording.cue(entry.words(cue)));
        let (kind, verb) = cue.unwrap_or((CueKind::Says, english::SAID));
        let quotation = said.manner == Manner::Direct && is_quotation(entry.words(span));
        let words = self.words(entry, span, number);
        let first = said.source.start < span.start && entry.kept.telling.sentence.contains(said.source);
        let outer = (layer > 0).then(|| self.speaker(entry, 0, number));
        let mut speaker = self.speaker(entry, layer, number);
        let mut parts = Vec::new();
        match (kind, quotation, first) {
            (CueKind::According, false, true) => {
                parts.push(ours(english::ACCORDING_FIRST));
                parts.extend(speaker);
                parts.push(ours(", "));
                parts.extend(words);
            }
            (CueKind::Denies, false, _) | (CueKind::Says, false, true) => {
                parts.append(&mut speaker);
                parts.push(Part::Ours(english::said_that(verb)));
                parts.extend(words);
            }
            (CueKind::According, _, _) => {
                parts.extend(words);
                parts.push(ours(english::ACCORDING));
                parts.extend(speaker);
            }
            (CueKind::Says | CueKind::Denies, _, _) => {
                let closed = words.last().is_some_and(|part| part.text().trim_end_matches(['”', '"']).ends_with(','));
                parts.extend(words);
                parts.push(ours(if closed { " " } else { ", " }));
                parts.extend(speaker);
                parts.push(Part::Ours(format!(" {verb}")));
            }
        }
        if let Some(outer) = outer {
            parts.push(ours(english::ACCORDING));
            parts.extend(outer);
        }
        parts
    }

    /// The whole noun phrase; with its state where the phrase does not name it.
    fn speaker(&self, entry: &Entry, layer: usize, number: usize) -> Vec<Part> {
        let span = entry.kept.telling.speakers.get(layer).copied().unwrap_or_default();
        let span = self.full_name(entry, layer, span).unwrap_or(span);
        let span = Span::new(span.start + self.wording.preposition(entry.words(span)) as u32, span.end);
        let phrase = entry.words(span);
        let mut start = span;
        let mut parts = Vec::new();
        if let Some((state, article)) = self.state_of(entry, layer, phrase) {
            parts.push(Part::Ours(format!("{} ", english::possessive(state))));
            start = Span::new(span.start + article, span.end);
        }
        parts.push(self.told(entry, start, number));
        parts
    }

    /// Who tells a claim, in plain text; empty where only the report does.
    pub(super) fn speaker_text(&self, entry: &Entry, number: usize) -> String {
        let layer = entry.claim().said_by.len().saturating_sub(1);
        let known = entry.kept.telling.speakers.get(layer).is_some_and(|span| !span.is_empty());
        if !known {
            return entry.report.outlet.clone().unwrap_or_default();
        }
        self.speaker(entry, layer, number).iter().map(Part::text).collect()
    }

    /// Who tells a figure, behind it.
    pub(super) fn short_speaker(&self, entry: &Entry, number: usize) -> Vec<Part> {
        let claim = entry.claim();
        let layer = claim.said_by.len().saturating_sub(1);
        let known = entry.kept.telling.speakers.get(layer).is_some_and(|span| !span.is_empty());
        match (claim.said_by.is_empty(), known, &entry.report.outlet) {
            (false, true, _) => {
                let mut parts = vec![ours(english::ACCORDING)];
                parts.extend(self.speaker(entry, layer, number));
                self.settle(&mut parts);
                parts
            }
            (_, _, Some(outlet)) => vec![ours(english::ACCORDING), Part::Name(outlet.clone())],
            _ => vec![ours(english::NO_SPEAKER)],
        }
    }

    /// The state of "the Defence Ministry", and how many bytes its article takes.
    fn state_of(&self, entry: &Entry, layer: usize, phrase: &str) -> Option<(&str, u32)> {
        let id = entry.claim().said_by.get(layer)?.who.first()?.id.as_deref()?;
        let (article, rest) = phrase.split_once(' ')?;
        let body = self.wording.is_small(article) && english::is_article(article);
        let named = rest.starts_with(char::is_uppercase) && rest.split(' ').count() <= 4 && !rest.contains(['\'', '’']);
        let home = self.homes.get(&entry.report.id.0).is_some_and(|home| id.split('/').next() == Some(home));
        let sector = id.contains('/') && home && !self.wording.names_state(phrase, id);
        (body && named && sector).then_some(())?;
        Some((self.wording.state(id)?, article.len() as u32 + 1))
    }

    /// The words of a stretch, with names for pronouns whose names stand elsewhere.
    fn words(&self, entry: &Entry, span: Span, number: usize) -> Vec<Part> {
        let words = entry.words(span);
        let skipped = words.len() - self.wording.without_start(words).len();
        let mut from = span.start + skipped as u32;
        let mut parts = Vec::new();
        let mut named: Option<Span> = None;
        for pronoun in inside(entry, span) {
            let Some(name) = stand_in(entry, span, pronoun) else { continue };
            if named == Some(name) || pronoun.span.start < from {
                continue;
            }
            named = Some(name);
            let before = Span::new(from, pronoun.span.start);
            parts.extend((!before.is_empty()).then(|| self.told(entry, before, number)));
            parts.push(self.told(entry, name, number));
            parts.extend(pronoun.possessive.then(|| ours(english::OWNS)));
            from = pronoun.span.end;
        }
        parts.push(self.told(entry, Span::new(from, span.end), number));
        parts
    }

    /// As it stands, in quotation marks, cut where it is too long.
    fn quoted(&self, entry: &Entry, span: Span, number: usize) -> Vec<Part> {
        let mut told = one_line(entry.words(span));
        if told.chars().count() > QUOTE_CHARS_MAX {
            let short: String = told.chars().take(QUOTE_CHARS_MAX - 2).collect();
            told = short.rsplit_once(' ').map_or(short.clone(), |(start, _)| format!("{start} …"));
        }
        let told = Told { text: inner_marks(&told), source: number, span };
        vec![ours("“"), Part::Told(told), ours("”")]
    }

    fn told(&self, entry: &Entry, span: Span, number: usize) -> Part {
        let words = entry.words(span);
        let text = one_line(words);
        let lead = if words.starts_with(char::is_whitespace) { " " } else { "" };
        let tail = if words.ends_with(char::is_whitespace) && !text.is_empty() { " " } else { "" };
        Part::Told(Told { text: format!("{lead}{text}{tail}"), source: number, span })
    }

    /// A word that has a capital only because it opened a sentence loses it in the middle of ours.
    fn settle(&self, parts: &mut [Part]) {
        for at in 1..parts.len() {
            let free = matches!(&parts[at - 1], Part::Ours(before) if before.ends_with(", ") || before.ends_with(english::TO) || before.ends_with(english::THAT));
            let Part::Told(told) = &mut parts[at] else { continue };
            if !free {
                continue;
            }
            let word = told.text.split(' ').next().unwrap_or_default();
            if word.chars().skip(1).all(|c| !c.is_uppercase()) && self.wording.is_small(word) {
                told.text = lower_first(&told.text);
            }
        }
    }
}

pub(super) fn cite(entry: &Entry, number: usize) -> Cite {
    Cite { source: number, claim: entry.n, evidence: entry.claim().evidence }
}

pub(super) fn ours(text: &str) -> Part {
    Part::Ours(text.to_string())
}

/// Victims are told by their role alone.
fn without_names(parts: &mut [Part], telling: &Telling<'_>) {
    for entry in telling.entries.iter().filter(|entry| entry.claim().kind == ClaimType::Casualty) {
        let victims = entry.claim().args.iter().filter(|arg| arg.role == Role::Object);
        let private = victims.filter(|arg| {
            arg.actor.as_ref().is_some_and(|actor| {
                actor.name.is_some() && actor.id.as_deref().is_none_or(|id| id.ends_with("/CIV") || !id.contains('/'))
            })
        });
        for victim in private {
            let name = one_line(entry.words(victim.span));
            for part in parts.iter_mut() {
                if let Part::Told(told) = part {
                    told.text = told.text.replace(&name, english::NAME_WITHHELD);
                }
            }
        }
    }
}

/// A capital at the start, one full stop at the end.
pub(super) fn finish(parts: &mut Vec<Part>) {
    if let Some(first) = parts.first_mut() {
        match first {
            Part::Told(told) => told.text = upper_first(told.text.trim_start()),
            Part::Ours(text) => *text = upper_first(text),
            Part::Counted(_) | Part::Day(_) | Part::Name(_) | Part::Mark(_) => {}
        }
    }
    let Some(last) = parts.last_mut() else { return };
    if let Part::Told(told) = last {
        told.text.truncate(told.text.trim_end_matches([' ', ',', ':', ';', '—', '–', '-']).len());
    }
    let text = last.text();
    let bare = text.trim_end_matches(['”', '"', '’', ')', ']']);
    if !bare.ends_with(['.', '!', '?', '…']) && !ends_inside(parts) {
        parts.push(ours("."));
    }
}

/// The closing mark stands alone behind words that end a sentence.
fn ends_inside(parts: &[Part]) -> bool {
    let [.., before, last] = parts else { return false };
    last.text() == "”" && before.text().ends_with(['.', '!', '?', '…'])
}

fn upper_first(text: &str) -> String {
    let at = text.find(|c: char| !matches!(c, '“' | '"' | '‘' | '\'')).unwrap_or(0);
    let (marks, rest) = text.split_at(at);
    let mut chars = rest.chars();
    chars.next().map_or(String::new(), |first| format!("{marks}{}{}", first.to_uppercase(), chars.as_str()))
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

/// Marks of a quotation inside a quotation.
fn inner_marks(text: &str) -> String {
    let mut open = true;
    let mark = |c: char| match c {
        '“' => '‘',
        '”' => '’',
        '"' => {
            open = !open;
            if open { '’' } else { '‘' }
        }
        other => other,
    };
    text.chars().map(mark).collect()
}
