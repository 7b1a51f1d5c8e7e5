// Answers of `compare` and `occurrences`, as `docs/figures.md` names their fields.
import type { List, OccurrenceRow, SeriesRow as Listed, ValueRow as Told } from '../../lib/types';

/** A value; `approx` says that its words are round, where the server tells it. */
export type ValueRow = Told & { approx?: boolean; review?: string };

/** A line of English, and the figures that it is about. */
export interface Saying {
  text: string;
  figures: string[];
}

export interface Twin {
  series: string;
  /** `part`, `whole`, `share`, `unit` or `kind`. */
  relation: string;
}

export interface CompareAnswer {
  series: string;
  /** What stands beside it: of what was launched, what was intercepted. */
  twins: Twin[];
  values: ValueRow[];
  checks: Saying[];
  shares: Saying[];
  agreements: Saying[];
  names: Record<string, string>;
  truncated?: boolean;
  total?: number;
}

export interface OccurrencesAnswer {
  series: string;
  rows: OccurrenceRow[];
  checks: string[];
  names?: Record<string, string>;
}

/** A series as the list tells it. */
export interface SeriesRow extends Listed {
  scope?: string | null;
  /** Null where no table names the scope. */
  scope_name?: string | null;
  /** Claims that tell of one more occurrence. */
  occurrences?: number;
}

export type SeriesAnswer = List<SeriesRow>;
