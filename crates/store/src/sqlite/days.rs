//! Days, ids and kinds as numbers and bytes, and back.

use analysis::Feature;
use claims::{ClaimType, Status};
use events::ReviewState;
use jiff::civil::{Date, date};
use report::ReportId;

use crate::error::{Fault, StoreError, Tried};

/// A place's feature is its index here; only ever append.
pub(super) const FEATURES: &[Feature] =
    &[Feature::Country, Feature::Admin1, Feature::Admin2, Feature::City, Feature::Natural, Feature::Site];

const EPOCH: Date = date(1970, 1, 1);

/// Days since 1970-01-01.
pub(super) fn number(day: Date) -> i32 {
    day.duration_since(EPOCH).as_hours().div_euclid(24) as i32
}

pub(super) fn day(number: i32) -> Tried<Date> {
    let span = jiff::Span::new().try_days(number);
    let day = span.and_then(|span| EPOCH.checked_add(span));
    day.map_err(|_| Fault::Damaged(format!("there is no day {number}")))
}

pub(super) fn maybe_day(number: Option<i32>) -> Tried<Option<Date>> {
    number.map(day).transpose()
}

/// The 16 hexadecimal digits as eight bytes, which sort alike.
pub(super) fn hash(id: &ReportId) -> Option<[u8; 8]> {
    let plain = id.0.len() == 16 && id.0.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let value = plain.then(|| u64::from_str_radix(&id.0, 16).ok())??;
    Some(value.to_be_bytes())
}

pub(super) fn checked_hash(id: &ReportId) -> Tried<[u8; 8]> {
    hash(id).ok_or_else(|| StoreError::WrongId { id: id.0.clone() }.into())
}

pub(super) fn report_id(hash: [u8; 8]) -> ReportId {
    ReportId(format!("{:016x}", u64::from_be_bytes(hash)))
}

/// The hashes that begin with these digits, first and last; None where a digit is none.
pub(super) fn hash_range(prefix: &str) -> Option<([u8; 8], [u8; 8])> {
    let plain = prefix.len() <= 16 && prefix.bytes().all(|byte| byte.is_ascii_hexdigit());
    let padded = |with: &str| {
        let digits = format!("{}{}", prefix.to_ascii_lowercase(), with.repeat(16 - prefix.len()));
        u64::from_str_radix(&digits, 16).ok().map(u64::to_be_bytes)
    };
    if plain { padded("0").zip(padded("f")) } else { None }
}

/// A type is its index among all; the contract only appends.
pub(super) fn kind_number(kind: ClaimType) -> u8 {
    ClaimType::ALL.iter().position(|item| *item == kind).unwrap_or_default() as u8
}

pub(super) fn kind(number: u8) -> Tried<ClaimType> {
    let kind = ClaimType::ALL.get(usize::from(number)).copied();
    kind.ok_or_else(|| Fault::Damaged(format!("there is no type {number}")))
}

pub(super) fn status_number(status: Status) -> u8 {
    Status::ALL.iter().position(|item| *item == status).unwrap_or_default() as u8
}

/// How a claim stands is its index among all; only ever append.
pub(super) fn state_number(state: ReviewState) -> u8 {
    ReviewState::ALL.iter().position(|item| *item == state).unwrap_or_default() as u8
}

pub(super) fn state(number: u8) -> Tried<ReviewState> {
    let state = ReviewState::ALL.get(usize::from(number)).copied();
    state.ok_or_else(|| Fault::Damaged(format!("no claim stands as {number}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (want, day) in [(0, date(1970, 1, 1)), (-1, date(1969, 12, 31)), (20_428, date(2025, 12, 6))] {
            assert_eq!(number(day), want);
            assert_eq!(super::day(want).ok(), Some(day));
        }
        assert_eq!(number(Date::MIN), -4_371_587);
        assert_eq!(super::day(number(Date::MIN)).ok(), Some(Date::MIN));
        assert_eq!(super::day(number(Date::MAX)).ok(), Some(Date::MAX));
        assert!(super::day(i32::MAX).is_err());
    }

    #[test]
    fn an_id_is_sixteen_digits() {
        let id = ReportId("04f6b6fbee60d8de".to_string());
        assert_eq!(hash(&id).map(report_id), Some(id));
        for wrong in ["", "r1", "04F6B6FBEE60D8DE", "04f6b6fbee60d8de0", "+4f6b6fbee60d8de"] {
            assert_eq!(hash(&ReportId(wrong.to_string())), None, "{wrong}");
        }
    }

    #[test]
    fn a_prefix_is_a_range() {
        let range = hash_range("04F").map(|(first, last)| (report_id(first).0, report_id(last).0));
        assert_eq!(range, Some(("04f0000000000000".to_string(), "04ffffffffffffff".to_string())));
        assert_eq!(hash_range("0x"), None);
        assert_eq!(hash_range("04f6b6fbee60d8de0"), None);
    }
}
