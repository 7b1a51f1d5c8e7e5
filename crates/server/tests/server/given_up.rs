//! Questions that nobody waits for any more: they end, and what they held is there for others.

use std::time::{Duration, Instant};

use server::{App, Times};
use store::Store as _;

use crate::testing::{HERE, Record, get};

/// Connections that read.
const READERS: usize = 4;

/// How long a question waits for a connection before it is told to come back.
const WAIT: Duration = Duration::from_secs(10);

/// Asks the record again and again, far longer than anybody waits.
async fn endless(app: App) {
    let began = Instant::now();
    let asked = app.read(move |store, _| {
        while began.elapsed() < WAIT * 3 {
            store.counts()?;
        }
        Ok(())
    });
    let _ = asked.await;
}

#[tokio::test]
async fn what_nobody_waits_for_frees_its_connection() {
    let record = Record::new();
    let app = record.served(HERE, false).app;
    let all: Vec<_> = (0..READERS).map(|_| tokio::spawn(endless(app.clone()))).collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let read = || tokio::time::timeout(Duration::from_millis(200), app.read(|store, _| Ok(store.cursor()?)));
    assert!(read().await.is_err(), "all connections are taken");
    all.iter().for_each(|asked| asked.abort());
    let began = Instant::now();
    assert!(app.read(|store, _| Ok(store.cursor()?)).await.is_ok());
    assert!(began.elapsed() < WAIT / 2, "{:?}", began.elapsed());
}

#[tokio::test]
async fn what_takes_too_long_is_told_so() {
    let record = Record::new();
    let times = Times { answer: Duration::from_millis(100), ..Times::default() };
    let served = record.served_in(HERE, false, times);
    let all: Vec<_> = (0..READERS).map(|_| tokio::spawn(endless(served.app.clone()))).collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let (status, headers, body) = served.ask(get("/api/v1/reports")).await;
    assert_eq!(status, 504);
    assert_eq!(headers["content-type"], "application/problem+json");
    assert!(body.contains("this took too long; ask for less"), "{body}");
    all.iter().for_each(|asked| asked.abort());
}
