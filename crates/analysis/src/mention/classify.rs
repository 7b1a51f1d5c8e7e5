//! What kind of thing an unknown name is: by its own words, by the words around it, by the gazetteer.
//!
//! Precision first: a name that nothing speaks for is None.

use super::draft::Scene;
use super::lex::Shape;
use super::sense::{Class, Sense};
use crate::analysis::{MentionKind, TokenId};
use crate::tagset::Upos;

/// Longest name that is looked at, in tokens.
const TOKENS_MAX: usize = 14;
/// Places of fewer people are known only where a preposition or a noun says that a place is meant.
const PEOPLE_MIN: u32 = 15_000;

/// `titled`: an office or title stands right before it.
pub(crate) fn classify(
    scene: &Scene<'_>,
    name: (TokenId, TokenId),
    sentence: usize,
    titled: bool,
) -> Option<MentionKind> {
    let (first, last) = name;
    if last - first > TOKENS_MAX {
        return None;
    }
    known_place(scene, name, sentence, titled)
        .or_else(|| by_words(scene, name, titled))
        .or_else(|| by_model(scene, name))
        .or_else(|| by_place(scene, name, sentence))
        .or_else(|| if scene.labels.is_empty() { by_shape(scene, name, sentence) } else { None })
}

/// Weak signs, for when no model has looked at the words.
fn by_shape(scene: &Scene<'_>, name: (TokenId, TokenId), sentence: usize) -> Option<MentionKind> {
    let (first, last) = name;
    let upper = scene.lex.shape(first) == Shape::Upper && last - first == 1;
    if says(scene, name, sentence) {
        return Some(if upper { MentionKind::Organisation } else { MentionKind::Person });
    }
    if (2..=4).contains(&(last - first)) && (first..last).all(|token| scene.lex.shape(token) == Shape::Title) {
        return Some(MentionKind::Person);
    }
    let letters = scene.analysis.tokens[first].lower.len();
    (upper && (2..=6).contains(&letters)).then_some(MentionKind::Organisation)
}

fn by_words(scene: &Scene<'_>, (first, last): (TokenId, TokenId), titled: bool) -> Option<MentionKind> {
    let end = last - 1;
    let is = |token, class| scene.lex.is(token, class);
    let body = |token| is(token, Class::OrgHead) || is(token, Class::BusinessHead) || is(token, Class::MediaHead);
    if is(end, Class::Event) {
        return None;
    }
    let single = last - first == 1;
    if !single && body(end) {
        return Some(MentionKind::Organisation);
    }
    if !single && (is(end, Class::PlaceHead) || is(first, Class::PlaceHead)) {
        return Some(MentionKind::Place);
    }
    let particle = (first..end).any(|token| is(token, Class::Particle) && !scene.lex.capital(token));
    (titled || (given(scene, first) && !single) || (particle && !single)).then_some(MentionKind::Person)
}

/// The kind that the trained model gives to most of the words.
fn by_model(scene: &Scene<'_>, (first, last): (TokenId, TokenId)) -> Option<MentionKind> {
    const KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organisation, MentionKind::Place];
    let votes = |kind: &MentionKind| (first..last).filter(|&token| scene.label(token).kind() == Some(*kind)).count();
    let best = KINDS.into_iter().rev().max_by_key(votes)?;
    (votes(&best) > 0).then_some(best)
}

fn given(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.lex.at(token).is_some_and(|found| scene.lex.senses(found).contains(&Sense::Given))
}

/// The whole name is a place of note and stands where a place is told, or it is one of several words and no
/// person's: "in Florida", "entered Tell Tamer".
fn known_place(scene: &Scene<'_>, name: (TokenId, TokenId), sentence: usize, titled: bool) -> Option<MentionKind> {
    let (first, last) = name;
    let single = last - first == 1;
    let told = located(scene, first, sentence);
    if !told && (single || titled || given(scene, first)) {
        return None;
    }
    let candidates = scene.gazetteer.find(scene.text(name));
    let of_note = candidates.iter().any(|place| !single || place.population >= PEOPLE_MIN);
    of_note.then_some(MentionKind::Place)
}

fn by_place(scene: &Scene<'_>, name: (TokenId, TokenId), sentence: usize) -> Option<MentionKind> {
    let candidates = scene.gazetteer.find(scene.text(name));
    let known = |place: &gazetteer::Candidate<'_>| place.population >= PEOPLE_MIN && place.main_name;
    let place = located(scene, name.0, sentence) || (candidates.iter().any(known) && !given(scene, name.0));
    (place && !candidates.is_empty()).then_some(MentionKind::Place)
}

/// A preposition of place, or a noun for places with "of", stands before.
pub(crate) fn located(scene: &Scene<'_>, first: TokenId, sentence: usize) -> bool {
    let Some(before) = scene.before(first, sentence) else { return false };
    if scene.lex.is(before, Class::Locative) {
        return true;
    }
    let noun = |token| scene.lex.is(token, Class::PlaceNoun) || scene.lex.is(token, Class::PlaceHead);
    noun(before) || (scene.lex.is(before, Class::Link) && scene.before(before, sentence).is_some_and(noun))
}

/// A verb of saying stands right after or right before.
fn says(scene: &Scene<'_>, (first, last): (TokenId, TokenId), sentence: usize) -> bool {
    let verb = |token: TokenId| {
        scene.lex.is(token, Class::Say) && matches!(scene.analysis.tokens[token].upos, Upos::Verb | Upos::X)
    };
    scene.within(last, sentence).is_some_and(verb) || scene.before(first, sentence).is_some_and(verb)
}
