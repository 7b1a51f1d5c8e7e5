// A value as told -> what its words allow, in English and as an interval. An open end stays open; nothing is rounded.

import { day, number, UNNAMED } from './words';
import type { ValueRow } from './types';

export type Kind = 'exact' | 'about' | 'between' | 'at-least' | 'at-most' | 'open';

/** What the words leave open: both ends, one, or none. */
export function kindOf(row: ValueRow): Kind {
  const { value_low: low, value_high: high } = row;
  if (low === null && high === null) return 'open';
  if (low === null) return 'at-most';
  if (high === null) return 'at-least';
  if (low < high) return 'between';
  return isApproximate(row) ? 'about' : 'exact';
}

/** Round words ("about", "nearly", "dozens"): the ends of the interval are soft. */
export function isApproximate(row: ValueRow): boolean {
  return row.value === null && row.value_low !== null && row.value_low === row.value_high;
}

/** "653", "at least 640", "about 650", "between 10 and 15". */
export function amount(row: ValueRow): string {
  const about = isApproximate(row) ? 'about ' : '';
  const low = row.value_low === null ? '' : number(row.value_low);
  const high = row.value_high === null ? '' : number(row.value_high);
  const texts: Record<Kind, string> = {
    exact: low,
    about: `about ${low}`,
    between: `${about}between ${low} and ${high}`,
    'at-least': `at least ${about}${low}`,
    'at-most': `at most ${about}${high}`,
    open: 'no number given',
  };
  return texts[kindOf(row)];
}

/** A happening is filed under its last day ("overnight"), a running total under the day of its report. */
export function dayOf(row: ValueRow): string | null {
  if (isRunning(row)) return row.as_of ?? row.period_end;
  return row.period_end ?? row.as_of;
}

export function isRunning(row: ValueRow): boolean {
  return row.period === 'running';
}

export function isSuperseded(row: ValueRow): boolean {
  return row.evidence === 'superseded';
}

export function isDisputed(row: ValueRow): boolean {
  return row.evidence === 'disputed';
}

export function speakerOf(row: ValueRow): string {
  return row.speaker ?? row.speaker_id ?? UNNAMED;
}

/** The side that the speaker stands for, else the outlet's; '' where neither is known. */
export function sideOf(row: ValueRow): string {
  return row.speaker_side ?? row.outlet_sides[0] ?? '';
}

/** What a value counts beside its series: a place, a kind of people. */
export function counts(row: ValueRow): string {
  return [row.whom, row.scope].filter((part) => part !== null && part !== '').join(', ');
}

const STATES: Record<string, string> = {
  reported: 'reported, no speaker named',
  claimed: 'claimed',
  corroborated: 'told by several origins',
  disputed: 'disputed',
  superseded: 'earlier value',
};

/** What the record holds of a value, not what is true. */
export function stateOf(row: ValueRow): string {
  const state = STATES[row.evidence] ?? row.evidence;
  return row.conflict_group.length > 0 ? `${state}, ${row.conflict_group.join(' and ')}` : state;
}

/** One sentence for who walks the values by ear. */
export function spoken(row: ValueRow, at: number, of: number, names: (id: string) => string): string {
  const side = sideOf(row);
  const parts = [
    `${day(dayOf(row))}: ${amount(row)}`,
    side === '' ? speakerOf(row) : `${speakerOf(row)}, side ${names(side)}`,
    counts(row),
    isRunning(row) ? 'running total' : '',
    row.evidence === 'reported' ? '' : stateOf(row),
    ...row.checks.map((check) => `check: ${checkTitle(check)}`),
    `value ${at + 1} of ${of}`,
  ];
  return parts.filter((part) => part !== '').join('. ');
}

const CHECKS: Record<string, string> = {
  'part-exceeds-whole': 'a part is larger than its whole',
  'total-falls': 'a running total fell',
  'other-scope': 'told of another scope: not comparable',
  'share-differs': 'a share told in words does not fit the numbers',
};

export function checkTitle(kind: string): string {
  return CHECKS[kind] ?? kind.replaceAll('-', ' ');
}
