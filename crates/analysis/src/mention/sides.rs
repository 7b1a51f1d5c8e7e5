//! "Both sides", "the two countries": the two parties named together last.

use compact_str::CompactString;

use super::coref;
use super::draft::DraftId;
use super::resolve::{Cast, with_sector};
use super::sense::{Class, OfficeKind, Sector, Sense};
use crate::analysis::{Actor, Form, Mention, MentionKind};
use crate::tagset::Upos;

/// Sentences looked back for the two.
const SENTENCES_BACK: usize = 12;
/// Mentions on either side that tell which parties a report is about.
const MENTIONS_NEAR: usize = 150;

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
        if let Some(list) = listed(cast, id, sentence - back, count) {
            return list;
        }
        let here = parties(cast, id, sentence - back);
        if here.len() >= count {
            return commonest(cast, id, here, count);
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

/// "India and Pakistan": a list of just so many parties in the sentence, before this mention.
fn listed(cast: &Cast<'_>, id: DraftId, sentence: usize, count: usize) -> Option<Vec<CompactString>> {
    let tokens = &cast.scene.analysis.tokens;
    let mut list: Vec<CompactString> = Vec::new();
    let mut end = 0;
    let mut found = None;
    for other in cast.in_sentence(sentence).filter(|&other| {
        cast.drafts[other].full.1 <= cast.drafts[id].full.0 || cast.drafts[other].sentence < cast.drafts[id].sentence
    }) {
        let (draft, mention) = (&cast.drafts[other], &cast.mentions[other]);
        let party = matches!(mention.kind, MentionKind::State | MentionKind::Organisation | MentionKind::Group);
        let (Some(base), true) = (base_of(mention), party && draft.form != Form::Pronoun) else { continue };
        if draft.full.0 < end {
            continue;
        }
        let joined = !list.is_empty()
            && tokens[end..draft.full.0].iter().all(|token| token.upos == Upos::Cconj || token.lower == ",");
        if !joined {
            list.clear();
        }
        list.push(base);
        end = draft.full.1;
        let ends = tokens.get(end).is_none_or(|next| next.upos != Upos::Cconj && next.lower != ",");
        if list.len() == count && ends {
            found = Some(list.clone());
        }
    }
    found.filter(|list| (1..list.len()).all(|at| !list[..at].contains(&list[at])))
}

/// The state or group of a mention that stands for one.
fn base_of(mention: &Mention) -> Option<CompactString> {
    let [actor] = mention.actors.as_slice() else { return None };
    let base = actor.id.as_ref()?.split('/').next()?;
    (!base.starts_with("IGO:")).then(|| base.into())
}

/// "Russian-brokered": whose doing it is, no party to it.
fn is_compounded(cast: &Cast<'_>, id: DraftId) -> bool {
    let end = cast.drafts[id].span.1;
    cast.scene.analysis.tokens.get(end).is_some_and(|next| next.lower == "-")
}

/// Bases of states and groups that the sentence names before this mention, in text order.
fn parties(cast: &Cast<'_>, id: DraftId, sentence: usize) -> Vec<CompactString> {
    let mut found: Vec<CompactString> = Vec::new();
    let told_by = |other: DraftId| {
        let span = cast.drafts[other].span;
        let holds = |teller: &DraftId| {
            let full = cast.drafts[*teller].full;
            full.0 <= span.0 && span.1 <= full.1 && coref::tells(cast, *teller)
        };
        cast.in_sentence(sentence).any(|teller| holds(&teller))
    };
    for other in cast.in_sentence(sentence).filter(|&other| other != id) {
        let mention = &cast.mentions[other];
        let party = matches!(
            mention.kind,
            MentionKind::State
                | MentionKind::Nationality
                | MentionKind::Organisation
                | MentionKind::Group
                | MentionKind::Person
        ) && cast.drafts[other].form != Form::Pronoun
            && !is_compounded(cast, other)
            && !(sentence == cast.drafts[id].sentence && told_by(other));
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
fn commonest(cast: &Cast<'_>, id: DraftId, parties: Vec<CompactString>, count: usize) -> Vec<CompactString> {
    let named = |party: &CompactString| {
        cast.mentions[id.saturating_sub(MENTIONS_NEAR)..cast.mentions.len().min(id + MENTIONS_NEAR)]
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
