//! `Brief -> HTML`: one file that needs nothing else, to be read on a screen, light or dark, or printed.
//!
//! All text of reports is escaped; there is no script, and nothing is asked of any server. The map and the charts each have
//! a table that says the same.

use record::brief::{Brief, Item, Level, Pin, Section, SectionKind, Sentence, Source};

use super::{Piece, chart, map};

const STYLE: &str = include_str!("brief.css");

pub fn html(brief: &Brief) -> String {
    let title = escaped(&brief.head.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<p class=\"note\">{}</p>\n",
        escaped(&brief.head.note)
    );
    for section in &brief.sections {
        out.push_str(&part(section));
        if section.kind == SectionKind::Happened {
            out.push_str(&places(&brief.pins));
        }
    }
    let before_gaps = out.rfind("<section id=\"gaps\">").unwrap_or(out.len());
    out.insert_str(before_gaps, &figures(brief));
    out.push_str(&sources(&brief.sources));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && c != '\n' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

fn part(section: &Section) -> String {
    let items: String = section.items.iter().map(item).collect();
    let (id, title) = (section.kind.name(), escaped(&section.title));
    format!("<section id=\"{id}\">\n<h2>{title}</h2>\n<ul>\n{items}</ul>\n</section>\n")
}

fn item(item: &Item) -> String {
    let sentences: Vec<String> = item.sentences.iter().map(sentence).collect();
    format!("<li>{}</li>\n", sentences.join(" "))
}

fn sentence(sentence: &Sentence) -> String {
    let (pieces, stop, marked) = super::with_marks(sentence);
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&escaped(&text)),
            Piece::Mark(number) => out.push_str(&mark(number)),
        }
    }
    if !marked {
        sentence.sources().iter().for_each(|number| out.push_str(&mark(*number)));
    }
    format!("{out}{stop}")
}

fn mark(number: usize) -> String {
    format!("\u{a0}<a class=\"mark\" href=\"#source-{number}\" aria-label=\"source {number}\">[{number}]</a>")
}

fn places(pins: &[Pin]) -> String {
    if pins.is_empty() {
        return String::new();
    }
    let rows: String = pins
        .iter()
        .map(|pin| {
            let precision = match pin.level {
                Level::Site => "place",
                Level::Region => "region, drawn on its main town",
                Level::Country => "whole country, not drawn",
            };
            let (name, country) = (escaped(&pin.name), escaped(&pin.country));
            format!("<tr><td>{name}</td><td>{country}</td><td>{precision}</td><td>{}</td></tr>\n", pin.events.len())
        })
        .collect();
    let drawn = map::svg(pins).map_or(String::new(), |svg| {
        format!(
            "<figure>\n{svg}<figcaption>Full points are places, hollow ones regions; broken lines are disputed borders. \
             Outlines: Natural Earth, public domain. Whose a place is comes from the gazetteer, not from these lines.\
             </figcaption>\n</figure>\n"
        )
    });
    format!(
        "<section id=\"places\">\n<h2>Where</h2>\n{drawn}<details>\n<summary>Places as a table</summary>\n<table>\n\
         <thead><tr><th>Place</th><th>Country</th><th>Precision</th><th>Happenings</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</details>\n</section>\n"
    )
}

fn figures(brief: &Brief) -> String {
    if brief.charts.is_empty() {
        return String::new();
    }
    let mut out = "<section id=\"figures\">\n<h2>Figures side by side</h2>\n".to_string();
    for (at, drawn) in brief.charts.iter().enumerate() {
        let rows: String = drawn
            .bars
            .iter()
            .map(|bar| {
                let (who, words) = (escaped(&chart::speaker(bar)), escaped(&bar.words));
                format!("<tr><td>{who}</td><td>{words}</td><td>{}</td></tr>\n", mark(bar.source))
            })
            .collect();
        let title = escaped(&drawn.question);
        let disputed = if drawn.disputed { ": disputed" } else { "" };
        out.push_str(&format!(
            "<figure>\n<h3>{title}{disputed}</h3>\n{}<details>\n<summary>As a table</summary>\n<table>\n\
             <thead><tr><th>Who</th><th>Figure</th><th>Source</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n\
             </details>\n</figure>\n",
            chart::svg(drawn, at + 1)
        ));
    }
    out.push_str("</section>\n");
    out
}

fn sources(sources: &[Source]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let items: String = sources
        .iter()
        .map(|source| {
            let described = escaped(&super::described(source));
            let url = source.url.as_deref().filter(|url| super::is_web(url)).map(escaped);
            let link = url.map_or(String::new(), |url| format!(" <a rel=\"noreferrer\" href=\"{url}\">{url}</a>"));
            format!("<li id=\"source-{}\">{described}{link}</li>\n", source.number)
        })
        .collect();
    format!("<section id=\"sources\">\n<h2>Sources</h2>\n<ol>\n{items}</ol>\n</section>\n")
}
