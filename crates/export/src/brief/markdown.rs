//! `Brief -> Markdown`: a heading for each part, a point for each happening, numbered sources at the end.

use record::brief::{Brief, Item, Sentence, Source};

use super::Piece;

pub fn markdown(brief: &Brief) -> String {
    let mut out = format!("# {}\n\n{}\n", escaped(&brief.head.title), escaped(&brief.head.note));
    for section in &brief.sections {
        out.push_str(&format!("\n## {}\n\n", escaped(&section.title)));
        section.items.iter().for_each(|item| out.push_str(&point(item)));
    }
    if !brief.sources.is_empty() {
        out.push_str("\n## Sources\n\n");
        brief.sources.iter().for_each(|source| out.push_str(&line(source)));
    }
    out
}

fn point(item: &Item) -> String {
    let sentences: Vec<String> = item.sentences.iter().map(sentence).collect();
    format!("- {}\n", sentences.join(" "))
}

/// The numbers of its sources stand before the full stop, or behind the part that each tells.
fn sentence(sentence: &Sentence) -> String {
    let (body, stop, marked) = super::with_marks(sentence);
    let text: String = body
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => escaped(&text),
            Piece::Mark(number) => format!(" [{number}]"),
        })
        .collect();
    let numbers: String = sentence.sources().iter().map(|number| format!(" [{number}]")).collect();
    format!("{text}{}{stop}", if marked { "" } else { numbers.as_str() })
}

/// "1. Sample Wire, 15 November 2025: Title. <url> (a copy or later version of …)".
fn line(source: &Source) -> String {
    let described = super::described(source);
    let url = source.url.as_deref().filter(|url| super::is_web(url)).map_or(String::new(), |url| format!(" <{url}>"));
    format!("{}. {}{url}\n", source.number, escaped(&described))
}

/// Signs that Markdown would read as its own stand behind a backslash.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
