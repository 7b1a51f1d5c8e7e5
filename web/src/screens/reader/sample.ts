// A claim for tests, with whatever is asked of it changed.
import type { ClaimRow } from '../../lib/types';
import type { Claim, Item, Review, Words } from './types';

export const words: Words = { start: 0, end: 1, text: 'x' };

export function claim(change: Partial<Claim> = {}): Claim {
  return {
    id: 1,
    type: 'ASSAULT',
    mode: [],
    status: 'actual',
    trigger: words,
    evidence: words,
    said_by: [],
    args: [],
    figures: [],
    rule: 'strike-verb',
    ...change,
  };
}

export function item(change: Partial<Claim> = {}, review: Partial<Review> = {}): Item {
  const made = claim(change);
  return {
    row: { id: `r:${made.id}`, event: `r-${made.id}`, type: made.type, review: review.state ?? 'unreviewed' } as ClaimRow,
    claim: made,
    review: { state: 'unreviewed', disputed: false, coder: null, reviewer: null, by: null, at: null, why: null, ...review },
    reviews: [],
    was: null,
  };
}
