//! Where a claim's act happened: places told by a preposition, named before an act, or struck themselves.

use analysis::{Feature, Form, Mention, MentionKind, Relation, TokenId, Upos, Xpos};
use lexicon::ClassId;

use super::{carriers, clause, own_seats, scene_start};
use crate::claim::ClaimType;
use crate::frame;
use crate::scene::Scene;

/// Named places, and definite ones for places named before, of the trigger's clause or inherited. Of a place and
/// what holds it ("Mokha, Yemen") only the smaller.
pub(crate) fn places<'s>(
    scene: &'s Scene<'_>,
    kind: ClaimType,
    trigger: TokenId,
    parts: &[TokenId],
) -> Vec<&'s Mention> {
    let mut found = all_places(scene, kind, trigger, parts);
    let here = scene.analysis.sentence_of(trigger).span;
    let near: Vec<&Mention> = scene.analysis.mentions.iter().filter(|mention| here.contains(mention.span)).collect();
    found.retain(|place| !near.iter().any(|other| is_part_of(scene, other, place)));
    found
}

fn all_places<'s>(scene: &'s Scene<'_>, kind: ClaimType, trigger: TokenId, parts: &[TokenId]) -> Vec<&'s Mention> {
    let candidates = located(scene, trigger, kind);
    let on = |seats: &[TokenId]| -> Vec<&Mention> {
        let held = candidates.iter().filter(|place| place.carriers.iter().any(|carrier| seats.contains(carrier)));
        held.map(|place| place.mention).collect()
    };
    let mut own_seats = own_seats(scene, trigger);
    own_seats.extend(parts);
    // Coordinated acts share a place, if not a time.
    own_seats.push(frame::outermost(scene, trigger));
    let mut own = on(&own_seats);
    own.extend(modifiers(scene, trigger));
    if goals(scene, kind).is_some() || kind == ClaimType::Assault {
        own.extend(undergoing(scene, trigger));
    }
    if !own.is_empty() {
        return own;
    }
    let where_it_was = whereabouts(scene, trigger);
    if !where_it_was.is_empty() {
        return where_it_was;
    }
    for seat in clause(scene, trigger).iter().filter(|seat| !own_seats.contains(&seat.token)) {
        let start = scene_start(scene, seat.token);
        let mut found = on(&[seat.token]);
        if seat.whole {
            found.extend(undergoing(scene, seat.token));
        }
        found.retain(|mention| seat.whole || mention.head < start);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Places that hang on the trigger, its objects, or the verb that carries it.
pub(crate) fn own_places<'s>(scene: &'s Scene<'_>, trigger: TokenId) -> Vec<&'s Mention> {
    let seats = own_seats(scene, trigger);
    let held = |place: &Located<'_>| place.carriers.iter().any(|carrier| seats.contains(carrier));
    located(scene, trigger, ClaimType::Consult).into_iter().filter(held).map(|place| place.mention).collect()
}

/// A place told by a preposition of place, with what it hangs on up to the verb of its clause.
struct Located<'s> {
    mention: &'s Mention,
    carriers: Vec<TokenId>,
}

/// The places of the trigger's sentence, in text order.
fn located<'s>(scene: &'s Scene<'_>, trigger: TokenId, kind: ClaimType) -> Vec<Located<'s>> {
    let goals = goals(scene, kind);
    let sentence = scene.analysis.sentence_of(trigger);
    let mut found: Vec<Located<'s>> = Vec::new();
    for phrase in sentence.first..sentence.last {
        let marked = scene.children_by(phrase, &[Relation::Case]).any(|case| {
            scene.is(case, scene.grammar.place_preposition) || goals.is_some_and(|goals| scene.is(case, goals))
        });
        let within_place = scene.head(phrase).and_then(|head| scene.mention(head)).is_some_and(is_place);
        if !marked || phrase == trigger || within_place {
            continue;
        }
        let carriers = carriers(scene, phrase);
        for token in frame::expand_all(scene, vec![phrase]) {
            let mentions = match scene.mention(token).filter(|mention| is_place(mention)) {
                Some(mention) => vec![mention],
                None => places_within(scene, token),
            };
            for mention in mentions {
                if !found.iter().any(|other| other.mention.span == mention.span) {
                    found.push(Located { mention, carriers: carriers.clone() });
                }
            }
        }
    }
    found
}

/// "Goma" in "Goma, where 12 were killed": the place directly before the adverb that opens the clause.
fn whereabouts<'s>(scene: &'s Scene<'_>, trigger: TokenId) -> Vec<&'s Mention> {
    let verb = std::iter::once(trigger).chain(scene.ancestors(trigger)).find(|&id| scene.is_verbal(id));
    let adverb = verb.and_then(|verb| {
        scene.children_by(verb, &[Relation::Advmod]).find(|&child| scene.token(child).xpos == Xpos::Wrb)
    });
    let Some(adverb) = adverb else { return Vec::new() };
    let before = (0..adverb).rev().find(|&id| scene.token(id).upos != Upos::Punct);
    let end = before.map(|id| scene.token(id).span.end);
    let ends = |mention: &&Mention| Some(mention.span.end) == end && is_place(mention);
    scene.analysis.mentions.iter().filter(ends).max_by_key(|mention| mention.span.len()).into_iter().collect()
}

/// "Kabul" in "a Kabul car bombing".
fn modifiers<'s>(scene: &'s Scene<'_>, trigger: TokenId) -> Vec<&'s Mention> {
    let parts = scene.children_by(trigger, &[Relation::Compound, Relation::NmodUnmarked]);
    let placed = |part: &TokenId| scene.mention(*part).is_some_and(|mention| mention.kind == MentionKind::Place);
    let parts = parts.filter(|part| placed(part) || is_venue(scene, trigger, *part));
    parts.filter_map(|part| scene.mention(part)).filter(|mention| is_place(mention)).collect()
}

/// A capital before talks or a bombing is where they were ("the Doha talks"); before a denial it is whose.
pub(crate) fn is_venue(scene: &Scene<'_>, act: TokenId, name: TokenId) -> bool {
    let grammar = scene.grammar;
    let held = scene.is(act, grammar.talks_noun) || scene.is(act, grammar.blast_noun);
    let city = |mention: &Mention| mention.place.as_ref().is_some_and(|place| place.feature == Feature::City);
    held && scene.relation(name) == Relation::Compound && scene.mention(name).is_some_and(city)
}

/// "in the centre of Goma", "in parts of Kharkiv": the place stands one step below.
fn places_within<'s>(scene: &'s Scene<'_>, token: TokenId) -> Vec<&'s Mention> {
    let inner = scene.children_by(token, &[Relation::Nmod]).collect();
    frame::expand_all(scene, inner)
        .into_iter()
        .filter_map(|token| scene.mention(token))
        .filter(|mention| is_place(mention))
        .chain(named_in(scene, token))
        .collect()
}

/// "Poonch" in "the Poonch area", "Rakhine" and "Chin" in "Rakhine and Chin states".
fn named_in<'s>(scene: &'s Scene<'_>, token: TokenId) -> Vec<&'s Mention> {
    if !scene.is(token, scene.grammar.area_noun) && !scene.is(token, scene.grammar.spot_noun) {
        return Vec::new();
    }
    let names = scene.children_by(token, &[Relation::Compound, Relation::NmodUnmarked, Relation::Flat]).collect();
    let mentions = frame::expand_all(scene, names).into_iter().filter_map(|name| scene.mention(name));
    mentions.filter(|mention| mention.kind == MentionKind::Place && is_place(mention)).collect()
}

/// Places that are what the act is done to, where they are no state: "struck Mokha", "fled the city".
fn undergoing<'s>(scene: &'s Scene<'_>, verb: TokenId) -> Vec<&'s Mention> {
    let patients = frame::patients(scene, verb).into_iter();
    let names = patients.flat_map(|patient| {
        std::iter::once(patient).chain(scene.children_by(patient, &[Relation::Appos, Relation::Flat]))
    });
    let mentions = names.filter_map(|name| scene.mention(name));
    mentions.filter(|mention| mention.kind == MentionKind::Place && is_place(mention)).collect()
}

/// Prepositions that tell where an act of this type goes or comes from, besides those of place.
fn goals(scene: &Scene<'_>, kind: ClaimType) -> Option<ClassId> {
    use ClaimType::{Aid, Assault, Coerce, Displace, Mobilize, Outage, Retreat};
    match kind {
        Assault => Some(scene.grammar.into_preposition),
        Aid | Coerce | Mobilize | Outage => Some(scene.grammar.goal_preposition),
        Displace => Some(scene.grammar.way_preposition),
        Retreat => Some(scene.grammar.from_marker),
        _ => None,
    }
}

/// "Mokha" is a part of "Yemen" in "Mokha, Yemen", "Mokha in Yemen", "Mokha, the main port of Yemen".
fn is_part_of(scene: &Scene<'_>, small: &Mention, large: &Mention) -> bool {
    const WORDS_MAX: usize = 6;
    if !is_place(small) || small.span.end > large.span.start || small.kind == MentionKind::State {
        return false;
    }
    let tokens = &scene.analysis.tokens;
    let first = tokens.partition_point(|token| token.span.start < small.span.end);
    let last = tokens.partition_point(|token| token.span.start < large.span.start);
    let grammar = scene.grammar;
    let links = |id: TokenId| {
        matches!(tokens[id].upos, Upos::Punct | Upos::Adj | Upos::Det)
            || [grammar.place_preposition, grammar.of_marker, grammar.place_kind]
                .iter()
                .any(|&class| scene.is(id, class))
    };
    let joined = first < last && last - first <= WORDS_MAX && (first..last).all(links);
    joined && is_larger(scene, small, large)
}

fn is_larger(scene: &Scene<'_>, small: &Mention, large: &Mention) -> bool {
    let country =
        |mention: &Mention| mention.place.as_ref().map(|place| place.country.clone()).filter(|code| !code.is_empty());
    let apart = matches!((country(small), country(large)), (Some(a), Some(b)) if a != b);
    if apart {
        return false;
    }
    if large.kind == MentionKind::State {
        return true;
    }
    let rank = |feature: Feature| match feature {
        Feature::Country => 0,
        Feature::Natural => 1,
        Feature::Admin1 => 2,
        Feature::Admin2 => 3,
        Feature::City | Feature::Site => 4,
    };
    let outer = match &large.place {
        Some(place) => rank(place.feature),
        None if scene.is(large.head, scene.grammar.place_kind) => 2,
        None => 4,
    };
    let inner = small.place.as_ref().map_or(4, |place| rank(place.feature));
    outer < inner && !is_list(scene, small)
}

/// Coordinated by a word: "in Odesa, Kharkiv and Sumy".
fn is_list(scene: &Scene<'_>, mention: &Mention) -> bool {
    let first = frame::first_conjunct(scene, mention.head);
    let joined = scene.children_by(first, &[Relation::Conj]).any(|other| scene.has_child(other, Relation::Cc));
    joined || scene.has_child(mention.head, Relation::Cc)
}

fn is_place(mention: &Mention) -> bool {
    let named = mention.form == Form::Name || mention.antecedent.is_some();
    let known = mention.place.is_some() || matches!(mention.kind, MentionKind::Place | MentionKind::Facility);
    named && known && matches!(mention.kind, MentionKind::Place | MentionKind::State | MentionKind::Facility)
}
