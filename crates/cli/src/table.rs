//! `Document -> table` for a terminal: a claim on each line, speaker first, figures flush right.
//!
//! Where the terminal is too narrow for a claim's line, its cells go on below themselves.

use std::collections::BTreeSet;
use std::fmt;

use anstyle::{AnsiColor, Style};

use crate::cells::{Cells, MARKS, cells};
use crate::grid::{self, Column};
use export::{Claim, Document};

const TITLE: Style = Style::new().bold();
const HEAD: Style = Style::new().dimmed();
const SPEAKER: Style = AnsiColor::Cyan.on_default();
const KIND: Style = AnsiColor::Yellow.on_default();
const SOURCE: Style = Style::new().dimmed();

/// Figures stand last and are flush right.
const COLUMNS: [Column; 7] = [
    Column::new("said by", 12, 32).style(SPEAKER),
    Column::new("type", 11, 24).style(KIND),
    Column::new("", 1, 1),
    Column::new("who → whom, what", 18, 60),
    Column::new("place", 9, 24),
    Column::new("time", 11, 17),
    Column::new("figures", 12, 30).right().style(TITLE),
];

/// What the marks in tables mean, as far as they were used.
#[derive(Default)]
pub(crate) struct Legend(BTreeSet<&'static str>);

impl Legend {
    pub(crate) fn note(&mut self, document: &Document) {
        self.0.extend(document.claims.iter().map(|claim| claim.status));
    }

    pub(crate) fn join(&mut self, other: &Legend) {
        self.0.extend(&other.0);
    }

    pub(crate) fn is_empty(&self) -> bool {
        !MARKS.iter().any(|(status, ..)| self.0.contains(status))
    }
}

impl fmt::Display for Legend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let used = MARKS.iter().filter(|(status, ..)| self.0.contains(status));
        let parts: Vec<String> = used.map(|(_, mark, meaning)| format!("{mark} {meaning}")).collect();
        write!(f, "{HEAD}{}{HEAD:#}", parts.join("   "))
    }
}

/// `width` is that of the terminal. `spans` puts under each claim the words that tell it.
pub(crate) fn table(name: &str, document: &Document, width: usize, spans: bool) -> String {
    let mut out = String::new();
    let count = match document.claims.len() {
        0 => "no claims".to_string(),
        1 => "1 claim".to_string(),
        count => format!("{count} claims"),
    };
    let published = document.report.published.map_or(String::new(), |day| format!("  {day}"));
    out.push_str(&format!("{TITLE}{name}{TITLE:#}{published}  {count}\n"));
    if document.claims.is_empty() {
        return out;
    }
    let rows: Vec<Vec<String>> = document.claims.iter().map(|claim| row(cells(claim))).collect();
    out.push_str(&grid::draw(&COLUMNS, &rows, width, |number, out| {
        if spans {
            source(out, &document.claims[number], width);
        }
    }));
    out
}

fn row(cells: Cells) -> Vec<String> {
    let Cells { said_by, kind, status, what, place, time, figures } = cells;
    vec![said_by, kind, status.to_string(), what, place, time, figures]
}

/// The words that tell the claim, with their offsets, broken to the width.
fn source(out: &mut String, claim: &Claim, width: usize) {
    let words = format!("{}–{} {}", claim.evidence.start, claim.evidence.end, claim.evidence.text);
    grid::paragraph(out, &words, 4, width, SOURCE);
}
