//! What was added -> a report with its claims and figures, line by line; a summary where there are many reports.

use std::io::Write as _;

use anstyle::Style;
use claims::ClaimType;
use events::Filed;
use export::Page;
use serde::Serialize;
use store::{Added, What};

use super::super::output::Form;
use super::super::reading::Read;
use super::super::rows::{KIND, SPEAKER, mark};
use super::note_refused;
use query::id;
use report::one_line;

use crate::cells::{self, cells};
use crate::error::Failure;
use crate::grid::{self, Column};
use crate::terminal;

/// More reports than this are told of in one line together.
const FEW: usize = 8;

const TITLE: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

const COLUMNS: [Column; 8] = [
    Column::new("", 6, 6).style(DIM),
    Column::new("", 2, 4).style(DIM),
    Column::new("", 11, 24).style(KIND),
    Column::new("", 1, 1),
    Column::new("", 18, 60),
    Column::new("", 9, 24),
    Column::new("", 12, 32).style(SPEAKER),
    Column::new("", 7, 11).right().style(DIM),
];

/// One line of JSON for each report that is safely in the record.
#[derive(Serialize)]
struct Acknowledgement<'a> {
    report: &'a str,
    sha256: String,
    file: Option<&'a str>,
    what: &'static str,
    /// The report that this one copies or updates.
    of: Option<&'a str>,
    characters: u32,
    claims: usize,
    figures: usize,
    refused: usize,
    events_new: usize,
    events_joined: usize,
}

/// Of one run.
#[derive(Default)]
pub(super) struct Sums {
    pub(super) reports: usize,
    pub(super) new: usize,
    pub(super) known: usize,
    pub(super) again: usize,
    pub(super) copies: usize,
    pub(super) updates: usize,
    pub(super) claims: usize,
    pub(super) figures: usize,
    pub(super) refused: usize,
    pub(super) events_new: usize,
    pub(super) events_joined: usize,
}

/// Gathers what was added and prints it: JSON lines at once, tables at the end, when it is known how much there is.
pub(super) struct Teller {
    form: Form,
    dry_run: bool,
    sums: Sums,
    /// Told in full, while there are few.
    few: Vec<String>,
    /// Nobody reads standard output any more.
    unread: bool,
}

impl Teller {
    pub(super) fn new(form: Form, dry_run: bool) -> Teller {
        Teller { form, dry_run, sums: Sums::default(), few: Vec::new(), unread: false }
    }

    pub(super) fn batch(&mut self, read: &[(Filed, Read)], added: &[Added]) -> Result<(), Failure> {
        let mut lines = String::new();
        for ((filed, read), added) in read.iter().zip(added) {
            self.sums.count(read, added);
            match self.form {
                Form::Table if self.sums.reports <= FEW => self.few.push(told(filed, read, added)),
                Form::Table => self.few.clear(),
                Form::Jsonl | Form::Csv | Form::Tsv => {
                    let line = acknowledgement(filed, read, added);
                    lines.push_str(&serde_json::to_string(&line).unwrap_or_default());
                    lines.push('\n');
                }
            }
        }
        if self.unread {
            return Ok(());
        }
        match anstream::stdout().lock().write_all(lines.as_bytes()) {
            // Whoever read the acknowledgements has gone; what is to be added is added all the same.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => self.unread = true,
            other => other?,
        }
        Ok(())
    }

    /// Prints what was kept back.
    pub(super) fn end(self) -> Result<Sums, Failure> {
        note_refused(self.sums.refused);
        if self.form == Form::Table && self.sums.reports > 0 {
            let mut out = anstream::stdout().lock();
            if self.sums.reports <= FEW {
                out.write_all(self.few.join("\n").as_bytes())?;
                writeln!(out)?;
            }
            writeln!(out, "{}", self.sums.told(self.dry_run))?;
        }
        Ok(self.sums)
    }
}

impl Sums {
    fn count(&mut self, read: &Read, added: &Added) {
        self.reports += 1;
        match added.what {
            What::New => self.new += 1,
            What::Known => self.known += 1,
            What::Again => self.again += 1,
            What::Copy(_) => self.copies += 1,
            What::Update(_) => self.updates += 1,
        }
        self.claims += read.kept.len();
        self.figures += figures(read);
        self.refused += read.refused;
        self.events_new += added.events_new;
        self.events_joined += added.events_joined;
    }

    /// "6 reports: 5 new, 1 copy. 80 claims, 31 figures. 62 new events, 7 of other reports told of again."
    fn told(&self, dry_run: bool) -> String {
        let kinds = [
            (self.new, "new"),
            (self.updates, if self.updates == 1 { "later version" } else { "later versions" }),
            (self.copies, if self.copies == 1 { "copy" } else { "copies" }),
            (self.again, "known from another outlet"),
            (self.known, "known"),
        ];
        let kinds: Vec<String> = kinds
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{} {name}", cells::grouped(*count as i64)))
            .collect();
        let mut out = format!("{}: {}.", counted(self.reports, "report"), kinds.join(", "));
        if self.claims > 0 {
            out.push_str(&format!(" {}, {}.", counted(self.claims, "claim"), counted(self.figures, "figure")));
        }
        if dry_run {
            out.push_str(" Nothing was changed.");
        } else if self.events_new + self.events_joined > 0 {
            out.push_str(&format!(" {}", counted(self.events_new, "new event")));
            if self.events_joined > 0 {
                out.push_str(&format!(
                    ", {} that other reports tell of, too",
                    cells::grouped(self.events_joined as i64)
                ));
            }
            out.push('.');
        }
        out
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{} {}", cells::grouped(count as i64), noun(count, what))
}

/// `report` -> "reports", but for one of them.
pub(super) fn noun(count: usize, what: &str) -> String {
    format!("{what}{}", if count == 1 { "" } else { "s" })
}

fn figures(read: &Read) -> usize {
    read.kept.iter().map(|kept| kept.claim.figures.len()).sum()
}

fn acknowledgement<'a>(filed: &'a Filed, read: &Read, added: &'a Added) -> Acknowledgement<'a> {
    let (what, of) = what(added);
    Acknowledgement {
        report: &filed.id.0,
        sha256: report::sha256(&filed.text),
        file: filed.file.as_deref(),
        what,
        of,
        characters: Page::new(&filed.text).characters(),
        claims: added.claims,
        figures: figures(read),
        refused: read.refused,
        events_new: added.events_new,
        events_joined: added.events_joined,
    }
}

fn what(added: &Added) -> (&'static str, Option<&str>) {
    match &added.what {
        What::New => ("new", None),
        What::Known => ("known", None),
        What::Again => ("again", None),
        What::Copy(of) => ("copy", Some(&of.0)),
        What::Update(of) => ("update", Some(&of.0)),
    }
}

/// A line for the report, then one for each claim and each figure.
fn told(filed: &Filed, read: &Read, added: &Added) -> String {
    let page = Page::new(&filed.text);
    let name = filed.file.as_deref().or(filed.title.as_deref()).map(one_line).unwrap_or_default();
    let word = match &added.what {
        What::New => "new".to_string(),
        What::Known => "known: nothing changed".to_string(),
        What::Again => "known: outlet or address added".to_string(),
        What::Copy(of) => format!("copy of {}", id::short(of)),
        What::Update(of) => format!("later version of {}", id::short(of)),
    };
    let published = filed.published.map_or("no date".to_string(), |day| day.to_string());
    let parts = [
        published,
        format!("{} characters", page.characters()),
        filed.language.clone(),
        format!("sha256 {}…", &report::sha256(&filed.text)[..8]),
        word,
    ];
    let mut out = format!("{TITLE}{}{TITLE:#}  {name}  {}\n", id::short(&filed.id), parts.join("  "));
    let mut rows = Vec::new();
    for (kept, n) in read.kept.iter().zip(1..) {
        rows.extend(lines(&page.claim(n, &kept.claim), kept.claim.kind));
    }
    out.push_str(&grid::draw(&COLUMNS, &rows, terminal::width(), |_, _| {}));
    out
}

fn lines(claim: &export::Claim, kind: ClaimType) -> Vec<Vec<String>> {
    let parts = cells(claim);
    let family = match kind {
        ClaimType::Consult | ClaimType::Agree | ClaimType::Position | ClaimType::Issue => "TALKS",
        _ => "EVENT",
    };
    let span = |words: &export::Words| format!("{}–{}", words.start, words.end);
    let row = |head: &str, kind: String, what: String, place: String, words: &export::Words| {
        let number = format!(":{}", claim.id);
        vec![head.to_string(), number, kind, mark(claim.status), what, place, parts.said_by.clone(), span(words)]
    };
    let mut rows = vec![row(family, parts.kind.clone(), parts.what.clone(), parts.place.clone(), &claim.evidence)];
    for figure in &claim.figures {
        let value = cells::value(figure.of.as_deref(), figure.unit.as_deref(), figure.low, figure.high, figure.approx);
        rows.push(row("FIGURE", figure.measure.to_string(), value, String::new(), &figure.words));
    }
    rows
}
