//! `claim, figure -> series`: what is measured, of what, over which scope; from the claim alone.
//!
//! An id is readable and stable: the measure, what is counted, the scope, with slashes between them
//! (`launched/drone/UKR`, `killed/person/PSE`, `share/territory/RUS-UKR`,
//! `ordinal/outage-offsite-power/some-plant`). The scope is the state that is fired at, where people were hurt or land
//! is held; armed people count under their own army or group (`killed/person/RUS/MIL`); an ordinal has the narrowest
//! place that is told. No scope is guessed: a figure without one is in no series. Only what is told as being so counts.

use analysis::{Actor, Feature, Place};
use claims::{Argument, Claim, ClaimType, Figure, Measure, Role, Status};
use compact_str::{CompactString, ToCompactString as _, format_compact};
use events::Kept;

/// Readable and stable: the same claim has the same series in every record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesId(pub CompactString);

/// The armed sector of a state: "RUS/MIL" counts apart from "RUS".
const ARMED: &str = "MIL";
/// A talk has a few parties; more are left out of the id.
const PARTIES_MAX: usize = 3;

/// The series that a figure belongs to; None where nothing tells its scope, or it is not told as being so.
pub fn id(kept: &Kept, figure: &Figure) -> Option<SeriesId> {
    let claim = &kept.claim;
    if claim.status != Status::Actual {
        return None;
    }
    let measure = figure.measure.name();
    let counted = figure.of.as_deref().or(figure.unit.as_deref()).map(slug).unwrap_or_default();
    let parts = match figure.measure {
        Measure::Launched | Measure::Intercepted => vec![counted, target(claim)?],
        Measure::Killed | Measure::Injured | Measure::Missing | Measure::Captured | Measure::Displaced => {
            vec![counted, people(claim, figure)?]
        }
        Measure::Hit | Measure::Destroyed | Measure::Damaged => vec![counted, target(claim)?],
        Measure::Affected => vec![counted, act(claim), target(claim)?],
        Measure::Ordinal | Measure::Day => vec![act(claim), spot(claim)?],
        Measure::Share | Measure::Area if claim.kind == ClaimType::Control => vec![counted, holding(claim)?],
        Measure::Count if claim.kind == ClaimType::Casualty => vec![act(claim), counted, people(claim, figure)?],
        Measure::Share | Measure::Area | Measure::Money | Measure::Duration | Measure::Count => {
            vec![act(claim), counted, target(claim)?]
        }
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    Some(SeriesId(std::iter::once(measure.to_compact_string()).chain(parts).collect::<Vec<_>>().join("/").into()))
}

/// The series of occurrences that a claim is one of, whether or not it says the how-manieth.
pub fn occurrence(kept: &Kept) -> Option<SeriesId> {
    let claim = &kept.claim;
    if claim.status != Status::Actual {
        return None;
    }
    Some(SeriesId(format_compact!("{}/{}/{}", Measure::Ordinal.name(), act(claim), spot(claim)?)))
}

/// Type and modes: "outage-offsite-power".
fn act(claim: &Claim) -> CompactString {
    let modes = claim.mode.iter().map(CompactString::as_str);
    slug(&std::iter::once(claim.kind.name()).chain(modes).collect::<Vec<_>>().join(" "))
}

/// Whom it is done to: the state that is addressed, the country where it is, whose thing it is.
fn target(claim: &Claim) -> Option<CompactString> {
    if claim.kind == ClaimType::Intercept {
        return defender(claim);
    }
    let state = |role| with(claim, role).find_map(|arg| home(arg.actor.as_ref()?));
    let own = state(Role::Actor);
    let away = || country(claim).filter(|code| Some(code) != own.as_ref());
    state(Role::Recipient).or_else(away).or_else(|| state(Role::Object)).or_else(|| country(claim))
}

/// Whoever shoots down; where nobody is named, whose sky it is; else the force that tells of it.
fn defender(claim: &Claim) -> Option<CompactString> {
    let actor = || with(claim, Role::Actor).find_map(|arg| home(arg.actor.as_ref()?));
    let speaker = || {
        let official = |actor: &&Actor| actor.id.as_ref().is_some_and(|id| id.contains('/'));
        claim.said_by.last()?.who.iter().find(official).and_then(home)
    };
    actor().or_else(|| country(claim)).or_else(speaker)
}

/// Armed people under their own army or group, all others under the country where it happened, else their own.
fn people(claim: &Claim, figure: &Figure) -> Option<CompactString> {
    let own = || counted_in(claim, figure).and_then(|arg| home(arg.actor.as_ref()?));
    force(claim, figure).or_else(|| country(claim)).or_else(own)
}

/// The army or armed group that those counted belong to.
pub(super) fn force(claim: &Claim, figure: &Figure) -> Option<CompactString> {
    let id = counted_in(claim, figure)?.actor.as_ref()?.id.as_ref()?;
    is_armed(id).then(|| tidy(id))
}

/// The argument that the number stands in or before: of "six soldiers and 22 rebels" each has its own.
pub(super) fn counted_in<'a>(claim: &'a Claim, figure: &Figure) -> Option<&'a Argument> {
    let objects = || claim.args.iter().filter(|arg| matches!(arg.role, Role::Object | Role::Recipient));
    let inside = objects().find(|arg| arg.span.contains(figure.span) || figure.span.contains(arg.span));
    let behind = || objects().filter(|arg| arg.span.start >= figure.span.end).min_by_key(|arg| arg.span.start);
    inside.or_else(behind).or_else(|| objects().next())
}

/// Holder and land: "RUS-UKR"; the land alone where the holder is not told or is its own state.
fn holding(claim: &Claim) -> Option<CompactString> {
    let land = country(claim).or_else(|| {
        let objects = with(claim, Role::Object).chain(with(claim, Role::Recipient));
        objects.into_iter().find_map(|arg| home(arg.actor.as_ref()?))
    })?;
    let holder = with(claim, Role::Actor).find_map(|arg| home(arg.actor.as_ref()?)).filter(|holder| *holder != land);
    Some(holder.map_or(land.clone(), |holder| format_compact!("{holder}-{land}")))
}

/// The narrowest thing told of: a facility, a town, a region, a state; for talks who talks.
fn spot(claim: &Claim) -> Option<CompactString> {
    let parts = || with(claim, Role::Object).chain(with(claim, Role::Place)).filter_map(|arg| arg.place.as_ref());
    let site = || parts().find(|place| place.feature == Feature::Site).map(name);
    let town = || with(claim, Role::Place).find_map(|arg| arg.place.as_ref()).map(name);
    if matches!(claim.kind, ClaimType::Consult | ClaimType::Agree | ClaimType::Cooperate) {
        return parties(claim).or_else(town);
    }
    site().or_else(town).or_else(|| target(claim)).or_else(|| parties(claim))
}

fn parties(claim: &Claim) -> Option<CompactString> {
    let roles = [Role::Actor, Role::Party, Role::Recipient];
    let all = claim.args.iter().filter(|arg| roles.contains(&arg.role));
    let mut all: Vec<CompactString> = all.filter_map(|arg| home(arg.actor.as_ref()?)).collect();
    all.sort();
    all.dedup();
    all.truncate(PARTIES_MAX);
    (!all.is_empty()).then(|| all.join("-").into())
}

fn name(place: &Place) -> CompactString {
    match (place.feature, place.geonames) {
        (Feature::Country, _) if !place.country.is_empty() => place.country.clone(),
        (_, Some(id)) => format_compact!("geonames:{id}"),
        (_, None) => slug(&place.name),
    }
}

/// The first country that a place of the claim lies in.
fn country(claim: &Claim) -> Option<CompactString> {
    let lands = with(claim, Role::Place).filter_map(|arg| arg.place.as_ref().map(|place| &place.country));
    lands.into_iter().find(|code| !code.is_empty()).cloned()
}

fn with(claim: &Claim, role: Role) -> impl Iterator<Item = &Argument> {
    claim.args.iter().filter(move |arg| arg.role == role)
}

/// The state without its sector; a body or group as it is.
fn home(actor: &Actor) -> Option<CompactString> {
    let id = actor.id.as_ref()?;
    let state = if is_group(id) { id.as_str() } else { id.split('/').next()? };
    (!state.is_empty()).then(|| tidy(state))
}

fn is_group(id: &str) -> bool {
    id.contains(':')
}

fn is_armed(id: &str) -> bool {
    is_group(id) || id.split('/').nth(1).is_some_and(|sector| sector.starts_with(ARMED))
}

/// As it is, without blanks.
fn tidy(id: &str) -> CompactString {
    id.split_whitespace().collect::<Vec<_>>().join("-").into()
}

/// Lower case, hyphens between words.
fn slug(words: &str) -> CompactString {
    let parts = words.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-").into()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Made, arg, figure, land, made, place_of, town};
    use super::*;

    #[track_caller]
    fn check(want: Option<&str>, made: Made) {
        let id = id(&made.kept(), &made.claim.figures[0]).map(|id| id.0);
        assert_eq!(id.as_deref(), want);
    }

    #[test]
    fn weapons_count_over_whom_they_are_fired_at() {
        let launched = |args| made(ClaimType::Assault, args, figure(Measure::Launched, "drone", 653.0));
        check(Some("launched/drone/UKR"), launched(vec![arg(Role::Actor, "RUS"), arg(Role::Recipient, "UKR/CIV")]));
        check(Some("launched/drone/UKR"), launched(vec![arg(Role::Actor, "RUS"), town(1, "UKR")]));
        check(Some("launched/drone/RUS"), launched(vec![arg(Role::Actor, "RUS"), town(1, "RUS")]));
        check(None, launched(vec![arg(Role::Actor, "RUS")]));
        let shot = || figure(Measure::Intercepted, "drone", 585.0);
        check(Some("intercepted/drone/UKR"), made(ClaimType::Intercept, Vec::new(), shot()).said_by("UKR/MIL"));
        check(None, made(ClaimType::Intercept, Vec::new(), shot()).said_by("IGO:IAEA"));
    }

    #[test]
    fn people_count_where_they_were_and_the_armed_under_their_own() {
        let killed = |args| made(ClaimType::Casualty, args, figure(Measure::Killed, "person", 12.0));
        check(Some("killed/person/UKR"), killed(vec![arg(Role::Object, "PSE/CIV"), town(1, "UKR")]));
        check(Some("killed/person/PSE"), killed(vec![arg(Role::Object, "PSE/CIV")]));
        check(Some("killed/person/RUS/MIL"), killed(vec![arg(Role::Object, "RUS/MIL"), town(1, "UKR")]));
        check(Some("killed/person/ORG:Red-Band"), killed(vec![arg(Role::Object, "ORG:Red Band")]));
        check(None, killed(Vec::new()));
    }

    #[test]
    fn an_ordinal_counts_what_happens_at_one_spot() {
        let lost = |args| made(ClaimType::Outage, args, figure(Measure::Ordinal, "time", 11.0)).mode("offsite_power");
        let plant = place_of(Role::Object, "Bara Power Plant", None, "UKR", Feature::Site);
        check(Some("ordinal/outage-offsite-power/bara-power-plant"), lost(vec![plant, town(5, "UKR")]));
        check(Some("ordinal/outage-offsite-power/geonames:5"), lost(vec![arg(Role::Object, "UKR"), town(5, "UKR")]));
        check(Some("ordinal/outage-offsite-power/UKR"), lost(vec![arg(Role::Object, "UKR")]));
        let round = figure(Measure::Ordinal, "round", 3.0);
        let talks = made(ClaimType::Consult, vec![arg(Role::Actor, "UKR/GOV"), arg(Role::Actor, "RUS")], round);
        check(Some("ordinal/consult/RUS-UKR"), talks);
    }

    #[test]
    fn land_counts_under_holder_and_land() {
        let held = |args| made(ClaimType::Control, args, figure(Measure::Share, "territory", 20.0));
        check(Some("share/territory/RUS-UKR"), held(vec![arg(Role::Actor, "RUS/MIL"), land("UKR")]));
        check(Some("share/territory/UKR"), held(vec![arg(Role::Actor, "UKR"), land("UKR")]));
    }

    #[test]
    fn what_is_planned_or_denied_is_in_no_series() {
        for status in [Status::Negated, Status::Future, Status::Hypothetical] {
            let mut made = made(ClaimType::Casualty, vec![land("UKR")], figure(Measure::Killed, "person", 1.0));
            made.claim.status = status;
            check(None, made);
        }
    }
}
