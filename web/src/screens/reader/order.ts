// The order in which claims are walked, and which of them still wait for a word.
import type { Capacity, Item } from './types';

/** By the words that tell them, as a reader meets them. */
export function inTextOrder(items: readonly Item[]): Item[] {
  return [...items].sort(
    (a, b) =>
      a.claim.evidence.start - b.claim.evidence.start ||
      a.claim.trigger.start - b.claim.trigger.start ||
      a.claim.id - b.claim.id,
  );
}

/** Whether somebody in this capacity has said nothing of the claim yet. */
export function isOpen(item: Item, capacity: Capacity): boolean {
  return capacity === 'reviewer' ? item.review.reviewer === null : item.review.state === 'unreviewed';
}

/** The next claim that waits, behind or before a place and then from the other end; `null` where none does. */
export function nextOpen(items: readonly Item[], from: number, step: 1 | -1, capacity: Capacity): number | null {
  for (let far = 1; far <= items.length; far += 1) {
    const place = (((from + step * far) % items.length) + items.length) % items.length;
    if (isOpen(items[place] as Item, capacity)) return place;
  }
  return null;
}

export interface Progress {
  reviewed: number;
  total: number;
}

export function progress(items: readonly Item[], capacity: Capacity): Progress {
  return { reviewed: items.filter((item) => !isOpen(item, capacity)).length, total: items.length };
}

/** What a list of this report is cut down to; empty lets everything through. */
export interface Narrow {
  type: string;
  rule: string;
  speaker: string;
  review: string;
}

export function narrowOf(query: URLSearchParams): Narrow {
  const get = (name: string): string => query.get(name) ?? '';
  return { type: get('type'), rule: get('rule'), speaker: get('speaker'), review: get('review') };
}

export function isNarrow(narrow: Narrow): boolean {
  return Object.values(narrow).some((wanted) => wanted !== '');
}

export function passes(item: Item, narrow: Narrow): boolean {
  const { claim, review } = item;
  const speaker = narrow.speaker.toLowerCase();
  const speakers = claim.said_by.flatMap((said) => [said.who, said.name]).filter((name) => name !== null);
  return (
    among(narrow.type, claim.type) &&
    isRule(narrow.rule, claim.rule) &&
    among(narrow.review, review.state) &&
    (speaker === '' || speakers.some((name) => name.toLowerCase().includes(speaker)))
  );
}

/** As the server narrows by rules: names, or how they begin and `*`. */
function isRule(wanted: string, rule: string): boolean {
  const fits = (one: string): boolean => (one.endsWith('*') ? rule.startsWith(one.slice(0, -1)) : rule === one);
  return wanted === '' || wanted.split(',').some(fits);
}

/** Several values stand with commas between. */
function among(wanted: string, value: string): boolean {
  return wanted === '' || wanted.split(',').includes(value);
}
