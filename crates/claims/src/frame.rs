//! `(Scene, TokenId) -> arguments`: who does what to whom, whatever the construction.
//!
//! Passives, participles, relative clauses, conjuncts, infinitives and light verbs ("carried out a strike") are
//! undone here, so that a rule says `agent` and `patient` and leaves the grammar to this file.

mod thing;

use analysis::{Relation, Time, TimeKind, TokenId, Upos, Xpos};

use crate::scene::Scene;
use crate::setting;
use thing::{antecedent, is_relative};
pub(crate) use thing::{counted, expand_all};

/// How far control and coordination are followed upwards.
const DEPTH_MAX: usize = 6;

const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
/// What makes a noun or adjective a predicate.
const PREDICATE_PARTS: &[Relation] = &[Relation::Cop, Relation::Nsubj, Relation::NsubjPass];
const OBLIQUES: &[Relation] = &[Relation::Obl, Relation::OblAgent, Relation::Nmod];

/// The doers: of a verb its logical subject, of a noun the one it belongs to. Coordinated phrases are all given.
pub(crate) fn agents(scene: &Scene<'_>, id: TokenId) -> Vec<TokenId> {
    if is_predicate_noun(scene, id) { noun_agents(scene, id, 0) } else { verb_agents(scene, id, 0) }
}

/// The undergoers: of a verb its logical object, of a noun what it is done to.
pub(crate) fn patients(scene: &Scene<'_>, id: TokenId) -> Vec<TokenId> {
    if is_predicate_noun(scene, id) { noun_patients(scene, id) } else { verb_patients(scene, id) }
}

/// Nominals that hang on the trigger or on the verb that carries it, by their preposition.
pub(crate) fn obliques(scene: &Scene<'_>, id: TokenId, prepositions: &[String]) -> Vec<TokenId> {
    let mut found = Vec::new();
    for seat in seats(scene, id) {
        for child in scene.children_by(seat, OBLIQUES) {
            let fits = scene.preposition(child).is_some_and(|case| prepositions.contains(&case));
            if fits && !found.contains(&child) && !is_time(scene, child) {
                found.push(child);
            }
        }
        found.extend(participles(scene, seat, prepositions));
    }
    expand_all(scene, found)
}

/// "drones" in "an attack using drones": a participle that does the work of a preposition.
fn participles(scene: &Scene<'_>, seat: TokenId, prepositions: &[String]) -> Vec<TokenId> {
    let named = |verb: &TokenId| prepositions.iter().any(|word| *word == scene.token(*verb).lower);
    let verbs = scene.children_by(seat, &[Relation::Acl, Relation::Advcl]).filter(named);
    verbs.flat_map(|verb| scene.children_by(verb, &[Relation::Obj])).collect()
}

/// Where a trigger's obliques can hang: itself, the verb that carries it, and the objects of that verb.
pub(crate) fn seats(scene: &Scene<'_>, id: TokenId) -> Vec<TokenId> {
    let mut seats = vec![id];
    let verb = support(scene, id);
    seats.extend(verb);
    for predicate in [Some(id), verb].into_iter().flatten() {
        seats.extend(scene.children_by(predicate, &[Relation::Obj]));
    }
    seats.dedup();
    seats
}

/// The clause that is the content of the trigger: what is urged, promised, denied.
pub(crate) fn contents(scene: &Scene<'_>, id: TokenId) -> Vec<TokenId> {
    const CLAUSES: &[Relation] = &[Relation::Ccomp, Relation::Xcomp, Relation::Acl];
    let seats = [Some(id), support(scene, id)];
    for seat in seats.into_iter().flatten() {
        let clauses: Vec<TokenId> = scene.children_by(seat, CLAUSES).collect();
        if !clauses.is_empty() {
            return clauses;
        }
        // "proposes holding talks": a bare gerund counts directly behind the verb.
        let gerund = scene.children_by(seat, &[Relation::Advcl]).find(|&child| {
            scene.token(child).xpos == Xpos::Vbg && (child == seat + 1 || scene.has_child(child, Relation::Mark))
        });
        if let Some(gerund) = gerund {
            return vec![gerund];
        }
        let addressed = addressed_clauses(scene, seat);
        if !addressed.is_empty() {
            return addressed;
        }
    }
    Vec::new()
}

/// "called on Venezuela to publish", "accused the cartel of planting": what somebody is to do or has done, where the
/// tree hangs it as a purpose on the verb or as a clause on the addressee.
fn addressed_clauses(scene: &Scene<'_>, verb: TokenId) -> Vec<TokenId> {
    let grammar = scene.grammar;
    let governs = [grammar.object_control, grammar.accuse_verb, grammar.future_governor];
    if !governs.into_iter().any(|class| scene.is(verb, class)) {
        return Vec::new();
    }
    let addressees = scene.children_by(verb, &[Relation::Obj, Relation::Obl, Relation::NsubjPass]);
    let on_addressees = addressees.flat_map(|addressee| scene.children_by(addressee, &[Relation::Acl]));
    let clauses = scene.children_by(verb, &[Relation::Advcl]).chain(on_addressees);
    let marked = |&clause: &TokenId| {
        is_infinitive(scene, clause)
            || (scene.token(clause).xpos == Xpos::Vbg && scene.has_child(clause, Relation::Mark))
    };
    clauses.filter(|clause| *clause > verb && marked(clause)).collect()
}

/// The verb that lends a noun its arguments: "carried out" for the assault in "carried out an assault", "hit" for
/// the strike in "a strike hit the hub", "continued" for "talks continued".
pub(crate) fn support(scene: &Scene<'_>, noun: TokenId) -> Option<TokenId> {
    let noun = outermost(scene, noun);
    let head = scene.head(noun)?;
    let grammar = scene.grammar;
    let light = scene.is(head, grammar.light_verb);
    let carried = match scene.relation(noun) {
        Relation::Obj | Relation::NsubjPass => light || scene.is(head, grammar.undergo_verb),
        Relation::Obl => scene.is(head, grammar.undergo_verb),
        Relation::Nsubj => scene.is(head, grammar.occur_verb) || scene.is(head, grammar.impact_verb),
        _ => false,
    };
    (carried && scene.is_verbal(head)).then_some(head)
}

/// The first of the coordinated phrases that a token stands in.
pub(crate) fn first_conjunct(scene: &Scene<'_>, id: TokenId) -> TokenId {
    let mut at = id;
    for _ in 0..DEPTH_MAX {
        match scene.head(at) {
            Some(head) if scene.relation(at) == Relation::Conj => at = head,
            _ => break,
        }
    }
    at
}

/// The noun phrase that an act stands in: "wave" for "a wave of air strikes", "days" for "two days of talks", the
/// first of coordinated ones.
pub(crate) fn outermost(scene: &Scene<'_>, noun: TokenId) -> TokenId {
    let mut at = first_conjunct(scene, noun);
    for _ in 0..DEPTH_MAX {
        match scene.head(at) {
            Some(head)
                if scene.relation(at) == Relation::Nmod
                    && scene.is(head, scene.grammar.container)
                    && scene.children(at).any(|case| scene.is(case, scene.grammar.of_marker)) =>
            {
                at = first_conjunct(scene, head);
            }
            _ => break,
        }
    }
    at
}

pub(crate) fn is_passive(scene: &Scene<'_>, verb: TokenId) -> bool {
    if scene.has_child(verb, Relation::AuxPass) || scene.has_child(verb, Relation::NsubjPass) {
        return true;
    }
    if is_bare_participle(scene, verb) {
        return true;
    }
    if scene.token(verb).xpos != Xpos::Vbn || scene.has_child(verb, Relation::Aux) {
        return false;
    }
    match scene.relation(verb) {
        // A participle with an object of its own is active, whatever its tag.
        Relation::Acl | Relation::Amod => !scene.has_child(verb, Relation::Obj),
        Relation::Advcl => !scene.has_child(verb, Relation::Nsubj) && !scene.has_child(verb, Relation::Obj),
        Relation::Conj => {
            let own = scene.children_by(verb, SUBJECTS).next().is_some() || scene.has_child(verb, Relation::Obj);
            !own && scene.head(verb).is_some_and(|head| scene.is_verbal(head) && is_passive(scene, head))
        }
        _ => false,
    }
}

/// "Dozens killed in raid", "reported 15 civilians killed": a verb that always has an object stands without one.
fn is_bare_participle(scene: &Scene<'_>, verb: TokenId) -> bool {
    let object = |id: TokenId| scene.has_child(id, Relation::Obj) || scene.has_child(id, Relation::Ccomp);
    let past = matches!(scene.token(verb).xpos, Xpos::Vbd | Xpos::Vbn) && !scene.has_child(verb, Relation::Aux);
    let shared = || scene.children_by(verb, &[Relation::Conj]).any(object);
    let apart = matches!(scene.relation(verb), Relation::Root | Relation::Parataxis | Relation::Ccomp);
    past && apart && scene.is(verb, scene.grammar.object_verb) && !object(verb) && !shared()
}

fn is_predicate_noun(scene: &Scene<'_>, id: TokenId) -> bool {
    matches!(scene.token(id).upos, Upos::Noun | Upos::Propn)
        && scene.children_by(id, SUBJECTS).next().is_none()
        && !scene.has_child(id, Relation::Cop)
}

fn verb_agents(scene: &Scene<'_>, verb: TokenId, depth: usize) -> Vec<TokenId> {
    if is_passive(scene, verb) {
        let marked = scene.children_by(verb, &[Relation::OblAgent, Relation::Obl]).filter(|&child| {
            scene.children(child).any(|case| scene.is(case, scene.grammar.agent_marker))
                && scene.token(child).upos != Upos::Num
                && !is_time(scene, child)
        });
        return expand_all(scene, marked.collect());
    }
    surface_subjects(scene, verb, depth)
}

fn verb_patients(scene: &Scene<'_>, verb: TokenId) -> Vec<TokenId> {
    if is_passive(scene, verb) {
        return surface_subjects(scene, verb, 0);
    }
    let mut objects: Vec<TokenId> =
        scene.children_by(verb, &[Relation::Obj]).map(|obj| antecedent(scene, obj)).collect();
    if objects.is_empty() {
        objects = scene.children_by(verb, &[Relation::Iobj]).map(|obj| antecedent(scene, obj)).collect();
    }
    if objects.is_empty() && scene.relation(verb) == Relation::Conj {
        return shared_objects(scene, verb);
    }
    if objects.is_empty() && scene.relation(verb) == Relation::AclRelcl && has_own_subject(scene, verb) {
        return expand_all(scene, scene.head(verb).into_iter().collect());
    }
    expand_all(scene, objects)
}

/// "intercepted and destroyed the drones": the object stands by the last verb, or by the first.
fn shared_objects(scene: &Scene<'_>, verb: TokenId) -> Vec<TokenId> {
    let Some(head) = scene.head(verb) else { return Vec::new() };
    let adjacent = scene.children(head).filter(|&child| child > head && child < verb).all(|child| {
        !matches!(scene.relation(child), Relation::Obl | Relation::Obj | Relation::Xcomp | Relation::Ccomp)
    });
    if !adjacent || is_passive(scene, head) {
        return Vec::new();
    }
    let after = scene.children_by(head, &[Relation::Obj]).filter(|&object| object > verb).collect();
    expand_all(scene, after)
}

fn has_own_subject(scene: &Scene<'_>, verb: TokenId) -> bool {
    scene.children_by(verb, SUBJECTS).any(|subject| !is_relative(scene, subject))
}

/// Grammatical subjects, found through conjuncts, control, participles and relative clauses.
fn surface_subjects(scene: &Scene<'_>, verb: TokenId, depth: usize) -> Vec<TokenId> {
    let mut own: Vec<TokenId> = scene.children_by(verb, SUBJECTS).map(|subject| antecedent(scene, subject)).collect();
    if own.is_empty() {
        // The parser may hang the subject on the first auxiliary: "Ghana has once again rejected".
        let auxiliaries = scene.children_by(verb, &[Relation::Aux, Relation::AuxPass]);
        own = auxiliaries.flat_map(|auxiliary| scene.children_by(auxiliary, SUBJECTS)).collect();
    }
    if !own.is_empty() {
        return expand_all(scene, own);
    }
    let Some(head) = scene.head(verb) else { return Vec::new() };
    if depth >= DEPTH_MAX {
        return Vec::new();
    }
    match scene.relation(verb) {
        Relation::Conj if scene.is_verbal(head) || scene.children_by(head, PREDICATE_PARTS).next().is_some() => {
            surface_subjects(scene, head, depth + 1)
        }
        Relation::Xcomp => controller(scene, head, depth),
        Relation::Advcl | Relation::Parataxis if !scene.has_child(verb, Relation::NsubjPass) => {
            adverbial_subjects(scene, verb, head, depth)
        }
        Relation::Acl if is_infinitive(scene, verb) => noun_holders(scene, head, depth),
        Relation::Acl | Relation::AclRelcl | Relation::Amod => expand_all(scene, vec![head]),
        Relation::Ccomp if scene.token(verb).xpos == Xpos::Vbg => surface_subjects(scene, head, depth + 1),
        _ => Vec::new(),
    }
}

/// Whom the governing verb makes the subject of its infinitive: its object, else its own subject.
fn controller(scene: &Scene<'_>, governor: TokenId, depth: usize) -> Vec<TokenId> {
    let grammar = scene.grammar;
    if scene.is(governor, grammar.object_control) && is_passive(scene, governor) {
        return surface_subjects(scene, governor, depth + 1);
    }
    let mut objects: Vec<TokenId> = scene.children_by(governor, &[Relation::Obj, Relation::Iobj]).collect();
    if objects.is_empty() && scene.is(governor, grammar.object_control) {
        objects = scene.children_by(governor, &[Relation::Obl]).take(1).collect();
    }
    if objects.is_empty() { surface_subjects(scene, governor, depth + 1) } else { expand_all(scene, objects) }
}

fn adverbial_subjects(scene: &Scene<'_>, verb: TokenId, head: TokenId, depth: usize) -> Vec<TokenId> {
    if scene.is(head, scene.grammar.accuse_verb) && scene.token(verb).xpos == Xpos::Vbg {
        let accused = verb_patients(scene, head);
        if !accused.is_empty() {
            return accused;
        }
    }
    let participle = matches!(scene.token(verb).xpos, Xpos::Vbg | Xpos::Vbn) || is_infinitive(scene, verb);
    if !participle {
        return Vec::new();
    }
    if is_predicate_noun(scene, head) {
        return noun_agents(scene, head, depth + 1);
    }
    if is_passive(scene, verb) || !is_passive(scene, head) {
        return surface_subjects(scene, head, depth + 1);
    }
    verb_agents(scene, head, depth + 1)
}

/// "the rebels' decision to leave", "made a promise to leave".
fn noun_holders(scene: &Scene<'_>, noun: TokenId, depth: usize) -> Vec<TokenId> {
    let holders = noun_agents(scene, noun, depth + 1);
    if !holders.is_empty() {
        return holders;
    }
    match scene.head(noun) {
        Some(verb) if scene.is_verbal(verb) && scene.relation(noun) == Relation::Obj => {
            verb_agents(scene, verb, depth + 1)
        }
        _ => Vec::new(),
    }
}

fn is_infinitive(scene: &Scene<'_>, verb: TokenId) -> bool {
    scene.token(verb).xpos == Xpos::Vb
        && scene.children_by(verb, &[Relation::Mark]).any(|mark| scene.token(mark).xpos == Xpos::To)
}

/// "Stop the attacks": a bare verb that heads a clause of its own, without subject, auxiliary or mark.
pub(crate) fn is_imperative(scene: &Scene<'_>, verb: TokenId) -> bool {
    let at = first_conjunct(scene, verb);
    let clause = matches!(scene.relation(at), Relation::Root | Relation::Ccomp | Relation::Parataxis);
    let bare = |id: TokenId| {
        let not = |child: TokenId| scene.token(child).lower == "do" || scene.is(child, scene.grammar.negation);
        let own =
            [Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass, Relation::Mark, Relation::Cop];
        scene.token(id).xpos == Xpos::Vb
            && scene.children(id).all(|child| not(child) || !own.contains(&scene.relation(child)))
    };
    clause && bare(at) && bare(verb)
}

fn noun_agents(scene: &Scene<'_>, noun: TokenId, depth: usize) -> Vec<TokenId> {
    if depth >= DEPTH_MAX {
        return Vec::new();
    }
    let grammar = scene.grammar;
    let first = outermost(scene, noun);
    if let Some(verb) = support(scene, noun)
        && scene.is(verb, grammar.light_verb)
        && !scene.is(verb, grammar.non_doer_verb)
        && !scene.is(verb, grammar.undergo_verb)
        && scene.relation(first) != Relation::Nsubj
    {
        let doers = verb_agents(scene, verb, depth + 1);
        if !doers.is_empty() {
            return doers;
        }
    }
    let carried_out = scene.children_by(noun, &[Relation::Acl, Relation::AclRelcl]);
    for verb in carried_out.filter(|&verb| {
        !is_infinitive(scene, verb) && scene.is(verb, grammar.light_verb) && !scene.is(verb, grammar.non_doer_verb)
    }) {
        let doers = verb_agents(scene, verb, depth + 1);
        if !doers.is_empty() && !doers.contains(&noun) {
            return doers;
        }
    }
    let marked = |child: &TokenId| {
        scene.relation(*child) == Relation::NmodPoss
            || scene.children(*child).any(|case| scene.is(case, grammar.agent_marker))
    };
    for seat in [noun, first] {
        let owners: Vec<TokenId> =
            scene.children_by(seat, &[Relation::NmodPoss, Relation::Nmod, Relation::Obl]).filter(marked).collect();
        if !owners.is_empty() {
            return expand_all(scene, owners);
        }
        let adjectives: Vec<TokenId> = scene
            .children_by(seat, &[Relation::Amod, Relation::Compound, Relation::NmodUnmarked, Relation::NmodDesc])
            .map(|child| leader(scene, child).unwrap_or(child))
            .filter(|&child| is_party(scene, child) && !setting::is_venue(scene, seat, child))
            .collect();
        if !adjectives.is_empty() {
            return expand_all(scene, adjectives);
        }
    }
    Vec::new()
}

/// "US" in "US-led strikes".
fn leader(scene: &Scene<'_>, participle: TokenId) -> Option<TokenId> {
    let leads = scene.is_verbal(participle) && scene.is(participle, scene.grammar.light_verb);
    scene.children(participle).find(|&child| leads && is_party(scene, child))
}

/// "Israeli" in "Israeli strikes", "Houthi" in "Houthi attacks": a modifier that names who acts.
fn is_party(scene: &Scene<'_>, id: TokenId) -> bool {
    use analysis::MentionKind::{Group, Nationality, Organisation, Person, State};
    scene.mention(id).is_some_and(|mention| {
        matches!(mention.kind, Nationality | State | Organisation | Group | Person) && !mention.actors.is_empty()
    })
}

fn noun_patients(scene: &Scene<'_>, noun: TokenId) -> Vec<TokenId> {
    let Some(verb) = support(scene, noun) else { return Vec::new() };
    if scene.is(verb, scene.grammar.undergo_verb) && !is_passive(scene, verb) {
        return surface_subjects(scene, verb, 0);
    }
    if scene.is(verb, scene.grammar.impact_verb) && !is_passive(scene, verb) {
        return verb_patients(scene, verb);
    }
    Vec::new()
}

/// Inside an expression of time; of one ordered by a happening, only its head.
fn is_time(scene: &Scene<'_>, id: TokenId) -> bool {
    let own = |time: &Time| time.kind != TimeKind::Relative || time.head == id;
    scene.analysis.times.iter().any(|time| (time.first..time.last).contains(&id) && own(time))
}

/// Whose the weapons of an act are: "Russian" in "Russian missiles struck".
pub(crate) fn makers(scene: &Scene<'_>, id: TokenId) -> Vec<TokenId> {
    let mut weapons = agents(scene, id);
    weapons.extend(patients(scene, id));
    let named = |weapon| scene.mention(weapon).is_some_and(|mention| mention.kind == analysis::MentionKind::Weapon);
    weapons.retain(|&weapon| named(weapon) || scene.is(weapon, scene.grammar.weapon));
    let owners = weapons.into_iter().flat_map(|weapon| {
        scene.children_by(weapon, &[Relation::Amod, Relation::Compound, Relation::NmodPoss]).collect::<Vec<_>>()
    });
    let parties = owners.filter(|&owner| is_party(scene, owner)).collect();
    expand_all(scene, parties)
}

/// What the weapons of an act are aimed at: "a base" in "fired missiles targeting a base".
pub(crate) fn aims(scene: &Scene<'_>, id: TokenId) -> Vec<TokenId> {
    let mut seats = vec![id];
    seats.extend(patients(scene, id));
    let aiming = seats
        .into_iter()
        .flat_map(|seat| scene.children_by(seat, &[Relation::Acl, Relation::Advcl]).collect::<Vec<_>>());
    let aiming = aiming.filter(|&verb| scene.is(verb, scene.grammar.impact_verb) && !is_passive(scene, verb));
    aiming.flat_map(|verb| verb_patients(scene, verb)).collect()
}

/// "to prevent attacks", "troops there to fight": an aim, not an act, unless a verb of planning or failing governs it.
pub(crate) fn is_purpose(scene: &Scene<'_>, verb: TokenId) -> bool {
    let grammar = scene.grammar;
    let clause = matches!(scene.relation(verb), Relation::Advcl | Relation::Acl);
    let governors = [
        grammar.future_governor,
        grammar.negative_governor,
        grammar.hedge_governor,
        grammar.light_verb,
        grammar.means_verb,
    ];
    let governed = scene.head(verb).is_some_and(|head| governors.into_iter().any(|class| scene.is(head, class)));
    clause && is_infinitive(scene, verb) && !governed
}
