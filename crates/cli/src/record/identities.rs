//! `dateline ls actors --spellings`, `ls places --spellings`: people, bodies and places, each once, with every spelling.
//!
//! What is one depends on all claims that the filter asks for, so they are read whole and the list has no pages.

use ::events::identity;
use export::identities::{ActorRow, PlaceRow, actor, place};
use record::Filter;
use store::{Sqlite, Store as _};

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

pub(super) fn actors(store: &Sqlite, filter: &Filter, form: Form, most: usize) -> Result<u8, Failure> {
    let entries = store.entries(filter)?;
    let found = identity::actors(&people()?, &entries);
    print(form, &found.iter().take(most).map(actor).collect::<Vec<_>>(), found.len())
}

pub(super) fn places(store: &Sqlite, filter: &Filter, form: Form, most: usize) -> Result<u8, Failure> {
    let entries = store.entries(filter)?;
    let found = identity::places(&people()?, &entries);
    print(form, &found.iter().take(most).map(place).collect::<Vec<_>>(), found.len())
}

/// Who is who by the tables of names.
pub(super) fn people() -> Result<identity::People, Failure> {
    Ok(identity::People::new(&super::lexicon()?))
}

fn print<R: Row>(form: Form, rows: &[R], total: usize) -> Result<u8, Failure> {
    if rows.is_empty() {
        anstream::eprintln!("nothing in this list fits the filters");
        return Ok(exit::NOTHING);
    }
    Printer::new(form).rows(rows)?;
    if rows.len() < total {
        anstream::eprintln!("{} of {}; more with --limit", grouped(rows.len() as i64), grouped(total as i64));
    }
    Ok(exit::DONE)
}
