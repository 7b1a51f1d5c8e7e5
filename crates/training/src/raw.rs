//! Text without trees: what it tells of words.

use std::collections::BTreeMap;

use analysis::model::word::{Casing, casing, form_hash};

/// A sentence at a time.
#[derive(Clone, Debug, Default)]
pub struct RawText {
    /// Hashes of the forms.
    pub(crate) sentences: Vec<Vec<u64>>,
    /// Of each form inside of sentences: how often it stands there, and how often with a capital.
    capitals: BTreeMap<u64, [u32; 2]>,
}

/// A rarer form has no habit.
const COUNT_MIN: u32 = 3;

impl RawText {
    pub fn add<'a>(&mut self, forms: impl Iterator<Item = &'a str> + Clone) {
        let hashes: Vec<u64> = forms.clone().map(form_hash).collect();
        if casing(forms.clone()) == Casing::Prose {
            for (&hash, form) in hashes.iter().zip(forms).skip(1) {
                let Some(first) = form.chars().next().filter(|c| c.is_alphabetic()) else { continue };
                let counts = self.capitals.entry(hash).or_default();
                counts[0] += 1;
                counts[1] += u32::from(first.is_uppercase());
            }
        }
        self.sentences.push(hashes);
    }

    /// How forms are written inside of sentences: 1 small, 2 either way, 3 with a capital.
    pub(crate) fn habits(&self) -> impl Iterator<Item = (u64, u8)> {
        let habit = |(&form, &[all, capital]): (&u64, &[u32; 2])| match (capital * 20, all) {
            _ if all < COUNT_MIN => None,
            (few, all) if few <= all => Some((form, 1)),
            (many, all) if many >= all * 19 => Some((form, 3)),
            _ => Some((form, 2)),
        };
        self.capitals.iter().filter_map(habit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_habit_is_told_inside_of_sentences() {
        let mut raw = RawText::default();
        for text in ["Strikes hit Goma , they said", "Strikes in Goma go on", "The strikes on Goma , Strikes say"] {
            raw.add(text.split(' '));
            raw.add(text.split(' '));
        }
        let habits: BTreeMap<u64, u8> = raw.habits().collect();
        assert_eq!(habits.get(&form_hash("goma")), Some(&3));
        assert_eq!(habits.get(&form_hash("strikes")), Some(&2));
        assert_eq!(habits.get(&form_hash("the")), None);
    }
}
