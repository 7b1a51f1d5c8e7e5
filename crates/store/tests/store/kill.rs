//! A record outlives the program that writes it: killed at any moment, it holds what was acknowledged and nothing halved.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use events::Kept;
use record::Filter;
use report::ReportId;
use store::{New, Sqlite, Store};

use crate::samples::{DAY, Folder, linker, made, printed, stamp, strike, talks};

const RECORD: &str = "STORE_TEST_RECORD";
const FIRST: &str = "STORE_TEST_FIRST";
const ROUNDS: u32 = 14;

/// The numbered report; some copy the one before them, so that more than one row is at stake.
fn report(number: u32) -> New {
    match number % 5 {
        0 => talks(number, Some(DAY)),
        1 => printed(strike(number, 600 + number % 50, DAY), "agency", "UKR"),
        _ => strike(number, 600 + number % 50, DAY),
    }
}

/// Not a test of its own: what the killed process does. It adds without end and tells of each report once it is in.
#[test]
fn writes_until_it_is_killed() {
    let (Ok(record), Ok(first)) = (std::env::var(RECORD), std::env::var(FIRST)) else { return };
    let first: u32 = first.parse().unwrap();
    let mut store = Sqlite::open(Path::new(&record)).unwrap();
    let mut next = first;
    for batch in [1, 3, 20, 7].into_iter().cycle() {
        let reports = (next..next + batch).map(report).collect();
        next += batch;
        let added = store.add(reports, linker(), &made(), &stamp()).unwrap();
        let mut out = std::io::stdout().lock();
        for added in added {
            writeln!(out, "added {}", added.id.0).unwrap();
        }
        out.flush().unwrap();
        if batch == 7 && first % 2 == 1 {
            let mut read = |filed: &[events::Filed]| -> Vec<Vec<Kept>> {
                filed.iter().map(|filed| numbered(next, &filed.id).kept).collect()
            };
            store.rebuild(&mut read, linker(), &made(), &stamp()).unwrap();
        }
    }
}

fn numbered(end: u32, id: &ReportId) -> New {
    (0..end).map(report).find(|new| new.filed.id == *id).unwrap()
}

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let folder = Folder::new();
    drop(folder.record());
    let mut acknowledged = BTreeSet::new();
    let mut next = 0;
    for round in 0..ROUNDS {
        let mut child = writer(&folder.file(), next);
        // Seeded, so that a failure comes again: after some acknowledgements, and then a little later.
        let seed = round.wrapping_mul(2_654_435_761) >> 7;
        let told = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut told = told.filter_map(|line| line.split_once("added ").map(|(_, id)| ReportId(id.to_string())));
        acknowledged.extend(told.by_ref().take(1 + seed as usize % 40));
        std::thread::sleep(Duration::from_micros(u64::from(seed % 9_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had told before it died counts.
        acknowledged.extend(told);
        next = check(&folder.file(), &acknowledged);
    }
    assert!(acknowledged.len() > 100, "{}", acknowledged.len());
}

fn writer(record: &Path, first: u32) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::writes_until_it_is_killed", "--nocapture"])
        .envs([(RECORD, record.as_os_str().to_os_string()), (FIRST, first.to_string().into())])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Opens the record, looks at all of it, and gives the number of the first report that is not in it.
fn check(record: &Path, acknowledged: &BTreeSet<ReportId>) -> u32 {
    let store = Sqlite::open(record).unwrap();
    assert_eq!(store.verify().unwrap(), []);
    let ids: Vec<ReportId> = acknowledged.iter().cloned().collect();
    assert_eq!(store.known(&ids).unwrap(), *acknowledged);
    let there = store.counts().unwrap().reports as u32;
    let entries = store.entries(&Filter::default()).unwrap();
    let whole: usize = (0..there).map(|number| report(number).kept.len()).sum();
    assert_eq!(entries.len(), whole, "{there} reports");
    there
}
