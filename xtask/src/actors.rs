//! `cargo xtask actors`: people, bodies and places of a collection, with the spellings that were taken for one.
//!
//! What is printed is to be read by somebody who knows the world: each line is right or wrong.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use events::Entry;
use events::identity::{Kind, People, actors, places};
use rayon::prelude::*;
use reader::gather;

use crate::bulk::{load, spread};
use crate::data::reader;

#[derive(Args)]
pub(crate) struct Options {
    /// Files of JSON lines (.jsonl, .jsonl.gz), CSV files, folders of .txt
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Read only so many reports, evenly spread
    #[arg(long, default_value_t = 2000)]
    limit: usize,
    /// Print only those who were joined on this ground
    #[arg(long, value_name = "GROUND")]
    why: Option<String>,
    /// Print at most so many of each kind, evenly spread
    #[arg(long, default_value_t = 40)]
    most: usize,
    /// Print those without a second spelling, too
    #[arg(long)]
    all: bool,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let reader = reader()?;
    let mut items = Vec::new();
    for path in &options.paths {
        items.extend(load(path)?);
    }
    let items = spread(items, options.limit);
    let read = |item: &crate::bulk::Item| gather::entries(&reader, vec![item.filed()]);
    let entries: Vec<Entry> = items.par_iter().flat_map_iter(read).collect();
    let people = People::new(&reader.lexicon);
    let start = Instant::now();
    let found = actors(&people, &entries);
    let time = start.elapsed();
    for kind in [Kind::Person, Kind::Body, Kind::State] {
        let of_kind = found.iter().filter(|identity| identity.kind == kind);
        let lines =
            of_kind.filter(|identity| options.takes(&identity.why.iter().map(|why| why.name()).collect::<Vec<_>>()));
        let lines: Vec<String> = lines
            .map(|identity| {
                let grounds: Vec<&str> = identity.why.iter().map(|why| why.name()).collect();
                format!(
                    "{} [{}] {} {:?} {}",
                    identity.name,
                    identity.acts_for.join(" "),
                    identity.claims,
                    grounds,
                    told(&identity.spellings)
                )
            })
            .collect();
        print(&format!("{kind:?}"), lines, options.most);
    }
    let found_places = places(&people, &entries);
    let lines =
        found_places.iter().filter(|place| options.takes(&place.why.iter().map(|why| why.name()).collect::<Vec<_>>()));
    let lines = lines.map(|place| {
        format!("{} [{} {}] {} {}", place.name, place.id, place.country, place.claims, told(&place.spellings))
    });
    print("Place", lines.collect(), options.most);
    println!(
        "{} reports, {} claims, {} actors, {} places; actors in {:.2} s",
        items.len(),
        entries.len(),
        found.len(),
        found_places.len(),
        time.as_secs_f64()
    );
    Ok(())
}

impl Options {
    fn takes(&self, grounds: &[&str]) -> bool {
        match &self.why {
            Some(wanted) => grounds.contains(&wanted.as_str()),
            None => self.all || !grounds.is_empty(),
        }
    }
}

fn told(spellings: &[(String, usize)]) -> String {
    let told: Vec<String> = spellings.iter().take(12).map(|(text, count)| format!("{text} {count}")).collect();
    told.join(" | ")
}

fn print(title: &str, lines: Vec<String>, most: usize) {
    println!("== {title}: {}", lines.len());
    spread(lines, most).iter().for_each(|line| println!("{line}"));
}
