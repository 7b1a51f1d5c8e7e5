//! The state that an office or service without a name belongs to, by who tells it and by what is told around it.

use compact_str::CompactString;

use super::coref::{is_subject, tells};
use super::draft::{Article, DraftId, Refers};
use super::resolve::Cast;
use super::sense::Class;
use crate::analysis::{Form, MentionKind};

/// Mentions before it that tell which state a report is about.
const MENTIONS_IN_PLAY: usize = 300;
/// Mentions after it that tell which state a report is about.
const MENTIONS_AHEAD: usize = 40;

/// "The prime minister said the government …": the state of who tells the sentence up to here.
pub(super) fn tellers_state(cast: &Cast<'_>, id: DraftId) -> Option<CompactString> {
    let mut earlier =
        cast.in_sentence(cast.drafts[id].sentence).filter(|&other| cast.drafts[other].full.1 <= cast.drafts[id].full.0);
    let state = |other: DraftId| {
        let own = cast.mentions[other].actors.first().and_then(|actor| actor.id.as_ref());
        own.and_then(|own| own.strip_suffix("/GOV")).map(CompactString::from)
    };
    let teller = earlier.rfind(|&other| tells(cast, other))?;
    (cast.drafts[id].article != Article::Indefinite).then(|| state(teller)).flatten()
}

/// The country of a place in the sentence, else the state named most often up to here.
pub(super) fn state_in_play(cast: &Cast<'_>, id: DraftId) -> Option<CompactString> {
    let sentence = cast.drafts[id].sentence;
    let country = |other: DraftId| {
        let mention = &cast.mentions[other];
        let place = mention.place.as_ref().map(|place| place.country.clone());
        let own = || mention.actors.first().and_then(|actor| actor.id.clone());
        if is_located(cast, other) {
            return own().filter(|state| !state.contains(':'));
        }
        place.filter(|country| !country.is_empty() && mention.kind == MentionKind::Place)
    };
    let here = cast.in_sentence(sentence).find_map(country);
    here.or_else(|| commonest(cast, id))
}

/// "in Russia".
fn is_located(cast: &Cast<'_>, id: DraftId) -> bool {
    let (draft, lex) = (&cast.drafts[id], cast.scene.lex);
    draft.kind == MentionKind::State
        && draft.form == Form::Name
        && cast.scene.before(draft.full.0, draft.sentence).is_some_and(|before| lex.is(before, Class::Within))
}

/// States that do something in the sentence that this mention tells: "the air force said Fredonia had fired …" is not
/// Fredonia's air force.
fn told_of(cast: &Cast<'_>, id: DraftId) -> Vec<CompactString> {
    let Some(refers) = cast.drafts[id].refers else { return Vec::new() };
    if !matches!(refers, Refers::Arm | Refers::Person) || !tells(cast, id) {
        return Vec::new();
    }
    let person = refers == Refers::Person;
    let does = |&other: &DraftId| {
        other != id && cast.mentions[other].kind == MentionKind::State && (person || is_subject(cast, other))
    };
    let base = |other: DraftId| cast.mentions[other].actors.first().and_then(|actor| actor.id.clone());
    cast.in_sentence(cast.drafts[id].sentence).filter(does).filter_map(base).collect()
}

/// By places twice, by parties once; None where two are even.
pub(super) fn commonest(cast: &Cast<'_>, id: DraftId) -> Option<CompactString> {
    let others = told_of(cast, id);
    let mut counts: Vec<(CompactString, usize)> = Vec::new();
    for other in id.saturating_sub(MENTIONS_IN_PLAY)..cast.drafts.len().min(id + MENTIONS_AHEAD) {
        let mention = &cast.mentions[other];
        let place = mention.place.as_ref().map(|place| place.country.clone()).filter(|country| !country.is_empty());
        let town = mention.kind == MentionKind::Place && place.is_some();
        let by_actor = || mention.actors.first().and_then(|actor| actor.id.clone());
        let Some(state) = place.or_else(by_actor).filter(|state| !state.contains(':')) else { continue };
        let state = CompactString::from(state.split('/').next().unwrap_or_default());
        if others.contains(&state) {
            continue;
        }
        let weight = if town { 2 } else { 1 };
        match counts.iter_mut().find(|(known, _)| *known == state) {
            Some((_, count)) => *count += weight,
            None => counts.push((state, weight)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let mut first = counts.iter().filter(|(_, count)| *count == most);
    let state = first.next()?;
    first.next().is_none().then(|| state.0.clone())
}
