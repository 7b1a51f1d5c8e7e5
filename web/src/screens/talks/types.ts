// The answer of `talks/{id}`, as `docs/talks.md` names its fields.
import type { Answer } from '../../lib/types';

export type { PositionRow, Quote, TalksRow } from '../../lib/types';

export type Round = Answer<'RoundForm'>;
export type Process = Answer<'ProcessForm'>;
/** Of one round, by its number: who speaks for a side, and which claims name him or her. */
export type RoundEnvoys = Answer<'RoundEnvoys'>;
export type Envoy = Answer<'EnvoyForm'>;
/** What was said of an issue in these talks, newest first. */
export type Issue = Answer<'IssueForm'>;
/** A threat or a demand. */
export type Pending = Answer<'PendingRow'>;
export type Hold = Answer<'TerritoryRow'>;
export type TalksAnswer = Answer<'TalksForm'>;
