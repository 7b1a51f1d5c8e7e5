//! `entries -> territory`: who is said to hold, take or lose a place or a share of it, by whom and when.
//!
//! Sayings stand beside each other, newest first. Who holds a place is not decided; no line is drawn.

use std::collections::{BTreeMap, BTreeSet};

use analysis::{Feature, Place};
use claims::{ClaimType, Figure, Measure, Role, Status};
use compact_str::CompactString;
use events::Entry;
use jiff::civil::Date;

use crate::told;

/// What is said to be with a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Control {
    Held,
    Captured,
    Lost,
    Contested,
}

#[derive(Clone, Debug)]
pub struct Hold<'a> {
    pub entry: &'a Entry,
    pub control: Control,
    /// Told as not so, planned, or possible: see the claim's status.
    pub status: Status,
    /// Who holds, takes or loses it, as sides; empty where the claim names nobody.
    pub by: Vec<CompactString>,
    /// From whom it is taken, to whom it is lost.
    pub with: Vec<CompactString>,
    /// How much of the place.
    pub share: Option<Figure>,
    pub area: Option<Figure>,
    /// First and last day of what is told, None where open.
    pub days: (Option<Date>, Option<Date>),
}

/// A place and all that is said of who has it.
#[derive(Clone, Debug)]
pub struct Area<'a> {
    pub key: AreaKey,
    pub name: String,
    /// ISO 3166-1 alpha-3; empty where unknown.
    pub country: CompactString,
    /// Newest first.
    pub said: Vec<Hold<'a>>,
    /// Whether sayings of its last month name different holders, or one denies another.
    pub rival: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaKey {
    Geonames(u32),
    Country(CompactString),
    /// A region or a site without a number of its own, with its country.
    Named(CompactString, String),
    /// A place that no gazetteer knows, by its words.
    Words(String),
}

/// Sayings further apart than this, days, are about different times.
const RIVAL_DAYS: i32 = 31;

/// The place told of last first.
pub fn territory(entries: &[Entry]) -> Vec<Area<'_>> {
    let mut areas: BTreeMap<AreaKey, Area<'_>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.claim().kind == ClaimType::Control) {
        let Some(hold) = hold(entry) else { continue };
        for (key, name, country) in places(entry) {
            let new = || Area { key: key.clone(), name, country, said: Vec::new(), rival: false };
            areas.entry(key.clone()).or_insert_with(new).said.push(hold.clone());
        }
    }
    let mut all: Vec<Area<'_>> = areas.into_values().collect();
    for area in &mut all {
        area.said.sort_by(|one, other| newest(other).cmp(&newest(one)));
        area.rival = rival(&area.said);
    }
    all.sort_by(|one, other| {
        let last = |area: &Area| area.said.first().and_then(|hold| told::told_on(hold.entry));
        last(other).cmp(&last(one)).then_with(|| one.key.cmp(&other.key))
    });
    all
}

fn newest<'a>(hold: &Hold<'a>) -> (Option<Date>, &'a str, u32) {
    hold.entry.order()
}

fn hold(entry: &Entry) -> Option<Hold<'_>> {
    let claim = entry.claim();
    let control = claim.mode.iter().find_map(|mode| match mode.as_str() {
        "held" => Some(Control::Held),
        "captured" => Some(Control::Captured),
        "lost" => Some(Control::Lost),
        "contested" => Some(Control::Contested),
        _ => None,
    })?;
    let figure = |measure: Measure| claim.figures.iter().find(|figure| figure.measure == measure).cloned();
    Some(Hold {
        entry,
        control,
        status: claim.status,
        by: told::sides(entry, &[Role::Actor]),
        with: told::sides(entry, &[Role::Recipient]),
        share: figure(Measure::Share),
        area: figure(Measure::Area),
        days: events::days(claim, told::told_on(entry)),
    })
}

/// The places that the claim names by a name: a region or a country only where no place in it stands beside it.
fn places(entry: &Entry) -> Vec<(AreaKey, String, CompactString)> {
    let mut found: Vec<((AreaKey, String, CompactString), Width)> = Vec::new();
    for arg in entry.claim().args.iter().filter(|arg| arg.role == Role::Place) {
        let words = entry.words(arg.span);
        let area = match &arg.place {
            Some(place) => ((key(place), place.name.clone(), place.country.clone()), width(place)),
            None if words.contains(char::is_uppercase) => {
                let name = words.to_string();
                ((AreaKey::Words(name.clone()), name, CompactString::default()), Width::Town)
            }
            None => continue,
        };
        if !found.iter().any(|((have, ..), _)| *have == area.0.0) {
            found.push(area);
        }
    }
    let towns: BTreeSet<CompactString> =
        found.iter().filter(|(_, area)| *area == Width::Town).map(|((.., country), _)| country.clone()).collect();
    let regions: BTreeSet<CompactString> =
        found.iter().filter(|(_, area)| *area != Width::Country).map(|((.., country), _)| country.clone()).collect();
    found.retain(|((.., country), width)| match width {
        Width::Town => true,
        Width::Region => !towns.contains(country),
        Width::Country => !regions.contains(country),
    });
    found.into_iter().map(|(area, _)| area).collect()
}

/// How much a place takes in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    Town,
    Region,
    Country,
}

fn width(place: &Place) -> Width {
    match place.feature {
        Feature::Country => Width::Country,
        Feature::Admin1 | Feature::Admin2 | Feature::Natural => Width::Region,
        Feature::City | Feature::Site => Width::Town,
    }
}

fn key(place: &Place) -> AreaKey {
    match (place.feature, place.geonames) {
        (Feature::Country, _) => AreaKey::Country(place.country.clone()),
        (_, Some(id)) => AreaKey::Geonames(id),
        (_, None) => AreaKey::Named(place.country.clone(), place.name.clone()),
    }
}

/// Sayings are newest first.
fn rival(said: &[Hold]) -> bool {
    let Some(last) = said.first().and_then(|hold| told::told_on(hold.entry)) else { return false };
    let recent = said.iter().filter(|hold| {
        told::told_on(hold.entry).is_some_and(|day| day.until(last).is_ok_and(|gap| gap.get_days() <= RIVAL_DAYS))
    });
    let recent: Vec<&Hold> = recent.filter(|hold| !hold.by.is_empty()).collect();
    let holds = |hold: &Hold| matches!(hold.control, Control::Held | Control::Captured);
    let differs = |one: &Hold, other: &Hold| match (one.status == Status::Negated) == (other.status == Status::Negated)
    {
        true => one.status == Status::Actual && one.by != other.by && holds(one) && holds(other),
        false => one.by == other.by && holds(one) == holds(other),
    };
    recent.iter().enumerate().any(|(at, one)| recent[at + 1..].iter().any(|other| differs(one, other)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::testing::{Made, claim};

    const DAY: Date = date(2025, 3, 3);
    const LATER: Date = date(2025, 3, 5);

    fn captured(day: Date, by: &str, id: &str) -> Made {
        let text = format!("{by} captured Bara, it said.");
        let made = claim(ClaimType::Control, day, &text, "captured", "capture").mode("captured");
        made.actor(by, id).place("Bara", 377_724, "SDN")
    }

    #[test]
    fn rivals_stand_side_by_side_newest_first() {
        let entries = [captured(DAY, "Mali", "MLI").entry(), captured(LATER, "Chad", "TCD").entry()];
        let areas = territory(&entries);
        assert_eq!((areas.len(), areas[0].rival), (1, true));
        assert_eq!(areas[0].said.iter().map(|hold| hold.by[0].as_str()).collect::<Vec<_>>(), ["TCD", "MLI"]);
    }

    #[test]
    fn who_denies_what_another_says_is_a_rival() {
        let denied = captured(LATER, "Mali", "MLI").status(Status::Negated).said_by("it", "TCD").entry();
        let entries = [captured(DAY, "Mali", "MLI").entry(), denied];
        assert!(territory(&entries)[0].rival);
        let agreed =
            [captured(DAY, "Mali", "MLI").entry(), captured(LATER, "Mali", "MLI").said_by("it", "TCD").entry()];
        assert!(!territory(&agreed)[0].rival);
    }

    #[test]
    fn long_past_sayings_are_no_rivals() {
        let entries = [captured(date(2024, 1, 5), "Mali", "MLI").entry(), captured(LATER, "Chad", "TCD").entry()];
        assert!(!territory(&entries)[0].rival);
    }
}
