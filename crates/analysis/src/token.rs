//! `&str -> Vec<Token>` by Universal Dependencies' conventions, as the English treebanks apply them; without tags or tree.
//!
//! - Tokens are in text order and do not overlap; what lies between them is blank, so that tokens and gaps
//!   give the text back.
//! - Clitics and possessives are tokens ("do|n't", "city|'s"), hyphens part words ("long|-|term") except behind a
//!   prefix ("anti-ship") and inside dates and telephone numbers, signs leave their number ("$|5", "20|%").
//! - A full stop stays with an abbreviation ("U.S.", "Gen."), which the table `text/abbreviations` lists.
//! - Never fails; time is linear in the text, since no word is longer than [`WORD_BYTES_MAX`].
//!
//! The words and endings are data: `lexicon/en/text`.

mod conventions;
#[cfg(test)]
mod corpus_en;
mod split;

pub(crate) use conventions::{Abbreviation, Conventions};
#[cfg(test)]
use split::is_blank;

use compact_str::CompactString;
use lexicon::Lexicon;
use report::Span;

use crate::analysis::Token;
use crate::tagset::{Relation, Upos, Xpos};

/// A longer stretch without a blank is cut: nothing that is read for its meaning is so long.
pub const WORD_BYTES_MAX: usize = 512;

/// Tokens of one stretch of text.
pub fn tokens(text: &str, within: Span, lexicon: &Lexicon) -> Vec<Token> {
    let spans = split::spans(&Conventions::of(lexicon), text, within);
    spans.into_iter().map(|span| bare(text, span)).collect()
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
    if form.is_ascii() {
        let mut lower = CompactString::from(form);
        lower.make_ascii_lowercase();
        return if lower.contains('`') { lower.chars().map(fold).collect() } else { lower };
    }
    form.chars().map(fold).flat_map(char::to_lowercase).collect()
}
