//! `tokens -> Vec<Mention>`: who and what is spoken of, and which state or body stands behind it.
//!
//! Names come from the lexicon's tables, from the shape of the words and from their neighbours; nouns for
//! people, weapons and facilities from the tables. Ids follow the contract. What nothing speaks for is left
//! out. Without tags only names of the tables are found; without a tree capitals stay towns.

mod chunk;
mod classify;
mod coref;
#[cfg(test)]
mod corpus_en;
mod draft;
mod fold;
mod in_play;
mod join;
mod lex;
mod memory;
mod metonym;
mod names;
pub mod ner;
mod phrase;
mod resolve;
mod segment;
mod sense;
mod sides;
mod trie;
mod view;
mod widen;

use report::Report;

use crate::analyse::Resources;
use crate::analysis::{Actor, Analysis, Mention, MentionKind};
use crate::place::{self, PlaceWords};
use chunk::Chunks;
use draft::{Draft, Own, Scene};
use lex::Lex;
use phrase::Drafts;
use resolve::Cast;

pub use names::Names;

pub fn mentions(resources: &Resources<'_>, report: &Report, analysis: &Analysis) -> Vec<Mention> {
    let mut lex = Lex::new(resources.names, report, analysis);
    let places = resources.lexicon.derived(PlaceWords::new);
    let labels = resources
        .names
        .ner
        .as_ref()
        .map_or(Vec::new(), |ner| ner::labels_in(ner, &lex, resources.gazetteer, report, analysis));
    lex.add_places((resources.gazetteer, &places), report, analysis, |token| {
        labels.get(token).and_then(|label| label.kind()).is_some_and(|kind| kind != MentionKind::Place)
    });
    let scene = Scene {
        labels: &labels,
        names: resources.names,
        gazetteer: resources.gazetteer,
        places: &places,
        report,
        analysis,
        lex: &lex,
        day: report.about.published,
    };
    let chunks = Chunks::new(&lex, analysis);
    let mut drafts = Drafts::new(&scene, &chunks);
    join::join(&scene, &chunks, &mut drafts);
    let mut drafts = drafts.drafts;
    widen::widen(&scene, &mut drafts);
    memory::Memory::settle(&scene, &mut drafts);
    metonym::decide(&scene, &mut drafts);
    let drafts = sorted(drafts);
    let mut mentions: Vec<Mention> = drafts.iter().map(|draft| mention(&scene, draft)).collect();
    place::locate(resources.gazetteer, resources.lexicon, report, analysis, &mut mentions);
    Cast { scene: &scene, drafts: &drafts, mentions: &mut mentions }.resolve();
    mentions
}

fn mention(scene: &Scene<'_>, draft: &Draft) -> Mention {
    Mention {
        span: scene.span(draft.span),
        full: scene.span(draft.full),
        head: metonym::top(scene.analysis, draft.full),
        kind: draft.kind,
        form: draft.form,
        actors: own_actors(scene, draft),
        antecedent: None,
        place: None,
    }
}

/// The id that a draft's own words carry; places are chosen by the states among them.
fn own_actors(scene: &Scene<'_>, draft: &Draft) -> Vec<Actor> {
    let Some(Own::Id(index)) = &draft.own else { return Vec::new() };
    vec![Actor { id: Some(scene.names.id(*index).clone()), name: None }]
}

/// In text order, outer before inner, without what was absorbed; indexes among drafts follow.
fn sorted(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut order: Vec<usize> = (0..drafts.len()).filter(|&index| !drafts[index].absorbed).collect();
    order.sort_by_key(|&index| (drafts[index].span.0, std::cmp::Reverse(drafts[index].span.1), index));
    let mut place = vec![None; drafts.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = Some(new);
    }
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let mut kept = Vec::with_capacity(order.len());
    for old in order {
        if let Some(mut draft) = drafts[old].take() {
            draft.owners = draft.owners.iter().filter_map(|&owner| place[owner]).collect();
            draft.same = draft.same.and_then(|same| place[same]);
            kept.push(draft);
        }
    }
    kept
}
