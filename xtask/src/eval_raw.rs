//! From the text up: the program's sentences, tokens and trees against a treebank's, word by word of equal place.
//!
//! Places are counted in characters that are no white space, over all documents, so that white space decides nothing.
//! A token of several words ("don't") is cut where its words' lengths say, if they fill it; else each has all of it.

use std::collections::BTreeMap;

use analysis::model::Model;
use analysis::{Analysis, Relation, Upos, Xpos, sentence};
use compact_str::CompactString;
use lexicon::Lexicon;
use report::{About, Report};
use training::{Gold, Opening};

use crate::eval_ud::{Scores, Stopwatch};

pub(crate) struct RawScores {
    pub(crate) sentences: f64,
    pub(crate) tokens: f64,
}

type Place = (usize, usize);

struct Word {
    place: Place,
    lemma: CompactString,
    upos: Upos,
    xpos: Xpos,
    /// Of the head; None for a root.
    head: Option<Place>,
    relation: Relation,
}

#[derive(Default)]
struct Side {
    sentences: Vec<Place>,
    words: Vec<Word>,
}

pub(crate) fn score(model: &Model, gold: &[Gold]) -> anyhow::Result<(RawScores, Scores)> {
    let lexicon = Lexicon::builtin()?;
    let (mut wanted, mut found) = (Side::default(), Side::default());
    let mut at = 0;
    let mut seconds = 0.0;
    for document in documents(gold) {
        let report = Report::new(text(document), About::default());
        let length = report.text.chars().filter(|c| !c.is_whitespace()).count();
        let mut analysis = sentence::split(&report, &lexicon);
        let start = Stopwatch::start();
        model.annotate(&report, &mut analysis);
        seconds += start.seconds();
        add_found(&report, &analysis, at, &mut found);
        add_wanted(document, at, &mut wanted);
        at += length;
    }
    let raw =
        RawScores { sentences: f1(&wanted.sentences, &found.sentences), tokens: f1(&places(&wanted), &places(&found)) };
    let mut scores = compare(&wanted, &found);
    scores.speed = found.words.len() as f64 / seconds;
    Ok((raw, scores))
}

fn documents(gold: &[Gold]) -> impl Iterator<Item = &[Gold]> {
    gold.chunk_by(|_, next| next.opens != Some(Opening::Document))
}

/// Paragraphs are set apart by an empty line, sentences by a space.
fn text(document: &[Gold]) -> String {
    let mut text = String::new();
    for sentence in document {
        if !text.is_empty() {
            text.push_str(if sentence.opens.is_some() { "\n\n" } else { " " });
        }
        text.push_str(&sentence.text);
    }
    text
}

fn add_found(report: &Report, analysis: &Analysis, start: usize, side: &mut Side) {
    let mut solid = 0;
    let mut before = vec![0; report.text.len() + 1];
    for (at, c) in report.text.char_indices() {
        before[at..at + c.len_utf8()].fill(solid);
        solid += usize::from(!c.is_whitespace());
    }
    before[report.text.len()] = solid;
    let place = |span: report::Span| (start + before[span.start as usize], start + before[span.end as usize]);
    let tokens = &analysis.tokens;
    for sentence in analysis.sentences.iter().filter(|sentence| sentence.first < sentence.last) {
        side.sentences.push((place(tokens[sentence.first].span).0, place(tokens[sentence.last - 1].span).1));
    }
    side.words.extend(tokens.iter().map(|token| Word {
        place: place(token.span),
        lemma: token.lemma.clone(),
        upos: token.upos,
        xpos: token.xpos,
        head: token.head.map(|head| place(tokens[head].span)),
        relation: token.relation,
    }));
}

fn add_wanted(document: &[Gold], start: usize, side: &mut Side) {
    let mut at = start;
    for sentence in document {
        let first = at;
        let mut places = Vec::new();
        for token in &sentence.tokens {
            let length = solid(&token.form);
            let words = &sentence.words[token.first..token.last];
            let fills = words.iter().map(|word| solid(&word.form)).sum::<usize>() == length;
            let mut inner = at;
            for word in words {
                let end = if fills { inner + solid(&word.form) } else { at + length };
                places.push((inner, end));
                inner = if fills { end } else { at };
            }
            at += length;
        }
        side.sentences.push((first, at));
        side.words.extend(sentence.words.iter().zip(&places).map(|(word, &place)| Word {
            place,
            lemma: word.lemma.clone(),
            upos: word.upos,
            xpos: Xpos::parse(&word.xpos),
            head: word.head.checked_sub(1).map(|head| places[head]),
            relation: word.relation,
        }));
    }
}

fn solid(form: &str) -> usize {
    form.chars().filter(|c| !c.is_whitespace()).count()
}

fn places(side: &Side) -> Vec<Place> {
    side.words.iter().map(|word| word.place).collect()
}

fn f1(wanted: &[Place], found: &[Place]) -> f64 {
    let known: std::collections::BTreeSet<_> = wanted.iter().collect();
    let both = found.iter().filter(|place| known.contains(place)).count();
    200.0 * both as f64 / (wanted.len() + found.len()).max(1) as f64
}

fn compare(wanted: &Side, found: &Side) -> Scores {
    let known: BTreeMap<Place, &Word> = wanted.words.iter().map(|word| (word.place, word)).collect();
    let mut right = [0_usize; 6];
    for word in &found.words {
        let Some(gold) = known.get(&word.place) else { continue };
        let head = word.head == gold.head;
        let hits = [
            word.upos == gold.upos,
            word.xpos == gold.xpos,
            word.lemma == gold.lemma,
            head,
            head && word.relation.universal() == gold.relation.universal(),
            head && word.relation == gold.relation,
        ];
        for (count, hit) in right.iter_mut().zip(hits) {
            *count += usize::from(hit);
        }
    }
    let both = (wanted.words.len() + found.words.len()).max(1) as f64;
    let [upos, xpos, lemma, uas, las, las_full] = right.map(|count| 200.0 * count as f64 / both);
    Scores { upos, xpos, lemma, uas, las, las_full, speed: 0.0 }
}
