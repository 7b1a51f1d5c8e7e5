//! What people decide of claims, as they say it on the command line.
#![allow(clippy::unwrap_used, reason = "a test")]

mod desk;

use desk::{Desk, text};
use serde_json::Value;

const NIGHT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/one-night");

/// The report with this file name, and the ids of its claims.
fn filled(name: &str) -> (Desk, Vec<String>) {
    let desk = Desk::with_record(name);
    desk.ok(&["add", "--published", "2025-11-15", NIGHT]);
    let of_wire = |row: &&Value| row["file"] == "1-wire.txt";
    let claims = desk.rows(&["ls", "claims"]);
    let ids = claims.iter().filter(of_wire).map(|row| text(&row["id"]).to_string()).collect();
    (desk, ids)
}

fn state(desk: &Desk, id: &str) -> String {
    text(&desk.rows(&["show", id])[0]["review"]["state"]).to_string()
}

#[test]
fn claims_are_accepted_rejected_and_taken_back() {
    let (desk, claims) = filled("review-words");
    let (one, other) = (claims[0].as_str(), claims[1].as_str());
    desk.ends(2, &["accept", one]);
    desk.fails(4, "nobody is named", &["accept", one, "--by", " "]);
    desk.fails(4, "no reason", &["reject", one, "--by", "ana", "--why", " "]);
    desk.fails(1, "no claim", &["accept", one, "bf913e66:99", "--by", "ana"]);
    assert!(desk.ok(&["accept", one, "--by", "ana", "--dry-run"]).starts_with("would accept"));
    assert_eq!(state(&desk, one), "unreviewed");
    desk.ok(&["accept", one, other, "--by", "ana"]);
    desk.ok(&["reject", other, "--by", "ben", "--role", "reviewer", "--why", "not so"]);
    assert_eq!((state(&desk, one), state(&desk, other)), ("accepted".to_string(), "rejected".to_string()));
    let shown = &desk.rows(&["show", other])[0];
    assert_eq!((&shown["review"]["disputed"], text(&shown["review"]["by"])), (&Value::Bool(true), "ben"));
    assert_eq!(shown["reviews"].as_array().unwrap().len(), 2);
    assert!(!desk.rows(&["ls", "claims"]).iter().any(|row| row["id"] == other));
    assert_eq!(desk.rows(&["ls", "claims", "--review", "rejected"])[0]["id"], other);
    assert!(!desk.rows(&["ls", "figures"]).iter().any(|row| row["claim"] == other));
    let log = desk.rows(&["changes"]);
    let last = log.last().unwrap();
    assert_eq!((text(&last["what"]), text(&last["by"]), text(&last["why"])), ("claim-rejected", "ben", "not so"));
    desk.fails(1, "eva said nothing", &["undo", other, "--by", "eva"]);
    desk.ok(&["undo", other, "--by", "ben"]);
    assert_eq!(state(&desk, other), "accepted");
    desk.ok(&["verify"]);
}

/// A missile "struck a substation": whoever reads it says what is otherwise, by words of the report.
#[test]
fn an_edit_stands_on_words_of_the_report() {
    let (desk, claims) = filled("review-edit");
    let id = claims.iter().find(|id| desk.rows(&["show", id])[0]["trigger"]["text"] == "downed").unwrap().as_str();
    let edit = |set: &str| ["edit", id, "--set", set, "--by", "ana", "--why", "read again"].map(str::to_string);
    let args = |set: &str| edit(set);
    let fails = |code: i32, words: &str, set: &str| {
        let args = args(set);
        desk.fails(code, words, &args.iter().map(String::as_str).collect::<Vec<_>>());
    };
    fails(4, "a number that its words do not hold is refused", "1.low=700");
    fails(2, "does not stand in the report", "actor=the navy");
    fails(2, "figures", "low=405");
    fails(4, "types are", "type=NOTHING");
    fails(4, "changes nothing", "type=INTERCEPT");
    let ok = args("object=drones");
    desk.ok(&ok.iter().map(String::as_str).collect::<Vec<_>>());
    desk.ok(&["edit", id, "--set", "status=negated", "--set", "1.high=", "--by", "ana", "--why", "at least"]);
    let shown = &desk.rows(&["show", id])[0];
    assert_eq!((text(&shown["status"]), text(&shown["review"]["state"])), ("negated", "edited"));
    assert_eq!((&shown["figures"][0]["low"], &shown["figures"][0]["high"]), (&Value::from(405), &Value::Null));
    assert_eq!((text(&shown["was"]["status"]), &shown["was"]["figures"][0]["high"]), ("actual", &Value::from(405)));
    assert_eq!(shown["was"]["rule"], shown["rule"]);
    desk.ok(&["rebuild"]);
    assert_eq!(&desk.rows(&["show", id])[0], shown);
    desk.ok(&["verify"]);
}

#[test]
fn reviews_are_queued_counted_and_compared() {
    let (desk, claims) = filled("review-stats");
    assert_eq!(desk.ends(1, &["review", "--stats"]), "");
    let all = desk.rows(&["review"]).len();
    for (at, id) in claims.iter().enumerate() {
        let verdicts = [("ana", at % 3 == 0), ("ben", at % 2 == 0)];
        for (by, rejects) in verdicts {
            let verb = if rejects { "reject" } else { "accept" };
            let args = [verb, id, "--by", by, "--why", "read"];
            desk.ok(&args);
        }
    }
    assert_eq!(desk.rows(&["review"]).len() + claims.len(), all);
    assert_eq!(desk.rows(&["review", "--queue", "rejected"]).len(), 3);
    assert_eq!(desk.rows(&["review", "--queue", "disputed"]).len(), 3);
    assert_eq!(desk.rows(&["review", "--queue", &claims[0][..10]]).len(), claims.len());
    desk.fails(1, "no queue and no report", &["review", "--queue", "everything"]);
    desk.ends(1, &["review", "--queue", "orphaned"]);
    let stats = desk.rows(&["review", "--stats", "--by-type"]);
    let whole = stats.last().unwrap();
    assert_eq!(
        (&whole["judged"], &whole["rejected"], &whole["precision"]),
        (&Value::from(6), &Value::from(3), &Value::from(0.5))
    );
    assert!(stats.is_sorted_by_key(|row| if row["of"] == "all" { 2.0 } else { row["precision"].as_f64().unwrap() }));
    let found = &desk.rows(&["review", "--agreement", "ana", "ben"])[0];
    // Of six: both reject 1, ana alone 1, ben alone 2, neither 2.
    assert_eq!(
        (&found["claims"], &found["observed"], &found["kappa"]),
        (&Value::from(6), &Value::from(0.5), &Value::from(0.0))
    );
    desk.ends(1, &["review", "--agreement", "ana", "eva"]);
}

#[test]
fn events_are_merged_and_split_by_name_and_reason() {
    let (desk, claims) = filled("review-events");
    let event = |id: &str| {
        text(&desk.rows(&["ls", "claims", "--review", "all"]).iter().find(|row| row["id"] == *id).unwrap()["event"])
            .to_string()
    };
    let (one, other) = (event(&claims[0]), event(&claims[1]));
    assert!(desk.ok(&["merge", &one, &other, "--by", "ana", "--why", "one", "--dry-run"]).starts_with("would"));
    assert_ne!(event(&claims[0]), event(&claims[1]));
    desk.ok(&["merge", &one, &other, "--by", "ana", "--why", "one raid"]);
    assert_eq!(event(&claims[0]), event(&claims[1]));
    desk.ok(&["split", &event(&claims[0]), &claims[1], "--by", "ana", "--why", "two after all"]);
    assert_ne!(event(&claims[0]), event(&claims[1]));
    desk.ok(&["join", &event(&claims[0]), &event(&claims[1]), "--by", "ana", "--why", "one raid"]);
}
