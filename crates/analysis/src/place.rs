//! Which of the places that share a name is meant: `mentions -> their place`.
//!
//! A name is read with the words that say what it names ("Kharkiv region", "the town of Bara"), looked up, and its
//! candidates weighed by population, the countries in play, the larger place that the text puts it in
//! ("Bara, in North Kordofan"; "the Syrian city of Hama") and nearness to the report's other places.
//!
//! - None where the name is unknown, known without coordinates, or means two far places as well as each other.
//! - A small place counts only where something in the report speaks for its country: a name alone is no ground.
//! - A region gets its main city's coordinates. A part of a country ("western Ukraine") is that country.
//! - Words are data: `places/kinds`, `places/links`, `places/directions` of the lexicon.

mod choose;
mod evidence;
mod names;
mod words;

use compact_str::CompactString;
use gazetteer::{Candidate, Gazetteer};
use lexicon::Lexicon;
use report::Report;

use crate::analysis::{Analysis, Mention, Place};
use choose::{Ground, choose};
use evidence::Countries;
pub(crate) use words::PlaceWords;

/// Distinct places that nearness is measured to; reports name fewer.
const NEAR_MAX: usize = 64;

/// Fills `place` of the mentions that name places, states and facilities.
/// Leaves it None where the name is unknown or the report gives no ground to choose.
pub fn locate(
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    report: &Report,
    analysis: &Analysis,
    mentions: &mut [Mention],
) {
    let words = lexicon.derived(PlaceWords::new);
    let mut named = names::read(gazetteer, &words, report, analysis, mentions);
    let holders = evidence::holders(&words, analysis, mentions, &named);
    for at in 1..named.len() {
        // What holds another place is no city.
        if holders[at - 1].as_ref().is_some_and(|holder| holder.is_next) {
            named[at].candidates = evidence::lands(&named[at]);
        }
    }
    let mut countries = Countries::of(mentions, &named);
    let mut near: Vec<Ground<'_>> = Vec::new();
    let first: Vec<Option<Candidate<'_>>> =
        named.iter().zip(&holders).map(|(name, holder)| choose(name, holder.as_ref(), &countries, &near)).collect();
    for (name, candidate) in named.iter().zip(&first) {
        let Some(candidate) = candidate else { continue };
        let is_known = near.iter().any(|ground| ground.key == name.key);
        if let Some(point) = candidate.point
            && !is_known
            && candidate.feature != gazetteer::Feature::Country
            && near.len() < NEAR_MAX
        {
            near.push(Ground { key: &name.key, point });
            countries.add(candidate.country, 1.0);
        }
    }
    let second: Vec<Option<Candidate<'_>>> =
        named.iter().zip(&holders).map(|(name, holder)| choose(name, holder.as_ref(), &countries, &near)).collect();
    for (at, name) in named.iter().enumerate() {
        // Where the text says once what holds the place, that goes for every mention of the name.
        let told = (0..named.len())
            .find(|&other| named[other].key == name.key && named[other].hint == name.hint && holders[other].is_some());
        let candidate =
            if holders[at].is_none() { told.and_then(|told| second[told]).or(second[at]) } else { second[at] };
        mentions[name.mention].place = candidate.as_ref().and_then(place);
    }
}

/// None for a place without coordinates.
fn place(candidate: &Candidate<'_>) -> Option<Place> {
    let point = candidate.point?;
    Some(Place {
        geonames: candidate.geonames,
        name: candidate.name.to_string(),
        country: CompactString::from(candidate.country),
        latitude: point.latitude,
        longitude: point.longitude,
        feature: candidate.feature,
    })
}

#[cfg(test)]
mod corpus_en;
