//! `Reading -> JSON`, as `docs/claims.md` names the fields.
//!
//! Offsets count characters of the text as read. A figure whose number does not stand in its words is left out
//! and counted: such a value could not be checked by anybody.

pub mod brat;

use analysis::{Analysis, QuantityKind};
use claims::Role;
use gazetteer::Feature;
use jiff::civil::Date;
use reader::Reading;
use report::{CharIndex, Report, Span};
use serde::{Serialize, Serializer};

#[derive(Serialize)]
pub struct Document {
    pub schema: &'static str,
    pub report: About,
    pub claims: Vec<Claim>,
}

#[derive(Serialize)]
pub struct About {
    pub id: String,
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: &'static str,
    #[serde(serialize_with = "day")]
    pub published: Option<Date>,
    pub characters: u32,
    /// Of the text as UTF-8.
    pub sha256: String,
}

#[derive(Serialize)]
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

#[derive(Serialize)]
pub struct Words {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

#[derive(Serialize)]
pub struct Said {
    pub source: Option<Words>,
    pub cue: Option<Words>,
    pub who: Option<String>,
    pub name: Option<String>,
    pub manner: &'static str,
}

#[derive(Serialize)]
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
#[derive(Clone, Copy, Serialize)]
pub struct Days {
    #[serde(serialize_with = "day")]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    pub to: Option<Date>,
}

#[derive(Serialize)]
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
#[derive(Clone, Copy, PartialEq)]
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

fn day<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

pub struct Checked {
    pub document: Document,
    /// Figures that were left out.
    pub refused: usize,
}

/// `id` is what the report is called; None makes it the id of its text.
pub fn document(report: &Report, id: Option<&str>, reading: &Reading) -> Checked {
    let page = Page { text: &report.text, index: CharIndex::new(&report.text), analysis: &reading.analysis };
    let mut refused = 0;
    let claims = reading.claims.iter().enumerate().map(|(at, claim)| page.claim(at + 1, claim, &mut refused)).collect();
    let about = About {
        id: id.unwrap_or(&report.id.0).to_string(),
        title: report.about.title.clone(),
        source: report.about.source.clone(),
        url: report.about.url.clone(),
        language: "en",
        published: report.about.published,
        characters: page.index.chars_before(report.text.len() as u32),
        sha256: report::sha256(&report.text),
    };
    Checked { document: Document { schema: "claims/1", report: about, claims }, refused }
}

/// One object over many lines.
pub fn pretty(document: &Document) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// One object on one line.
pub fn line(document: &Document) -> String {
    let mut text = serde_json::to_string(document).unwrap_or_default();
    text.push('\n');
    text
}

struct Page<'a> {
    text: &'a str,
    index: CharIndex,
    analysis: &'a Analysis,
}

impl Page<'_> {
    fn words(&self, span: Span) -> Words {
        let chars = self.index.chars(span);
        Words { start: chars.start, end: chars.end, text: span.of(self.text).to_string() }
    }

    fn claim(&self, id: usize, claim: &claims::Claim, refused: &mut usize) -> Claim {
        let (figures, others): (Vec<_>, Vec<_>) = claim.figures.iter().partition(|figure| self.stands(figure));
        *refused += others.len();
        Claim {
            id,
            kind: claim.kind.name(),
            mode: claim.mode.iter().map(ToString::to_string).collect(),
            status: claim.status.name(),
            trigger: self.words(claim.trigger),
            evidence: self.words(claim.evidence),
            said_by: claim.said_by.iter().map(|said| self.said(said)).collect(),
            args: claim.args.iter().map(|arg| self.arg(arg)).collect(),
            figures: figures.into_iter().map(|figure| self.figure(figure)).collect(),
            rule: claim.rule.clone(),
        }
    }

    fn said(&self, said: &claims::Said) -> Said {
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

    fn arg(&self, arg: &claims::Argument) -> Argument {
        let actor = arg.actor.as_ref();
        let place = arg.place.as_ref();
        let place_id = place.and_then(|place| match place.feature {
            Feature::Country => Some(place.country.to_string()).filter(|code| !code.is_empty()),
            Feature::Admin1 | Feature::Admin2 | Feature::City | Feature::Natural | Feature::Site => {
                place.geonames.map(|id| format!("geonames:{id}"))
            }
        });
        let actor_id = actor.and_then(|actor| actor.id.as_ref()).map(ToString::to_string);
        Argument {
            role: arg.role.name(),
            words: self.words(arg.span),
            id: if arg.role == Role::Place { place_id.or(actor_id) } else { actor_id.or(place_id) },
            name: actor.and_then(|actor| actor.name.clone()),
            lat: place.map(|place| degrees(place.latitude)),
            lon: place.map(|place| degrees(place.longitude)),
            days: arg.days.map(|(from, to)| Days { from, to }),
        }
    }

    fn figure(&self, figure: &claims::Figure) -> Figure {
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

    /// Whether the figure's number is told by words inside its span: its digits stand there, or it was read there.
    fn stands(&self, figure: &claims::Figure) -> bool {
        let words = figure.span.of(self.text);
        let numbers = numbers(words);
        if numbers.is_empty() {
            return self.was_read(figure);
        }
        let ends = [figure.low, figure.high];
        let written = |value: f64| numbers.iter().any(|&number| is_scaled(number, value));
        ends.into_iter().flatten().any(written) || self.was_read(figure)
    }

    fn was_read(&self, figure: &claims::Figure) -> bool {
        let starts_before_end =
            self.analysis.quantities.partition_point(|quantity| quantity.span.start < figure.span.end);
        let near = self.analysis.quantities[..starts_before_end].iter().rev().take(8);
        let equal = |quantity: &&analysis::Quantity| {
            figure.span.contains(quantity.span)
                && (quantity.low, quantity.high) == (figure.low, figure.high)
                && quantity.kind != QuantityKind::Measure
        };
        near.into_iter().any(|quantity| equal(&quantity))
    }
}

/// About ten metres: finer than any source is.
fn degrees(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// The numbers that are written in digits, grouping commas left out.
fn numbers(words: &str) -> Vec<f64> {
    let parts = words.split(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'));
    parts.filter_map(|part| part.trim_matches(['.', ',']).replace(',', "").parse().ok()).collect()
}

/// `value` is `number`, or "1.2 million" of it.
fn is_scaled(number: f64, value: f64) -> bool {
    [1.0, 1e2, 1e3, 1e6, 1e9, 1e12].into_iter().any(|scale| (number * scale - value).abs() <= value.abs() * 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_short_as_they_are() {
        let text = |value: f64| serde_json::to_string(&Number(value)).unwrap();
        assert_eq!([text(653.0), text(2.5), text(0.0)], ["653", "2.5", "0"]);
    }

    /// A figure of 700 that points at "653" is left out and counted; one of 653 stays.
    #[test]
    fn a_figure_without_its_number_is_refused() {
        let text = "Russia fired 653 drones.";
        let figure = |value: f64| claims::Figure {
            measure: claims::Measure::Launched,
            of: None,
            low: Some(value),
            high: None,
            approx: false,
            unit: None,
            beside: None,
            span: Span::new(13, 16),
        };
        let claim = claims::Claim {
            kind: claims::ClaimType::Assault,
            mode: Vec::new(),
            status: claims::Status::Actual,
            trigger: Span::new(7, 12),
            evidence: Span::new(0, 23),
            said_by: Vec::new(),
            args: Vec::new(),
            figures: vec![figure(653.0), figure(700.0)],
            rule: String::new(),
        };
        let report = report::Report::new(text.to_string(), report::About::default());
        let analysis = Analysis::default();
        let reading = Reading { analysis, attributions: Vec::new(), claims: vec![claim], found: Vec::new() };
        let checked = document(&report, None, &reading);
        assert_eq!(checked.refused, 1);
        let left: Vec<_> =
            checked.document.claims[0].figures.iter().map(|figure| figure.low.map(|low| low.0)).collect();
        assert_eq!(left, [Some(653.0)]);
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(numbers("more than 1,200 of 3.5 million."), [1200.0, 3.5]);
        assert!(numbers("at least eight").is_empty());
        assert!(is_scaled(3.6, 3_600_000.0) && is_scaled(653.0, 653.0));
        assert!(!is_scaled(65.0, 653.0));
    }
}
