//! Lists that are drawn from many claims at once -> rows: talks, issues, positions, territory, threats, demands.

use claims::ClaimType;
use events::Entry;
use export::talks as form;
use record::{Filter, Vocabulary};
use store::Store;

use crate::error::Failure;

/// What an issue is raised by.
const ISSUES: &[ClaimType] = &[ClaimType::Issue, ClaimType::Consult, ClaimType::Agree, ClaimType::Position];

/// What a stance is told by.
const STANCES: &[ClaimType] =
    &[ClaimType::Position, ClaimType::Request, ClaimType::Reject, ClaimType::Agree, ClaimType::Threaten];

/// What a threat or a demand is told by, and an answer to it.
const ANSWERED: &[ClaimType] = &[
    ClaimType::Threaten,
    ClaimType::Request,
    ClaimType::Agree,
    ClaimType::Reject,
    ClaimType::Concede,
    ClaimType::Retreat,
];

pub(super) fn talks(store: &impl Store, filter: &Filter) -> Result<Vec<form::TalksRow>, Failure> {
    let entries = entries(store, filter, &[ClaimType::Consult])?;
    let words = words()?;
    Ok(record::talks::processes(&entries, &words).iter().map(form::talks).collect())
}

pub(super) fn issues(store: &impl Store, filter: &Filter) -> Result<Vec<form::IssueRow>, Failure> {
    let entries = entries(store, filter, ISSUES)?;
    Ok(record::issues::issues(&entries, &words()?).iter().map(form::issue).collect())
}

/// Newest first.
pub(super) fn positions(store: &impl Store, filter: &Filter) -> Result<Vec<form::PositionRow>, Failure> {
    let entries = entries(store, filter, STANCES)?;
    let stances = record::positions::stances(&entries, &words()?);
    Ok(stances.iter().flat_map(|stance| form::positions(stance, None)).collect())
}

pub(super) fn territory(store: &impl Store, filter: &Filter) -> Result<Vec<form::TerritoryRow>, Failure> {
    let entries = entries(store, filter, &[ClaimType::Control])?;
    Ok(record::territory::territory(&entries).iter().flat_map(form::territory).collect())
}

pub(super) fn threats(store: &impl Store, filter: &Filter) -> Result<Vec<form::PendingRow>, Failure> {
    let entries = entries(store, filter, ANSWERED)?;
    Ok(record::standing::threats(&entries, &words()?).iter().filter_map(form::pending).collect())
}

pub(super) fn demands(store: &impl Store, filter: &Filter) -> Result<Vec<form::PendingRow>, Failure> {
    let entries = entries(store, filter, ANSWERED)?;
    Ok(record::standing::demands(&entries, &words()?).iter().filter_map(form::pending).collect())
}

/// Of these types where the filter names none.
fn entries(store: &impl Store, filter: &Filter, kinds: &[ClaimType]) -> Result<Vec<Entry>, Failure> {
    let mut filter = filter.clone();
    if filter.kinds.is_empty() {
        filter.kinds = kinds.to_vec();
    }
    Ok(store.entries(&filter)?)
}

fn words() -> Result<Vocabulary, Failure> {
    Ok(Vocabulary::of(&super::lexicon()?))
}
