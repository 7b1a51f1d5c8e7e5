//! Words for a place -> the place that is meant: an id as the record has it, or a name that the gazetteer knows.

use compact_str::CompactString;
use gazetteer::{Candidate, Feature, Gazetteer, PlaceId};
use record::PlaceFilter;

use crate::{Data, Noted, QueryError};

/// Another place of the same name is told of if it has at least one in so many of the people of the one that is meant.
const RIVAL_SHARE: u32 = 10;
const RIVALS_MAX: usize = 3;

/// `UKR`, `geonames:703448`, `703448` or a name. A name of several places stands for the best known, and a note says so.
/// A region takes in what lies in it.
pub fn resolve(data: &Data, words: &str) -> Result<Noted<PlaceFilter>, QueryError> {
    if let Ok(id) = words.strip_prefix("geonames:").unwrap_or(words).parse() {
        return Ok(plain(PlaceFilter::Geonames(id)));
    }
    if words.len() == 3 && words.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(plain(PlaceFilter::Country(words.into())));
    }
    named(data.gazetteer()?, words)
}

/// An actor's id as the record has it; a country may be given by its name.
pub fn actor(data: &Data, words: &str) -> Result<CompactString, QueryError> {
    let is_id = words.contains([':', '/']) || !words.contains(|c: char| c.is_lowercase());
    if is_id {
        return Ok(words.into());
    }
    let country = data.gazetteer()?.find(words).into_iter().find(|place| place.feature == Feature::Country);
    Ok(country.map_or(words, |place| place.country).into())
}

fn plain(place: PlaceFilter) -> Noted<PlaceFilter> {
    Noted { value: place, notes: Vec::new() }
}

fn named(gazetteer: &Gazetteer, words: &str) -> Result<Noted<PlaceFilter>, QueryError> {
    let mut found = gazetteer.find(words);
    found.sort_by_key(|place| (place.feature != Feature::Country, !place.well_known));
    let Some(best) = found.first() else {
        let help = "give another name, an ISO code such as UKR, or an id such as geonames:703448";
        return Err(QueryError::Wrong { name: "place", problem: format!("no place is called `{words}`; {help}") });
    };
    if best.feature == Feature::Country {
        return Ok(plain(PlaceFilter::Country(best.country.into())));
    }
    // A region and its main city go by one name and are asked for together.
    let alike = |place: &&Candidate| (place.name, place.country) == (best.name, best.country);
    let region = found.iter().find(|place| alike(place) && place.feature == Feature::Admin1);
    let rivals: Vec<String> = found
        .iter()
        .filter(|place| !alike(place) && place.main_name && place.population >= best.population / RIVAL_SHARE)
        .take(RIVALS_MAX)
        .map(told)
        .collect();
    let taken = format!("`{words}` is taken for {}; not {}", told(best), rivals.join(", "));
    let value = PlaceFilter::Named {
        name: best.name.to_string(),
        country: best.country.into(),
        inside: region.map_or(Vec::new(), |region| inside(gazetteer, region.id)),
    };
    Ok(Noted { value, notes: if rivals.is_empty() { Vec::new() } else { vec![taken] } })
}

/// GeoNames' numbers of what lies in a region: one look at every place there is.
fn inside(gazetteer: &Gazetteer, region: PlaceId) -> Vec<u32> {
    let places = (0..gazetteer.len() as u32).filter_map(|number| gazetteer.place(PlaceId(number)));
    places.filter(|place| place.region == Some(region)).filter_map(|place| place.geonames).collect()
}

/// "Tripoli LBY geonames:2210247".
fn told(place: &Candidate<'_>) -> String {
    let id = place.geonames.map_or(String::new(), |id| format!(" geonames:{id}"));
    format!("{} {}{id}", place.name, place.country)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_goes_by_its_code_its_number_or_its_name() {
        let data = Data::default();
        let resolve = |words| resolve(&data, words).map(|place| place.value);
        assert_eq!(resolve("UKR").unwrap(), PlaceFilter::Country("UKR".into()));
        assert_eq!(resolve("Sudan").unwrap(), PlaceFilter::Country("SDN".into()));
        assert_eq!(resolve("geonames:703448").unwrap(), PlaceFilter::Geonames(703448));
        let PlaceFilter::Named { name, country, inside } = resolve("Kharkiv").unwrap() else { panic!("no name") };
        assert_eq!((name.as_str(), country.as_str()), ("Kharkiv", "UKR"));
        assert!(inside.len() > 10, "{}", inside.len());
        assert!(resolve("Nowhereville").is_err());
        assert_eq!(actor(&data, "Sudan").unwrap(), "SDN");
        assert_eq!(actor(&data, "RUS/MIL").unwrap(), "RUS/MIL");
    }

    #[test]
    fn a_name_of_several_places_says_which_it_was_taken_for() {
        let place = resolve(&Data::default(), "Tripoli").unwrap();
        assert!(place.notes[0].starts_with("`Tripoli` is taken for Tripoli LBY"), "{:?}", place.notes);
    }
}
