// Values -> marks with places in pixels; and the walk of the keyboard and the pointer over them.

import type { By, Group } from './groups';
import { groupOf } from './groups';
import type { DayScale, Scale } from './scale';
import { dayNumber, dayScale, linearScale, logScale } from './scale';
import type { ValueRow } from './types';
import type { Kind } from '../../lib/values';
import { dayOf, isApproximate, isDisputed, isSuperseded, kindOf } from '../../lib/values';

export interface Mark {
  row: ValueRow;
  group: Group;
  kind: Kind;
  approximate: boolean;
  disputed: boolean;
  superseded: boolean;
  x: number;
  /** First day of the happening, where it is told as longer than a night. */
  x0: number;
  /** Where the pointer finds it: the end that is told, or half way along the bar of both ends (nothing is drawn there). */
  y: number;
  /** Ends of the bar; null where the words leave that end open. */
  yLow: number | null;
  yHigh: number | null;
}

export interface Plot {
  marks: Mark[];
  days: DayScale;
  values: Scale;
  /** Values without a day or a number: told in the table alone. */
  left: ValueRow[];
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Choice {
  by: By;
  log: boolean;
  groups: Group[];
  /** Days of the axis; what the values span where null. */
  span: [number, number] | null;
}

export function frameOf(width: number, height: number): Frame {
  return { width, height, left: 60, right: width - 36, top: 18, bottom: height - 26 };
}

/** The first and last day of values, as numbers of days; null where none has a day. */
export function spanOf(rows: ValueRow[]): [number, number] | null {
  let span: [number, number] | null = null;
  for (const row of rows) {
    const day = numbered(dayOf(row));
    if (day === null) continue;
    span = span === null ? [day, day] : [Math.min(span[0], day), Math.max(span[1], day)];
  }
  return span;
}

/** Marks in the order of the walk: by day, then by value, then by id. */
export function plot(rows: ValueRow[], frame: Frame, choice: Choice): Plot {
  const isShown = (row: ValueRow) => numbered(dayOf(row)) !== null && kindOf(row) !== 'open';
  const shown = rows.filter(isShown);
  const left = rows.filter((row) => !isShown(row));
  const [from, to] = choice.span ?? spanOf(shown) ?? [0, 1];
  const days = dayScale(from, to, frame.left, frame.right);
  const numbers = shown.flatMap((row) => [row.value_low, row.value_high]).filter((end): end is number => end !== null);
  const scale = choice.log ? logScale : linearScale;
  const values = scale(numbers, frame.bottom, frame.top);
  const marks = shown.sort(walkOrder).map((row) => mark(row, days, values, choice));
  return { marks, days, values, left };
}

function walkOrder(a: ValueRow, b: ValueRow): number {
  const [dayA, dayB] = [dayOf(a) ?? '', dayOf(b) ?? ''];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  const value = (row: ValueRow) => row.value_low ?? row.value_high ?? 0;
  return value(a) - value(b) || (a.figure_id < b.figure_id ? -1 : 1);
}

function mark(row: ValueRow, days: DayScale, values: Scale, choice: Choice): Mark {
  const day = numbered(dayOf(row)) ?? 0;
  const start = numbered(row.period_start);
  const yLow = row.value_low === null ? null : values.place(row.value_low);
  const yHigh = row.value_high === null ? null : values.place(row.value_high);
  const ends = [yLow, yHigh].filter((end): end is number => end !== null);
  return {
    row,
    group: groupOf(choice.groups, row, choice.by),
    kind: kindOf(row),
    approximate: isApproximate(row),
    disputed: isDisputed(row),
    superseded: isSuperseded(row),
    x: days.place(day),
    x0: start !== null && day - start > 1 ? days.place(start) : days.place(day),
    y: ends.reduce((sum, end) => sum + end, 0) / (ends.length || 1),
    yLow,
    yHigh,
  };
}

function numbered(day: string | null): number | null {
  return day === null ? null : dayNumber(day);
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, PageDown: 10, PageUp: -10 };

/** Where a key leads: left and right through all values, up and down among those of one day. Null: no key of the walk. */
export function walk(marks: Mark[], at: number, key: string): number | null {
  const last = marks.length - 1;
  if (last < 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = STEPS[key];
  if (step !== undefined) return at < 0 ? (step > 0 ? 0 : last) : Math.min(Math.max(at + step, 0), last);
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  if (at < 0) return last;
  const next = at + (key === 'ArrowUp' ? 1 : -1);
  return marks[next] !== undefined && marks[next].x === marks[at]?.x ? next : at;
}

/** The mark nearest to a place, within reach in pixels; -1 where none is. Marks lie by x. */
export function nearest(marks: Mark[], x: number, y: number, reach: number): number {
  let [best, found] = [reach * reach, -1];
  for (let at = firstFrom(marks, x - reach); at < marks.length; at += 1) {
    const mark = marks[at];
    if (mark === undefined || mark.x > x + reach) break;
    const distance = (mark.x - x) ** 2 + (mark.y - y) ** 2;
    if (distance <= best) [best, found] = [distance, at];
  }
  return found;
}

function firstFrom(marks: Mark[], x: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Running totals of one speaker about one thing, in order of days: these alone are joined by a line. */
export function totals(marks: Mark[]): Mark[][] {
  const lines = new Map<string, Mark[]>();
  for (const mark of marks) {
    const { row } = mark;
    if (row.speaker_id === null || row.period_start === null || mark.superseded) continue;
    const key = [row.series, row.speaker_id, row.speaker, row.scope_id, row.whom, row.period_start].join('\n');
    lines.set(key, [...(lines.get(key) ?? []), mark]);
  }
  return [...lines.values()].filter((line) => line.length > 1);
}
