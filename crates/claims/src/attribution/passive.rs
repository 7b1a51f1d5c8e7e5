//! Verbs of telling in the passive: the agent speaks, the subject or the clause behind is told.

use analysis::{Relation, TokenId, Upos};

use super::Attribution;
use super::chunk;
use super::content::{self, Frame};
use super::cue::Frames;
use super::scene::{Found, Scene};
use super::source::{phrase, source};
use super::tree::Range;
use super::verb::{cue, kind};

/// "are reported by authorities", "tolls provided by officials".
pub(super) fn passive(
    scene: &Scene<'_>,
    index: usize,
    (token, last): Range,
    agent: TokenId,
    frames: Frames,
    found: &mut Vec<Found>,
) {
    if frames.any(Frames::CITE)
        && let Some((range, _)) = content::right(scene, token, last, frames, false, None)
    {
        push_passive(scene, index, (token, last), agent, frames, range, found);
        return;
    }
    let subject = chunk::before(scene, token).map(|chunk| chunk.words);
    let subject = subject.or_else(|| scene.child(token, &[Relation::NsubjPass]).map(|child| scene.tree.extent(child)));
    let complement = scene.child(token, &[Relation::Ccomp]).filter(|&child| child > token);
    let judged = Frames::DESCRIBE.or(Frames::WILL).or(Frames::ACCUSE);
    let given = frames.any(Frames::OBJECT.or(Frames::SAY).or(judged));
    let head = match (subject, complement) {
        (Some(subject), _)
            if given && scene.token(subject.1).upos != Upos::Pron && has_passive_auxiliary(scene, token) =>
        {
            Some(subject)
        }
        (_, Some(complement)) => Some(scene.tree.extent(complement)),
        (_, None) if scene.relation(token) == Relation::Acl => scene.head(token).and_then(|noun| {
            let toll = frames.any(Frames::GIVE) && scene.is(noun, Frames::TOLL);
            (toll || given).then(|| phrase(scene, noun, token))
        }),
        _ => None,
    };
    let Some(range) = head.and_then(|range| scene.trimmed(range)) else { return };
    push_passive(scene, index, (token, last), agent, frames, range, found);
    let end = scene.tree.extent(agent).1;
    let rest = content::with_rest(scene, token, end);
    if frames.any(judged)
        && rest > end
        && let Some(added) = found.last_mut()
    {
        added.ranges.push((end + 1, rest));
        added.attribution.content.push(scene.content_span((end + 1, rest)));
    }
}

fn push_passive(
    scene: &Scene<'_>,
    index: usize,
    (token, last): Range,
    agent: TokenId,
    frames: Frames,
    range: Range,
    found: &mut Vec<Found>,
) {
    let attribution = Attribution {
        sources: vec![source(scene, agent, token)],
        cue: Some(cue(scene, (token, last), kind(scene, token, frames, Some(Frame::Object)))),
        content: vec![scene.content_span(range)],
        quoted: Vec::new(),
        outer: None,
        rule: "passive",
    };
    found.push(Found { attribution, sentence: index, ranges: vec![range], react: false });
}

fn has_passive_auxiliary(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.child(token, &[Relation::AuxPass]).is_some()
}
