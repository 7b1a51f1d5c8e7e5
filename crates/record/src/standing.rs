//! `entries -> threats and demands`: by whom, to whom, what, on which condition, since when.
//!
//! Sayings of one demand are joined by who makes it, to whom, and its words. An answer (agreed, rejected, dropped) stands
//! beside it only where a claim tells one about the same matter; silence closes nothing.

use std::collections::{BTreeMap, BTreeSet};

use claims::{ClaimType, Role, Status};
use compact_str::CompactString;
use events::Entry;
use jiff::civil::Date;
use report::Span;

use crate::issues::{known_issues, topic_lemmas};
use crate::told;
use crate::vocabulary::Vocabulary;

/// A threat or a demand that somebody is said to have made.
#[derive(Clone, Debug)]
pub struct Pending<'a> {
    pub by: CompactString,
    /// Sides; empty where it is addressed to nobody.
    pub to: Vec<CompactString>,
    /// Issues of the table that it names.
    pub issues: BTreeSet<String>,
    /// In the order of telling.
    pub said: Vec<&'a Entry>,
    /// The newest saying's condition, as words of its report.
    pub condition: Option<Span>,
    pub since: Option<Date>,
    pub last: Option<Date>,
    /// In the order of telling.
    pub answers: Vec<Answer<'a>>,
}

#[derive(Clone, Debug)]
pub struct Answer<'a> {
    pub kind: AnswerKind,
    pub by: CompactString,
    pub entry: &'a Entry,
}

/// What somebody is said to have answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerKind {
    Agreed,
    Rejected,
    /// By whoever made it: told to have given it up.
    Dropped,
}

/// Sayings of the same matter share at least this part of their words, in percent.
const ALIKE_PERCENT: usize = 50;

pub fn demands<'a>(entries: &'a [Entry], words: &Vocabulary) -> Vec<Pending<'a>> {
    pending(entries, words, ClaimType::Request)
}

pub fn threats<'a>(entries: &'a [Entry], words: &Vocabulary) -> Vec<Pending<'a>> {
    pending(entries, words, ClaimType::Threaten)
}

/// Last told first.
fn pending<'a>(entries: &'a [Entry], words: &Vocabulary, kind: ClaimType) -> Vec<Pending<'a>> {
    let made = |entry: &&Entry| entry.claim().kind == kind && entry.claim().status != Status::Negated;
    let mut sayings: Vec<&Entry> = entries.iter().filter(made).collect();
    sayings.sort_by(|one, other| one.order().cmp(&other.order()));
    // Only what one side says to the same sides is compared.
    let mut groups: BTreeMap<(CompactString, Vec<CompactString>), Vec<Matter<'a>>> = BTreeMap::new();
    for entry in sayings {
        let lemmas: BTreeSet<CompactString> = topic_lemmas(entry).into_iter().collect();
        if lemmas.is_empty() {
            continue;
        }
        let to = told::sides(entry, &[Role::Recipient]);
        // An order to one's own people is none.
        for by in
            told::sides(entry, &[Role::Actor]).into_iter().filter(|by| to.is_empty() || to.iter().any(|to| to != by))
        {
            let group = groups.entry((by, to.clone())).or_default();
            match group.iter_mut().find(|matter| alike(&matter.lemmas, &lemmas)) {
                Some(matter) => matter.said.push(entry),
                None => group.push(Matter { lemmas: lemmas.clone(), said: vec![entry] }),
            }
        }
    }
    let answers = answers(entries, words);
    let mut all: Vec<Pending<'a>> = Vec::new();
    for ((by, to), matters) in groups {
        // Only those whom a demand is put to answer it, and whoever makes it.
        let mut heard: Vec<&Heard<'a>> =
            to.iter().filter(|to| **to != by).chain([&by]).filter_map(|side| answers.get(side)).flatten().collect();
        heard.sort_by_key(|heard| heard.number);
        all.extend(matters.into_iter().map(|matter| one(&by, &to, matter, words, &heard)));
    }
    all.sort_by(|one, other| (other.last, other.since, &one.by).cmp(&(one.last, one.since, &other.by)));
    all
}

struct Matter<'a> {
    lemmas: BTreeSet<CompactString>,
    said: Vec<&'a Entry>,
}

fn one<'a>(
    by: &CompactString,
    to: &[CompactString],
    matter: Matter<'a>,
    words: &Vocabulary,
    heard: &[&Heard<'a>],
) -> Pending<'a> {
    let days = || matter.said.iter().filter_map(|entry| told::told_on(entry));
    let (since, last) = (days().min(), days().max());
    let newest = matter.said.last();
    let known = matter.said.iter().flat_map(|entry| known_issues(entry, words));
    let mut pending = Pending {
        by: by.clone(),
        to: to.to_vec(),
        issues: known.map(str::to_string).collect(),
        condition: newest.and_then(|entry| condition(entry, words)),
        since,
        last,
        answers: Vec::new(),
        said: Vec::new(),
    };
    pending.answers = heard
        .iter()
        .filter(|heard| told::told_on(heard.entry) >= since)
        .filter_map(|heard| answer(heard, &pending, &matter, words))
        .collect();
    pending.said = matter.said;
    pending
}

/// The words from where a condition begins to the end of its sentence.
pub fn condition(entry: &Entry, words: &Vocabulary) -> Option<Span> {
    let sentence = entry.kept.telling.sentence;
    let from = sentence.start.max(entry.claim().evidence.start.min(entry.claim().trigger.start));
    let text = entry.words(Span::new(from, sentence.end));
    let at = words.condition(text)?;
    let rest = &text[at..];
    let end = rest.find([';', '”', '"']).unwrap_or(rest.len());
    let phrase = rest[..end].trim_end_matches(['.', ',', ' ', '!']);
    let start = from + at as u32;
    Some(Span::new(start, start + phrase.len() as u32))
}

/// A claim that can answer.
struct Heard<'a> {
    /// In the order of telling.
    number: usize,
    entry: &'a Entry,
    lemmas: BTreeSet<CompactString>,
    /// Issues of the table that it names.
    named: BTreeSet<String>,
}

/// Claims that can answer, by who makes them.
fn answers<'a>(entries: &'a [Entry], words: &Vocabulary) -> BTreeMap<CompactString, Vec<Heard<'a>>> {
    let kinds = [ClaimType::Agree, ClaimType::Reject, ClaimType::Concede, ClaimType::Retreat];
    let told = |entry: &&Entry| kinds.contains(&entry.claim().kind) && entry.claim().status == Status::Actual;
    let mut all: Vec<&Entry> = entries.iter().filter(told).collect();
    all.sort_by(|one, other| one.order().cmp(&other.order()));
    let mut heard: BTreeMap<CompactString, Vec<Heard<'a>>> = BTreeMap::new();
    for (number, entry) in all.into_iter().enumerate() {
        let Some(by) = told::sides(entry, &[Role::Actor]).into_iter().next() else { continue };
        let lemmas = topic_lemmas(entry).into_iter().collect();
        let named = known_issues(entry, words).into_iter().map(str::to_string).collect();
        heard.entry(by).or_default().push(Heard { number, entry, lemmas, named });
    }
    heard
}

fn answer<'a>(heard: &Heard<'a>, pending: &Pending, matter: &Matter, words: &Vocabulary) -> Option<Answer<'a>> {
    let entry = heard.entry;
    let same = alike(&matter.lemmas, &heard.lemmas) || (!heard.named.is_empty() && heard.named == pending.issues);
    if !same {
        return None;
    }
    let by = told::sides(entry, &[Role::Actor]).into_iter().next()?;
    let kind = match entry.claim().kind {
        ClaimType::Agree if pending.to.contains(&by) => AnswerKind::Agreed,
        ClaimType::Reject if pending.to.contains(&by) => AnswerKind::Rejected,
        ClaimType::Concede | ClaimType::Retreat if by == pending.by => {
            let names = |lemma: &CompactString| words.names_demand(lemma) || words.names_threat(lemma);
            let objects = entry.kept.words.args.iter().flatten();
            objects.into_iter().any(names).then_some(AnswerKind::Dropped)?
        }
        _ => return None,
    };
    Some(Answer { kind, by, entry })
}

/// Whether the smaller set of words is for the most part in the larger.
fn alike(one: &BTreeSet<CompactString>, other: &BTreeSet<CompactString>) -> bool {
    let common = one.intersection(other).count();
    let smaller = one.len().min(other.len());
    common > 0 && common * 100 >= smaller.max(2) * ALIKE_PERCENT && (common > 1 || smaller == 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::testing::{claim, words};

    const DAY: Date = date(2025, 3, 3);
    const LATER: Date = date(2025, 3, 5);
    const TOPIC: &[&str] = &["withdraw", "troop", "border"];

    fn demand(day: Date) -> Entry {
        let text = "Mali demanded that Chad withdraw its troops from the border.";
        let made = claim(ClaimType::Request, day, text, "demanded", "demand").actor("Mali", "MLI").to("Chad", "TCD");
        made.topic("withdraw its troops from the border", TOPIC).entry()
    }

    #[test]
    fn a_demand_made_twice_stands_once_since_the_first_day() {
        let entries = [demand(LATER), demand(DAY)];
        let all = demands(&entries, &words());
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].since, all[0].last, all[0].said.len()), (Some(DAY), Some(LATER), 2));
        assert!(all[0].answers.is_empty());
    }

    #[test]
    fn it_is_answered_only_by_whom_it_was_put_to_and_about_the_same() {
        let answer = |kind: ClaimType, by: &str, id: &str, lemmas: &[&str]| {
            let text = format!("{by} spoke of its troops on the border.");
            let made = claim(kind, LATER, &text, "spoke", "speak").actor(by, id);
            made.topic("its troops on the border", lemmas).entry()
        };
        let told = |entry: Entry| {
            let entries = [demand(DAY), entry];
            let words = words();
            demands(&entries, &words)[0].answers.iter().map(|answer| answer.kind).collect::<Vec<_>>()
        };
        assert_eq!(told(answer(ClaimType::Reject, "Chad", "TCD", TOPIC)), [AnswerKind::Rejected]);
        assert_eq!(told(answer(ClaimType::Agree, "Chad", "TCD/GOV", TOPIC)), [AnswerKind::Agreed]);
        assert_eq!(told(answer(ClaimType::Agree, "Peru", "PER", TOPIC)), []);
        assert_eq!(told(answer(ClaimType::Agree, "Chad", "TCD", &["fish", "quota"])), []);
    }

    #[test]
    fn a_condition_runs_to_the_end_of_its_sentence() {
        let text = "Mali threatened to close the border unless Chad frees the men.";
        let made = claim(ClaimType::Threaten, DAY, text, "threatened", "threaten").actor("Mali", "MLI");
        let entries = [made.topic("close the border", &["close", "border"]).entry()];
        let all = threats(&entries, &words());
        let words = all[0].condition.map(|span| entries[0].words(span));
        assert_eq!(words, Some("unless Chad frees the men"));
    }

    #[test]
    fn an_order_to_own_troops_is_no_demand() {
        let text = "Mali ordered its army to hold fire.";
        let made = claim(ClaimType::Request, DAY, text, "ordered", "order").actor("Mali", "MLI").to("army", "MLI/MIL");
        let entries = [made.topic("hold fire", &["hold", "fire"]).entry()];
        assert!(demands(&entries, &words()).is_empty());
    }
}
