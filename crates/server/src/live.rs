//! What changes in the record while pages listen: one watcher for all of them, which rests while nobody does.
//!
//! Whoever writes, this program or another, writes lines of the log; the watcher looks at the last one twice a second and
//! tells all listeners what lines came in since. Who comes back with the cursor of what they saw last gets the rest in one.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use store::{Changed, Store as _};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, watch};
use tokio::time::{Interval, MissedTickBehavior};

use crate::problem::Problem;
use crate::state::App;

/// How often the record is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Pages that may listen at one time.
const LISTENERS_MAX: usize = 64;

/// A listener ends after so long and the page begins another.
const LIFE: Duration = Duration::from_secs(600);

/// Changes that a slow listener may be behind; then it asks the record itself.
const BEHIND_MAX: usize = 16;

pub(crate) struct Live {
    room: Arc<Semaphore>,
    /// None while nobody listens.
    told: Mutex<Option<broadcast::Sender<Arc<Changed>>>>,
    /// True once the server ends.
    ended: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Live {
        let room = Arc::new(Semaphore::new(LISTENERS_MAX));
        Live { room, told: Mutex::new(None), ended: watch::Sender::new(false) }
    }
}

/// One who listens.
pub(crate) struct Listener {
    app: App,
    told: broadcast::Receiver<Arc<Changed>>,
    ended: watch::Receiver<bool>,
    /// What was told last.
    cursor: u64,
    /// Whether the record has to be asked what came behind the cursor.
    behind: bool,
    since: Instant,
    /// Whose number it listens by.
    token: Option<u64>,
    check: Interval,
    _room: OwnedSemaphorePermit,
}

impl Live {
    /// Ends all listening.
    pub(crate) fn end(&self) {
        self.ended.send_replace(true);
    }

    /// Listens behind this cursor, or from now on, as long as the token is in use.
    pub(crate) async fn listen(app: &App, after: Option<u64>, token: Option<u64>) -> Result<Listener, Problem> {
        let live = app.live();
        let room = live.room.clone().try_acquire_owned().map_err(|_| Problem::busy())?;
        let ended = live.ended.subscribe();
        let now = app.read(|store, _| Ok(store.cursor()?)).await?;
        let told = live.subscribe(app, now);
        // A cursor of another record may lie ahead of all that there is.
        let cursor = after.map_or(now, |after| after.min(now));
        app.metrics().streams(1);
        let mut check = tokio::time::interval(app.times().check);
        check.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let since = Instant::now();
        Ok(Listener { app: app.clone(), told, ended, cursor, behind: true, since, token, check, _room: room })
    }

    /// Starts the watcher where there is none.
    fn subscribe(&self, app: &App, now: u64) -> broadcast::Receiver<Arc<Changed>> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = &*told {
            return sender.subscribe();
        }
        let (sender, receiver) = broadcast::channel(BEHIND_MAX);
        *told = Some(sender.clone());
        tokio::spawn(watch_record(app.clone(), sender, now));
        receiver
    }

    /// Whether the watcher may go: under the lock, so that nobody begins to listen meanwhile.
    fn is_done(&self, sender: &broadcast::Sender<Arc<Changed>>) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let done = sender.receiver_count() == 0 || *self.ended.borrow();
        if done {
            *told = None;
        }
        done
    }
}

/// Ends when nobody listens any more. A record that cannot be read at the moment is looked at again.
async fn watch_record(app: App, sender: broadcast::Sender<Arc<Changed>>, mut cursor: u64) {
    let mut pace = tokio::time::interval(LOOK);
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        pace.tick().await;
        if app.live().is_done(&sender) {
            return;
        }
        let look = move |store: &store::Sqlite, _: &query::Data| {
            if store.cursor()? == cursor { Ok(None) } else { Ok(Some(store.changed(cursor)?)) }
        };
        if let Ok(Some(changed)) = app.read(look).await {
            cursor = changed.cursor;
            let _ = sender.send(Arc::new(changed));
        }
    }
}

impl Listener {
    /// What came in since the last time; None once the server ends, the token was removed, or all has its time.
    pub(crate) async fn next(&mut self) -> Option<Arc<Changed>> {
        let left = LIFE.checked_sub(self.since.elapsed())?;
        tokio::time::timeout(left, self.told_next()).await.ok()?
    }

    async fn told_next(&mut self) -> Option<Arc<Changed>> {
        loop {
            if *self.ended.borrow() {
                return None;
            }
            if std::mem::take(&mut self.behind)
                && let Some(missed) = self.missed().await
            {
                self.cursor = missed.cursor;
                return Some(missed);
            }
            let told = tokio::select! {
                told = self.told.recv() => told,
                _ = self.ended.changed() => return None,
                _ = self.check.tick() => {
                    if !self.is_allowed().await {
                        return None;
                    }
                    continue;
                }
            };
            match told {
                // Told already when the record was asked.
                Ok(changed) if changed.cursor <= self.cursor => {}
                Ok(changed) => {
                    self.cursor = changed.cursor;
                    return Some(changed);
                }
                Err(broadcast::error::RecvError::Lagged(_)) => self.behind = true,
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }

    /// A record that cannot be read at the moment is asked again the next time.
    async fn is_allowed(&self) -> bool {
        match self.token {
            Some(token) => self.app.guard().who.is_in_use(&self.app, token).await.unwrap_or(true),
            None => true,
        }
    }

    /// What the record says came behind the cursor; None where nothing did.
    async fn missed(&self) -> Option<Arc<Changed>> {
        let cursor = self.cursor;
        let changed = self.app.read(move |store, _| Ok(store.changed(cursor)?)).await.ok()?;
        (changed.cursor > cursor).then(|| Arc::new(changed))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.app.metrics().streams(-1);
    }
}
