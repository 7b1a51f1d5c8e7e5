//! `Analysis -> Vec<Attribution>`: which stretches of text are told by somebody, by whom, and by what cue.
//!
//! Cues are words of the lexicon (`words/say`), grouped by what can follow them. The tree says who speaks and what is
//! told; where it is silent or unlikely, the order of words, commas and quotation marks decides. Quotations that run
//! on over sentences stay with the last speaker. Cost: linear in the text, but for the tokens of one sentence.

#![allow(clippy::wildcard_enum_match_arm, reason = "a rule names the tags and relations that it is about")]

mod chain;
mod chunk;
mod content;
mod cue;
mod interrupted;
mod passive;
mod phrase;
mod quotation;
mod run_on;
mod scene;
mod source;
mod start;
mod subject;
mod tree;
mod verb;

use analysis::{Actor, Analysis, TokenId};
use lexicon::Lexicon;
use report::{Report, Span};

pub use chain::{chain, covering};
pub use quotation::{Quotation, quotations};

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
    /// The verb with its particle, or the phrase ("according to", "speaks of").
    pub span: Span,
    /// With auxiliaries, negation and adverbs that stand beside it ("has repeatedly denied").
    pub full: Span,
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
    /// did not confirm, declined to say: the content is not told by the source
    Withholds,
}

/// Attributions of a report in text order of their content.
pub fn attributions(report: &Report, analysis: &Analysis, lexicon: &Lexicon) -> Vec<Attribution> {
    let scene = scene::Scene::new(report, analysis, lexicon);
    let mut found = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let first = found.len();
        verb::verbs(&scene, index, &mut found);
        phrase::phrases(&scene, index, first, &mut found);
        if sentence.heading || found.len() == first {
            phrase::colon(&scene, index, &mut found);
        }
        phrase::dash(&scene, index, first, &mut found);
    }
    run_on::extend(&scene, &mut found);
    finish(&scene, found)
}

/// Drops what has no content or no source, fills the quoted parts, and puts the rest in order.
fn finish(scene: &scene::Scene<'_>, found: Vec<scene::Found>) -> Vec<Attribution> {
    let mut keep: Vec<usize> = (0..found.len())
        .filter(|&index| !found[index].attribution.content.is_empty() && !found[index].attribution.sources.is_empty())
        .collect();
    keep.sort_by_key(|&index| (found[index].attribution.content[0], index));
    let mut place = vec![None; found.len()];
    for (new, &old) in keep.iter().enumerate() {
        place[old] = Some(new);
    }
    keep.iter()
        .map(|&index| {
            let mut attribution = found[index].attribution.clone();
            attribution.outer = attribution.outer.and_then(|outer| place[outer]);
            attribution.quoted = scene.quoted(&attribution.content);
            attribution
        })
        .collect()
}
