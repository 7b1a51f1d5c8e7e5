//! `Lexicon -> Conventions`: what a language's spelling says about where words end.
//!
//! The tables under `text/`, ready for look-up. Building takes some tens of microseconds; it is done once
//! for a lexicon.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use compact_str::CompactString;
use lexicon::{Lexicon, Row};

use super::folded;

/// What a full stop after the word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A name follows: "Gen.", "Mr."
    Title,
    /// An abbreviation only before a digit: "No. 5", "Sun. 7".
    Number,
    /// A day or month whose short form is a word as well: "Sun. 7", "Mar. 3".
    Day,
    /// Never at the end of a sentence: "Jan."
    Month,
    /// Never at the end of a sentence: "e.g.", "vs."
    Inner,
    /// May end a sentence as well: "Inc.", "etc."
    End,
    /// Of the clock: "p.m."
    Time,
}

#[derive(Debug, Default)]
pub(crate) struct Conventions {
    /// By form with its case.
    abbreviations: HashMap<CompactString, Abbreviation>,
    prefixes: HashSet<CompactString>,
    /// Lengths of the parts in characters.
    contractions: HashMap<CompactString, Vec<usize>>,
    clitics: Vec<CompactString>,
    apostrophes: HashSet<CompactString>,
    units: HashSet<CompactString>,
    starters: HashSet<CompactString>,
    said: HashSet<CompactString>,
    zones: HashSet<CompactString>,
}

impl Conventions {
    pub(crate) fn of(lexicon: &Lexicon) -> Arc<Conventions> {
        lexicon.derived(Conventions::new)
    }

    fn new(lexicon: &Lexicon) -> Conventions {
        let set = |path: &str, column: &str| lexicon.rows(path).map(|row| row.get(column).into()).collect();
        Conventions {
            abbreviations: lexicon.rows("text/abbreviations").filter_map(abbreviation).collect(),
            prefixes: set("text/prefixes", "prefix"),
            contractions: lexicon.rows("text/contractions").map(contraction).collect(),
            clitics: lexicon.rows("text/clitics").map(|row| row.get("ending").into()).collect(),
            apostrophes: set("text/apostrophes", "word"),
            units: set("text/units", "unit"),
            starters: set("text/starters", "word"),
            said: set("text/said", "form"),
            zones: set("text/zones", "word"),
        }
    }

    /// `word` is without its full stop. One with a capital is listed with it; it may stand in capitals throughout.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if let Some(&kind) = self.abbreviations.get(word) {
            return Some(kind);
        }
        let mut letters = word.chars();
        let first = letters.next().filter(|c| c.is_uppercase())?;
        let rest: CompactString = letters.flat_map(char::to_lowercase).collect();
        let capital: CompactString = first.to_string().chars().chain(rest.chars()).collect();
        let lower: CompactString = first.to_lowercase().chain(rest.chars()).collect();
        let all_capital = word.len() > 1 && !word.chars().any(char::is_lowercase);
        let listed = |form: &str| self.abbreviations.get(form).copied();
        if all_capital { listed(&capital).or_else(|| listed(&lower)) } else { listed(&lower) }
    }

    pub(crate) fn is_prefix(&self, word: &str) -> bool {
        self.prefixes.contains(folded(word).as_str())
    }

    /// Lengths in characters of the parts of "cannot", "gonna".
    pub(crate) fn contraction(&self, word: &str) -> Option<&[usize]> {
        self.contractions.get(folded(word).as_str()).map(Vec::as_slice)
    }

    /// The ending of "city's", "don't" in characters, where something stands before it.
    pub(crate) fn clitic(&self, word: &str) -> Option<usize> {
        let lower = folded(word);
        let ending =
            self.clitics.iter().find(|ending| lower.len() > ending.len() && lower.ends_with(ending.as_str()))?;
        Some(ending.chars().count())
    }

    /// "'em", "'til": the apostrophe is no quotation mark.
    pub(crate) fn starts_with_apostrophe(&self, word: &str) -> bool {
        self.apostrophes.contains(folded(word).as_str())
    }

    pub(crate) fn is_clitic(&self, word: &str) -> bool {
        let lower = folded(word);
        self.clitics.contains(&lower)
    }

    pub(crate) fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    pub(crate) fn is_starter(&self, lower: &str) -> bool {
        self.starters.contains(lower)
    }

    /// "time" of "5 p.m. Indian time".
    pub(crate) fn is_zone(&self, lower: &str) -> bool {
        self.zones.contains(lower)
    }

    pub(crate) fn is_said(&self, lower: &str) -> bool {
        self.said.contains(lower)
    }
}

fn abbreviation(row: Row<'_>) -> Option<(CompactString, Abbreviation)> {
    let kind = match row.get("kind") {
        "title" => Abbreviation::Title,
        "number" => Abbreviation::Number,
        "day" => Abbreviation::Day,
        "month" => Abbreviation::Month,
        "inner" => Abbreviation::Inner,
        "end" => Abbreviation::End,
        "time" => Abbreviation::Time,
        _ => return None,
    };
    Some((row.get("word").into(), kind))
}

fn contraction(row: Row<'_>) -> (CompactString, Vec<usize>) {
    (row.get("word").into(), row.list("parts").map(|part| part.chars().count()).collect())
}
