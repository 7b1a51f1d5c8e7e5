//! A record in one SQLite file.
//!
//! Writers wait for one another; readers wait for nobody. A transaction that was acknowledged is on the disk (write-ahead
//! log, synchronous=FULL). What lies in which table is told in `docs/record.md`.

mod add;
mod body;
mod bytes;
mod coverage;
mod crowds;
mod days;
mod decide;
mod find;
mod join;
mod list;
mod load;
mod log;
mod open;
mod pool;
mod rebuild;
mod review;
mod seat;
mod standing;
mod tokens;
mod verify;
mod words;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use analysis::Quantity;
use compact_str::CompactString;
use events::{ClaimKey, Entry, EventId, Filed, Kept, Linker};
use jiff::civil::Date;
use record::Filter;
use record::review::Judged;
use report::ReportId;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::coverage::Coverage;
use crate::error::{StoreError, Tried};
use crate::kinds::{
    ActorRow, Added, Changed, Counts, Decision, EventRow, Happened, Listed, LogAsk, LogLine, Made, New, Page, PlaceRow,
    Problem, Rebuilt, ReportRow, Run, SeriesRow, Stamp,
};
use crate::reviews::{Review, ReviewCounts, ReviewFilter, ReviewRow};
use crate::store::Store;
use crate::tokens::{Scope, Token, TokenHash};
use add::Desk;
use pool::Pool;

pub struct Sqlite {
    path: PathBuf,
    connection: Connection,
    pool: Pool,
    /// Set by whoever no longer wants the answer.
    given_up: Option<Arc<AtomicBool>>,
}

/// Steps of SQLite's machine between two looks at whether the answer is still wanted: about a millisecond.
const STEPS: i32 = 10_000;

impl Sqlite {
    /// A new record; refuses to touch a file that is there.
    pub fn create(path: &Path, stamp: &Stamp) -> Result<Sqlite, StoreError> {
        open::create(path, stamp)
    }

    /// For reading and writing. Brings an older record to this program's version.
    pub fn open(path: &Path) -> Result<Sqlite, StoreError> {
        open::open(path)
    }

    /// For reading; works where the file and its folder cannot be written to.
    pub fn open_read_only(path: &Path) -> Result<Sqlite, StoreError> {
        open::open_read_only(path)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Changes whenever another connection wrote to the file; tells nothing beyond this connection. Costs no look at the
    /// record.
    pub fn data_version(&self) -> Result<u64, StoreError> {
        let version = self.connection.pragma_query_value(None, "data_version", |row| row.get(0));
        version.map_err(|source| StoreError::Sql { path: self.path.clone(), source })
    }

    /// Lets the file grow to so many pages (of 4096 bytes) at most: adding to a full record then fails as on a full disk.
    pub fn limit_pages(&self, pages: u32) -> Result<(), StoreError> {
        let set = self.connection.pragma_update(None, "max_page_count", pages);
        set.map_err(|source| StoreError::Sql { path: self.path.clone(), source })
    }

    /// How long a writer waits for another one; ten seconds where nobody says otherwise.
    pub fn wait_at_most(&self, time: Duration) -> Result<(), StoreError> {
        let set = self.connection.busy_timeout(time);
        set.map_err(|source| StoreError::Sql { path: self.path.clone(), source })
    }

    /// From now on questions end with [`StoreError::GivenUp`] soon after this is set, those under way among them. Changes of
    /// the record do so, too, and change nothing.
    pub fn heed(&mut self, given_up: Arc<AtomicBool>) -> Result<(), StoreError> {
        let flag = given_up.clone();
        let set = self.connection.progress_handler(STEPS, Some(move || flag.load(Ordering::Relaxed)));
        self.given_up = Some(given_up);
        set.map_err(|source| StoreError::Sql { path: self.path.clone(), source })
    }

    /// Small questions end before SQLite looks whether they are wanted; many in a row must not.
    fn wanted(&self) -> Result<(), StoreError> {
        let given_up = self.given_up.as_ref().is_some_and(|given_up| given_up.load(Ordering::Relaxed));
        if given_up { Err(StoreError::GivenUp) } else { Ok(()) }
    }

    /// All that `work` reads is of one moment; what it asks of the store meanwhile is of the same one.
    fn reading<T>(&self, work: impl FnOnce(&Self) -> Tried<T>) -> Result<T, StoreError> {
        self.wanted()?;
        if !self.connection.is_autocommit() {
            return work(self).map_err(|fault| fault.at(&self.path));
        }
        let told = |source: rusqlite::Error| crate::error::Fault::Sql(source).at(&self.path);
        let moment = self.connection.unchecked_transaction().map_err(told)?;
        let result = work(self).map_err(|fault| fault.at(&self.path));
        drop(moment);
        result
    }

    /// All of `work` or, on an error, nothing of it.
    fn writing<T>(&mut self, work: impl FnOnce(&Transaction<'_>, &Pool) -> Tried<T>) -> Result<T, StoreError> {
        let run = |connection: &mut Connection, pool: &Pool| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction, pool)?;
            transaction.commit()?;
            Ok(result)
        };
        let result: Tried<T> = run(&mut self.connection, &self.pool);
        result.map_err(|fault| {
            self.pool.forget();
            fault.at(&self.path)
        })
    }
}

impl Store for Sqlite {
    fn known(&self, ids: &[ReportId]) -> Result<BTreeSet<ReportId>, StoreError> {
        self.reading(|store| list::known(store, ids))
    }

    fn add(&mut self, batch: Vec<New>, linker: &Linker, made: &Made, stamp: &Stamp) -> Result<Vec<Added>, StoreError> {
        self.writing(|transaction, pool| add::add(Desk::new(transaction, pool, linker, made, stamp), &batch))
    }

    fn tell_skipped(&mut self, skipped: &str, stamp: &Stamp) -> Result<(), StoreError> {
        self.writing(|transaction, _| {
            log::write(transaction, &mut log::Stamped::new(stamp), Happened::InputsSkipped, log::About::Record, skipped)
        })
    }

    fn filed(&self, prefix: &str, most: usize) -> Result<Vec<Filed>, StoreError> {
        self.reading(|store| list::filed(store, prefix, most))
    }

    fn reports(&self, filter: &Filter, page: &Page) -> Result<Listed<ReportRow>, StoreError> {
        self.reading(|store| list::reports(store, filter, page))
    }

    fn family(&self, id: &ReportId) -> Result<Vec<Filed>, StoreError> {
        self.reading(|store| list::family(store, id))
    }

    fn entries(&self, filter: &Filter) -> Result<Vec<Entry>, StoreError> {
        self.reading(|store| list::claims(store, filter, &Page::ALL).map(|listed| listed.rows))
    }

    fn claims(&self, filter: &Filter, page: &Page) -> Result<Listed<Entry>, StoreError> {
        self.reading(|store| list::claims(store, filter, page))
    }

    fn entry(&self, key: &ClaimKey) -> Result<Option<Entry>, StoreError> {
        self.reading(|store| list::entry(store, key))
    }

    fn events(&self, filter: &Filter, page: &Page) -> Result<Listed<EventRow>, StoreError> {
        self.reading(|store| list::events::events(store, filter, page))
    }

    fn event(&self, id: &EventId) -> Result<Vec<Entry>, StoreError> {
        self.reading(|store| list::events::event(store, id))
    }

    fn events_starting(&self, prefix: &str, most: usize) -> Result<Vec<EventId>, StoreError> {
        self.reading(|store| list::events::starting(store, prefix, most))
    }

    fn each_event(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(EventId, Vec<Entry>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.reading(|store| list::events::each(store, filter, each))
    }

    fn actors(&self, filter: &Filter, page: &Page) -> Result<Listed<ActorRow>, StoreError> {
        self.reading(|store| list::named::actors(store, filter, page))
    }

    fn places(&self, filter: &Filter, page: &Page) -> Result<Listed<PlaceRow>, StoreError> {
        self.reading(|store| list::named::places(store, filter, page))
    }

    fn series(&self, filter: &Filter, page: &Page) -> Result<Listed<SeriesRow>, StoreError> {
        self.reading(|store| list::named::series(store, filter, page))
    }

    fn series_ids(&self) -> Result<Vec<CompactString>, StoreError> {
        self.reading(list::named::series_ids)
    }

    fn log(&self, after: u64, most: usize) -> Result<Vec<LogLine>, StoreError> {
        self.reading(|store| log::after(store, after, most))
    }

    fn log_latest(&self, ask: &LogAsk, page: &Page) -> Result<Listed<LogLine>, StoreError> {
        self.reading(|store| log::latest(store, ask, page))
    }

    fn log_of(&self, id: &str) -> Result<Vec<LogLine>, StoreError> {
        self.reading(|store| log::of(store, id))
    }

    fn changed(&self, after: u64) -> Result<Changed, StoreError> {
        self.reading(|store| log::changed(store, after))
    }

    fn cursor(&self) -> Result<u64, StoreError> {
        self.reading(log::cursor)
    }

    fn rebuild(
        &mut self,
        read: &mut dyn FnMut(&[Filed]) -> Vec<Vec<Kept>>,
        linker: &Linker,
        made: &Made,
        stamp: &Stamp,
    ) -> Result<Rebuilt, StoreError> {
        self.writing(|transaction, pool| rebuild::rebuild(Desk::new(transaction, pool, linker, made, stamp), read))
    }

    fn decide(&mut self, decision: &Decision, linker: &Linker, stamp: &Stamp) -> Result<Vec<EventId>, StoreError> {
        let made = Made::default();
        self.writing(|transaction, pool| decide::decide(Desk::new(transaction, pool, linker, &made, stamp), decision))
    }

    fn review(
        &mut self,
        review: &Review,
        read: &[Quantity],
        linker: &Linker,
        stamp: &Stamp,
    ) -> Result<ReviewRow, StoreError> {
        let made = Made::default();
        self.writing(|transaction, pool| {
            review::review(Desk::new(transaction, pool, linker, &made, stamp), review, read)
        })
    }

    fn reviews(&self, filter: &ReviewFilter, page: &Page) -> Result<Listed<ReviewRow>, StoreError> {
        self.reading(|store| review::reviews(store, filter, page))
    }

    fn reviews_of(&self, key: &ClaimKey) -> Result<Vec<ReviewRow>, StoreError> {
        self.reading(|store| review::of_claim(store, key))
    }

    fn original(&self, key: &ClaimKey) -> Result<Option<Kept>, StoreError> {
        self.reading(|store| review::original(&store.connection, &store.pool, key))
    }

    fn judged(&self) -> Result<Vec<Judged>, StoreError> {
        self.reading(review::judged)
    }

    fn review_counts(&self) -> Result<ReviewCounts, StoreError> {
        self.reading(review::counts)
    }

    fn made(&self) -> Result<Vec<Run>, StoreError> {
        self.reading(list::made)
    }

    fn counts(&self) -> Result<Counts, StoreError> {
        self.reading(list::counts)
    }

    fn coverage(&self) -> Result<Coverage, StoreError> {
        self.reading(coverage::coverage)
    }

    fn last_day(&self) -> Result<Option<Date>, StoreError> {
        self.reading(list::last_day)
    }

    fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        self.reading(tokens::all)
    }

    fn add_token(&mut self, name: &str, scope: Scope, hash: &TokenHash, stamp: &Stamp) -> Result<(), StoreError> {
        self.writing(|transaction, _| tokens::add(transaction, name, scope, hash, stamp))
    }

    fn remove_token(&mut self, name: &str, stamp: &Stamp) -> Result<(), StoreError> {
        self.writing(|transaction, _| tokens::remove(transaction, name, stamp))
    }

    fn verify(&self) -> Result<Vec<Problem>, StoreError> {
        self.reading(verify::verify)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDLESS: &str = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";

    #[test]
    fn a_question_ends_when_nobody_wants_its_answer() {
        let path = std::env::temp_dir().join(format!("given-up-{}.dateline", std::process::id()));
        let mut store = Sqlite::create(&path, &Stamp::default()).unwrap();
        let given_up = Arc::new(AtomicBool::new(false));
        store.heed(given_up.clone()).unwrap();
        let setter = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            given_up.store(true, Ordering::Relaxed);
        });
        let endless = store.reading(|store| Ok(store.connection.query_row(ENDLESS, [], |row| row.get::<_, i64>(0))?));
        assert!(matches!(endless, Err(StoreError::GivenUp)), "{endless:?}");
        setter.join().unwrap();
        assert!(matches!(store.cursor(), Err(StoreError::GivenUp)), "nor does the next one begin");
        store.heed(Arc::default()).unwrap();
        assert_eq!(store.cursor().unwrap(), 1, "the connection is as good as new");
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }
}
