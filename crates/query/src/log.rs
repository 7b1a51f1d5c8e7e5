//! `which changes -> lines of the log`: newest first, or what came behind a cursor.

use export::rows::{self, LogRow};
use store::{Happened, Listed, LogAsk, Page, Store};

use crate::QueryError;

/// Parameters that this list knows, beside its page.
pub const NAMES: [&str; 3] = ["what", "by", "subject"];

/// `what` is one kind of line or several with commas between; `subject` the beginning of a report's id, `REPORT:n`, or
/// an event's id.
pub fn log(
    store: &dyn Store,
    what: Option<&str>,
    by: Option<&str>,
    subject: Option<&str>,
    page: &Page,
) -> Result<Listed<LogRow>, QueryError> {
    let what = what.unwrap_or_default().split(',').map(str::trim).filter(|word| !word.is_empty());
    let ask = LogAsk {
        what: what.map(kind).collect::<Result<_, _>>()?,
        by: by.map(|by| by.trim().to_string()),
        subject: subject.map(|id| id.trim().split(':').next().unwrap_or_default().to_string()),
    };
    let listed = store.log_latest(&ask, page)?;
    Ok(Listed { rows: listed.rows.iter().map(rows::log).collect(), total: listed.total, next: listed.next })
}

/// Lines behind a cursor, oldest first; `total` counts all of them. A page goes on behind its last line.
pub fn changes(store: &dyn Store, since: u64, page: &Page) -> Result<Listed<LogRow>, QueryError> {
    let wrong = || QueryError::Wrong { name: "next", problem: "`next` takes what the list before ended with".into() };
    let after = page.after.as_deref().map_or(Ok(since), |after| after.parse().map_err(|_| wrong()))?;
    let rows: Vec<LogRow> = store.log(after, page.most)?.iter().map(rows::log).collect();
    let last = store.cursor()?;
    let next = rows.last().map(|row| row.cursor).filter(|cursor| *cursor < last);
    Ok(Listed { rows, total: last.saturating_sub(since), next: next.map(|cursor| cursor.to_string()) })
}

fn kind(word: &str) -> Result<Happened, QueryError> {
    let found = Happened::ALL.iter().copied().find(|kind| kind.name() == word);
    found.ok_or_else(|| {
        let known: Vec<&str> = Happened::ALL.iter().map(|kind| kind.name()).collect();
        QueryError::Wrong { name: "what", problem: format!("`{word}`: one of {}", known.join(", ")) }
    })
}
