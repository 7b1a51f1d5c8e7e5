//! The core computes: it has no disk, network, clock, environment or exchange format.

use crate::source::{assert_none, crates, dependencies, product_code, root};

/// Crates that compute only. The others are edges.
const CORE: [&str; 8] = ["report", "lexicon", "gazetteer", "analysis", "claims", "events", "record", "reader"];

/// Exchange formats and the outside world; the rule loader of `claims` may read TOML.
const FOREIGN: [&str; 8] = ["serde", "serde_json", "toml", "rayon", "tokio", "reqwest", "rusqlite", "clap"];
const RULE_LOADER: [&str; 2] = ["serde", "toml"];

const OUTSIDE_WORLD: [&str; 7] =
    ["std::fs", "std::net", "std::env", "std::process", "std::time::SystemTime", "std::time::Instant", "std::thread"];

#[test]
fn core_crates_have_no_foreign_dependency() {
    let mut faults = Vec::new();
    for name in CORE.iter().filter(|name| crates().contains(**name)) {
        let used = dependencies(&format!("crates/{name}/Cargo.toml"));
        let allowed = |dependency: &str| *name == "claims" && RULE_LOADER.contains(&dependency);
        let foreign = FOREIGN.iter().filter(|dependency| used.contains(**dependency) && !allowed(dependency));
        faults.extend(foreign.map(|dependency| format!("crates/{name}: {dependency}")));
    }
    assert_none(&faults, "move this to an edge (cli, store, xtask):");
}

#[test]
fn core_crates_do_not_reach_outside() {
    let mut faults = Vec::new();
    for name in CORE {
        for file in product_code(&format!("crates/{name}/src")) {
            let mut report = |word: &str| faults.push(format!("{}: {word}", file.path));
            OUTSIDE_WORLD.iter().filter(|path| file.text.contains(**path)).for_each(|path| report(path));
            if file.text.contains("allow(clippy::disallowed_methods") {
                report("allows disallowed methods");
            }
        }
    }
    assert_none(&faults, "take the value as an argument; only edges reach outside:");
}

/// The lint that says so to every compiler run is still in place.
#[test]
fn the_lint_forbids_clock_and_disk() {
    let config = std::fs::read_to_string(root().join("clippy.toml")).unwrap();
    let wanted = ["std::time::SystemTime::now", "std::time::Instant::now", "std::fs::read", "std::fs::write"];
    let faults: Vec<String> =
        wanted.iter().filter(|path| !config.contains(&format!("\"{path}\""))).map(ToString::to_string).collect();
    assert_none(&faults, "clippy.toml must list these under disallowed-methods:");
}
