//! `&str -> Vec<Token>` by Universal Dependencies' conventions, without tags or tree.

use compact_str::CompactString;
use report::Span;

use crate::analysis::Token;
use crate::tagset::{Relation, Upos, Xpos};

/// Tokens of one stretch of text.
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    let mut at = within.start as usize;
    let mut found = Vec::new();
    for word in within.of(text).split_inclusive(char::is_whitespace) {
        let trimmed = word.trim_end();
        if !trimmed.is_empty() {
            found.push(bare(text, Span::new(at as u32, (at + trimmed.len()) as u32)));
        }
        at += word.len();
    }
    found
}

/// A token that has a place but no tag yet.
pub fn bare(text: &str, span: Span) -> Token {
    let lower = folded(span.of(text));
    Token { span, lemma: lower.clone(), lower, upos: Upos::X, xpos: Xpos::Other, head: None, relation: Relation::Dep }
}

/// Lower case, with typographic quotes and dashes as ASCII: what models and lexicons look up.
pub fn folded(form: &str) -> CompactString {
    let fold = |c: char| match c {
        '‘' | '’' | 'ʼ' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' | '−' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        _ => c,
    };
    form.chars().map(fold).flat_map(char::to_lowercase).collect()
}
