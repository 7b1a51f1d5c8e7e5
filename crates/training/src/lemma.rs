//! Makes the lemmatiser's tables: the commonest rule of each suffix with each tag, and of each form where the
//! suffixes would say otherwise.

use std::collections::BTreeMap;

use analysis::model::lemma::{Case, Rule, apply, form_key, suffix_key};
use analysis::model::table::Dictionary;
use analysis::model::word::{SUFFIX_MAX, Word};
use analysis::token::folded;
use compact_str::CompactString;

use crate::conllu::Gold;

/// The sections of the model file: endings, rules, forms, suffixes.
pub(crate) type LemmaTables = [Vec<u8>; 4];

type Counts = BTreeMap<u64, BTreeMap<Rule, usize>>;

/// A sentence with its words' views and tags.
pub(crate) type Example<'a> = (&'a Gold, &'a [Word], &'a [Option<u8>]);

pub(crate) fn tables(examples: &[Example<'_>]) -> LemmaTables {
    let mut forms = Counts::new();
    let mut suffixes: Vec<Counts> = vec![Counts::new(); SUFFIX_MAX + 1];
    // The longer key of a form or suffix, to the one it falls back to.
    let mut shorter = BTreeMap::<u64, u64>::new();
    for (gold, views, tags) in examples {
        for ((word, view), tag) in gold.words.iter().zip(*views).zip(*tags) {
            let Some(tag) = *tag else { continue };
            for rule in rules(&word.form, &word.lemma) {
                let key = form_key(view, tag);
                *forms.entry(key).or_default().entry(rule.clone()).or_default() += 1;
                shorter.insert(key, suffix_key(view, SUFFIX_MAX, tag));
                for (length, counts) in suffixes.iter_mut().enumerate() {
                    let key = suffix_key(view, length, tag);
                    *counts.entry(key).or_default().entry(rule.clone()).or_default() += 1;
                    if length > 0 {
                        shorter.insert(key, suffix_key(view, length - 1, tag));
                    }
                }
            }
        }
    }
    let mut chosen = BTreeMap::<u64, Rule>::new();
    for counts in &suffixes {
        choose(counts, &shorter, &mut chosen);
    }
    let suffix_rules = std::mem::take(&mut chosen);
    chosen.clone_from(&suffix_rules);
    choose(&forms, &shorter, &mut chosen);
    chosen.retain(|key, _| !suffix_rules.contains_key(key));
    encode(&chosen, &suffix_rules)
}

/// Adds the commonest rule of each key, unless what it falls back to says the same.
fn choose(counts: &Counts, shorter: &BTreeMap<u64, u64>, chosen: &mut BTreeMap<u64, Rule>) {
    for (&key, counts) in counts {
        let Some((rule, _)) = counts.iter().rev().max_by_key(|(_, count)| **count) else { continue };
        let mut next = shorter.get(&key);
        while let Some(fallback) = next.filter(|fallback| !chosen.contains_key(fallback)) {
            next = shorter.get(fallback);
        }
        if next.and_then(|fallback| chosen.get(fallback)) != Some(rule) {
            chosen.insert(key, rule.clone());
        }
    }
}

fn encode(forms: &BTreeMap<u64, Rule>, suffixes: &BTreeMap<u64, Rule>) -> LemmaTables {
    let rules: BTreeMap<&Rule, u32> = numbered(forms.values().chain(suffixes.values()));
    let endings: BTreeMap<&CompactString, u32> = numbered(rules.keys().map(|rule| &rule.ending));
    let mut records = Vec::new();
    for rule in rules.keys() {
        records.extend((endings[&rule.ending] as u16).to_le_bytes());
        records.extend([rule.cut, rule.case as u8]);
    }
    let texts: Vec<&str> = endings.keys().map(|ending| ending.as_str()).collect();
    let dictionary = |table: &BTreeMap<u64, Rule>| {
        Dictionary::encode(&table.iter().map(|(&key, rule)| (key, rules[rule])).collect::<Vec<_>>())
    };
    [texts.join("\n").into_bytes(), records, dictionary(forms), dictionary(suffixes)]
}

fn numbered<'a, T: Ord>(items: impl Iterator<Item = &'a T>) -> BTreeMap<&'a T, u32> {
    let mut numbers: BTreeMap<&T, u32> = items.map(|item| (item, 0)).collect();
    for (number, slot) in numbers.values_mut().enumerate() {
        *slot = number as u32;
    }
    numbers
}

/// The rules that make this lemma of this form: one for each case that gives it.
fn rules(form: &str, lemma: &str) -> Vec<Rule> {
    let lower = folded(form);
    let small: CompactString = lemma.chars().flat_map(char::to_lowercase).collect();
    let same = lower.chars().zip(small.chars()).take_while(|(left, right)| left == right).count();
    let cut = (lower.chars().count() - same).min(255) as u8;
    let ending: CompactString = small.chars().skip(same).collect();
    // Digits are folded in the keys, so a rule must not write any.
    if ending.contains(|c: char| c.is_ascii_digit() || c == '\n') {
        return Vec::new();
    }
    let gives = |case: &Case| apply(form, &lower, cut, &ending, *case) == lemma;
    Case::ALL.into_iter().filter(gives).map(|case| Rule { cut, ending: ending.clone(), case }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_a_form() {
        let of =
            |form, lemma| rules(form, lemma).into_iter().map(|rule| (rule.cut, rule.ending.to_string(), rule.case));
        assert!(of("Said", "say").any(|rule| rule == (2, "y".into(), Case::Small)));
        assert!(of("Kyiv", "Kyiv").any(|rule| rule == (0, String::new(), Case::Kept)));
        assert!(of("KYIV", "Kyiv").all(|rule| rule.2 == Case::Titled));
        assert!(of("UN", "UN").any(|rule| rule.2 == Case::Upper));
        assert_eq!(of("’s", "'s").next(), Some((0, String::new(), Case::Kept)));
    }
}
