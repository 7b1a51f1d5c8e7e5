//! Attribution over the whole chain of stages: sentences of our own, each with the words whose teller is asked for.

mod corpus_en;

use claims::{Said, chain};
use reader::Reader;
use report::{About, Report, Span};

use corpus_en::{TOLD, UNTOLD};

/// The text without its bars, and the span between them.
fn marked(sentence: &str) -> (Report, Span) {
    let start = sentence.find('|').expect("a bar");
    let end = sentence.rfind('|').expect("a second bar") - 1;
    let text = sentence.replace('|', "");
    (Report::new(text, About::default()), Span::new(start as u32, end as u32))
}

fn told(reader: &Reader, sentence: &str) -> (Report, Vec<Said>) {
    let (report, trigger) = marked(sentence);
    let reading = reader.read(&report);
    let (said, _) = chain(&reading.attributions, trigger, &[]);
    (report, said)
}

#[test]
fn each_sentence_names_its_sources_outermost_first() {
    let reader = Reader::builtin().expect("the built-in data load");
    let mut wrong = Vec::new();
    for (chain, manner, sentences) in TOLD {
        for sentence in *sentences {
            let (report, said) = told(&reader, sentence);
            let have: Vec<(&str, &str)> = said
                .iter()
                .map(|said| (said.source.of(&report.text), said.cue.map_or("", |cue| cue.of(&report.text))))
                .collect();
            let same = |(have, want): (&(&str, &str), &(&str, &str))| {
                have.0.eq_ignore_ascii_case(want.0) && have.1.eq_ignore_ascii_case(want.1)
            };
            let agree = have.len() == chain.len() && have.iter().zip(*chain).all(same);
            if !agree || said.iter().any(|said| said.manner != *manner) {
                wrong.push(format!(
                    "{sentence}\n    {have:?} {:?}",
                    said.iter().map(|said| said.manner).collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_report_tells_itself_has_no_source() {
    let reader = Reader::builtin().expect("the built-in data load");
    let spurious: Vec<String> = UNTOLD
        .iter()
        .filter_map(|sentence| {
            let (report, said) = told(&reader, sentence);
            let source = said.first()?.source.of(&report.text).to_string();
            Some(format!("{sentence}\n    {source}"))
        })
        .collect();
    assert!(spurious.is_empty(), "{}", spurious.join("\n"));
}

#[test]
fn text_in_front_only_shifts_what_is_found() {
    let reader = Reader::builtin().expect("the built-in data load");
    let front = "The sea was calm.\n\n";
    for (_, _, sentences) in TOLD {
        for sentence in *sentences {
            let (_, alone) = told(&reader, sentence);
            let (report, trigger) = marked(&format!("{front}{sentence}"));
            let shifted = chain(&reader.read(&report).attributions, trigger, &[]).0;
            let back = |span: Span| Span::new(span.start - front.len() as u32, span.end - front.len() as u32);
            let sources: Vec<Span> = shifted.iter().map(|said| back(said.source)).collect();
            assert_eq!(sources, alone.iter().map(|said| said.source).collect::<Vec<_>>(), "{sentence}");
        }
    }
}
