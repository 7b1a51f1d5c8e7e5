//! `chunk -> drafts`: which mentions a noun phrase holds, and whose they are by the words before the head.

use super::chunk::{Chunk, Chunks};
use super::classify::classify;
use super::draft::{Article, Draft, DraftId, Number, Own, Refers, Scene};
use super::segment::{Part, Segment, segments};
use super::sense::{Class, OfficeKind, Sector, Sense};
use crate::analysis::{Form, MentionKind, TokenId};
use crate::tagset::{Upos, Xpos};

/// Drafts of all chunks, in text order but for what nests.
#[derive(Default)]
pub(crate) struct Drafts {
    pub(crate) drafts: Vec<Draft>,
    /// Per chunk: the draft of its head.
    pub(crate) head_of: Vec<Option<DraftId>>,
}

impl Drafts {
    pub(crate) fn new(scene: &Scene<'_>, chunks: &Chunks) -> Drafts {
        let mut drafts = Drafts::default();
        let mut parts = Vec::new();
        for chunk in &chunks.chunks {
            segments(scene, chunks, chunk, &mut parts);
            let head = drafts.chunk(scene, chunks, chunk, &parts);
            drafts.head_of.push(head);
        }
        drafts
    }

    fn chunk(&mut self, scene: &Scene<'_>, chunks: &Chunks, chunk: &Chunk, parts: &[Segment]) -> Option<DraftId> {
        if chunk.pronoun {
            return self.pronoun(scene, chunk, chunk.first);
        }
        let mut owners = Vec::new();
        if let Some(possessive) = chunk.possessive {
            owners.extend(self.pronoun(scene, chunk, possessive));
        }
        owners.extend(chunk.possessor.and_then(|index| self.head_of[index]));
        let parts = trim(scene, parts);
        let (head, before) = parts.split_last()?;
        let event = scene.lex.is(head.last - 1, Class::Event) && scene.lex.capital(head.last - 1);
        for part in before {
            // "the Algiers Accord" tells of no place.
            if event && part.part == Part::Name && part.last == head.first {
                continue;
            }
            let follows = part.last < chunk.last && armed_noun(scene, head);
            if let Some(nested) = self.nested(scene, chunk, part, follows) {
                if matches!(part.part, Part::Run | Part::Noun) {
                    self.drafts[nested].owners.clone_from(&owners);
                }
                if !part.blocked {
                    owners.insert(0, nested);
                }
            }
        }
        let start = before_start(scene, chunks, chunk, parts);
        let draft = match head.part {
            Part::Name => Some(known(scene, chunk, head)),
            Part::Nation => Some(nation(scene, chunk, head)),
            Part::Run => unknown(scene, chunk, parts, start),
            Part::Noun => noun(scene, chunk, head, start),
            Part::Word => word(scene, chunk, head, start),
        }?;
        let mut draft = draft;
        draft.owners = owners;
        if head.part == Part::Noun && own_rebels(scene, before, head) {
            draft.kind = MentionKind::Group;
            draft.refers = None;
            draft.own = Some(Own::Group(scene.text((start, head.last)).to_string()));
        }
        draft.full = (chunk.first.min(start), chunk.last);
        if draft.kind == MentionKind::Person || matches!(head.part, Part::Noun) {
            draft.sector = before.iter().rev().map(|part| sector(scene, part)).fold(draft.sector, or);
            draft.office |= before.iter().any(|part| office(scene, part));
        }
        Some(self.push(draft))
    }

    fn push(&mut self, draft: Draft) -> DraftId {
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    fn pronoun(&mut self, scene: &Scene<'_>, chunk: &Chunk, token: TokenId) -> Option<DraftId> {
        let is = |class| scene.lex.is(token, class);
        let (refers, number) = if is(Class::He) {
            (Refers::He, Number::One)
        } else if is(Class::She) {
            (Refers::She, Number::One)
        } else if is(Class::It) {
            (Refers::It, Number::One)
        } else if is(Class::They) {
            (Refers::They, Number::Many)
        } else if is(Class::We) {
            (Refers::We, Number::Many)
        } else if is(Class::I) {
            (Refers::I, Number::One)
        } else if is(Class::Dual) {
            (Refers::Sides, Number::Many)
        } else {
            return None;
        };
        let mut draft = blank(chunk, (token, token + 1), MentionKind::Unknown, Form::Pronoun);
        draft.refers = Some(refers);
        draft.number = number;
        Some(self.push(draft))
    }

    /// A name or nationality before the head.
    fn nested(&mut self, scene: &Scene<'_>, chunk: &Chunk, part: &Segment, armed: bool) -> Option<DraftId> {
        let draft = match part.part {
            Part::Name => known(scene, chunk, part),
            Part::Nation => nation(scene, chunk, part),
            Part::Run => {
                let name = (part.first, part.last);
                let kind =
                    classify(scene, name, chunk.sentence, false).filter(|kind| !armed || *kind != MentionKind::Person);
                named(scene, chunk, name, kind.or(armed.then_some(MentionKind::Organisation))?)
            }
            Part::Noun if body(scene, part) => noun(scene, chunk, part, part.first)?,
            Part::Noun | Part::Word => return None,
        };
        Some(self.push(draft))
    }
}

/// Drops numbers and vague adjectives from the front; the head stays.
fn trim<'a>(scene: &Scene<'_>, parts: &'a [Segment]) -> &'a [Segment] {
    let number = |part: &&Segment| part.part == Part::Word && scene.analysis.tokens[part.first].upos == Upos::Num;
    let skip = parts.iter().take(parts.len().saturating_sub(1)).take_while(number).count();
    &parts[skip..]
}

/// Where the phrase begins that names the head: at a possessor that is named, else at its first part.
fn before_start(scene: &Scene<'_>, chunks: &Chunks, chunk: &Chunk, parts: &[Segment]) -> TokenId {
    let first = parts.first().map_or(chunk.first, |part| part.first);
    let Some(owner) = chunk.possessor.map(|index| &chunks.chunks[index]) else { return first };
    let units = chunks.units(owner);
    let named = units.last().is_some_and(|unit| scene.lex.capital(unit.first));
    if named && let Some(unit) = units.first() { unit.first } else { first }
}

/// Unknown words at the head: a person after an office, a body, a place; or nothing.
fn unknown(scene: &Scene<'_>, chunk: &Chunk, parts: &[Segment], start: TokenId) -> Option<Draft> {
    let head = parts.last()?;
    let titled = parts.len() >= 2 && parts[parts.len() - 2].is_title(scene);
    let name = (head.first, head.last);
    // What nothing speaks for here may be known from another sentence: see `memory`.
    let kind = classify(scene, name, chunk.sentence, titled).unwrap_or(MentionKind::Unknown);
    let mut draft = named(scene, chunk, name, kind);
    if titled {
        draft.number = number(scene, head.first - 1);
    }
    if kind == MentionKind::Organisation {
        draft.span.0 = start;
    }
    Some(draft)
}

fn blank(chunk: &Chunk, span: (TokenId, TokenId), kind: MentionKind, form: Form) -> Draft {
    Draft {
        span,
        full: span,
        kind,
        form,
        own: None,
        owners: Vec::new(),
        sector: Sector::None,
        office: false,
        refers: None,
        sentence: chunk.sentence,
        number: Number::One,
        article: Article::None,
        same: None,
        joint: false,
        absorbed: false,
    }
}

fn known(scene: &Scene<'_>, chunk: &Chunk, part: &Segment) -> Draft {
    let senses = part.senses(scene);
    let sense = senses.iter().copied().filter(|sense| sense.is_name()).min_by_key(|sense| rank(*sense));
    let (kind, own) = match sense {
        Some(Sense::State(id)) => (MentionKind::State, Own::Id(id)),
        Some(Sense::Capital(id)) => (MentionKind::Place, Own::Id(id)),
        Some(Sense::Seat(id)) => (MentionKind::State, Own::Id(id)),
        Some(Sense::Holder(person)) => (MentionKind::Person, Own::Holder(person)),
        Some(Sense::Place) => (MentionKind::Place, Own::Named(scene.text((part.first, part.last)).to_string())),
        Some(sense) => (MentionKind::Organisation, Own::Id(sense.id().unwrap_or_default())),
        None => (MentionKind::Organisation, Own::Named(scene.text((part.first, part.last)).to_string())),
    };
    let mut draft = blank(chunk, (part.first, part.last), kind, Form::Name);
    draft.own = Some(own);
    draft
}

/// Which sense of a name comes first where it has several.
const fn rank(sense: Sense) -> u8 {
    match sense {
        Sense::State(_) => 0,
        Sense::Body(_) => 1,
        Sense::Group(_) => 2,
        Sense::Holder(_) => 3,
        Sense::Seat(_) => 4,
        Sense::Capital(_) => 5,
        _ => 6,
    }
}

fn nation(scene: &Scene<'_>, chunk: &Chunk, part: &Segment) -> Draft {
    let id = part.senses(scene).iter().find_map(|sense| sense.id());
    let mut draft = blank(chunk, (part.first, part.last), MentionKind::Nationality, Form::Name);
    draft.own = id.map(Own::Id);
    draft.number = number(scene, part.last - 1);
    draft.article = article(scene, chunk);
    draft
}

fn named(scene: &Scene<'_>, chunk: &Chunk, name: (TokenId, TokenId), kind: MentionKind) -> Draft {
    let mut draft = blank(chunk, name, kind, Form::Name);
    draft.own = Some(Own::Named(scene.text(name).to_string()));
    draft.article = article(scene, chunk);
    draft
}

/// A common noun for people, a body, a weapon, a facility.
fn noun(scene: &Scene<'_>, chunk: &Chunk, head: &Segment, start: TokenId) -> Option<Draft> {
    let senses = head.senses(scene);
    let number = number(scene, head.last - 1);
    let weapon = senses.contains(&Sense::Weapon);
    let named_body = scene.lex.is(head.last - 1, Class::BodyNoun) && !scene.lex.is(head.last - 1, Class::RebelNoun);
    let kind = senses.iter().find_map(|sense| match sense {
        Sense::Facility if named_body => None,
        Sense::Office(_, OfficeKind::Group) if weapon => Some(MentionKind::Weapon),
        Sense::Office(_, OfficeKind::Body) => Some(MentionKind::Organisation),
        Sense::Office(_, OfficeKind::Group) => Some(MentionKind::Group),
        Sense::Office(_, OfficeKind::Person) | Sense::People(_) | Sense::Title if number == Number::One => {
            Some(MentionKind::Person)
        }
        Sense::Office(_, OfficeKind::Person) | Sense::People(_) => Some(MentionKind::Group),
        Sense::Weapon => Some(MentionKind::Weapon),
        Sense::Facility => Some(MentionKind::Facility),
        _ => None,
    })?;
    let mut draft = blank(chunk, (start, head.last), kind, Form::Noun);
    draft.number = number;
    draft.article = article(scene, chunk);
    draft.sector = sector(scene, head);
    draft.office = office(scene, head);
    draft.refers = by_class(scene, chunk, head, draft.sector).map(|(refers, _)| refers).or(match kind {
        MentionKind::Person => Some(Refers::Person),
        MentionKind::Organisation | MentionKind::Group => Some(Refers::Arm),
        MentionKind::Facility => Some(Refers::Facility),
        _ => None,
    });
    Some(draft)
}

/// Nouns that only take up something named before.
fn word(scene: &Scene<'_>, chunk: &Chunk, head: &Segment, start: TokenId) -> Option<Draft> {
    let (refers, kind) = by_class(scene, chunk, head, Sector::None)?;
    let mut draft = blank(chunk, (start, head.last), kind, Form::Noun);
    draft.refers = Some(refers);
    draft.article = article(scene, chunk);
    draft.number = number(scene, head.last - 1);
    Some(draft)
}

/// What a noun takes up by the class of its last word; nouns of a sector are a state's, not any body's.
fn by_class(scene: &Scene<'_>, chunk: &Chunk, head: &Segment, sector: Sector) -> Option<(Refers, MentionKind)> {
    let is = |class| scene.lex.is(head.last - 1, class);
    let definite = article(scene, chunk) == Article::Definite;
    if is(Class::Side) && dual(scene, chunk) {
        Some((Refers::Sides, MentionKind::Group))
    } else if is(Class::RebelNoun) {
        Some((Refers::Rebels, MentionKind::Group))
    } else if is(Class::Document) {
        Some((Refers::Document, MentionKind::Unknown))
    } else if definite && is(Class::StateNoun) {
        Some((Refers::State, MentionKind::State))
    } else if definite && is(Class::PlaceNoun) {
        Some((Refers::Place, MentionKind::Place))
    } else if sector == Sector::None && (is(Class::BodyNoun) || is(Class::OrgHead)) {
        Some((Refers::Body, MentionKind::Organisation))
    } else {
        None
    }
}

/// "rebels", "militia": what stands before names an armed group.
fn armed_noun(scene: &Scene<'_>, head: &Segment) -> bool {
    scene.lex.is(head.last - 1, Class::RebelNoun)
}

/// "Syrian rebels", "Haitian gangs": armed men of a state, but not the state's.
fn own_rebels(scene: &Scene<'_>, before: &[Segment], head: &Segment) -> bool {
    let [nation] = before else { return false };
    nation.part == Part::Nation
        && !nation.blocked
        && nation.last == head.first
        && armed_noun(scene, head)
        && number(scene, head.last - 1) == Number::Many
}

/// "both", "two", "either" at the front.
fn dual(scene: &Scene<'_>, chunk: &Chunk) -> bool {
    (chunk.first..chunk.last).any(|token| scene.lex.is(token, Class::Dual) || scene.lex.is(token, Class::Three))
}

fn number(scene: &Scene<'_>, token: TokenId) -> Number {
    match scene.analysis.tokens[token].xpos {
        Xpos::Nns | Xpos::Nnps => Number::Many,
        _ => Number::One,
    }
}

fn article(scene: &Scene<'_>, chunk: &Chunk) -> Article {
    if chunk.possessive.is_some() || chunk.possessor.is_some() {
        return Article::Definite;
    }
    let Some(determiner) = chunk.determiner else { return Article::None };
    if scene.lex.is(determiner, Class::Definite) { Article::Definite } else { Article::Indefinite }
}

fn sector(scene: &Scene<'_>, part: &Segment) -> Sector {
    let senses = part.senses(scene).iter();
    senses.fold(Sector::None, |known, sense| match sense {
        Sense::Office(sector, _) | Sense::People(sector) => or(known, *sector),
        _ => known,
    })
}

fn office(scene: &Scene<'_>, part: &Segment) -> bool {
    part.senses(scene).iter().any(|sense| matches!(sense, Sense::Office(..)))
}

fn or(first: Sector, second: Sector) -> Sector {
    if first == Sector::None { second } else { first }
}

fn body(scene: &Scene<'_>, part: &Segment) -> bool {
    part.senses(scene).iter().any(|sense| matches!(sense, Sense::Office(_, OfficeKind::Body)))
}
