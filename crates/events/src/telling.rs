//! `Analysis, attributions, Claim -> Telling`: the words by which a claim can be told again without its report's tree.

#![allow(clippy::wildcard_enum_match_arm, reason = "a rule names the tags and relations that it is about")]

use analysis::tagset::{Relation, Upos, Xpos};
use analysis::{Analysis, Form, MentionId, MentionKind, Place, Sentence, TokenId};
use claims::{Attribution, Claim, covering};
use gazetteer::Feature;
use report::Span;

/// A clause deeper in its sentence than this is not looked for.
const DEPTH_MAX: usize = 24;
/// Places of a sentence beyond this many are not kept.
const AROUND_MAX: usize = 3;
/// How many mentions are gone back over to find a name.
const ANTECEDENTS_MAX: usize = 8;

/// Where the words of a claim stand, for whoever tells it again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// The sentence of the trigger.
    pub sentence: Span,
    /// Words that make a sentence of their own: a subject, a finite verb and what hangs on them, without who says so.
    /// None where the claim's words do not.
    pub clause: Option<Span>,
    /// For each layer of `said_by`, the whole noun phrase that names the speaker; of a pronoun, what it stands for.
    /// Empty where nothing but a pronoun is known.
    pub speakers: Vec<Span>,
    /// Of the sentence, in text order.
    pub pronouns: Vec<Pronoun>,
    /// For each argument of the claim, the words before it that name what it refers back to ("the plant"); empty where
    /// there are none. No spans at all where no argument refers back.
    pub refers: Vec<Span>,
    /// Places that the sentence tells beside the claim's own arguments and sources: no countries.
    pub around: Vec<Place>,
}

/// A personal or possessive pronoun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pronoun {
    pub span: Span,
    /// The noun phrase that it stands for; empty where that is not known.
    pub stands_for: Span,
    /// That phrase names a person.
    pub person: bool,
    pub possessive: bool,
}

pub(crate) fn telling(analysis: &Analysis, attributions: &[Attribution], claim: &Claim) -> Telling {
    if analysis.tokens.is_empty() {
        return Telling { sentence: claim.evidence, ..Telling::default() };
    }
    let page = Page { analysis };
    let trigger = page.head_in(claim.trigger);
    let sentence = analysis.sentence_of(trigger);
    let outside = outside(attributions, claim);
    let clause = page.clause(trigger, &outside);
    let speakers = claim.said_by.iter().map(|said| page.speaker(attributions, said.source)).collect();
    let clause = clause.or_else(|| page.content(attributions, claim, sentence));
    let pronouns = (sentence.first..sentence.last).filter_map(|at| page.pronoun(at)).collect();
    let (refers, around) = (page.refers(claim), page.around(claim, sentence.span));
    Telling { sentence: sentence.span, clause, speakers, pronouns, refers, around }
}

/// The words that say who tells the claim, and by what cue.
fn outside(attributions: &[Attribution], claim: &Claim) -> Vec<Span> {
    let is_told = |item: &&Attribution| {
        item.sources.iter().any(|source| claim.said_by.iter().any(|said| said.source == source.span))
    };
    let covering = covering(attributions, claim.trigger).into_iter().map(|id| &attributions[id]).filter(is_told);
    let spans = |item: &Attribution| {
        let sources = item.sources.iter().map(|source| source.full);
        item.cue.iter().map(|cue| cue.full).chain(sources).collect::<Vec<_>>()
    };
    let told = claim.said_by.iter().flat_map(|said| [Some(said.source), said.cue]).flatten();
    covering.flat_map(spans).chain(told).filter(|span| !span.overlaps(claim.trigger)).collect()
}

struct Page<'a> {
    analysis: &'a Analysis,
}

impl Page<'_> {
    fn refers(&self, claim: &Claim) -> Vec<Span> {
        let all: Vec<Span> = claim.args.iter().map(|arg| self.refers_to(arg.span)).collect();
        if all.iter().all(|span| *span == Span::default()) { Vec::new() } else { all }
    }

    fn around(&self, claim: &Claim, sentence: Span) -> Vec<Place> {
        let own = |span: Span| {
            claim.args.iter().any(|arg| arg.span.overlaps(span))
                || claim.said_by.iter().any(|said| said.source.overlaps(span))
        };
        let mentions = &self.analysis.mentions;
        let first = mentions.partition_point(|mention| mention.span.start < sentence.start);
        let inside = mentions[first..].iter().take_while(|mention| mention.span.start < sentence.end);
        let told = inside.filter(|mention| matches!(mention.kind, MentionKind::Place | MentionKind::Facility));
        let places = told.filter(|mention| !own(mention.span)).filter_map(|mention| mention.place.clone());
        places.filter(|place| place.feature != Feature::Country).take(AROUND_MAX).collect()
    }

    /// The first words that named what these stand for.
    fn refers_to(&self, span: Span) -> Span {
        let mentions = &self.analysis.mentions;
        let Some(own) = self.analysis.mention_at(self.head_in(span)) else { return Span::default() };
        let back = |at: MentionId| mentions[at].antecedent.filter(|&back| back < at);
        let first = std::iter::successors(Some(own), |&at| back(at)).take(ANTECEDENTS_MAX).last().unwrap_or(own);
        if first == own || mentions[first].form == Form::Pronoun { Span::default() } else { mentions[first].full }
    }

    /// The token of the span whose head lies outside of it.
    fn head_in(&self, span: Span) -> TokenId {
        let tokens = &self.analysis.tokens;
        let first = tokens.partition_point(|token| token.span.end <= span.start).min(tokens.len() - 1);
        let inside = (first..tokens.len()).take_while(|&at| tokens[at].span.start < span.end);
        inside
            .into_iter()
            .find(|&at| tokens[at].head.is_none_or(|head| !span.contains(tokens[head].span)))
            .unwrap_or(first)
    }

    fn clause(&self, trigger: TokenId, outside: &[Span]) -> Option<Span> {
        let tokens = &self.analysis.tokens;
        let sentence = self.analysis.sentence_of(trigger);
        if sentence.unparsed {
            return None;
        }
        let is_outside = |at: TokenId| outside.iter().any(|span| span.contains(tokens[at].span));
        let head = self.finite_head(trigger, &is_outside)?;
        self.stretch(&self.gather(head, &is_outside), sentence.first, trigger, &is_outside)
    }

    /// The clause is the sentence's own or the speaker's: what governs it cannot make it a wish, a condition or a doubt.
    fn stands_alone(&self, at: TokenId, is_outside: &dyn Fn(TokenId) -> bool) -> bool {
        let token = &self.analysis.tokens[at];
        match (token.relation, token.head) {
            (_, None) | (Relation::Root | Relation::Parataxis, _) => true,
            (Relation::Conj, Some(head)) if head < at => is_outside(head) || self.stands_alone(head, is_outside),
            (Relation::Ccomp | Relation::Dep, Some(head)) => is_outside(head),
            _ => false,
        }
    }

    /// The nearest clause above that has a subject and a finite verb and stands alone.
    fn finite_head(&self, from: TokenId, is_outside: &dyn Fn(TokenId) -> bool) -> Option<TokenId> {
        let tokens = &self.analysis.tokens;
        let mut at = from;
        for _ in 0..DEPTH_MAX {
            if is_outside(at) {
                return None;
            }
            if self.stands_alone(at, is_outside) && self.has_subject(at) && self.is_finite(at) {
                return Some(at);
            }
            at = tokens[at].head?;
        }
        None
    }

    fn near(&self, at: TokenId) -> impl Iterator<Item = TokenId> {
        let sentence = self.analysis.sentence_of(at);
        let tokens = &self.analysis.tokens;
        (sentence.first..sentence.last).filter(move |&child| tokens[child].head == Some(at))
    }

    fn has_subject(&self, at: TokenId) -> bool {
        let subject = |child: TokenId| match self.analysis.tokens[child].relation {
            Relation::Nsubj | Relation::NsubjPass | Relation::Csubj | Relation::CsubjPass | Relation::Expl => {
                !matches!(self.analysis.tokens[child].xpos, Xpos::Wdt | Xpos::Wp)
            }
            _ => false,
        };
        self.near(at).any(subject)
    }

    fn is_finite(&self, at: TokenId) -> bool {
        let finite =
            |at: TokenId| matches!(self.analysis.tokens[at].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        let helper = |child: &TokenId| {
            matches!(self.analysis.tokens[*child].relation, Relation::Aux | Relation::AuxPass | Relation::Cop)
        };
        finite(at) || self.near(at).filter(helper).any(finite)
    }

    fn children(&self, first: TokenId, last: TokenId) -> Vec<Vec<TokenId>> {
        let mut children = vec![Vec::new(); last - first];
        for at in first..last {
            if let Some(head) = self.analysis.tokens[at].head.filter(|head| (first..last).contains(head)) {
                children[head - first].push(at);
            }
        }
        children
    }

    /// Marks the tokens of the clause: all that hangs on its head but clauses beside it, its link, and who tells it.
    fn gather(&self, top: TokenId, is_outside: &dyn Fn(TokenId) -> bool) -> Vec<bool> {
        let sentence = self.analysis.sentence_of(top);
        let children = self.children(sentence.first, sentence.last);
        let mut inside = vec![false; sentence.last - sentence.first];
        let mut open = vec![top];
        while let Some(at) = open.pop() {
            inside[at - sentence.first] = true;
            let kept = |child: &&TokenId| !(is_outside(**child) || at == top && self.stands_beside(**child, top));
            open.extend(children[at - sentence.first].iter().filter(kept));
        }
        inside
    }

    fn stands_beside(&self, child: TokenId, top: TokenId) -> bool {
        match self.analysis.tokens[child].relation {
            Relation::Parataxis | Relation::Discourse | Relation::Vocative => true,
            Relation::Cc | Relation::Mark => {
                child < top && self.near(top).all(|other| other >= child || self.is_point(other) || self.links(other))
            }
            Relation::Conj => self.has_subject(child),
            _ => false,
        }
    }

    fn is_point(&self, at: TokenId) -> bool {
        self.analysis.tokens[at].upos == Upos::Punct
    }

    /// The longest run of marked tokens around the trigger, widened to the next comma, link or speaker so that no word
    /// of it is lost, points at its edges left out. None where the rest of the clause stands elsewhere.
    fn stretch(
        &self,
        inside: &[bool],
        first: TokenId,
        trigger: TokenId,
        is_outside: &dyn Fn(TokenId) -> bool,
    ) -> Option<Span> {
        let held = |at: usize| inside[at] || self.is_point(first + at);
        let (mut from, mut to) = (trigger - first, trigger - first);
        while from > 0 && held(from - 1) {
            from -= 1;
        }
        while to + 1 < inside.len() && held(to + 1) {
            to += 1;
        }
        let left = |at: usize| inside[at] && !(from..=to).contains(&at) && !self.is_point(first + at);
        if !inside[trigger - first] || (0..inside.len()).any(left) {
            return None;
        }
        let ends = |at: TokenId| self.is_point(at) || is_outside(at) || self.links(at);
        while from > 0 && !self.is_point(first + from) && !ends(first + from - 1) {
            from -= 1;
        }
        while to + 1 < inside.len() && !self.is_point(first + to) && !ends(first + to + 1) {
            to += 1;
        }
        self.trimmed(first + from, first + to)
    }

    fn links(&self, at: TokenId) -> bool {
        let token = &self.analysis.tokens[at];
        token.relation == Relation::Cc || token.relation == Relation::Mark && token.upos == Upos::Sconj
    }

    /// Without points and links at the edges.
    fn trimmed(&self, mut from: TokenId, mut to: TokenId) -> Option<Span> {
        let tokens = &self.analysis.tokens;
        let loose =
            |at: TokenId, from: TokenId, to: TokenId| self.is_edge(at, from, to) || tokens[at].relation == Relation::Cc;
        let that = |at: TokenId| tokens[at].relation == Relation::Mark && tokens[at].upos == Upos::Sconj;
        while from < to && (loose(from, from, to) || that(from)) {
            from += 1;
        }
        while to > from && loose(to, from, to) {
            to -= 1;
        }
        (from < to).then(|| Span::new(tokens[from].span.start, tokens[to].span.end))
    }

    /// What the innermost speaker says, as far as it stands in this sentence; of a report's own voice the sentence.
    fn content(&self, attributions: &[Attribution], claim: &Claim, sentence: &Sentence) -> Option<Span> {
        let tokens = &self.analysis.tokens;
        let innermost = claim.said_by.last();
        let is_told = |item: &&Attribution| {
            innermost.is_some_and(|said| item.sources.iter().any(|source| source.span == said.source))
        };
        let told = covering(attributions, claim.trigger).into_iter().map(|id| &attributions[id]).find(is_told);
        let span = match (innermost, told) {
            (None, _) => sentence.span,
            (Some(_), item) => *item?.content.iter().find(|part| part.contains(claim.trigger))?,
        };
        let held = |at: &TokenId| span.contains(tokens[*at].span);
        let (from, to) =
            ((sentence.first..sentence.last).find(held)?, (sentence.first..sentence.last).rev().find(held)?);
        let verbal = |at: TokenId| match tokens[at].xpos {
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md => true,
            Xpos::Vbn => innermost.is_some() || tokens[sentence.last - 1].upos == Upos::Punct,
            _ => false,
        };
        let nominal = |at: TokenId| matches!(tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let verb = (from..=to).find(|&at| verbal(at))?;
        if !(from..verb).any(nominal) {
            return None;
        }
        self.trimmed(from, to)
    }

    /// A comma, a full stop, or a mark whose partner lies outside.
    fn is_edge(&self, at: TokenId, from: TokenId, to: TokenId) -> bool {
        if !self.is_point(at) {
            return false;
        }
        let partner = match self.analysis.tokens[at].lower.as_str() {
            ")" => Some("("),
            "(" => Some(")"),
            "\"" | "''" | "``" => Some("\""),
            _ => None,
        };
        let Some(partner) = partner else { return true };
        !(from..=to).any(|other| other != at && self.analysis.tokens[other].lower.starts_with(partner))
    }

    fn speaker(&self, attributions: &[Attribution], source: Span) -> Span {
        let full = attributions.iter().flat_map(|item| &item.sources).find(|item| item.span == source);
        let head = full.map_or_else(|| self.head_in(source), |item| item.head);
        if self.is_pronoun(head) {
            return self.stands_for(head).unwrap_or_default().0;
        }
        self.phrase(head)
    }

    fn is_pronoun(&self, at: TokenId) -> bool {
        matches!(self.analysis.tokens[at].xpos, Xpos::Prp)
    }

    /// The noun phrase that a pronoun stands for, and whether it names a person.
    fn stands_for(&self, pronoun: TokenId) -> Option<(Span, bool)> {
        let mentions = &self.analysis.mentions;
        let mut id: MentionId = self.analysis.mention_at(pronoun)?;
        for _ in 0..ANTECEDENTS_MAX {
            id = mentions[id].antecedent?;
            let mention = &mentions[id];
            if mention.form != Form::Pronoun {
                let person = mention.kind == MentionKind::Person && mention.form == Form::Name;
                return Some((self.phrase(mention.head), person));
            }
        }
        None
    }

    /// A noun with what stands before it and the phrases behind it, without clauses, appositions and second nouns.
    fn phrase(&self, head: TokenId) -> Span {
        let sentence = self.analysis.sentence_of(head);
        let tokens = &self.analysis.tokens;
        let children = self.children(sentence.first, sentence.last);
        let mut inside = vec![false; sentence.last - sentence.first];
        let mut open = vec![head];
        while let Some(at) = open.pop() {
            inside[at - sentence.first] = true;
            let kept = |child: &&TokenId| match tokens[**child].relation {
                Relation::Acl | Relation::AclRelcl | Relation::Appos | Relation::Parataxis | Relation::Punct => false,
                Relation::Case => at != head,
                _ => true,
            };
            open.extend(children[at - sentence.first].iter().filter(kept));
        }
        let (mut from, mut to) = (head - sentence.first, head - sentence.first);
        let held = |at: usize| inside[at];
        while from > 0 && held(from - 1) {
            from -= 1;
        }
        while to + 1 < inside.len() && held(to + 1) {
            to += 1;
        }
        Span::new(tokens[sentence.first + from].span.start, tokens[sentence.first + to].span.end)
    }

    fn pronoun(&self, at: TokenId) -> Option<Pronoun> {
        let token = &self.analysis.tokens[at];
        let possessive = token.xpos == Xpos::PrpPoss;
        if !possessive && token.xpos != Xpos::Prp || token.relation == Relation::Expl {
            return None;
        }
        let (stands_for, person) = self.stands_for(at).unwrap_or_default();
        Some(Pronoun { span: token.span, stands_for, person, possessive })
    }
}
