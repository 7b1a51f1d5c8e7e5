//! Children and extents of every token, from the heads alone. A head outside its sentence, or a ring of heads, is
//! treated as no head.

use analysis::{Analysis, Relation, TokenId};

/// First and last token of a stretch, both inclusive.
pub(super) type Range = (TokenId, TokenId);

pub(super) struct Tree {
    /// `children[starts[t]..starts[t + 1]]`, in text order.
    starts: Vec<u32>,
    children: Vec<u32>,
    extents: Vec<(u32, u32)>,
}

impl Tree {
    pub(super) fn new(analysis: &Analysis) -> Tree {
        let count = analysis.tokens.len();
        let mut heads: Vec<Option<TokenId>> = vec![None; count];
        for sentence in &analysis.sentences {
            let last = sentence.last.min(count);
            for (token, head) in heads.iter_mut().enumerate().take(last).skip(sentence.first) {
                let inside = |head: &TokenId| (sentence.first..last).contains(head) && *head != token;
                *head = analysis.tokens[token].head.filter(inside);
            }
        }
        let mut starts = vec![0u32; count + 1];
        for head in heads.iter().flatten() {
            starts[head + 1] += 1;
        }
        for token in 0..count {
            starts[token + 1] += starts[token];
        }
        let mut next = starts.clone();
        let mut children = vec![0u32; starts[count] as usize];
        for (token, head) in heads.iter().enumerate() {
            if let Some(head) = *head {
                children[next[head] as usize] = token as u32;
                next[head] += 1;
            }
        }
        let extents = extents(&heads, &starts);
        Tree { starts, children, extents }
    }

    pub(super) fn children(&self, token: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        let (from, to) = (self.starts[token] as usize, self.starts[token + 1] as usize);
        self.children[from..to].iter().map(|&child| child as usize)
    }

    /// First and last token of all that hangs below.
    pub(super) fn extent(&self, token: TokenId) -> Range {
        let (left, right) = self.extents[token];
        (left as usize, right as usize)
    }

    pub(super) fn child(&self, analysis: &Analysis, token: TokenId, relations: &[Relation]) -> Option<TokenId> {
        self.children(token).find(|&child| relations.contains(&analysis.tokens[child].relation))
    }
}

/// Leaves first, so that each extent is complete before it widens its head's.
fn extents(heads: &[Option<TokenId>], starts: &[u32]) -> Vec<(u32, u32)> {
    let mut extents: Vec<(u32, u32)> = (0..heads.len() as u32).map(|token| (token, token)).collect();
    let mut open: Vec<u32> = starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mut ready: Vec<TokenId> = (0..heads.len()).filter(|&token| open[token] == 0).collect();
    while let Some(token) = ready.pop() {
        if let Some(head) = heads[token] {
            extents[head].0 = extents[head].0.min(extents[token].0);
            extents[head].1 = extents[head].1.max(extents[token].1);
            open[head] -= 1;
            if open[head] == 0 {
                ready.push(head);
            }
        }
    }
    extents
}
