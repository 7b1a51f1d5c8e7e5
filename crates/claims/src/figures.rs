//! `(rule, parts) -> Vec<Figure>`: which quantities belong to a claim, and what they measure.
//!
//! Where a number stands ([`seat`]) says what it counts: the people killed, the weapons launched, the places hit. A
//! number that only tells known things apart ("the two sides", "the second blast") is no figure.

mod seat;
mod span;

use std::collections::BTreeMap;

use analysis::{Quantity, QuantityKind, TokenId, Upos};
use report::Span;

use crate::claim::{ClaimType, Figure, Measure, Role};
use crate::coder::Coded;
use crate::rule::{Found, Rule, Seat};
use crate::scene::Scene;
use seat::On;

/// Figures on the claim's parts, on the trigger and on the verb that carries it, in text order.
pub(crate) fn figures(scene: &Scene<'_>, rule: &Rule, found: &Found) -> Vec<Figure> {
    let sentence = scene.analysis.sentence_of(found.base);
    let inside = |quantity: &&Quantity| sentence.first <= quantity.first && quantity.last <= sentence.last;
    let mut figures: Vec<Figure> = Vec::new();
    let mut before: Option<(&Quantity, Measure)> = None;
    for quantity in scene.analysis.quantities.iter().filter(inside) {
        let continued = || before.filter(|(part, _)| seat::continues(scene, found, part, quantity));
        let own = measure(scene, rule, found, quantity);
        let measure = own.or_else(|| continued().map(|(_, measure)| measure));
        before = measure.map(|measure| (quantity, measure));
        if let Some(measure) = measure
            && !is_known(scene, measure, quantity)
        {
            figures.push(figure(quantity, measure));
        }
    }
    figures
}

/// One number is one figure: of the claims that take it the one nearest to it in the tree keeps it, the first of
/// equals.
pub(crate) fn settle(scene: &Scene<'_>, all: &mut [Coded]) {
    let mut nearest: BTreeMap<Span, (usize, usize)> = BTreeMap::new();
    for (at, coded) in all.iter().enumerate() {
        for figure in &coded.claim.figures {
            let steps = seat::steps(scene, coded.found.base, figure.span);
            let best = nearest.entry(figure.span).or_insert((steps, at));
            *best = (steps, at).min(*best);
        }
    }
    for (at, coded) in all.iter_mut().enumerate() {
        coded.claim.figures.retain(|figure| nearest.get(&figure.span).is_some_and(|&(_, keeper)| keeper == at));
    }
}

/// "One strike hit the hub", "the two sides": no news of how many.
fn is_known(scene: &Scene<'_>, measure: Measure, quantity: &Quantity) -> bool {
    let exact = |value: f64| quantity.low == Some(value) && quantity.high == Some(value);
    let definite = || {
        let before = quantity.first.checked_sub(1);
        before.is_some_and(|id| scene.is(id, scene.grammar.definite) && scene.token(id).upos == Upos::Det)
    };
    measure == Measure::Count && (exact(1.0) || (exact(2.0) && definite()))
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
        beside: quantity.beside,
        span: quantity.span,
    }
}

fn measure(scene: &Scene<'_>, rule: &Rule, found: &Found, quantity: &Quantity) -> Option<Measure> {
    match quantity.kind {
        QuantityKind::Count => counted(scene, rule, found, quantity),
        QuantityKind::Ordinal => span::ranks(scene, found, quantity).then_some(Measure::Ordinal),
        QuantityKind::Day => span::hangs(scene, found, quantity).then_some(Measure::Day),
        QuantityKind::Duration => span::lasts(scene, found, quantity).then_some(Measure::Duration),
        QuantityKind::Measure => span::moves(scene, found, quantity).then_some(Measure::Count),
        QuantityKind::Share => seat::stands_on(scene, rule, found, quantity).map(|_| Measure::Share),
        QuantityKind::Money => seat::stands_on(scene, rule, found, quantity).map(|_| Measure::Money),
        QuantityKind::Area => seat::stands_on(scene, rule, found, quantity).map(|_| Measure::Area),
    }
}

fn counted(scene: &Scene<'_>, rule: &Rule, found: &Found, quantity: &Quantity) -> Option<Measure> {
    let on = if seat::is_whole(scene, quantity) {
        On::Seat(Seat::Whole)
    } else {
        seat::stands_on(scene, rule, found, quantity)?
    };
    let measure = match on {
        On::Seat(seat @ (Seat::Patient | Seat::Whole)) => rule.measures.get(&seat).copied(),
        On::Seat(seat) => {
            // "killed him along with two others": not known what the number is of.
            let open = rule.kind != ClaimType::Casualty || seat == Seat::Part(Role::Actor);
            rule.measures.get(&seat).copied().or(open.then_some(Measure::Count))
        }
        On::Bare => bare_measure(rule),
        On::Site => site_measure(scene, rule.kind, quantity.counted?),
    };
    // Aircraft that bomb are not what is launched.
    let crewed = || quantity.counted.is_some_and(|noun| scene.is(noun, scene.grammar.crewed));
    measure.map(|measure| if measure == Measure::Launched && crewed() { Measure::Count } else { measure })
}

/// A number that is itself the subject or object ("53 were wounded") counts what the rule counts first.
fn bare_measure(rule: &Rule) -> Option<Measure> {
    [Role::Object, Role::Recipient, Role::Instrument, Role::Actor]
        .iter()
        .find_map(|role| rule.measures.get(&Seat::Part(*role)).copied())
}

/// What "in eight regions" and "at 29 locations" measure: an area is affected, a spot is hit.
fn site_measure(scene: &Scene<'_>, kind: ClaimType, noun: TokenId) -> Option<Measure> {
    let area = scene.is(noun, scene.grammar.area_noun);
    match kind {
        ClaimType::Outage => Some(Measure::Affected),
        ClaimType::Assault | ClaimType::Damage if area => Some(Measure::Affected),
        ClaimType::Assault | ClaimType::Damage => Some(Measure::Hit),
        _ => None,
    }
}
