//! Strings, actors and places that come up again and again, each kept once and told by a small number.
//!
//! What was looked up is remembered. Numbers are never used again for something else, so what is remembered stays
//! right; only after a transaction that was given up must it be forgotten.

use std::cell::RefCell;
use std::collections::HashMap;

use analysis::{Actor, Place};
use compact_str::CompactString;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::{Fault, Tried};
use crate::sqlite::days::FEATURES;

#[derive(Default)]
pub(super) struct Pool {
    words: RefCell<Both<CompactString>>,
    actors: RefCell<Both<(CompactString, String)>>,
    places: RefCell<Both<PlaceKey>>,
}

/// Coordinates as bits, so that equal means equal.
type PlaceKey = (String, CompactString, u32, u8, u64, u64);

struct Both<T> {
    ids: HashMap<T, u32>,
    values: HashMap<u32, T>,
}

impl<T> Default for Both<T> {
    fn default() -> Both<T> {
        Both { ids: HashMap::new(), values: HashMap::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Both<T> {
    fn put(&mut self, id: u32, value: T) {
        self.ids.insert(value.clone(), id);
        self.values.insert(id, value);
    }
}

impl Pool {
    pub(super) fn forget(&self) {
        *self.words.borrow_mut() = Both::default();
        *self.actors.borrow_mut() = Both::default();
        *self.places.borrow_mut() = Both::default();
    }

    /// None where the record has no such word.
    pub(super) fn word(&self, connection: &Connection, text: &str) -> Tried<Option<u32>> {
        if let Some(id) = self.words.borrow().ids.get(text) {
            return Ok(Some(*id));
        }
        let mut find = connection.prepare_cached("SELECT id FROM word WHERE text = ?")?;
        let found: Option<u32> = find.query_row([text], |row| row.get(0)).optional()?;
        found.inspect(|id| self.words.borrow_mut().put(*id, text.into()));
        Ok(found)
    }

    pub(super) fn add_word(&self, connection: &Connection, text: &str) -> Tried<u32> {
        if let Some(id) = self.word(connection, text)? {
            return Ok(id);
        }
        connection.prepare_cached("INSERT INTO word (text) VALUES (?)")?.execute([text])?;
        let id = last_id(connection)?;
        self.words.borrow_mut().put(id, text.into());
        Ok(id)
    }

    pub(super) fn text(&self, connection: &Connection, id: u32) -> Tried<CompactString> {
        if let Some(text) = self.words.borrow().values.get(&id) {
            return Ok(text.clone());
        }
        let mut find = connection.prepare_cached("SELECT text FROM word WHERE id = ?")?;
        let found: Option<String> = find.query_row([id], |row| row.get(0)).optional()?;
        let text = CompactString::from(found.ok_or_else(|| missing("word", id))?);
        self.words.borrow_mut().put(id, text.clone());
        Ok(text)
    }

    pub(super) fn add_actor(&self, connection: &Connection, actor: &Actor) -> Tried<u32> {
        let key = (actor.id.clone().unwrap_or_default(), actor.name.clone().unwrap_or_default());
        if let Some(id) = self.actors.borrow().ids.get(&key) {
            return Ok(*id);
        }
        let mut find = connection.prepare_cached("SELECT id FROM actor WHERE code = ? AND name = ?")?;
        let found: Option<u32> = find.query_row([key.0.as_str(), key.1.as_str()], |row| row.get(0)).optional()?;
        let id = match found {
            Some(id) => id,
            None => {
                let mut insert = connection.prepare_cached("INSERT INTO actor (code, name) VALUES (?, ?)")?;
                insert.execute([key.0.as_str(), key.1.as_str()])?;
                last_id(connection)?
            }
        };
        self.actors.borrow_mut().put(id, key);
        Ok(id)
    }

    pub(super) fn actor(&self, connection: &Connection, id: u32) -> Tried<Actor> {
        let known = self.actors.borrow().values.get(&id).cloned();
        let (code, name) = match known {
            Some(key) => key,
            None => {
                let mut find = connection.prepare_cached("SELECT code, name FROM actor WHERE id = ?")?;
                let read = |row: &rusqlite::Row<'_>| Ok((CompactString::from(row.get::<_, String>(0)?), row.get(1)?));
                let found: Option<(CompactString, String)> = find.query_row([id], read).optional()?;
                let key = found.ok_or_else(|| missing("actor", id))?;
                self.actors.borrow_mut().put(id, key.clone());
                key
            }
        };
        Ok(Actor { id: Some(code).filter(|code| !code.is_empty()), name: Some(name).filter(|name| !name.is_empty()) })
    }

    pub(super) fn add_place(&self, connection: &Connection, place: &Place) -> Tried<u32> {
        let key = place_key(place);
        if let Some(id) = self.places.borrow().ids.get(&key) {
            return Ok(*id);
        }
        let (name, country) = (key.0.as_str(), key.1.as_str());
        let values = params![name, country, key.2, key.3, place.latitude, place.longitude];
        let mut find = connection.prepare_cached(
            "SELECT id FROM place WHERE name = ? AND country = ? AND geonames = ? AND feature = ? AND latitude = ? AND longitude = ?",
        )?;
        let found: Option<u32> = find.query_row(values, |row| row.get(0)).optional()?;
        let id = match found {
            Some(id) => id,
            None => {
                let mut insert = connection.prepare_cached(
                    "INSERT INTO place (name, country, geonames, feature, latitude, longitude) VALUES (?, ?, ?, ?, ?, ?)",
                )?;
                insert.execute(values)?;
                last_id(connection)?
            }
        };
        self.places.borrow_mut().put(id, key);
        Ok(id)
    }

    pub(super) fn place(&self, connection: &Connection, id: u32) -> Tried<Place> {
        let known = self.places.borrow().values.get(&id).cloned();
        let key = match known {
            Some(key) => key,
            None => {
                let mut find = connection.prepare_cached(
                    "SELECT name, country, geonames, feature, latitude, longitude FROM place WHERE id = ?",
                )?;
                let read = |row: &rusqlite::Row<'_>| {
                    let country = CompactString::from(row.get::<_, String>(1)?);
                    let at = (row.get::<_, f64>(4)?.to_bits(), row.get::<_, f64>(5)?.to_bits());
                    Ok((row.get(0)?, country, row.get(2)?, row.get(3)?, at.0, at.1))
                };
                let found: Option<PlaceKey> = find.query_row([id], read).optional()?;
                let key = found.ok_or_else(|| missing("place", id))?;
                self.places.borrow_mut().put(id, key.clone());
                key
            }
        };
        let feature = FEATURES.get(usize::from(key.3)).copied().ok_or_else(|| missing("feature", u32::from(key.3)))?;
        Ok(Place {
            geonames: Some(key.2).filter(|id| *id != 0),
            name: key.0,
            country: key.1,
            latitude: f64::from_bits(key.4),
            longitude: f64::from_bits(key.5),
            feature,
        })
    }
}

fn place_key(place: &Place) -> PlaceKey {
    let feature = FEATURES.iter().position(|feature| *feature == place.feature).unwrap_or_default() as u8;
    // Zero has two signs and one meaning.
    let bits = |value: f64| (value + 0.0).to_bits();
    let at = (bits(place.latitude), bits(place.longitude));
    (place.name.clone(), place.country.clone(), place.geonames.unwrap_or_default(), feature, at.0, at.1)
}

fn last_id(connection: &Connection) -> Tried<u32> {
    u32::try_from(connection.last_insert_rowid()).map_err(|_| Fault::Damaged("numbers have run out".to_string()))
}

fn missing(what: &str, id: u32) -> Fault {
    Fault::Damaged(format!("{what} {id} is missing"))
}
