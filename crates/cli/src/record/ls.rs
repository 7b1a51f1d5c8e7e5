//! `dateline ls`: what the record holds, list by list, filtered and paged; a list that was cut says so.

use clap::ValueEnum;
use query::series::{self, SeriesForm};
use query::{QueryError, Seal, lists, views};
use record::Filter;
use store::{Listed, Page};

use super::filter::FilterOptions;
use super::output::{Form, OutputOptions, Printer, Row};
use super::{Desk, identities};
use crate::cells::grouped;
use crate::error::{Failure, exit};

pub(crate) const EXAMPLES: &str = "Examples:
  dateline ls reports
  dateline ls events --type ASSAULT,INTERCEPT --from 2025-12-05 --to 2025-12-06 --place UKR
  dateline ls figures --speaker UKR --place Kyiv --csv > figures.csv
  dateline ls claims --event 04f6b6fbee-1
  dateline ls actors --limit 20
  dateline ls actors --spellings --place Sudan   each once: Burhan, al-Burhan, Al Burhan";

/// Rows of a table where nobody asks for more or fewer.
const TABLE_ROWS: usize = 50;
/// Rows that are held at once; the record is gone through once for each.
const PAGE_ROWS: usize = 8000;

#[derive(clap::Args)]
pub(crate) struct LsOptions {
    /// Which list
    #[arg(value_name = "LIST")]
    list: List,
    /// Rows at most [default: 50 in a table, all elsewhere]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Go on where the list before ended
    #[arg(long, value_name = "TOKEN")]
    next: Option<String>,
    /// Of actors and places: each once, with every spelling, and why they were taken for one
    #[arg(long, conflicts_with = "next")]
    spellings: bool,
    #[command(flatten)]
    filter: FilterOptions,
    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum List {
    /// What was added, by day of publication
    Reports,
    /// Who says what happened
    Claims,
    /// Happenings, each with the claims that are about it
    Events,
    /// Numbers, each with who gave it
    Figures,
    /// Who acts, is acted upon and is cited
    Actors,
    /// Persons, each once under all spellings, with the ground on which they were joined
    People,
    /// Where it happened
    Places,
    /// Measures over a scope that several figures belong to
    Series,
    /// Who met, talked or called, as groups of parties
    Talks,
    /// What is on the table, agreed, unresolved
    Issues,
    /// Who is said to stand where on what
    Positions,
    /// Who is said to hold, take or lose which place
    Territory,
    /// Threats, with what is told of answers
    Threats,
    /// Demands, with what is told of answers
    Demands,
}

pub(crate) fn run(desk: &Desk, options: &LsOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let data = &desk.data;
    let filter = options.filter.filter(data, &store)?;
    let most = options.most();
    if options.spellings {
        let form = options.output.form();
        return match options.list {
            List::Actors => identities::print(form, lists::spelled_actors(data, &store, &filter)?, most),
            List::Places => identities::print(form, lists::spelled_places(data, &store, &filter)?, most),
            _ => Err(Failure::Usage("--spellings goes with `ls actors` and `ls places`".to_string())),
        };
    }
    let work = Work { options, filter, form: options.output.form() };
    match options.list {
        List::Reports => work.list(|filter, page| lists::reports(&store, filter, page)),
        List::Claims => work.list(|filter, page| lists::claims(&store, filter, page)),
        List::Events => work.list(|filter, page| lists::events(&store, filter, page)),
        List::Figures => work.list(|filter, page| lists::figures(&store, filter, page)),
        List::Actors => work.list(|filter, page| lists::actors(&store, filter, page)),
        List::People => work.view(lists::people(data, &store, &work.filter)?),
        List::Places => work.list(|filter, page| lists::places(&store, filter, page)),
        List::Talks => work.view(views::talks(data, &store, &work.filter)?),
        List::Issues => work.view(views::issues(data, &store, &work.filter)?),
        List::Positions => work.view(views::positions(data, &store, &work.filter)?),
        List::Territory => work.view(views::territory(&store, &work.filter)?),
        List::Threats => work.view(views::threats(data, &store, &work.filter)?),
        List::Demands => work.view(views::demands(data, &store, &work.filter)?),
        List::Series => work.list::<SeriesForm>(|filter, page| series::list(data, &store, filter, None, page)),
    }
}

impl LsOptions {
    fn most(&self) -> usize {
        match self.limit {
            Some(limit) => limit as usize,
            None if self.output.form() == Form::Table => TABLE_ROWS,
            None => usize::MAX,
        }
    }
}

struct Work<'a> {
    options: &'a LsOptions,
    filter: Filter,
    form: Form,
}

impl Work<'_> {
    /// Pages of the store until there are as many rows as are wanted.
    fn list<R: Row>(&self, ask: impl Fn(&Filter, &Page) -> Result<Listed<R>, QueryError>) -> Result<u8, Failure> {
        let most = self.options.most();
        let mut printer = Printer::new(self.form);
        let mut page = Page { most: most.min(PAGE_ROWS), after: self.after()?, ..Page::ALL };
        let mut shown = 0;
        loop {
            let listed = ask(&self.filter, &page)?;
            shown += listed.rows.len();
            if !listed.rows.is_empty() {
                printer.rows(&listed.rows)?;
            }
            match listed.next {
                Some(next) if shown < most => {
                    page = Page { most: (most - shown).min(PAGE_ROWS), after: Some(next), ..Page::ALL };
                }
                next => return Ok(self.end(shown, listed.total, next.as_deref())),
            }
        }
    }

    /// A list that is made whole from all claims at once; pages are counted in rows.
    fn view<R: Row>(&self, rows: Vec<R>) -> Result<u8, Failure> {
        let page = Page { most: self.options.most(), after: self.after()?, ..Page::ALL };
        let listed = lists::part(rows, &page)?;
        if !listed.rows.is_empty() {
            Printer::new(self.form).rows(&listed.rows)?;
        }
        Ok(self.end(listed.rows.len(), listed.total, listed.next.as_deref()))
    }

    /// Where the list goes on.
    fn after(&self) -> Result<Option<String>, QueryError> {
        self.options.next.as_deref().map(|token| self.seal().open(token)).transpose()
    }

    fn seal(&self) -> Seal {
        let list = self.options.list.to_possible_value();
        Seal::of(list.as_ref().map_or("", |list| list.get_name()), "", &self.filter)
    }

    /// What was left out is said where people read it.
    fn end(&self, shown: usize, total: u64, next: Option<&str>) -> u8 {
        if shown == 0 {
            anstream::eprintln!("nothing in this list fits the filters");
            return exit::NOTHING;
        }
        if let Some(next) = next {
            let total = match self.options.list {
                // The store counts claims, not the figures in them.
                List::Figures => "more".to_string(),
                _ => grouped(i64::try_from(total).unwrap_or(i64::MAX)),
            };
            let token = self.seal().close(next);
            anstream::eprintln!("{} of {total}; next page: --next {token}", grouped(shown as i64));
        }
        exit::DONE
    }
}
