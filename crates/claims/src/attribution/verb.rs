//! Verbs of telling: for each one, who speaks and what is told.

use analysis::{Relation, TokenId, Upos, Xpos};

use super::chunk;
use super::content::{self, Frame};
use super::cue::Frames;
use super::interrupted;
use super::passive;
use super::scene::{Found, Scene};
use super::source::{phrase, source, source_of_words};
use super::start;
use super::subject::{Speaker, agent, is_passive, own_subject, relative_subject, speaker};
use super::tree::Range;
use super::{Attribution, Cue, CueKind};

/// Attributions by the verbs of one sentence, in the order of the cues; those that cite come last.
pub(super) fn verbs(scene: &Scene<'_>, index: usize, found: &mut Vec<Found>) {
    let sentence = scene.sentence(index);
    let first = found.len();
    for token in sentence.first..sentence.last {
        if scene.token(token).upos == Upos::Verb && scene.is(token, Frames::VERBS) {
            verb(scene, index, token, false, first, found);
        } else if is_hidden_verb(scene, token) {
            verb(scene, index, token, true, first, found);
        }
    }
    let cites = |token: &TokenId| scene.token(*token).xpos == Xpos::Vbg && scene.is(*token, Frames::CITE);
    for token in (sentence.first..sentence.last).filter(cites) {
        cited(scene, index, token, first, found);
    }
}

/// A cue verb that the tagger made a noun: "The ministry confirms that", "…, the army reports."
fn is_hidden_verb(scene: &Scene<'_>, token: TokenId) -> bool {
    let sense = scene.sense(token);
    if !sense.as_verb.any(Frames::SAY.or(Frames::DENY).or(Frames::DESCRIBE).or(Frames::SHOW))
        || sense.phrase.any(Frames::ACCORDING)
    {
        return false;
    }
    let sentence = scene.analysis.sentence_of(token);
    let next = token + 1;
    let noun = Frames::NOUN.or(Frames::REPORT).or(Frames::DOCUMENT).or(Frames::CHARGE).or(Frames::TOLL);
    let plain = !sense.frames.any(noun);
    if token > sentence.first && scene.token(token - 1).upos == Upos::Cconj {
        return plain && next < sentence.last && (scene.is(next, Frames::THAT) || scene.token(next).xpos == Xpos::Vbg);
    }
    let Some(chunk::Chunk { words: range, head, .. }) = chunk::before(scene, token) else { return false };
    if !sense.as_verb.any(Frames::SAY.or(Frames::DENY).or(Frames::DESCRIBE)) && !scene.is(head, Frames::DOCUMENT) {
        return false;
    }
    let that = next < sentence.last && scene.is(next, Frames::THAT);
    let pronoun = next < sentence.last && scene.token(next).xpos == Xpos::Prp;
    let last = next + 1 >= sentence.last && range.0 > sentence.first && scene.is_comma(range.0 - 1);
    let speech = next + 1 < sentence.last && scene.lower(next) == ":" && scene.is_quote(next + 1);
    if that || pronoun || last || (speech && range.0 == first_word(scene, sentence.first)) {
        return true;
    }
    let opens = next < sentence.last
        && (scene.is_quote(next)
            || matches!(scene.token(next).upos, Upos::Det | Upos::Propn | Upos::Num)
            || scene.token(next).xpos == Xpos::Vbg
            || (scene.token(next).xpos == Xpos::To && start::gerund_behind(scene, next + 1)));
    opens && plain && range.0 == first_word(scene, sentence.first)
}

/// First token of a sentence that is no adverb, conjunction or punctuation.
fn first_word(scene: &Scene<'_>, first: TokenId) -> TokenId {
    let mut at = first;
    while matches!(scene.token(at).upos, Upos::Adv | Upos::Cconj | Upos::Punct) && at + 1 < scene.analysis.tokens.len()
    {
        at += 1;
    }
    at
}

fn verb(scene: &Scene<'_>, index: usize, token: TokenId, noun: bool, first: usize, found: &mut Vec<Found>) {
    let sense = scene.sense(token);
    let long = sense.phrase.any(Frames::VERBS) && sense.last as usize > token;
    let (frames, last) = match (noun, long) {
        (true, _) => (sense.as_verb, token),
        (false, true) => (sense.phrase, sense.last as usize),
        (false, false) => (sense.frames, token),
    };
    let describes = scene.relation(token) == Relation::Amod && scene.head(token).is_some_and(|noun| noun > token);
    let citing = frames.any(Frames::CITE) && scene.token(token).xpos == Xpos::Vbg;
    if citing || (describes && !noun) || is_noun(scene, token) || !(noun || can_tell(scene, token)) {
        return;
    }
    let participle = scene.token(token).xpos != Xpos::Vbg;
    if !noun
        && participle
        && let Some(agent) = agent(scene, token)
    {
        passive::passive(scene, index, (token, last), agent, frames, found);
        return;
    }
    if !noun && is_passive(scene, token) {
        return;
    }
    let outer = gerund_of(scene, token, first, found);
    let speaker = if outer.is_some() { None } else { speaker(scene, token, noun) };
    let behind = speaker.and_then(|speaker| behind(scene, token, speaker));
    let right = content::right(scene, token, last, frames, noun, behind);
    if let Some(outer) = outer {
        if let Some((range, frame)) = right {
            let cue = cue(scene, (token, last), kind(scene, token, frames, Some(frame)));
            gerund(scene, index, outer, (token, cue, range), found);
        }
        return;
    }
    let Some(speaker) = speaker else { return };
    let shows = frames.any(Frames::SHOW) && !frames.any(Frames::SAY);
    if shows && (!scene.is(speaker.head, Frames::DOCUMENT) || scene.relation(token) == Relation::Xcomp) {
        return;
    }
    let (ranges, frame, rule) = active(scene, (token, last), speaker, frames, right);
    let react = ranges.is_empty();
    if react && !frames.any(Frames::REACT.or(Frames::SAY)) {
        return;
    }
    let mut who = match speaker.words {
        Some(words) => source_of_words(scene, words),
        None => source(scene, speaker.head, token),
    };
    if let Some(pronoun) = relative_subject(scene, token).filter(|_| !noun && speaker.words.is_none()) {
        who.full = scene.token(pronoun).span;
    }
    let attribution = Attribution {
        sources: vec![who],
        cue: Some(cue(scene, (token, last), kind(scene, token, frames, frame))),
        content: ranges.iter().map(|&range| scene.content_span(range)).collect(),
        quoted: Vec::new(),
        outer: None,
        rule,
    };
    found.push(Found { attribution, sentence: index, ranges, react });
}

/// "The army said …, adding that …": what the outer verb's speaker goes on to tell.
fn gerund(
    scene: &Scene<'_>,
    index: usize,
    outer: usize,
    (token, cue, range): (TokenId, Cue, Range),
    found: &mut Vec<Found>,
) {
    let attribution = Attribution {
        sources: found[outer].attribution.sources.clone(),
        cue: Some(cue),
        content: vec![scene.content_span(range)],
        quoted: Vec::new(),
        outer: None,
        rule: "gerund",
    };
    cut(scene, &mut found[outer], token);
    found.push(Found { attribution, sentence: index, ranges: vec![range], react: false });
}

/// Last token of a speaker that follows the verb.
fn behind(scene: &Scene<'_>, token: TokenId, speaker: Speaker) -> Option<TokenId> {
    let last = speaker.words.map_or_else(|| phrase(scene, speaker.head, token).1, |chunk| chunk.full.1);
    (speaker.head > token && scene.head(token) != Some(speaker.head)).then_some(last)
}

/// Infinitives tell where they complete a verb ("went on to say"), gerunds where they stand for a clause ("…, saying").
fn can_tell(scene: &Scene<'_>, token: TokenId) -> bool {
    if scene.child(token, &[Relation::Aux, Relation::AuxPass, Relation::Nsubj]).is_some() {
        return true;
    }
    let relation = scene.relation(token);
    match scene.token(token).xpos {
        Xpos::Vb => matches!(relation, Relation::Xcomp | Relation::Conj | Relation::Root),
        Xpos::Vbg => {
            let after = token
                .checked_sub(1)
                .is_some_and(|before| scene.is_comma(before) || scene.is(before, Frames::AS.or(Frames::DOCUMENT)));
            after || matches!(relation, Relation::Advcl | Relation::Acl | Relation::Conj | Relation::Root)
        }
        _ => true,
    }
}

/// "A UN report accuses": a noun that the tagger made a verb, as the tensed verb behind it shows.
fn is_noun(scene: &Scene<'_>, token: TokenId) -> bool {
    let plural = matches!(scene.token(token).xpos, Xpos::Vbp | Xpos::Vb);
    let relative = matches!(scene.relation(token), Relation::AclRelcl | Relation::Acl);
    let skip = |at: &TokenId| scene.token(*at).upos != Upos::Adv;
    let next = (token + 1..scene.analysis.sentence_of(token).last).find(skip);
    let tensed = next.is_some_and(|next| matches!(scene.token(next).xpos, Xpos::Vbz | Xpos::Vbd | Xpos::Md));
    let noun = Frames::NOUN.or(Frames::REPORT).or(Frames::DOCUMENT);
    plural && !relative && tensed && scene.is(token, noun)
}

/// Content of an active verb, before, after or around it.
fn active(
    scene: &Scene<'_>,
    (token, last): Range,
    speaker: Speaker,
    frames: Frames,
    right: Option<(Range, Frame)>,
) -> (Vec<Range>, Option<Frame>, &'static str) {
    let clause = cue_clause(scene, token, last, speaker);
    let mut ranges = Vec::new();
    let relative = own_subject(scene, token)
        .is_some_and(|own| own < token && own != speaker.head && matches!(scene.token(own).xpos, Xpos::Wp | Xpos::Wdt));
    let claim =
        |token: TokenId| scene.token(token).upos == Upos::Noun && scene.is(token, Frames::CHARGE.or(Frames::NOUN));
    let comments = clause.0 > 0 && claim(clause.0 - 1)
        || matches!(scene.relation(token), Relation::Acl | Relation::AclRelcl)
            && scene.head(token).is_some_and(|noun| noun < token && claim(noun));
    let tensed = !comments && ((!relative && scene.tells(token)) || scene.token(token).upos != Upos::Verb);
    let before = content::left(scene, token, clause.0).filter(|_| tensed);
    let quoted_before = before.filter(|&(_, end)| {
        clause.0 > 0
            && scene.quotation_at(scene.token(end).span.start).is_some_and(|quote| {
                quote.span.end <= scene.token(clause.0).span.start
                    && quote.span.end + 2 >= scene.token(clause.0).span.start
                    && !quote.inner.is_empty()
            })
    });
    let telling = frames.any(Frames::SAY.or(Frames::TELL).or(Frames::HEDGE));
    let loose = |&((first, _), frame): &(Range, Frame)| {
        frame == Frame::Clause && !scene.is(first, Frames::THAT.or(Frames::WHAT)) && !scene.in_quotes(first)
    };
    let spoken = quoted_before.is_some_and(|(start, _)| scene.in_quotes(start));
    let right = right.filter(|right| !spoken || !loose(right));
    let stated = before.is_some_and(|before| scene.has_finite(before));
    let right = right.filter(|right| !stated || !loose(right) || !joined(scene, right.0.0));
    let marked = right.is_some_and(|((first, _), _)| scene.is(first, Frames::THAT));
    if telling
        && tensed
        && !marked
        && quoted_before.is_none()
        && let Some(parts) = interrupted::parts(scene, (clause.0, token.max(speaker_end(speaker, last))))
    {
        return (parts, Some(Frame::Clause), "cue-inside");
    }
    match right {
        Some((range, frame @ (Frame::Clause | Frame::Order | Frame::Quote))) => {
            if frame == Frame::Quote
                && let Some(before) = quoted_before
            {
                ranges.push(before);
            }
            let range = if announces(scene, token) { content::without_occasion(scene, range) } else { range };
            ranges.push(range);
            (ranges, Some(frame), if frame == Frame::Quote { "cue-before-quotation" } else { "cue-before" })
        }
        Some((range, frame)) if quoted_before.is_none() || !telling => (vec![range], Some(frame), "cue-with-object"),
        _ => {
            let before = if telling { before } else { quoted_before };
            let Some(before) = before else { return (ranges, None, "cue-alone") };
            let tail = interrupted::tail(scene, token, clause);
            ranges.push(narrowed(scene, token, before, tail));
            let rule = if tail.is_some() { "cue-inside" } else { "cue-after" };
            ranges.extend(tail.and_then(|tail| scene.trimmed(tail)));
            let frame = if quoted_before.is_some() { Frame::Quote } else { Frame::Clause };
            (ranges, Some(frame), rule)
        }
    }
}

/// ", while strikes hit …": goes on behind a comma with what was told before the cue.
fn joined(scene: &Scene<'_>, first: TokenId) -> bool {
    scene.token(first).upos == Upos::Sconj && first.checked_sub(1).is_some_and(|comma| scene.is_comma(comma))
}

/// Last token of the cue and of a speaker behind it.
fn speaker_end(speaker: Speaker, last: TokenId) -> TokenId {
    speaker.words.map_or(last, |chunk| chunk.full.1.max(last))
}

/// "after India, it said, had struck": a cue inside a dependent clause tells that clause alone.
fn narrowed(scene: &Scene<'_>, token: TokenId, before: Range, tail: Option<Range>) -> Range {
    let dependent = [Relation::AclRelcl, Relation::Advcl, Relation::Acl];
    let head = scene.head(token).filter(|_| scene.relation(token) == Relation::Parataxis && tail.is_some());
    match head {
        Some(head) if dependent.contains(&scene.relation(head)) => {
            let left = scene.tree.extent(head).0;
            if left <= before.1 { (left.max(before.0), before.1) } else { before }
        }
        _ => before,
    }
}

/// The present tense of briefs and the verbs of announcing put the occasion behind the content.
fn announces(scene: &Scene<'_>, token: TokenId) -> bool {
    matches!(scene.token(token).xpos, Xpos::Vbz | Xpos::Vbp)
        || scene.sense(token).frames.any(Frames::OBJECT) && !scene.sense(token).frames.any(Frames::HEDGE)
}

/// First and last token of the cue's own clause: source, verb, and adjuncts that no comma cuts off.
fn cue_clause(scene: &Scene<'_>, token: TokenId, last: TokenId, speaker: Speaker) -> Range {
    let (mut first, mut end) = (token, last);
    let mut widen = |range: Range| {
        first = first.min(range.0);
        end = end.max(range.1);
    };
    if let Some(words) = speaker.words.map(|chunk| chunk.full) {
        widen(words);
        if words.1 < token {
            return (first, behind_adjuncts(scene, token, end));
        }
    }
    let own = own_subject(scene, token);
    if own == Some(speaker.head) || scene.tree.children(token).any(|child| child == speaker.head) {
        widen(phrase(scene, speaker.head, token));
    } else if let Some(own) = own {
        widen(scene.tree.extent(own));
    }
    let speaker = speaker.head;
    for child in scene.tree.children(token) {
        let range = scene.tree.extent(child);
        match scene.relation(child) {
            Relation::Aux | Relation::Advmod if child < token && child > speaker && !scene.is_punct(range.0) => {
                widen(range);
            }
            Relation::Advmod
            | Relation::Obl
            | Relation::OblUnmarked
            | Relation::OblAgent
            | Relation::Iobj
            | Relation::Obj
            | Relation::CompoundPrt
                if child > token && child != speaker && !(range.0..=range.1).any(|inside| scene.is_punct(inside)) =>
            {
                widen(range);
            }
            _ => {}
        }
    }
    (first, end)
}

/// Last token of the adjuncts behind a verb, by the tree, none of them with a comma.
fn behind_adjuncts(scene: &Scene<'_>, token: TokenId, end: TokenId) -> TokenId {
    let mut end = end;
    let adjunct = [Relation::Advmod, Relation::Obl, Relation::OblUnmarked, Relation::Iobj, Relation::CompoundPrt];
    for child in scene.tree.children(token).filter(|&child| child > token) {
        let range = scene.tree.extent(child);
        let plain = (range.0..=range.1).all(|inside| !scene.is_punct(inside));
        if adjunct.contains(&scene.relation(child)) && plain && range.0 == end + 1 {
            end = range.1;
        }
    }
    end
}

/// The attribution that a trailing ", saying …" goes on with: the sentence's last speaker before it.
fn gerund_of(scene: &Scene<'_>, token: TokenId, first: usize, found: &[Found]) -> Option<usize> {
    let trailing = scene.token(token).xpos == Xpos::Vbg
        && scene.child(token, &[Relation::Aux, Relation::Nsubj]).is_none()
        && token > 0;
    if !trailing {
        return None;
    }
    let skip = |at: &TokenId| !matches!(scene.token(*at).upos, Upos::Adv | Upos::Sconj);
    let before = (0..token).rev().find(skip)?;
    if !scene.is_comma(before) && !scene.is_quote(before) {
        return None;
    }
    let around = (first..found.len()).rev().find(|&index| {
        let cue = found[index].attribution.cue.as_ref();
        cue.is_some_and(|cue| cue.token < token && scene.token(cue.token).xpos != Xpos::Vbg)
            && found[index].ranges.iter().any(|range| (range.0..=range.1).contains(&token))
    });
    around.or_else(|| {
        let last = found.len().checked_sub(1).filter(|&last| last >= first)?;
        let cue = found[last].attribution.cue.as_ref()?;
        let closes = cue.token < token && cue.kind == CueKind::Asserts && !scene.has_finite((cue.token + 1, token));
        closes.then_some(last)
    })
}

/// Ends a content before the comma in front of this token.
pub(super) fn cut(scene: &Scene<'_>, found: &mut Found, token: TokenId) {
    for range in &mut found.ranges {
        if (range.0 + 1..=range.1).contains(&token)
            && let Some(trimmed) = scene.trimmed((range.0, without_joint(scene, token, range.0)))
        {
            *range = trimmed;
        }
    }
    found.attribution.content = found.ranges.iter().map(|&range| scene.content_span(range)).collect();
}

/// Last token before ", while" or ", and" in front of a token.
fn without_joint(scene: &Scene<'_>, token: TokenId, first: TokenId) -> TokenId {
    let joint = |at: &TokenId| {
        !matches!(scene.token(*at).upos, Upos::Sconj | Upos::Cconj | Upos::Adv | Upos::Punct) || scene.is_quote(*at)
    };
    (first..token).rev().find(joint).unwrap_or(first)
}

/// "… , citing hospitals": another source inside what is told around it.
fn cited(scene: &Scene<'_>, index: usize, token: TokenId, first: usize, found: &mut Vec<Found>) {
    let object = scene.tree.children(token).find(|&child| child > token && scene.relation(child) == Relation::Obj);
    let who = match (object, chunk::behind(scene, token + 1)) {
        (Some(object), _) => source(scene, object, token),
        (None, Some(chunk)) => source_of_words(scene, chunk),
        (None, None) => return,
    };
    let attribution = Attribution {
        sources: vec![who],
        cue: Some(cue(scene, (token, token), CueKind::Asserts)),
        content: Vec::new(),
        quoted: Vec::new(),
        outer: None,
        rule: "citing",
    };
    let main = |at: &usize| found[*at].attribution.rule != "citing" && !found[*at].ranges.is_empty();
    let cue_at = |at: usize| found[at].attribution.cue.as_ref().map_or(0, |cue| cue.token);
    let around = (first..found.len()).rev().filter(main).find(|&at| cue_at(at) < token);
    let around = around.or_else(|| (first..found.len()).filter(main).find(|&at| cue_at(at) > token));
    let mut cited = Found { attribution, sentence: index, ranges: Vec::new(), react: false };
    if let Some(around) = around {
        cut(scene, &mut found[around], token);
        cited.attribution.outer = Some(around);
        cited.ranges = found[around].ranges.clone();
        cited.attribution.content = found[around].attribution.content.clone();
    }
    found.push(cited);
}

/// The cue of a verb or phrase, with its auxiliaries and adverbs.
pub(super) fn cue(scene: &Scene<'_>, (token, last): Range, kind: CueKind) -> Cue {
    let beside = |child: TokenId| {
        scene.head(child) == Some(token)
            && matches!(
                scene.relation(child),
                Relation::Aux | Relation::AuxPass | Relation::Advmod | Relation::CompoundPrt
            )
    };
    let mut full = (token, last);
    while full.0 > 0 && beside(full.0 - 1) {
        full.0 -= 1;
    }
    while full.1 + 1 < scene.analysis.tokens.len() && beside(full.1 + 1) {
        full.1 += 1;
    }
    Cue { span: scene.span((token, last)), full: scene.span(full), token, kind }
}

pub(super) fn kind(scene: &Scene<'_>, token: TokenId, frames: Frames, frame: Option<Frame>) -> CueKind {
    let negated = scene.tree.children(token).any(|child| scene.is(child, Frames::NOT));
    let head = scene.head(token).filter(|_| scene.relation(token) == Relation::Xcomp);
    let withheld = head.is_some_and(|head| scene.is(head, Frames::WITHHOLD));
    if negated || withheld {
        return CueKind::Withholds;
    }
    match frame {
        Some(Frame::Charge) => CueKind::Denies,
        Some(Frame::Order) => CueKind::Wills,
        Some(Frame::Describe) => CueKind::Characterises,
        Some(Frame::Quote) | None => CueKind::Asserts,
        Some(Frame::Accuse) => CueKind::Asserts,
        Some(Frame::Clause | Frame::Object) if frames.any(Frames::DENY) => CueKind::Denies,
        Some(Frame::Clause | Frame::Object) => {
            let told =
                Frames::SAY.or(Frames::OBJECT).or(Frames::PUT).or(Frames::TELL).or(Frames::GIVE).or(Frames::SHOW);
            match (frames.any(Frames::HEDGE), frames.any(told)) {
                (true, _) => CueKind::Hedges,
                (false, true) => CueKind::Asserts,
                (false, false) => CueKind::Wills,
            }
        }
    }
}
