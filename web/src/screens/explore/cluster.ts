// Spots with their counts -> what is drawn at a zoom: symbols, and groups of those that would cover each other. A group
// stands at its most told place, never at a point that nobody told. Positions are Mercator's, 0 to 1, so that panning
// changes no group.
import type { Events } from './events';
import { KINDS } from './kinds';

export interface Mark {
  /** Of the world, 0 to 1. */
  x: number;
  y: number;
  count: number;
  /** The commonest kind. */
  kind: number;
  /** Whether other kinds are among them. */
  mixed: boolean;
  /** Numbers of spots; the first is where it stands. */
  spots: number[];
}

/** Pixels: marks that are nearer become one. */
export const REACH = 26;
/** Mercator ends here. */
const LATITUDE_MAX = 85.0511;

export function mercator(lat: number, lon: number): [number, number] {
  const bound = Math.max(-LATITUDE_MAX, Math.min(LATITUDE_MAX, lat));
  const y = (1 - Math.log(Math.tan(Math.PI / 4 + (bound * Math.PI) / 360)) / Math.PI) / 2;
  return [(lon + 180) / 360, y];
}

export interface Tally {
  /** Events at each spot. */
  counts: Int32Array;
  /** For each spot, the events of each kind. */
  kinds: Uint16Array;
}

export function tally(events: Events, these: Int32Array): Tally {
  const width = KINDS.length;
  const counts = new Int32Array(events.spots.length);
  const kinds = new Uint16Array(events.spots.length * width);
  for (const at of these) {
    const spot = events.spot[at] as number;
    if (spot < 0) continue;
    counts[spot] = (counts[spot] as number) + 1;
    const cell = spot * width + (events.kind[at] as number);
    kinds[cell] = Math.min(65_535, (kinds[cell] as number) + 1);
  }
  return { counts, kinds };
}

/** `which` are the spots to be drawn; `world` is the world's width in pixels. The most told comes first and takes the others in. */
export function marks(which: readonly number[], at: Float64Array, told: Tally, world: number): Mark[] {
  const width = KINDS.length;
  const order = which.filter((spot) => (told.counts[spot] as number) > 0);
  order.sort((one, other) => (told.counts[other] as number) - (told.counts[one] as number) || one - other);
  const cell = (value: number) => Math.floor((value * world) / REACH);
  const cells = new Map<number, Group[]>();
  const groups: Group[] = [];
  for (const spot of order) {
    const [x, y] = [at[2 * spot] as number, at[2 * spot + 1] as number];
    const [column, row] = [cell(x), cell(y)];
    const near = nearest(cells, column, row, x, y, REACH / world);
    const group = near ?? { x, y, count: 0, spots: [], kinds: new Float64Array(width) };
    if (!near) {
      groups.push(group);
      const there = cells.get(cellKey(column, row));
      if (there) there.push(group);
      else cells.set(cellKey(column, row), [group]);
    }
    group.spots.push(spot);
    group.count += told.counts[spot] as number;
    for (let kind = 0; kind < width; kind++) group.kinds[kind] = (group.kinds[kind] as number) + (told.kinds[spot * width + kind] as number);
  }
  return groups.map(({ kinds, ...group }) => {
    const most = kinds.indexOf(Math.max(...kinds));
    return { ...group, kind: most, mixed: kinds.filter((count) => count > 0).length > 1 };
  });
}

interface Group {
  x: number;
  y: number;
  count: number;
  spots: number[];
  kinds: Float64Array;
}

const NONE: Group[] = [];
/** More cells than the world has at any zoom. */
const COLUMNS = 2 ** 24;

function cellKey(column: number, row: number): number {
  return column * COLUMNS + row;
}

function nearest(cells: Map<number, Group[]>, column: number, row: number, x: number, y: number, reach: number): Group | null {
  let [best, distance] = [null as Group | null, reach];
  for (let across = column - 1; across <= column + 1; across++) {
    for (let down = row - 1; down <= row + 1; down++) {
      for (const group of cells.get(cellKey(across, down)) ?? NONE) {
        const far = Math.hypot(group.x - x, group.y - y);
        if (far < distance) [best, distance] = [group, far];
      }
    }
  }
  return best;
}

/** Pixels of the radius of a mark: grows with the logarithm of its count. */
export function radius(count: number): number {
  return count === 1 ? 6 : Math.min(20, 8 + 4 * Math.log10(count));
}

/** Pixels of a ring of some kilometres around a latitude. */
export function ringPx(km: number, lat: number, world: number): number {
  return ((km / 40_075) * world) / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
}
