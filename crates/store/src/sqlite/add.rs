//! Reports and their claims into the record, within one transaction.

use std::collections::{BTreeMap, BTreeSet};

use claims::Role;
use events::{ClaimKey, Filed, Kept, Linker, Newcomer};
use record::series;
use report::ReportId;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::{Added, Happened, Made, New, Stamp, What};
use crate::sqlite::body::Encoder;
use crate::sqlite::days;
use crate::sqlite::find::SAYS;
use crate::sqlite::log::{self, About, Stamped};
use crate::sqlite::pool::Pool;
use crate::sqlite::seat;
use crate::sqlite::standing::Docs;
use crate::sqlite::words;

/// What adding needs at hand.
pub(super) struct Desk<'a> {
    pub(super) connection: &'a Connection,
    pub(super) pool: &'a Pool,
    pub(super) linker: &'a Linker,
    pub(super) stamped: Stamped<'a>,
    /// With its row, once it is known.
    pub(super) made: (&'a Made, Option<i64>),
    /// Whether nothing is logged.
    pub(super) silent: bool,
    pub(super) docs: Docs,
}

/// The rows of a report and of its claims.
#[derive(Clone, Copy)]
pub(super) struct Seat {
    pub(super) report: i64,
    pub(super) first: i64,
    pub(super) count: usize,
}

pub(super) fn add(mut desk: Desk<'_>, batch: &[New]) -> Tried<Vec<Added>> {
    let mut added = Vec::new();
    let mut seats: BTreeMap<i64, usize> = BTreeMap::new();
    let mut newcomers = Vec::new();
    for new in batch {
        let (what, seat) = desk.add(new)?;
        if let Some(seat) = seat {
            seats.insert(seat.report, added.len());
            newcomers.extend(desk.newcomers(seat, &new.filed, &new.kept));
        }
        let claims = seat.map_or(0, |seat| seat.count);
        added.push(Added { id: new.filed.id.clone(), what, claims, events_new: 0, events_joined: 0 });
    }
    desk.resettle()?;
    desk.join(&newcomers)?;
    for (report, at) in seats {
        (added[at].events_new, added[at].events_joined) = desk.events_of(report)?;
    }
    Ok(added)
}

/// Rows of actors with their parts, of places, and of series with the figures that stand in them.
#[derive(Default)]
struct Indexed {
    actors: BTreeSet<(u32, u8)>,
    places: BTreeSet<u32>,
    series: BTreeSet<(u32, i64)>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        connection: &'a Connection,
        pool: &'a Pool,
        linker: &'a Linker,
        made: &'a Made,
        stamp: &'a Stamp,
    ) -> Desk<'a> {
        Desk {
            connection,
            pool,
            linker,
            stamped: Stamped::new(stamp),
            made: (made, None),
            silent: false,
            docs: Docs::default(),
        }
    }

    pub(super) fn tell(&mut self, what: Happened, about: About, detail: &str) -> Tried<()> {
        if self.silent { Ok(()) } else { log::write(self.connection, &mut self.stamped, what, about, detail) }
    }

    fn add(&mut self, new: &New) -> Tried<(What, Option<Seat>)> {
        let filed = &new.filed;
        let hash = checked_id(filed)?;
        let mut find = self.connection.prepare_cached("SELECT id FROM report WHERE hash = ?")?;
        let known: Option<i64> = find.query_row([hash], |row| row.get(0)).optional()?;
        if let Some(report) = known {
            let what = if self.reprint(report, filed)? { What::Again } else { What::Known };
            return Ok((what, None));
        }
        let report = self.file(filed, hash)?;
        let count = new.kept.len();
        self.tell(Happened::ReportAdded, About::Report(report), &count.to_string())?;
        let what = self.settle(report, filed)?;
        let seat = self.claims(report, filed, &new.kept)?;
        Ok((what, Some(seat)))
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
        words::of_report(self.connection, id, filed)?;
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
        self.tell(Happened::Reprinted, About::Report(report), place)?;
        Ok(true)
    }

    /// The claims of a report, behind all that there are; they are of no event yet.
    pub(super) fn claims(&mut self, report: i64, filed: &Filed, kept: &[Kept]) -> Tried<Seat> {
        let mut number = self.connection.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM claim WHERE id < ?")?;
        let first: i64 = number.query_row([seat::BY_HAND], |row| row.get(0))?;
        for (kept, id) in kept.iter().zip(first..) {
            self.claim(id, report, filed, kept)?;
        }
        let made = self.made_id()?;
        let mut update =
            self.connection.prepare_cached("UPDATE report SET first_claim = ?, claims = ?, made = ? WHERE id = ?")?;
        update.execute(params![first, kept.len() as i64, made, report])?;
        Ok(Seat { report, first, count: kept.len() })
    }

    fn made_id(&mut self) -> Tried<i64> {
        let (Made { version, rules, models }, known) = self.made;
        if let Some(id) = known {
            return Ok(id);
        }
        let values = [version, rules, models];
        let mut insert =
            self.connection.prepare_cached("INSERT OR IGNORE INTO made (version, rules, models) VALUES (?, ?, ?)")?;
        insert.execute(values)?;
        let mut find =
            self.connection.prepare_cached("SELECT id FROM made WHERE version = ? AND rules = ? AND models = ?")?;
        let id = find.query_row(values, |row| row.get(0))?;
        self.made.1 = Some(id);
        Ok(id)
    }

    pub(super) fn claim(&self, id: i64, report: i64, filed: &Filed, kept: &Kept) -> Tried<()> {
        let claim = &kept.claim;
        let (since, until) = events::listed(claim, filed.published);
        let (since, until) = (since.map(days::number), until.map(days::number));
        let (kind, status) = (days::kind_number(claim.kind), days::status_number(claim.status));
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO claim (id, report, event, kind, status, since, until, dated) VALUES (?, ?, 0, ?, ?, ?, ?, ?)",
        )?;
        insert.execute(params![id, report, kind, status, since, until, events::tells_time(claim)])?;
        let body = Encoder::new(self.pool, self.connection).body(kept)?;
        self.connection.prepare_cached("INSERT INTO body (claim, body) VALUES (?, ?)")?.execute(params![id, body])?;
        words::of_claim(self.connection, id, filed, kept)?;
        self.index(id, kept)
    }

    /// Writes down who is in the claim, where it is, and in which series it stands.
    pub(super) fn index(&self, id: i64, kept: &Kept) -> Tried<()> {
        let Indexed { actors, places, series } = self.indexed(kept)?;
        let run = |sql: &str| self.connection.prepare_cached(sql);
        let mut insert = run("INSERT INTO claim_actor (actor, claim, part) VALUES (?, ?, ?)")?;
        actors.into_iter().try_for_each(|(actor, part)| insert.execute(params![actor, id, part]).map(|_| ()))?;
        let mut insert = run("INSERT INTO claim_place (place, claim) VALUES (?, ?)")?;
        places.into_iter().try_for_each(|place| insert.execute(params![place, id]).map(|_| ()))?;
        let mut insert = run("INSERT INTO series (series, claim, figure) VALUES (?, ?, ?)")?;
        series.into_iter().try_for_each(|(series, at)| insert.execute(params![series, id, at]).map(|_| ()))?;
        Ok(())
    }

    /// Takes out what `index` wrote of the same claim.
    pub(super) fn unindex(&self, id: i64, kept: &Kept) -> Tried<()> {
        let Indexed { actors, places, series } = self.indexed(kept)?;
        let run = |sql: &str| self.connection.prepare_cached(sql);
        let mut delete = run("DELETE FROM claim_actor WHERE actor = ? AND claim = ? AND part = ?")?;
        actors.into_iter().try_for_each(|(actor, part)| delete.execute(params![actor, id, part]).map(|_| ()))?;
        let mut delete = run("DELETE FROM claim_place WHERE place = ? AND claim = ?")?;
        places.into_iter().try_for_each(|place| delete.execute(params![place, id]).map(|_| ()))?;
        let mut delete = run("DELETE FROM series WHERE series = ? AND claim = ? AND figure = ?")?;
        series.into_iter().try_for_each(|(series, at)| delete.execute(params![series, id, at]).map(|_| ()))?;
        Ok(())
    }

    fn indexed(&self, kept: &Kept) -> Tried<Indexed> {
        let mut found = Indexed::default();
        for arg in &kept.claim.args {
            let part = Role::ALL.iter().position(|role| *role == arg.role).unwrap_or_default() as u8;
            if let Some(actor) = &arg.actor {
                found.actors.insert((self.pool.add_actor(self.connection, actor)?, part));
            }
            if let Some(place) = &arg.place {
                found.places.insert(self.pool.add_place(self.connection, place)?);
            }
        }
        for actor in kept.claim.said_by.iter().flat_map(|said| &said.who) {
            found.actors.insert((self.pool.add_actor(self.connection, actor)?, SAYS));
        }
        let figures = kept.claim.figures.iter().zip(0..).map(|(figure, at)| (series::id(kept, figure), at));
        for (series, at) in figures.chain([(series::occurrence(kept), OCCURRENCE)]) {
            let Some(series) = series else { continue };
            found.series.insert((self.pool.add_word(self.connection, &series.0)?, at));
        }
        Ok(found)
    }

    /// The claims of a report as the linker wants them.
    pub(super) fn newcomers(&self, seat: Seat, filed: &Filed, kept: &[Kept]) -> Vec<Newcomer<i64>> {
        kept.iter().zip(seat.first..).map(|(kept, row)| self.newcomer(row, seat.first, filed, kept)).collect()
    }

    /// `first` is the first row of what was read in the report.
    pub(super) fn newcomer(&self, row: i64, first: i64, filed: &Filed, kept: &Kept) -> Newcomer<i64> {
        let key = ClaimKey { report: filed.id.clone(), n: seat::number(row, first) };
        Newcomer { id: row, traits: self.linker.traits(&key, filed.published, &filed.text, kept) }
    }

    /// How many events only this report tells of, and how many others do, too.
    fn events_of(&self, report: i64) -> Tried<(usize, usize)> {
        let mut find = self.connection.prepare_cached(
            "SELECT count(*), total(EXISTS (SELECT 1 FROM claim c WHERE c.event = e.event AND c.report <> ?1))
             FROM (SELECT DISTINCT event FROM claim WHERE id >= ?2 AND id < ?3) e",
        )?;
        let (first, end) = claim_range(self.connection, report)?;
        let (all, joined): (i64, f64) =
            find.query_row(params![report, first, end], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((all as usize - joined as usize, joined as usize))
    }
}

/// Says that a claim is an occurrence of a series, beside its figures, which count from 0.
const OCCURRENCE: i64 = -1;

/// The rows of a report's claims: the first, and the one behind the last.
pub(super) fn claim_range(connection: &Connection, report: i64) -> Tried<(i64, i64)> {
    let mut find = connection.prepare_cached("SELECT first_claim, first_claim + claims FROM report WHERE id = ?")?;
    Ok(find.query_row([report], |row| Ok((row.get(0)?, row.get(1)?)))?)
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

/// The row of a report; None where there is none.
pub(super) fn row_of(connection: &Connection, id: &ReportId) -> Tried<Option<i64>> {
    let Some(hash) = days::hash(id) else { return Ok(None) };
    let mut find = connection.prepare_cached("SELECT id FROM report WHERE hash = ?")?;
    Ok(find.query_row([hash], |row| row.get(0)).optional()?)
}
