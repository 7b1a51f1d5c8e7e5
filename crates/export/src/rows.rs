//! What a record lists -> rows, one flat object each; `docs/record-cli.md` names the fields.
//!
//! Of a list as of CSV: a row has no fields below fields, and every row of one list has the same ones.

use analysis::{Feature, Place};
use claims::Role;
use events::{Entry, days};
use jiff::civil::Date;
use report::ReportId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::claim::{Claim, Number, Page, day};

/// Characters of a report's first words, at most.
const LEAD_MAX: usize = 100;

#[derive(Serialize, ToSchema)]
pub struct ReportRow {
    pub id: String,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub published: Option<Date>,
    pub outlet: Option<String>,
    pub side: Option<String>,
    pub title: Option<String>,
    /// Its first words.
    pub lead: String,
    pub file: Option<String>,
    pub url: Option<String>,
    pub language: String,
    pub characters: u32,
    pub claims: u64,
    /// Claims of which nobody decided.
    pub unreviewed: u64,
    /// Outlets that printed the same text.
    pub also_in: Vec<String>,
    /// The first of the reports that tell this one's text or an earlier version of it; its own id where there is none.
    pub origin: String,
    pub superseded_by: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ClaimRow {
    /// Of the report, a colon, and the number that `read` gives the claim.
    pub id: String,
    pub event: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub mode: Vec<String>,
    pub status: &'static str,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
    pub who: Option<String>,
    pub speaker: Option<String>,
    pub actor: Option<String>,
    pub actor_id: Option<String>,
    pub recipient: Option<String>,
    pub recipient_id: Option<String>,
    pub object: Option<String>,
    pub instrument: Option<String>,
    pub topic: Option<String>,
    pub place: Option<String>,
    pub place_id: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// How narrow the place is: `site`, `settlement`, `district`, `region`, `area` (a sea, a range) or `country`; null where
    /// the gazetteer knows none. The point of what is wider than a settlement is only where its label would stand.
    pub precision: Option<&'static str>,
    /// That the place lies in: ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// As the words tell them.
    pub figures: Vec<String>,
    pub start: u32,
    pub end: u32,
    pub words: String,
    pub file: Option<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub published: Option<Date>,
    pub outlet: Option<String>,
    pub side: Option<String>,
    pub rule: String,
    /// How it stands after all that people said of it.
    pub review: &'static str,
    /// People decided differently of it.
    pub disputed: bool,
}

#[derive(Serialize, ToSchema)]
pub struct EventRow {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Every type among its claims, the commonest first.
    pub types: Vec<&'static str>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
    pub place: Option<String>,
    pub place_id: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// How narrow the place is: `site`, `settlement`, `district`, `region`, `area` (a sea, a range) or `country`; null where
    /// the gazetteer knows none. The point of what is wider than a settlement is only where its label would stand.
    pub precision: Option<&'static str>,
    /// That the place lies in: ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Of its first claim.
    pub who: Option<String>,
    pub speaker: Option<String>,
    pub status: &'static str,
    pub words: String,
    pub claims: u64,
    pub reports: u64,
    pub outlets: u64,
    pub origins: u64,
    /// Its first claim.
    pub claim: String,
    /// How many of all its claims stand so; rejected ones are not among `claims`.
    pub unreviewed: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub edited: u64,
}

#[derive(Serialize, ToSchema)]
pub struct FigureRow {
    pub claim: String,
    pub event: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub measure: &'static str,
    pub of: Option<String>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub approx: bool,
    pub unit: Option<String>,
    pub status: &'static str,
    pub who: Option<String>,
    pub speaker: Option<String>,
    pub place: Option<String>,
    pub place_id: Option<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub published: Option<Date>,
    pub outlet: Option<String>,
    pub side: Option<String>,
    pub start: u32,
    pub end: u32,
    pub words: String,
}

#[derive(Serialize, ToSchema)]
pub struct ActorRow {
    pub id: Option<String>,
    pub name: Option<String>,
    pub acts: u64,
    pub acted_upon: u64,
    pub says: u64,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub first: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub last: Option<Date>,
}

/// A person under all spellings.
#[derive(Clone, Serialize, ToSchema)]
pub struct PersonRow {
    pub id: String,
    pub name: String,
    /// Ids with blanks between, the most frequent first.
    pub acts_for: String,
    pub claims: u64,
    /// Each with its number of claims.
    pub spellings: String,
    /// Grounds on which they were joined.
    pub joined_by: String,
}

#[derive(Serialize, ToSchema)]
pub struct PlaceRow {
    pub id: Option<String>,
    pub name: String,
    pub country: Option<String>,
    pub lat: f64,
    pub lon: f64,
    pub claims: u64,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub first: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub last: Option<Date>,
}

#[derive(Serialize, ToSchema)]
pub struct LogRow {
    pub cursor: u64,
    pub at: String,
    pub what: &'static str,
    /// Of the report or event; null where the record itself is meant.
    pub id: Option<String>,
    /// What else it is about: a claim, another event, a number of claims.
    pub detail: Option<String>,
    pub by: Option<String>,
    pub why: Option<String>,
}

pub fn report(row: &store::ReportRow) -> ReportRow {
    let filed = &row.filed;
    ReportRow {
        id: filed.id.0.clone(),
        published: filed.published,
        outlet: filed.outlet.clone(),
        side: filed.side.clone(),
        title: filed.title.clone(),
        lead: lead(&filed.text),
        file: filed.file.clone(),
        url: filed.url.clone(),
        language: filed.language.clone(),
        characters: Page::new(&filed.text).characters(),
        claims: row.claims,
        unreviewed: row.unreviewed,
        also_in: row.outlets.clone(),
        origin: filed.origin.0.clone(),
        superseded_by: filed.superseded_by.as_ref().map(|ReportId(id)| id.clone()),
    }
}

pub fn claim(entry: &Entry) -> ClaimRow {
    let told = told(entry);
    let (from, to) = days(entry.claim(), entry.report.published);
    let place = place(entry);
    let mut row = ClaimRow {
        id: id(entry),
        event: entry.event.0.to_string(),
        kind: told.kind,
        status: told.status,
        from,
        to,
        who: who(&told),
        speaker: speaker(&told),
        actor: words(&told, "actor"),
        actor_id: ids(&told, "actor"),
        recipient: words(&told, "recipient"),
        recipient_id: ids(&told, "recipient"),
        object: words(&told, "object"),
        instrument: words(&told, "instrument"),
        topic: words(&told, "topic"),
        place: place.as_ref().map(|place| place.name.clone()),
        place_id: place.as_ref().and_then(|place| place.id.clone()),
        lat: place.as_ref().and_then(|place| place.point).map(|(lat, _)| lat),
        lon: place.as_ref().and_then(|place| place.point).map(|(_, lon)| lon),
        precision: place.as_ref().and_then(|place| place.precision),
        country: place.as_ref().and_then(|place| place.country.clone()),
        figures: told.figures.iter().map(|figure| format!("{} {}", figure.measure, figure.words.text)).collect(),
        start: told.evidence.start,
        end: told.evidence.end,
        words: String::new(),
        mode: Vec::new(),
        file: entry.report.file.clone(),
        published: entry.report.published,
        outlet: entry.report.outlet.clone(),
        side: entry.report.side.clone(),
        rule: String::new(),
        review: entry.review.state.name(),
        disputed: entry.review.disputed,
    };
    (row.words, row.mode, row.rule) = (told.evidence.text, told.mode, told.rule);
    row
}

pub fn event(row: &store::EventRow) -> EventRow {
    let told = told(&row.lead);
    let point = row.place.as_ref().map(crate::claim::point);
    let [unreviewed, accepted, rejected, edited] = row.reviews;
    EventRow {
        id: row.id.0.to_string(),
        kind: row.kinds.first().map_or(told.kind, |kind| kind.name()),
        types: row.kinds.iter().map(|kind| kind.name()).collect(),
        from: row.from,
        to: row.to,
        place: row.place.as_ref().map(|place| place.name.clone()),
        place_id: row.place.as_ref().and_then(crate::claim::place_id),
        lat: point.map(|(lat, _)| lat),
        lon: point.map(|(_, lon)| lon),
        precision: row.place.as_ref().map(precision),
        country: row.place.as_ref().and_then(country),
        who: who(&told),
        speaker: speaker(&told),
        status: told.status,
        words: told.evidence.text,
        claims: row.claims,
        reports: row.reports,
        outlets: row.outlets,
        origins: row.origins,
        claim: id(&row.lead),
        unreviewed,
        accepted,
        rejected,
        edited,
    }
}

/// One row for each figure of the claim.
pub fn figures(entry: &Entry) -> Vec<FigureRow> {
    let told = told(entry);
    let (from, to) = days(entry.claim(), entry.report.published);
    let place = place(entry);
    let row = |figure: &crate::claim::Figure| FigureRow {
        claim: id(entry),
        event: entry.event.0.to_string(),
        kind: told.kind,
        measure: figure.measure,
        of: figure.of.clone(),
        low: figure.low,
        high: figure.high,
        approx: figure.approx,
        unit: figure.unit.clone(),
        status: told.status,
        who: who(&told),
        speaker: speaker(&told),
        place: place.as_ref().map(|place| place.name.clone()),
        place_id: place.as_ref().and_then(|place| place.id.clone()),
        from,
        to,
        published: entry.report.published,
        outlet: entry.report.outlet.clone(),
        side: entry.report.side.clone(),
        start: figure.words.start,
        end: figure.words.end,
        words: figure.words.text.clone(),
    };
    told.figures.iter().map(row).collect()
}

pub fn actor(row: &store::ActorRow) -> ActorRow {
    ActorRow {
        id: row.actor.id.as_ref().map(ToString::to_string),
        name: row.actor.name.clone(),
        acts: row.acts,
        acted_upon: row.suffers,
        says: row.says,
        first: row.first,
        last: row.last,
    }
}

pub fn person(identity: &events::identity::Identity) -> PersonRow {
    let spelled = identity.spellings.iter().map(|(words, count)| format!("{words} ({count})"));
    let grounds: Vec<&str> = identity.why.iter().map(|why| why.name()).collect();
    PersonRow {
        id: identity.id.clone(),
        name: identity.name.clone(),
        acts_for: identity.acts_for.join(" "),
        claims: identity.claims as u64,
        spellings: spelled.collect::<Vec<_>>().join("; "),
        joined_by: grounds.join("; "),
    }
}

pub fn place_row(row: &store::PlaceRow) -> PlaceRow {
    let (lat, lon) = crate::claim::point(&row.place);
    PlaceRow {
        id: crate::claim::place_id(&row.place),
        name: row.place.name.clone(),
        country: Some(row.place.country.to_string()).filter(|code| !code.is_empty()),
        lat,
        lon,
        claims: row.claims,
        first: row.first,
        last: row.last,
    }
}

pub fn log(line: &store::LogLine) -> LogRow {
    LogRow {
        cursor: line.cursor,
        at: line.at.to_string(),
        what: line.what.name(),
        id: match &line.subject {
            store::Subject::Record => None,
            store::Subject::Report(id) => Some(id.0.clone()),
            store::Subject::Event(id) => Some(id.0.to_string()),
        },
        detail: Some(line.detail.clone()).filter(|detail| !detail.is_empty()),
        by: line.by.clone(),
        why: line.why.clone(),
    }
}

/// The first line with words in it, to the end of a word.
fn lead(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let mut lead = String::new();
    for word in line.split_whitespace() {
        if !lead.is_empty() && lead.chars().count() + 1 + word.chars().count() > LEAD_MAX {
            return lead + "…";
        }
        if !lead.is_empty() {
            lead.push(' ');
        }
        lead.extend(word.chars().take(LEAD_MAX));
    }
    lead
}

/// The claim as `read` prints it.
pub fn told(entry: &Entry) -> Claim {
    Page::new(&entry.report.text).claim(entry.n as usize, entry.claim())
}

/// `REPORT:n`.
pub fn id(entry: &Entry) -> String {
    format!("{}:{}", entry.report.id.0, entry.n)
}

/// Id of the innermost speaker who has one: whoever says it first.
fn who(claim: &Claim) -> Option<String> {
    claim.said_by.iter().rev().find_map(|said| said.who.clone())
}

/// The chain of speakers, outermost first.
fn speaker(claim: &Claim) -> Option<String> {
    let names: Vec<&str> = claim.said_by.iter().filter_map(|said| said.name.as_deref()).collect();
    (!names.is_empty()).then(|| names.join(" › "))
}

fn words(claim: &Claim, role: &str) -> Option<String> {
    let words = claim.args.iter().filter(|arg| arg.role == role).map(|arg| arg.words.text.as_str());
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn ids(claim: &Claim, role: &str) -> Option<String> {
    let ids = claim.args.iter().filter(|arg| arg.role == role).filter_map(|arg| arg.id.as_deref());
    let ids: Vec<&str> = ids.collect();
    (!ids.is_empty()).then(|| ids.join("; "))
}

struct Where {
    name: String,
    id: Option<String>,
    point: Option<(f64, f64)>,
    precision: Option<&'static str>,
    country: Option<String>,
}

fn precision(place: &Place) -> &'static str {
    match place.feature {
        Feature::Site => "site",
        Feature::City => "settlement",
        Feature::Admin2 => "district",
        Feature::Admin1 => "region",
        Feature::Natural => "area",
        Feature::Country => "country",
    }
}

/// None for seas and the like.
fn country(place: &Place) -> Option<String> {
    Some(place.country.to_string()).filter(|code| !code.is_empty())
}

/// Where the claim says it was: the first place that the gazetteer knows, else the words.
fn place(entry: &Entry) -> Option<Where> {
    let mut args = entry.claim().args.iter().filter(|arg| arg.role == Role::Place);
    let known = args.clone().find_map(|arg| arg.place.as_ref());
    let known = known.map(|place| Where {
        name: place.name.clone(),
        id: crate::claim::place_id(place),
        point: Some(crate::claim::point(place)),
        precision: Some(precision(place)),
        country: country(place),
    });
    known.or_else(|| {
        let words = entry.words(args.next()?.span).to_string();
        Some(Where { name: words, id: None, point: None, precision: None, country: None })
    })
}
