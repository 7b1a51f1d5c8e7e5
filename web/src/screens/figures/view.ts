// The address of a series' page <-> what is shown of it; and which series stand beside it.
import type { By } from './groups';
import { BY } from './groups';
import type { CompareAnswer } from './types';

export interface Choice {
  by: By;
  log: boolean;
  table: boolean;
  history: boolean;
  split: boolean;
  definition: boolean;
  /** The figure that is looked at. */
  at: string | null;
}

export function choiceOf(query: URLSearchParams): Choice {
  const by = query.get('by');
  return {
    by: BY.find((one) => one === by) ?? 'day',
    log: query.get('scale') === 'log',
    table: query.get('view') === 'table',
    history: query.has('history'),
    split: query.has('split'),
    definition: query.has('definition'),
    at: query.get('at'),
  };
}

export function nextBy(by: By): By {
  return BY[(BY.indexOf(by) + 1) % BY.length] ?? 'day';
}

/** More pictures than this no one reads together. */
const BESIDE_MAX = 6;

/** What was intercepted of what was launched always; then the other weapons and units that are asked for. */
export function besideOf(answer: CompareAnswer, units: string[]): string[] {
  const halves = answer.twins.filter(({ relation }) => relation === 'part' || relation === 'whole');
  return [...new Set([...halves.map(({ series }) => series), ...units])].slice(0, BESIDE_MAX);
}
