//! `cargo xtask eval-ud`: tags and trees against a treebank.
//!
//! With gold sentences and tokens each figure is a share of the words in percent. With `--raw` the program splits the
//! text itself, and each figure is an F1 over words of equal place, as in the CoNLL 2018 shared task.

use std::fmt;
use std::path::PathBuf;
use std::time::Instant;

use analysis::model::{Model, Sketch};
use analysis::token::folded;
use anyhow::Context;
use compact_str::CompactString;
use training::Gold;

use crate::{eval_raw, train};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// A treebank in CoNLL-U
    file: PathBuf,
    /// Start from the text: the program's own sentences and tokens
    #[arg(long)]
    raw: bool,
    /// Another model than the built-in one
    #[arg(long)]
    model: Option<PathBuf>,
}

/// In percent; the speed in words a second, tagged and parsed on one core.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scores {
    pub(crate) upos: f64,
    pub(crate) xpos: f64,
    pub(crate) lemma: f64,
    pub(crate) uas: f64,
    pub(crate) las: f64,
    /// With the relations' subtypes.
    pub(crate) las_full: f64,
    pub(crate) speed: f64,
}

/// Of so many passes the quickest counts: what else runs on the machine is not the model's.
const PASSES: usize = 9;

impl fmt::Display for Scores {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Scores { upos, uas, las, speed, .. } = self;
        write!(out, "UPOS {upos:.1} UAS {uas:.1} LAS {las:.1} tokens/s {speed:.0}")
    }
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let gold = train::read(&options.file)?;
    let start = Instant::now();
    let model = match &options.model {
        Some(path) => {
            let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            Model::load(bytes)?
        }
        None => reader::model()?,
    };
    println!("model loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let scores = if options.raw {
        let (raw, scores) = eval_raw::score(&model, &gold)?;
        println!("sentences F1 {:.2} tokens F1 {:.2}", raw.sentences, raw.tokens);
        scores
    } else {
        score_gold(&model, &gold)
    };
    let Scores { upos, xpos, lemma, uas, las, las_full, .. } = scores;
    println!("upos {upos:.2} xpos {xpos:.2} lemma {lemma:.2} uas {uas:.2} las {las:.2} las+subtypes {las_full:.2}");
    println!("{scores}");
    Ok(())
}

pub(crate) fn score_gold(model: &Model, gold: &[Gold]) -> Scores {
    let mut sketch = Sketch::default();
    let Some(mut tables) = model.open() else { return Scores::default() };
    let lowers: Vec<Vec<CompactString>> =
        gold.iter().map(|sentence| sentence.words.iter().map(|word| folded(&word.form)).collect()).collect();
    let mut right = [0_usize; 6];
    let mut total = 0;
    for (sentence, lowers) in gold.iter().zip(&lowers) {
        let forms = sentence.words.iter().map(|word| word.form.as_str());
        tables.tag(forms, lowers.iter().map(CompactString::as_str), &mut sketch);
        tables.parse(&mut sketch);
        for (at, word) in sentence.words.iter().enumerate() {
            let (upos, xpos) = model.tag(sketch.tags[at]);
            let head = sketch.head(at).map_or(0, |head| head + 1) == word.head;
            let relation = sketch.relation(at);
            let hits = [
                upos == word.upos,
                xpos == analysis::Xpos::parse(&word.xpos),
                tables.lemma(&word.form, &lowers[at], &sketch, at) == word.lemma,
                head,
                head && relation.universal() == word.relation.universal(),
                head && relation == word.relation,
            ];
            total += 1;
            for (count, hit) in right.iter_mut().zip(hits) {
                *count += usize::from(hit);
            }
        }
    }
    let [upos, xpos, lemma, uas, las, las_full] = right.map(|count| 100.0 * count as f64 / total.max(1) as f64);
    Scores { upos, xpos, lemma, uas, las, las_full, speed: speed(model, gold) }
}

fn speed(model: &Model, gold: &[Gold]) -> f64 {
    let mut sketch = Sketch::default();
    let Some(mut tables) = model.open() else { return 0.0 };
    let words: usize = gold.iter().map(|sentence| sentence.words.len()).sum();
    let mut quickest = f64::INFINITY;
    for _ in 0..PASSES {
        let start = Stopwatch::start();
        for sentence in gold {
            let lowers: Vec<CompactString> = sentence.words.iter().map(|word| folded(&word.form)).collect();
            let forms = sentence.words.iter().map(|word| word.form.as_str());
            tables.tag(forms, lowers.iter().map(CompactString::as_str), &mut sketch);
            tables.parse(&mut sketch);
        }
        quickest = quickest.min(start.seconds());
    }
    words as f64 / quickest
}

/// Time on a core: what the thread was given, where the system tells, else time on the wall.
pub(crate) struct Stopwatch {
    start: Instant,
    given: Option<u64>,
}

impl Stopwatch {
    pub(crate) fn start() -> Stopwatch {
        Stopwatch { start: Instant::now(), given: given_ns() }
    }

    pub(crate) fn seconds(&self) -> f64 {
        match (self.given, given_ns()) {
            (Some(before), Some(now)) if now > before => (now - before) as f64 / 1e9,
            _ => self.start.elapsed().as_secs_f64(),
        }
    }
}

/// Nanoseconds this thread has run so far, by Linux's scheduler.
fn given_ns() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}
