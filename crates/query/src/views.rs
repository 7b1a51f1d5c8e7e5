//! Lists that are drawn from many claims at once -> rows: talks, issues, positions, territory, threats, demands.

use claims::ClaimType;
use events::Entry;
use export::talks as form;
use record::Filter;
use store::Store;

use crate::{Data, QueryError};

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

pub fn talks(data: &Data, store: &impl Store, filter: &Filter) -> Result<Vec<form::TalksRow>, QueryError> {
    let entries = entries(store, filter, &[ClaimType::Consult])?;
    Ok(record::talks::processes(&entries, data.vocabulary()?).iter().map(form::talks).collect())
}

pub fn issues(data: &Data, store: &impl Store, filter: &Filter) -> Result<Vec<form::IssueRow>, QueryError> {
    let entries = entries(store, filter, ISSUES)?;
    Ok(record::issues::issues(&entries, data.vocabulary()?).iter().map(form::issue).collect())
}

/// Newest first.
pub fn positions(data: &Data, store: &impl Store, filter: &Filter) -> Result<Vec<form::PositionRow>, QueryError> {
    let entries = entries(store, filter, STANCES)?;
    let stances = record::positions::stances(&entries, data.vocabulary()?);
    Ok(stances.iter().flat_map(|stance| form::positions(stance, None)).collect())
}

pub fn territory(store: &impl Store, filter: &Filter) -> Result<Vec<form::TerritoryRow>, QueryError> {
    let entries = entries(store, filter, &[ClaimType::Control])?;
    Ok(record::territory::territory(&entries).iter().flat_map(form::territory).collect())
}

pub fn threats(data: &Data, store: &impl Store, filter: &Filter) -> Result<Vec<form::PendingRow>, QueryError> {
    let entries = entries(store, filter, ANSWERED)?;
    Ok(record::standing::threats(&entries, data.vocabulary()?).iter().filter_map(form::pending).collect())
}

pub fn demands(data: &Data, store: &impl Store, filter: &Filter) -> Result<Vec<form::PendingRow>, QueryError> {
    let entries = entries(store, filter, ANSWERED)?;
    Ok(record::standing::demands(&entries, data.vocabulary()?).iter().filter_map(form::pending).collect())
}

/// Of these types where the filter names none.
pub fn entries(store: &impl Store, filter: &Filter, kinds: &[ClaimType]) -> Result<Vec<Entry>, QueryError> {
    let mut filter = filter.clone();
    if filter.kinds.is_empty() {
        filter.kinds = kinds.to_vec();
    }
    Ok(store.entries(&filter)?)
}
