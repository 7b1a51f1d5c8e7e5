//! The record as the linker sees it, and what the linker finds written into it.

use std::collections::{BTreeMap, BTreeSet};

use events::{Known, Linker, Newcomer, Outcome, ReviewState, Traits, Verdict, common_days};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::{Fault, Tried};
use crate::kinds::Happened;
use crate::sqlite::add::Desk;
use crate::sqlite::days;
use crate::sqlite::load::Loader;
use crate::sqlite::log::{self, About};
use crate::sqlite::seat;

/// Claims by their rows.
struct Claims<'a> {
    connection: &'a Connection,
    linker: &'a Linker,
    loader: Loader<'a>,
    decided: bool,
}

impl Known for Claims<'_> {
    type Id = i64;
    type Error = Fault;

    fn carriers(&mut self, key: u64, most: usize) -> Tried<Vec<(u32, i64)>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut find = self
            .connection
            .prepare_cached("SELECT rank, claim FROM carrier WHERE key = ? ORDER BY rank, claim LIMIT ?")?;
        let rows = find.query_map(params![key as i64, most], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn count(&mut self, key: u64, most: usize) -> Tried<usize> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut count =
            self.connection.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM carrier WHERE key = ? LIMIT ?)")?;
        Ok(count.query_row(params![key as i64, most], |row| row.get::<_, i64>(0))? as usize)
    }

    fn traits(&mut self, id: i64) -> Tried<Traits> {
        // Which claims are one happening does not hang on edits: a person says so by splitting and joining.
        let (report, n, kept) = self.loader.as_read(id)?;
        let key = events::ClaimKey { report: report.id.clone(), n };
        Ok(self.linker.traits(&key, report.published, &report.text, &kept))
    }

    fn links(&mut self, id: i64) -> Tried<Vec<(i64, u8)>> {
        let mut find = self.connection.prepare_cached("SELECT other, strength FROM link WHERE claim = ?")?;
        let rows = find.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn verdicts(&mut self, id: i64) -> Tried<Vec<(i64, Verdict)>> {
        if !self.decided {
            return Ok(Vec::new());
        }
        let mut find = self.connection.prepare_cached(
            "SELECT theirs.claim, d.same FROM verdict mine JOIN decision d ON d.id = mine.decision
             JOIN verdict theirs ON theirs.decision = mine.decision AND theirs.side = 1 - mine.side
             WHERE mine.claim = ?1 AND theirs.claim <> ?1 ORDER BY d.id",
        )?;
        // The last decision counts.
        let mut told: BTreeMap<i64, bool> = BTreeMap::new();
        let mut rows = find.query([id])?;
        while let Some(row) = rows.next()? {
            told.insert(row.get(0)?, row.get(1)?);
        }
        let verdict = |same| if same { Verdict::Join } else { Verdict::Part };
        Ok(told.into_iter().map(|(other, same)| (other, verdict(same))).collect())
    }
}

impl Desk<'_> {
    /// Joins new claims to the record and writes what comes of it.
    pub(super) fn join(&mut self, newcomers: &[Newcomer<i64>]) -> Tried<()> {
        let outcome = self.linker.join(&mut self.known()?, newcomers)?;
        self.write(outcome)
    }

    /// Groups anew what verdicts on these pairs touch, once they are written.
    pub(super) fn regroup(&mut self, pairs: &[(i64, i64)]) -> Tried<()> {
        let outcome = self.linker.regroup(&mut self.known()?, pairs)?;
        self.write(outcome)
    }

    fn known(&self) -> Tried<Claims<'_>> {
        let decided = self.connection.prepare_cached("SELECT 1 FROM verdict")?.exists([])?;
        let loader = Loader::over(self.connection, self.pool);
        Ok(Claims { connection: self.connection, linker: self.linker, loader, decided })
    }

    fn write(&mut self, outcome: Outcome<i64>) -> Tried<()> {
        let new: BTreeSet<i64> = outcome.keys.keys().copied().collect();
        let mut insert = self.connection.prepare_cached("INSERT INTO carrier (key, rank, claim) VALUES (?, ?, ?)")?;
        for (claim, (rank, keys)) in outcome.keys {
            for key in keys {
                insert.execute(params![key as i64, rank, claim])?;
            }
        }
        let mut insert =
            self.connection.prepare_cached("INSERT OR REPLACE INTO link (claim, other, strength) VALUES (?, ?, ?)")?;
        for ((one, other), strength) in outcome.link {
            insert.execute(params![one, other, strength])?;
            insert.execute(params![other, one, strength])?;
        }
        let mut delete = self.connection.prepare_cached("DELETE FROM link WHERE claim = ? AND other = ?")?;
        for (one, other) in outcome.unlink {
            delete.execute([one, other])?;
            delete.execute([other, one])?;
        }
        let events: Vec<Vec<i64>> = outcome.events.into_iter().map(|(_, claims)| claims).collect();
        self.regrouped(&events, &new)
    }

    /// Whole events, the first claim first.
    fn regrouped(&mut self, events: &[Vec<i64>], new: &BTreeSet<i64>) -> Tried<()> {
        let mut changes = Changes::default();
        for claims in events {
            let Some(&event) = claims.first() else { continue };
            for &claim in claims {
                let now = self.event_of(claim)?;
                if now == event {
                    continue;
                }
                let mut update = self.connection.prepare_cached("UPDATE claim SET event = ? WHERE id = ?")?;
                update.execute([event, claim])?;
                if now != 0 {
                    changes.left.insert((now, event));
                }
            }
            let is_new = |claim: &&i64| new.contains(*claim);
            if !claims.iter().all(|claim| is_new(&claim)) {
                changes.joined.extend(claims.iter().filter(is_new).map(|claim| (event, *claim)));
            }
            let mut insert = self.connection.prepare_cached("INSERT OR IGNORE INTO event (id, rank) VALUES (?, ?)")?;
            insert.execute([event, self.rank(event)?])?;
            self.respan(event)?;
        }
        self.tell_changes(&changes)
    }

    /// Takes out events that have no claim left, and logs what became of events that were there before.
    fn tell_changes(&mut self, changes: &Changes) -> Tried<()> {
        for (old, event) in &changes.left {
            let empty = !self.connection.prepare_cached("SELECT 1 FROM claim WHERE event = ?")?.exists([old])?;
            let what = if empty { Happened::EventMerged } else { Happened::EventParted };
            let detail = log::event_of(self.rank(*event)?).0;
            self.tell(what, About::Event(self.rank(*old)?), &detail)?;
            if empty {
                self.connection.prepare_cached("DELETE FROM event WHERE id = ?")?.execute([old])?;
            }
        }
        for (event, claim) in &changes.joined {
            let detail = log::event_of(self.rank(*claim)?).0;
            let about = About::Event(self.rank(*event)?);
            self.tell(Happened::EventJoined, about, &detail)?;
        }
        Ok(())
    }

    /// The days that the event's claims agree on; rejected ones have no part in it while there are others.
    pub(super) fn respan(&self, event: i64) -> Tried<()> {
        let mut find = self.connection.prepare_cached(
            "SELECT c.dated, c.since, c.until, c.review FROM claim c JOIN report r ON r.id = c.report WHERE c.event = ?
             ORDER BY r.published, r.hash, c.id",
        )?;
        let rejected = days::state_number(ReviewState::Rejected);
        let (mut standing, mut taken_out) = (Vec::new(), Vec::new());
        let mut rows = find.query([event])?;
        while let Some(row) = rows.next()? {
            let span = (row.get(0)?, (days::maybe_day(row.get(1)?)?, days::maybe_day(row.get(2)?)?));
            let list = if row.get::<_, u8>(3)? == rejected { &mut taken_out } else { &mut standing };
            list.push(span);
        }
        let (since, until) = common_days(if standing.is_empty() { &taken_out } else { &standing });
        let (since, until) = (since.map(days::number), until.map(days::number));
        let mut update = self.connection.prepare_cached(
            "UPDATE event SET since = ?2, until = ?3 WHERE id = ?1 AND (since IS NOT ?2 OR until IS NOT ?3)",
        )?;
        update.execute(params![event, since, until])?;
        Ok(())
    }

    /// 0 where it is of none yet.
    fn event_of(&self, claim: i64) -> Tried<i64> {
        let mut find = self.connection.prepare_cached("SELECT event FROM claim WHERE id = ?")?;
        let found = find.query_row([claim], |row| row.get(0)).optional()?;
        found.ok_or_else(|| Fault::Damaged(format!("claim {claim} is missing")))
    }

    /// The rank of the event that begins with the claim.
    pub(super) fn rank(&self, claim: i64) -> Tried<i64> {
        let key = seat::key_of(self.connection, claim)?;
        Ok(log::rank(days::checked_hash(&key.report)?, key.n))
    }
}

#[derive(Default)]
struct Changes {
    /// Claims went from one event to another.
    left: BTreeSet<(i64, i64)>,
    /// New claims of events that older claims are of.
    joined: BTreeSet<(i64, i64)>,
}
