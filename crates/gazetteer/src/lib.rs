//! `name -> candidates`: the places of the world, in one compact block of bytes that is searched where it lies.
//!
//! - Opening checks the head of the block and parses nothing; a look-up is a binary search of about a microsecond.
//! - Names are folded (case, accents, apostrophes, hyphens) before they are looked up: see [`fold`].
//! - A user's file of places lies beside the built-in block: see [`Gazetteer::with_user_file`].
//! - Which of several places is meant is not decided here.

mod fold;
mod format;
mod user;
mod write;

use std::borrow::Cow;

pub use fold::fold;
pub use format::OpenError;
use format::{CAPITAL, Record, Sections, WELL_KNOWN};
pub use user::UserFileError;
use user::UserPlaces;
pub use write::{Source, write};

/// What kind of thing a place is, after GeoNames' feature classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    Country,
    /// First-order division: a state, province, oblast.
    Admin1,
    Admin2,
    /// A populated place.
    City,
    /// A sea, strait, river, mountain range, or a region without an administration.
    Natural,
    /// A plant, an airport, a base: something built.
    Site,
}

/// One place that a name can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate<'a> {
    pub id: PlaceId,
    /// None where the coordinates are not this place's own (a region has its main city's) or the source has no id.
    pub geonames: Option<u32>,
    /// As GeoNames writes it; the name that was looked up may be another.
    pub name: &'a str,
    /// ISO 3166-1 alpha-3; empty for seas.
    pub country: &'a str,
    /// The first-order division it lies in.
    pub region: Option<PlaceId>,
    /// None where the place is known by name only.
    pub point: Option<Point>,
    pub feature: Feature,
    /// 0 where unknown; for regions the sum of their known places.
    pub population: u32,
    /// The seat of a country's government.
    pub capital: bool,
    /// What readers of world news take its name for, whatever else goes by it.
    pub well_known: bool,
    /// The name that was looked up is this place's main name, not another way to call it.
    pub main_name: bool,
}

/// Which place; equal ids of one gazetteer are one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// Degrees, WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub latitude: f64,
    pub longitude: f64,
}

#[derive(Debug, Default)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    user: UserPlaces,
}

impl Gazetteer {
    /// Costs a look at the head; the bytes stay where they are.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Gazetteer, OpenError> {
        let bytes = bytes.into();
        Sections::open(&bytes)?;
        Ok(Gazetteer { bytes, user: UserPlaces::default() })
    }

    /// With a user's places beside the built-in ones: GeoNames' own dump format (19 columns, tab-separated), or
    /// CSV with a header that names at least `name`, `latitude` and `longitude`, and any of `country` (ISO code),
    /// `alternates` (`|` between them), `geonameid`, `population`. `file` names it in errors.
    pub fn with_user_file(mut self, file: &str, text: &str) -> Result<Gazetteer, UserFileError> {
        let sections = Sections::open(&self.bytes).unwrap_or_default();
        let places = user::parse(file, text, |code| country_code(sections, code))?;
        self.user.extend(places);
        Ok(self)
    }

    /// Every place that goes by this name: the user's first, then most populous first; none where the name is unknown.
    pub fn find(&self, name: &str) -> Vec<Candidate<'_>> {
        let folded = fold(name);
        let sections = self.sections();
        let (postings, _) = sections.look_up(&folded);
        let mut found = self.user.find(&folded, sections.places());
        let own = found.len();
        for (place, main_name) in postings {
            let Some(candidate) = candidate(sections, PlaceId(place), main_name) else { continue };
            let known = candidate.geonames.is_some()
                && found[..own].iter().any(|user: &Candidate| user.geonames == candidate.geonames);
            if !known {
                found.push(candidate);
            }
        }
        found
    }

    /// True where some place goes by this name.
    pub fn is_name(&self, name: &str) -> bool {
        let folded = fold(name);
        !self.sections().look_up(&folded).0.is_empty() || self.user.is_name(&folded)
    }

    /// How many of these words, from the first on, make the longest name that is known; 0 where none does.
    /// Hyphens and apostrophes that are words of their own may stand inside, other marks end the name. Looks at no
    /// more words than some name continues with.
    pub fn longest(&self, words: &[&str]) -> usize {
        let mut name = String::new();
        let mut longest = 0;
        for (count, word) in words.iter().enumerate() {
            let part = fold(word);
            if part.is_empty() {
                if count == 0 || !matches!(*word, "-" | "–" | "'" | "’" | "‑") {
                    break;
                }
                continue;
            }
            if count > 0 {
                name.push(' ');
            }
            name.push_str(word);
            let folded = fold(&name);
            let (postings, more) = self.sections().look_up(&folded);
            if !postings.is_empty() || self.user.is_name(&folded) {
                longest = count + 1;
            }
            if !more && !self.user.continues(&folded) {
                break;
            }
        }
        longest
    }

    pub fn place(&self, id: PlaceId) -> Option<Candidate<'_>> {
        let sections = self.sections();
        self.user.place(id, sections.places()).or_else(|| candidate(sections, id, true))
    }

    /// Built-in places and the user's.
    pub fn len(&self) -> usize {
        self.sections().places() as usize + self.user.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn sections(&self) -> Sections<'_> {
        Sections::open(&self.bytes).unwrap_or_default()
    }
}

impl Feature {
    const ALL: [Feature; 6] =
        [Feature::Country, Feature::Admin1, Feature::Admin2, Feature::City, Feature::Natural, Feature::Site];

    const fn number(self) -> u8 {
        match self {
            Feature::Country => 0,
            Feature::Admin1 => 1,
            Feature::Admin2 => 2,
            Feature::City => 3,
            Feature::Natural => 4,
            Feature::Site => 5,
        }
    }

    /// An administrative division of either order.
    pub const fn is_region(self) -> bool {
        matches!(self, Feature::Admin1 | Feature::Admin2)
    }
}

impl Point {
    /// Great-circle distance in kilometres on a sphere of 6,371 km.
    pub fn distance_km(self, other: Point) -> f64 {
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_lat = ((to - from) / 2.0).sin();
        let half_lon = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let chord = half_lat * half_lat + from.cos() * to.cos() * half_lon * half_lon;
        2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
    }
}

fn candidate(sections: Sections<'_>, id: PlaceId, main_name: bool) -> Option<Candidate<'_>> {
    let Record { point, geonames, country, region, kind, population, name } = sections.record(id.0)?;
    Some(Candidate {
        id,
        geonames,
        name,
        country,
        region: region.map(PlaceId),
        point: point.map(|(latitude, longitude)| Point { latitude, longitude }),
        feature: *Feature::ALL.get(usize::from(kind & !(CAPITAL | WELL_KNOWN)))?,
        population,
        capital: kind & CAPITAL != 0,
        well_known: kind & WELL_KNOWN != 0,
        main_name,
    })
}

/// ISO alpha-3 of a code of two or three letters in any case.
fn country_code(sections: Sections<'_>, code: &str) -> Option<String> {
    let code = code.to_ascii_uppercase();
    match code.len() {
        2 => sections.alpha3(&code).map(str::to_string),
        3 => sections.is_alpha3(&code).then_some(code),
        _ => None,
    }
}
