//! One process of talks with all that hangs on it: rounds, issues, who stands where, threats, demands, territory.

use std::collections::{BTreeMap, BTreeSet};

use claims::{ClaimType, Role};
use events::Entry;
use export::talks::{self as form, PendingRow, PositionRow, ProcessForm, Quote, TerritoryRow};
use jiff::civil::Date;
use record::Filter;
use record::issues::{Issue, IssueName, issues};
use record::positions::{between, stances};
use record::talks::{Process, claims_of, processes};
use record::told;
use serde::Serialize;
use store::Store;
use utoipa::ToSchema;

use crate::{Data, QueryError, views};

/// What talks and stances are told by.
pub const KINDS: &[ClaimType] = &[
    ClaimType::Consult,
    ClaimType::Assess,
    ClaimType::Agree,
    ClaimType::Reject,
    ClaimType::Issue,
    ClaimType::Position,
    ClaimType::Request,
    ClaimType::Threaten,
];

/// What stands beside talks between the parties.
const BESIDE: &[ClaimType] = &[ClaimType::Control, ClaimType::Concede, ClaimType::Retreat];

/// Sayings of an issue, and rows of what stands beside the talks, at most; how many there are is told.
const QUOTES_MAX: usize = 50;
const BESIDE_MAX: usize = 200;

#[derive(Serialize, ToSchema)]
pub struct TalksForm {
    pub process: ProcessForm,
    /// Who went, of each round that names any: which claims name them.
    pub envoys: Vec<RoundEnvoys>,
    pub issues: Vec<IssueForm>,
    /// All stances of the parties, newest first.
    pub positions: Vec<PositionRow>,
    pub threats: Cut<PendingRow>,
    pub demands: Cut<PendingRow>,
    pub territory: Cut<TerritoryRow>,
    /// What the ids are called that stand in this answer.
    pub names: BTreeMap<String, String>,
}

/// The first rows of a list, and how many there are.
#[derive(Serialize, ToSchema)]
pub struct Cut<R: ToSchema> {
    pub rows: Vec<R>,
    pub total: usize,
}

#[derive(Serialize, ToSchema)]
pub struct RoundEnvoys {
    /// The round's number.
    pub round: usize,
    pub envoys: Vec<EnvoyForm>,
}

#[derive(Serialize, ToSchema)]
pub struct EnvoyForm {
    pub side: String,
    pub name: String,
    /// `REPORT:n` of those claims of the round whose words name this person.
    pub claims: Vec<String>,
}

/// What was said of an issue in these talks, newest first.
#[derive(Serialize, ToSchema)]
pub struct IssueForm {
    pub issue: String,
    /// Whether the table of issues knows it; else it is called by its words.
    pub known: bool,
    pub parties: Vec<String>,
    #[schema(value_type = Option<String>, format = Date)]
    pub last_told: Option<String>,
    pub on_the_table: Cut<Quote>,
    pub agreed: Cut<Quote>,
    pub unresolved: Cut<Quote>,
}

/// Of these names the process: an id such as `talks/AAA-BBB`, or its parties.
pub fn find<'p, 'a>(all: &'p [Process<'a>], name: &str) -> Result<&'p Process<'a>, QueryError> {
    let found = all.iter().find(|process| process.is_called(name));
    found.ok_or_else(|| QueryError::NotFound { what: "talks", words: name.to_string() })
}

pub fn one(data: &Data, store: &impl Store, filter: &Filter, name: &str) -> Result<TalksForm, QueryError> {
    let words = data.vocabulary()?;
    let told = views::entries(store, filter, &[KINDS, BESIDE].concat())?;
    let (entries, beside): (Vec<Entry>, Vec<Entry>) =
        told.into_iter().partition(|entry| KINDS.contains(&entry.claim().kind));
    let all = processes(&entries, words);
    let process = find(&all, name)?;
    let raised = issues(claims_of(process, &all, &entries), words);
    let stances = between(stances(&entries, words), &process.parties, &entries);
    let positions = stances.iter().flat_map(|stance| form::positions(stance, Some(process))).collect();
    let involved = |entry: &Entry| {
        let sides = told::sides(entry, &[Role::Actor, Role::Recipient, Role::Party, Role::Object]);
        sides.iter().any(|side| process.parties.contains(side))
    };
    let theirs: Vec<Entry> = entries.iter().chain(&beside).filter(|entry| involved(entry)).cloned().collect();
    let is_party = |side: &str| process.parties.iter().any(|party| party == side);
    let between_them =
        |row: &PendingRow| is_party(&row.by) && (row.to.is_empty() || row.to.iter().any(|to| is_party(to)));
    let pending = |rows: Vec<record::standing::Pending<'_>>| -> Cut<PendingRow> {
        cut(rows.iter().filter_map(form::pending).filter(|row| between_them(row)).collect(), BESIDE_MAX)
    };
    let lands = record::territory::territory(&theirs);
    let lands = lands.iter().flat_map(form::territory);
    let form = form::process(process);
    let sides: BTreeSet<&str> =
        form.parties.iter().chain(&form.mediators).map(String::as_str).chain(raised.iter().flat_map(parties)).collect();
    Ok(TalksForm {
        names: data.known(sides)?,
        envoys: process.rounds.iter().map(envoys).filter(|round| !round.envoys.is_empty()).collect(),
        issues: raised.iter().map(issue).collect(),
        positions,
        threats: pending(record::standing::threats(&theirs, words)),
        demands: pending(record::standing::demands(&theirs, words)),
        territory: cut(
            lands.filter(|row| row.by.iter().chain(&row.with).any(|side| is_party(side))).collect(),
            BESIDE_MAX,
        ),
        process: form,
    })
}

fn cut<R: ToSchema>(mut rows: Vec<R>, most: usize) -> Cut<R> {
    let total = rows.len();
    rows.truncate(most);
    Cut { rows, total }
}

fn parties<'i>(issue: &'i Issue<'_>) -> impl Iterator<Item = &'i str> {
    issue.parties.iter().map(|party| party.as_str())
}

fn envoys(round: &record::talks::Round<'_>) -> RoundEnvoys {
    let claims = |name: &str| {
        let family = name.rsplit(' ').next().unwrap_or(name);
        let names = |entry: &&&Entry| entry.words(entry.kept.telling.sentence).contains(family);
        round.claims.iter().filter(names).map(|entry| export::rows::id(entry)).collect()
    };
    let envoy = |envoy: &record::talks::Envoy| EnvoyForm {
        side: told::side(&envoy.side).to_string(),
        name: envoy.name.clone(),
        claims: claims(&envoy.name),
    };
    RoundEnvoys { round: round.number, envoys: round.envoys.iter().map(envoy).collect() }
}

fn issue(issue: &Issue<'_>) -> IssueForm {
    let lists = [&issue.unresolved, &issue.agreed, &issue.on_the_table];
    let last: Option<Date> =
        lists.iter().filter_map(|list| list.first()).filter_map(|entry| entry.report.published).max();
    let quotes = |entries: &[&Entry]| Cut {
        rows: entries.iter().take(QUOTES_MAX).map(|entry| form::quote(entry)).collect(),
        total: entries.len(),
    };
    IssueForm {
        issue: issue.name.as_str().to_string(),
        known: !matches!(issue.name, IssueName::Words(_)),
        parties: parties(issue).map(str::to_string).collect(),
        last_told: last.map(|day| day.to_string()),
        on_the_table: quotes(&issue.on_the_table),
        agreed: quotes(&issue.agreed),
        unresolved: quotes(&issue.unresolved),
    }
}
