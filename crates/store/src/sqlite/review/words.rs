//! The words by which a review finds its claim: report, type, trigger, and which it is of those that share them.

use claims::ClaimType;
use events::Kept;
use events::review::Verdict;
use report::Span;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::pick;
use crate::error::Tried;
use crate::sqlite::add::claim_range;
use crate::sqlite::load::Loader;
use crate::sqlite::pool::Pool;
use crate::sqlite::{days, seat};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standpoint {
    /// Its row.
    pub(super) report: i64,
    pub(super) kind: ClaimType,
    pub(super) trigger: Span,
    /// From 0.
    pub(super) nth: i64,
    /// The review that added the claim.
    pub(super) added: Option<i64>,
}

/// What the claim of this row stands on as it was read or added.
pub(super) fn of(connection: &Connection, pool: &Pool, claim: i64) -> Tried<Standpoint> {
    let mut loader = Loader::over(connection, pool);
    let (_, _, kept) = loader.as_read(claim)?;
    let mut find = connection.prepare_cached("SELECT report FROM claim WHERE id = ?")?;
    let report: i64 = find.query_row([claim], |row| row.get(0))?;
    let (kind, trigger) = (kept.claim.kind, kept.claim.trigger);
    if seat::is_by_hand(claim) {
        let mut find = connection.prepare_cached(
            "SELECT v.id FROM reviewed d JOIN review v ON v.id = d.review WHERE d.claim = ? AND v.verdict = ?",
        )?;
        let add = super::place(Verdict::ALL, &Verdict::Add);
        let added = find.query_row((claim, add), |row| row.get(0)).optional()?;
        return Ok(Standpoint { report, kind, trigger, nth: 0, added });
    }
    let mut nth = 0;
    for other in claim_range(connection, report)?.0..claim {
        let (_, _, other) = loader.as_read(other)?;
        nth += i64::from((other.claim.kind, other.claim.trigger) == (kind, trigger));
    }
    Ok(Standpoint { report, kind, trigger, nth, added: None })
}

/// Which of the claims that were read in the report today is meant: the one on the same words, else the first of the
/// type on words that overlap them.
pub(super) fn find(stands_on: &Standpoint, kept: &[Kept]) -> Option<usize> {
    let of_kind = || kept.iter().enumerate().filter(|(_, kept)| kept.claim.kind == stands_on.kind);
    let same: Vec<usize> =
        of_kind().filter(|(_, kept)| kept.claim.trigger == stands_on.trigger).map(|(at, _)| at).collect();
    if !same.is_empty() {
        return same.get(usize::try_from(stands_on.nth).unwrap_or_default()).copied();
    }
    let mut near = of_kind().filter(|(_, kept)| kept.claim.trigger.overlaps(stands_on.trigger));
    near.next().filter(|_| stands_on.nth == 0).map(|(at, _)| at)
}

const COLUMNS: &str = "id, report, kind, trigger_start, trigger_end, nth, added, verdict, change";

/// Of one review, with its verdict.
pub(super) fn of_review(connection: &Connection, review: i64) -> Tried<Option<(Standpoint, Verdict)>> {
    let mut find = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM review WHERE id = ?"))?;
    let mut rows = find.query([review])?;
    let found = rows.next()?.map(read).transpose()?;
    Ok(found.map(|(_, stands_on, verdict, _)| (stands_on, verdict)))
}

/// A review, what it stands on, what it says, and its change.
pub(super) type Kin = (i64, Standpoint, Verdict, Option<String>);

/// All of a report, oldest first.
pub(super) fn all_of(connection: &Connection, report: i64) -> Tried<Vec<Kin>> {
    let sql = format!("SELECT {COLUMNS} FROM review WHERE report = ? ORDER BY id");
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query([report])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> Tried<Kin> {
    let stands_on = Standpoint {
        report: row.get(1)?,
        kind: days::kind(row.get(2)?)?,
        trigger: Span::new(row.get(3)?, row.get(4)?),
        nth: row.get(5)?,
        added: row.get(6)?,
    };
    Ok((row.get(0)?, stands_on, pick(Verdict::ALL, row.get(7)?)?, row.get(8)?))
}
