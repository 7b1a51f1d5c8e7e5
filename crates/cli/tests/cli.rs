//! The program as a user meets it: what it prints, where, and how it ends.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that writes files for the program to read")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/night.txt");

/// A directory for one test, empty at its beginning.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn dateline(args: &[&str]) -> Output {
    dateline_with(args, b"")
}

fn dateline_with(args: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .env_remove("NO_COLOR")
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(stdin).unwrap();
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The program ends with this code and says these words, in one line on standard error.
#[track_caller]
fn fails(code: i32, words: &str, args: &[&str]) {
    let output = dateline(args);
    let said = err(&output);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
    assert!(said.contains(words), "{args:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{args:?}: {said}");
    assert_eq!(out(&output), "", "{args:?}");
}

#[test]
fn every_command_has_help_with_examples() {
    for args in [&["--help"][..], &["read", "--help"], &["explain", "--help"], &["completions", "--help"]] {
        let output = dateline(args);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains("Example"), "{args:?}: {}", out(&output));
    }
    assert!(out(&dateline(&["--version"])).starts_with("dateline "));
    assert!(out(&dateline(&["completions", "bash"])).contains("_dateline"));
}

#[test]
fn one_report_is_one_json_object() {
    let output = dateline(&["read", "--format", "json", "--published", "2025-11-15", SAMPLE]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let document: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(document["schema"], "claims/1");
    assert_eq!(document["report"]["id"], "night");
    assert_eq!(document["report"]["published"], "2025-11-15");
    let text: Vec<char> = fs::read_to_string(SAMPLE).unwrap().chars().collect();
    assert_eq!(document["report"]["characters"], text.len());
    check_spans(&document, &text);
    assert_eq!(out(&output), out(&dateline(&["read", "--json", "--published", "2025-11-15", SAMPLE])));
}

/// Every object with a start, an end and a text is that slice of the report's characters.
fn check_spans(value: &serde_json::Value, text: &[char]) {
    if let (Some(start), Some(end), Some(words)) =
        (value["start"].as_u64(), value["end"].as_u64(), value["text"].as_str())
    {
        let slice: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(slice, words);
    }
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| check_spans(item, text)),
        serde_json::Value::Object(fields) => fields.values().for_each(|item| check_spans(item, text)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

#[test]
fn a_pipe_gets_json_lines_and_standard_input_is_a_report() {
    let text = "Київ. Rebels attacked the town of Goma on Friday.";
    let output = dateline_with(&["read", "-"], text.as_bytes());
    assert_eq!(out(&output).lines().count(), 1);
    let document: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(document["report"]["id"].as_str().unwrap().len(), 16);
    assert_eq!(document["report"]["characters"], text.chars().count());
}

#[test]
fn many_reports_come_in_order_and_alike_from_any_number_of_threads() {
    let folder = folder("many");
    fs::create_dir(folder.join("b")).unwrap();
    for number in 0..150 {
        let below = if number % 3 == 0 { "b/" } else { "" };
        let text = format!("At least {number} people were killed in Goma on Friday, officials said.");
        fs::write(folder.join(format!("{below}r{number:03}.txt")), text).unwrap();
    }
    fs::write(folder.join("notes.csv"), "not, a, report").unwrap();
    let path = folder.to_str().unwrap();
    let one = dateline(&["read", "--threads", "1", SAMPLE, path]);
    let many = dateline(&["read", "--threads", "7", SAMPLE, path]);
    assert_eq!(one.status.code(), Some(0), "{}", err(&one));
    assert_eq!(one.stdout, many.stdout);
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["report"]["id"].to_string();
    let ids: Vec<String> = out(&one).lines().map(id).collect();
    assert_eq!(ids.len(), 151);
    assert_eq!(ids[..3], ["\"night\"", "\"r000\"", "\"r003\""]);
    assert_eq!(ids[150], "\"r149\"");
}

#[test]
fn failures_are_one_line_and_the_others_still_run() {
    let folder = folder("failures");
    let empty = folder.join("empty");
    fs::create_dir(&empty).unwrap();
    let binary = folder.join("picture.txt");
    fs::write(&binary, b"\x89PNG\0\0").unwrap();
    let (empty, binary) = (empty.to_str().unwrap(), binary.to_str().unwrap());
    fails(3, "no such file", &["read", "nowhere.txt"]);
    fails(3, "not text", &["read", binary]);
    fails(1, "no reports in this directory", &["read", empty]);
    fails(2, "YEAR-MONTH-DAY", &["read", "--published", "6 December", SAMPLE]);
    fails(2, "no encoding", &["read", "--encoding", "klingon", SAMPLE]);
    fails(2, "--format jsonl", &["read", "--format", "json", SAMPLE, SAMPLE]);
    fails(2, "run it once for each", &["read", "--format", "brat", SAMPLE, SAMPLE]);
    fails(2, "types are AGREE", &["explain", "--why-not", "WAR", "It rained."]);
    fails(2, "--rules", &["read", "--rules", empty, SAMPLE]);
    fails(2, "--gazetteer", &["read", "--gazetteer", "nowhere.csv", SAMPLE]);

    let output = dateline(&["read", "nowhere.txt", SAMPLE, binary]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(out(&output).lines().count(), 1);
    assert_eq!(err(&output).lines().count(), 2);
}

#[test]
fn a_users_rule_with_a_mistake_is_named_with_its_line() {
    let folder = folder("rules");
    let file = folder.join("mine.toml");
    fs::write(&file, "# Mine.\n\n[mine]\ntype = \"WAR\"\ntrigger = \"@say-verb\"\n").unwrap();
    fails(2, "mine.toml, line 3, rule `mine`", &["read", "--rules", folder.to_str().unwrap(), SAMPLE]);
}

#[test]
fn other_encodings_are_read_when_named() {
    let folder = folder("encodings");
    let file = folder.join("cp1251.txt");
    fs::write(&file, b"\xca\xe8\xbf\xe2. It rained.").unwrap();
    let path = file.to_str().unwrap();
    fails(3, "not UTF-8 text: byte 0 does not fit", &["read", path]);
    let output = dateline(&["read", "--json", "--encoding", "windows-1251", path]);
    let document: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(document["report"]["characters"], 16);
}

#[test]
fn a_table_is_for_people() {
    let output = dateline(&["read", "--format", "table", "--published", "2025-11-15", "--spans", SAMPLE]);
    let table = out(&output);
    assert!(table.starts_with(SAMPLE), "{table}");
    assert!(!table.contains('\u{1b}'), "a pipe gets no colours: {table}");
    assert!(table.lines().skip(1).all(|line| line.chars().count() <= 100), "{table}");
    assert!(table.lines().all(|line| line == line.trim_end()), "{table}");
    let coloured = dateline(&["read", "--format", "table", "--color", "always", SAMPLE]);
    assert!(out(&coloured).contains('\u{1b}'));
    let markdown = out(&dateline(&["read", "--format", "markdown", SAMPLE]));
    assert!(markdown.starts_with("## "), "{markdown}");
}

#[test]
fn who_says_what_is_printed_as_standoff_annotation() {
    let folder = folder("brat");
    let file = folder.join("talks.txt");
    fs::write(&file, "“Talks failed,” the mayor – Ana Ruiz – said.\nThe army said that it had left.\n").unwrap();
    let output = dateline(&["read", "--format", "brat", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let lines = out(&output);
    for line in [
        "T1\tContent 0 15\t“Talks failed,”",
        "T5\tContent 59 75\tthat it had left",
        "T6\tCue 54 58\tsaid",
        "T7\tSource 45 53\tThe army",
        "T8\tAttribution 54 58\tsaid",
        "E2\tAttribution:T8 Content:T5 Cue:T6 Source:T7",
    ] {
        assert!(lines.lines().any(|have| have == line), "{line} is missing in\n{lines}");
    }
}

#[test]
fn explain_shows_every_layer() {
    let text = "Drones hit a fuel depot in Kherson on Friday, killing at least three people, the governor said.";
    let output = dateline(&["explain", "--published", "2025-12-06", "--why-not", "AID", text]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let shown = out(&output);
    for part in ["sentence 1", "nsubj Drones NOUN", "└─", "names and nouns", "Kherson", "said by", "why not AID"] {
        assert!(shown.contains(part), "{part} is missing in {shown}");
    }
}
