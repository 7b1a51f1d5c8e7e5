//! `entries -> Vec<PlaceIdentity>`: where it was, each place once, under all spellings.

use std::collections::{BTreeMap, BTreeSet};

use analysis::{Feature, Place};
use claims::Role;
use compact_str::CompactString;
use report::ReportId;

use super::people::{People, Why};
use crate::entry::Entry;

#[derive(Clone, Debug, PartialEq)]
pub struct PlaceIdentity {
    /// `geonames:703448`; of a region without an id of its own, `UKR:kharkiv`.
    pub id: String,
    /// As the gazetteer writes it.
    pub name: String,
    /// ISO 3166-1 alpha-3; empty for seas.
    pub country: CompactString,
    pub latitude: f64,
    pub longitude: f64,
    pub feature: Feature,
    /// As the reports write it, with the number of claims; most frequent first. "The city" counts under none.
    pub spellings: Vec<(String, usize)>,
    pub why: Vec<Why>,
    pub claims: usize,
}

/// Every place in these entries, most claims first. A name that the gazetteer lacks joins a place of the same report
/// that is the same but for the letters.
pub fn places(people: &People, entries: &[Entry]) -> Vec<PlaceIdentity> {
    let mut found: BTreeMap<String, PlaceIdentity> = BTreeMap::new();
    let mut spelled: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let mut in_report: BTreeMap<(&ReportId, String), BTreeSet<String>> = BTreeMap::new();
    let mut open: Vec<(&ReportId, &str)> = Vec::new();
    for entry in entries {
        for arg in &entry.claim().args {
            let words = entry.words(arg.span);
            match &arg.place {
                Some(place) => {
                    let id = place_id(place);
                    found.entry(id.clone()).or_insert_with(|| identity(&id, place)).claims += 1;
                    if words.contains(char::is_uppercase) {
                        *spelled.entry(id.clone()).or_default().entry(words.to_string()).or_default() += 1;
                    }
                    let letters = people.person_key(words).joined;
                    in_report.entry((&entry.report.id, letters)).or_default().insert(id);
                }
                None if arg.role == Role::Place && words.contains(char::is_uppercase) => {
                    open.push((&entry.report.id, words));
                }
                None => {}
            }
        }
    }
    for (report, words) in open {
        let near = in_report.get(&(report, people.person_key(words).joined));
        let Some(id) = near.filter(|near| near.len() == 1).and_then(|near| near.first()) else { continue };
        *spelled.entry(id.clone()).or_default().entry(words.to_string()).or_default() += 1;
        if let Some(place) = found.get_mut(id) {
            place.claims += 1;
            place.why = vec![Why::Spelling];
        }
    }
    let mut places: Vec<PlaceIdentity> =
        found.into_iter().map(|(id, place)| finish(place, spelled.remove(&id).unwrap_or_default())).collect();
    places.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.id.cmp(&b.id)));
    places
}

/// The same for all mentions of a place, however it is spelled.
pub fn place_id(place: &Place) -> String {
    match place.geonames {
        Some(id) => format!("geonames:{id}"),
        None => format!("{}:{}", place.country, gazetteer::fold(&place.name).replace(' ', "-")),
    }
}

fn identity(id: &str, place: &Place) -> PlaceIdentity {
    PlaceIdentity {
        id: id.to_string(),
        name: place.name.clone(),
        country: place.country.clone(),
        latitude: place.latitude,
        longitude: place.longitude,
        feature: place.feature,
        spellings: Vec::new(),
        why: Vec::new(),
        claims: 0,
    }
}

fn finish(mut place: PlaceIdentity, spelled: BTreeMap<String, usize>) -> PlaceIdentity {
    let folded = gazetteer::fold(&place.name);
    if spelled.keys().any(|words| gazetteer::fold(words) != folded) {
        place.why.insert(0, Why::Table);
    }
    place.spellings = spelled.into_iter().collect();
    place.spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    place
}
