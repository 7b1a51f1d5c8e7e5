//! `a user's file -> places`: GeoNames' dump format or CSV, kept in memory beside the built-in block.

use std::collections::{BTreeSet, HashMap};

use crate::fold::fold;
use crate::{Candidate, Feature, PlaceId, Point};

/// Columns of a line of GeoNames' dump.
const DUMP_COLUMNS: usize = 19;

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UserFileError {
    #[error(
        "{file}: neither GeoNames' dump (19 columns separated by tabs) nor CSV with a header; \
         start a CSV with `name,latitude,longitude,country`"
    )]
    Shape { file: String },
    #[error("{file}, line {line}: {found} columns, but {wanted} are needed")]
    Width { file: String, line: usize, found: usize, wanted: usize },
    #[error("{file}, line {line}: `{value}` is no {wanted}")]
    Value { file: String, line: usize, value: String, wanted: &'static str },
}

#[derive(Debug, PartialEq)]
pub(crate) struct UserPlace {
    geonames: Option<u32>,
    name: String,
    alternates: Vec<String>,
    country: String,
    point: Point,
    feature: Feature,
    capital: bool,
    population: u32,
}

#[derive(Debug, Default)]
pub(crate) struct UserPlaces {
    places: Vec<UserPlace>,
    names: HashMap<String, Vec<u32>>,
    /// All that stands before a space in some name.
    starts: BTreeSet<String>,
}

impl UserPlaces {
    pub(crate) fn extend(&mut self, places: Vec<UserPlace>) {
        for place in places {
            let number = self.places.len() as u32;
            for name in place.alternates.iter().chain([&place.name]) {
                let folded = fold(name);
                if folded.is_empty() {
                    continue;
                }
                self.starts.extend(folded.match_indices(' ').map(|(at, _)| folded[..at].to_string()));
                let known = self.names.entry(folded).or_default();
                if known.last() != Some(&number) {
                    known.push(number);
                }
            }
            self.places.push(place);
        }
    }

    /// `first` is the number of the first user place among all places.
    pub(crate) fn find(&self, folded: &str, first: u32) -> Vec<Candidate<'_>> {
        let numbers = self.names.get(folded).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<Candidate> =
            numbers.iter().filter_map(|&at| self.place(PlaceId(first + at), first)).collect();
        found.sort_by_key(|candidate| (u32::MAX - candidate.population, candidate.id));
        found
    }

    pub(crate) fn place(&self, id: PlaceId, first: u32) -> Option<Candidate<'_>> {
        let place = self.places.get(id.0.checked_sub(first)? as usize)?;
        Some(Candidate {
            id,
            geonames: place.geonames,
            name: &place.name,
            country: &place.country,
            region: None,
            point: Some(place.point),
            feature: place.feature,
            population: place.population,
            capital: place.capital,
            well_known: false,
            main_name: true,
        })
    }

    pub(crate) fn is_name(&self, folded: &str) -> bool {
        self.names.contains_key(folded)
    }

    pub(crate) fn continues(&self, folded: &str) -> bool {
        self.starts.contains(folded)
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }
}

/// One line being read, for errors.
struct Line<'a> {
    file: &'a str,
    number: usize,
}

/// `country` gives the ISO alpha-3 code of a code of two or three letters.
pub(crate) fn parse(
    file: &str,
    text: &str,
    country: impl Fn(&str) -> Option<String>,
) -> Result<Vec<UserPlace>, UserFileError> {
    let text = text.trim_start_matches('\u{feff}');
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else { return Ok(Vec::new()) };
    if first.split('\t').count() == DUMP_COLUMNS {
        return parse_dump(file, text, country);
    }
    parse_csv(file, text, country)
}

fn parse_dump(
    file: &str,
    text: &str,
    country: impl Fn(&str) -> Option<String>,
) -> Result<Vec<UserPlace>, UserFileError> {
    let mut places = Vec::new();
    for (index, row) in text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
        let line = Line { file, number: index + 1 };
        let cells: Vec<&str> = row.split('\t').collect();
        line.width(cells.len(), DUMP_COLUMNS)?;
        let Some(feature) = dump_feature(cells[6], cells[7]) else { continue };
        let mut alternates: Vec<String> = cells[3].split(',').map(str::to_string).collect();
        alternates.push(cells[2].to_string());
        places.push(UserPlace {
            geonames: line.optional(cells[0], "GeoNames id (a whole number)")?,
            name: cells[1].to_string(),
            alternates,
            country: line.country(cells[8], &country)?,
            point: line.point(cells[4], cells[5])?,
            feature,
            capital: cells[7] == "PPLC",
            population: line.optional(cells[14], "population (a whole number)")?.unwrap_or(0),
        });
    }
    Ok(places)
}

/// None for what is no place of the news: roads, undersea features, shops.
fn dump_feature(class: &str, code: &str) -> Option<Feature> {
    match (class, code) {
        ("A", _) if code.starts_with("PCL") => Some(Feature::Country),
        ("A", "ADM1") => Some(Feature::Admin1),
        ("A", _) => Some(Feature::Admin2),
        ("P", _) => Some(Feature::City),
        ("H" | "T" | "L" | "V", _) => Some(Feature::Natural),
        ("S", _) => Some(Feature::Site),
        _ => None,
    }
}

fn parse_csv(
    file: &str,
    text: &str,
    country: impl Fn(&str) -> Option<String>,
) -> Result<Vec<UserPlace>, UserFileError> {
    let shape = || UserFileError::Shape { file: file.to_string() };
    let mut rows = text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty());
    let header: Vec<String> =
        rows.next().map(|(_, row)| cells(row)).ok_or_else(shape)?.iter().map(|cell| cell.to_lowercase()).collect();
    let column = |names: &[&str]| header.iter().position(|cell| names.contains(&cell.as_str()));
    let name = column(&["name"]).ok_or_else(shape)?;
    let latitude = column(&["latitude", "lat"]).ok_or_else(shape)?;
    let longitude = column(&["longitude", "lon", "lng"]).ok_or_else(shape)?;
    let (code, alternates) = (column(&["country"]), column(&["alternates", "alternatenames"]));
    let (geonames, population) = (column(&["geonameid", "geonames"]), column(&["population"]));
    let mut places = Vec::new();
    for (index, row) in rows {
        let line = Line { file, number: index + 1 };
        let cells = cells(row);
        line.width(cells.len(), header.len())?;
        let optional = |column: Option<usize>| column.map_or("", |at| cells[at].as_str());
        if cells[name].is_empty() {
            return Err(line.wrong("", "name"));
        }
        places.push(UserPlace {
            geonames: line.optional(optional(geonames), "GeoNames id (a whole number)")?,
            name: cells[name].clone(),
            alternates: optional(alternates).split('|').map(str::to_string).collect(),
            country: line.country(optional(code), &country)?,
            point: line.point(&cells[latitude], &cells[longitude])?,
            feature: Feature::City,
            capital: false,
            population: line.optional(optional(population), "population (a whole number)")?.unwrap_or(0),
        });
    }
    Ok(places)
}

/// The cells of one line of CSV; a cell in double quotes may hold commas, and doubled quotes stand for one.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = row.chars().peekable();
    while let Some(c) = chars.next() {
        let last = cells.len() - 1;
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cells[last].push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells[last].push(c),
        }
    }
    cells.iter().map(|cell| cell.trim().to_string()).collect()
}

impl Line<'_> {
    fn width(&self, found: usize, wanted: usize) -> Result<(), UserFileError> {
        if found == wanted {
            return Ok(());
        }
        Err(UserFileError::Width { file: self.file.to_string(), line: self.number, found, wanted })
    }

    fn wrong(&self, value: &str, wanted: &'static str) -> UserFileError {
        UserFileError::Value { file: self.file.to_string(), line: self.number, value: value.to_string(), wanted }
    }

    fn optional(&self, cell: &str, wanted: &'static str) -> Result<Option<u32>, UserFileError> {
        if cell.is_empty() {
            return Ok(None);
        }
        cell.parse().map(Some).map_err(|_| self.wrong(cell, wanted))
    }

    fn point(&self, latitude: &str, longitude: &str) -> Result<Point, UserFileError> {
        let degrees = |cell: &str, limit: f64, wanted| {
            let value = cell.parse::<f64>().ok().filter(|value| value.abs() <= limit);
            value.ok_or_else(|| self.wrong(cell, wanted))
        };
        Ok(Point {
            latitude: degrees(latitude, 90.0, "latitude (degrees from -90 to 90)")?,
            longitude: degrees(longitude, 180.0, "longitude (degrees from -180 to 180)")?,
        })
    }

    fn country(&self, cell: &str, country: impl Fn(&str) -> Option<String>) -> Result<String, UserFileError> {
        if cell.is_empty() {
            return Ok(String::new());
        }
        country(cell).ok_or_else(|| self.wrong(cell, "country code (ISO 3166, two or three letters)"))
    }
}
