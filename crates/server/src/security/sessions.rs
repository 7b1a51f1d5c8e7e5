//! Sessions of the page: a random id in a cookie that no script can read, standing for a token. Kept in memory alone, so
//! that all end with the program; one whose token is removed ends at once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use store::TokenHash;

use crate::security::token;

pub(crate) const COOKIE: &str = "dateline_session";

/// A working day, from the last request on.
const IDLE_MAX: Duration = Duration::from_secs(12 * 3600);
/// More people than a desk has; the one that rested longest makes room.
const SESSIONS_MAX: usize = 1_000;

struct Session {
    /// The number of its token.
    token: u64,
    seen: Instant,
}

/// By the hashes of their ids.
#[derive(Default)]
pub(crate) struct Sessions {
    open: Mutex<HashMap<TokenHash, Session>>,
}

impl Sessions {
    /// The id of a new session.
    pub(crate) fn begin(&self, token: u64, now: Instant) -> Result<String, getrandom::Error> {
        let id = token::random()?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, session| now.saturating_duration_since(session.seen) < IDLE_MAX);
        if open.len() >= SESSIONS_MAX {
            let oldest = open.iter().min_by_key(|(_, session)| session.seen).map(|(key, _)| *key);
            oldest.and_then(|key| open.remove(&key));
        }
        open.insert(token::hash(&id), Session { token, seen: now });
        Ok(id)
    }

    /// The number of the session's token.
    pub(super) fn token(&self, id: &str, now: Instant) -> Option<u64> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let session = open.get_mut(&token::hash(id))?;
        if now.saturating_duration_since(session.seen) >= IDLE_MAX {
            return None;
        }
        session.seen = now;
        Some(session.token)
    }

    pub(crate) fn end(&self, id: &str) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&token::hash(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_when_asked_or_idle_and_are_bounded() {
        let sessions = Sessions::default();
        let now = Instant::now();
        let (ana, ben) = (sessions.begin(1, now).unwrap(), sessions.begin(2, now).unwrap());
        assert_eq!((sessions.token(&ana, now), sessions.token(&ben, now)), (Some(1), Some(2)));
        assert_eq!(sessions.token("", now), None);
        sessions.end(&ana);
        assert_eq!(sessions.token(&ana, now), None);
        let later = now + IDLE_MAX / 2;
        assert_eq!(sessions.token(&ben, later), Some(2));
        assert_eq!(sessions.token(&ben, now + IDLE_MAX), Some(2), "used in between");
        assert_eq!(sessions.token(&ben, now + IDLE_MAX * 3), None);
        (0..SESSIONS_MAX as u64 + 9).for_each(|n| drop(sessions.begin(n, now + IDLE_MAX * 3)));
        assert_eq!(sessions.open.lock().unwrap().len(), SESSIONS_MAX);
    }
}
