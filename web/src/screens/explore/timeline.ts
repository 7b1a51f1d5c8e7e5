// What the timeline draws and how its brush moves: days <-> pixels, ticks, bins, packed bars. Pure: no canvas.
import { civil, dayOf, monthName, type DayNumber } from './days';
import { isUndated, OPEN_FROM, OPEN_TO, type Events, type Interval } from './events';

/** The days in sight: `from` at the left edge, `to` (not included) at the right. Fractions while one zooms. */
export interface View {
  from: number;
  to: number;
}

export interface Tick {
  day: DayNumber;
  label: string;
  /** Begins a year (or a month, where days are told apart). */
  strong: boolean;
}

/** Fewer days than these are not shown. */
export const VIEW_MIN = 4;
const TICK_PX = 74;
const BIN_PX = 3;
/** Bars of single events need as many pixels a day. */
const BARS_PX = 5;
/** Rows of bars that one lane can hold. */
const ROWS_MAX = 8;

export function toPx(view: View, width: number, day: number): number {
  return ((day - view.from) / (view.to - view.from)) * width;
}

export function toDay(view: View, width: number, px: number): number {
  return view.from + (px / Math.max(1, width)) * (view.to - view.from);
}

/** All of it, with some room at both ends. */
export function whole(span: Interval | null): View {
  if (!span) return { from: 0, to: 30 };
  const days = span.to + 1 - span.from;
  const room = Math.max(1, days * 0.02);
  return widened({ from: span.from - room, to: span.to + 1 + room });
}

/** Zoomed by a factor about a day that keeps its place. */
export function zoomed(view: View, factor: number, about: number, limits: View): View {
  const next = { from: about - (about - view.from) * factor, to: about + (view.to - about) * factor };
  return within(widened(next), limits);
}

export function panned(view: View, days: number, limits: View): View {
  return within({ from: view.from + days, to: view.to + days }, limits);
}

function widened(view: View): View {
  const missing = VIEW_MIN - (view.to - view.from);
  return missing > 0 ? { from: view.from - missing / 2, to: view.to + missing / 2 } : view;
}

function within(view: View, limits: View): View {
  const size = view.to - view.from;
  if (size >= limits.to - limits.from) return limits;
  const from = Math.min(Math.max(view.from, limits.from), limits.to - size);
  return { from, to: from + size };
}

/** Moved as little as shows the interval. */
export function showing(view: View, interval: Interval, limits: View): View {
  if (interval.from >= view.from && interval.to + 1 <= view.to) return view;
  const size = Math.max(view.to - view.from, (interval.to + 1 - interval.from) * 1.2);
  const middle = (interval.from + interval.to + 1) / 2;
  return within(widened({ from: middle - size / 2, to: middle + size / 2 }), limits);
}

const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const MONTHS = [1, 2, 3, 6];
const DAYS = [1, 2, 5, 10];

export function ticks(view: View, width: number): Tick[] {
  const days = ((view.to - view.from) / Math.max(1, width)) * TICK_PX;
  const day = DAYS.find((step) => step >= days);
  if (day !== undefined) return dayTicks(view, day);
  const months = MONTHS.find((step) => step * 28 >= days);
  if (months !== undefined) return monthTicks(view, months);
  const years = YEARS.find((step) => step * 365 >= days) ?? (YEARS[YEARS.length - 1] as number);
  return monthTicks(view, years * 12);
}

function monthTicks(view: View, step: number): Tick[] {
  const start = civil(Math.floor(view.from));
  const found: Tick[] = [];
  let at = Math.floor((start.year * 12 + start.month - 1) / step) * step;
  for (; found.length < 400; at += step) {
    const [year, month] = [Math.floor(at / 12), (((at % 12) + 12) % 12) + 1];
    const day = dayOf(year, month, 1);
    if (day >= view.to) break;
    if (day < view.from) continue;
    found.push({ day, label: step >= 12 || month === 1 ? String(year) : `${monthName(month)} ${year}`, strong: month === 1 });
  }
  return found;
}

/** Days 1, 3, 5 … of each month, so that the same days carry a tick wherever one looks. */
function dayTicks(view: View, step: number): Tick[] {
  const found: Tick[] = [];
  for (let day = Math.ceil(view.from); day < view.to && found.length < 400; day++) {
    const date = civil(day);
    const isFirst = date.day === 1;
    if (!isFirst && ((date.day - 1) % step !== 0 || (step > 1 && date.day > 31 - step))) continue;
    found.push({ day, label: `${date.day} ${monthName(date.month)}${isFirst ? ` ${date.year}` : ''}`, strong: isFirst });
  }
  return found;
}

/** Days that one bar of counts stands for. */
export function binDays(view: View, width: number): number {
  const least = ((view.to - view.from) / Math.max(1, width)) * BIN_PX;
  return [1, 2, 7, 14, 30, 91, 365].find((days) => days >= least) ?? Math.ceil(least / 365) * 365;
}

export interface Bins {
  /** First day of the first bin. */
  start: DayNumber;
  days: number;
  /** For each lane, how many of its events can have been in each bin. */
  lanes: Int32Array[];
  /** The most in one bin of any lane. */
  most: number;
}

/** `laneOf[kind]` is the lane of a kind, -1 for none. One pass over the events, one over the bins. */
export function bins(events: Events, these: Int32Array, laneOf: Int8Array, lanes: number, view: View, days: number): Bins {
  const start = Math.floor(view.from / days) * days;
  const count = Math.max(1, Math.ceil((view.to - start) / days));
  const steps = Array.from({ length: lanes }, () => new Int32Array(count + 1));
  for (const at of these) {
    const lane = steps[laneOf[events.kind[at] as number] ?? -1];
    if (!lane || isUndated(events, at)) continue;
    const first = Math.max(0, Math.floor(((events.from[at] as number) - start) / days));
    const last = Math.min(count - 1, Math.floor(((events.to[at] as number) - start) / days));
    if (last < 0 || first >= count) continue;
    lane[first] = (lane[first] as number) + 1;
    lane[last + 1] = (lane[last + 1] as number) - 1;
  }
  let most = 0;
  for (const lane of steps) {
    let sum = 0;
    for (let bin = 0; bin < lane.length; bin++) {
      sum += lane[bin] as number;
      lane[bin] = sum;
      most = Math.max(most, sum);
    }
  }
  return { start, days, lanes: steps.map((lane) => lane.subarray(0, count)), most };
}

export interface Bar {
  event: number;
  row: number;
  from: DayNumber;
  /** Included. */
  to: DayNumber;
  /** The end is not told: drawn fading. */
  openFrom: boolean;
  openTo: boolean;
}

/** Single events of a lane as bars in rows, or `null` where they are too many to be told apart. */
export function bars(events: Events, these: Int32Array, view: View, width: number): { bars: Bar[]; rows: number } | null {
  if (width / (view.to - view.from) < BARS_PX) return null;
  const [first, last] = [Math.floor(view.from), Math.ceil(view.to)];
  const found: Bar[] = [];
  for (const at of these) {
    const [from, to] = [events.from[at] as number, events.to[at] as number];
    if (isUndated(events, at) || to < first || from > last) continue;
    const [openFrom, openTo] = [from === OPEN_FROM, to === OPEN_TO];
    found.push({ event: at, row: 0, from: Math.max(from, first - 1), to: Math.min(to, last), openFrom, openTo });
    if (found.length > 2000) return null;
  }
  found.sort((one, other) => one.from - other.from || other.to - one.to || one.event - other.event);
  const ends: number[] = [];
  for (const bar of found) {
    const free = ends.findIndex((end) => end < bar.from);
    bar.row = free < 0 ? ends.length : free;
    if (bar.row >= ROWS_MAX) return null;
    ends[bar.row] = bar.to;
  }
  return { bars: found, rows: Math.max(1, ends.length) };
}

export type Grip = 'from' | 'to' | 'middle' | 'new';

/** What a press at a pixel takes hold of. Edges win over the middle, the nearer edge over the other. */
export function gripAt(interval: Interval | null, view: View, width: number, px: number, reach = 7): Grip {
  if (!interval) return 'new';
  const [left, right] = [toPx(view, width, interval.from), toPx(view, width, interval.to + 1)];
  const [toLeft, toRight] = [Math.abs(px - left), Math.abs(px - right)];
  if (Math.min(toLeft, toRight) <= reach) return toLeft <= toRight ? 'from' : 'to';
  return px > left && px < right ? 'middle' : 'new';
}

/** The brush after a drag from one day to another. It never has less than one day: an edge stops at the other. */
export function dragged(grip: Grip, start: Interval | null, pressed: number, now: number): Interval {
  const day = Math.floor(now);
  if (grip === 'new' || !start) return ordered(Math.floor(pressed), day);
  const moved = Math.round(now - pressed);
  if (grip === 'middle') return { from: start.from + moved, to: start.to + moved };
  if (grip === 'from') return { from: Math.min(start.from + moved, start.to), to: start.to };
  return { from: start.from, to: Math.max(start.to + moved, start.from) };
}

function ordered(one: number, other: number): Interval {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** The brush some days later. */
export function stepped(interval: Interval, days: number): Interval {
  return { from: interval.from + days, to: interval.to + days };
}

/** The next interval of a play, and whether it is over. Cumulative: the beginning stays. */
export function played(interval: Interval, days: number, cumulative: boolean, last: DayNumber): { interval: Interval; over: boolean } {
  const to = Math.min(interval.to + days, Math.max(last, interval.to));
  const from = cumulative ? interval.from : interval.from + (to - interval.to);
  return { interval: { from, to }, over: to >= last };
}
