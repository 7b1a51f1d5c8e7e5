//! Who gets in, and what nobody can do.

use std::time::Duration;

use axum::http::HeaderMap;
use store::{Scope, Store as _};

use crate::testing::{HERE, OPEN, Record, bearer, get, post, stamp};

const RECORD: &str = "/api/v1/record";
/// Nothing is there, so whatever comes behind the guard answers 404.
const NOWHERE: &str = "/api/v1/nowhere";

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn on_this_machine_nobody_has_to_say_who_they_are() {
    let record = Record::new();
    let served = record.served(HERE, false);
    let (status, headers, body) = served.ask(get(RECORD)).await;
    assert_eq!(status, 200);
    assert!(body.contains("\"who\":null"), "{body}");
    assert_eq!(header(&headers, "cache-control"), "private, no-cache");
    assert_eq!(served.status(post(NOWHERE)).await, 404);
    assert_eq!(served.status(get("/metrics")).await, 200);
    let wrong = bearer(get(RECORD), "dl_wrong");
    assert_eq!(served.status(wrong).await, 401, "a token that is none is told, even here");
}

#[tokio::test]
async fn others_need_a_token_and_its_scope() {
    let record = Record::new();
    let (reads, writes) = (record.token("ben", Scope::Read), record.token("ana", Scope::Write));
    let served = record.served(OPEN, false);
    for path in [RECORD, "/metrics", "/api/v1/stream", "/api/v1/openapi.json", NOWHERE] {
        let (status, headers, body) = served.ask(get(path)).await;
        assert_eq!(status, 401, "{path}");
        assert!(header(&headers, "www-authenticate").starts_with("Bearer"), "{path}");
        assert_eq!(header(&headers, "content-type"), "application/problem+json");
        assert!(body.contains("token"), "{body}");
    }
    assert_eq!(served.status(post(NOWHERE)).await, 401);
    for path in ["/healthz", "/", "/log", "/api/v1/session"] {
        assert_eq!(served.status(get(path)).await, 200, "{path}");
    }
    let (_, _, body) = served.ask(bearer(get(RECORD), &reads)).await;
    assert!(body.contains(r#""who":{"name":"ben","scope":"read"}"#), "{body}");
    assert_eq!(served.status(bearer(get("/metrics"), &reads)).await, 200);
    assert_eq!(served.status(bearer(post(NOWHERE), &reads)).await, 403);
    assert_eq!(served.status(bearer(post(NOWHERE), &writes)).await, 404);
    let almost = format!("{}{}", &writes[..writes.len() - 1], if writes.ends_with('A') { 'B' } else { 'A' });
    for wrong in ["", "dl_", &almost, &writes.to_uppercase(), &"x".repeat(5_000)] {
        assert_eq!(served.status(bearer(get(RECORD), wrong)).await, 401, "{wrong}");
    }
    assert_eq!(served.status(get(RECORD).header("authorization", format!("Basic {writes}"))).await, 401);
    assert_eq!(served.status(get(RECORD).header("cookie", format!("dateline_session={writes}"))).await, 401);
}

#[tokio::test]
async fn a_removed_token_opens_nothing() {
    let record = Record::new();
    let token = record.token("ana", Scope::Write);
    let served = record.served(OPEN, false);
    let (_, headers, _) = served.ask_with(post("/api/v1/session"), &format!("{{\"token\":\"{token}\"}}")).await;
    let cookie = header(&headers, "set-cookie").split(';').next().unwrap().to_string();
    assert_eq!(served.status(bearer(get(RECORD), &token)).await, 200);
    assert_eq!(served.status(get(RECORD).header("cookie", &cookie)).await, 200);
    record.open().remove_token("ana", &stamp()).unwrap();
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(served.status(bearer(get(RECORD), &token)).await, 401);
    assert_eq!(served.status(get(RECORD).header("cookie", &cookie)).await, 401);
}

#[tokio::test]
async fn the_page_signs_in_with_a_cookie_that_no_script_reads() {
    let record = Record::new();
    let token = record.token("ben", Scope::Read);
    let served = record.served(OPEN, false);
    let sign_in = |body: String| {
        let served = &served;
        async move { served.ask_with(post("/api/v1/session"), &body).await }
    };
    assert_eq!(sign_in("{\"token\":\"dl_wrong\"}".to_string()).await.0, 401);
    assert!(sign_in("{}".to_string()).await.0.is_client_error());
    assert!(sign_in("not json".to_string()).await.0.is_client_error());
    let (status, headers, body) = sign_in(format!("{{\"token\":\"{token}\"}}")).await;
    assert_eq!((status.as_u16(), body.as_str()), (204, ""));
    let set = header(&headers, "set-cookie");
    assert!(set.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{set}");
    assert!(!set.contains(&token), "the cookie is not the token");
    let cookie = set.split(';').next().unwrap();
    let with = |path: &str| get(path).header("cookie", format!("other=1; {cookie}"));
    let (_, _, body) = served.ask(with("/api/v1/session")).await;
    assert_eq!(body, r#"{"required":true,"who":{"name":"ben","scope":"read"}}"#);
    let writes = post(NOWHERE).header("cookie", cookie);
    assert_eq!(served.status(writes).await, 403);
    let leaves = with("/api/v1/session").method("DELETE");
    assert_eq!(served.status(leaves).await, 204);
    assert_eq!(served.status(with(RECORD)).await, 401);
    let over_tls = post("/api/v1/session").header("origin", "https://127.0.0.1:8080");
    let (_, headers, _) = served.ask_with(over_tls, &format!("{{\"token\":\"{token}\"}}")).await;
    assert!(header(&headers, "set-cookie").contains("; Secure"), "{headers:?}");
}

#[tokio::test]
async fn foreign_names_and_foreign_pages_are_refused() {
    let record = Record::new();
    let served = record.served(HERE, false);
    let named = |host: &str| axum::http::Request::builder().uri(RECORD).header("host", host);
    assert_eq!(served.status(named("evil.example:8080")).await, 421);
    assert_eq!(served.status(axum::http::Request::builder().uri(RECORD)).await, 421);
    assert_eq!(served.status(named("localhost:8080")).await, 200);
    let form = get(NOWHERE).method("POST").header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(served.status(form).await, 415);
    assert_eq!(served.status(post(NOWHERE).header("origin", "http://evil.example")).await, 403);
    assert_eq!(served.status(post(NOWHERE).header("sec-fetch-site", "cross-site")).await, 403);
    let ours = post(NOWHERE).header("origin", "http://127.0.0.1:8080").header("sec-fetch-site", "same-origin");
    assert_eq!(served.status(ours).await, 404);
    let preflight = get(NOWHERE).method("OPTIONS").header("origin", "http://evil.example");
    let (_, headers, _) = served.ask(preflight).await;
    assert!(!headers.keys().any(|name| name.as_str().starts_with("access-control")), "{headers:?}");
}

#[tokio::test]
async fn every_answer_tells_browsers_what_they_may_do() {
    let record = Record::new();
    record.token("ana", Scope::Read);
    let (here, open) = (record.served(HERE, false), record.served(OPEN, false));
    let good = [get("/"), get(RECORD), get("/healthz"), get("/metrics"), get(NOWHERE), get("/assets/none.js")];
    let mut answers = Vec::new();
    for request in good {
        answers.push(here.ask(request).await);
    }
    answers.push(open.ask(get(RECORD)).await);
    answers.push(here.ask(axum::http::Request::builder().uri("/")).await);
    for (status, headers, _) in answers {
        let policy = header(&headers, "content-security-policy");
        for part in ["default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{status}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
        assert_eq!(header(&headers, "x-content-type-options"), "nosniff");
        assert_eq!(header(&headers, "referrer-policy"), "no-referrer");
        assert_eq!(header(&headers, "cross-origin-opener-policy"), "same-origin");
        assert_eq!(header(&headers, "cross-origin-resource-policy"), "same-origin");
    }
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let record = Record::new();
    record.token("ana", Scope::Read);
    let served = record.served(OPEN, false);
    let mut statuses = Vec::new();
    for _ in 0..15 {
        let (status, headers, _) = served.ask(bearer(get(RECORD), "dl_wrong")).await;
        statuses.push(status.as_u16());
        if status == 429 {
            assert!(header(&headers, "retry-after").parse::<u64>().is_ok_and(|seconds| seconds >= 1), "{headers:?}");
        }
    }
    assert_eq!((statuses[0], statuses[14]), (401, 429));
    assert_eq!(served.status(get("/api/v1/session")).await, 200, "wrong tokens hold back nobody else");
    let (_, _, metrics) = record.served(HERE, false).ask(get("/metrics")).await;
    assert!(metrics.contains("dateline_record_reports 1"), "{metrics}");
}

/// Neither file nor neighbours hold other bytes after everything was tried.
#[tokio::test]
async fn a_read_only_server_writes_nothing() {
    let record = Record::new();
    let token = record.token("ana", Scope::Write);
    let before = std::fs::read(record.file()).unwrap();
    let cursor = record.open().cursor().unwrap();
    for bind in [HERE, OPEN] {
        let served = record.served(bind, true);
        for path in [RECORD, "/metrics", "/api/v1/events", "/api/v1/session"] {
            assert_eq!(served.status(bearer(get(path), &token)).await, 200, "{path}");
        }
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let request = bearer(post("/api/v1/claims/0000000000000000:1/reviews"), &token).method(method);
            assert_eq!(served.status(request).await, 403, "{method}");
        }
        let body = format!("{{\"token\":\"{token}\"}}");
        assert_eq!(served.ask_with(post("/api/v1/session"), &body).await.0, 204);
        let app = served.app.clone();
        let written = app.write(|store, _| Ok(store.cursor()?)).await;
        assert!(written.is_err(), "there is no connection that could write");
    }
    assert_eq!(record.open().cursor().unwrap(), cursor);
    assert!(std::fs::read(record.file()).unwrap() == before, "the file's bytes changed");
    let wal = record.folder().join("record.dateline-wal");
    assert_eq!(std::fs::metadata(wal).map_or(0, |wal| wal.len()), 0);
}

/// A record that may not be written to at all is served, too.
#[cfg(unix)]
#[tokio::test]
async fn a_record_in_a_locked_folder_is_served_read_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let record = Record::new();
    let lock = |mode: u32| std::fs::set_permissions(record.folder(), std::fs::Permissions::from_mode(mode)).unwrap();
    lock(0o555);
    let served = record.served(HERE, true);
    let status = served.status(get(RECORD)).await;
    lock(0o755);
    assert_eq!(status, 200);
}

#[tokio::test]
async fn no_token_is_at_rest() {
    let record = Record::new();
    let token = record.token("ana", Scope::Write);
    let served = record.served(OPEN, false);
    served.ask_with(post("/api/v1/session"), &format!("{{\"token\":\"{token}\"}}")).await;
    served.ask(bearer(get(RECORD), &token)).await;
    let (_, _, metrics) = served.ask(bearer(get("/metrics"), &token)).await;
    let (_, _, log) = served.ask(bearer(get("/api/v1/changes"), &token)).await;
    assert!(!metrics.contains(&token[3..]) && !log.contains(&token[3..]));
    let secret = &token.as_bytes()[3..];
    for file in std::fs::read_dir(record.folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(secret.len()).any(|part| part == secret));
    }
}
