//! `name -> candidates`: the places of the world, in one compact block of bytes that is searched where it lies.
//!
//! Opening costs no parsing. Names are folded (case, accents, apostrophes) before they are looked up.

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
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// None for places of a user's own file that carry no GeoNames id.
    pub geonames: Option<u32>,
    pub name: String,
    /// ISO 3166-1 alpha-3; empty for seas.
    pub country: String,
    pub admin1: Option<String>,
    pub latitude: f64,
    pub longitude: f64,
    pub feature: Feature,
    pub population: u32,
}

#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// Every place that goes by this name, most populous first; none where the name is unknown.
    pub fn find(&self, _name: &str) -> Vec<Candidate> {
        Vec::new()
    }

    /// The longest name, counted in words, that starts with this word; 0 where none does.
    pub fn longest(&self, _first_word: &str) -> usize {
        0
    }
}
