//! What pronouns and short noun phrases refer back to: the nearest mention that agrees, subjects first.
//!
//! Where nothing agrees nothing is said. Looks back a stated number of sentences, so the work is linear.

use compact_str::CompactString;

use super::draft::{Article, Draft, DraftId, Number, Refers};
use super::in_play::{commonest, state_in_play, tellers_state};
use super::resolve::{Cast, with_sector};
use super::sense::{Class, Sector};
use super::sides;
use crate::analysis::{Actor, Form, Mention, MentionKind, TokenId};
use crate::tagset::{Relation, Upos};

/// Sentences that a pronoun looks back.
const PRONOUN_BACK: usize = 3;
/// Sentences that a noun phrase looks back.
const NOUN_BACK: usize = 30;
/// Mentions looked at, whatever the sentences.
const MENTIONS_BACK: usize = 120;

/// Fills actors, antecedent and place of a mention that has no actors of its own.
pub(crate) fn refer(cast: &mut Cast<'_>, id: DraftId) {
    let Some(refers) = cast.drafts[id].refers else { return titled_name(cast, id) };
    match refers {
        Refers::He | Refers::She => {
            let found = one_person(cast, id);
            copy(cast, id, found);
        }
        Refers::It => it(cast, id),
        Refers::They => copy(cast, id, best(cast, id, PRONOUN_BACK, &is_many)),
        Refers::We | Refers::I => {
            let found = speaker(cast, id);
            copy(cast, id, found);
            if refers == Refers::We {
                cast.mentions[id].actors.iter_mut().for_each(for_all);
                // More are meant than who speaks: no other phrase names them.
                cast.mentions[id].antecedent = None;
            }
        }
        Refers::Sides => sides::both(cast, id),
        Refers::State => country(cast, id),
        Refers::Place => place(cast, id),
        Refers::Body => body(cast, id),
        Refers::Rebels => rebels(cast, id),
        Refers::Person => person(cast, id),
        Refers::Arm => arm(cast, id),
        Refers::Document => document(cast, id),
        Refers::Facility => facility(cast, id),
    }
}

/// Who says "we" for a government speaks for the state.
fn for_all(actor: &mut Actor) {
    actor.name = None;
    if let Some(state) = actor.id.as_ref().and_then(|id| id.strip_suffix("/GOV")) {
        actor.id = Some(state.into());
    }
}

/// Takes over who and where another mention is.
fn copy(cast: &mut Cast<'_>, id: DraftId, from: Option<DraftId>) {
    let Some(from) = from else { return };
    let (actors, place) = (cast.mentions[from].actors.clone(), cast.mentions[from].place.clone());
    let mention = &mut cast.mentions[id];
    mention.antecedent = Some(from);
    mention.actors = actors;
    if mention.place.is_none()
        && matches!(mention.kind, MentionKind::Place | MentionKind::Facility | MentionKind::State)
    {
        mention.place = place;
    }
    if mention.kind == MentionKind::Unknown && cast.drafts[id].form == Form::Pronoun {
        cast.mentions[id].kind = cast.mentions[from].kind;
    }
}

/// Mentions before `id`, nearest first, up to `back` sentences away.
fn before<'c>(cast: &'c Cast<'_>, id: DraftId, back: usize) -> impl Iterator<Item = DraftId> + 'c {
    let sentence = cast.drafts[id].sentence;
    let start = cast.drafts[id].span.0;
    (0..id)
        .rev()
        .take(MENTIONS_BACK)
        .take_while(move |&other| cast.drafts[other].sentence + back >= sentence)
        .filter(move |&other| cast.drafts[other].full.1 <= start || cast.drafts[other].span.1 <= start)
}

/// The mention that agrees and costs least: sentences away, then subjects before others, then nearness.
fn best(cast: &Cast<'_>, id: DraftId, back: usize, agrees: &dyn Fn(&Draft, &Mention) -> bool) -> Option<DraftId> {
    nearest(cast, id, back, &|other| agrees(&cast.drafts[other], &cast.mentions[other]))
}

fn nearest(cast: &Cast<'_>, id: DraftId, back: usize, agrees: &dyn Fn(DraftId) -> bool) -> Option<DraftId> {
    let sentence = cast.drafts[id].sentence;
    let cost = |other: DraftId| {
        let away = (sentence - cast.drafts[other].sentence) as f32;
        let subject = if is_subject(cast, other) { 0.0 } else { 1.5 };
        let name = if cast.drafts[other].form == Form::Noun { 0.3 } else { 0.0 };
        let near = (cast.drafts[id].span.0 - cast.drafts[other].span.0) as f32 / 60.0;
        3.0 * away + subject + name + near
    };
    before(cast, id, back)
        .filter(|&other| !cast.mentions[other].actors.is_empty() || cast.mentions[other].place.is_some())
        .filter(|&other| agrees(other))
        .map(|other| (cost(other), other))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, other)| other)
}

pub(crate) fn is_subject(cast: &Cast<'_>, id: DraftId) -> bool {
    let token = &cast.scene.analysis.tokens[cast.mentions[id].head];
    matches!(token.relation, Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter)
}

fn is_person(draft: &Draft, mention: &Mention) -> bool {
    mention.kind == MentionKind::Person && (draft.number == Number::One || mention.form == Form::Name)
}

/// "he", "she": the person who agrees, and of whom the other word was not used.
fn one_person(cast: &Cast<'_>, id: DraftId) -> Option<DraftId> {
    let (own, other) = match cast.drafts[id].refers {
        Some(Refers::He) => (Class::HeNoun, Refers::She),
        _ => (Class::SheNoun, Refers::He),
    };
    let opposite = if own == Class::HeNoun { Class::SheNoun } else { Class::HeNoun };
    let called: Vec<DraftId> = before(cast, id, NOUN_BACK)
        .filter(|&before| cast.drafts[before].refers == Some(other))
        .flat_map(|before| [Some(before), cast.mentions[before].antecedent])
        .flatten()
        .map(|before| root(cast, before))
        .collect();
    let disagrees = |mention: DraftId| {
        let head = cast.mentions[mention].head;
        let (first, last) = cast.drafts[mention].full;
        let titled = (first..last).any(|token| cast.scene.lex.is(token, opposite));
        cast.scene.lex.is(head, opposite) || (titled && !cast.scene.lex.is(head, own))
    };
    nearest(cast, id, PRONOUN_BACK, &|other| {
        let from = root(cast, other);
        is_person(&cast.drafts[other], &cast.mentions[other])
            && !called.contains(&from)
            && !disagrees(other)
            && !disagrees(from)
    })
}

/// What a chain of references begins with.
fn root(cast: &Cast<'_>, id: DraftId) -> DraftId {
    let mut at = id;
    while let Some(back) = cast.mentions[at].antecedent.filter(|&back| back < at) {
        at = back;
    }
    at
}

fn is_state(_: &Draft, mention: &Mention) -> bool {
    mention.kind == MentionKind::State && mention.actors.len() == 1
}

fn is_body(draft: &Draft, mention: &Mention) -> bool {
    matches!(mention.kind, MentionKind::Organisation | MentionKind::State) && draft.number == Number::One
}

fn is_many(draft: &Draft, mention: &Mention) -> bool {
    let many = mention.kind == MentionKind::Group || draft.number == Number::Many || mention.actors.len() > 1;
    (many || mention.kind == MentionKind::Organisation) && mention.kind != MentionKind::Weapon
}

/// "it": a body or state; nothing where the sentence before was about a thing.
fn it(cast: &mut Cast<'_>, id: DraftId) {
    let sentence = cast.drafts[id].sentence;
    let Some(found) = best(cast, id, PRONOUN_BACK, &is_body) else { return };
    let governor = cast.scene.analysis.tokens[cast.drafts[id].span.0].head;
    let says = governor.is_some_and(|verb| cast.scene.lex.is(verb, Class::Say));
    let same = cast.drafts[found].sentence == sentence;
    if says || (same && is_subject(cast, found)) || (!same && topic(cast, cast.drafts[found].sentence, found)) {
        copy(cast, id, Some(found));
    }
}

/// The mention, or what it refers back to, is the subject of a sentence's main verb.
fn topic(cast: &Cast<'_>, sentence: usize, id: DraftId) -> bool {
    let back = cast.mentions[id].antecedent.filter(|&back| back < id);
    back.is_some_and(|back| topic(cast, cast.drafts[back].sentence, back)) || heads_sentence(cast, sentence, id)
}

fn heads_sentence(cast: &Cast<'_>, sentence: usize, id: DraftId) -> bool {
    let tokens = &cast.scene.analysis.tokens;
    let head = cast.mentions[id].head;
    let range = &cast.scene.analysis.sentences[sentence];
    is_subject(cast, id)
        && tokens[head].head.is_some_and(|verb| {
            range.first <= verb && (tokens[verb].head.is_none() || cast.scene.lex.is(verb, Class::Say))
        })
}

/// Sentences that a quotation may run on without its speaker.
const SPEECH_BACK: usize = 4;

/// Who says the sentence: the subject of a verb of saying in it, or in the sentences beside.
fn speaker(cast: &Cast<'_>, id: DraftId) -> Option<DraftId> {
    let sentence = cast.drafts[id].sentence;
    let says = |other: &DraftId| *other != id && tells(cast, *other) && !cast.mentions[*other].actors.is_empty();
    let at = |at: usize| cast.in_sentence(at).find(says);
    let earlier = || (1..=SPEECH_BACK.min(sentence)).find_map(|back| at(sentence - back));
    at(sentence).or_else(|| at(sentence + 1).filter(|_| opens_quote(cast, id))).or_else(earlier)
}

/// The subject of a verb of saying, by the tree or by standing right beside it.
pub(crate) fn tells(cast: &Cast<'_>, id: DraftId) -> bool {
    let analysis = cast.scene.analysis;
    let says = |token: TokenId| {
        cast.scene.lex.is(token, Class::Say) && analysis.tokens.get(token).is_some_and(|verb| verb.upos == Upos::Verb)
    };
    let by_tree = is_subject(cast, id) && analysis.tokens[cast.mentions[id].head].head.is_some_and(says);
    let (first, last) = cast.drafts[id].full;
    let after = says(last) && analysis.sentence_of(last) == analysis.sentence_of(first);
    by_tree || after
}

/// The mention stands in a sentence that begins with a quotation mark.
fn opens_quote(cast: &Cast<'_>, id: DraftId) -> bool {
    let sentence = &cast.scene.analysis.sentences[cast.drafts[id].sentence];
    cast.scene.analysis.tokens[sentence.first].upos == Upos::Punct
}

/// "a statement": of the subject of its sentence; "the statement": of whom it was before.
fn document(cast: &mut Cast<'_>, id: DraftId) {
    let known = before(cast, id, NOUN_BACK).find(|&other| {
        cast.drafts[other].refers == Some(Refers::Document)
            && !cast.mentions[other].actors.is_empty()
            && same_head(cast, id, other)
    });
    let definite = cast.drafts[id].article == Article::Definite;
    let party =
        |other: &DraftId| !cast.mentions[*other].actors.is_empty() && cast.mentions[*other].kind != MentionKind::Place;
    let sentence = cast.drafts[id].sentence;
    let here = |other: &DraftId| cast.drafts[*other].sentence == sentence;
    let found = if definite {
        known.or_else(|| {
            before(cast, id, SPEECH_BACK)
                .filter(|other| !here(other))
                .filter(party)
                .find(|&other| is_subject(cast, other))
        })
    } else {
        let subjects = before(cast, id, 0).filter(party).find(|&other| is_subject(cast, other));
        subjects.filter(|_| cast.drafts[id].article == Article::Indefinite)
    };
    copy(cast, id, found);
}

/// "the country": the state in play, else the one named last.
fn country(cast: &mut Cast<'_>, id: DraftId) {
    let last = best(cast, id, 1, &is_state);
    let here = last.filter(|&last| cast.drafts[last].sentence == cast.drafts[id].sentence);
    if here.is_some() {
        return copy(cast, id, here);
    }
    match commonest(cast, id) {
        Some(state) => {
            let named = before(cast, id, NOUN_BACK).find(|&other| {
                is_state(&cast.drafts[other], &cast.mentions[other])
                    && cast.mentions[other].actors[0].id.as_deref() == Some(state.as_str())
            });
            copy(cast, id, named);
            cast.mentions[id].actors = vec![Actor { id: Some(state), name: None }];
        }
        None => copy(cast, id, last.or_else(|| best(cast, id, NOUN_BACK, &is_state))),
    }
}

/// "Interior Minister Jane Doe", no state told: the state in play. A spokesman speaks for the body named last.
fn titled_name(cast: &mut Cast<'_>, id: DraftId) {
    let draft = &cast.drafts[id];
    if !draft.office || draft.kind != MentionKind::Person || draft.form != Form::Name || !draft.owners.is_empty() {
        return;
    }
    let sector = if draft.sector == Sector::None { Sector::Gov } else { draft.sector };
    let body = |_: &Draft, mention: &Mention| mention.kind == MentionKind::Organisation;
    let unsaid = draft.sector == Sector::None;
    if let Some(found) = best(cast, id, 1, &body).filter(|_| unsaid) {
        cast.mentions[id].actors = cast.mentions[found].actors.clone();
    } else if let Some(state) = state_in_play(cast, id) {
        cast.mentions[id].actors = vec![Actor { id: Some(with_sector(&state, sector)), name: None }];
    }
}

/// "the city", "the region": the place of that kind named last.
fn place(cast: &mut Cast<'_>, id: DraftId) {
    let noun = cast.scene.analysis.tokens[cast.drafts[id].span.1 - 1].lemma.clone();
    let words = cast.scene.places;
    let fits = |_: &Draft, mention: &Mention| {
        mention.kind == MentionKind::Place
            && mention.place.as_ref().is_some_and(|place| words.suits(&noun, place.feature))
    };
    let found = best(cast, id, NOUN_BACK, &fits);
    if cast.drafts[id].owners.is_empty() {
        copy(cast, id, found);
    }
}

/// "the ministry", "the group": a body with the same head noun, else one of its sort.
fn body(cast: &mut Cast<'_>, id: DraftId) {
    if cast.drafts[id].article != Article::Definite {
        return;
    }
    let same_noun = before(cast, id, NOUN_BACK).find(|&other| {
        cast.mentions[other].kind == MentionKind::Organisation
            && !cast.mentions[other].actors.is_empty()
            && same_head(cast, id, other)
    });
    let armed =
        |_: &Draft, mention: &Mention| mention.kind == MentionKind::Organisation && mention.actors.iter().any(is_group);
    let any = |_: &Draft, mention: &Mention| mention.kind == MentionKind::Organisation;
    let found = same_noun.or_else(|| best(cast, id, 2, &armed)).or_else(|| best(cast, id, 1, &any));
    copy(cast, id, found);
}

fn is_group(actor: &Actor) -> bool {
    actor.id.as_ref().is_some_and(|id| id.starts_with("ORG:"))
}

/// The last noun of both is one word.
fn same_head(cast: &Cast<'_>, one: DraftId, other: DraftId) -> bool {
    let tokens = &cast.scene.analysis.tokens;
    let last = |id: DraftId| &tokens[cast.drafts[id].span.1 - 1].lemma;
    let lower = |id: DraftId| last(id).to_lowercase();
    let inner = |token: TokenId| tokens[token].lemma.eq_ignore_ascii_case(last(one));
    lower(one) == lower(other) || (cast.drafts[other].span.0..cast.drafts[other].span.1).any(inner)
}

/// "the rebels": the armed group named last.
fn rebels(cast: &mut Cast<'_>, id: DraftId) {
    if cast.drafts[id].article == Article::Indefinite {
        return;
    }
    let found = last_group(cast, id);
    copy(cast, id, found);
}

/// The armed group named last, else any group.
fn last_group(cast: &Cast<'_>, id: DraftId) -> Option<DraftId> {
    let groups = before(cast, id, NOUN_BACK).filter(|&other| {
        cast.mentions[other].kind != MentionKind::Person && cast.mentions[other].actors.iter().any(is_group)
    });
    let groups: Vec<DraftId> = groups.collect();
    groups.iter().copied().find(|&other| is_armed(cast, other)).or(groups.first().copied())
}

/// "a rebel official", "the militant commander".
fn of_rebels(cast: &Cast<'_>, id: DraftId) -> bool {
    let (first, last) = cast.drafts[id].full;
    (first..last).any(|token| cast.scene.lex.is(token, Class::RebelNoun))
}

/// An id that the tables know for an armed group's.
fn is_armed(cast: &Cast<'_>, id: DraftId) -> bool {
    let armed = |id: &CompactString| cast.scene.names.armed.binary_search(id).is_ok();
    cast.mentions[id].actors.iter().filter_map(|actor| actor.id.as_ref()).any(armed)
}

/// "the envoy", "the president": somebody who was told to be one, else the state in play's.
fn person(cast: &mut Cast<'_>, id: DraftId) {
    let definite = cast.drafts[id].article != Article::Indefinite;
    let found = before(cast, id, NOUN_BACK).filter(|_| definite).find(|&other| {
        let draft = &cast.drafts[other];
        cast.mentions[other].kind == MentionKind::Person
            && titled(cast, id, draft)
            && !cast.mentions[other].actors.is_empty()
    });
    let found = if of_rebels(cast, id) { last_group(cast, id) } else { found };
    let speaks =
        !of_rebels(cast, id) && matches!(cast.drafts[id].sector, Sector::Gov | Sector::Mil) && cast.drafts[id].office;
    match state_in_play(cast, id).filter(|_| found.is_none() && speaks) {
        Some(state) => {
            let id_of = with_sector(&state, cast.drafts[id].sector);
            cast.mentions[id].actors = vec![Actor { id: Some(id_of), name: None }];
        }
        None => copy(cast, id, found),
    }
}

/// The other's title holds the head noun of the first.
fn titled(cast: &Cast<'_>, id: DraftId, other: &Draft) -> bool {
    let tokens = &cast.scene.analysis.tokens;
    let noun = &tokens[cast.drafts[id].span.1 - 1].lemma;
    (other.full.0..other.full.1).any(|token| tokens[token].lemma.eq_ignore_ascii_case(noun))
}

/// "the government", "troops", "police": as told before, else the state in play's.
fn arm(cast: &mut Cast<'_>, id: DraftId) {
    let (first, last) = cast.drafts[id].full;
    let of_state = (first..last).any(|token| cast.scene.lex.is(token, Class::OfState));
    let found = before(cast, id, NOUN_BACK).find(|&other| {
        cast.drafts[other].form != Form::Pronoun
            && matches!(cast.mentions[other].kind, MentionKind::Group | MentionKind::Organisation)
            && !cast.mentions[other].actors.is_empty()
            && same_head(cast, id, other)
            && !(of_state && cast.mentions[other].actors.iter().any(is_group))
    });
    if found.is_some() && cast.drafts[id].article != Article::Indefinite {
        return copy(cast, id, found);
    }
    let official = cast.drafts[id].office;
    if let Some(state) = tellers_state(cast, id).filter(|_| official) {
        let id_of = with_sector(&state, cast.drafts[id].sector);
        cast.mentions[id].actors = vec![Actor { id: Some(id_of), name: None }];
        return;
    }
    if let Some(state) = state_in_play(cast, id).filter(|_| official) {
        let id_of = with_sector(&state, cast.drafts[id].sector);
        cast.mentions[id].actors = vec![Actor { id: Some(id_of), name: None }];
    }
}

/// "the plant": the facility named before with the same noun.
fn facility(cast: &mut Cast<'_>, id: DraftId) {
    if cast.drafts[id].article != Article::Definite {
        return;
    }
    let found = before(cast, id, NOUN_BACK).find(|&other| {
        cast.mentions[other].kind == MentionKind::Facility
            && cast.scene.analysis.tokens[cast.drafts[other].span.1 - 1].upos != Upos::Pron
            && same_head(cast, id, other)
    });
    copy(cast, id, found);
}
