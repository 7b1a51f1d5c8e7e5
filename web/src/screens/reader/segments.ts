// Overlapping marks -> runs of text that do not overlap, each knowing every mark that covers it. Marks may nest, cross
// and coincide. Time: linear in the marks after sorting them; the text itself is not walked. Offsets of marks are code
// points, those of runs UTF-16 units, as the browser wants them.
import type { Mark } from './marks';
import { type PointIndex, toUnit } from './points';

/** Marks named on one run: text that is covered deeper is marked all the same, and says how many are not named. */
export const COVERS_MAX = 32;

export interface Run {
  start: number;
  end: number;
  /** Places in the list of marks, the outermost first; at most COVERS_MAX. */
  covers: number[];
  /** Covering marks beyond those named. */
  unnamed: number;
}

interface Edge {
  at: number;
  mark: number;
  opens: boolean;
}

/** Marked runs only, in the order of the text; what lies between them is bare. */
export function runsOf(marks: readonly Mark[], index: PointIndex): Run[] {
  const edges = edgesOf(marks, index);
  const open = new Set<number>();
  const runs: Run[] = [];
  for (let next = 0; next < edges.length; ) {
    const at = (edges[next] as Edge).at;
    for (; next < edges.length && (edges[next] as Edge).at === at; next += 1) {
      const edge = edges[next] as Edge;
      if (edge.opens) open.add(edge.mark);
      else open.delete(edge.mark);
    }
    const until = edges[next]?.at;
    if (open.size > 0 && until !== undefined) runs.push(run(at, until, open));
  }
  return runs;
}

function run(start: number, end: number, open: ReadonlySet<number>): Run {
  const covers: number[] = [];
  for (const mark of open) {
    if (covers.length === COVERS_MAX) break;
    covers.push(mark);
  }
  return { start, end, covers, unnamed: open.size - covers.length };
}

/** Where marks begin and end; of those that begin together the longest first, so that outer marks open before inner. */
function edgesOf(marks: readonly Mark[], index: PointIndex): Edge[] {
  const spans = marks.map((mark) => ({ start: toUnit(index, mark.start), end: toUnit(index, mark.end) }));
  const places = spans.map((_, place) => place).filter((place) => length(spans, place) > 0);
  const opening = [...places].sort(
    (a, b) => start(spans, a) - start(spans, b) || length(spans, b) - length(spans, a) || a - b,
  );
  const closing = [...places].sort((a, b) => end(spans, a) - end(spans, b));
  const edges: Edge[] = [];
  let [opened, closed] = [0, 0];
  while (closed < closing.length) {
    const close = closing[closed] as number;
    const open = opening[opened];
    if (open !== undefined && start(spans, open) < end(spans, close)) {
      edges.push({ at: start(spans, open), mark: open, opens: true });
      opened += 1;
    } else {
      edges.push({ at: end(spans, close), mark: close, opens: false });
      closed += 1;
    }
  }
  return edges;
}

interface Units {
  start: number;
  end: number;
}

const start = (spans: readonly Units[], place: number): number => (spans[place] as Units).start;
const end = (spans: readonly Units[], place: number): number => (spans[place] as Units).end;
const length = (spans: readonly Units[], place: number): number => end(spans, place) - start(spans, place);

/** A stretch of text as it is shown: bare where nothing covers it. */
export interface Piece extends Run {
  text: string;
}

/** The pieces of a stretch of the text, marked and bare, without a gap; `runs` are those of the whole text. */
export function piecesBetween(text: string, runs: readonly Run[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  const push = (start: number, end: number, covers: number[], unnamed: number): void => {
    if (end > start) pieces.push({ start, end, covers, unnamed, text: text.slice(start, end) });
  };
  let at = from;
  for (let place = firstEndingAfter(runs, from); place < runs.length; place += 1) {
    const run = runs[place] as Run;
    if (run.start >= to) break;
    const [start, end] = [Math.max(run.start, from), Math.min(run.end, to)];
    push(at, start, [], 0);
    push(start, end, run.covers, run.unnamed);
    at = end;
  }
  push(at, to, [], 0);
  return pieces;
}

/** Place of the first run that reaches beyond a unit. */
export function firstEndingAfter(runs: readonly Run[], unit: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] as Run).end <= unit) low = middle + 1;
    else high = middle;
  }
  return low;
}
