//! Who gives a value: the innermost source, told apart by id and words.

use report::one_line;
use std::collections::BTreeSet;

use compact_str::CompactString;
use events::Entry;

/// Whoever gives a value first: of "the ministry, Example News said" the ministry.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speaker {
    /// Canonical ids; empty where nobody known is named.
    pub ids: Vec<CompactString>,
    /// The source's words, or a person's full name; None where the report says it itself.
    pub name: Option<String>,
    /// The bare words of the source, without article, for telling whether two are one.
    source: String,
}

impl Speaker {
    pub fn of(entry: &Entry) -> Speaker {
        let said_by = &entry.claim().said_by;
        let Some(said) = said_by.last() else { return Speaker::default() };
        let ids = said.who.iter().filter_map(|actor| actor.id.clone()).collect();
        let person = said.who.iter().find_map(|actor| actor.name.clone());
        let phrase = entry.kept.telling.speakers.get(said_by.len() - 1).filter(|span| !span.is_empty());
        let words = phrase.copied().unwrap_or(said.source).of(&entry.report.text);
        let name = person.clone().or_else(|| Some(one_line(words)));
        let source = person.unwrap_or_else(|| said.source.of(&entry.report.text).to_string());
        Speaker { ids, name: name.filter(|name| !name.is_empty()), source: source.to_lowercase() }
    }

    /// Nobody is named: the report says so.
    pub fn is_unnamed(&self) -> bool {
        self.ids.is_empty() && self.name.is_none()
    }

    /// The state or group that is spoken for, without its sector.
    pub fn side(&self) -> Option<&str> {
        let id = self.ids.first()?;
        if id.contains(':') { Some(id) } else { id.split('/').next() }
    }

    /// One of the names holds the other, and the ids are the same: "the air force", "Ukraine's air force", "the Ukrainian
    /// air force".
    pub fn is_same(&self, other: &Speaker) -> bool {
        if self.is_unnamed() || other.is_unnamed() || self.ids != other.ids {
            return false;
        }
        let (mine, theirs) = (self.words(), other.words());
        let within = |some: &BTreeSet<&str>, all: &BTreeSet<&str>| {
            some.iter().all(|word| all.iter().any(|other| is_akin(word, other)))
        };
        within(&mine, &theirs) || within(&theirs, &mine)
    }

    /// Longer than a possessive's ending.
    fn words(&self) -> BTreeSet<&str> {
        self.source.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).collect()
    }
}

/// Equal, or of one stem.
fn is_akin(one: &str, other: &str) -> bool {
    const STEM: usize = 5;
    one == other || one.get(..STEM).is_some_and(|stem| other.get(..STEM) == Some(stem))
}

/// Speakers that are one, under the fullest name among them; unnamed ones stay apart.
pub(super) fn unite(speakers: &[Speaker]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..speakers.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(speakers[at].words().len()), &speakers[at]));
    let mut heads: Vec<usize> = Vec::new();
    let mut united: Vec<usize> = (0..speakers.len()).collect();
    for at in order {
        match heads.iter().find(|&&head| speakers[head].is_same(&speakers[at])) {
            Some(&head) => united[at] = head,
            None => heads.push(at),
        }
    }
    united
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker(id: &str, source: &str) -> Speaker {
        let ids = if id.is_empty() { Vec::new() } else { vec![id.into()] };
        Speaker { ids, name: Some(source.to_string()), source: source.to_lowercase() }
    }

    #[test]
    fn one_speaker_goes_by_several_names() {
        let force = speaker("UKR/MIL", "Ukraine's air force");
        assert!(force.is_same(&speaker("UKR/MIL", "air force")));
        assert!(force.is_same(&speaker("UKR/MIL", "Ukrainian air force")));
        assert!(!force.is_same(&speaker("RUS/MIL", "air force")));
        assert!(!force.is_same(&speaker("UKR/MIL", "general staff")));
        assert!(!Speaker::default().is_same(&Speaker::default()));
        let all = [speaker("UKR/MIL", "air force"), force.clone(), speaker("UKR/GOV", "ministry"), force];
        assert_eq!(unite(&all), [1, 1, 2, 1]);
    }
}
