// The loaded events as columns of numbers, so that a brush over 20,000 of them takes a millisecond. An end that is not
// told is open: it reaches as far as anybody looks. Rows keep the order in which the record lists them; numbers of rows go by day.
import type { EventRow } from '../../lib/types';
import { dayNumber, type DayNumber } from './days';
import { kindOf } from './kinds';
import { trayOf, TRAYS, type Placed, type Tray } from './places';

export type Row = EventRow & Placed;

/** Stands for an end that is not told. */
export const OPEN_FROM = -(2 ** 31);
export const OPEN_TO = 2 ** 31 - 1;

export interface Events {
  rows: readonly Row[];
  from: Int32Array;
  to: Int32Array;
  kind: Uint8Array;
  /** Number in `TRAYS`. */
  tray: Uint8Array;
  /** Number in `spots`; -1 where nothing is drawn. */
  spot: Int32Array;
  spots: Spot[];
  /** Numbers of the rows by day: open beginnings first, then as the rows stand; those without a day last. */
  order: Int32Array;
  /** First and last day that is told; `null` where none is. */
  span: Interval | null;
}

/** Both days included. */
export interface Interval {
  from: DayNumber;
  to: DayNumber;
}

/** One position and precision: what is drawn once, with a count. */
export interface Spot {
  place: string;
  lat: number;
  lon: number;
  tray: Tray;
  precision: string | null;
  /** Number of the outline, where there is one. */
  outline: number | null;
}

export type FindOutline = (name: string, lat: number, lon: number) => number | null;

export function eventsOf(rows: readonly Row[], find: FindOutline): Events {
  const n = rows.length;
  const events: Events = {
    rows,
    from: new Int32Array(n),
    to: new Int32Array(n),
    kind: new Uint8Array(n),
    tray: new Uint8Array(n),
    spot: new Int32Array(n).fill(-1),
    spots: [],
    order: new Int32Array(n),
    span: null,
  };
  const known = new Map<string, number>();
  let [first, last] = [OPEN_TO, OPEN_FROM];
  rows.forEach((row, at) => {
    const from = dayNumber(row.from);
    const to = dayNumber(row.to);
    events.from[at] = from ?? OPEN_FROM;
    events.to[at] = to ?? OPEN_TO;
    for (const day of [from, to]) {
      if (day === null) continue;
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
    events.kind[at] = kindOf(row.type);
    const spot = spotOf(row, find, known, events.spots);
    events.spot[at] = spot ?? -1;
    const tray = spot === null ? trayOf(row, false) : (events.spots[spot] as Spot).tray;
    events.tray[at] = TRAYS.indexOf(tray);
  });
  if (first <= last) events.span = { from: first, to: last };
  const key = (at: number) => (isUndated(events, at) ? OPEN_TO : (events.from[at] as number));
  events.order = Int32Array.from(rows.keys()).sort((one, other) => key(one) - key(other) || one - other);
  return events;
}

function spotOf(row: Row, find: FindOutline, known: Map<string, number>, spots: Spot[]): number | null {
  if (row.place === null || row.lat === null || row.lon === null || row.precision === 'country') return null;
  const key = `${row.lat} ${row.lon} ${row.precision ?? ''} ${row.place}`;
  const there = known.get(key);
  if (there !== undefined) return there;
  const isPoint = trayOf(row, false) === 'point';
  const outline = isPoint || row.precision === 'district' ? null : find(row.place, row.lat, row.lon);
  const tray = trayOf(row, outline !== null);
  const { place, lat, lon } = row;
  spots.push({ place, lat, lon, tray, precision: row.precision ?? null, outline });
  known.set(key, spots.length - 1);
  return spots.length - 1;
}

/** Whether no day at all is told of it. */
export function isUndated(events: Events, at: number): boolean {
  return events.from[at] === OPEN_FROM && events.to[at] === OPEN_TO;
}

/** Whether it can have been in the interval. What has no day at all can not be said to have been. */
export function overlaps(events: Events, at: number, interval: Interval): boolean {
  if (isUndated(events, at)) return false;
  return (events.from[at] as number) <= interval.to && (events.to[at] as number) >= interval.from;
}

export interface Choice {
  /** `null`: any day, and those of which none is told. */
  interval: Interval | null;
  tray?: Tray | null;
  /** Kinds that are left out, as bits. */
  hidden?: number;
}

/** The numbers of the events that a choice leaves, by day. */
export function chosen(events: Events, choice: Choice): Int32Array {
  const kept = new Int32Array(events.rows.length);
  const tray = choice.tray ? TRAYS.indexOf(choice.tray) : -1;
  const hidden = choice.hidden ?? 0;
  let n = 0;
  for (const at of events.order) {
    if (tray >= 0 && events.tray[at] !== tray) continue;
    if (hidden !== 0 && (hidden >> (events.kind[at] as number)) & 1) continue;
    if (choice.interval && !overlaps(events, at, choice.interval)) continue;
    kept[n++] = at;
  }
  return kept.subarray(0, n);
}

/** How many of these lie in each tray. */
export function counted(events: Events, these: Int32Array): Record<Tray, number> {
  const counts = Object.fromEntries(TRAYS.map((tray) => [tray, 0])) as Record<Tray, number>;
  for (const at of these) counts[TRAYS[events.tray[at] as number] as Tray] += 1;
  return counts;
}
