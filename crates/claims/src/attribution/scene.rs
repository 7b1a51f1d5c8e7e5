//! What every rule of attribution reads: the layers, the tree, the senses of words, the quotations, and small
//! questions asked of them.

use analysis::{Analysis, Form, Mention, MentionId, Relation, Sentence, Token, TokenId, Upos, Xpos};
use lexicon::Lexicon;
use report::{Report, Span};

use super::Attribution;
use super::cue::{Frames, Sense, senses};
use super::quotation::{Quotation, quotations};
use super::tree::{Range, Tree};

pub(super) struct Scene<'a> {
    pub(super) report: &'a Report,
    pub(super) analysis: &'a Analysis,
    pub(super) tree: Tree,
    senses: Vec<Sense>,
    pub(super) quotations: Vec<Quotation>,
    /// For each token, the mention whose head it is; names before nouns.
    mentions: Vec<Option<u32>>,
}

/// An attribution in the making.
pub(super) struct Found {
    pub(super) attribution: Attribution,
    pub(super) sentence: usize,
    /// Tokens of the content inside the cue's own sentence.
    pub(super) ranges: Vec<Range>,
    /// Without a complement of its own; a quotation beside it can still become its content.
    pub(super) react: bool,
}

impl<'a> Scene<'a> {
    pub(super) fn new(report: &'a Report, analysis: &'a Analysis, lexicon: &Lexicon) -> Scene<'a> {
        let mut mentions: Vec<Option<u32>> = vec![None; analysis.tokens.len()];
        for (id, mention) in analysis.mentions.iter().enumerate() {
            let Some(slot) = mentions.get_mut(mention.head) else { continue };
            let better = slot.is_none_or(|old| {
                let old = &analysis.mentions[old as usize];
                old.form != Form::Name && mention.form == Form::Name
            });
            if better {
                *slot = Some(id as u32);
            }
        }
        let senses = senses(analysis, lexicon);
        let quotations = quotations(report);
        Scene { report, analysis, tree: Tree::new(analysis), senses, quotations, mentions }
    }

    pub(super) fn token(&self, token: TokenId) -> &'a Token {
        &self.analysis.tokens[token]
    }

    pub(super) fn sentence(&self, index: usize) -> &'a Sentence {
        &self.analysis.sentences[index]
    }

    pub(super) fn mention(&self, head: TokenId) -> Option<MentionId> {
        self.mentions[head].map(|id| id as usize)
    }

    /// Mentions that start inside a span.
    pub(super) fn mentions_in(&self, span: Span) -> impl Iterator<Item = &'a Mention> {
        let mentions = &self.analysis.mentions;
        let from = mentions.partition_point(|mention| mention.span.start < span.start);
        mentions[from..].iter().take_while(move |mention| mention.span.start < span.end)
    }

    pub(super) fn sense(&self, token: TokenId) -> Sense {
        self.senses[token]
    }

    pub(super) fn frames(&self, token: TokenId) -> Frames {
        let sense = self.senses[token];
        sense.frames.or(sense.phrase)
    }

    pub(super) fn is(&self, token: TokenId, frames: Frames) -> bool {
        self.frames(token).any(frames)
    }

    pub(super) fn relation(&self, token: TokenId) -> Relation {
        self.token(token).relation
    }

    pub(super) fn head(&self, token: TokenId) -> Option<TokenId> {
        self.token(token).head.filter(|&head| head < self.analysis.tokens.len())
    }

    pub(super) fn child(&self, token: TokenId, relations: &[Relation]) -> Option<TokenId> {
        self.tree.child(self.analysis, token, relations)
    }

    pub(super) fn span(&self, (first, last): Range) -> Span {
        Span::new(self.token(first).span.start, self.token(last).span.end)
    }

    pub(super) fn lower(&self, token: TokenId) -> &str {
        &self.token(token).lower
    }

    pub(super) fn is_comma(&self, token: TokenId) -> bool {
        self.lower(token) == ","
    }

    /// Opens or closes a quotation, whatever its form.
    pub(super) fn is_quote(&self, token: TokenId) -> bool {
        matches!(self.lower(token), "\"" | "''" | "``" | "'") && self.token(token).xpos != Xpos::Pos
    }

    pub(super) fn is_punct(&self, token: TokenId) -> bool {
        let token = self.token(token);
        token.upos == Upos::Punct || token.lower.chars().all(|c| c.is_ascii_punctuation() && !"%$#@&".contains(c))
    }

    pub(super) fn is_verb(&self, token: TokenId) -> bool {
        matches!(self.token(token).upos, Upos::Verb | Upos::Aux)
    }

    /// Can tell on its own: has a tensed verb, an auxiliary, or is a tensed verb.
    pub(super) fn is_finite(&self, verb: TokenId) -> bool {
        let tensed = |token: TokenId| matches!(self.token(token).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        tensed(verb) || self.child(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop]).is_some_and(tensed)
    }

    /// As [`Scene::is_finite`], and a past form that the tagger took for a participle: without auxiliary, and not
    /// hanging on a noun unless an object follows.
    pub(super) fn tells(&self, verb: TokenId) -> bool {
        if self.is_finite(verb) {
            return true;
        }
        if self.token(verb).xpos != Xpos::Vbn || self.child(verb, &[Relation::Aux, Relation::AuxPass]).is_some() {
            return false;
        }
        let loose = [Relation::Root, Relation::Conj, Relation::Ccomp, Relation::Parataxis];
        let next = self.analysis.tokens.get(verb + 1);
        let object = next.is_some_and(|next| {
            matches!(next.upos, Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) || next.xpos == Xpos::Vbg
        });
        let sentence = self.analysis.sentence_of(verb);
        let last = verb + 2 >= sentence.last && verb > sentence.first;
        let closing =
            last && matches!(self.token(verb - 1).upos, Upos::Noun | Upos::Propn) && self.is(verb, Frames::SAY);
        loose.contains(&self.relation(verb)) || closing || (object && verb > 0 && self.is_comma(verb - 1))
    }

    pub(super) fn has_finite(&self, (first, last): Range) -> bool {
        (first..=last).any(|token| matches!(self.token(token).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
    }

    /// The quotation that holds this byte.
    pub(super) fn quotation_at(&self, byte: u32) -> Option<&Quotation> {
        let after = self.quotations.partition_point(|quote| quote.span.start <= byte);
        let quote = &self.quotations[after.checked_sub(1)?];
        (byte < quote.span.end).then_some(quote)
    }

    pub(super) fn in_quotes(&self, token: TokenId) -> bool {
        self.quotation_at(self.token(token).span.start).is_some()
    }

    /// The parts of these spans in quotation marks, without the marks.
    pub(super) fn quoted(&self, spans: &[Span]) -> Vec<Span> {
        let mut parts = Vec::new();
        for span in spans {
            let from = self.quotations.partition_point(|quote| quote.inner.end <= span.start);
            for quote in self.quotations[from..].iter().take_while(|quote| quote.inner.start < span.end) {
                let start = quote.inner.start.max(span.start);
                let end = quote.inner.end.min(span.end);
                if start < end {
                    parts.push(Span::new(start, end));
                }
            }
        }
        parts
    }

    /// Takes commas, dashes and the like off both ends of a range, and quotation marks in where the range is the
    /// quotation's own words.
    pub(super) fn trimmed(&self, (first, last): Range) -> Option<Range> {
        let loose = |token: &TokenId| self.is_punct(*token) && !self.is_quote(*token);
        let first = (first..=last).find(|token| !loose(token))?;
        let last = (first..=last).rev().find(|token| !loose(token))?;
        Some((first, last))
    }

    /// A range with the bracket that closes one opened in it.
    pub(super) fn bracketed(&self, (first, last): Range) -> Range {
        let closes = self.analysis.tokens.get(last + 1).is_some_and(|next| next.lower == ")");
        let open = (first..=last).rev().find(|&token| matches!(self.lower(token), "(" | ")"));
        let opened = open.is_some_and(|token| self.lower(token) == "(");
        if closes && opened { (first, last + 1) } else { (first, last) }
    }

    /// First token of the time that ends with this one.
    pub(super) fn time_ending(&self, token: TokenId) -> Option<TokenId> {
        let times = &self.analysis.times;
        let from = times.partition_point(|time| time.last <= token);
        times.get(from).filter(|time| time.first <= token && time.last == token + 1).map(|time| time.first)
    }

    /// Last token of the time that begins with this one.
    pub(super) fn time_starting(&self, token: TokenId) -> Option<TokenId> {
        let times = &self.analysis.times;
        let from = times.partition_point(|time| time.first < token);
        times.get(from).filter(|time| time.first == token && time.last > token).map(|time| time.last - 1)
    }

    /// The span of a range of content, with the marks of a quotation that it fills.
    pub(super) fn content_span(&self, range: Range) -> Span {
        let mut span = self.span(range);
        if let Some(quote) = self.quotation_at(span.start) {
            let between = self.report.text.get(quote.inner.start as usize..span.start as usize).unwrap_or("x");
            if between.chars().all(|c| !c.is_alphanumeric()) {
                span.start = quote.span.start;
            }
        }
        if let Some(quote) = self.quotation_at(span.end.saturating_sub(1)) {
            let between = self.report.text.get(span.end as usize..quote.inner.end as usize).unwrap_or("");
            if between.chars().all(|c| !c.is_alphanumeric()) {
                span.end = quote.span.end;
            }
        }
        span
    }

    /// The sentence that starts at or holds this byte.
    pub(super) fn sentence_at(&self, byte: u32) -> usize {
        self.analysis.sentences.partition_point(|sentence| sentence.span.start <= byte).saturating_sub(1)
    }
}
