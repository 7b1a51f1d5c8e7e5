// What happens again and again -> the list with what it does not hold. What is missing is counted, never made up.

import type { OccurrenceRow } from '../../lib/types';

export interface Gap {
  ordinal: number;
  /** How many that it counts are on record up to there, this one with them. */
  listed: number;
  missing: number;
}

/** What the highest ordinal told of a happening says of the list; null where none is told. */
export function gapOf(row: OccurrenceRow): Gap | null {
  const ordinal = row.ordinals[row.ordinals.length - 1];
  if (ordinal === undefined) return null;
  const missing = row.missing ?? 0;
  return { ordinal, listed: Math.max(0, ordinal - missing), missing };
}

export function gapText(gap: Gap): string {
  const told = `told as the ${nth(gap.ordinal)}: ${gap.listed} on record`;
  return gap.missing === 0 ? `${told}, none missing` : `${told}, ${gap.missing} not in this record`;
}

/** Ordinals up to the highest that no happening of the list is told as. */
export function untold(rows: OccurrenceRow[]): number[] {
  const told = new Set(rows.flatMap((row) => row.ordinals));
  const highest = Math.min(Math.max(0, ...told), ORDINALS_MAX);
  return Array.from({ length: Math.floor(highest) }, (_, at) => at + 1).filter((ordinal) => !told.has(ordinal));
}

/** Beyond this an ordinal is no list that anybody reads. */
const ORDINALS_MAX = 1000;

export function nth(number: number): string {
  const tens = number % 100;
  if (tens >= 11 && tens <= 13) return `${number}th`;
  return `${number}${['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'}`;
}

/** "1 to 7, 9": runs of numbers in words. */
export function runs(numbers: number[]): string {
  const parts: string[] = [];
  let start: number | undefined;
  numbers.forEach((number, at) => {
    start ??= number;
    if (numbers[at + 1] === number + 1) return;
    parts.push(start === number ? String(number) : `${start} to ${number}`);
    start = undefined;
  });
  return parts.join(', ');
}
