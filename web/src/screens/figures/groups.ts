// Values -> who tells them: groups by side or speaker, each with a mark of its own (shape, label, colour).

import { UNNAMED } from '../../lib/words';
import type { Names } from '../../lib/names';
import type { ValueRow } from './types';
import { dayOf, sideOf, speakerOf } from '../../lib/values';

export type By = 'day' | 'speaker' | 'side';
export const BY: By[] = ['day', 'side', 'speaker'];

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'wedge' | 'cross' | 'ring' | 'dot';

export interface Group {
  key: string;
  label: string;
  shape: Shape;
  /** Position in the palette, from 1; 0 is the quiet colour. */
  colour: number;
  count: number;
}

const SHAPES: Shape[] = ['circle', 'square', 'triangle', 'diamond', 'wedge', 'cross'];
export const OTHERS = '…';

/** Who is told apart on the chart; days are told apart by place alone, so there the sides are. */
export function keyOf(row: ValueRow, by: By): string {
  if (by !== 'speaker') return sideOf(row);
  return row.speaker_id ?? row.speaker ?? '';
}

/** Largest first; what is beyond the shapes stands together as others. One order, whatever order rows come in. */
export function groupsOf(rows: ValueRow[], by: By, names: Names): Group[] {
  const counts = new Map<string, { count: number; label: string }>();
  for (const row of rows) {
    const key = keyOf(row, by);
    const own = by === 'speaker' ? speakerOf(row) : names(key);
    const known = counts.get(key) ?? { count: 0, label: own };
    counts.set(key, { count: known.count + 1, label: known.label === own ? own : anybody(key, names) });
  }
  const sorted = [...counts].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const named = sorted.filter(([key]) => key !== '');
  const groups: Group[] = named.slice(0, SHAPES.length).map(([key, { count, label }], at) => ({
    key,
    label,
    shape: SHAPES[at] ?? 'dot',
    colour: at + 1,
    count,
  }));
  const rest = named.slice(SHAPES.length);
  if (rest.length > 0) {
    const count = rest.reduce((sum, [, { count }]) => sum + count, 0);
    const what = by === 'speaker' ? 'speakers' : 'sides';
    groups.push({ key: OTHERS, label: `${rest.length} other ${what}`, shape: 'dot', colour: 0, count });
  }
  const unnamed = counts.get('');
  if (unnamed) {
    const label = by === 'speaker' ? UNNAMED : 'no side named';
    groups.push({ key: '', label, shape: 'ring', colour: 0, count: unnamed.count });
  }
  return groups;
}

/** Speakers of several names under one id ("Ukraine", "Ukrainian authorities") go by what the id is called. */
function anybody(key: string, names: Names): string {
  return `anybody for ${key.split(',').map(names).join(' and ')}`;
}

export function groupOf(groups: Group[], row: ValueRow, by: By): Group {
  const key = keyOf(row, by);
  const found = groups.find((group) => group.key === key) ?? groups.find((group) => group.key === OTHERS);
  return found ?? { key, label: key, shape: 'dot', colour: 0, count: 0 };
}

/** Days on which values of one happening disagree. */
export function disputedDays(rows: ValueRow[]): string[] {
  const days = rows.filter((row) => row.evidence === 'disputed').map(dayOf);
  return [...new Set(days.filter((day): day is string => day !== null))].sort();
}
