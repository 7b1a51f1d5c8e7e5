//! What an attack did happened where and when the attack did: "struck a market in Fada, killing 20 people".

use analysis::{Relation, TokenId, Xpos};

use crate::claim::{Argument, ClaimType, Role};
use crate::coder::Coded;
use crate::scene::Scene;

/// Consequences without a place or time of their own take those of the attack that they are told of.
pub(crate) fn share(scene: &Scene<'_>, all: &mut [Coded]) {
    for at in 0..all.len() {
        if !is_consequence(all[at].claim.kind) {
            continue;
        }
        let Some(cause) = cause(scene, all, at) else { continue };
        for role in [Role::Place, Role::Time] {
            let own = all[at].claim.args.iter().any(|arg| arg.role == role);
            if own {
                continue;
            }
            let lent: Vec<Argument> = all[cause].claim.args.iter().filter(|arg| arg.role == role).cloned().collect();
            let claim = &mut all[at].claim;
            claim.evidence = lent.iter().fold(claim.evidence, |evidence, arg| evidence.join(arg.span));
            claim.args.extend(lent);
            claim.args.sort_by_key(|arg| (arg.role, arg.span));
        }
    }
}

fn is_consequence(kind: ClaimType) -> bool {
    matches!(kind, ClaimType::Casualty | ClaimType::Damage | ClaimType::Outage | ClaimType::Displace)
}

/// The attack whose effect a claim tells: the nearest before a participle, or one of the verb's own phrases.
fn cause(scene: &Scene<'_>, all: &[Coded], at: usize) -> Option<usize> {
    let base = all[at].found.base;
    let sentence = scene.analysis.sentence_of(base);
    let inside = |other: TokenId| (sentence.first..sentence.last).contains(&other);
    let attacks = || {
        let all = all.iter().enumerate();
        all.filter(|(_, other)| other.claim.kind == ClaimType::Assault && inside(other.found.base))
    };
    let phrase = attacks().find(|(_, attack)| is_phrase_of(scene, attack.found.base, base));
    let before = || attacks().rfind(|(_, attack)| attack.found.base < base);
    phrase.or_else(|| before().filter(|_| follows_as_participle(scene, base))).map(|(attack, _)| attack)
}

/// "the strike killed five", "died in shelling".
fn is_phrase_of(scene: &Scene<'_>, attack: TokenId, verb: TokenId) -> bool {
    let argument =
        matches!(scene.relation(attack), Relation::Nsubj | Relation::NsubjPass | Relation::Obl | Relation::OblAgent);
    argument && scene.head(attack) == Some(crate::frame::first_conjunct(scene, verb))
}

/// ", killing 20 and wounding 30", ", resulting in casualties".
fn follows_as_participle(scene: &Scene<'_>, base: TokenId) -> bool {
    const STEPS_MAX: usize = 3;
    let participle = |id: TokenId| {
        scene.token(id).xpos == Xpos::Vbg
            && matches!(scene.relation(id), Relation::Advcl | Relation::Acl | Relation::Conj | Relation::Xcomp)
    };
    let chain = std::iter::once(base).chain(scene.ancestors(base)).take(STEPS_MAX);
    chain.take_while(|&id| id == base || participle(id) || !scene.is_verbal(base)).any(participle)
}
