// Checks, while the page is compiled, that what the screens read is what the server says it sends: each field of a row
// is in docs/openapi.json, and of that type. `npm run types` makes openapi.d.ts anew. Nothing of this file runs.
import type { components } from './openapi';
import type { Card, DeskAnswer } from '../screens/desk/desk';
import type { AgreementAnswer, CoverageAnswer, Stats } from '../screens/log/log';
import type * as rows from './types';

type Schemas = components['schemas'];

/** Fields that are read but not sent, or sent as something else. */
type Wrong<Read, Sent> = {
  [Field in keyof Read]-?: Field extends keyof Sent
    ? [NonNullable<Read[Field]>] extends [NonNullable<Sent[Field]>]
      ? never
      : Field
    : Field;
}[keyof Read];

type Fits<Read, Sent> = [Wrong<Read, Sent>] extends [never] ? true : Wrong<Read, Sent>;

type Checked<All extends true[]> = All;

export type Rows = Checked<
  [
    Fits<rows.ReportRow, Schemas['ReportRow']>,
    Fits<rows.ClaimRow, Schemas['ClaimRow']>,
    Fits<rows.EventRow, Schemas['EventRow']>,
    Fits<rows.FigureRow, Schemas['FigureRow']>,
    Fits<rows.ValueRow, Schemas['ValueRow']>,
    Fits<rows.OccurrenceRow, Schemas['OccurrenceRow']>,
    Fits<rows.SeriesRow, Schemas['SeriesForm']>,
    Fits<rows.Quote, Schemas['Quote']>,
    Fits<rows.TalksRow, Schemas['TalksRow']>,
    Fits<rows.IssueRow, Schemas['IssueRow']>,
    Fits<rows.PositionRow, Schemas['PositionRow']>,
    Fits<rows.ActorRow, Schemas['ActorRow']>,
    Fits<rows.PersonRow, Schemas['PersonRow']>,
    Fits<rows.PlaceRow, Schemas['PlaceRow']>,
    Fits<rows.LogRow, Schemas['LogRow']>,
    Fits<rows.RecordState, Schemas['RecordForm']>,
    Fits<CoverageAnswer, Schemas['Coverage']>,
    Fits<Stats, Schemas['StatsForm']>,
    Fits<AgreementAnswer, Schemas['AgreementForm']>,
    Fits<rows.ReviewRow, Schemas['ReviewRow']>,
    Fits<Omit<DeskAnswer, Lists>, Schemas['Desk']>,
    Fits<Omit<Card, 'history' | 'latest' | 'others'>, Schemas['Part_Card']['rows'][number]>,
  ]
>;

/** Their rows are checked by themselves. */
type Lists = 'figures' | 'events' | 'outages' | 'talks' | 'disputed' | 'issues';
