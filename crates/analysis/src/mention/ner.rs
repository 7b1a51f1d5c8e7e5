//! Evidence on names from a trained model: for each token, whether it begins or goes on with a person's, a
//! body's or a place's name.
//!
//! A linear model over hashed features of the words, tags and tables around a token; the best sequence of a
//! sentence is found exactly (Viterbi). The weights lie in the file as they are used: loading parses nothing.

use std::borrow::Cow;

use report::Report;

use super::fold;
use super::lex::{Lex, Shape};
use super::names::Names;
use super::sense::{Class, OfficeKind, Sense};
use crate::analysis::{Analysis, MentionKind, Sentence, TokenId};
use gazetteer::Gazetteer;

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

/// `"ner1" · bits (4) · transitions (i16, by label before or none, then label) · weights (i8, by row, then label)`.
#[derive(Debug)]
pub struct Ner {
    bits: u32,
    transitions: [[i32; LABELS]; LABELS + 1],
    weights: Cow<'static, [u8]>,
}

const MAGIC: &[u8] = b"ner1";
const HEAD: usize = 8 + 2 * LABELS * (LABELS + 1);

impl Ner {
    pub fn load(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Ner, NerError> {
        let bytes = bytes.into();
        let head = bytes.get(..HEAD).filter(|head| head.starts_with(MAGIC)).ok_or(NerError)?;
        let bits = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        if !(8..=24).contains(&bits) || bytes.len() != HEAD + (LABELS << bits) {
            return Err(NerError);
        }
        let mut transitions = [[0; LABELS]; LABELS + 1];
        for (cell, two) in transitions.iter_mut().flatten().zip(head[8..].chunks_exact(2)) {
            *cell = i32::from(i16::from_le_bytes([two[0], two[1]]));
        }
        Ok(Ner { bits, transitions, weights: bytes })
    }

    /// The file of these weights.
    pub fn encode(bits: u32, transitions: &[[i16; LABELS]; LABELS + 1], weights: &[i8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(bits.to_le_bytes());
        bytes.extend(transitions.iter().flatten().flat_map(|cell| cell.to_le_bytes()));
        bytes.extend(weights.iter().map(|weight| *weight as u8));
        bytes
    }

    fn scores(&self, rows: &[u32]) -> [i32; LABELS] {
        let mut scores = [0; LABELS];
        for &row in rows {
            let start = HEAD + row as usize * LABELS;
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + LABELS]) {
                *score += i32::from(*weight as i8);
            }
        }
        scores
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

/// Labels of all tokens of a report.
pub(crate) fn label(ner: &Ner, view: &View<'_>, analysis: &Analysis) -> Vec<Label> {
    let mut labels = vec![Label::Outside; analysis.tokens.len()];
    let mut rows = Vec::with_capacity(96);
    let mut scores = Vec::new();
    for sentence in &analysis.sentences {
        scores.clear();
        for token in sentence.first..sentence.last {
            view.rows(sentence, token, ner.bits, &mut rows);
            scores.push(ner.scores(&rows));
        }
        labels[sentence.first..sentence.last].copy_from_slice(&best_path(&scores, &ner.transitions));
    }
    labels
}

/// Labels of all tokens of a report by the model alone.
pub fn labels(ner: &Ner, names: &Names, gazetteer: &Gazetteer, report: &Report, analysis: &Analysis) -> Vec<Label> {
    let lex = Lex::new(names, report, analysis);
    label(ner, &View::new(&lex, gazetteer, report, analysis), analysis)
}

/// Rows of features of every token, sentence by sentence: what the trainer learns from.
pub fn examples(
    names: &Names,
    gazetteer: &Gazetteer,
    report: &Report,
    analysis: &Analysis,
    bits: u32,
) -> Vec<Vec<Vec<u32>>> {
    let lex = Lex::new(names, report, analysis);
    let view = View::new(&lex, gazetteer, report, analysis);
    let mut rows = Vec::new();
    let of = |sentence: &Sentence| {
        let row = |token| {
            view.rows(sentence, token, bits, &mut rows);
            rows.clone()
        };
        (sentence.first..sentence.last).map(row).collect()
    };
    analysis.sentences.iter().map(of).collect()
}

/// What the features are made of, for every token.
pub(crate) struct View<'a> {
    lex: &'a Lex,
    analysis: &'a Analysis,
    words: Vec<Word>,
}

#[derive(Clone, Copy)]
struct Word {
    lower: u64,
    shape: u64,
    prefixes: [u64; 3],
    suffixes: [u64; 3],
    /// One bit for each thing that the tables know.
    known: u32,
}

/// Places of at least so many people are told from smaller ones.
const LARGE: u32 = 50_000;

impl<'a> View<'a> {
    pub(crate) fn new(lex: &'a Lex, gazetteer: &Gazetteer, report: &Report, analysis: &'a Analysis) -> View<'a> {
        let mut words: Vec<Word> = Vec::with_capacity(analysis.tokens.len());
        for (token, data) in analysis.tokens.iter().enumerate() {
            let form = data.span.of(&report.text);
            let mut word = word(form, &data.lower);
            word.known = classes(lex, token);
            if lex.capital(token) && word.known & NOT_PLACES == 0 {
                let largest = gazetteer.find(form).iter().map(|place| place.population).max();
                word.known |= largest.map_or(0, |people| if people >= LARGE { 1 << 27 } else { 1 << 26 });
            }
            words.push(word);
        }
        for sentence in &analysis.sentences {
            phrases(lex, gazetteer, report, analysis, sentence, &mut words);
        }
        for token in 0..words.len() {
            let Some(found) = lex.at(token) else { continue };
            let mask = lex.senses(found).iter().fold(0, |mask, sense| mask | bit(*sense));
            let many = if found.last > token + 1 { 1 << 28 } else { 0 };
            for word in words.iter_mut().take(found.last).skip(token) {
                word.known |= mask | many;
            }
        }
        View { lex, analysis, words }
    }

    /// The rows of one token's features in a table of `2^bits`.
    pub(crate) fn rows(&self, sentence: &Sentence, token: TokenId, bits: u32, into: &mut Vec<u32>) {
        into.clear();
        let mut feature = Features { into, bits, number: 0 };
        let at = |offset: isize| {
            let index = token.checked_add_signed(offset).filter(|i| (sentence.first..sentence.last).contains(i));
            index.map_or(EDGE, |index| self.words[index])
        };
        let tag = |offset: isize| {
            let index = token.checked_add_signed(offset).filter(|i| (sentence.first..sentence.last).contains(i));
            index.map_or(99, |index| self.analysis.tokens[index].upos as u64)
        };
        let (two_before, before, here, after, two_after) = (at(-2), at(-1), at(0), at(1), at(2));
        for word in [here, before, after, two_before, two_after] {
            feature.add(word.lower, 0);
        }
        feature.add(before.lower, here.lower);
        feature.add(here.lower, after.lower);
        feature.add(two_before.lower, before.lower);
        feature.add(after.lower, two_after.lower);
        feature.add(here.shape, 0);
        feature.add(before.shape, here.shape);
        feature.add(here.shape, after.shape);
        feature.add(before.shape ^ here.shape.rotate_left(9), after.shape);
        for part in here.prefixes.into_iter().chain(here.suffixes) {
            feature.add(part, 0);
        }
        feature.add(tag(0), 0);
        feature.add(tag(-1), tag(0));
        feature.add(tag(0), tag(1));
        feature.add(tag(-1) * 32 + tag(0), tag(1));
        feature.add(tag(-2), tag(-1));
        feature.add(tag(0), here.shape);
        feature.add(before.lower, here.shape);
        feature.add(after.lower, here.shape);
        let known = |word: Word| u64::from(word.known);
        feature.add(known(here), 1);
        feature.add(known(before), known(here));
        feature.add(known(here), known(after));
        feature.add(known(here), here.shape);
        feature.add(known(after), here.shape);
        feature.add(known(before), here.shape);
        feature.add(u64::from(token == sentence.first), here.shape);
        self.run(sentence, token, &mut feature);
        for (slot, word) in [here, before, after].into_iter().enumerate() {
            let mut left = word.known;
            while left != 0 {
                feature.row(hash(u64::from(left.trailing_zeros()), 1000 + slot as u64));
                left &= left - 1;
            }
        }
    }

    /// The capitalised words around the token: first and last of them, and what stands before and after.
    fn run(&self, sentence: &Sentence, token: TokenId, feature: &mut Features<'_>) {
        const REACH: usize = 8;
        let capital = |token: &TokenId| self.lex.capital(*token);
        let first = (sentence.first..=token).rev().take(REACH).take_while(capital).last();
        let last = (token..sentence.last).take(REACH).take_while(capital).last();
        let (Some(first), Some(last)) = (first, last) else { return };
        let word = |token: Option<TokenId>| {
            token
                .filter(|token| (sentence.first..sentence.last).contains(token))
                .map_or(EDGE, |token| self.words[token])
        };
        let outer = (word(first.checked_sub(1)), word(Some(last + 1)));
        feature.add(self.words[first].lower, 0);
        feature.add(self.words[last].lower, 0);
        feature.add((last - first) as u64, (token - first) as u64);
        feature.add(outer.0.lower, (token - first) as u64);
        feature.add(outer.1.lower, (last - token) as u64);
        feature.add(u64::from(self.words[last].known), (last - first) as u64);
        feature.add(u64::from(outer.0.known), u64::from(outer.1.known));
    }
}

const EDGE: Word = Word { lower: 7, shape: 7, prefixes: [7; 3], suffixes: [7; 3], known: 0 };

struct Features<'a> {
    into: &'a mut Vec<u32>,
    bits: u32,
    /// Of the template.
    number: u64,
}

impl Features<'_> {
    fn add(&mut self, one: u64, other: u64) {
        self.number += 1;
        self.row(hash(one, hash(other, self.number)));
    }

    fn row(&mut self, hash: u64) {
        self.into.push((hash >> (64 - self.bits)) as u32);
    }
}

const fn hash(one: u64, other: u64) -> u64 {
    let mixed = (one ^ other.rotate_left(31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

fn word(form: &str, lower: &str) -> Word {
    let part = |text: Option<&str>, tag: u64| text.map_or(tag, |text| hash(fold::bytes(text), tag));
    let cut = |count: usize| lower.char_indices().nth(count).map(|(at, _)| &lower[..at]);
    let tail = |count: usize| lower.char_indices().rev().nth(count - 1).map(|(at, _)| &lower[at..]);
    Word {
        lower: fold::bytes(lower),
        shape: shape(form),
        prefixes: [part(cut(2), 2), part(cut(3), 3), part(cut(4), 4)],
        suffixes: [part(tail(2), 2), part(tail(3), 3), part(tail(4), 4)],
        known: 0,
    }
}

/// "Xx", "XX", "x-x", "d": runs of one kind of character as one.
fn shape(form: &str) -> u64 {
    let mut shape = 0_u64;
    let mut last = 0;
    for c in form.chars().take(16) {
        let kind = match c {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            '-' => 4,
            '.' => 5,
            '\'' | '’' => 6,
            _ => 7,
        };
        if kind != last {
            shape = shape * 8 + kind;
        }
        last = kind;
    }
    shape
}

/// Marks the words of places' names of two and three words.
fn phrases(
    lex: &Lex,
    gazetteer: &Gazetteer,
    report: &Report,
    analysis: &Analysis,
    sentence: &Sentence,
    words: &mut [Word],
) {
    let capital = |token: TokenId| token < sentence.last && lex.capital(token);
    let mut token = sentence.first;
    while token < sentence.last {
        let reach = if capital(token) {
            1 + usize::from(capital(token + 1)) * (1 + usize::from(capital(token + 2)))
        } else {
            1
        };
        let named = (2..=reach).rev().find(|&length| {
            let span = analysis.tokens[token].span.join(analysis.tokens[token + length - 1].span);
            !gazetteer.find(span.of(&report.text)).is_empty()
        });
        for word in words.iter_mut().skip(token).take(named.unwrap_or(0)) {
            word.known |= 1 << 30;
        }
        token += named.unwrap_or(1);
    }
}

/// Bits of [`classes`] whose words are no towns.
const NOT_PLACES: u32 = 1 << 23;

fn classes(lex: &Lex, token: TokenId) -> u32 {
    const CLASSES: [Class; 11] = [
        Class::OrgHead,
        Class::BusinessHead,
        Class::MediaHead,
        Class::PlaceHead,
        Class::PlaceNoun,
        Class::Particle,
        Class::Locative,
        Class::Say,
        Class::Calendar,
        Class::NoName,
        Class::Event,
    ];
    let upper = if lex.shape(token) == Shape::Upper { 1 << 29 } else { 0 };
    let mask =
        |mask, (index, class): (usize, &Class)| if lex.is(token, *class) { mask | 1 << (15 + index) } else { mask };
    CLASSES.iter().enumerate().fold(upper, mask)
}

const fn bit(sense: Sense) -> u32 {
    match sense {
        Sense::State(_) => 1,
        Sense::Adjective(_) | Sense::Demonym(_) => 1 << 1,
        Sense::Capital(_) | Sense::Seat(_) => 1 << 2,
        Sense::Body(_) => 1 << 3,
        Sense::Group(_) => 1 << 4,
        Sense::National(_) => 1 << 5,
        Sense::Holder(_) => 1 << 6,
        Sense::Surname(_) => 1 << 7,
        Sense::Given => 1 << 8,
        Sense::Title => 1 << 9,
        Sense::Office(_, OfficeKind::Person) => 1 << 10,
        Sense::Office(..) => 1 << 11,
        Sense::Facility => 1 << 12,
        Sense::People(_) => 1 << 13,
        Sense::Weapon => 1 << 14,
        Sense::Word(_) | Sense::Place => 0,
    }
}
