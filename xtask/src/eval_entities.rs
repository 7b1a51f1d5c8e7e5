//! `cargo xtask eval-entities`: names of people, bodies and places against annotated text.
//!
//! A file of the IOB2 kind (`number · token · tag`, with `# text =` lines) gives its own sentences and tokens; the
//! program tags and parses them. An entity is right where its first and last token and its type are. A folder of
//! the RE3D kind (`split.tsv`, and `documents.json` and `entities.json` by source) gives texts, which the program
//! splits itself. Its annotators marked an entity with and without title and article, so there an entity is right
//! where one of its type overlaps it; exact figures stand beside, as they are and with articles and titles left out on
//! both sides: of gold entities of one type that end together the shortest stands.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use analysis::mention::ner::{self, Label, Ner};
use analysis::{Analysis, Form, Mention, MentionKind, Relation, Resources};
use clap::Args;
use reader::Reader;
use report::{About, Report};

use crate::data::reader;
use crate::entity_corpora::{Document, Entity, folder_documents, iob2, untagged};

#[derive(Args)]
pub(crate) struct Options {
    /// A file in IOB2, or a folder of the RE3D kind
    path: PathBuf,
    /// Which split of a folder
    #[arg(long, default_value = "dev")]
    split: String,
    /// Print each entity that was missed and each that is spurious
    #[arg(long)]
    show: bool,
    /// Score the model of names alone, by these weights
    #[arg(long)]
    weights: Option<PathBuf>,
}

/// Gold entities that were found, gold, found entities that are right, found.
#[derive(Clone, Copy, Default)]
struct Tally {
    hit: usize,
    gold: usize,
    right: usize,
    found: usize,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let ner = match &options.weights {
        Some(path) => Some(Ner::load(std::fs::read(path)?)?),
        None => None,
    };
    let tallies = tally(&reader()?, options, ner.as_ref())?;
    print("exact", &tallies.exact);
    if tallies.folder {
        print("bare", &tallies.bare);
    }
    print("overlap", &tallies.overlap);
    let total = tallies.total();
    println!("P {:.3} R {:.3} F1 {:.3}", total.precision(), total.recall(), total.f1());
    Ok(())
}

/// F1 as `run` prints it last: exact for a file, by overlap for a folder.
pub(crate) fn measure(reader: &Reader, path: &Path, split: &str) -> anyhow::Result<f64> {
    let options = Options { path: path.to_path_buf(), split: split.to_string(), show: false, weights: None };
    Ok(tally(reader, &options, None)?.total().f1())
}

/// By type.
#[derive(Default)]
struct Tallies {
    exact: BTreeMap<&'static str, Tally>,
    overlap: BTreeMap<&'static str, Tally>,
    /// Exact, without articles and titles.
    bare: BTreeMap<&'static str, Tally>,
    /// Overlap is what counts.
    folder: bool,
}

impl Tallies {
    fn total(&self) -> Tally {
        sum(if self.folder { &self.overlap } else { &self.exact })
    }
}

fn tally(reader: &Reader, options: &Options, ner: Option<&Ner>) -> anyhow::Result<Tallies> {
    let folder = options.path.is_dir();
    let documents = if folder { folder_documents(&options.path, &options.split)? } else { iob2(&options.path)? };
    let mut tallies = Tallies { folder, ..Tallies::default() };
    for document in &documents {
        let report = Report::new(document.text.clone(), About::default());
        let analysis = analysis(reader, &report, document);
        let found = match ner {
            Some(ner) => by_model(ner, reader, &report, &analysis),
            None if folder => all_of(&analysis),
            None => names(&analysis),
        };
        count(&document.entities, &found, &mut tallies.exact, |one, other| one == other);
        let (gold, own) = (cores(&report.text, &document.entities), cores(&report.text, &found));
        count(&gold, &own, &mut tallies.bare, |one, other| one == other);
        count(&document.entities, &found, &mut tallies.overlap, |one, other| {
            one.2 == other.2 && one.0 < other.1 && other.0 < one.1
        });
        if options.show {
            show(&report.text, &document.entities, &found, folder);
        }
    }
    Ok(tallies)
}

/// With the file's own sentences and tokens where it has them.
fn analysis(reader: &Reader, report: &Report, document: &Document) -> Analysis {
    if document.sentences.is_empty() {
        return reader.read(report).analysis;
    }
    let mut analysis = untagged(report, document);
    reader.model.annotate(report, &mut analysis);
    let Reader { model, lexicon, gazetteer, names, .. } = reader;
    let resources = Resources { model, lexicon, gazetteer, names };
    analysis.mentions = analysis::mention::mentions(&resources, report, &analysis);
    analysis
}

/// What the trained weights find by themselves.
fn by_model(ner: &Ner, reader: &Reader, report: &Report, analysis: &Analysis) -> BTreeSet<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    for (token, label) in
        analysis.tokens.iter().zip(ner::labels(ner, &reader.names, &reader.gazetteer, report, analysis))
    {
        let span = token.span;
        match label {
            Label::Outside => {}
            Label::BeginPerson => found.push((span.start, span.end, "PER")),
            Label::BeginBody => found.push((span.start, span.end, "ORG")),
            Label::BeginPlace => found.push((span.start, span.end, "LOC")),
            Label::InPerson | Label::InBody | Label::InPlace => {
                if let Some(last) = found.last_mut() {
                    last.1 = span.end;
                }
            }
        }
    }
    found.into_iter().collect()
}

/// Names alone, outermost first, without overlap.
fn names(analysis: &Analysis) -> BTreeSet<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    for mention in analysis.mentions.iter().filter(|mention| mention.form == Form::Name) {
        let Some(kind) = kind(mention) else { continue };
        if found.last().is_none_or(|last| last.1 <= mention.span.start) {
            found.push((mention.span.start, mention.span.end, kind));
        }
    }
    found.into_iter().collect()
}

fn kind(mention: &Mention) -> Option<&'static str> {
    match mention.kind {
        MentionKind::Person => Some("PER"),
        MentionKind::Organisation => Some("ORG"),
        MentionKind::State | MentionKind::Place | MentionKind::Facility => Some("LOC"),
        MentionKind::Nationality | MentionKind::Weapon | MentionKind::Group | MentionKind::Unknown => None,
    }
}

/// Without leading articles; the shortest of those of one type that end together.
fn cores(text: &str, entities: &BTreeSet<Entity>) -> BTreeSet<Entity> {
    const ARTICLES: [&str; 3] = ["the ", "a ", "an "];
    let mut shortest = BTreeMap::new();
    for &(start, end, kind) in entities {
        let words = &text[start as usize..end as usize];
        let article = ARTICLES
            .into_iter()
            .find(|article| words.get(..article.len()).is_some_and(|first| first.eq_ignore_ascii_case(article)));
        let start = start + article.map_or(0, |article| article.len() as u32);
        let known = shortest.entry((end, kind)).or_insert(start);
        *known = start.max(*known);
    }
    shortest.into_iter().map(|((end, kind), start)| (start, end, kind)).collect()
}

/// Every mention by RE3D's types. A state that does something is a body there, else a place.
fn all_of(analysis: &Analysis) -> BTreeSet<Entity> {
    let kind = |mention: &Mention| {
        let does = || matches!(analysis.tokens[mention.head].relation, Relation::Nsubj | Relation::OblAgent);
        Some(match mention.kind {
            MentionKind::Person => "Person",
            MentionKind::Organisation | MentionKind::Group => "Organisation",
            MentionKind::State if does() => "Organisation",
            MentionKind::State | MentionKind::Place | MentionKind::Facility => "Location",
            MentionKind::Nationality => "Nationality",
            MentionKind::Weapon => "Weapon",
            MentionKind::Unknown => return None,
        })
    };
    let entity = |mention: &Mention| kind(mention).map(|kind| (mention.span.start, mention.span.end, kind));
    analysis.mentions.iter().filter_map(entity).collect()
}

fn count(
    gold: &BTreeSet<Entity>,
    found: &BTreeSet<Entity>,
    tallies: &mut BTreeMap<&'static str, Tally>,
    same: impl Fn(&Entity, &Entity) -> bool,
) {
    for entity in gold {
        let tally = tallies.entry(entity.2).or_default();
        tally.gold += 1;
        tally.hit += usize::from(found.iter().any(|other| same(entity, other)));
    }
    for entity in found {
        let tally = tallies.entry(entity.2).or_default();
        tally.found += 1;
        tally.right += usize::from(gold.iter().any(|other| same(entity, other)));
    }
}

fn show(text: &str, gold: &BTreeSet<Entity>, found: &BTreeSet<Entity>, overlap: bool) {
    let same = |one: &Entity, other: &Entity| {
        one == other || (overlap && one.2 == other.2 && one.0 < other.1 && other.0 < one.1)
    };
    let line = |mark: &str, entity: &Entity| {
        let cut = |at: u32, by: i64| {
            let mut at = (i64::from(at) + by).clamp(0, text.len() as i64) as usize;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (entity.0 as usize, entity.1 as usize);
        let (before, after) = (&text[cut(entity.0, -40)..start], &text[end..cut(entity.1, 30)]);
        println!("{mark} {:4} {before}[{}]{after}", entity.2, &text[start..end]);
    };
    for entity in gold.iter().filter(|entity| !found.iter().any(|other| same(entity, other))) {
        line("missed  ", entity);
    }
    for entity in found.iter().filter(|entity| !gold.iter().any(|other| same(entity, other))) {
        line("spurious", entity);
    }
}

fn print(label: &str, tallies: &BTreeMap<&'static str, Tally>) {
    for (kind, tally) in tallies.iter().map(|(kind, tally)| (*kind, *tally)).chain([("all", sum(tallies))]) {
        let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
        println!(
            "{label:8} {kind:12} P {precision:.3} R {recall:.3} F1 {f1:.3}  gold {} found {}",
            tally.gold, tally.found
        );
    }
}

fn sum(tallies: &BTreeMap<&'static str, Tally>) -> Tally {
    tallies.values().fold(Tally::default(), |sum, tally| Tally {
        hit: sum.hit + tally.hit,
        gold: sum.gold + tally.gold,
        right: sum.right + tally.right,
        found: sum.found + tally.found,
    })
}

impl Tally {
    fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(self) -> f64 {
        self.hit as f64 / self.gold.max(1) as f64
    }

    fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}
