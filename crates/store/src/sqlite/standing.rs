//! Which report a new one copies, and which later version takes whose place. The outcome is that of
//! `events::copies::settle` over all reports, in whatever order they come.

use std::collections::BTreeSet;

use events::Filed;
use events::copies::{Doc, Relation, keys, look_up, order, relation};
use rusqlite::params;

use crate::error::Tried;
use crate::kinds::{Happened, What};
use crate::sqlite::add::Desk;
use crate::sqlite::load::Loader;
use crate::sqlite::log::About;

impl Desk<'_> {
    /// Finds what the report, whose row is there already, is related to, and writes what follows for both sides.
    pub(super) fn settle(&mut self, report: i64, filed: &Filed) -> Tried<What> {
        let mut what = What::New;
        let mut loader = Loader::over(self.connection, self.pool);
        let doc = Doc::new(filed);
        for other in self.near(filed)? {
            let theirs = loader.report(other)?;
            let newer = match relation(&doc, &Doc::new(&theirs)) {
                Relation::None | Relation::Part { .. } => continue,
                Relation::Copy => None,
                Relation::Update { newer } => Some(newer),
            };
            self.one_story(report, other)?;
            match newer {
                Some(id) if id == filed.id => {
                    self.supersede(other, report)?;
                    what = What::Update(theirs.id.clone());
                }
                Some(_) => self.supersede(report, other)?,
                None => {}
            }
            if what == What::New {
                what = What::Copy(theirs.id.clone());
            }
        }
        let mut insert = self.connection.prepare_cached("INSERT INTO band (key, report) VALUES (?, ?)")?;
        for key in keys(filed) {
            insert.execute(params![key, report])?;
        }
        Ok(what)
    }

    /// Reports that share a key with this one, in the order in which they came.
    fn near(&self, filed: &Filed) -> Tried<BTreeSet<i64>> {
        let mut find = self.connection.prepare_cached("SELECT report FROM band WHERE key = ?")?;
        let mut near = BTreeSet::new();
        for key in look_up(filed) {
            for report in find.query_map([key], |row| row.get(0))? {
                near.insert(report?);
            }
        }
        Ok(near)
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
