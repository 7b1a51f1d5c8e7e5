//! `gold claim, its text's analysis -> Claim`: gold as the stages that come after the claims take it.
//!
//! What gold does not tell of a place (its country, what it is) comes from the analysis where it has the same words.

use analysis::{Actor, Analysis, Place};
use anyhow::Context;
use claims::{Argument, Claim, ClaimType, Figure, Manner, Measure, Role, Said, Status};
use gazetteer::Feature;
use jiff::civil::Date;
use report::Span;

use crate::gold::{self, Bytes};

pub(crate) fn claim(gold: &gold::Claim, text: &str, analysis: &Analysis) -> anyhow::Result<Claim> {
    let bytes = Bytes::new(text);
    let trigger = bytes.span(&gold.trigger);
    let args: Vec<Argument> =
        gold.args.iter().map(|arg| argument(arg, &bytes, analysis)).collect::<anyhow::Result<_>>()?;
    let evidence =
        args.iter().fold(trigger, |all, arg| Span::new(all.start.min(arg.span.start), all.end.max(arg.span.end)));
    Ok(Claim {
        kind: ClaimType::parse(&gold.kind).with_context(|| gold.kind.clone())?,
        mode: gold.mode.iter().map(|mode| mode.as_str().into()).collect(),
        status: Status::parse(&gold.status).with_context(|| gold.status.clone())?,
        trigger,
        evidence,
        said_by: gold.said_by.iter().map(|said| source(said, &bytes, analysis)).collect(),
        args,
        figures: gold.figures.iter().map(|one| figure(one, &bytes)).collect::<anyhow::Result<_>>()?,
        rule: String::new(),
    })
}

fn argument(gold: &gold::Argument, bytes: &Bytes, analysis: &Analysis) -> anyhow::Result<Argument> {
    let span = bytes.span(&gold.words);
    let day = |day: Option<&str>| day.map(str::parse::<Date>).transpose().with_context(|| gold.role.clone());
    let days = (gold.from.is_some() || gold.to.is_some()).then_some((gold.first_day(), gold.last_day()));
    let id = gold.id.as_deref().filter(|id| !id.starts_with("geonames:"));
    let actor = Actor { id: id.map(Into::into), name: gold.name.clone() };
    Ok(Argument {
        role: Role::parse(&gold.role).with_context(|| gold.role.clone())?,
        span,
        actor: (actor != Actor::default()).then_some(actor),
        place: place(gold, span, analysis),
        days: days.map(|(from, to)| Ok::<_, anyhow::Error>((day(from)?, day(to)?))).transpose()?,
    })
}

fn place(gold: &gold::Argument, span: Span, analysis: &Analysis) -> Option<Place> {
    let geonames = gold.id.as_deref().and_then(|id| id.strip_prefix("geonames:")?.parse().ok());
    let ours = analysis.mentions.iter().find(|mention| mention.span == span).and_then(|mention| mention.place.clone());
    match (gold.lat, gold.lon) {
        (Some(latitude), Some(longitude)) => {
            let same = |place: &Place| (place.latitude - latitude).abs() + (place.longitude - longitude).abs() < 1.0;
            let (country, feature) = match ours.filter(same) {
                Some(place) => (place.country, place.feature),
                None => (Default::default(), if geonames.is_some() { Feature::City } else { Feature::Admin1 }),
            };
            Some(Place { geonames, name: gold.words.text.clone(), country, latitude, longitude, feature })
        }
        _ => ours.filter(|place| place.feature == Feature::Country && gold.id.as_deref() == Some(&*place.country)),
    }
}

fn source(gold: &gold::Said, bytes: &Bytes, analysis: &Analysis) -> Said {
    let span = gold.source.as_ref().map_or(Span::default(), |words| bytes.span(words));
    let ids = gold.who.as_deref().unwrap_or_default().split(',').filter(|id| !id.is_empty());
    let ours = analysis.mentions.iter().find(|mention| mention.span == span);
    let names = |id: &str| {
        let same = |actor: &&Actor| actor.id.as_deref() == Some(id);
        ours.and_then(|mention| mention.actors.iter().find(same)?.name.clone())
    };
    Said {
        source: span,
        cue: gold.cue.as_ref().map(|words| bytes.span(words)),
        who: ids.map(|id| Actor { id: Some(id.into()), name: names(id) }).collect(),
        manner: Manner::parse(&gold.manner).unwrap_or(Manner::Indirect),
    }
}

fn figure(gold: &gold::Figure, bytes: &Bytes) -> anyhow::Result<Figure> {
    Ok(Figure {
        measure: Measure::parse(&gold.measure).with_context(|| gold.measure.clone())?,
        of: gold.of.as_deref().map(Into::into),
        low: gold.low,
        high: gold.high,
        approx: gold.approx,
        unit: gold.unit.as_deref().map(Into::into),
        beside: None,
        span: bytes.span(&gold.words),
    })
}
