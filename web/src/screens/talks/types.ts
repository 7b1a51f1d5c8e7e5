// The answer of `talks/{id}`, as `docs/talks.md` names its fields.
import type { Day, List, PositionRow, Quote, TalksRow } from '../../lib/types';

export type { PositionRow, Quote, TalksRow } from '../../lib/types';

/** Who speaks for a side, and which claims name him or her. */
export interface Envoy {
  side: string;
  name: string;
  claims: string[];
}

/** Of one round, by its number. */
export interface RoundEnvoys {
  round: number;
  envoys: Envoy[];
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

/** The first rows of a list, and how many there are. */
export interface Cut<Row> {
  rows: Row[];
  total: number;
}

/** What was said of an issue in these talks, newest first. */
export interface Issue {
  issue: string;
  /** Whether the table of issues knows it; else it is called by its words. */
  known: boolean;
  parties: string[];
  last_told: Day | null;
  on_the_table: Cut<Quote>;
  agreed: Cut<Quote>;
  unresolved: Cut<Quote>;
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

export interface TalksAnswer {
  process: Process;
  envoys: RoundEnvoys[];
  issues: Issue[];
  positions: PositionRow[];
  threats: Cut<Pending>;
  demands: Cut<Pending>;
  territory: Cut<Hold>;
  names: Record<string, string>;
}

export type TalksList = List<TalksRow> & { names?: Record<string, string> };
