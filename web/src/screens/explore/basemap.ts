// The map that ships with the page: `basemap.bin` -> lines, land, regions, names. `scripts/basemap.mjs` makes the file and
// tells its format; data/README.md tells its source and licence. No country's code is in it: whose a place is, is never
// read from an outline. Bytes that are no basemap throw `RangeError`.

export type Line = [number, number][];
/** An outer ring and its holes. */
export type Polygon = Line[];
export type LineKind = 'coast' | 'country' | 'region' | 'disputed';

export interface Region {
  /** The first is to be shown; the others are other names of the same. */
  names: string[];
  at: [number, number];
  /** West, south, east, north. */
  box: [number, number, number, number];
  /** Rings are made when they are asked for. */
  polygons: () => Polygon[];
}

export interface Label {
  name: string;
  at: [number, number];
  /** 0 is the first to be shown. */
  rank: number;
}

export interface Basemap {
  lines: Record<LineKind, Line[]>;
  land: Polygon[];
  regions: Region[];
  countries: Label[];
  towns: Label[];
}

const MAGIC = 'DLM1';
const GRID = 50;
const KINDS: readonly LineKind[] = ['coast', 'country', 'region', 'disputed'];
/** Degrees by which a position may lie outside the box of its region: outlines are generalised. */
const SLACK = 0.3;

type Refs = number[][][];

class Reader {
  #at = 4;
  readonly #view: DataView;
  readonly #text = new TextDecoder('utf-8', { fatal: true });

  constructor(readonly buffer: ArrayBuffer) {
    this.#view = new DataView(buffer);
  }

  unsigned(): number {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.#view.getUint8(this.#at++);
      value += (byte % 128) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  text(): string {
    const length = this.unsigned();
    if (this.#at + length > this.buffer.byteLength) throw new RangeError('a text runs beyond the basemap');
    const bytes = new Uint8Array(this.buffer, this.#at, length);
    this.#at += length;
    return this.#text.decode(bytes);
  }

  place(): [number, number] {
    return [this.signed() / GRID, this.signed() / GRID];
  }

  many<T>(one: () => T): T[] {
    const length = this.unsigned();
    if (length > this.buffer.byteLength) throw new RangeError('more parts than the basemap has bytes');
    return Array.from({ length }, one);
  }
}

export function decode(buffer: ArrayBuffer): Basemap {
  const head = String.fromCharCode(...new Uint8Array(buffer.slice(0, 4)));
  if (head !== MAGIC) throw new RangeError('this is no basemap');
  const reader = new Reader(buffer);
  const lines: Basemap['lines'] = { coast: [], country: [], region: [], disputed: [] };
  const arcs: Line[] = [];
  let [x, y] = [0, 0];
  reader.many(() => {
    const kind = KINDS[reader.unsigned()] ?? 'coast';
    const arc = reader.many<[number, number]>(() => {
      [x, y] = [x + reader.signed(), y + reader.signed()];
      return [x / GRID, y / GRID];
    });
    arcs.push(arc);
    lines[kind].push(arc);
  });
  const land = shapes(arcs, refs(reader));
  const regions = reader.many(() => region(reader, arcs));
  return { lines, land, regions, countries: labels(reader), towns: labels(reader) };
}

function refs(reader: Reader): Refs {
  return reader.many(() =>
    reader.many(() => {
      let at = 0;
      return reader.many(() => (at += reader.signed()));
    }),
  );
}

function region(reader: Reader, arcs: readonly Line[]): Region {
  const names = reader.text().split('|');
  const at = reader.place();
  const parts = refs(reader);
  const box: Region['box'] = [180, 90, -180, -90];
  for (const arc of parts.flat(2)) {
    for (const [x, y] of arcs[arc < 0 ? ~arc : arc] ?? []) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return { names, at, box, polygons: () => shapes(arcs, parts) };
}

function labels(reader: Reader): Label[] {
  return reader.many(() => ({ name: reader.text(), at: reader.place(), rank: reader.unsigned() }));
}

function shapes(arcs: readonly Line[], parts: Refs): Polygon[] {
  return parts.map((polygon) => polygon.map((ring) => joined(arcs, ring)).filter((ring) => ring.length > 3));
}

/** One ring of the lines that make it; the end of one is the beginning of the next. */
function joined(arcs: readonly Line[], ring: readonly number[]): Line {
  const points: Line = [];
  for (const at of ring) {
    const arc = arcs[at < 0 ? ~at : at] ?? [];
    const way = at < 0 ? [...arc].reverse() : arc;
    for (const point of points.length > 0 ? way.slice(1) : way) points.push(point);
  }
  return points;
}

const GENERIC = /\b(oblast|region|province|governorate|state|republic|district|county|prefecture|krai|of|the)\b/g;

/** A name without accents, case, and the words for what it is a name of. */
export function folded(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const bare = plain.replace(GENERIC, ' ').replace(/[^\p{L}]+/gu, ' ').trim();
  return bare === '' ? plain.trim() : bare;
}

/** Finds the outline that a name and a position mean. Both must fit: neither alone says which. */
export function finder(regions: readonly Region[]): (name: string, lat: number, lon: number) => number | null {
  const byName = new Map<string, number[]>();
  regions.forEach((region, at) => {
    for (const name of new Set(region.names.map(folded))) byName.set(name, [...(byName.get(name) ?? []), at]);
  });
  return (name, lat, lon) => {
    const near = (byName.get(folded(name)) ?? []).filter((at) => {
      const [west, south, east, north] = (regions[at] as Region).box;
      return west - SLACK <= lon && lon <= east + SLACK && south - SLACK <= lat && lat <= north + SLACK;
    });
    if (near.length < 2) return near[0] ?? null;
    return near.find((at) => (regions[at] as Region).polygons().some((polygon) => inside(polygon, lon, lat))) ?? near[0] ?? null;
  };
}

/** Whether a position lies in a polygon and in none of its holes. */
export function inside(polygon: Polygon, x: number, y: number): boolean {
  let within = false;
  for (const ring of polygon) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
      const [x1, y1] = ring[at] as [number, number];
      const [x2, y2] = ring[before] as [number, number];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) within = !within;
    }
  }
  return within;
}
