import { expect, test } from 'vitest';
import type { ValueRow } from '../../lib/types';
import { drawn, ordinal, periods, spoken, standing, told, type Card, type Point } from './desk';

function value(more: Partial<ValueRow>): ValueRow {
  return { measure: 'launched', qualifier: 'exactly', value: null, value_low: null, value_high: null, words: 'many', ...more } as ValueRow;
}

test('a value is told as its words allow', () => {
  expect(told(value({ value: 653, value_low: 653, value_high: 653 }))).toBe('653');
  expect(told(value({ value_low: 430, qualifier: 'more than' }))).toBe('more than 430');
  expect(told(value({ value_high: 20, qualifier: 'fewer than' }))).toBe('fewer than 20');
  expect(told(value({ value_low: 640, value_high: 660, qualifier: 'between' }))).toBe('640–660');
  expect(told(value({ measure: 'share', value_low: 19, value_high: 19, qualifier: 'about' }))).toBe('about 19%');
  expect(told(value({}))).toBe('many');
});

test('ordinals are told as ordinals', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 111, 113].map(ordinal)).toEqual(
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '111th', '113th'],
  );
});

test('what its speaker has replaced does not stand beside the rest', () => {
  const card = {
    latest: value({ evidence: 'claimed' }),
    others: [value({ evidence: 'superseded' }), value({ evidence: 'disputed' })],
  } as Card;
  expect(standing(card).map((one) => one.evidence)).toEqual(['claimed', 'disputed']);
});

const history: Point[] = [
  { day: '2025-11-14', low: 10, high: 10 },
  { day: '2025-11-15', low: 20, high: null },
  { day: '2025-11-16', low: 5, high: 8 },
  { day: null, low: 7, high: 7 },
  { day: '2025-11-16', low: null, high: null },
];

test('each value is one mark, inside the box, open where its words are', () => {
  const marks = drawn(history, 200, 34);
  expect(marks.map((mark) => mark.open)).toEqual([null, 'up', null]);
  expect(marks.map((mark) => mark.last)).toEqual([false, false, true]);
  for (const mark of marks) {
    expect(mark.x).toBeGreaterThanOrEqual(0);
    expect(mark.x).toBeLessThanOrEqual(200);
    expect(mark.top).toBeLessThanOrEqual(mark.bottom);
    expect(mark.bottom).toBeLessThanOrEqual(34);
    expect(mark.top).toBeGreaterThanOrEqual(0);
  }
});

test('the chart is told in words', () => {
  expect(spoken(history)).toBe('5 values from 14 Nov 2025 to 16 Nov 2025: between 5 and 20');
  expect(spoken([])).toBe('no numbers to draw');
});

test('periods end with the last day of the record, not with today', () => {
  expect(periods(null, null)).toEqual([]);
  expect(periods('2016-03-01', '2016-02-27')).toEqual([
    { label: 'since I looked (27 Feb 2016)', since: '2016-02-27' },
    { label: 'last day', since: '2016-03-01' },
    { label: '7 days', since: '2016-02-24' },
    { label: '30 days', since: '2016-02-01' },
  ]);
});
