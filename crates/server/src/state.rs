//! What requests share: a few connections that read, one that writes, the data that ships.
//!
//! SQLite blocks, so its work runs on threads of its own; how much runs at once is bounded, and what waits too long is
//! told to come back.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use query::Data;
use store::{Sqlite, Store as _, StoreError};
use tokio::sync::Semaphore;

use crate::live::Live;
use crate::metrics::Metrics;
use crate::problem::Problem;
use crate::remembered::Remembered;
use crate::security::{Guard, Reach};

/// Connections that read. Two cores are busy with as many, and a long question leaves one for short ones.
const READERS: usize = 4;

/// How long a request waits for a connection.
const WAIT: Duration = Duration::from_secs(10);

pub struct Settings {
    pub record: PathBuf,
    /// Nothing is ever written, whoever asks.
    pub read_only: bool,
    pub reach: Reach,
    /// A line on standard error for each request, not only for those that failed here.
    pub log: bool,
    pub times: Times,
}

#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// How long an answer may take.
    pub answer: Duration,
    /// How often it is looked whether somebody who listens still may.
    pub check: Duration,
}

impl Default for Times {
    fn default() -> Times {
        Times { answer: Duration::from_secs(30), check: Duration::from_secs(15) }
    }
}

/// Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    settings: Settings,
    data: Data,
    readers: Mutex<Vec<Sqlite>>,
    free: Arc<Semaphore>,
    writer: Option<Mutex<Sqlite>>,
    guard: Guard,
    live: Live,
    metrics: Metrics,
    /// Tells how far the record is, however busy the others are.
    watch: Mutex<Sqlite>,
    remembered: Remembered,
}

impl App {
    /// Brings an older record to this program's version, unless it may only be read.
    pub fn open(settings: Settings) -> Result<App, StoreError> {
        let writer = if settings.read_only { None } else { Some(Mutex::new(Sqlite::open(&settings.record)?)) };
        let readers: Vec<Sqlite> =
            (0..READERS).map(|_| Sqlite::open_read_only(&settings.record)).collect::<Result<_, _>>()?;
        Ok(App(Arc::new(Shared {
            guard: Guard::new(&settings.reach),
            live: Live::default(),
            metrics: Metrics::default(),
            watch: Mutex::new(Sqlite::open_read_only(&settings.record)?),
            remembered: Remembered::default(),
            settings,
            data: Data::default(),
            readers: Mutex::new(readers),
            free: Arc::new(Semaphore::new(READERS)),
            writer,
        })))
    }

    pub fn record(&self) -> &Path {
        &self.0.settings.record
    }

    pub fn read_only(&self) -> bool {
        self.0.writer.is_none()
    }

    /// Whether anybody holds a token of the record.
    pub(crate) fn has_tokens(&self) -> Result<bool, StoreError> {
        let tokens = Sqlite::open_read_only(self.record())?.tokens()?;
        Ok(tokens.iter().any(|token| token.removed.is_none()))
    }

    /// Ends what never ends by itself: live streams. What else is under way is finished.
    pub fn end(&self) {
        self.0.live.end();
    }

    pub(crate) fn logs_requests(&self) -> bool {
        self.0.settings.log
    }

    pub(crate) fn times(&self) -> Times {
        self.0.settings.times
    }

    pub(crate) fn guard(&self) -> &Guard {
        &self.0.guard
    }

    pub(crate) fn live(&self) -> &Live {
        &self.0.live
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// What every answer hangs on beside its question: the last line of the log, and how often others wrote to the file
    /// since this program opened it. A look into the head of the file; None where that cannot be read.
    pub(crate) fn state(&self) -> Option<(u64, u64)> {
        let watch = self.0.watch.lock().unwrap_or_else(PoisonError::into_inner);
        Some((watch.cursor().ok()?, watch.data_version().ok()?))
    }

    pub(crate) fn remembered(&self) -> &Remembered {
        &self.0.remembered
    }

    /// Runs `work` with a connection that only reads. Where the answer is no longer waited for, because it took too long or
    /// whoever asked went away, the record is asked nothing more and the connection is soon free for others.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Sqlite, &Data) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let wait = tokio::time::timeout(WAIT, self.0.free.clone().acquire_owned());
        let Ok(Ok(turn)) = wait.await else { return Err(Problem::busy()) };
        let shared = self.0.clone();
        let waiting = Waiting::default();
        let given_up = waiting.0.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let reader = Lent::take(&shared, given_up)?;
            work(reader.sqlite()?, &shared.data)
        });
        done.await
            .unwrap_or_else(|_| Err(Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "the answer could not be made")))
    }

    /// Runs `work` with the connection that writes; one at a time, in the order of asking.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Sqlite, &Data) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let shared = self.0.clone();
        let done = tokio::task::spawn_blocking(move || {
            let read_only = || Problem::of(StatusCode::FORBIDDEN, "this record is served to be read only");
            let writer = shared.writer.as_ref().ok_or_else(read_only)?;
            work(&mut writer.lock().unwrap_or_else(PoisonError::into_inner), &shared.data)
        });
        done.await.unwrap_or_else(|_| Err(Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "nothing was changed")))
    }
}

/// Tells, when it is dropped, that nobody waits for the answer any more.
#[derive(Default)]
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A connection out of the pool; it goes back when dropped, whatever became of the work.
struct Lent<'a> {
    shared: &'a Shared,
    sqlite: Option<Sqlite>,
}

impl<'a> Lent<'a> {
    fn take(shared: &'a Shared, given_up: Arc<AtomicBool>) -> Result<Lent<'a>, Problem> {
        let sqlite = shared.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut sqlite = match sqlite {
            Some(sqlite) => sqlite,
            None => Sqlite::open_read_only(&shared.settings.record)?,
        };
        sqlite.heed(given_up)?;
        Ok(Lent { shared, sqlite: Some(sqlite) })
    }

    fn sqlite(&self) -> Result<&Sqlite, Problem> {
        self.sqlite.as_ref().ok_or_else(Problem::busy)
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut readers = self.shared.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.extend(self.sqlite.take());
    }
}
