// Stances -> issue x party: the latest of each cell with the older ones behind it. A cell without one is not a position.
import type { PositionRow, Round } from './types';

export interface Cell {
  issue: string;
  party: string;
  latest: PositionRow | null;
  older: PositionRow[];
  /** The stance that stood before the round in question, where the latest differs from it. */
  moved: Move | null;
}

export interface Move {
  /** Null where the party had said nothing of the issue before. */
  from: string | null;
  to: string;
}

export interface Line {
  issue: string;
  cells: Cell[];
}

/** Stances that name no issue stand in a line of their own, last. */
export const NO_ISSUE = '';

/**
 * Issues by how often they are spoken of, then by name; within a cell the newest first. `known` issues get a line also where
 * nobody's stance on them is on record.
 */
export function matrix(
  positions: PositionRow[],
  parties: string[],
  since: string | null,
  known: string[] = [],
): Line[] {
  const byIssue = new Map<string, PositionRow[]>(known.map((issue) => [issue, []]));
  for (const row of positions) {
    const issue = row.issue ?? NO_ISSUE;
    byIssue.set(issue, [...(byIssue.get(issue) ?? []), row]);
  }
  const rank = (issue: string) => (issue === NO_ISSUE ? -1 : (byIssue.get(issue)?.length ?? 0));
  const issues = [...byIssue.keys()].sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
  const line = (issue: string) => ({
    issue,
    cells: parties.map((party) => cellOf(issue, party, byIssue.get(issue) ?? [], since)),
  });
  return issues.map(line);
}

function cellOf(issue: string, party: string, rows: PositionRow[], since: string | null): Cell {
  const own = rows.filter((row) => row.party === party).sort(newestFirst);
  const [latest = null, ...older] = own;
  return { issue, party, latest, older, moved: moved(own, since) };
}

function newestFirst(a: PositionRow, b: PositionRow): number {
  const [dayA, dayB] = [a.said_on ?? '', b.said_on ?? ''];
  if (dayA !== dayB) return dayA < dayB ? 1 : -1;
  return a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0;
}

/** Whether what is told since a day differs from what was told last before it. */
function moved(newest: PositionRow[], since: string | null): Move | null {
  const latest = newest[0];
  if (since === null || !latest || (latest.said_on ?? '') < since) return null;
  const before = newest.find((row) => (row.said_on ?? '') < since);
  if (before && before.stance === latest.stance && before.modality === latest.modality) return null;
  return { from: before?.stance ?? null, to: latest.stance };
}

export function movedCount(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.cells.filter((cell) => cell.moved !== null).length, 0);
}

const HAPPENED = new Set(['held', 'going_on', 'failed']);

/** The first day of the last round that came to pass; null where none has a day. */
export function lastRoundDay(rounds: Round[]): string | null {
  const days = rounds.filter((round) => HAPPENED.has(round.standing)).map((round) => round.from);
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
}

/** Only stances that fit: days of saying, the envoy that is followed, words of the issue. */
export interface Wanted {
  from: string | null;
  to: string | null;
  envoy: string | null;
  issue: string | null;
}

export function fitting(positions: PositionRow[], wanted: Wanted): PositionRow[] {
  const words = wanted.issue?.toLowerCase() ?? '';
  return positions.filter((row) => {
    const day = row.said_on ?? '';
    if (wanted.from !== null && day < wanted.from) return false;
    if (wanted.to !== null && (day === '' || day > wanted.to)) return false;
    if (wanted.envoy !== null && row.envoy !== wanted.envoy && row.speaker !== wanted.envoy) return false;
    return (row.issue ?? '').toLowerCase().includes(words);
  });
}

/** Where an arrow leads in the grid, held at its edges; null for other keys. */
export function move(key: string, at: [number, number], rows: number, columns: number): [number, number] | null {
  const [row, column] = at;
  const held = (value: number, most: number) => Math.min(Math.max(value, 0), Math.max(0, most - 1));
  switch (key) {
    case 'ArrowUp':
      return [held(row - 1, rows), column];
    case 'ArrowDown':
      return [held(row + 1, rows), column];
    case 'ArrowLeft':
      return [row, held(column - 1, columns)];
    case 'ArrowRight':
      return [row, held(column + 1, columns)];
    case 'Home':
      return [row, 0];
    case 'End':
      return [row, held(columns, columns)];
    default:
      return null;
  }
}
