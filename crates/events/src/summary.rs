//! `entries of one event -> Summary`: what a list shows of it.

use std::collections::BTreeMap;

use claims::{Claim, ClaimType, Role};
use compact_str::CompactString;
use jiff::civil::Date;
use report::Span;

use crate::days::days;
use crate::entry::{Entry, EventId};

/// A title is cut at a word's end after this many characters.
const TITLE_MAX: usize = 90;
/// Actors, things and places that a list shows at most.
const SHOWN_MAX: usize = 4;

#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub id: EventId,
    /// The type that most claims have; of equally many, the one told first.
    pub kind: ClaimType,
    /// All types, with how many claims have each; the commonest first.
    pub kinds: Vec<(ClaimType, usize)>,
    /// The days that most of the claims that tell a time allow; else those of all.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub place: Option<analysis::Place>,
    /// Ids of those who act, the commonest first.
    pub actors: Vec<CompactString>,
    /// Heads of what is acted on or spoken of, the commonest first.
    pub things: Vec<CompactString>,
    /// Words of the claim that tells the most.
    pub title: String,
    /// The claim whose words the title is: index into the entries.
    pub best: usize,
    pub claims: usize,
    pub reports: usize,
}

/// None of no entries. The outcome does not depend on the order of the entries.
pub fn summary(entries: &[&Entry]) -> Option<Summary> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| entries[*a].order().cmp(&entries[*b].order()));
    let sorted = || order.iter().map(|at| entries[*at]);
    let first = sorted().next()?;
    let kinds = counted(sorted().map(|entry| entry.claim().kind));
    let kind = kinds.first()?.0;
    let best = *order.iter().max_by_key(|at| (worth(entries[**at], kind), std::cmp::Reverse(entries[**at].order())))?;
    let (from, to) = span_of_days(sorted());
    let args = |roles: &'static [Role]| {
        sorted().flat_map(move |entry| {
            let words = entry.kept.words.args.iter();
            entry.claim().args.iter().zip(words).filter(move |(arg, _)| roles.contains(&arg.role))
        })
    };
    let ids = args(&[Role::Actor]).filter_map(|(arg, _)| arg.actor.as_ref()?.id.clone());
    let heads = args(&[Role::Object, Role::Topic]).filter_map(|(_, words)| words.first().cloned());
    let places = args(&[Role::Place, Role::Object]).filter_map(|(arg, _)| arg.place.as_ref());
    let names = counted(places.clone().map(|place| place.name.as_str()));
    let place = names.first().and_then(|(name, _)| places.clone().find(|place| place.name == *name).cloned());
    let reports: std::collections::BTreeSet<&str> = sorted().map(|entry| entry.report.id.0.as_str()).collect();
    Some(Summary {
        id: first.event.clone(),
        kind,
        kinds,
        from,
        to,
        place,
        actors: top(counted(ids)),
        things: top(counted(heads)),
        title: title(entries[best]),
        best,
        claims: entries.len(),
        reports: reports.len(),
    })
}

/// How much a claim tells of its own: of the event's type, who, to whom, with what, where, how many.
fn worth(entry: &Entry, kind: ClaimType) -> (bool, bool, usize) {
    let claim = entry.claim();
    let roles: std::collections::BTreeSet<Role> = claim.args.iter().map(|arg| arg.role).collect();
    let told = roles.len() + claim.figures.len().min(2);
    (claim.kind == kind, claim.status == claims::Status::Actual, told)
}

/// The commonest first; of equally common ones, the first to come.
fn counted<T: Ord + Clone>(items: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, (usize, usize)> = BTreeMap::new();
    for (place, item) in items.enumerate() {
        counts.entry(item).or_insert((0, place)).0 += 1;
    }
    let mut counted: Vec<(T, (usize, usize))> = counts.into_iter().collect();
    counted.sort_by_key(|(_, (count, place))| (std::cmp::Reverse(*count), *place));
    counted.into_iter().map(|(item, (count, _))| (item, count)).collect()
}

fn top<T>(counted: Vec<(T, usize)>) -> Vec<T> {
    counted.into_iter().take(SHOWN_MAX).map(|(item, _)| item).collect()
}

fn span_of_days<'a>(entries: impl Iterator<Item = &'a Entry>) -> Days {
    let span = |entry: &Entry| (tells_time(entry.claim()), days(entry.claim(), entry.report.published));
    common_days(&entries.map(span).collect::<Vec<_>>())
}

/// First and last day, None where open.
pub type Days = (Option<Date>, Option<Date>);

/// Whether the text gives the claim a time of its own.
pub fn tells_time(claim: &Claim) -> bool {
    claim.args.iter().any(|arg| arg.role == Role::Time && arg.days.is_some())
}

/// What an event's claims agree on: the days common to those that tell a time, else to all; the first claim's where
/// none is. Of each claim in their order: whether it tells a time, and its days.
pub fn common_days(claims: &[(bool, Days)]) -> Days {
    let any_told = claims.iter().any(|(told, _)| *told);
    let spans = || claims.iter().filter(|(told, _)| *told || !any_told).map(|(_, days)| *days);
    let from = spans().filter_map(|(from, _)| from).max();
    let to = spans().filter_map(|(_, to)| to).min();
    match (from, to) {
        (Some(from), Some(to)) if from > to => spans().next().unwrap_or_default(),
        days => days,
    }
}

/// The stretch of the report from the first to the last of who, what, to whom, with what and where.
fn title(entry: &Entry) -> String {
    let claim = entry.claim();
    let inside = |span: &Span| claim.evidence.contains(*span);
    let named = claim.args.iter().filter(|arg| arg.role != Role::Time).map(|arg| arg.span).filter(inside);
    let (start, end) = named.fold((claim.trigger.start, claim.trigger.end), |(start, end), span| {
        (start.min(span.start), end.max(span.end))
    });
    shorten(entry.words(Span::new(start, end)))
}

fn shorten(words: &str) -> String {
    let mut title = String::new();
    let mut length = 0;
    for word in words.split_whitespace() {
        let next = word.chars().count() + usize::from(length > 0);
        if length > 0 && length + next > TITLE_MAX {
            return title + "…";
        }
        if length > 0 {
            title.push(' ');
        }
        title.push_str(word);
        length += next;
    }
    title
}
