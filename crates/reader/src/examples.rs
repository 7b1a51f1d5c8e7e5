//! The sentences in the rule files, read by the program itself.

use claims::rule::{Example, Rule, example};
use report::{About, Report};

use crate::Reader;

/// An example that does not come out as its rule file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub rule: String,
    pub sentence: String,
    pub problem: String,
    /// What the program makes of the sentence, one claim a line, with the rule's name.
    pub found: Vec<String>,
}

/// Every example of the rule that fails; a rule without a `yes` and a `no` fails too.
pub fn failures(reader: &Reader, rule: &Rule) -> Vec<Failure> {
    let none = |kind: &str| Failure {
        rule: rule.name.clone(),
        sentence: String::new(),
        problem: format!("has no `{kind}` example"),
        found: Vec::new(),
    };
    let mut failures = Vec::new();
    if rule.yes.is_empty() {
        failures.push(none("yes"));
    }
    if rule.no.is_empty() {
        failures.push(none("no"));
    }
    failures.extend(rule.yes.iter().filter_map(|example| unmatched(reader, rule, example)));
    failures.extend(rule.no.iter().filter_map(|example| matched(reader, rule, example)));
    failures
}

fn unmatched(reader: &Reader, rule: &Rule, Example(sentence, wanted): &Example) -> Option<Failure> {
    let (report, reading) = read(reader, sentence);
    let own: Vec<_> = reading.claims.iter().filter(|claim| claim.rule == rule.name).collect();
    let problems: Vec<Option<String>> = own.iter().map(|claim| example::difference(&report, claim, wanted)).collect();
    if problems.iter().any(Option::is_none) {
        return None;
    }
    let problem = problems.into_iter().flatten().next().unwrap_or_else(|| "the rule does not match".to_string());
    Some(failure(rule, sentence, format!("wanted `{wanted}`; {problem}"), &report, &reading))
}

fn matched(reader: &Reader, rule: &Rule, Example(sentence, reason): &Example) -> Option<Failure> {
    let (report, reading) = read(reader, sentence);
    let hit = reading.claims.iter().any(|claim| claim.rule == rule.name);
    hit.then(|| failure(rule, sentence, format!("must not match: {reason}"), &report, &reading))
}

fn failure(rule: &Rule, sentence: &str, problem: String, report: &Report, reading: &crate::Reading) -> Failure {
    let found =
        reading.claims.iter().map(|claim| format!("{} [{}]", example::line(report, claim), claim.rule)).collect();
    Failure { rule: rule.name.clone(), sentence: sentence.to_string(), problem, found }
}

fn read(reader: &Reader, sentence: &str) -> (Report, crate::Reading) {
    let report = Report::new(sentence.to_string(), About::default());
    let reading = reader.read(&report);
    (report, reading)
}
