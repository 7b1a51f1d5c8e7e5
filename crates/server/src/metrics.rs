//! What was asked and how long it took, counted in memory, in the text form of Prometheus at `/metrics`.
//!
//! Routes are told by their templates, so that there are few, and no line tells who read what.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use store::{Counts, Store as _};

use crate::problem::Problem;
use crate::state::App;

/// Why a request was not let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Host,
    Rate,
    Token,
    Origin,
    Scope,
    Busy,
}

impl Refusal {
    const ALL: [(Refusal, &str); 6] = [
        (Refusal::Host, "host"),
        (Refusal::Rate, "rate"),
        (Refusal::Token, "token"),
        (Refusal::Origin, "origin"),
        (Refusal::Scope, "scope"),
        (Refusal::Busy, "busy"),
    ];
}

/// Upper ends of the histogram, in seconds.
const ENDS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 10.0];

/// How long counts of the record are good for.
const FRESH: Duration = Duration::from_secs(10);

#[derive(Default)]
pub(crate) struct Metrics {
    routes: Mutex<BTreeMap<String, Route>>,
    refused: [AtomicU64; Refusal::ALL.len()],
    streams: AtomicI64,
    under_way: AtomicI64,
    counts: Mutex<Option<(Instant, u64, Counts)>>,
}

#[derive(Default)]
struct Route {
    /// By method and status.
    answers: BTreeMap<(&'static str, u16), u64>,
    /// Answers within each of `ENDS`, and behind the last.
    within: [u64; ENDS.len() + 1],
    seconds: f64,
}

/// One more request under way for as long as it lives.
struct Counted<'a>(&'a AtomicI64);

impl<'a> Counted<'a> {
    fn new(gauge: &'a AtomicI64) -> Counted<'a> {
        gauge.fetch_add(1, Ordering::Relaxed);
        Counted(gauge)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    pub(crate) fn refused(&self, refusal: Refusal) {
        self.refused[refusal as usize].fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn streams(&self, change: i64) {
        self.streams.fetch_add(change, Ordering::Relaxed);
    }

    fn answered(&self, route: &str, method: &Method, status: u16, took: Duration) {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if !routes.contains_key(route) {
            routes.insert(route.to_string(), Route::default());
        }
        let Some(of_route) = routes.get_mut(route) else { return };
        *of_route.answers.entry((method_name(method), status)).or_default() += 1;
        let seconds = took.as_secs_f64();
        of_route.seconds += seconds;
        of_route.within[ENDS.iter().position(|end| seconds <= *end).unwrap_or(ENDS.len())] += 1;
    }

    /// Everything but the record's own counts.
    fn text(&self) -> String {
        let mut text = String::new();
        head(&mut text, "dateline_requests_total", "counter", "Requests by route, method and status.");
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        for (route, of_route) in routes.iter() {
            for ((method, status), count) in &of_route.answers {
                let labels = format!("route=\"{}\",method=\"{method}\",status=\"{status}\"", escaped(route));
                let _ = writeln!(text, "dateline_requests_total{{{labels}}} {count}");
            }
        }
        head(&mut text, "dateline_request_seconds", "histogram", "Time until an answer began.");
        for (route, of_route) in routes.iter() {
            let route = escaped(route);
            let mut sum = 0;
            for (count, end) in of_route.within.iter().zip(ENDS.iter().map(f64::to_string).chain(["+Inf".to_string()]))
            {
                sum += count;
                let _ = writeln!(text, "dateline_request_seconds_bucket{{route=\"{route}\",le=\"{end}\"}} {sum}");
            }
            let _ = writeln!(text, "dateline_request_seconds_sum{{route=\"{route}\"}} {}", of_route.seconds);
            let _ = writeln!(text, "dateline_request_seconds_count{{route=\"{route}\"}} {sum}");
        }
        drop(routes);
        head(&mut text, "dateline_refused_total", "counter", "Requests that were not let through, by reason.");
        for ((_, name), count) in Refusal::ALL.iter().zip(&self.refused) {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(text, "dateline_refused_total{{reason=\"{name}\"}} {count}");
        }
        let gauges = [
            ("dateline_requests_under_way", "Requests without an answer yet.", &self.under_way),
            ("dateline_stream_clients", "Pages that listen for changes.", &self.streams),
        ];
        for (name, help, gauge) in gauges {
            head(&mut text, name, "gauge", help);
            let _ = writeln!(text, "{name} {}", gauge.load(Ordering::Relaxed));
        }
        text
    }

    /// The record's counts, asked for again where it changed, but not all the time while it does.
    async fn counts(&self, app: &App) -> Result<(u64, Counts), Problem> {
        let known = *self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, cursor, counts)) = known
            && at.elapsed() < FRESH
        {
            return Ok((cursor, counts));
        }
        let (cursor, counts) = app.read(|store, _| Ok((store.cursor()?, store.counts()?))).await?;
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), cursor, counts));
        Ok((cursor, counts))
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

/// A value between quotes.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Anybody can make up methods.
fn method_name(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// Counts every request, and tells the log of it where one is kept.
pub(crate) async fn counted(State(app): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_string();
    let method = request.method().clone();
    let start = Instant::now();
    let under_way = Counted::new(&app.metrics().under_way);
    let response = next.run(request).await;
    drop(under_way);
    let (status, took) = (response.status(), start.elapsed());
    app.metrics().answered(&route, &method, status.as_u16(), took);
    if app.logs_requests() || status.is_server_error() {
        eprintln!("{}", line(jiff::Timestamp::now(), &method, &route, status.as_u16(), took));
    }
    response
}

/// No token, no address, no words that were looked for, no id.
fn line(at: jiff::Timestamp, method: &Method, route: &str, status: u16, took: Duration) -> String {
    let at = jiff::Timestamp::from_second(at.as_second()).unwrap_or(at);
    format!("{at} {} {route} {status} {} ms", method_name(method), took.as_millis())
}

pub(crate) async fn metrics(State(app): State<App>) -> Result<Response, Problem> {
    let (cursor, counts) = app.metrics().counts(&app).await?;
    let mut text = app.metrics().text();
    for (name, help, value) in [
        ("dateline_record_reports", "Reports in the record.", counts.reports),
        ("dateline_record_claims", "Claims in the record.", counts.claims),
        ("dateline_record_events", "Events in the record.", counts.events),
        ("dateline_record_cursor", "The last line of the record's log.", cursor),
    ] {
        head(&mut text, name, "gauge", help);
        let _ = writeln!(text, "{name} {value}");
    }
    head(&mut text, "dateline_info", "gauge", "The program.");
    let _ = writeln!(text, "dateline_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"));
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_answered_is_told_in_the_form_of_prometheus() {
        let metrics = Metrics::default();
        metrics.answered("/api/v1/events/{id}", &Method::GET, 200, Duration::from_millis(7));
        metrics.answered("/api/v1/events/{id}", &Method::GET, 200, Duration::from_secs(60));
        metrics.answered("/api/v1/events/{id}", &Method::from_bytes(b"MADE-UP").unwrap(), 405, Duration::ZERO);
        metrics.refused(Refusal::Token);
        metrics.streams(1);
        let text = metrics.text();
        for line in [
            "dateline_requests_total{route=\"/api/v1/events/{id}\",method=\"GET\",status=\"200\"} 2",
            "dateline_requests_total{route=\"/api/v1/events/{id}\",method=\"other\",status=\"405\"} 1",
            "dateline_request_seconds_bucket{route=\"/api/v1/events/{id}\",le=\"0.005\"} 1",
            "dateline_request_seconds_bucket{route=\"/api/v1/events/{id}\",le=\"0.01\"} 2",
            "dateline_request_seconds_bucket{route=\"/api/v1/events/{id}\",le=\"+Inf\"} 3",
            "dateline_request_seconds_count{route=\"/api/v1/events/{id}\"} 3",
            "dateline_refused_total{reason=\"token\"} 1",
            "dateline_stream_clients 1",
        ] {
            assert!(text.lines().any(|told| told == line), "{line} is not in\n{text}");
        }
        metrics.streams(-1);
        assert!(metrics.text().contains("dateline_stream_clients 0"));
    }

    #[test]
    fn a_line_of_the_log_names_the_route_alone() {
        let at = jiff::Timestamp::from_second(1_765_000_000).unwrap();
        let line = line(at, &Method::GET, "/api/v1/reports/{id}", 200, Duration::from_millis(12));
        assert_eq!(line, "2025-12-06T05:46:40Z GET /api/v1/reports/{id} 200 12 ms");
    }
}
