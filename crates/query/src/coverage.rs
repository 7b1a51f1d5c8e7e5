//! `record -> what it covers`: outlets, sides, languages, and the days of which it holds no report.

use serde::Serialize;
use store::Store;
use utoipa::ToSchema;

use crate::QueryError;

/// Rows of a list, at most; the longest and the most come first.
const OUTLETS_MAX: usize = 200;
const GAPS_MAX: usize = 20;

#[derive(Serialize, ToSchema)]
pub struct Coverage {
    /// Most reports first.
    pub outlets: Vec<OutletCovered>,
    /// Of the whole list.
    pub outlets_total: usize,
    pub sides: Vec<SideCovered>,
    pub languages: Vec<LanguageCovered>,
    pub days: DaysCovered,
    /// Days without a report between two that have some, the longest first.
    pub gaps: Vec<GapCovered>,
    pub gaps_total: usize,
}

#[derive(Serialize, ToSchema)]
pub struct OutletCovered {
    pub outlet: Option<String>,
    pub side: Option<String>,
    pub reports: u64,
    pub first: Option<String>,
    pub last: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct SideCovered {
    pub side: Option<String>,
    pub reports: u64,
}

#[derive(Serialize, ToSchema)]
pub struct LanguageCovered {
    pub language: String,
    pub reports: u64,
}

#[derive(Serialize, ToSchema)]
pub struct DaysCovered {
    pub first: Option<String>,
    pub last: Option<String>,
    pub with_reports: usize,
    /// Between the first and the last.
    pub without: u64,
}

#[derive(Serialize, ToSchema)]
pub struct GapCovered {
    pub from: String,
    pub to: String,
    pub days: u64,
}

pub fn coverage(store: &dyn Store) -> Result<Coverage, QueryError> {
    let told = store.coverage()?;
    let days = DaysCovered {
        first: told.days.first().map(ToString::to_string),
        last: told.days.last().map(ToString::to_string),
        with_reports: told.days.len(),
        without: told.days_without(),
    };
    let gaps = told.gaps();
    let gap = |gap: &store::Gap| GapCovered { from: gap.from.to_string(), to: gap.to.to_string(), days: gap.days };
    Ok(Coverage {
        outlets_total: told.outlets.len(),
        outlets: told.outlets.into_iter().take(OUTLETS_MAX).map(outlet).collect(),
        sides: told.sides.into_iter().map(|(side, reports)| SideCovered { side, reports }).collect(),
        languages: told
            .languages
            .into_iter()
            .map(|(language, reports)| LanguageCovered { language, reports })
            .collect(),
        days,
        gaps_total: gaps.len(),
        gaps: gaps.iter().take(GAPS_MAX).map(gap).collect(),
    })
}

fn outlet(row: store::OutletRow) -> OutletCovered {
    OutletCovered {
        outlet: row.outlet,
        side: row.side,
        reports: row.reports,
        first: row.first.map(|day| day.to_string()),
        last: row.last.map(|day| day.to_string()),
    }
}
