//! First- and second-order divisions. A region lies where its main city lies, and then has no id: the id is
//! kept only with coordinates of the region's own, which our table gives for some (`data/sources/regions.tsv`).

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use gazetteer::{Feature, Point, Source, fold};
use serde::Deserialize;

use super::Gathered;
use super::names::{Names, bare};
use super::sources::{City, text};

/// A city that shares a region's name is its seat even where it lies outside (a capital with a status of its own).
const SEAT_KM_MAX: f64 = 200.0;
const SEAT_PEOPLE_MIN: u32 = 50_000;

#[derive(Deserialize)]
struct ListedCity {
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

pub(super) fn add(gathered: &mut Gathered, folder: &Path, names: &Names, cities: &[City]) -> Result<()> {
    let before = gathered.places.len();
    first_order(gathered, folder, names, cities)?;
    gathered.count("GeoNames admin1CodesASCII", before);
    let before = gathered.places.len();
    second_order(gathered, folder, cities)?;
    gathered.count("GeoNames admin2Codes", before);
    Ok(())
}

fn first_order(gathered: &mut Gathered, folder: &Path, names: &Names, cities: &[City]) -> Result<()> {
    let mut members: BTreeMap<String, Vec<&City>> = BTreeMap::new();
    let mut large: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for city in cities {
        members.entry(format!("{}.{}", city.alpha2, city.admin1)).or_default().push(city);
        let place = &gathered.places[city.place];
        if place.population >= SEAT_PEOPLE_MIN {
            for name in place.aliases.iter().chain([&place.name]) {
                large.entry((place.country.clone(), fold(name))).or_default().push(city.place);
            }
        }
    }
    for row in text(folder, "admin1CodesASCII.txt")?.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [code, name, ascii, _] = cells[..] else { continue };
        let country = gathered.alpha3(code.split('.').next().unwrap_or_default()).to_string();
        let cities = members.get(code).map_or(&[][..], Vec::as_slice);
        let largest = cities.iter().max_by_key(|city| gathered.places[city.place].population).copied();
        let seat_of = |code: &str| {
            let seats = cities.iter().filter(|city| city.code == code);
            seats.max_by_key(|city| gathered.places[city.place].population).copied()
        };
        let seat = seat_of("PPLA").or_else(|| seat_of("PPLC")).or(largest);
        let same_name = large
            .get(&(country.clone(), names.stem(name)))
            .into_iter()
            .flatten()
            .copied()
            .filter(|&at| is_near(&gathered.places[at], seat.map(|seat| &gathered.places[seat.place])))
            .max_by_key(|&at| gathered.places[at].population);
        let point = same_name.or(seat.map(|seat| seat.place)).and_then(|at| gathered.places[at].point);
        let people = cities.iter().map(|city| u64::from(gathered.places[city.place].population)).sum::<u64>();
        let region = Source {
            aliases: vec![ascii.to_string()],
            point,
            population: people.min(u64::from(u32::MAX)) as u32,
            ..bare(name, &country, Feature::Admin1)
        };
        let at = gathered.add(region);
        gathered.divisions.insert(code.to_string(), at);
        for city in cities {
            gathered.places[city.place].region = Some(at);
        }
    }
    Ok(())
}

fn is_near(city: &Source, seat: Option<&Source>) -> bool {
    let point = |place: &Source| place.point.map(|(latitude, longitude)| Point { latitude, longitude });
    match (point(city), seat.and_then(point)) {
        (Some(city), Some(seat)) => city.distance_km(seat) <= SEAT_KM_MAX,
        _ => false,
    }
}

/// Divisions of the second order that hold a known city; it gives them their place.
fn second_order(gathered: &mut Gathered, folder: &Path, cities: &[City]) -> Result<()> {
    let place_of: HashMap<(&str, i64, i64), usize> = cities
        .iter()
        .filter_map(|city| {
            let (latitude, longitude) = gathered.places[city.place].point?;
            Some(((city.alpha2.as_str(), grid(latitude), grid(longitude)), city.place))
        })
        .collect();
    let listed: Vec<ListedCity> = serde_json::from_str(&text(folder, "cities.json")?).context("cities.json")?;
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for city in listed.iter().filter(|city| !city.admin2.is_empty()) {
        let (Ok(latitude), Ok(longitude)) = (city.lat.parse(), city.lng.parse()) else { continue };
        if let Some(&place) = place_of.get(&(city.country.as_str(), grid(latitude), grid(longitude))) {
            members.entry(format!("{}.{}.{}", city.country, city.admin1, city.admin2)).or_default().push(place);
        }
    }
    for row in text(folder, "admin2Codes.txt")?.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [code, name, ascii, _] = cells[..] else { continue };
        let Some(cities) = members.get(code) else { continue };
        let Some(&largest) = cities.iter().max_by_key(|&&at| gathered.places[at].population) else { continue };
        let people = cities.iter().map(|&at| u64::from(gathered.places[at].population)).sum::<u64>();
        let country = gathered.places[largest].country.clone();
        let at = gathered.add(Source {
            aliases: vec![ascii.to_string()],
            point: gathered.places[largest].point,
            region: gathered.places[largest].region,
            population: people.min(u64::from(u32::MAX)) as u32,
            ..bare(name, &country, Feature::Admin2)
        });
        gathered.divisions.insert(code.to_string(), at);
    }
    Ok(())
}

/// Hundred-thousandths of a degree, as GeoNames writes them.
fn grid(degrees: f64) -> i64 {
    (degrees * 100_000.0).round() as i64
}
