//! What is said of values in English: the words of tables and lines, in one place.

use record::series::{Bounds, Check, CheckKind, Comparison, Occurrence, Pair, Speaker, Value, agreement};
use report::one_line;

use super::{amount, letter};

/// What stands in a speaker's place where a report says it itself.
pub const NO_SPEAKER: &str = "no speaker named";

/// How the words bound the number; the report's own where they stand before or behind digits ("more than").
pub fn qualifier(bounds: Bounds, words: &str) -> String {
    if bounds.exact().is_some() {
        return "exactly".to_string();
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let before = words.split(is_digit).next().unwrap_or_default().trim();
    let behind = words.rsplit(is_digit).next().unwrap_or_default().trim();
    let has_digits = words.contains(is_digit);
    let own = [before, behind].into_iter().find(|part| part.len() > 2 && part.starts_with(char::is_alphabetic));
    if let Some(own) = own.filter(|_| has_digits) {
        return one_line(own).to_lowercase();
    }
    let word = match (bounds.low, bounds.high, bounds.approx) {
        (Some(_), None, true) => "roughly",
        (Some(_), None, false) => "at least",
        (None, Some(_), true) => "nearly",
        (None, Some(_), false) => "up to",
        (Some(low), Some(high), _) if low < high => "between",
        (Some(_), Some(_), true) => "about",
        _ => "",
    };
    word.to_string()
}

/// "653", "at least 640", "between 10 and 15".
pub fn interval(low: Option<f64>, high: Option<f64>, approx: bool) -> String {
    let about = if approx { "about " } else { "" };
    match (low, high) {
        (Some(low), Some(high)) if low == high => format!("{about}{}", number(low)),
        (Some(low), Some(high)) => format!("between {} and {}", number(low), number(high)),
        (Some(low), None) => format!("at least {}", number(low)),
        (None, Some(high)) => format!("at most {}", number(high)),
        (None, None) => "any number".to_string(),
    }
}

/// Name and id: "air force (UKR/MIL)".
pub fn speaker(speaker: &Speaker) -> String {
    let ids = speaker.ids.join(",");
    match &speaker.name {
        Some(name) if ids.is_empty() || *name == ids => name.clone(),
        Some(name) => format!("{name} ({ids})"),
        None if ids.is_empty() => NO_SPEAKER.to_string(),
        None => ids,
    }
}

/// What the values of each happening are to each other; nothing for a value that stands alone.
pub fn beside(comparison: &Comparison<'_>) -> Option<String> {
    let day = comparison.day.map_or(String::new(), |day| format!("{day}  "));
    let standing = comparison.rows.iter().filter(|row| !row.superseded);
    let bounds: Vec<Bounds> = standing.map(|row| row.bounds()).collect();
    if comparison.is_disputed() {
        let camps = comparison.camps.iter().enumerate().map(|(at, camp)| {
            let told = camp.iter().map(|&row| {
                let row = &comparison.rows[row];
                format!("{} by {}", amount(row.bounds()), speaker(&row.speaker))
            });
            format!("{} {}", letter(at), told.collect::<Vec<_>>().join(", "))
        });
        return Some(format!("{day}disputed: {}. No value is preferred.", camps.collect::<Vec<_>>().join(" / ")));
    }
    if bounds.len() < 2 {
        return None;
    }
    let text = match agreement(&bounds) {
        Some((low, high)) => format!("compatible: all {} values allow {}.", bounds.len(), interval(low, high, false)),
        None => "compatible: the count rose; each value is of its day.".to_string(),
    };
    Some(format!("{day}{text}"))
}

/// "585 of 653 is 89.6% (computed; both by Ukraine's air force)".
pub fn share(pair: &Pair<'_>) -> String {
    let day = pair.part.day().map_or(String::new(), |day| format!("{day}  "));
    let part = pair.part.figure();
    let what = part.of.as_deref().unwrap_or_default();
    let share = match (pair.low, pair.high) {
        (Some(low), Some(high)) if low == high => percent(low),
        (Some(low), Some(high)) => format!("{} to {}", percent(low), percent(high)),
        (Some(low), None) => format!("at least {}", percent(low)),
        (None, Some(high)) => format!("at most {}", percent(high)),
        (None, None) => "a share that is open".to_string(),
    };
    let (some, all) = (amount(pair.part.bounds()), amount(pair.whole.bounds()));
    let measure = part.measure.name();
    format!("{day}{measure} {some} of {all} ({what}): {share}, computed; both by {}.", speaker(&pair.part.speaker))
}

/// A share that somebody told, beside those computed.
pub fn told_share(value: &Value<'_>) -> String {
    let day = value.day().map_or(String::new(), |day| format!("{day}  "));
    format!("{day}told: \"{}\", by {}.", value.words(), speaker(&value.speaker))
}

pub fn check(check: &Check<'_>) -> String {
    let day = check.values.first().and_then(Value::day).map_or(String::new(), |day| format!("{day}  "));
    let told = |at: usize| check.values.get(at).map_or(String::new(), value);
    let text = match check.kind {
        CheckKind::PartExceedsWhole => format!("a part is larger than its whole: {}, of {}", told(0), told(1)),
        CheckKind::TotalFalls => format!("a total fell: {}; before, {}", told(0), told(1)),
        CheckKind::OtherScope => format!("not comparable, told of another scope: {}; {}", told(0), told(1)),
        CheckKind::ShareDiffers => {
            let ends = check.share.unwrap_or_default();
            let share = [ends.0, ends.1].into_iter().flatten().next().map_or(String::new(), percent);
            format!(
                "\"{}\" by {} does not fit {} of {} ({share}, computed)",
                words(check),
                who(check),
                told(1),
                told(2)
            )
        }
    };
    format!("{day}{}: {text}.", check.kind.name())
}

fn words<'a>(check: &Check<'a>) -> &'a str {
    check.values.first().map_or("", Value::words)
}

fn who(check: &Check<'_>) -> String {
    check.values.first().map_or(String::new(), |value| speaker(&value.speaker))
}

/// "585 intercepted by air force (UKR/MIL)", with its place.
fn value(value: &Value<'_>) -> String {
    let measure = value.figure().measure.name();
    let place = value.reach.place().map_or(String::new(), |site| format!(" in {}", site.name));
    format!("{measure} {}{place} by {}", amount(value.bounds()), speaker(&value.speaker))
}

/// "ordinal 11 (IAEA): 3 on record, 8 not in this record".
pub fn ordinals(occurrence: &Occurrence<'_>) -> Vec<String> {
    let line = |ordinal: &record::series::Ordinal<'_>| {
        let day = occurrence.to.or(occurrence.from).map_or(String::new(), |day| format!("{day}  "));
        let missing = match ordinal.missing() {
            0 => String::new(),
            missing => format!(", {missing} not in this record"),
        };
        let number = amount(ordinal.bounds());
        format!("{day}ordinal {number} by {}: {} on record{missing}.", speaker(&ordinal.speaker), ordinal.listed)
    };
    occurrence.ordinals.iter().map(line).collect()
}

/// To a tenth, without an idle zero.
fn percent(share: f64) -> String {
    format!("{}%", (share * 10.0).round() / 10.0)
}

/// With commas between thousands.
fn number(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && digit.is_ascii_digit() {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rest.is_empty() { grouped } else { format!("{grouped}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qualifier_is_the_reports_own_where_it_can_be() {
        let bounds = |low, high, approx| Bounds { low, high, approx };
        assert_eq!(qualifier(bounds(Some(653.0), Some(653.0), false), "653"), "exactly");
        assert_eq!(qualifier(bounds(Some(640.0), None, false), "More than 640"), "more than");
        assert_eq!(qualifier(bounds(Some(100.0), None, false), "100 or more"), "or more");
        assert_eq!(qualifier(bounds(Some(8.0), None, false), "at least eight"), "at least");
        assert_eq!(qualifier(bounds(Some(24.0), None, true), "dozens"), "roughly");
        assert_eq!(qualifier(bounds(None, Some(5.0), true), "nearly five"), "nearly");
        assert_eq!(qualifier(bounds(Some(10.0), Some(15.0), false), "10 to 15"), "between");
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!([number(653.0), number(40_435.0), number(2.5)], ["653", "40,435", "2.5"]);
        assert_eq!([percent(89.58), percent(90.0)], ["89.6%", "90%"]);
    }
}
