//! Which names a place gets besides those of its source: without kind words, without articles, with the other
//! form of a compass word. The words are the lexicon's (`places/kinds`, `places/directions`, `places/articles`).

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use gazetteer::{Feature, Source, fold};
use lexicon::Lexicon;

/// Countries whose place names carry an Arabic article.
const ARABIC: &[&str] = &[
    "ARE", "BHR", "DZA", "EGY", "IRN", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "OMN", "PSE", "QAT", "SAU", "SDN",
    "SYR", "TUN", "YEM",
];

pub(super) struct Names {
    /// Folded, longest first: words after and before the name of a region.
    after: Vec<String>,
    before: Vec<String>,
    /// Word to the canonical word and all the forms.
    directions: BTreeMap<String, (String, Vec<String>)>,
    articles: BTreeSet<String>,
}

impl Names {
    pub(super) fn read() -> Result<Names> {
        let lexicon = Lexicon::builtin()?;
        let kind_words = |side: &str| {
            let mut words: Vec<String> = lexicon
                .rows("places/kinds")
                .filter(|row| matches!(row.get("feature"), "region" | "district" | "country"))
                .filter(|row| row.get("side") == side || row.get("side") == "both")
                .map(|row| fold(row.get("words")))
                .collect();
            words.sort_by_key(|words| std::cmp::Reverse(words.len()));
            words
        };
        let mut directions = BTreeMap::new();
        for row in lexicon.rows("places/directions") {
            let forms: Vec<String> = row.list("forms").map(str::to_string).collect();
            for form in &forms {
                directions.insert(form.clone(), (row.get("canonical").to_string(), forms.clone()));
            }
        }
        let articles = lexicon.rows("places/articles").map(|row| row.get("article").to_string()).collect();
        Ok(Names { after: kind_words("after"), before: kind_words("before"), directions, articles })
    }

    /// A region's folded name without "oblast", "province of" and the like; unchanged where nothing else is left.
    pub(super) fn stem(&self, name: &str) -> String {
        let mut stem = fold(name);
        for word in &self.after {
            if let Some(rest) = stem.strip_suffix(word).and_then(|rest| rest.strip_suffix(' ')) {
                stem = rest.to_string();
                break;
            }
        }
        for word in &self.before {
            if let Some(rest) = stem.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')) {
                return rest.to_string();
            }
        }
        stem
    }

    /// Adds the names that follow from those it has.
    pub(super) fn widen(&self, place: &mut Source) {
        place.main_aliases = self.widened(place, BTreeSet::from([fold(&place.name)]));
        let names = place.aliases.iter().map(|name| fold(name)).collect();
        place.aliases = self.widened(place, names);
    }

    fn widened(&self, place: &Source, mut names: BTreeSet<String>) -> Vec<String> {
        if place.feature.is_region() {
            let stems: Vec<String> = names.iter().map(|name| self.stem(name)).collect();
            names.extend(stems);
            let turned: Vec<String> = names.iter().flat_map(|name| self.turned(name)).collect();
            names.extend(turned);
        }
        if ARABIC.contains(&place.country.as_str()) {
            let bare: Vec<String> = names.iter().filter_map(|name| self.without_article(name)).collect();
            for name in &bare {
                names.insert(format!("al {name}"));
                names.insert(format!("el {name}"));
            }
            names.extend(bare);
        }
        names.retain(|name| is_name(name));
        names.into_iter().collect()
    }

    /// "northern darfur" gives "north darfur", "nord darfur" and so on.
    fn turned(&self, name: &str) -> Vec<String> {
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() < 2 {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate().filter(|&(at, _)| at == 0 || at == words.len() - 1) {
            let Some((_, forms)) = self.directions.get(*word) else { continue };
            let rest = if at == 0 { words[1..].join(" ") } else { words[..at].join(" ") };
            found.extend(forms.iter().map(|form| format!("{form} {rest}")));
        }
        found
    }

    fn without_article(&self, name: &str) -> Option<String> {
        let (first, rest) = name.split_once(' ')?;
        (self.articles.contains(first) && rest.chars().count() >= 4).then(|| rest.to_string())
    }
}

/// Two letters are a code or a word more often than a place.
fn is_name(folded: &str) -> bool {
    folded.chars().count() > 2 && !folded.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

/// Names of GeoNames' list that stand in a script and form we keep: Latin, and Cyrillic where that is the
/// country's own; with a capital letter (the rest are mechanical transliterations); no code of an airport.
pub(super) fn is_kept(name: &str, alpha2: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let is_latin = letters().all(|c| c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) || is_late_latin(c));
    let is_cyrillic = letters().all(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let has_capital = name.chars().any(char::is_uppercase);
    let is_code = name.chars().count() <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
    let is_own_script = is_latin || (is_cyrillic && matches!(alpha2, "UA" | "RU" | "BY"));
    letters().next().is_some() && is_own_script && has_capital && !is_code && name.chars().count() > 2
}

/// Latin Extended Additional and the modifier letters that stand among Latin ones.
fn is_late_latin(c: char) -> bool {
    ('\u{1e00}'..='\u{1eff}').contains(&c) || ('\u{2b0}'..='\u{2ff}').contains(&c) || matches!(c, 'ə' | 'Ə')
}

/// A place of any kind that lies in a country and has nothing else yet.
pub(super) fn bare(name: &str, country: &str, feature: Feature) -> Source {
    Source {
        geonames: None,
        name: name.to_string(),
        aliases: Vec::new(),
        main_aliases: Vec::new(),
        country: country.to_string(),
        region: None,
        point: None,
        feature,
        capital: false,
        well_known: false,
        population: 0,
    }
}
