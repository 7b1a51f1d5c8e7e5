//! `Report -> Document`: the program's own claims in the form that gold has.

use anyhow::Context;
use reader::Reader;
use report::Report;

use crate::gold::Document;

/// Reads the report and writes its claims as `dateline read` does.
pub(crate) fn answer(reader: &Reader, name: &str, report: &Report) -> anyhow::Result<Document> {
    let written = export::document(report, Some(name), &reader.read(report)).document;
    serde_json::from_value(serde_json::to_value(written)?).context("the output is not what gold is")
}
