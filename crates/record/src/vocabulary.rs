//! The word lists that the views ask: kinds of contact, words that tell how talks stand, names of issues.

use std::collections::{BTreeMap, BTreeSet};

use lexicon::Lexicon;

/// What a contact between parties is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Negotiation,
    Meeting,
    /// Of many: a summit, a conference, a ceremony.
    Gathering,
    Call,
    Visit,
    Mediation,
    /// Tells by whom a party is represented.
    Represent,
}

/// What a word near the contact tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    Held,
    GoingOn,
    Failed,
    PutOff,
    Planned,
    Wished,
}

/// Read from the tables `talks` and `issues`.
#[derive(Debug, Default)]
pub struct Vocabulary {
    kinds: BTreeMap<String, Kind>,
    near: Vec<(String, Near)>,
    acts: BTreeSet<String>,
    aims: BTreeSet<String>,
    rounds: Vec<String>,
    parties: Vec<String>,
    conditions: Vec<String>,
    demands: BTreeSet<String>,
    threats: BTreeSet<String>,
    terms: Vec<Term>,
}

/// Words that name an issue where all of them stand in a topic.
#[derive(Debug)]
struct Term {
    words: Vec<String>,
    issue: String,
    /// What every talk is about: the talking.
    general: bool,
}

impl Vocabulary {
    pub fn of(lexicon: &Lexicon) -> Vocabulary {
        let mut words = Vocabulary::default();
        for row in lexicon.rows("talks") {
            words.add(row.get("sense"), row.get("word"));
        }
        for row in lexicon.rows("issues") {
            let term = row.get("term").split(' ').map(str::to_string).collect();
            let general = !row.get("general").is_empty();
            words.terms.push(Term { words: term, issue: row.get("issue").to_string(), general });
        }
        // Of two conditions that begin at one place the longer is meant.
        words.conditions.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    }

    fn add(&mut self, sense: &str, word: &str) {
        let word = word.to_string();
        if let Some(kind) = kind_named(sense) {
            self.kinds.insert(word, kind);
        } else if let Some(near) = near_named(sense) {
            self.near.push((word, near));
        } else {
            match sense {
                "act" => drop(self.acts.insert(word)),
                "leads-aim" => drop(self.aims.insert(word)),
                "names-round" => self.rounds.push(word),
                "leads-parties" => self.parties.push(word),
                "leads-condition" => self.conditions.push(word),
                "names-demand" => drop(self.demands.insert(word)),
                "names-threat" => drop(self.threats.insert(word)),
                _ => {}
            }
        }
    }

    pub fn kind(&self, lemma: &str) -> Option<Kind> {
        self.kinds.get(lemma).copied()
    }

    /// Whether the lemma is a verb: its claim tells of an act, not of talks by their name.
    pub fn is_act(&self, lemma: &str) -> bool {
        self.acts.contains(lemma)
    }

    /// Whether the last word of this text makes an aim of the verb behind it.
    pub fn leads_aim(&self, text: &str) -> bool {
        let last = text.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        last.is_some_and(|word| self.aims.contains(&word.to_lowercase()))
    }

    /// Whether a word that ordinals count rounds by stands here.
    pub fn names_round(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.rounds.iter().any(|word| find_word(&text, word).is_some())
    }

    /// What the words of a stretch of text tell of a contact.
    pub fn near(&self, text: &str) -> BTreeSet<Near> {
        let text = text.to_lowercase();
        self.near.iter().filter(|(word, _)| find_word(&text, word).is_some()).map(|(_, near)| *near).collect()
    }

    /// Whether a word that leads the parties stands here.
    pub fn leads_parties(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.parties.iter().any(|word| find_word(&text, word).is_some())
    }

    /// Where a condition begins.
    pub fn condition(&self, text: &str) -> Option<usize> {
        let text = text.to_ascii_lowercase();
        self.conditions.iter().filter_map(|word| find_word(&text, word)).min()
    }

    pub fn names_demand(&self, lemma: &str) -> bool {
        self.demands.contains(lemma)
    }

    pub fn names_threat(&self, lemma: &str) -> bool {
        self.threats.contains(lemma)
    }

    /// The issues that these words name. Of two terms that hold, one all of whose words belong to the other is left out.
    pub fn issues<'a>(&'a self, words: &BTreeSet<&str>) -> BTreeSet<&'a str> {
        let holds = |term: &&Term| term.words.iter().all(|word| words.contains(word.as_str()));
        let found: Vec<&Term> = self.terms.iter().filter(holds).collect();
        let within = |term: &Term, other: &Term| {
            term.words.len() < other.words.len() && term.words.iter().all(|word| other.words.contains(word))
        };
        let widest = found.iter().filter(|term| !found.iter().any(|other| within(term, other)));
        widest.map(|term| term.issue.as_str()).collect()
    }

    /// Whether the issue is the talking itself.
    pub fn is_general(&self, issue: &str) -> bool {
        self.terms.iter().any(|term| term.general && term.issue == issue)
    }
}

fn kind_named(sense: &str) -> Option<Kind> {
    Some(match sense {
        "kind-negotiation" => Kind::Negotiation,
        "kind-meeting" => Kind::Meeting,
        "kind-gathering" => Kind::Gathering,
        "kind-call" => Kind::Call,
        "kind-visit" => Kind::Visit,
        "kind-mediation" => Kind::Mediation,
        "kind-represent" => Kind::Represent,
        _ => return None,
    })
}

fn near_named(sense: &str) -> Option<Near> {
    Some(match sense {
        "near-held" => Near::Held,
        "near-going-on" => Near::GoingOn,
        "near-failed" => Near::Failed,
        "near-put-off" => Near::PutOff,
        "near-planned" => Near::Planned,
        "near-wished" => Near::Wished,
        _ => return None,
    })
}

/// Where `word` stands in `text` as a word of its own.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
    text.match_indices(word)
        .map(|(at, _)| at)
        .find(|&at| outside(text[..at].chars().next_back()) && outside(text[at + word.len()..].chars().next()))
}
