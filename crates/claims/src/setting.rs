//! When and where a claim's act happened, by what hangs on its clause.
//!
//! A leading time or place holds for the clauses that follow; the main clause's hold for its participles and for an
//! "as" clause. The time of the saying is no time of what is said: nothing passes through a complement clause.

mod place;
mod share;

use analysis::{MentionKind, Quantity, QuantityKind, Relation, Time, TimeKind, TokenId, Xpos};

use crate::frame;
use crate::scene::Scene;

pub(crate) use place::{is_venue, own_places, places};
pub(crate) use share::share;

/// Clauses passed upwards, at most.
const DEPTH_MAX: usize = 6;

/// Times of the trigger's clause, or those that it inherits.
pub(crate) fn times<'s>(scene: &'s Scene<'_>, trigger: TokenId) -> impl Iterator<Item = &'s Time> {
    let seats = clause(scene, trigger);
    let in_sentence = scene.analysis.sentence_of(trigger).clone();
    let all = scene.analysis.times.iter().filter(move |time| {
        in_sentence.first <= time.first && time.last <= in_sentence.last && !(time.first..time.last).contains(&trigger)
    });
    let whole: Vec<(TokenId, TokenId)> =
        all.clone().filter(|time| time.kind == TimeKind::Relative).map(|time| (time.first, time.last)).collect();
    // "since the ceasefire of January" is one time, whose month is none.
    let all = all.filter(|time| {
        time.kind == TimeKind::Relative || !whole.iter().any(|&(first, last)| first <= time.first && time.last <= last)
    });
    let placed: Vec<(&Time, Option<usize>)> =
        all.map(|time| (time, reach(scene, time.head, trigger, &seats))).collect();
    let nearest = placed.iter().filter_map(|(_, distance)| *distance).min();
    placed.into_iter().filter(move |(_, distance)| distance.is_some() && *distance == nearest).map(|(time, _)| time)
}

fn own_seats(scene: &Scene<'_>, trigger: TokenId) -> Vec<TokenId> {
    let mut seats = frame::seats(scene, trigger);
    let outer = if scene.is_verbal(trigger) { trigger } else { frame::outermost(scene, trigger) };
    seats.push(outer);
    let aside = scene.relation(outer) == Relation::Obl && is_aside(scene, outer);
    if let Some(head) = scene.head(outer)
        && !scene.is_verbal(trigger)
        && !aside
        && scene.is_verbal(head)
        && matches!(
            scene.relation(outer),
            Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Obl | Relation::OblAgent
        )
    {
        seats.push(head);
    }
    // "talks beginning next week", "attacks that took place in May"
    let told = |verb: &TokenId| scene.is(*verb, scene.grammar.occur_verb) || scene.is(*verb, scene.grammar.light_verb);
    for noun in [trigger, outer].into_iter().filter(|&noun| !scene.is_verbal(noun)) {
        seats.extend(scene.children_by(noun, &[Relation::Acl, Relation::AclRelcl]).filter(told));
    }
    for patient in frame::patients(scene, trigger) {
        seats.push(patient);
    }
    seats.sort_unstable();
    seats.dedup();
    seats
}

/// "after days of attacks", "following talks": told beside the clause, at a time of its own.
fn is_aside(scene: &Scene<'_>, nominal: TokenId) -> bool {
    scene.children_by(nominal, &[Relation::Case]).any(|case| scene.is(case, scene.grammar.order_preposition))
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
        if is_aside(scene, at) {
            break;
        }
        let whole = match scene.relation(at) {
            Relation::Advcl => {
                participle
                    || scene.children_by(at, &[Relation::Mark]).any(|mark| scene.is(mark, scene.grammar.when_marker))
                    || scene.children_by(at, &[Relation::Advmod]).any(|mark| scene.is(mark, scene.grammar.when_marker))
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
fn reach(scene: &Scene<'_>, time: TokenId, trigger: TokenId, seats: &[Seat]) -> Option<usize> {
    let counted = scene.head(time);
    // "condemns the overnight strikes", "the 1947 treaty": of the noun alone.
    let before = counted.is_some_and(|noun| {
        let act = noun == trigger || noun == frame::outermost(scene, trigger) || is_time_noun(scene, noun);
        let modifies = !matches!(scene.relation(time), Relation::Obl | Relation::OblUnmarked | Relation::Advmod);
        time < noun && modifies && scene.is_nominal(noun) && !act
    });
    if before {
        return None;
    }
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

/// "Monday" in "Monday night": the noun is part of an expression of time itself.
fn is_time_noun(scene: &Scene<'_>, noun: TokenId) -> bool {
    scene.analysis.times.iter().any(|time| (time.first..time.last).contains(&noun))
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
