//! "Both sides", "the two countries": the two parties named together last.

use compact_str::CompactString;

use super::coref;
use super::draft::DraftId;
use super::resolve::{Cast, with_sector};
use super::sense::{Class, OfficeKind, Sector, Sense};
use crate::analysis::{Actor, Form, MentionKind};

/// Sentences looked back for the two.
const SENTENCES_BACK: usize = 12;

pub(crate) fn both(cast: &mut Cast<'_>, id: DraftId) {
    let sector = noun_sector(cast, id);
    let found = if counts_three(cast, id) { several(cast, id, 3) } else { several(cast, id, 2) };
    cast.mentions[id].actors =
        found.iter().map(|base| Actor { id: Some(with_sector(base, sector)), name: None }).collect();
}

/// "The two armies" are military; "both sides" have no sector.
fn noun_sector(cast: &Cast<'_>, id: DraftId) -> Sector {
    let head = cast.drafts[id].span.1 - 1;
    let senses = cast.scene.lex.at(head).map_or(&[][..], |found| cast.scene.lex.senses(found));
    let military = senses.iter().any(|sense| matches!(sense, Sense::Office(Sector::Mil, OfficeKind::Body)));
    if military { Sector::Mil } else { Sector::None }
}

/// "The three countries".
fn counts_three(cast: &Cast<'_>, id: DraftId) -> bool {
    let (first, last) = cast.drafts[id].full;
    (first..last).any(|token| cast.scene.lex.is(token, Class::Three))
}

/// So many parties of the nearest sentence that names as many; else the nearest over the sentences before.
/// Empty where there are fewer.
fn several(cast: &Cast<'_>, id: DraftId, count: usize) -> Vec<CompactString> {
    let sentence = cast.drafts[id].sentence;
    let mut nearest: Vec<CompactString> = Vec::new();
    for back in 0..=SENTENCES_BACK.min(sentence) {
        let here = parties(cast, id, sentence - back);
        if here.len() >= count {
            return commonest(cast, here, count);
        }
        for party in here {
            if !nearest.contains(&party) {
                nearest.push(party);
            }
        }
        if nearest.len() >= count {
            nearest.truncate(count);
            return nearest;
        }
    }
    Vec::new()
}

/// Bases of states and groups that the sentence names before this mention, in text order.
fn parties(cast: &Cast<'_>, id: DraftId, sentence: usize) -> Vec<CompactString> {
    let mut found: Vec<CompactString> = Vec::new();
    for other in (0..cast.drafts.len()).filter(|&other| other != id && cast.drafts[other].sentence == sentence) {
        let mention = &cast.mentions[other];
        let party = matches!(
            mention.kind,
            MentionKind::State
                | MentionKind::Nationality
                | MentionKind::Organisation
                | MentionKind::Group
                | MentionKind::Person
        ) && cast.drafts[other].form != Form::Pronoun
            && !(sentence == cast.drafts[id].sentence && coref::tells(cast, other));
        for actor in mention.actors.iter().filter(|_| party) {
            let Some(base) = actor.id.as_ref().map(|id| CompactString::from(id.split('/').next().unwrap_or_default()))
            else {
                continue;
            };
            if !base.starts_with("IGO:") && !found.contains(&base) {
                found.push(base);
            }
        }
    }
    found
}

/// Of more parties, those that the report names most, in the order they came.
fn commonest(cast: &Cast<'_>, parties: Vec<CompactString>, count: usize) -> Vec<CompactString> {
    let named = |party: &CompactString| {
        cast.mentions
            .iter()
            .flat_map(|mention| &mention.actors)
            .filter(|actor| actor.id.as_ref().is_some_and(|id| id.split('/').next() == Some(party.as_str())))
            .count()
    };
    let mut order: Vec<(usize, usize)> =
        parties.iter().enumerate().map(|(index, party)| (usize::MAX - named(party), index)).collect();
    order.sort_unstable();
    let mut chosen: Vec<usize> = order.into_iter().take(count).map(|(_, index)| index).collect();
    chosen.sort_unstable();
    chosen.into_iter().map(|index| parties[index].clone()).collect()
}
