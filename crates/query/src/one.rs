//! One report, claim or event, with what hangs on it.

use std::collections::BTreeSet;

use events::{Entry, Filed, ReviewState};
use export::figures::{self, ValueRow, english};
use export::reviews::ReviewRow;
use export::{Claim, Page, Words, rows};
use record::Filter;
use record::series::{self, SeriesId};
use report::ReportId;
use serde::Serialize;
use store::Store;
use utoipa::ToSchema;

use crate::reviews::{self, Said};
use crate::{Data, QueryError, id};

/// Claims of other reports that tell of the same event, at most; how many there are is told.
const ALSO_MAX: usize = 50;

#[derive(Serialize, ToSchema)]
#[schema(as = OneReport)]
pub struct ReportForm {
    pub report: rows::ReportRow,
    pub text: String,
    /// Of the text, in code points.
    pub characters: u32,
    /// Of the text as UTF-8.
    pub sha256: String,
    /// In the order of the text.
    pub claims: Vec<ToldClaim>,
    /// Earlier and later versions of the story, in the order of publication.
    pub versions: Vec<Version>,
    /// Other reports that tell this one's text.
    pub copies: Vec<Version>,
    /// Reviews of it whose words make no claim today.
    pub orphaned: Vec<ReviewRow>,
    pub log: Vec<rows::LogRow>,
}

#[derive(Serialize, ToSchema)]
pub struct ToldClaim {
    pub row: rows::ClaimRow,
    /// As `dateline read` prints it, after all edits.
    pub claim: Claim,
    #[serde(flatten)]
    pub said: Said,
}

#[derive(Serialize, ToSchema)]
pub struct Version {
    pub id: String,
    #[schema(format = Date)]
    pub published: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    /// `earlier`, `later`, `copy`.
    pub relation: &'static str,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OneClaim)]
pub struct ClaimForm {
    pub row: rows::ClaimRow,
    /// As `dateline read` prints it.
    pub claim: Claim,
    #[serde(flatten)]
    pub said: Said,
    pub report: rows::ReportRow,
    /// The sentence that tells it.
    pub context: Words,
    /// Claims of other reports about the same event.
    pub also: Vec<rows::ClaimRow>,
    pub also_total: usize,
    /// What happened to its event in the record.
    pub log: Vec<rows::LogRow>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OneEvent)]
pub struct EventForm {
    pub event: rows::EventRow,
    pub claims: Vec<rows::ClaimRow>,
    /// Figures in series, side by side.
    pub values: Vec<ValueRow>,
    /// All figures of its claims, joined by measure and what is counted.
    pub figures: Vec<export::events::Figure>,
    pub checks: Vec<String>,
    pub log: Vec<rows::LogRow>,
}

pub fn report(store: &impl Store, words: &str) -> Result<ReportForm, QueryError> {
    let filed = id::report(store, words)?;
    let entries = store.entries(&of_report(&filed.id))?;
    let page = Page::new(&filed.text);
    let (said, orphaned) = reviews::said_of_report(store, &filed, &entries)?;
    let told = |(entry, said): (&Entry, Said)| ToldClaim {
        row: rows::claim(entry),
        claim: page.claim(entry.n as usize, entry.claim()),
        said,
    };
    let claims = entries.iter().zip(said).map(told).collect();
    let family = store.family(&filed.id)?;
    let (earlier, later) = (before(&filed, &family), after(&filed, &family));
    let relation = |other: &Filed| match (earlier.contains(&other.id), later.contains(&other.id)) {
        (true, _) => "earlier",
        (_, true) => "later",
        _ => COPY,
    };
    let others: Vec<Version> =
        family.iter().filter(|other| other.id != filed.id).map(|other| version(other, relation(other))).collect();
    let (copies, versions) = others.into_iter().partition(|other| other.relation == COPY);
    Ok(ReportForm {
        report: row(store, &filed.id)?,
        characters: page.characters(),
        sha256: report::sha256(&filed.text),
        claims,
        versions,
        copies,
        orphaned,
        log: log(store, &filed.id.0)?,
        text: filed.text.clone(),
    })
}

const COPY: &str = "copy";

pub fn claim(store: &impl Store, words: &str) -> Result<ClaimForm, QueryError> {
    let key = id::claim(store, words)?;
    let not_found = || QueryError::NotFound { what: "claim", words: words.to_string() };
    let entry = store.entry(&key)?.ok_or_else(not_found)?;
    let also: Vec<Entry> =
        store.event(&entry.event)?.into_iter().filter(|other| other.report.id != entry.report.id).collect();
    Ok(ClaimForm {
        row: rows::claim(&entry),
        claim: rows::told(&entry),
        said: reviews::said_of(store, &entry)?,
        report: row(store, &entry.report.id)?,
        context: Page::new(&entry.report.text).words(entry.kept.telling.sentence),
        also: also.iter().take(ALSO_MAX).map(rows::claim).collect(),
        also_total: also.len(),
        log: log(store, &entry.event.0)?,
    })
}

/// An event that another one took in is answered by that one.
pub fn event(data: &Data, store: &impl Store, words: &str) -> Result<EventForm, QueryError> {
    let asked = id::event(store, words)?;
    let entries = store.event(&asked)?;
    let not_found = || QueryError::NotFound { what: "event", words: words.to_string() };
    let own = entries.first().ok_or_else(not_found)?.event.clone();
    let is_rejected = |entry: &Entry| entry.review.state == ReviewState::Rejected;
    let reviews = if entries.iter().all(is_rejected) { vec![ReviewState::Rejected] } else { Vec::new() };
    let of_event = Filter { event: Some(own.clone()), reviews, ..Filter::default() };
    let row = store.events(&of_event, &store::Page::first(1))?.rows.pop().ok_or_else(not_found)?;
    let lexicon = data.lexicon()?;
    let by_report = crate::series::by_report(entries.clone());
    let values = series::values(lexicon, &by_report);
    let checks = series::checks(&values);
    let pairs = series::pairs(&values);
    let known: BTreeSet<&SeriesId> = values.iter().map(|value| &value.series).collect();
    let compared = known.into_iter().flat_map(|id| figures::values(&series::compare(&values, id), &pairs, &checks));
    Ok(EventForm {
        event: rows::event(&row),
        claims: entries.iter().map(rows::claim).collect(),
        values: compared.collect(),
        figures: export::events::event(lexicon, &own, &entries).figures,
        checks: checks.iter().map(english::check).collect(),
        log: log(store, &own.0)?,
    })
}

/// With the claims that a person rejected.
fn of_report(id: &ReportId) -> Filter {
    Filter { report: Some(id.clone()), reviews: ReviewState::ALL.to_vec(), ..Filter::default() }
}

fn row(store: &impl Store, id: &ReportId) -> Result<rows::ReportRow, QueryError> {
    let row = store.reports(&of_report(id), &store::Page::first(1))?.rows.pop();
    row.as_ref().map(rows::report).ok_or_else(|| QueryError::NotFound { what: "report", words: id.0.clone() })
}

fn log(store: &impl Store, id: &str) -> Result<Vec<rows::LogRow>, QueryError> {
    Ok(store.log_of(id)?.iter().map(rows::log).collect())
}

fn version(filed: &Filed, relation: &'static str) -> Version {
    Version {
        id: filed.id.0.clone(),
        published: filed.published.map(|day| day.to_string()),
        outlet: filed.outlet.clone(),
        title: filed.title.clone(),
        relation,
    }
}

/// Reports that this one is a later version of, at any remove.
fn before(filed: &Filed, family: &[Filed]) -> BTreeSet<ReportId> {
    let mut found = BTreeSet::from([filed.id.clone()]);
    loop {
        let known = found.len();
        let next = |other: &&Filed| other.superseded_by.as_ref().is_some_and(|later| found.contains(later));
        let more: Vec<ReportId> = family.iter().filter(next).map(|other| other.id.clone()).collect();
        found.extend(more);
        if found.len() == known {
            found.remove(&filed.id);
            return found;
        }
    }
}

/// Later versions of this one, at any remove.
fn after(filed: &Filed, family: &[Filed]) -> BTreeSet<ReportId> {
    let mut found = BTreeSet::new();
    let mut next = filed.superseded_by.clone();
    while let Some(id) = next.filter(|id| found.insert(id.clone())) {
        next = family.iter().find(|other| other.id == id).and_then(|other| other.superseded_by.clone());
    }
    found
}
