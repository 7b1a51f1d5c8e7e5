// The rows and objects that the API sends, as `npm run types` reads them from docs/openapi.json: `docs/record-cli.md`,
// `docs/figures.md` and `docs/talks.md` say what each means. A day is `YYYY-MM-DD`. `null` is "not stated", never zero.
import type { components } from './openapi';

type Schemas = components['schemas'];

/** What the document lets be left out is sent as `null`: no field is ever missing. */
type Sent<Told> = Told extends readonly (infer One)[]
  ? Sent<One>[]
  : Told extends object
    ? { [Field in keyof Told]-?: Sent<Told[Field]> }
    : Told;

/** An object of the document by its name there. */
export type Answer<Name extends keyof Schemas> = Sent<Schemas[Name]>;

export type Day = string;
export type ReviewState = 'unreviewed' | 'accepted' | 'rejected' | 'edited';
export type Status = 'actual' | 'negated' | 'future' | 'hypothetical' | (string & {});

export interface List<Row> {
  rows: Row[];
  total: number;
  truncated: boolean;
  next: string | null;
  cursor: number;
}

export type ReportRow = Answer<'ReportRow'>;
export type ClaimRow = Answer<'ClaimRow'>;
export type EventRow = Answer<'EventRow'>;
export type FigureRow = Answer<'FigureRow'>;
export type SeriesRow = Answer<'SeriesForm'>;
export type ValueRow = Answer<'ValueRow'>;
export type OccurrenceRow = Answer<'OccurrenceRow'>;
export type Quote = Answer<'Quote'>;
export type TalksRow = Answer<'TalksRow'>;
export type IssueRow = Answer<'IssueRow'>;
export type PositionRow = Answer<'PositionRow'>;
export type ActorRow = Answer<'ActorRow'>;
export type PersonRow = Answer<'PersonRow'>;
export type PlaceRow = Answer<'PlaceRow'>;
export type LogRow = Answer<'LogRow'>;
export type ReviewRow = Answer<'ReviewRow'>;
export type NamesAnswer = Answer<'NamesForm'>;
export type RecordState = Answer<'RecordForm'>;

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

export interface Found {
  reports: List<ReportRow>;
  claims: List<ClaimRow>;
}
