//! Entity tags, and answers given of late: what is asked again of an unchanged record costs no work.
//!
//! An answer is a function of its address, its form, who asks, the program and the state of the record, so its tag is made
//! of these before any work is done. A tag that the client has gives 304; one whose answer is remembered gives that.
//! What says itself how long it may be kept is left alone. A state that changes under the work leaves a tag that is too old, never one that is too new.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, COOKIE, ETAG, IF_NONE_MATCH, SET_COOKIE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::form::{Ending, Form};
use crate::state::App;

/// Bytes of bodies that are kept, and of one of them.
const KEPT_MAX: usize = 64 << 20;
const ONE_MAX: usize = 8 << 20;

/// The client may keep an answer, and asks whether it still holds.
const ASK_AGAIN: &str = "private, no-cache";

/// Who has signed in does not hang on the record.
const SESSION: &str = "/api/v1/session";

const EVENT_STREAM: &str = "text/event-stream";

/// The oldest go first.
#[derive(Default)]
pub(crate) struct Remembered(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    answers: BTreeMap<u64, (HeaderMap, Bytes)>,
    order: VecDeque<u64>,
    bytes: usize,
}

impl Remembered {
    fn get(&self, tag: u64) -> Option<(HeaderMap, Bytes)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.get(&tag).cloned()
    }

    fn keep(&self, tag: u64, headers: HeaderMap, body: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if body.len() > ONE_MAX || kept.answers.contains_key(&tag) {
            return;
        }
        kept.bytes += body.len();
        kept.order.push_back(tag);
        kept.answers.insert(tag, (headers, body));
        while kept.bytes > KEPT_MAX {
            let Some(oldest) = kept.order.pop_front() else { return };
            kept.bytes -= kept.answers.remove(&oldest).map_or(0, |(_, body)| body.len());
        }
    }
}

/// Around every path of the API.
pub(crate) async fn tagged(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = [Method::GET, Method::HEAD].contains(request.method());
    let state = if reads { app.state() } else { None };
    let path = request.uri().path();
    let is_of_record = path.starts_with("/api/") && path != SESSION;
    let Some(state) = state.filter(|_| is_of_record) else {
        return next.run(request).await;
    };
    let tag = tag(&request, &state);
    let name = name(tag);
    let is_get = request.method() == Method::GET;
    if is_known(request.headers(), &name) {
        return told(StatusCode::NOT_MODIFIED.into_response(), &name);
    }
    if let Some((headers, body)) = app.remembered().get(tag) {
        let mut response = Response::new(if is_get { Body::from(body) } else { Body::empty() });
        *response.headers_mut() = headers;
        return response;
    }
    let response = next.run(request).await;
    let streams =
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(EVENT_STREAM.as_bytes()));
    let is_for_once = response.headers().contains_key(SET_COOKIE) || response.headers().contains_key(CACHE_CONTROL);
    if response.status() != StatusCode::OK || streams || is_for_once {
        return response;
    }
    let (head, body) = told(response, &name).into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if is_get {
        app.remembered().keep(tag, head.headers.clone(), body.clone());
    }
    Response::from_parts(head, Body::from(body))
}

fn told(mut response: Response, name: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&format!("W/{name}")) {
        headers.insert(ETAG, tag);
    }
    headers.insert(VARY, HeaderValue::from_static("accept"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(ASK_AGAIN));
    response
}

fn tag(request: &Request, state: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    state.hash(&mut hasher);
    let uri = request.uri();
    (uri.path(), uri.query()).hash(&mut hasher);
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
    Form::of(request.extensions().get::<Ending>(), accept).media_type().hash(&mut hasher);
    for name in [AUTHORIZATION, COOKIE] {
        request.headers().get(name).map(HeaderValue::as_bytes).hash(&mut hasher);
    }
    hasher.finish()
}

/// The tag as it stands in headers, in quotes.
fn name(tag: u64) -> String {
    format!("\"{tag:016x}\"")
}

/// Whether the client has what bears this tag, which is given in quotes. What is weak about either does not count.
pub(crate) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let given = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|tags| tags.split(',')).any(|one| one.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_weak_or_strong_among_others_and_whole() {
        let known = |given: &'static str| {
            is_known(&HeaderMap::from_iter([(IF_NONE_MATCH, HeaderValue::from_static(given))]), "\"ab\"")
        };
        assert!(known("\"ab\"") && known("W/\"ab\"") && known("\"x\", W/\"ab\""));
        assert!(!known("") && !known("ab") && !known("\"abc\"") && !known("\"a\", \"b\""));
        assert!(!is_known(&HeaderMap::new(), "\"ab\""));
    }
}
