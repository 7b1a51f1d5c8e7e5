// What of this screen stands in the address, and back: days, kinds left out, the tray, the event that is chosen.
import { filtersOf, type FilterName } from '../../lib/filters';
import { dayNumber, dayText } from './days';
import { OPEN_FROM, OPEN_TO, type Interval } from './events';
import { KINDS } from './kinds';
import { TRAYS, type Tray } from './places';

/** Filters of the bar; `from` and `to` are the brush. */
export const FILTERS: readonly FilterName[] = [
  'type',
  'place',
  'actor',
  'speaker',
  'side',
  'outlet',
  'status',
  'review',
  'text',
  'published-from',
  'published-to',
  'report',
  'event',
  'series',
];

/** An end that is not given is open. Days the wrong way round are turned. `null` where neither is a day. */
export function intervalOf(query: URLSearchParams): Interval | null {
  const [from, to] = [dayNumber(query.get('from')), dayNumber(query.get('to'))];
  if (from === null && to === null) return null;
  const [first, last] = [from ?? OPEN_FROM, to ?? OPEN_TO];
  return { from: Math.min(first, last), to: Math.max(first, last) };
}

export function intervalText(interval: Interval | null): { from: string | null; to: string | null } {
  return {
    from: interval && interval.from !== OPEN_FROM ? dayText(interval.from) : null,
    to: interval && interval.to !== OPEN_TO ? dayText(interval.to) : null,
  };
}

/** Kinds that are left out, as bits. */
export function hiddenOf(query: URLSearchParams): number {
  const left = new Set((query.get('without') ?? '').split(','));
  return KINDS.reduce((bits, kind, at) => (left.has(kind.id) ? bits | (1 << at) : bits), 0);
}

/** As the address has them; `null` where none is left out. */
export function withoutText(hidden: number): string | null {
  const left = KINDS.filter((_, at) => (hidden >> at) & 1).map((kind) => kind.id);
  return left.length > 0 ? left.join(',') : null;
}

export function trayIn(query: URLSearchParams): Tray | null {
  return TRAYS.find((tray) => tray === query.get('where')) ?? null;
}

/** The filters of the bar as the API takes them, without days. */
export function filterText(query: URLSearchParams): string {
  return filtersOf(query, FILTERS).toString();
}

/** `zoom/lat/lon`, as the map takes it; `null` where it is none. */
export function placeIn(text: string | null): { zoom: number; center: [number, number] } | null {
  const [zoom, lat, lon] = (text ?? '').split('/').map(Number);
  if (zoom === undefined || lat === undefined || lon === undefined || ![zoom, lat, lon].every(Number.isFinite)) return null;
  return { zoom, center: [Math.max(-180, Math.min(180, lon)), Math.max(-85, Math.min(85, lat))] };
}

export function placeText({ lng, lat }: { lng: number; lat: number }, zoom: number): string {
  return `${zoom.toFixed(2)}/${lat.toFixed(3)}/${lng.toFixed(3)}`;
}
