//! `Analysis -> Vec<Attribution>`: which stretches of text are told by somebody, by whom, and by what cue.

use analysis::{Actor, Analysis, TokenId};
use lexicon::Lexicon;
use report::{Report, Span};

/// Index into the vector of attributions.
pub type AttributionId = usize;

/// Somebody says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Several for a joint source that is not one phrase; usually one.
    pub sources: Vec<Source>,
    /// The verb, phrase or noun of saying; None where only quotation marks or a colon show it.
    pub cue: Option<Cue>,
    /// What is said, in text order; may lie in several sentences.
    pub content: Vec<Span>,
    /// The parts of the content in quotation marks, without the marks.
    pub quoted: Vec<Span>,
    /// The attribution that this one stands in: "A said, citing B" makes B's stand in A's.
    pub outer: Option<AttributionId>,
    /// Name of the rule that found it.
    pub rule: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The shortest phrase that names the source, as the contract wants it.
    pub span: Span,
    /// The whole noun phrase with title and apposition.
    pub full: Span,
    pub head: TokenId,
    pub who: Vec<Actor>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub span: Span,
    pub token: TokenId,
    pub kind: CueKind,
}

/// What the cue does to what is said. Closed: adding one must break every `match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// said, reported, according to, confirmed
    Asserts,
    /// denied, rejected claims that
    Denies,
    /// warned, suggested it might: the cue hedges
    Hedges,
    /// wants, demands, promises told as the speaker's own act
    Wills,
    /// called it, described as
    Characterises,
}

/// Attributions of a report in text order of their content.
pub fn attributions(_report: &Report, _analysis: &Analysis, _lexicon: &Lexicon) -> Vec<Attribution> {
    Vec::new()
}

/// The layers of saying around a claim, outermost first, and what the innermost cue does to it.
pub fn chain(
    _attributions: &[Attribution],
    _trigger: Span,
    _evidence: Span,
) -> (Vec<crate::claim::Said>, Option<CueKind>) {
    (Vec::new(), None)
}
