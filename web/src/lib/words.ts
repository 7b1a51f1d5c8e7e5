// Numbers, days and names as people read them. Nothing is rounded, and nothing is filled in.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// Made once: making one takes longer than a thousand numbers.
const FORM = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

export const UNNAMED = 'no speaker named';
export const NOT_STATED = 'not stated';

/** `653`, `1,904`, `2.5`. */
export function number(value: number): string {
  return FORM.format(value);
}

/** `2025-12-06` -> `6 Dec 2025`; anything else as it is. */
export function day(text: string | null): string {
  if (text === null) return NOT_STATED;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const month = match ? MONTHS[Number(match[2]) - 1] : undefined;
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : text;
}

/** An interval of days, both ends included. */
export function days(from: string | null, to: string | null): string {
  if (from === null) return to === null ? 'day not stated' : `until ${day(to)}`;
  if (to === null) return `from ${day(from)}`;
  if (from === to) return day(from);
  const [start, end] = [day(from), day(to)];
  const [startYear, endYear] = [start.slice(-5), end.slice(-5)];
  if (startYear !== endYear) return `${start} – ${end}`;
  const [startMonth, endMonth] = [start.slice(0, -5).split(' ')[1], end.slice(0, -5).split(' ')[1]];
  const short = startMonth === endMonth ? start.split(' ')[0] : start.slice(0, -5);
  return `${short} – ${end}`;
}

/** The day `n` days later. */
export function addDays(text: string, n: number): string {
  const at = new Date(`${text}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + n);
  return at.toISOString().slice(0, 10);
}

/** `who (side)`, or that nobody is named: a value is never shown without. */
export function speaker(name: string | null, side: string | null = null): string {
  const told = name ?? UNNAMED;
  return side ? `${told} (${side})` : told;
}

/** A value with what its words leave open: `653`, `more than 300`, `640–660`. `null` where there is no number. */
export function amount(low: number | null, high: number | null): string | null {
  if (low !== null && low === high) return number(low);
  if (low !== null && high !== null) return `${number(low)}–${number(high)}`;
  if (low !== null) return `${number(low)} or more`;
  if (high !== null) return `${number(high)} or fewer`;
  return null;
}

/** `1 report`, `2 reports`. */
export function count(n: number, one: string, many: string = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

const ODD: Record<string, string> = { person: 'people', child: 'children', man: 'men', woman: 'women' };
const UNCOUNTED = new Set(['territory', 'land', 'aircraft', 'police', 'power', 'tariff']);

/** Things counted, as more than one: `person` -> people, `police-officer` -> police officers. What is no plain word stays. */
export function plural(word: string): string {
  const [last = '', ...before] = word.split(/[- ]/).reverse();
  return [...before.reverse(), ODD[last] ?? withEnding(last)].join(' ');
}

function withEnding(word: string): string {
  if (!/^[a-z]+$/.test(word) || word.endsWith('s') || UNCOUNTED.has(word)) return word;
  return word.endsWith('y') && !/[aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** Outlets and origins are told apart: many outlets may print one text. */
export function carriers(outlets: number, origins: number): string {
  return `${outlets === 0 ? 'outlet not stated' : count(outlets, 'outlet')} · ${count(origins, 'origin')}`;
}

/** `ASSAULT` -> `Assault`. */
export function typeWords(type: string): string {
  const words = type.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What people said of an event's claims; `null` where nobody has looked at one. */
export function reviewed(event: { unreviewed: number; accepted: number; rejected: number; edited: number }): string | null {
  const parts = (['accepted', 'edited', 'rejected'] as const).filter((state) => event[state] > 0);
  if (parts.length === 0) return null;
  const all = event.unreviewed + event.accepted + event.edited + event.rejected;
  return `${parts.map((state) => `${number(event[state])} ${state}`).join(', ')} of ${count(all, 'claim')}`;
}
