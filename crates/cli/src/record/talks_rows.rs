//! Rows of talks, issues, positions, territory, threats and demands -> cells of a table.

use export::talks::{IssueRow, PendingRow, PositionRow, RoundRow, TalksRow, TerritoryRow};
use jiff::civil::Date;
use report::one_line;

use super::output::Row;
use super::rows::{KIND, SPEAKER, claim, days, mark, speaker};
use crate::grid::Column;

impl Row for TalksRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("talks", 16, 40).style(KIND),
        Column::new("rounds", 6, 6).right(),
        Column::new("planned", 7, 7).right(),
        Column::new("calls, visits", 7, 13).right(),
        Column::new("last held in", 12, 24),
        Column::new("mediators", 9, 24).style(SPEAKER),
        Column::new("told from", 10, 10),
        Column::new("to", 10, 10),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.rounds.to_string(),
            self.planned.to_string(),
            self.contacts.to_string(),
            self.places.join(", "),
            self.mediators.join(", "),
            day(self.first_told),
            day(self.last_told),
        ]
    }
}

impl Row for RoundRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("#", 2, 4).right(),
        Column::new("when", 10, 17),
        Column::new("stands", 8, 12).style(KIND),
        Column::new("where", 9, 24),
        Column::new("envoys", 16, 60).style(SPEAKER),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.number.to_string(),
            days(self.from, self.to),
            self.standing.to_string(),
            self.places.join(", "),
            self.envoys.join(", "),
        ]
    }
}

impl Row for IssueRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("issue", 16, 34).style(KIND),
        Column::new("on the table", 5, 12).right(),
        Column::new("agreed", 6, 6).right(),
        Column::new("unresolved", 10, 10).right(),
        Column::new("parties", 12, 30).style(SPEAKER),
        Column::new("last told", 10, 10),
        Column::new("latest words", 24, 80),
        Column::new("claim", 12, 15),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.issue.clone(),
            self.on_the_table.to_string(),
            self.agreed.to_string(),
            self.unresolved.to_string(),
            self.parties.join(", "),
            day(self.last_told),
            self.words.clone(),
            claim(&self.claim),
        ]
    }
}

impl Row for PositionRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("party", 10, 26).style(SPEAKER),
        Column::new("issue", 12, 30).style(KIND),
        Column::new("stance", 8, 12),
        Column::new("words", 24, 80),
        Column::new("said by", 12, 28).style(SPEAKER),
        Column::new("on", 10, 10),
        Column::new("claim", 12, 15),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.party.clone(),
            self.issue.clone().unwrap_or_default(),
            self.stance.to_string(),
            one_line(&self.quote),
            speaker(self.speaker.as_deref(), None),
            day(self.said_on),
            claim(&self.claim),
        ]
    }
}

impl Row for TerritoryRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("place", 10, 26),
        Column::new("country", 7, 7),
        Column::new("told as", 8, 9).style(KIND),
        Column::new("", 1, 1),
        Column::new("by", 10, 28).style(SPEAKER),
        Column::new("how much", 8, 20),
        Column::new("rival", 5, 5),
        Column::new("said by", 12, 28).style(SPEAKER),
        Column::new("published", 10, 10),
        Column::new("words", 24, 80),
        Column::new("claim", 12, 15),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.place.clone(),
            self.country.clone().unwrap_or_default(),
            self.control.to_string(),
            mark(self.status),
            self.by.join(", "),
            self.share.iter().chain(&self.area).map(|words| one_line(words)).collect::<Vec<_>>().join(", "),
            if self.rival { "yes" } else { "" }.to_string(),
            speaker(self.quote.speaker.as_deref(), self.quote.who.as_deref()),
            day(self.quote.published),
            self.quote.words.clone(),
            claim(&self.quote.claim),
        ]
    }
}

impl Row for PendingRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("by", 10, 24).style(SPEAKER),
        Column::new("to", 9, 24).style(SPEAKER),
        Column::new("since", 10, 10),
        Column::new("last told", 10, 10),
        Column::new("", 1, 1),
        Column::new("words", 24, 80),
        Column::new("condition", 12, 50),
        Column::new("answers", 8, 30).style(KIND),
        Column::new("claim", 12, 15),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.by.clone(),
            self.to.join(", "),
            day(self.since),
            day(self.last_told),
            mark(self.quote.status),
            self.quote.words.clone(),
            self.condition.clone().unwrap_or_default(),
            self.answers.join(", "),
            claim(&self.quote.claim),
        ]
    }
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
