//! How much a claim matters to a brief, and in which part of it its words are told: by type, mode, actors and figures.

use claims::{Argument, Claim, ClaimType, Role, Status};
use events::Entry;

use super::headings::SectionKind;
use super::telling::{Form, Telling};
use super::wording::{CueKind, Wording};

/// Ids of whoever acts or is acted upon.
fn parties(claim: &Claim) -> impl Iterator<Item = &str> {
    let roles = [Role::Actor, Role::Recipient, Role::Party];
    claim.args.iter().filter(move |arg| roles.contains(&arg.role)).filter_map(id)
}

fn id(arg: &Argument) -> Option<&str> {
    arg.actor.as_ref()?.id.as_deref()
}

fn is_state(id: &str) -> bool {
    let state = id.split('/').next().unwrap_or(id);
    state.len() == 3 && state.bytes().all(|c| c.is_ascii_uppercase())
}

fn is_force(id: &str) -> bool {
    id.ends_with("/MIL") || id.starts_with("ORG:")
}

fn is_army(id: &str) -> bool {
    id.ends_with("/MIL")
}

fn is_public(id: &str) -> bool {
    is_force(id) || id.starts_with("IGO:") || is_state(id) && !id.ends_with("/CIV") && !id.ends_with("/BUS")
}

fn has(claim: &Claim, role: Role) -> bool {
    claim.args.iter().any(|arg| arg.role == role)
}

/// Told of force between armed parties, or of a threat or hold of it.
pub(super) fn is_conflict(entry: &Entry) -> bool {
    let claim = entry.claim();
    let any = |test: fn(&str) -> bool| parties(claim).any(test);
    let objects = || claim.args.iter().filter(|arg| arg.role == Role::Object).filter_map(id);
    match claim.kind {
        ClaimType::Assault => {
            any(is_public)
                || objects().any(is_force)
                || has(claim, Role::Instrument)
                || claim.mode.iter().any(|mode| mode != BLAST)
        }
        ClaimType::Intercept => true,
        ClaimType::Mobilize | ClaimType::Retreat | ClaimType::Control => any(is_public),
        ClaimType::Threaten => any(is_force) || states(claim) > 1,
        ClaimType::Coerce | ClaimType::Sanction => any(is_army) || powers(claim) > 1,
        ClaimType::Damage | ClaimType::Casualty | ClaimType::Outage | ClaimType::Displace => {
            any(is_force) || objects().any(is_force) || has(claim, Role::Instrument)
        }
        _ => false,
    }
}

/// An act of words or hands between states, bodies or armed groups.
pub(super) fn is_between_parties(entry: &Entry) -> bool {
    let claim = entry.claim();
    let count = states(claim);
    match claim.kind {
        ClaimType::Issue | ClaimType::Assess | ClaimType::Position => false,
        _ => count > 1,
    }
}

/// Distinct states and bodies of states among them.
fn powers(claim: &Claim) -> usize {
    heads(claim).into_iter().filter(|head| !head.starts_with("ORG:")).count()
}

/// Distinct states, bodies and groups among the parties and speakers.
fn states(claim: &Claim) -> usize {
    heads(claim).len()
}

fn heads(claim: &Claim) -> Vec<&str> {
    let speakers = claim.said_by.iter().flat_map(|said| &said.who).filter_map(|actor| actor.id.as_deref());
    let places = claim.args.iter().filter(|arg| arg.role == Role::Object || arg.role == Role::Topic).filter_map(id);
    let all = parties(claim).chain(speakers).chain(places).filter(|id| is_public(id));
    let mut heads: Vec<&str> = all.map(|id| id.split('/').next().unwrap_or(id)).collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// Higher is told earlier.
pub(super) fn weight(entry: &Entry) -> f64 {
    let claim = entry.claim();
    let kind = match claim.kind {
        ClaimType::Assault => 10.0,
        ClaimType::Control => 9.0,
        ClaimType::Intercept | ClaimType::Casualty => 8.0,
        ClaimType::Mobilize | ClaimType::Retreat | ClaimType::Damage | ClaimType::Outage | ClaimType::Displace => 6.0,
        ClaimType::Agree | ClaimType::Threaten | ClaimType::Coerce | ClaimType::Sanction => 5.0,
        ClaimType::Consult | ClaimType::Reject | ClaimType::Position | ClaimType::Request | ClaimType::Concede => 4.0,
        ClaimType::Accuse | ClaimType::Aid | ClaimType::Cooperate | ClaimType::Support | ClaimType::Protest => 3.0,
        ClaimType::Issue | ClaimType::Assess => 2.0,
    };
    let figure = |figure: &claims::Figure| figure.low.or(figure.high).unwrap_or(0.0).abs().max(1.0).log10();
    let figures = claim.figures.iter().map(figure).fold(0.0, f64::max);
    let force = if is_conflict(entry) { 6.0 } else { 0.0 };
    let told = if claim.status == Status::Actual { 1.0 } else { 0.0 };
    kind + force + told + figures.min(6.0) + if claim.said_by.is_empty() { 0.0 } else { 1.0 }
}

/// The part of the brief that tells these words.
pub(super) fn section(telling: &Telling<'_>, wording: &Wording) -> SectionKind {
    let claims = || telling.entries.iter().map(|entry| entry.claim());
    let any = |kinds: &[ClaimType]| claims().any(|claim| kinds.contains(&claim.kind));
    let lower = telling.words().to_lowercase();
    if telling.entries.iter().any(|entry| is_denial(entry, wording)) {
        return SectionKind::Disputed;
    }
    if telling.form == Form::Quoted && any(&[ClaimType::Issue]) {
        return SectionKind::Unresolved;
    }
    if any(&[ClaimType::Assault, ClaimType::Intercept, ClaimType::Mobilize, ClaimType::Retreat, ClaimType::Coerce]) {
        return SectionKind::Happened;
    }
    if any(&[ClaimType::Issue]) {
        return SectionKind::Unresolved;
    }
    let physical = any(&[ClaimType::Damage, ClaimType::Outage, ClaimType::Assess, ClaimType::Casualty]);
    let offsite = claims().any(|claim| claim.mode.iter().any(|mode| mode == OFFSITE));
    if offsite || physical && wording.is_nuclear(&lower) {
        return SectionKind::Nuclear;
    }
    if any(&[ClaimType::Outage]) {
        return SectionKind::Outages;
    }
    if any(&[ClaimType::Casualty, ClaimType::Displace]) {
        return SectionKind::Casualties;
    }
    if any(&[ClaimType::Damage]) {
        return if wording.is_energy(&lower) { SectionKind::Nuclear } else { SectionKind::Happened };
    }
    if any(&[ClaimType::Control, ClaimType::Threaten]) || claims().any(is_demand) {
        return SectionKind::Territory;
    }
    if any(&[ClaimType::Sanction, ClaimType::Protest]) {
        return SectionKind::Happened;
    }
    let failed = |claim: &Claim| claim.kind == ClaimType::Agree && claim.status == Status::Negated;
    if claims().any(failed) { SectionKind::Unresolved } else { SectionKind::Talks }
}

/// Mode of an assault that an accident can look like.
const BLAST: &str = "explosives";

/// Mode of an outage: power from outside a plant.
const OFFSITE: &str = "offsite_power";

fn is_demand(claim: &Claim) -> bool {
    let public = |role: Role| {
        claim.args.iter().filter(|arg| arg.role == role).filter_map(id).any(|id| is_state(id) || is_force(id))
    };
    claim.kind == ClaimType::Request && public(Role::Actor)
}

/// Somebody says that it is not so.
pub(super) fn is_denial(entry: &Entry, wording: &Wording) -> bool {
    let claim = entry.claim();
    let cue = claim.said_by.last().and_then(|said| said.cue).and_then(|cue| wording.cue(entry.words(cue)));
    claim.status == Status::Negated && matches!(cue, Some((CueKind::Denies, _)))
}
