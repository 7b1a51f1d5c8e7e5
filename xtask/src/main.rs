//! What the project does with itself: train, measure, pack, tidy. One module for each command.
#![allow(clippy::disallowed_methods, reason = "edge: reads the disk")]

mod answer;
mod eval_claims;
mod gold;
mod measure;
mod rules;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Compare the program's claims with gold
    EvalClaims(eval_claims::Options),
    /// Run the examples of the rules and print what fails
    Rules {
        /// Only rules whose name or file holds this
        part: Option<String>,
        /// Print what the program makes of every `yes` sentence
        #[arg(long)]
        all: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::EvalClaims(options) => eval_claims::run(&options),
        Task::Rules { part, all } => rules::run(part.as_deref(), all),
    }
}
