// The rows and objects that the API sends, field by field as `crates/export` writes them: `docs/record-cli.md`,
// `docs/figures.md` and `docs/talks.md` say what each means. A day is `YYYY-MM-DD`. `null` is "not stated", never zero.

export type Day = string;
export type ReviewState = 'unreviewed' | 'accepted' | 'rejected' | 'edited';
export type Evidence = 'reported' | 'claimed' | 'corroborated' | 'disputed' | 'superseded';
export type Status = 'actual' | 'negated' | 'future' | 'hypothetical' | (string & {});

export interface List<Row> {
  rows: Row[];
  total: number;
  truncated: boolean;
  next: string | null;
  cursor: number;
}

export interface ReportRow {
  id: string;
  published: Day | null;
  outlet: string | null;
  side: string | null;
  title: string | null;
  lead: string;
  file: string | null;
  url: string | null;
  language: string;
  characters: number;
  claims: number;
  also_in: string[];
  origin: string;
  superseded_by: string | null;
}

export interface ClaimRow {
  /** `REPORT:n`. */
  id: string;
  event: string;
  type: string;
  mode: string[];
  status: Status;
  from: Day | null;
  to: Day | null;
  who: string | null;
  speaker: string | null;
  actor: string | null;
  actor_id: string | null;
  recipient: string | null;
  recipient_id: string | null;
  object: string | null;
  instrument: string | null;
  topic: string | null;
  place: string | null;
  place_id: string | null;
  lat: number | null;
  lon: number | null;
  figures: string[];
  start: number;
  end: number;
  words: string;
  file: string | null;
  published: Day | null;
  outlet: string | null;
  side: string | null;
  rule: string;
  review: ReviewState;
}

export interface EventRow {
  id: string;
  type: string;
  types: string[];
  from: Day | null;
  to: Day | null;
  place: string | null;
  place_id: string | null;
  lat: number | null;
  lon: number | null;
  who: string | null;
  speaker: string | null;
  status: Status;
  words: string;
  claims: number;
  reports: number;
  outlets: number;
  origins: number;
  /** Its first claim. */
  claim: string;
  /** How many of its claims stand so; rejected ones are not among `claims`. */
  unreviewed: number;
  accepted: number;
  rejected: number;
  edited: number;
}

export interface FigureRow {
  claim: string;
  event: string;
  type: string;
  measure: string;
  of: string | null;
  low: number | null;
  high: number | null;
  approx: boolean;
  unit: string | null;
  status: Status;
  who: string | null;
  speaker: string | null;
  place: string | null;
  place_id: string | null;
  from: Day | null;
  to: Day | null;
  published: Day | null;
  outlet: string | null;
  side: string | null;
  start: number;
  end: number;
  words: string;
}

export interface SeriesRow {
  id: string;
  figures: number;
  first: Day | null;
  last: Day | null;
}

/** A value of one speaker about one happening. */
export interface ValueRow {
  /** `REPORT:n.at`. */
  figure_id: string;
  series: string;
  measure: string;
  unit: string | null;
  value: number | null;
  value_low: number | null;
  value_high: number | null;
  qualifier: string;
  scope: string | null;
  scope_id: string | null;
  whom: string | null;
  period: 'happening' | 'running';
  period_start: Day | null;
  period_end: Day | null;
  as_of: Day | null;
  speaker: string | null;
  speaker_id: string | null;
  speaker_side: string | null;
  outlet_sides: string[];
  doc_id: string;
  char_start: number;
  char_end: number;
  words: string;
  quote: string;
  evidence: Evidence;
  outlets: number;
  origins: number;
  docs: string[];
  happening: string;
  conflict_group: string[];
  supersedes: string[];
  share_low: number | null;
  share_high: number | null;
  share_of: string | null;
  checks: string[];
}

export interface OccurrenceRow {
  number: number;
  series: string;
  event: string;
  from: Day | null;
  to: Day | null;
  ordinals: number[];
  missing: number | null;
  speakers: string[];
  outlets: number;
  origins: number;
  claims: string[];
  words: string;
}

export interface Quote {
  claim: string;
  type: string;
  status: Status;
  who: string | null;
  speaker: string | null;
  published: Day | null;
  outlet: string | null;
  side: string | null;
  start: number;
  end: number;
  words: string;
}

export interface TalksRow {
  id: string;
  parties: string[];
  negotiates: boolean;
  rounds: number;
  planned: number;
  contacts: number;
  mediators: string[];
  places: string[];
  first_told: Day | null;
  last_told: Day | null;
}

export interface IssueRow {
  issue: string;
  known: boolean;
  on_the_table: number;
  agreed: number;
  unresolved: number;
  parties: string[];
  last_told: Day | null;
  claim: string;
  words: string;
}

export interface PositionRow {
  position_id: string;
  process: string | null;
  round: number | null;
  round_date: Day | null;
  place: string | null;
  party: string;
  envoy: string | null;
  envoy_role: string | null;
  issue: string | null;
  stance: string;
  modality: 'stated' | 'planned' | 'possible' | 'denied';
  doc_id: string;
  char_start: number;
  char_end: number;
  quote: string;
  evidence: 'claimed' | 'reported';
  review: string;
  release: string;
  speaker: string | null;
  speaker_side: string | null;
  said_on: Day | null;
  claim: string;
}

export interface ActorRow {
  id: string | null;
  name: string | null;
  acts: number;
  acted_upon: number;
  says: number;
  first: Day | null;
  last: Day | null;
}

export interface PersonRow {
  id: string;
  name: string;
  acts_for: string;
  claims: number;
  spellings: string;
  joined_by: string;
}

export interface PlaceRow {
  id: string | null;
  name: string;
  country: string | null;
  lat: number;
  lon: number;
  claims: number;
  first: Day | null;
  last: Day | null;
}

export interface LogRow {
  cursor: number;
  at: string;
  what: string;
  id: string | null;
  detail: string | null;
  by: string | null;
  why: string | null;
}

export interface ReviewRow {
  id: number;
  /** `REPORT:n`; `null` where the words make no claim of this type today. */
  claim: string | null;
  report: string;
  type: string;
  /** The words of the trigger. */
  words: string;
  start: number;
  end: number;
  verdict: 'accept' | 'reject' | 'edit' | 'comment' | 'undo' | 'add';
  role: 'coder' | 'reviewer';
  by: string;
  at: string;
  why: string | null;
  edit: Record<string, unknown> | null;
  /** The review that this one takes back. */
  undoes: number | null;
  undone_by: number | null;
  orphaned: boolean;
}

/** Every list of the API by its name in the address. */
export interface Lists {
  reports: ReportRow;
  claims: ClaimRow;
  events: EventRow;
  figures: FigureRow;
  series: SeriesRow;
  talks: TalksRow;
  issues: IssueRow;
  positions: PositionRow;
  territory: Record<string, unknown>;
  threats: Record<string, unknown>;
  demands: Record<string, unknown>;
  actors: ActorRow;
  people: PersonRow;
  places: PlaceRow;
  changes: LogRow;
  log: LogRow;
  reviews: ReviewRow;
}

export type ListName = keyof Lists;

export interface RecordState {
  name: string;
  read_only: boolean;
  counts: RecordCounts;
  /** What the claims were read with, oldest first. */
  made: { version: string; rules: string; models: string; reports: number; claims: number }[];
  /** The last day that a report was published on. */
  last_day: Day | null;
  cursor: number;
  /** Of the program. */
  version: string;
  /** Who asks; `null` where nobody has to say. */
  who: { name: string; scope: string } | null;
  reviews: Record<ReviewState | 'disputed' | 'orphaned', number>;
}

export interface RecordCounts {
  reports: number;
  /** Reports that copy no other. */
  origins: number;
  outlets: number;
  claims: number;
  events: number;
  characters: number;
  first: Day | null;
  last: Day | null;
}

export interface Found {
  reports: List<ReportRow>;
  claims: List<ClaimRow>;
}
