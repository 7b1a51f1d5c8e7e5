//! What a verb of telling tells: the stretch of its sentence, by the tree first, by word order where the tree is silent.

use analysis::{MentionKind, Relation, Sentence, TokenId, Upos, Xpos};

use super::chunk;
use super::cue::Frames;
use super::scene::Scene;
use super::start::{self, Start};
use super::subject::own_subject;
use super::tree::Range;

/// How the content hangs on the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Clause,
    /// "told them to leave"
    Order,
    Quote,
    Object,
    Describe,
    Accuse,
    /// "rejected claims that …"
    Charge,
}

/// How far behind the cue a conjunction or a bare clause is looked for, in tokens.
const REACH: usize = 12;

/// The content after the cue. `last` is the last token of the cue's phrase; `noun` is true for a verb that the tagger
/// made a noun; `behind` is the last token of a speaker that follows the verb.
pub(super) fn right(
    scene: &Scene<'_>,
    verb: TokenId,
    last: TokenId,
    frames: Frames,
    noun: bool,
    behind: Option<TokenId>,
) -> Option<(Range, Frame)> {
    if frames.any(Frames::CITE)
        && let Some(gerund) = quoted_saying(scene, verb)
    {
        return scene.trimmed((last + 1, end(scene, verb, gerund))).map(|range| (range, Frame::Object));
    }
    let clause = Frames::SAY.or(Frames::TELL).or(Frames::HEDGE).or(Frames::DENY).or(Frames::SHOW);
    let telling = frames.any(clause);
    if let Some(first) = behind {
        let quote = start::start(scene, verb, first, frames).filter(|&(_, kind)| kind == Start::Quote);
        return quote.map(|(first, _)| ((first, quote_end(scene, verb, first)), Frame::Quote));
    }
    let start = if telling || frames.any(Frames::REACT) { start::start(scene, verb, last, frames) } else { None };
    if let Some((first, Start::Marked)) = start
        && telling
    {
        return Some(((first, end(scene, verb, first)), Frame::Clause));
    }
    if let Some((first, Start::Quote)) = start {
        return Some(((first, quote_end(scene, verb, first)), Frame::Quote));
    }
    let complement = if noun { None } else { complement(scene, verb, last, frames) };
    if frames.any(Frames::TELL)
        && let Some(range) = ordered(scene, verb, last)
    {
        return Some((range, Frame::Order));
    }
    if frames.any(clause.or(Frames::WILL))
        && let Some(complement) = complement
    {
        let mut first = scene.tree.extent(complement).0.max(last + 1);
        if let Some((bare, Start::Bare)) = start {
            first = first.min(bare);
        }
        if !telling
            && let Some(object) = scene.child(verb, &[Relation::Obj]).filter(|object| (last..first).contains(object))
        {
            first = scene.tree.extent(object).0.max(last + 1);
        }
        return scene.trimmed((first, end(scene, verb, complement))).map(|range| (range, Frame::Clause));
    }
    if frames.any(Frames::DESCRIBE)
        && let Some(range) = described(scene, verb, last).or_else(|| named(scene, verb, last, frames))
    {
        return Some((range, Frame::Describe));
    }
    if frames.any(Frames::ACCUSE)
        && let Some(range) = accused(scene, verb, last)
    {
        return Some((range, Frame::Accuse));
    }
    if let Some((first, Start::Bare)) = start
        && telling
    {
        return Some(((first, end(scene, verb, first)), Frame::Clause));
    }
    object(scene, verb, last, frames)
}

/// The clause that the tree hangs on the verb, after it.
fn complement(scene: &Scene<'_>, verb: TokenId, last: TokenId, frames: Frames) -> Option<TokenId> {
    let infinitive = frames.any(Frames::OBJECT.or(Frames::DENY).or(Frames::WILL));
    scene.tree.children(verb).filter(|&child| child > last).find(|&child| match scene.relation(child) {
        Relation::Ccomp => !begins_citing(scene, child),
        Relation::Xcomp => infinitive && scene.is_verb(child) && !scene.is(child, Frames::NOT),
        Relation::Parataxis => {
            let left = scene.tree.extent(child).0;
            !scene.is(child, Frames::VERBS) && (left == last + 1 || scene.in_quotes(left))
        }
        Relation::Advcl => infinitive && left_edge_is_gerund(scene, child, last),
        _ => false,
    })
}

/// "told them to leave": the person and the infinitive, right behind the verb.
fn ordered(scene: &Scene<'_>, verb: TokenId, last: TokenId) -> Option<Range> {
    let told = chunk::behind(scene, last + 1)?;
    let sentence = scene.analysis.sentence_of(verb);
    let skip = |token: &TokenId| !matches!(scene.token(*token).upos, Upos::Adv) && !scene.is(*token, Frames::NOT);
    let to = (told.words.1 + 1..sentence.last).find(skip)?;
    let infinitive = to + 1 < sentence.last && scene.token(to).xpos == Xpos::To && scene.token(to + 1).xpos == Xpos::Vb;
    infinitive.then(|| (last + 1, end(scene, verb, to + 1)))
}

/// ", citing hospitals" and ", adding that" that the tree took for what is said.
fn begins_citing(scene: &Scene<'_>, child: TokenId) -> bool {
    let (left, right) = scene.tree.extent(child);
    let first = (left..=right).find(|&token| !scene.is_punct(token));
    first.is_some_and(|token| {
        let behind_comma = token > 0 && scene.is_comma(token - 1);
        let cue = Frames::CITE.or(if behind_comma { Frames::SAY } else { Frames::CITE });
        scene.token(token).xpos == Xpos::Vbg && scene.is(token, cue)
    })
}

fn left_edge_is_gerund(scene: &Scene<'_>, child: TokenId, last: TokenId) -> bool {
    child == last + 1 && scene.token(child).xpos == Xpos::Vbg
}

/// Last token of a clause told from `first` on: the end of the sentence, or what begins another act of the speaker. A
/// cue inside a relative clause tells no more than hangs on it.
fn end(scene: &Scene<'_>, verb: TokenId, first: TokenId) -> TokenId {
    let sentence = scene.analysis.sentence_of(verb);
    let bounded = [Relation::AclRelcl, Relation::Acl, Relation::Parataxis].contains(&scene.relation(verb))
        || (scene.relation(verb) == Relation::Advcl && scene.head(verb).is_some_and(|head| head > verb));
    let main = chunk::before(scene, verb).is_some_and(|chunk| chunk.words.0 == sentence.first);
    let bounded = bounded && !main;
    let whole = sentence_end(scene, sentence);
    let extent = scene.tree.extent(verb).1;
    let mut last = if bounded && extent > first + 1 { extent.clamp(first, whole.max(first)) } else { whole.max(first) };
    for child in scene.tree.children(verb).filter(|&child| child > first) {
        if cuts(scene, child) {
            last = last.min(scene.tree.extent(child).0.saturating_sub(1)).max(first);
            break;
        }
    }
    if let Some(cut) = (first + 1..=last).find(|&token| turns(scene, token, last)) {
        last = cut - 1;
    }
    scene.trimmed((first, last)).map_or(last, |range| range.1)
}

/// "…, but X said": a comma or not, "and" or "but", and a new cue with or without its subject; or an apposition that
/// judges what is told ("…, an allegation that").
pub(super) fn turns(scene: &Scene<'_>, token: TokenId, last: TokenId) -> bool {
    if scene.in_quotes(token) {
        return false;
    }
    if scene.lower(token) == ";" {
        return token < last && !scene.is(token + 1, Frames::THAT) && scene.token(token + 1).upos != Upos::Cconj;
    }
    if scene.is_comma(token) {
        return token + 2 <= last
            && scene.token(token + 1).upos == Upos::Det
            && scene.is(token + 2, Frames::CHARGE)
            && scene.is(token + 2, Frames::NOUN);
    }
    if scene.token(token).upos != Upos::Cconj && !scene.is(token, Frames::TURN) {
        return false;
    }
    let comma = scene.is_comma(token - 1);
    let verbal = |at: &TokenId| {
        let told = scene.tells(*at) || scene.is(*at, Frames::PUT);
        let hidden = || scene.sense(*at).as_verb.any(Frames::SAY.or(Frames::DENY)) && scene.is(at + 1, Frames::THAT);
        (scene.token(*at).upos == Upos::Verb && told) || (*at < last && hidden())
    };
    let Some(verb) = (token + 1..=last).take(REACH).find(verbal) else {
        return false;
    };
    let direct = (token + 1..verb).all(|at| matches!(scene.token(at).upos, Upos::Adv | Upos::Aux | Upos::Part));
    if !scene.is_verb(verb) {
        return direct;
    }
    let cue = scene.token(verb).upos == Upos::Verb && scene.is(verb, Frames::SAY.or(Frames::DENY).or(Frames::PUT));
    let act = scene.token(verb).upos == Upos::Verb && scene.is(verb, Frames::WILL);
    let tensed = matches!(scene.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) || scene.is(verb, Frames::PUT);
    let subject = chunk::before(scene, verb).is_some_and(|chunk| {
        chunk.words.0 <= token + 2 && chunk.words.1 > token && (comma || (tensed && names_speaker(scene, chunk.words)))
    });
    (cue && ((direct && tensed) || subject)) || (act && comma && direct && scene.token(verb).xpos != Xpos::Vbp)
}

/// Last token of a quotation that follows its cue; of the sentence, where the quotation is a part of the clause.
fn quote_end(scene: &Scene<'_>, verb: TokenId, first: TokenId) -> TokenId {
    let sentence = scene.analysis.sentence_of(verb);
    let end = sentence_end(scene, sentence).max(first);
    let Some(quote) = scene.quotation_at(scene.token(first).span.start) else { return end };
    let closing = (first..=end).find(|&token| scene.token(token).span.start >= quote.span.end);
    match closing {
        Some(token) if token > first && (scene.is_comma(token) || ends_quote(scene, quote.inner)) => token - 1,
        _ => end,
    }
}

/// Begins something that the cue before it does not tell.
fn cuts(scene: &Scene<'_>, child: TokenId) -> bool {
    let left = scene.tree.extent(child).0;
    match scene.relation(child) {
        Relation::Conj => {
            let comma = scene.is_comma(left) || (left > 0 && scene.is_comma(left - 1));
            let marked = scene.child(child, &[Relation::Mark]).is_some();
            let own = own_subject(scene, child).is_some();
            let joined = (scene.is_verb(child) && comma) || scene.child(child, &[Relation::Cc]).is_some();
            joined && !marked && (!own || comma || scene.is(child, Frames::VERBS))
        }
        Relation::Parataxis => scene.is(child, Frames::VERBS) && own_subject(scene, child).is_some(),
        Relation::Advcl => scene.token(child).xpos == Xpos::Vbg && scene.is(child, Frames::SAY.or(Frames::CITE)),
        _ => false,
    }
}

/// "described A as B", "called A B", "what it called B".
fn described(scene: &Scene<'_>, verb: TokenId, last: TokenId) -> Option<Range> {
    let after = |child: &TokenId| *child > last;
    let object = scene.tree.children(verb).filter(after).find(|&child| scene.relation(child) == Relation::Obj);
    let as_phrase = |child: TokenId| {
        let marks = [Relation::Case, Relation::Mark];
        scene.tree.children(child).any(|mark| marks.contains(&scene.relation(mark)) && scene.is(mark, Frames::AS))
    };
    let predicate = scene.tree.children(verb).filter(after).find(|&child| match scene.relation(child) {
        Relation::Xcomp => true,
        Relation::Obl | Relation::Advcl | Relation::Nmod => as_phrase(child),
        _ => false,
    });
    let inside = object.is_some_and(|object| {
        let (left, right) = scene.tree.extent(object);
        (left..=right).any(|token| token > object && scene.is(token, Frames::AS))
    });
    let free = scene.child(verb, &[Relation::Obj]).is_some_and(|child| child < verb)
        || scene.head(verb).is_some_and(|head| head < verb && scene.token(head).xpos == Xpos::Wp);
    let head = match (object, predicate) {
        (Some(object), Some(_)) => object,
        (None, Some(predicate)) => predicate,
        (Some(object), None) if inside || free => object,
        _ => return None,
    };
    let start = scene.tree.extent(head).0.max(last + 1);
    Some((start, end(scene, verb, predicate.unwrap_or(head))))
}

/// "called the ceremony a success", by word order: a noun phrase, and another, or an adjective or a quotation, behind it.
fn named(scene: &Scene<'_>, verb: TokenId, last: TokenId, frames: Frames) -> Option<Range> {
    if !frames.any(Frames::NAME) {
        return None;
    }
    let object = chunk::behind(scene, last + 1)?.words;
    let next = object.1 + 1;
    let open = next < scene.analysis.sentence_of(verb).last
        && (scene.is_quote(next)
            || matches!(scene.token(next).upos, Upos::Det | Upos::Adj | Upos::Adv | Upos::Noun | Upos::Propn));
    open.then(|| (object.0, end(scene, verb, next)))
}

/// "accused A of B", "blamed A for B", "blamed A".
fn accused(scene: &Scene<'_>, verb: TokenId, last: TokenId) -> Option<Range> {
    let object =
        scene.tree.children(verb).filter(|&child| child > last).find(|&child| match scene.relation(child) {
            Relation::Obj => true,
            Relation::Advcl | Relation::Ccomp | Relation::Xcomp | Relation::Dep => {
                scene.tree.extent(child).0 == last + 1
            }
            _ => false,
        })?;
    let start = scene.tree.extent(object).0.max(last + 1);
    Some((start, end(scene, verb, object)))
}

/// The quotation's last character closes a clause.
fn ends_quote(scene: &Scene<'_>, inner: report::Span) -> bool {
    inner.of(&scene.report.text).trim_end().ends_with(['.', ',', '!', '?', '…', ';'])
}

/// A noun phrase that is told: "reported an attack", "claimed responsibility", "put the toll at 31", "speaks of losses".
fn object(scene: &Scene<'_>, verb: TokenId, last: TokenId, frames: Frames) -> Option<(Range, Frame)> {
    let wanted = Frames::OBJECT.or(Frames::DENY).or(Frames::PUT).or(Frames::WILL).or(Frames::SHOW).or(Frames::REJECT);
    if !frames.any(wanted) {
        return None;
    }
    if frames.any(Frames::PUT)
        && let Some(range) = tolled(scene, verb, last)
    {
        return Some((range, Frame::Object));
    }
    let phrase = last > verb;
    let object = scene.tree.children(verb).find(|&child| {
        child > last
            && match scene.relation(child) {
                Relation::Obj => true,
                Relation::Obl | Relation::Advcl | Relation::Xcomp | Relation::Ccomp | Relation::Nmod => {
                    phrase && scene.tree.extent(child).0 <= last
                }
                _ => false,
            }
    })?;
    let (left, right) = scene.tree.extent(object);
    let start = left.max(last + 1);
    if frames.any(Frames::CITE) && (speaks(scene, object) || scene.is(object, Frames::DOCUMENT)) {
        return None;
    }
    if !frames.any(wanted.without(Frames::PUT)) {
        return None;
    }
    let denies = frames.any(Frames::DENY.or(Frames::REJECT));
    if scene.is(object, Frames::CHARGE) && !frames.any(Frames::CITE) && (denies || scene.is(object, Frames::NOUN)) {
        return charged(scene, object).filter(|_| denies).map(|range| (range, Frame::Charge));
    }
    if !frames.any(wanted.without(Frames::REJECT)) {
        return None;
    }
    let predicate = scene.child(verb, &[Relation::Xcomp]).filter(|&child| child > object);
    let right = predicate.map_or(right, |child| scene.tree.extent(child).1.max(right));
    let right = with_rest(scene, verb, right);
    (start <= right).then_some(((start, right), Frame::Object))
}

/// "discussed his visits to the front", "urged them to leave": what the tree hangs on the verb right behind the object
/// and an infinitive or a preposition of content begins.
pub(super) fn with_rest(scene: &Scene<'_>, verb: TokenId, right: TokenId) -> TokenId {
    let mut right = right;
    for child in scene.tree.children(verb).filter(|&child| child > verb) {
        let (left, end) = scene.tree.extent(child);
        let goes_on = left == right + 1
            && (scene.is(left, Frames::REST) || scene.token(left).xpos == Xpos::To)
            && scene.time_ending(end).is_none();
        if goes_on {
            right = end;
        }
    }
    right
}

/// Whom one cites, rather than what.
fn speaks(scene: &Scene<'_>, noun: TokenId) -> bool {
    let kind = scene.mention(noun).map(|id| scene.analysis.mentions[id].kind);
    kind.is_some_and(|kind| {
        matches!(kind, MentionKind::Person | MentionKind::Organisation | MentionKind::State | MentionKind::Group)
    })
}

/// Whether a person or body stands in a phrase.
fn names_speaker(scene: &Scene<'_>, (first, last): Range) -> bool {
    (first..=last).any(|token| speaks(scene, token))
}

/// "quoted the minister as saying that": the gerund behind a verb of citing.
pub(super) fn quoted_saying(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    let until = scene.analysis.sentence_of(verb).last;
    let gerund = (verb + 2..until).take(REACH).find(|&token| {
        scene.token(token).xpos == Xpos::Vbg && scene.is(token, Frames::SAY) && scene.is(token - 1, Frames::AS)
    })?;
    (verb + 1..gerund).all(|token| !scene.is_verb(token)).then_some(gerund)
}

/// "rejected claims that …", "denied claims of …", where what follows is no speaker.
fn charged(scene: &Scene<'_>, noun: TokenId) -> Option<Range> {
    let clause = scene.child(noun, &[Relation::Acl, Relation::Ccomp, Relation::AclRelcl]);
    if let Some(clause) = clause.filter(|&clause| scene.child(clause, &[Relation::Mark]).is_some()) {
        return Some(scene.tree.extent(clause));
    }
    let thing = scene.child(noun, &[Relation::Nmod]).filter(|&thing| thing > noun)?;
    let speaks = scene.mention(thing).is_some_and(|id| scene.analysis.mentions[id].kind != MentionKind::Weapon);
    (!speaks && scene.token(thing).upos == Upos::Noun).then(|| scene.tree.extent(thing))
}

/// "put the dead at 31": a word for a toll close behind the verb, and a number behind that.
fn tolled(scene: &Scene<'_>, verb: TokenId, last: TokenId) -> Option<Range> {
    let until = scene.analysis.sentence_of(verb).last;
    let toll = (last + 1..until).take(REACH).find(|&token| scene.is(token, Frames::TOLL))?;
    let number = (toll + 1..until).take(REACH).any(|token| scene.token(token).upos == Upos::Num);
    let plain = (last + 1..toll).all(|token| !scene.is_verb(token) && !scene.is_comma(token));
    (number && plain).then(|| (last + 1, end(scene, verb, toll)))
}

/// The words before the cue's clause: "Y, X said" and "Y, said X". `first` is the clause's first token.
pub(super) fn left(scene: &Scene<'_>, verb: TokenId, first: TokenId) -> Option<Range> {
    let sentence = scene.analysis.sentence_of(verb);
    let start = segment(scene, sentence, first);
    let before = first.checked_sub(1).filter(|&before| before >= start)?;
    let opening = scene.is_quote(before) && scene.in_quotes(first);
    let closed = scene.is_punct(before) && scene.lower(before) != ":" && !opening;
    let hangs = scene.relation(verb) == Relation::Parataxis
        || scene.tree.children(verb).any(|child| child < first && scene.relation(child) == Relation::Ccomp);
    if !closed && !hangs {
        return None;
    }
    let range = scene.trimmed((start, before))?;
    let quoted = scene.is_quote(before) || (before > start && scene.is_quote(before - 1));
    (quoted || is_main(scene, range)).then_some(range)
}

/// More than one subordinate clause ("When he did not come") or circumstance ("As of Thursday").
fn is_main(scene: &Scene<'_>, (first, last): Range) -> bool {
    let word = scene.token(first);
    let subordinate = word.upos == Upos::Sconj || word.xpos == Xpos::Wrb;
    let parts = (first..last).any(|token| scene.is_comma(token));
    let verb = scene.has_finite((first, last)) || (first..=last).any(|token| scene.token(token).upos == Upos::Verb);
    (verb || word.upos != Upos::Adp) && (parts || !subordinate)
}

/// Where the text of a sentence begins: behind a dateline, behind the last semicolon before `until`.
pub(super) fn segment(scene: &Scene<'_>, sentence: &Sentence, until: TokenId) -> TokenId {
    let dateline = scene.report.blocks.get(sentence.block).and_then(|block| block.dateline.as_ref());
    let mut start = sentence.first;
    if let Some(dateline) = dateline {
        while start < until && scene.token(start).span.start < dateline.span.end {
            start += 1;
        }
    }
    let cut = (start..until).rev().find(|&token| scene.lower(token) == ";" && !scene.in_quotes(token));
    cut.map_or(start, |token| token + 1)
}

/// Last token of a sentence that is no closing punctuation, quotation marks aside.
pub(super) fn sentence_end(scene: &Scene<'_>, sentence: &Sentence) -> TokenId {
    let loose = |token: &TokenId| !scene.is_punct(*token);
    (sentence.first..sentence.last).rev().find(loose).unwrap_or(sentence.first)
}

/// Takes a closing "after …" clause with a subject of its own off content that a cue announces: news puts the
/// occasion there in its own voice.
pub(super) fn without_occasion(scene: &Scene<'_>, (first, last): Range) -> Range {
    let occasion = |&token: &TokenId| {
        if !scene.is(token, Frames::AFTER) || scene.in_quotes(token) {
            return false;
        }
        let Some(chunk) = chunk::behind(scene, token + 1) else { return false };
        let tensed = start::tensed_after(scene, chunk.words.1, last + 1);
        tensed && scene.token(chunk.head).upos != Upos::Pron
    };
    let mark = (first + 3..last).rev().find(occasion);
    mark.and_then(|mark| scene.trimmed((first, mark - 1))).unwrap_or((first, last))
}
