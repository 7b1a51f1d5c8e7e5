//! What the project does with itself: train, measure, pack, tidy. One module for each command.
#![allow(clippy::disallowed_methods, reason = "edge: reads the disk")]

mod answer;
mod eval_claims;
mod gold;
mod measure;

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
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::EvalClaims(options) => eval_claims::run(&options),
    }
}
