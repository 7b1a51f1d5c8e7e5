//! Tags, lemmas and the dependency tree, by a compact linear model: a tagger that goes from left to right, a
//! lemmatiser, and a greedy parser, each a sum of 16-bit weights of hashed features, so that every machine gives the
//! same answer. The weights come from the `training` crate; the file is read in place ([`mod@file`]).
//!
//! - Every sentence of up to [`WORDS_MAX`] tokens gets a tree with one root; a longer one is tagged only.
//! - Sentences do not see one another.
//! - Time is linear in the words.

mod annotate;
pub mod file;
mod hash;
pub mod lemma;
mod state;
pub mod table;
pub mod template;
pub mod word;

use std::borrow::Cow;

use compact_str::CompactString;

use crate::model::file::{File, Section};
use crate::model::lemma::Lemmas;
use crate::model::table::{Dictionary, Lists, OUTCOMES_MAX, Pairs};
use crate::model::template::{NO_TAG, Rows, action_rows, label_rows, tag_rows};
use crate::model::word::{Known, Word};
use crate::tagset::{Relation, Upos, Xpos};

pub use hash::{mix, row};
pub use state::{Action, Node, State};

/// A sentence of more tokens is not parsed: in news it is a list or a table.
pub const WORDS_MAX: usize = 400;

#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    #[error("the model file is damaged or was made by another version of the trainer: {0}")]
    Format(&'static str),
}

pub struct Model {
    file: File,
    tags: Vec<(Upos, Xpos)>,
    /// Part of speech of each tag, as its place in [`Upos::ALL`].
    upos: Vec<u8>,
    endings: Vec<CompactString>,
}

/// Tags and arcs of one sentence, and the room to work in; use one for many sentences.
#[derive(Default)]
pub struct Sketch {
    pub words: Vec<Word>,
    /// Each word's tag, by its number in the model.
    pub tags: Vec<u8>,
    state: State,
}

/// The tables, opened for a run over many sentences.
pub struct Tables<'a> {
    model: &'a Model,
    words: Dictionary<'a>,
    tag: Lists<'a>,
    action: Pairs<'a>,
    label: Lists<'a>,
    lemmas: Lemmas<'a>,
    tag_rows: Rows,
    action_rows: Rows,
    label_rows: Rows,
}

impl Model {
    /// Costs one pass over the bytes for the checksum; nothing is copied or rebuilt.
    pub fn load(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Model, ModelError> {
        let file = File::open(bytes.into())?;
        let tags = tags(file.section(Section::Tags)).ok_or(ModelError::Format("its tags are unknown"))?;
        let upos = tags.iter().map(|tag| tag.0 as u8).collect();
        let endings = String::from_utf8_lossy(file.section(Section::LemmaEndings));
        let endings = endings.split('\n').map(CompactString::from).collect();
        let model = Model { file, tags, upos, endings };
        match model.open() {
            Some(_) => Ok(model),
            None => Err(ModelError::Format("a table is cut short")),
        }
    }

    /// None only for a file that did not load.
    pub fn open(&self) -> Option<Tables<'_>> {
        let section = |section| self.file.section(section);
        let (tag, label) = (Lists::open(section(Section::TagWeights))?, Lists::open(section(Section::LabelWeights))?);
        let action = Pairs::open(section(Section::ActionWeights))?;
        Some(Tables {
            model: self,
            words: Dictionary::open(section(Section::Words))?,
            tag_rows: Rows::new(tag.bits()),
            action_rows: Rows::new(action.bits()),
            label_rows: Rows::new(label.bits()),
            tag,
            action,
            label,
            lemmas: Lemmas {
                endings: &self.endings,
                rules: section(Section::LemmaRules),
                forms: Dictionary::open(section(Section::LemmaForms))?,
                suffixes: Dictionary::open(section(Section::LemmaSuffixes))?,
            },
        })
    }

    /// A tag's parts. Numbers beyond the model's tags are `X`.
    pub fn tag(&self, tag: u8) -> (Upos, Xpos) {
        self.tags.get(usize::from(tag)).copied().unwrap_or((Upos::X, Xpos::Other))
    }
}

impl Tables<'_> {
    pub fn known(&self, form: u64) -> Known {
        self.words.get(form).map(Known::from_bits).unwrap_or_default()
    }

    /// Tags a sentence. `lowers` are the folded forms.
    pub fn tag<'a>(
        &mut self,
        forms: impl Iterator<Item = &'a str> + Clone,
        lowers: impl Iterator<Item = &'a str>,
        sketch: &mut Sketch,
    ) {
        word::view(forms, lowers, |form| self.known(form), &mut sketch.words);
        sketch.tags.clear();
        let (mut before, mut before_that) = (NO_TAG, NO_TAG);
        for at in 0..sketch.words.len() {
            tag_rows(&sketch.words, at, before, before_that, &mut self.tag_rows);
            let mut scores = [0; OUTCOMES_MAX];
            self.tag.add_to(&self.tag_rows, &mut scores);
            let tag = best(&scores[..self.model.tags.len()]) as u8;
            sketch.tags.push(tag);
            (before_that, before) = (before, u64::from(tag));
        }
    }

    /// Parses the sentence that was tagged last. Read the arcs with [`Sketch::head`] and [`Sketch::relation`].
    pub fn parse(&mut self, sketch: &mut Sketch) {
        let state = &mut sketch.state;
        state.start(&sketch.words, &sketch.tags, &self.model.upos);
        while !state.done() {
            let action = self.action(state);
            if action == Action::Shift {
                state.shift();
                continue;
            }
            let (head, dependent) = state.reduce(action);
            label_rows(state, head, dependent, &mut self.label_rows);
            let mut scores = [0; OUTCOMES_MAX];
            self.label.add_to(&self.label_rows, &mut scores);
            let label = best(&scores[..Relation::ALL.len()]) as u8;
            state.attach(head, dependent, label);
        }
    }

    fn action(&mut self, state: &State) -> Action {
        let legal = state.legal();
        let mut choices = Action::ALL.into_iter().filter(|&action| legal[action as usize]);
        let Some(first) = choices.next() else { return Action::Shift };
        let Some(second) = choices.next() else { return first };
        action_rows(state, &mut self.action_rows);
        let scores = self.action.scores(&self.action_rows);
        let score = |action: Action| scores[action as usize];
        let better = |best: Action, action: Action| if score(action) > score(best) { action } else { best };
        choices.fold(better(first, second), better)
    }

    /// The lemma of word `at` of the sentence that was tagged last.
    pub fn lemma(&self, form: &str, lower: &str, sketch: &Sketch, at: usize) -> CompactString {
        match (sketch.words.get(at), sketch.tags.get(at)) {
            (Some(word), Some(&tag)) => self.lemmas.lemma(form, lower, word, tag),
            _ => lower.into(),
        }
    }
}

impl Sketch {
    /// The head of word `at`, counted from 0; None for the root.
    pub fn head(&self, at: usize) -> Option<usize> {
        let head = usize::from(self.state.nodes.get(at + 1)?.head);
        (head != self.state.root()).then(|| head.saturating_sub(1))
    }

    /// [`Relation::Root`] for the root and for it alone.
    pub fn relation(&self, at: usize) -> Relation {
        let Some(node) = self.state.nodes.get(at + 1) else { return Relation::Dep };
        if usize::from(node.head) == self.state.root() {
            return Relation::Root;
        }
        match Relation::ALL.get(usize::from(node.label)) {
            Some(&relation) if relation != Relation::Root => relation,
            _ => Relation::Dep,
        }
    }
}

fn tags(section: &[u8]) -> Option<Vec<(Upos, Xpos)>> {
    let lines = std::str::from_utf8(section).ok()?.lines();
    let tag = |line: &str| {
        let (upos, xpos) = line.split_once('\t')?;
        Some((Upos::parse(upos)?, Xpos::parse(xpos)))
    };
    let tags: Vec<_> = lines.map(tag).collect::<Option<_>>()?;
    (1..=OUTCOMES_MAX).contains(&tags.len()).then_some(tags)
}

/// The first of the highest.
fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (index, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = index;
        }
    }
    best
}
