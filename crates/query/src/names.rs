//! Ids of states, bodies and groups -> their names, by the tables of the lexicon; GeoNames' numbers -> places.

use std::collections::BTreeMap;

use gazetteer::{Gazetteer, PlaceId};
use lexicon::Lexicon;

#[derive(Debug, Default)]
pub struct Names {
    names: BTreeMap<String, String>,
}

impl Names {
    pub fn of(lexicon: &Lexicon) -> Names {
        let states = lexicon.rows("states").map(|row| (row.get("iso3").to_string(), row.get("name").to_string()));
        let others = ["bodies", "groups"].into_iter().flat_map(|table| lexicon.rows(table));
        let others = others.map(|row| (row.get("id").to_string(), row.get("name").to_string()));
        Names { names: states.chain(others).collect() }
    }

    /// Of the side that the id stands for; the side itself where no table names it.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let side = id.split('/').next().unwrap_or(id);
        self.names.get(side).map_or(side, String::as_str)
    }

    /// Every id of the tables with its name.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// None where no table names the side that the id stands for.
    pub fn known(&self, id: &str) -> Option<&str> {
        self.names.get(id.split('/').next()?).map(String::as_str)
    }
}

/// Places begin so where an id holds them.
const GEONAMES: &str = "geonames:";

/// The number of a place out of its id.
pub(crate) fn geonames(id: &str) -> Option<u32> {
    id.strip_prefix(GEONAMES)?.parse().ok()
}

/// Which place bears which of GeoNames' numbers. Made by one look at every place there is; eight bytes a place.
#[derive(Debug, Default)]
pub(crate) struct Numbered(Vec<(u32, PlaceId)>);

impl Numbered {
    pub(crate) fn of(gazetteer: &Gazetteer) -> Numbered {
        let ids = (0..gazetteer.len() as u32).map(PlaceId);
        let numbered = ids.filter_map(|id| Some((gazetteer.place(id)?.geonames?, id)));
        let mut all: Vec<(u32, PlaceId)> = numbered.collect();
        all.sort_unstable();
        Numbered(all)
    }

    /// As GeoNames calls it; of several under one number the first.
    pub(crate) fn name<'a>(&self, gazetteer: &'a Gazetteer, number: u32) -> Option<&'a str> {
        let at = self.0.partition_point(|(other, _)| *other < number);
        let (_, id) = self.0.get(at).filter(|(other, _)| *other == number)?;
        gazetteer.place(*id).map(|place| place.name)
    }
}
