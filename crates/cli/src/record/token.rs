//! `dateline token add|ls|rm`: who may ask over the network. A token is shown once; the record keeps its hash.

use std::io::Write as _;

use clap::{Subcommand, ValueEnum};
use serde::Serialize;
use server::security::token;
use store::{Store, Token};

use super::output::{OutputOptions, Printer, Row};
use super::{Desk, stamp};
use crate::error::{Failure, exit, note};
use crate::grid::Column;

pub(crate) const EXAMPLES: &str = "Examples:
  dateline token add ana --scope write    prints a new token, this once
  dateline token ls                       whose tokens there are and were; never the tokens
  dateline token rm ana                   within a second it opens nothing any more
  curl -H \"Authorization: Bearer $TOKEN\" https://desk.example.org/api/v1/events";

#[derive(clap::Args)]
pub(crate) struct TokenOptions {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Make a token and print it: it cannot be shown again
    Add {
        /// Who holds it; what they decide is logged under this name
        name: String,
        /// What it allows
        #[arg(long, value_enum, default_value_t = Scope::Read)]
        scope: Scope,
    },
    /// List whose tokens there are, with those that were removed
    Ls {
        #[command(flatten)]
        output: OutputOptions,
    },
    /// Take a token back; its name and days stay
    Rm { name: String },
}

#[derive(Clone, Copy, ValueEnum)]
enum Scope {
    /// To look at everything
    Read,
    /// And to review
    Write,
}

#[derive(Serialize)]
struct TokenRow {
    name: String,
    scope: &'static str,
    added: String,
    removed: Option<String>,
}

impl Row for TokenRow {
    const COLUMNS: &'static [Column] = &[
        Column::new("name", 12, 32),
        Column::new("scope", 5, 5),
        Column::new("added", 10, 10),
        Column::new("removed", 10, 10),
    ];

    fn cells(&self) -> Vec<String> {
        let day = |moment: &str| moment.chars().take(10).collect();
        let removed = self.removed.as_deref().map(day).unwrap_or_default();
        vec![self.name.clone(), self.scope.to_string(), day(&self.added), removed]
    }
}

pub(crate) fn run(desk: &Desk, options: &TokenOptions) -> Result<u8, Failure> {
    match &options.what {
        What::Add { name, scope } => add(desk, name, *scope),
        What::Ls { output } => list(desk, output),
        What::Rm { name } => {
            desk.open_to_write()?.remove_token(name, &stamp(None, None))?;
            anstream::eprintln!("the token of {name} opens nothing any more");
            Ok(exit::DONE)
        }
    }
}

fn add(desk: &Desk, name: &str, scope: Scope) -> Result<u8, Failure> {
    let scope = match scope {
        Scope::Read => store::Scope::Read,
        Scope::Write => store::Scope::Write,
    };
    let mut store = desk.open_to_write()?;
    let failed = |error| Failure::Refused(format!("the system gives no random numbers: {error}"));
    let (token, hash) = token::make().map_err(failed)?;
    store.add_token(name, scope, &hash, &stamp(None, None))?;
    writeln!(std::io::stdout(), "{token}")?;
    note(&format!("this is the only time that the token of {name} is shown; it may {}", scope.name()));
    Ok(exit::DONE)
}

fn list(desk: &Desk, output: &OutputOptions) -> Result<u8, Failure> {
    let rows: Vec<TokenRow> = desk.open()?.tokens()?.into_iter().map(row).collect();
    if rows.is_empty() {
        anstream::eprintln!("nobody has a token; make one with `dateline token add NAME`");
        return Ok(exit::NOTHING);
    }
    Printer::new(output.form()).rows(&rows)?;
    Ok(exit::DONE)
}

fn row(token: Token) -> TokenRow {
    TokenRow {
        name: token.name,
        scope: token.scope.name(),
        added: token.added.to_string(),
        removed: token.removed.map(|at| at.to_string()),
    }
}
