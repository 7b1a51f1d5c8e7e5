//! `dateline verify`: whether all that the record says stands in its reports. Each thing that does not is one line.

use claims::Figure;
use events::{Entry, ReviewState};
use record::Filter;
use report::{About, Report, Span};
use serde::Serialize;
use store::{Page, Problem, Store};

use super::Desk;
use super::output::{OutputOptions, Printer, Row};
use super::reading;
use crate::cells::grouped;
use crate::error::{Failure, exit, note};
use crate::grid::Column;

pub(crate) const EXAMPLES: &str = "Examples:
  dateline verify                        every check
  dateline verify --figures              each number stands in the words it points to

Exit code 1 if a check fails.";

/// Claims that are held at once.
const PAGE_CLAIMS: usize = 8000;

#[derive(clap::Args)]
pub(crate) struct VerifyOptions {
    /// Only: each span lies in its report, and a claim's parts in or near the words that tell it
    #[arg(long)]
    spans: bool,
    /// Only: each figure's number stands in its words
    #[arg(long)]
    figures: bool,
    /// What reports tell, not whether the record is whole: an "11th time" with fewer occurrences on record, a part larger
    /// than its whole, a total that fell
    #[arg(long)]
    ordinals: bool,
    #[command(flatten)]
    output: OutputOptions,
}

/// What a check found to be wrong.
#[derive(Serialize)]
struct Fault {
    check: &'static str,
    what: String,
    id: String,
    problem: String,
}

impl Row for Fault {
    const COLUMNS: &'static [Column] = &[
        Column::new("check", 7, 9),
        Column::new("what", 6, 8),
        Column::new("id", 12, 24),
        Column::new("problem", 20, 100),
    ];

    fn cells(&self) -> Vec<String> {
        vec![self.check.to_string(), self.what.clone(), self.id.clone(), self.problem.clone()]
    }
}

pub(crate) fn run(desk: &Desk, options: &VerifyOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let all = !(options.spans || options.figures || options.ordinals);
    let mut faults = Vec::new();
    if all {
        faults.extend(store.verify()?.into_iter().map(|problem| fault("record", problem)));
    }
    if all || options.spans {
        each(&store, |entry| faults.extend(spans(entry)))?;
    }
    if all || options.figures {
        let reader = std::cell::LazyCell::new(reader::Reader::builtin);
        let mut failed = None;
        each(&store, |entry| match &*reader {
            Ok(reader) => faults.extend(figures(reader, entry)),
            Err(error) => failed = Some(error.to_string()),
        })?;
        if let Some(error) = failed {
            return Err(Failure::Usage(error));
        }
    }
    if options.ordinals {
        let odd = super::ordinals::oddities(&store)?;
        let told = |(id, problem)| Fault { check: "ordinals", what: "figure".to_string(), id, problem };
        faults.extend(odd.into_iter().map(told));
    }
    if !faults.is_empty() {
        Printer::new(options.output.form()).rows(&faults)?;
    }
    older(&store)?;
    let counts = store.counts()?;
    let count = |count: u64| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    let checked =
        format!("{} reports, {} claims, {} events", count(counts.reports), count(counts.claims), count(counts.events));
    if faults.is_empty() {
        anstream::eprintln!("{checked}: all checks hold");
        return Ok(exit::DONE);
    }
    anstream::eprintln!("{checked}: {} faults", grouped(faults.len() as i64));
    Ok(exit::NOTHING)
}

/// Claims of other rules or models are no fault, but today's program may read otherwise.
fn older(store: &impl Store) -> Result<(), Failure> {
    let today = reading::builtin();
    let runs = store.made()?;
    let others: u64 = runs.iter().filter(|run| run.made != today).map(|run| run.reports).sum();
    if others > 0 {
        let count = grouped(i64::try_from(others).unwrap_or(i64::MAX));
        note(&format!("{count} reports were read with other rules or models than today's; see `dateline rebuild`"));
    }
    Ok(())
}

fn fault(check: &'static str, problem: Problem) -> Fault {
    Fault { check, what: problem.what.to_string(), id: problem.id, problem: problem.problem }
}

fn each(store: &impl Store, mut look: impl FnMut(&Entry)) -> Result<(), Failure> {
    let all = Filter { reviews: ReviewState::ALL.to_vec(), ..Filter::default() };
    let mut page = Page::first(PAGE_CLAIMS);
    loop {
        let listed = store.claims(&all, &page)?;
        listed.rows.iter().for_each(&mut look);
        match listed.next {
            Some(next) => page.after = Some(next),
            None => return Ok(()),
        }
    }
}

fn of(entry: &Entry, check: &'static str, problem: String) -> Fault {
    Fault { check, what: "claim".to_string(), id: export::rows::id(entry), problem }
}

fn spans(entry: &Entry) -> Vec<Fault> {
    let claim = entry.claim();
    let mut parts = vec![("trigger", claim.trigger), ("evidence", claim.evidence)];
    parts.extend(claim.args.iter().map(|arg| (arg.role.name(), arg.span)));
    parts.extend(claim.figures.iter().map(|figure| (figure.measure.name(), figure.span)));
    // A speaker who goes without saying has an empty span.
    parts.extend(claim.said_by.iter().map(|said| ("source", said.source)).filter(|(_, span)| !span.is_empty()));
    parts.extend(claim.said_by.iter().filter_map(|said| said.cue).map(|cue| ("cue", cue)));
    let mut faults: Vec<Fault> = Vec::new();
    for (name, span) in parts {
        if entry.words(span).is_empty() {
            let Span { start, end } = span;
            faults.push(of(entry, "spans", format!("{name}: bytes {start} to {end} are no words of the report")));
        }
    }
    if !claim.evidence.contains(claim.trigger) {
        faults.push(of(entry, "spans", "the trigger lies outside the words that tell the claim".to_string()));
    }
    faults
}

fn figures(reader: &reader::Reader, entry: &Entry) -> Vec<Fault> {
    let wrong = entry.claim().figures.iter().filter(|figure| !stands(reader, entry, figure));
    let told = |figure: &Figure| {
        let value = |end: Option<f64>| end.map_or("open".to_string(), |end| end.to_string());
        let (low, high, words) = (value(figure.low), value(figure.high), entry.words(figure.span));
        of(entry, "figures", format!("{} {low} to {high} does not stand in `{words}`", figure.measure.name()))
    };
    wrong.map(told).collect()
}

/// Digits are compared; number words are read again, in the whole report where their own sentence is not enough.
fn stands(reader: &reader::Reader, entry: &Entry, figure: &Figure) -> bool {
    if export::stands(&entry.report.text, &[], figure) {
        return true;
    }
    let about = || About { published: entry.report.published, ..About::default() };
    let evidence = entry.claim().evidence;
    let (start, end) = (evidence.start.min(figure.span.start), evidence.end.max(figure.span.end));
    let near = Report::new(entry.words(Span::new(start, end)).to_string(), about());
    let moved = Figure { span: Span::new(figure.span.start - start, figure.span.end - start), ..figure.clone() };
    if export::stands(&near.text, &reader.read(&near).analysis.quantities, &moved) {
        return true;
    }
    let whole = Report::new(entry.report.text.clone(), about());
    export::stands(&whole.text, &reader.read(&whole).analysis.quantities, figure)
}
