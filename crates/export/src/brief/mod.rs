//! `Brief -> Markdown, HTML, JSON`.

mod chart;
mod html;
mod json;
mod map;
mod markdown;

pub use html::html;
pub use json::json;
pub use markdown::{escaped as escaped_markdown, markdown};

use record::brief::{Part, Sentence, Source};

/// A stretch of a sentence, or the number of a source.
enum Piece {
    Text(String),
    Mark(usize),
}

/// The sentence in pieces, its full stop by itself, and whether numbers of sources stand among the pieces.
fn with_marks(sentence: &Sentence) -> (Vec<Piece>, &'static str, bool) {
    let mut pieces = Vec::new();
    let mut marked = false;
    for part in &sentence.parts {
        match part {
            Part::Mark(number) => {
                marked = true;
                pieces.push(Piece::Mark(*number));
            }
            other => pieces.push(Piece::Text(other.text().to_string())),
        }
    }
    let stop = match pieces.last_mut() {
        Some(Piece::Text(last)) if last.ends_with('.') && !last.ends_with("..") => {
            last.pop();
            "."
        }
        _ => "",
    };
    (pieces, stop, marked)
}

/// An address that a link may lead to.
fn is_web(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(['<', '>', ' ', '\n'])
}

/// What is known of a report, in one line: outlet, side, title or file, day, id.
fn described(source: &Source) -> String {
    let side = source.side.as_ref().map_or(String::new(), |side| format!(" ({side})"));
    let mut parts = Vec::new();
    parts.extend(source.outlet.as_ref().map(|outlet| format!("{outlet}{side}")));
    parts.extend(source.title.as_ref().map(|title| format!("“{title}”")));
    parts.extend(source.file.clone().filter(|_| source.title.is_none()));
    parts.extend(source.published.map(|day| day.to_string()));
    parts.push(format!("report {}", source.report.0));
    parts.extend(source.copies.as_ref().map(|origin| format!("a copy or later version of {}", origin.0)));
    parts.join(", ")
}
