//! `tokens -> Vec<Chunk>`: base noun phrases, by tags alone: what stands between a determiner and its head noun.
//!
//! A genitive parts two chunks ("Ukraine's | energy ministry"). A name of the tables is never cut.

use super::lex::{Found, Lex};
use super::sense::{Class, OfficeKind, Sense};
use crate::analysis::{Analysis, Sentence, TimeKind, TokenId};
use crate::tagset::{Upos, Xpos};

/// One word of a chunk, or a name or phrase of the tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    pub(crate) first: TokenId,
    /// Exclusive.
    pub(crate) last: TokenId,
    pub(crate) found: Option<Found>,
}

#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    pub(crate) sentence: usize,
    pub(crate) first: TokenId,
    /// Exclusive; without the genitive's mark.
    pub(crate) last: TokenId,
    /// `first..last` in [`Chunks::units`], determiner and possessive left out.
    pub(crate) units: (usize, usize),
    pub(crate) determiner: Option<TokenId>,
    /// "his", "their".
    pub(crate) possessive: Option<TokenId>,
    /// Index of the chunk that owns this one ("Ukraine's").
    pub(crate) possessor: Option<usize>,
    pub(crate) genitive: bool,
    pub(crate) pronoun: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Chunks {
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) units: Vec<Unit>,
}

impl Chunks {
    pub(crate) fn new(lex: &Lex, analysis: &Analysis) -> Chunks {
        let mut chunks = Chunks::default();
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            chunks.sentence(lex, analysis, sentence, index);
        }
        chunks
    }

    pub(crate) fn units(&self, chunk: &Chunk) -> &[Unit] {
        &self.units[chunk.units.0..chunk.units.1]
    }

    fn sentence(&mut self, lex: &Lex, analysis: &Analysis, sentence: &Sentence, index: usize) {
        let mut open: Option<Chunk> = None;
        let mut owner = None;
        let mut token = sentence.first;
        while token < sentence.last {
            let tag = &analysis.tokens[token];
            if tag.xpos == Xpos::Pos {
                owner = self.close(&mut open, true);
                token += 1;
                continue;
            }
            let part =
                part(lex, analysis, sentence, token).or_else(|| office_verb(lex, analysis, open.as_ref(), token));
            if part.is_none_or(|part| open.as_ref().is_some_and(|chunk| self.breaks(lex, analysis, chunk, token, part)))
            {
                self.close(&mut open, false);
            }
            let Some(part) = part else {
                owner = None;
                token += 1;
                continue;
            };
            let chunk = open.get_or_insert_with(|| Chunk {
                sentence: index,
                first: token,
                last: token,
                units: (self.units.len(), self.units.len()),
                determiner: None,
                possessive: None,
                possessor: owner.take(),
                genitive: false,
                pronoun: false,
            });
            let last = part.last;
            match part.kind {
                Kind::Determiner => chunk.determiner = Some(token),
                Kind::Possessive => chunk.possessive = Some(token),
                Kind::Pronoun | Kind::Noun | Kind::Name | Kind::Modifier | Kind::Hyphen => {
                    chunk.pronoun = part.kind == Kind::Pronoun;
                    self.units.push(Unit { first: token, last, found: part.found });
                    chunk.units.1 = self.units.len();
                }
            }
            chunk.last = last;
            token = last;
        }
        self.close(&mut open, false);
    }

    fn close(&mut self, open: &mut Option<Chunk>, genitive: bool) -> Option<usize> {
        let mut chunk = open.take()?;
        chunk.genitive = genitive;
        self.chunks.push(chunk);
        Some(self.chunks.len() - 1)
    }

    /// True where the part cannot go on with the chunk that stands open.
    fn breaks(&self, lex: &Lex, analysis: &Analysis, chunk: &Chunk, token: TokenId, part: Part) -> bool {
        let Some(before) = self.units[chunk.units.0..chunk.units.1].last() else { return false };
        let noun_before = matches!(analysis.tokens[before.last - 1].upos, Upos::Noun | Upos::Propn)
            || before.found.is_some_and(|found| lex.senses(found).iter().any(|sense| sense.is_name()));
        match part.kind {
            Kind::Determiner | Kind::Possessive | Kind::Pronoun => true,
            Kind::Hyphen => !touches(analysis, token),
            _ if chunk.pronoun => true,
            Kind::Modifier => {
                let modifies = before.found.is_some() && noun_near(analysis, token);
                let joined = lex.capital(token) && lex.capital(before.last - 1);
                let hyphen = hyphen_at(analysis, before.last - 1);
                let number = analysis.tokens[token].upos == Upos::Num && lex.capital(before.last - 1);
                noun_before && !joined && !hyphen && !number && !modifies
            }
            Kind::Noun | Kind::Name => false,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Determiner,
    Possessive,
    Pronoun,
    Modifier,
    Noun,
    Name,
    Hyphen,
}

#[derive(Clone, Copy)]
struct Part {
    kind: Kind,
    last: TokenId,
    found: Option<Found>,
}

/// What the words that start with this token are to a noun phrase; None where they end one.
fn part(lex: &Lex, analysis: &Analysis, sentence: &Sentence, token: TokenId) -> Option<Part> {
    let found = lex.at(token).filter(|found| found.last <= sentence.last);
    let senses = found.map_or(&[][..], |found| lex.senses(found));
    let tag = &analysis.tokens[token];
    if let Some(found) = found
        && !titled_article(lex, analysis, found, token)
        && (senses.iter().any(|sense| sense.is_name()) || (found.last > token + 1 && phrase(senses)))
    {
        let kind = if senses.iter().any(|sense| sense.is_name()) { Kind::Name } else { Kind::Noun };
        return Some(Part { kind, last: found.last, found: Some(found) });
    }
    let one = |kind| Some(Part { kind, last: token + 1, found: found.filter(|found| found.last == token + 1) });
    if lex.is(token, Class::Calendar) && matches!(tag.upos, Upos::Propn | Upos::Noun) {
        return None;
    }
    if timed(analysis, token) || told(lex, analysis, sentence, token) {
        return None;
    }
    match tag.upos {
        Upos::Det => one(Kind::Determiner),
        Upos::Pron if tag.xpos == Xpos::PrpPoss => one(Kind::Possessive),
        Upos::Pron => one(Kind::Pronoun),
        Upos::Noun => one(Kind::Noun),
        Upos::Propn => one(Kind::Name),
        Upos::Adj | Upos::Num => one(Kind::Modifier),
        Upos::Punct if is_hyphen(analysis, token) => one(Kind::Hyphen),
        Upos::Verb if hyphen_at(analysis, token.wrapping_sub(1)) || participle(analysis, token) => one(Kind::Modifier),
        Upos::Adv | Upos::Adp | Upos::Verb | Upos::X if hyphen_at(analysis, token.wrapping_sub(1)) => {
            one(Kind::Modifier)
        }
        Upos::X if lex.capital(token) && token > sentence.first => one(Kind::Name),
        Upos::X if !senses.is_empty() => one(Kind::Noun),
        Upos::Adp
        | Upos::Adv
        | Upos::Aux
        | Upos::Cconj
        | Upos::Intj
        | Upos::Part
        | Upos::Punct
        | Upos::Sconj
        | Upos::Sym
        | Upos::Verb
        | Upos::X => None,
    }
}

/// "chief" in "WHO chief Jane Doe", "envoys" in "the US envoys in Moscow", where the tagger took it for a verb.
fn office_verb(lex: &Lex, analysis: &Analysis, open: Option<&Chunk>, token: TokenId) -> Option<Part> {
    let found = lex.at(token).filter(|found| found.last == token + 1)?;
    let senses = lex.senses(found);
    let office = senses.iter().any(|sense| matches!(sense, Sense::Office(..) | Sense::Title | Sense::People(_)));
    let named = open.is_some_and(|chunk| !chunk.pronoun && chunk.last == token && lex.capital(token - 1));
    let determined = open.is_some_and(|chunk| chunk.determiner.is_some());
    let after = analysis.tokens.get(token + 1).map(|next| next.upos);
    let noun_follows = after == Some(Upos::Propn) && lex.capital(token + 1) && !determined;
    let ends = matches!(
        after,
        None | Some(Upos::Adp | Upos::Cconj | Upos::Verb | Upos::Aux | Upos::Punct | Upos::Adv | Upos::Sconj)
    );
    let title = noun_follows && senses.iter().any(|sense| matches!(sense, Sense::Office(_, OfficeKind::Person)));
    (office && named && (title || (determined && ends))).then_some(Part {
        kind: Kind::Noun,
        last: token + 1,
        found: Some(found),
    })
}

/// "The Australian" before a noun is an article and an adjective, not the newspaper.
fn titled_article(lex: &Lex, analysis: &Analysis, found: Found, token: TokenId) -> bool {
    let next = analysis.tokens.get(found.last);
    let noun = next.is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj));
    noun && lex.is(token, Class::Definite) && analysis.tokens[token].upos == Upos::Det
}

/// In an expression of time: "last week" after a name is no part of it.
fn timed(analysis: &Analysis, token: TokenId) -> bool {
    let after = analysis.times.partition_point(|time| time.first <= token);
    let time = after.checked_sub(1).map(|index| &analysis.times[index]);
    time.is_some_and(|time| token < time.last && time.kind != TimeKind::Relative)
}

/// "confirms" in "the Security Cabinet confirms", where the tagger took it for a noun.
fn told(lex: &Lex, analysis: &Analysis, sentence: &Sentence, token: TokenId) -> bool {
    let named = token > sentence.first && lex.capital(token - 1) && !lex.capital(token);
    named && lex.is(token, Class::Say) && analysis.tokens[token].xpos == Xpos::Nns
}

/// Multi-word phrases that are kept whole: offices, weapons, facilities, nationalities ("South Korean").
fn phrase(senses: &[Sense]) -> bool {
    senses.iter().any(|sense| {
        let noun =
            matches!(sense, Sense::Office(..) | Sense::Weapon | Sense::Facility | Sense::People(_) | Sense::Title);
        noun || matches!(sense, Sense::Adjective(_) | Sense::Demonym(_))
    })
}

/// "human" in "United Nations human rights office": a noun follows what stands after a name.
fn noun_near(analysis: &Analysis, token: TokenId) -> bool {
    const REACH: usize = 4;
    let rest = analysis.tokens.iter().skip(token).take(REACH);
    let adjectives = rest.clone().take_while(|next| matches!(next.upos, Upos::Adj)).count();
    rest.clone().nth(adjectives).is_some_and(|next| next.upos == Upos::Noun)
}

/// "Russian-installed", "captured territory": a participle right before what it modifies.
fn participle(analysis: &Analysis, token: TokenId) -> bool {
    let here = &analysis.tokens[token];
    matches!(here.xpos, Xpos::Vbn | Xpos::Vbg)
        && here.relation == crate::tagset::Relation::Amod
        && here.head.is_some_and(|head| head > token && head - token <= 3)
}

fn is_hyphen(analysis: &Analysis, token: TokenId) -> bool {
    analysis.tokens[token].lower == "-" && touches(analysis, token)
}

fn hyphen_at(analysis: &Analysis, token: TokenId) -> bool {
    analysis.tokens.get(token).is_some_and(|mark| mark.lower == "-") && touches(analysis, token)
}

/// No space before and after.
fn touches(analysis: &Analysis, token: TokenId) -> bool {
    let tokens = &analysis.tokens;
    token > 0
        && tokens[token - 1].span.end == tokens[token].span.start
        && tokens.get(token + 1).is_some_and(|next| next.span.start == tokens[token].span.end)
}
