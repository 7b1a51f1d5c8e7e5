//! What people decide of claims and events, as the page sends it.
use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use events::{Filed, Linker};
use serde_json::{Value, json};
use server::{App, Reach, Settings, Times};
use store::{Made, New, Sqlite, Stamp, Store as _};
use tower::ServiceExt as _;

use crate::testing::HERE;

const TEXT: &str = "Russia fired 430 drones at Ukraine overnight, the air force said on Saturday. Łódź sent aid. \
    Air defences downed 405 drones. Four people were injured.";

/// A record of one report in a folder of its own.
struct Desk {
    folder: PathBuf,
    router: Router,
    report: String,
    claims: Vec<String>,
}

impl Desk {
    fn new(name: &str, read_only: bool) -> Desk {
        let folder = std::env::temp_dir().join(format!("reviews-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let record = folder.join("record.dateline");
        let reader = reader::Reader::builtin().unwrap();
        let filed = Filed::new(TEXT.to_string(), Some("2025-11-15".parse().unwrap()));
        let kept = reader::gather::kept(&reader, &filed);
        let (report, count) = (filed.id.0.clone(), kept.len());
        let mut store = Sqlite::create(&record, &Stamp::default()).unwrap();
        let linker = Linker::new(&reader.lexicon);
        store.add(vec![New { filed, kept }], &linker, &Made::default(), &Stamp::default()).unwrap();
        drop(store);
        let reach = Reach { bind: HERE.parse().unwrap(), hosts: Vec::new() };
        let router = server::router(
            App::open(Settings { record, read_only, reach, log: false, times: Times::default() }).unwrap(),
        );
        let claims = (1..=count).map(|n| format!("{report}:{n}")).collect();
        Desk { folder, router, report, claims }
    }

    async fn send(&self, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/{path}"))
            .header("host", HERE)
            .header("content-type", "application/json");
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.send("POST", path, body).await
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.send("GET", path, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    /// Says it and gives the claim as it is then.
    async fn says(&self, claim: &str, body: Value) -> Value {
        let (status, answer) = self.post(&format!("claims/{claim}/reviews"), body).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        answer
    }

    async fn refused(&self, claim: &str, body: Value, field: &str) {
        let (status, problem) = self.post(&format!("claims/{claim}/reviews"), body.clone()).await;
        let told = (status, problem["field"].as_str());
        assert_eq!(told, (StatusCode::UNPROCESSABLE_ENTITY, Some(field)), "{body}: {problem}");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Characters from the beginning of the text.
fn at(words: &str) -> (usize, usize) {
    let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
    (start, start + words.chars().count())
}

#[tokio::test]
async fn a_claim_is_reviewed_edited_and_taken_back() {
    let desk = Desk::new("words", false);
    let claim = desk.claims[0].as_str();
    let accepted = desk.says(claim, json!({"verdict": "accept", "role": "coder", "by": "ana", "why": ""})).await;
    assert_eq!((&accepted["review"]["state"], &accepted["review"]["coder"]["by"]), (&json!("accepted"), &json!("ana")));
    assert_eq!(
        (&accepted["row"]["review"], &accepted["reviews"][0]["verdict"]),
        (&json!("accepted"), &json!("accept"))
    );
    let rejected = json!({"verdict": "reject", "role": "reviewer", "by": "ben", "why": "a drill"});
    let rejected = desk.says(claim, rejected).await;
    assert_eq!((&rejected["review"]["state"], &rejected["review"]["disputed"]), (&json!("rejected"), &json!(true)));
    assert_eq!(rejected["review"]["why"], "a drill");
    let undo = format!("reviews/{}/undo", rejected["reviews"][1]["id"]);
    let (status, undone) = desk.post(&undo, json!({"by": "ben"})).await;
    assert_eq!((status, &undone["review"]["state"]), (StatusCode::CREATED, &json!("accepted")));
    assert_eq!(undone["reviews"][1]["undone_by"], undone["reviews"][2]["id"]);
    assert_eq!(desk.post(&undo, json!({"by": "ben"})).await.0, StatusCode::CONFLICT);
    assert_eq!(desk.post("reviews/999/undo", json!({"by": "ben"})).await.0, StatusCode::NOT_FOUND);
    let (start, end) = at("the air force");
    let edit = json!({"status": "negated", "args": [{"role": "actor", "start": start, "end": end, "id": "UKR/MIL"}]});
    let edited = desk.says(claim, json!({"verdict": "edit", "by": "ana", "why": "it denies", "edit": edit})).await;
    assert_eq!((&edited["review"]["state"], &edited["claim"]["status"]), (&json!("edited"), &json!("negated")));
    let words = (&edited["was"]["status"], &edited["claim"]["args"][0]["text"]);
    assert_eq!(words, (&json!("actual"), &json!("the air force")));
    assert_eq!(edited["claim"]["args"][0]["id"], "UKR/MIL");
    let list = desk.get("reviews?by=ana").await;
    assert_eq!((&list["total"], &list["rows"][0]["edit"]["status"]), (&json!(2), &json!("negated")));
    assert_eq!(desk.get("reviews/stats").await["all"]["edited"], 1);
    assert_eq!(desk.get("reviews/agreement?one=ana&other=ben").await["claims"], 0);
    assert_eq!(desk.get("record").await["reviews"]["edited"], 1);
}

/// 430 drones are told of: what is not in the words is refused, and the field at fault is named.
#[tokio::test]
async fn what_the_words_do_not_hold_is_refused() {
    let desk = Desk::new("refused", false);
    let claim = desk.claims[0].as_str();
    let (start, end) = at("430");
    let figures = json!([{"measure": "launched", "start": start, "end": end, "low": 700, "high": 700}]);
    let edit = |edit: Value| json!({"verdict": "edit", "by": "ana", "why": "w", "edit": edit});
    desk.refused(claim, edit(json!({"figures": figures})), "figures.0").await;
    desk.refused(claim, edit(json!({"args": [{"role": "actor", "start": 5, "end": 5000}]})), "args.0").await;
    desk.refused(claim, edit(json!({"args": [{"role": "king", "start": 0, "end": 5}]})), "args.0.role").await;
    desk.refused(claim, edit(json!({"type": "NOTHING"})), "type").await;
    desk.refused(claim, json!({"verdict": "reject", "by": "ana"}), "why").await;
    desk.refused(claim, json!({"verdict": "accept"}), "by").await;
    desk.refused(claim, json!({"verdict": "add", "by": "ana"}), "verdict").await;
    desk.refused(claim, json!({"verdict": "edit", "by": "ana", "why": "w"}), "edit").await;
    desk.refused(claim, json!({"verdict": "accept", "by": "a".repeat(81)}), "by").await;
    let (status, _) = desk.post(&format!("claims/{claim}/reviews"), json!({"verdict": 1})).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, _) = desk.post("claims/0000000000:1/reviews", json!({"verdict": "accept", "by": "ana"})).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get("reviews").await["total"], 0);
}

#[tokio::test]
async fn a_claim_is_added_by_hand() {
    let desk = Desk::new("added", false);
    let span = |words: &str| {
        let (start, end) = at(words);
        json!({"start": start, "end": end})
    };
    let (start, end) = at("Four");
    let body = json!({
        "type": "AID", "trigger": span("sent"), "evidence": span("Łódź sent aid"), "by": "ana", "why": "missed",
        "args": [{"role": "actor", "start": at("Łódź").0, "end": at("Łódź").1}],
        "figures": [{"measure": "injured", "start": start, "end": end}]
    });
    let (status, added) = desk.post(&format!("reports/{}/claims", desk.report), body).await;
    assert_eq!(status, StatusCode::CREATED, "{added}");
    let claim = &added["claim"];
    assert_eq!((&claim["evidence"]["text"], &claim["rule"]), (&json!("Łódź sent aid"), &json!("by-hand")));
    assert_eq!((&claim["figures"][0]["low"], &added["review"]["state"]), (&json!(4), &json!("accepted")));
    assert_eq!(added["row"]["id"], format!("{}:1000001", desk.report));
    let wrong = json!({"type": "AID", "trigger": span("sent"), "evidence": span("Łódź"), "by": "ana", "why": "w"});
    let (status, problem) = desk.post(&format!("reports/{}/claims", desk.report), wrong).await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("evidence")));
}

#[tokio::test]
async fn events_are_split_and_joined() {
    let desk = Desk::new("events", false);
    let rows = desk.get("events").await["rows"].clone();
    let (one, other) = (rows[0]["id"].as_str().unwrap(), rows[1]["id"].as_str().unwrap());
    let why = json!({"other": other, "by": "ana", "why": "one raid"});
    let (status, joined) = desk.post(&format!("events/{one}/join"), why).await;
    assert_eq!((status, joined["events"].as_array().unwrap().len()), (StatusCode::CREATED, 1));
    let claim = rows[1]["claim"].clone();
    let event = joined["events"][0].as_str().unwrap();
    let itself = json!({"other": event, "by": "ana", "why": "one raid"});
    assert_eq!(desk.post(&format!("events/{event}/join"), itself).await.0, StatusCode::CONFLICT);
    let (status, parted) =
        desk.post(&format!("events/{event}/split"), json!({"claims": [claim], "by": "ana", "why": "two"})).await;
    assert_eq!((status, parted["events"].as_array().unwrap().len()), (StatusCode::CREATED, 2), "{parted}");
    let (status, problem) = desk.post(&format!("events/{event}/split"), json!({"claims": [], "by": "ana"})).await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("why")));
}

#[tokio::test]
async fn nothing_is_said_in_a_record_that_is_only_read() {
    let desk = Desk::new("read-only", true);
    let said = json!({"verdict": "accept", "by": "ana"});
    let (status, problem) = desk.post(&format!("claims/{}/reviews", desk.claims[0]), said).await;
    assert_eq!((status, &problem["status"]), (StatusCode::FORBIDDEN, &json!(403)));
    assert_eq!(desk.get("reviews").await["total"], 0);
}
