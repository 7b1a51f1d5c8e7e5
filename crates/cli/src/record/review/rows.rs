//! Reviews and what they say of rules and people -> rows of tables.

use anstyle::Style;
use export::reviews::{AgreementRow, PrecisionRow, ReviewLine};
use serde::Serialize;

use crate::grid::Column;
use crate::record::output::Row;
use crate::record::rows::{self, KIND, NUMBER, SPEAKER};

const ID: Style = Style::new().dimmed();

impl Row for ReviewLine {
    const COLUMNS: &'static [Column] = &[
        Column::new("review", 6, 8).right().style(ID),
        Column::new("claim", 12, 20).style(ID),
        Column::new("type", 9, 12).style(KIND),
        Column::new("words", 8, 30),
        Column::new("verdict", 7, 8),
        Column::new("role", 8, 8),
        Column::new("by", 6, 20).style(SPEAKER),
        Column::new("at", 20, 20),
        Column::new("why", 10, 60),
        Column::new("changed", 7, 40),
        Column::new("taken back by", 6, 13).right().style(ID),
    ];

    fn cells(&self) -> Vec<String> {
        let report = || rows::short(&self.report);
        let own = |text: &Option<String>| text.as_deref().map(report::one_line).unwrap_or_default();
        vec![
            self.id.to_string(),
            self.claim.as_deref().map_or_else(report, rows::claim),
            self.kind.to_string(),
            self.words.clone(),
            self.verdict.to_string(),
            self.role.to_string(),
            self.by.clone(),
            self.at.clone(),
            own(&self.why),
            own(&self.edit),
            self.undone_by.map(|review| review.to_string()).unwrap_or_default(),
        ]
    }
}

/// Of a rule, a type or all.
#[derive(Serialize)]
pub(super) struct StatsRow {
    of: &'static str,
    #[serde(flatten)]
    row: PrecisionRow,
}

impl StatsRow {
    pub(super) fn of(of: &'static str, row: PrecisionRow) -> StatsRow {
        StatsRow { of, row }
    }
}

impl Row for StatsRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("of", 4, 4).style(ID),
        Column::new("name", 12, 40).style(KIND),
        Column::new("judged", 6, 8).right(),
        Column::new("accepted", 8, 8).right(),
        Column::new("edited", 6, 8).right(),
        Column::new("rejected", 8, 8).right(),
        Column::new("precision", 9, 9).right().style(NUMBER),
        Column::new("95 % interval", 13, 15).right(),
    ];

    fn cells(&self) -> Vec<String> {
        let row = &self.row;
        vec![
            self.of.to_string(),
            row.name.clone(),
            row.judged.to_string(),
            row.accepted.to_string(),
            row.edited.to_string(),
            row.rejected.to_string(),
            format!("{:.3}", row.precision),
            format!("{:.3}–{:.3}", row.low, row.high),
        ]
    }
}

/// What two people said last of the same claims.
#[derive(Serialize)]
pub(super) struct PairRow {
    one: String,
    says: &'static str,
    other: String,
    other_says: &'static str,
    claims: u64,
}

impl PairRow {
    pub(super) fn of(one: &str, other: &str, row: &AgreementRow) -> PairRow {
        PairRow {
            one: one.to_string(),
            says: row.one,
            other: other.to_string(),
            other_says: row.other,
            claims: row.claims,
        }
    }
}

impl Row for PairRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("", 6, 20).style(SPEAKER),
        Column::new("says", 7, 8).style(KIND),
        Column::new("", 6, 20).style(SPEAKER),
        Column::new("says", 7, 8).style(KIND),
        Column::new("claims", 6, 8).right().style(NUMBER),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.one.clone(),
            self.says.to_string(),
            self.other.clone(),
            self.other_says.to_string(),
            self.claims.to_string(),
        ]
    }
}
