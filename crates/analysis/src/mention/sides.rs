//! "Both sides", "the two countries": the two parties named together last.

use compact_str::CompactString;

use super::draft::DraftId;
use super::resolve::{Cast, with_sector};
use super::sense::{OfficeKind, Sector, Sense};
use crate::analysis::{Actor, Form, MentionKind};

/// Sentences looked back for the two.
const SENTENCES_BACK: usize = 12;

pub(crate) fn both(cast: &mut Cast<'_>, id: DraftId) {
    let sector = noun_sector(cast, id);
    let Some(pair) = pair(cast, id) else { return };
    cast.mentions[id].actors =
        pair.iter().map(|base| Actor { id: Some(with_sector(base, sector)), name: None }).collect();
}

/// "The two armies" are military; "both sides" have no sector.
fn noun_sector(cast: &Cast<'_>, id: DraftId) -> Sector {
    let head = cast.drafts[id].span.1 - 1;
    let senses = cast.scene.lex.at(head).map_or(&[][..], |found| cast.scene.lex.senses(found));
    let military = senses.iter().any(|sense| matches!(sense, Sense::Office(Sector::Mil, OfficeKind::Body)));
    if military { Sector::Mil } else { Sector::None }
}

/// Two parties of the nearest sentence that names two; else the two nearest over the sentences before.
fn pair(cast: &Cast<'_>, id: DraftId) -> Option<[CompactString; 2]> {
    let sentence = cast.drafts[id].sentence;
    let mut nearest: Vec<CompactString> = Vec::new();
    for back in 0..=SENTENCES_BACK.min(sentence) {
        let here = parties(cast, id, sentence - back);
        if here.len() >= 2 {
            return Some(commonest_two(cast, here));
        }
        for party in here {
            if !nearest.contains(&party) {
                nearest.push(party);
            }
        }
        if let [one, other, ..] = nearest.as_slice() {
            return Some([one.clone(), other.clone()]);
        }
    }
    None
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
        ) && cast.drafts[other].form != Form::Pronoun;
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

/// Of more than two parties, the two that the report names most.
fn commonest_two(cast: &Cast<'_>, parties: Vec<CompactString>) -> [CompactString; 2] {
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
    let mut chosen = [order[0].1, order[1].1];
    chosen.sort_unstable();
    [parties[chosen[0]].clone(), parties[chosen[1]].clone()]
}
