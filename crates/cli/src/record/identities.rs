//! `dateline ls actors --spellings`, `ls places --spellings`: people, bodies and places, each once, with every spelling.

use export::identities::{ActorRow, PlaceRow};

use super::output::{Form, Printer, Row};
use super::rows::{KIND, NUMBER, SPEAKER};
use crate::cells::grouped;
use crate::error::{Failure, exit};
use crate::grid::Column;

impl Row for ActorRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("id", 12, 36).lines(2),
        Column::new("name", 16, 32).style(SPEAKER),
        Column::new("acts for", 8, 16).lines(2),
        Column::new("claims", 6, 8).right().style(NUMBER),
        Column::new("spellings", 20, 70),
        Column::new("why", 8, 16).style(KIND),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.name.clone(),
            self.acts_for.join(", "),
            self.claims.to_string(),
            self.spellings.join(", "),
            self.why.join(", "),
        ]
    }
}

impl Row for PlaceRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("id", 12, 24),
        Column::new("name", 16, 32),
        Column::new("country", 7, 7),
        Column::new("claims", 6, 8).right().style(NUMBER),
        Column::new("spellings", 20, 70),
        Column::new("why", 8, 16).style(KIND),
    ];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.name.clone(),
            self.country.clone().unwrap_or_default(),
            self.claims.to_string(),
            self.spellings.join(", "),
            self.why.join(", "),
        ]
    }
}

/// What is one depends on all claims, so the list was made whole and is cut here.
pub(super) fn print<R: Row>(form: Form, mut rows: Vec<R>, most: usize) -> Result<u8, Failure> {
    if rows.is_empty() {
        anstream::eprintln!("nothing in this list fits the filters");
        return Ok(exit::NOTHING);
    }
    let total = rows.len();
    rows.truncate(most);
    Printer::new(form).rows(&rows)?;
    if rows.len() < total {
        anstream::eprintln!("{} of {}; more with --limit", grouped(rows.len() as i64), grouped(total as i64));
    }
    Ok(exit::DONE)
}
