//! Evidence on names from a trained model: for each token, whether it begins or goes on with a person's, a
//! body's or a place's name.
//!
//! A linear model over hashed features of the words, tags and tables around a token; the best sequence of a
//! sentence is found exactly (Viterbi). The weights lie in the file as they are used: loading parses nothing.

use std::borrow::Cow;

use gazetteer::Gazetteer;
use report::Report;

use super::lex::Lex;
use super::names::Names;
use super::view::View;
use crate::analysis::{Analysis, MentionKind};
use crate::model::table::Dictionary;

/// What a token is to a name. The order is the file's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Outside,
    BeginPerson,
    InPerson,
    BeginBody,
    InBody,
    BeginPlace,
    InPlace,
}

pub const LABELS: usize = 7;

impl Label {
    pub const ALL: [Label; LABELS] = [
        Label::Outside,
        Label::BeginPerson,
        Label::InPerson,
        Label::BeginBody,
        Label::InBody,
        Label::BeginPlace,
        Label::InPlace,
    ];

    /// What the name names.
    pub const fn kind(self) -> Option<MentionKind> {
        match self {
            Label::Outside => None,
            Label::BeginPerson | Label::InPerson => Some(MentionKind::Person),
            Label::BeginBody | Label::InBody => Some(MentionKind::Organisation),
            Label::BeginPlace | Label::InPlace => Some(MentionKind::Place),
        }
    }

    pub const fn begins(self) -> bool {
        matches!(self, Label::BeginPerson | Label::BeginBody | Label::BeginPlace)
    }

    /// A name goes on only with its own kind.
    pub const fn follows(self, before: Option<Label>) -> bool {
        match self {
            Label::InPerson => matches!(before, Some(Label::BeginPerson | Label::InPerson)),
            Label::InBody => matches!(before, Some(Label::BeginBody | Label::InBody)),
            Label::InPlace => matches!(before, Some(Label::BeginPlace | Label::InPlace)),
            Label::Outside | Label::BeginPerson | Label::BeginBody | Label::BeginPlace => true,
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the file of name weights is damaged or was made by another version of the trainer")]
pub struct NerError;

/// What raw text tells of a form; zero where it tells nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Clusters of like words, coarse and fine; less than 256 and 4096.
    pub coarse: u8,
    pub fine: u16,
    /// How it is written inside of sentences: 1 small, 2 either way, 3 with a capital.
    pub habit: u8,
}

impl Heard {
    fn from_bits(bits: u32) -> Heard {
        Heard { coarse: bits as u8, fine: (bits >> 8 & 0xFFF) as u16, habit: (bits >> 20 & 3) as u8 }
    }

    fn to_bits(self) -> u32 {
        u32::from(self.coarse) | u32::from(self.fine & 0xFFF) << 8 | u32::from(self.habit & 3) << 20
    }
}

/// Built in, or read from a file.
type Bytes = Cow<'static, [u8]>;

/// Forms that raw text tells of, by [`crate::model::word::form_hash`].
#[derive(Debug)]
pub struct HeardWords(Bytes);

impl HeardWords {
    pub fn new(entries: &[(u64, Heard)]) -> HeardWords {
        let entries: Vec<(u64, u32)> = entries.iter().map(|(form, heard)| (*form, heard.to_bits())).collect();
        HeardWords(Dictionary::encode(&entries).into())
    }

    pub(crate) fn get(&self, form: u64) -> Heard {
        let found = Dictionary::open(&self.0).and_then(|words| words.get(form));
        found.map(Heard::from_bits).unwrap_or_default()
    }
}

/// `"ner2" · bits (4) · bytes of the forms (4) · transitions (i16, by label before or none, then label) · forms ·
/// weights (i8, by row, then label)`.
#[derive(Debug)]
pub struct Ner {
    bits: u32,
    transitions: [[i32; LABELS]; LABELS + 1],
    heard: HeardWords,
    weights: Bytes,
}

const MAGIC: &[u8] = b"ner2";
const HEAD: usize = 12 + 2 * LABELS * (LABELS + 1);

impl Ner {
    pub fn load(bytes: impl Into<Bytes>) -> Result<Ner, NerError> {
        let (head, body) = cut(bytes.into(), HEAD).filter(|(head, _)| head.starts_with(MAGIC)).ok_or(NerError)?;
        let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let bits = number(4);
        let (heard, weights) = cut(body, number(8) as usize).ok_or(NerError)?;
        if !(8..=24).contains(&bits) || weights.len() != LABELS << bits || Dictionary::open(&heard).is_none() {
            return Err(NerError);
        }
        let mut transitions = [[0; LABELS]; LABELS + 1];
        for (cell, two) in transitions.iter_mut().flatten().zip(head[12..].chunks_exact(2)) {
            *cell = i32::from(i16::from_le_bytes([two[0], two[1]]));
        }
        Ok(Ner { bits, transitions, heard: HeardWords(heard), weights })
    }

    /// The file of these weights.
    pub fn encode(bits: u32, transitions: &[[i16; LABELS]; LABELS + 1], heard: &HeardWords, weights: &[i8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(bits.to_le_bytes());
        bytes.extend((heard.0.len() as u32).to_le_bytes());
        bytes.extend(transitions.iter().flatten().flat_map(|cell| cell.to_le_bytes()));
        bytes.extend_from_slice(&heard.0);
        bytes.extend(weights.iter().map(|weight| *weight as u8));
        bytes
    }

    fn add(&self, rows: &[u32], scores: &mut [i32; LABELS]) {
        for &row in rows {
            let start = row as usize * LABELS;
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + LABELS]) {
                *score += i32::from(*weight as i8);
            }
        }
    }
}

/// The first bytes and the rest; None where there are fewer.
fn cut(bytes: Bytes, at: usize) -> Option<(Bytes, Bytes)> {
    match bytes {
        Cow::Borrowed(bytes) => bytes.split_at_checked(at).map(|(one, other)| (one.into(), other.into())),
        Cow::Owned(mut bytes) if at <= bytes.len() => {
            let rest = bytes.split_off(at);
            Some((bytes.into(), rest.into()))
        }
        Cow::Owned(_) => None,
    }
}

/// The best labels for the scores of each token.
pub fn best_path(scores: &[[i32; LABELS]], transitions: &[[i32; LABELS]; LABELS + 1]) -> Vec<Label> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    let mut total = [i32::MIN / 2; LABELS];
    for (at, here) in scores.iter().enumerate() {
        let mut next = [i32::MIN / 2; LABELS];
        let mut from = [0_u8; LABELS];
        for label in Label::ALL {
            let to = label as usize;
            if at == 0 {
                if label.follows(None) {
                    next[to] = here[to] + transitions[LABELS][to];
                }
                continue;
            }
            for before in Label::ALL.into_iter().filter(|&before| label.follows(Some(before))) {
                let sum = total[before as usize] + transitions[before as usize][to] + here[to];
                if sum > next[to] {
                    (next[to], from[to]) = (sum, before as u8);
                }
            }
        }
        total = next;
        back.push(from);
    }
    let mut label = (0..LABELS).max_by_key(|&label| (total[label], LABELS - label)).unwrap_or(0);
    let mut path = Vec::with_capacity(scores.len());
    for from in back.iter().rev() {
        path.push(Label::ALL[label]);
        label = usize::from(from[label]);
    }
    path.reverse();
    path
}

/// By each sentence alone, then once more with what the same words are elsewhere.
fn label(ner: &Ner, view: &View<'_>, analysis: &Analysis) -> Vec<Label> {
    let mut scores = vec![[0; LABELS]; analysis.tokens.len()];
    let mut rows = Vec::with_capacity(128);
    for sentence in &analysis.sentences {
        for (token, score) in (sentence.first..).zip(&mut scores[sentence.first..sentence.last]) {
            view.rows(sentence, token, ner.bits, &mut rows);
            ner.add(&rows, score);
        }
    }
    let first = paths(ner, analysis, &scores);
    let elsewhere = view.elsewhere(&first);
    for (token, score) in scores.iter_mut().enumerate() {
        view.document_rows(&elsewhere, &first, token, ner.bits, &mut rows);
        ner.add(&rows, score);
    }
    paths(ner, analysis, &scores)
}

fn paths(ner: &Ner, analysis: &Analysis, scores: &[[i32; LABELS]]) -> Vec<Label> {
    let mut labels = vec![Label::Outside; scores.len()];
    for sentence in &analysis.sentences {
        let range = sentence.first..sentence.last;
        labels[range.clone()].copy_from_slice(&best_path(&scores[range], &ner.transitions));
    }
    labels
}

/// Labels of all tokens of a report by the model alone.
pub fn labels(ner: &Ner, names: &Names, gazetteer: &Gazetteer, report: &Report, analysis: &Analysis) -> Vec<Label> {
    labels_in(ner, &Lex::new(names, report, analysis), gazetteer, report, analysis)
}

pub(crate) fn labels_in(
    ner: &Ner,
    lex: &Lex,
    gazetteer: &Gazetteer,
    report: &Report,
    analysis: &Analysis,
) -> Vec<Label> {
    label(ner, &View::new(lex, &ner.heard, gazetteer, report, analysis), analysis)
}

/// Rows of features of every token, sentence by sentence: what the trainer learns from.
pub struct Rows {
    pub sentences: Vec<Vec<Vec<u32>>>,
    /// Rows for what the same words are elsewhere in the report, where its labels are known.
    pub document: Vec<Vec<Vec<u32>>>,
}

pub fn rows(
    (names, heard, gazetteer): (&Names, &HeardWords, &Gazetteer),
    report: &Report,
    analysis: &Analysis,
    labels: Option<&[Label]>,
    bits: u32,
) -> Rows {
    let lex = Lex::new(names, report, analysis);
    let view = View::new(&lex, heard, gazetteer, report, analysis);
    let mut one = Vec::new();
    let mut by_sentence = |row: &mut dyn FnMut(&crate::Sentence, usize, &mut Vec<u32>)| {
        let mut of = |sentence: &crate::Sentence| -> Vec<Vec<u32>> {
            let tokens = sentence.first..sentence.last;
            tokens
                .map(|token| {
                    row(sentence, token, &mut one);
                    one.clone()
                })
                .collect()
        };
        analysis.sentences.iter().map(&mut of).collect::<Vec<_>>()
    };
    let sentences = by_sentence(&mut |sentence, token, into| view.rows(sentence, token, bits, into));
    let elsewhere = labels.map(|labels| view.elsewhere(labels));
    let document = by_sentence(&mut |_, token, into| {
        into.clear();
        if let (Some(elsewhere), Some(labels)) = (&elsewhere, labels) {
            view.document_rows(elsewhere, labels, token, bits, into);
        }
    });
    Rows { sentences, document }
}
