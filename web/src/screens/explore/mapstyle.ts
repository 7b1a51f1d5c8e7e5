// The basemap as a style for MapLibre: all of it from the shipped file, no address in it, no glyphs (text is drawn by the
// page). Lines that are disputed are dashed, whatever else they part.
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import type { Basemap, Label, Line, Polygon } from './basemap';
import type { Colours } from './colours.svelte';

type Source = StyleSpecification['sources'][string];
type Data = Extract<Source, { type: 'geojson' }>['data'];

export const ZOOM_MAX = 9;
const FONT = ['sans-serif'];
const HATCH = 'hatch';

export function styleOf(map: Basemap, colours: Colours): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: source(collection(map.land.map((polygon) => polygons([polygon])))),
      country: source(lines(map.lines.country)),
      region: source(lines(map.lines.region)),
      disputed: source(lines(map.lines.disputed)),
      coast: source(lines(map.lines.coast)),
      told: source(collection([])),
      countries: source(labels(map.countries)),
      regions: source(labels(map.regions.map((region) => ({ name: region.names[0] ?? '', at: region.at, rank: 0 })))),
      towns: source(labels(map.towns)),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.land, 'fill-antialias': false } },
      { id: 'told', type: 'fill', source: 'told', paint: { 'fill-pattern': HATCH, 'fill-antialias': false } },
      { id: 'coast', type: 'line', source: 'coast', paint: { 'line-color': colours['line-strong'], 'line-width': 0.5 } },
      {
        id: 'region',
        type: 'line',
        source: 'region',
        minzoom: 3.5,
        paint: { 'line-color': colours['line-strong'], 'line-width': 0.5, 'line-opacity': 0.55 },
      },
      { id: 'country', type: 'line', source: 'country', paint: { 'line-color': colours['line-strong'], 'line-width': 1.1 } },
      {
        id: 'disputed',
        type: 'line',
        source: 'disputed',
        paint: { 'line-color': colours.muted, 'line-width': 1.4, 'line-dasharray': [3, 2.5] },
      },
      { id: 'told-edge', type: 'line', source: 'told', paint: { 'line-color': colours.accent, 'line-width': 1.2 } },
      {
        id: 'town-dots',
        type: 'circle',
        source: 'towns',
        minzoom: 4,
        filter: ranked(),
        paint: { 'circle-radius': 1.6, 'circle-color': colours.muted },
      },
      text('regions', 5.5, 10, colours.muted, colours.land, { 'text-letter-spacing': 0.06 }),
      text('towns', 4, 11, colours.muted, colours.land, { 'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.4 }),
      text('countries', 0.5, 12, colours.text, colours.land, { 'text-letter-spacing': 0.04 }),
    ],
  };
}

function text(name: string, minzoom: number, size: number, colour: string, halo: string, layout: object) {
  return {
    id: name,
    type: 'symbol' as const,
    source: name,
    minzoom,
    ...(name === 'towns' ? { filter: ranked() } : {}),
    ...(name === 'countries' ? { maxzoom: 7 } : {}),
    layout: {
      'text-field': ['get', 'name'] as never,
      'text-font': FONT,
      'text-size': size,
      'text-max-width': 7,
      'symbol-sort-key': ['get', 'rank'] as never,
      ...layout,
    },
    paint: { 'text-color': colour, 'text-halo-color': halo, 'text-halo-width': 1.2 },
  };
}

/** Towns by their rank, the smaller ones as one comes near. */
function ranked(): never {
  return ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 5, 2, 5.8, 3, 6.5, 4, 7.2, 9]] as never;
}

/** Takes up another theme. */
export function repaint(map: MapLibre, colours: Colours): void {
  map.setPaintProperty('water', 'background-color', colours.water);
  map.setPaintProperty('land', 'fill-color', colours.land);
  for (const name of ['coast', 'region', 'country']) map.setPaintProperty(name, 'line-color', colours['line-strong']);
  map.setPaintProperty('disputed', 'line-color', colours.muted);
  map.setPaintProperty('told-edge', 'line-color', colours.accent);
  map.setPaintProperty('town-dots', 'circle-color', colours.muted);
  for (const name of ['regions', 'towns', 'countries']) {
    map.setPaintProperty(name, 'text-color', name === 'countries' ? colours.text : colours.muted);
    map.setPaintProperty(name, 'text-halo-color', colours.land);
  }
  hatch(map, colours);
}

/** Slanted lines for regions that an event was told of. */
export function hatch(map: MapLibre, colours: Colours): void {
  const size = 16;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [size, size];
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.strokeStyle = colours.accent;
  pen.globalAlpha = 0.55;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 2, size + 2);
    pen.lineTo(shift + size + 2, -2);
  }
  pen.stroke();
  const image = pen.getImageData(0, 0, size, size);
  if (map.hasImage(HATCH)) map.updateImage(HATCH, image);
  else map.addImage(HATCH, image, { pixelRatio: 2 });
}

/** Draws the outlines of these regions as told. */
export function tell(map: MapLibre, base: Basemap, outlines: readonly number[]): void {
  const told = outlines.map((at) => polygons(base.regions[at]?.polygons() ?? []));
  map.getSource<GeoJSONSource>('told')?.setData(collection(told) as never);
}

function source(data: Data): Source {
  return { type: 'geojson', data, maxzoom: ZOOM_MAX, tolerance: 0.5 };
}

function collection(features: unknown[]): Data {
  return { type: 'FeatureCollection', features } as Data;
}

function polygons(shapes: Polygon[]): unknown {
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: shapes } };
}

function lines(all: Line[]): Data {
  return collection([{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: all } }]);
}

function labels(all: Label[]): Data {
  return collection(
    all.map(({ name, at, rank }) => ({
      type: 'Feature',
      properties: { name, rank },
      geometry: { type: 'Point', coordinates: at },
    })),
  );
}
