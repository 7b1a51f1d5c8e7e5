//! `entries -> occurrences`: what happens again and again at one spot, each event once, and the ordinals told of it.
//!
//! "The 11th time" is checked against the list: an ordinal may count more than is on record, and says so; what is
//! missing is never made up. A spot goes by several names: "the plant" is the one plant of that land that is listed.

use std::collections::{BTreeMap, BTreeSet};

use analysis::Feature;
use claims::{Measure, Role};
use compact_str::CompactString;
use events::{Entry, EventId, days};
use jiff::civil::Date;

use super::agreement::Bounds;
use super::id::{SeriesId, occurrence};
use super::speaker::Speaker;
use super::value::DAYS_OF_ONE;

/// One happening of the series.
#[derive(Clone, Debug)]
pub struct Occurrence<'a> {
    pub event: EventId,
    /// The narrowest days that one of its claims tells.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Every claim that tells of it, earliest report first.
    pub told: Vec<&'a Entry>,
    pub ordinals: Vec<Ordinal<'a>>,
}

/// How-manieth a speaker says it was.
#[derive(Clone, Debug)]
pub struct Ordinal<'a> {
    pub entry: &'a Entry,
    /// Which of the claim's figures, from 0.
    pub at: usize,
    pub speaker: Speaker,
    /// Occurrences on record up to and with this one.
    pub listed: usize,
}

impl Ordinal<'_> {
    pub fn bounds(&self) -> Bounds {
        Bounds::of(&self.entry.kept.claim.figures[self.at])
    }

    /// How many that it counts are not on record.
    pub fn missing(&self) -> usize {
        let counted = self.bounds().low.unwrap_or_default();
        (counted - self.listed as f64).max(0.0) as usize
    }
}

/// The occurrences of one series, earliest first.
pub fn occurrences<'a>(entries: &'a [Entry], series: &SeriesId) -> Vec<Occurrence<'a>> {
    let spots = Spots::of(entries);
    let mut events: BTreeMap<&EventId, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| spots.series(entry).as_ref() == Some(series)) {
        events.entry(&entry.event).or_default().push(entry);
    }
    let mut occurrences: Vec<Occurrence<'a>> = events.into_values().map(occurrence_of).collect();
    occurrences.sort_by(|a, b| (a.to.or(a.from), a.from, &a.event).cmp(&(b.to.or(b.from), b.from, &b.event)));
    for (before, occurrence) in occurrences.iter_mut().enumerate() {
        for ordinal in &mut occurrence.ordinals {
            ordinal.listed = before + 1;
        }
    }
    occurrences
}

/// Every series of occurrences among the entries: how many events it has, and whether any is told with its ordinal.
pub fn occurring(entries: &[Entry]) -> BTreeMap<SeriesId, (usize, bool)> {
    let spots = Spots::of(entries);
    let mut events: BTreeMap<SeriesId, (BTreeSet<&EventId>, bool)> = BTreeMap::new();
    for entry in entries {
        let Some(series) = spots.series(entry) else { continue };
        let known = events.entry(series).or_default();
        known.0.insert(&entry.event);
        known.1 |= ordinals(entry).next().is_some();
    }
    events.into_iter().map(|(series, (events, told))| (series, (events.len(), told))).collect()
}

fn occurrence_of(mut told: Vec<&Entry>) -> Occurrence<'_> {
    told.sort_by_key(|entry| (entry.report.published, entry.key()));
    let narrowest = told.iter().map(|entry| once(entry)).min_by_key(|days| length(*days));
    let (from, to) = narrowest.unwrap_or_default();
    let ordinals = told.iter().flat_map(|entry| ordinals(entry)).collect();
    Occurrence { event: told[0].event.clone(), from, to, told, ordinals }
}

/// "For the second time this month" tells when the count began, not the day.
fn once(entry: &Entry) -> (Option<Date>, Option<Date>) {
    let told = days(entry.claim(), entry.report.published);
    let published = entry.report.published.filter(|_| length(told) >= DAYS_OF_ONE);
    published.map_or(told, |day| (day.yesterday().ok(), Some(day)))
}

fn ordinals(entry: &Entry) -> impl Iterator<Item = Ordinal<'_>> {
    let figures = entry.claim().figures.iter().enumerate();
    let told = figures.filter(|(_, figure)| figure.measure == Measure::Ordinal);
    told.map(|(at, _)| Ordinal { entry, at, speaker: Speaker::of(entry), listed: 0 })
}

fn length((from, to): (Option<Date>, Option<Date>)) -> i32 {
    from.zip(to).map_or(i32::MAX, |(from, to)| from.until(to).map_or(i32::MAX, |span| span.get_days()))
}

/// The facilities that entries tell of: their words, and the series that each belongs to.
struct Spots {
    known: Vec<(SeriesId, CompactString, BTreeSet<CompactString>)>,
}

impl Spots {
    fn of(entries: &[Entry]) -> Spots {
        let mut known: Vec<(SeriesId, CompactString, BTreeSet<CompactString>)> = Vec::new();
        for entry in entries {
            let site = entry.claim().args.iter().enumerate().find_map(|(at, arg)| {
                let place = arg.place.as_ref().filter(|place| place.feature == Feature::Site)?;
                Some((at, place))
            });
            let Some((at, place)) = site else { continue };
            let Some(series) = occurrence(&entry.kept) else { continue };
            let words = words(entry, at);
            match known.iter_mut().find(|(id, ..)| *id == series) {
                Some((.., all)) => all.extend(words),
                None => known.push((series, place.country.clone(), words)),
            }
        }
        Spots { known }
    }

    /// The claim's own series; that of a listed facility where it names no facility that the gazetteer knows, but all
    /// its words are words of that facility and of no other.
    fn series(&self, entry: &Entry) -> Option<SeriesId> {
        let own = occurrence(&entry.kept)?;
        if self.known.iter().any(|(id, ..)| *id == own) {
            return Some(own);
        }
        let act = own.0.rsplit_once('/').map(|(act, _)| act)?;
        let object = entry.claim().args.iter().position(|arg| arg.role == Role::Object);
        let said = object.map(|at| words(entry, at)).unwrap_or_default();
        let fits = |item: &&(SeriesId, CompactString, BTreeSet<CompactString>)| {
            let same_act = item.0.0.rsplit_once('/').is_some_and(|(other, _)| other == act);
            same_act && !said.is_empty() && said.is_subset(&item.2)
        };
        let mut fitting = self.known.iter().filter(fits);
        let found = fitting.next();
        Some(found.filter(|_| fitting.next().is_none()).map_or(own, |item| item.0.clone()))
    }
}

fn words(entry: &Entry, arg: usize) -> BTreeSet<CompactString> {
    entry.kept.words.args.get(arg).into_iter().flatten().cloned().collect()
}

#[cfg(test)]
mod tests {
    use analysis::Feature;
    use claims::ClaimType;
    use jiff::civil::date;

    use super::super::testing::{arg, figure, made, place_of};
    use super::*;

    const SERIES: &str = "ordinal/outage-offsite-power/bara-power-plant";

    /// A loss of power at the plant, with the words that name it and whether the gazetteer knows them.
    fn loss(day: i8, ordinal: Option<f64>, event: &str, words: &[&str], known: bool) -> Entry {
        let plant = place_of(Role::Object, "Bara Power Plant", None, "UKR", Feature::Site);
        let object = if known { plant } else { arg(Role::Object, "UKR") };
        let mut made = made(ClaimType::Outage, vec![object], figure(Measure::Ordinal, "time", ordinal.unwrap_or(1.0)));
        made.claim.figures.retain(|_| ordinal.is_some());
        let mut entry = made.mode("offsite_power").on(date(2025, 12, day), &format!("{event} {day} {words:?}"), event);
        entry.kept.words.args[0] = words.iter().map(|word| (*word).into()).collect();
        entry
    }

    #[test]
    fn each_event_once_and_each_ordinal_checked() {
        let full = ["plant", "bara", "power"];
        let entries = [
            loss(1, Some(10.0), "e", &full, true),
            loss(2, None, "e", &["plant", "bara"], false),
            loss(6, Some(11.0), "f", &["plant"], false),
            loss(7, None, "g", &["plant", "other"], false),
        ];
        let found = occurrences(&entries, &SeriesId(SERIES.into()));
        let days: Vec<_> = found.iter().map(|occurrence| (occurrence.to, occurrence.told.len())).collect();
        assert_eq!(days, [(Some(date(2025, 12, 1)), 2), (Some(date(2025, 12, 6)), 1)]);
        let ordinal = &found[1].ordinals[0];
        assert_eq!((ordinal.bounds().low, ordinal.listed, ordinal.missing()), (Some(11.0), 2, 9));
        assert_eq!(occurring(&entries)[&SeriesId(SERIES.into())], (2, true));
    }

    #[test]
    fn talks_have_no_object_and_a_month_is_no_day() {
        let talks = vec![arg(Role::Actor, "RUS"), arg(Role::Actor, "UKR")];
        let round = made(ClaimType::Consult, talks, figure(Measure::Ordinal, "round", 2.0));
        let mut entry = round.on(date(2025, 12, 6), "round", "e");
        entry.kept.claim.args.push(super::super::testing::days(Some(date(2025, 12, 1)), Some(date(2025, 12, 31))));
        let entries = [entry];
        let found = occurrences(&entries, &SeriesId("ordinal/consult/RUS-UKR".into()));
        assert_eq!((found.len(), found[0].from, found[0].to), (1, Some(date(2025, 12, 5)), Some(date(2025, 12, 6))));
    }

    #[test]
    fn an_ordinal_that_the_list_bears_out_misses_nothing() {
        let full = ["plant", "bara", "power"];
        let entries = [loss(1, None, "e", &full, true), loss(6, Some(2.0), "f", &full, true)];
        let found = occurrences(&entries, &SeriesId(SERIES.into()));
        assert_eq!((found[1].ordinals[0].listed, found[1].ordinals[0].missing()), (2, 0));
    }
}
