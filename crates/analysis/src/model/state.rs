//! The parser's state: arc-hybrid, with the root at the end of the buffer, which makes every run of it a tree of one
//! root (Kiperwasser and Goldberg 2016; Ballesteros and Nivre 2013).

use crate::model::hash::{mix, of_bytes};
use crate::model::word::Word;
use crate::tagset::Upos;

/// Hashes of a word and its tag, and the arcs built so far. Node 0 is nobody, `1..=n` the words, `n + 1` the root.
#[derive(Clone, Copy, Debug, Default)]
pub struct Node {
    pub form: u64,
    pub tag: u64,
    pub upos: u64,
    pub suffix: u64,
    /// Form and tag together.
    pub form_tag: u64,
    pub cluster: u64,
    /// One bit for each relation among the dependents on that side.
    pub left_labels: u64,
    pub right_labels: u64,
    /// Outermost dependent on that side, then the one before it; 0 for none.
    pub left: [u16; 2],
    pub right: [u16; 2],
    pub left_count: u8,
    pub right_count: u8,
    pub label: u8,
    /// How many commas stand before it.
    pub commas: u16,
    /// The first verb or auxiliary at this place or after it; 0 for none.
    pub verb: u16,
    /// 0 until the word is attached.
    pub head: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack becomes a dependent of the next word.
    Left,
    /// The top of the stack becomes a dependent of the word below it.
    Right,
}

impl Action {
    pub const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

#[derive(Clone, Debug, Default)]
pub struct State {
    pub nodes: Vec<Node>,
    pub stack: Vec<u16>,
    /// The first word of the buffer.
    pub next: usize,
}

impl State {
    /// `tags` are the tagger's, `upos_of` gives each tag's part of speech. At most `u16::MAX - 2` words.
    pub fn start(&mut self, words: &[Word], tags: &[u8], upos_of: &[u8]) {
        self.nodes.clear();
        self.stack.clear();
        self.next = 1;
        self.nodes.push(Node { form: 1, tag: 997, upos: 97, suffix: 1, form_tag: 5, cluster: 1, ..Node::default() });
        for (word, &tag) in words.iter().zip(tags) {
            let upos = upos_of.get(usize::from(tag)).copied().unwrap_or_default();
            self.nodes.push(Node {
                form: word.form,
                tag: u64::from(tag),
                upos: u64::from(upos),
                suffix: word.suffixes[2],
                form_tag: mix(word.form, u64::from(tag)),
                cluster: u64::from(word.known.cluster),
                ..Node::default()
            });
        }
        self.nodes.push(Node { form: 2, tag: 998, upos: 98, suffix: 2, form_tag: 6, cluster: 2, ..Node::default() });
        self.look_around();
    }

    fn look_around(&mut self) {
        let comma = of_bytes(b",".iter().copied());
        let mut commas = 0;
        for node in &mut self.nodes {
            node.commas = commas;
            commas += u16::from(node.form == comma);
        }
        let mut verb = 0;
        for (at, node) in self.nodes.iter_mut().enumerate().rev() {
            if node.upos == Upos::Verb as u64 || node.upos == Upos::Aux as u64 {
                verb = at as u16;
            }
            node.verb = verb;
        }
    }

    /// The root's node, after the last word.
    pub fn root(&self) -> usize {
        self.nodes.len() - 1
    }

    pub fn done(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// Which of [`Action::ALL`] may come next; at least one, until it is done.
    pub fn legal(&self) -> [bool; 3] {
        let at_root = self.next == self.root();
        let depth = self.stack.len();
        [!at_root, depth >= 1 && (!at_root || depth == 1), depth >= 2]
    }

    /// The node `below` places under the top of the stack, or 0.
    #[inline(always)]
    pub fn stacked(&self, below: usize) -> usize {
        self.stack.len().checked_sub(below + 1).map_or(0, |at| usize::from(self.stack[at]))
    }

    /// The node `ahead` places after the next word, or 0.
    #[inline(always)]
    pub fn ahead(&self, ahead: usize) -> usize {
        let at = self.next + ahead;
        if at <= self.root() { at } else { 0 }
    }

    pub fn shift(&mut self) {
        self.stack.push(self.next as u16);
        self.next += 1;
    }

    /// Takes the top of the stack and tells which arc the action builds: `(head, dependent)`.
    pub fn reduce(&mut self, action: Action) -> (usize, usize) {
        let dependent = usize::from(self.stack.pop().unwrap_or_default());
        let head = match action {
            Action::Right => self.stacked(0),
            Action::Left | Action::Shift => self.next,
        };
        (head, dependent)
    }

    pub fn attach(&mut self, head: usize, dependent: usize, label: u8) {
        let node = &mut self.nodes[dependent];
        node.head = head as u16;
        node.label = label;
        let bit = 1_u64 << (label % 64);
        let over = &mut self.nodes[head];
        if dependent < head {
            over.left = [dependent as u16, over.left[0]];
            over.left_count = over.left_count.saturating_add(1);
            over.left_labels |= bit;
        } else {
            over.right = [dependent as u16, over.right[0]];
            over.right_count = over.right_count.saturating_add(1);
            over.right_labels |= bit;
        }
    }
}
