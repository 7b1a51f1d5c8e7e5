//! Drafts joined over several chunks: complements ("government of Chad"), shared nouns ("US and Ukrainian
//! negotiators"), appositions ("Sudan's army chief, Gen X"), acronyms in brackets.

use super::chunk::{Chunk, Chunks, Unit};
use super::draft::{Draft, DraftId, Number, Own, Scene};
use super::phrase::Drafts;
use super::sense::{Class, Sector};
use crate::analysis::{Form, MentionKind, TokenId};
use crate::tagset::Upos;

/// Most owners that one draft takes from a list.
const OWNERS_MAX: usize = 6;

pub(crate) fn join(scene: &Scene<'_>, chunks: &Chunks, drafts: &mut Drafts) {
    // From right to left, so that a complement is whole before what it complements.
    let mut ends: Vec<TokenId> = chunks.chunks.iter().map(|chunk| chunk.last).collect();
    for index in (0..chunks.chunks.len()).rev() {
        complement(scene, chunks, drafts, index, &mut ends);
        shared(scene, chunks, drafts, index);
    }
    for index in 0..chunks.chunks.len() {
        apposition(scene, chunks, drafts, index, &ends);
        bracket(scene, chunks, drafts, index, &ends);
        titles(scene, chunks, drafts, index);
    }
}

/// "Trump's envoys X and Y": the second bears the title too.
fn titles(scene: &Scene<'_>, chunks: &Chunks, drafts: &mut Drafts, index: usize) {
    let Some(first) = drafts.head_of[index] else { return };
    let Some(next) = listed(scene, chunks, index, chunks.chunks[index].last) else { return };
    let Some(second) = drafts.head_of[next].filter(|&second| second != first) else { return };
    let (one, other) = (&drafts.drafts[first], &drafts.drafts[second]);
    let bears = one.kind == MentionKind::Person && one.form == Form::Name && one.office && one.number == Number::Many;
    let bare = other.form == Form::Name && other.owners.is_empty() && !other.office;
    if bears && bare && matches!(other.kind, MentionKind::Person | MentionKind::Unknown) {
        let (owners, sector) = (one.owners.clone(), one.sector);
        let draft = &mut drafts.drafts[second];
        (draft.owners, draft.sector, draft.office) = (owners, sector, true);
        (draft.kind, draft.number) = (MentionKind::Person, Number::Many);
    }
}

/// "X of Y", "X for Y", "X from Y".
fn complement(scene: &Scene<'_>, chunks: &Chunks, drafts: &mut Drafts, index: usize, ends: &mut [TokenId]) {
    let chunk = &chunks.chunks[index];
    let link = chunk.last;
    if chunk.genitive || scene.within(link, chunk.sentence).is_none() {
        return;
    }
    let (of, from) = (scene.lex.is(link, Class::Link), scene.lex.is(link, Class::Source));
    let Some(next) = chunks.chunks.get(index + 1).filter(|next| next.first == link + 1 && (of || from)) else { return };
    if of && name_goes_on(scene, chunk, next) {
        extend_name(scene, chunks, drafts, index, ends);
    }
    let Some(head) = drafts.head_of[index] else { return };
    let takes = match drafts.drafts[head].kind {
        MentionKind::Person | MentionKind::Group => true,
        MentionKind::Organisation | MentionKind::Unknown => of,
        _ => false,
    };
    let bare = drafts.drafts[head].owners.is_empty() && drafts.drafts[head].kind == MentionKind::Person;
    if !takes || (drafts.drafts[head].form != Form::Noun && !(of && bare)) {
        return;
    }
    let mut at = index + 1;
    let mut found = Vec::new();
    while let Some(owner) = drafts.head_of[at] {
        found.push(owner);
        match listed(scene, chunks, at, ends[at]) {
            Some(next) if found.len() < OWNERS_MAX => at = next,
            _ => break,
        }
    }
    // "the government of Ethiopia's Somali Region": the possessor counts where the region is unknown.
    let Some(&first) = found.first() else {
        let possessor = next.possessor.and_then(|owner| drafts.head_of[owner]);
        drafts.drafts[head].owners.extend(possessor);
        return;
    };
    let named = drafts.drafts[first].form == Form::Name;
    let plural = drafts.drafts[head].number == Number::Many;
    let many = plural && found.len() > 1 && found.iter().all(|&owner| drafts.drafts[owner].form == Form::Name);
    let draft = &mut drafts.drafts[head];
    draft.joint |= many;
    draft.owners.extend(if many { found } else { vec![first] });
    if of && named && !many && draft.kind == MentionKind::Organisation {
        draft.span.1 = draft.span.1.max(ends[index + 1]);
    }
    draft.full.1 = draft.full.1.max(ends[index + 1]);
    ends[index] = ends[index].max(ends[index + 1]);
}

/// "Ministry of Internal Affairs", "Front for Change": a body's first word and capitals after the link.
fn name_goes_on(scene: &Scene<'_>, chunk: &Chunk, next: &Chunk) -> bool {
    let last = chunk.last - 1;
    let body = scene.lex.is(last, Class::OrgHead) || scene.lex.is(last, Class::BodyNoun);
    body && scene.lex.capital(last) && scene.lex.capital(next.first) && !next.pronoun
}

fn extend_name(scene: &Scene<'_>, chunks: &Chunks, drafts: &mut Drafts, index: usize, ends: &mut [TokenId]) {
    let (chunk, next) = (&chunks.chunks[index], &chunks.chunks[index + 1]);
    let owner = drafts.head_of[index + 1].filter(|&owner| drafts.drafts[owner].form == Form::Name);
    let end = ends[index + 1].max(next.last);
    let units = chunks.units(chunk);
    let first = units.iter().find(|unit| scene.lex.capital(unit.first)).map_or(chunk.first, |unit| unit.first);
    ends[index] = end;
    match drafts.head_of[index] {
        Some(head) => {
            let draft = &mut drafts.drafts[head];
            draft.span.1 = draft.span.1.max(end);
            draft.full.1 = draft.full.1.max(end);
            if draft.form == Form::Name && matches!(draft.own, Some(Own::Named(_))) {
                draft.own = Some(Own::Named(scene.text(draft.span).to_string()));
                draft.owners.extend(owner);
            }
        }
        None => {
            let span = (first, end);
            let draft = Draft {
                span,
                full: (chunk.first, end),
                kind: MentionKind::Organisation,
                form: Form::Name,
                own: Some(Own::Named(scene.text(span).to_string())),
                owners: owner.into_iter().collect(),
                sector: Sector::None,
                office: false,
                refers: None,
                sentence: chunk.sentence,
                number: Number::One,
                article: super::draft::Article::None,
                same: None,
                joint: false,
                absorbed: false,
            };
            drafts.drafts.push(draft);
            drafts.head_of[index] = Some(drafts.drafts.len() - 1);
        }
    }
}

/// The next chunk of a list: after a comma, a conjunction, or both.
fn listed(scene: &Scene<'_>, chunks: &Chunks, index: usize, end: TokenId) -> Option<usize> {
    let next = chunks.chunks.get(index + 1)?;
    let gap = end..next.first;
    let join = |token: TokenId| {
        let token = &scene.analysis.tokens[token];
        token.upos == Upos::Cconj || token.lower == ","
    };
    let fits = (1..=2).contains(&gap.len()) && gap.clone().all(join) && next.sentence == chunks.chunks[index].sentence;
    fits.then_some(index + 1)
}

/// "US and Ukrainian negotiators": the nationality before shares the noun.
fn shared(scene: &Scene<'_>, chunks: &Chunks, drafts: &mut Drafts, index: usize) {
    let Some(head) = drafts.head_of[index] else { return };
    let first = chunks.units(&chunks.chunks[index]).first().copied();
    let Some(first) = first.filter(|unit| attributive(scene, unit.first)) else { return };
    if drafts.drafts[head].form != Form::Noun || first.last >= chunks.chunks[index].last {
        return;
    }
    let mut at = index;
    while at > 0 && drafts.drafts[head].owners.len() < OWNERS_MAX {
        let before = &chunks.chunks[at - 1];
        let units = chunks.units(before);
        let Some((last, rest)) = units.split_last() else { return };
        let adjective = |unit: &Unit| scene.analysis.tokens[unit.first].upos == Upos::Adj && unit.found.is_none();
        let alone = attributive(scene, last.first) && rest.iter().all(adjective) && !before.genitive;
        let Some(owner) = drafts.head_of[at - 1].filter(|_| alone) else { return };
        if listed(scene, chunks, at - 1, before.last) != Some(at) {
            return;
        }
        let draft = &mut drafts.drafts[head];
        draft.owners.insert(0, owner);
        draft.joint = true;
        draft.span.0 = last.first;
        draft.full.0 = before.first;
        at -= 1;
    }
}

/// Can stand before a noun as its nationality.
fn attributive(scene: &Scene<'_>, token: TokenId) -> bool {
    use super::sense::Sense;
    scene.lex.at(token).is_some_and(|found| {
        scene.lex.senses(found).iter().any(|sense| matches!(sense, Sense::Adjective(_) | Sense::Body(_)))
    })
}

/// "Sudan's army chief, Gen X," and "X, the US envoy,": one person told twice.
fn apposition(scene: &Scene<'_>, chunks: &Chunks, drafts: &mut Drafts, index: usize, ends: &[TokenId]) {
    let Some(next) =
        chunks.chunks.get(index + 1..).and_then(|rest| rest.iter().position(|next| next.first > ends[index]))
    else {
        return;
    };
    let next = index + 1 + next;
    let (Some(first), Some(second)) = (drafts.head_of[index], head_through(chunks, drafts, next)) else { return };
    let second_chunk = second.0;
    let second = second.1;
    let sentence = chunks.chunks[index].sentence;
    let comma = |token: TokenId| matches!(scene.analysis.tokens[token].lower.as_str(), "," | "-" | "(");
    let close = |token: TokenId| {
        scene.within(token, sentence).is_none_or(|token| scene.analysis.tokens[token].upos == Upos::Punct)
    };
    let start = chunks.chunks[next].first;
    if chunks.chunks[next].sentence != sentence || start != ends[index] + 1 || !comma(ends[index]) {
        return;
    }
    let form = |id: DraftId, other: DraftId| person(&drafts.drafts[id], &drafts.drafts[other]);
    let (name, noun) = match (form(first, second), form(second, first)) {
        (Some(Form::Noun), Some(Form::Name)) => (second, first),
        (Some(Form::Name), Some(Form::Noun)) if close(ends[second_chunk]) => (first, second),
        _ => return,
    };
    drafts.drafts[name].kind = MentionKind::Person;
    absorb(drafts, name, noun);
    drafts.head_of[second_chunk] = Some(name);
    drafts.head_of[index] = Some(name);
}

/// The head draft of a chunk, or of the chunk that it owns by a genitive.
fn head_through(chunks: &Chunks, drafts: &Drafts, index: usize) -> Option<(usize, DraftId)> {
    let mut at = index;
    while chunks.chunks[at].genitive && chunks.chunks.get(at + 1).is_some_and(|next| next.possessor == Some(at)) {
        at += 1;
    }
    drafts.head_of[at].map(|head| (at, head))
}

/// How a draft tells of a person; an unknown name beside an office is one.
fn person(draft: &Draft, other: &Draft) -> Option<Form> {
    let named = draft.form == Form::Name;
    let office = named || draft.number == Number::One;
    let unknown = named && draft.kind == MentionKind::Unknown && other.office;
    ((draft.kind == MentionKind::Person || unknown) && office && !draft.absorbed).then_some(draft.form)
}

fn absorb(drafts: &mut Drafts, name: DraftId, noun: DraftId) {
    let other = drafts.drafts[noun].clone();
    drafts.drafts[noun].absorbed = true;
    let draft = &mut drafts.drafts[name];
    draft.full = (draft.full.0.min(other.full.0), draft.full.1.max(other.full.1));
    draft.owners.extend(other.owners);
    draft.office |= other.office;
    if draft.sector == Sector::None {
        draft.sector = other.sector;
    }
}

/// "Rapid Support Forces (RSF)".
fn bracket(scene: &Scene<'_>, chunks: &Chunks, drafts: &mut Drafts, index: usize, ends: &[TokenId]) {
    let open = ends[index];
    let chunk = &chunks.chunks[index];
    let opens = scene.within(open, chunk.sentence).is_some_and(|token| scene.analysis.tokens[token].lower == "(");
    let next = chunks.chunks.iter().skip(index + 1).position(|next| next.first > open).map(|skip| index + 1 + skip);
    let (Some(next), Some(first)) = (next.filter(|_| opens), drafts.head_of[index]) else { return };
    let inner = &chunks.chunks[next];
    let closes =
        scene.within(inner.last, chunk.sentence).is_some_and(|token| scene.analysis.tokens[token].lower == ")");
    let short = inner.first == open + 1 && inner.last == inner.first + 1 && scene.lex.capital(inner.first);
    if !(closes && short) {
        return;
    }
    if let Some(second) = drafts.head_of[next] {
        let unknown = |draft: &Draft| matches!(draft.own, Some(Own::Named(_)));
        if unknown(&drafts.drafts[second]) {
            drafts.drafts[second].same = Some(first);
            drafts.drafts[second].kind = drafts.drafts[first].kind;
        } else if unknown(&drafts.drafts[first]) && drafts.drafts[first].kind == MentionKind::Organisation {
            drafts.drafts[first].same = Some(second);
        }
    }
}
