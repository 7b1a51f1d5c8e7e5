//! Ukraine: the official codifier of places (names without coordinates) and the spellings of SpellingUkraine.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use gazetteer::{Feature, Point, Source, fold};
use serde::Deserialize;

use super::Gathered;
use super::names::bare;
use super::sources::text;

const COUNTRY: &str = "UKR";
/// A spelling's coordinates and GeoNames' for one place differ by no more.
const SAME_KM_MAX: f64 = 30.0;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Spelling {
    source_spelling: String,
    correct_spelling: String,
    #[serde(default)]
    incorrect_spellings: Vec<String>,
    #[serde(default)]
    related_spellings: Vec<String>,
    location: Option<Location>,
}

#[derive(Deserialize)]
struct Location {
    lat: f64,
    lng: f64,
}

pub(super) fn add(gathered: &mut Gathered, folder: &Path) -> Result<()> {
    let before = gathered.places.len();
    spellings(gathered, &folder.join("spelling-ukraine"))?;
    gathered.count("SpellingUkraine", before);
    let before = gathered.places.len();
    codifier(gathered, folder)?;
    gathered.count("KATOTTG (names without coordinates)", before);
    Ok(())
}

fn spellings(gathered: &mut Gathered, folder: &Path) -> Result<()> {
    let listing = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> = listing.collect::<std::io::Result<Vec<_>>>()?.iter().map(std::fs::DirEntry::path).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "json")) {
        let spelling: Spelling = serde_json::from_str(&std::fs::read_to_string(file)?)
            .with_context(|| format!("cannot read {}", file.display()))?;
        let Some(location) = spelling.location else { continue };
        let here = Point { latitude: location.lat, longitude: location.lng };
        let mut names = spelling.incorrect_spellings;
        names.extend(spelling.related_spellings);
        names.extend([spelling.correct_spelling.clone(), spelling.source_spelling]);
        match nearest(gathered, &names, here) {
            Some(at) => gathered.places[at].aliases.extend(names),
            None => {
                let point = Some((location.lat, location.lng));
                let place =
                    Source { aliases: names, point, ..bare(&spelling.correct_spelling, COUNTRY, Feature::City) };
                gathered.add(place);
            }
        }
    }
    Ok(())
}

/// The most populous place near `here` that has one of the names.
fn nearest(gathered: &Gathered, names: &[String], here: Point) -> Option<usize> {
    let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let fits = |place: &Source| {
        let point = place.point.map(|(latitude, longitude)| Point { latitude, longitude });
        place.country == COUNTRY
            && place.feature == Feature::City
            && point.is_some_and(|point| point.distance_km(here) <= SAME_KM_MAX)
            && place.aliases.iter().chain([&place.name]).any(|name| folded.contains(&fold(name)))
    };
    (0..gathered.places.len()).filter(|&at| fits(&gathered.places[at])).max_by_key(|&at| gathered.places[at].population)
}

/// Cities, settlements and villages by oblast. One that GeoNames knows there gets its official spelling as
/// its main name; the others are kept by name.
fn codifier(gathered: &mut Gathered, folder: &Path) -> Result<()> {
    let rows = text(folder, "katottg.csv")?;
    let rows: Vec<Vec<&str>> = rows.lines().map(|row| row.split(';').collect()).collect();
    let oblasts: BTreeMap<&str, usize> = rows
        .iter()
        .filter(|row| row.len() >= 7 && matches!(row[5], "O" | "K"))
        .filter_map(|row| Some((row[0], oblast(gathered, row[6])?)))
        .collect();
    let mut known: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (at, place) in gathered.places.iter().enumerate().filter(|(_, place)| place.country == COUNTRY) {
        let Some(region) = place.region.filter(|_| place.feature == Feature::City) else { continue };
        for name in place.aliases.iter().chain([&place.name]) {
            known.entry((region, fold(name))).or_default().push(at);
        }
    }
    let is_settlement = |row: &&Vec<&str>| row.len() >= 7 && matches!(row[5], "M" | "X" | "C");
    let official: BTreeSet<(usize, String)> = rows
        .iter()
        .filter(is_settlement)
        .filter_map(|row| Some((*oblasts.get(row[0])?, fold(&transliterated(row[6])))))
        .collect();
    let mut added = BTreeSet::new();
    // Cities before settlements before villages: the larger place keeps a name that GeoNames gives to one only.
    for class in ["M", "X", "C"] {
        for row in rows.iter().filter(is_settlement).filter(|row| row[5] == class) {
            let Some(&region) = oblasts.get(row[0]) else { continue };
            let name = transliterated(row[6]);
            let same = known.get(&(region, fold(row[6]))).or_else(|| known.get(&(region, fold(&name))));
            if let Some(&[at]) = same.map(|same| &same[..]) {
                rename(&mut gathered.places[at], region, name, &official);
            } else if same.is_none() && added.insert((region, name.clone())) {
                let aliases = vec![row[6].to_string()];
                gathered.add(Source { aliases, region: Some(region), ..bare(&name, COUNTRY, Feature::City) });
            }
        }
    }
    Ok(())
}

/// Unless the place has an official name already, which the row's is an alias of.
fn rename(place: &mut Source, region: usize, name: String, official: &BTreeSet<(usize, String)>) {
    if official.contains(&(region, fold(&place.name))) {
        place.aliases.push(name);
    } else {
        let known = std::mem::replace(&mut place.name, name);
        place.aliases.push(known);
    }
}

/// The division that goes by this Ukrainian name in `data/sources/regions.tsv`.
fn oblast(gathered: &Gathered, name: &str) -> Option<usize> {
    let folded = fold(name);
    let is_it = |place: &Source| {
        place.country == COUNTRY
            && place.feature == Feature::Admin1
            && place.aliases.iter().any(|alias| fold(alias) == folded)
    };
    gathered.places.iter().position(is_it)
}

/// By the resolution of the Cabinet of Ministers of Ukraine of 27 January 2010, No. 55.
fn transliterated(name: &str) -> String {
    let mut latin = String::new();
    let mut before = ' ';
    for c in name.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let starts = !before.is_alphabetic() && !matches!(before, '\'' | '’' | 'ʼ');
        let letters = match lower {
            'г' if matches!(before, 'з' | 'З') => "gh",
            'є' => ["ie", "ye"][usize::from(starts)],
            'ї' => ["i", "yi"][usize::from(starts)],
            'й' => ["i", "y"][usize::from(starts)],
            'ю' => ["iu", "yu"][usize::from(starts)],
            'я' => ["ia", "ya"][usize::from(starts)],
            _ => plain(lower),
        };
        match letters {
            "" if !lower.is_alphabetic() && !matches!(lower, '\'' | '’' | 'ʼ') => latin.push(c),
            _ if c.is_uppercase() => {
                let mut chars = letters.chars();
                latin.extend(chars.next().map(|first| first.to_ascii_uppercase()));
                latin.extend(chars);
            }
            _ => latin.push_str(letters),
        }
        before = c;
    }
    latin
}

fn plain(letter: char) -> &'static str {
    const LETTERS: &[(char, &str)] = &[
        ('а', "a"),
        ('б', "b"),
        ('в', "v"),
        ('г', "h"),
        ('ґ', "g"),
        ('д', "d"),
        ('е', "e"),
        ('ж', "zh"),
        ('з', "z"),
        ('и', "y"),
        ('і', "i"),
        ('к', "k"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "kh"),
        ('ц', "ts"),
        ('ч', "ch"),
        ('ш', "sh"),
        ('щ', "shch"),
    ];
    LETTERS.iter().find(|(from, _)| *from == letter).map_or("", |(_, to)| to)
}

#[cfg(test)]
mod tests {
    use super::transliterated;

    #[test]
    fn official_spellings() {
        for (name, want) in [
            ("Роботине", "Robotyne"),
            ("Згурівка", "Zghurivka"),
            ("Знам'янка", "Znamianka"),
            ("Їзюм", "Yizium"),
            ("Біла Церква", "Bila Tserkva"),
            ("Івано-Франківськ", "Ivano-Frankivsk"),
        ] {
            assert_eq!(transliterated(name), want);
        }
    }
}
