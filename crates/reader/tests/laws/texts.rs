//! Texts to read, and a reader built once.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use reader::{Reader, Reading};
use report::{About, Report};

pub(crate) static READER: LazyLock<Reader> = LazyLock::new(|| Reader::builtin().expect("the built-in data load"));

/// Reports that people wrote or would write.
pub(crate) static REPORTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/gold"), &mut files);
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples"), &mut files);
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).expect("a text")).collect()
});

/// The same texts on every run; the fuzz target looks further.
pub(crate) const SEED: RngSeed = RngSeed::Fixed(20_251_206);

const PUBLISHED: Date = date(2025, 12, 6);

pub(crate) fn report(text: &str) -> Report {
    Report::new(text.to_string(), About { published: Some(PUBLISHED), ..About::default() })
}

pub(crate) fn read(text: &str) -> (Report, Reading) {
    let report = report(text);
    let reading = READER.read(&report);
    (report, reading)
}

/// Sentences of many reports in any order, joined by what stands between sentences, lines and words.
pub(crate) fn patchwork() -> impl Strategy<Value = String> {
    let pieces: Vec<String> =
        REPORTS.iter().flat_map(|text| text.split_inclusive(['.', '\n', ','])).map(str::to_string).collect();
    let joint = prop::sample::select(vec![
        "", " ", "\n", "\n\n", " — ", "“", "”", "\"", "’s ", "\u{a0}", "\r\n", "• ", "(", ")",
    ]);
    let piece = (prop::sample::select(pieces), joint).prop_map(|(piece, joint)| piece + joint);
    prop::collection::vec(piece, 1..20).prop_map(|pieces| pieces.concat())
}

/// Any characters, and marks of news prose among them.
pub(crate) fn noise() -> impl Strategy<Value = String> {
    let mark =
        prop::sample::select(vec!["—", "“", "”", ".", ",", "\n", "\u{301}", "12", "1,5", "%", "$", "’", "İ", "ß", "…"]);
    let part = prop_oneof![mark.prop_map(str::to_string), "\\PC{0,12}", any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of reports") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            files.push(path);
        }
    }
}
