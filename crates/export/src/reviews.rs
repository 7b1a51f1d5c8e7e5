//! What people decided of claims -> rows, and how good rules and people are by it.

use events::review::Verdict;
use record::review::{Agreement, Precision};
use serde::Serialize;
use store::Change;
use utoipa::ToSchema;

use crate::claim::{Argument, Claim, Figure, Page, Said};

/// One review.
#[derive(Serialize, ToSchema)]
pub struct ReviewRow {
    pub id: u64,
    /// `REPORT:n`; null where the words make no claim of this type today.
    pub claim: Option<String>,
    pub report: String,
    /// Of the claim as it was read or added.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The words of the trigger.
    pub words: String,
    pub start: u32,
    pub end: u32,
    pub verdict: &'static str,
    pub role: &'static str,
    pub by: String,
    pub at: String,
    pub why: Option<String>,
    /// What is told otherwise, or the whole claim that was added.
    pub edit: Option<EditForm>,
    /// The review that this one takes back.
    pub undoes: Option<u64>,
    pub undone_by: Option<u64>,
    pub orphaned: bool,
}

/// Only what was changed is there.
#[derive(Default, Serialize, ToSchema)]
pub struct EditForm {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_by: Option<Vec<Said>>,
    /// In roles that were changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub args: Option<Vec<Argument>>,
    /// Roles that no words have any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emptied: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<Figure>>,
}

/// One review as a line of a table: what was changed stands in words.
#[derive(Serialize, ToSchema)]
pub struct ReviewLine {
    pub id: u64,
    pub claim: Option<String>,
    pub report: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub words: String,
    pub verdict: &'static str,
    pub role: &'static str,
    pub by: String,
    pub at: String,
    pub why: Option<String>,
    pub edit: Option<String>,
    pub undoes: Option<u64>,
    pub undone_by: Option<u64>,
    pub orphaned: bool,
}

#[derive(Serialize, ToSchema)]
pub struct PrecisionRow {
    /// Of the rule or type.
    pub name: String,
    /// Claims that were decided about.
    pub judged: u64,
    pub accepted: u64,
    pub edited: u64,
    pub rejected: u64,
    /// (accepted + edited) / judged.
    pub precision: f64,
    /// The ends of Wilson's interval of 95 %.
    pub low: f64,
    pub high: f64,
}

#[derive(Serialize, ToSchema)]
pub struct AgreementForm {
    pub one: String,
    pub other: String,
    /// That both decided about.
    pub claims: u64,
    pub observed: f64,
    pub expected: f64,
    /// Null where nothing can be said: no claims are shared, or both always say the same.
    pub kappa: Option<f64>,
    pub table: Vec<AgreementRow>,
}

#[derive(Serialize, ToSchema)]
pub struct AgreementRow {
    /// What the one said last.
    pub one: &'static str,
    pub other: &'static str,
    pub claims: u64,
}

/// `text` is that of the review's report.
pub fn review(row: &store::ReviewRow, text: &str) -> ReviewRow {
    let page = Page::new(text);
    let trigger = page.words(row.trigger);
    ReviewRow {
        id: row.id,
        claim: row.claim.as_ref().map(key),
        report: row.report.0.clone(),
        kind: row.kind.name(),
        words: trigger.text,
        start: trigger.start,
        end: trigger.end,
        verdict: row.verdict.name(),
        role: row.capacity.name(),
        by: row.by.clone(),
        at: row.at.to_string(),
        why: row.why.clone(),
        edit: row.change.as_ref().map(|change| edit(&page, change)),
        undoes: row.undoes,
        undone_by: row.undone_by,
        orphaned: is_orphaned(row),
    }
}

/// Without its report's text.
pub fn line(row: &store::ReviewRow) -> ReviewLine {
    ReviewLine {
        id: row.id,
        claim: row.claim.as_ref().map(key),
        report: row.report.0.clone(),
        kind: row.kind.name(),
        words: report::one_line(&row.words),
        verdict: row.verdict.name(),
        role: row.capacity.name(),
        by: row.by.clone(),
        at: row.at.to_string(),
        why: row.why.clone(),
        edit: row.change.as_ref().map(changed),
        undoes: row.undoes,
        undone_by: row.undone_by,
        orphaned: is_orphaned(row),
    }
}

fn is_orphaned(row: &store::ReviewRow) -> bool {
    row.claim.is_none() && row.undone_by.is_none() && row.verdict != Verdict::Undo
}

fn edit(page: &Page<'_>, change: &Change) -> EditForm {
    match change {
        Change::Add(claim) => {
            let Claim { kind, mode, status, said_by, args, figures, .. } = page.claim(0, claim);
            EditForm {
                kind: Some(kind),
                mode: Some(mode),
                status: Some(status),
                said_by: Some(said_by),
                args: Some(args),
                figures: Some(figures),
                emptied: Vec::new(),
            }
        }
        Change::Edit(edit) => {
            let args = edit.args.iter().flat_map(|(_, args)| args).map(|arg| page.arg(arg));
            let emptied = edit.args.iter().filter(|(_, args)| args.is_empty()).map(|(role, _)| role.name());
            EditForm {
                kind: edit.kind.map(|kind| kind.name()),
                mode: edit.mode.as_ref().map(|mode| mode.iter().map(ToString::to_string).collect()),
                status: edit.status.map(|status| status.name()),
                said_by: edit.said_by.as_ref().map(|all| all.iter().map(|said| page.said(said)).collect()),
                args: (!edit.args.is_empty()).then(|| args.collect()),
                emptied: emptied.collect(),
                figures: edit.figures.as_ref().map(|all| all.iter().map(|figure| page.figure(figure)).collect()),
            }
        }
    }
}

/// Names of what was changed.
fn changed(change: &Change) -> String {
    let Change::Edit(edit) = change else { return "added".to_string() };
    let mut parts = Vec::new();
    parts.extend(edit.kind.map(|kind| format!("type {}", kind.name())));
    parts.extend(edit.status.map(|status| format!("status {}", status.name())));
    parts.extend(edit.mode.as_ref().map(|mode| format!("mode {}", mode.join(" "))));
    parts.extend(edit.said_by.as_ref().map(|_| "speaker".to_string()));
    parts.extend(edit.args.iter().map(|(role, _)| role.name().to_string()));
    parts.extend(edit.figures.as_ref().map(|_| "figures".to_string()));
    parts.join(", ")
}

pub fn precision(row: &Precision) -> PrecisionRow {
    PrecisionRow {
        name: row.name.clone(),
        judged: row.judged,
        accepted: row.accepted,
        edited: row.edited,
        rejected: row.rejected,
        precision: rounded(row.precision),
        low: rounded(row.low),
        high: rounded(row.high),
    }
}

pub fn agreement(one: &str, other: &str, found: &Agreement) -> AgreementForm {
    let row = |((one, other), claims): (&(Verdict, Verdict), &u64)| AgreementRow {
        one: one.name(),
        other: other.name(),
        claims: *claims,
    };
    AgreementForm {
        one: one.to_string(),
        other: other.to_string(),
        claims: found.claims,
        observed: rounded(found.observed),
        expected: rounded(found.expected),
        kappa: found.kappa.map(rounded),
        table: found.table.iter().map(row).collect(),
    }
}

/// More digits than any number of claims tells.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// `REPORT:n`.
pub fn key(key: &events::ClaimKey) -> String {
    format!("{}:{}", key.report.0, key.n)
}
