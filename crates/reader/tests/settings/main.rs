//! Times and places over the whole chain of stages: sentences of our own, each with those that its claim keeps.

mod corpus_en;

use claims::Role;
use reader::Reader;
use report::{About, Report};

use corpus_en::SETTINGS;

/// The words of the places, then of the times, of the claim with this trigger; None where no claim has it.
fn setting(reader: &Reader, sentence: &str, trigger: &str) -> Option<Vec<String>> {
    let about = About { published: "2025-12-06".parse().ok(), ..About::default() };
    let report = Report::new(sentence.to_string(), about);
    let claims = reader.read(&report).claims;
    let claim = claims.iter().find(|claim| trigger.ends_with(claim.trigger.of(&report.text)))?;
    let words = |role: Role| {
        let args = claim.args.iter().filter(move |arg| arg.role == role);
        args.map(|arg| arg.span.of(&report.text).to_string()).collect::<Vec<_>>()
    };
    Some([words(Role::Place), words(Role::Time)].concat())
}

#[test]
fn each_claim_has_its_own_time_and_place() {
    let reader = Reader::builtin().expect("the built-in data load");
    let mut wrong = Vec::new();
    for (trigger, want, sentences) in SETTINGS {
        for sentence in *sentences {
            let have = setting(&reader, sentence, trigger);
            if have.as_deref().is_none_or(|have| have != *want) {
                wrong.push(format!("{sentence} [{trigger}]\n    wanted {want:?}\n    have   {have:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
