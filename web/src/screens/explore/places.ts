// How exactly the place of an event was told, and what may be drawn for it. Only a settlement or a site is a point. A
// region is its outline, another area a ring of a stated radius; a country alone, or no place, is never put on the map:
// such events are counted in trays beside it.

export type Precision = 'site' | 'settlement' | 'district' | 'region' | 'area' | 'country';

/** Where an event is shown. */
export type Tray = 'point' | 'region' | 'ring' | 'country' | 'unplaced' | 'unlocated';

export interface Placed {
  place: string | null;
  lat: number | null;
  lon: number | null;
  precision?: Precision | (string & {}) | null;
}

export const TRAYS: readonly Tray[] = ['point', 'region', 'ring', 'country', 'unlocated', 'unplaced'];

export const TRAY_WORDS: Record<Tray, string> = {
  point: 'at a place',
  region: 'told of a region',
  ring: 'told of an area',
  country: 'country only',
  unlocated: 'place not on the map',
  unplaced: 'no place told',
};

/** Kilometres. A ring says "somewhere here"; the true extent is not known to the record. */
export const RING_KM: Record<string, number> = { district: 25, region: 75, area: 150, unknown: 50 };

/** `hasOutline`: whether an outline of that name lies around the position. */
export function trayOf(row: Placed, hasOutline: boolean): Tray {
  if (row.place === null) return 'unplaced';
  if (row.precision === 'country') return 'country';
  if (row.lat === null || row.lon === null) return 'unlocated';
  if (row.precision === 'site' || row.precision === 'settlement') return 'point';
  return row.precision !== 'district' && hasOutline ? 'region' : 'ring';
}

export function ringKm(precision: string | null | undefined): number {
  return RING_KM[precision ?? 'unknown'] ?? (RING_KM.unknown as number);
}

/** How exactly, in words, for whoever reads the place. */
export function precisionWords(row: Placed, tray: Tray): string {
  switch (tray) {
    case 'point':
      return row.precision === 'site' ? 'site' : 'town or village: anywhere in it';
    case 'region':
      return 'region: somewhere in it';
    case 'ring':
      return `${row.precision ?? 'area'}: a ring of ${ringKm(row.precision)} km is drawn, its extent is not known`;
    case 'country':
      return 'country only: not on the map';
    case 'unlocated':
      return 'known by name only: not on the map';
    case 'unplaced':
      return 'no place told';
  }
}
