//! `text -> Document`: the program's own claims in the form that gold has.

use anyhow::Context;
use jiff::civil::Date;
use reader::Reader;
use report::{About, Report};

use crate::gold::Document;

/// Reads `text` and writes its claims as `dateline read --published DATE` does, given nothing but that day.
pub(crate) fn answer(reader: &Reader, name: &str, text: &str, published: Option<Date>) -> anyhow::Result<Document> {
    let report = Report::new(text.to_string(), About { published, ..About::default() });
    let written = export::document(&report, Some(name), &reader.read(&report)).document;
    serde_json::from_value(serde_json::to_value(written)?).context("the output is not what gold is")
}
