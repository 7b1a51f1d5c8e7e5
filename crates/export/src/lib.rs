//! `Reading -> JSON`, as `docs/claims.md` names the fields.
//!
//! Offsets count characters of the text as read. A figure whose number does not stand in its words is left out
//! and counted: such a value could not be checked by anybody.

pub mod brat;
pub mod brief;
mod check;
mod claim;
pub mod events;
pub mod figures;
pub mod form;
pub mod identities;
pub mod reviews;
pub mod rows;
pub mod talks;

use jiff::civil::Date;
use reader::Reading;
use report::Report;
use serde::Serialize;

pub use check::refuse;
use claim::day;
pub use claim::{Argument, Claim, Days, Figure, Number, Page, Said, Words};
pub use claims::stands;

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

pub struct Checked {
    pub document: Document,
    /// Figures that were left out.
    pub refused: usize,
}

/// `id` is what the report is called; None makes it the id of its text.
pub fn document(report: &Report, id: Option<&str>, reading: &Reading) -> Checked {
    let page = Page::new(&report.text);
    let mut claims = reading.claims.clone();
    let refused = refuse(&report.text, &reading.analysis, &mut claims);
    let claims = claims.iter().enumerate().map(|(at, claim)| page.claim(at + 1, claim)).collect();
    let about = About {
        id: id.unwrap_or(&report.id.0).to_string(),
        title: report.about.title.clone(),
        source: report.about.source.clone(),
        url: report.about.url.clone(),
        language: "en",
        published: report.about.published,
        characters: page.characters(),
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
