//! `tokens -> rows of features`: what the trained model of names sees of each token.
//!
//! Words, their shapes and parts, tags, tree, what the tables and raw text know of them, the run of capitals they
//! stand in, and what the same words were taken for elsewhere in the report.

use std::collections::HashMap;

use gazetteer::Gazetteer;
use report::Report;

use super::fold;
use super::lex::{Lex, Shape};
use super::ner::{Heard, HeardWords, LABELS, Label};
use super::sense::{Class, OfficeKind, Sense};
use crate::analysis::{Analysis, Sentence, TokenId};
use crate::model::word::{Casing, casing, form_hash};

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
    /// The first 2 to 4 letters, the last 2 to 5.
    parts: [u64; 7],
    /// One bit for each thing that the tables know.
    known: u32,
    heard: Heard,
    casing: u8,
}

/// Places of at least so many people are told from smaller ones.
const LARGE: u32 = 50_000;

impl<'a> View<'a> {
    pub(crate) fn new(
        lex: &'a Lex,
        heard: &HeardWords,
        gazetteer: &Gazetteer,
        report: &Report,
        analysis: &'a Analysis,
    ) -> View<'a> {
        let mut words: Vec<Word> = Vec::with_capacity(analysis.tokens.len());
        for sentence in &analysis.sentences {
            let tokens = &analysis.tokens[sentence.first..sentence.last];
            let mode = casing(tokens.iter().map(|token| token.span.of(&report.text)));
            for (token, data) in (sentence.first..).zip(tokens) {
                let form = data.span.of(&report.text);
                let mut word = word(form, &data.lower);
                word.known = classes(lex, token);
                word.heard = heard.get(form_hash(form));
                word.casing = mode as u8;
                if word.known & NOT_PLACES == 0 && (lex.capital(token) || (mode == Casing::Small && form.len() > 3)) {
                    let largest = gazetteer.find(form).iter().map(|place| place.population).max();
                    word.known |= largest.map_or(0, |people| if people >= LARGE { 1 << 27 } else { 1 << 26 });
                }
                words.push(word);
            }
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

    fn word(&self, sentence: &Sentence, token: TokenId, offset: isize) -> Word {
        let index = token.checked_add_signed(offset).filter(|i| (sentence.first..sentence.last).contains(i));
        index.map_or(EDGE, |index| self.words[index])
    }

    /// The rows of one token's features in a table of `2^bits`.
    pub(crate) fn rows(&self, sentence: &Sentence, token: TokenId, bits: u32, into: &mut Vec<u32>) {
        into.clear();
        let mut feature = Features { into, bits, number: 0 };
        let near = [-2, -1, 0, 1, 2].map(|offset| self.word(sentence, token, offset));
        words(&near, &mut feature);
        self.tags(sentence, token, near[2].shape, &mut feature);
        raw(&near, &mut feature);
        let known = |word: Word| u64::from(word.known);
        let [_, before, here, after, _] = near;
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

    fn tags(&self, sentence: &Sentence, token: TokenId, shape: u64, feature: &mut Features<'_>) {
        let tag = |offset: isize| {
            let index = token.checked_add_signed(offset).filter(|i| (sentence.first..sentence.last).contains(i));
            index.map_or(99, |index| self.analysis.tokens[index].upos as u64)
        };
        feature.add(tag(0), 0);
        feature.add(tag(-1), tag(0));
        feature.add(tag(0), tag(1));
        feature.add(tag(-1) * 32 + tag(0), tag(1));
        feature.add(tag(-2), tag(-1));
        feature.add(tag(0), shape);
        feature.add(self.analysis.tokens[token].xpos as u64, shape);
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
        let length = (last - first) as u64;
        feature.add(self.words[first].lower, 0);
        feature.add(self.words[last].lower, 0);
        feature.add(length, (token - first) as u64);
        feature.add(outer.0.lower, (token - first) as u64);
        feature.add(outer.1.lower, (last - token) as u64);
        feature.add(u64::from(self.words[last].known), length);
        feature.add(u64::from(outer.0.known), u64::from(outer.1.known));
        let whole = self.words[first..=last].iter().fold(length, |whole, word| hash(whole, word.lower));
        feature.add(whole, (token - first) as u64);
        feature.add(u64::from(self.words[last].heard.coarse), length);
        feature.add(u64::from(self.words[last].heard.fine), length);
        feature.add(u64::from(self.words[first].heard.fine), length);
        feature.add(u64::from(outer.0.heard.fine), length);
        feature.add(u64::from(outer.1.heard.fine), length);
        feature.add(u64::from(outer.0.heard.coarse), u64::from(outer.1.heard.coarse));
    }

    /// What each capitalised word of the report was taken for.
    pub(crate) fn elsewhere(&self, labels: &[Label]) -> Elsewhere {
        let mut found = Elsewhere::default();
        for (token, &label) in labels.iter().enumerate().filter(|(token, _)| self.lex.capital(*token)) {
            found.by_word.entry(self.words[token].lower).or_default()[label as usize] += 1;
        }
        found
    }

    /// Rows for what the token's word is where else it stands; none where it stands nowhere else.
    pub(crate) fn document_rows(
        &self,
        elsewhere: &Elsewhere,
        labels: &[Label],
        token: TokenId,
        bits: u32,
        into: &mut Vec<u32>,
    ) {
        into.clear();
        let word = self.words[token];
        let Some(mut counts) = elsewhere.by_word.get(&word.lower).copied() else { return };
        if self.lex.capital(token) {
            counts[labels[token] as usize] = counts[labels[token] as usize].saturating_sub(1);
        }
        let all: u32 = counts.iter().sum();
        let Some(most) = (0..LABELS).rev().max_by_key(|&label| counts[label]).filter(|_| all > 0) else { return };
        let clear = u64::from(counts[most] == all) + 2 * u64::from(all > 2);
        let mut feature = Features { into, bits, number: 2000 };
        feature.add(most as u64, 0);
        feature.add(most as u64, clear);
        feature.add(most as u64, word.shape);
        feature.add(most as u64, hash(word.shape, clear));
    }
}

/// Labels of the report's capitalised words, counted by word.
#[derive(Default)]
pub(crate) struct Elsewhere {
    by_word: HashMap<u64, [u32; LABELS]>,
}

/// Forms, shapes and parts of the words.
fn words(near: &[Word; 5], feature: &mut Features<'_>) {
    let [two_before, before, here, after, two_after] = *near;
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
    for part in here.parts {
        feature.add(part, 0);
    }
    feature.add(before.lower, here.shape);
    feature.add(after.lower, here.shape);
}

/// What raw text tells of the words.
fn raw(near: &[Word; 5], feature: &mut Features<'_>) {
    let [two_before, before, here, after, two_after] = *near;
    let coarse = |word: Word| u64::from(word.heard.coarse);
    let fine = |word: Word| u64::from(word.heard.fine);
    let habit = |word: Word| u64::from(word.heard.habit);
    for word in [here, before, after, two_before, two_after] {
        feature.add(fine(word), 0);
        feature.add(coarse(word), 0);
    }
    feature.add(coarse(before), coarse(here));
    feature.add(coarse(here), coarse(after));
    feature.add(coarse(before), coarse(after));
    feature.add(fine(before), here.shape);
    feature.add(fine(after), here.shape);
    feature.add(fine(here), here.shape);
    feature.add(habit(here), here.shape);
    feature.add(habit(here) * 8 + u64::from(here.casing), here.shape);
    feature.add(habit(before) * 4 + habit(here), habit(after));
    feature.add(u64::from(here.casing), here.shape);
}

const EDGE: Word = Word {
    lower: 7,
    shape: 7,
    parts: [7; 7],
    known: 0,
    heard: Heard { coarse: u8::MAX, fine: 0xFFF, habit: 0 },
    casing: 0,
};

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
    let cut = |count: usize| part(lower.char_indices().nth(count).map(|(at, _)| &lower[..at]), count as u64);
    let tail =
        |count: usize| part(lower.char_indices().rev().nth(count - 1).map(|(at, _)| &lower[at..]), 10 + count as u64);
    Word {
        lower: fold::bytes(lower),
        shape: shape(form),
        parts: [cut(2), cut(3), cut(4), tail(2), tail(3), tail(4), tail(5)],
        known: 0,
        heard: Heard::default(),
        casing: 0,
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
