//! Rule files: each rule shows what it is for and what it is not for.

use crate::source::{assert_none, files};

#[test]
fn no_rule_is_without_a_yes_and_a_no() {
    let mut faults = Vec::new();
    for file in files("rules", ".toml") {
        let table: toml::Table = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
        for (name, rule) in table.iter().filter(|(name, _)| name.as_str() != "defaults") {
            let has = |key: &str| rule.get(key).and_then(|value| value.as_array()).is_some_and(|list| !list.is_empty());
            let lacks = ["yes", "no"].into_iter().filter(|key| !has(key));
            faults.extend(lacks.map(|key| format!("{}: `{name}` has no `{key}`", file.path)));
        }
    }
    assert_none(&faults, "add a sentence that the rule must match, and one that it must reject:");
}
