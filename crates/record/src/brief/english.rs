//! The brief's own English: titles, links, counts. Words of reports never pass through here.

use claims::Measure;
use jiff::civil::Date;

use super::headings::SectionKind;

pub(super) fn title(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Happened => "What happened",
        SectionKind::Disputed => "Disputed",
        SectionKind::Outages => "Out of service",
        SectionKind::Casualties => "Casualties and displacement",
        SectionKind::Nuclear => "Nuclear and grid",
        SectionKind::Talks => "Talks and positions",
        SectionKind::Territory => "Territory, threats and demands",
        SectionKind::Unresolved => "Unresolved",
        SectionKind::Changed => "What changed since the last brief",
        SectionKind::Gaps => "What the sources cannot tell",
    }
}

pub(super) const NOTE: &str = "Every sentence is told by its numbered sources; where no speaker is named, the report speaks for itself. Nothing here was verified.";

pub(super) const SAID: &str = "said";
pub(super) const ACCORDING: &str = ", according to ";
pub(super) const ACCORDING_FIRST: &str = "According to ";
pub(super) const TO: &str = " to ";
pub(super) const THAT: &str = " that ";
pub(super) const OWNS: &str = "'s";
pub(super) const NAME_WITHHELD: &str = "[name withheld]";

pub(super) const ON_THE_TABLE: &str = "On the table: ";
pub(super) const AGREED: &str = "Agreed: ";
pub(super) const OPEN: &str = "Unresolved: ";
pub(super) const ALSO: &str = "Also reported.";
pub(super) const DIFFER: &str = "Accounts differ on ";
pub(super) const NOW: &str = "New figures for ";
pub(super) const BEFORE: &str = "Before: ";
pub(super) const NO_SPEAKER: &str = ", with no speaker named";
pub(super) const NEWEST: &str = "Newest report by side: ";
pub(super) const ONE_LANGUAGE: &str = "All reports are in English.";

pub(super) fn basis(reports: usize, origins: usize, outlets: usize, unnamed: usize) -> String {
    let mut text = format!("This brief rests on {}", count(reports, "report"));
    match reports.saturating_sub(origins) {
        0 => {}
        1 => text.push_str(", one of which is a copy or later version of another"),
        copies => text.push_str(&format!(", {copies} of which are copies or later versions of others")),
    }
    match (outlets, unnamed) {
        (0, _) => text.push_str("; no outlet was named"),
        (_, 0) => text.push_str(&format!(", from {}", count(outlets, "outlet"))),
        (_, 1) => text.push_str(&format!(", from {} and one that names none", count(outlets, "outlet"))),
        _ => text.push_str(&format!(", from {} and {unnamed} that name none", count(outlets, "outlet"))),
    }
    text.push('.');
    text
}

pub(super) const UNHEARD: &str = "No source speaks for ";
pub(super) const OR: &str = " or ";

pub(super) fn without_speaker(silent: usize, all: usize) -> String {
    if silent == all {
        return "No claim told here names a speaker.".to_string();
    }
    let verb = if silent == 1 { "names" } else { "name" };
    format!("Of {} on the conflict, {silent} {verb} no speaker.", count(all, "claim"))
}

pub(super) fn unplaced(names: &[String]) -> String {
    format!("Not found on the map: {}.", list(names))
}

pub(super) fn left_out(number: usize) -> String {
    let (noun, verb) = if number == 1 { ("happening", "is") } else { ("happenings", "are") };
    format!("{number} {noun} of less weight {verb} left out.")
}

/// "the United States".
pub(super) fn with_article(name: &str) -> String {
    let with = ["United", "Netherlands", "Philippines", "Central African", "Maldives", "Bahamas"];
    if with.iter().any(|start| name.starts_with(start)) { format!("the {name}") } else { name.to_string() }
}

/// " said that ".
pub(super) fn said_that(verb: &str) -> String {
    format!(" {verb}{THAT}")
}

pub(super) fn is_article(word: &str) -> bool {
    word.eq_ignore_ascii_case("the")
}

/// "Russia's", "the United States'".
pub(super) fn possessive(name: &str) -> String {
    let ending = if name.ends_with('s') { "'" } else { "'s" };
    format!("{}{ending}", with_article(name))
}

pub(super) fn brief_of(from: Option<Date>, to: Option<Date>, place: Option<&str>) -> String {
    let period = match (from, to) {
        (Some(from), Some(to)) if from == to => format!(", {}", day(to)),
        (Some(from), Some(to)) => format!(", {}", days(from, to)),
        (Some(from), None) => format!(" since {}", day(from)),
        (None, Some(to)) => format!(" until {}", day(to)),
        (None, None) => String::new(),
    };
    let place = place.map_or(String::new(), |place| format!(" for {place}"));
    format!("Situation report{place}{period}")
}

/// "15 November 2025".
pub(super) fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// "14–15 November 2025", "30 November – 2 December 2025".
fn days(from: Date, to: Date) -> String {
    if from.year() != to.year() {
        return format!("{} – {}", day(from), day(to));
    }
    if from.month() != to.month() {
        return format!("{} {} – {}", from.day(), month(from), day(to));
    }
    format!("{}–{}", from.day(), day(to))
}

fn month(day: Date) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[(day.month() as usize + 11) % 12]
}

/// "a, b and c".
pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// "one report", "12 reports".
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("{number} {noun}") } else { format!("{number} {}", plural(noun)) }
}

pub(super) fn plural(noun: &str) -> String {
    let irregular =
        [("person", "people"), ("child", "children"), ("man", "men"), ("woman", "women"), ("aircraft", "aircraft")];
    if let Some((_, many)) = irregular.iter().find(|(one, _)| *one == noun) {
        return (*many).to_string();
    }
    let vowel_before = noun.chars().rev().nth(1).is_some_and(|c| "aeiou".contains(c));
    match noun {
        _ if noun.ends_with('y') && !vowel_before => format!("{}ies", &noun[..noun.len() - 1]),
        _ if ["s", "x", "ch", "sh"].iter().any(|ending| noun.ends_with(ending)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

/// "how many people were injured"; None for measures that are not counted so.
pub(super) fn how_many(measure: Measure, of: &str) -> Option<String> {
    let done = match measure {
        Measure::Launched => "were launched",
        Measure::Intercepted => "were brought down",
        Measure::Hit => "were hit",
        Measure::Killed => "were killed",
        Measure::Injured => "were injured",
        Measure::Missing => "are missing",
        Measure::Captured => "were captured",
        Measure::Displaced => "were displaced",
        Measure::Affected => "were affected",
        Measure::Destroyed => "were destroyed",
        Measure::Damaged => "were damaged",
        Measure::Duration
        | Measure::Ordinal
        | Measure::Day
        | Measure::Share
        | Measure::Area
        | Measure::Money
        | Measure::Count => return None,
    };
    Some(format!("how many {} {done}", plural(of)))
}
