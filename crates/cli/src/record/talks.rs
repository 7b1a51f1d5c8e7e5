//! `dateline talks`: who talks with whom; the rounds of one process; issue × party; what was said of one issue.

use std::io::Write as _;

use events::Entry;
use export::talks as form;
use query::talks::KINDS;
use query::views;
use record::Vocabulary;
use record::issues::{Issue, issues};
use record::positions::{Stance, between, matrix, stances};
use record::talks::{Process, claims_of, processes};

use super::Desk;
use super::filter::FilterOptions;
use super::output::{Form, OutputOptions, Printer};
use super::talks_text::{self as text, Sides};
use crate::error::{Failure, exit};
use crate::terminal;

pub(crate) const EXAMPLES: &str = "Examples:
  dateline talks                         who talks with whom
  dateline talks RUS-UKR                 the rounds of one process
  dateline talks RUS-UKR --round 3       all that is told of its third round
  dateline talks RUS-UKR --matrix        where each party is said to stand on each issue
  dateline talks --issue ceasefire       who said what of a ceasefire
  dateline talks RUS-UKR --matrix --csv > positions.csv";

/// Columns of a matrix for a terminal, where nobody names the parties.
const PARTIES_MAX: usize = 4;

#[derive(clap::Args)]
pub(crate) struct TalksOptions {
    /// Whose: an id such as talks/RUS-UKR, or its parties, RUS-UKR
    #[arg(value_name = "PROCESS")]
    process: Option<String>,
    /// Where each party is said to stand on each issue
    #[arg(long)]
    matrix: bool,
    /// One round, with all that is told of it
    #[arg(long, value_name = "N", requires = "process", conflicts_with = "matrix")]
    round: Option<usize>,
    /// Who said what of this issue
    #[arg(long, value_name = "WORDS", conflicts_with = "round")]
    issue: Option<String>,
    #[command(flatten)]
    filter: FilterOptions,
    #[command(flatten)]
    output: OutputOptions,
}

pub(crate) fn run(desk: &Desk, options: &TalksOptions) -> Result<u8, Failure> {
    let store = desk.open()?;
    let filter = options.filter.filter(&desk.data, &store)?;
    let entries = views::entries(&store, &filter, KINDS)?;
    let words = desk.data.vocabulary()?;
    let all = processes(&entries, words);
    let named = options.process.as_deref().map(|name| find(&all, name)).transpose()?;
    let shown = Shown {
        form: options.output.form(),
        sides: Sides(desk.data.names()?),
        width: terminal::width(),
        words,
        entries: &entries,
        all: &all,
        named,
    };
    match (&options.issue, options.matrix) {
        (Some(issue), matrix) => shown.issue(issue, matrix),
        (None, true) => shown.matrix(),
        (None, false) => match named {
            Some(process) => shown.process(process, options.round),
            None => shown.list(),
        },
    }
}

fn find<'p, 'a>(all: &'p [Process<'a>], name: &str) -> Result<&'p Process<'a>, Failure> {
    query::talks::find(all, name).map_err(|_| {
        let help = "`dateline ls talks` lists those that the record tells of";
        Failure::NotFound(format!("no talks called {name} under these filters; {help}"))
    })
}

struct Shown<'s> {
    form: Form,
    sides: Sides<'s>,
    width: usize,
    words: &'s Vocabulary,
    entries: &'s [Entry],
    all: &'s [Process<'s>],
    named: Option<&'s Process<'s>>,
}

impl<'s> Shown<'s> {
    /// Those that reports speak of as talks; where they speak of none, all who met.
    fn list(&self) -> Result<u8, Failure> {
        let any_talks = self.all.iter().any(|process| process.negotiates);
        let listed = self.all.iter().filter(|process| process.negotiates || !any_talks);
        let rows: Vec<form::TalksRow> = listed.map(form::talks).collect();
        Printer::new(self.form).rows(&rows)?;
        let met = self.all.len() - rows.len();
        if met > 0 {
            let groups = if met == 1 { "group" } else { "groups" };
            anstream::eprintln!(
                "{met} more {groups} of parties met or called without talks being named: dateline ls talks"
            );
        }
        Ok(if rows.is_empty() { exit::NOTHING } else { exit::DONE })
    }

    fn process(&self, process: &Process<'s>, number: Option<usize>) -> Result<u8, Failure> {
        let rounds: Vec<_> =
            process.rounds.iter().filter(|round| number.is_none_or(|number| round.number == number)).collect();
        if let (Some(number), true) = (number, rounds.is_empty()) {
            let have = process.rounds.len();
            return Err(Failure::NotFound(format!("{} has {have} rounds, but no round {number}", process.id.0)));
        }
        match self.form {
            Form::Jsonl if number.is_some() => {
                let forms: Vec<_> = rounds.iter().map(|round| form::round_form(process, round)).collect();
                print(&export::form::lines(&forms))?;
            }
            Form::Jsonl => print(&export::form::lines(&[form::process(process)]))?,
            Form::Csv | Form::Tsv => {
                let rows: Vec<_> = rounds.iter().map(|round| form::round(process, round)).collect();
                Printer::new(self.form).rows(&rows)?;
            }
            Form::Table => {
                print(&text::process(process, &rounds, number.is_some(), &self.sides, self.width))?;
                if number.is_none() {
                    let raised = self.raised(process);
                    print(&text::raised(&raised, self.width))?;
                }
            }
        }
        Ok(exit::DONE)
    }

    fn raised(&self, process: &Process<'s>) -> Vec<Issue<'s>> {
        issues(claims_of(process, self.all, self.entries), self.words)
    }

    fn stances(&self) -> Vec<Stance<'_>> {
        let all = stances(self.entries, self.words);
        match self.named {
            Some(process) => between(all, &process.parties, self.entries),
            None => all,
        }
    }

    fn matrix(&self) -> Result<u8, Failure> {
        self.drawn(self.stances())
    }

    fn drawn(&self, stances: Vec<Stance>) -> Result<u8, Failure> {
        if self.form != Form::Table {
            return self.positions(&stances);
        }
        let parties = self.named.map(|process| process.parties.clone()).unwrap_or_default();
        let mut matrix = matrix(stances, &parties);
        if parties.is_empty() {
            matrix.narrow(PARTIES_MAX);
        }
        print(&text::matrix(&matrix, &self.sides, self.width))?;
        Ok(if matrix.rows.is_empty() { exit::NOTHING } else { exit::DONE })
    }

    fn positions(&self, stances: &[Stance]) -> Result<u8, Failure> {
        let rows: Vec<_> = stances.iter().flat_map(|stance| form::positions(stance, self.named)).collect();
        Printer::new(self.form).rows(&rows)?;
        Ok(if rows.is_empty() { exit::NOTHING } else { exit::DONE })
    }

    fn issue(&self, asked: &str, as_matrix: bool) -> Result<u8, Failure> {
        let lower = asked.to_lowercase();
        let known = self.words.issues(&lower.split_whitespace().collect());
        let meant = |name: &str| known.contains(name) || name.to_lowercase().contains(&lower);
        let mut stances = self.stances();
        for stance in &mut stances {
            stance.issues.retain(|issue| meant(issue.as_str()));
        }
        stances.retain(|stance| !stance.issues.is_empty());
        if as_matrix {
            return self.drawn(stances);
        }
        if self.form != Form::Table {
            return self.positions(&stances);
        }
        let raised: Vec<Issue> =
            issues(self.entries, self.words).into_iter().filter(|issue| meant(issue.name.as_str())).collect();
        if stances.is_empty() && raised.is_empty() {
            anstream::eprintln!("nobody in this record is told to have spoken of {asked}");
            return Ok(exit::NOTHING);
        }
        print(&text::raised(&raised, self.width))?;
        print(&text::stances(&stances, &self.sides, self.width))?;
        Ok(exit::DONE)
    }
}

fn print(text: &str) -> Result<(), Failure> {
    Ok(anstream::stdout().lock().write_all(text.as_bytes())?)
}
