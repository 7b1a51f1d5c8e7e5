//! Mentions as they are found, before places are located and ids resolved.

use gazetteer::Gazetteer;
use jiff::civil::Date;
use report::{Report, Span};

use super::lex::Lex;
use super::names::Names;
use super::ner::Label;
use super::sense::{IdIndex, PersonIndex, Sector};
use crate::analysis::{Analysis, Form, MentionKind, TokenId};
use crate::place::PlaceWords;

pub(crate) type DraftId = usize;

/// What every step reads.
pub(crate) struct Scene<'a> {
    pub(crate) names: &'a Names,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) places: &'a PlaceWords,
    pub(crate) report: &'a Report,
    pub(crate) analysis: &'a Analysis,
    pub(crate) lex: &'a Lex,
    /// The trained model's answer for each token; empty without a model.
    pub(crate) labels: &'a [Label],
    /// Day of publication.
    pub(crate) day: Option<Date>,
}

#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Tokens, end exclusive: the shortest phrase that names it.
    pub(crate) span: (TokenId, TokenId),
    /// With determiner, title, office, apposition.
    pub(crate) full: (TokenId, TokenId),
    pub(crate) kind: MentionKind,
    pub(crate) form: Form,
    pub(crate) own: Option<Own>,
    /// Whose it is: "Ukraine's", "Hamas-run", "of Chad".
    pub(crate) owners: Vec<DraftId>,
    pub(crate) sector: Sector,
    /// An office stands with it, of a known sector or not.
    pub(crate) office: bool,
    pub(crate) refers: Option<Refers>,
    pub(crate) sentence: usize,
    pub(crate) number: Number,
    pub(crate) article: Article,
    /// Another name of the same: an apposition, an acronym in brackets.
    pub(crate) same: Option<DraftId>,
    /// All owners count, not only the nearest: "US and Ukrainian negotiators".
    pub(crate) joint: bool,
    /// Has become a part of another draft.
    pub(crate) absorbed: bool,
}

/// Who a mention is by its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    Id(IdIndex),
    Holder(PersonIndex),
    /// Armed men who go by no other name: "Syrian rebels".
    Group(String),
    /// A name that no table knows.
    Named(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    One,
    Many,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Article {
    /// "the", "this", a possessive.
    Definite,
    /// "a", "some".
    Indefinite,
    None,
}

/// What a mention without a name of its own takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refers {
    He,
    She,
    It,
    They,
    /// Whoever speaks.
    We,
    I,
    /// "both sides".
    Sides,
    /// "the country".
    State,
    /// "the city".
    Place,
    /// "the group", "the ministry".
    Body,
    /// "the rebels".
    Rebels,
    /// "the envoy".
    Person,
    /// "the government", "troops": of the state in play.
    Arm,
    /// "a statement": of who speaks.
    Document,
    /// "the plant".
    Facility,
}

impl Scene<'_> {
    pub(crate) fn label(&self, token: TokenId) -> Label {
        self.labels.get(token).copied().unwrap_or(Label::Outside)
    }

    /// The text from one token to another, end exclusive.
    pub(crate) fn text(&self, (first, last): (TokenId, TokenId)) -> &str {
        self.span((first, last)).of(&self.report.text)
    }

    pub(crate) fn span(&self, (first, last): (TokenId, TokenId)) -> Span {
        let tokens = &self.analysis.tokens;
        match (tokens.get(first), last.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The token before, where it stands in the same sentence.
    pub(crate) fn before(&self, token: TokenId, sentence: usize) -> Option<TokenId> {
        token.checked_sub(1).filter(|&before| before >= self.analysis.sentences[sentence].first)
    }

    /// The token itself, where it stands in that sentence.
    pub(crate) fn within(&self, token: TokenId, sentence: usize) -> Option<TokenId> {
        Some(token).filter(|&token| token < self.analysis.sentences[sentence].last)
    }
}
