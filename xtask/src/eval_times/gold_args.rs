//! Gold claims: every `time` argument among the times that are read, every figure among the quantities.

use std::collections::BTreeSet;
use std::path::PathBuf;

use analysis::Analysis;
use reader::Reader;
use report::{CharIndex, Report, Span};

use super::{around, read};
use crate::gold::{self, Argument, Figure, Sample};

/// Asked, with the same span, with the same value on the same or an overlapping span, and with both.
#[derive(Default)]
struct Score {
    asked: usize,
    span: usize,
    value: usize,
    both: usize,
}

pub(crate) fn evaluate(reader: &Reader, files: &[&PathBuf], label: &str, show: bool) -> anyhow::Result<()> {
    let (mut times, mut figures, mut nouns) = (Score::default(), Score::default(), Score::default());
    for file in files {
        let sample = gold::load(file)?;
        let published = sample.gold.report.published.as_deref().and_then(|day| day.parse().ok());
        let (report, analysis) = read(reader, sample.text.clone(), published);
        let index = CharIndex::new(&report.text);
        let place = |span: Span| {
            let span = index.chars(span);
            (span.start as usize, span.end as usize)
        };
        let mut seen = BTreeSet::new();
        for claim in &sample.gold.claims {
            for argument in claim.args.iter().filter(|argument| argument.from.is_some()) {
                if seen.insert((argument.words.start, argument.words.end)) {
                    time(&sample, &report, &analysis, argument, &place, show, &mut times);
                }
            }
            for figure in &claim.figures {
                if seen.insert((figure.words.start, figure.words.end)) {
                    quantity(&sample, &report, &analysis, figure, &place, show, &mut figures, &mut nouns);
                }
            }
        }
    }
    times.print(&format!("{label} time arguments"));
    figures.print(&format!("{label} figures"));
    nouns.print(&format!("{label} figures' nouns"));
    Ok(())
}

fn time(
    sample: &Sample,
    report: &Report,
    analysis: &Analysis,
    wanted: &Argument,
    place: &impl Fn(Span) -> (usize, usize),
    show: bool,
    score: &mut Score,
) {
    let (start, end) = (wanted.words.start, wanted.words.end);
    let near: Vec<_> = analysis.times.iter().filter(|time| overlaps(place(time.span), (start, end))).collect();
    let value = |time: &analysis::Time| {
        let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        (day(time.from).as_deref(), day(time.to).as_deref()) == (wanted.first_day(), wanted.last_day())
    };
    let span = near.iter().any(|time| place(time.span) == (start, end));
    let right = near.iter().any(|time| value(time));
    score.add(span, right);
    if show && !(span && right) {
        let read: Vec<String> =
            near.iter().map(|t| format!("{:?} {:?}..{:?}", t.span.of(&report.text), t.from, t.to)).collect();
        println!(
            "{} time {:?} {:?}..{:?} read {read:?}",
            sample.name,
            wanted.words.text,
            wanted.first_day(),
            wanted.last_day()
        );
    }
}

#[allow(clippy::too_many_arguments, reason = "the two scores are filled in one pass")]
fn quantity(
    sample: &Sample,
    report: &Report,
    analysis: &Analysis,
    wanted: &Figure,
    place: &impl Fn(Span) -> (usize, usize),
    show: bool,
    score: &mut Score,
    nouns: &mut Score,
) {
    let at = (wanted.words.start, wanted.words.end);
    let near: Vec<_> = analysis.quantities.iter().filter(|read| overlaps(place(read.span), at)).collect();
    let same = |read: &&&analysis::Quantity| {
        (read.low, read.high, read.approx) == (wanted.low, wanted.high, wanted.approx)
            && read.unit.as_deref() == wanted.unit.as_deref()
    };
    let span = near.iter().any(|read| place(read.span) == at);
    let right = near.iter().find(same);
    score.add(span, right.is_some());
    let noun = near.first().is_some_and(|read| read.of.as_deref() == wanted.of.as_deref());
    nouns.add(noun, noun);
    if show && !(span && right.is_some() && noun) {
        let read: Vec<String> = near
            .iter()
            .map(|q| {
                format!("{:?} {:?}..{:?} ~{} {:?} {:?}", q.span.of(&report.text), q.low, q.high, q.approx, q.unit, q.of)
            })
            .collect();
        let (low, high, unit, of) = (wanted.low, wanted.high, &wanted.unit, &wanted.of);
        let context = near.first().map(|read| around(&report.text, read.span)).unwrap_or_default();
        println!(
            "{} figure {:?} {low:?}..{high:?} ~{} {unit:?} {of:?} read {read:?} {context}",
            sample.name, wanted.words.text, wanted.approx
        );
    }
}

fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

impl Score {
    fn add(&mut self, span: bool, value: bool) {
        self.asked += 1;
        self.span += usize::from(span);
        self.value += usize::from(value);
        self.both += usize::from(span && value);
    }

    fn print(&self, label: &str) {
        let share = |part: usize| part as f64 / self.asked.max(1) as f64;
        println!(
            "{label}: asked {}, span {:.3}, value {:.3}, both {:.3}",
            self.asked,
            share(self.span),
            share(self.value),
            share(self.both)
        );
    }
}
