//! What the brief asks of the lexicon: cues of saying, words that open a sentence, names of states, kinds of facility.

use std::collections::{BTreeMap, BTreeSet};

use lexicon::Lexicon;

/// What a cue does with the clause that it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueKind {
    Says,
    Denies,
    According,
}

/// Made once; the tables of the output language.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    cues: BTreeMap<String, (CueKind, String)>,
    openers: Vec<String>,
    links: BTreeSet<String>,
    small: BTreeSet<String>,
    states: BTreeMap<String, State>,
    nuclear: Vec<String>,
    energy: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct State {
    name: String,
    /// Lower case: names, adjectives, peoples, capitals, seats.
    words: Vec<String>,
}

impl Wording {
    pub fn new(lexicon: &Lexicon) -> Wording {
        let mut wording = Wording::default();
        for row in lexicon.rows("brief/cues") {
            let kind = match row.get("kind") {
                "deny" => CueKind::Denies,
                "according" => CueKind::According,
                _ => CueKind::Says,
            };
            wording.cues.insert(row.get("cue").to_string(), (kind, row.get("told").to_string()));
        }
        for row in lexicon.rows("brief/starts") {
            let word = row.get("word").to_string();
            match row.get("kind") {
                "opener" => wording.openers.push(word),
                "link" => {
                    wording.links.insert(word);
                }
                _ => {
                    wording.small.insert(word);
                }
            }
        }
        for row in lexicon.rows("states") {
            let columns = ["aliases", "adjectives", "demonyms", "capital", "seats"];
            let words = columns.iter().flat_map(|column| row.list(column)).chain([row.get("name")]);
            let words = words.map(str::to_lowercase).collect();
            wording.states.insert(row.get("iso3").to_string(), State { name: row.get("name").to_string(), words });
        }
        for row in lexicon.rows("facilities") {
            let name = row.get("name").to_lowercase();
            match row.get("kind") {
                "nuclear" => wording.nuclear.push(name),
                "energy" => wording.energy.push(name),
                _ => {}
            }
        }
        wording
    }

    pub(super) fn cue(&self, words: &str) -> Option<(CueKind, &str)> {
        self.cues.get(&words.to_lowercase()).map(|(kind, told)| (*kind, told.as_str()))
    }

    /// The words without a clock's time, a conjunction, or a linking word before a comma at their start.
    pub(super) fn without_start<'a>(&self, words: &'a str) -> &'a str {
        let words = without_clock(words);
        let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
        if self.links.contains(first) {
            return rest;
        }
        let lower = words.to_lowercase();
        let opened = self.openers.iter().find_map(|opener| {
            let rest = lower.strip_prefix(opener.as_str())?.strip_prefix(", ")?;
            words.get(words.len() - rest.len()..)
        });
        opened.unwrap_or(words)
    }

    /// The word's capital comes from its place in the sentence alone.
    pub(super) fn is_small(&self, word: &str) -> bool {
        self.small.contains(&word.to_lowercase())
    }

    /// How many bytes a cue that stands before a speaker takes at the start of the phrase.
    pub(super) fn preposition(&self, phrase: &str) -> usize {
        let lower = phrase.to_lowercase();
        let cues = self.cues.iter().filter(|(_, (kind, _))| *kind == CueKind::According).map(|(cue, _)| cue);
        let found = cues.filter(|cue| lower.strip_prefix(cue.as_str()).is_some_and(|rest| rest.starts_with(' ')));
        found.map(|cue| cue.len() + 1).next().unwrap_or(0)
    }

    pub(super) fn state(&self, id: &str) -> Option<&str> {
        self.states.get(id.split('/').next().unwrap_or(id)).map(|state| state.name.as_str())
    }

    /// The phrase names the state that the id begins with.
    pub(super) fn names_state(&self, phrase: &str, id: &str) -> bool {
        let lower = phrase.to_lowercase();
        let state = self.states.get(id.split('/').next().unwrap_or(id));
        state.is_none_or(|state| state.words.iter().any(|word| !word.is_empty() && lower.contains(word.as_str())))
    }

    pub(super) fn is_nuclear(&self, lower: &str) -> bool {
        self.nuclear.iter().any(|name| lower.contains(name.as_str()))
    }

    pub(super) fn is_energy(&self, lower: &str) -> bool {
        self.energy.iter().any(|name| lower.contains(name.as_str()))
    }
}

/// "09.30 The air force …" of a running report.
fn without_clock(words: &str) -> &str {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ':').len();
    let time = &words[..digits];
    let rest = words[digits..].trim_start_matches([' ', '-', '–', '—']);
    let is_clock = (4..=5).contains(&digits) && time.contains(['.', ':']) && rest.starts_with(char::is_uppercase);
    if is_clock { rest } else { words }
}
