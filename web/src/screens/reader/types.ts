// What the server says of one report and its claims, as this screen uses it. Offsets count code points of the report's
// text, the end excluded; null is "not stated".
import type { ClaimRow, LogRow, ReportRow, ReviewRow, ReviewState } from '../../lib/types';

export interface Span {
  start: number;
  end: number;
}

export interface Words extends Span {
  text: string;
}

export interface Said {
  source: Words | null;
  cue: Words | null;
  who: string | null;
  name: string | null;
  manner: string;
}

export interface Argument extends Words {
  role: string;
  id?: string;
  name?: string;
  lat?: number;
  lon?: number;
  from?: string | null;
  to?: string | null;
}

export interface Figure extends Words {
  measure: string;
  of: string | null;
  low: number | null;
  high: number | null;
  approx: boolean;
  unit: string | null;
}

/** A claim as `dateline read` prints it. */
export interface Claim {
  id: number;
  type: string;
  mode: string[];
  status: string;
  trigger: Words;
  evidence: Words;
  /** The chain of speakers, outermost first; empty is the report's own voice. */
  said_by: Said[];
  args: Argument[];
  figures: Figure[];
  rule: string;
}

export type Capacity = ReviewRow['role'];

/** The last word of a coder, or of a reviewer. */
export interface Word {
  verdict: ReviewRow['verdict'];
  by: string;
  at: string;
  why: string | null;
}

export interface Review {
  state: ReviewState;
  coder: Word | null;
  reviewer: Word | null;
  /** Whose word it stands by, and why. */
  by: string | null;
  at: string | null;
  why: string | null;
  /** The last words of two people differ. */
  disputed: boolean;
}

/** A claim of the report, with what people said of it. */
export interface Item {
  row: ClaimRow;
  claim: Claim;
  review: Review;
  /** Every review of it, the oldest first. */
  reviews: ReviewRow[];
  /** As it was read, where a person changed it. */
  was: Claim | null;
}

/** Another report of the same story. */
export interface Related {
  id: string;
  published: string | null;
  outlet: string | null;
  title: string | null;
  relation: 'earlier' | 'later' | 'copy';
}

export interface ReportDetail {
  report: ReportRow;
  text: string;
  characters: number;
  sha256: string;
  claims: Item[];
  versions: Related[];
  copies: Related[];
  log: LogRow[];
  /** Reviews whose words make no claim any more. */
  orphaned: ReviewRow[];
}
