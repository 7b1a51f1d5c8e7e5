//! Figures from texts: what a night's reports tell, side by side.
#![allow(clippy::unwrap_used, reason = "a test")]

use events::{Entry, Filed};
use jiff::civil::{Date, date};
use reader::Reader;
use record::series::{self, CheckKind, Comparison, SeriesId, Value};

const NIGHT: Date = date(2025, 12, 6);

const EARLY: &str = "Russia fired more than 640 drones at Ukraine overnight, most of which were intercepted.";
const LATE: &str = "Russia launched 653 drones and 51 missiles at Ukraine overnight, Ukraine's air force said on Saturday, \
    adding that 585 drones and 30 missiles were shot down.";
const PLANT: &str = "The Zaporizhzhia nuclear power plant lost all external power for the 11th time, the IAEA said.";

fn entries(reader: &Reader, texts: &[(&str, Date)]) -> Vec<Entry> {
    let reports = texts.iter().map(|(text, day)| Filed::new((*text).to_string(), Some(*day))).collect();
    reader::gather::entries(reader, reports)
}

fn of<'a>(values: &[Value<'a>], id: &str) -> Vec<Comparison<'a>> {
    series::compare(values, &SeriesId(id.into()))
}

#[test]
fn an_early_and_a_late_count_of_a_night_agree() {
    let reader = Reader::builtin().unwrap();
    let entries = entries(&reader, &[(EARLY, NIGHT), (LATE, NIGHT)]);
    let values = series::values(&reader.lexicon, &entries);
    let drones = of(&values, "launched/drone/UKR");
    assert_eq!(drones.len(), 1, "one night is one comparison");
    assert!(!drones[0].is_disputed());
    assert_eq!(drones[0].rows.iter().map(|row| row.bounds().low).collect::<Vec<_>>(), [Some(640.0), Some(653.0)]);
}

/// "Most were intercepted" stands beside the numbers, and each pair of them has its own share.
#[test]
fn each_share_is_of_one_speakers_pair() {
    let reader = Reader::builtin().unwrap();
    let entries = entries(&reader, &[(LATE, NIGHT)]);
    let values = series::values(&reader.lexicon, &entries);
    let shares: Vec<f64> = series::pairs(&values).iter().map(|pair| pair.low.unwrap().round()).collect();
    assert_eq!(shares, [90.0, 59.0]);
    assert!(series::checks(&values).is_empty());
    let rows = export::figures::values(&of(&values, "intercepted/drone/UKR"), &series::pairs(&values), &[]);
    assert_eq!((rows[0].value.unwrap().whole(), rows[0].share_low.unwrap().0), (Some(585), 89.6));
    assert_eq!(rows[0].words, "585");
}

#[test]
fn a_days_dead_and_a_wars_dead_are_never_compared() {
    let reader = Reader::builtin().unwrap();
    let day = "At least 12 people were killed in an Israeli strike on Gaza City on Saturday, medics said.";
    let war = "More than 40,000 people have been killed in Gaza since October 2023, the health ministry said.";
    let entries = entries(&reader, &[(day, NIGHT), (war, NIGHT)]);
    let values = series::values(&reader.lexicon, &entries);
    let killed = of(&values, "killed/person/PSE");
    assert_eq!(killed.iter().map(|comparison| comparison.rows.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn more_shot_down_than_launched_speaks_up() {
    let reader = Reader::builtin().unwrap();
    let text = LATE.replace("653", "300");
    let entries = entries(&reader, &[(&text, NIGHT)]);
    let values = series::values(&reader.lexicon, &entries);
    let kinds: Vec<CheckKind> = series::checks(&values).iter().map(|check| check.kind).collect();
    assert_eq!(kinds, [CheckKind::PartExceedsWhole]);
}

#[test]
fn an_ordinal_says_how_many_are_not_on_record() {
    let reader = Reader::builtin().unwrap();
    let before = "The Zaporizhzhia nuclear power plant lost all external power on 23 September, the IAEA said.";
    let entries = entries(&reader, &[(before, date(2025, 9, 24)), (PLANT, NIGHT)]);
    let occurring = series::occurring(&entries);
    let (id, (events, told)) = occurring.iter().find(|(id, _)| id.0.contains("offsite-power")).unwrap();
    assert_eq!((*events, *told), (2, true));
    let found = series::occurrences(&entries, id);
    let line = export::figures::english::ordinals(&found[1]);
    assert_eq!(line, ["2025-12-06  ordinal 11 by the IAEA (IGO:IAEA): 2 on record, 9 not in this record."]);
}
