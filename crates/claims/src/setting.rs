//! When and where a claim's act happened, by what hangs on its clause.
//!
//! A leading time or place holds for the clauses that follow; the main clause's hold for its participles and for an
//! "as" clause. The time of the saying is no time of what is said: nothing passes through a complement clause.

use analysis::{Form, Mention, MentionKind, Quantity, QuantityKind, Relation, Time, TokenId, Upos, Xpos};

use crate::frame;
use crate::scene::Scene;

/// Clauses passed upwards, at most.
const DEPTH_MAX: usize = 6;

/// Times of the trigger's clause, or those that it inherits.
pub(crate) fn times<'s>(scene: &'s Scene<'_>, trigger: TokenId) -> impl Iterator<Item = &'s Time> {
    let seats = clause(scene, trigger);
    let in_sentence = scene.analysis.sentence_of(trigger).clone();
    let all = scene.analysis.times.iter().filter(move |time| {
        in_sentence.first <= time.first && time.last <= in_sentence.last && !(time.first..time.last).contains(&trigger)
    });
    let placed: Vec<(&Time, Option<usize>)> = all.map(|time| (time, reach(scene, time.head, &seats))).collect();
    let nearest = placed.iter().filter_map(|(_, distance)| *distance).min();
    placed.into_iter().filter(move |(_, distance)| distance.is_some() && *distance == nearest).map(|(time, _)| time)
}

/// Named places, and definite ones for places named before, of the trigger's clause or inherited.
pub(crate) fn places<'s>(scene: &'s Scene<'_>, trigger: TokenId, parts: &[TokenId]) -> Vec<&'s Mention> {
    let candidates = located(scene, trigger);
    let on = |seats: &[TokenId]| -> Vec<&Mention> {
        let held = candidates.iter().filter(|place| place.carriers.iter().any(|carrier| seats.contains(carrier)));
        held.map(|place| place.mention).collect()
    };
    let mut own_seats = own_seats(scene, trigger);
    own_seats.extend(parts);
    let mut own = on(&own_seats);
    own.extend(modifiers(scene, trigger));
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
    located(scene, trigger).into_iter().filter(held).map(|place| place.mention).collect()
}

/// A place told by a preposition of place, with what it hangs on up to the verb of its clause.
struct Located<'s> {
    mention: &'s Mention,
    carriers: Vec<TokenId>,
}

/// The places of the trigger's sentence, in text order.
fn located<'s>(scene: &'s Scene<'_>, trigger: TokenId) -> Vec<Located<'s>> {
    let sentence = scene.analysis.sentence_of(trigger);
    let mut found: Vec<Located<'s>> = Vec::new();
    for phrase in sentence.first..sentence.last {
        let marked =
            scene.children_by(phrase, &[Relation::Case]).any(|case| scene.is(case, scene.grammar.place_preposition));
        let within_place = scene.head(phrase).and_then(|head| scene.mention(head)).is_some_and(is_place);
        if !marked || phrase == trigger || within_place || follows_place(scene, phrase) {
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

/// "North Kivu" in "the town of Goma in North Kivu" only says where Goma is, wherever the tree hangs it.
fn follows_place(scene: &Scene<'_>, phrase: TokenId) -> bool {
    let Some(before) = scene.child(phrase, Relation::Case).and_then(|case| case.checked_sub(1)) else { return false };
    let end = scene.token(before).span.end;
    let place = |mention: &&Mention| mention.span.end == end && mention.kind == MentionKind::Place && is_place(mention);
    scene.analysis.mentions.iter().find(place).is_some_and(|mention| mention.form == Form::Name)
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
    let mentions = parts.filter_map(|part| scene.mention(part));
    mentions.filter(|mention| mention.kind == MentionKind::Place && is_place(mention)).collect()
}

fn own_seats(scene: &Scene<'_>, trigger: TokenId) -> Vec<TokenId> {
    let mut seats = frame::seats(scene, trigger);
    let outer = frame::outermost(scene, trigger);
    seats.push(outer);
    if let Some(head) = scene.head(outer)
        && !scene.is_verbal(trigger)
        && scene.is_verbal(head)
        && matches!(scene.relation(outer), Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Obl)
    {
        seats.push(head);
    }
    for patient in frame::patients(scene, trigger) {
        seats.push(patient);
    }
    seats.sort_unstable();
    seats.dedup();
    seats
}

/// "in the centre of Goma", "in parts of Kharkiv": the place stands one step below.
fn places_within<'s>(scene: &'s Scene<'_>, token: TokenId) -> Vec<&'s Mention> {
    let inner = scene.children_by(token, &[Relation::Nmod]).collect();
    frame::expand_all(scene, inner)
        .into_iter()
        .filter_map(|token| scene.mention(token))
        .filter(|mention| is_place(mention))
        .collect()
}

fn is_place(mention: &Mention) -> bool {
    let named = mention.form == Form::Name || mention.antecedent.is_some();
    let known = mention.place.is_some() || matches!(mention.kind, MentionKind::Place | MentionKind::Facility);
    named && known && matches!(mention.kind, MentionKind::Place | MentionKind::State | MentionKind::Facility)
}

/// A clause whose setting the trigger shares; `whole` where it shares all of it, else only what leads. A `later` one
/// lends only what no other clause tells.
struct Seat {
    token: TokenId,
    whole: bool,
    later: bool,
}

/// The trigger, the verb it hangs on, then the clauses above that lend their setting, nearest first.
fn clause(scene: &Scene<'_>, trigger: TokenId) -> Vec<Seat> {
    let mut seats: Vec<Seat> =
        own_seats(scene, trigger).into_iter().map(|token| Seat { token, whole: true, later: false }).collect();
    let mut at = seats.iter().map(|seat| seat.token).find(|&token| scene.is_verbal(token)).unwrap_or(trigger);
    for _ in 0..DEPTH_MAX {
        let Some(head) = scene.head(at) else { break };
        let participle = matches!(scene.token(at).xpos, Xpos::Vbg | Xpos::Vbn);
        let whole = match scene.relation(at) {
            Relation::Advcl => {
                participle
                    || scene.children_by(at, &[Relation::Mark]).any(|mark| scene.is(mark, scene.grammar.as_marker))
            }
            Relation::Xcomp => true,
            Relation::Conj
            | Relation::Parataxis
            | Relation::AclRelcl
            | Relation::Acl
            | Relation::Obl
            | Relation::Obj
            | Relation::Nsubj
            | Relation::NsubjPass
            | Relation::Nmod => false,
            _ => break,
        };
        seats.push(Seat { token: head, whole, later: false });
        at = head;
    }
    seats.extend(sharers(scene, trigger).map(|token| Seat { token, whole: true, later: true }));
    seats
}

/// "killed two guards and injured three in Goma": verbs after the trigger that share its subject, or count others, and
/// may hold the place and time of both.
fn sharers<'s>(scene: &'s Scene<'_>, trigger: TokenId) -> impl Iterator<Item = TokenId> + 's {
    let at_place = |id: TokenId| scene.mention(id).is_some_and(|mention| mention.kind == MentionKind::Place);
    let moves = frame::patients(scene, trigger).into_iter().any(at_place);
    let passive = frame::is_passive(scene, trigger);
    scene.children_by(trigger, &[Relation::Conj]).filter(move |&other| {
        let mut subjects = scene.children_by(other, &[Relation::Nsubj, Relation::NsubjPass]);
        let counts = |id: TokenId| scene.analysis.quantities.iter().any(|quantity| quantity.counted == Some(id));
        let parallel = passive && frame::is_passive(scene, other);
        let own = subjects.any(|subject| !(parallel && counts(frame::counted(scene, subject))));
        !moves && other > trigger && scene.is_verbal(trigger) && scene.is_verbal(other) && !own
    })
}

/// How many seats away the expression hangs; None where it does not hold for the trigger, or only bounds a count
/// ("the first time since May").
fn reach(scene: &Scene<'_>, time: TokenId, seats: &[Seat]) -> Option<usize> {
    let counted = scene.head(time);
    let ordinal = |quantity: &Quantity| quantity.kind == QuantityKind::Ordinal && quantity.counted == counted;
    if counted.is_some() && scene.analysis.quantities.iter().any(ordinal) {
        return None;
    }
    let at =
        carriers(scene, time).into_iter().find_map(|carrier| seats.iter().position(|seat| seat.token == carrier))?;
    let seat = &seats[at];
    let leads = time < scene_start(scene, seat.token);
    let distance = if seat.whole && !seat.later && at < 4 { 0 } else { at };
    (seat.whole || leads).then_some(distance)
}

/// What the expression hangs on, and what the nominals that carry it hang on: "in the early hours of Monday".
fn carriers(scene: &Scene<'_>, time: TokenId) -> Vec<TokenId> {
    const STEPS_MAX: usize = 3;
    let mut found = Vec::new();
    for carrier in scene.ancestors(time).take(STEPS_MAX) {
        found.push(carrier);
        let grammar = scene.grammar;
        let event = scene.is(carrier, grammar.talks_noun) || scene.is(carrier, grammar.attack_noun);
        let topic = event
            && scene.children_by(carrier, &[Relation::Case]).any(|case| scene.is(case, grammar.topic_preposition));
        if topic || !scene.is_nominal(carrier) {
            break;
        }
    }
    found
}

/// Where a clause's own words begin: its subject, or the predicate.
fn scene_start(scene: &Scene<'_>, predicate: TokenId) -> TokenId {
    let subject = scene.children_by(predicate, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]).next();
    subject.map_or(predicate, |subject| subject.min(predicate))
}

/// A time stands within the noun's own phrase.
pub(crate) fn is_dated(scene: &Scene<'_>, noun: TokenId) -> bool {
    let sentence = scene.analysis.sentence_of(noun);
    let near = scene.analysis.times.iter().filter(|time| sentence.first <= time.first && time.last <= sentence.last);
    near.into_iter().any(|time| carriers(scene, time.head).first() == Some(&noun))
}
