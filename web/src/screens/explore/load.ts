// Which events are loaded. All that the filters leave, where they are no more than `EVENTS_MAX`; else those of the latest
// days that fit, or of the days that are asked for: what was left out is said, never hidden.
import { listAll } from '../../lib/api';
import type { List } from '../../lib/types';
import { intervalText } from './address';
import { dayNumber, type DayNumber } from './days';
import type { Interval, Row } from './events';

export const EVENTS_MAX = 20_000;
/** What the screen shows of an event: picked, so that so many rows come in one answer. */
const FIELDS =
  'id,type,from,to,place,place_id,lat,lon,precision,who,speaker,status,words,claims,reports,outlets,origins,claim,unreviewed,accepted,rejected,edited';
/** Days of the windows that are tried, the longest first. */
const WINDOWS = [7305, 3652, 1826, 730, 365, 180, 90, 30, 14, 7, 3, 1];

export interface Loaded {
  rows: Row[];
  /** All that the filters leave, of whatever day. */
  total: number;
  /** The days that are loaded; `null`: all. */
  window: Interval | null;
  /** Of this window, how many there are: more than `rows` where even the window was cut. */
  inWindow: number;
}

type Ask = (query: URLSearchParams) => Promise<List<Row>>;

/** `filters` without days; `wanted` the days of the address; `last` the last day of the record. */
export async function load(
  filters: URLSearchParams,
  wanted: Interval | null,
  last: DayNumber | null,
  signal?: AbortSignal,
): Promise<Loaded> {
  const ask: Ask = (query) => listAll('events', query, Number(query.get('limit')), signal);
  return loadBy(ask, filters, wanted, last);
}

export async function loadBy(ask: Ask, filters: URLSearchParams, wanted: Interval | null, last: DayNumber | null): Promise<Loaded> {
  const { total } = await ask(bounded(filters, null, 1));
  if (total <= EVENTS_MAX) {
    const all = await ask(bounded(filters, null, EVENTS_MAX));
    return { rows: all.rows, total: all.total, window: null, inWindow: all.total };
  }
  const window = wanted ?? (await latest(ask, filters, last));
  const some = await ask(bounded(filters, window, EVENTS_MAX));
  return { rows: some.rows, total, window, inWindow: some.total };
}

/** The longest window up to the last day that holds no more than can be loaded; a day where even that holds more. */
async function latest(ask: Ask, filters: URLSearchParams, last: DayNumber | null): Promise<Interval> {
  const to = last ?? (dayNumber('2100-01-01') as DayNumber);
  let [low, high] = [0, WINDOWS.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { total } = await ask(bounded(filters, back(to, WINDOWS[middle] as number), 1));
    if (total <= EVENTS_MAX) high = middle;
    else low = middle + 1;
  }
  return back(to, WINDOWS[low] as number);
}

function back(to: DayNumber, days: number): Interval {
  return { from: to - days + 1, to };
}

function bounded(filters: URLSearchParams, days: Interval | null, limit: number): URLSearchParams {
  const query = new URLSearchParams(filters);
  for (const [name, day] of Object.entries(intervalText(days))) if (day !== null) query.set(name, day);
  query.set('limit', String(limit));
  query.set('fields', FIELDS);
  return query;
}

/** The window as long, before (`-1`) or after (`1`) the one that is loaded. */
export function beside(window: Interval, way: -1 | 1): Interval {
  const days = window.to - window.from + 1;
  return { from: window.from + way * days, to: window.to + way * days };
}
