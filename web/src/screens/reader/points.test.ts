import { describe, expect, it } from 'vitest';
import { indexPoints, slice, toPoint, toUnit } from './points';

describe('code points and units', () => {
  it('are the same where no character lies beyond U+FFFF', () => {
    const index = indexPoints('Київ — “Х”');
    expect(index.points).toBe(10);
    expect(index.wide).toEqual([]);
    expect([0, 5, 10].map((point) => toUnit(index, point))).toEqual([0, 5, 10]);
  });

  it('part where one does, as Array.from counts them', () => {
    const text = 'a😀b😀😀c\u{1F1FA}\u{1F1E6}d';
    const index = indexPoints(text);
    const points = Array.from(text);
    expect(index.points).toBe(points.length);
    let unit = 0;
    for (const [point, character] of points.entries()) {
      expect(toUnit(index, point)).toBe(unit);
      expect(toPoint(index, unit)).toBe(point);
      if (character.length === 2) expect(toPoint(index, unit + 1)).toBe(point);
      unit += character.length;
    }
    expect(toUnit(index, points.length)).toBe(text.length);
    expect(toPoint(index, text.length)).toBe(points.length);
  });

  it('a slice is what the server means by it', () => {
    const text = '🇺🇦 said 5 of 🚀🚀 hit';
    const index = indexPoints(text);
    expect(slice(text, index, 2, 7)).toBe(' said');
    expect(slice(text, index, 13, 15)).toBe('🚀🚀');
  });

  it('places outside the text are moved to its ends', () => {
    const index = indexPoints('a😀');
    expect([toUnit(index, -4), toUnit(index, 99)]).toEqual([0, 3]);
  });

  it('half a pair is a character of its own, as it stands', () => {
    const index = indexPoints('a\ud83db');
    expect(index.points).toBe(3);
    expect(toUnit(index, 2)).toBe(2);
  });
});
