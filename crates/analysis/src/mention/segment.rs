//! `chunk -> Vec<Segment>`: a noun phrase in parts: names of the tables, unknown names, nationalities, nouns.

use super::chunk::{Chunk, Chunks, Unit};
use super::draft::Scene;
use super::lex::{Found, Shape};
use super::ner::Label;
use super::sense::{Class, OfficeKind, Sense};
use crate::analysis::{MentionKind, TokenId};
use crate::tagset::Upos;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) first: TokenId,
    /// Exclusive.
    pub(crate) last: TokenId,
    pub(crate) part: Part,
    pub(crate) found: Option<Found>,
    /// Stands in a compound that keeps it from owning what follows: "Iran-backed", "pro-Russian".
    pub(crate) blocked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A name of the tables.
    Name,
    /// An adjective or noun of nationality.
    Nation,
    /// Capitalised words that no table knows.
    Run,
    /// A word for an office, people, a weapon, a facility.
    Noun,
    Word,
}

/// Segments of a chunk in text order, put into `into`, which is cleared first.
pub(crate) fn segments(scene: &Scene<'_>, chunks: &Chunks, chunk: &Chunk, into: &mut Vec<Segment>) {
    into.clear();
    let units = chunks.units(chunk);
    let mut index = 0;
    while index < units.len() {
        let unit = units[index];
        if is_hyphen(scene, unit) {
            index += 1;
            let suffix = units.get(index).copied();
            if let Some(suffix) = suffix
                && hyphenated(scene, into, suffix)
            {
                index += 1;
            }
            continue;
        }
        push(scene, into, unit);
        index += 1;
    }
}

/// True where the word after the hyphen is done with.
fn hyphenated(scene: &Scene<'_>, into: &mut Vec<Segment>, suffix: Unit) -> bool {
    let Some(before) = into.last_mut() else { return false };
    let capital = scene.lex.capital(suffix.first);
    match before.part {
        Part::Run if capital => {
            before.last = suffix.last;
            true
        }
        Part::Name | Part::Nation | Part::Run if !capital => {
            before.blocked = !scene.lex.is(suffix.first, Class::Owner);
            into.push(plain(suffix, Part::Word));
            true
        }
        Part::Word if !capital => {
            before.last = suffix.last;
            true
        }
        Part::Word if before.last - before.first == 1 && scene.lex.is(before.first, Class::Particle) => {
            before.part = Part::Run;
            before.last = suffix.last;
            true
        }
        Part::Word => {
            let blocks = !scene.lex.is(before.first, Class::Former);
            into.push(Segment { blocked: blocks, ..read(scene, suffix) });
            true
        }
        Part::Name | Part::Nation | Part::Run | Part::Noun => false,
    }
}

fn push(scene: &Scene<'_>, into: &mut Vec<Segment>, unit: Unit) {
    let segment = read(scene, unit);
    if let Some(before) = into.last_mut()
        && before.last == segment.first
    {
        let particle = scene.lex.is(segment.first, Class::Particle) && !scene.lex.capital(segment.first);
        match (before.part, segment.part) {
            (Part::Run, Part::Run) => {
                before.last = segment.last;
                return;
            }
            (Part::Run, Part::Word) if particle => {
                before.last = segment.last;
                return;
            }
            (Part::Run, Part::Name) if namesake(scene, before, &segment) => {
                before.last = segment.last;
                return;
            }
            (Part::Word, Part::Run) if capitalised_word(scene, before) => {
                before.part = Part::Run;
                before.last = segment.last;
                return;
            }
            (Part::Run, Part::Word) if capitalised_word(scene, &segment) && !number(scene, &segment) => {
                before.last = segment.last;
                return;
            }
            _ => {}
        }
    }
    into.push(segment);
}

/// A known family name after another's given names: "Brigitte" before "Macron".
fn namesake(scene: &Scene<'_>, before: &Segment, segment: &Segment) -> bool {
    let holder = segment.senses(scene).iter().any(|sense| matches!(sense, Sense::Holder(_)));
    holder && scene.label(segment.first) == Label::InPerson && scene.label(before.first) == Label::BeginPerson
}

/// "Joint" in "the Joint Forces": a capital that no start of a sentence explains.
fn capitalised_word(scene: &Scene<'_>, segment: &Segment) -> bool {
    let first = segment.first;
    let starts = scene.analysis.sentence_of(first).first == first;
    scene.lex.capital(first) && (!starts || scene.analysis.tokens[first].upos == Upos::Propn)
}

fn number(scene: &Scene<'_>, segment: &Segment) -> bool {
    scene.analysis.tokens[segment.first].upos == Upos::Num
}

fn read(scene: &Scene<'_>, unit: Unit) -> Segment {
    let senses = unit.found.map_or(&[][..], |found| scene.lex.senses(found));
    let part = if within_person(scene, unit) {
        Part::Run
    } else if senses.iter().any(|sense| sense.is_name()) {
        Part::Name
    } else if senses.iter().any(|sense| matches!(sense, Sense::Adjective(_) | Sense::Demonym(_))) {
        Part::Nation
    } else if senses.iter().any(|sense| is_noun(*sense))
        && !surname_in_capitals(scene, unit, senses)
        && !within_body(scene, unit)
    {
        Part::Noun
    } else if run(scene, unit) {
        Part::Run
    } else {
        Part::Word
    };
    plain(unit, part)
}

fn plain(unit: Unit, part: Part) -> Segment {
    Segment { first: unit.first, last: unit.last, part, found: unit.found, blocked: false }
}

const fn is_noun(sense: Sense) -> bool {
    matches!(sense, Sense::Office(..) | Sense::Title | Sense::Weapon | Sense::Facility | Sense::People(_))
}

/// "Stinger", "Major", "Marshal" as somebody's family name.
fn surname_in_capitals(scene: &Scene<'_>, unit: Unit, senses: &[Sense]) -> bool {
    let before = unit.first.checked_sub(1).and_then(|before| scene.lex.at(before));
    let given = before.is_some_and(|found| {
        found.last == unit.first && scene.lex.senses(found).iter().any(|sense| matches!(sense, Sense::Given))
    });
    given && scene.lex.shape(unit.first) == Shape::Title && !senses.contains(&Sense::Title)
}

/// "Jordan" in "Michael Jordan": the model sees a longer name of a person.
fn within_person(scene: &Scene<'_>, unit: Unit) -> bool {
    let person = |token: TokenId| scene.label(token).kind() == Some(MentionKind::Person);
    let single = unit.last == unit.first + 1 && scene.lex.shape(unit.first) == Shape::Title;
    let known = unit.found.is_some_and(|found| {
        scene.lex.senses(found).iter().any(|sense| matches!(sense, Sense::Holder(_) | Sense::Title | Sense::Office(..)))
    });
    let after = scene.label(unit.last) == Label::InPerson;
    let before = scene.label(unit.first) == Label::InPerson;
    single && !known && person(unit.first) && (after || before)
}

/// "Insider" in "Business Insider": the model sees a longer name of a body, and no sector's noun is meant.
fn within_body(scene: &Scene<'_>, unit: Unit) -> bool {
    let before = unit.first.checked_sub(1);
    let starts = scene.label(unit.first) == Label::BeginBody && scene.label(unit.last) == Label::InBody;
    let goes_on = scene.label(unit.first) == Label::InBody
        && before.is_some_and(|before| scene.lex.at(before).is_none() || scene.label(before) == Label::BeginBody);
    let title = |token| scene.lex.shape(token) == Shape::Title;
    let single = unit.last == unit.first + 1 && title(unit.first);
    let nation = before
        .and_then(|before| scene.lex.at(before))
        .is_some_and(|found| scene.lex.senses(found).iter().any(|sense| sense.id().is_some()));
    let people = unit.found.is_some_and(|found| {
        scene
            .lex
            .senses(found)
            .iter()
            .all(|sense| matches!(sense, Sense::People(_) | Sense::Office(_, OfficeKind::Person)))
    });
    single && people && !nation && (starts || goes_on)
}

/// A word that can belong to a name.
fn run(scene: &Scene<'_>, unit: Unit) -> bool {
    let token = &scene.analysis.tokens[unit.first];
    let labelled = scene.label(unit.first) != Label::Outside;
    if !scene.lex.capital(unit.first) {
        return labelled && token.upos == Upos::Propn;
    }
    let tagged = token.upos == Upos::Propn || (token.upos == Upos::X && unit.first > 0);
    (tagged && !scene.lex.is(unit.first, Class::NoName)) || labelled
}

fn is_hyphen(scene: &Scene<'_>, unit: Unit) -> bool {
    unit.found.is_none() && scene.analysis.tokens[unit.first].lower == "-"
}

impl Segment {
    pub(crate) fn senses<'a>(&self, scene: &'a Scene<'_>) -> &'a [Sense] {
        self.found.map_or(&[], |found| scene.lex.senses(found))
    }

    /// An office or title that one person bears before the name.
    pub(crate) fn is_title(&self, scene: &Scene<'_>) -> bool {
        self.senses(scene).iter().any(|sense| matches!(sense, Sense::Title | Sense::Office(_, OfficeKind::Person)))
    }
}
