//! A claim in one line, for the examples in rule files: `ASSAULT attacked actor=Rebels place=Goma killed=8..`.
//!
//! Words of a part are joined by `_`. Parts may stand in any order. An ellipsis at the end says that the claim
//! may have more parts than the line names.

use report::Report;

use crate::claim::{Claim, Figure, Status};

/// The parts of a claim, type and trigger first.
pub fn line(report: &Report, claim: &Claim) -> String {
    parts(report, claim).join(" ")
}

/// None where the claim is what the line says; else what is missing and what is too much.
pub fn difference(report: &Report, claim: &Claim, wanted: &str) -> Option<String> {
    let open = wanted.trim_end().ends_with('…');
    let mut found = parts(report, claim);
    let mut missing = Vec::new();
    for part in wanted.split_whitespace().filter(|part| *part != "…") {
        match found.iter().position(|have| have == part) {
            Some(at) => {
                found.remove(at);
            }
            None => missing.push(part),
        }
    }
    if missing.is_empty() && (found.is_empty() || open) {
        return None;
    }
    let surplus = if open { String::new() } else { format!("; not wanted: {}", or_none(&found.join(" "))) };
    Some(format!("missing: {}{surplus}", or_none(&missing.join(" "))))
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

fn parts(report: &Report, claim: &Claim) -> Vec<String> {
    let words = |span: report::Span| span.of(&report.text).split_whitespace().collect::<Vec<_>>().join("_");
    let mut parts = vec![claim.kind.name().to_string(), words(claim.trigger)];
    parts.extend(claim.mode.iter().map(|mode| format!("mode={mode}")));
    if claim.status != Status::Actual {
        parts.push(format!("status={}", claim.status.name()));
    }
    parts.extend(claim.args.iter().map(|arg| format!("{}={}", arg.role.name(), words(arg.span))));
    parts.dedup();
    parts.extend(claim.figures.iter().map(figure));
    parts.extend(claim.said_by.iter().map(|said| format!("said={}", words(said.source))));
    parts
}

fn figure(figure: &Figure) -> String {
    let end = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    let interval = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => end(Some(low)),
        (low, high) => format!("{}..{}", end(low), end(high)),
    };
    let approx = if figure.approx { "~" } else { "" };
    format!("{}={approx}{interval}{}", figure.measure.name(), figure.unit.as_deref().unwrap_or(""))
}
