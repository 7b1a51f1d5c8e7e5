// What of the chosen events the map shows: groups by how exactly they were told, outlines, the box around them.
import { marks, mercator, tally, type Mark } from './cluster';
import type { Events } from './events';
import type { Tray } from './places';

type Box = [number, number, number, number];

/** Mercator's x and y of each spot, one after the other. */
export function positions(events: Events): Float64Array {
  const at = new Float64Array(events.spots.length * 2);
  events.spots.forEach((spot, n) => at.set(mercator(spot.lat, spot.lon), 2 * n));
  return at;
}

/** Regions first, points last, so that a point is never hidden by what is less exact. */
export function grouped(
  events: Events,
  these: Int32Array,
  at: Float64Array,
  world: number,
): { tray: Tray; marks: Mark[] }[] {
  const told = tally(events, these);
  const order: Tray[] = ['region', 'ring', 'point'];
  return order.map((tray) => {
    const which: number[] = [];
    events.spots.forEach((spot, n) => {
      if (spot.tray === tray && (told.counts[n] as number) > 0) which.push(n);
    });
    return { tray, marks: marks(which, at, told, world) };
  });
}

/** The outlines that these events were told of, each once. */
export function outlinesOf(events: Events, these: Int32Array): number[] {
  const found = new Set<number>();
  for (const at of these) {
    const outline = events.spots[events.spot[at] as number]?.outline;
    if (outline !== null && outline !== undefined) found.add(outline);
  }
  return [...found].sort((one, other) => one - other);
}

/** West, south, east, north around what is drawn; a part of the world where nothing is. */
export function boundsOf(events: Events, these: Int32Array | null = null): Box {
  const box: Box = [180, 85, -180, -85];
  const include = (spot: number) => {
    const one = events.spots[spot];
    if (!one) return;
    box[0] = Math.min(box[0], one.lon);
    box[1] = Math.min(box[1], one.lat);
    box[2] = Math.max(box[2], one.lon);
    box[3] = Math.max(box[3], one.lat);
  };
  if (these) for (const at of these) include(events.spot[at] as number);
  else events.spots.forEach((_, spot) => include(spot));
  return box[0] > box[2] ? [-120, -50, 150, 65] : box;
}

/** Of these, the events whose spot lies in a box, in the same order. */
export function inBox(events: Events, these: Int32Array, [west, south, east, north]: Box): Int32Array {
  return these.filter((at) => {
    const spot = events.spots[events.spot[at] as number];
    return spot !== undefined && spot.lon >= west && spot.lon <= east && spot.lat >= south && spot.lat <= north;
  });
}

/** The event after (or before) another in a walk; `null` at the ends. An event that is not in the walk starts it anew. */
export function neighbour(walk: Int32Array, from: number, way: 1 | -1): number | null {
  const at = walk.indexOf(from);
  if (at < 0) return (way === 1 ? walk[0] : walk[walk.length - 1]) ?? null;
  return walk[at + way] ?? null;
}
