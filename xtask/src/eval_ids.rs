//! `cargo xtask eval-ids`: who stands behind the phrases that gold names: states and bodies, by form of mention.
//!
//! For each argument and source of gold that has an id, the mention that overlaps it best is asked for its
//! ids. Needs no claims, so it measures names and coreference alone. Places with coordinates are not counted.

use std::collections::BTreeSet;
use std::path::Path;

use analysis::{Form, Mention};
use clap::Args;
use reader::Reader;
use report::Span;

use crate::data::reader;
use crate::gold::{self, Bytes, Sample, Words};

#[derive(Args)]
pub(crate) struct Options {
    #[command(flatten)]
    gold: gold::Paths,
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
    span: Span,
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
    for path in &options.gold.paths {
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
    let sample = gold::load(file)?;
    let report = sample.report()?;
    let reading = reader.read(&report);
    for phrase in phrases(&sample) {
        let span = phrase.span;
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
            let line = gold::around(&report.text, span, 60, 40);
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

/// Each once, in the order of the text.
fn phrases(sample: &Sample) -> Vec<Phrase> {
    let bytes = Bytes::new(&sample.text);
    let mut found = BTreeSet::new();
    let mut add = |words: &Words, id: Option<&str>| {
        if let Some(id) = id.filter(|id| !id.starts_with("geonames:")) {
            let ids = id.split(',').map(str::to_string).collect();
            found.insert(Phrase { span: bytes.span(words), ids, text: words.text.clone() });
        }
    };
    for claim in &sample.gold.claims {
        claim.args.iter().for_each(|arg| add(&arg.words, arg.id.as_deref()));
        for said in &claim.said_by {
            said.source.iter().for_each(|source| add(source, said.who.as_deref()));
        }
    }
    found.into_iter().collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn arguments_and_sources_with_ids_are_asked_for_once() {
        let words = |start: usize, end: usize| json!({"start": start, "end": end, "text": "-"});
        let mut arg = words(0, 6);
        arg["role"] = json!("actor");
        arg["id"] = json!("NOR,SWE");
        let mut place = words(7, 11);
        place["role"] = json!("place");
        place["id"] = json!("geonames:1");
        let said = json!({"source": words(12, 15), "who": "DNK"});
        let claim =
            json!({"id": 1, "type": "CONSULT", "trigger": words(7, 8), "args": [arg, place], "said_by": [said]});
        let gold = json!({"schema": "claims/1", "report": {"id": "t"}, "claims": [claim.clone(), claim]});
        let sample = Sample {
            name: "t".to_string(),
            text: "Norway Oslo and".to_string(),
            gold: serde_json::from_value(gold).unwrap(),
        };
        let found: Vec<(Span, usize)> =
            phrases(&sample).into_iter().map(|phrase| (phrase.span, phrase.ids.len())).collect();
        assert_eq!(found, [(Span::new(0, 6), 2), (Span::new(12, 15), 1)]);
    }
}
