//! `(RuleSet, Analysis, attributions) -> Vec<Claim>`: the rules' finds, made into claims.

use analysis::{Actor, Analysis, Mention, Relation, TokenId};
use lexicon::Lexicon;
use report::{Report, Span};

use crate::attribution::{Attribution, CueKind, chain};
use crate::claim::{Argument, Claim, ClaimType, Role, Said};
use crate::grammar::Grammar;
use crate::rule::{Found, Part, Rule, RuleSet, find};
use crate::scene::Scene;
use crate::{figures, frame, phrase, setting, status};

/// A claim with what its rule matched, for `explain`.
pub struct Coded {
    pub claim: Claim,
    pub found: Found,
}

/// Claims in the order of their triggers.
pub fn claims(
    rules: &RuleSet,
    report: &Report,
    analysis: &Analysis,
    lexicon: &Lexicon,
    attributions: &[Attribution],
) -> Vec<Coded> {
    let grammar = Grammar::new(&lexicon.words);
    let scene = Scene::new(report, analysis, lexicon, &grammar, attributions);
    let found =
        without_contents(&scene, rules, without_repeats(&scene, rules, without_asides(&scene, find(rules, &scene))));
    let mut all: Vec<Coded> = found.into_iter().map(|found| code(rules, &scene, attributions, found)).collect();
    figures::settle(&scene, &mut all);
    setting::share(&scene, &mut all);
    all
}

/// One act told by two coordinated verbs is one claim, on the first ("intercepted and destroyed the drones").
fn without_repeats(scene: &Scene<'_>, rules: &RuleSet, all: Vec<Found>) -> Vec<Found> {
    let kind = |found: &Found| rules.rules[found.rule].kind;
    let repeats = |later: &Found| {
        let head = scene.head(later.trigger).filter(|_| scene.relation(later.trigger) == analysis::Relation::Conj);
        let first = head.and_then(|head| all.iter().find(|found| found.trigger == head));
        first.is_some_and(|first| {
            let same_parts = !later.parts.is_empty()
                && later.parts.iter().all(|part| first.parts.iter().any(|other| other.token == part.token));
            kind(first) == kind(later) && rules.rules[first.rule].modes == rules.rules[later.rule].modes && same_parts
        })
    };
    let keep: Vec<bool> = all.iter().map(|found| !repeats(found)).collect();
    all.into_iter().zip(keep).filter_map(|(found, keep)| keep.then_some(found)).collect()
}

/// An aim is no act ("gathered to demand a deal"), nor is what only describes a thing ("frozen assets").
fn without_asides(scene: &Scene<'_>, mut all: Vec<Found>) -> Vec<Found> {
    // After a noun, what looks like a modifier is a finite verb: "a strike killed dozens".
    let follows_noun = |id: TokenId| id.checked_sub(1).is_some_and(|before| scene.is_nominal(before));
    let describes = |id: TokenId| {
        let before_noun = scene.head(id).is_some_and(|noun| id < noun);
        scene.relation(id) == Relation::Amod && before_noun && !scene.is_nominal(id) && !follows_noun(id)
    };
    all.retain(|found| !frame::is_purpose(scene, found.trigger) && !describes(found.trigger));
    all
}

/// Promises, demands, threats and refusals are one claim: what is promised is its topic, and tells no act of its own.
/// An accusation keeps the accused act beside it, but for what is only blame once more.
/// A rule that yields is dropped instead, where its topic tells an act.
fn without_contents(scene: &Scene<'_>, rules: &RuleSet, all: Vec<Found>) -> Vec<Found> {
    let topics: Vec<Vec<Span>> = all.iter().map(|found| topics(scene, &rules.rules[found.rule], found)).collect();
    let tells = |topic: &Span, found: &Found| topic.contains(scene.token(found.trigger).span);
    let yielding = |at: usize| {
        let others = all.iter().enumerate().filter(|(other, _)| *other != at);
        rules.rules[all[at].rule].yields
            && others.into_iter().any(|(_, found)| topics[at].iter().any(|topic| tells(topic, found)))
    };
    let gone: Vec<bool> = (0..all.len()).map(yielding).collect();
    let blames = |at: usize| rules.rules[all[at].rule].kind == ClaimType::Accuse;
    let inside = |at: usize| {
        let holds = |holder: &usize| *holder != at && !gone[*holder] && (!blames(*holder) || blames(at));
        (0..all.len()).filter(holds).any(|holder| topics[holder].iter().any(|topic| tells(topic, &all[at])))
    };
    let keep: Vec<bool> = (0..all.len()).map(|at| !gone[at] && !inside(at)).collect();
    all.into_iter().zip(keep).filter_map(|(found, keep)| keep.then_some(found)).collect()
}

/// The words of what is promised, demanded, refused or blamed; none for other claims.
fn topics(scene: &Scene<'_>, rule: &Rule, found: &Found) -> Vec<Span> {
    use ClaimType::{Accuse, Agree, Concede, Position, Reject, Request, Support, Threaten};
    if !matches!(rule.kind, Accuse | Agree | Concede | Position | Reject | Request | Support | Threaten) {
        return Vec::new();
    }
    let topics = found.parts.iter().filter(|part| part.role == Role::Topic && part.token != found.trigger);
    topics.map(|part| phrase::long(scene, part.token)).collect()
}

fn code(rules: &RuleSet, scene: &Scene<'_>, attributions: &[Attribution], found: Found) -> Coded {
    let rule = &rules.rules[found.rule];
    let trigger = trigger_span(scene, rule, &found);
    let mut args = Vec::new();
    // What a thing is called is no thing that is called so.
    let own = |part: &&Part| rule.kind == ClaimType::Assess && part.token == found.trigger;
    for part in found.parts.iter().filter(|part| !own(part)) {
        args.extend(arguments(scene, part.role, part.token, found.base));
    }
    if rule.setting {
        args.extend(setting_arguments(scene, rule, &found, &args));
    }
    args.sort_by_key(|arg| (arg.role, arg.span));
    args.dedup_by(|later, first| later.role == first.role && later.span == first.span && later.actor == first.actor);
    without_nested_topics(&mut args);
    let figures = figures::figures(scene, rule, &found);
    let words: Vec<Span> = args.iter().map(|arg| arg.span).chain(figures.iter().map(|figure| figure.span)).collect();
    let evidence = words.iter().copied().fold(trigger, Span::join);
    let (mut said_by, cue) = chain(attributions, trigger, &words);
    if is_speech_act(rule.kind) || is_performed(scene, &found) {
        said_by.retain(|said| !is_own(scene, &found, said));
    }
    let status =
        rule.status.unwrap_or_else(|| status::status(scene, found.base, cue.filter(|cue| *cue == CueKind::Denies)));
    let mode = found.modes.iter().map(|&mode| rule.modes[mode].name.as_str().into()).collect();
    let claim =
        Claim { kind: rule.kind, mode, status, trigger, evidence, said_by, args, figures, rule: rule.name.clone() };
    Coded { claim, found }
}

/// A topic whose words stand within another topic's is a part of it.
fn without_nested_topics(args: &mut Vec<Argument>) {
    let topics: Vec<Span> = args.iter().filter(|arg| arg.role == Role::Topic).map(|arg| arg.span).collect();
    let nested = |arg: &Argument| topics.iter().any(|topic| *topic != arg.span && topic.contains(arg.span));
    args.retain(|arg| arg.role != Role::Topic || !nested(arg));
}

fn is_speech_act(kind: ClaimType) -> bool {
    use ClaimType::{Accuse, Agree, Concede, Position, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Agree | Concede | Position | Reject | Request | Support | Threaten)
}

/// "declared a truce": the words do what they name, and whose they are is the doer.
fn is_performed(scene: &Scene<'_>, found: &Found) -> bool {
    let noun = frame::outermost(scene, found.base);
    let verb = scene.head(noun).filter(|_| matches!(scene.relation(noun), Relation::Obj | Relation::NsubjPass));
    verb.is_some_and(|verb| scene.is(verb, scene.grammar.performative))
}

/// A speech act's actor is not its source: "voiced regret" tells the act, not what is said.
fn is_own(scene: &Scene<'_>, found: &Found, said: &Said) -> bool {
    let noun = frame::outermost(scene, found.base);
    let carried = matches!(scene.relation(noun), Relation::Obj | Relation::Obl | Relation::NsubjPass);
    let predicate = scene.is_verbal(found.base) || scene.has_child(found.base, Relation::Cop);
    let carrier = scene.head(noun).filter(|_| carried && !predicate);
    let seats = [Some(found.base), carrier];
    said.cue.is_some_and(|cue| seats.into_iter().flatten().any(|seat| cue.overlaps(scene.token(seat).span)))
}

fn trigger_span(scene: &Scene<'_>, rule: &Rule, found: &Found) -> Span {
    let own = scene.token(found.trigger).span;
    if rule.phrase && scene.relation(found.trigger) == Relation::Aux {
        return scene.head(found.trigger).map_or(own, |verb| own.join(scene.token(verb).span));
    }
    if rule.phrase {
        return phrase::predicate(scene, found.trigger);
    }
    found.rest.iter().filter(|&&part| part > found.trigger).map(|&part| scene.token(part).span).fold(own, Span::join)
}

/// One argument for each actor that a phrase stands for; topics keep the whole phrase, but of a clause that an
/// auxiliary makes the claim ("must leave the town") what follows it.
fn arguments(scene: &Scene<'_>, role: Role, token: TokenId, base: TokenId) -> Vec<Argument> {
    let whole = role == Role::Topic || scene.is_verbal(token);
    let governed = scene.relation(base) == Relation::Aux && scene.head(base) == Some(token);
    let span = match (whole, governed) {
        _ if token == base && role == Role::Topic && scene.has_child(token, Relation::Cop) => {
            phrase::predicate(scene, token)
        }
        (true, true) => phrase::after(scene, token, base),
        (true, false) => phrase::long(scene, token),
        (false, _) => phrase::short(scene, token),
    };
    let mention = scene.mention(token);
    let place = mention.filter(|_| role != Role::Actor).and_then(|mention| mention.place.clone());
    let bare = Argument { role, span, actor: None, place, days: None };
    match mention.map_or(&[][..], |mention| &mention.actors) {
        [] => vec![bare],
        actors => actors.iter().map(|actor| Argument { actor: Some(actor.clone()), ..bare.clone() }).collect(),
    }
}

fn setting_arguments(scene: &Scene<'_>, rule: &Rule, found: &Found, taken: &[Argument]) -> Vec<Argument> {
    use ClaimType::{Agree, Consult, Cooperate, Support};
    // "signed a pact in Doha": the place is the signing's, though it stands within the words of the pact.
    let shared = matches!(rule.kind, Agree | Consult | Cooperate | Support);
    let holds = |part: &Argument| part.role == Role::Object || (shared && part.role == Role::Topic);
    let mut args = Vec::new();
    for time in setting::times(scene, found.base) {
        let days = Some((time.from, time.to));
        args.push(Argument { role: Role::Time, span: time.span, actor: None, place: None, days });
    }
    let spoken = rule.kind == Agree;
    let seats = found.parts.iter().filter(|part| part.role != Role::Topic || spoken);
    let parts: Vec<TokenId> = seats.map(|part| part.token).collect();
    for mention in setting::places(scene, rule.kind, found.base, &parts) {
        if !taken.iter().any(|part| part.span.overlaps(mention.span) && !holds(part)) {
            args.push(Argument {
                role: Role::Place,
                span: mention.span,
                actor: state_of(mention),
                place: mention.place.clone(),
                days: None,
            });
        }
    }
    args
}

/// A country as a place keeps its ISO code.
fn state_of(mention: &Mention) -> Option<Actor> {
    mention.actors.first().filter(|_| mention.kind == analysis::MentionKind::State).cloned()
}
