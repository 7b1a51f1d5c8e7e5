//! Which report a new one copies, and which later version takes whose place. The outcome is that of
//! `events::copies::settle` over all reports, in whatever order they come.
//!
//! Cost: by the reports that share a key with the new one, no more than `HUBS` a key, but for the few that are hubs
//! themselves; once a new hub drives out an old one, the story of the old one is settled anew.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use events::Filed;
use events::copies::{Doc, LineUp, Relation, order, rank, relation};
use rusqlite::params;

use crate::error::Tried;
use crate::kinds::{Happened, What};
use crate::sqlite::add::Desk;
use crate::sqlite::crowds;
use crate::sqlite::load::Loader;
use crate::sqlite::log::About;

/// Words of the reports that are kept ready for comparison, about 30 bytes each.
const WORDS_MAX: usize = 1_000_000;

/// What is kept of reports that are compared again and again, so that they are not read and cut into words each time.
#[derive(Default)]
pub(super) struct Docs {
    known: HashMap<i64, Rc<Doc>>,
    words: usize,
    /// Reports that are no longer compared with all that were compared with them before.
    loosened: BTreeSet<i64>,
}

impl Desk<'_> {
    /// Finds what the report, whose row is there already, is related to, and writes what follows for both sides.
    /// [`Desk::resettle`] must be called behind the last of those that come together.
    pub(super) fn settle(&mut self, report: i64, filed: &Filed) -> Tried<What> {
        let mut what = What::New;
        let doc = Doc::new(filed);
        for other in self.near(report, &doc)? {
            let theirs = self.doc(other)?;
            let newer = match relation(&doc, &theirs) {
                Relation::None | Relation::Part { .. } => continue,
                Relation::Copy => None,
                Relation::Update { newer } => Some(newer),
            };
            self.one_story(report, other)?;
            match newer {
                Some(id) if id == filed.id => {
                    self.supersede(other, report)?;
                    what = What::Update(theirs.id().clone());
                }
                Some(_) => self.supersede(report, other)?,
                None => {}
            }
            if what == What::New {
                what = What::Copy(theirs.id().clone());
            }
        }
        Ok(what)
    }

    /// Stores the report under its keys. Who share one with it and are to be compared with it, in the order in which
    /// they came.
    fn near(&mut self, report: i64, doc: &Doc) -> Tried<BTreeSet<i64>> {
        let meetings = doc.meetings();
        let mut is_hub = Vec::new();
        for meeting in &meetings {
            let seat = crowds::file(self.connection, meeting.under, report, rank(doc.id()))?;
            self.docs.loosened.extend(seat.driven_out);
            is_hub.push(seat.is_hub);
        }
        let mut near = BTreeSet::new();
        for (meeting, is_hub) in meetings.iter().zip(is_hub) {
            for key in &meeting.asks {
                near.extend(if is_hub {
                    crowds::all(self.connection, *key)?
                } else {
                    crowds::hubs(self.connection, *key)?
                });
            }
        }
        near.remove(&report);
        Ok(near)
    }

    fn doc(&mut self, report: i64) -> Tried<Rc<Doc>> {
        if let Some(known) = self.docs.known.get(&report) {
            return Ok(known.clone());
        }
        let doc = Rc::new(Doc::new(&*Loader::over(self.connection, self.pool).report(report)?));
        if self.docs.words > WORDS_MAX {
            self.docs.known.clear();
            self.docs.words = 0;
        }
        self.docs.words += doc.size();
        self.docs.known.insert(report, doc.clone());
        Ok(doc)
    }

    /// Settles anew the stories of those that are compared with fewer than before.
    pub(super) fn resettle(&mut self) -> Tried<()> {
        let loosened = std::mem::take(&mut self.docs.loosened);
        let origins = loosened.into_iter().map(|report| self.origin(report)).collect::<Tried<BTreeSet<i64>>>()?;
        origins.into_iter().try_for_each(|origin| self.settle_story(origin))
    }

    /// All that are of one origin so far, as if they had come at once.
    fn settle_story(&mut self, origin: i64) -> Tried<()> {
        let mut find = self
            .connection
            .prepare_cached("SELECT id FROM report WHERE origin = ?1 AND origin <> id UNION ALL SELECT ?1")?;
        let rows: Vec<i64> = find.query_map([origin], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if rows.len() == 1 {
            return Ok(());
        }
        let mut line = Vec::new();
        for row in rows {
            let filed = Loader::over(self.connection, self.pool).report(row)?;
            let (day, id) = order(&filed);
            line.push((day, id.clone(), row));
        }
        line.sort();
        let line: Vec<i64> = line.into_iter().map(|(.., row)| row).collect();
        let standing = self.line_up(&line)?;
        for (at, &row) in line.iter().enumerate() {
            self.stand(row, line[standing.origin(at)], standing.later(at).map(|later| line[later]))?;
        }
        Ok(())
    }

    fn line_up(&mut self, line: &[i64]) -> Tried<LineUp> {
        let place: HashMap<i64, usize> = line.iter().enumerate().map(|(at, row)| (*row, at)).collect();
        let mut hubs: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut standing = LineUp::new(line.len());
        for (at, &row) in line.iter().enumerate() {
            let doc = self.doc(row)?;
            let mut near = BTreeSet::new();
            for key in doc.meetings().into_iter().flat_map(|meeting| meeting.asks) {
                if let Entry::Vacant(entry) = hubs.entry(key) {
                    let found = crowds::hubs(self.connection, key)?;
                    entry.insert(found.iter().filter_map(|row| place.get(row).copied()).collect());
                }
                near.extend(&hubs[&key]);
            }
            near.remove(&at);
            for other in near {
                let theirs = self.doc(line[other])?;
                let ((a, first), (b, second)) =
                    if at < other { ((at, &doc), (other, &theirs)) } else { ((other, &theirs), (at, &doc)) };
                standing.relate(a, b, second.id(), &relation(first, second));
            }
        }
        Ok(standing)
    }

    /// Writes what changed of a report's standing.
    fn stand(&mut self, report: i64, origin: i64, later: Option<i64>) -> Tried<()> {
        let mut find = self.connection.prepare_cached("SELECT origin, superseded_by FROM report WHERE id = ?")?;
        let (was, before): (i64, Option<i64>) = find.query_row([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if (was, before) == (origin, later) {
            return Ok(());
        }
        let mut update =
            self.connection.prepare_cached("UPDATE report SET origin = ?2, superseded_by = ?3 WHERE id = ?1")?;
        update.execute(params![report, origin, later])?;
        if was != origin {
            self.tell_of(Happened::Copied, report, origin)?;
        }
        match later.filter(|_| later != before) {
            Some(later) => self.tell_of(Happened::Superseded, report, later),
            None => Ok(()),
        }
    }

    /// Both reports and all that are of one origin with either get the first of them as their origin.
    fn one_story(&mut self, report: i64, other: i64) -> Tried<()> {
        let (mine, theirs) = (self.origin(report)?, self.origin(other)?);
        if mine == theirs {
            return Ok(());
        }
        let (first, second) = if self.is_before(mine, theirs)? { (mine, theirs) } else { (theirs, mine) };
        let mut find = self.connection.prepare_cached("SELECT id FROM report WHERE origin = ?1 AND origin <> id")?;
        let mut moved: Vec<i64> = find.query_map([second], |row| row.get(0))?.collect::<Result<_, _>>()?;
        moved.push(second);
        for id in moved {
            self.connection.prepare_cached("UPDATE report SET origin = ? WHERE id = ?")?.execute([first, id])?;
            self.tell_of(Happened::Copied, id, first)?;
        }
        Ok(())
    }

    fn supersede(&mut self, older: i64, newer: i64) -> Tried<()> {
        let mut find = self.connection.prepare_cached("SELECT superseded_by FROM report WHERE id = ?")?;
        let now: Option<i64> = find.query_row([older], |row| row.get(0))?;
        if let Some(now) = now
            && !self.is_before(now, newer)?
        {
            return Ok(());
        }
        self.connection.prepare_cached("UPDATE report SET superseded_by = ? WHERE id = ?")?.execute([newer, older])?;
        self.tell_of(Happened::Superseded, older, newer)
    }

    fn tell_of(&mut self, what: Happened, report: i64, other: i64) -> Tried<()> {
        let other = Loader::over(self.connection, self.pool).report(other)?.id.0.clone();
        self.tell(what, About::Report(report), &other)
    }

    fn origin(&self, report: i64) -> Tried<i64> {
        let mut find = self.connection.prepare_cached("SELECT origin FROM report WHERE id = ?")?;
        Ok(find.query_row([report], |row| row.get(0))?)
    }

    fn is_before(&self, one: i64, other: i64) -> Tried<bool> {
        let mut loader = Loader::over(self.connection, self.pool);
        let (one, other) = (loader.report(one)?, loader.report(other)?);
        Ok(order(&one) < order(&other))
    }
}
