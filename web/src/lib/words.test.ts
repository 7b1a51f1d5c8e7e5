import { expect, test } from 'vitest';
import { claimAddress, claimId } from './claim';
import { filtersOf } from './filters';
import { addDays, amount, carriers, day, days, plural, reviewed, speaker } from './words';

test('an interval of days is told as short as it is clear', () => {
  expect(days('2025-12-05', '2025-12-06')).toBe('5 – 6 Dec 2025');
  expect(days('2025-11-30', '2025-12-01')).toBe('30 Nov – 1 Dec 2025');
  expect(days('2024-12-31', '2025-01-01')).toBe('31 Dec 2024 – 1 Jan 2025');
  expect(days('2025-12-06', '2025-12-06')).toBe('6 Dec 2025');
  expect(days(null, '2025-12-06')).toBe('until 6 Dec 2025');
  expect(days('2025-12-06', null)).toBe('from 6 Dec 2025');
  expect(days(null, null)).toBe('day not stated');
});

test('what is not stated is never a zero', () => {
  expect(day(null)).toBe('not stated');
  expect(amount(null, null)).toBeNull();
  expect(amount(0, 0)).toBe('0');
});

test('an open end stays open', () => {
  expect(amount(300, null)).toBe('300 or more');
  expect(amount(null, 20)).toBe('20 or fewer');
  expect(amount(640, 660)).toBe('640–660');
  expect(amount(1904, 1904)).toBe('1,904');
});

test('a value has a speaker or says that none is named', () => {
  expect(speaker(null)).toBe('no speaker named');
  expect(speaker('the ministry', 'UA')).toBe('the ministry (UA)');
});

test('who carries it is told in two numbers, and no outlet is not none', () => {
  expect(carriers(8, 1)).toBe('8 outlets · 1 origin');
  expect(carriers(0, 2)).toBe('outlet not stated · 2 origins');
});

test('days are counted across months', () => {
  expect(addDays('2025-03-01', -1)).toBe('2025-02-28');
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
});

test('a claim and a figure lead to the words of their report', () => {
  expect(claimId('5b99054dd04f1fab:2')).toEqual({ report: '5b99054dd04f1fab', n: 2 });
  expect(claimId('5b99054dd04f1fab:12.3')).toEqual({ report: '5b99054dd04f1fab', n: 12, figure: 3 });
  expect(claimId('nothing')).toBeNull();
  expect(claimAddress('5b99054dd04f1fab:2')).toBe('/doc/5b99054dd04f1fab?claim=2');
  expect(claimAddress('5b99054dd04f1fab:12.3')).toBe('/doc/5b99054dd04f1fab?claim=12&figure=3');
});

test('a list is asked with the filters of the address and nothing else', () => {
  const kept = filtersOf(new URLSearchParams('place=X&view=table&type=A&type=B&to='));
  expect(kept.toString()).toBe('type=A&type=B&place=X');
});

test('what people said of an event is told only where somebody said something', () => {
  expect(reviewed({ unreviewed: 3, accepted: 0, rejected: 0, edited: 0 })).toBeNull();
  expect(reviewed({ unreviewed: 1, accepted: 2, rejected: 1, edited: 0 })).toBe('2 accepted, 1 rejected of 4 claims');
});

test('what is counted is told as more than one', () => {
  expect(['person', 'worker', 'city', 'day', 'police-officer', 'tariff', '%'].map(plural)).toEqual([
    'people',
    'workers',
    'cities',
    'days',
    'police officers',
    'tariff',
    '%',
  ]);
});
