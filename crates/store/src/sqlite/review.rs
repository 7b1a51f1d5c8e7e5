//! What people say of claims: kept by the words that a claim stands on, and carried out on the claim that stands on them
//! today.

mod check;
mod form;
mod list;
mod words;

use analysis::Quantity;
use claims::Claim;
use events::review::{BY_HAND, Opinion, Verdict, by_hand, standing};
use events::{Capacity, ClaimKey, Edit, Kept};
use report::ReportId;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::{Fault, StoreError, Tried};
use crate::kinds::Happened;
use crate::reviews::{Judgement, Review, ReviewRow};
use crate::sqlite::add::{Desk, row_of};
use crate::sqlite::body::Encoder;
use crate::sqlite::load::Loader;
use crate::sqlite::log::About;
use crate::sqlite::{days, seat};

pub(super) use list::{counts, judged, of_claim, reviews};
use words::Standpoint;

/// A review on its way into the table.
struct Draft {
    stands_on: Standpoint,
    verdict: Verdict,
    capacity: Capacity,
    undoes: Option<i64>,
    change: Option<String>,
}

pub(super) fn review(mut desk: Desk<'_>, review: &Review, read: &[Quantity]) -> Tried<ReviewRow> {
    check::reason(desk.stamped.stamp, &review.judgement)?;
    let id = match &review.judgement {
        Judgement::Accept(key) => desk.judge(key, Verdict::Accept, review.capacity, None),
        Judgement::Reject(key) => desk.judge(key, Verdict::Reject, review.capacity, None),
        Judgement::Comment(key) => desk.judge(key, Verdict::Comment, review.capacity, None),
        Judgement::Edit(key, edit) => {
            desk.check_edit(key, edit, read)?;
            desk.judge(key, Verdict::Edit, review.capacity, Some(form::edit_json(edit)))
        }
        Judgement::Undo(id) => desk.undo(*id, review.capacity),
        Judgement::Add(report, claim) => desk.add_claim(report, claim, review.capacity, read),
    }?;
    list::row(desk.connection, desk.pool, id)
}

impl Desk<'_> {
    fn judge(&mut self, key: &ClaimKey, verdict: Verdict, capacity: Capacity, change: Option<String>) -> Tried<i64> {
        let claim = seat::known_row(self.connection, key)?;
        let stands_on = words::of(self.connection, self.pool, claim)?;
        let report = stands_on.report;
        let id = self.write_review(&Draft { stands_on, verdict, capacity, undoes: None, change })?;
        self.remember(id, claim)?;
        self.tell(happened(verdict), About::Report(report), &told(key))?;
        self.restand(claim)?;
        Ok(id)
    }

    fn check_edit(&mut self, key: &ClaimKey, edit: &Edit, read: &[Quantity]) -> Tried<()> {
        let claim = seat::known_row(self.connection, key)?;
        let (filed, _, kept) = Loader::over(self.connection, self.pool).kept(claim)?;
        check::edit(&filed.text, &kept, edit, read)
    }

    fn undo(&mut self, id: u64, capacity: Capacity) -> Tried<i64> {
        let unknown = || Fault::from(StoreError::Unknown { what: "review", id: id.to_string() });
        let undoes = i64::try_from(id).map_err(|_| unknown())?;
        let (mut stands_on, verdict) = words::of_review(self.connection, undoes)?.ok_or_else(unknown)?;
        stands_on.added = stands_on.added.or((verdict == Verdict::Add).then_some(undoes));
        let is_undone = self.connection.prepare_cached("SELECT 1 FROM review WHERE undoes = ?")?.exists([undoes])?;
        if is_undone || verdict == Verdict::Undo {
            let what =
                if is_undone { "is taken back already" } else { "takes another one back; say that again instead" };
            return Err(StoreError::Undecidable { what: format!("review {id} {what}") }.into());
        }
        let report = stands_on.report;
        let draft = Draft { stands_on, verdict: Verdict::Undo, capacity, undoes: Some(undoes), change: None };
        let undo = self.write_review(&draft)?;
        let mut find = self.connection.prepare_cached("SELECT claim FROM reviewed WHERE review = ?")?;
        let claim: Option<i64> = find.query_row([undoes], |row| row.get(0)).optional()?;
        let subject = claim.map(|claim| seat::key_of(self.connection, claim)).transpose()?;
        let detail = subject.map_or(format!("review {id}"), |key| told(&key));
        self.tell(Happened::ReviewUndone, About::Report(report), &detail)?;
        if let Some(claim) = claim {
            self.remember(undo, claim)?;
            self.restand(claim)?;
        }
        Ok(undo)
    }

    fn add_claim(&mut self, id: &ReportId, claim: &Claim, capacity: Capacity, read: &[Quantity]) -> Tried<i64> {
        let unknown = || Fault::from(StoreError::Unknown { what: "report", id: id.0.clone() });
        let report = row_of(self.connection, id)?.ok_or_else(unknown)?;
        let filed = Loader::over(self.connection, self.pool).report(report)?;
        let claim = Claim { rule: BY_HAND.to_string(), ..claim.clone() };
        check::claim(&filed.text, &claim, read)?;
        let stands_on = Standpoint { report, kind: claim.kind, trigger: claim.trigger, nth: 0, added: None };
        let change = Some(form::claim_json(&claim));
        let review = self.write_review(&Draft { stands_on, verdict: Verdict::Add, capacity, undoes: None, change })?;
        let (row, kept) = self.place_added(report, &filed, claim)?;
        self.remember(review, row)?;
        let key = seat::key_of(self.connection, row)?;
        self.tell(Happened::ClaimAdded, About::Report(report), &told(&key))?;
        let traits = self.linker.traits(&key, filed.published, &filed.text, &kept);
        self.join(&[events::Newcomer { id: row, traits }])?;
        self.restand(row)?;
        Ok(review)
    }

    /// The row of one more claim that was added to the report; it is of no event yet.
    fn place_added(&mut self, report: i64, filed: &events::Filed, claim: Claim) -> Tried<(i64, Kept)> {
        let mut find = self.connection.prepare_cached("SELECT added FROM report WHERE id = ?")?;
        let nth: i64 = find.query_row([report], |row| row.get(0))?;
        if nth >= seat::ADDED_MAX {
            let what = format!("report {} has {nth} added claims; no more are taken", filed.id.0);
            return Err(StoreError::Undecidable { what }.into());
        }
        let row = seat::added(report, nth);
        let kept = by_hand(&filed.text, claim);
        self.claim(row, report, filed, &kept)?;
        self.connection.prepare_cached("UPDATE report SET added = added + 1 WHERE id = ?")?.execute([report])?;
        Ok((row, kept))
    }

    /// After a new reading: the report's added claims are there again, and what was said of its claims holds for those
    /// that stand on the same words. `kept` are the claims that were read, from row `first`. Gives the added ones.
    pub(super) fn recall_reviews(
        &mut self,
        report: i64,
        filed: &events::Filed,
        first: i64,
        kept: &[Kept],
    ) -> Tried<Vec<(i64, Kept)>> {
        let mut added: Vec<(i64, i64, Kept)> = Vec::new();
        for (id, stands_on, verdict, change) in words::all_of(self.connection, report)? {
            if verdict == Verdict::Add {
                let claim = form::claim(&change.unwrap_or_default())?;
                let (row, kept) = self.place_added(report, filed, claim)?;
                added.push((id, row, kept));
            }
            let by_hand = |review: i64| added.iter().find(|(add, _, _)| *add == review).map(|(_, row, _)| *row);
            let claim = match (verdict, stands_on.added) {
                (Verdict::Add, _) => by_hand(id),
                (_, Some(review)) => by_hand(review),
                (_, None) => words::find(&stands_on, kept).map(|at| first + at as i64),
            };
            claim.map_or(Ok(()), |claim| self.remember(id, claim))?;
        }
        Ok(added.into_iter().map(|(_, row, kept)| (row, kept)).collect())
    }

    /// Claims with reviews among these reports stand as they were decided.
    pub(super) fn restand_all(&mut self, reports: &[i64]) -> Tried<()> {
        for report in reports {
            let mut find = self.connection.prepare_cached(
                "SELECT DISTINCT d.claim FROM review v JOIN reviewed d ON d.review = v.id WHERE v.report = ? ORDER BY 1",
            )?;
            let claims: Vec<i64> = find.query_map([report], |row| row.get(0))?.collect::<Result<_, _>>()?;
            claims.into_iter().try_for_each(|claim| self.restand(claim))?;
        }
        Ok(())
    }

    fn write_review(&mut self, draft: &Draft) -> Tried<i64> {
        let stamp = self.stamped.id(self.connection)?;
        let Draft { stands_on, verdict, capacity, undoes, change } = draft;
        let Standpoint { report, kind, trigger, nth, added } = stands_on;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO review (stamp, report, kind, trigger_start, trigger_end, nth, added, verdict, capacity, undoes, change)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        let (kind, verdict, capacity) =
            (days::kind_number(*kind), place(Verdict::ALL, verdict), place(Capacity::ALL, capacity));
        let (start, end) = (trigger.start, trigger.end);
        insert.execute(params![stamp, report, kind, start, end, nth, added, verdict, capacity, undoes, change])?;
        Ok(self.connection.last_insert_rowid())
    }

    fn remember(&self, review: i64, claim: i64) -> Tried<()> {
        let mut insert = self.connection.prepare_cached("INSERT INTO reviewed (review, claim) VALUES (?, ?)")?;
        insert.execute([review, claim])?;
        Ok(())
    }

    /// Works out anew how the claim stands, and what it is after the edits that hold.
    fn restand(&mut self, claim: i64) -> Tried<()> {
        let standing = standing(&opinions(self.connection, claim)?, seat::is_by_hand(claim));
        let mut loader = Loader::over(self.connection, self.pool);
        let (filed, _, now) = loader.kept(claim)?;
        let (_, _, read) = loader.as_read(claim)?;
        let mut then = read.clone();
        for review in &standing.edits {
            let mut find = self.connection.prepare_cached("SELECT change FROM review WHERE id = ?")?;
            let json: Option<String> = find.query_row([*review as i64], |row| row.get(0))?;
            then = form::edit(&json.unwrap_or_default())?.apply(&filed.text, &then);
        }
        if then != now {
            self.unindex(claim, &now)?;
            self.rewrite(claim, &filed, &then)?;
        }
        if then == read {
            self.connection.prepare_cached("DELETE FROM original WHERE claim = ?")?.execute([claim])?;
        } else {
            let body = Encoder::new(self.pool, self.connection).body(&read)?;
            let mut insert =
                self.connection.prepare_cached("INSERT OR REPLACE INTO original (claim, body) VALUES (?, ?)")?;
            insert.execute(params![claim, body])?;
        }
        let (state, disputed) = (days::state_number(standing.reviewed.state), standing.reviewed.disputed);
        let mut update = self.connection.prepare_cached("UPDATE claim SET review = ?, disputed = ? WHERE id = ?")?;
        update.execute(params![state, disputed, claim])?;
        let mut find = self.connection.prepare_cached("SELECT event FROM claim WHERE id = ?")?;
        let event = find.query_row([claim], |row| row.get(0))?;
        self.respan(event)
    }

    /// The claim's row, body and indexes as `kept` has them.
    fn rewrite(&self, claim: i64, filed: &events::Filed, kept: &Kept) -> Tried<()> {
        let (since, until) = events::listed(&kept.claim, filed.published);
        let (since, until) = (since.map(days::number), until.map(days::number));
        let (kind, status) = (days::kind_number(kept.claim.kind), days::status_number(kept.claim.status));
        let mut update = self
            .connection
            .prepare_cached("UPDATE claim SET kind = ?, status = ?, since = ?, until = ?, dated = ? WHERE id = ?")?;
        update.execute(params![kind, status, since, until, events::tells_time(&kept.claim), claim])?;
        let body = Encoder::new(self.pool, self.connection).body(kept)?;
        self.connection.prepare_cached("UPDATE body SET body = ? WHERE claim = ?")?.execute(params![body, claim])?;
        self.index(claim, kept)
    }
}

/// What was said of the claim and not taken back, oldest first.
fn opinions(connection: &Connection, claim: i64) -> Tried<Vec<Opinion>> {
    let mut find = connection.prepare_cached(
        "SELECT v.id, s.by, v.capacity, v.verdict FROM reviewed d JOIN review v ON v.id = d.review
         JOIN stamp s ON s.id = v.stamp LEFT JOIN review u ON u.undoes = v.id
         WHERE d.claim = ? AND u.id IS NULL ORDER BY v.id",
    )?;
    let mut rows = find.query([claim])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let by = row.get::<_, Option<String>>(1)?.unwrap_or_default();
        found.push(Opinion {
            review: row.get(0)?,
            by,
            capacity: pick(Capacity::ALL, row.get(2)?)?,
            verdict: pick(Verdict::ALL, row.get(3)?)?,
        });
    }
    Ok(found)
}

/// The claim as it was read or added; None where there is none.
pub(super) fn original(connection: &Connection, pool: &super::Pool, key: &ClaimKey) -> Tried<Option<Kept>> {
    let Some(claim) = seat::claim_row(connection, key)? else { return Ok(None) };
    Loader::over(connection, pool).as_read(claim).map(|(_, _, kept)| Some(kept))
}

const fn happened(verdict: Verdict) -> Happened {
    match verdict {
        Verdict::Accept => Happened::ClaimAccepted,
        Verdict::Reject => Happened::ClaimRejected,
        Verdict::Edit => Happened::ClaimEdited,
        Verdict::Comment => Happened::ClaimCommented,
        Verdict::Undo => Happened::ReviewUndone,
        Verdict::Add => Happened::ClaimAdded,
    }
}

fn told(key: &ClaimKey) -> String {
    format!("{}:{}", key.report.0, key.n)
}

/// A verdict or a capacity is its index among all; only ever append.
fn place<T: PartialEq>(all: &[T], item: &T) -> u8 {
    all.iter().position(|other| other == item).unwrap_or_default() as u8
}

fn pick<T: Copy>(all: &[T], at: u8) -> Tried<T> {
    all.get(usize::from(at)).copied().ok_or_else(|| Fault::Damaged("a review cannot be read".to_string()))
}
