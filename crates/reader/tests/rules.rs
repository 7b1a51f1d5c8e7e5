//! Every rule matches its `yes` sentences with the claim they name, and none of its `no` sentences.

use reader::Reader;
use reader::examples::failures;

#[test]
fn every_example_of_every_rule_holds() {
    let reader = Reader::builtin().expect("the built-in data loads");
    let failed: Vec<String> = reader
        .rules
        .rules
        .iter()
        .flat_map(|rule| failures(&reader, rule).into_iter().map(move |failure| (rule, failure)))
        .map(|(rule, failure)| {
            let found = failure.found.join("\n      ");
            format!(
                "{} line {}, rule `{}`: {}\n    {}\n      {found}",
                rule.file, rule.line, rule.name, failure.problem, failure.sentence
            )
        })
        .collect();
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}
