//! `Lexicon -> Names`: every name and naming word of the tables in one trie.
//!
//! Tables read: states, bodies, groups, national, holders, offices, titles, given, weapons, facilities,
//! people, naming. A table that is missing or a row that cannot be read adds nothing.

use std::collections::HashMap;

use compact_str::{CompactString, format_compact};
use jiff::civil::Date;
use lexicon::{Lexicon, Row};

use super::fold;
use super::ner::Ner;
use super::sense::{Class, IdIndex, OfficeKind, PersonIndex, Sector, Sense};
use super::trie::{Case, Trie};

/// Built once for a lexicon; shared by all reports.
#[derive(Debug)]
pub struct Names {
    pub(crate) trie: Trie<Sense>,
    /// Canonical ids, each once.
    pub(crate) ids: Vec<CompactString>,
    pub(crate) people: Vec<Known>,
    /// Ids of groups under arms, sorted.
    pub(crate) armed: Vec<CompactString>,
    /// Trained evidence on names that no table holds; None where the program runs without it.
    pub(crate) ner: Option<Ner>,
}

/// Somebody of the table of office-holders.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) name: String,
    pub(crate) terms: Vec<Term>,
}

/// A time in an office; dates as the table writes them ("2014", "2014-02", "2014-02-27", empty where open).
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) id: CompactString,
    from: CompactString,
    to: CompactString,
}

impl Names {
    pub fn new(lexicon: &Lexicon) -> Names {
        let mut building = Building {
            names: Names { trie: Trie::new(), ids: Vec::new(), people: Vec::new(), armed: Vec::new(), ner: None },
            index_of: HashMap::new(),
            renamed: HashMap::new(),
        };
        building.states(lexicon);
        for (table, sense) in
            [("bodies", Sense::Body as fn(IdIndex) -> Sense), ("groups", Sense::Group), ("national", Sense::National)]
        {
            for row in lexicon.rows(table) {
                let canonical = canonical(row);
                let id = building.id(&canonical);
                if canonical != row.get("id") {
                    building.renamed.insert(row.get("id").into(), canonical.clone());
                }
                building.all(named(row), sense(id));
                if row.get("kind") == "armed" {
                    building.names.armed.push(canonical.clone());
                }
            }
        }
        building.names.armed.sort_unstable();
        building.holders(lexicon);
        building.nouns(lexicon);
        building.names
    }

    pub fn with(self, ner: Ner) -> Names {
        Names { ner: Some(ner), ..self }
    }

    pub(crate) fn id(&self, index: IdIndex) -> &CompactString {
        &self.ids[index as usize]
    }

    /// Whose id a person has on that day: the term that holds, else the last one begun before, else the first.
    pub(crate) fn term(&self, person: PersonIndex, day: Option<Date>) -> Option<&Term> {
        let terms = &self.people[person as usize].terms;
        let Some(day) = day.map(|day| day.to_string()) else { return terms.last() };
        // Who heads a state speaks for it, whatever party they lead.
        let state = terms.iter().find(|term| term.holds(&day) && !term.id.contains(':'));
        let holds = state.or_else(|| terms.iter().find(|term| term.holds(&day)));
        let begun = || terms.iter().rfind(|term| term.begun(&day));
        holds.or_else(begun).or_else(|| terms.first())
    }
}

impl Known {
    /// In an office on that day, or where no day is known.
    pub(crate) fn in_office(&self, day: Option<Date>) -> bool {
        day.is_none_or(|day| {
            let day = day.to_string();
            self.terms.iter().any(|term| term.holds(&day))
        })
    }
}

impl Term {
    fn begun(&self, day: &str) -> bool {
        self.from.is_empty() || prefix(day, &self.from) >= self.from.as_str()
    }

    fn holds(&self, day: &str) -> bool {
        self.begun(day) && (self.to.is_empty() || prefix(day, &self.to) <= self.to.as_str())
    }
}

/// `day` cut to the precision of `bound`.
fn prefix<'a>(day: &'a str, bound: &str) -> &'a str {
    day.get(..bound.len()).unwrap_or(day)
}

struct Building {
    names: Names,
    index_of: HashMap<CompactString, IdIndex>,
    /// From the id that a table gives to the one that is used.
    renamed: HashMap<CompactString, CompactString>,
}

impl Building {
    fn id(&mut self, id: &str) -> IdIndex {
        let fresh = self.names.ids.len() as IdIndex;
        let index = *self.index_of.entry(CompactString::from(id)).or_insert(fresh);
        if index == fresh {
            self.names.ids.push(CompactString::from(id));
        }
        index
    }

    fn all<'a>(&mut self, names: impl Iterator<Item = &'a str>, sense: Sense) {
        for name in names {
            self.names.trie.insert(name, sense, Case::of(name));
        }
    }

    fn states(&mut self, lexicon: &Lexicon) {
        for row in lexicon.rows("states") {
            let id = self.id(row.get("iso3"));
            self.all(named(row), Sense::State(id));
            self.all(row.list("adjectives"), Sense::Adjective(id));
            self.all(row.list("demonyms"), Sense::Demonym(id));
            self.all(row.list("capital"), Sense::Capital(id));
            self.all(row.list("seats"), Sense::Seat(id));
        }
    }

    /// Rows of one name are one person's terms.
    fn holders(&mut self, lexicon: &Lexicon) {
        let mut person_of: HashMap<&str, PersonIndex> = HashMap::new();
        for row in lexicon.rows("holders") {
            let fresh = self.names.people.len() as PersonIndex;
            let person = *person_of.entry(row.get("name")).or_insert(fresh);
            if person == fresh {
                self.names.people.push(Known { name: row.get("name").to_string(), terms: Vec::new() });
            }
            let cell = |column| CompactString::from(row.get(column));
            let id = self.renamed.get(row.get("id")).cloned().unwrap_or(cell("id"));
            let term = Term { id, from: cell("from"), to: cell("to") };
            self.names.people[person as usize].terms.push(term);
            self.all(named(row), Sense::Holder(person));
            if let Some(surname) = surname(row.get("name")) {
                self.all(std::iter::once(surname), Sense::Surname(person));
            }
        }
        for known in &mut self.names.people {
            known.terms.sort_by(|a, b| a.from.cmp(&b.from));
        }
    }

    fn nouns(&mut self, lexicon: &Lexicon) {
        for row in lexicon.rows("offices") {
            let kind = match row.get("kind") {
                "body" => OfficeKind::Body,
                "group" => OfficeKind::Group,
                _ => OfficeKind::Person,
            };
            self.noun(row.get("phrase"), Sense::Office(Sector::parse(row.get("sector")), kind));
        }
        for row in lexicon.rows("people") {
            // "Hamas fighter" is a name and a noun.
            let first = row.get("word").split(' ').next().filter(|first| *first != row.get("word"));
            let named = first.is_some_and(|first| self.names.trie.exact(first).any(Sense::is_name));
            if let Some(sector) = people_sector(row.get("kind")).filter(|_| !named) {
                self.noun(row.get("word"), Sense::People(sector));
            }
        }
        for (table, column, sense) in [("titles", "title", Sense::Title), ("facilities", "name", Sense::Facility)] {
            for row in lexicon.rows(table) {
                self.noun(row.get(column), sense);
            }
        }
        for row in lexicon.rows("given") {
            self.names.trie.insert(row.get("name"), Sense::Given, Case::Capital);
        }
        for row in lexicon.rows("weapons") {
            self.all(named(row), Sense::Weapon);
        }
        for row in lexicon.rows("naming") {
            if let Some(class) = Class::parse(row.get("class")) {
                self.noun(row.get("word"), Sense::Word(class));
            }
        }
    }

    /// Offices and common nouns are known in capitals as well as without.
    fn noun(&mut self, phrase: &str, sense: Sense) {
        self.names.trie.insert(phrase, sense, Case::Any);
    }
}

/// None for what is no person.
fn people_sector(kind: &str) -> Option<Sector> {
    match kind {
        "military" => Some(Sector::Mil),
        "police" => Some(Sector::Gov),
        "civilian" | "protester" => Some(Sector::Civ),
        "animal" => None,
        _ => Some(Sector::None),
    }
}

/// A group goes by its name where the table's id is no more than its initials; other ids stand.
fn canonical(row: Row<'_>) -> CompactString {
    let (id, name) = (row.get("id"), row.get("name"));
    let initials = name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
    match id.strip_prefix("ORG:") {
        Some(short) if short.len() >= 2 && initials.eq(short.chars()) => format_compact!("ORG:{name}"),
        _ => CompactString::from(id),
    }
}

fn named(row: Row<'_>) -> impl Iterator<Item = &str> {
    std::iter::once(row.get("name")).chain(row.list("aliases")).filter(|name| !name.is_empty())
}

/// The last word of a name of two or more, where it is long enough to be told from other words.
fn surname(name: &str) -> Option<&str> {
    let (_, last) = name.rsplit_once(' ')?;
    (fold::plain(last).len() >= 4).then_some(last)
}

impl Default for Names {
    fn default() -> Names {
        Names { trie: Trie::new(), ids: Vec::new(), people: Vec::new(), armed: Vec::new(), ner: None }
    }
}
