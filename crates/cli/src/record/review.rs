//! `dateline review`: claims to be decided about, one after the other on a terminal, as rows elsewhere; and what the
//! decisions say: precision by rule and by type, agreement of two people.

mod rows;
mod walk;

use std::io::{IsTerminal as _, Write as _};

use events::ReviewState;
use export::rows as export_rows;
use query::{Data, QueryError, id, reviews, value};
use record::Filter;
use store::{Listed, Page, ReviewFilter, Sqlite, Store};

use super::Desk;
use super::filter::FilterOptions;
use super::judge::RoleOption;
use super::output::{OutputOptions, Printer, Row};
use crate::cells::grouped;
use crate::error::{Failure, exit};
use crate::terminal;

pub(crate) const EXAMPLES: &str = "Examples:
  dateline review --by ana                          claims that nobody decided about, one by one
  dateline review --queue 04f6b6fbee --by ana       those of one report
  dateline review --queue disputed --by eva --role reviewer
  dateline review --type CASUALTY --from 2025-12-05 --by ana
  dateline review --queue orphaned                  reviews whose words make no claim today
  dateline review --stats --by-rule                 which rules err, the worst first
  dateline review --agreement ana ben               Cohen's kappa

Queues: unreviewed, accepted, rejected, edited, disputed, orphaned, or a report. In a pipe the queue is printed as rows.";

/// Claims that are held at once.
const PAGE_ROWS: usize = 200;

#[derive(clap::Args)]
pub(crate) struct ReviewOptions {
    /// What to go through
    #[arg(long, value_name = "QUEUE", default_value = "unreviewed")]
    queue: String,
    /// Who says so
    #[arg(long, value_name = "NAME", env = "DATELINE_BY")]
    by: Option<String>,
    /// A reviewer's word goes before a coder's
    #[arg(long, value_enum, default_value = "coder")]
    role: RoleOption,
    /// How many claims stand, of those that people decided about
    #[arg(long)]
    stats: bool,
    /// Of --stats: by rule only
    #[arg(long, requires = "stats")]
    by_rule: bool,
    /// Of --stats: by type only
    #[arg(long, requires = "stats")]
    by_type: bool,
    /// How far two people agree
    #[arg(long, num_args = 2, value_names = ["NAME", "NAME"], conflicts_with = "stats")]
    agreement: Option<Vec<String>>,
    /// Rows at most [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    #[command(flatten)]
    filter: FilterOptions,
    #[command(flatten)]
    output: OutputOptions,
}

pub(crate) fn run(desk: &Desk, options: &ReviewOptions) -> Result<u8, Failure> {
    if options.stats {
        return stats(&desk.open()?, options);
    }
    if let Some([one, other]) = options.agreement.as_deref() {
        return agreement(&desk.open()?, options, one, other);
    }
    let plain = options.output.format.is_none() && !options.output.json && !options.output.csv;
    let talks = plain && std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if options.queue == "orphaned" {
        let store = desk.open()?;
        let orphaned = ReviewFilter { orphaned: Some(true), ..ReviewFilter::default() };
        return print(options, |page| reviews::lines(&store, &orphaned, page));
    }
    if talks {
        let Some(by) = options.by.as_deref().filter(|by| !by.trim().is_empty()) else {
            return Err(Failure::Usage("say who decides: --by NAME, or DATELINE_BY".to_string()));
        };
        let mut store = desk.open_to_write()?;
        let filter = filter(&store, options)?;
        let person = walk::Person { by, capacity: options.role.capacity() };
        let mut out = anstream::stdout();
        return walk::walk(&mut store, &filter, &person, &mut std::io::stdin().lock(), &mut out, terminal::width());
    }
    let store = desk.open()?;
    let filter = filter(&store, options)?;
    print(options, |page| {
        let Listed { rows, total, next } = store.claims(&filter, page)?;
        Ok(Listed { rows: rows.iter().map(export_rows::claim).collect(), total, next })
    })
}

/// The queue by its name, with what else is asked for.
fn filter(store: &Sqlite, options: &ReviewOptions) -> Result<Filter, Failure> {
    let mut filter = options.filter.filter(&Data::default(), store)?;
    match value::standing(&options.queue) {
        Ok(standing) => {
            filter.reviews = standing.states();
            filter.disputed |= standing == value::Standing::Disputed;
        }
        Err(_) => {
            let unknown = |error: QueryError| match error {
                QueryError::NotFound { .. } => Failure::NotFound(format!(
                    "no queue and no report `{}`; queues are unreviewed, accepted, rejected, edited, disputed, orphaned",
                    options.queue
                )),
                error => error.into(),
            };
            filter.report = Some(id::report(store, &options.queue).map_err(unknown)?.id);
            if filter.reviews.is_empty() {
                filter.reviews = ReviewState::ALL.to_vec();
            }
        }
    }
    Ok(filter)
}

fn print<R: Row>(options: &ReviewOptions, ask: impl Fn(&Page) -> Result<Listed<R>, QueryError>) -> Result<u8, Failure> {
    let most = options.limit.map_or(usize::MAX, |limit| limit as usize);
    let mut printer = Printer::new(options.output.form());
    let mut page = Page::first(most.min(PAGE_ROWS));
    let mut shown = 0;
    loop {
        let listed = ask(&page)?;
        shown += listed.rows.len();
        if !listed.rows.is_empty() {
            printer.rows(&listed.rows)?;
        }
        match listed.next {
            Some(next) if shown < most => {
                page = Page { after: Some(next), ..Page::first((most - shown).min(PAGE_ROWS)) }
            }
            _ if shown == 0 => {
                anstream::eprintln!("nothing in this queue");
                return Ok(exit::NOTHING);
            }
            Some(_) => {
                let total = grouped(i64::try_from(listed.total).unwrap_or(i64::MAX));
                anstream::eprintln!("{} of {total}", grouped(shown as i64));
                return Ok(exit::DONE);
            }
            None => return Ok(exit::DONE),
        }
    }
}

fn stats(store: &Sqlite, options: &ReviewOptions) -> Result<u8, Failure> {
    let found = reviews::stats(store)?;
    let Some(all) = found.all else {
        anstream::eprintln!("nobody decided about any claim yet; see `dateline review`");
        return Ok(exit::NOTHING);
    };
    let mut lines = Vec::new();
    let both = !options.by_rule && !options.by_type;
    if options.by_rule || both {
        lines.extend(found.by_rule.into_iter().map(|row| rows::StatsRow::of("rule", row)));
    }
    if options.by_type || both {
        lines.extend(found.by_type.into_iter().map(|row| rows::StatsRow::of("type", row)));
    }
    lines.push(rows::StatsRow::of("all", all));
    Printer::new(options.output.form()).rows(&lines)?;
    Ok(exit::DONE)
}

fn agreement(store: &Sqlite, options: &ReviewOptions, one: &str, other: &str) -> Result<u8, Failure> {
    let found = reviews::agreement(store, one, other)?;
    if found.claims == 0 {
        anstream::eprintln!("{one} and {other} decided about no claim both");
        return Ok(exit::NOTHING);
    }
    if options.output.form() == super::output::Form::Jsonl {
        let line = serde_json::to_string(&found).unwrap_or_default();
        writeln!(anstream::stdout(), "{line}")?;
        return Ok(exit::DONE);
    }
    let table: Vec<rows::PairRow> = found.table.iter().map(|row| rows::PairRow::of(one, other, row)).collect();
    Printer::new(options.output.form()).rows(&table)?;
    let kappa = found.kappa.map_or("not defined: both always say the same".to_string(), |kappa| format!("{kappa:.3}"));
    anstream::eprintln!(
        "{} claims that both decided about; alike {:.1} %, by chance {:.1} %; kappa {kappa}",
        found.claims,
        found.observed * 100.0,
        found.expected * 100.0
    );
    Ok(exit::DONE)
}
