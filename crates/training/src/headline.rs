//! Copies of sentences in the case of headlines, so that capitals do not unsettle tagger and parser.

use analysis::Upos;
use compact_str::CompactString;

use crate::conllu::{Gold, Word};

/// One sentence of so many is copied in capitals, and another as a title.
const EACH: usize = 24;
/// In words: what a headline may have.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=20;

/// Copies of the sentences of a headline's length, each with the place of its original.
pub(crate) fn copies(sentences: &[Gold]) -> Vec<(usize, Gold)> {
    let fitting = sentences.iter().enumerate().filter(|(_, sentence)| LENGTH.contains(&sentence.words.len()));
    let copy = |(count, (place, sentence)): (usize, (usize, &Gold))| match count % EACH {
        0 => Some((place, recased(sentence, |word| upper(&word.form)))),
        12 => Some((place, recased(sentence, titled))),
        _ => None,
    };
    fitting.enumerate().filter_map(copy).collect()
}

fn recased(sentence: &Gold, form: impl Fn(&Word) -> CompactString) -> Gold {
    let mut copy = sentence.clone();
    for word in &mut copy.words {
        word.form = form(word);
    }
    copy
}

fn upper(form: &str) -> CompactString {
    form.chars().flat_map(char::to_uppercase).collect()
}

/// Short words of grammar stay small, as papers have it.
fn titled(word: &Word) -> CompactString {
    let small = matches!(word.upos, Upos::Adp | Upos::Cconj | Upos::Det | Upos::Part) && word.form.len() < 4;
    if small {
        return word.form.clone();
    }
    let mut letters = word.form.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_differ_in_case_alone() {
        let row = |id, form, upos| format!("{id}\t{form}\t_\t{upos}\t_\t_\t{}\tdep\t_\t_\n", id - 1);
        let text = row(1, "Drones", "NOUN") + &row(2, "of", "ADP") + &row(3, "the", "DET") + &row(4, "army", "NOUN");
        let sentences = vec![crate::read(&text).unwrap().remove(0); EACH];
        let copies = copies(&sentences);
        let forms = |copy: usize| copies[copy].1.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>();
        assert_eq!(copies.len(), 2);
        assert_eq!(forms(0), ["DRONES", "OF", "THE", "ARMY"]);
        assert_eq!(forms(1), ["Drones", "of", "the", "Army"]);
        assert_eq!(copies[1].0, 12);
    }
}
