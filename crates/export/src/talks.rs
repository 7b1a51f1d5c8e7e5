//! Talks, issues, positions, territory, threats and demands -> rows and objects; `docs/talks.md` names the fields.
//!
//! Every saying goes with its speaker, its day and the place of its words in a report.

use claims::Status;
use events::Entry;
use jiff::civil::Date;
use record::issues::Issue;
use record::positions::{Mode, Stance};
use record::standing::{AnswerKind, Pending};
use record::talks::{Process, Round, Standing};
use record::territory::{Area, AreaKey, Control, Hold};
use record::told;
use report::{Span, one_line};
use serde::Serialize;
use utoipa::ToSchema;

use crate::claim::{Page, day};
use crate::rows::id;

/// A longer quotation is cut: what is published quotes no more of a text.
const QUOTE_MAX: usize = 300;

/// One claim in its sentence.
#[derive(Serialize, ToSchema)]
pub struct Quote {
    /// `REPORT:n`.
    pub claim: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub status: &'static str,
    /// Ids of the outermost speakers; null where the report speaks in its own voice, or nobody knows who they are.
    pub who: Option<String>,
    pub speaker: Option<String>,
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
pub struct ProcessForm {
    pub id: String,
    pub parties: Vec<String>,
    pub negotiates: bool,
    pub mediators: Vec<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub first_told: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub last_told: Option<Date>,
    pub rounds: Vec<RoundForm>,
    pub contacts: Vec<Quote>,
    pub mentions: Vec<Quote>,
}

#[derive(Serialize, ToSchema)]
pub struct RoundForm {
    #[serde(flatten)]
    pub row: RoundRow,
    pub claims: Vec<Quote>,
    pub denied: Vec<Quote>,
    pub said: Vec<Quote>,
    pub outcomes: Vec<Quote>,
}

/// A round as a flat row.
#[derive(Serialize, ToSchema)]
pub struct RoundRow {
    pub process: String,
    pub number: usize,
    pub told_as: Option<u32>,
    pub standing: &'static str,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
    /// Whether a report tells the days; else they follow from the day of publication.
    pub dated: bool,
    pub days_counted: Option<u32>,
    pub places: Vec<String>,
    pub negotiation: bool,
    pub indirect: bool,
    /// Each as `SIDE name`.
    pub envoys: Vec<String>,
    pub mediators: Vec<String>,
    pub hosts: Vec<String>,
    /// How long, in the words that tell it.
    pub lengths: Vec<String>,
    pub told: usize,
    pub reports: usize,
    pub origins: usize,
}

/// A process as a flat row.
#[derive(Serialize, ToSchema)]
pub struct TalksRow {
    pub id: String,
    pub parties: Vec<String>,
    pub negotiates: bool,
    pub rounds: usize,
    pub planned: usize,
    pub contacts: usize,
    pub mediators: Vec<String>,
    /// Of the latest round that was held or is going on.
    pub places: Vec<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub first_told: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub last_told: Option<Date>,
}

#[derive(Serialize, ToSchema)]
pub struct IssueRow {
    pub issue: String,
    /// Whether the table of issues knows it; else it is called by its words.
    pub known: bool,
    pub on_the_table: usize,
    pub agreed: usize,
    pub unresolved: usize,
    pub parties: Vec<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub last_told: Option<Date>,
    /// The latest claim, and its words.
    pub claim: String,
    pub words: String,
}

/// A stance on an issue; one row for each issue that its words name.
#[derive(Serialize, ToSchema)]
pub struct PositionRow {
    pub position_id: String,
    pub process: Option<String>,
    pub round: Option<usize>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub round_date: Option<Date>,
    pub place: Option<String>,
    pub party: String,
    pub envoy: Option<String>,
    pub envoy_role: Option<String>,
    pub issue: Option<String>,
    pub stance: &'static str,
    /// `stated`, `planned`, `possible`, `denied`.
    pub modality: &'static str,
    pub doc_id: String,
    pub char_start: u32,
    pub char_end: u32,
    pub quote: String,
    /// `claimed` where a speaker is named, `reported` where the report speaks in its own voice.
    pub evidence: &'static str,
    pub review: &'static str,
    pub release: &'static str,
    pub speaker: Option<String>,
    pub speaker_side: Option<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub said_on: Option<Date>,
    pub claim: String,
}

#[derive(Serialize, ToSchema)]
pub struct TerritoryRow {
    pub place: String,
    pub place_id: Option<String>,
    pub country: Option<String>,
    pub control: &'static str,
    pub status: &'static str,
    pub by: Vec<String>,
    /// From whom it is taken, to whom it is lost.
    pub with: Vec<String>,
    pub share: Option<String>,
    pub area: Option<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
    /// Others say otherwise, or deny it, in the same weeks.
    pub rival: bool,
    #[serde(flatten)]
    pub quote: Quote,
}

/// A threat or a demand.
#[derive(Serialize, ToSchema)]
pub struct PendingRow {
    pub by: String,
    pub to: Vec<String>,
    pub issues: Vec<String>,
    pub condition: Option<String>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub since: Option<Date>,
    #[serde(serialize_with = "day")]
    #[schema(value_type = Option<String>, format = Date)]
    pub last_told: Option<Date>,
    pub told: usize,
    /// Each as `agreed SIDE REPORT:n`; empty where no claim tells an answer.
    pub answers: Vec<String>,
    #[serde(flatten)]
    pub quote: Quote,
}

pub fn quote(entry: &Entry) -> Quote {
    spoken(entry, entry.kept.telling.sentence)
}

fn spoken(entry: &Entry, span: Span) -> Quote {
    let speakers = told::speakers(entry);
    let ids: Vec<&str> = speakers.iter().filter_map(|speaker| speaker.id.as_deref()).collect();
    let words = Page::new(&entry.report.text).words(span);
    Quote {
        claim: id(entry),
        kind: entry.claim().kind.name(),
        status: entry.claim().status.name(),
        who: (!ids.is_empty()).then(|| ids.join(",")),
        speaker: speaker(entry),
        published: entry.report.published,
        outlet: entry.report.outlet.clone(),
        side: entry.report.side.clone(),
        start: words.start,
        end: words.end,
        words: shortened(&words.text),
    }
}

/// The names of the outermost speakers, each once.
fn speaker(entry: &Entry) -> Option<String> {
    let speakers = told::speakers(entry);
    let persons = speakers.iter().any(|speaker| speaker.is_person);
    let mut names: Vec<&str> = Vec::new();
    for speaker in speakers.iter().filter(|speaker| speaker.is_person || !persons) {
        if !names.contains(&speaker.name.as_str()) {
            names.push(&speaker.name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// White space as one blank; cut at a word.
fn shortened(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= QUOTE_MAX {
        return line;
    }
    let end = line.char_indices().nth(QUOTE_MAX).map_or(line.len(), |(at, _)| at);
    let end = line[..end].rfind(' ').unwrap_or(end);
    format!("{}…", &line[..end])
}

/// One for each sentence: copies of a report tell nothing anew. With how many reports and origins tell it.
pub fn quotes(entries: &[&Entry]) -> Vec<(Quote, usize, usize)> {
    let mut all: Vec<(Quote, Vec<&str>, Vec<&str>)> = Vec::new();
    for entry in entries {
        let told = quote(entry);
        let (report, origin) = (entry.report.id.0.as_str(), entry.report.origin.0.as_str());
        match all.iter_mut().find(|(have, ..)| have.words == told.words && have.speaker == told.speaker) {
            Some((_, reports, origins)) => {
                reports.push(report);
                origins.push(origin);
            }
            None => all.push((told, vec![report], vec![origin])),
        }
    }
    all.into_iter().map(|(told, reports, origins)| (told, distinct(reports), distinct(origins))).collect()
}

fn distinct(mut ids: Vec<&str>) -> usize {
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

pub fn process(process: &Process) -> ProcessForm {
    ProcessForm {
        id: process.id.0.to_string(),
        parties: process.parties.iter().map(ToString::to_string).collect(),
        negotiates: process.negotiates,
        mediators: process.mediators.iter().map(ToString::to_string).collect(),
        first_told: process.told.0,
        last_told: process.told.1,
        rounds: process.rounds.iter().map(|round| round_form(process, round)).collect(),
        contacts: process.contacts.iter().map(|entry| quote(entry)).collect(),
        mentions: process.mentions.iter().map(|entry| quote(entry)).collect(),
    }
}

pub fn round_form(process: &Process, told: &Round) -> RoundForm {
    let all = |entries: &[&Entry]| entries.iter().map(|entry| quote(entry)).collect();
    RoundForm {
        row: round(process, told),
        claims: all(&told.claims),
        denied: all(&told.denied),
        said: all(&told.said),
        outcomes: all(&told.outcomes),
    }
}

pub fn round(process: &Process, round: &Round) -> RoundRow {
    let reports = round.claims.iter().map(|entry| entry.report.id.0.as_str()).collect();
    let origins = round.claims.iter().map(|entry| entry.report.origin.0.as_str()).collect();
    let mut lengths: Vec<String> = Vec::new();
    for (figure, entry) in &round.lengths {
        let words = entry.words(figure.span).to_string();
        if !lengths.contains(&words) {
            lengths.push(words);
        }
    }
    RoundRow {
        process: process.id.0.to_string(),
        number: round.number,
        told_as: round.ordinal,
        standing: standing(round.standing),
        from: round.from,
        to: round.to,
        dated: round.dated,
        days_counted: round.days_counted,
        places: places(round),
        negotiation: round.negotiation,
        indirect: round.indirect,
        envoys: round.envoys.iter().map(|envoy| format!("{} {}", told::side(&envoy.side), envoy.name)).collect(),
        mediators: round.mediators.iter().map(ToString::to_string).collect(),
        hosts: round.hosts.iter().map(ToString::to_string).collect(),
        lengths,
        told: round.claims.len(),
        reports: distinct(reports),
        origins: distinct(origins),
    }
}

fn places(round: &Round) -> Vec<String> {
    round.places.iter().map(|venue| venue.name.clone()).collect()
}

pub fn talks(process: &Process) -> TalksRow {
    let happened = |round: &&Round| matches!(round.standing, Standing::Held | Standing::GoingOn | Standing::Failed);
    let planned = |round: &&Round| matches!(round.standing, Standing::Planned | Standing::Possible);
    TalksRow {
        id: process.id.0.to_string(),
        parties: process.parties.iter().map(ToString::to_string).collect(),
        negotiates: process.negotiates,
        rounds: process.rounds.iter().filter(happened).count(),
        planned: process.rounds.iter().filter(planned).count(),
        contacts: process.contacts.len(),
        mediators: process.mediators.iter().map(ToString::to_string).collect(),
        places: process.rounds.iter().rev().find(happened).map(places).unwrap_or_default(),
        first_told: process.told.0,
        last_told: process.told.1,
    }
}

pub fn issue(issue: &Issue) -> IssueRow {
    let lists = [&issue.unresolved, &issue.agreed, &issue.on_the_table];
    let latest = lists.into_iter().filter_map(|list| list.first()).max_by_key(|entry| entry.order());
    IssueRow {
        issue: issue.name.as_str().to_string(),
        known: !matches!(issue.name, record::issues::IssueName::Words(_)),
        on_the_table: issue.on_the_table.len(),
        agreed: issue.agreed.len(),
        unresolved: issue.unresolved.len(),
        parties: issue.parties.iter().map(ToString::to_string).collect(),
        last_told: latest.and_then(|entry| entry.report.published),
        claim: latest.map(|entry| id(entry)).unwrap_or_default(),
        words: latest.map(|entry| quote(entry).words).unwrap_or_default(),
    }
}

/// One row for each issue that the stance is about; one without an issue where it names none of the table.
pub fn positions(stance: &Stance, process: Option<&Process>) -> Vec<PositionRow> {
    let entry = stance.entry;
    let told = spoken(entry, stance.span());
    let round = process.and_then(|process| round_of(process, entry));
    let row = |issue: Option<String>| PositionRow {
        position_id: format!("{}/{}", told.claim, stance.party),
        process: process.map(|process| process.id.0.to_string()),
        round: round.map(|round| round.number),
        round_date: round.and_then(|round| round.from),
        place: round.and_then(|round| places(round).into_iter().next()),
        party: stance.party.to_string(),
        envoy: stance.envoy().map(str::to_string),
        envoy_role: None,
        issue,
        stance: mode(stance.mode),
        modality: modality(entry.claim().status),
        doc_id: entry.report.id.0.clone(),
        char_start: told.start,
        char_end: told.end,
        quote: told.words.clone(),
        evidence: if told.speaker.is_some() { "claimed" } else { "reported" },
        review: "unreviewed",
        release: "candidate",
        speaker: told.speaker.clone(),
        speaker_side: told.who.as_deref().map(|who| told::side(who).to_string()),
        said_on: told.published,
        claim: told.claim.clone(),
    };
    if stance.issues.is_empty() {
        return vec![row(None)];
    }
    stance.issues.iter().map(|issue| row(Some(issue.as_str().to_string()))).collect()
}

/// The round that the same report tells of.
fn round_of<'p, 'a>(process: &'p Process<'a>, entry: &Entry) -> Option<&'p Round<'a>> {
    process.rounds.iter().rev().find(|round| round.claims.iter().any(|told| told.report.id == entry.report.id))
}

/// One row for each saying, newest first.
pub fn territory(area: &Area) -> Vec<TerritoryRow> {
    let row = |hold: &Hold| TerritoryRow {
        place: area.name.clone(),
        place_id: match &area.key {
            AreaKey::Geonames(id) => Some(format!("geonames:{id}")),
            AreaKey::Country(code) => Some(code.to_string()),
            AreaKey::Named(..) | AreaKey::Words(_) => None,
        },
        country: Some(area.country.to_string()).filter(|code| !code.is_empty()),
        control: control(hold.control),
        status: hold.status.name(),
        by: hold.by.iter().map(ToString::to_string).collect(),
        with: hold.with.iter().map(ToString::to_string).collect(),
        share: hold.share.as_ref().map(|figure| hold.entry.words(figure.span).to_string()),
        area: hold.area.as_ref().map(|figure| hold.entry.words(figure.span).to_string()),
        from: hold.days.0,
        to: hold.days.1,
        rival: area.rival,
        quote: quote(hold.entry),
    };
    area.said.iter().map(row).collect()
}

/// With the words of its newest saying.
pub fn pending(pending: &Pending) -> Option<PendingRow> {
    let newest = pending.said.last()?;
    let answer =
        |answer: &record::standing::Answer| format!("{} {} {}", answered(answer.kind), answer.by, id(answer.entry));
    Some(PendingRow {
        by: pending.by.to_string(),
        to: pending.to.iter().map(ToString::to_string).collect(),
        issues: pending.issues.iter().cloned().collect(),
        condition: pending.condition.map(|span| shortened(newest.words(span))),
        since: pending.since,
        last_told: pending.last,
        told: pending.said.len(),
        answers: pending.answers.iter().map(answer).collect(),
        quote: quote(newest),
    })
}

/// `held`, `going_on` and so on.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Held => "held",
        Standing::GoingOn => "going_on",
        Standing::Planned => "planned",
        Standing::Possible => "possible",
        Standing::PutOff => "put_off",
        Standing::Failed => "failed",
        Standing::NotHeld => "not_held",
    }
}

pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Supports => "supports",
        Mode::Opposes => "opposes",
        Mode::Insists => "insists",
        Mode::Open => "open",
        Mode::Conditions => "conditions",
        Mode::Demands => "demands",
        Mode::Rejects => "rejects",
        Mode::Agrees => "agrees",
        Mode::AgreesNot => "agrees_not",
        Mode::Threatens => "threatens",
    }
}

fn modality(status: Status) -> &'static str {
    match status {
        Status::Actual => "stated",
        Status::Negated => "denied",
        Status::Future => "planned",
        Status::Hypothetical => "possible",
    }
}

fn control(control: Control) -> &'static str {
    match control {
        Control::Held => "held",
        Control::Captured => "captured",
        Control::Lost => "lost",
        Control::Contested => "contested",
    }
}

fn answered(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Agreed => "agreed",
        AnswerKind::Rejected => "rejected",
        AnswerKind::Dropped => "dropped",
    }
}
