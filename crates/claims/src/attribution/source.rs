//! Head of a noun phrase -> [`Source`]: the phrase whole, the shortest that names it, and who it is.

use analysis::{Actor, Form, Mention, MentionKind, Relation, TokenId, Upos, Xpos};
use report::Span;

use super::Source;
use super::chunk::Chunk;
use super::scene::Scene;
use super::tree::Range;

/// How far back a chain of pronouns is followed.
const CHAIN: usize = 8;

/// The source whose noun phrase has this head. `cue` is a token of the cue's own clause, which the phrase never holds.
pub(super) fn source(scene: &Scene<'_>, head: TokenId, cue: TokenId) -> Source {
    let full = phrase(scene, head, cue);
    let words = (full.0, end_of_name(scene, head, full.1));
    source_of_words(scene, Chunk { words, head, full })
}

/// The source that a noun phrase names.
pub(super) fn source_of_words(scene: &Scene<'_>, chunk: Chunk) -> Source {
    let Chunk { words, head, full } = chunk;
    let whole = scene.span(full);
    if let Some(source) = antecedent(scene, head, whole) {
        return source;
    }
    let inside: Vec<&Mention> = scene.mentions_in(whole).filter(|mention| whole.contains(mention.span)).collect();
    let near: Vec<&Mention> =
        inside.iter().copied().filter(|mention| scene.span(words).contains(mention.span)).collect();
    let spot = scene.token(head).span;
    let named =
        near.iter().copied().find(|mention| mention.head == head).or_else(|| {
            near.iter().copied().find(|mention| mention.span.contains(spot) && mention.form != Form::Pronoun)
        });
    let person = near.iter().rev().copied().find(|mention| is_named(scene, words, mention));
    let comma = words.1 + 1;
    let follows = |mention: &Mention| {
        comma < full.1
            && scene.is_comma(comma)
            && mention.full.start <= scene.token(comma + 1).span.start
            && mention.span.start > scene.token(comma).span.start
    };
    let apposed = || inside.iter().copied().find(|mention| follows(mention) && is_named(scene, full, mention));
    let person = person.or_else(|| if scene.token(head).upos == Upos::Propn { None } else { apposed() });
    let longer = named.filter(|mention| mention.form == Form::Noun).and_then(|noun| {
        let names = |mention: &&&Mention| {
            mention.form == Form::Name && mention.full.contains(noun.full) && mention.full != mention.span
        };
        near.iter().find(names).copied()
    });
    let one = person.or(longer).or(named);
    let joint = (words.0..=words.1).any(|token| {
        let span = scene.token(token).span;
        scene.token(token).upos == Upos::Cconj && !one.is_some_and(|mention| mention.full.contains(span))
    });
    match one {
        Some(mention) if !joint => {
            let (span, who) = (mention.span, mention.actors.clone());
            Source { span, full: whole.join(span), head: mention.head, who }
        }
        _ => joined(scene, chunk, &near),
    }
}

/// Several partners in one phrase, or a phrase that no mention covers: from the first word that names to the last.
fn joined(scene: &Scene<'_>, chunk: Chunk, near: &[&Mention]) -> Source {
    let Chunk { words, head, full } = chunk;
    let plain = |token: &TokenId| {
        let word = scene.token(*token);
        !matches!(word.upos, Upos::Det | Upos::Num | Upos::Punct | Upos::Adv) && word.xpos != Xpos::PrpPoss
    };
    let first = start_of_name(scene, head, (words.0..=words.1).find(plain).unwrap_or(head));
    let mut span = scene.span((first.min(words.1), words.1));
    if let Some(mention) =
        near.iter().find(|mention| mention.full.start <= span.start && mention.span.start > span.start)
    {
        span.start = mention.span.start;
    }
    let mut who: Vec<Actor> = Vec::new();
    for actor in near.iter().flat_map(|mention| &mention.actors) {
        if !who.contains(actor) {
            who.push(actor.clone());
        }
    }
    Source { span, full: scene.span(full), head, who }
}

/// "President of Ukraine Volodymyr Zelenskyy", "grid operator Ukrenergo": someone named in the phrase who is no one
/// else's complement or owner; a body only right behind the noun that says what it is.
fn is_named(scene: &Scene<'_>, range: Range, mention: &Mention) -> bool {
    let person = mention.kind == MentionKind::Person;
    if mention.form != Form::Name || !(person || mention.kind == MentionKind::Organisation) {
        return false;
    }
    let first = (range.0..=range.1).find(|&token| scene.token(token).span.start >= mention.span.start);
    let before = first.and_then(|first| first.checked_sub(1)).filter(|&before| before >= range.0);
    let free = before.is_none_or(|before| {
        let word = scene.token(before);
        word.upos != Upos::Adp && word.xpos != Xpos::Pos && word.upos != Upos::Cconj
    });
    let told = before.is_some_and(|before| {
        let noun = if scene.is_comma(before) && before > range.0 { before - 1 } else { before };
        scene.token(noun).upos == Upos::Noun && scene.token(range.1).span.end <= mention.span.end
    });
    let owner = (range.0..=range.1)
        .any(|token| scene.token(token).xpos == Xpos::Pos && scene.token(token).span.start == mention.span.end);
    free && !owner && (person || told)
}

/// The whole phrase below a head, without the clause that holds the cue and without what a comma cuts off after it.
pub(super) fn phrase(scene: &Scene<'_>, head: TokenId, cue: TokenId) -> Range {
    let (mut first, mut last) = scene.tree.extent(head);
    for child in scene.tree.children(head) {
        let (left, right) = scene.tree.extent(child);
        let foreign = match scene.relation(child) {
            Relation::Punct | Relation::Cc | Relation::Case | Relation::Mark => child < head && first == left,
            Relation::Nsubj | Relation::Cop | Relation::Parataxis | Relation::Advcl | Relation::Obl => true,
            Relation::Conj => scene.is_verb(child),
            Relation::Acl => child > head && !scene.is_finite(child) && scene.is_comma(left.max(1) - 1),
            _ => false,
        };
        if !(left..=right).contains(&cue) && !foreign {
            continue;
        }
        if child < head {
            first = first.max(right + 1);
        } else {
            last = last.min(left.saturating_sub(1).max(head));
        }
    }
    if (first..=last).contains(&cue) {
        if cue < head {
            first = cue + 1;
        } else {
            last = last.min(cue - 1).max(head);
        }
    }
    let loose = |token: &TokenId| scene.is_punct(*token) || scene.token(*token).upos == Upos::Cconj;
    first = (first..=head).find(|token| !loose(token)).unwrap_or(head);
    last = (head..=last).rev().find(|token| !scene.is_punct(*token)).unwrap_or(head);
    scene.bracketed((first, last))
}

/// A pronoun whose antecedent stands before it in its own sentence is named by the antecedent.
fn antecedent(scene: &Scene<'_>, head: TokenId, full: Span) -> Option<Source> {
    let mention = &scene.analysis.mentions[scene.mention(head)?];
    if mention.form != Form::Pronoun {
        return None;
    }
    let mut before = scene.analysis.mentions.get(mention.antecedent?)?;
    for _ in 0..CHAIN {
        match before.antecedent.and_then(|id| scene.analysis.mentions.get(id)) {
            Some(earlier) if before.form == Form::Pronoun => before = earlier,
            _ => break,
        }
    }
    let sentence = scene.analysis.sentence_of(head);
    let near = sentence.span.contains(before.span) && before.span.end <= mention.span.start;
    let who = if mention.actors.is_empty() { &before.actors } else { &mention.actors };
    near.then(|| Source { span: before.span, full, head: before.head, who: who.clone() })
}

/// Skips titles at the front.
fn start_of_name(scene: &Scene<'_>, head: TokenId, first: TokenId) -> TokenId {
    let mut start = first;
    for child in scene.tree.children(head).filter(|&child| child < head) {
        if scene.relation(child) == Relation::NmodDesc {
            start = start.max(scene.tree.extent(child).1 + 1);
        }
    }
    start.min(head)
}

/// Ends before a comma, a bracket, a relative pronoun or a participle.
fn end_of_name(scene: &Scene<'_>, head: TokenId, last: TokenId) -> TokenId {
    let stops = |token: &TokenId| {
        let word = scene.token(*token);
        let hyphen = scene.lower(token - 1) == "-";
        matches!(&*word.lower, "," | "(" | ";" | ":")
            || matches!(word.xpos, Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || (matches!(word.xpos, Xpos::Vbn | Xpos::Vbg) && !hyphen)
    };
    let end = (head + 1..=last).find(stops).map_or(last, |token| token - 1);
    (head..=end).rev().find(|&token| !scene.is_punct(token)).unwrap_or(head)
}
