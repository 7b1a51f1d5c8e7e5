//! Which state or body stands behind each mention: canonical ids, in text order.
//!
//! A mention's own id comes first, then its owners' with the sector of its noun, then what it refers back to.

use compact_str::{CompactString, format_compact};

use super::coref;
use super::draft::{Draft, DraftId, Own, Scene};
use super::sense::Sector;
use crate::analysis::{Actor, Mention, MentionKind};

/// How far owners of owners are followed.
const DEPTH_MAX: u8 = 6;

/// Mentions with their drafts, index by index.
pub(crate) struct Cast<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) drafts: &'a [Draft],
    pub(crate) mentions: &'a mut [Mention],
}

impl Cast<'_> {
    /// Mentions that stand in a sentence: they are in text order.
    pub(crate) fn in_sentence(&self, sentence: usize) -> std::ops::Range<DraftId> {
        let start = self.drafts.partition_point(|draft| draft.sentence < sentence);
        start..self.drafts.partition_point(|draft| draft.sentence <= sentence)
    }

    /// In text order; then once more for those whose owner is told later ("spokesperson for the government").
    pub(crate) fn resolve(&mut self) {
        for id in 0..self.drafts.len() {
            self.one(id);
        }
        for id in 0..self.drafts.len() {
            let open = |actor: &Actor| actor.id.is_none();
            if self.mentions[id].actors.is_empty() || self.mentions[id].actors.iter().all(open) {
                let actors = std::mem::take(&mut self.mentions[id].actors);
                self.one(id);
                if self.mentions[id].actors.is_empty() {
                    self.mentions[id].actors = actors;
                }
            }
        }
    }

    fn one(&mut self, id: DraftId) {
        let actors = self.named(id, 0);
        if actors.iter().all(|actor| actor.id.is_none()) {
            coref::refer(self, id);
            let found = self.mentions[id].actors.first().and_then(|actor| actor.id.clone());
            let name = actors.into_iter().next();
            if let Some(name) = name {
                self.mentions[id].actors = vec![Actor { id: found, ..name }];
            }
        } else {
            self.mentions[id].actors = actors;
            self.mentions[id].antecedent = self.drafts[id].same;
        }
    }

    /// Who it is by its own words and its owners'; empty where they do not tell.
    fn named(&self, id: DraftId, depth: u8) -> Vec<Actor> {
        let draft = &self.drafts[id];
        if depth > DEPTH_MAX {
            return Vec::new();
        }
        if !self.mentions[id].actors.is_empty() {
            return self.mentions[id].actors.clone();
        }
        if let Some(same) = draft.same {
            return self.named(same, depth + 1);
        }
        match &draft.own {
            Some(Own::Id(index)) => vec![Actor { id: Some(self.scene.names.id(*index).clone()), name: None }],
            Some(Own::Holder(person)) => {
                let known = &self.scene.names.people[*person as usize];
                let id = self.scene.names.term(*person, self.scene.day).map(|term| term.id.clone());
                vec![Actor { id, name: Some(known.name.clone()) }]
            }
            Some(Own::Named(name)) => self.unknown(draft, name, depth),
            Some(Own::Group(name)) => vec![Actor { id: Some(format_compact!("ORG:{name}")), name: None }],
            None => self.owned(draft, depth).into_iter().map(|id| Actor { id: Some(id), name: None }).collect(),
        }
    }

    fn unknown(&self, draft: &Draft, name: &str, depth: u8) -> Vec<Actor> {
        let owner = self.owned(draft, depth).into_iter().next();
        match draft.kind {
            MentionKind::Person => {
                let full = name.contains(' ').then(|| name.to_string());
                if owner.is_none() && full.is_none() {
                    return Vec::new();
                }
                vec![Actor { id: owner, name: full }]
            }
            MentionKind::Organisation => {
                vec![Actor { id: Some(owner.unwrap_or_else(|| format_compact!("ORG:{name}"))), name: None }]
            }
            _ => Vec::new(),
        }
    }

    /// Ids of the owners with the draft's sector: of all where they are joint, else of the first that has one.
    fn owned(&self, draft: &Draft, depth: u8) -> Vec<CompactString> {
        let mut found = Vec::new();
        for &owner in &draft.owners {
            for base in self.base(owner, depth) {
                let id = with_sector(&base, sector(draft, &base));
                if !found.contains(&id) {
                    found.push(id);
                }
            }
            if !draft.joint && !found.is_empty() {
                break;
            }
        }
        found
    }

    /// Ids that an owner lends: its actors', or the country it lies in.
    fn base(&self, owner: DraftId, depth: u8) -> Vec<CompactString> {
        let actors = self.named(owner, depth + 1);
        let ids: Vec<CompactString> = actors.into_iter().filter_map(|actor| actor.id).collect();
        if !ids.is_empty() {
            return ids;
        }
        let place = self.mentions[owner].place.as_ref().filter(|place| !place.country.is_empty());
        place.map(|place| place.country.clone()).into_iter().collect()
    }
}

/// The sector that a draft adds to an owner's id. People with a name and an office speak for the government.
fn sector(draft: &Draft, base: &str) -> Sector {
    let person = draft.kind == MentionKind::Person && matches!(draft.own, Some(Own::Named(_)));
    match draft.sector {
        Sector::None if person && draft.office && !base.contains('/') => Sector::Gov,
        known => known,
    }
}

/// Only states have sectors.
pub(crate) fn with_sector(base: &str, sector: Sector) -> CompactString {
    match sector.name() {
        Some(name) if !base.contains(':') => {
            format_compact!("{}/{name}", base.split('/').next().unwrap_or(base))
        }
        _ => CompactString::from(base),
    }
}
