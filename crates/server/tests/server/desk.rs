//! What changed in a period, what the record covers, and its log, over the sample reports.

use serde_json::Value;

use crate::api::get;

fn rows<'a>(answer: &'a Value, part: &str) -> &'a [Value] {
    answer[part]["rows"].as_array().map_or(&[], Vec::as_slice)
}

fn values(card: &Value) -> Vec<&Value> {
    card["others"].as_array().unwrap().iter().chain([&card["latest"]]).collect()
}

#[tokio::test]
async fn the_desk_shows_the_last_day_with_reports_where_none_is_given() {
    let desk = get("desk").await.json();
    assert_eq!((desk["since"].as_str(), desk["until"].as_str()), (Some("2025-11-16"), Some("2025-11-16")));
    assert_eq!((desk["reports"].as_u64(), desk["narrowed"].as_bool()), (Some(1), Some(false)));
}

#[tokio::test]
async fn values_that_differ_stand_side_by_side() {
    let desk = get("desk?since=2025-11-14&until=2025-11-16").await.json();
    let cards = rows(&desk, "figures");
    let injured = cards.iter().find(|card| card["series"] == "injured/person/UKR").unwrap();
    assert_eq!(injured["disputed"], true);
    let speakers: Vec<_> = values(injured).iter().map(|value| value["speaker"].clone()).collect();
    assert!(
        speakers.len() > 1 && speakers.contains(&Value::Null) && speakers.contains(&"the mayor".into()),
        "{speakers:?}"
    );
    let told = rows(&desk, "disputed").iter().find(|dispute| dispute["series"] == "injured/person/UKR").unwrap();
    assert!(told["text"].as_str().unwrap().contains("No value is preferred"), "{told}");
    assert!(told["claims"].as_array().unwrap().len() > 1, "{told}");
    assert!(cards.iter().any(|card| card["disputed"] == false));
}

#[tokio::test]
async fn every_value_of_the_desk_stands_in_the_words_it_names() {
    let desk = get("desk?since=2025-11-14").await.json();
    let mut seen = 0;
    for value in rows(&desk, "figures").iter().flat_map(values) {
        let report = get(&format!("reports/{}", value["doc_id"].as_str().unwrap())).await.json();
        let text: Vec<char> = report["text"].as_str().unwrap().chars().collect();
        let place = |name: &str| value[name].as_u64().unwrap() as usize;
        let words: String = text[place("char_start")..place("char_end")].iter().collect();
        assert_eq!(words, value["words"].as_str().unwrap());
        seen += 1;
    }
    assert!(seen >= 12, "{seen}");
}

#[tokio::test]
async fn what_most_origins_carry_comes_first() {
    let desk = get("desk?since=2025-11-14").await.json();
    let origins: Vec<u64> = rows(&desk, "events").iter().map(|event| event["origins"].as_u64().unwrap()).collect();
    assert!(origins.len() > 10 && origins.is_sorted_by(|one, other| one >= other), "{origins:?}");
    assert!(rows(&desk, "outages").iter().all(|event| event["types"].as_array().unwrap().contains(&"OUTAGE".into())));
}

#[tokio::test]
async fn a_period_is_two_days_in_their_order() {
    for wrong in ["desk?since=2025-11-17&until=2025-11-16", "desk?since=yesterday", "desk?from=2025-11-14"] {
        let answer = get(wrong).await;
        assert_eq!((answer.status.as_u16(), answer.json()["status"].as_u64()), (400, Some(400)), "{wrong}");
    }
    let before = get("desk?since=1999-01-01&until=1999-12-31").await.json();
    assert_eq!((before["claims"].as_u64(), before["figures"]["total"].as_u64()), (Some(0), Some(0)));
}

#[tokio::test]
async fn the_log_is_told_from_its_end_in_pages() {
    let whole = get("log").await.json();
    let cursors: Vec<u64> =
        whole["rows"].as_array().unwrap().iter().map(|row| row["cursor"].as_u64().unwrap()).collect();
    assert_eq!(cursors.first(), whole["cursor"].as_u64().as_ref());
    assert!(cursors.is_sorted_by(|one, other| one > other), "{cursors:?}");
    let first = get("log?limit=3").await.json();
    let second = get(&format!("log?limit=3&next={}", first["next"].as_str().unwrap())).await.json();
    let both: Vec<u64> = [&first, &second]
        .iter()
        .flat_map(|page| page["rows"].as_array().unwrap())
        .map(|row| row["cursor"].as_u64().unwrap())
        .collect();
    assert_eq!(both, cursors[..6]);
    assert_eq!(get("log?what=report-added").await.json()["total"], 9);
    assert_eq!(get("log?what=report-added,created&by=TEST").await.json()["total"], 10);
    assert_eq!(get("log?by=nobody").await.json()["total"], 0);
    assert_eq!(get("log?what=zebra").await.status.as_u16(), 400);
    let lines = get("log.csv?what=report-added").await;
    assert_eq!(lines.body.lines().count(), 10);
}

#[tokio::test]
async fn coverage_counts_days_without_a_report() {
    let covered = get("record/coverage").await.json();
    let days = &covered["days"];
    let told = (days["first"].as_str(), days["last"].as_str(), days["with_reports"].as_u64(), days["without"].as_u64());
    assert_eq!(told, (Some("2025-11-15"), Some("2025-11-16"), Some(2), Some(0)));
    let printed: u64 = covered["outlets"].as_array().unwrap().iter().map(|row| row["reports"].as_u64().unwrap()).sum();
    assert_eq!(printed, 9);
    assert!(covered["sides"].as_array().unwrap().iter().any(|row| row["side"].is_null()));
}
