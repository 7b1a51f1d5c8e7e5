//! `report -> keys`: under which numbers a report is found by those that may be related to it.
//!
//! Bands of a MinHash signature: two texts that share 65 % of their shingles have a band in common in 99 of 100 cases,
//! at 50 % in 90, at 30 % in 53, at 5 % in 2. A band belongs to some days, so that what a report finds does not grow
//! with the years that the record holds. The same on every machine.

use jiff::Unit;
use jiff::civil::{Date, date};

use report::ReportId;

use super::words::{hash, mix, plain};
use super::{DAYS_MAX, Doc, WORDS_MIN};
use crate::entry::Filed;

const BANDS: usize = 8;
/// Minima that make a band.
const ROWS: usize = 2;
const EPOCH: Date = date(2000, 1, 1);
/// Reports without a day are found among their like.
const UNDATED: i64 = i64::MIN;

/// Keys fit four bytes with a sign.
const KEY_MAX: u64 = 0x7fff_ffff;

/// A number that a report is stored under, and those at which it asks for others: the same one, for bands those of the
/// days before and after, too. Where one report asks at another's number, the other asks at its.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    pub under: u32,
    pub asks: Vec<u32>,
}

/// What a report is stored under. Sorted, each once, below 2^31: at most eight of the text (none under eight words), one
/// of the address, one of outlet and title.
pub fn keys(report: &Filed) -> Vec<u32> {
    sorted(Doc::new(report).meetings().into_iter().map(|meeting| meeting.under))
}

/// What a report asks for: meets the keys of every report that it can be related to. At most 26.
pub fn look_up(report: &Filed) -> Vec<u32> {
    sorted(Doc::new(report).meetings().into_iter().flat_map(|meeting| meeting.asks))
}

fn sorted(keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut keys: Vec<u32> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

impl Doc {
    /// At most ten.
    pub fn meetings(&self) -> Vec<Meeting> {
        let window = window(self.published);
        let near = if window == UNDATED { vec![window] } else { vec![window - 1, window, window + 1] };
        let mut found = Vec::new();
        if self.words.len() >= WORDS_MIN {
            for (at, band) in bands(self.words.shingles()).into_iter().enumerate() {
                let of = |window: i64| key(at, band ^ mix(window as u64));
                found.push(Meeting { under: of(window), asks: near.iter().map(|window| of(*window)).collect() });
            }
        }
        let mut alone = |key: u32| found.push(Meeting { under: key, asks: vec![key] });
        if let Some(address) = &self.address {
            alone(key(BANDS, hash(address)));
        }
        if let (Some(outlet), Some(title)) = (&self.outlet, &self.title) {
            alone(key(BANDS + 1, mix(hash(outlet)) ^ hash(title)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Decides which of very many reports of one key all others are compared with: the lowest.
pub fn rank(report: &ReportId) -> u32 {
    report.0.get(..8).and_then(|first| u32::from_str_radix(first, 16).ok()).unwrap_or(hash(&report.0) as u32)
}

/// Days are counted in stretches: what is at most [`DAYS_MAX`] days away lies in the same, the one before or after.
fn window(day: Option<Date>) -> i64 {
    let days = day.and_then(|day| day.since((Unit::Day, EPOCH)).ok()).map(|span| i64::from(span.get_days()));
    days.map_or(UNDATED, |days| days.div_euclid(i64::from(DAYS_MAX)))
}

/// Host and path without scheme, `www.`, query, fragment and last slash; None for a bare host.
pub(super) fn address(report: &Filed) -> Option<String> {
    let url = report.url.as_deref()?.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.trim_end_matches('/').split_once('/')?;
    let host = host.to_lowercase();
    Some(format!("{}/{path}", host.strip_prefix("www.").unwrap_or(&host)))
}

pub(super) fn outlet(report: &Filed) -> Option<String> {
    report.outlet.as_deref().map(plain).filter(|outlet| !outlet.is_empty())
}

pub(super) fn title(report: &Filed) -> Option<String> {
    report.title.as_deref().map(plain).filter(|title| !title.is_empty())
}

fn bands(shingles: &[u64]) -> [u64; BANDS] {
    let minimum = |row: usize| {
        let salt = mix(row as u64 + 1);
        shingles.iter().map(|shingle| mix(shingle ^ salt)).min().unwrap_or(0)
    };
    std::array::from_fn(|band| (0..ROWS).fold(0, |all: u64, row| mix(all ^ minimum(band * ROWS + row))))
}

/// Keys of different kinds do not meet but by chance.
fn key(kind: usize, value: u64) -> u32 {
    (mix(value ^ ((kind as u64) << 56)) & KEY_MAX) as u32
}
