//! Where a number stands, seen from a claim: on one of its parts, on its trigger, on a place it happened at, or alone.

use analysis::{Quantity, QuantityKind, Relation, TokenId, Upos};
use report::Span;

use crate::claim::{ClaimType, Role};
use crate::frame;
use crate::rule::{Found, Rule, Seat};
use crate::scene::Scene;

pub(super) enum On {
    Seat(Seat),
    /// The number stands for the thing itself.
    Bare,
    /// The places that the act happened at.
    Site,
}

pub(super) fn stands_on(scene: &Scene<'_>, rule: &Rule, found: &Found, quantity: &Quantity) -> Option<On> {
    if let Some(on) = site(scene, rule, found, quantity) {
        return Some(on);
    }
    if follows_other_verb(scene, found, quantity) || opens_clause(scene, found, quantity) {
        return None;
    }
    if let Some(on) = quantity.counted.and_then(|counted| on_counted(scene, found, counted)) {
        return Some(on);
    }
    let value = quantity.counted.is_none() && rule.measures.contains_key(&Seat::Value);
    for head in tops(scene, quantity) {
        if value && is_value(scene, found, head) {
            return Some(On::Seat(Seat::Value));
        }
        if is_argument(scene, found, head) {
            let part = found.parts.iter().find(|part| part.token == head && part.role == Role::Instrument);
            return Some(part.map_or(On::Bare, |part| On::Seat(Seat::Part(part.role))));
        }
        if quantity.kind != QuantityKind::Count && super::span::hangs_on(scene, head, found) {
            return Some(On::Seat(Seat::Trigger));
        }
    }
    if value && follows_toll(scene, found, quantity) {
        return Some(On::Seat(Seat::Value));
    }
    changed(scene, found, quantity)
        .or_else(|| (quantity.kind == QuantityKind::Count && follows(scene, found, quantity)).then_some(On::Bare))
}

/// The tokens of the number that hang on a word outside it; "more" in "twenty more were hurt" is the number's own.
pub(super) fn tops(scene: &Scene<'_>, quantity: &Quantity) -> Vec<TokenId> {
    let inside = |id: &TokenId| (quantity.first..quantity.last).contains(id);
    let outer = (quantity.first..quantity.last).filter(|&id| scene.head(id).is_none_or(|head| !inside(&head)));
    let beyond = |id: TokenId| {
        let more =
            scene.head(id).filter(|&head| quantity.continues && head == quantity.last && quantity.counted.is_none());
        more.unwrap_or(id)
    };
    outer.map(beyond).collect()
}

/// The trigger, and the verb that carries it.
pub(super) fn carried(scene: &Scene<'_>, found: &Found) -> [Option<TokenId>; 2] {
    [Some(found.base), frame::support(scene, found.base)]
}

fn on_counted(scene: &Scene<'_>, found: &Found, counted: TokenId) -> Option<On> {
    if let Some(part) = found.parts.iter().find(|part| part.token == counted) {
        let doer = part.role == Role::Actor;
        return (!doer || is_own_subject(scene, found, counted)).then_some(On::Seat(Seat::Part(part.role)));
    }
    if counted == found.base || counted == found.trigger {
        return Some(On::Seat(Seat::Trigger));
    }
    if is_participant(scene, found.base, counted) {
        return Some(On::Seat(Seat::Patient));
    }
    // "agreed to a swap of 90 detainees"
    let of = || scene.children_by(counted, &[Relation::Case]).any(|case| scene.is(case, scene.grammar.of_marker));
    let topic = |token: TokenId| found.parts.iter().any(|part| part.role == Role::Topic && part.token == token);
    scene.head(counted).filter(|&head| topic(head) && of()).map(|_| On::Seat(Seat::Part(Role::Topic)))
}

/// "Thousands rallied, calling for his release" counts those who rallied: told once, with the first verb.
fn is_own_subject(scene: &Scene<'_>, found: &Found, counted: TokenId) -> bool {
    let inherits = matches!(scene.relation(found.base), Relation::Advcl | Relation::Xcomp);
    !inherits || scene.dominates(found.base, counted)
}

fn is_participant(scene: &Scene<'_>, base: TokenId, counted: TokenId) -> bool {
    frame::patients(scene, base).contains(&counted)
        || (!scene.is_verbal(base) && frame::agents(scene, base).contains(&counted))
}

fn is_argument(scene: &Scene<'_>, found: &Found, head: TokenId) -> bool {
    let argument =
        matches!(scene.relation(head), Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Advmod);
    argument && scene.head(head).is_some() && carried(scene, found).contains(&scene.head(head))
}

/// "the toll stands at 31", "the toll exceeded 100", "put the toll at 31".
fn is_value(scene: &Scene<'_>, found: &Found, head: TokenId) -> bool {
    let verb = scene.head(found.base).filter(|&head| scene.is_verbal(head));
    let told = |id: TokenId| id == found.base || Some(id) == verb;
    let bound = scene.is_verbal(head) && Some(head) == verb;
    // "rose from 64 to 72": the toll is the second number.
    let past = |id: TokenId| scene.children(id).any(|case| scene.is(case, scene.grammar.from_marker));
    let above = scene.head(head).map(|up| if past(up) { scene.head(up).unwrap_or(up) } else { up });
    !past(head) && (bound || above.is_some_and(told))
}

/// "a toll of 27 dead", whatever the tree makes of it.
fn follows_toll(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> bool {
    quantity.first == found.base + 2 && scene.is(found.base + 1, scene.grammar.of_marker)
}

/// "cut the force from 15,000 to 5,000": both numbers are of the thing before them.
fn changed(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> Option<On> {
    let marked = |at: TokenId, class| at.checked_sub(1).is_some_and(|before| scene.is(before, class));
    let (from, to) = (scene.grammar.from_marker, scene.grammar.to_marker);
    let others = || scene.analysis.quantities.iter().filter(|other| other.kind == QuantityKind::Count);
    let first = marked(quantity.first, from)
        && others().any(|other| other.first == quantity.last + 1 && marked(other.first, to));
    let second = marked(quantity.first, to)
        && others().any(|other| quantity.first == other.last + 1 && marked(other.first, from));
    if quantity.kind != QuantityKind::Count || quantity.counted.is_some() || !(first || second) {
        return None;
    }
    let above: Vec<TokenId> = tops(scene, quantity).into_iter().flat_map(|top| scene.ancestors(top).take(2)).collect();
    let part = found.parts.iter().find(|part| part.role != Role::Actor && above.contains(&part.token));
    part.map(|part| On::Seat(Seat::Part(part.role)))
}

/// A number directly after the verb is its object: "clashes killed dozens", "wounded 53".
fn follows(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> bool {
    let active = scene.is_verbal(found.base) && !scene.has_child(found.base, Relation::AuxPass);
    let alone = quantity.counted.is_none_or(|counted| quantity.last <= counted);
    let end = found.rest.iter().copied().fold(found.base, TokenId::max);
    active && alone && quantity.first == end + 1
}

/// The verb directly before a number takes it: in "a strike killed dozens" nothing is counted of the strike.
fn follows_other_verb(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> bool {
    let Some(before) = quantity.first.checked_sub(1) else { return false };
    let verb =
        if scene.relation(before) == Relation::CompoundPrt { scene.head(before).unwrap_or(before) } else { before };
    let own = carried(scene, found).contains(&Some(verb)) || found.trigger == verb || found.rest.contains(&verb);
    // "killed and wounded 20"
    let between = |id: TokenId| matches!(scene.token(id).upos, Upos::Cconj | Upos::Adv | Upos::Punct);
    let joined = found.base < verb && (found.base + 1..verb).all(between);
    let governed = scene.dominates(verb, found.base)
        || scene.head(verb) == Some(found.base)
        || found.parts.iter().any(|part| part.token == verb);
    scene.token(verb).upos == Upos::Verb && !own && !joined && !governed && quantity.kind == QuantityKind::Count
}

/// "killed a boy and 400 others are injured": a noun joined to the object, but the subject of the verb behind it.
fn opens_clause(scene: &Scene<'_>, found: &Found, quantity: &Quantity) -> bool {
    let Some(noun) = quantity.counted.filter(|&noun| scene.relation(noun) == Relation::Conj) else { return false };
    let limit = scene.analysis.sentence_of(noun).last;
    let next = (noun + 1..limit).find(|&id| scene.token(id).upos != Upos::Adv);
    noun > found.base && next.is_some_and(|id| scene.token(id).upos == Upos::Aux)
}

/// "power cuts in nine regions", "strikes were recorded at 29 locations", "raids on two villages".
fn site(scene: &Scene<'_>, rule: &Rule, found: &Found, quantity: &Quantity) -> Option<On> {
    let kind = matches!(rule.kind, ClaimType::Assault | ClaimType::Damage | ClaimType::Outage);
    let noun = quantity.counted.filter(|_| kind && quantity.kind == QuantityKind::Count)?;
    let grammar = scene.grammar;
    if !scene.is(noun, grammar.area_noun) && !scene.is(noun, grammar.spot_noun) {
        return None;
    }
    let seats = site_seats(scene, found);
    let placed = |id: TokenId| scene.is(id, grammar.place_preposition) || scene.is(id, grammar.target_preposition);
    if !scene.children_by(noun, &[Relation::Case]).any(placed) {
        // "strikes affected eight regions"
        let verb = scene.head(noun).filter(|_| scene.relation(noun) == Relation::Obj)?;
        let told =
            scene.is(verb, grammar.affect_verb) && (seats.contains(&verb) || scene.head(verb) == Some(found.base));
        return told.then_some(On::Site);
    }
    const STEPS_MAX: usize = 3;
    let next = quantity.first.checked_sub(2).is_some_and(|before| before == found.base);
    let above = scene.ancestors(noun).take(STEPS_MAX);
    let mut reached = above.scan(true, |nominal, id| {
        let was = *nominal;
        *nominal = scene.is_nominal(id);
        was.then_some(id)
    });
    (next || reached.any(|id| seats.contains(&id))).then_some(On::Site)
}

/// The trigger, what is done to whom, and the verb that says of the trigger that it was.
fn site_seats(scene: &Scene<'_>, found: &Found) -> Vec<TokenId> {
    let mut seats = frame::seats(scene, found.base);
    seats.extend(found.parts.iter().filter(|part| part.role != Role::Actor).map(|part| part.token));
    let outer = frame::outermost(scene, found.base);
    let argument =
        matches!(scene.relation(outer), Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Obl);
    seats.extend(scene.head(outer).filter(|&head| argument && !scene.is_verbal(found.base) && scene.is_verbal(head)));
    seats
}

/// "653" in "585 of 653 drones": what the number before it is a part of.
pub(super) fn is_whole(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let Some(marker) = quantity.first.checked_sub(1) else { return false };
    let part = |other: &Quantity| other.last == marker && other.counted.is_some() && other.counted == quantity.counted;
    scene.is(marker, scene.grammar.of_marker) && scene.analysis.quantities.iter().any(part)
}

/// "including two children", "50 of them": of the same measure as the number before, unless a verb of its own tells
/// what became of them.
pub(super) fn continues(scene: &Scene<'_>, found: &Found, before: &Quantity, quantity: &Quantity) -> bool {
    let verb = |id: TokenId| scene.token(id).upos == Upos::Verb && scene.relation(id) != Relation::Case;
    let own = tops(scene, quantity).into_iter().chain(quantity.counted).any(|top| {
        let head = scene.head(top).filter(|&head| scene.is_verbal(head));
        let argument = matches!(scene.relation(top), Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
        head.is_some_and(|head| argument && !carried(scene, found).contains(&Some(head)))
    });
    // "the deaths of hundreds and the wounding of thousands more"
    let other = quantity.first.checked_sub(1).is_some_and(|marker| scene.is(marker, scene.grammar.of_marker));
    let end = quantity.counted.map_or(quantity.last, |counted| counted.max(quantity.last));
    let limit = scene.analysis.sentence_of(found.base).last;
    let told = stretch(scene, end, limit).any(verb);
    quantity.continues
        && before.kind == QuantityKind::Count
        && !own
        && !told
        && !other
        && !(before.last..quantity.first).any(|id| verb(id) && id != found.base)
}

/// The tokens up to the next comma; "including" goes on behind one.
fn stretch(scene: &Scene<'_>, from: TokenId, limit: TokenId) -> impl Iterator<Item = TokenId> {
    const TOKENS_MAX: usize = 12;
    let part = move |id: TokenId| id + 1 < limit && scene.relation(id + 1) == Relation::Case && scene.is_verbal(id + 1);
    (from..limit.min(from + TOKENS_MAX)).take_while(move |&id| scene.token(id).lower != "," || part(id))
}

/// How many edges of the tree lie between a claim's trigger and a number, or what it counts.
pub(super) fn steps(scene: &Scene<'_>, base: TokenId, number: Span) -> usize {
    let Some(quantity) = scene.analysis.quantities.iter().find(|quantity| quantity.span == number) else {
        return usize::MAX;
    };
    let up: Vec<TokenId> = std::iter::once(base).chain(scene.ancestors(base)).collect();
    let from = |id: TokenId| {
        let mut path = std::iter::once(id).chain(scene.ancestors(id)).enumerate();
        path.find_map(|(down, id)| up.iter().position(|&other| other == id).map(|above| above + down))
    };
    tops(scene, quantity).into_iter().chain(quantity.counted).filter_map(from).min().unwrap_or(usize::MAX)
}
