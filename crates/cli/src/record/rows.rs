//! Rows of a record -> cells of a table: short ids, one speaker, the words cut to a line.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use events::ReviewState;
use export::rows::{ActorRow, ClaimRow, EventRow, FigureRow, LogRow, PersonRow, PlaceRow, ReportRow};
use jiff::civil::Date;
use report::one_line;

use super::output::Row;
use crate::cells::{self, MARKS, OWN_VOICE};
use crate::grid::Column;
use query::id::DIGITS;
use query::series::SeriesForm;

const ID: Style = Style::new().dimmed();
pub(super) const SPEAKER: Style = AnsiColor::Cyan.on_default();
pub(super) const KIND: Style = AnsiColor::Yellow.on_default();
pub(super) const NUMBER: Style = Style::new().bold();

impl Row for ReportRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("report", 10, 10).style(ID),
        Column::new("published", 10, 10),
        Column::new("outlet", 10, 24).style(SPEAKER),
        Column::new("side", 4, 8),
        Column::new("title", 16, 60).lines(2),
        Column::new("characters", 10, 10).right(),
        Column::new("claims", 6, 6).right(),
        Column::new("origin", 10, 10).style(ID),
        Column::new("later version", 13, 13).style(ID),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            short(&self.id),
            day(self.published),
            told(self.outlet.as_deref()),
            told(self.side.as_deref()),
            told(self.title.as_deref().or(Some(&self.lead))),
            self.characters.to_string(),
            self.claims.to_string(),
            if self.origin == self.id { String::new() } else { short(&self.origin) },
            self.superseded_by.as_deref().map(short).unwrap_or_default(),
        ]
    }
}

impl Row for ClaimRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("claim", 12, 15).style(ID),
        Column::new("said by", 12, 28).style(SPEAKER),
        Column::new("type", 11, 24).style(KIND),
        Column::new("", 1, 1),
        Column::new("when", 13, 21),
        Column::new("place", 9, 20),
        Column::new("words", 24, 90).lines(2),
        Column::new("event", 12, 16).style(ID),
        Column::new("review", 6, 10),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            claim(&self.id),
            speaker(self.speaker.as_deref(), self.who.as_deref()),
            std::iter::once(self.kind).chain(self.mode.iter().map(String::as_str)).collect::<Vec<_>>().join(" "),
            mark(self.status),
            days(self.from, self.to),
            told(self.place.as_deref()),
            told(Some(&self.words)),
            self.event.clone(),
            if self.review == ReviewState::Unreviewed.name() { String::new() } else { self.review.to_string() },
        ]
    }
}

impl Row for EventRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("event", 12, 16).style(ID),
        Column::new("when", 13, 21),
        Column::new("type", 9, 12).style(KIND),
        Column::new("", 1, 1),
        Column::new("place", 9, 20),
        Column::new("told first by", 13, 28).style(SPEAKER),
        Column::new("words", 24, 90).lines(2),
        Column::new("claims", 6, 6).right().style(NUMBER),
        Column::new("outlets", 7, 7).right(),
        Column::new("origins", 7, 7).right(),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            days(self.from, self.to),
            self.kind.to_string(),
            mark(self.status),
            told(self.place.as_deref()),
            speaker(self.speaker.as_deref(), self.who.as_deref()),
            told(Some(&self.words)),
            self.claims.to_string(),
            if self.outlets == 0 { String::new() } else { self.outlets.to_string() },
            self.origins.to_string(),
        ]
    }
}

impl Row for FigureRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("claim", 12, 15).style(ID),
        Column::new("measure", 9, 12).style(KIND),
        Column::new("", 1, 1),
        Column::new("value", 8, 24).right().style(NUMBER),
        Column::new("said by", 12, 32).style(SPEAKER),
        Column::new("when", 13, 21),
        Column::new("place", 9, 20),
        Column::new("words", 12, 40),
        Column::new("published", 10, 10),
        Column::new("event", 12, 16).style(ID),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            claim(&self.claim),
            self.measure.to_string(),
            mark(self.status),
            cells::value(self.of.as_deref(), self.unit.as_deref(), self.low, self.high, self.approx),
            speaker(self.speaker.as_deref(), self.who.as_deref()),
            days(self.from, self.to),
            told(self.place.as_deref()),
            told(Some(&self.words)),
            day(self.published),
            self.event.clone(),
        ]
    }
}

impl Row for ActorRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("id", 8, 28).style(ID),
        Column::new("name", 16, 48).style(SPEAKER),
        Column::new("acts", 4, 8).right(),
        Column::new("acted upon", 10, 10).right(),
        Column::new("says", 4, 8).right(),
        Column::new("first", 10, 10),
        Column::new("last", 10, 10),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            told(self.id.as_deref()),
            told(self.name.as_deref()),
            self.acts.to_string(),
            self.acted_upon.to_string(),
            self.says.to_string(),
            day(self.first),
            day(self.last),
        ]
    }
}

impl Row for PersonRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("name", 16, 32).style(SPEAKER),
        Column::new("acts for", 8, 20).style(ID),
        Column::new("claims", 6, 6).right(),
        Column::new("spellings", 24, 80),
        Column::new("joined by", 9, 24),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.name.clone(),
            self.acts_for.clone(),
            self.claims.to_string(),
            self.spellings.clone(),
            self.joined_by.clone(),
        ]
    }
}

impl Row for PlaceRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("id", 8, 20).style(ID),
        Column::new("name", 16, 40),
        Column::new("country", 7, 7),
        Column::new("lat", 6, 9).right(),
        Column::new("lon", 6, 9).right(),
        Column::new("claims", 6, 8).right().style(NUMBER),
        Column::new("first", 10, 10),
        Column::new("last", 10, 10),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            told(self.id.as_deref()),
            told(Some(&self.name)),
            told(self.country.as_deref()),
            format!("{:.4}", self.lat),
            format!("{:.4}", self.lon),
            self.claims.to_string(),
            day(self.first),
            day(self.last),
        ]
    }
}

/// The series, and whose it is where its last part has a name.
pub(super) fn series(id: &str, names: &BTreeMap<String, String>) -> String {
    let name = id.rsplit('/').next().and_then(|scope| names.get(scope));
    name.map_or(id.to_string(), |name| format!("{id}  {name}"))
}

impl Row for SeriesForm {
    const COLUMNS: &'static [Column] = &[
        Column::new("series", 24, 80).style(KIND),
        Column::new("of", 8, 24),
        Column::new("figures", 7, 8).right().style(NUMBER),
        Column::new("first", 10, 10),
        Column::new("last", 10, 10),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            told(self.scope_name.as_deref()),
            self.figures.to_string(),
            told(self.first.as_deref()),
            told(self.last.as_deref()),
        ]
    }
}

impl Row for LogRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("cursor", 6, 10).right().style(ID),
        Column::new("at", 20, 20),
        Column::new("what", 10, 16).style(KIND),
        Column::new("id", 12, 16).style(ID),
        Column::new("", 10, 40),
        Column::new("by", 6, 20).style(SPEAKER),
        Column::new("why", 10, 60),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.cursor.to_string(),
            self.at.clone(),
            self.what.to_string(),
            told(self.id.as_deref()),
            told(self.detail.as_deref()),
            told(self.by.as_deref()),
            told(self.why.as_deref()),
        ]
    }
}

/// The first digits of a report's id.
pub(super) fn short(id: &str) -> String {
    id.get(..DIGITS).unwrap_or(id).to_string()
}

/// `04f6b6fbee:3`.
pub(super) fn claim(id: &str) -> String {
    id.split_once(':').map_or(id.to_string(), |(report, n)| format!("{}:{n}", short(report)))
}

/// The name, and behind it the id, which tells who "he" and "the ministry" are.
pub(super) fn speaker(name: Option<&str>, who: Option<&str>) -> String {
    match (name, who) {
        (None, None) => OWN_VOICE.to_string(),
        (Some(name), Some(who)) if name != who => format!("{} {who}", one_line(name)),
        (Some(name), _) => one_line(name),
        (None, Some(who)) => who.to_string(),
    }
}

pub(super) fn mark(status: &str) -> String {
    MARKS.iter().find(|(name, ..)| *name == status).map_or("", |(_, mark, _)| mark).to_string()
}

pub(super) fn days(from: Option<Date>, to: Option<Date>) -> String {
    cells::days(from, to).unwrap_or_default()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn told(text: Option<&str>) -> String {
    text.map(one_line).unwrap_or_default()
}
