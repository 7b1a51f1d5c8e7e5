//! `Analysis -> Analysis`: the model's answers written into the tokens.

use report::Report;

use crate::analysis::Analysis;
use crate::model::{Model, Sketch, Tables, WORDS_MAX};
use crate::tagset::Relation;

/// The model's numbers of all tokens' tags, which parsing a sentence needs.
pub struct Tagged {
    tags: Vec<u8>,
}

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

    /// Fills tags and lemmas alone: about five times as fast. [`Model::parse`] adds trees where they are wanted.
    pub fn tag_all(&self, report: &Report, analysis: &mut Analysis) -> Tagged {
        let mut tagged = Tagged { tags: Vec::with_capacity(analysis.tokens.len()) };
        let Some(mut tables) = self.open() else { return tagged };
        let mut sketch = Sketch::default();
        for sentence in 0..analysis.sentences.len() {
            tag_sentence(&mut tables, report, analysis, sentence, &mut sketch);
            tagged.tags.extend(&sketch.tags);
        }
        tagged
    }

    /// Fills head and relation in those sentences (indices into [`Analysis::sentences`]) that `wanted` picks.
    pub fn parse(&self, report: &Report, tagged: &Tagged, analysis: &mut Analysis, wanted: impl Fn(usize) -> bool) {
        let Some(mut tables) = self.open() else { return };
        let mut sketch = Sketch::default();
        for sentence in (0..analysis.sentences.len()).filter(|&sentence| wanted(sentence)) {
            let Some(tags) = tagged.tags.get(analysis.sentences[sentence].first..analysis.sentences[sentence].last)
            else {
                continue;
            };
            view_sentence(&tables, report, analysis, sentence, &mut sketch);
            sketch.tags.clear();
            sketch.tags.extend(tags);
            parse_sentence(&mut tables, analysis, sentence, &mut sketch);
        }
    }
}

fn view_sentence(tables: &Tables<'_>, report: &Report, analysis: &Analysis, sentence: usize, sketch: &mut Sketch) {
    let sentence = &analysis.sentences[sentence];
    let tokens = &analysis.tokens[sentence.first..sentence.last];
    let forms = tokens.iter().map(|token| token.span.of(&report.text));
    let lowers = tokens.iter().map(|token| token.lower.as_str());
    super::word::view(forms, lowers, |form| tables.known(form), &mut sketch.words);
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
