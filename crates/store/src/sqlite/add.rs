//! Reports and their claims into the record, within one transaction.

use std::collections::BTreeSet;

use claims::Role;
use events::{Filed, Kept};
use report::ReportId;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::{Added, Happened, Made, New, Stamp, What};
use crate::sqlite::body::Encoder;
use crate::sqlite::days;
use crate::sqlite::find::SAYS;
use crate::sqlite::log::{self, About, Stamped};
use crate::sqlite::pool::Pool;

/// What adding needs at hand.
pub(super) struct Desk<'a> {
    pub(super) connection: &'a Connection,
    pub(super) pool: &'a Pool,
    pub(super) stamped: Stamped<'a>,
    pub(super) made: &'a Made,
}

pub(super) fn add(
    connection: &Connection,
    pool: &Pool,
    batch: &[New],
    made: &Made,
    stamp: &Stamp,
) -> Tried<Vec<Added>> {
    let mut desk = Desk { connection, pool, stamped: Stamped::new(stamp), made };
    batch.iter().map(|new| desk.add(new)).collect()
}

impl Desk<'_> {
    fn add(&mut self, new: &New) -> Tried<Added> {
        let filed = &new.filed;
        let hash = checked_id(filed)?;
        let mut find = self.connection.prepare_cached("SELECT id FROM report WHERE hash = ?")?;
        let known: Option<i64> = find.query_row([hash], |row| row.get(0)).optional()?;
        let added = |what, claims| Added { id: filed.id.clone(), what, claims, events_new: claims, events_joined: 0 };
        if let Some(report) = known {
            let what = if self.reprint(report, filed)? { What::Again } else { What::Known };
            return Ok(added(what, 0));
        }
        let report = self.file(filed, hash)?;
        let first = self.next_claim()?;
        for (kept, n) in new.kept.iter().zip(1..) {
            self.claim(first + i64::from(n) - 1, report, log::rank(hash, n), filed, kept)?;
        }
        self.made_claims(report, first, new.kept.len())?;
        let count = new.kept.len().to_string();
        log::write(self.connection, &mut self.stamped, Happened::ReportAdded, About::Report(report), &count)?;
        Ok(added(What::New, new.kept.len()))
    }

    /// The report's row; its claims come later.
    fn file(&mut self, filed: &Filed, hash: [u8; 8]) -> Tried<i64> {
        let word =
            |text: &Option<String>| text.as_ref().map(|text| self.pool.add_word(self.connection, text)).transpose();
        let (outlet, side) = (word(&filed.outlet)?, word(&filed.side)?);
        let language = self.pool.add_word(self.connection, &filed.language)?;
        let mut number = self.connection.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM report")?;
        let id: i64 = number.query_row([], |row| row.get(0))?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO report (id, hash, published, file, title, outlet, url, side, language, origin, first_claim, claims, made)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?1, 0, 0, 0)",
        )?;
        let published = filed.published.map(days::number);
        insert.execute(params![id, hash, published, filed.file, filed.title, outlet, filed.url, side, language])?;
        let mut insert = self.connection.prepare_cached("INSERT INTO text (report, text) VALUES (?, ?)")?;
        insert.execute(params![id, filed.text])?;
        Ok(id)
    }

    /// Keeps where else the text of a known report was printed. False where that is known, too.
    fn reprint(&mut self, report: i64, filed: &Filed) -> Tried<bool> {
        if filed.outlet.is_none() && filed.url.is_none() {
            return Ok(false);
        }
        let outlet = filed.outlet.as_ref().map(|text| self.pool.add_word(self.connection, text)).transpose()?;
        let mut same = self.connection.prepare_cached(
            "SELECT 1 FROM report WHERE id = ?1 AND outlet IS ?2 AND url IS ?3
             UNION ALL SELECT 1 FROM reprint WHERE report = ?1 AND outlet IS ?2 AND url IS ?3",
        )?;
        if same.exists(params![report, outlet, filed.url])? {
            return Ok(false);
        }
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO reprint (report, outlet, published, file, url) VALUES (?, ?, ?, ?, ?)")?;
        insert.execute(params![report, outlet, filed.published.map(days::number), filed.file, filed.url])?;
        let place = filed.outlet.as_ref().or(filed.url.as_ref()).map_or("", String::as_str);
        log::write(self.connection, &mut self.stamped, Happened::Reprinted, About::Report(report), place)?;
        Ok(true)
    }

    /// Behind all claims that there are.
    pub(super) fn next_claim(&self) -> Tried<i64> {
        let mut number = self.connection.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM claim")?;
        Ok(number.query_row([], |row| row.get(0))?)
    }

    /// The report's claims are `count` from `first` on.
    pub(super) fn made_claims(&self, report: i64, first: i64, count: usize) -> Tried<()> {
        let Made { version, rules, models } = self.made;
        let mut insert =
            self.connection.prepare_cached("INSERT OR IGNORE INTO made (version, rules, models) VALUES (?, ?, ?)")?;
        insert.execute([version, rules, models])?;
        let mut update = self.connection.prepare_cached(
            "UPDATE report SET first_claim = ?, claims = ?,
             made = (SELECT id FROM made WHERE version = ? AND rules = ? AND models = ?) WHERE id = ?",
        )?;
        update.execute(params![first, count as i64, version, rules, models, report])?;
        Ok(())
    }

    pub(super) fn claim(&self, id: i64, report: i64, rank: i64, filed: &Filed, kept: &Kept) -> Tried<()> {
        let claim = &kept.claim;
        let (since, until) = events::days(claim, filed.published);
        let (since, until) = (since.map(days::number), until.map(days::number));
        let (kind, status) = (days::kind_number(claim.kind), days::status_number(claim.status));
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO claim (id, report, event, kind, status, since, until) VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6)",
        )?;
        insert.execute(params![id, report, kind, status, since, until])?;
        let mut insert =
            self.connection.prepare_cached("INSERT INTO event (id, rank, since, until) VALUES (?, ?, ?, ?)")?;
        insert.execute(params![id, rank, since, until])?;
        let body = Encoder::new(self.pool, self.connection).body(kept)?;
        self.connection.prepare_cached("INSERT INTO body (claim, body) VALUES (?, ?)")?.execute(params![id, body])?;
        self.index(id, kept)
    }

    /// Who is in the claim and where it is.
    fn index(&self, id: i64, kept: &Kept) -> Tried<()> {
        let mut actors = BTreeSet::new();
        let mut places = BTreeSet::new();
        for arg in &kept.claim.args {
            let part = Role::ALL.iter().position(|role| *role == arg.role).unwrap_or_default() as u8;
            if let Some(actor) = &arg.actor {
                actors.insert((self.pool.add_actor(self.connection, actor)?, part));
            }
            if let Some(place) = &arg.place {
                places.insert(self.pool.add_place(self.connection, place)?);
            }
        }
        for actor in kept.claim.said_by.iter().flat_map(|said| &said.who) {
            actors.insert((self.pool.add_actor(self.connection, actor)?, SAYS));
        }
        let mut insert =
            self.connection.prepare_cached("INSERT INTO claim_actor (actor, claim, part) VALUES (?, ?, ?)")?;
        actors.into_iter().try_for_each(|(actor, part)| insert.execute(params![actor, id, part]).map(|_| ()))?;
        let mut insert = self.connection.prepare_cached("INSERT INTO claim_place (place, claim) VALUES (?, ?)")?;
        places.into_iter().try_for_each(|place| insert.execute(params![place, id]).map(|_| ()))?;
        Ok(())
    }
}

/// The report's id as bytes, if it is that of its text.
fn checked_id(filed: &Filed) -> Tried<[u8; 8]> {
    let hash = days::checked_hash(&filed.id)?;
    let of_text = report::sha256(&filed.text);
    if of_text.starts_with(&filed.id.0) {
        return Ok(hash);
    }
    Err(Fault::from(StoreError::WrongId { id: filed.id.0.clone() }))
}

/// The row of a report; an error where there is none.
pub(super) fn row_of(connection: &Connection, id: &ReportId) -> Tried<(i64, [u8; 8])> {
    let unknown = || Fault::from(StoreError::Unknown { what: "report", id: id.0.clone() });
    let hash = days::hash(id).ok_or_else(unknown)?;
    let mut find = connection.prepare_cached("SELECT id FROM report WHERE hash = ?")?;
    Ok((find.query_row([hash], |row| row.get(0)).optional()?.ok_or_else(unknown)?, hash))
}
