//! `folder -> documents`: gold claims as the contract writes them, and the texts they were written about.
//!
//! `NAME.gold.json` holds the claims, `NAME.txt` beside it the text. The same types hold the program's
//! answers, so that both sides of a comparison are one kind of data. Offsets count characters.

use std::path::{Path, PathBuf};

use anyhow::Context;
use report::{Report, Span};
use serde::{Deserialize, Deserializer, Serialize};

/// What each measure of gold takes.
#[derive(clap::Args)]
pub(crate) struct Paths {
    /// Folders that hold NAME.gold.json beside NAME.txt, or such gold files
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Document {
    pub(crate) schema: String,
    pub(crate) report: About,
    pub(crate) claims: Vec<Claim>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct About {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) published: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Claim {
    pub(crate) id: usize,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) mode: Vec<String>,
    #[serde(default = "actual")]
    pub(crate) status: String,
    pub(crate) trigger: Words,
    #[serde(default)]
    pub(crate) said_by: Vec<Said>,
    #[serde(default)]
    pub(crate) args: Vec<Argument>,
    #[serde(default)]
    pub(crate) figures: Vec<Figure>,
    #[serde(default)]
    pub(crate) rule: String,
    /// Gold only: what joins claims about one happening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
}

/// Characters `start..end` of the text and the words that stand there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Words {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(default)]
    pub(crate) text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Said {
    #[serde(default)]
    pub(crate) source: Option<Words>,
    #[serde(default)]
    pub(crate) cue: Option<Words>,
    #[serde(default)]
    pub(crate) who: Option<String>,
    #[serde(default)]
    pub(crate) manner: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Argument {
    pub(crate) role: String,
    #[serde(flatten)]
    pub(crate) words: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lat: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lon: Option<f64>,
    /// The outer option is whether the field stands there at all: a null start is not the same as none.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub(crate) from: Option<Option<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub(crate) to: Option<Option<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figure {
    pub(crate) measure: String,
    #[serde(default)]
    pub(crate) of: Option<String>,
    #[serde(default)]
    pub(crate) low: Option<f64>,
    #[serde(default)]
    pub(crate) high: Option<f64>,
    #[serde(default)]
    pub(crate) approx: bool,
    #[serde(default)]
    pub(crate) unit: Option<String>,
    #[serde(flatten)]
    pub(crate) words: Words,
}

/// A gold document, its text, and what to call it.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) gold: Document,
}

const ENDING: &str = ".gold.json";

fn actual() -> String {
    "actual".to_string()
}

fn present<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(source).map(Some)
}

impl Argument {
    pub(crate) fn first_day(&self) -> Option<&str> {
        self.from.as_ref().and_then(|day| day.as_deref())
    }

    pub(crate) fn last_day(&self) -> Option<&str> {
        self.to.as_ref().and_then(|day| day.as_deref())
    }
}

impl Sample {
    /// Read as of its day of publication, and told nothing else about itself.
    pub(crate) fn report(&self) -> anyhow::Result<Report> {
        let day = self.gold.report.published.as_deref();
        let published = day.map(str::parse).transpose().with_context(|| format!("{}: published", self.name))?;
        Ok(Report::new(self.text.clone(), report::About { published, ..report::About::default() }))
    }
}

/// Where each character of a text begins in bytes.
pub(crate) struct Bytes(Vec<u32>);

impl Bytes {
    pub(crate) fn new(text: &str) -> Bytes {
        Bytes(text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect())
    }

    /// Words that lie outside the text end with it.
    pub(crate) fn span(&self, words: &Words) -> Span {
        let at = |place: usize| self.0[place.min(self.0.len() - 1)];
        Span::new(at(words.start), at(words.end))
    }
}

/// The words in brackets, with so many characters before and behind them, on one line.
pub(crate) fn around(text: &str, span: Span, before: usize, behind: usize) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text[..start].char_indices().rev().take(before).last().map_or(start, |(at, _)| at);
    let to = text[end..].char_indices().nth(behind).map_or(text.len(), |(at, _)| end + at);
    format!("{}[{}]{}", &text[from..start], span.of(text), &text[end..to]).replace('\n', " ")
}

/// The gold files of a folder, by name; a path that is a file already stands for itself.
pub(crate) fn files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).with_context(|| format!("{}", path.display()))? {
        let file = entry?.path();
        if file.to_string_lossy().ends_with(ENDING) {
            found.push(file);
        }
    }
    anyhow::ensure!(!found.is_empty(), "{}: no file ends in {ENDING}", path.display());
    found.sort();
    Ok(found)
}

pub(crate) fn load(path: &Path) -> anyhow::Result<Sample> {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = file.strip_suffix(ENDING).with_context(|| format!("{}: name must end in {ENDING}", path.display()))?;
    let text_file = path.with_file_name(format!("{name}.txt"));
    let text = std::fs::read_to_string(&text_file).with_context(|| format!("{}", text_file.display()))?;
    Ok(Sample { name: name.to_string(), text, gold: document(path)? })
}

pub(crate) fn document(path: &Path) -> anyhow::Result<Document> {
    let json = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    serde_json::from_str(&json).with_context(|| format!("{}: not a document of claims", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_in_bytes() {
        let text = "Ukraine’s\narmy left";
        let words = Words { start: 10, end: 14, text: "army".to_string() };
        let span = Bytes::new(text).span(&words);
        assert_eq!(span.of(text), "army");
        assert_eq!(around(text, span, 3, 2), "’s [army] l");
        assert_eq!(around(text, span, 100, 100), "Ukraine’s [army] left");
        let outside = Words { start: 15, end: 90, text: String::new() };
        assert_eq!(Bytes::new(text).span(&outside).of(text), "left");
    }

    #[test]
    fn gold_points_at_its_words() {
        let mut seen = 0;
        for set in ["assault-2025-12-06", "elsewhere", "wikinews", "briefs"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/gold").join(set);
            for file in files(&folder).unwrap() {
                let sample = load(&file).unwrap();
                let characters: Vec<char> = sample.text.chars().collect();
                for words in sample.gold.claims.iter().flat_map(words_of) {
                    let cut: String = characters[words.start..words.end].iter().collect();
                    assert_eq!(cut, words.text, "{}", file.display());
                    seen += 1;
                }
            }
        }
        assert!(seen > 3000, "only {seen} spans");
    }

    fn words_of(claim: &Claim) -> Vec<&Words> {
        let mut found = vec![&claim.trigger];
        found.extend(claim.said_by.iter().flat_map(|said| [&said.source, &said.cue]).flatten());
        found.extend(claim.args.iter().map(|arg| &arg.words));
        found.extend(claim.figures.iter().map(|figure| &figure.words));
        found
    }
}
