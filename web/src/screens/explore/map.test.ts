import { describe, expect, it } from 'vitest';
import { decode, finder, folded, inside } from './basemap';
import { marks, mercator, REACH, ringPx, tally } from './cluster';
import { chosen, eventsOf } from './events';
import { loadBy, beside, EVENTS_MAX } from './load';
import { row } from './testing';
import packed from './basemap.bin?inline';

const file = await (await fetch(packed)).arrayBuffer();
const map = decode(file);

describe('the basemap', () => {
  it('holds land, regions, names and all kinds of lines', () => {
    expect(map.land.length).toBeGreaterThan(500);
    expect(map.regions.length).toBeGreaterThan(3000);
    expect(map.countries.length).toBeGreaterThan(200);
    expect(map.towns.length).toBeGreaterThan(1000);
    for (const lines of Object.values(map.lines)) expect(lines.length).toBeGreaterThan(50);
  });

  it('has closed rings within the world', () => {
    for (const region of map.regions) {
      for (const ring of region.polygons().flat()) {
        expect(ring[0]).toEqual(ring[ring.length - 1]);
        for (const [x, y] of ring) expect(Math.abs(x) <= 180 && Math.abs(y) <= 90).toBe(true);
      }
    }
  });

  it('draws the lines of Crimea, Kashmir and Western Sahara as disputed', () => {
    const near = (x: number, y: number) => map.lines.disputed.some((line) => line.some(([a, b]) => Math.hypot(a - x, b - y) < 0.6));
    expect(near(33.6, 46.1)).toBe(true);
    expect(near(74.5, 34.5)).toBe(true);
    expect(near(-8.7, 27.6)).toBe(true);
    expect(near(5, 47)).toBe(false);
  });

  it('finds an outline by name and position together', () => {
    const find = finder(map.regions);
    const kharkiv = find('Kharkiv Oblast', 49.98, 36.25);
    expect(kharkiv).not.toBeNull();
    const region = map.regions[kharkiv as number];
    expect(region?.polygons().some((polygon) => inside(polygon, 36.4, 49.4))).toBe(true);
    expect(find('Kharkiv Oblast', 10, 10)).toBeNull();
    expect(find('No such region', 49.98, 36.25)).toBeNull();
  });

  it('refuses other bytes', () => {
    expect(() => decode(new TextEncoder().encode('OUT1xxxx').buffer)).toThrow(RangeError);
    expect(() => decode(file.slice(0, 5000))).toThrow(RangeError);
  });
});

describe('names', () => {
  it('are the same without accents and words for what they name', () => {
    expect(folded('Diyālá')).toBe(folded('Diyala Governorate'));
    expect(folded('Kherson Oblast')).toBe('kherson');
    expect(folded('State')).toBe('state');
  });
});

describe('marks', () => {
  const place = { place: 'A', precision: 'settlement' };
  const rows = [
    row({ ...place, lat: 50, lon: 30 }),
    row({ ...place, lat: 50.1, lon: 30.1, type: 'AGREE' }),
    row({ ...place, lat: 50.1, lon: 30.1, type: 'AGREE' }),
    row({ ...place, lat: -20, lon: 100 }),
  ];
  const events = eventsOf(rows, () => null);
  const at = new Float64Array(events.spots.flatMap((spot) => mercator(spot.lat, spot.lon)));
  const every = [0, 1, 2];

  it('lose no event at any zoom, and never lie nearer than they may', () => {
    const told = tally(events, chosen(events, { interval: null }));
    for (let zoom = 0; zoom < 10; zoom++) {
      const world = 512 * 2 ** zoom;
      const found = marks(every, at, told, world);
      expect(found.reduce((sum, mark) => sum + mark.count, 0)).toBe(4);
      for (const one of found) {
        for (const other of found) {
          if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y) * world).toBeGreaterThanOrEqual(REACH);
        }
      }
    }
  });

  it('stand at the most told place, with its commonest kind', () => {
    const [mark] = marks(every, at, tally(events, chosen(events, { interval: null })), 512);
    expect(mark).toMatchObject({ count: 3, mixed: true, spots: [1, 0] });
    expect([mark?.x, mark?.y]).toEqual(mercator(50.1, 30.1));
  });

  it('of a ring have its kilometres', () => {
    expect(ringPx(40_075, 0, 512)).toBeCloseTo(512);
    expect(ringPx(100, 60, 1000)).toBeCloseTo(2 * ringPx(100, 0, 1000));
  });
});

describe('loading', () => {
  const server = (perDay: number, days: number, last: number) => {
    const asked: string[] = [];
    const ask = async (query: URLSearchParams) => {
      asked.push(query.toString());
      const from = query.has('from') ? Date.parse(`${query.get('from')}T00:00:00Z`) / 864e5 : last - days + 1;
      const to = query.has('to') ? Date.parse(`${query.get('to')}T00:00:00Z`) / 864e5 : last;
      const total = perDay * Math.max(0, Math.min(to, last) - Math.max(from, last - days + 1) + 1);
      const rows = Array.from({ length: Math.min(total, Number(query.get('limit'))) }, () => row());
      return { rows, total, truncated: rows.length < total, next: null, cursor: 1 };
    };
    return { ask, asked };
  };

  it('takes all where all fit', async () => {
    const { ask } = server(10, 100, 20_000);
    const loaded = await loadBy(ask, new URLSearchParams({ type: 'ASSAULT' }), null, 20_000);
    expect(loaded).toMatchObject({ total: 1000, window: null, inWindow: 1000 });
    expect(loaded.rows.length).toBe(1000);
  });

  it('takes the longest latest days that fit where all do not', async () => {
    const { ask, asked } = server(100, 5000, 20_000);
    const loaded = await loadBy(ask, new URLSearchParams(), null, 20_000);
    expect(loaded.window).toEqual({ from: 20_000 - 179, to: 20_000 });
    expect(loaded.total).toBe(500_000);
    expect(loaded.rows.length).toBe(loaded.inWindow);
    expect(asked.length).toBeLessThan(8);
  });

  it('takes the days that are asked for, and says where even they were cut', async () => {
    const { ask } = server(30_000, 50, 20_000);
    const wanted = { from: 19_980, to: 19_981 };
    const loaded = await loadBy(ask, new URLSearchParams(), wanted, 20_000);
    expect(loaded.window).toEqual(wanted);
    expect(loaded.rows.length).toBe(EVENTS_MAX);
    expect(loaded.inWindow).toBe(60_000);
    expect(beside(wanted, -1)).toEqual({ from: 19_978, to: 19_979 });
  });
});
