//! What a user types for a report, a claim or an event -> the one that is meant.
//!
//! A report goes by the first digits of its id, a claim by its report's, a colon and its number, an event by the first
//! signs of its id. What begins several ids is an error that lists them.

use events::{ClaimKey, EventId, Filed};
use report::ReportId;
use store::Store;

use crate::QueryError;

/// How many ids an error lists.
const CANDIDATES_MAX: usize = 10;

/// Digits of a report's id that tables print: two in 109,000 reports share them once in a hundred such records.
pub const DIGITS: usize = 10;

/// `04f6b6fbee` of `04f6b6fbee60d8de`.
pub fn short(id: &ReportId) -> &str {
    id.0.get(..DIGITS).unwrap_or(&id.0)
}

pub fn report(store: &dyn Store, words: &str) -> Result<Filed, QueryError> {
    let prefix = words.to_ascii_lowercase();
    let mut found = store.filed(&prefix, CANDIDATES_MAX + 1)?;
    if let Some(exact) = found.iter().position(|filed| filed.id.0 == prefix) {
        return Ok(found.swap_remove(exact));
    }
    let told = |filed: &Filed| {
        let title = filed.title.as_deref().or(filed.file.as_deref()).unwrap_or_default();
        format!("{} {title}", filed.id.0).trim_end().to_string()
    };
    match found.len() {
        0 => Err(QueryError::NotFound { what: "report", words: words.to_string() }),
        1 => Ok(found.swap_remove(0)),
        _ => Err(ambiguous("report", words, found.iter().map(told).collect())),
    }
}

/// `REPORT:n`.
pub fn claim(store: &dyn Store, words: &str) -> Result<ClaimKey, QueryError> {
    let problem = || format!("`{words}` is no claim; give a report's id, a colon and a number");
    let wanted = || QueryError::Wrong { name: "claim", problem: problem() };
    let (prefix, number) = words.split_once(':').ok_or_else(wanted)?;
    let n = number.parse().map_err(|_| wanted())?;
    Ok(ClaimKey { report: report(store, prefix)?.id, n })
}

pub fn event(store: &dyn Store, words: &str) -> Result<EventId, QueryError> {
    let id = EventId(words.to_ascii_lowercase().into());
    let found = store.events_starting(&id.0, CANDIDATES_MAX + 1)?;
    // An event that was taken in by another one is still known by its id.
    if found.contains(&id) || (found.is_empty() && !store.event(&id)?.is_empty()) {
        return Ok(id);
    }
    match &found[..] {
        [] => Err(QueryError::NotFound { what: "event", words: words.to_string() }),
        [one] => Ok(one.clone()),
        several => Err(ambiguous("event", words, several.iter().map(|id| id.0.to_string()).collect())),
    }
}

fn ambiguous(what: &'static str, words: &str, mut candidates: Vec<String>) -> QueryError {
    let more = candidates.len() > CANDIDATES_MAX;
    candidates.truncate(CANDIDATES_MAX);
    QueryError::Ambiguous { what, words: words.to_string(), candidates, more }
}
