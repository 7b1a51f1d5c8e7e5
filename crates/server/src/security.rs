//! What stands before every route: who asks, from where, how often, and what browsers may do with the answer.
//!
//! On this machine alone nobody has to say who they are. As soon as the record can be reached from elsewhere (another
//! address is bound, or a name is given under which others reach it), every request but for `/healthz` and the files of the
//! page needs a token. Nothing here writes down a token or where a request came from.

pub(crate) mod headers;
mod origin;
mod rate;
mod sessions;
pub mod token;
mod who;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::sync::Semaphore;

use crate::metrics::Refusal;
use crate::problem::Problem;
use crate::state::App;
use origin::Hosts;
use rate::{Key, Rates};
pub(crate) use sessions::{COOKIE, Sessions};
pub use who::Caller;
pub(crate) use who::{Who, holder, session};

pub(crate) const SESSION: &str = "/api/v1/session";
pub(crate) const HEALTH: &str = "/healthz";

/// Requests that are answered at one time; live streams are counted apart.
const UNDER_WAY_MAX: usize = 256;

/// Who may reach the record, and under which names.
#[derive(Clone, Debug)]
pub struct Reach {
    pub bind: SocketAddr,
    /// Names beside `localhost` and the address: those of a proxy in front.
    pub hosts: Vec<String>,
}

impl Reach {
    /// Whether others than the users of this machine can get here.
    pub fn is_open(&self) -> bool {
        !self.bind.ip().to_canonical().is_loopback() || !self.hosts.is_empty()
    }
}

/// What the checks remember between requests.
pub(crate) struct Guard {
    needs_token: bool,
    hosts: Hosts,
    rates: Rates,
    pub(crate) who: Who,
    pub(crate) sessions: Sessions,
    under_way: Arc<Semaphore>,
}

impl Guard {
    pub(crate) fn new(reach: &Reach) -> Guard {
        Guard {
            needs_token: reach.is_open(),
            hosts: Hosts::new(reach),
            rates: Rates::default(),
            who: Who::default(),
            sessions: Sessions::default(),
            under_way: Arc::new(Semaphore::new(UNDER_WAY_MAX)),
        }
    }

    pub(crate) fn needs_token(&self) -> bool {
        self.needs_token
    }
}

/// A refusal with what is counted of it.
struct Refused(Refusal, Box<Problem>, Option<u64>);

impl Refused {
    fn of(refusal: Refusal, problem: Problem) -> Refused {
        Refused(refusal, Box::new(problem), None)
    }
}

/// Lets a request through, or refuses it, and counts both.
pub(crate) async fn guarded(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut head, body) = request.into_parts();
    let peer = head.extensions.get::<ConnectInfo<SocketAddr>>().map_or(LOOPBACK, |ConnectInfo(peer)| peer.ip());
    let caller = match admitted(&app, &head, peer).await {
        Ok(caller) => caller,
        Err(Refused(refusal, problem, wait_s)) => {
            app.metrics().refused(refusal);
            return with_hints(problem.into_response(), wait_s);
        }
    };
    head.extensions.insert(caller);
    let Ok(_turn) = app.guard().under_way.clone().try_acquire_owned() else {
        app.metrics().refused(Refusal::Busy);
        return Problem::busy().into_response();
    };
    next.run(Request::from_parts(head, body)).await
}

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

async fn admitted(app: &App, request: &Parts, peer: IpAddr) -> Result<Caller, Refused> {
    let guard = app.guard();
    let path = request.uri.path();
    if path == HEALTH {
        return Ok(Caller::default());
    }
    guard.hosts.check(request).map_err(|problem| Refused::of(Refusal::Host, problem))?;
    let caller = who::caller(app, &request.headers).await;
    let key = match &caller {
        Ok(Caller { token: Some(number), .. }) => Key::Token(*number),
        Ok(_) => Key::peer(peer),
        Err(_) => Key::Wrong(Box::new(Key::peer(peer))),
    };
    guard.rates.take(key, Instant::now()).map_err(|wait_s| {
        let detail = format!("too many requests; ask again in {wait_s} s");
        Refused(Refusal::Rate, Box::new(Problem::of(StatusCode::TOO_MANY_REQUESTS, detail)), Some(wait_s))
    })?;
    let caller = caller.map_err(|problem| Refused::of(Refusal::Token, problem))?;
    let asks_for_data = path.starts_with("/api/") || path == "/metrics";
    if guard.needs_token && caller.token.is_none() && asks_for_data && path != SESSION {
        let problem = Problem::of(StatusCode::UNAUTHORIZED, "a token is needed here; see `dateline token add`");
        return Err(Refused::of(Refusal::Token, problem));
    }
    if !matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        may_write(app, request, &caller)?;
    }
    Ok(caller)
}

/// Signing in and out changes nothing in the record.
fn may_write(app: &App, request: &Parts, caller: &Caller) -> Result<(), Refused> {
    origin::check(request).map_err(|problem| Refused::of(Refusal::Origin, problem))?;
    if request.uri.path() == SESSION {
        return Ok(());
    }
    if app.read_only() {
        let problem = Problem::of(StatusCode::FORBIDDEN, "this record is served to be read only");
        return Err(Refused::of(Refusal::Scope, problem));
    }
    if !caller.may_write {
        let problem = Problem::of(StatusCode::FORBIDDEN, "this token may only read; writing needs one of scope write");
        return Err(Refused::of(Refusal::Scope, problem));
    }
    Ok(())
}

/// When to ask again, and that a token would help.
fn with_hints(mut response: Response, wait_s: Option<u64>) -> Response {
    if let Some(wait_s) = wait_s {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait_s));
    }
    if response.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"dateline\""));
    }
    response
}
