//! `event, its claims -> JSON`: one event of `events/1`, as `docs/record-cli.md` names its fields.

use events::{Entry, EventId, summary};
use jiff::civil::Date;
use lexicon::Lexicon;
use record::series::{EventFigure, event_figures};
use serde::Serialize;
use utoipa::ToSchema;

use crate::claim::{Number, Page, day};

#[derive(Serialize, ToSchema)]
#[schema(as = EventForm)]
pub struct Event {
    pub id: String,
    /// The commonest type among its claims.
    #[serde(rename = "type")]
    pub kind: &'static str,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
    pub claims: Vec<Claim>,
    pub figures: Vec<Figure>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EventClaim)]
pub struct Claim {
    pub report: Report,
    pub id: u32,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub status: &'static str,
    pub trigger: Trigger,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EventReport)]
pub struct Report {
    pub id: String,
    pub file: Option<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub published: Option<Date>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EventTrigger)]
pub struct Trigger {
    pub start: u32,
    pub end: u32,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EventFigure)]
pub struct Figure {
    pub measure: &'static str,
    pub of: Option<String>,
    pub unit: Option<String>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub said: Vec<Saying>,
    pub agree: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EventSaying)]
pub struct Saying {
    pub report: String,
    pub claim: u32,
    pub who: Option<String>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub approx: bool,
}

/// `entries` are all claims of the event.
pub fn event(lexicon: &Lexicon, id: &EventId, entries: &[Entry]) -> Event {
    let all: Vec<&Entry> = entries.iter().collect();
    let summary = summary(&all);
    let mut claims: Vec<Claim> = Vec::with_capacity(entries.len());
    for entries in entries.chunk_by(|one, other| one.report.id == other.report.id) {
        let page = Page::new(&entries[0].report.text);
        claims.extend(entries.iter().map(|entry| claim(&page, entry)));
    }
    Event {
        id: id.0.to_string(),
        kind: summary.as_ref().map_or("", |summary| summary.kind.name()),
        from: summary.as_ref().and_then(|summary| summary.from),
        to: summary.as_ref().and_then(|summary| summary.to),
        claims,
        figures: event_figures(lexicon, entries).into_iter().map(figure).collect(),
    }
}

fn claim(page: &Page<'_>, entry: &Entry) -> Claim {
    let trigger = page.words(entry.claim().trigger);
    Claim {
        report: Report {
            id: entry.report.id.0.clone(),
            file: entry.report.file.clone(),
            published: entry.report.published,
        },
        id: entry.n,
        kind: entry.claim().kind.name(),
        status: entry.claim().status.name(),
        trigger: Trigger { start: trigger.start, end: trigger.end },
    }
}

fn figure(figure: EventFigure) -> Figure {
    let said = figure.said.into_iter().map(|saying| Saying {
        report: saying.claim.report.0,
        claim: saying.claim.n,
        who: saying.who,
        low: saying.low.map(Number),
        high: saying.high.map(Number),
        approx: saying.approx,
    });
    Figure {
        measure: figure.measure.name(),
        of: figure.of.as_ref().map(ToString::to_string),
        unit: figure.unit.as_ref().map(ToString::to_string),
        low: figure.low.map(Number),
        high: figure.high.map(Number),
        said: said.collect(),
        agree: figure.agree,
    }
}
