import { expect, test } from 'vitest';
import type { LogRow } from '../../lib/types';
import { detail, interval, moment, percent, share, subject } from './log';

const line: LogRow = { cursor: 1, at: '2026-11-23T17:04:10Z', what: 'created', id: null, detail: null, by: null, why: null };

test('a line leads to what it is about', () => {
  expect(subject(line)).toBeNull();
  expect(subject({ ...line, what: 'report-added', id: 'bf913e66161bd489' })).toBe('/doc/bf913e66161bd489');
  expect(subject({ ...line, what: 'split', id: 'bf913e6616-1' })).toBe('/explore/bf913e6616-1');
  expect(subject({ ...line, what: 'claim-accepted', id: 'bf913e66161bd489:3' })).toBe('/doc/bf913e66161bd489?claim=3');
});

test('a detail is words, or leads on where it is an id', () => {
  expect(detail(line)).toEqual({ words: '', to: null });
  expect(detail({ ...line, what: 'report-added', detail: '6' })).toEqual({ words: '6 claims', to: null });
  expect(detail({ ...line, what: 'reprinted', detail: 'Sample Wire' })).toEqual({ words: 'Sample Wire', to: null });
  expect(detail({ ...line, what: 'copied', detail: '619ab7332690be80' }).to).toBe('/doc/619ab7332690be80');
  expect(detail({ ...line, what: 'event-merged', detail: '619ab73326-1' }).to).toBe('/explore/619ab73326-1');
});

test('times keep their zone', () => {
  expect(moment(line.at)).toBe('2026-11-23 17:04:10 UTC');
});

test('a share of nothing is none, not a zero', () => {
  expect(share(0, 0)).toBe('none yet');
  expect(share(7, 9)).toBe('7 of 9 (78%)');
});

test('shares are told in percent', () => {
  expect(percent(0.777)).toBe('78%');
  expect(interval(0.4519, 0.9368)).toBe('45–94%');
});
