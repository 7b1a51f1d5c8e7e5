//! Words to look for as people type them -> terms: `plant "power line" sub*`.
//!
//! Every term must be there, in any order: a word, words one after the other (in quotes, or joined as in `air-raid`), and
//! with a star behind it the beginning of one. Case and accents do not count. Nothing else has a meaning, so there is no
//! input that is wrong but one without a word and one that is too long.

use std::fmt;

/// At least one term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    terms: Vec<Term>,
}

/// Words one after the other, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Folded.
    pub words: Vec<String>,
    /// Whether the last word is the beginning of one.
    pub is_open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSought {
    NoWord,
    TooLong,
}

impl fmt::Display for NotSought {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotSought::NoWord => to.write_str("there is no word to look for; give some letters or digits"),
            NotSought::TooLong => {
                write!(to, "look for at most {WORDS_MAX} words of {CHARACTERS_MAX} characters in all")
            }
        }
    }
}

/// What one question costs is bounded by its words.
const WORDS_MAX: usize = 32;
const CHARACTERS_MAX: usize = 1_000;

impl Sought {
    pub fn parse(text: &str) -> Result<Sought, NotSought> {
        if text.chars().nth(CHARACTERS_MAX).is_some() {
            return Err(NotSought::TooLong);
        }
        let terms = terms(text);
        match terms.iter().map(|term| term.words.len()).sum::<usize>() {
            0 => Err(NotSought::NoWord),
            1..=WORDS_MAX => Ok(Sought { terms }),
            _ => Err(NotSought::TooLong),
        }
    }

    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether all terms are in the text.
    pub fn is_in(&self, text: &str) -> bool {
        let words: Vec<String> = words(text).collect();
        self.terms.iter().all(|term| term.is_in(&words))
    }
}

/// The words of a text as they are looked for: letters and digits in lower case without accents, a space between two.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word);
    }
    folded
}

impl Term {
    fn is_in(&self, words: &[String]) -> bool {
        let Some((last, front)) = self.words.split_last() else { return false };
        words.windows(self.words.len()).any(|run| {
            let end = &run[front.len()];
            run[..front.len()] == *front && (end == last || self.is_open && end.starts_with(last.as_str()))
        })
    }
}

/// Stretches in quotes, and between them what white space parts.
fn terms(text: &str) -> Vec<Term> {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let quoted = is_quote(first);
        let body = if quoted { &rest[first.len_utf8()..] } else { rest };
        let end = body.find(|c: char| is_quote(c) || !quoted && c.is_whitespace()).unwrap_or(body.len());
        let (inside, behind) = body.split_at(end);
        // A closing quote is passed over; one that opens is left for the next term.
        let step = behind.chars().next().filter(|c| quoted || !is_quote(*c)).map_or(0, char::len_utf8);
        rest = &behind[step..];
        let is_open = if quoted { rest.starts_with('*') } else { inside.ends_with('*') };
        let words: Vec<String> = words(inside).collect();
        if !words.is_empty() {
            found.push(Term { words, is_open });
        }
    }
    found
}

/// Runs of letters and digits, folded as names are.
fn words(text: &str) -> impl Iterator<Item = String> {
    let between = |c: char| !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}');
    text.split(between).map(gazetteer::fold).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let star = |term: &Term| if term.is_open { "*" } else { "" };
        let terms = Sought::parse(text).map(|sought| sought.terms).unwrap_or_default();
        terms.iter().map(|term| format!("{}{}", term.words.join(" "), star(term))).collect()
    }

    #[test]
    fn words_quotes_and_stars_are_told_apart() {
        let cases: &[(&str, &[&str])] = &[
            ("power plant", &["power", "plant"]),
            ("\"power plant\" hit", &["power plant", "hit"]),
            ("“power plant” hit", &["power plant", "hit"]),
            ("sub* \"power pla\"*", &["sub*", "power pla*"]),
            ("hit\"power plant\"", &["hit", "power plant"]),
            ("\"no end", &["no end"]),
            ("\"\" x \"", &["x"]),
            ("air-raid", &["air raid"]),
            ("don’t", &["don t"]),
            ("NOT (a OR b) text:c ^d -e", &["not", "a", "or", "b", "text c", "d", "e"]),
            ("a*b *c", &["a b", "c"]),
        ];
        for (text, want) in cases {
            assert_eq!(told(text), *want, "{text}");
        }
    }

    #[test]
    fn what_has_no_word_or_too_many_is_refused() {
        for text in ["", " ", "\"\"", "* - …", "\0"] {
            assert_eq!(Sought::parse(text), Err(NotSought::NoWord), "{text:?}");
        }
        assert!(Sought::parse(&"a ".repeat(WORDS_MAX)).is_ok());
        assert_eq!(Sought::parse(&"a ".repeat(WORDS_MAX + 1)), Err(NotSought::TooLong));
        assert_eq!(Sought::parse(&"a".repeat(CHARACTERS_MAX + 1)), Err(NotSought::TooLong));
    }

    #[test]
    fn all_terms_must_be_in_the_text() {
        let text = "Drones hit the Nezhin power-plant’s substation; Łódź sent café staff.";
        let is_in = |asked: &str| Sought::parse(asked).unwrap().is_in(text);
        for asked in ["DRONES", "power plant", "\"power plant\"", "plant power", "sub*", "\"power pl\"*", "cafe łodz"]
        {
            assert!(is_in(asked), "{asked}");
        }
        for asked in ["sub", "drone", "\"plant power\"", "drones ships", "\"power pl\"", "plants"] {
            assert!(!is_in(asked), "{asked}");
        }
    }
}
