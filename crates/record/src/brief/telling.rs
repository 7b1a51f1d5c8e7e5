//! `entries -> tellings`: claims that the same words of one report tell, and in what form those words can be told again.
//!
//! The forms, safest last: a clause of the report's own voice; a clause behind its speaker; the sentence as it stands,
//! where it names its speaker itself; the sentence in quotation marks.

use std::collections::BTreeMap;

use claims::{Manner, Status};
use events::{Entry, Pronoun};
use report::Span;

use super::wording::{CueKind, Wording};

/// More than this is not taken over from a report in one piece.
pub(super) const QUOTE_CHARS_MAX: usize = 300;

/// A longer phrase is more than a name.
const SPEAKER_CHARS_MAX: usize = 120;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Own,
    Said,
    Whole,
    Quoted,
}

/// Claims of one report that one stretch of its words tells.
#[derive(Clone, Debug)]
pub(super) struct Telling<'a> {
    /// The one whose words are the stretch first; never empty.
    pub(super) entries: Vec<&'a Entry>,
    pub(super) form: Form,
    pub(super) span: Span,
}

impl<'a> Telling<'a> {
    pub(super) fn lead(&self) -> &'a Entry {
        self.entries[0]
    }

    pub(super) fn words(&self) -> &'a str {
        self.lead().words(self.span)
    }
}

/// In the order of the entries' reports and of their words.
pub(super) fn tellings<'a>(entries: &'a [Entry], wording: &Wording) -> Vec<Telling<'a>> {
    let mut by_report: BTreeMap<&str, Vec<Telling<'a>>> = BTreeMap::new();
    let mut order = Vec::new();
    for entry in entries {
        let id = entry.report.id.0.as_str();
        let found = by_report.entry(id).or_default();
        if found.is_empty() {
            order.push(id);
        }
        let (form, span) = form(entry, wording);
        found.push(Telling { entries: vec![entry], form, span });
    }
    order.iter().flat_map(|id| merged(by_report.remove(id).unwrap_or_default())).collect()
}

/// Tellings whose words stand in another's of the same voice are part of it.
fn merged(mut tellings: Vec<Telling<'_>>) -> Vec<Telling<'_>> {
    tellings.sort_by_key(|telling| (std::cmp::Reverse(telling.span.len()), telling.span, telling.lead().n));
    let mut kept: Vec<Telling<'_>> = Vec::new();
    for telling in tellings {
        let holder = kept.iter_mut().find(|wide| wide.span.contains(telling.span) && same_voice(wide, &telling));
        match holder {
            Some(wide) => wide.entries.extend(telling.entries),
            None => kept.push(telling),
        }
    }
    kept.sort_by_key(|telling| (telling.span, telling.lead().n));
    kept
}

fn same_voice(wide: &Telling<'_>, narrow: &Telling<'_>) -> bool {
    match wide.form {
        Form::Own | Form::Whole | Form::Quoted => true,
        Form::Said => {
            let source = |telling: &Telling<'_>| telling.lead().claim().said_by.last().map(|said| said.source);
            source(wide) == source(narrow)
        }
    }
}

fn form(entry: &Entry, wording: &Wording) -> (Form, Span) {
    let telling = &entry.kept.telling;
    let sentence = telling.sentence;
    let clause = telling.clause.map(|clause| shortened(entry, clause)).filter(|clause| fits(entry, *clause));
    match (clause, entry.claim().said_by.is_empty()) {
        (Some(clause), true) if !leans(entry, clause) => return (Form::Own, clause),
        (Some(clause), false) if can_be_said(entry, clause, wording) => return (Form::Said, clause),
        _ => {}
    }
    let named = telling.speakers.iter().all(|speaker| is_name(entry, *speaker));
    let is_sentence = entry.words(sentence).ends_with(['.', '!', '?', '”', '"', ':']);
    if named && is_sentence && fits(entry, sentence) && !leans(entry, sentence) {
        return (Form::Whole, sentence);
    }
    (Form::Quoted, sentence)
}

fn fits(entry: &Entry, span: Span) -> bool {
    let words = entry.words(span);
    !words.is_empty() && words.chars().count() <= QUOTE_CHARS_MAX && is_balanced(words)
}

/// A clause that is too long ends at the first comma behind the claim's own words.
fn shortened(entry: &Entry, clause: Span) -> Span {
    let words = entry.words(clause);
    if words.chars().count() <= QUOTE_CHARS_MAX {
        return clause;
    }
    let own = entry.claim().evidence.end.saturating_sub(clause.start) as usize;
    let comma = words.get(own..).and_then(|rest| rest.find([',', ';', '–', '—']));
    comma.map_or(clause, |at| Span::new(clause.start, clause.start + (own + at) as u32))
}

/// Quotation marks and brackets come in pairs.
fn is_balanced(words: &str) -> bool {
    let count = |mark: char| words.matches(mark).count();
    count('“') == count('”') && count('"') % 2 == 0 && count('(') == count(')')
}

fn can_be_said(entry: &Entry, clause: Span, wording: &Wording) -> bool {
    let claim = entry.claim();
    let telling = &entry.kept.telling;
    let Some(said) = claim.said_by.last() else { return false };
    if claim.said_by.len() > 2 || !telling.speakers.iter().all(|speaker| is_name(entry, *speaker)) {
        return false;
    }
    if said.manner == Manner::Direct && is_quotation(entry.words(clause)) {
        return true;
    }
    let cue = said.cue.and_then(|cue| wording.cue(entry.words(cue)));
    let turned = matches!(cue, Some((CueKind::Denies, _))) && claim.status != Status::Negated;
    let fits = cue.is_some() || said.cue.is_none() && claim.status == Status::Actual;
    fits && !turned && !leans(entry, clause)
}

pub(super) fn is_quotation(words: &str) -> bool {
    let inner = words.trim_end_matches([',', '.']);
    words.starts_with(['“', '"']) && inner.ends_with(['”', '"']) && words.matches(['“', '"', '”']).count() == 2
}

/// A pronoun of the words needs words outside of them.
fn leans(entry: &Entry, span: Span) -> bool {
    inside(entry, span).any(|pronoun| !is_clear(entry, span, pronoun))
}

pub(super) fn inside(entry: &Entry, span: Span) -> impl Iterator<Item = &Pronoun> {
    entry.kept.telling.pronouns.iter().filter(move |pronoun| span.contains(pronoun.span))
}

fn is_clear(entry: &Entry, span: Span, pronoun: &Pronoun) -> bool {
    let first = pronoun.span.start == span.start;
    if pronoun.stands_for.is_empty() && stand_in(entry, span, pronoun).is_none() {
        return pronoun.possessive && !first;
    }
    let speaks = entry.kept.telling.speakers.last().is_some_and(|speaker| speaker.overlaps(pronoun.stands_for));
    let told_before = span.contains(pronoun.stands_for) && pronoun.stands_for.end <= pronoun.span.start;
    told_before || speaks || stand_in(entry, span, pronoun).is_some()
}

/// Words that can stand for a speaker.
fn is_name(entry: &Entry, span: Span) -> bool {
    let words = entry.words(span);
    words.contains(char::is_alphabetic) && words.chars().count() <= SPEAKER_CHARS_MAX
}

/// What stands for a pronoun, where its words lie elsewhere: the speaker whom it names, or a person.
pub(super) fn stand_in(entry: &Entry, span: Span, pronoun: &Pronoun) -> Option<Span> {
    let said = entry.claim().said_by.iter().zip(&entry.kept.telling.speakers);
    let mut speaking = said.filter(|(said, speaker)| said.source == pronoun.span && !span.contains(**speaker));
    let speaker = speaking.next().map(|(_, speaker)| *speaker);
    speaker.or_else(|| is_named(entry, span, pronoun).then_some(pronoun.stands_for))
}

/// The name of a person stands for the pronoun.
fn is_named(entry: &Entry, span: Span, pronoun: &Pronoun) -> bool {
    let speaks = entry.kept.telling.speakers.last().is_some_and(|speaker| speaker.overlaps(pronoun.stands_for));
    pronoun.person && !speaks && !span.contains(pronoun.stands_for) && !pronoun.stands_for.is_empty()
}
