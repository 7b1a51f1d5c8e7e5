//! Edits and added claims as JSON, and back. What a person said is kept in words that any program can read: types, roles and
//! measures by their names, spans as `[start, end]` in bytes of the report's text. A name that is not known is an error.

use analysis::{Actor, Beside, Feature, Place};
use claims::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
use compact_str::CompactString;
use events::Edit;
use jiff::civil::Date;
use report::Span;
use serde::{Deserialize, Serialize};

use crate::error::{Fault, Tried};

type Bytes = (u32, u32);

#[derive(Default, Serialize, Deserialize)]
struct EditForm {
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mode: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said_by: Option<Vec<SaidForm>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    args: Vec<(String, Vec<ArgForm>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figures: Option<Vec<FigureForm>>,
}

#[derive(Serialize, Deserialize)]
struct ClaimForm {
    #[serde(rename = "type")]
    kind: String,
    mode: Vec<String>,
    status: String,
    trigger: Bytes,
    evidence: Bytes,
    said_by: Vec<SaidForm>,
    args: Vec<ArgForm>,
    figures: Vec<FigureForm>,
}

#[derive(Serialize, Deserialize)]
struct SaidForm {
    source: Bytes,
    cue: Option<Bytes>,
    who: Vec<ActorForm>,
    manner: String,
}

#[derive(Serialize, Deserialize)]
struct ActorForm {
    id: Option<String>,
    name: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ArgForm {
    role: String,
    span: Bytes,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    actor: Option<ActorForm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<PlaceForm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<(Option<String>, Option<String>)>,
}

#[derive(Serialize, Deserialize)]
struct PlaceForm {
    geonames: Option<u32>,
    name: String,
    country: String,
    lat: f64,
    lon: f64,
    feature: String,
}

#[derive(Serialize, Deserialize)]
struct FigureForm {
    measure: String,
    of: Option<String>,
    low: Option<f64>,
    high: Option<f64>,
    approx: bool,
    unit: Option<String>,
    beside: Option<String>,
    span: Bytes,
}

pub(super) fn edit_json(edit: &Edit) -> String {
    let form = EditForm {
        kind: edit.kind.map(|kind| kind.name().to_string()),
        mode: edit.mode.as_ref().map(|mode| mode.iter().map(ToString::to_string).collect()),
        status: edit.status.map(|status| status.name().to_string()),
        said_by: edit.said_by.as_ref().map(|said| said.iter().map(said_form).collect()),
        args: edit.args.iter().map(|(role, args)| (role.name().into(), args.iter().map(arg_form).collect())).collect(),
        figures: edit.figures.as_ref().map(|figures| figures.iter().map(figure_form).collect()),
    };
    serde_json::to_string(&form).unwrap_or_default()
}

pub(super) fn edit(json: &str) -> Tried<Edit> {
    let form: EditForm = serde_json::from_str(json).map_err(|_| astray())?;
    let args = |(role, args): &(String, Vec<ArgForm>)| {
        Ok((known(Role::parse(role))?, args.iter().map(arg).collect::<Tried<_>>()?))
    };
    Ok(Edit {
        kind: form.kind.map(|kind| known(ClaimType::parse(&kind))).transpose()?,
        mode: form.mode.map(|mode| mode.into_iter().map(CompactString::from).collect()),
        status: form.status.map(|status| known(Status::parse(&status))).transpose()?,
        said_by: form.said_by.map(|all| all.iter().map(said).collect::<Tried<_>>()).transpose()?,
        args: form.args.iter().map(args).collect::<Tried<_>>()?,
        figures: form.figures.map(|all| all.iter().map(figure).collect::<Tried<_>>()).transpose()?,
    })
}

pub(super) fn claim_json(claim: &Claim) -> String {
    let form = ClaimForm {
        kind: claim.kind.name().to_string(),
        mode: claim.mode.iter().map(ToString::to_string).collect(),
        status: claim.status.name().to_string(),
        trigger: bytes(claim.trigger),
        evidence: bytes(claim.evidence),
        said_by: claim.said_by.iter().map(said_form).collect(),
        args: claim.args.iter().map(arg_form).collect(),
        figures: claim.figures.iter().map(figure_form).collect(),
    };
    serde_json::to_string(&form).unwrap_or_default()
}

/// Its rule says that a person made it.
pub(super) fn claim(json: &str) -> Tried<Claim> {
    let form: ClaimForm = serde_json::from_str(json).map_err(|_| astray())?;
    Ok(Claim {
        kind: known(ClaimType::parse(&form.kind))?,
        mode: form.mode.into_iter().map(CompactString::from).collect(),
        status: known(Status::parse(&form.status))?,
        trigger: span(form.trigger),
        evidence: span(form.evidence),
        said_by: form.said_by.iter().map(said).collect::<Tried<_>>()?,
        args: form.args.iter().map(arg).collect::<Tried<_>>()?,
        figures: form.figures.iter().map(figure).collect::<Tried<_>>()?,
        rule: events::review::BY_HAND.to_string(),
    })
}

fn said_form(said: &Said) -> SaidForm {
    SaidForm {
        source: bytes(said.source),
        cue: said.cue.map(bytes),
        who: said.who.iter().map(actor_form).collect(),
        manner: said.manner.name().to_string(),
    }
}

fn said(form: &SaidForm) -> Tried<Said> {
    Ok(Said {
        source: span(form.source),
        cue: form.cue.map(span),
        who: form.who.iter().map(actor).collect(),
        manner: known(Manner::parse(&form.manner))?,
    })
}

fn actor_form(actor: &Actor) -> ActorForm {
    ActorForm { id: actor.id.as_ref().map(ToString::to_string), name: actor.name.clone() }
}

fn actor(form: &ActorForm) -> Actor {
    Actor { id: form.id.as_deref().map(CompactString::from), name: form.name.clone() }
}

fn arg_form(arg: &Argument) -> ArgForm {
    let day = |day: Date| day.to_string();
    ArgForm {
        role: arg.role.name().to_string(),
        span: bytes(arg.span),
        actor: arg.actor.as_ref().map(actor_form),
        place: arg.place.as_ref().map(place_form),
        days: arg.days.map(|(from, to)| (from.map(day), to.map(day))),
    }
}

fn arg(form: &ArgForm) -> Tried<Argument> {
    let day = |text: &String| text.parse::<Date>().map_err(|_| astray());
    let days = |(from, to): &(Option<String>, Option<String>)| {
        Ok::<_, Fault>((from.as_ref().map(day).transpose()?, to.as_ref().map(day).transpose()?))
    };
    Ok(Argument {
        role: known(Role::parse(&form.role))?,
        span: span(form.span),
        actor: form.actor.as_ref().map(actor),
        place: form.place.as_ref().map(place).transpose()?,
        days: form.days.as_ref().map(days).transpose()?,
    })
}

fn place_form(place: &Place) -> PlaceForm {
    PlaceForm {
        geonames: place.geonames,
        name: place.name.clone(),
        country: place.country.to_string(),
        lat: place.latitude,
        lon: place.longitude,
        feature: feature_name(place.feature).to_string(),
    }
}

fn place(form: &PlaceForm) -> Tried<Place> {
    let feature = super::super::days::FEATURES.iter().copied().find(|item| feature_name(*item) == form.feature);
    Ok(Place {
        geonames: form.geonames,
        name: form.name.clone(),
        country: form.country.as_str().into(),
        latitude: form.lat,
        longitude: form.lon,
        feature: known(feature)?,
    })
}

const fn feature_name(feature: Feature) -> &'static str {
    match feature {
        Feature::Country => "country",
        Feature::Admin1 => "region",
        Feature::Admin2 => "district",
        Feature::City => "settlement",
        Feature::Natural => "area",
        Feature::Site => "site",
    }
}

fn figure_form(figure: &Figure) -> FigureForm {
    FigureForm {
        measure: figure.measure.name().to_string(),
        of: figure.of.as_ref().map(ToString::to_string),
        low: figure.low,
        high: figure.high,
        approx: figure.approx,
        unit: figure.unit.as_ref().map(ToString::to_string),
        beside: figure.beside.map(|beside| beside.name().to_string()),
        span: bytes(figure.span),
    }
}

fn figure(form: &FigureForm) -> Tried<Figure> {
    Ok(Figure {
        measure: known(Measure::parse(&form.measure))?,
        of: form.of.as_deref().map(CompactString::from),
        low: form.low,
        high: form.high,
        approx: form.approx,
        unit: form.unit.as_deref().map(CompactString::from),
        beside: form.beside.as_deref().map(|name| known(Beside::parse(name))).transpose()?,
        span: span(form.span),
    })
}

const fn bytes(span: Span) -> Bytes {
    (span.start, span.end)
}

const fn span((start, end): Bytes) -> Span {
    Span::new(start, end)
}

fn known<T>(value: Option<T>) -> Tried<T> {
    value.ok_or_else(astray)
}

fn astray() -> Fault {
    Fault::Damaged("a review cannot be read".to_string())
}
