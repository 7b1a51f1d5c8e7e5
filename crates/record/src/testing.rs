//! Entries made by hand from a sentence: spans are found by their words.

use std::sync::Arc;

use analysis::{Actor, Feature, Place};
use claims::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
use compact_str::CompactString;
use events::{ClaimKey, Entry, EventId, Filed, Kept, Telling, Words};
use jiff::civil::Date;
use lexicon::Lexicon;
use report::Span;

use crate::Vocabulary;

pub(crate) fn words() -> Vocabulary {
    Vocabulary::of(&Lexicon::builtin().unwrap())
}

/// A claim that is being made; its text is one sentence.
pub(crate) struct Made {
    text: String,
    day: Date,
    n: u32,
    claim: Claim,
    trigger: Vec<CompactString>,
    args: Vec<Vec<CompactString>>,
}

/// `lemma` is the trigger's.
pub(crate) fn claim(kind: ClaimType, day: Date, text: &str, trigger: &str, lemma: &str) -> Made {
    let whole = Span::new(0, text.len() as u32);
    let claim = Claim {
        kind,
        mode: Vec::new(),
        status: Status::Actual,
        trigger: span(text, trigger),
        evidence: whole,
        said_by: Vec::new(),
        args: Vec::new(),
        figures: Vec::new(),
        rule: String::new(),
    };
    let trigger = vec![CompactString::from(lemma)];
    Made { text: text.to_string(), day, n: 1, claim, trigger, args: Vec::new() }
}

fn span(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(start as u32, (start + words.len()) as u32)
}

impl Made {
    pub(crate) fn mode(mut self, mode: &str) -> Made {
        self.claim.mode.push(mode.into());
        self
    }

    pub(crate) fn status(mut self, status: Status) -> Made {
        self.claim.status = status;
        self
    }

    pub(crate) fn actor(self, words: &str, id: &str) -> Made {
        self.sided(Role::Actor, words, id, None)
    }

    pub(crate) fn to(self, words: &str, id: &str) -> Made {
        self.sided(Role::Recipient, words, id, None)
    }

    /// An actor with a name.
    pub(crate) fn person(self, name: &str, id: &str) -> Made {
        self.sided(Role::Actor, name, id, Some(name.to_string()))
    }

    fn sided(self, role: Role, words: &str, id: &str, name: Option<String>) -> Made {
        let actor = Some(Actor { id: Some(id.into()), name });
        let span = span(&self.text, words);
        self.arg(Argument { role, span, actor, place: None, days: None }, &[])
    }

    pub(crate) fn topic(self, words: &str, lemmas: &[&str]) -> Made {
        let span = span(&self.text, words);
        self.arg(Argument { role: Role::Topic, span, actor: None, place: None, days: None }, lemmas)
    }

    pub(crate) fn object(self, words: &str, lemmas: &[&str]) -> Made {
        let span = span(&self.text, words);
        self.arg(Argument { role: Role::Object, span, actor: None, place: None, days: None }, lemmas)
    }

    pub(crate) fn on(self, words: &str, day: Date) -> Made {
        let span = span(&self.text, words);
        self.arg(Argument { role: Role::Time, span, actor: None, place: None, days: Some((Some(day), Some(day))) }, &[])
    }

    pub(crate) fn place(self, name: &str, geonames: u32, country: &str) -> Made {
        let (latitude, longitude, feature) = (0.0, 0.0, Feature::City);
        let country = country.into();
        let place = Place { geonames: Some(geonames), name: name.to_string(), country, latitude, longitude, feature };
        let span = span(&self.text, name);
        self.arg(Argument { role: Role::Place, span, actor: None, place: Some(place), days: None }, &[])
    }

    fn arg(mut self, arg: Argument, lemmas: &[&str]) -> Made {
        self.claim.args.push(arg);
        self.args.push(lemmas.iter().copied().map(CompactString::from).collect());
        self
    }

    pub(crate) fn figure(mut self, measure: Measure, words: &str, value: f64) -> Made {
        let (low, high) = (Some(value), Some(value));
        let span = span(&self.text, words);
        self.claim.figures.push(Figure { measure, of: None, low, high, approx: false, unit: None, beside: None, span });
        self
    }

    pub(crate) fn said_by(mut self, words: &str, id: &str) -> Made {
        let who = vec![Actor { id: Some(id.into()), name: None }];
        let source = span(&self.text, words);
        self.claim.said_by.push(Said { source, cue: None, who, manner: Manner::Indirect });
        self
    }

    pub(crate) fn entry(self) -> Entry {
        let report = Arc::new(Filed::new(self.text.clone(), Some(self.day)));
        self.of(&report)
    }

    /// The same sentence tells several claims.
    pub(crate) fn nth(mut self, n: u32) -> Made {
        self.n = n;
        self
    }

    fn of(self, report: &Arc<Filed>) -> Entry {
        let telling = Telling { sentence: Span::new(0, self.text.len() as u32), ..Telling::default() };
        let words = Words { trigger: self.trigger, args: self.args };
        let event = EventId::of(&ClaimKey { report: report.id.clone(), n: self.n });
        let kept = Kept { claim: self.claim, words, telling };
        Entry { report: report.clone(), n: self.n, kept, event, review: events::Reviewed::default() }
    }
}
