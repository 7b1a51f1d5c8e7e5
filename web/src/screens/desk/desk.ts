// What the desk is told and how it says it: the answer of `/api/v1/desk`, the period asked for, values in words.
import type { Answer, ValueRow } from '../../lib/types';
import { addDays, count, day, number } from '../../lib/words';

/** The first rows of a list. */
export interface Part<Row> {
  rows: Row[];
  total: number;
}

export type DeskAnswer = Answer<'Desk'>;
export type Card = DeskAnswer['figures']['rows'][number];
export type Dispute = DeskAnswer['disputed']['rows'][number];
/** One told value; an end is `null` where its words leave it open. */
export type Point = Card['history'][number];

/** A value as its words allow it: `653`, `more than 430`, `640–660`, `2nd`; the words themselves where no number is told. */
export function told(value: ValueRow): string {
  const { value_low: low, value_high: high } = value;
  const write = (n: number) => written(n, value.measure);
  if (value.value !== null) return write(value.value);
  if (low !== null && high !== null && low !== high) return `${number(low)}–${write(high)}`;
  const end = low ?? high;
  if (end === null) return value.words;
  const qualifier = value.qualifier === '' || value.qualifier === 'exactly' ? '' : `${value.qualifier} `;
  return qualifier + write(end);
}

function written(n: number, measure: string): string {
  if (measure === 'share') return `${number(n)}%`;
  return measure === 'ordinal' || measure === 'day' ? ordinal(n) : number(n);
}

/** `1st`, `2nd`, `11th`, `23rd`. */
export function ordinal(n: number): string {
  const isTeen = n % 100 >= 11 && n % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return number(n) + ending;
}

/** What is compared: values that stand, each told once; one that its speaker has replaced is left out. */
export function standing(card: Card): ValueRow[] {
  const all = card.latest ? [card.latest, ...card.others] : card.others;
  return all.filter((value) => value.evidence !== 'superseded');
}

/** A series' history in a sentence: what the little chart shows. */
export function spoken(history: readonly Point[]): string {
  const ends = history.flatMap((point) => [point.low, point.high]).filter((end) => end !== null);
  const days = history.map((point) => point.day).filter((at) => at !== null);
  const [first, last] = [days[0], days.at(-1)];
  if (ends.length === 0 || !first || !last) return 'no numbers to draw';
  const span = first === last ? `on ${day(first)}` : `from ${day(first)} to ${day(last)}`;
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const range = least === most ? number(least) : `between ${number(least)} and ${number(most)}`;
  return `${count(history.length, 'value')} ${span}: ${range}`;
}

export interface Drawn {
  x: number;
  top: number;
  bottom: number;
  /** The words leave this end open. */
  open: 'up' | 'down' | null;
  last: boolean;
}

/** Values as marks in a box: `x` by day, one mark for each value, never a line through rivals. */
export function drawn(history: readonly Point[], width: number, height: number): Drawn[] {
  const known = history.filter(({ day: at, low, high }) => at !== null && (low !== null || high !== null));
  const days = known.map((point) => Date.parse(`${point.day}T00:00:00Z`));
  const ends = known.flatMap((point) => [point.low, point.high]).filter((end) => end !== null);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const most = Math.max(...ends);
  const least = Math.min(0, ...ends);
  const pad = 3;
  const x = (at: number) => (first === last ? width - pad : pad + ((at - first) / (last - first)) * (width - 2 * pad));
  const y = (value: number) => height - pad - ((value - least) / (most - least || 1)) * (height - 2 * pad);
  return known.map(({ low, high }, at) => ({
    x: x(days[at] ?? first),
    top: y(high ?? low ?? 0),
    bottom: y(low ?? high ?? 0),
    open: high === null ? 'up' : low === null ? 'down' : null,
    last: days[at] === last,
  }));
}

/** What is asked: the address' days, else from the day up to which this browser has seen the record. */
export function period(query: URLSearchParams, seen: string | null): { since: string | null; until: string | null } {
  return { since: query.get('since') ?? seen, until: query.get('until') };
}

/** Periods to choose from, all ending with the record's last day. */
export function periods(last: string | null, seen: string | null): { label: string; since: string }[] {
  if (last === null) return [];
  const offers = [
    { label: 'last day', since: last },
    { label: '7 days', since: addDays(last, -6) },
    { label: '30 days', since: addDays(last, -29) },
  ];
  if (seen !== null && seen < last) offers.unshift({ label: `since I looked (${day(seen)})`, since: seen });
  return offers;
}

const SEEN = 'dateline.seen';
const LAST = 'dateline.record';

/** The record last shown in this browser: a guess until the server has told its name. */
export function lastRecord(): string {
  return localStorage.getItem(LAST) ?? '';
}

export function keepRecord(record: string): void {
  localStorage.setItem(LAST, record);
}

/** The last day of this record that this browser has marked as seen. */
export function seenOf(record: string): string | null {
  const kept = localStorage.getItem(`${SEEN}.${record}`);
  return kept !== null && /^\d{4}-\d{2}-\d{2}$/.test(kept) ? kept : null;
}

export function markSeen(record: string, until: string): void {
  localStorage.setItem(`${SEEN}.${record}`, until);
}
