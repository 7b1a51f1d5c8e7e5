//! A dependency tree, drawn with lines: heads above what hangs on them, in text order.

use analysis::{Analysis, Sentence, TokenId};

/// Deeper branches are not drawn: no sentence of news is so deep.
const DEPTH_MAX: usize = 60;

/// `words` gives the text of a token.
pub(crate) fn draw(analysis: &Analysis, sentence: &Sentence, words: &dyn Fn(TokenId) -> String) -> String {
    let mut children: Vec<Vec<TokenId>> = vec![Vec::new(); sentence.last - sentence.first];
    let mut out = String::new();
    for token in sentence.first..sentence.last {
        let head = analysis.tokens[token].head.and_then(|head| head.checked_sub(sentence.first));
        if let Some(list) = head.and_then(|head| children.get_mut(head)) {
            list.push(token);
        }
    }
    let drawing = Drawing { analysis, first: sentence.first, children, words };
    for root in (sentence.first..sentence.last).filter(|&token| analysis.tokens[token].head.is_none()) {
        drawing.branch(root, "", "", 0, &mut out);
    }
    out
}

struct Drawing<'a> {
    analysis: &'a Analysis,
    first: TokenId,
    children: Vec<Vec<TokenId>>,
    words: &'a dyn Fn(TokenId) -> String,
}

impl Drawing<'_> {
    /// `fork` stands before the token itself, `stem` before what hangs on it.
    fn branch(&self, token: TokenId, fork: &str, stem: &str, depth: usize, out: &mut String) {
        let node = &self.analysis.tokens[token];
        out.push_str(&format!("{fork}{} {} {}\n", node.relation.name(), (self.words)(token), node.upos.name()));
        if depth == DEPTH_MAX {
            return;
        }
        let children = &self.children[token - self.first];
        for (at, &child) in children.iter().enumerate() {
            let (arm, line) = if at + 1 == children.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.branch(child, &format!("{stem}{arm}"), &format!("{stem}{line}"), depth + 1, out);
        }
    }
}
