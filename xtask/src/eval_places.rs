//! `cargo xtask eval-places`: do the places of gold lie where we say they lie?
//!
//! For each argument of gold with coordinates, the mention that overlaps it best is asked for its place: right within
//! 161 km (a hundred miles, the usual bound of geocoding), the same GeoNames id, wrong, or none. Claims are not
//! looked at. With `--briefs`, a file of JSON lines with a `text`, instead: which names of places have no place,
//! most frequent first.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use analysis::{Form, Mention, MentionKind, Place};
use anyhow::{Context, Result};
use gazetteer::Point;
use rayon::prelude::*;
use reader::Reader;
use report::{About, Report, Span};
use serde_json::Value;

use crate::data::reader;
use crate::gold::{self, Bytes, Sample};

/// A hundred miles.
const RIGHT_KM: f64 = 161.0;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Folders that hold NAME.gold.json beside NAME.txt, or such gold files
    paths: Vec<PathBuf>,
    /// Print every place, not only the misses
    #[arg(long)]
    all: bool,
    /// Instead: JSON lines of reports; print the commonest names of places that have no place
    #[arg(long)]
    briefs: Option<PathBuf>,
    /// With --briefs: read every so many lines
    #[arg(long, default_value_t = 1)]
    every: usize,
    /// With --briefs: how many names to print
    #[arg(long, default_value_t = 200)]
    top: usize,
}

/// A phrase of gold that has coordinates.
struct Phrase {
    span: Span,
    text: String,
    geonames: Option<u32>,
    point: Point,
}

/// Which phrases are printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Nothing,
    Misses,
    All,
}

#[derive(Default)]
struct Tally {
    asked: usize,
    right: usize,
    wrong: usize,
    with_id: usize,
    right_id: usize,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let reader = reader()?;
    if let Some(file) = &options.briefs {
        return unknown(&reader, file, options);
    }
    let show = if options.all { Show::All } else { Show::Misses };
    let mut all = Tally::default();
    for path in &options.paths {
        let mut tally = Tally::default();
        for file in gold::files(path)? {
            evaluate(&reader, &file, show, &mut tally)?;
        }
        tally.print(&path.display().to_string());
        all.add(&tally);
    }
    all.print("all");
    Ok(())
}

/// The share of all phrases with coordinates whose place is right.
pub(crate) fn measure(reader: &Reader, folders: &[PathBuf]) -> Result<f64> {
    let mut tally = Tally::default();
    for folder in folders {
        for file in gold::files(folder)? {
            evaluate(reader, &file, Show::Nothing, &mut tally)?;
        }
    }
    Ok(tally.right as f64 / tally.asked.max(1) as f64)
}

fn evaluate(reader: &Reader, file: &Path, show: Show, tally: &mut Tally) -> Result<()> {
    let sample = gold::load(file)?;
    let report = sample.report()?;
    let reading = reader.read(&report);
    for phrase in phrases(&sample) {
        let mention = best(&reading.analysis.mentions, phrase.span);
        let place = mention.and_then(|mention| mention.place.as_ref());
        let distance = place.map(|place| distance(place, phrase.point));
        let is_right = distance.is_some_and(|km| km <= RIGHT_KM);
        let is_same = phrase.geonames.is_some() && place.and_then(|place| place.geonames) == phrase.geonames;
        tally.asked += 1;
        tally.right += usize::from(is_right);
        tally.wrong += usize::from(distance.is_some() && !is_right);
        tally.with_id += usize::from(phrase.geonames.is_some());
        tally.right_id += usize::from(is_same);
        let missed = !is_right || phrase.geonames.is_some() && !is_same;
        if show == Show::All || (show == Show::Misses && missed) {
            let mark = match distance {
                None => "none ",
                Some(_) if is_right => {
                    if is_same || phrase.geonames.is_none() {
                        "ok   "
                    } else {
                        "id   "
                    }
                }
                Some(_) => "WRONG",
            };
            let kind = mention.map(|mention| (mention.kind, mention.form, mention.span.of(&report.text)));
            println!(
                "{mark} {} {:?} {:?} found {} {kind:?} | {}",
                sample.name,
                phrase.text,
                phrase.geonames,
                place.map_or("-".to_string(), |place| format!(
                    "{} {} {:?} {:.0} km",
                    place.name,
                    place.country,
                    place.geonames,
                    distance.unwrap_or(0.0)
                )),
                gold::around(&report.text, phrase.span, 50, 40)
            );
        }
    }
    Ok(())
}

fn best(mentions: &[Mention], span: Span) -> Option<&Mention> {
    let fit = |mention: &&Mention| {
        let shared = i64::from(mention.span.end.min(span.end)) - i64::from(mention.span.start.max(span.start));
        let around = i64::from(mention.span.len()) - shared;
        (mention.span == span, mention.place.is_some(), 2 * shared - around)
    };
    mentions.iter().filter(|mention| mention.span.overlaps(span)).max_by_key(fit)
}

fn distance(place: &Place, point: Point) -> f64 {
    Point { latitude: place.latitude, longitude: place.longitude }.distance_km(point)
}

/// Each once, with the first coordinates it has.
fn phrases(sample: &Sample) -> Vec<Phrase> {
    let bytes = Bytes::new(&sample.text);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for arg in sample.gold.claims.iter().flat_map(|claim| &claim.args) {
        let (Some(latitude), Some(longitude)) = (arg.lat, arg.lon) else { continue };
        let span = bytes.span(&arg.words);
        if seen.insert(span) {
            let id = arg.id.as_deref().and_then(|id| id.strip_prefix("geonames:"));
            let (geonames, point) = (id.and_then(|id| id.parse().ok()), Point { latitude, longitude });
            found.push(Phrase { span, text: arg.words.text.clone(), geonames, point });
        }
    }
    found
}

fn unknown(reader: &Reader, file: &Path, options: &Options) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines: Vec<&str> = text.lines().step_by(options.every.max(1)).collect();
    let found: Vec<(String, bool, String)> = lines.par_iter().flat_map_iter(|line| names(reader, line)).collect();
    let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let placed = found.iter().filter(|(_, placed, _)| *placed).count();
    for (name, _, sample) in found.iter().filter(|(_, placed, _)| !*placed) {
        counts.entry(name.clone()).or_insert((0, sample.clone())).0 += 1;
    }
    println!("{} mentions of places by name, {placed} with a place, {} names without", found.len(), counts.len());
    let mut order: Vec<(&String, &(usize, String))> = counts.iter().collect();
    order.sort_by_key(|(name, (count, _))| (std::cmp::Reverse(*count), name.to_string()));
    for (name, (count, sample)) in order.into_iter().take(options.top) {
        println!("{count:5} {name} | {sample}");
    }
    Ok(())
}

/// Names of places in one brief, whether each has a place, and where it stands.
fn names(reader: &Reader, line: &str) -> Vec<(String, bool, String)> {
    let Ok(brief) = serde_json::from_str::<Value>(line) else { return Vec::new() };
    let report = Report::new(brief["text"].as_str().unwrap_or_default().to_string(), About::default());
    let reading = reader.read(&report);
    let is_place = |mention: &&Mention| {
        mention.form == Form::Name && matches!(mention.kind, MentionKind::Place | MentionKind::Facility)
    };
    let named = reading.analysis.mentions.iter().filter(is_place);
    named
        .map(|mention| {
            (
                mention.span.of(&report.text).to_string(),
                mention.place.is_some(),
                gold::around(&report.text, mention.span, 50, 40),
            )
        })
        .collect()
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.asked += other.asked;
        self.right += other.right;
        self.wrong += other.wrong;
        self.with_id += other.with_id;
        self.right_id += other.right_id;
    }

    fn print(&self, label: &str) {
        let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
        println!(
            "{label}: asked {} right {:.3} wrong {:.3} none {:.3}; with id {} same id {:.3}",
            self.asked,
            share(self.right, self.asked),
            share(self.wrong, self.asked),
            share(self.asked - self.right - self.wrong, self.asked),
            self.with_id,
            share(self.right_id, self.with_id)
        );
    }
}
