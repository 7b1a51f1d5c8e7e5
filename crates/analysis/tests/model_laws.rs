//! What holds for every text, whatever the weights; and one sentence that tells at once if features and weights part.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::borrow::Cow;

use analysis::model::{Model, WORDS_MAX};
use analysis::{Analysis, Relation, sentence};
use lexicon::Lexicon;
use report::{About, Report};

static BYTES: &[u8] = include_bytes!("../../../models/en.bin");

fn read(text: &str) -> (Report, Analysis) {
    let report = Report::new(text.to_owned(), About::default());
    let mut analysis = sentence::split(&report, &Lexicon::builtin().unwrap());
    Model::load(BYTES).unwrap().annotate(&report, &mut analysis);
    (report, analysis)
}

/// Sentences of words and signs drawn by a fixed generator.
fn gibberish(sentences: usize) -> String {
    const WORDS: [&str; 16] =
        ["drones", "Kharkiv", "of", ",", "\"", "said", "THE", "that", "(", "1,200", "’s", "—", "and", "U.S.", "ї", "%"];
    let mut state = 7_u64;
    let mut text = String::new();
    for length in 1..=sentences {
        for _ in 0..length {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += WORDS[(state >> 60) as usize];
            text.push(' ');
        }
        text += "\n\n";
    }
    text
}

#[track_caller]
fn check_trees(analysis: &Analysis) {
    for sentence in analysis.sentences.iter().filter(|sentence| sentence.first < sentence.last) {
        let within = sentence.first..sentence.last;
        let roots = within.clone().filter(|&id| analysis.tokens[id].head.is_none());
        assert_eq!(roots.count(), 1, "one root");
        for id in within.clone() {
            let token = &analysis.tokens[id];
            assert_eq!(token.head.is_none(), token.relation == Relation::Root);
            let mut at = id;
            let mut steps = 0;
            while let Some(head) = analysis.tokens[at].head {
                assert!(within.contains(&head), "heads stay within the sentence");
                at = head;
                steps += 1;
                assert!(steps <= within.len(), "no loops");
            }
        }
    }
}

#[test]
fn every_sentence_has_a_tree_of_one_root() {
    let (_, analysis) = read(&gibberish(60));
    assert!(analysis.tokens.len() > 1000);
    check_trees(&analysis);
}

#[test]
fn headlines_and_datelines_have_trees_and_names() {
    let text = "DRONES STRIKE OIL DEPOT NEAR THE BORDER\n\n\
                GOMA, Congo (Agency) — Rebels seized the airport on Tuesday, officials said.";
    let (_, analysis) = read(text);
    check_trees(&analysis);
    let upos = |lower: &str| analysis.tokens.iter().find(|token| token.lower == lower).unwrap().upos.name();
    assert_eq!((upos("strike"), upos("depot"), upos("near")), ("VERB", "NOUN", "ADP"));
    assert_eq!((upos("rebels"), upos("seized"), upos("goma")), ("NOUN", "VERB", "PROPN"));
}

#[test]
fn the_same_text_gives_the_same_answer() {
    let text = gibberish(20);
    let (first, second) = (read(&text).1, read(&text).1);
    assert_eq!(first.tokens, second.tokens);
}

#[test]
fn text_in_front_only_shifts() {
    let text = "The ministry said that two drones hit a bridge overnight.";
    let (_, alone) = read(text);
    let (_, behind) = read(&format!("A lead of four words.\n\n{text}"));
    let shift = behind.tokens.len() - alone.tokens.len();
    for (id, token) in alone.tokens.iter().enumerate() {
        let other = &behind.tokens[id + shift];
        assert_eq!((token.upos, token.xpos, token.relation), (other.upos, other.xpos, other.relation));
        assert_eq!(token.lemma, other.lemma);
        assert_eq!(token.head.map(|head| head + shift), other.head);
    }
}

#[test]
fn a_golden_sentence() {
    let (_, analysis) = read("Two officials said that Russian drones hit the power plants.");
    let row = |token: &analysis::Token| {
        let head = token.head.map_or("-", |head| analysis.tokens[head].lower.as_str());
        format!("{} {} {} {} {head}", token.lemma, token.upos.name(), token.xpos.name(), token.relation.name())
    };
    let rows: Vec<String> = analysis.tokens.iter().map(row).collect();
    let wanted = [
        "two NUM CD nummod officials",
        "official NOUN NNS nsubj said",
        "say VERB VBD root -",
        "that SCONJ IN mark hit",
        "Russian ADJ JJ amod drones",
        "drone NOUN NNS nsubj hit",
        "hit VERB VBD ccomp said",
        "the DET DT det plants",
        "power NOUN NN compound plants",
        "plant NOUN NNS obj hit",
        ". PUNCT _ punct said",
    ];
    assert_eq!(rows, wanted);
}

#[test]
fn a_sentence_over_the_limit_is_tagged_only() {
    let (_, analysis) = read(&"word ".repeat(WORDS_MAX + 1));
    assert!(analysis.sentences.iter().all(|it| it.unparsed || it.last - it.first <= WORDS_MAX));
    let long = analysis.sentences.iter().filter(|sentence| sentence.unparsed);
    assert!(long.flat_map(|it| &analysis.tokens[it.first..it.last]).all(|token| token.head.is_none()));
}

#[test]
fn a_damaged_file_is_an_error() {
    for length in [0, 7, 31, 32, 100, BYTES.len() / 2, BYTES.len() - 1] {
        assert!(Model::load(BYTES[..length].to_vec()).is_err());
    }
    for at in [0, 9, 13, 17, 25, 40, 5000, BYTES.len() - 1] {
        let mut bytes = BYTES.to_vec();
        bytes[at] ^= 4;
        assert!(Model::load(Cow::Owned(bytes)).is_err(), "byte {at}");
    }
}
