//! Feature templates: what the tagger, the choice of action and the choice of relation look at. Each writes the rows
//! of a hashed table. The order of templates is part of the model's format ([`fingerprint`] guards it).

use crate::model::hash::{mix, row};
use crate::model::state::{Action, Node, State};
use crate::model::word::{Known, Word, view};
use crate::token::folded;

/// More than any set of templates has.
const ROWS_MAX: usize = 192;
/// Stands for the tag before the first word.
pub const NO_TAG: u64 = 900;

/// The rows of one decision, in the order of the templates.
pub struct Rows {
    rows: [u32; ROWS_MAX],
    count: usize,
    bits: u32,
    seed: u64,
}

impl Rows {
    /// For tables of `2^bits` rows.
    pub fn new(bits: u32) -> Rows {
        Rows { rows: [0; ROWS_MAX], count: 0, bits, seed: 0 }
    }

    pub fn as_slice(&self) -> &[u32] {
        &self.rows[..self.count]
    }

    #[inline(always)]
    fn restart(&mut self, seed: u64) {
        self.count = 0;
        self.seed = seed;
    }

    /// The next template, filled with these parts.
    #[inline(always)]
    fn add<const N: usize>(&mut self, parts: [u64; N]) {
        let hash = parts.into_iter().fold(self.seed, mix);
        self.seed += 2;
        if let Some(slot) = self.rows.get_mut(self.count) {
            *slot = row(hash, self.bits);
            self.count += 1;
        }
    }
}

/// For the tag of word `at`, given the tags of the word before it and of the one before that.
pub fn tag_rows(words: &[Word], at: usize, before: u64, before_that: u64, rows: &mut Rows) {
    let nobody = Word::default();
    let word = |index: Option<usize>| index.and_then(|index| words.get(index)).unwrap_or(&nobody);
    let current = word(Some(at));
    let (previous, previous2) = (word(at.checked_sub(1)), word(at.checked_sub(2)));
    let (next, next2) = (word(Some(at + 1)), word(Some(at + 2)));
    let class = |word: &Word| u64::from(word.known.class);
    rows.restart(1);
    rows.add([7]);
    for form in [current.form, previous.form, previous2.form, next.form, next2.form] {
        rows.add([form]);
    }
    for affix in current.suffixes.into_iter().chain(current.prefixes) {
        rows.add([affix]);
    }
    rows.add([current.shape]);
    rows.add([current.shape, current.suffixes[1]]);
    rows.add([current.shape, next.shape, previous.shape]);
    rows.add([current.shape, current.form]);
    rows.add([previous.shape, current.shape]);
    rows.add([before]);
    rows.add([before, before_that]);
    rows.add([before, current.form]);
    rows.add([before, before_that, current.form]);
    rows.add([before, current.suffixes[2]]);
    rows.add([before, next.form]);
    rows.add([before, class(current), class(next)]);
    rows.add([before, current.shape]);
    rows.add([previous.form, current.form]);
    rows.add([current.form, next.form]);
    rows.add([previous.form, next.form]);
    rows.add([class(current)]);
    rows.add([class(next)]);
    rows.add([class(next), current.form]);
    rows.add([class(current), class(next), class(next2)]);
    rows.add([previous.suffixes[2]]);
    rows.add([next.suffixes[2]]);
    rows.add([next.suffixes[1], class(current)]);
    rows.add([before, class(current)]);
    rows.add([next.shape, current.form]);
    rows.add([before, before_that, class(current)]);
    rows.add([next.form, next2.form]);
    rows.add([previous.form, previous2.form]);
    let cluster = |word: &Word| u64::from(word.known.cluster);
    for word in [current, previous, next] {
        rows.add([cluster(word)]);
    }
    rows.add([cluster(previous), cluster(current)]);
    rows.add([cluster(current), cluster(next)]);
    rows.add([cluster(previous), cluster(current), cluster(next)]);
    rows.add([before, cluster(current)]);
    rows.add([before, current.form, cluster(next)]);
    rows.add([cluster(current), current.suffixes[1], current.shape]);
    let habit = |word: &Word| u64::from(word.known.habit);
    rows.add([habit(current), current.shape]);
    rows.add([habit(current), current.shape, before]);
    rows.add([habit(current), current.shape, current.suffixes[2]]);
    rows.add([habit(next), next.shape, current.shape]);
}

/// For the next action of the parser.
pub fn action_rows(state: &State, rows: &mut Rows) {
    let node = |index: usize| &state.nodes[index];
    let (i0, i1) = (state.stacked(0), state.stacked(1));
    let j0 = state.ahead(0);
    let (s0, s1, s2) = (node(i0), node(i1), node(state.stacked(2)));
    let (b0, b1, b2, b3) = (node(j0), node(state.ahead(1)), node(state.ahead(2)), node(state.ahead(3)));
    rows.restart(1001);
    action_words(s0, s1, s2, [b0, b1, b2, b3], rows);
    let child = |index: u16| node(usize::from(index));
    let gap0 = if i0 == 0 { 9 } else { distance(i0, j0) };
    let gap1 = if i1 == 0 { 9 } else { distance(i1, i0) };
    action_dependents(s0, s1, b0, child, rows);
    action_clusters(s0, s1, b0, child, rows);
    action_between(s0, s1, b0, b1, verb_ahead(state, j0), rows);
    action_distances(s0, s1, b0, gap0, gap1, rows);
}

fn action_words(s0: &Node, s1: &Node, s2: &Node, [b0, b1, b2, b3]: [&Node; 4], rows: &mut Rows) {
    rows.add([7]);
    for node in [s0, s1, b0, b1] {
        rows.add([node.form]);
        rows.add([node.tag]);
        rows.add([node.form_tag]);
    }
    for part in [s2.tag, s2.form_tag, b2.form, b2.tag, b3.tag] {
        rows.add([part]);
    }
    for (left, right) in [(s0, b0), (s1, s0)] {
        rows.add([left.form, right.form]);
        rows.add([left.form_tag, right.tag]);
        rows.add([left.tag, right.form_tag]);
        rows.add([left.tag, right.tag]);
        rows.add([left.form_tag, right.form_tag]);
        rows.add([left.upos, right.upos]);
    }
    for (left, right) in [(s1, b0), (b0, b1)] {
        rows.add([left.tag, right.tag]);
        rows.add([left.form_tag, right.tag]);
        rows.add([left.tag, right.form_tag]);
        rows.add([left.form, right.form]);
    }
    rows.add([b0.tag, b1.tag, b2.tag]);
    rows.add([s0.tag, b0.tag, b1.tag]);
    rows.add([s1.tag, s0.tag, b0.tag]);
    rows.add([s2.tag, s1.tag, s0.tag]);
    rows.add([s1.tag, s0.tag, b0.tag, b1.tag]);
    rows.add([s2.tag, s1.tag, s0.tag, b0.tag]);
    rows.add([s0.tag, b0.tag, b1.tag, b2.tag]);
    rows.add([s0.upos, b0.upos, b1.upos, b2.upos]);
    rows.add([s1.upos, s0.upos, b0.upos, b1.upos]);
    rows.add([s0.form, b0.tag, b1.tag]);
    rows.add([s0.tag, b0.form, b1.tag]);
    rows.add([s0.tag, b0.tag, b1.form]);
    rows.add([s1.form, s0.tag, b0.tag]);
    rows.add([s1.tag, s0.form, b0.tag]);
    rows.add([s1.tag, s0.tag, b0.form]);
    rows.add([s1.form, s0.tag, b0.form]);
    rows.add([s1.form, s0.form, b0.tag]);
    rows.add([s1.tag, s0.form, b0.form]);
    rows.add([s0.suffix, b0.tag]);
    rows.add([s1.suffix, s0.suffix]);
    rows.add([s0.suffix, b0.suffix]);
}

fn action_clusters<'a>(s0: &Node, s1: &Node, b0: &Node, child: impl Fn(u16) -> &'a Node, rows: &mut Rows) {
    for (left, right) in [(s0, b0), (s1, s0)] {
        rows.add([left.cluster, right.cluster]);
        rows.add([left.cluster, right.tag]);
        rows.add([left.tag, right.cluster]);
        rows.add([left.cluster, right.form]);
        rows.add([left.form, right.cluster]);
    }
    rows.add([s1.cluster, s0.cluster, b0.cluster]);
    rows.add([s1.cluster, s0.cluster, b0.tag]);
    rows.add([s1.tag, s0.cluster, b0.cluster]);
    rows.add([s1.cluster, s0.tag, b0.cluster]);
    let (s0_left, b0_left) = (child(s0.left[0]), child(b0.left[0]));
    rows.add([s1.cluster, s0_left.form, s0.cluster]);
    rows.add([s0.cluster, b0_left.form, b0.cluster]);
}

fn action_dependents<'a>(s0: &Node, s1: &Node, b0: &Node, child: impl Fn(u16) -> &'a Node, rows: &mut Rows) {
    let (s0_left, s0_right) = (child(s0.left[0]), child(s0.right[0]));
    let (s1_left, s1_right) = (child(s1.left[0]), child(s1.right[0]));
    let b0_left = child(b0.left[0]);
    rows.add([s0.tag, s0_left.tag, b0.tag]);
    rows.add([s0.tag, s0_right.tag, b0.tag]);
    rows.add([s0.tag, b0.tag, b0_left.tag]);
    rows.add([s1.tag, s1_right.tag, s0.tag]);
    rows.add([s1.tag, s1_left.tag, s0.tag]);
    rows.add([s1.tag, s0.tag, s0_left.tag]);
    rows.add([s1.tag, s0.tag, s0_right.tag]);
    rows.add([s0.tag, s0_left.tag, child(s0.left[1]).tag]);
    rows.add([s1.tag, s1_right.tag, child(s1.right[1]).tag]);
    rows.add([b0.tag, b0_left.tag, child(b0.left[1]).tag]);
    rows.add([s0.tag, s0_right.tag, child(s0.right[1]).tag]);
    rows.add([s1.tag, s1_left.tag, child(s1.left[1]).tag]);
    for form in [s0_left.form, s0_right.form, s1_left.form, s1_right.form, b0_left.form] {
        rows.add([form]);
    }
    rows.add([s0_left.form, s1.tag, s0.tag]);
    rows.add([s0_left.form, s1.form]);
    rows.add([s0_left.form, b0.tag]);
    rows.add([s1.form, s0_left.form, s0.tag]);
    rows.add([s1.form, s0_left.form, b0.tag]);
    let label = |index: u16| if index == 0 { 0 } else { u64::from(child(index).label) + 1 };
    rows.add([label(s0.left[0]), s0.tag]);
    rows.add([label(s0.right[0]), s0.tag]);
    rows.add([label(s1.left[0]), s1.tag]);
    rows.add([label(s1.right[0]), s1.tag]);
    rows.add([label(b0.left[0]), b0.tag]);
    rows.add([s0.left_labels, s0.tag]);
    rows.add([s0.right_labels, s0.tag]);
    rows.add([s1.right_labels, s1.tag]);
    rows.add([s1.left_labels, s1.tag]);
    rows.add([b0.left_labels, b0.tag]);
    rows.add([s1.right_labels, s1.form]);
    rows.add([s0.right_labels, s0.form]);
    rows.add([s0.left_labels, s0.form]);
    rows.add([s1.right_labels, s1.tag, s0.tag]);
    rows.add([s0.right_labels, s0.tag, b0.tag]);
    rows.add([s0.left_labels, s1.tag, s0.tag]);
    rows.add([s0.left_labels, s0.tag, b0.tag]);
    rows.add([b0.left_labels, s0.tag, b0.tag]);
    rows.add([s1.left_labels, s1.tag, s0.tag]);
}

/// The first verb after the next word: its tag, and how far it is.
fn verb_ahead(state: &State, next: usize) -> (u64, u64) {
    let after = state.nodes.get(next + 1).map_or(0, |node| usize::from(node.verb));
    if after == 0 { (0, 9) } else { (state.nodes[after].tag, distance(next, after)) }
}

fn action_between(s0: &Node, s1: &Node, b0: &Node, b1: &Node, (verb, gap): (u64, u64), rows: &mut Rows) {
    let commas = |left: &Node, right: &Node| u64::from(right.commas.saturating_sub(left.commas).min(2));
    let (near, far) = (commas(s0, b0), commas(s1, s0));
    rows.add([s0.tag, b0.tag, near]);
    rows.add([s1.tag, s0.tag, far]);
    rows.add([s1.tag, s0.tag, b0.tag, near * 4 + far]);
    rows.add([s0.form, b0.tag, near]);
    rows.add([s0.left_labels, s0.tag, b0.tag, near]);
    rows.add([s0.tag, b0.tag, verb, gap]);
    rows.add([s0.form, b0.form, verb]);
    rows.add([s1.tag, s0.tag, b0.tag, verb]);
    rows.add([s0.tag, b0.tag, b1.tag, gap]);
}

fn action_distances(s0: &Node, s1: &Node, b0: &Node, gap0: u64, gap1: u64, rows: &mut Rows) {
    for part in [s0.tag, b0.tag, s0.form, b0.form] {
        rows.add([part, gap0]);
    }
    rows.add([s0.tag, b0.tag, gap0]);
    rows.add([s0.form, b0.tag, gap0]);
    rows.add([s0.tag, b0.form, gap0]);
    for part in [s1.form, s0.form, s1.tag] {
        rows.add([part, gap1]);
    }
    rows.add([s1.tag, s0.tag, gap1]);
    rows.add([s1.form, s0.tag, gap1]);
    rows.add([s1.tag, s0.form, gap1]);
    for node in [s0, s1] {
        rows.add([node.tag, u64::from(node.left_count), u64::from(node.right_count)]);
        rows.add([node.form, u64::from(node.right_count)]);
    }
    rows.add([s0.form, u64::from(s0.left_count)]);
    rows.add([b0.tag, u64::from(b0.left_count)]);
    rows.add([b0.form, u64::from(b0.left_count)]);
}

/// For the relation of the arc from `dependent` to `head`, before it is attached.
pub fn label_rows(state: &State, head: usize, dependent: usize, rows: &mut Rows) {
    let node = |index: usize| state.nodes.get(index).unwrap_or(&state.nodes[0]);
    let child = |index: u16| node(usize::from(index));
    let leftward = dependent < head;
    let (h, d) = (node(head), node(dependent));
    let direction = u64::from(leftward);
    let gap = direction * 16 + if leftward { distance(dependent, head) } else { distance(head, dependent) };
    rows.restart(2001 + direction);
    rows.add([3]);
    for node in [d, h] {
        rows.add([node.form]);
        rows.add([node.tag]);
        rows.add([node.form_tag]);
    }
    rows.add([h.form, d.form]);
    rows.add([h.tag, d.tag]);
    rows.add([h.form_tag, d.tag]);
    rows.add([h.tag, d.form_tag]);
    rows.add([h.upos, d.upos, gap]);
    rows.add([h.tag, d.tag, gap]);
    rows.add([d.suffix, h.tag]);
    rows.add([h.suffix, d.tag]);
    rows.add([d.form, gap]);
    let (before, after) = (node(dependent - 1), node(dependent + 1));
    for part in [before.tag, after.tag, before.form, after.form] {
        rows.add([part, d.tag]);
    }
    rows.add([node(head - 1).tag, h.tag, d.tag]);
    rows.add([node(head + 1).tag, h.tag, d.tag]);
    for part in [before.form, before.tag, after.tag] {
        rows.add([part, h.tag, d.tag]);
    }
    rows.add([before.form, h.form]);
    label_dependents(h, d, child, leftward, rows);
    rows.add([u64::from(dependent == 1), d.tag, h.tag]);
}

fn label_dependents<'a>(h: &Node, d: &Node, child: impl Fn(u16) -> &'a Node, leftward: bool, rows: &mut Rows) {
    let (left, left2, right) = (child(d.left[0]), child(d.left[1]), child(d.right[0]));
    rows.add([left.form, h.upos, d.upos]);
    rows.add([left.form, h.form]);
    rows.add([left.form, d.form]);
    rows.add([left.tag, d.tag, h.tag]);
    rows.add([d.left_labels, d.tag, h.tag]);
    rows.add([d.left_labels, d.form]);
    rows.add([d.right_labels, d.tag]);
    rows.add([d.left_labels, d.right_labels, d.upos, h.upos]);
    rows.add([right.tag, d.tag, h.tag]);
    rows.add([left2.form, d.tag, h.tag]);
    rows.add([d.left_labels, h.form]);
    let siblings = if leftward { h.left_labels } else { h.right_labels };
    rows.add([siblings, h.tag, d.tag]);
    rows.add([siblings, h.form, d.upos]);
    rows.add([h.left_labels, h.right_labels, h.upos, d.upos]);
    let (head_left, head_right) = (child(h.left[0]), child(h.right[0]));
    rows.add([head_left.form, h.tag, d.tag]);
    rows.add([head_right.form, h.tag, d.tag]);
    rows.add([head_right.tag, h.tag, d.tag]);
    rows.add([left.form, h.form, d.upos]);
    rows.add([left.form, left2.form, d.upos]);
    rows.add([d.cluster, h.tag]);
    rows.add([h.cluster, d.tag]);
    rows.add([h.cluster, d.cluster]);
    rows.add([h.form, d.cluster]);
    rows.add([h.cluster, d.form]);
    rows.add([left.form, d.cluster, h.tag]);
    rows.add([left.form, d.cluster, h.cluster]);
}

/// In steps that grow: 0 to 4, then 5-6, 7-10, 11-20, more.
fn distance(left: usize, right: usize) -> u64 {
    match right.saturating_sub(left) {
        near @ 0..=4 => near as u64,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// Changes with any template, hash, word view or folding rule: the hash of all rows of a small made-up sentence.
pub fn fingerprint() -> u64 {
    let forms = ["“We", "DON’T", "know", "—", "U.S.", "1,200-strong", "Café", ",", "."];
    let lowers: Vec<_> = forms.iter().map(|form| folded(form)).collect();
    let mut words = Vec::new();
    let known = |form: u64| Known { class: (form % 7) as u16, cluster: (form % 5) as u16, habit: 3 };
    view(forms.iter().copied(), lowers.iter().map(|lower| lower.as_str()), known, &mut words);
    let mut rows = Rows::new(32);
    let mut print = 0;
    let mut note = |rows: &Rows| print = rows.as_slice().iter().fold(print, |print, &row| mix(print, u64::from(row)));
    for at in 0..words.len() {
        tag_rows(&words, at, at as u64, 3, &mut rows);
        note(&rows);
    }
    let mut state = State::default();
    let tags: Vec<u8> = (0..words.len() as u8).collect();
    state.start(&words, &tags, &tags);
    for step in 0.. {
        if state.done() {
            break;
        }
        action_rows(&state, &mut rows);
        note(&rows);
        let legal = state.legal();
        let choice = [Action::Right, Action::Shift, Action::Left, Action::Shift][step % 4];
        let fallback = [Action::Shift, Action::Left, Action::Right];
        let chosen = [choice].into_iter().chain(fallback).find(|&action| legal[action as usize]);
        match chosen {
            Some(action @ (Action::Left | Action::Right)) => {
                let (head, dependent) = state.reduce(action);
                label_rows(&state, head, dependent, &mut rows);
                note(&rows);
                state.attach(head, dependent, (step % 50) as u8);
            }
            Some(Action::Shift) | None => state.shift(),
        }
    }
    print
}
