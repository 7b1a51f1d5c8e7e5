//! Who asks: the holder of a token, told by `Authorization: Bearer` or by the cookie of a session; else nobody in
//! particular.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::header::{AUTHORIZATION, COOKIE};
use axum::http::{HeaderMap, StatusCode};
use store::{Scope, Store as _, Token};
use subtle::ConstantTimeEq as _;

use crate::problem::Problem;
use crate::security::{sessions, token};
use crate::state::App;

/// Of each request, among its extensions.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The name of the token: who did it, whatever a body says.
    pub name: Option<String>,
    /// The number of the token.
    pub(crate) token: Option<u64>,
    pub may_write: bool,
}

/// On this machine, where nobody has to say who they are.
impl Default for Caller {
    fn default() -> Caller {
        Caller { name: None, token: None, may_write: true }
    }
}

impl From<&Token> for Caller {
    fn from(token: &Token) -> Caller {
        Caller { name: Some(token.name.clone()), token: Some(token.number), may_write: token.scope == Scope::Write }
    }
}

/// Longest token that is looked at, in bytes.
const TOKEN_MAX: usize = 200;

/// How long tokens are remembered: one that is removed is good for so long.
const FRESH: Duration = Duration::from_secs(1);

/// Tokens in use, as the record had them a moment ago.
#[derive(Default)]
pub(crate) struct Who {
    known: Mutex<Option<(Instant, Arc<Vec<Token>>)>>,
}

impl Who {
    async fn tokens(&self, app: &App) -> Result<Arc<Vec<Token>>, Problem> {
        let fresh = |(at, _): &(Instant, Arc<Vec<Token>>)| at.elapsed() < FRESH;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone().filter(fresh);
        if let Some((_, tokens)) = known {
            return Ok(tokens);
        }
        let tokens = app.read(|store, _| Ok(store.tokens()?)).await?;
        let tokens = Arc::new(tokens.into_iter().filter(|token| token.removed.is_none()).collect::<Vec<_>>());
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), tokens.clone()));
        Ok(tokens)
    }

    /// Whether the token of this number was not removed.
    pub(crate) async fn is_in_use(&self, app: &App, number: u64) -> Result<bool, Problem> {
        Ok(self.tokens(app).await?.iter().any(|token| token.number == number))
    }
}

/// A token that is none is refused, wherever it is shown; a session that is no more is as none.
pub(super) async fn caller(app: &App, headers: &HeaderMap) -> Result<Caller, Problem> {
    if let Some(shown) = headers.get(AUTHORIZATION) {
        let bearer = shown.to_str().ok().and_then(|words| words.split_once(' '));
        let token = bearer.filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim());
        return match token {
            Some(token) => holder(app, token).await,
            None => Err(no_token()),
        };
    }
    let Some(number) = session(headers).and_then(|id| app.guard().sessions.token(id, Instant::now())) else {
        return Ok(Caller::default());
    };
    let tokens = app.guard().who.tokens(app).await?;
    Ok(tokens.iter().find(|token| token.number == number).map(Caller::from).unwrap_or_default())
}

/// Whose token this is. Every hash is compared to its end, so that time tells nothing.
pub(crate) async fn holder(app: &App, shown: &str) -> Result<Caller, Problem> {
    if shown.len() > TOKEN_MAX {
        return Err(no_token());
    }
    let hash = token::hash(shown);
    let tokens = app.guard().who.tokens(app).await?;
    let is_it = |token: &Token| token.hash.is_some_and(|known| bool::from(known.ct_eq(&hash)));
    let found = tokens.iter().fold(None, |found, token| if is_it(token) { Some(token) } else { found });
    found.map(Caller::from).ok_or_else(no_token)
}

/// The id in the cookie of a session.
pub(crate) fn session(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|all| all.split(';'));
    let mut named = cookies.filter_map(|cookie| cookie.trim().split_once('='));
    named.find(|(name, _)| *name == sessions::COOKIE).map(|(_, id)| id)
}

fn no_token() -> Problem {
    Problem::of(StatusCode::UNAUTHORIZED, "this is no token of the record, or it was removed; see `dateline token ls`")
}
