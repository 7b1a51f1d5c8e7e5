//! `tokens -> Lex`: what the name index knows of each token, and the longest name that starts at it.

use gazetteer::{Candidate, Feature, Gazetteer};
use report::Report;

use super::fold;
use super::names::Names;
use super::sense::{Class, Sense};
use super::trie::Atom;
use crate::analysis::{Analysis, TokenId};
use crate::place::PlaceWords;
use crate::tagset::Upos;

/// The index's answers for all tokens of a report.
pub(crate) struct Lex {
    /// Bit `c` is set where the token is a word of [`Class`] `c`, or ends a phrase of it.
    classes: Vec<u64>,
    shapes: Vec<Shape>,
    /// Per token: index of the longest name that starts there, or `NONE`.
    starts: Vec<u32>,
    found: Vec<Found>,
    senses: Vec<Sense>,
}

/// A name or phrase of the tables in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// Exclusive.
    pub(crate) last: TokenId,
    senses: (u32, u32),
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Lower,
    /// Starts with a capital.
    Title,
    /// Two or more letters, all of them capitals.
    Upper,
    /// Has no letters.
    Other,
}

const NONE: u32 = u32::MAX;
/// Longest name of a place that is looked for.
const PLACE_TOKENS_MAX: usize = 7;
/// Smaller towns of several words are left to the words around them.
const TOWN_PEOPLE: u32 = 5_000;
/// The same, where the name looks like a person's or body's.
const CITY_PEOPLE: u32 = 100_000;

impl Lex {
    pub(crate) fn new(names: &Names, report: &Report, analysis: &Analysis) -> Lex {
        let count = analysis.tokens.len();
        let shapes: Vec<Shape> = analysis.tokens.iter().map(|token| shape(token.span.of(&report.text))).collect();
        let atoms = atoms_of(analysis, &shapes);
        let mut lex =
            Lex { classes: vec![0; count], shapes, starts: vec![NONE; count], found: Vec::new(), senses: Vec::new() };
        for (at, atom) in atoms.iter().enumerate().filter(|(_, atom)| atom.first && atom.hash != 0) {
            lex.look(names, &atoms[at..], atom.token as TokenId);
        }
        lex
    }

    pub(crate) fn is(&self, token: TokenId, class: Class) -> bool {
        self.classes.get(token).is_some_and(|mask| mask & (1 << class as u32) != 0)
    }

    pub(crate) fn shape(&self, token: TokenId) -> Shape {
        self.shapes.get(token).copied().unwrap_or(Shape::Other)
    }

    pub(crate) fn capital(&self, token: TokenId) -> bool {
        matches!(self.shape(token), Shape::Title | Shape::Upper)
    }

    /// The longest name or phrase that starts with this token.
    pub(crate) fn at(&self, token: TokenId) -> Option<Found> {
        let index = *self.starts.get(token)?;
        self.found.get(index as usize).copied()
    }

    pub(crate) fn senses(&self, found: Found) -> &[Sense] {
        &self.senses[found.senses.0 as usize..found.senses.1 as usize]
    }

    /// Makes names of several words that the gazetteer knows ("West Bank", "Port-au-Prince"), or knows without
    /// their word of kind ("Amhara Region"), one name, where
    /// no name of the tables is as long and no capital stands beside. `is_other` tells tokens that seem
    /// to be in a name of a person or body.
    pub(crate) fn add_places(
        &mut self,
        (gazetteer, words): (&Gazetteer, &PlaceWords),
        report: &Report,
        analysis: &Analysis,
        is_other: impl Fn(TokenId) -> bool,
    ) {
        for sentence in &analysis.sentences {
            for token in sentence.first..sentence.last {
                let is_inside = token > sentence.first && (self.capital(token - 1) || is_hyphen(analysis, token - 1));
                if !self.capital(token) || is_inside || self.is_person(token) {
                    continue;
                }
                let until = sentence.last.min(token + PLACE_TOKENS_MAX);
                let lower: Vec<&str> = analysis.tokens[token..until].iter().map(|token| token.lower.as_str()).collect();
                let known_words = gazetteer.longest(&lower);
                let kind = words.kind_at_start(&lower[known_words..]).map_or(0, |kind| kind.words.len());
                let base = token + known_words;
                let is_kind_named = (base..base + kind).all(|token| self.capital(token));
                let last = if known_words > 0 && is_kind_named { base + kind } else { base };
                let is_cut = last < sentence.last && (self.capital(last) || is_hyphen(analysis, last));
                let known = self.at(token).map_or(token + 1, |found| found.last);
                // "The United States": an article before a name of the tables.
                let is_article = analysis.tokens[token].upos == Upos::Det
                    && self.at(token + 1).is_some_and(|found| found.last >= last);
                if last <= known || is_cut || is_article || !self.capital(last - 1) {
                    continue;
                }
                let span = analysis.tokens[token].span.join(analysis.tokens[base - 1].span);
                let fewest = if is_other(token) { CITY_PEOPLE } else { TOWN_PEOPLE };
                if gazetteer.find(span.of(&report.text)).iter().any(|place| is_of_note(place, fewest)) {
                    self.starts[token] = self.found.len() as u32;
                    let begin = self.senses.len() as u32;
                    self.senses.push(Sense::Place);
                    self.found.push(Found { last, senses: (begin, begin + 1) });
                }
            }
        }
    }

    /// A given name or title starts here.
    fn is_person(&self, token: TokenId) -> bool {
        let is_of_person = |sense: &Sense| matches!(sense, Sense::Given | Sense::Title | Sense::Holder(_));
        self.at(token).is_some_and(|found| self.senses(found).iter().any(is_of_person))
    }

    fn look(&mut self, names: &Names, atoms: &[Atom], token: TokenId) {
        let Lex { classes, senses, .. } = self;
        let begin = senses.len();
        let mut longest = 0;
        names.trie.walk(atoms, |length, sense| {
            if let Sense::Word(class) = sense {
                classes[atoms[length - 1].token as TokenId] |= 1 << class as u32;
                return;
            }
            if length > longest {
                senses.truncate(begin);
                longest = length;
            }
            senses.push(sense);
        });
        // "countries" may stand in a table itself; what "country" is counts too.
        let lemma = Atom { hash: atoms[0].lemma, lemma: 0, ..atoms[0] };
        if lemma.hash != 0 && atoms[0].last {
            names.trie.walk(&[lemma], |_, sense| match sense {
                Sense::Word(class) => classes[token] |= 1 << class as u32,
                _ if longest <= 1 && !senses[begin..].contains(&sense) => {
                    longest = 1;
                    senses.push(sense);
                }
                _ => {}
            });
        }
        if longest > 0 {
            self.starts[token] = self.found.len() as u32;
            let last = atoms[longest - 1].token as TokenId + 1;
            self.found.push(Found { last, senses: (begin as u32, self.senses.len() as u32) });
        }
    }
}

fn is_hyphen(analysis: &Analysis, token: TokenId) -> bool {
    analysis.tokens[token].lower == "-"
}

fn is_of_note(place: &Candidate<'_>, fewest: u32) -> bool {
    match place.feature {
        Feature::Country | Feature::Admin1 | Feature::Natural => true,
        Feature::Admin2 | Feature::City => place.population >= fewest,
        Feature::Site => false,
    }
}

/// Atoms of all tokens, with walls at the ends of sentences and at punctuation that no name holds.
fn atoms_of(analysis: &Analysis, shapes: &[Shape]) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(analysis.tokens.len() + analysis.tokens.len() / 4);
    for sentence in &analysis.sentences {
        let range = sentence.first..sentence.last;
        let shaped = analysis.tokens[range.clone()].iter().zip(&shapes[range.clone()]);
        for (index, (token, &shape)) in range.zip(shaped) {
            let capital = matches!(shape, Shape::Title | Shape::Upper);
            let upper = shape == Shape::Upper || (capital && token.lower.len() == 1);
            let begin = atoms.len();
            let blank = Atom { hash: 0, lemma: 0, token: index as u32, capital, upper, first: false, last: false };
            fold::atoms(&token.lower, |hash| atoms.push(Atom { hash, ..blank }));
            if begin < atoms.len() {
                if atoms.len() == begin + 1 && token.lemma != token.lower {
                    atoms[begin].lemma = fold::atom(&token.lemma);
                }
                atoms[begin].first = true;
                if let Some(last) = atoms.last_mut() {
                    last.last = true;
                }
            } else if !matches!(token.lower.as_str(), "-" | "'" | "." | "&") {
                atoms.push(blank);
            }
        }
        atoms.push(WALL);
    }
    atoms
}

const WALL: Atom = Atom { hash: 0, lemma: 0, token: 0, capital: false, upper: false, first: false, last: false };

fn shape(form: &str) -> Shape {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Other };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    match letters.next() {
        Some(second) if second.is_uppercase() && letters.all(char::is_uppercase) => Shape::Upper,
        _ => Shape::Title,
    }
}
