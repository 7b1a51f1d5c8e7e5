//! What goes wrong is told, and nothing is lost by it.

use std::path::Path;

use record::{Filter, Sought};
use store::{Page, Sqlite, Store, StoreError, What};

use crate::samples::{DAY, Folder, linker, made, stamp, strike};

fn errors(path: &Path) -> [StoreError; 2] {
    [Sqlite::open(path).err().unwrap(), Sqlite::open_read_only(path).err().unwrap()]
}

#[test]
fn a_missing_file_is_told() {
    let folder = Folder::new();
    for error in errors(&folder.file()) {
        assert!(matches!(error, StoreError::NoRecord { .. }), "{error}");
        assert!(error.to_string().contains("dateline init"));
    }
    assert!(!folder.file().exists());
}

#[test]
fn other_files_are_no_records_and_stay_as_they_are() {
    let folder = Folder::new();
    let database = folder.path().join("other.db");
    rusqlite::Connection::open(&database).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let contents = [Vec::new(), b"not a record at all\n".repeat(300), std::fs::read(&database).unwrap()];
    for content in contents {
        std::fs::write(folder.file(), &content).unwrap();
        for error in errors(&folder.file()) {
            assert!(matches!(error, StoreError::NotARecord { .. }), "{error}");
        }
        assert_eq!(std::fs::read(folder.file()).unwrap(), content);
    }
    for error in errors(folder.path()) {
        assert!(matches!(error, StoreError::NotARecord { .. }), "{error}");
    }
}

#[test]
fn a_record_is_not_made_over_a_file() {
    let folder = Folder::new();
    std::fs::write(folder.file(), "mine").unwrap();
    let error = Sqlite::create(&folder.file(), &stamp()).err().unwrap();
    assert!(matches!(error, StoreError::Exists { .. }), "{error}");
    assert_eq!(std::fs::read(folder.file()).unwrap(), b"mine");
}

#[test]
fn a_record_of_a_newer_program_is_refused() {
    let folder = Folder::new();
    drop(folder.record());
    rusqlite::Connection::open(folder.file()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    for error in errors(&folder.file()) {
        assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error}");
    }
}

/// A record made before claims could be found by their words, or whose words were not all written.
#[test]
fn an_older_record_learns_its_words_when_it_is_opened_for_writing() {
    let folder = Folder::new();
    let mut record = folder.record();
    record.add(vec![strike(1, 600, DAY), strike(2, 653, DAY)], linker(), &made(), &stamp()).unwrap();
    drop(record);
    let raw = rusqlite::Connection::open(folder.file()).unwrap();
    raw.execute_batch(
        "INSERT INTO report_word (report_word) VALUES ('delete-all');
         INSERT INTO claim_word (claim_word) VALUES ('delete-all');
         PRAGMA user_version = 2",
    )
    .unwrap();
    drop(raw);
    let error = Sqlite::open_read_only(&folder.file()).err().unwrap();
    assert!(matches!(error, StoreError::Older { found: 2, .. }), "{error}");
    drop(Sqlite::open(&folder.file()).unwrap());
    let record = Sqlite::open_read_only(&folder.file()).unwrap();
    let filter = Filter { text: Some(Sought::parse("fired 653").unwrap()), ..Filter::default() };
    assert_eq!(record.claims(&filter, &Page::ALL).unwrap().total, 1);
    assert_eq!(record.reports(&filter, &Page::ALL).unwrap().total, 1);
    assert_eq!(record.verify().unwrap(), []);
}

#[test]
fn a_full_disk_is_told_and_what_was_acknowledged_stays() {
    let folder = Folder::new();
    let mut record = folder.record();
    record.limit_pages(90).unwrap();
    let mut acknowledged = 0;
    let error = loop {
        let batch = (0..20).map(|wave| strike(acknowledged + wave, 600, DAY)).collect();
        match record.add(batch, linker(), &made(), &stamp()) {
            Ok(added) => acknowledged += added.len() as u32,
            Err(error) => break error,
        }
        assert!(acknowledged < 10_000);
    };
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    assert!(acknowledged > 0);
    let count = |record: &Sqlite| record.entries(&Filter::default()).unwrap().len() as u32;
    assert_eq!(count(&record), acknowledged);
    drop(record);
    let mut record = Sqlite::open(&folder.file()).unwrap();
    assert_eq!(count(&record), acknowledged);
    assert_eq!(record.verify().unwrap(), []);
    let added = record.add(vec![strike(acknowledged, 600, DAY)], linker(), &made(), &stamp()).unwrap();
    assert_eq!(added[0].what, What::New);
}

#[test]
fn an_id_that_is_not_the_text_s_is_refused() {
    let folder = Folder::new();
    let mut record = folder.record();
    let mut wrong = strike(1, 600, DAY);
    wrong.filed.text.push('!');
    let error = record.add(vec![strike(2, 600, DAY), wrong], linker(), &made(), &stamp()).err().unwrap();
    assert!(matches!(error, StoreError::WrongId { .. }), "{error}");
    assert_eq!(record.counts().unwrap().reports, 0);
    assert_eq!(record.add(vec![strike(2, 600, DAY)], linker(), &made(), &stamp()).unwrap()[0].what, What::New);
}

#[test]
fn the_schema_keeps_texts_and_log() {
    let folder = Folder::new();
    let mut record = folder.record();
    record.add(vec![strike(1, 600, DAY)], linker(), &made(), &stamp()).unwrap();
    drop(record);
    let raw = rusqlite::Connection::open(folder.file()).unwrap();
    for change in [
        "UPDATE text SET text = ''",
        "DELETE FROM text",
        "UPDATE report SET hash = x'00'",
        "UPDATE report SET published = 0",
        "DELETE FROM report",
        "UPDATE log SET what = 0",
        "DELETE FROM log",
        "DELETE FROM stamp",
    ] {
        assert!(raw.execute_batch(change).is_err(), "{change}");
    }
}

#[test]
fn verify_finds_what_was_changed_behind_its_back() {
    let folder = Folder::new();
    let mut record = folder.record();
    record.add(vec![strike(1, 600, DAY), strike(2, 600, DAY)], linker(), &made(), &stamp()).unwrap();
    drop(record);
    let raw = rusqlite::Connection::open(folder.file()).unwrap();
    for trigger in ["text_stays", "log_is_kept"] {
        raw.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    raw.execute_batch("UPDATE text SET text = 'Nobody fired.' WHERE report = 1; DELETE FROM log WHERE report = 2")
        .unwrap();
    raw.execute_batch("UPDATE claim SET event = 77").unwrap();
    drop(raw);
    let problems = Sqlite::open(&folder.file()).unwrap().verify().unwrap();
    let told: Vec<_> = problems.iter().map(|problem| problem.what).collect();
    assert!(["report", "claim", "event", "log"].iter().all(|what| told.contains(what)), "{problems:?}");
}
