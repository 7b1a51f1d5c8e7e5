//! What the project does with itself: train, measure, pack, tidy. One module for each command.
#![allow(clippy::disallowed_methods, reason = "edge: reads the disk")]

mod actors;
mod answer;
mod bench;
mod bench_record;
mod bulk;
mod causes;
mod copies;
mod data;
mod diff;
mod entity_corpora;
mod eval_attribution;
mod eval_claims;
mod eval_coref;
mod eval_entities;
mod eval_events;
mod eval_ids;
mod eval_places;
mod eval_plover;
mod eval_raw;
mod eval_said;
mod eval_times;
mod eval_ud;
mod gazetteer;
mod given;
mod gold;
mod happenings;
mod measure;
mod mentions;
mod name_corpora;
mod raw_text;
mod readings;
mod rules;
mod runs;
mod score;
mod series;
mod train;
mod train_names;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    /// Read words and rules from this source tree instead of those built in
    #[arg(long, global = true, value_name = "ROOT")]
    from: Option<std::path::PathBuf>,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the gazetteer from GeoNames' files and our own tables
    Gazetteer(gazetteer::Args),
    /// Under which spellings people, bodies and places of a collection are one
    Actors(actors::Options),
    /// Which reports of a collection are one text
    Copies(copies::Options),
    /// Measure the release binary: speed, start, memory, size
    Bench(bench::Options),
    /// Add a collection to a new record: time, memory, size
    BenchRecord(bench_record::Options),
    /// Read whole collections; count claims by rule, time and panics
    Bulk(bulk::Options),
    /// Compare the claims of another revision with those of this source tree
    Diff(diff::Options),
    /// Compare sources, cues and contents with brat annotations
    EvalAttribution(eval_attribution::Options),
    /// With gold triggers given: compare the chain of sources with gold
    EvalSaid(eval_said::Options),
    /// Compare what pronouns and noun phrases refer to with the entities of GUM
    EvalCoref(eval_coref::Options),
    /// Compare the program's claims with gold
    EvalClaims(eval_claims::Options),
    /// Score names of people, bodies and places against annotated text
    EvalEntities(eval_entities::Options),
    /// Compare which claims are joined into one event with gold
    EvalEvents(eval_events::Options),
    /// Read reports and print which claims were joined
    Happenings(happenings::Options),
    /// Compare the ids of mentions with those of gold's arguments and sources
    EvalIds(eval_ids::Options),
    /// Compare where mentions lie with gold's coordinates
    EvalPlaces(eval_places::Options),
    /// Look for acts that people coded, and who did them to whom
    EvalPlover(eval_plover::Options),
    /// Compare times and quantities with annotated text
    EvalTimes(eval_times::Options),
    /// Score tags and trees against a treebank
    EvalUd(eval_ud::Options),
    /// Score every gold set beside the last recorded run
    Score(score::Options),
    /// Print the mentions of a text and who stands behind them
    Mentions(mentions::Options),
    /// Print times, quantities, places and reported speech of texts as JSON lines
    Readings(readings::Options),
    /// Print the series, comparisons and checks of a collection
    Series(series::Options),
    /// Run the examples of the rules and print what fails
    Rules {
        /// Only rules whose name or file holds this
        part: Option<String>,
        /// Print what the program makes of every `yes` sentence
        #[arg(long)]
        all: bool,
    },
    /// Train the model from the treebanks and write it with its card
    Train(train::Options),
    /// Train the weights that find names and write them with their card
    TrainNames(train_names::Options),
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    cli.from.into_iter().for_each(data::read_from);
    match cli.task {
        Task::Gazetteer(args) => gazetteer::run(&args),
        Task::Actors(options) => actors::run(&options),
        Task::Copies(options) => copies::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::BenchRecord(options) => bench_record::run(&options),
        Task::Bulk(options) => bulk::run(&options),
        Task::Diff(options) => diff::run(&options),
        Task::Score(options) => score::run(&options),
        Task::Series(options) => series::run(&options),
        Task::EvalAttribution(options) => eval_attribution::run(&options),
        Task::EvalSaid(options) => eval_said::run(&options),
        Task::EvalCoref(options) => eval_coref::run(&options),
        Task::EvalClaims(options) => eval_claims::run(&options),
        Task::EvalEntities(options) => eval_entities::run(&options),
        Task::EvalEvents(options) => eval_events::run(&options),
        Task::Happenings(options) => happenings::run(&options),
        Task::EvalIds(options) => eval_ids::run(&options),
        Task::EvalPlaces(options) => eval_places::run(&options),
        Task::EvalPlover(options) => eval_plover::run(&options),
        Task::EvalTimes(options) => eval_times::run(&options),
        Task::EvalUd(options) => eval_ud::run(&options),
        Task::Readings(options) => readings::run(&options),
        Task::Mentions(options) => mentions::run(&options),
        Task::Rules { part, all } => rules::run(part.as_deref(), all),
        Task::Train(options) => train::run(&options),
        Task::TrainNames(options) => train_names::run(&options),
    }
}
