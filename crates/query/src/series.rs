//! The series that somebody means, the claims that its views are made of, and which series stand beside which.

use std::collections::{BTreeMap, BTreeSet};

use events::{ClaimKey, Entry};
use record::Filter;
use record::series::{SeriesId, find};
use serde::Serialize;
use store::{Listed, Page, SeriesRow, Store};
use utoipa::ToSchema;

use crate::{Data, QueryError};

/// How many series an error lists.
const CANDIDATES_MAX: usize = 20;

/// Series of occurrences begin so.
pub const ORDINAL: &str = "ordinal/";

/// A series as a list tells it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeriesForm {
    pub id: String,
    /// What is measured: the first part of the id.
    pub measure: String,
    /// What is counted or the unit: what stands between measure and scope.
    pub unit: Option<String>,
    /// The last part of the id.
    pub scope: Option<String>,
    /// The scope's name, of a place its town's; null where nothing tells it.
    pub scope_name: Option<String>,
    /// How many figures stand in it.
    pub figures: u64,
    /// Claims that tell of one more occurrence.
    pub occurrences: u64,
    #[schema(format = Date)]
    pub first: Option<String>,
    #[schema(format = Date)]
    pub last: Option<String>,
}

/// Most figures first; `text`: words that the id or the scope's name holds, each.
pub fn list(
    data: &Data,
    store: &impl Store,
    filter: &Filter,
    text: Option<&str>,
    page: &Page,
) -> Result<Listed<SeriesForm>, QueryError> {
    let Some(text) = text else {
        let found = store.series(filter, page)?;
        let rows = found.rows.iter().map(|row| form(data, row)).collect::<Result<_, _>>()?;
        return Ok(Listed { rows, total: found.total, next: found.next });
    };
    let rows = store.series(filter, &Page::ALL)?.rows;
    let mut forms: Vec<SeriesForm> = rows.iter().map(|row| form(data, row)).collect::<Result<_, _>>()?;
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    forms.retain(|form| {
        let known = format!("{} {}", form.id, form.scope_name.as_deref().unwrap_or_default()).to_lowercase();
        words.iter().all(|word| known.contains(word))
    });
    crate::lists::part(forms, page)
}

fn form(data: &Data, row: &SeriesRow) -> Result<SeriesForm, QueryError> {
    let parts: Vec<&str> = row.id.split('/').collect();
    let scope = parts.last().filter(|_| parts.len() > 1).map(ToString::to_string);
    let unit = parts.get(1..parts.len() - 1).unwrap_or_default().join("/");
    Ok(SeriesForm {
        id: row.id.to_string(),
        measure: parts[0].to_string(),
        unit: Some(unit).filter(|unit| !unit.is_empty()),
        scope_name: scope.as_deref().map(|scope| data.name(scope)).transpose()?.flatten(),
        scope,
        figures: row.figures,
        occurrences: row.occurrences,
        first: row.first.map(|day| day.to_string()),
        last: row.last.map(|day| day.to_string()),
    })
}

/// Parts of a series' id that may have a name: what stands between slashes, and both of a pair such as `ISR-LBN`.
pub fn parts(id: &str) -> impl Iterator<Item = &str> {
    id.split('/')
        .flat_map(|part| std::iter::once(part).chain(part.split_once('-').into_iter().flat_map(<[&str; 2]>::from)))
}

/// The series of exactly this id, if it is there.
pub fn exact(store: &impl Store, id: &str) -> Result<Option<SeriesId>, QueryError> {
    let of_series = Filter { series: Some(id.to_string()), ..Filter::default() };
    let found = store.claims(&of_series, &Page::first(1))?;
    Ok((!found.rows.is_empty()).then(|| SeriesId(id.into())))
}

/// The one series that the words fit, of those with a figure that the filter asks for.
pub fn one(
    store: &impl Store,
    filter: &Filter,
    words: &str,
    fits: impl Fn(&SeriesId) -> bool,
) -> Result<SeriesId, QueryError> {
    let listed = store.series(filter, &Page::ALL)?.rows;
    let known: Vec<SeriesId> = listed.into_iter().map(|row| SeriesId(row.id)).filter(fits).collect();
    match &find(&known, words)[..] {
        [] => Err(QueryError::NotFound { what: "series", words: words.to_string() }),
        [one] => Ok((*one).clone()),
        several => {
            let more = several.len() > CANDIDATES_MAX;
            let candidates = several.iter().take(CANDIDATES_MAX).map(|id| id.0.to_string()).collect();
            Err(QueryError::Several { words: words.to_string(), candidates, more })
        }
    }
}

/// Claims with a figure in these series, and those about the same events: a claim's neighbours tell what it leaves out.
/// Report by report.
pub fn entries(store: &impl Store, filter: &Filter, series: &[SeriesId]) -> Result<Vec<Entry>, QueryError> {
    let mut found: BTreeMap<ClaimKey, Entry> = BTreeMap::new();
    let mut events = BTreeSet::new();
    for id in series {
        let filter = Filter { series: Some(id.0.to_string()), ..filter.clone() };
        for entry in store.entries(&filter)? {
            events.insert(entry.event.clone());
            found.insert(entry.key(), entry);
        }
    }
    for event in events {
        for entry in store.event(&event)? {
            found.entry(entry.key()).or_insert(entry);
        }
    }
    Ok(by_report(found.into_values().collect()))
}

pub fn by_report(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| (entry.report.published, entry.key()));
    entries
}

/// What another series is to this one: `part`, `whole` (intercepted of launched), `share`, `unit` (the same counted in
/// something else), `kind` (something else counted of the same). None where they are not about one scope.
pub fn relation(own: &str, other: &str) -> Option<&'static str> {
    let ((measure, scope), (others, other_scope)) = (own.split_once('/')?, other.split_once('/')?);
    if measure == others && own != other {
        let last = |scope: &str| scope.rsplit_once('/').map(|(_, last)| last.to_string());
        return last(scope).filter(|own| last(other_scope).as_ref() == Some(own)).map(|_| "unit");
    }
    if measure == others {
        return None;
    }
    match (measure, others) {
        (LAUNCHED, INTERCEPTED) if scope == other_scope => Some("part"),
        (INTERCEPTED, LAUNCHED) if scope == other_scope => Some("whole"),
        (LAUNCHED | INTERCEPTED, "share") if other_scope.strip_prefix("intercept/") == Some(scope) => Some("share"),
        _ => (scope == other_scope).then_some("kind"),
    }
}

const LAUNCHED: &str = "launched";
const INTERCEPTED: &str = "intercepted";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_of_one_scope_stand_beside_each_other() {
        assert_eq!(relation("launched/drone/UKR", "intercepted/drone/UKR"), Some("part"));
        assert_eq!(relation("intercepted/drone/UKR", "launched/drone/UKR"), Some("whole"));
        assert_eq!(relation("launched/drone/UKR", "launched/missile/UKR"), Some("unit"));
        assert_eq!(relation("injured/UKR", "killed/UKR"), Some("kind"));
        assert_eq!(relation("injured/UKR", "killed/SDN"), None);
        assert_eq!(relation("injured/UKR", "injured/UKR"), None);
    }
}
