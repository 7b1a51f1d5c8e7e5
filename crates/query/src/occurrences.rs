//! What happens again and again at one spot, and the ordinals told of it.

use std::collections::BTreeMap;

use claims::ClaimType;
use export::figures::{self, OccurrenceRow, english};
use record::Filter;
use record::series::{self, SeriesId};
use serde::Serialize;
use store::Store;
use utoipa::ToSchema;

use crate::series::{self as choice, ORDINAL};
use crate::{Data, QueryError};

#[derive(Clone, Serialize, ToSchema)]
pub struct Occurred {
    pub series: String,
    pub rows: Vec<OccurrenceRow>,
    /// Each ordinal held against the list.
    pub checks: Vec<String>,
    /// What the ids are called that stand in this answer.
    pub names: BTreeMap<String, String>,
}

/// `words`: the id of a series of occurrences, the beginning of it, or words that it holds.
pub fn occurrences(data: &Data, store: &impl Store, filter: &Filter, words: &str) -> Result<Occurred, QueryError> {
    let id = choice::one(store, filter, words, |id| id.0.starts_with(ORDINAL))?;
    let entries = choice::by_report(store.entries(&around(&id, filter.clone()))?);
    let found = series::occurrences(&entries, &id);
    Ok(Occurred {
        series: id.0.to_string(),
        rows: figures::occurrences(&id.0, &found),
        checks: found.iter().flat_map(english::ordinals).collect(),
        names: data.known(choice::parts(&id.0))?,
    })
}

/// Claims that may be occurrences: of a facility, which goes by several names, all of its type.
pub fn around(id: &SeriesId, filter: Filter) -> Filter {
    let rest = id.0.strip_prefix(ORDINAL).unwrap_or(&id.0);
    let (act, spot) = rest.split_once('/').unwrap_or((rest, ""));
    let kind = act.split('-').next().unwrap_or_default().to_uppercase();
    let is_facility = !spot.contains(':') && spot.starts_with(char::is_lowercase);
    let series = Some(id.0.to_string()).filter(|_| !is_facility);
    Filter { kinds: ClaimType::parse(&kind).into_iter().collect(), series, ..filter }
}
