// The answer of `talks/{id}`, as `docs/talks.md` names its fields.
import type { Day, IssueRow as Counted, List, PositionRow, Quote, TalksRow } from '../../lib/types';

export type { PositionRow, Quote, TalksRow } from '../../lib/types';

/** Who speaks for a side in a round, and which claims name him or her. */
export interface EnvoyTold {
  side: string;
  name: string;
  claims: string[];
}

export interface Round {
  process: string;
  number: number;
  told_as: number | null;
  standing: string;
  from: Day | null;
  to: Day | null;
  dated: boolean;
  days_counted: number | null;
  places: string[];
  negotiation: boolean;
  indirect: boolean;
  /** Each as `SIDE name`. */
  envoys: string[];
  envoys_told?: EnvoyTold[];
  mediators: string[];
  hosts: string[];
  lengths: string[];
  told: number;
  reports: number;
  origins: number;
  claims: Quote[];
  denied: Quote[];
  said: Quote[];
  outcomes: Quote[];
}

export interface Process {
  id: string;
  parties: string[];
  negotiates: boolean;
  mediators: string[];
  first_told: Day | null;
  last_told: Day | null;
  rounds: Round[];
  contacts: Quote[];
  mentions: Quote[];
}

/** Lists of quotations where the server gives them, else how many there are. */
export interface Issue extends Omit<Counted, 'on_the_table' | 'agreed' | 'unresolved'> {
  on_the_table: Quote[] | number;
  agreed: Quote[] | number;
  unresolved: Quote[] | number;
}

/** A threat or a demand. */
export interface Pending extends Quote {
  by: string;
  to: string[];
  issues: string[];
  condition: string | null;
  since: Day | null;
  last_told: Day | null;
  told: number;
  /** Each as `agreed SIDE REPORT:n`. */
  answers: string[];
}

export interface Hold extends Quote {
  place: string;
  place_id: string | null;
  country: string | null;
  control: string;
  by: string[];
  with: string[];
  share: string | null;
  area: string | null;
  from: Day | null;
  to: Day | null;
  rival: boolean;
}

export interface Cut<Row> {
  rows: Row[];
  total: number;
}

export interface TalksAnswer {
  process: Process;
  issues: Issue[];
  positions: PositionRow[];
  threats?: Cut<Pending> | Pending[];
  demands?: Cut<Pending> | Pending[];
  territory?: Cut<Hold> | Hold[];
  names?: Record<string, string>;
}

export function rowsOf<Row>(cut: Cut<Row> | Row[] | undefined): Row[] {
  if (cut === undefined) return [];
  return Array.isArray(cut) ? cut : cut.rows;
}

export function totalOf<Row>(cut: Cut<Row> | Row[] | undefined): number {
  if (cut === undefined) return 0;
  return Array.isArray(cut) ? cut.length : cut.total;
}

export type TalksList = List<TalksRow> & { names?: Record<string, string> };

export function countOf(told: Quote[] | number): number {
  return typeof told === 'number' ? told : told.length;
}
