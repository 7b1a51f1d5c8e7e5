import { describe, expect, it } from 'vitest';
import { COARSE, framed, QUICK, sharpness } from './pace';

/** After frames that took so many milliseconds each. */
const after = (...gaps: number[]) => {
  let now = 0;
  return gaps.reduce((pace, gap) => framed(pace, gap, (now += gap)), QUICK);
};

describe('how sharp a moving map is drawn', () => {
  it('stays sharp while frames come quickly, and after single ones that came late', () => {
    expect(sharpness(after(16, 17, 100, 16, 90, 16), 300)).toBe(1);
  });

  it('is coarse once slow frames follow each other, and for the moves of the next minute', () => {
    const pace = after(16, 60, 60);
    expect(sharpness(pace, 137)).toBe(COARSE);
    expect(sharpness(pace, 60_000)).toBe(COARSE);
    expect(sharpness(pace, 61_000)).toBe(1);
  });

  it('takes a page that was hidden for no slow frame', () => {
    expect(sharpness(after(60, 5000, 60), 6000)).toBe(1);
  });
});
