//! Rows of claims and their numbers in a report. What was read in one report lies in rows side by side; what people added
//! to it lies far behind, where its rows are the same in every new reading.

use events::ClaimKey;
use report::ReportId;
use rusqlite::{Connection, OptionalExtension as _};

use crate::error::{Fault, StoreError, Tried};
use crate::sqlite::days;

/// The first row of claims that people added.
pub(super) const BY_HAND: i64 = 1 << 40;

/// How many bits of such a row tell which of its report's it is; the report's row lies above them.
const NTH_BITS: u32 = 15;

/// More than anybody adds to one report.
pub(super) const ADDED_MAX: i64 = 1 << NTH_BITS;

/// The row of the claim that was added to the report as the `nth`, from 0.
pub(super) const fn added(report: i64, nth: i64) -> i64 {
    BY_HAND + (report << NTH_BITS) + nth
}

pub(super) const fn is_by_hand(claim: i64) -> bool {
    claim >= BY_HAND
}

/// The claim's number in its report, of whose claims `first` is the first row.
pub(super) const fn number(claim: i64, first: i64) -> u32 {
    if is_by_hand(claim) {
        let nth = claim & (ADDED_MAX - 1);
        ClaimKey::READ_MAX + 1 + nth as u32
    } else {
        (claim - first + 1) as u32
    }
}

/// None where there is no such claim.
pub(super) fn claim_row(connection: &Connection, key: &ClaimKey) -> Tried<Option<i64>> {
    let Some(hash) = days::hash(&key.report) else { return Ok(None) };
    let mut find = connection.prepare_cached("SELECT id FROM report WHERE hash = ?")?;
    let report: Option<i64> = find.query_row([hash], |row| row.get(0)).optional()?;
    report.map_or(Ok(None), |report| row_in(connection, report, key.n))
}

/// The row of the report's claim with this number.
pub(super) fn row_in(connection: &Connection, report: i64, n: u32) -> Tried<Option<i64>> {
    let mut find = connection.prepare_cached("SELECT first_claim, claims, added FROM report WHERE id = ?")?;
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let (first, claims, by_hand): (i64, i64, i64) = find.query_row([report], read)?;
    let n = i64::from(n);
    let nth = n - i64::from(ClaimKey::READ_MAX) - 1;
    Ok(match nth {
        0.. => (nth < by_hand).then(|| added(report, nth)),
        _ => (1..=claims).contains(&n).then(|| first + n - 1),
    })
}

/// The claim's report and its number there.
pub(super) fn key_of(connection: &Connection, claim: i64) -> Tried<ClaimKey> {
    let mut find = connection
        .prepare_cached("SELECT r.hash, r.first_claim FROM claim c JOIN report r ON r.id = c.report WHERE c.id = ?")?;
    let found: Option<([u8; 8], i64)> = find.query_row([claim], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (hash, first) = found.ok_or_else(|| Fault::Damaged(format!("claim {claim} is missing")))?;
    Ok(ClaimKey { report: days::report_id(hash), n: number(claim, first) })
}

pub(super) fn known_row(connection: &Connection, key: &ClaimKey) -> Tried<i64> {
    let ClaimKey { report: ReportId(report), n } = key;
    let unknown = || StoreError::Unknown { what: "claim", id: format!("{report}:{n}") };
    claim_row(connection, key)?.ok_or_else(|| unknown().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_the_number() {
        assert_eq!(number(17, 15), 3);
        for (report, nth) in [(1, 0), (1, 1), (109_016, 32_767), (1 << 24, 5)] {
            let row = added(report, nth);
            assert!(is_by_hand(row));
            assert_eq!(i64::from(number(row, 3)), i64::from(ClaimKey::READ_MAX) + 1 + nth);
        }
        assert_ne!(added(1, ADDED_MAX - 1), added(2, 0));
    }
}
