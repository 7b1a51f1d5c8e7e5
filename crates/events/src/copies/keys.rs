//! `report -> keys`: under which numbers a report is found by those that may be related to it.
//!
//! Bands of a MinHash signature: two texts that share 65 % of their shingles have a band in common in 99 of 100 cases,
//! at 50 % in 90, at 30 % in 53, at 5 % in 2. A band belongs to some days, so that what a report finds does not grow
//! with the years that the record holds. The same on every machine.

use jiff::Unit;
use jiff::civil::{Date, date};

use super::words::{Words, hash, mix, plain};
use super::{DAYS_MAX, WORDS_MIN};
use crate::entry::Filed;

const BANDS: usize = 8;
/// Minima that make a band.
const ROWS: usize = 2;
const EPOCH: Date = date(2000, 1, 1);
/// Reports without a day are found among their like.
const UNDATED: i64 = i64::MIN;

/// Keys fit four bytes with a sign.
const KEY_MAX: u64 = 0x7fff_ffff;

/// What a report is stored under. Sorted, each once, below 2^31: at most eight of the text (none under eight words), one
/// of the address, one of outlet and title.
pub fn keys(report: &Filed) -> Vec<u32> {
    under(report, &[window(report.published)])
}

/// What a report asks for: meets the keys of every report that it can be related to. At most 26.
pub fn look_up(report: &Filed) -> Vec<u32> {
    let window = window(report.published);
    if window == UNDATED { under(report, &[window]) } else { under(report, &[window - 1, window, window + 1]) }
}

fn under(report: &Filed, windows: &[i64]) -> Vec<u32> {
    let words = Words::new(&report.text);
    let mut found = Vec::new();
    if words.len() >= WORDS_MIN {
        for (at, band) in bands(words.shingles()).into_iter().enumerate() {
            found.extend(windows.iter().map(|window| key(at, band ^ mix(*window as u64))));
        }
    }
    found.extend(address(report).map(|address| key(BANDS, hash(&address))));
    if let (Some(outlet), Some(title)) = (outlet(report), title(report)) {
        found.push(key(BANDS + 1, mix(hash(&outlet)) ^ hash(&title)));
    }
    found.sort_unstable();
    found.dedup();
    found
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
