// Words that a person selects -> their place in the text, and the way from word to word by keys. The text is drawn in
// elements that carry the unit at which they begin as `data-at`; each holds its stretch of the text and nothing else.
import type { PointIndex } from './points';
import { toPoint } from './points';
import type { Words } from './types';

export interface Units {
  start: number;
  end: number;
}

/** The selected stretch in units, cut at the ends of the text; `null` where nothing of the text is selected. */
export function selectedUnits(root: Element, length: number, selection: Selection | null): Units | null {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return null;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const start = root.contains(startContainer) ? unitAt(root, startContainer, startOffset) : 0;
  const end = root.contains(endContainer) ? unitAt(root, endContainer, endOffset) : length;
  return start === null || end === null || start >= end ? null : { start, end };
}

/** The unit of a place in the document. */
function unitAt(root: Element, node: Node, offset: number): number | null {
  if (node instanceof Text) {
    const begins = node.parentElement?.closest('[data-at]');
    return begins && root.contains(begins) ? Number(begins.getAttribute('data-at')) + offset : null;
  }
  const next = node.childNodes[offset] ?? null;
  const pieces = root.querySelectorAll('[data-at]');
  for (const piece of pieces) {
    const isBehind = next ? next.contains(piece) || follows(next, piece) : follows(node, piece) && !node.contains(piece);
    if (isBehind) return Number(piece.getAttribute('data-at'));
  }
  const last = pieces[pieces.length - 1];
  return last ? Number(last.getAttribute('data-at')) + (last.textContent?.length ?? 0) : null;
}

function follows(node: Node, other: Node): boolean {
  return (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}

/** Selects a stretch of the text in the document, and brings its end into sight. */
export function selectUnits(root: Element, units: Units): void {
  const [start, end] = [pointIn(root, units.start), pointIn(root, units.end)];
  if (!start || !end) return;
  document.getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
  end.node.parentElement?.scrollIntoView({ block: 'nearest' });
}

/** The text node that holds a unit; of two that meet there, the first. */
function pointIn(root: Element, unit: number): { node: Text; offset: number } | null {
  const pieces = root.querySelectorAll('[data-at]');
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(pieces[middle]?.getAttribute('data-at')) < unit) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[Math.max(0, low - 1)];
  const node = piece?.firstChild;
  return node instanceof Text ? { node, offset: Math.min(unit - Number(piece?.getAttribute('data-at')), node.length) } : null;
}

/** Without the white space at its ends; `null` where nothing else is in it. */
export function trimmed(text: string, units: Units): Units | null {
  const words = text.slice(units.start, units.end);
  const start = units.start + (words.length - words.trimStart().length);
  const end = units.end - (words.length - words.trimEnd().length);
  return start < end ? { start, end } : null;
}

export function wordsAt(text: string, index: PointIndex, units: Units): Words {
  return {
    start: toPoint(index, units.start),
    end: toPoint(index, units.end),
    text: text.slice(units.start, units.end),
  };
}

const WORD = /[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}]|[’'.,-](?=[\p{L}\p{N}]))*|[^\s\p{L}\p{N}\p{M}]/gu;
/** Units looked at for a neighbouring word. */
const REACH = 2000;

/** The first word that begins at a unit or behind it. */
export function wordFrom(text: string, unit: number): Units | null {
  WORD.lastIndex = 0;
  const match = WORD.exec(text.slice(unit, unit + REACH));
  return match ? { start: unit + match.index, end: unit + match.index + match[0].length } : null;
}

/** The last word that ends at a unit or before it. */
export function wordBefore(text: string, unit: number): Units | null {
  const from = Math.max(0, unit - REACH);
  let last: Units | null = null;
  for (const match of text.slice(from, unit).matchAll(WORD)) {
    last = { start: from + match.index, end: from + match.index + match[0].length };
  }
  return last;
}

/** The sentence around words, about: to the nearest stops, no further than a paragraph. What evidence is proposed from. */
export function sentenceAround(text: string, units: Units): Units {
  const before = text.slice(Math.max(0, units.start - REACH), units.start);
  const stops = [...before.matchAll(/\n|[.!?…]["”’»)]*\s+(?=["“‘«(]?[\p{Lu}\p{N}])/gu)];
  const last = stops[stops.length - 1];
  const start = units.start - before.length + (last ? last.index + last[0].length : 0);
  const behind = text.slice(units.end, units.end + REACH);
  const stop = /\n|[.!?…]["”’»)]*(?=\s+["“‘«(]?[\p{Lu}\p{N}]|\s*$)/u.exec(behind);
  return trimmed(text, { start, end: units.end + (stop ? stop.index : behind.length) }) ?? units;
}
