//! `Analysis -> Analysis`: the model's answers written into the tokens.

use report::Report;

use crate::analysis::Analysis;
use crate::model::{Model, Sketch, Tables, WORDS_MAX};
use crate::tagset::Relation;

impl Model {
    /// Fills lemma, tags, head and relation of every token, sentence by sentence.
    pub fn annotate(&self, report: &Report, analysis: &mut Analysis) {
        let Some(mut tables) = self.open() else { return };
        let mut sketch = Sketch::default();
        for sentence in 0..analysis.sentences.len() {
            tag_sentence(&mut tables, report, analysis, sentence, &mut sketch);
            parse_sentence(&mut tables, analysis, sentence, &mut sketch);
        }
    }
}

fn tag_sentence(
    tables: &mut Tables<'_>,
    report: &Report,
    analysis: &mut Analysis,
    sentence: usize,
    sketch: &mut Sketch,
) {
    let sentence = &mut analysis.sentences[sentence];
    sentence.unparsed |= sentence.last - sentence.first > WORDS_MAX;
    let tokens = &mut analysis.tokens[sentence.first..sentence.last];
    let forms = tokens.iter().map(|token| token.span.of(&report.text));
    tables.tag(forms, tokens.iter().map(|token| token.lower.as_str()), sketch);
    for (at, token) in tokens.iter_mut().enumerate() {
        (token.upos, token.xpos) = tables.model.tag(sketch.tags[at]);
        token.lemma = tables.lemma(token.span.of(&report.text), &token.lower, sketch, at);
        token.head = None;
        token.relation = Relation::Dep;
    }
}

fn parse_sentence(tables: &mut Tables<'_>, analysis: &mut Analysis, sentence: usize, sketch: &mut Sketch) {
    let sentence = &analysis.sentences[sentence];
    if sentence.unparsed {
        return;
    }
    tables.parse(sketch);
    let tokens = &mut analysis.tokens[sentence.first..sentence.last];
    for (at, token) in tokens.iter_mut().enumerate() {
        token.head = sketch.head(at).map(|head| head + sentence.first);
        token.relation = sketch.relation(at);
    }
}
