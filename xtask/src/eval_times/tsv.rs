//! timenorm's datasets: expression, type and value on a line; a blank line, then the date they are said on.

use std::path::PathBuf;

use reader::Reader;
use report::Span;

use super::{Tally, Wanted, compare, read, timex};

pub(crate) fn evaluate(reader: &Reader, files: &[&PathBuf], show: bool) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    for file in files {
        let mut said_on = None;
        let mut fresh = true;
        for line in std::fs::read_to_string(file)?.lines() {
            let mut cells = line.split('\t');
            let (Some(words), Some(kind), Some(value)) = (cells.next(), cells.next(), cells.next()) else {
                fresh = true;
                continue;
            };
            if fresh {
                said_on = timex::days(value).map(|(from, _)| from);
                fresh = false;
                continue;
            }
            let Some((from, to)) = timex::days(value).filter(|_| kind == "DATE") else { continue };
            let (report, analysis) = read(reader, words.to_string(), said_on);
            tally.read += analysis.times.len();
            tally.marked += analysis.times.len();
            let span = Span::new(0, report.text.len() as u32);
            compare(&report, &analysis, &Wanted { span, from, to }, show, &mut tally);
        }
    }
    Ok(tally)
}
