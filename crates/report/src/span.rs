//! A place in a report's text, and the way from our bytes to the contract's characters.

/// Bytes `start..end` of a report's text; both ends stand on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// The words the span stands for. Empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    pub const fn contains(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Words on one line: every run of white space is one blank, and none stands at the ends.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// From byte offsets to Unicode scalar values, which the contract counts. One pass over the text to
/// build; a look-up is a binary search among the characters longer than one byte.
pub struct CharIndex {
    /// For each character of more than one byte: the byte after it, and how many bytes so far were surplus.
    wide: Vec<(u32, u32)>,
}

impl CharIndex {
    pub fn new(text: &str) -> CharIndex {
        let mut surplus = 0;
        let mut wide = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| c.len_utf8() > 1) {
            surplus += c.len_utf8() as u32 - 1;
            wide.push(((at + c.len_utf8()) as u32, surplus));
        }
        CharIndex { wide }
    }

    /// `byte` stands on a character boundary.
    pub fn chars_before(&self, byte: u32) -> u32 {
        let passed = self.wide.partition_point(|&(end, _)| end <= byte);
        byte - passed.checked_sub(1).map_or(0, |last| self.wide[last].1)
    }

    pub fn chars(&self, span: Span) -> Span {
        Span::new(self.chars_before(span.start), self.chars_before(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_one_blank() {
        assert_eq!(one_line("  eight\n\tpeople were  hurt "), "eight people were hurt");
        assert_eq!(one_line(" \n"), "");
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let text = "Київ — “yes” 🙂.";
        let index = CharIndex::new(text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars_before(at as u32), count as u32);
        }
        assert_eq!(index.chars_before(text.len() as u32), text.chars().count() as u32);
    }
}
