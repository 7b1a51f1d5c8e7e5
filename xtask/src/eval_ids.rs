//! `cargo xtask eval-ids`: who stands behind the phrases that gold names: states and bodies, by form of mention.
//!
//! For each argument and source of gold that has an id, the mention that overlaps it best is asked for its
//! ids. Needs no claims, so it measures names and coreference alone. Places with coordinates are not counted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use analysis::{Form, Mention};
use anyhow::Context;
use clap::Args;
use reader::Reader;
use report::{About, Report, Span};
use serde_json::Value;

use crate::data::reader;
use crate::gold;

#[derive(Args)]
pub(crate) struct Options {
    /// Folders that hold NAME.gold.json beside NAME.txt, or such gold files
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Print each phrase whose id was missed
    #[arg(long)]
    show: bool,
    /// Print each phrase, right or wrong
    #[arg(long)]
    all: bool,
}

/// A phrase of gold and the ids it may have.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Phrase {
    span: (u32, u32),
    ids: Vec<String>,
    text: String,
}

/// Right by state, right by full id, answered, asked.
#[derive(Clone, Copy, Default)]
struct Tally {
    state: usize,
    full: usize,
    answered: usize,
    asked: usize,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    let mut tallies = [Tally::default(); 4];
    for path in &options.paths {
        for file in gold::files(path)? {
            evaluate(&reader, &file, options, &mut tallies)?;
        }
    }
    for (label, tally) in ["names", "nouns", "pronouns", "no mention"].iter().zip(&tallies) {
        tally.print(label);
    }
    let mut all = Tally::default();
    for tally in tallies {
        all.add(tally);
    }
    all.print("all");
    Ok(())
}

fn evaluate(reader: &Reader, file: &Path, options: &Options, tallies: &mut [Tally; 4]) -> anyhow::Result<()> {
    let document: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let name = file.to_string_lossy().replace(".gold.json", "");
    let text = std::fs::read_to_string(format!("{name}.txt")).with_context(|| format!("{name}.txt"))?;
    let published = document["report"]["published"].as_str().and_then(|day| day.parse().ok());
    let report = Report::new(text, About { published, ..About::default() });
    let reading = reader.read(&report);
    let bytes: Vec<u32> =
        report.text.char_indices().map(|(at, _)| at as u32).chain([report.text.len() as u32]).collect();
    for phrase in phrases(&document, &bytes) {
        let span = Span::new(phrase.span.0, phrase.span.1);
        let mention = reading
            .analysis
            .mentions
            .iter()
            .filter(|mention| mention.span.overlaps(span))
            .max_by_key(|mention| fit(mention, span));
        let (slot, ids) = match mention {
            Some(mention) => (mention.form as usize, ids(mention)),
            None => (3, BTreeSet::new()),
        };
        let wanted: BTreeSet<&str> = phrase.ids.iter().map(String::as_str).collect();
        let state = wanted.iter().all(|id| ids.iter().any(|found| base(found) == base(id)));
        let full = wanted.iter().all(|id| ids.contains(*id));
        tallies[slot].add(Tally {
            state: state.into(),
            full: full.into(),
            answered: (!ids.is_empty()).into(),
            asked: 1,
        });
        if options.all || (options.show && !full) {
            let mark = if full {
                "ok   "
            } else if state {
                "sect "
            } else {
                "WRONG"
            };
            let form = ["name", "noun", "pron", "none"][slot];
            let kind = mention
                .map_or(String::new(), |mention| format!("{:?} {:?}", mention.kind, mention.span.of(&report.text)));
            let line = context(&report.text, span);
            println!("{mark} {form} {:?} want {:?} found {ids:?} {kind} | {line}", phrase.text, phrase.ids);
        }
    }
    Ok(())
}

/// Exact first, then the largest overlap with the least around it; names before nouns that hold them.
fn fit(mention: &Mention, span: Span) -> (bool, i64, bool) {
    let shared = i64::from(mention.span.end.min(span.end)) - i64::from(mention.span.start.max(span.start));
    let around = i64::from(mention.span.len()) - shared;
    (mention.span == span, 2 * shared - around, mention.form == Form::Name)
}

fn ids(mention: &Mention) -> BTreeSet<&str> {
    mention.actors.iter().filter_map(|actor| actor.id.as_deref()).collect()
}

fn base(id: &str) -> &str {
    id.split('/').next().unwrap_or(id)
}

fn phrases(document: &Value, bytes: &[u32]) -> Vec<Phrase> {
    let mut found = BTreeSet::new();
    let mut add = |part: &Value, id: &Value| {
        let (Some(start), Some(end), Some(id)) = (part["start"].as_u64(), part["end"].as_u64(), id.as_str()) else {
            return;
        };
        if id.starts_with("geonames:") {
            return;
        }
        let (Some(&start), Some(&end)) = (bytes.get(start as usize), bytes.get(end as usize)) else { return };
        let text = part["text"].as_str().unwrap_or_default().to_string();
        found.insert(Phrase { span: (start, end), ids: id.split(',').map(str::to_string).collect(), text });
    };
    for claim in document["claims"].as_array().into_iter().flatten() {
        for argument in claim["args"].as_array().into_iter().flatten() {
            add(argument, &argument["id"]);
        }
        for said in claim["said_by"].as_array().into_iter().flatten() {
            add(&said["source"], &said["who"]);
        }
    }
    found.into_iter().collect()
}

fn context(text: &str, span: Span) -> String {
    let from = text[..span.start as usize].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let to = text[span.end as usize..].char_indices().nth(40).map_or(text.len(), |(at, _)| span.end as usize + at);
    format!("{}[{}]{}", &text[from..span.start as usize], span.of(text), &text[span.end as usize..to])
        .replace('\n', " ")
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.state += other.state;
        self.full += other.full;
        self.answered += other.answered;
        self.asked += other.asked;
    }

    fn print(&self, label: &str) {
        let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
        println!(
            "{label:11} asked {:4}  answered {:4}  state P {:.3} R {:.3}  full P {:.3} R {:.3}",
            self.asked,
            self.answered,
            share(self.state, self.answered),
            share(self.state, self.asked),
            share(self.full, self.answered),
            share(self.full, self.asked)
        );
    }
}
