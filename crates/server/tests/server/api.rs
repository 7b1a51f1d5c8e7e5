//! The API over a record of the sample reports: lists, forms, pages, problems, tags.

use std::path::PathBuf;
use std::sync::LazyLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use events::{Filed, Linker};
use reader::Reader;
use report::{About, Report};
use serde_json::Value;
use server::{App, Reach, Settings, Times};
use store::{Made, New, Sqlite, Store as _};
use tower::ServiceExt as _;

use crate::testing::{HERE, stamp};

const SAMPLES: &str = include_str!("../../../../samples/one-night.jsonl");

/// A record that only tests of this file use, made once.
static RECORD: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = std::env::temp_dir().join(format!("server-{}.dateline", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let mut store = Sqlite::create(&path, &stamp()).unwrap();
    let reader = Reader::builtin().unwrap();
    let batch = SAMPLES.lines().map(|line| new(&reader, &serde_json::from_str(line).unwrap())).collect();
    store.add(batch, &Linker::new(&reader.lexicon), &Made::default(), &stamp()).unwrap();
    path
});

fn new(reader: &Reader, line: &Value) -> New {
    let words = |name: &str| line[name].as_str().map(str::to_string);
    let published = words("published").map(|day| day.parse().unwrap());
    let text = words("text").unwrap();
    let report = Report::new(text.clone(), About { published, ..About::default() });
    let reading = reader.read(&report);
    let mut claims = reading.claims;
    export::refuse(&report.text, &reading.analysis, &mut claims);
    let keep = |claim| events::keep(&reading.analysis, &reading.attributions, claim);
    let filed =
        Filed { title: words("title"), outlet: words("outlet"), side: words("side"), ..Filed::new(text, published) };
    New { filed, kept: claims.into_iter().map(keep).collect() }
}

fn app() -> Router {
    let reach = Reach { bind: HERE.parse().unwrap(), hosts: Vec::new() };
    server::router(
        App::open(Settings { record: RECORD.clone(), read_only: false, reach, log: false, times: Times::default() })
            .unwrap(),
    )
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    fn media(&self) -> &str {
        self.headers["content-type"].to_str().unwrap()
    }
}

async fn ask(app: &Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", HERE);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (head, body) = response.into_parts();
    let body = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    Answer { status: head.status, headers: head.headers, body }
}

pub(crate) async fn get(path: &str) -> Answer {
    ask(&app(), Method::GET, &format!("/api/v1/{path}"), &[]).await
}

const LISTS: [&str; 14] = [
    "reports",
    "claims",
    "events",
    "figures",
    "series",
    "talks",
    "issues",
    "positions",
    "territory",
    "threats",
    "demands",
    "actors",
    "people",
    "places",
];

#[tokio::test]
async fn every_list_has_every_form() {
    for list in LISTS {
        let answer = get(list).await;
        assert_eq!(answer.status, StatusCode::OK, "{list}: {}", answer.body);
        let json = answer.json();
        let rows = json["rows"].as_array().unwrap();
        assert!(json["cursor"].as_u64().unwrap() > 9 && json["truncated"].is_boolean(), "{list}: {json}");
        if list == "figures" {
            assert!(json["total"].is_null());
        } else {
            assert!(json["total"].as_u64().unwrap() >= rows.len() as u64, "{list}");
        }
        let lines = get(&format!("{list}.ndjson")).await;
        assert_eq!((lines.media(), lines.body.lines().count()), ("application/x-ndjson", rows.len()), "{list}");
        let csv = get(&format!("{list}.csv")).await;
        assert!(csv.media().starts_with("text/csv"), "{list}: {}", csv.body);
        let heads: Vec<&str> = csv.body.lines().next().unwrap_or_default().split(',').collect();
        assert!(rows.is_empty() || heads.len() > 3, "{list}: {heads:?}");
    }
    for list in ["reports", "claims", "events", "figures", "actors", "places", "series", "talks", "positions"] {
        assert_ne!(get(list).await.json()["rows"][0], Value::Null, "{list} is empty");
    }
}

#[tokio::test]
async fn pages_give_every_row_once() {
    for list in ["events", "claims", "reports", "actors", "positions", "events?order=latest", "claims?order=latest"] {
        let (name, order) =
            list.split_once('?').map_or((list, String::new()), |(name, rest)| (name, format!("&{rest}")));
        let field = match name {
            "actors" => "name",
            "positions" => "position_id",
            _ => "id",
        };
        let whole = get(&format!("{name}?limit=1000{order}")).await.json();
        assert_eq!((&whole["truncated"], &whole["next"]), (&Value::Bool(false), &Value::Null), "{list}");
        let (mut rows, mut next) = (Vec::new(), String::new());
        loop {
            let page = get(&format!("{name}?limit=4{order}{next}")).await.json();
            rows.extend(page["rows"].as_array().unwrap().iter().map(|row| row[field].clone()));
            assert_eq!(page["total"], whole["total"], "{list}");
            match page["next"].as_str() {
                Some(token) => next = format!("&next={token}"),
                None => break,
            }
        }
        let all: Vec<Value> = whole["rows"].as_array().unwrap().iter().map(|row| row[field].clone()).collect();
        assert_eq!(rows, all, "{list}");
    }
}

#[tokio::test]
async fn latest_is_the_other_way() {
    let days = |answer: Value| -> Vec<String> {
        answer["rows"].as_array().unwrap().iter().map(|row| row["published"].as_str().unwrap().to_string()).collect()
    };
    let mut earliest = days(get("reports").await.json());
    earliest.reverse();
    assert_eq!(days(get("reports?order=latest").await.json()), earliest);
}

#[tokio::test]
async fn a_wrong_question_is_a_problem_that_says_what_to_ask() {
    let cases = [
        ("events?plase=x", 400, "unknown parameter `plase`; did you mean `place`?"),
        ("events?type=ASAULT", 400, "types are"),
        ("events?from=yesterday", 400, "YEAR-MONTH-DAY"),
        ("events?from=2025-12-02&to=2025-12-01", 400, "is later than"),
        ("events?limit=0", 400, "from 1 to 1000"),
        ("events?limit=1001", 400, "where `fields` are picked"),
        ("events?next=12345678ab", 400, "`next` is no token of this list"),
        ("actors?next=7", 400, "`next` is no token of this list"),
        ("events?fields=id,plaice", 400, "did you mean `place`?"),
        ("events?order=up", 400, "`latest` or `earliest`"),
        ("places?place=Nowhereville", 400, "no place is called"),
        ("actors?order=latest", 400, "unknown parameter `order`"),
        ("reports/ffffffffff", 404, "no report `ffffffffff`"),
        ("claims/nonsense", 400, "is no claim"),
        ("claims/bf913e6616:99", 404, "no claim"),
        ("events/ffffffffff-1", 404, "no event"),
        ("compare", 400, "`series` is missing"),
        ("compare?series=nothing/of/this", 404, "no series"),
        ("talks/XXX-YYY", 404, "no talks"),
        ("actors.geojson", 406, "have no place"),
        ("reports/bf913e6616.csv", 406, "no CSV of this"),
        ("brief?since=2025-01-01&until=2025-12-01", 400, "92 days at most"),
        ("nothing", 404, "openapi.json"),
    ];
    for (path, status, words) in cases {
        let answer = get(path).await;
        let problem = answer.json();
        assert_eq!((answer.status.as_u16(), answer.media()), (status, "application/problem+json"), "{path}: {problem}");
        assert!(problem["detail"].as_str().unwrap().contains(words), "{path}: {problem}");
        assert_eq!((&problem["status"], &problem["type"]), (&status.into(), &"about:blank".into()), "{path}");
        assert!(problem["instance"].as_str().unwrap().starts_with("/api/v1/"), "{path}: {problem}");
    }
    let answer = ask(&app(), Method::POST, "/api/v1/events", &[("content-type", "application/json")]).await;
    assert_eq!((answer.status, answer.media()), (StatusCode::METHOD_NOT_ALLOWED, "application/problem+json"));
}

#[tokio::test]
async fn a_token_of_other_filters_is_refused() {
    let token = get("events?limit=1").await.json()["next"].as_str().unwrap().to_string();
    assert_eq!(get(&format!("events?limit=1&next={token}")).await.status, StatusCode::OK);
    for other in ["events?type=ASSAULT", "events?order=latest", "claims?limit=1"] {
        assert_eq!(get(&format!("{other}&next={token}")).await.status, StatusCode::BAD_REQUEST, "{other}");
    }
}

#[tokio::test]
async fn fields_are_picked_in_their_order() {
    let rows = get("events?fields=type,id&limit=20000").await.json();
    let first: Vec<&String> = rows["rows"][0].as_object().unwrap().keys().collect();
    assert_eq!(first, ["type", "id"]);
    assert!(get("events.csv?fields=type,id").await.body.starts_with("type,id\n"));
}

#[tokio::test]
async fn a_feature_has_its_point_or_none() {
    let map = get("events.geojson?limit=1000").await.json();
    let features = map["features"].as_array().unwrap();
    let (mut with, mut without) = (0, 0);
    for feature in features {
        let row = &feature["properties"];
        if feature["geometry"].is_null() {
            assert!(row["lat"].is_null() && row["precision"].is_null(), "{feature}");
            without += 1;
        } else {
            assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([row["lon"], row["lat"]]));
            assert!(row["precision"].is_string(), "{feature}");
            with += 1;
        }
    }
    assert!(with > 3 && without > 3, "{with} {without}");
    assert!(features.iter().any(|feature| feature["properties"]["precision"] == "settlement"));
}

#[tokio::test]
async fn one_report_holds_its_text_and_its_claims() {
    let report = get("reports/bf913e6616").await.json();
    let text: Vec<char> = report["text"].as_str().unwrap().chars().collect();
    assert_eq!(
        (report["characters"].as_u64(), report["report"]["claims"].as_u64()),
        (Some(text.len() as u64), Some(6))
    );
    let claims = report["claims"].as_array().unwrap();
    for told in claims {
        let trigger = &told["claim"]["trigger"];
        let (start, end) = (trigger["start"].as_u64().unwrap() as usize, trigger["end"].as_u64().unwrap() as usize);
        assert_eq!(trigger["text"].as_str().unwrap(), text[start..end].iter().collect::<String>());
    }
    let older = get("reports/4a1b35442e").await.json();
    assert_eq!(older["versions"][0]["relation"], "later", "{}", older["versions"]);
    assert!(older["versions"][0]["id"].as_str().unwrap().starts_with("0189db0189"));
}

#[tokio::test]
async fn a_claim_and_an_event_lead_to_each_other() {
    let claim = get("claims/bf913e6616:5").await.json();
    let event = claim["row"]["event"].as_str().unwrap();
    assert!(claim["context"]["text"].as_str().unwrap().contains("injured"), "{}", claim["context"]);
    assert!(claim["also_total"].as_u64().unwrap() > 0);
    let event = get(&format!("events/{event}")).await.json();
    assert!(event["claims"].as_array().unwrap().iter().any(|row| row["id"] == claim["row"]["id"]));
    assert!(!event["figures"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn values_of_a_series_stand_beside_each_other() {
    let found = get("compare?series=launched/drone/UKR").await.json();
    assert!(!found["values"].as_array().unwrap().is_empty(), "{found}");
    assert!(found["values"][0]["figure_id"].as_str().unwrap().contains(':'));
    let twins: Vec<&str> =
        found["twins"].as_array().unwrap().iter().map(|twin| twin["series"].as_str().unwrap()).collect();
    assert!(twins.contains(&"intercepted/drone/UKR"), "{twins:?}");
    assert_eq!(found["names"]["UKR"], "Ukraine");
    assert!(get("compare.csv?series=launched/drone/UKR").await.body.starts_with("figure_id,"));
}

#[tokio::test]
async fn a_place_goes_by_its_name_wherever_a_series_stands() {
    let rows = get("series?limit=1000").await.json();
    let of_place = |row: &&Value| row["scope"].as_str().is_some_and(|scope| scope.starts_with("geonames:"));
    let ordinal = |row: &&Value| row["measure"] == "ordinal";
    let row = rows["rows"].as_array().unwrap().iter().filter(of_place).find(ordinal).unwrap();
    let (id, scope) = (row["id"].as_str().unwrap(), row["scope"].as_str().unwrap());
    let name = row["scope_name"].as_str().unwrap();
    assert!(name.starts_with(char::is_uppercase), "{row}");
    for view in ["occurrences", "compare"] {
        let found = get(&format!("{view}?series={id}")).await.json();
        assert_eq!(found["names"][scope], name, "{view}");
    }
    let found = get(&format!("series?text={}", name.to_lowercase())).await.json();
    assert!(found["rows"].as_array().unwrap().iter().any(|found| found["id"] == id), "{name}");
}

#[tokio::test]
async fn claims_are_found_by_their_rules() {
    let all = get("claims?limit=1000").await.json();
    let rules: Vec<&str> = all["rows"].as_array().unwrap().iter().map(|row| row["rule"].as_str().unwrap()).collect();
    let rule = rules[0];
    let start = rule.split('-').next().unwrap();
    let of = |fits: &dyn Fn(&str) -> bool| rules.iter().filter(|rule| fits(rule)).count() as u64;
    let total = async |asked: String| get(&format!("claims?rule={asked}")).await.json()["total"].as_u64().unwrap();
    assert_eq!(total(rule.to_string()).await, of(&|other| other == rule));
    assert_eq!(total(format!("{start}-*")).await, of(&|other| other.starts_with(&format!("{start}-"))));
    assert_eq!(total(format!("{rule},no-such-rule")).await, of(&|other| other == rule));
    assert_eq!(total("no-such-rule".to_string()).await, 0);
    assert!(get(&format!("events?rule={rule}")).await.json()["total"].as_u64().unwrap() > 0);
    for wrong in ["claims?rule=a*b", "claims?rule=**", "claims?rules=x"] {
        assert_eq!(get(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn reports_tell_how_many_of_their_claims_wait() {
    let rows = get("reports").await.json();
    assert!(rows["rows"].as_array().unwrap().iter().all(|row| row["unreviewed"] == row["claims"]), "{rows}");
}

#[tokio::test]
async fn talks_are_told_with_all_that_hangs_on_them() {
    let first = get("talks").await.json()["rows"][0]["id"].as_str().unwrap().trim_start_matches("talks/").to_string();
    let talks = get(&format!("talks/{first}")).await.json();
    assert_eq!(talks["process"]["id"], format!("talks/{first}"));
    assert!(!talks["names"].as_object().unwrap().is_empty());
    assert!(get(&format!("talks/{first}.csv")).await.media().starts_with("text/csv"));
}

#[tokio::test]
async fn the_brief_comes_in_three_forms() {
    let brief = get("brief?since=2025-11-15&until=2025-11-16").await;
    assert!(brief.json().is_object());
    assert!(get("brief.md?since=2025-11-15&until=2025-11-16").await.body.starts_with('#'));
    let page = ask(&app(), Method::GET, "/api/v1/brief?until=2025-11-15", &[("accept", "text/html")]).await;
    assert!(page.body.to_lowercase().starts_with("<!doctype html>") && page.media().starts_with("text/html"));
    assert_eq!(get("brief?until=1990-01-01").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_unchanged_answer_is_not_sent_again() {
    let app = app();
    let first = ask(&app, Method::GET, "/api/v1/events", &[]).await;
    let tag = first.headers["etag"].to_str().unwrap();
    let again = ask(&app, Method::GET, "/api/v1/events", &[("if-none-match", tag)]).await;
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(again.headers["etag"], first.headers["etag"]);
    let csv = ask(&app, Method::GET, "/api/v1/events.csv", &[("if-none-match", tag)]).await;
    assert_eq!(csv.status, StatusCode::OK, "another form has another tag");
    let kept = ask(&app, Method::GET, "/api/v1/events", &[]).await;
    assert_eq!((&kept.body, &kept.headers["etag"]), (&first.body, &first.headers["etag"]));
    let head = ask(&app, Method::HEAD, "/api/v1/events", &[]).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn answers_are_packed_where_the_client_unpacks_them() {
    let request = Request::builder().uri("/api/v1/events").header("host", HERE).header("accept-encoding", "gzip");
    let response = app().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let packed = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let plain = get("events").await;
    assert!(!plain.headers.contains_key("content-encoding") && packed.len() * 2 < plain.body.len());
}

#[tokio::test]
async fn the_page_routes_itself_and_the_api_does_not() {
    let app = app();
    for path in ["/", "/explore", "/reports/bf913e6616", "/docs"] {
        let page = ask(&app, Method::GET, path, &[]).await;
        assert_eq!((page.status, page.media()), (StatusCode::OK, "text/html; charset=utf-8"), "{path}");
    }
    for path in ["/assets/nothing.js", "/api", "/nothing.css"] {
        assert_eq!(ask(&app, Method::GET, path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(ask(&app, Method::GET, "/healthz", &[]).await.body, "ok\n");
}

#[tokio::test]
async fn hostile_addresses_are_answered() {
    let long = "x".repeat(5000);
    for path in [
        format!("events?text={long}"),
        format!("reports/{long}"),
        "events?place=%ff%fe".to_string(),
        "claims/%00:1".to_string(),
        "claims/:99999999999999999999".to_string(),
        "events/-".to_string(),
        "talks/%2e%2e%2f".to_string(),
        "events?from=-9999-01-01&to=9999-12-31".to_string(),
        "series?text=%22%27--".to_string(),
        "brief?since=-9999-01-01&until=9999-12-31".to_string(),
    ] {
        let status = get(&path).await.status;
        assert!(status.is_client_error() || status == StatusCode::OK, "{path}: {status}");
    }
}

#[test]
fn the_document_in_the_project_is_that_of_the_code() {
    let kept = include_str!("../../../../docs/openapi.json");
    assert!(kept == server::openapi(), "run `dateline serve --openapi > docs/openapi.json`");
}

#[tokio::test]
async fn words_are_found_in_reports_and_claims() {
    let found = get("search?text=substation*&limit=1").await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.body);
    let found = found.json();
    for list in ["reports", "claims"] {
        let found = &found[list];
        assert_eq!(found["rows"].as_array().unwrap().len(), 1, "{found}");
        assert!(found["total"].as_u64().unwrap() > 1 && found["truncated"] == true, "{found}");
        let next = found["next"].as_str().unwrap();
        let rest = get(&format!("{list}?text=substation*&order=latest&limit=1000&next={next}")).await.json();
        assert_eq!(rest["rows"].as_array().unwrap().len() as u64 + 1, found["total"].as_u64().unwrap(), "{list}");
        assert_eq!(rest["truncated"], false);
        let days = |row: &Value| row["published"].as_str().unwrap().to_string();
        assert!(days(&found["rows"][0]) >= days(&rest["rows"][0]), "the latest first");
    }
    let whole = get("claims?text=substation*").await.json();
    let words = whole["rows"].as_array().unwrap().iter().map(|row| row["words"].as_str().unwrap().to_lowercase());
    words.for_each(|words| assert!(words.contains("substation"), "{words}"));
    let nothing = get("search?text=%22substation+zebra%22").await.json();
    assert_eq!((&nothing["reports"]["total"], &nothing["claims"]["total"]), (&0.into(), &0.into()));
    let outlet = get("search?text=substation*&outlet=Sample+Daily").await.json();
    assert!(outlet["reports"]["total"].as_u64() < found["reports"]["total"].as_u64());
    for wrong in ["search", "search?text=", "search?text=!!!", "search?text=a&next=x", "search?text=a&plase=b"] {
        let answer = get(wrong).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}: {}", answer.body);
    }
    let many = "a+".repeat(33);
    assert_eq!(get(&format!("search?text={many}")).await.status, StatusCode::BAD_REQUEST);
    for strange in ["%22", "AND", "NEAR(a,2)", "text:x", "%00", "(((", "*", "a*b%22"] {
        let status = get(&format!("search?text={strange}x")).await.status;
        assert_eq!(status, StatusCode::OK, "{strange}");
    }
    assert_eq!(get("search.csv?text=a").await.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn changes_go_on_behind_a_cursor() {
    let whole = get("changes?limit=1000").await.json();
    let rows = whole["rows"].as_array().unwrap();
    let cursors: Vec<u64> = rows.iter().map(|row| row["cursor"].as_u64().unwrap()).collect();
    assert_eq!(cursors, (1..=whole["cursor"].as_u64().unwrap()).collect::<Vec<_>>(), "oldest first, none left out");
    let behind = get("changes?since=3&limit=2").await.json();
    assert_eq!(behind["rows"].as_array().unwrap()[..], rows[3..5]);
    assert_eq!((behind["total"].as_u64(), &behind["truncated"]), (Some(rows.len() as u64 - 3), &true.into()));
    let next = behind["next"].as_str().unwrap();
    let rest = get(&format!("changes?since=3&limit=1000&next={next}")).await.json();
    assert_eq!(rest["rows"].as_array().unwrap()[..], rows[5..]);
    assert!(rest["next"].is_null() && rest["total"] == behind["total"]);
    let none = get("changes?since=99999").await.json();
    assert_eq!((none["rows"].as_array().map(Vec::len), &none["total"]), (Some(0), &0.into()));
    for wrong in ["changes?since=x", "changes?since=-1", "changes?next=x", "changes?type=ASSAULT"] {
        assert_eq!(get(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    assert_eq!(get("changes.csv?since=1").await.body.lines().count(), rows.len());
}
