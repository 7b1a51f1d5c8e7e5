import { describe, expect, it } from 'vitest';
import { inTextOrder, narrowOf, nextOpen, passes, progress } from './order';
import { item } from './sample';
import type { Word } from './types';

const word: Word = { verdict: 'accept', by: 'ana', at: '2026-01-01T00:00:00Z', why: null };
const done = { state: 'accepted', coder: word } as const;

describe('the order of claims', () => {
  it('is that of their words', () => {
    const at = (id: number, start: number) => item({ id, evidence: { start, end: start + 3, text: 'abc' } });
    expect(inTextOrder([at(1, 30), at(2, 4), at(3, 30)]).map((item) => item.claim.id)).toEqual([2, 1, 3]);
  });

  it('goes to the next that waits, round the end', () => {
    const items = [item(), item({}, done), item({}, done), item()];
    expect(nextOpen(items, 0, 1, 'coder')).toBe(3);
    expect(nextOpen(items, 3, 1, 'coder')).toBe(0);
    expect(nextOpen(items, 0, -1, 'coder')).toBe(3);
    expect(nextOpen([item({}, done)], 0, 1, 'coder')).toBeNull();
    expect(nextOpen([], 0, 1, 'coder')).toBeNull();
  });

  it('a reviewer’s queue is not the coder’s', () => {
    const items = [item({}, done), item({}, { state: 'accepted', coder: word, reviewer: word })];
    expect(progress(items, 'coder')).toEqual({ reviewed: 2, total: 2 });
    expect(progress(items, 'reviewer')).toEqual({ reviewed: 1, total: 2 });
    expect(nextOpen(items, 1, 1, 'reviewer')).toBe(0);
  });
});

describe('the narrowed list', () => {
  const said = { source: null, cue: null, who: 'UKR/MIL', name: 'Air Force', manner: 'indirect' };
  const one = item({ type: 'ASSAULT', rule: 'strike-verb', said_by: [said] });
  const with_ = (text: string): boolean => passes(one, narrowOf(new URLSearchParams(text)));

  it('lets through what every filter lets through', () => {
    expect(with_('')).toBe(true);
    expect(with_('type=ASSAULT,OUTAGE&speaker=air+force&review=unreviewed')).toBe(true);
    expect(with_('speaker=UKR')).toBe(true);
    expect(with_('type=OUTAGE')).toBe(false);
    expect(with_('rule=other')).toBe(false);
    expect(with_('rule=other,strike-verb')).toBe(true);
    expect(with_('rule=strike-*')).toBe(true);
    expect(with_('rule=verb*')).toBe(false);
    expect(with_('speaker=IAEA')).toBe(false);
    expect(with_('review=accepted')).toBe(false);
  });
});
