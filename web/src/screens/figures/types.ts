// Answers of `compare` and `occurrences`, as `docs/figures.md` names their fields.
import type { Answer } from '../../lib/types';

export type { SeriesRow, ValueRow } from '../../lib/types';

export type Twin = Answer<'Twin'>;
export type CompareAnswer = Answer<'Compared'>;
export type OccurrencesAnswer = Answer<'Occurred'>;

/** A line of English, and the figures that it is about. */
export interface Saying {
  text: string;
  figures: string[];
}
