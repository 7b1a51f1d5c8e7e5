//! Tokens are kept by their hashes alone and are never forgotten.

use store::{Happened, Scope, Sqlite, Store, StoreError};

use crate::samples::{Folder, stamp};

#[test]
fn tokens_are_added_listed_and_removed() {
    let folder = Folder::new();
    let mut record = folder.record();
    record.add_token("ana", Scope::Write, &[1; 32], &stamp()).unwrap();
    record.add_token("press desk", Scope::Read, &[2; 32], &stamp()).unwrap();
    let told: Vec<_> =
        record.tokens().unwrap().into_iter().map(|token| (token.name, token.scope, token.hash)).collect();
    let want = [("ana", Scope::Write, Some([1; 32])), ("press desk", Scope::Read, Some([2; 32]))];
    assert_eq!(told, want.map(|(name, scope, hash)| (name.to_string(), scope, hash)));
    record.remove_token("ana", &stamp()).unwrap();
    let gone = &record.tokens().unwrap()[0];
    assert_eq!((gone.name.as_str(), gone.hash, gone.removed), ("ana", None, Some(stamp().at)));
    assert!(matches!(record.remove_token("ana", &stamp()), Err(StoreError::Unknown { .. })));
    record.add_token("ana", Scope::Read, &[3; 32], &stamp()).unwrap();
    let numbers: Vec<u64> = record.tokens().unwrap().iter().map(|token| token.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let lines = record.log(1, usize::MAX).unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.what, line.detail.as_str())).collect();
    let (added, removed) = (Happened::TokenAdded, Happened::TokenRemoved);
    assert_eq!(told, [(added, "ana write"), (added, "press desk read"), (removed, "ana"), (added, "ana read")]);
    assert!(lines.iter().all(|line| line.by.as_deref() == Some("test")));
}

#[test]
fn names_are_checked_and_refusals_change_nothing() {
    let folder = Folder::new();
    let mut record = folder.record();
    record.add_token("ana", Scope::Read, &[1; 32], &stamp()).unwrap();
    let cursor = record.cursor().unwrap();
    for name in ["", " ana", "ana ", "a\nb", "\u{1b}[2J", "ana", &"a".repeat(65)] {
        let refused = record.add_token(name, Scope::Read, &[2; 32], &stamp());
        assert!(matches!(refused, Err(StoreError::Undecidable { .. })), "{name:?}");
    }
    assert!(record.add_token("other", Scope::Read, &[1; 32], &stamp()).is_err(), "two tokens of one hash");
    assert_eq!((record.tokens().unwrap().len(), record.cursor().unwrap()), (1, cursor));
}

#[test]
fn the_schema_forgets_no_token() {
    let folder = Folder::new();
    let mut record = folder.record();
    record.add_token("ana", Scope::Read, &[1; 32], &stamp()).unwrap();
    record.remove_token("ana", &stamp()).unwrap();
    drop(record);
    let raw = rusqlite::Connection::open(folder.file()).unwrap();
    for change in ["DELETE FROM token", "UPDATE token SET name = 'b'", "UPDATE token SET removed = NULL"] {
        assert!(raw.execute_batch(change).is_err(), "{change}");
    }
    drop(raw);
    assert!(Sqlite::open(&folder.file()).unwrap().tokens().unwrap()[0].removed.is_some());
}
