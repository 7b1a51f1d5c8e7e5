//! `&str -> Vec<Gold>`: treebanks in CoNLL-U. Empty nodes and enhanced dependencies are left out.

use analysis::{Relation, Upos};
use compact_str::CompactString;

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gold {
    pub words: Vec<Word>,
    /// As the text writes them: a token may hold several words ("don't").
    pub tokens: Vec<GoldToken>,
    pub text: String,
    /// Opens a document, or a paragraph.
    pub opens: Option<Opening>,
    /// Empty where the treebank names none.
    pub genre: CompactString,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    Document,
    Paragraph,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub form: CompactString,
    pub lemma: CompactString,
    pub upos: Upos,
    pub xpos: CompactString,
    /// 0 is the root, 1 the first word.
    pub head: usize,
    pub relation: Relation,
}

/// `first..last` of the sentence's words, `last` exclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldToken {
    pub form: CompactString,
    pub first: usize,
    pub last: usize,
}

#[derive(Debug, thiserror::Error)]
pub enum TreebankError {
    #[error("line {0}: not a row of ten CoNLL-U columns")]
    Columns(usize),
    #[error("line {line}: {what} `{value}` is unknown")]
    Value { line: usize, what: &'static str, value: String },
    #[error("sentence before line {0}: the heads are no tree")]
    Tree(usize),
}

pub fn read(text: &str) -> Result<Vec<Gold>, TreebankError> {
    let mut sentences = Vec::new();
    let mut sentence = Gold::default();
    let mut genre = CompactString::default();
    for (index, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                if !is_tree(&sentence.words) {
                    return Err(TreebankError::Tree(index + 1));
                }
                sentence.genre = genre.clone();
                sentences.push(std::mem::take(&mut sentence));
            }
        } else if let Some(comment) = line.strip_prefix("# ") {
            note(comment, &mut sentence, &mut genre);
        } else if !line.starts_with('#') {
            row(line, index + 1, &mut sentence)?;
        }
    }
    Ok(sentences)
}

fn note(comment: &str, sentence: &mut Gold, genre: &mut CompactString) {
    if let Some(text) = comment.strip_prefix("text = ") {
        sentence.text = text.to_owned();
    } else if comment.starts_with("newdoc") {
        sentence.opens = Some(Opening::Document);
    } else if comment.starts_with("newpar") && sentence.opens.is_none() {
        sentence.opens = Some(Opening::Paragraph);
    } else if let Some(name) = comment.strip_prefix("meta::genre = ") {
        *genre = name.into();
    }
}

fn row(line: &str, number: usize, sentence: &mut Gold) -> Result<(), TreebankError> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, _, head, relation, _, _] = columns.as_slice() else {
        return Err(TreebankError::Columns(number));
    };
    let unknown = |what, value: &str| TreebankError::Value { line: number, what, value: value.to_owned() };
    if id.contains('.') {
        return Ok(());
    }
    if let Some((first, last)) = id.split_once('-') {
        let first: usize = first.parse().map_err(|_| unknown("id", id))?;
        let last = last.parse().map_err(|_| unknown("id", id))?;
        sentence.tokens.push(GoldToken { form: form.into(), first: first.saturating_sub(1), last });
        return Ok(());
    }
    let at = sentence.words.len();
    if sentence.tokens.last().is_none_or(|token| token.last <= at) {
        sentence.tokens.push(GoldToken { form: form.into(), first: at, last: at + 1 });
    }
    let universal = relation.split(':').next().unwrap_or_default();
    let relation = Relation::parse(relation).or_else(|| Relation::parse(universal));
    sentence.words.push(Word {
        form: form.into(),
        lemma: lemma.into(),
        upos: Upos::parse(upos).ok_or_else(|| unknown("part of speech", upos))?,
        xpos: xpos.into(),
        head: head.parse().map_err(|_| unknown("head", head))?,
        relation: relation.ok_or_else(|| unknown("relation", columns[7]))?,
    });
    Ok(())
}

/// One root, heads within the sentence, no loops.
fn is_tree(words: &[Word]) -> bool {
    let up = |at: usize| if at == 0 { 0 } else { words.get(at - 1).map_or(0, |word| word.head) };
    let reaches_root = |start: usize| {
        let mut at = start;
        (0..=words.len()).any(|_| {
            at = up(at);
            at == 0
        })
    };
    words.iter().filter(|word| word.head == 0).count() == 1
        && words.iter().all(|word| word.head <= words.len())
        && (1..=words.len()).all(reaches_root)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "\
# newdoc id = a
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
";

    #[test]
    fn words_and_tokens_are_told_apart() {
        let sentences = read(SENTENCE).unwrap();
        let [sentence] = sentences.as_slice() else { panic!("one sentence") };
        assert_eq!(sentence.words.len(), 4);
        assert_eq!(sentence.tokens[0], GoldToken { form: "Don't".into(), first: 0, last: 2 });
        assert_eq!(sentence.tokens[2], GoldToken { form: ".".into(), first: 3, last: 4 });
        assert_eq!(sentence.opens, Some(Opening::Document));
    }

    #[test]
    fn a_loop_is_no_tree() {
        let looped = SENTENCE.replace("\t3\taux", "\t2\taux").replace("\t3\tadvmod", "\t1\tadvmod");
        assert!(matches!(read(&looped), Err(TreebankError::Tree(_))));
        assert!(matches!(read("1\tx"), Err(TreebankError::Columns(1))));
    }
}
