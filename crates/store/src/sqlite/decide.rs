//! What people decide of events: kept by the words that the claims stand on, so that it outlives them.

use std::collections::BTreeSet;

use claims::Claim;
use events::EventId;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::{Decision, Happened};
use crate::sqlite::add::{Desk, row_of};
use crate::sqlite::load::Loader;
use crate::sqlite::log::{self, About};
use crate::sqlite::seat;

pub(super) fn decide(mut desk: Desk<'_>, decision: &Decision) -> Tried<Vec<EventId>> {
    let connection = desk.connection;
    let (same, sides, what, subject) = match decision {
        Decision::Split { event, claims } => {
            let row = event_row(connection, event)?;
            let all: BTreeSet<i64> = members(connection, row)?.into_iter().collect();
            let out: BTreeSet<i64> = claims.iter().map(|key| seat::known_row(connection, key)).collect::<Tried<_>>()?;
            if let Some(key) = claims.iter().zip(&out).find(|(_, claim)| !all.contains(claim)).map(|(key, _)| key) {
                return Err(undecidable(format!("claim {}:{} is not of event {}", key.report.0, key.n, event.0)));
            }
            let rest: Vec<i64> = all.difference(&out).copied().collect();
            if rest.is_empty() || out.is_empty() {
                return Err(undecidable(format!("a part of the claims of event {} must go and a part stay", event.0)));
            }
            (false, [out.into_iter().collect(), rest], Happened::Split, row)
        }
        Decision::Join { one, other } => {
            let (mine, theirs) = (event_row(connection, one)?, event_row(connection, other)?);
            if mine == theirs {
                return Err(undecidable(format!("{} and {} are one event already", one.0, other.0)));
            }
            (true, [members(connection, mine)?, members(connection, theirs)?], Happened::Join, mine)
        }
    };
    let about = About::Event(desk.rank(subject)?);
    let named: Vec<String> = match same {
        true => vec![log::event_of(desk.rank(sides[1][0])?).0.to_string()],
        false => {
            sides[0].iter().map(|claim| Ok(log::event_of(desk.rank(*claim)?).0.to_string())).collect::<Tried<_>>()?
        }
    };
    desk.tell(what, about, &named.join(" "))?;
    desk.keep(same, &sides)?;
    let pairs: Vec<(i64, i64)> =
        sides[0].iter().flat_map(|one| sides[1].iter().map(move |other| (*one, *other))).collect();
    desk.regroup(&pairs)?;
    let mut events = BTreeSet::new();
    for claim in sides.iter().flatten() {
        let row: i64 =
            connection.prepare_cached("SELECT event FROM claim WHERE id = ?")?.query_row([claim], |row| row.get(0))?;
        events.insert(log::event_of(desk.rank(row)?));
    }
    Ok(events.into_iter().collect())
}

impl Desk<'_> {
    /// Writes the decision down: each claim by its words, and by its row as it is now.
    fn keep(&mut self, same: bool, sides: &[Vec<i64>; 2]) -> Tried<()> {
        let stamp = self.stamped.id(self.connection)?;
        let mut insert = self.connection.prepare_cached("INSERT INTO decision (stamp, same) VALUES (?, ?)")?;
        insert.execute(params![stamp, same])?;
        let decision = self.connection.last_insert_rowid();
        let mut loader = Loader::over(self.connection, self.pool);
        for (side, claims) in sides.iter().enumerate() {
            for claim in claims {
                let (filed, _, kept) = loader.as_read(*claim)?;
                let Claim { kind, trigger, .. } = kept.claim;
                let report = row_of(self.connection, &filed.id)?;
                let mut insert = self.connection.prepare_cached(
                    "INSERT INTO decided (decision, side, report, kind, trigger_start, trigger_end) VALUES (?, ?, ?, ?, ?, ?)",
                )?;
                let kind = super::days::kind_number(kind);
                insert.execute(params![decision, side as i64, report, kind, trigger.start, trigger.end])?;
                let mut insert =
                    self.connection.prepare_cached("INSERT INTO verdict (claim, decision, side) VALUES (?, ?, ?)")?;
                insert.execute(params![claim, decision, side as i64])?;
            }
        }
        Ok(())
    }
}

fn event_row(connection: &Connection, id: &EventId) -> Tried<i64> {
    let unknown = || Fault::from(StoreError::Unknown { what: "event", id: id.0.to_string() });
    let rank = log::rank_of(&id.0).ok_or_else(unknown)?;
    let mut find = connection.prepare_cached("SELECT id FROM event WHERE rank = ?")?;
    find.query_row([rank], |row| row.get(0)).optional()?.ok_or_else(unknown)
}

fn members(connection: &Connection, event: i64) -> Tried<Vec<i64>> {
    let mut find = connection.prepare_cached("SELECT id FROM claim WHERE event = ? ORDER BY id")?;
    Ok(find.query_map([event], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn undecidable(what: String) -> Fault {
    Fault::from(StoreError::Undecidable { what })
}
