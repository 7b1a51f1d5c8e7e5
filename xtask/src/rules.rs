//! `cargo xtask rules [PART]`: runs the examples of the rules whose name or file holds PART, and prints what the
//! program makes of those that fail; `--all` prints the rest too.

use claims::rule::{Example, example};
use reader::Reader;
use reader::examples::failures;
use report::{About, Report};

use crate::data;

pub(crate) fn run(part: Option<&str>, all: bool) -> anyhow::Result<()> {
    let reader = data::reader()?;
    let wanted = |text: &str| part.is_none_or(|part| text.contains(part));
    let mut failed = 0;
    let rules = reader.rules.rules.iter().filter(|rule| wanted(&rule.name) || wanted(&rule.file));
    for rule in rules {
        let failures = failures(&reader, rule);
        for failure in &failures {
            println!("{} `{}`: {}\n    {}", rule.file, rule.name, failure.problem, failure.sentence);
            failure.found.iter().for_each(|line| println!("      {line}"));
        }
        failed += failures.len();
        if all {
            rule.yes.iter().for_each(|Example(sentence, _)| print_reading(&reader, sentence));
        }
    }
    println!("{} rules, {failed} failures", reader.rules.rules.len());
    Ok(())
}

fn print_reading(reader: &Reader, sentence: &str) {
    let report = Report::new(sentence.to_string(), About::default());
    println!("    {sentence}");
    for claim in reader.read(&report).claims {
        println!("      {} [{}]", example::line(&report, &claim), claim.rule);
    }
}
