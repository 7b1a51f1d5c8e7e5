//! `(rule, parts) -> Vec<Figure>`: which quantities belong to a claim, and what they measure.

use analysis::{Quantity, QuantityKind, Relation, TokenId};

use crate::claim::{Figure, Measure, Role};
use crate::frame;
use crate::rule::{Found, Rule, Seat};
use crate::scene::Scene;

/// Figures on the claim's parts, on the trigger and on the verb that carries it, in text order.
pub(crate) fn figures(scene: &Scene<'_>, rule: &Rule, found: &Found) -> Vec<Figure> {
    let sentence = scene.analysis.sentence_of(found.base);
    let inside = |quantity: &&Quantity| sentence.first <= quantity.first && quantity.last <= sentence.last;
    let mut figures: Vec<Figure> = Vec::new();
    for quantity in scene.analysis.quantities.iter().filter(inside) {
        if let Some(measure) = measure(scene, rule, found, quantity)
            && !is_article(measure, quantity)
        {
            figures.push(figure(quantity, measure));
        }
    }
    figures
}

/// "One strike hit the hub" counts nothing.
fn is_article(measure: Measure, quantity: &Quantity) -> bool {
    measure == Measure::Count && quantity.low == Some(1.0) && quantity.high == Some(1.0)
}

fn figure(quantity: &Quantity, measure: Measure) -> Figure {
    let people = matches!(
        measure,
        Measure::Killed | Measure::Injured | Measure::Missing | Measure::Captured | Measure::Displaced
    );
    let of = match &quantity.of {
        None if people => Some("person".into()),
        other => other.clone(),
    };
    Figure {
        measure,
        of,
        low: quantity.low,
        high: quantity.high,
        approx: quantity.approx,
        unit: quantity.unit.clone(),
        span: quantity.span,
    }
}

fn measure(scene: &Scene<'_>, rule: &Rule, found: &Found, quantity: &Quantity) -> Option<Measure> {
    let on = if is_whole(scene, quantity) { On::Seat(Seat::Whole) } else { stands_on(scene, rule, found, quantity)? };
    let by_kind = match quantity.kind {
        QuantityKind::Ordinal => Some(Measure::Ordinal),
        QuantityKind::Day => Some(Measure::Day),
        QuantityKind::Share => Some(Measure::Share),
        QuantityKind::Money => Some(Measure::Money),
        QuantityKind::Duration => Some(Measure::Duration),
        QuantityKind::Area => Some(Measure::Area),
        QuantityKind::Measure => return None,
        QuantityKind::Count => None,
    };
    match (by_kind, on) {
        // "The first bomb", "their second base": which of several, not how often.
        (Some(Measure::Ordinal), On::Seat(Seat::Part(_) | Seat::Patient)) => None,
        (Some(measure), _) => Some(measure),
        (None, On::Seat(seat @ (Seat::Patient | Seat::Whole))) => rule.measures.get(&seat).copied(),
        (None, On::Seat(seat)) => rule.measures.get(&seat).copied().or(Some(Measure::Count)),
        (None, On::Bare) => bare_measure(rule),
    }
}

/// A number that is itself the subject or object ("53 were wounded") counts what the rule counts first.
fn bare_measure(rule: &Rule) -> Option<Measure> {
    [Role::Object, Role::Recipient].iter().find_map(|role| rule.measures.get(&Seat::Part(*role)).copied())
}

enum On {
    Seat(Seat),
    /// The number stands for the thing itself.
    Bare,
}

fn stands_on(scene: &Scene<'_>, rule: &Rule, found: &Found, quantity: &Quantity) -> Option<On> {
    let number = quantity.first..quantity.last;
    let carried = [Some(found.base), frame::support(scene, found.base)];
    if let Some(counted) = quantity.counted {
        if let Some(part) = found.parts.iter().find(|part| part.token == counted) {
            return Some(On::Seat(Seat::Part(part.role)));
        }
        if counted == found.base || counted == found.trigger {
            return Some(On::Seat(Seat::Trigger));
        }
    }
    if quantity.counted.is_some_and(|counted| is_participant(scene, found.base, counted)) {
        return Some(On::Seat(Seat::Patient));
    }
    let whole_phrase = quantity.kind != QuantityKind::Count;
    let heads: Vec<TokenId> =
        number.clone().filter(|&id| scene.head(id).is_none_or(|head| !number.contains(&head))).collect();
    for head in heads {
        let governor = scene.head(head)?;
        let argument = matches!(scene.relation(head), Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
        if argument && carried.contains(&Some(governor)) {
            return Some(On::Bare);
        }
        if quantity.counted.is_none()
            && rule.measures.contains_key(&Seat::Value)
            && is_value(scene, found.base, governor)
        {
            return Some(On::Seat(Seat::Value));
        }
        if whole_phrase && hangs_on(scene, head, &carried, found) {
            return Some(On::Seat(Seat::Trigger));
        }
    }
    None
}

/// "653" in "585 of 653 drones": what the number before it is a part of.
fn is_whole(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let Some(marker) = quantity.first.checked_sub(1) else { return false };
    let part = |other: &Quantity| other.last == marker && other.counted.is_some() && other.counted == quantity.counted;
    scene.is(marker, scene.grammar.of_marker) && scene.analysis.quantities.iter().any(part)
}

fn is_participant(scene: &Scene<'_>, base: TokenId, counted: TokenId) -> bool {
    frame::patients(scene, base).contains(&counted)
        || (!scene.is_verbal(base) && frame::agents(scene, base).contains(&counted))
}

fn is_value(scene: &Scene<'_>, base: TokenId, governor: TokenId) -> bool {
    let verb = scene.head(base).filter(|&head| scene.is_verbal(head));
    governor == base || Some(governor) == verb
}

/// A share, duration or ordinal hangs on the trigger, its verb or one of its arguments, directly or by "of".
fn hangs_on(scene: &Scene<'_>, head: TokenId, carried: &[Option<TokenId>], found: &Found) -> bool {
    let is_seat = |id: TokenId| carried.contains(&Some(id)) || found.parts.iter().any(|part| part.token == id);
    let above: Vec<TokenId> = scene.ancestors(head).take(2).collect();
    match above.as_slice() {
        [] => false,
        [governor, rest @ ..] => {
            is_seat(*governor)
                || (scene.is_nominal(*governor) && rest.iter().any(|&up| is_seat(up)))
                || frame::counted(scene, head) != head && is_seat(frame::counted(scene, head))
        }
    }
}
