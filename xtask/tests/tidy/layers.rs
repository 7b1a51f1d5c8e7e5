//! The order of crates is the flow of data; nothing points back.

use crate::source::{assert_none, crates, dependencies};

/// A crate may use only crates before it in this list.
const LAYERS: [&str; 13] = [
    "report",
    "lexicon",
    "gazetteer",
    "analysis",
    "claims",
    "events",
    "record",
    "store",
    "reader",
    "export",
    "query",
    "server",
    "cli",
];

/// Beside the flow: they may use any crate, and no crate of the flow may use them.
const OUTSIDE: [&str; 1] = ["training"];

#[test]
fn a_crate_uses_only_crates_before_it() {
    let mut faults = Vec::new();
    for (depth, name) in LAYERS.iter().enumerate() {
        if !crates().contains(*name) {
            continue;
        }
        for used in dependencies(&format!("crates/{name}/Cargo.toml")) {
            let later = LAYERS[depth..].contains(&used.as_str()) || OUTSIDE.contains(&used.as_str());
            if later || used == "xtask" {
                faults.push(format!("`{name}` must not use `{used}`"));
            }
        }
    }
    assert_none(&faults, "keep the order of ARCHITECTURE.md, Layers:");
}

#[test]
fn every_crate_has_a_place_in_the_order() {
    let known = |name: &String| LAYERS.contains(&name.as_str()) || OUTSIDE.contains(&name.as_str());
    let faults: Vec<String> = crates().into_iter().filter(|name| !known(name)).collect();
    assert_none(&faults, "add these crates to LAYERS or OUTSIDE:");
}
