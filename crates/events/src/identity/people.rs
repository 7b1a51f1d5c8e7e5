//! `Lexicon -> People`: what is known of names before any report is read.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;
use lexicon::Lexicon;

use super::person::{Forms, Likeness, PersonKey, Verdict};
use super::spelling::skeletons;

/// Made once for a lexicon; answers for names of people.
#[derive(Debug)]
pub struct People {
    pub(super) forms: Forms,
    /// Endings that cling to a name: `'s`.
    clitics: Vec<String>,
    pub(super) known: Vec<Known>,
    /// Indexes into `known`, by the skeletons of family names.
    by_skeleton: BTreeMap<String, Vec<usize>>,
    /// Names of states by id.
    pub(super) states: BTreeMap<CompactString, String>,
    /// Names of bodies and groups by id.
    pub(super) bodies: BTreeMap<CompactString, String>,
}

/// Somebody of the table of office-holders.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) keys: Vec<PersonKey>,
    /// States and bodies that they held office for.
    pub(super) bases: BTreeSet<CompactString>,
}

/// On what ground names were joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A table of the lexicon has both.
    Table,
    /// The same letters, or letters that stand for each other, with the same given name.
    Spelling,
    /// An initial, or a longer form of the name, of the same state; nobody else's fits.
    Form,
    /// A family name alone; nobody else in the report has it, or nobody else of that state on that day.
    Family,
    /// First letters of a body's name, in one report.
    Letters,
}

impl Why {
    pub const fn name(self) -> &'static str {
        match self {
            Why::Table => "table",
            Why::Spelling => "spelling",
            Why::Form => "form",
            Why::Family => "family name",
            Why::Letters => "letters",
        }
    }
}

impl People {
    pub fn new(lexicon: &Lexicon) -> People {
        let forms = Forms::new(lexicon);
        let mut by_name: BTreeMap<&str, Known> = BTreeMap::new();
        for row in lexicon.rows("holders") {
            let name = row.get("name");
            let fresh = || Known { name: name.to_string(), keys: Vec::new(), bases: BTreeSet::new() };
            let known = by_name.entry(name).or_insert_with(fresh);
            known.bases.insert(base(row.get("id")));
            known.keys.extend(std::iter::once(name).chain(row.list("aliases")).map(|name| forms.key(name)));
        }
        let mut known: Vec<Known> = by_name.into_values().collect();
        let mut by_skeleton: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, known) in known.iter_mut().enumerate() {
            known.keys.sort();
            known.keys.dedup();
            let names = known.keys.iter().filter(|key| key.parts.len() > 1);
            let found: BTreeSet<String> = names.flat_map(blocks).collect();
            found.into_iter().for_each(|skeleton| by_skeleton.entry(skeleton).or_default().push(at));
        }
        let named = |table: &'static str, id: &'static str| {
            lexicon.rows(table).map(move |row| (CompactString::from(row.get(id)), row.get("name").to_string()))
        };
        People {
            forms,
            clitics: lexicon.rows("text/clitics").flat_map(|row| both_apostrophes(row.get("ending"))).collect(),
            known,
            by_skeleton,
            states: named("states", "iso3").collect(),
            bodies: named("groups", "id").chain(named("bodies", "id")).collect(),
        }
    }

    pub fn person_key(&self, name: &str) -> PersonKey {
        self.forms.key(name)
    }

    /// The letters of a name in one form; of short words, which may be initials, as they are.
    pub(super) fn letters(&self, name: &str) -> String {
        let key = |word: &str| match word.len() {
            0..=4 => gazetteer::fold(word),
            _ => self.forms.key(word).joined,
        };
        name.split([' ', '-']).filter(|word| !self.forms.is_particle(word)).map(key).collect()
    }

    /// By the names alone; symmetric.
    pub fn same_person(&self, a: &PersonKey, b: &PersonKey) -> Verdict {
        self.forms.same(a, b)
    }

    /// The only office-holder that a name with this state behind it means; None where there are none or several.
    pub(super) fn holder(&self, name: &str, key: &PersonKey, state: Option<&CompactString>) -> Option<usize> {
        if let Ok(found) = self.known.binary_search_by(|known| known.name.as_str().cmp(name)) {
            return Some(found);
        }
        let mut near: BTreeSet<usize> =
            blocks(key).iter().filter_map(|skeleton| self.by_skeleton.get(skeleton)).flatten().copied().collect();
        near.retain(|at| {
            let known = &self.known[*at];
            let likeness = known.keys.iter().map(|known| self.forms.likeness(known, key)).min();
            match likeness.unwrap_or(Likeness::Different) {
                Likeness::Same => state.is_none_or(|state| known.bases.contains(state)),
                Likeness::Near => state.is_some_and(|state| known.bases.contains(state)),
                Likeness::Form | Likeness::Bare | Likeness::Different => false,
            }
        });
        near.first().copied().filter(|_| near.len() == 1)
    }

    /// The words of `text` that are this name, as they are written there; None for a pronoun or an office.
    pub(super) fn spelled<'a>(&self, text: &'a str, key: &PersonKey) -> Option<&'a str> {
        let mut run: Option<(usize, usize)> = None;
        let mut has_name = false;
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"' | '“' | '”')) {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let bare = self.without_clitic(word.trim_end_matches(['.', ':', ';', '!', '?']));
            let end = start + bare.len();
            let own = bare.contains(char::is_uppercase) && self.is_part(bare, key);
            match run {
                _ if own => {
                    run = Some((run.map_or(start, |run| run.0), end));
                    has_name = has_name || bare.chars().count() > 1;
                }
                Some(_) if has_name && !self.forms.is_particle(bare) => break,
                Some(_) if !self.forms.is_particle(bare) => run = None,
                _ => {}
            }
        }
        let (start, end) = run.filter(|_| has_name)?;
        text.get(start..end)
    }

    pub(super) fn without_clitic<'a>(&self, word: &'a str) -> &'a str {
        self.clitics.iter().find_map(|clitic| word.strip_suffix(clitic.as_str())).unwrap_or(word)
    }

    fn is_part(&self, word: &str, key: &PersonKey) -> bool {
        let own = self.forms.key(word);
        own.parts.iter().any(|part| key.parts.iter().any(|other| self.forms.fits(part, other)))
    }
}

fn both_apostrophes(ending: &str) -> [String; 2] {
    [ending.to_string(), ending.replace('\'', "’")]
}

/// Under which names that may be one are found.
pub(super) fn blocks(key: &PersonKey) -> Vec<String> {
    let mut found: Vec<String> = key.parts.last().map(|part| skeletons(&part.key)).unwrap_or_default();
    found.push(key.joined.clone());
    found
}

/// `UKR/GOV` is of `UKR`.
pub(super) fn base(id: &str) -> CompactString {
    CompactString::from(id.split('/').next().unwrap_or(id))
}
