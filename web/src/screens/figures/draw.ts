// A plot -> pixels of a canvas. Shapes tell who speaks; bars, arrows and dashes tell what the words leave open.

import type { Shape } from './groups';
import type { Frame, Mark, Plot } from './layout';
import { totals } from './layout';

export interface Palette {
  ink: string;
  quiet: string;
  grid: string;
  ground: string;
  warn: string;
  words: string;
  /** Of groups, from 0 (quiet) on. */
  groups: string[];
}

const SIZE = 4.5;
const ARROW = 14;
const LETTER = 10;

export interface Paint {
  plot: Plot;
  frame: Frame;
  palette: Palette;
  font: string;
  /** Draw what one speaker's running totals did from day to day. */
  joined: boolean;
}

export function draw(context: CanvasRenderingContext2D, paint: Paint): void {
  const { frame, plot, palette } = paint;
  context.clearRect(0, 0, frame.width, frame.height);
  context.font = paint.font;
  context.lineWidth = 1;
  axes(context, paint);
  if (paint.joined) for (const line of totals(plot.marks)) join(context, line, paint);
  const seen = new Set<number>();
  for (const { disputed, x } of plot.marks) {
    if (!disputed || seen.has(x)) continue;
    seen.add(x);
    disputedDay(context, x, paint);
  }
  for (const mark of plot.marks) if (mark.superseded) drawMark(context, mark, palette);
  for (const mark of plot.marks) if (!mark.superseded) drawMark(context, mark, palette);
  camps(context, plot.marks, palette);
}

/** The letters of values that agree, beside them; those of one spot side by side. */
function camps(context: CanvasRenderingContext2D, marks: Mark[], palette: Palette): void {
  context.fillStyle = palette.ink;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let [x, y, shift] = [-Infinity, -Infinity, 0];
  for (const mark of marks) {
    const letters = mark.row.conflict_group.join('');
    if (letters === '' || mark.superseded) continue;
    shift = Math.abs(mark.x - x) < LETTER && Math.abs(mark.y - y) < LETTER ? shift + LETTER : 0;
    [x, y] = [mark.x, mark.y];
    context.fillText(letters, x + SIZE + 3 + shift, y);
  }
}

function axes(context: CanvasRenderingContext2D, { frame, plot, palette }: Paint): void {
  context.fillStyle = palette.words;
  context.strokeStyle = palette.grid;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const tick of plot.values.ticks) {
    const y = Math.round(plot.values.place(tick.at)) + 0.5;
    line(context, frame.left, y, frame.right, y);
    context.fillText(tick.label, frame.left - 6, y);
  }
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const tick of plot.days.ticks) {
    const x = Math.round(plot.days.place(tick.at)) + 0.5;
    line(context, x, frame.bottom, x, frame.bottom + 4);
    context.fillText(tick.label, Math.min(Math.max(x, frame.left + 14), frame.right - 14), frame.bottom + 7);
  }
  context.strokeStyle = palette.quiet;
  line(context, frame.left, frame.bottom + 0.5, frame.right, frame.bottom + 0.5);
}

/** A dashed line through the day, and a sign at its head that needs no colour. */
function disputedDay(context: CanvasRenderingContext2D, x: number, { frame, palette }: Paint): void {
  context.strokeStyle = palette.warn;
  context.fillStyle = palette.warn;
  context.setLineDash([2, 3]);
  line(context, x, frame.top, x, frame.bottom);
  context.setLineDash([]);
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.fillText('≠', x, frame.top);
}

function join(context: CanvasRenderingContext2D, marks: Mark[], { palette }: Paint): void {
  context.strokeStyle = palette.groups[marks[0]?.group.colour ?? 0] ?? palette.quiet;
  context.beginPath();
  marks.forEach((mark, at) => {
    const before = marks[at - 1];
    if (before === undefined) return context.moveTo(mark.x, mark.y);
    context.lineTo(mark.x, before.y);
    context.lineTo(mark.x, mark.y);
  });
  context.stroke();
}

function drawMark(context: CanvasRenderingContext2D, mark: Mark, palette: Palette): void {
  const colour = mark.superseded ? palette.quiet : (palette.groups[mark.group.colour] ?? palette.ink);
  context.strokeStyle = colour;
  context.fillStyle = mark.approximate || mark.superseded ? palette.ground : colour;
  context.lineWidth = 1.5;
  if (mark.x0 < mark.x) line(context, mark.x0, mark.y, mark.x, mark.y);
  if (mark.approximate) context.setLineDash([2, 2]);
  bar(context, mark);
  const ends = mark.kind === 'between' ? [mark.yLow, mark.yHigh] : [mark.y];
  for (const y of ends) if (y !== null) shape(context, mark.group.shape, mark.x, y, SIZE);
  context.setLineDash([]);
  if (mark.superseded) line(context, mark.x - SIZE - 2, mark.y + SIZE + 2, mark.x + SIZE + 2, mark.y - SIZE - 2);
  context.lineWidth = 1;
}

/** Both ends: a bar between them. One end: an arrow to where the words leave it open. */
function bar(context: CanvasRenderingContext2D, mark: Mark): void {
  const { x, yLow, yHigh } = mark;
  if (mark.kind === 'between' && yLow !== null && yHigh !== null) line(context, x, yLow, x, yHigh);
  if (mark.kind === 'at-least') arrow(context, x, mark.y, -1);
  if (mark.kind === 'at-most') arrow(context, x, mark.y, 1);
}

function arrow(context: CanvasRenderingContext2D, x: number, y: number, down: 1 | -1): void {
  const head = y + ARROW * down;
  line(context, x, y, x, head);
  context.beginPath();
  context.moveTo(x - 3, head - 4 * down);
  context.lineTo(x, head);
  context.lineTo(x + 3, head - 4 * down);
  context.stroke();
}

function line(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}

function shape(context: CanvasRenderingContext2D, shape: Shape, x: number, y: number, size: number): void {
  const path = new Path2D(shapePath(shape, x, y, size));
  if (shape !== 'ring' && shape !== 'cross') context.fill(path);
  context.stroke(path);
}

/** The same outline for the canvas and for the legend's SVG. */
export function shapePath(shape: Shape, x: number, y: number, size: number): string {
  const s = size;
  switch (shape) {
    case 'square':
      return `M${x - s},${y - s}h${2 * s}v${2 * s}h${-2 * s}z`;
    case 'triangle':
      return `M${x},${y - s}L${x + s},${y + s}H${x - s}z`;
    case 'wedge':
      return `M${x},${y + s}L${x + s},${y - s}H${x - s}z`;
    case 'diamond':
      return `M${x},${y - s - 1}L${x + s + 1},${y}L${x},${y + s + 1}L${x - s - 1},${y}z`;
    case 'cross':
      return `M${x - s},${y - s}l${2 * s},${2 * s}M${x - s},${y + s}l${2 * s},${-2 * s}`;
    case 'dot':
      return circle(x, y, s / 2);
    case 'circle':
    case 'ring':
      return circle(x, y, s);
  }
}

function circle(x: number, y: number, radius: number): string {
  return `M${x - radius},${y}a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0z`;
}
