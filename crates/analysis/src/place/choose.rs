//! One of the candidates of a name, or none.
//!
//! A candidate's score is the decimal logarithm of its people, and bonuses of the same scale: a bonus of 1 makes up
//! for ten times the people.

use gazetteer::{Candidate, Feature, Point};

use super::evidence::{Countries, Holder, lies_in};
use super::names::Named;
use super::words::Hint;

/// The name is the place's main one, not another way to call it.
const MAIN_NAME: f64 = 1.0;
const CAPITAL: f64 = 1.0;
const WELL_KNOWN: f64 = 2.0;
const COUNTRY: f64 = 3.0;
/// A division that shares its name with a city of its country, which holds some part of its people.
const NAMESAKE: f64 = -2.2;
const NAMESAKE_SHARE: f64 = 0.05;
const DISTRICT: f64 = -1.5;
/// Lands, waters and works have no people to count; those that are listed are known.
const LISTED: f64 = 8.0;
/// In the country that is spoken of most; less for others.
const IN_PLAY: f64 = 3.0;
/// The one large city of its name is meant before a small town in the country that is spoken of: "talks in Geneva".
const ONE_LARGE: f64 = 3.0;
/// Inside what the text says holds it; the same below zero where it lies elsewhere.
const HELD: f64 = 4.0;
const NEAR: f64 = 1.0;
const NEAR_KM: f64 = 120.0;
const AROUND: f64 = 0.5;
const AROUND_KM: f64 = 350.0;
/// Places that lie no farther apart are not told apart.
const SAME_KM: f64 = 60.0;
/// Better than the next by less: no ground to choose.
const MARGIN: f64 = 0.3;
/// Known to a reader of news without a word on where it lies.
const KNOWN_PEOPLE: u32 = 100_000;
const KNOWN_PEOPLE_BY_OTHER_NAME: u32 = 500_000;
/// So much larger than any other place of the name that the name alone tells it.
const DWARFS: f64 = 10.0;
/// A place smaller than this needs its country to be a main one of the report.
const TOWN_PEOPLE: u32 = 15_000;
const MAIN_SHARE: f64 = 0.25;

/// A place that is already resolved.
pub(super) struct Ground<'a> {
    pub(super) key: &'a str,
    pub(super) point: Point,
}

pub(super) fn choose<'g>(
    name: &Named<'g>,
    holder: Option<&Holder<'g>>,
    countries: &Countries,
    near: &[Ground<'_>],
) -> Option<Candidate<'g>> {
    let mut scored: Vec<(f64, &Candidate<'g>)> =
        name.candidates.iter().map(|place| (score(place, name, holder, countries, near), place)).collect();
    scored.sort_by(|(a, place), (b, other)| b.total_cmp(a).then(place.id.cmp(&other.id)));
    let &(best_score, best) = scored.first()?;
    let is_rival = |&&(score, place): &&(f64, &Candidate)| score > best_score - MARGIN && is_far(best, place);
    let is_alone = scored[1..].iter().take(8).find(is_rival).is_none();
    (is_alone && is_grounded(best, name, holder, countries, near)).then_some(*best)
}

fn score(
    place: &Candidate<'_>,
    name: &Named<'_>,
    holder: Option<&Holder<'_>>,
    countries: &Countries,
    near: &[Ground<'_>],
) -> f64 {
    let people = (f64::from(place.population) + 100.0).log10();
    let by_feature = match place.feature {
        Feature::Country => people + COUNTRY,
        Feature::Admin1 => people + if has_namesake(place, name) { NAMESAKE } else { 0.0 },
        Feature::Admin2 => people + DISTRICT,
        Feature::City => people,
        // What is named for its town has the town's people.
        Feature::Site if place.population > 0 => people,
        Feature::Natural | Feature::Site => LISTED,
    };
    let named = if place.main_name { MAIN_NAME } else { 0.0 };
    let capital = if place.capital { CAPITAL } else { 0.0 };
    let known = if place.well_known { WELL_KNOWN } else { 0.0 };
    let known = if is_one_large(place, name) { known.max(ONE_LARGE) } else { known };
    by_feature + named + capital + known + in_play(place, countries) + held(place, holder) + nearness(place, name, near)
}

fn has_namesake(region: &Candidate<'_>, name: &Named<'_>) -> bool {
    let fewest = f64::from(region.population) * NAMESAKE_SHARE;
    name.candidates.iter().any(|place| {
        place.feature == Feature::City && place.country == region.country && f64::from(place.population) >= fewest
    })
}

fn in_play(place: &Candidate<'_>, countries: &Countries) -> f64 {
    let share = countries.share(place.country);
    if share > 0.0 { IN_PLAY * (0.6 + 0.4 * share) } else { 0.0 }
}

fn held(place: &Candidate<'_>, holder: Option<&Holder<'_>>) -> f64 {
    let Some(holder) = holder else { return 0.0 };
    if is_held(place, holder) {
        return HELD;
    }
    let is_same_country = holder.country.as_deref() == Some(place.country)
        || holder.places.iter().any(|land| land.country == place.country || land.country.is_empty());
    if is_same_country { 0.0 } else { -HELD }
}

fn is_held(place: &Candidate<'_>, holder: &Holder<'_>) -> bool {
    let is_near = |land: &Candidate| {
        matches!(land.feature, Feature::Admin2 | Feature::Natural | Feature::Admin1)
            && matches!((place.point, land.point), (Some(a), Some(b)) if a.distance_km(b) <= NEAR_KM)
    };
    holder.country.as_deref() == Some(place.country)
        || holder.places.iter().any(|land| lies_in(place, land) || is_near(land))
}

fn nearness(place: &Candidate<'_>, name: &Named<'_>, near: &[Ground<'_>]) -> f64 {
    let Some(point) = place.point else { return 0.0 };
    if place.feature == Feature::Country {
        return 0.0;
    }
    let others = near.iter().filter(|ground| ground.key != name.key);
    let nearest = others.map(|ground| ground.point.distance_km(point)).fold(f64::INFINITY, f64::min);
    match nearest {
        _ if nearest <= NEAR_KM => NEAR,
        _ if nearest <= AROUND_KM => AROUND,
        _ => 0.0,
    }
}

fn is_far(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    match (a.point, b.point) {
        (Some(a), Some(b)) => a.distance_km(b) > SAME_KM,
        _ => true,
    }
}

fn dwarfs(place: &Candidate<'_>, name: &Named<'_>) -> bool {
    let is_small = |other: &Candidate| f64::from(other.population) * DWARFS <= f64::from(place.population);
    name.candidates.iter().all(|other| !is_far(place, other) || is_small(other))
}

fn is_one_large(place: &Candidate<'_>, name: &Named<'_>) -> bool {
    let is_large = |place: &Candidate| place.population >= KNOWN_PEOPLE;
    let is_city = place.feature == Feature::City && place.main_name && is_large(place);
    is_city && name.candidates.iter().all(|other| !is_far(place, other) || !is_large(other))
}

/// Something speaks for it besides its name.
fn is_grounded(
    place: &Candidate<'_>,
    name: &Named<'_>,
    holder: Option<&Holder<'_>>,
    countries: &Countries,
    near: &[Ground<'_>],
) -> bool {
    if let Some(holder) = holder {
        // What stands beside a capital or a country need not hold it: "asked Moscow in Geneva".
        let is_famous = place.capital || place.well_known || place.feature == Feature::Country;
        let is_known_there = held(place, Some(holder)) >= 0.0 && place.population >= TOWN_PEOPLE;
        return is_held(place, holder) || is_known_there || is_famous;
    }
    let share = countries.share(place.country);
    let is_known = match place.feature {
        Feature::Country | Feature::Natural => true,
        Feature::Site if place.population > 0 => place.population >= KNOWN_PEOPLE && share > 0.0,
        Feature::Site => name.hint == Hint::Site || name.key.contains(' '),
        Feature::City | Feature::Admin1 | Feature::Admin2 => {
            place.capital
                || place.well_known
                || place.population >= KNOWN_PEOPLE_BY_OTHER_NAME
                || place.population >= KNOWN_PEOPLE && place.main_name
                || place.population >= TOWN_PEOPLE && place.main_name && dwarfs(place, name)
        }
    };
    let is_town = place.population >= TOWN_PEOPLE && share > 0.0;
    is_known || is_town || share >= MAIN_SHARE || share > 0.0 && nearness(place, name, near) > 0.0
}
