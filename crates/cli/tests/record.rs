//! A record as a user meets it: made, filled, asked, checked, read again.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that writes files for the program to read")]

mod desk;

use std::fs;
use std::io::Write as _;

use desk::{Desk, err, rows, text};
use serde_json::Value;

const NIGHT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/one-night");
const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/gold");

#[test]
fn a_record_is_made_once_and_found_from_below() {
    let desk = Desk::new("found");
    desk.fails(2, "dateline init", &["ls", "reports"]);
    desk.fails(2, "dateline init", &["--record", "nowhere.dateline", "ls", "reports"]);
    assert!(desk.ok(&["init", "."]).starts_with("record.dateline: a new record"));
    desk.fails(2, "a file already", &["init"]);
    desk.ok(&["add", "--published", "2025-11-15", NIGHT]);

    let below = Desk(desk.0.join("one/two"));
    fs::create_dir_all(&below.0).unwrap();
    assert_eq!(below.rows(&["ls", "reports"]).len(), 9);
    // The nearest one is meant, unless another is named.
    below.ok(&["init"]);
    below.ends(1, &["ls", "reports"]);
    assert_eq!(below.rows(&["ls", "reports", "--record", &desk.path("record.dateline")]).len(), 9);
    assert_eq!(below.rows(&["--record", "../..", "ls", "reports"]).len(), 9);
    desk.write("notes.txt", "It rained.");
    desk.fails(2, "not a record", &["--record", "notes.txt", "ls", "reports"]);
}

#[test]
fn a_report_is_told_of_with_its_items_and_is_known_the_second_time() {
    let desk = Desk::with_record("twice");
    let wire = format!("{NIGHT}/1-wire.txt");
    let add = |form: &str| {
        desk.ok(&["add", &wire, "--published", "2025-11-15T08:40Z", "--outlet", "Sample Wire", "--format", form])
    };
    let told = add("table");
    for words in
        ["1-wire.txt", "499 characters", "sha256 ", "new", "EVENT", "FIGURE", "18 missile", "air force UKR/MIL"]
    {
        assert!(told.contains(words), "{words} is missing in\n{told}");
    }
    let before = fs::read(desk.0.join("record.dateline")).unwrap();
    let again = &rows(&add("jsonl"))[0];
    assert_eq!((text(&again["what"]), &again["claims"]), ("known", &Value::from(0)));
    assert_eq!(fs::read(desk.0.join("record.dateline")).unwrap(), before);
    // The same text elsewhere is no other report, but the outlet is kept.
    let elsewhere = desk.rows(&["add", &wire, "--outlet", "Other Wire", "--published", "2025-11-15"]);
    assert_eq!(text(&elsewhere[0]["what"]), "again");
    let reports = desk.rows(&["ls", "reports"]);
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["also_in"], serde_json::json!(["Other Wire"]));
    assert_eq!(reports[0]["published"], "2025-11-15");
}

#[test]
fn a_dry_run_changes_nothing() {
    let desk = Desk::with_record("dry");
    let before = fs::read(desk.0.join("record.dateline")).unwrap();
    assert_eq!(desk.rows(&["add", "--dry-run", NIGHT]).len(), 9);
    assert!(desk.ok(&["add", "--dry-run", "--format", "table", NIGHT]).contains("Nothing was changed"));
    assert_eq!(fs::read(desk.0.join("record.dateline")).unwrap(), before);
}

#[test]
fn lists_are_filtered_and_paged() {
    let desk = Desk::with_record("lists");
    desk.ok(&["add", "--published", "2025-11-15", "--side", "UKR", NIGHT]);
    let all = desk.rows(&["ls", "claims"]);
    assert!(all.len() > 30, "{}", all.len());
    for list in ["reports", "claims", "events", "figures", "actors", "places"] {
        let rows = desk.rows(&["ls", list]);
        assert!(!rows.is_empty(), "{list}");
        let csv = desk.ok(&["ls", list, "--csv"]);
        assert!(csv.lines().count() > rows.len(), "{list}: {csv}");
        assert_eq!(csv.lines().next().unwrap().split(',').count(), rows[0].as_object().unwrap().len(), "{list}");
        let table = desk.ok(&["ls", list, "--format", "table"]);
        assert!(table.lines().all(|line| line.chars().count() <= 120 && line == line.trim_end()), "{table}");
        assert!(!table.contains('\u{1b}'), "a pipe gets no colours: {table}");
    }
    let assaults = desk.rows(&["ls", "claims", "--type", "ASSAULT", "--speaker", "UKR"]);
    assert!(!assaults.is_empty() && assaults.len() < all.len());
    assert!(assaults.iter().all(|row| row["type"] == "ASSAULT" && text(&row["who"]).starts_with("UKR")));
    desk.ends(1, &["ls", "events", "--from", "2030-01-01"]);
    desk.fails(2, "later than", &["ls", "events", "--from", "2025-12-06", "--to", "2025-12-05"]);
    desk.fails(2, "types are AGREE", &["ls", "events", "--type", "WAR"]);
    desk.fails(2, "no place is called", &["ls", "events", "--place", "Nowhereville"]);
    // By its name or by its code, a country is one place.
    assert_eq!(desk.rows(&["ls", "events", "--place", "Ukraine"]), desk.rows(&["ls", "events", "--place", "UKR"]));

    let people = desk.rows(&["ls", "actors", "--spellings"]);
    assert!(people.iter().any(|row| row["id"] == "UKR/GOV" && row["kind"] == "state"), "{people:?}");
    assert!(!desk.ok(&["ls", "places", "--spellings", "--format", "table"]).is_empty());
    desk.fails(2, "goes with", &["ls", "events", "--spellings"]);

    let mut paged = Vec::new();
    let mut next: Option<String> = None;
    loop {
        let mut args = vec!["ls", "claims", "--limit", "7"];
        args.extend(next.iter().flat_map(|token| ["--next", token]));
        let output = desk.run_with(&args, b"");
        paged.extend(rows(&String::from_utf8(output.stdout.clone()).unwrap()));
        let said = err(&output);
        let Some((_, token)) = said.trim().rsplit_once("--next ") else { break };
        assert!(said.starts_with(&format!("7 of {}; next page", all.len())), "{said}");
        next = Some(token.to_string());
    }
    assert_eq!(paged, all);
}

#[test]
fn any_id_is_shown_and_a_beginning_is_enough() {
    let desk = Desk::with_record("show");
    desk.ok(&["add", "--published", "2025-11-15", NIGHT]);
    let claims = desk.rows(&["ls", "claims", "--type", "INTERCEPT"]);
    let (claim, event) = (text(&claims[0]["id"]).to_string(), text(&claims[0]["event"]).to_string());
    let report = claim.split(':').next().unwrap().to_string();

    let shown = &desk.rows(&["show", &report[..6]])[0];
    assert_eq!(shown["id"], report.as_str());
    assert_eq!(shown["told"].as_array().unwrap().len() as u64, shown["claims"].as_u64().unwrap());
    assert_eq!(desk.rows(&["show", &claim])[0]["type"], "INTERCEPT");
    let shown = &desk.rows(&["show", &event, "--log"])[0];
    assert_eq!(shown["id"], event.as_str());
    assert!(shown["told"].as_array().unwrap().iter().any(|told| told["type"] == "INTERCEPT"));
    for id in [report.as_str(), &claim, &event] {
        let table = desk.ok(&["show", id, "--format", "table", "--spans", "--log"]);
        assert!(table.contains("intercept") || table.contains("INTERCEPT"), "{table}");
    }
    desk.fails(2, "begins more than one report", &["show", ""]);
    desk.fails(1, "no report `ffff`", &["show", "ffff"]);
    desk.fails(1, "no claim", &["show", &format!("{report}:99")]);
    desk.fails(1, "no event", &["show", "0000000000-1"]);
    desk.fails(2, "prints a table or JSON", &["show", &report, "--csv"]);
}

#[test]
fn json_lines_packed_or_not_are_reports_and_a_bad_line_stops_nothing() {
    let desk = Desk::with_record("lines");
    let lines = r#"{"text": "Drones hit a depot in Kherson on Friday, the governor said.", "date": "2024-01-05", "outlet": "A"}
{"text": "nonsense"
{"title": "No text"}
{"text": "At least three people were killed in Goma, officials said.", "published": "2024-01-06T10:00:00Z", "side": "COD"}
"#;
    let file = desk.write("items.jsonl", lines);
    let output = desk.run_with(&["add", &file, "--outlet", "B"], b"");
    assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    assert_eq!(rows(&String::from_utf8(output.stdout.clone()).unwrap()).len(), 2);
    let said = err(&output);
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.contains("items.jsonl, line 2: not JSON") && said.contains("line 3: no report"), "{said}");
    let outlets: Vec<Value> = desk.rows(&["ls", "reports"]).iter().map(|row| row["outlet"].clone()).collect();
    assert_eq!(outlets, ["A", "B"]);
    let kept = desk.rows(&["changes", "--since", "0"]);
    let kept = text(&kept.last().unwrap()["detail"]).to_string();
    assert!(kept.starts_with("2 inputs not taken: ") && kept.contains("items.jsonl, line 2: not JSON"), "{kept}");

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(lines.lines().next().unwrap().as_bytes()).unwrap();
    let output = desk.run_with(&["add", "-"], &packed.finish().unwrap());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(rows(&String::from_utf8(output.stdout).unwrap())[0]["what"], "known");
    desk.fails(3, "no such file", &["add", "nowhere.txt"]);
    fs::create_dir(desk.0.join("empty")).unwrap();
    desk.fails(1, "no reports in this directory", &["add", "empty"]);
}

/// Every file of a folder of gold texts, in their order.
fn gold(set: &str) -> Vec<String> {
    let entries = fs::read_dir(format!("{GOLD}/{set}")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path().to_str().unwrap().to_string());
    let mut paths: Vec<String> = paths.filter(|path| path.ends_with(".txt")).collect();
    paths.sort();
    paths
}

#[test]
fn events_do_not_depend_on_the_order_and_survive_a_rebuild() {
    let files = gold("assault-2025-12-06");
    let one = Desk::with_record("order-one");
    let mut args = vec!["add", "--published", "2025-12-06"];
    args.extend(files.iter().map(String::as_str));
    one.ok(&args);
    let events = one.ok(&["events", "--format", "json"]);
    check_events(&events, &files);

    let other = Desk::with_record("order-other");
    for file in files.iter().rev() {
        other.ok(&["add", "--published", "2025-12-06", file]);
    }
    assert_eq!(other.ok(&["events"]), events);
    assert!(one.ok(&["rebuild"]).contains("6 reports read again, none of them otherwise"));
    assert_eq!(one.ok(&["events"]), events);
    assert_eq!(one.ok(&["verify"]), "");
}

/// As the contract has it: every trigger lies in its report, every claim is in one event, figures meet or do not.
fn check_events(text: &str, files: &[String]) {
    let document: Value = serde_json::from_str(text).unwrap();
    assert_eq!(document["schema"], "events/1");
    let mut claims = Vec::new();
    for event in document["events"].as_array().unwrap() {
        assert!(event["id"].is_string() && event["type"].is_string() && event["claims"][0].is_object(), "{event}");
        for claim in event["claims"].as_array().unwrap() {
            let file = claim["report"]["file"].as_str().unwrap();
            let path = files.iter().find(|path| path.ends_with(file)).unwrap();
            let (start, end) = (claim["trigger"]["start"].as_u64().unwrap(), claim["trigger"]["end"].as_u64().unwrap());
            assert!(start < end && end as usize <= fs::read_to_string(path).unwrap().chars().count(), "{claim}");
            assert_eq!(claim["report"]["published"], "2025-12-06");
            claims.push((file.to_string(), claim["id"].as_u64().unwrap()));
        }
        for figure in event["figures"].as_array().unwrap() {
            let agree = figure["agree"].as_bool().unwrap();
            assert!(agree || (figure["low"].is_null() && figure["high"].is_null()), "{figure}");
            assert!(!figure["said"].as_array().unwrap().is_empty(), "{figure}");
        }
    }
    let count = claims.len();
    claims.sort();
    claims.dedup();
    assert_eq!(claims.len(), count, "a claim is in two events");
    assert!(count > 100, "{count}");
}

/// The lines of the sample night are its texts, and show a copy and a later version.
#[test]
fn the_sample_night_has_a_copy_and_a_later_version() {
    let desk = Desk::with_record("night");
    let added = desk.rows(&["add", &format!("{NIGHT}.jsonl")]);
    assert_eq!(added.len(), 9);
    assert!(desk.rows(&["add", NIGHT]).iter().all(|row| row["what"] == "known" || row["what"] == "again"));
    let reports = desk.rows(&["ls", "reports"]);
    assert_eq!(reports.len(), 9);
    let of = |url: &str, day: &str| {
        reports.iter().find(|report| text(&report["url"]).ends_with(url) && report["published"] == day).unwrap()
    };
    let (wire, daily) = (of("/barrage", "2025-11-15"), of("/thousands-without-power", "2025-11-15"));
    assert_eq!(text(&wire["origin"]), text(&daily["origin"]));
    let (old, new) = (of("/chernihiv-counts", "2025-11-15"), of("/chernihiv-counts", "2025-11-16"));
    assert_eq!(text(&old["origin"]), text(&new["origin"]));
    assert_eq!(old["superseded_by"], new["id"]);
}

/// No report of the night says "talks" of the meeting, and it is listed all the same.
#[test]
fn a_meeting_is_listed_where_no_talks_are_named() {
    let desk = Desk::with_record("talks");
    desk.ok(&["add", &format!("{NIGHT}.jsonl")]);
    let listed = desk.rows(&["talks"]);
    assert_eq!(listed.iter().map(|row| text(&row["id"])).collect::<Vec<_>>(), ["talks/UKR-USA"]);
    let round = &desk.rows(&["talks", "UKR-USA", "--json"])[0]["rounds"][0];
    assert_eq!(round["days_counted"], 2);
}

/// What a later version tells anew is no rival of the earlier one; what a copy tells again is told once.
#[test]
fn a_brief_sets_only_standing_figures_side_by_side() {
    let desk = Desk::with_record("rivals");
    desk.ok(&["add", &format!("{NIGHT}.jsonl")]);
    let brief = desk.ok(&["brief", "--until", "2025-11-15", "--format", "markdown"]);
    let lines: Vec<&str> =
        brief.lines().filter(|line| line.contains("Accounts differ on how many people were injured")).collect();
    let [line] = lines[..] else { panic!("{brief}") };
    assert!(line.contains("at least seven") && !line.contains("at least five"), "{line}");
    assert_eq!(line.matches("four").count(), 1, "{line}");
}

#[test]
fn what_people_decide_is_kept_and_logged() {
    let desk = Desk::with_record("decide");
    desk.ok(&["add", "--published", "2025-11-15", NIGHT]);
    let events = desk.rows(&["ls", "events"]);
    let event = events.iter().find(|row| row["claims"].as_u64() > Some(1)).expect("no event of two claims");
    let shown = &desk.rows(&["show", text(&event["id"])])[0];
    let last = shown["claims"].as_array().unwrap().last().unwrap();
    let claim = format!("{}:{}", text(&last["report"]["id"]), last["id"]);
    let count = events.len();

    let id = text(&event["id"]);
    let split = desk.ok(&["split", id, &claim, "--by", "ana", "--why", "another place"]);
    assert!(split.contains(" is now "), "{split}");
    assert_eq!(desk.rows(&["ls", "events"]).len(), count + 1);
    desk.ok(&["rebuild"]);
    assert_eq!(desk.rows(&["ls", "events"]).len(), count + 1);
    let log = desk.rows(&["changes"]);
    let line = log.iter().find(|line| line["what"] == "split").unwrap();
    assert_eq!((text(&line["by"]), text(&line["why"])), ("ana", "another place"));

    let other = text(&desk.rows(&["show", &claim])[0]["event"]).to_string();
    desk.ok(&["join", id, &other, "--by", "ben", "--why", "one place after all"]);
    assert_eq!(desk.rows(&["ls", "events"]).len(), count);
    desk.fails(4, "--why is empty", &["split", id, &claim, "--by", "ana", "--why", " "]);
    desk.fails(2, "one event already", &["join", id, id, "--by", "ana", "--why", "x"]);
    desk.fails(1, "no event", &["join", id, "0000000000-1", "--by", "ana", "--why", "x"]);
    assert_eq!(desk.ok(&["verify"]), "");
}

#[test]
fn a_person_is_listed_once_under_all_spellings() {
    let desk = Desk::with_record("people");
    let said = |name: &str| format!("Drones hit Ukraine overnight, President {name} said on Saturday.");
    desk.write("one.txt", &said("Volodymyr Zelensky"));
    desk.write("two.txt", &said("Volodymyr Zelenskiy"));
    desk.ok(&["add", "--published", "2025-11-15", "one.txt", "two.txt"]);
    let people = desk.rows(&["ls", "people"]);
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!(people[0]["id"], "person:volodymyr-zelenskyy");
    let spellings = text(&people[0]["spellings"]);
    assert!(spellings.contains("Volodymyr Zelensky (") && spellings.contains("Volodymyr Zelenskiy ("), "{spellings}");
    desk.ends(1, &["ls", "people", "--speaker", "FRA"]);
    let lists = ["reports", "claims", "events", "figures", "actors", "people", "places", "series", "talks", "issues"];
    for list in lists.into_iter().chain(["positions", "territory", "threats", "demands"]) {
        desk.fails(2, "--next is no token of this list", &["ls", list, "--next", "x"]);
        desk.fails(2, "--next is no token of this list", &["ls", list, "--next", "9"]);
    }
}

#[test]
fn changes_are_told_from_a_cursor_on() {
    let desk = Desk::with_record("changes");
    desk.ok(&["add", &format!("{NIGHT}/1-wire.txt"), "--by", "ana"]);
    let before = desk.rows(&["changes"]);
    let cursor = before.last().unwrap()["cursor"].to_string();
    assert!(before.iter().any(|line| line["what"] == "report-added" && line["by"] == "ana"), "{before:?}");
    assert_eq!(desk.ends(1, &["changes", "--since", &cursor]), "");
    desk.ok(&["add", &format!("{NIGHT}/2-energy.txt")]);
    let after = desk.rows(&["changes", "--since", &cursor]);
    assert!(after.iter().all(|line| line["cursor"].as_u64() > cursor.parse().ok()), "{after:?}");
    assert!(after.iter().any(|line| line["what"] == "report-added"));
}

#[test]
fn every_command_of_a_record_has_help_with_examples() {
    let desk = Desk::new("help");
    for command in ["init", "add", "ls", "show", "changes", "verify", "rebuild", "events", "split", "merge"]
        .into_iter()
        .chain(["accept", "reject", "edit", "undo", "review"])
    {
        let help = desk.ok(&[command, "--help"]);
        assert!(help.contains("Example") && help.contains(&format!("dateline {command}")), "{help}");
    }
}
