//! Figures over the whole chain of stages: sentences of our own, each with the numbers that its claims keep.

mod corpus_en;

use claims::Figure;
use reader::Reader;
use report::{About, Report};

use corpus_en::{FIGURES, NONE};

fn bound(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn line(trigger: &str, figure: &Figure) -> String {
    format!("{trigger}: {} {}..{}", figure.measure.name(), bound(figure.low), bound(figure.high))
}

/// "trigger: measure low..high" for each figure of each claim, in text order.
fn figures(reader: &Reader, sentence: &str) -> Vec<String> {
    let report = Report::new(sentence.to_string(), About::default());
    let claims = reader.read(&report).claims;
    let mut found: Vec<_> =
        claims.iter().flat_map(|claim| claim.figures.iter().map(move |figure| (claim, figure))).collect();
    found.sort_by_key(|(_, figure)| figure.span);
    found.into_iter().map(|(claim, figure)| line(claim.trigger.of(&report.text), figure)).collect()
}

#[test]
fn each_sentence_has_its_figures() {
    let reader = Reader::builtin().expect("the built-in data load");
    let mut wrong = Vec::new();
    for (want, sentences) in FIGURES {
        for sentence in *sentences {
            let have = figures(&reader, sentence);
            if have != *want {
                wrong.push(format!("{sentence}\n    wanted {want:?}\n    have   {have:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_that_tell_known_things_apart_are_no_figures() {
    let reader = Reader::builtin().expect("the built-in data load");
    let wrong: Vec<_> = NONE
        .iter()
        .map(|sentence| (sentence, figures(&reader, sentence)))
        .filter(|(_, have)| !have.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
