//! Head of a noun phrase -> [`Source`]: the phrase whole, the shortest that names it, and who it is.

use analysis::{Actor, Form, Mention, MentionKind, Relation, TokenId, Upos, Xpos};
use report::Span;

use super::Source;
use super::scene::Scene;
use super::tree::Range;

/// The source whose noun phrase has this head. `cue` is a token of the cue's own clause, which the phrase never holds.
pub(super) fn source(scene: &Scene<'_>, head: TokenId, cue: TokenId) -> Source {
    let named = name_of(scene, head);
    let full = scene.span(phrase(scene, head, cue));
    if let Some(source) = antecedent(scene, named, full) {
        return source;
    }
    let partners: Vec<TokenId> = partners(scene, head, cue).collect();
    let mut span = naming(scene, named, cue);
    let mut who = actors(scene, named);
    for partner in partners {
        let partner = name_of(scene, partner);
        span = span.join(naming(scene, partner, cue));
        for actor in actors(scene, partner) {
            if !who.contains(&actor) {
                who.push(actor);
            }
        }
    }
    Source { span, full: full.join(span), head: named, who }
}

/// The source whose words were found by their order.
pub(super) fn source_of_words(scene: &Scene<'_>, range: Range, head: TokenId) -> Source {
    let full = scene.span(range);
    if let Some(source) = antecedent(scene, head, full) {
        return source;
    }
    let inside: Vec<&Mention> = scene.mentions_in(full).filter(|mention| full.contains(mention.span)).collect();
    let named = inside.iter().find(|mention| mention.head == head || mention.span.contains(scene.token(head).span));
    let joint = (range.0..=range.1).any(|token| scene.token(token).upos == Upos::Cconj);
    if let Some(mention) = person(scene, &inside, range).or(named.copied()).filter(|_| !joint) {
        return Source {
            span: mention.span,
            full: full.join(mention.span),
            head: mention.head,
            who: mention.actors.clone(),
        };
    }
    let plain = |token: &TokenId| !matches!(scene.token(*token).upos, Upos::Det | Upos::Num | Upos::Punct | Upos::Adv);
    let first = (range.0..=range.1).find(plain).unwrap_or(head);
    let mut who: Vec<Actor> = Vec::new();
    for actor in inside.iter().flat_map(|mention| &mention.actors) {
        if !who.contains(actor) {
            who.push(actor.clone());
        }
    }
    Source { span: scene.span((first, range.1)), full, head, who }
}

/// "President of Ukraine Volodymyr Zelenskyy": a person named in the phrase who is no one else's complement.
fn person<'m>(scene: &Scene<'_>, inside: &[&'m Mention], range: Range) -> Option<&'m Mention> {
    let first_of =
        |mention: &Mention| (range.0..=range.1).find(|&token| scene.token(token).span.start >= mention.span.start);
    let free = |mention: &&&'m Mention| {
        let named = mention.kind == MentionKind::Person && mention.form == Form::Name;
        let first = first_of(mention).unwrap_or(range.0);
        let before = first.checked_sub(1).filter(|&before| before >= range.0).map(|before| scene.token(before));
        let after = scene.analysis.tokens.get(range.1).filter(|last| last.span.end > mention.span.end);
        let owner = after.is_some()
            && (first..=range.1)
                .any(|token| scene.token(token).xpos == Xpos::Pos && scene.token(token).span.start == mention.span.end);
        named && !owner && before.is_none_or(|before| before.upos != Upos::Adp && before.xpos != Xpos::Pos)
    };
    inside.iter().find(free).copied()
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
    (first, last)
}

/// "Its spokesman, Yahya Saree": the name in apposition, else the head itself.
fn name_of(scene: &Scene<'_>, head: TokenId) -> TokenId {
    if scene.token(head).upos == Upos::Propn {
        return head;
    }
    let name = |child: &TokenId| *child > head && scene.token(*child).upos == Upos::Propn;
    let apposed = scene.tree.children(head).filter(|&child| scene.relation(child) == Relation::Appos).find(name);
    apposed.unwrap_or(head)
}

/// Noun phrases joined to this one by "and".
fn partners<'s>(scene: &'s Scene<'_>, head: TokenId, cue: TokenId) -> impl Iterator<Item = TokenId> + 's {
    scene.tree.children(head).filter(move |&child| {
        let (left, right) = scene.tree.extent(child);
        scene.relation(child) == Relation::Conj
            && matches!(scene.token(child).upos, Upos::Propn | Upos::Noun)
            && !(left..=right).contains(&cue)
    })
}

/// A pronoun whose antecedent stands before it in its own sentence is named by the antecedent.
fn antecedent(scene: &Scene<'_>, head: TokenId, full: Span) -> Option<Source> {
    let mention = &scene.analysis.mentions[scene.mention(head)?];
    if mention.form != Form::Pronoun {
        return None;
    }
    let before = scene.analysis.mentions.get(mention.antecedent?)?;
    let sentence = scene.analysis.sentence_of(head);
    let near = sentence.span.contains(before.span) && before.span.end <= mention.span.start;
    let who = if mention.actors.is_empty() { &before.actors } else { &mention.actors };
    near.then(|| Source { span: before.span, full, head: before.head, who: who.clone() })
}

fn actors(scene: &Scene<'_>, head: TokenId) -> Vec<Actor> {
    scene.mention(head).map_or_else(Vec::new, |id| scene.analysis.mentions[id].actors.clone())
}

/// The shortest phrase that names the thing: the mention's, else by the tree.
fn naming(scene: &Scene<'_>, head: TokenId, cue: TokenId) -> Span {
    if let Some(id) = scene.mention(head) {
        return scene.analysis.mentions[id].span;
    }
    let (first, last) = phrase(scene, head, cue);
    let first = start_of_name(scene, head, first);
    let last = end_of_name(scene, head, last);
    scene.span((first, last))
}

/// Skips articles, numbers, pronouns and titles at the front.
fn start_of_name(scene: &Scene<'_>, head: TokenId, first: TokenId) -> TokenId {
    let mut start = first;
    for child in scene.tree.children(head).filter(|&child| child < head) {
        if scene.relation(child) == Relation::NmodDesc {
            start = start.max(scene.tree.extent(child).1 + 1);
        }
    }
    let plain = |token: &TokenId| {
        let word = scene.token(*token);
        let pronoun = word.upos == Upos::Pron && word.xpos == Xpos::PrpPoss;
        !matches!(word.upos, Upos::Det | Upos::Num | Upos::Adv | Upos::Punct | Upos::Adp) && !pronoun
    };
    (start..head).find(plain).unwrap_or(head)
}

/// Ends before appositions, relative clauses and commas; keeps "of …" and the rest of a name.
fn end_of_name(scene: &Scene<'_>, head: TokenId, last: TokenId) -> TokenId {
    let mut end = last;
    for child in scene.tree.children(head).filter(|&child| child > head) {
        let keep = matches!(
            scene.relation(child),
            Relation::Flat
                | Relation::Compound
                | Relation::Nmod
                | Relation::Fixed
                | Relation::Case
                | Relation::NmodPoss
        );
        let left = scene.tree.extent(child).0;
        if !keep || scene.is_punct(left) {
            end = end.min(left.saturating_sub(1).max(head));
            break;
        }
    }
    (head..=end).rev().find(|&token| !scene.is_punct(token)).unwrap_or(head)
}
