//! Our own tables: names that GeoNames lacks, and places it lacks.

use std::path::Path;

use anyhow::{Context, Result, bail};
use gazetteer::{Feature, Point, Source};
use lexicon::{Row, Table};

use super::Gathered;
use super::names::bare;
use super::sources::text;

/// A place of our table that lies as near to one of GeoNames with the same name adds its names to that one.
const SAME_KM_MAX: f64 = 20.0;

/// `regions.tsv`: other names of countries and first-order divisions, by GeoNames' code; an id and
/// coordinates of the region's own for those that have them. `name` becomes the main name.
pub(super) fn regions(gathered: &mut Gathered, folder: &Path) -> Result<()> {
    for row in table(folder, "regions")?.rows() {
        let code = row.get("code");
        let at = *gathered.divisions.get(code).with_context(|| format!("regions.tsv: no division `{code}`"))?;
        let place = &mut gathered.places[at];
        place.aliases.extend(row.list("names").map(str::to_string));
        if !row.get("name").is_empty() {
            let name = std::mem::replace(&mut place.name, row.get("name").to_string());
            place.aliases.push(name);
        }
        place.well_known = row.get("known") == "yes";
        if let Some(point) = point(row)? {
            place.point = Some(point);
            place.geonames = number(row, "geonames")?;
        }
        if let Some(id) = number(row, "seat")? {
            let seat = *gathered.ids.get(&id).with_context(|| format!("regions.tsv: no place {id}"))?;
            gathered.places[at].point = gathered.places[seat].point;
        }
    }
    Ok(())
}

/// `names.tsv`: other names of GeoNames' places, by id; `drop` takes names away, `name` changes the main one.
pub(super) fn renamed(gathered: &mut Gathered, folder: &Path) -> Result<()> {
    for row in table(folder, "names")?.rows() {
        let id = number(row, "geonames")?.context("names.tsv: a line without id")?;
        let at = *gathered.ids.get(&id).with_context(|| format!("names.tsv: no place {id}"))?;
        let place = &mut gathered.places[at];
        let dropped: Vec<String> = row.list("drop").map(gazetteer::fold).collect();
        place.aliases.retain(|name| !dropped.contains(&gazetteer::fold(name)));
        place.aliases.extend(row.list("names").map(str::to_string));
        if !row.get("name").is_empty() {
            place.name = row.get("name").to_string();
        }
        place.well_known = row.get("known") == "yes";
    }
    Ok(())
}

/// The other tables: places that GeoNames' list lacks, or has under another name.
pub(super) fn places(gathered: &mut Gathered, folder: &Path) -> Result<()> {
    for (name, source) in [("places", "own: towns"), ("lands", "own: lands and waters"), ("sites", "own: sites")] {
        let before = gathered.places.len();
        for row in table(folder, name)?.rows() {
            add(gathered, row).with_context(|| format!("{name}.tsv, line {}", row.line))?;
        }
        gathered.count(source, before);
    }
    Ok(())
}

fn add(gathered: &mut Gathered, row: Row<'_>) -> Result<()> {
    let feature = match row.get("feature") {
        "admin1" => Feature::Admin1,
        "admin2" => Feature::Admin2,
        "city" => Feature::City,
        "natural" => Feature::Natural,
        "site" => Feature::Site,
        other => bail!("`{other}` is no feature (admin1, admin2, city, natural, site)"),
    };
    let country = row.get("country");
    if !country.is_empty() && !gathered.countries.iter().any(|(_, alpha3)| alpha3 == country) {
        bail!("`{country}` is no ISO alpha-3 code");
    }
    let region = match row.get("region") {
        "" => None,
        code => Some(*gathered.divisions.get(code).with_context(|| format!("no division `{code}`"))?),
    };
    let place = Source {
        aliases: row.list("names").map(str::to_string).collect(),
        point: point(row)?,
        region,
        population: number(row, "population")?.unwrap_or(0),
        well_known: row.get("known") == "yes",
        ..bare(row.get("name"), country, feature)
    };
    match same(gathered, &place) {
        Some(at) => {
            gathered.places[at].aliases.extend(place.aliases);
            gathered.places[at].aliases.push(place.name);
        }
        None => {
            gathered.add(place);
        }
    }
    Ok(())
}

/// The populated place that GeoNames has within a few kilometres under one of these names.
fn same(gathered: &Gathered, place: &Source) -> Option<usize> {
    let here = as_point(place)?;
    let folded: Vec<String> = place.aliases.iter().chain([&place.name]).map(|name| gazetteer::fold(name)).collect();
    let is_same = |other: &Source| {
        other.feature == place.feature
            && other.feature == Feature::City
            && other.country == place.country
            && as_point(other).is_some_and(|there| there.distance_km(here) <= SAME_KM_MAX)
            && other.aliases.iter().chain([&other.name]).any(|name| folded.contains(&gazetteer::fold(name)))
    };
    gathered.places.iter().position(is_same)
}

fn as_point(place: &Source) -> Option<Point> {
    place.point.map(|(latitude, longitude)| Point { latitude, longitude })
}

fn table(folder: &Path, name: &str) -> Result<Table> {
    Ok(Table::parse(name, &text(folder, &format!("{name}.tsv"))?)?)
}

fn point(row: Row<'_>) -> Result<Option<(f64, f64)>> {
    if row.get("latitude").is_empty() {
        return Ok(None);
    }
    let degrees = |column: &str| {
        row.get(column)
            .parse::<f64>()
            .with_context(|| format!("line {}: `{}` is no {column}", row.line, row.get(column)))
    };
    Ok(Some((degrees("latitude")?, degrees("longitude")?)))
}

fn number(row: Row<'_>, column: &str) -> Result<Option<u32>> {
    if row.get(column).is_empty() {
        return Ok(None);
    }
    let value = row.get(column).parse();
    value.map(Some).with_context(|| format!("line {}: `{}` is no {column}", row.line, row.get(column)))
}
