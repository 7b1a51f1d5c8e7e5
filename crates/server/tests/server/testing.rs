//! A record in a folder of its own, a server over it, and requests to it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::{Router, response::Response};
use events::{Filed, Linker};
use jiff::Timestamp;
use jiff::civil::date;
use lexicon::Lexicon;
use server::security::token;
use server::{App, Reach, Settings, Times, router};
use store::{Made, New, Scope, Sqlite, Stamp, Store as _};
use tower::ServiceExt as _;

/// A record that goes with the test.
pub(crate) struct Record(PathBuf);

impl Record {
    pub(crate) fn new() -> Record {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("server-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let record = Record(folder);
        drop(Sqlite::create(&record.file(), &stamp()).unwrap());
        record.add("Shells hit a grain store in Odesa, the mayor said.");
        record
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.join("record.dateline")
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    /// As another program would, over a connection of its own.
    pub(crate) fn add(&self, text: &str) {
        static LINKER: LazyLock<Linker> = LazyLock::new(|| Linker::new(&Lexicon::builtin().unwrap()));
        let new = New { filed: Filed::new(text.to_string(), Some(date(2025, 12, 6))), kept: Vec::new() };
        self.open().add(vec![new], &LINKER, &Made::default(), &stamp()).unwrap();
    }

    pub(crate) fn token(&self, name: &str, scope: Scope) -> String {
        let (token, hash) = token::make().unwrap();
        self.open().add_token(name, scope, &hash, &stamp()).unwrap();
        token
    }

    pub(crate) fn open(&self) -> Sqlite {
        Sqlite::open(&self.file()).unwrap()
    }

    /// The server on this machine alone, or for others.
    pub(crate) fn served(&self, bind: &str, read_only: bool) -> Served {
        self.served_in(bind, read_only, Times::default())
    }

    pub(crate) fn served_in(&self, bind: &str, read_only: bool, times: Times) -> Served {
        let reach = Reach { bind: bind.parse().unwrap(), hosts: Vec::new() };
        let app = App::open(Settings { record: self.file(), read_only, reach, log: false, times }).unwrap();
        Served { router: router(app.clone()), app }
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn stamp() -> Stamp {
    Stamp { at: Timestamp::from_second(1_765_000_000).unwrap(), by: Some("test".to_string()), why: None }
}

pub(crate) const HERE: &str = "127.0.0.1:8080";
pub(crate) const OPEN: &str = "0.0.0.0:8080";

pub(crate) struct Served {
    pub(crate) app: App,
    router: Router,
}

impl Served {
    pub(crate) async fn send(&self, request: Builder, body: &str) -> Response {
        self.router.clone().oneshot(request.body(Body::from(body.to_string())).unwrap()).await.unwrap()
    }

    pub(crate) async fn ask(&self, request: Builder) -> (StatusCode, HeaderMap, String) {
        self.ask_with(request, "").await
    }

    pub(crate) async fn ask_with(&self, request: Builder, body: &str) -> (StatusCode, HeaderMap, String) {
        let (head, body) = self.send(request, body).await.into_parts();
        let bytes = to_bytes(body, 1 << 20).await.unwrap();
        (head.status, head.headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    pub(crate) async fn status(&self, request: Builder) -> u16 {
        self.ask(request).await.0.as_u16()
    }
}

pub(crate) fn get(path: &str) -> Builder {
    Request::builder().uri(path).header("host", "127.0.0.1:8080")
}

pub(crate) fn post(path: &str) -> Builder {
    get(path).method("POST").header("content-type", "application/json")
}

pub(crate) fn bearer(request: Builder, token: &str) -> Builder {
    request.header("authorization", format!("Bearer {token}"))
}
