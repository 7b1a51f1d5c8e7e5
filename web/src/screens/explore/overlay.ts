// What is drawn over the basemap on a canvas of its own: symbols of places, rings, badges of regions, groups with counts.
// A canvas, so that 20,000 events under a moving brush need no work of the map's worker.
import { colourOf, type Colours } from './colours.svelte';
import { radius, ringPx, type Mark } from './cluster';
import type { Events } from './events';
import { kind } from './kinds';
import { ringKm, type Tray } from './places';

export interface Sight {
  /** Pixels of the canvas, as the page counts them. */
  width: number;
  height: number;
  /** The middle of the map, 0 to 1. */
  x: number;
  y: number;
  /** Pixels that the whole world takes. */
  world: number;
}

export interface Drawn {
  mark: Mark;
  tray: Tray;
  /** Pixels on the canvas. */
  x: number;
  y: number;
  radius: number;
}

const PATHS = new Map<string, Path2D>();
const MARGIN = 60;

function path(shape: string): Path2D {
  const known = PATHS.get(shape);
  if (known) return known;
  const made = new Path2D(shape);
  PATHS.set(shape, made);
  return made;
}

/** Those of the marks that lie in sight, with where they lie, the last to be drawn last. */
export function placed(all: readonly { tray: Tray; marks: readonly Mark[] }[], events: Events, sight: Sight): Drawn[] {
  const found: Drawn[] = [];
  for (const { tray, marks } of all) {
    for (let at = marks.length - 1; at >= 0; at--) {
      const mark = marks[at] as Mark;
      const x = (mark.x - sight.x) * sight.world + sight.width / 2;
      const y = (mark.y - sight.y) * sight.world + sight.height / 2;
      const size = tray === 'ring' ? ringRadius(mark, events, sight) : radius(mark.count);
      if (x < -MARGIN - size || y < -MARGIN - size || x > sight.width + MARGIN + size || y > sight.height + MARGIN + size) continue;
      found.push({ mark, tray, x, y, radius: size });
    }
  }
  return found;
}

function ringRadius(mark: Mark, events: Events, sight: Sight): number {
  const spot = events.spots[mark.spots[0] as number];
  if (!spot || mark.spots.length > 1) return Math.max(11, radius(mark.count) + 2);
  return Math.max(11, ringPx(ringKm(spot.precision), spot.lat, sight.world));
}

export interface Look {
  colours: Colours;
  /** The spot of the event that is chosen; -1: none. */
  selected: number;
  hovered: Mark | null;
}

export function draw(pen: CanvasRenderingContext2D, events: Events, drawn: readonly Drawn[], sight: Sight, look: Look): void {
  pen.clearRect(0, 0, sight.width, sight.height);
  pen.font = '600 11px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  for (const one of drawn) {
    pen.save();
    pen.translate(one.x, one.y);
    if (one.tray === 'ring') ring(pen, one, look.colours);
    else if (one.tray === 'region') badge(pen, one, look.colours);
    else if (one.mark.count === 1) single(pen, one, events, look.colours);
    else group(pen, one, look.colours);
    if (look.selected >= 0 && one.mark.spots.includes(look.selected)) frame(pen, one, look.colours);
    pen.restore();
  }
  const hovered = drawn.find((one) => one.mark === look.hovered);
  if (hovered) name(pen, hovered, events, sight, look.colours);
}

function single(pen: CanvasRenderingContext2D, one: Drawn, events: Events, colours: Colours): void {
  const about = kind(one.mark.kind);
  const spot = events.spots[one.mark.spots[0] as number];
  if (spot?.precision === 'settlement') {
    pen.strokeStyle = colourOf(colours, about.colour);
    pen.lineWidth = 1;
    pen.beginPath();
    pen.arc(0, 0, 9.5, 0, 2 * Math.PI);
    pen.stroke();
  }
  shape(pen, one.mark.kind, colours, 1);
}

function shape(pen: CanvasRenderingContext2D, at: number, colours: Colours, size: number): void {
  const about = kind(at);
  pen.save();
  pen.scale(size, size);
  pen.strokeStyle = colours.ground;
  pen.lineWidth = 2.5;
  pen.stroke(path(about.shape));
  pen.fillStyle = colourOf(colours, about.colour);
  pen.fill(path(about.shape));
  pen.restore();
}

function group(pen: CanvasRenderingContext2D, one: Drawn, colours: Colours): void {
  const colour = colourOf(colours, kind(one.mark.kind).colour);
  pen.fillStyle = colours.ground;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(0, 0, one.radius, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  if (one.mark.mixed) {
    pen.lineWidth = 1;
    pen.beginPath();
    pen.arc(0, 0, one.radius + 3, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.fillStyle = colours.text;
  pen.fillText(short(one.mark.count), 0, 0.5);
  pen.save();
  pen.translate(0, -one.radius - 1);
  shape(pen, one.mark.kind, colours, 0.75);
  pen.restore();
}

function ring(pen: CanvasRenderingContext2D, one: Drawn, colours: Colours): void {
  pen.strokeStyle = colourOf(colours, kind(one.mark.kind).colour);
  pen.lineWidth = 1.5;
  pen.setLineDash([4, 3]);
  pen.beginPath();
  pen.arc(0, 0, one.radius, 0, 2 * Math.PI);
  pen.stroke();
  pen.setLineDash([]);
  count(pen, one.mark.count, colours);
}

function badge(pen: CanvasRenderingContext2D, one: Drawn, colours: Colours): void {
  const half = Math.max(9, one.radius);
  pen.fillStyle = colours.ground;
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.rect(-half, -9, 2 * half, 18);
  pen.fill();
  pen.stroke();
  pen.beginPath();
  for (let x = -half; x < half; x += 5) {
    pen.moveTo(x, 9);
    pen.lineTo(Math.min(half, x + 5), 4);
  }
  pen.stroke();
  count(pen, one.mark.count, colours, -2);
}

function count(pen: CanvasRenderingContext2D, value: number, colours: Colours, y = 0.5): void {
  pen.strokeStyle = colours.ground;
  pen.lineWidth = 3;
  pen.strokeText(short(value), 0, y);
  pen.fillStyle = colours.text;
  pen.fillText(short(value), 0, y);
}

function frame(pen: CanvasRenderingContext2D, one: Drawn, colours: Colours): void {
  pen.strokeStyle = colours.text;
  pen.lineWidth = 2.5;
  const size = Math.max(13, Math.min(one.radius, 40) + 5);
  for (const [x, y] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    pen.beginPath();
    pen.moveTo(x * size, y * (size - 6));
    pen.lineTo(x * size, y * size);
    pen.lineTo(x * (size - 6), y * size);
    pen.stroke();
  }
}

function name(pen: CanvasRenderingContext2D, one: Drawn, events: Events, sight: Sight, colours: Colours): void {
  const words = titled(one, events);
  pen.font = '12px system-ui, sans-serif';
  const width = pen.measureText(words).width + 12;
  const x = Math.max(2, Math.min(sight.width - width - 2, one.x - width / 2));
  const above = one.y - Math.min(one.radius, 40) - 32;
  const y = above < 2 ? one.y + Math.min(one.radius, 40) + 12 : above;
  pen.fillStyle = colours.ground;
  pen.strokeStyle = colours['line-strong'];
  pen.lineWidth = 1;
  pen.fillRect(x, y, width, 20);
  pen.strokeRect(x + 0.5, y + 0.5, width - 1, 19);
  pen.textAlign = 'left';
  pen.fillStyle = colours.text;
  pen.fillText(words, x + 6, y + 10.5);
}

function titled(one: Drawn, events: Events): string {
  const first = events.spots[one.mark.spots[0] as number];
  const others = one.mark.spots.length - 1;
  const where = `${first?.place ?? ''}${others > 0 ? ` and ${others} more ${others === 1 ? 'place' : 'places'}` : ''}`;
  return one.mark.count === 1 ? `${kind(one.mark.kind).label}: ${where}` : `${one.mark.count} events: ${where}`;
}

/** `12`, `999`, `1.2k` for labels that have no more room; the card gives the whole number. */
function short(value: number): string {
  return value < 1000 ? String(value) : `${(Math.floor(value / 100) / 10).toFixed(1)}k`;
}

/** The topmost mark under a point. */
export function hit(drawn: readonly Drawn[], x: number, y: number): Drawn | null {
  for (let at = drawn.length - 1; at >= 0; at--) {
    const one = drawn[at] as Drawn;
    const far = Math.hypot(one.x - x, one.y - y);
    const reach = one.tray === 'ring' ? Math.min(one.radius, 14) : one.radius;
    if (far <= Math.max(12, reach + 2)) return one;
  }
  return null;
}
