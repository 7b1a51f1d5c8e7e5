//! `--place` -> the place that is meant: an id as the record has it, or a name that the gazetteer knows.

use std::sync::LazyLock;

use gazetteer::{Candidate, Feature, Gazetteer};
use record::PlaceFilter;

use crate::error::{Failure, note};

/// Another place of the same name is told of where it has at least one in so many of the people.
const RIVAL_SHARE: u32 = 10;
const RIVALS_MAX: usize = 3;

/// `UKR`, `geonames:703448`, `703448` or a name. A name of several places stands for the best known, and a note says so.
pub(crate) fn resolve(words: &str) -> Result<PlaceFilter, Failure> {
    if let Some(id) = geonames(words) {
        return Ok(PlaceFilter::Geonames(id));
    }
    if words.len() == 3 && words.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(PlaceFilter::Country(words.into()));
    }
    static GAZETTEER: LazyLock<Result<Gazetteer, Failure>> =
        LazyLock::new(|| reader::gazetteer().map_err(|error| Failure::Builtin(error.into())));
    match &*GAZETTEER {
        Ok(gazetteer) => named(gazetteer, words),
        Err(failure) => Err(Failure::Usage(failure.to_string())),
    }
}

fn geonames(words: &str) -> Option<u32> {
    words.strip_prefix("geonames:").unwrap_or(words).parse().ok()
}

fn named(gazetteer: &Gazetteer, words: &str) -> Result<PlaceFilter, Failure> {
    let mut found = gazetteer.find(words);
    found.sort_by_key(|place| (place.feature != Feature::Country, !place.well_known));
    let usable = found.iter().filter_map(|place| filter(place).map(|filter| (place, filter)));
    let mut usable = usable.collect::<Vec<_>>().into_iter();
    let Some((best, filter)) = usable.next() else {
        let help = "give another name, an ISO code such as UKR, or an id such as geonames:703448";
        return Err(Failure::Usage(format!("no place is called `{words}`; {help}")));
    };
    let rival = |place: &Candidate| place.feature != Feature::Country && place.population / RIVAL_SHARE.max(1) > 0;
    let rivals = usable.filter(|(place, _)| rival(place) && place.population >= best.population / RIVAL_SHARE);
    let rivals: Vec<String> = rivals.take(RIVALS_MAX).map(|(place, _)| told(place)).collect();
    if best.feature != Feature::Country && !rivals.is_empty() {
        note(&format!("`{words}` is taken for {}; not {}", told(best), rivals.join(", ")));
    }
    Ok(filter)
}

fn filter(place: &Candidate<'_>) -> Option<PlaceFilter> {
    match place.feature {
        Feature::Country => Some(PlaceFilter::Country(place.country.into())),
        Feature::Admin1 | Feature::Admin2 | Feature::City | Feature::Natural | Feature::Site => {
            place.geonames.map(PlaceFilter::Geonames)
        }
    }
}

/// "Tripoli LBY geonames:2210247".
fn told(place: &Candidate<'_>) -> String {
    let id = place.geonames.map_or(String::new(), |id| format!(" geonames:{id}"));
    format!("{} {}{id}", place.name, place.country)
}
