//! What changes in the record is told as it happens.

use std::time::Duration;

use axum::http::request::Builder;
use futures_util::StreamExt as _;
use server::Times;
use store::{Scope, Store as _};

use crate::testing::{HERE, OPEN, Record, Served, bearer, get, stamp};

const STREAM: &str = "/api/v1/stream";

/// What a stream tells, as it comes.
struct Heard(axum::body::BodyDataStream);

impl Heard {
    async fn listen(served: &Served, request: Builder) -> Heard {
        let response = served.send(request, "").await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Heard(response.into_body().into_data_stream())
    }

    /// The next event; None where nothing comes in so long, or the stream is at its end.
    async fn next(&mut self, within: Duration) -> Option<String> {
        let part = tokio::time::timeout(within, self.0.next()).await.ok()??.unwrap();
        Some(String::from_utf8_lossy(&part).into_owned())
    }
}

const SOON: Duration = Duration::from_secs(5);

#[tokio::test]
async fn what_another_program_adds_is_told() {
    let record = Record::new();
    let served = record.served(HERE, false);
    let mut heard = Heard::listen(&served, get(STREAM)).await;
    assert_eq!(heard.next(Duration::from_millis(700)).await, None, "nothing happened yet");
    record.add("Two bridges were hit near Sumy, officials said.");
    let cursor = record.open().cursor().unwrap();
    let event = heard.next(SOON).await.unwrap();
    let data = format!(r#"data: {{"cursor":{cursor},"kinds":["report-added"],"reports":1,"events":0}}"#);
    assert_eq!(event, format!("event: change\nid: {cursor}\n{data}\n\n"));
    record.add("A third bridge was hit near Sumy, officials said.");
    assert!(heard.next(SOON).await.unwrap().contains(&format!("id: {}", cursor + 1)));
}

#[tokio::test]
async fn who_comes_back_is_told_what_they_missed() {
    let record = Record::new();
    let served = record.served(HERE, false);
    let cursor = record.open().cursor().unwrap();
    (0..3).for_each(|n| record.add(&format!("Bridge {n} was hit, officials said.")));
    let mut heard = Heard::listen(&served, get(STREAM).header("last-event-id", cursor.to_string())).await;
    let event = heard.next(SOON).await.unwrap();
    assert!(event.contains(&format!("id: {}\n", cursor + 3)) && event.contains("\"reports\":3"), "{event}");
    assert_eq!(heard.next(Duration::from_millis(700)).await, None, "and only once");
    for strange in ["99999999999", "-1", "x"] {
        let mut heard = Heard::listen(&served, get(STREAM).header("last-event-id", strange)).await;
        assert_eq!(heard.next(Duration::from_millis(50)).await, None, "{strange}");
    }
}

#[tokio::test]
async fn listeners_are_bounded_and_let_go() {
    let record = Record::new();
    let served = record.served(HERE, false);
    let mut all = Vec::new();
    for _ in 0..64 {
        all.push(Heard::listen(&served, get(STREAM)).await);
    }
    assert_eq!(served.status(get(STREAM)).await, 503);
    let (_, _, metrics) = served.ask(get("/metrics")).await;
    assert!(metrics.contains("dateline_stream_clients 64"), "{metrics}");
    all.clear();
    let mut heard = Heard::listen(&served, get(STREAM)).await;
    record.add("Two bridges were hit near Sumy, officials said.");
    assert!(heard.next(SOON).await.is_some());
    served.app.end();
    assert_eq!(heard.next(SOON).await, None, "the stream ends with the server");
    assert_eq!(Heard::listen(&served, get(STREAM)).await.next(SOON).await, None);
}

#[tokio::test]
async fn a_removed_token_hears_no_more() {
    let record = Record::new();
    let (ana, ben) = (record.token("ana", Scope::Read), record.token("ben", Scope::Read));
    let times = Times { check: Duration::from_millis(100), ..Times::default() };
    let served = record.served_in(OPEN, false, times);
    let mut of_ana = Heard::listen(&served, bearer(get(STREAM), &ana)).await;
    let mut of_ben = Heard::listen(&served, bearer(get(STREAM), &ben)).await;
    assert_eq!(of_ana.next(Duration::from_millis(300)).await, None);
    let began = std::time::Instant::now();
    record.open().remove_token("ana", &stamp()).unwrap();
    assert!(of_ana.next(SOON).await.is_some_and(|event| event.contains("token-removed")), "the removal itself is told");
    assert_eq!(of_ana.next(SOON).await, None);
    assert!(began.elapsed() < SOON, "it was the end, not silence");
    assert!(of_ben.next(SOON).await.is_some_and(|event| event.contains("token-removed")));
    record.add("Two bridges were hit near Sumy, officials said.");
    assert!(of_ben.next(SOON).await.is_some_and(|event| event.contains("report-added")), "others go on listening");
}
