//! `dateline show`: all that the record knows of one report, one claim or one event, with the words and who says them.

use report::one_line;
use std::io::Write as _;

use anstyle::Style;
use events::{Entry, EventId, Filed, ReviewState, Reviewed};
use export::reviews::ReviewLine;
use export::{Claim, Page, rows};
use query::reviews;
use record::Filter;
use serde::Serialize;
use store::{LogLine, ReportRow, Store};

use super::output::{Form, OutputOptions, Row as _};
use super::rows::{SPEAKER, days, short, speaker};
use query::id;

use super::Desk;
use crate::cells::{cells, figure, grouped};
use crate::error::{Failure, exit};
use crate::grid::{self, Column};
use crate::terminal;

pub(crate) const EXAMPLES: &str = "Examples:
  dateline show 04f6b6fbee               a report: the first digits of its id are enough
  dateline show 04f6b6fbee:3             a claim
  dateline show 04f6b6fbee-3 --spans     an event, with the words of every claim
  dateline show 04f6b6fbee-3 --log       and what became of it
  dateline show 04f6b6fbee --json";

const TITLE: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

#[derive(clap::Args)]
pub(crate) struct ShowOptions {
    /// Of a report, a claim (REPORT:n) or an event (REPORT-n)
    #[arg(value_name = "ID")]
    id: String,
    /// The words that tell each claim, with their place in the text
    #[arg(long)]
    spans: bool,
    /// What happened to it in the record
    #[arg(long)]
    log: bool,
    #[command(flatten)]
    output: OutputOptions,
}

/// One report as JSON: its row, its text, its claims as `read` prints them.
#[derive(Serialize)]
struct ReportForm {
    #[serde(flatten)]
    row: rows::ReportRow,
    text: String,
    told: Vec<ClaimForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<Vec<rows::LogRow>>,
}

/// A claim as `read` prints it, with its event and its report.
#[derive(Serialize)]
struct ClaimForm {
    report: String,
    event: String,
    #[serde(flatten)]
    claim: Claim,
    /// How it stands.
    review: &'static str,
}

/// A claim alone: with all that people said of it.
#[derive(Serialize)]
struct OneClaimForm {
    report: String,
    event: String,
    #[serde(flatten)]
    claim: Claim,
    #[serde(flatten)]
    said: reviews::Said,
}

#[derive(Serialize)]
struct EventForm {
    #[serde(flatten)]
    event: export::events::Event,
    told: Vec<ClaimForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<Vec<rows::LogRow>>,
}

pub(crate) fn run(desk: &Desk, options: &ShowOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let form = match options.output.form() {
        Form::Csv | Form::Tsv => {
            let help = "a list is what fits a table: try `dateline ls claims --event` or `--report`";
            return Err(Failure::Usage(format!("show prints a table or JSON; {help}")));
        }
        form => form,
    };
    let shown = Shown { options, form, width: terminal::width() };
    let text = match &options.id {
        words if words.contains('/') => {
            let help =
                format!("series and talks have commands of their own: `dateline compare {words}`, `dateline talks`");
            return Err(Failure::Usage(help));
        }
        words if words.contains(':') => shown.claim(&store, words)?,
        words if words.contains('-') => shown.event(&store, words)?,
        words => shown.report(&store, words)?,
    };
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(exit::DONE)
}

struct Shown<'a> {
    options: &'a ShowOptions,
    form: Form,
    width: usize,
}

impl Shown<'_> {
    fn report(&self, store: &impl Store, words: &str) -> Result<String, Failure> {
        let filed = id::report(store, words)?;
        let reviews = ReviewState::ALL.to_vec();
        let of_report = Filter { report: Some(filed.id.clone()), reviews, ..Filter::default() };
        let entries = store.entries(&of_report)?;
        let row = store.reports(&of_report, &store::Page::first(1))?.rows.pop();
        let (outlets, unreviewed) = row.map(|row| (row.outlets, row.unreviewed)).unwrap_or_default();
        let log = self.log(store, &filed.id.0)?;
        let row = ReportRow { filed, claims: entries.len() as u64, unreviewed, outlets };
        if self.form == Form::Jsonl {
            let told = entries.iter().map(claim_form).collect();
            let form = ReportForm { row: rows::report(&row), text: row.filed.text.clone(), told, log: log_rows(log) };
            return Ok(json(&form));
        }
        let mut out = self.head(&row);
        out.push_str(&self.claims(&entries, false));
        if self.options.spans {
            out.push_str(&format!("\n{}\n", row.filed.text.trim_end()));
        }
        self.log_table(&mut out, log);
        Ok(out)
    }

    fn head(&self, row: &ReportRow) -> String {
        let filed = &row.filed;
        let mut out = format!("{TITLE}{}{TITLE:#}  {}\n", filed.id.0, name(filed));
        let published = filed.published.map(|day| day.to_string());
        let origin = (filed.origin != filed.id).then(|| id::short(&filed.origin).to_string());
        let superseded = filed.superseded_by.as_ref().map(|later| id::short(later).to_string());
        let facts = [
            ("published", published),
            ("outlet", filed.outlet.clone()),
            ("side", filed.side.clone()),
            ("also in", Some(row.outlets.join(", ")).filter(|outlets| !outlets.is_empty())),
            ("file", filed.file.clone()),
            ("address", filed.url.clone()),
            ("language", Some(filed.language.clone())),
            ("characters", Some(grouped(i64::from(Page::new(&filed.text).characters())))),
            ("sha256", Some(report::sha256(&filed.text))),
            ("origin", origin),
            ("later version", superseded),
        ];
        for (name, value) in facts {
            if let Some(value) = value {
                out.push_str(&format!("{DIM}{name:13}{DIM:#} {value}\n"));
            }
        }
        out.push('\n');
        out
    }

    fn claim(&self, store: &impl Store, words: &str) -> Result<String, Failure> {
        let key = id::claim(store, words)?;
        let entry = store.entry(&key)?;
        let entry = entry.ok_or_else(|| Failure::NotFound(format!("no claim `{words}` in the record")))?;
        let said = reviews::said_of(store, &entry)?;
        let told = rows::told(&entry);
        if self.form == Form::Jsonl {
            let (report, event) = (entry.report.id.0.clone(), entry.event.0.to_string());
            return Ok(json(&OneClaimForm { report, event, claim: told, said }));
        }
        let row = rows::claim(&entry);
        let mut out = format!("{TITLE}{}{TITLE:#}  {}\n", row.id, name(&entry.report));
        let by = if told.said_by.is_empty() { "the report itself".to_string() } else { cells(&told).said_by };
        let mut facts = vec![
            ("event", row.event.clone()),
            (
                "type",
                std::iter::once(told.kind).chain(told.mode.iter().map(String::as_str)).collect::<Vec<_>>().join(" "),
            ),
            ("status", told.status.to_string()),
            ("said by", by),
            ("when", days(row.from, row.to)),
        ];
        for arg in &told.args {
            let known = arg.id.iter().chain(&arg.name).map(String::as_str).collect::<Vec<_>>().join(", ");
            let known = if known.is_empty() { known } else { format!(" ({known})") };
            facts.push((arg.role, format!("{}{known}", one_line(&arg.words.text))));
        }
        facts.extend(told.figures.iter().map(|told| ("figure", format!("{} `{}`", figure(told), told.words.text))));
        facts.push(("rule", told.rule.clone()));
        let disputed = if said.review.disputed { ", people differ" } else { "" };
        facts.push(("review", format!("{}{disputed}", said.review.state)));
        for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
            out.push_str(&format!("{DIM}{name:10}{DIM:#} {value}\n"));
        }
        let words = format!("{}–{} {}", told.evidence.start, told.evidence.end, told.evidence.text);
        grid::paragraph(&mut out, &words, 4, self.width, DIM);
        if let Some(was) = &said.was {
            let cells = cells(was);
            let parts = [cells.kind, was.status.to_string(), cells.said_by, cells.what, cells.place, cells.figures];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            out.push_str(&format!("{DIM}{:10}{DIM:#} {}\n", "as read", parts.join(" · ")));
        }
        out.push_str(&self.reviews(store, &entry)?);
        Ok(out)
    }

    /// What people said of the claim, oldest first.
    fn reviews(&self, store: &impl Store, entry: &Entry) -> Result<String, Failure> {
        let lines: Vec<_> = store.reviews_of(&entry.key())?.iter().map(export::reviews::line).collect();
        if lines.is_empty() {
            return Ok(String::new());
        }
        let cells: Vec<Vec<String>> = lines.iter().map(|line| line.cells()).collect();
        Ok(format!("\n{}", grid::draw(ReviewLine::COLUMNS, &cells, self.width, |_, _| {})))
    }

    fn event(&self, store: &impl Store, words: &str) -> Result<String, Failure> {
        let asked = id::event(store, words)?;
        let entries = store.event(&asked)?;
        let Some(event) = entries.first().map(|entry| entry.event.clone()) else {
            return Err(Failure::NotFound(format!("no event `{words}` in the record")));
        };
        let log = self.log(store, &event.0)?;
        let form = export::events::event(&super::lexicon()?, &event, &entries);
        if self.form == Form::Jsonl {
            let told = entries.iter().map(claim_form).collect();
            return Ok(json(&EventForm { event: form, told, log: log_rows(log) }));
        }
        let mut out = event_head(&asked, &form, &entries);
        out.push_str(&self.claims(&entries, true));
        figures(&mut out, &form, &entries, self.width);
        self.log_table(&mut out, log);
        Ok(out)
    }

    /// A line for each claim; with its report where they are of several.
    fn claims(&self, entries: &[Entry], of_several: bool) -> String {
        let columns = [
            Column::new("claim", 12, 15).style(DIM),
            Column::new("outlet", 8, 20),
            Column::new("published", 10, 10),
            Column::new("said by", 12, 32).style(SPEAKER),
            Column::new("type", 9, 24).style(super::rows::KIND),
            Column::new("", 1, 1),
            Column::new("who → whom, what", 18, 60),
            Column::new("place", 9, 24),
            Column::new("when", 13, 21),
            Column::new("figures", 8, 30).right().style(TITLE),
            Column::new("event", 12, 16).style(DIM),
            Column::new("review", 6, 10),
        ];
        let told: Vec<Claim> = entries.iter().map(rows::told).collect();
        let row = |(entry, claim): (&Entry, &Claim)| {
            let cells = cells(claim);
            let report = &entry.report;
            let several = |text: String| if of_several { text } else { String::new() };
            vec![
                if of_several { format!("{}:{}", id::short(&report.id), entry.n) } else { format!(":{}", entry.n) },
                several(outlet(report)),
                several(report.published.map(|day| day.to_string()).unwrap_or_default()),
                cells.said_by,
                cells.kind,
                cells.status.to_string(),
                cells.what,
                cells.place,
                cells.time,
                cells.figures,
                if of_several { String::new() } else { entry.event.0.to_string() },
                if entry.review == Reviewed::default() { String::new() } else { entry.review.state.name().to_string() },
            ]
        };
        let lines: Vec<Vec<String>> = entries.iter().zip(&told).map(row).collect();
        grid::draw(&columns, &lines, self.width, |number, out| {
            if self.options.spans {
                let words = &told[number].evidence;
                let text = format!("{}–{} {}", words.start, words.end, words.text);
                grid::paragraph(out, &text, 4, self.width, DIM);
            }
        })
    }

    fn log(&self, store: &impl Store, id: &str) -> Result<Option<Vec<LogLine>>, Failure> {
        Ok(if self.options.log { Some(store.log_of(id)?) } else { None })
    }

    fn log_table(&self, out: &mut String, log: Option<Vec<LogLine>>) {
        if let Some(lines) = log {
            let cells: Vec<Vec<String>> = lines.iter().map(|line| rows::log(line).cells()).collect();
            out.push_str(&format!("\n{}", grid::draw(rows::LogRow::COLUMNS, &cells, self.width, |_, _| {})));
        }
    }
}

fn event_head(asked: &EventId, event: &export::events::Event, entries: &[Entry]) -> String {
    let mut reports: Vec<&str> = entries.iter().map(|entry| entry.report.id.0.as_str()).collect();
    let mut origins: Vec<&str> = entries.iter().map(|entry| entry.report.origin.0.as_str()).collect();
    for list in [&mut reports, &mut origins] {
        list.sort_unstable();
        list.dedup();
    }
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let parts = [
        event.kind.to_string(),
        days(event.from, event.to),
        count(entries.len(), "claim"),
        count(reports.len(), "report"),
        count(origins.len(), "origin"),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut out = format!("{TITLE}{}{TITLE:#}  {}\n", event.id, parts.join("  "));
    if asked.0 != event.id {
        out.push_str(&format!("{DIM}{} is part of it{DIM:#}\n", asked.0));
    }
    out.push('\n');
    out
}

/// Who gave which number, side by side; where they do not agree, that is said and none is preferred.
fn figures(out: &mut String, event: &export::events::Event, entries: &[Entry], width: usize) {
    if event.figures.is_empty() {
        return;
    }
    let columns = [
        Column::new("figure", 9, 24).style(super::rows::KIND),
        Column::new("value", 6, 24).right().style(TITLE),
        Column::new("said by", 12, 40).style(SPEAKER),
        Column::new("claim", 12, 15).style(DIM),
        Column::new("", 8, 60),
    ];
    let mut lines = Vec::new();
    for figure in &event.figures {
        let named = |of: &str| format!("{} {of}", figure.measure);
        for (number, saying) in figure.said.iter().enumerate() {
            let entry = entries.iter().find(|entry| entry.n == saying.claim && entry.report.id.0 == saying.report);
            let row = entry.map(rows::claim);
            let by = row.as_ref().map(|row| speaker(row.speaker.as_deref(), saying.who.as_deref()));
            let value = crate::cells::value(None, figure.unit.as_deref(), saying.low, saying.high, saying.approx);
            let first = number == 0;
            let agreement = match (first, figure.said.len(), figure.agree) {
                (true, 2.., true) => "they agree",
                (true, 2.., false) => "they disagree",
                _ => "",
            };
            lines.push(vec![
                if first { figure.of.as_deref().map_or(figure.measure.to_string(), named) } else { String::new() },
                value,
                by.unwrap_or_default(),
                format!("{}:{}", short(&saying.report), saying.claim),
                agreement.to_string(),
            ]);
        }
    }
    out.push_str(&format!("\n{}", grid::draw(&columns, &lines, width, |_, _| {})));
}

fn claim_form(entry: &Entry) -> ClaimForm {
    let (report, event) = (entry.report.id.0.clone(), entry.event.0.to_string());
    ClaimForm { report, event, claim: rows::told(entry), review: entry.review.state.name() }
}

fn log_rows(log: Option<Vec<LogLine>>) -> Option<Vec<rows::LogRow>> {
    log.map(|lines| lines.iter().map(rows::log).collect())
}

fn json(form: &impl Serialize) -> String {
    format!("{}\n", serde_json::to_string(form).unwrap_or_default())
}

/// Who published it, else the file; and whether a later version took its place.
fn outlet(filed: &Filed) -> String {
    let name = filed.outlet.clone().or(filed.file.clone()).unwrap_or_default();
    if filed.superseded_by.is_some() { format!("{name} (older)") } else { name }
}

/// Title, else the file.
fn name(filed: &Filed) -> String {
    filed.title.as_deref().or(filed.file.as_deref()).map(one_line).unwrap_or_default()
}
