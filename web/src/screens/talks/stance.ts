// Stances, rounds and envoys in words and signs. Each sign has its word beside it.
import { day, days } from '../../lib/words';
import type { Envoy, PositionRow, Round, RoundEnvoys } from './types';

export interface Look {
  sign: string;
  words: string;
}

const STANCES: Record<string, Look> = {
  supports: { sign: '▲', words: 'supports' },
  opposes: { sign: '▼', words: 'opposes' },
  insists: { sign: '■', words: 'insists on' },
  open: { sign: '◇', words: 'open to' },
  conditions: { sign: '◆', words: 'sets conditions' },
  demands: { sign: '▶', words: 'demands' },
  rejects: { sign: '✕', words: 'rejects' },
  agrees: { sign: '●', words: 'agrees' },
  agrees_not: { sign: '○', words: 'does not agree' },
  threatens: { sign: '!', words: 'threatens' },
};

export function look(stance: string): Look {
  return STANCES[stance] ?? { sign: '·', words: stance.replaceAll('_', ' ') };
}

const HEDGES: Record<string, string> = {
  planned: 'planned',
  possible: 'possible, hedged',
  denied: 'told as not so',
};

/** What the report leaves open of a stance; empty where it is told as being so. */
export function hedge(row: PositionRow): string {
  return HEDGES[row.modality] ?? '';
}

/** "demands?" for what is hedged. */
export function stanceText(row: PositionRow): string {
  return look(row.stance).words + (row.modality === 'possible' || row.modality === 'planned' ? '?' : '');
}

/** For who moves over the cells by ear. */
export function cellText(issue: string, party: string, row: PositionRow | null, older: number): string {
  if (row === null) return `${issue}, ${party}: no statement found`;
  const parts = [`${issue}, ${party}: ${look(row.stance).words}`, hedge(row), day(row.said_on)];
  if (older > 0) parts.push(`${older} older`);
  return parts.filter((part) => part !== '').join(', ');
}

const STANDINGS: Record<string, Look> = {
  held: { sign: '●', words: 'held' },
  going_on: { sign: '◐', words: 'going on' },
  planned: { sign: '○', words: 'planned' },
  possible: { sign: '◌', words: 'possible' },
  put_off: { sign: '‖', words: 'put off' },
  failed: { sign: '✕', words: 'failed' },
  not_held: { sign: '⊘', words: 'not held' },
};

export function standing(round: Round): Look {
  return STANDINGS[round.standing] ?? { sign: '·', words: round.standing.replaceAll('_', ' ') };
}

/** Numbered as reports number it; else by its day alone. */
export function roundTitle(round: Round): string {
  if (round.told_as !== null) return `Round ${round.told_as}`;
  return round.negotiation ? 'Talks' : 'Meeting';
}

/** "about" where the days follow from the day of publication alone. */
export function roundDays(round: Round): string {
  if (round.from === null && round.to === null) return 'no day told';
  return `${round.dated ? '' : 'about '}${days(round.from, round.to)}`;
}

/** Who spoke for whom in a round; the claims that name them, where the answer tells. */
export function envoysOf(round: Round, told: RoundEnvoys[]): Envoy[] {
  return told.find((one) => one.round === round.number)?.envoys ?? [];
}

/** `agreed SIDE REPORT:n` in parts; null where it is not of that form. */
export function answerOf(text: string): { what: string; by: string; claim: string } | null {
  const match = /^(agreed|rejected|dropped) (.*) (\S+:\d+)$/.exec(text);
  if (!match) return null;
  return { what: match[1] ?? '', by: match[2] ?? '', claim: match[3] ?? '' };
}

/** `talks/RUS-UKR` -> `RUS-UKR`, as the address has it. */
export function processId(id: string): string {
  return id.replace(/^talks\//, '');
}
