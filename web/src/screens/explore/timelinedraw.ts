// The timeline's drawing: lanes of counts, or of single events where a day is wide enough. Intervals from first to last
// day, ends that are not told fading out.
import { colourOf, type Colours } from './colours.svelte';
import type { Events } from './events';
import { kind } from './kinds';
import { bars, binDays, bins, ticks, toPx, type View } from './timeline';

export interface Lane {
  kind: number;
  events: Int32Array;
}

export interface Sheet {
  width: number;
  height: number;
  /** Pixels at the left that hold the lanes' names: nothing is drawn there. */
  axis: number;
}

export const LANE_PX = 24;
export const AXIS_PX = 20;

/** Draws all but the brush. Answers what one bar of counts stands for, in days; 0 where every lane shows single events. */
export function drawTimeline(
  pen: CanvasRenderingContext2D,
  events: Events,
  lanes: readonly Lane[],
  view: View,
  sheet: Sheet,
  colours: Colours,
): number {
  pen.clearRect(0, 0, sheet.width, sheet.height);
  scale(pen, view, sheet, colours);
  const days = binDays(view, sheet.width);
  let isCounted = false;
  const laneOf = new Int8Array(64);
  const all = lanes.map((lane) => ({ lane, single: bars(events, lane.events, view, sheet.width) }));
  const counts = all.map(({ lane, single }) => (single ? null : bins(events, lane.events, laneOf, 1, view, days)));
  const most = Math.max(1, ...counts.map((count) => count?.most ?? 0));
  all.forEach(({ lane, single }, at) => {
    const top = at * LANE_PX;
    pen.fillStyle = colourOf(colours, kind(lane.kind).colour);
    const count = counts[at];
    if (single) drawBars(pen, single, view, sheet, top);
    else if (count) {
      isCounted = true;
      drawCounts(pen, count.lanes[0] as Int32Array, count.start, days, view, sheet, top, most);
    }
    pen.fillStyle = colours.line;
    pen.fillRect(0, top + LANE_PX - 1, sheet.width, 1);
  });
  return isCounted ? days : 0;
}

function scale(pen: CanvasRenderingContext2D, view: View, sheet: Sheet, colours: Colours): void {
  pen.font = '11px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  for (const tick of ticks(view, sheet.width)) {
    const x = Math.round(toPx(view, sheet.width, tick.day));
    pen.fillStyle = colours.line;
    pen.fillRect(x, 0, 1, sheet.height - (tick.strong ? 0 : AXIS_PX - 5));
    pen.fillStyle = tick.strong ? colours.text : colours.muted;
    pen.fillText(tick.label, x + 3, sheet.height - AXIS_PX / 2);
  }
}

type Bars = NonNullable<ReturnType<typeof bars>>;

function drawBars(pen: CanvasRenderingContext2D, single: Bars, view: View, sheet: Sheet, top: number): void {
  const room = LANE_PX - 4;
  const tall = Math.max(2, Math.min(8, Math.floor(room / single.rows)));
  const colour = pen.fillStyle as string;
  for (const bar of single.bars) {
    const left = toPx(view, sheet.width, bar.from);
    const right = Math.max(left + 2, toPx(view, sheet.width, bar.to + 1) - 1);
    pen.fillStyle = bar.openFrom || bar.openTo ? fading(pen, colour, left, right, bar.openFrom, bar.openTo) : colour;
    pen.fillRect(left, top + 2 + bar.row * tall, right - left, Math.max(1, tall - 1));
  }
}

function fading(pen: CanvasRenderingContext2D, colour: string, left: number, right: number, from: boolean, to: boolean): CanvasGradient {
  const made = pen.createLinearGradient(left, 0, right, 0);
  made.addColorStop(0, from ? `${colour}00` : colour);
  made.addColorStop(from && to ? 0.5 : from ? 1 : 0.1, colour);
  made.addColorStop(1, to ? `${colour}00` : colour);
  return made;
}

/** The height grows with the square root, so that one event still shows beside a thousand. */
function drawCounts(
  pen: CanvasRenderingContext2D,
  counts: Int32Array,
  start: number,
  days: number,
  view: View,
  sheet: Sheet,
  top: number,
  most: number,
): void {
  const room = LANE_PX - 4;
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin] as number;
    if (count === 0) continue;
    const left = toPx(view, sheet.width, start + bin * days);
    const right = toPx(view, sheet.width, start + (bin + 1) * days);
    const tall = Math.max(2, Math.sqrt(count / most) * room);
    pen.fillRect(left, top + LANE_PX - 2 - tall, Math.max(1, right - left - 0.5), tall);
  }
}
