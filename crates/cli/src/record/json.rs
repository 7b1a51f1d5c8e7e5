//! JSON -> the parts of a report: `text`, and what it says of itself. Unknown keys are passed over.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) published: Option<Date>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) side: Option<String>,
    pub(crate) language: Option<String>,
}

#[derive(Deserialize)]
struct Raw {
    text: String,
    published: Option<String>,
    date: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    side: Option<String>,
    language: Option<String>,
    lang: Option<String>,
}

pub(crate) fn object(bytes: &[u8]) -> Result<Line, String> {
    let raw: Raw = serde_json::from_slice(bytes).map_err(|error| problem(&error))?;
    let day = raw.published.or(raw.date).filter(|day| !day.trim().is_empty());
    let published = day.map(|day| query::value::day_of(&day)).transpose()?;
    let filled = |value: Option<String>| value.filter(|text| !text.trim().is_empty());
    Ok(Line {
        text: raw.text,
        published,
        title: filled(raw.title),
        outlet: filled(raw.outlet),
        url: filled(raw.url),
        side: filled(raw.side),
        language: filled(raw.language.or(raw.lang)),
    })
}

/// One object, or an array of them.
pub(crate) fn document(bytes: &[u8]) -> Result<Vec<Result<Line, String>>, String> {
    if bytes.trim_ascii_start().starts_with(b"[") {
        let items: Vec<Box<RawValue>> = serde_json::from_slice(bytes).map_err(|error| problem(&error))?;
        return Ok(items.iter().map(|item| object(item.get().as_bytes())).collect());
    }
    Ok(vec![object(bytes)])
}

/// Whether it begins as an object does: a brace, then a key.
pub(crate) fn looks_like_object(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

pub(crate) fn looks_like_array(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"[").is_some_and(|rest| looks_like_object(rest.trim_ascii_start()))
}

/// Without serde's own line number: each line is read for itself.
fn problem(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    match error.classify() {
        serde_json::error::Category::Data => format!("no report: {words}; give an object with `text`"),
        _ => format!("not JSON: {words}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_it_says_of_itself() {
        let line =
            object(br#"{"text": "It rained.", "published": "2025-12-06T08:40Z", "lang": "en", "url": "", "x": [{}]}"#);
        let line = line.unwrap();
        assert_eq!((line.text.as_str(), line.url), ("It rained.", None));
        assert_eq!(
            (line.published.map(|day| day.to_string()), line.language),
            (Some("2025-12-06".into()), Some("en".into()))
        );
        assert_eq!(object(br#"{"text": "It rained.", "date": null}"#).unwrap().published, None);
    }

    #[test]
    fn what_is_no_report() {
        refuse("not JSON: ", b"{\"text\": ");
        refuse("no report: missing field `text`", b"{}");
        refuse("no report: invalid type: integer `5`", b"{\"text\": 5}");
        refuse("`yesterday` is no day", b"{\"text\": \"a\", \"date\": \"yesterday\"}");
        assert_eq!(document(b"[{\"text\": \"a\"}, 5]").unwrap().iter().filter(|item| item.is_ok()).count(), 1);
    }

    #[track_caller]
    fn refuse(want: &str, bytes: &[u8]) {
        let error = object(bytes).unwrap_err();
        assert!(error.starts_with(want), "{error}");
    }
}
