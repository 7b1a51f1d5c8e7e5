//! One document as its source published it.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::layout::{Block, blocks};

/// The first 16 hexadecimal digits of the text's SHA-256: equal texts have equal ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportId(pub String);

/// What is known of a report besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub published: Option<Date>,
}

#[derive(Clone, Debug)]
pub struct Report {
    pub id: ReportId,
    pub about: About,
    /// Exactly as read.
    pub text: String,
    /// In text order, without overlap; what lies between them is white space.
    pub blocks: Vec<Block>,
}

impl Report {
    pub fn new(text: String, about: About) -> Report {
        let mut id = sha256(&text);
        id.truncate(16);
        Report { id: ReportId(id), about, blocks: blocks(&text), text }
    }
}

/// SHA-256 of the text as UTF-8, in 64 hexadecimal digits.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
