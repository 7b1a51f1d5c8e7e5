//! `Claim -> JSON`: one claim as `docs/claims.md` names its fields, offsets in characters of the report's text.

use analysis::Place;
use claims::Role;
use gazetteer::Feature;
use jiff::civil::Date;
use report::{CharIndex, Span};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Claim {
    pub id: usize,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub mode: Vec<String>,
    pub status: &'static str,
    pub trigger: Words,
    pub evidence: Words,
    pub said_by: Vec<Said>,
    pub args: Vec<Argument>,
    pub figures: Vec<Figure>,
    pub rule: String,
}

#[derive(Serialize, ToSchema)]
pub struct Words {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

#[derive(Serialize, ToSchema)]
pub struct Said {
    pub source: Option<Words>,
    pub cue: Option<Words>,
    pub who: Option<String>,
    pub name: Option<String>,
    pub manner: &'static str,
}

#[derive(Serialize, ToSchema)]
pub struct Argument {
    pub role: &'static str,
    #[serde(flatten)]
    pub words: Words,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    #[serde(flatten)]
    pub days: Option<Days>,
}

/// First and last day, both included; null where the text leaves it open.
#[derive(Clone, Copy, Serialize, ToSchema)]
pub struct Days {
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
}

#[derive(Serialize, ToSchema)]
pub struct Figure {
    pub measure: &'static str,
    pub of: Option<String>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub approx: bool,
    pub unit: Option<String>,
    #[serde(flatten)]
    pub words: Words,
}

/// A whole number is written without a decimal point.
#[derive(Clone, Copy, PartialEq, ToSchema)]
#[schema(value_type = f64)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl Number {
    /// Up to 2^53 a float holds every whole number.
    pub fn whole(self) -> Option<i64> {
        (self.0.fract() == 0.0 && self.0.abs() < 9e15).then_some(self.0 as i64)
    }
}

pub(crate) fn day<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

/// A report's text, and the way from its bytes to its characters.
pub struct Page<'a> {
    text: &'a str,
    index: CharIndex,
}

impl Page<'_> {
    pub fn new(text: &str) -> Page<'_> {
        Page { text, index: CharIndex::new(text) }
    }

    pub fn characters(&self) -> u32 {
        self.index.chars_before(self.text.len() as u32)
    }

    pub fn words(&self, span: Span) -> Words {
        let chars = self.index.chars(span);
        Words { start: chars.start, end: chars.end, text: span.of(self.text).to_string() }
    }

    pub fn claim(&self, id: usize, claim: &claims::Claim) -> Claim {
        Claim {
            id,
            kind: claim.kind.name(),
            mode: claim.mode.iter().map(ToString::to_string).collect(),
            status: claim.status.name(),
            trigger: self.words(claim.trigger),
            evidence: self.words(claim.evidence),
            said_by: claim.said_by.iter().map(|said| self.said(said)).collect(),
            args: claim.args.iter().map(|arg| self.arg(arg)).collect(),
            figures: claim.figures.iter().map(|figure| self.figure(figure)).collect(),
            rule: claim.rule.clone(),
        }
    }

    pub fn said(&self, said: &claims::Said) -> Said {
        let ids: Vec<&str> = said.who.iter().filter_map(|actor| actor.id.as_deref()).collect();
        let name = said.who.iter().find_map(|actor| actor.name.clone());
        let words = (!said.source.is_empty()).then(|| self.words(said.source));
        Said {
            who: (!ids.is_empty()).then(|| ids.join(",")),
            name: name.or_else(|| words.as_ref().map(|words| words.text.clone())),
            source: words,
            cue: said.cue.map(|cue| self.words(cue)),
            manner: said.manner.name(),
        }
    }

    pub fn arg(&self, arg: &claims::Argument) -> Argument {
        let actor = arg.actor.as_ref();
        let place = arg.place.as_ref();
        let place_id = place.and_then(place_id);
        let actor_id = actor.and_then(|actor| actor.id.as_ref()).map(ToString::to_string);
        Argument {
            role: arg.role.name(),
            words: self.words(arg.span),
            id: if arg.role == Role::Place { place_id.or(actor_id) } else { actor_id.or(place_id) },
            name: actor.and_then(|actor| actor.name.clone()),
            lat: place.map(|place| point(place).0),
            lon: place.map(|place| point(place).1),
            days: arg.days.map(|(from, to)| Days { from, to }),
        }
    }

    pub fn figure(&self, figure: &claims::Figure) -> Figure {
        Figure {
            measure: figure.measure.name(),
            of: figure.of.as_ref().map(ToString::to_string),
            low: figure.low.map(Number),
            high: figure.high.map(Number),
            approx: figure.approx,
            unit: figure.unit.as_ref().map(ToString::to_string),
            words: self.words(figure.span),
        }
    }
}

/// A country's code, any other place's number at GeoNames.
pub(crate) fn place_id(place: &Place) -> Option<String> {
    match place.feature {
        Feature::Country => Some(place.country.to_string()).filter(|code| !code.is_empty()),
        Feature::Admin1 | Feature::Admin2 | Feature::City | Feature::Natural | Feature::Site => {
            place.geonames.map(|id| format!("geonames:{id}"))
        }
    }
}

/// Latitude and longitude.
pub(crate) fn point(place: &Place) -> (f64, f64) {
    (degrees(place.latitude), degrees(place.longitude))
}

/// About ten metres: finer than any source is.
fn degrees(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_short_as_they_are() {
        let text = |value: f64| serde_json::to_string(&Number(value)).unwrap();
        assert_eq!([text(653.0), text(2.5), text(0.0)], ["653", "2.5", "0"]);
    }
}
