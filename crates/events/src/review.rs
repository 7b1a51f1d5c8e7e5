//! What people decide about a claim, and what the claim is after that.
//!
//! A claim stands as the last reviewer says, else as the last coder does. What was undone does not count. Who spoke when
//! is told by the order in which words come.

use claims::{Argument, Claim, ClaimType, Figure, Role, Said, Status};
use compact_str::CompactString;
use report::Span;

use crate::entry::{Kept, Words};

/// What somebody says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Accept,
    Reject,
    /// It is a claim, and parts of it are otherwise.
    Edit,
    /// Decides nothing.
    Comment,
    /// An earlier review is taken back.
    Undo,
    /// A claim that was not read is there.
    Add,
}

impl Verdict {
    pub const ALL: &[Verdict] =
        &[Verdict::Accept, Verdict::Reject, Verdict::Edit, Verdict::Comment, Verdict::Undo, Verdict::Add];

    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Reject => "reject",
            Verdict::Edit => "edit",
            Verdict::Comment => "comment",
            Verdict::Undo => "undo",
            Verdict::Add => "add",
        }
    }

    pub fn parse(name: &str) -> Option<Verdict> {
        Verdict::ALL.iter().copied().find(|item| item.name() == name)
    }

    /// Whether the claim stands by it.
    pub const fn decides(self) -> bool {
        match self {
            Verdict::Accept | Verdict::Reject | Verdict::Edit => true,
            Verdict::Comment | Verdict::Undo | Verdict::Add => false,
        }
    }
}

/// In what part somebody speaks: a reviewer's word goes before a coder's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    #[default]
    Coder,
    Reviewer,
}

impl Capacity {
    pub const ALL: &[Capacity] = &[Capacity::Coder, Capacity::Reviewer];

    pub const fn name(self) -> &'static str {
        match self {
            Capacity::Coder => "coder",
            Capacity::Reviewer => "reviewer",
        }
    }

    pub fn parse(name: &str) -> Option<Capacity> {
        Capacity::ALL.iter().copied().find(|item| item.name() == name)
    }
}

/// How a claim stands after all that was said of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewState {
    #[default]
    Unreviewed,
    Accepted,
    Rejected,
    /// Stands in a form that a person gave it.
    Edited,
}

impl ReviewState {
    pub const ALL: &[ReviewState] =
        &[ReviewState::Unreviewed, ReviewState::Accepted, ReviewState::Rejected, ReviewState::Edited];

    pub const fn name(self) -> &'static str {
        match self {
            ReviewState::Unreviewed => "unreviewed",
            ReviewState::Accepted => "accepted",
            ReviewState::Rejected => "rejected",
            ReviewState::Edited => "edited",
        }
    }

    pub fn parse(name: &str) -> Option<ReviewState> {
        ReviewState::ALL.iter().copied().find(|item| item.name() == name)
    }
}

/// What is told of a claim in lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    pub state: ReviewState,
    /// The last words of two people, or of a coder and a reviewer, differ.
    pub disputed: bool,
}

/// One word of one person that was not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Counts up.
    pub review: u64,
    pub by: String,
    pub capacity: Capacity,
    pub verdict: Verdict,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub reviewed: Reviewed,
    /// Reviews whose edits hold, in the order in which they are applied.
    pub edits: Vec<u64>,
}

/// `opinions` in their order, of a claim that was read or that a person added `by_hand`: one that was added and whose
/// addition was taken back is rejected. A coder's word that comes behind a reviewer's waits for the reviewer.
pub fn standing(opinions: &[Opinion], by_hand: bool) -> Standing {
    let decided = || opinions.iter().filter(|opinion| opinion.verdict.decides());
    let of = |capacity: Capacity| decided().filter(move |opinion| opinion.capacity == capacity);
    let last_reviewer = of(Capacity::Reviewer).next_back();
    let last = last_reviewer.or(of(Capacity::Coder).next_back());
    let seen = |opinion: &&Opinion| last_reviewer.is_none_or(|reviewer| opinion.review < reviewer.review);
    let edits = of(Capacity::Coder).filter(seen).chain(of(Capacity::Reviewer));
    let edits: Vec<u64> = edits.filter(|item| item.verdict == Verdict::Edit).map(|item| item.review).collect();
    let added = opinions.iter().any(|opinion| opinion.verdict == Verdict::Add);
    let state = match last.map(|opinion| opinion.verdict) {
        Some(Verdict::Reject) => ReviewState::Rejected,
        Some(_) if !edits.is_empty() => ReviewState::Edited,
        Some(_) => ReviewState::Accepted,
        None if added => ReviewState::Accepted,
        None if by_hand => ReviewState::Rejected,
        None => ReviewState::Unreviewed,
    };
    Standing { reviewed: Reviewed { state, disputed: disputed(opinions) }, edits }
}

/// Whether the last words of those who decided differ.
pub fn disputed(opinions: &[Opinion]) -> bool {
    let mut last: Vec<&Opinion> = Vec::new();
    for opinion in opinions.iter().filter(|opinion| opinion.verdict.decides()) {
        last.retain(|other| (&other.by, other.capacity) != (&opinion.by, opinion.capacity));
        last.push(opinion);
    }
    last.windows(2).any(|pair| pair[0].verdict != pair[1].verdict)
}

/// What a person changes of a claim. What is None or not named stays as it was read; a list takes the place of the whole
/// list before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edit {
    pub kind: Option<ClaimType>,
    pub mode: Option<Vec<CompactString>>,
    pub status: Option<Status>,
    pub said_by: Option<Vec<Said>>,
    /// All arguments in these roles; none at all for a role that the claim does not have.
    pub args: Vec<(Role, Vec<Argument>)>,
    pub figures: Option<Vec<Figure>>,
}

impl Edit {
    pub fn is_empty(&self) -> bool {
        *self == Edit::default()
    }

    /// The claim as this edit tells it. The rule that made it stays.
    pub fn apply(&self, text: &str, kept: &Kept) -> Kept {
        let mut kept = kept.clone();
        let claim = &mut kept.claim;
        claim.kind = self.kind.unwrap_or(claim.kind);
        claim.status = self.status.unwrap_or(claim.status);
        if let Some(mode) = &self.mode {
            claim.mode.clone_from(mode);
        }
        if let Some(figures) = &self.figures {
            claim.figures.clone_from(figures);
        }
        if let Some(said_by) = &self.said_by {
            claim.said_by.clone_from(said_by);
            kept.telling.speakers = said_by.iter().map(|said| said.source).collect();
        }
        if !self.args.is_empty() {
            self.apply_args(text, &mut kept);
        }
        kept
    }

    /// The words and the references of arguments that stay go with them.
    fn apply_args(&self, text: &str, kept: &mut Kept) {
        let named = |role: Role| self.args.iter().find(|(item, _)| *item == role);
        let mut parts: Vec<(Argument, Vec<CompactString>, Span)> = Vec::new();
        for (at, arg) in kept.claim.args.iter().enumerate().filter(|(_, arg)| named(arg.role).is_none()) {
            let words = kept.words.args.get(at).cloned().unwrap_or_default();
            parts.push((arg.clone(), words, kept.telling.refers.get(at).copied().unwrap_or_default()));
        }
        for arg in self.args.iter().flat_map(|(_, args)| args) {
            parts.push((arg.clone(), plain_words(arg.span.of(text)), Span::default()));
        }
        parts.sort_by_key(|(arg, _, _)| (arg.role, arg.span));
        let refers: Vec<Span> = parts.iter().map(|(_, _, refers)| *refers).collect();
        kept.telling.refers = if refers.iter().all(|span| span.is_empty()) { Vec::new() } else { refers };
        kept.words.args = parts.iter().map(|(_, words, _)| words.clone()).collect();
        kept.claim.args = parts.into_iter().map(|(arg, _, _)| arg).collect();
    }
}

/// The rule of a claim that a person added.
pub const BY_HAND: &str = "by-hand";

/// A claim that nobody read, with what is kept of its words.
pub fn by_hand(text: &str, claim: Claim) -> Kept {
    let args = claim.args.iter().map(|arg| plain_words(arg.span.of(text))).collect();
    let words = Words { trigger: plain_words(claim.trigger.of(text)), args };
    let telling = crate::Telling {
        sentence: claim.evidence,
        speakers: claim.said_by.iter().map(|said| said.source).collect(),
        ..crate::Telling::default()
    };
    Kept { claim, words, telling }
}

/// Words in lower case as they stand: without their report's analysis there are no lemmas.
fn plain_words(phrase: &str) -> Vec<CompactString> {
    let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(WORDS_MAX).map(|word| word.to_lowercase().into()).collect()
}

/// As many as are kept of a phrase that was read.
const WORDS_MAX: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &[(&str, Capacity, Verdict)]) -> Vec<Opinion> {
        let opinion = |(at, (by, capacity, verdict)): (usize, &(&str, Capacity, Verdict))| Opinion {
            review: at as u64 + 1,
            by: by.to_string(),
            capacity: *capacity,
            verdict: *verdict,
        };
        words.iter().enumerate().map(opinion).collect()
    }

    #[test]
    fn the_last_reviewer_goes_before_the_last_coder() {
        use Capacity::{Coder, Reviewer};
        use ReviewState as Is;
        use Verdict::{Accept, Add, Comment, Edit, Reject};
        let check = |words: &[(&str, Capacity, Verdict)], state: ReviewState, disputed: bool, edits: &[u64]| {
            let added = words.iter().any(|(_, _, verdict)| *verdict == Add);
            let found = standing(&said(words), added);
            assert_eq!((found.reviewed, found.edits.as_slice()), (Reviewed { state, disputed }, edits), "{words:?}");
        };
        check(&[], Is::Unreviewed, false, &[]);
        check(&[("ana", Coder, Comment)], Is::Unreviewed, false, &[]);
        check(&[("ana", Coder, Accept)], Is::Accepted, false, &[]);
        check(&[("ana", Coder, Accept), ("ben", Coder, Reject)], Is::Rejected, true, &[]);
        check(&[("ana", Coder, Accept), ("ana", Coder, Reject)], Is::Rejected, false, &[]);
        check(&[("ana", Reviewer, Accept), ("ben", Coder, Reject)], Is::Accepted, true, &[]);
        check(&[("ana", Coder, Edit), ("ben", Reviewer, Accept)], Is::Edited, true, &[1]);
        check(&[("ben", Reviewer, Accept), ("ana", Coder, Edit)], Is::Accepted, true, &[]);
        check(&[("ben", Reviewer, Edit), ("ana", Coder, Edit), ("ben", Reviewer, Edit)], Is::Edited, false, &[2, 1, 3]);
        check(&[("ana", Coder, Edit), ("ben", Reviewer, Reject)], Is::Rejected, true, &[1]);
        check(&[("ana", Coder, Add)], Is::Accepted, false, &[]);
        assert_eq!(standing(&[], true).reviewed.state, Is::Rejected);
        check(&[("ana", Coder, Add), ("ben", Coder, Reject)], Is::Rejected, false, &[]);
    }
}
