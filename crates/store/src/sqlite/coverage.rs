//! Counts of reports by outlet, side, language and day.

use rusqlite::Connection;

use crate::coverage::{Coverage, OutletRow};
use crate::error::Tried;
use crate::sqlite::{Sqlite, days};

/// Reprints have an outlet of their own, and speak for nobody.
const OUTLETS: &str = "SELECT w.text, s.text, count(*), min(p.published), max(p.published)
    FROM (SELECT outlet, side, published FROM report
          UNION ALL SELECT outlet, NULL, published FROM reprint) p
    LEFT JOIN word w ON w.id = p.outlet LEFT JOIN word s ON s.id = p.side
    GROUP BY p.outlet, p.side ORDER BY count(*) DESC, w.text, s.text";

const SIDES: &str = "SELECT w.text, count(*) FROM report r LEFT JOIN word w ON w.id = r.side
    GROUP BY r.side ORDER BY count(*) DESC, w.text";

const LANGUAGES: &str = "SELECT w.text, count(*) FROM report r JOIN word w ON w.id = r.language
    GROUP BY r.language ORDER BY count(*) DESC, w.text";

const DAYS: &str = "SELECT DISTINCT published FROM report WHERE published IS NOT NULL ORDER BY published";

/// Costs a pass over all reports, not over their texts.
pub(super) fn coverage(store: &Sqlite) -> Tried<Coverage> {
    let connection = &store.connection;
    Ok(Coverage {
        outlets: outlets(connection)?,
        sides: counted(connection, SIDES)?,
        languages: counted(connection, LANGUAGES)?,
        days: dates(connection)?,
    })
}

fn outlets(connection: &Connection) -> Tried<Vec<OutletRow>> {
    let mut statement = connection.prepare_cached(OUTLETS)?;
    let mut rows = statement.query([])?;
    let mut outlets = Vec::new();
    while let Some(row) = rows.next()? {
        outlets.push(OutletRow {
            outlet: row.get(0)?,
            side: row.get(1)?,
            reports: row.get(2)?,
            first: days::maybe_day(row.get(3)?)?,
            last: days::maybe_day(row.get(4)?)?,
        });
    }
    Ok(outlets)
}

fn counted<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str) -> Tried<Vec<(T, u64)>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn dates(connection: &Connection) -> Tried<Vec<jiff::civil::Date>> {
    let mut statement = connection.prepare_cached(DAYS)?;
    let mut rows = statement.query([])?;
    let mut dates = Vec::new();
    while let Some(row) = rows.next()? {
        dates.push(days::day(row.get(0)?)?);
    }
    Ok(dates)
}
