//! Ids of states, bodies and groups -> their names, by the tables of the lexicon.

use std::collections::BTreeMap;

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

    /// The names of those ids that a table names, each once.
    pub fn known<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, String> {
        let named = |id: &str| Some((id.to_string(), self.names.get(id.split('/').next()?)?.clone()));
        ids.into_iter().filter_map(named).collect()
    }
}
