//! What people say of claims: said here, listed here, counted here.

use std::collections::BTreeMap;

use analysis::Quantity;
use events::review::Verdict;
use events::{Capacity, ClaimKey, Entry, Filed, Linker, ReviewState};
use export::reviews::{self as form, AgreementForm, PrecisionRow, ReviewLine, ReviewRow};
use export::{Claim, Page as Sheaf};
use record::review::{self, Precision};
use report::{About, Report, ReportId};
use serde::Serialize;
use store::{Judgement, Listed, Page, Review, ReviewFilter, Stamp, Store, StoreError};
use utoipa::ToSchema;

use crate::edit::{NewClaim, Sheet, Wish};
use crate::{Data, QueryError};

/// How a claim stands, by whom and why.
#[derive(Serialize, ToSchema)]
pub struct ReviewForm {
    pub state: &'static str,
    /// The last words of two people, or of a coder and a reviewer, differ.
    pub disputed: bool,
    /// Whose word it stands by.
    pub by: Option<String>,
    pub at: Option<String>,
    pub why: Option<String>,
    /// The last coder's word that stands.
    pub coder: Option<WordForm>,
    pub reviewer: Option<WordForm>,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct WordForm {
    pub verdict: &'static str,
    pub by: String,
    pub at: String,
    pub why: Option<String>,
}

/// What was said of a claim.
#[derive(Serialize, ToSchema)]
#[schema(as = SaidOfClaim)]
pub struct Said {
    pub review: ReviewForm,
    /// Oldest first.
    pub reviews: Vec<ReviewRow>,
    /// The claim as it was read or added, where it was edited.
    pub was: Option<Claim>,
}

#[derive(Serialize, ToSchema)]
pub struct StatsForm {
    /// Null where nobody decided about any claim that was read.
    pub all: Option<PrecisionRow>,
    /// The worst first.
    pub by_rule: Vec<PrecisionRow>,
    pub by_type: Vec<PrecisionRow>,
}

/// What somebody wants to say of a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    Accept,
    Reject,
    Comment,
    Edit(Box<Wish>),
}

/// Says it. An edit is understood as the report is read today.
pub fn say(
    data: &Data,
    store: &mut dyn Store,
    key: &ClaimKey,
    word: &Word,
    capacity: Capacity,
    stamp: &Stamp,
) -> Result<store::ReviewRow, QueryError> {
    let mut read = Vec::new();
    let judgement = match word {
        Word::Accept => Judgement::Accept(key.clone()),
        Word::Reject => Judgement::Reject(key.clone()),
        Word::Comment => Judgement::Comment(key.clone()),
        Word::Edit(wish) => {
            let entry = store.entry(key)?.ok_or_else(|| unknown(key))?;
            let analysis = analysed(data, &entry.report)?;
            let edit = Sheet { text: &entry.report.text, analysis: &analysis }.edit(wish, entry.claim());
            read = analysis.quantities;
            Judgement::Edit(key.clone(), Box::new(edit.map_err(refused)?))
        }
    };
    judge(data, store, judgement, capacity, &read, stamp)
}

pub fn undo(
    data: &Data,
    store: &mut dyn Store,
    review: u64,
    capacity: Capacity,
    stamp: &Stamp,
) -> Result<store::ReviewRow, QueryError> {
    judge(data, store, Judgement::Undo(review), capacity, &[], stamp)
}

pub fn add(
    data: &Data,
    store: &mut dyn Store,
    filed: &Filed,
    new: &NewClaim,
    capacity: Capacity,
    stamp: &Stamp,
) -> Result<store::ReviewRow, QueryError> {
    let analysis = analysed(data, filed)?;
    let claim = Sheet { text: &filed.text, analysis: &analysis }.claim(new).map_err(refused)?;
    let judgement = Judgement::Add(filed.id.clone(), Box::new(claim));
    judge(data, store, judgement, capacity, &analysis.quantities, stamp)
}

fn judge(
    data: &Data,
    store: &mut dyn Store,
    judgement: Judgement,
    capacity: Capacity,
    read: &[Quantity],
    stamp: &Stamp,
) -> Result<store::ReviewRow, QueryError> {
    let linker = Linker::new(data.lexicon()?);
    Ok(store.review(&Review { capacity, judgement }, read, &linker, stamp)?)
}

fn analysed(data: &Data, filed: &Filed) -> Result<analysis::Analysis, QueryError> {
    let about = About { published: filed.published, ..About::default() };
    Ok(data.reader()?.read(&Report::new(filed.text.clone(), about)).analysis)
}

fn refused(fault: crate::edit::Fault) -> QueryError {
    StoreError::Refused { field: fault.field, what: fault.problem }.into()
}

fn unknown(key: &ClaimKey) -> QueryError {
    QueryError::NotFound { what: "claim", words: form::key(key) }
}

/// How the claim stands, and all that was said of it.
pub fn said_of(store: &dyn Store, entry: &Entry) -> Result<Said, QueryError> {
    let rows = store.reviews_of(&entry.key())?;
    said(store, entry, &rows)
}

/// The same for each of these claims of one report, in their order; and reviews of the report whose words make no claim
/// today.
pub fn said_of_report(
    store: &dyn Store,
    filed: &Filed,
    entries: &[Entry],
) -> Result<(Vec<Said>, Vec<ReviewRow>), QueryError> {
    let of_report = ReviewFilter { report: Some(filed.id.clone()), ..ReviewFilter::default() };
    let mut by_claim: BTreeMap<Option<ClaimKey>, Vec<store::ReviewRow>> = BTreeMap::new();
    for row in store.reviews(&of_report, &Page::ALL)?.rows.into_iter().rev() {
        by_claim.entry(row.claim.clone()).or_default().push(row);
    }
    let of = |entry: &Entry| {
        let rows = by_claim.get(&Some(entry.key())).map_or(&[][..], Vec::as_slice);
        said(store, entry, rows)
    };
    let told: Vec<Said> = entries.iter().map(of).collect::<Result<_, _>>()?;
    let lost = by_claim.get(&None).into_iter().flatten().map(|row| form::review(row, &filed.text));
    Ok((told, lost.filter(|row| row.orphaned).collect()))
}

/// `rows` are all reviews of the claim, oldest first.
fn said(store: &dyn Store, entry: &Entry, rows: &[store::ReviewRow]) -> Result<Said, QueryError> {
    let stands = |row: &&store::ReviewRow| row.undone_by.is_none();
    let decides = |row: &&store::ReviewRow| row.verdict.decides() || row.verdict == Verdict::Add;
    let last = |capacity: Capacity| {
        let of = |row: &&store::ReviewRow| row.capacity == capacity;
        rows.iter().filter(stands).filter(decides).rfind(of).map(word)
    };
    let (coder, reviewer) = (last(Capacity::Coder), last(Capacity::Reviewer));
    let standing = reviewer.clone().or(coder.clone());
    let text = &entry.report.text;
    let was = match entry.review.state {
        ReviewState::Unreviewed => None,
        _ => store.original(&entry.key())?.filter(|kept| kept.claim != *entry.claim()),
    };
    let review = ReviewForm {
        state: entry.review.state.name(),
        disputed: entry.review.disputed,
        by: standing.as_ref().map(|word| word.by.clone()),
        at: standing.as_ref().map(|word| word.at.clone()),
        why: standing.and_then(|word| word.why),
        coder,
        reviewer,
    };
    let was = was.map(|kept| Sheaf::new(text).claim(entry.n as usize, &kept.claim));
    Ok(Said { review, reviews: rows.iter().map(|row| form::review(row, text)).collect(), was })
}

fn word(row: &store::ReviewRow) -> WordForm {
    WordForm { verdict: row.verdict.name(), by: row.by.clone(), at: row.at.to_string(), why: row.why.clone() }
}

/// A part of the list of all reviews, newest first.
pub fn list(store: &dyn Store, filter: &ReviewFilter, page: &Page) -> Result<Listed<ReviewRow>, QueryError> {
    let Listed { rows, total, next } = store.reviews(filter, page)?;
    let mut texts: BTreeMap<ReportId, String> = BTreeMap::new();
    for row in &rows {
        if !texts.contains_key(&row.report) {
            let filed = store.filed(&row.report.0, 1)?.pop();
            texts.insert(row.report.clone(), filed.map(|filed| filed.text).unwrap_or_default());
        }
    }
    let told = |row: &store::ReviewRow| form::review(row, texts.get(&row.report).map_or("", String::as_str));
    Ok(Listed { rows: rows.iter().map(told).collect(), total, next })
}

/// The same as lines of a table.
pub fn lines(store: &dyn Store, filter: &ReviewFilter, page: &Page) -> Result<Listed<ReviewLine>, QueryError> {
    let Listed { rows, total, next } = store.reviews(filter, page)?;
    Ok(Listed { rows: rows.iter().map(form::line).collect(), total, next })
}

pub fn stats(store: &dyn Store) -> Result<StatsForm, QueryError> {
    let judged = store.judged()?;
    Ok(StatsForm {
        all: review::overall(&judged).map(|all| form::precision(&Precision { name: "all".to_string(), ..all })),
        by_rule: review::by_rule(&judged).iter().map(form::precision).collect(),
        by_type: review::by_type(&judged).iter().map(form::precision).collect(),
    })
}

pub fn agreement(store: &dyn Store, one: &str, other: &str) -> Result<AgreementForm, QueryError> {
    Ok(form::agreement(one, other, &review::agreement(&store.judged()?, one, other)))
}
