//! Names over the whole report: a family name, an acronym or a repeated name is whoever bore the full one.

use std::collections::HashMap;

use super::draft::{Draft, DraftId, Own, Scene};
use super::fold;
use super::sense::{PersonIndex, Sense};
use crate::analysis::{Form, MentionKind, TokenId};

/// Full names of a report by the short forms they may take.
pub(crate) struct Memory {
    /// The last and the first word of people's names; initials of bodies' names; all words of both.
    by_word: HashMap<u64, DraftId>,
}

impl Memory {
    /// Reads all drafts, then settles those of unknown kind: a short form of a name, or nothing.
    pub(crate) fn settle(scene: &Scene<'_>, drafts: &mut [Draft]) {
        let mut memory = Memory { by_word: HashMap::new() };
        for (id, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.form == Form::Name && !draft.absorbed) {
            memory.learn(scene, id, draft);
        }
        for id in 0..drafts.len() {
            memory.link(scene, drafts, id);
        }
    }

    fn learn(&mut self, scene: &Scene<'_>, id: DraftId, draft: &Draft) {
        let mut add = |hash: u64| {
            if hash != 0 {
                self.by_word.entry(hash).or_insert(id);
            }
        };
        let words = words(scene, draft.span);
        match draft.kind {
            MentionKind::Person => {
                add(words.whole);
                if words.count >= 2 {
                    add(words.last);
                    add(words.first);
                }
            }
            MentionKind::Place => add(words.whole),
            MentionKind::Organisation => {
                add(words.whole);
                add(words.initials);
            }
            _ => {}
        }
    }

    fn link(&self, scene: &Scene<'_>, drafts: &mut [Draft], id: DraftId) {
        let draft = &drafts[id];
        let open = matches!(draft.own, Some(Own::Named(_))) && draft.same.is_none() && !draft.absorbed;
        if !open {
            return;
        }
        let words = words(scene, draft.span);
        let unsure = matches!(draft.kind, MentionKind::Unknown | MentionKind::Place) && words.count == 1;
        let known = self.by_word.get(&words.whole).copied().filter(|&known| known != id);
        if let Some(known) = known
            && (unsure || drafts[known].kind == draft.kind || drafts[known].own == draft.own)
            && (known < id || unsure || matches!(drafts[known].own, Some(Own::Id(_) | Own::Holder(_))))
        {
            drafts[id].kind = drafts[known].kind;
            drafts[id].same = Some(known);
            return;
        }
        let person = matches!(draft.kind, MentionKind::Unknown | MentionKind::Person) && words.count == 1;
        if let Some(holder) = surname(scene, draft.span).filter(|_| person) {
            drafts[id].kind = MentionKind::Person;
            drafts[id].own = Some(Own::Holder(holder));
        } else if drafts[id].kind == MentionKind::Unknown {
            drafts[id].absorbed = true;
        }
    }
}

/// The only office-holder of that family name who is in office on the day of publication.
fn surname(scene: &Scene<'_>, (first, last): (TokenId, TokenId)) -> Option<PersonIndex> {
    let found = scene.lex.at(first).filter(|found| found.last == last)?;
    let holders = scene.lex.senses(found).iter().filter_map(|sense| match sense {
        Sense::Surname(person) => Some(*person),
        _ => None,
    });
    let mut sitting = holders.filter(|&person| scene.names.people[person as usize].in_office(scene.day));
    let first = sitting.next()?;
    sitting.next().is_none().then_some(first)
}

struct Words {
    count: usize,
    first: u64,
    last: u64,
    whole: u64,
    initials: u64,
}

fn words(scene: &Scene<'_>, span: (TokenId, TokenId)) -> Words {
    let text = scene.text(span);
    let mut words = Words { count: 0, first: 0, last: 0, whole: 0, initials: 0 };
    fold::atoms(text, |hash| {
        words.count += 1;
        words.first = if words.count == 1 { hash } else { words.first };
        words.last = hash;
        words.whole = if words.count == 1 { hash } else { words.whole.rotate_left(7) ^ hash };
    });
    if words.count >= 3 {
        let capitals: String =
            text.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
        words.initials = if capitals.len() >= 2 { fold::atom(&capitals) } else { 0 };
    }
    words
}
