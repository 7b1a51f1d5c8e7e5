//! `xtask gazetteer`: from GeoNames' files and our own tables to `data/gazetteer.bin` and its card.
//!
//! `data/README.md` says where each source comes from and how to fetch it. The same sources give the same bytes.

mod names;
mod own;
mod regions;
mod sources;
mod ukraine;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use gazetteer::{Feature, Source, fold, write};

use names::Names;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with the sources under the names that data/README.md gives.
    #[arg(long)]
    sources: PathBuf,
    /// Folder with our own tables.
    #[arg(long, default_value = "data/sources")]
    own: PathBuf,
    /// Where to write; the card lies beside it, with the ending `.toml`.
    #[arg(long, default_value = "data/gazetteer.bin")]
    out: PathBuf,
}

/// What has been gathered so far.
#[derive(Default)]
struct Gathered {
    places: Vec<Source>,
    /// Index of the place that is the division with this code: "UA.26", "UA.26.123".
    divisions: BTreeMap<String, usize>,
    /// Index of the place with this GeoNames id.
    ids: BTreeMap<u32, usize>,
    /// ISO alpha-2 to alpha-3, in GeoNames' order.
    countries: Vec<(String, String)>,
    /// How many places each source gave.
    counts: Vec<(&'static str, usize)>,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let names = Names::read()?;
    let mut gathered = Gathered::default();
    sources::countries(&mut gathered, &args.sources)?;
    let cities = sources::cities(&mut gathered, &args.sources)?;
    regions::add(&mut gathered, &args.sources, &names, &cities)?;
    own::regions(&mut gathered, &args.own)?;
    ukraine::add(&mut gathered, &args.sources)?;
    sources::airports(&mut gathered, &args.sources)?;
    own::renamed(&mut gathered, &args.own)?;
    own::places(&mut gathered, &args.own)?;
    for place in &mut gathered.places {
        names.widen(place);
    }
    let bytes = write(&gathered.places, &gathered.countries);
    std::fs::write(&args.out, &bytes).with_context(|| format!("cannot write {}", args.out.display()))?;
    let card = card(&gathered, &bytes);
    std::fs::write(args.out.with_extension("toml"), &card)?;
    print!("{card}");
    Ok(())
}

impl Gathered {
    fn alpha3(&self, alpha2: &str) -> &str {
        self.countries.iter().find(|(code, _)| code == alpha2).map_or("", |(_, alpha3)| alpha3)
    }

    fn add(&mut self, place: Source) -> usize {
        let at = self.places.len();
        if let Some(id) = place.geonames {
            self.ids.insert(id, at);
        }
        self.places.push(place);
        at
    }

    fn count(&mut self, source: &'static str, before: usize) {
        self.counts.push((source, self.places.len() - before));
    }
}

fn card(gathered: &Gathered, bytes: &[u8]) -> String {
    let names: BTreeSet<String> = gathered
        .places
        .iter()
        .flat_map(|place| place.aliases.iter().chain([&place.name]))
        .map(|name| fold(name))
        .collect();
    let mut card = String::from("# Written by `cargo xtask gazetteer`; see README.md beside it.\n");
    card.push_str("name = \"gazetteer\"\nfile = \"gazetteer.bin\"\n");
    let _ = writeln!(card, "sha256 = \"{}\"\nbytes = {}", sha256(bytes), bytes.len());
    card.push_str("licence = \"CC BY 4.0\"\n");
    card.push_str(
        "attribution = \"Contains data of GeoNames (geonames.org), CC BY 4.0, changed: joined, thinned, recoded\"\n",
    );
    let unplaced = gathered.places.iter().filter(|place| place.point.is_none()).count();
    let _ =
        writeln!(card, "places = {}\nwithout_coordinates = {unplaced}\nnames = {}", gathered.places.len(), names.len());
    card.push_str("\n[features]\n");
    for (name, feature) in [
        ("countries", Feature::Country),
        ("first_order_divisions", Feature::Admin1),
        ("second_order_divisions", Feature::Admin2),
        ("populated_places", Feature::City),
        ("natural", Feature::Natural),
        ("sites", Feature::Site),
    ] {
        let _ = writeln!(card, "{name} = {}", gathered.places.iter().filter(|place| place.feature == feature).count());
    }
    card.push_str("\n[sources]\n");
    for (source, count) in &gathered.counts {
        let _ = writeln!(card, "\"{source}\" = {count}");
    }
    card
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
