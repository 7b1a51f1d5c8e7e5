//! `&Traits -> keys`: numbers under which claims that could be about one happening meet, so that a new claim is
//! compared with few. A key is a facet (family of types with a state, name, place, thing or figure) and a bucket of days.
//!
//! A key's low 16 bits are its bucket: the buckets before and after are `key - 1` and `key + 1`. Keys and ranks are
//! stable: the same claim has the same ones on every machine.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::entry::ClaimKey;
use crate::family::Family;
use crate::traits::{Party, Traits, Width};

/// A claim has no more keys than this.
pub const KEYS_MAX: usize = 7;

/// States, names and figures that a claim is filed under.
const OF_A_SORT_MAX: usize = 2;
/// A smaller number says too little to be looked for.
const TELLING: f64 = 10.0;

/// Under which claims that could be joined meet: sorted, no more than [`KEYS_MAX`].
pub fn keys(traits: &Traits) -> Vec<u64> {
    let family = Family::of(traits.kind);
    let bucket = bucket(traits, family);
    let mut keys: Vec<u64> = Vec::with_capacity(KEYS_MAX);
    let mut file = |sort: Sort, words: &[&str]| {
        let key = stable(&[family as u8, sort as u8], words) >> 32 << 16 | bucket;
        if keys.len() < KEYS_MAX && !keys.contains(&key) {
            keys.push(key);
        }
    };
    if let Some(name) =
        traits.places.iter().find(|spot| spot.width < Width::Country).and_then(|spot| spot.words.first())
    {
        file(Sort::Place, &[name]);
    }
    for figure in traits.figures.iter().filter(|figure| figure.low >= Some(TELLING)).take(OF_A_SORT_MAX) {
        file(Sort::Figure, &[figure.measure.name(), &figure.low.unwrap_or(0.0).to_string()]);
    }
    let plain = if family.is_physical() { traits.modes.first() } else { traits.trigger.first() };
    file(Sort::Plain, &[plain.map_or("", |word| word.as_str())]);
    states(traits).into_iter().take(OF_A_SORT_MAX).for_each(|state| file(Sort::State, &[state]));
    traits.things.first().into_iter().for_each(|thing| file(Sort::Thing, &[&thing.head]));
    let named = everybody(traits).filter(|party| party.person || party.state.contains(':'));
    let names: BTreeSet<&str> = named.filter_map(|party| party.name.last().map(|name| name.as_str())).collect();
    names.into_iter().take(OF_A_SORT_MAX).for_each(|name| file(Sort::Name, &[name]));
    keys.sort_unstable();
    keys
}

/// What a claim is filed under beside its family and its days.
#[derive(Clone, Copy)]
enum Sort {
    Place,
    Figure,
    /// The mode of an act, the trigger of words.
    Plain,
    State,
    Thing,
    Name,
}

/// Decides which of very many claims of one key all others are compared with: the lowest.
pub fn rank(key: &ClaimKey) -> u32 {
    (stable(&key.n.to_le_bytes(), &[&key.report.0]) >> 32) as u32
}

fn everybody(traits: &Traits) -> impl Iterator<Item = &Party> {
    traits.actors.iter().chain(&traits.recipients).chain(&traits.parties).chain(&traits.speakers)
}

/// States of who acts, is acted on or speaks, and of where: in order of name, those that speak only where no other is.
fn states(traits: &Traits) -> Vec<&str> {
    let acting =
        traits.actors.iter().chain(&traits.recipients).chain(&traits.parties).map(|party| party.state.as_str());
    let mut states: Vec<&str> = acting.chain(traits.places.iter().map(|spot| spot.country.as_str())).collect();
    states.retain(|state| !state.is_empty());
    if states.is_empty() {
        states.extend(traits.speakers.iter().map(|party| party.state.as_str()).filter(|state| !state.is_empty()));
    }
    states.sort_unstable();
    states.dedup();
    states
}

/// 0 for claims of no known day.
fn bucket(traits: &Traits, family: Family) -> u64 {
    let day = match traits.dated {
        true => traits.to.or(traits.from),
        false => None,
    };
    let Some(day) = day.or(traits.published) else { return 0 };
    let days = day.since(Date::constant(1900, 1, 1)).map_or(0, |span| i64::from(span.get_days()));
    let bucket = days.max(0) / family.days_of_a_bucket() + 1;
    u64::try_from(bucket).unwrap_or(0) & 0xffff
}

/// FNV-1a: small, stable, and nobody gains by a collision, which costs one comparison.
fn stable(numbers: &[u8], words: &[&str]) -> u64 {
    let bytes = numbers.iter().chain(words.iter().flat_map(|word| word.as_bytes().iter().chain(&[0])));
    let mut hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    hash ^= hash >> 32;
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
