//! Tokens in the record: added, removed, never forgotten.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::{Happened, Stamp};
use crate::sqlite::Sqlite;
use crate::sqlite::log::{self, About, Stamped};
use crate::tokens::{Scope, Token, TokenHash};

/// Longest name, in characters.
const NAME_MAX: usize = 64;

pub(super) fn all(store: &Sqlite) -> Tried<Vec<Token>> {
    let mut find = store.connection.prepare_cached(
        "SELECT t.id, t.name, t.scope, t.hash, a.at, r.at FROM token t JOIN stamp a ON a.id = t.added
         LEFT JOIN stamp r ON r.id = t.removed ORDER BY t.id",
    )?;
    let mut rows = find.query([])?;
    let mut tokens = Vec::new();
    while let Some(row) = rows.next()? {
        let scope = Scope::ALL.get(row.get::<_, usize>(2)?).copied();
        tokens.push(Token {
            number: row.get(0)?,
            name: row.get(1)?,
            scope: scope.ok_or_else(|| Fault::Damaged("a token has no scope".to_string()))?,
            hash: row.get(3)?,
            added: moment(row.get(4)?)?,
            removed: row.get::<_, Option<i64>>(5)?.map(moment).transpose()?,
        });
    }
    Ok(tokens)
}

fn moment(second: i64) -> Tried<Timestamp> {
    Timestamp::from_second(second).map_err(|_| Fault::Damaged("a stamp has no time".to_string()))
}

pub(super) fn add(connection: &Connection, name: &str, scope: Scope, hash: &TokenHash, stamp: &Stamp) -> Tried<()> {
    let is_name = !name.is_empty() && name.trim() == name && name.chars().count() <= NAME_MAX;
    if !is_name || name.contains(|c: char| c.is_control()) {
        return Err(undecidable(format!("a token's name has 1 to {NAME_MAX} characters on one line")));
    }
    if in_use(connection, name)?.is_some() {
        return Err(undecidable(format!("there is a token of the name {name}; remove it or choose another name")));
    }
    let mut stamped = Stamped::new(stamp);
    let added = stamped.id(connection)?;
    let number = Scope::ALL.iter().position(|item| *item == scope).unwrap_or_default() as u8;
    let sql = "INSERT INTO token (name, scope, hash, added) VALUES (?, ?, ?, ?)";
    connection.execute(sql, params![name, number, hash, added])?;
    log::write(connection, &mut stamped, Happened::TokenAdded, About::Record, &format!("{name} {}", scope.name()))
}

pub(super) fn remove(connection: &Connection, name: &str, stamp: &Stamp) -> Tried<()> {
    let Some(number) = in_use(connection, name)? else {
        return Err(Fault::from(StoreError::Unknown { what: "token", id: name.to_string() }));
    };
    let mut stamped = Stamped::new(stamp);
    let removed = stamped.id(connection)?;
    connection.execute("UPDATE token SET hash = NULL, removed = ? WHERE id = ?", params![removed, number])?;
    log::write(connection, &mut stamped, Happened::TokenRemoved, About::Record, name)
}

fn in_use(connection: &Connection, name: &str) -> Tried<Option<i64>> {
    let sql = "SELECT id FROM token WHERE name = ? AND removed IS NULL";
    Ok(connection.query_row(sql, [name], |row| row.get(0)).optional()?)
}

fn undecidable(what: String) -> Fault {
    Fault::from(StoreError::Undecidable { what })
}
