//! A claim in the few words that a person reads at a glance.

use export::{Argument, Claim, Days, Figure, Number, Said};
use jiff::civil::Date;
use report::one_line;

/// What tells it in a table's first column when nobody but the report does.
pub(crate) const OWN_VOICE: &str = "—";

/// One claim, one string a column.
pub(crate) struct Cells {
    pub(crate) said_by: String,
    pub(crate) kind: String,
    pub(crate) status: &'static str,
    /// Actor, and after the arrow whom or what it is done to.
    pub(crate) what: String,
    pub(crate) place: String,
    pub(crate) time: String,
    pub(crate) figures: String,
}

/// Marks of a status other than actual, and what they say.
pub(crate) const MARKS: &[(&str, &str, &str)] =
    &[("negated", "✗", "told as not so"), ("future", "»", "planned"), ("hypothetical", "?", "possible")];

pub(crate) fn cells(claim: &Claim) -> Cells {
    Cells {
        said_by: said_by(&claim.said_by),
        kind: std::iter::once(claim.kind).chain(claim.mode.iter().map(String::as_str)).collect::<Vec<_>>().join(" "),
        status: MARKS.iter().find(|(status, ..)| *status == claim.status).map_or("", |(_, mark, _)| mark),
        what: what(claim),
        place: words(claim, &["place"]),
        time: join(claim.args.iter().filter(|arg| arg.role == "time").map(time)),
        figures: join(claim.figures.iter().map(figure)),
    }
}

/// Outermost speaker first: "Reuters › officials UKR".
pub(crate) fn said_by(chain: &[Said]) -> String {
    if chain.is_empty() {
        return OWN_VOICE.to_string();
    }
    chain.iter().map(speaker).collect::<Vec<_>>().join(" › ")
}

/// The name, and behind it the id, which tells who "he" and "the ministry" are.
fn speaker(said: &Said) -> String {
    let name = said.name.as_deref().map_or("unnamed".to_string(), one_line);
    match &said.who {
        Some(who) if *who != name => format!("{name} {who}"),
        _ => name,
    }
}

fn what(claim: &Claim) -> String {
    let actors = words(claim, &["actor", "party"]);
    let others = words(claim, &["recipient", "object", "topic"]);
    let means = words(claim, &["instrument"]);
    let means = if means.is_empty() { means } else { format!(" with {means}") };
    match (actors.is_empty(), others.is_empty()) {
        (false, false) => format!("{actors} → {others}{means}"),
        (false, true) => format!("{actors}{means}"),
        (true, false) => format!("→ {others}{means}"),
        (true, true) => format!("({}){means}", one_line(&claim.trigger.text)),
    }
}

fn words(claim: &Claim, roles: &[&str]) -> String {
    let mut all: Vec<String> = Vec::new();
    for role in roles {
        for arg in claim.args.iter().filter(|arg| arg.role == *role) {
            let words = one_line(&arg.words.text);
            if !all.contains(&words) {
                all.push(words);
            }
        }
    }
    all.join(", ")
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn time(arg: &Argument) -> String {
    arg.days.and_then(|Days { from, to }| days(from, to)).unwrap_or_else(|| one_line(&arg.words.text))
}

/// "2025-12-05…06"; None where both ends are open.
pub(crate) fn days(from: Option<Date>, to: Option<Date>) -> Option<String> {
    Some(match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) if from.year() == to.year() && from.month() == to.month() => {
            format!("{from}…{:02}", to.day())
        }
        (Some(from), Some(to)) if from.year() == to.year() => format!("{from}…{:02}-{:02}", to.month(), to.day()),
        (Some(from), Some(to)) => format!("{from}…{to}"),
        (Some(from), None) => format!("{from}…"),
        (None, Some(to)) => format!("…{to}"),
        (None, None) => return None,
    })
}

/// "drone 653", "killed ≥8", "share 20%".
pub(crate) fn figure(figure: &Figure) -> String {
    let of = figure.of.as_deref().filter(|of| *of != "person" && Some(*of) != figure.unit.as_deref());
    let label = match (figure.measure, of) {
        ("count", None) => "",
        (measure, None) => measure,
        (_, Some(of)) => of,
    };
    let gap = if label.is_empty() { "" } else { " " };
    format!("{label}{gap}{}", interval(figure.low, figure.high, figure.approx, figure.unit.as_deref()))
}

/// "653 drone", "≥8 person", "20%".
pub(crate) fn value(
    of: Option<&str>,
    unit: Option<&str>,
    low: Option<Number>,
    high: Option<Number>,
    approx: bool,
) -> String {
    let value = interval(low, high, approx, unit);
    match of.filter(|of| Some(*of) != unit) {
        Some(of) => format!("{value} {of}"),
        None => value,
    }
}

fn interval(low: Option<Number>, high: Option<Number>, approx: bool, unit: Option<&str>) -> String {
    let unit = match unit {
        Some("%") => "%".to_string(),
        Some(unit) => format!(" {unit}"),
        None => String::new(),
    };
    let approx = if approx { "~" } else { "" };
    let value = match (low, high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
        (Some(low), None) => format!("≥{}", number(low)),
        (None, Some(high)) => format!("≤{}", number(high)),
        (None, None) => "?".to_string(),
    };
    format!("{approx}{value}{unit}")
}

fn number(number: Number) -> String {
    number.whole().map_or_else(|| number.0.to_string(), grouped)
}

/// With commas between thousands.
pub(crate) fn grouped(whole: i64) -> String {
    let digits = whole.unsigned_abs().to_string();
    let mut grouped = if whole < 0 { "-".to_string() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use export::Words;

    #[test]
    fn figures() {
        check("drone 653", "launched", Some("drone"), None, Some(653.0), Some(653.0), false);
        check("killed ≥8", "killed", Some("person"), None, Some(8.0), None, false);
        check("home ~60,000", "affected", Some("home"), None, Some(6e4), Some(6e4), true);
        check("share ~20%", "share", None, Some("%"), Some(20.0), Some(20.0), true);
        check("duration ~≤5 hour", "duration", Some("hour"), Some("hour"), None, Some(5.0), true);
        check("10–15", "count", None, None, Some(10.0), Some(15.0), false);
    }

    #[track_caller]
    fn check(
        want: &str,
        measure: &'static str,
        of: Option<&str>,
        unit: Option<&str>,
        low: Option<f64>,
        high: Option<f64>,
        approx: bool,
    ) {
        let (of, unit) = (of.map(str::to_string), unit.map(str::to_string));
        let words = Words { start: 0, end: 0, text: String::new() };
        let (low, high) = (low.map(Number), high.map(Number));
        assert_eq!(figure(&Figure { measure, of, low, high, approx, unit, words }), want);
    }
}
