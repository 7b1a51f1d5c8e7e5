//! `cargo xtask readings FILE`: what stands in each text before any claim, as JSON lines, so that other tools can be
//! compared over the same texts by one scorer.
//!
//! A line in is `{"text": …, "published": "YYYY-MM-DD"}`; a line out, in the same order, holds `times` (start, end,
//! from, to), `quantities` (start, end, low, high), `places` (start, end, latitude, longitude), `contents` and
//! `sources` (start, end: what is reported, and who said it). Offsets count characters.

use std::fs;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

use anyhow::Context;
use export::brat;
use jiff::civil::Date;
use reader::Reader;
use report::{About, CharIndex, Report, Span};
use serde::{Deserialize, Serialize};

use crate::data::reader;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// JSON lines with `text` and `published`
    file: PathBuf,
}

#[derive(Deserialize)]
struct Asked {
    text: String,
    published: Option<String>,
}

#[derive(Serialize)]
struct Readings {
    times: Vec<(u32, u32, Option<String>, Option<String>)>,
    quantities: Vec<(u32, u32, Option<f64>, Option<f64>)>,
    places: Vec<(u32, u32, f64, f64)>,
    contents: Vec<(u32, u32)>,
    sources: Vec<(u32, u32)>,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let text = fs::read_to_string(&options.file).with_context(|| format!("cannot read {}", options.file.display()))?;
    let reader = reader()?;
    let mut out = BufWriter::new(stdout().lock());
    for (number, line) in text.lines().enumerate() {
        let asked: Asked =
            serde_json::from_str(line).with_context(|| format!("{}: line {}", options.file.display(), number + 1))?;
        let published = asked.published.map(|day| day.parse()).transpose()?;
        serde_json::to_writer(&mut out, &readings(&reader, asked.text, published))?;
        writeln!(out)?;
    }
    Ok(())
}

fn readings(reader: &Reader, text: String, published: Option<Date>) -> Readings {
    let report = Report::new(text, About { published, ..About::default() });
    let reading = reader.read(&report);
    let index = CharIndex::new(&report.text);
    let ends = |span: Span| {
        let Span { start, end } = index.chars(span);
        (start, end)
    };
    let analysis = &reading.analysis;
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let parts = brat::parts(&report, &reading.attributions);
    Readings {
        times: analysis.times.iter().map(|time| with(ends(time.span), day(time.from), day(time.to))).collect(),
        quantities: analysis.quantities.iter().map(|found| with(ends(found.span), found.low, found.high)).collect(),
        places: analysis
            .mentions
            .iter()
            .filter_map(|mention| mention.place.as_ref().map(|place| (mention.span, place)))
            .map(|(span, place)| with(ends(span), place.latitude, place.longitude))
            .collect(),
        contents: parts.iter().flat_map(|part| &part.content).map(|&span| ends(span)).collect(),
        sources: parts.iter().flat_map(|part| &part.source).map(|&span| ends(span)).collect(),
    }
}

fn with<T>((start, end): (u32, u32), first: T, second: T) -> (u32, u32, T, T) {
    (start, end, first, second)
}
