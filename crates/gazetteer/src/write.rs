//! `places -> bytes`: the other side of the format, for the command that builds the file and for tests.

use std::collections::{BTreeMap, HashMap};

use crate::Feature;
use crate::fold::fold;
use crate::format::{
    BLOCK, CAPITAL, COUNTRY, HEAD, MAGIC, NAME_MAX, NO_COUNTRY, NO_POINT, NO_REGION, PER_DEGREE, RECORD, WELL_KNOWN,
};

/// One place to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub geonames: Option<u32>,
    /// As shown.
    pub name: String,
    /// Other ways to write it, unfolded, in any order.
    pub aliases: Vec<String>,
    /// Other ways to write the main name itself.
    pub main_aliases: Vec<String>,
    /// ISO alpha-3; empty for none.
    pub country: String,
    /// Index of its first-order division among the same places.
    pub region: Option<usize>,
    /// Latitude and longitude in degrees.
    pub point: Option<(f64, f64)>,
    pub feature: Feature,
    /// The seat of a country's government.
    pub capital: bool,
    /// See [`crate::Candidate::well_known`].
    pub well_known: bool,
    pub population: u32,
}

/// A gazetteer file. The same places in any order give the same bytes, as long as no two are alike.
/// `countries` are pairs of ISO alpha-2 and alpha-3 codes, at most 255.
pub fn write(places: &[Source], countries: &[(String, String)]) -> Vec<u8> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    let key = |&at: &usize| {
        let place: &Source = &places[at];
        (u32::MAX - place.population, place.feature, place.geonames, &place.name, &place.country, at)
    };
    order.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut rank = vec![0_u32; places.len()];
    for (at, &place) in order.iter().enumerate() {
        rank[place] = at as u32;
    }
    let regions: Vec<usize> = region_list(places);
    let region_number: HashMap<usize, u16> =
        regions.iter().enumerate().map(|(number, &place)| (place, number as u16)).collect();
    let mut strings = Strings::default();
    let mut records = Vec::with_capacity(places.len() * RECORD);
    for &at in &order {
        let country = countries.iter().position(|(_, alpha3)| *alpha3 == places[at].country);
        let region = places[at].region.and_then(|region| region_number.get(&region).copied());
        put_record(&mut records, &places[at], country, region, strings.offset(&places[at].name));
    }
    let sections = [
        countries.iter().flat_map(|(alpha2, alpha3)| country_code(alpha2, alpha3)).collect(),
        regions.iter().flat_map(|&place| rank[place].to_le_bytes()).collect(),
        records,
        strings.bytes,
        index(places, &rank),
    ];
    join(&sections)
}

/// The places that are some place's first-order division, in order; at most 65,535.
fn region_list(places: &[Source]) -> Vec<usize> {
    let mut regions: Vec<usize> = places.iter().filter_map(|place| place.region).collect();
    regions.sort_unstable();
    regions.dedup();
    regions.truncate(usize::from(NO_REGION));
    regions
}

fn country_code(alpha2: &str, alpha3: &str) -> [u8; COUNTRY] {
    let mut code = [b' '; COUNTRY];
    for (to, from) in code.iter_mut().zip(alpha2.bytes().take(2).chain(alpha3.bytes().take(3))) {
        *to = from;
    }
    code
}

fn put_record(out: &mut Vec<u8>, place: &Source, country: Option<usize>, region: Option<u16>, name: u32) {
    let scaled = |degrees: f64| (degrees * PER_DEGREE).round() as i32;
    let (latitude, longitude) = place.point.map_or((NO_POINT, NO_POINT), |(lat, lon)| (scaled(lat), scaled(lon)));
    out.extend_from_slice(&latitude.to_le_bytes()[..3]);
    out.extend_from_slice(&longitude.to_le_bytes()[..3]);
    out.extend_from_slice(&place.geonames.unwrap_or(0).to_le_bytes());
    out.push(country.map_or(NO_COUNTRY, |index| index as u8));
    out.extend_from_slice(&region.unwrap_or(NO_REGION).to_le_bytes());
    let capital = if place.capital { CAPITAL } else { 0 };
    let well_known = if place.well_known { WELL_KNOWN } else { 0 };
    out.push(place.feature.number() | capital | well_known);
    out.extend_from_slice(&place.population.to_le_bytes());
    out.extend_from_slice(&name.to_le_bytes());
}

#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Strings {
    fn offset(&mut self, name: &str) -> u32 {
        if let Some(&at) = self.known.get(name) {
            return at;
        }
        let at = self.bytes.len() as u32;
        let end = name.floor_char_boundary(usize::from(u8::MAX));
        self.bytes.push(end as u8);
        self.bytes.extend_from_slice(&name.as_bytes()[..end]);
        self.known.insert(name.to_string(), at);
        at
    }
}

fn index(places: &[Source], rank: &[u32]) -> Vec<u8> {
    let mut names: BTreeMap<String, BTreeMap<u32, bool>> = BTreeMap::new();
    for (place, &rank) in places.iter().zip(rank) {
        let main = place.main_aliases.iter().chain([&place.name]).map(|name| (name, true));
        for (name, is_main) in place.aliases.iter().map(|alias| (alias, false)).chain(main) {
            let folded = fold(name);
            if !folded.is_empty() && folded.len() <= NAME_MAX {
                *names.entry(folded).or_default().entry(rank).or_default() |= is_main;
            }
        }
    }
    let mut offsets = Vec::new();
    let mut blocks = Vec::new();
    let mut before: &[u8] = &[];
    for (at, (name, postings)) in names.iter().enumerate() {
        if at % BLOCK == 0 {
            offsets.push(blocks.len());
            before = &[];
        }
        let name = name.as_bytes();
        let shared = name.iter().zip(before).take_while(|(a, b)| a == b).count();
        blocks.extend([shared as u8, (name.len() - shared) as u8]);
        blocks.extend_from_slice(&name[shared..]);
        put_number(&mut blocks, postings.len() as u32);
        let mut last = 0;
        for (&place, &main) in postings {
            put_number(&mut blocks, (place - last) << 1 | u32::from(main));
            last = place;
        }
        before = name;
    }
    let start = 4 + offsets.len() * 4;
    let mut bytes = (offsets.len() as u32).to_le_bytes().to_vec();
    bytes.extend(offsets.iter().flat_map(|&at| ((start + at) as u32).to_le_bytes()));
    bytes.extend(blocks);
    bytes
}

fn put_number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn join(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut at = HEAD as u32;
    for section in sections {
        bytes.extend(at.to_le_bytes());
        bytes.extend((section.len() as u32).to_le_bytes());
        at += section.len() as u32;
    }
    bytes.extend(sections.iter().flatten());
    bytes
}
