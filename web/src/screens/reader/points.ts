// Code points to UTF-16 units and back. The server counts code points, the browser counts units; they differ wherever
// a text holds characters beyond U+FFFF (emoji, some scripts). Made once a text in one pass; an answer takes O(log n)
// of the number of such characters, and no time at all where there are none.

export interface PointIndex {
  /** Code points in the text. */
  readonly points: number;
  /** Code point where the k-th character beyond U+FFFF stands, ascending. */
  readonly wide: readonly number[];
}

export function indexPoints(text: string): PointIndex {
  const wide: number[] = [];
  for (let unit = 0; unit + 1 < text.length; unit += 1) {
    if (isPair(text, unit)) {
      wide.push(unit - wide.length);
      unit += 1;
    }
  }
  return { points: text.length - wide.length, wide };
}

/** Unit of a code point; places outside the text are moved to its ends. */
export function toUnit(index: PointIndex, point: number): number {
  const inside = Math.min(Math.max(Math.trunc(point), 0), index.points);
  return inside + countBelow(index.wide, inside);
}

/** Code point of a unit; the middle of a pair counts as its start. */
export function toPoint(index: PointIndex, unit: number): number {
  let [low, high] = [0, index.wide.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    // The pair `middle` takes the units `wide + middle` and the one behind it.
    if ((index.wide[middle] as number) + middle < unit) low = middle + 1;
    else high = middle;
  }
  const behind = low > 0 ? (index.wide[low - 1] as number) + low - 1 : -1;
  const inPair = behind >= 0 && unit === behind + 1;
  return inPair ? (index.wide[low - 1] as number) : unit - low;
}

/** The words between two code points. */
export function slice(text: string, index: PointIndex, start: number, end: number): string {
  return text.slice(toUnit(index, start), toUnit(index, end));
}

function isPair(text: string, unit: number): boolean {
  const first = text.charCodeAt(unit);
  if (first < 0xd800 || first > 0xdbff) return false;
  const second = text.charCodeAt(unit + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}

/** How many of ascending numbers lie below a limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
