//! `name -> PersonKey`, and whether two names can be one person's.

use std::collections::BTreeMap;

use lexicon::Lexicon;

use super::spelling::Letters;

/// A name's parts in order, particles left out; the last is the family name, or where the family name comes
/// first, the given: what matters is that both names are written in one order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey {
    pub(super) parts: Vec<Part>,
    /// All parts without blanks: "Jong-un" is "Jong Un".
    pub(super) joined: String,
    /// "Jr", "III": father and son have one name.
    suffix: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Part {
    pub(super) key: String,
    /// Names that one goes by in several languages have one class.
    class: Option<u32>,
    initial: bool,
}

/// By the names alone; states, offices and days are for those who ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Yes,
    No,
    /// A family name alone, an initial, a longer form: another ground is needed.
    Unknown,
}

/// The parts of the lexicon that names are compared by.
#[derive(Debug)]
pub(super) struct Forms {
    pub(super) letters: Letters,
    particles: Vec<String>,
    suffixes: Vec<String>,
    classes: BTreeMap<String, u32>,
}

/// How two names are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Likeness {
    /// Part by part.
    Same,
    /// Part by part, a few letters apart.
    Near,
    /// One has more parts, or an initial where the other has a name.
    Form,
    /// One is a part of the other.
    Bare,
    Different,
}

#[derive(Clone, Copy, PartialEq)]
enum Fit {
    Same,
    Near,
    Initial,
    Conflict,
}

impl PersonKey {
    pub(super) fn initials(&self) -> usize {
        self.parts.iter().filter(|part| part.initial).count()
    }
}

impl Forms {
    pub(super) fn new(lexicon: &Lexicon) -> Forms {
        let letters = Letters::new(lexicon);
        let fold = |word: &str| gazetteer::fold(word);
        let particles = lexicon.rows("naming").filter(|row| row.get("class") == "particle");
        let mut classes = BTreeMap::new();
        for (class, row) in (0..).zip(lexicon.rows("spelling/given")) {
            for name in std::iter::once(row.get("name")).chain(row.list("variants")) {
                classes.entry(letters.key(&fold(name).replace(' ', ""))).or_insert(class);
            }
        }
        Forms {
            particles: particles.map(|row| fold(row.get("word"))).collect(),
            suffixes: lexicon.rows("spelling/suffixes").map(|row| fold(row.get("word"))).collect(),
            letters,
            classes,
        }
    }

    pub(super) fn key(&self, name: &str) -> PersonKey {
        let folded = gazetteer::fold(name);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let suffix = words.last().filter(|word| self.suffixes.iter().any(|suffix| suffix == *word));
        let is_kept = |word: &&str| !self.particles.iter().any(|small| small == word) && Some(word) != suffix;
        let mut kept: Vec<&str> = words.iter().copied().filter(is_kept).collect();
        if kept.is_empty() {
            kept.clone_from(&words);
        }
        let parts: Vec<Part> = kept.into_iter().map(|word| self.part(word)).collect();
        let joined = parts.iter().map(|part| part.key.as_str()).collect();
        PersonKey { joined, parts, suffix: suffix.map(ToString::to_string) }
    }

    /// Symmetric.
    pub(super) fn likeness(&self, a: &PersonKey, b: &PersonKey) -> Likeness {
        let (short, long) = if a.parts.len() <= b.parts.len() { (a, b) } else { (b, a) };
        let Some((family, given)) = short.parts.split_last() else { return Likeness::Different };
        let Some((other, others)) = long.parts.split_last() else { return Likeness::Different };
        if a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix {
            return Likeness::Different;
        }
        if given.is_empty() || others.is_empty() {
            let is_in = long.parts.iter().any(|part| !part.initial && self.fit(family, part) == Fit::Same);
            return if is_in && !family.initial { Likeness::Bare } else { Likeness::Different };
        }
        let one_suffix = a.suffix == b.suffix;
        if a.joined == b.joined {
            return if one_suffix { Likeness::Same } else { Likeness::Form };
        }
        if short.parts.len() < long.parts.len() {
            let leads = [(family, other), (&given[0], &others[0])].iter().all(|(a, b)| self.fit(a, b) == Fit::Same);
            return if leads || self.inside(short, long) { Likeness::Form } else { Likeness::Different };
        }
        let fits: Vec<Fit> = short.parts.iter().zip(&long.parts).map(|(part, other)| self.fit(part, other)).collect();
        match () {
            () if fits.contains(&Fit::Conflict) || fits[fits.len() - 1] == Fit::Initial => Likeness::Different,
            () if fits.contains(&Fit::Initial) && fits.contains(&Fit::Near) => Likeness::Different,
            () if fits.contains(&Fit::Initial) || !one_suffix => Likeness::Form,
            () if fits.iter().all(|fit| *fit == Fit::Same) => Likeness::Same,
            () if fits.iter().filter(|fit| **fit == Fit::Near).count() == 1 => Likeness::Near,
            () => Likeness::Different,
        }
    }

    pub(super) fn same(&self, a: &PersonKey, b: &PersonKey) -> Verdict {
        match self.likeness(a, b) {
            Likeness::Same | Likeness::Near => Verdict::Yes,
            Likeness::Form | Likeness::Bare => Verdict::Unknown,
            Likeness::Different => Verdict::No,
        }
    }

    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(&gazetteer::fold(word))
    }

    /// Initials fit by their letter.
    pub(super) fn fits(&self, a: &Part, b: &Part) -> bool {
        self.fit(a, b) != Fit::Conflict
    }

    fn part(&self, word: &str) -> Part {
        let key = self.letters.key(word);
        Part { class: self.classes.get(&key).copied(), initial: word.chars().count() == 1, key }
    }

    fn fit(&self, a: &Part, b: &Part) -> Fit {
        if a.initial || b.initial {
            let first = |part: &Part| part.key.chars().next();
            return if first(a) == first(b) { Fit::Initial } else { Fit::Conflict };
        }
        match () {
            () if a.key == b.key || (a.class.is_some() && a.class == b.class) => Fit::Same,
            () if self.letters.is_near(&a.key, &b.key) => Fit::Near,
            () => Fit::Conflict,
        }
    }

    /// Every part of the shorter name stands in the longer, in order.
    fn inside(&self, short: &PersonKey, long: &PersonKey) -> bool {
        let mut rest = long.parts.iter();
        short.parts.len() < long.parts.len()
            && short.parts.iter().all(|part| rest.any(|other| self.fit(part, other) == Fit::Same))
    }
}
