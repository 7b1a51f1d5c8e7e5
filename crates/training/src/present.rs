//! Copies of sentences moved from the past to the present tense, as headlines and news briefs tell of events
//! ("Rebels seize the airport"). The treebanks hold few of those, and their verbs look like plural nouns.
//!
//! What moves is the finite verb of the main clause and those coordinated with it, or their auxiliary or copula.
//! Subordinate clauses keep their tense.

use analysis::{Relation, Upos};
use compact_str::CompactString;

use crate::conllu::{Gold, Word};

/// One sentence of so many that can be moved is copied.
const EACH: usize = 1;

/// Each copy with the place of its original.
pub(crate) fn copies(sentences: &[Gold]) -> Vec<(usize, Gold)> {
    let moved = sentences.iter().enumerate().filter_map(|(place, sentence)| Some((place, moved(sentence)?)));
    moved.step_by(EACH).collect()
}

/// `None` where no verb of the main clause is a third person's past.
fn moved(sentence: &Gold) -> Option<Gold> {
    let mut copy = sentence.clone();
    let mut any = false;
    for at in 0..sentence.words.len() {
        if !is_main(&sentence.words, at) {
            continue;
        }
        let finite = finite(&sentence.words, at)?;
        if sentence.words[finite].xpos != "VBD" {
            return None;
        }
        let subject = subject(&sentence.words, at)?;
        let word = &mut copy.words[finite];
        (word.form, word.xpos) = present(word, is_plural(&sentence.words, subject)?);
        any = true;
    }
    any.then_some(copy)
}

/// The root, or coordinated with it and with a finite form of its own.
fn is_main(words: &[Word], at: usize) -> bool {
    match words[at].head {
        0 => true,
        head => words[at].relation == Relation::Conj && words[head - 1].head == 0 && finite(words, at).is_some(),
    }
}

/// The word that bears the tense of the predicate at `at`.
fn finite(words: &[Word], at: usize) -> Option<usize> {
    let bears = |index: &usize| {
        words[*index].head == at + 1
            && matches!(words[*index].relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
    };
    match (0..words.len()).find(bears) {
        Some(index) => Some(index),
        None => matches!(words[at].xpos.as_str(), "VBD" | "VBZ" | "VBP").then_some(at),
    }
}

/// The subject of the predicate, or of the one that it is coordinated with.
fn subject(words: &[Word], at: usize) -> Option<usize> {
    let is_subject = |relation| matches!(relation, Relation::Nsubj | Relation::NsubjPass);
    let own = (0..words.len()).find(|&index| words[index].head == at + 1 && is_subject(words[index].relation));
    match words[at].head {
        0 => own,
        head => own.or_else(|| subject(words, head - 1)),
    }
}

/// `None` for a first or second person.
fn is_plural(words: &[Word], subject: usize) -> Option<bool> {
    let word = &words[subject];
    if word.upos == Upos::Pron && matches!(word.lemma.as_str(), "I" | "i" | "we" | "you") {
        return None;
    }
    let joined = words.iter().any(|word| word.head == subject + 1 && word.relation == Relation::Conj);
    Some(joined || matches!(word.xpos.as_str(), "NNS" | "NNPS") || matches!(word.lemma.as_str(), "they" | "these"))
}

fn present(word: &Word, plural: bool) -> (CompactString, CompactString) {
    let tag = CompactString::const_new(if plural { "VBP" } else { "VBZ" });
    let form = match (word.lemma.as_str(), plural) {
        ("be", true) => "are".into(),
        ("be", false) => "is".into(),
        ("have", false) => "has".into(),
        (lemma, true) => lemma.into(),
        (lemma, false) => third_person(lemma),
    };
    (form, tag)
}

fn third_person(lemma: &str) -> CompactString {
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|ending| lemma.ends_with(ending));
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => compact_str::format_compact!("{stem}ies"),
        _ if hisses => compact_str::format_compact!("{lemma}es"),
        _ => compact_str::format_compact!("{lemma}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved_text(rows: &[(&str, &str, &str, &str, usize, &str)]) -> Option<String> {
        let row = |(id, (form, lemma, upos, xpos, head, relation)): (usize, &(_, _, _, _, usize, _))| {
            format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_\n", id + 1)
        };
        let text: String = rows.iter().enumerate().map(row).collect();
        let sentence = crate::read(&text).unwrap().remove(0);
        let words = moved(&sentence)?.words;
        Some(words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn the_main_clause_moves() {
        let navy = ("navy", "navy", "NOUN", "NN", 2, "nsubj");
        assert_eq!(
            moved_text(&[
                navy,
                ("carried", "carry", "VERB", "VBD", 0, "root"),
                ("and", "and", "CCONJ", "CC", 4, "cc"),
                ("crossed", "cross", "VERB", "VBD", 2, "conj"),
                ("because", "because", "SCONJ", "IN", 7, "mark"),
                ("it", "it", "PRON", "PRP", 7, "nsubj"),
                ("left", "leave", "VERB", "VBD", 4, "advcl"),
            ])
            .as_deref(),
            Some("navy carries and crosses because it left")
        );
        let rebels = ("rebels", "rebel", "NOUN", "NNS", 3, "nsubj:pass");
        let killed = ("killed", "kill", "VERB", "VBN", 0, "root");
        let were = ("were", "be", "AUX", "VBD", 3, "aux:pass");
        assert_eq!(moved_text(&[rebels, were, killed]).as_deref(), Some("rebels are killed"));
    }

    #[test]
    fn other_sentences_stay() {
        let we = ("We", "we", "PRON", "PRP", 2, "nsubj");
        assert_eq!(moved_text(&[we, ("left", "leave", "VERB", "VBD", 0, "root")]), None);
        let may = ("may", "may", "AUX", "MD", 3, "aux");
        let it = ("It", "it", "PRON", "PRP", 3, "nsubj");
        assert_eq!(moved_text(&[it, may, ("rain", "rain", "VERB", "VB", 0, "root")]), None);
    }
}
