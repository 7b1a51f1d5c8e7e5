// The log in words: what each kind of line says, and where its subject and detail lead.
import { address } from '../../lib/route';
import type { Answer, LogRow } from '../../lib/types';
import { count, number } from '../../lib/words';
import { claimAddress } from '../../lib/claim';

/** Where a line leads: the report, the claim or the event; `null` where the record itself is meant. */
export function subject(row: LogRow): string | null {
  if (row.id === null) return null;
  if (row.id.includes(':')) return claimAddress(row.id);
  return isEvent(row.id) ? address('explore', row.id) : address('reader', row.id);
}

/** The detail as words, with an address where it is an id. */
export function detail(row: LogRow): { words: string; to: string | null } {
  const told = row.detail ?? '';
  if (told === '') return { words: '', to: null };
  if (row.what === 'report-added' && /^\d+$/.test(told)) return { words: count(Number(told), 'claim'), to: null };
  if (row.what.startsWith('claim-') && row.id !== null && /^\d+$/.test(told)) {
    return { words: `claim ${told}`, to: address('reader', row.id, { claim: told }) };
  }
  if (isEvent(told)) return { words: told, to: address('explore', told) };
  if (/^[0-9a-f]{16,}:\d+$/.test(told)) return { words: told, to: claimAddress(told) };
  if (/^[0-9a-f]{16,}$/.test(told)) return { words: told, to: address('reader', told) };
  return { words: told, to: null };
}

/** `2026-11-23T17:04:10Z` -> `2026-11-23 17:04:10 UTC`. */
export function moment(at: string): string {
  return at.replace('T', ' ').replace(/Z$/, ' UTC');
}

/** A part of a whole in percent, as whole as it is: `7 of 9 (78%)`. */
export function share(some: number, all: number): string {
  if (all === 0) return 'none yet';
  return `${number(some)} of ${number(all)} (${Math.round((100 * some) / all)}%)`;
}

/** An event's id: the beginning of its first report's, a stroke, and a number. */
function isEvent(id: string): boolean {
  return /^[0-9a-f]{8,}-\d+$/.test(id);
}

/** A share as a whole percentage. */
export function percent(part: number): string {
  return `${Math.round(100 * part)}%`;
}

/** The ends of an interval of shares. */
export function interval(low: number, high: number): string {
  return `${Math.round(100 * low)}–${percent(high)}`;
}

export type Precision = Answer<'PrecisionRow'>;
export type Stats = Answer<'StatsForm'>;
export type AgreementAnswer = Answer<'AgreementForm'>;
export type CoverageAnswer = Answer<'Coverage'>;
