// Values, their marks and their scales: what is open stays open, what is missing is said, nothing is averaged.
import { describe, expect, it } from 'vitest';
import { disputedDays, groupsOf, OTHERS } from './groups';
import { frameOf, nearest, plot, spanOf, totals, walk } from './layout';
import { gapOf, gapText, nth, runs, untold } from './occurrences';
import { dayNumber, dayScale, dayText, linearScale, logScale } from './scale';
import { namesFrom } from '../../lib/names';
import { partsOf, siblings, title } from './series';
import type { ValueRow } from './types';
import { amount, dayOf, kindOf, spoken, stateOf } from '../../lib/values';

const plain = namesFrom({ UKR: 'Ukraine', RUS: 'Russia', PAK: 'Pakistan' });

function row(change: Partial<ValueRow> = {}): ValueRow {
  return {
    figure_id: 'aa:1.1',
    series: 'launched/drone/UKR',
    measure: 'launched',
    unit: 'drone',
    value: 653,
    value_low: 653,
    value_high: 653,
    qualifier: 'exactly',
    scope: null,
    scope_id: null,
    whom: null,
    period: 'happening',
    period_start: '2025-12-05',
    period_end: '2025-12-06',
    as_of: '2025-12-06',
    speaker: 'air force',
    speaker_id: 'UKR/MIL',
    speaker_side: 'UKR',
    outlet_sides: [],
    doc_id: 'aa',
    char_start: 1,
    char_end: 4,
    words: '653',
    quote: '653 drones',
    evidence: 'claimed',
    outlets: 1,
    origins: 1,
    docs: ['aa'],
    happening: 'aa-1',
    conflict_group: [],
    supersedes: [],
    share_low: null,
    share_high: null,
    share_of: null,
    checks: [],
    ...change,
  };
}

const atLeast = (low: number) => ({ value: null, value_low: low, value_high: null, qualifier: 'at least' });

describe('what the words of a value allow', () => {
  it('keeps open ends open', () => {
    const told = (low: number | null, high: number | null, value: number | null = null) =>
      row({ value, value_low: low, value_high: high });
    const cases = [
      told(653, 653, 653),
      told(650, 650),
      told(10, 15),
      told(640, null),
      told(null, 600),
      told(null, null),
    ];
    expect(cases.map(kindOf)).toEqual(['exact', 'about', 'between', 'at-least', 'at-most', 'open']);
    expect(cases.map(amount)).toEqual([
      '653',
      'about 650',
      'between 10 and 15',
      'at least 640',
      'at most 600',
      'no number given',
    ]);
  });

  it('files a night under its last day and a total under the day of its report', () => {
    expect(dayOf(row())).toBe('2025-12-06');
    expect(dayOf(row({ period: 'running', as_of: '2025-12-09' }))).toBe('2025-12-09');
    expect(dayOf(row({ period_end: null, as_of: null }))).toBeNull();
  });

  it('is told by ear with its speaker, its state and its checks', () => {
    const text = spoken(row({ evidence: 'disputed', conflict_group: ['A'], checks: ['total-falls'] }), 0, 3, plain);
    expect(text).toBe(
      '6 Dec 2025: 653. air force, side Ukraine. disputed, A. check: a running total fell. value 1 of 3',
    );
    expect(spoken(row({ speaker: null, speaker_id: null, speaker_side: null }), 0, 1, plain)).toContain(
      'no speaker named',
    );
    expect(stateOf(row({ conflict_group: ['A', 'B'], evidence: 'disputed' }))).toBe('disputed, A and B');
  });
});

describe('the id of a series', () => {
  it('has a measure, what is counted, and a scope with its sector', () => {
    expect(partsOf('launched/drone/UKR')).toEqual({ measure: 'launched', of: ['drone'], scope: 'UKR' });
    expect(partsOf('killed/person/PAK/MIL')).toEqual({ measure: 'killed', of: ['person'], scope: 'PAK/MIL' });
    expect(partsOf('affected/region/outage-electricity/UKR').of).toEqual(['region', 'outage-electricity']);
    expect(partsOf('share/territory/RUS-UKR').scope).toBe('RUS-UKR');
  });

  it('reads as English', () => {
    expect(title('launched/drone/UKR', plain)).toBe('drones launched at Ukraine');
    expect(title('killed/person/PAK/MIL', plain)).toBe('people killed: Pakistan, armed forces');
    expect(title('killed/person/ORG:Red-Army', plain)).toBe('people killed: Red Army');
    expect(title('share/territory/RUS-UKR', plain)).toBe('share, territory: Russia and Ukraine');
    expect(title('affected/region/outage-electricity/UKR', plain)).toBe('regions affected by outages (electricity): Ukraine');
    expect(title('count/coerce-arrest/person/PAK', plain)).toBe('arrests (people): Pakistan');
    expect(title('count/protest-demo/PAK', plain)).toBe('demonstrations: Pakistan');
    expect(title('money/sanction/dollar/RUS', plain)).toBe('money, sanctions (dollars): Russia');
    expect(title('day/consult/RUS-UKR', plain)).toBe('days of talks: Russia and Ukraine');
    expect(title('ordinal/damage-damaged/khan-yunis', plain)).toBe('damage, again and again: Khan Yunis');
    expect(title('ordinal/request/UKR', plain)).toBe('requests, again and again: Ukraine');
  });

  it('has siblings of other units', () => {
    const all = ['launched/drone/UKR', 'launched/missile/UKR', 'launched/drone/RUS', 'killed/person/UKR'];
    expect(siblings('launched/drone/UKR', all)).toEqual(['launched/missile/UKR']);
  });
});

describe('groups', () => {
  it('gives each side a shape, and no side to what has none', () => {
    const rows = [
      row(),
      row({ speaker_side: 'RUS' }),
      row(),
      row({ speaker_side: null, speaker: null, speaker_id: null }),
    ];
    const groups = groupsOf(rows, 'side', plain);
    expect(groups.map((group) => [group.label, group.shape, group.count])).toEqual([
      ['Ukraine', 'circle', 2],
      ['Russia', 'square', 1],
      ['no side named', 'ring', 1],
    ]);
  });

  it('puts what is beyond the shapes together, and loses none', () => {
    const rows = Array.from({ length: 20 }, (_, at) => row({ speaker_id: `X${at}`, speaker: `x${at}` }));
    const groups = groupsOf(rows, 'speaker', plain);
    expect(groups.at(-1)?.key).toBe(OTHERS);
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(20);
  });

  it('does not name one speaker for what several said', () => {
    const rows = [
      row({ speaker: 'Ukraine', speaker_id: 'UKR' }),
      row({ speaker: 'a mayor', speaker_id: 'UKR' }),
      row(),
    ];
    expect(groupsOf(rows, 'speaker', plain).map((group) => group.label)).toEqual(['anybody for Ukraine', 'air force']);
  });

  it('names each disputed day once', () => {
    expect(disputedDays([row({ evidence: 'disputed' }), row({ evidence: 'disputed' }), row()])).toEqual(['2025-12-06']);
  });
});

describe('scales', () => {
  it('counts days and back', () => {
    expect(dayText(dayNumber('2025-12-06') ?? 0)).toBe('2025-12-06');
    expect(dayNumber('soon')).toBeNull();
  });

  it('ticks at years, months or days, within the plot', () => {
    const labels = (from: string, to: string) =>
      dayScale(dayNumber(from) ?? 0, dayNumber(to) ?? 0, 0, 900).ticks.map((tick) => tick.label);
    expect(labels('2002-01-01', '2026-01-01')).toContain('2010');
    expect(labels('2025-01-01', '2025-12-31')).toContain('2025-07');
    expect(labels('2025-12-01', '2025-12-09')).toContain('2025-12-06');
    expect(labels('2025-12-06', '2025-12-06').length).toBeGreaterThan(0);
    expect(labels('0009-01-01', '2026-01-01').length).toBeLessThan(14);
  });

  it('begins at zero, and puts zero at the foot of a log scale', () => {
    const linear = linearScale([653], 100, 0);
    expect(linear.place(0)).toBe(100);
    expect(linear.ticks[0]?.label).toBe('0');
    const log = logScale([0, 1, 1000], 100, 0);
    expect(log.place(0)).toBe(100);
    expect(log.place(1)).toBeGreaterThan(log.place(1000));
    expect(log.ticks.map((tick) => tick.label)).toEqual(['0', '1', '10', '100', '1,000']);
    expect(logScale([], 100, 0).ticks.length).toBeGreaterThan(0);
  });
});

describe('the plot', () => {
  const choice = (rows: ValueRow[]) => ({
    by: 'side' as const,
    log: false,
    groups: groupsOf(rows, 'side', plain),
    span: null,
  });

  it('draws intervals and leaves out only what has no day or number', () => {
    const rows = [
      row(),
      row(atLeast(640)),
      row({ value: null, value_low: null, value_high: null }),
      row({ period_end: null, as_of: null }),
    ];
    const { marks, left } = plot(rows, frameOf(800, 300), choice(rows));
    expect([marks.length, left.length]).toEqual([2, 2]);
    expect(marks.map((mark) => [mark.kind, mark.yHigh === null])).toEqual([
      ['at-least', true],
      ['exact', false],
    ]);
  });

  it('is walked by day and, within a day, by value', () => {
    const rows = [
      row({ figure_id: 'c' }),
      row({ figure_id: 'a', value_low: 5, value_high: 5 }),
      row({ figure_id: 'b', period_end: '2025-12-01' }),
    ];
    const { marks } = plot(rows, frameOf(800, 300), choice(rows));
    expect(marks.map((mark) => mark.row.figure_id)).toEqual(['b', 'a', 'c']);
    expect([walk(marks, -1, 'ArrowRight'), walk(marks, 0, 'ArrowRight'), walk(marks, 2, 'ArrowRight')]).toEqual([
      0, 1, 2,
    ]);
    expect([walk(marks, 1, 'ArrowUp'), walk(marks, 1, 'ArrowDown'), walk(marks, 0, 'End')]).toEqual([2, 1, 2]);
    expect([walk(marks, 0, 'x'), walk([], 0, 'Home')]).toEqual([null, null]);
  });

  it('finds the mark under the pointer', () => {
    const rows = Array.from({ length: 5000 }, (_, at) =>
      row({ figure_id: `${at}`, period_end: dayText(12000 + at), value_low: at % 90, value_high: at % 90 }),
    );
    const { marks } = plot(rows, frameOf(1000, 300), choice(rows));
    const at = marks[2500];
    expect(nearest(marks, at?.x ?? 0, at?.y ?? 0, 8)).toBe(2500);
    expect(nearest(marks, -500, 0, 8)).toBe(-1);
    expect(spanOf(rows)).toEqual([12000, 16999]);
  });

  it('joins totals of one speaker alone', () => {
    const total = (day: string, speaker_id: string | null) =>
      row({ period: 'running', as_of: day, speaker_id, speaker: speaker_id, period_start: '2025-01-01' });
    const rows = [
      total('2025-02-01', 'UKR'),
      total('2025-03-01', 'UKR'),
      total('2025-02-01', 'RUS'),
      total('2025-04-01', null),
      total('2025-05-01', null),
    ];
    const lines = totals(plot(rows, frameOf(800, 300), choice(rows)).marks);
    expect(lines.map((line) => line.map((mark) => mark.row.speaker_id))).toEqual([['UKR', 'UKR']]);
  });
});

describe('occurrences', () => {
  const told = (ordinals: number[], missing: number | null) => ({
    number: 1,
    series: 's',
    event: 'e',
    from: null,
    to: null,
    ordinals,
    missing,
    speakers: [],
    outlets: 1,
    origins: 1,
    claims: [],
    words: '',
  });

  it('says what the list holds of an ordinal, and what not', () => {
    expect(gapText(gapOf(told([11], 8)) ?? { ordinal: 0, listed: 0, missing: 0 })).toBe(
      'told as the 11th: 3 on record, 8 not in this record',
    );
    expect(gapOf(told([], null))).toBeNull();
    expect(runs(untold([told([3], 2), told([5], 3)]))).toBe('1 to 2, 4');
    expect([1, 2, 3, 11, 12, 13, 21, 112].map(nth)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '11th',
      '12th',
      '13th',
      '21st',
      '112th',
    ]);
  });
});
