//! What the rules look at: a report's tree with its word classes and mentions within reach of each token.

use analysis::{Actor, Analysis, Form, Mention, MentionId, Relation, Token, TokenId, Upos, Xpos};
use lexicon::{ClassId, Lexicon, Pos, Words};
use report::{Report, Span};

use crate::attribution::{self, Attribution};
use crate::grammar::Grammar;

/// A word class that a token carries, with the other words of the phrase ("down" of "shot down").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub class: ClassId,
    pub rest: Vec<TokenId>,
}

/// Built once for a report; every look-up is constant or linear in a token's children.
pub struct Scene<'a> {
    pub report: &'a Report,
    pub analysis: &'a Analysis,
    pub words: &'a Words,
    pub grammar: &'a Grammar,
    attributions: &'a [Attribution],
    marks: Vec<Vec<Mark>>,
    mentions: Vec<Option<MentionId>>,
    child_starts: Vec<u32>,
    children: Vec<u32>,
}

impl<'a> Scene<'a> {
    pub fn new(
        report: &'a Report,
        analysis: &'a Analysis,
        lexicon: &'a Lexicon,
        grammar: &'a Grammar,
        attributions: &'a [Attribution],
    ) -> Scene<'a> {
        let (child_starts, children) = children_of(&analysis.tokens);
        let mentions = seats_of_mentions(analysis);
        let mut scene = Scene {
            report,
            analysis,
            words: &lexicon.words,
            grammar,
            attributions,
            marks: Vec::new(),
            mentions,
            child_starts,
            children,
        };
        scene.marks = scene.find_marks();
        scene
    }

    pub fn token(&self, id: TokenId) -> &'a Token {
        &self.analysis.tokens[id]
    }

    pub fn relation(&self, id: TokenId) -> Relation {
        self.token(id).relation
    }

    pub fn head(&self, id: TokenId) -> Option<TokenId> {
        self.token(id).head
    }

    pub fn text(&self, span: Span) -> &'a str {
        span.of(&self.report.text)
    }

    /// In text order.
    pub fn children(&self, id: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        let range = self.child_starts[id] as usize..self.child_starts[id + 1] as usize;
        self.children[range].iter().map(|&child| child as TokenId)
    }

    pub fn children_by(&self, id: TokenId, relations: &'static [Relation]) -> impl Iterator<Item = TokenId> + '_ {
        self.children(id).filter(move |&child| relations.contains(&self.relation(child)))
    }

    pub fn child(&self, id: TokenId, relation: Relation) -> Option<TokenId> {
        self.children(id).find(|&child| self.relation(child) == relation)
    }

    pub fn has_child(&self, id: TokenId, relation: Relation) -> bool {
        self.child(id, relation).is_some()
    }

    pub fn marks(&self, id: TokenId) -> &[Mark] {
        &self.marks[id]
    }

    pub fn mark(&self, id: TokenId, class: ClassId) -> Option<&Mark> {
        self.marks[id].iter().find(|mark| mark.class == class)
    }

    pub fn is(&self, id: TokenId, class: ClassId) -> bool {
        self.mark(id, class).is_some()
    }

    /// The widest mention whose head this token is.
    pub fn mention(&self, id: TokenId) -> Option<&'a Mention> {
        self.mentions[id].map(|mention| &self.analysis.mentions[mention])
    }

    /// Somebody is cited as saying it.
    pub fn is_told(&self, id: TokenId) -> bool {
        let span = self.token(id).span;
        self.attributions.iter().any(|told| told.content.iter().any(|content| content.contains(span)))
    }

    /// The first cue of saying that goes on with a comma and a participle between these tokens: ", saying".
    pub fn next_saying(&self, first: TokenId, last: TokenId) -> Option<TokenId> {
        let is_cue =
            |id: TokenId| self.attributions.iter().any(|told| told.cue.as_ref().is_some_and(|cue| cue.token == id));
        (first + 2..=last).find(|&id| self.token(id).xpos == Xpos::Vbg && self.token(id - 1).lower == "," && is_cue(id))
    }

    /// Heads of the sources cited for it, the innermost of nested ones, where they stand in its own sentence.
    pub fn speakers(&self, id: TokenId) -> Vec<TokenId> {
        let sentence = self.analysis.sentence_of(id);
        let told = attribution::covering(self.attributions, self.token(id).span);
        let sources = told.last().map_or(&[][..], |&told| &self.attributions[told].sources);
        sources.iter().map(|source| source.head).filter(|head| (sentence.first..sentence.last).contains(head)).collect()
    }

    /// The nominal names the party that is cited for the trigger: in the first person, as the speaker, or as the
    /// speaker's state or body.
    pub fn is_own(&self, trigger: TokenId, nominal: TokenId) -> bool {
        let told = attribution::covering(self.attributions, self.token(trigger).span);
        if told.is_empty() || self.is(nominal, self.grammar.first_person) {
            return !told.is_empty();
        }
        let Some(mention) = self.mention(nominal) else { return false };
        let before = mention.antecedent.map(|antecedent| self.analysis.mentions[antecedent].head);
        // "The junta says it is ready": a pronoun that nothing else explains.
        let sentence = self.analysis.sentence_of(trigger).first;
        let unexplained = |source: TokenId| {
            mention.form == Form::Pronoun && before.is_none() && (sentence..nominal).contains(&source)
        };
        told.iter().flat_map(|&told| &self.attributions[told].sources).any(|source| {
            let parties = source.who.iter().filter_map(party);
            before == Some(source.head)
                || unexplained(source.head)
                || parties.into_iter().any(|party| mention.actors.iter().any(|own| self::party(own) == Some(party)))
        })
    }

    /// A word that cites somebody: "said", "told reporters".
    pub fn is_cue(&self, id: TokenId) -> bool {
        let span = self.token(id).span;
        self.attributions.iter().any(|told| told.cue.as_ref().is_some_and(|cue| cue.span.overlaps(span)))
    }

    /// Its words stand in quotation marks that somebody is cited with.
    pub fn is_quoted(&self, id: TokenId) -> bool {
        let span = self.token(id).span;
        self.attributions.iter().any(|told| told.quoted.iter().any(|quoted| quoted.contains(span)))
    }

    /// The preposition of a nominal, with the words fixed to it ("because of"); none for bare nominals.
    pub fn preposition(&self, id: TokenId) -> Option<String> {
        let case = self
            .children(id)
            .find(|&child| self.relation(child) == Relation::Case && self.token(child).xpos != Xpos::Pos)?;
        Some(self.fixed(case))
    }

    /// The word with those fixed to it.
    pub fn fixed(&self, id: TokenId) -> String {
        let mut words = self.token(id).lower.to_string();
        for part in self.children_by(id, &[Relation::Fixed]) {
            words.push(' ');
            words.push_str(&self.token(part).lower);
        }
        words
    }

    pub fn is_nominal(&self, id: TokenId) -> bool {
        matches!(self.token(id).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    pub fn is_verbal(&self, id: TokenId) -> bool {
        matches!(self.token(id).upos, Upos::Verb | Upos::Aux)
    }

    /// True where `ancestor` dominates `id`, or is it.
    pub fn dominates(&self, ancestor: TokenId, id: TokenId) -> bool {
        self.ancestors(id).any(|up| up == ancestor) || ancestor == id
    }

    /// From the head upwards; ends at the root. Bounded by the sentence's length.
    pub fn ancestors(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        let sentence = self.analysis.sentence_of(id);
        std::iter::successors(self.head(id), |&up| self.head(up)).take(sentence.last - sentence.first)
    }

    /// Every token below `id` and itself, in text order.
    pub fn subtree(&self, id: TokenId) -> Vec<TokenId> {
        let mut found = vec![id];
        let mut next = 0;
        while next < found.len() {
            let parent = found[next];
            found.extend(self.children(parent));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    fn find_marks(&self) -> Vec<Vec<Mark>> {
        let mut marks: Vec<Vec<Mark>> = vec![Vec::new(); self.analysis.tokens.len()];
        for sentence in &self.analysis.sentences {
            for id in sentence.first..sentence.last {
                self.mark_at(id, sentence.last, &mut marks);
            }
        }
        marks
    }

    fn mark_at(&self, id: TokenId, end: TokenId, marks: &mut [Vec<Mark>]) {
        let token = self.token(id);
        let lemma = token.lemma.to_lowercase();
        let singular = singular(token);
        let mut forms = vec![lemma.as_str(), token.lower.as_str(), singular];
        forms.dedup();
        let is_case = |part: TokenId| self.relation(part) == Relation::Case;
        for entry in forms.iter().flat_map(|form| self.words.entries(form)) {
            let found = match entry.pos {
                Pos::Verb if !entry.rest.is_empty() => self.verb_phrase(id, end, &entry.rest).map(|rest| (id, rest)),
                Pos::Noun | Pos::Adjective | Pos::Adverb | Pos::Verb | Pos::Any => self.run(id, end, &entry.rest),
            };
            let Some((seat, rest)) = found else { continue };
            if !fits(entry.pos, self.token(seat)) {
                continue;
            }
            match marks[seat].iter_mut().find(|mark| mark.class == entry.class) {
                // "took over", but not "met with": a particle belongs to the verb, a preposition to what follows.
                Some(mark) if mark.rest.len() < rest.len() && !rest.iter().any(|&part| is_case(part)) => {
                    mark.rest = rest
                }
                Some(_) => {}
                None => marks[seat].push(Mark { class: entry.class, rest }),
            }
        }
    }

    /// Words that follow one another without a gap; the class sits on the last, or on the noun that it completes
    /// ("state of emergency").
    fn run(&self, id: TokenId, end: TokenId, rest: &[String]) -> Option<(TokenId, Vec<TokenId>)> {
        let last = id + rest.len();
        if last >= end || !(id + 1..=last).zip(rest).all(|(at, word)| self.has_form(at, word)) {
            return if rest.is_empty() { Some((id, Vec::new())) } else { None };
        }
        let mut seat = last;
        while let Some(head) = self.head(seat).filter(|head| (id..last).contains(head) && self.is_nominal(*head)) {
            seat = head;
        }
        Some((seat, (id..=last).filter(|&part| part != seat).collect()))
    }

    /// Words that follow the verb in order, at most [`GAP`] tokens further each: "shot the drones down".
    fn verb_phrase(&self, id: TokenId, end: TokenId, rest: &[String]) -> Option<Vec<TokenId>> {
        const GAP: usize = 4;
        let mut at = id;
        let mut found = Vec::with_capacity(rest.len());
        for word in rest {
            at = (at + 1..end.min(at + 1 + GAP)).find(|&next| self.has_form(next, word))?;
            found.push(at);
        }
        let adjacent = |at: usize| found[at] == id + 1 + at;
        let hangs = |at: usize| {
            let head = self.head(found[at]);
            head == Some(id) || at.checked_sub(1).is_some_and(|before| head == Some(found[before]))
        };
        (0..found.len()).all(|at| adjacent(at) || hangs(at)).then_some(found)
    }

    fn has_form(&self, id: TokenId, word: &str) -> bool {
        let token = self.token(id);
        token.lower == word || token.lemma == word
    }
}

/// The state or body of an id, without its sector.
fn party(actor: &Actor) -> Option<&str> {
    actor.id.as_deref().map(|id| id.split('/').next().unwrap_or(id))
}

/// A plural that the model takes for its own lemma ("troops") without its ending.
fn singular(token: &Token) -> &str {
    let plural = matches!(token.xpos, Xpos::Nns | Xpos::Nnps) && token.lemma.eq_ignore_ascii_case(&token.lower);
    token.lower.strip_suffix('s').filter(|_| plural).unwrap_or(&token.lower)
}

fn fits(pos: Pos, token: &Token) -> bool {
    match pos {
        Pos::Any => true,
        Pos::Noun => matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Num),
        Pos::Verb => matches!(token.upos, Upos::Verb | Upos::Aux),
        Pos::Adjective => token.upos == Upos::Adj || (token.upos == Upos::Verb && token.xpos == Xpos::Vbn),
        Pos::Adverb => matches!(token.upos, Upos::Adv | Upos::Adj | Upos::Sconj | Upos::Adp | Upos::Part),
    }
}

/// Children of each token, flat: those of `id` are `children[starts[id]..starts[id + 1]]`.
fn children_of(tokens: &[Token]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; tokens.len() + 2];
    for head in tokens.iter().filter_map(|token| token.head) {
        starts[head + 2] += 1;
    }
    for at in 2..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut children = vec![0u32; tokens.iter().filter(|token| token.head.is_some()).count()];
    for (id, token) in tokens.iter().enumerate() {
        if let Some(head) = token.head {
            children[starts[head + 1] as usize] = id as u32;
            starts[head + 1] += 1;
        }
    }
    (starts, children)
}

/// The widest mention for each head; a last word that heads no mention stands for the one it ends, since the tree
/// may hang "European allies" on its adjective.
fn seats_of_mentions(analysis: &Analysis) -> Vec<Option<MentionId>> {
    let mut seats: Vec<Option<MentionId>> = vec![None; analysis.tokens.len()];
    for (id, mention) in analysis.mentions.iter().enumerate() {
        let seat = &mut seats[mention.head];
        if seat.is_none_or(|other| analysis.mentions[other].span.len() < mention.span.len()) {
            *seat = Some(id);
        }
    }
    for (id, mention) in analysis.mentions.iter().enumerate() {
        let last = analysis.tokens.partition_point(|token| token.span.end < mention.span.end);
        if let Some(seat) = seats.get_mut(last).filter(|seat| seat.is_none()) {
            *seat = Some(id);
        }
    }
    seats
}
